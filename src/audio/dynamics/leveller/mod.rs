//! Brings voices of different level together, and leaves everything else alone.
//!
//! It rides the fader as a patient engineer would: one gain for each turn in which somebody speaks at
//! one level, changed between the turns, and back at rest in long pauses and in music, so that neither
//! the room nor a jingle is turned up.
//!
//! 1. [`turns`] finds where the level of the speech steps, not where it sways.
//! 2. `ride` moves the fader: what a turn lacks to the target, a ramp that is in time for the turn,
//!    and rest in between.
//! 3. The target is the one that leaves the loudness of the whole as it is. So the gain that follows
//!    for the whole recording is the same as without the leveller, and what was left alone stays
//!    as loud as it would have been.

mod ride;
#[cfg(test)]
mod tests;
mod turns;

pub use turns::{Turn, Voices, turns, voices};

use super::Curve;
use crate::audio::loudness::{self, Db, Lu, Lufs};
use crate::audio::master::Levelling;
use crate::audio::speech::Activity;
use ride::Fader;

/// By how much the voices must lie apart that the leveller starts by itself. A listener reaches for
/// the volume at a good deal less than the 10 LU that are twice as loud; one voice alone sways by
/// about 3 LU from sentence to sentence.
pub const FAR_APART: Lu = Lu(4.0);

/// The furthest that a turn is moved, gently and strongly. A voice that is turned up by more brings
/// its room along.
const GENTLE: Db = Db(6.0);
const STRONG: Db = Db(12.0);

/// Halvings of the range in which the target is sought: to a thousandth of 60 LU and less.
const HALVINGS: usize = 16;

/// What the leveller does to a recording.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Levelled {
    /// The gain, moving in time.
    pub curve: Curve,
    /// How far it went.
    pub strength: Strength,
    /// How loud the voices are in the recording; none if nobody speaks.
    pub voices: Option<Voices>,
    /// Where somebody speaks at one level.
    pub turns: Vec<Turn>,
}

/// How far the leveller goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Strength {
    /// It does nothing.
    #[default]
    Off,
    /// By 6 dB up or down at most.
    Gentle,
    /// By 12 dB up or down at most.
    Strong,
}

impl Strength {
    /// Returns how far it goes for a wish, the voices being so far apart.
    fn wanted(how: Levelling, voices: Option<Voices>) -> Strength {
        match how {
            Levelling::Off => Strength::Off,
            Levelling::Auto if voices.is_none_or(|voices| voices.spread() < FAR_APART) => Strength::Off,
            Levelling::Auto | Levelling::Gentle => Strength::Gentle,
            Levelling::Strong => Strength::Strong,
        }
    }

    /// Returns the furthest that it moves a turn.
    fn reach(self) -> Db {
        match self {
            Strength::Off => Db(0.0),
            Strength::Gentle => GENTLE,
            Strength::Strong => STRONG,
        }
    }
}

/// Returns what the leveller does to a recording of these hops, at that rate. `begins` tells of a hop in
/// which somebody [begins to speak](crate::audio::speech::begins) after how many of its ticks that is.
pub fn level(
    hops: &[f64],
    activity: &[Activity],
    begins: impl Fn(usize) -> usize,
    rate: u32,
    how: Levelling,
) -> Levelled {
    let turns = turns(hops, activity);
    let voices = voices(&turns);
    let strength = Strength::wanted(how, voices);
    let [curve] = curves([(hops, activity, &turns)], |_, hop| begins(hop), rate, strength);
    Levelled { curve, strength, voices, turns }
}

/// Returns what the leveller does to a recording of two microphones that will be mixed, each with its
/// own hops and its own speech: both are brought to one target. `begins` is told the side and the hop.
pub fn level_two(
    sides: [(&[f64], &[Activity]); 2],
    begins: impl Fn(usize, usize) -> usize,
    rate: u32,
    how: Levelling,
) -> [Levelled; 2] {
    let of_sides = sides.map(|(hops, activity)| turns(hops, activity));
    let all: Vec<Turn> = of_sides.iter().flatten().cloned().collect();
    let both = voices(&all);
    let strength = Strength::wanted(how, both);
    let [left, right] = &of_sides;
    let sides = [(sides[0].0, sides[0].1, &left[..]), (sides[1].0, sides[1].1, &right[..])];
    let curves = curves(sides, begins, rate, strength);
    let [left, right] = of_sides;
    let [first, second] = curves;
    [(first, left), (second, right)].map(|(curve, turns)| Levelled { curve, strength, voices: both, turns })
}

/// One microphone: its hops, what goes on in them, and its turns.
type Microphone<'a> = (&'a [f64], &'a [Activity], &'a [Turn]);

/// Returns the curve for each of the microphones that are heard together.
fn curves<const N: usize>(
    sides: [Microphone<'_>; N],
    begins: impl Fn(usize, usize) -> usize,
    rate: u32,
    strength: Strength,
) -> [Curve; N] {
    let turns = || sides.iter().flat_map(|(_, _, turns)| turns.iter());
    let (low, high) = turns()
        .map(|turn| turn.loudness.value())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), level| (low.min(level), high.max(level)));
    if strength == Strength::Off || low >= high {
        return std::array::from_fn(|_| Curve::default());
    }
    let faders = |target: f64, repose: Db| {
        sides.map(|(hops, activity, turns)| {
            let hops = hops.len().min(activity.len());
            Fader::riding(hops, activity, turns, Lufs(target), strength.reach(), repose)
        })
    };
    // At the level of the quietest turn nothing is turned up, at that of the loudest nothing down:
    // between them lies the target that changes nothing on the whole.
    let before = together(&sides, None);
    let (mut low, mut high) = (low, high);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if together(&sides, Some(&faders(middle, Db(0.0)))) > before {
            high = middle;
        } else {
            low = middle;
        }
    }
    let target = f64::midpoint(low, high);
    // Unless voices that were too quiet to count do so now, and bring the mean down. Then the gain for
    // the whole will be higher by as much, and the pauses must make up for it.
    let shift = together(&sides, Some(&faders(target, Db(0.0)))) - before;
    let repose = if shift.is_finite() { Db(shift.clamp(-strength.reach().value(), 0.0)) } else { Db(0.0) };
    let mut side = 0..;
    faders(target, repose).map(|fader| {
        let side = side.next().unwrap_or(0);
        fader.into_curve(rate, |hop| begins(side, hop))
    })
}

/// Returns the loudness of the microphones together, in LUFS.
fn together<const N: usize>(sides: &[Microphone<'_>; N], faders: Option<&[Fader; N]>) -> f64 {
    let hops = sides.iter().map(|(hops, _, _)| hops.len()).max().unwrap_or(0);
    let mut sum = vec![0.0; hops];
    for (side, (hops, _, _)) in sides.iter().enumerate() {
        for (hop, energy) in hops.iter().enumerate() {
            sum[hop] += energy * faders.map_or(1.0, |faders| faders[side].power(hop));
        }
    }
    loudness::gate::integrated(&sum).map_or(f64::NEG_INFINITY, Lufs::value)
}
