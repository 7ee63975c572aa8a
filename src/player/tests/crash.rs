//! The plug, pulled at every write to the flash of a player.
//!
//! Wherever it is pulled, and in whatever order the stick wrote: every sound that is to be seen is whole, and the
//! patron's files are as they were. Unless the stick's own order has torn the file system itself, the next sync
//! leaves the player as an undisturbed one would have.

use super::stick::Pull;
use super::sync::{assert_untouched, lent};
use super::*;

/// Returns the names below our folder. In what order sounds lie is looked at when they are synced.
fn ours(stick: &Stick) -> Vec<String> {
    let mut folders = vec![manifest::SHELF.to_owned()];
    let mut names = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in stick.list(&folder).unwrap() {
            let path = volume::join(&folder, &entry.name);
            if entry.is_folder {
                folders.push(path.clone());
            }
            names.push(path);
        }
    }
    names.sort();
    names
}

fn is_mp3(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "mp3")
}

/// Returns whether what goes along is torn: a sound that is none of those that were or will be.
fn torn_along(image: &[u8], sums: &[Digest]) -> Option<String> {
    let names = fat::names(image).into_iter();
    let mut along = names.filter(|name| {
        name.path.starts_with("/PODCASTS/") && !name.path.contains("Vi læser") && is_mp3(&name.path)
    });
    along.find(|name| !sums.contains(&Digest::of(&fat::contents(image, name)))).map(|name| name.path)
}

/// Pulls the plug after so many steps of a sync, and has the next one finish. Returns whether the first did.
fn pulled(before: &[u8], old: &Sounds, new: &Sounds, whole: &[String], (steps, pull): (usize, Pull)) -> bool {
    let stick = Stick::pulled_after(before.to_vec(), steps, pull);
    let done = sync(&stick, new).is_ok();
    let tracks =
        [old, new].into_iter().flat_map(|sounds| &sounds.offer.along).flat_map(|album| &album.tracks);
    let sums: Vec<Digest> = tracks.filter_map(|track| track.sha256).collect();
    assert_eq!(torn_along(&stick.image(), &sums), None, "after {steps} steps, {pull:?}");
    let image = stick.image();
    let known = |name: &str| {
        let of =
            |sounds: &Sounds| sounds_on(&image, sounds).iter().any(|(other, whole)| other == name && *whole);
        of(old) || of(new)
    };
    for (name, _) in sounds_on(&image, new) {
        assert!(done || known(&name), "{name} is torn after {steps} steps, {pull:?}");
    }
    assert_untouched(&lent(), &image);
    if done {
        return true;
    }
    // Where a stick wrote in an order of its own, the table of clusters may be behind the names, and no program
    // can put that right; the next sync says what it cannot do, and takes nothing from anybody.
    let is_sound = fat::faults(&image).is_empty();
    let again = Stick::pulled_after(image, usize::MAX, pull);
    let synced = sync(&again, new);
    assert_untouched(&lent(), &again.image());
    if !is_sound {
        return false;
    }
    synced.unwrap_or_else(|err| panic!("after {steps} steps, {pull:?}: {err:?}"));
    let wanted: Vec<_> = new
        .offer
        .sounds
        .iter()
        .map(|sound| (names::of_sound(&sound.place, &sound.title, 1, "mp3"), true))
        .collect();
    assert_eq!(sounds_on(&again.image(), new), wanted, "after {steps} steps, {pull:?}");
    assert_eq!(torn_along(&again.image(), &sums), None, "after {steps} steps, {pull:?}");
    assert_eq!(ours(&again), whole, "after {steps} steps, {pull:?}");
    let plan = sync(&again, new).unwrap();
    assert!(plan.is_empty(), "after {steps} steps, {pull:?}: {plan:?} {:?}", again.list(HOME));
    assert_eq!(fat::faults(&again.image()), Vec::<String>::new(), "after {steps} steps, {pull:?}");
    false
}

/// With `PLUGS=all` the plug is pulled at every step, otherwise at some.
const SOME: usize = 41;

fn sweep(old: &Sounds, new: &Sounds) {
    let every = if std::env::var_os("PLUGS").is_some() { 1 } else { SOME };
    let stick = Stick::of(lent());
    sync(&stick, old).unwrap();
    let before = stick.image();
    sync(&stick, new).unwrap();
    let (steps, whole) = (stick.steps(), ours(&stick));
    let mut points = 0;
    for at in (0..steps).step_by(every) {
        let ended = pulled(&before, old, new, &whole, (at, Pull::Ascending));
        pulled(&before, old, new, &whole, (at, Pull::Any(at as u64)));
        points += 2;
        if ended {
            break;
        }
    }
    assert!(points > 30, "{points} points are too few to prove anything");
}

fn old() -> Sounds {
    Sounds::new().with(1, "Åbning", 1_200).with(2, "Havnen", 700).with(4, "Slut", 900)
}

#[test]
fn while_a_player_gets_its_first_episodes() {
    sweep(&Sounds::new(), &old());
}

#[test]
fn while_episodes_are_deleted_replaced_and_added() {
    sweep(&old(), &old().without(1).with(2, "Havnen", 1_000).with(5, "Ny", 800));
}

#[test]
fn while_names_are_put_in_order() {
    sweep(&old(), &old().renumbered(1, 9).renumbered(4, 1).with(3, "Ny", 600));
}

#[test]
fn while_a_sound_with_other_tags_stays_as_it_is() {
    let after =
        old().retagged(1, "Åbningen", 1_300).retagged(2, "Havn", 640).renumbered(4, 3).with(5, "Ny", 800);
    sweep(&old(), &after);
}

#[test]
fn while_what_goes_along_comes_and_goes_and_moves() {
    let before = old().with_along("Sange/b.mp3", 900).with_along("Sange/CD 1/01.mp3", 600);
    let after = old()
        .with_along("Sange/b.mp3", 900)
        .with_along("Sange/a.mp3", 700)
        .with_along("Musik/CD 1/01.mp3", 600);
    sweep(&before, &after);
}
