//! The table of all rules: what each is called, what it weighs, who asks for it, and what it found.

use std::fmt;

use super::Source::{self, Apple, Ours, P20, Prx, Psp1, Rfc, Rss, Spotify, Wcag, Xml};
use super::Weight::{self, Error, Warning};
use crate::catalogue::Problem;
use crate::episode::{Guid, Moment};
use crate::feed::nearest::nearest;
use crate::feed::strange::Broken;

/// Makes one table of all rules into the type, the names, the data and the sentences for logs.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $type:ty),+ })? = $id:literal, $weight:ident [$($source:expr),+], $said:literal;)+) => {
        /// A rule, with what was found when it was applied.
        #[expect(missing_docs, reason = "the sentence beside each rule says what its data is")]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Rule {
            $($(#[$doc])* $name $({ $($field: $type),+ })?,)+
        }

        impl Rule {
            /// The names of all rules.
            pub const IDS: &'static [&'static str] = &[$($id),+];

            /// All rules, as they are told of before anything is found.
            pub const ALL: &'static [RuleInfo] = &[$(RuleInfo {
                id: $id,
                weight: $weight,
                sources: &[$($source),+],
                values: &[$($(stringify!($field)),+)?],
            }),+];

            /// Returns the name of the rule.
            pub fn id(&self) -> &'static str {
                match self { $(Rule::$name { .. } => $id,)+ }
            }

            /// Returns what a breach of it weighs, unless something makes it lighter.
            pub fn weight(&self) -> Weight {
                match self { $(Rule::$name { .. } => $weight,)+ }
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

/// A rule as it is told of before anything is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its name, which never changes.
    pub id: &'static str,
    /// What a breach of it weighs, unless something makes it lighter.
    pub weight: Weight,
    /// The documents that ask for it.
    pub sources: &'static [Source],
    /// The names of what it finds.
    pub values: &'static [&'static str],
}

impl Rule {
    /// Returns whether only feeds that were made elsewhere can break the rule of that name: ours are never
    /// written so.
    pub fn is_of_strangers(id: &str) -> bool {
        let from = Rule::IDS.iter().position(|known| *known == "feed-broken");
        let at = Rule::IDS.iter().position(|known| *known == id);
        at.zip(from).is_some_and(|(at, from)| at >= from)
    }
}

impl RuleInfo {
    /// Returns the name of the rule that somebody may have meant.
    pub fn meant(id: &str) -> Option<&'static str> {
        nearest(id, Rule::IDS.iter().copied())
    }

    /// Returns the rule of that name.
    pub fn of(id: &str) -> Option<&'static RuleInfo> {
        Rule::ALL.iter().find(|rule| rule.id == id)
    }
}

