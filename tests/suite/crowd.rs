//! Many at once, and the worst moments: twenty desks, kill -9, no room, Ctrl-C.

use std::collections::BTreeSet;
use std::fs;
use std::process::Child;
use std::time::Duration;

use crate::desk::Desk;
use crate::sound;

fn numbers(desk: &Desk) -> Vec<u32> {
    let shelf = desk.show().shelf().unwrap().whole().unwrap();
    shelf.episodes.iter().map(|shelved| shelved.episode.handle.number().unwrap().get()).collect()
}

fn wait(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn twenty_desks_get_twenty_numbers_and_one_feed() {
    let desk = Desk::new();
    let paths: Vec<_> = (1..=20).map(|n| desk.tone(&format!("{n}.wav"), 300.0 + f64::from(n))).collect();
    let start = |path: &std::path::PathBuf| {
        desk.at("show").start(["add".as_ref(), path.as_os_str(), "--wait".as_ref()])
    };
    let desks: Vec<_> = paths.iter().map(start).collect();
    for child in desks {
        let (code, stderr) = wait(child);
        assert_eq!(code, Some(0), "{stderr}");
    }
    assert_eq!(numbers(&desk), (1..=20).collect::<Vec<_>>());
    let feed = rss::Channel::read_from(desk.text("feed/feed.xml").as_bytes()).unwrap();
    let guids: BTreeSet<_> = feed.items().iter().map(|item| item.guid().unwrap().value()).collect();
    let dates: BTreeSet<_> = feed.items().iter().map(|item| item.pub_date().unwrap()).collect();
    assert_eq!((feed.items().len(), guids.len(), dates.len()), (20, 20, 20));
    desk.run(["check"]).succeeds();
}

#[test]
fn a_killed_add_leaves_no_trace_and_no_gap() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    sound::tone(&desk.path("lang.wav"), 500.0, 60.0);
    let feed = desk.text("feed/feed.xml");
    for millis in [20, 60, 120, 250, 500, 900] {
        let mut child = desk.at("show").start(["add", "../lang.wav", "--title", "To"]);
        std::thread::sleep(Duration::from_millis(millis));
        child.kill().unwrap();
        child.wait().unwrap();
        if numbers(&desk) != [1] {
            // It was faster than we: committed before it was killed, and whole.
            assert_eq!(numbers(&desk), [1, 2]);
            desk.run(["undo"]).succeeds();
            desk.run(["build"]).succeeds();
        }
        assert_eq!(desk.text("feed/feed.xml"), feed);
    }
    desk.run(["add", "../lang.wav", "--title", "To"]).succeeds();
    assert_eq!(numbers(&desk), [1, 2]);
    let names = desk.names("episodes");
    assert!(!names.iter().any(|name| name.starts_with(".staging")), "{names:?}");
}

#[test]
#[cfg(unix)]
fn a_disk_without_room_keeps_the_old_show() {
    use std::process::Command;
    let desk = Desk::new();
    desk.add(440.0, "Et");
    let before = (desk.text("feed/feed.xml"), desk.names("episodes"), desk.names("feed/media"));
    sound::tone(&desk.path("lang.wav"), 500.0, 30.0);
    // No file may grow beyond 200 kB: what a full disk or a quota does, without needing either. The shell
    // ignores the signal that comes with it, as the error is what we want to see.
    let line = format!(
        "trap '' XFSZ; ulimit -f 200; exec {} --lang en --show '{}' add '{}' --title To",
        env!("CARGO_BIN_EXE_podcast"),
        desk.root().display(),
        desk.path("lang.wav").display(),
    );
    let output = Command::new("bash").args(["-c", &line]).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(12), "{stderr}");
    let after = (desk.text("feed/feed.xml"), desk.names("episodes"), desk.names("feed/media"));
    // The lock file is ours to leave.
    let visible =
        |names: Vec<String>| names.into_iter().filter(|name| !name.ends_with("lock")).collect::<Vec<_>>();
    assert_eq!((after.0, visible(after.1), after.2), (before.0, visible(before.1), before.2));
    desk.run(["add", "../lang.wav", "--title", "To"]).succeeds();
    assert_eq!(numbers(&desk), [1, 2]);
}

#[test]
#[cfg(unix)]
fn a_request_to_stop_is_obeyed_and_said() {
    use std::process::Command;
    let desk = Desk::new();
    sound::tone(&desk.path("lang.wav"), 500.0, 600.0);
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let child = desk.at("show").start(["add", "../lang.wav"]);
        std::thread::sleep(Duration::from_millis(400));
        let asked = std::time::Instant::now();
        Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        let (ended, stderr) = wait(child);
        assert_eq!(ended, Some(code), "{stderr}");
        assert!(asked.elapsed() < Duration::from_secs(5), "it took its time");
        let names: Vec<_> =
            desk.names("episodes").into_iter().filter(|name| !name.ends_with("lock")).collect();
        assert_eq!(names, ["show.toml"]);
    }
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_fault() {
    use std::process::Command;
    let desk = Desk::new();
    for n in 0..3 {
        desk.add(440.0 + f64::from(n), "Et");
    }
    let line = format!(
        "set -o pipefail; {} --lang en --show '{}' list | head -n 1",
        env!("CARGO_BIN_EXE_podcast"),
        desk.root().display()
    );
    let output = Command::new("bash").args(["-c", &line]).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_refused_before_the_work() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let episodes = desk.root().join("episodes");
    sound::tone(&desk.path("a.wav"), 500.0, 1.0);
    fs::set_permissions(&episodes, fs::Permissions::from_mode(0o555)).unwrap();
    // The administrator may write everywhere; then there is nothing to see.
    if fs::write(episodes.join("probe"), "").is_err() {
        desk.run(["add", "../a.wav"]).exits(1).says("episodes");
    }
    fs::set_permissions(&episodes, fs::Permissions::from_mode(0o755)).unwrap();
}
