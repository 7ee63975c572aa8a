//! Making a picture fit: square, of the size that is wanted, and not too heavy.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ExtendedColorType, Rgb, RgbImage};

use super::{Artwork, Form, HEAVY, LEAST, MOST, Picture, PictureError, read};

/// Named in the fingerprint of a picture that was made fit: another way of doing it gives another name.
pub(super) const METHOD: &[u8] = b"made fit 1\n";

/// Named in the fingerprint of a small copy, likewise.
pub(super) const COPY_METHOD: &[u8] = b"copied 1\n";

/// The longest side of a picture in tags: car stereos and players of ten years ago still show it.
pub(super) const TAG_SIDE: u32 = 500;
/// No picture in tags has as many bytes.
const TAG_BYTES: usize = 100_000;

impl Artwork {
    /// Returns it as a feed has it: square, 1400 to 3000 pixels, RGB. One that fits keeps its bytes.
    pub fn for_feed(&self) -> Result<Picture, PictureError> {
        // Decoded even if its bytes are kept: a damaged picture must not stand in a feed.
        let pixels = read::pixels(self)?;
        if self.shape.fits_feed() {
            return Ok(Picture { bytes: self.bytes.clone(), form: self.shape.form });
        }
        let side = pixels.width().max(pixels.height()).clamp(LEAST, MOST);
        // Print quality first, then less of it, then fewer pixels.
        let tries = [(side, 90), (side, 82), (side.min(2400), 80), (side.min(2000), 78), (LEAST, 75)];
        lightest(&pixels, &tries, HEAVY).map(|bytes| Picture { bytes, form: Form::Jpeg })
    }

    /// Returns it as the tags of a sound have it: a baseline JPEG, square, at most 500 pixels, less than 100 kB.
    pub fn for_tags(&self) -> Result<Vec<u8>, PictureError> {
        tag_picture(&read::pixels(self)?)
    }

    /// Returns small copies: each a JPEG, square, of one of these sides.
    pub(super) fn copies<const N: usize>(&self, sides: [u32; N]) -> Result<[Vec<u8>; N], PictureError> {
        let pixels = read::pixels(self)?;
        each(sides, |side| copy(&pixels, side))
    }
}

/// Makes a copy for each side.
pub(super) fn each<const N: usize>(
    sides: [u32; N],
    copy: impl Fn(u32) -> Result<Vec<u8>, PictureError>,
) -> Result<[Vec<u8>; N], PictureError> {
    let mut copies = [const { Vec::new() }; N];
    for (made, side) in copies.iter_mut().zip(sides) {
        *made = copy(side)?;
    }
    Ok(copies)
}

/// Returns the pixels as a small copy: sharp enough for a screen, and no burden on a telephone.
pub(super) fn copy(pixels: &RgbImage, side: u32) -> Result<Vec<u8>, PictureError> {
    // A byte for five pixels is what a photograph takes at this quality.
    let limit = (side as usize).pow(2) / 5 + 4_000;
    lightest(pixels, &[(side, 84), (side, 76), (side, 66)], limit)
}

/// Returns the pixels as the tags of a sound have them.
pub(super) fn tag_picture(pixels: &RgbImage) -> Result<Vec<u8>, PictureError> {
    let side = pixels.width().max(pixels.height()).clamp(1, TAG_SIDE);
    let tries = [(side, 88), (side, 75), (side, 60), (side.min(300), 60), (side.min(200), 50)];
    lightest(pixels, &tries, TAG_BYTES)
}

/// Returns the first of the tries, each a side and a JPEG quality, that stays below the limit; the last if none does.
fn lightest(pixels: &RgbImage, tries: &[(u32, u8)], limit: usize) -> Result<Vec<u8>, PictureError> {
    let mut square: Option<RgbImage> = None;
    let mut jpeg = Vec::new();
    for (side, quality) in tries {
        if square.as_ref().is_none_or(|square| square.width() != *side) {
            square = Some(squared(pixels, *side));
        }
        jpeg.clear();
        if let Some(square) = &square {
            JpegEncoder::new_with_quality(&mut jpeg, *quality)
                .encode(square.as_raw(), *side, *side, ExtendedColorType::Rgb8)
                .map_err(|err| PictureError::Damaged(err.to_string()))?;
        }
        if jpeg.len() < limit {
            break;
        }
    }
    Ok(jpeg)
}

/// Returns the whole picture in the middle of a square, with margins in the colour of its edges.
fn squared(pixels: &RgbImage, side: u32) -> RgbImage {
    let (width, height) = pixels.dimensions();
    let longest = width.max(height).max(1);
    let scaled = |length: u32| {
        let length = u64::from(length) * u64::from(side) / u64::from(longest);
        u32::try_from(length).unwrap_or(side).clamp(1, side)
    };
    let small = resized(pixels, scaled(width), scaled(height));
    if small.dimensions() == (side, side) {
        return small;
    }
    let mut square = RgbImage::from_pixel(side, side, colour_of_edges(&small));
    let (left, top) = ((side - small.width()) / 2, (side - small.height()) / 2);
    imageops::replace(&mut square, &small, left.into(), top.into());
    square
}

fn resized(pixels: &RgbImage, width: u32, height: u32) -> RgbImage {
    if pixels.dimensions() == (width, height) {
        return pixels.clone();
    }
    // The sharp filter keeps a row of floats for every line; a rough first step keeps that small.
    if pixels.width() / 4 > width || pixels.height() / 4 > height {
        let rough = imageops::thumbnail(pixels, width * 2, height * 2);
        return imageops::resize(&rough, width, height, FilterType::CatmullRom);
    }
    imageops::resize(pixels, width, height, FilterType::CatmullRom)
}

/// Returns the mean colour of the edges along which margins go.
fn colour_of_edges(pixels: &RgbImage) -> Rgb<u8> {
    let (width, height) = pixels.dimensions();
    let mut sum = [0_u64; 3];
    let mut count = 0;
    let mut add = |x: u32, y: u32| {
        for (sum, c) in sum.iter_mut().zip(pixels.get_pixel(x, y).0) {
            *sum += u64::from(c);
        }
        count += 1;
    };
    if width < height {
        (0..height).for_each(|y| [0, width - 1].into_iter().for_each(|x| add(x, y)));
    } else {
        (0..width).for_each(|x| [0, height - 1].into_iter().for_each(|y| add(x, y)));
    }
    Rgb(sum.map(|sum| (sum / count.max(1)) as u8))
}
