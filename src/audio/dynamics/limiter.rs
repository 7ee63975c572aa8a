//! Holds true peaks below a ceiling, by turning the gain down before they come.
//!
//! It works offline, with the whole of a segment and its surroundings before it, so it needs no
//! delay and has no phase. In three steps:
//!
//! 1. **How deep.** Where a peak between or at the samples rises above the ceiling, the samples that
//!    make it must come down to it: a *dip*, 1 less the wanted gain. All channels dip together, so
//!    that the stereo picture stands still.
//! 2. **How long.** A dip begins [`ATTACK`] early, stays, and then fades by [`RELEASE`], as a
//!    fraction of itself per frame.
//! 3. **How smooth.** The dips are averaged over the attack by two boxes in a row. The average over
//!    a stretch that is as deep everywhere as the peak asks is as deep as the peak asks: smoothing
//!    never lets a peak through.
//!
//! Dips are whole numbers of 2⁻²⁴. Sums of them are exact and do not depend on where the summing
//! began, and a fading dip reaches zero instead of going on for ever: within [`MEMORY`] of any
//! moment, all that went before is forgotten to the last bit. That is why segments can be limited
//! alone and fit together without a seam.

use std::ops::Range;
use std::time::Duration;

use crate::audio::loudness::{Db, Dbtp, true_peak};

/// How long before a peak the gain begins to come down.
pub const ATTACK: Duration = Duration::from_millis(5);
/// The time in which a dip fades to 1/e of itself, once it is over. To a tenth it takes 140 ms.
pub const RELEASE: Duration = Duration::from_millis(60);
/// The time after which a dip of any depth is forgotten. A full dip fades for 9.8 times the release.
pub const MEMORY: Duration = Duration::from_millis(700);
/// The gain moves between the samples too, which lets a trace of a peak through; so much lower we aim.
pub(super) const MARGIN: Db = Db(0.05);
/// So many frames before one at which a peak is found share its dip,
const NEAR_BEFORE: usize = 2;
/// and so many from it on.
const NEAR_BEHIND: usize = 4;
/// The whole of a dip: the gain is zero.
const WHOLE: i32 = 1 << 24;

/// A limiter for a ceiling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limiter {
    ceiling: Dbtp,
}

/// The limiter's times in frames of a rate.
struct Times {
    /// Length of each of the two boxes.
    half: usize,
    /// What a dip keeps of itself per frame, in units of 2⁻³².
    keep: i64,
}

impl Times {
    fn at(rate: u32) -> Times {
        let keep = (-1.0 / (RELEASE.as_secs_f64() * f64::from(rate))).exp();
        Times { half: (frames_in(ATTACK, rate) / 2).max(1), keep: (keep * 4_294_967_296.0) as i64 }
    }

    /// Returns how far ahead of a frame a peak is felt.
    fn ahead(&self) -> usize {
        2 * self.half
    }
}

impl Limiter {
    /// Returns the limiter for that ceiling.
    pub fn new(ceiling: Dbtp) -> Limiter {
        Limiter { ceiling }
    }

    /// Returns the ceiling.
    pub fn ceiling(&self) -> Dbtp {
        self.ceiling
    }

    /// Returns how many frames before a segment it must hear.
    pub fn lead_in(rate: u32) -> usize {
        frames_in(MEMORY, rate) + Limiter::lead_out(rate)
    }

    /// Returns how many frames after a segment it must hear.
    pub fn lead_out(rate: u32) -> usize {
        // The second term covers what the interpolation hears, and the frames that share its dip.
        Times::at(rate).ahead() + 2 * (true_peak::BEFORE + true_peak::AFTER)
    }

    /// Multiplies by the gain, and dips where that would break the ceiling. Returns where, and how deep.
    pub fn apply(&self, gain: Db, rate: u32, planes: &mut [Vec<f32>]) -> Vec<Dip> {
        let frames = planes.first().map_or(0, Vec::len);
        let dips = self.dips(gain, rate, frames, &self.listen(gain, planes, 0..frames));
        super::gain::apply(gain, planes);
        for dip in &dips {
            dip.apply(planes);
        }
        dips
    }

