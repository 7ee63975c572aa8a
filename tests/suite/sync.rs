//! Lending players at the desk: folders stand for them here. What FAT does is tested where a plug can be pulled
//! (`src/player/tests`), and on real disks (`tests/player/vfat.sh`).

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::{Desk, Run};

/// A desk with three episodes, and folders for players.
fn desk(players: &[&str]) -> Desk {
    let desk = Desk::new();
    for (hertz, title) in [(300.0, "Åbning"), (400.0, "Hvad? \"CON\" / 1."), (500.0, "Slut")] {
        desk.add(hertz, title);
    }
    for player in players {
        fs::create_dir(desk.path(player)).unwrap();
        fs::write(desk.path(player).join("min egen.txt"), "rør ikke").unwrap();
    }
    desk
}

fn sync(desk: &Desk, player: &str, more: &[&str]) -> Run {
    desk.run([&["sync", &format!("../{player}")], more].concat())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Returns every file of a player with its contents and when it was written.
fn all(folder: &Path) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let written = entry.metadata().unwrap().modified().unwrap();
            (entry.path().to_owned(), fs::read(entry.path()).unwrap(), written)
        })
        .collect()
}

#[test]
fn a_player_gets_all_episodes_and_the_second_time_nothing() {
    let desk = desk(&["P7"]);
    let more = ["--init", "--yes", "--name", "Afspiller 7", "--room", "Børnesalen"];
    sync(&desk, "P7", &[&more[..], &["--dry-run"]].concat())
        .succeeds()
        .says("\"Afspiller 7\" would become a player of this show.\n\"Afspiller 7\" would have 3 episodes.")
        .says("This was only a trial; nothing was done.");
    assert_eq!(names(&desk.path("P7")), ["min egen.txt"]);
    sync(&desk, "P7", &more)
        .succeeds()
        .says("\"Afspiller 7\" is ready, with 3 episodes. It may be unplugged.");
    let folder = desk.path("P7/PODCASTS/Vi læser");
    assert_eq!(
        names(&folder),
        [
            "001 - Åbning.mp3",
            "002 - Hvad 'CON' - 1.mp3",
            "003 - Slut.mp3",
            "Vi læser.m3u",
            "Vi læser.m3u8",
            "folder.jpg"
        ]
    );
    for (n, name) in [(1, "001-aabning"), (3, "003-slut")] {
        let ours = names(&folder)[n - 1].clone();
        let master = desk.root().join("episodes").join(name).join("audio-1.mp3");
        assert_eq!(fs::read(folder.join(ours)).unwrap(), fs::read(master).unwrap());
    }
    let list = fs::read_to_string(folder.join("Vi læser.m3u8")).unwrap();
    assert!(list.contains("#EXTINF:1,Hvad? \"CON\" / 1.\r\n002 - Hvad 'CON' - 1.mp3\r\n"), "{list}");
    let before = all(&desk.path("P7"));
    sync(&desk, "P7", &[]).succeeds().says("Nothing is missing on it");
    sync(&desk, "P7", &["--verify"]).succeeds().says("Nothing is missing on it");
    assert!(all(&desk.path("P7")) == before);
    assert_eq!(fs::read(desk.path("P7/min egen.txt")).unwrap(), "rør ikke".as_bytes());
    // What the desk remembers, and that the number of what has gone out is used for good.
    assert_eq!(desk.names("episodes/.players").len(), 2);
    assert_eq!(desk.text("episodes/.published.toml").matches("out = true").count(), 3);
}

#[test]
fn episodes_are_chosen_retitled_and_taken_off() {
    let desk = desk(&["P7"]);
    let run = sync(&desk, "P7", &["--init", "--yes", "--latest", "2", "--json"]).succeeds();
    assert_eq!(run.json()["players"][0]["copied"], serde_json::json!(["2", "3"]));
    let run = sync(&desk, "P7", &["--only", "1,3-9", "--dry-run", "--json"]).succeeds();
    let plan = &run.json()["players"][0];
    assert_eq!((&plan["copied"], &plan["kept"]), (&serde_json::json!(["1"]), &1.into()));
    sync(&desk, "P7", &["--only", "3-1"]).exits(2).says("--only 1-50,52");
    sync(&desk, "P7", &["--only", "70"]).exits(2).says("No episode that is public has a number in 70.");
    let folder = desk.path("P7/PODCASTS/Vi læser");
    assert!(!folder.join("001 - Åbning.mp3").exists(), "a trial changes nothing");
    desk.run(["edit", "3", "--title", "Farvel"]).succeeds();
    sync(&desk, "P7", &[])
        .succeeds()
        .says("One episode comes to it")
        .says("The order is put right")
        .says("Episode 3 is still called \"Slut\" on players that had it before")
        .says("podcast edit 3 --retag");
    assert_eq!(names(&folder)[2], "003 - Farvel.mp3");
    desk.run(["remove", "2"]).succeeds();
    sync(&desk, "P7", &[]).succeeds().says("One episode is taken off.");
    assert_eq!(names(&folder)[..2], ["001 - Åbning.mp3", "003 - Farvel.mp3"]);
    fs::write(folder.join("003 - Farvel.mp3"), "et mærke mere").unwrap();
    sync(&desk, "P7", &[]).succeeds().says("\"003 - Farvel.mp3\" is no longer as it was put there");
}

