//! The command line as a whole: its tree and its help in both languages, and answers without a show.

use super::*;

/// Runs a line in this process, and returns its code and what it said on both outputs.
fn run_line(line: &str) -> (Code, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("podcast").chain(line.split_whitespace()).map(OsString::from);
    let code = run(args, World::real(), &mut out, &mut err);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn the_tree_is_sound_in_both_languages() {
    for language in Language::ALL {
        help::tree(&Words::new(language)).debug_assert();
    }
}

#[test]
fn every_command_and_every_argument_has_its_text_in_both_languages() {
    for language in Language::ALL {
        let tree = help::tree(&Words::new(language));
        for command in std::iter::once(&tree).chain(tree.get_subcommands()) {
            let name = command.get_name();
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_empty() && !about.starts_with("help-"), "{language:?}: {name}");
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(!help.is_empty(), "{language:?}: {name} {}", arg.get_id());
                for value in arg.get_value_names().unwrap_or_default() {
                    let takes = arg.get_action().takes_values();
                    assert!(!takes || !value.starts_with("value-"), "{language:?}: {name} {value}");
                }
            }
        }
    }
}

#[test]
fn no_help_is_left_in_the_other_language() {
    let (code, danish, _) = run_line("--lang da add --help");
    assert_eq!(code, Code::Done);
    for english in ["Usage", "Options", "Arguments", "default", "possible values", "Print"] {
        assert!(!danish.contains(english), "{english}:\n{danish}");
    }
    let (_, english, _) = run_line("--lang en help add");
    assert!(english.contains("Usage: podcast add [OPTIONS] RECORDING…"), "{english}");
}

#[test]
fn no_help_is_written_for_what_does_not_exist() {
    let tree = help::tree(&Words::new(Language::En));
    let source = include_str!("../words/en.ftl");
    let mut command = None;
    for line in source.lines() {
        if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| !id.starts_with(' ')) {
            command = match id.strip_prefix("help-") {
                Some("podcast") => Some(&tree),
                Some(name) => tree.find_subcommand(name),
                None => None,
            };
        }
        let part = line.strip_prefix("    .").and_then(|line| line.split(' ').next());
        if let (Some(command), Some(part)) = (command, part.filter(|part| *part != "long")) {
            let known = command.get_arguments().any(|arg| arg.get_id() == part);
            assert!(known, "{} has no {part}", command.get_name());
        }
    }
}

#[test]
fn a_line_that_cannot_be_read_is_answered_in_its_language_with_the_way_out() {
    for (line, said) in [
        ("--lang da adde x", "Kommandoen \"adde\" findes ikke.\n  Mente du add?\n  Hjælp: podcast --help\n"),
        (
            "--lang en add x --titel y",
            "There is no option --titel here.\n  Did you mean --title?\n  Help: podcast add --help\n",
        ),
        ("--lang da add", "Der mangler noget: OPTAGELSE.\n  Hjælp: podcast add --help\n"),
        ("--lang en add x --season", "--season needs a value after it.\n  Help: podcast add --help\n"),
        ("--lang da list x", "\"x\" er én ting for meget.\n  Hjælp: podcast list --help\n"),
        (
            "--lang da list --jobs 0",
            "\"0\" passer ikke til --jobs.\n  Skriv et helt tal fra 1.\n  Hjælp: podcast list --help\n",
        ),
        (
            "--lang da add x --notes a --notes-file b",
            "--notes og --notes-file kan ikke bruges sammen.\n  Hjælp: podcast add --help\n",
        ),
        (
            "--lang en add x --level loud",
            "\"loud\" does not fit --level.\n  Possible: auto, off, gentle, strong\n  Help: podcast add --help\n",
        ),
        ("--lang da remaster 1 --hum=højt", "\"højt\" passer ikke til --hum.\n  Mulige værdier: on, off\n"),
        (
            "--lang da replace 1 a b",
            "Et afsnit laves af én optagelse.\n  Skal flere sættes sammen til ét afsnit: --join\n",
        ),
        (
            "--lang da add a b --title x",
            "Flere optagelser kan ikke have samme titel.\n  Tilføj dem én for én, hver med sin egen --title, eller udelad --title: så bliver filernes navne til titler.\n  Er de dele af ét afsnit: --join\n",
        ),
    ] {
        let (code, out, err) = run_line(line);
        assert_eq!((code, out.as_str(), err.as_str()), (Code::AskedWrongly, "", said), "{line}");
    }
}

