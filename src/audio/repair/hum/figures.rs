//! What a segment shows of hum: narrow lines near the multiples of the mains, and what is left of
//! them in the quietest moments.

use std::f64::consts::TAU;

use super::{HIGHEST_HZ, MAINS, MULTIPLES, OFF_MAINS};
use crate::audio::repair::fft::{Fft, hann};
use crate::audio::repair::whole;
use crate::audio::segment::Segment;

/// The rate at which lines are looked for, about: [`HIGHEST_HZ`] must be well below half of it.
const RATE: u32 = 2_800;
/// Frames of a window at that rate: six seconds, in which a line is 0.25 Hz wide.
const WINDOW: usize = 16_384;
/// Frames of a moment: 0.4 s, short enough to fall into a pause, long enough to tell 50 Hz from 60.
const MOMENT: usize = 1_024;
/// A line holds its own within so many bins on either side.
const ALONE: usize = 5;
/// What lies so far on either side is what it stands out from: 1 to 4 Hz away.
const AROUND: std::ops::Range<usize> = 6..25;
/// By how much a line stands out from what lies around it: 9 dB. Noise does so by chance in one bin
/// of a million.
const STANDS_OUT: f32 = 8.0;
/// What lies below −90 dBFS is no sound; it says neither yes nor no.
const SILENT: f32 = 1e-9;

/// What the segments of a recording show of hum, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HumFigures {
    pub(super) windows: Vec<Window>,
}

/// What six seconds show.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Window {
    /// What stands out.
    pub(super) lines: Vec<Line>,
    /// By mains and multiple, the level in dBFS in the quietest tenth of the moments.
    pub(super) quiet: [[f32; MULTIPLES]; 2],
}

/// A narrow line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// Which of the [`MAINS`].
    pub(super) base: u8,
    /// Which multiple of it.
    pub(super) multiple: u8,
    /// Where it is.
    pub(super) hz: f32,
    /// The peak of its sine in dBFS.
    pub(super) level: f32,
}

impl Line {
    /// Returns the frequency of the mains of which it would be the multiple.
    pub(super) fn mains(&self) -> f64 {
        f64::from(self.hz) / f64::from(self.multiple)
    }

    /// Returns whether it is the multiple of that frequency, within what can be told.
    pub(super) fn is_of(&self, mains: f64) -> bool {
        let multiple = f64::from(self.multiple);
        (f64::from(self.hz) - multiple * mains).abs() < 0.1 + 0.02 * multiple
    }
}

impl HumFigures {
    /// Returns what a segment shows. Less than six seconds show nothing.
    pub fn of(segment: &Segment) -> HumFigures {
        let rate = segment.spec().rate;
        let slow = Slow::of(segment);
        if rate < RATE || slow.samples.len() < WINDOW {
            return HumFigures::default();
        }
        // Two windows, from both ends: together they are one transform.
        let parts = [&slow.samples[..WINDOW], &slow.samples[slow.samples.len() - WINDOW..]];
        let shape = hann(WINDOW);
        let windowed = |part: &[f32]| part.iter().zip(&shape).map(|(x, w)| x * w).collect::<Vec<f32>>();
        let (mut re, mut im) = (windowed(parts[0]), windowed(parts[1]));
        let mut spectra = [vec![0.0; WINDOW / 2 + 1], vec![0.0; WINDOW / 2 + 1]];
        Fft::new(WINDOW).powers(&mut re, &mut im, |bin, powers| {
            spectra[0][bin] = powers[0];
            spectra[1][bin] = powers[1];
        });
        let moments = Moments::new();
        let windows = parts.iter().zip(&spectra).filter_map(|(part, spectrum)| {
            let power = part.iter().map(|x| x * x).sum::<f32>() / WINDOW as f32;
            let window = || Window { lines: slow.lines(spectrum), quiet: moments.quiet(part, &slow) };
            (power > SILENT).then(window)
        });
        HumFigures { windows: windows.collect() }
    }

