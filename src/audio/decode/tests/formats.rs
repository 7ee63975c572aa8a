//! One good recording in each format: half a second of a tone, as `make.sh` beside them made them.

use super::*;

/// RMS of a tone whose peak is at −12 dBFS.
const TONE: f64 = -15.01;

/// Half a second in this format, `extra` frames longer or shorter at most, is a tone of that level.
fn tone(name: &str, form: (&str, &str), spec: (u32, usize), extra: u64) -> Ear {
    let ear = Ear::hear(&format(name)).unwrap_or_else(|err| panic!("{name}: {err:?}"));
    let recording = &ear.recording;
    assert_eq!((recording.container(), recording.codec()), form, "{name}");
    assert_eq!((recording.spec().rate, recording.spec().channels), spec, "{name}");
    let off = ear.frames().abs_diff(u64::from(spec.0).div_ceil(2));
    assert!(off <= extra, "{name}: {off} frames off");
    assert_eq!((ear.heard().damaged, ear.heard().not_finite, ear.mistaken()), (0, 0, None), "{name}");
    assert!(!ear.heard().cut_off, "{name}");
    ear
}

#[track_caller]
fn level(ear: &Ear, wanted: f64) {
    let levels: Vec<f64> = (0..ear.planes.len()).map(|channel| ear.level(channel)).collect();
    let name = ear.recording.path.display();
    assert!(levels.iter().all(|level| (level - wanted).abs() < 0.1), "{name}: {levels:?}");
}

#[test]
fn lossless_is_heard_to_the_frame() {
    level(&tone("tone.flac", ("FLAC", "FLAC"), (22_050, 2), 0), TONE);
    level(&tone("alac.m4a", ("MP4", "ALAC"), (22_050, 2), 0), TONE);
    level(&tone("alac.caf", ("CAF", "ALAC"), (22_050, 2), 0), TONE);
    level(&tone("tone.aiff", ("AIFF", "PCM, 16 bit"), (8_000, 1), 0), TONE);
    level(&tone("tone.aifc", ("AIFF", "mu-law"), (8_000, 1), 0), TONE);
    level(&tone("tone.caf", ("CAF", "PCM, 16 bit"), (8_000, 1), 0), TONE);
    level(&tone("deep.flac", ("FLAC", "FLAC"), (8_000, 1), 0), TONE);
    level(&tone("in24.aiff", ("AIFF", "PCM, 24 bit"), (8_000, 1), 0), TONE);
    level(&tone("fl32.aifc", ("AIFF", "PCM, 32 bit float"), (8_000, 1), 0), TONE);
    level(&tone("float.caf", ("CAF", "PCM, 32 bit"), (8_000, 1), 0), TONE);
    level(&tone("alaw.wav", ("WAV", "A-law"), (11_025, 1), 0), TONE);
    level(&tone("mulaw.wav", ("WAV", "mu-law"), (8_000, 1), 0), TONE);
    level(&tone("flac.ogg", ("Ogg", "FLAC"), (8_000, 1), 0), TONE);
    level(&tone("pcm.mov", ("MP4", "PCM, 16 bit"), (8_000, 1), 0), TONE);
}

#[test]
fn lossy_is_heard_to_the_frame_where_the_file_tells() {
    level(&tone("aac.m4a", ("MP4", "AAC"), (44_100, 2), 0), TONE);
    level(&tone("aac96.m4a", ("MP4", "AAC"), (96_000, 1), 0), TONE);
    level(&tone("opus.mp4", ("MP4", "Opus"), (48_000, 1), 0), TONE);
    level(&tone("tone.ogg", ("Ogg", "Vorbis"), (44_100, 2), 0), TONE);
    level(&tone("tone.opus", ("Ogg", "Opus"), (48_000, 2), 0), TONE);
    level(&tone("tone.webm", ("Matroska", "Opus"), (48_000, 1), 0), TONE);
    // This tone is -15.46 dB in every decoder: the encoder's filter takes a little of it.
    level(&tone("lame.mp3", ("MPEG", "MP3"), (44_100, 1), 0), -15.46);
    level(&tone("lavf.mp3", ("MPEG", "MP3"), (44_100, 1), 0), -15.46);
    level(&tone("vbr.mp3", ("MPEG", "MP3"), (44_100, 1), 0), TONE);
}

#[test]
fn lossy_is_heard_whole_where_the_file_does_not_tell() {
    // What an encoder put behind the sound remains, and before it what it need not have put there: less than
    // a packet.
    level(&tone("untagged.mp3", ("MPEG", "MP3"), (44_100, 1), 1151), TONE);
    level(&tone("cbr.mp3", ("MPEG", "MP3"), (44_100, 1), 1151), -15.46);
    // Its frames are too small for a tag.
    level(&tone("low.mp3", ("MPEG", "MP3"), (8_000, 1), 575), -15.46);
    level(&tone("adpcm.wav", ("WAV", "Microsoft ADPCM"), (44_100, 1), 2035), TONE);
    level(&tone("ima.wav", ("WAV", "IMA ADPCM"), (44_100, 1), 2040), TONE);
    level(&tone("tone.mp2", ("MPEG", "MPEG layer II"), (44_100, 2), 1152), TONE);
    level(&tone("tone.aac", ("AAC", "AAC"), (44_100, 2), 1023), TONE);
    level(&tone("pieces.mp4", ("MP4", "AAC"), (44_100, 2), 1023), TONE);
    // As with MP3 above, the level is the encoder's.
    level(&tone("aac.mkv", ("Matroska", "AAC"), (48_000, 2), 1023), -13.54);
    level(&tone("mp3.wav", ("WAV", "MP3"), (44_100, 1), 1151), -15.46);
}

