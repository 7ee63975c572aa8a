//! A transcript from a recogniser of speech: a program of others on this computer, which the show names.
//!
//! It hears what listeners hear, as a WAV file of the one form that every recogniser takes, so that its times are
//! those of the episode. What it writes goes the way of a file that people name: the reader of transcripts, the
//! clock of the episode, and the change of the record.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::edit::edit_if;
use super::{
    AddError, Belonging, Belongings, Changed, Clock, EditError, EditRequest, Give, NotTaken, Notice,
    belongings,
};
use crate::audio::channels::Mono;
use crate::audio::resample::Resample;
use crate::audio::wav::{Depth, Wav};
use crate::audio::{Source, decode, pump};
use crate::catalogue::settings::{AUDIO, LANGUAGE, OUTPUT};
use crate::catalogue::{CatalogueError, Shelved, Show, Wait, transcript};
use crate::episode::transcript::Script;
use crate::episode::{Episode, Handle};
use crate::world::program::{Order, ProgramError};
use crate::world::{Event, Staging, Step, World};

/// The rate of the sound that recognisers take. Whisper takes no other, and all others take it.
const RATE: u32 = 16_000;
/// Bytes of that sound per second, of one channel with 16 bits.
const BYTES_PER_SECOND: u64 = 2 * RATE as u64;
/// Room that is left on the disk for what the recogniser writes.
const SPARE: u64 = 32 << 20;
/// What the files in its folder are called, before the dot.
const NAME: &str = "transcript";
/// The endings under which it may leave a transcript; those with times first.
const ENDINGS: [&str; 4] = ["vtt", "srt", "json", "txt"];

/// The best recognisers take ten times as long as the sound on a slow computer.
const PER_LENGTH: u32 = 20;
/// Even the shortest episode waits for a model of gigabytes to be read from a slow disk.
const PATIENCE: Duration = Duration::from_mins(10);

/// An episode was transcribed.
#[derive(Debug, Clone)]
pub struct Transcription {
    /// The change of the episode.
    pub changed: Changed,
    /// How many lines the transcript has.
    pub lines: usize,
}

/// No transcript was made. The episode is as it was.
#[derive(Debug, thiserror::Error)]
pub enum TranscribeError {
    /// The show names no recogniser.
    #[error("no recogniser of speech is set")]
    NoRecogniser,
    /// The episode has a transcript, which may have been corrected by hand.
    #[error("episode {handle} has a transcript")]
    HasOne {
        /// The episode.
        handle: Handle,
    },
    /// The recogniser did not do its work.
    #[error("{program} did not do its work")]
    Program {
        /// The recogniser.
        program: String,
        /// Why.
        source: ProgramError,
    },
    /// The recogniser came to its end, and left nothing.
    #[error("{program} left no transcript")]
    Nothing {
        /// The recogniser.
        program: String,
    },
    /// What the recogniser wrote is no transcript.
    #[error("what {program} wrote is no transcript")]
    NotTaken {
        /// The recogniser.
        program: String,
        /// Why.
        source: NotTaken,
    },
    /// Nothing of what the recogniser wrote is heard before the sound ends.
    #[error("what {program} wrote begins behind the end of the sound")]
    Behind {
        /// The recogniser.
        program: String,
    },
    /// The episode got other sound meanwhile.
    #[error("episode {handle} has other sound now")]
    OtherSound {
        /// The episode.
        handle: Handle,
    },
    /// The sound could not be read, or the change not be made.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl From<AddError> for TranscribeError {
    fn from(err: AddError) -> TranscribeError {
        TranscribeError::Edit(err.into())
    }
}

impl From<CatalogueError> for TranscribeError {
    fn from(err: CatalogueError) -> TranscribeError {
        TranscribeError::Edit(err.into())
    }
}

/// Has the show's recogniser write an episode's transcript. With `again` it may take the place of one that is
/// there.
///
/// The show is not locked while the recogniser works, for that may take hours.
pub fn transcribe(
    world: &World,
    show: &Show,
    handle: Handle,
    again: bool,
    wait: Wait,
) -> Result<Transcription, TranscribeError> {
    let (program, arguments) = show.info().transcribe.split_first().ok_or(TranscribeError::NoRecogniser)?;
    let shelf = show.shelf()?;
    let before = shelf.get(handle)?;
    if before.episode.transcript.is_some() && !again {
        return Err(TranscribeError::HasOne { handle });
    }
    let episodes = show.episodes_dir();
    let staging = Staging::open(world, &episodes).map_err(CatalogueError::io(&episodes, "written"))?;
    let audio = staging.join(format!("{NAME}.wav"));
    write_sound(world, before, &episodes, &audio)?;

    let output = staging.join(NAME);
    let language = &show.info().language;
    let language = language.split(['-', '_']).next().unwrap_or(language).to_lowercase();
    let values = [(AUDIO, audio.as_os_str()), (OUTPUT, output.as_os_str()), (LANGUAGE, language.as_ref())];
    let order = Order {
        program,
        arguments: &arguments.iter().map(|argument| filled(argument, &values)).collect::<Vec<_>>(),
        folder: staging.path(),
        patience: PATIENCE.max(before.episode.sound.duration().saturating_mul(PER_LENGTH)),
        most: usize::try_from(transcript::LARGEST / 2).unwrap_or(usize::MAX),
    };
    let said = recognised(world, &order)
        .map_err(|source| TranscribeError::Program { program: program.clone(), source })?;
    let names_output = arguments.iter().any(|argument| argument.contains(OUTPUT));
    let bytes = match written(&audio, &output) {
        Some(path) => belongings::bytes_of(&path, transcript::LARGEST / 2).map_err(|why| {
            let source = NotTaken { path, what: Belonging::Transcript, why };
            TranscribeError::NotTaken { program: program.clone(), source }
        })?,
        None if names_output || said.iter().all(u8::is_ascii_whitespace) => {
            return Err(TranscribeError::Nothing { program: program.clone() });
        }
        None => said,
    };
    let file = staging.join(format!("{NAME}.said"));
    std::fs::write(&file, lines_apart(bytes)).map_err(AddError::io(&file, "written"))?;
    taken(world, show, before, program, &file, again, wait)
}

