//! The sound check: what is wrong with a recording that a microphone, a room or a hand at the recorder
//! could put right next time.
//!
//! Each subject has a file: it weighs one thing, says it in a unit, and knows from where on a listener
//! notices. [`findings`] puts together what is worth a line, in the order of importance. What each
//! finding means, and what to do about it, is said at the desk.

mod noise;
mod plosives;
mod room;
mod silence;
mod together;

use std::time::Duration;

pub use noise::Noise;
pub use plosives::{Plosives, Puffs};
pub use room::Room;
pub use silence::Silences;
pub use together::together;

use super::channels::ChannelPlan;
use super::loudness::{Db, Lu, Lufs};

/// A recording quieter than this has to be turned up so far that the recorder's own hiss is heard.
const QUIET: Lufs = Lufs(-35.0);
/// Voices that lie further apart than this make listeners reach for the volume.
const APART: Lu = Lu(6.0);

/// One side quieter than the other by this is no place in the room any more: pans of music are within 10 dB.
const SIDES: Db = Db(12.0);
/// A constant of a hundredth of full scale takes headroom, and clicks where something is cut.
const OFFSET: f64 = 0.01;

/// What is known of a recording when its sound is checked; what is not known says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Heard {
    /// Whether there is nothing to hear in it.
    pub silent: bool,
    /// How often it is overdriven, and where first.
    pub clipped: Option<(u64, Duration)>,
    /// What its channels hold.
    pub channels: Option<ChannelPlan>,
    /// Whether the left one is the quieter of two channels, and by how much.
    pub sides: Option<(bool, Db)>,
    /// The greatest constant that lies on a channel, full scale ±1.0.
    pub offset: f64,
    /// How loud it is.
    pub loudness: Option<Lufs>,
    /// The long silences in it.
    pub silences: Option<Silences>,
    /// The noise behind the voices.
    pub noise: Option<Noise>,
    /// The frequency of the mains that hum in it, in Hz.
    pub hum: Option<u32>,
    /// The room that it was made in.
    pub room: Option<Room>,
    /// The loudest of its voices and the quietest one.
    pub voices: Option<(Lufs, Lufs)>,
    /// The puffs of breath in it.
    pub puffs: Option<Puffs>,
}

/// Something about the sound of a recording that is worth a line, and has a remedy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// There is nothing to hear in it.
    Silent,
    /// It is overdriven.
    Clipped {
        /// In how many places.
        places: u64,
        /// Where first.
        first: Duration,
    },
    /// One of two channels holds nothing.
    DeadChannel {
        /// Whether it is the left one.
        left: bool,
    },
    /// One of two channels is upside down.
    Antiphase,
    /// One of two channels is much quieter than the other.
    SidesApart {
        /// Whether it is the left one.
        left: bool,
        /// By how much.
        by: Db,
    },
    /// It is very quiet.
    TooQuiet {
        /// How loud it is.
        loudness: Lufs,
    },
    /// Nobody speaks for a long time in the middle of it.
    LongSilence {
        /// In how many places.
        places: usize,
        /// Where first.
        first: Duration,
        /// For how long at most.
        longest: Duration,
    },
    /// Noise is heard behind the voices.
    Noisy {
        /// How loud the noise is.
        floor: Lufs,
        /// How far the voices stand above it.
        distance: Lu,
    },
    /// The mains hum.
    Hum {
        /// At how many Hz.
        mains: u32,
    },
    /// A constant lies on it.
    Offset,
    /// The room is heard behind the voices.
    Echo {
        /// How long a word takes to fall by 60 dB in it.
        dies_in: Duration,
    },
    /// One voice is much louder than another.
    VoicesApart {
        /// By how much.
        by: Lu,
    },
    /// Breath hits the microphone.
    Plosives {
        /// How often.
        count: usize,
        /// How often in a minute of speech.
        per_minute: f64,
        /// Where first.
        first: Duration,
    },
}

/// Returns what is worth a line about the sound of a recording, the most important first.
pub fn findings(heard: &Heard) -> Vec<Finding> {
    if heard.silent {
        return vec![Finding::Silent];
    }
    let clipped = heard.clipped.filter(|&(places, _)| places > 0);
    let all = [
        heard.channels.and_then(|plan| in_the_channels(plan, heard.sides)),
        clipped.map(|(places, first)| Finding::Clipped { places, first }),
        heard.loudness.filter(|&loudness| loudness < QUIET).map(|loudness| Finding::TooQuiet { loudness }),
        heard.silences.map(|Silences { places, first, longest }| Finding::LongSilence {
            places,
            first,
            longest,
        }),
        heard
            .noise
            .filter(Noise::is_heard)
            .map(|noise| Finding::Noisy { floor: noise.floor, distance: noise.distance() }),
        heard.hum.map(|mains| Finding::Hum { mains }),
        (heard.offset.abs() > OFFSET).then_some(Finding::Offset),
        heard.room.filter(Room::is_heard).map(|room| Finding::Echo { dies_in: room.dies_in }),
        heard.voices.and_then(|(one, other)| apart(one, other)).map(|by| Finding::VoicesApart { by }),
        heard.puffs.filter(Puffs::are_heard).map(|Puffs { count, per_minute, first }| Finding::Plosives {
            count,
            per_minute,
            first,
        }),
    ];
    all.into_iter().flatten().collect()
}

