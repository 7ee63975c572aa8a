//! Pictures as people bring them: wrong, cut, turned, see-through, huge.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder as _, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage,
};
use proptest::prelude::*;

use super::*;

const RED: Rgb<u8> = Rgb([200, 30, 30]);

/// A picture that compresses badly, red at its edges.
fn noisy(width: u32, height: u32) -> RgbImage {
    let mut seed = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        if edge { RED } else { Rgb([(seed >> 24) as u8, (seed >> 16) as u8, (seed >> 8) as u8]) }
    })
}

fn written(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn size(bytes: &[u8]) -> (u32, u32) {
    let artwork = from_bytes(bytes.to_vec()).unwrap();
    (artwork.shape().width, artwork.shape().height)
}

#[test]
fn a_picture_that_fits_keeps_its_bytes() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let bytes = written(RgbImage::from_pixel(1400, 1400, RED), format);
        let artwork = from_bytes(bytes.clone()).unwrap();
        assert!(artwork.shape().fits_feed());
        assert_eq!(artwork.for_feed().unwrap().bytes, bytes);
    }
}

#[test]
fn any_other_is_made_fit() {
    let grey = DynamicImage::from(RgbImage::from_pixel(1500, 1500, RED)).to_luma8();
    let deep = DynamicImage::from(RgbImage::from_pixel(1400, 1400, RED)).to_rgb16();
    for (bytes, side, plain) in [
        (written(RgbImage::from_pixel(600, 600, RED), ImageFormat::Png), 1400, true),
        (written(RgbImage::from_pixel(1600, 900, RED), ImageFormat::Jpeg), 1600, true),
        (written(RgbImage::from_pixel(900, 2000, RED), ImageFormat::WebP), 2000, true),
        (written(RgbImage::from_pixel(3200, 100, RED), ImageFormat::Png), 3000, true),
        (written(grey.clone(), ImageFormat::Png), 1500, false),
        (written(grey, ImageFormat::Jpeg), 1500, false),
        (written(deep, ImageFormat::Png), 1400, false),
    ] {
        let artwork = from_bytes(bytes).unwrap();
        assert_eq!((artwork.shape().fits_feed(), artwork.shape().plain), (false, plain));
        let picture = artwork.for_feed().unwrap();
        assert_eq!(picture, artwork.for_feed().unwrap());
        assert_eq!(size(&picture.bytes), (side, side));
        let again = from_bytes(picture.bytes).unwrap();
        assert!(again.shape().fits_feed() && again.shape().form == Form::Jpeg);
    }
}

#[test]
fn margins_have_the_colour_of_the_edges_and_what_shows_through_becomes_white() {
    let artwork = from_bytes(written(RgbImage::from_pixel(1600, 800, RED), ImageFormat::Png)).unwrap();
    let fitted = image::load_from_memory(&artwork.for_feed().unwrap().bytes).unwrap().to_rgb8();
    let near = |x: u32, y: u32, colour: Rgb<u8>| {
        let pixel = fitted.get_pixel(x, y);
        pixel.0.iter().zip(colour.0).all(|(a, b)| a.abs_diff(b) < 6)
    };
    assert!(near(800, 10, RED) && near(800, 800, RED) && near(800, 1590, RED));

    let clear = RgbaImage::from_pixel(1400, 1400, Rgba([0, 0, 0, 0]));
    let artwork = from_bytes(written(clear, ImageFormat::Png)).unwrap();
    assert!(!artwork.shape().plain);
    let fitted = image::load_from_memory(&artwork.for_feed().unwrap().bytes).unwrap().to_rgb8();
    assert!(fitted.pixels().all(|pixel| pixel.0.iter().all(|c| *c > 250)));
}

#[test]
fn a_picture_in_tags_is_small_whatever_it_was() {
    for (width, height) in [(1, 1), (3, 900), (500, 500), (1400, 1400), (2600, 1300)] {
        let artwork = from_bytes(written(noisy(width, height), ImageFormat::Png)).unwrap();
        let tag = artwork.for_tags().unwrap();
        assert!(tag.len() < 100_000, "{width} × {height}: {} bytes", tag.len());
        let (w, h) = size(&tag);
        assert!(w == h && w <= 500, "{w} × {h}");
        // SOF0, a baseline frame: what old players read.
        assert!(tag.windows(2).any(|pair| pair == [0xff, 0xc0]));
        assert!(!tag.windows(2).any(|pair| pair == [0xff, 0xc2]));
    }
}

#[test]
fn a_heavy_picture_becomes_lighter_when_it_is_made_anew() {
    let artwork = from_bytes(written(noisy(1500, 1400), ImageFormat::Png)).unwrap();
    let picture = artwork.for_feed().unwrap();
    assert!(picture.bytes.len() < artwork.bytes().len() / 3);
    assert_eq!(size(&picture.bytes), (LEAST, LEAST));
}

