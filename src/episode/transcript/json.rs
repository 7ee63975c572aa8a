//! Transcripts in JSON: Podcasting 2.0's, and those of Whisper and whisper.cpp.

use std::time::Duration;

use super::{Transcript, cue_of};
use crate::episode::clock;
use crate::episode::fault::{Fault, Refused};
use crate::episode::json::{Value, list};

/// How an entry is written.
const WANTED: &str = r#"{"segments": [{"startTime": 754.5, "endTime": 758, "body": "…"}]}"#;
/// How a time is written.
const TIME: &str = "754.5";

pub(super) fn read(text: &str) -> Result<Transcript, Refused> {
    // Each with whether its end is left out: then the words are heard until the next are.
    let mut cues = Vec::new();
    for (nth, segment) in (1..).zip(list(text, &["segments", "transcription"], WANTED)?) {
        let text = |key: &str| segment.get(key).and_then(Value::as_str);
        let Some(words) = text("body").or_else(|| text("text")) else {
            return Err(Fault::form(&segment.to_string(), WANTED).in_entry(nth));
        };
        let time = |keys: [&str; 3]| {
            let offset =
                segment.get("offsets").and_then(|offsets| offsets.get(keys[2])).and_then(Value::as_f64);
            let seconds = keys[..2].iter().find_map(|key| segment.get(*key)?.as_f64());
            seconds.or(offset.map(|millis| millis / 1000.0)).and_then(clock::of_seconds)
        };
        let wrong = || Fault::time(&segment.to_string(), TIME).in_entry(nth);
        let start = time(["startTime", "start", "from"]).ok_or_else(wrong)?;
        let end = time(["endTime", "end", "to"]);
        if end.is_some_and(|end| end < start) {
            return Err(Fault::EndsEarly.in_entry(nth));
        }
        let cue = cue_of(start, end.unwrap_or(start), text("speaker"), words);
        cues.extend(cue.map(|cue| (cue, end.is_none())));
    }
    cues.sort_by_key(|(cue, _)| cue.start);
    let next: Vec<Duration> = cues.iter().skip(1).map(|(cue, _)| cue.start).collect();
    for (n, (cue, _)) in cues.iter_mut().enumerate().filter(|(_, (_, open))| *open) {
        cue.end = next.get(n).copied().unwrap_or(cue.start + LAST);
    }
    Ok(Transcript { timed: true, cues: cues.into_iter().map(|(cue, _)| cue).collect() })
}

/// How long the last words are heard if nobody says.
const LAST: Duration = Duration::from_secs(5);
