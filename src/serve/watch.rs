//! Whether `episodes/` has changed since it was last looked at.
//!
//! Looked at, not listened to: what systems tell of changes does not reach them from a network drive, and
//! a look at a thousand episodes takes milliseconds. Only sizes and times are read. That is enough, since a
//! record is replaced by every change, and is the last thing to be.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::catalogue::{Show, layout};

/// How everything looked from which the preview is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace(Vec<(PathBuf, u64, Option<SystemTime>)>);

impl Trace {
    /// Looks at a show. What cannot be seen is not there.
    pub fn of(show: &Show) -> Trace {
        let mut seen = Vec::new();
        for entry in fs::read_dir(show.episodes_dir()).into_iter().flatten().flatten() {
            // What is hidden is work in progress, or ours.
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                note(&mut seen, path.join(layout::RECORD));
            }
            note(&mut seen, path);
        }
        // An editor may write into a file where it stands, and that does not show in its folder.
        for template in fs::read_dir(layout::templates(show.root())).into_iter().flatten().flatten() {
            note(&mut seen, template.path());
        }
        // Somebody may delete what is derived while we serve it.
        let feed = show.feed_dir().join(crate::feed::FEED);
        if feed.exists() {
            seen.push((feed, 0, None));
        }
        seen.sort();
        Trace(seen)
    }
}

fn note(seen: &mut Vec<(PathBuf, u64, Option<SystemTime>)>, path: PathBuf) {
    if let Ok(metadata) = path.metadata() {
        seen.push((path, metadata.len(), metadata.modified().ok()));
    }
}
