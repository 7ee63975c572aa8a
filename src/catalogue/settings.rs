//! `episodes/show.toml`: what the show says of itself, and how its episodes are made.

use std::path::Path;

use serde::Deserialize;
use toml_edit::{DocumentMut, Value};

use super::form::{self, Form, FormError};
use super::{CatalogueError, FORMAT, Show, layout};
use crate::audio::loudness::Lufs;
use crate::world::World;
use crate::world::disk::{make_folder, replace_file};

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
    /// The cover picture, a file in `episodes/`.
    pub artwork: Option<String>,
    /// Who owns the rights.
    pub copyright: Option<String>,
    /// The episode number that the show is heading for.
    pub goal: Option<u32>,
    /// Whether it is a playground: never published, marked wherever it shows.
    pub practice: bool,
    /// When a new episode goes into the feed.
    pub release: Releasing,
    /// Whether others must ask before they move the feed to another host.
    pub locked: bool,
    /// The identity of the feed, given at the first build with a link and never changed.
    pub guid: Option<String>,
    /// Whether the recording is kept beside the episode.
    pub keep_recording: bool,
    /// Whether the sound in `feed/media/` is a hard link rather than a copy.
    pub hard_links: bool,
    /// The loudness that masters get.
    pub loudness: Lufs,
    /// Whether a mono programme becomes a file of one channel.
    pub mono_file: bool,
    /// Bit rate of stereo sound, in kbit/s.
    pub stereo_kbps: u32,
    /// Bit rate of mono sound, in kbit/s.
    pub mono_kbps: u32,
    /// LAME's quality, 4 or 5.
    pub encoder_quality: u8,
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

