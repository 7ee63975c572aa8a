//! Which folders a player is to have, what is to lie in each, and where they are.
//!
//! The episodes have a folder of the show's name. Where there are too many for one, as many as fit lie in it, in
//! the order of play, and the next in `Vi læser 2`, `Vi læser 3`: so as long as there are few, there is one
//! folder, whatever their numbers are. What goes along keeps the folders that it has on the computer. Only where
//! one has both sounds and folders with sounds in them, its own sounds lie in one of its name inside it: to put the
//! names in a folder in order, all of them must leave it, and no folder is to be moved for that.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Bound;

use super::manifest::{Manifest, SHELF};
use super::names::{key, mark, safe};
use super::offer::{Album, Offer, Rendition, Track};
use super::volume::{Volume, join, name_of};

/// So many sounds lie in a folder where nobody says how many files it may have. Players that say how many they see
/// in one say 255 (Subaru, Dodge), and some count lists and pictures as well (Eclipse).
pub const SOUNDS: usize = 250;
/// Files that lie beside the sounds in their folder: up to two lists, and the cover.
const BESIDE: usize = 3;
/// The longest name of a folder and of a list.
const LONGEST_FOLDER: usize = 48;
/// What a show is called whose title has nothing in it that a name could have.
const NAMELESS: &str = "Podcast";
/// What the folder of something that goes along is called, likewise.
const NAMELESS_ALONG: &str = "Lyd";

/// Returns how many sounds lie in a folder at most, if it may have so many files.
pub fn most_sounds(files: Option<usize>) -> usize {
    files.map_or(SOUNDS, |files| files.saturating_sub(BESIDE).max(1))
}

/// Returns what the folder and the list of a show are called.
pub fn folder_of_show(title: &str) -> String {
    safe(title, LONGEST_FOLDER, NAMELESS)
}

/// A sound that is to lie in a folder.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sound<'o> {
    /// An episode.
    Episode(&'o Rendition),
    /// A sound that goes along.
    Along(&'o Album, &'o Track),
}

/// What a folder is to hold.
#[derive(Debug, Clone)]
pub(super) struct Holding<'o> {
    /// What it is, whatever it is called: see [`Manifest::folders`].
    pub(super) what: String,
    /// Where it would be, if it could choose.
    path: String,
    /// Its sounds, in the order of play.
    pub(super) sounds: Vec<Sound<'o>>,
}

impl Holding<'_> {
    /// Returns what it would be called.
    pub(super) fn title(&self) -> &str {
        name_of(&self.path)
    }

    /// Returns whether it holds episodes.
    pub(super) fn is_of_show(&self) -> bool {
        !is_along(&self.what)
    }
}

/// Returns whether that is a folder of what goes along.
fn is_along(what: &str) -> bool {
    what.starts_with(ALONG)
}

/// What the names of what goes along begin with; no number and no GUID does.
pub(super) const ALONG: &str = "with:";

/// Returns the folders that are wanted, that of the show first; what was heard is not.
pub(super) fn holdings<'o>(offer: &'o Offer, heard: &BTreeSet<String>) -> Vec<Holding<'o>> {
    let mut names = Names::default();
    let most = most_sounds(offer.files);
    let episodes = offer.sounds.iter().filter(|sound| !heard.contains(&sound.id)).map(Sound::Episode);
    let of_show = Held {
        what: String::new(),
        folders: vec![offer.show.clone()],
        is_mixed: false,
        nameless: NAMELESS,
        sounds: episodes.collect(),
    };
    let mut holdings = of_show.parts(&mut names, most);
    // A folder of somebody that is called like the show's is another.
    names.given.clear();
    let along: BTreeSet<&[String]> =
        offer.along.iter().filter(|album| !album.tracks.is_empty()).map(|album| &album.folders[..]).collect();
    for album in &offer.along {
        let mut folders = album.folders.clone();
        // In this order those inside it come next.
        let next = along.range::<[String], _>((Bound::Excluded(&album.folders[..]), Bound::Unbounded)).next();
        let is_mixed = next.is_some_and(|next| next.starts_with(&album.folders));
        folders.extend(album.folders.last().filter(|_| is_mixed).cloned());
        let mut tracks: Vec<&Track> = album.tracks.iter().collect();
        tracks.sort_by_cached_key(|track| key(&track.name));
        let what = format!("{ALONG}{}", album.folders.join("/"));
        let sounds: Vec<_> = tracks.into_iter().map(|track| Sound::Along(album, track)).collect();
        if !sounds.is_empty() {
            let held = Held { what, folders, is_mixed, nameless: NAMELESS_ALONG, sounds };
            holdings.extend(held.parts(&mut names, most));
        }
    }
    holdings
}

