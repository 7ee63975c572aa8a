//! What each channel is for, so that many of them can be mixed to two.

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

/// What each channel of a recording is for, in the order of the channels.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Layout(Vec<Position>);

impl Layout {
    /// Returns what is meant when nobody says: one channel is the centre, two are left and right, and of
    /// more nothing is known.
    pub fn usual(channels: usize) -> Layout {
        Layout(match channels {
            1 => vec![Position::Centre],
            2 => vec![Position::Left, Position::Right],
            more => vec![Position::Unknown; more],
        })
    }

    /// Returns one position for each channel.
    pub fn positions(&self) -> &[Position] {
        &self.0
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
