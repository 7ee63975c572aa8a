//! Pages on the disk: written only where their bytes differ, all of them before any feed names one.
//!
//! A site has thousands of files, so they are not synced one by one. New bytes are first gathered in a hidden
//! folder and synced there; then each is renamed to its place, which a reader sees in one step; then the
//! names are synced.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::ASSETS;
use super::look::is_asset;
use super::pages::Page;
use crate::catalogue::Show;
use crate::feed::{EPISODES, FeedError, PAGE, PagesPut};
use crate::world::disk::{folder_of, head, make_folder};
use crate::world::{Disk, Event, Step, World, ordered};

/// How a page of ours makes itself known, right after its first line.
const MARK: &str = "<!-- Made by podcast. Whatever is changed here is gone when it is made again. -->";
/// The same at the head of `robots.txt`.
pub(super) const ROBOTS_MARK: &str =
    "# Made by podcast. Whatever is changed here is gone when it is made again.";
/// Within so many bytes.
const MARK_WITHIN: u64 = 512;
/// The folder in which new pages are gathered.
const GATHERED: &str = ".new-pages";

/// Returns the page with our mark in it, whatever template it came from.
pub(super) fn marked(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let doctype = "<!doctype html>";
    let rest = match text.get(..doctype.len()) {
        Some(first) if first.eq_ignore_ascii_case(doctype) => &text[doctype.len()..],
        _ => text,
    };
    format!("{doctype}\n{MARK}\n{}\n", rest.trim())
}

/// Puts pages into the feed's folder. They are durable when this returns.
pub(super) fn put(world: &World, show: &Show, pages: &[Page]) -> Result<PagesPut, FeedError> {
    let feed = show.feed_dir();
    let disk = world.disk.as_ref();
    let gathered = feed.join(GATHERED);
    clear(disk, &gathered)?;
    let episodes = feed.join(EPISODES);
    make_folder(disk, &episodes).map_err(FeedError::io(&episodes, "made"))?;
    let mut put = PagesPut::default();
    let mut moves = Vec::new();
    let mut folders = BTreeSet::new();
    let total = Some(pages.len() as u64);
    world.progress.event(Event::Began { step: Step::Building, total, rate: None });
    let standings = ordered::collect(world.jobs, pages, |_, page| standing(&feed.join(&page.path), page))?;
    for (page, standing) in pages.iter().zip(standings) {
        world.progress.event(Event::Advanced { step: Step::Building, by: 1 });
        let path = feed.join(&page.path);
        match standing {
            Standing::Same => {}
            Standing::Theirs => {
                put.taken.push(page.path.clone());
                continue;
            }
            Standing::Other => {
                world.cancel.check()?;
                if moves.is_empty() {
                    make_folder(disk, &gathered).map_err(FeedError::io(&gathered, "made"))?;
                }
                let file = gathered.join(moves.len().to_string());
                write(disk, &file, &page.bytes).map_err(FeedError::io(&path, "written"))?;
                folders.extend(made(disk, &path, &feed)?);
                moves.push((file, path));
            }
        }
        put.names.insert(page.path.clone());
    }
    world.progress.event(Event::Ended { step: Step::Building });
    put.changed = moves.len();
    if moves.is_empty() {
        return Ok(put);
    }
    let files: Vec<PathBuf> = moves.iter().map(|(file, _)| file.clone()).collect();
    disk.sync_all(&files, &[]).map_err(FeedError::io(&gathered, "written"))?;
    for (file, path) in &moves {
        disk.replace(file, path).map_err(FeedError::io(path, "written"))?;
        folders.insert(folder_of(path).to_owned());
    }
    let folders: Vec<PathBuf> = folders.into_iter().collect();
    disk.sync_all(&[], &folders).map_err(FeedError::io(&feed, "written"))?;
    clear(disk, &gathered)?;
    Ok(put)
}

/// What stands where a page belongs.
enum Standing {
    /// The page itself.
    Same,
    /// Another page of ours, or nothing.
    Other,
    /// Something of somebody else's.
    Theirs,
}

fn standing(path: &Path, page: &Page) -> Result<Standing, FeedError> {
    match path.symlink_metadata() {
        Err(err) if matches!(err.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Standing::Other);
        }
        Err(err) => return Err(FeedError::io(path, "read")(err)),
        Ok(metadata) if !metadata.is_file() => return Ok(Standing::Theirs),
        Ok(metadata) if metadata.len() == page.bytes.len() as u64 => {
            if fs::read(path).map_err(FeedError::io(path, "read"))? == page.bytes {
                return Ok(Standing::Same);
            }
        }
        Ok(_) => {}
    }
    // Named by its content, so what has the name and other bytes is half of it.
    let asset = page.path.strip_prefix(ASSETS).is_some_and(|rest| is_asset(rest.trim_start_matches('/')));
    let ours = asset || is_ours(path).map_err(FeedError::io(path, "read"))?;
    Ok(if ours { Standing::Other } else { Standing::Theirs })
}

