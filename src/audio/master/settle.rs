//! Compares the figures of a recording with the target and decides what to do.
//!
//! Most of it is arithmetic. Only where the limiter has to work does it take trying: a limiter eats
//! loudness, how much depends on the sound, and so the gain has to be higher by what it will eat.
//! The recording is heard through the limiter with a few gains at once, and the right gain lies
//! between two of them.

use super::analyse::Analysis;
use super::{Encoding, Form, Layout, OutputFormat, Target, prepared};
use crate::audio::decode::DecodeError;
use crate::audio::dynamics::limiter::open;
use crate::audio::dynamics::{Chain, Limiter};
use crate::audio::loudness::{Db, Dbtp, Lu, Lufs, frame_energies, gate, hop_frames};
use crate::audio::mp3::{Bitrate, Mp3Settings};
use crate::audio::segment::{self, Segment};
use crate::audio::{PumpError, Source};
use crate::world::{Step, World, ordered};

/// What is within this of the target is on target.
const NEAR: Lu = Lu(0.05);
/// What the limiter is thought to eat of every dB: the gains tried at once ask for so much more.
const EATEN: [f64; 2] = [0.1, 0.45];
/// How often at most.
const ROUNDS: usize = 4;
/// Up to this bitrate MP3 overshoots by nearly 1 dB, above it by half of that.
const OVERSHOOTS: u16 = 128;

/// What will be done to a recording, and what will come of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MasterPlan {
    /// The gain for the whole recording.
    pub gain: Db,
    /// The ceiling at which the limiter holds the peaks, if it is needed.
    pub limiter: Option<Dbtp>,
    /// The most that the limiter will hold down.
    pub reduction: Db,
    /// How loud the master will be before it is encoded; none for silence and for very short sound.
    pub predicted: Option<Lufs>,
    /// How far the master stays below the target, and why.
    pub shortfall: Option<Shortfall>,
    /// The format of the master.
    pub format: OutputFormat,
}

/// A target that is not reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shortfall {
    /// By how much.
    pub by: Lu,
    /// Why.
    pub reason: Reason,
}

/// Why a recording cannot be made as loud as wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is so quiet that the gain would raise mostly noise.
    Quiet,
    /// Its peaks stand so far above its loudness that the limiter would be heard.
    Peaks,
}

impl MasterPlan {
    pub(super) fn chain(&self) -> Chain {
        Chain { gain: self.gain, limiter: self.limiter.map(Limiter::new) }
    }
}

/// Decides what to do to the recording to meet the target. Hears it again only if the limiter is needed.
pub fn settle<R: Source>(
    world: &World,
    open: impl Fn() -> Result<R, DecodeError>,
    analysis: &Analysis,
    target: &Target,
) -> Result<MasterPlan, PumpError> {
    let format = format(analysis, target);
    let ceiling = working_ceiling(target, &format);
    let bounds = Bounds::of(analysis, target, ceiling);
    let mut ladder = Ladder::new(analysis, target, &bounds);
    for _ in 0..ROUNDS {
        let Some(gains) = ladder.next_rungs() else { break };
        let heard = try_gains(world, open()?, format.layout, ceiling, &gains)?;
        ladder.climb(gains.into_iter().zip(heard));
    }
    Ok(ladder.plan(format))
}

/// Returns the format that the recording gets.
fn format(analysis: &Analysis, target: &Target) -> OutputFormat {
    let (layout, encoding) = match target.form {
        Form::Mp3(Mp3Settings { stereo, mono, mono_file, effort }) => {
            let layout = match (analysis.is_mono(), mono_file) {
                (false, _) => Layout::Stereo,
                (true, false) => Layout::MonoAsStereo,
                (true, true) => Layout::MonoFile,
            };
            let bitrate = if layout.is_mono() { mono } else { stereo };
            (layout, Encoding::Mp3 { bitrate: Bitrate::kbps(bitrate), effort })
        }
        Form::Wav(depth) => {
            let layout = if analysis.is_mono() { Layout::MonoAsStereo } else { Layout::Stereo };
            (layout, Encoding::Wav(depth))
        }
    };
    OutputFormat { rate: analysis.spec.rate, layout, encoding }
}

/// Returns the ceiling for the sound before it is encoded: encoding moves peaks, most of them up.
fn working_ceiling(target: &Target, format: &OutputFormat) -> Dbtp {
    target.ceiling
        - match format.encoding {
            Encoding::Mp3 { bitrate, .. } if bitrate <= OVERSHOOTS => Db(1.0),
            Encoding::Mp3 { .. } => Db(0.5),
            Encoding::Wav(_) => Db(0.0),
        }
}

/// What the figures and the target allow.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bounds {
    ceiling: Dbtp,
    /// The highest gain that needs no limiter.
    linear: Db,
    /// The highest gain there may be, and what forbids more.
    most: Db,
    reason: Reason,
}

