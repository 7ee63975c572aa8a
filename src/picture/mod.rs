//! Pictures: the cover, read with care, made fit for feeds and tags, and drawn where a show has none; and
//! drawings of how a sound ran.
//!
//! **Invariant:** nothing is decoded without limits, and whatever a picture does to its decoder, it
//! does to nobody else. The same picture always gives the same bytes.

mod draw;
mod fit;
pub mod plot;
pub mod qr;
mod read;
mod svg;
#[cfg(test)]
mod tests;
mod waveform;

use std::io;
use std::path::{Path, PathBuf};

pub use draw::draw;
pub use read::{LARGEST_FILE, MOST_PIXELS, from_bytes, read};
pub use waveform::waveform;

use crate::world::Digest;

/// The shortest side that directories take, in pixels.
pub const LEAST: u32 = 1400;
/// The longest side that directories take, in pixels.
pub const MOST: u32 = 3000;
/// What some directories advise a picture should not exceed, in bytes.
pub const HEAVY: usize = 512 * 1024;

/// The form in which a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP. Feeds do not take it.
    WebP,
}

impl Form {
    /// Returns the ending of file names, without a dot.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Jpeg => "jpg",
            Form::Png => "png",
            Form::WebP => "webp",
        }
    }
}

/// A picture that somebody brought. Its header has been read; the rest is decoded when it is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artwork {
    bytes: Vec<u8>,
    form: Form,
    width: u32,
    height: u32,
    plain: bool,
}

impl Artwork {
    /// Returns the form in which it is written.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Returns its width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Returns its height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Returns its bytes, as they were brought.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns whether it is as wide as it is high.
    pub fn is_square(&self) -> bool {
        self.width == self.height
    }

    /// Returns whether it is RGB of eight bits, upright, and nothing shows through.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Returns whether a feed can have it as it is.
    pub fn fits_feed(&self) -> bool {
        let size = self.is_square() && (LEAST..=MOST).contains(&self.width);
        size && self.plain && self.form != Form::WebP
    }
}

/// A picture as it is written somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their form.
    pub form: Form,
}

/// The cover of a show: its own, or one drawn from its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cover {
    /// The show's own picture.
    Own(Artwork),
    /// A drawing that follows from this title.
    Drawn(String),
}

impl Cover {
    /// Returns the show's own picture if there is one to read, otherwise a drawing; and what was wrong
    /// with its own.
    pub fn of(own: Option<&Path>, title: &str) -> (Cover, Option<PictureError>) {
        match own.map(read) {
            Some(Ok(artwork)) => (Cover::Own(artwork), None),
            Some(Err(err)) => (Cover::Drawn(title.to_owned()), Some(err)),
            None => (Cover::Drawn(title.to_owned()), None),
        }
    }

    /// Returns the name that it has in a feed. It tells pictures apart, so that apps, which keep a
    /// picture by its address, see a new one; and it is known without decoding or drawing anything.
    pub fn feed_name(&self) -> String {
        let (digest, ending) = match self {
            Cover::Own(own) if own.fits_feed() => (Digest::of(&own.bytes), own.form.ending()),
            Cover::Own(own) => (Digest::of(&[fit::METHOD, &own.bytes].concat()), Form::Jpeg.ending()),
            Cover::Drawn(title) => {
                (Digest::of(&[draw::METHOD, title.as_bytes()].concat()), Form::Png.ending())
            }
        };
        format!("artwork-{}.{ending}", &digest.to_string()[..8])
    }

    /// Returns it as a feed has it: square, 1400 to 3000 pixels, RGB, JPEG or PNG.
    pub fn for_feed(&self) -> Result<Picture, PictureError> {
        match self {
            Cover::Own(own) => own.for_feed(),
            Cover::Drawn(title) => Ok(Picture { bytes: draw(title), form: Form::Png }),
        }
    }

    /// Returns it as the tags of a sound have it: a baseline JPEG, square, at most 500 pixels, less than 100 kB.
    pub fn for_tags(&self) -> Result<Vec<u8>, PictureError> {
        match self {
            Cover::Own(own) => own.for_tags(),
            Cover::Drawn(title) => draw::for_tags(title),
        }
    }
}

/// A picture could not be used.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It could not be read.
    #[error("{} could not be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is neither JPEG, PNG nor WebP.
    #[error("neither JPEG, PNG nor WebP{}", seems.map(|seems| format!(": it seems to be {seems}")).unwrap_or_default())]
    Unknown {
        /// What it seems to be, as a media type.
        seems: Option<&'static str>,
    },
    /// It is larger than any cover.
    #[error("too large: {width} × {height} pixels")]
    TooLarge {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// Its file is larger than any cover.
    #[error("too large: {bytes} bytes")]
    TooLong {
        /// Its length.
        bytes: u64,
    },
    /// It is cut off or damaged.
    #[error("damaged: {0}")]
    Damaged(String),
}
