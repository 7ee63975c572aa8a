//! Joins the runs of the encoder, one for each segment, into one file.
//!
//! Each run encodes its segment and some way beyond it; the next run begins cold at the segment's end.
//! Once the next run has heard enough to have warmed up, and both have been given the same sound, there
//! comes a frame at which the first can [go over](Stream::joins) into the second. It is heard before it
//! is kept: the joint is decoded, and its peaks are told.

use std::io::{Seek, Write};

use super::run::{LOOK_AHEAD, Run};
use super::stream::Stream;
use super::write::FrameWriter;
use super::{Mp3Form, Written};
use crate::audio::decode::Mp3Decoder;
use crate::audio::loudness::true_peak;
use crate::audio::{Block, SinkError};

/// MP3 frames that a run needs before its frames can be trusted: LAME's longest memory, the mean of the
/// perceptual entropy, is 19 frames long.
pub(crate) const WARM_UP: u64 = 24;
/// MP3 frames behind a segment's end within which the joint must be found. Of thousands, the latest was
/// at the 57th.
pub(crate) const WINDOW: u64 = 120;
/// MP3 frames that a decoder must have been given before what it gives out is exact: what the reservoir
/// can borrow from, and the overlap of its filters.
pub(crate) const LEAD: u64 = 12;
/// Joints that are heard until one has no peak above the ceiling.
const TRIES: usize = 6;

/// A segment, encoded.
pub(crate) struct Piece {
    /// The run that encoded it, from its first MP3 frame to beyond its last.
    pub(crate) run: Run,
    /// The number of the first MP3 frame of the next segment; none if there is none.
    pub(crate) end: Option<u64>,
    /// Frames of sound in the segment.
    pub(crate) frames: u64,
    /// The sound that was encoded at the segment's beginning, up to [`WINDOW`] MP3 frames of it.
    pub(crate) head: Vec<Vec<f32>>,
    /// The sound behind the segment's end, up to [`WINDOW`] MP3 frames of it.
    pub(crate) overlap: Vec<Vec<f32>>,
    /// Frames of the overlap that the run has encoded already.
    pub(crate) fed: usize,
}

/// Why two segments cannot be joined, or not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JoinError {
    /// There is no joint within the window.
    #[error("no joint was found at MP3 frame {0}")]
    NoJoint(u64),
    /// The encoder or the disk failed.
    #[error(transparent)]
    Sink(#[from] SinkError),
}

/// Where two segments were joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Joint {
    /// The first MP3 frame that is the second run's.
    pub(crate) at: u64,
    /// The highest true peak of the decoded sound around it.
    pub(crate) peak: f32,
}

/// Joins pieces as they come, and writes them.
pub(crate) struct Joiner<W> {
    form: Mp3Form,
    writer: FrameWriter<W>,
    ceiling: f32,
    strict: bool,
    last: Option<Piece>,
    written: u64,
    frames: u64,
}

impl<W: Write + Seek> Joiner<W> {
    /// Begins a file of that form. `ceiling` is the true peak that no joint should exceed. Whoever is
    /// `strict` gets no joint that exceeds it, nor one where the two runs were given different sound; else
    /// the best there is must do.
    pub(crate) fn new(form: Mp3Form, ceiling: f32, strict: bool, to: W) -> Result<Joiner<W>, SinkError> {
        let writer = FrameWriter::new(form, to)?;
        Ok(Joiner { form, writer, ceiling, strict, last: None, written: 0, frames: 0 })
    }

