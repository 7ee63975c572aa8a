//! What somebody has changed is theirs, whatever happens around it.

use super::super::manifest::BUSY;
use super::stick::Pull;
use super::sync::{lent, three};
use super::*;

const FIRST: &str = "PODCASTS/Vi læser/001 - Åbning.mp3";
const SECOND: &str = "PODCASTS/Vi læser/002 - Havnen.mp3";

fn contents(stick: &Stick, path: &str) -> Vec<u8> {
    stick.read(path, 1 << 20).unwrap().unwrap_or_default()
}

/// Pulls the plug while another episode comes, when about so many of ten parts of that are done.
fn cut_off(image: Vec<u8>, tenths: usize) -> Stick {
    let more = three().with(5, "Ny", 900);
    let whole = Stick::of(image.clone());
    let before = whole.steps();
    sync(&whole, &more).unwrap();
    let steps = (whole.steps() - before) * tenths / 10;
    let stick = Stick::pulled_after(image, steps, Pull::Ascending);
    sync(&stick, &more).unwrap_err();
    let stick = Stick::of(stick.image());
    assert!(stick.read(BUSY, 1).unwrap().is_some(), "the run was under way");
    stick
}

#[test]
fn after_a_run_that_was_cut_off_what_it_did_not_touch_is_not_torn() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    for tenths in [4, 6, 8] {
        for (by, of) in [("before", &b"with a tag of the player"[..]), ("after", &[9; 700])] {
            let now = Stick::of(stick.image());
            if by == "before" {
                now.put(SECOND, of);
            }
            let cut = cut_off(now.image(), tenths);
            if by == "after" {
                cut.put(SECOND, of);
            }
            let plan = sync(&cut, &three().with(5, "Ny", 900)).unwrap();
            let left: Vec<_> = plan.left.iter().map(|left| left.path.as_str()).collect();
            assert_eq!(left, [SECOND], "changed {by} the run, cut after {tenths} tenths");
            assert!(contents(&cut, SECOND) == of);
            let names: Vec<_> =
                cut.list("PODCASTS/Vi læser").unwrap().into_iter().map(|one| one.name).collect();
            assert!(names.contains(&"005 - Ny.mp3".to_owned()), "{names:?}");
        }
    }
}

#[test]
fn before_a_file_goes_it_is_read_and_stays_if_somebody_has_changed_it() {
    // Of the same length: a tag that was changed in its place.
    for wanted in [three().without(1), three().with(1, "Åbning", 1_900)] {
        let stick = Stick::of(lent());
        sync(&stick, &three()).unwrap();
        stick.put(FIRST, &[9; 1_500]);
        let plan = sync(&stick, &wanted).unwrap();
        let left: Vec<_> = plan.left.iter().map(|left| left.path.as_str()).collect();
        assert_eq!(left, [FIRST]);
        assert!(contents(&stick, FIRST) == [9; 1_500]);
        assert!(sync(&stick, &wanted).unwrap().is_empty());
    }
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    sync(&stick, &three().without(1)).unwrap();
    assert!(contents(&stick, FIRST).is_empty(), "one that nobody has changed goes");
}

#[test]
fn when_the_others_move_it_stays_where_it_is_and_no_list_leads_astray() {
    let before = lent();
    let stick = Stick::of(before.clone());
    sync(&stick, &three()).unwrap();
    stick.put(SECOND, b"with a tag of the player");
    let wanted = three().renumbered(1, 9);
    let plan = sync(&stick, &wanted).unwrap();
    assert!(plan.folders[0].reorder && plan.left.len() == 1, "{plan:?}");
    assert_eq!(contents(&stick, SECOND), b"with a tag of the player");
    let names = |folder| stick.list(folder).unwrap().into_iter().map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(names("PODCASTS/Vi læser"), ["002 - Havnen.mp3"]);
    let ours = names("PODCASTS/Vi læser (2)");
    assert_eq!(ours[..2], ["004 - Slut.mp3", "009 - Åbning.mp3"]);
    let list = String::from_utf8(contents(&stick, "PODCASTS/Vi læser (2)/Vi læser.m3u8")).unwrap();
    assert!(!list.contains("Havnen") && list.contains("009 - Åbning.mp3"), "{list}");
    let again = sync(&stick, &wanted).unwrap();
    assert!(again.is_empty() && again.left.len() == 1, "{again:?}");
    super::sync::assert_untouched(&before, &stick.image());
}

#[test]
fn whoever_asks_to_stop_need_not_wait_until_a_file_is_read() {
    let stopped = |stick: &mut Stick, sounds: &Sounds, looking| {
        let world = world();
        stick.stops_reading = Some(world.cancel.clone());
        let err = sync_in(&world, stick, sounds, looking).unwrap_err();
        stick.stops_reading = None;
        assert!(matches!(err, SyncError::Cancelled(cancelled) if cancelled.signal == 2), "{err:?}");
    };
    let mut stick = Stick::of(lent());
    stopped(&mut stick, &three(), Looking::default());
    assert!(stick.list("PODCASTS/Vi læser").unwrap().is_empty(), "not one copy was read back");
    sync(&stick, &three()).unwrap();
    let before = stick.image();
    stopped(&mut stick, &three(), Looking { verify: true, ..Looking::default() });
    stopped(&mut stick, &three().without(1), Looking::default());
    assert!(stick.image() == before);
    assert_holds(&stick, &three());
}
