//! What players get in the form of each profile: the right tags, and no sound twice.

use std::fs;
use std::path::{Path, PathBuf};

use id3::{Tag, TagLike as _, Version};
use podcast::audio::mp3::frames;
use serde_json::{Value, json};

use crate::desk::{Desk, files, has_ending};
use crate::serving::{Served, Server};

/// The profiles, each with a player of its own.
const PLAYERS: [(&str, &str); 3] = [("U", "universal"), ("C", "car"), ("T", "tiny")];

/// A desk with three episodes, and a player of each profile that has them.
fn desk() -> Desk {
    let desk = Desk::new();
    for (hertz, title) in [(300.0, "Åbning"), (400.0, "Ærø på øen"), (500.0, "Slut")] {
        desk.add(hertz, title);
    }
    for (player, profile) in PLAYERS {
        lent(&desk, player, profile);
    }
    desk
}

/// Makes a folder a player of that profile.
fn lent(desk: &Desk, player: &str, profile: &str) {
    fs::create_dir(desk.path(player)).unwrap();
    desk.run(["sync", &format!("../{player}"), "--init", "--yes", "--profile", profile]).succeeds();
}

/// Brings the three players up to date, and returns what came of each.
fn synced(desk: &Desk) -> Vec<Value> {
    let run = desk.run(["sync", "../U", "../C", "../T", "--json"]).succeeds();
    run.json()["players"].as_array().unwrap().clone()
}

fn sound(desk: &Desk, player: &str, name: &str) -> PathBuf {
    desk.path(player).join("PODCASTS/Vi læser").join(name)
}

fn is_mp3(name: &str) -> bool {
    has_ending(name, "mp3")
}

/// Asserts of the tags of a file what every player goes by.
fn assert_tags(file: &Path, number: u32, title: &str) {
    let tag = Tag::read_from_path(file).unwrap_or_else(|err| panic!("{}: {err}", file.display()));
    assert_eq!(tag.version(), Version::Id3v23, "{}", file.display());
    assert_eq!((tag.track(), tag.title()), (Some(number), Some(title)), "{}", file.display());
    assert_eq!(tag.pictures().count(), 1, "{}", file.display());
    let bytes = fs::read(file).unwrap();
    assert_eq!(&bytes[bytes.len() - 128..bytes.len() - 125], b"TAG", "{}", file.display());
}

#[test]
fn another_title_copies_no_sound_and_a_fresh_player_has_it_in_its_tags() {
    let desk = desk();
    let before = PLAYERS.map(|(player, _)| fs::read(sound(&desk, player, "003 - Slut.mp3")).unwrap());
    desk.run(["edit", "3", "--title", "Farvel på gensyn"]).succeeds();
    let name = "003 - Farvel på gensyn.mp3";
    for ((player, _), json) in PLAYERS.iter().zip(synced(&desk)) {
        assert_eq!((&json["copied"], &json["kept"]), (&json!([]), &3.into()), "{player}");
        assert_eq!(json["moved"][0]["to"], format!("PODCASTS/Vi læser/{name}"), "{player}");
        // The lists alone.
        let lists = files(&desk.path(player)).into_iter().filter(|(name, _)| name.contains(".m3u"));
        assert_eq!(json["bytes"], lists.map(|(_, bytes)| bytes.len()).sum::<usize>(), "{player}");
        assert_eq!(json["stale"], json!(["3"]));
    }
    for ((player, _), before) in PLAYERS.iter().zip(&before) {
        assert!(fs::read(sound(&desk, player, name)).unwrap() == *before, "{player}");
    }
    let all = PLAYERS.map(|(player, _)| files(&desk.path(player)));
    for json in synced(&desk) {
        assert_eq!((&json["moved"], &json["bytes"], &json["kept"]), (&json!([]), &0.into(), &3.into()));
    }
    assert!(all == PLAYERS.map(|(player, _)| files(&desk.path(player))));
    // That is said of those that had it, with the way out, and not of one that gets it now.
    let stale = "Episode 3 is still called \"Slut\" on players that had it before; to have it copied anew there: \
                 podcast edit 3 --retag";
    desk.run(["sync", "../U"]).succeeds().says("Nothing is missing on it").says(stale);
    for (player, profile) in PLAYERS {
        let fresh = format!("{player}2");
        fs::create_dir(desk.path(&fresh)).unwrap();
        desk.run(["sync", &format!("../{fresh}"), "--init", "--yes", "--profile", profile])
            .succeeds()
            .says("3 episodes come to it")
            .never_says("still called");
        assert_tags(&sound(&desk, &fresh, name), 3, "Farvel på gensyn");
        desk.run(["sync", &format!("../{fresh}")]).succeeds().says("Nothing is missing on it");
    }
    // Another title after that is no news to a player which was told neither.
    desk.run(["edit", "3", "--title", "Slut"]).succeeds();
    desk.run(["sync", "../U"]).succeeds().says("names alone").never_says("still called");
    desk.run(["edit", "3", "--title", "Helt forbi", "--retag"]).succeeds();
    for ((player, _), json) in PLAYERS.iter().zip(synced(&desk)) {
        assert_eq!((&json["copied"], &json["stale"]), (&json!(["3"]), &json!([])), "{player}");
        assert_tags(&sound(&desk, player, "003 - Helt forbi.mp3"), 3, "Helt forbi");
    }
}

