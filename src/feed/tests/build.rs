//! What a build does to the folder.

use super::*;

#[test]
fn a_feed_that_did_not_change_is_not_written() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    assert!(desk.built().changed);
    let feed = desk.show().feed_dir().join("feed.xml");
    let before = fs::metadata(&feed).unwrap().modified().unwrap();
    let again = World {
        clock: Arc::new(SettledClock("2027-10-04T12:00:00Z".parse().unwrap())),
        ..desk.world.clone()
    };
    assert!(!feed::build(&again, &desk.show(), &Site, false, Wait::default()).unwrap().changed);
    assert_eq!(fs::metadata(&feed).unwrap().modified().unwrap(), before);
}

#[test]
fn a_deleted_folder_comes_back_with_the_same_bytes() {
    let desk = Desk::new();
    let first = episode("1", "Et");
    let folder = desk.shelve(&first);
    desk.shelve(&episode("2", "To"));
    desk.built();
    // A second sound: the first one was published and stays.
    let second = next_sound(&first);
    fs::write(folder.join("audio-2.mp3"), sound_of(&second)).unwrap();
    write_record(&folder, &second, None);
    desk.built();
    assert_eq!(desk.media(), ["001-et-v2.mp3", "001-et.mp3", "002-to.mp3"]);
    let before = tree(&desk.show().feed_dir());
    fs::remove_dir_all(desk.show().feed_dir()).unwrap();
    desk.built();
    assert_eq!(tree(&desk.show().feed_dir()), before);
    fs::remove_file(layout::baseline(desk.root())).unwrap();
    desk.built();
    assert_eq!(tree(&desk.show().feed_dir()), before);
}

#[test]
fn what_was_replaced_in_a_draft_never_becomes_public() {
    let desk = Desk::new();
    let mut first = episode("1", "Et");
    first.draft = true;
    let folder = desk.shelve(&first);
    desk.built();
    let mut second = next_sound(&first);
    fs::write(folder.join("audio-2.mp3"), sound_of(&second)).unwrap();
    write_record(&folder, &second, None);
    second.draft = false;
    write_record(&folder, &second, None);
    assert_eq!(desk.built().items, 1);
    assert_eq!(desk.media(), ["001-et-v2.mp3"]);
}

#[test]
fn a_damaged_sound_in_the_feed_is_mended() {
    let desk = Desk::new();
    let one = episode("1", "Et");
    desk.shelve(&one);
    desk.built();
    let media = desk.show().feed_dir().join("media/001-et.mp3");
    fs::write(&media, "short").unwrap();
    fs::write(desk.show().feed_dir().join("media/.new-001-et.mp3"), "half").unwrap();
    assert!(!desk.built().changed);
    assert_eq!(fs::read(&media).unwrap(), sound_of(&one));
    assert_eq!(desk.media(), ["001-et.mp3"]);
    // Of the right length, and not known to be ours: it is heard to the end.
    fs::write(&media, "x".repeat(sound_of(&one).len())).unwrap();
    fs::remove_file(layout::baseline(desk.root())).unwrap();
    desk.built();
    assert_eq!(fs::read(&media).unwrap(), sound_of(&one));
}

#[test]
fn a_damaged_sound_on_the_shelf_is_never_published() {
    let desk = Desk::new();
    let one = episode("1", "Et");
    let folder = desk.shelve(&one);
    fs::write(folder.join("audio-1.mp3"), "x".repeat(sound_of(&one).len())).unwrap();
    assert_eq!(desk.refused(), ["media-damaged"]);
    assert!(desk.media().is_empty());
    assert!(!desk.show().feed_dir().join("feed.xml").exists());
}

#[test]
fn what_leaves_the_feed_takes_its_sounds_along_and_no_others() {
    let desk = Desk::new();
    let one = episode("1", "Et");
    let folder = desk.shelve(&one);
    desk.shelve(&episode("2", "To"));
    desk.built();
    let second = next_sound(&one);
    fs::write(folder.join("audio-2.mp3"), sound_of(&second)).unwrap();
    write_record(&folder, &second, None);
    desk.built();
    let media = desk.show().feed_dir().join("media");
    fs::write(media.join("001-et-noter.mp3"), "a stranger's").unwrap();
    desk.put_away(&folder, &second, Away::Removed);
    assert_eq!(desk.built().items, 1);
    assert_eq!(desk.media(), ["001-et-noter.mp3", "002-to.mp3"]);
    assert_eq!(desk.channel().items().len(), 1);
}

#[test]
fn a_name_that_comes_again_never_has_other_bytes_under_an_old_feed() {
    let desk = Desk::new();
    let one = episode("1", "Et");
    let folder = desk.shelve(&one);
    desk.built();
    desk.put_away(&folder, &one, Away::TakenBack);
    let mut other = episode("1", "Et");
    other.guid = "another".parse().unwrap();
    measure(&mut other);
    desk.shelve(&other);
    assert!(desk.built().changed);
    assert_eq!(fs::read(desk.show().feed_dir().join("media/001-et.mp3")).unwrap(), sound_of(&other));
    assert_eq!(desk.channel().items()[0].guid().unwrap().value(), "another");
}

