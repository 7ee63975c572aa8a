//! The files that a feed on the web names: whether each is there, and as the feed says.

use std::collections::{HashMap, HashSet};

use super::desk::Desk;
use super::failure::Failure;
use crate::feed::strange::{FileKind, Met, NamedFile, of_cover, of_file};
use crate::feed::{About, Finding, Rule};
use crate::moving::fetch::{Client, FetchError, joined};
use crate::picture;
use crate::world::{Event, Step};

/// The largest cover that is looked at. Directories want less than a megabyte.
const LARGEST_COVER: u64 = 32 << 20;
/// So many files are asked for, the newest first; a feed of two thousand episodes has more.
const MOST: usize = 3_000;
/// A host that has not answered so often is not asked again.
const SILENCES: usize = 2;

/// Asks for every file that the feed at that address names, one after the other, and returns what was found.
pub(super) fn ask(
    desk: &Desk<'_>,
    client: &Client,
    feed: &str,
    files: &[NamedFile],
) -> Result<Vec<Finding>, Failure> {
    let progress = desk.world.progress.as_ref();
    let step = Step::Verifying;
    let mut seen = HashSet::new();
    let files: Vec<&NamedFile> =
        files.iter().filter(|file| seen.insert(file.address.as_str())).take(MOST).collect();
    progress.event(Event::Began { step, total: Some(files.len() as u64), rate: None });
    let mut silent: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for file in files {
        desk.world.cancel.check()?;
        let host = file.address.split('/').nth(2).unwrap_or_default().to_lowercase();
        if silent.get(&host).is_none_or(|times| *times < SILENCES) {
            let met = of_one(client, feed, file);
            if met.as_ref().is_err_and(FetchError::is_silence) {
                *silent.entry(host).or_default() += 1;
            }
            found.extend(met.unwrap_or_else(|err| match file.kind {
                FileKind::Cover => of_cover(file, None),
                _ => of_file(file, Err(answer(&err))),
            }));
        } else {
            found.extend(of_file(file, Err("unreachable".to_owned())));
        }
        progress.event(Event::Advanced { step, by: 1 });
    }
    progress.event(Event::Ended { step });
    Ok(once(found))
}

fn of_one(client: &Client, feed: &str, file: &NamedFile) -> Result<Vec<Finding>, FetchError> {
    let address = joined(feed, &file.address)?;
    if file.kind == FileKind::Cover {
        let (bytes, _) = client.bytes(&address, LARGEST_COVER)?;
        let size = picture::from_bytes(bytes).ok().map(|picture| picture.shape());
        return Ok(of_cover(file, size.map(|shape| (shape.width, shape.height))));
    }
    let touched = client.touch(&address)?;
    let met = Met { length: touched.length, in_parts: touched.in_parts, media_type: touched.media_type };
    Ok(of_file(file, Ok(&met)))
}

/// Returns the word for what is in the way of a file.
fn answer(err: &FetchError) -> String {
    match err {
        FetchError::Status { status, .. } => return status.to_string(),
        FetchError::Slow(_) | FetchError::Short { .. } => "slow",
        FetchError::Inside(_) => "inside",
        FetchError::Redirects { .. } => "around",
        FetchError::NotWeb(_) => "unaddressed",
        FetchError::Unreachable { .. } | FetchError::TooLong { .. } => "unreachable",
    }
    .to_owned()
}

/// Leaves out what is the server's fault for every file but the first.
fn once(mut found: Vec<Finding>) -> Vec<Finding> {
    let mut told = false;
    found.retain(|finding| {
        let parts = finding.about == About::Channel && matches!(finding.rule, Rule::FileParts { .. });
        !parts || !std::mem::replace(&mut told, true)
    });
    found
}
