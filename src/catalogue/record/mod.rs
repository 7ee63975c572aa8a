//! `episode.toml`, the written form of an episode.
//!
//! A record has the oldest format that says all there is to say of its episode, so that an older
//! program can go on with whatever it understands. What it may leave out of account without harm (how
//! the sound was made, who is heard) needs no new format; what it would misread does:
//!
//! ```text
//! 1    the first
//! 2    several recordings were joined: an older program would make the sound anew of the first alone
//! 3    the sound is no MP3: an older program would look for one
//! ```
//!
//! Chapters, the transcript and the picture are such things as may be left out of account. Times are by the clock
//! of what they mark, never by that of the episode: an older program that makes the sound anew, with another
//! trim, leaves them right.

mod belongings;

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml_edit::{Array, Datetime, DocumentMut, Item, Table, Value};

use super::details::{self, LicenceForm, LocationForm, PersonForm, SoundbiteForm, WordOrTable};
use super::form::{self, Form, FormError};
use super::history::{Change, What};
use super::layout;
use super::problem::Problem;
use super::shelf::Away;
use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::episode::{
    Details, Edits, Episode, EpisodeNumber, FileType, Guid, Handle, Kept, Levelled, Moment, Recorded,
    SeasonNumber, Slug, Sound, Tagged, text,
};
use crate::world::Digest;

/// The newest form of a record that we read and write.
pub const NEWEST: i64 = 3;

/// Returns the form that a record of this episode has: the oldest that says it all.
pub fn format_of(episode: &Episode) -> i64 {
    match (episode.sound.file_type, episode.joined.is_empty()) {
        (FileType::Mp3, true) => 1,
        (FileType::Mp3, false) => 2,
        _ => 3,
    }
}

/// An episode as it is written down: with what happened to it last, and whether it is away.
#[derive(Debug, Clone, PartialEq)]
pub struct EpisodeRecord {
    /// The form of the file, up to [`NEWEST`] for ours.
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
    persons: Option<Vec<WordOrTable<PersonForm>>>,
    location: Option<WordOrTable<LocationForm>>,
    licence: Option<WordOrTable<LicenceForm>>,
    soundbites: Option<Vec<SoundbiteForm>>,
    consent: Option<String>,
    rights: Option<String>,
    slug: String,
    guid: String,
    away: Option<String>,
    sound: SoundForm,
    recording: RecordingForm,
    #[serde(default)]
    joined: Vec<RecordingForm>,
    #[serde(default)]
    chapter: Vec<belongings::ChapterForm>,
    transcript: Option<belongings::TranscriptForm>,
    artwork: Option<belongings::ArtworkForm>,
    change: ChangeForm,
}