/// Sounds that belong together, however many folders they take.
struct Held<'o> {
    /// What they are: see [`Manifest::folders`].
    what: String,
    /// The names that lead to their folder, the last being its own.
    folders: Vec<String>,
    /// Whether there are folders beside them in it.
    is_mixed: bool,
    /// What it is called if its name has nothing in it that a name could have.
    nameless: &'static str,
    sounds: Vec<Sound<'o>>,
}

impl<'o> Held<'o> {
    /// Returns the folders that they take, at least one, with at most so many of them in each.
    fn parts(&self, names: &mut Names, most: usize) -> Vec<Holding<'o>> {
        let count = self.sounds.len().div_ceil(most).max(1);
        let part = |nth: usize| {
            let sounds = self.sounds.iter().skip(nth * most).take(most).copied().collect();
            let (what, mark) = match (nth, self.what.as_str()) {
                (0, what) => (what.to_owned(), String::new()),
                (nth, "") => ((nth + 1).to_string(), format!(" {}", nth + 1)),
                (nth, what) => (format!("{what}//{}", nth + 1), format!(" {}", nth + 1)),
            };
            Holding { what, path: names.path(&self.folders, (self.is_mixed, &mark), self.nameless), sounds }
        };
        (0..count).map(part).collect()
    }
}

/// Names of folders that FAT takes, and tells apart.
#[derive(Default)]
struct Names {
    /// The path of each folder, by the names that lead to it.
    given: BTreeMap<(Vec<String>, bool, String), String>,
    /// Paths that are given, as FAT compares them.
    taken: BTreeSet<String>,
}

impl Names {
    fn path(&mut self, folders: &[String], (is_mixed, part): (bool, &str), nameless: &str) -> String {
        let Some((last, above)) = folders.split_last() else { return SHELF.to_owned() };
        let asked = (folders.to_vec(), is_mixed, part.to_owned());
        if let Some(path) = self.given.get(&asked) {
            return path.clone();
        }
        let above = self.path(above, (false, ""), nameless);
        let name = safe(last, LONGEST_FOLDER, nameless) + part;
        let path = (1..).map(|nth| join(&above, &name) + &mark(nth));
        let path = path.into_iter().find(|path| !self.taken.contains(&key(path))).unwrap_or_default();
        self.taken.insert(key(&path));
        self.given.insert(asked, path.clone());
        path
    }
}

/// Returns where our folders are, and where those will be that are not there yet. What goes along lies in no
/// folder of somebody else's; the show has one, where it is called like the show.
pub(super) fn places(
    volume: &dyn Volume,
    manifest: &Manifest,
    holdings: &[Holding<'_>],
) -> io::Result<BTreeMap<String, String>> {
    let mut places = manifest.folders.clone();
    let mut used: BTreeSet<String> = places.values().map(|path| key(path)).collect();
    // The first folder below the shelf, by what it would be called.
    let mut roots: BTreeMap<String, String> = BTreeMap::new();
    for holding in holdings {
        if let Some(path) = places.get(&holding.what) {
            roots.entry(root_of(&holding.path)).or_insert_with(|| root_of(path));
        }
    }
    // One that has got folders inside it, or has none any more, moves.
    let depth = |path: &str| path.matches('/').count();
    let stays = |holding: &Holding<'_>| {
        manifest.folders.get(&holding.what).is_some_and(|path| depth(path) == depth(&holding.path))
    };
    for holding in holdings.iter().filter(|holding| !stays(holding)) {
        let wanted = root_of(&holding.path);
        let root = match roots.get(&wanted) {
            Some(root) => root.clone(),
            None if holding.what.is_empty() => wanted.clone(),
            None => free(&wanted, |path| Ok(used.contains(&key(path)) || volume.is_folder(path)?.is_some()))?,
        };
        let path = format!("{root}{}", &holding.path[wanted.len()..]);
        let path = free(&path, |path| Ok(used.contains(&key(path))))?;
        roots.insert(wanted, root);
        used.insert(key(&path));
        places.insert(holding.what.clone(), path);
    }
    Ok(places)
}

