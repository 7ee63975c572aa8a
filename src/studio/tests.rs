//! The studio against temporary shows, without a command line.

mod artwork;
mod belongings;
mod growing;
mod joined;
mod links;
mod tag_view;
mod transcribe;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::*;
use crate::audio::check::Finding;
use crate::audio::decode;
use crate::audio::loudness::Dbfs;
use crate::audio::synth::Synth;
use crate::audio::wav::{Depth, Wav};
use crate::audio::{Source as _, Spec, pump};
use crate::catalogue::{Away, Show, layout, settings};
use crate::world::{SeededEntropy, SettledClock, World};

/// Makes a show in a folder, for what needs one and asks nothing of it.
pub(super) fn show_at(world: &World, folder: &Path) -> Show {
    let text = settings::written(&settings::ShowInfo::new("a"), |_| String::new());
    settings::create(world, folder, &text, None).unwrap()
}

/// A temporary show with a desk to work at.
struct Desk {
    dir: tempfile::TempDir,
    world: World,
}

impl Desk {
    fn new() -> Desk {
        let dir = tempfile::tempdir().unwrap();
        let world = World {
            clock: Arc::new(SettledClock("2026-10-03T08:00:00Z".parse().unwrap())),
            entropy: Arc::new(SeededEntropy::new("desk")),
            who: "desk 3".into(),
            ..World::real()
        };
        settings::create(
            &world,
            &dir.path().join("show"),
            "title = \"Vi læser\"\nauthor = \"Biblioteket\"\n",
            None,
        )
        .unwrap();
        Desk { dir, world }
    }

    fn show(&self) -> Show {
        Show::open(&self.dir.path().join("show")).unwrap()
    }

    /// A recording of a tone, two seconds long; each frequency is another recording.
    fn tone(&self, hertz: f64) -> PathBuf {
        let path = self.dir.path().join(format!("tone {hertz}.wav"));
        let mut source = Synth::tone(44_100, hertz, Dbfs(-20.0), Duration::from_secs(2)).with_channels(2);
        let file = fs::File::create(&path).unwrap();
        let wav = Wav::new(source.spec(), Depth::Sixteen, file).unwrap();
        pump(&mut source, wav).unwrap();
        path
    }

    fn request(&self, hertz: f64, title: &str) -> AddRequest {
        AddRequest {
            recording: self.tone(hertz),
            joined: Vec::new(),
            wishes: Wishes::default(),
            belongings: Belongings::default(),
            title: Some(title.into()),
            notes: "Noter".into(),
            date: None,
            kind: EpisodeType::Full,
            season: None,
            explicit: None,
            details: crate::episode::Details::default(),
            draft: false,
            again: false,
            force: false,
            wait: Wait::default(),
        }
    }

    fn add(&self, hertz: f64, title: &str) -> Added {
        add(&self.world, &self.show(), &self.request(hertz, title)).unwrap()
    }

    fn titles(&self) -> Vec<String> {
        let shelf = self.show().shelf().unwrap().whole().unwrap();
        shelf.episodes.iter().map(|s| format!("{} {}", s.episode.handle, s.episode.title)).collect()
    }
}

fn tag_of(path: &Path) -> tag_view::View {
    tag_view::View::of(path)
}

fn resound(recording: Option<PathBuf>) -> ResoundRequest {
    ResoundRequest {
        recording,
        joined: Vec::new(),
        force: false,
        again: false,
        wishes: Wishes::default(),
        belongings: Belongings::default(),
        wait: Wait::default(),
    }
}

fn handle(text: &str) -> Handle {
    text.parse().unwrap()
}

