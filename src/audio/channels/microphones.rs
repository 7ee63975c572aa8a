//! Two microphones in one room: while one voice speaks, the other one's microphone is turned down.
//!
//! Both hear both voices, and a voice that is added to itself a few milliseconds later sounds as if
//! spoken into a pipe. So a microphone whose voice is silent is turned down, not off: the room must
//! not come and go. In a pause everything stays as it was.

use super::figures::ChannelFigures;
use super::plan::{Sides, Speaker};
use crate::audio::dynamics::Curve;
use crate::audio::dynamics::curve::Point;
use crate::audio::loudness::Db;

/// How far. A voice that reaches the other microphone 10 dB down is then 25 dB down, and colours
/// itself by half a decibel.
const DOWN: Db = Db(-15.0);
/// A microphone is open so many hops before its voice begins, once it has been turned up,
const EARLY: usize = 1;
/// and so many hops after it has ended: the end of a word is quiet, and whoever paused goes on.
const LATE: usize = 4;
/// Turning up takes one hop, 100 ms, turning down two.
const UP: usize = 1;
const CLOSE: usize = 2;

/// Returns the gain of the left microphone and of the right one, to be applied before the two are
/// added up: 0 dB where its voice speaks, or both do, and 15 dB less where only the other one does.
///
/// `hop` is how many frames a hop of 100 ms has.
pub fn turned_down(figures: &ChannelFigures, hop: usize) -> [Curve; 2] {
    let pairs = figures.pairs();
    let Some(sides) = Sides::of(pairs) else { return [Curve::default(), Curve::default()] };
    // Who is heard in each hop: one of them, both, or nobody that one could name.
    let mut heard: Vec<Option<[bool; 2]>> = pairs
        .iter()
        .map(|pair| {
            sides.is_active(pair).then(|| match sides.speaks_alone(pair) {
                Some(Speaker::Left) => [true, false],
                Some(Speaker::Right) => [false, true],
                None => [true, true],
            })
        })
        .collect();
    // What comes before the first word belongs to whoever says it.
    let mut last = heard.iter().find_map(|&hop| hop).unwrap_or([true; 2]);
    for hop in &mut heard {
        last = hop.unwrap_or(last);
        *hop = Some(last);
    }
    [0, 1].map(|side| {
        let needed: Vec<bool> = heard.iter().map(|hop| hop.is_none_or(|hop| hop[side])).collect();
        curve(&open(&needed), hop as u64)
    })
}

/// Returns where a microphone is open, given where it is needed.
fn open(needed: &[bool]) -> Vec<bool> {
    let mut open = needed.to_vec();
    for (n, _) in needed.iter().enumerate().filter(|&(_, &needed)| needed) {
        let end = (n + LATE + 1).min(open.len());
        open[n.saturating_sub(EARLY)..end].fill(true);
    }
    // Where it would be turned down only to be turned up again, it is left alone.
    let mut n = 0;
    for run in open.clone().chunk_by(|a, b| a == b) {
        if n > 0 && n + run.len() < open.len() && run.len() <= UP + CLOSE {
            open[n..n + run.len()].fill(true);
        }
        n += run.len();
    }
    open
}

/// Returns the gain of a microphone that is open in these hops.
fn curve(open: &[bool], hop: u64) -> Curve {
    let mut points = Vec::new();
    let mut n = 0;
    for run in open.chunk_by(|a, b| a == b) {
        let (from, to) = (n as u64, (n + run.len()) as u64);
        if !run[0] {
            // Down at the beginning, unless the recording begins so, and up again before the end.
            let down = if n == 0 { 0 } else { from + CLOSE as u64 };
            if n > 0 {
                points.push(Point { at: from * hop, gain: Db(0.0) });
            }
            points.push(Point { at: down * hop, gain: DOWN });
            if n + run.len() < open.len() {
                let up = to - UP as u64;
                if up > down {
                    points.push(Point { at: up * hop, gain: DOWN });
                }
                points.push(Point { at: to * hop, gain: Db(0.0) });
            }
        }
        n += run.len();
    }
    Curve::through(points)
}
