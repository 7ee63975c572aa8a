//! What a listener hears of the leveller: the finished file against the one that is made without it.

use super::*;
use crate::audio::dynamics::Curve;
use crate::audio::loudness::hop_frames;
use crate::audio::mp3::stream::Stream;
use crate::audio::mp3::{DELAY, Mp3Form, decoded};

const RATE: u32 = 44_100;

/// What there is to hear from one tenth of a second to another.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// The near voice, the far one.
    Voice(usize),
    /// Nobody speaks for so long: a second and more, or less.
    LongPause,
    ShortPause,
    Music,
}
use Part::{LongPause, Music, ShortPause, Voice};

/// Two who take turns, one of them 12 dB quieter, in a room, with a jingle between; and what is where.
fn conversation() -> (Synth, Vec<(Part, std::ops::Range<usize>)>) {
    let speakers = [(110.0, -6.0), (190.0, -18.0)];
    let note = |hz| Synth::tone(RATE, hz, Dbfs(-28.0), 6 * SECOND);
    let mut sound: Option<Synth> = None;
    let (mut parts, mut at) = (Vec::new(), 0);
    let mut put = |synth: Synth, more: &[(Part, usize)]| {
        sound = Some(sound.take().map_or(synth.clone(), |sound| sound.then(synth)));
        for &(part, length) in more {
            parts.push((part, at..at + length));
            at += length;
        }
    };
    // A speaker of the formula speaks for three seconds and is silent for one.
    let says = |who: usize, last: usize| {
        let (hz, level) = speakers[who];
        let length = SECOND * 3 + SECOND / 10 * last as u32;
        let turn = |length| Synth::speaker(RATE, hz, Dbfs(level), length);
        let pause = if last < 10 { ShortPause } else { LongPause };
        let parts = [(Voice(who), 30), (LongPause, 10), (Voice(who), 30), (pause, last)];
        (turn(4 * SECOND).then(turn(length)), parts)
    };
    for (who, last) in [(0, 5), (1, 10)] {
        let (synth, more) = says(who, last);
        put(synth, &more);
    }
    put(note(220.0).plus(note(277.2)).plus(note(329.6)), &[(Music, 60)]);
    put(Synth::silence(RATE, SECOND * 3 / 2), &[(LongPause, 15)]);
    for (who, last) in [(1, 5), (0, 10), (1, 10)] {
        let (synth, more) = says(who, last);
        put(synth, &more);
    }
    let room = Synth::pink(RATE, Dbfs(-66.0), 60 * SECOND);
    // At both sides the same: it is one programme.
    let room = Synth::new(RATE, 2, 60 * u64::from(RATE), move |n, _| room.sample(n, 0));
    (sound.unwrap().plus(room), parts)
}

/// The sound of the finished file, and the leveller's curve.
fn finished(synth: &Synth, level: Levelling) -> (Vec<f32>, Curve) {
    let treatment = Treatment { level, trim: false, ..Treatment::default() };
    let mut analysis = analyse(&world(2), || Ok(synth.clone()), treatment).unwrap();
    let figures = analysis.take_figures();
    let plan = settle(&figures, analysis.is_mono(), &Target::default());
    let mut bytes = Vec::new();
    let open = || Ok(analysis.mended(synth.clone()));
    let mastered = render(&world(2), open, &figures, &plan, Cursor::new(&mut bytes)).unwrap();
    assert!((mastered.loudness.integrated.unwrap() - Lufs(-16.0)).value().abs() < 0.3);
    let form = Mp3Form { rate: RATE, channels: 2, bitrate: 96, effort: Effort::Usual };
    let mut stream = Stream::new(0);
    stream.push(&bytes).unwrap();
    let mut planes = decoded(&form, &stream);
    // The encoder's delay, and the frame that holds the information.
    let sound = planes.swap_remove(0).split_off(DELAY + form.samples());
    (sound, analysis.mending.levelled[0].clone())
}

/// The level of some frames, in dB.
fn level(sound: &[f32], frames: std::ops::Range<usize>) -> f64 {
    let power: f64 = sound[frames.clone()].iter().map(|&sample| f64::from(sample).powi(2)).sum();
    10.0 * (power / frames.len() as f64).log10()
}

/// The greatest second difference: what a click is made of.
fn bend(sound: &[f32]) -> f32 {
    sound.windows(3).map(|w| (w[0] - 2.0 * w[1] + w[2]).abs()).fold(0.0, f32::max)
}

#[test]
fn voices_come_together_and_neither_the_room_nor_music_comes_up_with_them() {
    let (synth, parts) = conversation();
    let ((levelled, curve), (plain, flat)) =
        (finished(&synth, Levelling::Strong), finished(&synth, Levelling::Off));
    assert!(flat.is_flat() && !curve.is_flat());
    let hop = hop_frames(RATE);
    let frames = |hops: &std::ops::Range<usize>| hops.start * hop..hops.end * hop;
    let rise = |frames: std::ops::Range<usize>| level(&levelled, frames.clone()) - level(&plain, frames);

    let voice = |sound: &[f32], who: usize| -> Vec<f64> {
        let own = parts.iter().filter(|(part, _)| *part == Voice(who));
        own.map(|(_, hops)| level(sound, frames(hops))).collect()
    };
    let (near, far) = (voice(&levelled, 0), voice(&levelled, 1));
    for (near, far) in near.iter().flat_map(|near| far.iter().map(move |far| (near, far))) {
        assert!((near - far).abs() <= 3.0, "{near} and {far}");
    }
    // Some of the 12 dB the compressor has taken from the near one.
    assert!(voice(&plain, 0)[0] - voice(&plain, 1)[0] > 7.0);

    for (n, (part, hops)) in parts.iter().enumerate() {
        // 100 ms each, ten times as often: nothing between two hops is missed.
        let each = || frames(hops).step_by(hop / 10).filter(|from| from + hop <= hops.end * hop);
        let rises: Vec<f64> = each().map(|from| rise(from..from + hop)).collect();
        let highest = rises.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        match part {
            LongPause => assert!(highest <= 1.0, "a pause at {hops:?} rises: {rises:?}"),
            ShortPause => {
                let beside = rise(frames(&parts[n - 1].1)).max(rise(frames(&parts[n + 1].1)));
                assert!(highest <= beside + 0.5, "at {hops:?} by {highest}, beside it by {beside}");
            }
            Music => assert!(rises.iter().all(|rise| rise.abs() <= 2.0), "music: {rises:?}"),
            Voice(_) => {}
        }
    }

    for point in curve.points() {
        let around = |sound: &[f32]| {
            let at = (point.at as usize).min(sound.len());
            bend(&sound[at.saturating_sub(hop / 5)..(at + hop / 5).min(sound.len())])
        };
        let gains = (0..9).map(|n| curve.at((point.at + n * 220).saturating_sub(880)).factor());
        let gain = gains.fold(0.0, f64::max) as f32;
        // Twice as much is what two encodings of one sound differ by; a step of 12 dB bends by far more.
        let allowed = 2.0 * gain * around(&plain) + 1e-4;
        assert!(around(&levelled) <= allowed, "a click at {point:?}: {} {allowed}", around(&levelled));
    }
}
