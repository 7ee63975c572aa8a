//! What pages know of a show and its episodes: plain values, ready to be shown.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;

use super::people::Named;
use crate::catalogue::settings::ShowType;
use crate::catalogue::{Shelved, ShowInfo, layout};
use crate::episode::transcript::Cue;
use crate::episode::{EpisodeNumber, Handle, SeasonNumber, chapter, clock};
use crate::feed::{self, EPISODES, FEED, MEDIA, PAGE, Place, notes};
use crate::picture;
use crate::words::{Arg, Language, Phrase, Words, phrase};

use super::look::Look;
use super::noticed::Remarks;

/// An episode, and what is told of it beside its record.
#[derive(Debug)]
pub struct Told<'s> {
    /// The episode.
    pub shelved: &'s Shelved,
    /// The heights of its waveform, from 0 to 100; none for episodes from before there were any.
    pub wave: Option<Vec<u8>>,
    /// Its chapters, in order.
    pub chapters: Vec<ChapterLine>,
    /// What is said in it.
    pub transcript: Vec<TranscriptLine>,
    /// Its own picture, if it has one that can be shown.
    pub cover: Option<CoverFacts>,
    /// What was noticed in its sound, for those who make it; listeners are told nothing of it.
    pub noticed: Option<Remarks>,
}

impl<'s> Told<'s> {
    /// Returns all that listeners are told of an episode but its picture. A drawing that cannot be read is done without.
    pub fn of(shelved: &'s Shelved) -> Told<'s> {
        let drawing = shelved.waveform().and_then(|drawing| std::fs::read_to_string(drawing).ok());
        let wave = drawing.and_then(|svg| picture::bars(&svg));
        let (chapters, transcript) = (chapters(shelved), transcript(shelved));
        Told { shelved, wave, chapters, transcript, cover: None, noticed: None }
    }
}

/// Returns the chapters of an episode that are meant for lists of them.
fn chapters(shelved: &Shelved) -> Vec<ChapterLine> {
    let chapters = shelved.episode.chapters().into_iter().filter(|chapter| !chapter.hidden);
    chapters
        .map(|chapter| ChapterLine::new(chapter.start.as_secs(), chapter.title, chapter.link.as_deref()))
        .collect()
}

/// Returns what is said in an episode. A transcript that cannot be read is done without here: the feed,
/// which names it, is not built without it.
fn transcript(shelved: &Shelved) -> Vec<TranscriptLine> {
    let Some(transcript) = shelved.transcript().ok().flatten() else { return Vec::new() };
    let line = |cue: Cue| TranscriptLine {
        seconds: transcript.timed.then_some(cue.start.as_secs()),
        speaker: cue.speaker,
        text: cue.text,
    };
    transcript.cues.into_iter().map(line).collect()
}

/// A chapter as a page lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChapterLine {
    /// Where it begins.
    pub seconds: u64,
    /// The same as people read it: `1:34`.
    pub clock: String,
    /// What it is called.
    pub title: String,
    /// Where there is more about it.
    pub link: Option<String>,
}

impl ChapterLine {
    /// Returns the line for a chapter. A link that is no address of the web is left out.
    pub fn new(seconds: u64, title: impl Into<String>, link: Option<&str>) -> ChapterLine {
        let link = link.and_then(chapter::link).map(str::to_owned);
        ChapterLine { seconds, clock: clock(seconds), title: title.into(), link }
    }
}

/// A line of a transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranscriptLine {
    /// Where it is said, if that is known.
    pub seconds: Option<u64>,
    /// Who says it, if that is known.
    pub speaker: Option<String>,
    /// What is said.
    pub text: String,
}

/// What a page says of the show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShowFacts {
    /// The title; that of a practice show says so.
    pub title: String,
    /// Who makes it; may be empty.
    pub author: String,
    /// What it is about, on one line.
    pub description: String,
    /// The same as HTML.
    pub description_html: String,
    /// The language spoken in it, as browsers know it.
    pub language: String,
    /// The language of the pages.
    pub lang: &'static str,
    /// Who owns the rights.
    pub copyright: Option<String>,
    /// Whether it is for practice.
    pub practice: bool,
    /// The address of the folder on the web, without a slash at its end.
    pub address: Option<String>,
    /// The address of the feed on the web.
    pub feed_address: Option<String>,
    /// The same address for the apps that take it: without `https://`.
    pub feed_bare: Option<String>,
    /// The same address as part of another.
    pub feed_encoded: Option<String>,
    /// The file of the feed.
    pub feed: &'static str,
    /// The cover.
    pub cover: Option<CoverFacts>,
    /// The file of the style.
    pub style: String,
    /// The script of the player.
    pub player: String,
    /// The script of the search.
    pub search: String,
    /// Where else people can listen.
    pub apps: Vec<AppFacts>,
    /// How far the way to the goal is.
    pub goal: Option<GoalFacts>,
    /// How many episodes there are.
    pub count: usize,
    /// Whether they are to be heard in order.
    pub serial: bool,
}

