//! `episode.toml`, the written form of an episode.

use std::path::Path;

use serde::Deserialize;
use toml_edit::{Datetime, DocumentMut, Item, Table, Value};

use super::form::{self, Form, FormError};
use super::history::{Change, What};
use super::shelf::Away;
use super::{FORMAT, layout};
use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::episode::{
    Episode, EpisodeNumber, Guid, Handle, Kept, Moment, Recorded, SeasonNumber, Slug, Sound, Tagged, text,
};
use crate::world::Digest;

/// An episode as it is written down: with what happened to it last, and whether it is away.
#[derive(Debug, Clone, PartialEq)]
pub struct EpisodeRecord {
    /// The form of the file, [`FORMAT`] for ours.
    pub format: i64,
    /// The episode.
    pub episode: Episode,
    /// Set when it does not stand on the shelf.
    pub away: Option<Away>,
    /// What made it what it is.
    pub change: Change,
}

/// What stands in the file.
#[derive(Deserialize)]
struct RecordForm {
    format: Option<i64>,
    number: Option<u32>,
    handle: Option<String>,
    title: String,
    notes: Option<String>,
    published: Datetime,
    dated_by_hand: Option<bool>,
    draft: Option<bool>,
    season: Option<u32>,
    explicit: Option<bool>,
    slug: String,
    guid: String,
    away: Option<String>,
    sound: SoundForm,
    recording: RecordingForm,
    change: ChangeForm,
}

#[derive(Deserialize)]
struct SoundForm {
    version: u32,
    bytes: u64,
    sha256: String,
    frames: u64,
    rate: u32,
    channels: u32,
    kbps: u32,
    loudness: Option<f64>,
    range: Option<f64>,
    true_peak: Option<f64>,
    tagged_title: String,
    tagged_show: String,
    tagged_author: String,
}

#[derive(Deserialize)]
struct RecordingForm {
    name: String,
    bytes: u64,
    sha256: String,
    kept: Option<String>,
    kept_bytes: Option<u64>,
    kept_sha256: Option<String>,
}

#[derive(Deserialize)]
struct ChangeForm {
    count: u32,
    order: u64,
    what: String,
    who: String,
    when: Datetime,
    undoes: Option<u64>,
}

