//! What a feed must and should hold, as findings: all of them at once, never only the first.
//!
//! A finding is data. Its `Display` is plain English for logs; the sentence that staff read, with its
//! remedy, is made elsewhere from [`Finding::id`] and [`Finding::args`].

mod episode;
mod files;
mod shelf;
mod show;

use std::fmt;

use jiff::Timestamp;

pub(super) use show::LONGEST_TEXT;

use super::artwork::Found;
use crate::catalogue::baseline::Baseline;
use crate::catalogue::{Shelf, Shelved, Show};
use crate::episode::{EpisodeNumber, Guid, Handle, Moment};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// The old feed stays until this is mended.
    Error,
    /// Worth knowing. The feed is built, if need be without the episode that it concerns.
    Warning,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The show as a whole.
    Show,
    /// One episode.
    Episode(Handle),
    /// A file or folder, as a path below the show's folder, with slashes.
    File(String),
}

/// Something that `check` has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub weight: Weight,
    /// What it is about.
    pub about: About,
    /// What was found.
    pub rule: Rule,
}

impl Finding {
    /// Returns the name of its rule, which never changes: `media-missing`.
    pub fn id(&self) -> &'static str {
        self.rule.id()
    }

    /// Returns what its sentence needs: what it is about, then the data of its rule.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let about = match &self.about {
            About::Show => None,
            About::Episode(handle) => Some(("episode", handle.to_string())),
            About::File(path) => Some(("file", path.clone())),
        };
        about.into_iter().chain(self.rule.args()).collect()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.weight {
            Weight::Error => "error: ",
            Weight::Warning => "warning: ",
        })?;
        match &self.about {
            About::Show => {}
            About::Episode(handle) => write!(f, "episode {handle}: ")?,
            About::File(path) => write!(f, "{path}: ")?,
        }
        self.rule.fmt(f)
    }
}

/// Makes one table of all rules into the type, the names, the data and the sentences for logs.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $type:ty),+ })? = $id:literal, $said:literal;)+) => {
        /// A rule, with what was found when it was applied.
        #[expect(missing_docs, reason = "the sentence beside each rule says what its data is")]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Rule {
            $($(#[$doc])* $name $({ $($field: $type),+ })?,)+
        }

        impl Rule {
            /// The names of all rules.
            pub const IDS: &'static [&'static str] = &[$($id),+];

            /// Returns the name of the rule.
            pub fn id(&self) -> &'static str {
                match self { $(Rule::$name { .. } => $id,)+ }
            }

            /// Returns what was found, by name.
            pub fn args(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Rule::$name $({ $($field),+ })? => vec![$($((stringify!($field), $field.to_string())),+)?],)+
                }
            }
        }

        impl fmt::Display for Rule {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Rule::$name $({ $($field),+ })? => write!(f, $said),)+ }
            }
        }
    };
}

