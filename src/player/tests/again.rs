//! Several players at once, one of them behind a disk that fails: what is tried once more, and what is not.

use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::super::fleet::{self, Heard, Here, How, Tried, Turn};
use super::sync::three;
use super::*;
use crate::catalogue::{Show, settings};
use crate::world::{Cancel, Clock, Disk, Progress};

/// What happens when the second file is written to a player.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// The disk says so.
    Refused(io::ErrorKind),
    /// What lies there is not what was written.
    Garbled,
    /// The player is pulled out.
    PulledOut,
    /// Somebody asks to stop.
    Stopped,
}

/// A disk that gives trouble so many times.
struct Flaky {
    root: PathBuf,
    trouble: Trouble,
    left: AtomicUsize,
    /// Copies that were begun.
    begun: AtomicUsize,
    /// How often there was trouble.
    had: AtomicUsize,
    garbles: AtomicUsize,
    cancel: Cancel,
}

fn aside(root: &Path) -> PathBuf {
    root.with_extension("aside")
}

impl Flaky {
    fn of(root: &Path, trouble: Trouble, times: usize) -> Flaky {
        let zero = || AtomicUsize::new(0);
        let (root, left, cancel) = (root.to_owned(), AtomicUsize::new(times), Cancel::default());
        Flaky { root, trouble, left, begun: zero(), had: zero(), garbles: zero(), cancel }
    }

    /// Returns whether it is time for trouble: at every second copy, as long as there is any left.
    fn is_due(&self, path: &Path) -> bool {
        let is_copy = path.starts_with(&self.root) && path.extension().is_some_and(|ending| ending == "TMP");
        if !is_copy || self.begun.fetch_add(1, Ordering::Relaxed).is_multiple_of(2) {
            return false;
        }
        let due = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        self.had.fetch_add(usize::from(due.is_ok()), Ordering::Relaxed);
        due.is_ok()
    }
}

impl Disk for Flaky {
    fn create_new(&self, path: &Path) -> io::Result<File> {
        if self.is_due(path) {
            match self.trouble {
                Trouble::Refused(kind) => return Err(kind.into()),
                Trouble::Garbled => self.garbles.store(1, Ordering::Relaxed),
                Trouble::PulledOut => RealDisk.rename_new(&self.root, &aside(&self.root))?,
                Trouble::Stopped => self.cancel.ask(2),
            }
        }
        RealDisk.create_new(path)
    }

    fn sync(&self, mut file: &File) -> io::Result<()> {
        if self.garbles.swap(0, Ordering::Relaxed) > 0 {
            file.rewind()?;
            file.write_all(b"X")?;
        }
        RealDisk.sync(file)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.sync_dir(path)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename_new(from, to)
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.replace(from, to)
    }

    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.copy_new(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_file(path)
    }

    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_dir_all(path)
    }

    fn free(&self, path: &Path) -> Option<u64> {
        RealDisk.free(path)
    }
}

/// A clock that never waits; while somebody does, something may happen.
struct Meanwhile<F>(F);

impl<F: Fn() + Send + Sync> Clock for Meanwhile<F> {
    fn now(&self) -> jiff::Timestamp {
        "2026-10-03T08:00:00Z".parse().unwrap()
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::UTC
    }

    fn sleep(&self, _: Duration) {
        (self.0)();
    }
}

