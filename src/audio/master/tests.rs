//! The three steps together, on sound by formula.

use std::io::{Cursor, Seek as _, SeekFrom, Write as _};
use std::num::NonZeroUsize;

use super::*;
use crate::audio::loudness::{Dbfs, Lu};
use crate::audio::mp3::frames::{Walked, walk};
use crate::audio::synth::Synth;

const SECOND: Duration = Duration::from_secs(1);

fn world(jobs: usize) -> World {
    World { jobs: NonZeroUsize::new(jobs).unwrap(), ..World::real() }
}

fn planned(synth: &Synth, target: &Target) -> MasterPlan {
    let open = || Ok(synth.clone());
    settle(&world(2), open, &analyse(&world(2), open).unwrap(), target).unwrap()
}

fn mastered(synth: &Synth, target: &Target, jobs: usize) -> (MasterPlan, Mastered, Vec<u8>) {
    let open = || Ok(synth.clone());
    let world = world(jobs);
    let analysis = analyse(&world, open).unwrap();
    let plan = settle(&world, open, &analysis, target).unwrap();
    let mut bytes = Vec::new();
    let mastered = render(&world, open, &plan, Cursor::new(&mut bytes)).unwrap();
    assert_eq!(mastered.frames, analysis.frames);
    assert_eq!(mastered.bytes, bytes.len() as u64);
    (plan, mastered, bytes)
}

fn walked(bytes: &[u8]) -> Walked {
    let walked = walk(bytes).unwrap();
    assert!(walked.info_is_right());
    walked
}

/// Two voices, one to each side of the middle, so that it is no mono programme.
fn interview(rate: u32, seconds: u32) -> Synth {
    let voice = Synth::voice(rate, Dbfs(-8.0), SECOND * (seconds / 2));
    voice.clone().scaled(&[1.0, 0.5]).then(voice.scaled(&[0.3, 0.7]))
}

#[test]
fn a_quiet_interview_meets_the_target_under_the_ceiling() {
    for rate in [44_100, 48_000] {
        let (plan, mastered, bytes) = mastered(&interview(rate, 60), &Target::default(), 2);
        let (predicted, integrated) = (plan.predicted.unwrap(), mastered.loudness.integrated.unwrap());
        assert!((integrated - predicted).value().abs() < 0.1, "{plan:?} {integrated}");
        assert!(mastered.loudness.true_peak <= Dbtp(-2.0), "{plan:?} {}", mastered.loudness.true_peak);
        assert_eq!(walked(&bytes).frames(), mastered.frames);
        assert_eq!(walked(&bytes).first.bitrate(), 128);
    }
}

#[test]
fn any_number_of_threads_and_any_blocks_give_the_same_bytes() {
    let synth = interview(44_100, 40);
    let (_, _, once) = mastered(&synth, &Target::default(), 1);
    for (jobs, block) in [(2, 4_096), (7, 1_000), (3, 61)] {
        let (_, _, again) = mastered(&synth.clone().in_blocks_of(block), &Target::default(), jobs);
        assert!(once == again, "{jobs} threads, blocks of {block}");
    }
}

#[test]
fn a_mono_programme_lies_in_two_equal_channels_or_in_one() {
    let synth = Synth::voice(48_000, Dbfs(-3.0), 10 * SECOND);
    let (plan, in_two, bytes) = mastered(&synth, &Target::default(), 2);
    assert_eq!(plan.format.layout, Layout::MonoAsStereo);
    assert_eq!((walked(&bytes).first.channels(), walked(&bytes).first.bitrate()), (2, 96));

    let form = Form::Mp3(Mp3Settings { mono_file: true, ..Mp3Settings::default() });
    let (plan, in_one, bytes) = mastered(&synth, &Target { form, ..Target::default() }, 2);
    assert_eq!(plan.format.layout, Layout::MonoFile);
    assert_eq!((walked(&bytes).first.channels(), walked(&bytes).first.bitrate()), (1, 96));
    assert_eq!(in_one.loudness, in_two.loudness, "measured as it is played");

    let one_channel = mastered(&synth.with_channels(1), &Target::default(), 2);
    assert_eq!(one_channel.1.loudness, in_two.loudness);
}

