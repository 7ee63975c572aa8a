//! Compares the figures of a programme with the target and decides what to do. Pure arithmetic.
//!
//! First the gain alone is tried, with the limiter behind it. If that asks too much of the limiter, the
//! compressor takes a little from the loud syllables, and only as much as it takes. If all it may take is
//! not enough, the programme stays quieter than wanted, and the plan says by how much and why.

use super::figures::Figures;
use super::{Encoding, Form, Layout, OutputFormat, Target};
use crate::audio::dynamics::compressor::MOST;
use crate::audio::dynamics::trial::{Trial, Trials};
use crate::audio::dynamics::{Chain, Compressor, Limiter, Ride};
use crate::audio::loudness::{Db, Dbfs, Dbtp, Lu, Lufs, gate};
use crate::audio::mp3::{Bitrate, Mp3Settings};

/// What is within this of the target is on target.
const NEAR: Lu = Lu(0.02);
/// How often a gain is corrected at most.
const ROUNDS: usize = 12;
/// The limiter may hold down audibly for this share of the time.
const HEARD: f64 = 0.0095;
/// And press them for this: a door that slams must not make an hour of speech quiet.
const PRESSED: f64 = 0.001;
/// Peaks are so rare above the height that the compressor looks at.
const RARE: f64 = 0.002;
/// A tick whose peak is lower than this counts as silent.
const UNHEARD: Dbfs = Dbfs(-60.0);
/// A programme whose peak is below this is silent.
pub(super) const SILENT: Dbfs = Dbfs(-60.0);
/// Up to this bitrate MP3 overshoots by nearly 1 dB, above it by half of that.
const OVERSHOOTS: u16 = 128;

/// What will be done to a programme, and what will come of it.
#[derive(Debug, Clone, PartialEq)]
pub struct MasterPlan {
    /// The gain for the whole programme.
    pub gain: Db,
    /// What the compressor takes, tick by tick.
    pub ride: Ride,
    /// The ceiling at which the limiter holds the peaks.
    pub limiter: Dbtp,
    /// The ceiling that is promised for the finished sound.
    pub ceiling: Dbtp,
    /// What the figures foretell.
    pub trial: Trial,
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
    pub(super) fn chain(&self) -> Chain<'_> {
        Chain { ride: &self.ride, gain: self.gain, limiter: Limiter::new(self.limiter) }
    }
}

/// Decides what to do to the programme to meet the target. `mono` says whether it is one programme.
pub fn settle(figures: &Figures, mono: bool, target: &Target) -> MasterPlan {
    let format = format(figures, mono, target);
    let limiter = working_ceiling(target, &format);
    let trials = Trials::new(&figures.hops, &figures.ticks, limiter);
    let search = Search { figures, trials, target };
    let (ride, gain, trial, reason) = search.settled();
    let missing = trial.loudness.map(|loudness| target.loudness - loudness);
    let shortfall = reason
        .zip(missing.filter(|&missing| missing > Lu(0.05)))
        .map(|(reason, by)| Shortfall { by, reason });
    MasterPlan { gain, ride, limiter, ceiling: target.ceiling, trial, shortfall, format }
}

/// Returns the format that the programme gets.
fn format(figures: &Figures, mono: bool, target: &Target) -> OutputFormat {
    let (layout, encoding) = match target.form {
        Form::Mp3(Mp3Settings { stereo, mono: mono_rate, mono_file, effort }) => {
            let layout = match (mono, mono_file) {
                (false, _) => Layout::Stereo,
                (true, false) => Layout::MonoAsStereo,
                (true, true) => Layout::MonoFile,
            };
            let bitrate = if layout.is_mono() { mono_rate } else { stereo };
            (layout, Encoding::Mp3 { bitrate: Bitrate::kbps(bitrate), effort })
        }
        Form::Wav(depth) => (if mono { Layout::MonoAsStereo } else { Layout::Stereo }, Encoding::Wav(depth)),
    };
    OutputFormat { rate: figures.spec.rate, layout, encoding }
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

/// The search for the gain, and for how much the compressor must take.
struct Search<'a> {
    figures: &'a Figures,
    trials: Trials<'a>,
    target: &'a Target,
}

