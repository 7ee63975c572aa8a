//! Where somebody speaks, where music plays, and where there is a pause.
//!
//! It is told from two things about every hop of 100 ms, together two dozen bytes:
//!
//! - **Levels.** Speech is made of syllables: between any two of them the level falls, and in a second
//!   of it a third of the ticks of 10 ms lie far below the mean. Music fills its seconds. What is
//!   quiet for this part of the recording is a pause. See `levels`.
//! - **Tones.** A note stands still; a voice glides even where it sings. Frequencies that stay for two
//!   seconds mean music, some mean a voice, and none at all means noise. See `tones`.
//!
//! From these, [`activity`] finds the likeliest course of the whole recording: a change from speech
//! to music must be worth its price, so that neither a long vowel nor a drum break makes one.

mod activity;
mod levels;
mod loudness;
mod onset;
mod tones;

pub use activity::activity;
pub use loudness::loudness;
pub use onset::begins;
pub use tones::Tones;

/// What is going on in 100 ms of sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Activity {
    /// Nobody speaks, and no music plays: breath, room, silence.
    #[default]
    Pause,
    /// Somebody speaks.
    Speech,
    /// Music plays, or another steady sound that is not a pause.
    Music,
}
