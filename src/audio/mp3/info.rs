//! The Info frame: the first MP3 frame of a file, silent, that tells a player how long the sound is
//! and how much of what it decodes is not part of it.
//!
//! Its first half was made up by Xing, its second by LAME; the layout is that of the "MP3 Info Tag
//! rev 1" by Gabriel Bouvigne and others. LAME writes none where its own frames are too small for
//! it; we then make this one frame larger than the others.
//!
//! A player that knows it skips the delay, and the [`DECODER_DELAY`] of its own, at the start, and
//! stops so early that exactly the sound that went in comes out.

use super::header::Mp3Header;

/// Frames of sound that LAME's analysis is late, which a player skips on top of its own delay.
pub const ENCODER_DELAY: u32 = 576;
/// Frames of sound that every decoder is late.
pub const DECODER_DELAY: u32 = 529;
/// From the mark to the end of the tag: mark, flags, counts, table, quality, LAME's 36 bytes.
const LENGTH: usize = 4 + 4 + 4 + 4 + 100 + 4 + 36;
/// The flags that say that frames, bytes, table and quality are all there.
const ALL_FIELDS: u32 = 0b1111;

/// What the Info frame says of the file that it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Info {
    /// MP3 frames, this one not counted.
    pub mp3_frames: u32,
    /// Bytes of all MP3 frames, this one included.
    pub bytes: u32,
    /// Frames of sound to skip at the start.
    pub delay: u16,
    /// Frames of sound to leave away at the end.
    pub padding: u16,
    /// The CRC-16 of all MP3 frames but this one.
    pub music_crc: u16,
}

impl Info {
    /// Returns the smallest header, of the given bitrate or more, whose frame can hold the tag.
    pub fn header(rate: u32, channels: usize, bitrate: u16) -> Option<Mp3Header> {
        let header = Mp3Header::new(rate, channels, bitrate)?;
        let rates = header.bitrates().iter().filter(|&&larger| larger >= bitrate);
        rates
            .filter_map(|&larger| Mp3Header::new(rate, channels, larger))
            .find(|header| header.frame_bytes() >= start(header) + LENGTH)
    }

    /// Returns the whole MP3 frame. `header` is one of [`Info::header`], `bitrate` that of the file.
    pub fn frame(&self, header: &Mp3Header, bitrate: u16) -> Vec<u8> {
        let size = header.frame_bytes();
        let mut frame = Vec::with_capacity(size);
        frame.extend(header.bytes());
        frame.resize(start(header), 0);
        frame.extend(b"Info");
        frame.extend(ALL_FIELDS.to_be_bytes());
        frame.extend(self.mp3_frames.to_be_bytes());
        frame.extend(self.bytes.to_be_bytes());
        // With a constant bitrate, a place in the time is the same place in the bytes.
        frame.extend((0..100_u64).map(|percent| {
            let (first, all) = (size as u64, u64::from(self.bytes).max(1));
            let at = first + all.saturating_sub(first) * percent / 100;
            (at * 256 / all).min(255) as u8
        }));
        frame.extend(0_u32.to_be_bytes()); // a quality that nobody defined
        frame.extend(b"LAME3.100");
        frame.push(1); // revision 0 of the tag, constant bitrate
        frame.push(0); // low-pass: not said
        frame.extend([0; 4]); // peak: not said
        frame.extend([0; 4]); // replay gain: not said
        frame.push(0); // flags
        frame.push(u8::try_from(bitrate).unwrap_or(u8::MAX));
        let (delay, padding) = (self.delay.to_be_bytes(), self.padding.to_be_bytes());
        frame.extend([delay[0] << 4 | delay[1] >> 4, delay[1] << 4 | padding[0] & 0x0f, padding[1]]);
        frame.push(misc(header));
        frame.push(0); // gain applied to the frames: none
        frame.extend([0; 2]); // preset: none
        frame.extend(self.bytes.to_be_bytes());
        frame.extend(self.music_crc.to_be_bytes());
        let mut crc = Crc16::default();
        crc.update(&frame);
        frame.extend(crc.value().to_be_bytes());
        debug_assert_eq!(frame.len(), start(header) + LENGTH);
        frame.resize(size, 0);
        frame
    }

    /// Reads the tag of an MP3 frame; none if there is no whole and sound one in it.
    pub fn parse(frame: &[u8]) -> Option<Info> {
        let header = Mp3Header::parse(*frame.first_chunk()?)?;
        let tag = frame.get(start(&header)..start(&header) + LENGTH)?;
        let word = |at: usize| tag[at..].first_chunk().map(|bytes| u32::from_be_bytes(*bytes));
        let half = |at: usize| tag[at..].first_chunk().map(|bytes| u16::from_be_bytes(*bytes));
        if !matches!(&tag[..4], b"Info" | b"Xing") || word(4)? & ALL_FIELDS != ALL_FIELDS {
            return None;
        }
        let mut crc = Crc16::default();
        crc.update(&frame[..start(&header) + LENGTH - 2]);
        if crc.value() != half(LENGTH - 2)? {
            return None;
        }
        Some(Info {
            mp3_frames: word(8)?,
            bytes: word(12)?,
            delay: half(141)? >> 4,
            padding: half(142)? & 0x0fff,
            music_crc: half(LENGTH - 4)?,
        })
    }
}

