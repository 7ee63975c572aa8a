//! WAV by formula, whole and as recorders leave it.

use super::*;

/// A WAV file being written down.
#[derive(Clone)]
struct Wave {
    id: [u8; 4],
    tag: u16,
    channels: u16,
    rate: u32,
    bits: u16,
    align: u16,
    extra: Vec<u8>,
    before: Vec<u8>,
    sound: Vec<u8>,
    after: Vec<u8>,
    riff_size: Option<u32>,
    data_size: Option<u32>,
}

const FRAMES: usize = 8_000;

/// A second of a tone at −12 dBFS, mono, 8 kHz, each sample written down by `write`.
fn tone<const N: usize>(tag: u16, bits: u16, write: impl Fn(f64) -> [u8; N]) -> Wave {
    let peak = 10.0_f64.powf(-12.0 / 20.0);
    let sample = |frame: usize| (frame as f64 * 500.0 / FRAMES as f64 * std::f64::consts::TAU).sin() * peak;
    Wave {
        id: *b"RIFF",
        tag,
        channels: 1,
        rate: FRAMES as u32,
        bits,
        align: N as u16,
        extra: Vec::new(),
        before: Vec::new(),
        sound: (0..FRAMES).flat_map(|frame| write(sample(frame))).collect(),
        after: Vec::new(),
        riff_size: None,
        data_size: None,
    }
}

fn plain() -> Wave {
    tone(1, 16, |sample| ((sample * 32_768.0).round() as i16).to_le_bytes())
}

impl Wave {
    fn bytes(&self) -> Vec<u8> {
        let mut format = Vec::new();
        format.extend(self.tag.to_le_bytes());
        format.extend(self.channels.to_le_bytes());
        format.extend(self.rate.to_le_bytes());
        format.extend(self.rate.wrapping_mul(u32::from(self.align)).to_le_bytes());
        format.extend(self.align.to_le_bytes());
        format.extend(self.bits.to_le_bytes());
        format.extend(&self.extra);
        let mut bytes = b"WAVE".to_vec();
        bytes.extend(&self.before);
        bytes.extend(chunk(*b"fmt ", &format));
        bytes.extend(b"data");
        bytes.extend(self.data_size.unwrap_or(self.sound.len() as u32).to_le_bytes());
        bytes.extend(&self.sound);
        bytes.extend(&self.after);
        let size = self.riff_size.unwrap_or(bytes.len() as u32);
        [&self.id[..], &size.to_le_bytes(), &bytes].concat()
    }

    fn hear(&self) -> Result<Ear, DecodeError> {
        Desk::new().hear("tone.wav", &self.bytes())
    }

    /// Hears it and demands all of the tone.
    #[track_caller]
    fn whole(&self) -> Ear {
        let ear = self.hear().unwrap();
        assert_eq!(ear.frames(), FRAMES as u64);
        assert!((ear.level(0) + 15.01).abs() < 0.1, "{} dB", ear.level(0));
        ear
    }
}

fn chunk(id: [u8; 4], body: &[u8]) -> Vec<u8> {
    let pad = if body.len() % 2 == 1 { &[0][..] } else { &[] };
    [&id[..], &(body.len() as u32).to_le_bytes(), body, pad].concat()
}

/// What a long form of `fmt ` has behind the short one.
fn extensible(valid: u16, mask: u32, tag: u16) -> Vec<u8> {
    let guid = b"\0\0\0\0\x10\0\x80\0\0\xAA\0\x38\x9B\x71";
    [&22_u16.to_le_bytes()[..], &valid.to_le_bytes(), &mask.to_le_bytes(), &tag.to_le_bytes(), guid].concat()
}

