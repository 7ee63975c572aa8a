//! What an episode had, and has no more, since its new sound ends sooner: chapters, soundbites, and words of the
//! transcript. All of it stays in the record, and is there again with a sound that is long enough.

use super::Notice;
use crate::catalogue::{Shelved, transcript};

/// Returns what was in the episode before, and lies behind the end of its new sound.
pub(super) fn notices(before: &Shelved, after: &Shelved) -> Vec<Notice> {
    let mut noticed = Vec::new();
    let (was, is) = (&before.episode, &after.episode);
    let (then, now) = (was.sound.timeline(), is.sound.timeline());
    let ends = now.duration();
    // What was brought with the new sound was weighed against it then.
    let marks = is.marks.iter().filter(|mark| was.marks.contains(mark));
    let titles: Vec<String> = marks
        .filter(|mark| then.time(mark.at).is_some() && now.time(mark.at).is_none())
        .map(|mark| mark.title.clone())
        .collect();
    if !titles.is_empty() {
        noticed.push(Notice::ChaptersFallen { titles, ends });
    }
    let bites = is.details.soundbites.iter().filter(|bite| was.details.soundbites.contains(bite));
    let starts: Vec<_> =
        bites.filter(|bite| bite.fits(then.duration()) && !bite.fits(ends)).map(|bite| bite.start).collect();
    if !starts.is_empty() {
        noticed.push(Notice::SoundbitesFallen { starts, ends });
    }
    if was.transcript == is.transcript
        && let Ok(Some(said)) = transcript::of(&before.folder, was)
        && let Ok(Some(heard)) = transcript::of(&after.folder, is)
        && let Some(first) = said.cues.get(heard.cues.len())
    {
        let count = said.cues.len() - heard.cues.len();
        noticed.push(Notice::WordsFallen { count, from: first.start, ends });
    }
    noticed
}
