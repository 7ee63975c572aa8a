//! The first frame of most MP3 files, which is no sound: it tells how much sound there is.

use super::frames::Header;

/// What a Xing, Info or VBRI frame tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Info {
    /// How many frames of sound follow.
    pub(crate) frames: Option<u64>,
    /// What the encoder put before the sound and behind it, in frames of sound, where it says so.
    pub(crate) gap: Option<(u64, u64)>,
}

impl Info {
    /// Reads the frame, if it is one.
    pub(crate) fn of(header: &Header, frame: &[u8]) -> Option<Info> {
        if header.layer != 3 {
            return None;
        }
        if let Some(vbri) = frame.get(36..).and_then(|rest| rest.strip_prefix(b"VBRI")) {
            return Some(Info { frames: be32(vbri, 10), gap: None });
        }
        let side = match (header.version, header.channels) {
            (1, 2) => 32,
            (1, _) | (_, 2) => 17,
            _ => 9,
        };
        // A checksum between head and side information moves it, with some writers.
        let rest = [4 + side, 6 + side].into_iter().find_map(|at| {
            let rest = frame.get(at..)?;
            rest.strip_prefix(b"Xing").or_else(|| rest.strip_prefix(b"Info"))
        })?;
        let flags = be32(rest, 0)?;
        let lengths = [(1, 4), (2, 4), (4, 100), (8, 4)];
        let lame =
            4 + lengths.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, length)| length).sum::<usize>();
        let frames = if flags & 1 == 0 { None } else { be32(rest, 4) };
        Some(Info { frames, gap: rest.get(lame..).and_then(gap) })
    }
}

/// Reads what follows the Xing fields: the encoder's name, and at 21 two numbers of 12 bits.
fn gap(lame: &[u8]) -> Option<(u64, u64)> {
    lame.first().filter(|letter| letter.is_ascii_alphanumeric())?;
    let [a, b, c]: [u8; 3] = lame.get(21..24)?.try_into().ok()?;
    let (delay, padding) = (u64::from(a) << 4 | u64::from(b) >> 4, u64::from(b & 15) << 8 | u64::from(c));
    Some((delay, padding)).filter(|&both| both != (0, 0))
}

fn be32(bytes: &[u8], at: usize) -> Option<u64> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u64::from(u32::from_be_bytes(four)))
}
