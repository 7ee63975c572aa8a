//! One gain for all.

use crate::audio::loudness::Db;

/// Multiplies every sample.
pub fn apply(gain: Db, planes: &mut [Vec<f32>]) {
    let factor = gain.factor() as f32;
    for sample in planes.iter_mut().flatten() {
        *sample *= factor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_decibels_are_nearly_twice() {
        let mut planes = vec![vec![0.25, -0.5], vec![0.0, 0.1]];
        apply(Db(6.020_6), &mut planes);
        for (sample, expected) in planes.iter().flatten().zip([0.5, -1.0, 0.0, 0.2]) {
            assert!((sample - expected).abs() < 1e-6);
        }
    }
}