#[test]
fn a_wav_keeps_the_promise_itself() {
    let form = Form::Wav(crate::audio::wav::Depth::TwentyFour);
    let (plan, mastered, bytes) = mastered(&interview(32_000, 20), &Target { form, ..Target::default() }, 2);
    assert_eq!((plan.format.rate, plan.format.layout), (48_000, Layout::Stereo));
    assert!(mastered.loudness.true_peak <= Dbtp(-1.0));
    assert_eq!(u64::from(hound::WavReader::new(&bytes[..]).unwrap().duration()), mastered.frames);
}

#[test]
fn a_tag_in_front_is_left_alone() {
    let synth = Synth::tone(44_100, 440.0, Dbfs(-20.0), SECOND);
    let open = || Ok(synth.clone());
    let plan = planned(&synth, &Target::default());
    let mut to = Cursor::new(Vec::new());
    to.write_all(b"ID3\x04\0\0\0\0\0\x06sixsix").unwrap();
    let mastered = render(&world(1), open, &plan, &mut to).unwrap();
    assert_eq!(to.stream_position().unwrap(), 16 + mastered.bytes);
    to.seek(SeekFrom::Start(0)).unwrap();
    let bytes = to.into_inner();
    assert_eq!(&bytes[10..16], b"sixsix");
    assert_eq!(walked(&bytes).frames(), 44_100);
}

#[test]
fn sound_of_any_length_and_rate_comes_out_whole() {
    for rate in [8_000, 16_007, 44_100, 192_000] {
        for frames in [0, 1, 2, 300, 1_151, 1_152, 1_153, 40_000] {
            let synth =
                Synth::new(rate, 2, frames, |n, channel| 0.1 * ((n * (channel as u64 + 7)) as f32).sin());
            let (plan, mastered, bytes) = mastered(&synth, &Target::default(), 2);
            assert_eq!(walked(&bytes).frames(), mastered.frames, "{frames} frames at {rate}");
            assert!(plan.gain.value().is_finite());
        }
    }
}

#[test]
fn plans_of_unusual_recordings() {
    let target = Target::default();
    let tone = |level, time| Synth::tone(44_100, 997.0, Dbfs(level), time);

    let silent = planned(&Synth::silence(44_100, 5 * SECOND), &target);
    assert_eq!(
        (silent.gain, silent.limiter, silent.predicted, silent.shortfall),
        (Db(0.0), None, None, None)
    );

    let short = planned(&tone(-12.0, SECOND / 5), &target);
    assert!(
        (short.gain - Db(10.0)).value().abs() < 0.1 && short.limiter.is_none(),
        "to the ceiling: {short:?}"
    );

    let quiet = planned(&tone(-50.0, 5 * SECOND), &target);
    assert_eq!(quiet.gain, Db(20.0));
    let shortfall = quiet.shortfall.unwrap();
    assert!(shortfall.reason == Reason::Quiet && (shortfall.by - Lu(14.0)).value().abs() < 0.1, "{quiet:?}");

    let loud = planned(&tone(-3.0, 5 * SECOND), &target);
    assert!(
        (loud.gain - Db(-13.0)).value().abs() < 0.1 && loud.limiter.is_none() && loud.shortfall.is_none()
    );

    // A click on top of quiet speech: only as loud as the limiter may make it.
    let clicked = planned(&tone(-40.0, 10 * SECOND).then(tone(-1.0, SECOND / 100)), &target);
    let shortfall = clicked.shortfall.unwrap();
    assert_eq!(
        (clicked.limiter, clicked.reduction, shortfall.reason),
        (Some(Dbtp(-2.0)), Db(6.0), Reason::Peaks)
    );
}