/// Writes down who is tried again, and whose turn is over.
#[derive(Clone)]
struct Diary(&'static str, Arc<Mutex<Vec<String>>>);

impl Progress for Diary {
    fn event(&self, event: Event) {
        let Diary(name, pages) = self;
        match event {
            Event::Again => pages.lock().unwrap().push(format!("{name} again")),
            Event::Over { well } => pages.lock().unwrap().push(format!("{name} {well}")),
            _ => {}
        }
    }
}

/// A show, and three players, of which the second gives trouble.
struct Bench {
    dir: tempfile::TempDir,
    show: Show,
    sounds: Sounds,
    diary: Arc<Mutex<Vec<String>>>,
}

const NAMES: [&str; 3] = ["P1", "P2", "P3"];

impl Bench {
    fn new() -> Bench {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("show");
        fs::create_dir(&home).unwrap();
        let text = "title = \"Vi læser\"\nauthor = \"Biblioteket\"\nlanguage = \"da\"\n";
        settings::create(&world(), &home, text, None).unwrap();
        for name in NAMES {
            fs::create_dir(dir.path().join(name)).unwrap();
            let volume = Mounted::at(&RealDisk, &dir.path().join(name)).unwrap();
            take_in(&world(), &volume, "Vi læser", introduced(name), None).unwrap();
        }
        Bench { show: Show::open(&home).unwrap(), dir, sounds: three(), diary: Arc::default() }
    }

    fn root(&self, name: &str) -> PathBuf {
        fs::canonicalize(self.dir.path()).unwrap().join(name)
    }

    /// Brings all three up to date. The second has that disk, and that happens while somebody waits.
    fn sync(&self, disk: &Arc<Flaky>, meanwhile: impl Fn() + Send + Sync + 'static) -> Vec<Tried> {
        let clock = Arc::new(Meanwhile(meanwhile));
        let turn = |name: &'static str| {
            let mut own = World { clock: clock.clone(), ..world() };
            own.progress = Arc::new(Diary(name, self.diary.clone()));
            if name == "P2" {
                (own.disk, own.cancel) = (disk.clone(), disk.cancel.clone());
            }
            let here: Here = fleet::open(&own, &self.root(name)).unwrap();
            Turn { here, offer: &self.sounds.offer, world: own }
        };
        let looking = Looking::default();
        let how = How { dry: false, looking, read_back: true, heard: Heard::default() };
        fleet::sync(&self.show, |id| id.starts_with("guid-"), &NAMES.map(turn), how)
    }

    /// Asserts that a player has what the show has.
    fn holds(&self, name: &str) {
        for sound in &self.sounds.offer.sounds {
            let file = names::of_sound(&sound.place, &sound.title, 1, "mp3");
            let there = self.root(name).join("PODCASTS/Vi læser").join(file);
            assert_eq!(Some(Digest::of(&fs::read(&there).unwrap())), sound.sha256, "{}", there.display());
        }
        assert!(!self.root(name).join(manifest::BUSY).exists());
    }

    fn others_hold(&self, tried: &[Tried]) {
        for (n, name) in [(0, "P1"), (2, "P3")] {
            assert!(tried[n].result.is_ok() && tried[n].attempts == 1, "{name}: {:?}", tried[n]);
            self.holds(name);
        }
    }
}

const PASSING: [Trouble; 3] =
    [Trouble::Refused(io::ErrorKind::Other), Trouble::Refused(io::ErrorKind::TimedOut), Trouble::Garbled];

#[test]
fn what_fails_once_and_may_pass_is_tried_again_when_the_others_had_their_turn() {
    for trouble in PASSING {
        let bench = Bench::new();
        let disk = Arc::new(Flaky::of(&bench.root("P2"), trouble, 1));
        let tried = bench.sync(&disk, || panic!("nobody is away, so nobody waits"));
        bench.others_hold(&tried);
        assert_eq!(tried[1].attempts, 2, "{trouble:?}: {:?}", tried[1]);
        let synced = tried[1].result.as_ref().unwrap();
        bench.holds("P2");
        // What is said of it is what came of both tries.
        let other = &tried[0].result.as_ref().unwrap().prepared.plan;
        let plan = &synced.prepared.plan;
        let ids = |plan: &Plan| plan.copies.iter().map(|copy| copy.item.id.clone()).collect::<Vec<_>>();
        assert_eq!((ids(plan), plan.kept, plan.bytes()), (ids(other), other.kept, other.bytes()));
        let diary = bench.diary.lock().unwrap().clone();
        assert_eq!(diary[3..], ["P2 again", "P2 true"], "{diary:?}");
        drop(tried);
        let again = bench.sync(&disk, || ());
        assert!(again.iter().all(|one| one.attempts == 1));
        assert!(again.iter().all(|one| one.result.as_ref().unwrap().prepared.plan.is_empty()));
    }
}

