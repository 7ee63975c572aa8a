//! `podcast opml`: all shows below a folder, as a list that apps read.

use std::path::PathBuf;

use serde_json::json;

use super::desk::{Desk, Done};
use super::failure::{self, Failure};
use crate::moving::opml;
use crate::words::phrase;
use crate::world::disk::{head, replace_file};

/// Where a list says at the latest that it is one.
const HEAD: u64 = 1024;

/// Make a list of all shows below a folder
#[derive(Debug, clap::Args)]
pub(super) struct OpmlArgs {
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &OpmlArgs) -> Result<Done, Failure> {
    let here = Desk::here()?;
    let folder = args.folder.as_ref().map_or_else(|| here.clone(), |folder| here.join(folder));
    let (shows, without) = opml::shows(&folder)?;
    let text = opml::written(&desk.words.word("opml-title"), &shows);
    for show in &without {
        desk.complain(&Failure::plain(phrase("opml-without").with("show", &show.info().title)));
    }
    if let Some(file) = &args.to {
        let path = here.join(file);
        // The ending says nothing: a slip of the hand, and a recording would be gone.
        let taken = head(&path, HEAD).map_err(|err| Failure::io(&path, "read", &err))?;
        if taken.is_some_and(|head| !head.is_empty() && !head.contains("<opml")) {
            return Err(Failure::plain(phrase("opml-taken").with("file", failure::place(file)))
                .file(&path)
                .hint(phrase("report-taken-other")));
        }
        replace_file(desk.world.disk.as_ref(), &path, text.as_bytes())
            .map_err(|err| Failure::io(&path, "written", &err))?;
        desk.say(&phrase("opml-done").with("file", failure::place(file)).with("shows", shows.len()));
    } else if !desk.asked.json {
        desk.print_raw(&text);
    }
    Ok(Done::with(json!({
        "opml": text,
        "shows": shows.iter().map(|show| json!({ "title": show.title, "feed": show.feed, "language": show.language })).collect::<Vec<_>>(),
        "without_link": without.iter().map(|show| show.info().title.as_str()).collect::<Vec<_>>(),
    })))
}
