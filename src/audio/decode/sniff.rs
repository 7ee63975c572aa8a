//! What a file is, by its first bytes. Its name is asked only where they say too little.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use infer::MatcherType;

use super::error::Seems;
use super::mpeg;

/// How much is looked at.
const HEAD: u64 = 8192;

/// Who can take the file apart, or why nobody can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// WAV, in any of its sizes.
    Wav,
    /// AIFF or AIFC.
    Aiff,
    /// MPEG audio.
    Mpeg,
    /// MP4, M4A or `QuickTime`.
    Mp4,
    /// Matroska or `WebM`.
    Matroska,
    /// Another container that symphonia knows.
    Other(&'static str),
    /// Sound or video that we cannot take apart, by name.
    Foreign(&'static str),
    /// No sound.
    Not(Seems),
}

/// Looks at the file and goes back to its beginning.
pub(super) fn sniff(file: &mut File, bytes: u64, name: &Path) -> io::Result<Found> {
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    if let Some(tag) = id3_length(&head) {
        // FLAC and AAC may stand behind an ID3 tag too, where nobody wants it.
        let mut behind = [0; 4];
        file.seek(SeekFrom::Start(tag))?;
        let some = file.read(&mut behind)?;
        file.seek(SeekFrom::Start(0))?;
        return Ok(by_magic(&behind[..some]).unwrap_or(Found::Mpeg));
    }
    if let Some(found) = by_magic(&head) {
        return Ok(found);
    }
    if let Some(seems) = by_words(&head, name).or_else(|| by_infer(&head)) {
        return Ok(Found::Not(seems));
    }
    Ok(if mpeg::begins(file, bytes)? { Found::Mpeg } else { Found::Not(Seems::Unknown) })
}

/// Returns where the ID3 tag at the beginning ends, if there is one.
fn id3_length(head: &[u8]) -> Option<u64> {
    let head =
        head.get(..10).filter(|head| head.starts_with(b"ID3") && head[6..].iter().all(|&b| b < 128))?;
    let size = head[6..].iter().fold(0, |size, &byte| size << 7 | u64::from(byte));
    Some(10 + size + if head[5] & 0x10 != 0 { 10 } else { 0 })
}

/// Knows containers of sound and video.
fn by_magic(head: &[u8]) -> Option<Found> {
    const BOXES: [&[u8; 4]; 7] = [b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"];
    let at = |at: usize, magic: &[u8]| head.get(at..).is_some_and(|rest| rest.starts_with(magic));
    if [&b"RIFF"[..], b"RF64", b"BW64"].iter().any(|magic| at(0, magic)) {
        return match head.get(8..12)? {
            b"WAVE" => Some(Found::Wav),
            b"AVI " => Some(Found::Foreign("AVI video")),
            b"RMID" => Some(Found::Not(Seems::Midi)),
            b"NUND" => Some(Found::Not(Seems::Project)),
            b"WEBP" => Some(Found::Not(Seems::Picture)),
            _ => None,
        };
    }
    if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) {
        return Some(Found::Aiff);
    }
    if BOXES.iter().any(|name| at(4, &name[..])) {
        return if at(8, b"heic") || at(8, b"avif") || at(8, b"mif1") {
            Some(Found::Not(Seems::Picture))
        } else if at(8, b"aax ") {
            Some(Found::Foreign("an Audible book"))
        } else {
            Some(Found::Mp4)
        };
    }
    let known: [(&[u8], Found); 26] = [
        (b"fLaC", Found::Other("FLAC")),
        (b"OggS", Found::Other("Ogg")),
        (b"caff", Found::Other("CAF")),
        (b"\x1A\x45\xDF\xA3", Found::Matroska),
        (b"\xFF\xF1", Found::Other("AAC")),
        (b"\xFF\xF9", Found::Other("AAC")),
        (b"RIFX", Found::Foreign("big-endian WAV (RIFX)")),
        (b"riff\x2E\x91\xCF\x11", Found::Foreign("Sony Wave64")),
        (b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", Found::Foreign("Windows Media")),
        (b"#!AMR", Found::Foreign("AMR")),
        (b"\x0B\x77", Found::Foreign("AC-3")),
        (b"\x02dss", Found::Foreign("DSS dictation")),
        (b"\x03ds2", Found::Foreign("DSS Pro dictation")),
        (b".snd", Found::Foreign("Sun audio")),
        (b"wvpk", Found::Foreign("WavPack")),
        (b"MAC ", Found::Foreign("Monkey's Audio")),
        (b"MPCK", Found::Foreign("Musepack")),
        (b"MP+", Found::Foreign("Musepack")),
        (b"TTA1", Found::Foreign("True Audio")),
        (b"FRM8", Found::Foreign("DSD")),
        (b"DSD ", Found::Foreign("DSD")),
        (b".RMF", Found::Foreign("RealMedia")),
        (b"FLV\x01", Found::Foreign("Flash video")),
        (b"\x00\x00\x01\xBA", Found::Foreign("MPEG programme stream")),
        (b"\x00\x00\x01\xB3", Found::Foreign("MPEG video")),
        (b"MThd", Found::Not(Seems::Midi)),
    ];
    if let Some((_, found)) = known.iter().find(|(magic, _)| at(0, magic)) {
        return Some(*found);
    }
    let transport = head.len() > 4 * 188 && (0..4).all(|packet| head[packet * 188] == 0x47);
    transport.then_some(Found::Foreign("MPEG transport stream"))
}

/// Knows files of words, and the projects of audio editors.
fn by_words(head: &[u8], name: &Path) -> Option<Seems> {
    let ending = name.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    if head.starts_with(b"SQLite format 3\0") {
        // Audacity writes its own name where SQLite has a place for one.
        let audacity = head.get(68..72) == Some(b"AUDY") || ending == "aup3";
        return Some(if audacity { Seems::AudacityProject } else { Seems::Unknown });
    }
    match ending.as_str() {
        "ptx" | "pts" | "ptf" | "als" | "flp" | "npr" | "cpr" | "logic" | "sesx" | "band" | "veg" => {
            return Some(Seems::Project);
        }
        _ => {}
    }
    let text = as_text(head)?;
    let begins = |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    let has = |what: &str| text.contains(what);
    Some(if begins("<reaper_project") {
        Seems::ReaperProject
    } else if has("audacityproject") || (ending == "aup" && begins("<")) {
        Seems::AudacityProject
    } else if has("<sesx") || has("<Session") || has("<hindenburg") || has("<Project") {
        Seems::Project
    } else if begins("#extm3u")
        || begins("[playlist]")
        || has("xspf.org")
        || matches!(&*ending, "m3u" | "m3u8" | "pls")
    {
        Seems::Playlist
    } else if begins("<!doctype html") || begins("<html") || has("<html") || has("<HTML") {
        Seems::WebPage
    } else if begins("%PDF-") {
        Seems::Pdf
    } else if begins("{\\rtf") {
        Seems::Document
    } else if begins("<svg") || (begins("<?xml") && has("<svg")) {
        Seems::Picture
    } else {
        Seems::Text
    })
}

/// Returns the text that the bytes are, if they are text, without what comes before its first letter.
fn as_text(head: &[u8]) -> Option<String> {
    let wide = |from: fn([u8; 2]) -> u16| -> Option<String> {
        let units = head[2..].as_chunks::<2>().0.iter().map(|&two| from(two));
        char::decode_utf16(units).collect::<Result<_, _>>().ok()
    };
    let text = match head {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes)?,
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes)?,
        _ => {
            // The last letter may be cut.
            let whole = match std::str::from_utf8(head) {
                Err(err) if err.error_len().is_none() => err.valid_up_to(),
                _ => head.len(),
            };
            match std::str::from_utf8(&head[..whole]) {
                Ok(text) => text.to_owned(),
                // Text of old Windows programs: no bytes but letters and ends of lines.
                Err(_) => head.iter().map(|&byte| char::from(byte)).collect(),
            }
        }
    };
    let odd = |letter: char| letter.is_control() && !letter.is_whitespace() && letter != '\u{1B}';
    let text = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{FEFF}');
    // A word of a few bytes is as likely a broken file.
    (text.len() >= 4 && !text.contains(odd)).then(|| text.to_owned())
}

fn by_infer(head: &[u8]) -> Option<Seems> {
    if head.starts_with(b"%PDF-") {
        return Some(Seems::Pdf);
    }
    let kind = infer::get(head)?;
    match (kind.matcher_type(), kind.mime_type()) {
        (_, "application/pdf") => Some(Seems::Pdf),
        (MatcherType::Image, _) => Some(Seems::Picture),
        (MatcherType::Archive, _) => Some(Seems::Archive),
        (MatcherType::Doc | MatcherType::Book, _) => Some(Seems::Document),
        (MatcherType::App, _) => Some(Seems::Program),
        (MatcherType::Text, _) => Some(Seems::Text),
        // What it takes for sound by less than we asked for is none.
        _ => None,
    }
}
