//! The tags of a file of ours, read by searching its bytes: enough to see what a player would see.

use std::path::Path;

pub(super) struct View(Vec<u8>);

impl View {
    pub(super) fn of(path: &Path) -> View {
        View(std::fs::read(path).unwrap())
    }

    pub(super) fn says(&self, text: &str) -> bool {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        self.0.windows(utf16.len()).any(|window| window == utf16 || window == big)
    }

    pub(super) fn track(&self) -> u8 {
        self.0[self.0.len() - 2]
    }
}
