//! One recording of each format through the whole of `add`. The rooms test level and length of each; here
//! it is seen that the desk takes them.

use std::fs;
use std::path::Path;

use crate::desk::Desk;

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/formats").join(name)
}

fn becomes_an_episode(name: &str) {
    let desk = Desk::new();
    desk.run(["add".as_ref(), fixture(name).as_os_str(), "--title".as_ref(), "Tone".as_ref()]).succeeds();
    let shelf = desk.show().shelf().unwrap();
    let sound = &shelf.episodes[0].episode.sound;
    let length = sound.duration().as_secs_f64();
    assert!((0.4..0.7).contains(&length), "{name}: {length} s");
    desk.run(["check"]).succeeds();
}

macro_rules! formats {
    ($($test:ident: $file:literal,)*) => { $( #[test] fn $test() { becomes_an_episode($file); } )* };
}

formats! {
    flac: "tone.flac",
    aac_in_m4a: "aac.m4a",
    alac_in_m4a: "alac.m4a",
    alac_in_caf: "alac.caf",
    mp3: "lame.mp3",
    mp3_without_a_tag: "untagged.mp3",
    vorbis_in_ogg: "tone.ogg",
    opus_in_ogg: "tone.opus",
    opus_in_webm: "tone.webm",
    aac_in_matroska: "aac.mkv",
    aiff: "tone.aiff",
    aifc: "tone.aifc",
    caf: "tone.caf",
    video_in_mp4: "video.mp4",
    video_in_mov: "video.mov",
    adpcm_in_wav: "adpcm.wav",
}

#[test]
fn of_a_video_only_the_sound_is_kept() {
    let desk = Desk::new();
    desk.run(["add".as_ref(), fixture("video.mp4").as_os_str()]).succeeds();
    let shelf = desk.show().shelf().unwrap();
    let kept = shelf.episodes[0].recording().unwrap();
    assert_eq!(kept.file_name().unwrap(), "recording.wav");
    assert_eq!(&fs::read(kept).unwrap()[..4], b"RIFF");
    desk.run(["remaster", "1"]).succeeds();
}

#[test]
fn what_is_no_recording_is_named_for_what_it_seems_to_be() {
    let desk = Desk::new();
    for (name, bytes, said) in [
        ("brev.wav", &b"K\xc3\xa6re bibliotek, hermed min optagelse."[..], "text"),
        ("side.mp3", b"<!DOCTYPE html><html><body>Hej</body></html>", "web page"),
        ("rapport.wav", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("billede.wav", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0", "picture"),
        ("tom.wav", b"", "empty"),
    ] {
        fs::write(desk.root().join(name), bytes).unwrap();
        desk.run(["add", name]).exits(1).says(name).says(said);
    }
    desk.run(["add", "episodes"]).exits(1).says("folder");
    desk.run(["add", "findes-ikke.wav"]).exits(1).says("findes-ikke.wav");
    assert_eq!(desk.names("episodes"), ["show.toml"]);
}