#[test]
fn another_cover_copies_no_sound() {
    let desk = desk();
    let sounds = |player: &str| {
        let mut there = files(&desk.path(player).join("PODCASTS"));
        there.retain(|name, _| is_mp3(name));
        there
    };
    let before = PLAYERS.map(|(player, _)| sounds(player));
    image::RgbImage::from_fn(1_500, 1_500, |x, y| image::Rgb([(x / 8) as u8, (y / 8) as u8, 90]))
        .save(desk.root().join("episodes/forside.png"))
        .unwrap();
    let settings = desk.root().join("episodes/show.toml");
    fs::write(&settings, format!("artwork = \"forside.png\"\n{}", fs::read_to_string(&settings).unwrap()))
        .unwrap();
    for ((player, _), json) in PLAYERS.iter().zip(synced(&desk)) {
        assert_eq!((&json["copied"], &json["moved"], &json["stale"]), (&json!([]), &json!([]), &json!([])));
        let cover = fs::metadata(sound(&desk, player, "folder.jpg")).unwrap().len();
        assert_eq!(json["bytes"], cover, "{player}: the cover beside them alone");
    }
    assert!(before == PLAYERS.map(|(player, _)| sounds(player)));
    for json in synced(&desk) {
        assert_eq!((&json["bytes"], &json["kept"]), (&0.into(), &3.into()));
    }
}

#[test]
fn every_file_says_its_number_and_title_as_players_read_them() {
    let desk = desk();
    for (player, _) in PLAYERS {
        for (nth, title) in [(1, "Åbning"), (2, "Ærø på øen"), (3, "Slut")] {
            assert_tags(&sound(&desk, player, &format!("{nth:03} - {title}.mp3")), nth, title);
        }
    }
    // The parts of one are all of its number.
    let settings = desk.text("episodes/show.toml") + "\n[profile.bus]\nsplit = 1\nkbps = 48\n";
    fs::write(desk.root().join("episodes/show.toml"), settings).unwrap();
    crate::sound::tone(&desk.path("lang.wav"), 600.0, 100.0);
    desk.run(["add", "../lang.wav", "--title", "Åh så langt"]).succeeds();
    lent(&desk, "B", "bus");
    for nth in [1, 2] {
        let title = format!("Åh så langt ({nth} af 2)");
        assert_tags(&sound(&desk, "B", &format!("004-{nth} - {title}.mp3")), 4, &title);
    }
    // It is cut at a chapter that is near, unless that is hidden from listeners.
    let first_with = |toc: bool| {
        let chapters = json!({ "version": "1.2.0", "chapters": [
            { "startTime": 0, "title": "a" }, { "startTime": 40, "title": "b", "toc": toc },
        ] });
        fs::write(desk.path("k.json"), chapters.to_string()).unwrap();
        desk.run(["edit", "4", "--chapters", "../k.json"]).succeeds();
        desk.run(["sync", "../B"]).succeeds();
        fs::metadata(sound(&desk, "B", "004-1 - Åh så langt (1 af 2).mp3")).unwrap().len()
    };
    // At 48 kbit/s.
    let (shown, hidden) = (first_with(true), first_with(false));
    assert!(hidden > shown + 5 * 6_000, "{hidden} {shown}");
}