/// The settings in the order in which they are written.
pub const KEYS: [&str; 24] = [
    "title",
    "author",
    "email",
    "description",
    "language",
    "category",
    "explicit",
    "type",
    "link",
    "artwork",
    "copyright",
    "goal",
    "practice",
    "release",
    "locked",
    "guid",
    "keep_recording",
    "hard_links",
    "loudness",
    "mono_file",
    "stereo_kbps",
    "mono_kbps",
    "encoder_quality",
    "format",
];

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
            artwork: None,
            copyright: None,
            goal: Some(50),
            practice: false,
            release: Releasing::AtOnce,
            locked: true,
            guid: None,
            keep_recording: true,
            hard_links: false,
            loudness: Lufs(-16.0),
            mono_file: false,
            stereo_kbps: 128,
            mono_kbps: 96,
            encoder_quality: 5,
        }
    }

    /// Returns the value of a key as TOML, none where the key is left out.
    fn value(&self, key: &str) -> Option<Value> {
        let text = |text: &str| Some(Value::from(text));
        let some = |text: &Option<String>| text.as_deref().map(Value::from);
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
            "artwork" => some(&self.artwork),
            "copyright" => some(&self.copyright),
            "goal" => self.goal.map(|goal| form::integer(goal.into())),
            "practice" => Some(self.practice.into()),
            "release" => text(match self.release {
                Releasing::AtOnce => "at once",
                Releasing::ByHand => "by hand",
            }),
            "locked" => Some(self.locked.into()),
            "guid" => some(&self.guid),
            "keep_recording" => Some(self.keep_recording.into()),
            "hard_links" => Some(self.hard_links.into()),
            "loudness" => Some(self.loudness.value().into()),
            "mono_file" => Some(self.mono_file.into()),
            "stereo_kbps" => Some(form::integer(self.stereo_kbps.into())),
            "mono_kbps" => Some(form::integer(self.mono_kbps.into())),
            "encoder_quality" => Some(form::integer(self.encoder_quality.into())),
            _ => None,
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

/// What stands in the file.
#[derive(Deserialize)]
struct SettingsForm {
    format: Option<i64>,
    title: String,
    author: Option<String>,
    email: Option<String>,
    description: Option<String>,
    language: Option<String>,
    category: Option<String>,
    explicit: Option<bool>,
    #[serde(rename = "type")]
    kind: Option<String>,
    link: Option<String>,
    artwork: Option<String>,
    copyright: Option<String>,
    goal: Option<u32>,
    practice: Option<bool>,
    release: Option<String>,
    locked: Option<bool>,
    guid: Option<String>,
    keep_recording: Option<bool>,
    hard_links: Option<bool>,
    loudness: Option<f64>,
    mono_file: Option<bool>,
    stereo_kbps: Option<u32>,
    mono_kbps: Option<u32>,
    encoder_quality: Option<u8>,
}

/// Reads the settings, and the keys in them that we do not know.
pub(super) fn read(path: &Path) -> Result<(ShowInfo, Vec<String>), FormError> {
    let file = Form::read(path)?;
    let form: SettingsForm = file.values()?;
    let usual = ShowInfo::new("");
    let text = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());

    let kind = match form.kind.as_deref() {
        None | Some("episodic") => ShowType::Episodic,
        Some("serial") => ShowType::Serial,
        Some(_) => return Err(file.fault("type", "\"episodic\" or \"serial\" is wanted")),
    };
    let release = match form.release.as_deref() {
        None | Some("at once") => Releasing::AtOnce,
        Some("by hand") => Releasing::ByHand,
        Some(_) => return Err(file.fault("release", "\"at once\" or \"by hand\" is wanted")),
    };
    let loudness = form.loudness.unwrap_or(usual.loudness.value());
    if !(-31.0..=-9.0).contains(&loudness) {
        return Err(file.fault("loudness", "a number from -31 to -9 is wanted"));
    }
    let kbps = |key: &str, kbps: Option<u32>, usual: u32| match kbps {
        None => Ok(usual),
        Some(kbps @ (48 | 56 | 64 | 80 | 96 | 112 | 128 | 160 | 192 | 224 | 256 | 320)) => Ok(kbps),
        Some(_) => Err(file.fault(key, "48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256 or 320 is wanted")),
    };
    let encoder_quality = form.encoder_quality.unwrap_or(usual.encoder_quality);
    if !(4..=5).contains(&encoder_quality) {
        return Err(file.fault("encoder_quality", "4 or 5 is wanted"));
    }
    let title = form.title.trim().to_owned();
    if title.is_empty() {
        return Err(file.fault("title", "it is empty"));
    }
    let info = ShowInfo {
        format: form.format.unwrap_or(FORMAT),
        title,
        author: text(form.author).unwrap_or_default(),
        email: text(form.email),
        description: text(form.description).unwrap_or_default(),
        language: text(form.language).unwrap_or(usual.language),
        category: text(form.category).unwrap_or(usual.category),
        explicit: form.explicit.unwrap_or(usual.explicit),
        kind,
        link: text(form.link).map(|link| link.trim_end_matches('/').to_owned()),
        artwork: text(form.artwork),
        copyright: text(form.copyright),
        goal: form.goal.filter(|goal| *goal > 0),
        practice: form.practice.unwrap_or(usual.practice),
        release,
        locked: form.locked.unwrap_or(usual.locked),
        guid: text(form.guid),
        keep_recording: form.keep_recording.unwrap_or(usual.keep_recording),
        hard_links: form.hard_links.unwrap_or(usual.hard_links),
        loudness: Lufs(loudness),
        mono_file: form.mono_file.unwrap_or(usual.mono_file),
        stereo_kbps: kbps("stereo_kbps", form.stereo_kbps, usual.stereo_kbps)?,
        mono_kbps: kbps("mono_kbps", form.mono_kbps, usual.mono_kbps)?,
        encoder_quality,
    };
    let unknown = file
        .document()?
        .iter()
        .map(|(key, _)| key.to_owned())
        .filter(|key| !KEYS.contains(&key.as_str()))
        .collect();
    Ok((info, unknown))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<(ShowInfo, Vec<String>), String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("show.toml");
        std::fs::write(&path, text).unwrap();
        read(&path).map_err(|err| err.to_string().replace(&path.display().to_string(), "show.toml"))
    }

    #[test]
    fn settings_read_back_as_they_are_written() {
        let mut info = ShowInfo::new("Randers \"Bibliotek\"\nog æøå");
        assert_eq!(
            read_text(&written(&info, |key| format!("About {key}.\nMore."))).unwrap(),
            (info.clone(), vec![])
        );
        info.link = Some("https://example.org/podcast".into());
        info.email = Some("a@example.org".into());
        info.goal = None;
        info.kind = ShowType::Serial;
        info.release = Releasing::ByHand;
        let (read, _) = read_text(&written(&info, |_| String::new())).unwrap();
        assert_eq!(read, info);
    }

    #[test]
    fn a_fault_is_named_with_its_line() {
        for (text, said) in [
            (
                "title = \"a\"\nloudness = 3\n",
                "show.toml:2 is not in order: a number from -31 to -9 is wanted",
            ),
            (
                "title = \"a\"\n\nrelease = \"never\"",
                "show.toml:3 is not in order: \"at once\" or \"by hand\" is wanted",
            ),
            ("author = \"a\"", "show.toml:1 is not in order: missing field `title`"),
            ("title = 3", "show.toml:1 is not in order: invalid type: integer `3`, expected a string"),
        ] {
            assert_eq!(read_text(text).unwrap_err(), said);
        }
        assert!(read_text("title = \"a\ngoal = 3").unwrap_err().starts_with("show.toml:1"));
    }

    #[test]
    fn a_mark_in_front_and_unknown_keys_do_no_harm() {
        let (info, unknown) = read_text("\u{feff}title = \"a\"\nlanguge = \"en\"\n").unwrap();
        assert_eq!((info.title.as_str(), unknown), ("a", vec!["languge".to_owned()]));
    }

    #[test]
    fn a_change_keeps_comments() {
        let dir = tempfile::tempdir().unwrap();
        let world = World::real();
        let text = "# our show\ntitle = \"a\" # short\nmine = 1\n";
        let show = create(&world, dir.path(), text, None).unwrap();
        let info = ShowInfo { title: "b".into(), goal: Some(7), ..show.info().clone() };
        let show = change(&world, &show, &info).unwrap();
        assert_eq!(show.info(), &info);
        let text = std::fs::read_to_string(layout::settings(dir.path())).unwrap();
        assert_eq!(text, "# our show\ntitle = \"b\" # short\nmine = 1\ngoal = 7\n");
        assert!(matches!(create(&world, dir.path(), &text, None), Err(CatalogueError::ShowExists { .. })));
    }
}
