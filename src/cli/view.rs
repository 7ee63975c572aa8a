//! Episodes and sounds as `--json` shows them. The shapes are ours alone: neither records nor rooms can
//! change them unseen.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::belong_args;
use super::repairs;
use super::value::seconds;
use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::catalogue::{Change, Shelved};
use crate::episode::{Details, Edits, EpisodeNumber, Levelled, Recorded, SeasonNumber, edits};
use crate::studio::SoundPlan;

/// Where an episode stands on its way to listeners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// In the feed.
    Released,
    /// Waits for `release`.
    Draft,
    /// Waits for its date.
    Scheduled,
    /// In the trash.
    Removed,
    /// In the trash; its adding was undone.
    TakenBack,
}

impl State {
    pub(super) fn of(shelved: &Shelved, now: Timestamp) -> State {
        use crate::catalogue::Away;
        match shelved.away {
            Some(Away::Removed) => State::Removed,
            Some(Away::TakenBack) => State::TakenBack,
            None if shelved.episode.draft => State::Draft,
            None if shelved.episode.is_due(now) => State::Released,
            None => State::Scheduled,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            State::Released => "released",
            State::Draft => "draft",
            State::Scheduled => "scheduled",
            State::Removed => "removed",
            State::TakenBack => "taken-back",
        }
    }
}

/// Returns an episode.
pub(super) fn episode(shelved: &Shelved, now: Timestamp) -> Value {
    let episode = &shelved.episode;
    let sound = &episode.sound;
    json!({
        "handle": episode.handle.to_string(),
        "number": episode.handle.number().map(EpisodeNumber::get),
        "type": episode.kind().as_str(),
        "season": episode.season.map(SeasonNumber::get),
        "title": episode.title,
        "notes": episode.notes,
        "state": State::of(shelved, now).as_str(),
        "published": episode.published.to_string(),
        "dated_by_hand": episode.dated_by_hand,
        "explicit": episode.explicit,
        "details": details(&episode.details),
        "slug": episode.slug.as_str(),
        "guid": episode.guid.as_str(),
        "folder": path(&shelved.folder),
        "file": path(&shelved.sound()),
        "sound": {
            "version": sound.version,
            "seconds": seconds(sound.duration()),
            "bytes": sound.bytes,
            "sha256": sound.sha256.to_string(),
            "rate": sound.rate,
            "channels": sound.channels,
            "kbps": sound.kbps,
            "loudness_lufs": sound.loudness.map(Lufs::value),
            "range_lu": sound.range.map(Lu::value),
            "true_peak_dbtp": sound.true_peak.map(Dbtp::value),
            "speech_loudness_lufs": sound.speech_loudness.map(Lufs::value),
            "level": sound.level.map(Levelled::as_str),
            "edits": sound.edits.as_ref().map(|edits| self::edits(edits, sound.rate)),
            "tagged_title": sound.tagged.title,
        },
        "recording": recording(shelved, &episode.recording),
        "joined": episode.joined.iter().map(|joined| recording(shelved, joined)).collect::<Vec<_>>(),
        "chapters": belong_args::chapters_json(&episode.chapters()),
        "transcript": episode.transcript.as_ref().map(|kept| json!({
            "file": path(&shelved.folder.join(&kept.file)),
            "timed": kept.timed,
        })),
        "artwork": episode.artwork.as_ref().map(|kept| json!({
            "file": path(&shelved.folder.join(&kept.file)),
            "bytes": kept.bytes,
            "sha256": kept.sha256.to_string(),
            "width": kept.width,
            "height": kept.height,
        })),
        "change": change(&shelved.change),
    })
}

/// Returns what is told of an episode beside its words.
fn details(details: &Details) -> Value {
    json!({
        "persons": details.persons.iter().map(|person| json!({
            "name": person.name, "role": person.role, "group": person.group, "href": person.href, "img": person.img,
        })).collect::<Vec<_>>(),
        "location": details.location.as_ref().map(|place| json!({
            "name": place.name, "geo": place.geo, "osm": place.osm,
        })),
        "licence": details.licence.as_ref().map(|licence| json!({ "name": licence.name, "url": licence.url })),
        "soundbites": details.soundbites.iter().map(|bite| json!({
            "start": seconds(bite.start), "length": seconds(bite.length), "title": bite.title,
        })).collect::<Vec<_>>(),
        "consent": details.consent,
        "rights": details.rights,
    })
}

/// Returns one of the recordings that an episode was made of.
fn recording(shelved: &Shelved, recording: &Recorded) -> Value {
    json!({
        "name": recording.name,
        "bytes": recording.bytes,
        "sha256": recording.sha256.to_string(),
        "kept": shelved.kept(recording).map(|kept| path(&kept)),
    })
}

/// Returns what of the recording is in the episode, in seconds: by its own clock, and where it begins.
fn edits(edits: &Edits, rate: u32) -> Value {
    let time = |frame: u64| seconds(edits::time_of(frame, rate));
    json!({
        "kept": edits.kept().iter().map(|part| [time(part.start), time(part.end)]).collect::<Vec<_>>(),
        "begins": time(edits.begins()),
    })
}

/// Returns a change.
pub(super) fn change(change: &Change) -> Value {
    json!({
        "order": change.order,
        "what": change.what.as_str(),
        "who": change.who,
        "when": change.when.to_string(),
        "undoes": change.undoes,
    })
}

/// Returns how a sound was or would be made.
pub(super) fn sound_plan(plan: &SoundPlan) -> Value {
    json!({
        "before_lufs": plan.before.map(Lufs::value),
        "peak_before_dbtp": plan.peak_before.map(Dbtp::value),
        "levelling": plan.levelling.as_ref().map(repairs::levelling),
        "repaired": repairs::json(&plan.repaired),
        "compressed_db": plan.compressed.value(),
        "gain_db": plan.gain.value(),
        "limited": plan.limited,
        "reduction_db": plan.reduction.value(),
        "encoded_again": plan.again,
        "after_lufs": plan.after.map(Lufs::value),
        "rate": plan.rate,
        "channels": plan.channels,
        "kbps": plan.kbps,
    })
}

/// Returns a path as text.
pub(super) fn path(path: &Path) -> Value {
    path.to_string_lossy().into_owned().into()
}