#[derive(Deserialize)]
struct SoundForm {
    version: u32,
    #[serde(rename = "type")]
    file_type: Option<String>,
    bytes: u64,
    sha256: String,
    frames: u64,
    rate: u32,
    channels: u32,
    kbps: u32,
    loudness: Option<f64>,
    range: Option<f64>,
    true_peak: Option<f64>,
    speech_loudness: Option<f64>,
    level: Option<String>,
    edits: Option<Vec<[u64; 2]>>,
    begins: Option<u64>,
    tagged_title: String,
    tagged_show: String,
    tagged_author: String,
    tagged_chapters: Option<String>,
    tagged_artwork: Option<String>,
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

/// Reads the number of a season.
fn season(season: Option<u32>, file: &Form) -> Result<Option<SeasonNumber>, FormError> {
    let number = |n| SeasonNumber::new(n).ok_or_else(|| file.fault("season", Problem::From(1)));
    season.map(number).transpose()
}

/// Reads a record.
pub fn read(path: &Path) -> Result<EpisodeRecord, FormError> {
    let file = Form::read(path)?;
    let form: RecordForm = file.values()?;
    let handle = match (form.number, &form.handle) {
        (Some(number), None) => EpisodeNumber::new(number)
            .map(Handle::Number)
            .ok_or_else(|| file.fault("number", Problem::From(1)))?,
        (None, Some(handle)) => match handle.parse() {
            Ok(handle @ (Handle::Trailer(_) | Handle::Bonus(_))) => handle,
            _ => return Err(file.fault("handle", Problem::Handle)),
        },
        _ => return Err(file.fault("handle", Problem::NumberOrHandle)),
    };
    // What people typed by hand is made fit here, so that every reader sees it so.
    let title = text::title(&form.title);
    if title.is_empty() {
        return Err(file.fault("title", Problem::Empty));
    }
    let moment = |key: &str, date: Datetime| {
        date.to_string().parse::<Moment>().map_err(|_| file.fault(key, Problem::Date))
    };
    let season = season(form.season, &file)?;
    let joined = form.joined.into_iter().enumerate();
    let joined = joined
        .map(|(n, form)| recorded(form, &|key, problem| file.fault_in_nth("[[joined]]", n, key, problem)));
    Ok(EpisodeRecord {
        format: form.format.unwrap_or(1),
        episode: Episode {
            handle,
            season,
            title,
            notes: text::lines(form.notes.as_deref().unwrap_or_default()),
            slug: form.slug.parse::<Slug>().map_err(|_| file.fault("slug", Problem::Slug))?,
            guid: form.guid.parse::<Guid>().map_err(|err| file.fault("guid", Problem::not_ours(err)))?,
            published: moment("published", form.published)?,
            dated_by_hand: form.dated_by_hand.unwrap_or(false),
            draft: form.draft.unwrap_or(false),
            explicit: form.explicit,
            details: Details {
                persons: details::persons(form.persons),
                location: details::location(form.location),
                licence: details::licence(form.licence),
                soundbites: details::soundbites(form.soundbites, &file)?,
                consent: details::line(form.consent),
                rights: details::line(form.rights),
            },
            sound: sound(form.sound, &file)?,
            recording: recorded(form.recording, &|key, problem| file.fault_in("recording", key, problem))?,
            joined: joined.collect::<Result<_, _>>()?,
            marks: belongings::marks(form.chapter, &file)?,
            transcript: form.transcript.map(|form| belongings::transcribed(form, &file)).transpose()?,
            artwork: form.artwork.map(|form| belongings::pictured(form, &file)).transpose()?,
        },
        away: match form.away {
            None => None,
            Some(away) => Some(away.parse().map_err(|err| file.fault("away", Problem::not_ours(err)))?),
        },
        change: Change {
            count: form.change.count,
            order: form.change.order,
            what: form
                .change
                .what
                .parse::<What>()
                .map_err(|err| file.fault("what", Problem::not_ours(err)))?,
            who: form.change.who,
            when: moment("when", form.change.when)?,
            undoes: form.change.undoes,
        },
    })
}

/// Reads what is written of the sound.
fn sound(form: SoundForm, file: &Form) -> Result<Sound, FormError> {
    let finite = |key: &str, number: Option<f64>| match number {
        Some(number) if !number.is_finite() => Err(file.fault(key, Problem::Number)),
        number => Ok(number),
    };
    let digest_of = |key: &str, sha256: Option<String>| {
        let parsed = sha256.map(|sha256| sha256.parse::<Digest>()).transpose();
        parsed.map_err(|err| file.fault_in("sound", key, Problem::not_ours(err)))
    };
    if form.rate == 0 {
        return Err(file.fault("rate", Problem::From(1)));
    }
    Ok(Sound {
        version: form.version.max(1),
        file_type: form
            .file_type
            .map_or(Ok(FileType::Mp3), |kind| kind.parse())
            .map_err(|err| file.fault_in("sound", "type", Problem::not_ours(err)))?,
        bytes: form.bytes,
        sha256: form
            .sha256
            .parse()
            .map_err(|err| file.fault_in("sound", "sha256", Problem::not_ours(err)))?,
        frames: form.frames,
        rate: form.rate,
        channels: form.channels,
        kbps: form.kbps,
        loudness: finite("loudness", form.loudness)?.map(Lufs),
        range: finite("range", form.range)?.map(Lu),
        true_peak: finite("true_peak", form.true_peak)?.map(Dbtp),
        speech_loudness: finite("speech_loudness", form.speech_loudness)?.map(Lufs),
        level: form
            .level
            .map(|level| level.parse::<Levelled>())
            .transpose()
            .map_err(|err| file.fault_in("sound", "level", Problem::not_ours(err)))?,
        edits: edits(form.edits, form.begins, file)?,
        tagged: Tagged {
            title: form.tagged_title,
            show: form.tagged_show,
            author: form.tagged_author,
            chapters: digest_of("tagged_chapters", form.tagged_chapters)?,
            artwork: digest_of("tagged_artwork", form.tagged_artwork)?,
        },
    })
}

/// Reads what is written of one recording. `fault` names a key of its table.
fn recorded(form: RecordingForm, fault: &dyn Fn(&str, Problem) -> FormError) -> Result<Recorded, FormError> {
    let digest =
        |key: &str, text: &str| text.parse::<Digest>().map_err(|err| fault(key, Problem::not_ours(err)));
    let kept = match (form.kept, form.kept_bytes, &form.kept_sha256) {
        (Some(kept), Some(bytes), Some(sha256)) if is_bare_name(&kept) => {
            Some(Kept { file: kept, bytes, sha256: digest("kept_sha256", sha256)? })
        }
        (None, None, None) => None,
        _ => return Err(fault("kept", Problem::Kept)),
    };
    Ok(Recorded { name: form.name, bytes: form.bytes, sha256: digest("sha256", &form.sha256)?, kept })
}

/// Reads what of the recording is in the sound. An intro alone cuts nothing out, and still moves it.
fn edits(kept: Option<Vec<[u64; 2]>>, begins: Option<u64>, file: &Form) -> Result<Option<Edits>, FormError> {
    let Some(kept) = kept else { return Ok(None) };
    let kept = kept.into_iter().map(|[from, to]| from..to).collect();
    let edits = Edits::keeping(kept, begins.unwrap_or(0));
    edits.map(Some).map_err(|err| file.fault_in("sound", "edits", Problem::not_ours(err)))
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
    put_details(top, &episode.details);
    form::put(top, "slug", text(episode.slug.as_str()));
    form::put(top, "guid", text(episode.guid.as_str()));
    form::put(top, "away", away.map(|away| Value::from(away.as_str())));

    put_sound(doc, &episode.sound);
    put_recording(form::table(doc, "recording"), &episode.recording);
    put_tables(doc, "joined", &episode.joined, put_recording);
    belongings::put_marks(doc, &episode.marks);
    belongings::put_transcript(doc, episode.transcript.as_ref());
    belongings::put_artwork(doc, episode.artwork.as_ref());

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

fn put_details(top: &mut Table, details: &Details) {
    let Details { persons, location, licence, soundbites, consent, rights } = details;
    form::put(top, "persons", details::of_persons(persons));
    form::put(top, "location", location.as_ref().map(details::of_location));
    form::put(top, "licence", licence.as_ref().map(details::of_licence));
    form::put(top, "soundbites", details::of_soundbites(soundbites));
    form::put(top, "consent", details::word(consent.as_deref()));
    form::put(top, "rights", details::word(rights.as_deref()));
}

fn put_sound(doc: &mut DocumentMut, made: &Sound) {
    let Sound { version, file_type, bytes, sha256, frames, rate, channels, kbps, .. } = made;
    let Sound { loudness, range, true_peak, speech_loudness, level, edits, tagged, .. } = made;
    let text = |text: &str| Some(Value::from(text));
    let number = |number: u64| Some(form::integer(number));
    let sound = form::table(doc, "sound");
    form::put(sound, "file", text(&layout::sound_file(made)));
    form::put(sound, "version", number((*version).into()));
    form::put(sound, "type", text(file_type.ending()).filter(|_| *file_type != FileType::Mp3));
    form::put(sound, "bytes", number(*bytes));
    form::put(sound, "sha256", text(&sha256.to_string()));
    form::put(sound, "frames", number(*frames));
    form::put(sound, "rate", number((*rate).into()));
    form::put(sound, "channels", number((*channels).into()));
    form::put(sound, "kbps", number((*kbps).into()));
    form::put(sound, "loudness", loudness.map(|loudness| loudness.value().into()));
    form::put(sound, "range", range.map(|range| range.value().into()));
    form::put(sound, "true_peak", true_peak.map(|peak| peak.value().into()));
    form::put(sound, "speech_loudness", speech_loudness.map(|loudness| loudness.value().into()));
    form::put(sound, "level", level.map(|level| Value::from(level.as_str())));
    let part = |part: &Range<u64>| Value::from(Array::from_iter([part.start, part.end].map(form::integer)));
    let kept = edits.as_ref().map(|edits| Value::from(edits.kept().iter().map(part).collect::<Array>()));
    form::put(sound, "edits", kept);
    let begins = edits.as_ref().map(Edits::begins).filter(|begins| *begins > 0);
    form::put(sound, "begins", begins.and_then(number));
    form::put(sound, "tagged_title", text(&tagged.title));
    form::put(sound, "tagged_show", text(&tagged.show));
    form::put(sound, "tagged_author", text(&tagged.author));
    form::put(sound, "tagged_chapters", tagged.chapters.map(|sha256| Value::from(sha256.to_string())));
    form::put(sound, "tagged_artwork", tagged.artwork.map(|sha256| Value::from(sha256.to_string())));
}

fn put_recording(table: &mut Table, recording: &Recorded) {
    let Recorded { name, bytes, sha256, kept } = recording;
    form::put(table, "name", Some(name.as_str().into()));
    form::put(table, "bytes", Some(form::integer(*bytes)));
    form::put(table, "sha256", Some(sha256.to_string().into()));
    form::put(table, "kept", kept.as_ref().map(|kept| Value::from(kept.file.as_str())));
    form::put(table, "kept_bytes", kept.as_ref().map(|kept| form::integer(kept.bytes)));
    form::put(table, "kept_sha256", kept.as_ref().map(|kept| Value::from(kept.sha256.to_string())));
}

/// Writes a list of things, each a table of its own, over those that are there.
fn put_tables<T>(doc: &mut DocumentMut, key: &str, things: &[T], put: impl Fn(&mut Table, &T)) {
    if things.is_empty() {
        doc.remove(key);
        return;
    }
    let item = doc.entry(key).or_insert_with(toml_edit::array);
    if !item.is_array_of_tables() {
        // Somebody wrote it by hand in another way, which says the same.
        *item = toml_edit::array();
    }
    let Some(tables) = item.as_array_of_tables_mut() else { return };
    while tables.len() > things.len() {
        tables.remove(tables.len() - 1);
    }
    while tables.len() < things.len() {
        tables.push(Table::new());
    }
    for (table, thing) in tables.iter_mut().zip(things) {
        put(table, thing);
    }
}

/// A new record is pleasant to read; one that people have laid out is left as it is.
fn put_a_line_before_each_table(doc: &mut DocumentMut) {
    let lay_out = |table: &mut Table| {
        if table.decor().prefix().is_none() {
            table.decor_mut().set_prefix("\n");
        }
    };
    for (_, item) in doc.iter_mut() {
        match item {
            Item::Table(table) => lay_out(table),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(lay_out),
            _ => {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
