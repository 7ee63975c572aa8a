//! What was noticed on the way, in words.

use serde_json::{Value, json};

use super::desk::Desk;
use super::{report, shell, sound_check, value};
use crate::episode::{Handle, Moment, clock};
use crate::studio::{Clock, Notice, TitleFrom};
use crate::words::{Arg, Phrase, phrase};

/// So many chapters that fell out are named; of more, their number tells enough.
const MOST_NAMED: usize = 8;

/// Returns the time on the wall where it was written.
pub(super) fn time(moment: Moment) -> Arg {
    Arg::Time(moment.zoned().datetime())
}

/// Says what was noticed, each with its remedy if it has one, below the line that it belongs to.
pub(super) fn say(desk: &mut Desk<'_>, noticed: &[Notice], handle: Option<Handle>) {
    // What only the MP3 itself does not say yet is one matter with one remedy.
    let both = [Notice::ChaptersDiffer, Notice::ArtworkDiffers].iter().all(|one| noticed.contains(one));
    for notice in noticed {
        let sentence = match notice {
            Notice::ArtworkDiffers if both => continue,
            Notice::ChaptersDiffer if both => {
                let episode = handle.map(|handle| handle.to_string()).unwrap_or_default();
                phrase("noticed-chapters-artwork-differ").with("episode", episode)
            }
            notice => said(notice, handle),
        };
        desk.say_below(&sentence);
        if let Some(remedy) = remedy(notice) {
            desk.say_below(&remedy);
        }
        if let Some(figures) = in_figures(notice) {
            desk.detail(&figures);
        }
    }
}

/// Returns what was noticed as `--json` says it.
pub(super) fn json(desk: &Desk<'_>, noticed: &[Notice], handle: Option<Handle>) -> Value {
    let one = |notice: &Notice| {
        let phrase = said(notice, handle);
        let mut json = json!({
            "id": phrase.id().trim_start_matches("noticed-"),
            "message": desk.words.say(&phrase),
            "figures": figures(notice),
        });
        if let Some(remedy) = remedy(notice) {
            json["remedy"] = desk.words.say(&remedy).into();
        }
        if let Notice::Found { finding, put_right } = notice {
            json["id"] = sound_check::id(finding).into();
            json["put_right"] = (*put_right).into();
        }
        json
    };
    noticed.iter().map(one).collect()
}

