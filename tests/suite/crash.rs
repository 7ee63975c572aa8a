//! The plug, pulled at every durable step of every command that changes a show.
//!
//! Whatever the step: the show opens, every episode in it is whole, the feed names nothing that is
//! missing, the recording is untouched, and the same command succeeds afterwards.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use podcast::catalogue::{Show, Wait, settings};
use podcast::episode::EpisodeType;
use podcast::studio::{self, AddRequest, EditRequest};
use podcast::world::disk::{Disk, RealDisk};
use podcast::world::program::{Order, ProgramError};
use podcast::world::{Cancelled, Digest, Programs, SettledClock, World};

/// A disk that takes so many durable steps and then none any more, as if the plug had been pulled.
pub(crate) struct CrashAfter(pub(crate) AtomicUsize);

impl CrashAfter {
    fn step(&self) -> io::Result<()> {
        match self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)) {
            Ok(_) => Ok(()),
            Err(_) => Err(io::Error::other("the plug was pulled")),
        }
    }
}

/// Makes no pages: what they survive is shown where they are made.
struct NoPages;

impl podcast::feed::Pages for NoPages {
    fn put(
        &self,
        _: &World,
        _: &Show,
        _: &[&podcast::catalogue::Shelved],
        _: &podcast::feed::Pictures<'_>,
    ) -> Result<podcast::feed::PagesPut, podcast::feed::FeedError> {
        Ok(podcast::feed::PagesPut::default())
    }

    fn sweep(
        &self,
        _: &World,
        _: &Show,
        _: &podcast::feed::PagesPut,
    ) -> Result<(), podcast::feed::FeedError> {
        Ok(())
    }
}

impl Disk for CrashAfter {
    fn create_new(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        RealDisk.create_new(path)
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_dir(path)
    }
    fn sync(&self, _: &File) -> io::Result<()> {
        self.step()
    }
    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        self.step()
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename_new(from, to)
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.exchange(one, other)
    }
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.replace(from, to)
    }
    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        // Torn: half of the file is there when the power goes.
        if self.step().is_err() {
            let bytes = fs::read(from)?;
            fs::write(to, &bytes[..bytes.len() / 2])?;
            return Err(io::Error::other("the plug was pulled"));
        }
        RealDisk.copy_new(from, to)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.link(from, to)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }
    fn remove_dir_all(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_dir_all(path)
    }
    fn free(&self, path: &Path) -> Option<u64> {
        RealDisk.free(path)
    }
}

/// The world, but for its clock: that of long ago, so that no recording here seems to be still growing.
pub(crate) fn settled() -> World {
    let clock = SettledClock("2026-10-03T08:00:00Z".parse().unwrap());
    World { clock: Arc::new(clock), ..World::real() }
}

const SETTINGS: &str = "title = \"Prøven\"\nauthor = \"Biblioteket\"\ndescription = \"Vi øver os\"\n";

/// What is said in each recording.
const SPOKEN: &str = "WEBVTT\n\n00:00.100 --> 00:00.200\nHej\n";

/// A show with two episodes in it, and recordings beside it.
struct Shelf {
    dir: tempfile::TempDir,
}

impl Shelf {
    fn new() -> Shelf {
        let dir = tempfile::tempdir().unwrap();
        let shelf = Shelf { dir };
        settings::create(&settled(), &shelf.root(), SETTINGS, None).unwrap();
        for number in 1..=2 {
            studio::add(&settled(), &shelf.show(), &shelf.request(number)).unwrap();
        }
        shelf.build(&settled()).unwrap();
        shelf
    }

    fn copy(&self) -> Shelf {
        let dir = tempfile::tempdir().unwrap();
        for entry in walkdir::WalkDir::new(self.dir.path()) {
            let entry = entry.unwrap();
            let to = dir.path().join(entry.path().strip_prefix(self.dir.path()).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(&to).unwrap();
            } else {
                fs::copy(entry.path(), &to).unwrap();
            }
        }
        Shelf { dir }
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("show")
    }

    fn show(&self) -> Show {
        Show::open(&self.root()).unwrap()
    }

    /// A third of a second of a tone, another for each number.
    fn recording(&self, number: u32) -> PathBuf {
        let path = self.dir.path().join(format!("optagelse {number}.wav"));
        if !path.exists() {
            crate::sound::tone(&path, 200.0 * f64::from(number), 0.3);
            fs::write(path.with_extension("chapters.txt"), "0:00 Hej\n").unwrap();
            fs::write(path.with_extension("vtt"), SPOKEN).unwrap();
            if number.is_multiple_of(2) {
                picture(&path.with_extension("png"), 80);
            }
        }
        path
    }

