//! What the two channels hold, and what is to be done about it.
//!
//! Every rule compares how loud the sides are and how alike they move, not by the whole recording
//! alone but by its seconds or hops as well: an hour of one voice in the middle must not hide the
//! half minute of music in stereo before it.

use super::figures::{ChannelFigures, Pair};
use super::mono::{self, is_mono};
use crate::audio::loudness::{Db, Dbfs};
use crate::audio::master::Channels;

/// What is to be done about the channels of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelPlan {
    /// There is only one.
    Mono,
    /// They are stereo, or are to stay as they are.
    Stereo,
    /// Both hold the same: they become one.
    Same,
    /// One is the other at another level: the better one becomes both.
    Copy {
        /// Whether the left one is the better one.
        use_left: bool,
    },
    /// One holds nothing: the other becomes both.
    Dead {
        /// Whether it is the left one that holds nothing.
        left: bool,
    },
    /// The right one is upside down, so that the two cancel out where they are mixed: it is turned over.
    Antiphase {
        /// What they are then.
        then: Flipped,
    },
    /// Each holds a voice of its own: they are levelled as two and mixed to the middle.
    TwoMicrophones,
}

/// What two channels turn out to be once one of them is turned over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flipped {
    /// Stereo.
    Stereo,
    /// The same.
    Same,
    /// One is the other at another level.
    Copy {
        /// Whether the left one is the better one.
        use_left: bool,
    },
}

impl ChannelPlan {
    /// Returns what each channel that comes out takes of the left and of the right one.
    ///
    /// Two microphones come out as two: they are mixed only behind the leveller.
    pub fn matrix(&self) -> &'static [[f32; 2]] {
        const LEFT: &[[f32; 2]] = &[[1.0, 0.0]];
        const RIGHT: &[[f32; 2]] = &[[0.0, 1.0]];
        match self {
            ChannelPlan::Stereo | ChannelPlan::TwoMicrophones => &[[1.0, 0.0], [0.0, 1.0]],
            ChannelPlan::Same => &[[0.5, 0.5]],
            ChannelPlan::Mono
            | ChannelPlan::Copy { use_left: true }
            | ChannelPlan::Dead { left: false }
            | ChannelPlan::Antiphase { then: Flipped::Copy { use_left: true } } => LEFT,
            ChannelPlan::Copy { use_left: false }
            | ChannelPlan::Dead { left: true }
            | ChannelPlan::Antiphase { then: Flipped::Copy { use_left: false } } => RIGHT,
            ChannelPlan::Antiphase { then: Flipped::Same } => &[[0.5, -0.5]],
            ChannelPlan::Antiphase { then: Flipped::Stereo } => &[[1.0, 0.0], [0.0, -1.0]],
        }
    }

    /// Returns whether one programme comes of it, once it is mixed to the end.
    pub fn is_mono(&self) -> bool {
        self.matrix().len() == 1 || *self == ChannelPlan::TwoMicrophones
    }

    /// Returns whether the channels come out as they went in.
    pub fn changes_nothing(&self) -> bool {
        matches!(self, ChannelPlan::Mono | ChannelPlan::Stereo)
    }
}

/// Decides what is to be done about the channels.
pub fn plan(figures: &ChannelFigures, wish: Channels) -> ChannelPlan {
    let pairs = figures.pairs();
    if figures.channels() == 1 {
        return ChannelPlan::Mono;
    }
    if wish == Channels::Keep {
        return ChannelPlan::Stereo;
    }
    let Some(sides) = Sides::of(pairs) else { return ChannelPlan::Same };
    if let Some(left) = sides.dead() {
        return ChannelPlan::Dead { left };
    }
    match sides.alike() {
        Flipped::Same => return ChannelPlan::Same,
        Flipped::Copy { use_left } => return ChannelPlan::Copy { use_left },
        Flipped::Stereo => {}
    }
    if sides.is_antiphase() {
        let flipped: Vec<Pair> = pairs.iter().map(|pair| pair.flipped()).collect();
        let then = Sides::of(&flipped).map_or(Flipped::Same, |sides| sides.alike());
        return ChannelPlan::Antiphase { then };
    }
    if sides.are_two_microphones() { ChannelPlan::TwoMicrophones } else { ChannelPlan::Stereo }
}

