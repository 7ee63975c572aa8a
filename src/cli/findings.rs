//! What the feed's rules found, in words, each with its remedy.

use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::{self, Failure};
use super::notices;
use crate::episode::{Handle, Moment};
use crate::feed::strange::Broken;
use crate::feed::{About, Finding, Rule, RuleInfo, Weight};
use crate::site::model::naming;
use crate::words::{Arg, Phrase, Words, phrase};

/// Returns the sentence for a finding.
pub(super) fn said(words: &Words, finding: &Finding) -> Phrase {
    filled(finding, variant(words, finding, "", "without"))
}

/// Returns what to do about it, where there is something to do.
pub(super) fn remedy(words: &Words, finding: &Finding) -> Option<Phrase> {
    // Of rules that our shows can break too, the remedy names our files and commands. A feed that was made
    // elsewhere has neither.
    let elsewhere = matches!(finding.about, About::Channel | About::Item { .. });
    let id = if elsewhere && !Rule::is_of_strangers(finding.id()) {
        variant(words, finding, ".elsewhere", "elsewhere-without")
    } else {
        variant(words, finding, ".remedy", "remedy-without")
    };
    words.has(&id).then(|| filled(finding, id))
}

/// Returns a finding as `--json` says it.
pub(super) fn json(words: &Words, finding: &Finding) -> Value {
    let (episode, item, file) = match &finding.about {
        About::Show | About::Channel => (None, None, None),
        About::Episode(handle) => (Some(handle.to_string()), None, None),
        About::Item { name, .. } => (None, Some(name), None),
        About::File(file) => (None, None, Some(file)),
    };
    json!({
        "id": finding.id(),
        "weight": weight_name(finding.weight),
        "episode": episode,
        "item": item,
        "file": file,
        "message": words.say(&said(words, finding)),
        "remedy": remedy(words, finding).map(|remedy| words.say(&remedy)),
        "data": finding.args().into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect::<serde_json::Map<String, Value>>(),
    })
}

/// Returns the word for a weight, the same in every language.
pub(super) fn weight_name(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "error",
        Weight::Warning => "warning",
    }
}

/// Returns the word for a weight.
pub(super) fn weight(weight: Weight) -> Phrase {
    match weight {
        Weight::Error => phrase("check-weight-error"),
        Weight::Warning => phrase("check-weight-warning"),
    }
}

/// Returns a sentence of a rule before anything is found: what would be found is left open.
pub(super) fn example(rule: &RuleInfo, part: &str) -> Phrase {
    let sentence = phrase(format!("finding-{}{part}", rule.id));
    let open = ["episode", "n", "command"].iter().fold(sentence, |sentence, name| sentence.with(*name, "N"));
    let open = open.with("kind", "full").with("item", "…").with("file", "…");
    let values = rule.values.iter().filter(|name| !["episode", "file"].contains(name));
    values.fold(open, |open, name| open.with(*name, "…"))
}

/// Returns the remedy of a rule before anything is found, where there is one.
pub(super) fn example_remedy(words: &Words, rule: &RuleInfo) -> Option<Phrase> {
    // One that does without what was found says more.
    let parts = [".remedy-without", ".remedy"];
    let part = parts.into_iter().find(|part| words.has(&format!("finding-{}{part}", rule.id)))?;
    Some(example(rule, part))
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

/// Returns what makes a feed no XML, as a part of a sentence.
fn broken(problem: &Broken) -> Phrase {
    match problem {
        Broken::Empty => phrase("xml-empty"),
        Broken::CutOff => phrase("xml-cut-off"),
        Broken::Outside => phrase("xml-outside"),
        Broken::TooMany => phrase("xml-too-many"),
        Broken::Crossed { wanted, found } => {
            phrase("xml-crossed").with("wanted", wanted).with("found", found)
        }
        Broken::Ampersand => phrase("xml-ampersand"),
        Broken::Entity(name) => phrase("xml-entity").with("name", name),
        Broken::Prefix(prefix) => phrase("xml-prefix").with("prefix", prefix),
        Broken::Character(number) => phrase("xml-character").with("number", format!("U+{number:04X}")),
        // What the reader of XML says is English; the line tells enough.
        Broken::Other(_) => phrase("xml-other"),
    }
}

fn filled(finding: &Finding, id: String) -> Phrase {
    let args = finding.args();
    let mut phrase = phrase(id);
    for (name, value) in &args {
        let arg = match (*name, value.parse::<Moment>()) {
            ("date", Ok(date)) => notices::time(date),
            ("problem", _) => match &finding.rule {
                Rule::FeedBroken { problem, .. } => broken(problem).into(),
                Rule::RecordBroken { problem, .. } => failure::problem(problem).into(),
                _ => Arg::from(value),
            },
            _ => Arg::from(value),
        };
        phrase = phrase.with(*name, arg);
    }
    if let About::Item { name, .. } = &finding.about {
        return phrase.with("kind", "item").with("n", name);
    }
    // The command that mends a title is quoted for the shell, not for the reader.
    let value = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let (handle, title) = (value("episode").and_then(|text| text.parse::<Handle>().ok()), value("without"));
    let Some(handle) = handle else { return phrase };
    let phrase = naming(phrase, handle);
    match title {
        Some(title) => phrase.with("command", notices::retitle(Some(handle), title)),
        None => phrase,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn of_a_feed_that_was_made_elsewhere_no_file_or_command_of_ours_is_named() {
        for words in [Language::En, Language::Da].map(Words::new) {
            for rule in Rule::ALL {
                let about = if Rule::is_of_strangers(rule.id) { "remedy" } else { "elsewhere" };
                for part in [format!(".{about}"), format!(".{about}-without")] {
                    let said = words.say(&example(rule, &part));
                    let ours = [
                        "episodes/",
                        "show.toml",
                        "podcast add",
                        "podcast build",
                        "podcast edit",
                        "podcast re",
                    ]
                    .iter()
                    .any(|ours| said.contains(ours));
                    assert!(!ours, "{}: {said}", rule.id);
                }
            }
        }
        let words = Words::new(Language::En);
        let told = |about, suggestion: &str| {
            let rule = Rule::CategoryUnknown { given: "Art".into(), suggestion: suggestion.into() };
            let remedy = remedy(&words, &Finding { weight: rule.weight(), about, rule });
            remedy.map(|remedy| words.say(&remedy)).unwrap_or_default()
        };
        assert_eq!(told(About::Channel, "Arts"), "Write \"Arts\".");
        assert_eq!(told(About::Channel, ""), "Write one that it has, such as \"Arts/Books\".");
        assert_eq!(told(About::Show, "Arts"), "In episodes/show.toml write: category = \"Arts\"");
    }

    #[test]
    fn what_makes_a_feed_no_xml_is_said_as_such() {
        let problem = Broken::Crossed { wanted: "item".into(), found: "channel".into() };
        let rule = Rule::FeedBroken { line: "7".into(), problem };
        let finding = Finding { weight: rule.weight(), about: About::Channel, rule };
        let words = Words::new(Language::Da);
        assert_eq!(
            words.say(&said(&words, &finding)),
            "Feedet kan ikke læses: i linje 7 er XML'en i stykker (der står </channel>, hvor der skulle stå </item>)."
        );
    }
}
