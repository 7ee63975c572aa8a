//! The sheet of labels for the players of a course.

use std::path::Path;

use super::after;
use super::desk::Desk;
use super::failure::Failure;
use super::poster::in_feed;
use crate::catalogue::{Course, Show};
use crate::site::{labels, poster};
use crate::words::phrase;
use crate::world::disk::replace_file;

/// Writes the sheet, and says where it is.
pub(super) fn write(desk: &mut Desk<'_>, show: &Show, course: &Course, file: &Path) -> Result<(), Failure> {
    let sheet = labels::labels(show, course).map_err(|err| after::unbuilt(desk, err))?;
    let unread = |err| Failure::io(file, "read", &err);
    if poster::is_in_feed(show, file) {
        return Err(in_feed(file));
    }
    if !poster::may_be_written(file).map_err(unread)? {
        return Err(Failure::plain(phrase("labels-taken").with("file", file))
            .file(file)
            .hint(phrase("labels-taken-other")));
    }
    replace_file(desk.world.disk.as_ref(), file, sheet.as_bytes())
        .map_err(|err| Failure::io(file, "written", &err))?;
    desk.say(&phrase("labels-ready").with("file", file).with("count", course.players.len()));
    desk.say_below(&phrase("labels-open"));
    Ok(())
}
