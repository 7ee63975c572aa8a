//! The colour of a cover, and a set of colours around it in which everything can be read.
//!
//! Colours are weighed in OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020):
//! lightness, chroma and hue as eyes see them. Contrast is that of WCAG 2.2, from relative luminance.

use image::{Rgb, RgbImage};

use super::{PictureError, read};

/// What a picture is remembered by.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tones {
    /// The colour that speaks up.
    pub bright: Tone,
    /// The colour of its depths, on which the other stands.
    pub deep: Tone,
}

/// A hue and its strength.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tone {
    /// Where on the wheel, in degrees from 0 to 360.
    pub hue: f64,
    /// How far from grey: 0 is none, and little on a screen goes beyond 0.3.
    pub chroma: f64,
}

impl Tone {
    /// The tone of a picture without one: a quiet slate.
    const GREY: Tone = Tone { hue: 250.0, chroma: 0.03 };
}

impl Default for Tone {
    fn default() -> Tone {
        Tone::GREY
    }
}

/// Below this chroma a pixel is grey, whatever its hue.
const COLOURLESS: f64 = 0.035;
/// Hues are gathered in so many drawers.
const DRAWERS: usize = 32;
/// A colour that is on less of the picture than this is a speck, not its tone.
const LEAST_SHARE: f64 = 0.02;

/// Lighter than this is no depth.
const DEEPEST: f64 = 0.45;

/// Returns the tones of a small picture.
pub fn tones(picture: Vec<u8>) -> Result<Tones, PictureError> {
    Ok(tones_of(&read::pixels(&read::from_bytes(picture)?)?))
}

/// The more vivid a pixel, the more it counts: a cover speaks by its few strong colours, not by its ground.
fn tones_of(pixels: &RgbImage) -> Tones {
    let (mut bright, mut deep) = (Drawers::default(), Drawers::default());
    for Rgb(rgb) in pixels.pixels() {
        let colour = Lch::of(*rgb);
        // What is nearly black or nearly white has a hue only on paper.
        if colour.chroma < COLOURLESS || !(0.2..0.96).contains(&colour.lightness) {
            continue;
        }
        bright.add(colour);
        if colour.lightness < DEEPEST {
            deep.add(colour);
        }
    }
    let least = LEAST_SHARE * f64::from(pixels.width()) * f64::from(pixels.height());
    let bright = bright.fullest(least).unwrap_or_default();
    Tones { bright, deep: deep.fullest(least).unwrap_or(bright) }
}

/// Colours, gathered by hue: the weight of all in a drawer, its direction as x and y, their chroma and number.
#[derive(Debug, Default)]
struct Drawers([[f64; 5]; DRAWERS]);

impl Drawers {
    fn add(&mut self, Lch { chroma, hue, .. }: Lch) {
        let (sin, cos) = hue.to_radians().sin_cos();
        let weight = chroma * chroma;
        let drawer = &mut self.0[(hue / 360.0 * DRAWERS as f64) as usize % DRAWERS];
        let one = [weight, weight * cos, weight * sin, chroma, 1.0];
        drawer.iter_mut().zip(one).for_each(|(sum, part)| *sum += part);
    }

    /// Returns the tone of the fullest, seen with its neighbours: a hue may lie on the border of two.
    fn fullest(&self, least: f64) -> Option<Tone> {
        let with_neighbours = |n: usize| {
            [n + DRAWERS - 1, n, n + 1].into_iter().fold([0.0; 5], |mut sum, n| {
                sum.iter_mut().zip(self.0[n % DRAWERS]).for_each(|(sum, part)| *sum += part);
                sum
            })
        };
        let fullest = (0..DRAWERS).map(with_neighbours).reduce(|a, b| if b[0] > a[0] { b } else { a });
        let [_, x, y, chroma, count] = fullest.filter(|fullest| fullest[4] > least)?;
        Some(Tone { hue: y.atan2(x).to_degrees().rem_euclid(360.0), chroma: chroma / count })
    }
}

/// The colours of a page, each as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colours {
    /// Each by its name.
    pub named: Vec<(&'static str, String)>,
}

/// The lightness of everything in one of the two schemes, from 0 to 1.
struct Lightness {
    paper: f64,
    card: f64,
    tint: f64,
    line: f64,
    edge: f64,
    ink: f64,
    muted: f64,
    accent: f64,
    stage: f64,
    /// How much of the deep tone's chroma the paper has.
    stain: f64,
}

const LIGHT: Lightness = Lightness {
    paper: 0.985,
    card: 1.0,
    tint: 0.945,
    line: 0.89,
    edge: 0.6,
    ink: 0.22,
    muted: 0.46,
    accent: 0.46,
    stage: 0.3,
    stain: 0.007,
};
const DARK: Lightness = Lightness {
    paper: 0.165,
    card: 0.212,
    tint: 0.275,
    line: 0.32,
    edge: 0.6,
    ink: 0.94,
    muted: 0.76,
    accent: 0.81,
    stage: 0.245,
    stain: 0.016,
};

