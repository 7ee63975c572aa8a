//! `podcast transcribe`: a recogniser of speech writes what is said in episodes.

use std::path::Path;

use serde_json::{Value, json};

use super::after::after_change;
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::{self, Failure, recogniser};
use super::value::{self, WaitArgs};
use super::{notices, report, shell, view};
use crate::catalogue::{Shelved, Show};
use crate::episode::Handle;
use crate::feed::{MEDIA, documents};
use crate::studio::{self, TranscribeError, Transcription};
use crate::words::phrase;
use crate::world::Event;
use crate::world::program::ProgramError;

/// Have a recogniser of speech write transcripts
#[derive(Debug, clap::Args)]
pub(super) struct TranscribeArgs {
    #[arg(required = true, value_name = "N")]
    episodes: Vec<String>,
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &TranscribeArgs) -> Result<Done, Failure> {
    let handles = args.episodes.iter().map(|text| value::handle(text)).collect::<Result<Vec<_>, _>>()?;
    let show = desk.show()?;
    let mut made = Vec::new();
    let mut failures = Vec::new();
    for (nth, handle) in (1..).zip(&handles) {
        desk.world.progress.event(Event::Turned { nth, of: handles.len() });
        match studio::transcribe(&desk.world, &show, *handle, args.again, args.wait.into()) {
            Ok(transcription) => {
                say_made(desk, &transcription);
                made.push(transcription);
            }
            Err(err) => {
                let alike = is_alike_for_all(&err);
                let failure = recogniser::failure(err, *handle);
                let stops = alike || failure.stopped().is_some();
                failures.push((*handle, failure));
                if stops {
                    break;
                }
            }
        }
    }
    finish(desk, &show, args, &made, failures)
}

/// Returns whether it would go no better with the next episode.
fn is_alike_for_all(err: &TranscribeError) -> bool {
    match err {
        TranscribeError::NoRecogniser => true,
        TranscribeError::Program { source, .. } => {
            matches!(source, ProgramError::Missing | ProgramError::NotStarted(_))
        }
        _ => false,
    }
}

fn say_made(desk: &mut Desk<'_>, made: &Transcription) {
    let episode = &made.changed.after.episode;
    desk.say(&report::named("transcribe-done", episode).with("count", made.lines));
    notices::say(desk, &made.changed.noticed, Some(episode.handle));
}

/// Says how it went, and builds the feed if there is anything new for it.
fn finish(
    desk: &mut Desk<'_>,
    show: &Show,
    args: &TranscribeArgs,
    made: &[Transcription],
    mut failures: Vec<(Handle, Failure)>,
) -> Result<Done, Failure> {
    let last = if made.is_empty() { failures.pop() } else { None };
    for (_, failure) in &failures {
        desk.complain(failure);
    }
    if let Some((_, last)) = last {
        return Err(last);
    }
    let code = failures.last().map_or(Code::Done, |(_, failure)| failure.stopped().unwrap_or(Code::Partly));
    let json = json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "episodes": made.iter().map(|made| made_json(desk, made)).collect::<Vec<_>>(),
        "failed": failures.iter().map(|(handle, failure)| {
            json!({ "episode": handle.to_string(), "error": desk.json_of(failure) })
        }).collect::<Vec<_>>(),
    });
    let done = after_change(desk, show, args.wait.into(), code, json);
    for made in made {
        say_how_to_correct(desk, show, &made.changed.after);
    }
    report::say_undo(desk);
    Ok(done)
}

/// Says which file to correct, by which clock. What listeners have is by that of the episode; what is kept is by
/// that of the recording.
fn say_how_to_correct(desk: &mut Desk<'_>, show: &Show, shelved: &Shelved) {
    let public = documents::transcript_name(&shelved.episode)
        .map(|name| show.feed_dir().join(MEDIA).join(name))
        .filter(|path| path.is_file());
    let kept = shelved.episode.transcript.as_ref().map(|kept| shelved.folder.join(&kept.file));
    let by_recording = public.is_none();
    let Some(file) = public.or(kept) else { return };
    let copy = desk.words.word("value-file");
    let ending = file.extension().map(|ending| format!("{copy}.{}", ending.to_string_lossy().to_uppercase()));
    let copy = ending.unwrap_or(copy);
    let handle = shelved.episode.handle.to_string();
    let times: &[&str] = if by_recording { &["--times", "recording"] } else { &[] };
    let line = ["podcast", "edit", &handle, "--transcript", &copy].into_iter().chain(times.iter().copied());
    let sentence = phrase("transcribe-correct")
        .with("file", failure::place(Path::new(&file)))
        .with("command", shell::line(line));
    desk.say(&sentence);
}

fn made_json(desk: &Desk<'_>, made: &Transcription) -> Value {
    let mut json = view::episode(&made.changed.after, desk.world.clock.now());
    json["lines"] = made.lines.into();
    json["noticed"] = notices::json(desk, &made.changed.noticed, Some(made.changed.after.episode.handle));
    json
}
