//! Music and course files that go along to players: `podcast sync --with FOLDER`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::{Failure, name_of};
use super::{renditions, view};
use crate::catalogue::{Show, profile};
use crate::episode::{FileType, clock};
use crate::player::names::{key, mark};
use crate::player::offer::{Album, Track, plays};
use crate::studio::rendition::{self, Piece};
use crate::studio::{self, AddError, AlongError, AlongSound};
use crate::words::phrase;

/// What goes along, and what of the folders that were given does not.
#[derive(Default)]
pub(super) struct Going {
    pub(super) albums: Vec<Album>,
    /// Sounds that not all players play.
    unplayable: Vec<PathBuf>,
    /// How many files are no sounds, by folder.
    others: Vec<(PathBuf, usize)>,
}

/// Looks through the folders that were given. None of them may be on a player, nor a player in one of them.
pub(super) fn along(
    desk: &Desk<'_>,
    show: &Show,
    given: &[PathBuf],
    players: &[PathBuf],
) -> Result<Going, Failure> {
    let mut going = Going::default();
    let mut seen = BTreeSet::new();
    let mut named = BTreeSet::new();
    let mut makes = false;
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
        let found = studio::along(&desk.world, &root).map_err(|err| match err {
            AlongError::File(err) => Failure::io(&err.path, err.doing, &err.source),
            AlongError::Cancelled(cancelled) => cancelled.into(),
        })?;
        let mut goes = Vec::new();
        makes |= found.sounds.iter().any(|sound| !plays(sound.file_type));
        for sound in found.sounds {
            match playable(desk, show, sound)? {
                Ok(sound) => goes.push(sound),
                Err(file) => going.unplayable.push(file),
            }
        }
        if goes.is_empty() {
            // It would take off what is there of it, and is a slip of the finger.
            return Err(Failure::asked(phrase("sync-with-nothing").with("folder", folder.as_path()))
                .hint(phrase("sync-with-nothing-mp3")));
        }
        // Two folders of one name are two.
        let mut names = (1..).map(|nth| name_of(&root) + &mark(nth));
        let name = names.find(|name| named.insert(key(name))).unwrap_or_default();
        going.albums.extend(albums(&name, goes));
        if found.others > 0 {
            going.others.push((folder.clone(), found.others));
        }
    }
    if makes {
        // What is asked for now was touched just before. What cannot be removed stops nobody.
        rendition::tidy_music(&desk.world, show).ok();
    }
    Ok(going)
}

/// A sound that goes along: what was found, and its own name there.
type Goes = (String, AlongSound);

/// Returns a sound as all players play it: as it is, or made into an MP3, once for all of them. One that cannot be
/// heard is handed back.
fn playable(desk: &Desk<'_>, show: &Show, sound: AlongSound) -> Result<Result<Goes, PathBuf>, Failure> {
    let own = sound.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if plays(sound.file_type) {
        return Ok(Ok((own, sound)));
    }
    let profile = renditions::profile(show, profile::UNIVERSAL)?;
    let made = rendition::music(&desk.world, show, &sound.file, &profile);
    // Whoever asked to stop is not told of a sound that cannot be heard.
    desk.world.cancel.check()?;
    let piece = match made {
        Ok(Some(piece)) => piece,
        Ok(None) | Err(AddError::Recording(_)) => return Ok(Err(sound.file)),
        // A full disk is no fault of the sound.
        Err(err) => return Err(err.into()),
    };
    let (seconds, file_type) = (clock::whole_seconds(piece.duration()), Some(FileType::Mp3));
    let Piece { file, bytes, sha256, .. } = piece;
    Ok(Ok((own, AlongSound { file, file_type, seconds, bytes, sha256, ..sound })))
}

/// Returns the sounds by folder, each under the name of the folder that was given.
fn albums(root: &str, sounds: Vec<Goes>) -> Vec<Album> {
    let mut albums: BTreeMap<Vec<String>, Vec<Track>> = BTreeMap::new();
    for (own, sound) in sounds {
        let folders = std::iter::once(root.to_owned()).chain(sound.folders).collect();
        let title = sound.title.unwrap_or_else(|| sound.name.clone());
        let ending = sound.file_type.unwrap_or_default().ending();
        let AlongSound { file, name, seconds, bytes, sha256, .. } = sound;
        albums.entry(folders).or_default().push(Track {
            own,
            name,
            ending,
            title,
            seconds,
            file,
            bytes,
            sha256,
        });
    }
    albums.into_iter().map(|(folders, tracks)| Album { folders, tracks }).collect()
}

impl Going {
    /// Says what does not go along, and why.
    pub(super) fn say(&self, desk: &mut Desk<'_>) {
        for file in &self.unplayable {
            desk.say(&phrase("sync-with-unplayable").with("file", file.as_path()));
        }
        if !self.unplayable.is_empty() {
            desk.say_below(&phrase("sync-with-convert"));
        }
        for (folder, count) in &self.others {
            desk.say(&phrase("sync-with-others").with("folder", folder.as_path()).with("count", *count));
        }
    }

    /// Says the same to other programs.
    pub(super) fn json(&self) -> Value {
        json!({
            "files": self.albums.iter().map(|album| album.tracks.len()).sum::<usize>(),
            "unplayable": self.unplayable.iter().map(|file| view::path(file)).collect::<Vec<_>>(),
            "others": self.others.iter().map(|(_, count)| count).sum::<usize>(),
        })
    }
}
