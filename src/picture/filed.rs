//! A picture that lies in a file, of which enough is written down elsewhere to do without reading it.
//!
//! A show may have thousands of episodes with pictures, and its feed is made anew after every change: what
//! the pictures in it are called must be known without opening one.

use std::path::{Path, PathBuf};

use super::{Artwork, Form, PictureError, Shape, fit, read};
use crate::world::Digest;

/// A picture in a file that is known by its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    path: PathBuf,
    sha256: Digest,
    shape: Shape,
}

impl Filed {
    /// Returns the picture in that file, of which is known what its fingerprint is, how wide and high it is,
    /// and whether it is plain. Its form is that which the name says.
    pub fn of(path: PathBuf, sha256: Digest, (width, height): (u32, u32), plain: bool) -> Filed {
        let form = form_of(&path);
        Filed { path, sha256, shape: Shape { form, width, height, plain } }
    }

    /// Returns its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what its header says.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Reads it, and refuses what is not the picture that was written down.
    pub fn read(&self) -> Result<Artwork, PictureError> {
        let artwork = read(&self.path)?;
        if Digest::of(artwork.bytes()) != self.sha256 || artwork.shape() != self.shape {
            return Err(PictureError::Damaged("it is not what it was".to_owned()));
        }
        Ok(artwork)
    }

    /// Returns what tells the picture in a feed from others: that which it is made from, and how.
    pub(super) fn digest(&self) -> Digest {
        if self.shape.fits_feed() {
            return self.sha256;
        }
        Digest::of(&[fit::METHOD, self.sha256.bytes()].concat())
    }
}

fn form_of(path: &Path) -> Form {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("png") => Form::Png,
        Some("webp") => Form::WebP,
        _ => Form::Jpeg,
    }
}
