//! The work of a rendition: pressed anew, copied with other tags, or split.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use std::time::Duration;

use super::cache::{Cache, Key, Piece};
use super::{chapter_starts, pressed_bytes};
use crate::audio::decode;
use crate::audio::loudness::{Dbtp, hop_frames};
use crate::audio::master::{Repress, Target, prepared};
use crate::audio::mp3::{Mp3Form, Written};
use crate::audio::{Block, PumpError, Source};
use crate::catalogue::{Shelved, Show, Wait};
use crate::episode::edits::time_of;
use crate::episode::parts;
use crate::studio::make::{self, Open, Survey, Wanted};
use crate::studio::soundfile::{digest, front, with_tags};
use crate::studio::sources::Sources;
use crate::studio::tag::{Labels, V1};
use crate::studio::{AddError, Jingles, Wishes, repairs};
use crate::world::{Event, Step, World};

/// The tags of a part: which, of how many, from when to when.
type Tagged<'t> = &'t dyn Fn(usize, usize, Duration, Duration) -> Labels;

/// Copies the master with other tags.
pub(super) fn copy(
    world: &World,
    cache: &Cache<'_>,
    shelved: &Shelved,
    key: &Key,
    labels: &Labels,
) -> Result<Vec<Piece>, AddError> {
    let sound = &shelved.episode.sound;
    let staging = cache.stage(sound.bytes)?;
    let file = staging.join("1.mp3");
    copying(world, sound.bytes, || with_tags(world, &shelved.sound(), labels, &file))?;
    let (sha256, bytes) = digest(&file)?;
    cache.keep(staging, key, &[Piece { file, bytes, sha256, frames: sound.frames, rate: sound.rate }])
}

/// Says that so many bytes are being copied, and that it is over.
fn copying<T>(world: &World, bytes: u64, copy: impl FnOnce() -> Result<T, AddError>) -> Result<T, AddError> {
    let step = Step::Copying;
    world.progress.event(Event::Began { step, total: Some(bytes), rate: None });
    let copied = copy();
    world.progress.event(Event::Ended { step });
    copied
}

/// Copies a rendition with other tags.
pub(super) fn retag(
    world: &World,
    cache: &Cache<'_>,
    before: &[Piece],
    key: &Key,
    tagged: Tagged<'_>,
) -> Result<Vec<Piece>, AddError> {
    let staging = cache.stage(before.iter().map(|piece| piece.bytes).sum())?;
    let mut pieces = Vec::new();
    let mut from = Duration::ZERO;
    for (n, piece) in before.iter().enumerate() {
        world.cancel.check()?;
        let to = from + piece.duration();
        let file = staging.join(format!("{}.mp3", n + 1));
        let labels = tagged(n + 1, before.len(), from, to);
        copying(world, piece.bytes, || with_tags(world, &piece.file, &labels, &file))?;
        let (sha256, bytes) = digest(&file)?;
        pieces.push(Piece { file, bytes, sha256, ..piece.clone() });
        from = to;
    }
    cache.keep(staging, key, &pieces)
}

/// Presses the sound of an episode anew.
pub(super) fn make(
    world: &World,
    show: &Show,
    cache: &Cache<'_>,
    shelved: &Shelved,
    (form, split): (Mp3Form, Option<Duration>),
    key: &Key,
    tagged: Tagged<'_>,
) -> Result<Vec<Piece>, AddError> {
    let sound = &shelved.episode.sound;
    let staging = cache.stage(pressed_bytes(form, sound.duration()))?;
    let ends = ends(world, shelved, form, split)?;
    let survey = survey(world, show, shelved)?;
    let about = (sound.frames * u64::from(form.rate)).div_ceil(u64::from(sound.rate.max(1)));
    let job = Job { world, form, ends, about, folder: staging.path(), tagged, master: &shelved.sound() };
    let pieces = if let Some(survey) = survey {
        survey.again(world, form.rate, |open| job.press(open))?
    } else {
        let path = shelved.sound();
        job.press(&|| Ok(prepared(decode::open(&path)?.watched(world, Step::Mastering), form.rate)))?
    };
    cache.keep(staging, key, &pieces)
}

/// Returns what is known of the kept recordings, if they still give the sound that the master has. What was wished
/// for it alone is not remembered; then the master is what there is.
fn survey(world: &World, show: &Show, shelved: &Shelved) -> Result<Option<Survey>, AddError> {
    let episode = &shelved.episode;
    let kept: Option<Vec<_>> =
        episode.recordings().map(|one| shelved.kept(one).filter(|path| path.is_file())).collect();
    let Some((first, joined)) = kept.as_deref().and_then(<[_]>::split_first) else { return Ok(None) };
    let surveyed = (|| {
        let sources = Sources::look(world, first, joined, Wait::default())?;
        let wanted = Wanted::of(show.info(), &Jingles::of(show), &Wishes::default(), true)?;
        make::survey(world, &sources, &wanted)
    })();
    let survey = match surveyed {
        Err(err @ AddError::Cancelled(_)) => return Err(err),
        // A recording that cannot be heard any more stops no player: there is the master.
        Err(_) => return world.cancel.check().map(|()| None).map_err(Into::into),
        Ok(survey) => survey,
    };
    let (sound, now) = (&episode.sound, survey.sound());
    let level = Some(repairs::level(&survey.analysis));
    let same = (now.frames, survey.plan.format.rate, &now.edits, level)
        == (sound.frames, sound.rate, &sound.edits, sound.level);
    Ok(Some(survey).filter(|_| same))
}

