//! The picture in the feed: the show's own, made fit if need be, or a drawn one.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::FeedError;
use super::pictures::{Pictures, stands};
use crate::catalogue::Show;
use crate::picture::{Artwork, Cover, PictureError};
use crate::world::World;
use crate::world::disk::replace_file;

/// Why a show's own picture does not stand in its feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// It has none.
    None,
    /// The settings name one that is not there.
    Lost,
    /// It cannot be used.
    Unreadable {
        /// The kind of fault, a word that never changes: `unknown`, `large`, `damaged` or `unreadable`.
        why: &'static str,
        /// What it seems to be in place of a picture that we know, as a media type; may be empty.
        seems: &'static str,
        /// What is wrong, in English.
        problem: String,
    },
}

/// The picture of a show's feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    cover: Cover,
    name: String,
    file: Option<PathBuf>,
    lack: Option<Lack>,
    /// Set where the feed does not have it yet.
    bytes: Option<Vec<u8>>,
}

impl Found {
    /// Finds the picture. Nothing is decoded or drawn if the feed has it already.
    pub fn of(show: &Show) -> Found {
        let file = show.artwork();
        let (cover, fault) = Cover::of(file.as_deref(), &show.info().title);
        let found = Found {
            name: cover.feed_name(),
            lack: fault.map(|fault| lack_of(&fault)).or_else(|| file.is_none().then_some(Lack::None)),
            cover,
            file,
            bytes: None,
        };
        found.made(show)
    }

    /// Makes the picture, unless the feed has it.
    fn made(mut self, show: &Show) -> Found {
        if stands(&show.feed_dir().join(&self.name)) {
            return self;
        }
        match self.cover.for_feed() {
            Ok(picture) => {
                self.bytes = Some(picture.bytes);
                self
            }
            // Its header was in order, and the rest is not.
            Err(fault) => {
                let cover = Cover::Drawn(show.info().title.clone());
                let drawn = Found { name: cover.feed_name(), cover, lack: Some(lack_of(&fault)), ..self };
                drawn.made(show)
            }
        }
    }

    /// Returns the name that it has in the feed's folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the picture as it was found.
    pub fn cover(&self) -> &Cover {
        &self.cover
    }

    /// Returns the show's own picture, if that is what the feed has.
    pub fn own(&self) -> Option<&Artwork> {
        match &self.cover {
            Cover::Own(own) => Some(own),
            Cover::Drawn(_) | Cover::Filed(_) => None,
        }
    }

    /// Returns the file that the settings name.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Returns why the show's own picture does not stand in the feed, if it does not.
    pub fn lack(&self) -> Option<&Lack> {
        self.lack.as_ref()
    }

    /// Puts the picture into the feed's folder, if it is not there.
    pub(super) fn bring(&self, world: &World, show: &Show) -> Result<(), FeedError> {
        let Some(bytes) = &self.bytes else {
            return Ok(());
        };
        let path = show.feed_dir().join(&self.name);
        if path.is_file() {
            return Ok(()); // brought since it was looked for
        }
        replace_file(world.disk.as_ref(), &path, bytes).map_err(FeedError::io(&path, "written"))
    }
}

impl Pictures<'_> {
    /// Removes the pictures that were in the feed before. The caller has put the new feed in place.
    pub(super) fn sweep(&self, world: &World, show: &Show) -> Result<(), FeedError> {
        let folder = show.feed_dir();
        let mut keep: HashSet<String> = self.all_own().map(Cover::feed_name).collect();
        keep.insert(self.cover_name().to_owned());
        for entry in fs::read_dir(&folder).map_err(FeedError::io(&folder, "read"))? {
            let entry = entry.map_err(FeedError::io(&folder, "read"))?;
            let name = entry.file_name();
            // What a run that was cut off has left goes as well.
            let ours = |name: &str| is_ours(name.strip_prefix(".new-").unwrap_or(name));
            let older = name.to_str().is_some_and(|name| ours(name) && !keep.contains(name));
            if older && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                let path = entry.path();
                world.disk.remove_file(&path).map_err(FeedError::io(&path, "removed"))?;
            }
        }
        Ok(())
    }
}

fn lack_of(fault: &PictureError) -> Lack {
    let unreadable = |why, seems: Option<&'static str>| Lack::Unreadable {
        why,
        seems: seems.unwrap_or_default(),
        problem: fault.to_string(),
    };
    match fault {
        PictureError::Unreadable { source, .. } if source.kind() == io::ErrorKind::NotFound => Lack::Lost,
        PictureError::Unreadable { .. } => unreadable("unreadable", None),
        PictureError::Unknown { seems } => unreadable("unknown", *seems),
        PictureError::TooLarge { .. } | PictureError::TooLong { .. } => unreadable("large", None),
        PictureError::Damaged(_) => unreadable("damaged", None),
    }
}

/// Returns whether a name is one that [`Cover::feed_name`] gives.
fn is_ours(name: &str) -> bool {
    let stem = name.strip_suffix(".jpg").or_else(|| name.strip_suffix(".png"));
    let digits = stem.and_then(|stem| stem.strip_prefix("artwork-"));
    digits.is_some_and(|digits| {
        matches!(digits.len(), 8 | 16) && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}
