//! How much of the sound stands still in frequency.
//!
//! A peak in the spectrum that is there again and again at the same frequency is a note, a string, a
//! pipe. The share of a stretch in which the steadiest frequencies are peaks is near 1 for most music,
//! about a half for a voice, whose pitch glides, and near 0 for noise. The measure is the *continuous
//! frequency activation* of Seyerlehner, Pohle, Schedl and Widmer, "Automatic music detection in
//! television productions" (`DAFx` 2007), at a quarter of the rate and with one spectrum every 100 ms.

use realfft::RealFftPlanner;

use crate::audio::loudness::hop_frames;
use crate::audio::segment::Segment;

/// So many frames are averaged into one: what tells music from speech lies below 5 kHz.
const DECIMATION: usize = 4;
/// Samples of a spectrum: 93 ms at a quarter of 44.1 kHz, 85 ms at a quarter of 48 kHz. It fits into a
/// hop of either.
const LENGTH: usize = 1_024;
/// The bins that are looked at, about 150 Hz to 4 kHz: above the hum of the mains and most rumble.
const BINS: std::ops::Range<usize> = 14..366;
/// Bins on either side of one that make its surroundings, 90 Hz: less than the distance of two
/// harmonics of most voices.
const AROUND: usize = 8;
/// A bin is a peak if it is so many times as high as the mean of its surroundings, 8 dB.
const PEAK: f32 = 2.5;
/// Hops over which a frequency must stay. A syllable lasts two, a bar of music twenty.
const STRETCH: usize = 20;
/// The frequencies that count: so many of the steadiest.
const STEADIEST: usize = 5;

/// How steady the tones of every hop are, in 255ths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tones {
    hops: Vec<u8>,
}

impl Tones {
    /// Returns the tones of the whole hops in the body of a segment. Each is judged by the two seconds
    /// around it, as far as the body has them.
    pub fn of(segment: &Segment) -> Tones {
        let peaks = peaks(segment);
        let mut counts = [0_u8; BINS.end - BINS.start];
        let mut heard = 0..0;
        let hops = (0..peaks.len()).map(|hop| {
            let from = hop.saturating_sub(STRETCH / 2).min(peaks.len().saturating_sub(STRETCH));
            let wanted = from..(from + STRETCH).min(peaks.len());
            for row in &peaks[heard.end..wanted.end] {
                counts.iter_mut().zip(row).for_each(|(count, &peak)| *count += u8::from(peak));
            }
            for row in &peaks[heard.start..wanted.start] {
                counts.iter_mut().zip(row).for_each(|(count, &peak)| *count -= u8::from(peak));
            }
            heard = wanted;
            // The last moments of a recording are too short to call anything steady.
            let whole = heard.len().max(STRETCH / 2) * STEADIEST;
            (sum_of_highest(&counts) * 255 / whole) as u8
        });
        Tones { hops: hops.collect() }
    }

    /// Adds the tones that follow.
    pub fn extend(&mut self, next: &Tones) {
        self.hops.extend_from_slice(&next.hops);
    }

    /// Returns how many hops there are.
    pub fn len(&self) -> usize {
        self.hops.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hops.is_empty()
    }

    /// Returns how steady the tones around a hop are: 0 for noise, 1 for a chord that stands.
    pub fn steadiness(&self, hop: usize) -> f32 {
        f32::from(self.hops[hop]) / 255.0
    }
}

