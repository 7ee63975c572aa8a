//! Help texts and the settings of a new show, as people read them, in both languages.

use std::path::Path;

use crate::desk::Desk;

const COMMANDS: [&str; 27] = [
    "init",
    "import",
    "add",
    "master",
    "list",
    "show",
    "report",
    "poster",
    "edit",
    "replace",
    "remaster",
    "release",
    "remove",
    "restore",
    "undo",
    "log",
    "build",
    "serve",
    "opml",
    "players",
    "sync",
    "course",
    "unload",
    "export",
    "check",
    "status",
    "completions",
];

fn golden(name: &str, text: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(&path, None).raw());
}

#[test]
fn help_reads_as_it_was_written() {
    for language in ["en", "da"] {
        let desk = Desk::bare().speaking(language);
        let mut text = desk.at("").run(["--help"]).succeeds().stdout;
        for command in COMMANDS {
            let help = desk.at("").run([command, "--help"]).succeeds().stdout;
            text.extend(["\n---- podcast ", command, " --help\n\n", &help]);
        }
        golden(&format!("help.{language}.txt"), text);
    }
}

#[test]
fn the_settings_of_a_new_show_explain_themselves() {
    for language in ["en", "da"] {
        let desk = Desk::bare().speaking(language);
        desk.at("").run(["init", "show", "--title", "Vi læser"]).succeeds();
        golden(&format!("show.{language}.toml"), desk.text("episodes/show.toml"));
    }
}

#[test]
fn completions_are_made_for_every_shell() {
    let desk = Desk::bare();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        desk.at("").run(["completions", shell]).succeeds().says("remaster");
    }
}
