//! Where in a hop somebody begins to speak.

use crate::audio::ticks::PER_HOP;

/// Ticks before a hop that tell what the room sounds like, half a second.
const ROOM: usize = 5 * PER_HOP;
/// A tick with so many times the energy of the room, 6 dB, is more than the room.
const ABOVE: f64 = 4.0;

/// Returns after how many ticks of a hop that follows a pause the voice begins, given the energy of every
/// tick: 0 where it does so with the first one, or where that cannot be told.
pub fn begins(hop: usize, energy: impl Fn(usize) -> f64, ticks: usize) -> usize {
    let first = (hop * PER_HOP).min(ticks);
    let mut room: Vec<f64> = (first.saturating_sub(ROOM)..first).map(&energy).collect();
    if room.is_empty() {
        return 0;
    }
    // Half of it stays below, whatever rustles in the pause or has begun before the hop.
    let middle = room.len() / 2;
    let (_, &mut room, _) = room.select_nth_unstable_by(middle, f64::total_cmp);
    let own = first..(first + PER_HOP).min(ticks);
    own.clone().position(|tick| energy(tick) > ABOVE * room).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_begins_with_the_first_tick_above_the_room() {
        for late in 0..PER_HOP {
            let energy =
                |tick: usize| if tick < 100 + late { 1e-6 * (1.0 + (tick % 3) as f64) } else { 1e-4 };
            assert_eq!(begins(10, energy, 200), late);
        }
    }

    #[test]
    fn a_knock_in_the_pause_does_not_hide_it() {
        let energy = |tick: usize| if (60..70).contains(&tick) || tick >= 104 { 1e-3 } else { 1e-7 };
        assert_eq!(begins(10, energy, 200), 4);
    }

    #[test]
    fn where_nothing_can_be_told_it_begins_at_once() {
        assert_eq!(begins(0, |_| 1.0, 100), 0);
        assert_eq!(begins(9, |_| 0.0, 100), 0);
        assert_eq!(begins(50, |_| 1.0, 100), 0);
    }
}
