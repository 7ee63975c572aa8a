//! The plug: a disk that fails at the n-th durable step, for every n until the build succeeds.

use std::fs::File;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::world::disk::RealDisk;

/// A disk whose plug is pulled after so many durable steps, or to which something happens before a copy.
///
/// When the plug is pulled it may lose what was never synced: the contents of new files, and new names
/// in a folder. Nothing is ever synced in truth: what a sync is good for is what this disk is there to
/// find out. A real disk loses some of it and keeps the rest; this one loses all of it or nothing.
pub(super) struct CrashAfter {
    steps: AtomicUsize,
    limit: usize,
    forgets: bool,
    memory: Mutex<Memory>,
    before_copy: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

/// What has not reached the disk yet.
#[derive(Default)]
struct Memory {
    /// Files whose contents may be lost, where they are now.
    contents: Vec<PathBuf>,
    /// New names that may be lost: what had it before, and the name.
    names: Vec<(PathBuf, PathBuf, Option<Vec<u8>>)>,
}

impl CrashAfter {
    pub(super) fn new(limit: usize, forgets: bool) -> CrashAfter {
        CrashAfter {
            steps: AtomicUsize::new(0),
            limit,
            forgets,
            memory: Mutex::default(),
            before_copy: Mutex::new(None),
        }
    }

    /// Returns a disk that never fails. It takes no time to sync, either.
    pub(super) fn never() -> CrashAfter {
        CrashAfter::new(usize::MAX, false)
    }

    /// Returns a disk that never fails, on which somebody does this before the first copy.
    pub(super) fn never_but(before_copy: impl FnOnce() + Send + 'static) -> CrashAfter {
        CrashAfter { before_copy: Mutex::new(Some(Box::new(before_copy))), ..CrashAfter::never() }
    }

    fn step<T>(&self, step: impl FnOnce(&mut Memory) -> io::Result<T>) -> io::Result<T> {
        let memory = &mut self.memory.lock().unwrap();
        if self.steps.fetch_add(1, Ordering::Relaxed) < self.limit {
            return step(memory);
        }
        if self.forgets {
            memory.lose();
        }
        Err(io::Error::other("the plug is pulled"))
    }
}

impl Memory {
    fn lose(&mut self) {
        for path in self.contents.drain(..) {
            fs::write(path, "").ok();
        }
        for (from, to, before) in self.names.drain(..).rev() {
            RealDisk.replace(&to, &from).ok();
            if let Some(before) = before {
                fs::write(to, before).unwrap();
            }
        }
    }

    fn renamed(&mut self, from: &Path, to: &Path, before: Option<Vec<u8>>) {
        for path in self.contents.iter_mut().filter(|path| *path == from) {
            to.clone_into(path);
        }
        self.names.push((from.to_owned(), to.to_owned(), before));
    }
}

impl Disk for CrashAfter {
    fn create_new(&self, path: &Path) -> io::Result<File> {
        self.step(|memory| {
            memory.contents.push(path.to_owned());
            RealDisk.create_new(path)
        })
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step(|_| RealDisk.create_dir(path))
    }

    fn sync(&self, _: &File) -> io::Result<()> {
        self.step(|memory| {
            // Whoever syncs a file here has just written it, and nothing else.
            memory.contents.pop();
            Ok(())
        })
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.step(|memory| {
            memory.names.retain(|(_, to, _)| to.parent() != Some(path));
            Ok(())
        })
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|memory| {
            memory.renamed(from, to, None);
            RealDisk.rename_new(from, to)
        })
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|memory| {
            let before = if self.forgets { fs::read(to).ok() } else { None };
            memory.renamed(from, to, before);
            RealDisk.replace(from, to)
        })
    }

    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if let Some(meddle) = self.before_copy.lock().unwrap().take() {
            meddle();
        }
        let copied = self.step(|memory| {
            memory.contents.push(to.to_owned());
            RealDisk.copy_new(from, to)
        });
        // A copy that was cut off leaves half a file.
        copied.inspect_err(|_| fs::write(to, "half").unwrap_or_default())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|_| RealDisk.link(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(|memory| {
            memory.contents.retain(|lost| lost != path);
            RealDisk.remove_file(path)
        })
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        self.step(|_| RealDisk.remove_dir_all(path))
    }

    fn free(&self, path: &Path) -> Option<u64> {
        RealDisk.free(path)
    }
}

/// Returns what the feed names that is not there, whole, in its folder.
fn missing(desk: &Desk) -> Vec<String> {
    let folder = desk.show().feed_dir();
    let Ok(text) = fs::read_to_string(folder.join("feed.xml")) else {
        return Vec::new();
    };
    let channel: rss::Channel = text.parse().expect("a feed is whole or not there");
    let sounds = channel.items().iter().filter_map(|item| {
        let enclosure = item.enclosure()?;
        let name = enclosure.url().rsplit('/').next()?;
        let there = fs::metadata(folder.join("media").join(name)).map(|metadata| metadata.len());
        (there.ok() != enclosure.length().parse().ok()).then(|| name.to_owned())
    });
    let picture = channel.itunes_ext().and_then(|show| show.image()).and_then(|url| url.rsplit('/').next());
    let picture = picture.filter(|name| !folder.join(name).exists()).map(str::to_owned);
    sounds.chain(picture).collect()
}

