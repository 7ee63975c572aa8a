//! Recordings as they come from small recorders, made by formula, and their neighbours that must not
//! be taken for them.

use std::f32::consts::TAU;

use super::*;
use crate::audio::dynamics::Curve;
use crate::audio::loudness::{Db, hop_frames};
use crate::audio::master::Channels;
use crate::audio::synth::Synth;
use crate::audio::{Block, Spec, Stage, segment};

const RATE: u32 = 8_000;
const SECONDS: usize = 40;

/// A channel, to be put together with others.
type Plane = Vec<f32>;

fn made(formula: impl FnMut(usize) -> f32) -> Plane {
    (0..SECONDS * RATE as usize).map(formula).collect()
}

/// White noise of that height, another one for every number.
fn noise(number: u64, peak: f32) -> Plane {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    made(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        peak * ((state >> 40) as f32 / 8_388_608.0 - 1.0)
    })
}

/// A voice of that pitch, in syllables, which speaks in the seconds that `turn` says.
fn voice(pitch: f32, peak: f32, turn: impl Fn(usize) -> bool) -> Plane {
    made(|n| {
        let t = n as f32 / RATE as f32;
        let since_pulse = (t * pitch).fract() / pitch;
        let ring = (TAU * 650.0 * since_pulse).sin() * (-since_pulse * 420.0).exp();
        let loudness = 0.4 + 0.6 * (t * 1.7 + pitch).sin().abs();
        let envelope = (t * 4.0 * std::f32::consts::PI).sin().powi(2) * loudness;
        if turn(n / RATE as usize) { peak * ring * envelope } else { 0.0 }
    })
}

/// Turns of five seconds: whoever `first` names has the first.
fn turns(first: bool) -> impl Fn(usize) -> bool {
    move |second| (second / 5).is_multiple_of(2) == first && second % 5 < 4
}

fn sum(parts: &[(&Plane, f32)]) -> Plane {
    made(|n| parts.iter().map(|(plane, gain)| plane[n] * gain).sum())
}

fn delayed(plane: &Plane, frames: usize) -> Plane {
    made(|n| n.checked_sub(frames).map_or(0.0, |n| plane[n]))
}

/// A chord whose notes swell, another one for every number.
fn chord(number: u32) -> Plane {
    made(|n| {
        let t = n as f32 / RATE as f32;
        let note = |k: u32| {
            let hz = 110.0 * (1.0 + 0.137 * (k * 7 + number * 3) as f32);
            (TAU * hz * t).sin() * (0.6 + 0.4 * (t * (0.9 + 0.31 * (k + number) as f32)).sin())
        };
        0.08 * (0..5).map(note).sum::<f32>()
    })
}

fn figures_of(left: &Plane, right: &Plane) -> ChannelFigures {
    let planes = [left.clone(), right.clone()];
    let frames = left.len() as u64;
    let synth = Synth::new(RATE, 2, frames, move |n, channel| planes[channel][n as usize]);
    let mut figures = ChannelFigures::default();
    for segment in segment::cut(synth, segment::length(RATE), 100, 10) {
        figures.add(&ChannelFigures::of(&segment.unwrap()));
    }
    figures
}

fn planned(left: &Plane, right: &Plane) -> ChannelPlan {
    plan(&figures_of(left, right), Channels::Auto)
}

fn one_voice() -> Plane {
    sum(&[(&voice(120.0, 0.5, |second| second % 4 < 3), 1.0), (&noise(1, 0.0005), 1.0)])
}

/// Two people at a table: each microphone hears the other voice so much quieter and later.
fn table(bleed: Db, gains: [f32; 2]) -> (Plane, Plane) {
    let (anna, bo) = (voice(190.0, 0.4, turns(true)), voice(110.0, 0.4, turns(false)));
    let bleed = bleed.factor() as f32;
    let left = sum(&[(&anna, 1.0), (&delayed(&bo, 24), bleed), (&noise(2, 0.0005), 1.0)]);
    let right = sum(&[(&bo, 1.0), (&delayed(&anna, 24), bleed), (&noise(3, 0.0005), 1.0)]);
    (sum(&[(&left, gains[0])]), sum(&[(&right, gains[1])]))
}

