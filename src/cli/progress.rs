//! How far the work is, on a terminal. The only place that knows bars.

use std::collections::HashMap;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Globals;
use crate::words::{Language, Words, phrase};
use crate::world::{Event, Progress, Step};

/// What is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(250);

/// Draws a bar for each step that takes longer than a moment, and says whom we wait for.
pub(super) struct Bars {
    words: Words,
    is_terminal: bool,
    running: Mutex<HashMap<Step, Running>>,
}

struct Running {
    began: Instant,
    total: Option<u64>,
    done: u64,
    bar: Option<ProgressBar>,
}

impl Bars {
    /// Returns a listener, unless nobody wants to hear anything.
    pub(super) fn wanted(asked: &Globals, language: Language) -> Option<Arc<Bars>> {
        if asked.quiet || asked.json {
            return None;
        }
        Some(Arc::new(Bars {
            words: Words::new(language),
            is_terminal: io::stderr().is_terminal(),
            running: Mutex::default(),
        }))
    }

    fn label(&self, step: Step) -> String {
        self.words.word(match step {
            Step::Measuring => "progress-measuring",
            Step::Mastering => "progress-mastering",
            Step::Checking => "progress-checking",
            Step::Copying => "progress-copying",
            Step::Building => "progress-building",
        })
    }

    fn draw(&self, step: Step, running: &mut Running) {
        if !self.is_terminal || running.began.elapsed() < PATIENCE {
            return;
        }
        let bar = running.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(running.total, ProgressDrawTarget::stderr());
            let template = match running.total {
                Some(_) => "{msg:26} {bar:30} {percent:>3} %",
                None => "{msg:26} {spinner}",
            };
            let style =
                ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.set_style(style.progress_chars("##."));
            bar.set_message(self.label(step));
            bar
        });
        bar.set_position(running.done);
    }
}

impl Progress for Bars {
    fn event(&self, event: Event) {
        let Ok(mut all) = self.running.lock() else { return };
        match event {
            Event::Began { step, total } => {
                all.insert(step, Running { began: Instant::now(), total, done: 0, bar: None });
            }
            Event::Advanced { step, by } => {
                if let Some(running) = all.get_mut(&step) {
                    running.done += by;
                    self.draw(step, running);
                }
            }
            Event::Ended { step } => {
                if let Some(bar) = all.remove(&step).and_then(|running| running.bar) {
                    bar.finish_and_clear();
                }
            }
            Event::Waiting { holder } => {
                let said = if holder.is_empty() {
                    phrase("progress-waiting")
                } else {
                    phrase("progress-waiting-for").with("who", holder)
                };
                // Talk that nobody can hear is no reason to stop.
                writeln!(io::stderr(), "{}", self.words.say(&said)).ok();
            }
        }
    }
}
