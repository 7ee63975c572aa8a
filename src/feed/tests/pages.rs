//! The pages that go with a feed.

use std::collections::BTreeSet;

use snapbox::{Data, assert_data_eq};

use super::document::varied;
use super::*;
use crate::catalogue::Shelved;
use crate::feed::{Stuck, Unusable};
use crate::picture::Cover;
use crate::site::look::Look;
use crate::site::model::{ChapterLine, Told, TranscriptLine};
use crate::site::templates::Templates;
use crate::site::{Page, pages};
use crate::words::{Language, Words};

impl Desk {
    fn page(&self, name: &str) -> String {
        fs::read_to_string(self.show().feed_dir().join(name)).unwrap_or_else(|err| panic!("{name}: {err}"))
    }

    /// Returns the paths of all files below `feed/`, with slashes.
    fn files(&self) -> BTreeSet<String> {
        let files = tree(&self.show().feed_dir());
        files.iter().map(|(path, _)| path.display().to_string().replace('\\', "/")).collect()
    }

    fn template(&self, name: &str, text: &str) -> PathBuf {
        let folder = layout::templates(self.root());
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
        folder.join(name)
    }
}

/// Makes the pages of a desk's episodes, with chapters and a transcript that are made up.
fn made_up(desk: &Desk, title: &str, said: &str) -> Vec<Page> {
    let shelf = desk.show().shelf().unwrap();
    let due: Vec<&Shelved> = feed::newest_first(&shelf.episodes.iter().collect::<Vec<_>>());
    let told: Vec<Told<'_>> = due
        .into_iter()
        .map(|shelved| Told {
            wave: Some(vec![50; 100]),
            chapters: vec![
                ChapterLine::new(0, title, None),
                ChapterLine::new(94, "To", Some("https://example.org/?a&b")),
            ],
            transcript: ["Anna", "Anna", "Bo"]
                .map(|speaker| TranscriptLine {
                    seconds: Some(9),
                    speaker: Some(speaker.into()),
                    text: said.into(),
                })
                .into(),
            ..Told::of(shelved)
        })
        .collect();
    let look = Look::of(None, &Cover::Drawn("a".into()));
    pages(desk.world.jobs, desk.show().info(), &look, &told, &Templates::ours(), &Words::new(Language::Da))
        .unwrap()
}

fn is_html(path: &str) -> bool {
    path.strip_suffix(".html").is_some()
}

