use std::time::Duration;

use super::*;
use crate::audio::Source;
use crate::audio::repair::testing::{all, level};
use crate::audio::segment;
use crate::audio::synth::Synth;

/// Low, for the sake of speed: what is looked at lies below 1 kHz.
const RATE: u32 = 12_000;

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn found(synth: &Synth) -> Option<Hum> {
    let mut figures = HumFigures::default();
    for segment in segment::cut(synth.clone(), segment::length(synth.spec().rate), 0, 0) {
        figures.add(&HumFigures::of(&segment.unwrap()));
    }
    find(&figures)
}

/// Returns lines at these multiples of a frequency, of that level each.
fn lines(rate: u32, mains: f64, multiples: &[u32], peak: Dbfs, length: Duration) -> Synth {
    multiples.iter().fold(Synth::silence(rate, length), |sum, &multiple| {
        sum.plus(Synth::tone(rate, mains * f64::from(multiple), peak, length))
    })
}

fn without(hum: &Hum, synth: &Synth) -> Vec<Vec<f32>> {
    all(synth.clone().through(Notches::new(hum, synth.spec())))
}

/// Returns the level of a line in a sound, against its window.
fn line(sound: &[f32], rate: u32, hz: f64) -> f64 {
    let (mut re, mut im, mut sum) = (0.0, 0.0, 0.0);
    for (n, &sample) in sound.iter().enumerate() {
        let turn = std::f64::consts::TAU * n as f64;
        let weight = 0.5 - 0.5 * (turn / sound.len() as f64).cos();
        let (sin, cos) = (turn * hz / f64::from(rate)).sin_cos();
        re += weight * cos * f64::from(sample);
        im += weight * sin * f64::from(sample);
        sum += weight;
    }
    20.0 * (2.0 * re.hypot(im) / sum).log10()
}

#[test]
fn hum_behind_a_voice_is_found_and_goes_and_the_voice_stays() {
    for (rate, mains, multiples) in [
        (44_100, 50.0, &[1, 2, 3, 4, 5]),
        (RATE, 60.0, &[1, 2, 3, 4, 5]),
        (RATE, 49.93, &[1, 2, 3, 6, 8]),
        (RATE, 60.04, &[2, 4, 6, 8, 16]),
    ] {
        let length = secs(26);
        let voice = Synth::speaker(rate, 115.0, Dbfs(-3.0), length)
            .plus(Synth::pink(rate, Dbfs(-65.0), length))
            .with_channels(1);
        let hum = lines(rate, mains, multiples, Dbfs(-45.0), length);
        let both = voice.clone().plus(hum.clone());
        let it = found(&both).unwrap_or_else(|| panic!("{mains} Hz is not found"));
        assert!((it.mains - mains).abs() < 0.01, "{it:?} is not {mains} Hz");
        let of: Vec<u32> = it.harmonics.iter().map(|&(multiple, _)| multiple).collect();
        assert_eq!(of, multiples, "{it:?}");
        for (_, level) in &it.harmonics {
            assert!((*level - Dbfs(-45.0)).value().abs() < 2.0, "{it:?}");
        }

        // The stage is linear: what it does to each is what it does to both.
        let (hum, heard) = (without(&it, &hum.with_channels(1)), without(&it, &both));
        let settled = &hum[0][rate as usize..];
        assert!(level(settled) < -41.0 - 20.0, "{} dB of hum are left", level(settled));
        let spoken = all(voice.clone());
        let change = level(&without(&it, &voice)[0]) - level(&spoken[0]);
        assert!(change.abs() < 0.3, "the voice changes by {change} dB");
        for multiple in multiples {
            let hz = mains * f64::from(*multiple);
            let pause = rate as usize * 23 + rate as usize / 10..rate as usize * 24;
            let left = line(&heard[0][pause], rate, hz);
            assert!(left < -65.0, "{left} dB at {hz} Hz in a pause");
        }
    }
}

