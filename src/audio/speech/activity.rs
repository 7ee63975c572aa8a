//! The likeliest course of a recording through speech, music and pauses.
//!
//! First it is asked of each hop alone whether there is anything but the room. Those that have
//! something carry evidence for speech or for music; the hops of the room carry none. The course
//! that the evidence speaks for as a whole, changes having their price, is found by Viterbi's method:
//! of all ways to be in a state at a hop only the best is kept, so that time grows with the length of
//! the recording alone. At last short gaps are closed and short leftovers dropped.

use super::Activity::{self, Music, Pause, Speech};
use super::levels::{Ground, Grounds, Level, levels};
use super::tones::Tones;
use crate::audio::ticks::Ticks;

/// So far above the floor there is more than the room.
const RISE: f32 = 8.0;
/// What lies so far below the vowels is no speech, however silent the room.
const REACH: f32 = 40.0;
/// What lies less far below the vowels is more than the room, however loud the room.
const NEAR: f32 = 12.0;
/// Below this, in dBFS, there is nothing: the dither of 16 bits.
const NOTHING: f32 = -90.0;
/// What is steadier in tone than any voice is more than the room as soon as it is [`TONAL_RISE`] above
/// the floor, down to [`TONAL_REACH`] below the vowels: a chord that dies away. Where it never stops,
/// as music under speech, it is the floor itself, and must lie within [`TONAL_NEAR`] of the vowels: a
/// hum does not.
const TONAL: f32 = 0.55;
const TONAL_RISE: f32 = 4.0;
const TONAL_REACH: f32 = 55.0;
const TONAL_NEAR: f32 = 30.0;
/// What is as toneless as this and moves less than [`STILL`] between floor and loud is the room.
const TONELESS: f32 = 0.25;
const STILL: f32 = 10.0;

/// The evidence of a hop, in nepers of odds: so much for each share of low ticks, so much against it
/// for steady tones, and a little for speech to begin with. Found by logistic regression on an hour of
/// voices in three languages, dry, in a room, in noise and over music, and of music of thirty kinds.
/// Neighbouring hops share most of what they are judged by, a second of sound: each counts a tenth.
const FOR_LOW: f32 = 0.80;
const AGAINST_TONES: f32 = 0.50;
const AT_FIRST: f32 = 0.06;
/// What a change between speech and music costs, in nepers: about three seconds of fair evidence.
const CHANGE: f32 = 4.0;

/// Longest gap between words, in hops: the lips close, a breath is taken.
const WORD_GAP: usize = 3;
/// Longest rest within music, in hops.
const REST: usize = 20;
/// Shortest speech, in hops: less is a knock.
const SHORTEST_SPEECH: usize = 2;
/// Shortest music, in hops.
const SHORTEST_MUSIC: usize = 20;

/// At the edge of music, a hop is judged by half a second of the silence beside it, which is torn like
/// speech and steady like nothing. What passes for speech there, and no longer, is the music.
const EDGE: usize = 5;

/// Returns what is going on in every hop that the tones know.
pub fn activity(ticks: &Ticks, tones: &Tones) -> Vec<Activity> {
    let levels = levels(ticks, tones.len());
    let grounds = Grounds::of(ticks);
    let present: Vec<bool> = levels
        .iter()
        .enumerate()
        .map(|(hop, level)| is_present(level.level, tones.steadiness(hop), grounds.under(hop)))
        .collect();
    let mut course = course(
        levels
            .iter()
            .enumerate()
            .map(|(hop, level)| if present[hop] { evidence(*level, tones.steadiness(hop)) } else { 0.0 }),
    );
    for (activity, present) in course.iter_mut().zip(&present) {
        if !present {
            *activity = Pause;
        }
    }
    tidied(course)
}

/// Returns whether there is more than the room in a hop of that level.
fn is_present(level: f32, steadiness: f32, ground: Ground) -> bool {
    let Ground { floor, loud } = ground;
    let still = loud - floor < STILL && steadiness < TONELESS;
    let heard = (floor + RISE).max(loud - REACH).min(loud - NEAR);
    let tonal = (floor + TONAL_RISE).max(loud - TONAL_REACH).min(loud - TONAL_NEAR);
    level >= NOTHING && !still && (level >= heard || (steadiness >= TONAL && level >= tonal))
}

/// Returns what a hop says: above zero for speech, below for music.
fn evidence(level: Level, steadiness: f32) -> f32 {
    AT_FIRST + FOR_LOW * level.low - AGAINST_TONES * steadiness
}

/// Returns the course of speech and music that the evidence speaks for.
fn course(evidence: impl ExactSizeIterator<Item = f32>) -> Vec<Activity> {
    // The best case for being in speech at a hop, less that for being in music: more is not needed.
    // For each of the two, whether the best way there came from the other.
    let mut lead = 0.0_f32;
    let mut came: Vec<(bool, bool)> = Vec::with_capacity(evidence.len());
    for weight in evidence {
        came.push((lead < -CHANGE, lead > CHANGE));
        lead = lead.clamp(-CHANGE, CHANGE) + weight;
    }
    let mut speech = lead >= 0.0;
    let mut course = vec![Music; came.len()];
    for (activity, (from_music, from_speech)) in course.iter_mut().zip(came).rev() {
        if speech {
            *activity = Speech;
        }
        if if speech { from_music } else { from_speech } {
            speech = !speech;
        }
    }
    course
}

/// Closes short gaps and drops short leftovers.
fn tidied(mut course: Vec<Activity>) -> Vec<Activity> {
    replace(&mut course, |run| match run {
        Run { what: Pause, length, before: Some(Speech), after: Some(Speech) } if length <= WORD_GAP => {
            Speech
        }
        Run { what: Pause, length, before: Some(Music), after: Some(Music) } if length <= REST => Music,
        Run { what, .. } => what,
    });
    replace(&mut course, |run| match run {
        Run { what: Speech, length, .. } if length < SHORTEST_SPEECH => Pause,
        Run { what: Music, length, before, after } if length < SHORTEST_MUSIC => {
            if before == Some(Speech) || after == Some(Speech) { Speech } else { Pause }
        }
        Run { what, .. } => what,
    });
    replace(&mut course, |run| match run {
        Run { what: Speech, length, before: Some(Music), after: Some(Pause) | None }
        | Run { what: Speech, length, before: Some(Pause) | None, after: Some(Music) }
            if length <= EDGE =>
        {
            Music
        }
        Run { what, .. } => what,
    });
    course
}

/// A run of hops of one kind, and what is before and after it.
struct Run {
    what: Activity,
    length: usize,
    before: Option<Activity>,
    after: Option<Activity>,
}

/// Replaces each run by what is made of it; runs before it are seen as they were made.
fn replace(course: &mut [Activity], with: impl Fn(Run) -> Activity) {
    let mut from = 0;
    while from < course.len() {
        let what = course[from];
        let length = course[from..].iter().take_while(|&&activity| activity == what).count();
        let before = from.checked_sub(1).map(|hop| course[hop]);
        let made = with(Run { what, length, before, after: course.get(from + length).copied() });
        course[from..from + length].fill(made);
        from += length;
    }
}

#[cfg(test)]
mod tests;
