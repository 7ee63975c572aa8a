//! Other programs look at what we made: decoders, checkers of MP3, readers of tags and of feeds.
//!
//! They are needed only where `PODCAST_PEERS` is set, as it is before a change lands; elsewhere a program
//! that is not installed is passed over, and the test says so.

use std::path::Path;
use std::process::Command;

use crate::desk::Desk;

/// Runs a program and returns what it printed, or nothing where it may be missing and is.
fn peer(program: &str, args: &[&str]) -> Option<String> {
    match Command::new(program).args(args).output() {
        Ok(output) => {
            let text = format!(
                "{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            assert!(output.status.success(), "{program} {args:?}:\n{text}");
            Some(text)
        }
        Err(err) => {
            assert!(std::env::var_os("PODCAST_PEERS").is_none(), "{program}: {err}");
            #[expect(clippy::print_stderr, reason = "whoever runs the tests should know")]
            {
                eprintln!("{program} is not installed: passed over");
            }
            None
        }
    }
}

fn velkommen() -> (Desk, String) {
    let desk = Desk::new();
    let recording = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/velkommen.flac");
    desk.run([
        "add".as_ref(),
        recording.as_os_str(),
        "--title".as_ref(),
        "Velkommen til biblioteket".as_ref(),
    ])
    .succeeds();
    let file = desk.root().join("feed/media/001-velkommen-til-biblioteket.mp3");
    (desk, file.to_str().unwrap().to_owned())
}

/// Returns the number that follows a word in a text.
fn number_after(text: &str, word: &str) -> f64 {
    let at = text.rfind(word).unwrap_or_else(|| panic!("no {word:?} in {text}")) + word.len();
    text[at..].split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn the_sound_is_what_the_record_says_it_is() {
    let (desk, file) = velkommen();
    let shelf = desk.show().shelf().unwrap();
    let sound = &shelf.episodes[0].episode.sound;

    let said = peer("ffmpeg", &["-v", "error", "-i", &file, "-f", "null", "-"]).unwrap_or_default();
    assert!(said.is_empty(), "ffmpeg on {file}: {said}");
    let filter = "ebur128=peak=true:framelog=verbose";
    if let Some(text) =
        peer("ffmpeg", &["-hide_banner", "-nostats", "-i", &file, "-af", filter, "-f", "null", "-"])
    {
        let summary = &text[text.rfind("Summary").unwrap()..];
        let loudness = number_after(summary, "I:");
        assert!((loudness - -16.0).abs() <= 0.5, "{loudness} LUFS");
        assert!(
            (loudness - sound.loudness.unwrap().value()).abs() <= 0.15,
            "{loudness} LUFS, we said {:?}",
            sound.loudness
        );
        let peak = number_after(summary, "Peak:");
        assert!(
            (peak - sound.true_peak.unwrap().value()).abs() <= 0.35,
            "{peak} dBTP, we said {:?}",
            sound.true_peak
        );
    }
    let raw = desk.path("decoded.raw");
    if peer("ffmpeg", &["-v", "error", "-i", &file, "-f", "s16le", "-ac", "1", raw.to_str().unwrap()])
        .is_some()
    {
        let bytes = std::fs::metadata(raw).unwrap().len();
        assert_eq!(bytes / 2, sound.frames, "gapless, to the sample");
    }
    peer("mpg123", &["-q", "-t", &file]);
    if let Some(text) = peer("mp3val", &[&file]) {
        assert!(!text.contains("WARNING") && !text.contains("ERROR"), "{text}");
    }
}

#[test]
fn the_tags_are_read_as_they_were_meant() {
    let (_desk, file) = velkommen();
    let script = "import sys, mutagen; from mutagen.id3 import ID3; t = ID3(sys.argv[1]); \
                  print(t['TIT2'], '|', t['TALB'], '|', t['TPE1'], '|', t['TRCK'], '|', t['TCON'], '|', t.version, '|', \
                  len(t.getall('APIC')), '|', mutagen.File(sys.argv[1]).info.length)";
    if let Some(text) = peer("python3", &["-c", script, &file]) {
        assert!(
            text.starts_with(
                "Velkommen til biblioteket | Vi læser | Biblioteket | 1 | Podcast | (2, 3, 0) | 1 | 25.5"
            ),
            "{text}"
        );
    }
}

#[test]
fn readers_of_feeds_read_what_was_meant() {
    let (desk, _) = velkommen();
    desk.add(440.0, "To <&> ]]> \"æøå\"");
    let feed = desk.root().join("feed/feed.xml").to_str().unwrap().to_owned();
    peer("xmllint", &["--noout", &feed]);
    let script = "import sys, feedparser; d = feedparser.parse(sys.argv[1]); assert not d.bozo, d.bozo_exception; \
                  print([e.title for e in d.entries], [e.itunes_episode for e in d.entries], d.feed.title, d.feed.language)";
    if let Some(text) = peer("python3", &["-c", script, &feed]) {
        assert_eq!(text.trim(), "['To <&> ]]> \"æøå\"', 'Velkommen til biblioteket'] ['2', '1'] Vi læser da");
    }
    let script = "import sys, podcastparser; d = podcastparser.parse('http://127.0.0.1/feed.xml', open(sys.argv[1], 'rb')); \
                  print([(e['title'], e['number'], e['total_time'], e['enclosures'][0]['mime_type']) for e in d['episodes']])";
    if let Some(text) = peer("python3", &["-c", script, &feed]) {
        let expected = "[('To <&> ]]> \"æøå\"', 2, 1, 'audio/mpeg'), ('Velkommen til biblioteket', 1, 26, 'audio/mpeg')]";
        assert_eq!(text.trim(), expected);
    }
}

/// A web server on this computer, ended when the test is.
struct Server(std::process::Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

#[test]
fn gpodder_fetches_what_is_new_and_nothing_twice() {
    if peer("python3", &["--version"]).is_none() || peer("gpo", &["help"]).is_none() {
        return;
    }
    // A port that is free now; nobody else is likely to take it before the server does.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let desk = Desk::bare();
    let link = format!("http://127.0.0.1:{port}");
    desk.at("").run(["init", "show", "--title", "Vi læser", "--link", &link]).succeeds();
    desk.add(440.0, "Et");
    desk.add(441.0, "To & <tre>");
    let feed = desk.root().join("feed");
    let server = Command::new("python3")
        .args(["-m", "http.server", "--bind", "127.0.0.1", &port.to_string(), "--directory"])
        .arg(&feed)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let _server = Server(server);
    for _ in 0..100 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }

    let home = desk.path("listener");
    std::fs::create_dir(&home).unwrap();
    let gpo = |args: &[&str]| {
        let output = Command::new("gpo").args(args).env("HOME", &home).output().unwrap();
        assert!(output.status.success(), "gpo {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let fetched = || {
        gpo(&["update"]);
        gpo(&["download"]);
        let files = walkdir::WalkDir::new(&home).into_iter().map(Result::unwrap);
        let sounds = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "mp3"));
        let mut names: Vec<_> = sounds
            .map(|file| {
                let name = file.file_name().to_str().unwrap().to_owned();
                let ours = std::fs::read(feed.join("media").join(&name)).unwrap();
                assert!(std::fs::read(file.path()).unwrap() == ours, "{name} arrived whole");
                name
            })
            .collect();
        names.sort();
        names
    };
    gpo(&["subscribe", &format!("{link}/feed.xml")]);
    assert_eq!(fetched(), ["001-et.mp3", "002-to-og-tre.mp3"]);
    desk.add(442.0, "Tre");
    assert_eq!(fetched().len(), 3);
    desk.run(["build"]).succeeds();
    desk.run(["edit", "1", "--title", "Et andet"]).succeeds();
    assert_eq!(fetched().len(), 3);
}