#[test]
fn one_voice_in_both_channels_is_the_same_even_when_one_is_a_hair_louder() {
    let voice = one_voice();
    assert_eq!(planned(&voice, &voice), ChannelPlan::Same);
    assert_eq!(planned(&voice, &sum(&[(&voice, 1.01)])), ChannelPlan::Same);
    let silence = made(|_| 0.0);
    assert_eq!(planned(&silence, &silence), ChannelPlan::Same, "two silences are one");
}

#[test]
fn a_scaled_copy_is_one_and_the_better_one_is_used() {
    let voice = one_voice();
    // 12 dB down, with the hiss of a second converter.
    let copy = sum(&[(&voice, 0.25), (&noise(4, 0.001), 1.0)]);
    assert_eq!(planned(&voice, &copy), ChannelPlan::Copy { use_left: true });
    assert_eq!(planned(&copy, &voice), ChannelPlan::Copy { use_left: false });
    // As clean as the other: then the louder one.
    assert_eq!(planned(&sum(&[(&voice, 0.5)]), &voice), ChannelPlan::Copy { use_left: false });
    // Overdriven: then the other one, though it is quieter.
    let hot: Plane = voice.iter().map(|sample| (sample * 8.0).clamp(-1.0, 1.0)).collect();
    assert_eq!(planned(&hot, &voice), ChannelPlan::Copy { use_left: false });
}

#[test]
fn a_copy_behind_music_in_stereo_is_stereo() {
    let voice = one_voice();
    let music = |number| -> Plane {
        let chord = chord(number);
        made(|n| if n < 3 * RATE as usize { chord[n] } else { 0.0 })
    };
    let left = sum(&[(&voice, 1.0), (&music(1), 0.2)]);
    let right = sum(&[(&voice, 0.5), (&music(2), 0.2)]);
    assert_eq!(planned(&left, &right), ChannelPlan::Stereo);
}

#[test]
fn a_channel_that_holds_nothing_is_dead() {
    let voice = one_voice();
    assert_eq!(planned(&voice, &made(|_| 0.0)), ChannelPlan::Dead { left: false });
    assert_eq!(planned(&made(|_| 0.05), &voice), ChannelPlan::Dead { left: true }, "a constant is nothing");
    // An open cable hums, steadily and not loudly.
    let hum = made(|n| 0.004 * (TAU * 50.0 * n as f32 / RATE as f32).sin());
    assert_eq!(planned(&voice, &hum), ChannelPlan::Dead { left: false });
    // A second voice that says little and is quiet is no dead channel.
    let quiet = sum(&[(&one_voice(), 0.02), (&noise(5, 0.0005), 1.0)]);
    assert!(!matches!(planned(&voice, &quiet), ChannelPlan::Dead { .. }));
}

#[test]
fn what_is_upside_down_is_turned_over_and_then_what_it_is() {
    let voice = one_voice();
    let then = |right: &Plane| planned(&voice, right);
    assert_eq!(then(&sum(&[(&voice, -1.0)])), ChannelPlan::Antiphase { then: Flipped::Same });
    let quieter = sum(&[(&voice, -0.5)]);
    assert_eq!(then(&quieter), ChannelPlan::Antiphase { then: Flipped::Copy { use_left: true } });
    let room = |number| sum(&[(&voice, 1.0), (&noise(number, 0.01), 1.0)]);
    let (left, right) = (room(6), sum(&[(&room(7), -1.0)]));
    assert_eq!(planned(&left, &right), ChannelPlan::Antiphase { then: Flipped::Stereo });
}

#[test]
fn music_that_is_against_itself_in_part_is_stereo() {
    let (mid, side) = (chord(1), chord(2));
    // A wide keyboard: as much side as middle, and one passage with nothing but side.
    let wide = |sign: f32| -> Plane {
        made(|n| {
            if (n / RATE as usize).is_multiple_of(4) {
                sign * side[n]
            } else {
                0.7 * mid[n] + sign * 0.7 * side[n]
            }
        })
    };
    assert_eq!(planned(&wide(1.0), &wide(-1.0)), ChannelPlan::Stereo);
    let mostly =
        |sign: f32| made(|n| if (n / RATE as usize).is_multiple_of(4) { mid[n] } else { sign * mid[n] });
    assert_eq!(planned(&mostly(1.0), &mostly(-1.0)), ChannelPlan::Stereo, "three quarters of the time");
}

