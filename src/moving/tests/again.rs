//! What takes long is not done twice.

use super::*;
use crate::catalogue::layout;
use crate::catalogue::record;

#[test]
fn a_sound_goes_on_beyond_half_of_the_longest() {
    let whole = sound("vbr.mp3");
    let asked = AtomicUsize::new(0);
    let (served, length) = (whole.clone(), whole.len());
    let server = Server::start(move |_| {
        let first = asked.fetch_add(1, Ordering::Relaxed) == 0;
        let cut = Served::ok(&served[..length / 4 * 3]).claiming(length as u64);
        if first { cut.tagged("\"v\"") } else { Served::ok(served.clone()).tagged("\"v\"") }
    });
    let feed = feed_of(1, &server.address("")).replace("<itunes:image", "<itunes:other");
    let home = Home::new();
    let plan = home.look(&feed, true).unwrap();
    let limits = Limits { longest: length as u64, ..quick() };
    let request = ImportRequest { root: home.root(), keep_going: false, limits, wait: Wait::default() };
    let imported = import_with(&world(), &plan, &request).unwrap();
    assert!(imported.complete, "{imported:?}");
    assert_eq!(server.asked(), 2, "the second time only for the rest");
    assert_eq!(fs::read(imported.shelved[0].sound()).unwrap(), whole);

    let other = Home::new();
    let limits = Limits { longest: length as u64 - 1, ..quick() };
    let request = ImportRequest { root: other.root(), keep_going: false, limits, wait: Wait::default() };
    let imported = import_with(&world(), &plan, &request).unwrap();
    assert!(matches!(imported.failed[0].why, ItemError::Fetch(FetchError::TooLong { .. })), "{imported:?}");
}

/// A shelf of so many episodes is read once, not once for each.
#[test]
fn a_thousand_episodes_that_are_here_are_seen_in_a_moment() {
    const HERE: u32 = 1000;
    let server = Server::start(serving);
    let home = Home::new();
    let feed = feed_of(3, &server.address(""));
    let plan = home.look(&feed, true).unwrap();
    import_with(
        &world(),
        &plan,
        &ImportRequest { root: home.root(), keep_going: false, limits: quick(), wait: Wait::default() },
    )
    .unwrap();
    let shelf = home.show().shelf().unwrap();
    let first = &shelf.episodes[0];
    for n in 4..=HERE {
        let folder = layout::episodes(&home.root()).join(format!("{n:04}-x"));
        fs::create_dir(&folder).unwrap();
        let mut record = record::read(&first.record()).unwrap();
        record.episode.handle = n.to_string().parse().unwrap();
        record.episode.guid = format!("hjemme:{n}&x").parse().unwrap();
        fs::write(folder.join(layout::RECORD), record::written(&record)).unwrap();
    }
    let plan = home.look(&feed_of(HERE + 20, &server.address("")), true).unwrap();
    let began = Instant::now();
    let imported = home.import(&world(), &plan, false).unwrap();
    assert_eq!((imported.already, imported.shelved.len(), imported.complete), (HERE as usize, 20, true));
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}
