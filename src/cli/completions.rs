//! `podcast completions`: what a shell needs to complete our commands.

use clap::Command;
use clap_complete::{Shell, generate};
use serde_json::json;

use super::desk::{Desk, Done};
use super::failure::Failure;
use crate::words::phrase;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    shell: String,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &CompletionsArgs, tree: &mut Command) -> Result<Done, Failure> {
    let shell: Shell = args.shell.parse().map_err(|_| {
        Failure::asked(phrase("asked-wrong-value").with("option", "SHELL").with("value", &args.shell))
            .hint(phrase("asked-valid-values").with("values", "bash, zsh, fish, elvish, powershell"))
    })?;
    let mut script = Vec::new();
    generate(shell, tree, "podcast", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    if !desk.asked.json {
        desk.print_raw(&script);
    }
    Ok(Done::with(json!({ "shell": args.shell, "script": script })))
}
