//! A show moves in through the real binary, and goes on with its next number.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use podcast::catalogue::{Wait, settings};
use podcast::moving::fetch::Limits;
use podcast::moving::{self, ImportRequest};
use podcast::world::World;

use crate::crash::{CrashAfter, settled};
use crate::desk::Desk;
use crate::serving::{Served, Server};

fn sound() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/formats/lame.mp3")).unwrap()
}

/// A server with a feed of so many episodes.
fn server(count: u32) -> Server {
    Server::start_with_address(move |path, address| match path {
        "/feed.xml" => {
            let items: Vec<String> = (1..=count)
                .rev()
                .map(|n| {
                    format!(
                        "<item><title>#{n}: Afsnit</title><guid>gammel-{n}</guid>\
                         <pubDate>Sat, {:02} Aug 2026 10:00:00 +0200</pubDate>\
                         <enclosure url='{address}/{n}.mp3' length='1' type='audio/mpeg'/></item>",
                        n % 28 + 1
                    )
                })
                .collect();
            let items = items.concat();
            Served::ok(format!(
                "<rss version='2.0'><channel><title>Flytter</title><description>D</description>\
                 <language>da</language>{items}</channel></rss>"
            ))
        }
        path if path.contains(".mp3") => Served::ok(sound()),
        _ => Served::status(404),
    })
}

#[test]
fn a_show_moves_in_and_goes_on() {
    let server = server(3);
    let desk = Desk::bare();
    let feed = server.address("/feed.xml");
    desk.at("")
        .run(["import", &feed, "show", "--dry-run"])
        .succeeds()
        .says("3 episodes would come")
        .says("This was only a trial");
    assert!(!desk.root().exists());
    desk.at("")
        .run(["import", &feed, "show", "--link", "https://ny.example.org/podcast"])
        .succeeds()
        .says("3 episodes came")
        .says("The next episode will be number 4")
        .says("lead on for good (301) to https://ny.example.org/podcast/feed.xml");
    desk.add(440.0, "Det næste").says("Episode 4");
    let text = desk.text("feed/feed.xml");
    for n in 1..=3 {
        assert!(text.contains(&format!("<guid isPermaLink=\"false\">gammel-{n}</guid>")), "{text}");
    }
    desk.run(["check"]).succeeds();
    desk.run(["build"]).succeeds().says("Keep http");
    // Another sound of it may be made at any time, under a name of its own.
    desk.run(["remaster", "2"]).succeeds();
    assert!(desk.text("feed/feed.xml").contains("002-afsnit-v2.mp3"));
    desk.run(["edit", "1", "--title", "Nyt navn", "--retag"]).succeeds();
    desk.at("").run(["import", &feed, "show"]).exits(2).says("has episodes already");
    let text = fs::read_to_string(desk.root().join("episodes/003-afsnit/episode.toml")).unwrap();
    assert!(text.contains("version = 1\n") && !text.contains("loudness"), "kept as it came: {text}");
    desk.speaking("da").run(["build"]).succeeds().says("Flyt nu lytterne");
}

/// A server with a feed of twelve episodes, each with a transcript that is gone.
fn without_transcripts() -> Server {
    Server::start_with_address(|path, address| match path {
        "/feed.xml" => {
            let items: Vec<String> = (1..=12)
                .map(|n| {
                    format!(
                        "<item><title>#{n}: Afsnit</title><guid>g{n}</guid>\
                         <podcast:transcript url='{address}/{n}.vtt' type='text/vtt'/>\
                         <enclosure url='{address}/cover.jpg' type='image/jpeg'/>\
                         <enclosure url='{address}/{n}.mp3' type='audio/mpeg'/></item>"
                    )
                })
                .collect();
            let items = items.concat();
            Served::ok(format!(
                "<rss version='2.0' xmlns:podcast='https://podcastindex.org/namespace/1.0'><channel>\
                 <title>Flytter</title><description>D</description><language>da</language>{items}</channel></rss>"
            ))
        }
        path if path.contains(".mp3") => Served::ok(sound()),
        _ => Served::status(404),
    })
}