/// Returns the folder below the shelf in which a path lies.
fn root_of(path: &str) -> String {
    path.splitn(3, '/').take(2).collect::<Vec<_>>().join("/")
}

/// Returns the first path of nearly that name that is free.
fn free(path: &str, mut is_taken: impl FnMut(&str) -> io::Result<bool>) -> io::Result<String> {
    let mut nth = 1;
    loop {
        let path = path.to_owned() + &mark(nth);
        if !is_taken(&path)? {
            return Ok(path);
        }
        nth += 1;
    }
}

/// Returns the folders above one, up to the shelf, the nearest last.
pub(super) fn above(folder: &str) -> Vec<&str> {
    let ends = folder.match_indices('/').map(|(at, _)| &folder[..at]);
    ends.filter(|folder| *folder != SHELF).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::world::Digest;

    fn album(folders: &[&str], tracks: usize) -> Album {
        let track = |nth: usize| Track {
            own: format!("{nth:03}.mp3"),
            name: format!("{nth:03}"),
            ending: "mp3",
            title: String::new(),
            seconds: 1,
            file: PathBuf::new(),
            bytes: 1,
            sha256: Some(Digest::of(b"")),
            sound: String::new(),
        };
        let folders = folders.iter().map(|name| (*name).to_owned()).collect();
        Album { folders, tracks: (0..tracks).map(track).collect() }
    }

    #[test]
    fn folders_keep_their_names_where_fat_takes_them_and_are_told_apart() {
        let along = vec![
            album(&["Vi læser"], 1),
            album(&["Sange"], 251),
            album(&["Sange", "CD: 1?"], 1),
            album(&["Sange", "CD- 1"], 1),
            album(&["Sange", "CD: 1?", "con"], 1),
            album(&["Sange 2"], 1),
            album(&["Tom"], 0),
        ];
        let offer = Offer { show: "Vi læser".into(), along, ..Offer::default() };
        let holdings = holdings(&offer, &BTreeSet::new());
        let told: Vec<_> = holdings.iter().map(|one| (one.what.as_str(), one.path.as_str())).collect();
        assert_eq!(
            told,
            [
                ("", "PODCASTS/Vi læser"),
                ("with:Vi læser", "PODCASTS/Vi læser (2)"),
                ("with:Sange", "PODCASTS/Sange/Sange"),
                ("with:Sange//2", "PODCASTS/Sange/Sange 2"),
                ("with:Sange/CD: 1?", "PODCASTS/Sange/CD- 1/CD- 1"),
                ("with:Sange/CD- 1", "PODCASTS/Sange/CD- 1 (2)"),
                ("with:Sange/CD: 1?/con", "PODCASTS/Sange/CD- 1/con_"),
                ("with:Sange 2", "PODCASTS/Sange 2"),
            ]
        );
        assert_eq!(
            holdings.iter().map(|one| one.sounds.len()).collect::<Vec<_>>(),
            [0, 1, 250, 1, 1, 1, 1, 1]
        );
    }

    #[test]
    fn what_lies_beside_sounds_counts_among_the_files_of_a_folder() {
        assert_eq!([None, Some(255), Some(20), Some(10)].map(most_sounds), [250, 252, 17, 7]);
        assert_eq!(most_sounds(Some(0)), 1, "a folder holds something");
    }

    #[test]
    fn folders_above_are_named_up_to_the_shelf() {
        assert_eq!(above("PODCASTS/Sange/CD 1/a"), ["PODCASTS/Sange", "PODCASTS/Sange/CD 1"]);
        assert!(above("PODCASTS/Sange").is_empty());
    }
}
