//! The main job, through the real binary.

use std::fs;
use std::path::Path;

use podcast::world::Digest;

use crate::desk::Desk;
use crate::sound;

#[test]
fn one_line_makes_an_episode_and_a_feed() {
    let desk = Desk::new();
    desk.add(440.0, "Åbningsdag").says("Episode 1").says("Åbningsdag").says("49 to go").says("podcast undo");
    assert_eq!(
        desk.names("episodes/001-aabningsdag"),
        ["analysis.json", "audio-1.mp3", "episode.toml", "recording.wav", "waveform.svg"]
    );
    assert_eq!(desk.names("feed/media"), ["001-aabningsdag.mp3"]);
    let feed = rss::Channel::read_from(desk.text("feed/feed.xml").as_bytes()).unwrap();
    let item = &feed.items()[0];
    assert_eq!(item.title(), Some("Åbningsdag"));
    let media = fs::metadata(desk.root().join("feed/media/001-aabningsdag.mp3")).unwrap();
    assert_eq!(item.enclosure().unwrap().length(), media.len().to_string());
    desk.run(["check"]).succeeds();
}

#[test]
fn several_recordings_are_several_episodes_in_the_order_given() {
    let desk = Desk::new();
    for (name, hertz) in [("Bi.wav", 500.0), ("Abe.wav", 600.0), ("Ged.wav", 700.0)] {
        desk.tone(&format!("show/{name}"), hertz);
    }
    desk.run(["add", "Bi.wav", "Abe.wav", "Ged.wav"]).succeeds();
    let shelf = desk.show().shelf().unwrap();
    let titles: Vec<_> = shelf.episodes.iter().map(|shelved| shelved.episode.title.as_str()).collect();
    assert_eq!(titles, ["Bi", "Abe", "Ged"]);
    desk.run(["add", "Bi.wav", "Abe.wav", "--title", "x"]).exits(2);
}

#[test]
fn several_recordings_are_joined_to_one_episode_on_demand() {
    let desk = Desk::new();
    for (name, hertz) in [("a.wav", 500.0), ("b.wav", 600.0), ("c.wav", 700.0)] {
        desk.tone(&format!("show/{name}"), hertz);
    }
    desk.run(["add", "--join", "a.wav", "b.wav", "--title", "To", "--level", "gentle", "--hum", "off"])
        .succeeds();
    desk.run(["show", "1"]).succeeds().says("Made of \"a.wav\"").says("Made of \"b.wav\"");
    let shown = desk.run(["--json", "show", "1"]).succeeds().json();
    assert_eq!(shown["episode"]["joined"][0]["name"], "b.wav");
    desk.run(["add", "b.wav"]).exits(1).says("already episode 1");
    desk.run(["add", "--join", "c.wav", "c.wav"]).exits(1).says("named twice").says("--again");
    desk.run(["remaster", "1", "--level", "strong", "--no-intro"]).succeeds();
    desk.run(["replace", "1", "a.wav", "c.wav"]).exits(2).says("--join");
    desk.run(["replace", "1", "a.wav", "c.wav", "--join"]).succeeds();
    desk.run(["undo"]).succeeds();
    desk.run(["show", "1"]).succeeds().says("b.wav");
    desk.run(["check"]).succeeds();
}

#[test]
fn an_intro_that_is_not_there_is_told_with_the_way_out() {
    let desk = Desk::new();
    let settings = desk.text("episodes/show.toml").replace("# intro =", "intro = \"kending.wav\"");
    fs::write(desk.root().join("episodes/show.toml"), settings).unwrap();
    desk.tone("show/a.wav", 500.0);
    desk.run(["add", "a.wav"]).exits(1).says("kending.wav").says("--no-intro");
    desk.run(["check"]).says("kending.wav");
    desk.run(["add", "a.wav", "--no-intro"]).succeeds();
}

#[test]
fn one_bad_recording_among_several_does_not_hold_up_the_others() {
    let desk = Desk::new();
    desk.tone("show/god.wav", 500.0);
    fs::write(desk.path("show/brev.wav"), "Kære bibliotek, jeg skriver for at sige tak.").unwrap();
    desk.run(["add", "brev.wav", "god.wav"]).exits(3).says("brev.wav");
    assert_eq!(desk.show().shelf().unwrap().episodes.len(), 1);
}

#[test]
fn the_recording_is_never_touched() {
    let desk = Desk::new();
    let path = desk.tone("show/a.wav", 500.0);
    let state = |path: &Path| (fs::read(path).unwrap(), fs::metadata(path).unwrap().modified().unwrap());
    let before = state(&path);
    desk.run(["add", "a.wav"]).succeeds();
    desk.run(["remove", "1", "--everywhere"]).succeeds();
    assert_eq!(state(&path), before);
}

#[test]
fn a_dry_run_says_what_would_be_done_and_does_nothing() {
    let desk = Desk::new();
    desk.tone("show/a.wav", 500.0);
    desk.run(["add", "a.wav", "--dry-run"]).succeeds().says("1");
    assert_eq!(desk.names("episodes"), ["show.toml"]);
}

#[test]
fn json_says_what_was_done_and_what_went_wrong() {
    let desk = Desk::new();
    desk.tone("show/a.wav", 500.0);
    let added = desk.run(["--json", "add", "a.wav", "--title", "Et"]).succeeds().json();
    assert_eq!((added["format"].as_i64(), added["ok"].as_bool()), (Some(1), Some(true)), "{added}");
    let failed = desk.run(["--json", "add", "a.wav"]).exits(1).json();
    assert_eq!(failed["ok"].as_bool(), Some(false), "{failed}");
    assert!(failed["error"]["kind"].is_string() && failed["error"]["message"].is_string(), "{failed}");
    for command in [&["list"][..], &["show", "1"], &["status"], &["check"], &["log"], &["build"], &[]] {
        let args: Vec<_> = ["--json"].into_iter().chain(command.iter().copied()).collect();
        assert_eq!(desk.run(args).succeeds().json()["format"].as_i64(), Some(1), "{command:?}");
    }
}

