//! Results in plain words: what several commands say in the same way.

use std::cmp::Ordering;
use std::path::Path;

pub(super) use crate::site::model::about;

use super::desk::{Desk, Done};
use super::failure;
use super::notices::time;
use super::view::State;
use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::catalogue::{Shelved, Show};
use crate::episode::{Episode, Sound};
use crate::studio::{Notice, SoundPlan};
use crate::words::{Arg, Phrase, phrase};

/// Returns a sentence that has the episode's title as well.
pub(super) fn named(id: &'static str, episode: &Episode) -> Phrase {
    about(id, episode.handle).with("title", &episode.title)
}

/// Returns how much that is; about, where something of it is not made yet and nobody knows to the byte.
pub(super) fn size(bytes: u64, is_estimated: bool) -> Arg {
    let size = Arg::Bytes(bytes);
    if is_estimated { Arg::Phrase(phrase("size-about").with("size", size)) } else { size }
}

/// Returns how far it is from the highest number to the goal, if the show has one: the number, and the
/// sentence.
pub(super) fn to_goal(show: &Show, highest: u32) -> Option<(u32, Phrase)> {
    let goal = show.info().goal?;
    let left = goal.saturating_sub(highest);
    let sentence = match highest.cmp(&goal) {
        Ordering::Less => phrase("goal-left").with("left", left).with("goal", goal),
        Ordering::Equal => phrase("goal-reached").with("goal", goal),
        Ordering::Greater => phrase("goal-passed").with("goal", goal).with("past", highest - goal),
    };
    Some((left, sentence))
}

/// Says where listeners stand: who can hear the episode now, and what is left to do.
pub(super) fn say_who_can_hear(
    desk: &mut Desk<'_>,
    show: &Show,
    shelved: &Shelved,
    noticed: &[Notice],
    done: &Done,
) {
    // There may be no feed yet that could be brought to anybody, and that of a practice show never is.
    if !done.feed_stands() || show.info().practice {
        return;
    }
    let handle = shelved.episode.handle;
    let sentence = match State::of(shelved, desk.world.clock.now()) {
        State::Draft => about("hear-draft", handle).with("command", format!("podcast release {handle}")),
        // Said already, where it was noticed.
        State::Scheduled if noticed.iter().any(|notice| matches!(notice, Notice::Scheduled { .. })) => return,
        State::Scheduled => about("hear-scheduled", handle).with("date", time(shelved.episode.published)),
        _ => match &show.info().link {
            None => about("hear-nobody", handle).and(phrase("hear-nobody-link")),
            Some(link) => about("hear-nobody", handle).and(phrase("hear-copy").with("link", link)),
        },
    };
    desk.say(&sentence);
}

/// Says how to take back what was just done.
pub(super) fn say_undo(desk: &mut Desk<'_>) {
    desk.say(&phrase("undo-how"));
}

/// Says where a file is.
pub(super) fn say_file(desk: &mut Desk<'_>, file: &Path) {
    desk.say_below(&phrase("file-at").with("file", failure::place(file)));
}

/// Says, to those who asked for figures, how a sound is or would be made.
pub(super) fn detail_plan(desk: &mut Desk<'_>, plan: &SoundPlan) {
    let level = |level: Option<Lufs>| {
        level.map_or(Arg::from(phrase("figure-none")), |level| Arg::Decimal(level.value()))
    };
    let peak =
        |peak: Option<Dbtp>| peak.map_or(Arg::from(phrase("figure-none")), |peak| Arg::Decimal(peak.value()));
    desk.detail(
        &phrase("figures-before").with("loudness", level(plan.before)).with("peak", peak(plan.peak_before)),
    );
    let limiter = if plan.limited { phrase("figure-limited") } else { phrase("figure-not-limited") };
    desk.detail(
        &phrase("figures-plan")
            .with("gain", Arg::Decimal(plan.gain.value()))
            .with("limiter", limiter)
            .with("loudness", level(plan.after)),
    );
    desk.detail(
        &phrase("figures-dynamics")
            .with("compressed", Arg::Decimal(plan.compressed.value()))
            .with("reduction", Arg::Decimal(plan.reduction.value())),
    );
    if let Some(places) = plan.again {
        desk.detail(&phrase("figures-again").with("places", places));
    }
    detail_form(desk, plan.rate, plan.channels, plan.kbps);
}

/// Says, to those who asked for figures, in what form a sound is: WAV has no bit rate worth telling.
pub(super) fn detail_form(desk: &mut Desk<'_>, rate: u32, channels: impl Into<Arg>, kbps: u32) {
    let (rate, channels) = (Arg::Decimal(f64::from(rate) / 1000.0), channels.into());
    desk.detail(&match kbps {
        0 => phrase("figures-form-wav").with("rate", rate).with("channels", channels),
        _ => phrase("figures-form").with("rate", rate).with("channels", channels).with("kbps", kbps),
    });
}

/// Says, to those who asked for figures, what a finished sound measures.
pub(super) fn detail_sound(desk: &mut Desk<'_>, sound: &Sound) {
    detail_heard(desk, sound.loudness, sound.range, sound.true_peak, sound.speech_loudness);
    desk.detail(&phrase("figures-size").with("size", Arg::Bytes(sound.bytes)));
}

/// Says, to those who asked for figures, what a listener hears.
pub(super) fn detail_heard(
    desk: &mut Desk<'_>,
    loudness: Option<Lufs>,
    range: Option<Lu>,
    peak: Option<Dbtp>,
    speech: Option<Lufs>,
) {
    let number = |number: Option<f64>| number.map_or(Arg::from(phrase("figure-none")), Arg::Decimal);
    desk.detail(
        &phrase("figures-heard")
            .with("loudness", number(loudness.map(Lufs::value)))
            .with("range", number(range.map(Lu::value)))
            .with("peak", number(peak.map(Dbtp::value))),
    );
    if let Some(loudness) = speech {
        desk.detail(&phrase("figures-speech").with("loudness", Arg::Decimal(loudness.value())));
    }
}
