//! Whole imports, from a little server on this computer.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::fetch::{FetchError, Limits, Reach};
use super::numbers::From;
use super::serving::{Served, Server};
use super::*;
use crate::catalogue::{Show, Wait, settings};
use crate::episode::{EpisodeType, FileType, Handle};
use crate::feed::{self, FeedError, Rule};
use crate::world::{Clock, Event, Progress, World};

mod again;
mod extras;

/// A clock that stands still, and by which nobody has to wait.
struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        "2026-11-25T12:00:00Z".parse().unwrap()
    }
    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
    fn sleep(&self, _: Duration) {}
}

fn world() -> World {
    World { clock: Arc::new(Still), ..World::real() }
}

fn quick() -> Limits {
    Limits {
        answer: Duration::from_secs(2),
        silence: Duration::from_secs(2),
        whole: Duration::from_secs(20),
        redirects: 4,
        longest: 2 << 30,
    }
}

fn sound(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/formats").join(name)).unwrap()
}

/// A feed of so many episodes whose sounds lie at that place. The third last has no number.
fn feed_of(count: u32, sounds: &str) -> String {
    let items: Vec<String> = (1..=count)
        .rev()
        .map(|n| {
            let number = if n + 2 == count { String::new() } else { format!("<itunes:episode>{n}</itunes:episode>") };
            let (month, day) = (1 + (n - 1) / 28 % 12, 1 + (n - 1) % 28);
            let year = 2015 + (n - 1) / 336;
            format!(
                "<item><title>Afsnit om {n}</title><guid isPermaLink=\"false\">  hjemme:{n}&amp;x </guid>\
                 <pubDate>{year}-{month:02}-{day:02}T10:00:00+01:00</pubDate>{number}\
                 <enclosure url=\"{sounds}/lyd {n}.mp3?from=feed\" length=\"1\" type=\"audio/mpeg\"/>\
                 <itunes:duration>99</itunes:duration><description>&lt;p&gt;Noter {n}&lt;/p&gt;</description></item>"
            )
        })
        .collect();
    let items = items.concat();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
         xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"><channel><title>Vi flytter</title>\
         <description>Om at flytte</description><language>da</language><itunes:author>Biblioteket</itunes:author>\
         <itunes:category text=\"Arts\"/><itunes:image href=\"{sounds}/cover.png\"/>\
         <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><podcast:locked>no</podcast:locked>{items}</channel></rss>"
    )
}

/// A place to move into.
struct Home {
    dir: tempfile::TempDir,
}

impl Home {
    fn new() -> Home {
        Home { dir: tempfile::tempdir().unwrap() }
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("podcast")
    }

    fn look(&self, feed: &str, allow_local: bool) -> Result<Plan, ImportError> {
        let file = self.dir.path().join("feed.xml");
        fs::write(&file, feed).unwrap();
        look(&world(), file.to_str().unwrap(), allow_local, quick()).map(|looked| plan(&world(), &looked))
    }

    fn import(&self, world: &World, plan: &Plan, keep_going: bool) -> Result<Imported, ImportError> {
        let request = ImportRequest { root: self.root(), keep_going, limits: quick(), wait: Wait::default() };
        let imported = import_with(world, plan, &request)?;
        if imported.complete {
            settle(world, &imported.show)?;
        }
        Ok(imported)
    }

    fn show(&self) -> Show {
        Show::open(&self.root()).unwrap()
    }

    fn build(&self) -> Result<rss::Channel, FeedError> {
        feed::build(&world(), &self.show(), &crate::site::Site, false, Wait::default())?;
        let bytes = fs::read(self.show().feed_dir().join("feed.xml")).unwrap();
        Ok(rss::Channel::read_from(&bytes[..]).unwrap())
    }
}

fn import_with(world: &World, plan: &Plan, request: &ImportRequest) -> Result<Imported, ImportError> {
    let told = |missing: &Missing| format!("{}\tuden {}", missing.handle, missing.kind);
    import(world, plan, request, |info| settings::written(info, |_| String::new()), told)
}