/// Returns the frames, at the rate of the form, at which the parts end; none where there is one. Each is the end
/// of an MP3 frame.
fn ends(
    world: &World,
    shelved: &Shelved,
    form: Mp3Form,
    split: Option<Duration>,
) -> Result<Vec<u64>, AddError> {
    let episode = &shelved.episode;
    let Some(split) = split.filter(|split| episode.sound.duration() > *split) else { return Ok(Vec::new()) };
    let chapters = chapter_starts(episode);
    let energies = energies(world, &shelved.sound())?;
    let samples = form.samples() as u64;
    let frame = |at: Duration| {
        let frames = at.as_secs_f64() * f64::from(form.rate);
        (frames / samples as f64).round() as u64 * samples
    };
    Ok(parts::cuts(episode.sound.duration(), split, &chapters, &energies).into_iter().map(frame).collect())
}

/// Hears a sound, and returns the mean squares of its hops.
fn energies(world: &World, path: &Path) -> Result<Vec<f32>, AddError> {
    let failed = |err: PumpError| AddError::pump(path, path)(err);
    let mut source = decode::open(path)?.watched(world, Step::Measuring);
    // The hop of a tenth of a second is that by which cuts are decided.
    let hop = hop_frames(source.spec().rate).max(1);
    let mut energies = Vec::new();
    let (mut sum, mut count) = (0.0_f64, 0);
    let mut block = Block::default();
    loop {
        source.read(&mut block).map_err(|err| failed(err.into()))?;
        if block.frames() == 0 {
            return Ok(energies);
        }
        for n in 0..block.frames() {
            sum += block.planes().iter().map(|plane| f64::from(plane[n]).powi(2)).sum::<f64>();
            count += 1;
            if count == hop {
                energies.push((sum / hop as f64) as f32);
                (sum, count) = (0.0, 0);
            }
        }
    }
}

/// Makes a file of the tags in front and at the end, and of the sound that `press` writes between them.
pub(super) fn pressed(
    world: &World,
    file: &Path,
    rate: u32,
    (front, back): (&[u8], &[u8; V1]),
    press: impl FnOnce(&mut BufWriter<File>) -> Result<Written, AddError>,
) -> Result<Piece, AddError> {
    let written = |err: io::Error| AddError::io(file, "written")(err);
    let to = world.disk.create_new(file).map_err(written)?;
    let mut to = BufWriter::with_capacity(1 << 16, to);
    to.write_all(front).map_err(written)?;
    let Written { frames, .. } = press(&mut to)?;
    to.write_all(back).and_then(|()| to.flush()).map_err(written)?;
    drop(to);
    let (sha256, bytes) = digest(file)?;
    Ok(Piece { file: file.to_owned(), bytes, sha256, frames, rate })
}

/// A sound that is to be pressed, and where to.
struct Job<'j> {
    world: &'j World,
    form: Mp3Form,
    /// The frames at which parts end, but for the last.
    ends: Vec<u64>,
    /// Frames of all of it, more or less.
    about: u64,
    folder: &'j Path,
    tagged: Tagged<'j>,
    /// The master, to name it.
    master: &'j Path,
}

impl Job<'_> {
    fn press(&self, open: Open<'_>) -> Result<Vec<Piece>, AddError> {
        let Job { world, form, ends, about, .. } = self;
        let ceiling: Dbtp = Target::default().ceiling;
        let failed = |err: PumpError| AddError::pump(self.master, self.folder)(err);
        let mut press = Repress::open(world, open, *form, ceiling, *about).map_err(failed)?;
        let of = ends.len() + 1;
        let mut pieces = Vec::new();
        let mut from = 0;
        for n in 0..of {
            let end = ends.get(n).copied();
            let time = |frames| time_of(frames, form.rate);
            let labels = (self.tagged)(n + 1, of, time(from), time(end.unwrap_or(*about)));
            let file = self.folder.join(format!("{}.mp3", n + 1));
            let tags = (&front(&labels, None, &file)?[..], &labels.back());
            let frames = end.map_or(u64::MAX, |end| end - from);
            pieces
                .push(pressed(world, &file, form.rate, tags, |to| press.press(frames, to).map_err(failed))?);
            from = end.unwrap_or(from);
        }
        Ok(pieces)
    }
}
