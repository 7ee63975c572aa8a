//! Work that is not ours to trust, on a thread of its own, watched.
//!
//! A decoder that meets a hostile file may panic, loop or wait for ever. Here it does so alone: its
//! panic becomes an answer without a trace on the terminal, and its silence ends the wait.

use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::thread;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// The work panicked. What it said is for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the work broke off: {0}")]
pub struct Panicked(pub String);

/// Runs the work and returns its panic, if it has one, as a value. Nothing is printed.
pub fn catch<R>(work: impl FnOnce() -> R) -> Result<R, Panicked> {
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                before(info);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.map_err(|payload| {
        let said = payload
            .downcast_ref::<&str>()
            .map(|said| (*said).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned());
        Panicked(said.unwrap_or_default())
    })
}

/// Begins the work on a thread of its own and does not wait for it. `done` hears how it ended.
///
/// The thread is nobody's: work that never ends keeps it until the program ends. Whoever waits for an
/// answer waits on a channel, for a limited time.
pub fn spawn<R>(
    name: &str,
    work: impl FnOnce() -> R + Send + 'static,
    done: impl FnOnce(Result<R, Panicked>) + Send + 'static,
) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(move || done(catch(work))).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_value() {
        assert_eq!(catch(|| 7), Ok(7));
        let bytes: Vec<u8> = Vec::new();
        assert!(matches!(catch(|| bytes[3]), Err(Panicked(said)) if said.contains("index out of bounds")));
    }

    #[test]
    fn a_panic_comes_home_from_its_thread() {
        let (tell, hear) = std::sync::mpsc::channel();
        spawn("falls", || -> u8 { panic!("over {}", "there") }, move |end| tell.send(end).unwrap()).unwrap();
        assert_eq!(hear.recv().unwrap(), Err(Panicked("over there".to_owned())));
    }
}
