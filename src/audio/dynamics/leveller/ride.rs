//! How the fader moves.
//!
//! At every border between two hops it has a wish: in a turn what the turn lacks, in music nothing, in
//! a long pause nothing, or less where a voice beside it is turned down. A pause is never turned up,
//! for all that would get louder there is the room. What it then does is the highest course below
//! these wishes that moves no faster than [`PER_HOP`].

use super::turns::Turn;
use crate::audio::dynamics::curve::{Curve, Point};
use crate::audio::loudness::{Db, Lufs, hop_frames};
use crate::audio::speech::Activity;

/// The fastest that the fader moves, in dB per hop of 100 ms: 12 dB in 200 ms. That is heard as
/// somebody else speaking, and far from a click.
const PER_HOP: f32 = 6.0;
/// The shortest pause, in hops, in which the fader goes back: 1 s.
pub(super) const LONG_PAUSE: usize = 10;
/// A turn that lacks less than this is left where it is, in dB, and any other this far from the
/// target: a voice sways so much of itself.
const LEEWAY: f64 = 1.0;

/// The gain at every border between hops, the ends included, in dB.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fader(Vec<f32>);

impl Fader {
    /// Returns how the fader rides these turns to the target, each by so much at most. In long pauses it
    /// is no higher than `repose`.
    pub(super) fn riding(
        hops: usize,
        activity: &[Activity],
        turns: &[Turn],
        target: Lufs,
        reach: Db,
        repose: Db,
    ) -> Fader {
        // Where nobody wishes anything it may be anywhere: rests are filled in below.
        let mut wishes = vec![f32::INFINITY; hops + 1];
        let mut gains: Vec<Option<f32>> = vec![None; hops];
        for turn in turns {
            let gain = lacking(turn.loudness, target, reach);
            for hop in turn.hops.clone().filter(|&hop| activity[hop] == Activity::Speech) {
                gains[hop] = Some(gain);
            }
        }
        let mut at = 0;
        while at < hops {
            if let Some(gain) = gains[at] {
                // Out of a pause the fader is there with the first word; music and other voices are
                // not turned up for it.
                let from_pause = at == 0 || activity[at - 1] == Activity::Pause;
                wishes[at] = if from_pause { gain } else { wishes[at].min(gain) };
                wishes[at + 1] = gain;
                at += 1;
                continue;
            }
            let end = gains[at..].iter().position(Option::is_some).map_or(hops, |more| at + more);
            let before = at.checked_sub(1).and_then(|hop| gains[hop]);
            let after = gains.get(end).copied().flatten();
            rest(&mut wishes, &activity[..hops], at..end, [before, after], repose.value() as f32);
            at = end;
        }
        Fader(held(wishes))
    }

    /// Returns by how much the energy of a hop changes.
    pub(super) fn power(&self, hop: usize) -> f64 {
        let Some((before, after)) = self.0.get(hop).zip(self.0.get(hop + 1)) else { return 1.0 };
        Db(f64::from(before + after) / 2.0).factor().powi(2)
    }

    /// Returns the curve that moves as the fader does, at that rate.
    pub(super) fn into_curve(self, rate: u32) -> Curve {
        let gains = self.0;
        let bends = |at: usize| {
            let Some((&before, &after)) =
                at.checked_sub(1).and_then(|at| gains.get(at)).zip(gains.get(at + 1))
            else {
                return true;
            };
            ((gains[at] - before) - (after - gains[at])).abs() > 1e-4
        };
        let point = |at: usize| Point { at: (at * hop_frames(rate)) as u64, gain: Db(f64::from(gains[at])) };
        Curve::through((0..gains.len()).filter(|&at| bends(at)).map(point).collect())
    }
}

/// Returns the gain that a turn of that loudness lacks.
fn lacking(loudness: Lufs, target: Lufs, reach: Db) -> f32 {
    let whole = (target - loudness).value();
    let beyond = (whole.abs() - LEEWAY).max(0.0).copysign(whole);
    beyond.clamp(-reach.value(), reach.value()) as f32
}

/// Fills in the wishes of a stretch without speech between two gains.
fn rest(
    wishes: &mut [f32],
    activity: &[Activity],
    hops: std::ops::Range<usize>,
    beside: [Option<f32>; 2],
    repose: f32,
) {
    let music = activity[hops.clone()].contains(&Activity::Music);
    if let ([Some(before), Some(after)], false, ..LONG_PAUSE) = (beside, music, hops.len()) {
        // Between words, and between turns that follow close: no higher than the speech around.
        wishes[hops.start + 1..=hops.end].fill(before.max(after));
        return;
    }
    let pause = beside.into_iter().flatten().fold(repose, f32::min);
    for hop in hops {
        let wish = if activity[hop] == Activity::Music { 0.0 } else { pause };
        wishes[hop] = wishes[hop].min(wish);
        wishes[hop + 1] = wish;
    }
}

/// Returns the highest course below the wishes that moves no faster than it may.
fn held(mut wishes: Vec<f32>) -> Vec<f32> {
    for at in 1..wishes.len() {
        wishes[at] = wishes[at].min(wishes[at - 1] + PER_HOP);
    }
    for at in (1..wishes.len()).rev() {
        wishes[at - 1] = wishes[at - 1].min(wishes[at] + PER_HOP);
    }
    wishes.iter_mut().filter(|wish| !wish.is_finite()).for_each(|wish| *wish = 0.0);
    wishes
}
