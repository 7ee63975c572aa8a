//! What lies beside a recording, and what is not meant by it.

use std::fs;

use super::*;
use crate::episode::{Edits, Spot};

const SECOND: Duration = Duration::from_secs(1);

/// A folder with these files, beside `talk.wav`.
fn desk(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(dir.path().join(name), text).unwrap();
    }
    let recording = dir.path().join("talk.wav");
    (dir, recording)
}

/// What is found there: the names of the files of chapters and of the transcript.
fn found(files: &[(&str, &str)]) -> (Option<String>, Option<String>) {
    let (_dir, recording) = desk(files);
    let gathered = Gathered::of(&Belongings::default(), &[(&recording, &[])]).unwrap();
    let name = |path: Option<&PathBuf>| path.map(|path| name_of(path));
    let chapters = name(gathered.chapters.first().map(|lot| &lot.path));
    (chapters, name(gathered.transcripts.first().map(|lot| &lot.path)))
}

const LIST: &str = "0:00 Intro\n1:00 Talk\n";
const SPOKEN: &str = "WEBVTT\n\n00:00.000 --> 00:01.000\nHej\n";

#[test]
fn files_of_the_recordings_name_are_found_beside_it() {
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(found(&[]), (None, None));
    assert_eq!(
        found(&[("talk.chapters.txt", LIST), ("talk.vtt", SPOKEN)]),
        (some("talk.chapters.txt"), some("talk.vtt"))
    );
    assert_eq!(
        found(&[("talk.wav.vtt", SPOKEN), ("talk.txt", LIST)]),
        (some("talk.txt"), some("talk.wav.vtt"))
    );
    assert_eq!(
        found(&[("talk.Chapters.TXT", LIST), ("talk.VTT", SPOKEN)]),
        (some("talk.Chapters.TXT"), some("talk.VTT"))
    );
    assert_eq!(found(&[("talk.VTT", SPOKEN), ("talk.vtt", SPOKEN)]), (None, some("talk.vtt")));
    assert_eq!(found(&[("talk.txt", "Kære alle!\n0:00 Intro\n"), ("talk.json", "{}")]), (None, None));
    assert_eq!(found(&[("other.vtt", SPOKEN), ("talk2.chapters.txt", LIST)]), (None, None));
    let json = "{\"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"Hej\"}]}";
    assert_eq!(found(&[("talk.json", json)]), (None, some("talk.json")));
}

#[test]
fn what_is_surely_meant_and_cannot_be_read_is_refused() {
    let (_dir, recording) = desk(&[("talk.chapters.txt", "0:00 Intro\n1:75 Talk\n")]);
    match Gathered::of(&Belongings::default(), &[(&recording, &[])]) {
        Err(AddError::NotTaken(NotTaken {
            path,
            what: Belonging::Chapters,
            why: Unfit::Refused(refused),
        })) => {
            assert_eq!(name_of(&path), "talk.chapters.txt");
            assert_eq!(refused.to_string(), "line 2: \"1:75\" is no time; wanted is one like 00:12:34");
        }
        other => panic!("{other:?}"),
    }
    let none = Belongings { chapters: Some(Give::Nothing), ..Belongings::default() };
    assert!(Gathered::of(&none, &[(&recording, &[])]).unwrap().chapters.is_empty());
    let gone = Belongings { transcript: Some(Give::File("nowhere.vtt".into())), ..none };
    assert!(matches!(
        Gathered::of(&gone, &[(&recording, &[])]),
        Err(AddError::NotTaken(NotTaken { what: Belonging::Transcript, why: Unfit::Unreadable(_), .. }))
    ));
}

#[test]
fn what_a_recording_carries_counts_where_nothing_lies_beside_it() {
    let cue = |at: u32, title: &str| Cue { at: at * SECOND, title: title.into() };
    let (dir, recording) = desk(&[]);
    let carried = [cue(0, "Hej"), cue(9, "Bøger")];
    let titles = |cues: &[Cue]| {
        let gathered = Gathered::of(&Belongings::default(), &[(&recording, cues)]).unwrap();
        gathered.chapters.iter().flat_map(|lot| &lot.what).map(|one| one.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&carried), ["Hej", "Bøger"]);
    assert_eq!(titles(&carried[..1]), Vec::<String>::new());
    fs::write(dir.path().join("talk.chapters.txt"), "0:00 Andet\n").unwrap();
    assert_eq!(titles(&carried), ["Andet"]);
}

