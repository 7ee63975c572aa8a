//! What will come of a feed that was looked at, and what will not.

use std::collections::{BTreeMap, HashMap};

use super::fetch::{self, Reach};
use super::look::Looked;
use super::numbers::{self, From, Numberless};
use super::read::{Extra, ForeignItem, ForeignShow};
use crate::catalogue::ShowInfo;
use crate::catalogue::settings::{ShowDetails, ShowType};
use crate::episode::{Details, EpisodeType, Guid, Handle, Moment, SeasonNumber, guid, text};
use crate::feed::category::Category;
use crate::world::World;

/// The most chapter files, and the most transcripts, of one episode: a transcript in a dozen languages is rare,
/// and each that cannot be read costs a question.
const MOST_OF_A_KIND: usize = 16;

/// What will come of a feed.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The settings of the show.
    pub info: ShowInfo,
    /// The address of its cover.
    pub artwork: Option<String>,
    /// The episodes that will come, by number.
    pub incoming: Vec<Incoming>,
    /// The items that cannot come.
    pub left: Vec<Left>,
    /// What will be lost or is not understood.
    pub losses: Vec<Loss>,
    /// How far its addresses may reach.
    pub reach: Reach,
}

/// An episode that will come.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Its handle.
    pub handle: Handle,
    /// Where its number comes from.
    pub from: From,
    /// Its identity.
    pub guid: Guid,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Moment,
    /// Its season.
    pub season: Option<SeasonNumber>,
    /// Whether it is explicit, where it is not as the show.
    pub explicit: Option<bool>,
    /// What else is told of it.
    pub details: Details,
    /// What the feed says of it.
    pub item: ForeignItem,
}

/// An item that cannot come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Its title.
    pub title: String,
    /// Why.
    pub why: Why,
}

/// Why an item cannot come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It has no sound.
    NoSound,
    /// The address of its sound is none of the web.
    NotWeb(String),
    /// Another item, newer or before it, has the same identity: apps show that one only.
    Twice(String),
    /// Its identity cannot be kept: it is longer than any, or has characters that XML forbids.
    Identity,
}

/// What will be lost or is not understood, said once for all items that it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Which kind; see [`Loss::IDS`].
    pub id: &'static str,
    /// What it is, where the kind does not tell: the name of an element, a word.
    pub value: String,
    /// How many items it concerns; of the show, one.
    pub count: usize,
}

impl Loss {
    /// The names of all kinds, which never change.
    pub const IDS: [&'static str; 16] = [
        "encoding",
        "pages",
        "moved",
        "category",
        "categories",
        "website",
        "seasons",
        "number",
        "no-guid",
        "no-date",
        "no-date-now",
        "title",
        "notes",
        "sounds",
        "extras",
        "unknown",
    ];
}

/// Decides what comes of a feed.
pub fn plan(world: &World, looked: &Looked) -> Plan {
    let foreign = &looked.foreign;
    let mut losses = Losses::default();
    if let Some(encoding) = foreign.in_truth {
        losses.add("encoding", encoding);
    }
    if let Some(next) = &foreign.next {
        losses.add("pages", next);
    }
    let info = info(looked, &mut losses);
    let (mut items, left) = fit(&foreign.items);
    let dates = dates(world, &items, &mut losses);
    let numbered = numbers::number(&numberless(&items, &dates));
    let believed = items.iter().zip(&numbered).any(|((item, _), one)| {
        item.number.is_some() && one.from == From::Date && item.kind == EpisodeType::Full
    });
    if believed {
        losses.add("seasons", "");
    }
    let mut incoming = Vec::with_capacity(items.len());
    for (((item, guid), date), numbered) in items.drain(..).zip(dates).zip(numbered) {
        let title = text::title(&item.title);
        if title != item.title.trim() && title.chars().count() == text::LONGEST_TITLE {
            losses.add("title", "");
        }
        if let From::Instead(number) = numbered.from {
            losses.add("number", &number.to_string());
        }
        if !item.has_guid {
            losses.add("no-guid", "");
        }
        item.notes_lost.iter().for_each(|name| losses.add("notes", name));
        if item.more_enclosures > 0 {
            losses.add("sounds", "");
        }
        incoming.push(Incoming {
            handle: numbered.handle,
            from: numbered.from,
            guid,
            // What has no words in its title is called by its number.
            title: if title.is_empty() { numbered.handle.to_string() } else { title },
            date,
            season: item.season.and_then(SeasonNumber::new),
            explicit: item.explicit.filter(|explicit| *explicit != info.explicit),
            details: details(item, &info.details),
            item: ForeignItem { extras: extras(item, &foreign.show, &mut losses), ..item.clone() },
        });
    }
    incoming.sort_by_key(|one| (one.handle.kind() != EpisodeType::Full, one.handle));
    for (name, count) in &foreign.unknown {
        losses.add_many("unknown", name, *count);
    }
    let mut info = info;
    let highest = incoming.iter().filter_map(|one| one.handle.number()).max();
    // A goal that is behind is none.
    info.goal = info.goal.filter(|goal| highest.is_none_or(|highest| highest.get() < *goal));
    Plan {
        info,
        artwork: foreign.show.artwork.clone(),
        incoming,
        left,
        losses: losses.0,
        reach: looked.reach.clone(),
    }
}

