//! What puts a recording right: rumble and hum, noise, sharp s sounds, and what is too long.
//!
//! Filters are [stages](super::Stage) and hang behind the recording. What is found out about a
//! recording is found out segment by segment, in figures that are folded in order; the decision is
//! a pure function of the figures. What is cut away is a value, [`Edits`], that maps the time of
//! the recording to the time of the episode and back.

mod deess;
mod denoised;
mod edited;
mod edits;
mod fft;
mod high_pass;
pub mod hum;
pub mod noise;
pub mod pauses;
#[cfg(test)]
mod testing;
mod trim;

pub use deess::DeEss;
pub use denoised::Denoised;
pub use edited::Edited;
pub use edits::Edits;
pub use high_pass::HighPass;
pub use trim::trim;

/// Returns the first two planes; of one, twice the same. Filters work on two channels side by side.
fn pair(planes: &[Vec<f32>]) -> [&[f32]; 2] {
    match planes {
        [] => [&[], &[]],
        [only] => [only, only],
        [left, right, ..] => [left, right],
    }
}

/// Returns the whole number in a number, nothing for what is below zero.
#[expect(clippy::cast_sign_loss, reason = "the conversion takes what is below zero to zero")]
fn whole(number: f64) -> usize {
    number as usize
}
