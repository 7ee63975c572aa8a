//! The three steps together, on sound by formula.

mod levelled;

use std::io::{Cursor, Seek as _, SeekFrom, Write as _};
use std::num::NonZeroUsize;

use super::*;
use crate::audio::loudness::{Dbfs, Lu};
use crate::audio::mp3::frames::{Walked, walk};
use crate::audio::synth::Synth;
use crate::world::World;

const SECOND: Duration = Duration::from_secs(1);

fn world(jobs: usize) -> World {
    World { jobs: NonZeroUsize::new(jobs).unwrap(), ..World::real() }
}

fn planned(synth: &Synth, target: &Target) -> MasterPlan {
    let open = || Ok(synth.clone());
    let mut analysis = analyse(&world(2), open, Treatment::default()).unwrap();
    settle(&analysis.take_figures(), analysis.is_mono(), target)
}

fn mastered(synth: &Synth, target: &Target, jobs: usize) -> (MasterPlan, Mastered, Vec<u8>) {
    let open = || Ok(synth.clone());
    let world = world(jobs);
    let mut analysis = analyse(&world, open, Treatment::default()).unwrap();
    let figures = analysis.take_figures();
    let plan = settle(&figures, analysis.is_mono(), target);
    let mut bytes = Vec::new();
    let open = || Ok(analysis.mended(synth.clone()));
    let mastered = render(&world, open, &figures, &plan, Cursor::new(&mut bytes)).unwrap();
    assert_eq!(mastered.frames, figures.frames);
    assert_eq!(mastered.bytes, bytes.len() as u64);
    (plan, mastered, bytes)
}

/// A treatment that leaves the recording as it is.
fn untreated() -> Treatment {
    Treatment {
        level: Levelling::Off,
        channels: Channels::Keep,
        high_pass: false,
        hum: false,
        trim: false,
        ..Treatment::default()
    }
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
        let integrated = mastered.loudness.integrated.unwrap();
        assert!((integrated - Lufs(-16.0)).value().abs() < 0.3, "{:?} {integrated}", plan.trial);
        assert!(
            mastered.loudness.true_peak <= Dbtp(-1.0),
            "{:?} {}",
            plan.trial,
            mastered.loudness.true_peak
        );
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
    let near = |a: &Mastered, b: &Mastered| {
        let off = a.loudness.integrated.unwrap() - b.loudness.integrated.unwrap();
        assert!(off.value().abs() < 0.1, "measured as it is played");
    };
    near(&in_one, &in_two);
    near(&mastered(&synth.with_channels(1), &Target::default(), 2).1, &in_two);
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
    let mut analysis = analyse(&world(1), || Ok(synth.clone()), untreated()).unwrap();
    let figures = analysis.take_figures();
    let plan = settle(&figures, analysis.is_mono(), &Target::default());
    let mut to = Cursor::new(Vec::new());
    to.write_all(b"ID3\x04\0\0\0\0\0\x06sixsix").unwrap();
    let mastered = render(&world(1), || Ok(synth.clone()), &figures, &plan, &mut to).unwrap();
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
    assert_eq!((silent.gain, silent.trial.loudness, silent.shortfall), (Db(0.0), None, None));

    let short = planned(&tone(-12.0, SECOND / 5), &target);
    assert!((short.gain - Db(9.2)).value().abs() < 0.6, "close to the ceiling: {short:?}");

    let quiet = planned(&tone(-50.0, 5 * SECOND), &target);
    assert_eq!(quiet.gain, Db(20.0));
    let shortfall = quiet.shortfall.unwrap();
    assert!(shortfall.reason == Reason::Quiet && (shortfall.by - Lu(14.0)).value().abs() < 0.1);

    let loud = planned(&tone(-3.0, 5 * SECOND), &target);
    assert!((loud.gain - Db(-13.0)).value().abs() < 0.1 && loud.shortfall.is_none());
    assert!(loud.trial.deepest == Db(0.0) && loud.ride.is_idle());
}

#[test]
fn a_bang_does_not_make_the_speech_quiet() {
    let speech = || Synth::voice(44_100, Dbfs(-16.0), 20 * SECOND);
    let bang = Synth::tone(44_100, 997.0, Dbfs(-1.0), SECOND / 100);
    let (plan, mastered, _) = mastered(&speech().then(bang).then(speech()), &Target::default(), 2);
    assert_eq!(plan.shortfall, None);
    assert!(mastered.loudness.true_peak <= Dbtp(-1.0));
    assert!((mastered.loudness.integrated.unwrap() - Lufs(-16.0)).value().abs() < 0.3);
}