/// Returns what belongs to an episode, without the picture that it has from the show: many feeds say that of
/// each of theirs once more.
fn extras(item: &ForeignItem, show: &ForeignShow, losses: &mut Losses) -> Vec<Extra> {
    let own = |extra: &&Extra| match extra {
        Extra::Artwork(address) => Some(address) != show.artwork.as_ref(),
        _ => true,
    };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let few = |extra: &&Extra| {
        let count = counts.entry(extra.kind()).or_default();
        *count += 1;
        *count <= MOST_OF_A_KIND
    };
    let extras: Vec<Extra> = item.extras.iter().filter(own).filter(few).cloned().collect();
    if counts.values().any(|count| *count > MOST_OF_A_KIND) {
        losses.add("extras", "");
    }
    extras
}

/// Returns what is told of an episode, without the people that it has from the show.
fn details(item: &ForeignItem, show: &ShowDetails) -> Details {
    let mut details = item.details.clone();
    details.persons.retain(|person| !show.persons.iter().any(|other| other.is_same(person)));
    details
}

/// Returns what the seasons are called: by the newest episode that says so.
fn seasons(items: &[ForeignItem]) -> BTreeMap<SeasonNumber, String> {
    let named = items
        .iter()
        .rev()
        .filter_map(|item| Some((SeasonNumber::new(item.season?)?, item.season_name.clone()?)));
    named.collect()
}

/// Returns the items that can come, with their identities, and those that cannot.
fn fit(items: &[ForeignItem]) -> (Vec<(&ForeignItem, Guid)>, Vec<Left>) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    let mut left = Vec::new();
    let mut fit = Vec::new();
    for item in items {
        let why = match &item.enclosure {
            None => Err(Why::NoSound),
            Some(sound) if fetch::web(&sound.address).is_err() => Err(Why::NotWeb(sound.address.clone())),
            Some(_) => match (seen.get(item.guid.as_str()), item.guid.parse::<Guid>()) {
                (Some(first), _) => Err(Why::Twice((*first).to_owned())),
                (None, Ok(guid)) => Ok(guid),
                (None, Err(_)) => Err(Why::Identity),
            },
        };
        match why {
            Ok(guid) => {
                seen.insert(&item.guid, &item.title);
                fit.push((item, guid));
            }
            Err(why) => left.push(Left { title: text::title(&item.title), why }),
        }
    }
    (fit, left)
}

/// Returns the date of each item. One that cannot be read becomes that of the item below it, which is the
/// next older one, and a second; where none is older, it is this moment, or so shortly before it that none is
/// ahead.
fn dates(world: &World, items: &[(&ForeignItem, Guid)], losses: &mut Losses) -> Vec<Moment> {
    let ahead = i64::try_from(items.len()).unwrap_or_default();
    let first = Moment::new(world.clock.now(), &world.clock.zone()).later_by(-ahead);
    let mut below = None;
    let mut dated = false;
    let mut dates: Vec<Moment> = items
        .iter()
        .rev()
        .map(|(item, _)| {
            dated |= item.date.is_some();
            let date = item.date.unwrap_or_else(|| {
                losses.add(if dated { "no-date" } else { "no-date-now" }, "");
                below.map_or(first, |date: Moment| date.later_by(1))
            });
            below = Some(date);
            date
        })
        .collect();
    dates.reverse();
    dates
}