#[test]
fn every_form_of_sample_is_heard_at_its_level() {
    let round = |sample: f64, full: f64| (sample * full).round() as i32;
    let three = |sample| {
        let [a, b, c, _] = round(sample, 8_388_608.0).to_le_bytes();
        [a, b, c]
    };
    assert_eq!(plain().whole().recording.codec(), "PCM, 16 bit");
    tone(1, 8, |sample| [(round(sample, 128.0) + 128).to_le_bytes()[0]]).whole();
    tone(1, 24, three).whole();
    tone(1, 20, three).whole();
    tone(1, 32, |sample| round(sample, 2_147_483_648.0).to_le_bytes()).whole();
    tone(3, 32, |sample| (sample as f32).to_le_bytes()).whole();
    tone(3, 64, f64::to_le_bytes).whole();
    // 24 bits in 32, as portable recorders write them.
    let mut wide = tone(0xFFFE, 32, |sample| (round(sample, 8_388_608.0) << 8).to_le_bytes());
    wide.extra = extensible(24, 4, 1);
    assert_eq!(wide.whole().recording.layout().positions(), [Position::Centre]);
    wide.extra = vec![0; 24]; // a long form that says nothing
    wide.whole();
}

#[test]
fn channels_are_told_apart_and_placed() {
    let mut wave = plain();
    wave.channels = 4;
    wave.align = 8;
    wave.tag = 0xFFFE;
    wave.extra = extensible(16, 0x33, 1);
    wave.sound = (0..FRAMES).flat_map(|_| [1_i16, 2, 3, 4].map(i16::to_le_bytes)).flatten().collect();
    let ear = wave.hear().unwrap();
    for (plane, value) in ear.planes.iter().zip([1.0, 2.0, 3.0, 4.0]) {
        assert_eq!(plane[..], vec![value / 32_768.0; FRAMES]);
    }
    let quad = [Position::Left, Position::Right, Position::BackLeft, Position::BackRight];
    assert_eq!(ear.recording.layout().positions(), quad);
    wave.extra = extensible(16, 0, 1);
    assert_eq!(wave.hear().unwrap().recording.layout().positions(), [Position::Unknown; 4]);
}

#[test]
fn sizes_are_believed_as_far_as_the_file_bears_them_out() {
    let with = |change: &dyn Fn(&mut Wave)| {
        let mut wave = plain();
        change(&mut wave);
        wave.whole().mistaken()
    };
    assert_eq!(with(&|_| {}), None);
    assert_eq!(with(&|wave| wave.riff_size = Some(0)), None);
    assert_eq!(with(&|wave| wave.riff_size = Some(wave.bytes().len() as u32 - 16)), None); // 8 short
    assert_eq!(with(&|wave| (wave.riff_size, wave.data_size) = (Some(0), Some(0))), None);
    // A size that was never filled in is a file that nobody finished; one that nobody could know is not.
    let unfinished = |size| Wave { data_size: Some(size), ..plain() }.whole().heard().cut_off;
    assert!(unfinished(0) && !unfinished(u32::MAX));
    assert_eq!(with(&|wave| wave.data_size = Some(u32::MAX)), None);
    // A recorder that wrote its sizes once, at the beginning, and lost its power.
    assert_eq!(with(&|wave| wave.data_size = Some(2_000)), Some(1_000));
    // Half of it was copied.
    assert_eq!(with(&|wave| wave.data_size = Some(32_000)), Some(16_000));
    // What stands behind the sound is not heard, padded as it should be or not.
    assert_eq!(with(&|wave| wave.after = chunk(*b"LIST", b"INFOINAM\x05\0\0\0Title\0")), None);
    assert_eq!(with(&|wave| wave.after = chunk(*b"xyz1", &[7; 99])), None);
}

#[test]
fn long_forms_have_their_sizes_elsewhere() {
    for id in [*b"RF64", *b"BW64"] {
        let mut wave = plain();
        (wave.id, wave.riff_size, wave.data_size) = (id, Some(u32::MAX), Some(u32::MAX));
        let sizes = [0_u64, wave.sound.len() as u64, 0].map(u64::to_le_bytes).concat();
        wave.before = chunk(*b"ds64", &[sizes, vec![0; 4]].concat());
        wave.after = chunk(*b"LIST", b"INFO");
        wave.whole();
        wave.before.clear(); // the sizes are nowhere
        wave.after.clear();
        wave.whole();
    }
}