    /// Adds what the next segment shows.
    pub fn add(&mut self, next: &HumFigures) {
        self.windows.extend_from_slice(&next.windows);
    }
}

/// A segment in one channel at about [`RATE`].
struct Slow {
    samples: Vec<f32>,
    rate: f64,
    /// The filter that made it so, which falls towards [`HIGHEST_HZ`].
    taps: Vec<f32>,
    fast: f64,
}

impl Slow {
    fn of(segment: &Segment) -> Slow {
        let fast = f64::from(segment.spec().rate);
        let factor = (segment.spec().rate / RATE).max(1) as usize;
        let taps = taps(factor, fast);
        let planes: Vec<&[f32]> = segment.planes().iter().map(|plane| &plane[segment.body()]).collect();
        let slowed = |plane: &[f32]| -> Vec<f32> {
            plane.windows(taps.len()).step_by(factor).map(|run| dot(run, &taps)).collect()
        };
        let samples = match planes[..] {
            [left, right] if left != right => {
                // A little at a time: a second segment in memory would cost more than the sums.
                let tile = 256 * factor;
                let mut mixed = Vec::with_capacity(tile + taps.len());
                let mut slow = Vec::with_capacity(left.len() / factor + 1);
                for from in (0..left.len()).step_by(tile) {
                    let to = (from + tile + taps.len() - factor).min(left.len());
                    mixed.clear();
                    mixed.extend(left[from..to].iter().zip(&right[from..to]).map(|(l, r)| 0.5 * (l + r)));
                    slow.extend(slowed(&mixed));
                }
                slow
            }
            _ => slowed(planes.first().copied().unwrap_or_default()),
        };
        Slow { samples, rate: fast / factor as f64, taps, fast }
    }

    /// Returns the power gain of the filter.
    fn gain(&self, hz: f64) -> f64 {
        let (mut re, mut im) = (0.0, 0.0);
        for (n, &tap) in self.taps.iter().enumerate() {
            let (sin, cos) = (TAU * hz * n as f64 / self.fast).sin_cos();
            re += f64::from(tap) * cos;
            im += f64::from(tap) * sin;
        }
        re * re + im * im
    }

    /// Returns the level of a sine whose bins have that power in all, under a window of von Hann of
    /// that length.
    fn level(&self, hz: f64, power: f32, length: usize) -> f32 {
        // Half the peak goes to each side of the spectrum; the squares of the window sum up to 3/8.
        let peak = 4.0 * f64::from(power) / (0.375 * (length as f64).powi(2)) / self.gain(hz);
        (10.0 * peak.max(1e-30).log10()) as f32
    }

    /// Returns what stands out in the spectrum near the multiples of the mains.
    fn lines(&self, spectrum: &[f32]) -> Vec<Line> {
        let width = self.rate / WINDOW as f64;
        let mut lines = Vec::new();
        for (base, mains) in MAINS.into_iter().enumerate() {
            for multiple in 1..=multiples(mains) {
                let centre = mains * multiple as f64;
                let off = OFF_MAINS * multiple as f64;
                let (from, to) = ((centre - off) / width, (centre + off) / width);
                for bin in whole(from.ceil())..=whole(to) {
                    let Some(power) = stands_out(spectrum, bin) else { continue };
                    let hz = (bin as f64 + summit(&spectrum[bin - 1..=bin + 1])) * width;
                    let level = self.level(hz, power, WINDOW);
                    let (base, multiple) = (base as u8, multiple as u8);
                    lines.push(Line { base, multiple, hz: hz as f32, level });
                }
            }
        }
        lines
    }
}

/// Returns the number of multiples that are looked for.
fn multiples(mains: f64) -> usize {
    whole(HIGHEST_HZ / mains).min(MULTIPLES)
}