#[test]
fn what_is_no_player_is_left_alone_with_the_way_out() {
    let desk = desk(&["P7", "P8"]);
    sync(&desk, "P9", &[]).exits(1).says("There is no folder \"../P9\"").says("podcast players");
    sync(&desk, "P7", &[]).exits(1).says("podcast sync ../P7 --init");
    sync(&desk, "P7", &["--init"])
        .exits(1)
        .says("not a volume that can be unplugged")
        .says("file or folder of somebody")
        .says("podcast sync ../P7 --init --yes");
    assert_eq!(names(&desk.path("P7")), ["min egen.txt"]);
    desk.run(["sync", ".", "--init", "--yes"]).exits(1).says("lie in one another");
    desk.run(["sync", "--init"]).exits(2);
    sync(&desk, "P7", &["--init", "--yes"]).succeeds();
    // Another show, a broken manifest, a newer one.
    let other = crate::desk::Desk::new();
    // The dice of a desk follow from how often it was asked: these must fall otherwise.
    for _ in 0..5 {
        other.run(["list"]).succeeds();
    }
    other.add(600.0, "Andet");
    let path = desk.path("P7").to_string_lossy().into_owned();
    other.run(["sync", &path]).exits(1).says("belongs to another show, \"Vi læser\"");
    for slot in ["manifest-a", "manifest-b"] {
        fs::write(desk.path("P7/.podcast").join(slot), "{\"format\":7}").unwrap();
    }
    let before = all(&desk.path("P7"));
    sync(&desk, "P7", &[]).exits(1).says("A newer version of this program has written on");
    for slot in ["manifest-a", "manifest-b"] {
        fs::write(desk.path("P7/.podcast").join(slot), "tjubang").unwrap();
    }
    sync(&desk, "P7", &[]).exits(1).says("cannot be read any more").says("--init --yes");
    assert_eq!(all(&desk.path("P7")).len(), before.len());
    // Of a show that never had it, nothing is known, and so nothing there is ours.
    other.run(["sync", &path, "--init", "--yes"]).succeeds();
    assert!(desk.path("P7/PODCASTS/Vi læser/001 - Åbning.mp3").exists(), "nothing is lost by it");
    assert_eq!(all(&desk.path("P7/PODCASTS/Vi læser")).len(), before.len() - 4 + 3);
}

#[test]
fn a_cut_run_is_found_and_put_right() {
    let desk = desk(&["P7"]);
    sync(&desk, "P7", &["--init", "--yes"]).succeeds();
    let file = desk.path("P7/PODCASTS/Vi læser/003 - Slut.mp3");
    let good = fs::read(&file).unwrap();
    // As it is when the cable is pulled before the second manifest, and the file was torn by that.
    fs::remove_file(desk.path("P7/.podcast/manifest-b")).unwrap();
    fs::write(&file, vec![0; good.len()]).unwrap();
    fs::write(desk.path("P7/.podcast/busy"), "").unwrap();
    fs::write(desk.path("P7/.podcast/0123ABCD.TMP"), "halv").unwrap();
    sync(&desk, "P7", &[]).succeeds().says("it was cut off");
    assert_eq!(fs::read(&file).unwrap(), good);
    assert_eq!(names(&desk.path("P7/.podcast")), ["manifest-a", "manifest-b", "player.json"]);
}

