//! The date that an episode gets when nobody gives one.

use super::Notice;
use crate::catalogue::Shelf;
use crate::episode::Moment;
use crate::world::World;

/// A clock may be behind the newest episode by this much without a word: several were added at once.
const A_DAY: i64 = 24 * 60 * 60;

/// Returns the date for an episode that goes on the shelf now: this moment, or a second after the
/// newest that was dated so. Apps sort by date, so it must rise with the number even if the clock was
/// set back.
pub(super) fn next(world: &World, shelf: &Shelf) -> (Moment, Option<Notice>) {
    let now = Moment::new(world.clock.now(), &world.clock.zone());
    let dated =
        shelf.episodes.iter().map(|shelved| &shelved.episode).filter(|episode| !episode.dated_by_hand);
    match dated.map(|episode| episode.published).max_by_key(|date| date.timestamp()) {
        Some(newest) if newest.timestamp() >= now.timestamp() => {
            let behind = newest.timestamp().as_second() - now.timestamp().as_second();
            (newest.later_by(1), (behind > A_DAY).then_some(Notice::ClockBehind { newest }))
        }
        _ => (now, None),
    }
}