/// The cover of the show or of an episode, as paths below the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverFacts {
    /// Where it is shown large.
    pub large: String,
    /// Where it is small.
    pub small: String,
}

impl CoverFacts {
    /// Returns what pages say of a picture that lies there, large and small.
    pub(super) fn of([large, small]: [String; 2]) -> CoverFacts {
        CoverFacts { large, small }
    }
}

/// Where else people can listen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AppFacts {
    /// What it is called.
    pub name: String,
    /// The address.
    pub address: String,
}

/// How far the way to the goal is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoalFacts {
    /// The number that the show is heading for.
    pub goal: u32,
    /// The number it has reached.
    pub reached: u32,
    /// What is said about the rest.
    pub left: String,
    /// The heading.
    pub heading: String,
    /// The two numbers, in a sentence.
    pub said: String,
    /// One for each spine on the shelf: whether it stands there.
    pub spines: Vec<bool>,
}

/// The most spines that a shelf has: a longer way is drawn to scale.
const MOST_SPINES: u32 = 60;
/// Spines of a shelf that is drawn to scale.
const SCALED_SPINES: u32 = 50;

impl GoalFacts {
    fn of(goal: u32, reached: u32, words: &Words) -> GoalFacts {
        let left = goal.saturating_sub(reached);
        let spines = if goal <= MOST_SPINES { goal } else { SCALED_SPINES };
        // Rounded down, but what is there at all is seen, and what is missing too.
        let share = u64::from(reached.min(goal)) * u64::from(spines) / u64::from(goal.max(1));
        let filled = (share as u32).max(u32::from(reached > 0));
        GoalFacts {
            goal,
            reached,
            left: if left == 0 {
                words.say(&phrase("site-goal-reached"))
            } else {
                words.say(&phrase("site-goal-left").with("left", left))
            },
            heading: words.say(&phrase("site-goal").with("goal", goal)),
            said: words.say(&phrase("site-goal-said").with("reached", reached).with("goal", goal)),
            spines: (0..spines).map(|n| n < filled).collect(),
        }
    }
}

impl ShowFacts {
    /// Returns what pages say of the show.
    pub fn of(info: &ShowInfo, look: &Look, told: &[Told<'_>], words: &Words) -> ShowFacts {
        let place = Place::of(info);
        let address = match &place {
            Place::Web(address) => Some(address.clone()),
            Place::Here | Place::Nowhere(_) => None,
        };
        let feed_address = address.as_ref().map(|_| place.feed_address());
        let bare = |address: &String| address.split_once("://").map(|(_, bare)| bare.to_owned());
        let numbers = told.iter().filter_map(|told| told.shelved.episode.handle.number());
        let reached = numbers.map(EpisodeNumber::get).max().unwrap_or(0);
        ShowFacts {
            title: plain(&feed::title(info)),
            author: plain(&info.author),
            description: excerpt(&info.description, LONGEST_DESCRIPTION),
            description_html: notes::html(&info.description),
            language: info.language.to_lowercase(),
            lang: words.language().as_str(),
            copyright: info.copyright.as_deref().map(plain),
            practice: info.practice,
            feed_bare: feed_address.as_ref().and_then(bare),
            feed_encoded: feed_address.as_deref().map(encoded),
            feed_address,
            address,
            feed: FEED,
            cover: look.cover.clone().map(CoverFacts::of),
            style: look.style.path.clone(),
            player: look.player.path.clone(),
            search: look.search.path.clone(),
            apps: info
                .apps
                .iter()
                .map(|app| AppFacts { name: plain(&app.name), address: app.address.clone() })
                .collect(),
            goal: info.goal.map(|goal| GoalFacts::of(goal, reached, words)),
            count: told.len(),
            serial: info.kind == ShowType::Serial,
        }
    }
}

/// What a page says of an episode. Paths are below the folder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EpisodeFacts {
    /// Its number, if it has one.
    pub number: Option<u32>,
    /// What it is called where there is no room for its title: `Episode 7`, `Trailer 1`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its season.
    pub season: Option<u32>,
    /// The same in words.
    pub season_name: Option<String>,
    /// The page.
    pub page: String,
    /// The page of its player alone.
    pub embed: String,
    /// The sound.
    pub media: String,
    /// Its date, as people read it.
    pub date: String,
    /// Its day, as programs read it.
    pub date_iso: String,
    /// How long it is, in short.
    pub length: String,
    /// How long it is, as programs read it.
    pub length_iso: String,
    /// How long it is, as a clock shows it.
    pub clock: String,
    /// How long it is, in whole seconds.
    pub seconds: u64,
    /// How many bytes the sound has.
    pub bytes: u64,
    /// The same as people read it.
    pub size: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Who is heard in it.
    pub people: Vec<Named>,
    /// Whether it is explicit.
    pub explicit: bool,
    /// The text about it, as HTML.
    pub notes_html: String,
    /// Its beginning, as plain text.
    pub excerpt: String,
    /// Its own picture, if it has one.
    pub cover: Option<CoverFacts>,
    /// The waveform, as the path of a drawing 480 units wide and 64 high.
    pub wave: String,
    /// The key under which a browser remembers how far somebody has come.
    pub key: String,
    /// The year, for archives.
    #[serde(skip)]
    pub year: i16,
    /// The day on which it last changed, for search engines.
    pub changed: String,
}