impl Bounds {
    fn of(analysis: &Analysis, target: &Target, ceiling: Dbtp) -> Bounds {
        let linear = ceiling - analysis.loudness.true_peak;
        let by_peaks = linear + target.max_reduction;
        let (most, reason) = if by_peaks < target.max_gain {
            (by_peaks, Reason::Peaks)
        } else {
            (target.max_gain, Reason::Quiet)
        };
        Bounds { ceiling, linear, most, reason }
    }
}

/// The search for the gain: what loudness each gain gives, as far as it is known.
#[derive(Debug)]
struct Ladder {
    bounds: Bounds,
    target: Lufs,
    /// Gains and the loudness they give, lowest first; empty if there is no loudness to speak of.
    known: Vec<(Db, Lufs)>,
    /// The gain for sound that has a peak but no loudness.
    otherwise: Db,
}

impl Ladder {
    fn new(analysis: &Analysis, target: &Target, bounds: &Bounds) -> Ladder {
        let otherwise = match (analysis.is_silent(), bounds.linear.min(target.max_gain)) {
            (true, _) => Db(0.0),
            (false, gain) => gain,
        };
        let known = analysis.loudness.integrated.filter(|_| !analysis.is_silent()).map(|integrated| {
            // Up to here nothing is limited, so the loudness is known without trying.
            let gain = bounds.linear.min(bounds.most).min((target.loudness - integrated).into());
            (gain, integrated + gain)
        });
        Ladder { bounds: *bounds, target: target.loudness, known: known.into_iter().collect(), otherwise }
    }

    /// Returns the gains to try next; none if the right one is known.
    fn next_rungs(&self) -> Option<Vec<Db>> {
        let &(gain, loudness) = self.known.last()?;
        let missing = self.target - loudness;
        if missing <= NEAR || gain >= self.bounds.most {
            return None;
        }
        let mut rungs: Vec<Db> = EATEN
            .iter()
            .map(|eaten| (gain + Db(missing.value() * (1.0 + eaten))).min(self.bounds.most))
            .collect();
        rungs.dedup();
        Some(rungs)
    }

    fn climb(&mut self, heard: impl Iterator<Item = (Db, Option<Lufs>)>) {
        self.known.extend(heard.filter_map(|(gain, loudness)| Some((gain, loudness?))));
    }

    /// Returns the gain that comes closest to the target, and the loudness it gives.
    ///
    /// What is eaten grows slowly and evenly, so a parabola through the nearest points is close. That
    /// it is one is not taken for granted: it counts only between the two gains beside the target.
    fn found(&self) -> Option<(Db, Lufs)> {
        let &last = self.known.last()?;
        let Some(above) = self.known.iter().position(|&(_, loudness)| loudness >= self.target) else {
            return Some(last);
        };
        let Some(below) = above.checked_sub(1) else { return Some(self.known[above]) };
        let from = below.min(self.known.len().saturating_sub(3));
        let points = &self.known[from..(from + 3).min(self.known.len())];
        // Lagrange's formula, read backwards: the gain as a function of the loudness.
        let gain: f64 = points
            .iter()
            .map(|&(gain, loudness)| {
                let others = points.iter().filter(|(_, other)| *other != loudness);
                gain.value()
                    * others
                        .map(|&(_, other)| (self.target - other).value() / (loudness - other).value())
                        .product::<f64>()
            })
            .sum();
        Some((Db(gain).max(self.known[below].0).min(self.known[above].0), self.target))
    }

    fn plan(&self, format: OutputFormat) -> MasterPlan {
        let (gain, predicted) = match self.found() {
            Some((gain, predicted)) => (gain, Some(predicted)),
            None => (self.otherwise, None),
        };
        // Rounding may leave the gain a hair above where it was cut off.
        let reduction = gain - self.bounds.linear;
        let limits = reduction > Db(1e-6);
        let shortfall = predicted
            .map(|predicted| Shortfall { by: self.target - predicted, reason: self.bounds.reason })
            .filter(|shortfall| shortfall.by > NEAR);
        MasterPlan {
            gain,
            limiter: limits.then_some(self.bounds.ceiling),
            reduction: if limits { reduction } else { Db(0.0) },
            predicted,
            shortfall,
            format,
        }
    }
}

/// Hears the recording through the limiter with each of the gains, and returns how loud it becomes.
fn try_gains(
    world: &World,
    source: impl Source,
    layout: Layout,
    ceiling: Dbtp,
    gains: &[Db],
) -> Result<Vec<Option<Lufs>>, PumpError> {
    let source = prepared(source.watched(world, Step::Measuring));
    let limiter = Limiter::new(ceiling);
    let mut hops = vec![Vec::new(); gains.len()];
    ordered::map(
        world.jobs,
        cut_for_chain(source).map(|segment| segment.map_err(PumpError::from)),
        |segment| Ok(limited_energies(limiter, gains, &laid_out(segment, layout))),
        |energies: Vec<Vec<f64>>| {
            hops.iter_mut().zip(energies).for_each(|(hops, energies)| hops.extend(energies));
            Ok(())
        },
    )?;
    Ok(hops.iter().map(|hops| gate::integrated(hops)).collect())
}

