//! The colour of a cover, and a set of colours around it in which everything can be read.
//!
//! Colours are weighed in OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020):
//! lightness, chroma and hue as eyes see them. Contrast is that of WCAG 2.2, from relative luminance.

use image::{Rgb, RgbImage};

use super::{PictureError, read};

/// The hue and strength that a picture is remembered by.
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

/// Below this chroma a pixel is grey, whatever its hue.
const COLOURLESS: f64 = 0.035;
/// Hues are gathered in so many drawers.
const DRAWERS: usize = 36;
/// A colour that is on less of the picture than this is a speck, not its tone.
const LEAST_SHARE: f64 = 0.02;

/// Returns the tone of a small picture: the hue that most of its colour has.
pub fn tone(picture: Vec<u8>) -> Result<Tone, PictureError> {
    Ok(tone_of(&read::pixels(&read::from_bytes(picture)?)?))
}

fn tone_of(pixels: &RgbImage) -> Tone {
    let mut drawers = [(0.0, 0.0, 0.0, 0.0); DRAWERS]; // weight, its direction as x and y, and pixels
    for Rgb(rgb) in pixels.pixels() {
        let Lch { lightness, chroma, hue } = Lch::of(*rgb);
        // What is nearly black or nearly white has a hue only on paper.
        if chroma < COLOURLESS || !(0.2..0.96).contains(&lightness) {
            continue;
        }
        let drawer = &mut drawers[(hue / 360.0 * DRAWERS as f64) as usize % DRAWERS];
        let angle = hue.to_radians();
        drawer.0 += chroma;
        drawer.1 += chroma * angle.cos();
        drawer.2 += chroma * angle.sin();
        drawer.3 += 1.0;
    }
    // A hue may lie on the border of two drawers, so each is seen with its neighbours.
    let with_neighbours = |n: usize| {
        [n + DRAWERS - 1, n, n + 1].into_iter().fold((0.0, 0.0, 0.0, 0.0), |sum, n| {
            let drawer = drawers[n % DRAWERS];
            (sum.0 + drawer.0, sum.1 + drawer.1, sum.2 + drawer.2, sum.3 + drawer.3)
        })
    };
    let fullest = (0..DRAWERS).map(with_neighbours).reduce(|a, b| if b.0 > a.0 { b } else { a });
    let all = f64::from(pixels.width()) * f64::from(pixels.height());
    match fullest {
        Some((weight, x, y, count)) if count > LEAST_SHARE * all => {
            Tone { hue: y.atan2(x).to_degrees().rem_euclid(360.0), chroma: weight / count }
        }
        _ => Tone::GREY,
    }
}

/// The colours of a page, each as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colours {
    /// Each by its name.
    pub named: Vec<(&'static str, String)>,
}

/// The lightness of everything, in one of the two schemes.
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
}

const LIGHT: Lightness = Lightness {
    paper: 0.982,
    card: 1.0,
    tint: 0.945,
    line: 0.89,
    edge: 0.6,
    ink: 0.22,
    muted: 0.46,
    accent: 0.46,
    stage: 0.3,
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
};

/// What text must have against its ground, by WCAG 2.2 (1.4.3), and a little more for rounding.
const READABLE: f64 = 4.6;
/// What lines and shapes must have where something hangs on them (1.4.11).
const VISIBLE: f64 = 3.1;

impl Colours {
    /// Returns the colours around a tone, for pages that are light.
    pub fn light(tone: Tone) -> Colours {
        Colours::of(tone, &LIGHT, -1.0)
    }

    /// Returns the colours around a tone, for pages that are dark.
    pub fn dark(tone: Tone) -> Colours {
        Colours::of(tone, &DARK, 1.0)
    }

