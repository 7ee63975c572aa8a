//! Being asked to stop from outside: Ctrl-C, the end of a session, a polite kill.

use super::Cancel;

/// From now on, a signal that asks to stop is passed on to `cancel`, and the work ends at its next safe
/// point. A second one leaves at once; the next run sweeps up.
///
/// If no handler can be set, a signal simply ends the program, which loses nothing either.
#[cfg(unix)]
pub fn obey(cancel: &Cancel) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let cancel = cancel.clone();
    let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    #[expect(clippy::disallowed_methods, reason = "this room makes the threads")]
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if cancel.check().is_err() {
                leave(128 + signal);
            }
            cancel.ask(signal);
        }
    });
}

/// From now on, Ctrl-C is passed on to `cancel`; a second one leaves at once.
#[cfg(not(unix))]
pub fn obey(cancel: &Cancel) {
    const CTRL_C: i32 = 2;
    let cancel = cancel.clone();
    ctrlc::set_handler(move || {
        if cancel.check().is_err() {
            leave(128 + CTRL_C);
        }
        cancel.ask(CTRL_C);
    })
    .ok();
}

#[expect(clippy::exit, reason = "whoever asks twice does not want to wait for the way through main")]
fn leave(code: i32) -> ! {
    std::process::exit(code)
}
