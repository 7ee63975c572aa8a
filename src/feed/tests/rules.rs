//! What is found, and how it is named.

use super::*;
use crate::feed::Rule;

fn found(desk: &Desk) -> Vec<String> {
    feed::check(&desk.world, &desk.show()).unwrap().iter().map(ToString::to_string).collect()
}

fn says(found: &[String], said: &str) -> bool {
    found.iter().any(|finding| finding.contains(said))
}

#[test]
fn a_show_in_order_has_only_its_drawn_picture_and_its_silence_to_speak_of() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    assert_eq!(
        found(&desk),
        ["warning: the show has no artwork; a drawn one stands in", "warning: 1 episodes have no transcript"]
    );
    assert_eq!(names(&desk.show().feed_dir()), Vec::<String>::new(), "a check writes nothing");
}

#[test]
fn everything_about_the_settings_is_said_at_once() {
    let desk = Desk::with(
        "title = \"a\"\nlangauge = \"da\"\nlanguage = \"dansk\"\ncategory = \"Book\"\nlink = \"example.org\"\n\
         email = \"nobody\"\nartwork = \"../cover.jpg\"\n",
    );
    let found = found(&desk);
    for said in [
        "error: the settings have no description",
        "error: the link \"example.org\" is no http or https address",
        "\"Book\"; near it is \"Arts/Books\"",
        "\"dansk\" is no language of ISO 639; near it is \"da\"",
        "\"nobody\" is no e-mail address",
        "have no author",
        "unknown key \"langauge\"; near it is \"language\"",
        "the artwork episodes/cover.jpg is not there",
    ] {
        assert!(says(&found, said), "{said} in {found:#?}");
    }
    assert_eq!(found.len(), 8, "{found:#?}");
    assert_eq!(desk.refused(), ["field-missing", "link-wrong"]);
}

#[test]
fn a_feed_without_a_link_says_that_it_is_local() {
    let desk = Desk::with(&SETTINGS.replace("link", "copyright2"));
    assert!(says(&found(&desk), "without a link the feed is local: http://127.0.0.1:8017/feed.xml"));
    assert!(desk.built().local);
}

#[test]
fn everything_about_the_episodes_is_said_at_once() {
    let desk = Desk::new();
    let mut one = episode("1", "#1: Vi læser & lytter");
    one.sound.tagged.title = "Et".into();
    one.notes = "æ".repeat(2000);
    one.recording.kept =
        Some(crate::episode::Kept { file: "recording.wav".into(), bytes: 5, sha256: Digest::of(b"") });
    desk.shelve(&one);
    let mut two = episode("2", "Vi læser & lytter: hej");
    two.published = "2026-12-24T08:00:00+01:00".parse().unwrap();
    two.dated_by_hand = true;
    desk.shelve(&two);
    let mut five = episode("5", "Urets skyld");
    five.published = "2026-11-01T08:00:00+01:00".parse().unwrap();
    desk.shelve(&five);
    let three = episode("3", "Vi læser & lytter: HEJ");
    let folder = desk.shelve_in("004-vi-laeser", &three);
    fs::write(folder.join("audio-1.mp3"), "short").unwrap();
    let found = found(&desk);
    for said in [
        "warning: episode 1: the title \"#1: Vi læser & lytter\" carries the number; without it: \"Vi læser & lytter\"",
        "warning: episode 1: the title \"#1: Vi læser & lytter\" carries that of the show",
        "warning: episode 1: the notes have 4007 bytes",
        "warning: episode 1: the sound still says \"Et\"",
        "warning: episode 1: the recording episodes/001-1-vi-laeser-og-lytter/recording.wav is not there",
        "warning: episode 2: waits for 2026-12-24T08:00:00+01:00",
        "warning: episode 5: is in the feed with a date to come",
        "warning: episode 3: 2 is called",
        "warning: episode 3: its folder is 004-vi-laeser, not 003-vi-laeser-og-lytter-hej",
        "error: episode 3: the sound episodes/004-vi-laeser/audio-1.mp3 has 5 bytes",
    ] {
        assert!(says(&found, said), "{said} in {found:#?}");
    }
    assert_eq!(desk.refused(), ["media-length"]);
}

#[test]
fn what_is_heard_before_and_after_every_episode_belongs_in_the_folder() {
    let desk = Desk::with(&format!("{SETTINGS}intro = \"kending.flac\"\noutro = \"tak.wav\"\n"));
    fs::write(desk.show().episodes_dir().join("kending.flac"), "x").unwrap();
    let found = found(&desk);
    assert!(says(&found, "warning: the outro episodes/tak.wav is not there"), "{found:#?}");
    assert!(!says(&found, "kending.flac"), "{found:#?}");
}

#[test]
fn nothing_may_be_there_twice() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    desk.shelve_in("001-et (1)", &episode("1", "Et"));
    assert_eq!(desk.refused(), ["guid-twice"]);

    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    let mut other = episode("1", "Andet");
    other.guid = "other".parse().unwrap();
    measure(&mut other);
    desk.shelve(&other);
    assert_eq!(desk.refused(), ["number-twice"]);
}

#[test]
fn a_copy_of_a_published_episode_stops_the_feed_and_that_of_a_draft_waits() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    desk.built();
    let mut copy = episode("1", "Et");
    copy.draft = true;
    desk.shelve_in("001-et (kopi)", &copy);
    assert_eq!(desk.built().items, 1);
    copy.draft = false;
    desk.shelve_in("001-et (kopi)", &copy);
    assert_eq!(desk.refused(), ["guid-twice"]);
    copy.guid = "another".parse().unwrap();
    measure(&mut copy);
    desk.shelve_in("001-et (kopi)", &copy);
    assert_eq!(desk.refused(), ["number-twice"]);
    assert_eq!(desk.channel().items().len(), 1, "the old feed stands");
}

#[cfg(unix)]
#[test]
fn what_nobody_put_there_is_named() {
    let desk = Desk::new();
    let folder = desk.shelve(&episode("1", "Et"));
    let episodes = desk.show().episodes_dir();
    fs::create_dir(episodes.join("notes")).unwrap();
    std::os::unix::fs::symlink("/etc", episodes.join("002-link")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.join("extra")).unwrap();
    fs::write(folder.join("episode (1).toml"), "").unwrap();
    let found = found(&desk);
    for said in [
        "episodes/notes: no episode",
        "episodes/002-link: a symbolic link",
        "episodes/001-et/extra: a symbolic link",
        "episodes/001-et/episode (1).toml: a conflict copy",
    ] {
        assert!(says(&found, said), "{said} in {found:#?}");
    }
    desk.built();
}

#[test]
fn names_of_rules_are_distinct_and_plain() {
    let mut ids = Rule::IDS.to_vec();
    assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), Rule::IDS.len());
}
