//! What a sync leaves on a player, with the plug in.

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::names;
use super::*;

/// A stick of 3 MB with a patron's files on it.
pub(super) fn lent() -> Vec<u8> {
    let stick = Stick::of(Stick::blank(8_192));
    stick.put("Musik/Min sang æøå.mp3", &[7; 3_000]);
    stick.put("NOTES.TXT", b"do not touch");
    stick.image()
}

pub(super) fn three() -> Sounds {
    Sounds::new().with(1, "Åbning", 1_500).with(2, "Havnen", 700).with(4, "Slut", 4_000).with_cover()
}

/// Asserts that what the patron put there is there, and as it was.
pub(super) fn assert_untouched(before: &[u8], after: &[u8]) {
    let now = fat::names(after);
    for name in fat::names(before) {
        let same = now.iter().find(|other| other.path == name.path);
        let same = same.unwrap_or_else(|| panic!("{} is gone", name.path));
        if !name.is_folder {
            assert!(fat::contents(before, &name) == fat::contents(after, same), "{} is changed", name.path);
        }
    }
}

#[test]
fn a_player_holds_what_the_show_has_and_a_second_sync_writes_nothing() {
    let before = lent();
    let stick = Stick::of(before.clone());
    let sounds = three();
    assert_eq!(sync(&stick, &sounds).unwrap().copies.len(), 3 + 2 + 1);
    assert_holds(&stick, &sounds);
    let list = stick.read("PODCASTS/Vi læser/Vi læser.m3u", 10_000).unwrap().unwrap();
    assert!(list.starts_with(b"#EXTM3U\r\n#EXTINF:60,\xc5bning\r\n001 - \xc5bning.mp3\r\n"));
    let written = stick.written();
    assert!(sync(&stick, &sounds).unwrap().is_empty());
    assert!(sync_with(&stick, &sounds, true).unwrap().is_empty(), "nor when all is verified");
    assert_eq!(stick.written(), written);
    assert_untouched(&before, &stick.image());
}

#[test]
fn deleted_added_renumbered_and_retitled_episodes_lie_in_the_order_of_play() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    // The hole of a short name in front takes a new one, and the order is wrong.
    let deleted = three().without(1).with(5, "Ny", 900);
    let plan = sync(&stick, &deleted).unwrap();
    // The list in UTF-8 goes as well: every name that is left is ASCII.
    assert_eq!((plan.remove.len(), plan.bytes() < 2_000), (2, true));
    assert_holds(&stick, &deleted);
    let between = deleted.with(1, "Den første igen", 1_500).with(3, "Midt imellem", 600);
    assert!(sync(&stick, &between).unwrap().folders[0].reorder_after);
    assert_holds(&stick, &between);
    // Two change their places, and one has another title: no sound is copied.
    let before = stick.written();
    let swapped = between.renumbered(1, 9).renumbered(4, 1).renumbered(5, 4).with(2, "Havnen ved nat", 700);
    let plan = sync(&stick, &swapped).unwrap();
    assert!(plan.folders[0].reorder && plan.copies.iter().all(|copy| copy.handle.is_none()), "{plan:?}");
    assert_holds(&stick, &swapped);
    assert!(stick.written() - before < 60_000, "{} bytes for some names", stick.written() - before);
    assert!(sync(&stick, &swapped).unwrap().is_empty());
    assert!(stick.list("PODCASTS").unwrap().len() == 1);
}

#[test]
fn another_sound_takes_the_place_of_the_old() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    let changed = three().with(2, "Havnen", 2_200);
    assert_eq!(sync(&stick, &changed).unwrap().copies.len(), 1);
    assert_holds(&stick, &changed);
    assert!(sync(&stick, &changed).unwrap().is_empty());
}

