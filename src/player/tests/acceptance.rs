//! What a player must stand, where no other file of tests says it already.

use super::sync::{lent, three};
use super::*;

fn fifty() -> Sounds {
    (1..=50).fold(Sounds::new(), |all, number| all.with(number, "En titel som de fleste", 2_000))
}

#[test]
fn another_order_of_fifty_files_writes_names_alone() {
    let stick = Stick::of(Stick::blank(8_192));
    sync(&stick, &fifty()).unwrap();
    let before = stick.written();
    // The last comes first, and every number is another.
    let turned = (1..=50).fold(fifty(), |all, number| all.renumbered(number, 151 - number));
    let plan = sync(&stick, &turned).unwrap();
    assert_eq!(plan.copied(Kind::Sound), 0);
    assert_holds(&stick, &turned);
    let written = stick.written() - before;
    assert!(written < 1_000_000, "{written} bytes for fifty names");
}

#[test]
fn another_title_copies_no_sound_and_a_second_sync_writes_nothing() {
    let stick = Stick::of(Stick::blank(8_192));
    sync(&stick, &fifty()).unwrap();
    let before = stick.written();
    let retitled = fifty().with(7, "En anden titel", 2_000);
    let plan = sync(&stick, &retitled).unwrap();
    assert_eq!((plan.copied(Kind::Sound), plan.moves.len()), (0, 1));
    assert!(stick.written() - before < 1_000_000);
    assert_holds(&stick, &retitled);
    let before = stick.written();
    assert!(sync(&stick, &retitled).unwrap().is_empty());
    assert_eq!(stick.written(), before);
}

#[test]
fn a_disk_that_is_too_small_by_one_cluster_gets_nothing() {
    let stick = Stick::of(lent());
    let world = world();
    let who = take_in(&world, &stick, "Vi læser", introduced("7"), false).unwrap();
    let on_it = prepare(&world, &stick, &who, &three().offer, Known::ALL, Looking::default()).unwrap().on_it;
    let room = |free| Room { free, cluster: 4_096, ..stick.room().unwrap() };
    let planned = |free| plan::plan(&three().offer, &on_it, &room(free));
    let Fit::TooLittle { missing, .. } = planned(0).fit else { panic!() };
    assert_eq!(planned(missing).fit, Fit::Enough);
    let short = planned(missing - 4_096);
    assert!(matches!(short.fit, Fit::TooLittle { missing: 4_096, .. }), "{:?}", short.fit);
    let before = stick.image();
    let refused = apply(&world, &stick, &on_it, &short, true).unwrap_err();
    assert!(matches!(refused, SyncError::NoRoom { .. }));
    assert!(stick.image() == before);
}

#[test]
fn a_first_folder_that_takes_no_more_names_is_told_from_a_full_disk() {
    let stick = Stick::of(lent());
    let full = (0..600).find(|nth| stick.create(&format!("{nth:08}"), &mut io::empty()).is_err());
    stick.barrier("").unwrap();
    assert!(full.is_some_and(|names| names > 200), "{full:?}");
    assert!(stick.room().unwrap().free > 500_000);
    let err = sync(&stick, &three()).unwrap_err();
    assert!(matches!(err, SyncError::RootFull), "{err:?}");
}

#[test]
fn a_copy_that_reads_otherwise_than_it_was_written_gets_no_name() {
    let mut stick = Stick::of(lent());
    take_in(&world(), &stick, "Vi læser", introduced("7"), false).unwrap();
    stick.is_worn = true;
    let err = sync(&stick, &three()).unwrap_err();
    assert!(matches!(&err, SyncError::Unfaithful { path } if path.ends_with("001 - Åbning.mp3")), "{err:?}");
    assert!(stick.list("PODCASTS/Vi læser").unwrap().is_empty());
    let left = stick.list(HOME).unwrap().into_iter().map(|entry| entry.name).collect::<Vec<_>>();
    assert!(left.iter().all(|name| !name.contains("TMP")), "{left:?}");
    stick.is_worn = false;
    sync(&stick, &three()).unwrap();
    assert_holds(&stick, &three());
}
