//! `podcast show`: everything about one episode.

use serde_json::json;

use super::desk::{Desk, Done};
use super::failure::{self, Failure};
use super::notices::time;
use super::view::{self, State};
use super::{log, repairs, report, value};
use crate::catalogue::{Shelf, Shelved, history};
use crate::episode::{Details, Handle, clock};
use crate::site::people;
use crate::words::{Arg, Phrase, phrase};

/// Show everything about an episode
#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    #[arg(value_name = "N")]
    episode: String,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &ShowArgs) -> Result<Done, Failure> {
    let handle = value::handle(&args.episode)?;
    let show = desk.show()?;
    let shelf = show.shelf()?;
    let shelved = found(&shelf, handle)?;
    if show.info().practice {
        let title = Desk::title_of(&show);
        desk.say(&title);
    }
    say(desk, shelved);
    let mut changes: Vec<_> = history::older(shelved)?.into_iter().map(|record| record.change).collect();
    changes.push(shelved.change.clone());
    desk.say(&phrase("show-history"));
    for change in changes.iter().rev() {
        desk.say_below(&log::change_line(change));
    }
    let mut json = view::episode(shelved, desk.world.clock.now());
    json["changes"] = changes.iter().map(view::change).collect();
    Ok(Done::with(json!({ "show": show.info().title, "practice": show.info().practice, "episode": json })))
}

/// Returns the episode of that handle.
pub(super) fn found(shelf: &Shelf, handle: Handle) -> Result<&Shelved, Failure> {
    shelf.get(handle).map_err(|err| {
        // A record that cannot be read is not a missing episode.
        let broken = shelf.broken.iter().find(|broken| broken.handle == handle);
        broken.map_or_else(|| err.into(), |broken| Failure::from_form(&broken.error))
    })
}

fn say(desk: &mut Desk<'_>, shelved: &Shelved) {
    let episode = &shelved.episode;
    let sound = &episode.sound;
    desk.say(&report::named("show-title-line", episode));
    desk.say_below(
        &phrase("show-length")
            .with("length", Arg::Length(sound.duration()))
            .with("size", Arg::Bytes(sound.bytes)),
    );
    let date = time(episode.published);
    let state: Phrase = match State::of(shelved, desk.world.clock.now()) {
        State::Draft => phrase("show-draft"),
        State::Scheduled => phrase("show-scheduled").with("date", date),
        _ => phrase("show-released").with("date", date),
    };
    desk.say_below(&state);
    if let Some(season) = episode.season {
        desk.say_below(&phrase("show-season").with("season", season.get()));
    }
    match episode.explicit {
        Some(true) => desk.say_below(&phrase("show-explicit")),
        Some(false) => desk.say_below(&phrase("show-not-explicit")),
        None => {}
    }
    told(desk, &episode.details);
    if sound.tagged.title != episode.title {
        let stale = phrase("show-tags-differ")
            .with("title", &sound.tagged.title)
            .with("episode", episode.handle.to_string());
        desk.say_below(&stale);
    }
    desk.say_below(&phrase("show-sound").with("file", failure::place(&shelved.sound())));
    for recording in episode.recordings() {
        desk.say_below(&match shelved.kept(recording) {
            Some(kept) => {
                phrase("show-kept").with("name", &recording.name).with("file", failure::place(&kept))
            }
            None => phrase("show-not-kept").with("name", &recording.name),
        });
    }
    if let Some(kept) = &episode.transcript {
        let sentence = phrase(if kept.timed { "show-transcript" } else { "show-transcript-text" });
        desk.say_below(&sentence.with("file", failure::place(&shelved.folder.join(&kept.file))));
    }
    if let Some(kept) = &episode.artwork {
        let file = failure::place(&shelved.folder.join(&kept.file));
        let sentence =
            phrase("show-artwork").with("file", file).with("width", kept.width).with("height", kept.height);
        desk.say_below(&sentence);
    }
    desk.detail(&phrase("show-guid").with("guid", episode.guid.as_str()));
    report::detail_form(desk, sound.rate, sound.channels, sound.kbps);
    report::detail_sound(desk, sound);
    if let Some(level) = sound.level {
        desk.detail(&repairs::level(level));
    }
    say_chapters(desk, shelved);
    if !episode.notes.is_empty() {
        desk.say(&phrase("show-notes"));
        desk.say_below(&phrase("bare").with("value", Arg::Lines(episode.notes.clone())));
    }
}

fn say_chapters(desk: &mut Desk<'_>, shelved: &Shelved) {
    let chapters = shelved.episode.chapters();
    if chapters.is_empty() {
        return;
    }
    desk.say(&phrase("show-chapters"));
    for chapter in &chapters {
        let sentence = phrase(if chapter.hidden { "show-chapter-hidden" } else { "show-chapter" });
        desk.say_below(&sentence.with("at", clock::shown(chapter.start)).with("title", &chapter.title));
    }
}

/// Says who is heard, and what else is told of the episode.
fn told(desk: &mut Desk<'_>, details: &Details) {
    for person in &details.persons {
        desk.say_below(&match &person.role {
            Some(role) => {
                let role = people::part(&desk.words, role);
                phrase("show-person-role").with("name", &person.name).with("role", role)
            }
            None => phrase("show-person").with("name", &person.name),
        });
    }
    if let Some(location) = &details.location {
        desk.say_below(&phrase("show-location").with("place", &location.name));
    }
    if let Some(licence) = &details.licence {
        desk.say_below(&phrase("show-licence").with("licence", &licence.name));
    }
    for bite in &details.soundbites {
        let from = Arg::Length(bite.start);
        let said = phrase("show-soundbite").with("from", from).with("length", Arg::Length(bite.length));
        desk.say_below(&said);
    }
    if let Some(consent) = &details.consent {
        desk.say_below(&phrase("show-consent").with("consent", consent));
    }
    if let Some(rights) = &details.rights {
        desk.say_below(&phrase("show-rights").with("rights", rights));
    }
}