    /// Returns whether nothing has come yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.last.is_none()
    }

    /// Joins the next piece to those before it; none for the first.
    pub(crate) fn push(&mut self, next: Piece) -> Result<Option<Joint>, JoinError> {
        self.frames += next.frames;
        let Some(mut last) = self.last.take() else {
            self.last = Some(next);
            return Ok(None);
        };
        let border = last.end.unwrap_or_else(|| last.run.stream().end());
        let joint = self.find(&mut last, &next, border)?;
        let Piece { run, end, overlap, fed, frames, .. } = next;
        last.run.join(run, joint.at);
        self.write_upto(&mut last.run, joint.at)?;
        self.last = Some(Piece { run: last.run, end, head: Vec::new(), overlap, fed, frames });
        Ok(Some(joint))
    }

    /// Ends the file.
    pub(crate) fn finish(mut self) -> Result<Written, SinkError> {
        if let Some(mut last) = self.last.take() {
            let end = last.run.stream().end();
            self.write_upto(&mut last.run, end)?;
        }
        self.writer.finish(self.frames)
    }

    fn write_upto(&mut self, run: &mut Run, number: u64) -> Result<(), SinkError> {
        let stream = run.stream();
        let written = stream.before(self.written).len();
        self.writer.put(&stream.before(number)[written..])?;
        self.written = number;
        // What the next joint may look back at stays.
        run.drop_before(number.saturating_sub(4 * LEAD));
        Ok(())
    }

    /// Finds the frame at which `last` goes over into `next`.
    fn find(&self, last: &mut Piece, next: &Piece, border: u64) -> Result<Joint, JoinError> {
        let samples = self.form.samples();
        let mut best: Option<Joint> = None;
        let mut tried = 0;
        for at in border + WARM_UP..border + WINDOW {
            if at + 4 > next.run.stream().end() || !extended(last, at + 1, samples)? {
                break;
            }
            if self.strict && !same_sound(last, next, (at - border) as usize, samples)
                || !last.run.stream().joins(next.run.stream(), at)
            {
                continue;
            }
            let peak = self.heard(last.run.stream(), next.run.stream(), border, at);
            let joint = Joint { at, peak };
            if peak <= self.ceiling {
                return Ok(joint);
            }
            best = Some(best.filter(|best| best.peak <= peak).unwrap_or(joint));
            tried += 1;
            if tried == TRIES {
                break;
            }
        }
        best.filter(|_| !self.strict).ok_or(JoinError::NoJoint(border))
    }

    /// Returns the highest true peak of what is decoded from where the next run can first be trusted to
    /// behind the joint.
    fn heard(&self, last: &Stream, next: &Stream, border: u64, at: u64) -> f32 {
        let from = border + WARM_UP - 2;
        let mut probe = last.window(from.saturating_sub(LEAD)..at);
        probe.join(&next.window(at.saturating_sub(LEAD)..at + 4), at);
        let skip = (from.saturating_sub(probe.first()) as usize) * self.form.samples();
        let planes = decoded(&self.form, &probe);
        peak_from(&planes, skip)
    }
}

/// Encodes on until that frame is there; returns whether it is.
fn extended(piece: &mut Piece, end: u64, samples: usize) -> Result<bool, SinkError> {
    let overlap = piece.overlap.first().map_or(0, Vec::len);
    while piece.run.stream().end() < end && piece.fed < overlap {
        let upto = (piece.fed + LOOK_AHEAD as usize * samples).min(overlap);
        let sound: Vec<&[f32]> = piece.overlap.iter().map(|plane| &plane[piece.fed..upto]).collect();
        piece.run.feed(&sound)?;
        piece.fed = upto;
    }
    Ok(piece.run.stream().end() >= end)
}

/// Returns whether both runs were given the same sound around an MP3 frame so many behind the border: one
/// decoder's overlap before it and one encoder's look-ahead behind it.
fn same_sound(last: &Piece, next: &Piece, behind: usize, samples: usize) -> bool {
    let range = behind.saturating_sub(3) * samples..(behind + 3) * samples;
    last.overlap.iter().zip(&next.head).all(|(last, next)| {
        let common = range.start.min(last.len())..range.end.min(last.len());
        next.get(common.clone()).is_some_and(|next| *next == last[common])
    })
}

/// Decodes all frames of a run, delays included.
pub(crate) fn decoded(form: &Mp3Form, stream: &Stream) -> Vec<Vec<f32>> {
    let mut decoder = Mp3Decoder::new(form.rate, form.channels);
    let sound = (stream.end() - stream.first()) as usize * form.samples();
    let mut block = Block::from_planes(vec![Vec::with_capacity(sound); form.channels]);
    for frame in (stream.first()..stream.end()).filter_map(|number| stream.frame(number)) {
        // A frame that cannot be decoded gives silence, and the walk over all frames will tell.
        decoder.decode(frame, &mut block).ok();
    }
    block.into_planes()
}