/// Reads a record.
pub fn read(path: &Path) -> Result<EpisodeRecord, FormError> {
    let file = Form::read(path)?;
    let form: RecordForm = file.values()?;
    let handle = match (form.number, &form.handle) {
        (Some(number), None) => EpisodeNumber::new(number)
            .map(Handle::Number)
            .ok_or_else(|| file.fault("number", "a number from 1 is wanted"))?,
        (None, Some(handle)) => match handle.parse() {
            Ok(handle @ (Handle::Trailer(_) | Handle::Bonus(_))) => handle,
            _ => return Err(file.fault("handle", "trailer-1 or bonus-1 is wanted")),
        },
        _ => return Err(file.fault("handle", "either a number or a handle is wanted")),
    };
    // What people typed by hand is made fit here, so that every reader sees it so.
    let title = text::title(&form.title);
    if title.is_empty() {
        return Err(file.fault("title", "it is empty"));
    }
    let moment =
        |key: &str, date: Datetime| date.to_string().parse::<Moment>().map_err(|err| file.fault(key, err));
    let digest = |table: &str, key: &str, text: &str| {
        text.parse::<Digest>().map_err(|err| file.fault_in(table, key, err))
    };
    let finite = |key: &str, number: Option<f64>| match number {
        Some(number) if !number.is_finite() => Err(file.fault(key, "a number is wanted")),
        number => Ok(number),
    };
    if form.sound.rate == 0 {
        return Err(file.fault("rate", "a number from 1 is wanted"));
    }
    let season = match form.season {
        None => None,
        Some(season) => {
            Some(SeasonNumber::new(season).ok_or_else(|| file.fault("season", "a number from 1 is wanted"))?)
        }
    };
    let kept = match (form.recording.kept, form.recording.kept_bytes, &form.recording.kept_sha256) {
        (Some(kept), Some(bytes), Some(sha256)) if is_bare_name(&kept) => {
            Some(Kept { file: kept, bytes, sha256: digest("recording", "kept_sha256", sha256)? })
        }
        (None, None, None) => None,
        _ => {
            return Err(file
                .fault("kept", "the name of a file in this folder, kept_bytes and kept_sha256 go together"));
        }
    };
    Ok(EpisodeRecord {
        format: form.format.unwrap_or(FORMAT),
        episode: Episode {
            handle,
            season,
            title,
            notes: text::lines(form.notes.as_deref().unwrap_or_default()),
            slug: form.slug.parse::<Slug>().map_err(|err| file.fault("slug", err))?,
            guid: form.guid.parse::<Guid>().map_err(|err| file.fault("guid", err))?,
            published: moment("published", form.published)?,
            dated_by_hand: form.dated_by_hand.unwrap_or(false),
            draft: form.draft.unwrap_or(false),
            explicit: form.explicit,
            sound: Sound {
                version: form.sound.version.max(1),
                bytes: form.sound.bytes,
                sha256: digest("sound", "sha256", &form.sound.sha256)?,
                frames: form.sound.frames,
                rate: form.sound.rate,
                channels: form.sound.channels,
                kbps: form.sound.kbps,
                loudness: finite("loudness", form.sound.loudness)?.map(Lufs),
                range: finite("range", form.sound.range)?.map(Lu),
                true_peak: finite("true_peak", form.sound.true_peak)?.map(Dbtp),
                tagged: Tagged {
                    title: form.sound.tagged_title,
                    show: form.sound.tagged_show,
                    author: form.sound.tagged_author,
                },
            },
            recording: Recorded {
                name: form.recording.name,
                bytes: form.recording.bytes,
                sha256: digest("recording", "sha256", &form.recording.sha256)?,
                kept,
            },
        },
        away: match form.away {
            None => None,
            Some(away) => Some(away.parse().map_err(|err| file.fault("away", err))?),
        },
        change: Change {
            count: form.change.count,
            order: form.change.order,
            what: form.change.what.parse::<What>().map_err(|err| file.fault("what", err))?,
            who: form.change.who,
            when: moment("when", form.change.when)?,
            undoes: form.change.undoes,
        },
    })
}

/// A path with folders in it could lead out of the show.
fn is_bare_name(name: &str) -> bool {
    !name.is_empty() && Path::new(name).file_name().is_some_and(|bare| bare == name) && !name.contains('\\')
}

/// Returns the text of a record that did not exist before.
pub fn written(record: &EpisodeRecord) -> String {
    let mut doc = DocumentMut::new();
    put(&mut doc, record);
    doc.to_string()
}

/// Returns the text of a record that takes the place of the one in `path`, whose comments and unknown
/// keys stay.
pub fn rewritten(path: &Path, record: &EpisodeRecord) -> Result<String, FormError> {
    let mut doc = Form::read(path)?.document()?;
    put(&mut doc, record);
    Ok(doc.to_string())
}