#[test]
fn a_turned_photograph_is_put_upright() {
    // The little that a camera writes to say: turn it by ninety degrees.
    let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    let mut image = RgbImage::from_pixel(1400, 1400, Rgb([255, 255, 255]));
    (0..1400).for_each(|y| (0..200).for_each(|x| image.put_pixel(x, y, RED)));
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.set_exif_metadata(exif).unwrap();
    encoder.write_image(image.as_raw(), 1400, 1400, ExtendedColorType::Rgb8).unwrap();
    let artwork = from_bytes(bytes).unwrap();
    assert!(!artwork.shape().fits_feed());
    let fitted = image::load_from_memory(&artwork.for_feed().unwrap().bytes).unwrap().to_rgb8();
    assert!(fitted.get_pixel(700, 50).0[1] < 100, "the red side is on top now");
    assert!(fitted.get_pixel(50, 700).0[1] > 200);
}

#[test]
fn what_is_no_picture_is_named() {
    let said = |bytes: &[u8]| from_bytes(bytes.to_vec()).unwrap_err().to_string();
    assert_eq!(said(b""), "neither JPEG, PNG nor WebP");
    assert_eq!(
        said(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        "neither JPEG, PNG nor WebP: it seems to be image/svg+xml"
    );
    assert_eq!(said(b"\0\0\0\x18ftypheic\0\0"), "neither JPEG, PNG nor WebP: it seems to be image/heic");
    assert_eq!(said(b"GIF89a"), "neither JPEG, PNG nor WebP: it seems to be image/gif");
    assert_eq!(said(b"%PDF-1.4 x"), "neither JPEG, PNG nor WebP: it seems to be application/pdf");
    assert!(said(b"\x89PNG\r\n\x1a\n").starts_with("damaged: "));
    let missing = read(Path::new("/nowhere/cover.jpg")).unwrap_err();
    assert!(
        matches!(missing, PictureError::Unreadable { source, .. } if source.kind() == io::ErrorKind::NotFound)
    );
    assert!(matches!(read(Path::new("/")), Err(PictureError::Unreadable { .. })));
}

#[test]
fn a_picture_larger_than_any_cover_is_refused_by_its_header() {
    let mut png = written(RgbImage::new(1, 1), ImageFormat::Png);
    // Width and height stand in the first chunk, followed by a checksum over both.
    png[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    assert!(matches!(from_bytes(png), Err(PictureError::TooLarge { width: 65535, height: 65535 })));
}

/// The checksum of PNG chunks.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    })
}

#[test]
fn a_cut_picture_is_refused_wherever_it_is_cut() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = written(noisy(40, 40), format);
        // The last bytes of a PNG are its end mark, without which nothing is missing from the picture.
        let end = whole.len() - if format == ImageFormat::Png { 12 } else { 2 };
        for cut in (0..400.min(end)).chain([end / 2, end - 1]) {
            let refused = match from_bytes(whole[..cut].to_vec()) {
                Ok(artwork) => artwork.for_feed().is_err(),
                Err(_) => true,
            };
            assert!(refused, "{format:?} cut at {cut} of {}", whole.len());
        }
    }
}

#[test]
fn a_picture_of_an_episode_is_named_without_being_read_and_refused_when_it_is_another() {
    let dir = tempfile::tempdir().unwrap();
    let filed = |name: &str, bytes: &[u8], image: RgbImage, plain| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Cover::Filed(Filed::of(path, Digest::of(bytes), image.dimensions(), plain))
    };
    let square = RgbImage::from_pixel(1400, 1400, RED);
    let fits = filed("artwork-1.png", &written(square.clone(), ImageFormat::Png), square, true);
    let small = RgbImage::from_pixel(30, 20, RED);
    let bytes = written(small.clone(), ImageFormat::WebP);
    let made = filed("artwork-2.webp", &bytes, small.clone(), true);
    let names = [fits.feed_name(), made.feed_name(), made.copy_name(180)];
    assert!(
        names[0].starts_with("artwork-") && names[0].strip_suffix(".png").is_some() && names[0].len() == 28,
        "{names:?}"
    );
    assert!(names[1].strip_suffix(".jpg").is_some() && names[2].starts_with("cover-"), "{names:?}");
    assert_eq!((fits.for_feed().unwrap().form, made.for_feed().unwrap().form), (Form::Png, Form::Jpeg));
    let [large, tiny] = made.copies([60, 20]).unwrap();
    assert_eq!((size(&large), size(&tiny)), ((60, 60), (20, 20)));
    std::fs::write(dir.path().join("artwork-2.webp"), written(small, ImageFormat::Png)).unwrap();
    assert!(matches!(made.for_feed(), Err(PictureError::Damaged(_))));
    assert_eq!(made.feed_name(), names[1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_bytes_make_the_reader_panic(kind in 0..3_usize, at in 0..2000_usize, to in any::<u8>()) {
        let format = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP][kind];
        let mut bytes = written(noisy(16, 16), format);
        let at = at % bytes.len();
        bytes[at] = to;
        if let Ok(artwork) = from_bytes(bytes) {
            artwork.for_tags().ok();
        }
    }
}
