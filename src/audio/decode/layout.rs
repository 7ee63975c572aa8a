//! What each channel is for, so that many of them can be mixed to two.

use std::f32::consts::FRAC_1_SQRT_2;

/// Where a channel is to be heard from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Position {
    /// In front, to the left.
    Left,
    /// In front, to the right.
    Right,
    /// In front, in the middle; the one channel of a mono recording.
    Centre,
    /// The low effects of the cinema, which a mix of two channels leaves out.
    LowEffects,
    /// Behind, to the left.
    BackLeft,
    /// Behind, to the right.
    BackRight,
    /// Between left and centre.
    LeftOfCentre,
    /// Between right and centre.
    RightOfCentre,
    /// Behind, in the middle.
    BackCentre,
    /// At the left side.
    SideLeft,
    /// At the right side.
    SideRight,
    /// Above, or elsewhere.
    Elsewhere,
    /// Nobody said. The tracks of a recorder with many microphones are such channels.
    Unknown,
}

/// The bits of a WAV channel mask, from the lowest.
const MASK: [Position; 11] = [
    Position::Left,
    Position::Right,
    Position::Centre,
    Position::LowEffects,
    Position::BackLeft,
    Position::BackRight,
    Position::LeftOfCentre,
    Position::RightOfCentre,
    Position::BackCentre,
    Position::SideLeft,
    Position::SideRight,
];

/// How much of a channel goes to the left and to the right.
fn share(position: Position) -> [f32; 2] {
    // Halfway between two speakers in angle, at the power of one: cos and sin of 22.5°.
    const NEAR: f32 = 0.923_879_5;
    const FAR: f32 = 0.382_683_43;
    match position {
        Position::Left => [1.0, 0.0],
        Position::Right => [0.0, 1.0],
        Position::Centre | Position::Unknown => [FRAC_1_SQRT_2; 2],
        Position::LowEffects => [0.0; 2],
        Position::BackLeft | Position::SideLeft => [FRAC_1_SQRT_2, 0.0],
        Position::BackRight | Position::SideRight => [0.0, FRAC_1_SQRT_2],
        Position::LeftOfCentre => [NEAR, FAR],
        Position::RightOfCentre => [FAR, NEAR],
        Position::BackCentre | Position::Elsewhere => [0.5; 2],
    }
}

/// What each channel of a recording is for, in the order of the channels.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Layout(Vec<Position>);

impl Layout {
    /// Returns what is meant when nobody says: the order of WAV, in which up to eight channels usually are.
    /// But a channel that would be of low effects by it is unknown: it may be somebody's microphone, which a
    /// mix must not leave out.
    pub fn usual(channels: usize) -> Layout {
        use Position::{BackCentre, BackLeft, BackRight, Centre, Left, Right, SideLeft, SideRight, Unknown};
        Layout(match channels {
            1 => vec![Centre],
            2 => vec![Left, Right],
            3 => vec![Left, Right, Centre],
            4 => vec![Left, Right, BackLeft, BackRight],
            5 => vec![Left, Right, Centre, BackLeft, BackRight],
            6 => vec![Left, Right, Centre, Unknown, BackLeft, BackRight],
            7 => vec![Left, Right, Centre, Unknown, BackCentre, SideLeft, SideRight],
            8 => vec![Left, Right, Centre, Unknown, BackLeft, BackRight, SideLeft, SideRight],
            more => return Layout::unknown(more),
        })
    }

    /// Returns the layout of channels that stand for no places: as many microphones.
    pub fn unknown(channels: usize) -> Layout {
        Layout(vec![Position::Unknown; channels])
    }

    /// Returns how much of each channel goes to the left and to the right of a mix of two.
    ///
    /// The coefficients are those of ITU-R BS.775, annex 4: the centre and each surround 3 dB down, one
    /// surround behind 6 dB down on both sides, and the low effects left out. Channels of which nothing is
    /// known go equally into both sides, so that their sum never clips where one does not.
    pub fn shares(&self) -> Vec<[f32; 2]> {
        if self.0.iter().all(|&position| position == Position::Unknown) {
            return vec![[1.0 / self.0.len().max(1) as f32; 2]; self.0.len()];
        }
        self.0.iter().map(|&position| share(position)).collect()
    }

    /// Returns one position for each channel.
    pub fn positions(&self) -> &[Position] {
        &self.0
    }

    /// Returns the layout of channels that each have a place.
    pub(super) fn of(positions: Vec<Position>) -> Layout {
        Layout(positions)
    }

    /// Returns the layout that a mask of speakers gives to so many channels. Channels beyond the mask are
    /// unknown.
    pub(super) fn of_mask(mask: impl Into<u64>, channels: usize) -> Layout {
        let mask = mask.into();
        let set = (0..64).filter(|bit| mask >> bit & 1 == 1);
        let mut positions: Vec<Position> =
            set.map(|bit| MASK.get(bit).copied().unwrap_or(Position::Elsewhere)).take(channels).collect();
        positions.resize(channels, Position::Unknown);
        // A mask may call the one channel of a mono recording "left".
        if channels == 1 { Layout::usual(1) } else { Layout(positions) }
    }

    /// Returns the layout of Vorbis and of Opus, mapping family 1, which have an order of their own.
    pub(super) fn of_vorbis(channels: usize) -> Layout {
        use Position::{
            BackCentre, BackLeft, BackRight, Centre, Left, LowEffects, Right, SideLeft, SideRight,
        };
        Layout(match channels {
            3 => vec![Left, Centre, Right],
            4 => vec![Left, Right, BackLeft, BackRight],
            5 => vec![Left, Centre, Right, BackLeft, BackRight],
            6 => vec![Left, Centre, Right, BackLeft, BackRight, LowEffects],
            7 => vec![Left, Centre, Right, SideLeft, SideRight, BackCentre, LowEffects],
            8 => vec![Left, Centre, Right, SideLeft, SideRight, BackLeft, BackRight, LowEffects],
            other => return Layout::usual(other),
        })
    }
}
