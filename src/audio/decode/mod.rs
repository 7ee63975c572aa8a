//! The way in: any recording that staff bring, as a [`Source`].
//!
//! [`open`] looks at the file, asks `sniff` what it is, and hands it to whoever can take it apart: our own
//! readers for plain samples (`riff`, `aiff`, `quicktime`, `pcm`) and MP3 (`mpeg`), symphonia for everything else
//! (`packets`, by way of `symphony` and `voice`), `ropus` for Opus (`opus`). Whoever does it does it on a
//! thread of its own (`feed`): no file makes us fall, hang, or take more memory than its share. What an
//! encoder put before and after the sound is cut away (`keep`), as `mp4`, `matroska` and `mpeg` tell; what a
//! crash left of a file is mended in the eyes of symphonia only (`view`, told by `matroska` and `caf`). HE-AAC
//! that does not say so is told by `sbr`, marked moments by `cues` and `mp4_chapters`. What the mastering has just encoded is heard by [`Mp3Decoder`].
//!
//! **Invariant:** only this room names `symphonia` or `ropus`.

mod aiff;
mod caf;
mod cues;
mod error;
mod feed;
mod fuzzed;
mod keep;
mod layout;
mod matroska;
mod mp3;
mod mp4;
mod mp4_chapters;
mod mpeg;
mod ogg;
mod opus;
mod packets;
mod pcm;
mod queue;
mod quicktime;
mod riff;
mod sbr;
mod sniff;
mod symphony;
#[cfg(test)]
mod tests;
mod view;
mod voice;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use cues::Cue;
pub use error::{Claim, DecodeError, Kind, Seems, Why};
#[doc(hidden)]
pub use fuzzed::own_readers;
pub use layout::{Layout, Position};
pub use mp3::{Mp3Decoder, Mp3Error};

use super::{Block, Source, SourceError, Spec};
use error::Fault;
use feed::{Alive, Feed, Next, Opened};
use sniff::Found;

use crate::world::disk::open_without_waiting;

/// The rates that a recording may have.
pub const RATES: std::ops::RangeInclusive<u32> = 4_000..=384_000;
/// The numbers of channels that a recording may have.
pub const CHANNELS: std::ops::RangeInclusive<usize> = 1..=32;
/// How long to wait for sound before giving up.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most characters that are kept of a word in a tag.
const MOST_CHARACTERS: usize = 1000;

/// Opens a recording, and returns when the first of its sound has been decoded.
///
/// A symbolic link to a file is followed. Everything that is no file is refused without being opened.
pub fn open(path: &Path) -> Result<Recording, DecodeError> {
    open_patiently(path, PATIENCE)
}

fn open_patiently(path: &Path, patience: Duration) -> Result<Recording, DecodeError> {
    let (file, bytes) = open_file(path)?;
    let name = path.to_path_buf();
    let (feed, about) = Feed::begin(path, patience, move |alive| understand(file, bytes, &name, alive))?;
    Ok(Recording { path: path.to_path_buf(), bytes, about, feed: Some(feed), frames: 0, heard: None })
}

/// Opens a regular file, and nothing else: to open a pipe would wait for whoever writes to it, and to
/// open a device may do something.
fn open_file(path: &Path) -> Result<(File, u64), DecodeError> {
    let here = || path.to_path_buf();
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => DecodeError::Missing { path: here() },
        _ => DecodeError::Unreadable { path: here(), source },
    };
    let regular = |meta: &std::fs::Metadata| match meta {
        meta if meta.is_file() => Ok(()),
        meta if meta.is_dir() => Err(DecodeError::NotAFile { path: here(), kind: Kind::Folder }),
        _ => Err(DecodeError::NotAFile { path: here(), kind: Kind::Stream }),
    };
    regular(&std::fs::metadata(path).map_err(unreadable)?)?;
    // A pipe might take the file's place just now.
    let file = open_without_waiting(path).map_err(unreadable)?;
    let meta = file.metadata().map_err(unreadable)?;
    regular(&meta)?;
    match meta.len() {
        0 => Err(DecodeError::Empty { path: here() }),
        bytes => Ok((file, bytes)),
    }
}

/// Finds out what the file is, and who can take it apart.
fn understand(mut file: File, bytes: u64, name: &Path, alive: &Alive) -> Result<Opened, Fault> {
    match sniff::sniff(&mut file, bytes, name)? {
        Found::Wav => wav(file, bytes, alive),
        Found::Aiff => aiff(file, bytes),
        Found::Mpeg => mpeg::open(file, 0..bytes, "MPEG", Some(symphony::tags_of), alive),
        Found::Mp4 => packets::mp4(file, bytes),
        Found::Matroska => packets::matroska(file, bytes),
        Found::Other(container) => packets::other(file, bytes, container),
        Found::Foreign(name) => Err(Fault::Codec(name.to_owned())),
        Found::Not(seems) => Err(Fault::NotSound(seems)),
    }
}

