//! The help texts: taken from the catalogue of sentences and put into clap's tree when the program runs.

use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::desk::{Desk, Done};
use super::failure::Failure;
use super::{Cli, asked};
use crate::words::{Words, phrase};

/// Read the help of a command
#[derive(Debug, clap::Args)]
pub(super) struct HelpArgs {
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &HelpArgs, tree: &mut Command) -> Result<Done, Failure> {
    let command = match &args.command {
        None => tree,
        Some(name) => match tree.find_subcommand_mut(name) {
            Some(command) => command,
            None => return Err(asked::unknown_command(name, None)),
        },
    };
    let text = command.render_help().to_string();
    Ok(handed(desk, &text))
}

/// Hands over a text that is asked for as such: also when only failures are to be heard.
pub(super) fn handed(desk: &mut Desk<'_>, text: &str) -> Done {
    if !desk.asked.json {
        desk.print_raw(text);
    }
    Done::with(serde_json::json!({ "text": text }))
}

/// Returns clap's tree with every text in that language. Names of commands and options are the same in
/// all: a line that works at one desk works at the next.
pub(super) fn tree(words: &Words) -> Command {
    let heading = Headings {
        usage: words.word("help-heading-usage"),
        commands: words.word("help-heading-commands"),
        arguments: words.word("help-heading-arguments"),
        options: words.word("help-heading-options"),
        sound: words.word("help-heading-sound"),
        globals: words.word("help-heading-globals"),
    };
    let flags = [
        Arg::new("help").long("help").short('h').action(ArgAction::HelpShort).global(true),
        Arg::new("version").long("version").short('V').action(ArgAction::Version),
    ];
    let tree = Cli::command()
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args(flags)
        .subcommand_help_heading(heading.commands.clone())
        .after_help(words.word("help-after"));
    dressed(tree, words, &heading, "podcast", None)
}

struct Headings {
    usage: String,
    commands: String,
    arguments: String,
    options: String,
    sound: String,
    globals: String,
}

/// Gives a command and those below it their texts.
fn dressed(command: Command, words: &Words, heading: &Headings, name: &str, path: Option<&str>) -> Command {
    let id = format!("help-{name}");
    let text = |part: &str| {
        let ids = [format!("{id}.{part}"), format!("help-global.{part}")];
        ids.into_iter().find(|id| words.has(id)).map(|id| words.say(&phrase(id)))
    };
    let is_global =
        |arg: &Arg| path.is_some() && arg.is_global_set() || GLOBALS.contains(&arg.get_id().as_str());
    let path = path.map_or_else(|| name.to_owned(), |path| format!("{path} {name}"));
    let about = words.say(&phrase(id.clone()));
    let long = text("long").map_or_else(|| about.clone(), |long| format!("{about}\n\n{}", joined(&long)));
    let usage = usage(&command, words, &path);
    let template = format!("{{before-help}}{} {{usage}}\n\n{{all-args}}{{after-help}}", heading.usage);
    let command =
        command.about(about).before_help(long).override_usage(usage).help_template(template).mut_args(
            |arg| {
                let help = text(arg.get_id().as_str()).unwrap_or_default();
                let heading = match &arg {
                    arg if arg.is_positional() => &heading.arguments,
                    arg if is_global(arg) => &heading.globals,
                    arg if SOUND.contains(&arg.get_id().as_str()) => &heading.sound,
                    _ => &heading.options,
                };
                let names = value_names(&arg, words);
                let arg = arg.help(help).help_heading(heading.clone());
                if names.is_empty() {
                    return arg;
                }
                // What an option takes is told in its text, in the language of its text.
                arg.value_names(names).hide_possible_values(true).hide_default_value(true).hide_env(true)
            },
        );
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| dressed(sub, words, heading, &name, Some(&path)))
    })
}

/// Returns text whose lines are joined to paragraphs, so that it can be broken where the terminal ends.
fn joined(text: &str) -> String {
    text.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect::<Vec<_>>().join("\n\n")
}

/// The options of every command.
const GLOBALS: [&str; 8] = ["show", "json", "details", "quiet", "lang", "jobs", "help", "version"];

/// The options of every command that makes sound.
const SOUND: [&str; 10] = [
    "level",
    "channels",
    "high_pass",
    "hum",
    "trim",
    "noise_reduction",
    "shorten_pauses",
    "de_ess",
    "no_intro",
    "no_outro",
];

/// Returns what an argument takes, in the language of the texts: `FILE` is `FIL`.
fn value_names(arg: &Arg, words: &Words) -> Vec<String> {
    if !arg.get_action().takes_values() {
        return Vec::new();
    }
    let names = arg.get_value_names().unwrap_or_default();
    names.iter().map(|name| words.say(&phrase(format!("value-{}", name.to_lowercase())))).collect()
}

/// Returns the line that shows how a command is used.
fn usage(command: &Command, words: &Words, path: &str) -> String {
    let mut parts = vec![path.to_owned(), format!("[{}]", words.word("value-options"))];
    for arg in command.get_positionals() {
        let mut name = value_names(arg, words).join(" ");
        if arg.get_num_args().is_some_and(|range| range.max_values() > 1) {
            name.push('…');
        }
        parts.push(if arg.is_required_set() { name } else { format!("[{name}]") });
    }
    if command.has_subcommands() {
        parts.push(words.word("value-command"));
    }
    parts.join(" ")
}
