//! What was noticed in the sound of an episode: for those who make it, in a preview, and never on a page that
//! is published.
//!
//! What has a place is marked over the waveform, and all of it is told in a list below. A mark is a link that
//! is pressed with a thumb, so marks that stand close together are stacked in lanes.

use std::time::Duration;

use serde::Serialize;

use super::model::clock;
use crate::words::Words;

/// Something that was noticed in a sound, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// What it is.
    pub said: String,
    /// What to do about it, if there is something.
    pub remedy: Option<String>,
    /// When it is heard in the episode, or is heard first, if it has a place.
    pub at: Option<Duration>,
}

/// All that was noticed in a sound, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remarks {
    heading: String,
    /// Who sees it, and who does not.
    only: String,
    /// The language that it is told in.
    lang: &'static str,
    /// How many lanes the marks take.
    lanes: usize,
    lines: Vec<Line>,
}

/// One thing that was noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Line {
    said: String,
    remedy: Option<String>,
    mark: Option<Mark>,
}

/// Where it is heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Mark {
    seconds: u64,
    clock: String,
    /// How far from the beginning it stands, in percent of the whole.
    place: String,
    /// How many marks it stands above.
    lane: usize,
}

/// Marks of one lane are as far apart as this part of the whole: on a telephone, where the waveform is
/// 250 pixels wide, a mark of 26 pixels then touches no other.
const APART: f64 = 0.11;

impl Remarks {
    /// Returns what a page shows of what was noticed in a sound of that length: what has a place in the order
    /// in which it is heard, and then the rest. Of nothing, nothing is shown.
    pub fn of(mut noticed: Vec<Noticed>, length: Duration, words: &Words) -> Option<Remarks> {
        noticed.sort_by_key(|one| (one.at.is_none(), one.at));
        let marks = marks(noticed.iter().filter_map(|one| one.at), length);
        let lanes = marks.iter().map(|mark| mark.lane + 1).max().unwrap_or(0);
        let mut marks = marks.into_iter();
        let line = |Noticed { said, remedy, at }| Line { said, remedy, mark: at.and_then(|_| marks.next()) };
        let lines: Vec<Line> = noticed.into_iter().map(line).collect();
        (!lines.is_empty()).then(|| Remarks {
            heading: words.word("preview-noticed"),
            only: words.word("preview-noticed-only"),
            lang: words.language().as_str(),
            lanes,
            lines,
        })
    }
}

/// Returns the marks for moments of a sound of that length, which come in order: each in the lowest lane where
/// there is room.
fn marks(moments: impl Iterator<Item = Duration>, length: Duration) -> Vec<Mark> {
    let mut taken: Vec<f64> = Vec::new();
    let mut mark = |at: Duration| {
        let place = (at.as_secs_f64() / length.as_secs_f64().max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
        let free = taken.iter().position(|last| place - last >= APART);
        let lane = free.unwrap_or(taken.len());
        match taken.get_mut(lane) {
            Some(last) => *last = place,
            None => taken.push(place),
        }
        let seconds = at.as_secs();
        Mark { seconds, clock: clock(seconds), place: format!("{:.2}", place * 100.0), lane }
    };
    moments.map(&mut mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    const MINUTE: Duration = Duration::from_mins(1);

    fn noticed(said: &str, seconds: Option<u64>) -> Noticed {
        Noticed { said: said.to_owned(), remedy: None, at: seconds.map(Duration::from_secs) }
    }

    #[test]
    fn marks_stand_where_they_are_heard_and_beside_each_other_where_there_is_room() {
        let places = |seconds: &[u64], length| {
            let moments = seconds.iter().map(|at| Duration::from_secs(*at));
            let marks = marks(moments, length).into_iter();
            marks.map(|mark| (mark.place, mark.lane)).collect::<Vec<_>>()
        };
        let placed = |all: &[(&str, usize)]| {
            all.iter().map(|(place, lane)| ((*place).to_owned(), *lane)).collect::<Vec<_>>()
        };
        let spread = placed(&[("0.00", 0), ("50.00", 0), ("100.00", 0)]);
        assert_eq!(places(&[0, 30, 60], MINUTE), spread);
        let close = placed(&[("0.00", 0), ("1.67", 1), ("3.33", 2), ("11.67", 0), ("13.33", 1)]);
        assert_eq!(places(&[0, 1, 2, 7, 8], MINUTE), close);
        // A record may claim what it likes.
        assert_eq!(places(&[0, 61], Duration::ZERO), placed(&[("0.00", 0), ("100.00", 0)]));
        assert_eq!(places(&[61], MINUTE), placed(&[("100.00", 0)]));
    }

    #[test]
    fn what_has_a_place_is_told_first_and_in_the_order_in_which_it_is_heard() {
        let words = Words::new(Language::Da);
        let all = vec![noticed("b", None), noticed("d", Some(9)), noticed("c", Some(3)), noticed("a", None)];
        let remarks = Remarks::of(all, MINUTE, &words).unwrap();
        let told = remarks
            .lines
            .iter()
            .map(|line| (line.said.as_str(), line.mark.as_ref().map(|mark| mark.clock.as_str())));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [("c", Some("0:03")), ("d", Some("0:09")), ("b", None), ("a", None)]
        );
        assert_eq!((remarks.lanes, remarks.lang), (2, "da"));
        assert_eq!(Remarks::of(Vec::new(), MINUTE, &words), None);
        assert_eq!(Remarks::of(vec![noticed("a", None)], MINUTE, &words).unwrap().lanes, 0);
    }
}
