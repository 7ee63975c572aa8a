//! Pictures: the cover of a show and those of its episodes, read with care, made fit for feeds and tags, and
//! drawn where a show has none; and drawings of how a sound ran.
//!
//! **Invariant:** nothing is decoded without limits, and whatever a picture does to its decoder, it
//! does to nobody else. The same picture always gives the same bytes.

pub mod colour;
mod draw;
mod filed;
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
pub use filed::Filed;
pub use read::{LARGEST_FILE, MOST_PIXELS, from_bytes, read};
pub use svg::escaped;
pub use waveform::{BARS, bars, waveform};

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

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Jpeg => "image/jpeg",
            Form::Png => "image/png",
            Form::WebP => "image/webp",
        }
    }
}

/// What the header of a picture says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The form in which it is written.
    pub form: Form,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Whether it is RGB of eight bits, upright, and nothing shows through.
    pub plain: bool,
}

impl Shape {
    /// Returns whether it is as wide as it is high.
    pub fn is_square(self) -> bool {
        self.width == self.height
    }

    /// Returns whether it must be enlarged for a feed.
    pub fn is_small(self) -> bool {
        self.width.max(self.height) < LEAST
    }

    /// Returns whether a feed can have it as it is.
    pub fn fits_feed(self) -> bool {
        let size = self.is_square() && (LEAST..=MOST).contains(&self.width);
        size && self.plain && self.form != Form::WebP
    }
}

/// A picture that somebody brought. Its header has been read; the rest is decoded when it is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artwork {
    bytes: Vec<u8>,
    shape: Shape,
}

impl Artwork {
    /// Returns what its header says.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Returns its bytes, as they were brought.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
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

/// The cover of a show, its own or one drawn from its title; or that of an episode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cover {
    /// The show's own picture.
    Own(Artwork),
    /// A drawing that follows from this title.
    Drawn(String),
    /// The picture of an episode, which is read only when it is needed.
    Filed(Filed),
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
        let digest = match self {
            Cover::Own(own) if own.shape.fits_feed() => Digest::of(&own.bytes),
            Cover::Own(own) => Digest::of(&[fit::METHOD, &own.bytes].concat()),
            Cover::Drawn(title) => Digest::of(&[draw::METHOD, title.as_bytes()].concat()),
            Cover::Filed(filed) => filed.digest(),
        };
        format!("artwork-{}.{}", self.digits(digest), self.feed_form().ending())
    }

    /// Returns the form that it has in a feed.
    pub fn feed_form(&self) -> Form {
        let shape = match self {
            Cover::Own(own) => own.shape,
            Cover::Drawn(_) => return Form::Png,
            Cover::Filed(filed) => filed.shape(),
        };
        if shape.fits_feed() { shape.form } else { Form::Jpeg }
    }

    /// Returns as much of a digest as tells it from the others: a show has few covers in its life, and may have
    /// thousands of episodes.
    fn digits(&self, digest: Digest) -> String {
        let digits = if matches!(self, Cover::Filed(_)) { 16 } else { 8 };
        digest.to_string()[..digits].to_owned()
    }

    /// Returns it as a feed has it: square, 1400 to 3000 pixels, RGB, JPEG or PNG.
    pub fn for_feed(&self) -> Result<Picture, PictureError> {
        match self {
            Cover::Own(own) => own.for_feed(),
            Cover::Drawn(title) => Ok(Picture { bytes: draw(title), form: Form::Png }),
            Cover::Filed(filed) => filed.read()?.for_feed(),
        }
    }

    /// Returns the name of a copy of that side. Like [`Cover::feed_name`] it tells pictures apart, and is known
    /// without any work.
    pub fn copy_name(&self, side: u32) -> String {
        let digest = Digest::of(&[fit::COPY_METHOD, self.feed_name().as_bytes()].concat());
        format!("cover-{}-{side}.jpg", self.digits(digest))
    }

    /// Returns small copies for pages: each a JPEG, square, of one of these sides, which four divides.
    pub fn copies<const N: usize>(&self, sides: [u32; N]) -> Result<[Vec<u8>; N], PictureError> {
        match self {
            Cover::Own(own) => own.copies(sides),
            Cover::Drawn(title) => draw::copies(title, sides),
            Cover::Filed(filed) => filed.read()?.copies(sides),
        }
    }

    /// Returns it as the tags of a sound have it: a baseline JPEG, square, at most 500 pixels, less than 100 kB.
    pub fn for_tags(&self) -> Result<Vec<u8>, PictureError> {
        match self {
            Cover::Own(own) => own.for_tags(),
            Cover::Drawn(title) => draw::for_tags(title),
            Cover::Filed(filed) => filed.read()?.for_tags(),
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
