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
    assert!(plan.losses.iter().all(|loss| loss.id == "no-date"), "{:?}", plan.losses);
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
