//! Pictures of episodes: in the feed, on the pages, and gone again.

use super::*;
use crate::feed::artwork::Found;
use crate::words::{Language, Words};

/// Shelves an episode with a picture of its own.
fn pictured(desk: &Desk, handle: &str, title: &str, size: (u32, u32)) -> PathBuf {
    let png = picture(size.0, size.1);
    let mut episode = episode(handle, title);
    has_picture(&mut episode, &png, size);
    let folder = desk.shelve(&episode);
    fs::write(folder.join("artwork-1.png"), png).unwrap();
    folder
}

/// The names of the pictures in the feed's folder, and how many small copies there are.
fn in_feed(desk: &Desk) -> (Vec<String>, usize) {
    let feed = desk.show().feed_dir();
    let begins = |folder: &Path, begin: &str| {
        names(folder).into_iter().filter(|name| name.starts_with(begin)).collect::<Vec<_>>()
    };
    (begins(&feed, "artwork-"), begins(&feed.join("site"), "cover-").len())
}

fn page(desk: &Desk, folder: &str) -> String {
    fs::read_to_string(desk.show().feed_dir().join("episodes").join(folder).join("index.html")).unwrap()
}

/// The addresses of the pictures in the feed, newest episode first.
fn images(desk: &Desk) -> Vec<Option<String>> {
    let image = |item: &rss::Item| item.itunes_ext().and_then(|itunes| itunes.image()).map(str::to_owned);
    desk.channel().items().iter().map(image).collect()
}