#[test]
fn a_voice_on_each_side_is_two_microphones() {
    for (bleed, gains) in [(-10.0, [1.0, 1.0]), (-15.0, [1.0, 0.2]), (-40.0, [0.1, 1.0])] {
        let (left, right) = table(Db(bleed), gains);
        assert_eq!(planned(&left, &right), ChannelPlan::TwoMicrophones, "{bleed} dB, {gains:?}");
    }
}

#[test]
fn stereo_stays_stereo() {
    // Voices that a pair of microphones hears on either side, or a mixer put there.
    let (left, right) = table(Db(-5.0), [1.0, 1.0]);
    assert_eq!(planned(&left, &right), ChannelPlan::Stereo, "a pair of microphones");
    let (anna, bo) = (voice(190.0, 0.4, turns(true)), voice(110.0, 0.4, turns(false)));
    let panned = |near: f32| {
        let side = |near: &Plane, far: &Plane, number, gain: f32| {
            sum(&[(near, 1.0), (far, gain), (&noise(number, 0.0005), 1.0)])
        };
        planned(&side(&anna, &bo, 8, near), &side(&bo, &anna, 9, near))
    };
    assert_eq!(panned(0.5), ChannelPlan::Stereo, "panned a little");
    assert_eq!(panned(0.25), ChannelPlan::Stereo, "panned far");
    assert_eq!(planned(&chord(1), &chord(2)), ChannelPlan::Stereo, "music with nothing in common");
    let room = |number, gain| sum(&[(&one_voice(), gain), (&noise(number, 0.03), 1.0)]);
    assert_eq!(planned(&room(10, 0.7), &room(11, 0.3)), ChannelPlan::Stereo, "one voice 70 to 30 in a room");
    // Two drums that answer each other: as far apart as two voices, but no conversation.
    let drum = |first: bool| {
        let hiss = noise(12 + u64::from(first), 0.5);
        made(|n| {
            let beat = n / (RATE as usize / 4);
            let since = (n % (RATE as usize / 4)) as f32 / RATE as f32;
            if beat.is_multiple_of(2) == first { hiss[n] * (-since * 12.0).exp() } else { 0.001 * hiss[n] }
        })
    };
    assert_eq!(planned(&drum(true), &drum(false)), ChannelPlan::Stereo, "drums");
}

#[test]
fn whoever_wants_the_channels_kept_keeps_them() {
    let voice = one_voice();
    for right in [made(|_| 0.0), sum(&[(&voice, -1.0)]), voice.clone()] {
        let figures = figures_of(&voice, &right);
        let kept = plan(&figures, Channels::Keep);
        assert!(kept.changes_nothing(), "{kept:?}");
    }
}

#[test]
fn one_channel_and_no_sound_at_all_have_a_plan() {
    let mono = Synth::new(RATE, 1, 900, |_, _| 0.25);
    let segment = segment::cut(mono, 2_000, 0, 0).next().unwrap().unwrap();
    let figures = ChannelFigures::of(&segment);
    assert_eq!(plan(&figures, Channels::Auto), ChannelPlan::Mono);
    assert!((figures.means()[0] - 0.25).abs() < 1e-6);
    assert_eq!(plan(&ChannelFigures::default(), Channels::Auto), ChannelPlan::Same);
    let (one, huge) = (vec![0.5], vec![f32::MAX; 2_000]);
    assert_eq!(planned_short(&one, &one), ChannelPlan::Same);
    planned_short(&huge, &vec![-f32::MAX; 2_000]);
}

fn planned_short(left: &Plane, right: &Plane) -> ChannelPlan {
    plan(&figures_of(left, right), Channels::Auto)
}

#[test]
fn a_constant_is_told_by_its_channel_and_counts_for_nothing_else() {
    let voice = one_voice();
    let moved: Plane = voice.iter().map(|sample| sample + 0.1).collect();
    let means = figures_of(&voice, &moved).means();
    assert!(means[0].abs() < 0.01 && (means[1] - means[0] - 0.1).abs() < 1e-4, "{means:?}");
    assert_eq!(planned(&voice, &moved), ChannelPlan::Same);
}

