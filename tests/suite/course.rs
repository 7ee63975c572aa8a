//! A course at the desk: folders stand for its players here.

use std::fs;
use std::time::{Duration, Instant};

use crate::desk::Desk;

const FILE: &str = "title = \"Lyt dig klogere\"\nplayers = 4\nname = \"Kursus\"\ndate = 2027-02-03\n\
                    room = \"Lokale 2\"\nlatest = 2\n";

/// A desk with three episodes, a course, and folders for players.
fn desk(players: &[&str]) -> Desk {
    let desk = Desk::new();
    for (hertz, title) in [(300.0, "Åbning"), (400.0, "Midt"), (500.0, "Slut")] {
        desk.add(hertz, title);
    }
    fs::write(desk.path("kursus.toml"), FILE).unwrap();
    for player in players {
        fs::create_dir(desk.path(player)).unwrap();
    }
    desk
}

#[test]
fn new_players_get_the_names_of_the_course_and_keep_them() {
    let desk = desk(&["A", "B", "C"]);
    fs::write(desk.path("B/foto.jpg"), "rør ikke").unwrap();
    let course = ["course", "../kursus.toml"];
    let two = ["../A", "../B"];
    desk.run([&course[..], &two, &["--init"]].concat()).exits(2).says("To do it without being asked: --yes");
    desk.run([&course[..], &two, &["--init", "--dry-run"]].concat())
        .succeeds()
        .says("../B becomes \"Kursus 2\".")
        .says("There is a file or folder of somebody on it; it stays as it is.");
    assert!(!desk.path("A/.podcast").exists());
    desk.run([&course[..], &two, &["--init", "--yes"]].concat())
        .exits(3)
        .says("2 of 2 players ready.")
        .says("The course \"Lyt dig klogere\": 2 of 4 players ready.")
        .says("2 are not plugged in: Kursus 3, Kursus 4");
    assert_eq!(fs::read(desk.path("B/foto.jpg")).unwrap(), "rør ikke".as_bytes());
    for player in ["A", "B"] {
        let names = fs::read_dir(desk.path(player).join("PODCASTS/Vi læser")).unwrap().count();
        assert_eq!(names, 2 + 2, "the latest two, the list and the cover");
        let identity = fs::read_to_string(desk.path(player).join(".podcast/player.json")).unwrap();
        assert!(identity.contains("Lokale 2"), "{identity}");
    }
    // The next one gets the next name, although the others are not there.
    let run = desk.run([&course[..], &["../C", "--init", "--yes", "--json"]].concat()).exits(3);
    let json = run.json();
    assert_eq!(json["players"][0]["name"], "Kursus 3");
    assert_eq!(
        (&json["ready"], &json["absent"]),
        (&1.into(), &serde_json::json!(["Kursus 1", "Kursus 2", "Kursus 4"]))
    );
    // Next year: the same file, the players known by their marks.
    let next = FILE.replace("2027-02-03", "2028-02-02").replace("latest = 2", "latest = 1");
    fs::write(desk.path("kursus.toml"), next).unwrap();
    let run = desk.run([&course[..], &["../A", "../B", "../C", "--json"]].concat()).exits(3);
    assert_eq!(run.json()["players"][1]["removed"].as_array().unwrap().len(), 1);
    assert_eq!((&run.json()["ready"], &run.json()["course"]["date"]), (&3.into(), &"2028-02-02".into()));
    // Folders go along, seen from the folder of the file.
    fs::create_dir(desk.path("musik")).unwrap();
    fs::copy(desk.root().join("episodes/001-aabning/audio-1.mp3"), desk.path("musik/sang.mp3")).unwrap();
    fs::write(desk.path("kursus.toml"), format!("{FILE}with = [\"musik\"]\n")).unwrap();
    desk.run([&course[..], &["../A"]].concat()).exits(3).says("One file of yours goes along");
    let mut along = walkdir::WalkDir::new(desk.path("A/PODCASTS")).into_iter().map(Result::unwrap);
    assert!(along.any(|entry| entry.file_name() == "sang.mp3"));
    // More volumes than names, a player of another course, a file that is misspelt.
    for more in ["D", "E"] {
        fs::create_dir(desk.path(more)).unwrap();
    }
    desk.run([&course[..], &["../D", "../E", "--init", "--yes"]].concat())
        .exits(2)
        .says("There are 2 new volumes, and names left for 1 of them.");
    desk.run(["sync", "../D", "--init", "--yes", "--name", "Min egen"]).succeeds();
    desk.run([&course[..], &["../D"]].concat()).exits(2).says("none of the course");
    desk.run([&course[..], &["../E"]].concat()).exits(1).says("no player of this show yet");
    fs::write(desk.path("kursus.toml"), "title = \"A\"\nplayers = 3\nlastest = 2\n").unwrap();
    desk.run(course).exits(1).says("line 3").says("\"lastest\" means nothing in this file");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this is how a player is pulled out here")]
fn players_are_set_up_as_they_are_plugged_in() {
    let desk = desk(&[]);
    fs::write(desk.path("kursus.toml"), FILE.replace("players = 4", "players = 2")).unwrap();
    let line = ["course", "../kursus.toml", "../USB", "--init", "--one-by-one", "--yes"];
    let child = desk.at("show").start(line);
    let usb = desk.path("USB");
    let began = Instant::now();
    let wait = |done: &dyn Fn() -> bool| {
        while !done() {
            assert!(began.elapsed() < Duration::from_mins(2), "it does not go on");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    for n in 1..=2 {
        fs::create_dir(&usb).unwrap();
        let ledger = || fs::read_dir(desk.root().join("episodes/.players")).into_iter().flatten().flatten();
        let known =
            || ledger().filter(|entry| entry.path().extension().is_some_and(|it| it == "json")).count();
        wait(&|| known() == n);
        if n == 1 {
            // Unplugged only when it is said to be ready; the name in the ledger is written at the end.
            std::thread::sleep(Duration::from_millis(300));
            fs::rename(&usb, desk.path("first")).unwrap();
            std::thread::sleep(Duration::from_millis(1500));
        }
    }
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}{}", String::from_utf8_lossy(&output.stderr));
    for words in [
        "\"Kursus 1\" is ready, with 2 episodes.",
        "Plug in the player that is to be \"Kursus 2\".",
        "2 of 2 players ready.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(desk.path("first/PODCASTS/Vi læser").is_dir() && usb.join("PODCASTS/Vi læser").is_dir());
}

#[test]
fn labels_are_printed_without_any_player() {
    let desk = desk(&[]);
    let line = ["course", "../kursus.toml", "--labels", "etiketter.html"];
    desk.run(line).succeeds().says("The sheet with 4 labels is ready");
    let page = desk.text("etiketter.html");
    for words in ["Kursus 1", "Kursus 4", "Lyt dig klogere", "3. februar 2027", "Lokale 2", "size:A4"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("Kursus 5") && !page.contains("http-equiv"));
    desk.run(line).succeeds();
    fs::write(desk.root().join("etiketter.html"), "mine").unwrap();
    desk.run(line).exits(1).says("is no sheet of labels");
    desk.speaking("da")
        .run(["course", "../kursus.toml"])
        .exits(1)
        .says("Der er ikke sat nogen afspiller fra kurset");
}

#[test]
fn a_folder_cannot_be_handed_back_and_may_be_unplugged_all_the_same() {
    let desk = desk(&["P"]);
    let run = desk.run(["sync", "../P", "--init", "--yes", "--eject"]).succeeds();
    run.says("\"P\" is ready")
        .says("\"P\" cannot be handed back from here. It may be unplugged all the same");
    let json = desk.run(["sync", "../P", "--eject", "--json"]).succeeds().json();
    assert_eq!(json["players"][0]["ejected"], false);
    assert!(json["players"][0]["stays"].as_str().unwrap().contains("unplugged all the same"));
}

#[test]
fn the_file_of_the_course_is_what_its_players_go_by() {
    let desk = desk(&["A", "B"]);
    let line = ["course", "../kursus.toml", "../A", "../B"];
    desk.run([&line[..], &["--init", "--yes"]].concat()).exits(3);
    let marks = || {
        ["A", "B"].map(|player| {
            let text = fs::read_to_string(desk.path(player).join(".podcast/player.json")).unwrap();
            serde_json::from_str::<serde_json::Value>(&text).unwrap()
        })
    };
    let before = marks();
    desk.run(line).exits(3).never_says("course file");
    assert_eq!(marks(), before);
    // One of them stands in another room already.
    desk.run(["sync", "../B", "--init", "--room", "Lokale 9"]).succeeds();
    let between = marks();
    let file = FILE.replace("room = \"Lokale 2\"", "room = \"Lokale 9\"\nprofile = \"car\"");
    fs::write(desk.path("kursus.toml"), &file).unwrap();
    desk.run([&line[..], &["--dry-run"]].concat())
        .succeeds()
        .says(
            "\"Kursus 1\" would go by the course file: profile \"car\" in place of \"universal\", \
             room \"Lokale 9\" in place of \"Lokale 2\".",
        )
        .says("\"Kursus 2\" would go by the course file: profile \"car\" in place of \"universal\".");
    assert_eq!(marks(), between, "a trial writes nothing");
    let run = desk.run(line).exits(3);
    run.says("\"Kursus 1\" now goes by the course file: profile \"car\" in place of \"universal\", room")
        .says("\"Kursus 2\" now goes by the course file: profile \"car\" in place of \"universal\".");
    for (was, now) in before.iter().zip(marks()) {
        assert_eq!((&now["id"], &now["name"]), (&was["id"], &was["name"]));
        assert_eq!((&now["profile"], &now["room"]), (&"car".into(), &"Lokale 9".into()));
    }
    assert_eq!(desk.names("episodes/.players").len(), 2 * 2, "what is remembered goes by the same ids");
    desk.run(line).exits(3).never_says("course file");
    // To other programs, and in Danish.
    fs::write(desk.path("kursus.toml"), file.replace("\"car\"", "\"universal\"")).unwrap();
    let desk = desk.speaking("da");
    let run = desk.run([&line[..], &["--dry-run"]].concat()).succeeds();
    run.says("\"Kursus 1\" ville rette sig efter kursusfilen: profilen \"universal\" i stedet for \"car\".");
    let json = desk.run([&line[..], &["--json"]].concat()).exits(3).json();
    assert_eq!(json["players"][1]["renewed"], serde_json::json!(["profile"]));
    assert_eq!(json["players"][1]["attempts"], 1);
    let json = desk.run([&line[..], &["--json"]].concat()).exits(3).json();
    assert_eq!(json["players"][1]["renewed"], serde_json::json!([]));
    desk.run(["course", "../nope.toml"]).exits(1).says("nope.toml").says("podcast help course");
}