#[test]
fn chapters_of_an_episode_that_is_not_cut_copy_no_sound() {
    let desk = desk();
    let chapters = json!({ "version": "1.2.0", "chapters": [
        { "startTime": 0, "title": "Goddag" }, { "startTime": 0.25, "title": "Farvel" },
    ] });
    fs::write(desk.path("k.json"), chapters.to_string()).unwrap();
    desk.run(["edit", "3", "--chapters", "../k.json"]).succeeds();
    for json in synced(&desk) {
        assert_eq!((&json["copied"], &json["kept"]), (&json!([]), &3.into()));
    }
}

#[test]
fn what_is_made_for_one_profile_stays_while_another_wants_the_same_sound_with_another_picture() {
    let desk = Desk::new();
    desk.add(300.0, "Åbning");
    for (player, profile) in PLAYERS {
        lent(&desk, player, profile);
    }
    desk.add(400.0, "Slut");
    desk.run(["edit", "2", "--title", "Farvel"]).succeeds();
    for json in synced(&desk) {
        assert_eq!(json["copied"], json!(["2"]), "{json}");
    }
    for (player, _) in PLAYERS {
        assert_tags(&sound(&desk, player, "002 - Farvel.mp3"), 2, "Farvel");
    }
    let made = || files(&desk.root().join("episodes/.cache/renditions"));
    let before = made();
    // The first is made for one of them alone.
    assert_eq!(before.keys().filter(|name| is_mp3(name)).count(), 4);
    desk.run(["sync", "../U"]).succeeds();
    desk.run(["sync", "../C"]).succeeds();
    assert!(made() == before);
}

#[test]
fn what_was_made_and_is_broken_since_is_made_anew() {
    let desk = desk();
    let made = desk.root().join("episodes/.cache/renditions");
    let whole = files(&made);
    let broken = || {
        for (name, mut bytes) in files(&made).into_iter().filter(|(name, _)| is_mp3(name)) {
            // In its sound, which ends before the old tag.
            let last = bytes.len() - 128 - 300;
            bytes[last] ^= 1;
            fs::write(made.join(name), bytes).unwrap();
        }
    };
    broken();
    fs::create_dir(desk.path("N")).unwrap();
    let line = ["sync", "../N", "--init", "--yes", "--profile", "tiny"];
    // Each of the three is found out when it is copied.
    for _ in 0..3 {
        desk.run(line).exits(1).says("1.mp3").says("Run the same line again");
    }
    desk.run(line).succeeds();
    assert!(files(&made) == whole);
    // Nor does it get other tags.
    broken();
    let before = fs::read(sound(&desk, "T", "003 - Slut.mp3")).unwrap();
    desk.run(["edit", "3", "--title", "Farvel"]).succeeds();
    desk.run(["sync", "../T"]).succeeds();
    let now = files(&made);
    let has = |sound: &[u8]| now.values().any(|bytes| bytes.windows(sound.len()).any(|part| part == sound));
    assert!(has(&before[before.len() - 128 - 1_000..][..1_000]), "the sound as it was made first");
}