#[test]
fn one_of_many_that_fails_stops_no_other() {
    let desk = desk(&["P1", "P2", "P3", "P4"]);
    for player in ["P1", "P2", "P3"] {
        sync(&desk, player, &["--init", "--yes"]).succeeds();
    }
    fs::write(desk.path("P2/.podcast/player.json"), "tjubang").unwrap();
    desk.add(700.0, "Ny");
    let all = ["sync", "../P1", "../P2", "../P3", "../P4"];
    let run = desk.run(all).exits(3).says("2 of 4 players ready.").says("P1 ready 4");
    run.says("podcast had written on \"P2\"").says("\"P4\" is no player of this show yet");
    let run = desk.run([&all[..], &["--json"]].concat()).exits(3);
    let json = run.json();
    assert_eq!((&json["ready"], &json["players"][1]["ready"]), (&2.into(), &false.into()));
    assert_eq!(json["players"][3]["error"]["id"], "player-not-ours");
    // Copies of a player bear its mark, and nobody can tell which is which.
    fs::remove_dir_all(desk.path("P4")).unwrap();
    fs::create_dir(desk.path("P4")).unwrap();
    fs::create_dir(desk.path("P4/.podcast")).unwrap();
    fs::copy(desk.path("P3/.podcast/player.json"), desk.path("P4/.podcast/player.json")).unwrap();
    desk.run(["sync", "../P3", "../P4"])
        .exits(1)
        .says("bears the same mark as \"P4\"")
        .says("0 of 2 players ready.");
    sync(&desk, "P4", &["--init", "--name", "Nummer 4"])
        .succeeds()
        .says("\"Nummer 4\" is ready, with 4 episodes");
    desk.run(["sync", "../P3", "../P4"]).succeeds().says("2 of 2 players ready.");
}

#[test]
fn a_player_is_unloaded() {
    let desk = desk(&["P7"]);
    sync(&desk, "P7", &["--init", "--yes", "--name", "Syv"]).succeeds();
    desk.run(["unload", "../P7"]).succeeds().says("3 episodes are taken off \"Syv\"");
    assert_eq!(names(&desk.path("P7")), ["min egen.txt"]);
    desk.run(["unload", "../P7"]).exits(1).says("no player of this show yet");
}

#[test]
fn a_player_of_another_show_is_not_taken_without_a_word() {
    let desk = desk(&["P7"]);
    let path = desk.path("P7").to_string_lossy().into_owned();
    // Nothing of anybody is on it yet.
    Desk::new().run(["sync", &path, "--init", "--yes"]).succeeds();
    let other = Desk::new();
    let settings = other.text("episodes/show.toml").replace("Vi læser", "Vi lytter");
    fs::write(other.root().join("episodes/show.toml"), settings).unwrap();
    for _ in 0..5 {
        other.run(["list"]).succeeds();
    }
    other.add(600.0, "Andet");
    let path = desk.path("P7").to_string_lossy().into_owned();
    other.run(["sync", &path]).exits(1).says("belongs to another show, \"Vi læser\"");
    other.run(["sync", &path, "--init"]).exits(1).says("--init --yes");
    sync(&desk, "P7", &[]).succeeds();
    let run = other.run(["unload", &path]).exits(1);
    run.says("belongs to another show, \"Vi læser\"")
        .says("To take off what that show put there: podcast unload");
    assert_eq!(names(&desk.path("P7/PODCASTS/Vi læser")).len(), 6);
    other.run(["unload", &path, "--yes"]).succeeds().says("3 episodes are taken off");
    assert_eq!(names(&desk.path("P7")), ["min egen.txt"]);
}

#[test]
fn a_folder_that_is_called_nearly_as_ours_is_left_alone() {
    let desk = desk(&["P7", "P8"]);
    fs::create_dir_all(desk.path("P7/Podcasts/vi læser")).unwrap();
    fs::write(desk.path("P7/Podcasts/vi læser/min.mp3"), "rør ikke").unwrap();
    sync(&desk, "P7", &["--init", "--yes"]).succeeds();
    assert_eq!(names(&desk.path("P7/PODCASTS/Vi læser")).len(), 6);
    sync(&desk, "P7", &[]).succeeds().says("Nothing is missing on it");
    desk.run(["unload", "../P7"]).succeeds();
    assert_eq!(names(&desk.path("P7")), ["Podcasts", "min egen.txt"]);
    assert_eq!(fs::read(desk.path("P7/Podcasts/vi læser/min.mp3")).unwrap(), "rør ikke".as_bytes());
    // What is no folder is named before there is half of a mark.
    fs::write(desk.path("P8/PODCASTS"), "rør ikke").unwrap();
    sync(&desk, "P8", &["--init", "--yes"]).exits(1).says("\"PODCASTS\" on \"P8\" is no folder");
    assert_eq!(names(&desk.path("P8")), ["PODCASTS", "min egen.txt"]);
}

#[test]
fn a_folder_that_is_named_twice_is_one_player() {
    let desk = desk(&["P7"]);
    sync(&desk, "P7", &["--init", "--yes"]).succeeds();
    let run = desk.run(["sync", "../P7", "../P7/", "../P7/../P7", "--json"]).succeeds();
    assert_eq!(run.json()["players"].as_array().unwrap().len(), 1);
    desk.run(["sync", "../P7", "../P7", "--init", "--name", "Syv"]).succeeds().says("\"Syv\" is ready");
}

