//! How loud the speech is: the loudness of a programme without its music and its pauses.

use super::Activity;
use crate::audio::loudness::Lufs;

/// Hops in a block of 400 ms.
const BLOCK: usize = 4;

/// Returns the loudness of the speech, or none if there is no block of it.
///
/// After AES TD1008 and the dialogue gate that it builds on, what counts is where somebody speaks: the
/// mean over the blocks of 400 ms that are speech from end to end, without a relative gate, which
/// would leave out the quieter of two voices.
pub fn loudness(hops: &[f64], activity: &[Activity]) -> Option<Lufs> {
    let blocks = hops.windows(BLOCK).zip(activity.windows(BLOCK));
    let (count, sum) = blocks
        .filter(|(_, what)| what.iter().all(|&activity| activity == Activity::Speech))
        .fold((0_u64, 0.0), |(count, sum), (block, _)| (count + 1, sum + block.iter().sum::<f64>()));
    (sum > 0.0).then(|| Lufs::of_energy(sum / (count as f64 * BLOCK as f64)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Activity::{Music, Pause, Speech};

    fn part(lufs: f64, activity: Activity, hops: usize) -> Vec<(f64, Activity)> {
        vec![(Lufs(lufs).energy(), activity); hops]
    }

    fn loudness_of(parts: &[Vec<(f64, Activity)>]) -> Option<Lufs> {
        let (hops, activity): (Vec<f64>, Vec<Activity>) = parts.concat().into_iter().unzip();
        loudness(&hops, &activity)
    }

    #[test]
    fn only_speech_counts() {
        let parts = [
            part(-8.0, Music, 100),
            part(-23.0, Speech, 100),
            part(-60.0, Pause, 200),
            part(-23.0, Speech, 50),
        ];
        assert!((loudness_of(&parts).unwrap() - Lufs(-23.0)).value().abs() < 1e-9);
    }

    #[test]
    fn a_voice_far_below_the_other_counts_too() {
        let both = loudness_of(&[part(-20.0, Speech, 1_000), part(-35.0, Speech, 1_000)]).unwrap();
        assert!((both - Lufs(-22.87)).value().abs() < 0.02, "{both}");
    }

    #[test]
    fn without_speech_there_is_none() {
        for parts in
            [vec![], vec![part(-20.0, Music, 99)], vec![part(-20.0, Speech, 3), part(-60.0, Pause, 9)]]
        {
            assert_eq!(loudness_of(&parts), None);
        }
        assert_eq!(loudness(&[0.0; 9], &[Speech; 9]), None);
    }
}