#[test]
fn a_recording_becomes_the_next_episode() {
    let desk = Desk::new();
    let added = desk.add(440.0, "Åbning");
    let Shelved { episode, folder, .. } = &added.shelved;
    assert_eq!(folder.file_name().unwrap(), "001-aabning");
    assert_eq!(episode.sound.frames, 88_200, "to the sample");
    assert!((episode.sound.loudness.unwrap() - Lufs(-16.0)).value().abs() < 0.3, "{:?}", episode.sound);
    let sound = added.shelved.sound();
    assert_eq!(fs::metadata(&sound).unwrap().len(), episode.sound.bytes);
    assert_eq!(decode::open(&sound).unwrap().tags().title.as_deref(), Some("Åbning"));
    assert_eq!(fs::read(added.shelved.recording().unwrap()).unwrap(), fs::read(desk.tone(440.0)).unwrap());
    assert_eq!(desk.show().shelf().unwrap().episodes, std::slice::from_ref(&added.shelved));
    let analysis = added.shelved.analysis().unwrap().unwrap();
    assert_eq!((analysis.frames, analysis.trace.seconds.len(), analysis.trace.peaks.len()), (88_200, 2, 20));
    assert_eq!(analysis.after.loudness, episode.sound.loudness);
    assert!(fs::read_to_string(folder.join("waveform.svg")).unwrap().contains("Åbning"));
    desk.add(441.0, "To");
    assert_eq!(desk.titles(), ["1 Åbning", "2 To"]);
}

#[test]
fn the_same_bytes_come_of_the_same_recording_on_any_number_of_threads() {
    let bytes = |jobs: usize| {
        let desk = Desk::new();
        let world = World { jobs: jobs.try_into().unwrap(), ..desk.world.clone() };
        let added = add(&world, &desk.show(), &desk.request(440.0, "Ens")).unwrap();
        fs::read(added.shelved.sound()).unwrap()
    };
    assert_eq!(bytes(1), bytes(2));
    assert_eq!(bytes(1), bytes(7));
}

#[test]
fn the_same_recording_is_refused_unless_wanted_again() {
    let desk = Desk::new();
    desk.add(440.0, "Velkommen");
    let request = desk.request(440.0, "Igen");
    match add(&desk.world, &desk.show(), &request) {
        Err(AddError::SameRecording { handle, title, .. }) => {
            assert_eq!((handle.to_string().as_str(), title.as_str()), ("1", "Velkommen"));
        }
        other => panic!("{other:?}"),
    }
    let again = add(&desk.world, &desk.show(), &AddRequest { again: true, ..request }).unwrap();
    assert!(again.noticed.contains(&Notice::SameRecording { handle: handle("1") }));
    assert_eq!(desk.titles(), ["1 Velkommen", "2 Igen"]);
}

#[test]
fn a_refused_recording_leaves_nothing_behind() {
    let desk = Desk::new();
    let path = desk.dir.path().join("tavs.wav");
    let mut silence = Synth::silence(44_100, Duration::from_secs(1));
    let file = fs::File::create(&path).unwrap();
    let wav = Wav::new(silence.spec(), Depth::TwentyFour, file).unwrap();
    pump(&mut silence, wav).unwrap();
    let request = AddRequest { recording: path, ..desk.request(440.0, "Tavs") };
    assert!(matches!(add(&desk.world, &desk.show(), &request), Err(AddError::Silent { .. })));
    assert_eq!(fs::read_dir(desk.show().episodes_dir()).unwrap().count(), 1, "only show.toml");
    let added = add(&desk.world, &desk.show(), &AddRequest { force: true, ..request }).unwrap();
    assert_eq!(
        (
            added.noticed.contains(&Notice::Found { finding: Finding::Silent, put_right: false }),
            added.shelved.episode.sound.loudness
        ),
        (true, None)
    );
}

#[test]
fn dates_rise_with_the_number_while_the_clock_stands_still() {
    let desk = Desk::new();
    let dates: Vec<_> =
        (0..3).map(|n| desk.add(440.0 + f64::from(n), "x").shelved.episode.published).collect();
    assert!(dates.windows(2).all(|pair| pair[0].timestamp() < pair[1].timestamp()));
    let shelf = desk.show().shelf().unwrap();
    assert!(shelf.episodes.iter().all(|shelved| shelved.episode.is_due(desk.world.clock.now())));
}

