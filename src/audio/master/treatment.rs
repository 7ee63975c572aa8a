//! What staff may wish for a recording beyond its loudness.

/// What is done to a recording before it gets its loudness. Every part has a switch of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the settings")]
pub struct Treatment {
    /// Whether voices of different level are brought together.
    pub level: Levelling,
    /// Whether the channels may be put right.
    pub channels: Channels,
    /// Whether what lies below every voice (rumble, wind, a knocked table) is taken away.
    pub high_pass: bool,
    /// Whether the hum of the mains is taken away, where there is one.
    pub hum: bool,
    /// Whether silence at both ends is trimmed.
    pub trim: bool,
    /// Whether steady noise behind the voices is turned down.
    pub noise: bool,
    /// Whether long pauses are shortened.
    pub pauses: bool,
    /// Whether sharp s sounds are turned down.
    pub deess: bool,
}

impl Default for Treatment {
    fn default() -> Treatment {
        Treatment {
            level: Levelling::default(),
            channels: Channels::default(),
            high_pass: true,
            hum: true,
            trim: true,
            noise: false,
            pauses: false,
            deess: false,
        }
    }
}

/// How far voices of different level are brought together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Levelling {
    /// As [`Levelling::Gentle`] where the voices lie far apart, else not at all.
    #[default]
    Auto,
    /// Not at all.
    Off,
    /// By 6 dB up or down at most.
    Gentle,
    /// As far as it takes, within reason.
    Strong,
}

/// What may be done to the channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Channels {
    /// Whatever is wrong with them is put right, and one voice on each side is mixed to the middle.
    #[default]
    Auto,
    /// They stay as they are.
    Keep,
}