fn numberless(items: &[(&ForeignItem, Guid)], dates: &[Moment]) -> Vec<Numberless> {
    let one = |((item, _), date): (&(&ForeignItem, Guid), &Moment)| Numberless {
        kind: item.kind,
        number: item.number,
        season: item.season,
        title: item.title.clone(),
        date: date.timestamp(),
    };
    items.iter().zip(dates).map(one).collect()
}

/// Returns the settings of the show.
fn info(looked: &Looked, losses: &mut Losses) -> ShowInfo {
    let show = &looked.foreign.show;
    let title = text::title(&show.title);
    let usual = ShowInfo::new(if title.is_empty() { "Podcast".to_owned() } else { title });
    let category = show.category.as_deref().and_then(Category::find).map(|category| category.to_string());
    let upper = show.category.as_deref().and_then(|given| given.split('/').next()).and_then(Category::find);
    let category = category.or_else(|| upper.map(|upper| upper.to_string()));
    if let (None, Some(given)) = (&category, &show.category) {
        losses.add("category", given);
    }
    if show.more_categories > 0 {
        losses.add_many("categories", "", show.more_categories);
    }
    if let Some(website) = &show.website {
        losses.add("website", website);
    }
    let own = show
        .own_address
        .clone()
        .filter(|address| fetch::web(address).is_ok())
        .or_else(|| looked.address.clone());
    if let Some(to) =
        show.moved_to.as_ref().filter(|to| Some(*to) != own.as_ref() && Some(*to) != looked.address.as_ref())
    {
        losses.add("moved", to);
    }
    ShowInfo {
        author: text::title(show.author.as_deref().unwrap_or_default()),
        email: show.email.clone(),
        description: text::lines(&show.description),
        language: show.language.clone().unwrap_or(usual.language),
        category: category.unwrap_or(usual.category),
        explicit: show.explicit.unwrap_or(usual.explicit),
        kind: if show.serial { ShowType::Serial } else { ShowType::Episodic },
        copyright: show.copyright.clone(),
        // A feed that has none yet is known to the index of podcasts by that of its address.
        guid: show.guid.clone().or_else(|| own.as_ref().map(|own| guid::of_feed(own).to_string())),
        locked: show.locked.unwrap_or(usual.locked),
        moved_from: looked.address.clone().or(own),
        details: ShowDetails { seasons: seasons(&looked.foreign.items), ..show.details.clone() },
        ..ShowInfo::new(usual.title)
    }
}

/// What is lost, each kind and value once.
#[derive(Default)]
struct Losses(Vec<Loss>);

impl Losses {
    fn add(&mut self, id: &'static str, value: &str) {
        self.add_many(id, value, 1);
    }

    fn add_many(&mut self, id: &'static str, value: &str, count: usize) {
        match self.0.iter_mut().find(|loss| loss.id == id && loss.value == value) {
            Some(loss) => loss.count += count,
            None => self.0.push(Loss { id, value: value.to_owned(), count }),
        }
    }
}

impl Plan {
    /// Returns how many bytes of sound the feed says there are, and of how many episodes it does not say.
    pub fn bytes(&self) -> (u64, usize) {
        let lengths =
            self.incoming.iter().map(|one| one.item.enclosure.as_ref().and_then(|sound| sound.length));
        lengths.fold((0, 0), |(sum, unsaid), length| match length {
            Some(length) => (length.saturating_add(sum), unsaid),
            None => (sum, unsaid + 1),
        })
    }
}

impl From {
    /// Returns the word by which `--json` calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            From::Feed => "feed",
            From::Title => "title",
            From::Date => "date",
            From::Instead(_) => "instead",
        }
    }
}
