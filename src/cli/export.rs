//! `podcast export`: everything that is needed to hear the show, as a folder or one file.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use super::desk::{Desk, Done};
use super::failure::{Failure, export as failure};
use super::{numbers, renditions, report, view};
use crate::catalogue::{Profile, Wait, baseline, profile};
use crate::export::{Bundle, ExportError, Place, gather, write};
use crate::player::layout::folder_of_show;
use crate::player::offer::whole;
use crate::player::{Offer, offer};
use crate::studio;
use crate::words::{Arg, phrase};

/// Make a bundle that needs nothing
#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    #[arg(value_name = "NUMBERS")]
    numbers: Option<String>,
    #[arg(long, value_name = "PLACE")]
    to: PathBuf,
    #[arg(long, value_name = "N", conflicts_with = "numbers")]
    latest: Option<NonZeroUsize>,
    #[arg(long, value_name = "TEXT")]
    profile: Option<String>,
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &ExportArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let selection = numbers::selection(args.latest, args.numbers.as_deref(), |numbers| {
        Failure::asked(phrase("export-wrong-numbers").with("value", numbers))
            .hint(phrase("export-wrong-numbers-example"))
    })?;
    let profile = renditions::profile(&show, args.profile.as_deref().unwrap_or(profile::UNIVERSAL))?;
    let name = folder_of_show(&show.info().title);
    let failed = |desk: &Desk<'_>, err: ExportError| failure::failure(desk, err, &args.to, &name);
    let place = Place::of(&show, &args.to).map_err(|err| failed(desk, err))?;
    let shelf = show.shelf()?.whole()?;
    let offer = offer::offer(&show.info().title, &shelf, &selection, desk.world.clock.now());
    if offer.sounds.is_empty() {
        return Err(nothing(args));
    }
    let making = renditions::making(args.dry_run);
    let offer = renditions::made(desk, &show, &shelf, offer, &profile, making)?;
    let bundle = gather(&show, &shelf, &offer).map_err(|err| failed(desk, err))?;
    if !args.dry_run {
        if let Err(err) = write(&desk.world, &bundle, &place) {
            if let ExportError::Altered { path } = &err {
                studio::forget(&desk.world, &show, path);
            }
            return Err(failed(desk, err));
        }
        // What has left this computer has used its number for good.
        let out: Vec<String> = offer.sounds.iter().map(|sound| whole(&sound.id).to_owned()).collect();
        baseline::gone_out(&desk.world, &show, &out, Wait::default())?;
    }
    say(desk, args, &offer, &bundle, &place, &profile);
    let files = bundle.files.iter().map(|file| {
        let sha256 = file.sha256().map(|sha256| sha256.to_string());
        json!({ "path": file.path, "bytes": file.bytes(), "estimated": file.is_estimated(), "sha256": sha256 })
    });
    Ok(Done::with(json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "dry_run": args.dry_run,
        "to": view::path(&place.path),
        "profile": profile.name,
        "zip": place.zipped,
        "replaced": place.replaces,
        "bytes": bundle.bytes(),
        "estimated": bundle.is_estimated(),
        "episodes": episodes(&offer),
        "waiting": offer.waiting.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "files": files.collect::<Vec<Value>>(),
    })))
}

/// Says what came of it.
fn say(
    desk: &mut Desk<'_>,
    args: &ExportArgs,
    offer: &Offer,
    bundle: &Bundle,
    place: &Place,
    profile: &Profile,
) {
    let length = offer.sounds.iter().map(|sound| sound.seconds).sum();
    let ready = match args.dry_run {
        false => phrase("export-ready"),
        true if profile.name == profile::UNIVERSAL => phrase("export-would"),
        true => phrase("export-would-profile").with("profile", &profile.name),
    };
    let ready = ready
        .with("size", report::size(bundle.bytes(), bundle.is_estimated()))
        .with("place", args.to.as_path())
        .with("count", episodes(offer).len())
        .with("length", Arg::Length(Duration::from_secs(length)));
    desk.say(&ready);
    if place.replaces {
        desk.say_below(&phrase("export-replaced"));
    }
    if !offer.waiting.is_empty() {
        desk.say_below(&phrase("sync-waiting").with("count", offer.waiting.len()));
    }
    for file in &bundle.files {
        desk.detail(
            &phrase("export-file")
                .with("file", &file.path)
                .with("size", report::size(file.bytes(), file.is_estimated())),
        );
    }
    if args.dry_run {
        desk.say(&phrase("add-planned-nothing"));
    } else {
        desk.say_below(&phrase(if place.zipped { "export-unpack" } else { "export-open" }));
    }
}

/// Returns the episodes that are in it, each once.
fn episodes(offer: &Offer) -> Vec<String> {
    let mut handles: Vec<String> = offer.sounds.iter().map(|sound| sound.handle.to_string()).collect();
    handles.dedup();
    handles
}

/// Returns the failure of asking for what is not there.
fn nothing(args: &ExportArgs) -> Failure {
    match &args.numbers {
        Some(numbers) => Failure::asked(phrase("sync-only-nothing").with("only", numbers))
            .hint(phrase("export-nothing-list")),
        None => Failure::plain(phrase("export-nothing")).hint(phrase("export-nothing-list")),
    }
}
