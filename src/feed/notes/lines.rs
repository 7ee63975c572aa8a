//! The lines of notes as the Markdown that people meant by them.
//!
//! Who writes notes writes lines and not Markdown: a line is a line, what stands below a list is no part of its
//! last point, `12. november` begins no list, and an address is a link, whatever signs are in it.

use super::links::next_link;

/// How a line begins a point of a list.
#[derive(Clone, Copy)]
enum Point {
    /// With a sign.
    Sign,
    /// With a number.
    Number(u32),
}

/// Returns the notes as Markdown.
pub(super) fn prepared(notes: &str) -> String {
    let lines: Vec<(Option<Point>, &str)> = notes.lines().map(str::trim).map(point).collect();
    let numbered =
        |n: usize, number: u32| matches!(lines.get(n), Some((Some(Point::Number(at)), _)) if *at == number);
    let mut text = String::with_capacity(notes.len() + 64);
    let mut last = 0; // the number of the point above, if it is one of a numbered list
    for (n, (point, line)) in lines.iter().enumerate() {
        let mut here = 0;
        match point {
            Some(Point::Sign) => text.push_str("- "),
            // A list begins with one and has a second.
            Some(Point::Number(number))
                if (last > 0 && *number == last + 1) || (*number == 1 && numbered(n + 1, 2)) =>
            {
                here = *number;
                text.extend([&number.to_string(), ". "]);
            }
            point => {
                // What stands below a list is no part of its last point.
                if last > 0 || n > 0 && matches!(lines[n - 1].0, Some(Point::Sign)) {
                    text.push('\n');
                }
                if let Some(Point::Number(number)) = point {
                    text.extend([&number.to_string(), "\\. "]);
                }
            }
        }
        push_line(&mut text, line);
        text.push('\n');
        last = here;
    }
    text
}

/// Takes a line apart into the mark of a point, if it has one, and the rest.
fn point(line: &str) -> (Option<Point>, &str) {
    if is_rule(line) {
        return (None, "");
    }
    if let Some(rest) = ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return (Some(Point::Sign), rest.trim_start());
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // Markdown counts no further than nine digits.
    let number = line[..digits].parse().ok().filter(|_| digits <= 9);
    match number.zip(line[digits..].strip_prefix(". ")) {
        Some((number, rest)) => (Some(Point::Number(number)), rest.trim_start()),
        None => (None, line),
    }
}

/// Returns whether a line is drawn, as some do below a heading or between paragraphs; two hyphens stand above
/// the name of whoever signs.
fn is_rule(line: &str) -> bool {
    let signs = line.chars().filter(|c| *c != ' ').count();
    let all = |sign: char| line.chars().all(|c| c == sign || c == ' ');
    (signs > 0 && (all('-') || all('='))) || (signs >= 3 && ['_', '*', '~'].into_iter().any(all))
}

/// Writes what stands in a line, so that no sign at its beginning makes it something else.
fn push_line(text: &mut String, line: &str) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // A point, a quotation, code, or the address of a link that stands elsewhere.
    let begins = ["+ ", ">", "~~~"].iter().any(|sign| line.starts_with(sign));
    if begins || (line.starts_with('[') && line.contains("]:")) {
        text.push('\\');
    } else if digits > 0 && line[digits..].starts_with(") ") {
        text.extend([&line[..digits], "\\"]);
        return push_linked(text, &line[digits..]);
    }
    push_linked(text, line);
}

/// Writes a line in which bare addresses are marked as what they are.
fn push_linked(text: &mut String, line: &str) {
    let mut rest = line;
    while let Some((at, link)) = next_link(rest) {
        let (before, from) = rest.split_at(at);
        let (this, after) = from.split_at(link.length);
        // One that is marked already is left alone.
        let marked = before.ends_with(['<', '"', '\'', '=']) || before.ends_with("](");
        push_words(text, before);
        let around = if link.bare && !marked { ["<", ">"] } else { [""; 2] };
        text.extend([around[0], this, around[1]]);
        rest = after;
    }
    push_words(text, rest);
}

/// Writes words. A star between letters is one: `2*3`.
fn push_words(text: &mut String, words: &str) {
    let mut before = None;
    let mut all = words.chars().peekable();
    while let Some(c) = all.next() {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if c == '*' && letter(before) && letter(all.peek().copied()) {
            text.push('\\');
        }
        text.push(c);
        before = Some(c);
    }
}
