//! Chapters and transcripts, from the file beside the recording to the tags of the MP3.

use super::*;
use crate::episode::{Episode, Spot, chapter};

const SPOKEN: &str = "WEBVTT\n\n00:00.500 --> 00:01.000\n<v Anna>Hej\n";

/// Half a second of silence, two of a tone, and chapters and a transcript beside them.
fn recording(desk: &Desk) -> PathBuf {
    let path = desk.dir.path().join("snak.wav");
    let silence = || Synth::silence(44_100, Duration::from_secs(4));
    let tone = Synth::tone(44_100, 440.0, Dbfs(-20.0), Duration::from_secs(2));
    let mut source = silence().then(tone).then(silence()).with_channels(2);
    let wav = Wav::new(source.spec(), Depth::Sixteen, fs::File::create(&path).unwrap()).unwrap();
    pump(&mut source, wav).unwrap();
    fs::write(
        path.with_file_name("snak.chapters.txt"),
        "0:00 Stille\n0:04 Hej\n0:05 Bøger <https://example.org/>\n",
    )
    .unwrap();
    fs::write(
        path.with_file_name("snak.vtt"),
        SPOKEN.replace("00:00.5", "00:04.5").replace("00:01.0", "00:05.0"),
    )
    .unwrap();
    path
}

fn added(desk: &Desk, draft: bool) -> Added {
    let request = AddRequest { recording: recording(desk), draft, ..desk.request(440.0, "Snak") };
    add(&desk.world, &desk.show(), &request).unwrap()
}

fn titles(episode: &Episode) -> Vec<String> {
    let shown = |chapter: &chapter::Chapter| format!("{:.1} {}", chapter.start.as_secs_f64(), chapter.title);
    episode.chapters().iter().map(shown).collect()
}

fn edited(desk: &Desk, belongings: Belongings) -> Result<Changed, EditError> {
    let request = EditRequest { belongings, ..EditRequest::default() };
    edit(&desk.world, &desk.show(), handle("1"), &request, Wait::default())
}

fn chapters(desk: &Desk, text: &str, clock: Option<Clock>) -> Belongings {
    let path = desk.dir.path().join("nye.txt");
    fs::write(&path, text).unwrap();
    Belongings { chapters: Some(Give::File(path)), clock, ..Belongings::default() }
}

#[test]
fn what_lies_beside_a_recording_moves_with_its_sound() {
    let desk = Desk::new();
    let shelved = added(&desk, false).shelved;
    let episode = &shelved.episode;
    assert!(episode.sound.edits.is_some(), "silence was trimmed");
    assert_eq!(episode.marks.iter().map(|mark| mark.at.time().as_secs()).collect::<Vec<_>>(), [0, 4, 5]);
    let places = titles(episode);
    assert_eq!(places.len(), 3, "{places:?}");
    assert!(places[0].starts_with("0.0 Stille") && tag_of(&shelved.sound()).says("Bøger"), "{places:?}");
    assert_eq!(episode.sound.tagged.chapters, chapter::fingerprint(&episode.chapters()));
    let said = shelved.transcript().unwrap().unwrap();
    assert_eq!((said.cues[0].speaker.as_deref(), said.cues[0].text.as_str()), (Some("Anna"), "Hej"));
    assert!(said.cues[0].start < Duration::from_secs(2), "{said:?}");
    assert_eq!(desk.show().shelf().unwrap().episodes, std::slice::from_ref(&shelved));

    // Made anew without the trim, all is where it was in the recording.
    let whole = ResoundRequest { wishes: Wishes { trim: Some(false), ..Wishes::default() }, ..resound(None) };
    let changed = replace(&desk.world, &desk.show(), handle("1"), &whole).unwrap().changed;
    assert_eq!(titles(&changed.after.episode), ["0.0 Stille", "4.0 Hej", "5.0 Bøger"]);
    assert_eq!(changed.after.transcript().unwrap().unwrap().cues[0].start, Duration::from_millis(4_500));
    assert!(!changed.noticed.contains(&Notice::BelongingsStay));
    let undone = undo(&desk.world, &desk.show(), false, Wait::default()).unwrap().shelved;
    assert_eq!((titles(&undone.episode), undone.transcript().unwrap().unwrap()), (places, said));
}