/// A channel of which no 100 ms is louder than this holds nothing.
const DEAD: Dbfs = Dbfs(-60.0);
/// Beside a dead channel the other one is louder than this, and by [`DEAD_BELOW`] louder.
const ALIVE: Dbfs = Dbfs(-45.0);
/// A cable that ends nowhere hums or hisses, but so far below the other channel,
const DEAD_BELOW: Db = Db(20.0);
/// and so steadily: a voice moves by far more.
const STEADY: Db = Db(10.0);

/// From here on two channels are one at two levels: what sets them apart lies 30 dB below.
const COPY: f64 = 0.998;
/// In no second may a greater part of the quieter channel be its own,
const OWN: f64 = 0.01;
/// unless it is within 6 dB of the channel's noise,
const OWN_NOISE: f64 = 4.0;
/// which lies at least so far below its loudest: else it is no noise but music without a pause.
const NOISE_BELOW: Db = Db(30.0);
/// One hop in so many may be clipped before a clean copy is the better one.
const CLIPPED_ONE_IN: usize = 1_000;
/// A channel whose noise lies further below its voice by this is the better one, even if it is quieter.
const CLEANER: Db = Db(1.0);

/// Below this over the whole recording the channels are against each other. Stereo as it is meant
/// has most of its sound in the middle, and lies above zero.
const AGAINST: f64 = -0.6;
/// And so they are in nearly all that is louder than this by the loudest, not in a passage only.
const AGAINST_LOUD: Db = Db(-10.0);
const AGAINST_HOP: f64 = -0.3;
const AGAINST_SHARE: f64 = 0.9;

/// What is further below the loudest of its side does not say who speaks.
const ACTIVE: Db = Db(-20.0);
/// Somebody speaks alone into a microphone when the other one hears this much less, measured from half
/// way between the two voices. A voice reaches the other microphone 10 dB down or more; syllables and
/// rooms take some of that. A pair of microphones for stereo hears two voices about 5 dB apart.
const ALONE: Db = Db(7.0);
/// And by the loudest of each microphone, too, the other one hears less: or else a passage with nothing
/// on one side would make two voices out of it and the rest.
const LESS: Db = Db(2.0);
/// The two voices lie where all but one hop in so many lie between them.
const OUTER: usize = 33;
/// How far apart two sides are at most, when that is looked for: below lies nothing but noise.
const FARTHEST: Db = Db(30.0);
/// In so much of what is loud somebody speaks alone: people let each other finish, music does not. Where
/// voices come 10 dB down through a hard room it is two thirds, of all music that was tried a tenth.
const ALONE_SHARE: f64 = 0.55;
/// And each of the two speaks for so much of it at least.
const VOICE_SHARE: f64 = 0.05;
/// What is alike to this extent, without any delay, is a voice that a mixer put to one side, not one
/// that a second microphone hears from afar.
const PANNED: f64 = 0.95;
/// Hops that have to be loud before one can tell: 10 s.
const ENOUGH: usize = 100;
/// Turns last so many hops on average: 1 s.
const TURN: usize = 10;

/// One channel in figures, over all that is not silent.
#[derive(Debug, Clone, Copy)]
struct Side {
    /// The level below which one twentieth of it lies.
    noise: f64,
    /// The level above which one thirtieth of it lies.
    loud: f64,
    /// The highest.
    highest: f64,
    /// Hops that are clipped.
    clipped: usize,
}

/// Two channels in figures.
pub(super) struct Sides<'a> {
    pairs: &'a [Pair],
    left: Side,
    right: Side,
    /// Hops that are not silent.
    heard: usize,
    /// By how much the left microphone is the louder one half way between the two voices, as power.
    balance: f64,
}