#[test]
fn words_beside_the_sound_are_read() {
    let mut wave = plain();
    let info = b"INFOINAM\x0C\0\0\0Inter\x1Bview\0\0IART\x04\0\0\0S\xF8s\0ICMT\x02\0\0\0\0\0";
    wave.before = chunk(*b"bext", &[b"Recorded at the desk".as_slice(), &[0; 582]].concat());
    wave.after = chunk(*b"LIST", info);
    let tags = wave.whole().recording.tags().clone();
    assert_eq!(tags.title.as_deref(), Some("Interview"));
    assert_eq!(tags.artist.as_deref(), Some("Søs"));
    assert_eq!(tags.comment.as_deref(), Some("Recorded at the desk"));
}

#[test]
fn a_header_without_sound_has_no_sound() {
    let mut wave = plain();
    wave.sound.clear();
    assert!(matches!(wave.hear(), Err(DecodeError::NoSoundInside { .. })));
    wave.after = chunk(*b"LIST", b"INFOINAM\x04\0\0\0None");
    assert!(matches!(wave.hear(), Err(DecodeError::NoSoundInside { .. })));
    let bytes = plain().bytes();
    for end in 12..=45 {
        let cut = Desk::new().hear("cut.wav", &bytes[..end]);
        assert!(matches!(cut, Err(DecodeError::NoSoundInside { .. })), "{end}: {cut:?}");
    }
}

#[test]
fn impossible_claims_are_refused() {
    let with = |change: &dyn Fn(&mut Wave)| {
        let mut wave = plain();
        change(&mut wave);
        match wave.hear() {
            Err(DecodeError::BadClaim { claim, .. }) => claim,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(with(&|wave| wave.channels = 0), Claim::Channels(0));
    assert_eq!(with(&|wave| wave.channels = 33), Claim::Channels(33));
    assert_eq!(with(&|wave| wave.channels = 65_535), Claim::Channels(65_535));
    for rate in [0, 1, 3_999, 384_001, u32::MAX] {
        assert_eq!(with(&|wave| wave.rate = rate), Claim::Rate(rate.into()));
    }
    for bits in [0, 17, 65, 65_535] {
        assert_eq!(with(&|wave| wave.bits = bits), Claim::Bits(bits.into()));
    }
    assert_eq!(with(&|wave| (wave.bits, wave.align) = (64, 8)), Claim::Bits(64));
    assert!(matches!(
        Wave { tag: 0x161, ..plain() }.hear(),
        Err(DecodeError::Codec { name, .. }) if name.starts_with("Windows Media")
    ));
}

#[test]
fn odd_rates_are_taken_as_they_are() {
    for rate in [4_000, 11_025, 16_007, 192_000, 384_000] {
        assert_eq!(Wave { rate, ..plain() }.whole().recording.spec().rate, rate);
    }
}

#[test]
fn what_is_no_number_is_silence() {
    let mut wave = tone(3, 32, |sample| (sample as f32).to_le_bytes());
    for (place, bad) in [(10, f32::NAN), (500, f32::INFINITY), (7_999, f32::NEG_INFINITY)] {
        wave.sound[place * 4..place * 4 + 4].copy_from_slice(&bad.to_le_bytes());
    }
    let ear = wave.whole();
    assert_eq!((ear.heard().not_finite, ear.planes[0][500]), (3, 0.0));
    let bad = tone(3, 32, |_| f32::NAN.to_le_bytes());
    assert!(matches!(bad.hear(), Err(DecodeError::NotANumber { .. })));
}

#[test]
fn a_recording_can_be_let_go_at_any_time() {
    let desk = Desk::new();
    let path = desk.file("long.wav", &Wave { sound: vec![1; 4_000_000], ..plain() }.bytes());
    for blocks in 0..5 {
        let mut recording = open(&path).unwrap();
        let mut block = Block::default();
        (0..blocks).for_each(|_| recording.read(&mut block).unwrap());
        assert_eq!(recording.heard(), None);
        drop(recording);
    }
}

#[test]
fn nothing_comes_after_the_end() {
    let mut recording = open(&Desk::new().file("tone.wav", &plain().bytes())).unwrap();
    let mut block = Block::default();
    let mut ends = 0;
    for _ in 0..5 {
        recording.read(&mut block).unwrap();
        ends += u32::from(block.frames() == 0);
    }
    assert_eq!((ends, recording.heard().map(|heard| heard.frames)), (3, Some(FRAMES as u64)));
}
