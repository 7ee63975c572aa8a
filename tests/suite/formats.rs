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
    pcm_in_mov: "camera.mov",
    vorbis_in_webm: "video.webm",
    aac_in_a_video_in_matroska: "video.mkv",
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

/// Writes a WAV of one channel, its samples as they are, whose head says what it likes.
fn wav(bits: u16, tag: u16, rate: u32, channels: u16, claimed: Option<u32>, sound: &[u8]) -> Vec<u8> {
    let align = channels.wrapping_mul(bits / 8);
    let mut bytes = [&b"RIFF"[..], &(36 + sound.len() as u32).to_le_bytes(), b"WAVEfmt "].concat();
    bytes.extend(16_u32.to_le_bytes());
    bytes.extend([tag, channels].map(u16::to_le_bytes).concat());
    bytes.extend([rate, rate.wrapping_mul(u32::from(align))].map(u32::to_le_bytes).concat());
    bytes.extend([align, bits].map(u16::to_le_bytes).concat());
    bytes.extend(b"data");
    bytes.extend(claimed.unwrap_or(sound.len() as u32).to_le_bytes());
    bytes.extend(sound);
    bytes
}

/// Half a second of a tone in 16 bits, at 8 kHz.
fn tone() -> Vec<u8> {
    let sample = |frame: u32| 0.25 * (f64::from(frame) * 440.0 / 8_000.0 * std::f64::consts::TAU).sin();
    (0..4_000).flat_map(|frame| ((sample(frame) * 32_767.0).round() as i16).to_le_bytes()).collect()
}

#[test]
fn what_a_recording_claims_wrongly_is_said_and_all_of_its_sound_used() {
    for (name, claimed, said) in [
        ("never-told.wav", Some(0), Some("The file was never finished")),
        ("streamed.wav", Some(u32::MAX), None),
        ("cut.wav", Some(16_000), Some("The file says it is 1 second long")),
        ("power-lost.wav", Some(2_000), Some("The file says it is")),
    ] {
        let desk = Desk::new();
        fs::write(desk.root().join(name), wav(16, 1, 8_000, 1, claimed, &tone())).unwrap();
        let run = desk.run(["add", name, "--title", "Tone"]).succeeds();
        if let Some(said) = said {
            run.says(said);
        }
        let shelf = desk.show().shelf().unwrap();
        let length = shelf.episodes[0].episode.sound.duration().as_secs_f64();
        assert!((length - 0.5).abs() < 0.01, "{name}: {length} s");
    }
}

#[test]
fn absurd_claims_are_refused_before_any_memory_is_taken() {
    let desk = Desk::new();
    for (name, bytes, said) in [
        ("channels.wav", wav(16, 1, 8_000, 65_535, None, &tone()), "65535 channels"),
        ("no-channels.wav", wav(16, 1, 8_000, 0, None, &tone()), "0 channels"),
        ("rate.wav", wav(16, 1, 4_000_000_000, 1, None, &tone()), "samples a second"),
        ("no-rate.wav", wav(16, 1, 0, 1, None, &tone()), "0 samples a second"),
        ("bits.wav", wav(17, 1, 8_000, 1, None, &tone()), "17 bits"),
    ] {
        fs::write(desk.root().join(name), bytes).unwrap();
        desk.run(["add", name]).exits(1).says(name).says(said).says("WAV");
    }
    assert_eq!(desk.names("episodes"), ["show.toml"]);
}

#[test]
fn samples_that_are_no_numbers_are_silenced_and_said_and_nothing_else_is_refused() {
    let desk = Desk::new();
    let floats = |bad: &dyn Fn(usize) -> bool| -> Vec<u8> {
        let sample = |frame: usize| 0.25 * (frame as f32 * 0.3).sin();
        let value = |frame: usize| if bad(frame) { f32::NAN } else { sample(frame) };
        (0..8_000).flat_map(|frame| value(frame).to_le_bytes()).collect()
    };
    fs::write(desk.root().join("some.wav"), wav(32, 3, 8_000, 1, None, &floats(&|frame| frame % 1_000 == 7)))
        .unwrap();
    desk.run(["add", "some.wav", "--title", "Some"]).succeeds().says("no usable sound");
    fs::write(desk.root().join("all.wav"), wav(32, 3, 8_000, 1, None, &floats(&|_| true))).unwrap();
    desk.run(["add", "all.wav"]).exits(1).says("not one of its samples is a number");
    desk.run(["check"]).succeeds();
}

