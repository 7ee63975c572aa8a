//! Programs of others: started, watched, and stopped when their time is over.
//!
//! A program gets its arguments as they are, through no shell, and nothing to read. What it says is kept within
//! limits: of its output what is asked for at most, of its complaints the end. It works in a group of its own, so
//! that what it has started itself goes with it.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::{Cancelled, guard};

/// How much of the end of its complaints is kept.
const COMPLAINTS: usize = 4 << 10;
/// The most lines of them that are told, and the most characters of each: the last ones say what was wrong.
const LINES: usize = 3;
const WIDTH: usize = 200;
/// How long between two looks at it, at most.
const LOOK: Duration = Duration::from_millis(100);
/// How long it has to end by itself once it was asked to.
const GRACE: Duration = Duration::from_secs(2);

/// Starts programs of others.
pub trait Programs: Send + Sync {
    /// Has a program do its work, and returns what it wrote to its output. `going_on` is called several times a
    /// second; its error stops the program.
    fn run(
        &self,
        order: &Order<'_>,
        going_on: &mut dyn FnMut() -> Result<(), Cancelled>,
    ) -> Result<Vec<u8>, ProgramError>;
}

/// What a program is to do.
#[derive(Debug)]
pub struct Order<'o> {
    /// The program.
    pub program: &'o str,
    /// What it is told.
    pub arguments: &'o [OsString],
    /// The folder in which it works.
    pub folder: &'o Path,
    /// How long it may take.
    pub patience: Duration,
    /// How many bytes of its output are taken at most.
    pub most: usize,
}

/// A program of others did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// It is not there.
    #[error("there is no such program")]
    Missing,
    /// It could not be started.
    #[error("it could not be started")]
    NotStarted(#[source] io::Error),
    /// It gave up.
    #[error("it gave up, with code {code:?}: {said}")]
    GaveUp {
        /// Its code; none if a signal ended it.
        code: Option<i32>,
        /// The last lines that it said about it.
        said: String,
    },
    /// It was not done in time.
    #[error("it was not done after {0:?}")]
    TooLong(Duration),
    /// It wrote more than was asked for.
    #[error("it wrote more than {0} bytes")]
    TooMuch(usize),
    /// Somebody asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// The programs of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealPrograms;

impl Programs for RealPrograms {
    fn run(
        &self,
        order: &Order<'_>,
        going_on: &mut dyn FnMut() -> Result<(), Cancelled>,
    ) -> Result<Vec<u8>, ProgramError> {
        going_on()?;
        let mut child = started(order)?;
        let output = heard(child.stdout.take(), order.most, Full::IsTooMuch);
        let complaints = heard(child.stderr.take(), COMPLAINTS, Full::DropsTheBeginning);
        let ended = watched(&mut child, order, &output, going_on);
        if ended.is_err() {
            stop(&mut child);
        }
        // What it has said may still be on its way, and what it has left behind may keep silent for ever.
        let since = Instant::now();
        while !(has_ended(&output) && has_ended(&complaints)) {
            if since.elapsed() > GRACE {
                end_group(&child, End::AtOnce);
                break;
            }
            std::thread::sleep(LOOK / 10);
        }
        let status = ended?;
        let (output, complaints) = (taken(&output), taken(&complaints));
        if output.too_much {
            return Err(ProgramError::TooMuch(order.most));
        }
        if !status.success() {
            return Err(ProgramError::GaveUp { code: status.code(), said: last_lines(&complaints.bytes) });
        }
        Ok(output.bytes)
    }
}

fn started(order: &Order<'_>) -> Result<Child, ProgramError> {
    let mut command = Command::new(order.program);
    command
        .args(order.arguments)
        .current_dir(order.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // Ctrl-C is meant for us, and we tell it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map_err(|err| match err.kind() {
        io::ErrorKind::NotFound => ProgramError::Missing,
        _ => ProgramError::NotStarted(err),
    })
}

/// Waits for its end, for as long as it may take.
fn watched(
    child: &mut Child,
    order: &Order<'_>,
    output: &Hearing,
    going_on: &mut dyn FnMut() -> Result<(), Cancelled>,
) -> Result<ExitStatus, ProgramError> {
    let began = Instant::now();
    let mut look = LOOK / 20;
    loop {
        if let Some(status) = child.try_wait().map_err(ProgramError::NotStarted)? {
            return Ok(status);
        }
        going_on()?;
        if began.elapsed() >= order.patience {
            return Err(ProgramError::TooLong(order.patience));
        }
        if output.lock().is_ok_and(|heard| heard.too_much) {
            return Err(ProgramError::TooMuch(order.most));
        }
        std::thread::sleep(look);
        look = (look * 2).min(LOOK);
    }
}

/// How the end of a program is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Kindly,
    AtOnce,
}

/// Ends a program and what it has started, kindly first.
fn stop(child: &mut Child) {
    end_group(child, End::Kindly);
    let asked = Instant::now();
    while asked.elapsed() < GRACE && matches!(child.try_wait(), Ok(None)) {
        std::thread::sleep(LOOK / 10);
    }
    end_group(child, End::AtOnce);
    // It may have left its group; and whoever ends leaves a mark that only its parent wipes away.
    child.kill().ok();
    child.wait().ok();
}

/// Nobody is left to be told where the group has ended already.
#[cfg(unix)]
fn end_group(child: &Child, end: End) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let signal = if end == End::Kindly { Signal::TERM } else { Signal::KILL };
    kill_process_group(Pid::from_child(child), signal).ok();
}

#[cfg(not(unix))]
fn end_group(_: &Child, _: End) {}

