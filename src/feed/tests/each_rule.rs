//! Every rule is broken once, by itself: what is found is that, and nothing else.

use std::sync::OnceLock;
use std::time::Duration;

use super::*;
use crate::episode::{Chapter, Kept, Mark, Person, Soundbite, Transcribed, chapter};
use crate::feed::Rule;
use crate::feed::tests::elsewhere;

impl Desk {
    /// Returns a show with three episodes of which nothing is to be said.
    fn in_order() -> Desk {
        static COVER: OnceLock<Vec<u8>> = OnceLock::new();
        let desk = Desk::with(&format!("{SETTINGS}artwork = \"cover.png\"\ntranscripts = false\n"));
        fs::write(desk.cover(), COVER.get_or_init(|| picture(1400, 1400))).unwrap();
        for (number, title) in [("1", "Et"), ("2", "To"), ("3", "Tre")] {
            desk.shelve(&episode(number, title));
        }
        desk
    }

    fn cover(&self) -> PathBuf {
        self.show().episodes_dir().join("cover.png")
    }

    /// Adds lines to the settings.
    fn more(&self, lines: &str) {
        self.put("", lines);
    }

    /// Puts one text in the place of another in the settings; of nothing, at their end.
    fn put(&self, from: &str, to: &str) {
        let path = layout::settings(self.root());
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        let text = if from.is_empty() { format!("{text}{to}\n") } else { text.replacen(from, to, 1) };
        fs::write(path, text).unwrap();
    }

    /// Changes an episode by hand, and returns its folder.
    fn retell(&self, number: &str, change: impl FnOnce(&mut Episode)) -> PathBuf {
        let titles = [("1", "Et"), ("2", "To"), ("3", "Tre")];
        let (_, title) = titles.into_iter().find(|(known, _)| *known == number).unwrap();
        let mut changed = episode(number, title);
        change(&mut changed);
        self.shelve(&changed)
    }

    fn retitle(&self, number: &str, title: &str) {
        self.retell(number, |episode| {
            episode.title = title.into();
            episode.sound.tagged.title = title.into();
        });
    }

