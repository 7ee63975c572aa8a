//! Chapters: read in every form, refused with their line, and moved with the sound.

use proptest::prelude::*;

use super::*;
use crate::episode::Edits;
use crate::episode::fault::{Fault, Whereabouts};

const MILLI: Duration = Duration::from_millis(1);

fn chapter(millis: u32, title: &str) -> Chapter {
    Chapter { start: millis * MILLI, title: title.to_owned(), link: None, hidden: false }
}

#[track_caller]
fn reads(text: &str, wanted: &[(u32, &str)]) {
    let wanted: Vec<Chapter> = wanted.iter().map(|(at, title)| chapter(*at, title)).collect();
    assert_eq!(read(text.as_bytes()), Ok(wanted), "{text}");
}

#[track_caller]
fn refuses(text: &str, place: Whereabouts, said: &str) {
    let refused = read(text.as_bytes()).unwrap_err();
    assert_eq!(refused.place, place, "{refused}");
    assert!(refused.fault.to_string().contains(said), "{refused}");
}

#[test]
fn labels_of_audacity() {
    reads("0.000000\t0.000000\tVelkommen\n62.5\t80.0\tBøger\n", &[(0, "Velkommen"), (62_500, "Bøger")]);
    reads(
        "0,5\t0,5\tVelkommen\r\n\\\t100,0\t200,0\r\n\r\n9,0\t9,0\tA\tB",
        &[(500, "Velkommen"), (9_000, "A B")],
    );
    reads("9.0\t9.0\tB\n1.0\t1.0\tA", &[(1_000, "A"), (9_000, "B")]);
    refuses("1.0\t1.0\tA\n2.0\t2.0\t", Whereabouts::Line(2), "no title");
    refuses("1.0\t1.0\tA\n2.0 B", Whereabouts::Line(2), "12.5⇥12.5⇥Title");
}

#[test]
fn a_time_and_a_title_on_each_line() {
    reads(
        "# mine\n00:00:00.000 Intro\n00:01:02.500 Bøger og <b>\n\n1:02:03 Slut",
        &[(0, "Intro"), (62_500, "Bøger og <b>"), (3_723_000, "Slut")],
    );
    reads("0:00 - Intro\n(1:05) Bøger\n[2:00] – Slut", &[(0, "Intro"), (65_000, "Bøger"), (120_000, "Slut")]);
    for (line, title, link) in [
        ("00:00 Intro <https://example.org/a>", "Intro", Some("https://example.org/a")),
        ("00:00 Om havet https://example.org/a", "Om havet", Some("https://example.org/a")),
        ("00:00 https://example.org/a", "https://example.org/a", None),
        ("00:00 Se example.org", "Se example.org", None),
    ] {
        let linked = read(line.as_bytes()).unwrap();
        assert_eq!((linked[0].title.as_str(), linked[0].link.as_deref()), (title, link), "{line}");
    }
    refuses("0:00 A\n1:75 B", Whereabouts::Line(2), "\"1:75\" is no time");
    refuses("0:00 A\nB", Whereabouts::Line(2), "00:12:34 Title");
    refuses("0:00 A\n1:00", Whereabouts::Line(2), "no title");
    refuses("0:00 A\n2:00 B\n1:00 C", Whereabouts::Line(3), "does not begin after");
    refuses("0:00 A\n0:00 B", Whereabouts::Line(2), "does not begin after");
}

