//! The hum of the mains: whether there is one, and how it is taken away.
//!
//! Hum is a row of lines at the frequency of the mains and its multiples. A bass, a voice and an
//! organ have lines at such places too. What sets hum apart is that it never ends: it is there in
//! every pause, from the first minute to the last, at the same level, and its multiples are exact.
//! So a line counts only if it is narrow over six seconds *and* there in the quietest tenth of them,
//! in nearly the whole recording.
//!
//! [`HumFigures`] are what a segment shows; [`find`] decides over all of them; [`Notches`] take away
//! what was found and nothing else.

mod figures;
mod notches;
#[cfg(test)]
mod tests;

pub use figures::HumFigures;
pub use notches::Notches;

use figures::{Line, Window};

use crate::audio::loudness::{Db, Dbfs};

/// The frequencies of the mains of this world.
const MAINS: [f64; 2] = [50.0, 60.0];
/// Grids keep their frequency within 0.2 Hz nearly always; clocks of recorders add nothing to speak of.
const OFF_MAINS: f64 = 0.5;
/// Lines are looked for up to here. Above it hum is a buzz, whose many weak lines no notches can follow.
const HIGHEST_HZ: f64 = 1_000.0;
/// The most multiples below [`HIGHEST_HZ`].
const MULTIPLES: usize = 20;
/// Fewer windows of six seconds than this say nothing about what never ends.
const FEWEST_WINDOWS: usize = 4;
/// In what share of the windows hum must stand out. In the others voices or music may cover it.
const SHARE: f64 = 0.2;
/// How far the mains may wander from its median, in Hz. Within an hour it hardly leaves ±0.05 Hz.
const WANDER: f64 = 0.1;
/// The most that a line may be weaker in the quietest tenth of the time than it is found to be.
const UNSTEADY: Db = Db(10.0);
/// Lines below this nobody hears, even 20 dB louder.
const INAUDIBLE: Dbfs = Dbfs(-80.0);

/// The hum of a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Hum {
    /// The frequency of the mains in Hz, to about a hundredth.
    pub mains: f64,
    /// How far the mains wander about it, in Hz.
    pub wander: f64,
    /// The lines: which multiple of the mains, and the peak of its sine.
    pub harmonics: Vec<(u32, Dbfs)>,
}

impl Hum {
    /// Returns the level of all lines together, as that of one sine.
    pub fn level(&self) -> Dbfs {
        Dbfs::of_peak(self.power().sqrt())
    }

    fn power(&self) -> f64 {
        self.harmonics.iter().map(|(_, level)| level.peak().powi(2)).sum()
    }
}

/// Returns the hum in the figures of all segments, if there is one.
pub fn find(figures: &HumFigures) -> Option<Hum> {
    let loudest = |a: &Hum, b: &Hum| a.power().total_cmp(&b.power());
    (0..MAINS.len()).filter_map(|base| find_at(base, &figures.windows)).max_by(loudest)
}

/// Returns the hum of one of the [`MAINS`].
fn find_at(base: usize, windows: &[Window]) -> Option<Hum> {
    if windows.len() < FEWEST_WINDOWS {
        return None;
    }
    let combs: Vec<Comb> = windows.iter().filter_map(|window| comb(base, &window.lines)).collect();
    let mains = percentile(combs.iter().map(|comb| comb.mains).collect(), 50)?;
    let agreeing: Vec<&Comb> = combs.iter().filter(|comb| (comb.mains - mains).abs() <= WANDER).collect();
    let enough = (windows.len() as f64 * SHARE).max(FEWEST_WINDOWS as f64 - 1.0);
    if (agreeing.len() as f64) < enough {
        return None;
    }
    let of_mains = |percent| percentile(agreeing.iter().map(|comb| comb.mains).collect(), percent);
    let wander = 0.5 * (of_mains(90)? - of_mains(10)?);
    let harmonics: Vec<(u32, Dbfs)> = (1..=MULTIPLES)
        .filter_map(|multiple| {
            let lines = agreeing.iter().flat_map(|comb| &comb.lines);
            let levels: Vec<f64> = lines
                .filter(|line| usize::from(line.multiple) == multiple)
                .map(|line| f64::from(line.level))
                .collect();
            if levels.len() * 3 < agreeing.len() {
                return None;
            }
            let level = Dbfs(percentile(levels, 50)?);
            let quiet = windows.iter().map(|window| f64::from(window.quiet[base][multiple - 1])).collect();
            let never_ends = Dbfs(percentile(quiet, 10)?) > level - UNSTEADY;
            (never_ends && level > INAUDIBLE).then_some((multiple as u32, level))
        })
        .collect();
    // One line alone may be anything that is switched on. All hum has the mains or twice the mains.
    let is_hum = harmonics.len() >= 2 && harmonics[0].0 <= 2;
    is_hum.then_some(Hum { mains, wander, harmonics })
}

/// Lines of a window that are multiples of one frequency.
struct Comb {
    mains: f64,
    lines: Vec<Line>,
}

/// Returns the multiples of whatever frequency near that of the mains has most of them; at least two.
fn comb(base: usize, lines: &[Line]) -> Option<Comb> {
    let lines = || lines.iter().filter(|line| usize::from(line.base) == base);
    let fitting = |mains: f64| lines().filter(move |line| line.is_of(mains)).copied();
    let counts = lines().map(|line| (fitting(line.mains()).count(), line.mains()));
    // Of equally many, the one nearest to what it should be.
    let (count, mains) = counts.max_by(|(count, mains), (other, other_mains)| {
        let off = |mains: &f64| (mains - MAINS[base]).abs();
        count.cmp(other).then(off(other_mains).total_cmp(&off(mains)))
    })?;
    if count < 2 {
        return None;
    }
    let lines: Vec<Line> = fitting(mains).collect();
    // The least squares of what each multiple says: the high ones know it better.
    let weighed = |weight: fn(&Line) -> f64| lines.iter().map(weight).sum::<f64>();
    let mains = weighed(|line| f64::from(line.hz) * f64::from(line.multiple))
        / weighed(|line| f64::from(line.multiple).powi(2));
    Some(Comb { mains, lines })
}

/// Returns the value that so many percent do not exceed.
fn percentile(mut values: Vec<f64>, percent: usize) -> Option<f64> {
    let at = values.len() * percent / 100;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(at, f64::total_cmp).1)
}
