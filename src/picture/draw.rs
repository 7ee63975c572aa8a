//! A cover for a show that has none: plain shapes on a grid, chosen by the title.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _, RgbImage};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};

use super::{MOST, PictureError, fit};
use crate::world::Digest;

/// Named in the fingerprint of a drawing: another way of drawing gives another name.
pub(super) const METHOD: &[u8] = b"drawn 1\n";

/// Tiles in a row, and rows. A side of [`MOST`] or of [`fit::TAG_SIDE`] holds them in whole pixels.
const TILES: usize = 4;
/// The colours of a drawing: the ground, two that carry it, and one that speaks up.
type Palette = [u32; 4];

/// Quiet colours that stand well beside each other and beside other covers.
const PALETTES: [Palette; 8] = [
    [0xf4_efe6, 0x1f_3a4d, 0x8f_b0b5, 0xe0_7a4b],
    [0xf3_ede4, 0x2f_4a3c, 0xa9_bf9c, 0xd9_a441],
    [0xf5_eee8, 0x4a_2c40, 0xc9_a3a8, 0xe2_8f5c],
    [0xed_f0ee, 0x22_3a5e, 0x9d_b4d0, 0xf0_b24a],
    [0xf6_f0e2, 0x5b_3423, 0xd8_b48a, 0x3f_7d7a],
    [0xf0_eee9, 0x2b_2d42, 0xa7_a9be, 0xd6_5a4a],
    [0xee_f1ea, 0x24_4f4f, 0x9c_c2b4, 0xe7_8a6b],
    [0xf4_ede9, 0x3d_3558, 0xb5_a9ce, 0xe5_ae3f],
];

/// Returns the cover that follows from a title: a PNG of 3000 × 3000 pixels.
pub fn draw(title: &str) -> Vec<u8> {
    let pixels = painted(title, MOST);
    let mut png = Vec::new();
    // Seen as its difference from the row above, a flat colour is nothing at all.
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up)
        .write_image(pixels.as_raw(), MOST, MOST, ExtendedColorType::Rgb8)
        .expect("a picture of a known size is written to memory");
    png
}

/// Returns the same cover as the tags of a sound have it, without the detour over the large one.
pub(super) fn for_tags(title: &str) -> Result<Vec<u8>, PictureError> {
    fit::tag_picture(&painted(title, fit::TAG_SIDE))
}

/// Returns the same cover as small copies of these sides, which the tiles must fill.
pub(super) fn copies<const N: usize>(title: &str, sides: [u32; N]) -> Result<[Vec<u8>; N], PictureError> {
    fit::each(sides, |side| fit::copy(&painted(title, side), side))
}

/// The dice of a title: the same ones each time.
struct Dice {
    bytes: [u8; 32],
    thrown: usize,
}

impl Dice {
    fn below(&mut self, faces: usize) -> usize {
        if self.thrown == self.bytes.len() {
            *self = Dice { bytes: *Digest::of(&self.bytes).bytes(), thrown: 0 };
        }
        self.thrown += 1;
        usize::from(self.bytes[self.thrown - 1]) * faces / 256
    }
}

/// A shape in a tile, of which one corner or edge leads.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// A quarter of a disc around a corner.
    Quarter,
    /// Half a disc on an edge.
    Half,
    /// A leaf from corner to corner, which is also an open page.
    Leaf,
    /// Rings around a corner, as sound spreads.
    Rings,
    /// A disc in the middle.
    Disc,
    /// Nothing.
    Rest,
}

/// Which of the palette's colours lies under a shape, and which makes it.
type Pair = (usize, usize);

/// What a drawing is made of: always the same amount of everything, so that every throw of the dice is balanced.
const SHAPES: [Shape; TILES * TILES] = {
    use Shape::{Disc, Half, Leaf, Quarter, Rest, Rings};
    [
        Quarter, Quarter, Quarter, Quarter, Half, Half, Half, Leaf, Leaf, Leaf, Leaf, Rings, Rings, Rings,
        Disc, Rest,
    ]
};
const PAIRS: [Pair; TILES * TILES] = [
    (0, 1),
    (0, 1),
    (0, 1),
    (0, 2),
    (0, 2),
    (0, 2),
    (0, 3),
    (1, 0),
    (1, 0),
    (1, 2),
    (1, 2),
    (1, 3),
    (2, 0),
    (2, 1),
    (2, 1),
    (2, 1),
];

