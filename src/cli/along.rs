//! Music and course files that go along to players: `podcast sync --with FOLDER`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::{Failure, name_of};
use super::view;
use crate::catalogue::{Profile, Show};
use crate::episode::{FileType, clock};
use crate::player::names::{key, mark};
use crate::player::offer::{Album, Track, plays};
use crate::studio::rendition::{self, Making, Rendered};
use crate::studio::{self, AddError, AlongError, AlongSound};
use crate::words::phrase;
use crate::world::Event;

/// What goes along, and what of the folders that were given does not.
pub(super) struct Going {
    making: Making,
    folders: Vec<Folder>,
    /// Sounds that not all players play.
    unplayable: BTreeSet<PathBuf>,
}

/// A folder that was given.
struct Folder {
    /// As it was given.
    given: PathBuf,
    /// What it is called among the others.
    name: String,
    sounds: Vec<AlongSound>,
    /// How many files in it are no sounds.
    others: usize,
}

/// Looks through the folders that were given. None of them may be on a player, nor a player in one of them.
pub(super) fn along(
    desk: &Desk<'_>,
    show: &Show,
    given: &[PathBuf],
    players: &[PathBuf],
    making: Making,
) -> Result<Going, Failure> {
    let mut going = Going { making, folders: Vec::new(), unplayable: BTreeSet::new() };
    let mut seen = BTreeSet::new();
    let mut named = BTreeSet::new();
    for folder in given {
        let root = std::fs::canonicalize(folder).map_err(|err| Failure::io(folder, "read", &err))?;
        if !seen.insert(root.clone()) {
            continue;
        }
        for player in players.iter().filter_map(|player| std::fs::canonicalize(player).ok()) {
            if player.starts_with(&root) || root.starts_with(&player) {
                let message = phrase("sync-with-within")
                    .with("folder", folder.as_path())
                    .with("player", name_of(&player));
                return Err(Failure::asked(message));
            }
        }
        let found = studio::along(&desk.world, show, &root, making).map_err(|err| match err {
            AlongError::File(err) => Failure::io(&err.path, err.doing, &err.source),
            AlongError::Cancelled(cancelled) => cancelled.into(),
        })?;
        let (sounds, rest): (Vec<_>, Vec<_>) =
            found.sounds.into_iter().partition(|sound| plays(sound.file_type) || sound.is_heard);
        going.unplayable.extend(rest.into_iter().map(|sound| sound.file));
        // Two folders of one name are two.
        let mut names = (1..).map(|nth| name_of(&root) + &mark(nth));
        let name = names.find(|name| named.insert(key(name))).unwrap_or_default();
        let folder = Folder { given: folder.clone(), name, sounds, others: found.others };
        if folder.sounds.is_empty() {
            return Err(folder.nothing());
        }
        going.folders.push(folder);
    }
    Ok(going)
}

impl Folder {
    /// Returns the failure of a folder of which nothing goes along: it would take off what is there of it, and is a
    /// slip of the finger.
    fn nothing(&self) -> Failure {
        Failure::asked(phrase("sync-with-nothing").with("folder", self.given.as_path()))
            .hint(phrase("sync-with-nothing-mp3"))
    }
}

/// Returns a sound as all players play it: as it is, or made into an MP3 in the form of a profile. One that cannot be
/// heard after all is nothing.
fn track(
    desk: &Desk<'_>,
    show: &Show,
    sound: &AlongSound,
    profile: &Profile,
    making: Making,
) -> Result<Option<Track>, Failure> {
    let own = sound.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = sound.name.clone();
    let title = sound.title.clone().unwrap_or_else(|| name.clone());
    let ending = FileType::Mp3.ending();
    if plays(sound.file_type) {
        let AlongSound { file, seconds, bytes, sha256, .. } = sound.clone();
        let (sound, sha256) = (sha256.to_string(), Some(sha256));
        return Ok(Some(Track { own, name, ending, title, seconds, file, bytes, sha256, sound }));
    }
    let made = rendition::music(&desk.world, show, sound, profile, making);
    // Whoever asked to stop is not told of a sound that cannot be heard.
    desk.world.cancel.check()?;
    let made = match made {
        Ok(Some(made)) => made,
        Ok(None) | Err(AddError::Recording(_)) => return Ok(None),
        // A full disk is no fault of the sound.
        Err(err) => return Err(err.into()),
    };
    let seconds = clock::whole_seconds(made.duration);
    let Rendered { file, bytes, sha256, sound, .. } = made;
    Ok(Some(Track { own, name, ending, title, seconds, file, bytes, sha256, sound }))
}

impl Going {
    /// Returns what goes along in the form of a profile, folder by folder, each below the one that was given. What is
    /// not there yet is made, once for all players of that profile.
    pub(super) fn albums(
        &mut self,
        desk: &Desk<'_>,
        show: &Show,
        profile: &Profile,
    ) -> Result<Vec<Album>, Failure> {
        let of = self.made().count();
        let (mut nth, mut all) = (0, Vec::new());
        for folder in &self.folders {
            let mut albums: BTreeMap<Vec<String>, Vec<Track>> = BTreeMap::new();
            for sound in &folder.sounds {
                if !plays(sound.file_type) {
                    nth += 1;
                    desk.world.progress.event(Event::Turned { nth, of });
                }
                if let Some(track) = track(desk, show, sound, profile, self.making)? {
                    let folders = std::iter::once(folder.name.clone()).chain(sound.folders.iter().cloned());
                    albums.entry(folders.collect()).or_default().push(track);
                } else {
                    self.unplayable.insert(sound.file.clone());
                }
            }
            if albums.is_empty() {
                return Err(folder.nothing());
            }
            all.extend(albums.into_iter().map(|(folders, tracks)| Album { folders, tracks }));
        }
        if of > 0 {
            desk.world.progress.event(Event::Turned { nth: of, of: 1 });
        }
        Ok(all)
    }

    /// Returns the sounds that do not go as they are.
    fn made(&self) -> impl Iterator<Item = &AlongSound> {
        self.folders.iter().flat_map(|folder| &folder.sounds).filter(|sound| !plays(sound.file_type))
    }

    /// Removes what was once made and nobody has asked for in a long time.
    pub(super) fn tidy(&self, desk: &Desk<'_>, show: &Show) {
        if self.making == Making::Real && self.made().next().is_some() {
            // What is asked for now was touched just before. What cannot be removed stops nobody.
            rendition::tidy_music(&desk.world, show).ok();
        }
    }

    /// Says what does not go along, and why.
    pub(super) fn say(&self, desk: &mut Desk<'_>) {
        for file in &self.unplayable {
            desk.say(&phrase("sync-with-unplayable").with("file", file.as_path()));
        }
        if !self.unplayable.is_empty() {
            desk.say_below(&phrase("sync-with-convert"));
        }
        for Folder { given, others, .. } in self.folders.iter().filter(|folder| folder.others > 0) {
            desk.say(&phrase("sync-with-others").with("folder", given.as_path()).with("count", *others));
        }
    }

    /// Says the same to other programs.
    pub(super) fn json(&self) -> Value {
        let sounds = self.folders.iter().flat_map(|folder| &folder.sounds);
        json!({
            "files": sounds.filter(|sound| !self.unplayable.contains(&sound.file)).count(),
            "unplayable": self.unplayable.iter().map(|file| view::path(file)).collect::<Vec<_>>(),
            "others": self.folders.iter().map(|folder| folder.others).sum::<usize>(),
        })
    }
}
