//! Marked moments: in each container that has them, and in none that only says so.

use std::time::Duration;

use super::*;
use crate::audio::decode::Cue;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recordings/chapters");

fn cues(path: &Path) -> Vec<(u128, String)> {
    let recording = open(path).unwrap_or_else(|err| panic!("{}: {err:?}", path.display()));
    recording.tags().cues.iter().map(|Cue { at, title }| (at.as_millis(), title.clone())).collect()
}

fn wanted() -> Vec<(u128, String)> {
    [(0, "Velkommen"), (500, "Bøger & film"), (1_000, "Slut")]
        .map(|(at, title)| (at, title.to_owned()))
        .to_vec()
}

#[test]
fn chapters_are_found_in_every_container_that_has_them() {
    for name in ["both.m4a", "matroska.mkv", "chap.mp3"] {
        assert_eq!(cues(&Path::new(FOLDER).join(name)), wanted(), "{name}");
    }
    // The ffmpeg that made this one wrote half a second as one and a half.
    let [first, second, last] = wanted().try_into().unwrap();
    let as_written = [first, last, (1_500, second.1)];
    assert_eq!(cues(&Path::new(FOLDER).join("comments.opus")), as_written);
    assert_eq!(cues(&format("aac.m4a")), []);
}

#[test]
fn both_lists_of_mp4_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(Path::new(FOLDER).join("both.m4a")).unwrap();
    for hidden in [&b"chpl"[..], b"tref"] {
        let mut bytes = bytes.clone();
        let at = bytes.windows(4).position(|four| four == hidden).unwrap();
        bytes[at..at + 4].copy_from_slice(b"free");
        let path = dir.path().join("one.m4a");
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(cues(&path), wanted(), "without {}", String::from_utf8_lossy(hidden));
    }
}

#[test]
fn labels_of_a_wav_file_are_marks() {
    let chunk = |id: &[u8], body: &[u8]| {
        let odd = vec![0; body.len() & 1];
        [id, &(body.len() as u32).to_le_bytes(), body, &odd].concat()
    };
    let point = |id: u32, frame: u32| {
        let fields = [id, 0, u32::from_le_bytes(*b"data"), 0, 0, frame];
        fields.iter().flat_map(|field| field.to_le_bytes()).collect::<Vec<u8>>()
    };
    let label = |id: u32, text: &[u8]| chunk(b"labl", &[&id.to_le_bytes()[..], text, b"\0"].concat());
    let form: Vec<u8> = [1_u16, 1].iter().flat_map(|field| field.to_le_bytes()).collect();
    let form =
        [form, 8_000_u32.to_le_bytes().to_vec(), 8_000_u32.to_le_bytes().to_vec(), vec![1, 0, 8, 0]].concat();
    let points = [&3_u32.to_le_bytes()[..], &point(7, 4_000), &point(1, 0), &point(2, 6_000)].concat();
    let labels =
        [&b"adtl"[..], &label(1, b"Velkommen"), &label(7, b"B\xf8ger"), &label(9, b"Ingen")].concat();
    let body = [
        &b"WAVE"[..],
        &chunk(b"fmt ", &form),
        &chunk(b"data", &[128; 8_000]),
        &chunk(b"cue ", &points),
        &chunk(b"LIST", &labels),
    ]
    .concat();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.wav");
    std::fs::write(&path, chunk(b"RIFF", &body)).unwrap();
    assert_eq!(cues(&path), [(0, "Velkommen".to_owned()), (500, "Bøger".to_owned())]);
}

#[test]
fn titles_of_strangers_are_cut_and_cleaned() {
    let at = Duration::from_secs(1);
    assert_eq!(Cue::new(at, " \u{1}\0 "), None);
    assert_eq!(Cue::new(at, &"x".repeat(5_000)).unwrap().title.len(), 1_000);
}