/// What text must have against its ground, by WCAG 2.2 (1.4.3), and a little more for rounding.
const READABLE: f64 = 4.6;
/// What lines and shapes must have where something hangs on them (1.4.11).
const VISIBLE: f64 = 3.1;

impl Colours {
    /// Returns the colours around these tones, for pages that are light.
    pub fn light(tones: Tones) -> Colours {
        Colours::of(tones, &LIGHT, -1.0)
    }

    /// Returns the colours around these tones, for pages that are dark.
    pub fn dark(tones: Tones) -> Colours {
        Colours::of(tones, &DARK, 1.0)
    }

    /// `away` is the direction in which lightness leaves that of the paper.
    fn of(Tones { bright, deep }: Tones, scheme: &Lightness, away: f64) -> Colours {
        let plain = |tone: Tone, lightness: f64, most: f64| tone.at(lightness, most).rgb();
        let against = |tone: Tone, lightness: f64, most: f64, grounds: &[[u8; 3]], wanted: f64, away: f64| {
            let mut colour = tone.at(lightness, most);
            while grounds.iter().any(|ground| contrast(colour.rgb(), *ground) < wanted) {
                colour.lightness += 0.01 * away;
                if !(0.0..=1.0).contains(&colour.lightness) {
                    break;
                }
            }
            colour.rgb()
        };
        let paper = plain(deep, scheme.paper, scheme.stain);
        let card = plain(deep, scheme.card, scheme.stain);
        let tint = plain(deep, scheme.tint, 2.0 * scheme.stain);
        // Whatever is read stands on paper, card or tint.
        let grounds = [paper, card, tint];
        let accent = against(bright, scheme.accent, 0.15, &grounds, READABLE, away);
        // The stage is dark in both schemes, and what is on it is light.
        let stage = plain(deep, scheme.stage, 0.07);
        let stage_deep = plain(deep, scheme.stage - 0.07, 0.06);
        let raised = plain(deep, scheme.stage + 0.07, 0.07);
        let on_stage = [stage, stage_deep, raised];
        let spot = against(bright, 0.83, 0.13, &on_stage, READABLE, 1.0);
        let named = vec![
            ("paper", paper),
            ("card", card),
            ("tint", tint),
            ("line", plain(deep, scheme.line, 0.015)),
            ("edge", against(deep, scheme.edge, 0.02, &grounds, VISIBLE, away)),
            ("ink", against(deep, scheme.ink, 0.025, &grounds, 7.0, away)),
            ("muted", against(deep, scheme.muted, 0.03, &grounds, READABLE, away)),
            ("accent", accent),
            ("on-accent", against(deep, scheme.card, 0.01, &[accent], READABLE, -away)),
            ("stage", stage),
            ("stage-deep", stage_deep),
            ("stage-raised", raised),
            ("stage-ink", against(deep, 0.985, 0.01, &on_stage, 7.0, 1.0)),
            ("stage-muted", against(deep, 0.86, 0.03, &on_stage, READABLE, 1.0)),
            ("stage-edge", against(deep, 0.66, 0.05, &on_stage, VISIBLE, 1.0)),
            ("spot", spot),
            ("on-spot", against(deep, 0.22, 0.05, &[spot], READABLE, -1.0)),
        ];
        Colours { named: named.into_iter().map(|(name, rgb)| (name, hex(rgb))).collect() }
    }
}

impl Tone {
    /// Returns the colour of this tone at that lightness, no stronger than `most`. Even a grey cover lends a
    /// little of its colour, and the strongest not all of it.
    fn at(self, lightness: f64, most: f64) -> Lch {
        Lch { lightness, chroma: self.chroma.clamp(0.03, 0.15).min(most), hue: self.hue }
    }
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A colour as eyes see it.
#[derive(Debug, Clone, Copy)]
struct Lch {
    lightness: f64,
    chroma: f64,
    hue: f64,
}

impl Lch {
    fn of(rgb: [u8; 3]) -> Lch {
        let cones = times(LIGHT_TO_CONES, rgb.map(linear)).map(f64::cbrt);
        let [lightness, green_red, blue_yellow] = times(CONES_TO_LAB, cones);
        Lch {
            lightness,
            chroma: green_red.hypot(blue_yellow),
            hue: blue_yellow.atan2(green_red).to_degrees().rem_euclid(360.0),
        }
    }

