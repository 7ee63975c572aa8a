//! What goes into a bundle: names, and where their bytes come from. Nothing is written.

use std::fmt::Write as _;

use jiff::civil;

use super::text::text;
use super::{Bundle, Entry, ExportError, PAGE, SUMS, Source};
use crate::catalogue::{Shelf, Shelved, Show};
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
    let when = |one: &Shelved| one.episode.published.zoned().datetime();

    let most = most_sounds(offer.files);
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
    // What is about all of them bears the time of the newest.
    let newest = held.iter().map(|held| when(held.shelved)).max().unwrap_or(civil::DateTime::ZERO);
    let bytes = |path: String, bytes: Vec<u8>, when| Entry { path, source: Source::Bytes(bytes), when };
    // Lengths and parts stand in it, and those of what is not made yet may turn out otherwise.
    let is_estimated = offer.is_estimated();
    let telling = |path: String, told: Vec<u8>, when| {
        let source = Source::Unmade { bytes: told.len() as u64 };
        if is_estimated { Entry { path, source, when } } else { bytes(path, told, when) }
    };
    for Folder { path, name, lines } in &folders {
        let lines =
            lines.iter().map(|(file, title, seconds)| playlist::Line { file, title, seconds: *seconds });
        for (list, ending) in playlist::files(&lines.collect::<Vec<_>>()) {
            files.push(telling(format!("{path}/{name}.{ending}"), list, newest));
        }
        if let Some(cover) = &offer.picture {
            files.push(bytes(format!("{path}/{COVER}"), cover.clone(), newest));
        }
    }
    let first = folders.first().map(|folder| folder.path.clone()).unwrap_or_default();
    let picture = offer.picture.as_ref().map(|_| format!("{first}/{COVER}"));
    let texts = words.word("export-texts");
    for held in &mut held {
        let episode = &held.shelved.episode;
        let name = names::of_sound(&episode.handle.place(), &episode.title, 1, "txt");
        held.text = format!("{texts}/{name}");
        let text = text(info, held.shelved, &words)?;
        files.push(bytes(held.text.clone(), text, when(held.shelved)));
    }
    let page = page(show, &held, picture.as_deref(), &first)?;
    files.push(telling(PAGE.to_owned(), page.into_bytes(), newest));
    let mut sums = String::new();
    for file in &files {
        // Whatever it will be, it is as long as any other.
        let sha256 = file.sha256().unwrap_or_else(|| Digest::of(&[]));
        writeln!(sums, "{sha256}  {}", file.path).ok();
    }
    files.push(telling(SUMS.to_owned(), sums.into_bytes(), newest));
    Ok(Bundle { name, files })
}