    /// Holds down what rises above the ceiling at these frames, and nothing else. Returns the frames that
    /// were changed, none if nothing does.
    pub fn apply_at<P: AsRef<[f32]> + AsMut<[f32]>>(
        &self,
        at: Range<usize>,
        rate: u32,
        planes: &mut [P],
    ) -> Option<Range<usize>> {
        let frames = planes.first().map_or(0, |plane| plane.as_ref().len());
        let at = at.start.min(frames)..at.end.min(frames);
        let dips = self.dips(Db(0.0), rate, frames, &self.listen(Db(0.0), planes, at));
        for dip in &dips {
            dip.apply(planes);
        }
        Some(dips.first()?.changed().start..dips.last()?.changed().end)
    }

    /// Returns the frames of a range whose true peak needs a dip with this gain, and that peak.
    fn listen(self, gain: Db, planes: &[impl AsRef<[f32]>], range: Range<usize>) -> Vec<(usize, f32)> {
        let threshold = self.threshold(gain);
        let mut found = Vec::new();
        for at in true_peak::blocks(range) {
            let reach = |plane: &_| true_peak::reach(AsRef::as_ref(plane), &at);
            let highest = planes.iter().map(reach).fold(0.0, f32::max);
            if highest * true_peak::bound() > threshold {
                let mut peaks = [0.0; true_peak::BLOCK];
                let peaks = &mut peaks[..at.len()];
                for plane in planes {
                    true_peak::raise_at(plane.as_ref(), at.clone(), peaks);
                }
                let high = peaks.iter().enumerate().filter(|&(_, &peak)| peak > threshold);
                found.extend(high.map(|(n, &peak)| (at.start + n, peak)));
            }
        }
        found
    }

    /// Returns how deep the gain dips, given the peaks that need it. What lies so far apart that one is
    /// forgotten when the other begins is a dip of its own.
    fn dips(self, gain: Db, rate: u32, frames: usize, peaks: &[(usize, f32)]) -> Vec<Dip> {
        let threshold = self.threshold(gain);
        let times = Times::at(rate);
        // A dip begins early, and is over when it is forgotten.
        let (early, late) = (NEAR_BEFORE + NEAR_BEHIND + times.ahead(), Limiter::lead_in(rate));
        let apart = |pair: &[(usize, f32)]| pair[1].0 - pair[0].0 > early + late;
        let runs = peaks.chunk_by(|before, after| !apart(&[*before, *after]));
        let dip = |run: &[(usize, f32)]| {
            let (first, last) = (run.first()?.0, run.last()?.0);
            let from = first.saturating_sub(early);
            let mut depths = vec![0; (last + late).min(frames) - from];
            for &(n, peak) in run {
                // Rounded up: rather a hair too deep than a hair too loud.
                let depth = (f64::from(1.0 - threshold / peak) * f64::from(WHOLE)).ceil() as i32;
                let length = depths.len();
                for made_by in &mut depths[near(n - from, length)] {
                    *made_by = depth.max(*made_by);
                }
            }
            begin_early(&mut depths, times.ahead());
            fade_late(&mut depths, times.keep);
            smooth(&mut depths, times.half);
            smooth(&mut depths, times.half);
            Some(Dip { from, depths })
        };
        runs.filter_map(dip).collect()
    }

    /// Returns the highest true peak before the gain that needs no dip.
    fn threshold(self, gain: Db) -> f32 {
        (self.ceiling - MARGIN - gain).peak() as f32
    }
}

/// Where the gain dips, and how deep: by frame, in parts of 2⁻²⁴.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dip {
    from: usize,
    depths: Vec<i32>,
}

impl Dip {
    /// Returns the frames in which it is felt.
    pub fn changed(&self) -> Range<usize> {
        let first = self.depths.iter().position(|&depth| depth > 0).unwrap_or(0);
        let last = self.depths.iter().rposition(|&depth| depth > 0).map_or(0, |last| last + 1);
        self.from + first..self.from + last
    }

