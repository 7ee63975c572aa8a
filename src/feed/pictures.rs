//! The pictures that a feed names: that of the show, and those of the episodes that have one of their own.
//!
//! An episode whose picture is gone or damaged shows that of the show: no feed waits for a picture.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::FeedError;
use super::artwork::Found;
use super::rules::{About, Finding, Rule, Weight};
use crate::catalogue::{Shelved, Show};
use crate::episode::{Episode, Pictured};
use crate::picture::{Cover, Filed};
use crate::world::disk::{make_folder, replace_file};
use crate::world::{Digest, Event, Step, World, ordered};

/// The pictures of a show and of its episodes.
#[derive(Debug, Clone)]
pub struct Pictures<'f> {
    show: &'f Found,
    /// By the fingerprint of what was brought: a whole season may have one picture.
    own: HashMap<Digest, Cover>,
}

impl<'f> Pictures<'f> {
    /// Returns the pictures of a show and of these episodes, whether or not they can be used.
    pub fn of(show: &'f Found, episodes: &[&Shelved]) -> Pictures<'f> {
        let mut own = HashMap::new();
        for (folder, kept) in episodes.iter().filter_map(|shelved| kept(shelved)) {
            match own.entry(kept.sha256) {
                Entry::Vacant(free) => {
                    free.insert(Cover::Filed(filed(folder, kept)));
                }
                // Of two files with one picture, one that is there.
                Entry::Occupied(mut taken) => {
                    if !matches!(taken.get(), Cover::Filed(filed) if stands(filed.path())) {
                        taken.insert(Cover::Filed(filed(folder, kept)));
                    }
                }
            }
        }
        Pictures { show, own }
    }

    /// Returns the picture of the show.
    pub fn cover(&self) -> &Cover {
        self.show.cover()
    }

    /// Returns the name that the picture of the show has in the feed's folder.
    pub fn cover_name(&self) -> &str {
        self.show.name()
    }

    /// Returns the picture of an episode, if it has one of its own that can be used.
    pub fn own(&self, episode: &Episode) -> Option<&Cover> {
        self.own.get(&episode.picture()?)
    }

    /// Returns the pictures of episodes, each once.
    pub fn all_own(&self) -> impl Iterator<Item = &Cover> {
        self.own.values()
    }

    /// Leaves out the pictures of episodes of which that is not true.
    pub fn retain(&mut self, is_usable: impl FnMut(&Cover) -> bool) {
        let mut is_usable = is_usable;
        self.own.retain(|_, cover| is_usable(cover));
    }

    /// Makes each of the pictures of episodes that is `missing`, on all threads, and hands what was made of
    /// it to `put`, in the order of their names. Those of which nothing could be made are left out.
    pub fn make_missing<T: Send>(
        &mut self,
        world: &World,
        missing: impl Fn(&Cover) -> bool,
        make: impl Fn(&Cover) -> Option<T> + Sync,
        put: impl Fn(&Cover, T) -> Result<(), FeedError>,
    ) -> Result<(), FeedError> {
        let mut wanted: Vec<&Cover> = self.own.values().filter(|cover| missing(cover)).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        wanted.sort_by_cached_key(|cover| cover.feed_name());
        let (step, total) = (Step::Building, Some(wanted.len() as u64));
        world.progress.event(Event::Began { step, total, rate: None });
        let mut unfit = HashSet::new();
        let work = |cover| {
            world.cancel.check()?;
            Ok((cover, make(cover)))
        };
        ordered::map(world.jobs, wanted.into_iter().map(Ok), work, |(cover, made)| {
            world.progress.event(Event::Advanced { step, by: 1 });
            match made {
                Some(made) => put(cover, made)?,
                None => drop(unfit.insert(cover.feed_name())),
            }
            Ok::<_, FeedError>(())
        })?;
        world.progress.event(Event::Ended { step });
        self.retain(|cover| !unfit.contains(&cover.feed_name()));
        Ok(())
    }
}

/// Puts the pictures of these episodes into the feed's folder, as far as they are not there. Returns all
/// pictures that the feed can name, and what is to say of the others.
pub(super) fn bring<'f>(
    world: &World,
    show: &Show,
    cover: &'f Found,
    due: &[&Shelved],
) -> Result<(Pictures<'f>, Vec<Finding>), FeedError> {
    let folder = show.feed_dir();
    make_folder(world.disk.as_ref(), &folder).map_err(FeedError::io(&folder, "made"))?;
    let mut pictures = Pictures::of(cover, due);
    let missing = |cover: &Cover| !stands(&folder.join(cover.feed_name()));
    let make = |cover: &Cover| cover.for_feed().ok();
    pictures.make_missing(world, missing, make, |cover, picture| {
        let path = folder.join(cover.feed_name());
        replace_file(world.disk.as_ref(), &path, &picture.bytes).map_err(FeedError::io(&path, "written"))
    })?;
    let mut found = Vec::new();
    for shelved in due {
        let Some((folder, kept)) = kept(shelved).filter(|_| pictures.own(&shelved.episode).is_none()) else {
            continue;
        };
        // Somebody may have removed the episode, or put it elsewhere, since the shelf was read.
        if !folder.exists() {
            return Err(FeedError::Vanished { path: folder.to_owned() });
        }
        let file = folder.join(&kept.file);
        let rule = unusable(show, &file);
        let about = About::Episode(shelved.episode.handle);
        found.push(Finding { weight: Weight::Warning, about, rule });
    }
    Ok((pictures, found))
}

/// Returns what is to say of the picture of an episode, if it cannot be used. What the feed has already needs
/// no more than to be there; of any other, every byte is compared.
pub(super) fn fault(show: &Show, shelved: &Shelved) -> Option<Rule> {
    let (folder, kept) = kept(shelved)?;
    let file = folder.join(&kept.file);
    let filed = filed(folder, kept);
    let in_feed = show.feed_dir().join(Cover::Filed(filed.clone()).feed_name());
    let length = file.symlink_metadata().ok().filter(std::fs::Metadata::is_file).map(|meta| meta.len());
    let whole = length == Some(kept.bytes) && (stands(&in_feed) || filed.read().is_ok());
    (!whole).then(|| unusable(show, &file))
}

fn unusable(show: &Show, file: &Path) -> Rule {
    let shown = show.shown(file);
    if file.exists() { Rule::PictureDamaged { file: shown } } else { Rule::PictureMissing { file: shown } }
}

fn kept(shelved: &Shelved) -> Option<(&Path, &Pictured)> {
    Some((&shelved.folder, shelved.episode.artwork.as_ref()?))
}

/// Returns the picture that is kept in that folder.
pub(super) fn filed(folder: &Path, kept: &Pictured) -> Filed {
    let Pictured { file, sha256, width, height, plain, .. } = kept;
    Filed::of(folder.join(file), *sha256, (*width, *height), *plain)
}

/// Returns whether a picture is there: one is put in its place whole or not at all.
pub fn stands(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0)
}
