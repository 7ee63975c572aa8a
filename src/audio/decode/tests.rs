//! Whole files, good and bad, through the front door.

use std::path::PathBuf;

use super::*;
use crate::audio::SourceError;

/// Returns the path of a recording that is committed.
fn format(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/formats").join(name)
}

/// Hears a recording to its end.
fn hear(path: &Path) -> Result<(Recording, Vec<Vec<f32>>), DecodeError> {
    let mut recording = open(path)?;
    let mut planes = vec![Vec::new(); recording.spec().channels];
    let mut block = Block::new(1);
    loop {
        match recording.read(&mut block) {
            Ok(()) if block.frames() == 0 => return Ok((recording, planes)),
            Ok(()) => {
                assert!(block.frames() <= Block::FRAMES);
                assert_eq!(block.channels(), planes.len());
                for (all, some) in planes.iter_mut().zip(block.planes()) {
                    assert_eq!(some.len(), block.frames());
                    all.extend_from_slice(some);
                }
            }
            Err(SourceError::Decode(err)) => return Err(err),
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn explore() {
    let mut names: Vec<_> = std::fs::read_dir(std::env::var("FROM").map_or(format(""), PathBuf::from))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.sort();
    for path in names {
        match hear(&path) {
            Ok((r, planes)) => {
                let p = &planes[0];
                let q = p.len() / 4;
                if let Ok(dir) = std::env::var("DUMP") {
                    let bytes: Vec<u8> = (0..p.len())
                        .flat_map(|i| planes.iter().flat_map(move |p| p[i].to_le_bytes()))
                        .collect();
                    std::fs::write(Path::new(&dir).join(path.file_name().unwrap()), bytes).unwrap();
                }
                let rms = (p[q..3 * q].iter().map(|x| x * x).sum::<f32>() / (2 * q) as f32).sqrt();
                println!(
                    "{:<16} {:>6} want {:<6} {:?} {} {} exp {:?} fr {:?} v {} o {} rms {:.2} dB {:?} {:?} first {:?}",
                    path.file_name().unwrap().to_string_lossy(),
                    p.len(),
                    r.spec().rate / 2,
                    r.spec(),
                    r.container(),
                    r.codec(),
                    r.expected(),
                    r.frames(),
                    r.is_video(),
                    r.other_tracks(),
                    20.0 * rms.log10(),
                    r.tags().title,
                    r.heard().unwrap(),
                    &p[..3]
                );
            }
            Err(e) => println!("{:<16} {e} {e:?}", path.file_name().unwrap().to_string_lossy()),
        }
    }
}
