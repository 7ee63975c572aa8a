//! Chapters of an MP4 file. There are two lists in use, and a file may have both:
//!
//! ```text
//! moov/udta/chpl   Nero's: times of 100 ns, and titles
//! moov/trak        QuickTime's: a track of text, to which the track of sound refers (tref/chap)
//! ```
//!
//! No claim of the file takes memory or time: of each table only as many entries are read as there may be
//! chapters.

use std::io::{self, Read, Seek};
use std::ops::Range;
use std::time::Duration;

use super::cues::{Cue, MOST};
use super::mp4::{Walk, be32, be64};

/// Nero counts in these parts of a second.
const NERO: u64 = 10_000_000;
/// The longest title that is read, in bytes.
const LONGEST: u64 = 1_024;

/// What a track of the file says of itself, as far as chapters go.
#[derive(Debug, Default)]
struct Track {
    id: u32,
    /// The track of text to which it refers.
    chapters: Option<u32>,
    scale: u32,
    /// Lengths of samples in time, in bytes, samples in chunks, and where chunks are.
    durations: Range<u64>,
    sizes: Range<u64>,
    chunks: Range<u64>,
    places: Range<u64>,
    /// Whether places have eight bytes.
    far: bool,
}

/// Reads the chapters of a file of that many bytes: Nero's, else `QuickTime`'s.
pub(super) fn read(file: &mut (impl Read + Seek), bytes: u64) -> io::Result<Vec<Cue>> {
    let mut walk = Walk::new(file);
    let (mut nero, mut tracks) = (Vec::new(), Vec::new());
    walk.boxes_in(0..bytes, &mut |walk, name, body| match &name {
        b"moov" => walk.boxes_in(body, &mut |walk, name, body| {
            match &name {
                b"udta" => walk.boxes_in(body, &mut |walk, name, body| {
                    if &name == b"chpl" && nero.is_empty() {
                        nero = of_nero(walk, body)?;
                    }
                    Ok(())
                })?,
                b"trak" => {
                    let mut track = Track::default();
                    of_track(walk, body, 0, &mut track)?;
                    tracks.push(track);
                }
                _ => {}
            }
            Ok(())
        }),
        _ => Ok(()),
    })?;
    let mut cues = nero;
    if cues.is_empty() {
        let wanted = tracks.iter().find_map(|track| track.chapters);
        let text = wanted.and_then(|id| tracks.iter().find(|track| track.id == id));
        cues = text.map_or(Ok(Vec::new()), |text| of_text(&mut walk, text))?;
    }
    walk.rewind()?;
    cues.sort_by_key(|cue| cue.at);
    Ok(cues)
}

fn of_nero<R: Read + Seek>(walk: &mut Walk<'_, R>, body: Range<u64>) -> io::Result<Vec<Cue>> {
    let head = walk.bytes::<9>(body.start)?;
    // Of the second version, four bytes of nothing stand before the count.
    let (count, mut at) = if head[0] == 0 { (head[4], body.start + 5) } else { (head[8], body.start + 9) };
    let mut cues = Vec::new();
    for _ in 0..count {
        let entry = walk.bytes::<9>(at)?;
        let length = u64::from(entry[8]);
        if at.saturating_add(9 + length) > body.end {
            break;
        }
        let ticks = be64(&entry, 0);
        let title = walk.text(at + 9, length)?;
        let time = Duration::new(ticks / NERO, (ticks % NERO) as u32 * 100);
        cues.extend(Cue::new(time, &title));
        at += 9 + length;
    }
    Ok(cues)
}

fn of_track<R: Read + Seek>(
    walk: &mut Walk<'_, R>,
    body: Range<u64>,
    depth: usize,
    track: &mut Track,
) -> io::Result<()> {
    walk.boxes_in(body, &mut |walk, name, body| {
        match &name {
            b"tkhd" => {
                let head = walk.bytes::<24>(body.start)?;
                track.id = be32(&head, if head[0] == 1 { 20 } else { 12 });
            }
            b"mdhd" => track.scale = walk.scale(body.start)?,
            b"chap" => track.chapters = Some(be32(&walk.bytes::<4>(body.start)?, 0)),
            b"stts" => track.durations = body,
            b"stsz" => track.sizes = body,
            b"stsc" => track.chunks = body,
            b"stco" => (track.places, track.far) = (body, false),
            b"co64" => (track.places, track.far) = (body, true),
            // No deeper than sample tables lie.
            b"tref" | b"mdia" | b"minf" | b"stbl" if depth < 3 => of_track(walk, body, depth + 1, track)?,
            _ => {}
        }
        Ok(())
    })
}

