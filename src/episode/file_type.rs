//! The types of file in which a sound may be published.
//!
//! What is made here is MP3. A show that moved in keeps the files by which its listeners know it, so
//! there are others, each with the ending and the media type that directories expect.

use std::fmt;
use std::str::FromStr;

/// The type of a sound file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FileType {
    /// MPEG audio, layer III.
    #[default]
    Mp3,
    /// AAC or ALAC in MP4, sound only.
    M4a,
    /// MP4 with pictures.
    Mp4,
    /// MP4 with pictures, as Apple names it.
    M4v,
    /// Apple's own container.
    Mov,
    /// AAC without a container.
    Aac,
    /// Ogg, whatever is in it but Opus.
    Ogg,
    /// Opus in Ogg.
    Opus,
    /// FLAC.
    Flac,
    /// WAV.
    Wav,
}

impl FileType {
    /// Every type, with its ending and its media type (Apple's list for the first five, RFC 7845 and the
    /// registry of IANA for the others).
    const ALL: [(FileType, &'static str, &'static str); 10] = [
        (FileType::Mp3, "mp3", "audio/mpeg"),
        (FileType::M4a, "m4a", "audio/x-m4a"),
        (FileType::Mp4, "mp4", "video/mp4"),
        (FileType::M4v, "m4v", "video/x-m4v"),
        (FileType::Mov, "mov", "video/quicktime"),
        (FileType::Aac, "aac", "audio/aac"),
        (FileType::Ogg, "ogg", "audio/ogg"),
        (FileType::Opus, "opus", "audio/ogg"),
        (FileType::Flac, "flac", "audio/flac"),
        (FileType::Wav, "wav", "audio/wav"),
    ];

    fn row(self) -> (&'static str, &'static str) {
        let row = FileType::ALL.iter().find(|(one, ..)| *one == self);
        row.map_or(("mp3", "audio/mpeg"), |(_, ending, media)| (*ending, *media))
    }

    /// Returns the ending of the names of such files.
    pub fn ending(self) -> &'static str {
        self.row().0
    }

    /// Returns the media type that a feed gives for it.
    pub fn media_type(self) -> &'static str {
        self.row().1
    }

    /// Splits the name of a sound file into what stands before its ending, and its type.
    pub fn of_name(name: &str) -> Option<(&str, FileType)> {
        let (stem, ending) = name.rsplit_once('.')?;
        Some((stem, ending.parse().ok()?))
    }

    /// Returns the type of a file that begins with these bytes, whatever its name is. `ending` tells the
    /// kinds of MP4 apart.
    pub fn of_content(head: &[u8], ending: &str) -> Option<FileType> {
        let ending = ending.to_ascii_lowercase().parse::<FileType>().ok();
        Some(match head {
            [b'I', b'D', b'3', ..] => match ending {
                // Some writers put an ID3 tag in front of these as well.
                Some(tagged @ (FileType::Aac | FileType::Flac)) => tagged,
                _ => FileType::Mp3,
            },
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => match ending {
                Some(kind @ (FileType::Mp4 | FileType::M4v | FileType::Mov)) => kind,
                _ => FileType::M4a,
            },
            [b'O', b'g', b'g', b'S', ..] if head.windows(8).take(64).any(|eight| eight == b"OpusHead") => {
                FileType::Opus
            }
            [b'O', b'g', b'g', b'S', ..] => FileType::Ogg,
            [b'f', b'L', b'a', b'C', ..] => FileType::Flac,
            [b'R', b'I', b'F', b'F', ..] => FileType::Wav,
            // Eleven bits of sync; the two bits of the layer are zero in AAC (ADTS) and in nothing of MPEG.
            [0xff, second, ..] if second & 0xf6 == 0xf0 => FileType::Aac,
            [0xff, second, ..] if second & 0xe0 == 0xe0 => FileType::Mp3,
            _ => return None,
        })
    }
}

impl fmt::Display for FileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.ending())
    }
}

/// No type of sound file that we know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no type of sound file: mp3, m4a, mp4, m4v, mov, aac, ogg, opus, flac or wav is wanted")]
pub struct NotAFileType(pub String);

impl FromStr for FileType {
    type Err = NotAFileType;

    fn from_str(text: &str) -> Result<FileType, NotAFileType> {
        let found = FileType::ALL.iter().find(|(_, ending, _)| *ending == text);
        found.map(|(one, ..)| *one).ok_or_else(|| NotAFileType(text.chars().take(20).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_one_ending_and_is_found_by_it() {
        for (kind, ending, _) in FileType::ALL {
            assert_eq!((kind.ending(), ending.parse()), (ending, Ok(kind)));
        }
        assert_eq!(FileType::of_name("007-a.b.m4a"), Some(("007-a.b", FileType::M4a)));
        assert_eq!(FileType::of_name("007-a.exe"), None);
    }

    #[test]
    fn content_counts_and_not_the_name() {
        for (head, ending, kind) in [
            (&b"ID3\x03"[..], "m4a", Some(FileType::Mp3)),
            (b"\xff\xfb\x90\0", "", Some(FileType::Mp3)),
            (b"\xff\xf1\x50\x80", "mp3", Some(FileType::Aac)),
            (b"\0\0\0\x20ftypM4A ", "mp3", Some(FileType::M4a)),
            (b"\0\0\0\x20ftypisom", "MP4", Some(FileType::Mp4)),
            (b"OggS\0\0OpusHead", "ogg", Some(FileType::Opus)),
            (b"<!doctype html>", "mp3", None),
            (b"", "mp3", None),
        ] {
            assert_eq!(FileType::of_content(head, ending), kind, "{head:?}");
        }
    }
}
