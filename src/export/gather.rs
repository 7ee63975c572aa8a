//! What goes into a bundle: names, and where their bytes come from. Nothing is written.

use std::fmt::Write as _;

use jiff::civil;

use super::text::text;
use super::{Bundle, Entry, ExportError, PAGE, SUMS, Source};
use crate::catalogue::{Shelf, Shelved, Show, ShowInfo};
use crate::player::layout::{folder_of_show, most_sounds};
use crate::player::manifest::SHELF;
use crate::player::{Offer, names, playlist};
use crate::site::bundle::{Held, Track, page};
use crate::words::{Language, Words};
use crate::world::Digest;

/// The cover, as players look for it.
const COVER: &str = "folder.jpg";

/// A folder of sounds.
struct Folder {
    path: String,
    name: String,
    /// The names of the sounds, their titles, and how long they play.
    lines: Vec<(String, String, u64)>,
}

impl Folder {
    fn nth(name: &str, nth: usize) -> Folder {
        let name = if nth == 1 { name.to_owned() } else { format!("{name} {nth}") };
        Folder { path: format!("{SHELF}/{name}"), name, lines: Vec::new() }
    }
}

/// Returns the bundle of the sounds that are offered, which are of episodes on that shelf. Of what is not made yet it
/// says about how large it will be, and the same of what tells of it.
pub fn gather(show: &Show, shelf: &Shelf, offer: &Offer) -> Result<Bundle, ExportError> {
    let info = show.info();
    // It speaks to listeners, so it speaks the language of the show.
    let words = Words::new(Language::of_locale(&info.language));
    let name = folder_of_show(&offer.show);
    let Sounds { mut files, folders, mut held } = sounds(shelf, offer);
    let newest = held.iter().map(|held| when(held.shelved)).max().unwrap_or(civil::DateTime::ZERO);
    let told = Told { newest, is_estimated: offer.is_estimated() };
    files.extend(beside(&folders, offer.picture.as_deref(), &told));
    files.extend(texts(info, &mut held, &words)?);
    let first = folders.first().map(|folder| folder.path.clone()).unwrap_or_default();
    let picture = offer.picture.as_ref().map(|_| format!("{first}/{COVER}"));
    let page = page(show, &held, picture.as_deref(), &first)?;
    files.push(told.of_sounds(PAGE.to_owned(), page.into_bytes()));
    files.push(told.of_sounds(SUMS.to_owned(), sums(&files).into_bytes()));
    Ok(Bundle { name, files })
}

/// The sounds of a bundle: their files, the folders in which these lie, and the episodes that they are of.
struct Sounds<'s> {
    files: Vec<Entry>,
    folders: Vec<Folder>,
    held: Vec<Held<'s>>,
}

/// Returns the sounds, in folders of no more files than the offer has room for.
fn sounds<'s>(shelf: &'s Shelf, offer: &Offer) -> Sounds<'s> {
    let (name, most) = (folder_of_show(&offer.show), most_sounds(offer.files));
    let mut files = Vec::new();
    let mut folders: Vec<Folder> = Vec::new();
    let mut held: Vec<Held<'_>> = Vec::new();
    for sound in &offer.sounds {
        let Some(one) = shelf.get(sound.handle).ok() else { continue };
        let full = |folder: &Folder| folder.lines.len() >= most;
        if folders.last().is_none_or(full) {
            folders.push(Folder::nth(&name, folders.len() + 1));
        }
        let Some(folder) = folders.last_mut() else { continue };
        let file = names::of_sound(&sound.place, &sound.title, 1, sound.ending);
        let path = format!("{}/{file}", folder.path);
        let source = match sound.sha256 {
            Some(sha256) => Source::File { path: sound.file.clone(), bytes: sound.bytes, sha256 },
            None => Source::Unmade { bytes: sound.bytes },
        };
        files.push(Entry { path: path.clone(), source, when: when(one) });
        let track = Track { path, title: sound.title.clone(), seconds: sound.seconds, bytes: sound.bytes };
        folder.lines.push((file, sound.title.clone(), sound.seconds));
        match held.last_mut().filter(|last| std::ptr::eq(last.shelved, one)) {
            Some(last) => last.tracks.push(track),
            None => held.push(Held { shelved: one, tracks: vec![track], text: String::new() }),
        }
    }
    Sounds { files, folders, held }
}

/// Returns what lies beside the sounds in their folders: their lists, and the cover.
fn beside(folders: &[Folder], cover: Option<&[u8]>, told: &Told) -> Vec<Entry> {
    let mut files = Vec::new();
    for Folder { path, name, lines } in folders {
        let lines =
            lines.iter().map(|(file, title, seconds)| playlist::Line { file, title, seconds: *seconds });
        for (list, ending) in playlist::files(&lines.collect::<Vec<_>>()) {
            files.push(told.of_sounds(format!("{path}/{name}.{ending}"), list));
        }
        if let Some(cover) = cover {
            files.push(entry(format!("{path}/{COVER}"), cover.to_vec(), told.newest));
        }
    }
    files
}

/// Returns the text of each episode, and tells the episode where it is.
fn texts(info: &ShowInfo, held: &mut [Held<'_>], words: &Words) -> Result<Vec<Entry>, ExportError> {
    let (folder, mut files) = (words.word("export-texts"), Vec::new());
    for held in held {
        let episode = &held.shelved.episode;
        let name = names::of_sound(&episode.handle.place(), &episode.title, 1, "txt");
        held.text = format!("{folder}/{name}");
        let text = text(info, held.shelved, words)?;
        files.push(entry(held.text.clone(), text, when(held.shelved)));
    }
    Ok(files)
}

/// Returns the list of what all files are to hold.
fn sums(files: &[Entry]) -> String {
    let mut sums = String::new();
    for file in files {
        // Whatever it will be, it is as long as any other.
        let sha256 = file.sha256().unwrap_or_else(|| Digest::of(&[]));
        writeln!(sums, "{sha256}  {}", file.path).ok();
    }
    sums
}

/// How what is told of all sounds is entered.
struct Told {
    /// The time of the newest: what is about all of them bears it.
    newest: civil::DateTime,
    /// Whether lengths and parts that stand in it are those of what is not made yet, and may turn out otherwise.
    is_estimated: bool,
}

impl Told {
    /// Enters what names sounds and how long they are.
    fn of_sounds(&self, path: String, told: Vec<u8>) -> Entry {
        let made = entry(path, told, self.newest);
        let source = if self.is_estimated { Source::Unmade { bytes: made.bytes() } } else { made.source };
        Entry { path: made.path, source, when: made.when }
    }
}

fn entry(path: String, bytes: Vec<u8>, when: civil::DateTime) -> Entry {
    Entry { path, source: Source::Bytes(bytes), when }
}

fn when(one: &Shelved) -> civil::DateTime {
    one.episode.published.zoned().datetime()
}
