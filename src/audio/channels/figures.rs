//! How loud each of two channels is, and what they have in common, 100 ms at a time.

use super::MidSide;
use crate::audio::loudness::{Db, hop_frames, true_peak};
use crate::audio::segment::Segment;

/// From here on a sample counts as full scale; 16 bits reach no higher than 0.99997.
const FULL_SCALE: f32 = 0.9999;
/// So many samples of a hop at full scale are no coincidence.
const CLIPPED: usize = 3;
/// No mean square is kept that is higher than this, so that what is formed of it stays a number.
const HIGHEST: f64 = 1e12;

/// Two channels over 100 ms, each without its mean: what stands still is not heard.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pair {
    /// The mean square of the left channel.
    pub left: f32,
    /// The mean square of the right channel.
    pub right: f32,
    /// The mean of the products: positive where the two move alike, negative where against each other.
    pub cross: f32,
    /// Whether the left channel, and whether the right one, stays at full scale in it.
    pub clipped: [bool; 2],
}

/// The sums of a stretch of two channels.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    left: f64,
    right: f64,
    squares: [f64; 2],
    products: f64,
}

impl Sums {
    fn of(left: &[f32], right: &[f32]) -> Sums {
        // Eight sums side by side; a stretch is 100 ms, short enough for single precision.
        let mut sums = [[0.0_f32; 8]; 5];
        let mut add = |left: &[f32], right: &[f32]| {
            for (n, (l, r)) in left.iter().zip(right).enumerate() {
                sums[0][n] += l;
                sums[1][n] += r;
                sums[2][n] += l * l;
                sums[3][n] += r * r;
                sums[4][n] += l * r;
            }
        };
        let ((lefts, left_rest), (rights, right_rest)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
        lefts.iter().zip(rights).for_each(|(l, r)| add(l, r));
        add(left_rest, right_rest);
        let [left, right, left_squares, right_squares, products] =
            sums.map(|lanes| lanes.iter().map(|&lane| f64::from(lane)).sum::<f64>());
        Sums { left, right, squares: [left_squares, right_squares], products }
    }
}

impl Pair {
    /// Weighs a stretch of two channels.
    pub fn of(left: &[f32], right: &[f32]) -> Pair {
        Pair::formed(left, right, &Sums::of(left, right))
    }

    fn formed(left: &[f32], right: &[f32], sums: &Sums) -> Pair {
        let frames = left.len().max(1) as f64;
        let moment = |sum: f64, one: f64, other: f64| sum / frames - one / frames * (other / frames);
        // A product of channels cannot exceed their squares, but for rounding.
        let square = |n: usize, mean: f64| number(moment(sums.squares[n], mean, mean)).max(0.0);
        Pair {
            left: square(0, sums.left),
            right: square(1, sums.right),
            cross: number(moment(sums.products, sums.left, sums.right)),
            clipped: [is_clipped(left), is_clipped(right)],
        }
    }

    /// Returns it with the right channel upside down.
    #[must_use]
    pub fn flipped(self) -> Pair {
        Pair { cross: -self.cross, ..self }
    }

    /// Returns what the two have in common and what sets them apart.
    pub fn mid_side(self) -> MidSide {
        let sum = self.left + self.right;
        MidSide {
            mid: 0.25 * (sum + 2.0 * self.cross).max(0.0),
            side: 0.25 * (sum - 2.0 * self.cross).max(0.0),
        }
    }

    /// Returns how alike the two move, from -1.0 to 1.0; zero where one of them is silent.
    pub fn correlation(self) -> f64 {
        let both = (f64::from(self.left) * f64::from(self.right)).sqrt();
        if both > 0.0 { (f64::from(self.cross) / both).clamp(-1.0, 1.0) } else { 0.0 }
    }
}

/// Returns a mean that can be reckoned with, whatever the samples were.
fn number(mean: f64) -> f32 {
    if mean.is_nan() { 0.0 } else { mean.clamp(-HIGHEST, HIGHEST) as f32 }
}

fn is_clipped(plane: &[f32]) -> bool {
    true_peak::sample_peak(plane) >= FULL_SCALE
        && plane.iter().filter(|sample| sample.abs() >= FULL_SCALE).count() >= CLIPPED
}

/// The figures of the channels: 16 bytes for every 100 ms of two, 0.6 MB an hour.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChannelFigures {
    channels: usize,
    pairs: Vec<Pair>,
    frames: u64,
    sums: [f64; 2],
}

impl ChannelFigures {
    /// Weighs the body of a segment of one or two channels. The last hop is of what is left.
    pub fn of(segment: &Segment) -> ChannelFigures {
        let body = segment.body();
        let hop = hop_frames(segment.spec().rate).max(1);
        let mut figures = ChannelFigures {
            channels: segment.planes().len(),
            frames: body.len() as u64,
            ..ChannelFigures::default()
        };
        match segment.planes() {
            [left, right, ..] => {
                let (left, right) = (left[body.clone()].chunks(hop), right[body].chunks(hop));
                for (left, right) in left.zip(right) {
                    let sums = Sums::of(left, right);
                    figures.pairs.push(Pair::formed(left, right, &sums));
                    figures.sums[0] += sums.left;
                    figures.sums[1] += sums.right;
                }
            }
            [only] => {
                // In runs, each short enough for single precision.
                let runs = only[body].chunks(256);
                figures.sums[0] = runs.map(|run| f64::from(run.iter().sum::<f32>())).sum();
            }
            [] => {}
        }
        figures
    }

    /// Adds the figures of the sound that follows.
    pub fn add(&mut self, next: &ChannelFigures) {
        self.channels = self.channels.max(next.channels);
        self.pairs.extend_from_slice(&next.pairs);
        self.frames += next.frames;
        for (sum, more) in self.sums.iter_mut().zip(next.sums) {
            *sum += more;
        }
    }

    /// Returns the number of channels, two at most that count.
    pub fn channels(&self) -> usize {
        self.channels
    }

    /// Returns the two channels by every 100 ms; nothing for a single one.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Returns whether the left one is the quieter of two channels, and by how much it is; none unless there is
    /// something in both.
    pub fn quieter(&self) -> Option<(bool, Db)> {
        let sum = |side: fn(&Pair) -> f32| self.pairs.iter().map(|pair| f64::from(side(pair))).sum::<f64>();
        let (left, right) = (sum(|pair| pair.left), sum(|pair| pair.right));
        let by = Db(10.0 * (left.max(right) / left.min(right)).log10());
        (left > 0.0 && right > 0.0).then_some((left < right, by))
    }

    /// Returns the mean of the left channel and of the right one: a constant that a bad converter
    /// adds, full scale ±1.0.
    pub fn means(&self) -> [f64; 2] {
        self.sums.map(|sum| sum / self.frames.max(1) as f64)
    }
}