#[test]
fn an_edit_keeps_the_published_sound_and_a_retag_makes_a_new_one() {
    let desk = Desk::new();
    let added = desk.add(440.0, "Gammel");
    let edited = |request: EditRequest| {
        edit(&desk.world, &desk.show(), handle("1"), &request, Wait::default()).unwrap()
    };
    let first = edited(EditRequest { title: Some("Ny".into()), ..EditRequest::default() });
    assert_eq!(first.after.episode.sound, added.shelved.episode.sound);
    assert_eq!(first.after.episode.slug.as_str(), "gammel");
    assert!(first.noticed.contains(&Notice::TagsDiffer { title: "Gammel".into() }));
    let same = EditRequest { title: Some("Ny".into()), ..EditRequest::default() };
    let again = edit(&desk.world, &desk.show(), handle("1"), &same, Wait::default());
    assert!(matches!(again, Err(EditError::AlreadySo { .. })), "{again:?}");
    let second = edited(EditRequest { retag: true, ..EditRequest::default() });
    assert_eq!(second.after.episode.media_name(), "001-gammel-v2.mp3");
    assert!(tag_of(&second.after.sound()).says("Ny") && tag_of(&added.shelved.sound()).says("Gammel"));
    assert_eq!(second.after.analysis().unwrap(), added.shelved.analysis().unwrap(), "it is the same sound");
    let undone = undo(&desk.world, &desk.show(), false, Wait::default()).unwrap();
    assert_eq!((undone.what, undone.shelved.episode.sound.version), (What::Retag, 1));
    let third = edited(EditRequest { retag: true, ..EditRequest::default() });
    assert_eq!(third.after.episode.sound.version, 3, "no version is used twice");
}

#[test]
fn undo_goes_back_step_by_step_and_gives_an_unheard_number_back() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    desk.add(441.0, "Test");
    let request = EditRequest { title: Some("Prøve".into()), ..EditRequest::default() };
    edit(&desk.world, &desk.show(), handle("2"), &request, Wait::default()).unwrap();
    let undo = |again| undo(&desk.world, &desk.show(), again, Wait::default());
    undo(false).unwrap();
    assert_eq!(desk.titles(), ["1 Et", "2 Test"]);
    undo(true).unwrap();
    assert_eq!(desk.titles(), ["1 Et", "2 Prøve"]);
    undo(false).unwrap();
    let undone = undo(false).unwrap();
    assert_eq!((undone.what, undone.free_again), (What::Add, Some(handle("2"))));
    assert_eq!(desk.titles(), ["1 Et"]);

    // The number has gone to another by the time the first is wanted back.
    desk.add(442.0, "Ny");
    let name = undone.shelved.trash_name();
    let restored = restore(&desk.world, &desk.show(), &name, Wait::default()).unwrap();
    assert_eq!(desk.titles(), ["1 Et", "2 Ny", "3 Test"]);
    assert_eq!(tag_of(&restored.after.sound()).track(), 3);
    assert_eq!(restored.after.folder.file_name().unwrap(), "003-test");
}

#[test]
fn a_removed_episode_keeps_its_number_and_returns_to_the_byte() {
    let desk = Desk::new();
    let added = desk.add(440.0, "Et");
    let bytes = fs::read(added.shelved.sound()).unwrap();
    let removed = remove(&desk.world, &desk.show(), handle("1"), Wait::default()).unwrap();
    assert_eq!((desk.titles().len(), removed.after.away), (0, Some(Away::Removed)));
    assert_eq!(desk.add(441.0, "To").shelved.episode.handle, handle("2"));
    let restored = restore(&desk.world, &desk.show(), "1", Wait::default()).unwrap();
    assert_eq!((fs::read(restored.after.sound()).unwrap(), desk.titles().len()), (bytes, 2));

    let gone = bury(&desk.world, &desk.show(), "1", "Gæsten fortrød", Wait::default()).unwrap();
    assert!(!gone.folder.exists());
    let shelf = desk.show().shelf().unwrap();
    assert_eq!((shelf.tombstones.len(), shelf.next_handle(EpisodeType::Full)), (1, handle("3")));
    assert!(matches!(
        undo(&desk.world, &desk.show(), false, Wait::default()),
        Err(EditError::GoneForGood { .. })
    ));
}

