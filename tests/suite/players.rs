//! What holds on players over time: order, lists and track numbers, clocks, marks. Folders stand for them here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use id3::TagLike as _;

use crate::desk::{Desk, files, has_ending};

const FOLDER: &str = "P7/PODCASTS/Vi læser";

/// A desk with three episodes, and folders that are players of it.
fn desk(players: &[&str]) -> Desk {
    let desk = Desk::new();
    for (hertz, title) in [(300.0, "Åbning"), (400.0, "Midt på øen"), (500.0, "Slut på årets ture")] {
        desk.add(hertz, title);
    }
    for player in players {
        fs::create_dir(desk.path(player)).unwrap();
        desk.run(["sync", &format!("../{player}"), "--init", "--yes"]).succeeds();
    }
    desk
}

/// Returns the sounds in a folder, by name.
fn sounds(folder: &Path) -> Vec<String> {
    let names = files(folder).into_keys();
    names.filter(|name| has_ending(name, "mp3")).collect()
}

/// Returns what a list has people hear, in its order.
fn listed(bytes: &[u8], is_latin: bool) -> Vec<String> {
    let latin = || bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = if is_latin { latin() } else { String::from_utf8(bytes.to_vec()).unwrap() };
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

/// Returns the mark of a player.
fn mark(desk: &Desk, player: &str) -> serde_json::Value {
    let text = fs::read_to_string(desk.path(player).join(".podcast/player.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Returns what this computer remembers of players: their ids and names.
fn remembered(desk: &Desk) -> BTreeSet<(String, String)> {
    let names = desk.names("episodes/.players").into_iter();
    names
        .filter(|name| has_ending(name, "json"))
        .map(|name| {
            let text = desk.text(&format!("episodes/.players/{name}"));
            // The mark stands in the first line.
            let mark: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
            let player = mark["name"].as_str().unwrap().to_owned();
            (name.trim_end_matches(".json").to_owned(), player)
        })
        .collect()
}

#[test]
fn names_lists_and_track_numbers_agree_when_an_early_episode_goes_and_a_new_one_comes() {
    let desk = desk(&["P7"]);
    desk.run(["remove", "1"]).succeeds();
    desk.add(600.0, "Ny rejse");
    let run = desk.run(["sync", "../P7"]).succeeds();
    run.says("One episode comes to it").says("One episode is taken off.");
    let folder = desk.path(FOLDER);
    let names = sounds(&folder);
    assert_eq!(names, ["002 - Midt på øen.mp3", "003 - Slut på årets ture.mp3", "004 - Ny rejse.mp3"]);
    // The list that every player reads is in Latin-1, and the other one in UTF-8.
    assert_eq!(listed(&fs::read(folder.join("Vi læser.m3u")).unwrap(), true), names);
    assert_eq!(listed(&fs::read(folder.join("Vi læser.m3u8")).unwrap(), false), names);
    for name in &names {
        let number: u32 = name.split(" - ").next().unwrap().parse().unwrap();
        let tag = id3::Tag::read_from_path(folder.join(name)).unwrap();
        assert_eq!(tag.track(), Some(number), "{name}");
        let bytes = fs::read(folder.join(name)).unwrap();
        let old = &bytes[bytes.len() - 128..];
        assert_eq!((&old[..3], u32::from(old[126])), (&b"TAG"[..], number), "{name}, for old players");
    }
    let json = desk.run(["sync", "../P7", "--json"]).succeeds().json();
    assert_eq!(json["players"][0]["order"], serde_json::json!(names));
}

#[test]
fn a_clock_that_was_put_forward_or_back_copies_nothing() {
    let desk = desk(&["P7"]);
    let player = desk.path("P7");
    let hour = Duration::from_hours(1);
    let shifts: [fn(SystemTime, Duration) -> SystemTime; 2] =
        [|then, hour| then + hour, |then, hour| then - 24 * hour];
    for shift in shifts {
        let files = || {
            let files = walkdir::WalkDir::new(&player).sort_by_file_name().into_iter().map(Result::unwrap);
            files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path)
        };
        for path in files() {
            let file = fs::File::options().write(true).open(&path).unwrap();
            let then = file.metadata().unwrap().modified().unwrap();
            file.set_modified(shift(then, hour)).unwrap();
        }
        let all = || -> Vec<(PathBuf, SystemTime, Vec<u8>)> {
            let state = |path: PathBuf| {
                let then = path.metadata().unwrap().modified().unwrap();
                let bytes = fs::read(&path).unwrap();
                (path, then, bytes)
            };
            files().map(state).collect()
        };
        let before = all();
        assert!(before.len() > 7, "{before:?}");
        for more in [&[][..], &["--verify"]] {
            let line = [&["sync", "../P7"], more].concat();
            let trial = desk.run([&line[..], &["--dry-run", "--json"]].concat()).succeeds().json();
            for said in
                [&trial["players"][0], &desk.run([&line[..], &["--json"]].concat()).json()["players"][0]]
            {
                for key in ["copied", "removed", "moved", "left"] {
                    assert_eq!(said[key], serde_json::json!([]), "{key} {more:?}: {said}");
                }
                assert_eq!((&said["bytes"], &said["kept"]), (&0.into(), &3.into()), "{said}");
            }
            assert!(all() == before, "something was written: {more:?}");
        }
    }
}

#[test]
fn another_profile_or_room_leaves_a_player_its_id() {
    let desk = desk(&["P7"]);
    let id = mark(&desk, "P7")["id"].clone();
    for more in [
        &["--profile", "car"][..],
        &["--room", "Børnesalen"],
        &["--heard", "on"],
        &["--profile", "universal", "--room", "Lokale 2", "--heard", "off"],
    ] {
        let trial = [&["sync", "../P7", "--init", "--dry-run"], more].concat();
        let before = mark(&desk, "P7");
        desk.run(trial).succeeds().never_says("would become a player");
        assert_eq!(mark(&desk, "P7"), before, "a trial writes nothing");
        desk.run([&["sync", "../P7", "--init"], more].concat()).succeeds();
        assert_eq!(mark(&desk, "P7")["id"], id, "{more:?}");
        assert_ne!(mark(&desk, "P7"), before, "{more:?}");
        assert_eq!(remembered(&desk).len(), 1, "{more:?}");
    }
    let now = mark(&desk, "P7");
    assert_eq!((&now["profile"], &now["room"]), (&"universal".into(), &"Lokale 2".into()));
    // A folder has no serial number, so it may be a copy, and a name gets a mark of its own.
    desk.run(["sync", "../P7", "--init", "--name", "Reserve"]).succeeds();
    assert_ne!(mark(&desk, "P7")["id"], id);
    assert_eq!(remembered(&desk).len(), 2);
}

#[test]
fn a_player_on_which_nothing_can_be_read_any_more_is_not_set_up_without_a_word() {
    let desk = desk(&["P7"]);
    let id = mark(&desk, "P7")["id"].clone();
    for slot in ["manifest-a", "manifest-b"] {
        fs::write(desk.path("P7/.podcast").join(slot), "tjubang").unwrap();
    }
    desk.run(["sync", "../P7", "--init", "--room", "Børnesalen"])
        .exits(1)
        .says("cannot be read any more")
        .says("--init --yes");
    assert_eq!(mark(&desk, "P7")["id"], id);
    assert_eq!(mark(&desk, "P7")["room"], serde_json::Value::Null);
    desk.run(["sync", "../P7", "--init", "--yes"]).succeeds();
    assert_eq!(mark(&desk, "P7")["id"], id, "this computer knows it");
}

#[test]
fn what_a_player_can_no_longer_say_of_itself_is_recognised_by_what_this_computer_remembers() {
    let desk = desk(&["P7"]);
    let (folder, home) = (desk.path(FOLDER), desk.path("P7/.podcast"));
    let slots = ["manifest-a", "manifest-b"].map(|slot| home.join(slot));
    let gone: fn(&Path) = |slot| fs::remove_file(slot).unwrap();
    let broken: fn(&Path) = |slot| fs::write(slot, "noget andet").unwrap();
    for lose in [broken, gone] {
        let (before, id) = (crate::desk::files(&folder), mark(&desk, "P7")["id"].clone());
        for slot in &slots {
            lose(slot);
        }
        let refused = desk.run(["sync", "../P7"]).exits(1);
        refused.says("cannot be read any more").says("podcast sync ../P7 --init --yes");
        desk.run(["sync", "../P7", "--init"]).exits(1).says("cannot be read any more");
        assert_eq!(crate::desk::files(&folder), before, "nothing was put there a second time");
        desk.run(["sync", "../P7", "--init", "--yes"]).succeeds().says("Nothing is missing on it");
        assert_eq!((crate::desk::files(&folder), mark(&desk, "P7")["id"].clone()), (before, id));
    }
    // What is no longer as it was put there is not recognised, and so is not ours to remove.
    let altered = folder.join("001 - Åbning.mp3");
    fs::write(&altered, "min egen").unwrap();
    for slot in &slots {
        gone(slot);
    }
    desk.run(["sync", "../P7", "--init", "--yes"]).succeeds().says("One episode comes to it");
    assert_eq!(sounds(&folder).len(), 4);
    desk.run(["unload", "../P7"]).succeeds();
    assert_eq!(crate::desk::files(&folder).into_keys().collect::<Vec<_>>(), ["001 - Åbning.mp3"]);
    assert_eq!(fs::read_to_string(&altered).unwrap(), "min egen");
}

#[test]
fn a_profile_that_is_no_more_holds_up_no_other_player() {
    let desk = desk(&["P7", "P8"]);
    let settings = desk.root().join("episodes/show.toml");
    let plain = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("{plain}\n[profile.bus]\nlongest_name = 20\n")).unwrap();
    desk.run(["sync", "../P8", "--init", "--profile", "bus"]).succeeds();
    fs::write(&settings, plain).unwrap();
    desk.add(600.0, "Ny");
    let both = desk.run(["sync", "../P7", "../P8"]).exits(3);
    both.says("set to the profile \"bus\"").says("podcast sync ../P8 --init --profile universal");
    assert_eq!(sounds(&desk.path(FOLDER)).len(), 4);
    desk.run(["sync", "../P8"]).exits(1).says("universal, car, tiny");
    desk.run(["sync", "../P8", "--init", "--profile", "universal"]).succeeds();
}
