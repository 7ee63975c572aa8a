//! Where things are in a show's folder, and what they are called.

use std::path::{Path, PathBuf};

use crate::episode::{Episode, FileType, Sound};

/// The name of an episode's record.
pub const RECORD: &str = "episode.toml";
/// The name of the folder, in an episode's folder, of its older records.
pub const HISTORY: &str = ".history";

/// Returns whether a file has a name that systems leave lying about in folders which somebody has looked into.
pub fn is_debris(name: &str) -> bool {
    let names = [".ds_store", "thumbs.db", "desktop.ini", "icon\r"];
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Returns the folder of all episodes.
pub fn episodes(root: &Path) -> PathBuf {
    root.join("episodes")
}

/// Returns the folder that is ready for any web server.
pub fn feed(root: &Path) -> PathBuf {
    root.join("feed")
}

/// Returns the settings file.
pub fn settings(root: &Path) -> PathBuf {
    episodes(root).join("show.toml")
}

/// The name of the folder, in `episodes/`, of what people want to look otherwise than ours.
pub const TEMPLATES: &str = "templates";

/// Returns the folder of a show's own templates.
pub fn templates(root: &Path) -> PathBuf {
    episodes(root).join(TEMPLATES)
}

/// Returns the folder of what was removed.
pub fn trash(root: &Path) -> PathBuf {
    episodes(root).join(".trash")
}

/// Returns the folder of what is left of those removed everywhere.
pub fn tombstones(root: &Path) -> PathBuf {
    episodes(root).join(".tombstones")
}

/// Returns the file that says what the last feed held.
pub fn baseline(root: &Path) -> PathBuf {
    episodes(root).join(".published.toml")
}

/// Returns the folder of what has been fetched of a show that is moving in. While it is there, the show is
/// not all here.
pub fn import(root: &Path) -> PathBuf {
    episodes(root).join(".import")
}

/// Returns the folder of what is remembered of lending players.
pub fn players(root: &Path) -> PathBuf {
    episodes(root).join(".players")
}

/// Returns the folder of what can be made anew at any time.
pub fn cache(root: &Path) -> PathBuf {
    episodes(root).join(".cache")
}

/// Returns the name of an episode's folder.
pub fn folder_name(episode: &Episode) -> String {
    format!("{}-{}", episode.handle.place(), episode.slug)
}

/// Returns the name, in the trash, of an episode whose adding was undone. Its number is free again, so
/// the name must not begin with it.
pub fn taken_back_name(order: u64, episode: &Episode) -> String {
    format!("{TAKEN_BACK}{order}-{}", episode.slug)
}

/// What the names of [`taken_back_name`] begin with.
pub const TAKEN_BACK: &str = "taken-back-";

/// Returns the name of the n-th sound in an episode's folder, if it was made here.
pub fn sound_name(version: u32) -> String {
    format!("audio-{version}.mp3")
}

/// Returns which sound of an episode has that name.
pub fn version_of(name: &str) -> Option<u32> {
    FileType::of_name(name)?.0.strip_prefix("audio-")?.parse().ok()
}

/// Returns the name of a sound in its episode's folder.
pub fn sound_file(sound: &Sound) -> String {
    format!("audio-{}.{}", sound.version, sound.file_type)
}

/// Returns the name of the n-th transcript in an episode's folder.
pub fn transcript_name(n: u32, timed: bool) -> String {
    format!("transcript-{n}.{}", if timed { "vtt" } else { "txt" })
}

/// Returns which transcript of an episode has that name.
pub fn transcript_number(name: &str) -> Option<u32> {
    let rest = name.strip_prefix("transcript-")?;
    rest.strip_suffix(".vtt").or_else(|| rest.strip_suffix(".txt"))?.parse().ok()
}

/// Returns the name of the n-th picture in an episode's folder.
pub fn artwork_name(n: u32, ending: &str) -> String {
    format!("artwork-{n}.{ending}")
}

/// Returns which picture of an episode has that name.
pub fn artwork_number(name: &str) -> Option<u32> {
    let (n, ending) = name.strip_prefix("artwork-")?.split_once('.')?;
    is_picture(ending).then(|| n.parse().ok())?
}

/// Returns whether files that end so are pictures of ours.
pub fn is_picture(ending: &str) -> bool {
    matches!(ending, "jpg" | "png" | "webp")
}

/// Returns the name of the analysis of the n-th sound in an episode's folder.
pub fn analysis_name(version: u32) -> String {
    match version {
        0 | 1 => "analysis.json".to_owned(),
        _ => format!("analysis-{version}.json"),
    }
}

/// Returns the name of the drawing of the n-th sound in an episode's folder.
pub fn waveform_name(version: u32) -> String {
    match version {
        0 | 1 => "waveform.svg".to_owned(),
        _ => format!("waveform-{version}.svg"),
    }
}
