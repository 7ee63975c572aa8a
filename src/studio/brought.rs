//! The recording as it was brought: whether it is finished, whether we know it, whether it stays the same.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use super::AddError;
use crate::audio::decode::DecodeError;
use crate::catalogue::Wait;
use crate::world::{Digest, Event, Step, World};

/// A file that was touched so recently may still be written to.
const RECENT: Duration = Duration::from_secs(10);
/// How long to look whether it grows. Recorders and copies write at least this often.
const LOOK: Duration = Duration::from_millis(1200);

/// A recording as it stood when the work began.
#[derive(Debug, Clone)]
pub(super) struct Brought {
    path: PathBuf,
    state: State,
}

/// What tells one state of a file from a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl State {
    fn of(metadata: &Metadata) -> State {
        State { bytes: metadata.len(), modified: metadata.modified().ok() }
    }
}

impl Brought {
    /// Looks at the recording, and whether somebody still writes to it.
    ///
    /// With [`Wait::Forever`] a recording that grows is waited for.
    pub(super) fn look(world: &World, path: &Path, wait: Wait) -> Result<Brought, AddError> {
        let mut told = false;
        loop {
            world.cancel.check()?;
            let state = state(path)?;
            let brought = Brought { path: path.to_owned(), state };
            if !is_recent(world, state) {
                return Ok(brought);
            }
            let written_to = is_open_for_writing(path);
            if !written_to {
                world.clock.sleep(LOOK);
                world.cancel.check()?;
                if self::state(path)? == state {
                    return Ok(brought);
                }
            }
            if wait != Wait::Forever {
                return Err(AddError::Growing { path: path.to_owned() });
            }
            if !told {
                world.progress.event(Event::Growing { file: brought.name() });
                told = true;
            }
            world.clock.sleep(LOOK);
        }
    }

    /// Returns the path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns its length.
    pub(super) fn bytes(&self) -> u64 {
        self.state.bytes
    }

    /// Returns its name without the folder. What is not text in it is replaced.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Returns its fingerprint.
    pub(super) fn digest(&self, world: &World) -> Result<Digest, AddError> {
        world.progress.event(Event::Began { step: Step::Copying, total: Some(self.state.bytes), rate: None });
        let advance = |by: usize| {
            world.progress.event(Event::Advanced { step: Step::Copying, by: by as u64 });
            true
        };
        let digest = self.digest_while(world, advance);
        world.progress.event(Event::Ended { step: Step::Copying });
        digest
    }

    /// Returns its fingerprint, silently, or any error as soon as nobody wants it any more.
    pub(super) fn digest_unless(&self, world: &World, unwanted: &AtomicBool) -> Result<Digest, AddError> {
        self.digest_while(world, |_| !unwanted.load(Ordering::Relaxed))
    }

    /// Returns its fingerprint. `goes_on` is told how much more was read, and says whether to read on.
    fn digest_while(&self, world: &World, goes_on: impl Fn(usize) -> bool) -> Result<Digest, AddError> {
        struct Heard<'w, F>(File, &'w World, F);
        impl<F: Fn(usize) -> bool> io::Read for Heard<'_, F> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.1.cancel.check().map_err(io::Error::other)?;
                let read = self.0.read(buffer)?;
                if self.2(read) { Ok(read) } else { Err(io::ErrorKind::ConnectionAborted.into()) }
            }
        }
        let unreadable =
            |source| AddError::Recording(DecodeError::Unreadable { path: self.path.clone(), source });
        let file = File::open(&self.path).map_err(unreadable)?;
        let digest = Digest::of_reader(Heard(file, world, goes_on));
        world.cancel.check()?;
        digest.map(|(digest, _)| digest).map_err(unreadable)
    }

    /// Returns an error if it is not what it was when we looked.
    pub(super) fn unchanged(&self) -> Result<(), AddError> {
        if state(&self.path)? == self.state {
            return Ok(());
        }
        Err(AddError::ChangedMeanwhile { path: self.path.clone() })
    }

    /// Returns the ending under which it is kept beside an episode: its own, if that is plain.
    pub(super) fn ending(&self) -> String {
        let ending = ending(&self.path);
        let plain = (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
        if plain { ending } else { "sound".to_owned() }
    }
}

/// Returns the ending of a path in small letters; empty without one.
pub(super) fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn state(path: &Path) -> Result<State, AddError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(State::of(&metadata)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            Err(DecodeError::Missing { path: path.to_owned() }.into())
        }
        Err(source) => Err(DecodeError::Unreadable { path: path.to_owned(), source }.into()),
    }
}

/// Returns whether the file was touched a moment ago. A time far ahead is a camera's wrong clock.
fn is_recent(world: &World, state: State) -> bool {
    let modified = state.modified.and_then(|modified| Timestamp::try_from(modified).ok());
    modified.is_some_and(|modified| {
        let apart = world.clock.now().duration_since(modified).unsigned_abs();
        apart < RECENT
    })
}

/// Returns whether a process of ours has the file open for writing, where the system tells. Says no
/// where it does not: then the file's growth must tell.
#[cfg(target_os = "linux")]
fn is_open_for_writing(path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let Ok(processes) = fs::read_dir("/proc") else { return false };
    processes.filter_map(Result::ok).any(|process| {
        let Ok(files) = fs::read_dir(process.path().join("fd")) else { return false };
        files.filter_map(Result::ok).any(|file| {
            if fs::read_link(file.path()).ok().as_deref() != Some(&path) {
                return false;
            }
            // The last octal digit of the flags is how it was opened: 1 to write, 2 to read and write.
            let info =
                fs::read_to_string(process.path().join("fdinfo").join(file.file_name())).unwrap_or_default();
            let flags = info.lines().find_map(|line| line.strip_prefix("flags:")).unwrap_or_default().trim();
            flags.ends_with(['1', '2'])
        })
    })
}

#[cfg(not(target_os = "linux"))]
fn is_open_for_writing(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_that_somebody_writes_to_is_still_growing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("interview.wav");
        let mut file = File::create(&path).unwrap();
        file.write_all(b"RIFF").unwrap();
        let world = World::real();
        if cfg!(target_os = "linux") {
            assert!(matches!(Brought::look(&world, &path, Wait::default()), Err(AddError::Growing { .. })));
        }
        drop(file);
        let brought = Brought::look(&world, &path, Wait::default()).unwrap();
        assert_eq!((brought.name().as_str(), brought.bytes()), ("interview.wav", 4));
        assert_eq!(brought.digest(&world).unwrap(), Digest::of(b"RIFF"));
        brought.unchanged().unwrap();
        fs::write(&path, "RIFFx").unwrap();
        assert!(matches!(brought.unchanged(), Err(AddError::ChangedMeanwhile { .. })));
    }

    #[test]
    fn what_is_not_there_is_missing() {
        let err = Brought::look(&World::real(), Path::new("nothing.wav"), Wait::default());
        assert!(matches!(err, Err(AddError::Recording(_))));
    }
}
