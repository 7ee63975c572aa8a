//! `podcast report`: a page that shows how an episode's sound ran.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::desk::{Desk, Done};
use super::failure::{self, Failure};
use super::{report as telling, show, value, view};
use crate::catalogue::{CatalogueError, FormError, Shelved};
use crate::report::{self, ReportError, Subject};
use crate::words::phrase;

/// Make a page that shows how an episode's sound ran
#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    #[arg(value_name = "N")]
    episode: String,
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &ReportArgs) -> Result<Done, Failure> {
    let handle = value::handle(&args.episode)?;
    let show = desk.show()?;
    let shelf = show.shelf()?;
    let shelved = show::found(&shelf, handle)?;
    let episode = &shelved.episode;
    let analysis = match shelved.analysis() {
        Ok(Some(analysis)) => analysis,
        Ok(None) => return Err(anew(Failure::plain(telling::about("report-none", handle)), shelved)),
        Err(CatalogueError::Form(err)) => return Err(broken(&err, shelved)),
        Err(CatalogueError::Newer { path, .. }) => {
            return Err(Failure::plain(phrase("report-newer").with("file", failure::place(&path)))
                .file(&path)
                .hint(phrase("newer-format-update")));
        }
        Err(err) => return Err(err.into()),
    };
    let usual = || PathBuf::from(format!("report-{}.html", handle.place()));
    let file = args.to.clone().or_else(|| (!desk.asked.json).then(usual));
    if let Some(file) = &file {
        let name = desk.words.say(&telling::about("name-first", handle));
        let title = desk.words.say(&Desk::title_of(&show));
        let subject = Subject { show: &title, name: &name, episode, analysis: &analysis };
        report::write(&desk.world, file, &report::page(&subject, &desk.words)).map_err(unwritten)?;
        desk.say(&telling::named("report-ready", episode).with("file", file.as_path()));
        desk.say_below(&phrase("report-open"));
    }
    // The written form is JSON by definition.
    let figures: Value = serde_json::from_str(&analysis.written()).unwrap_or_default();
    Ok(Done::with(json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "episode": view::episode(shelved, desk.world.clock.now()),
        "file": file.as_deref().map(view::path),
        "analysis": figures,
    })))
}

/// Adds how an analysis can be had: from the recording, if it was kept.
fn anew(failure: Failure, shelved: &Shelved) -> Failure {
    let episode = shelved.episode.handle.to_string();
    match shelved.recording().filter(|kept| kept.is_file()) {
        Some(_) => failure.hint(phrase("report-none-remaster").with("episode", episode)),
        None => failure.hint(phrase("report-none-recording").with("episode", episode)),
    }
}

fn broken(err: &FormError, shelved: &Shelved) -> Failure {
    let (path, line) = match err {
        FormError::Unreadable { path, .. } => (path, None),
        FormError::Wrong { path, line, .. } => (path, *line),
    };
    let sentence = telling::about("report-broken", shelved.episode.handle).with("file", failure::place(path));
    let failure = Failure::plain(sentence).file(path).because(failure::chain(err));
    anew(Failure { line, ..failure }, shelved)
}

fn unwritten(err: ReportError) -> Failure {
    match err {
        ReportError::Io { path, source } => Failure::io(&path, "written", &source),
        ReportError::Taken { path } => Failure::plain(phrase("report-taken").with("file", path.as_path()))
            .file(&path)
            .hint(phrase("report-taken-other")),
    }
}