/// The most characters of a text's beginning.
const LONGEST_EXCERPT: usize = 180;
/// The most characters of what search engines show of a show.
const LONGEST_DESCRIPTION: usize = 300;

impl EpisodeFacts {
    /// Returns what pages say of an episode.
    pub fn of(info: &ShowInfo, told: &Told<'_>, words: &Words) -> EpisodeFacts {
        let episode = &told.shelved.episode;
        let folder = format!("{EPISODES}/{}", layout::folder_name(episode));
        let length = episode.sound.duration();
        let seconds = clock::whole_seconds(length);
        let published = episode.published.zoned().date();
        let season = episode.season.map(SeasonNumber::get);
        EpisodeFacts {
            number: episode.handle.number().map(EpisodeNumber::get),
            name: name(episode.handle, words),
            title: plain(&episode.title),
            season,
            season_name: episode.season.map(|season| season_name(info, season, words)),
            page: format!("{folder}/{PAGE}"),
            embed: format!("{folder}/embed.html"),
            media: format!("{MEDIA}/{}", episode.media_name()),
            date: words.shown(&Arg::Date(published)),
            date_iso: published.to_string(),
            length: short_length(words, length),
            length_iso: iso_length(seconds),
            clock: clock(seconds),
            seconds,
            bytes: episode.sound.bytes,
            size: words.shown(&Arg::Bytes(episode.sound.bytes)),
            media_type: episode.sound.file_type.media_type(),
            people: feed::heard(info, episode).into_iter().map(|person| Named::of(person, words)).collect(),
            explicit: episode.explicit.unwrap_or(info.explicit),
            notes_html: notes::html(&episode.notes),
            excerpt: excerpt(&episode.notes, LONGEST_EXCERPT),
            cover: told.cover.clone(),
            wave: wave(told.wave.as_deref().unwrap_or_default()),
            key: episode.guid.as_str().to_owned(),
            year: episode.published.year(),
            changed: told.shelved.change.when.zoned().date().to_string(),
        }
    }
}

/// Returns what a season is called.
fn season_name(info: &ShowInfo, season: SeasonNumber, words: &Words) -> String {
    let own = info.details.seasons.get(&season).map(|name| plain(name)).filter(|name| !name.is_empty());
    own.unwrap_or_else(|| words.say(&phrase("site-season").with("n", season.get())))
}

/// Returns what listeners call an episode.
pub(crate) fn name(handle: Handle, words: &Words) -> String {
    words.say(&about("name-first", handle))
}

/// Returns a sentence about an episode, in which it is called as listeners and staff call it: `Episode 7`,
/// `trailer 1`.
pub(crate) fn about(id: &'static str, handle: Handle) -> Phrase {
    naming(phrase(id), handle)
}