#[test]
fn new_sound_keeps_number_and_identity() {
    let desk = Desk::new();
    let added = desk.add(440.0, "Et");
    let request = resound(Some(desk.tone(880.0)));
    let replaced = replace(&desk.world, &desk.show(), handle("1"), &request).unwrap().changed.after;
    assert_eq!(replaced.episode.guid, added.shelved.episode.guid);
    assert_eq!(replaced.episode.media_name(), "001-et-v2.mp3");
    assert_eq!(replaced.recording().unwrap().file_name().unwrap(), "recording-2.wav");
    let kept = ResoundRequest { recording: None, ..request };
    let remastered = replace(&desk.world, &desk.show(), handle("1"), &kept).unwrap().changed.after;
    assert_eq!(remastered.episode.sound.version, 3);
    assert_eq!(fs::read(remastered.sound()).unwrap(), fs::read(replaced.sound()).unwrap());
    let undone = undo(&desk.world, &desk.show(), false, Wait::default()).unwrap();
    assert_eq!(undone.shelved.episode.sound, replaced.episode.sound);
    assert!(remastered.folder.join(layout::sound_name(1)).exists(), "older sounds stay");
}

#[test]
fn trailers_are_counted_apart_and_drafts_wait() {
    let desk = Desk::new();
    let request = AddRequest { kind: EpisodeType::Trailer, draft: true, ..desk.request(440.0, "Hør med") };
    let added = add(&desk.world, &desk.show(), &request).unwrap();
    assert_eq!(added.shelved.folder.file_name().unwrap(), "trailer-1-hoer-med");
    let edited = EditRequest { title: Some("Lyt med".into()), ..EditRequest::default() };
    let edited = edit(&desk.world, &desk.show(), handle("trailer-1"), &edited, Wait::default()).unwrap();
    assert!(tag_of(&edited.after.sound()).says("Lyt med"), "a draft is retagged by itself");
    let released = release(&desk.world, &desk.show(), handle("trailer-1"), Wait::default()).unwrap();
    assert!(released.after.episode.is_due(desk.world.clock.now()));
    assert!(matches!(
        release(&desk.world, &desk.show(), handle("trailer-1"), Wait::default()),
        Err(EditError::AlreadyReleased { .. })
    ));
    assert_eq!(desk.add(441.0, "Et").shelved.episode.handle, handle("1"));
}

#[test]
fn a_title_is_found_where_none_is_given() {
    let desk = Desk::new();
    let request = AddRequest { title: None, ..desk.request(440.0, "") };
    let planned = plan_add(&desk.world, &desk.show(), &request).unwrap();
    assert_eq!(planned.title, "Tone 440");
    assert_eq!(
        planned.noticed[0],
        Notice::TitleFound { from: TitleFrom::FileName, title: "Tone 440".into() }
    );
    assert!(desk.titles().is_empty(), "a plan makes nothing");
    let request = AddRequest { title: Some("#1: Hej".into()), ..request };
    let added = add(&desk.world, &desk.show(), &request).unwrap();
    assert!(added.noticed.contains(&Notice::NumberInTitle { handle: handle("1"), better: "Hej".into() }));
}

