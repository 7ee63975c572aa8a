//! What belongs to an episode comes along with it, or is named.

use super::*;

/// A feed of one episode with that in its item.
fn feed_with(address: &str, inside: &str) -> String {
    format!(
        "<rss version=\"2.0\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" \
         xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
         xmlns:psc=\"http://podlove.org/simple-chapters\"><channel><title>T</title><description>D</description>\
         <podcast:person>Åse</podcast:person><item><title>A</title><guid>a</guid>\
         <podcast:person>Åse</podcast:person><podcast:person role=\"guest\">Bo</podcast:person>\
         <podcast:season name=\"Foråret\">2</podcast:season>\
         <enclosure url=\"{address}/lame.mp3\" length=\"1\" type=\"audio/mpeg\"/>{inside}</item></channel></rss>"
    )
}

#[test]
fn chapters_transcript_and_people_come_along() {
    cover();
    let server = Server::start(|path| match path {
        "/c.json" => Served::ok(
            r#"{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Hej"}, {"startTime": 0.3, "title": "Å"},
            {"startTime": 999, "title": "For sent"}]}"#,
        ),
        "/t.vtt" => Served::ok("WEBVTT\n\n00:00.000 --> 00:01.000\nGodmorgen\n"),
        "/t.html" => panic!("nobody reads pages"),
        "/cover.png" => Served::ok(cover()),
        path => Served::ok(sound(path.trim_start_matches('/'))),
    });
    let home = Home::new();
    let address = server.address("");
    let inside = format!(
        "<podcast:chapters url=\"{address}/c.json\" type=\"application/json+chapters\"/>\
         <podcast:transcript url=\"{address}/t.html\" type=\"text/html\"/>\
         <podcast:transcript url=\"{address}/t.vtt\" type=\"text/vtt; charset=utf-8\"/>\
         <podcast:image href=\"{address}/cover.png\" purpose=\"artwork\"/>"
    );
    let plan = home.look(&feed_with(&address, &inside), true).unwrap();
    assert!(plan.losses.iter().all(|loss| loss.id == "no-date-now"), "{:?}", plan.losses);
    let imported = home.import(&world(), &plan, false).unwrap();
    assert!(imported.complete && imported.missing.is_empty(), "{imported:?}");
    let shelf = home.show().shelf().unwrap().whole().unwrap();
    let shelved = &shelf.episodes[0];
    let titles: Vec<String> = shelved.episode.chapters().into_iter().map(|one| one.title).collect();
    assert_eq!(titles, ["Hej", "Å"]);
    assert_eq!(shelved.transcript().unwrap().unwrap().cues[0].text, "Godmorgen");
    let picture = shelved.folder.join(&shelved.episode.artwork.as_ref().unwrap().file);
    assert_eq!(fs::read(picture).unwrap(), cover(), "kept as it came");
    let names: Vec<&str> = shelved.episode.details.persons.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Bo"], "those of the show are with every episode anyway");
    assert_eq!(home.show().info().details.persons[0].name, "Åse");
    assert_eq!(home.show().info().details.seasons.values().collect::<Vec<_>>(), ["Foråret"]);
    let found = feed::check(&world(), &home.show()).unwrap();
    assert!(
        found.iter().all(|finding| !["chapters-stale", "picture-stale"].contains(&finding.id())),
        "{found:?}"
    );
    home.build().unwrap();
    let text = fs::read_to_string(home.show().feed_dir().join("feed.xml")).unwrap();
    assert!(text.contains("podcast:transcript") && text.contains("podcast:chapters"), "{text}");
}

#[test]
fn what_belongs_to_an_episode_and_is_gone_holds_nothing_back() {
    let server = Server::start(|path| match path {
        "/c.json" => Served::ok("<html>"),
        "/t.vtt" | "/cover.png" => Served::status(404),
        path => Served::ok(sound(path.trim_start_matches('/'))),
    });
    let address = server.address("");
    let home = Home::new();
    let inside = format!(
        "<podcast:chapters url=\"{address}/c.json\"/><podcast:transcript url=\"{address}/t.vtt\" type=\"text/vtt\"/>\
         <psc:chapters><psc:chapter start=\"0\" title=\"I feedet\"/></psc:chapters>"
    );
    let plan = home.look(&feed_with(&address, &inside), true).unwrap();
    let imported = home.import(&world(), &plan, false).unwrap();
    assert!(imported.complete);
    assert!(matches!(imported.missing[0].why, Lacking::Unfit(_)), "{:?}", imported.missing);
    let gone = &imported.missing[1];
    assert!(matches!(gone.why, Lacking::Fetch(FetchError::Status { status: 404, .. })), "{gone:?}");
    assert_eq!((gone.kind, gone.address.as_str()), ("transcript", &*format!("{address}/t.vtt")));
    let chapters = imported.shelved[0].episode.chapters();
    assert_eq!(chapters[0].title, "I feedet", "what the feed itself has is better than nothing");
}

