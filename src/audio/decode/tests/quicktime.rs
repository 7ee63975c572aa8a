//! Plain samples in `QuickTime` by formula: every form, every description, many channels, in pieces.

use super::*;

const FRAMES: usize = 8_000;
/// What the pictures between the pieces of sound are made of: loud, if it were heard.
const PICTURE: &[u8] = &[0x7F; 1_000];

fn atom(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    [&(8 + body.len() as u32).to_be_bytes()[..], &name, body].concat()
}

fn be(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// A recording as a camera writes it.
struct Movie {
    /// The description of its sound.
    entry: Vec<u8>,
    /// What the index says of the length of each packet.
    size: u32,
    /// The sound, frame by frame.
    sound: Vec<u8>,
    channels: usize,
    /// Parts to be presented: length in thousandths of a second, first frame.
    edits: Vec<(u32, u32)>,
}

/// A second of a tone at −12 dBFS, its samples written down by `write`; each channel 6 dB below the one before.
fn tone<const N: usize>(entry: Vec<u8>, channels: usize, write: impl Fn(f64) -> [u8; N]) -> Movie {
    let peak = 10.0_f64.powf(-12.0 / 20.0);
    let sample = |frame: usize, channel: usize| {
        (frame as f64 * 500.0 / FRAMES as f64 * std::f64::consts::TAU).sin() * peak
            / f64::from(1_u32 << channel)
    };
    let frames = (0..FRAMES).flat_map(|frame| (0..channels).map(move |channel| (frame, channel)));
    let sound = frames.flat_map(|(frame, channel)| write(sample(frame, channel))).collect();
    Movie { entry, size: (N * channels) as u32, sound, channels, edits: Vec::new() }
}

fn sixteen(sample: f64) -> [u8; 2] {
    ((sample * 32_768.0).round() as i16).to_be_bytes()
}

/// A description of version 0 or 1, with boxes behind it.
fn entry(coding: [u8; 4], version: u16, channels: u16, bits: u16, boxes: &[u8]) -> Vec<u8> {
    let head = [&[0, 0, 0, 0, 0, 0, 0, 1][..], &version.to_be_bytes(), &[0; 6]].concat();
    let numbers = [channels, bits, 0, 0].map(u16::to_be_bytes).concat();
    let more = if version == 1 { vec![0; 16] } else { Vec::new() };
    atom(coding, &[&head[..], &numbers, &be(&[(FRAMES as u32) << 16]), &more, boxes].concat())
}

/// A description of version 2: linear samples and their flags.
fn linear(channels: u32, bits: u32, flags: u32, packet: u32) -> Vec<u8> {
    let head = [&[0, 0, 0, 0, 0, 0, 0, 1][..], &2_u16.to_be_bytes(), &[0; 6]].concat();
    let fixed = [3_u16, 16, 0xFFFE, 0].map(u16::to_be_bytes).concat();
    let rate = (FRAMES as f64).to_be_bytes();
    let told = be(&[channels, 0x7F00_0000, bits, flags, packet, 1]);
    atom(*b"lpcm", &[&head[..], &fixed, &be(&[0x1_0000, 72]), &rate, &told].concat())
}

fn little() -> Vec<u8> {
    atom(*b"wave", &[atom(*b"frma", b"in24"), atom(*b"enda", &[0, 1]), atom([0; 4], b"")].concat())
}

/// Apple's word on channels.
fn chan(order: u32, mask: u32, labels: &[u32]) -> Vec<u8> {
    let each = labels.iter().flat_map(|&label| be(&[label, 0, 0, 0, 0]));
    let told = be(&[0, order, mask, labels.len() as u32]).into_iter().chain(each);
    atom(*b"chan", &told.collect::<Vec<_>>())
}

impl Movie {
    /// Writes it down: sound and pictures by turns, and the index behind them. The first pieces have 1000
    /// frames, those behind them 700, and the last what is left.
    fn bytes(&self) -> Vec<u8> {
        let frame = self.sound.len() / FRAMES;
        let packets = self.sound.len() / (self.size as usize).max(frame);
        let (mut bytes, mut places) = (atom(*b"ftyp", b"qt  \0\0\0\0qt  "), Vec::new());
        bytes.extend([&[0; 4][..], b"mdat"].concat());
        let mdat = bytes.len();
        let (early, late) = self.sound.split_at(3_000 * frame);
        let pieces = early.chunks(1_000 * frame).chain(late.chunks(700 * frame));
        for piece in pieces {
            places.push(bytes.len() as u32);
            bytes.extend_from_slice(piece);
            bytes.extend_from_slice(PICTURE);
        }
        let size = (bytes.len() - mdat + 8) as u32;
        bytes[mdat - 8..mdat - 4].copy_from_slice(&size.to_be_bytes());

        let per = (self.size as usize).max(frame) / frame;
        let [first, second] = [1_000, 700].map(|frames| (frames / per) as u32);
        let table = [
            atom(*b"stsd", &[be(&[0, 1]), self.entry.clone()].concat()),
            atom(*b"stts", &be(&[0, 1, packets as u32, 1])),
            atom(*b"stsc", &be(&[0, 2, 1, first, 1, 4, second, 1])),
            atom(*b"stsz", &be(&[0, self.size, packets as u32])),
            atom(*b"stco", &[be(&[0, places.len() as u32]), be(&places)].concat()),
        ];
        let handler = atom(*b"hdlr", &[&[0; 8][..], b"soun", &[0; 13]].concat());
        let header = atom(*b"mdhd", &be(&[0, 0, 0, FRAMES as u32, FRAMES as u32, 0]));
        let media = [header, handler, atom(*b"minf", &atom(*b"stbl", &table.concat()))].concat();
        let edits = self.edits.iter().flat_map(|&(length, start)| be(&[length, start, 0x1_0000]));
        let list = [be(&[0, self.edits.len() as u32]), edits.collect()].concat();
        let edits = if self.edits.is_empty() { Vec::new() } else { atom(*b"edts", &atom(*b"elst", &list)) };
        let head = atom(*b"tkhd", &[&[0, 0, 0, 1][..], &[0; 8], &[0, 0, 0, 1], &[0; 68]].concat());
        let track = atom(*b"trak", &[head, edits, atom(*b"mdia", &media)].concat());
        let whole = atom(*b"mvhd", &[be(&[0, 0, 0, 1_000, 1_000]), vec![0; 80]].concat());
        bytes.extend(atom(*b"moov", &[whole, track].concat()));
        bytes
    }

    fn hear(&self) -> Ear {
        Desk::new().hear("movie.mov", &self.bytes()).unwrap()
    }

    /// Hears it and demands all of the tone, in every channel at its own level.
    #[track_caller]
    fn whole(&self, codec: &str) -> Ear {
        let ear = self.hear();
        assert_eq!((ear.frames(), ear.mistaken()), (FRAMES as u64, None), "{codec}");
        assert_eq!(ear.recording.codec(), codec);
        assert_eq!(ear.planes.len(), self.channels);
        for channel in 0..self.channels {
            let off = ear.level(channel) + 15.01 + 6.02 * channel as f64;
            assert!(off.abs() < 0.1, "{codec}: {off:.2} dB off in channel {channel}");
        }
        ear
    }
}

#[test]
fn every_form_of_sample_is_heard_at_its_level() {
    let round = |sample: f64, full: f64| (sample * full).round() as i32;
    let three = |sample, big: bool| {
        let [a, b, c, _] = round(sample, 8_388_608.0).to_le_bytes();
        if big { [c, b, a] } else { [a, b, c] }
    };
    let eight = |sample| round(sample, 128.0);
    tone(entry(*b"twos", 0, 1, 16, b""), 1, sixteen).whole("PCM, 16 bit");
    tone(entry(*b"NONE", 0, 1, 16, b""), 1, sixteen).whole("PCM, 16 bit");
    let reversed = |sample| {
        let [high, low] = sixteen(sample);
        [low, high]
    };
    tone(entry(*b"sowt", 1, 2, 16, b""), 2, reversed).whole("PCM, 16 bit");
    tone(entry(*b"raw ", 0, 1, 8, b""), 1, |s| [(eight(s) + 128) as u8]).whole("PCM, 8 bit");
    tone(entry(*b"twos", 0, 1, 8, b""), 1, |s| (eight(s) as i8).to_be_bytes()).whole("PCM, 8 bit");
    tone(entry(*b"in24", 1, 2, 16, b""), 2, |s| three(s, true)).whole("PCM, 24 bit");
    tone(entry(*b"in24", 1, 2, 16, &little()), 2, |s| three(s, false)).whole("PCM, 24 bit");
    let wide = |s| round(s, 2_147_483_648.0);
    tone(entry(*b"in32", 1, 1, 16, &little()), 1, |s| wide(s).to_le_bytes()).whole("PCM, 32 bit");
    tone(entry(*b"fl32", 1, 1, 16, b""), 1, |s| (s as f32).to_be_bytes()).whole("PCM, 32 bit float");
    tone(entry(*b"fl64", 1, 1, 16, &little()), 1, f64::to_le_bytes).whole("PCM, 64 bit float");
    tone(linear(2, 24, 4, 6), 2, |s| three(s, false)).whole("PCM, 24 bit");
    tone(linear(2, 32, 3, 8), 2, |s| (s as f32).to_be_bytes()).whole("PCM, 32 bit float");
    let iso = atom(*b"pcmC", &[0, 0, 0, 0, 1, 24]);
    tone(entry(*b"ipcm", 0, 2, 24, &iso), 2, |s| three(s, false)).whole("PCM, 24 bit");
}

#[test]
fn one_to_eight_channels_are_told_apart() {
    use Position::{BackLeft, BackRight, Centre, Left, LowEffects, Right};
    for channels in 1..=8 {
        let ear = tone(entry(*b"twos", 0, channels, 16, b""), usize::from(channels), sixteen);
        let layout = ear.whole("PCM, 16 bit").recording.layout().clone();
        assert_eq!(layout, Layout::usual(channels.into()));
    }
    let six = |told: Vec<u8>| {
        let ear = tone(entry(*b"twos", 0, 6, 16, &told), 6, sixteen).whole("PCM, 16 bit");
        ear.recording.layout().positions().to_vec()
    };
    let usual = [Left, Right, Centre, LowEffects, BackLeft, BackRight];
    assert_eq!(six(chan(1 << 16, 0x3F, &[])), usual);
    assert_eq!(six(chan(121 << 16 | 6, 0, &[])), usual);
    assert_eq!(six(chan(124 << 16 | 6, 0, &[])), [Centre, Left, Right, BackLeft, BackRight, LowEffects]);
    assert_eq!(six(chan(0, 0, &[3, 1, 2, 4, 6, 5])), [Centre, Left, Right, LowEffects, BackRight, BackLeft]);
    assert_eq!(six(chan(147 << 16 | 6, 0, &[])), Layout::usual(6).positions()); // microphones, one beside the other
}

#[test]
fn an_edit_and_a_packet_of_many_frames_are_followed() {
    let mut movie = tone(entry(*b"twos", 0, 1, 16, b""), 1, sixteen);
    movie.edits = vec![(250, 1_000), (0, 6_000)];
    let ear = movie.hear();
    assert_eq!((ear.frames(), ear.mistaken()), (4_000, None));
    let whole = tone(entry(*b"twos", 0, 1, 16, b""), 1, sixteen).hear();
    assert_eq!(ear.planes[0], [&whole.planes[0][1_000..3_000], &whole.planes[0][6_000..]].concat());
    movie.edits.clear();
    movie.size = 200; // a hundred frames of two bytes
    movie.whole("PCM, 16 bit");
    movie.size = 1; // an old custom
    movie.whole("PCM, 16 bit");
}

#[test]
fn a_cut_file_is_heard_as_far_as_it_goes_and_a_lie_is_none() {
    // The index first, as where a file is streamed; here behind the sound, and the sound cut out.
    let movie = tone(entry(*b"sowt", 0, 1, 16, b""), 1, sixteen);
    let mut bytes = movie.bytes();
    let table = bytes.windows(4).position(|name| name == b"stco").unwrap();
    let last = table + 12 + 4 * 10 - 4;
    bytes[last..last + 4].copy_from_slice(&u32::MAX.to_be_bytes());
    let ear = Desk::new().hear("movie.mov", &bytes).unwrap();
    assert_eq!((ear.frames(), ear.mistaken()), (FRAMES as u64 - 700, None));
    let rate = bytes.windows(4).position(|name| name == b"sowt").unwrap() + 28;
    bytes[rate..rate + 4].fill(0);
    let refused = Desk::new().hear("movie.mov", &bytes);
    assert!(matches!(refused, Err(DecodeError::BadClaim { claim: Claim::Rate(0), .. })), "{refused:?}");
}

#[test]
fn words_are_read_beside_tracks_that_are_hidden() {
    let (mut file, bytes) = open_file(&format("aac.m4a")).unwrap();
    let index = mp4::read(&mut file, bytes).unwrap().unwrap();
    let hidden = index.tracks.iter().map(|track| (track.name_at, b"free".to_vec())).collect();
    let tags = symphony::words_in(view::View::patched(file, bytes, hidden));
    assert_eq!(tags.title.as_deref(), Some("Line-up"));
}
