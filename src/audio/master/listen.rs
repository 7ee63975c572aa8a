//! Hears a run of the encoder as a listener will, a few seconds at a time.

use std::ops::Range;

use crate::audio::decode::Mp3Decoder;
use crate::audio::loudness::{Dbtp, LEAD_IN_HOPS, hop_energies_of, hop_frames, true_peak};
use crate::audio::mp3::stream::Stream;
use crate::audio::mp3::{DELAY, Mp3Form, WARM_UP};
use crate::audio::{Block, Spec};

/// Hops that are weighed at a time, 6.4 s.
const CHUNK: usize = 64;
/// Peaks that lie this close together are one place, in MP3 frames.
const PLACE: usize = 2;
/// Of peaks further below the ceiling than this factor nothing depends on what lies between the samples.
const CLOSE: f32 = 0.7;

/// What is to be heard of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listener {
    pub(super) form: Mp3Form,
    /// What no peak shall exceed.
    pub(super) ceiling: Dbtp,
    /// Frames of sound in the segment.
    pub(super) length: usize,
    /// Whether the segment is the first one, and whether it is the last.
    pub(super) is_first: bool,
    pub(super) is_last: bool,
}

/// What was heard. Places are where the decoder gives them out, [`DELAY`] late.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Listened {
    /// Energies of the whole hops of the segment, and of some beyond it.
    pub(super) hops: Vec<f64>,
    /// The highest peak of each of these hops, and of what is left at the very end. Close to the ceiling it is
    /// the true peak around the highest sample, and else that sample.
    pub(super) peaks: Vec<f32>,
    /// The highest true peak that a listener hears of the run.
    pub(super) true_peak: f32,
    /// Where peaks are above the ceiling, each place with its highest.
    pub(super) places: Vec<(Range<usize>, f32)>,
}

impl Listener {
    /// Returns how many whole hops beyond the segment the run's frames are sure to be kept for: the next run is
    /// cold there.
    pub(super) fn beyond(&self) -> usize {
        if self.is_last { 0 } else { self.kept().saturating_sub(DELAY) / hop_frames(self.form.rate) }
    }

    /// Returns how many frames beyond the segment a listener hears of this run in any case.
    fn kept(&self) -> usize {
        if self.is_last { 0 } else { WARM_UP as usize * self.form.samples() }
    }

    /// Returns from where what is decoded is what a listener hears: a cold run's first frames are not kept.
    fn trusted(&self) -> usize {
        if self.is_first { DELAY } else { (WARM_UP as usize - 1) * self.form.samples() }
    }

    /// Hears all frames of the run.
    pub(super) fn listen(&self, run: &Stream) -> Listened {
        let hop = hop_frames(self.form.rate);
        let mut decoder = Mp3Decoder::new(self.form.rate, self.form.channels);
        let room = (CHUNK + LEAD_IN_HOPS + 1) * hop;
        let mut block = Block::from_planes(vec![Vec::with_capacity(room); self.form.channels]);
        let mut heard = Listened::default();
        // Where the block begins, and where the next chunk does.
        let (mut base, mut from) = (0, DELAY);
        for frame in (run.first()..run.end()).filter_map(|number| run.frame(number)) {
            // A frame that cannot be decoded gives silence, and the walk over all frames will tell.
            decoder.decode(frame, &mut block).ok();
            let to = from + CHUNK * hop;
            if base + block.frames() >= to + true_peak::AFTER {
                self.weigh(&block, base, from..to, &mut heard);
                let drop = (to - LEAD_IN_HOPS * hop).saturating_sub(base);
                block.planes_mut().iter_mut().for_each(|plane| drop_front(plane, drop));
                (base, from) = (base + drop, to);
            }
        }
        let end = base + block.frames();
        self.weigh(&block, base, from..end.max(from), &mut heard);
        heard
    }

    /// Weighs what was decoded at these frames; the block begins with the frame `base`.
    fn weigh(&self, block: &Block, base: usize, at: Range<usize>, heard: &mut Listened) {
        let (hop, rate) = (hop_frames(self.form.rate), self.form.rate);
        let local = |frame: usize| (frame - base).min(block.frames());
        // Two channels that were made of one are equal; one of them is enough.
        let planes = match block.planes() {
            [left, right] if left == right => &block.planes()[..1],
            planes => planes,
        };
        let told = DELAY + self.length + self.beyond() * hop;
        let body = local(at.start)..local(at.end.min(told).max(at.start));
        heard.hops.extend(hop_energies_of(Spec { rate, channels: planes.len() }, planes, body.clone()));
        let close = self.ceiling.peak() as f32 * CLOSE;
        heard.peaks.extend(body.clone().step_by(hop).map(|from| {
            let range = from..(from + hop).min(body.end);
            let peak = |plane: &Vec<f32>| match true_peak::sample_peak(&plane[range.clone()]) {
                peak if peak > close => true_peak::around_highest(plane, range.clone()),
                peak => peak,
            };
            planes.iter().map(peak).fold(0.0, f32::max)
        }));
        let start = at.start.max(self.trusted());
        let kept = local(start)..local((DELAY + self.length + self.kept()).min(at.end).max(start));
        let peak = |plane: &Vec<f32>| true_peak::around_highest(plane, kept.clone());
        heard.true_peak = planes.iter().map(peak).fold(heard.true_peak, f32::max);
        self.find_places(planes, base, local(start)..local(at.end.max(start)), kept.end, heard);
    }

    /// Finds where peaks are above the ceiling, and the highest of those before `kept`.
    fn find_places(
        &self,
        planes: &[Vec<f32>],
        base: usize,
        within: Range<usize>,
        kept: usize,
        heard: &mut Listened,
    ) {
        let ceiling = self.ceiling.peak() as f32;
        let gap = PLACE * self.form.samples();
        let Listened { places, true_peak: highest, .. } = heard;
        for at in true_peak::blocks(within) {
            let reach = planes.iter().map(|plane| true_peak::reach(plane, &at)).fold(0.0, f32::max);
            if reach * true_peak::bound() <= ceiling.min(*highest) {
                continue;
            }
            let mut peaks = [0.0; true_peak::BLOCK];
            let peaks = &mut peaks[..at.len()];
            for plane in planes {
                true_peak::raise_at(plane, at.clone(), peaks);
            }
            let audible = kept.saturating_sub(at.start).min(peaks.len());
            *highest = true_peak::sample_peak(&peaks[..audible]).max(*highest);
            for (n, &peak) in peaks.iter().enumerate().filter(|&(_, &peak)| peak > ceiling) {
                let n = base + at.start + n;
                match places.last_mut() {
                    Some((place, most)) if n < place.end + gap => {
                        place.end = n + 1;
                        *most = most.max(peak);
                    }
                    _ => places.push((n..n + 1, peak)),
                }
            }
        }
    }
}

fn drop_front(plane: &mut Vec<f32>, frames: usize) {
    plane.drain(..frames.min(plane.len()));
}
