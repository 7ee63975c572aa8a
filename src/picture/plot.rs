//! Plots of how something ran over time, as SVG.
//!
//! A plot has no colours of its own: each stroke and each area has the name of its [`Ink`] as its class
//! (`stroke-after`, `fill-wave`), and the page in which it stands says what that looks like in the light, in
//! the dark and on paper. Nor does it name a font. So the same drawing fits every page, and its bytes depend
//! on its figures alone.
//!
//! **Invariant:** a drawing has at most [`COLUMNS`] points a line, however long the sound: callers hand
//! over as many columns, each the worst of what it stands for. Values outside the plot are drawn at its edge.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

use super::svg;

/// The most columns that are worth drawing: two of them share a point of a wide page.
pub const COLUMNS: usize = 900;
/// Width of a plot in its own units: two to a point, since the library puts everything on whole units.
const WIDTH: u32 = 1800;
/// The height of letters, in the same units.
const LETTERS: u32 = 34;
/// Room for the figures or words at the left: the same in all plots, so that their times stand below each other.
const LEFT: u32 = 130;
/// Room for the time below.
const BELOW: u32 = 56;
/// Room above and to the right, so that the last figure is not cut.
const MARGIN: u32 = 24;
/// Strokes are so thick. The page may say otherwise.
const STROKE: u32 = 3;

/// What something is drawn with. Its name is the end of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Lines of the grid and axes.
    Grid,
    /// Figures at the axes.
    Text,
    /// The body of a waveform.
    Wave,
    /// As it was.
    Before,
    /// As it is now.
    After,
    /// What was wanted.
    Target,
    /// What is not to be exceeded.
    Ceiling,
    /// Peaks.
    Peak,
    /// The leveller's gain.
    Leveller,
    /// The compressor's gain.
    Compressor,
    /// The limiter's gain.
    Limiter,
    /// Where somebody speaks.
    Speech,
    /// Where music plays.
    Music,
    /// Where nothing happens.
    Pause,
}

impl Ink {
    /// All of them.
    pub const ALL: [Ink; 14] = [
        Ink::Grid,
        Ink::Text,
        Ink::Wave,
        Ink::Before,
        Ink::After,
        Ink::Target,
        Ink::Ceiling,
        Ink::Peak,
        Ink::Leveller,
        Ink::Compressor,
        Ink::Limiter,
        Ink::Speech,
        Ink::Music,
        Ink::Pause,
    ];

    /// Returns its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Ink::Grid => "grid",
            Ink::Text => "text",
            Ink::Wave => "wave",
            Ink::Before => "before",
            Ink::After => "after",
            Ink::Target => "target",
            Ink::Ceiling => "ceiling",
            Ink::Peak => "peak",
            Ink::Leveller => "leveller",
            Ink::Compressor => "compressor",
            Ink::Limiter => "limiter",
            Ink::Speech => "speech",
            Ink::Music => "music",
            Ink::Pause => "pause",
        }
    }

    /// Returns the colour that stands for it until the classes are put in.
    pub(super) fn stand_in(self) -> RGBColor {
        RGBColor(0, 0, self as u8 + 1)
    }
}

/// What stands in a plot. What comes first lies lowest.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
    /// A band between two values, from end to end.
    Band(Ink, f64, f64),
    /// A line at one value, from end to end.
    Level(Ink, f64),
    /// A value for each column, joined by a line.
    Line(Ink, Vec<f64>),
    /// An area between that value and the one of each column: a hill, or what hangs down.
    Hill(Ink, f64, Vec<f64>),
    /// An area as far above zero as below it.
    Body(Ink, Vec<f64>),
    /// A bar in that row, counted from below, for each stretch of time in seconds.
    Bars(Ink, u32, Vec<(f64, f64)>),
}

/// A plot over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// How long it is, in seconds.
    pub seconds: f64,
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
    /// Where the axis at the left has its figures or words, and which.
    pub marks: Vec<(f64, String)>,
    /// How high it is, in points.
    pub height: u32,
    /// What stands in it.
    pub layers: Vec<Layer>,
}

/// What is inside an `<svg>`, and how large that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Its width in its own units.
    pub width: u32,
    /// Its height in its own units.
    pub height: u32,
    /// Elements, ready to be put into an `<svg>` with this size as its `viewBox`.
    pub body: String,
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Ruled<'a, 'b> = ChartContext<'b, SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