#[test]
fn two_runs_by_one_clock_and_one_seed_give_the_same_bytes() {
    let run = |jobs: &str| {
        let desk = Desk::new();
        desk.tone("show/a.wav", 500.0);
        desk.run(["--jobs", jobs, "add", "a.wav", "--title", "Ens"]).succeeds();
        let files = ["feed/feed.xml", "feed/media/001-ens.mp3", "episodes/001-ens/episode.toml"];
        files.map(|file| Digest::of(&fs::read(desk.root().join(file)).unwrap()))
    };
    assert_eq!(run("1"), run("3"));
}

#[test]
fn a_deleted_feed_comes_back_to_the_byte() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    desk.add(441.0, "To");
    desk.run(["edit", "1", "--retag", "--title", "Nyt"]).succeeds();
    let all = |desk: &Desk| {
        let feed = desk.root().join("feed");
        let files = walkdir::WalkDir::new(&feed).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|entry| {
            entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with('.')
        });
        files
            .map(|file| (file.path().to_owned(), Digest::of(&fs::read(file.path()).unwrap())))
            .collect::<Vec<_>>()
    };
    let before = all(&desk);
    desk.run(["build"]).succeeds();
    assert_eq!(all(&desk), before);
    fs::remove_dir_all(desk.root().join("feed")).unwrap();
    desk.run(["build"]).succeeds();
    assert_eq!(all(&desk), before, "old versions too");
}

#[test]
fn the_show_is_found_from_below_by_an_option_and_by_a_variable() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    desk.at("show/episodes/001-et").run(["list"]).succeeds().says("Et");
    desk.at("").run(["list"]).exits(10);
    desk.at("").run(["--show", "show", "list"]).succeeds().says("Et");
    desk.at("").with("PODCAST_SHOW", desk.root()).run(["list"]).succeeds().says("Et");
}

#[test]
fn at_the_goal_it_celebrates() {
    let desk = Desk::bare();
    desk.at("").run(["init", "show", "--title", "Vi læser", "--goal", "2"]).succeeds();
    desk.add(440.0, "Et").says("One to go");
    desk.add(441.0, "To").says("You have reached your goal");
}

#[test]
fn hostile_titles_do_no_harm() {
    for (n, title) in [
        "<script>alert(1)</script> & \"æøå\"",
        "]]> &amp; <![CDATA[",
        "../../../etc/passwd",
        "\u{1b}[31mrød\u{7}",
        "\u{202e}bagvendt",
        "CON",
        "{{ 7 * 7 }} $(rm -rf /)",
        "🎉",
    ]
    .iter()
    .enumerate()
    {
        let desk = Desk::new();
        desk.add(400.0 + n as f64, title).never_says("\u{1b}[31m").never_says("\u{202e}");
        let feed = desk.text("feed/feed.xml");
        assert!(!feed.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{title:?}");
        let feed = rss::Channel::read_from(feed.as_bytes()).unwrap();
        let shown = feed.items()[0].title().unwrap();
        let plain: String = title.chars().filter(|c| !c.is_control() && *c != '\u{202e}').collect();
        assert!(shown == plain || title.contains('\u{1b}'), "{shown:?} of {title:?}");
        let outside: Vec<_> =
            fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(outside.len(), 2, "the recording and the show: {outside:?}");
    }
}

#[test]
fn drafts_and_future_episodes_stay_out_until_their_time() {
    let desk = Desk::new();
    desk.tone("show/a.wav", 500.0);
    desk.tone("show/b.wav", 600.0);
    desk.run(["add", "a.wav", "--draft", "--title", "Kladde"]).succeeds();
    let scheduled = desk.run(["add", "b.wav", "--date", "2026-12-24", "--title", "Jul"]).succeeds();
    assert_eq!(scheduled.stdout.matches("24 December 2026").count(), 1, "said once: {}", scheduled.stdout);
    desk.run(["release", "2"]).exits(1).says("podcast edit 2 --date DATE");
    let titles = |desk: &Desk| {
        let feed = rss::Channel::read_from(desk.text("feed/feed.xml").as_bytes()).unwrap();
        feed.items().iter().map(|item| item.title().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(titles(&desk).is_empty());
    desk.run(["release", "1"]).succeeds();
    assert_eq!(titles(&desk), ["Kladde"]);
    let desk = desk.on("1798200000"); // 25 December
    desk.run(["build"]).succeeds();
    assert_eq!(titles(&desk), ["Jul", "Kladde"]);
}

#[test]
fn of_a_programme_in_one_channel_both_ears_hear_the_same() {
    let desk = Desk::new();
    sound::write(&desk.path("show/mono.wav"), 1, 2.0, |at, _| 0.1 * (at * 2500.0).sin());
    desk.run(["add", "mono.wav"]).succeeds();
    let shown = desk.run(["--json", "show", "1"]).succeeds().json().to_string();
    assert!(shown.contains("96"), "{shown}");
    let shelf = desk.show().shelf().unwrap();
    let sound = &shelf.episodes[0].episode.sound;
    assert_eq!((sound.channels, sound.kbps, sound.frames), (2, 96, 88_200));
}
