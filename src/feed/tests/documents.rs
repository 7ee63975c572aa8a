//! Chapters and transcripts as apps get them.

use std::time::Duration;

use super::*;
use crate::episode::{Edits, Mark, Spot, Transcribed, chapter};

/// An episode of a minute and a half, with an intro of ten seconds and two chapters.
fn told() -> Episode {
    let mut told = episode("1", "Snak & tale");
    told.sound.frames = 90 * 44_100;
    told.sound.edits = Some(Edits::keeping(vec![0..80 * 44_100], 10 * 44_100).unwrap());
    let mark = |at: u64, title: &str, link: Option<&str>, hidden| Mark {
        at: Spot::Recording(Duration::from_millis(at)),
        title: title.into(),
        link: link.map(str::to_owned),
        hidden,
    };
    told.marks = vec![
        mark(0, "Velkommen", None, false),
        mark(20_000, "Skjult", None, true),
        mark(32_500, "Bøger <& \"film\">", Some("https://example.org/?a=1&b=2"), false),
    ];
    told.sound.tagged.chapters = chapter::fingerprint(&told.chapters());
    told
}

const SPOKEN: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Anna>Hej\n";

fn with_transcript(desk: &Desk, mut told: Episode, file: &str, text: &str) -> PathBuf {
    let (bytes, sha256) = (text.len() as u64, Digest::of(text.as_bytes()));
    told.transcript = Some(Transcribed { file: file.into(), bytes, sha256, timed: file.ends_with("vtt") });
    let folder = desk.shelve(&told);
    fs::write(folder.join(file), text).unwrap();
    folder
}

#[test]
fn chapters_are_in_the_feed_in_three_forms() {
    let desk = Desk::new();
    desk.shelve(&told());
    desk.built();
    let channel = desk.channel();
    let item = &channel.items()[0];
    let tag = &item.extensions()["podcast"]["chapters"][0];
    let name = tag.attrs["url"].strip_prefix("https://example.org/podcast/media/").unwrap();
    assert_eq!(tag.attrs["type"], "application/json+chapters");
    assert!(
        name.starts_with("001-snak-og-tale.chapters-") && desk.media().contains(&name.to_owned()),
        "{name}"
    );
    let file = fs::read(desk.show().feed_dir().join("media").join(name)).unwrap();
    assert_eq!(chapter::read(&file).unwrap(), told().chapters());
    assert_eq!(told().chapters()[0].start, Duration::ZERO, "the intro belongs to it");

    let list = &item.extensions()["psc"]["chapters"][0];
    let chapters: Vec<_> = list.children["chapter"].iter().map(|chapter| &chapter.attrs).collect();
    assert_eq!(chapters.len(), 2);
    assert_eq!(
        (chapters[1]["start"].as_str(), chapters[1]["href"].as_str()),
        ("00:00:42.500", "https://example.org/?a=1&b=2")
    );
    assert!(desk.feed().contains("xmlns:psc=\"http://podlove.org/simple-chapters\""));
    // A line break would be something in it, and readers look there for chapters.
    for ending in ["</podcast:chapters>", "</psc:chapter>"] {
        assert!(desk.feed().contains(&format!("\">{ending}")), "{ending} {}", desk.feed());
    }
    assert_eq!(
        item.description().unwrap(),
        "<p>0:00 Velkommen<br>0:42 Bøger &lt;&amp; &quot;film&quot;&gt;</p>"
    );
}

#[test]
fn transcripts_are_served_as_what_they_are() {
    for (file, text, kind, rel) in [
        ("transcript-1.vtt", SPOKEN, "text/vtt", Some("captions")),
        ("transcript-1.txt", "Hej.\n", "text/plain", None),
    ] {
        let desk = Desk::new();
        with_transcript(&desk, told(), file, text);
        desk.built();
        let channel = desk.channel();
        let attrs = &channel.items()[0].extensions()["podcast"]["transcript"][0].attrs;
        assert_eq!((attrs["type"].as_str(), attrs["language"].as_str()), (kind, "da"));
        assert_eq!(attrs.get("rel").map(String::as_str), rel);
        let name = attrs["url"].rsplit('/').next().unwrap();
        let served = fs::read_to_string(desk.show().feed_dir().join("media").join(name)).unwrap();
        assert_eq!(served, text.replace("00:00:01", "00:00:11").replace("00:00:02", "00:00:12"));
    }
}

#[test]
fn a_published_address_never_changes_its_bytes_and_comes_back() {
    let desk = Desk::new();
    let folder = with_transcript(&desk, told(), "transcript-1.vtt", SPOKEN);
    desk.built();
    let first = desk.media();
    assert_eq!(first.len(), 3);
    let record = record::read(&folder.join(layout::RECORD)).unwrap().episode;
    let mut next = record.clone();
    next.marks.pop();
    next.sound.edits = None;
    desk.shelve(&next);
    desk.built();
    let both = desk.media();
    assert_eq!(both.len(), 5, "{both:?}");
    assert!(first.iter().all(|name| both.contains(name)));
    let all = tree(&desk.show().feed_dir());
    assert!(!desk.built().changed);
    fs::remove_dir_all(desk.show().feed_dir()).unwrap();
    desk.built();
    assert_eq!(tree(&desk.show().feed_dir()), all);

    desk.put_away(&folder, &next, Away::Removed);
    desk.built();
    assert_eq!(desk.media(), Vec::<String>::new(), "with the episode go its documents");
}

#[test]
fn a_transcript_that_was_taken_away_is_nowhere_any_more() {
    let desk = Desk::new();
    with_transcript(&desk, told(), "transcript-1.vtt", SPOKEN);
    desk.built();
    let folder = with_transcript(&desk, told(), "transcript-2.vtt", &SPOKEN.replace("Hej", "Farvel"));
    desk.built();
    let transcripts = || desk.media().into_iter().filter(|name| name.contains(".transcript-")).count();
    assert_eq!(transcripts(), 2, "one that was corrected stays for those who have the older feed");
    write_record(&folder, &told(), None);
    desk.built();
    assert_eq!(transcripts(), 0);
    assert!(!desk.built().changed);
    fs::remove_dir_all(desk.show().feed_dir()).unwrap();
    desk.built();
    assert_eq!(transcripts(), 0);
    assert_eq!(desk.media().len(), 2, "its sound and its chapters stay");
}

#[test]
fn a_transcript_that_is_gone_or_changed_keeps_the_old_feed_in_place() {
    let desk = Desk::new();
    let folder = with_transcript(&desk, told(), "transcript-1.vtt", SPOKEN);
    fs::write(folder.join("transcript-1.vtt"), SPOKEN.replace("Hej", "Huj")).unwrap();
    assert_eq!(desk.refused(), ["transcript-damaged"]);
    fs::write(folder.join("transcript-1.vtt"), "WEBVTT\n").unwrap();
    assert_eq!(desk.refused(), ["transcript-damaged"]);
    fs::remove_file(folder.join("transcript-1.vtt")).unwrap();
    assert_eq!(desk.refused(), ["transcript-missing"]);
}

#[test]
fn what_is_worth_knowing_of_chapters_is_found() {
    let desk = Desk::new();
    let mut told = told();
    told.notes = "x".repeat(3_950);
    told.sound.tagged.chapters = None;
    desk.shelve(&told);
    let ids: Vec<_> = desk.built().findings.iter().map(Finding::id).collect();
    assert!(ids.contains(&"chapters-stale") && ids.contains(&"chapters-unlisted"), "{ids:?}");
}
