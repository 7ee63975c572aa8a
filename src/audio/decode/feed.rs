//! Decoding on a thread of its own, so that a decoder which falls, loops or waits harms nobody else.
//!
//! Blocks come through a bounded queue and their memory goes back through another, so that nothing grows
//! and no block is taken anew. A decoder that is faster than its reader hands over several at a time: waking
//! a thread costs as much as decoding a block of plain samples. The reader waits for a limited time.
//! Dropping the reader's end ends the thread at its next block.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use super::error::{DecodeError, Fault};
use super::{About, Heard};
use crate::audio::Block;
use crate::world::guard::{self, Panicked};

/// Handfuls of blocks in the queue,
const QUEUE: usize = 4;
/// and blocks in a handful at most: with the queue full, three seconds of most recordings.
const HANDFUL: usize = 8;
/// How far a sample may lie beyond full scale and still be one. Some old editors write floats in 16-bit
/// steps; what is larger still comes of damage, and a single one would drown the rest.
const MOST: f32 = 1.0e6;

/// Decoded sound, on the thread that decodes it.
pub(super) trait Sound: Send {
    /// Appends the next frames to the empty block, [`Block::FRAMES`] at most; none at the end.
    fn next(&mut self, block: &mut Block) -> Result<(), Fault>;

    /// Returns how many pieces were too damaged to decode.
    fn damaged(&self) -> u64 {
        0
    }

    /// Returns whether there was more than the one stream of which the length was told.
    fn joined(&self) -> bool {
        false
    }

    /// Returns whether the file ended where more was announced.
    fn cut_off(&self) -> bool {
        false
    }
}

/// A recording whose beginning is understood: what is known of it, and the rest of its sound.
pub(super) struct Opened {
    pub(super) about: About,
    pub(super) sound: Box<dyn Sound>,
}

/// Tells the waiting end that long work without sound is still going on.
pub(super) struct Alive<'t>(&'t SyncSender<Said>);

impl Alive<'_> {
    /// Says so.
    pub(super) fn say(&self) {
        // Nobody listens any more: the end of the work will find out.
        self.0.send(Said::Alive).ok();
    }
}

/// What the thread says.
enum Said {
    Opened(Box<About>),
    Blocks(Vec<Block>),
    Alive,
    End(Result<Heard, Fault>),
}

/// The reading end of a decoding thread.
#[derive(Debug)]
pub(super) struct Feed {
    said: Receiver<Said>,
    /// What was handed over and not asked for yet.
    ready: std::vec::IntoIter<Block>,
    empties: SyncSender<Block>,
    patience: Duration,
}

/// What comes of waiting for a block.
pub(super) enum Next {
    Block(Block),
    End(Heard),
}

impl Feed {
    /// Begins to decode and returns when the first sound has been heard.
    pub(super) fn begin(
        path: &Path,
        patience: Duration,
        open: impl FnOnce(&Alive) -> Result<Opened, Fault> + Send + 'static,
    ) -> Result<(Feed, About), DecodeError> {
        let (tell, said) = sync_channel(QUEUE);
        let (empties, give_back) = sync_channel((QUEUE + 2) * HANDFUL);
        let last = tell.clone();
        let at = Duration::ZERO;
        guard::spawn(
            "decode",
            move || decode(open, &tell, &give_back),
            move |end| {
                let end = end.unwrap_or_else(|Panicked(why)| Err(Fault::Damaged(why)));
                last.send(Said::End(end)).ok(); // the reader may be gone
            },
        )
        .map_err(|err| Fault::Io(err).of(path, at))?;
        let mut feed = Feed { said, ready: Vec::new().into_iter(), empties, patience };
        loop {
            match feed.hear().map_err(|fault| fault.of(path, at))? {
                None => return Err(DecodeError::Stalled { path: path.to_path_buf(), at }),
                Some(Said::Opened(about)) => return Ok((feed, *about)),
                Some(Said::Alive | Said::Blocks(_)) => {}
                Some(Said::End(Ok(_))) => return Err(Fault::NoSound.of(path, at)),
                Some(Said::End(Err(fault))) => return Err(fault.of(path, at)),
            }
        }
    }

    /// Waits for the next block, or returns `None` when it has been waited for in vain.
    pub(super) fn next(&mut self) -> Result<Option<Next>, Fault> {
        loop {
            if let Some(block) = self.ready.next() {
                return Ok(Some(Next::Block(block)));
            }
            match self.hear()? {
                None => return Ok(None),
                Some(Said::Blocks(blocks)) => self.ready = blocks.into_iter(),
                Some(Said::End(end)) => return Ok(Some(Next::End(end?))),
                Some(Said::Alive | Said::Opened(_)) => {}
            }
        }
    }

    /// Gives the memory of a block back to the thread.
    pub(super) fn give_back(&self, block: Block) {
        // Too many, or the thread has ended: then the memory is not needed.
        self.empties.try_send(block).ok();
    }

    fn hear(&mut self) -> Result<Option<Said>, Fault> {
        match self.said.recv_timeout(self.patience) {
            Ok(said) => Ok(Some(said)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Fault::Damaged("the decoder left".to_owned())),
        }
    }
}

