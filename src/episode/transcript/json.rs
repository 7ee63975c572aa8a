//! Transcripts in JSON: Podcasting 2.0's, and those of Whisper and whisper.cpp.

use std::time::Duration;

use serde_json::Value;

use super::{Transcript, checked};
use crate::episode::clock;
use crate::episode::fault::{Fault, Refused};

/// How an entry is written.
const WANTED: &str = r#"{"segments": [{"startTime": 754.5, "endTime": 758, "body": "…"}]}"#;
/// How a time is written.
const TIME: &str = "754.5";

pub(super) fn read(text: &str) -> Result<Transcript, Refused> {
    let value: Value = serde_json::from_str(text).map_err(|err| match err.line() {
        0 => Fault::Json(err.to_string()).of_all(),
        line => Fault::Json(err.to_string()).in_line(line),
    })?;
    let list = value.get("segments").or_else(|| value.get("transcription")).unwrap_or(&value).as_array();
    let list = list.ok_or_else(|| Fault::form("{ … }", WANTED).of_all())?;
    let mut cues = Vec::new();
    for (nth, segment) in (1..).zip(list) {
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
        // The end may be left out; then the words are heard until the next are.
        let end = time(["endTime", "end", "to"]).unwrap_or(Duration::MAX);
        cues.extend(checked(nth, (start, end), text("speaker"), words)?);
    }
    cues.sort_by_key(|cue| cue.start);
    let starts: Vec<Duration> = cues.iter().map(|cue| cue.start).collect();
    for (cue, next) in cues.iter_mut().zip(starts.into_iter().skip(1).map(Some).chain([None])) {
        if cue.end == Duration::MAX {
            cue.end = next.unwrap_or(cue.start + LAST);
        }
    }
    Ok(Transcript { timed: true, cues })
}

/// How long the last words are heard if nobody says.
const LAST: Duration = Duration::from_secs(5);
