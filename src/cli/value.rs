//! What people write on the command line, turned into values of the domain.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use super::desk::Desk;
use super::failure::Failure;
use super::recordings;
use crate::catalogue::Wait;
use crate::episode::{EpisodeType, Handle, Moment, SeasonNumber};
use crate::words::phrase;

/// The longest file of notes that we read.
const LONGEST_NOTES: u64 = 256 * 1024;

/// How long to wait for another desk.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct WaitArgs {
    #[arg(long)]
    pub(super) wait: bool,
}

impl From<WaitArgs> for Wait {
    fn from(args: WaitArgs) -> Wait {
        if args.wait { Wait::Forever } else { Wait::default() }
    }
}

/// Reads the number of an episode, or its handle.
pub(super) fn handle(text: &str) -> Result<Handle, Failure> {
    text.parse().map_err(|_| {
        Failure::asked(phrase("asked-not-an-episode").with("value", text)).hint(phrase("see-list"))
    })
}

/// Reads a date.
pub(super) fn date(desk: &Desk<'_>, text: &str) -> Result<Moment, Failure> {
    Moment::read(text, &desk.world.clock.zone()).map_err(|_| {
        Failure::asked(phrase("asked-not-a-date").with("value", text)).hint(phrase("asked-date-example"))
    })
}

/// Reads what kind of episode it is.
pub(super) fn kind(text: Option<&str>) -> Result<EpisodeType, Failure> {
    let Some(text) = text else { return Ok(EpisodeType::Full) };
    let wrong = |_| Failure::asked(phrase("asked-wrong-value").with("option", "--type").with("value", text));
    text.parse()
        .map_err(wrong)
        .map_err(|failure| failure.hint(phrase("asked-valid-values").with("values", "full, trailer, bonus")))
}

/// Returns whether that is the word for none.
pub(super) fn is_none(text: &str) -> bool {
    matches!(text.trim(), "none" | "ingen")
}

/// Reads the number of a season; `none` for none.
pub(super) fn season(text: &str) -> Result<Option<SeasonNumber>, Failure> {
    if is_none(text) || text == "0" {
        return Ok(None);
    }
    let season = text.parse().ok().and_then(SeasonNumber::new);
    season.map(Some).ok_or_else(|| {
        Failure::asked(phrase("asked-wrong-value").with("option", "--season").with("value", text))
            .hint(phrase("asked-season-example"))
    })
}

/// Returns whether that is an answer to `--explicit`.
pub(super) fn is_explicit(text: &str) -> bool {
    explicit(text).is_ok()
}

/// Reads whether something is explicit; `show` leaves it to the show.
pub(super) fn explicit(text: &str) -> Result<Option<bool>, Failure> {
    match text {
        "yes" | "ja" => Ok(Some(true)),
        "no" | "nej" => Ok(Some(false)),
        "show" => Ok(None),
        _ => {
            Err(Failure::asked(phrase("asked-wrong-value").with("option", "--explicit").with("value", text))
                .hint(phrase("asked-valid-values").with("values", "yes, no, show")))
        }
    }
}

/// Returns whether that is an answer to an option that is on or off.
pub(super) fn is_switch(text: &str) -> bool {
    switch("", text).is_ok()
}

/// Reads whether something is on.
pub(super) fn switch(option: &str, text: &str) -> Result<bool, Failure> {
    match text {
        "on" | "til" | "yes" | "ja" => Ok(true),
        "off" | "fra" | "no" | "nej" => Ok(false),
        _ => Err(Failure::asked(phrase("asked-wrong-value").with("option", option).with("value", text))
            .hint(phrase("asked-valid-values").with("values", "on, off"))),
    }
}

/// Reads the notes: as they were written on the line, else from a file.
pub(super) fn notes(text: Option<&str>, file: Option<&Path>) -> Result<Option<String>, Failure> {
    let Some(path) = file else { return Ok(text.map(str::to_owned)) };
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(LONGEST_NOTES + 1).read_to_end(&mut bytes))
        .map_err(|err| unread(path, &err))?;
    if bytes.len() as u64 > LONGEST_NOTES {
        return Err(Failure::plain(phrase("notes-too-long").with("file", path)).file(path));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::plain(phrase("notes-not-text").with("file", path))
            .file(path)
            .hint(phrase("notes-not-text-save"))
    })?;
    Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

/// Returns why a file that was named could not be read: most often its name is misspelt.
pub(super) fn unread(path: &Path, err: &io::Error) -> Failure {
    match err.kind() {
        io::ErrorKind::NotFound => recordings::missing(path),
        _ => Failure::io(path, "read", err),
    }
}

/// Returns a length as `--json` says it: in seconds.
pub(super) fn seconds(length: Duration) -> Value {
    ((length.as_secs_f64() * 1000.0).round() / 1000.0).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_staff_write_them() {
        assert_eq!(season("none").unwrap(), None);
        assert_eq!(season("2").unwrap(), SeasonNumber::new(2));
        assert_eq!(explicit("ja").unwrap(), Some(true));
        assert_eq!(explicit("show").unwrap(), None);
        assert_eq!((switch("--hum", "til").unwrap(), switch("--hum", "off").unwrap()), (true, false));
        assert!(season("two").is_err() && explicit("maybe").is_err() && handle("7x").is_err());
        assert_eq!(kind(None).unwrap(), EpisodeType::Full);
        assert!(kind(Some("extra")).is_err());
    }
}
