//! `podcast master`: the same sound, without a show.

use std::path::PathBuf;

use serde_json::json;

use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::sound_args::SoundArgs;
use super::{notices, recordings, repairs, report, value, view};
use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::catalogue::ShowInfo;
use crate::studio::{self, Jingles, MasterRequest};
use crate::words::{Arg, phrase};

/// Make the sound of an episode without a show
#[derive(Debug, clap::Args)]
pub(super) struct MasterArgs {
    #[arg(value_name = "RECORDING")]
    recording: PathBuf,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[arg(long)]
    force: bool,
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    sound: SoundArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &MasterArgs) -> Result<Done, Failure> {
    recordings::check_quotes(desk, std::slice::from_ref(&args.recording))?;
    // Within a show its own settings hold; elsewhere the usual ones, since none is needed.
    let wishes = args.sound.wishes()?;
    let (info, jingles) = match desk.show() {
        Ok(show) => (show.info().clone(), Jingles::of(&show)),
        Err(failure) if failure.code == Code::NoShow && desk.asked.show.is_none() => {
            (ShowInfo::new(""), Jingles::default())
        }
        Err(failure) => return Err(failure),
    };
    let request = MasterRequest {
        recording: args.recording.clone(),
        to: args.to.clone(),
        force: args.force,
        replace: args.replace,
        info,
        jingles,
        wishes,
    };
    let folder = args.to.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Failure::plain(phrase("no-folder").with("folder", folder))
            .file(folder)
            .hint(phrase("no-folder-make")));
    }
    let made = studio::master(&desk.world, &request)?;
    desk.say(
        &phrase("master-ready")
            .with("file", made.path.as_path())
            .with("length", Arg::Length(made.duration))
            .with("size", Arg::Bytes(made.bytes)),
    );
    notices::say(desk, &made.noticed, None);
    repairs::say(desk, &made.sound, &made.noticed);
    report::detail_plan(desk, &made.sound);
    report::detail_heard(desk, made.loudness, made.range, made.true_peak, made.speech);
    Ok(Done::with(json!({
        "file": view::path(&made.path),
        "seconds": value::seconds(made.duration),
        "bytes": made.bytes,
        "loudness_lufs": made.loudness.map(Lufs::value),
        "range_lu": made.range.map(Lu::value),
        "true_peak_dbtp": made.true_peak.map(Dbtp::value),
        "speech_loudness_lufs": made.speech.map(Lufs::value),
        "mastering": view::sound_plan(&made.sound),
        "noticed": notices::json(desk, &made.noticed, None),
    })))
}
