//! The gates, and what is formed behind them: programme loudness and loudness range.
//!
//! Everything here starts from the energies of *hops*: the K-weighted mean square of every 100 ms,
//! summed over the channels. A hop's energy does not depend on any other, so hops can be had from
//! many threads and a gain can be tried on them by multiplying.

use super::units::{Lu, Lufs};

/// Hops in a momentary block of 400 ms.
const MOMENTARY: usize = 4;
/// Hops in a short-term block of 3 s.
const SHORT_TERM: usize = 30;
/// What lies below is silence, whatever the programme.
const ABSOLUTE_GATE: Lufs = Lufs(-70.0);

/// Returns the programme loudness, or none if nothing rises above the absolute gate.
///
/// ITU-R BS.1770-5, Annex 1, equations 3 to 7: blocks of 400 ms that overlap by 75 %, first those
/// above -70 LUFS, then those above 10 LU below the mean of these.
pub(crate) fn integrated(hops: &[f64]) -> Option<Lufs> {
    let threshold = ABSOLUTE_GATE.energy();
    let first = mean_above(blocks(hops, MOMENTARY), threshold)?;
    let relative = threshold.max(first / 10.0);
    mean_above(blocks(hops, MOMENTARY), relative).map(Lufs::of_energy)
}

/// Returns the loudness range: the distance between the 10th and the 95th percentile of the
/// short-term loudness, gated at -70 LUFS and at 20 LU below its mean (EBU Tech 3342). Without any
/// block behind the gates it is zero.
pub(crate) fn range(hops: &[f64]) -> Lu {
    let threshold = ABSOLUTE_GATE.energy();
    let Some(mean) = mean_above(blocks(hops, SHORT_TERM), threshold) else {
        return Lu(0.0);
    };
    let relative = threshold.max(mean / 100.0);
    let mut kept: Vec<f64> = blocks(hops, SHORT_TERM).filter(|&energy| energy >= relative).collect();
    kept.sort_by(f64::total_cmp);
    let percentile = |percent: usize| kept[((kept.len() - 1) * percent + 50) / 100];
    if kept.is_empty() { Lu(0.0) } else { Lufs::of_energy(percentile(95)) - Lufs::of_energy(percentile(10)) }
}

/// Returns the loudest 400 ms, or none if there are not so many or all are silent.
pub(crate) fn momentary_max(hops: &[f64]) -> Option<Lufs> {
    loudest(hops, MOMENTARY)
}

/// Returns the loudest 3 s, or none if there are not so many or all are silent.
pub(crate) fn short_term_max(hops: &[f64]) -> Option<Lufs> {
    loudest(hops, SHORT_TERM)
}

fn loudest(hops: &[f64], length: usize) -> Option<Lufs> {
    let energy = blocks(hops, length).fold(0.0, f64::max);
    (energy > 0.0).then(|| Lufs::of_energy(energy))
}

/// Returns the energy of every run of `length` hops. Each is summed anew: a running sum would carry
/// the rounding of a loud passage into the quiet one behind it.
fn blocks(hops: &[f64], length: usize) -> impl Iterator<Item = f64> {
    hops.windows(length).map(move |block| block.iter().sum::<f64>() / length as f64)
}

fn mean_above(blocks: impl Iterator<Item = f64>, threshold: f64) -> Option<f64> {
    let (count, sum) = blocks
        .filter(|&energy| energy > threshold)
        .fold((0_u64, 0.0), |(count, sum), energy| (count + 1, sum + energy));
    (count > 0).then(|| sum / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(lufs: f64, hops: usize) -> Vec<f64> {
        vec![Lufs(lufs).energy(); hops]
    }

    #[test]
    fn a_steady_level_is_its_own_loudness() {
        let hops = level(-23.0, 100);
        assert!((integrated(&hops).unwrap() - Lufs(-23.0)).value().abs() < 1e-9);
        assert!((momentary_max(&hops).unwrap() - Lufs(-23.0)).value().abs() < 1e-9);
        assert!(range(&hops).value().abs() < 1e-9);
    }

    #[test]
    fn silence_and_very_short_sound_have_no_loudness() {
        for hops in [vec![], vec![0.0; 100], level(-71.0, 100), level(-23.0, 3)] {
            assert_eq!(integrated(&hops), None);
            assert_eq!(range(&hops), Lu(0.0));
        }
        assert_eq!(momentary_max(&[0.0; 100]), None);
        assert_eq!(short_term_max(&level(-23.0, 29)), None);
    }

    #[test]
    fn the_relative_gate_keeps_pauses_out() {
        let speech = level(-20.0, 200);
        let with_pauses = [level(-40.0, 400), speech.clone(), level(-80.0, 400)].concat();
        let (plain, paused) = (integrated(&speech).unwrap(), integrated(&with_pauses).unwrap());
        // The blocks that hold a part of each differ; the pauses themselves would make 4 LU.
        assert!((plain - paused).value().abs() < 0.1, "{plain} and {paused}");
    }

    #[test]
    fn the_range_is_the_distance_of_the_percentiles() {
        let hops = [level(-30.0, 600), level(-20.0, 600)].concat();
        assert!((range(&hops).value() - 10.0).abs() < 1e-6);
    }
}
