//! What we put on a player, written there: the identity of the player, and the manifest in two copies.
//!
//! ```text
//! .podcast/player.json    who the player is
//! .podcast/manifest-a     what is on it, and what was about to be, in two copies
//! .podcast/manifest-b     written in turn
//! .podcast/busy           there while something is being changed
//! ```
//!
//! A manifest is never renamed over, nor made shorter: it is written into the older of the two files, which
//! have room to spare, so that no name and no chain of clusters changes. Each has a counter and the
//! fingerprint of its own words; the newest one whose words are whole counts. If the cable is pulled while
//! one is written, the other stands.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::form;
use super::offer::whole;
use super::volume::{Entry, Volume, name_of};
use crate::world::Digest;

/// The folder of what is ours alone.
pub const HOME: &str = ".podcast";
/// The file that is there while something is being changed. It is empty, so that making it and removing it is
/// one write each.
pub const BUSY: &str = ".podcast/busy";
/// The file that says who the player is.
pub const IDENTITY: &str = ".podcast/player.json";
/// The folder, known to players, in which shows have theirs.
pub const SHELF: &str = "PODCASTS";

/// The two files of the manifest.
const SLOTS: [&str; 2] = [".podcast/manifest-a", ".podcast/manifest-b"];
/// The form of what we write on players.
pub const FORMAT: u64 = 1;
/// The form of a manifest that says what the first could not: several folders, what goes along, what was heard.
pub const SECOND_FORMAT: u64 = 2;
/// No folder has more others aside than this while it is put right.
pub const MOST_ASIDE: usize = 16;
/// No manifest of ours is larger.
pub const LARGEST: u64 = 16 << 20;
/// No player is given more files: those that say how many they take say 4000 (`SanDisk`) or fewer.
pub const MOST_FILES: usize = 10_000;
/// Manifests grow by this much at a time, so that they seldom do.
const UNIT: usize = 8 << 10;
/// What a new manifest has to spare.
const SPARE: usize = 2 << 10;
/// The room of the identity. It is written in its place, as manifests are.
const IDENTITY_ROOM: usize = 1 << 10;

/// Who a player is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Drawn once, when the player became ours.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it belongs, in the words of who set it up.
    pub room: Option<String>,
    /// In what form it wants its files.
    pub profile: String,
    /// The title that the show had.
    pub show: String,
    /// The serial number of the volume, if this computer told it: the copy of a volume has another.
    pub serial: Option<String>,
    /// Whether an episode that is gone from it counts as heard, and is not sent again.
    pub heard: bool,
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A sound, which has a place in the order of play.
    Sound,
    /// A list of what is to be played.
    List,
    /// The cover.
    Picture,
    /// A sound that is none of the show's, and goes along.
    Along,
}

impl Kind {
    /// Returns whether players play it, so that its place in a folder matters.
    pub fn is_played(self) -> bool {
        matches!(self, Kind::Sound | Kind::Along)
    }
}

/// A file that we put on a player, or are about to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is, whatever it is called: the GUID of an episode, the name of a list.
    pub id: String,
    /// What kind of file it is.
    pub kind: Kind,
    /// Where it is, or will be.
    pub path: String,
    /// Where it was, while it is being moved.
    pub from: Option<String>,
    /// Its length.
    pub bytes: u64,
    /// Its fingerprint.
    pub sha256: Digest,
    /// Whether it is about to be put there, and may be there or not.
    pub pending: bool,
    /// The fingerprint of the file of ours that it is about to replace.
    pub was: Option<Digest>,
    /// By what its sound is known, where that is not its fingerprint: the same sound may have other tags.
    pub sound: Option<String>,
    /// What its tags call the episode, if it is one and somebody wrote it down.
    pub titled: Option<String>,
}

impl Item {
    /// Returns whether its sound is the one that is known by that.
    pub fn sounds_as(&self, sound: &str) -> bool {
        self.sound.as_deref().map_or_else(|| self.sha256.to_string() == sound, |own| own == sound)
    }

    /// Returns whether it counts as a file of that kind. Of the parts of an episode only the first does.
    pub fn counts_as(&self, kind: Kind) -> bool {
        self.kind == kind && (kind != Kind::Sound || whole(&self.id) == self.id)
    }
}

/// A folder that is ours while something is put right: until the names in another one are in order, or until
/// it is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Aside {
    /// What is moved through it, as folders say it.
    pub what: String,
    /// Where it is.
    pub path: String,
}

/// What we put on a player.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Our folders, by what they hold: nothing is said of the folder of the show, `2` is for those of its
    /// episodes that are too many for one, `with:Sange/CD 1` for what goes along. None before the first sync.
    pub folders: BTreeMap<String, String>,
    /// Folders that are ours while something is put right.
    pub aside: Vec<Aside>,
    /// Our files, the sounds in the order of play.
    pub items: Vec<Item>,
    /// Episodes that were taken off by whoever has the player, and so count as heard: their GUIDs.
    pub heard: BTreeSet<String>,
    /// When it was written, RFC 3339.
    pub when: String,
}

