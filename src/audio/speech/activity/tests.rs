use super::*;
use crate::audio::Source;
use crate::audio::loudness::{Dbfs, hop_frames};
use crate::audio::segment;
use crate::audio::synth::Synth;
use crate::audio::ticks;
use proptest::prelude::*;
use std::f64::consts::TAU;
use std::time::Duration;

const RATE: u32 = 44_100;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Somebody who speaks three seconds of four, in syllables, with a pitch that glides.
fn voice(peak: f64, length: u64) -> Synth {
    let peak = Dbfs(peak).peak();
    Synth::new(RATE, 2, u64::from(RATE) * length, move |n, _| {
        let t = n as f64 / f64::from(RATE);
        let turns = 120.0 * t + 4.0 * (TAU * 0.7 * t).sin();
        let since_pulse = turns.fract() / 120.0;
        let ring = (TAU * 650.0 * since_pulse).sin() * (-since_pulse * 420.0).exp();
        let syllable =
            (TAU * 2.0 * t).sin().powi(2) * [1.0, 0.3, 0.7, 0.5, 0.9][(n * 4 / u64::from(RATE) % 5) as usize];
        let room = 1e-4 * ((n.wrapping_mul(2_654_435_761) >> 8 & 0xffff) as f64 / 65_536.0 - 0.5);
        (peak * if t % 4.0 < 3.0 { ring * syllable } else { 0.0 } + peak * room) as f32
    })
}

/// A chord of plucked strings, struck anew every second.
fn music(peak: f64, length: u64) -> Synth {
    let peak = Dbfs(peak).peak() / 6.0;
    Synth::new(RATE, 2, u64::from(RATE) * length, move |n, _| {
        let t = n as f64 / f64::from(RATE);
        let ring = (-t.fract() * 1.5).exp();
        let strings = [196.0, 246.9, 293.7, 392.0, 587.3, 784.0];
        (peak * ring * strings.iter().map(|hz| (hz * t * TAU).sin()).sum::<f64>()) as f32
    })
}

fn noise(peak: f64, length: u64) -> Synth {
    Synth::noise(RATE, Dbfs(peak), seconds(length))
}

fn heard(source: Synth) -> Vec<Activity> {
    let rate = source.spec().rate;
    let (mut all, mut tones) = (Ticks::default(), Tones::default());
    for segment in segment::cut(source, segment::length(rate), 0, 0) {
        let segment = segment.unwrap();
        tones.extend(&Tones::of(&segment));
        let planes: Vec<&[f32]> = segment.planes().iter().map(Vec::as_slice).collect();
        all.extend(&Ticks::of(&planes, ticks::frames(rate)));
    }
    activity(&all, &tones)
}

/// Returns the share of the hops between two seconds in which that goes on.
fn share(course: &[Activity], what: Activity, from: usize, to: usize) -> f64 {
    let part = &course[from * 10..to * 10];
    part.iter().filter(|&&activity| activity == what).count() as f64 / part.len() as f64
}

#[test]
fn a_voice_speaks_and_pauses_however_loud_it_was_recorded() {
    for peak in [0.0, -20.0, -40.0] {
        let course = heard(voice(peak, 40));
        let speech = share(&course, Speech, 0, 40);
        assert!((0.70..0.85).contains(&speech), "{peak}: {speech}");
        assert!((share(&course, Music, 0, 40)).abs() < 1e-9);
        for second in (3..40).step_by(4) {
            assert_eq!(course[second * 10 + 5], Pause, "{peak}: second {second}");
        }
    }
}

#[test]
fn jingles_before_between_and_after_are_music() {
    let parts = music(-10.0, 8).then(voice(-10.0, 20)).then(music(-10.0, 8)).then(voice(-10.0, 20));
    let course = heard(parts.then(music(-10.0, 8)));
    for (from, to) in [(0, 7), (29, 35), (57, 64)] {
        assert!(share(&course, Music, from, to) > 0.95, "music from {from} s");
    }
    for (from, to) in [(9, 27), (37, 55)] {
        assert!(share(&course, Speech, from, to) > 0.65, "speech from {from} s");
        assert!(share(&course, Music, from, to) < 0.02, "speech from {from} s");
    }
}