rules! {
    // The show.
    /// Something that every feed must have is empty.
    FieldMissing { key: &'static str } = "field-missing", Error [Apple, Psp1], "the settings have no {key}";
    /// Apple's directory does not have the category.
    CategoryUnknown { given: String, suggestion: String } = "category-unknown", Warning [Apple, Psp1], "no directory has the category {given:?}; near it is {suggestion:?}";
    /// The language is not of ISO 639.
    LanguageUnknown { given: String, suggestion: String } = "language-unknown", Warning [Apple], "{given:?} is no language of ISO 639; near it is {suggestion:?}";
    /// The show has begun to move in, and is not all here: half a feed would cost it listeners.
    MovingIn = "moving-in", Error [Ours], "the show is still moving in";
    /// The link is no address of the web.
    LinkWrong { given: String } = "link-wrong", Error [Rfc(3986)], "the link {given:?} is no http or https address";
    /// There is no link, so the feed is for this computer only.
    LinkMissing { address: String } = "link-missing", Warning [Psp1], "without a link the feed is local: {address}";
    /// There is no e-mail address.
    EmailMissing = "email-missing", Warning [Spotify], "the settings have no email; some directories ask for it";
    /// The e-mail address is none.
    EmailWrong { given: String } = "email-wrong", Warning [Rfc(5322)], "{given:?} is no e-mail address";
    /// There is no author.
    AuthorMissing = "author-missing", Warning [Spotify], "the settings have no author";
    /// The description of the show is longer than directories take.
    DescriptionLong { bytes: usize, most: usize } = "description-long", Warning [Apple], "the description has {bytes} bytes; directories take {most}";
    /// A text of the show is longer than directories take.
    TextLong { key: &'static str, characters: usize, most: usize } = "text-long", Warning [Apple], "the {key} has {characters} characters; the feed has the first {most}";
    /// The settings hold a key that we do not know.
    SettingUnknown { key: String, suggestion: String } = "setting-unknown", Warning [Ours], "the settings hold the unknown key {key:?}; near it is {suggestion:?}";
    /// The show has no picture of its own.
    ArtworkNone = "artwork-none", Warning [Apple], "the show has no artwork; a drawn one stands in";
    /// The picture that the settings name is not there.
    ArtworkLost { file: String } = "artwork-lost", Warning [Ours], "the artwork {file} is not there; a drawn one stands in";
    /// The picture cannot be used.
    ArtworkUnreadable { file: String, why: &'static str, seems: &'static str, problem: String } = "artwork-unreadable", Warning [Apple], "the artwork {file} cannot be used ({why} {seems}: {problem}); a drawn one stands in";
    /// The picture is smaller than directories take.
    ArtworkSmall { file: String, width: u32, height: u32, least: u32 } = "artwork-small", Warning [Apple], "the artwork {file} has {width} × {height} pixels and is enlarged to {least}";
    /// The picture is not square.
    ArtworkNotSquare { file: String, width: u32, height: u32 } = "artwork-not-square", Warning [Apple, Psp1], "the artwork {file} has {width} × {height} pixels and gets margins";
    /// The picture is not RGB, or something shows through it.
    ArtworkNotRgb { file: String } = "artwork-not-rgb", Warning [Apple], "the artwork {file} is not plain RGB and is converted";
    /// The picture is heavier than advised.
    ArtworkHeavy { file: String, kb: u64, most: usize } = "artwork-heavy", Warning [Prx], "the artwork {file} has {kb} kB; at most {most} are advised";
    /// What the settings name to be heard before or after every episode is not there.
    JingleLost { key: &'static str, file: String } = "jingle-lost", Warning [Ours], "the {key} {file} is not there";
    /// The category is one that directories had in former years.
    CategoryDead { given: String, suggestion: String } = "category-dead", Warning [Apple], "the category {given:?} is gone; it is {suggestion:?} now";
    /// The lower category stands under another than its own.
    CategoryMisplaced { given: String, suggestion: String } = "category-misplaced", Warning [Apple], "{given:?}: the lower one belongs to {suggestion:?}";
    /// An address is none of the web.
    AddressWrong { key: &'static str, given: String } = "address-wrong", Warning [Rfc(3986)], "the {key} {given:?} is no http or https address";
    /// An address is not safe from others on its way.
    AddressInsecure { key: &'static str, given: String } = "address-insecure", Warning [Apple, Ours], "the {key} {given:?} is http, not https";
    /// An address holds characters that have to be written otherwise in one.
    AddressOdd { key: &'static str, given: String, suggestion: String } = "address-odd", Warning [Rfc(3986)], "the {key} {given:?} has characters that are to be written as in {suggestion:?}";
    /// A text is markup that was made text once too often: `&amp;`.
    TextEntity { key: &'static str, given: String } = "text-entity", Warning [Apple], "the {key} holds {given:?}, which apps show as it stands";
    /// The description holds markup, which is shown as text.
    DescriptionMarkup { given: String } = "description-markup", Warning [Apple, Psp1], "the description holds {given:?}, which apps show as it stands";
    /// The picture's name ends otherwise than it is written.
    ArtworkEnding { file: String, right: &'static str } = "artwork-ending", Warning [Apple], "the artwork {file} is a {right}";
    /// The feed says that it moved to where it is.
    NewFeedSame { address: String } = "new-feed-same", Warning [Apple], "the feed is said to have moved to where it is, {address}";
    /// The feed's identity is none of the form that they have.
    FeedGuidWrong { given: String } = "feed-guid-wrong", Warning [P20("guid")], "the feed's guid {given:?} is no UUID";
    /// Somebody is listed without a name.
    PersonNameless { role: String } = "person-nameless", Warning [P20("person")], "a person without a name is listed ({role})";
    /// Somebody is listed with a part that directories do not know.
    RoleUnknown { name: String, given: String, suggestion: String } = "role-unknown", Warning [P20("person")], "no directory knows the part {given:?} of {name}; near it is {suggestion:?}";
    /// The licence is none that everybody knows, and nobody says where its text stands.
    LicenceUnknown { given: String, suggestion: String } = "licence-unknown", Warning [P20("license")], "nobody knows the licence {given:?}, and it has no address; near it is {suggestion:?}";
    /// The place has no name, or lies nowhere.
    LocationWrong { given: String } = "location-wrong", Warning [P20("location")], "the location {given:?} cannot be understood";
    /// How often it comes cannot be understood by calendars.
    UpdateWrong { given: String } = "update-wrong", Warning [Rfc(5545), P20("update-frequency")], "the rule {given:?} is none of RFC 5545";
    /// It is a kind of thing that the name space does not know.
    MediumUnknown { given: String, suggestion: String } = "medium-unknown", Warning [P20("medium")], "no app knows the medium {given:?}; near it is {suggestion:?}";
    /// A text is longer than apps take.
    ValueLong { key: &'static str, given: String, most: usize } = "value-long", Warning [P20("person"), P20("season")], "the {key} {given:?} is longer than the {most} characters that apps take";
    /// A season has a name and no episodes.
    SeasonUnused { season: String, name: String } = "season-unused", Warning [Ours], "season {season}, {name:?}, has no episodes";
    /// The show is said to be at its end, and an episode waits.
    CompleteAhead = "complete-ahead", Warning [Apple], "the show is said to be complete, and this one is still to come";
    /// The feed is large.
    FeedLarge { kb: usize, most: usize } = "feed-large", Warning [P20("other-recommendations")], "the feed has {kb} kB; above {most} some apps read it no more";

    // An episode.
    /// The title carries the number, which apps show by themselves.
    TitleNumbered { title: String, without: String } = "title-numbered", Warning [Apple, Psp1], "the title {title:?} carries the number; without it: {without:?}";
    /// The title carries the title of the show.
    TitleNamesShow { title: String, show: String } = "title-names-show", Warning [Apple], "the title {title:?} carries that of the show, {show:?}";
    /// Another episode has the same title.
    TitleTwice { title: String, other: String } = "title-twice", Warning [Ours], "{other} is called {title:?} too";
    /// The notes are longer than directories take.
    NotesLong { bytes: usize, most: usize } = "notes-long", Warning [Apple], "the notes have {bytes} bytes in the feed; directories take {most}";
    /// The date that staff chose has not come yet.
    DateAhead { date: Moment } = "date-ahead", Warning [Ours], "waits for {date}";
    /// It is in the feed, and its date is to come: a clock was wrong when it was added.
    DateFuture { date: Moment } = "date-future", Warning [Apple], "is in the feed with a date to come, {date}; some apps hide it until then";
    /// The notes hold markup, which is shown as text.
    NotesMarkup { given: String } = "notes-markup", Warning [Apple, Psp1], "the notes hold {given:?}, which apps show as it stands";
    /// A link in the notes leads nowhere.
    NotesLinkWrong { given: String } = "notes-link-wrong", Warning [Apple, Rfc(3986)], "the link {given:?} in the notes leads nowhere";
    /// Its date is older than that of an episode with a lower number.
    DateOrder { date: Moment, other: String } = "date-order", Warning [Apple], "its date, {date}, is before that of {other}";
    /// The sound is shorter or longer than its record says.
    DurationDiffers { seconds: u64, expected: u64 } = "duration-differs", Warning [Apple], "the sound plays for {seconds} s, its record says {expected} s";
    /// The sound plays for no time at all.
    SoundEmpty = "sound-empty", Error [Apple], "the sound plays for no time at all";
    /// Those around it have a season, and it has none.
    SeasonMixed = "season-mixed", Warning [Apple, P20("season")], "it has no season, though those before and after it have";
    /// A soundbite lies outside the episode.
    SoundbiteOutside { given: String } = "soundbite-outside", Warning [P20("soundbite")], "the soundbite at {given} lies outside the episode";
    /// A soundbite is shorter or longer than apps want them.
    SoundbiteLength { given: String, seconds: u64 } = "soundbite-length", Warning [P20("soundbite")], "the soundbite at {given} has {seconds} s; 15 to 120 are wanted";
    /// Episodes that are public have no transcript.
    TranscriptNone { episodes: usize } = "transcript-none", Warning [Wcag, Apple], "{episodes} episodes have no transcript";
    /// Nobody wrote down that those who are heard agreed.
    ConsentMissing = "consent-missing", Warning [Ours], "nobody wrote down that those who are heard agreed";
    /// Nobody wrote down by what right music and readings are in it.
    RightsMissing = "rights-missing", Warning [Ours], "nobody wrote down by what right music and readings are in it";
    /// The tags in the sound still have the old title.
    TagsStale { title: String, tagged: String } = "tags-stale", Warning [Ours], "the sound still says {tagged:?}, the record {title:?}";
    /// The chapters in the sound are not those of the record.
    ChaptersStale = "chapters-stale", Warning [Ours], "the sound has other chapters than the record";
    /// The sound has another picture than the record.
    PictureStale = "picture-stale", Warning [Ours], "the sound has another picture than the record";
    /// There is no room for the chapters below the notes.
    ChaptersUnlisted { bytes: usize, most: usize } = "chapters-unlisted", Warning [Apple], "with the chapters below them the notes have {bytes} bytes; directories take {most}";
    /// The transcript is not there.
    TranscriptMissing { file: String } = "transcript-missing", Error [P20("transcripts")], "the transcript {file} is not there";
    /// The transcript is not what the record says.
    TranscriptDamaged { file: String } = "transcript-damaged", Error [Ours], "the transcript {file} is not what its record says";
    /// The picture of the episode is not there.
    PictureMissing { file: String } = "picture-missing", Warning [Ours], "the picture {file} is not there; that of the show stands in";
    /// The picture of the episode is not what the record says, or no picture any more.
    PictureDamaged { file: String } = "picture-damaged", Warning [Ours], "the picture {file} is not what its record says; that of the show stands in";
    /// The sound is not there.
    MediaMissing { file: String } = "media-missing", Error [Apple], "the sound {file} is not there";
    /// The sound has another length than its record says.
    MediaLength { file: String, bytes: u64, expected: u64 } = "media-length", Error [Apple], "the sound {file} has {bytes} bytes, its record says {expected}";
    /// The sound has another fingerprint than its record says.
    MediaDamaged { file: String } = "media-damaged", Error [Ours], "the sound {file} is not what its record says";
    /// The kept recording is not there.
    RecordingMissing { file: String } = "recording-missing", Warning [Ours], "the recording {file} is not there";
    /// The kept recording has another length than the record says.
    RecordingLength { file: String, bytes: u64, expected: u64 } = "recording-length", Warning [Ours], "the recording {file} has {bytes} bytes, the record says {expected}";
    /// The record cannot be read.
    RecordBroken { file: String, line: String, problem: Problem } = "record-broken", Error [Ours], "{file}, line {line}: {problem}";
    /// The record was written by a newer program.
    RecordNewer { file: String, format: i64 } = "record-newer", Warning [Ours], "{file} has format {format}, newer than this program writes";
    /// The folder's name and the record say different numbers.
    FolderDiffers { folder: String, expected: String } = "folder-differs", Warning [Ours], "its folder is {folder}, not {expected}";
    /// Two folders have one number.
    NumberTwice { number: String, first: String, second: String } = "number-twice", Error [Ours], "both {first} and {second} have the number {number}";
    /// Two folders have one identity.
    GuidTwice { first: String, second: String } = "guid-twice", Error [Apple, P20("other-recommendations")], "both {first} and {second} have the same identity";
    /// Two episodes would have one address.
    EnclosureTwice { media: String, other: String } = "enclosure-twice", Error [Apple], "{other} has the address of {media} too";
    /// An episode of the last feed is nowhere.
    PublishedLost { guid: Guid } = "published-lost", Error [Ours], "was in the last feed and is nowhere now ({guid})";
    /// An episode of the last feed has another identity now.
    GuidChanged { was: Guid, now: Guid } = "guid-changed", Error [Apple, P20("other-recommendations")], "its identity was {was} and is {now}";

    // Files.
    /// It is no episode and none of ours.
    Stranger = "stranger", Warning [Ours], "no episode, and none of ours";
    /// It is a symbolic link.
    Symlink = "symlink", Warning [Ours], "a symbolic link, which is not followed";
    /// It is the copy that a cloud folder keeps when two people changed a file at once.
    ConflictCopy = "conflict-copy", Warning [Ours], "a conflict copy of a cloud folder";
    /// A page of the listening site has its name, and it is none of ours.
    PageTaken = "page-taken", Warning [Ours], "stands where a page of ours would, and is left alone";

    // A feed that was made elsewhere.
    /// It is no XML.
    FeedBroken { line: String, problem: Broken } = "feed-broken", Error [Xml, Psp1], "line {line}: no XML: {problem}";
    /// It declares a type of its own, with which a feed could make its readers work for ever.
    FeedDoctype = "feed-doctype", Error [Ours], "it has a DOCTYPE, which is not read";
    /// It is larger than anybody reads.
    FeedOversize { most: u64 } = "feed-oversize", Error [Ours], "it is larger than {most} MB";
    /// It is not written in UTF-8.
    FeedEncoding = "feed-encoding", Error [Psp1], "it is not UTF-8";
    /// It is no feed.
    NoChannel { given: String } = "no-channel", Error [Rss], "no rss with a channel but {given:?}";
    /// A name space is not spelt as it is.
    NamespaceWrong { given: String, right: String } = "namespace-wrong", Warning [Psp1], "the name space {given:?} is to be {right:?}";
    /// It does not say where it stands.
    SelfLinkMissing = "self-link-missing", Warning [Psp1, Rfc(4287)], "it has no atom:link rel=self";
    /// It does not say whether others may take it over.
    LockedMissing = "locked-missing", Warning [Psp1, P20("locked")], "it has no podcast:locked";
    /// It has no identity.
    FeedGuidMissing = "feed-guid-missing", Warning [Psp1, P20("guid")], "it has no podcast:guid";
    /// It has no episodes.
    ShowEmpty = "show-empty", Warning [Spotify], "it has no items";
    /// A text has white space around it.
    TextSpaces { key: &'static str, given: String } = "text-spaces", Warning [Apple, Psp1], "the {key} {given:?} has white space around it";
    /// A word for explicit that is not used any more.
    ExplicitOld { given: String } = "explicit-old", Warning [Apple], "itunes:explicit says {given:?}; true or false is wanted";
    /// A kind of show that there is not.
    TypeUnknown { given: String } = "type-unknown", Warning [Apple], "itunes:type says {given:?}; episodic or serial is wanted";
    /// A word that has no effect.
    YesWanted { key: &'static str, given: String } = "yes-wanted", Warning [Apple], "{key} says {given:?}; only Yes has an effect";
    /// A picture whose name ends otherwise than those of pictures that directories take.
    ImageEnding { given: String } = "image-ending", Warning [Apple], "the image {given:?} does not end in jpg or png";
    /// An item has no title.
    TitleMissing = "title-missing", Error [Apple, Psp1], "it has no title";
    /// A title is longer than directories take.
    TitleLong { characters: usize, most: usize } = "title-long", Warning [Apple, Psp1], "the title has {characters} characters; directories take {most}";
    /// An item has no sound.
    EnclosureMissing = "enclosure-missing", Error [Apple, Psp1], "it has no enclosure";
    /// The length of the sound is no number of bytes.
    EnclosureLength { given: String } = "enclosure-length", Warning [Apple, Rss], "the enclosure's length is {given:?}";
    /// The type of the sound does not go with its name.
    EnclosureType { given: String, right: String } = "enclosure-type", Warning [Apple], "the enclosure's type is {given:?}; {right:?} is wanted";
    /// An item has no identity.
    GuidMissing = "guid-missing", Error [Psp1], "it has no guid";
    /// The identity is said to be an address, and is none.
    GuidPermalink { given: String } = "guid-permalink", Warning [Rss, P20("other-recommendations")], "the guid {given:?} is said to be an address";
    /// The date is none.
    DateWrong { given: String } = "date-wrong", Warning [Apple, Rfc(2822)], "the date {given:?} is none of RFC 2822";
    /// The date names another weekday than it was.
    DateWeekday { given: String, right: String } = "date-weekday", Warning [Rfc(2822)], "the date {given:?} was a {right}";
    /// The duration is none.
    DurationWrong { given: String } = "duration-wrong", Warning [Apple], "the duration {given:?} is no time";
    /// A number is none, or zero.
    NumberZero { key: &'static str, given: String } = "number-zero", Warning [Apple], "{key} is {given:?}; a number from 1 is wanted";
    /// A kind of episode that there is not.
    EpisodeTypeUnknown { given: String } = "episode-type-unknown", Warning [Apple], "itunes:episodeType says {given:?}";
    /// A show that is heard in order needs numbers.
    SerialNumberless = "serial-numberless", Warning [Apple], "the show is serial, and it has no number";
    /// The notes hold elements that directories take out.
    NotesHtml { given: String } = "notes-html", Warning [Apple, Psp1], "the notes hold <{given}>, which directories take out";
    /// A transcript has a type that apps do not read.
    TranscriptType { given: String } = "transcript-type", Warning [P20("transcript")], "the transcript's type is {given:?}";
    /// Chapters have a type that apps do not read.
    ChaptersType { given: String } = "chapters-type", Warning [P20("chapters")], "the type of the chapters is {given:?}";
    /// A file that it names cannot be had.
    FileGone { given: String, answer: String } = "file-gone", Error [Apple], "{given} cannot be had: {answer}";
    /// Where a sound should be is a web page.
    FilePage { given: String } = "file-page", Error [Apple], "{given} is a web page";
    /// The length of a sound is another than the feed says.
    FileLength { given: String, told: u64, bytes: u64 } = "file-length", Warning [Apple, Rss], "{given} has {bytes} bytes, the feed says {told}";
    /// Its server does not give parts of sounds.
    FileParts { given: String } = "file-parts", Warning [Apple], "{given} is given whole or not at all";
    /// Its cover is no picture.
    CoverUnreadable { given: String } = "cover-unreadable", Error [Apple], "{given} is no JPEG and no PNG";
    /// Its cover is not as directories want it.
    CoverShape { width: u32, height: u32, least: u32, most: u32 } = "cover-shape", Warning [Apple], "the cover has {width} × {height} pixels; a square of {least} to {most} is wanted";
}
