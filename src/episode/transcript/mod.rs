//! Transcripts: what is said in an episode, for those who read, search, or do not hear.
//!
//! People bring them as `WebVTT`, `SubRip`, JSON or plain text ([`read`] knows them by what is in them). A
//! transcript with times is kept as a [`Script`], by the clock of what is heard, so that it moves with the
//! sound as chapters do; it comes to listeners as a [`Transcript`]. Plain text has no times and gets none.

mod json;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::time::Duration;

use super::fault::{Fault, Refused, decoded};
use super::spot::{Spot, Timeline};
use super::{clock, text, vtt};

/// The most cues of a transcript: ten hours of one-second cues, and as many again.
pub const MOST: usize = 72_000;
/// The longest text of one cue, in characters. A paragraph of plain text may be long; a book is no cue.
const LONGEST: usize = 20_000;
/// The longest line of a cue, in characters (Podcasting 2.0, transcripts).
const WIDTH: usize = 65;

/// What is said in an episode, by the clock of the sound that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// Whether it is known when each cue is heard. If it is not, all of them have the time 0.
    pub timed: bool,
    /// What is said, in its order; without times, paragraph by paragraph.
    pub cues: Vec<Cue>,
}

/// A few words, and when they are heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// When they begin.
    pub start: Duration,
    /// When they end.
    pub end: Duration,
    /// Who says them.
    pub speaker: Option<String>,
    /// The words.
    pub text: String,
}

/// A transcript as it is kept: by the clock of what is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Whether it is known when each line is heard.
    pub timed: bool,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A cue as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When it begins.
    pub from: Spot,
    /// When it ends, by the clock by which it begins.
    pub until: Duration,
    /// Who says it.
    pub speaker: Option<String>,
    /// The words.
    pub text: String,
}

/// Returns the transcript in a file.
pub fn read(bytes: &[u8]) -> Result<Transcript, Refused> {
    let text = decoded(bytes)?;
    let transcript = match text.trim_start() {
        "" => return Err(Fault::Nothing.of_all()),
        start if start.starts_with("{\\rtf") || start.starts_with("<!") || start.starts_with("<html") => {
            return Err(Fault::Unknown.of_all());
        }
        start if start.starts_with(['{', '[']) => json::read(&text)?,
        start if start.starts_with("WEBVTT") || text.contains("-->") => of_cues(&text)?,
        _ => of_text(&text),
    };
    match transcript.cues.len() {
        0 => Err(Fault::Nothing.of_all()),
        MOST.. => Err(Fault::TooMany { most: MOST }.of_all()),
        _ => Ok(transcript),
    }
}

fn of_cues(text: &str) -> Result<Transcript, Refused> {
    let mut cues: Vec<Cue> = Vec::new();
    for found in vtt::read(text)? {
        if cues.last().is_some_and(|last| last.start > found.start) {
            return Err(Fault::NotAfter.in_line(found.line));
        }
        cues.extend(voices(&found));
    }
    Ok(Transcript { timed: true, cues })
}

/// Returns what is said in a cue, voice by voice.
fn voices(cue: &vtt::Cue) -> Vec<Cue> {
    let all = cue.payload.join(" ");
    let mut voices = Vec::new();
    let mut push = |speaker: Option<&str>, words: &str| {
        voices.extend(cue_of(cue.start, cue.end, speaker, &vtt::plain(words)));
    };
    let mut pieces = all.split("<v");
    push(None, pieces.next().unwrap_or_default());
    for piece in pieces {
        // `<v Anna>`, or with classes, `<v.loud Anna>`.
        match piece.split_once('>').filter(|(head, _)| head.starts_with([' ', '.', '\t'])) {
            Some((head, words)) => push(head.split_once([' ', '\t']).map(|(_, name)| name), words),
            None => push(None, &format!("<v{piece}")),
        }
    }
    voices
}

/// Returns plain text, paragraph by paragraph.
fn of_text(text: &str) -> Transcript {
    let text = text::lines(text);
    let cues = text.split("\n\n").filter_map(|words| cue_of(Duration::ZERO, Duration::ZERO, None, words));
    Transcript { timed: false, cues: cues.collect() }
}

/// Returns a cue whose words are fit to be kept; nothing if none are left.
fn cue_of(start: Duration, end: Duration, speaker: Option<&str>, words: &str) -> Option<Cue> {
    let line = text::lines(words).split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = line.chars().take(LONGEST).collect();
    let speaker = speaker.map(vtt::plain).map(|name| text::title(&name)).filter(|name| !name.is_empty());
    (!words.is_empty()).then_some(Cue { start, end, speaker, text: words })
}

impl Transcript {
    /// Returns the file that apps fetch: `WebVTT`, or plain text where no times are known.
    pub fn written(&self) -> String {
        if !self.timed {
            let cues: Vec<String> =
                self.cues.iter().map(|cue| spoken(cue.speaker.as_deref(), &cue.text)).collect();
            return cues.join("\n\n") + "\n";
        }
        let mut file = String::from("WEBVTT\n");
        self.cues.iter().for_each(|cue| {
            write_cue(&mut file, "", (cue.start, cue.end), cue.speaker.as_deref(), &cue.text);
        });
        file
    }
}

