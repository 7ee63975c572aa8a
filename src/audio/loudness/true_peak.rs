//! The peak between the samples, as a converter would make it (ITU-R BS.1770-5, Annex 2).
//!
//! Three points are interpolated between every two samples by a polyphase filter of 48 taps, a sinc
//! under a Hann window; the fourth point is the sample itself, so a true peak is never below the
//! sample peak. How far a point can rise above the samples around it is bounded by the filter's
//! norm: where the samples are too low to matter, nothing is interpolated, and the result is still
//! exact. Of ordinary speech that leaves a few percent.

use std::f64::consts::PI;
use std::ops::Range;
use std::sync::LazyLock;

/// Taps of each of the interpolated phases.
const TAPS: usize = 12;
/// Samples before the one at hand that an interpolated point hears.
pub(crate) const BEFORE: usize = TAPS / 2 - 1;
/// Samples after the one at hand that an interpolated point hears.
pub(crate) const AFTER: usize = TAPS / 2;
/// Frames that are looked at, or passed over, together.
pub(crate) const BLOCK: usize = 256;
/// Outputs that are formed at once; so many fit the registers of any processor.
const TILE: usize = 16;

/// The polyphase filter, and how far it can rise above its input.
struct Filter {
    phases: [[f32; TAPS]; 3],
    bound: f32,
}

static FILTER: LazyLock<Filter> = LazyLock::new(|| {
    let mut phases = [[0.0; TAPS]; 3];
    let mut bound: f64 = 1.0;
    for (n, phase) in phases.iter_mut().enumerate() {
        let mut norm = 0.0;
        for (k, tap) in phase.iter_mut().enumerate() {
            let t = (n + 1) as f64 / 4.0 + BEFORE as f64 - k as f64;
            let window = 0.5 * (1.0 + (PI * t / AFTER as f64).cos());
            let value = (PI * t).sin() / (PI * t) * window;
            norm += value.abs();
            *tap = value as f32;
        }
        bound = bound.max(norm);
    }
    // The last factor covers the rounding of the sums, with room to spare.
    Filter { phases, bound: (bound * 1.000_01) as f32 }
});

/// Returns the factor by which a true peak can rise above the samples around it at most.
pub(crate) fn bound() -> f32 {
    FILTER.bound
}

/// Returns the highest magnitude among the samples.
pub(crate) fn sample_peak(samples: &[f32]) -> f32 {
    // Eight maxima side by side, since one would wait for itself.
    let mut peaks = [0.0_f32; 8];
    let (tiles, rest) = samples.as_chunks::<8>();
    for tile in tiles {
        for (peak, sample) in peaks.iter_mut().zip(tile) {
            *peak = peak.max(sample.abs());
        }
    }
    rest.iter().map(|sample| sample.abs()).chain(peaks).fold(0.0, f32::max)
}

/// Raises each of `peaks` to the peak at its sample and the three points behind it.
///
/// `window` has [`BEFORE`] samples more in front and [`AFTER`] more behind than there are peaks.
fn raise(window: &[f32], peaks: &mut [f32]) {
    for (peak, sample) in peaks.iter_mut().zip(&window[BEFORE..]) {
        *peak = peak.max(sample.abs());
    }
    let (tiles, rest) = peaks.as_chunks_mut::<TILE>();
    let rest_at = tiles.len() * TILE;
    for phase in &FILTER.phases {
        for (n, tile) in tiles.iter_mut().enumerate() {
            let heard: &[f32; TILE + TAPS - 1] =
                window[n * TILE..].first_chunk().expect("the window reaches behind the last peak");
            let mut sums = [0.0_f32; TILE];
            for (k, tap) in phase.iter().enumerate() {
                for (i, sum) in sums.iter_mut().enumerate() {
                    *sum += tap * heard[i + k];
                }
            }
            for (peak, sum) in tile.iter_mut().zip(sums) {
                *peak = peak.max(sum.abs());
            }
        }
        for (peak, heard) in rest.iter_mut().zip(window[rest_at..].windows(TAPS)) {
            let sum: f32 = phase.iter().zip(heard).map(|(tap, sample)| tap * sample).sum();
            *peak = peak.max(sum.abs());
        }
    }
}

/// Raises each of `peaks` to the true peak at the frames `at` of the plane; outside it is silence.
///
/// `at` is at most [`BLOCK`] frames long.
pub(crate) fn raise_at(plane: &[f32], at: Range<usize>, peaks: &mut [f32]) {
    let wanted = at.len() + BEFORE + AFTER;
    if let Some(from) = at.start.checked_sub(BEFORE)
        && let Some(window) = plane.get(from..from + wanted)
    {
        return raise(window, peaks);
    }
    let mut window = [0.0; BLOCK + BEFORE + AFTER];
    for (n, sample) in window[..wanted].iter_mut().enumerate() {
        *sample = (at.start + n).checked_sub(BEFORE).and_then(|i| plane.get(i)).copied().unwrap_or(0.0);
    }
    raise(&window[..wanted], peaks);
}