#[test]
fn a_master_without_a_show_appears_whole_or_not_at_all() {
    let desk = Desk::new();
    for (name, sound) in [("ud.mp3", true), ("ud.wav", true), ("ud.ogg", false)] {
        let to = desk.dir.path().join(name);
        let request = MasterRequest {
            recording: desk.tone(440.0),
            to: to.clone(),
            force: false,
            replace: false,
            info: settings::ShowInfo::new("x"),
            jingles: Jingles::default(),
            wishes: Wishes::default(),
        };
        match master(&desk.world, &request) {
            Ok(made) => {
                assert!(sound && (made.loudness.unwrap() - Lufs(-16.0)).value().abs() < 0.3, "{made:?}");
                assert_eq!(fs::metadata(&to).unwrap().len(), made.bytes);
                assert!(matches!(master(&desk.world, &request), Err(AddError::OutputExists { .. })));
                let itself = MasterRequest { recording: to.clone(), replace: true, ..request.clone() };
                assert!(matches!(master(&desk.world, &itself), Err(AddError::OutputExists { .. })));
            }
            Err(err) => assert!(!sound && matches!(err, AddError::NoSuchFormat { .. }), "{err}"),
        }
    }
    let hidden = fs::read_dir(desk.dir.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0);
}

#[test]
fn without_its_history_an_edit_is_not_taken_for_an_adding() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    let request = EditRequest { title: Some("To".into()), ..EditRequest::default() };
    let edited = edit(&desk.world, &desk.show(), handle("1"), &request, Wait::default()).unwrap().after;
    fs::remove_dir_all(edited.folder.join(layout::HISTORY)).unwrap();
    let undone = undo(&desk.world, &desk.show(), false, Wait::default());
    assert!(matches!(undone, Err(EditError::NothingToUndo)), "{undone:?}");
    assert_eq!(desk.titles(), ["1 To"]);
}

#[test]
fn without_its_history_no_sound_is_overwritten() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    let retag = EditRequest { retag: true, ..EditRequest::default() };
    let edit = || edit(&desk.world, &desk.show(), handle("1"), &retag, Wait::default()).unwrap().after;
    assert_eq!(edit().episode.sound.version, 2);
    let undone = undo(&desk.world, &desk.show(), false, Wait::default()).unwrap().shelved;
    fs::remove_dir_all(undone.folder.join(layout::HISTORY)).unwrap();
    assert_eq!(edit().episode.sound.version, 3);
}

#[test]
fn two_steps_back_are_two_steps_forth() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    for title in ["To", "Tre"] {
        let request = EditRequest { title: Some(title.into()), ..EditRequest::default() };
        edit(&desk.world, &desk.show(), handle("1"), &request, Wait::default()).unwrap();
    }
    let undo = |again| undo(&desk.world, &desk.show(), again, Wait::default());
    for (again, title) in [(false, "1 To"), (false, "1 Et"), (true, "1 To"), (true, "1 Tre")] {
        undo(again).unwrap();
        assert_eq!(desk.titles(), [title]);
    }
    assert!(matches!(undo(true), Err(EditError::NothingToUndo)));
}

#[test]
fn the_last_change_is_not_guessed_at_while_a_record_cannot_be_read() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    let two = desk.add(441.0, "To").shelved;
    fs::write(two.record(), "title = ").unwrap();
    match undo(&desk.world, &desk.show(), false, Wait::default()) {
        Err(err) => assert!(err.to_string().contains("002-to"), "{err}"),
        Ok(undone) => panic!("{undone:?}"),
    }
    assert!(desk.show().shelf().unwrap().get(handle("1")).is_ok());
}

#[test]
fn what_was_taken_back_uses_no_number_even_when_it_is_removed_everywhere() {
    let desk = Desk::new();
    let first = desk.add(440.0, "Prøve").shelved.episode.guid;
    let undone = undo(&desk.world, &desk.show(), false, Wait::default()).unwrap();
    bury(&desk.world, &desk.show(), &undone.shelved.trash_name(), "", Wait::default()).unwrap();
    let second = desk.add(441.0, "Et").shelved;
    assert_eq!(second.episode.handle, handle("1"));
    bury(&desk.world, &desk.show(), "1", "", Wait::default()).unwrap();
    let shelf = desk.show().shelf().unwrap();
    assert!(shelf.knows(&first) && shelf.knows(&second.episode.guid), "each has a tombstone of its own");
    assert_eq!(shelf.next_handle(EpisodeType::Full), handle("2"));
}