impl Script {
    /// Returns the transcript as it is kept, whose times are those of a recording that begins there in what
    /// was recorded.
    pub fn in_recording(transcript: Transcript, begins: Duration) -> Script {
        let line = |cue: Cue| Line {
            from: Spot::Recording(begins.saturating_add(cue.start)),
            until: begins.saturating_add(cue.end),
            speaker: cue.speaker,
            text: cue.text,
        };
        Script { timed: transcript.timed, lines: transcript.cues.into_iter().map(line).collect() }
    }

    /// Returns the transcript as it is kept, whose times are those of the episode.
    pub fn in_episode(transcript: Transcript, line: &Timeline<'_>) -> Script {
        if !transcript.timed {
            return Script::in_recording(transcript, Duration::ZERO);
        }
        let last = line.spot(line.ends().saturating_sub(Duration::from_nanos(1)));
        let kept = |cue: Cue| {
            let from = line.spot(cue.start);
            let until = match (from, line.spot(cue.end)) {
                (Spot::Recording(_), Spot::Recording(until)) => until,
                (Spot::Recording(_), _) => last.time(),
                (from, _) => from.time().saturating_add(cue.end.saturating_sub(cue.start)),
            };
            Line { from, until, speaker: cue.speaker, text: cue.text }
        };
        Script { timed: true, lines: transcript.cues.into_iter().map(kept).collect() }
    }

    /// Adds what is said in the next recording. Where the times of one are not known, no times are.
    pub fn extend(&mut self, next: Script) {
        self.timed &= next.timed;
        self.lines.extend(next.lines);
    }

    /// Reads the file that [`written`](Script::written) wrote.
    pub fn read(bytes: &[u8], timed: bool) -> Result<Script, Refused> {
        let text = decoded(bytes)?;
        if !timed {
            return Ok(Script::in_recording(of_text(&text), Duration::ZERO));
        }
        let mut lines = Vec::new();
        for found in vtt::read(&text)? {
            let clock: fn(Duration) -> Spot = match found.id.as_str() {
                "intro" => Spot::Intro,
                "outro" => Spot::Outro,
                _ => Spot::Recording,
            };
            lines.extend(voices(&found).into_iter().map(|cue| Line {
                from: clock(cue.start),
                until: cue.end,
                speaker: cue.speaker,
                text: cue.text,
            }));
        }
        Ok(Script { timed, lines })
    }

    /// Returns the file in which it is kept. What is heard before and after the recording has `intro` or
    /// `outro` above its times, which are then by a clock of their own.
    pub fn written(&self) -> String {
        let all = |line: &Line| Cue {
            start: line.from.time(),
            end: line.until,
            speaker: line.speaker.clone(),
            text: line.text.clone(),
        };
        if !self.timed {
            return Transcript { timed: false, cues: self.lines.iter().map(all).collect() }.written();
        }
        let mut file = String::from("WEBVTT\n");
        for line in &self.lines {
            let id = match line.from {
                Spot::Intro(_) => "intro\n",
                Spot::Recording(_) => "",
                Spot::Outro(_) => "outro\n",
            };
            write_cue(&mut file, id, (line.from.time(), line.until), line.speaker.as_deref(), &line.text);
        }
        file
    }

    /// Returns it by the clock of the episode, without what is not heard there.
    pub fn placed(&self, line: &Timeline<'_>) -> Transcript {
        if !self.timed {
            let cue = |line: &Line| Cue {
                start: Duration::ZERO,
                end: Duration::ZERO,
                speaker: line.speaker.clone(),
                text: line.text.clone(),
            };
            return Transcript { timed: false, cues: self.lines.iter().map(cue).collect() };
        }
        let mut lines: Vec<&Line> = self.lines.iter().collect();
        lines.sort_by_key(|line| line.from);
        let cue = |said: &&Line| {
            let start = clock::in_milliseconds(line.time(said.from)?);
            let end = match said.from {
                Spot::Recording(_) => line.time(said.from.moved_to(said.until)),
                from => Some(start.saturating_add(said.until.saturating_sub(from.time()))),
            };
            let end = clock::in_milliseconds(end.unwrap_or(line.duration()).min(line.duration()));
            let (speaker, text) = (said.speaker.clone(), said.text.clone());
            (end > start).then_some(Cue { start, end, speaker, text })
        };
        Transcript { timed: true, cues: lines.iter().filter_map(cue).collect() }
    }
}

fn write_cue(file: &mut String, id: &str, times: (Duration, Duration), speaker: Option<&str>, words: &str) {
    let (start, end) = (clock::written(times.0), clock::written(times.1));
    let voice = speaker.map(|name| format!("<v {}>", escaped(name))).unwrap_or_default();
    // Writing to memory does not fail.
    writeln!(file, "\n{id}{start} --> {end}\n{voice}{}", wrapped(&escaped(words))).ok();
}

/// Returns what is said, with the name of who says it where it is known.
fn spoken(speaker: Option<&str>, words: &str) -> String {
    speaker.map_or_else(|| words.to_owned(), |name| format!("{name}: {words}"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Returns text broken between words, where its lines would become too long to be shown.
fn wrapped(text: &str) -> String {
    let mut wrapped = String::with_capacity(text.len() + 8);
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 {
            let breaks = width + 1 + length > WIDTH;
            wrapped.push(if breaks { '\n' } else { ' ' });
            width = if breaks { 0 } else { width + 1 };
        }
        wrapped.push_str(word);
        width += length;
    }
    wrapped
}