/// Returns the sentence for it. `handle` is the episode that it is about, where there is one.
fn said(notice: &Notice, handle: Option<Handle>) -> Phrase {
    let another = retitle(handle, "…");
    let episode = || handle.map(|handle| handle.to_string()).unwrap_or_default();
    match notice {
        Notice::TitleFound { from: TitleFrom::Tag, .. } => {
            phrase("noticed-title-from-tag").with("command", another)
        }
        Notice::TitleFound { from: TitleFrom::FileName, .. } => {
            phrase("noticed-title-from-name").with("command", another)
        }
        Notice::NumberInTitle { better, .. } if better.is_empty() => {
            phrase("noticed-number-alone").with("command", another)
        }
        Notice::NumberInTitle { better, .. } => {
            phrase("noticed-number-in-title").with("command", retitle(handle, better))
        }
        Notice::TitleTaken { by } => report::about("noticed-title-taken", *by),
        Notice::SameRecording { handle } => report::about("noticed-same-recording", *handle),
        Notice::Found { finding, put_right } => sound_check::said(finding, *put_right),
        Notice::VeryQuiet { gain, short_by } => phrase("noticed-very-quiet")
            .with("gain", Arg::Decimal(gain.value()))
            .with("short", Arg::Decimal(short_by.value())),
        Notice::TooPeaky { .. } => phrase("noticed-too-peaky"),
        Notice::PeakOver { .. } => phrase("noticed-peak-over"),
        Notice::LoudnessOff { by } if by.value() > 0.0 => phrase("noticed-too-loud"),
        Notice::LoudnessOff { .. } => phrase("noticed-too-quiet"),
        Notice::MixedDown { channels } => phrase("noticed-mixed-down").with("channels", *channels),
        Notice::Video => phrase("noticed-video"),
        Notice::OtherTracks { count } => phrase("noticed-other-tracks").with("count", *count),
        Notice::Damaged { places } => phrase("noticed-damaged").with("places", *places),
        Notice::LengthDiffers { claimed, found } => phrase("noticed-length-differs")
            .with("claimed", Arg::Length(*claimed))
            .with("found", Arg::Length(*found)),
        Notice::CutOff { found } => phrase("noticed-cut-off").with("found", Arg::Length(*found)),
        Notice::NotNumbers { .. } => phrase("noticed-not-numbers"),
        Notice::VeryShort => phrase("noticed-very-short"),
        Notice::ClockBehind { newest } => phrase("noticed-clock-behind").with("newest", time(*newest)),
        Notice::Scheduled { date } => phrase("noticed-scheduled").with("date", time(*date)),
        Notice::ChaptersTaken { file, count, clock } => phrase(match clock {
            Clock::Recording => "noticed-chapters",
            Clock::Episode => "noticed-chapters-episode",
        })
        .with("count", *count)
        .with("file", file),
        Notice::ChaptersBehind { count } => phrase("noticed-chapters-behind").with("count", *count),
        Notice::ChaptersCut { count } => phrase("noticed-chapters-cut").with("count", *count),
        Notice::WordsUnheard { count } => phrase("noticed-words-unheard").with("count", *count),
        Notice::BelongingsStay => phrase("noticed-belongings-stay").with("episode", episode()),
        Notice::ChaptersFallen { titles, ends } => {
            let (names, more) = first_few(titles.iter().map(|title| format!("\"{title}\"")));
            phrase("noticed-chapters-fallen")
                .with("count", titles.len())
                .with("names", names)
                .with("more", more)
                .with("ends", clock::shown(*ends))
                .with("episode", episode())
        }
        Notice::SoundbitesFallen { starts, ends } => {
            let (names, more) = first_few(starts.iter().map(|start| clock::shown(*start)));
            phrase("noticed-soundbites-fallen")
                .with("count", starts.len())
                .with("names", names)
                .with("more", more)
                .with("ends", clock::shown(*ends))
                .with("episode", episode())
        }
        Notice::WordsFallen { count, from, ends } => phrase("noticed-words-fallen")
            .with("count", *count)
            .with("from", clock::shown(*from))
            .with("ends", clock::shown(*ends))
            .with("episode", episode()),
        Notice::TranscriptTaken { file, timed: false, .. } => {
            phrase("noticed-transcript-text").with("file", file)
        }
        Notice::TranscriptTaken { file, clock, .. } => phrase(match clock {
            Clock::Recording => "noticed-transcript",
            Clock::Episode => "noticed-transcript-episode",
        })
        .with("file", file),
        Notice::ArtworkTaken { file } => phrase("noticed-artwork").with("file", file),
        Notice::ArtworkSmall { width, height } => {
            phrase("noticed-artwork-small").with("width", *width).with("height", *height)
        }
        Notice::ArtworkDiffers => phrase("noticed-artwork-differs").with("episode", episode()),
        Notice::ChaptersDiffer => phrase("noticed-chapters-differ").with("episode", episode()),
        Notice::TagsDiffer { title } => {
            phrase("noticed-tags-differ").with("title", title).with("episode", episode())
        }
    }
}

/// Returns the first few of what fell out of an episode, as a list, and how many more there are.
fn first_few(all: impl Iterator<Item = String>) -> (String, usize) {
    let mut names: Vec<String> = all.collect();
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    (names.join(", "), more)
}

/// Returns what to do about it, where that is another matter than what was noticed.
fn remedy(notice: &Notice) -> Option<Phrase> {
    match notice {
        Notice::Found { finding, put_right } => Some(sound_check::remedy(finding, *put_right)),
        Notice::VeryQuiet { .. } => Some(sound_check::too_quiet()),
        _ => None,
    }
}

