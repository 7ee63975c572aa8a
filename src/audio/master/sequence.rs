//! Several sounds in one, one after the other or over one another for a while.
//!
//! Each has its place: where it begins, how long it is, how loud, and how it comes and goes. So the length
//! of the whole is known to the frame beforehand, and no sample depends on the blocks in which a sound
//! arrives.

use std::f64::consts::FRAC_PI_2;

use crate::audio::decode::DecodeError;
use crate::audio::loudness::Db;
use crate::audio::{Block, Source, SourceError, Spec};

/// Where a sound is heard, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// The frame of the whole at which it begins.
    pub(super) from: u64,
    /// How many frames it has.
    pub(super) frames: u64,
    /// Its gain.
    pub(super) gain: Db,
    /// For how many frames it comes, and goes.
    pub(super) fade_in: u64,
    pub(super) fade_out: u64,
}

impl Place {
    /// Returns the frame behind its last.
    pub(super) fn end(&self) -> u64 {
        self.from + self.frames
    }

    /// Returns whether it is heard as it is from one frame of its own to another.
    fn is_plain(&self, from: u64, to: u64) -> bool {
        self.gain == Db(0.0) && from >= self.fade_in && to <= self.frames.saturating_sub(self.fade_out)
    }

    /// Returns what its n-th frame is multiplied by, the gain aside.
    fn fade(&self, n: u64) -> f32 {
        let left = self.frames.saturating_sub(n);
        let mut fade = 1.0;
        if n < self.fade_in {
            fade *= curve((n as f64 + 0.5) / self.fade_in as f64);
        }
        if left <= self.fade_out {
            fade *= curve((left as f64 - 0.5) / self.fade_out as f64);
        }
        fade as f32
    }
}

/// Returns how far a sound is there when so much of a fade has passed: sin⁴, which begins and ends
/// without a bend and lies at -12 dB half-way.
fn curve(progress: f64) -> f64 {
    (FRAC_PI_2 * progress).sin().powi(4)
}

/// Opens a sound when its time has come.
pub(super) type Late<'a> = Box<dyn FnOnce() -> Result<Box<dyn Source + 'a>, DecodeError> + 'a>;

/// A sound of a sequence.
struct Voice<'a> {
    place: Place,
    late: Option<Late<'a>>,
    source: Option<Box<dyn Source + 'a>>,
    /// What was read last, of which so many frames are used.
    input: Block,
    used: usize,
}

impl Voice<'_> {
    /// Adds what is heard from that frame of the whole on. A sound that ends before its time is silent for
    /// the rest of it.
    fn add_to(&mut self, out: &mut Block, at: u64) -> Result<(), SourceError> {
        if let Some(late) = self.late.take() {
            self.source = Some(late()?);
        }
        let factor = self.place.gain.factor() as f32;
        let mut done = 0;
        while done < out.frames() {
            if self.used == self.input.frames() {
                let Some(source) = &mut self.source else { break };
                self.used = 0;
                source.read(&mut self.input)?;
                if self.input.frames() == 0 {
                    self.source = None;
                    break;
                }
            }
            let take = (out.frames() - done).min(self.input.frames() - self.used);
            let n = at - self.place.from + done as u64;
            let planes = self.input.planes();
            let last = planes.len().saturating_sub(1);
            let plain = self.place.is_plain(n, n + take as u64);
            for (channel, to) in out.planes_mut().iter_mut().enumerate() {
                // A single channel is heard on both sides.
                let from = &planes[channel.min(last)][self.used..self.used + take];
                let to = to[done..done + take].iter_mut().zip(from);
                if plain {
                    to.for_each(|(to, from)| *to += from);
                } else {
                    to.zip(n..).for_each(|((to, from), n)| *to += from * factor * self.place.fade(n));
                }
            }
            self.used += take;
            done += take;
        }
        Ok(())
    }
}

/// Several sounds of one rate, each at its place.
pub(super) struct Sequence<'a> {
    spec: Spec,
    frames: u64,
    at: u64,
    voices: Vec<Voice<'a>>,
}

