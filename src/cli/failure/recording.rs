//! A recording of which no sound could be made.

use std::path::Path;

use super::{Code, Failure, chain, last_name, place};
use crate::audio::decode::{Claim, DecodeError, Kind, Seems};
use crate::cli::{belong_args, report, shell};
use crate::episode::clock;
use crate::episode::text::{self, TitleTooLong};
use crate::studio::AddError;
use crate::words::{Arg, Phrase, phrase};

/// Returns the failure of work on a recording.
pub(super) fn failure(err: AddError) -> Failure {
    let cause = chain(&err);
    let failure = match err {
        AddError::Recording(err) => unheard(&err),
        AddError::NotTaken(err) => belong_args::failure(&err),
        AddError::Jingle { key, source } => unheard(&source)
            .hint(phrase("jingle-without").with("key", key).with("option", format!("--no-{key}"))),
        AddError::Title(TitleTooLong { characters }) => Failure::asked(
            phrase("title-too-long").with("characters", characters).with("most", text::LONGEST_TITLE),
        )
        .hint(phrase("title-too-long-notes")),
        AddError::Soundbite { start, ends } => Failure::asked(
            phrase("soundbite-outside").with("at", clock::shown(start)).with("ends", clock::shown(ends)),
        )
        .hint(phrase("asked-soundbite-example")),
        AddError::JoinedTwice { path } => {
            of(&path, phrase("joined-twice")).hint(phrase("joined-twice-again"))
        }
        AddError::Growing { path } => of(&path, phrase("growing")),
        AddError::ChangedMeanwhile { path } => of(&path, phrase("changed-meanwhile")),
        AddError::SameRecording { path, handle, title } => {
            Failure::plain(report::about("same-recording", handle).with("title", title))
                .file(&path)
                .hint(phrase("same-recording-replace").with("episode", handle.to_string()))
                .hint(phrase("same-recording-again"))
        }
        AddError::Silent { path, duration } => {
            Failure::plain(phrase("silent").with("length", Arg::ShortLength(duration)))
                .file(&path)
                .hint(phrase("silent-force"))
        }
        AddError::NoRoom { path, needed, free } => {
            let message = phrase("no-room")
                .with("folder", place(&path))
                .with("needed", Arg::Bytes(needed))
                .with("free", Arg::Bytes(free));
            Failure::new(Code::NoRoom, message).file(&path).hint(phrase("no-room-make"))
        }
        AddError::NotWritable { path, source } => Failure::io(&path, "written", &source),
        AddError::NoSuchFormat { path } => {
            Failure::asked(phrase("no-such-format").with("file", last_name(&path))).file(&path)
        }
        AddError::OutputExists { path } => {
            Failure::plain(phrase("output-exists").with("file", path.as_path()))
                .file(&path)
                .hint(phrase("output-exists-replace"))
        }
        AddError::NothingKept { handle, names } => {
            let handle_text = handle.to_string();
            let join = (names.len() > 1).then_some("--join");
            let line = ["podcast", "replace", &handle_text].into_iter().chain(join);
            let line = shell::line(line.chain(names.iter().map(String::as_str)));
            Failure::plain(report::about("nothing-kept", handle))
                .hint(phrase("nothing-kept-replace").with("command", line))
        }
        AddError::NotInOrder { path, .. } | AddError::Encoder { path, .. } => {
            of(&path, phrase("our-fault")).hint(phrase("our-fault-report"))
        }
        AddError::Picture(err) => Failure::from(&err),
        AddError::Catalogue(err) => err.into(),
        AddError::Cancelled(cancelled) => cancelled.into(),
        AddError::Io(err) => (&err).into(),
    };
    failure.because(cause)
}

/// Returns the failure of a recording that could not be heard.
fn unheard(err: &DecodeError) -> Failure {
    let path = err.path();
    let named = |message| of(path, message);
    match err {
        DecodeError::Missing { .. } => crate::cli::recordings::missing(path),
        DecodeError::NotAFile { kind: Kind::Folder, .. } => {
            named(phrase("a-folder")).hint(phrase("a-folder-name-files"))
        }
        DecodeError::NotAFile { kind: Kind::Stream, .. } => {
            named(phrase("a-stream")).hint(phrase("a-stream-save"))
        }
        DecodeError::Unreadable { source, .. } => Failure::io(path, "read", source),
        DecodeError::Empty { .. } => named(phrase("empty")).hint(phrase("copy-again")),
        DecodeError::NotSound { seems, .. } => named(seems_to_be(*seems)),
        DecodeError::NoSoundInside { .. } => named(phrase("no-sound-inside")),
        DecodeError::Codec { name, .. } => {
            named(phrase("codec").with("codec", name)).hint(phrase("export-as-wav"))
        }
        DecodeError::BadClaim { claim, .. } => named(claims(*claim)).hint(phrase("export-as-wav")),
        DecodeError::Damaged { at, .. } => {
            named(phrase("damaged").with("length", Arg::Length(*at))).hint(phrase("copy-again"))
        }
        DecodeError::NotFinished { .. } => named(phrase("not-finished")).hint(phrase("not-finished-save")),
        DecodeError::Stalled { at, .. } => {
            named(phrase("stalled").with("length", Arg::Length(*at))).hint(phrase("stalled-copy"))
        }
        DecodeError::NotANumber { .. } => named(phrase("not-numbers")).hint(phrase("export-as-wav")),
    }
}

/// Returns what to say of a file that is no recording. Most of them are one export away from one.
fn seems_to_be(seems: Seems) -> Phrase {
    match seems {
        Seems::AudacityProject => phrase("seems-audacity"),
        Seems::ReaperProject => phrase("seems-reaper"),
        Seems::Project => phrase("seems-project"),
        Seems::Playlist => phrase("seems-playlist"),
        Seems::Midi => phrase("seems-midi"),
        Seems::WebPage => phrase("seems-web-page"),
        Seems::Pdf => phrase("seems-pdf"),
        Seems::Document => phrase("seems-document"),
        Seems::Picture => phrase("seems-picture"),
        Seems::Archive => phrase("seems-archive"),
        Seems::Program => phrase("seems-program"),
        Seems::Text => phrase("seems-text"),
        Seems::Unknown => phrase("seems-unknown"),
    }
}

fn claims(claim: Claim) -> Phrase {
    match claim {
        Claim::Rate(rate) => phrase("claims-rate").with("rate", rate),
        Claim::Channels(channels) => phrase("claims-channels").with("channels", channels),
        Claim::Bits(bits) => phrase("claims-bits").with("bits", bits),
        Claim::Change => phrase("claims-change"),
    }
}

/// Returns a failure that needs nothing but the name of the recording.
fn of(path: &Path, message: Phrase) -> Failure {
    Failure::plain(message.with("file", last_name(path))).file(path)
}
