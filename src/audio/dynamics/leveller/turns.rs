//! Where the level of the speech steps.
//!
//! The level of speech leaps with every syllable, and a mean over a second still sways by several dB.
//! What is sought is a staircase: few steps, each worth its price, and between them the level that
//! three quarters of the hops stay below. Of all staircases with steps of a whole dB the one is found
//! that costs least, by Viterbi's method: at each hop, for each level, only the best way there is kept.
//! That takes time in proportion to the recording, and never gets stuck in a half-good answer.

use std::ops::Range;

use crate::audio::loudness::{Lu, Lufs};
use crate::audio::speech::Activity;

/// The levels that a staircase may have: so many steps of 1 dB down from the loudest hop.
const LEVELS: usize = 64;
/// The price of a hop above the level, for each dB; below it the rest to 1. At these two, three
/// quarters of the hops of a turn lie below its level: that is where the vowels are, whatever lies
/// between them.
const ABOVE: f32 = 0.75;
/// The price of a step within a run of words, in dB times hops. A voice that is 12 dB quieter costs 2
/// or 3 dB more at the other's level for every hop, so it must speak for two seconds and more to be
/// worth it.
const STEP: f32 = 40.0;
/// The price of a step after a gap: that is where speakers change. One who reads aloud alone stays on
/// one level for minutes at this price, and voices 6 dB apart are told from each other by sentences of
/// three seconds.
const STEP_AFTER_GAP: f32 = 15.0;
/// Hops of speech that are a turn, 1.5 s; what is shorter goes with its neighbour.
const SHORTEST: usize = 15;
/// Hops that lie so far below the mean of their turn say nothing about its voice, 10 dB.
const GATE: f64 = 0.1;
/// What lies so far below the loud voices is no turn: a rustle, a chair, the next room. A listener
/// could not have followed it either way.
const BACKGROUND: Lu = Lu(20.0);
/// The voices are told from the turns without the quietest and the loudest twentieth of the time.
const OUTLIERS: f64 = 0.05;

/// A stretch in which somebody speaks at one level.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// From the first hop of speech to behind the last. Pauses may lie within.
    pub hops: Range<usize>,
    /// The hops of speech in it.
    pub spoken: usize,
    /// How loud the voice is.
    pub loudness: Lufs,
}

/// How loud the voices of a recording are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Voices {
    /// The quieter ones.
    pub quietest: Lufs,
    /// The louder ones.
    pub loudest: Lufs,
}

impl Voices {
    /// Returns how far apart they are.
    pub fn spread(&self) -> Lu {
        self.loudest - self.quietest
    }
}

/// Returns the turns of a recording, in order.
pub fn turns(hops: &[f64], activity: &[Activity]) -> Vec<Turn> {
    let spoken: Vec<usize> = hops
        .iter()
        .zip(activity)
        .enumerate()
        .filter(|&(_, (&energy, &activity))| activity == Activity::Speech && energy > 0.0)
        .map(|(hop, _)| hop)
        .collect();
    let levels: Vec<f32> = spoken.iter().map(|&hop| (10.0 * hops[hop].log10()) as f32).collect();
    let after_gap = |at: usize| at > 0 && spoken[at] - spoken[at - 1] > 1;
    let mut turns: Vec<Turn> = merged(&staircase(&levels, after_gap))
        .into_iter()
        .map(|Run { at, .. }| {
            let energies = || spoken[at.clone()].iter().map(|&hop| hops[hop]);
            Turn {
                hops: spoken[at.start]..spoken[at.end - 1] + 1,
                spoken: at.len(),
                loudness: Lufs::of_energy(mean_above(energies, GATE * mean_above(energies, 0.0))),
            }
        })
        .collect();
    if let Some((_, loud)) = extent(&turns) {
        turns.retain(|turn| loud - turn.loudness < BACKGROUND);
    }
    turns
}

fn mean_above<I: Iterator<Item = f64>>(energies: impl Fn() -> I, threshold: f64) -> f64 {
    let (count, sum) = energies()
        .filter(|&energy| energy > threshold)
        .fold((0_u32, 0.0), |(count, sum), energy| (count + 1, sum + energy));
    sum / f64::from(count.max(1))
}