/// Drawn once, since a debug build takes its time over it.
fn cover() -> Vec<u8> {
    static COVER: LazyLock<Vec<u8>> = LazyLock::new(|| crate::picture::draw("Vi flytter"));
    COVER.clone()
}

/// Serves three sounds by turns, and a cover.
fn serving(path: &str) -> Served {
    match path {
        "/cover.png" => Served::ok(cover()),
        path => Served::ok(sound(["lame.mp3", "vbr.mp3", "untagged.mp3"][path.len() % 3])).tagged("\"1\""),
    }
}

#[test]
fn forty_nine_episodes_move_in_and_the_next_is_number_fifty() {
    cover();
    let server = Server::start(serving);
    let home = Home::new();
    let plan = home.look(&feed_of(49, &server.address("")), true).unwrap();
    let imported = home.import(&world(), &plan, false).unwrap();
    assert!(imported.complete && imported.failed.is_empty() && imported.no_artwork.is_none(), "{imported:?}");
    assert_eq!(imported.shelved.len(), 49);

    let show = home.show();
    let info = show.info();
    assert_eq!(
        (info.title.as_str(), info.author.as_str(), info.locked),
        ("Vi flytter", "Biblioteket", false)
    );
    assert_eq!(info.guid.as_deref(), Some("917393e3-1b1e-5cef-ace4-edaa54e1f810"));
    assert_eq!(info.artwork.as_deref(), Some("artwork.png"));
    assert!(!show.is_moving_in());
    let shelf = show.shelf().unwrap().whole().unwrap();
    for (n, shelved) in (1..).zip(&shelf.episodes) {
        let episode = &shelved.episode;
        assert_eq!(episode.handle.to_string(), n.to_string());
        assert_eq!(
            (episode.guid.as_str(), episode.title.as_str()),
            (&*format!("hjemme:{n}&x"), &*format!("Afsnit om {n}"))
        );
        assert_eq!(episode.notes, format!("Noter {n}"));
        let asked = format!("/lyd%20{n}.mp3?from=feed");
        let bytes = sound(["lame.mp3", "vbr.mp3", "untagged.mp3"][asked.len() % 3]);
        assert_eq!(fs::read(shelved.sound()).unwrap(), bytes, "not one byte is another");
        assert_eq!(episode.sound.bytes, bytes.len() as u64);
        assert!(episode.sound.duration() < Duration::from_secs(99), "its own length, not the feed's");
        assert_eq!(shelved.recording(), Some(shelved.sound()), "remaster finds what there is");
    }
    assert_eq!(shelf.next_handle(EpisodeType::Full).to_string(), "50");

    let channel = home.build().unwrap();
    let guids: Vec<&str> = channel.items().iter().map(|item| item.guid().unwrap().value()).collect();
    let meant: Vec<String> = (1..=49).rev().map(|n| format!("hjemme:{n}&x")).collect();
    assert_eq!(guids, meant);
    assert_eq!(channel.items()[0].pub_date(), Some("Sat, 21 Feb 2015 10:00:00 +0100"));
    assert!(matches!(begin(&home.root()), Err(ImportError::NotEmpty { .. })));
}

