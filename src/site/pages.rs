//! The pages themselves, as a pure function: from a show and its episodes to files and their bytes.

use std::num::NonZeroUsize;

use minijinja::{Value, context};
use serde::Serialize;

use super::archive::{Archive, Group, archive};
use super::look::Look;
use super::model::{EpisodeFacts, ShowFacts, Told};
use super::templates::Templates;
use super::{json, put, search};
use crate::catalogue::ShowInfo;
use crate::feed::{EPISODES, FeedError, PAGE};
use crate::picture::{escaped, qr};
use crate::words::{Words, phrase};
use crate::world::ordered;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it stands, as a path below the folder, with slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How many episodes the front page lists below the newest.
const RECENT: usize = 6;

/// Returns all files of the site but its pictures, made on so many threads. The episodes come newest first.
pub fn pages(
    jobs: NonZeroUsize,
    info: &ShowInfo,
    look: &Look,
    told: &[Told<'_>],
    templates: &Templates,
    words: &Words,
) -> Result<Vec<Page>, FeedError> {
    let show = ShowFacts::of(info, look, told, words);
    let episodes = ordered::each(jobs, told, |told| EpisodeFacts::of(info, told, words));
    let index = search::index(&episodes, told);
    let (site, say) = (Value::from_serialize(&show), Value::from_serialize(said(words)));
    let room = Room { show: &show, site, say, words, templates };

    // An episode stands on its own page, on those beside it and in lists: it is made ready once.
    let ready: Vec<Value> = episodes.iter().map(Value::from_serialize).collect();
    let mut pages = vec![look.style.clone(), look.player.clone(), look.search.clone()];
    let made = ordered::collect(jobs, &episodes, |n, episode| room.episode(episode, &told[n], n, &ready))?;
    pages.extend(made.into_iter().flatten());
    pages.push(room.front(&ready)?);
    pages.extend(room.archive(&archive(&episodes, words))?);
    pages.push(room.search(&index)?);
    pages.push(index);
    pages.push(room.subscribe()?);
    pages.push(room.lost(look)?);
    if let Some(address) = &show.address {
        pages.push(room.map(&episodes, &pages)?);
        let robots =
            format!("{}\nUser-agent: *\nAllow: /\n\nSitemap: {address}/sitemap.xml\n", put::ROBOTS_MARK);
        pages.push(Page { path: "robots.txt".to_owned(), bytes: robots.into_bytes() });
    }
    Ok(pages)
}

/// All that every page needs.
struct Room<'r> {
    show: &'r ShowFacts,
    site: Value,
    say: Value,
    words: &'r Words,
    templates: &'r Templates,
}

/// A group as the navigation of an archive names it.
#[derive(Serialize)]
struct Tab<'g> {
    heading: &'g str,
    href: String,
    said: &'g str,
    current: bool,
}

