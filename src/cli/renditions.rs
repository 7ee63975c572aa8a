//! Sounds in the form of a profile: made before any player is opened, and once for all of them.

use super::along::Going;
use super::desk::Desk;
use super::failure::Failure;
use crate::catalogue::{Profile, Shelf, Show};
use crate::episode::clock;
use crate::player::fleet::Here;
use crate::player::offer::{Rendition, part_of};
use crate::player::{Identity, Offer, SyncError, names};
use crate::studio::rendition::{Making, Rendered, Renditions};
use crate::words::{Language, Words, phrase};
use crate::world::Event;

/// Returns whether what is wanted is made, or only looked at.
pub(super) fn making(dry: bool) -> Making {
    if dry { Making::Trial } else { Making::Real }
}

/// Returns the profile of that name.
pub(super) fn profile(show: &Show, name: &str) -> Result<Profile, Failure> {
    show.info().profile(name).ok_or_else(|| {
        let all: Vec<String> = show.info().all_profiles().map(|profile| profile.name).collect();
        Failure::asked(phrase("profile-unknown").with("profile", name))
            .hint(phrase("profile-unknown-known").with("profiles", all.join(", ")))
            .hint(phrase("profile-unknown-own"))
    })
}

/// Returns a player, if it wants its files in a form that the show knows.
pub(super) fn is_known(show: &Show, here: Here) -> Result<Here, SyncError> {
    if show.info().profile(&here.identity.profile).is_some() {
        return Ok(here);
    }
    let known = show.info().all_profiles().map(|profile| profile.name).collect();
    Err(SyncError::NoProfile { profile: here.identity.profile, known })
}

/// Returns the same offer in the form of a profile. What is not there yet is made; what nobody needs any more goes.
/// A trial does neither.
pub(super) fn made(
    desk: &Desk<'_>,
    show: &Show,
    shelf: &Shelf,
    offer: Offer,
    profile: &Profile,
    making: Making,
) -> Result<Offer, Failure> {
    // It is told to listeners, in the language of the show.
    let words = Words::new(Language::of_locale(&show.info().language));
    let titles = |title: &str, n: usize, of: usize| {
        words.say(&phrase("part-title").with("title", title).with("n", n).with("of", of))
    };
    let renditions = Renditions::new(&desk.world, show, profile, &titles);
    let of = offer.sounds.len();
    let mut sounds = Vec::new();
    for (n, sound) in offer.sounds.into_iter().enumerate() {
        desk.world.cancel.check()?;
        let shelved = shelf.get(sound.handle)?;
        desk.world.progress.event(Event::Turned { nth: n + 1, of });
        match renditions.of(shelved, making)? {
            None => sounds.push(fitted(sound, profile)),
            Some(files) => {
                let of = files.len();
                let parts = files.into_iter().enumerate();
                sounds.extend(parts.map(|(n, file)| fitted(part(&sound, file, n + 1, of, &titles), profile)));
            }
        }
    }
    desk.world.progress.event(Event::Turned { nth: of, of: 1 });
    if making == Making::Real {
        renditions.tidy(shelf)?;
    }
    // A cover that cannot be made fit is no reason to leave a player without episodes.
    Ok(Offer { sounds, picture: renditions.cover().ok(), files: profile.files, ..offer })
}

/// Returns a part of a sound, as it is offered.
fn part(
    whole: &Rendition,
    file: Rendered,
    nth: usize,
    of: usize,
    titles: &dyn Fn(&str, usize, usize) -> String,
) -> Rendition {
    // Rounded, so that the parts add up to the whole as nearly as whole seconds can.
    let seconds = clock::whole_seconds(file.duration);
    let Rendered { file, bytes, sha256, sound, .. } = file;
    let digits = of.to_string().len();
    let parts = of > 1;
    let title = if parts { titles(&whole.title, nth, of) } else { whole.title.clone() };
    Rendition {
        id: part_of(&whole.id, nth),
        place: if parts { format!("{}-{nth:0digits$}", whole.place) } else { whole.place.clone() },
        titled: whole.title.clone(),
        title,
        seconds,
        ending: "mp3",
        file,
        bytes,
        sha256,
        sound,
        ..whole.clone()
    }
}

/// Returns the same sound with a title that leaves its name as short as the profile wants it.
fn fitted(sound: Rendition, profile: &Profile) -> Rendition {
    let taken = names::of_sound(&sound.place, "x", 1, sound.ending).encode_utf16().count() - 1;
    if profile.longest_name >= names::LONGEST {
        return sound;
    }
    let title = names::safe(&sound.title, profile.longest_name.saturating_sub(taken).max(4), "");
    Rendition { title, ..sound }
}

/// Returns what is offered, and what goes along, in the form of the profile that a player has.
pub(super) fn for_player(
    desk: &Desk<'_>,
    (show, shelf): (&Show, &Shelf),
    (offer, going): (&Offer, &mut Going),
    player: &Identity,
    making: Making,
) -> Result<Offer, Failure> {
    let profile = profile(show, &player.profile)?;
    let along = going.albums(desk, show, &profile)?;
    let made = made(desk, show, shelf, offer.clone(), &profile, making)?;
    Ok(Offer { along, ..made })
}