    fn request(&self, number: u32) -> AddRequest {
        AddRequest {
            recording: self.recording(number),
            joined: Vec::new(),
            wishes: studio::Wishes::default(),
            belongings: studio::Belongings::default(),
            title: Some(format!("Afsnit af {number}")),
            notes: String::new(),
            date: None,
            kind: EpisodeType::Full,
            season: None,
            explicit: None,
            details: podcast::episode::Details::default(),
            draft: false,
            again: false,
            force: false,
            wait: Wait::default(),
        }
    }

    fn build(&self, world: &World) -> Result<(), String> {
        podcast::feed::build(world, &self.show(), &NoPages, false, Wait::default())
            .map(drop)
            .map_err(|err| err.to_string())
    }

    /// Asserts all that must be true at every moment. Returns the titles on the shelf.
    fn is_whole(&self) -> Vec<String> {
        let shelf = self.show().shelf().unwrap().whole().unwrap();
        for shelved in shelf.episodes.iter().chain(&shelf.away) {
            let (digest, bytes) = Digest::of_reader(File::open(shelved.sound()).unwrap()).unwrap();
            assert_eq!((digest, bytes), (shelved.episode.sound.sha256, shelved.episode.sound.bytes));
            let analysis = shelved.analysis().unwrap().unwrap();
            assert_eq!(analysis.frames, shelved.episode.sound.frames);
            let kept = shelved.episode.recording.kept.as_ref().unwrap();
            let (digest, _) = Digest::of_reader(File::open(shelved.recording().unwrap()).unwrap()).unwrap();
            assert_eq!(digest, kept.sha256);
            let kept = shelved.episode.transcript.as_ref().unwrap();
            let (digest, _) =
                Digest::of_reader(File::open(shelved.folder.join(&kept.file)).unwrap()).unwrap();
            assert_eq!(digest, kept.sha256);
            if let Some(kept) = &shelved.episode.artwork {
                let bytes = fs::read(shelved.folder.join(&kept.file)).unwrap();
                assert_eq!(Digest::of(&bytes), kept.sha256);
                assert_eq!(shelved.episode.sound.tagged.artwork, Some(kept.sha256));
            }
            assert!(!shelved.episode.chapters().is_empty());
        }
        let feed = fs::read(self.show().feed_dir().join("feed.xml")).unwrap();
        let channel = rss::Channel::read_from(&feed[..]).unwrap();
        for item in channel.items() {
            let enclosure = item.enclosure().unwrap();
            let (_, media) = enclosure.url().split_once("/media/").unwrap();
            let length = fs::metadata(self.show().feed_dir().join("media").join(media)).unwrap().len();
            assert_eq!(enclosure.length(), length.to_string());
            if let Some(url) = item.itunes_ext().unwrap().image() {
                let (_, name) = url.rsplit_once('/').unwrap();
                assert!(self.show().feed_dir().join(name).is_file(), "{name}");
            }
            for tag in ["chapters", "transcript"] {
                let url = &item.extensions()["podcast"][tag][0].attrs["url"];
                let (_, name) = url.split_once("/media/").unwrap();
                assert!(self.show().feed_dir().join("media").join(name).is_file(), "{name}");
            }
        }
        shelf
            .episodes
            .iter()
            .map(|shelved| format!("{} {}", shelved.episode.handle, shelved.episode.title))
            .collect()
    }
}

/// Runs a command with the plug pulled after 0, 1, 2 … durable steps until it succeeds, each time on a
/// fresh copy of the show; after every failure the show is whole, and the same command succeeds.
fn wherever_the_plug_is_pulled(act: impl Fn(&World, &Shelf) -> Result<(), String>) -> usize {
    let first = Shelf::new();
    first.recording(3);
    for steps in 0.. {
        let shelf = first.copy();
        let world = World { disk: Arc::new(CrashAfter(AtomicUsize::new(steps))), ..settled() };
        let result = act(&world, &shelf);
        shelf.is_whole();
        if result.is_ok() {
            return steps;
        }
        let again = act(&settled(), &shelf);
        let titles = shelf.is_whole();
        // Where the commit had been reached, the second try finds it done and may say so.
        if let Err(why) = again {
            assert!(
                why.contains("already") || why.contains("no episode"),
                "after {steps} steps: {why}\n{titles:?}"
            );
        }
        shelf.build(&settled()).unwrap();
        shelf.is_whole();
        let left: Vec<_> = fs::read_dir(shelf.show().episodes_dir())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with(".staging") || name.starts_with(".new"))
            .collect();
        assert!(left.is_empty(), "after {steps} steps: {left:?}");
    }
    unreachable!("some number of steps is enough")
}

