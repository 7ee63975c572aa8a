//! From the plotting library to SVG that takes its looks from the page.

use std::error::Error;

use plotters::coord::Shift;
use plotters::prelude::*;

use super::plot::Ink;

/// What painting comes to. Writing to memory does not fail.
pub(super) type Painted = Result<(), Box<dyn Error>>;

/// Returns what is painted: the elements alone, with classes for colours and the font of the page.
pub(super) fn painted(
    width: u32,
    height: u32,
    paint: impl FnOnce(&DrawingArea<SVGBackend<'_>, Shift>) -> Painted,
) -> String {
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (width, height)).into_drawing_area();
        // What could not be painted is left out; a plot is no reason to lose a report.
        paint(&area).ok();
        area.present().ok();
    }
    let body = text.split_once('\n').map_or("", |(_, body)| body).trim_end();
    classed(body.trim_end_matches("</svg>").trim_end())
}

/// Puts a class wherever a colour stands for an ink, and leaves out what the page says better.
fn classed(body: &str) -> String {
    let mut body = body.replace(" opacity=\"1\"", "").replace(" font-family=\"sans-serif\"", "");
    body = body.replace(" stroke=\"none\"", "").replace(" \"/>", "\"/>");
    for ink in Ink::ALL {
        let RGBColor(r, g, b) = ink.stand_in();
        for part in ["fill", "stroke"] {
            let colour = format!("{part}=\"#{r:02X}{g:02X}{b:02X}\"");
            body = body.replace(&colour, &format!("class=\"{part}-{}\"", ink.as_str()));
        }
    }
    body
}

/// Returns text as it stands in XML and HTML, between tags or in quotes.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML has no way to say these at all.
            c if c.is_control() && !matches!(c, '\n' | '\t') => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