#[test]
fn an_episode_does_not_return_to_a_place_that_is_taken() {
    let desk = Desk::new();
    let added = desk.add(440.0, "Et").shelved;
    let removed = remove(&desk.world, &desk.show(), handle("1"), Wait::default()).unwrap().after;
    // Somebody copied the folder back by hand, and wrote an episode of their own into it.
    fs::create_dir(&added.folder).unwrap();
    let record = fs::read_to_string(removed.record()).unwrap();
    let other = record
        .replace(added.episode.guid.as_str(), "other")
        .replace("away = \"removed\"\n", "")
        .replace("count = 2\norder = 2\nwhat = \"remove\"", "count = 1\norder = 1\nwhat = \"add\"");
    fs::write(added.record(), other).unwrap();
    fs::copy(removed.sound(), added.sound()).unwrap();
    let before = fs::read(removed.record()).unwrap();
    let restored = restore(&desk.world, &desk.show(), "1", Wait::default());
    assert!(matches!(restored, Err(EditError::PlaceTaken { .. })), "{restored:?}");
    assert_eq!(fs::read(removed.record()).unwrap(), before);
    let undone = undo(&desk.world, &desk.show(), false, Wait::default());
    assert!(matches!(undone, Err(EditError::PlaceTaken { .. })), "{undone:?}");
    // Nor to one where something lies that is no episode.
    fs::remove_dir_all(&added.folder).unwrap();
    fs::write(&added.folder, "").unwrap();
    restore(&desk.world, &desk.show(), "1", Wait::default()).unwrap_err();
    assert_eq!(fs::read(removed.record()).unwrap(), before);
}

#[test]
fn a_newer_record_is_read_and_left_as_it_is() {
    let desk = Desk::new();
    let added = desk.add(440.0, "Et").shelved;
    let text = fs::read_to_string(added.record()).unwrap().replace("format = 1", "format = 99");
    fs::write(added.record(), text).unwrap();
    let names = || {
        let mut names: Vec<_> =
            fs::read_dir(&added.folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    let newer = |err: &dyn std::error::Error| assert!(err.to_string().contains("format 99"), "{err}");
    let again = EditRequest { retag: true, ..EditRequest::default() };
    newer(&edit(&desk.world, &desk.show(), handle("1"), &again, Wait::default()).unwrap_err());
    let request = resound(None);
    newer(&replace(&desk.world, &desk.show(), handle("1"), &request).unwrap_err());
    newer(&remove(&desk.world, &desk.show(), handle("1"), Wait::default()).unwrap_err());
    newer(&bury(&desk.world, &desk.show(), "1", "", Wait::default()).unwrap_err());
    newer(&undo(&desk.world, &desk.show(), false, Wait::default()).unwrap_err());
    assert_eq!((names(), desk.show().shelf().unwrap().tombstones.len()), (before, 0));
}

#[test]
fn an_episode_may_get_its_own_recording_anew_but_not_that_of_another() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    desk.add(441.0, "To");
    let request = |hertz: f64| resound(Some(desk.tone(hertz)));
    let replaced = replace(&desk.world, &desk.show(), handle("1"), &request(440.0)).unwrap();
    assert_eq!(replaced.changed.after.episode.sound.version, 2);
    match replace(&desk.world, &desk.show(), handle("1"), &request(441.0)) {
        Err(AddError::SameRecording { handle: other, .. }) => assert_eq!(other, handle("2")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_draft_that_is_edited_says_the_new_notes() {
    let desk = Desk::new();
    let request = AddRequest { draft: true, ..desk.request(440.0, "Et") };
    add(&desk.world, &desk.show(), &request).unwrap();
    let request = EditRequest { notes: Some("Helt andre ord".into()), ..EditRequest::default() };
    let edited = edit(&desk.world, &desk.show(), handle("1"), &request, Wait::default()).unwrap();
    assert!(tag_of(&edited.after.sound()).says("Helt andre ord"));
}
