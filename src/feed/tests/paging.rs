//! A feed in pages, in its folder.

use super::crash::{CrashAfter, NoPages};
use super::*;

/// Returns a show whose feed has pages of ten, with so many episodes.
fn with(episodes: u32) -> Desk {
    let desk = Desk::with(&format!("{SETTINGS}feed_page = 10\n"));
    for number in 1..=episodes {
        desk.shelve(&episode(&number.to_string(), &format!("Nr {number}")));
    }
    desk
}

/// Returns the titles that somebody gets who follows the pages, and the names of the documents.
fn followed(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let (mut titles, mut documents) = (Vec::new(), Vec::new());
    let mut next = Some("feed.xml".to_owned());
    while let Some(name) = next {
        let text = fs::read_to_string(desk.show().feed_dir().join(&name)).expect("what is named is there");
        let channel: rss::Channel = text.parse().expect("and whole");
        titles.extend(channel.items().iter().map(|item| item.title().unwrap().to_owned()));
        let links = channel.atom_ext().map(|atom| atom.links().to_vec()).unwrap_or_default();
        let link = links.into_iter().find(|link| link.rel() == "next");
        next = link.map(|link| link.href().strip_prefix("https://example.org/podcast/").unwrap().to_owned());
        documents.push(name);
    }
    (titles, documents)
}

fn documents(desk: &Desk) -> Vec<String> {
    names(&desk.show().feed_dir()).into_iter().filter(|name| name.starts_with("feed")).collect()
}

fn from(newest: u32) -> Vec<String> {
    (1..=newest).rev().map(|number| format!("Nr {number}")).collect()
}

#[test]
fn every_episode_is_on_one_page_and_no_other_page_is_left() {
    let desk = with(29);
    desk.built();
    let (titles, before) = followed(&desk);
    assert_eq!((titles, before.len()), (from(29), 2));
    desk.shelve(&episode("30", "Nr 30"));
    assert!(desk.built().changed);
    let (titles, after) = followed(&desk);
    assert_eq!((titles, after.len()), (from(30), 3));
    assert_eq!(before[1], after[2], "the oldest page is the same");
    assert_eq!(documents(&desk), sorted(after));
    assert!(!desk.built().changed);

    let text = fs::read_to_string(layout::settings(desk.root())).unwrap();
    fs::write(layout::settings(desk.root()), text.replace("feed_page", "# feed_page")).unwrap();
    desk.built();
    assert_eq!(followed(&desk), (from(30), vec!["feed.xml".to_owned()]));
}

#[test]
fn pages_of_the_feed_before_stay_for_apps_that_have_it_still() {
    let desk = with(30);
    desk.built();
    let (_, first) = followed(&desk);
    let retitle = |number: u32, title: &str| {
        let old = episode(&number.to_string(), &format!("Nr {number}"));
        let folder = desk.show().episodes_dir().join(layout::folder_name(&old));
        write_record(&folder, &Episode { title: title.into(), ..old }, None);
        assert!(desk.built().changed);
        followed(&desk).1
    };
    let second = retitle(3, "Tre");
    assert_eq!(first.iter().filter(|name| second.contains(name)).count(), 1, "feed.xml alone");
    let both = first.iter().chain(&second).cloned().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(documents(&desk), both.into_iter().collect::<Vec<_>>());
    assert!(!desk.built().changed);
    let third = retitle(4, "Fire");
    assert!(documents(&desk).iter().all(|name| !first[1..].contains(name)));
    assert!(third.iter().chain(&second).all(|name| documents(&desk).contains(name)));
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

#[test]
fn a_pulled_plug_leaves_every_page_that_is_named() {
    let before = with(29);
    let build =
        |desk: &Desk, world: &World| feed::build(world, &desk.show(), &NoPages, false, Wait::default());
    build(&before, &before.world).unwrap();
    let old = from(29);
    // An old page changes, and there is a new one.
    let mut third = episode("3", "Tre");
    third.sound.tagged.title = "Tre".into();
    let folder = before.show().episodes_dir().join(layout::folder_name(&episode("3", "Nr 3")));
    write_record(&folder, &Episode { slug: Slug::of("Nr 3"), ..third }, None);
    before.shelve(&episode("30", "Nr 30"));
    let new: Vec<String> =
        from(30).into_iter().map(|title| if title == "Nr 3" { "Tre".to_owned() } else { title }).collect();

    for forgets in [false, true] {
        let finished = (0..200).position(|limit| {
            let desk = before.copied();
            let outcome = build(&desk, &desk.with_disk(CrashAfter::new(limit, forgets)));
            let (titles, _) = followed(&desk);
            assert!(titles == old || titles == new, "after {limit} steps: {titles:?}");
            build(&desk, &desk.world).unwrap();
            let (titles, named) = followed(&desk);
            assert_eq!(titles, new, "after {limit} steps");
            // Those of the feed before, and nothing that was begun.
            assert!(documents(&desk).len() <= named.len() + 1, "after {limit} steps");
            outcome.is_ok()
        });
        assert!(finished.unwrap() > 12, "too few steps to prove anything");
    }
}
