//! Whether AAC is HE-AAC that does not say so.
//!
//! HE-AAC is AAC at half the rate, with a description of the upper half (SBR) behind it. Old decoders do not
//! know it, and play the lower half: a voice as through a wall. Streams and many files say nothing of it in
//! their heads, so we look for it where it must be: at the end of every packet.

/// The element that only fills, and the one that ends a packet (ISO/IEC 14496-3, table 4.85).
const FILL: u32 = 6;
const END: u32 = 7;
/// What fills, if it is SBR, without a checksum and with one (table 4.121).
const SBR: [u32; 2] = [13, 14];

/// Returns whether the packet ends in SBR: an element of it, perhaps others that only fill, the end, and less
/// than a byte of nothing. A packet has it by chance about once in a hundred times.
pub(super) fn ends_in_sbr(packet: &[u8]) -> bool {
    let bits = packet.len() * 8;
    (0..bits).any(|at| {
        let Some((content, mut next)) = fill(packet, at) else { return false };
        if !field(packet, content, 4).is_some_and(|kind| SBR.contains(&kind)) || content == next {
            return false;
        }
        while let Some((_, behind)) = fill(packet, next) {
            next = behind;
        }
        field(packet, next, 3) == Some(END) && bits - (next + 3) < 8
    })
}

/// Reads the element that only fills at that bit, if there is one: where its content begins and ends.
fn fill(packet: &[u8], at: usize) -> Option<(usize, usize)> {
    if field(packet, at, 3)? != FILL {
        return None;
    }
    let (content, bytes) = match field(packet, at + 3, 4)? {
        15 => (at + 15, 14 + field(packet, at + 7, 8)?),
        bytes => (at + 7, bytes),
    };
    let end = content + 8 * bytes as usize;
    (end <= packet.len() * 8).then_some((content, end))
}

/// Reads so many bits, eight at most.
fn field(packet: &[u8], at: usize, count: usize) -> Option<u32> {
    let (byte, shift) = (at / 8, at % 8);
    let two = u32::from(*packet.get(byte)?) << 8 | u32::from(packet.get(byte + 1).copied().unwrap_or(0));
    (at + count <= packet.len() * 8).then(|| two >> (16 - shift - count) & ((1 << count) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts numbers of so many bits one behind the other, and zeros to the next byte.
    fn packet(fields: &[(u32, usize)]) -> Vec<u8> {
        let bits =
            fields.iter().flat_map(|&(value, count)| (0..count).rev().map(move |bit| value >> bit & 1));
        let bits: Vec<u32> = bits.collect();
        bits.chunks(8)
            .map(|byte| (byte.iter().fold(0, |all, bit| all << 1 | bit) << (8 - byte.len())) as u8)
            .collect()
    }

    #[test]
    fn sbr_is_found_at_the_end_and_nowhere_else() {
        let sound = (0b1011, 4);
        let sbr = [(FILL, 3), (3, 4), (13, 4), (0x5_5555, 20)];
        let more = [(FILL, 3), (15, 4), (2, 8), (0, 32), (0, 32), (0, 32), (0, 32)];
        let with = |parts: &[&[(u32, usize)]]| ends_in_sbr(&packet(&parts.concat()));
        assert!(with(&[&[sound], &sbr, &[(END, 3)]]));
        assert!(with(&[&[sound], &sbr, &more, &[(END, 3)]]));
        assert!(!with(&[&[sound], &more, &[(END, 3)]]));
        assert!(!with(&[&[sound], &sbr, &[(END, 3), (0, 16)]]));
        assert!(!with(&[&sbr, &[sound]]));
        assert!(!ends_in_sbr(&[]) && !ends_in_sbr(&[0xFF]));
    }
}