/// Returns what gives an episode another title: a command, or the option where it is not there yet.
pub(super) fn retitle(handle: Option<Handle>, title: &str) -> String {
    let option = format!("--title {}", shell::in_quotes(title));
    handle.map_or(option.clone(), |handle| format!("podcast edit {handle} {option}"))
}

/// Returns what `--details` adds.
fn in_figures(notice: &Notice) -> Option<Phrase> {
    match notice {
        Notice::Found { finding, .. } => sound_check::in_figures(finding),
        Notice::TooPeaky { short_by } => {
            Some(phrase("noticed-too-peaky-figures").with("short", Arg::Decimal(short_by.value())))
        }
        Notice::PeakOver { by } => {
            Some(phrase("noticed-peak-over-figures").with("by", Arg::Decimal(by.value())))
        }
        Notice::LoudnessOff { by } => {
            Some(phrase("noticed-loudness-off-figures").with("by", Arg::Decimal(by.value())))
        }
        Notice::NotNumbers { samples } => {
            Some(phrase("noticed-not-numbers-figures").with("samples", *samples))
        }
        _ => None,
    }
}

/// Returns the word that `--times` has for a clock.
fn clock_word(clock: Clock) -> &'static str {
    match clock {
        Clock::Recording => "recording",
        Clock::Episode => "episode",
    }
}

/// Returns the values, for programs.
fn figures(notice: &Notice) -> Value {
    match notice {
        Notice::TitleFound { title, .. } | Notice::TagsDiffer { title } => json!({ "title": title }),
        Notice::NumberInTitle { better, .. } => json!({ "better": better }),
        Notice::TitleTaken { by: handle } | Notice::SameRecording { handle } => {
            json!({ "episode": handle.to_string() })
        }
        Notice::VeryQuiet { gain, short_by } => {
            json!({ "gain_db": gain.value(), "short_by_lu": short_by.value() })
        }
        Notice::TooPeaky { short_by } => json!({ "short_by_lu": short_by.value() }),
        Notice::PeakOver { by } => json!({ "by_db": by.value() }),
        Notice::LoudnessOff { by } => json!({ "by_lu": by.value() }),
        Notice::Found { finding, .. } => sound_check::figures(finding),
        Notice::MixedDown { channels } => json!({ "channels": channels }),
        Notice::OtherTracks { count }
        | Notice::ChaptersBehind { count }
        | Notice::ChaptersCut { count }
        | Notice::WordsUnheard { count } => {
            json!({ "count": count })
        }
        Notice::Damaged { places } => json!({ "places": places }),
        Notice::LengthDiffers { claimed, found } => {
            json!({ "claimed_seconds": value::seconds(*claimed), "found_seconds": value::seconds(*found) })
        }
        Notice::CutOff { found } => json!({ "found_seconds": value::seconds(*found) }),
        Notice::NotNumbers { samples } => json!({ "samples": samples }),
        Notice::ClockBehind { newest: date } | Notice::Scheduled { date } => {
            json!({ "date": date.to_string() })
        }
        Notice::ChaptersTaken { file, count, clock } => {
            json!({ "file": file, "count": count, "times": clock_word(*clock) })
        }
        Notice::TranscriptTaken { file, timed, clock } => {
            json!({ "file": file, "timed": timed, "times": clock_word(*clock) })
        }
        Notice::ChaptersFallen { titles, ends } => {
            json!({ "titles": titles, "ends_seconds": value::seconds(*ends) })
        }
        Notice::SoundbitesFallen { starts, ends } => json!({
            "starts_seconds": starts.iter().map(|start| value::seconds(*start)).collect::<Vec<_>>(),
            "ends_seconds": value::seconds(*ends),
        }),
        Notice::WordsFallen { count, from, ends } => json!({
            "count": count,
            "from_seconds": value::seconds(*from),
            "ends_seconds": value::seconds(*ends),
        }),
        Notice::ArtworkTaken { file } => json!({ "file": file }),
        Notice::ArtworkSmall { width, height } => json!({ "width": width, "height": height }),
        Notice::Video
        | Notice::VeryShort
        | Notice::BelongingsStay
        | Notice::ChaptersDiffer
        | Notice::ArtworkDiffers => json!({}),
    }
}
