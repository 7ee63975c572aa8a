//! Bundles at the desk: what is in them, what they replace and what they never do, and the plug.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use podcast::export::{Place, gather, write};
use podcast::player::{Selection, offer};
use podcast::world::{Digest, World};

use crate::crash::{CrashAfter, settled};
use crate::desk::{Desk, NOW, Run, files};

/// A desk with three episodes, of which the second has notes, chapters and a transcript.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.add(300.0, "Åbning");
    let path = desk.tone("400.wav", 400.0);
    fs::write(path.with_extension("chapters.txt"), "0:00 Første\n").unwrap();
    let spoken = "WEBVTT\n\n00:00.100 --> 00:00.400\n<v Anna>Hej på Øen.\n";
    fs::write(path.with_extension("vtt"), spoken).unwrap();
    let title = "Hvad? \"CON\" / 1.";
    desk.run(["add", path.to_str().unwrap(), "--title", title, "--notes", "Om **øl** & æbler."]).succeeds();
    desk.add(500.0, "Slut");
    desk
}

fn export(desk: &Desk, more: &[&str]) -> Run {
    desk.run([&["export"], more].concat())
}

/// Asserts that the fingerprints in a bundle are those of all of its other files.
fn assert_sums(files: &BTreeMap<String, Vec<u8>>) {
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    let listed: BTreeMap<&str, &str> = sums
        .lines()
        .map(|line| {
            let (sum, name) = line.split_once("  ").unwrap();
            (name, sum)
        })
        .collect();
    assert_eq!(listed.len() + 1, files.len());
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "SHA256SUMS") {
        assert_eq!(listed[name.as_str()], Digest::of(bytes).to_string(), "{name}");
    }
}

#[test]
fn a_folder_holds_all_that_is_needed_and_the_masters_as_they_are() {
    let desk = desk();
    export(&desk, &["--to", "../pakke", "--dry-run"])
        .succeeds()
        .says("\"../pakke\" would have 3 episodes")
        .says("This was only a trial");
    assert!(!desk.path("pakke").exists());
    export(&desk, &["--to", "../pakke"])
        .succeeds()
        .says("\"../pakke\" is ready: 3 episodes")
        .says("Open index.html in it");
    let bundle = files(&desk.path("pakke"));
    let names: Vec<&str> = bundle.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "PODCASTS/Vi læser/001 - Åbning.mp3",
            "PODCASTS/Vi læser/002 - Hvad 'CON' - 1.mp3",
            "PODCASTS/Vi læser/003 - Slut.mp3",
            "PODCASTS/Vi læser/Vi læser.m3u",
            "PODCASTS/Vi læser/Vi læser.m3u8",
            "PODCASTS/Vi læser/folder.jpg",
            "SHA256SUMS",
            "Tekster/001 - Åbning.txt",
            "Tekster/002 - Hvad 'CON' - 1.txt",
            "Tekster/003 - Slut.txt",
            "index.html",
        ]
    );
    assert_sums(&bundle);
    for (folder, name) in [("001-aabning", names[0]), ("003-slut", names[2])] {
        let master = fs::read(desk.root().join("episodes").join(folder).join("audio-1.mp3")).unwrap();
        assert!(bundle[name] == master, "{name}");
    }
    let text = String::from_utf8(bundle["Tekster/002 - Hvad 'CON' - 1.txt"].clone()).unwrap();
    assert_eq!(
        text,
        "\u{feff}Vi læser\r\nAfsnit 2: Hvad? \"CON\" / 1.\r\n3. oktober 2026, 1 sekund\r\n\r\n\
         Om **øl** & æbler.\r\n\r\nKapitler\r\n--------\r\n0:00 Første\r\n\r\n\
         Afsnittet på skrift\r\n-------------------\r\n[0:00] Anna: Hej på Øen.\r\n"
    );
    let page = String::from_utf8(bundle["index.html"].clone()).unwrap();
    let first = page.find("PODCASTS/Vi%20l%C3%A6ser/001%20-%20%C3%85bning.mp3").unwrap();
    assert!(first < page.find("003%20-%20Slut.mp3").unwrap(), "in the order of play");
    assert!(page.contains("<html lang=\"da\">") && page.contains("<strong>øl</strong> &amp; æbler"));
    for outside in ["src=\"http", "href=\"http", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}: it needs no network");
    }
    // The times are those of the episodes, so that the same is made anew.
    let written = fs::metadata(desk.path("pakke/index.html")).unwrap().modified().unwrap();
    let hours = i64::try_from(written.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()).unwrap();
    assert!((hours - NOW.parse::<i64>().unwrap()).abs() < 24 * 3_600);
    // What has left this computer has used its number.
    assert!(desk.text("episodes/.published.toml").contains("out = true"));
}