/// Returns the values of `href` and `src` in a page.
fn links(page: &str) -> Vec<&str> {
    let values = [" href=\"", " src=\""].into_iter().flat_map(|attribute| page.split(attribute).skip(1));
    values.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn a_site_is_as_it_was_drawn_up() {
    let desk = varied();
    desk.built();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/site");
    for (page, drawn_up) in [
        ("index.html", "index.html"),
        ("episodes/001-velkommen-og-hej/index.html", "episode.html"),
        ("subscribe.html", "subscribe.html"),
    ] {
        assert_data_eq!(desk.page(page), Data::read_from(&golden.join(drawn_up), None).raw());
    }
    let files = desk.files();
    assert!(files.contains("episodes/trailer-1-om-os/embed.html") && files.contains("sitemap.xml"));
    let unreleased = |file: &&String| file.contains("003-") || file.contains("004-");
    assert_eq!(files.iter().find(unreleased), None, "what waits has no page");
}

#[test]
fn every_link_leads_to_a_file_that_is_there_and_to_no_other_host() {
    for settings in [SETTINGS.to_owned(), SETTINGS.replace("link = ", "# link = ")] {
        let desk = Desk::with(&settings);
        for number in 1..=90 {
            desk.shelve(&episode(&number.to_string(), &format!("Nr. {number}")));
        }
        desk.built();
        let folder = desk.show().feed_dir();
        for file in desk.files().iter().filter(|file| is_html(file)) {
            let text = desk.page(file);
            for link in links(&text) {
                let own = link.strip_prefix("https://example.org/podcast/").map(str::to_owned);
                let app = link.split_once("://").is_some_and(|(scheme, _)| !scheme.starts_with("http"));
                let below = link.split(['#', '?']).next().unwrap();
                if app || below.is_empty() {
                    continue;
                }
                let target = own.map_or_else(
                    || folder.join(file).parent().unwrap().join(below),
                    |path| folder.join(path),
                );
                assert!(target.is_file(), "{file} links to {link}");
            }
            assert!(!text.contains("127.0.0.1"), "{file}");
        }
    }
}

#[test]
fn what_somebody_wrote_stands_in_pages_as_text() {
    let hostile = "</title></script><script>alert(1)</script>\"'&\u{2028}]]>{{ 7 * 6 }}";
    let desk = Desk::with(&SETTINGS.replace("Samtaler", &hostile.replace('"', "\\\"")));
    let mut one = episode("1", hostile);
    one.notes = format!("{hostile}\n- [x](javascript:alert(1))");
    desk.shelve(&one);
    let made = made_up(&desk, hostile, hostile);
    for page in &made {
        let text = String::from_utf8(page.bytes.clone()).unwrap();
        let scripts = text.matches("<script").count();
        let ours = text.matches("<script src=\"").count()
            + text.matches("<script type=\"application/ld+json\">").count();
        assert_eq!(scripts, ours, "{}", page.path);
        assert!(!is_html(&page.path) || !text.contains("alert(1)</script>"), "{}", page.path);
        assert!(!text.contains('\u{2028}') || is_html(&page.path), "{}", page.path);
        assert!(!text.contains(" 42 ") && !text.contains("href=\"javascript"), "{}", page.path);
    }
}

#[test]
fn chapters_and_what_is_said_are_shown_and_found() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    let made = made_up(&desk, "Havnen ved nat", "Og så gik vi ombord.");
    let page = |end: &str| {
        let page = made.iter().find(|page| page.path.ends_with(end)).unwrap();
        String::from_utf8(page.bytes.clone()).unwrap()
    };
    let text = page("001-et/index.html");
    assert!(text.contains("href=\"../../media/001-et.mp3#t=94\" data-seconds=\"94\""), "{text}");
    assert!(text.contains("<a class=\"more\" href=\"https://example.org/?a&amp;b\""), "{text}");
    assert_eq!(text.matches("<b>Anna:</b>").count(), 1, "one voice speaks in one paragraph: {text}");
    assert!(text.contains("<b>Bo:</b> Og så gik vi ombord."));
    let index = made.iter().find(|page| page.path.starts_with("site/index-")).unwrap();
    let index = String::from_utf8(index.bytes.clone()).unwrap();
    assert!(
        index.contains("[0,\"Havnen ved nat\"]") && index.contains("[9,\"Og så gik vi ombord.\"]"),
        "{index}"
    );
}

#[test]
fn an_episode_that_leaves_the_feed_takes_its_pages_along_and_nothing_else() {
    let desk = Desk::new();
    let (one, two) = (episode("1", "Et"), episode("2", "To"));
    let folders = [desk.shelve(&one), desk.shelve(&two)];
    desk.shelve(&episode("3", "Tre"));
    desk.built();
    let pages = desk.show().feed_dir().join("episodes");
    fs::write(pages.join("002-to/billede.jpg"), "theirs").unwrap();
    fs::create_dir(pages.join("000-andre")).unwrap();
    fs::write(pages.join("000-andre/index.html"), "<p>theirs").unwrap();
    desk.put_away(&folders[0], &one, Away::Removed);
    desk.put_away(&folders[1], &two, Away::Removed);
    desk.built();
    assert_eq!(names(&pages), ["000-andre", "002-to", "003-tre", "index.html"]);
    assert_eq!(names(&pages.join("002-to")), ["billede.jpg"]);
    assert_eq!(fs::read_to_string(pages.join("000-andre/index.html")).unwrap(), "<p>theirs");
}

#[test]
fn a_page_of_somebody_else_is_left_alone_and_named() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    fs::create_dir_all(desk.show().feed_dir()).unwrap();
    fs::write(desk.show().feed_dir().join("index.html"), "<p>theirs").unwrap();
    let built = desk.built();
    let said: Vec<_> = built.findings.iter().filter(|finding| finding.id() == "page-taken").collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].to_string().contains("feed/index.html"), "{}", said[0]);
    assert_eq!(desk.page("index.html"), "<p>theirs");
    assert!(desk.files().contains("episodes/001-et/index.html"));
}