fn put(doc: &mut DocumentMut, record: &EpisodeRecord) {
    let EpisodeRecord { format, episode, away, change } = record;
    let date = |moment: Moment| moment.to_string().parse::<Datetime>().ok().map(Value::from);
    let text = |text: &str| Some(Value::from(text));
    let number = |number: u64| Some(form::integer(number));
    let yes = |yes: bool| yes.then(|| Value::from(true));

    let top = doc.as_table_mut();
    form::put(top, "format", Some(Value::from(*format)));
    form::put(top, "number", episode.handle.number().and_then(|n| number(n.get().into())));
    let other = episode.handle.number().is_none();
    form::put(top, "handle", other.then(|| Value::from(episode.handle.to_string())));
    form::put(top, "title", text(&episode.title));
    form::put(top, "notes", text(&episode.notes).filter(|_| !episode.notes.is_empty()));
    form::put(top, "published", date(episode.published));
    form::put(top, "dated_by_hand", yes(episode.dated_by_hand));
    form::put(top, "draft", yes(episode.draft));
    form::put(top, "season", episode.season.and_then(|season| number(season.get().into())));
    form::put(top, "explicit", episode.explicit.map(Value::from));
    form::put(top, "slug", text(episode.slug.as_str()));
    form::put(top, "guid", text(episode.guid.as_str()));
    form::put(top, "away", away.map(|away| Value::from(away.as_str())));

    let Sound { version, bytes, sha256, frames, rate, channels, kbps, loudness, range, true_peak, tagged } =
        &episode.sound;
    let sound = form::table(doc, "sound");
    form::put(sound, "file", text(&layout::sound_name(*version)));
    form::put(sound, "version", number((*version).into()));
    form::put(sound, "bytes", number(*bytes));
    form::put(sound, "sha256", text(&sha256.to_string()));
    form::put(sound, "frames", number(*frames));
    form::put(sound, "rate", number((*rate).into()));
    form::put(sound, "channels", number((*channels).into()));
    form::put(sound, "kbps", number((*kbps).into()));
    form::put(sound, "loudness", loudness.map(|loudness| loudness.value().into()));
    form::put(sound, "range", range.map(|range| range.value().into()));
    form::put(sound, "true_peak", true_peak.map(|peak| peak.value().into()));
    form::put(sound, "tagged_title", text(&tagged.title));
    form::put(sound, "tagged_show", text(&tagged.show));
    form::put(sound, "tagged_author", text(&tagged.author));

    let Recorded { name, bytes, sha256, kept } = &episode.recording;
    let recording = form::table(doc, "recording");
    form::put(recording, "name", text(name));
    form::put(recording, "bytes", number(*bytes));
    form::put(recording, "sha256", text(&sha256.to_string()));
    form::put(recording, "kept", kept.as_ref().map(|kept| Value::from(kept.file.as_str())));
    form::put(recording, "kept_bytes", kept.as_ref().and_then(|kept| number(kept.bytes)));
    form::put(recording, "kept_sha256", kept.as_ref().map(|kept| Value::from(kept.sha256.to_string())));

    let Change { count, order, what, who, when, undoes } = change;
    let table = form::table(doc, "change");
    form::put(table, "count", number((*count).into()));
    form::put(table, "order", number(*order));
    form::put(table, "what", text(what.as_str()));
    form::put(table, "who", text(who));
    form::put(table, "when", date(*when));
    form::put(table, "undoes", undoes.and_then(number));

    put_a_line_before_each_table(doc);
}

