//! Transcripts: read in every form, refused with their line, and moved with the sound.

use proptest::prelude::*;

use super::*;
use crate::episode::Edits;

const MILLI: Duration = Duration::from_millis(1);

fn cue(start: u32, end: u32, speaker: Option<&str>, text: &str) -> Cue {
    Cue { start: start * MILLI, end: end * MILLI, speaker: speaker.map(str::to_owned), text: text.to_owned() }
}

#[track_caller]
fn reads(text: &str, wanted: &[Cue]) {
    assert_eq!(read(text.as_bytes()).unwrap().cues, wanted, "{text}");
}

#[test]
fn webvtt_with_voices() {
    reads(
        "WEBVTT - hej\n\nSTYLE\n::cue { }\n\n1\n00:01.000 --> 00:02.000 line:0\n<v Anna>Hej &amp; <i>velkommen</i>\ntil os</v>\n\n00:00:02.000 --> 00:00:03.000\n<v.loud Bo Bech>Ja <v Anna>Nej\n",
        &[
            cue(1_000, 2_000, Some("Anna"), "Hej & velkommen til os"),
            cue(2_000, 3_000, Some("Bo Bech"), "Ja"),
            cue(2_000, 3_000, Some("Anna"), "Nej"),
        ],
    );
}

#[test]
fn subrip_even_where_an_empty_line_is_missing() {
    reads(
        "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500\r\nHej\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nDer\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\n2 < 3\r\n",
        &[cue(1_000, 2_500, None, "Hej"), cue(3_000, 4_000, None, "Der"), cue(5_000, 6_000, None, "2 < 3")],
    );
}

#[test]
fn json_of_podcasting_and_of_whisper() {
    reads(
        r#"{"version":"1.0.0","segments":[{"speaker":"Anna","startTime":1,"endTime":2.5,"body":"Hej"},{"startTime":3,"body":"Der"}]}"#,
        &[cue(1_000, 2_500, Some("Anna"), "Hej"), cue(3_000, 8_000, None, "Der")],
    );
    reads(
        r#"{"text":"Hej","segments":[{"start":0.0,"end":1.0,"text":" Hej"}]}"#,
        &[cue(0, 1_000, None, "Hej")],
    );
    reads(
        r#"{"transcription":[{"offsets":{"from":500,"to":900},"text":" Hej"}]}"#,
        &[cue(500, 900, None, "Hej")],
    );
}

#[test]
fn plain_text_has_no_times_and_gets_none() {
    let transcript = read("Anna: Hej\nog velkommen.\n\nBo: Tak.\n".as_bytes()).unwrap();
    assert!(!transcript.timed);
    assert_eq!(transcript.written(), "Anna: Hej og velkommen.\n\nBo: Tak.\n");
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    for (text, said) in [
        ("", "nothing is in it"),
        ("WEBVTT\n", "nothing is in it"),
        ("WEBVTT\n\n00:01.000 --> 00:0x\nHej", "line 3: \" 00:0x\" is no time"),
        ("1\n00:00:02,000 --> 00:00:01,000\nHej", "line 2: it ends before it begins"),
        (
            "WEBVTT\n\n00:02.000 --> 00:03.000\nA\n\n00:01.000 --> 00:02.000\nB",
            "line 6: it does not begin after",
        ),
        ("{\"segments\": [\n{]}", "line 2: not JSON"),
        ("{\"segments\": [{\"body\": \"a\"}]}", "entry 1: "),
        ("{\\rtf1 Hej}", "no form that is known"),
        ("PK\0\0", "not text"),
    ] {
        let refused = read(text.as_bytes()).unwrap_err().to_string();
        assert!(refused.replace("\" ", "\"").contains(&said.replace("\" ", "\"")), "{text}: {refused}");
    }
}

fn edits() -> Edits {
    // Two seconds cut in front, one in the middle; an intro of five.
    Edits::keeping(vec![2_000..10_000, 11_000..20_000], 5_000).unwrap()
}

#[test]
fn transcripts_move_with_the_sound() {
    let edits = edits();
    let line = Timeline { edits: Some(&edits), rate: 1_000, frames: 25_000 };
    let said = |cues: &[Cue]| Transcript { timed: true, cues: cues.to_vec() };
    let recorded = said(&[
        cue(0, 1_500, None, "Test, test"),
        cue(1_500, 3_000, None, "Hej"),
        cue(9_500, 10_500, None, "øh"),
        cue(10_200, 10_800, None, "hmm"),
        cue(19_000, 21_000, None, "Tak"),
    ]);
    let placed = Script::in_recording(recorded, Duration::ZERO).placed(&line);
    let wanted =
        [cue(5_000, 6_000, None, "Hej"), cue(12_500, 13_000, None, "øh"), cue(21_000, 22_000, None, "Tak")];
    assert_eq!(placed.cues, wanted);

    let heard = said(&[
        cue(1_000, 2_000, Some("Anna"), "Musik"),
        cue(5_000, 6_000, None, "Hej"),
        cue(21_500, 22_500, None, "Tak"),
        cue(23_000, 24_000, None, "Farvel"),
    ]);
    let script = Script::in_episode(heard.clone(), &line);
    let again = Script::read(script.written().as_bytes(), true).unwrap();
    assert_eq!(again, script);
    let back = again.placed(&line);
    assert_eq!(back.cues[..2], heard.cues[..2]);
    assert_eq!(back.cues[3], heard.cues[3]);
    assert!(
        back.cues[2].end >= 21_999 * MILLI && back.cues[2].end <= 22_000 * MILLI,
        "it ends with the recording"
    );
}

#[test]
fn recordings_that_are_joined_follow_each_other() {
    let one = |text: &str| read(format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n").as_bytes()).unwrap();
    let mut script = Script::in_recording(one("A"), Duration::ZERO);
    script.extend(Script::in_recording(one("B"), Duration::from_secs(10)));
    let line = Timeline { edits: None, rate: 1_000, frames: 20_000 };
    assert_eq!(script.placed(&line).cues, [cue(1_000, 2_000, None, "A"), cue(11_000, 12_000, None, "B")]);
    script.extend(Script::in_recording(read(b"C").unwrap(), Duration::from_secs(15)));
    assert_eq!(script.placed(&line).written(), "A\n\nB\n\nC\n");
}

#[test]
fn long_lines_are_broken_between_words() {
    let text = "ord ".repeat(40);
    let written = read(format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}").as_bytes()).unwrap().written();
    assert!(written.lines().all(|line| line.len() <= WIDTH), "{written}");
    assert_eq!(read(written.as_bytes()).unwrap().cues[0].text, text.trim_end());
}

proptest! {
    #[test]
    fn no_text_makes_the_readers_fall(form in 0_usize..5, rest in "(\\PC|[\\t\\n:.,=#\\[\\]<>0-9-]){0,120}") {
        let heads = ["", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "1\n00:00:01,000 --> ", "{\"segments\": [", "[{\"start\": "];
        if let Ok(transcript) = read(format!("{}{rest}", heads[form]).as_bytes()) {
            prop_assert!(!transcript.cues.is_empty());
            let written = transcript.written();
            // What is written is read as the same, even where plain text looks like something else.
            if transcript.timed {
                prop_assert_eq!(read(written.as_bytes()).unwrap(), transcript);
            }
        }
    }
}