#[test]
fn a_sound_that_moved_in_with_tags_of_others_gets_right_ones_on_its_way() {
    let foreign =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/formats/lame.mp3")).unwrap();
    let server = Server::start_with_address(move |path, address| match path {
        "/feed.xml" => Served::ok(format!(
            "<rss version='2.0'><channel><title>Vi læser</title><description>D</description><language>da</language>\
             <item><title>Gæsten</title><guid>g</guid><pubDate>Sat, 01 Aug 2026 10:00:00 +0200</pubDate>\
             <enclosure url='{address}/1.mp3' length='1' type='audio/mpeg'/></item></channel></rss>"
        )),
        _ => Served::ok(foreign.clone()),
    });
    let desk = Desk::bare();
    desk.at("").run(["import", &server.address("/feed.xml"), "show"]).succeeds();
    let master = fs::read(desk.root().join("episodes/001-gaesten/audio-1.mp3")).unwrap();
    for (player, profile) in PLAYERS {
        lent(&desk, player, profile);
        assert_tags(&sound(&desk, player, "001 - Gæsten.mp3"), 1, "Gæsten");
    }
    assert_eq!(fs::read(desk.root().join("episodes/001-gaesten/audio-1.mp3")).unwrap(), master);
    desk.run(["edit", "1", "--title", "Værten"]).succeeds();
    for json in synced(&desk) {
        assert_eq!((&json["copied"], &json["kept"]), (&json!([]), &1.into()));
    }
    // A master that is no longer what it was gets no tags that vouch for it.
    fs::remove_dir_all(desk.root().join("episodes/.cache")).unwrap();
    let mut broken = master;
    let last = broken.len() - 1;
    broken[last] ^= 1;
    fs::write(desk.root().join("episodes/001-gaesten/audio-1.mp3"), broken).unwrap();
    fs::create_dir(desk.path("N")).unwrap();
    desk.run(["sync", "../N", "--init", "--yes"]).exits(1).says("podcast check");
}

#[test]
fn a_profile_says_how_many_files_lie_in_a_folder_here_and_in_a_bundle() {
    let desk = Desk::new();
    let settings = desk.text("episodes/show.toml") + "\n[profile.bus]\nfiles = 20\n";
    fs::write(desk.root().join("episodes/show.toml"), settings).unwrap();
    let recordings: Vec<String> = (1..=40).map(|nth| format!("../Tone {nth:02}.wav")).collect();
    for (nth, recording) in recordings.iter().enumerate() {
        crate::sound::tone(&desk.root().join(recording), 300.0 + 20.0 * nth as f64, 0.2);
    }
    desk.run(std::iter::once("add").chain(recordings.iter().map(String::as_str))).succeeds();
    lent(&desk, "B", "bus");
    desk.run(["export", "--to", "../a", "--profile", "bus"]).succeeds();
    for place in ["B", "a"] {
        let in_folder = |folder: &str| {
            let mut names: Vec<String> =
                files(&desk.path(place).join("PODCASTS").join(folder)).into_keys().collect();
            assert!(names.len() <= 20, "{place} {folder}: {names:?}");
            assert!(names.contains(&"folder.jpg".to_owned()));
            names.retain(|name| is_mp3(name));
            (names.len(), names[0].clone())
        };
        let first = |nth: usize| format!("{nth:03} - Tone {nth:02}.mp3");
        assert_eq!(in_folder("Vi læser"), (17, first(1)), "{place}");
        assert_eq!(in_folder("Vi læser 2"), (17, first(18)), "{place}");
        assert_eq!(in_folder("Vi læser 3"), (6, first(35)), "{place}");
    }
    desk.run(["sync", "../B"]).succeeds().says("Nothing is missing on it");
}

#[test]
fn music_goes_along_in_the_form_of_each_player() {
    let desk = desk();
    fs::create_dir(desk.path("Sange")).unwrap();
    crate::sound::tone(&desk.path("Sange/Sang på øen.wav"), 300.0, 0.5);
    let with = ["sync", "../U", "../C", "../T", "--with", "../Sange"];
    let run = desk.run([&with[..], &["--dry-run", "--json"]].concat()).succeeds();
    assert!(!desk.root().join("episodes/.cache/music").exists());
    let about: Vec<u64> = (0..3).map(|nth| run.json()["players"][nth]["bytes"].as_u64().unwrap()).collect();
    desk.run(with).succeeds().says("3 of 3 players ready");
    let form = |player: &str| {
        let file = desk.path(player).join("PODCASTS/Sange/Sang på øen.mp3");
        let first = frames::walk(fs::File::open(file).unwrap()).unwrap().first;
        (first.rate(), first.channels(), first.bitrate())
    };
    assert_eq!(["U", "C", "T"].map(form), [(44_100, 2, 192), (44_100, 2, 192), (44_100, 1, 48)]);
    assert_eq!(desk.names("episodes/.cache/music").len(), 2, "each form is made once");
    assert!(about[2] < about[0], "{about:?}");
    desk.run(with).succeeds().says("Nothing is missing on it");
    // It is known by what it was made of: without the cache, a trial knows that it is there.
    fs::remove_dir_all(desk.root().join("episodes/.cache")).unwrap();
    let run = desk.run([&with[..], &["--dry-run", "--json"]].concat()).succeeds();
    for nth in 0..3 {
        assert_eq!(run.json()["players"][nth]["bytes"], 0);
    }
    assert!(!desk.root().join("episodes/.cache").exists(), "a trial makes nothing");
}