/// Reads a track of text, sample by sample: each is a title, and lasts as long as its chapter.
fn of_text<R: Read + Seek>(walk: &mut Walk<'_, R>, track: &Track) -> io::Result<Vec<Cue>> {
    let mut cues = Vec::new();
    let (scale, mut ticks) = (u64::from(track.scale.max(1)), 0_u64);
    let durations = durations(walk, &track.durations)?;
    let places = places(walk, track)?;
    for (duration, (at, size)) in durations.into_iter().zip(places) {
        let length = u64::from(u16::from_be_bytes(walk.bytes::<2>(at)?));
        let title = walk.text(at.saturating_add(2), length.min(size.saturating_sub(2)).min(LONGEST))?;
        let nanos = ticks % scale * 1_000_000_000 / scale;
        cues.extend(Cue::new(Duration::new(ticks / scale, nanos as u32), &title));
        ticks = ticks.saturating_add(u64::from(duration));
    }
    Ok(cues)
}

/// Returns how many entries of that many bytes a table has, and where they begin.
fn table<R: Read + Seek>(walk: &mut Walk<'_, R>, body: &Range<u64>, step: u64) -> io::Result<(u64, u64)> {
    let head = walk.bytes::<8>(body.start)?;
    let there = body.end.saturating_sub(body.start.saturating_add(8)) / step;
    Ok((u64::from(be32(&head, 4)).min(there).min(MOST as u64), body.start.saturating_add(8)))
}

/// Returns how long each sample lasts.
fn durations<R: Read + Seek>(walk: &mut Walk<'_, R>, body: &Range<u64>) -> io::Result<Vec<u32>> {
    let (count, begins) = table(walk, body, 8)?;
    let mut durations = Vec::new();
    for n in 0..count {
        let run = walk.bytes::<8>(begins + n * 8)?;
        let more = (be32(&run, 0) as usize).min(MOST.saturating_sub(durations.len()));
        durations.extend(std::iter::repeat_n(be32(&run, 4), more));
    }
    Ok(durations)
}

/// Returns where each sample is, and how many bytes it has.
fn places<R: Read + Seek>(walk: &mut Walk<'_, R>, track: &Track) -> io::Result<Vec<(u64, u64)>> {
    let uniform = u64::from(be32(&walk.bytes::<8>(track.sizes.start)?, 4));
    let sized = track.sizes.end.saturating_sub(track.sizes.start.saturating_add(12)) / 4;
    let step = if track.far { 8 } else { 4 };
    let (chunks, first) = table(walk, &track.places, step)?;
    let (runs, begins) = table(walk, &track.chunks, 12)?;
    let mut places = Vec::new();
    let mut run = 0;
    for chunk in 0..chunks {
        // Which run of chunks it is in: each says from which chunk on it counts, from 1.
        while run + 1 < runs && u64::from(be32(&walk.bytes::<4>(begins + (run + 1) * 12)?, 0)) <= chunk + 1 {
            run += 1;
        }
        let samples = if runs > 0 { be32(&walk.bytes::<8>(begins + run * 12)?, 4) } else { 0 };
        let place = walk.bytes::<8>(first + chunk * step)?;
        let mut at = if track.far { be64(&place, 0) } else { u64::from(be32(&place, 0)) };
        for _ in 0..samples {
            let n = places.len() as u64;
            if n >= MOST as u64 || (uniform == 0 && n >= sized) {
                return Ok(places);
            }
            let size = match uniform {
                0 => u64::from(be32(&walk.bytes::<4>(track.sizes.start + 12 + n * 4)?, 0)),
                size => size,
            };
            places.push((at, size));
            at = at.saturating_add(size);
        }
    }
    Ok(places)
}
