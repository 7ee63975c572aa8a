//! From as many values as a sound has seconds to as many as a plot has columns, and other sums.

use crate::audio::loudness::Lufs;

/// Returns what `of` makes of each of as many equal parts at most.
pub(super) fn columns<T>(values: &[T], most: usize, of: impl Fn(&[T]) -> f64) -> Vec<f64> {
    let count = most.min(values.len());
    let part = |n: usize| &values[n * values.len() / count..(n + 1) * values.len() / count];
    (0..count).map(|n| of(part(n))).collect()
}

/// Returns the loudness of a stretch of which the loudness of each part is known: loudness is energy. Silence
/// counts, and has none.
pub(super) fn together(levels: impl Iterator<Item = Option<Lufs>>) -> Option<f64> {
    let (mut energy, mut count) = (0.0, 0);
    for level in levels {
        energy += level.map_or(0.0, |level| 10_f64.powf(level.value() / 10.0));
        count += 1;
    }
    (energy > 0.0).then(|| 10.0 * (energy / f64::from(count)).log10())
}

/// Returns the highest.
pub(super) fn highest(values: impl Iterator<Item = f64>) -> Option<f64> {
    values.filter(|value| value.is_finite()).reduce(f64::max)
}

/// Returns the lowest.
pub(super) fn lowest(values: impl Iterator<Item = f64>) -> Option<f64> {
    values.filter(|value| value.is_finite()).reduce(f64::min)
}

/// Returns the one that lies farthest from zero.
pub(super) fn farthest(values: impl Iterator<Item = f64>) -> f64 {
    let farther = |a: f64, b: f64| if b.abs() > a.abs() { b } else { a };
    values.filter(|value| value.is_finite()).fold(0.0, farther)
}

/// Returns between which two values most of them lie: all but the lowest tenth and the highest.
pub(super) fn most(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some((values[last / 10], values[last - last / 10]))
}

/// Returns a part as whole percent. What is there at all is at least 1, and what is not all is at most 99.
pub(super) fn percent(part: usize, whole: usize) -> u64 {
    match (part, whole) {
        (_, 0) | (0, _) => 0,
        (part, whole) if part >= whole => 100,
        (part, whole) => ((200 * part + whole) / (2 * whole)).clamp(1, 99) as u64,
    }
}

/// Returns where something was highest.
pub(super) fn where_highest(values: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    values
        .enumerate()
        .filter(|(_, value)| value.is_finite())
        .fold(None, |best: Option<(usize, f64)>, next| best.filter(|best| best.1 >= next.1).or(Some(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_the_worst_of_what_they_stand_for() {
        let values: Vec<f64> = (0..36_000).map(|n| if n == 35_999 { -9.0 } else { 0.0 }).collect();
        let columns = columns(&values, 900, |part| lowest(part.iter().copied()).unwrap());
        assert_eq!((columns.len(), columns[899]), (900, -9.0));
        assert!(super::columns(&[] as &[f64], 900, |_| 1.0).is_empty());
        assert_eq!(super::columns(&[1.0, 2.0], 900, |part| part[0]), [1.0, 2.0]);
    }

    #[test]
    fn loudness_adds_up_as_energy() {
        let level = |level: f64| Some(Lufs(level));
        let half = together([level(-20.0), None].into_iter()).unwrap();
        assert!((half + 23.01).abs() < 0.01, "{half}");
        assert_eq!(together([None, None].into_iter()), None);
    }

    #[test]
    fn percent_is_honest_about_a_little_and_about_nearly_all() {
        assert_eq!(
            [
                percent(0, 9),
                percent(1, 9_999),
                percent(9_998, 9_999),
                percent(9, 9),
                percent(1, 8),
                percent(3, 0)
            ],
            [0, 1, 99, 100, 13, 0]
        );
    }

    #[test]
    fn most_leaves_out_both_ends() {
        assert_eq!(most((0..=100).map(f64::from)), Some((10.0, 90.0)));
        assert_eq!(most([1.0].into_iter()), Some((1.0, 1.0)));
        assert_eq!(most([f64::NAN].into_iter()), None);
        assert_eq!(where_highest([1.0, 3.0, f64::NAN, 3.0].into_iter()), Some((1, 3.0)));
    }
}