impl Plot {
    /// Returns the drawing.
    pub fn drawn(&self) -> Drawing {
        let (width, height) = (WIDTH, self.height * 2);
        let body = svg::painted(width, height, |area| self.paint(area));
        Drawing { width, height, body }
    }

    fn paint(&self, area: &Area<'_>) -> svg::Painted {
        let seconds = if self.seconds > 0.0 { self.seconds } else { 1.0 };
        let high = if self.high > self.low { self.high } else { self.low + 1.0 };
        let mut build = ChartBuilder::on(area);
        build
            .margin_top(MARGIN)
            .margin_right(MARGIN + LETTERS)
            .x_label_area_size(BELOW)
            .y_label_area_size(LEFT);
        // The grid first, so that everything else lies on it.
        let times = times(seconds);
        let letters = ("sans-serif", LETTERS).into_font().color(&Ink::Text.stand_in());
        let grid = Ink::Grid.stand_in();
        build
            .build_cartesian_2d(
                Ruler { coordinate: (0.0..seconds).into(), marks: times },
                Ruler { coordinate: (self.low..high).into(), marks: self.marks.clone() },
            )?
            .configure_mesh()
            .bold_line_style(grid)
            .axis_style(grid)
            .label_style(letters)
            .draw()?;
        let mut chart = build.build_cartesian_2d(0.0..seconds, self.low..high)?;
        for layer in &self.layers {
            self.lay(&mut chart, layer, seconds, high)?;
        }
        Ok(())
    }

    fn lay(&self, chart: &mut Ruled<'_, '_>, layer: &Layer, seconds: f64, high: f64) -> svg::Painted {
        let inside = |value: f64| if value.is_finite() { value.clamp(self.low, high) } else { self.low };
        let points = |values: &[f64], sign: f64| -> Vec<(f64, f64)> {
            let step = seconds / values.len().max(1) as f64;
            // A column stands for its whole width, so its point lies in the middle.
            let at = |(n, value): (usize, &f64)| ((n as f64 + 0.5) * step, inside(sign * value));
            values.iter().enumerate().map(at).collect()
        };
        match layer {
            Layer::Band(ink, from, to) => {
                let corners = [(0.0, inside(*from)), (seconds, inside(*to))];
                chart.draw_series([Rectangle::new(corners, ink.stand_in().filled())])?;
            }
            Layer::Level(ink, at) => {
                let ends = vec![(0.0, inside(*at)), (seconds, inside(*at))];
                chart.draw_series([PathElement::new(ends, ink.stand_in().stroke_width(STROKE))])?;
            }
            Layer::Line(ink, values) => {
                let line = ends_stretched(points(values, 1.0), seconds);
                chart.draw_series([PathElement::new(line, ink.stand_in().stroke_width(STROKE))])?;
            }
            Layer::Hill(ink, from, values) => {
                let mut outline = ends_stretched(points(values, 1.0), seconds);
                outline.extend([(seconds, inside(*from)), (0.0, inside(*from))]);
                chart.draw_series([Polygon::new(outline, ink.stand_in().filled())])?;
            }
            Layer::Body(ink, values) => {
                let mut outline = ends_stretched(points(values, 1.0), seconds);
                outline.extend(ends_stretched(points(values, -1.0), seconds).into_iter().rev());
                chart.draw_series([Polygon::new(outline, ink.stand_in().filled())])?;
            }
            Layer::Bars(ink, row, stretches) => {
                let (from, to) = (f64::from(*row) + 0.18, f64::from(*row) + 0.82);
                let bar = |(begin, end): &(f64, f64)| {
                    Rectangle::new([(*begin, inside(from)), (*end, inside(to))], ink.stand_in().filled())
                };
                chart.draw_series(stretches.iter().map(bar))?;
            }
        }
        Ok(())
    }
}

/// An axis with marks of our own choice.
struct Ruler {
    coordinate: RangedCoordf64,
    marks: Vec<(f64, String)>,
}

impl Ranged for Ruler {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.coordinate.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.marks.iter().map(|(at, _)| *at).collect()
    }

    fn range(&self) -> Range<f64> {
        self.coordinate.range()
    }
}