#[test]
fn what_is_here_is_not_fetched_again() {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let (noted, well) = (asked.clone(), Arc::new(AtomicBool::new(false)));
    let (mended, whole) = (well.clone(), sound("vbr.mp3"));
    let length = whole.len();
    let server = Server::start(move |path| {
        noted.lock().unwrap().push(path.to_owned());
        match path {
            "/cover.png" => Served::status(404),
            // The line breaks in the middle of the third, each time until it is mended.
            path if path.contains("%203.") && !well.load(Ordering::Relaxed) => {
                Served::ok(&whole[..length / 2]).claiming(length as u64).tagged("\"v\"")
            }
            _ => Served::ok(whole.clone()).tagged("\"v\""),
        }
    });
    let home = Home::new();
    let plan = home.look(&feed_of(4, &server.address("")), true).unwrap();
    let imported = home.import(&world(), &plan, false).unwrap();
    assert_eq!((imported.shelved.len(), imported.failed.len(), imported.complete), (3, 1, false));
    assert!(imported.no_artwork.is_some());
    let why = &imported.failed[0].why;
    assert!(matches!(why, ItemError::Fetch(FetchError::Short { .. })), "{why:?}");
    match home.build() {
        Err(FeedError::Refused { findings }) => assert_eq!(findings[0].rule, Rule::MovingIn),
        other => panic!("half a show has no feed: {other:?}"),
    }

    mended.store(true, Ordering::Relaxed);
    asked.lock().unwrap().clear();
    let imported = home.import(&world(), &plan, false).unwrap();
    assert_eq!((imported.shelved.len(), imported.already, imported.complete), (1, 3, true));
    let shelved = &imported.shelved[0];
    assert_eq!(
        (shelved.episode.handle.to_string(), fs::read(shelved.sound()).unwrap()),
        ("3".to_owned(), sound("vbr.mp3"))
    );
    let sounds = asked.lock().unwrap().iter().filter(|path| path.contains("lyd")).count();
    assert_eq!(sounds, 1, "{asked:?}");
    assert_eq!(home.build().unwrap().items().len(), 4);
}

#[test]
fn whoever_stops_it_goes_on_later() {
    /// Asks to stop when the third episode begins.
    struct Stops(crate::world::Cancel);
    impl Progress for Stops {
        fn event(&self, event: Event) {
            if matches!(event, Event::Turned { nth: 3, .. }) {
                self.0.ask(2);
            }
        }
    }
    let server = Server::start(serving);
    let home = Home::new();
    let plan = home.look(&feed_of(5, &server.address("")), true).unwrap();
    let mut stopping = world();
    stopping.progress = Arc::new(Stops(stopping.cancel.clone()));
    assert!(matches!(home.import(&stopping, &plan, false), Err(ImportError::Cancelled(_))));
    assert_eq!(home.show().shelf().unwrap().episodes.len(), 2);
    assert!(home.show().is_moving_in() && home.build().is_err());
    let imported = home.import(&world(), &plan, false).unwrap();
    assert_eq!((imported.shelved.len(), imported.already, imported.complete), (3, 2, true));
    assert_eq!(home.build().unwrap().items().len(), 5);
}

#[test]
fn what_cannot_be_had_is_done_without_only_if_staff_say_so() {
    let server = Server::start(|path| match path {
        path if path.contains("%202.") => Served::status(404),
        path if path.contains("%203.") => Served::ok("<!doctype html><title>Væk</title>"),
        path => serving(path),
    });
    let home = Home::new();
    let plan = home.look(&feed_of(5, &server.address("")), true).unwrap();
    let imported = home.import(&world(), &plan, false).unwrap();
    assert!(!imported.complete && home.build().is_err());
    assert!(matches!(imported.failed[0].why, ItemError::Fetch(FetchError::Status { status: 404, .. })));
    assert!(matches!(imported.failed[1].why, ItemError::Sound(_)));
    let imported = home.import(&world(), &plan, true).unwrap();
    assert_eq!((imported.shelved.len(), imported.already, imported.complete), (0, 3, true));
    assert_eq!(home.build().unwrap().items().len(), 3);
    // The numbers of those that did not come stay theirs.
    let shelf = home.show().shelf().unwrap();
    let handles: Vec<String> = shelf.episodes.iter().map(|one| one.episode.handle.to_string()).collect();
    assert_eq!(handles, ["1", "4", "5"]);
}

#[test]
fn a_server_that_is_gone_is_not_asked_for_ever() {
    let home = Home::new();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let server = Server::start(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        Served::mute()
    });
    let plan = home.look(&feed_of(8, &server.address("")), true).unwrap();
    let limits =
        Limits { answer: Duration::from_millis(100), silence: Duration::from_millis(100), ..quick() };
    let request = ImportRequest { root: home.root(), keep_going: true, limits, wait: Wait::default() };
    let imported = import_with(&world(), &plan, &request).unwrap();
    assert!(!imported.complete, "keep-going is for broken episodes, not for a line that is down");
    assert!(matches!(imported.failed[7].why, ItemError::NotTried));
    assert_eq!(asked.load(Ordering::Relaxed), 1 + 3 * 3);
}

