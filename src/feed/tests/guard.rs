//! The loss guard: what was published does not vanish by accident.

use super::*;

fn allow(desk: &Desk) -> Built {
    feed::build(&desk.world, &desk.show(), &Site, true, Wait::default()).unwrap()
}

#[test]
fn an_episode_that_is_nowhere_stops_the_feed() {
    let desk = Desk::new();
    let folder = desk.shelve(&episode("1", "Et"));
    desk.shelve(&episode("2", "To"));
    desk.built();
    let before = tree(&desk.show().feed_dir());
    fs::remove_dir_all(folder).unwrap();
    assert_eq!(desk.refused(), ["published-lost"]);
    assert_eq!(tree(&desk.show().feed_dir()), before);
    let built = allow(&desk);
    assert_eq!((built.items, desk.media()), (1, vec!["002-to.mp3".to_owned()]));
    assert!(built.findings.iter().any(|finding| finding.id() == "published-lost"));
    desk.built();
}

#[test]
fn one_in_the_trash_or_under_a_tombstone_was_removed_on_purpose() {
    let desk = Desk::new();
    let (one, two) = (episode("1", "Et"), episode("2", "To"));
    let (first, second) = (desk.shelve(&one), desk.shelve(&two));
    desk.built();
    desk.put_away(&first, &one, Away::Removed);
    assert_eq!(desk.built().items, 1);
    let lock = desk.show();
    let lock = lock.lock(&desk.world, Wait::default()).unwrap();
    let shelved = lock.shelf().get("2".parse().unwrap()).unwrap().clone();
    lock.bury(&desk.world, &shelved, "", &lock.change(&desk.world, What::Remove)).unwrap();
    drop(lock);
    assert!(!second.exists());
    let built = desk.built();
    assert_eq!((built.items, desk.media().len()), (0, 0));
    assert_eq!(desk.channel().last_build_date(), None);
}

#[test]
fn a_record_that_cannot_be_read_stops_the_feed_if_it_was_published() {
    let desk = Desk::new();
    let folder = desk.shelve(&episode("1", "Et"));
    desk.built();
    let before = desk.feed();
    let new = desk.shelve(&episode("2", "To"));
    fs::write(new.join("episode.toml"), "number = ").unwrap();
    let built = desk.built();
    let broken = built.findings.iter().find(|finding| finding.id() == "record-broken").unwrap();
    let args = broken.args();
    assert!(args.contains(&("file", "episodes/002-to/episode.toml".to_owned())), "{args:?}");
    assert!(args.contains(&("line", "1".to_owned())), "{args:?}");
    assert_eq!(desk.feed(), before);
    fs::write(folder.join("episode.toml"), [0xff, 0x00]).unwrap();
    assert_eq!(desk.refused(), ["record-broken"]);
    assert_eq!(desk.feed(), before);
}

#[test]
fn without_a_memory_of_the_last_feed_a_broken_record_counts_as_published() {
    let desk = Desk::new();
    let folder = desk.shelve(&episode("1", "Et"));
    fs::write(folder.join("episode.toml"), "").unwrap();
    assert_eq!(desk.refused(), ["record-broken"]);
}

#[test]
fn an_identity_never_changes() {
    let desk = Desk::new();
    let mut one = episode("1", "Et");
    let folder = desk.shelve(&one);
    desk.built();
    one.guid = "changed".parse().unwrap();
    write_record(&folder, &one, None);
    assert_eq!(desk.refused(), ["guid-changed"]);
    let Err(FeedError::Refused { findings }) = desk.build() else { panic!("it was built") };
    let changed = findings.iter().find(|finding| finding.id() == "guid-changed").unwrap();
    let args = [("episode", "1"), ("was", "guid-1"), ("now", "changed")].map(|(k, v)| (k, v.to_owned()));
    assert_eq!(changed.args(), args);
}

#[test]
fn what_has_left_this_computer_is_remembered() {
    let desk = Desk::new();
    let one = episode("1", "Et");
    let folder = desk.shelve(&one);
    desk.built();
    let mut last = desk.last();
    last.items[0].out = true;
    baseline::write(&desk.world, &desk.show(), &last).unwrap();
    desk.shelve(&episode("2", "To"));
    desk.built();
    assert!(desk.last().is_out(&one.guid));
    // Taken out of the feed and put in again, its number is still used for good.
    desk.put_away(&folder, &one, Away::Removed);
    desk.built();
    assert!(desk.last().is_out(&one.guid) && desk.last().items.len() == 1);
    fs::remove_dir_all(layout::trash(desk.root())).unwrap();
    desk.shelve(&one);
    desk.built();
    assert!(desk.last().items.iter().any(|item| item.out && item.guid == one.guid));
    assert!(desk.last().withdrawn.is_empty());
}

#[test]
fn a_draft_that_is_wrong_holds_back_itself_only() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    let mut draft = episode("2", "To");
    draft.draft = true;
    let folder = desk.shelve(&draft);
    fs::remove_file(folder.join("audio-1.mp3")).unwrap();
    // And a copy of a folder, made by hand to have something to start from.
    let mut copy = episode("1", "Et");
    copy.draft = true;
    desk.shelve_in("001-et-kopi", &copy);
    let built = desk.built();
    assert_eq!((built.items, built.held_back.len()), (1, 2));
    let said: Vec<_> = built.findings.iter().map(Finding::id).collect();
    assert!(said.contains(&"media-missing") && said.contains(&"guid-twice"), "{said:?}");
}
