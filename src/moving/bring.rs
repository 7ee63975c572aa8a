//! One episode on its way: fetched, measured, and shelved with what belongs to it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::Duration;

use super::belongings::{Lacking, Missing};
use super::enclosures::ending;
use super::error::{ImportError, ItemError};
use super::fetch::{Answer, Client, FetchError, host};
use super::missing::Notes;
use super::part::Part;
use super::plan::Incoming;
use super::sound::{self, SoundError};
use crate::catalogue::{Shelved, ShowInfo, ShowLock, What, layout, record, transcript};
use crate::episode::{Episode, Guid, Kept, Recorded, Slug, Tagged, chapter, text};
use crate::studio::artwork;
use crate::world::{Digest, Event, Staging, Step, World};

/// After so many times that a host did not answer, what else it has of chapters, transcripts and pictures is not
/// waited for: a dead host of them would cost minutes for each episode.
const GONE: u32 = 2;
/// How often a file is tried, and how long to rest in between.
const TRIES: u32 = 3;
const REST: Duration = Duration::from_secs(2);
/// How much may be on its way before it is made sure of.
const SURE: u64 = 8 << 20;

/// All that it takes to bring one episode.
pub(super) struct Job<'j> {
    pub(super) world: &'j World,
    pub(super) client: &'j Client,
    pub(super) info: &'j ShowInfo,
    pub(super) episodes: &'j Path,
    pub(super) folder: &'j Path,
    /// How often each host of what belongs to episodes did not answer.
    pub(super) silent: RefCell<BTreeMap<Option<String>, u32>>,
}

/// Returns a name for what is on its way to an episode: by its identity, since the number may be another one by
/// the time the work goes on.
pub(super) fn name_of(guid: &Guid) -> String {
    Digest::of(guid.as_str().as_bytes()).to_string().chars().take(16).collect()
}

