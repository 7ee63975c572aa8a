//! The finished sound as a file: tags in front, MP3, tags behind.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use super::tag::{self, Labels};
use super::{AddError, artwork};
use crate::catalogue::{Shelved, Show};
use crate::episode::{Episode, FileType, Moment, Sound, Tagged, chapter};
use crate::picture::Cover;
use crate::world::{Digest, Event, Step, World};

/// So much is copied between two questions whether it is to go on.
const PIECE: u64 = 1 << 20;

/// Returns what the tags of that episode should say, whose picture lies in that folder. What of the recording
/// is in its sound, and how long it plays, must be known by then: the chapters depend on it.
pub(super) fn labels(show: &Show, episode: &Episode, folder: &Path) -> Result<Labels, AddError> {
    let own = artwork::for_tags(folder, episode);
    Ok(Labels {
        pictured: own.as_ref().and_then(|_| episode.picture()),
        artwork: own.map_or_else(|| cover(show), Ok)?,
        ..words(show, episode)
    })
}

/// Returns what the tags of that episode should say, but for the picture, which is not read.
pub(super) fn words(show: &Show, episode: &Episode) -> Labels {
    let info = show.info();
    Labels {
        title: episode.title.clone(),
        show: info.title.clone(),
        author: if info.author.is_empty() { info.title.clone() } else { info.author.clone() },
        handle: episode.handle,
        year: Moment::year(episode.published),
        notes: episode.notes.clone(),
        language: info.language.clone(),
        pictured: episode.picture(),
        artwork: Vec::new(),
        chapters: episode.chapters(),
        length: episode.sound.duration(),
    }
}

/// Returns the show's picture for the tags. A cover that cannot be used stops no episode: `check` speaks of it,
/// and the one drawn from the title stands in.
pub(super) fn cover(show: &Show) -> Result<Vec<u8>, AddError> {
    let title = &show.info().title;
    let (cover, _) = Cover::of(show.artwork().as_deref(), title);
    Ok(cover.for_tags().or_else(|_| Cover::Drawn(title.clone()).for_tags())?)
}

impl From<&Labels> for Tagged {
    fn from(labels: &Labels) -> Tagged {
        Tagged {
            title: labels.title.clone(),
            show: labels.show.clone(),
            author: labels.author.clone(),
            chapters: chapter::fingerprint(&labels.chapters),
            artwork: labels.pictured,
        }
    }
}

/// Returns the tag for the front of a file.
pub(super) fn front(labels: &Labels, room: Option<usize>, path: &Path) -> Result<Vec<u8>, AddError> {
    // Nothing staff do makes a tag that does not encode; a number of ten digits still fits the room.
    labels
        .front(room)
        .ok_or_else(|| AddError::NotInOrder { path: path.to_owned(), why: "its tag does not fit".to_owned() })
}

/// Writes the tag at the front of a file, in a room of its length or in that which the file's own
/// tag takes.
pub(super) fn write_front(
    file: &mut File,
    labels: &Labels,
    room: Option<usize>,
    path: &Path,
) -> Result<usize, AddError> {
    let front = front(labels, room, path)?;
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.write_all(&front))
        .map_err(AddError::io(path, "written"))?;
    Ok(front.len())
}

/// Writes the tag at the end of a file over the one that is there.
pub(super) fn write_back(file: &mut File, labels: &Labels, path: &Path) -> Result<(), AddError> {
    let back = labels.back();
    let end = -i64::try_from(back.len()).unwrap_or(0);
    file.seek(SeekFrom::End(end)).and_then(|_| file.write_all(&back)).map_err(AddError::io(path, "written"))
}

/// Makes a copy of an episode's sound with other tags. The encoded sound is copied byte for byte.
pub(super) fn retagged(
    world: &World,
    shelved: &Shelved,
    labels: &Labels,
    to: &Path,
) -> Result<Sound, AddError> {
    let from = shelved.sound();
    if shelved.episode.sound.file_type != FileType::Mp3 {
        return Err(AddError::NotInOrder { path: from, why: "only an MP3 gets tags of ours".to_owned() });
    }
    with_tags(world, &from, labels, to)?;
    let (sha256, bytes) = digest(to)?;
    Ok(Sound { bytes, sha256, tagged: labels.into(), ..shelved.episode.sound.clone() })
}

/// Makes a copy of an MP3 with other tags. The encoded sound is copied byte for byte.
pub(super) fn with_tags(world: &World, from: &Path, labels: &Labels, to: &Path) -> Result<(), AddError> {
    let mut reader = BufReader::new(File::open(from).map_err(AddError::io(from, "read"))?);
    let mut head = [0; 10];
    let bytes = reader.get_ref().metadata().map_err(AddError::io(from, "read"))?.len();
    reader.read_exact(&mut head).map_err(AddError::io(from, "read"))?;
    let front = tag::front_length(&head) as u64;
    // A file that moved in need not have a tag at its end.
    let back = tag::V1 as u64;
    let mut end = [0; 3];
    let at = bytes.saturating_sub(back);
    reader
        .seek(SeekFrom::Start(at))
        .and_then(|_| reader.read_exact(&mut end))
        .map_err(AddError::io(from, "read"))?;
    let back = if end == *b"TAG" { back } else { 0 };
    let sound = bytes.checked_sub(front + back).ok_or_else(|| AddError::NotInOrder {
        path: from.to_owned(),
        why: "it is shorter than its tags".to_owned(),
    })?;
    reader.seek(SeekFrom::Start(front)).map_err(AddError::io(from, "read"))?;

    let mut file = world.disk.create_new(to).map_err(AddError::io(to, "written"))?;
    write_front(&mut file, labels, None, to)?;
    let mut writer = BufWriter::new(file);
    let mut rest = reader.take(sound);
    let mut copied = 0;
    loop {
        world.cancel.check()?;
        let piece =
            io::copy(&mut rest.by_ref().take(PIECE), &mut writer).map_err(AddError::io(to, "written"))?;
        if piece == 0 {
            break;
        }
        copied += piece;
        world.progress.event(Event::Advanced { step: Step::Copying, by: piece });
    }
    if copied != sound {
        return Err(AddError::ChangedMeanwhile { path: from.to_owned() });
    }
    writer.write_all(&labels.back()).map_err(AddError::io(to, "written"))?;
    writer.into_inner().map_err(io::IntoInnerError::into_error).map_err(AddError::io(to, "written"))?;
    Ok(())
}

/// So much of a file is looked at for what its tags say: the texts that players need come first in it.
const FRONT: u64 = 16 << 10;

/// Returns whether the tags of an MP3 say what they should, whoever wrote them. Of one that cannot be read nobody can
/// say otherwise.
pub(super) fn is_tagged(path: &Path, labels: &Labels) -> bool {
    let mut front = Vec::new();
    let read = File::open(path).and_then(|file| file.take(FRONT).read_to_end(&mut front));
    read.is_err() || tag::serves(&front, labels)
}

/// Returns the fingerprint and the length of a file of ours.
pub(super) fn digest(path: &Path) -> Result<(Digest, u64), AddError> {
    let read = File::open(path).and_then(Digest::of_reader);
    read.map_err(AddError::io(path, "read"))
}
