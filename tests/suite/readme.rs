//! The README's own commands, run in its own order, with its own output.
//!
//! In a block marked `console`, a line that begins with `$ ` is a command and the lines below it are what it
//! prints. `[..]` stands for any text in a line. All run at one desk, in a copy of what a fresh checkout has.

use std::fs;
use std::path::Path;

use crate::desk::Desk;

/// Splits a line into words as a shell does, as far as the README goes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Returns whether a line is what was expected, where `[..]` stands for anything.
fn matches(expected: &str, line: &str) -> bool {
    let mut pieces = expected.trim_end().split("[..]");
    let Some(mut rest) = line.trim_end().strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let mut last = None;
    for piece in pieces {
        last = Some(piece);
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.is_empty() || last.is_some_and(str::is_empty)
}

#[test]
fn its_commands_print_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let desk = Desk::bare();
    let checkout = desk.path("checkout");
    fs::create_dir_all(checkout.join("episodes")).unwrap();
    fs::create_dir_all(checkout.join("tests/recordings")).unwrap();
    for file in ["episodes/show.toml", "tests/recordings/velkommen.flac"] {
        fs::copy(root.join(file), checkout.join(file)).unwrap();
    }
    // Recordings that the daily work speaks of.
    for (n, name) in ["laesekreds.wav", "interview.wav", "interview 2.wav"].iter().enumerate() {
        crate::sound::tone(&checkout.join(name), 400.0 + 100.0 * n as f64, 2.0);
    }

    let mut run = 0;
    let mut in_console = false;
    let mut expected: Vec<&str> = Vec::new();
    let mut printed: Vec<String> = Vec::new();
    let settle = |expected: &mut Vec<&str>, printed: &mut Vec<String>, command: &str| {
        let fits = expected.len() == printed.len()
            && expected.iter().zip(printed.iter()).all(|(e, p)| matches(e, p));
        assert!(
            fits,
            "{command}\nREADME says:\n{}\n\nit prints:\n{}",
            expected.join("\n"),
            printed.join("\n")
        );
        expected.clear();
        printed.clear();
    };
    let mut command = String::new();
    for line in readme.lines() {
        if line.starts_with("```") {
            if in_console {
                settle(&mut expected, &mut printed, &command);
            }
            in_console = line == "```console";
            command.clear();
        } else if let Some(next) = line.strip_prefix("$ ").filter(|_| in_console) {
            settle(&mut expected, &mut printed, &command);
            command = next.to_owned();
            let mut words = words(next);
            if next.starts_with("cargo run --release -- ") {
                words.drain(..4);
            } else {
                assert_eq!(
                    words.remove(0),
                    "podcast",
                    "a console block of the README runs podcast only: {next}"
                );
            }
            let output = desk.at("checkout").run(&words);
            // What the terminal shows: results and talk, one after the other.
            printed = format!("{}{}", output.stderr, output.stdout)
                .lines()
                .map(|line| line.trim_end().to_owned())
                .collect();
            run += 1;
        } else if in_console {
            expected.push(line);
        }
    }
    assert!(run >= 8, "the README shows the daily work, {run} commands");
}

#[test]
fn its_table_of_exit_codes_is_that_of_the_program() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for code in [0, 1, 2, 3, 10, 11, 12, 130] {
        assert!(readme.contains(&format!("| {code} |")), "code {code}");
    }
}

#[test]
fn the_matcher_is_not_fooled() {
    assert!(matches("a [..] c", "a b c") && matches("[..]", "x") && matches("a", "a"));
    assert!(!matches("a [..] c", "a b d") && !matches("a", "ab") && !matches("a[..]b", "a"));
}