/// A feed of so many episodes, each with that in its item.
fn feed_of_many(count: u32, sounds: &str, inside: impl Fn(u32) -> String) -> String {
    let items: Vec<String> = (1..=count)
        .rev()
        .map(|n| {
            format!(
                "<item><title>Nr. {n}</title><guid>g{n}</guid><itunes:episode>{n}</itunes:episode>\
                 <enclosure url=\"{sounds}/{n}.mp3\" type=\"audio/mpeg\"/>{}</item>",
                inside(n)
            )
        })
        .collect();
    format!(
        "<rss version=\"2.0\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" \
         xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>T</title>\
         <description>D</description>{}</channel></rss>",
        items.concat()
    )
}

#[test]
fn a_dead_host_of_transcripts_is_not_waited_for_again_and_again() {
    let sounds = Server::start(|_| Served::ok(sound("lame.mp3")));
    let dead = Server::start(|_| Served::mute());
    let there = Server::start(|_| Served::status(404));
    let (dead_at, there_at) = (dead.address(""), there.address(""));
    let home = Home::new();
    let inside = |n| {
        format!(
            "<podcast:transcript url=\"{dead_at}/å{n}.vtt\" type=\"text/vtt\"/>\
             <podcast:chapters url=\"{there_at}/å{n}.json\"/>"
        )
    };
    // 127.0.0.1 and localhost are two hosts to whoever asks by name.
    let feed = feed_of_many(6, &sounds.address("").replace("127.0.0.1", "localhost"), inside);
    let feed = feed.replace(&there_at, &there_at.replace("127.0.0.1", "127.0.0.2"));
    let plan = home.look(&feed, true).unwrap();
    let soon = Duration::from_millis(100);
    let limits = Limits { answer: soon, silence: soon, ..quick() };
    let request = ImportRequest { root: home.root(), keep_going: false, limits, wait: Wait::default() };
    let imported = import_with(&world(), &plan, &request).unwrap();
    assert!(imported.complete && imported.shelved.len() == 6, "{imported:?}");
    let why: Vec<&Lacking> =
        imported.missing.iter().filter(|one| one.kind == "transcript").map(|one| &one.why).collect();
    assert_eq!(why.len(), 6, "each is named");
    assert!(matches!(why[1], Lacking::Fetch(FetchError::Slow(_))), "{why:?}");
    assert!(why[2..].iter().all(|why| matches!(why, Lacking::NotTried)), "{why:?}");
    assert_eq!(dead.asked(), 3 + 1, "patiently once, then once more");
}

#[test]
fn what_one_episode_has_is_looked_at_up_to_a_bound() {
    let inside: Vec<String> = (0..500)
        .map(|n| format!("<podcast:transcript url=\"https://example.org/{n}.vtt\" type=\"text/vtt\"/>"))
        .collect();
    let feed = feed_of_many(1, "https://example.org", |_| inside.concat());
    let plan = Home::new().look(&feed, false).unwrap();
    assert_eq!(plan.incoming[0].item.extras.len(), 16);
    assert!(plan.losses.iter().any(|loss| loss.id == "extras"), "{:?}", plan.losses);
}

#[test]
fn dates_are_told_as_they_are_given() {
    let feed = feed_of_many(3, "https://example.org", |n| {
        if n == 2 { "<pubDate>Sat, 01 Aug 2026 10:00:00 +0200</pubDate>".to_owned() } else { String::new() }
    });
    let plan = Home::new().look(&feed, false).unwrap();
    let dated: Vec<String> = plan.incoming.iter().map(|one| one.date.to_string()).collect();
    assert!(dated[0].starts_with("2026-11-25T11:59:5"), "{dated:?}");
    assert_eq!(dated[2], "2026-08-01T10:00:01+02:00");
    let ids: Vec<&str> =
        plan.losses.iter().map(|loss| loss.id).filter(|id| id.starts_with("no-date")).collect();
    assert_eq!(ids, ["no-date-now", "no-date"]);
}

#[test]
fn what_episodes_came_without_is_told_although_the_import_was_cut_off() {
    let well = Arc::new(AtomicBool::new(false));
    let mended = well.clone();
    let server = Server::start(move |path| match path {
        path if path.contains(".vtt") => Served::status(404),
        "/3.mp3" if !well.load(Ordering::Relaxed) => Served::status(404),
        _ => Served::ok(sound("lame.mp3")),
    });
    let address = server.address("");
    let home = Home::new();
    let inside = |n| match n {
        3 => String::new(),
        n => format!("<podcast:transcript url=\"{address}/{n}.vtt\" type=\"text/vtt\"/>"),
    };
    let plan = home.look(&feed_of_many(4, &address, inside), true).unwrap();
    let told = |imported: &Imported| {
        imported
            .missing
            .iter()
            .map(|one| format!("{} {} {}", one.handle, one.kind, one.why))
            .collect::<Vec<_>>()
    };
    let first = home.import(&world(), &plan, false).unwrap();
    assert!(!first.complete);
    assert_eq!(told(&first).len(), 3);
    // Whoever did not see that is told again.
    let again = home.import(&world(), &plan, false).unwrap();
    assert_eq!(
        told(&again),
        [
            "1 transcript 1 uden transcript",
            "2 transcript 2 uden transcript",
            "4 transcript 4 uden transcript"
        ]
    );
    mended.store(true, Ordering::Relaxed);
    let last = home.import(&world(), &plan, false).unwrap();
    assert!(last.complete && told(&last) == told(&again), "{last:?}");
}