/// Gives a sentence what it takes to call an episode so.
pub(crate) fn naming(sentence: Phrase, handle: Handle) -> Phrase {
    let n = match handle {
        Handle::Number(number) => number.get(),
        Handle::Trailer(n) | Handle::Bonus(n) => n.get(),
    };
    sentence.with("kind", handle.kind().as_str()).with("n", n)
}

/// Returns text on one line, without what no page may hold.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns an address as it stands in the query of another (RFC 3986).
pub(super) fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(2 * address.len());
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            byte => {
                write!(encoded, "%{byte:02X}").ok();
            }
        }
    }
    encoded
}

/// Returns the beginning of notes on one line, cut between words.
fn excerpt(text: &str, most: usize) -> String {
    let line = notes::plain(text);
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", cut.trim_end_matches([',', '.', ';', ':', '-', '–']))
}

/// Returns a moment as a clock shows it: `1:34`, `1:02:03`.
pub(super) fn clock(seconds: u64) -> String {
    clock::shown(Duration::from_secs(seconds))
}

/// Returns a length in few letters, which no narrow page breaks between a number and its unit.
pub(super) fn short_length(words: &Words, length: Duration) -> String {
    words.shown(&Arg::ShortLength(length)).replace(' ', "\u{a0}")
}

/// Returns a length as ISO 8601 writes it: `PT30M59S`.
fn iso_length(seconds: u64) -> String {
    let seconds = seconds.max(1);
    let part = |n: u64, unit: &str| if n == 0 { String::new() } else { format!("{n}{unit}") };
    format!("PT{}{}{}", part(seconds / 3600, "H"), part(seconds / 60 % 60, "M"), part(seconds % 60, "S"))
}

/// Returns the bars of a waveform as one path: each a stroke around the middle. Without heights, a row of
/// dots that can be sought on all the same.
fn wave(heights: &[u8]) -> String {
    const WIDTH: usize = 480;
    let dots = [0; picture::BARS];
    let heights = if heights.is_empty() { &dots[..] } else { heights };
    let mut path = String::with_capacity(12 * heights.len());
    for (n, height) in heights.iter().enumerate() {
        let x = (n * WIDTH + WIDTH / 2) / heights.len();
        let reach = (u32::from((*height).min(100)) * 29 / 100).max(1);
        write!(path, "M{x} {}V{}", 32 - reach, 32 + reach).ok();
    }
    path
}

/// Returns the words in which a show's pages speak to listeners: those of its language, if we speak it.
pub(super) fn words_of(info: &ShowInfo) -> Words {
    Words::new(Language::of_locale(&info.language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_words_and_keeps_the_names_of_links() {
        assert_eq!(excerpt("En [bog](https://example.org/a_b) om\n\n- havet\n", 80), "En bog om havet.");
        assert_eq!(excerpt("Et langt, langt brev", 14), "Et langt…");
        assert_eq!(excerpt("[x](javascript:a) **[**", 80), "x [");
        assert_eq!(excerpt(&"æ".repeat(50), 10), format!("{}…", "æ".repeat(10)));
    }

    #[test]
    fn lengths_are_said_for_people_and_for_programs() {
        assert_eq!([clock(0), clock(94), clock(3723)], ["0:00", "1:34", "1:02:03"]);
        assert_eq!([iso_length(0), iso_length(1859), iso_length(7200)], ["PT1S", "PT30M59S", "PT2H"]);
    }

    #[test]
    fn a_shelf_shows_that_there_is_something_and_that_something_is_missing() {
        let words = Words::new(Language::En);
        let filled = |goal, reached| {
            let spines = GoalFacts::of(goal, reached, &words).spines;
            (spines.iter().filter(|there| **there).count(), spines.len())
        };
        assert_eq!(
            [filled(50, 0), filled(50, 7), filled(50, 50), filled(50, 51)],
            [(0, 50), (7, 50), (50, 50), (50, 50)]
        );
        assert_eq!([filled(1000, 1), filled(1000, 999), filled(1, 0)], [(1, 50), (49, 50), (0, 1)]);
    }

    #[test]
    fn an_address_stands_in_another() {
        assert_eq!(encoded("https://æ.dk/a?b"), "https%3A%2F%2F%C3%A6.dk%2Fa%3Fb");
    }

    #[test]
    fn a_chapter_links_to_the_web_or_nowhere() {
        assert_eq!(ChapterLine::new(94, "a", Some("javascript:alert(1)")).link, None);
        assert!(ChapterLine::new(94, "a", Some("https://example.org")).link.is_some());
    }
}