type Found = (Ride, Db, Trial, Option<Reason>);

impl Search<'_> {
    fn settled(&self) -> Found {
        let idle = Ride::default();
        if self.figures.peak() < SILENT {
            let trial = self.trials.with(&idle, Db(0.0));
            return (idle, Db(0.0), Trial { loudness: None, ..trial }, None);
        }
        let Some(integrated) = gate::integrated(&self.figures.hops) else {
            // Too short for a loudness: as loud as its peak allows.
            let room = self.trials.ceiling() - Dbtp(self.figures.peak().value()) - Db(0.3);
            let gain = room.min(self.target.max_gain);
            return (idle, gain, self.trials.with(&Ride::default(), gain), None);
        };
        let (gain, trial) = self.climb(&idle, integrated);
        if fits(&trial) || !self.figures.is_spoken() {
            return self.within_bounds(idle, gain, trial);
        }
        let top = self.figures.ticks.peak_above(RARE, UNHEARD);
        let try_taking = |by: f64| {
            let ride = Compressor::taking(Db(by), top).ride(&self.figures.ticks);
            let (gain, trial) = self.climb(&ride, integrated);
            (ride, gain, trial)
        };
        let most = MOST.value();
        let (ride, gain, trial) = try_taking(most);
        if !fits(&trial) {
            return self.within_bounds(ride, gain, trial);
        }
        // As little as does it, to a fifth of a decibel.
        let (mut too_little, mut enough) = (0.0, most);
        let mut found = (ride, gain, trial);
        while enough - too_little > most / 32.0 {
            let middle = f64::midpoint(too_little, enough);
            let tried = try_taking(middle);
            if fits(&tried.2) {
                (enough, found) = (middle, tried);
            } else {
                too_little = middle;
            }
        }
        let (ride, gain, trial) = found;
        self.within_bounds(ride, gain, trial)
    }

    /// Returns the gain that makes the programme as loud as wanted behind the compressor and the limiter,
    /// both of which eat loudness.
    fn climb(&self, ride: &Ride, integrated: Lufs) -> (Db, Trial) {
        let mut gain = Db::from(self.target.loudness - integrated);
        let mut trial = self.trials.with(ride, gain);
        for _ in 0..ROUNDS {
            let Some(missing) = trial.loudness.map(|loudness| self.target.loudness - loudness) else { break };
            // Gain that the limiter takes away again is no help.
            if missing.value().abs() <= NEAR.value() || gain > self.target.max_gain + Db(12.0) {
                break;
            }
            let step = if missing.value() > 0.0 { 1.25 } else { 1.0 };
            gain = gain + Db(missing.value() * step);
            trial = self.trials.with(ride, gain);
        }
        (gain, trial)
    }

    /// Takes back what is too much of the gain, and says why.
    fn within_bounds(&self, ride: Ride, gain: Db, trial: Trial) -> Found {
        let (gain, trial, quiet) = if gain > self.target.max_gain {
            let gain = self.target.max_gain;
            (gain, self.trials.with(&ride, gain), Some(Reason::Quiet))
        } else {
            (gain, trial, None)
        };
        if fits(&trial) {
            return (ride, gain, trial, quiet);
        }
        let (mut low, mut high) = (gain - Db(40.0), gain);
        for _ in 0..ROUNDS {
            let middle = Db(f64::midpoint(low.value(), high.value()));
            if fits(&self.trials.with(&ride, middle)) { low = middle } else { high = middle }
        }
        let trial = self.trials.with(&ride, low);
        (ride, low, trial, Some(Reason::Peaks))
    }
}

/// Returns whether the limiter may work as hard as that.
fn fits(trial: &Trial) -> bool {
    trial.heard <= HEARD && trial.pressed <= PRESSED
}