#[test]
fn titles_alike_or_impossible_all_arrive() {
    let titles =
        ["Samme", "Samme", "SAMME", "???", "\u{1f389}", ".", "Hvad? \"CON\": æøå / 1.", "bla\u{30a}"];
    let stick = Stick::of(lent());
    let mut sounds =
        titles.iter().zip(1..).fold(Sounds::new(), |all, (title, n)| all.with(n, title, 300 + n as usize));
    sounds = sounds.with(9, &"lang ".repeat(60), 500);
    sync(&stick, &sounds).unwrap();
    assert_holds(&stick, &sounds);
    let names: std::collections::BTreeSet<_> =
        sounds_on(&stick.image(), &sounds).into_iter().map(|(name, _)| names::key(&name)).collect();
    assert_eq!(names.len(), 9);
    assert!(sync(&stick, &sounds).unwrap().is_empty());
}

#[test]
fn files_of_others_stay_also_under_our_names_and_in_our_folder() {
    let stick = Stick::of(lent());
    stick.put("PODCASTS/Vi læser/001 - åbning.MP3", b"a patron's");
    stick.put("PODCASTS/Vi læser/folder.jpg", b"a patron's picture");
    let before = stick.image();
    sync(&stick, &three()).unwrap();
    let names: Vec<_> =
        stick.list("PODCASTS/Vi læser").unwrap().into_iter().map(|entry| entry.name).collect();
    assert!(names.contains(&"001 - Åbning (2).mp3".to_owned()), "{names:?}");
    assert!(sync(&stick, &three()).unwrap().is_empty());
    // To put the order right, ours leave; theirs stay where they are.
    let sounds = three().without(2).with(3, "Ny og med et langt navn", 500);
    sync(&stick, &sounds).unwrap();
    assert_untouched(&before, &stick.image());
    assert!(sync(&stick, &sounds).unwrap().is_empty());
    let ours: Vec<_> =
        stick.list("PODCASTS/Vi læser (2)").unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(ours[..3], ["001 - Åbning (2).mp3", "003 - Ny og med et langt navn.mp3", "004 - Slut.mp3"]);
}

#[test]
fn what_a_player_has_changed_is_its_own() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    stick.put("PODCASTS/Vi læser/002 - Havnen.mp3", b"with a tag of the player");
    let plan = sync(&stick, &three()).unwrap();
    assert_eq!((plan.left.len(), plan.is_empty()), (1, true));
    let plan = sync(&stick, &three().without(2)).unwrap();
    assert_eq!((plan.left.len(), plan.remove.len()), (1, 0), "it is not even removed");
    assert!(stick.read("PODCASTS/Vi læser/002 - Havnen.mp3", 4).unwrap().is_some());
    // One of the same length shows only when it is read.
    stick.put("PODCASTS/Vi læser/001 - Åbning.mp3", &[9; 1_500]);
    assert_eq!(sync(&stick, &three().without(2)).unwrap().left.len(), 0);
    assert_eq!(sync_with(&stick, &three().without(2), true).unwrap().left.len(), 1);
}

#[test]
fn a_torn_file_of_full_length_is_found_by_the_marker_and_mended() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    // As it is when the cable is pulled before the second manifest, and the file was torn by that.
    stick.take(".podcast/manifest-b");
    stick.put(".podcast/busy", b"");
    stick.put("PODCASTS/Vi læser/001 - Åbning.mp3", &[9; 1_500]);
    let plan = sync(&stick, &three()).unwrap();
    assert_eq!((plan.copies.len(), plan.left.len()), (1, 0));
    assert_holds(&stick, &three());
}

#[test]
fn a_file_that_is_gone_comes_again() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    stick.take("PODCASTS/Vi læser/001 - Åbning.mp3");
    sync(&stick, &three()).unwrap();
    assert_holds(&stick, &three());
}

