//! What the levels of 10 ms say about every 100 ms: how loud, how torn, and above which ground.

use crate::audio::ticks::{PER_HOP, Ticks};

/// Ticks that are weighed together, 1.1 s: the hop, and half a second before and after it.
const NEAR: usize = 11 * PER_HOP;
/// A tick is low if it has less than this part of the mean energy around it, 6 dB.
const LOW: f32 = 0.25;
/// Hops over which a ground is counted at a time.
const STRETCH: usize = 100;
/// Stretches before and after one that share its ground: two minutes in all. Within them speakers
/// pause, and a room or a ventilator does not change.
const AROUND: usize = 6;
/// Steps of 1 dB in which levels are counted, from -120 dBFS up.
const STEPS: usize = 128;
const FLOOR: f64 = -120.0;

/// What the levels say about a hop.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Level {
    /// Its root mean square, all channels together, in dB.
    pub level: f32,
    /// The share of the ticks around it that lie 6 dB or more below their mean.
    pub low: f32,
}

/// Between which levels a part of a recording moves, in dB.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ground {
    /// What a tenth of the ticks lie below: the room, in any recording in which somebody pauses.
    pub floor: f32,
    /// What a twentieth of the ticks lie above: the vowels.
    pub loud: f32,
}

/// Returns what the ticks say about so many hops.
pub(super) fn levels(ticks: &Ticks, hops: usize) -> Vec<Level> {
    let mut near = [0.0_f32; NEAR];
    let power = |tick: usize| if tick < ticks.len() { ticks.power(tick) as f32 } else { 0.0 };
    let ahead = NEAR / 2 + PER_HOP / 2;
    for tick in 0..ahead - PER_HOP {
        near[tick % NEAR] = power(tick);
    }
    let each = |hop: usize| {
        let first = hop * PER_HOP;
        for tick in first + ahead - PER_HOP..first + ahead {
            near[tick % NEAR] = power(tick);
        }
        let own = (first..first + PER_HOP).map(|tick| near[tick % NEAR]).sum::<f32>() / PER_HOP as f32;
        let threshold = LOW * near.iter().sum::<f32>() / NEAR as f32;
        let low = near.iter().filter(|&&energy| energy < threshold).count();
        Level { level: (10.0 * own.log10()).max(FLOOR as f32), low: low as f32 / NEAR as f32 }
    };
    (0..hops).map(each).collect()
}

/// The ground under every stretch of a recording.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grounds(Vec<Ground>);

impl Grounds {
    /// Returns the grounds of these ticks.
    pub(super) fn of(ticks: &Ticks) -> Grounds {
        let counted: Vec<[u16; STEPS]> = (0..ticks.len())
            .step_by(STRETCH * PER_HOP)
            .map(|from| {
                let mut counts = [0_u16; STEPS];
                for tick in from..(from + STRETCH * PER_HOP).min(ticks.len()) {
                    counts[step(ticks.power(tick))] += 1;
                }
                counts
            })
            .collect();
        let ground = |at: usize| {
            let mut counts = [0_u32; STEPS];
            for stretch in &counted[at.saturating_sub(AROUND)..(at + AROUND + 1).min(counted.len())] {
                counts.iter_mut().zip(stretch).for_each(|(sum, &count)| *sum += u32::from(count));
            }
            Ground { floor: percentile(&counts, 10), loud: percentile(&counts, 95) }
        };
        Grounds((0..counted.len()).map(ground).collect())
    }

    /// Returns the ground under a hop.
    pub(super) fn under(&self, hop: usize) -> Ground {
        let silence = Ground { floor: FLOOR as f32, loud: FLOOR as f32 };
        self.0.get(hop / STRETCH).or(self.0.last()).copied().unwrap_or(silence)
    }
}

#[expect(clippy::cast_sign_loss, reason = "the conversion takes what is below zero to zero")]
fn step(power: f64) -> usize {
    ((10.0 * power.log10() - FLOOR) as usize).min(STEPS - 1)
}

/// Returns the level below which so many per cent of the counted lie.
fn percentile(counts: &[u32; STEPS], percent: u32) -> f32 {
    let wanted = counts.iter().sum::<u32>() * percent / 100;
    let mut passed = 0;
    let at = counts.iter().position(|&count| {
        passed += count;
        passed > wanted
    });
    at.unwrap_or(0) as f32 + 0.5 + FLOOR as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ticks of one channel of these levels in dB.
    fn ticks(levels: impl IntoIterator<Item = f32>) -> Ticks {
        let plane: Vec<f32> = levels.into_iter().flat_map(|db| [10_f32.powf(db / 20.0); 4]).collect();
        Ticks::of(&[&plane], 4)
    }

    #[test]
    fn what_is_torn_has_low_ticks_and_what_is_steady_has_none() {
        let torn = levels(&ticks((0..400).map(|tick| if tick % 10 < 4 { -50.0 } else { -20.0 })), 40);
        let steady = levels(&ticks((0..400).map(|tick| if tick % 10 < 4 { -22.0 } else { -20.0 })), 40);
        assert!(torn[5..35].iter().all(|hop| (hop.low - 0.4).abs() < 0.01));
        assert!(steady[5..35].iter().all(|hop| hop.low == 0.0));
        assert!((torn[20].level - (-22.2)).abs() < 0.1, "{}", torn[20].level);
    }

    #[test]
    fn the_ground_follows_the_room_and_not_the_voice() {
        let minute = |room: f32, voice: f32| {
            (0..30_000).map(move |tick| if tick / 100 % 3 == 0 { room } else { voice })
        };
        let grounds = Grounds::of(&ticks(minute(-70.0, -20.0).chain(minute(-50.0, -30.0))));
        let (first, last) = (grounds.under(100), grounds.under(5_900));
        assert!((first.floor - (-70.0)).abs() < 1.0 && (first.loud - (-20.0)).abs() < 1.0, "{first:?}");
        assert!((last.floor - (-50.0)).abs() < 1.0 && (last.loud - (-30.0)).abs() < 1.0, "{last:?}");
    }

    #[test]
    fn any_length_has_a_ground() {
        assert!(levels(&ticks([]), 0).is_empty());
        assert!(Grounds::of(&ticks([])).under(7).loud <= -120.0);
        assert_eq!(levels(&ticks([-20.0; 3]), 1).len(), 1);
        assert!((Grounds::of(&ticks([-20.0; 3])).under(900).loud - (-20.0)).abs() < 1.0);
    }
}
