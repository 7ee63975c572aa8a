//! Episodes that somebody has heard, and taken off.

use super::sync::{lent, three};
use super::*;

const FIRST: &str = "PODCASTS/Vi læser/001 - Åbning.mp3";

fn heard(stick: &Stick, sounds: &Sounds, heard: bool) -> Plan {
    sync_in(&world(), stick, sounds, Looking { heard, ..Looking::default() }).unwrap()
}

fn is_there(stick: &Stick) -> bool {
    stick.read(FIRST, 1).unwrap().is_some()
}

#[test]
fn an_episode_that_is_gone_was_heard_and_is_not_sent_again() {
    let stick = Stick::of(lent());
    heard(&stick, &three(), true);
    assert!(is_there(&stick), "what was never there was not heard");
    stick.take(FIRST);
    let plan = heard(&stick, &three(), true);
    assert_eq!(plan.heard, ["guid-1".to_owned()].into());
    assert!(!is_there(&stick) && plan.copies.iter().all(|copy| copy.handle.is_none()));
    assert_holds(&stick, &three().without(1));
    assert!(heard(&stick, &three(), true).is_empty(), "it is remembered");
    // One that comes, and one that leaves the show, change nothing about that.
    let later = three().with(7, "Ny", 300).without(2);
    heard(&stick, &later, true);
    assert_holds(&stick, &three().with(7, "Ny", 300).without(1).without(2));
    // Whoever wants it again gets it, and then it was not heard.
    heard(&stick, &later, false);
    assert_holds(&stick, &later);
    assert!(heard(&stick, &later, true).is_empty());
}

#[test]
fn unless_somebody_says_so_whoever_borrows_it_next_starts_afresh() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    stick.take(FIRST);
    sync(&stick, &three()).unwrap();
    assert_holds(&stick, &three());
}

#[test]
fn after_a_run_that_was_cut_off_nobody_was_listening() {
    let stick = Stick::of(lent());
    heard(&stick, &three(), true);
    stick.take(FIRST);
    stick.put(".podcast/busy", b"");
    assert!(heard(&stick, &three(), true).heard.is_empty());
    assert_holds(&stick, &three());
    // Nor was what had not come yet when the run ended before it began.
    let stick = Stick::of(lent());
    heard(&stick, &three(), true);
    stick.take(".podcast/manifest-b");
    stick.take(FIRST);
    assert!(heard(&stick, &three(), true).heard.is_empty());
    assert_holds(&stick, &three());
}

#[test]
fn all_of_them_may_have_been_heard() {
    let stick = Stick::of(lent());
    heard(&stick, &three(), true);
    for entry in stick.list("PODCASTS/Vi læser").unwrap() {
        stick.take(&format!("PODCASTS/Vi læser/{}", entry.name));
    }
    assert_eq!(heard(&stick, &three(), true).heard.len(), 3);
    assert!(heard(&stick, &three(), true).is_empty());
    assert_eq!(
        heard(&stick, &three().with(8, "Ny", 400), true).copies.iter().filter_map(|copy| copy.handle).count(),
        1
    );
}
