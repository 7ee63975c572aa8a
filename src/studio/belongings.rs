//! What belongs to an episode besides its sound and its words: chapters, a transcript, and a picture.
//!
//! People name a file, or it lies beside the recording under the same name: `talk.chapters.txt` beside
//! `talk.wav`. It is read and checked before the slow work starts, and moved to the recordings' common
//! clock once it is known how long each is.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::artwork;
use super::error::{AddError, Belonging, NotTaken, Unfit};
use super::notice::Notice;
use crate::audio::decode::Cue;
use crate::catalogue::transcript;
use crate::episode::transcript::Script;
use crate::episode::{Chapter, Mark, Sound, Soundbite, Timeline, Transcript, chapter};
use crate::world::disk::folder_of;

/// The largest file of chapters that is read.
const LARGEST_CHAPTERS: u64 = 1 << 20;

/// What to take from where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Belongings {
    /// The chapters. Unsaid, those beside the recording, or those that the episode has.
    pub chapters: Option<Give>,
    /// The transcript. Unsaid, that beside the recording, or that which the episode has.
    pub transcript: Option<Give>,
    /// The picture. Unsaid, that beside the recording, or that which the episode has, or that of the show.
    pub artwork: Option<Give>,
    /// By which clock they are. Unsaid, with a recording it is that of the recording, otherwise that of the
    /// episode.
    pub clock: Option<Clock>,
}

impl Belongings {
    /// Returns whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.chapters.is_none() && self.transcript.is_none() && self.artwork.is_none()
    }
}

/// What an episode is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Give {
    /// What is in a file.
    File(PathBuf),
    /// None.
    Nothing,
}

/// By which clock times are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// That of the recording, as it came in.
    Recording,
    /// That of the finished episode.
    Episode,
}

/// Something that was read, where, and of which of the recordings it tells; of all, if it was named.
#[derive(Debug, Clone)]
struct Lot<T> {
    path: PathBuf,
    of: Option<usize>,
    /// Whether it stands in the recording itself.
    carried: bool,
    what: T,
}

impl<T> Lot<T> {
    /// Returns what was named, which tells of all recordings.
    fn named(path: &Path, what: T) -> Lot<T> {
        Lot { path: path.to_owned(), of: None, carried: false, what }
    }
}

/// What was brought with recordings, read and checked.
#[derive(Debug, Clone)]
pub(super) struct Gathered {
    chapters: Vec<Lot<Vec<Chapter>>>,
    transcripts: Vec<Lot<Transcript>>,
    clock: Clock,
    /// The picture.
    pub(super) artwork: Option<artwork::Brought>,
}

/// What of it an episode gets.
#[derive(Debug, Clone, Default)]
pub(super) struct Fitted {
    /// Its chapters; nothing if none were brought.
    pub(super) marks: Option<Vec<Mark>>,
    /// Its transcript.
    pub(super) script: Option<Script>,
    /// What is worth saying of it.
    pub(super) noticed: Vec<Notice>,
}

impl Gathered {
    /// Reads what was named, or what lies beside the recordings.
    pub(super) fn of(asked: &Belongings, recordings: &[(&Path, &[Cue])]) -> Result<Gathered, AddError> {
        let chapters = match &asked.chapters {
            Some(Give::Nothing) => Vec::new(),
            Some(Give::File(path)) => vec![Lot::named(path, read_chapters(path)?)],
            None => lots(recordings, chapters_beside)?,
        };
        let transcripts = match &asked.transcript {
            Some(Give::Nothing) => Vec::new(),
            Some(Give::File(path)) => vec![Lot::named(path, read_transcript(path)?)],
            None => lots(recordings, transcript_beside)?,
        };
        let paths = recordings.iter().map(|(path, _)| *path);
        let artwork = artwork::Brought::of(asked.artwork.as_ref(), paths)?;
        Ok(Gathered { chapters, transcripts, clock: asked.clock.unwrap_or(Clock::Recording), artwork })
    }