#[test]
fn what_is_missing_of_many_episodes_is_listed_in_a_file() {
    let server = without_transcripts();
    let desk = Desk::bare();
    let run = desk.at("").run(["import", &server.address("/feed.xml"), "show"]).exits(3);
    let run = run
        .says("Episode 10 is here without its transcript.")
        .never_says("Episode 11 is here without its transcript.")
        .says("2 more things are missing. All of them are listed in")
        .says("import-missing.txt");
    assert!(run.stdout.contains("12 episodes came"), "{}", run.stdout);
    let list = desk.text("import-missing.txt");
    assert_eq!(list.matches("is here without its transcript").count(), 12, "{list}");
    assert!(list.contains("podcast edit 12 --transcript FILE"), "{list}");
    assert!(!desk.root().join("episodes/.import").exists());
}

#[test]
fn sounds_become_as_loud_as_the_show_if_that_is_asked() {
    let server = server(2);
    let desk = Desk::bare();
    let feed = server.address("/feed.xml");
    desk.at("").run(["import", &feed, "show", "--remaster"]).succeeds().says("2 episodes have new sound");
    for n in 1..=2 {
        let text = desk.text(&format!("episodes/00{n}-afsnit/episode.toml"));
        assert!(text.contains("version = 2\n") && text.contains("loudness"), "{text}");
        assert!(text.contains("kept = \"audio-1.mp3\""), "what came is the recording now: {text}");
    }
    assert!(!desk.root().join("episodes/.import").exists());
    assert!(desk.text("feed/feed.xml").contains("gammel-2"));
}

#[test]
fn a_feed_that_cannot_be_had_or_read_is_refused_in_plain_words() {
    let server = Server::start(|path| match path {
        "/page" => Served::ok("<!DOCTYPE html>\n<html><body>Velkommen<br></body></html>"),
        "/feed.xml" => Served::ok("<rss version='2.0'><channel><title>Fremmed</title></channel></rss>"),
        "/doctype" => Served::ok("<!DOCTYPE rss SYSTEM \"file:///etc/passwd\"><rss/>"),
        "/empty" => Served::ok("<rss><channel><title>Tom</title></channel></rss>"),
        _ => Served::status(404),
    });
    let desk = Desk::bare();
    for (path, said) in [
        ("/page", "look there for the address of the RSS feed"),
        ("/doctype", "document type"),
        ("/empty", "no episode in the feed"),
        ("/gone", "error 404"),
    ] {
        desk.at("").run(["import", &server.address(path), "show"]).exits(1).says(said);
        assert!(!desk.root().exists(), "{path}");
    }
    // `check` fetches as carefully, and says of a page that it is no feed.
    desk.at("").run(["check", &server.address("/gone")]).exits(1).says("error 404");
    desk.at("").run(["check", &server.address("/page")]).exits(1).says("html");
    desk.at("").run(["check", &server.address("/feed.xml")]).exits(1).says("Fremmed").says("no episodes");
    desk.at("").run(["import", "findes-ikke.xml", "show"]).exits(1);
    desk.at("").run(["import", "ftp://example.org/feed", "show"]).exits(1).says("is no web address");
    let answer = desk.at("").run(["--json", "import", &server.address("/gone"), "show"]).exits(1).json();
    assert_eq!(answer["error"]["id"], "fetch-status");
}

#[test]
fn what_a_feed_names_is_asked_for() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    let settings = desk.root().join("episodes/show.toml");
    let feed = desk.root().join("feed");
    let server = Server::start(move |path| {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        std::fs::read(feed.join(path.trim_start_matches('/'))).map_or(Served::status(404), Served::ok)
    });
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, text.replace("# link =", &format!("link = \"{}\"", server.address("")))).unwrap();
    desk.run(["build"]).succeeds();
    let address = server.address("/feed.xml");
    // The server of these tests gives nothing in parts.
    let run = desk.at("").run(["check", &address, "--json"]).succeeds();
    let ids: Vec<String> = run.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    assert!(ids.contains(&"file-parts".into()) && !ids.contains(&"file-gone".into()), "{ids:?}");

    let sound = desk.root().join("feed/media").join(&desk.names("feed/media")[0]);
    let bytes = fs::read(&sound).unwrap();
    fs::write(&sound, &bytes[1..]).unwrap();
    desk.at("").run(["check", &address]).succeeds().says(&format!(
        "has {} bytes; the feed says {}",
        bytes.len() - 1,
        bytes.len()
    ));
    fs::remove_file(&sound).unwrap();
    desk.at("").run(["check", &address]).exits(1).says("answers with error 404");
}