/// Opens a WAV file in whatever its samples are written.
fn wav(mut file: File, bytes: u64, alive: &Alive) -> Result<Opened, Fault> {
    let wav = riff::read(&mut file, bytes)?;
    match wav.coding {
        riff::Coding::Plain(form) => {
            let plain = pcm::Plain::new(file, wav.data, form, wav.spec.channels)?.unfinished(wav.unfinished);
            let about = About {
                frames: Some(plain.left()),
                expected: Some(wav.claimed.map_or(plain.left(), |claimed| claimed / wav.align)),
                layout: wav.layout,
                tags: wav.tags,
                ..About::of(wav.spec, "WAV", form.name())
            };
            Ok(Opened { about, sound: Box::new(plain) })
        }
        riff::Coding::Mpeg => {
            let mut opened = mpeg::open(file, wav.data, "WAV", None, alive)?;
            opened.about.tags = wav.tags;
            Ok(opened)
        }
        riff::Coding::Adpcm => packets::adpcm(file, &wav),
        riff::Coding::Other(tag) => Err(Fault::Codec(riff::name_of(tag))),
    }
}

/// Opens an AIFF file. The codings that are not plain samples are symphonia's.
fn aiff(mut file: File, bytes: u64) -> Result<Opened, Fault> {
    let aiff = aiff::read(&mut file, bytes)?;
    let Ok(form) = aiff.form else { return packets::other(file, bytes, "AIFF") };
    let plain = pcm::Plain::new(file, aiff.data, form, aiff.spec.channels)?;
    let about = About {
        frames: Some(plain.left()),
        expected: Some(aiff.claimed).filter(|&frames| frames > 0),
        tags: aiff.tags,
        ..About::of(aiff.spec, "AIFF", form.name())
    };
    Ok(Opened { about, sound: Box::new(plain) })
}

/// Opens plain samples in a `QuickTime` file, all of which lie where its index says.
fn quicktime(
    file: File,
    bytes: u64,
    told: quicktime::Track,
    index: &mp4::Index,
    track: &mp4::Track,
) -> Result<Opened, Fault> {
    let quicktime::Track { spec, form, layout, mut runs, claimed } = told;
    let frame = (form.bytes() * spec.channels) as u64;
    let mut expected = claimed;
    if let Some(keep) = track.runs(index.scale, spec.rate, Some(claimed)) {
        runs = quicktime::kept(&runs, &keep, frame);
        expected = keep::Keep::only(keep).count(claimed);
    }
    // The words are read as if there were no track: a reader that went over its frames would take long.
    let hidden = index.tracks.iter().map(|track| (track.name_at, b"free".to_vec())).collect();
    let tags = symphony::words_in(view::View::patched(file.try_clone()?, bytes, hidden));
    let plain = pcm::Plain::of_runs(file, runs, form, spec.channels)?;
    let about = About {
        frames: Some(plain.left()),
        expected: Some(expected),
        layout,
        tags,
        ..About::of(spec, "MP4", form.name())
    };
    Ok(Opened { about, sound: Box::new(plain) })
}

/// Returns the form if it is one that a recording can have.
fn checked_spec(rate: u64, channels: u64) -> Result<Spec, Claim> {
    let good_rate = u32::try_from(rate).ok().filter(|rate| RATES.contains(rate)).ok_or(Claim::Rate(rate))?;
    let good_channels = usize::try_from(channels).ok().filter(|channels| CHANNELS.contains(channels));
    Ok(Spec { rate: good_rate, channels: good_channels.ok_or(Claim::Channels(channels))? })
}

/// What is known of a recording before it is heard.
#[derive(Debug, Clone)]
struct About {
    spec: Spec,
    frames: Option<u64>,
    expected: Option<u64>,
    layout: Layout,
    tags: Tags,
    container: &'static str,
    codec: String,
    video: bool,
    other_tracks: usize,
}

impl About {
    /// Returns the least that is known of a recording.
    fn of(spec: Spec, container: &'static str, codec: impl Into<String>) -> About {
        About {
            spec,
            frames: None,
            expected: None,
            layout: Layout::usual(spec.channels),
            tags: Tags::default(),
            container,
            codec: codec.into(),
            video: false,
            other_tracks: 0,
        }
    }
}

/// The sound as it came in: a source that reads a file.
#[derive(Debug)]
pub struct Recording {
    path: PathBuf,
    bytes: u64,
    about: About,
    /// `None` once the sound has ended.
    feed: Option<Feed>,
    /// Frames handed out so far.
    frames: u64,
    heard: Option<Heard>,
}