#[test]
fn a_template_of_the_show_stands_in_for_ours() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    desk.template(
        "episode.html",
        "<!DOCTYPE HTML><title>{{ episode.title }}</title>{% include \"mine.html\" %}",
    );
    desk.template("mine.html", "<p>{{ site.title }}</p>");
    let built = desk.built();
    assert!(built.findings.iter().all(|finding| finding.id() != "stranger"), "{:?}", built.findings);
    let page = desk.page("episodes/001-et/index.html");
    assert!(page.ends_with("<title>Et</title><p>Vi læser &amp; lytter</p>\n"), "{page}");
    // It is ours all the same, and may be made anew.
    fs::remove_dir_all(layout::templates(desk.root())).unwrap();
    assert_eq!(desk.built().pages_changed, 1);
    assert!(desk.page("episodes/001-et/index.html").contains("class=\"player\""));
}

#[test]
fn a_broken_template_is_named_with_its_line_and_the_old_pages_stay() {
    let desk = Desk::new();
    desk.shelve(&episode("1", "Et"));
    desk.built();
    desk.shelve(&episode("2", "To"));
    let before = tree(&desk.show().feed_dir());
    for (text, wanted, stuck) in [
        ("<p>\n{% if x %}\n", 3, Stuck::Form),
        ("<p>\n\n{{ episode.titel.x }}", 3, Stuck::Name),
        ("{% for a in range(9999) %}\n{% for b in range(9999) %}{% endfor %}{% endfor %}", 2, Stuck::Endless),
        ("\n{{ 1|no_such_filter }}", 2, Stuck::Tool),
        ("\n{% include \"no-such.html\" %}", 2, Stuck::Template),
        ("\n{{ 1 + [] }}", 2, Stuck::Use),
    ] {
        let file = desk.template("episode.html", text);
        match desk.build() {
            Err(FeedError::Template { path, line, problem }) => {
                assert_eq!(path, file);
                assert!(line.is_some_and(|line| line.abs_diff(wanted) <= 1), "{text:?}: {line:?}");
                let Unusable::Stuck { at, .. } = problem else { panic!("{text:?}: {problem}") };
                assert_eq!(at, stuck, "{text:?}");
            }
            other => panic!("{text:?}: {other:?}"),
        }
        let pages = |tree: &[(PathBuf, Vec<u8>)]| {
            tree.iter().filter(|(path, _)| !path.starts_with("media")).cloned().collect::<Vec<_>>()
        };
        assert_eq!(pages(&tree(&desk.show().feed_dir())), pages(&before));
    }
}

#[test]
fn a_new_episode_changes_few_pages_and_none_is_heavy() {
    let desk = Desk::new();
    let long = "En overskrift, der er så lang, som en overskrift kan være. ".repeat(3);
    for number in 1..=300 {
        let mut one = episode(&number.to_string(), long.trim());
        one.notes = "Et langt, langt brev. ".repeat(180);
        desk.shelve(&one);
    }
    desk.built();
    let heaviest = |ending: &str| {
        let files = desk.files();
        let sizes = files.iter().filter(|file| file.ends_with(ending)).map(|file| desk.page(file).len());
        sizes.max().unwrap()
    };
    // With style and scripts, which come once, a page stays below 60 kB.
    let shared = heaviest(".css") + crate::site::Site::SCRIPT_BYTES;
    assert!(heaviest(".html") + shared < 60_000, "{} and {shared}", heaviest(".html"));
    desk.shelve(&episode("301", "Ny"));
    let built = desk.built();
    // Its own page and player, the page before it, the front page, the index of the search and the page that
    // names it, the map; and the archive, whose six parts are counted on each of its seven pages.
    assert!(built.pages_changed <= 14, "{}", built.pages_changed);
}

#[test]
fn a_show_without_an_address_has_pages_all_the_same() {
    let desk = Desk::with(&SETTINGS.replace("link = ", "# link = "));
    desk.built();
    assert!(desk.page("index.html").contains("Det første afsnit er på vej."));
    desk.shelve(&episode("1", "Et"));
    desk.built();
    let files = desk.files();
    assert!(!files.contains("sitemap.xml") && !files.contains("robots.txt"));
    assert!(desk.page("subscribe.html").contains("endnu ingen adresse"));
}

#[test]
fn what_an_address_brought_goes_with_it() {
    let desk = Desk::new();
    desk.built();
    assert!(desk.files().contains("robots.txt"));
    let settings_file = layout::settings(desk.root());
    let text = fs::read_to_string(&settings_file).unwrap();
    fs::write(&settings_file, text.replace("\nlink = ", "\n# link = ")).unwrap();
    desk.built();
    assert!(!desk.files().contains("robots.txt") && !desk.files().contains("sitemap.xml"));
}