#[test]
fn too_little_room_is_said_before_anything_is_written() {
    // 2 MB, of which one is always left free.
    let stick = Stick::of(Stick::blank(4_400));
    let sounds = three().with(7, "Stor", 500_000).with(8, "Større", 600_000).with(9, "Mindre", 200_000);
    let before = stick.room().unwrap().free;
    let Err(SyncError::NoRoom { fit: Fit::TooLittle { missing, would_fit }, .. }) = sync(&stick, &sounds)
    else {
        panic!()
    };
    assert_eq!(would_fit, ["9".parse().unwrap(), "8".parse().unwrap()]);
    assert!(stick.list("PODCASTS").unwrap().is_empty());
    let taken = before - stick.room().unwrap().free;
    assert!(taken <= 4 * 512, "{taken} for the mark alone");
    // A volume larger by that much takes it all; larger by a cluster less, it does not.
    let larger = |by: u64| Stick::of(Stick::blank(4_400 + u32::try_from(by.div_ceil(512)).unwrap()));
    let (enough, short) = (larger(missing + 8_192), larger(missing.saturating_sub(8_192)));
    sync(&enough, &sounds).unwrap();
    assert_holds(&enough, &sounds);
    assert!(matches!(sync(&short, &sounds), Err(SyncError::NoRoom { .. })));
}

#[test]
fn where_not_all_fit_the_newest_do() {
    let stick = Stick::of(Stick::blank(4_400));
    sync(&stick, &three().without(4)).unwrap();
    let sounds = three().with(7, "Stor", 500_000).with(8, "Større", 600_000).with(9, "Mindre", 200_000);
    let world = world();
    let fitting = || {
        let looking = Looking { fit: true, ..Looking::default() };
        let who = identity(&stick).unwrap();
        prepare(&world, &stick, &who, &sounds.offer, Known::ALL, looking).unwrap()
    };
    let prepared = fitting();
    let out: Vec<_> = prepared.plan.left_out.iter().map(ToString::to_string).collect();
    assert_eq!(out, ["7", "4", "2", "1"], "not the small ones in place of a newer one");
    apply(&world, &stick, &prepared.on_it, &prepared.plan, true).unwrap();
    let newest = Sounds::new().with(8, "Større", 600_000).with(9, "Mindre", 200_000);
    assert_holds(&stick, &newest);
    let again = fitting().plan;
    assert!(again.is_empty() && again.left_out.len() == 4, "{again:?}");
}

#[test]
fn a_player_that_cannot_be_trusted_is_left_alone() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    let good = stick.image();
    let with = |a: Option<&[u8]>, b: Option<&[u8]>| {
        let stick = Stick::of(good.clone());
        for (slot, bytes) in [(".podcast/manifest-a", a), (".podcast/manifest-b", b)] {
            if let Some(bytes) = bytes {
                stick.overwrite(slot, bytes).unwrap();
            }
        }
        stick.barrier("").unwrap();
        stick
    };
    // One of two is enough, and all is verified then.
    for stick in [with(Some(b"xx"), None), with(None, Some(b"xx"))] {
        sync(&stick, &three()).unwrap();
        assert_holds(&stick, &three());
    }
    let refused = |stick: &Stick, sounds: &Sounds| {
        let before = stick.image();
        let err = sync(stick, sounds).unwrap_err();
        assert!(stick.image() == before, "{err}");
        err
    };
    assert!(matches!(refused(&with(Some(b"xx"), Some(b"xx")), &three()), SyncError::Corrupt));
    assert!(matches!(refused(&with(None, Some(b"{\"format\":3}\n")), &three()), SyncError::Newer(3)));
    let stick = Stick::of(good.clone());
    stick.put("PODCASTS/x", b"");
    let other = Identity {
        id: "1".into(),
        name: "x".into(),
        room: None,
        profile: "universal".into(),
        show: "Andre".into(),
        serial: None,
        heard: false,
    };
    let known = |player| Known { player, files: false, episode: &|_| false };
    let is_foreign = |stick: &Stick, who: &Identity, known: Known<'_>| match prepare(
        &world(),
        stick,
        who,
        &three().offer,
        known,
        Looking::default(),
    ) {
        Err(SyncError::Foreign { show }) => show == "Andre",
        _ => false,
    };
    assert!(is_foreign(&stick, &other, known(true)));
    // One on which nothing is, of a show that we are not, and that was never here.
    let empty = Stick::of(lent());
    assert!(is_foreign(&empty, &other, known(false)));
    assert!(!is_foreign(&empty, &other, known(true)), "the show had another title then");
    assert!(!is_foreign(&empty, &Identity { show: "Vi læser".into(), ..other }, known(false)));
    // Taken in anew, what lies there is nobody's of ours.
    let stick = with(Some(b"xx"), Some(b"xx"));
    let before = stick.image();
    take_in(&world(), &stick, "Vi læser", introduced("8"), Some(&Manifest::default())).unwrap();
    sync(&stick, &three()).unwrap();
    let sounds_before = fat::names(&before).into_iter().filter(|name| name.path.starts_with("/PODCASTS/"));
    for name in sounds_before {
        assert!(fat::names(&stick.image()).iter().any(|other| other.path == name.path), "{}", name.path);
    }
}

