//! One episode of several recordings, and what is heard around it.

use super::*;

/// Returns a request for one episode of tones.
fn of_tones(desk: &Desk, hertz: &[f64]) -> AddRequest {
    AddRequest {
        joined: hertz[1..].iter().map(|hertz| desk.tone(*hertz)).collect(),
        ..desk.request(hertz[0], "Tre på stribe")
    }
}

#[test]
fn several_recordings_become_one_episode_and_are_all_kept() {
    let desk = Desk::new();
    let added = add(&desk.world, &desk.show(), &of_tones(&desk, &[440.0, 550.0, 660.0])).unwrap().shelved;
    assert_eq!(added.episode.sound.frames, 3 * 88_200, "to the sample");
    assert_eq!(desk.show().shelf().unwrap().episodes, std::slice::from_ref(&added));
    assert_eq!(added.format, 2, "an older program would make the sound anew of the first alone");
    let kept: Vec<_> = added.episode.recordings().map(|recording| added.kept(recording).unwrap()).collect();
    for (kept, hertz) in kept.iter().zip([440.0, 550.0, 660.0]) {
        assert_eq!(fs::read(kept).unwrap(), fs::read(desk.tone(hertz)).unwrap());
    }
    assert_eq!(kept[2].file_name().unwrap(), "recording-part-3.wav");

    let remastered = replace(&desk.world, &desk.show(), handle("1"), &resound(None)).unwrap().changed.after;
    assert_eq!(fs::read(remastered.sound()).unwrap(), fs::read(added.sound()).unwrap());
    fs::remove_file(&kept[1]).unwrap();
    match replace(&desk.world, &desk.show(), handle("1"), &resound(None)) {
        Err(AddError::NothingKept { names, .. }) => {
            assert_eq!(names, ["tone 440.wav", "tone 550.wav", "tone 660.wav"]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_recording_in_place_of_several_and_back() {
    let desk = Desk::new();
    let added = add(&desk.world, &desk.show(), &of_tones(&desk, &[440.0, 550.0])).unwrap().shelved;
    let one = resound(Some(desk.tone(880.0)));
    let replaced = replace(&desk.world, &desk.show(), handle("1"), &one).unwrap().changed.after;
    assert_eq!((replaced.episode.joined.len(), replaced.format), (0, 1));
    let undone = undo(&desk.world, &desk.show(), false, Wait::default()).unwrap().shelved;
    assert_eq!((&undone.episode, undone.format), (&added.episode, 2));

    let two = ResoundRequest { joined: vec![desk.tone(990.0)], ..one };
    let replaced = replace(&desk.world, &desk.show(), handle("1"), &two).unwrap().changed.after;
    assert_eq!(replaced.episode.sound.frames, 2 * 88_200);
    let second = replaced.kept(&replaced.episode.joined[0]).unwrap();
    assert_eq!(second.file_name().unwrap(), "recording-3-part-2.wav");
    assert_eq!(fs::read(second).unwrap(), fs::read(desk.tone(990.0)).unwrap());
}

#[test]
fn every_recording_of_an_episode_is_known() {
    let desk = Desk::new();
    add(&desk.world, &desk.show(), &of_tones(&desk, &[440.0, 550.0])).unwrap();
    for known in [&[550.0][..], &[660.0, 440.0]] {
        match add(&desk.world, &desk.show(), &of_tones(&desk, known)) {
            Err(AddError::SameRecording { path, handle, .. }) => {
                assert_eq!((path, handle), (desk.tone(*known.last().unwrap()), super::handle("1")));
            }
            other => panic!("{other:?}"),
        }
    }
    let again = AddRequest { again: true, ..of_tones(&desk, &[440.0, 550.0]) };
    let noticed = add(&desk.world, &desk.show(), &again).unwrap().noticed;
    let same = |notice: &&Notice| matches!(notice, Notice::SameRecording { .. });
    assert_eq!(noticed.iter().filter(same).count(), 1, "said once: {noticed:?}");
}

#[test]
fn what_cannot_be_joined_is_refused_by_its_name() {
    let desk = Desk::new();
    let twice = of_tones(&desk, &[440.0, 550.0, 440.0]);
    match add(&desk.world, &desk.show(), &twice) {
        Err(AddError::JoinedTwice { path }) => assert_eq!(path, desk.tone(440.0)),
        other => panic!("{other:?}"),
    }
    let no_sound = desk.dir.path().join("noter.txt");
    fs::write(&no_sound, "Spørg om havnen.").unwrap();
    let request = AddRequest { joined: vec![no_sound.clone()], ..of_tones(&desk, &[440.0]) };
    match add(&desk.world, &desk.show(), &request) {
        Err(AddError::Recording(err)) => assert_eq!(err.path(), no_sound),
        other => panic!("{other:?}"),
    }
    assert!(desk.titles().is_empty());
    add(&desk.world, &desk.show(), &AddRequest { again: true, ..twice }).unwrap();
}

#[test]
fn an_intro_that_is_not_there_is_told_before_the_work_unless_nobody_wants_it() {
    let desk = Desk::new();
    let info = settings::ShowInfo { intro: Some("kending.wav".into()), ..desk.show().info().clone() };
    let show = settings::change(&desk.world, &desk.show(), &info).unwrap();
    let request = desk.request(440.0, "Et");
    match add(&desk.world, &show, &request) {
        Err(AddError::Jingle { key: "intro", source }) => {
            assert_eq!(source.path(), show.episodes_dir().join("kending.wav"));
        }
        other => panic!("{other:?}"),
    }
    let without = AddRequest { wishes: Wishes { no_intro: true, ..Wishes::default() }, ..request.clone() };
    add(&desk.world, &show, &without).unwrap();
    fs::copy(desk.tone(880.0), show.episodes_dir().join("kending.wav")).unwrap();
    add(&desk.world, &show, &AddRequest { again: true, ..request }).unwrap();
    assert!(show.shelf().unwrap().strangers.is_empty(), "it lies there rightly");
}

/// A recording of a voice, ten seconds long, between two seconds of silence.
fn spoken(desk: &Desk, name: &str, rate: u32, level: f64) -> PathBuf {
    let path = desk.dir.path().join(name);
    let silence = || Synth::silence(rate, Duration::from_secs(2));
    let voice = Synth::speaker(rate, 140.0, Dbfs(level), Duration::from_secs(10));
    let mut source = silence().then(voice).then(silence()).with_channels(1);
    let file = fs::File::create(&path).unwrap();
    pump(&mut source, Wav::new(Spec { rate, channels: 1 }, Depth::Sixteen, file).unwrap()).unwrap();
    path
}

#[test]
fn music_is_heard_around_an_episode_and_its_record_knows_where_the_recording_is() {
    let desk = Desk::new();
    let info = settings::ShowInfo {
        intro: Some("kending.wav".into()),
        outro: Some("kending.wav".into()),
        ..desk.show().info().clone()
    };
    let show = settings::change(&desk.world, &desk.show(), &info).unwrap();
    // Two seconds of a tone, of which two thirds of a second are heard with the voice.
    fs::copy(desk.tone(880.0), show.episodes_dir().join("kending.wav")).unwrap();
    let request = AddRequest {
        recording: spoken(&desk, "a.wav", 44_100, -12.0),
        joined: vec![spoken(&desk, "b.wav", 48_000, -20.0)],
        ..desk.request(440.0, "To stemmer")
    };
    let planned = plan_add(&desk.world, &show, &request).unwrap();
    let sound = add(&desk.world, &show, &request).unwrap().shelved.episode.sound;
    assert_eq!(sound.duration(), planned.duration);
    let edits = sound.edits.clone().unwrap();
    let (music, overlap) = (2 * 48_000, 32_000);
    assert_eq!((sound.rate, edits.begins()), (48_000, music - overlap));
    assert_eq!(sound.frames, edits.frames() + 2 * (music - overlap), "to the frame");
    assert_eq!(edits.kept().len(), 2, "the silence between the two is not heard: {edits:?}");
    assert!(edits.frames() < 24 * 48_000, "{edits:?}");
    assert!((sound.loudness.unwrap() - Lufs(-16.0)).value().abs() < 0.3);

    let bare = ResoundRequest {
        wishes: Wishes { no_intro: true, no_outro: true, ..Wishes::default() },
        ..resound(None)
    };
    let after = replace(&desk.world, &show, handle("1"), &bare).unwrap().changed.after.episode.sound;
    let without = after.edits.unwrap();
    assert_eq!((after.frames, without.begins(), without.kept()), (edits.frames(), 0, edits.kept()));
    let again = replace(&desk.world, &show, handle("1"), &resound(None)).unwrap().changed.after.episode.sound;
    assert_eq!((again.frames, again.sha256), (sound.frames, sound.sha256), "as the show is now");
}