    /// Refuses chapters that begin behind the end of their recording, where it is certain how long that is, and
    /// a transcript of which nothing is said before it.
    ///
    /// What a recording carries is no reason to refuse it: nobody named it, and it may have been cut since.
    pub(super) fn refuse_behind(&self, lengths: &[Option<Duration>]) -> Result<(), AddError> {
        if self.clock == Clock::Episode {
            return Ok(());
        }
        let whole =
            lengths.iter().try_fold(Duration::ZERO, |sum, length| Some(sum.saturating_add((*length)?)));
        let ends = |of: Option<usize>| match of {
            Some(n) => lengths.get(n).copied().flatten(),
            None => whole,
        };
        for lot in &self.transcripts {
            if let Some((ends, at)) = ends(lot.of).zip(begins(&lot.what)).filter(|(ends, at)| at >= ends) {
                return Err(late(&lot.path, at, ends));
            }
        }
        for lot in self.chapters.iter().filter(|lot| !lot.carried) {
            let ends = ends(lot.of);
            if let Some((ends, chapter)) = ends.zip(lot.what.last()).filter(|(ends, last)| last.start > *ends)
            {
                return Err(behind(&lot.path, chapter, ends));
            }
        }
        Ok(())
    }

    /// Moves it to the clock of the recordings together, each of which is heard in one of these spans of it,
    /// and to that of the sound that will be made of them.
    pub(super) fn fitted(&self, spans: &[Range<Duration>], sound: &Sound) -> Fitted {
        let line = sound.timeline();
        let mut fitted = Fitted::default();
        let whole = Duration::ZERO..spans.last().map_or(Duration::ZERO, |last| last.end);
        let span = |of: Option<usize>| of.and_then(|n| spans.get(n)).unwrap_or(&whole);
        for lot in &self.chapters {
            let span = span(lot.of);
            let marks = lot.what.iter().filter_map(|chapter| match self.clock {
                Clock::Episode => {
                    (chapter.start < line.duration()).then(|| Mark::in_episode(chapter.clone(), &line))
                }
                Clock::Recording => {
                    let start = span.start.saturating_add(chapter.start);
                    let chapter = Chapter { start, ..chapter.clone() };
                    (start < span.end).then(|| Mark::in_recording(chapter))
                }
            });
            let marks: Vec<Mark> = marks.collect();
            let count = marks.len();
            fitted.noticed.push(Notice::ChaptersTaken { file: name_of(&lot.path), count, clock: self.clock });
            if lot.what.len() > count {
                fitted.noticed.push(Notice::ChaptersBehind { count: lot.what.len() - count });
            }
            fitted.marks.get_or_insert_default().extend(marks);
        }
        if let Some(marks) = &mut fitted.marks {
            marks.truncate(chapter::MOST);
            fitted.noticed.extend(cut_out(marks, &line));
        }
        for lot in &self.transcripts {
            let script = match self.clock {
                Clock::Episode => Script::in_episode(lot.what.clone(), &line),
                Clock::Recording => Script::in_recording(lot.what.clone(), span(lot.of).start),
            };
            let (file, timed) = (name_of(&lot.path), script.timed);
            fitted.noticed.push(Notice::TranscriptTaken { file, timed, clock: self.clock });
            fitted.noticed.extend(unheard(&script, &line));
            match &mut fitted.script {
                Some(first) => first.extend(script),
                none => *none = Some(script),
            }
        }
        fitted.noticed.extend(self.artwork.iter().flat_map(artwork::Brought::noticed));
        fitted
    }
}

/// Reads what lies beside each recording.
fn lots<T>(
    recordings: &[(&Path, &[Cue])],
    beside: impl Fn(&Path, &[Cue]) -> Result<Option<(PathBuf, T)>, AddError>,
) -> Result<Vec<Lot<T>>, AddError> {
    let found = recordings.iter().enumerate().map(|(n, (recording, cues))| {
        let lot = |(path, what): (PathBuf, T)| Lot { carried: path == *recording, path, of: Some(n), what };
        Ok(beside(recording, cues)?.map(lot))
    });
    Ok(found.collect::<Result<Vec<_>, AddError>>()?.into_iter().flatten().collect())
}

