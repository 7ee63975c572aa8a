//! Whole files, good and bad, through the front door.

mod channels;
mod cues;
mod formats;
mod he_aac;
mod hostile;
mod large;
mod quicktime;
mod refused;
mod wav;

use std::fs;

use tempfile::TempDir;

use super::*;

/// Returns the path of a recording that is committed.
fn format(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/formats").join(name)
}

/// Returns the names of all recordings that are committed.
fn formats() -> Vec<String> {
    let names =
        fs::read_dir(format("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != "make.sh").collect();
    names.sort();
    names
}

/// A recording that was heard to its end.
#[derive(Debug)]
struct Ear {
    recording: Recording,
    planes: Vec<Vec<f32>>,
}

impl Ear {
    /// Hears a recording to its end.
    fn hear(path: &Path) -> Result<Ear, DecodeError> {
        let mut recording = open(path)?;
        let mut planes = vec![Vec::new(); recording.spec().channels];
        let mut block = Block::default();
        loop {
            match recording.read(&mut block) {
                Ok(()) => {}
                Err(SourceError::Decode(err)) => return Err(err),
                Err(other) => panic!("{other}"),
            }
            assert!(block.frames() <= Block::FRAMES);
            assert_eq!(block.channels(), planes.len());
            if block.frames() == 0 {
                break;
            }
            for (all, some) in planes.iter_mut().zip(block.planes()) {
                assert_eq!(some.len(), block.frames());
                assert!(some.iter().all(|sample| sample.is_finite()));
                all.extend_from_slice(some);
            }
        }
        let ear = Ear { recording, planes };
        assert_eq!(ear.heard().frames, ear.frames());
        if let Some(known) = ear.recording.frames() {
            assert_eq!(known, ear.frames(), "what is certain must be so");
        }
        Ok(ear)
    }

    fn frames(&self) -> u64 {
        self.planes[0].len() as u64
    }

    fn seconds(&self) -> f64 {
        self.frames() as f64 / f64::from(self.recording.spec().rate)
    }

    fn heard(&self) -> Heard {
        *self.recording.heard().unwrap()
    }

    fn mistaken(&self) -> Option<u64> {
        self.heard().mistaken(self.recording.spec().rate)
    }

    /// Returns the RMS level of the middle half of a channel, in dB.
    fn level(&self, channel: usize) -> f64 {
        level(&self.planes[channel])
    }
}

/// Returns the RMS level of the middle half of a channel, in dB.
fn level(plane: &[f32]) -> f64 {
    let middle = &plane[plane.len() / 4..plane.len() * 3 / 4];
    let energy: f64 = middle.iter().map(|&sample| f64::from(sample) * f64::from(sample)).sum();
    10.0 * (energy / middle.len() as f64).log10()
}

/// A folder with one file in it, for as long as it lives.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Hears these bytes as a file of that name.
    fn hear(&self, name: &str, bytes: &[u8]) -> Result<Ear, DecodeError> {
        Ear::hear(&self.file(name, bytes))
    }
}
