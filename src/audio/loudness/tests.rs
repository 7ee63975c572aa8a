//! The meter against the signals of the EBU, and against another meter.

use std::num::NonZeroUsize;
use std::time::Duration;

use ebur128::{EbuR128, Mode};
use proptest::prelude::*;

use super::*;
use crate::audio::synth::Synth;
use crate::audio::{Block, SourceError};

fn measured(source: impl Source) -> Loudness {
    let world = World { jobs: NonZeroUsize::new(2).unwrap(), ..World::real() };
    measure(&world, source).unwrap()
}

/// A 1 kHz tone that takes these levels, each for so many seconds.
fn steps(rate: u32, levels: &[(f64, f64)]) -> Synth {
    let tone = |&(level, seconds): &(f64, f64)| {
        Synth::tone(rate, 1_000.0, Dbfs(level), Duration::from_secs_f64(seconds))
    };
    levels.iter().map(tone).reduce(Synth::then).unwrap()
}

#[test]
fn ebu_tech_3341_cases_1_to_5() {
    // Levels of peaks in both channels: a stereo sine of -23 dBFS reads -23 LUFS.
    let cases: [(&[(f64, f64)], f64); 5] = [
        (&[(-23.0, 20.0)], -23.0),
        (&[(-33.0, 20.0)], -33.0),
        (&[(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)], -23.0),
        (&[(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)], -23.0),
        (&[(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)], -23.0),
    ];
    for rate in [44_100, 48_000] {
        for (n, (levels, expected)) in cases.iter().enumerate() {
            let loudness = measured(steps(rate, levels));
            let off = (loudness.integrated.unwrap() - Lufs(*expected)).value();
            assert!(off.abs() <= 0.1, "case {} at {rate}: {loudness:?}", n + 1);
        }
    }
}

#[test]
fn ebu_tech_3341_steady_tones_read_the_same_on_every_scale() {
    let loudness = measured(steps(48_000, &[(-23.0, 20.0)]));
    for shown in [loudness.momentary_max, loudness.short_term_max] {
        assert!((shown.unwrap() - Lufs(-23.0)).value().abs() <= 0.1, "{loudness:?}");
    }
    assert!((loudness.true_peak - Dbtp(-23.0)).value().abs() <= 0.1, "{loudness:?}");
}

#[test]
fn ebu_tech_3342_cases_1_to_4() {
    let cases: [(&[(f64, f64)], f64); 4] = [
        (&[(-20.0, 20.0), (-30.0, 20.0)], 10.0),
        (&[(-20.0, 20.0), (-15.0, 20.0)], 5.0),
        (&[(-40.0, 20.0), (-20.0, 20.0)], 20.0),
        (&[(-50.0, 20.0), (-35.0, 20.0), (-20.0, 20.0), (-35.0, 20.0), (-50.0, 20.0)], 15.0),
    ];
    for rate in [44_100, 48_000] {
        for (n, (levels, expected)) in cases.iter().enumerate() {
            let range = measured(steps(rate, levels)).range;
            assert!((range - Lu(*expected)).value().abs() <= 1.0, "case {} at {rate}: {range}", n + 1);
        }
    }
}

#[test]
fn one_channel_is_as_loud_as_two_equal_ones() {
    let two = steps(44_100, &[(-20.0, 5.0)]);
    assert_eq!(measured(two.clone().with_channels(1)), measured(two));
}

#[test]
fn segments_and_runs_leave_no_trace_in_the_energies() {
    let noise = || Synth::noise(48_000, Dbfs(-10.0), Duration::from_secs(9));
    let hops_in_segments_of = |hops: usize| {
        let hop = hop_frames(48_000);
        segment::cut(noise(), hops * hop, LEAD_IN_HOPS * hop, 0)
            .flat_map(|segment| hop_energies(&segment.unwrap()))
            .collect::<Vec<_>>()
    };
    let whole = hops_in_segments_of(90);
    assert_eq!(whole.len(), 90);
    for hops in [1, 7, 13, 32] {
        for (n, (one, other)) in whole.iter().zip(hops_in_segments_of(hops)).enumerate() {
            assert!((one / other - 1.0).abs() < 1e-12, "hop {n}: {one} or {other}");
        }
    }
}