#[test]
fn a_recording_is_not_refused_for_what_it_carries_behind_its_end() {
    let cues = [0, 9].map(|at| Cue { at: at * SECOND, title: "Hej".into() });
    let (_dir, recording) = desk(&[]);
    let gathered = Gathered::of(&Belongings::default(), &[(&recording, &cues)]).unwrap();
    gathered.refuse_behind(&[Some(5 * SECOND)]).unwrap();
    let sound = Sound { rate: 1_000, frames: 5_000, ..Sound::nothing_yet() };
    let fitted = gathered.fitted(&[Duration::ZERO..5 * SECOND], &sound);
    assert_eq!(fitted.marks.unwrap().len(), 1);
    assert!(fitted.noticed.contains(&Notice::ChaptersBehind { count: 1 }), "{:?}", fitted.noticed);
}

#[test]
fn each_of_several_recordings_has_its_own_clock() {
    let (dir, first) =
        desk(&[("talk.chapters.txt", LIST), ("more.chapters.txt", "0:30 Mere\n3:00 For sent\n")]);
    let second = dir.path().join("more.wav");
    let gathered = Gathered::of(&Belongings::default(), &[(&first, &[]), (&second, &[])]).unwrap();
    gathered.refuse_behind(&[None, None]).unwrap();
    let sound = Sound { rate: 1_000, frames: 240_000, ..Sound::nothing_yet() };
    let fitted = gathered.fitted(&[Duration::ZERO..120 * SECOND, 120 * SECOND..240 * SECOND], &sound);
    let at: Vec<Spot> = fitted.marks.unwrap().iter().map(|mark| mark.at).collect();
    assert_eq!(at, [0, 60, 150].map(|at| Spot::Recording(at * SECOND)));
    assert!(fitted.noticed.contains(&Notice::ChaptersBehind { count: 1 }), "{:?}", fitted.noticed);
    match gathered.refuse_behind(&[Some(120 * SECOND), Some(120 * SECOND)]) {
        Err(AddError::NotTaken(NotTaken { why: Unfit::Behind { title, at, ends }, .. })) => {
            assert_eq!((title.as_str(), at, ends), ("For sent", 180 * SECOND, 120 * SECOND));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_transcript_of_something_longer_is_none_of_a_recording() {
    let late = SPOKEN.replace("00:0", "10:0");
    let (_dir, recording) = desk(&[("talk.srt", &late)]);
    let gathered = Gathered::of(&Belongings::default(), &[(&recording, &[])]).unwrap();
    gathered.refuse_behind(&[None]).unwrap();
    gathered.refuse_behind(&[Some(11 * 3600 * SECOND)]).unwrap();
    match gathered.refuse_behind(&[Some(5 * SECOND)]) {
        Err(AddError::NotTaken(NotTaken { why: Unfit::Late { ends, .. }, .. })) => {
            assert_eq!(ends, 5 * SECOND);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_cut_out_is_counted() {
    let edits = Edits::keeping(vec![2_000..10_000, 11_000..20_000], 0).unwrap();
    let line = Timeline { edits: Some(&edits), rate: 1_000, frames: 17_000 };
    let mark =
        |at: u32| Mark { at: Spot::Recording(at * SECOND), title: "A".into(), link: None, hidden: false };
    assert_eq!(cut_out(&[mark(0), mark(5), mark(10)], &line), None);
    let cut = cut_out(&[mark(0), mark(1), mark(5), mark(25)], &line);
    assert_eq!(cut, Some(Notice::ChaptersCut { count: 2 }));
    let said = crate::episode::transcript::read(SPOKEN.as_bytes()).unwrap();
    let script = Script::in_recording(said.clone(), 5 * SECOND);
    assert_eq!(unheard(&script, &line), None);
    assert_eq!(
        unheard(&Script::in_recording(said, Duration::ZERO), &line),
        Some(Notice::WordsUnheard { count: 1 })
    );
}
