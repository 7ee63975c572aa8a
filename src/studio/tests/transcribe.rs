//! Transcripts by a recogniser of speech, which is played by a function here.

use std::sync::Mutex;

use super::*;
use crate::episode::Transcript;
use crate::world::Programs;
use crate::world::program::{Order, ProgramError};
use crate::world::{Cancelled, Event, Progress, Step};

/// A recogniser that does what the function does.
struct Fake<F>(F);

impl<F: Fn(&Order<'_>) -> Result<Vec<u8>, ProgramError> + Send + Sync> Programs for Fake<F> {
    fn run(
        &self,
        order: &Order<'_>,
        going_on: &mut dyn FnMut() -> Result<(), Cancelled>,
    ) -> Result<Vec<u8>, ProgramError> {
        going_on()?;
        (self.0)(order)
    }
}

/// A desk with an episode of two seconds, whose show names a recogniser with these arguments.
fn desk(arguments: &str) -> Desk {
    let desk = Desk::new();
    let settings = desk.show().root().join("episodes/show.toml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(
        settings,
        format!("{text}language = \"da-dk\"\ntranscribe = [\"hears\", \"{{audio}}\", {arguments}]\n"),
    )
    .unwrap();
    desk.add(440.0, "Snak");
    desk
}

/// Has the episode transcribed by a recogniser that does what the function does.
fn by(
    desk: &Desk,
    again: bool,
    work: impl Fn(&Order<'_>) -> Result<Vec<u8>, ProgramError> + Send + Sync + 'static,
) -> Result<Transcription, TranscribeError> {
    let world = World { programs: Arc::new(Fake(work)), ..desk.world.clone() };
    let result = transcribe(&world, &desk.show(), handle("1"), again, Wait::default());
    let left = fs::read_dir(desk.show().episodes_dir()).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with(".staging")).collect();
    assert!(left.is_empty(), "{left:?}");
    result
}

#[expect(clippy::unnecessary_wraps, reason = "it is what a recogniser answers")]
fn text(text: &str) -> Result<Vec<u8>, ProgramError> {
    Ok(text.as_bytes().to_vec())
}

fn kept(desk: &Desk) -> Option<Transcript> {
    desk.show().shelf().unwrap().get(handle("1")).unwrap().transcript().unwrap()
}

const SPOKEN: &str = "WEBVTT\n\n00:00.500 --> 00:01.000\nHej\n\n00:01.000 --> 00:01.500\nMed dig\n";

#[test]
fn it_hears_what_listeners_hear_and_its_file_becomes_the_transcript() {
    let desk = desk("\"-l\", \"{language}\", \"--out={output}\"");
    let made = by(&desk, false, |order| {
        let arguments: Vec<_> = order.arguments.iter().map(|one| one.to_str().unwrap()).collect();
        let heard = hound::WavReader::open(arguments[0]).unwrap();
        let (spec, frames) = (heard.spec(), heard.duration());
        assert_eq!((spec.sample_rate, spec.channels, spec.bits_per_sample, frames), (16_000, 1, 16, 32_000));
        let loud = heard.into_samples::<i16>().map(|sample| sample.unwrap().unsigned_abs()).max().unwrap();
        assert!(loud > 3_000, "a master is heard, not silence: {loud}");
        assert_eq!((order.program, arguments[1], arguments[2]), ("hears", "-l", "da"));
        assert_eq!(order.patience, Duration::from_mins(10), "time to read a model");
        let output = arguments[3].strip_prefix("--out=").unwrap();
        assert!(Path::new(output).starts_with(order.folder));
        fs::write(format!("{output}.vtt"), SPOKEN).unwrap();
        text("[00:00.500 --> 00:01.000] a log, and no transcript")
    });
    let made = made.unwrap();
    assert_eq!((made.lines, &made.changed.noticed[..]), (2, &[][..]));
    let kept = kept(&desk).unwrap();
    assert!(kept.timed && kept.cues[1].text == "Med dig" && kept.cues[1].start.as_millis() == 1_000);
    undo(&desk.world, &desk.show(), false, Wait::default()).unwrap();
    assert_eq!(self::kept(&desk), None);
}

#[test]
fn what_it_prints_is_the_transcript_where_it_writes_no_file() {
    let desk = desk("\"\"");
    let made = by(&desk, false, |_| text("Hej med dig.\nOg farvel.\n")).unwrap();
    assert_eq!(made.lines, 2);
    assert!(!kept(&desk).unwrap().timed);
    // Some write beside the sound, under its name.
    let beside = |order: &Order<'_>| {
        let audio = Path::new(&order.arguments[0]);
        fs::write(audio.with_extension("srt"), "1\n00:00:00,500 --> 00:00:09,000\nHej\n").unwrap();
        text("done")
    };
    by(&desk, true, beside).unwrap();
    let kept = kept(&desk).unwrap();
    assert!(kept.timed && kept.cues[0].end.as_secs() == 2, "words end with the sound: {kept:?}");
}