#[test]
fn an_episode_with_a_picture_shows_it_in_the_feed_and_on_its_page() {
    let desk = Desk::new();
    pictured(&desk, "1", "Et", (1400, 1400));
    pictured(&desk, "2", "To", (1600, 900));
    // A season may share one.
    pictured(&desk, "3", "Tre", (1600, 900));
    desk.shelve(&episode("4", "Fire"));
    desk.built();
    let images = images(&desk);
    assert_eq!((&images[0], &images[1]), (&None, &images[2]));
    let (own, made) = (images[3].as_deref().unwrap(), images[1].as_deref().unwrap());
    assert!(
        own.starts_with("https://example.org/podcast/artwork-") && own.strip_suffix(".png").is_some(),
        "{own}"
    );
    assert!(made.strip_suffix(".jpg").is_some(), "{made}");
    let feed = desk.show().feed_dir();
    let file = |address: &str| fs::read(feed.join(address.rsplit('/').next().unwrap())).unwrap();
    assert_eq!(file(own), picture(1400, 1400), "what fits keeps its bytes");
    let shape = crate::picture::from_bytes(file(made)).unwrap().shape();
    assert!(shape.fits_feed() && shape.width == 1600, "{shape:?}");
    let tag = format!(
        "<podcast:image aspect-ratio=\"1/1\" href=\"{made}\" purpose=\"artwork\" type=\"image/jpeg\">"
    );
    assert!(desk.feed().contains(&tag), "{}", desk.feed());
    assert_eq!((in_feed(&desk).0.len(), in_feed(&desk).1), (3, 6), "the show, and two pictures");

    let (one, four) = (page(&desk, "001-et"), page(&desk, "004-fire"));
    let large = |page: &str| {
        page.split("<img class=\"cover\" src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_ne!(large(&one), large(&four));
    assert!(one.contains("alt=\"Billedet til afsnittet\"") && four.contains("alt=\"Podcastens cover\""));
    let shared = large(&one).trim_start_matches("../").to_owned();
    assert!(feed.join(&shared).is_file());
    for wanted in [
        format!("<meta property=\"og:image\" content=\"https://example.org/podcast/{shared}\">"),
        format!("\"image\":\"https://example.org/podcast/{shared}\""),
        format!("data-cover=\"../../{shared}\""),
    ] {
        assert!(one.contains(&wanted), "{wanted}");
        assert!(!four.contains(&wanted), "{wanted}");
    }
}

#[test]
fn nothing_is_decoded_or_written_for_pictures_that_the_feed_has() {
    let desk = Desk::new();
    let folder = pictured(&desk, "1", "Et", (1500, 900));
    desk.built();
    let before = tree(&desk.show().feed_dir());
    // What is no picture any more, but as long, is not even opened.
    let file = folder.join("artwork-1.png");
    let length = fs::read(&file).unwrap().len();
    fs::write(&file, vec![b'x'; length]).unwrap();
    let built = desk.built();
    assert!(!built.changed && built.pages_changed == 0, "{built:?}");
    assert!(tree(&desk.show().feed_dir()) == before);
}

#[test]
fn a_folder_that_was_deleted_comes_back_with_the_same_bytes() {
    let desk = Desk::new();
    pictured(&desk, "1", "Et", (1500, 900));
    pictured(&desk, "2", "To", (300, 300));
    desk.built();
    let before = tree(&desk.show().feed_dir());
    fs::remove_dir_all(desk.show().feed_dir()).unwrap();
    for jobs in [1, 3] {
        let world = World { jobs: std::num::NonZeroUsize::new(jobs).unwrap(), ..desk.world.clone() };
        feed::build(&world, &desk.show(), &Site, false, Wait::default()).unwrap();
        assert!(tree(&desk.show().feed_dir()) == before);
    }
}

#[test]
fn a_picture_that_no_episode_has_any_more_leaves_the_feed() {
    let desk = Desk::new();
    pictured(&desk, "1", "Et", (1500, 900));
    desk.built();
    assert_eq!((in_feed(&desk).0.len(), in_feed(&desk).1), (2, 4));
    pictured(&desk, "1", "Et", (1500, 800));
    desk.built();
    assert_eq!((in_feed(&desk).0.len(), in_feed(&desk).1), (2, 4));
    desk.shelve(&episode("1", "Et"));
    desk.built();
    assert_eq!((in_feed(&desk).0.len(), in_feed(&desk).1), (1, 2));
    assert_eq!(images(&desk), [None]);
}

#[test]
fn a_picture_that_cannot_be_used_stops_no_feed() {
    for spoil in [
        (|file: &Path| fs::remove_file(file).unwrap()) as fn(&Path),
        |file| fs::write(file, "GIF89a").unwrap(),
        |file| fs::write(file, picture(1500, 901)).unwrap(),
    ] {
        let desk = Desk::new();
        spoil(&pictured(&desk, "1", "Et", (1500, 900)).join("artwork-1.png"));
        let built = desk.built();
        let said: Vec<_> =
            built.findings.iter().map(Finding::id).filter(|id| id.starts_with("picture")).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(images(&desk), [None]);
        assert!(page(&desk, "001-et").contains("alt=\"Podcastens cover\""));
    }
}

#[test]
fn a_picture_that_is_whole_and_cannot_be_decoded_is_named_when_it_is_wanted() {
    let desk = Desk::new();
    let mut png = picture(1500, 900);
    let middle = png.len() / 2;
    png[middle..middle + 40].fill(0xff);
    let mut broken = episode("1", "Et");
    has_picture(&mut broken, &png, (1500, 900));
    fs::write(desk.shelve(&broken).join("artwork-1.png"), png).unwrap();
    let built = desk.built();
    assert!(built.findings.iter().any(|finding| finding.id() == "picture-damaged"), "{built:?}");
    assert_eq!(images(&desk), [None]);
}

#[test]
fn a_draft_shows_its_picture_in_the_preview_only() {
    let desk = Desk::new();
    let png = picture(1500, 900);
    let mut draft = episode("1", "Et");
    draft.draft = true;
    has_picture(&mut draft, &png, (1500, 900));
    fs::write(desk.shelve(&draft).join("artwork-1.png"), png).unwrap();
    desk.built();
    assert_eq!(in_feed(&desk).0.len(), 1);
    let shelf = desk.show().shelf().unwrap();
    let cover = Found::of(&desk.show());
    let episodes: Vec<_> = shelf.episodes.iter().collect();
    let pictures = feed::Pictures::of(&cover, &episodes);
    let pages = crate::site::preview(
        desk.world.jobs,
        &desk.show(),
        desk.show().info(),
        &episodes,
        &pictures,
        &|_| Vec::new(),
        &Words::new(Language::En),
    )
    .unwrap();
    let copies = pages.iter().filter(|page| page.path.starts_with("site/cover-")).count();
    assert_eq!(copies, 4, "of the show and of the draft");
    assert_eq!(in_feed(&desk).0.len(), 1, "nothing was written");
}
