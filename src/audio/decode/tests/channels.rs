//! Every channel is told by its level (`tests/recordings/channels/make.sh`), so that one in the wrong place is
//! heard, whatever order the container has.

use super::Position::{
    BackCentre, BackLeft, BackRight, Centre, Left, LowEffects, Right, SideLeft, SideRight,
};
use super::*;
use crate::audio::Stage;
use crate::audio::channels::Mixdown;

/// Returns the level (RMS, in dB) of the channel that is for that place.
fn level_of(position: Position) -> f64 {
    let peak = match position {
        Left => -12.0,
        Right => -15.0,
        Centre => -18.0,
        LowEffects => -21.0,
        BackLeft => -24.0,
        BackRight => -27.0,
        BackCentre => -30.0,
        SideLeft => -33.0,
        SideRight => -36.0,
        other => panic!("no channel is for {other:?}"),
    };
    peak - 3.01
}

const THREE: &[Position] = &[Left, Right, Centre];
const FOUR: &[Position] = &[Left, Right, BackLeft, BackRight];
const FIVE: &[Position] = &[Left, Right, Centre, BackLeft, BackRight];
const SIX: &[Position] = &[Left, Right, Centre, LowEffects, BackLeft, BackRight];
const SEVEN: &[Position] = &[Left, Right, Centre, LowEffects, BackCentre, SideLeft, SideRight];
const EIGHT: &[Position] = &[Left, Right, Centre, LowEffects, BackLeft, BackRight, SideLeft, SideRight];

/// Hears a recording whose channels are for these places, in whatever order, and demands that each is named
/// for the sound that is in it, and that the mix of them is the standard's.
#[track_caller]
fn placed(name: &str, places: &[Position], tolerance: f64) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/channels").join(name);
    let ear = Ear::hear(&path).unwrap_or_else(|err| panic!("{name}: {err:?}"));
    let layout = ear.recording.layout();
    let levels: Vec<f64> = (0..ear.planes.len()).map(|channel| ear.level(channel)).collect();
    assert_eq!(levels.len(), places.len(), "{name}: {layout:?}");
    for &place in places {
        // Two channels behind are at the sides for some.
        let aside = |position: Position| match position {
            SideLeft if places.len() < 7 => BackLeft,
            SideRight if places.len() < 7 => BackRight,
            // Nobody said, and the place is that of the low effects.
            Position::Unknown => LowEffects,
            position => position,
        };
        let channel = layout.positions().iter().position(|&position| aside(position) == place);
        let channel = channel.unwrap_or_else(|| panic!("{name}: no {place:?} in {layout:?}"));
        let off = (levels[channel] - level_of(place)).abs();
        assert!(off < tolerance, "{name}: {place:?} is {:.2} dB in {levels:.2?}", levels[channel]);
    }
    if layout.positions().contains(&Position::Unknown) {
        return;
    }
    // One tone in phase: amplitudes add up. The low effects are left out.
    let amplitude = |place: Position| 10.0_f64.powf(level_of(place) / 20.0);
    let side = |front: Position, behind: [Position; 2]| {
        let all = |place: &Position| places.contains(place);
        let surround: f64 = behind.into_iter().filter(all).map(amplitude).sum();
        let centre = Some(Centre).filter(all).map_or(0.0, amplitude);
        let back = Some(BackCentre).filter(all).map_or(0.0, amplitude);
        amplitude(front) + std::f64::consts::FRAC_1_SQRT_2 * (centre + surround) + 0.5 * back
    };
    let mut mixdown = Mixdown::of(layout);
    let mut mix = Block::new(2);
    mixdown.process(&Block::from_planes(ear.planes.clone()), &mut mix);
    let wanted = [side(Left, [BackLeft, SideLeft]), side(Right, [BackRight, SideRight])];
    for (plane, wanted) in mix.planes().iter().zip(wanted) {
        let got = level(plane);
        assert!((got - 20.0 * wanted.log10()).abs() < tolerance, "{name}: {got:.2} dB, not {wanted:.4}");
    }
}

#[test]
fn lossless_channels_are_where_they_belong() {
    for (name, places) in [
        ("2.1.wav", &[Left, Right, LowEffects][..]),
        ("3.wav", THREE),
        ("4.0.wav", &[Left, Right, Centre, BackCentre]),
        ("6.wav", SIX),
        ("3.flac", THREE),
        ("4.flac", FOUR),
        ("5.flac", FIVE),
        ("6.flac", SIX),
        ("7.flac", SEVEN),
        ("8.flac", EIGHT),
        ("3.m4a", THREE),
        ("6.m4a", SIX),
        ("6.caf", SIX),
        ("6.aiff", SIX),
        ("6.mkv", SIX),
        ("6.mov", SIX),
    ] {
        placed(name, places, 0.1);
    }
}

#[test]
fn lossy_channels_are_where_they_belong() {
    for (name, places) in [
        ("3.ogg", THREE),
        ("4.ogg", FOUR),
        ("5.ogg", FIVE),
        ("3.opus", THREE),
        ("4.opus", FOUR),
        ("5.opus", FIVE),
        ("6.opus", SIX),
        ("7.opus", SEVEN),
        ("8.opus", EIGHT),
    ] {
        placed(name, places, 1.0);
    }
}

/// symphonia decodes AAC of one and two channels, and mixes Vorbis up from six on.
#[test]
fn what_would_be_heard_wrong_is_refused_by_name() {
    for (name, channels) in [
        ("3.aac.m4a", 3),
        ("4.aac.m4a", 4),
        ("5.aac.m4a", 5),
        ("6.aac.m4a", 6),
        ("6.adts.aac", 6),
        ("7.ogg", 7),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/channels").join(name);
        let codec = if name.ends_with("ogg") { "Vorbis" } else { "AAC" };
        let wanted = format!("{codec} of {channels} channels");
        assert!(matches!(open(&path), Err(DecodeError::Codec { name, .. }) if name == wanted), "{name}");
    }
}

#[test]
fn of_channels_that_nobody_named_none_is_left_out() {
    for channels in 1..=32 {
        let shares = Layout::usual(channels).shares();
        assert!(
            shares.iter().all(|share| share[0] + share[1] > 0.5 / channels as f32),
            "{channels}: {shares:?}"
        );
        assert_eq!(Layout::unknown(channels).shares(), vec![[1.0 / channels as f32; 2]; channels]);
    }
}
