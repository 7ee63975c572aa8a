//! A gain that moves in time: points, and straight lines in dB between them.

use crate::audio::loudness::Db;

/// Frames for which the factor is a straight line: 1.5 ms, in which no ramp of ours bends.
const GRID: u64 = 64;

/// A gain at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The frame.
    pub at: u64,
    /// The gain there.
    pub gain: Db,
}

/// A gain that moves in time. Before its first point it is that point's, behind its last that one's;
/// without points it is 0 dB.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    points: Vec<Point>,
}

impl Curve {
    /// Returns the curve through these points, which stand in the order of their frames.
    pub fn through(points: Vec<Point>) -> Curve {
        debug_assert!(points.windows(2).all(|pair| pair[0].at < pair[1].at));
        Curve { points }
    }

    /// Returns the points.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Returns whether it changes nothing anywhere.
    pub fn is_flat(&self) -> bool {
        self.points.iter().all(|point| point.gain == Db(0.0))
    }

    /// Returns this gain with another added to it.
    #[must_use]
    pub fn plus(&self, other: &Curve) -> Curve {
        let mut frames: Vec<u64> = self.points.iter().chain(&other.points).map(|point| point.at).collect();
        frames.sort_unstable();
        frames.dedup();
        let points = frames.into_iter().map(|at| Point { at, gain: self.at(at) + other.at(at) });
        Curve { points: points.collect() }
    }

    /// Returns the gain at a frame.
    pub fn at(&self, frame: u64) -> Db {
        let after = self.points.partition_point(|point| point.at <= frame);
        match (after.checked_sub(1).map(|before| self.points[before]), self.points.get(after)) {
            (None, None) => Db(0.0),
            (Some(point), None) => point.gain,
            (None, Some(point)) => point.gain,
            (Some(from), Some(to)) => {
                let way = (frame - from.at) as f64 / (to.at - from.at) as f64;
                Db(from.gain.value() + (to.gain - from.gain).value() * way)
            }
        }
    }

    /// Multiplies the samples of a plane, of which the first is the frame `from`. What a sample is
    /// multiplied by depends on its frame alone, not on where the plane begins.
    pub fn apply(&self, from: u64, plane: &mut [f32]) {
        if self.is_flat() {
            return;
        }
        let mut rest = plane;
        let mut at = from;
        while !rest.is_empty() {
            // From one multiple of the grid to the next the factor moves in a straight line.
            let grid = at / GRID * GRID;
            let (line, behind) = rest.split_at_mut(((grid + GRID - at) as usize).min(rest.len()));
            let (start, end) = (self.at(grid), self.at(grid + GRID));
            let factor = start.factor() as f32;
            if start == end {
                for sample in line.iter_mut() {
                    *sample *= factor;
                }
            } else {
                let step = (end.factor() as f32 - factor) / GRID as f32;
                for (n, sample) in line.iter_mut().enumerate() {
                    *sample *= factor + step * (at - grid + n as u64) as f32;
                }
            }
            at += line.len() as u64;
            rest = behind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve() -> Curve {
        let point = |at, gain| Point { at, gain: Db(gain) };
        Curve::through(vec![point(100, -6.0), point(200, -6.0), point(300, 4.0)])
    }

    #[test]
    fn between_points_the_gain_is_a_straight_line() {
        for (frame, gain) in [(0, -6.0), (100, -6.0), (150, -6.0), (250, -1.0), (300, 4.0), (9_000, 4.0)] {
            assert!((curve().at(frame).value() - gain).abs() < 1e-12, "{frame}");
        }
        assert_eq!(Curve::default().at(7), Db(0.0));
        assert_eq!(Curve::through(vec![Point { at: 0, gain: Db(2.0) }]).at(7), Db(2.0));
    }

    #[test]
    fn what_is_applied_is_the_gain_at_each_frame_from_wherever_it_begins() {
        for from in [0, 130, 199, 200, 250, 400] {
            let mut plane = vec![1.0_f32; 211];
            curve().apply(from, &mut plane);
            for (n, sample) in plane.iter().enumerate() {
                let expected = curve().at(from + n as u64);
                let off = Db::of_factor(f64::from(*sample)) - expected;
                assert!(off.value().abs() < 1.7, "{from} + {n}: even where a slope of 10 dB in 2 ms bends");
            }
            let mut whole = vec![1.0_f32; 611];
            curve().apply(0, &mut whole);
            assert!(plane == whole[from as usize..from as usize + 211], "the same bits from {from} on");
        }
    }

    #[test]
    fn two_curves_add_up_at_every_frame() {
        let other = Curve::through(vec![Point { at: 50, gain: Db(1.0) }, Point { at: 250, gain: Db(3.0) }]);
        let both = curve().plus(&other);
        for frame in 0..400 {
            let sum = curve().at(frame) + other.at(frame);
            assert!((both.at(frame) - sum).value().abs() < 1e-9, "{frame}");
        }
    }

    #[test]
    fn a_flat_curve_changes_no_bit() {
        let mut plane = vec![0.3, -0.7];
        Curve::through(vec![Point { at: 0, gain: Db(0.0) }]).apply(3, &mut plane);
        assert_eq!(plane, [0.3, -0.7]);
    }
}
