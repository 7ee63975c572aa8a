//! `podcast poster`: a page for the notice board.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::desk::{Desk, Done};
use super::failure::{Failure, name_of};
use super::{after, view};
use crate::site::poster;
use crate::words::phrase;
use crate::world::disk::replace_file;

/// Make a poster for the notice board
#[derive(Debug, clap::Args)]
pub(super) struct PosterArgs {
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Returns the failure of a page for print that would lie among what listeners get.
pub(super) fn in_feed(file: &Path) -> Failure {
    Failure::asked(phrase("print-in-feed").with("file", file)).hint(phrase("report-taken-other"))
}

pub(super) fn run(desk: &mut Desk<'_>, args: &PosterArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let file = args.to.clone().unwrap_or_else(|| PathBuf::from("poster.html"));
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        let page = file.with_extension("html");
        return Err(Failure::asked(phrase("poster-pdf")).hint(
            phrase("poster-pdf-how").with("command", format!("podcast poster --to {}", name_of(&page))),
        ));
    }
    let page = poster::poster(&show).map_err(|err| after::unbuilt(desk, err))?;
    let Some(page) = page else {
        return Err(Failure::plain(phrase("poster-no-link")).hint(phrase("poster-no-link-write")));
    };
    let unread = |err| Failure::io(&file, "read", &err);
    if poster::is_in_feed(&show, &file) {
        return Err(in_feed(&file));
    }
    if !poster::may_be_written(&file).map_err(unread)? {
        return Err(Failure::plain(phrase("poster-taken").with("file", file.as_path()))
            .file(&file)
            .hint(phrase("report-taken-other")));
    }
    replace_file(desk.world.disk.as_ref(), &file, page.as_bytes())
        .map_err(|err| Failure::io(&file, "written", &err))?;
    desk.say(&phrase("poster-ready").with("file", file.as_path()));
    desk.say_below(&phrase("poster-open"));
    Ok(Done::with(json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "file": view::path(&file),
        "link": show.info().link,
    })))
}
