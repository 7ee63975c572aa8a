//! The files that a feed names, and what is to say of them once somebody has asked for them.

use super::Element;
use super::item::named_as;
use crate::feed::rules::{About, Finding, Rule, Weight};

/// What a file is to the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The sound of an item, of this length by what the feed says.
    Sound(Option<u64>),
    /// The cover of the show.
    Cover,
    /// A picture, chapters or a transcript of an item.
    Other,
}

/// A file that a feed names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// Whose it is.
    pub about: About,
    /// What it is.
    pub kind: FileKind,
    /// Where it is.
    pub address: String,
}

/// What a server said when it was asked for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// How long the file is, if it says so.
    pub length: Option<u64>,
    /// Whether it gives parts of it.
    pub in_parts: bool,
    /// The media type.
    pub media_type: String,
}

/// Why a file cannot be had, in a word that sentences go by: the number of the answer, `slow`, `unreachable`,
/// `inside`, `around` where it leads on and on, or `unaddressed` where the address is none.
pub type Answer = String;

/// Returns the files that a channel names: its cover, then those of its items in their order.
pub(super) fn named(channel: &Element) -> Vec<NamedFile> {
    let mut files = Vec::new();
    let mut add = |about: &About, kind, address: Option<&str>| {
        let address = address.map(str::trim).filter(|address| !address.is_empty());
        files.extend(address.map(|address| NamedFile {
            about: about.clone(),
            kind,
            address: address.to_owned(),
        }));
    };
    let href = |parent: &Element| {
        parent.child("itunes:image").and_then(|image| image.attribute("href")).map(str::to_owned)
    };
    let cover = href(channel);
    add(&About::Channel, FileKind::Cover, cover.as_deref());
    for (nth, item) in (1..).zip(channel.all("item")) {
        let about = named_as(nth, item);
        if let Some(sound) = item.child("enclosure") {
            let length = sound.attribute("length").and_then(|length| length.trim().parse().ok());
            add(&about, FileKind::Sound(length), sound.attribute("url"));
        }
        // Many feeds say the picture of the show once more for each item.
        let own = href(item).filter(|own| cover.as_ref() != Some(own));
        add(&about, FileKind::Other, own.as_deref());
        for name in ["podcast:chapters", "podcast:transcript"] {
            for file in item.all(name) {
                add(&about, FileKind::Other, file.attribute("url"));
            }
        }
    }
    files
}

/// Returns what is to say of a file that was asked for, if it is no cover.
pub fn of_file(file: &NamedFile, met: Result<&Met, Answer>) -> Vec<Finding> {
    let of = |weight: Weight, rule: Rule| Finding { weight, about: file.about.clone(), rule };
    let given = || file.address.clone();
    let (sound, told) = match file.kind {
        FileKind::Sound(told) => (true, told),
        _ => (false, None),
    };
    let met = match met {
        Ok(met) => met,
        // Without a picture or a transcript, an episode can still be heard.
        Err(answer) => {
            let weight = if sound { Weight::Error } else { Weight::Warning };
            return vec![of(weight, Rule::FileGone { given: given(), answer })];
        }
    };
    let mut found = Vec::new();
    if sound && met.media_type == "text/html" {
        found.push(of(Weight::Error, Rule::FilePage { given: given() }));
    } else if let (Some(told), Some(bytes)) = (told, met.length)
        && told != bytes
    {
        found.push(of(Weight::Warning, Rule::FileLength { given: given(), told, bytes }));
    }
    if sound && !met.in_parts {
        found.push(Finding {
            weight: Weight::Warning,
            about: About::Channel,
            rule: Rule::FileParts { given: given() },
        });
    }
    found
}

/// Returns what is to say of the cover, whose picture has so many pixels; `None` where it is no picture.
pub fn of_cover(file: &NamedFile, size: Option<(u32, u32)>) -> Vec<Finding> {
    const LEAST: u32 = 1400;
    const MOST: u32 = 3000;
    let rule = match size {
        None => Rule::CoverUnreadable { given: file.address.clone() },
        Some((width, height)) if width == height && (LEAST..=MOST).contains(&width) => return Vec::new(),
        Some((width, height)) => Rule::CoverShape { width, height, least: LEAST, most: MOST },
    };
    vec![Finding { weight: rule.weight(), about: file.about.clone(), rule }]
}
