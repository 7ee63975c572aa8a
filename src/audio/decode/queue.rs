//! Decoded frames that wait to be asked for: packets are of any length, blocks are not.

use std::ops::Range;

use crate::audio::Block;

/// Planar frames, first in, first out.
#[derive(Debug)]
pub(super) struct Queue {
    planes: Vec<Vec<f32>>,
    /// Frames at the front that have been handed out.
    taken: usize,
}

impl Queue {
    /// Returns an empty queue of that many channels.
    pub(super) fn new(channels: usize) -> Queue {
        Queue { planes: vec![Vec::new(); channels], taken: 0 }
    }

    /// Returns how many frames wait.
    pub(super) fn frames(&self) -> usize {
        self.planes[0].len() - self.taken
    }

    /// Appends a range of these planes. Where their number is not ours, as in joined files, one is heard on
    /// all channels and many are heard as far as there are channels, or on one as their mean.
    pub(super) fn push(&mut self, planes: &[Vec<f32>], range: Range<usize>) {
        self.make_room();
        let (ours, theirs) = (self.planes.len(), planes.len());
        for (channel, plane) in self.planes.iter_mut().enumerate() {
            match (ours, theirs) {
                (_, 0) => plane.extend(std::iter::repeat_n(0.0, range.len())),
                (1, 2..) => {
                    let mean = |at: usize| planes.iter().map(|plane| plane[at]).sum::<f32>() / theirs as f32;
                    plane.extend(range.clone().map(mean));
                }
                (_, 1) => plane.extend_from_slice(&planes[0][range.clone()]),
                (_, theirs) if channel < theirs => plane.extend_from_slice(&planes[channel][range.clone()]),
                _ => plane.extend(std::iter::repeat_n(0.0, range.len())),
            }
        }
    }

    /// Appends silence.
    pub(super) fn push_silence(&mut self, frames: usize) {
        self.push(&[], 0..frames);
    }

    /// Forgets the last frames.
    pub(super) fn drop_last(&mut self, frames: usize) {
        let left = self.planes[0].len() - frames.min(self.frames());
        self.planes.iter_mut().for_each(|plane| plane.truncate(left));
    }

    /// Moves frames to the block until it is full or none wait.
    pub(super) fn pour(&mut self, block: &mut Block) {
        self.pour_but(0, block);
    }

    /// Moves frames to the block until it is full or only so many wait.
    pub(super) fn pour_but(&mut self, keep: usize, block: &mut Block) {
        let some = self.frames().saturating_sub(keep).min(Block::FRAMES - block.frames());
        for (from, to) in self.planes.iter().zip(block.planes_mut()) {
            to.extend_from_slice(&from[self.taken..self.taken + some]);
        }
        self.taken += some;
    }

    /// Forgets what was handed out, if that is most of it: then little has to be moved.
    fn make_room(&mut self) {
        if self.taken * 2 >= self.planes[0].len() {
            for plane in &mut self.planes {
                plane.drain(..self.taken);
            }
            self.taken = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out_in_order() {
        let ramp: Vec<f32> = (0..20_000_u16).map(f32::from).collect();
        let mut queue = Queue::new(1);
        let mut heard = Vec::new();
        for part in ramp.chunks(5_000) {
            queue.push(&[part.to_vec()], 0..part.len());
            let mut block = Block::new(1);
            queue.pour(&mut block);
            heard.extend_from_slice(&block.planes()[0]);
        }
        while queue.frames() > 0 {
            let mut block = Block::new(1);
            queue.pour(&mut block);
            heard.extend_from_slice(&block.planes()[0]);
        }
        assert_eq!(heard, ramp);
    }

    #[test]
    fn another_number_of_channels_still_fits() {
        let mut queue = Queue::new(2);
        queue.push(&[vec![1.0]], 0..1);
        queue.push_silence(1);
        let mut block = Block::new(2);
        queue.pour(&mut block);
        assert_eq!(block.planes(), [[1.0, 0.0], [1.0, 0.0]]);
        let mut queue = Queue::new(1);
        queue.push(&[vec![1.0], vec![0.0]], 0..1);
        let mut block = Block::new(1);
        queue.pour(&mut block);
        assert_eq!(block.planes(), [[0.5]]);
    }
}
