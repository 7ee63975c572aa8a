//! `episodes/show.toml`: what the show says of itself, and how its episodes are made.

pub mod details;
mod read;
#[cfg(test)]
mod tests;
pub mod words;

use std::path::Path;

use toml_edit::{DocumentMut, Value};

use super::details::KEYS_OF;
use super::form::{self, Form};
use super::profile::{self, Profile};
use super::{CatalogueError, FORMAT, Show, layout};
use crate::audio::loudness::Lufs;
use crate::audio::master::Treatment;
use crate::world::World;
use crate::world::disk::{make_folder, replace_file};
pub use details::ShowDetails;
use words::{CHANNELS, LEVELS, word_for};

pub(super) use read::read;

/// The show as a whole, as its settings describe it.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the file, and any combination is right"
)]
pub struct ShowInfo {
    /// The form of the file, [`FORMAT`] for ours.
    pub format: i64,
    /// Its title.
    pub title: String,
    /// Who makes it, as listeners read it.
    pub author: String,
    /// Where directories reach its owner. In the feed for all to see, so it may be left out.
    pub email: Option<String>,
    /// What it is about.
    pub description: String,
    /// ISO 639 with an optional country: `da`, `en-gb`.
    pub language: String,
    /// Apple's category, as `Arts` or `Arts/Books`.
    pub category: String,
    /// Whether it is explicit.
    pub explicit: bool,
    /// Whether episodes build on each other.
    pub kind: ShowType,
    /// The address under which `feed/` will stand, without a slash at its end.
    pub link: Option<String>,
    /// Where else people can listen, in the order in which pages name it.
    pub apps: Vec<App>,
    /// The cover picture, a file in `episodes/`.
    pub artwork: Option<String>,
    /// Who owns the rights.
    pub copyright: Option<String>,
    /// What else it tells of itself.
    pub details: ShowDetails,
    /// The recogniser of speech that writes transcripts: a program and its arguments, with [`AUDIO`], [`OUTPUT`]
    /// and [`LANGUAGE`] in the place of what differs. Empty where there is none.
    pub transcribe: Vec<String>,
    /// The episode number that the show is heading for.
    pub goal: Option<u32>,
    /// Whether it is a playground: never published, marked wherever it shows.
    pub practice: bool,
    /// How many episodes a page of the feed has; all are in one document where it is left out.
    pub feed_page: Option<u32>,
    /// When a new episode goes into the feed.
    pub release: Releasing,
    /// Whether others must ask before they move the feed to another host.
    pub locked: bool,
    /// The identity of the feed, given at the first build with a link and never changed.
    pub guid: Option<String>,
    /// The address at which the feed stood before it moved in, until the move is over.
    pub moved_from: Option<String>,
    /// Whether the recording is kept beside the episode.
    pub keep_recording: bool,
    /// Whether the sound in `feed/media/` is a hard link rather than a copy.
    pub hard_links: bool,
    /// The loudness that masters get.
    pub loudness: Lufs,
    /// What is done to a recording before it gets its loudness.
    pub treatment: Treatment,
    /// What is heard before every episode, a file in `episodes/`.
    pub intro: Option<String>,
    /// What is heard after every episode, a file in `episodes/`.
    pub outro: Option<String>,
    /// Whether a mono programme becomes a file of one channel.
    pub mono_file: bool,
    /// Bit rate of stereo sound, in kbit/s.
    pub stereo_kbps: u32,
    /// Bit rate of mono sound, in kbit/s.
    pub mono_kbps: u32,
    /// LAME's quality, 4 or 5.
    pub encoder_quality: u8,
    /// Its own forms of files for players.
    pub profiles: Vec<profile::Own>,
}

/// A place where people can listen, other than the show's own pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// What it is called.
    pub name: String,
    /// The address of the show there.
    pub address: String,
}

impl App {
    /// Reads what people write: a name, then an address of the web.
    pub fn read(text: &str) -> Option<App> {
        let (name, address) = text.trim().rsplit_once(char::is_whitespace)?;
        let web = ["https://", "http://"].iter().any(|scheme| {
            address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        });
        let plain = !address.contains(['<', '>', '"', '\\']);
        (web && plain).then(|| App { name: name.trim().to_owned(), address: address.to_owned() })
    }
}

/// Whether episodes build on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShowType {
    /// Each stands alone; apps show the newest first.
    #[default]
    Episodic,
    /// They are heard in order; apps show the first one first.
    Serial,
}