/// Returns the chapters that lie beside a recording, else those that it carries.
fn chapters_beside(recording: &Path, cues: &[Cue]) -> Result<Option<(PathBuf, Vec<Chapter>)>, AddError> {
    let surely = [
        "chapters.txt",
        "chapters.json",
        "chapters.vtt",
        "chapters.csv",
        "chapters.cue",
        "cue",
        "ffmetadata",
    ];
    if let Some(path) = beside(recording, &surely) {
        return Ok(Some((path.clone(), read_chapters(&path)?)));
    }
    // A plain text may be notes, and is taken only if every line of it is a chapter.
    if let Some(path) = beside(recording, &["txt"])
        && let Ok(bytes) = bytes_of(&path, LARGEST_CHAPTERS)
        && chapter::is_list(&bytes)
        && let Ok(chapters) = chapter::read(&bytes)
    {
        return Ok(Some((path, chapters)));
    }
    let carried = carried(cues);
    // One alone is the recording itself, by its title.
    Ok((carried.len() > 1).then(|| (recording.to_owned(), carried)))
}

/// Returns the moments that were marked in a recording as chapters.
fn carried(cues: &[Cue]) -> Vec<Chapter> {
    let chapter = |cue: &Cue| {
        let title = chapter::title(&cue.title)?;
        Some(Chapter { start: cue.at, title, link: None, hidden: false })
    };
    cues.iter().filter_map(chapter).take(chapter::MOST).collect()
}

/// Returns the transcript that lies beside a recording.
fn transcript_beside(recording: &Path, _: &[Cue]) -> Result<Option<(PathBuf, Transcript)>, AddError> {
    let surely = ["transcript.vtt", "transcript.srt", "transcript.json", "transcript.txt", "vtt", "srt"];
    if let Some(path) = beside(recording, &surely) {
        return Ok(Some((path.clone(), read_transcript(&path)?)));
    }
    // What recognisers of speech write has that ending; so has much else.
    let Some(path) = beside(recording, &["json"]) else { return Ok(None) };
    let transcript = read_transcript(&path).ok();
    Ok(transcript.map(|transcript| (path, transcript)))
}

/// Returns the first file beside a recording that has its name and one of these endings, in capitals or not:
/// `talk.vtt`, `talk.VTT` or `talk.wav.vtt` beside `talk.wav`.
pub(super) fn beside(recording: &Path, endings: &[&str]) -> Option<PathBuf> {
    let names = [recording.file_stem()?, recording.file_name()?].map(OsStr::as_encoded_bytes);
    let entries = fs::read_dir(folder_of(recording)).ok()?;
    let mut there: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    // Capitals come first, and what is written as usual is to.
    there.sort_by(|a, b| b.cmp(a));
    let ends = |file: &OsStr, name: &[u8], ending: &str| {
        let rest = file.as_encoded_bytes().strip_prefix(name).and_then(|rest| rest.strip_prefix(b"."));
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(ending.as_bytes()))
    };
    let wanted = endings.iter().flat_map(|ending| names.iter().map(move |name| (*name, *ending)));
    let all = wanted.flat_map(|(name, ending)| there.iter().filter(move |file| ends(file, name, ending)));
    let mut paths = all.map(|file| recording.with_file_name(file));
    paths.find(|path| path != recording && path.is_file())
}

/// Reads chapters from a file.
pub(super) fn read_chapters(path: &Path) -> Result<Vec<Chapter>, AddError> {
    let wrong = |why| NotTaken { path: path.to_owned(), what: Belonging::Chapters, why };
    let bytes = bytes_of(path, LARGEST_CHAPTERS).map_err(wrong)?;
    Ok(chapter::read(&bytes).map_err(|refused| wrong(Unfit::Refused(refused)))?)
}