/// Returns for every level the step of the best staircase, counted down from the highest.
fn staircase(levels: &[f32], after_gap: impl Fn(usize) -> bool) -> Vec<u8> {
    let top = levels.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let lowest = top - LEVELS as f32;
    let mut costs = [0.0_f32; LEVELS];
    // Whether the best way to each level came by a step, a bit each, and from which level.
    let mut ways: Vec<(u64, u8)> = Vec::with_capacity(levels.len());
    for (at, level) in levels.iter().enumerate() {
        let step = if after_gap(at) { STEP_AFTER_GAP } else { STEP };
        let (cheapest, least) = cheapest(&costs);
        let mut stepped = 0_u64;
        for (n, cost) in costs.iter_mut().enumerate() {
            if *cost - least > step {
                stepped |= 1 << n;
            }
            let above = level.max(lowest) - (top - n as f32);
            let price = if above > 0.0 { ABOVE * above } else { (ABOVE - 1.0) * above };
            // Counted from the cheapest, so that the sums stay small however long it goes on.
            *cost = (*cost - least).min(step) + price;
        }
        ways.push((stepped, cheapest as u8));
    }
    let (mut now, _) = cheapest(&costs);
    let mut stairs = vec![0; levels.len()];
    for (stair, (stepped, from)) in stairs.iter_mut().zip(ways).rev() {
        *stair = now as u8;
        if stepped >> now & 1 == 1 {
            now = usize::from(from);
        }
    }
    stairs
}

fn cheapest(costs: &[f32; LEVELS]) -> (usize, f32) {
    costs
        .iter()
        .copied()
        .enumerate()
        .fold((0, f32::INFINITY), |best, next| if next.1 < best.1 { next } else { best })
}

/// A run of hops of speech on one stair.
struct Run {
    at: Range<usize>,
    stair: u8,
}

/// Returns the runs of the staircase. One that is too short to be a turn goes with the neighbour that
/// is closer in level.
fn merged(stairs: &[u8]) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::new();
    // Where the run begins that is open, and how far the stairs are walked.
    let (mut from, mut to) = (0, 0);
    for run in stairs.chunk_by(|a, b| a == b) {
        let stair = run[0];
        to += run.len();
        let next = stairs.get(to).map(|next| next.abs_diff(stair));
        let last = kept.last_mut().map(|last| (last.stair.abs_diff(stair), last));
        let short = to - from < SHORTEST;
        match last {
            Some((distance, last))
                if distance == 0 || (short && next.is_none_or(|next| distance <= next)) =>
            {
                last.at.end = to;
                from = to;
            }
            // What is closer to the next begins that one's run.
            _ if short && next.is_some() => {}
            _ => {
                kept.push(Run { at: from..to, stair });
                from = to;
            }
        }
    }
    kept
}

/// Returns how loud the voices are, or none without any speech. The turns are split in the middle
/// between the loud and the quiet ones. Of each half it is the mean in LU over the time, in which an
/// outburst counts for little.
pub fn voices(turns: &[Turn]) -> Option<Voices> {
    let (low, high) = extent(turns)?;
    let middle = f64::midpoint(low.value(), high.value());
    let mean = |quiet: bool| {
        let (time, sum) = turns
            .iter()
            .map(|turn| (turn.loudness.value(), turn.spoken as f64))
            .filter(|turn| (turn.0 <= middle) == quiet || low >= high)
            .fold((0.0, 0.0), |(time, sum), turn| (time + turn.1, sum + turn.1 * turn.0));
        Lufs(sum / time)
    };
    Some(Voices { quietest: mean(true), loudest: mean(false) })
}

/// Returns between which levels nearly all of the speech lies, outliers on either side left out.
fn extent(turns: &[Turn]) -> Option<(Lufs, Lufs)> {
    let mut by_level: Vec<&Turn> = turns.iter().collect();
    by_level.sort_by(|a, b| a.loudness.value().total_cmp(&b.loudness.value()));
    let all: usize = turns.iter().map(|turn| turn.spoken).sum();
    Some((reached(by_level.iter(), all)?, reached(by_level.iter().rev(), all)?))
}

/// Returns the level at which the outliers are passed.
fn reached<'a>(mut turns: impl Iterator<Item = &'a &'a Turn>, all: usize) -> Option<Lufs> {
    let mut passed = 0;
    let outer = turns.find(|turn| {
        passed += turn.spoken;
        passed as f64 >= all as f64 * OUTLIERS
    });
    outer.map(|turn| turn.loudness)
}