/// Returns the low-pass before the rate goes down: a sinc under a window of Blackman.
fn taps(factor: usize, rate: f64) -> Vec<f32> {
    let length = 6 * factor;
    let middle = (length as f64 - 1.0) / 2.0;
    let tap = |n: usize| {
        let at = n as f64 - middle;
        let angle = TAU * HIGHEST_HZ / rate * at;
        let sinc = if angle == 0.0 { 1.0 } else { angle.sin() / angle };
        let turn = TAU * (n as f64 + 0.5) / length as f64;
        (2.0 * HIGHEST_HZ / rate) * sinc * (0.42 - 0.5 * turn.cos() + 0.08 * (2.0 * turn).cos())
    };
    (0..length).map(|n| tap(n) as f32).collect()
}

/// Returns the sum of the products, by eight sums side by side.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

/// Returns the power of a line at that bin, if it is the highest far and wide and stands out.
fn stands_out(spectrum: &[f32], bin: usize) -> Option<f32> {
    let top = spectrum[bin];
    let near = &spectrum[bin - ALONE..=bin + ALONE];
    if near.iter().any(|&power| power > top) {
        return None;
    }
    let line: f32 = spectrum[bin - 2..=bin + 2].iter().sum();
    let around: f32 = AROUND.map(|off| spectrum[bin - off] + spectrum[bin + off]).sum();
    // Three bins hold a line; of what lies around, as many are compared.
    let around = around * 3.0 / (2 * AROUND.len()) as f32;
    (line > STANDS_OUT * around).then_some(line)
}

/// Returns where between three bins the summit is: of a parabola through their logarithms.
fn summit(powers: &[f32]) -> f64 {
    let [a, b, c] = [0, 1, 2].map(|n| f64::from(powers[n].max(1e-30)).ln());
    let bend = a - 2.0 * b + c;
    if bend < 0.0 { (0.5 * (a - c) / bend).clamp(-0.5, 0.5) } else { 0.0 }
}

/// Measures lines in moments of a window.
struct Moments {
    fft: Fft,
    shape: Vec<f32>,
}

impl Moments {
    fn new() -> Moments {
        Moments { fft: Fft::new(MOMENT), shape: hann(MOMENT) }
    }

    /// Returns the level of every multiple of every mains in the quietest tenth of the moments.
    fn quiet(&self, part: &[f32], slow: &Slow) -> [[f32; MULTIPLES]; 2] {
        let mut powers = vec![Vec::new(); 2 * MULTIPLES];
        let mut spectra = [vec![0.0; MOMENT / 2 + 1], vec![0.0; MOMENT / 2 + 1]];
        for pair in part.chunks_exact(2 * MOMENT) {
            let windowed =
                |half: &[f32]| -> Vec<f32> { half.iter().zip(&self.shape).map(|(x, w)| x * w).collect() };
            let (mut re, mut im) = (windowed(&pair[..MOMENT]), windowed(&pair[MOMENT..]));
            self.fft.powers(&mut re, &mut im, |bin, powers| {
                spectra[0][bin] = powers[0];
                spectra[1][bin] = powers[1];
            });
            for (base, mains) in MAINS.into_iter().enumerate() {
                for multiple in 1..=multiples(mains) {
                    let bin = whole((mains * multiple as f64 * MOMENT as f64 / slow.rate).round());
                    for spectrum in &spectra {
                        powers[base * MULTIPLES + multiple - 1]
                            .push(spectrum[bin - 1..=bin + 1].iter().sum::<f32>());
                    }
                }
            }
        }
        let mut quiet = [[f32::NEG_INFINITY; MULTIPLES]; 2];
        for (base, mains) in MAINS.into_iter().enumerate() {
            for multiple in 1..=multiples(mains) {
                let powers = &mut powers[base * MULTIPLES + multiple - 1];
                let at = powers.len() / 10;
                let (_, &mut power, _) = powers.select_nth_unstable_by(at, f32::total_cmp);
                quiet[base][multiple - 1] = slow.level(mains * multiple as f64, power, MOMENT);
            }
        }
        quiet
    }
}