#[test]
fn music_alone_is_music_and_a_quiet_room_alone_is_a_pause() {
    assert!(share(&heard(music(-6.0, 60)), Music, 0, 60) > 0.95);
    assert!(share(&heard(music(-50.0, 60)), Music, 0, 60) > 0.95);
    for silence in [noise(-60.0, 60), noise(-30.0, 60), Synth::silence(RATE, seconds(60))] {
        assert!(share(&heard(silence), Pause, 0, 60) > 0.999);
    }
}

#[test]
fn what_is_there_is_told_from_the_tones_and_the_ground() {
    let ground = Ground { floor: -60.0, loud: -20.0 };
    assert!(is_present(-45.0, 0.4, ground) && !is_present(-55.0, 0.4, ground));
    assert!(is_present(-49.0, 0.9, Ground { floor: -50.0, loud: -20.0 }), "music under the speech");
    assert!(!is_present(-20.0, 0.05, Ground { floor: -22.0, loud: -18.0 }), "a ventilator");
    assert!(!is_present(-76.0, 0.9, Ground { floor: -120.0, loud: -20.0 }), "far below the speech");
}

#[test]
fn a_change_needs_more_than_a_moment() {
    let speech = [0.15; 100];
    let music = [-0.2; 60];
    let at = |evidence: &[f32]| course(evidence.iter().copied());
    let both = at(&[&speech[..], &music[..], &speech[..]].concat());
    assert!(both[..100].iter().chain(&both[160..]).all(|&activity| activity == Speech));
    assert!(both[100..160].iter().all(|&activity| activity == Music));
    let moment = at(&[&speech[..], &music[..15], &speech[..]].concat());
    assert!(moment.iter().all(|&activity| activity == Speech));
}

#[test]
fn gaps_between_words_are_closed_and_knocks_dropped() {
    let run = |what, length| vec![what; length];
    let words = [run(Speech, 5), run(Pause, 3), run(Speech, 5), run(Pause, 4), run(Speech, 1), run(Pause, 9)];
    assert_eq!(tidied(words.concat()), [run(Speech, 13), run(Pause, 14)].concat());
    let song = [run(Music, 30), run(Pause, 20), run(Music, 30), run(Pause, 21), run(Music, 3)].concat();
    assert_eq!(tidied(song), [run(Music, 80), run(Pause, 24)].concat());
}

#[test]
fn any_rate_and_channels_and_hardly_any_sound() {
    assert!(heard(Synth::silence(48_000, Duration::from_millis(99))).is_empty());
    let short = Synth::voice(48_000, Dbfs(-10.0), Duration::from_millis(250)).with_channels(1);
    assert_eq!(heard(short).len(), 2);
    assert_eq!(hop_frames(48_000), 4_800);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_course_is_the_best_of_all(evidence in proptest::collection::vec(-3.0_f32..3.0, 0..9)) {
        let worth = |course: &[Activity]| {
            let said: f32 = course.iter().zip(&evidence).map(|(what, e)| if *what == Speech { *e } else { 0.0 }).sum();
            said - CHANGE * course.windows(2).filter(|pair| pair[0] != pair[1]).count() as f32
        };
        let found = worth(&course(evidence.iter().copied()));
        for bits in 0..1_u32 << evidence.len() {
            let other: Vec<Activity> =
                (0..evidence.len()).map(|hop| if bits >> hop & 1 == 1 { Speech } else { Music }).collect();
            prop_assert!(found >= worth(&other) - 1e-4, "{other:?} is better");
        }
    }
}

#[test]
fn the_edges_of_music_are_music() {
    let kinds = |parts: &[(Activity, usize)]| -> Vec<Activity> {
        parts.iter().flat_map(|&(kind, hops)| vec![kind; hops]).collect()
    };
    let music = kinds(&[(Speech, 30), (Pause, 10), (Speech, 3), (Music, 50), (Speech, 2), (Pause, 12)]);
    assert_eq!(tidied(music), kinds(&[(Speech, 30), (Pause, 10), (Music, 55), (Pause, 12)]));
    // A sentence before it is none of it, nor is one that runs into it.
    for lasting in [kinds(&[(Pause, 10), (Speech, 9), (Music, 50)]), kinds(&[(Speech, 3), (Pause, 9)])] {
        assert_eq!(tidied(lasting.clone()), lasting);
    }
}