/// Returns the energies of all hops of the segment behind the limiter, for each of the gains.
///
/// The sound is weighted once, and the dips are put on what is weighted. Strictly the weighting comes
/// after them, but they move slowly beside what it hears: the difference is a hundredth of a LU.
fn limited_energies(limiter: Limiter, gains: &[Db], segment: &Segment) -> Vec<Vec<f64>> {
    let rate = segment.spec().rate;
    let body = segment.body();
    let energies = frame_energies(segment);
    let highest = gains.iter().copied().fold(Db(f64::NEG_INFINITY), Db::max);
    let peaks = limiter.listen(highest, segment.planes());
    let through = |&gain: &Db| {
        let power = gain.factor().powi(2);
        let hops = energies.chunks_exact(hop_frames(rate));
        match limiter.dips(gain, rate, &peaks) {
            None => hops.map(|hop| sum(hop.iter().copied()) * power).collect(),
            Some(dips) => hops
                .zip(dips[body.clone()].chunks(hop_frames(rate)))
                .map(|(hop, dips)| {
                    let dipped = hop.iter().zip(dips).map(|(energy, &dip)| energy * open(dip).powi(2));
                    sum(dipped) * power
                })
                .collect(),
        }
    };
    gains.iter().map(through).collect()
}

fn sum(energies: impl Iterator<Item = f32>) -> f64 {
    energies.map(f64::from).sum()
}

/// Cuts a source into segments with as much sound around them as the chain and the meter must hear.
pub(super) fn cut_for_chain<S: Source>(source: S) -> segment::Cut<S> {
    let rate = source.spec().rate;
    segment::cut(source, segment::length(rate), Chain::lead_in(rate), Chain::lead_out(rate))
}

/// Brings the channels of a segment into the layout of the master, equal ones as one.
pub(super) fn laid_out(segment: Segment, layout: Layout) -> Segment {
    if layout.is_mono() { segment.into_mono() } else { segment }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::wav::Depth;

    const TARGET: Lufs = Lufs(-16.0);

    fn ladder(known: &[(f64, f64)], most: f64) -> Ladder {
        let bounds =
            Bounds { ceiling: Dbtp(-2.0), linear: Db(known[0].0), most: Db(most), reason: Reason::Peaks };
        let known = known.iter().map(|&(gain, loudness)| (Db(gain), Lufs(loudness))).collect();
        Ladder { bounds, target: TARGET, known, otherwise: Db(0.0) }
    }

    #[test]
    fn gains_are_tried_until_the_target_lies_between_two() {
        /// What is known, the most there may be, and what is tried next.
        type Case = (&'static [(f64, f64)], f64, Option<&'static [f64]>);
        let cases: [Case; 5] = [
            (&[(3.0, -16.0)], 9.0, None),
            (&[(3.0, -18.0)], 9.0, Some(&[5.2, 5.9])),
            (&[(3.0, -18.0)], 5.5, Some(&[5.2, 5.5])),
            (&[(3.0, -18.0), (5.2, -16.2), (5.9, -15.8)], 9.0, None),
            (&[(3.0, -28.0), (9.0, -22.5)], 9.0, None),
        ];
        for (known, most, expected) in cases {
            let rungs = ladder(known, most).next_rungs();
            let rounded = rungs
                .map(|rungs| rungs.iter().map(|gain| (gain.value() * 1e6).round() / 1e6).collect::<Vec<_>>());
            assert_eq!(rounded.as_deref(), expected, "{known:?}");
        }
    }

    #[test]
    fn the_gain_lies_on_the_curve() {
        // A limiter that eats a fiftieth of the square of what lies above the linear gain.
        let loudness = |gain: f64| -20.0 + gain - 0.02 * gain * gain;
        let points = [0.0, 4.2, 5.0].map(|gain| (gain, loudness(gain)));
        let (gain, predicted) = ladder(&points, 9.0).found().unwrap();
        assert!((loudness(gain.value()) - TARGET.value()).abs() < 0.01 && predicted == TARGET, "{gain:?}");
    }

    #[test]
    fn a_target_out_of_reach_is_told() {
        let format =
            OutputFormat { rate: 44_100, layout: Layout::Stereo, encoding: Encoding::Wav(Depth::Sixteen) };
        let plan = ladder(&[(3.0, -24.0), (9.0, -19.0)], 9.0).plan(format);
        assert_eq!((plan.gain, plan.reduction, plan.predicted), (Db(9.0), Db(6.0), Some(Lufs(-19.0))));
        assert_eq!(plan.shortfall, Some(Shortfall { by: Lu(3.0), reason: Reason::Peaks }));
    }
}
