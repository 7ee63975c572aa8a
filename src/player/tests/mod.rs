//! Players in memory, synced as people sync them.

mod acceptance;
mod again;
mod altered;
mod crash;
mod fat;
mod folders;
mod heard;
mod hostile;
mod stick;
mod sync;

use std::fs;
use std::sync::Arc;

use super::offer::Rendition;
use super::*;
use crate::world::disk::RealDisk;
use crate::world::{Digest, SettledClock};
use stick::Stick;

/// A show without a shelf: files, and what they are.
pub(super) struct Sounds {
    dir: tempfile::TempDir,
    pub(super) offer: Offer,
    /// What sounds had for bytes before they got other tags.
    before: Vec<Option<Digest>>,
}

impl Sounds {
    pub(super) fn new() -> Sounds {
        let offer = Offer { show: "Vi læser".into(), ..Offer::default() };
        Sounds { dir: tempfile::tempdir().unwrap(), offer, before: Vec::new() }
    }

    /// Adds an episode, or gives the one of that number another title or another sound.
    pub(super) fn with(mut self, number: u32, title: &str, bytes: usize) -> Sounds {
        let contents: Vec<u8> =
            (0..bytes).map(|at| (at * 7 + number as usize * 13 + bytes) as u8 | 1).collect();
        let file = self.dir.path().join(format!("{number}-{bytes}"));
        fs::write(&file, &contents).unwrap();
        let sound = Rendition {
            ending: "mp3",
            id: format!("guid-{number}"),
            handle: number.to_string().parse().unwrap(),
            place: format!("{number:03}"),
            title: title.into(),
            seconds: 60,
            file,
            bytes: bytes as u64,
            sha256: Some(Digest::of(&contents)),
            sound: Digest::of(&contents).to_string(),
            titled: title.into(),
        };
        self.offer.sounds.retain(|other| other.id != sound.id);
        self.offer.sounds.push(sound);
        self.offer.sounds.sort_by_key(|sound| sound.handle);
        self
    }

    /// Gives an episode other tags: another title, and other bytes of the same sound.
    pub(super) fn retagged(mut self, number: u32, title: &str, bytes: usize) -> Sounds {
        let of =
            |sounds: &Sounds| sounds.offer.sounds.iter().position(|one| one.id == format!("guid-{number}"));
        let before = self.offer.sounds[of(&self).unwrap()].clone();
        self.before.push(before.sha256);
        let mut all = self.with(number, title, bytes);
        let at = of(&all).unwrap();
        all.offer.sounds[at].sound = before.sound;
        all
    }

    /// Gives an episode another number.
    pub(super) fn renumbered(mut self, from: u32, to: u32) -> Sounds {
        let sound = self.offer.sounds.iter_mut().find(|sound| sound.id == format!("guid-{from}")).unwrap();
        (sound.handle, sound.place) = (to.to_string().parse().unwrap(), format!("{to:03}"));
        self.offer.sounds.sort_by_key(|sound| sound.handle);
        self
    }

    pub(super) fn without(mut self, number: u32) -> Sounds {
        self.offer.sounds.retain(|sound| sound.id != format!("guid-{number}"));
        self
    }

    pub(super) fn with_cover(mut self) -> Sounds {
        self.offer.picture = Some(vec![0xff; 700]);
        self
    }
}

fn world() -> World {
    let clock = SettledClock("2026-10-03T08:00:00Z".parse().unwrap());
    World { clock: Arc::new(clock), disk: Arc::new(RealDisk), ..World::real() }
}

fn introduced(name: &str) -> Introduction {
    Introduction { name: name.into(), room: None, profile: "universal".into(), serial: None, heard: false }
}

/// Makes a stick a player of ours if it is none yet, and brings it up to date.
fn sync(stick: &dyn Volume, sounds: &Sounds) -> Result<Plan, SyncError> {
    sync_with(stick, sounds, false)
}

fn sync_with(stick: &dyn Volume, sounds: &Sounds, verify: bool) -> Result<Plan, SyncError> {
    sync_in(&world(), stick, sounds, Looking { verify, ..Looking::default() })
}

fn sync_in(world: &World, stick: &dyn Volume, sounds: &Sounds, looking: Looking) -> Result<Plan, SyncError> {
    let identity = match identity(stick) {
        Err(SyncError::NotOurs) => take_in(world, stick, &sounds.offer.show, introduced("7"), None)?,
        identity => identity?,
    };
    let known = Known { player: true, files: false, episode: &|id| id.starts_with("guid-") };
    let prepared = prepare(world, stick, &identity, &sounds.offer, known, looking)?;
    if !prepared.plan.is_empty() {
        let applied = apply(world, stick, &prepared.on_it, &prepared.plan, true)?;
        assert!(applied.in_order, "{:?}", stick.list(prepared.plan.folder()));
    }
    Ok(prepared.plan)
}

/// Returns the sounds on an image in the order in which they lie in their folder: their names, and whether
/// they are what the names say.
fn sounds_on(image: &[u8], sounds: &Sounds) -> Vec<(String, bool)> {
    let names = fat::names(image);
    let is_sound = |name: &&fat::Name| {
        name.path.contains("/PODCASTS/Vi læser") && name.path.split('.').next_back() == Some("mp3")
    };
    let whole = |name: &fat::Name| {
        let sum = Digest::of(&fat::contents(image, name));
        let now = sounds.offer.sounds.iter().map(|sound| sound.sha256);
        now.chain(sounds.before.iter().copied()).any(|one| one == Some(sum))
    };
    names
        .iter()
        .filter(is_sound)
        .map(|name| (name.path.rsplit('/').next().unwrap().to_owned(), whole(name)))
        .collect()
}

/// Returns the names in a list, in UTF-8 where there is one in it.
fn listed(stick: &Stick, list: &str) -> Vec<String> {
    let read = |ending: &str| stick.read(&format!("{list}.{ending}"), 1 << 20).unwrap();
    let text = match read("m3u8") {
        Some(bytes) => String::from_utf8(bytes).unwrap(),
        None => read("m3u").unwrap_or_default().into_iter().map(char::from).collect(),
    };
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

/// Asserts that the sounds on a stick are those of the show, whole, and in the order of play; and that nothing
/// is wrong with the stick.
fn assert_holds(stick: &Stick, sounds: &Sounds) {
    let image = stick.image();
    let wanted: Vec<_> = sounds
        .offer
        .sounds
        .iter()
        .map(|sound| (names::of_sound(&sound.place, &sound.title, 1, "mp3"), true))
        .collect();
    assert_eq!(sounds_on(&image, sounds), wanted);
    let names: Vec<_> = wanted.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(listed(stick, "PODCASTS/Vi læser/Vi læser"), names, "the list leads to all of them, in order");
    assert_eq!(fat::faults(&image), Vec::<String>::new());
    let home: Vec<_> = stick.list(HOME).unwrap().into_iter().map(|entry| entry.name).collect();
    assert_eq!(
        home.iter()
            .filter(|name| !["player.json", "manifest-a", "manifest-b"].contains(&name.as_str()))
            .count(),
        0,
        "{home:?}"
    );
}
