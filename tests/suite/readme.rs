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

/// Returns whether a line is what was expected, where `[..]` stands for anything, and a size in kB may be one off:
/// what is weighed has dates of today in it, and their words differ in length.
fn fits(expected: &str, line: &str) -> bool {
    let sizes = |line: &str| -> (String, Vec<i64>) {
        let mut sizes = Vec::new();
        let words: Vec<&str> = line.split(' ').collect();
        let words = words.iter().enumerate().map(|(n, word)| {
            let is_size = words.get(n + 1).is_some_and(|unit| unit.starts_with("kB"));
            let size: Option<i64> = word.parse().ok().filter(|_| is_size);
            sizes.extend(size);
            if size.is_some() { "#" } else { word }
        });
        (words.collect::<Vec<_>>().join(" "), sizes)
    };
    let ((text, asked), (said, told)) = (sizes(expected), sizes(line));
    let near = asked.len() == told.len() && asked.iter().zip(&told).all(|(a, b)| a.abs_diff(*b) <= 1);
    matches(expected, line) || near && matches(&text, &said)
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
    fs::create_dir_all(checkout.join("tests/feeds")).unwrap();
    for file in ["episodes/show.toml", "tests/recordings/velkommen.flac", "tests/feeds/podcast-generator.xml"]
    {
        fs::copy(root.join(file), checkout.join(file)).unwrap();
    }
    // Recordings that the daily work speaks of.
    for (n, name) in ["laesekreds.wav", "interview.wav", "interview 2.wav", "prøve.wav"].iter().enumerate() {
        crate::sound::tone(&checkout.join(name), 400.0 + 100.0 * n as f64, 2.0);
    }
    // What belongs to an episode besides its sound.
    fs::write(checkout.join("kapitler.txt"), "0:00 Velkommen\n0:01 Om havnen\n").unwrap();
    let spoken = "WEBVTT\n\n00:00.200 --> 00:01.800\n<v Anna>Velkommen til havnen.\n";
    fs::write(checkout.join("samtale.vtt"), spoken).unwrap();
    // A plug that was not all the way in.
    crate::sound::write(&checkout.join("one side.wav"), 2, 2.0, |at, channel| {
        if channel == 0 { 0.0 } else { crate::sound::swelling(350.0, at) }
    });

    // A player that somebody plugged in.
    for player in ["afspiller 7", "P1", "P2", "P3"] {
        fs::create_dir(desk.path(player)).unwrap();
    }
    let course = readme.split("```toml\ntitle = ").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    fs::write(checkout.join("kursus.toml"), format!("title = {course}")).unwrap();

    let mut truth = Vec::new();
    let mut run = 0;
    let mut lines = readme.lines().peekable();
    let mut in_console = false;
    while let Some(line) = lines.next() {
        truth.push(line.to_owned());
        if line.starts_with("```") {
            in_console = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) {
            let printed = run_line(&desk, command);
            run += 1;
            let mut expected = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```")) {
                expected.push(line);
            }
            let is_so =
                expected.len() == printed.len() && expected.iter().zip(&printed).all(|(e, p)| fits(e, p));
            if is_so {
                truth.extend(expected.into_iter().map(str::to_owned));
            } else {
                truth.extend(printed);
            }
        }
    }
    assert!(run >= 8, "the README shows the daily work, {run} commands");
    let truth = truth.join("\n") + "\n";
    snapbox::assert_data_eq!(truth, snapbox::Data::read_from(&root.join("README.md"), None).raw());
}

/// Runs a line of the README and returns what the terminal shows.
fn run_line(desk: &Desk, line: &str) -> Vec<String> {
    let mut words = words(line);
    if line.starts_with("cargo run --release -- ") {
        words.drain(..4);
    } else {
        assert_eq!(words.remove(0), "podcast", "a console block of the README runs podcast only: {line}");
    }
    let output = desk.at("checkout").run(&words);
    format!("{}{}", output.stderr, output.stdout).lines().map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn its_table_of_exit_codes_is_that_of_the_program() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let codes: Vec<&str> = rows.flat_map(|cell| cell.split(", ")).collect();
    for (_, code, word) in podcast::cli::Code::TABLE {
        assert!(codes.contains(&code.to_string().as_str()), "{code}, {word}");
    }
}

#[test]
fn the_matcher_is_not_fooled() {
    assert!(matches("a [..] c", "a b c") && matches("[..]", "x") && matches("a", "a"));
    assert!(
        fits("a, 605 kB.", "a, 606 kB.") && fits("605 kB", "604 kB") && fits("a [..], 5 kB", "a b, 5 kB")
    );
    assert!(!fits("605 kB", "607 kB") && !fits("5 kB", "5 MB") && !fits("4 kB, 2", "4 kB, 3"));
    assert!(!matches("a [..] c", "a b d") && !matches("a", "ab") && !matches("a[..]b", "a"));
}