#[test]
fn a_trial_makes_nothing_and_says_about_how_much_it_would_be() {
    let desk = Desk::new();
    // With a pause in the middle, where it is cut.
    crate::sound::write(&desk.path("lang.wav"), 2, 100.0, |at, _| {
        if (at - 50.0).abs() < 0.3 { 0.0 } else { 0.1 * (std::f64::consts::TAU * 300.0 * at).sin() }
    });
    desk.run(["add", "../lang.wav", "--title", "Lang"]).succeeds();
    let settings =
        desk.text("episodes/show.toml") + "\n[profile.bus]\nsplit = 1\nkbps = 64\nchannels = \"mono\"\n";
    fs::write(desk.root().join("episodes/show.toml"), settings).unwrap();
    fs::create_dir(desk.path("B")).unwrap();
    let show = files(&desk.root());
    let sync = ["sync", "../B", "--init", "--yes", "--profile", "bus"];
    desk.run([&sync[..], &["--dry-run"]].concat()).succeeds().says("One episode comes to it, about 9");
    let trial = desk.run([&sync[..], &["--dry-run", "--json"]].concat()).succeeds().json();
    let export = ["export", "--to", "../a", "--profile", "bus"];
    desk.run([&export[..], &["--dry-run"]].concat())
        .succeeds()
        .says("one episode, 1 minute 40 seconds, about")
        .says("in the form of the profile \"bus\"");
    let bundle = desk.run([&export[..], &["--dry-run", "--json"]].concat()).succeeds().json();
    assert!(files(&desk.root()) == show && files(&desk.path("B")).is_empty() && !desk.path("a").exists());
    // What comes of it is that, to a hundredth or two.
    let near = |about: &Value, real: &Value| {
        let (about, real) = (about.as_f64().unwrap(), real.as_f64().unwrap());
        assert!((about - real).abs() < real / 50.0, "{about} for {real}");
    };
    let real = desk.run([&sync[..], &["--json"]].concat()).succeeds().json();
    near(&trial["players"][0]["bytes"], &real["players"][0]["bytes"]);
    assert_eq!(
        (&trial["players"][0]["estimated"], &real["players"][0]["estimated"]),
        (&true.into(), &false.into())
    );
    assert_eq!(trial["players"][0]["copied"], real["players"][0]["copied"]);
    let made = desk.run([&export[..], &["--json"]].concat()).succeeds().json();
    near(&bundle["bytes"], &made["bytes"]);
    assert_eq!((&bundle["estimated"], &made["estimated"]), (&true.into(), &false.into()));
    let told = bundle["files"].as_array().unwrap().iter().zip(made["files"].as_array().unwrap());
    for (about, real) in told {
        assert_eq!(about["path"], real["path"]);
        assert!(real["sha256"].is_string());
        let is_sound = is_mp3(real["path"].as_str().unwrap());
        // Where it will be cut, the sound says: parts are as long as each other only until then.
        if !is_sound {
            near(&about["bytes"], &real["bytes"]);
        }
        assert!(!is_sound || about["sha256"].is_null() && about["estimated"] == true, "{about}");
        assert!(about["sha256"].is_null() || about["sha256"] == real["sha256"], "{about}");
    }
    // What is made already is known to the byte, and what a player has needs no estimate.
    let again = desk.run([&export[..], &["--dry-run", "--json"]].concat()).succeeds().json();
    assert_eq!(again["files"], made["files"]);
    fs::remove_dir_all(desk.root().join("episodes/.cache")).unwrap();
    desk.run(["sync", "../B", "--dry-run"]).succeeds().says("Nothing is missing on it");
    assert!(!desk.root().join("episodes/.cache").exists());
    desk.speaking("da").run([&export[..], &["--dry-run"]].concat()).succeeds().says(", ca. ");
}
