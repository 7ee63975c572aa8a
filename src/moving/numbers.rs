//! Which number each episode of a feed gets.
//!
//! A number is a promise: somebody may have cited it. So what the feed says is kept wherever it can be,
//! then what a title says, and only then the dates decide. Gaps stay gaps. Seasons that count from one
//! each cannot all be kept: then the dates count the whole show, and the season is written beside it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::episode::{EpisodeNumber, EpisodeType, Handle};

/// The highest number that is believed. Beyond it, a "number" is a date: 20261003.
const HIGHEST: u32 = 99_999;
/// How far a free number is looked for between its neighbours.
const MOST_STEPS: u32 = 30_000;

/// What of an episode tells its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numberless {
    /// What kind of episode.
    pub kind: EpisodeType,
    /// The number in the feed.
    pub number: Option<u32>,
    /// The season in the feed.
    pub season: Option<u32>,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Timestamp,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum From {
    /// The feed says it.
    Feed,
    /// The title says it.
    Title,
    /// The dates say it.
    Date,
    /// Another episode has the number that this one claims; the dates say it instead.
    Instead(u32),
}

/// The handle of an episode, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered {
    /// Its handle.
    pub handle: Handle,
    /// Where the handle comes from.
    pub from: From,
}

/// Returns the handle of each episode, in the order given, which is that of the feed: newest first where
/// dates are equal.
pub fn number(episodes: &[Numberless]) -> Vec<Numbered> {
    let mut order: Vec<usize> = (0..episodes.len()).collect();
    order.sort_by_key(|&n| (episodes[n].date, std::cmp::Reverse(n)));
    let full: Vec<usize> = order.iter().copied().filter(|&n| episodes[n].kind == EpisodeType::Full).collect();

    let restarts = seasons_restart(episodes, &full);
    let mut placed: BTreeMap<usize, (u32, From)> = BTreeMap::new();
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    let claims = |n: usize| -> Option<(u32, From)> {
        let episode = &episodes[n];
        let believed = |number: &u32| (1..=HIGHEST).contains(number);
        let in_feed = episode.number.filter(believed).map(|number| (number, From::Feed));
        in_feed.or_else(|| in_title(&episode.title).filter(believed).map(|number| (number, From::Title)))
    };
    if !restarts {
        // What the feed says comes before what titles say, and the older episode before the newer.
        for wanted in [From::Feed, From::Title] {
            for &n in &full {
                if let Some((number, from)) = claims(n).filter(|(_, from)| *from == wanted)
                    && taken.insert(number)
                {
                    placed.insert(n, (number, from));
                }
            }
        }
    }
    // What stands next after each, found from the end, once.
    let mut nexts = vec![None; full.len()];
    for at in (1..full.len()).rev() {
        nexts[at - 1] = placed.get(&full[at]).map(|(number, _)| *number).or(nexts[at]);
    }
    let mut before = 0;
    for (at, &n) in full.iter().enumerate() {
        if let Some((number, _)) = placed.get(&n) {
            before = *number;
            continue;
        }
        let room = before + 1..nexts[at].unwrap_or(u32::MAX).min(before + MOST_STEPS);
        let between = room.into_iter().find(|number| !taken.contains(number));
        // Where there is no room between its neighbours, it comes after all of them.
        let number = between.unwrap_or_else(|| taken.last().map_or(1, |last| last + 1));
        let from = match claims(n).filter(|_| !restarts) {
            Some((claimed, _)) => From::Instead(claimed),
            None => From::Date,
        };
        taken.insert(number);
        placed.insert(n, (number, from));
        if between.is_some() {
            before = number;
        }
    }

    let mut others: BTreeMap<&'static str, Vec<Handle>> = BTreeMap::new();
    let mut handles: BTreeMap<usize, Numbered> = BTreeMap::new();
    for &n in order.iter().filter(|&&n| episodes[n].kind != EpisodeType::Full) {
        let kind = episodes[n].kind;
        let before = others.entry(kind.as_str()).or_default();
        let handle = Handle::next_after(kind, before.last().copied());
        before.push(handle);
        handles.insert(n, Numbered { handle, from: From::Date });
    }
    for (n, (number, from)) in placed {
        let handle = Handle::Number(EpisodeNumber::new(number).unwrap_or(EpisodeNumber::FIRST));
        handles.insert(n, Numbered { handle, from });
    }
    handles.into_values().collect()
}