#[test]
fn some_episodes_are_taken_and_slips_of_the_finger_are_told() {
    let desk = desk();
    let of = |run: &Run| run.json()["episodes"].clone();
    assert_eq!(
        of(&export(&desk, &["2-3", "--to", "../a", "--json"]).succeeds()),
        serde_json::json!(["2", "3"])
    );
    let latest = export(&desk, &["--latest", "1", "--to", "../a", "--json"]).succeeds();
    assert_eq!((of(&latest), latest.json()["replaced"].clone()), (serde_json::json!(["3"]), true.into()));
    assert_sums(&files(&desk.path("a")));
    export(&desk, &["7", "--to", "../b"]).exits(2).says("No episode that is public has a number in 7");
    export(&desk, &["3-2", "--to", "../b"]).exits(2).says("\"3-2\" are no numbers of episodes");
    export(&desk, &["--to", "../not/there"]).exits(1).says("not\" is not there");
    export(&desk, &["--to", "episodes/b"]).exits(1).says("is inside the show");
    export(&desk, &["--to", "feed"]).exits(1).says("is inside the show");
    assert!(!desk.path("b").exists());
    assert_eq!(files(&desk.path("")).keys().filter(|name| name.contains(".staging")).count(), 0);
}

#[test]
fn only_what_we_made_is_replaced() {
    let desk = desk();
    // Somebody's folder, and somebody's file.
    fs::create_dir(desk.path("deres")).unwrap();
    fs::write(desk.path("deres/index.html"), "deres").unwrap();
    fs::write(desk.path("deres.zip"), "deres").unwrap();
    for place in ["../deres", "../deres.zip"] {
        export(&desk, &["--to", place]).exits(1).says("was not made by podcast export; it stays as it is");
    }
    assert_eq!(fs::read(desk.path("deres/index.html")).unwrap(), b"deres");
    assert_eq!(fs::read(desk.path("deres.zip")).unwrap(), b"deres");
    // An empty folder is nobody's, and ours may be replaced, until somebody puts something into it.
    fs::create_dir(desk.path("vores")).unwrap();
    export(&desk, &["--to", "../vores"]).succeeds();
    let first = files(&desk.path("vores"));
    fs::write(desk.path("vores/.DS_Store"), "debris").unwrap();
    export(&desk, &["--to", "../vores"]).succeeds().says("takes the place of the one that was there");
    assert!(files(&desk.path("vores")) == first, "the same episodes give the same bytes");
    fs::write(desk.path("vores/PODCASTS/min.mp3"), "min").unwrap();
    export(&desk, &["--to", "../vores"]).exits(1).says("lies \"PODCASTS/min.mp3\"");
    assert_eq!(fs::read(desk.path("vores/PODCASTS/min.mp3")).unwrap(), b"min");
}

#[test]
fn one_file_is_the_same_each_time_and_other_programs_read_it() {
    let desk = desk();
    export(&desk, &["--to", "../a.zip"]).succeeds().says("unpacks it");
    export(&desk, &["--to", "../b.ZIP"]).succeeds();
    let (a, b) = (fs::read(desk.path("a.zip")).unwrap(), fs::read(desk.path("b.ZIP")).unwrap());
    assert!(a == b);
    export(&desk, &["--to", "../a.zip"]).succeeds().says("takes the place");
    assert!(fs::read(desk.path("a.zip")).unwrap() == a);
    export(&desk, &["--to", "../c"]).succeeds();
    // As its directory of names says, and stored: the bytes of every file are in it as they are.
    for (name, bytes) in files(&desk.path("c")) {
        let inside = |part: &[u8]| a.windows(part.len()).any(|window| window == part);
        assert!(inside(format!("Vi læser/{name}").as_bytes()) && inside(&bytes), "{name}");
    }
}

#[test]
fn a_sound_that_is_not_what_it_was_is_in_no_bundle() {
    let desk = desk();
    let path = desk.root().join("episodes/003-slut/audio-1.mp3");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    for place in ["../a", "../a.zip"] {
        export(&desk, &["--to", place])
            .exits(1)
            .says("003-slut/audio-1.mp3 is no longer what was put on the shelf");
    }
    assert!(!desk.path("a").exists() && !desk.path("a.zip").exists());
    assert!(files(&desk.path("")).keys().all(|name| !name.contains(".staging")));
}