impl Recording {
    /// Returns how many frames there will be by all that the file says of itself. It may be wrong:
    /// [`Source::frames`] says only what is certain, [`Recording::heard`] what it came to.
    pub fn expected(&self) -> Option<u64> {
        self.about.frames.or(self.about.expected)
    }

    /// Returns what each channel is for.
    pub fn layout(&self) -> &Layout {
        &self.about.layout
    }

    /// Returns the words that the recording carries.
    pub fn tags(&self) -> &Tags {
        &self.about.tags
    }

    /// Returns the kind of file, as its makers call it: "WAV", "MP4".
    pub fn container(&self) -> &str {
        self.about.container
    }

    /// Returns how the sound is written, as its makers call it: "PCM, 24 bit", "AAC".
    pub fn codec(&self) -> &str {
        &self.about.codec
    }

    /// Returns whether there are moving pictures beside the sound.
    pub fn is_video(&self) -> bool {
        self.about.video
    }

    /// Returns how many more tracks of sound there are that are not heard.
    pub fn other_tracks(&self) -> usize {
        self.about.other_tracks
    }

    /// Returns how many bytes the file had when it was opened.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Returns what came of hearing it, once it has been read to its end.
    pub fn heard(&self) -> Option<&Heard> {
        self.heard.as_ref()
    }

    fn at(&self) -> Duration {
        Duration::from_secs_f64(self.frames as f64 / f64::from(self.about.spec.rate))
    }

    fn next(&mut self) -> Result<Option<Block>, DecodeError> {
        let Some(feed) = &mut self.feed else { return Ok(None) };
        let next = feed.next();
        match next {
            Ok(Some(Next::Block(block))) => return Ok(Some(block)),
            Ok(Some(Next::End(heard))) => self.heard = Some(heard),
            Ok(None) | Err(_) => {}
        }
        // Whatever it was, no more sound will come; letting go ends the thread.
        self.feed = None;
        match next {
            Ok(Some(_)) => Ok(None),
            Ok(None) => Err(DecodeError::Stalled { path: self.path.clone(), at: self.at() }),
            Err(fault) => Err(fault.of(&self.path, self.at())),
        }
    }
}

impl Source for Recording {
    fn spec(&self) -> Spec {
        self.about.spec
    }

    /// Only what is certain: the length of WAV and AIFF by their bytes, of an MP3 by its frames.
    fn frames(&self) -> Option<u64> {
        self.about.frames
    }

    fn layout(&self) -> Layout {
        self.about.layout.clone()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        match self.next()? {
            Some(mut next) => {
                self.frames += next.frames() as u64;
                std::mem::swap(block, &mut next);
                if let Some(feed) = &self.feed {
                    feed.give_back(next);
                }
            }
            None => block.clear(self.about.spec.channels),
        }
        Ok(())
    }
}

/// The words that a recording carries, where it does. A stranger wrote them: they are cut at 1000
/// characters and have no control characters, and that is all that is known of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags {
    /// What it is called.
    pub title: Option<String>,
    /// Who is heard.
    pub artist: Option<String>,
    /// What it belongs to.
    pub album: Option<String>,
    /// Its place there.
    pub track: Option<u32>,
    /// What somebody noted.
    pub comment: Option<String>,
    /// The moments that somebody marked, in the order in which they are heard.
    pub cues: Vec<Cue>,
}

impl Tags {
    fn title(&mut self, text: &str) {
        first(&mut self.title, text);
    }

    fn artist(&mut self, text: &str) {
        first(&mut self.artist, text);
    }

    fn album(&mut self, text: &str) {
        first(&mut self.album, text);
    }

    fn comment(&mut self, text: &str) {
        first(&mut self.comment, text);
    }
}

/// Fills an empty place with the text, if there is any to it.
fn first(place: &mut Option<String>, text: &str) {
    if place.is_none() {
        let clean: String = text
            .chars()
            .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
            .filter(|letter| !letter.is_control())
            .take(MOST_CHARACTERS)
            .collect();
        *place = Some(clean.trim().to_owned()).filter(|clean| !clean.is_empty());
    }
}

/// What came of hearing a recording to its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heard {
    /// Frames of sound.
    pub frames: u64,
    /// Frames that the file claims to have, where it claims any.
    pub claimed: Option<u64>,
    /// Samples that were no numbers, or absurd ones, and are silence now.
    pub not_finite: u64,
    /// Pieces that could not be decoded, and are silence or left out.
    pub damaged: u64,
    /// Whether the file ends where more was announced.
    pub cut_off: bool,
}

impl Heard {
    /// Returns how many frames the file claims, if that is more than a tenth of a second from the truth.
    pub fn mistaken(&self, rate: u32) -> Option<u64> {
        self.claimed.filter(|claimed| claimed.abs_diff(self.frames) > u64::from(rate / 10))
    }
}