#[test]
fn the_shows_of_a_library_are_a_list() {
    let desk = Desk::new();
    let settings = desk.root().join("episodes/show.toml");
    let text = fs::read_to_string(&settings).unwrap().replace("# link =", "link = \"https://example.org/a\"");
    fs::write(&settings, text).unwrap();
    let run = desk.at("").run(["opml"]).succeeds().says("xmlUrl=\"https://example.org/a/feed.xml\"");
    desk.at("").run(["opml", ".", "--to", "liste.opml"]).succeeds().says("with one show");
    assert_eq!(fs::read_to_string(desk.path("liste.opml")).unwrap(), run.stdout);
    desk.at("").run(["opml", ".", "--to", "liste.opml"]).succeeds();
    let recording = desk.tone("optagelse.wav", 500.0);
    let before = fs::read(&recording).unwrap();
    desk.at("").run(["opml", ".", "--to", "optagelse.wav"]).exits(1).says("is no list of podcasts");
    assert_eq!(fs::read(&recording).unwrap(), before);
    desk.run(["poster", "--to", "feed/index.html"]).exits(2).says("is for listeners");
    desk.run(["poster", "--to", "opslag.pdf"]).exits(2).says("podcast poster --to opslag.html");
}

#[test]
fn a_feed_in_pages_moves_in_whole_or_says_what_is_missing() {
    let desk = Desk::new();
    let page = |n: u32, next: &str| {
        let item = format!(
            "<item><title>Nr {n}</title><guid>{n}</guid><enclosure url='http://example.org/{n}.mp3'/></item>"
        );
        let space = "xmlns:atom='http://www.w3.org/2005/Atom'";
        format!(
            "<rss {space}><channel><title>T</title><atom:link rel='next' href='https://example.org/{next}'/>{item}</channel></rss>"
        )
    };
    fs::write(desk.path("feed.xml"), page(2, "feed-1.xml")).unwrap();
    let run = desk.at("").run(["import", "feed.xml", "ny", "--dry-run"]).succeeds();
    run.says("one episode would come").says("an older page that is not read, https://example.org/feed-1.xml");
    fs::write(desk.path("feed-1.xml"), page(1, "feed.xml")).unwrap();
    desk.at("").run(["import", "feed.xml", "ny", "--dry-run"]).succeeds().says("2 episodes would come");

    let first = page(2, "gone.xml");
    let server = Server::start(move |path| match path {
        "/feed.xml" => Served::ok(first.replace("https://example.org/gone.xml", "/gone.xml")),
        _ => Served::status(404),
    });
    desk.at("")
        .run(["import", &server.address("/feed.xml"), "ny", "--dry-run"])
        .exits(1)
        .says("An older page of the feed could not be had")
        .says("run the same line again");
}

#[test]
fn a_feed_that_moves_on_says_so() {
    let desk = Desk::new();
    desk.add(440.0, "Et");
    let settings = desk.root().join("episodes/show.toml");
    let text = fs::read_to_string(&settings).unwrap();
    let text = text.replace("# new_feed =", "new_feed = \"https://ny.example.org/feed.xml\"");
    fs::write(&settings, text).unwrap();
    desk.run(["build"]).succeeds().says("it has moved to https://ny.example.org/feed.xml");
    let feed = desk.text("feed/feed.xml");
    assert!(
        feed.contains("<itunes:new-feed-url>https://ny.example.org/feed.xml</itunes:new-feed-url>"),
        "{feed}"
    );
}