/// Returns for every whole hop which bins are peaks.
fn peaks(segment: &Segment) -> Vec<[bool; BINS.end - BINS.start]> {
    let hop = hop_frames(segment.spec().rate);
    let body = segment.body();
    let fft = RealFftPlanner::<f32>::new().plan_fft_forward(LENGTH);
    let (mut time, mut spectrum, mut scratch) =
        (fft.make_input_vec(), fft.make_output_vec(), fft.make_scratch_vec());
    let window = hann();
    let mut rows = Vec::with_capacity(body.len() / hop);
    for start in body.clone().step_by(hop).take(body.len() / hop) {
        let frames = start..(start + LENGTH * DECIMATION).min(start + hop);
        time.fill(0.0);
        for (channel, plane) in segment.planes().iter().enumerate() {
            // Unequal shares: a channel that is the other turned over must not silence it.
            let share = if channel == 0 { 1.0 } else { 0.7 };
            for ((sample, four), weight) in
                time.iter_mut().zip(plane[frames.clone()].as_chunks::<DECIMATION>().0).zip(&window)
            {
                *sample += share * weight * four.iter().sum::<f32>();
            }
        }
        let mut row = [false; BINS.end - BINS.start];
        if fft.process_with_scratch(&mut time, &mut spectrum, &mut scratch).is_ok() {
            let heights: Vec<f32> = spectrum[BINS.start - AROUND..BINS.end + AROUND]
                .iter()
                .map(|bin| (bin.re * bin.re + bin.im * bin.im).sqrt())
                .collect();
            mark(&heights, &mut row);
        }
        rows.push(row);
    }
    rows
}

/// Marks the bins that stand out of their surroundings.
fn mark(heights: &[f32], row: &mut [bool]) {
    const WIDTH: usize = 2 * AROUND + 1;
    for (peak, around) in row.iter_mut().zip(heights.windows(WIDTH)) {
        *peak = around[AROUND] * WIDTH as f32 > PEAK * around.iter().sum::<f32>();
    }
}

/// Returns the sum of the highest few counts.
fn sum_of_highest(counts: &[u8]) -> usize {
    let mut bins_with = [0_usize; STRETCH + 1];
    for &count in counts {
        bins_with[usize::from(count).min(STRETCH)] += 1;
    }
    let (mut left, mut sum) = (STEADIEST, 0);
    for (count, &bins) in bins_with.iter().enumerate().rev() {
        let take = bins.min(left);
        sum += take * count;
        left -= take;
    }
    sum
}

fn hann() -> Vec<f32> {
    let turn = std::f64::consts::TAU / LENGTH as f64;
    (0..LENGTH).map(|n| (0.5 - 0.5 * (n as f64 * turn).cos()) as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::segment;
    use crate::audio::synth::Synth;
    use std::time::Duration;

    use crate::audio::loudness::Dbfs;

    fn tones(source: Synth) -> Vec<f32> {
        let length = segment::length(44_100);
        let mut all = Tones::default();
        for segment in segment::cut(source, length, 0, 0) {
            all.extend(&Tones::of(&segment.unwrap()));
        }
        (0..all.len()).map(|hop| all.steadiness(hop)).collect()
    }

    fn mean(values: &[f32]) -> f32 {
        values.iter().sum::<f32>() / values.len() as f32
    }

    const TIME: Duration = Duration::from_secs(15);

    #[test]
    fn noise_has_no_tones_and_a_chord_has_nothing_else() {
        assert!(mean(&tones(Synth::noise(44_100, Dbfs(-20.0), TIME))) < 0.1);
        let chord = Synth::new(44_100, 2, 44_100 * 15, |n, _| {
            let t = n as f32 / 44_100.0;
            [220.0, 277.2, 329.6, 440.0, 554.4, 659.3]
                .iter()
                .map(|hz| 0.1 * (hz * t * std::f32::consts::TAU).sin())
                .sum()
        });
        assert!(mean(&tones(chord)) > 0.95);
    }

    #[test]
    fn one_side_turned_over_silences_nothing() {
        let tone = Synth::tone(48_000, 440.0, Dbfs(-20.0), TIME);
        for sides in [[1.0, 1.0], [1.0, -1.0], [0.0, 1.0]] {
            // One tone is at least one of the five steadiest.
            assert!(mean(&tones(tone.clone().scaled(&sides))) >= 0.2, "{sides:?}");
        }
    }

    #[test]
    fn silence_and_sound_that_is_hardly_there_have_no_tones() {
        assert!(tones(Synth::silence(44_100, TIME)).iter().all(|&tone| tone == 0.0));
        assert!(tones(Synth::silence(44_100, Duration::from_millis(70))).is_empty());
        let short = Synth::tone(44_100, 440.0, Dbfs(-20.0), Duration::from_millis(150));
        assert_eq!(tones(short).len(), 1);
    }
}