/// Gives an episode the transcript in a file, unless there is another one, or other sound, by now.
fn taken(
    world: &World,
    show: &Show,
    heard: &Shelved,
    program: &str,
    file: &Path,
    again: bool,
    wait: Wait,
) -> Result<Transcription, TranscribeError> {
    let handle = heard.episode.handle;
    let transcript = match belongings::read_transcript(file) {
        Ok(transcript) => transcript,
        Err(AddError::NotTaken(source)) => {
            return Err(TranscribeError::NotTaken { program: program.to_owned(), source });
        }
        Err(err) => return Err(err.into()),
    };
    let line = heard.episode.sound.timeline();
    let lines = Script::in_episode(transcript, &line).placed(&line).cues.len();
    if lines == 0 {
        return Err(TranscribeError::Behind { program: program.to_owned() });
    }
    let given = Some(Give::File(file.to_owned()));
    let belongings = Belongings { transcript: given, clock: Some(Clock::Episode), ..Belongings::default() };
    let request = EditRequest { belongings, ..EditRequest::default() };
    let still = |now: &Episode| {
        if now.sound.sha256 != heard.episode.sound.sha256 {
            return Err(TranscribeError::OtherSound { handle });
        }
        if now.transcript != heard.episode.transcript && !(again && now.transcript.is_none()) {
            return Err(TranscribeError::HasOne { handle });
        }
        Ok(())
    };
    let mut changed = edit_if(world, show, handle, &request, wait, still)?;
    // The name of a file that nobody has seen tells nobody anything.
    changed.noticed.retain(|notice| !matches!(notice, Notice::TranscriptTaken { .. }));
    Ok(Transcription { changed, lines })
}

/// Writes what listeners hear as recognisers take it.
fn write_sound(world: &World, shelved: &Shelved, shelf: &Path, to: &Path) -> Result<(), AddError> {
    let needed = shelved.episode.sound.duration().as_secs() * BYTES_PER_SECOND + SPARE;
    if let Some(free) = world.disk.free(shelf).filter(|free| *free < needed) {
        return Err(AddError::NoRoom { path: shelf.to_owned(), needed, free });
    }
    let path = shelved.sound();
    let source = decode::open(&path)?.watched(world, Step::Measuring).through(Mono);
    let spec = source.spec();
    let mut source = source.through(Resample::new(spec, RATE));
    let file = File::create_new(to).map_err(AddError::io(to, "written"))?;
    Wav::new(source.spec(), Depth::Sixteen, BufWriter::new(file))
        .map_err(Into::into)
        .and_then(|wav| pump(&mut source, wav))
        .map(drop)
        .map_err(AddError::pump(&path, to))
}

/// Has the recogniser work, and says meanwhile that it does.
fn recognised(world: &World, order: &Order<'_>) -> Result<Vec<u8>, ProgramError> {
    let step = Step::Transcribing;
    world.progress.event(Event::Began { step, total: None, rate: None });
    let ended = world.programs.run(order, &mut || {
        world.progress.event(Event::Advanced { step, by: 1 });
        world.cancel.check()
    });
    world.progress.event(Event::Ended { step });
    ended
}

/// Returns the argument with its placeholders filled in. What is filled in is not looked at again.
fn filled(argument: &str, values: &[(&str, &OsStr)]) -> OsString {
    let mut filled = OsString::new();
    let mut rest = argument;
    loop {
        let found = values.iter().filter_map(|(name, value)| Some((rest.find(name)?, name, value)));
        let Some((at, name, value)) = found.min_by_key(|(at, ..)| *at) else { break };
        filled.push(&rest[..at]);
        filled.push(value);
        rest = &rest[at + name.len()..];
    }
    filled.push(rest);
    filled
}

/// Returns the transcript that the recogniser left: under the name that it was given, with an ending or without,
/// or under that of the sound.
fn written(audio: &Path, output: &Path) -> Option<PathBuf> {
    belongings::beside(audio, &ENDINGS).or_else(|| output.is_file().then(|| output.to_owned()))
}

/// Returns text without times so that each line is a paragraph: recognisers begin a line where somebody draws
/// breath, and people where the page ends.
fn lines_apart(said: Vec<u8>) -> Vec<u8> {
    let first = said.trim_ascii_start().first();
    if matches!(first, Some(b'{' | b'[')) || said.windows(3).any(|three| three == b"-->") {
        return said;
    }
    said.split(|byte| *byte == b'\n').collect::<Vec<_>>().join(&b"\n\n"[..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once_wherever_they_stand() {
        let values = [
            ("{audio}", OsStr::new("/a/{output}.wav")),
            ("{output}", "/o".as_ref()),
            ("{language}", "da".as_ref()),
        ];
        for (argument, expected) in [
            ("--out={output}.vtt", "--out=/o.vtt"),
            ("{language}{audio}{language}", "da/a/{output}.wavda"),
            ("{audi}; rm -rf $HOME", "{audi}; rm -rf $HOME"),
            ("", ""),
        ] {
            assert_eq!(filled(argument, &values), expected, "{argument}");
        }
    }
}
