//! A recogniser of speech that did not do its work, or whose work could not be taken.

use super::{Failure, chain, report};
use crate::cli::belong_args;
use crate::episode::Handle;
use crate::studio::{EditError, NotTaken, TranscribeError, Unfit};
use crate::words::{Arg, phrase};
use crate::world::program::ProgramError;

/// Returns the failure of having that episode transcribed.
pub(in crate::cli) fn failure(err: TranscribeError, handle: Handle) -> Failure {
    let cause = chain(&err);
    let again = format!("podcast transcribe {handle} --again");
    let failure = match err {
        TranscribeError::NoRecogniser => {
            Failure::plain(phrase("transcribe-none")).hint(phrase("transcribe-none-set"))
        }
        TranscribeError::HasOne { .. } => Failure::plain(report::about("transcribe-has-one", handle))
            .hint(phrase("transcribe-has-one-again").with("command", again)),
        TranscribeError::Program { program, source } => of_program(&program, source, handle),
        TranscribeError::Nothing { program } => {
            Failure::plain(report::about("transcribe-nothing", handle).with("program", program))
                .hint(phrase("transcribe-nothing-how"))
        }
        TranscribeError::NotTaken { program, source: NotTaken { what, why, .. } } => match why {
            Unfit::Refused(refused) => Failure::plain(
                report::about("transcribe-wrong", handle)
                    .with("program", program)
                    .with("problem", belong_args::problem(&refused.fault, what)),
            )
            .hint(phrase("transcribe-see")),
            Unfit::TooLarge { most } => too_much(&program, most, handle),
            Unfit::Unreadable(_) | Unfit::Behind { .. } | Unfit::Late { .. } | Unfit::Picture(_) => {
                Failure::plain(report::about("transcribe-nothing", handle).with("program", program))
                    .hint(phrase("transcribe-see"))
            }
        },
        TranscribeError::Behind { program } => {
            Failure::plain(report::about("transcribe-behind", handle).with("program", program))
                .hint(phrase("transcribe-see"))
        }
        TranscribeError::OtherSound { .. } => Failure::plain(report::about("transcribe-other-sound", handle))
            .hint(phrase("transcribe-other-sound-again").with("command", again)),
        TranscribeError::Edit(EditError::AlreadySo { .. }) => {
            Failure::plain(report::about("transcribe-same", handle))
        }
        TranscribeError::Edit(err) => return err.into(),
    };
    failure.because(cause)
}

fn of_program(program: &str, err: ProgramError, handle: Handle) -> Failure {
    match err {
        ProgramError::Missing => Failure::plain(phrase("transcribe-missing").with("program", program))
            .hint(phrase("transcribe-missing-install")),
        ProgramError::NotStarted(source) => Failure::plain(
            phrase("transcribe-not-started").with("program", program).with("why", super::why(&source)),
        )
        .hint(phrase("transcribe-see")),
        ProgramError::GaveUp { said, .. } => {
            let failure =
                Failure::plain(report::about("transcribe-gave-up", handle).with("program", program));
            if said.is_empty() {
                return failure.hint(phrase("transcribe-see"));
            }
            failure.hint(phrase("transcribe-said").with("said", said)).hint(phrase("transcribe-see"))
        }
        ProgramError::TooLong(patience) => Failure::plain(
            report::about("transcribe-too-long", handle)
                .with("program", program)
                .with("length", Arg::Length(patience)),
        )
        .hint(phrase("transcribe-too-long-smaller")),
        ProgramError::TooMuch(most) => too_much(program, most as u64, handle),
        ProgramError::Cancelled(cancelled) => cancelled.into(),
    }
}

fn too_much(program: &str, most: u64, handle: Handle) -> Failure {
    Failure::plain(
        report::about("transcribe-too-much", handle).with("program", program).with("size", Arg::Bytes(most)),
    )
    .hint(phrase("transcribe-see"))
}
