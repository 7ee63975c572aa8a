//! What staff get wrong in the first hour, and what the program says, in both languages.

use std::fs;

use crate::desk::Desk;
use crate::sound;

fn english() -> Desk {
    Desk::new()
}

fn danish() -> Desk {
    Desk::new().speaking("da")
}

#[test]
fn the_wrong_folder() {
    let desk = Desk::bare();
    fs::create_dir(desk.path("Downloads")).unwrap();
    sound::tone(&desk.path("Downloads/talk.wav"), 440.0, 0.5);
    sound::tone(&desk.path("Downloads/snak.wav"), 440.0, 0.5);
    desk.at("Downloads").run(["add", "talk.wav"]).exits(10).says(
        "There is no podcast in \"Downloads\". Make one: podcast init. Or say where yours is: podcast --show FOLDER add talk.wav",
    );
    let desk = desk.speaking("da");
    desk.at("Downloads").run(["add", "snak.wav"]).exits(10).says(
        "Der er ingen podcast i mappen \"Downloads\". Lav en: podcast init. Eller skriv, hvor din ligger: podcast --show MAPPE add snak.wav",
    );
}

#[test]
fn spaces_without_quotes() {
    let words = [
        "There is no file \"Min\", but there is \"Min optagelse.wav\". Put quotation marks round it:",
        "add \"Min optagelse.wav\"",
    ];
    let ord = [
        "Der er ingen fil \"Min\", men der er \"Min optagelse.wav\". Sæt anførselstegn om navnet:",
        "add \"Min optagelse.wav\"",
    ];
    for (desk, said) in [(english(), words), (danish(), ord)] {
        sound::tone(&desk.path("Min optagelse.wav"), 440.0, 0.5);
        desk.at("")
            .run(["--show", "show", "add", "Min", "optagelse.wav"])
            .exits(1)
            .says(said[0])
            .says(said[1]);
        assert_eq!(desk.names("episodes"), ["show.toml"]);
    }
}

#[test]
fn an_audacity_project() {
    for (desk, said) in [
        (
            english(),
            "\"møde.aup3\" is an Audacity project, not sound. Export it from Audacity as WAV and add that file.",
        ),
        (
            danish(),
            "\"møde.aup3\" er et Audacity-projekt, ikke en lydfil. Eksportér den som WAV i Audacity, og tilføj den fil.",
        ),
    ] {
        fs::write(desk.path("show/møde.aup3"), b"SQLite format 3\0and so on").unwrap();
        desk.run(["add", "møde.aup3"]).exits(1).says(said);
    }
}

#[test]
fn the_same_again() {
    for (desk, said) in [
        (
            english(),
            "This recording is already episode 3, \"Velkommen\". Nothing was changed. New sound for it: podcast replace 3 FILE. A second episode all the same: --again",
        ),
        (
            danish(),
            "Optagelsen er allerede afsnit 3, \"Velkommen\". Intet er ændret. Ny lyd til afsnittet: podcast replace 3 FIL. Et ekstra afsnit alligevel: --again",
        ),
    ] {
        desk.add(440.0, "Et");
        desk.add(441.0, "To");
        desk.add(442.0, "Velkommen");
        desk.run(["add", "../442.wav", "--title", "Igen"]).exits(1).says(said);
        assert_eq!(desk.show().shelf().unwrap().episodes.len(), 3);
        desk.run(["add", "../442.wav", "--title", "Igen", "--again"]).succeeds();
    }
}

#[test]
fn the_microphone_was_off() {
    for (desk, said) in [
        (
            english(),
            "The recording is silent throughout (1 min). Was the microphone on? No episode was made and no number used.",
        ),
        (
            danish(),
            "Optagelsen er tavs fra ende til anden (1 min). Var mikrofonen tændt? Der er ikke lavet noget afsnit og ikke brugt noget nummer.",
        ),
    ] {
        sound::write(&desk.path("show/tavs.wav"), 1, 60.0, |_, _| 0.0);
        desk.run(["add", "tavs.wav"]).exits(1).says(said);
        assert_eq!(desk.names("episodes"), ["show.toml"]);
    }
}

