//! Records: read, written, changed.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::episode::{Mark, Spot, Transcribed};

fn mark(at: Spot, title: &str, link: Option<&str>, hidden: bool) -> Mark {
    Mark { at, title: title.to_owned(), link: link.map(str::to_owned), hidden }
}

/// All that may be told of an episode.
fn told() -> Details {
    Details {
        persons: vec![
            crate::episode::Person {
                name: "Anna Holm".into(),
                role: Some("guest".into()),
                group: Some("cast".into()),
                href: Some("https://example.org/anna".into()),
                img: Some("https://example.org/anna.jpg".into()),
            },
            crate::episode::Person { name: "Bo".into(), ..crate::episode::Person::default() },
        ],
        location: Some(crate::episode::Location {
            name: "Randers".into(),
            geo: Some("geo:56.46,10.03".into()),
            osm: Some("R2186660".into()),
        }),
        licence: Some(crate::episode::Licence {
            name: "vores".into(),
            url: Some("https://example.org/licens".into()),
        }),
        soundbites: vec![crate::episode::Soundbite {
            start: std::time::Duration::from_millis(75_500),
            length: std::time::Duration::from_secs(30),
            title: Some("Derfor".into()),
        }],
        consent: Some("Anna, 3. oktober, mappe 7".into()),
        rights: Some("Egen musik".into()),
    }
}

/// Returns a record in which everything is set.
pub(crate) fn sample() -> EpisodeRecord {
    EpisodeRecord {
        format: 2, // what is joined asks for it
        episode: Episode {
            handle: "7".parse().unwrap(),
            season: SeasonNumber::new(2),
            title: "Åbningsdag".into(),
            notes: "Vi åbner.\n\nKom \"glad\"!".into(),
            slug: Slug::of("Åbningsdag"),
            guid: "3f1c".parse().unwrap(),
            published: "2026-10-03T10:00:00+02:00".parse().unwrap(),
            dated_by_hand: true,
            draft: true,
            explicit: Some(false),
            details: told(),
            sound: Sound {
                version: 2,
                file_type: crate::episode::FileType::Mp3,
                bytes: 1000,
                sha256: Digest::of(b"a"),
                frames: 44_100,
                rate: 44_100,
                channels: 2,
                kbps: 128,
                loudness: Some(Lufs(-16.02)),
                range: Some(Lu(4.5)),
                true_peak: Some(Dbtp(-1.25)),
                speech_loudness: Some(Lufs(-15.5)),
                level: Some(Levelled::Gentle),
                edits: Some(Edits::keeping(vec![4_410..22_050, 30_870..88_200], 9).unwrap()),
                tagged: Tagged {
                    title: "Åbningsdag".into(),
                    show: "Vi læser".into(),
                    author: "Biblioteket".into(),
                    chapters: Some(Digest::of(b"g")),
                },
            },
            recording: Recorded {
                name: "åbning.wav".into(),
                bytes: 9,
                sha256: Digest::of(b"b"),
                kept: Some(Kept { file: "recording.wav".into(), bytes: 9, sha256: Digest::of(b"b") }),
            },
            joined: vec![
                Recorded { name: "pause.wav".into(), bytes: 5, sha256: Digest::of(b"c"), kept: None },
                Recorded {
                    name: "slut.mov".into(),
                    bytes: 99,
                    sha256: Digest::of(b"d"),
                    kept: Some(Kept {
                        file: "recording-part-3.wav".into(),
                        bytes: 7,
                        sha256: Digest::of(b"e"),
                    }),
                },
            ],
            marks: vec![
                mark(Spot::Intro(Duration::ZERO), "Musik", None, true),
                mark(
                    Spot::Recording(Duration::from_millis(62_500)),
                    "Bøger",
                    Some("https://example.org/"),
                    false,
                ),
                mark(Spot::Recording(Duration::from_nanos(3_723_000_000_001)), "Mere", None, false),
                mark(Spot::Outro(Duration::from_secs(2)), "Slut", None, false),
            ],
            transcript: Some(Transcribed {
                file: "transcript-1.txt".into(),
                bytes: 12,
                sha256: Digest::of(b"f"),
                timed: false,
            }),
        },
        away: Some(Away::Removed),
        change: Change {
            count: 3,
            order: 17,
            what: What::Undo,
            who: "desk 3".into(),
            when: "2026-10-03T10:05:00+02:00".parse().unwrap(),
            undoes: Some(16),
        },
    }
}

fn read_text(text: &str) -> Result<EpisodeRecord, String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("episode.toml");
    std::fs::write(&path, text).unwrap();
    read(&path).map_err(|err| err.to_string().replace(&path.display().to_string(), "episode.toml"))
}

/// Puts something wrong in the place of what is right, and expects the fault to be named with its line.
#[track_caller]
fn assert_wrong(text: &str, from: &str, to: &str, said: &str) {
    let wrong = text.replacen(from, to, 1);
    let line = wrong.lines().zip(text.lines()).position(|(wrong, right)| wrong != right).unwrap() + 1;
    let err = read_text(&wrong).unwrap_err();
    assert!(err.contains(&format!("episode.toml:{line} ")) && err.contains(said), "{err}");
}