/// When a new episode goes into the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Releasing {
    /// With `add`.
    #[default]
    AtOnce,
    /// With `release`.
    ByHand,
}

/// What stands in [`ShowInfo::transcribe`] for the sound.
pub const AUDIO: &str = "{audio}";
/// What stands there for the transcript, whose ending the recogniser may add.
pub const OUTPUT: &str = "{output}";
/// What stands there for the language, in two or three letters.
pub const LANGUAGE: &str = "{language}";

/// The settings in the order in which they are written.
pub const KEYS: [&str; 53] = [
    "title",
    "author",
    "email",
    "description",
    "language",
    "category",
    "explicit",
    "type",
    "link",
    "apps",
    "artwork",
    "copyright",
    "licence",
    "persons",
    "seasons",
    "location",
    "funding",
    "update",
    "medium",
    "ai_content",
    "apple_verify",
    "block",
    "complete",
    "new_feed",
    "feed_page",
    "consent",
    "transcripts",
    "transcribe",
    "goal",
    "practice",
    "release",
    "locked",
    "guid",
    "moved_from",
    "keep_recording",
    "hard_links",
    "loudness",
    "level",
    "channels",
    "high_pass",
    "hum",
    "trim",
    "noise_reduction",
    "shorten_pauses",
    "de_ess",
    "intro",
    "outro",
    "mono_file",
    "stereo_kbps",
    "mono_kbps",
    "encoder_quality",
    "profile",
    "format",
];

/// Returns every key that the settings may have, those of tables too: `licence`, `licence.url`.
pub fn known_keys() -> impl Iterator<Item = String> {
    let below =
        KEYS_OF.iter().flat_map(|(key, below)| below.iter().map(move |below| format!("{key}.{below}")));
    let profile = profile::KEYS.iter().map(|below| format!("profile.NAME.{below}"));
    KEYS.iter().map(|key| (*key).to_owned()).chain(below).chain(profile)
}

impl ShowInfo {
    /// Returns the settings of a new show of that title, all else as usual.
    pub fn new(title: impl Into<String>) -> ShowInfo {
        ShowInfo {
            format: FORMAT,
            title: title.into(),
            author: String::new(),
            email: None,
            description: String::new(),
            language: "da".to_owned(),
            category: "Arts/Books".to_owned(),
            explicit: false,
            kind: ShowType::Episodic,
            link: None,
            apps: Vec::new(),
            artwork: None,
            copyright: None,
            details: ShowDetails::default(),
            transcribe: Vec::new(),
            goal: Some(50),
            practice: false,
            feed_page: None,
            release: Releasing::AtOnce,
            locked: true,
            guid: None,
            moved_from: None,
            keep_recording: true,
            hard_links: false,
            loudness: Lufs(-16.0),
            treatment: Treatment::default(),
            intro: None,
            outro: None,
            mono_file: false,
            stereo_kbps: 128,
            mono_kbps: 96,
            encoder_quality: 5,
            profiles: Vec::new(),
        }
    }

    /// Returns the profile of that name: its own, or a built-in one.
    pub fn profile(&self, name: &str) -> Option<Profile> {
        let own = self.profiles.iter().find(|own| own.name == name);
        own.map(profile::Own::profile).or_else(|| profile::built_in(name))
    }

    /// Returns all profiles that there are.
    pub fn all_profiles(&self) -> impl Iterator<Item = Profile> {
        let own = self.profiles.iter().map(|own| own.name.as_str());
        let built_in = profile::BUILT_IN.into_iter();
        let others = own.filter(|own| !profile::BUILT_IN.contains(own));
        built_in.chain(others).filter_map(|name| self.profile(name))
    }