/// Returns what is wrong with the channels. What is merely to be done about them is no fault.
fn in_the_channels(plan: ChannelPlan, sides: Option<(bool, Db)>) -> Option<Finding> {
    match plan {
        ChannelPlan::Dead { left } => Some(Finding::DeadChannel { left }),
        ChannelPlan::Antiphase { .. } => Some(Finding::Antiphase),
        ChannelPlan::Mono | ChannelPlan::Same => None,
        ChannelPlan::Stereo | ChannelPlan::Copy { .. } | ChannelPlan::TwoMicrophones => {
            sides.filter(|(_, by)| *by >= SIDES).map(|(left, by)| Finding::SidesApart { left, by })
        }
    }
}

/// Returns how far two voices lie apart, if that is so far that listeners mind.
pub fn apart(one: Lufs, other: Lufs) -> Option<Lu> {
    let by = one.max(other) - one.min(other);
    (by >= APART).then_some(by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::channels::Flipped;

    #[test]
    fn a_good_recording_has_no_findings() {
        let good = Heard {
            clipped: Some((0, Duration::ZERO)),
            channels: Some(ChannelPlan::TwoMicrophones),
            sides: Some((true, Db(8.0))),
            offset: 0.002,
            loudness: Some(Lufs(-23.0)),
            noise: Some(Noise { floor: Lufs(-62.0), speech: Lufs(-22.0) }),
            room: Some(Room { dies_in: Duration::from_millis(300), falls: 200 }),
            voices: Some((Lufs(-21.0), Lufs(-26.0))),
            puffs: Some(Puffs { count: 9, per_minute: 0.7, first: Duration::ZERO }),
            ..Heard::default()
        };
        assert_eq!(findings(&good), []);
        assert_eq!(findings(&Heard::default()), []);
    }

    #[test]
    fn all_that_is_wrong_is_said_once_and_in_order() {
        let (five, ten) = (Duration::from_secs(5), Duration::from_secs(10));
        let bad = Heard {
            silent: false,
            clipped: Some((3, five)),
            channels: Some(ChannelPlan::Antiphase { then: Flipped::Same }),
            sides: Some((true, Db(20.0))),
            offset: -0.05,
            loudness: Some(Lufs(-36.0)),
            silences: Some(Silences { places: 2, first: five, longest: ten }),
            noise: Some(Noise { floor: Lufs(-55.0), speech: Lufs(-33.0) }),
            hum: Some(50),
            room: Some(Room { dies_in: Duration::from_millis(900), falls: 200 }),
            voices: Some((Lufs(-40.0), Lufs(-31.0))),
            puffs: Some(Puffs { count: 90, per_minute: 7.0, first: five }),
        };
        let expected = [
            Finding::Antiphase,
            Finding::Clipped { places: 3, first: five },
            Finding::TooQuiet { loudness: Lufs(-36.0) },
            Finding::LongSilence { places: 2, first: five, longest: ten },
            Finding::Noisy { floor: Lufs(-55.0), distance: Lu(22.0) },
            Finding::Hum { mains: 50 },
            Finding::Offset,
            Finding::Echo { dies_in: Duration::from_millis(900) },
            Finding::VoicesApart { by: Lu(9.0) },
            Finding::Plosives { count: 90, per_minute: 7.0, first: five },
        ];
        assert_eq!(findings(&bad), expected);
        assert_eq!(findings(&Heard { silent: true, ..bad }), [Finding::Silent], "silence says it all");
        let dead = Heard { channels: Some(ChannelPlan::Dead { left: true }), ..Heard::default() };
        assert_eq!(findings(&dead), [Finding::DeadChannel { left: true }]);
        for plan in [ChannelPlan::Stereo, ChannelPlan::Copy { use_left: true }, ChannelPlan::TwoMicrophones] {
            let sides = Some((false, Db(20.0)));
            let apart = Heard { channels: Some(plan), sides, ..Heard::default() };
            assert_eq!(findings(&apart), [Finding::SidesApart { left: false, by: Db(20.0) }]);
        }
    }
}