#[test]
fn what_we_put_there_is_taken_off_and_nothing_else() {
    let before = lent();
    let stick = Stick::of(before.clone());
    sync(&stick, &three()).unwrap();
    stick.put("PODCASTS/Vi læser/002 - Havnen.mp3", b"with a tag of the player");
    let identity = identity(&stick).unwrap();
    let prepared = unload(&world(), &stick, &identity).unwrap();
    assert_eq!((prepared.plan.left.len(), prepared.plan.remove.len()), (1, 5));
    let names: Vec<_> =
        stick.list("PODCASTS/Vi læser").unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(names, ["002 - Havnen.mp3"]);
    assert!(matches!(super::super::identity(&stick), Err(SyncError::NotOurs)));
    assert_untouched(&before, &stick.image());
    let stick = Stick::of(before.clone());
    sync(&stick, &three()).unwrap();
    unload(&world(), &stick, &identity).unwrap();
    let left = |image: &[u8]| fat::names(image).into_iter().map(|name| name.path).collect::<Vec<_>>();
    assert_eq!(left(&stick.image()), left(&before));
}

#[test]
fn a_player_that_cannot_be_written_says_so() {
    let mut stick = Stick::of(lent());
    stick.read_only = true;
    assert!(matches!(sync(&stick, &three()), Err(SyncError::ReadOnly)));
    stick.read_only = false;
    sync(&stick, &three()).unwrap();
    stick.read_only = true;
    assert!(sync(&stick, &three()).unwrap().is_empty(), "where nothing is to be written, it does not matter");
    assert!(matches!(sync(&stick, &three().without(1)), Err(SyncError::ReadOnly)));
}

#[test]
fn a_sound_that_is_not_what_the_record_says_is_not_copied() {
    let stick = Stick::of(lent());
    let sounds = three();
    fs::write(&sounds.offer.sounds[1].file, "other").unwrap();
    assert!(matches!(sync(&stick, &sounds), Err(SyncError::Unfit { .. })));
    let good = three();
    sync(&stick, &good).unwrap();
    assert_holds(&stick, &good);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_comes_and_goes_lies_in_order_and_a_second_plan_is_empty(
        states in vec(vec((1_u32..12, 0_usize..5, 100_usize..1_500), 0..8), 1..5),
    ) {
        const TITLES: [&str; 5] = ["Åbning", "a", "En titel, der er noget længere end de andre", "A", "?"];
        let stick = Stick::of(lent());
        for state in states {
            let sounds = state.into_iter().fold(Sounds::new(), |all, (n, title, bytes)| all.with(n, TITLES[title], bytes));
            sync(&stick, &sounds).unwrap();
            assert_holds(&stick, &sounds);
            prop_assert!(sync(&stick, &sounds).unwrap().is_empty());
        }
        assert_untouched(&lent(), &stick.image());
    }
}
