//! The desk at which staff ask: reads the command line, has the rooms do the work, and says what was done.
//!
//! One file per command. Each has its arguments (clap: strings and flags) and a function that turns
//! them into a request, hands it to the room that does the work, and reports. Nothing is decided here.
//! Results go to the standard output, talk to the standard error output.
//!
//! **Invariants:** every sentence comes from [`words`](crate::words). With `--json` the standard output
//! carries exactly one document, whatever happens. Nobody is asked a question unless they sit at a
//! terminal.

mod after;
mod answers;
mod asked;
mod belong_args;
mod code;
mod desk;
mod detail_args;
mod failure;
mod fetched;
mod findings;
mod help;
mod move_steps;
mod notices;
mod numbers;
mod progress;
mod recordings;
mod renditions;
mod repairs;
mod report;
mod shell;
mod sound_args;
mod sound_check;
mod value;
mod view;

mod add;
mod along;
mod build;
mod check;
mod check_files;
mod completions;
mod course;
mod course_found;
mod course_init;
mod course_labels;
mod edit;
mod export;
mod here;
mod import;
mod import_missing;
mod init;
mod list;
mod log;
mod master;
mod opml;
mod players;
mod poster;
mod release;
mod remaster;
mod remove;
mod replace;
mod report_page;
mod restore;
mod serve;
mod show;
mod status;
mod sync;
mod sync_init;
mod sync_report;
mod table;
mod transcribe;
mod undo;
mod unload;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, FromArgMatches as _, Parser, Subcommand};

pub use code::Code;

use crate::words::{Language, Words};
use crate::world::World;
use desk::{Desk, Done};
use failure::Failure;

/// The command line. Its words come from the catalogue of sentences; see [`help::tree`].
#[derive(Debug, Parser)]
#[command(name = "podcast", version)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What may be said with every command.
#[derive(Debug, Clone, Default, Args)]
struct Globals {
    #[arg(long, global = true, value_name = "FOLDER", env = "PODCAST_SHOW")]
    show: Option<PathBuf>,
    #[arg(long, global = true)]
    json: bool,
    #[arg(long, global = true)]
    details: bool,
    #[arg(long, short, global = true)]
    quiet: bool,
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = ["da", "en"])]
    lang: Option<String>,
    #[arg(long, global = true, value_name = "N", allow_negative_numbers = true)]
    jobs: Option<NonZeroUsize>,
}

/// What can be asked for, in the order in which the help names it.
#[derive(Debug, Subcommand)]
enum Command {
    Init(init::InitArgs),
    Import(import::ImportArgs),
    Add(Box<add::AddArgs>),
    Master(master::MasterArgs),
    List,
    Show(show::ShowArgs),
    Report(report_page::ReportArgs),
    Poster(poster::PosterArgs),
    Edit(Box<edit::EditArgs>),
    Replace(replace::ReplaceArgs),
    Remaster(remaster::RemasterArgs),
    Transcribe(transcribe::TranscribeArgs),
    Release(release::ReleaseArgs),
    Remove(remove::RemoveArgs),
    Restore(restore::RestoreArgs),
    Undo(undo::UndoArgs),
    Log(log::LogArgs),
    Build(build::BuildArgs),
    Serve(serve::ServeArgs),
    Opml(opml::OpmlArgs),
    Players(players::PlayersArgs),
    Sync(sync::SyncArgs),
    Course(course::CourseArgs),
    Unload(unload::UnloadArgs),
    Export(export::ExportArgs),
    Check(check::CheckArgs),
    Status,
    Completions(completions::CompletionsArgs),
    Help(help::HelpArgs),
}

/// Does what the command line asks for, and returns how it ended.
///
/// The first of `args` is the name of the program. Nothing is written but to `out` and `err`, progress
/// and questions on a terminal excepted.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    world: World,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Code {
    let args = asked::joined(args.into_iter().collect());
    let line: Vec<OsString> = args.iter().skip(1).cloned().collect();
    // Even a command line that cannot be read is answered in the language and the form it asks for.
    let hasty = asked::hasty(&line);
    let words = Words::new(hasty.lang.as_deref().map_or_else(Language::here, Language::of_locale));
    let mut tree = help::tree(&words);
    let parsed = tree.try_get_matches_from_mut(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(problem) => {
            let mut desk = Desk::new(world, words, hasty, line, out, err);
            if matches!(problem.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
                let command = if problem.kind() == ErrorKind::DisplayHelp { "help" } else { "version" };
                let done = help::handed(&mut desk, &problem.render().to_string());
                return desk.close(command, Ok(done));
            }
            let failure = asked::failure(&problem, &tree, &desk);
            let command = asked::command_in(&tree, &desk.line).unwrap_or("podcast").to_owned();
            return desk.close(&command, Err(failure));
        }
    };
    let mut world = world;
    if let Some(jobs) = cli.globals.jobs {
        world.jobs = jobs;
    }
    if let Some(bars) = progress::Bars::wanted(&cli.globals, words.language()) {
        world.progress = bars;
    }
    let mut desk = Desk::new(world, words, cli.globals, line, out, err);
    let (name, end) = dispatch(&mut desk, cli.command.as_ref(), &mut tree);
    desk.close(name, end)
}

fn dispatch(
    desk: &mut Desk<'_>,
    command: Option<&Command>,
    tree: &mut clap::Command,
) -> (&'static str, Result<Done, Failure>) {
    match command {
        None => ("podcast", here::run(desk)),
        Some(Command::Init(args)) => ("init", init::run(desk, args)),
        Some(Command::Import(args)) => ("import", import::run(desk, args)),
        Some(Command::Add(args)) => ("add", add::run(desk, args)),
        Some(Command::Master(args)) => ("master", master::run(desk, args)),
        Some(Command::List) => ("list", list::run(desk)),
        Some(Command::Show(args)) => ("show", show::run(desk, args)),
        Some(Command::Report(args)) => ("report", report_page::run(desk, args)),
        Some(Command::Poster(args)) => ("poster", poster::run(desk, args)),
        Some(Command::Edit(args)) => ("edit", edit::run(desk, args)),
        Some(Command::Replace(args)) => ("replace", replace::run(desk, args)),
        Some(Command::Remaster(args)) => ("remaster", remaster::run(desk, args)),
        Some(Command::Transcribe(args)) => ("transcribe", transcribe::run(desk, args)),
        Some(Command::Release(args)) => ("release", release::run(desk, args)),
        Some(Command::Remove(args)) => ("remove", remove::run(desk, args)),
        Some(Command::Restore(args)) => ("restore", restore::run(desk, args)),
        Some(Command::Undo(args)) => ("undo", undo::run(desk, args)),
        Some(Command::Log(args)) => ("log", log::run(desk, args)),
        Some(Command::Build(args)) => ("build", build::run(desk, args)),
        Some(Command::Serve(args)) => ("serve", serve::run(desk, args)),
        Some(Command::Opml(args)) => ("opml", opml::run(desk, args)),
        Some(Command::Players(args)) => ("players", players::run(desk, args)),
        Some(Command::Sync(args)) => ("sync", sync::run(desk, args)),
        Some(Command::Course(args)) => ("course", course::run(desk, args)),
        Some(Command::Unload(args)) => ("unload", unload::run(desk, args)),
        Some(Command::Export(args)) => ("export", export::run(desk, args)),
        Some(Command::Check(args)) => ("check", check::run(desk, args)),
        Some(Command::Status) => ("status", status::run(desk)),
        Some(Command::Completions(args)) => ("completions", completions::run(desk, args, tree)),
        Some(Command::Help(args)) => ("help", help::run(desk, args, tree)),
    }
}
