//! Tables for people to read: columns without lines between them.

use comfy_table::{Table, presets};

use super::desk::Desk;

/// Returns a table that has nothing but its heads yet.
pub(super) fn headed<const N: usize>(desk: &Desk<'_>, heads: [&'static str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(heads.map(|head| desk.words.word(head)));
    table
}

/// Returns a table as it is printed.
pub(super) fn printed(table: &Table) -> String {
    // Spaces at the end of a line are for nobody.
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