#[test]
fn where_no_player_has_room_the_code_says_so() {
    let desk = desk(&["P1", "P2", "P3"]);
    for player in ["P1", "P2", "P3"] {
        sync(&desk, player, &["--init", "--yes", "--only", "1"]).succeeds();
    }
    // An episode of a size that no disk has.
    let record = desk.root().join("episodes/002-hvad-con-1/episode.toml");
    let text = fs::read_to_string(&record).unwrap();
    let huge = text.lines().map(|line| match line.split_once(" = ") {
        Some(("bytes", _)) => "bytes = 900000000000000000\n".to_owned(),
        _ => format!("{line}\n"),
    });
    fs::write(&record, huge.collect::<String>()).unwrap();
    let run = desk.run(["sync", "../P1", "../P2", "--json"]).exits(12);
    let json = run.json();
    assert_eq!((&json["ok"], &json["ready"]), (&false.into(), &0.into()));
    for player in json["players"].as_array().unwrap() {
        assert_eq!((&player["ready"], &player["error"]["id"]), (&false.into(), &"player-no-room".into()));
        assert!(player["missing_bytes"].as_u64().unwrap() > 1 << 50);
    }
    desk.run(["sync", "../P1"]).exits(12).says("\"P1\" has too little room");
    desk.run(["sync", "../P1", "../P2"]).exits(12).says("P1 full").says("0 of 2 players ready.");
    // Full and broken are two reasons, so the code gives none.
    fs::write(desk.path("P3/.podcast/player.json"), "tjubang").unwrap();
    desk.run(["sync", "../P1", "../P3"]).exits(1);
    desk.run(["sync", "../P1", "../P2", "--only", "1,3"]).succeeds();
}

#[test]
fn players_speak_danish_too() {
    let desk = desk(&["P7"]).speaking("da");
    sync(&desk, "P7", &["--init", "--yes"]).succeeds().says("\"P7\" er klar med 3 afsnit. Den må tages ud.");
    desk.run(["sync", "../P8"]).exits(1).says("Der er ingen mappe \"../P8\".");
}

#[test]
fn players_that_are_elsewhere_are_known_by_what_they_last_received() {
    let desk = desk(&["B", "a"]);
    sync(&desk, "B", &["--init", "--yes", "--room", "Sal 2"]).succeeds();
    sync(&desk, "a", &["--init", "--yes", "--profile", "car", "--latest", "2"]).succeeds();
    desk.run(["players"])
        .succeeds()
        .says("2 more players are known, and not plugged in: podcast players --all");
    let all = desk.run(["players", "--all", "--json"]).succeeds().json();
    let told = |n: usize, key: &str| all["players"][n][key].clone();
    assert_eq!(
        (told(0, "name"), told(0, "episodes"), told(0, "profile")),
        ("a".into(), 2.into(), "car".into())
    );
    assert_eq!(
        (told(1, "name"), told(1, "room"), told(1, "folder")),
        ("B".into(), "Sal 2".into(), serde_json::Value::Null)
    );
    assert_eq!(all["elsewhere"], 2);
    let table = desk.run(["players", "--all"]).succeeds().stdout;
    assert!(table.lines().any(|line| line.starts_with(" B ") && line.ends_with("not plugged in")), "{table}");
    // What is plugged in is found, and named first.
    fs::create_dir_all(desk.path("volumes/KINGSTON")).unwrap();
    std::os::unix::fs::symlink(desk.path("a"), desk.path("volumes/MP3")).unwrap();
    desk.run(["players"])
        .succeeds()
        .says("\"KINGSTON\" is no player of ours")
        .says("One more player is known");
    desk.add(600.0, "Ny");
    desk.run(["sync"]).succeeds().says("\"a\" is ready, with 4 episodes");
    desk.run(["unload", desk.path("B").to_str().unwrap()]).succeeds();
    assert_eq!(desk.run(["players", "--json"]).succeeds().json()["elsewhere"], 0);
    // One that was lost gives its name back.
    std::fs::remove_file(desk.path("volumes/MP3")).unwrap();
    desk.run(["players", "--forget", "Andet"]).exits(2).says("knows no player \"Andet\"").says("--all");
    desk.run(["players", "--forget", "A"]).succeeds().says("\"a\" is forgotten");
    assert_eq!(desk.run(["players", "--all", "--json"]).succeeds().json()["elsewhere"], 0);
    std::os::unix::fs::symlink(desk.path("a"), desk.path("volumes/MP3")).unwrap();
    desk.run(["players", "--forget", "a"]).exits(2).says("\"a\" is plugged in").says("podcast unload");
}