/// Reads a transcript from a file.
pub(super) fn read_transcript(path: &Path) -> Result<Transcript, AddError> {
    let wrong = |why| NotTaken { path: path.to_owned(), what: Belonging::Transcript, why };
    let bytes = bytes_of(path, transcript::LARGEST / 2).map_err(wrong)?;
    let read = crate::episode::transcript::read(&bytes);
    Ok(read.map_err(|refused| wrong(Unfit::Refused(refused)))?)
}

pub(super) fn bytes_of(path: &Path, most: u64) -> Result<Vec<u8>, Unfit> {
    let mut bytes = Vec::new();
    // A pipe or a device would be waited for.
    let file = match path.metadata() {
        Ok(metadata) if !metadata.is_file() => Err(io::ErrorKind::InvalidInput.into()),
        Ok(_) => File::open(path),
        Err(err) => Err(err),
    };
    file.and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(Unfit::Unreadable)?;
    if bytes.len() as u64 > most { Err(Unfit::TooLarge { most }) } else { Ok(bytes) }
}

/// Refuses chapters by the clock of an episode that begin behind its end.
pub(super) fn refuse_behind(path: &Path, chapters: &[Chapter], line: &Timeline<'_>) -> Result<(), AddError> {
    let ends = line.duration();
    let late = chapters.iter().find(|chapter| chapter.start >= ends);
    late.map_or(Ok(()), |chapter| Err(behind(path, chapter, ends)))
}

fn behind(path: &Path, chapter: &Chapter, ends: Duration) -> AddError {
    let why = Unfit::Behind { title: chapter.title.clone(), at: chapter.start, ends };
    NotTaken { path: path.to_owned(), what: Belonging::Chapters, why }.into()
}

/// Refuses moments to hear before the rest that are not in the sound.
pub(super) fn refuse_soundbites<'b>(
    bites: impl IntoIterator<Item = &'b Soundbite>,
    sound: &Sound,
) -> Result<(), AddError> {
    let ends = sound.duration();
    let outside = bites.into_iter().find(|bite| !bite.fits(ends));
    outside.map_or(Ok(()), |bite| Err(AddError::Soundbite { start: bite.start, ends }))
}

/// Refuses a transcript of which no line is heard in the episode.
pub(super) fn refuse_unheard(
    path: &Path,
    transcript: &Transcript,
    script: &Script,
    line: &Timeline<'_>,
) -> Result<(), AddError> {
    let Some(at) = begins(transcript).filter(|_| script.placed(line).cues.is_empty()) else { return Ok(()) };
    Err(late(path, at, line.duration()))
}

/// Returns when the first line of a transcript is said, if it tells times.
fn begins(transcript: &Transcript) -> Option<Duration> {
    transcript.cues.iter().map(|cue| cue.start).min().filter(|_| transcript.timed)
}

fn late(path: &Path, at: Duration, ends: Duration) -> AddError {
    NotTaken { path: path.to_owned(), what: Belonging::Transcript, why: Unfit::Late { at, ends } }.into()
}

/// Returns what is worth saying of chapters that are not in the episode, since what they named was cut out.
pub(super) fn cut_out(marks: &[Mark], line: &Timeline<'_>) -> Option<Notice> {
    let placed = chapter::placed(marks, line);
    let count = placed.met + placed.behind;
    (count > 0).then_some(Notice::ChaptersCut { count })
}

/// Returns what is worth saying of words that are not in the episode: there may be a few where a pause was
/// shortened, and many where it is the transcript of something else.
pub(super) fn unheard(script: &Script, line: &Timeline<'_>) -> Option<Notice> {
    let count = script.lines.len().saturating_sub(script.placed(line).cues.len());
    (count > 0).then_some(Notice::WordsUnheard { count })
}

/// Returns the name of a file without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