impl Room<'_> {
    /// Fills in a template. What is around a page needs to know where it stands.
    fn page(&self, template: &str, path: &str, title: &str, values: Value) -> Result<Page, FeedError> {
        let around = context! {
            site => self.site,
            say => self.say,
            root => "../".repeat(path.matches('/').count()),
            path,
            title,
            canonical => self.show.address.as_ref().map(|address| format!("{address}/{path}")),
        };
        let text = self.templates.render(template, context! { ..values, ..around })?;
        let text = if put::is_page(template) { put::marked(&text) } else { text };
        Ok(Page { path: path.to_owned(), bytes: text.into_bytes() })
    }

    /// Makes the pages of an episode, which is the `n`th of those that are ready.
    fn episode(
        &self,
        episode: &EpisodeFacts,
        told: &Told<'_>,
        n: usize,
        ready: &[Value],
    ) -> Result<[Page; 2], FeedError> {
        let address = self.show.address.as_deref();
        let frame = address.map(|address| {
            let title = escaped(&format!("{} – {}", episode.title, self.show.title));
            let source = escaped(&format!("{address}/{}", episode.embed));
            format!("<iframe src=\"{source}\" title=\"{title}\" width=\"100%\" height=\"270\" loading=\"lazy\"></iframe>")
        });
        let values = context! {
            episode => ready[n],
            newer => n.checked_sub(1).map(|newer| &ready[newer]),
            older => ready.get(n + 1),
            chapters => told.chapters,
            transcript => Said::all(told),
            frame,
            download => self.words.say(&phrase("site-download").with("size", &episode.size)),
            linked => json::of_episode(self.show, episode),
        };
        // The player alone is for other people's pages.
        let whole = context! { noticed => told.noticed, ..values.clone() };
        Ok([
            self.page("episode.html", &episode.page, &episode.title, whole)?,
            self.page("embed.html", &episode.embed, &episode.title, values)?,
        ])
    }

    fn front(&self, ready: &[Value]) -> Result<Page, FeedError> {
        let values = context! {
            newest => ready.first(),
            episode => ready.first(),
            recent => ready.iter().skip(1).take(RECENT).collect::<Vec<_>>(),
            first => if self.show.serial && ready.len() > 1 { ready.last() } else { None },
            linked => json::of_show(self.show),
        };
        self.page("index.html", "index.html", &self.show.title, values)
    }

    fn archive(&self, archive: &Archive<'_>) -> Result<Vec<Page>, FeedError> {
        let page = |file: &str, title: &str, values: Value| {
            self.page("archive.html", &format!("{EPISODES}/{file}"), title, values)
        };
        let title = self.words.word("site-all");
        if !archive.split {
            let tabs = if archive.groups.len() > 1 { Self::tabs(archive, None) } else { Vec::new() };
            let values = context! { tabs, groups => archive.groups };
            return Ok(vec![page(PAGE, &title, values)?]);
        }
        // The newest group stands twice: where everybody begins, and at the address that it keeps.
        let newest = archive.groups.first().map(|group| (PAGE, &title, group));
        let each = archive.groups.iter().map(|group| (group.file.as_str(), &group.heading, group));
        let all = newest.into_iter().chain(each);
        all.map(|(file, title, group)| {
            page(file, title, context! { tabs => Self::tabs(archive, Some(group)), groups => [group] })
        })
        .collect()
    }

    /// Returns the way to every group: to its page, or to its place on the one page.
    fn tabs<'g>(archive: &'g Archive<'_>, current: Option<&Group<'_>>) -> Vec<Tab<'g>> {
        let tab = |group: &'g Group<'_>| {
            let stem = group.file.trim_end_matches(".html");
            let href =
                if archive.split { format!("{EPISODES}/{}", group.file) } else { format!("#g-{stem}") };
            let current = current.is_some_and(|current| current.file == group.file);
            Tab { heading: &group.heading, href, said: &group.said, current }
        };
        archive.groups.iter().map(tab).collect()
    }

    fn search(&self, index: &Page) -> Result<Page, FeedError> {
        let values = context! { index => index.path };
        self.page("search.html", "search.html", &self.words.word("site-search"), values)
    }

    fn lost(&self, look: &Look) -> Result<Page, FeedError> {
        let values = context! { colours => look.colours };
        self.page("404.html", "404.html", &self.words.word("site-lost"), values)
    }

    fn subscribe(&self) -> Result<Page, FeedError> {
        let code = self.show.feed_address.as_deref().and_then(qr::code);
        let values = context! { code => code.map(|code| context! { side => code.side, path => code.path }) };
        self.page("subscribe.html", "subscribe.html", &self.words.word("site-subscribe"), values)
    }

    /// Returns the list of all pages that search engines should know.
    fn map(&self, episodes: &[EpisodeFacts], pages: &[Page]) -> Result<Page, FeedError> {
        let lists = pages.iter().map(|page| page.path.as_str()).filter(|path| {
            let list = path.rsplit_once('/').is_some_and(|(folder, _)| folder == EPISODES);
            list || matches!(*path, "index.html" | "subscribe.html")
        });
        let values = context! { lists => lists.collect::<Vec<_>>(), episodes };
        self.page("sitemap.xml", "sitemap.xml", "", values)
    }
}

/// What one voice says without interruption.
#[derive(Debug, Serialize)]
struct Said<'t> {
    seconds: Option<u64>,
    clock: Option<String>,
    /// Who says it, where that was somebody else before.
    speaker: Option<&'t str>,
    text: String,
}

