//! What follows every change of a show: the feed is built anew, in the same breath.

use serde_json::{Map, Value, json};

use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::{self, Failure};
use super::{findings, notices, report, view};
use crate::catalogue::{Show, Wait};
use crate::episode::Episode;
use crate::feed::{self, About, Built, FeedError, Finding, Rule, Stuck, Until, Unusable, notes};
use crate::site::Site;
use crate::studio::Changed;
use crate::words::{Arg, Phrase, phrase};

/// Builds the feed after a change that was made, and ends the command. A feed that could not be built
/// takes nothing back: the change stands, and the end is [`Code::Partly`].
///
/// `code` is how the command would end otherwise, `json` what it has to say.
pub(super) fn after_change(desk: &mut Desk<'_>, show: &Show, wait: Wait, code: Code, json: Value) -> Done {
    let mut done = Done::ending(code, json);
    if show.info().practice {
        desk.say(&phrase("practice-mark"));
    }
    let feed = match build(desk, show, false, wait) {
        Ok(built) => {
            say_at_once(desk, &built.findings);
            feed_json(desk, show, &built)
        }
        Err(failure) => {
            done.code = Code::Partly;
            desk.complain(&failure);
            desk.complain(&Failure::plain(phrase("feed-not-built")));
            let mut feed = Map::new();
            feed.insert("built".to_owned(), false.into());
            feed.insert("error".to_owned(), desk.json_of(&failure));
            Value::Object(feed)
        }
    };
    done.json.insert("feed".to_owned(), feed);
    done
}

/// Says what cannot wait until somebody checks the show: every listener sees it.
pub(super) fn say_at_once(desk: &mut Desk<'_>, found: &[Finding]) {
    let seen_by_all = |finding: &&Finding| {
        matches!(finding.rule, Rule::ArtworkUnreadable { .. } | Rule::ArtworkLost { .. })
    };
    findings::say(desk, &found.iter().filter(seen_by_all).collect::<Vec<_>>());
}

/// Says that the notes of an episode that was just told are longer than directories take.
pub(super) fn say_long_notes(desk: &mut Desk<'_>, episode: &Episode) {
    let bytes = notes::html(&episode.notes).len();
    if bytes > notes::LONGEST {
        let rule = Rule::NotesLong { bytes, most: notes::LONGEST };
        let about = About::Episode(episode.handle);
        findings::say(desk, &[&Finding { weight: rule.weight(), about, rule }]);
    }
}

/// Ends a command that gave an episode a place in the feed: says so, says what was noticed, builds the feed,
/// and says who can hear it now and how to take it back.
pub(super) fn after_return(
    desk: &mut Desk<'_>,
    show: &Show,
    changed: &Changed,
    sentence: &Phrase,
    wait: Wait,
) -> Done {
    let Changed { after, noticed, .. } = changed;
    let handle = Some(after.episode.handle);
    desk.say(sentence);
    notices::say(desk, noticed, handle);
    let json = json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "episode": view::episode(after, desk.world.clock.now()),
        "noticed": notices::json(desk, noticed, handle),
    });
    let done = after_change(desk, show, wait, Code::Done, json);
    report::say_who_can_hear(desk, show, after, noticed, &done);
    report::say_undo(desk);
    done
}

/// Builds the feed.
pub(super) fn build(desk: &Desk<'_>, show: &Show, allow_removal: bool, wait: Wait) -> Result<Built, Failure> {
    feed::build(&desk.world, show, &Site, allow_removal, wait).map_err(|err| unbuilt(desk, err))
}

/// Returns why there is no new feed.
pub(super) fn unbuilt(desk: &Desk<'_>, err: FeedError) -> Failure {
    match err {
        FeedError::Refused { findings } => findings::refusal(&desk.words, &findings),
        FeedError::Catalogue(err) => err.into(),
        FeedError::Cancelled(cancelled) => cancelled.into(),
        FeedError::Io(err) => (&err).into(),
        FeedError::Vanished { path } => {
            Failure::plain(phrase("feed-vanished").with("file", failure::place(&path)))
                .file(&path)
                .hint(phrase("build-again"))
        }
        FeedError::Template { path, line, problem } => {
            let (file, wrong) = (failure::place(&path), unusable(&problem));
            let sentence = match line {
                Some(line) => {
                    phrase("template-wrong-line").with("file", file).with("line", line).with("problem", wrong)
                }
                None => phrase("template-wrong").with("file", file).with("problem", wrong),
            };
            let failure = Failure::plain(sentence).file(&path).hint(phrase("template-mend"));
            let failure = failure.because(problem.to_string());
            Failure { line, ..failure }
        }
        FeedError::Unfit(err) => Failure::plain(phrase("feed-unfit"))
            .hint(phrase("our-fault-report"))
            .because(failure::chain(&err)),
    }
}

/// Returns what is wrong with a template, as a part of a sentence.
fn unusable(problem: &Unusable) -> Phrase {
    match problem {
        Unusable::TooLarge { megabytes } => {
            phrase("template-too-large").with("most", Arg::Bytes(megabytes << 20))
        }
        Unusable::NotText => phrase("form-not-text"),
        // What the library says is English, and stands in the cause; the line tells enough.
        Unusable::Stuck { at, .. } => phrase(match at {
            Stuck::Form => "template-form",
            Stuck::Name => "template-name",
            Stuck::Template => "template-template",
            Stuck::Tool => "template-tool",
            Stuck::Use => "template-use",
            Stuck::Endless => "template-endless",
        }),
    }
}

/// Returns a feed that was built, as `--json` says it.
pub(super) fn feed_json(desk: &Desk<'_>, show: &Show, built: &Built) -> Value {
    json!({
        "built": true,
        "changed": built.changed,
        "episodes": built.items,
        "folder": view::path(&show.feed_dir()),
        "file": view::path(&built.feed),
        "address": built.address,
        "pages_changed": built.pages_changed,
        "front_page": view::path(&show.feed_dir().join(feed::PAGE)),
        "local": built.local,
        "moved": built.moved,
        "held_back": built.held_back.iter().map(|held| json!({
            "handle": held.handle.to_string(),
            "title": held.title,
            "until": match held.until { Until::Released => None, Until::Date(date) => Some(date.to_string()) },
        })).collect::<Vec<_>>(),
        // A long show may have thousands, and only programs read them here.
        "findings": built.findings.iter().filter(|_| desk.asked.json)
            .map(|finding| findings::json(&desk.words, finding)).collect::<Vec<_>>(),
    })
}
