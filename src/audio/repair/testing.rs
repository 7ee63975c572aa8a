//! What the tests of the repairs have in common.

use crate::audio::{Block, Source};

/// Returns all that a source gives.
pub(super) fn all(mut source: impl Source) -> Vec<Vec<f32>> {
    let channels = source.spec().channels;
    let (mut planes, mut block) = (vec![Vec::new(); channels], Block::default());
    loop {
        source.read(&mut block).unwrap();
        if block.frames() == 0 {
            return planes;
        }
        for (plane, from) in planes.iter_mut().zip(block.planes()) {
            plane.extend_from_slice(from);
        }
    }
}

/// Returns the root mean square in dB.
pub(super) fn level(samples: &[f32]) -> f64 {
    let power = samples.iter().map(|&x| f64::from(x).powi(2)).sum::<f64>() / samples.len().max(1) as f64;
    10.0 * power.log10()
}
