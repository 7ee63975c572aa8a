//! What people do by hand when a feed moves: in, or on to another place.

use super::desk::Desk;
use crate::catalogue::ShowInfo;
use crate::feed::Place;
use crate::words::phrase;

/// Says what is left to do, as long as the settings say that a move is on its way. `moved_to` is where the
/// feed that was built leads its apps.
pub(super) fn say(desk: &mut Desk<'_>, info: &ShowInfo, moved_to: Option<&str>) {
    if info.practice {
        return;
    }
    if let (Some(old), Place::Web(_)) = (&info.moved_from, Place::of(info)) {
        let new = Place::of(info).feed_address();
        desk.say(&phrase("move-in").with("old", old));
        desk.say_below(&phrase("move-in-copy").with("new", &new));
        desk.say_below(&phrase("move-in-redirect").with("new", &new));
        desk.say_below(&phrase("move-in-keep").with("old", old));
        desk.say_below(&phrase("move-in-directories"));
        desk.say_below(&phrase("move-in-over"));
    } else if info.moved_from.is_some() {
        desk.say(&phrase("move-in-link"));
    }
    if let Some(new) = moved_to {
        desk.say(&phrase("move-on").with("new", new));
        desk.say_below(&phrase("move-on-there").with("new", new));
        desk.say_below(&phrase("move-on-redirect").with("new", new));
        desk.say_below(&phrase("move-on-keep"));
        desk.say_below(&phrase("move-on-directories"));
    }
}
