//! The answers, asked for without a socket; and the door's patience, with one.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use super::*;
use crate::words::{Language, Words};
use crate::world::ordered;

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("feed/feed.xml", b"<rss/>");
    write("feed/media/001-a.mp3", b"0123456789");
    write("feed/media/.new-002-b.mp3", b"hidden");
    write("feed/.build.lock", b"hidden");
    write("feed/001/index.html", b"<p>one");
    write("feed/001/001.vtt", b"WEBVTT");
    write("feed/.well-known/x.txt", b"hidden");
    write("episodes/show.toml", b"secret");
    write("episodes/001-a/audio-1.mp3", b"secret");
    dir
}

fn served(dir: &Path) -> Served {
    Served::new(dir.join("feed"), Preview::empty(&Words::new(Language::En)))
}

fn get(path: &str) -> Asked {
    Asked {
        verb: Verb::Get,
        path: path.to_owned(),
        hosts: vec!["localhost:8017".to_owned()],
        at: IpAddr::V4(Ipv4Addr::LOCALHOST),
        range: None,
        if_range: None,
        if_none_match: None,
        if_modified_since: None,
    }
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
}

fn body(answer: Answer) -> Vec<u8> {
    match answer.body {
        Body::Empty => Vec::new(),
        Body::Bytes(bytes, range) => bytes[range].to_vec(),
        Body::File(file, length) => {
            let mut bytes = Vec::new();
            file.take(length).read_to_end(&mut bytes).unwrap();
            bytes
        }
    }
}

