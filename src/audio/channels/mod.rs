//! The channels of a recording: from any number to two, what is wrong with the two, and putting it right.
//!
//! A small recorder writes two channels whatever is plugged into it. What they hold is often not
//! stereo: one microphone in both, the same sound twice at different levels, a cable that carried
//! nothing, a cable wired the wrong way round, or one voice on each side. [`ChannelFigures`] keeps of
//! every 100 ms how loud each side is and what the two have in common; from that [`plan`] decides,
//! and [`PutRight`] does what was decided. Two microphones stay two until each has been levelled;
//! [`turned_down`] says how far each is turned down while only the other one's voice speaks.

mod figures;
mod microphones;
mod mixdown;
mod mono;
mod plan;
mod put_right;
#[cfg(test)]
mod tests;

pub use figures::{ChannelFigures, Pair};
pub use microphones::turned_down;
pub use mixdown::Mixdown;
pub use mono::{MidSide, Mono, is_mono, to_mono};
pub use plan::{ChannelPlan, Flipped, plan};
pub use put_right::PutRight;
