//! `podcast transcribe` with scripts of the shell as recognisers of speech, good ones and bad ones.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use crate::desk::Desk;

/// A desk with two episodes, whose show names that script as its recogniser. The script has the sound as `$1`, its
/// file as `$2` and the language as `$3`.
fn desk(script: &str) -> Desk {
    let desk = Desk::new();
    let program = desk.path("hører til.sh");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    set(
        &desk,
        &format!("[{:?}, \"{{audio}}\", \"{{output}}\", \"{{language}}\"]", program.to_str().unwrap()),
    );
    desk.add(440.0, "Et");
    desk.add(441.0, "To");
    desk
}

fn set(desk: &Desk, line: &str) {
    let settings = desk.root().join("episodes/show.toml");
    let text = fs::read_to_string(&settings).unwrap();
    let rest: Vec<&str> = text.lines().filter(|line| !line.contains("transcribe =")).collect();
    fs::write(&settings, format!("{}\ntranscribe = {line}\n", rest.join("\n"))).unwrap();
}

const GOOD: &str = "test \"$(head -c 4 \"$1\")\" = RIFF || exit 9\n\
    printf 'WEBVTT\\n\\n00:00.100 --> 00:00.300\\nHej på %s & velkommen\\n' \"$3\" > \"$2.vtt\"; echo log";

/// Asserts that the show is as it was, and that nothing is left over.
fn untouched(desk: &Desk) {
    assert!(!desk.text("feed/feed.xml").contains("podcast:transcript"));
    let left: Vec<_> = desk.names("episodes").into_iter().filter(|name| name.contains("staging")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn several_episodes_get_their_transcripts_and_the_feed_names_them() {
    let desk = desk(GOOD);
    desk.run(["transcribe", "1", "2"])
        .succeeds()
        .says("Episode 1 \"Et\" has a transcript, one line. Episode 2 \"To\" has a transcript, one line.")
        .says("may have misheard. To correct it, mend a copy of feed/media/001-et.transcript-")
        .says("podcast edit 1 --transcript FILE.VTT")
        .says("podcast undo");
    assert_eq!(desk.text("feed/feed.xml").matches("<podcast:transcript ").count(), 2);
    assert!(desk.text("episodes/001-et/transcript-1.vtt").contains("Hej på da &amp; velkommen"));
    desk.run(["check"]).succeeds();

    desk.run(["transcribe", "1"])
        .exits(1)
        .says("Episode 1 has a transcript already, and somebody may have corrected it.")
        .says("podcast transcribe 1 --again");
    let run = desk.run(["--json", "transcribe", "1", "7", "--again"]).exits(1);
    assert_eq!(run.json()["error"]["id"], "no-episode");
    set(&desk, "[\"sh\", \"-c\", \"printf 'Hej igen\\n'\", \"{audio}\"]");
    let run = desk.run(["--json", "transcribe", "1", "7", "--again"]).exits(3);
    let json = run.json();
    assert_eq!((&json["episodes"][0]["lines"], &json["failed"][0]["episode"]), (&1.into(), &"7".into()));
    assert_eq!(json["episodes"][0]["transcript"]["timed"], false);
    desk.run(["transcribe", "1", "--again"]).exits(1).says("wrote the same about episode 1 as before");
}

#[test]
fn a_draft_is_corrected_by_the_times_of_the_recording() {
    let desk = desk(GOOD);
    let tone = desk.tone("kladde.wav", 500.0);
    desk.run(["add".as_ref(), tone.as_os_str(), "--title".as_ref(), "Tre".as_ref(), "--draft".as_ref()])
        .succeeds();
    desk.run(["transcribe", "3"])
        .succeeds()
        .says("mend a copy of episodes/003-tre/transcript-1.vtt")
        .says("podcast edit 3 --transcript FILE.VTT --times recording");
}

#[test]
fn what_goes_wrong_is_said_with_the_way_out() {
    for (script, said) in [
        (
            "echo '' >&2; echo 'error: no model' >&2; exit 3",
            "gave up on episode 1. Nothing was changed. It said: error: no model",
        ),
        ("kill -9 $$", "gave up on episode 1."),
        ("while :; do echo on and on; done", "wrote more about episode 1 than any transcript holds"),
        ("echo a log", "came to its end and left no transcript of episode 1."),
        (
            "head -c 4000 /dev/urandom > \"$2.vtt\"; printf '\\000\\377' >> \"$2.vtt\"",
            "cannot be used: this is not text.",
        ),
        ("printf 'WEBVTT\\n\\n99:00.0 --> xx\\nHej\\n' > \"$2.vtt\"", "cannot be used:"),
        (
            "printf 'WEBVTT\\n\\n01:00.000 --> 01:02.000\\nHej\\n' > \"$2.vtt\"",
            "begins after the sound has ended.",
        ),
        ("mkdir \"$2.vtt\"; rm \"$1\"", "left no transcript"),
    ] {
        let desk = desk(script);
        desk.run(["transcribe", "1"]).exits(1).says(said);
        untouched(&desk);
    }
    let desk = desk("exit 0");
    set(&desk, "[\"no-such-recogniser\", \"{audio}\"]");
    let run = desk.run(["transcribe", "1", "2"]).exits(1);
    assert_eq!(run.stderr.matches("The program \"no-such-recogniser\" is not on this computer.").count(), 1);
    set(&desk, "[\"no-such-recogniser\"]");
    desk.run(["transcribe", "1"]).exits(1).says("with {audio} where the sound belongs");
    set(&desk, "[]");
    desk.run(["transcribe", "1"]).exits(1).says("The show has no program that recognises speech");
    let danish = desk.speaking("da");
    danish.run(["transcribe", "1"]).exits(1).says("Podcasten har ikke noget program til talegenkendelse");
}

#[test]
fn ctrl_c_ends_the_recogniser_too() {
    let desk = desk("echo $$ > \"$(dirname \"$0\")/pid\"; sleep 300");
    let mut running = desk.at("show").start(["transcribe", "1"]);
    let began = Instant::now();
    let pid = loop {
        assert!(began.elapsed() < Duration::from_mins(1), "it never began");
        let pid = fs::read_to_string(desk.path("pid")).unwrap_or_default();
        if pid.ends_with('\n') {
            break pid.trim().to_owned();
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let told = std::process::Command::new("kill").args(["-INT", &running.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert_eq!(running.wait().unwrap().code(), Some(130));
    assert!(began.elapsed() < Duration::from_mins(1));
    let alive = std::process::Command::new("kill").args(["-0", &pid]).output().unwrap();
    assert!(!alive.status.success(), "{pid} lives on");
    untouched(&desk);
}
