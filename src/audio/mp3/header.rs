//! The four bytes that begin every MP3 frame (ISO/IEC 11172-3, 2.4.1.3, and 13818-3 for low rates).

/// Bitrates in kbit/s by index, for MPEG-1 Layer III.
const BITRATES_1: [u16; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
/// Bitrates in kbit/s by index, for MPEG-2 and 2.5 Layer III.
const BITRATES_2: [u16; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/// The generation of the format, which decides which rates there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// 32, 44.1 and 48 kHz.
    One,
    /// Half of these.
    Two,
    /// A quarter of these; not in the standard, but everybody reads it.
    TwoAndAHalf,
}

/// What the header of an MP3 frame says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mp3Header {
    version: Version,
    bitrate: u16,
    rate: u32,
    padded: bool,
    protected: bool,
    mono: bool,
    bytes: [u8; 4],
}

impl Mp3Header {
    /// Returns the header of an unpadded frame, in joint stereo or mono, if there is such a frame.
    pub fn new(rate: u32, channels: usize, bitrate: u16) -> Option<Mp3Header> {
        let (version, rate_index) = [Version::One, Version::Two, Version::TwoAndAHalf]
            .into_iter()
            .find_map(|version| Some((version, (0..3).find(|&index| rate_of(version, index) == rate)?)))?;
        let index =
            bitrates(version).iter().position(|&known| known == bitrate).filter(|&index| index > 0)?;
        let version_bits = match version {
            Version::One => 0b11,
            Version::Two => 0b10,
            Version::TwoAndAHalf => 0b00,
        };
        let mode = if channels == 1 { 0b11 } else { 0b01 };
        Mp3Header::parse([
            0xff,
            // Sync, version, Layer III, no checksum of its own.
            0b1110_0011 | version_bits << 3,
            (index as u8) << 4 | rate_index << 2,
            // The mode, and the mark of an original.
            mode << 6 | 0b100,
        ])
    }

    /// Reads a header; none if these are not the first bytes of an MP3 frame.
    pub fn parse(bytes: [u8; 4]) -> Option<Mp3Header> {
        let [sync, b1, b2, b3] = bytes;
        if sync != 0xff || b1 & 0b1110_0110 != 0b1110_0010 {
            return None;
        }
        let version = match b1 >> 3 & 0b11 {
            0b11 => Version::One,
            0b10 => Version::Two,
            0b00 => Version::TwoAndAHalf,
            _ => return None,
        };
        let bitrate = *bitrates(version).get(usize::from(b2 >> 4))?;
        let rate_index = b2 >> 2 & 0b11;
        if bitrate == 0 || rate_index == 3 {
            return None;
        }
        Some(Mp3Header {
            version,
            bitrate,
            rate: rate_of(version, rate_index),
            padded: b2 & 0b10 != 0,
            protected: b1 & 1 == 0,
            mono: b3 >> 6 == 0b11,
            bytes,
        })
    }

    /// Returns the four bytes.
    pub fn bytes(&self) -> [u8; 4] {
        self.bytes
    }

    /// Returns the bitrate in kbit/s.
    pub fn bitrate(&self) -> u16 {
        self.bitrate
    }

    /// Returns the frames of sound per second.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Returns the number of channels.
    pub fn channels(&self) -> usize {
        if self.mono { 1 } else { 2 }
    }

    /// Returns how many frames of sound the MP3 frame holds.
    pub fn samples(&self) -> u32 {
        if self.version == Version::One { 1_152 } else { 576 }
    }

    /// Returns how many bytes the MP3 frame has, these four included.
    pub fn frame_bytes(&self) -> usize {
        let bits = self.samples() as usize / 8 * usize::from(self.bitrate) * 1_000;
        bits / self.rate as usize + usize::from(self.padded)
    }

    /// Returns how many bytes there are before the side information: the header, and a checksum.
    pub(super) fn lead_bytes(&self) -> usize {
        if self.protected { 6 } else { 4 }
    }

    /// Returns how many bytes of side information follow.
    pub(super) fn side_bytes(&self) -> usize {
        match (self.version, self.mono) {
            (Version::One, false) => 32,
            (Version::One, true) | (_, false) => 17,
            (_, true) => 9,
        }
    }

    /// Returns whether the header is of MPEG-1.
    pub(super) fn is_first_version(&self) -> bool {
        self.version == Version::One
    }

    /// Returns the bitrates that a frame like this may have, lowest first.
    pub(super) fn bitrates(&self) -> &'static [u16] {
        &bitrates(self.version)[1..]
    }
}

fn bitrates(version: Version) -> &'static [u16; 15] {
    if version == Version::One { &BITRATES_1 } else { &BITRATES_2 }
}

fn rate_of(version: Version, index: u8) -> u32 {
    let rate = [44_100, 48_000, 32_000, 0][usize::from(index & 3)];
    match version {
        Version::One => rate,
        Version::Two => rate / 2,
        Version::TwoAndAHalf => rate / 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_reads_back_as_it_is_written() {
        for rate in [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] {
            for channels in [1, 2] {
                let header = Mp3Header::new(rate, channels, 64).unwrap();
                assert_eq!(Mp3Header::parse(header.bytes()), Some(header));
                assert_eq!((header.rate(), header.channels(), header.bitrate()), (rate, channels, 64));
            }
        }
        assert_eq!(Mp3Header::new(44_100, 2, 100), None);
        assert_eq!(Mp3Header::new(96_000, 2, 128), None);
    }

    #[test]
    fn the_header_of_every_lame_file_is_known() {
        let header = Mp3Header::new(44_100, 2, 128).unwrap();
        assert_eq!(header.bytes(), [0xff, 0xfb, 0x90, 0x44]);
        assert_eq!((header.frame_bytes(), header.samples(), header.side_bytes()), (417, 1_152, 32));
    }

    #[test]
    fn anything_else_is_no_header() {
        for bytes in [[0; 4], *b"ID3\x04", [0xff, 0xf1, 0x50, 0x80], [0xff, 0xfb, 0xf0, 0x44], [0xff; 4]] {
            assert_eq!(Mp3Header::parse(bytes), None, "{bytes:x?}");
        }
    }
}