#[test]
fn a_record_reads_back_as_it_is_written() {
    let full = sample();
    assert_eq!(read_text(&written(&full)).unwrap(), full);
    let mut bare = sample();
    bare.episode.handle = "trailer-1".parse().unwrap();
    bare.episode.notes = String::new();
    bare.episode.season = None;
    bare.episode.explicit = None;
    bare.episode.details = Details::default();
    bare.episode.draft = false;
    bare.episode.dated_by_hand = false;
    bare.episode.sound.loudness = None;
    bare.episode.sound.speech_loudness = None;
    bare.episode.sound.level = None;
    bare.episode.sound.edits = None;
    bare.episode.recording.kept = None;
    bare.episode.joined = Vec::new();
    bare.episode.marks = Vec::new();
    bare.episode.transcript = None;
    bare.episode.sound.tagged.chapters = None;
    bare.format = 1;
    bare.away = None;
    bare.change.undoes = None;
    assert_eq!(read_text(&written(&bare)).unwrap(), bare);
}

#[test]
fn a_rewritten_record_keeps_what_people_wrote() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("episode.toml");
    let text = written(&sample()).replace("season = 2", "season = 2 # spring\nmine = true");
    std::fs::write(&path, format!("# hands off\n{text}")).unwrap();
    let mut record = sample();
    record.episode.season = SeasonNumber::new(3);
    let text = rewritten(&path, &record).unwrap();
    assert!(text.starts_with("# hands off\nformat = 2\n"), "{text}");
    assert!(text.contains("season = 3 # spring\nmine = true\n"), "{text}");
    std::fs::write(&path, &text).unwrap();
    assert_eq!(rewritten(&path, &record).unwrap(), text);
    assert_eq!(read(&path).unwrap(), record);
}

#[test]
fn recordings_that_are_joined_no_longer_leave_the_record() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("episode.toml");
    std::fs::write(&path, written(&sample())).unwrap();
    let mut record = sample();
    record.episode.joined.remove(0);
    let text = rewritten(&path, &record).unwrap();
    assert_eq!(read_text(&text).unwrap(), record);
    record.episode.joined.clear();
    record.format = format_of(&record.episode);
    let text = rewritten(&path, &record).unwrap();
    assert!(!text.contains("joined"), "{text}");
    assert_eq!(read_text(&text).unwrap(), record);
}

#[test]
fn chapters_are_written_as_people_would_and_read_with_their_line() {
    let text = written(&sample());
    let chapters = "[[chapter]]\nin_intro = \"0:00:00\"\ntitle = \"Musik\"\nhidden = true\n\n[[chapter]]\nat = \"0:01:02.5\"\ntitle = \"Bøger\"\nlink = \"https://example.org/\"\n";
    assert!(text.contains(chapters), "{text}");
    for (from, to, said) in [
        ("at = \"0:01:02.5\"", "at = \"1:75\"", "a time such as 0:12:34.500 is wanted"),
        ("title = \"Bøger\"", "title = \" \"", "it is empty"),
        ("link = \"https://example.org/\"", "link = \"x\"", "an address of the web is wanted"),
        ("file = \"transcript-1.txt\"", "file = \"../x\"", "the name of a file in this folder"),
    ] {
        assert_wrong(&text, from, to, said);
    }
}

#[test]
fn a_record_of_the_first_kind_reads_as_ever() {
    let text = written(&sample());
    let old: String = text
        .lines()
        .take_while(|line| *line != "[[joined]]")
        .filter(|line| !["speech", "level", "edits", "begins"].iter().any(|key| line.starts_with(key)))
        .chain(text.lines().skip_while(|line| *line != "[change]"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let record = read_text(&old.replace("format = 2", "format = 1")).unwrap();
    assert_eq!((record.format, record.episode.joined.len(), record.episode.sound.level), (1, 0, None));
    assert_eq!(format_of(&record.episode), 1);
}

#[test]
fn a_fault_is_named_with_its_line() {
    let text = written(&sample());
    for (from, to, said) in [
        ("number = 7", "number = 0", "episode.toml:2 is not in order: a number from 1 is wanted"),
        ("title = \"Åbningsdag\"", "title = \" \"", "episode.toml:3 is not in order: it is empty"),
        ("title = \"Åbningsdag\"", "title = ", "episode.toml:3 is not in order: "),
        (
            "kept = \"recording.wav\"",
            "kept = \"../../x\"",
            "is not in order: the name of a file in this folder",
        ),
    ] {
        let err = read_text(&text.replacen(from, to, 1)).unwrap_err();
        assert!(err.contains(said), "{err}");
    }
    for (from, to, said) in [
        ("level = \"gentle\"", "level = \"auto\"", "\"off\", \"gentle\" or \"strong\" is wanted"),
        ("30870", "0", "the parts that are kept must rise"),
        ("kept = \"recording-part-3.wav\"", "kept = \"a/b\"", "the name of a file in this folder"),
    ] {
        assert_wrong(&text, from, to, said);
    }
    // A key that two tables have is named in the right one.
    let recording = format!("sha256 = \"{}\"", Digest::of(b"b"));
    let wrong = text.replacen(&format!("\n{recording}"), "\nsha256 = \"?\"", 1);
    let line = wrong.lines().position(|line| line == "sha256 = \"?\"").unwrap() + 1;
    let err = read_text(&wrong).unwrap_err();
    assert!(err.contains(&format!("episode.toml:{line} ")), "{err}");
}

proptest! {
    #[test]
    fn any_text_reads_back(title in "\\PC{1,50}", notes in any::<String>(), name in any::<String>(), who in any::<String>()) {
        let mut record = sample();
        record.episode.title = text::title(&title);
        prop_assume!(!record.episode.title.is_empty());
        record.episode.notes = text::lines(&notes);
        record.episode.recording.name = name;
        record.change.who = who;
        prop_assert_eq!(read_text(&written(&record)).unwrap(), record);
    }

    #[test]
    fn no_text_makes_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("episode.toml");
        std::fs::write(&path, bytes).unwrap();
        prop_assert!(read(&path).is_err());
    }
}
