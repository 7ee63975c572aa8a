//! What goes along to a player, and what was heard there.

use std::fs;
use std::path::Path;

use podcast::world::Digest;

use crate::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.add(300.0, "Åbning");
    desk.add(400.0, "Slut");
    fs::create_dir(desk.path("P7")).unwrap();
    desk
}

/// Returns the paths of all files below a folder.
fn files(folder: &Path) -> Vec<String> {
    crate::desk::files(folder).into_keys().collect()
}

#[test]
fn music_and_course_files_go_along_and_come_off_again() {
    let desk = desk();
    let songs = desk.path("Sange");
    fs::create_dir_all(songs.join("CD 1")).unwrap();
    let master = desk.root().join("episodes/001-aabning/audio-1.mp3");
    for name in ["En sang.mp3", "CD 1/01 Hvad?.mp3"] {
        fs::copy(&master, songs.join(name)).unwrap();
    }
    fs::write(songs.join("cover.jpg"), "billede").unwrap();
    fs::write(songs.join("lang.flac"), "fLaC").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&master, songs.join("hægte.mp3")).unwrap();
    let with = ["sync", "../P7", "--with", "../Sange"];
    desk.run(["sync", "../P7", "--init", "--yes"]).succeeds();
    desk.run(with)
        .succeeds()
        .says("2 files of yours go along")
        .says("lang.flac\" does not go along: it cannot be heard here")
        .says("Save it as MP3 and run the same line again.")
        .says("2 files in \"../Sange\" are no sounds, and stay here.");
    let there = files(&desk.path("P7/PODCASTS/Sange"));
    assert_eq!(there, ["CD 1/01 Hvad.mp3", "CD 1/CD 1.m3u", "Sange/En sang.mp3", "Sange/Sange.m3u"]);
    let copy = desk.path("P7/PODCASTS/Sange/CD 1/01 Hvad.mp3");
    assert_eq!(fs::read(&copy).unwrap(), fs::read(&master).unwrap());
    let list = fs::read(desk.path("P7/PODCASTS/Sange/Sange/Sange.m3u")).unwrap();
    assert!(list.ends_with(b",Biblioteket - \xc5bning\r\nEn sang.mp3\r\n"), "its tags are read");
    let run = desk.run([&with[..], &["--json"]].concat()).succeeds();
    let json = run.json();
    assert_eq!((&json["players"][0]["along"], &json["players"][0]["along_copied"]), (&2.into(), &0.into()));
    assert_eq!((&json["with"]["files"], &json["with"]["others"]), (&2.into(), &2.into()));
    desk.run(with).succeeds().says("Nothing is missing on it");
    // Not given any more, it goes; what somebody else put beside it does not.
    fs::write(desk.path("P7/PODCASTS/Sange/min.mp3"), "rør ikke").unwrap();
    desk.run(["sync", "../P7"]).succeeds().says("2 files that went along are taken off.");
    assert_eq!(files(&desk.path("P7/PODCASTS/Sange")), ["min.mp3"]);
    // What would be a slip of the finger.
    fs::create_dir(desk.path("Tom")).unwrap();
    desk.run(["sync", "../P7", "--with", "../Tom"]).exits(2).says("There is no sound in \"../Tom\"");
    desk.run(["sync", "../P7", "--with", "../P7/PODCASTS"]).exits(2).says("lie in one another");
    desk.run(["sync", "../P7", "--with", ".."]).exits(2).says("lie in one another");
    desk.run(["sync", "../P7", "--with", "../Væk"]).exits(1).says("Væk");
}