impl ValueFormatter<f64> for Ruler {
    fn format_ext(&self, value: &f64) -> String {
        let near = |mark: &&(f64, String)| (mark.0 - value).abs() < 1e-9;
        self.marks.iter().find(near).map(|(_, mark)| mark.clone()).unwrap_or_default()
    }
}

/// Returns the points with the first and the last carried on to the ends of the plot: even one column
/// makes a line.
fn ends_stretched(mut points: Vec<(f64, f64)>, seconds: f64) -> Vec<(f64, f64)> {
    if let (Some((_, first)), Some((_, last))) = (points.first().copied(), points.last().copied()) {
        points.insert(0, (0.0, first));
        points.push((seconds, last));
    }
    points
}

/// Returns where the axis of time has its figures: at round times, about ten of them at most.
fn times(seconds: f64) -> Vec<(f64, String)> {
    const ROUND: [f64; 15] =
        [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 14_400.0];
    const MOST: f64 = 10.0;
    let mut step = ROUND.into_iter().find(|step| seconds / step <= MOST).unwrap_or(14_400.0);
    while seconds / step > MOST {
        step *= 2.0;
    }
    let marks = (0..).map(|n| f64::from(n) * step).take_while(|at| *at <= seconds);
    marks.map(|at| (at, clock(at))).collect()
}

/// Returns a time as players show it: `4:05`, `1:02:03`.
#[expect(clippy::cast_sign_loss, reason = "a cast keeps what is below zero, or no number, at zero")]
pub fn clock(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(seconds: f64, layers: Vec<Layer>) -> Plot {
        let marks = vec![(-40.0, "-40".to_owned()), (-20.0, "-20".to_owned())];
        Plot { seconds, low: -48.0, high: 0.0, marks, height: 200, layers }
    }

    #[test]
    fn a_plot_has_classes_and_no_colours() {
        let layers = vec![
            Layer::Band(Ink::Target, -17.0, -15.0),
            Layer::Level(Ink::Ceiling, -1.0),
            Layer::Line(Ink::Before, vec![-30.0, -20.0, f64::NEG_INFINITY, f64::NAN, 12.0]),
            Layer::Hill(Ink::Peak, -48.0, vec![-3.0; 7]),
            Layer::Bars(Ink::Speech, 0, vec![(0.0, 2.0)]),
        ];
        let drawing = plot(65.0, layers).drawn();
        for class in
            ["fill-target", "stroke-ceiling", "stroke-before", "fill-peak", "stroke-grid", "fill-text"]
        {
            assert!(drawing.body.contains(class), "{class}: {}", drawing.body);
        }
        for alien in ["#", "sans-serif", "NaN", "inf", "<svg"] {
            assert!(!drawing.body.contains(alien), "{alien}: {}", drawing.body);
        }
        assert!(drawing.body.contains("1:00"));
    }

    #[test]
    fn a_plot_of_nothing_is_a_grid() {
        let drawing =
            plot(0.0, vec![Layer::Line(Ink::After, vec![]), Layer::Body(Ink::Wave, vec![])]).drawn();
        assert!(drawing.body.contains("0:00"));
        let one = plot(0.4, vec![Layer::Line(Ink::After, vec![-20.0])]).drawn();
        assert!(one.body.contains("stroke-after"));
    }

    #[test]
    fn times_are_round_and_few_from_seconds_to_days() {
        for (seconds, step, last) in
            [(0.2, 1.0, 0.0), (20.0, 2.0, 20.0), (1_900.0, 300.0, 1_800.0), (36_000.0, 3_600.0, 36_000.0)]
        {
            let times: Vec<f64> = times(seconds).into_iter().map(|(at, _)| at).collect();
            assert!(times.len() <= 11, "{seconds}: {times:?}");
            assert_eq!(times.last(), Some(&last), "{seconds}");
            assert!(times.len() < 2 || times[1].to_bits() == f64::to_bits(step), "{seconds}: {times:?}");
        }
        assert!(times(1e6).len() <= 11);
        assert_eq!([clock(5.4), clock(65.0), clock(3_723.0)], ["0:05", "1:05", "1:02:03"]);
    }
}