/// What comes out of a pipe, as far as it is kept.
#[derive(Debug, Default)]
struct Heard {
    bytes: Vec<u8>,
    too_much: bool,
    ended: bool,
}

type Hearing = Arc<Mutex<Heard>>;

/// What happens where more comes than is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Full {
    IsTooMuch,
    DropsTheBeginning,
}

/// Listens to a pipe on a thread of its own, which is nobody's: a grandchild may hold the pipe for ever.
fn heard(pipe: Option<impl Read + Send + 'static>, most: usize, full: Full) -> Hearing {
    let hearing = Hearing::default();
    let (inside, after) = (Arc::clone(&hearing), Arc::clone(&hearing));
    let listen = move || {
        let Some(mut pipe) = pipe else { return };
        let mut buffer = vec![0; 64 << 10];
        while let Ok(read @ 1..) = pipe.read(&mut buffer) {
            let Ok(mut heard) = inside.lock() else { return };
            heard.bytes.extend_from_slice(&buffer[..read]);
            let over = heard.bytes.len().saturating_sub(most);
            if over > 0 && full == Full::IsTooMuch {
                heard.too_much = true;
                return;
            }
            heard.bytes.drain(..over);
        }
    };
    let end = move || {
        if let Ok(mut heard) = after.lock() {
            heard.ended = true;
        }
    };
    let also = end.clone();
    if guard::spawn("listens to a program", listen, move |_| end()).is_err() {
        also();
    }
    hearing
}

fn has_ended(hearing: &Hearing) -> bool {
    hearing.lock().map_or(true, |heard| heard.ended)
}

fn taken(hearing: &Hearing) -> Heard {
    hearing.lock().map(|mut heard| std::mem::take(&mut *heard)).unwrap_or_default()
}

/// Returns the last lines of what a program said, without what only a terminal understands.
fn last_lines(said: &[u8]) -> String {
    let text = String::from_utf8_lossy(said);
    let plain = |line: &str| -> String {
        line.chars().filter(|c| !c.is_control()).take(WIDTH).collect::<String>().trim().to_owned()
    };
    let lines: Vec<String> = text.split(['\n', '\r']).map(plain).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Runs a script of the shell as a program of others.
    fn run(script: &str, patience: Duration) -> Result<Vec<u8>, ProgramError> {
        run_while(script, patience, &mut || Ok(()))
    }

    fn run_while(
        script: &str,
        patience: Duration,
        going_on: &mut dyn FnMut() -> Result<(), Cancelled>,
    ) -> Result<Vec<u8>, ProgramError> {
        let arguments = ["-c".into(), script.into()];
        let folder = std::env::temp_dir();
        let order = Order { program: "sh", arguments: &arguments, folder: &folder, patience, most: 10_000 };
        RealPrograms.run(&order, going_on)
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn what_it_writes_is_taken_and_it_has_nothing_to_read() {
        assert_eq!(run("cat; printf 'Hej \\377'; echo log >&2", LONG).unwrap(), b"Hej \xff");
    }

    #[test]
    fn its_last_lines_say_why_it_gave_up() {
        let script = "i=0; while [ $i -lt 2000 ]; do echo line $i >&2; i=$((i+1)); done; \
                      printf '\\033[1m10%%\\r20%%\\nno model\\n\\n' >&2; exit 3";
        match run(script, LONG) {
            Err(ProgramError::GaveUp { code: Some(3), said }) => assert_eq!(said, "[1m10%\n20%\nno model"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(run("kill -9 $$", LONG), Err(ProgramError::GaveUp { code: None, .. })));
    }

    #[test]
    fn a_program_that_is_not_there_is_missing() {
        let folder = std::env::temp_dir();
        let order =
            Order { program: "no-such-program", arguments: &[], folder: &folder, patience: LONG, most: 1 };
        assert!(matches!(RealPrograms.run(&order, &mut || Ok(())), Err(ProgramError::Missing)));
    }

    #[test]
    fn endless_output_is_too_much_and_endless_complaints_are_not() {
        let began = Instant::now();
        assert!(matches!(run("while :; do echo on and on; done", LONG), Err(ProgramError::TooMuch(10_000))));
        let script = "i=0; while [ $i -lt 3000 ]; do echo on and on >&2; i=$((i+1)); done; echo done";
        assert_eq!(run(script, LONG).unwrap(), b"done\n");
        assert!(began.elapsed() < LONG);
    }

    #[test]
    fn what_takes_too_long_is_stopped_with_all_that_it_has_started() {
        let folder = tempfile::tempdir().unwrap();
        let sign = folder.path().join("alive");
        // Deaf to being asked, and so is what it starts.
        let script = format!("trap '' TERM; (sleep 4; touch {}) & sleep 60", sign.display());
        let began = Instant::now();
        assert!(matches!(run(&script, Duration::from_millis(200)), Err(ProgramError::TooLong(_))));
        assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
        std::thread::sleep(Duration::from_secs(5).saturating_sub(began.elapsed()));
        assert!(!sign.exists(), "the grandchild goes too");
    }

    #[test]
    fn what_it_leaves_behind_is_not_waited_for() {
        let began = Instant::now();
        assert_eq!(run("sleep 60 & echo done", LONG).unwrap(), b"done\n");
        assert!(began.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn whoever_asks_to_stop_need_not_wait() {
        let began = Instant::now();
        let mut going_on = || {
            if began.elapsed() < Duration::from_millis(200) { Ok(()) } else { Err(Cancelled { signal: 2 }) }
        };
        let ended = run_while("sleep 60", LONG, &mut going_on);
        assert!(matches!(ended, Err(ProgramError::Cancelled(Cancelled { signal: 2 }))));
        assert!(began.elapsed() < Duration::from_secs(5));
    }
}