/// Returns the highest magnitude that a true peak at the frames `at` hears.
pub(crate) fn reach(plane: &[f32], at: &Range<usize>) -> f32 {
    sample_peak(&plane[at.start.saturating_sub(BEFORE)..(at.end + AFTER).min(plane.len())])
}

/// Returns the frames `body`, in runs of at most [`BLOCK`].
pub(crate) fn blocks(body: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = body.end;
    body.step_by(BLOCK).map(move |from| from..(from + BLOCK).min(end))
}

/// Returns the true peak of the frames `body` of the plane. What surrounds them is heard.
pub(crate) fn true_peak(plane: &[f32], body: Range<usize>) -> f32 {
    // The hottest block first: it most likely holds the peak, and excuses the others.
    let highest = around_highest(plane, body.clone());
    true_peak_or(highest, plane, body)
}

/// Returns the true peak of the frames `body` of the plane if it is above `known`, else `known`: whoever
/// looks for the highest of many need not know the others.
pub(crate) fn true_peak_or(known: f32, plane: &[f32], body: Range<usize>) -> f32 {
    blocks(body).fold(known, |highest, at| {
        if reach(plane, &at) * FILTER.bound > highest { peak_of(plane, at).max(highest) } else { highest }
    })
}

/// Returns the true peak of the block of the frames `body` that holds the highest sample: nearly always
/// that of all of them, for a small part of the work.
pub(crate) fn around_highest(plane: &[f32], body: Range<usize>) -> f32 {
    let hottest = blocks(body.clone()).max_by(|a, b| reach(plane, a).total_cmp(&reach(plane, b)));
    hottest.map_or(0.0, |at| peak_of(plane, at)).max(sample_peak(&plane[body]))
}

fn peak_of(plane: &[f32], at: Range<usize>) -> f32 {
    let mut peaks = [0.0; BLOCK];
    raise_at(plane, at.clone(), &mut peaks[..at.len()]);
    sample_peak(&peaks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::loudness::Dbtp;

    fn sine(amplitude: f64, periods_per_frame: f64, phase_degrees: f64, frames: usize) -> Vec<f32> {
        let phase = phase_degrees.to_radians();
        (0..frames)
            .map(|n| (amplitude * (2.0 * PI * periods_per_frame * n as f64 + phase).sin()) as f32)
            .collect()
    }

    #[test]
    fn ebu_tech_3341_cases_15_to_19() {
        let cases = [
            (15, 0.5, 4.0, 0.0, -6.0),
            (16, 0.5, 4.0, 45.0, -6.0),
            (17, 0.5, 6.0, 60.0, -6.0),
            (18, 0.5, 8.0, 67.5, -6.0),
            (19, 1.41, 4.0, 45.0, 3.0),
        ];
        for (case, amplitude, period, phase, expected) in cases {
            let plane = sine(amplitude, 1.0 / period, phase, 9_600);
            // The signal fades in and out in the EBU's files; here its abrupt ends are not heard.
            let peak = Dbtp::of_peak(f64::from(true_peak(&plane, 100..9_500)));
            let off = (peak - Dbtp(expected)).value();
            assert!((-0.4..=0.2).contains(&off), "case {case}: {peak}");
        }
    }

    #[test]
    fn passing_over_blocks_changes_nothing() {
        let mut seed = 7_u32;
        for round in 0..20 {
            let plane: Vec<f32> = (0..3_000 + round)
                .map(|n| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let noise = (seed >> 8) as f32 / 8_388_608.0 - 1.0;
                    noise * (n as f32 / 400.0).sin().powi(4)
                })
                .collect();
            let mut all = vec![0.0; plane.len()];
            for at in blocks(0..plane.len()) {
                raise_at(&plane, at.clone(), &mut all[at]);
            }
            assert_eq!(true_peak(&plane, 0..plane.len()).to_bits(), sample_peak(&all).to_bits());
        }
    }

    #[test]
    fn no_signal_rises_above_the_bound() {
        // The worst signal for a phase has the signs of its taps.
        let worst = FILTER
            .phases
            .iter()
            .map(|phase| {
                let plane: Vec<f32> = phase.iter().map(|tap| tap.signum()).collect();
                true_peak(&plane, 0..plane.len())
            })
            .fold(0.0, f32::max);
        assert!(worst <= bound() && worst > bound() * 0.999, "{worst} and {}", bound());
    }

    #[test]
    fn nothing_has_no_peak() {
        let cases: [(&[f32], f32); 3] = [(&[], 0.0), (&[0.0; 5], 0.0), (&[-0.5], 0.5)];
        for (plane, expected) in cases {
            assert_eq!(true_peak(plane, 0..plane.len()).to_bits(), expected.to_bits());
        }
    }
}
