//! Manifests that nobody of ours wrote, and shows that are larger than any player.

use super::super::form;
use super::super::manifest::{Aside, BUSY, Item, Manifest};
use super::sync::{lent, three};
use super::*;

fn item(nth: usize) -> Item {
    Item {
        id: format!("guid-{nth}"),
        kind: Kind::Sound,
        path: format!("PODCASTS/Vi læser/{nth:05} - Det samme.mp3"),
        from: Some(format!("PODCASTS/Vi læser/{nth:05} - Det gamle.mp3")),
        bytes: 3,
        sha256: Digest::of(b"abc"),
        pending: true,
        was: Some(Digest::of(b"cba")),
        sound: None,
        titled: None,
    }
}

/// Writes a manifest of so many files on a player of ours.
fn claims(stick: &Stick, files: usize) {
    let folder = "PODCASTS/Vi læser".to_owned();
    let aside = (2..18).map(|nth| Aside { what: String::new(), path: format!("{folder} ({nth})") });
    let mut manifest = Manifest { aside: aside.collect(), ..Manifest::default() };
    manifest.folders.insert(String::new(), folder);
    manifest.items = (0..files).map(item).collect();
    let bytes = form::written_manifest(&manifest, 99);
    for slot in ["manifest-a", "manifest-b"] {
        stick.put(&format!(".podcast/{slot}"), &bytes);
    }
}

/// A stick of 24 MB, large enough for what it says of itself.
fn large() -> Stick {
    let stick = Stick::of(Stick::blank(48_000));
    sync(&stick, &three()).unwrap();
    stick
}

#[test]
fn a_manifest_of_more_files_than_any_player_takes_is_not_believed() {
    let stick = large();
    claims(&stick, manifest::MOST_FILES + 1);
    let before = stick.image();
    assert!(matches!(sync(&stick, &three()), Err(SyncError::Endless)));
    assert!(stick.image() == before);
    let stick = large();
    stick.put(".podcast/manifest-a", &vec![b'7'; usize::try_from(manifest::LARGEST).unwrap() + 1]);
    assert!(matches!(sync(&stick, &three()), Err(SyncError::Endless)));
    // The way out: taken in anew, it is a player like any other.
    take_in(&world(), &stick, "Vi læser", introduced("7"), Some(&Manifest::default())).unwrap();
    sync(&stick, &three()).unwrap();
    assert!(sync(&stick, &three()).unwrap().is_empty());
}

#[test]
fn as_many_files_as_a_manifest_may_name_are_looked_for_in_a_moment() {
    let stick = large();
    claims(&stick, manifest::MOST_FILES);
    stick.put(BUSY, b"");
    // Short names of the right length, each of which might be any of them.
    for nth in 0..20 {
        stick.put(&format!("PODCASTS/Vi læser/ABCDE~{nth}.MP3"), b"xyz");
    }
    let plan = sync(&stick, &three()).unwrap();
    assert_eq!(plan.remove.len(), 0, "none of them is there");
    assert!(stick.read("PODCASTS/Vi læser/ABCDE~7.MP3", 9).unwrap().is_some());
}

#[test]
fn one_file_that_stands_in_a_manifest_twice_is_removed_once() {
    let stick = Stick::of(lent());
    sync(&stick, &three()).unwrap();
    let mut written = manifest::read(&stick).unwrap();
    let first = written.manifest.items[0].clone();
    for id in ["guid-77", "guid-78"] {
        written.manifest.items.push(Item { id: id.into(), ..first.clone() });
    }
    let manifest = written.manifest.clone();
    written.follow(&stick, manifest).unwrap();
    assert!(sync(&stick, &three()).unwrap().remove.is_empty(), "it is wanted");
    assert_holds(&stick, &three());
}

#[test]
fn a_thousand_episodes_are_planned_and_a_second_plan_is_empty() {
    let episodes = |from: u32| {
        let mut offer = three().offer;
        let one = offer.sounds[0].clone();
        offer.sounds = (from..from + 1_000)
            .map(|number| Rendition {
                id: format!("guid-{number}"),
                handle: number.to_string().parse().unwrap(),
                place: format!("{number:04}"),
                title: format!("Afsnit om bøger, nummer {number}"),
                ..one.clone()
            })
            .collect();
        offer
    };
    let room = Room { free: 1 << 40, whole: 1 << 40, cluster: 4_096, read_only: false, keeps_order: true };
    let place = |what: &str, path: &str| state::Place {
        what: what.into(),
        path: path.into(),
        entries: Vec::new(),
        strangers: Vec::new(),
    };
    let names = ["", "2", "3", "4"].map(|what| (what, format!("PODCASTS/Vi læser {what}")));
    let mut on_it = OnIt {
        written: Written::nothing(),
        cut: false,
        found: Vec::new(),
        places: names.iter().map(|(what, path)| ((*what).into(), place(what, path.trim()))).collect(),
        beside: [].into(),
        leftovers: Vec::new(),
        heard: [].into(),
    };
    let first = plan::plan(&episodes(1), &on_it, &room);
    assert_eq!(first.copies.len(), 1_000 + 4 * 3, "four folders, each with its lists and the cover");
    let whole = |item: &Item| state::Found {
        item: item.clone(),
        at: item.path.clone(),
        condition: state::Condition::Whole,
        twin: None,
        is_read: false,
    };
    on_it.found = first.items().iter().map(whole).collect();
    for place in on_it.places.values_mut() {
        let here = first.items().iter().filter(|item| volume::folder_of(&item.path) == place.path);
        let entry = |item: &Item| volume::Entry {
            name: volume::name_of(&item.path).into(),
            bytes: item.bytes,
            is_folder: false,
        };
        place.entries = here.map(entry).collect();
    }
    assert!(plan::plan(&episodes(1), &on_it, &room).is_empty());
    let later = plan::plan(&episodes(500), &on_it, &room);
    assert_eq!((later.remove.len(), later.kept), (499, 501));
    assert_eq!(plan::fitting(&episodes(1), &on_it, &Room { free: 0, ..room }).left_out.len(), 0);
}