impl<'a> Sequence<'a> {
    /// Returns the sequence of these sounds. All are of the rate of `spec`, and none has more channels.
    pub(super) fn new(spec: Spec, sounds: impl IntoIterator<Item = (Place, Late<'a>)>) -> Sequence<'a> {
        let voice =
            |(place, late)| Voice { place, late: Some(late), source: None, input: Block::new(0), used: 0 };
        let voices: Vec<Voice<'a>> = sounds.into_iter().map(voice).collect();
        let frames = voices.iter().map(|voice| voice.place.end()).max().unwrap_or(0);
        Sequence { spec, frames, at: 0, voices }
    }

    /// Returns how many frames there are until a sound begins or ends, a block of them at most.
    fn run(&self) -> usize {
        let borders = self.voices.iter().flat_map(|voice| [voice.place.from, voice.place.end()]);
        let next = borders.filter(|&border| border > self.at).min().unwrap_or(self.at);
        (next - self.at).min(Block::FRAMES as u64) as usize
    }
}

impl Source for Sequence<'_> {
    fn spec(&self) -> Spec {
        self.spec
    }

    fn frames(&self) -> Option<u64> {
        Some(self.frames)
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        block.clear(self.spec.channels);
        let run = self.run();
        block.planes_mut().iter_mut().for_each(|plane| plane.resize(run, 0.0));
        for voice in &mut self.voices {
            if (voice.place.from..voice.place.end()).contains(&self.at) {
                voice.add_to(block, self.at)?;
            }
        }
        self.at += run as u64;
        self.voices.retain(|voice| voice.place.end() > self.at);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::synth::Synth;
    use proptest::prelude::*;
    use std::time::Duration;

    fn all(mut source: impl Source) -> Vec<Vec<f32>> {
        let mut planes = vec![Vec::new(); source.spec().channels];
        let mut block = Block::default();
        loop {
            source.read(&mut block).unwrap();
            if block.frames() == 0 {
                return planes;
            }
            planes.iter_mut().zip(block.planes()).for_each(|(all, part)| all.extend(part));
        }
    }

    fn late(synth: Synth) -> Late<'static> {
        Box::new(|| Ok(Box::new(synth)))
    }

    fn place(from: u64, frames: u64) -> Place {
        Place { from, frames, gain: Db(0.0), fade_in: 0, fade_out: 0 }
    }

    const STEREO: Spec = Spec { rate: 8_000, channels: 2 };

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_the_sum_of_its_sounds_whatever_the_blocks(
            lengths in prop::collection::vec((0_u64..9_000, 0_u64..12_000, 0_u64..400), 0..4),
            block in 1_usize..5_000,
        ) {
            let sound = |n: usize| Synth::new(8_000, 1, 7_000, move |at, _| (at % 89) as f32 + n as f32);
            let places: Vec<Place> = lengths
                .iter()
                .map(|&(from, frames, fade)| Place {
                    gain: Db(-6.0), fade_in: fade, fade_out: 2 * fade, ..place(from, frames)
                })
                .collect();
            let sounds = |block| places.iter().enumerate().map(move |(n, &place)| {
                (place, late(sound(n).in_blocks_of(block)))
            });
            let whole = all(Sequence::new(STEREO, sounds(block)));
            prop_assert_eq!(&whole, &all(Sequence::new(STEREO, sounds(4_096))));
            let frames = places.iter().map(Place::end).max().unwrap_or(0);
            prop_assert_eq!((whole[0].len() as u64, whole[1].len() as u64), (frames, frames));
            for at in (0..frames).step_by(97) {
                let heard = places.iter().enumerate().map(|(n, place)| {
                    let own = at.wrapping_sub(place.from);
                    if own >= place.frames { return 0.0 }
                    sound(n).sample(own, 0) * place.gain.factor() as f32 * place.fade(own)
                });
                let sum: f32 = heard.sum();
                prop_assert!((whole[1][at as usize] - sum).abs() <= 1e-4 * (1.0 + sum.abs()));
            }
        }
    }

    #[test]
    fn a_sound_alone_passes_through_bit_for_bit() {
        let synth = Synth::noise(8_000, Dbfs(-3.0), Duration::from_secs(2));
        assert_eq!(all(Sequence::new(STEREO, [(place(0, 16_000), late(synth.clone()))])), all(synth));
    }

    #[test]
    fn a_fade_passes_half_way_at_minus_12_db_and_takes_nothing_else() {
        let place = Place { fade_in: 100, fade_out: 300, ..place(0, 1_000) };
        let db = |n: u64| 20.0 * f64::from(place.fade(n)).log10();
        assert!((db(50) + 12.0).abs() < 0.3 && (db(850) + 12.0).abs() < 0.3, "{} {}", db(50), db(850));
        assert!(place.is_plain(100, 700) && !place.is_plain(99, 700) && !place.is_plain(100, 701));
        assert!((place.fade(100) - 1.0).abs() < 1e-6 && (place.fade(699) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_cannot_be_opened_is_told_when_its_time_has_come() {
        let refused: Late<'_> =
            Box::new(|| crate::audio::decode::open("/nowhere.wav".as_ref()).map(|_| unreachable!()));
        let synth = Synth::silence(8_000, Duration::from_secs(1));
        let mut source = Sequence::new(STEREO, [(place(0, 8_000), late(synth)), (place(8_000, 9), refused)]);
        let mut block = Block::default();
        source.read(&mut block).unwrap();
        source.read(&mut block).unwrap();
        assert!(matches!(source.read(&mut block), Err(SourceError::Decode(_))));
    }
}