/// Makes a show with a feed, then everything at once that can change it.
fn changed() -> Desk {
    let desk = Desk::with(&format!("{}artwork = \"cover.png\"\n", SETTINGS.replace("link", "copyright2")));
    // Small to decode: it happens a hundred times.
    for (name, grey) in [("cover.png", 1), ("other.png", 2)] {
        let picture = image::GrayImage::from_pixel(1400, 1400, image::Luma([grey]));
        image::DynamicImage::from(picture).to_rgb8().save(desk.show().episodes_dir().join(name)).unwrap();
    }
    let (one, two, three) = (episode("1", "Et"), episode("2", "To"), episode("3", "Tre"));
    let folders = [&one, &two, &three].map(|episode| desk.shelve(episode));
    desk.built();
    let next = next_sound(&one);
    fs::write(folders[0].join("audio-2.mp3"), sound_of(&next)).unwrap();
    write_record(&folders[0], &next, None);
    desk.put_away(&folders[1], &two, Away::Removed);
    desk.put_away(&folders[2], &three, Away::TakenBack);
    // The number and the name of the one taken back come again.
    let mut again = episode("3", "Tre");
    again.guid = "again".parse().unwrap();
    measure(&mut again);
    desk.shelve(&again);
    desk.shelve(&episode("4", "Fire"));
    let settings_file = layout::settings(desk.root());
    let text = fs::read_to_string(&settings_file).unwrap().replace("copyright2", "link");
    fs::write(settings_file, text.replace("cover.png", "other.png")).unwrap();
    desk
}

/// What a feed is: its text, its files, and what is remembered of it.
type State = (String, Vec<String>, Vec<(PathBuf, Vec<u8>)>, baseline::Baseline);

fn state(desk: &Desk) -> State {
    let folder = desk.show().feed_dir();
    (desk.feed(), names(&folder), tree(&folder.join("media")), desk.last())
}

/// Makes no pages.
pub(super) struct NoPages;

impl feed::Pages for NoPages {
    fn put(
        &self,
        _: &World,
        _: &Show,
        _: &[&crate::catalogue::Shelved],
        _: &feed::Pictures<'_>,
    ) -> Result<feed::PagesPut, FeedError> {
        Ok(feed::PagesPut::default())
    }

    fn sweep(&self, _: &World, _: &Show, _: &feed::PagesPut) -> Result<(), FeedError> {
        Ok(())
    }
}

/// Pulls the plug after so many steps of a build, and has the next one finish. Returns whether the first did.
fn pulled(before: &Desk, pages: &dyn feed::Pages, limit: usize, forgets: bool, goal: &State) -> bool {
    let desk = before.copied();
    let build = |world: &World| feed::build(world, &desk.show(), pages, false, Wait::default());
    let outcome = build(&desk.with_disk(CrashAfter::new(limit, forgets)));
    assert_eq!(missing(&desk), Vec::<String>::new(), "after {limit} steps");
    if outcome.is_ok() {
        return true;
    }
    assert_eq!(build(&desk.world).unwrap().items, 3, "after {limit} steps");
    assert_eq!(state(&desk), *goal, "after {limit} steps");
    false
}

#[test]
fn a_pulled_plug_leaves_a_whole_feed_and_the_next_build_finishes() {
    let built = changed();
    feed::build(&built.world, &built.show(), &NoPages, false, Wait::default()).unwrap();
    let goal = state(&built);
    let before = changed();
    for forgets in [false, true] {
        let steps = (0..1_000).find(|limit| pulled(&before, &NoPages, *limit, forgets, &goal)).unwrap();
        assert!(steps > 20, "{steps} steps are too few to prove anything");
    }
}

#[test]
fn a_pulled_plug_leaves_whole_pages_or_has_them_made_again() {
    let built = changed();
    built.built();
    let (goal, pages) = (state(&built), tree(&built.show().feed_dir()));
    let before = changed();
    // A build with pages has many steps, and most of them are alike.
    for (forgets, first) in [(false, 20), (true, 27)] {
        let steps =
            (first..2_000).step_by(17).find(|limit| pulled(&before, &Site, *limit, forgets, &goal)).unwrap();
        assert!(steps > 40, "{steps} steps are too few to prove anything");
        let desk = before.copied();
        feed::build(
            &desk.with_disk(CrashAfter::new(steps - 20, forgets)),
            &desk.show(),
            &Site,
            false,
            Wait::default(),
        )
        .unwrap_err();
        desk.built();
        assert!(tree(&desk.show().feed_dir()) == pages);
    }
}