/// A paragraph of a transcript is cut after so many characters, at the end of a line.
const PARAGRAPH: usize = 600;

impl<'t> Said<'t> {
    /// Gathers lines into paragraphs: a listener reads those, and not what fits below a film.
    fn all(told: &'t Told<'_>) -> Vec<Said<'t>> {
        let mut all: Vec<Said<'t>> = Vec::new();
        let mut speaks = None;
        for line in &told.transcript {
            let speaker = line.speaker.as_deref();
            let same = speaks == Some(speaker);
            // Without times, each is a paragraph already.
            let goes_on = same && line.seconds.is_some();
            match all.last_mut().filter(|last| goes_on && last.text.len() < PARAGRAPH) {
                Some(last) => {
                    last.text.push(' ');
                    last.text.push_str(&line.text);
                }
                None => all.push(Said {
                    seconds: line.seconds,
                    clock: line.seconds.map(super::model::clock),
                    speaker: speaker.filter(|_| !same),
                    text: line.text.clone(),
                }),
            }
            speaks = Some(speaker);
        }
        all
    }
}

/// Returns the sentences that pages have in common, by the names that templates have for them.
pub(super) fn said(words: &Words) -> std::collections::BTreeMap<&'static str, String> {
    [
        ("skip", words.word("site-skip")),
        ("main", words.word("site-navigation")),
        ("episodes", words.word("site-episodes")),
        ("all", words.word("site-all")),
        ("search", words.word("site-search")),
        ("subscribe", words.word("site-subscribe")),
        ("newest", words.word("site-newest")),
        ("recent", words.word("site-recent")),
        ("first", words.word("site-first")),
        ("none", words.word("site-none")),
        ("play", words.word("site-play")),
        ("pause", words.word("site-pause")),
        ("back", words.word("site-back")),
        ("ahead", words.word("site-ahead")),
        ("speed", words.word("site-speed")),
        ("position", words.word("site-position")),
        ("of", words.word("site-of")),
        ("player", words.word("site-player")),
        ("unplayable", words.word("site-unplayable")),
        ("about", words.word("site-about")),
        ("people", words.word("site-people")),
        ("chapters", words.word("site-chapters")),
        ("chapter_more", words.word("site-chapter-more")),
        ("transcript", words.word("site-transcript")),
        ("embed", words.word("site-embed")),
        ("embed_how", words.word("site-embed-how")),
        ("embed_code", words.word("site-embed-code")),
        ("newer", words.word("site-newer")),
        ("older", words.word("site-older")),
        ("beside", words.word("site-beside")),
        ("explicit", words.word("site-explicit")),
        ("groups", words.word("site-groups")),
        ("search_what", words.word("site-search-what")),
        ("search_go", words.word("site-search-go")),
        ("search_off", words.word("site-search-off")),
        ("found_none", words.word("site-found-none")),
        ("found_one", words.word("site-found-one")),
        ("found_more", words.say(&phrase("site-found-more").with("count", "#"))),
        ("found_first", words.say(&phrase("site-found-first").with("count", "#"))),
        ("at", words.word("site-at")),
        ("subscribe_lead", words.word("site-subscribe-lead")),
        ("subscribe_address", words.word("site-subscribe-address")),
        ("subscribe_how", words.word("site-subscribe-how")),
        ("subscribe_open", words.word("site-subscribe-open")),
        ("subscribe_apps", words.word("site-subscribe-apps")),
        ("subscribe_code", words.word("site-subscribe-code")),
        ("subscribe_code_alt", words.word("site-subscribe-code-alt")),
        ("subscribe_nowhere", words.word("site-subscribe-nowhere")),
        ("copy", words.word("site-copy")),
        ("copied", words.word("site-copied")),
        ("feed", words.word("site-feed")),
        ("lost", words.word("site-lost")),
        ("lost_more", words.word("site-lost-more")),
        ("practice", words.word("site-practice")),
        ("cover", words.word("site-cover")),
        ("picture", words.word("site-picture")),
    ]
    .into_iter()
    .collect()
}