#[test]
fn what_was_cut_off_is_kept_as_far_as_it_goes_or_refused_with_advice() {
    let desk = Desk::new();
    for name in ["lame.mp3", "tone.flac", "aac.m4a", "video.mov"] {
        let bytes = fs::read(fixture(name)).unwrap();
        fs::write(desk.root().join(name), &bytes[..bytes.len() * 3 / 4]).unwrap();
    }
    for name in ["lame.mp3", "tone.flac"] {
        desk.run(["add", name, "--title", name]).succeeds().says("The file says it is");
    }
    // Its index lies behind the sound.
    desk.run(["add", "video.mov"]).exits(1).says("never finished").says("open the file in the recorder");
    desk.run(["check"]).succeeds();
}

#[test]
fn six_channels_and_several_tracks_are_used_and_said() {
    let desk = Desk::new();
    let six = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/channels/6.flac");
    desk.run(["add".as_ref(), six.as_os_str(), "--title".as_ref(), "Six".as_ref()])
        .succeeds()
        .says("The recording has 6 channels; they were mixed to two.");
    desk.run(["add".as_ref(), fixture("tracks.mkv").as_os_str(), "--title".as_ref(), "Tracks".as_ref()])
        .succeeds()
        .says("It is a video; only its sound was used.");
}

#[test]
fn sound_that_cannot_be_decoded_is_named_with_a_way_out() {
    let he_aac = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/he-aac/he.m4a");
    let mut cases = vec![(fixture("ac3.mkv"), "AC-3")];
    if !cfg!(feature = "he-aac") {
        cases.push((he_aac, "HE-AAC"));
    }
    for (path, codec) in cases {
        let add = ["add".as_ref(), path.as_os_str()];
        Desk::new()
            .run(add)
            .exits(1)
            .says(&format!("is of a kind that cannot be read here ({codec})."))
            .says("or in Audacity, export it as WAV and add that file.");
        Desk::new()
            .speaking("da")
            .run(add)
            .exits(1)
            .says(&format!("er af en slags, der ikke kan læses her ({codec})."))
            .says("eller i Audacity, eksportér den som WAV, og tilføj den fil.");
    }
    Desk::new().run(["add".as_ref(), fixture("silent.mp4").as_os_str()]).exits(1).says("There is no sound");
}

#[test]
fn zeros_and_chance_are_refused_at_once() {
    let desk = Desk::new();
    let mut state = 88_172_645_463_325_252_u64;
    let mut throw = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    for (name, bytes) in [
        ("nothing.mp3", vec![0; 3 << 20]),
        ("chance.mp3", (0..3 << 20).map(|_| throw()).collect()),
        ("one.wav", vec![b'R']),
        ("head.wav", wav(16, 1, 8_000, 1, None, &[])),
    ] {
        fs::write(desk.root().join(name), bytes).unwrap();
        let began = std::time::Instant::now();
        desk.run(["add", name]).exits(1).says(name);
        // Two seconds are the promise; the machine may be busy.
        assert!(began.elapsed().as_secs() < 10, "{name}: {:?}", began.elapsed());
    }
    assert_eq!(desk.names("episodes"), ["show.toml"]);
}

#[test]
fn a_hostile_tag_costs_the_words_and_not_the_sound() {
    let desk = Desk::new();
    let sound = fs::read(fixture("untagged.mp3")).unwrap();
    // A tag that claims 256 MB; one with a frame that claims two gigabytes.
    let claims = [&b"ID3\x04\0\0\x7F\x7F\x7F\x7F"[..], &sound].concat();
    let giant = [&b"ID3\x03\0\0\0\0\0\x0FTIT2\x7F\xFF\xFF\xFF\0\0\x03shor"[..], &sound].concat();
    for (name, bytes) in [("claims.mp3", claims), ("giant.mp3", giant)] {
        fs::write(desk.root().join(name), bytes).unwrap();
        desk.run(["add", name, "--title", name]).succeeds();
    }
    desk.run(["check"]).succeeds();
}