impl Job<'_> {
    /// Fetches and shelves an episode, and says what belongs to it and could not be had. The inner error is of
    /// this episode alone.
    pub(super) fn bring(
        &self,
        incoming: &Incoming,
        lock: &mut ShowLock<'_>,
        notes: &mut Notes<'_>,
    ) -> Result<Result<(Shelved, Vec<Missing>), ItemError>, ImportError> {
        let name = name_of(&incoming.guid);
        let part = Part::new(self.folder, &name);
        let address =
            incoming.item.enclosure.as_ref().map(|sound| sound.address.as_str()).unwrap_or_default();
        if let Err(why) = self.fetch(address, &part)? {
            return Ok(Err(why.into()));
        }
        let tagged = Tagged {
            title: incoming.title.clone(),
            show: self.info.title.clone(),
            author: self.info.author.clone(),
            ..Tagged::default()
        };
        let sound =
            match sound::measured(self.world, &part.path, ending(address), incoming.item.duration, tagged) {
                Ok(sound) => sound,
                Err(SoundError::Cancelled(cancelled)) => return Err(cancelled.into()),
                Err(why) => {
                    // It came whole and is no sound: another try begins anew.
                    part.forget(self.world);
                    return Ok(Err(why.into()));
                }
            };
        let mut handle = incoming.handle;
        if lock.shelf().taken().any(|taken| taken == handle) {
            handle = lock.shelf().next_handle(handle.kind());
        }
        let belongings = self.belongings(incoming, handle, &sound.timeline())?;
        // Noted before it is shelved: what was told to nobody yet outlives a pulled plug.
        notes.put(self.world, &name, &belongings.missing)?;
        let number = incoming.handle.number().map(crate::episode::EpisodeNumber::get);
        let bare = number.and_then(|number| text::without_number(&incoming.title, number));
        let slug = Slug::of(bare.as_deref().filter(|bare| !bare.is_empty()).unwrap_or(&incoming.title));
        let file = layout::sound_file(&sound);
        let mut episode = Episode {
            handle,
            season: incoming.season,
            title: incoming.title.clone(),
            notes: text::lines(&incoming.item.notes),
            slug,
            guid: incoming.guid.clone(),
            published: incoming.date,
            dated_by_hand: true,
            draft: false,
            explicit: incoming.explicit,
            recording: Recorded {
                name: last_name(address),
                bytes: sound.bytes,
                sha256: sound.sha256,
                // The sound is all there is of a recording, and `remaster` can make another of it.
                kept: Some(Kept { file: file.clone(), bytes: sound.bytes, sha256: sound.sha256 }),
            },
            joined: Vec::new(),
            marks: belongings.marks,
            transcript: None,
            artwork: None,
            details: incoming.details.clone(),
            sound,
        };
        let disk = self.world.disk.as_ref();
        let staging =
            Staging::open(self.world, self.episodes).map_err(ImportError::io(self.episodes, "written"))?;
        let staged = staging.join(&file);
        disk.rename_new(&part.path, &staged).map_err(ImportError::io(&staged, "written"))?;
        if let Some(script) = &belongings.script {
            let staged = transcript::stage(self.world, script, 1, staging.path());
            episode.transcript = Some(staged.map_err(ImportError::io(staging.path(), "written"))?);
        }
        if let Some(picture) = &belongings.artwork {
            let staged = artwork::stage(self.world, picture, 1, staging.path());
            episode.artwork = Some(staged.map_err(ImportError::io(staging.path(), "written"))?);
        }
        // It is kept as it was, so what its own tags say and show is not held against it.
        episode.sound.tagged.chapters = chapter::fingerprint(&episode.chapters());
        episode.sound.tagged.artwork = episode.picture();
        let change = lock.change(self.world, What::Add);
        let folder = lock.shelve(self.world, staging, &episode, change.clone())?;
        part.forget(self.world);
        let format = record::format_of(&episode);
        let shelved = Shelved { episode, change, away: None, folder, format };
        lock.remember(shelved.clone());
        Ok(Ok((shelved, belongings.missing)))
    }

    /// Fetches a file, as often as it takes, each time from where it broke off.
    fn fetch(&self, address: &str, part: &Part) -> Result<Result<(), FetchError>, ImportError> {
        self.patiently(TRIES, || self.fetch_once(address, part))
    }

    /// Fetches a small file whole, as often as it takes; from a host that never answers, not at all.
    pub(super) fn bytes(&self, address: &str, most: u64) -> Result<Result<Vec<u8>, Lacking>, ImportError> {
        let host = host(address);
        let silent = self.silent.borrow().get(&host).copied().unwrap_or(0);
        if silent >= GONE {
            return Ok(Err(Lacking::NotTried));
        }
        let tries = if silent == 0 { TRIES } else { 1 };
        let fetched =
            self.patiently(tries, || Ok(self.client.bytes(address, most).map(|(bytes, _)| bytes)))?;
        match &fetched {
            Err(why) if why.is_silence() => *self.silent.borrow_mut().entry(host).or_default() += 1,
            _ => drop(self.silent.borrow_mut().remove(&host)),
        }
        Ok(fetched.map_err(Lacking::from))
    }

    /// Tries again what may pass, so often, with rests in between.
    fn patiently<T>(
        &self,
        most: u32,
        once: impl Fn() -> Result<Result<T, FetchError>, ImportError>,
    ) -> Result<Result<T, FetchError>, ImportError> {
        let mut tries = 0;
        loop {
            tries += 1;
            self.world.cancel.check()?;
            match once()? {
                Err(why) if why.may_pass() && tries < most => self.world.clock.sleep(REST * tries),
                done => return Ok(done),
            }
        }
    }

    fn fetch_once(&self, address: &str, part: &Part) -> Result<Result<(), FetchError>, ImportError> {
        let (rest, noted) = part.rest(address).map_or((None, None), |(rest, length)| (Some(rest), length));
        if rest.as_ref().is_some_and(|rest| Some(rest.from) == noted) {
            return Ok(Ok(())); // it came before, and the work was cut off behind it
        }
        let answer = match self.client.ask(address, rest.as_ref(), true) {
            Ok(answer) => answer,
            Err(why) => return Ok(Err(why)),
        };
        let from = rest.filter(|_| answer.continues).map_or(0, |rest| rest.from);
        if answer.continues && noted.is_some() && noted != answer.length {
            // The same version with another length is not the same file. From the beginning, then.
            part.forget(self.world);
            return Ok(Err(FetchError::Short {
                address: address.to_owned(),
                got: from,
                expected: noted.unwrap_or(0),
            }));
        }
        let progress = &self.world.progress;
        progress.event(Event::Began {
            step: Step::Copying,
            total: answer.length.map(|length| length - from.min(length)),
            rate: None,
        });
        let done = self.receive(address, answer, part, from);
        progress.event(Event::Ended { step: Step::Copying });
        done
    }

    fn receive(
        &self,
        address: &str,
        answer: Answer,
        part: &Part,
        from: u64,
    ) -> Result<Result<(), FetchError>, ImportError> {
        let unwritten = || ImportError::io(&part.path, "written");
        let mut file = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&part.path)
            .map_err(unwritten())?;
        // What is beyond is of a run that was cut off, and may be nothing but zeros.
        file.set_len(from).and_then(|()| file.seek(SeekFrom::Start(from))).map_err(unwritten())?;
        let (length, version) = (answer.length, answer.version.clone());
        let (mut here, mut sure) = (from, from);
        let make_sure = |file: &std::fs::File, here: u64| -> io::Result<()> {
            file.sync_data()?;
            part.note(address, version.as_deref(), here, length)
        };
        let taken = answer.read(self.client.longest(), |piece| {
            self.world.cancel.check().map_err(ImportError::Cancelled)?;
            file.write_all(piece).map_err(unwritten())?;
            here += piece.len() as u64;
            self.world.progress.event(Event::Advanced { step: Step::Copying, by: piece.len() as u64 });
            if here - sure >= SURE {
                make_sure(&file, here).map_err(unwritten())?;
                sure = here;
            }
            Ok(())
        });
        make_sure(&file, here).map_err(unwritten())?;
        match taken {
            Ok(Err(ours)) => Err(ours),
            Ok(Ok(())) => Ok(match length {
                Some(expected) if here < expected => {
                    Err(FetchError::Short { address: address.to_owned(), got: here, expected })
                }
                _ => Ok(()),
            }),
            Err(too_long @ FetchError::TooLong { .. }) => {
                part.forget(self.world);
                Ok(Err(too_long))
            }
            Err(why) => Ok(Err(why)),
        }
    }
}

/// Returns the last name in an address, without what is asked behind it.
fn last_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().chars().take(200).collect()
}