    /// `away` is the direction in which lightness leaves that of the paper.
    fn of(tone: Tone, scheme: &Lightness, away: f64) -> Colours {
        let hue = tone.hue;
        let vivid = tone.chroma.clamp(0.03, 0.15);
        let plain = |lightness: f64, chroma: f64| Lch { lightness, chroma: chroma.min(vivid), hue }.rgb();
        let paper = plain(scheme.paper, 0.008);
        let card = plain(scheme.card, 0.01);
        let tint = plain(scheme.tint, 0.03);
        // Whatever is read stands on paper, card or tint.
        let grounds = [paper, card, tint];
        let against = |lightness: f64, chroma: f64, grounds: &[[u8; 3]], wanted: f64, away: f64| {
            let mut colour = Lch { lightness, chroma: chroma.min(vivid), hue };
            while grounds.iter().any(|ground| contrast(colour.rgb(), *ground) < wanted) {
                colour.lightness += 0.01 * away;
                if !(0.0..=1.0).contains(&colour.lightness) {
                    break;
                }
            }
            colour.rgb()
        };
        let accent = against(scheme.accent, 0.15, &grounds, READABLE, away);
        // The stage is dark in both schemes, and what is on it is light.
        let stage = plain(scheme.stage, 0.085);
        let deep = plain(scheme.stage - 0.075, 0.075);
        let raised = plain(scheme.stage + 0.075, 0.09);
        let on_stage = [stage, deep, raised];
        let spot = against(0.87, 0.12, &on_stage, READABLE, 1.0);
        let named = vec![
            ("paper", paper),
            ("card", card),
            ("tint", tint),
            ("line", plain(scheme.line, 0.015)),
            ("edge", against(scheme.edge, 0.02, &grounds, VISIBLE, away)),
            ("ink", against(scheme.ink, 0.025, &grounds, 7.0, away)),
            ("muted", against(scheme.muted, 0.03, &grounds, READABLE, away)),
            ("accent", accent),
            ("on-accent", against(scheme.card, 0.01, &[accent], READABLE, -away)),
            ("stage", stage),
            ("stage-deep", deep),
            ("stage-raised", raised),
            ("stage-ink", against(0.985, 0.01, &on_stage, 7.0, 1.0)),
            ("stage-muted", against(0.86, 0.03, &on_stage, READABLE, 1.0)),
            ("stage-edge", against(0.66, 0.06, &on_stage, VISIBLE, 1.0)),
            ("spot", spot),
            ("on-spot", against(0.22, 0.05, &[spot], READABLE, -1.0)),
        ];
        Colours { named: named.into_iter().map(|(name, rgb)| (name, hex(rgb))).collect() }
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
        let [r, g, b] = rgb.map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s;
        let green_red = 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s;
        let blue_yellow = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s;
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
        let (a, b) = (self.chroma * cos, self.chroma * sin);
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ]
    }
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
        for hue in (0..360).step_by(6) {
            for chroma in [0.0, 0.05, 0.1, 0.2, 0.4] {
                let tone = Tone { hue: f64::from(hue), chroma };
                for colours in [Colours::light(tone), Colours::dark(tone)] {
                    let between = |a: &str, b: &str| contrast(rgb_of(&colours, a), rgb_of(&colours, b));
                    for ground in ["paper", "card", "tint"] {
                        for text in ["ink", "muted", "accent"] {
                            assert!(between(text, ground) >= 4.5, "{tone:?}: {text} on {ground}");
                        }
                        assert!(between("edge", ground) >= 3.0, "{tone:?}: edge on {ground}");
                    }
                    for ground in ["stage", "stage-deep", "stage-raised"] {
                        for text in ["stage-ink", "stage-muted", "spot"] {
                            assert!(between(text, ground) >= 4.5, "{tone:?}: {text} on {ground}");
                        }
                        assert!(between("stage-edge", ground) >= 3.0, "{tone:?}: on {ground}");
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
    fn the_tone_is_that_of_the_colour_and_not_of_the_ground() {
        let mut picture = RgbImage::from_pixel(100, 100, Rgb([244, 239, 230]));
        for (x, y) in (0..30).flat_map(|x| (0..30).map(move |y| (x, y))) {
            picture.put_pixel(x, y, Rgb([31, 90, 160]));
        }
        let tone = tone_of(&picture);
        assert!((240.0..270.0).contains(&tone.hue), "{tone:?}");
        assert_eq!(tone_of(&RgbImage::from_pixel(9, 9, Rgb([128, 128, 128]))), Tone::GREY);
        assert_eq!(tone_of(&RgbImage::new(0, 0)), Tone::GREY);
    }
}
