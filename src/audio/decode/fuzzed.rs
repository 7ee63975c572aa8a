//! Our own readers, all of them, on bytes that may be anything: the way in for the fuzzer.
//!
//! In the program whatever falls while it decodes is caught (`feed`), and nobody would notice that it
//! fell. Here nothing is caught.

use std::io::Cursor;

use super::mpeg::frames::Frames;
use super::mpeg::info::Info;
use super::{aiff, caf, matroska, mp4, mp4_chapters, mpeg, ogg, opus, quicktime, riff, sbr};

/// Lets each of our own readers of containers read these bytes, whatever they are. What is found does not
/// matter; that each comes to an end does.
#[doc(hidden)]
pub fn own_readers(bytes: &[u8]) {
    let len = bytes.len() as u64;
    let file = || Cursor::new(bytes);
    riff::read(&mut file(), len).ok();
    aiff::read(&mut file(), len).ok();
    caf::repair(&mut file(), len).ok();
    ogg::is_cut(&mut file(), len).ok();
    mpeg::begins(&mut file(), len).ok();
    opus::Head::read(bytes);
    opus::duration(bytes);
    sbr::ends_in_sbr(&bytes[..bytes.len().min(2048)]);
    mp4_chapters::read(&mut file(), len).ok();
    if let Ok(Some(index)) = mp4::read(&mut file(), len) {
        for track in &index.tracks {
            track.foreign();
            track.runs(index.scale, 48_000, Some(len));
            quicktime::read(&mut file(), len, track).ok();
        }
    }
    if let Ok(index) = matroska::read(&mut file(), len) {
        for track in &index.tracks {
            track.gap(48_000);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        mp4::smooth_playback(text);
    }
    let Ok(mut frames) = Frames::new(file(), 0..len) else { return };
    while let Ok(Some((header, frame))) = frames.next() {
        Info::of(&header, frame);
    }
}