#[test]
fn a_plug_that_was_not_all_the_way_in() {
    for (desk, repaired, kept, how) in [
        (
            english(),
            "The right side of the recording is silent; the left one is used for both.",
            "The right side of the recording is silent, and so is that of the episode.",
            "push the plug all the way in",
        ),
        (
            danish(),
            "Der er ingen lyd i højre side af optagelsen; venstre side er brugt til begge.",
            "Der er ingen lyd i højre side af optagelsen, og derfor heller ikke i afsnittets.",
            "Skub stikket helt ind",
        ),
    ] {
        sound::write(&desk.path("show/side.wav"), 2, 1.0, |at, channel| {
            if channel == 0 { sound::swelling(440.0, at) } else { 0.0 }
        });
        desk.run(["add", "side.wav", "--dry-run"]).succeeds().says(repaired).says(how);
        let added = desk.run(["add", "side.wav"]).succeeds().says(repaired).says(how);
        assert_eq!(added.stdout.matches(repaired).count(), 1, "said once: {}", added.stdout);
        let keep = ["remaster", "1", "--channels", "keep"];
        desk.run(keep).succeeds().says(kept).says(how).says("--channels auto").never_says(repaired);
    }
}

#[test]
fn a_microphone_that_was_turned_up_too_far() {
    for (desk, said, how) in [
        (english(), "The recording is overdriven in", "turn the gain wheel down"),
        (danish(), "Optagelsen er overstyret", "Skru ned på niveauhjulet"),
    ] {
        sound::write(&desk.path("show/høj.wav"), 1, 1.0, |at, _| {
            (2.0 * (std::f64::consts::TAU * 440.0 * at).sin()).clamp(-1.0, 1.0)
        });
        let added = desk.run(["add", "høj.wav"]).succeeds().says(said).says(how);
        assert_eq!(added.stdout.matches(said).count(), 1, "said once: {}", added.stdout);
        let json = desk.run(["master", "høj.wav", "--to", "ud.mp3", "--json"]).succeeds().json();
        let noticed = &json["noticed"][0];
        assert_eq!((&noticed["id"], &noticed["put_right"]), (&"clipped".into(), &false.into()));
        assert!(noticed["remedy"].as_str().unwrap().contains(how), "{noticed}");
        assert!(noticed["figures"]["places"].as_u64().unwrap() > 100, "{noticed}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn still_recording() {
    for (desk, said) in [
        (
            english(),
            "\"interview.wav\" is still growing. Stop the recorder or wait for the copy, then run the same line again.",
        ),
        (
            danish(),
            "\"interview.wav\" vokser stadig. Stop optagelsen, eller vent, til kopieringen er færdig, og kør så samme linje igen.",
        ),
    ] {
        // The desk's clock stands still elsewhere in the year; the file is dated by it.
        let path = desk.tone("show/interview.wav", 440.0);
        let recorder = fs::OpenOptions::new().append(true).open(&path).unwrap();
        let now = std::time::UNIX_EPOCH + std::time::Duration::from_secs(crate::desk::NOW.parse().unwrap());
        recorder.set_modified(now).unwrap();
        desk.run(["add", "interview.wav"]).exits(1).says(said);
        drop(recorder);
    }
}

#[test]
fn a_test_thrown_away() {
    for (desk, said) in [
        (english(), "\"Test\" is taken back; the next episode is number 1 again."),
        (danish(), "\"Test\" er taget tilbage; næste afsnit bliver nummer 1 igen."),
    ] {
        desk.add(440.0, "Test");
        desk.run(["undo"]).succeeds().says(said);
        desk.add(441.0, "Rigtig").says("1");
        assert_eq!(desk.show().shelf().unwrap().episodes[0].episode.handle.to_string(), "1");
    }
}

#[test]
fn a_number_in_the_title() {
    for (desk, said) in [
        (
            english(),
            "Apps show the number themselves, so it will appear twice. Better: podcast edit 1 --title \"Jubilæum\"",
        ),
        (
            danish(),
            "Apps viser selv nummeret, så det kommer til at stå to gange. Bedre: podcast edit 1 --title \"Jubilæum\"",
        ),
    ] {
        desk.add(440.0, "#1: Jubilæum").says(said);
    }
}

#[test]
fn thinks_it_is_online() {
    english().add(440.0, "Et").says("Episode 1 is ready on this computer; nobody else can hear it yet.");
    danish().add(440.0, "Et").says("Afsnit 1 er klar på denne computer; ingen andre kan høre det endnu.");
}

#[test]
fn a_hand_edited_record() {
    for (desk, said) in [(english(), "the MP3 still says"), (danish(), "MP3-filen siger stadig")] {
        desk.add(440.0, "Før");
        let path = desk.root().join("episodes/001-foer/episode.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen("title = \"Før\"", "title = \"Efter\"", 1)).unwrap();
        desk.run(["check"]).succeeds().says(said).says("podcast edit 1 --retag");
        fs::write(&path, text.replacen("title = \"Før\"", "title = ", 1)).unwrap();
        let line = text.lines().position(|line| line.starts_with("title")).unwrap() + 1;
        desk.run(["check"]).exits(1).says("episode.toml").says(&line.to_string());
        desk.run(["build"]).exits(1).says("episode.toml");
        assert!(desk.text("feed/feed.xml").contains("Før"), "the old feed stays");
    }
}

#[test]
fn what_is_not_there_is_said_to_be_what_it_is() {
    for (desk, trash, trailer, nine) in [
        (english(), "There is no \"1\" in the trash.", "There is no trailer 7.", "There is no episode 9."),
        (danish(), "\"1\" ligger ikke i papirkurven.", "Trailer 7 findes ikke.", "Afsnit 9 findes ikke."),
    ] {
        desk.add(440.0, "Et");
        desk.run(["restore", "1"]).exits(1).says(trash);
        desk.run(["edit", "trailer-7", "--title", "x"]).exits(1).says(trailer);
        desk.run(["log", "9"]).exits(1).says(nine);
    }
}

#[test]
fn a_name_that_begins_like_an_option() {
    for (desk, said) in [(english(), "write: ./-min.wav"), (danish(), "skriv: ./-min.wav")] {
        sound::tone(&desk.path("show/-min.wav"), 440.0, 0.5);
        desk.run(["add", "-min.wav"]).exits(2).says(said);
        desk.run(["add", "./-min.wav", "--explicit", "yes"]).succeeds();
    }
}

#[test]
fn a_show_of_a_newer_program() {
    for (desk, said) in [
        (english(), "- episodes/show.toml was written by a newer version of podcast."),
        (danish(), "- episodes/show.toml er skrevet af en nyere udgave af podcast."),
    ] {
        let text = desk.text("episodes/show.toml").replacen("format = 1", "format = 2", 1);
        fs::write(desk.root().join("episodes/show.toml"), text).unwrap();
        desk.run(["check"]).succeeds().says(said);
        desk.run(["build"]).exits(1);
    }
}

#[test]
fn an_episode_whose_record_is_damaged_is_there_all_the_same() {
    let desk = english();
    desk.add(440.0, "Et");
    fs::write(desk.root().join("episodes/001-et/episode.toml"), "number = 1\ntitle = \n").unwrap();
    for command in [&["edit", "1", "--title", "x"][..], &["remove", "1"], &["show", "1"]] {
        desk.run(command).exits(1).says("episode.toml").says("2").never_says("no episode 1");
    }
}

#[test]
fn what_is_removed_for_good_says_so() {
    for (desk, said, logged) in [
        (
            english(),
            "Episode 1 was removed for good; that cannot be taken back.",
            "Episode 1: removed for good",
        ),
        (danish(), "Afsnit 1 er fjernet for altid; det kan ikke fortrydes.", "Afsnit 1: fjernet for altid"),
    ] {
        desk.add(440.0, "Et");
        desk.run(["remove", "1", "--everywhere"]).succeeds();
        desk.run(["undo"]).exits(1).says(said);
        let log = desk.run(["log"]).succeeds();
        assert!(log.stdout.to_lowercase().contains(&logged.to_lowercase()), "{}", log.stdout);
        desk.add(441.0, "To").says("2");
    }
}
