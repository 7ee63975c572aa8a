//! One recording or several, heard one after the other as if they were one.

use std::cell::Cell;
use std::collections::VecDeque;
use std::path::Path;

use crate::audio::channels::Mixdown;
use crate::audio::decode::{self, DecodeError, Heard, Recording};
use crate::audio::resample::{Resample, published_rate};
use crate::audio::{Block, Source, SourceError, Spec};

/// Where each recording leaves word of what was found in it when it has been heard to its end.
pub(super) type Found = [Cell<Option<Heard>>];

/// Several recordings as one. One alone passes through as it is.
///
/// Recordings of different forms are brought to one: to the rate at which the fastest is published, and
/// to two channels as soon as one has more than one.
pub(super) struct Joined<'a> {
    spec: Spec,
    layout: decode::Layout,
    frames: Option<u64>,
    parts: VecDeque<Box<dyn Source + 'a>>,
}

/// Opens recordings one by one.
pub(super) fn open<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Result<Vec<Recording>, DecodeError> {
    paths.into_iter().map(decode::open).collect()
}

impl<'a> Joined<'a> {
    /// Joins recordings, at least one of them. What is found in them is not noted where `found` is empty.
    pub(super) fn of(recordings: Vec<Recording>, found: &'a Found) -> Joined<'a> {
        let several = recordings.len() > 1;
        let specs = || recordings.iter().map(Source::spec);
        let spec = Spec {
            rate: specs()
                .map(|spec| if several { published_rate(spec.rate) } else { spec.rate })
                .max()
                .unwrap_or(1),
            channels: specs()
                .map(|spec| if several { spec.channels.min(2) } else { spec.channels })
                .max()
                .unwrap_or(1),
        };
        let layout = match &recordings[..] {
            [only] => only.layout().clone(),
            _ => decode::Layout::usual(spec.channels),
        };
        let mut found = found.iter();
        let parts: VecDeque<_> = recordings
            .into_iter()
            .map(|recording| {
                let noting = Noting { recording, found: found.next() };
                if several { brought_to(spec.rate, noting) } else { Box::new(noting) }
            })
            .collect();
        let frames = parts.iter().map(Source::frames).sum();
        Joined { spec, layout, frames, parts }
    }
}

/// Brings a recording to at most two channels and to that rate.
fn brought_to<'a>(rate: u32, recording: Noting<'a>) -> Box<dyn Source + 'a> {
    let mixdown = Mixdown::of(recording.recording.layout());
    let mixed = recording.through(mixdown);
    let spec = mixed.spec();
    if spec.rate == rate { Box::new(mixed) } else { Box::new(mixed.through(Resample::new(spec, rate))) }
}

impl Source for Joined<'_> {
    fn spec(&self) -> Spec {
        self.spec
    }

    fn frames(&self) -> Option<u64> {
        self.frames
    }

    fn layout(&self) -> decode::Layout {
        self.layout.clone()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        while let Some(part) = self.parts.front_mut() {
            part.read(block)?;
            if block.frames() > 0 {
                break;
            }
            self.parts.pop_front();
        }
        if block.channels() != self.spec.channels {
            spread(block, self.spec.channels);
        }
        Ok(())
    }
}

/// Gives a block of one channel two equal ones.
fn spread(block: &mut Block, channels: usize) {
    let mut planes = std::mem::take(block).into_planes();
    let first = planes.first().cloned().unwrap_or_default();
    planes.resize(channels, first);
    *block = Block::from_planes(planes);
}

/// A recording that leaves word of what was found in it.
struct Noting<'a> {
    recording: Recording,
    found: Option<&'a Cell<Option<Heard>>>,
}

impl Source for Noting<'_> {
    fn spec(&self) -> Spec {
        self.recording.spec()
    }

    fn frames(&self) -> Option<u64> {
        self.recording.frames()
    }

    fn layout(&self) -> decode::Layout {
        self.recording.layout().clone()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        self.recording.read(block)?;
        if let Some(found) = self.found {
            found.set(self.recording.heard().copied());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::pump;
    use crate::audio::synth::Synth;
    use crate::audio::wav::{Depth, Wav};

    fn recording(folder: &Path, rate: u32, channels: usize) -> PathBuf {
        let path = folder.join(format!("{rate}-{channels}.wav"));
        let mut source =
            Synth::tone(rate, 440.0, Dbfs(-20.0), Duration::from_secs(1)).with_channels(channels);
        let wav = Wav::new(source.spec(), Depth::Sixteen, std::fs::File::create(&path).unwrap()).unwrap();
        pump(&mut source, wav).unwrap();
        path
    }

    fn heard(paths: &[PathBuf]) -> (Spec, Option<u64>, Vec<Vec<f32>>) {
        let found = vec![Cell::new(None); paths.len()];
        let mut joined = Joined::of(open(paths.iter().map(PathBuf::as_path)).unwrap(), &found);
        let (spec, frames) = (joined.spec(), joined.frames());
        let mut planes = vec![Vec::new(); spec.channels];
        let mut block = Block::default();
        loop {
            joined.read(&mut block).unwrap();
            assert_eq!(block.channels(), spec.channels);
            if block.frames() == 0 {
                break;
            }
            planes.iter_mut().zip(block.planes()).for_each(|(all, part)| all.extend(part));
        }
        assert!(found.iter().all(|found| found.get().is_some()), "each leaves word");
        (spec, frames, planes)
    }

    #[test]
    fn one_recording_passes_through_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let (spec, frames, planes) = heard(&[recording(dir.path(), 32_000, 3)]);
        assert_eq!(
            (spec, frames, planes[2].len()),
            (Spec { rate: 32_000, channels: 3 }, Some(32_000), 32_000)
        );
    }

    #[test]
    fn recordings_of_any_form_are_heard_one_after_the_other() {
        let dir = tempfile::tempdir().unwrap();
        let paths = [(44_100, 1), (48_000, 2), (16_000, 1)]
            .map(|(rate, channels)| recording(dir.path(), rate, channels));
        let (spec, frames, planes) = heard(&paths);
        assert_eq!((spec, frames), (Spec { rate: 48_000, channels: 2 }, None));
        assert!(planes[0].len().abs_diff(3 * 48_000) < 200, "{}", planes[0].len());
        assert_eq!(planes[0][..48_000], planes[1][..48_000], "one channel is heard on both sides");
        let power = |range: std::ops::Range<usize>| planes[1][range].iter().map(|s| s * s).sum::<f32>();
        let (first, last) = (power(10_000..20_000), power(110_000..120_000));
        assert!((first / last - 1.0).abs() < 0.01, "{first} {last}");
    }

    #[test]
    fn of_recordings_of_one_form_the_length_is_known() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (recording(dir.path(), 44_100, 2), recording(dir.path(), 44_100, 1));
        let (_, frames, planes) = heard(&[one, two]);
        assert_eq!((frames, planes[0].len()), (Some(88_200), 88_200));
    }
}
