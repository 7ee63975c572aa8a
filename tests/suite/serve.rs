//! The preview: what is served, and what never is, through the real binary and bare sockets.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, ChildStdout};
use std::time::Duration;

use crate::desk::Desk;
use crate::sound;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that runs. It ends with the test.
struct Preview {
    child: Child,
    out: BufReader<ChildStdout>,
    err: BufReader<ChildStderr>,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Preview {
    fn of(desk: &Desk) -> Preview {
        Preview::with(desk, &[])
    }

    fn with(desk: &Desk, args: &[&str]) -> Preview {
        let mut child = desk.at("show").start(["serve", "--port", "0"].iter().chain(args));
        let out = BufReader::new(child.stdout.take().unwrap());
        let err = BufReader::new(child.stderr.take().unwrap());
        let mut preview = Preview { child, out, err, port: 0 };
        let line = preview.hears("The preview of");
        let address = line.split("http://127.0.0.1:").nth(1).unwrap();
        preview.port = address.split('/').next().unwrap().parse().unwrap();
        preview
    }

    /// Reads what is printed up to a line with these words.
    fn hears(&mut self, words: &str) -> String {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "{words:?} was never said");
        }
        line
    }

    /// Sends bytes as they are and returns all that comes back.
    fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // Who is refused early need not hear us to the end.
        stream.write_all(request).ok();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok();
        bytes
    }

    fn ask(&self, verb: &str, path: &str, headers: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        let request = format!("{verb} {path} HTTP/1.1\r\n{host}Connection: close\r\n{headers}\r\n");
        Answer::of(&self.raw(request.as_bytes()))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn of(bytes: &[u8]) -> Answer {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes[end..].to_vec() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

#[test]
fn what_is_served_is_the_feed_and_nothing_else() {
    let desk = Desk::new();
    desk.add(440.0, "Åbningsdag");
    fs::write(desk.root().join("feed/001.chapters.json"), "{}").unwrap();
    fs::write(desk.root().join("feed/001.vtt"), "WEBVTT").unwrap();
    fs::write(desk.root().join("feed/index.html"), "<p>").unwrap();
    fs::write(desk.root().join("feed/media/.new-x.mp3"), "hidden").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../episodes", desk.root().join("feed/out")).unwrap();
    let preview = Preview::of(&desk);
    let picture = desk.names("feed").into_iter().find(|name| name.starts_with("artwork-")).unwrap();

    for (path, kind) in [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/media/001-aabningsdag.mp3", "audio/mpeg"),
        ("/001.chapters.json", "application/json+chapters"),
        ("/001.vtt", "text/vtt; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        (&format!("/{picture}"), "image/png"),
    ] {
        let (got, head) = (preview.get(path), preview.ask("HEAD", path, ""));
        assert_eq!((got.status, got.header("content-type")), (200, Some(kind)), "{path}");
        assert_eq!(
            (head.status, head.header("content-length")),
            (200, got.header("content-length")),
            "{path}"
        );
        assert_eq!(got.header("content-length"), Some(got.body.len().to_string().as_str()), "{path}");
        assert!(head.body.is_empty() && !got.body.is_empty(), "{path}");
        assert_eq!(got.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(got.header("cache-control"), Some("no-cache"), "{path}");
        assert_eq!(got.header("accept-ranges"), Some("bytes"), "{path}");
        assert!(got.header("content-security-policy").unwrap().starts_with("default-src 'none'"), "{path}");
        let tag = got.header("etag").unwrap();
        let again = preview.ask("GET", path, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
    assert_eq!(preview.get("/001.vtt").header("access-control-allow-origin"), Some("*"));
    assert_eq!(preview.get("/feed.xml").header("access-control-allow-origin"), None);
    for path in [
        "/episodes/show.toml",
        "/../episodes/show.toml",
        "/media/../../episodes/show.toml",
        "/%2e%2e/episodes/show.toml",
        "/%2E%2E%2Fepisodes%2Fshow.toml",
        "/..%5cepisodes%5cshow.toml",
        "/%252e%252e/episodes/show.toml",
        "/media/.new-x.mp3",
        "/media/%2enew-x.mp3",
        "/out/show.toml",
        "/out",
        "//episodes/show.toml",
        "/feed.xml%00",
        "/media",
        "/media/",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.head);
    }
}

#[test]
fn players_get_the_part_that_they_ask_for() {
    let desk = Desk::new();
    desk.add(440.0, "Ja");
    let sound = fs::read(desk.root().join("feed/media/001-ja.mp3")).unwrap();
    let preview = Preview::of(&desk);
    let (length, last) = (sound.len(), sound.len() - 1);
    let ask = |range: &str| preview.ask("GET", "/media/001-ja.mp3", &format!("Range: bytes={range}\r\n"));
    for (range, from, to) in [
        ("0-0".to_owned(), 0, 1),
        ("0-".to_owned(), 0, length),
        ("100-199".to_owned(), 100, 200),
        (format!("{last}-"), last, length),
        (format!("100-{}", length * 2), 100, length),
        ("-10".to_owned(), length - 10, length),
        (format!("-{}", length * 2), 0, length),
    ] {
        let part = ask(&range);
        let said = format!("bytes {from}-{}/{length}", to - 1);
        assert_eq!((part.status, part.header("content-range")), (206, Some(said.as_str())), "{range}");
        assert!(part.body == sound[from..to], "{range}");
    }
    for range in [format!("{length}-"), format!("{length}-{}", length * 2), "-0".to_owned()] {
        let none = ask(&range);
        let said = format!("bytes */{length}");
        assert_eq!((none.status, none.header("content-range")), (416, Some(said.as_str())), "{range}");
        assert!(none.body.is_empty());
    }
    // 2000 ranges fill the longest head that is read. What comes is never more than the file.
    for range in ["9-2", "x", "0-1,3-4", &vec!["0-"; 2000].join(",")] {
        let whole = ask(range);
        assert_eq!(whole.status, 200, "{range}");
        assert!(whole.body == sound, "{range}");
    }
}

#[test]
fn hostile_requests_do_no_harm() {
    let desk = Desk::new();
    let preview = Preview::of(&desk);
    let host = format!("Host: 127.0.0.1:{}\r\n", preview.port);
    let closing = format!("{host}Connection: close\r\n\r\n");
    let long = "a".repeat(100_000);
    for (request, expected) in [
        ("GET /feed.xml HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(), 400),
        ("GET /feed.xml HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(), 421),
        (
            "GET /feed.xml HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\nConnection: close\r\n\r\n".to_owned(),
            421,
        ),
        (format!("GET /feed.xml HTTP/1.1\r\nHost: evil.example\r\n{closing}"), 421),
        (format!("GET http://evil.example/feed.xml HTTP/1.1\r\n{closing}"), 421),
        ("GET /feed.xml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned(), 200),
        (format!("POST /feed.xml HTTP/1.1\r\nContent-Length: 3\r\n{closing}abc"), 405),
        (format!("DELETE /feed.xml HTTP/1.1\r\n{closing}"), 405),
        (format!("OPTIONS * HTTP/1.1\r\n{closing}"), 405),
        (format!("GET /{long} HTTP/1.1\r\n{closing}"), 431),
        (format!("GET / HTTP/1.1\r\nX: {long}\r\n{closing}"), 431),
        (format!("GET / HTTP/1.1\r\n{}{closing}", "X: y\r\n".repeat(1000)), 431),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400),
        ("\0\u{1}\u{2}\r\n\r\n".to_owned(), 400),
        ("GET /\r\n\r\n".to_owned(), 400),
        (format!("GET /a b HTTP/1.1\r\n{closing}"), 400),
    ] {
        let answer = Answer::of(&preview.raw(request.as_bytes()));
        let shown: String = request.chars().take(80).collect();
        // Where we stop reading in the middle, the other side may not hear the answer.
        let unheard = answer.status == 0 && request.len() > 10_000;
        assert!(answer.status == expected || unheard, "{shown:?}: {}", answer.head);
    }
    // A TLS greeting, and noise.
    preview.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n");
    preview.raw(&(0..=255).cycle().take(50_000).collect::<Vec<u8>>());
    let slow: Vec<_> = (0..2)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
            stream.write_all(b"GET /feed.xml HT").unwrap();
            stream
        })
        .collect();
    assert_eq!(preview.get("/feed.xml").status, 200, "it is still there");
    drop(slow);
}

#[test]
fn drafts_and_what_is_to_come_are_in_the_preview_only() {
    let desk = Desk::new();
    desk.add(440.0, "Første");
    let (draft, later) = (desk.tone("b.wav", 500.0), desk.tone("c.wav", 600.0));
    desk.run(["add".as_ref(), draft.as_os_str(), "--draft".as_ref(), "--title".as_ref(), "Kladden".as_ref()])
        .succeeds();
    let date = ["--date", "2027-01-02 08:00", "--title", "Nytår"].map(std::ffi::OsStr::new);
    desk.run(["add".as_ref(), later.as_os_str()].into_iter().chain(date)).succeeds();
    let published = desk.text("feed/feed.xml");
    let mut preview = Preview::of(&desk);
    preview.hears("2 episodes in it are not public yet, and are marked.");

    let feed = preview.get("/feed.xml").text();
    for words in ["Vi læser (preview)", "Draft: Kladden", "Coming 2 January 2027, 08:00: Nytår"] {
        assert!(feed.contains(words), "{words}\n{feed}");
    }
    let here = format!("http://127.0.0.1:{}", preview.port);
    for name in ["001-foerste.mp3", "002-kladden.mp3", "003-nytaar.mp3"] {
        assert!(feed.contains(&format!("{here}/media/{name}")), "{name}\n{feed}");
        let part = preview.ask("GET", &format!("/media/{name}"), "Range: bytes=0-2\r\n");
        assert_eq!((part.status, part.text().as_str()), (206, "ID3"), "{name}");
    }
    assert_eq!(desk.text("feed/feed.xml"), published);
    assert_eq!(desk.names("feed/media"), ["001-foerste.mp3"]);
}

#[test]
fn what_was_noticed_in_the_sound_is_on_the_page_of_the_preview_only() {
    let desk = Desk::new();
    // Three seconds of nothing, which are cut away; then it is overdriven for the first half of a second.
    sound::write(&desk.path("show/høj.wav"), 1, 8.0, |at, _| match at {
        ..3.0 => 0.0,
        3.0..5.0 | 5.5.. => sound::swelling(440.0, at),
        _ => (2.0 * (std::f64::consts::TAU * 440.0 * at).sin()).clamp(-1.0, 1.0),
    });
    let said = "The recording is overdriven in";
    desk.run(["add", "høj.wav", "--title", "Høj"]).succeeds().says(said);
    let published = desk.text("feed/episodes/001-hoej/index.html");
    let preview = Preview::of(&desk);

    let page = preview.get("/episodes/001-hoej/").text();
    let (marks, list) = page.split_once("<h2 id=\"noticed\">Noticed in the sound</h2>").unwrap();
    let (_, marks) = marks.split_once("<ol class=\"marks\"").unwrap();
    let mark = marks.split("</ol>").next().unwrap();
    // In the recording it is five seconds from the start, and in the episode two and a bit.
    let link = "href=\"../../media/001-hoej.mp3#t=2\" data-seconds=\"2\"";
    assert!(mark.contains(link) && mark.contains(&format!("aria-label=\"1, 0:02: {said}")), "{mark}");
    let list = list.split("</section>").next().unwrap();
    assert!(list.contains(said) && list.contains(link), "{list}");
    assert!(list.contains("turn the gain wheel down") && list.contains("listeners get"), "{list}");

    assert_eq!(desk.text("feed/episodes/001-hoej/index.html"), published);
    for words in [said, "class=\"marks\"", "class=\"noticed\"", "Noticed in the sound"] {
        assert!(!published.contains(words), "{words}\n{published}");
    }
    assert!(!preview.get("/episodes/001-hoej/embed.html").text().contains("class=\"marks\""));
}

#[test]
fn it_follows_the_show_and_a_fault_takes_nothing_away() {
    let desk = Desk::new();
    desk.add(440.0, "Først");
    let mut preview = Preview::of(&desk);
    desk.run(["edit", "1", "--title", "Sidst"]).succeeds();
    preview.hears("Changed. The preview is up to date, with one episode.");
    assert!(preview.get("/feed.xml").text().contains("Sidst"));

    let settings = desk.text("episodes/show.toml");
    fs::write(desk.root().join("episodes/show.toml"), "title = ").unwrap();
    preview.hears("The preview shows the show as it was before.");
    let mut said = String::new();
    preview.err.read_line(&mut said).unwrap();
    assert!(said.contains("episodes/show.toml"), "{said}");
    assert!(preview.get("/feed.xml").text().contains("Sidst"));
    fs::write(desk.root().join("episodes/show.toml"), settings).unwrap();
    preview.hears("Changed.");

    let draft = desk.tone("kladde.wav", 500.0);
    desk.run(["add".as_ref(), draft.as_os_str(), "--draft".as_ref()]).succeeds();
    preview.hears("Changed.");
    fs::write(desk.root().join("episodes/002-kladde/episode.toml"), "number = ").unwrap();
    preview.hears("episodes/002-kladde/episode.toml");
}

#[test]
fn a_template_that_only_a_draft_breaks_is_named_and_mended_where_it_stands() {
    let desk = Desk::new();
    let draft = desk.tone("a.wav", 500.0);
    desk.run(["add".as_ref(), draft.as_os_str(), "--draft".as_ref()]).succeeds();
    fs::create_dir(desk.root().join("episodes/templates")).unwrap();
    let template = desk.root().join("episodes/templates/episode.html");
    fs::write(&template, "<p>\n{{ episode.titel.x }}").unwrap();
    desk.run(["build"]).succeeds();

    let mut preview = Preview::of(&desk);
    preview.hears("The preview shows the show as it was before.");
    let mut said = String::new();
    preview.err.read_line(&mut said).unwrap();
    assert!(said.contains("episodes/templates/episode.html, line 2"), "{said}");
    // As many editors do: the folder does not notice.
    fs::write(&template, "<p>{{ episode.title }}").unwrap();
    preview.hears("Changed.");
    assert!(preview.get("/episodes/001-a/").text().contains("<p>Draft: "));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    let desk = Desk::new();
    let mut preview = Preview::of(&desk);
    preview.hears("To end it: Ctrl-C");
    let killed =
        std::process::Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    preview.hears("The preview has ended.");
    assert_eq!(preview.child.wait().unwrap().code(), Some(130));
}

#[test]
fn a_port_that_is_taken_is_said_with_the_way_out() {
    let desk = Desk::new();
    let preview = Preview::of(&desk);
    desk.run(["serve", "--port", &preview.port.to_string()])
        .exits(1)
        .says(&format!("Port {} is in use", preview.port))
        .says("podcast serve --port 8017");
}

#[test]
fn a_port_that_there_is_not_is_told_with_both_ends_of_those_that_there_are() {
    let desk = Desk::new();
    for port in ["70000", "ti"] {
        desk.run(["serve", "--port", port])
            .exits(2)
            .says(&format!("\"{port}\" does not fit --port."))
            .says("Write a whole number between 1 and 65535.");
    }
    desk.speaking("da")
        .run(["serve", "--port", "70000"])
        .exits(2)
        .says("Skriv et helt tal mellem 1 og 65535.");
}

#[test]
fn others_see_it_only_when_that_is_asked_for() {
    let desk = Desk::new();
    let mut preview = Preview::with(&desk, &["--lan"]);
    preview.hears("Everybody on the same network can see it, drafts too");
    let mut line = String::new();
    preview.out.read_line(&mut line).unwrap();
    // A machine without a network has nothing to show.
    let Some(address) = line.trim().strip_prefix("http://") else {
        assert!(line.contains("No network was found."), "{line}");
        return;
    };
    preview.hears("█▀");
    let host = address.split('/').next().unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let request = |host: &str| format!("GET /feed.xml HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request(host).as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.starts_with("HTTP/1.1 200") && text.contains(&format!("http://{host}/feed.xml")), "{text}");

    // Without the option, the same address is not even connected to.
    let closed = Preview::of(&desk);
    let ip = host.rsplit_once(':').unwrap().0;
    assert!(TcpStream::connect((ip, closed.port)).is_err());
}