#[test]
fn wherever_the_plug_is_pulled_a_bundle_is_the_old_one_or_the_new_one() {
    let desk = desk();
    export(&desk, &["1", "--to", "../mappe"]).succeeds();
    export(&desk, &["1", "--to", "../pakke.zip"]).succeeds();
    let show = desk.show();
    let shelf = show.shelf().unwrap();
    let offered = offer::offer("Vi læser", &shelf, &Selection::All, settled().clock.now());
    let bundle = gather(&show, &shelf, &offered).unwrap();
    let at = |name: &str| -> (PathBuf, Vec<u8>) {
        let path = desk.path(name);
        let read = if path.is_dir() { fs::read(path.join("SHA256SUMS")) } else { fs::read(&path) };
        (path, read.unwrap())
    };
    for name in ["mappe", "pakke.zip"] {
        let (path, old) = at(name);
        let mut steps = 0;
        loop {
            let world = World { disk: Arc::new(CrashAfter(AtomicUsize::new(steps))), ..settled() };
            let place = Place::of(&show, &path).unwrap();
            let written = write(&world, &bundle, &place);
            let (_, now) = at(name);
            if written.is_ok() {
                assert!(now != old && steps > 3, "{name}: {steps} steps");
                break;
            }
            // The last step is the sync of the folder, when the new one is in place already.
            if path.is_dir() {
                assert_sums(&files(&path));
            }
            if now != old {
                let place = Place::of(&show, &path).unwrap();
                write(&settled(), &bundle, &place).unwrap();
                assert_eq!(at(name).1, now);
                break;
            }
            steps += 1;
        }
        let left: Vec<_> =
            fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
    }
}

#[test]
#[cfg(unix)]
fn who_is_asked_to_stop_leaves_nothing_behind() {
    let desk = desk();
    let show = desk.show();
    let shelf = show.shelf().unwrap();
    let offered = offer::offer("Vi læser", &shelf, &Selection::All, settled().clock.now());
    let bundle = gather(&show, &shelf, &offered).unwrap();
    let world = settled();
    world.cancel.ask(2);
    for name in ["a", "a.zip"] {
        let place = Place::of(&show, &desk.path(name)).unwrap();
        let err = write(&world, &bundle, &place).unwrap_err();
        assert!(matches!(err, podcast::export::ExportError::Cancelled(_)), "{err:?}");
    }
    let there: io::Result<Vec<_>> = fs::read_dir(desk.path("")).unwrap().collect();
    assert!(there.unwrap().iter().all(|entry| !entry.file_name().to_string_lossy().starts_with(['a', '.'])));
}

/// Returns what a walk over all MP3 frames of a file finds.
fn walked(path: &Path) -> podcast::audio::mp3::frames::Walked {
    let walked = podcast::audio::mp3::frames::walk(fs::File::open(path).unwrap()).unwrap();
    assert!(walked.info_is_right(), "{}", path.display());
    walked
}

#[test]
fn a_profile_makes_small_files_once() {
    let desk = desk();
    export(&desk, &["--to", "../a", "--profile", "tynd"])
        .exits(2)
        .says("There is no profile \"tynd\"")
        .says("universal, car, tiny");
    export(&desk, &["--to", "../a", "--profile", "tiny"]).succeeds();
    let sounds = desk.path("a/PODCASTS/Vi læser");
    let made = ["001 - Åbning.mp3", "002 - Hvad 'CON' - 1.mp3", "003 - Slut.mp3"];
    for name in made {
        let walked = walked(&sounds.join(name));
        assert_eq!((walked.first.rate(), walked.first.channels(), walked.first.bitrate()), (44_100, 1, 48));
        assert_eq!(walked.frames(), 22_050, "half a second, to the frame");
    }
    let bundle = files(&desk.path("a"));
    assert_sums(&bundle);
    let renditions = || desk.names("episodes/.cache/renditions");
    let (kept, names) = (files(&desk.root().join("episodes/.cache")), renditions());
    assert_eq!(names.len(), 3);
    let written = |name: &str| {
        fs::metadata(desk.root().join("episodes/.cache/renditions").join(name)).unwrap().modified().unwrap()
    };
    let before: Vec<_> = names.iter().map(|name| written(name)).collect();
    export(&desk, &["--to", "../b", "--profile", "tiny", "--jobs", "3"]).succeeds();
    assert_eq!(before, names.iter().map(|name| written(name)).collect::<Vec<_>>(), "nothing is made twice");
    assert!(files(&desk.path("b")) == bundle);
    // It is no part of the show, and may go at any time; what is half of it is made anew.
    desk.run(["check"]).never_says(".cache");
    let half = desk.root().join("episodes/.cache/renditions").join(&names[0]).join("1.mp3");
    fs::write(half, "half").unwrap();
    fs::remove_dir_all(desk.root().join("episodes/.cache/renditions").join(&names[1])).unwrap();
    export(&desk, &["--to", "../c", "--profile", "tiny", "--jobs", "1"]).succeeds();
    assert!(files(&desk.path("c")) == bundle && files(&desk.root().join("episodes/.cache")) == kept);
    // Another title is other tags, and no other sound; what nobody needs any more goes.
    desk.run(["edit", "3", "--title", "Forbi"]).succeeds();
    desk.run(["remove", "1"]).succeeds();
    export(&desk, &["--to", "../d", "--profile", "tiny"]).succeeds();
    assert_eq!(renditions().len(), 2);
    assert!(renditions().iter().any(|name| !names.contains(name)));
    // Deleted as a whole, it comes back the same.
    fs::remove_dir_all(desk.root().join("episodes/.cache")).unwrap();
    export(&desk, &["--to", "../e", "--profile", "tiny"]).succeeds();
    assert!(files(&desk.path("d")) == files(&desk.path("e")));
}