#[test]
fn other_files_than_mp3_stay_what_they_are() {
    let files = [
        ("aac.m4a", FileType::M4a),
        ("tone.opus", FileType::Opus),
        ("tone.ogg", FileType::Ogg),
        ("tone.flac", FileType::Flac),
    ];
    let server = Server::start(|path| match path {
        "/cover.png" => Served::status(404),
        path => Served::ok(sound(path.trim_start_matches('/'))),
    });
    let items: Vec<String> = files
        .iter()
        .map(|(name, _)| {
            let address = server.address(&format!("/{name}"));
            // The feed says that all are MP3, as feeds do.
            format!("<item><title>{name}</title><guid>{name}</guid><enclosure url=\"{address}\" type=\"audio/mpeg\"/></item>")
        })
        .collect();
    let items = items.concat();
    let home = Home::new();
    let text = format!(
        "<rss><channel><title>T</title><description>D</description><language>da</language>{items}</channel></rss>"
    );
    let plan = home.look(&text, true).unwrap();
    let imported = home.import(&world(), &plan, false).unwrap();
    assert!(imported.complete, "{imported:?}");
    let channel = home.build().unwrap();
    for (name, file_type) in files {
        let shelved = imported.shelved.iter().find(|one| one.episode.title == name).unwrap();
        let again = home.show().shelf().unwrap().get(shelved.episode.handle).unwrap().clone();
        assert_eq!((again.episode.sound.file_type, again.format), (file_type, 3), "{name}");
        assert_eq!(again.episode, shelved.episode);
        assert!(again.episode.sound.frames > 1000, "{name}");
        let item = channel.items().iter().find(|item| item.title() == Some(name)).unwrap();
        let enclosure = item.enclosure().unwrap();
        assert_eq!(enclosure.mime_type(), file_type.media_type());
        let (_, media) = enclosure.url().split_once("/media/").unwrap();
        assert_eq!(Path::new(media).extension().unwrap(), file_type.ending());
        assert_eq!(fs::read(home.show().feed_dir().join("media").join(media)).unwrap(), sound(name));
    }
}

#[test]
fn a_feed_from_outside_leads_nowhere_inside() {
    let server = Server::start(|_| Served::ok("secret"));
    let home = Home::new();
    let plan = home.look(&feed_of(2, &server.address("")), false).unwrap();
    assert_eq!(plan.reach, Reach::Public);
    let imported = home.import(&world(), &plan, false).unwrap();
    assert!(imported.shelved.is_empty());
    assert!(
        imported.failed.iter().all(|one| matches!(one.why, ItemError::Fetch(FetchError::Inside(_)))),
        "{imported:?}"
    );
    assert_eq!(server.asked(), 0);
    assert!(matches!(
        look(&world(), "file:///etc/passwd", true, quick()),
        Err(ImportError::Fetch(FetchError::NotWeb(_)))
    ));
}

#[test]
fn a_feed_of_several_pages_is_read_whole() {
    let server = Server::start(|path| {
        // The last page leads back, as some do.
        let n = if path == "/feed" { 2 } else { 1 };
        let item = format!(
            "<item><title>{n}</title><guid>{n}</guid><enclosure url='http://example.org/{n}.mp3'/></item>"
        );
        Served::ok(format!(
            "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>T</title><atom:link rel='next' href='/feed?page=2'/>{item}</channel></rss>"
        ))
    });
    let looked = look(&world(), &server.address("/feed"), false, quick()).unwrap();
    let guids: Vec<&str> = looked.foreign.items.iter().map(|item| item.guid.as_str()).collect();
    assert_eq!((guids, server.asked()), (vec!["2", "1"], 2));
    let plan = plan(&world(), &looked);
    assert_eq!(plan.info.moved_from, Some(server.address("/feed")));
    let of_address = crate::episode::guid::of_feed(&server.address("/feed")).to_string();
    assert_eq!(plan.info.guid, Some(of_address), "by which the index of podcasts knows it");
}