    /// Returns the depths at these frames, as far as it reaches, and the first of them.
    pub(super) fn within(&self, frames: &Range<usize>) -> (usize, &[i32]) {
        let end = self.from + self.depths.len();
        let (from, to) = (frames.start.clamp(self.from, end), frames.end.clamp(self.from, end));
        (from, &self.depths[from - self.from..to.max(from) - self.from])
    }

    fn apply(&self, planes: &mut [impl AsMut<[f32]>]) {
        for plane in planes {
            for (sample, &depth) in plane.as_mut()[self.from..].iter_mut().zip(&self.depths) {
                *sample *= open(depth);
            }
        }
    }
}

/// Returns the factor that a dip leaves of the gain.
pub fn open(dip: i32) -> f32 {
    (WHOLE - dip) as f32 / WHOLE as f32
}

/// Returns the dip that takes so much of the gain.
pub(super) fn dip_of(by: Db) -> i32 {
    ((1.0 - (-by).factor()) * f64::from(WHOLE)) as i32
}

/// Returns how many frames that time has, less than a second.
fn frames_in(time: Duration, rate: u32) -> usize {
    time.subsec_millis() as usize * rate as usize / 1_000
}

/// Returns the frames that weigh most in the points behind a frame.
fn near(n: usize, frames: usize) -> Range<usize> {
    n.saturating_sub(NEAR_BEFORE)..(n + NEAR_BEHIND).min(frames)
}

/// Makes each dip as deep as the deepest of itself and so many ahead.
///
/// In runs as long as the window, the deepest of a window is the deeper of two: of the rest of the
/// run in which it begins, and of the beginning of the next (van Herk 1992; Gil and Werman 1993).
fn begin_early(dips: &mut [i32], ahead: usize) {
    let run = ahead + 1;
    let mut next_begins = vec![0; run];
    for from in (0..dips.len()).step_by(run).rev() {
        let rest = &mut dips[from..];
        let this = rest.len().min(run);
        let this = &mut rest[..this];
        // What the run before this one will need of it, before it is written over.
        let mut deepest = 0;
        let begins = (0..run).map(|n| {
            deepest = this.get(n).map_or(deepest, |&dip| deepest.max(dip));
            deepest
        });
        let begins: Vec<i32> = begins.collect();
        let mut deepest = 0;
        for n in (0..this.len()).rev() {
            deepest = deepest.max(this[n]);
            this[n] = if n == 0 { deepest } else { deepest.max(next_begins[n - 1]) };
        }
        next_begins = begins;
    }
}

/// Lets each dip fade, not end.
fn fade_late(dips: &mut [i32], keep: i64) {
    let mut fading = 0;
    for dip in dips {
        fading = (((i64::from(fading) * keep) >> 32) as i32).max(*dip);
        *dip = fading;
    }
}