/// The life of the thread: opens, decodes, and says how it went. `Ok` also when nobody listens.
fn decode(
    open: impl FnOnce(&Alive) -> Result<Opened, Fault>,
    tell: &SyncSender<Said>,
    give_back: &Receiver<Block>,
) -> Result<Heard, Fault> {
    let Opened { about, mut sound } = open(&Alive(tell))?;
    let channels = about.spec.channels;
    let expected = about.expected;
    let mut heard = Heard::default();
    let mut about = Some(Box::new(about));
    let mut ready = Vec::new();
    loop {
        let mut block = give_back.try_recv().unwrap_or_default();
        block.clear(channels);
        let end = sound.next(&mut block);
        if end.is_err() || block.frames() == 0 {
            // What was decoded before the end is heard, whatever the end.
            tell.send(Said::Blocks(ready)).ok();
            end?;
            break;
        }
        heard.frames += block.frames() as u64;
        heard.not_finite += clean(&mut block);
        // The form is told only now: a decoder that cannot do its first block would make it a promise.
        if about.take().is_some_and(|about| tell.send(Said::Opened(about)).is_err()) {
            return Ok(heard);
        }
        ready.push(block);
        let Some(left) = hand_over(ready, tell) else { return Ok(heard) };
        ready = left;
    }
    heard.damaged = sound.damaged();
    heard.cut_off = sound.cut_off();
    heard.claimed = expected.filter(|_| !sound.joined());
    match heard {
        Heard { frames: 0, damaged: 0, .. } => Err(Fault::NoSound),
        Heard { frames: 0, .. } => Err(Fault::Damaged("nothing in it can be decoded".to_owned())),
        Heard { frames, not_finite, .. } if not_finite == frames * channels as u64 => Err(Fault::NotANumber),
        heard => Ok(heard),
    }
}

/// Hands the blocks over if there is room, or waits for it if the hand is full. Returns those that are
/// still in it, or `None` when nobody listens.
fn hand_over(blocks: Vec<Block>, tell: &SyncSender<Said>) -> Option<Vec<Block>> {
    if blocks.len() >= HANDFUL {
        return tell.send(Said::Blocks(blocks)).ok().map(|()| Vec::new());
    }
    match tell.try_send(Said::Blocks(blocks)) {
        Err(TrySendError::Full(Said::Blocks(blocks))) => Some(blocks),
        Err(TrySendError::Disconnected(_)) => None,
        _ => Some(Vec::new()),
    }
}

/// Puts silence in the place of what is no sample, and returns how many there were.
fn clean(block: &mut Block) -> u64 {
    let good = |sample: &f32| sample.abs() <= MOST; // false for NaN too
    let mut bad = 0;
    for plane in block.planes_mut() {
        // Nearly always there is nothing to do, and this is the quick way to know.
        if plane.iter().fold(true, |all, sample| all & good(sample)) {
            continue;
        }
        for sample in plane.iter_mut().filter(|sample| !good(sample)) {
            *sample = 0.0;
            bad += 1;
        }
    }
    bad
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::Spec;

    /// Sound that does as it is told, block by block.
    struct Acts<F>(F);

    impl<F: FnMut(&mut Block) -> Result<(), Fault> + Send> Sound for Acts<F> {
        fn next(&mut self, block: &mut Block) -> Result<(), Fault> {
            (self.0)(block)
        }
    }

    fn begin(
        patience: Duration,
        acts: impl FnMut(&mut Block) -> Result<(), Fault> + Send + 'static,
    ) -> Result<Feed, DecodeError> {
        let about = About::of(Spec { rate: 8_000, channels: 1 }, "test", "test");
        let open = move |_: &Alive| Ok(Opened { about, sound: Box::new(Acts(acts)) });
        Feed::begin(Path::new("x"), patience, open).map(|(feed, _)| feed)
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn a_fall_is_damage() {
        let mut blocks = 0;
        let mut feed = begin(LONG, move |block| {
            blocks += 1;
            assert!(blocks < 3, "over the edge");
            block.planes_mut()[0].push(0.5);
            Ok(())
        })
        .unwrap();
        assert!(matches!(feed.next(), Ok(Some(Next::Block(_)))));
        assert!(matches!(feed.next(), Ok(Some(Next::Block(_)))));
        assert!(matches!(feed.next(), Err(Fault::Damaged(why)) if why.contains("over the edge")));
    }

    #[test]
    fn what_was_decoded_before_an_error_is_heard_whoever_was_slower() {
        // One alone, and more than can be under way at once, the last of them in a hand that is not full.
        for count in [1, HANDFUL * (QUEUE + 2) + 3] {
            let mut blocks = 0;
            let mut feed = begin(LONG, move |block| {
                blocks += 1;
                block.planes_mut()[0].push(blocks as f32 / 100.0);
                if blocks > count { Err(Fault::Damaged("torn".to_owned())) } else { Ok(()) }
            })
            .unwrap();
            for n in 1..=count {
                let Ok(Some(Next::Block(block))) = feed.next() else { panic!("block {n} of {count}") };
                assert_eq!(block.planes()[0], [n as f32 / 100.0]);
            }
            assert!(matches!(feed.next(), Err(Fault::Damaged(why)) if why == "torn"));
        }
    }

    #[test]
    fn silence_for_too_long_is_noticed() {
        let (stay, until) = sync_channel::<()>(0);
        let stuck = begin(Duration::from_millis(20), move |_| {
            until.recv().ok();
            Ok(())
        });
        assert!(matches!(stuck, Err(DecodeError::Stalled { .. })));
        drop(stay);
    }

    #[test]
    fn dropping_the_reader_ends_the_thread() {
        let (held, dropped) = sync_channel::<()>(0);
        let feed = begin(LONG, move |block| {
            let _ = &held;
            block.planes_mut()[0].push(0.5);
            Ok(())
        });
        drop(feed);
        assert!(matches!(dropped.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected)));
    }

    #[test]
    fn what_is_no_number_is_silence_and_counted() {
        let mut block = Block::from_planes(vec![vec![0.5, f32::NAN, f32::INFINITY, -1.0e30, -1.0]]);
        assert_eq!(clean(&mut block), 3);
        assert_eq!(block.planes()[0], [0.5, 0.0, 0.0, 0.0, -1.0]);
    }
}