#[test]
fn a_transcript_that_is_there_stays_unless_it_may_go() {
    let desk = desk("\"\"");
    by(&desk, false, |_| text(SPOKEN)).unwrap();
    let first = kept(&desk);
    let unasked = |_: &Order<'_>| -> Result<Vec<u8>, ProgramError> { panic!("nobody asks it") };
    assert!(matches!(by(&desk, false, unasked), Err(TranscribeError::HasOne { .. })));
    assert_eq!(kept(&desk), first);
    by(&desk, true, |_| text(&SPOKEN.replace("Hej", "Goddag"))).unwrap();
    assert_eq!(kept(&desk).unwrap().cues[0].text, "Goddag");
}

#[test]
fn what_cannot_be_used_changes_nothing() {
    let desk = desk("\"{output}\"");
    let leaves = |bytes: &'static [u8]| {
        by(&desk, false, move |order| {
            fs::write(&order.arguments[1], bytes).unwrap();
            text("a log")
        })
    };
    for garbage in [&b"RIFF\x00\xff\x80"[..], b"{\"what\": 1}", b"  \n", b"WEBVTT\n\n99:00 --> x\nHej\n"] {
        assert!(matches!(leaves(garbage), Err(TranscribeError::NotTaken { .. })), "{garbage:?}");
    }
    let late = leaves(b"WEBVTT\n\n00:02.500 --> 00:03.000\nTak for i dag\n");
    assert!(matches!(late, Err(TranscribeError::Behind { .. })));
    let nothing = by(&desk, false, |_| text("only a log"));
    assert!(matches!(nothing, Err(TranscribeError::Nothing { .. })));
    let too_much = by(&desk, false, |order| Err(ProgramError::TooMuch(order.most)));
    assert!(matches!(
        too_much,
        Err(TranscribeError::Program { source: ProgramError::TooMuch(8_388_608), .. })
    ));
    assert_eq!(kept(&desk), None);
    // Most of it is heard, and the rest is told.
    let made = leaves(b"WEBVTT\n\n00:00.500 --> 00:01.000\nHej\n\n00:02.500 --> 00:03.000\nTak for i dag\n")
        .unwrap();
    assert_eq!((made.lines, &made.changed.noticed[..]), (1, &[Notice::WordsUnheard { count: 1 }][..]));
}

#[test]
fn without_a_recogniser_nobody_works() {
    let desk = Desk::new();
    desk.add(440.0, "Snak");
    assert!(matches!(by(&desk, false, |_| text("")), Err(TranscribeError::NoRecogniser)));
}

#[test]
fn what_others_did_meanwhile_stands() {
    for sound in [true, false] {
        let desk = desk("\"\"");
        let (world, show, tone) = (desk.world.clone(), desk.show(), desk.tone(550.0));
        let meddle = move |_: &Order<'_>| {
            if sound {
                replace(&world, &show, handle("1"), &resound(Some(tone.clone()))).unwrap();
            } else {
                let file = tone.with_extension("ours.vtt");
                fs::write(&file, SPOKEN).unwrap();
                let belongings = Belongings { transcript: Some(Give::File(file)), ..Belongings::default() };
                let request = EditRequest { belongings, ..EditRequest::default() };
                edit(&world, &show, handle("1"), &request, Wait::default()).unwrap();
            }
            text("Hej")
        };
        match by(&desk, false, meddle) {
            Err(TranscribeError::OtherSound { .. }) if sound => assert_eq!(kept(&desk), None),
            Err(TranscribeError::HasOne { .. }) if !sound => assert!(kept(&desk).unwrap().timed),
            other => panic!("{sound}: {other:?}"),
        }
    }
}

#[test]
fn whoever_asks_to_stop_is_heard_while_it_works() {
    struct Steps(Mutex<Vec<Step>>);
    impl Progress for Steps {
        fn event(&self, event: Event) {
            if let Event::Began { step, .. } | Event::Ended { step } = event {
                self.0.lock().unwrap().push(step);
            }
        }
    }
    let desk = desk("\"\"");
    let steps = Arc::new(Steps(Mutex::default()));
    let world = World { progress: Arc::clone(&steps) as Arc<dyn Progress>, ..desk.world.clone() };
    let desk = Desk { world, ..desk };
    let cancel = desk.world.cancel.clone();
    let ended = by(&desk, false, move |_| {
        cancel.ask(2);
        Err(cancel.check().unwrap_err().into())
    });
    assert!(matches!(ended, Err(TranscribeError::Program { source: ProgramError::Cancelled(_), .. })));
    assert_eq!(
        *steps.0.lock().unwrap(),
        [Step::Measuring, Step::Measuring, Step::Transcribing, Step::Transcribing]
    );
}