rules! {
    // The show.
    /// Something that every feed must have is empty.
    FieldMissing { key: &'static str } = "field-missing", "the settings have no {key}";
    /// Apple's directory does not have the category.
    CategoryUnknown { given: String, suggestion: String } = "category-unknown", "no directory has the category {given:?}; near it is {suggestion:?}";
    /// The language is not of ISO 639.
    LanguageUnknown { given: String, suggestion: String } = "language-unknown", "{given:?} is no language of ISO 639; near it is {suggestion:?}";
    /// The show has begun to move in, and is not all here: half a feed would cost it listeners.
    MovingIn = "moving-in", "the show is still moving in";
    /// The link is no address of the web.
    LinkWrong { given: String } = "link-wrong", "the link {given:?} is no http or https address";
    /// There is no link, so the feed is for this computer only.
    LinkMissing { address: String } = "link-missing", "without a link the feed is local: {address}";
    /// There is no e-mail address.
    EmailMissing = "email-missing", "the settings have no email; some directories ask for it";
    /// The e-mail address is none.
    EmailWrong { given: String } = "email-wrong", "{given:?} is no e-mail address";
    /// There is no author.
    AuthorMissing = "author-missing", "the settings have no author";
    /// The description of the show is longer than directories take.
    DescriptionLong { bytes: usize, most: usize } = "description-long", "the description has {bytes} bytes; directories take {most}";
    /// A text of the show is longer than directories take.
    TextLong { key: &'static str, characters: usize, most: usize } = "text-long", "the {key} has {characters} characters; the feed has the first {most}";
    /// The settings hold a key that we do not know.
    SettingUnknown { key: String, suggestion: String } = "setting-unknown", "the settings hold the unknown key {key:?}; near it is {suggestion:?}";
    /// The show has no picture of its own.
    ArtworkNone = "artwork-none", "the show has no artwork; a drawn one stands in";
    /// The picture that the settings name is not there.
    ArtworkLost { file: String } = "artwork-lost", "the artwork {file} is not there; a drawn one stands in";
    /// The picture cannot be used.
    ArtworkUnreadable { file: String, why: &'static str, seems: &'static str, problem: String } = "artwork-unreadable", "the artwork {file} cannot be used ({why} {seems}: {problem}); a drawn one stands in";
    /// The picture is smaller than directories take.
    ArtworkSmall { file: String, width: u32, height: u32, least: u32 } = "artwork-small", "the artwork {file} has {width} × {height} pixels and is enlarged to {least}";
    /// The picture is not square.
    ArtworkNotSquare { file: String, width: u32, height: u32 } = "artwork-not-square", "the artwork {file} has {width} × {height} pixels and gets margins";
    /// The picture is not RGB, or something shows through it.
    ArtworkNotRgb { file: String } = "artwork-not-rgb", "the artwork {file} is not plain RGB and is converted";
    /// The picture is heavier than advised.
    ArtworkHeavy { file: String, kb: usize, most: usize } = "artwork-heavy", "the artwork {file} has {kb} kB; at most {most} are advised";
    /// What the settings name to be heard before or after every episode is not there.
    JingleLost { key: &'static str, file: String } = "jingle-lost", "the {key} {file} is not there";

    // An episode.
    /// The title carries the number, which apps show by themselves.
    TitleNumbered { title: String, without: String } = "title-numbered", "the title {title:?} carries the number; without it: {without:?}";
    /// The title carries the title of the show.
    TitleNamesShow { title: String, show: String } = "title-names-show", "the title {title:?} carries that of the show, {show:?}";
    /// Another episode has the same title.
    TitleTwice { title: String, other: Handle } = "title-twice", "episode {other} is called {title:?} too";
    /// The notes are longer than directories take.
    NotesLong { bytes: usize, most: usize } = "notes-long", "the notes have {bytes} bytes in the feed; directories take {most}";
    /// The date that staff chose has not come yet.
    DateAhead { date: Moment } = "date-ahead", "waits for {date}";
    /// It is in the feed, and its date is to come: a clock was wrong when it was added.
    DateFuture { date: Moment } = "date-future", "is in the feed with a date to come, {date}; some apps hide it until then";
    /// The tags in the sound still have the old title.
    TagsStale { title: String, tagged: String } = "tags-stale", "the sound still says {tagged:?}, the record {title:?}";
    /// The sound is not there.
    MediaMissing { file: String } = "media-missing", "the sound {file} is not there";
    /// The sound has another length than its record says.
    MediaLength { file: String, bytes: u64, expected: u64 } = "media-length", "the sound {file} has {bytes} bytes, its record says {expected}";
    /// The sound has another fingerprint than its record says.
    MediaDamaged { file: String } = "media-damaged", "the sound {file} is not what its record says";
    /// The kept recording is not there.
    RecordingMissing { file: String } = "recording-missing", "the recording {file} is not there";
    /// The kept recording has another length than the record says.
    RecordingLength { file: String, bytes: u64, expected: u64 } = "recording-length", "the recording {file} has {bytes} bytes, the record says {expected}";
    /// The record cannot be read.
    RecordBroken { file: String, line: String, problem: String } = "record-broken", "{file}, line {line}: {problem}";
    /// The record was written by a newer program.
    RecordNewer { file: String, format: i64 } = "record-newer", "{file} has format {format}, newer than this program writes";
    /// The folder's name and the record say different numbers.
    FolderDiffers { folder: String, expected: String } = "folder-differs", "its folder is {folder}, not {expected}";
    /// Two folders have one number.
    NumberTwice { first: String, second: String } = "number-twice", "both {first} and {second} have the number";
    /// Two folders have one identity.
    GuidTwice { first: String, second: String } = "guid-twice", "both {first} and {second} have the same identity";
    /// Two episodes would have one address.
    EnclosureTwice { media: String, other: Handle } = "enclosure-twice", "episode {other} has the address of {media} too";
    /// An episode of the last feed is nowhere.
    PublishedLost { guid: Guid } = "published-lost", "was in the last feed and is nowhere now ({guid})";
    /// An episode of the last feed has another identity now.
    GuidChanged { was: Guid, now: Guid } = "guid-changed", "its identity was {was} and is {now}";

    // Files.
    /// It is no episode and none of ours.
    Stranger = "stranger", "no episode, and none of ours";
    /// It is a symbolic link.
    Symlink = "symlink", "a symbolic link, which is not followed";
    /// It is the copy that a cloud folder keeps when two people changed a file at once.
    ConflictCopy = "conflict-copy", "a conflict copy of a cloud folder";
}

/// What the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'s> {
    /// The show.
    pub show: &'s Show,
    /// All that `episodes/` holds.
    pub shelf: &'s Shelf,
    /// What the last feed held.
    pub baseline: &'s Baseline,
    /// The show's picture.
    pub artwork: &'s Found,
    /// This moment.
    pub now: Timestamp,
    /// Whether somebody said that episodes may vanish from the feed.
    pub allow_removal: bool,
}

impl Seen<'_> {
    /// Returns what a fault of that episode weighs: one that listeners cannot have yet holds back
    /// itself only, never the feed.
    fn weight(&self, shelved: &Shelved) -> Weight {
        if shelved.episode.is_due(self.now) { Weight::Error } else { Weight::Warning }
    }

    /// Returns a path below the show's folder, with slashes.
    fn shown(&self, path: &std::path::Path) -> String {
        let below = path.strip_prefix(self.show.root()).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }
}

/// Applies every rule, and returns what was found: errors first, then in the order of the show, its
/// episodes and its files.
pub fn findings(seen: &Seen<'_>) -> Vec<Finding> {
    let mut found = show::findings(seen);
    found.extend(episode::findings(seen));
    found.extend(shelf::findings(seen));
    found.extend(files::findings(seen));
    found.sort_by(|a, b| (a.weight, &a.about).cmp(&(b.weight, &b.about)));
    found
}

fn of_show(weight: Weight, rule: Rule) -> Finding {
    Finding { weight, about: About::Show, rule }
}

fn of_episode(weight: Weight, handle: Handle, rule: Rule) -> Finding {
    Finding { weight, about: About::Episode(handle), rule }
}

/// Returns the number of a full episode, for rules about numbers.
fn number_of(shelved: &Shelved) -> Option<u32> {
    shelved.episode.handle.number().map(EpisodeNumber::get)
}