/// Returns whether a file carries our mark, or is not there at all. An empty one is what a crash leaves, and
/// nobody's.
pub(super) fn is_ours(path: &Path) -> io::Result<bool> {
    let ours = |head: String| head.is_empty() || head.contains(MARK) || head.starts_with(ROBOTS_MARK);
    Ok(head(path, MARK_WITHIN)?.is_none_or(ours))
}

fn write(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    disk.create_new(path)?.write_all(bytes)
}

/// Makes the folders above a page, and returns those in which a new one stands. They are synced with the pages.
fn made(disk: &dyn Disk, path: &Path, feed: &Path) -> Result<Vec<PathBuf>, FeedError> {
    let mut missing = Vec::new();
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != feed) {
        match folder.symlink_metadata() {
            Ok(metadata) if metadata.is_dir() => break,
            // A link, or a file: through it, we would write who knows where.
            Ok(_) => return Err(FeedError::io(folder, "made")(io::ErrorKind::NotADirectory.into())),
            Err(_) => missing.push(folder.to_owned()),
        }
    }
    let mut parents = Vec::new();
    for folder in missing.iter().rev() {
        disk.create_dir(folder).map_err(FeedError::io(folder, "made"))?;
        parents.push(folder_of(folder).to_owned());
    }
    Ok(parents)
}

/// Removes what is gathered, and what a run that was cut off has left of it.
fn clear(disk: &dyn Disk, gathered: &Path) -> Result<(), FeedError> {
    match gathered.symlink_metadata() {
        Err(_) => Ok(()),
        Ok(metadata) if metadata.is_dir() => {
            disk.remove_dir_all(gathered).map_err(FeedError::io(gathered, "removed"))
        }
        Ok(_) => disk.remove_file(gathered).map_err(FeedError::io(gathered, "removed")),
    }
}

/// Removes the pages that are ours and belong to no episode any more, and their folders where nothing else
/// is in them.
pub(super) fn sweep(world: &World, show: &Show, put: &PagesPut) -> Result<(), FeedError> {
    let feed = show.feed_dir();
    let disk = world.disk.as_ref();
    let taken: HashSet<&str> = put.taken.iter().map(String::as_str).collect();
    let stays = |path: &str| put.names.contains(path) || taken.contains(path);
    let remove = |path: &str, ours: &dyn Fn(&Path) -> bool| -> Result<(), FeedError> {
        let file = feed.join(path);
        if stays(path) || !is_file(&file) || !ours(&file) {
            return Ok(());
        }
        disk.remove_file(&file).map_err(FeedError::io(&file, "removed"))
    };
    let marked = |file: &Path| is_ours(file).unwrap_or(false);
    // Where a show gives up its address.
    for name in ["sitemap.xml", "robots.txt"] {
        remove(name, &marked)?;
    }
    for name in names_in(&feed.join(ASSETS))? {
        let named = |_: &Path| is_asset(name.strip_prefix(".new-").unwrap_or(&name));
        remove(&format!("{ASSETS}/{name}"), &named)?;
    }
    for name in names_in(&feed.join(EPISODES))? {
        let path = format!("{EPISODES}/{name}");
        if is_page(&name) {
            remove(&path, &marked)?;
            continue;
        }
        let entry = feed.join(&path);
        let pages = [PAGE, "embed.html"].map(|page| format!("{path}/{page}"));
        if pages.iter().any(|page| stays(page)) || !entry.symlink_metadata().is_ok_and(|m| m.is_dir()) {
            continue;
        }
        for page in pages {
            remove(&page, &marked)?;
        }
        // One that still holds something is somebody's.
        disk.remove_empty_dir(&entry).ok();
    }
    Ok(())
}

/// Returns whether a file of that name is HTML. Ours are, in this spelling only.
pub(super) fn is_page(name: &str) -> bool {
    name.strip_suffix(".html").is_some_and(|stem| !stem.is_empty() && !stem.starts_with('.'))
}

fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
}

fn names_in(folder: &Path) -> Result<Vec<String>, FeedError> {
    let entries = match fs::read_dir(folder) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(FeedError::io(folder, "read"))?,
    };
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}