#[test]
fn adpcm_ends_in_its_last_block_where_its_header_says_so() {
    let desk = Desk::new();
    for name in ["adpcm.wav", "ima.wav"] {
        let good = fs::read(format(name)).unwrap();
        let fact = good.windows(4).position(|id| id == b"fact").unwrap() + 8;
        let whole = u32::from_le_bytes(good[fact..fact + 4].try_into().unwrap());
        // A header that is off by more than a block is not believed.
        for (told, heard) in [(22_050, 22_050), (0, whole), (whole - 3_000, whole), (u32::MAX, whole)] {
            let mut bytes = good.clone();
            bytes[fact..fact + 4].copy_from_slice(&u32::to_le_bytes(told));
            assert_eq!(desk.hear(name, &bytes).unwrap().frames(), u64::from(heard), "{name}: {told}");
        }
    }
}

#[test]
fn of_a_video_the_sound_is_heard() {
    for name in ["video.mp4", "video.mov"] {
        let ear = tone(name, ("MP4", "AAC"), (44_100, 2), 0);
        level(&ear, TONE);
        assert!(ear.recording.is_video());
        assert_eq!(ear.recording.other_tracks(), 0);
    }
    let ear = tone("tracks.mkv", ("Matroska", "Opus"), (48_000, 1), 0);
    assert!(ear.recording.is_video());
    assert_eq!(ear.recording.other_tracks(), 1);
    for (name, form, spec, extra) in [
        // What Vorbis puts behind the sound, only Ogg tells.
        ("video.webm", ("Matroska", "Vorbis"), (48_000, 1), 1023),
        ("video.mkv", ("Matroska", "AAC"), (44_100, 1), 1023),
        ("camera.mov", ("MP4", "PCM, 16 bit"), (8_000, 1), 0),
    ] {
        let ear = tone(name, form, spec, extra);
        level(&ear, TONE);
        assert!(ear.recording.is_video(), "{name}");
    }
    assert!(!tone("tone.webm", ("Matroska", "Opus"), (48_000, 1), 0).recording.is_video());
}

#[test]
fn many_channels_come_with_their_places() {
    let ear = tone("surround.opus", ("Ogg", "Opus"), (48_000, 6), 0);
    assert_eq!(*ear.recording.layout(), Layout::of_vorbis(6));
    assert_eq!(ear.recording.layout().positions()[1], Position::Centre);
    assert!((ear.level(0) - TONE).abs() < 0.1, "{}", ear.level(0));
    assert!((1..6).all(|silent| ear.level(silent) < -50.0));
}

#[test]
fn words_are_read_where_there_are_any() {
    for name in ["tone.flac", "aac.m4a", "tone.ogg", "tone.opus", "lame.mp3", "tone.aiff", "adpcm.wav"] {
        assert_eq!(open(&format(name)).unwrap().tags().title.as_deref(), Some("Line-up"), "{name}");
    }
    assert_eq!(open(&format("untagged.mp3")).unwrap().tags(), &Tags::default());
}

#[test]
fn what_has_no_sound_for_us_says_so() {
    assert!(matches!(open(&format("silent.mp4")), Err(DecodeError::NoSoundInside { .. })));
    assert!(matches!(open(&format("ac3.mkv")), Err(DecodeError::Codec { name, .. }) if name == "AC-3"));
}

#[test]
fn joined_files_are_heard_whole() {
    let desk = Desk::new();
    let twice = |first: &str, second: &str| {
        let bytes = [fs::read(format(first)).unwrap(), fs::read(format(second)).unwrap()].concat();
        let ear = desk.hear(first, &bytes).unwrap();
        (ear.frames(), ear.mistaken())
    };
    assert_eq!(twice("lame.mp3", "lame.mp3"), (2 * 22_050, None));
    assert_eq!(twice("lame.mp3", "lavf.mp3"), (2 * 22_050, None));
    assert_eq!(twice("tone.ogg", "tone.ogg"), (2 * 22_050, None));
    assert_eq!(twice("tone.opus", "tone.opus"), (2 * 24_000, None));
    // The only claim is the first one's, and nothing is cut from the second, nor between them.
    let (padding, behind) = (20 * 1152 + 1152 - 22_050 - 576 - 529, 24_192);
    assert_eq!(twice("lame.mp3", "untagged.mp3"), (22_050 + padding + behind, Some(22_050)));
}

#[test]
fn junk_between_the_frames_of_an_mp3_costs_nothing() {
    let desk = Desk::new();
    let bytes = fs::read(format("untagged.mp3")).unwrap();
    let whole = desk.hear("whole.mp3", &bytes).unwrap();
    let frames = {
        let mut frames = mpeg::frames::Frames::new(io::Cursor::new(&bytes), 0..bytes.len() as u64).unwrap();
        (0..4).for_each(|_| assert!(frames.next().unwrap().is_some()));
        frames.at() as usize
    };
    let junk = b"\xFF\xFBnot a frame".repeat(100);
    let ear = desk.hear("junk.mp3", &[&bytes[..frames], &junk, &bytes[frames..]].concat()).unwrap();
    assert_eq!((ear.frames(), ear.heard().damaged), (whole.frames(), 1));
}

#[test]
fn a_second_reading_is_the_first() {
    for name in formats() {
        let (Ok(first), Ok(second)) = (Ear::hear(&format(&name)), Ear::hear(&format(&name))) else {
            continue;
        };
        assert_eq!(first.planes, second.planes, "{name}");
    }
}
