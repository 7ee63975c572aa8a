//! Reading a picture: its header first, and no more memory than a cover can need.

use std::fs::File;
use std::io::{self, Cursor, Read as _};
use std::path::Path;

use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};

use super::{Artwork, Form, PictureError, Shape};
use crate::world::guard;

/// The longest file that we read as a picture.
pub const LARGEST_FILE: u64 = 64 << 20;
/// The most pixels that we decode.
pub const MOST_PIXELS: u64 = 100_000_000;
/// The most memory that a decoder may take, in bytes: what the most pixels need, and some more.
const MOST_MEMORY: u64 = 512 << 20;

/// Reads a picture from a file.
pub fn read(path: &Path) -> Result<Artwork, PictureError> {
    let unreadable = |source| PictureError::Unreadable { path: path.to_owned(), source };
    // Asked before it is opened: to open a pipe would be to wait for whoever writes into it.
    if !path.metadata().map_err(unreadable)?.is_file() {
        return Err(unreadable(io::Error::other("not a file")));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    from_bytes(bytes)
}

/// Reads a picture: its header now, the rest when it is needed.
pub fn from_bytes(bytes: Vec<u8>) -> Result<Artwork, PictureError> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(PictureError::TooLong { bytes: bytes.len() as u64 });
    }
    let form = form_of(&bytes)?;
    let header = guarded(|| {
        let mut decoder = decoder(&bytes, form)?;
        let (width, height) = decoder.dimensions();
        let rgb = decoder.color_type() == ColorType::Rgb8;
        Ok((width, height, rgb && decoder.orientation()? == Orientation::NoTransforms))
    });
    let (width, height, mut plain) = header?;
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged("it has no pixels".to_owned()));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureError::TooLarge { width, height });
    }
    if form == Form::Jpeg {
        // The decoder makes RGB of everything, so whether it was is asked of the file itself.
        let shape = jpeg_shape(&bytes).ok_or_else(|| PictureError::Damaged("it is cut off".to_owned()))?;
        plain &= shape.components == 3;
    }
    Ok(Artwork { bytes, shape: Shape { form, width, height, plain } })
}

/// Returns the pixels, upright, on white where something would show through.
pub(super) fn pixels(artwork: &Artwork) -> Result<RgbImage, PictureError> {
    guarded(|| {
        let mut decoder = decoder(&artwork.bytes, artwork.shape.form)?;
        let orientation = decoder.orientation()?;
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        Ok(match image {
            DynamicImage::ImageRgb8(image) => image,
            image if !image.color().has_alpha() => image.into_rgb8(),
            image => on_white(&image.into_rgba8()),
        })
    })
}

fn on_white(image: &image::RgbaImage) -> RgbImage {
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [r, g, b, a] = image.get_pixel(x, y).0.map(u32::from);
        image::Rgb([r, g, b].map(|c| ((c * a + 255 * (255 - a) + 127) / 255) as u8))
    })
}

fn form_of(bytes: &[u8]) -> Result<Form, PictureError> {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Ok(Form::Jpeg),
        Ok(ImageFormat::Png) => Ok(Form::Png),
        Ok(ImageFormat::WebP) => Ok(Form::WebP),
        Ok(other) => Err(PictureError::Unknown { seems: Some(other.to_mime_type()) }),
        Err(_) => Err(PictureError::Unknown { seems: seems(bytes) }),
    }
}

/// Returns what people most often take for a cover, and what no decoder of ours has heard of.
fn seems(bytes: &[u8]) -> Option<&'static str> {
    let begins = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(mark));
    let telephone = [&b"heic"[..], b"heix", b"mif1", b"heim"].iter().any(|brand| begins(8, brand));
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1000)]);
    if begins(4, b"ftyp") && telephone {
        Some("image/heic")
    } else if begins(0, b"%PDF") {
        Some("application/pdf")
    } else {
        head.contains("<svg").then_some("image/svg+xml")
    }
}

fn decoder(bytes: &[u8], form: Form) -> Result<impl ImageDecoder, ImageError> {
    let format = match form {
        Form::Jpeg => ImageFormat::Jpeg,
        Form::Png => ImageFormat::Png,
        Form::WebP => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.into_decoder()
}

/// Runs a decoder where its panic is an answer.
fn guarded<T>(work: impl FnOnce() -> Result<T, ImageError>) -> Result<T, PictureError> {
    match guard::catch(work) {
        Ok(done) => done.map_err(|err| PictureError::Damaged(err.to_string())),
        Err(panicked) => Err(PictureError::Damaged(panicked.to_string())),
    }
}

struct JpegShape {
    /// Colours that are mixed: 1 for grey, 3 for RGB, 4 for print.
    components: u8,
}

/// Walks over the segments of a JPEG up to its pixels. Returns nothing if it does not come to an end:
/// decoders fill up what is missing with grey, and say nothing.
fn jpeg_shape(bytes: &[u8]) -> Option<JpegShape> {
    const START_OF_SCAN: u8 = 0xda;
    let mut components = None;
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1).filter(|_| bytes[at] == 0xff)?;
        match marker {
            0xff => {
                at += 1; // padding
                continue;
            }
            START_OF_SCAN => break,
            // Frames of all kinds, but for three markers that are something else.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => components = bytes.get(at + 9).copied(),
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        at += 2 + length.max(2);
    }
    let ended = bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9]);
    components.filter(|_| ended).map(|components| JpegShape { components })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jpeg_for_print_is_told_from_one_for_screens() {
        let jpeg = |frame: u8, components: u8, end: &[u8]| {
            let head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0xff, 0xd9]; // a picture in the head of the picture
            let frame = [0xff, frame, 0, 8, 8, 0, 1, 0, 1, components];
            let scan = [0xff, 0xda, 0, 2, 1, 2, 3];
            [&head[..], &frame, &scan, end].concat()
        };
        let components = |bytes: &[u8]| jpeg_shape(bytes).map(|shape| shape.components);
        assert_eq!(components(&jpeg(0xc0, 3, &[0xff, 0xd9])), Some(3));
        assert_eq!(components(&jpeg(0xc2, 4, &[0xff, 0xd9, 0, 0])), Some(4));
        assert_eq!(components(&jpeg(0xc0, 3, &[])), None);
        assert_eq!(components(&jpeg(0xc4, 3, &[0xff, 0xd9])), None);
        assert_eq!(components(&[0xff, 0xd8]), None);
    }
}
