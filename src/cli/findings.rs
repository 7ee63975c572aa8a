//! What the feed's rules found, in words, each with its remedy.

use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::{self, Failure};
use super::{notices, report};
use crate::episode::{Handle, Moment};
use crate::feed::{About, Finding, Weight};
use crate::words::{Arg, Phrase, Words, phrase};

/// Returns the sentence for a finding.
pub(super) fn said(words: &Words, finding: &Finding) -> Phrase {
    filled(finding, variant(words, finding, "", "without"))
}

/// Returns what to do about it, where there is something to do.
pub(super) fn remedy(words: &Words, finding: &Finding) -> Option<Phrase> {
    let id = variant(words, finding, ".remedy", "remedy-without");
    words.has(&id).then(|| filled(finding, id))
}

/// Returns a finding as `--json` says it.
pub(super) fn json(words: &Words, finding: &Finding) -> Value {
    let (episode, file) = match &finding.about {
        About::Show => (None, None),
        About::Episode(handle) => (Some(handle.to_string()), None),
        About::File(file) => (None, Some(file.clone())),
    };
    json!({
        "id": finding.id(),
        "weight": match finding.weight { Weight::Error => "error", Weight::Warning => "warning" },
        "episode": episode,
        "file": file,
        "message": words.say(&said(words, finding)),
        "remedy": remedy(words, finding).map(|remedy| words.say(&remedy)),
        "data": finding.args().into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect::<serde_json::Map<String, Value>>(),
    })
}

/// Says the findings, each with its remedy below it.
pub(super) fn say(desk: &mut Desk<'_>, findings: &[&Finding]) {
    for finding in findings {
        let said = self::said(&desk.words, finding);
        desk.say(&phrase("check-item").with("finding", said));
        if let Some(remedy) = remedy(&desk.words, finding) {
            desk.say_below(&remedy);
        }
    }
}

/// Returns the failure of a feed that was not built because of what was found.
pub(super) fn refusal(words: &Words, findings: &[Finding]) -> Failure {
    let errors = findings.iter().filter(|finding| finding.weight == Weight::Error);
    let failure = errors.fold(Failure::plain(phrase("feed-refused")), |failure, finding| {
        let said = said(words, finding);
        failure.hint(remedy(words, finding).map_or(said.clone(), |remedy| said.and(remedy)))
    });
    failure.hint(phrase("feed-refused-check"))
}

/// Returns how many of the findings have that weight.
pub(super) fn count(findings: &[Finding], weight: Weight) -> usize {
    findings.iter().filter(|finding| finding.weight == weight).count()
}

/// Returns the name of the sentence: of the one that does without, where a value is empty and there is
/// such a sentence.
fn variant(words: &Words, finding: &Finding, part: &str, without: &str) -> String {
    let id = format!("finding-{}", finding.id());
    let other = format!("{id}.{without}");
    let lacks = finding.args().iter().any(|(_, value)| value.is_empty());
    if lacks && words.has(&other) { other } else { id + part }
}

fn filled(finding: &Finding, id: String) -> Phrase {
    let args = finding.args();
    let mut phrase = phrase(id);
    for (name, value) in &args {
        let arg = match (*name, value.parse::<Moment>()) {
            ("date", Ok(date)) => notices::time(date),
            ("problem", _) => Arg::Phrase(failure::problem(value)),
            _ => Arg::from(value),
        };
        phrase = phrase.with(*name, arg);
    }
    // The command that mends a title is quoted for the shell, not for the reader.
    let value = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let (handle, title) = (value("episode").and_then(|text| text.parse::<Handle>().ok()), value("without"));
    let Some(handle) = handle else { return phrase };
    let phrase = report::naming(phrase, handle);
    match title {
        Some(title) => phrase.with("command", notices::retitle(Some(handle), title)),
        None => phrase,
    }
}