/// Returns where in the frame the tag begins: where the side information of a silent frame ends.
fn start(header: &Mp3Header) -> usize {
    header.lead_bytes() + header.side_bytes()
}

/// Returns the byte that tells the stereo mode and what rate the sound had.
fn misc(header: &Mp3Header) -> u8 {
    let mode = if header.channels() == 1 { 0 } else { 3 };
    let rate = match header.rate() {
        ..=32_000 => 0,
        32_001..=44_100 => 1,
        44_101..=48_000 => 2,
        _ => 3,
    };
    1 | mode << 2 | rate << 6
}

/// The checksum of the tag: CRC-16 with the polynomial 0x8005, lowest bit first, beginning at zero.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Crc16(u16);

impl Crc16 {
    /// What a byte makes of the checksum, with so many bytes behind it: all bytes of an hour's MP3 go through
    /// it, and eight at a time wait for one another only once (Kounavis and Berry, 2008).
    const TABLES: [[u16; 256]; 8] = {
        let mut tables = [[0; 256]; 8];
        let mut n = 0;
        while n < 256 {
            let mut crc = n as u16;
            let mut bit = 0;
            while bit < 8 {
                crc = if crc & 1 == 1 { crc >> 1 ^ 0xa001 } else { crc >> 1 };
                bit += 1;
            }
            tables[0][n] = crc;
            n += 1;
        }
        let mut behind = 1;
        while behind < 8 {
            let mut n = 0;
            while n < 256 {
                let before = tables[behind - 1][n];
                tables[behind][n] = before >> 8 ^ tables[0][(before & 0xff) as usize];
                n += 1;
            }
            behind += 1;
        }
        tables
    };

    pub(super) fn update(&mut self, bytes: &[u8]) {
        let tables = &Self::TABLES;
        let (eights, rest) = bytes.as_chunks::<8>();
        for &[a, b, c, d, e, f, g, h] in eights {
            let [a, b] = (u16::from_le_bytes([a, b]) ^ self.0).to_le_bytes();
            let made = [a, b, c, d, e, f, g, h].into_iter().zip(tables.iter().rev());
            self.0 = made.fold(0, |crc, (byte, table)| crc ^ table[usize::from(byte)]);
        }
        for byte in rest {
            self.0 = self.0 >> 8 ^ tables[0][usize::from(self.0 as u8 ^ byte)];
        }
    }

    pub(super) fn value(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INFO: Info =
        Info { mp3_frames: 12_345, bytes: 5_160_210, delay: 576, padding: 1_727, music_crc: 0xbeef };

    #[test]
    fn the_checksum_is_the_known_one() {
        let mut crc = Crc16::default();
        crc.update(b"123456789");
        assert_eq!(crc.value(), 0xbb3d, "CRC-16/ARC's check value");
        let mut piecemeal = Crc16::default();
        b"123456789".iter().for_each(|&byte| piecemeal.update(&[byte]));
        assert_eq!(piecemeal.value(), 0xbb3d, "a byte at a time comes to the same");
    }

    #[test]
    fn a_tag_reads_back_at_every_rate_that_mp3_has() {
        for rate in [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] {
            for (channels, bitrate) in [(1, 8), (1, 32), (1, 64), (2, 96), (2, 128), (2, 320)] {
                let Some(header) = Info::header(rate, channels, bitrate) else {
                    assert!(Mp3Header::new(rate, channels, bitrate).is_none());
                    continue;
                };
                let frame = INFO.frame(&header, bitrate);
                assert_eq!(frame.len(), header.frame_bytes());
                assert_eq!(
                    Info::parse(&frame),
                    Some(INFO),
                    "{rate} Hz, {channels} channels, {bitrate} kbit/s"
                );
            }
        }
    }

    #[test]
    fn a_small_frame_is_made_larger_and_no_other() {
        assert_eq!(Info::header(24_000, 1, 48).unwrap().bitrate(), 64);
        assert_eq!(Info::header(44_100, 2, 128).unwrap().bitrate(), 128);
    }

    #[test]
    fn a_torn_tag_is_none() {
        let header = Info::header(44_100, 2, 128).unwrap();
        let frame = INFO.frame(&header, 128);
        for cut in [0, 3, 40, 100, 191] {
            assert_eq!(Info::parse(&frame[..cut]), None);
        }
        let mut bent = frame;
        bent[45] ^= 1;
        assert_eq!(Info::parse(&bent), None);
    }
}