impl Manifest {
    /// Returns the folder of the show; empty before the first sync.
    pub fn folder(&self) -> &str {
        self.folders.get("").map_or("", String::as_str)
    }
}

/// A manifest as it was found on a player.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it says.
    pub manifest: Manifest,
    /// Counts the manifests that were written.
    pub counter: u64,
    /// Whether something is not as it was left: one of the two copies is not whole.
    pub is_torn: bool,
    /// In which of the two files it stands.
    slot: usize,
    /// How long the two files are.
    room: [usize; 2],
}

/// Why what is written on a player cannot be relied on.
#[derive(Debug, thiserror::Error)]
pub enum Unreliable {
    /// A newer program wrote it.
    #[error("written by a newer program, in form {0}")]
    Newer(u64),
    /// Neither copy is whole.
    #[error("neither copy of the manifest is whole")]
    Corrupt,
    /// It names more files than any of ours.
    #[error("the manifest names more than {MOST_FILES} files")]
    Endless,
    /// It could not be read.
    #[error("the manifest could not be read")]
    Io(#[from] io::Error),
}

/// Reads the manifest of a player: that of a new one, where none was ever written.
pub fn read(volume: &dyn Volume) -> Result<Written, Unreliable> {
    let mut found = [None, None];
    let mut room = [0; 2];
    let mut is_torn = false;
    for (slot, path) in SLOTS.iter().enumerate() {
        let Some(bytes) = volume.read(path, LARGEST + 1)? else { continue };
        room[slot] = bytes.len();
        match form::read_manifest(&bytes) {
            Err(form::Fault::Endless) => return Err(Unreliable::Endless),
            Err(form::Fault::Newer(format)) => return Err(Unreliable::Newer(format)),
            // Nor is one that no other could follow any of ours.
            Ok((u64::MAX, _)) | Err(form::Fault::Wrong) => is_torn = true,
            Ok(counted) => found[slot] = Some(counted),
        }
    }
    let [a, b] = found;
    let newest = [a, b].into_iter().enumerate().filter_map(|(slot, found)| found.map(|found| (slot, found)));
    match newest.max_by_key(|(_, (counter, _))| *counter) {
        Some((slot, (counter, manifest))) => Ok(Written { manifest, counter, is_torn, slot, room }),
        // The very first one is written before anything is changed, and the second before that is over.
        None if !is_torn || room[1] == 0 && volume.read(BUSY, 1)?.is_none() => {
            Ok(Written { room, ..Written::nothing() })
        }
        None => Err(Unreliable::Corrupt),
    }
}

impl Written {
    /// Returns that nothing is written, as it is before the first sync.
    pub fn nothing() -> Written {
        Written { manifest: Manifest::default(), counter: 0, is_torn: false, slot: 1, room: [0; 2] }
    }

    /// Returns whether none was ever written, as far as can be seen.
    pub fn is_none(&self) -> bool {
        self.counter == 0
    }

    /// Writes another manifest into the older of the two files, and returns once it is on the volume.
    pub fn follow(&self, volume: &dyn Volume, manifest: Manifest) -> io::Result<Written> {
        let (slot, counter) = (1 - self.slot, self.counter + 1);
        let bytes = form::written_manifest(&manifest, counter);
        let mut room = self.room;
        if bytes.len() > room[slot] {
            room[slot] = (bytes.len() + SPARE).next_multiple_of(UNIT);
        }
        let bytes = padded(bytes, room[slot]);
        volume.overwrite(SLOTS[slot], &bytes)?;
        volume.barrier(HOME)?;
        if volume.read(SLOTS[slot], LARGEST)?.as_ref() != Some(&bytes) {
            // A cut run may have left it without clusters of its own. It is kept out of sight, not removed:
            // whose clusters would go with it, nobody knows.
            volume.rename(SLOTS[slot], &parked(&Digest::of(&bytes)))?;
            volume.overwrite(SLOTS[slot], &bytes)?;
            volume.barrier(HOME)?;
        }
        Ok(Written { manifest, counter, is_torn: false, slot, room })
    }

    /// Returns how much room the two files will take when this has been written into one of them.
    pub fn room_for(&self, manifest: &Manifest) -> [u64; 2] {
        let wanted =
            (form::written_manifest(manifest, self.counter + 1).len() + SPARE).next_multiple_of(UNIT);
        self.room.map(|room| room.max(wanted) as u64)
    }

