//! How far the work is, on a terminal: what is being done, how much of it is done, how long it will take, and
//! how many times faster than listening that is. The only place that knows bars.

use std::collections::HashMap;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Globals;
use crate::words::{Arg, Language, Phrase, Words, phrase, plain};
use crate::world::{Event, Progress, Step};

/// What is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(250);
/// Nobody reads figures that change faster, and saying them costs time.
const BREATH: Duration = Duration::from_millis(500);
/// Before so much of the work is done, nobody can say how long the rest will take: threads are still
/// filling up.
const TELLING: f64 = 0.04;

/// Draws a bar for each step that takes longer than a moment, and says whom we wait for.
pub(super) struct Bars {
    words: Words,
    is_terminal: bool,
    at: Mutex<At>,
}

/// Where the work is.
#[derive(Default)]
struct At {
    running: HashMap<Step, Running>,
    /// Which recording it is, of how many.
    turn: Option<(usize, usize)>,
    /// When the first of them had its turn.
    turned: Option<Instant>,
}

struct Running {
    began: Instant,
    total: Option<u64>,
    rate: Option<u32>,
    done: u64,
    bar: Option<ProgressBar>,
    /// When the figures were last said.
    said: Option<Instant>,
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
            at: Mutex::default(),
        }))
    }

    /// Says why nothing goes on. Talk that nobody can hear is no reason to stop.
    fn tell(&self, why: &Phrase) {
        writeln!(io::stderr(), "{}", self.words.say(why)).ok();
    }

    fn draw(
        &self,
        step: Step,
        (turn, turned): (Option<(usize, usize)>, Option<Instant>),
        running: &mut Running,
    ) {
        let elapsed = running.began.elapsed();
        // Of many that take a moment each, all together take longer.
        let waited = turned.filter(|_| turn.is_some()).map_or(elapsed, |turned| turned.elapsed());
        if !self.is_terminal || waited.max(elapsed) < PATIENCE {
            return;
        }
        let bar = running.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(running.total, ProgressDrawTarget::stderr());
            // The bar gives way where the line is short; a line never breaks.
            let template = match running.total {
                Some(_) => "{prefix} {wide_bar} {percent:>3} %{msg}",
                None => "{prefix} {spinner}{msg}",
            };
            let style =
                ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.set_style(style.progress_chars("##."));
            bar.set_prefix(label(&self.words, step, turn));
            bar
        });
        bar.set_position(running.done);
        if running.said.is_none_or(|said| said.elapsed() >= BREATH) {
            running.said = Some(Instant::now());
            let figures = figures(&self.words, running.done, running.total, running.rate, elapsed);
            bar.set_message(figures);
        }
    }
}

/// Draws a line for each of several that are busy at once.
pub(super) struct Fleet {
    words: Arc<Words>,
    lines: MultiProgress,
}

impl Fleet {
    /// Returns lines to draw, if somebody sits there who can see them.
    pub(super) fn wanted(asked: &Globals, language: Language) -> Option<Fleet> {
        if asked.quiet || asked.json || !io::stderr().is_terminal() {
            return None;
        }
        Some(Fleet::to(ProgressDrawTarget::stderr(), language))
    }

    fn to(target: ProgressDrawTarget, language: Language) -> Fleet {
        Fleet { words: Arc::new(Words::new(language)), lines: MultiProgress::with_draw_target(target) }
    }

    /// Returns the line of one of them, which says that it waits for its turn.
    pub(super) fn line(&self, name: &str) -> Arc<Line> {
        let bar = self.lines.add(ProgressBar::new_spinner());
        bar.set_prefix(plain::line(name));
        let line = Line { bar, words: self.words.clone(), at: Mutex::default() };
        line.shows(None, self.words.word("progress-waits"));
        Arc::new(line)
    }
}

/// The line of one of several that are busy at once.
pub(super) struct Line {
    bar: ProgressBar,
    words: Arc<Words>,
    at: Mutex<AtLine>,
}

/// Where the one is whose line it is.
#[derive(Default)]
struct AtLine {
    /// Which recording it is, of how many.
    turn: Option<(usize, usize)>,
    /// Whether it is tried once more.
    again: bool,
}

