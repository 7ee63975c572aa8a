//! Looking at a feed, before anything is decided: at an address or in a file, with all its older pages.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::error::ImportError;
use super::fetch::{self, Client, FetchError, Limits, Reach};
use super::read::{self, Foreign, ForeignItem, ReadError};
use crate::feed::strange::LARGEST;
use crate::world::World;
use crate::world::disk::open_without_waiting;

/// The most pages of one feed that are read (RFC 5005).
const MOST_PAGES: usize = 100;

/// A feed that was looked at.
#[derive(Debug, Clone)]
pub struct Looked {
    /// What it says.
    pub foreign: Foreign,
    /// Its address, after all redirects; none for a file.
    pub address: Option<String>,
    /// How far its addresses may reach.
    pub reach: Reach,
}

/// Looks at a feed: at an address, or in a file. All its pages are read.
pub fn look(world: &World, source: &str, allow_local: bool, limits: Limits) -> Result<Looked, ImportError> {
    let is_web = fetch::web(source).is_ok();
    let reach = match (allow_local, is_web) {
        (true, _) => Reach::Anywhere,
        (false, true) => Reach::of_feed(source),
        (false, false) => Reach::Public,
    };
    let unread = |place: String| move |source: ReadError| ImportError::Unreadable { place, source };
    if !is_web {
        if source.contains("://") {
            return Err(FetchError::NotWeb(source.to_owned()).into());
        }
        let page = |path: &Path| -> Result<Foreign, ImportError> {
            read::read(&file(path)?).map_err(unread(path.display().to_string()))
        };
        let foreign = with_pages(
            source,
            |at| page(Path::new(at)).map(|page| (page, at.to_owned())),
            // Whoever has copied a feed has copied its pages beside it, if at all.
            |at, next| {
                let name = next.split(['?', '#']).next().unwrap_or(next).rsplit('/').next().unwrap_or(next);
                let beside = Path::new(at).with_file_name(name);
                Ok(beside.is_file().then(|| beside.to_string_lossy().into_owned()))
            },
        )?
        .0;
        return Ok(Looked { foreign, address: None, reach });
    }
    let client = Client::new(reach.clone(), limits);
    let page = |address: &str| -> Result<(Foreign, String), ImportError> {
        world.cancel.check()?;
        let (bytes, about) = client.bytes(address, LARGEST)?;
        Ok((read::read(&bytes).map_err(unread(address.to_owned()))?, about.address))
    };
    let (foreign, address) = with_pages(
        source,
        |at| page(at),
        |at, next| fetch::joined(at, next).map(Some).map_err(ImportError::from),
    )?;
    Ok(Looked { foreign, address: Some(address), reach })
}

/// Reads a feed and all its older pages (RFC 5005), each with `read`, which returns where it really stands;
/// `to` says where the next one is. A page that is not to be had is remembered as the next of the whole.
fn with_pages(
    source: &str,
    read: impl Fn(&str) -> Result<(Foreign, String), ImportError>,
    to: impl Fn(&str, &str) -> Result<Option<String>, ImportError>,
) -> Result<(Foreign, String), ImportError> {
    let (mut foreign, first) = read(source)?;
    let mut seen = vec![first.clone()];
    let mut items: HashSet<(String, Option<String>)> = foreign.items.iter().map(identity).collect();
    while let Some(next) = foreign.next.take() {
        let at = to(seen.last().unwrap_or(&first), &next)?;
        if at.as_ref().is_some_and(|at| seen.contains(at)) {
            break; // round in a circle, so that all of them were read
        }
        let Some(at) = at.filter(|_| seen.len() < MOST_PAGES) else {
            foreign.next = Some(next);
            break;
        };
        let (more, at) = read(&at).map_err(|err| match err {
            ImportError::Fetch(source) => ImportError::OlderPage(source),
            other => other,
        })?;
        // An episode that moved from one page to the next while we read is there twice, and once is enough.
        foreign.items.extend(more.items.into_iter().filter(|item| items.insert(identity(item))));
        more.unknown.into_iter().for_each(|(name, count)| *foreign.unknown.entry(name).or_default() += count);
        seen.push(at);
        foreign.next = more.next;
    }
    Ok((foreign, first))
}

/// Returns by what an item is known again on another page.
fn identity(item: &ForeignItem) -> (String, Option<String>) {
    (item.guid.clone(), item.enclosure.as_ref().map(|sound| sound.address.clone()))
}

fn file(path: &Path) -> Result<Vec<u8>, ImportError> {
    let opened: File = open_without_waiting(path).map_err(ImportError::io(path, "read"))?;
    let mut bytes = Vec::new();
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(ImportError::io(path, "read"))?;
    Ok(bytes)
}
