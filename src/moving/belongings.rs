//! What belongs to an episode besides its sound and its words: fetched, read, and put by the clock of that sound.
//!
//! None of it holds an episode back. What cannot be had is named with its address, and can be given by hand
//! afterwards.

use super::bring::Job;
use super::error::ImportError;
use super::fetch::FetchError;
use super::import::LARGEST_ARTWORK;
use super::plan::Incoming;
use super::read::Extra;
use crate::catalogue::transcript::LARGEST;
use crate::episode::fault::Refused;
use crate::episode::transcript::{self, Script};
use crate::episode::{Chapter, Handle, Mark, Timeline, chapter};
use crate::picture::{self, Artwork, PictureError};

/// The largest file of chapters that is fetched.
const LARGEST_CHAPTERS: u64 = 1 << 20;
/// Types of transcripts that are read, those first that say most. A page of HTML is none of them: its words
/// cannot be told from what is around them.
const TYPES: [&str; 7] =
    ["text/vtt", "application/x-subrip", "application/srt", "text/srt", "application/json", "text/plain", ""];

/// Something that belongs to an episode and could not be had.
#[derive(Debug)]
pub struct Missing {
    /// The episode.
    pub handle: Handle,
    /// What it is, as [`Extra::kind`] calls it.
    pub kind: &'static str,
    /// Where it is.
    pub address: String,
    /// Why not.
    pub why: Lacking,
}

/// Why something could not be had.
#[derive(Debug, thiserror::Error)]
pub enum Lacking {
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It is not what the feed says it is.
    #[error("{0}")]
    Unfit(Refused),
    /// It is no picture that can be used.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// It is of a type that is not read.
    #[error("it is of the type {0:?}")]
    Type(String),
    /// Its host did not answer before, so it was not asked again.
    #[error("it was not tried: its host had not answered")]
    NotTried,
    /// It was missed before the import was cut off, and this is what was said then.
    #[error("{0}")]
    Noted(String),
}

/// What came.
#[derive(Debug, Default)]
pub(super) struct Came {
    pub(super) marks: Vec<Mark>,
    pub(super) script: Option<Script>,
    pub(super) artwork: Option<Artwork>,
    pub(super) missing: Vec<Missing>,
}

impl Job<'_> {
    /// Fetches what belongs to an episode of that timeline.
    pub(super) fn belongings(
        &self,
        incoming: &Incoming,
        handle: Handle,
        line: &Timeline<'_>,
    ) -> Result<Came, ImportError> {
        let mut came = Came::default();
        let chapters = self.chapters(incoming, &mut came.missing)?;
        let heard = chapters.into_iter().filter(|chapter| chapter.start < line.duration());
        came.marks = heard.map(|chapter| Mark::in_episode(chapter, line)).collect();
        let transcript = self.transcript(incoming, &mut came.missing)?;
        came.script = transcript.map(|transcript| Script::in_episode(transcript, line));
        came.artwork = self.artwork(incoming, &mut came.missing)?;
        came.missing.iter_mut().for_each(|missing| missing.handle = handle);
        Ok(came)
    }

    /// Returns the episode's own picture.
    fn artwork(
        &self,
        incoming: &Incoming,
        missing: &mut Vec<Missing>,
    ) -> Result<Option<Artwork>, ImportError> {
        for extra in &incoming.item.extras {
            let Extra::Artwork(address) = extra else { continue };
            let read = match self.bytes(address, LARGEST_ARTWORK)? {
                // Its beginning may be in order, and the rest not.
                Ok(bytes) => picture::from_bytes(bytes)
                    .and_then(|artwork| artwork.for_tags().map(|_| artwork))
                    .map_err(Lacking::from),
                Err(why) => Err(why),
            };
            match read {
                Ok(artwork) => return Ok(Some(artwork)),
                Err(why) => missing.push(lacking(incoming, extra, address, why)),
            }
        }
        Ok(None)
    }

    /// Returns the chapters of a file of their own, or else those in the feed itself.
    fn chapters(&self, incoming: &Incoming, missing: &mut Vec<Missing>) -> Result<Vec<Chapter>, ImportError> {
        let extras = &incoming.item.extras;
        for extra in extras {
            let Extra::Chapters(address) = extra else { continue };
            match self.read(address, LARGEST_CHAPTERS, chapter::read)? {
                Ok(chapters) => return Ok(chapters),
                Err(why) => missing.push(lacking(incoming, extra, address, why)),
            }
        }
        let simple = extras.iter().find_map(|extra| match extra {
            Extra::SimpleChapters(chapters) => Some(chapters.clone()),
            _ => None,
        });
        Ok(simple.unwrap_or_default())
    }

    /// Returns the transcript that says most, of those that can be had.
    fn transcript(
        &self,
        incoming: &Incoming,
        missing: &mut Vec<Missing>,
    ) -> Result<Option<transcript::Transcript>, ImportError> {
        let mut there: Vec<(Option<usize>, &Extra, &String, &String)> = Vec::new();
        for extra in &incoming.item.extras {
            if let Extra::Transcript(address, given) = extra {
                let bare = given.split(';').next().unwrap_or_default().trim().to_lowercase();
                there.push((TYPES.iter().position(|known| *known == bare), extra, address, given));
            }
        }
        there.sort_by_key(|(rank, ..)| rank.unwrap_or(TYPES.len()));
        let mut lost = Vec::new();
        for (rank, extra, address, given) in there {
            let read = match rank {
                Some(_) => self.read(address, LARGEST / 2, transcript::read)?,
                None => Err(Lacking::Type(given.clone())),
            };
            match read {
                Ok(transcript) => return Ok(Some(transcript)),
                Err(why) => lost.push(lacking(incoming, extra, address, why)),
            }
        }
        // The first says best what was to be had.
        missing.extend(lost.into_iter().next());
        Ok(None)
    }

    fn read<T>(
        &self,
        address: &str,
        most: u64,
        read: impl Fn(&[u8]) -> Result<T, Refused>,
    ) -> Result<Result<T, Lacking>, ImportError> {
        Ok(match self.bytes(address, most)? {
            Ok(bytes) => read(&bytes).map_err(Lacking::Unfit),
            Err(why) => Err(why),
        })
    }
}

fn lacking(incoming: &Incoming, extra: &Extra, address: &str, why: Lacking) -> Missing {
    Missing { handle: incoming.handle, kind: extra.kind(), address: address.to_owned(), why }
}