#[test]
fn pages_without_end_are_said_and_an_episode_on_two_of_them_comes_once() {
    let server = Server::start(|path| {
        let n: u32 = path.rsplit('=').next().and_then(|n| n.parse().ok()).unwrap_or(0);
        let item = |n: u32| {
            format!(
                "<item><title>{n}</title><guid>{n}</guid><enclosure url='http://example.org/{n}.mp3'/></item>"
            )
        };
        let space = "xmlns:atom='http://www.w3.org/2005/Atom'";
        let (one, more, next) = (item(n), item(n + 1), n + 1);
        Served::ok(format!(
            "<rss {space}><channel><title>T</title><atom:link rel='next' href='/feed?page={next}'/>{one}{more}</channel></rss>"
        ))
    });
    let looked = look(&world(), &server.address("/feed"), false, quick()).unwrap();
    let plan = plan(&world(), &looked);
    assert_eq!((plan.incoming.len(), plan.left.len(), server.asked()), (101, 0, 100));
    let pages = plan.losses.iter().find(|loss| loss.id == "pages").unwrap();
    assert_eq!(pages.value, "/feed?page=100");
}

#[test]
fn three_hundred_episodes_are_planned_in_a_moment() {
    let began = Instant::now();
    let plan = Home::new().look(&feed_of(300, "https://example.org"), false).unwrap();
    let handles: Vec<String> = plan.incoming.iter().map(|one| one.handle.to_string()).collect();
    assert_eq!(handles, (1..=300).map(|n| n.to_string()).collect::<Vec<_>>());
    let from: Vec<From> =
        plan.incoming.iter().map(|one| one.from).filter(|from| *from != From::Feed).collect();
    assert_eq!(from, [From::Date], "a title \"Afsnit om 298\" carries no number");
    assert!(began.elapsed() < Duration::from_secs(3));
}

#[test]
fn the_plan_says_what_will_be_lost() {
    let feed = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds").join(name);
        plan(&world(), &look(&world(), path.to_str().unwrap(), false, quick()).unwrap())
    };
    let lost = |plan: &Plan| {
        plan.losses
            .iter()
            .map(|loss| format!("{} {} {}", loss.id, loss.value, loss.count))
            .collect::<Vec<_>>()
    };
    let handles = |plan: &Plan| {
        plan.incoming
            .iter()
            .map(|one| one.handle)
            .map(|handle: Handle| handle.to_string())
            .collect::<Vec<_>>()
    };

    let anchor = feed("anchor.xml");
    assert_eq!(handles(&anchor), ["1", "2", "3", "4", "trailer-1"]);
    assert!(lost(&anchor).contains(&"seasons  1".to_owned()), "{:?}", lost(&anchor));
    assert_eq!(anchor.incoming[2].season.map(crate::episode::SeasonNumber::get), Some(2));

    let by_hand = feed("by-hand.xml");
    assert_eq!(handles(&by_hand), ["1", "2", "3"]);
    let why: Vec<&Why> = by_hand.left.iter().map(|left| &left.why).collect();
    assert_eq!(
        why,
        [&Why::NoSound, &Why::NotWeb("file:///etc/passwd".into()), &Why::Twice("Podcast nummer 1".into())]
    );
    assert_eq!(lost(&by_hand), ["no-date  1", "no-guid  1"]);
    assert_eq!(
        by_hand.incoming[1].date.to_string(),
        "2026-08-01T10:00:01+02:00",
        "the next older one, and a second"
    );

    let castopod = feed("castopod.xml");
    assert_eq!(lost(&castopod), ["categories  1", "website https://pod.example.org/@havn 1"]);
    let generator = feed("podcast-generator.xml");
    assert_eq!(handles(&generator), ["1", "2", "3", "4"]);
    assert!(generator.incoming.iter().all(|one| one.from == From::Title));
    assert!(generator.info.guid.is_none(), "a file has no address to make one of");
    assert!(Loss::IDS.contains(&"unknown"));
}
