//! Addresses, and servers that mean no good.

use super::*;
use crate::moving::serving::{Served, Server};

fn client(server: &Server, limits: Limits) -> Client {
    Client::new(Reach::of_feed(&server.address("/")), limits)
}

/// Nobody waits in a test.
fn quick() -> Limits {
    let soon = Duration::from_millis(300);
    Limits { answer: soon, silence: soon, whole: Duration::from_secs(2), redirects: 4, longest: 2 << 30 }
}

#[test]
fn an_address_is_written_as_servers_want_it() {
    assert_eq!(
        web(" https://example.org/Årgang 1/a.mp3?x=1#t=3 ").unwrap(),
        "https://example.org/%C3%85rgang%201/a.mp3?x=1"
    );
    assert_eq!(web("HTTP://example.org/a%20b").unwrap(), "HTTP://example.org/a%20b");
    for wrong in [
        "",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "//example.org",
        "https://",
        "https:///a",
        "http://a:b@example.org/",
        "gopher://x",
        "data:audio/mpeg,x",
    ] {
        assert!(matches!(web(wrong), Err(FetchError::NotWeb(_))), "{wrong}");
    }
}

#[test]
fn redirects_lead_where_they_say() {
    for (to, expected) in [
        ("https://other.org/x", "https://other.org/x"),
        ("//other.org/x", "https://other.org/x"),
        ("/x", "https://example.org:8080/x"),
        ("x.mp3", "https://example.org:8080/a/x.mp3"),
        ("?b=2", "https://example.org:8080/a/b?b=2"),
    ] {
        assert_eq!(joined("https://example.org:8080/a/b?c=1", to).unwrap(), expected);
    }
    assert!(joined("https://example.org/", "file:///etc/passwd").is_err());
}

#[test]
fn what_is_inside_the_house_is_known() {
    for inside in [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "ff02::1",
        "::7f00:1",
    ] {
        assert!(is_inside(inside.parse().unwrap()), "{inside}");
    }
    for outside in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"] {
        assert!(!is_inside(outside.parse().unwrap()), "{outside}");
    }
}

#[test]
fn nobody_is_led_inside() {
    let server = Server::start(|_| Served::ok("secret"));
    let address = server.address("/x").replace("127.0.0.1", "localhost");
    let outside = Client::new(Reach::Public, quick());
    for inside in
        [server.address("/x"), address, "http://[::1]:9/".to_owned(), "http://0x7f000001/".to_owned()]
    {
        let err = outside.bytes(&inside, 100).unwrap_err();
        assert!(matches!(err, FetchError::Inside(_) | FetchError::Unreachable { .. }), "{inside}: {err}");
    }
    assert_eq!(server.asked(), 0);
    // Staff may name their own server; it may not name others.
    let server = Server::start(|path| match path {
        "/x" => Served::redirect("http://127.0.0.2:9/x"),
        _ => Served::ok("fine"),
    });
    let near = client(&server, quick());
    assert_eq!(near.bytes(&server.address("/y"), 100).unwrap().0, b"fine");
    assert!(
        matches!(near.bytes(&server.address("/x"), 100), Err(FetchError::Inside(host)) if host == "127.0.0.2")
    );
}

#[test]
fn a_server_that_leads_on_and_on_is_left() {
    let server = Server::start(|path| Served::redirect(&format!("{path}x")));
    let err = client(&server, quick()).bytes(&server.address("/"), 100).unwrap_err();
    assert!(matches!(err, FetchError::Redirects { most: 4, .. }), "{err}");
    assert_eq!(server.asked(), 5);
    let server = Server::start(|path| {
        if path.len() > 3 { Served::ok("there") } else { Served::redirect(&format!("{path}x")) }
    });
    assert_eq!(client(&server, quick()).bytes(&server.address("/"), 100).unwrap().0, b"there");
    let server = Server::start(|_| Served::redirect("file:///etc/passwd"));
    assert!(matches!(client(&server, quick()).bytes(&server.address("/"), 100), Err(FetchError::NotWeb(_))));
}

#[test]
fn an_answer_without_an_end_is_cut() {
    let server = Server::start(|_| Served::ok("x".repeat(70_000)).without_length());
    let err = client(&server, quick()).bytes(&server.address("/"), 50_000).unwrap_err();
    assert!(matches!(err, FetchError::TooLong { most: 50_000, .. }), "{err}");
    let server = Server::start(|_| Served::ok("x").claiming(u64::MAX / 2));
    let err = client(&server, quick()).bytes(&server.address("/"), 50_000).unwrap_err();
    assert!(matches!(err, FetchError::TooLong { .. }), "{err}");
}

#[test]
fn an_answer_that_breaks_off_is_no_answer() {
    let server = Server::start(|_| Served::ok("half").claiming(8));
    let err = client(&server, quick()).bytes(&server.address("/"), 100).unwrap_err();
    assert!(matches!(err, FetchError::Short { .. }) && err.may_pass(), "{err}");
}

#[test]
fn nobody_waits_for_ever() {
    let server = Server::start(|path| match path {
        "/mute" => Served::mute(),
        _ => Served::ok("half").claiming(8).lingering(),
    });
    for path in ["/mute", "/stops"] {
        let began = std::time::Instant::now();
        let err = client(&server, quick()).bytes(&server.address(path), 100).unwrap_err();
        assert!(matches!(err, FetchError::Slow(_)), "{path}: {err:?}");
        assert!(began.elapsed() < Duration::from_secs(5), "{path}");
    }
}

#[test]
fn a_part_is_continued_only_if_it_is_still_the_same_file() {
    let server = Server::start(|_| Served::ok("0123456789").tagged("\"a\""));
    let near = client(&server, quick());
    let rest = |version: &str| Rest { from: 4, version: version.to_owned() };
    let read = |answer: Answer| {
        let mut text = Vec::new();
        let continues = answer.continues;
        let take = |piece: &[u8]| {
            text.extend_from_slice(piece);
            Ok::<(), ()>(())
        };
        answer.read(100, take).unwrap().unwrap();
        (continues, String::from_utf8(text).unwrap())
    };
    let answer = near.ask(&server.address("/"), Some(&rest("\"a\"")), true).unwrap();
    assert_eq!((answer.length, answer.version.as_deref()), (Some(10), Some("\"a\"")));
    assert_eq!(read(answer), (true, "456789".to_owned()));
    assert_eq!(
        read(near.ask(&server.address("/"), Some(&rest("\"b\"")), true).unwrap()),
        (false, "0123456789".to_owned())
    );
}

#[test]
fn a_server_that_says_no_is_quoted() {
    let server = Server::start(|_| Served::status(404));
    let err = client(&server, quick()).bytes(&server.address("/"), 100).unwrap_err();
    assert!(matches!(err, FetchError::Status { status: 404, .. }) && !err.may_pass());
}
