//! Other programs look at what we made: decoders, checkers of MP3, readers of tags and of XML. What readers of
//! feeds and clients make of it, `tests/feed/clients.sh` tries.
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
fn the_feed_is_xml_whatever_a_title_says() {
    let (desk, _) = velkommen();
    desk.add(440.0, "To <&> ]]> \"æøå\"");
    peer("xmllint", &["--noout", desk.root().join("feed/feed.xml").to_str().unwrap()]);
}