impl Line {
    fn shows(&self, total: Option<u64>, what: String) {
        let template = match total {
            Some(_) => "{prefix:20!} {msg} {wide_bar} {percent:>3} %",
            None => "{prefix:20!} {msg}",
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        self.bar.set_style(style.progress_chars("##."));
        self.bar.set_length(total.unwrap_or(0));
        self.bar.set_position(0);
        self.bar.set_message(what);
        self.bar.tick();
    }
}

impl Progress for Line {
    fn event(&self, event: Event) {
        let Ok(mut at) = self.at.lock() else { return };
        match event {
            Event::Began { step, total, .. } => {
                let what = label(&self.words, step, at.turn);
                let again = phrase("progress-again").with("what", what.as_str());
                self.shows(total, if at.again { self.words.say(&again) } else { what });
            }
            Event::Advanced { by, .. } => self.bar.inc(by),
            Event::Turned { nth, of } => {
                at.turn = (of > 1).then_some((nth, of));
                if of == 1 {
                    self.shows(None, self.words.word("progress-waits"));
                }
            }
            Event::Again => at.again = true,
            Event::Over { well } => {
                let state = if well { "sync-state-ready" } else { "sync-state-failed" };
                self.shows(None, self.words.word(state));
            }
            Event::Ended { .. } | Event::Waiting { .. } | Event::Growing { .. } => {}
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// The lines of several for whom one piece of work is done.
pub(super) struct Together {
    pub(super) lines: Vec<Arc<Line>>,
    /// Hears what is no line's own: whom we wait for.
    pub(super) aside: Arc<dyn Progress>,
}

impl Progress for Together {
    fn event(&self, event: Event) {
        match event {
            Event::Waiting { .. } | Event::Growing { .. } => self.aside.event(event),
            event => self.lines.iter().for_each(|line| line.event(event.clone())),
        }
    }
}

/// Returns what is being done: `2 of 3: Hearing the recording`.
fn label(words: &Words, step: Step, turn: Option<(usize, usize)>) -> String {
    let what = words.word(match step {
        Step::Measuring => "progress-measuring",
        Step::Mastering => "progress-mastering",
        Step::Copying => "progress-copying",
        Step::Verifying => "progress-verifying",
        Step::Building => "progress-building",
        Step::Transcribing => "progress-transcribing",
    });
    match turn {
        Some((nth, of)) => {
            words.say(&phrase("progress-turn").with("nth", nth).with("of", of).with("what", what))
        }
        None => what,
    }
}

/// Returns how long it will take, and how fast that is, as it follows the percentage: `, 12 s left, 38× real
/// time`. Nothing while that would be a guess.
fn figures(words: &Words, done: u64, total: Option<u64>, rate: Option<u32>, elapsed: Duration) -> String {
    let mut said = String::new();
    let spent = elapsed.as_secs_f64();
    let part = total.map(|total| done as f64 / total.max(1) as f64);
    // A recording may turn out longer than its header says.
    if let Some(part) = part.filter(|part| (TELLING..1.0).contains(part)) {
        let seconds = (spent * (1.0 - part) / part).ceil();
        let left = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
        said.push_str(", ");
        said.push_str(&words.say(&phrase("progress-left").with("left", Arg::ShortLength(left))));
    }
    let worth_telling = part.is_none_or(|part| part >= TELLING) && spent > 0.0;
    if let Some(rate) = rate.filter(|rate| *rate > 0 && worth_telling) {
        let times = done as f64 / f64::from(rate) / spent;
        // Below ten, a decimal is worth having.
        let times = if times < 9.95 { Arg::Decimal(times) } else { Arg::Text(format!("{times:.0}")) };
        said.push_str(", ");
        said.push_str(&words.say(&phrase("progress-speed").with("times", times)));
    }
    said
}

impl Progress for Bars {
    fn event(&self, event: Event) {
        let Ok(mut at) = self.at.lock() else { return };
        match event {
            Event::Began { step, total, rate } => {
                let running = Running { began: Instant::now(), total, rate, done: 0, bar: None, said: None };
                at.running.insert(step, running);
            }
            Event::Advanced { step, by } => {
                let At { running, turn, turned } = &mut *at;
                if let Some(running) = running.get_mut(&step) {
                    running.done += by;
                    self.draw(step, (*turn, *turned), running);
                }
            }
            Event::Ended { step } => {
                if let Some(bar) = at.running.remove(&step).and_then(|running| running.bar) {
                    bar.finish_and_clear();
                }
            }
            Event::Turned { nth, of } => {
                // What the last one left standing is of no interest any more.
                for bar in at.running.drain().filter_map(|(_, running)| running.bar) {
                    bar.finish_and_clear();
                }
                if nth == 1 {
                    at.turned = Some(Instant::now());
                }
                at.turn = (of > 1).then_some((nth, of));
            }
            Event::Again => self.tell(&phrase("progress-once-more")),
            Event::Over { .. } => {}
            Event::Waiting { holder } if holder.is_empty() => self.tell(&phrase("progress-waiting")),
            Event::Waiting { holder } => self.tell(&phrase("progress-waiting-for").with("who", holder)),
            Event::Growing { file } => self.tell(&phrase("progress-growing").with("file", file)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600 * 44_100;

    fn told(language: Language, part: u64, seconds: f64) -> String {
        let done = HOUR * part / 100;
        let elapsed = Duration::from_secs_f64(seconds);
        figures(&Words::new(language), done, Some(HOUR), Some(44_100), elapsed)
    }

    #[test]
    fn time_left_and_speed_are_told_once_they_are_more_than_a_guess() {
        assert_eq!(told(Language::En, 1, 0.3), "");
        assert_eq!(told(Language::En, 25, 9.0), ", 27 s left, 100× real time");
        assert_eq!(told(Language::Da, 10, 72.0), ", 11 min tilbage, 5,0× realtid");
        assert_eq!(told(Language::En, 100, 36.0), ", 100× real time");
        let copying = figures(&Words::new(Language::En), 50, Some(100), None, Duration::from_secs(2));
        assert_eq!(copying, ", 2 s left");
        let endless = figures(&Words::new(Language::En), 441_000, None, Some(44_100), Duration::from_secs(2));
        assert_eq!(endless, ", 5.0× real time");
        assert_eq!(figures(&Words::new(Language::En), 0, Some(0), Some(0), Duration::ZERO), "");
    }

    #[test]
    fn the_line_of_a_player_says_what_is_done_for_it_and_that_it_is_tried_again() {
        let fleet = Fleet::to(ProgressDrawTarget::hidden(), Language::En);
        let lines = ["P1", "P2", "P3"].map(|name| fleet.line(name));
        let said = || lines.iter().map(|line| line.bar.message()).collect::<Vec<_>>();
        let waits = "waiting for its turn";
        assert_eq!(said(), [waits; 3]);
        // What is made for two of them is told to both.
        let together = Together { lines: lines[..2].to_vec(), aside: Arc::new(crate::world::Quiet) };
        let began = |step| Event::Began { step, total: Some(9), rate: None };
        together.event(Event::Turned { nth: 2, of: 5 });
        together.event(began(Step::Mastering));
        together.event(Event::Advanced { step: Step::Mastering, by: 3 });
        assert_eq!(said(), ["2 of 5: Mastering and encoding", "2 of 5: Mastering and encoding", waits]);
        assert_eq!(lines[1].bar.position(), 3);
        together.event(Event::Turned { nth: 5, of: 1 });
        assert_eq!(said(), [waits; 3]);
        lines[0].event(began(Step::Copying));
        lines[0].event(Event::Over { well: false });
        lines[2].event(Event::Over { well: true });
        assert_eq!(said(), ["not ready", waits, "ready"]);
        lines[0].event(Event::Again);
        lines[0].event(began(Step::Copying));
        assert_eq!(said()[0], "Copying, second try");
    }

    #[test]
    fn a_line_of_eighty_has_room_for_a_bar() {
        let steps = [
            Step::Measuring,
            Step::Mastering,
            Step::Copying,
            Step::Verifying,
            Step::Building,
            Step::Transcribing,
        ];
        for language in Language::ALL {
            let words = Words::new(language);
            for step in steps {
                let label = label(&words, step, Some((12, 34)));
                let figures =
                    figures(&words, HOUR / 10, Some(HOUR), Some(44_100), Duration::from_millis(3_160));
                let used = label.chars().count() + "  100 %".len() + figures.chars().count();
                assert!(used <= 70, "{used}: {label} {figures}");
            }
        }
    }
}
