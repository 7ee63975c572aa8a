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
fn the_same_sound_with_other_tags_is_not_copied() {
    let stick = Stick::of(Stick::blank(8_192));
    sync(&stick, &fifty()).unwrap();
    let at = |title: &str| format!("PODCASTS/Vi læser/007 - {title}.mp3");
    let before = stick.read(&at("En titel som de fleste"), 1 << 20).unwrap().unwrap();
    // Longer and shorter ones, and one that moves.
    let retagged = || {
        let other = fifty().retagged(7, "En anden titel", 2_300).retagged(8, "En titel som de fleste", 1_700);
        other.retagged(9, "Kort", 2_001).renumbered(9, 90)
    };
    let plan = sync(&stick, &retagged()).unwrap();
    assert_eq!((plan.copied(Kind::Sound), plan.kept, plan.moves.len()), (0, 50, 2));
    assert_eq!(plan.copies.iter().filter(|copy| copy.item.kind != Kind::List).count(), 0);
    let stale = |plan: &Plan| plan.stale.iter().map(|one| one.handle.to_string()).collect::<Vec<_>>();
    assert_eq!(stale(&plan), ["7", "90"], "of the one in between the tags say what they would");
    assert_eq!(plan.stale[0].title, "En titel som de fleste");
    assert!(stick.read(&at("En anden titel"), 1 << 20).unwrap().unwrap() == before);
    assert_holds(&stick, &retagged());
    let written = stick.written();
    let again = sync(&stick, &retagged()).unwrap();
    assert!(again.is_empty() && stick.written() == written);
    assert_eq!(stale(&again), ["7", "90"]);
    assert!(sync_with(&stick, &retagged(), true).unwrap().is_empty(), "the manifest says what is there");
    // A fresh one has the new tags; what is another sound, or gone, comes.
    let fresh = Stick::of(Stick::blank(8_192));
    assert!(sync(&fresh, &retagged()).unwrap().stale.is_empty());
    assert_eq!(fresh.read(&at("En anden titel"), 1 << 20).unwrap().unwrap().len(), 2_300);
    stick.remove(&[at("En anden titel")]).unwrap();
    let plan = sync(&stick, &retagged().with(9, "Kort", 900).renumbered(9, 90)).unwrap();
    assert_eq!((plan.copied(Kind::Sound), stale(&plan)), (2, Vec::new()));
    assert_eq!(stick.read(&at("En anden titel"), 1 << 20).unwrap().unwrap().len(), 2_300);
}

#[test]
fn what_is_not_made_yet_is_planned_and_never_written() {
    let stick = Stick::of(lent());
    let mut sounds = three();
    for sound in &mut sounds.offer.sounds {
        (sound.sha256, sound.bytes) = (None, 5_000);
    }
    let who = take_in(&world(), &stick, "Vi læser", introduced("7"), None).unwrap();
    let planned = || prepare(&world(), &stick, &who, &sounds.offer, Known::ALL, Looking::default()).unwrap();
    let first = planned();
    assert!(first.plan.is_estimated() && first.plan.bytes() > 15_000);
    let before = stick.image();
    assert!(apply(&world(), &stick, &first.on_it, &first.plan, true).is_err());
    assert!(sounds_on(&before, &sounds).is_empty() && sounds_on(&stick.image(), &sounds).is_empty());
    // What is there is known by its sound.
    sync(&stick, &three()).unwrap();
    assert!(!planned().plan.is_estimated() && planned().plan.is_empty());
}

#[test]
fn a_disk_that_is_too_small_by_one_cluster_gets_nothing() {
    let stick = Stick::of(lent());
    let world = world();
    let who = take_in(&world, &stick, "Vi læser", introduced("7"), None).unwrap();
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
    take_in(&world(), &stick, "Vi læser", introduced("7"), None).unwrap();
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