/// Replaces each dip by the mean of itself and `length` before it, rounded up.
///
/// Before the first there was the same: a recording that begins loud has to begin dipped.
fn smooth(dips: &mut [i32], length: usize) {
    // Division by multiplication: the reciprocal is rounded up, and so never gives too little.
    let width = i64::try_from(length + 1).unwrap_or(i64::MAX);
    let reciprocal = (1 << 32) / width + 1;
    let first = dips.first().copied().unwrap_or(0);
    // What leaves the sum next, and behind it what entered since.
    let mut within = vec![first; length + 1];
    let mut sum = i64::from(first) * width;
    let mut oldest = 0;
    for dip in dips {
        let entering = *dip;
        let leaving = std::mem::replace(&mut within[oldest], entering);
        oldest = if oldest == length { 0 } else { oldest + 1 };
        sum += i64::from(entering) - i64::from(leaving);
        *dip = (((sum * reciprocal + i64::from(u32::MAX)) >> 32) as i32).min(WHOLE);
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use proptest::prelude::*;

    use super::*;
    use crate::audio::dynamics::{Chain, Ride};
    use crate::audio::loudness::Dbfs;
    use crate::audio::segment;
    use crate::audio::synth::Synth;

    const CEILING: Dbtp = Dbtp(-2.0);

    /// Returns the sound limited in segments of that length.
    fn limited(synth: &Synth, gain: Db, length: usize) -> Vec<Vec<f32>> {
        let rate = 48_000;
        let chain = Chain { ride: &Ride::default(), gain, limiter: Limiter::new(CEILING) };
        let mut planes = vec![Vec::new(); 2];
        for segment in segment::cut(synth.clone(), length, Chain::lead_in(rate), Chain::lead_out(rate)) {
            let mut segment = segment.unwrap();
            chain.apply(&mut segment);
            for (plane, body) in planes.iter_mut().zip(segment.into_body()) {
                plane.extend(body);
            }
        }
        planes
    }

    /// Returns the peak by another method than the meter's: a sinc of 64 taps under a Blackman
    /// window, at eight points a frame.
    fn fine_peak(plane: &[f32]) -> Dbtp {
        let mut highest = 0.0_f64;
        for at in 32..plane.len().saturating_sub(32) {
            if plane[at - 4..at + 4].iter().all(|sample| sample.abs() < 0.6) {
                continue;
            }
            for point in 0..8 {
                let offset = f64::from(point) / 8.0;
                let sum: f64 = (-31..=32_i32)
                    .map(|k| {
                        let t = offset - f64::from(k);
                        let sinc = if t == 0.0 { 1.0 } else { (PI * t).sin() / (PI * t) };
                        let window = 0.42 + 0.5 * (PI * t / 33.0).cos() + 0.08 * (2.0 * PI * t / 33.0).cos();
                        sinc * window * f64::from(plane[at.saturating_add_signed(k as isize)])
                    })
                    .sum();
                highest = highest.max(sum.abs());
            }
        }
        Dbtp::of_peak(highest)
    }

    fn sound(kind: usize, length: Duration) -> Synth {
        match kind {
            0 => Synth::voice(48_000, Dbfs(-1.0), length),
            // Not white noise: what it has close to half the rate, no meter of four points a frame sees.
            1 => Synth::new(48_000, 2, length.as_millis() as u64 * 48, |n, _| {
                (1..=14).map(|k| 0.15 * (n as f32 * 0.14 * k as f32 + (k * k) as f32).sin()).sum()
            }),
            2 => Synth::tone(48_000, 997.0, Dbfs(-1.0), length),
            _ => Synth::tone(48_000, 11_987.0, Dbfs(-1.0), length),
        }
        .scaled(&[1.0, 0.4])
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_peak_rises_above_the_ceiling(kind in 0..4_usize, gain in -3.0..12.0_f64) {
            let planes = limited(&sound(kind, Duration::from_millis(300)), Db(gain), 48_000);
            for plane in &planes {
                let peak = Dbtp::of_peak(f64::from(true_peak::true_peak(plane, 0..plane.len())));
                prop_assert!(peak <= CEILING, "{peak:?}");
                let fine = fine_peak(plane);
                prop_assert!(fine <= CEILING + Db(0.15), "{fine:?}");
            }
        }

        #[test]
        fn any_cut_gives_the_same_bits(kind in 0..4_usize, gain in 0.0..12.0_f64, length in 6_000..60_000_usize) {
            let synth = sound(kind, Duration::from_millis(1_600));
            prop_assert!(limited(&synth, Db(gain), 1 << 20) == limited(&synth, Db(gain), length));
        }
    }

    #[test]
    fn what_stays_below_is_multiplied_and_nothing_else() {
        let tone = Synth::tone(48_000, 440.0, Dbfs(-12.0), Duration::from_millis(300));
        let planes = limited(&tone, Db(9.9), 48_000);
        let factor = Db(9.9).factor() as f32;
        let segment = segment::cut(tone, 48_000, 0, 0).next().unwrap().unwrap();
        let expected: Vec<f32> = segment.planes()[0].iter().map(|sample| sample * factor).collect();
        assert_eq!(planes[0], expected);
    }

    #[test]
    fn one_peak_is_held_and_its_neighbours_stay() {
        let tone = Synth::tone(48_000, 440.0, Dbfs(-6.0), Duration::from_secs(3));
        let segment = segment::cut(tone, 1 << 20, 0, 0).next().unwrap().unwrap();
        let before = segment.into_body();
        let mut planes = before.clone();
        let changed = Limiter::new(Dbtp(-9.0)).apply_at(48_000..48_900, 48_000, &mut planes).unwrap();
        assert!(changed.start > 47_000 && changed.end < 48_900 + Limiter::lead_in(48_000), "{changed:?}");
        let peak = true_peak::true_peak(&planes[0], 48_000..48_900);
        assert!(Dbtp::of_peak(f64::from(peak)) <= Dbtp(-9.0));
        assert_eq!(planes[1][..changed.start], before[1][..changed.start]);
        assert_eq!(planes[1][changed.end..], before[1][changed.end..]);
        assert_eq!(Limiter::new(Dbtp(-3.0)).apply_at(0..9_000, 48_000, &mut planes), None);
    }

    #[test]
    fn a_recording_that_begins_loud_begins_dipped() {
        let abrupt = Synth::new(48_000, 2, 4_800, |n, _| if n % 80 < 40 { 0.9 } else { -0.9 });
        let planes = limited(&abrupt, Db(0.0), 48_000);
        assert!(planes[0].iter().all(|sample| sample.abs() < CEILING.peak() as f32), "{:?}", &planes[0][..9]);
    }

    #[test]
    fn a_dip_begins_before_its_peak_stays_and_fades() {
        // One click of +4 dBTP at 0.5 s in a constant: what comes out of the constant is the gain.
        let click = Synth::new(48_000, 2, 96_000, |n, _| if n == 24_000 { 1.0 } else { 0.01 });
        let planes = limited(&click, Db(4.0), 1 << 20);
        let unlimited = 0.01 * Db(4.0).factor() as f32;
        let gain_at = |ms: usize| Db::of_factor(f64::from(planes[0][24_000 + ms * 48] / unlimited)).value();
        let gain_before =
            |ms: usize| Db::of_factor(f64::from(planes[0][24_000 - ms * 48] / unlimited)).value();
        assert!(gain_before(6).abs() < 1e-3, "before the look-ahead nothing happens");
        assert!(gain_before(3) < -1.0 && gain_before(3) > -5.0, "on the way down");
        assert!((gain_at(1) + 6.05).abs() < 0.3, "down by what the peak asks, {}", gain_at(1));
        assert!(gain_at(60) > -3.0 && gain_at(60) < -1.0, "on the way up, {}", gain_at(60));
        assert!(gain_at(140) > -0.7 && gain_at(140) < -0.2, "nine tenths up after 140 ms, {}", gain_at(140));
        assert!(gain_at(700).abs() < 1e-6, "and all of it is forgotten within the memory");
        // The same in both channels, and never a step of more than a few hundredths of a dB.
        assert_eq!(planes[0][..24_000], planes[1][..24_000]);
        let steps = planes[0][23_000..23_990].windows(2).map(|pair| (pair[1] / pair[0] - 1.0).abs());
        assert!(steps.fold(0.0, f32::max) < 0.01);
    }

    #[test]
    fn the_memory_covers_a_full_dip() {
        for rate in [8_000, 44_100, 48_000] {
            let times = Times::at(rate);
            let mut dips = vec![0; frames_in(MEMORY, rate) + times.ahead() + 2];
            dips[times.ahead() + 1] = WHOLE;
            fade_late(&mut dips, times.keep);
            smooth(&mut dips, times.half);
            smooth(&mut dips, times.half);
            assert_eq!(dips.last(), Some(&0), "at {rate}");
        }
    }

    #[test]
    fn the_deepest_ahead_is_the_deepest_ahead() {
        let mut seed = 1_u32;
        let dips: Vec<i32> = (0..1_000)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if seed >> 28 == 0 { i32::from((seed >> 8) as u16) } else { 0 }
            })
            .collect();
        for ahead in [0, 1, 5, 240, 2_000] {
            let mut early = dips.clone();
            begin_early(&mut early, ahead);
            for (n, &deepest) in early.iter().enumerate() {
                assert_eq!(Some(&deepest), dips[n..(n + ahead + 1).min(dips.len())].iter().max());
            }
        }
    }
}