#[test]
fn what_fails_always_is_tried_twice_and_says_its_own_reason() {
    for trouble in PASSING {
        let bench = Bench::new();
        let disk = Arc::new(Flaky::of(&bench.root("P2"), trouble, usize::MAX));
        let tried = bench.sync(&disk, || panic!("nobody is away, so nobody waits"));
        bench.others_hold(&tried);
        let (err, had) = (tried[1].result.as_ref().unwrap_err(), disk.had.load(Ordering::Relaxed));
        assert_eq!((tried[1].attempts, had), (2, 2), "{trouble:?}: {err:?}");
        match trouble {
            Trouble::Garbled => assert!(matches!(err, SyncError::Unfaithful { .. }), "{err:?}"),
            _ => assert!(matches!(err, SyncError::Io { doing: "written", .. }), "{err:?}"),
        }
    }
}

#[test]
fn what_does_not_pass_is_tried_once() {
    use io::ErrorKind as Kind;
    let troubles =
        [Kind::ReadOnlyFilesystem, Kind::StorageFull, Kind::PermissionDenied].map(Trouble::Refused);
    for trouble in troubles.into_iter().chain([Trouble::Stopped]) {
        let bench = Bench::new();
        let disk = Arc::new(Flaky::of(&bench.root("P2"), trouble, usize::MAX));
        let tried = bench.sync(&disk, || panic!("nobody is away, so nobody waits"));
        bench.others_hold(&tried);
        let (err, had) = (tried[1].result.as_ref().unwrap_err(), disk.had.load(Ordering::Relaxed));
        assert_eq!((tried[1].attempts, had), (1, 1), "{trouble:?}: {err:?}");
        assert!(!err.may_pass(), "{err:?}");
    }
    // Nor does what is known before anything is written.
    let never = [
        SyncError::NotOurs,
        SyncError::Foreign { show: "Andre".into() },
        SyncError::Twin { other: None },
        SyncError::Newer(7),
        SyncError::Corrupt,
        SyncError::Endless,
        SyncError::ReadOnly,
        SyncError::Full,
        SyncError::RootFull,
        SyncError::NoRoom { fit: Fit::TooLittle { missing: 1, would_fit: Vec::new() }, is_estimated: false },
        SyncError::InUse,
        SyncError::Unfit { file: PathBuf::new() },
        SyncError::Cancelled(crate::world::Cancelled { signal: 2 }),
    ];
    assert!(never.iter().all(|err| !err.may_pass()));
}

#[test]
fn a_player_that_was_away_for_a_moment_is_tried_again_if_it_is_the_same() {
    let bench = Bench::new();
    let root = bench.root("P2");
    let comes_back = {
        let root = root.clone();
        move || RealDisk.rename_new(&aside(&root), &root).unwrap()
    };
    let disk = Arc::new(Flaky::of(&root, Trouble::PulledOut, 1));
    let tried = bench.sync(&disk, comes_back);
    bench.others_hold(&tried);
    assert!(tried[1].attempts == 2 && tried[1].result.is_ok(), "{:?}", tried[1]);
    bench.holds("P2");
    // Another one in its place is not touched.
    let bench = Bench::new();
    let root = bench.root("P2");
    let other_comes = {
        let root = root.clone();
        move || {
            if !root.exists() {
                fs::create_dir(&root).unwrap();
                let volume = Mounted::at(&RealDisk, &root).unwrap();
                take_in(&world(), &volume, "Vi læser", introduced("P2"), None).unwrap();
            }
        }
    };
    let disk = Arc::new(Flaky::of(&root, Trouble::PulledOut, 1));
    let tried = bench.sync(&disk, other_comes);
    bench.others_hold(&tried);
    assert!(tried[1].attempts == 1 && matches!(tried[1].result, Err(SyncError::Gone)), "{:?}", tried[1]);
    assert!(!root.join("PODCASTS").exists());
    // One that stays away is waited for a few seconds, and no longer.
    let bench = Bench::new();
    let waited = Arc::new(AtomicUsize::new(0));
    let counts = {
        let waited = waited.clone();
        move || {
            waited.fetch_add(1, Ordering::Relaxed);
        }
    };
    let disk = Arc::new(Flaky::of(&bench.root("P2"), Trouble::PulledOut, 1));
    let tried = bench.sync(&disk, counts);
    bench.others_hold(&tried);
    assert!(tried[1].attempts == 1 && matches!(tried[1].result, Err(SyncError::Gone)), "{:?}", tried[1]);
    assert_eq!(waited.load(Ordering::Relaxed), 20, "five seconds");
}