fn peak_from(planes: &[Vec<f32>], skip: usize) -> f32 {
    let peak = |plane: &Vec<f32>| true_peak::true_peak(plane, skip.min(plane.len())..plane.len());
    planes.iter().map(peak).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::time::Duration;

    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::mp3::frames::walk;
    use crate::audio::mp3::{DELAY, Effort, Mp3Writer};
    use crate::audio::synth::Synth;
    use crate::audio::{Source, pump};

    fn planes_of(mut synth: Synth, channels: usize) -> Vec<Vec<f32>> {
        let (mut planes, mut block) = (vec![Vec::new(); channels], Block::default());
        loop {
            synth.read(&mut block).unwrap();
            if block.frames() == 0 {
                return planes;
            }
            for (plane, from) in planes.iter_mut().zip(block.planes()) {
                plane.extend_from_slice(from);
            }
        }
    }

    /// Encodes in pieces of so many MP3 frames, and joins them.
    fn joined(form: Mp3Form, planes: &[Vec<f32>], length: u64) -> (Vec<u8>, Vec<Joint>) {
        let mut bytes = Vec::new();
        let joiner = Joiner::new(form, 1.0, true, Cursor::new(&mut bytes)).unwrap();
        let joints = joined_by(joiner, form, &[planes], length).unwrap();
        (bytes, joints)
    }

    /// Has that joiner join pieces that are cut in turn from these sounds.
    fn joined_by<W: Write + Seek>(
        mut joiner: Joiner<W>,
        form: Mp3Form,
        sounds: &[&[Vec<f32>]],
        length: u64,
    ) -> Result<Vec<Joint>, JoinError> {
        let samples = form.samples();
        let (total, step) = (sounds[0][0].len(), length as usize * samples);
        let window = WINDOW as usize * samples;
        let mut joints = Vec::new();
        let mut from = 0;
        while from < total {
            let planes = sounds[from / step % sounds.len()];
            let cut = |from: usize, to: usize| -> Vec<Vec<f32>> {
                planes.iter().map(|plane| plane[from.min(total)..to.min(total)].to_vec()).collect()
            };
            let last = total - from < step + window;
            let to = if last { total } else { from + step };
            let mut run = Run::begin(&form, (from / samples) as u64).unwrap();
            let body = cut(from, to);
            run.feed(&body.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap();
            if last {
                run.finish().unwrap();
            }
            let piece = Piece {
                run,
                end: (!last).then_some((to / samples) as u64),
                frames: (to - from) as u64,
                head: cut(from, from + window),
                overlap: cut(to, to + window),
                fed: 0,
            };
            joints.extend(joiner.push(piece)?);
            from = to;
        }
        joiner.finish()?;
        Ok(joints)
    }

    fn single(form: Mp3Form, planes: &[Vec<f32>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = Mp3Writer::new(form, Cursor::new(&mut bytes)).unwrap();
        crate::audio::Sink::write(&mut writer, &Block::from_planes(planes.to_vec())).unwrap();
        crate::audio::Sink::finish(writer).unwrap();
        bytes
    }

    fn heard(form: &Mp3Form, bytes: &[u8]) -> Vec<Vec<f32>> {
        let mut stream = Stream::new(0);
        stream.push(bytes).unwrap();
        decoded(form, &stream)
    }

    /// Returns the energy of the difference to the sound, from one frame to another.
    fn error(sound: &[Vec<f32>], heard: &[Vec<f32>], info: usize, range: std::ops::Range<usize>) -> f64 {
        let late = DELAY + info;
        let pairs = sound.iter().zip(heard).flat_map(|(sound, heard)| {
            range.clone().map(move |n| (f64::from(sound[n]), f64::from(heard[n + late])))
        });
        pairs.map(|(sound, heard)| (sound - heard).powi(2)).sum::<f64>() / range.len() as f64
    }

    #[test]
    fn many_runs_make_a_file_as_good_as_one_run_makes() {
        for (rate, channels, bitrate, length) in
            [(44_100, 2, 128, 245), (48_000, 1, 96, 250), (44_100, 1, 64, 294), (24_000, 1, 48, 200)]
        {
            let form = Mp3Form { rate, channels, bitrate, effort: Effort::Usual };
            let voice = Synth::voice(rate, Dbfs(-3.0), Duration::from_secs(40));
            let noise = Synth::noise(rate, Dbfs(-30.0), Duration::from_secs(40));
            let mut planes = planes_of(voice.scaled(&[1.0, 0.4]), channels);
            for (plane, noise) in planes.iter_mut().zip(planes_of(noise, channels)) {
                plane.iter_mut().zip(noise).for_each(|(sample, noise)| *sample += noise);
            }
            let (one, (many, joints)) = (single(form, &planes), joined(form, &planes, length));
            let (walked, single) = (walk(&many[..]).unwrap(), walk(&one[..]).unwrap());
            assert!(walked.info_is_right() && joints.len() >= 3, "{form:?}");
            assert_eq!(
                (walked.mp3_frames, walked.frames()),
                (single.mp3_frames, single.frames()),
                "{form:?}"
            );
            assert_eq!(many.len(), one.len(), "{form:?}");

            let samples = form.samples();
            let (one, many) = (heard(&form, &one), heard(&form, &many));
            let all = 0..planes[0].len();
            let ratio = error(&planes, &many, samples, all.clone()) / error(&planes, &one, samples, all);
            assert!(10.0 * ratio.log10() < 0.05, "{form:?}: {ratio}");
            for joint in joints {
                let around = (joint.at as usize - 3) * samples..(joint.at as usize + 3) * samples;
                let ratio =
                    error(&planes, &many, samples, around.clone()) / error(&planes, &one, samples, around);
                assert!(10.0 * ratio.log10() < 3.0, "{form:?} at {joint:?}: {ratio}");
            }
        }
    }

    #[test]
    fn silence_and_steady_tones_are_joined_too() {
        let form = Mp3Form { rate: 44_100, channels: 2, bitrate: 128, effort: Effort::Usual };
        for synth in [
            Synth::silence(44_100, Duration::from_secs(20)),
            Synth::tone(44_100, 997.0, Dbfs(-20.0), Duration::from_secs(20)),
            Synth::noise(44_100, Dbfs(-10.0), Duration::from_secs(20)),
        ] {
            let planes = planes_of(synth, 2);
            let (bytes, joints) = joined(form, &planes, 245);
            assert!(walk(&bytes[..]).unwrap().info_is_right());
            assert_eq!(joints.len(), 2);
        }
    }

    #[test]
    fn where_no_joint_is_good_the_best_is_taken_if_it_must_and_its_peak_is_told() {
        let form = Mp3Form { rate: 44_100, channels: 2, bitrate: 32, effort: Effort::Usual };
        let loud = planes_of(Synth::noise(44_100, Dbfs(-1.0), Duration::from_secs(20)), 2);
        let held: Vec<Vec<f32>> =
            loud.iter().map(|plane| plane.iter().map(|sample| 0.5 * sample).collect()).collect();
        // Every joint is above a ceiling that low; and at none were both runs given the same sound.
        for (ceiling, sounds) in [(0.05, vec![&loud[..]]), (8.0, vec![&loud[..], &held[..]])] {
            let by = |strict, bytes: &mut Vec<u8>| {
                let joiner = Joiner::new(form, ceiling, strict, Cursor::new(bytes)).unwrap();
                joined_by(joiner, form, &sounds, 245)
            };
            assert!(matches!(by(true, &mut Vec::new()), Err(JoinError::NoJoint(_))));
            let mut bytes = Vec::new();
            let joints = by(false, &mut bytes).unwrap();
            assert_eq!(joints.len(), 2);
            let walked = walk(&bytes[..]).unwrap();
            assert!(walked.info_is_right());
            assert_eq!(walked.frames(), loud[0].len() as u64);
            // What is told of a joint is what the whole file holds there: its frames and two before them.
            let whole = heard(&form, &bytes);
            for joint in &joints {
                // The file's first frame holds the information, and is none of the sound.
                let from = (joint.at as usize - 1) * form.samples();
                let peak = whole
                    .iter()
                    .map(|plane| true_peak::true_peak(plane, from..from + 5 * form.samples()))
                    .fold(0.0, f32::max);
                assert!(joint.peak >= 0.999 * peak, "{joint:?} and {peak}");
                assert_eq!(joint.peak > ceiling, sounds.len() == 1);
            }
        }
    }

    #[test]
    fn one_piece_is_what_one_run_makes() {
        let form = Mp3Form { rate: 48_000, channels: 2, bitrate: 128, effort: Effort::More };
        for millis in [0, 1, 30, 2_000] {
            let mut synth = Synth::voice(48_000, Dbfs(-3.0), Duration::from_millis(millis));
            let planes = planes_of(synth.clone(), 2);
            let mut bytes = Vec::new();
            pump(&mut synth, Mp3Writer::new(form, Cursor::new(&mut bytes)).unwrap()).unwrap();
            if millis > 0 {
                assert!(joined(form, &planes, 245).0 == bytes, "{millis} ms");
            }
        }
    }
}
