//! OPML: a list of shows that every app can read (OPML 2.0), for a library that has several.

use std::path::{Path, PathBuf};

use crate::catalogue::{CatalogueError, Show, layout};
use crate::feed::Place;
use crate::picture::escaped;

/// How deep below a folder shows are looked for.
const DEEPEST: usize = 6;

/// A show in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its title.
    pub title: String,
    /// The address of its feed.
    pub feed: String,
    /// Its language.
    pub language: String,
}

/// Returns every show in a folder and below, by title, and those that have no address yet: nobody can
/// subscribe to them, nor to what is for practice.
pub fn shows(folder: &Path) -> Result<(Vec<Listed>, Vec<Show>), CatalogueError> {
    let mut roots = Vec::new();
    find(folder, DEEPEST, &mut roots)?;
    let (mut listed, mut without) = (Vec::new(), Vec::new());
    for root in roots {
        let show = Show::open(&root)?;
        match Place::of(show.info()) {
            place @ Place::Web(_) => listed.push(Listed {
                title: show.info().title.clone(),
                feed: place.feed_address(),
                language: show.info().language.clone(),
            }),
            _ => without.push(show),
        }
    }
    listed.sort_by(|a, b| (a.title.to_lowercase(), &a.feed).cmp(&(b.title.to_lowercase(), &b.feed)));
    Ok((listed, without))
}

/// Collects the folders of shows. Links are not followed, and no show lies in another.
fn find(folder: &Path, deeper: usize, roots: &mut Vec<PathBuf>) -> Result<(), CatalogueError> {
    if layout::settings(folder).is_file() {
        roots.push(folder.to_owned());
        return Ok(());
    }
    if deeper == 0 {
        return Ok(());
    }
    let entries = match std::fs::read_dir(folder) {
        // Somebody else's folder below ours is none of our business.
        Err(err) if deeper < DEEPEST && err.kind() == std::io::ErrorKind::PermissionDenied => return Ok(()),
        entries => entries.map_err(CatalogueError::io(folder, "read"))?,
    };
    let mut below: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .collect();
    below.sort();
    below.iter().try_for_each(|folder| find(folder, deeper - 1, roots))
}

/// Returns the list as OPML.
pub fn written(title: &str, shows: &[Listed]) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>{}</title>\n  </head>\n  <body>\n",
        escaped(title)
    );
    for show in shows {
        let (title, feed, language) = (escaped(&show.title), escaped(&show.feed), escaped(&show.language));
        let named = format!("text=\"{title}\" title=\"{title}\" language=\"{language}\"");
        text.extend(["    <outline type=\"rss\" ", &named, " xmlUrl=\"", &feed, "\"/>\n"]);
    }
    text.push_str("  </body>\n</opml>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::settings;
    use crate::world::World;

    #[test]
    fn every_show_that_has_an_address_is_in_the_list() {
        let dir = tempfile::tempdir().unwrap();
        let make = |folder: &str, text: &str| {
            settings::create(&World::real(), &dir.path().join(folder), text, None).unwrap();
        };
        make("b", "title = \"Bøger & <film>\"\nlink = \"https://example.org/b?\"\n");
        make("a/inde", "title = \"Ål\"\nlink = \"https://example.org/a\"\n");
        make("c", "title = \"Cafe & \\\"kage\\\"\"\nlink = \"https://example.org/c\"\n");
        make("uden", "title = \"Uden\"\n");
        make("leg", "title = \"Leg\"\npractice = true\nlink = \"https://example.org/leg\"\n");
        let (listed, without) = shows(dir.path()).unwrap();
        let titles: Vec<&str> = listed.iter().map(|one| one.title.as_str()).collect();
        assert_eq!((titles, without.len()), (vec!["Cafe & \"kage\"", "Ål"], 3));
        let text = written("Biblioteket\u{1}", &listed);
        assert!(text.contains("text=\"Cafe &amp; &quot;kage&quot;\""), "{text}");
        assert!(text.contains("xmlUrl=\"https://example.org/a/feed.xml\""), "{text}");
        let root = crate::moving::xml::walk(&text, |_| Ok(())).unwrap();
        assert_eq!(root.child("body").unwrap().children.len(), 2);
        assert_eq!(root.attribute("version"), Some("2.0"));
    }
}