impl<'a> Sides<'a> {
    /// Returns the figures, or none if nothing is to be heard.
    pub(super) fn of(pairs: &'a [Pair]) -> Option<Sides<'a>> {
        let heard: Vec<&Pair> = pairs.iter().filter(|pair| is_heard(pair)).collect();
        if heard.is_empty() {
            return None;
        }
        let side = |level: fn(&Pair) -> f32, channel: usize| {
            let mut levels: Vec<f32> = heard.iter().map(|pair| level(pair)).collect();
            levels.sort_by(f32::total_cmp);
            let at = |part: usize, of: usize| f64::from(levels[(levels.len() - 1) * part / of]);
            Side {
                noise: at(1, 20),
                loud: at(29, 30),
                highest: at(1, 1),
                clipped: heard.iter().filter(|pair| pair.clipped[channel]).count(),
            }
        };
        let (left, right) = (side(|pair| pair.left, 0), side(|pair| pair.right, 1));
        let mut sides = Sides { pairs, left, right, heard: heard.len(), balance: 1.0 };
        sides.balance = sides.balance();
        Some(sides)
    }

    /// Returns whether a side holds nothing, and whether that is the left one.
    fn dead(&self) -> Option<bool> {
        let dead = |side: Side, other: Side| {
            let below = side.loud <= other.loud / power(DEAD_BELOW);
            let steady = side.highest <= side.noise * power(STEADY);
            other.loud > ALIVE.peak().powi(2)
                && below
                && (side.highest < DEAD.peak().powi(2) || steady)
                && other.highest > other.noise * power(STEADY)
        };
        match (dead(self.left, self.right), dead(self.right, self.left)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// Returns whether the channels are the same, or one is the other at another level.
    fn alike(&self) -> Flipped {
        let stretches: Vec<_> = self.pairs.iter().map(|pair| pair.mid_side()).collect();
        if is_mono(&stretches) {
            Flipped::Same
        } else if self.is_copy() {
            Flipped::Copy { use_left: self.is_left_better() }
        } else {
            Flipped::Stereo
        }
    }

    fn is_copy(&self) -> bool {
        // Clipping makes a copy unlike; so where there is enough that is not clipped, only that counts.
        let clean = |pair: &&Pair| is_heard(pair) && pair.clipped == [false; 2];
        let all = self.pairs.iter().filter(clean).count() * 10 < self.heard;
        let counts = |pair: &&Pair| is_heard(pair) && (all || pair.clipped == [false; 2]);
        let sum = |pairs: &[Pair]| {
            pairs.iter().filter(counts).fold([0.0; 3], |[left, right, cross], pair| {
                [left + f64::from(pair.left), right + f64::from(pair.right), cross + f64::from(pair.cross)]
            })
        };
        let [left, right, cross] = sum(self.pairs);
        if cross <= 0.0 || cross < COPY * (left * right).sqrt() {
            return false;
        }
        let left_is_quieter = left < right;
        let quieter = if left_is_quieter { self.left } else { self.right };
        let noise = OWN_NOISE * quieter.noise.min(quieter.loud / power(NOISE_BELOW));
        self.pairs.chunks(10).all(|second| {
            let hops = second.iter().filter(counts).count() as f64;
            let [left, right, cross] = sum(second);
            let (quiet, loud) = if left_is_quieter { (left, right) } else { (right, left) };
            let own = if loud > 0.0 { quiet - cross * cross / loud } else { quiet };
            own <= (OWN * quiet).max(noise * hops)
        })
    }

    /// Returns whether the left one of two copies is the better one: not clipped, less noisy, louder.
    fn is_left_better(&self) -> bool {
        let clipped = |side: Side| side.clipped * CLIPPED_ONE_IN > self.heard;
        if clipped(self.left) != clipped(self.right) {
            return clipped(self.right);
        }
        // Two silences are equally clean, and infinitely so.
        let clean = |side: Side| side.loud / side.noise.max(f64::MIN_POSITIVE);
        let (left, right) = (clean(self.left), clean(self.right));
        if left > right * power(CLEANER) {
            true
        } else if right > left * power(CLEANER) {
            false
        } else {
            self.left.loud >= self.right.loud
        }
    }

    fn is_antiphase(&self) -> bool {
        let whole = self.pairs.iter().fold(Pair::default(), |sum, pair| Pair {
            left: sum.left + pair.left,
            right: sum.right + pair.right,
            cross: sum.cross + pair.cross,
            ..sum
        });
        let loud: Vec<&Pair> =
            self.pairs.iter().filter(|pair| self.rises_above(AGAINST_LOUD, pair)).collect();
        let against = loud.iter().filter(|pair| pair.correlation() <= AGAINST_HOP).count();
        whole.correlation() <= AGAINST && against as f64 >= AGAINST_SHARE * loud.len() as f64
    }

    fn are_two_microphones(&self) -> bool {
        let (mut active, mut panned, mut turns) = (0, 0, 0);
        let mut alone = [0; 2];
        let mut before = None;
        for pair in self.pairs.iter().filter(|pair| self.is_active(pair)) {
            active += 1;
            let Some(speaks) = self.speaks_alone(pair) else { continue };
            alone[usize::from(speaks == Speaker::Right)] += 1;
            panned += usize::from(pair.correlation().abs() > PANNED);
            turns += usize::from(before.is_some_and(|before| before != speaks));
            before = Some(speaks);
        }
        let share = |hops: usize| hops as f64 / active.max(1) as f64;
        let both = alone[0] + alone[1];
        active >= ENOUGH
            && share(both) >= ALONE_SHARE
            && alone.iter().all(|&hops| share(hops) >= VOICE_SHARE)
            && panned * 2 < both
            && turns * TURN <= active
    }

    /// Returns whether something goes on in a hop on either side.
    pub(super) fn is_active(&self, pair: &Pair) -> bool {
        self.rises_above(ACTIVE, pair)
    }

    /// Returns whether a hop rises above that level on either side, by the loudest of the side.
    fn rises_above(&self, level: Db, pair: &Pair) -> bool {
        let (left, right) = self.measured(pair);
        is_heard(pair) && left.max(right) >= power(level)
    }

    /// Returns who speaks, if the other one's microphone hears so much less.
    pub(super) fn speaks_alone(&self, pair: &Pair) -> Option<Speaker> {
        let (left, right) = (f64::from(pair.left), f64::from(pair.right) * self.balance);
        let (own_left, own_right) = self.measured(pair);
        if left >= right * power(ALONE) && own_left >= own_right * power(LESS) {
            Some(Speaker::Left)
        } else if right >= left * power(ALONE) && own_right >= own_left * power(LESS) {
            Some(Speaker::Right)
        } else {
            None
        }
    }

    /// Returns by how much the left side is louder half way between the voices: one microphone may be
    /// turned up far more than the other, and one voice may be far louder.
    fn balance(&self) -> f64 {
        let far = power(FARTHEST);
        let ratio = |pair: &Pair| (f64::from(pair.left) / f64::from(pair.right)).clamp(1.0 / far, far);
        let active = self.pairs.iter().filter(|pair| self.is_active(pair));
        let mut ratios: Vec<f64> = active.map(ratio).collect();
        ratios.sort_by(f64::total_cmp);
        let outer = ratios.len() / OUTER;
        match (ratios.get(outer), ratios.iter().nth_back(outer)) {
            (Some(least), Some(most)) => (least * most).sqrt(),
            _ => 1.0,
        }
    }

    /// Returns both sides of a hop, each measured by its own loudest.
    fn measured(&self, pair: &Pair) -> (f64, f64) {
        let by = |level: f32, side: Side| f64::from(level) / side.loud.max(f64::MIN_POSITIVE);
        (by(pair.left, self.left), by(pair.right, self.right))
    }
}

/// Whose voice it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// That of the left microphone.
    Left,
    /// That of the right one.
    Right,
}

fn is_heard(pair: &Pair) -> bool {
    f64::from(pair.left.max(pair.right)) >= mono::SILENT.peak().powi(2)
}

fn power(gain: Db) -> f64 {
    gain.factor().powi(2)
}