/// Wherever the plug is pulled, every episode that is there is whole, and the same command goes on.
#[test]
fn the_plug_may_be_pulled_while_a_show_moves_in() {
    let server = server(2);
    for steps in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let request = ImportRequest {
            root: dir.path().join("show"),
            keep_going: false,
            limits: Limits::default(),
            wait: Wait::default(),
        };
        let run = |world: &World| {
            let looked = moving::look(world, &server.address("/feed.xml"), false, Limits::default()).unwrap();
            let plan = moving::plan(world, &looked);
            let imported = moving::import(
                world,
                &plan,
                &request,
                |info| settings::written(info, |_| String::new()),
                |_| String::new(),
            )?;
            moving::settle(world, &imported.show)?;
            Ok::<_, moving::ImportError>(imported)
        };
        let world = World { disk: Arc::new(CrashAfter(AtomicUsize::new(steps))), ..settled() };
        let first = run(&world);
        if request.root.join("episodes/show.toml").is_file() {
            let show = podcast::catalogue::Show::open(&request.root).unwrap();
            for shelved in show.shelf().unwrap().whole().unwrap().episodes {
                assert_eq!(fs::read(shelved.sound()).unwrap(), sound());
            }
            // Until the show is all here it says so, and no feed is built of it.
            assert!(show.is_moving_in() || first.is_ok() || steps > 20, "{steps}");
        }
        if first.is_ok() {
            assert!(steps > 20, "{steps} steps");
            return;
        }
        match run(&settled()) {
            Ok(imported) => assert!(imported.complete),
            // The plug was pulled behind the last step that counts.
            Err(err) => assert!(matches!(err, moving::ImportError::NotEmpty { .. }), "{steps}: {err}"),
        }
        let show = podcast::catalogue::Show::open(&request.root).unwrap();
        assert_eq!(show.shelf().unwrap().whole().unwrap().episodes.len(), 2, "{steps}");
        assert!(!show.is_moving_in(), "{steps}");
    }
}

#[test]
fn a_trial_refuses_the_sounds_that_the_import_would_refuse() {
    let desk = Desk::new();
    let item = |n: u32, host: &str| {
        format!("<item><title>Nr {n}</title><guid>{n}</guid><enclosure url='http://{host}/{n}.mp3'/></item>")
    };
    let feed = |hosts: &[&str]| {
        let items: String = (1..).zip(hosts).map(|(n, host)| item(n, host)).collect();
        format!("<rss><channel><title>T</title>{items}</channel></rss>")
    };
    fs::write(desk.path("feed.xml"), feed(&["127.0.0.1:9", "example.org", "localhost:9"])).unwrap();
    let trial = ["import", "feed.xml", "ny", "--dry-run"];
    let run = desk.at("").run(trial).exits(3);
    run.says("127.0.0.1 is inside your own network").says("localhost is inside").says("--allow-local");
    let json = desk.at("").run([&["--json"], &trial[..]].concat()).exits(3).json();
    assert_eq!(json["failed"].as_array().map(Vec::len), Some(2), "{json}");
    desk.at("").run([&trial[..], &["--allow-local"]].concat()).succeeds().never_says("inside");
    let desk = desk.speaking("da");
    fs::write(desk.path("feed.xml"), feed(&["10.0.0.7"])).unwrap();
    let refused = "10.0.0.7 ligger i jeres eget netværk, og dér har et feed udefra ikke noget at gøre.";
    desk.at("").run(trial).exits(1).says(refused).says("Er det rigtigt nok: --allow-local");
    desk.at("").run(&trial[..3]).exits(1).says(refused);
}

#[test]
fn a_file_that_is_no_feed_is_named() {
    let desk = Desk::new();
    fs::write(desk.path("noter.txt"), "Husk mælk\n").unwrap();
    desk.at("").run(["check", "noter.txt"]).exits(1).says("Checked: noter.txt");
    desk.speaking("da").at("").run(["check", "noter.txt"]).exits(1).says("Tjekket: noter.txt");
}
