//! How the fader moves.
//!
//! At every border between two hops it has a wish: in a turn what the turn lacks, in music nothing, in
//! a long pause nothing, or less where a voice beside it is turned down. A pause is never turned up,
//! for all that would get louder there is the room. What it then does is the highest course below
//! these wishes that moves no faster than [`PER_HOP`].
//!
//! Out of a long pause it leaps: it stays where it is to the 10 ms in which the voice begins, and is up
//! [before the first syllable is over](PER_TICK). The room comes up under the voice, where nobody hears it.

use super::turns::Turn;
use crate::audio::dynamics::curve::{Curve, Point};
use crate::audio::loudness::{Db, Lufs, hop_frames};
use crate::audio::speech::Activity;
use crate::audio::ticks;

/// The fastest that the fader moves, in dB per hop of 100 ms: 12 dB in 200 ms. That is heard as
/// somebody else speaking, and far from a click.
const PER_HOP: f32 = 6.0;
/// The fastest that it moves where somebody begins to speak after a long pause, in dB per 10 ms: 12 dB in
/// 40 ms. A consonant takes longer, and a click is a hundred times as fast.
const PER_TICK: f32 = 3.0;
/// The shortest pause, in hops, in which the fader goes back: 1 s.
pub(super) const LONG_PAUSE: usize = 10;
/// A turn that lacks less than this is left where it is, in dB, and any other this far from the
/// target: a voice sways so much of itself.
const LEEWAY: f64 = 1.0;

/// How the fader moves.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fader {
    /// The gain at every border between hops, the ends included, in dB.
    gains: Vec<f32>,
    /// The hops, in order, in which somebody begins to speak after a long pause.
    leaps: Vec<usize>,
}

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
        let mut leaps = Vec::new();
        for turn in turns {
            let gain = lacking(turn.loudness, target, reach);
            for hop in turn.hops.clone().filter(|&hop| activity[hop] == Activity::Speech) {
                gains[hop] = Some(gain);
            }
        }
        let mut at = 0;
        while at < hops {
            if let Some(gain) = gains[at] {
                // Out of a short pause the fader is there with the first word; long ones, music and other
                // voices are not turned up for it.
                let from_pause = at == 0 || activity[at - 1] == Activity::Pause;
                let from_pause = from_pause && leaps.last() != Some(&at);
                wishes[at] = if from_pause { gain } else { wishes[at].min(gain) };
                wishes[at + 1] = gain;
                at += 1;
                continue;
            }
            let end = gains[at..].iter().position(Option::is_some).map_or(hops, |more| at + more);
            let before = at.checked_sub(1).and_then(|hop| gains[hop]);
            let after = gains.get(end).copied().flatten();
            rest(&mut wishes, &activity[..hops], at..end, [before, after], repose.value() as f32);
            let pause = activity[at..end].iter().rev().take_while(|&&activity| activity == Activity::Pause);
            if end < hops && pause.count() >= LONG_PAUSE {
                leaps.push(end);
            }
            at = end;
        }
        Fader { gains: held(wishes, &leaps), leaps }
    }

    /// Returns by how much the energy of a hop changes.
    pub(super) fn power(&self, hop: usize) -> f64 {
        let Some((before, after)) = self.gains.get(hop).zip(self.gains.get(hop + 1)) else { return 1.0 };
        Db(f64::from(before + after) / 2.0).factor().powi(2)
    }

    /// Returns the curve that moves as the fader does, at that rate. `begins` tells of a hop in which
    /// somebody begins to speak after how many of its ticks of 10 ms that is.
    pub(super) fn into_curve(self, rate: u32, begins: impl Fn(usize) -> usize) -> Curve {
        let Fader { gains, leaps } = self;
        let gain = |at: usize| Db(f64::from(gains[at]));
        let bends = |at: usize| {
            let Some((&before, &after)) =
                at.checked_sub(1).and_then(|at| gains.get(at)).zip(gains.get(at + 1))
            else {
                return true;
            };
            ((gains[at] - before) - (after - gains[at])).abs() > 1e-4
        };
        let hop = hop_frames(rate) as u64;
        let mut points: Vec<Point> = Vec::new();
        let mut leaps = leaps.into_iter().filter(|&leap| gains[leap + 1] > gains[leap]).peekable();
        for at in 0..gains.len() {
            let frame = at as u64 * hop;
            let leap = leaps.next_if_eq(&at).is_some();
            // The end of a leap may lie behind the next border.
            if (bends(at) || leap) && points.last().is_none_or(|last| last.at < frame) {
                points.push(Point { at: frame, gain: gain(at) });
            }
            if leap {
                let from = frame + (begins(at).min(ticks::PER_HOP - 1) * ticks::frames(rate)) as u64;
                let upto = from + leap_frames(gains[at + 1] - gains[at], rate);
                let rest = Curve::through(
                    (at + 1..gains.len().min(at + 4))
                        .map(|at| Point { at: at as u64 * hop, gain: gain(at) })
                        .collect(),
                );
                if from > frame {
                    points.push(Point { at: from, gain: gain(at) });
                }
                points.push(Point { at: upto, gain: rest.at(upto) });
            }
        }
        Curve::through(points)
    }
}

/// Returns how many frames a leap takes.
fn leap_frames(up: f32, rate: u32) -> u64 {
    (f64::from(up / PER_TICK) * ticks::frames(rate) as f64).ceil().max(1.0) as u64
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

/// Returns the highest course below the wishes that moves no faster than it may, upwards in these hops
/// faster than elsewhere.
fn held(mut wishes: Vec<f32>, leaps: &[usize]) -> Vec<f32> {
    let mut leaps = leaps.iter().peekable();
    for at in 1..wishes.len() {
        if leaps.next_if(|&&leap| leap == at - 1).is_none() {
            wishes[at] = wishes[at].min(wishes[at - 1] + PER_HOP);
        }
    }
    for at in (1..wishes.len()).rev() {
        wishes[at - 1] = wishes[at - 1].min(wishes[at] + PER_HOP);
    }
    wishes.iter_mut().filter(|wish| !wish.is_finite()).for_each(|wish| *wish = 0.0);
    wishes
}