#[test]
fn the_quieter_side_is_told_with_its_distance() {
    let loud = one_voice();
    let soft: Plane = loud.iter().map(|sample| 0.1 * sample).collect();
    let (left, by) = figures_of(&soft, &loud).quieter().unwrap();
    assert!(left && (by.value() - 20.0).abs() < 0.1, "{by:?}");
    assert!(!figures_of(&loud, &soft).quieter().unwrap().0);
    assert_eq!(figures_of(&loud, &vec![0.0; loud.len()]).quieter(), None);
}

fn put_right(plan: ChannelPlan) -> Vec<Plane> {
    let mut stage = PutRight::new(plan);
    let input = Block::from_planes(vec![vec![0.5, -0.0], vec![0.25, f32::MIN_POSITIVE]]);
    let mut out = Block::new(stage.output(Spec { rate: RATE, channels: 2 }).channels);
    stage.process(&input, &mut out);
    out.into_planes()
}

#[test]
#[expect(clippy::float_cmp, reason = "halves and quarters are exact")]
fn channels_are_put_right_as_planned() {
    assert_eq!(put_right(ChannelPlan::Same)[0][0], 0.375);
    assert_eq!(put_right(ChannelPlan::Copy { use_left: false })[0][0], 0.25);
    assert_eq!(put_right(ChannelPlan::Dead { left: true })[0][0], 0.25);
    assert_eq!(put_right(ChannelPlan::Dead { left: false }).len(), 1);
    let flipped = put_right(ChannelPlan::Antiphase { then: Flipped::Stereo });
    assert_eq!((flipped[0][0], flipped[1][0]), (0.5, -0.25));
    assert_eq!(put_right(ChannelPlan::Antiphase { then: Flipped::Same })[0][0], 0.125);
    let kept = put_right(ChannelPlan::Stereo);
    assert!(kept[0][1].is_sign_negative() && kept[1][1] == f32::MIN_POSITIVE, "to the bit");
}

/// Returns the gain so many milliseconds from the start.
fn gain(curve: &Curve, ms: u32) -> f64 {
    curve.at(u64::from(ms) * u64::from(RATE) / 1_000).value()
}

#[test]
#[expect(clippy::float_cmp, reason = "where the gain stands still it is exact")]
fn a_microphone_is_turned_down_while_only_the_other_one_is_spoken_into() {
    let (left, right) = table(Db(-12.0), [1.0, 0.3]);
    let [left, right] = turned_down(&figures_of(&left, &right), hop_frames(RATE));
    // The left one speaks from 0 to 4 s, the right one from 5 to 9 s, and so on.
    for ms in [500, 2_000, 3_500, 11_000, 12_500] {
        assert_eq!((gain(&left, ms), gain(&right, ms)), (0.0, -15.0), "at {ms} ms");
    }
    for ms in [6_000, 7_500, 16_000, 18_000] {
        assert_eq!((gain(&left, ms), gain(&right, ms)), (-15.0, 0.0), "at {ms} ms");
    }
    assert_eq!(gain(&right, 5_000), 0.0, "it is open before its voice begins");
    assert_eq!(gain(&left, 4_300), 0.0, "and in the pause everything stays");
    // No step: a tenth of a second for all the way.
    let steps = (0..9_000).map(|n| (gain(&left, n) - gain(&left, n + 1)).abs());
    assert!(steps.fold(0.0, f64::max) < 0.16);
}

#[test]
fn while_both_speak_both_are_open() {
    let (anna, bo) = (voice(190.0, 0.4, |_| true), voice(110.0, 0.4, |_| true));
    for curve in turned_down(&figures_of(&anna, &bo), hop_frames(RATE)) {
        let open = (0..400).filter(|&hop| gain(&curve, hop * 100) > -1.0).count();
        assert!(open > 360, "open in {open} of 400 hops");
    }
    assert!(turned_down(&ChannelFigures::default(), 800).iter().all(Curve::is_flat));
}
