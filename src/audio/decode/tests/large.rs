//! WAV beyond 4 GiB, of which the disk holds only what is not zero.

use std::io::{Seek, SeekFrom, Write};

use super::*;

/// A frame of two channels of 16 bits.
const FRAME: u64 = 4;
/// Five GiB: more than 32 bits can say.
const SOUND: u64 = 5 << 30;

/// Writes a header and, at both ends of the sound, a second that is not zero.
fn sparse(desk: &Desk, head: &[u8], second: &[u8]) -> PathBuf {
    let path = desk.file("long.wav", head);
    let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    let end = head.len() as u64 + SOUND;
    file.set_len(end).unwrap();
    for at in [head.len() as u64, end - second.len() as u64] {
        file.seek(SeekFrom::Start(at)).unwrap();
        file.write_all(second).unwrap();
    }
    path
}

/// The head of a WAV file, of these sizes: of all that is told, of the sound, and of the sound in `ds64`.
fn head(id: [u8; 4], riff: u32, data: u32, long: Option<u64>) -> Vec<u8> {
    let mut head = [&id[..], &riff.to_le_bytes(), b"WAVE"].concat();
    if let Some(long) = long {
        head.extend([&b"ds64"[..], &28_u32.to_le_bytes()].concat());
        head.extend([long + 72, long, long / FRAME].map(u64::to_le_bytes).concat());
        head.extend([0; 4]);
    }
    head.extend([&b"fmt "[..], &16_u32.to_le_bytes(), &[1, 0, 2, 0]].concat());
    head.extend([&44_100_u32.to_le_bytes()[..], &176_400_u32.to_le_bytes(), &[4, 0, 16, 0]].concat());
    head.extend([&b"data"[..], &data.to_le_bytes()].concat());
    head
}

#[test]
fn more_than_four_gib_are_heard_from_their_beginning_to_their_end() {
    let second: Vec<u8> = (0..44_100_u32)
        .flat_map(|frame| {
            let sample = 0.25 * (f64::from(frame) * 1_000.0 / 44_100.0 * std::f64::consts::TAU).sin();
            ((sample * 32_768.0).round() as i16).to_le_bytes().repeat(2)
        })
        .collect();
    let wrapped = (SOUND & 0xFFFF_FFFF) as u32;
    for (name, head) in [
        ("RF64", head(*b"RF64", u32::MAX, u32::MAX, Some(SOUND))),
        ("BW64", head(*b"BW64", u32::MAX, u32::MAX, Some(SOUND))),
        ("sizes that wrapped", head(*b"RIFF", wrapped + 36, wrapped, None)),
        ("streamed", head(*b"RIFF", u32::MAX, u32::MAX, None)),
        ("never told", head(*b"RIFF", 0, 0, None)),
        ("a ds64 that tells too little", head(*b"RF64", u32::MAX, u32::MAX, Some(SOUND / 3))),
    ] {
        let desk = Desk::new();
        let path = sparse(&desk, &head, &second);
        let mut recording = open(&path).unwrap();
        assert_eq!(recording.frames(), Some(SOUND / FRAME), "{name}");
        let (mut block, mut first) = (Block::default(), Vec::new());
        while first.len() < 44_100 {
            recording.read(&mut block).unwrap();
            first.extend_from_slice(&block.planes()[1]);
        }
        first.truncate(44_100);
        assert!((level(&first) + 15.05).abs() < 0.1, "{name}: {} dB", level(&first));

        // The end, without all that lies before it.
        let (mut file, bytes) = open_file(&path).unwrap();
        let data = riff::read(&mut file, bytes).unwrap().data;
        assert_eq!(data, head.len() as u64..head.len() as u64 + SOUND, "{name}");
        let tail = data.end - 44_100 * FRAME..data.end;
        let mut plain = pcm::Plain::new(file, tail, pcm::Form::I16, 2).unwrap();
        let mut last = Vec::new();
        loop {
            block.clear(2);
            feed::Sound::next(&mut plain, &mut block).unwrap();
            if block.frames() == 0 {
                break;
            }
            last.extend_from_slice(&block.planes()[0]);
        }
        assert_eq!(last, first, "{name}");
    }
}
