//! The recordings of one episode: looked at, known or unknown, and written down.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::AddError;
use super::brought::Brought;
use crate::audio::Source as _;
use crate::audio::decode::{self, Cue};
use crate::catalogue::{Shelf, Shelved, Wait};
use crate::episode::edits::time_of;
use crate::episode::{Guid, Kept, Recorded};
use crate::world::{Digest, World, ordered};

/// The recordings of which one sound is made, in the order in which they are heard.
#[derive(Debug, Clone)]
pub(super) struct Sources {
    first: Source,
    joined: Vec<Source>,
}

#[derive(Debug, Clone)]
struct Source {
    brought: Brought,
    /// How long it plays, where that is certain before it is heard.
    length: Option<Duration>,
    /// The moments that somebody marked in it.
    cues: Vec<Cue>,
    /// Its fingerprint, once it was worth the time.
    sha256: Option<Digest>,
}

impl Sources {
    /// Looks at the recordings, and opens each: that is quick, and tells most of what is no recording.
    pub(super) fn look(
        world: &World,
        first: &PathBuf,
        joined: &[PathBuf],
        wait: Wait,
    ) -> Result<Sources, AddError> {
        let look = |path: &PathBuf| {
            let brought = Brought::look(world, path, wait)?;
            let opened = decode::open(brought.path())?;
            let length = opened.frames().map(|frames| time_of(frames, opened.spec().rate));
            let cues = opened.tags().cues.clone();
            Ok::<_, AddError>(Source { brought, length, cues, sha256: None })
        };
        Ok(Sources { first: look(first)?, joined: joined.iter().map(look).collect::<Result<_, _>>()? })
    }

    /// Returns all of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &Brought> {
        self.each().map(|source| &source.brought)
    }

    /// Returns where they lie, each with the moments that somebody marked in it.
    pub(super) fn marked(&self) -> Vec<(&Path, &[Cue])> {
        self.each().map(|source| (source.brought.path(), source.cues.as_slice())).collect()
    }

    /// Returns how long each plays, where that is certain before it is heard.
    pub(super) fn lengths(&self) -> Vec<Option<Duration>> {
        self.each().map(|source| source.length).collect()
    }

    /// Returns all of them with their fingerprints, which were taken.
    pub(super) fn hashed(&self) -> impl Iterator<Item = (&Brought, Digest)> {
        self.each().filter_map(|source| Some((&source.brought, source.sha256?)))
    }

    fn each(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.first).chain(&self.joined)
    }

    fn each_mut(&mut self) -> impl Iterator<Item = &mut Source> {
        std::iter::once(&mut self.first).chain(&mut self.joined)
    }

    /// Returns an error if one of them is not what it was when we looked.
    pub(super) fn unchanged(&self) -> Result<(), AddError> {
        self.all().try_for_each(Brought::unchanged)
    }

    /// Takes the fingerprints of those that an episode may have been made of before, or that may be
    /// named twice: of the others it would be idle.
    pub(super) fn hash_doubtful(&mut self, world: &World, shelf: &Shelf) -> Result<(), AddError> {
        let lengths: Vec<u64> = self.all().map(Brought::bytes).collect();
        let is_doubtful = |bytes: u64| {
            shelf.has_recording_of(bytes) || lengths.iter().filter(|other| **other == bytes).count() > 1
        };
        self.hash(world, is_doubtful)
    }

    /// Takes the fingerprints of all.
    pub(super) fn hash_all(&mut self, world: &World) -> Result<(), AddError> {
        self.hash(world, |_| true)
    }

    /// Takes the fingerprints of all while something else is done with them. Whoever hashes reads ahead for
    /// whoever decodes; if the other work fails, nobody waits for the fingerprints.
    pub(super) fn hash_all_beside<T>(
        &mut self,
        world: &World,
        work: impl FnOnce(&Sources) -> Result<T, AddError>,
    ) -> Result<T, AddError> {
        let failed = AtomicBool::new(false);
        let sources = &*self;
        let hash = |source: &Source| match source.sha256 {
            Some(known) => Ok(known),
            None => source.brought.digest_unless(world, &failed),
        };
        let (hashes, done) = ordered::beside(
            || sources.each().map(hash).collect::<Result<Vec<Digest>, AddError>>(),
            || {
                let done = work(sources);
                failed.store(done.is_err(), Ordering::Relaxed);
                done
            },
        );
        let (done, hashes) = (done?, hashes?);
        self.each_mut().zip(hashes).for_each(|(source, sha256)| source.sha256 = Some(sha256));
        Ok(done)
    }

    fn hash(&mut self, world: &World, is_wanted: impl Fn(u64) -> bool) -> Result<(), AddError> {
        for source in self.each_mut() {
            if source.sha256.is_none() && is_wanted(source.brought.bytes()) {
                source.sha256 = Some(source.brought.digest(world)?);
            }
        }
        Ok(())
    }

    /// Refuses a recording that is named twice.
    pub(super) fn refuse_twins(&self) -> Result<(), AddError> {
        let known: Vec<_> = self.each().filter_map(|source| Some((source, source.sha256?))).collect();
        let twin = known
            .iter()
            .enumerate()
            .find(|(n, (_, sha256))| known[..*n].iter().any(|(_, one)| one == sha256));
        match twin {
            Some((_, (source, _))) => Err(AddError::JoinedTwice { path: source.brought.path().to_owned() }),
            None => Ok(()),
        }
    }

    /// Returns the episodes on the shelf, `but` one aside, that were made of one of them, each with that one.
    pub(super) fn known_to<'a>(
        &'a self,
        shelf: &'a Shelf,
        but: Option<&'a Guid>,
    ) -> impl Iterator<Item = (&'a Brought, &'a Shelved)> {
        self.each().filter_map(move |source| Some((&source.brought, shelf.made_of(source.sha256?, but)?)))
    }

    /// Refuses a recording that an episode on the shelf was made of, `but` one aside.
    pub(super) fn refuse_known(&self, shelf: &Shelf, but: Option<&Guid>) -> Result<(), AddError> {
        match self.known_to(shelf, but).next() {
            None => Ok(()),
            Some((brought, other)) => Err(AddError::SameRecording {
                path: brought.path().to_owned(),
                handle: other.episode.handle,
                title: other.episode.title.clone(),
            }),
        }
    }

    /// Returns what a record says of them: the first, and those that are joined to it. All are hashed, and
    /// `kept` says how each is kept, if they are.
    pub(super) fn recorded(&self, kept: Vec<Kept>) -> (Recorded, Vec<Recorded>) {
        let mut kept = kept.into_iter();
        let mut recorded = |source: &Source| Recorded {
            name: source.brought.name(),
            bytes: source.brought.bytes(),
            sha256: source.sha256.unwrap_or_else(|| Digest::of(&[])),
            kept: kept.next(),
        };
        let first = recorded(&self.first);
        (first, self.joined.iter().map(recorded).collect())
    }
}