    /// Returns how long the two files are now.
    pub fn room(&self) -> [u64; 2] {
        self.room.map(|room| room as u64)
    }
}

/// Reads who a player is; none where it is not ours, or was never quite made ours.
pub fn identity(volume: &dyn Volume) -> Result<Option<Identity>, Unreliable> {
    let Some(bytes) = volume.read(IDENTITY, 1 << 16)? else { return Ok(None) };
    match form::read_identity(&bytes) {
        Ok(identity) => Ok(Some(identity)),
        Err(form::Fault::Newer(format)) => Err(Unreliable::Newer(format)),
        // Cut off while it was being made ours: nothing else is on it yet.
        Err(form::Fault::Wrong) if SLOTS.iter().all(|slot| matches!(volume.read(slot, 1), Ok(None))) => {
            Ok(None)
        }
        Err(form::Fault::Wrong | form::Fault::Endless) => Err(Unreliable::Corrupt),
    }
}

/// Writes who a player is, and makes the folder for that if it is not there.
pub fn introduce(volume: &dyn Volume, identity: &Identity) -> io::Result<()> {
    if !volume.list("")?.iter().any(|entry| entry.name == HOME) {
        volume.make_folder(HOME)?;
        volume.barrier("")?;
    }
    let bytes = form::written_identity(identity);
    let room = bytes.len().next_multiple_of(IDENTITY_ROOM);
    volume.overwrite(IDENTITY, &padded(bytes, room))?;
    volume.barrier(HOME)
}

/// Has both copies say what is known to be ours, whatever they said before, and takes the marker of a cut run away.
pub fn start_over(volume: &dyn Volume, known: &Manifest) -> io::Result<()> {
    let there = |name: &str| Ok::<_, io::Error>(volume.read(name, LARGEST + 1)?.map(|bytes| bytes.len()));
    for (counter, slot) in SLOTS.iter().enumerate() {
        let mut room = there(slot)?;
        if room.is_some_and(|room| room as u64 > LARGEST) {
            volume.remove(&[(*slot).to_owned()])?;
            room = None;
        }
        // A player that has no manifest knows of nothing already.
        if room.is_some() || !known.items.is_empty() {
            // Counted from 1: none that says something is taken for one that was never written.
            let bytes = form::written_manifest(known, counter as u64 + 1);
            let room = room.unwrap_or_default().max(bytes.len() + 1);
            volume.overwrite(slot, &padded(bytes, room))?;
            volume.barrier(HOME)?;
        }
    }
    if there(BUSY)?.is_some() {
        volume.remove(&[BUSY.to_owned()])?;
    }
    Ok(())
}

/// Takes the mark off a player. What a torn rename left there stays, and with it the folder.
pub fn take_mark(volume: &dyn Volume) -> io::Result<()> {
    let there = volume.list(HOME)?;
    let ours =
        SLOTS.iter().chain(&[IDENTITY]).filter(|path| there.iter().any(|one| one.name == name_of(path)));
    let ours: Vec<String> = ours.map(|path| (*path).to_owned()).collect();
    if !ours.is_empty() {
        volume.remove(&ours)?;
    }
    if volume.list(HOME)?.is_empty() { volume.remove(&[HOME.to_owned()]) } else { Ok(()) }
}

/// Fills up with spaces, which mean nothing in JSON.
fn padded(mut bytes: Vec<u8>, room: usize) -> Vec<u8> {
    let missing = room.saturating_sub(bytes.len() + 1);
    bytes.resize(bytes.len() + missing, b' ');
    bytes.push(b'\n');
    bytes
}

/// Returns the files in `.podcast/` that only a run that was cut off leaves there.
pub fn leftovers(volume: &dyn Volume) -> io::Result<Vec<Entry>> {
    let mut entries = volume.list(HOME)?;
    entries.retain(|entry| !entry.is_folder && stem(&entry.name).is_some());
    Ok(entries)
}

/// The ending of a file that is not whole yet.
const UNFINISHED: &str = "TMP";
/// The ending of a name that a torn rename left: the file has another name as well.
const PARKED: &str = "DBL";

/// Returns the name under which a file of ours is written before it gets its own. It is in 8.3, so that it
/// takes one slot of its folder, and the next one takes the same.
pub fn temporary(sha256: &Digest) -> String {
    format!("{HOME}/{}.{UNFINISHED}", stem_of(sha256))
}

/// Returns the name for what a torn rename left over, which stays until the volume is mended.
pub fn parked(sha256: &Digest) -> String {
    format!("{HOME}/{}.{PARKED}", stem_of(sha256))
}

/// Returns whether that is such a name.
pub fn is_parked(name: &str) -> bool {
    name.to_ascii_uppercase().ends_with(PARKED)
}

/// Returns what the names of leftovers of a file with that fingerprint begin with, in capitals.
pub fn stem_of(sha256: &Digest) -> String {
    sha256.to_string()[..8].to_ascii_uppercase()
}

/// Returns what the name of a leftover begins with; none if it is another file.
fn stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.split_once('.')?;
    let is_ours = stem.len() == 8
        && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
        && [UNFINISHED, PARKED].iter().any(|own| own.eq_ignore_ascii_case(ending));
    is_ours.then_some(stem)
}