#[test]
fn the_energy_of_any_mix_follows_from_those_of_the_channels() {
    let two = Synth::noise(44_100, Dbfs(-10.0), Duration::from_millis(1_250));
    let segment_of = |source: Synth| segment::cut(source, 100_000, 0, 0).next().unwrap().unwrap();
    let hops = hops(&segment_of(two.clone()));
    assert_eq!(hops.len(), 12);
    for (left, right) in [(1.0, 0.0), (0.5, 0.5), (0.5, -0.5), (0.2, 0.9)] {
        let of = two.clone();
        let mixed = Synth::new(44_100, 1, 55_125, move |n, _| {
            left as f32 * of.sample(n, 0) + right as f32 * of.sample(n, 1)
        });
        for (hop, energy) in hops.iter().zip(hop_energies(&segment_of(mixed))) {
            // A single channel is played by two loudspeakers.
            assert!((2.0 * hop.mixed(left, right) / energy - 1.0).abs() < 1e-4);
        }
    }
}

/// Returns integrated loudness, range and true peak as the `ebur128` crate measures them.
fn by_the_oracle(mut source: Synth) -> (f64, f64, f64) {
    let Spec { rate, channels } = source.spec();
    let mode = Mode::I | Mode::LRA | Mode::TRUE_PEAK;
    let mut meter = EbuR128::new(channels as u32, rate, mode).unwrap();
    let mut block = Block::default();
    let mut read = || -> Result<bool, SourceError> {
        source.read(&mut block)?;
        let planes: Vec<&[f32]> = block.planes().iter().map(Vec::as_slice).collect();
        meter.add_frames_planar_f32(&planes).unwrap();
        Ok(block.frames() > 0)
    };
    while read().unwrap() {}
    let peaks = (0..channels as u32).map(|channel| meter.true_peak(channel).unwrap());
    let peak = peaks.fold(0.0, f64::max);
    (meter.loudness_global().unwrap(), meter.loudness_range().unwrap(), 20.0 * peak.log10())
}

#[test]
fn another_meter_agrees_on_the_range() {
    // It looks once a second, we at every hop, so of a short programme they might keep other blocks.
    let voice = |level, seconds| Synth::voice(44_100, Dbfs(level), Duration::from_secs(seconds));
    let sound = voice(-3.0, 40).then(voice(-15.0, 40)).then(voice(-9.0, 40));
    let (_, range, _) = by_the_oracle(sound.clone());
    let ours = measured(sound).range;
    assert!((ours.value() - range).abs() < 0.5 && range > 5.0, "{ours} or {range}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_meter_agrees(
        rate in prop::sample::select(vec![44_100_u32, 48_000]),
        kind in 0..3,
        level in -40.0..-1.0_f64,
        hz in 30.0..12_000.0_f64,
        tenths in 5_u64..100,
        right in 0.0..1.0_f32,
    ) {
        let length = Duration::from_millis(tenths * 100 + tenths % 7);
        let (level, pause) = (Dbfs(level), Synth::silence(rate, length / 3));
        let sound = match kind {
            0 => Synth::tone(rate, hz, level, length),
            1 => Synth::noise(rate, level, length),
            _ => Synth::voice(rate, level, length),
        };
        let sound = sound.clone().then(pause).then(sound).scaled(&[1.0, right]);
        let (integrated, _, true_peak) = by_the_oracle(sound.clone());
        let ours = measured(sound);
        let loudness = ours.integrated.map_or(f64::NEG_INFINITY, Lufs::value);
        prop_assert!(
            (loudness - integrated).abs() < 0.01 || loudness.max(integrated) < -1e9,
            "{loudness} or {integrated}"
        );
        prop_assert!((ours.true_peak.value() - true_peak).abs() < 0.05, "{:?} or {true_peak}", ours.true_peak);
    }
}
