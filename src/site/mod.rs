//! The listening site: pages for people without an app, made with every feed.
//!
//! ```text
//! feed/index.html                            the newest episode, and the way to the goal
//! feed/episodes/index.html                   all episodes, by season or by year
//! feed/episodes/007-opening-day/index.html   one episode; this address never changes
//! feed/episodes/007-opening-day/embed.html   its player alone, for other people's pages
//! feed/subscribe.html, search.html, 404.html
//! feed/sitemap.xml, robots.txt               where the show has an address
//! feed/site/…                                style, scripts and pictures, named by their content
//! ```
//!
//! They need no server and no other host: links are relative and name their file, so the folder works on a
//! web server, below any address, and from a stick. Without JavaScript everything can be read and heard; with
//! it, the player seeks on the waveform and remembers the place, and search answers.
//!
//! A show may bring templates of its own, in `episodes/templates/`: each stands in for the one of ours that
//! has its name (see [`templates`]).
//!
//! **Invariants:** pages are a pure function of show, episodes and templates: no clock, and the same bytes each
//! time. Text that somebody wrote stands in them as text. A page that did not change is not written, and a
//! file that we did not make is neither replaced nor removed: ours carry a mark.

mod archive;
mod embedded;
mod json;
pub mod look;
pub mod model;
pub mod pages;
pub mod poster;
mod put;
mod search;
pub mod templates;

pub use pages::{Page, pages};

use std::path::Path;

use crate::catalogue::{Shelved, Show, ShowInfo};
use crate::feed::{FeedError, Pages, PagesPut};
use crate::picture::{Cover, colour};
use crate::world::World;
use crate::world::disk::{make_folder, replace_file};
use look::Look;
use model::Told;
use templates::Templates;

/// The folder of style, scripts and pictures.
const ASSETS: &str = "site";
/// The side of the cover where it is shown large: twice the 360 pixels that it gets, for sharp screens.
const LARGE: u32 = 720;
/// The side of the cover where it is small: an icon, a thumbnail.
const SMALL: u32 = 180;

/// The listening site, as it goes with a feed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Site;

impl Site {
    /// How many bytes the script has that is on every page.
    pub const SCRIPT_BYTES: usize = embedded::PLAYER.len();
}

impl Pages for Site {
    fn put(
        &self,
        world: &World,
        show: &Show,
        due: &[&Shelved],
        cover: &Cover,
    ) -> Result<PagesPut, FeedError> {
        let info = show.info();
        let templates = Templates::of(show)?;
        let assets = show.feed_dir().join(ASSETS);
        make_folder(world.disk.as_ref(), &assets).map_err(FeedError::io(&assets, "made"))?;
        let look = Look::of(bring_cover(world, &assets, cover)?, cover);
        let pages = made(info, &look, due, &templates)?;
        let mut put = put::put(world, show, &pages)?;
        put.names.extend([LARGE, SMALL].map(|side| format!("{ASSETS}/{}", cover.copy_name(side))));
        Ok(put)
    }

    fn sweep(&self, world: &World, show: &Show, put: &PagesPut) -> Result<(), FeedError> {
        put::sweep(world, show, put)
    }
}

/// Returns the site as it would be with these episodes, newest first, and settings: all of its files, the small
/// copies of the cover too. Nothing is written.
pub fn preview(
    show: &Show,
    info: &ShowInfo,
    episodes: &[&Shelved],
    cover: &Cover,
) -> Result<Vec<Page>, FeedError> {
    let templates = Templates::of(show)?;
    let copies: Vec<Page> = [SMALL, LARGE]
        .into_iter()
        .filter_map(|side| {
            let path = format!("{ASSETS}/{}", cover.copy_name(side));
            Some(Page { path, bytes: cover.copy(side).ok()? })
        })
        .collect();
    let tones = copies.first().and_then(|small| colour::tones(small.bytes.clone()).ok());
    let mut pages = made(info, &Look::of(tones, cover), episodes, &templates)?;
    pages.extend(copies);
    Ok(pages)
}

/// Makes all pages of these episodes, newest first.
fn made(
    info: &ShowInfo,
    look: &Look,
    episodes: &[&Shelved],
    templates: &Templates,
) -> Result<Vec<Page>, FeedError> {
    let told: Vec<Told<'_>> = episodes.iter().map(|shelved| Told::of(shelved)).collect();
    pages(info, look, &told, templates, &model::words_of(info))
}

/// Puts small copies of the cover there, unless it has them, and returns the tones of the cover. One that
/// cannot be decoded leaves the site without: the feed has said so already.
fn bring_cover(world: &World, assets: &Path, cover: &Cover) -> Result<Option<colour::Tones>, FeedError> {
    let small = assets.join(cover.copy_name(SMALL));
    let large = assets.join(cover.copy_name(LARGE));
    let there = std::fs::read(&small).ok().filter(|_| large.is_file());
    if let Some(tones) = there.and_then(|bytes| colour::tones(bytes).ok()) {
        return Ok(Some(tones));
    }
    // What is there is nothing or half: all of it anew.
    let (Ok(large_bytes), Ok(small_bytes)) = (cover.copy(LARGE), cover.copy(SMALL)) else {
        return Ok(None);
    };
    for (path, bytes) in [(&large, &large_bytes), (&small, &small_bytes)] {
        replace_file(world.disk.as_ref(), path, bytes).map_err(FeedError::io(path, "written"))?;
    }
    Ok(colour::tones(small_bytes).ok())
}