#[test]
fn an_answer_that_may_be_left_out_may_stand_apart() {
    let joined = |line: &str| {
        let joined = asked::joined(line.split(' ').map(OsString::from).collect());
        shell::line(joined)
    };
    assert_eq!(joined("podcast edit 1 --explicit no"), "podcast edit 1 --explicit=no");
    assert_eq!(joined("podcast add --explicit talk.wav"), "podcast add --explicit talk.wav");
    assert_eq!(joined("podcast add -- --explicit yes"), "podcast add -- --explicit yes");
    assert_eq!(joined("podcast add --hum off --de-ess talk.wav"), "podcast add --hum=off --de-ess talk.wav");
    assert_eq!(joined("podcast add --hum off off"), "podcast add --hum=off off");
}

#[test]
fn with_json_help_is_a_document_too() {
    for line in ["help --json", "--json --help", "add --help --json", "--version --json"] {
        let (code, out, _) = run_line(line);
        let json: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|err| panic!("{line}: {err}"));
        assert_eq!((code, &json["ok"]), (Code::Done, &true.into()), "{line}");
        assert!(json["text"].as_str().is_some_and(|text| text.contains("podcast")), "{line}");
    }
}

#[test]
fn with_json_even_a_line_that_cannot_be_read_gets_one_document() {
    for line in ["--json adde", "add --json", "list --json --quite", "--json --show /nowhere list"] {
        let (code, out, err) = run_line(&format!("--lang en {line}"));
        let json: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|err| panic!("{line}: {err}"));
        assert_eq!((&json["format"], &json["ok"]), (&1.into(), &false.into()), "{line}");
        assert_eq!(json["error"]["kind"], code.as_str());
        assert_eq!(err, "");
    }
}

#[test]
fn a_show_can_be_made_and_looked_at() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("vi-læser");
    let show = root.to_str().unwrap();
    let (code, out, _) = run_line(&format!("--lang da init {show} --practice"));
    assert_eq!(code, Code::Done);
    assert!(out.contains("Vi læser (Øvelse) er klar") || out.contains("vi læser (Øvelse) er klar"), "{out}");
    assert!(out.contains("category = Arts/Books"), "{out}");
    assert_eq!(run_line(&format!("init {show}")).0, Code::Failed);
    for (line, said) in [
        ("list", "har ingen afsnit endnu"),
        ("status", "0 af 50, 50 igen"),
        ("log", "Der er ikke gjort noget endnu."),
        ("", "tilføj det første afsnit: podcast add OPTAGELSE"),
    ] {
        let (code, out, err) = run_line(&format!("--lang da --show {show} {line}"));
        assert_eq!(code, Code::Done, "{line}: {err}");
        assert!(out.contains(said), "{line}: {out}");
        let (_, out, _) = run_line(&format!("--quiet --show {show} {line}"));
        assert_eq!(out, "", "{line}");
    }
    let (code, out, _) = run_line(&format!("--json --show {show} status"));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["ok"], &json["practice"]), (Code::Done, &true.into(), &true.into()));
}

#[test]
fn a_closed_pipe_is_no_failure_and_a_full_disk_is_one() {
    struct Broken(std::io::ErrorKind);
    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for (kind, code) in
        [(std::io::ErrorKind::BrokenPipe, Code::Done), (std::io::ErrorKind::StorageFull, Code::Failed)]
    {
        let args = ["podcast", "--lang", "en", "--help"].map(OsString::from);
        assert_eq!(run(args, World::real(), &mut Broken(kind), &mut Vec::new()), code);
    }
}