/// Paints a row of tiles at a time: the whole of a large canvas, and its copy without transparency, would
/// be the most memory that an `add` ever takes.
fn painted(title: &str, side: u32) -> RgbImage {
    let mut dice = Dice { bytes: *Digest::of(title.as_bytes()).bytes(), thrown: 0 };
    let palette = PALETTES[dice.below(PALETTES.len())];
    let shapes = shuffled(SHAPES, &mut dice);
    let pairs = shuffled(PAIRS, &mut dice);
    let height = side / TILES as u32;
    let Some(mut canvas) = Pixmap::new(side, height) else {
        return RgbImage::new(side, side);
    };
    let length = height as f32;
    let mut rgb = Vec::with_capacity(3 * side as usize * side as usize);
    for (row, pairs) in shapes.chunks(TILES).zip(pairs.chunks(TILES)) {
        for (n, (&shape, &(ground, ink))) in row.iter().zip(pairs).enumerate() {
            let left = n as f32 * length;
            let turns = dice.below(4) as f32;
            let place = Transform::from_scale(length, length).post_translate(left, 0.0).pre_rotate_at(
                turns * 90.0,
                0.5,
                0.5,
            );
            if let Some(square) = Rect::from_xywh(left, 0.0, length, length) {
                canvas.fill_rect(square, &paint(palette[ground]), Transform::identity(), None);
            }
            for (path, colour) in strokes(shape, ground, ink) {
                canvas.fill_path(&path, &paint(palette[colour]), FillRule::Winding, place, None);
            }
        }
        // Everything is opaque, so the colours are as they were put.
        rgb.extend(canvas.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]));
    }
    RgbImage::from_raw(side, side, rgb).unwrap_or_default()
}

/// Returns the list in an order that the dice decide.
fn shuffled<T, const N: usize>(mut list: [T; N], dice: &mut Dice) -> [T; N] {
    for last in (1..N).rev() {
        list.swap(last, dice.below(last + 1));
    }
    list
}

/// Returns what is painted for a shape, in a tile from 0 to 1, with the place of its colour in the palette.
fn strokes(shape: Shape, ground: usize, ink: usize) -> Vec<(Path, usize)> {
    let paths = match shape {
        Shape::Quarter => vec![(quarter(1.0), ink)],
        Shape::Half => vec![(half(), ink)],
        Shape::Leaf => vec![(leaf(), ink)],
        Shape::Rings => [1.0, 0.8, 0.6, 0.4, 0.2]
            .into_iter()
            .enumerate()
            .map(|(n, radius)| (quarter(radius), if n % 2 == 0 { ink } else { ground }))
            .collect(),
        Shape::Disc => vec![(PathBuilder::from_circle(0.5, 0.5, 0.3), ink)],
        Shape::Rest => Vec::new(),
    };
    paths.into_iter().filter_map(|(path, colour)| Some((path?, colour))).collect()
}

/// How far the handles of a curve stand out for a quarter of a circle of radius 1.
const ARC: f32 = 0.552_285;

fn quarter(radius: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(0.0, 0.0);
    path.line_to(radius, 0.0);
    path.cubic_to(radius, ARC * radius, ARC * radius, radius, 0.0, radius);
    path.close();
    path.finish()
}

fn half() -> Option<Path> {
    let handle = ARC * 0.5;
    let mut path = PathBuilder::new();
    path.move_to(0.0, 0.0);
    path.cubic_to(handle, 0.0, 0.5, 0.5 - handle, 0.5, 0.5);
    path.cubic_to(0.5, 0.5 + handle, handle, 1.0, 0.0, 1.0);
    path.close();
    path.finish()
}

fn leaf() -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(0.0, 0.0);
    path.cubic_to(ARC, 0.0, 1.0, 1.0 - ARC, 1.0, 1.0);
    path.cubic_to(1.0 - ARC, 1.0, 0.0, ARC, 0.0, 0.0);
    path.close();
    path.finish()
}

fn paint(colour: u32) -> Paint<'static> {
    let [_, r, g, b] = colour.to_be_bytes();
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(r, g, b, 255));
    paint.anti_alias = true;
    paint
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_always_gives_the_same_picture_and_another_title_another() {
        let png = draw("Vi læser på biblioteket");
        assert_eq!(png, draw("Vi læser på biblioteket"));
        assert_ne!(png, draw("Vi læser"));
        assert!(png.len() < super::super::HEAVY, "{} bytes", png.len());
        let artwork = super::super::from_bytes(png).unwrap();
        assert!(artwork.shape().fits_feed());
        let tag = super::super::from_bytes(for_tags("Vi læser").unwrap()).unwrap();
        assert!(tag.bytes().len() < 100_000 && tag.shape().width == 500 && tag.shape().plain);
    }
}