#[test]
fn long_episodes_come_in_parts_that_are_the_whole() {
    let desk = Desk::new();
    let path = desk.path("lang.wav");
    crate::sound::tone(&path, 300.0, 100.0);
    fs::write(path.with_extension("chapters.txt"), "0:00 Hej\n0:47 Midten\n1:20 Tak\n").unwrap();
    desk.run(["add", path.to_str().unwrap(), "--title", "Lang samtale"]).succeeds();
    desk.add(500.0, "Kort");
    let settings =
        desk.text("episodes/show.toml") + "\n[profile.bus]\nsplit = 1\nkbps = 64\nchannels = \"mono\"\n";
    fs::write(desk.root().join("episodes/show.toml"), settings).unwrap();
    export(&desk, &["--to", "../a", "--profile", "bus"]).succeeds().says("2 episodes");
    let sounds = desk.path("a/PODCASTS/Vi læser");
    let names = ["001-1 - Lang samtale (1 af 2).mp3", "001-2 - Lang samtale (2 af 2).mp3"];
    let bundled = |name: &str| fs::read(sounds.join(name)).unwrap();
    let frames = names.map(|name| walked(&sounds.join(name)).frames());
    assert_eq!(frames.iter().sum::<u64>(), 100 * 44_100);
    // At the chapter, to half an MP3 frame.
    assert!(frames[0].abs_diff(47 * 44_100) <= 576, "{frames:?}");
    let list = String::from_utf8_lossy(&fs::read(sounds.join("Vi læser.m3u")).unwrap()).into_owned();
    assert!(
        list.contains(
            "#EXTINF:53,Lang samtale (2 af 2)\r\n001-2 - Lang samtale (2 af 2).mp3\r\n#EXTINF:1,Kort\r\n"
        ),
        "{list}"
    );
    let page = fs::read_to_string(desk.path("a/index.html")).unwrap();
    assert!(
        page.contains("Del 1 af 2") && page.contains("data-sound=\"1\" data-seconds=\"33\""),
        "the last chapter is in the second part"
    );
    // A player with that profile has them too, and wants nothing the second time.
    fs::create_dir(desk.path("P7")).unwrap();
    desk.run(["sync", "../P7", "--init", "--yes", "--profile", "bus"]).succeeds().says("with 2 episodes");
    let there = names.map(|name| desk.path("P7/PODCASTS/Vi læser").join(name));
    assert!(there.iter().zip(names).all(|(path, name)| fs::read(path).unwrap() == bundled(name)));
    desk.run(["sync", "../P7"]).succeeds().says("Nothing is missing on it");
    desk.run(["sync", "../P7", "--only", "2"]).succeeds().says("One episode is taken off");
}

#[test]
fn a_player_gets_the_files_of_its_profile() {
    let desk = desk();
    fs::create_dir(desk.path("P7")).unwrap();
    desk.run(["sync", "../P7", "--init", "--yes", "--profile", "lille"])
        .exits(2)
        .says("no profile \"lille\"");
    desk.run(["sync", "../P7", "--init", "--yes", "--profile", "tiny"]).succeeds().says("with 3 episodes");
    let file = desk.path("P7/PODCASTS/Vi læser/001 - Åbning.mp3");
    assert_eq!(walked(&file).first.bitrate(), 48);
    desk.run(["sync", "../P7"]).succeeds().says("Nothing is missing on it");
    // It may be given another.
    desk.run(["sync", "../P7", "--init", "--yes", "--profile", "universal"]).succeeds();
    let master = desk.root().join("episodes/001-aabning/audio-1.mp3");
    assert!(fs::read(file).unwrap() == fs::read(master).unwrap());
}