    /// Returns the value of a key as TOML, none where the key is left out.
    fn value(&self, key: &str) -> Option<Value> {
        let text = |text: &str| Some(Value::from(text));
        let some = |text: &Option<String>| text.as_deref().map(Value::from);
        let treatment = &self.treatment;
        match key {
            "format" => Some(self.format.into()),
            "title" => text(&self.title),
            "author" => text(&self.author),
            "email" => some(&self.email),
            "description" => text(&self.description),
            "language" => text(&self.language),
            "category" => text(&self.category),
            "explicit" => Some(self.explicit.into()),
            "type" => text(match self.kind {
                ShowType::Episodic => "episodic",
                ShowType::Serial => "serial",
            }),
            "link" => some(&self.link),
            "apps" => (!self.apps.is_empty()).then(|| {
                let lines = self.apps.iter().map(|app| format!("{} {}", app.name, app.address));
                Value::Array(lines.collect())
            }),
            "artwork" => some(&self.artwork),
            "copyright" => some(&self.copyright),
            "transcribe" => {
                (!self.transcribe.is_empty()).then(|| Value::Array(self.transcribe.iter().collect()))
            }
            "goal" => self.goal.map(|goal| form::integer(goal.into())),
            "feed_page" => self.feed_page.map(|size| form::integer(size.into())),
            "practice" => Some(self.practice.into()),
            "release" => text(match self.release {
                Releasing::AtOnce => "at once",
                Releasing::ByHand => "by hand",
            }),
            "locked" => Some(self.locked.into()),
            "guid" => some(&self.guid),
            "moved_from" => some(&self.moved_from),
            "keep_recording" => Some(self.keep_recording.into()),
            "hard_links" => Some(self.hard_links.into()),
            "loudness" => Some(self.loudness.value().into()),
            "level" => text(word_for(&LEVELS, &treatment.level)),
            "channels" => text(word_for(&CHANNELS, &treatment.channels)),
            "high_pass" => Some(treatment.high_pass.into()),
            "hum" => Some(treatment.hum.into()),
            "trim" => Some(treatment.trim.into()),
            "noise_reduction" => Some(treatment.noise.into()),
            "shorten_pauses" => Some(treatment.pauses.into()),
            "de_ess" => Some(treatment.deess.into()),
            "intro" => some(&self.intro),
            "outro" => some(&self.outro),
            "mono_file" => Some(self.mono_file.into()),
            "stereo_kbps" => Some(form::integer(self.stereo_kbps.into())),
            "mono_kbps" => Some(form::integer(self.mono_kbps.into())),
            "encoder_quality" => Some(form::integer(self.encoder_quality.into())),
            "profile" => profile::written(&self.profiles),
            key => self.details.value(key),
        }
    }
}

/// Returns the text of a new settings file. `comment` explains a key, in the language of whoever asks;
/// a key that has no value yet stands there as a comment, ready to be filled in.
pub fn written(info: &ShowInfo, comment: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for key in KEYS {
        for line in comment(key).lines() {
            text.push_str(format!("# {line}").trim_end());
            text.push('\n');
        }
        let line = match info.value(key) {
            Some(value) => format!("{key} = {}\n\n", value.to_string().trim()),
            None => format!("# {key} =\n\n"),
        };
        text.push_str(&line);
    }
    text.trim_end().to_owned() + "\n"
}

/// Makes a show in a folder: `episodes/` with the settings and, if given, the artwork beside them;
/// `feed/`; and, last of all, the settings themselves, since they are what makes a folder a show.
pub fn create(
    world: &World,
    root: &Path,
    settings: &str,
    artwork: Option<(&str, &[u8])>,
) -> Result<Show, CatalogueError> {
    let path = layout::settings(root);
    if path.symlink_metadata().is_ok() {
        return Err(CatalogueError::ShowExists { folder: root.to_owned() });
    }
    let disk = world.disk.as_ref();
    let above: Vec<_> =
        root.ancestors().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
    for folder in above.into_iter().rev().chain([&*layout::episodes(root), &layout::feed(root)]) {
        // People may have made it already, or have put a link there: in a show that is not one yet, it is theirs.
        if !folder.is_dir() {
            make_folder(disk, folder).map_err(CatalogueError::io(folder, "made"))?;
        }
    }
    if let Some((name, bytes)) = artwork {
        let file = layout::episodes(root).join(name);
        replace_file(disk, &file, bytes).map_err(CatalogueError::io(&file, "written"))?;
    }
    replace_file(disk, &path, settings.as_bytes()).map_err(CatalogueError::io(&path, "written"))?;
    Show::open(root)
}

/// Writes a change of the settings, keeping every comment and every key that is not ours.
///
/// The caller holds the show's lock, or the build lock for the feed's own identity.
pub fn change(world: &World, show: &Show, info: &ShowInfo) -> Result<Show, CatalogueError> {
    show.writable()?;
    let path = layout::settings(show.root());
    let mut doc: DocumentMut = Form::read(&path)?.document()?;
    for key in KEYS {
        // A key that was never written and still has its usual value need not appear now.
        if info.value(key).map(|value| value.to_string())
            != show.info().value(key).map(|value| value.to_string())
        {
            form::put(doc.as_table_mut(), key, info.value(key));
        }
    }
    replace_file(world.disk.as_ref(), &path, doc.to_string().as_bytes())
        .map_err(CatalogueError::io(&path, "written"))?;
    Show::open(show.root())
}
