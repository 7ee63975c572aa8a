//! Chapters, transcripts and pictures at the desk: what is said of them, and what staff get wrong.

use std::fs;

use crate::desk::Desk;
use crate::sound;

/// A desk with a recording of two seconds, and these files beside it.
fn desk(files: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    sound::tone(&desk.path("snak.wav"), 440.0, 2.0);
    for (name, text) in files {
        fs::write(desk.path(name), text).unwrap();
    }
    desk
}

/// A picture of one colour.
fn picture(path: &std::path::Path, width: u32, height: u32) {
    image::RgbImage::from_pixel(width, height, image::Rgb([200, 60, 40])).save(path).unwrap();
}

const SPOKEN: &str = "1\n00:00:00,500 --> 00:00:01,000\nHej\n";

#[test]
fn what_lies_beside_the_recording_is_taken_and_said() {
    let desk = desk(&[("snak.chapters.txt", "0:00 Velkommen\n0:01 Bøger\n"), ("snak.srt", SPOKEN)]);
    desk.at("").run(["--show", "show", "add", "snak.wav", "--dry-run"]).succeeds().says("2 chapters from");
    let run = desk.at("").run(["--show", "show", "--json", "add", "snak.wav"]).succeeds();
    let episode = &run.json()["episodes"][0];
    assert_eq!(episode["chapters"][1]["title"], "Bøger");
    assert_eq!(episode["transcript"]["timed"], true);
    let noticed: Vec<_> =
        episode["noticed"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert!(noticed.contains(&"chapters".into()) && noticed.contains(&"transcript".into()), "{noticed:?}");
    desk.run(["show", "1"])
        .succeeds()
        .says("0:01 Bøger")
        .says("Transcript: episodes/001-snak/transcript-1.vtt");
    let feed = desk.text("feed/feed.xml");
    assert!(
        feed.contains("<podcast:chapters ") && feed.contains("title=\"Bøger\"") && feed.contains("text/vtt")
    );
    desk.run(["edit", "1", "--no-chapters", "--no-transcript"]).succeeds().says("podcast edit 1 --retag");
    assert!(!desk.text("feed/feed.xml").contains("chapters"));
    desk.run(["check"]).says("Episode 1 has other chapters now");
    desk.run(["undo"]).succeeds();
    assert_eq!(
        without_date(&desk.text("feed/feed.xml")),
        without_date(&feed),
        "the same addresses as before"
    );
}

/// The feed without the line that says when it changed.
fn without_date(feed: &str) -> Vec<&str> {
    feed.lines().filter(|line| !line.contains("lastBuildDate")).collect()
}

#[test]
fn a_mistake_in_a_file_is_named_with_its_line_before_anything_is_made() {
    let desk = desk(&[("snak.chapters.txt", "0:00 Velkommen\n1:75 Bøger\n"), ("snak.srt", SPOKEN)]);
    desk.at("").run(["--show", "show", "add", "snak.wav"]).exits(1).says(
        "\"snak.chapters.txt\", line 2: \"1:75\" is not a time. Write it like this: 00:12:34. No episode was made and no number used.",
    ).says("Correct the file and run the same line again, or do without it: --no-chapters");
    desk.at("").run(["--show", "show", "add", "snak.wav", "--no-chapters"]).succeeds();
    let desk = desk.speaking("da");
    fs::write(desk.path("ny.srt"), "1\n00:00:02,000 --> 00:00:01,000\nHej\n").unwrap();
    let ny = desk.path("ny.srt");
    desk.run(["edit".as_ref(), "1".as_ref(), "--transcript".as_ref(), ny.as_os_str()])
        .exits(1)
        .says("\"ny.srt\", linje 2: det slutter, før det begynder.");
    fs::write(desk.path("sent.txt"), "0:00 Velkommen\n0:09 For sent\n").unwrap();
    let late = desk.path("sent.txt");
    desk.run(["edit".as_ref(), "1".as_ref(), "--chapters".as_ref(), late.as_os_str()])
        .exits(1)
        .says("kapitlet \"For sent\" begynder ved 0:09, og lyden slutter ved 0:02.");
    fs::write(desk.path("sent.vtt"), "WEBVTT\n\n10:00.000 --> 10:10.000\nHej\n").unwrap();
    let late = desk.path("sent.vtt");
    desk.run(["edit".as_ref(), "1".as_ref(), "--transcript".as_ref(), late.as_os_str()])
        .exits(1)
        .says("den første linje siges ved 10:00, og lyden slutter ved 0:02.");
    desk.run(["edit", "1", "--soundbite", "5:00-6:00 Bid"])
        .exits(2)
        .says("Smagsprøven ved 5:00 ligger ikke inden for afsnittet, som slutter ved 0:02.");
    desk.run(["edit", "1", "--chapters", "borte.txt"]).exits(1).says("Der er ingen fil \"borte.txt\".");
    desk.run(["edit", "1", "--chapters", "a", "--no-chapters"]).exits(2);
}

#[test]
fn one_file_is_for_one_episode() {
    let desk = desk(&[]);
    sound::tone(&desk.path("mere.wav"), 550.0, 2.0);
    fs::write(desk.path("k.txt"), "0:00 Velkommen\n0:03 Mere\n").unwrap();
    let line = ["--show", "show", "add", "snak.wav", "mere.wav", "--chapters", "k.txt"];
    desk.at("").run(line).exits(2).says("Put each file beside its recording, under the same name");
    desk.at("")
        .run([&line[..], &["--join", "--title", "Begge"]].concat())
        .succeeds()
        .says("2 chapters from \"k.txt\"");
    desk.run(["show", "1"]).succeeds().says("0:03 Mere");
}

#[test]
fn a_picture_beside_the_recording_is_that_of_the_episode() {
    let desk = desk(&[]);
    picture(&desk.path("snak.jpg"), 1500, 900);
    desk.at("")
        .run(["--show", "show", "add", "snak.wav", "--dry-run"])
        .succeeds()
        .says("Picture from \"snak.jpg\".");
    let run = desk.at("").run(["--show", "show", "--json", "add", "snak.wav"]).succeeds();
    let artwork = &run.json()["episodes"][0]["artwork"];
    assert_eq!((&artwork["width"], &artwork["height"]), (&1500.into(), &900.into()));
    desk.run(["show", "1"]).succeeds().says("Picture: episodes/001-snak/artwork-1.jpg, 1500 × 900 pixels");
    let image = |feed: &str| {
        let item = feed.split("<item>").nth(1).unwrap().to_owned();
        item.split("<itunes:image href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned())
    };
    let first = image(&desk.text("feed/feed.xml")).unwrap();
    let name = |address: &str| format!("feed/{}", address.rsplit('/').next().unwrap());
    assert!(desk.root().join(name(&first)).is_file(), "{first}");
    let checked = desk.run(["check"]).succeeds();
    assert!(!checked.stdout.contains("artwork-1.jpg"), "margins become a photograph: {}", checked.stdout);

    picture(&desk.path("ny.png"), 1400, 1400);
    let new = desk.path("ny.png");
    let line = ["edit".as_ref(), "1".as_ref(), "--artwork".as_ref(), new.as_os_str()];
    desk.run(line)
        .succeeds()
        .says("Picture from \"ny.png\".")
        .says("in the MP3 itself the picture is still as before: podcast edit 1 --retag");
    let second = image(&desk.text("feed/feed.xml")).unwrap();
    assert!(second != first && desk.root().join(name(&second)).is_file(), "{second}");
    assert!(!desk.root().join(name(&first)).exists(), "nobody has it any more");
    desk.run(["check"]).says("Episode 1 has another picture now");
    desk.run(["edit", "1", "--retag"]).succeeds();
    assert!(desk.text("feed/feed.xml").contains("001-snak-v2.mp3"));
    desk.run(["edit", "1", "--artwork", "none"]).succeeds();
    assert_eq!(image(&desk.text("feed/feed.xml")), None);
    desk.run(["undo"]).succeeds();
    assert_eq!(image(&desk.text("feed/feed.xml")).as_ref(), Some(&second));
    desk.run(["remove", "1"]).succeeds();
    assert!(!desk.root().join(name(&second)).exists(), "it went with its episode");
    desk.run(["undo"]).succeeds();
    assert!(desk.root().join(name(&second)).is_file());
}

#[test]
fn a_picture_that_is_none_is_named_before_anything_is_made() {
    let desk = desk(&[("snak.png", "GIF89a")]);
    desk.at("").run(["--show", "show", "add", "snak.wav"]).exits(1).says(
        "\"snak.png\" cannot be the picture of an episode. The picture is neither JPEG, PNG nor WebP. No episode was made and no number used.",
    ).says("A square picture is wanted").says("do without it: --artwork none");
    desk.at("").run(["--show", "show", "add", "snak.wav", "--artwork", "none"]).succeeds();
    let desk = desk.speaking("da");
    desk.run(["edit", "1", "--artwork", "borte.png"]).exits(1).says("Der er ingen fil \"borte.png\".");
    // A picture of more pixels than are ever decoded, by its header.
    picture(&desk.path("bombe.png"), 1, 1);
    let mut bomb = fs::read(desk.path("bombe.png")).unwrap();
    // Width and height stand in the first chunk, which ends in a checksum.
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    bomb[29..33].copy_from_slice(&[0x39, 0x67, 0x4e, 0x07]);
    fs::write(desk.path("bombe.png"), bomb).unwrap();
    let bomb = desk.path("bombe.png");
    desk.run(["edit".as_ref(), "1".as_ref(), "--artwork".as_ref(), bomb.as_os_str()])
        .exits(1)
        .says("\"bombe.png\" kan ikke bruges som billede til et afsnit. Billedet har 65535 × 65535 pixels, og det er for stort.");
    desk.run(["edit", "1", "--artwork", "none"]).exits(1);
}

#[test]
fn what_falls_out_behind_a_shorter_sound_is_named_with_the_way_out() {
    let said = |from: &str, to: &str, text: &str| format!("00:00:{from} --> 00:00:{to}\n{text}\n\n");
    let vtt = format!(
        "WEBVTT\n\n{}{}{}",
        said("00.500", "01.000", "Hej"),
        said("04.000", "04.500", "Tak"),
        said("05.000", "05.500", "Farvel")
    );
    let chapters = "0:00 Velkommen\n0:01 Bøger\n0:04 Musik\n0:05 Farvel\n";
    let desk = desk(&[("lang.chapters.txt", chapters), ("lang.vtt", &vtt)]);
    sound::tone(&desk.path("lang.wav"), 440.0, 6.0);
    sound::tone(&desk.path("kort.wav"), 550.0, 3.0);
    let add = ["--show", "show", "add", "lang.wav", "--soundbite", "0:02-0:05 Bid"];
    desk.at("").run(add).succeeds();
    let replace = ["--show", "show", "replace", "1", "kort.wav"];
    desk.at("")
        .run(replace)
        .succeeds()
        .says("The episode ends at 0:03 now, and 2 chapters come after that and are left out: \"Musik\", \"Farvel\". They are kept, for a longer sound. New chapters: podcast edit 1 --chapters FILE")
        .says("One soundbite is not within the episode any more, which ends at 0:03: that at 0:02. A new one: podcast edit 1 --soundbite \"1:15-2:00\"")
        .says("The last 2 lines of the transcript were heard from 0:04 on, which is after the end at 0:03 now, and are left out. A new transcript: podcast edit 1 --transcript FILE");
    // It is as little in the feed as it is said to be, and comes back with the sound.
    assert!(!desk.text("feed/feed.xml").contains("Musik"));
    desk.run(["undo"]).succeeds();
    assert!(desk.text("feed/feed.xml").contains("Musik"));
    let desk = desk.speaking("da");
    let run = desk.at("").run(replace).succeeds();
    run.says("2 kapitler ligger efter det og er udeladt: \"Musik\", \"Farvel\". De er gemt, hvis lyden bliver længere igen.")
        .says("Én smagsprøve ligger ikke længere inden for afsnittet")
        .says("De sidste 2 linjer i transskriptionen begyndte ved 0:04, altså efter den nye slutning ved 0:03, og er udeladt.");
    desk.at("").run(["--show", "show", "replace", "1", "lang.wav"]).succeeds().never_says("udeladt");
}

#[test]
fn that_the_feed_follows_is_said_once() {
    let desk = desk(&[("snak.chapters.txt", "0:00 Velkommen\n0:01 Bøger\n")]);
    picture(&desk.path("snak.jpg"), 1500, 1500);
    desk.at("").run(["--show", "show", "add", "snak.wav"]).succeeds();
    let edit = ["edit", "1", "--no-chapters", "--artwork", "none"];
    desk.run(edit)
        .succeeds()
        .says("in the MP3 itself the chapters and the picture are still as before: podcast edit 1 --retag")
        .says_once("The feed follows at once");
    desk.run(["undo"]).succeeds();
    desk.speaking("da").run(edit).succeeds().says_once("Feedet følger med straks");
}

#[test]
fn a_title_that_is_too_long_is_refused_and_never_cut() {
    let desk = desk(&[]);
    let long = "Å".repeat(260);
    let said = "The title has 260 characters, and 200 are the most.";
    let add = ["--show", "show", "add", "snak.wav", "--title", &long];
    desk.at("").run(add).exits(2).says(said).says("can stand in the notes: --notes");
    desk.at("").run([&add[..], &["--dry-run"]].concat()).exits(2).says(said);
    desk.at("").run([&add[..4], &["--title", &long[..400]]].concat()).succeeds();
    desk.run(["edit", "1", "--title", &long]).exits(2).says(said);
    assert!(desk.text("feed/feed.xml").contains(&long[..400]));
    desk.speaking("da").run(["edit", "1", "--title", &long]).exits(2).says(
        "Titlen har 260 tegn, og der er højst plads til 200. Gør den kortere; resten kan stå i noterne",
    );
}
