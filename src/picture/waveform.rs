//! The waveform of an episode, as a drawing of its own that any web page can show.

use plotters::prelude::*;

use super::plot::Ink;
use super::svg;

/// Columns of the drawing: two units wide each on a page of common width.
const COLUMNS: usize = 800;
/// Width and height in its own units.
const SIZE: (u32, u32) = (1600, 200);
/// Even silence is a line that can be seen.
const THINNEST: f32 = 0.01;

/// Returns the waveform that follows from the highest samples of equal stretches of sound, full scale 1.0,
/// as an SVG file.
///
/// It is of the colour of the text around it where it stands in a page, and of one that suits light or
/// dark where it stands alone. The title is for those who cannot see it.
pub fn waveform(peaks: &[f32], title: &str) -> String {
    let (width, height) = SIZE;
    let middle = height as f32 / 2.0;
    let columns = highest(peaks, COLUMNS);
    let x = |n: usize| (n as f32 * width as f32 / columns.len() as f32).round() as i32;
    let reach = |peak: f32| (peak.clamp(THINNEST, 1.0) * middle).round() as i32;
    let mut outline: Vec<(i32, i32)> = Vec::with_capacity(2 * columns.len());
    outline.extend(columns.iter().enumerate().map(|(n, peak)| (x(n), middle as i32 - reach(*peak))));
    outline.extend(columns.iter().enumerate().rev().map(|(n, peak)| (x(n), middle as i32 + reach(*peak))));
    let body = svg::painted(width, height, |area| {
        area.draw(&Polygon::new(outline, Ink::Wave.stand_in().filled()))?;
        Ok(())
    });
    let body = body.replace("class=\"fill-wave\"", "fill=\"currentColor\"");
    // The rule holds only where the drawing is a document of its own: in a page, its root is another.
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"800\" \
         height=\"100\" role=\"img\" \
         preserveAspectRatio=\"none\">\n<title>{}</title>\n<style>svg:root{{color-scheme:light dark;\
         color:#1f4e79}}@media(prefers-color-scheme:dark){{svg:root{{color:#9cc9f0}}}}</style>\n{body}\n</svg>\n",
        svg::escaped(title),
    )
}

/// Bars of [`bars`].
pub const BARS: usize = 120;

/// Reads a drawing of [`waveform`] back, as heights of a few bars from 0 to 100. Returns nothing where it
/// is none: what lies in a folder may have been changed by anybody.
pub fn bars(svg: &str) -> Option<Vec<u8>> {
    let points = svg.split_once(" points=\"")?.1.split_once('"')?.0;
    let middle = i64::from(SIZE.1 / 2);
    // The outline goes there above the middle and comes back below it.
    let mut heights = Vec::with_capacity(2 * COLUMNS);
    for point in points.split_ascii_whitespace() {
        let (_, y) = point.split_once(',')?;
        let y: i64 = y.parse().ok().filter(|y| (0..=2 * middle).contains(y))?;
        heights.push((middle - y).abs() as f32 / middle as f32);
    }
    heights.truncate(heights.len() / 2);
    let bars = highest(&heights, BARS);
    (!bars.is_empty()).then(|| bars.iter().map(|bar| (bar * 100.0).round() as u8).collect())
}

/// Returns as many columns at most, each the highest of what it stands for.
fn highest(peaks: &[f32], columns: usize) -> Vec<f32> {
    let columns = columns.min(peaks.len());
    let part = |n: usize| &peaks[n * peaks.len() / columns..(n + 1) * peaks.len() / columns];
    (0..columns).map(|n| part(n).iter().copied().fold(0.0, f32::max)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waveform_is_small_for_any_length() {
        for length in [0, 1, 7, 799, 801, 36_000, 864_000] {
            let peaks: Vec<f32> = (0..length).map(|n| (n % 97) as f32 / 97.0).collect();
            let svg = waveform(&peaks, "Vi læser");
            assert!(svg.len() < 20_000, "{length}: {} bytes", svg.len());
            assert!(svg.contains("currentColor") && svg.contains("<title>Vi læser</title>"), "{svg}");
            assert!(!svg.contains('#') || svg.matches('#').count() == 2, "{svg}");
            assert_eq!(svg, waveform(&peaks, "Vi læser"));
        }
    }

    #[test]
    fn a_waveform_is_read_back_as_bars_and_nothing_else_is() {
        let peaks: Vec<f32> = (0..36_000).map(|n| if n < 18_000 { 0.5 } else { 0.2 }).collect();
        let bars = bars(&waveform(&peaks, "\" points=\"1,1\"")).unwrap();
        assert_eq!((bars.len(), bars[0], bars[59], bars[60], bars[119]), (BARS, 50, 50, 20, 20));
        let wrong = [
            "",
            "<svg points=\"",
            "<svg points=\"\"",
            "<svg points=\"1,2 3\"",
            "<svg points=\"0,999999 0,0\"",
        ];
        assert_eq!(wrong.map(super::bars), [const { None }; 5]);
    }

    #[test]
    fn no_peak_is_lost() {
        let mut peaks = vec![0.1; 36_000];
        peaks[12_345] = 0.9;
        let columns = highest(&peaks, COLUMNS);
        assert_eq!(columns.len(), COLUMNS);
        assert!(columns.contains(&0.9));
    }

    #[test]
    fn a_hostile_title_stays_text() {
        let svg = waveform(&[f32::NAN, f32::INFINITY, -1.0], "</title><script>\u{0}&");
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt; &amp;"), "{svg}");
        quick_xml::Reader::from_str(&svg).read_event().unwrap();
    }
}