#[test]
fn what_is_made_of_music_goes_when_nobody_has_asked_for_it_in_a_long_time() {
    let desk = desk();
    fs::create_dir(desk.path("Sange")).unwrap();
    crate::sound::tone(&desk.path("Sange/sang.wav"), 300.0, 0.5);
    let with = ["sync", "../P7", "--with", "../Sange"];
    desk.run(["sync", "../P7", "--init", "--yes"]).succeeds();
    desk.run(with).succeeds().says("One file of yours goes along");
    let cache = "episodes/.cache/music";
    let made = desk.names(cache);
    assert_eq!(made.len(), 1);
    let old = "0123456789abcdef-0123456789abcdef";
    fs::create_dir(desk.root().join(cache).join(old)).unwrap();
    let list = fs::File::create(desk.root().join(cache).join(old).join("parts")).unwrap();
    list.set_modified(std::time::UNIX_EPOCH).unwrap();
    desk.run(with).succeeds().says("Nothing is missing on it");
    assert_eq!(desk.names(cache), made);
}

#[test]
fn a_file_that_is_not_what_it_was_taken_for_is_read_again_the_next_time() {
    let desk = desk();
    let song = desk.path("Sange/sang.mp3");
    fs::create_dir(desk.path("Sange")).unwrap();
    fs::copy(desk.root().join("episodes/001-aabning/audio-1.mp3"), &song).unwrap();
    fs::File::options().append(true).open(&song).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    desk.run(["sync", "../P7", "--init", "--yes", "--with", "../Sange"]).succeeds();
    // What is known of it is wrong, as on a disk whose clock stands still.
    let known = desk.root().join("episodes/.cache/along");
    let text = fs::read_to_string(&known).unwrap();
    let (first, body) = text.split_once('\n').unwrap();
    let (version, _) = first.split_once(' ').unwrap();
    let body =
        body.replace(&Digest::of(&fs::read(&song).unwrap()).to_string(), &Digest::of(b"other").to_string());
    fs::write(&known, format!("{version} {}\n{body}", Digest::of(body.as_bytes()))).unwrap();
    let known = fs::File::options().append(true).open(&known).unwrap();
    let later = known.metadata().unwrap().modified().unwrap() + std::time::Duration::from_mins(1);
    known.set_modified(later).unwrap();
    fs::create_dir(desk.path("P8")).unwrap();
    let with = ["sync", "../P8", "--init", "--yes", "--with", "../Sange"];
    desk.run(with).exits(1).says("sang.mp3").says("Run the same line again");
    desk.run(with).succeeds().says("One file of yours goes along");
    desk.run(with).succeeds().says("Nothing is missing on it");
}

#[test]
fn what_was_heard_is_not_sent_again_where_somebody_says_so() {
    let desk = desk();
    let first = desk.path("P7/PODCASTS/Vi læser/001 - Åbning.mp3");
    desk.run(["sync", "../P7", "--init", "--yes"]).succeeds();
    fs::remove_file(&first).unwrap();
    desk.run(["sync", "../P7"]).succeeds().says("One episode comes to it");
    fs::remove_file(&first).unwrap();
    let run = desk.run(["sync", "../P7", "--unheard"]).succeeds();
    run.says("\"P7\" is ready, with one episode.").says("One episode was heard, and is not sent again");
    desk.run(["sync", "../P7", "--unheard"]).succeeds().says("Nothing is missing on it");
    assert!(!first.exists());
    desk.run(["sync", "../P7"]).succeeds();
    assert!(first.exists(), "never by default: whoever borrows it next starts afresh");
    // Remembered on the player, until somebody says otherwise.
    desk.run(["sync", "../P7", "--heard", "on"]).exits(2);
    desk.run(["sync", "../P7", "--init", "--heard", "on"]).succeeds().says("Nothing is missing on it");
    fs::remove_file(&first).unwrap();
    let run = desk.run(["sync", "../P7", "--json"]).succeeds();
    assert_eq!(run.json()["players"][0]["heard"].as_array().unwrap().len(), 1);
    assert!(!first.exists());
    desk.run(["sync", "../P7", "--again"]).succeeds().says("One episode comes to it");
    assert!(first.exists());
    fs::remove_file(&first).unwrap();
    desk.run(["sync", "../P7", "--init", "--heard", "off"]).succeeds().says("One episode comes to it");
    assert!(first.exists());
}
