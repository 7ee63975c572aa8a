//! A bounded number of cases for each target of the fuzzer: good files, hurt in ways that a seed decides.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

#[path = "../fuzz/bodies.rs"]
mod bodies;

/// No single case may take longer. All of them take a thousandth of it; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// Marsaglia's generator of numbers, the same ones each time.
struct Dice(u64);

impl Dice {
    fn new() -> Dice {
        Dice(88_172_645_463_325_252)
    }

    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.throw() % bound.max(1) as u64) as usize
    }

    /// Hurts the bytes here and there: flipped, filled, drawn anew, cut off, taken out or doubled.
    fn hurt(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            // Heads decide most, and lie at the beginning.
            let reach = if self.below(2) == 0 { 256 } else { usize::MAX };
            let at = self.below(bytes.len().min(reach));
            let to = (at + self.below(64)).min(bytes.len());
            match self.below(8) {
                0 | 1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << self.below(8)),
                2 => bytes[at..to.min(at + 4)].fill(0xFF),
                3 => bytes[at..to].fill(0),
                4 => bytes[at..to].iter_mut().for_each(|byte| *byte = self.throw() as u8),
                5 => drop(bytes.drain(at..to)),
                6 => {
                    let piece = bytes[at..to].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => bytes.truncate(at.max(self.below(bytes.len()))),
            }
        }
    }
}

/// Every file of a folder, and all of them hurt so many times.
fn each(folder: &str, times: usize, body: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    let mut dice = Dice::new();
    for path in files {
        let good = fs::read(&path).unwrap();
        body(&good);
        for _ in 0..times {
            let mut bytes = good.clone();
            dice.hurt(&mut bytes);
            let began = Instant::now();
            body(&bytes);
            assert!(began.elapsed() < PATIENCE, "{}: {:?}", path.display(), began.elapsed());
        }
    }
}

#[test]
fn any_recording_may_be_hurt() {
    each("tests/recordings/formats", 20, bodies::decode_any);
}

#[test]
fn our_own_readers_read_anything() {
    each("tests/recordings/formats", 400, bodies::own_readers);
    each("tests/recordings/chapters", 400, bodies::own_readers);
}

#[test]
fn any_mp3_is_walked_over_and_heard_frame_by_frame() {
    each("tests/recordings/formats", 50, bodies::mp3_frames);
}

#[test]
fn any_record_is_read_or_refused() {
    each("tests/fuzz/seeds/records", 200, bodies::records);
}

#[test]
fn any_chapters_are_read_or_refused() {
    each("tests/fuzz/seeds/chapters", 2_000, bodies::chapters);
}

#[test]
fn any_transcript_is_read_or_refused() {
    each("tests/fuzz/seeds/transcripts", 2_000, bodies::transcripts);
}

#[test]
fn any_feed_is_read_or_refused() {
    each("tests/feeds", 400, bodies::feed);
}