fn said(err: impl std::error::Error) -> String {
    err.to_string()
}

#[test]
fn while_adding() {
    let steps = wherever_the_plug_is_pulled(|world, shelf| {
        studio::add(world, &shelf.show(), &shelf.request(3)).map_err(said)?;
        shelf.build(world)
    });
    assert!(steps > 10, "only {steps} durable steps were taken");
}

#[test]
fn while_editing_and_retagging() {
    wherever_the_plug_is_pulled(|world, shelf| {
        let path = shelf.dir.path().join("ny.txt");
        fs::write(&path, "0:00 Farvel\n").unwrap();
        let art = path.with_extension("png");
        picture(&art, 160);
        let [chapters, transcript, artwork] =
            [path.clone(), path, art].map(|file| Some(studio::Give::File(file)));
        let belongings = studio::Belongings { chapters, transcript, artwork, clock: None };
        let title = Some("Nyt".into());
        let request = EditRequest { title, belongings, retag: true, ..EditRequest::default() };
        studio::edit(world, &shelf.show(), "2".parse().unwrap(), &request, Wait::default()).map_err(said)?;
        shelf.build(world)
    });
}

#[test]
fn while_transcribing() {
    /// Always hears the same.
    struct Recogniser;
    impl Programs for Recogniser {
        fn run(
            &self,
            _: &Order<'_>,
            _: &mut dyn FnMut() -> Result<(), Cancelled>,
        ) -> Result<Vec<u8>, ProgramError> {
            Ok(SPOKEN.replace("Hej", "Farvel").into_bytes())
        }
    }
    wherever_the_plug_is_pulled(|world, shelf| {
        let settings = format!("{SETTINGS}transcribe = [\"hears\", \"{{audio}}\"]\n");
        fs::write(shelf.root().join("episodes/show.toml"), settings).unwrap();
        let world = World { programs: Arc::new(Recogniser), ..world.clone() };
        let two = "2".parse().unwrap();
        studio::transcribe(&world, &shelf.show(), two, true, Wait::default()).map_err(said)?;
        shelf.build(&world)
    });
}

#[test]
fn while_replacing() {
    wherever_the_plug_is_pulled(|world, shelf| {
        let request = studio::ResoundRequest {
            recording: Some(shelf.recording(3)),
            joined: vec![shelf.recording(4)],
            wishes: studio::Wishes::default(),
            belongings: studio::Belongings::default(),
            force: false,
            again: false,
            wait: Wait::default(),
        };
        studio::replace(world, &shelf.show(), "1".parse().unwrap(), &request).map_err(said)?;
        shelf.build(world)
    });
}

#[test]
fn while_removing_and_restoring() {
    wherever_the_plug_is_pulled(|world, shelf| {
        studio::remove(world, &shelf.show(), "1".parse().unwrap(), Wait::default()).map_err(said)?;
        shelf.build(world)
    });
    wherever_the_plug_is_pulled(|world, shelf| {
        let one = "1".parse().unwrap();
        if shelf.show().shelf().unwrap().get(one).is_ok() {
            studio::remove(&settled(), &shelf.show(), one, Wait::default()).map_err(said)?;
        }
        studio::restore(world, &shelf.show(), "1", Wait::default()).map_err(said)?;
        shelf.build(world)
    });
}

#[test]
fn while_removing_everywhere() {
    wherever_the_plug_is_pulled(|world, shelf| {
        studio::bury(world, &shelf.show(), "1", "", Wait::default()).map_err(said)?;
        shelf.build(world)
    });
}

#[test]
fn while_undoing() {
    wherever_the_plug_is_pulled(|world, shelf| {
        studio::undo(world, &shelf.show(), false, Wait::default()).map_err(said)?;
        shelf.build(world)
    });
}

/// A picture of one colour that a feed can have as it is.
fn picture(path: &Path, red: u8) {
    image::RgbImage::from_pixel(1400, 1400, image::Rgb([red, 60, 40])).save(path).unwrap();
}