#[test]
fn what_is_no_hum_is_not_found() {
    let length = secs(38);
    let chord = |notes: &[f64]| {
        notes.iter().fold(Synth::silence(RATE, length), |sum, &hz| {
            // Each with overtones, struck every two seconds.
            [1.0, 2.0, 3.0, 4.0, 5.0].iter().fold(sum, |sum, multiple| {
                let step = hz * multiple / f64::from(RATE);
                let string = Synth::new(RATE, 2, u64::from(RATE) * 38, move |n, _| {
                    let since = (n % (2 * u64::from(RATE))) as f64 / f64::from(RATE);
                    let ring = (-since * 1.5).exp() / multiple;
                    (0.05 * ring * ((n as f64 * step).fract() * std::f64::consts::TAU).sin()) as f32
                });
                sum.plus(string)
            })
        })
    };
    let cases = [
        ("a voice with a fixed pitch of 120 Hz", Synth::voice(RATE, Dbfs(-3.0), length)),
        ("a voice at 100 Hz", Synth::speaker(RATE, 100.0, Dbfs(-3.0), length)),
        ("a voice at 150 Hz", Synth::speaker(RATE, 150.0, Dbfs(-3.0), length)),
        ("chords over G1 and B1", chord(&[49.0, 61.74, 98.0, 123.47, 146.83])),
        ("an organ on G1 and B1", lines(RATE, 49.0, &[1, 2, 3, 4, 5, 6], Dbfs(-30.0), length)),
        ("white noise", Synth::noise(RATE, Dbfs(-20.0), length)),
        ("pink noise", Synth::pink(RATE, Dbfs(-30.0), length)),
        ("silence", Synth::silence(RATE, length)),
        ("a tone of 997 Hz", Synth::tone(RATE, 997.0, Dbfs(-20.0), length)),
        ("a tone of 1 kHz", Synth::tone(RATE, 1_000.0, Dbfs(-20.0), length)),
        ("struck strings at 50 Hz", chord(&[50.0, 100.0])),
    ];
    for (what, synth) in cases {
        assert_eq!(found(&synth.with_channels(1)), None, "{what}");
    }
}

#[test]
fn hum_that_is_not_there_all_the_time_stays() {
    let hum = lines(RATE, 50.0, &[1, 2, 3], Dbfs(-45.0), secs(26));
    let noise = Synth::pink(RATE, Dbfs(-70.0), secs(52));
    assert_eq!(found(&noise.plus(hum.then(Synth::silence(RATE, secs(26))))), None);
}

#[test]
fn hum_is_found_under_music_between_speech() {
    let length = secs(60);
    let speech =
        Synth::speaker(RATE, 115.0, Dbfs(-3.0), secs(40)).then(Synth::noise(RATE, Dbfs(-12.0), secs(20)));
    let both = speech.plus(lines(RATE, 50.0, &[1, 2, 3, 5], Dbfs(-50.0), length));
    assert_eq!(found(&both).map(|hum| hum.harmonics.len()), Some(4));
}

#[test]
fn too_little_sound_says_nothing() {
    for frames in [0, 1, 12_000, 12_000 * 12] {
        let hum = lines(RATE, 50.0, &[1, 2, 3], Dbfs(-45.0), secs(13));
        let short = Synth::new(RATE, 2, frames, |_, _| 0.0).plus(hum);
        assert_eq!(found(&short), None);
    }
}

#[test]
fn blocks_change_nothing() {
    let hum = Hum { mains: 50.0, wander: 0.01, harmonics: vec![(1, Dbfs(-40.0)), (3, Dbfs(-40.0))] };
    let voice = Synth::voice(8_000, Dbfs(-3.0), secs(2)).then(Synth::silence(8_000, secs(2)));
    let whole = without(&hum, &voice);
    assert_eq!(whole, without(&hum, &voice.in_blocks_of(77)));
    assert_eq!(whole[0], whole[1]);
}