    fn found(&self) -> Vec<&'static str> {
        let mut ids: Vec<_> =
            feed::check(&self.world, &self.show()).unwrap().iter().map(Finding::id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let flat = image::RgbImage::from_pixel(width, height, image::Rgb([200, 60, 40]));
    flat.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn see_through() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbaImage::new(1400, 1400).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Breaks one rule of a show in order.
type Break = fn(&Desk);

const OF_THE_SHOW: &[(&str, Break)] = &[
    ("field-missing", |desk| desk.put("description =", "# description =")),
    ("category-unknown", |desk| desk.put("Arts/Books", "Litteratur")),
    ("category-dead", |desk| desk.put("Arts/Books", "Games & Hobbies")),
    ("category-misplaced", |desk| desk.put("Arts/Books", "Arts/Philosophy")),
    ("language-unknown", |desk| desk.put("\"da\"", "\"dansk\"")),
    ("link-wrong", |desk| desk.put("https://example.org/podcast", "example.org")),
    ("link-missing", |desk| desk.put("link =", "# link =")),
    ("email-missing", |desk| desk.put("email =", "# email =")),
    ("email-wrong", |desk| desk.put("podcast@example.org", "podcast")),
    ("author-missing", |desk| desk.put("author =", "# author =")),
    ("description-long", |desk| desk.put("Samtaler", &"æ".repeat(2000))),
    ("text-long", |desk| desk.put("© Randers", &"©".repeat(256))),
    ("setting-unknown", |desk| desk.more("goall = 3")),
    ("artwork-none", |desk| desk.put("artwork =", "# artwork =")),
    ("artwork-lost", |desk| fs::remove_file(desk.cover()).unwrap()),
    ("artwork-unreadable", |desk| fs::write(desk.cover(), "GIF89a").unwrap()),
    ("artwork-small", |desk| fs::write(desk.cover(), picture(600, 600)).unwrap()),
    ("artwork-not-square", |desk| fs::write(desk.cover(), picture(1400, 1500)).unwrap()),
    ("artwork-not-rgb", |desk| fs::write(desk.cover(), see_through()).unwrap()),
    ("artwork-heavy", |desk| {
        fs::write(desk.cover(), [picture(1400, 1400), vec![0; 600 << 10]].concat()).unwrap();
    }),
    ("artwork-ending", |desk| {
        fs::copy(desk.cover(), desk.cover().with_extension("jpg")).unwrap();
        desk.put("cover.png", "cover.jpg");
    }),
    ("jingle-lost", |desk| desk.more("intro = \"kending.wav\"")),
    ("moving-in", |desk| fs::create_dir(desk.show().episodes_dir().join(".import")).unwrap()),
    ("address-wrong", |desk| desk.more("funding = \"vores side\"")),
    ("address-insecure", |desk| desk.put("https://example.org", "http://example.org")),
    ("address-odd", |desk| desk.put("example.org/podcast", "example.org/bøger")),
    ("text-entity", |desk| desk.put("læser &", "læser &amp;")),
    ("description-markup", |desk| desk.put("<og>", "<b>")),
    ("new-feed-same", |desk| desk.more("new_feed = \"https://example.org/podcast/feed.xml\"")),
    ("feed-guid-wrong", |desk| desk.more("guid = \"vores\"")),
    ("person-nameless", |desk| desk.more("persons = [{ role = \"host\" }]")),
    ("role-unknown", |desk| desk.more("persons = [{ name = \"Anna\", role = \"konge\" }]")),
    ("licence-unknown", |desk| desk.more("licence = \"vores\"")),
    ("location-wrong", |desk| desk.more("location = { name = \"Randers\", geo = \"nord\" }")),
    ("update-wrong", |desk| desk.more("update = { rrule = \"tit\" }")),
    ("medium-unknown", |desk| desk.more("medium = \"radio\"")),
    ("value-long", |desk| desk.more(&format!("persons = [\"{}\"]", "x".repeat(129)))),
    ("season-unused", |desk| desk.more("seasons = { 9 = \"Ni\" }")),
    ("complete-ahead", |desk| {
        desk.retell("3", |episode| episode.draft = true);
        desk.more("complete = true");
    }),
    ("feed-large", |desk| {
        for number in 4..220 {
            let mut long = episode(&number.to_string(), &format!("Nr {number}"));
            long.notes = "Langt. ".repeat(550);
            long.details.persons =
                (0..60).map(|n| Person { name: format!("Stemme {n}"), ..Person::default() }).collect();
            desk.shelve(&long);
        }
    }),
];

const OF_EPISODES: &[(&str, Break)] = &[
    ("title-numbered", |desk| desk.retitle("1", "#1: Et")),
    ("title-names-show", |desk| desk.retitle("1", "Vi læser & lytter: Et")),
    ("title-twice", |desk| desk.retitle("2", "Et")),
    ("notes-markup", |desk| drop(desk.retell("1", |episode| episode.notes = "<b>Nu</b>".into()))),
    ("notes-link-wrong", |desk| {
        drop(desk.retell("1", |episode| episode.notes = "Se [her](side.html)".into()));
    }),
    ("notes-long", |desk| drop(desk.retell("1", |episode| episode.notes = "x".repeat(4001)))),
    ("date-ahead", |desk| {
        desk.retell("3", |episode| {
            episode.published = "2026-12-24T08:00:00+01:00".parse().unwrap();
            episode.dated_by_hand = true;
        });
    }),
    ("date-future", |desk| {
        desk.retell("3", |episode| episode.published = "2026-12-24T08:00:00+01:00".parse().unwrap());
    }),
    ("date-order", |desk| {
        desk.retell("2", |episode| episode.published = "2025-12-24T08:00:00+01:00".parse().unwrap());
    }),
    ("duration-differs", |desk| drop(desk.retell("1", |episode| episode.sound.frames = 44_100 * 100))),
    ("sound-empty", |desk| drop(desk.retell("1", |episode| episode.sound.frames = 0))),
    ("season-mixed", |desk| drop(desk.retell("2", |episode| episode.season = None))),
    ("soundbite-outside", |desk| {
        desk.retell("1", |episode| episode.details.soundbites = vec![Soundbite::read("0:10-0:40").unwrap()]);
    }),
    ("soundbite-length", |desk| {
        desk.retell("1", |episode| episode.details.soundbites = vec![Soundbite::read("0-0.5").unwrap()]);
    }),
    ("transcript-none", |desk| desk.put("transcripts = false", "transcripts = true")),
    ("consent-missing", |desk| {
        desk.more("consent = true");
        for number in ["1", "2", "3"] {
            desk.retell(number, |episode| episode.details.rights = Some("Ingen musik".into()));
        }
    }),
    ("rights-missing", |desk| {
        desk.more("consent = true");
        for number in ["1", "2", "3"] {
            desk.retell(number, |episode| episode.details.consent = Some("Mappe 7".into()));
        }
    }),
    ("tags-stale", |desk| drop(desk.retell("1", |episode| episode.sound.tagged.title = "En".into()))),
    ("chapters-stale", |desk| drop(desk.retell("1", |episode| episode.marks = vec![opening()]))),
    ("chapters-unlisted", |desk| {
        desk.retell("1", |episode| {
            episode.notes = "x".repeat(3_980);
            episode.marks = vec![opening()];
            episode.sound.tagged.chapters = chapter::fingerprint(&episode.chapters());
        });
    }),
    ("transcript-missing", |desk| drop(desk.retell("1", transcribed))),
    ("transcript-damaged", |desk| {
        fs::write(desk.retell("1", transcribed).join("transcript-1.vtt"), "kort").unwrap();
    }),
    ("media-missing", |desk| fs::remove_file(desk.retell("1", |_| ()).join("audio-1.mp3")).unwrap()),
    ("media-length", |desk| fs::write(desk.retell("1", |_| ()).join("audio-1.mp3"), "kort").unwrap()),
    ("recording-missing", |desk| drop(desk.retell("1", keeps))),
    ("recording-length", |desk| fs::write(desk.retell("1", keeps).join("recording.wav"), "langt").unwrap()),
    ("record-broken", |desk| {
        fs::write(desk.retell("1", |_| ()).join("episode.toml"), "number = ").unwrap();
    }),
    ("record-newer", |desk| {
        let record = desk.retell("1", |_| ()).join("episode.toml");
        let text = fs::read_to_string(&record).unwrap().replacen("format = 1", "format = 99", 1);
        fs::write(record, text).unwrap();
    }),
    ("folder-differs", |desk| {
        let folder = desk.retell("3", |_| ());
        copy_all(&folder, &desk.show().episodes_dir().join("004-tre"));
        fs::remove_dir_all(folder).unwrap();
    }),
    ("number-twice", |desk| {
        let mut other = episode("1", "Andet");
        other.guid = "andet".parse().unwrap();
        measure(&mut other);
        desk.shelve(&other);
    }),
    ("guid-twice", |desk| drop(desk.shelve_in("001-et (1)", &episode("1", "Et")))),
    ("published-lost", |desk| {
        desk.built();
        fs::remove_dir_all(desk.retell("3", |_| ())).unwrap();
    }),
    ("guid-changed", |desk| {
        desk.built();
        let folder = desk.retell("3", |episode| episode.guid = "andet".parse().unwrap());
        let mut changed = episode("3", "Tre");
        changed.guid = "andet".parse().unwrap();
        measure(&mut changed);
        fs::write(folder.join("audio-1.mp3"), sound_of(&changed)).unwrap();
        write_record(&folder, &changed, None);
    }),
    ("stranger", |desk| fs::create_dir(desk.show().episodes_dir().join("noter")).unwrap()),
    ("conflict-copy", |desk| fs::write(desk.retell("1", |_| ()).join("episode (1).toml"), "").unwrap()),
];

fn opening() -> Mark {
    let title = "Velkommen".to_owned();
    Mark::in_recording(Chapter { start: Duration::ZERO, title, link: None, hidden: false })
}

fn transcribed(episode: &mut Episode) {
    let file = "transcript-1.vtt".to_owned();
    episode.transcript = Some(Transcribed { file, bytes: 100, sha256: Digest::of(b"abc"), timed: true });
}

fn keeps(episode: &mut Episode) {
    let kept = Kept { file: "recording.wav".into(), bytes: 3, sha256: Digest::of(b"abc") };
    episode.recording.kept = Some(kept);
}

/// Rules that a check cannot see broken: a fingerprint is taken when a sound is brought to the feed, a page
/// meets another file when it is put there, and what a link is depends on the system.
const APART: [&str; 3] = ["media-damaged", "page-taken", "symlink"];

#[test]
fn every_rule_is_broken_somewhere_here() {
    let here = OF_THE_SHOW.iter().chain(OF_EPISODES).map(|(id, _)| *id);
    let mut broken: Vec<&str> = here.chain(elsewhere::broken()).chain(APART).collect();
    broken.sort_unstable();
    let mut known = Rule::IDS.to_vec();
    known.sort_unstable();
    assert_eq!(broken, known);
    assert!(known.len() >= 60, "{}", known.len());
}

#[test]
fn of_a_show_in_order_nothing_is_said() {
    assert_eq!(Desk::in_order().found(), Vec::<&str>::new());
    Desk::in_order().built();
}

fn each_alone(cases: &[(&str, Break)]) {
    for (id, spoil) in cases {
        let desk = Desk::in_order();
        spoil(&desk);
        assert_eq!(desk.found(), [*id]);
    }
}

#[test]
fn each_rule_of_the_show_is_broken_alone() {
    each_alone(OF_THE_SHOW);
}

#[test]
fn each_rule_of_episodes_is_broken_alone() {
    each_alone(OF_EPISODES);
}

#[test]
fn a_sound_of_the_right_length_and_other_bytes_is_seen_when_it_is_brought() {
    let desk = Desk::in_order();
    let folder = desk.retell("1", |_| ());
    let length = fs::read(folder.join("audio-1.mp3")).unwrap().len();
    fs::write(folder.join("audio-1.mp3"), vec![b'x'; length]).unwrap();
    assert_eq!(desk.refused(), ["media-damaged"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_seen_and_not_followed() {
    let desk = Desk::in_order();
    std::os::unix::fs::symlink("/etc", desk.show().episodes_dir().join("004-link")).unwrap();
    assert_eq!(desk.found(), ["symlink"]);
}

#[test]
fn what_listeners_have_already_is_no_reason_to_stop_the_feed() {
    let desk = Desk::in_order();
    desk.built();
    fs::remove_file(desk.retell("1", |_| ()).join("audio-1.mp3")).unwrap();
    let built = desk.built();
    assert_eq!(built.findings.iter().map(Finding::id).collect::<Vec<_>>(), ["media-missing"]);
    assert!(built.findings.iter().all(|finding| finding.weight == feed::Weight::Warning));
    // Without the copy in the feed it would be lost.
    fs::remove_dir_all(desk.show().feed_dir().join("media")).unwrap();
    assert_eq!(desk.refused(), ["media-missing"]);
}

#[test]
fn what_is_wrong_with_one_that_waits_holds_back_that_one_only() {
    for id in ["media-missing", "sound-empty"] {
        let desk = Desk::in_order();
        let folder = desk.retell("3", |episode| {
            episode.draft = true;
            if id == "sound-empty" {
                episode.sound.frames = 0;
            }
        });
        if id == "media-missing" {
            fs::remove_file(folder.join("audio-1.mp3")).unwrap();
        }
        let built = desk.built();
        assert_eq!((built.items, built.held_back.len()), (2, 1), "{id}");
        assert_eq!(built.findings.iter().map(Finding::id).collect::<Vec<_>>(), [id]);
    }
}