/// Returns whether each season counts from the beginning: numbers come twice in the show, and never in a
/// season.
fn seasons_restart(episodes: &[Numberless], full: &[usize]) -> bool {
    let numbered: Vec<(u32, u32)> = full
        .iter()
        .filter_map(|&n| Some((episodes[n].season?, episodes[n].number?)))
        .filter(|(_, number)| *number > 0)
        .collect();
    let seasons: BTreeSet<u32> = numbered.iter().map(|(season, _)| *season).collect();
    let alone: BTreeSet<u32> = numbered.iter().map(|(_, number)| *number).collect();
    let together: BTreeSet<(u32, u32)> = numbered.iter().copied().collect();
    // One number typed twice is a slip; a season that begins anew shares more than its first.
    let shared = numbered.len() - alone.len();
    seasons.len() > 1 && together.len() == numbered.len() && shared > 0 && (shared > 1 || numbered.len() <= 6)
}

/// Words that announce a number, in the languages of our neighbours.
const WORDS: [&str; 15] = [
    "episode",
    "afsnit",
    "ep",
    "eps",
    "nummer",
    "nr",
    "no",
    "number",
    "folge",
    "avsnitt",
    "jakso",
    "aflevering",
    "podcast",
    "épisode",
    "udsendelse",
];

/// Returns the number with which the text begins, and what follows; none where it is a part of something else.
fn digits_in_front(text: &str) -> Option<(Option<u32>, &str)> {
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let rest = &text[length..];
    // `49.5` and `2026-10-03` are other things.
    let mut next = rest.chars();
    let other = matches!(next.next(), Some('.' | ',' | '-' | '/' | ':'))
        && next.next().is_some_and(|c| c.is_ascii_digit());
    (length > 0 && length <= 5 && !other).then(|| (text[..length].parse().ok(), rest))
}

/// Months in the languages of this corner of the world, and how they are cut short.
const MONTHS: &str = "januar februar marts april maj juni juli august september oktober november december \
    january february march may june july october januari februari mars juni juli augusti mai märz dezember \
    jan feb mar apr jun jul aug sep sept okt oct nov dec dez";