#[test]
fn json_of_podcasting() {
    let text = r#"{"version": "1.2.0", "chapters": [
        {"startTime": 62.5, "title": "Bøger", "url": "https://example.org/"},
        {"startTime": 0, "title": "Intro"},
        {"startTime": 70, "title": "Skjult", "toc": false},
        {"startTime": 71, "img": "https://example.org/a.jpg", "toc": false}]}"#;
    let wanted = [
        chapter(0, "Intro"),
        Chapter { link: Some("https://example.org/".into()), ..chapter(62_500, "Bøger") },
        Chapter { hidden: true, ..chapter(70_000, "Skjult") },
    ];
    assert_eq!(read(text.as_bytes()).unwrap(), wanted);
    assert_eq!(read(json::written(&wanted).as_bytes()).unwrap(), wanted);
    reads(r#"[{"start": "00:01:00.000", "title": "A"}]"#, &[(60_000, "A")]);
    refuses("{\n\"chapters\": [\n}", Whereabouts::Line(3), "not JSON");
    refuses(r#"{"chapters": [{"title": "A"}]}"#, Whereabouts::Entry(1), "startTime");
    refuses(r#"{"chapters": [{"startTime": -1, "title": "A"}]}"#, Whereabouts::Entry(1), "no time");
    refuses(
        r#"{"chapters": [{"startTime": 1, "title": "A", "url": "x"}]}"#,
        Whereabouts::Entry(1),
        "address",
    );
    refuses("{}", Whereabouts::File, "chapters");
}

#[test]
fn chapters_in_webvtt() {
    reads(
        "WEBVTT\n\nNOTE hej\nmere\n\n1\n00:00.000 --> 01:02.500\nIntro\n\n00:01:02.500 --> 00:02:00.000 align:start\nBøger &amp; <i>film</i>\n",
        &[(0, "Intro"), (62_500, "Bøger & film")],
    );
    refuses("WEBVTT\n\n00:00.000 --> x\nIntro", Whereabouts::Line(3), "no time");
    refuses("WEBVTT\n\n00:09.000 --> 00:08.000\nIntro", Whereabouts::Line(3), "ends before");
    refuses("WEBVTT\n", Whereabouts::File, "nothing");
}

#[test]
fn cue_sheets_in_whatever_letters() {
    let sheet = "TITLE \"Optagelsen\"\nFILE \"a.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"Velkommen\"\n    INDEX 01 00:00:00\n  TRACK 02 AUDIO\n    TITLE \"Bøger\"\n    INDEX 00 01:00:00\n    INDEX 01 01:02:15\n";
    reads(sheet, &[(0, "Velkommen"), (62_200, "Bøger")]);
    let windows: Vec<u8> = sheet.chars().map(|c| u8::try_from(c).unwrap()).collect();
    assert_eq!(read(&windows), read(sheet.as_bytes()));
    refuses(&sheet.replace("01:02:15", "01:02:75"), Whereabouts::Line(9), "12:34:56");
    refuses(&format!("{sheet}FILE \"b.wav\" WAVE"), Whereabouts::Line(10), "several");
    refuses(&sheet.replace("\"Bøger\"", "\"\""), Whereabouts::Line(9), "no title");
}

#[test]
fn metadata_of_ffmpeg() {
    reads(
        ";FFMETADATA1\ntitle=Alt\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=62500\ntitle=Intro\n\n[CHAPTER]\nTIMEBASE=1/2\nSTART=125\ntitle=A\\=B\\; C\n[STREAM]\ntitle=x\n",
        &[(0, "Intro"), (62_500, "A=B; C")],
    );
    refuses(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/0\n", Whereabouts::Line(3), "TIMEBASE=1/1000");
    refuses(";FFMETADATA1\n[CHAPTER]\nSTART=x\n", Whereabouts::Line(3), "START=62500");
    refuses(";FFMETADATA1\n[CHAPTER]\ntitle=A\n", Whereabouts::Line(2), "START=62500");
    refuses(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=999999999/1\nSTART=999999999999\ntitle=A",
        Whereabouts::Line(4),
        "time",
    );
}

#[test]
fn markers_and_regions_of_reaper() {
    reads(
        "#,Name,Start,End,Length\nM1,\"Velkommen, alle\",0:00.000,,\nR1,Del,0:00.000,2:00.000,2:00.000\nM2,\"\"\"Bøger\"\"\",1:02.500,,\n",
        &[(0, "Velkommen, alle"), (62_500, "\"Bøger\"")],
    );
    reads("#,Name,Start,End,Length\nR1,Del,62.5,80,17.5", &[(62_500, "Del")]);
    refuses("#,Name,Start\nM1,A,1.1.00", Whereabouts::Line(2), "0:12:34.500");
    refuses("#,Name,Start\nM1", Whereabouts::Line(2), "M1,Title");
}

#[test]
fn what_is_no_list_of_chapters_is_said_so() {
    refuses("", Whereabouts::File, "nothing");
    refuses("Kære alle,\nher er noter.", Whereabouts::File, "no form");
    let many: String = (0..300).flat_map(|n| [n.to_string(), ":00 T\n".to_owned()]).collect();
    refuses(&many, Whereabouts::File, "255");
    assert_eq!(read(b"\x00\x01").unwrap_err().fault, Fault::NotText);
}

#[test]
fn notes_are_not_taken_for_chapters() {
    assert!(is_list(b"0:00 Intro\n1:00 Talk") && is_list(b"1.0\t1.0\tA\n2.0\t2.0\tB"));
    for notes in [
        "0:00 begynder vi.",
        "Vi taler om byen.\n0:00 Intro\n1:00 Talk",
        "0:00 Intro\n1:00 Talk\nMed venlig hilsen",
        "",
    ] {
        assert!(!is_list(notes.as_bytes()), "{notes}");
    }
}

fn marks(of: &[(u32, &str)]) -> Vec<Mark> {
    of.iter().map(|(at, title)| Mark::in_recording(chapter(*at, title))).collect()
}

#[test]
fn chapters_move_with_the_sound() {
    // Two seconds cut in front, one in the middle; an intro of five, and three behind.
    let edits = Edits::keeping(vec![2_000..10_000, 11_000..20_000], 5_000).unwrap();
    let line = Timeline { edits: Some(&edits), rate: 1_000, frames: 25_000 };
    let placed =
        placed(&marks(&[(0, "A"), (4_000, "B"), (10_200, "C"), (10_900, "D"), (30_000, "E")]), &line);
    let wanted = [chapter(0, "A"), chapter(7_000, "B"), chapter(13_000, "D"), chapter(22_000, "E")];
    assert_eq!((placed.chapters.as_slice(), placed.met, placed.behind), (&wanted[..], 1, 0));

    // Without anything behind, what lies behind the recording has no place.
    let line = Timeline { frames: 22_000, ..line };
    let placed = super::placed(&marks(&[(3_000, "A"), (30_000, "E")]), &line);
    assert_eq!((placed.chapters.as_slice(), placed.behind), (&[chapter(6_000, "A")][..], 1));
}

#[test]
fn chapters_by_the_clock_of_the_episode_come_back_as_they_were() {
    let edits = Edits::keeping(vec![2_000..10_000, 11_000..20_000], 5_000).unwrap();
    let line = Timeline { edits: Some(&edits), rate: 1_000, frames: 25_000 };
    let given =
        [chapter(0, "Musik"), chapter(4_900, "Velkommen"), chapter(13_000, "B"), chapter(23_000, "Slut")];
    let kept: Vec<Mark> = given.iter().map(|chapter| Mark::in_episode(chapter.clone(), &line)).collect();
    assert_eq!(placed(&kept, &line).chapters, given);
    // Without the intro, the second in it begins with the recording, and is what is heard there.
    let line = Timeline { edits: None, rate: 1_000, frames: 30_000 };
    let titles: Vec<_> =
        placed(&kept, &line).chapters.into_iter().map(|c| (c.start / 1_000, c.title)).collect();
    assert_eq!(titles, [(Duration::ZERO, "Velkommen".to_owned()), (11 * MILLI, "B".to_owned())]);
}

proptest! {
    #[test]
    fn no_bytes_make_the_readers_fall(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        is_list(&bytes);
    }

    #[test]
    fn no_text_of_any_form_makes_its_reader_fall(form in 0_usize..7, rest in "(\\PC|[\\t\\n:.,=#\\[\\]<>0-9-]){0,80}") {
        let heads = ["WEBVTT\n\n", "{\"chapters\": [", ";FFMETADATA1\n[CHAPTER]\n", "#,Name,Start\n", "TRACK 1 A\nINDEX 01 ", "1.0\t2.0\t", "0:00 "];
        if let Ok(chapters) = read(format!("{}{rest}", heads[form]).as_bytes()) {
            prop_assert!(!chapters.is_empty() && chapters.len() <= MOST);
            prop_assert!(chapters.windows(2).all(|pair| pair[0].start <= pair[1].start));
            prop_assert!(chapters.iter().all(|chapter| !chapter.title.is_empty()));
            prop_assert_eq!(read(json::written(&chapters).as_bytes()).unwrap().len(), chapters.len());
        }
    }
}
