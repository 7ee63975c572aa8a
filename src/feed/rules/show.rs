//! Rules about the show as a whole: its settings and its picture.

use super::{Finding, Rule, Seen, Weight, of_show};
use crate::catalogue::{FORMAT, settings};
use crate::feed::artwork::Lack;
use crate::feed::category::Category;
use crate::feed::{Place, address, language, nearest, notes, xml};
use crate::picture::{HEAVY, LEAST};

/// The longest text that Apple takes, other than descriptions, in characters.
pub(in crate::feed) const LONGEST_TEXT: usize = 255;

pub(super) fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    let mut found = words(seen);
    if seen.show.is_moving_in() {
        found.push(of_show(Weight::Error, Rule::MovingIn));
    }
    found.extend(addresses(seen));
    found.extend(artwork(seen).into_iter().map(|rule| of_show(Weight::Warning, rule)));
    found.extend(jingles(seen).map(|rule| of_show(Weight::Warning, rule)));
    found.extend(seen.show.unknown_keys().iter().map(|key| {
        let known: Vec<String> = settings::known_keys().collect();
        let known = known.iter().map(String::as_str);
        let suggestion = nearest::nearest(key, known).unwrap_or_default().to_owned();
        of_show(Weight::Warning, Rule::SettingUnknown { key: key.clone(), suggestion })
    }));
    if seen.show.info().format > FORMAT {
        let file = seen.shown(&crate::catalogue::layout::settings(seen.show.root()));
        let rule = Rule::RecordNewer { file, format: seen.show.info().format };
        found.push(of_show(Weight::Warning, rule));
    }
    found
}

fn words(seen: &Seen<'_>) -> Vec<Finding> {
    let info = seen.show.info();
    let mut found = Vec::new();
    let required = [
        ("title", &info.title),
        ("description", &info.description),
        ("language", &info.language),
        ("category", &info.category),
    ];
    for (key, text) in required {
        // As the feed will have it: what XML forbids is no title.
        if xml::clean(text).is_empty() {
            found.push(of_show(Weight::Error, Rule::FieldMissing { key }));
        }
    }
    let mut warn = |rule| found.push(of_show(Weight::Warning, rule));
    if let Some(rule) = Category::rule(&info.category).filter(|_| !info.category.trim().is_empty()) {
        warn(rule);
    }
    if !info.language.trim().is_empty() && !language::is_known(&info.language) {
        let suggestion = language::meant(&info.language).unwrap_or_default().to_owned();
        warn(Rule::LanguageUnknown { given: info.language.clone(), suggestion });
    }
    if info.author.is_empty() {
        warn(Rule::AuthorMissing);
    }
    let bytes = info.description.len();
    if bytes > notes::LONGEST {
        warn(Rule::DescriptionLong { bytes, most: notes::LONGEST });
    }
    if let Some(given) = address::markup(&info.description) {
        warn(Rule::DescriptionMarkup { given: given.to_owned() });
    }
    let copyright = info.copyright.as_deref().unwrap_or_default();
    for (key, text) in [("title", info.title.as_str()), ("author", &info.author), ("copyright", copyright)] {
        let characters = text.chars().count();
        if characters > LONGEST_TEXT {
            warn(Rule::TextLong { key, characters, most: LONGEST_TEXT });
        }
        if let Some(given) = address::entity(text) {
            warn(Rule::TextEntity { key, given: given.to_owned() });
        }
    }
    found
}

fn addresses(seen: &Seen<'_>) -> Vec<Finding> {
    let info = seen.show.info();
    let mut found = Vec::new();
    match Place::of(info) {
        // Every address in the feed is made of it, so a wrong one would be no feed at all.
        Place::Nowhere(given) => found.push(of_show(Weight::Error, Rule::LinkWrong { given })),
        // A playground stays here by intention.
        place @ Place::Here if !info.practice => {
            found.push(of_show(Weight::Warning, Rule::LinkMissing { address: place.feed_address() }));
        }
        Place::Web(given) => {
            found.extend(address::rules("link", &given).into_iter().map(|rule| of_show(rule.weight(), rule)));
        }
        Place::Here => {}
    }
    match &info.email {
        None if !info.practice => found.push(of_show(Weight::Warning, Rule::EmailMissing)),
        Some(email) if !is_email(email) => {
            found.push(of_show(Weight::Warning, Rule::EmailWrong { given: email.clone() }));
        }
        _ => {}
    }
    found
}

/// Returns whether mail could arrive there. Whether it does, only mail can tell.
pub(in crate::feed) fn is_email(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | '"');
    text.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty() && !host.contains('@') && host.trim_matches('.').contains('.') && !text.contains(odd)
    })
}

/// What is heard before and after every episode.
fn jingles<'s>(seen: &'s Seen<'_>) -> impl Iterator<Item = Rule> + 's {
    let named = [("intro", seen.show.intro()), ("outro", seen.show.outro())];
    named.into_iter().filter_map(|(key, path)| {
        path.filter(|path| !path.is_file()).map(|path| Rule::JingleLost { key, file: seen.shown(&path) })
    })
}

fn artwork(seen: &Seen<'_>) -> Vec<Rule> {
    let file = || seen.artwork.file().map(|path| seen.shown(path)).unwrap_or_default();
    match seen.artwork.lack() {
        Some(Lack::None) => return vec![Rule::ArtworkNone],
        Some(Lack::Lost) => return vec![Rule::ArtworkLost { file: file() }],
        Some(Lack::Unreadable { why, seems, problem }) => {
            let problem = problem.clone();
            return vec![Rule::ArtworkUnreadable { file: file(), why, seems, problem }];
        }
        None => {}
    }
    let Some(own) = seen.artwork.own() else {
        return Vec::new();
    };
    let (width, height) = (own.width(), own.height());
    let mut rules = Vec::new();
    let named = seen.artwork.file().and_then(|path| path.extension()?.to_str().map(str::to_lowercase));
    let right = own.form().ending();
    let fits = named.is_some_and(|ending| ending == right || (ending == "jpeg" && right == "jpg"));
    if !fits {
        rules.push(Rule::ArtworkEnding { file: file(), right });
    }
    if width.max(height) < LEAST {
        rules.push(Rule::ArtworkSmall { file: file(), width, height, least: LEAST });
    }
    if !own.is_square() {
        rules.push(Rule::ArtworkNotSquare { file: file(), width, height });
    }
    if !own.is_plain() {
        rules.push(Rule::ArtworkNotRgb { file: file() });
    }
    // One that is made anew for the feed is made light as well.
    if own.fits_feed() && own.bytes().len() > HEAVY {
        rules.push(Rule::ArtworkHeavy {
            file: file(),
            kb: own.bytes().len().div_ceil(1024),
            most: HEAVY / 1024,
        });
    }
    rules
}