/// Returns the number that a title carries: `#49: …`, `Episode 49`, `Afsnit 49`, `Podcast nummer 49`,
/// `49 - …`, `49. …`.
pub fn in_title(title: &str) -> Option<u32> {
    let lower = title.to_lowercase();
    let digits = digits_in_front;
    // In front: a number that is set apart from what follows.
    if let Some((Some(number), rest)) = digits(lower.trim_start()) {
        let apart = rest.trim_start();
        let set_off = rest.starts_with([':', '.', ')', '|']) || apart.starts_with(['-', '–', '—', ':', '|']);
        // `24. december` is a day.
        let day = rest.strip_prefix('.').is_some_and(|behind| {
            let word = behind.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            MONTHS.split(' ').any(|month| month == word)
        });
        if set_off && !day && apart.chars().count() > 1 || rest.is_empty() && number < 1000 {
            return Some(number);
        }
    }
    // Anywhere: `#49`, or a word that announces it.
    for (at, _) in lower.match_indices('#') {
        if let Some((Some(number), rest)) = digits(&lower[at + 1..])
            && !rest.starts_with(char::is_alphabetic)
        {
            return Some(number);
        }
    }
    let mut rest = lower.as_str();
    while let Some(at) = rest.find(char::is_alphanumeric) {
        let word_end =
            rest[at..].find(|c: char| !c.is_alphanumeric()).map_or(rest.len(), |length| at + length);
        let word = &rest[at..word_end];
        rest = &rest[word_end..];
        if WORDS.contains(&word) {
            let number = rest.trim_start_matches(['.', ' ', '#', ':', '\u{a0}']);
            if let Some((Some(number), behind)) = digits(number)
                && !behind.starts_with(char::is_alphabetic)
            {
                return Some(number);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn episode(number: Option<u32>, season: Option<u32>, title: &str, day: i64) -> Numberless {
        let date = Timestamp::from_second(day * 86_400).unwrap();
        Numberless { kind: EpisodeType::Full, number, season, title: title.to_owned(), date }
    }

    fn told(episodes: &[Numberless]) -> Vec<String> {
        number(episodes).into_iter().map(|one| format!("{} {:?}", one.handle, one.from)).collect()
    }

    #[test]
    fn titles_carry_numbers_in_many_ways() {
        for (title, number) in [
            ("#49: Havnen", Some(49)),
            ("Episode 49", Some(49)),
            ("Afsnit 49 - Havnen", Some(49)),
            ("Podcast nummer 49", Some(49)),
            ("49 - Havnen", Some(49)),
            ("24. december: Jul", None),
            ("3. november 2024", None),
            ("19:30 p\u{e5} havnen", None),
            ("49. Havnen", Some(49)),
            ("Læsekredsen ep. 7", Some(7)),
            ("Nr. 12: Bøger", Some(12)),
            ("007 | Bond", Some(7)),
            ("49", Some(49)),
            ("50 år med bøger", None),
            ("2026-10-03 Havnen", None),
            ("Fahrenheit 451", None),
            ("#metoo", None),
            ("1984", None),
            ("", None),
        ] {
            assert_eq!(in_title(title), number, "{title}");
        }
    }

    #[test]
    fn what_the_feed_says_is_kept_with_its_gaps() {
        let feed = [
            episode(Some(9), None, "#1: x", 3),
            episode(Some(4), None, "", 2),
            episode(Some(2), None, "", 1),
        ];
        assert_eq!(told(&feed), ["9 Feed", "4 Feed", "2 Feed"]);
    }

    #[test]
    fn what_has_no_number_comes_between_its_neighbours() {
        let feed = [
            episode(None, None, "Sidst", 5),
            episode(Some(4), None, "", 4),
            episode(Some(4), None, "tastet to gange", 3),
            episode(None, None, "Afsnit 2", 2),
            episode(None, None, "Først", 1),
        ];
        // The older of two keeps the number; the newer takes the first free one after it.
        assert_eq!(told(&feed), ["6 Date", "5 Instead(4)", "4 Feed", "2 Title", "1 Date"]);
    }

    #[test]
    fn seasons_that_begin_anew_are_counted_through() {
        let feed = [
            episode(Some(2), Some(2), "", 4),
            episode(Some(1), Some(2), "", 3),
            episode(Some(2), Some(1), "", 2),
            episode(Some(1), Some(1), "", 1),
        ];
        assert_eq!(told(&feed), ["4 Date", "3 Date", "2 Date", "1 Date"]);
    }

    #[test]
    fn trailers_and_bonuses_have_handles() {
        let trailer = Numberless { kind: EpisodeType::Trailer, ..episode(Some(1), None, "Hør her", 0) };
        let bonus = Numberless { kind: EpisodeType::Bonus, ..episode(None, None, "Ekstra", 9) };
        let feed = [bonus.clone(), bonus, episode(None, None, "x", 1), trailer];
        assert_eq!(told(&feed), ["bonus-2 Date", "bonus-1 Date", "1 Date", "trailer-1 Date"]);
    }

    #[test]
    fn a_date_is_no_number() {
        assert_eq!(
            told(&[episode(Some(20_261_003), None, "", 1), episode(Some(0), None, "", 2)]),
            ["1 Date", "2 Date"]
        );
    }

    fn any_episode() -> impl Strategy<Value = Numberless> {
        let kind = prop_oneof![4 => Just(EpisodeType::Full), 1 => Just(EpisodeType::Trailer), 1 => Just(EpisodeType::Bonus)];
        let number = proptest::option::of(prop_oneof![0_u32..12, any::<u32>()]);
        (
            kind,
            number,
            proptest::option::of(0_u32..3),
            "(#[0-9]{1,3}|Afsnit [0-9]{1,6}|[a-zæ ]{0,5})",
            0_i64..9,
        )
            .prop_map(|(kind, number, season, title, day)| Numberless {
                kind,
                ..episode(number, season, &title, day)
            })
    }

    proptest! {
        #[test]
        fn every_episode_has_a_handle_of_its_own_and_of_its_kind(feed in proptest::collection::vec(any_episode(), 0..20)) {
            let numbered = number(&feed);
            prop_assert_eq!(numbered.len(), feed.len());
            let handles: BTreeSet<Handle> = numbered.iter().map(|one| one.handle).collect();
            prop_assert_eq!(handles.len(), feed.len());
            for (one, episode) in numbered.iter().zip(&feed) {
                prop_assert_eq!(one.handle.kind(), episode.kind);
                if one.from == From::Feed {
                    prop_assert_eq!(one.handle.number().map(EpisodeNumber::get), episode.number);
                }
            }
        }

        #[test]
        fn numbers_that_are_right_are_never_touched(numbers in proptest::collection::btree_set(1_u32..500, 1..20)) {
            let feed: Vec<_> = numbers.iter().zip(0..).map(|(n, day)| episode(Some(*n), None, "", day)).collect();
            let kept: Vec<_> = number(&feed).iter().filter_map(|one| one.handle.number()).map(EpisodeNumber::get).collect();
            prop_assert_eq!(kept, Vec::from_iter(numbers));
        }
    }
}
