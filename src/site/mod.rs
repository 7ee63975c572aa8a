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
pub mod bundle;
mod embedded;
mod json;
pub mod labels;
pub mod look;
pub mod model;
pub mod noticed;
pub mod pages;
pub mod people;
pub mod poster;
mod put;
mod search;
pub mod templates;

pub use noticed::Noticed;
pub use pages::{Page, pages};

use std::num::NonZeroUsize;
use std::path::Path;

use crate::catalogue::{Shelved, Show, ShowInfo};
use crate::feed::pictures::stands;
use crate::feed::{FeedError, Pages, PagesPut, Pictures};
use crate::picture::{Cover, colour};
use crate::words::Words;
use crate::world::World;
use crate::world::disk::{make_folder, replace_file};
use look::Look;
use model::{CoverFacts, Told};
use noticed::Remarks;
use templates::Templates;

/// The folder of style, scripts and pictures.
const ASSETS: &str = "site";
/// The side of the cover where it is shown large: twice the 360 pixels that it gets, for sharp screens.
const LARGE: u32 = 720;
/// The side of the cover where it is small: an icon, a thumbnail.
const SMALL: u32 = 180;
/// The sides of the copies that pages show.
const SIDES: [u32; 2] = [LARGE, SMALL];

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
        pictures: &Pictures<'_>,
    ) -> Result<PagesPut, FeedError> {
        let cover = pictures.cover();
        let info = show.info();
        let templates = Templates::of(show)?;
        let assets = show.feed_dir().join(ASSETS);
        make_folder(world.disk.as_ref(), &assets).map_err(FeedError::io(&assets, "made"))?;
        let look = Look::of(bring_cover(world, &assets, cover)?, cover);
        let mut pictures = pictures.clone();
        let copies = |cover: &Cover| cover.copies(SIDES).ok();
        pictures.make_missing(
            world,
            |cover| !has_copies(&assets, cover),
            copies,
            |cover, copies| put_copies(world, &assets, cover, &copies),
        )?;
        let pages = made(world.jobs, info, &look, &told(due, &pictures), &templates)?;
        let mut put = put::put(world, show, &pages)?;
        put.names.extend(pictures.all_own().chain([cover]).flat_map(copy_paths));
        Ok(put)
    }

    fn sweep(&self, world: &World, show: &Show, put: &PagesPut) -> Result<(), FeedError> {
        put::sweep(world, show, put)
    }
}

/// Returns the site as it would be with these episodes, newest first, and settings: all of its files, the small
/// copies of the cover too, and those of other pictures that the feed does not have. Nothing is written.
///
/// It is for those who make the show: each episode's page tells as well what was noticed in its sound, which is
/// told in their words and not in the listeners'.
pub fn preview(
    jobs: NonZeroUsize,
    show: &Show,
    info: &ShowInfo,
    episodes: &[&Shelved],
    pictures: &Pictures<'_>,
    noticed: &dyn Fn(&Shelved) -> Vec<Noticed>,
    words: &Words,
) -> Result<Vec<Page>, FeedError> {
    let templates = Templates::of(show)?;
    let assets = show.feed_dir().join(ASSETS);
    let cover = pictures.cover();
    let copies_of = |cover: &Cover| {
        let copies = cover.copies(SIDES).ok()?;
        let pages = copy_paths(cover).into_iter().zip(copies).map(|(path, bytes)| Page { path, bytes });
        Some(pages.collect::<Vec<Page>>())
    };
    let mut copies = copies_of(cover).unwrap_or_default();
    let tones = copies.last().and_then(|small| colour::tones(small.bytes.clone()).ok());
    let mut pictures = pictures.clone();
    pictures.retain(|own| {
        let made = if has_copies(&assets, own) { Some(Vec::new()) } else { copies_of(own) };
        let is_usable = made.is_some();
        copies.extend(made.unwrap_or_default());
        is_usable
    });
    let mut told = told(episodes, &pictures);
    for one in &mut told {
        let length = one.shelved.episode.sound.duration();
        one.noticed = Remarks::of(noticed(one.shelved), length, words);
    }
    let look = Look::of(tones, cover).with(embedded::NOTICED);
    let mut pages = made(jobs, info, &look, &told, &templates)?;
    pages.extend(copies);
    Ok(pages)
}

/// Returns what is told of these episodes, each with its picture.
fn told<'e>(episodes: &[&'e Shelved], pictures: &Pictures<'_>) -> Vec<Told<'e>> {
    let told = |shelved: &&'e Shelved| Told {
        cover: pictures.own(&shelved.episode).map(|own| CoverFacts::of(copy_paths(own))),
        ..Told::of(shelved)
    };
    episodes.iter().map(told).collect()
}

/// Makes all pages of these episodes, newest first.
fn made(
    jobs: NonZeroUsize,
    info: &ShowInfo,
    look: &Look,
    told: &[Told<'_>],
    templates: &Templates,
) -> Result<Vec<Page>, FeedError> {
    pages(jobs, info, look, told, templates, &model::words_of(info))
}

/// Puts small copies of the cover there, unless it has them, and returns the tones of the cover. One that
/// cannot be decoded leaves the site without: the feed has said so already.
fn bring_cover(world: &World, assets: &Path, cover: &Cover) -> Result<Option<colour::Tones>, FeedError> {
    let there = std::fs::read(assets.join(cover.copy_name(SMALL))).ok();
    let there = there.filter(|_| has_copies(assets, cover));
    if let Some(tones) = there.and_then(|bytes| colour::tones(bytes).ok()) {
        return Ok(Some(tones));
    }
    // What is there is nothing or half: all of it anew.
    let Ok(copies) = cover.copies(SIDES) else { return Ok(None) };
    put_copies(world, assets, cover, &copies)?;
    let [_, small] = copies;
    Ok(colour::tones(small).ok())
}

/// Returns the names of the small copies of a picture, as paths below the folder: large and small.
fn copy_paths(cover: &Cover) -> [String; 2] {
    SIDES.map(|side| format!("{ASSETS}/{}", cover.copy_name(side)))
}

fn has_copies(assets: &Path, cover: &Cover) -> bool {
    SIDES.iter().all(|side| stands(&assets.join(cover.copy_name(*side))))
}

fn put_copies(world: &World, assets: &Path, cover: &Cover, copies: &[Vec<u8>; 2]) -> Result<(), FeedError> {
    for (side, bytes) in SIDES.iter().zip(copies) {
        let path = assets.join(cover.copy_name(*side));
        replace_file(world.disk.as_ref(), &path, bytes).map_err(FeedError::io(&path, "written"))?;
    }
    Ok(())
}