#[test]
fn the_picture_changes_its_name_with_its_content() {
    let desk = Desk::new();
    desk.built();
    let pictures = || -> Vec<String> {
        names(&desk.show().feed_dir()).into_iter().filter(|name| name.starts_with("artwork-")).collect()
    };
    let drawn = pictures();
    assert_eq!(drawn.len(), 1);
    let png = crate::picture::draw("another");
    fs::write(desk.show().episodes_dir().join("cover.png"), &png).unwrap();
    let settings_file = layout::settings(desk.root());
    let text = fs::read_to_string(&settings_file).unwrap();
    fs::write(&settings_file, format!("{text}artwork = \"cover.png\"\n")).unwrap();
    let built = desk.built();
    assert!(built.changed && built.findings.iter().all(|finding| finding.id() != "artwork-none"));
    assert_eq!(pictures().len(), 1);
    assert_ne!(pictures(), drawn);
    assert_eq!(fs::read(desk.show().feed_dir().join(&pictures()[0])).unwrap(), png);
}

#[test]
fn hard_links_are_made_where_the_show_wants_them() {
    let desk = Desk::with(&format!("{SETTINGS}hard_links = true\n"));
    let folder = desk.shelve(&episode("1", "Et"));
    desk.built();
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let number = |path: &Path| fs::metadata(path).unwrap().ino();
        let media = desk.show().feed_dir().join("media/001-et.mp3");
        assert_eq!(number(&media), number(&folder.join("audio-1.mp3")));
    }
    assert!(!desk.built().changed);
}

#[test]
fn a_long_show_is_built_whole() {
    let desk = Desk::new();
    for number in 1..=2000 {
        desk.shelve(&episode(&number.to_string(), "Et"));
    }
    assert_eq!(desk.built().items, 2000);
    assert!(!desk.built().changed);
    assert_eq!(desk.channel().items()[0].itunes_ext().unwrap().episode(), Some("2000"));
}

#[test]
fn an_episode_that_goes_while_its_sound_is_copied_is_no_fault() {
    let desk = Desk::new();
    let folder = desk.shelve(&episode("1", "Et"));
    desk.shelve(&episode("2", "To"));
    let meddle = move || fs::remove_dir_all(&folder).unwrap();
    let world = desk.with_disk(super::crash::CrashAfter::never_but(meddle));
    let built = feed::build(&world, &desk.show(), &Site, false, Wait::default()).unwrap();
    assert_eq!((built.items, desk.media()), (1, vec!["002-to.mp3".to_owned()]));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_out_of_the_show() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), desk.show().feed_dir().join("media")).unwrap();
    let said = desk.build().unwrap_err().to_string();
    assert!(said.ends_with("feed/media could not be made"), "{said}");
    assert!(names(outside.path()).is_empty());
    let found = feed::check(&desk.world, &desk.show()).unwrap();
    assert!(found.iter().any(|finding| finding.to_string().contains("feed/media: a symbolic link")));
    // A link in place of a sound is replaced, not followed.
    fs::remove_file(desk.show().feed_dir().join("media")).unwrap();
    desk.built();
    let media = desk.show().feed_dir().join("media/001-et.mp3");
    fs::remove_file(&media).unwrap();
    fs::write(outside.path().join("theirs"), "theirs").unwrap();
    std::os::unix::fs::symlink(outside.path().join("theirs"), &media).unwrap();
    desk.built();
    assert!(media.symlink_metadata().unwrap().is_file());
    assert_eq!(fs::read(outside.path().join("theirs")).unwrap(), b"theirs");
}

#[test]
fn a_picture_that_turns_out_damaged_is_replaced_by_a_drawing() {
    let desk = Desk::with(&format!("{SETTINGS}artwork = \"cover.png\"\n"));
    let mut png = crate::picture::draw("another");
    png.truncate(png.len() / 2);
    fs::write(desk.show().episodes_dir().join("cover.png"), &png).unwrap();
    let built = desk.built();
    assert!(built.findings.iter().any(|finding| finding.id() == "artwork-unreadable"));
    let drawn = crate::picture::Cover::Drawn("Vi læser & lytter".into()).feed_name();
    assert!(desk.show().feed_dir().join(&drawn).exists() && desk.feed().contains(&drawn));
}

#[test]
fn a_build_that_is_asked_to_stop_leaves_no_half_of_a_feed() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    desk.world.cancel.ask(2);
    assert!(matches!(desk.build(), Err(FeedError::Cancelled(_))));
    assert!(!desk.show().feed_dir().join("feed.xml").exists() && desk.media().is_empty());
}

#[test]
fn an_older_sound_never_takes_the_name_of_one_that_the_feed_has() {
    let desk = Desk::new();
    // Added as number 1 and taken back; then another became number 1, of the same name, and the first
    // returned as number 2.
    let first = episode("1", "Prøve");
    let folder = desk.shelve(&first);
    desk.built();
    write_record(&folder, &first, Some(Away::TakenBack));
    let returned = next_sound(&Episode { handle: "2".parse().unwrap(), ..first.clone() });
    fs::write(folder.join(layout::sound_name(2)), sound_of(&returned)).unwrap();
    write_record(&folder, &returned, None);
    copy_all(&folder, &desk.show().episodes_dir().join(layout::folder_name(&returned)));
    fs::remove_dir_all(&folder).unwrap();
    let mut second = episode("1", "Prøve");
    second.guid = "another".parse().unwrap();
    measure(&mut second);
    desk.shelve(&second);
    for _ in 0..2 {
        desk.built();
        let bytes = fs::read(desk.show().feed_dir().join("media/001-proeve.mp3")).unwrap();
        assert_eq!(bytes, sound_of(&second));
    }
}