#[test]
fn what_comes_out_too_loud_is_encoded_again() {
    // The limiter leaves encoding no room at all, so that there is something to do.
    let synth = interview(44_100, 60);
    let mut analysis = analyse(&world(2), || Ok(synth.clone()), untreated()).unwrap();
    let figures = analysis.take_figures();
    let target = Target { loudness: Lufs(-14.0), ..Target::default() };
    let plan = MasterPlan { limiter: Dbtp(-1.02), ..settle(&figures, analysis.is_mono(), &target) };
    let pressed = |jobs| {
        let mut bytes = Vec::new();
        let open = || Ok(synth.clone());
        let mastered = render(&world(jobs), open, &figures, &plan, Cursor::new(&mut bytes)).unwrap();
        (mastered, bytes)
    };
    let (mastered, bytes) = pressed(1);
    assert!(mastered.again > 10, "{} places", mastered.again);
    assert!(mastered.loudness.true_peak <= Dbtp(-1.0), "{}", mastered.loudness.true_peak);
    assert!(walked(&bytes).frames() == mastered.frames && pressed(3).1 == bytes);
    // The whole file, decoded by the way that every recording comes in.
    let mut stream = crate::audio::mp3::stream::Stream::new(0);
    stream.push(&bytes).unwrap();
    let form = crate::audio::mp3::Mp3Form { rate: 44_100, channels: 2, bitrate: 128, effort: Effort::Usual };
    let planes = crate::audio::mp3::decoded(&form, &stream);
    let peak =
        |plane: &Vec<f32>| f64::from(crate::audio::loudness::true_peak::true_peak(plane, 0..plane.len()));
    let highest = planes.iter().map(peak).fold(0.0, f64::max);
    assert!(Dbtp::of_peak(highest) <= Dbtp(-0.999), "{}", Dbtp::of_peak(highest));
    assert!((Dbtp::of_peak(highest) - mastered.loudness.true_peak).value().abs() < 0.01);
}

#[test]
fn what_cannot_be_held_below_the_ceiling_is_told_as_it_is() {
    // White noise, loud, into hardly any bits: what comes out has little to do with what went in.
    let synth = Synth::noise(44_100, Dbfs(-2.0), 20 * SECOND);
    let mut analysis = analyse(&world(2), || Ok(synth.clone()), untreated()).unwrap();
    let figures = analysis.take_figures();
    let form = Form::Mp3(Mp3Settings {
        stereo: crate::audio::mp3::Bitrate::new(32).unwrap(),
        ..Mp3Settings::default()
    });
    let settled = settle(&figures, analysis.is_mono(), &Target { form, ..Target::default() });
    let plan = MasterPlan { gain: Db(0.0), ..settled };
    let mut bytes = Vec::new();
    let mastered = render(&world(2), || Ok(synth.clone()), &figures, &plan, Cursor::new(&mut bytes)).unwrap();
    assert_eq!(walked(&bytes).frames(), mastered.frames);
    let mut stream = crate::audio::mp3::stream::Stream::new(0);
    stream.push(&bytes).unwrap();
    let form = crate::audio::mp3::Mp3Form { rate: 44_100, channels: 2, bitrate: 32, effort: Effort::Usual };
    let peak =
        |plane: &Vec<f32>| f64::from(crate::audio::loudness::true_peak::true_peak(plane, 0..plane.len()));
    let highest = crate::audio::mp3::decoded(&form, &stream).iter().map(peak).fold(0.0, f64::max);
    let told = mastered.loudness.true_peak;
    assert!((Dbtp::of_peak(highest) - told).value() < 0.05, "{} and {told}", Dbtp::of_peak(highest));
}

/// Somebody who speaks for half a minute, and raises the voice for a word now and then: bent so that the
/// peaks stand that far above the loudness.
fn spoken(peak_to_loudness: f64) -> Synth {
    let bent = |by: i32| {
        let voice = Synth::speaker(44_100, 120.0, Dbfs(-9.0), 30 * SECOND);
        Synth::new(44_100, 2, 30 * 44_100, move |n, channel| {
            let sample = voice.sample(n, channel);
            // A throat's pulses are not as sharp as those of the formula; one word in thirty is louder.
            let louder = if n / 11_025 % 30 == 3 { 1.0 + by as f32 / 4.0 } else { 1.0 };
            sample.signum() * sample.abs().sqrt() * louder * 0.1
        })
    };
    let stands = |synth: &Synth| {
        let loudness = analyse(&world(2), || Ok(synth.clone()), untreated()).unwrap().loudness;
        (loudness.true_peak.value() - loudness.integrated.unwrap().value()) - peak_to_loudness
    };
    (0..40).map(bent).find(|synth| stands(synth) >= 0.0).unwrap_or_else(|| bent(40))
}

#[test]
fn speech_with_dynamics_reaches_the_target_or_says_by_how_much_not_and_the_limiter_is_hardly_heard() {
    for peak_to_loudness in [16.0, 20.0, 23.0] {
        let synth = spoken(peak_to_loudness);
        let found = analyse(&world(2), || Ok(synth.clone()), untreated()).unwrap().loudness;
        let stands = found.true_peak.value() - found.integrated.unwrap().value();
        assert!((0.0..2.0).contains(&(stands - peak_to_loudness)), "{stands}");
        let (plan, mastered, _) = mastered(&synth, &Target::default(), 2);
        let integrated = mastered.loudness.integrated.unwrap();
        // One shout 20 dB above everything else is more than may be held down: then it is told.
        let short = plan.shortfall.map_or(Lu(0.0), |shortfall| shortfall.by);
        assert_eq!(short > Lu(0.0), peak_to_loudness > 22.0, "{peak_to_loudness}: {short:?}");
        let off = (integrated - (Lufs(-16.0) - short)).value();
        assert!(off.abs() <= 0.3, "{peak_to_loudness}: {integrated:?}");
        assert!(mastered.loudness.true_peak <= Dbtp(-1.0), "{peak_to_loudness}: {:?}", mastered.loudness);
        assert!(mastered.held < 0.01, "{peak_to_loudness}: {} {:?}", mastered.held, plan.trial);
        assert!(plan.ride.most() <= Db(6.0));
    }
}