/// A new record is pleasant to read; one that people have laid out is left as it is.
fn put_a_line_before_each_table(doc: &mut DocumentMut) {
    let fresh = |table: &Table| table.decor().prefix().is_none();
    for (_, item) in doc.iter_mut() {
        if let Item::Table(table) = item
            && fresh(table)
        {
            table.decor_mut().set_prefix("\n");
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns a record in which everything is set.
    pub(crate) fn sample() -> EpisodeRecord {
        EpisodeRecord {
            format: FORMAT,
            episode: Episode {
                handle: "7".parse().unwrap(),
                season: SeasonNumber::new(2),
                title: "Åbningsdag".into(),
                notes: "Vi åbner.\n\nKom \"glad\"!".into(),
                slug: Slug::of("Åbningsdag"),
                guid: "3f1c".parse().unwrap(),
                published: "2026-10-03T10:00:00+02:00".parse().unwrap(),
                dated_by_hand: true,
                draft: true,
                explicit: Some(false),
                sound: Sound {
                    version: 2,
                    bytes: 1000,
                    sha256: Digest::of(b"a"),
                    frames: 44_100,
                    rate: 44_100,
                    channels: 2,
                    kbps: 128,
                    loudness: Some(Lufs(-16.02)),
                    range: Some(Lu(4.5)),
                    true_peak: Some(Dbtp(-1.25)),
                    tagged: Tagged {
                        title: "Åbningsdag".into(),
                        show: "Vi læser".into(),
                        author: "Biblioteket".into(),
                    },
                },
                recording: Recorded {
                    name: "åbning.wav".into(),
                    bytes: 9,
                    sha256: Digest::of(b"b"),
                    kept: Some(Kept { file: "recording.wav".into(), bytes: 9, sha256: Digest::of(b"b") }),
                },
            },
            away: Some(Away::Removed),
            change: Change {
                count: 3,
                order: 17,
                what: What::Undo,
                who: "desk 3".into(),
                when: "2026-10-03T10:05:00+02:00".parse().unwrap(),
                undoes: Some(16),
            },
        }
    }

    fn read_text(text: &str) -> Result<EpisodeRecord, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("episode.toml");
        std::fs::write(&path, text).unwrap();
        read(&path).map_err(|err| err.to_string().replace(&path.display().to_string(), "episode.toml"))
    }

    #[test]
    fn a_record_reads_back_as_it_is_written() {
        let full = sample();
        assert_eq!(read_text(&written(&full)).unwrap(), full);
        let mut bare = sample();
        bare.episode.handle = "trailer-1".parse().unwrap();
        bare.episode.notes = String::new();
        bare.episode.season = None;
        bare.episode.explicit = None;
        bare.episode.draft = false;
        bare.episode.dated_by_hand = false;
        bare.episode.sound.loudness = None;
        bare.episode.recording.kept = None;
        bare.away = None;
        bare.change.undoes = None;
        assert_eq!(read_text(&written(&bare)).unwrap(), bare);
    }

    #[test]
    fn a_rewritten_record_keeps_what_people_wrote() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("episode.toml");
        let text = written(&sample()).replace("season = 2", "season = 2 # spring\nmine = true");
        std::fs::write(&path, format!("# hands off\n{text}")).unwrap();
        let mut record = sample();
        record.episode.season = SeasonNumber::new(3);
        let text = rewritten(&path, &record).unwrap();
        assert!(text.starts_with("# hands off\nformat = 1\n"), "{text}");
        assert!(text.contains("season = 3 # spring\nmine = true\n"), "{text}");
        std::fs::write(&path, &text).unwrap();
        assert_eq!(rewritten(&path, &record).unwrap(), text);
        assert_eq!(read(&path).unwrap(), record);
    }

    #[test]
    fn a_fault_is_named_with_its_line() {
        let text = written(&sample());
        for (from, to, said) in [
            ("number = 7", "number = 0", "episode.toml:2 is not in order: a number from 1 is wanted"),
            ("title = \"Åbningsdag\"", "title = \" \"", "episode.toml:3 is not in order: it is empty"),
            ("title = \"Åbningsdag\"", "title = ", "episode.toml:3 is not in order: "),
            (
                "kept = \"recording.wav\"",
                "kept = \"../../x\"",
                "is not in order: the name of a file in this folder",
            ),
        ] {
            let err = read_text(&text.replacen(from, to, 1)).unwrap_err();
            assert!(err.contains(said), "{err}");
        }
        // A key that two tables have is named in the right one.
        let recording = format!("sha256 = \"{}\"", Digest::of(b"b"));
        let wrong = text.replacen(&format!("\n{recording}"), "\nsha256 = \"?\"", 1);
        let line = wrong.lines().position(|line| line == "sha256 = \"?\"").unwrap() + 1;
        let err = read_text(&wrong).unwrap_err();
        assert!(err.contains(&format!("episode.toml:{line} ")), "{err}");
    }

    proptest! {
        #[test]
        fn any_text_reads_back(title in "\\PC{1,50}", notes in any::<String>(), name in any::<String>(), who in any::<String>()) {
            let mut record = sample();
            record.episode.title = text::title(&title);
            prop_assume!(!record.episode.title.is_empty());
            record.episode.notes = text::lines(&notes);
            record.episode.recording.name = name;
            record.change.who = who;
            prop_assert_eq!(read_text(&written(&record)).unwrap(), record);
        }

        #[test]
        fn no_text_makes_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("episode.toml");
            std::fs::write(&path, bytes).unwrap();
            prop_assert!(read(&path).is_err());
        }
    }
}
