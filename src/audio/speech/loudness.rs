//! How loud the speech is: the loudness of a programme without its music and its pauses.

use super::Activity;
use crate::audio::loudness::Lufs;

/// Hops in a block of 400 ms.
const BLOCK: usize = 4;
/// What has less than this part of the mean energy, 20 LU, is murmur. The same gate stands before the
/// loudness range (EBU Tech 3342, 2023, section 3).
const MURMUR: f64 = 0.01;

/// Returns the loudness of the speech, or none if there is no block of it.
///
/// After AES TD1008 and the dialogue gate that it builds on, what counts is where somebody speaks: the
/// mean over the blocks of 400 ms that are speech from end to end, without the relative gate of 10 LU,
/// which would leave out the quieter of two voices. What lies further below than that of EBU Tech 3342
/// is murmur behind a voice: nobody follows it, and it would make a lively meeting seem too quiet.
pub fn loudness(hops: &[f64], activity: &[Activity]) -> Option<Lufs> {
    let blocks = || {
        let spoken = |what: &[Activity]| what.iter().all(|&activity| activity == Activity::Speech);
        let blocks = hops.windows(BLOCK).zip(activity.windows(BLOCK));
        blocks
            .filter(move |(_, what)| spoken(what))
            .map(|(block, _)| block.iter().sum::<f64>() / BLOCK as f64)
    };
    let all = mean(blocks())?;
    mean(blocks().filter(|&energy| energy >= all * MURMUR)).map(Lufs::of_energy)
}

fn mean(energies: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = energies.fold((0_u64, 0.0), |(count, sum), energy| (count + 1, sum + energy));
    (sum > 0.0).then(|| sum / count as f64)
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
    fn murmur_behind_the_voices_does_not_make_them_quieter() {
        let loud = part(-20.0, Speech, 1_000);
        let with_murmur = loudness_of(&[loud.clone(), part(-48.0, Speech, 1_000)]).unwrap();
        assert!((with_murmur - Lufs(-20.0)).value().abs() < 0.05, "{with_murmur}");
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