    /// Returns it as a screen shows it: with less chroma, where no screen can.
    fn rgb(self) -> [u8; 3] {
        let mut colour = Lch { lightness: self.lightness.clamp(0.0, 1.0), ..self };
        // A hundred steps from any chroma to none; grey is always there.
        for _ in 0..100 {
            let linear = colour.linear();
            if linear.iter().all(|part| (-0.000_1..=1.000_1).contains(part)) {
                break;
            }
            colour.chroma = (colour.chroma - 0.004).max(0.0);
        }
        colour.linear().map(|part| (encoded(part.clamp(0.0, 1.0)) * 255.0).round() as u8)
    }

    fn linear(self) -> [f64; 3] {
        let (sin, cos) = self.hue.to_radians().sin_cos();
        let lab = [self.lightness, self.chroma * cos, self.chroma * sin];
        times(CONES_TO_LIGHT, times(LAB_TO_CONES, lab).map(|cone| cone.powi(3)))
    }
}

type Matrix = [[f64; 3]; 3];

/// The matrices of that space: from the light of a screen to what the three kinds of cones in an eye get of it,
/// from there to lightness and two axes of colour, and both ways back.
const LIGHT_TO_CONES: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const CONES_TO_LAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766],
];
const LAB_TO_CONES: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548],
];
const CONES_TO_LIGHT: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701],
];

fn times(matrix: Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

/// Returns a part of a colour as light (IEC 61966-2-1).
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn encoded(light: f64) -> f64 {
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

/// Returns the contrast of two colours by WCAG 2.2, from 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let luminance = |rgb: [u8; 3]| {
        let [r, g, b] = rgb.map(linear);
        0.212_6 * r + 0.715_2 * g + 0.072_2 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb_of(colours: &Colours, name: &str) -> [u8; 3] {
        let (_, hex) = colours.named.iter().find(|(known, _)| *known == name).unwrap();
        [1, 3, 5].map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
    }

    #[test]
    fn everything_can_be_read_whatever_the_cover() {
        for (hue, chroma) in
            (0..360).step_by(6).flat_map(|hue| [0.0, 0.05, 0.1, 0.4].map(|chroma| (hue, chroma)))
        {
            let bright = Tone { hue: f64::from(hue), chroma };
            for turned in [0.0, 120.0, 215.0] {
                let deep = Tone { hue: (bright.hue + turned) % 360.0, chroma: 0.4 - chroma };
                let tones = Tones { bright, deep };
                for colours in [Colours::light(tones), Colours::dark(tones)] {
                    let between = |a: &str, b: &str| contrast(rgb_of(&colours, a), rgb_of(&colours, b));
                    for ground in ["paper", "card", "tint"] {
                        for text in ["ink", "muted", "accent"] {
                            assert!(between(text, ground) >= 4.5, "{tones:?}: {text} on {ground}");
                        }
                        assert!(between("edge", ground) >= 3.0, "{tones:?}: edge on {ground}");
                    }
                    for ground in ["stage", "stage-deep", "stage-raised"] {
                        for text in ["stage-ink", "stage-muted", "spot"] {
                            assert!(between(text, ground) >= 4.5, "{tones:?}: {text} on {ground}");
                        }
                        assert!(between("stage-edge", ground) >= 3.0, "{tones:?}: on {ground}");
                    }
                    assert!(between("on-accent", "accent") >= 4.5 && between("on-spot", "spot") >= 4.5);
                }
            }
        }
    }

    #[test]
    fn a_colour_comes_back_as_it_was() {
        for rgb in [[0, 0, 0], [255, 255, 255], [224, 122, 75], [31, 58, 77], [1, 254, 3]] {
            let back = Lch::of(rgb).rgb();
            assert!(rgb.iter().zip(back).all(|(a, b)| a.abs_diff(b) <= 1), "{rgb:?}: {back:?}");
        }
    }

    #[test]
    fn the_tones_are_those_of_the_colours_and_not_of_the_ground() {
        let mut picture = RgbImage::from_pixel(100, 100, Rgb([244, 239, 230]));
        let mut square = |left: u32, side: u32, colour: [u8; 3]| {
            for (x, y) in (0..side).flat_map(|x| (0..side).map(move |y| (x, y))) {
                picture.put_pixel(left + x, y, Rgb(colour));
            }
        };
        square(0, 40, [31, 58, 77]);
        square(50, 25, [224, 122, 75]);
        let Tones { bright, deep } = tones_of(&picture);
        assert!((30.0..60.0).contains(&bright.hue), "{bright:?}");
        assert!((220.0..260.0).contains(&deep.hue), "{deep:?}");
        assert_eq!(tones_of(&RgbImage::from_pixel(9, 9, Rgb([128, 128, 128]))), Tones::default());
        assert_eq!(tones_of(&RgbImage::new(0, 0)), Tones::default());
    }
}
