//! Work on many threads whose results come back in order.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

/// Applies `work` to every item on `jobs` threads and hands the results to `emit` in input order.
///
/// At most `jobs + 1` items are alive at once, so memory does not grow with the input.
/// The first error, from whichever side, ends the run. A panic in `work` continues in the caller.
pub fn map<T, R, E>(
    jobs: NonZeroUsize,
    items: impl Iterator<Item = Result<T, E>>,
    work: impl Fn(T) -> Result<R, E> + Sync,
    mut emit: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
    E: Send,
{
    let window = jobs.get() + 1;
    let (give, take) = sync_channel::<(usize, T)>(window);
    let take = Mutex::new(take);
    let (take, work) = (&take, &work);
    // `give` and `done` move into the scope and are dropped on every way out of it: that is what
    // ends the workers, each after at most one more item.
    thread::scope(move |scope| {
        let (done_tx, done) = channel();
        for _ in 0..jobs.get() {
            let done_tx = done_tx.clone();
            scope.spawn(move || {
                loop {
                    let next = take.lock().map(|take| take.recv());
                    let Ok(Ok((n, item))) = next else { return };
                    // A panic travels home like a result: lost, it would leave a gap to wait at.
                    let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                    if done_tx.send((n, result)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done_tx);

        let mut waiting = BTreeMap::new();
        let (mut sent, mut emitted) = (0, 0);
        let mut settle = |until: usize, sent: usize| -> Result<(), E> {
            while sent - emitted > until {
                let (n, result) = done.recv().expect("workers outlive the work they hold");
                waiting.insert(n, result);
                while let Some(result) = waiting.remove(&emitted) {
                    emitted += 1;
                    emit(result.unwrap_or_else(|panic| resume_unwind(panic))?)?;
                }
            }
            Ok(())
        };
        for item in items {
            settle(window - 1, sent)?;
            give.send((sent, item?)).expect("the receiver outlives the scope");
            sent += 1;
        }
        settle(0, sent)
    })
}

/// How many items a thread takes at a time where each is a moment's work.
const SHARE: usize = 64;

/// Returns what `work` makes of every item and its place, made on `jobs` threads: for work so small that it is
/// handed out in shares. The first error ends the run.
pub fn collect<T, R, E>(
    jobs: NonZeroUsize,
    items: &[T],
    work: impl Fn(usize, &T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E>
where
    T: Sync,
    R: Send,
    E: Send,
{
    let mut all = Vec::with_capacity(items.len());
    let shares = items.chunks(SHARE).enumerate().map(|(nth, share)| Ok((nth * SHARE, share)));
    let of_share = |(from, share): (usize, &[T])| {
        share.iter().enumerate().map(|(n, item)| work(from + n, item)).collect::<Result<Vec<R>, E>>()
    };
    map(jobs, shares, of_share, |made| {
        all.extend(made);
        Ok(())
    })?;
    Ok(all)
}

/// Returns what `work`, which cannot fail, makes of every item, made on `jobs` threads as [`collect`] does.
pub fn each<T: Sync, R: Send>(jobs: NonZeroUsize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    collect(jobs, items, |_, item| Ok::<R, Infallible>(work(item))).unwrap_or_else(|never| match never {})
}

/// Does `aside` on a thread of its own while `work` is done on this one; returns what came of each. A
/// panic in either continues in the caller when both have ended.
pub fn beside<A: Send, W>(aside: impl FnOnce() -> A + Send, work: impl FnOnce() -> W) -> (A, W) {
    thread::scope(|scope| {
        let aside = scope.spawn(aside);
        let done = work();
        (aside.join().unwrap_or_else(|panic| resume_unwind(panic)), done)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(jobs: usize, upto: u64, fail_at: Option<u64>) -> Result<Vec<u64>, u64> {
        let mut out = Vec::new();
        map(
            NonZeroUsize::new(jobs).unwrap(),
            (0..upto).map(Ok),
            |n| if Some(n) == fail_at { Err(n) } else { Ok(n * n) },
            |n| {
                out.push(n);
                Ok(())
            },
        )?;
        Ok(out)
    }

    #[test]
    fn any_number_of_threads_gives_the_same_order() {
        let expected: Vec<u64> = (0..500).map(|n| n * n).collect();
        for jobs in [1, 2, 7] {
            assert_eq!(squares(jobs, 500, None).unwrap(), expected);
        }
    }

    #[test]
    fn the_first_error_ends_the_run() {
        assert_eq!(squares(3, 500, Some(20)), Err(20));
    }

    #[test]
    fn shares_are_put_together_in_order_and_know_their_places() {
        let items: Vec<usize> = (0..500).collect();
        for jobs in [1, 2, 7].map(|jobs| NonZeroUsize::new(jobs).unwrap()) {
            let made = collect(jobs, &items, |n, item| Ok::<_, ()>((n, item * 2))).unwrap();
            assert!(made.iter().enumerate().all(|(n, made)| *made == (n, n * 2)) && made.len() == 500);
            assert_eq!(collect(jobs, &items, |n, _| if n == 77 { Err(n) } else { Ok(()) }), Err(77));
            assert_eq!(collect(jobs, &[], |_, item: &u8| Ok::<_, ()>(*item)), Ok(Vec::new()));
        }
    }

    #[test]
    fn two_works_are_done_at_once() {
        let (give, take) = channel();
        let (aside, work) = beside(move || take.recv(), move || give.send(7).is_ok());
        assert_eq!((aside, work), (Ok(7), true));
        let home = catch_unwind(|| beside(|| panic!("aside"), || ()));
        assert!(home.is_err());
    }

    #[test]
    fn a_panic_comes_home() {
        let home = catch_unwind(|| {
            map(
                NonZeroUsize::new(3).unwrap(),
                (0..50).map(Ok::<u32, ()>),
                |n| {
                    let _: () = assert_ne!(n, 7);
                    Ok(())
                },
                |()| Ok(()),
            )
        });
        assert!(home.is_err());
    }
}