#[test]
fn only_what_lies_openly_in_the_feed_is_served() {
    let dir = folder();
    let served = served(dir.path());
    for path in ["/feed.xml", "/media/001-a.mp3", "/001/", "/001/index.html", "/%66eed.xml"] {
        assert_eq!(served.answer(&get(path)).status, 200, "{path}");
    }
    let redirect = served.answer(&get("/001"));
    assert_eq!((redirect.status, header(&redirect, "location")), (301, Some("/001/")));
    for path in [
        "/",
        "/media",
        "/media/",
        "/feed.xml/",
        "/feed.xml/x",
        "/.build.lock",
        "/media/.new-002-b.mp3",
        "/.well-known/x.txt",
        "/episodes/show.toml",
        "/../episodes/show.toml",
        "/%2e%2e/episodes/show.toml",
        "/media/..%2f..%2fepisodes%2fshow.toml",
        "//feed.xml",
        "/feed.xml%00",
    ] {
        let answer = served.answer(&get(path));
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(body(answer), b"There is nothing here.\n", "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_leads_nowhere() {
    use std::os::unix::fs::symlink;
    let dir = folder();
    let feed = dir.path().join("feed");
    symlink("../episodes/show.toml", feed.join("out.toml")).unwrap();
    symlink("../episodes", feed.join("out")).unwrap();
    symlink("/etc/passwd", feed.join("passwd")).unwrap();
    symlink(".build.lock", feed.join("lock")).unwrap();
    symlink("loop", feed.join("loop")).unwrap();
    symlink("media", feed.join("sounds")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(feed.join("pipe")).status().unwrap();
    assert!(made.success());
    let served = served(dir.path());
    for path in ["/out.toml", "/out/show.toml", "/passwd", "/lock", "/loop", "/pipe"] {
        assert_eq!(served.answer(&get(path)).status, 404, "{path}");
    }
    assert_eq!(served.answer(&get("/sounds/001-a.mp3")).status, 200, "one that stays inside does");
}

#[test]
fn what_is_known_is_not_sent_again() {
    let dir = folder();
    let served = served(dir.path());
    let first = served.answer(&get("/media/001-a.mp3"));
    let tag = header(&first, "etag").unwrap().to_owned();
    let date = header(&first, "last-modified").unwrap().to_owned();
    let status = |asked: &Asked| served.answer(asked).status;
    let sound = || get("/media/001-a.mp3");
    let some = |text: &str| Some(text.to_owned());
    for (tags, expected) in [
        (tag.as_str(), 304),
        ("*", 304),
        (&format!("W/{tag}"), 304),
        (&format!("\"x\", {tag}"), 304),
        ("\"x\"", 200),
        ("", 200),
    ] {
        assert_eq!(status(&Asked { if_none_match: some(tags), ..sound() }), expected, "{tags}");
    }
    for (since, expected) in [
        (date.as_str(), 304),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 200),
        ("Tue, 01 Jan 2999 00:00:00 GMT", 304),
        ("yesterday", 200),
    ] {
        assert_eq!(status(&Asked { if_modified_since: some(since), ..sound() }), expected, "{since}");
    }
    let both = Asked { if_none_match: some("\"x\""), if_modified_since: some(&date), ..sound() };
    assert_eq!(status(&both), 200, "a tag says more than a date");
    // A part of another state of the file is no part of this one.
    for (state, expected) in [(tag.as_str(), 206), (&date, 206), ("\"x\"", 200)] {
        let asked = Asked { range: some("bytes=2-3"), if_range: some(state), ..sound() };
        assert_eq!(status(&asked), expected, "{state}");
    }
    fs::write(dir.path().join("feed/media/001-a.mp3"), "other bytes").unwrap();
    assert_eq!(status(&Asked { if_none_match: some(&tag), ..sound() }), 200);
}

#[test]
fn a_part_is_a_part_and_a_head_is_no_body() {
    let dir = folder();
    let served = served(dir.path());
    let part = served.answer(&Asked { range: Some("bytes=2-4".to_owned()), ..get("/media/001-a.mp3") });
    assert_eq!((part.status, header(&part, "content-range")), (206, Some("bytes 2-4/10")));
    assert_eq!(header(&part, "content-length"), Some("3"));
    assert_eq!(body(part), b"234");
    let beyond = served.answer(&Asked { range: Some("bytes=10-".to_owned()), ..get("/media/001-a.mp3") });
    assert_eq!((beyond.status, header(&beyond, "content-range")), (416, Some("bytes */10")));
    let head = Asked { verb: Verb::Head, range: Some("bytes=2-4".to_owned()), ..get("/media/001-a.mp3") };
    let head = served.answer(&head);
    assert_eq!((head.status, header(&head, "content-length")), (200, Some("10")), "a part is for GET only");
    assert!(body(head).is_empty());
    assert_eq!(served.answer(&Asked { verb: Verb::Other, ..get("/feed.xml") }).status, 405);
}

#[test]
fn the_page_for_what_is_not_there_is_the_shows_own_if_it_has_one() {
    let dir = folder();
    fs::write(dir.path().join("feed/404.html"), "<p>lost").unwrap();
    let answer = served(dir.path()).answer(&get("/nothing"));
    assert_eq!((answer.status, header(&answer, "content-type")), (404, Some("text/html; charset=utf-8")));
    let policy = header(&answer, "content-security-policy").unwrap();
    assert!(policy.contains("style-src 'self' 'unsafe-inline';"), "ours carries its style: {policy}");
    assert_eq!(body(answer), b"<p>lost");
}

#[test]
fn a_page_elsewhere_reads_transcripts_and_nothing_else() {
    let dir = folder();
    let served = served(dir.path());
    let open = |path: &str| header(&served.answer(&get(path)), "access-control-allow-origin").is_some();
    assert!(open("/001/001.vtt") && !open("/feed.xml") && !open("/media/001-a.mp3") && !open("/001/"));
}

#[test]
fn whoever_means_another_computer_gets_nothing() {
    let dir = folder();
    let served = served(dir.path());
    let status = |hosts: &[&str]| {
        let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
        served.answer(&Asked { hosts, ..get("/feed.xml") }).status
    };
    assert_eq!(status(&["localhost"]), 200);
    assert_eq!(status(&[]), 400);
    assert_eq!(status(&["evil.example"]), 421);
    assert_eq!(status(&["localhost", "evil.example"]), 421);
}

/// Serves a folder while the test is done on this thread.
fn with_door(connections: usize, patience: Duration, test: impl FnOnce(u16)) {
    let dir = folder();
    fs::write(dir.path().join("feed/media/long.mp3"), vec![0; 32 << 20]).unwrap();
    let (door, stop) = Door::open(Reach::Here, 0).unwrap();
    let (port, served) = (door.port(), served(dir.path()));
    let limits = Limits { patience, connections };
    let (ended, ()) = ordered::beside(
        || door.serve(move |asked| served.answer(asked), limits),
        move || {
            let _stop = stop;
            test(port);
        },
    );
    ended.unwrap();
}

fn said_to(port: u16, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    stream
}

/// Reads until the other side ends; that it breaks off is an end too.
fn all_of(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Err(err) = stream.read_to_end(&mut bytes) {
        assert!(!matches!(err.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "it was kept waiting");
    }
    bytes
}

/// Little patience.
const LITTLE: Duration = Duration::from_millis(300);

#[test]
fn slow_clients_are_cut_off_and_others_served_meanwhile() {
    with_door(16, LITTLE, |port| {
        let silent = said_to(port, "");
        let slow = said_to(port, "GET /feed.xml HTTP/1.1\r\nHost: localhost\r\nX-A: ");
        let idle = said_to(port, "GET /feed.xml HTTP/1.1\r\nHost: localhost\r\n\r\n");
        // Asks for much and takes none of it, more than what lies in the system's buffers.
        let deaf = said_to(port, "GET /media/long.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let quick = said_to(port, "GET /feed.xml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assert!(all_of(quick).ends_with(b"<rss/>"));
        std::thread::sleep(Duration::from_millis(1500));
        assert!(!all_of(silent).starts_with(b"HTTP/1.1 200"));
        assert!(!all_of(slow).starts_with(b"HTTP/1.1 200"));
        assert!(all_of(idle).ends_with(b"<rss/>"));
        assert!(all_of(deaf).len() < 32 << 20, "it was cut off in the middle");
    });
}

#[test]
fn whoever_trickles_a_head_does_not_win_time_by_it() {
    with_door(8, LITTLE, |port| {
        let began = Instant::now();
        let mut stream = said_to(port, "GET / HTTP/1.1\r\nHost: localhost\r\n");
        while stream.write_all(b"X-A: b\r\n").is_ok() {
            std::thread::sleep(Duration::from_millis(50));
            assert!(began.elapsed() < Duration::from_secs(10));
        }
    });
}

#[test]
fn when_all_places_are_taken_the_next_is_served_as_soon_as_one_is_free() {
    with_door(2, Duration::from_secs(2), |port| {
        let slow: Vec<_> = (0..4).map(|_| said_to(port, "GET / HT")).collect();
        let quick = said_to(port, "GET /feed.xml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assert!(all_of(quick).ends_with(b"<rss/>"));
        drop(slow);
    });
}

#[test]
fn in_a_crowd_whoever_only_holds_a_place_makes_way_soon() {
    let patience = Duration::from_secs(16);
    with_door(4, patience, |port| {
        let began = Instant::now();
        let silent: Vec<_> = (0..6).map(|_| said_to(port, "GET / HT")).collect();
        let quick = said_to(port, "GET /feed.xml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assert!(all_of(quick).ends_with(b"<rss/>"));
        assert!(began.elapsed() < patience, "those before it were not all waited for");
        drop(silent);
    });
}