#[test]
fn another_recording_keeps_them_and_says_so_unless_it_brings_its_own() {
    let desk = Desk::new();
    let before = added(&desk, false).shelved.episode;
    let changed =
        replace(&desk.world, &desk.show(), handle("1"), &resound(Some(desk.tone(550.0)))).unwrap().changed;
    assert!(changed.noticed.contains(&Notice::BelongingsStay), "{:?}", changed.noticed);
    assert_eq!(
        (&changed.after.episode.marks, &changed.after.episode.transcript),
        (&before.marks, &before.transcript)
    );
    let other = desk.tone(660.0);
    fs::write(other.with_extension("chapters.txt"), "0:00 Ny\n").unwrap();
    let without = Belongings { transcript: Some(Give::Nothing), ..Belongings::default() };
    let request = ResoundRequest { belongings: without, ..resound(Some(other)) };
    let changed = replace(&desk.world, &desk.show(), handle("1"), &request).unwrap().changed;
    assert_eq!(
        (titles(&changed.after.episode), &changed.after.episode.transcript),
        (vec!["0.0 Ny".to_owned()], &None)
    );
    assert!(!changed.noticed.contains(&Notice::BelongingsStay), "{:?}", changed.noticed);
}

#[test]
fn chapters_that_change_reach_the_mp3_when_it_is_retagged() {
    let desk = Desk::new();
    desk.add(440.0, "Snak");
    let changed = edited(&desk, chapters(&desk, "0:00 A\n0:01 Bamse\n", None)).unwrap();
    assert_eq!(titles(&changed.after.episode), ["0.0 A", "1.0 Bamse"]);
    assert_eq!(changed.after.episode.sound, changed.before.episode.sound, "what is published stays");
    assert!(changed.noticed.contains(&Notice::ChaptersDiffer), "{:?}", changed.noticed);
    let retag = EditRequest { retag: true, ..EditRequest::default() };
    let retagged = edit(&desk.world, &desk.show(), handle("1"), &retag, Wait::default()).unwrap().after;
    assert!(retagged.episode.sound.version == 2 && tag_of(&retagged.sound()).says("Bamse"));
    assert!(matches!(
        edited(&desk, chapters(&desk, "0:00 A\n0:01 Bamse\n", Some(Clock::Recording))),
        Err(EditError::AlreadySo { .. })
    ));
    let none = Belongings { chapters: Some(Give::Nothing), ..Belongings::default() };
    assert_eq!(edited(&desk, none).unwrap().after.episode.marks, []);
    match edited(&desk, chapters(&desk, "0:00 A\n0:07 For sent\n", None)) {
        Err(EditError::Sound(AddError::NotTaken(NotTaken { why: Unfit::Behind { title, .. }, .. }))) => {
            assert_eq!(title, "For sent");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_draft_carries_its_new_chapters_at_once() {
    let desk = Desk::new();
    let before = added(&desk, true).shelved;
    let changed = edited(&desk, chapters(&desk, "0:00 A\n0:01 Bamse\n", None)).unwrap();
    assert_eq!(titles(&changed.after.episode), ["0.0 A", "1.0 Bamse"]);
    assert!(matches!(changed.after.episode.marks[1].at, Spot::Recording(at) if at > Duration::from_secs(1)));
    assert_eq!(changed.after.episode.sound.version, before.episode.sound.version + 1);
    assert!(
        tag_of(&changed.after.sound()).says("Bamse") && changed.noticed.len() == 1,
        "{:?}",
        changed.noticed
    );
}

#[test]
fn every_transcript_has_a_name_of_its_own() {
    let desk = Desk::new();
    desk.add(440.0, "Snak");
    let give = |text: &str| {
        let path = desk.dir.path().join("ny.vtt");
        fs::write(&path, text).unwrap();
        let belongings = Belongings { transcript: Some(Give::File(path)), ..Belongings::default() };
        edited(&desk, belongings)
    };
    let first = give(SPOKEN).unwrap().after;
    let second = give("Hej med jer.").unwrap().after;
    let files = [&first, &second].map(|shelved| shelved.episode.transcript.as_ref().unwrap().file.clone());
    assert_eq!(files, ["transcript-1.vtt", "transcript-2.txt"]);
    assert!(matches!(give("Hej med jer."), Err(EditError::AlreadySo { .. })));
    let undone = undo(&desk.world, &desk.show(), false, Wait::default()).unwrap().shelved;
    assert_eq!(undone.transcript().unwrap(), first.transcript().unwrap());
    assert_eq!(give("Farvel.").unwrap().after.episode.transcript.unwrap().file, "transcript-3.txt");
}
