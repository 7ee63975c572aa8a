//! Recordings and music by formula, put together.

use std::io::Cursor;
use std::num::NonZeroUsize;
use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::audio::loudness::Dbfs;
use crate::audio::master::{Target, render, settle};
use crate::audio::synth::Synth;

const SECOND: Duration = Duration::from_secs(1);

fn world(jobs: usize) -> World {
    World { jobs: NonZeroUsize::new(jobs).unwrap(), ..World::real() }
}

fn opener(synth: &Synth) -> Opener<'_> {
    Box::new(|| Ok(Box::new(synth.clone())))
}

/// An episode of these sounds.
#[derive(Clone)]
struct Made {
    recordings: Vec<Synth>,
    intro: Option<Synth>,
    outro: Option<Synth>,
    treatment: Treatment,
}

impl Made {
    fn of(recordings: &[Synth]) -> Made {
        Made { recordings: recordings.to_vec(), intro: None, outro: None, treatment: untrimmed() }
    }

    fn between(self, intro: Synth, outro: Synth) -> Made {
        Made { intro: Some(intro), outro: Some(outro), ..self }
    }

    fn parts(&self) -> Parts<'_> {
        Parts {
            rate: rate(self.recordings.iter().map(Source::spec)),
            first: opener(&self.recordings[0]),
            joined: self.recordings[1..].iter().map(opener).collect(),
            intro: self.intro.as_ref().map(opener),
            outro: self.outro.as_ref().map(opener),
        }
    }

    fn hearing(&self) -> Hearing {
        hear(&world(2), &self.parts(), self.treatment).unwrap()
    }

    /// What was heard, and the sound that goes on to its gain.
    fn heard(&self) -> (Hearing, Vec<Vec<f32>>) {
        let (hearing, world, parts) = (self.hearing(), world(1), self.parts());
        let mut source = hearing.programme.open(&world, &parts).unwrap();
        assert_eq!(source.frames(), Some(hearing.figures.frames));
        let (mut planes, mut block) = (vec![Vec::new(); source.spec().channels], Block::default());
        loop {
            source.read(&mut block).unwrap();
            if block.frames() == 0 {
                break;
            }
            planes.iter_mut().zip(block.planes()).for_each(|(all, part)| all.extend(part));
        }
        assert_eq!(planes[0].len() as u64, hearing.figures.frames, "to the frame");
        drop(source);
        (hearing, planes)
    }
}

/// The usual treatment but for what changes lengths.
fn untrimmed() -> Treatment {
    Treatment { trim: false, ..Treatment::default() }
}

fn voice(rate: u32, level: f64, seconds: u32) -> Synth {
    Synth::speaker(rate, 140.0, Dbfs(level), SECOND * seconds)
}

/// A chord that never moves.
fn chord(rate: u32, level: f64, length: Duration) -> Synth {
    let note = |hz| Synth::tone(rate, hz, Dbfs(level), length);
    note(220.0).plus(note(277.2)).plus(note(329.6))
}

/// The loudness of the programme in some seconds of it.
fn loudness_in(hearing: &Hearing, seconds: std::ops::Range<usize>) -> Lufs {
    gate::integrated(&hearing.figures.hops[seconds.start * 10..seconds.end * 10]).unwrap()
}

/// How loud the voices are in a recording of the programme, which begins and ends at these hops.
fn voices_in(hearing: &Hearing, hops: std::ops::Range<usize>) -> Lufs {
    let Figures { hops: energies, activity, .. } = &hearing.figures;
    speech::loudness(&energies[hops.clone()], &activity[hops]).unwrap()
}

fn near(a: Lufs, b: Lufs, by: f64) {
    assert!((a - b).value().abs() <= by, "{a} and {b}");
}

/// The greatest second difference around a frame: what a click is made of.
fn bend(plane: &[f32], at: u64, around: u64) -> f32 {
    let (from, to) = (at.saturating_sub(around) as usize, plane.len().min((at + around) as usize));
    plane[from..to].windows(3).map(|w| (w[0] - 2.0 * w[1] + w[2]).abs()).fold(0.0, f32::max)
}

#[test]
fn one_recording_alone_is_heard_as_it_always_was() {
    let synth = voice(44_100, -12.0, 20);
    for treatment in [untrimmed(), Treatment::default()] {
        let made = Made { treatment, ..Made::of(std::slice::from_ref(&synth)) };
        let (hearing, planes) = made.heard();
        let mut alone = super::super::analyse(&world(1), || Ok(synth.clone()), treatment).unwrap();
        assert_eq!(hearing.figures, alone.take_figures());
        assert_eq!(hearing.analysis, Analysis::together(vec![alone]));
        assert_eq!(planes.len(), 1, "both channels are the same");
        assert_eq!((hearing.programme.is_mono(), hearing.programme.begins()), (true, 0));
    }
}

#[test]
fn recordings_meet_in_their_voices_whatever_their_form() {
    let quiet = voice(48_000, -26.0, 20).with_channels(1);
    let made = Made::of(&[voice(44_100, -10.0, 30), quiet, voice(16_000, -16.0, 12)]);
    let (hearing, planes) = made.heard();
    assert_eq!(hearing.figures.spec, Spec { rate: 48_000, channels: 1 });
    assert_eq!(planes[0].len(), 62 * 48_000);
    let reference = voices_in(&hearing, 0..300);
    near(voices_in(&hearing, 302..500), reference + Db(-4.0), 0.5);
    near(voices_in(&hearing, 502..620), reference, 0.5);
    // The curve tells what was done: 12 dB are the most.
    let gain = |second: u64| hearing.figures.levelled.at(second * 48_000).value();
    assert!(gain(5).abs() < 1e-9 && (gain(40) - 12.0).abs() < 1e-9, "{} {}", gain(5), gain(40));
    assert!((5.0..7.0).contains(&gain(55)), "{}", gain(55));
}

#[test]
fn one_stereo_recording_makes_all_of_them_stereo() {
    let stereo =
        voice(44_100, -14.0, 8).scaled(&[1.0, 0.2]).then(voice(44_100, -14.0, 8).scaled(&[0.2, 1.0]));
    let made = Made::of(&[voice(44_100, -14.0, 12).with_channels(1), stereo]);
    let (hearing, planes) = made.heard();
    assert_eq!((planes.len(), planes[0].len(), hearing.programme.is_mono()), (2, 28 * 44_100, false));
    let seconds = |from: usize, to: usize| from * 44_100..to * 44_100;
    assert_eq!(planes[0][seconds(0, 11)], planes[1][seconds(0, 11)], "one channel is heard on both sides");
    assert_ne!(planes[0][seconds(14, 15)], planes[1][seconds(14, 15)]);
}

#[test]
fn music_is_as_loud_as_the_voices_and_gives_way_to_them() {
    for (rate, level) in [(44_100, -6.0), (48_000, -40.0)] {
        let music = chord(rate, level - 9.0, 9 * SECOND);
        let made = Made::of(&[voice(44_100, -16.0, 24)]).between(music.clone(), music);
        let hearing = made.hearing();
        // 9 s, of which 1.5 s are heard with the voices; and likewise at the end.
        assert_eq!(hearing.programme.begins(), 330_750);
        assert_eq!(hearing.figures.frames, (75 + 240 + 75) * 4_410);
        let voices = made.clone().recordings.remove(0);
        let voices = Made::of(&[voices]).hearing();
        let spoken = loudness(&voices.figures).unwrap();
        near(loudness_in(&hearing, 0..6), spoken, 0.5);
        near(loudness_in(&hearing, 33..39), spoken, 0.5);
        near(voices_in(&hearing, 90..300), spoken, 0.5);
        assert_eq!(hearing.analysis, voices.analysis, "what is told is of the recording");
        assert_eq!(hearing.figures.levelled, Curve::default(), "music is not levelled");
    }
}

#[test]
fn voices_of_any_level_are_equally_loud_in_all_episodes_of_a_show() {
    let music = chord(44_100, -20.0, 5 * SECOND);
    let episodes = [(110.0, -16.0), (150.0, -12.0), (210.0, -6.0), (130.0, -1.0)];
    let spoken = episodes.map(|(hz, level)| {
        let recording = Synth::speaker(44_100, hz, Dbfs(level), 16 * SECOND);
        let made = Made::of(&[recording]).between(music.clone(), music.clone());
        let (world, parts) = (world(2), made.parts());
        let Hearing { figures, programme, .. } = hear(&world, &parts, Treatment::default()).unwrap();
        let plan = settle(&figures, programme.is_mono(), &Target::default());
        let open = || programme.open(&world, &parts);
        render(&world, open, &figures, &plan, Cursor::new(Vec::new())).unwrap().speech.unwrap()
    });
    let mean = spoken.iter().map(|spoken| spoken.value()).sum::<f64>() / episodes.len() as f64;
    assert!(spoken.iter().all(|spoken| (spoken.value() - mean).abs() <= 1.0), "{spoken:?}");
}

#[test]
fn a_loud_passage_keeps_music_down() {
    let music = chord(44_100, -23.0, 20 * SECOND).then(chord(44_100, -15.0, 4 * SECOND)).then(chord(
        44_100,
        -23.0,
        9 * SECOND,
    ));
    let made = Made { intro: Some(music), ..Made::of(&[voice(44_100, -16.0, 20)]) };
    let (hearing, voices) = (made.hearing(), Made { intro: None, ..made }.hearing());
    near(loudness_in(&hearing, 20..24), loudness(&voices.figures).unwrap() + SWELL, 0.5);
}

#[test]
fn music_that_ends_by_itself_is_left_to_end() {
    let ringing = |rate: u32| {
        Synth::new(rate, 2, u64::from(rate) * 8, move |n, _| {
            let t = n as f32 / rate as f32;
            0.3 * (t * 2_000.0).sin() * if t < 5.0 { 1.0 } else { (-(t - 5.0) * 3.0).exp() }
        })
    };
    let made = Made { intro: Some(ringing(44_100)), ..Made::of(&[voice(44_100, -16.0, 10)]) };
    let place = made.hearing().programme.intro.unwrap().place;
    assert_eq!((place.fade_out, place.frames - place.fade_out), (66_150, made.hearing().programme.begins()));
    let made = Made { intro: Some(chord(44_100, -20.0, 8 * SECOND)), ..made };
    assert_eq!(made.hearing().programme.intro.unwrap().place.fade_out, 2 * 66_150);
}

#[test]
fn nothing_clicks_where_sounds_meet() {
    // Deep and loud, cut off at a peak: nothing clicks like it.
    let hum = |rate: u32, frames: u64| {
        Synth::new(rate, 2, frames, move |n, _| 0.25 * (n as f32 * 440.0 / rate as f32).cos())
    };
    let made = Made::of(&[hum(44_100, 200_001), hum(44_100, 123_457)])
        .between(hum(44_100, 150_000), hum(48_000, 160_000));
    let (hearing, planes) = made.heard();
    let own = bend(&planes[0], 60_000, 20_000);
    let programme = &hearing.programme;
    let borders = programme.all().flat_map(|part| [part.place.from, part.place.end()]);
    for border in borders.filter(|&border| border > 0 && border < hearing.figures.frames) {
        let bend = bend(&planes[0], border, 5_000);
        // Two of them at once bend twice as much, and a fade of 50 ms by little more.
        assert!(bend <= 2.5 * own, "{bend} at {border}, {own} elsewhere");
    }
}

#[test]
fn music_of_any_length_and_none_at_all() {
    let frames = |frames: u64, level: f32| {
        Synth::new(44_100, 2, frames, move |n, channel| level * ((n * (channel as u64 + 7)) as f32).sin())
    };
    for recording in [0, 1, 2, 999, 44_100, 200_000] {
        for (intro, level) in [(0, 0.1), (1, 0.1), (3, 0.1), (4_000, 0.5), (60_000, 0.0), (60_000, 0.9)] {
            let made =
                Made::of(&[frames(recording, 0.1)]).between(frames(intro, level), frames(intro, level));
            let (hearing, planes) = made.heard();
            let overlap = 66_150.min(intro / 3).min(recording / 2);
            assert_eq!(planes[0].len() as u64, recording + 2 * (intro - overlap), "{recording} {intro}");
            assert!(planes.iter().flatten().all(|sample| sample.is_finite()));
            let plan = settle(&hearing.figures, hearing.programme.is_mono(), &Target::default());
            assert!(plan.gain.value().is_finite());
        }
    }
}

#[test]
fn what_is_found_in_several_is_told_of_all() {
    let silence = Synth::silence(44_100, 3 * SECOND);
    let made = Made::of(&[silence.clone(), voice(44_100, -16.0, 10), silence.clone()]);
    let Hearing { analysis, .. } = made.hearing();
    let alone = Made::of(&[voice(44_100, -16.0, 10)]).hearing().analysis;
    assert_eq!((analysis.frames, analysis.is_silent()), (16 * 44_100, false));
    near(analysis.loudness.integrated.unwrap(), alone.loudness.integrated.unwrap(), 0.2);
    assert_eq!(analysis.mending.edits, Edits::none(16 * 44_100));
    let silent = Made::of(&[silence.clone(), silence]).hearing().analysis;
    assert!(silent.is_silent());
    let clipped = Synth::new(44_100, 1, 44_100, |n, _| if n == 22_050 || n / 5 == 4_411 { 1.0 } else { 0.0 });
    let analysis = Made::of(&[voice(48_000, -16.0, 10), clipped]).hearing().analysis;
    assert_eq!(analysis.clipped, 1);
    let first = analysis.first_clipped.unwrap().as_secs_f64();
    assert!((first - 10.5).abs() < 0.01, "{first}");
}

#[test]
fn any_number_of_threads_and_any_blocks_give_the_same_bytes() {
    let made = Made::of(&[voice(44_100, -12.0, 16), voice(48_000, -20.0, 9).scaled(&[0.4, 1.0])])
        .between(chord(22_050, -12.0, 5 * SECOND), chord(48_000, -30.0, 6 * SECOND));
    let bytes = |jobs: usize, block: usize| {
        let blocks = |synth: &Synth| synth.clone().in_blocks_of(block);
        let made = Made {
            recordings: made.recordings.iter().map(blocks).collect(),
            intro: made.intro.as_ref().map(blocks),
            outro: made.outro.as_ref().map(blocks),
            treatment: Treatment::default(),
        };
        let (world, parts) = (world(jobs), made.parts());
        let Hearing { figures, programme, .. } = hear(&world, &parts, made.treatment).unwrap();
        let plan = settle(&figures, programme.is_mono(), &Target::default());
        let mut bytes = Vec::new();
        let open = || programme.open(&world, &parts);
        let mastered = render(&world, open, &figures, &plan, Cursor::new(&mut bytes)).unwrap();
        near(mastered.loudness.integrated.unwrap(), Lufs(-16.0), 0.3);
        assert_eq!(mastered.frames, figures.frames);
        bytes
    };
    let once = bytes(1, 4_096);
    for (jobs, block) in [(2, 1_000), (3, 61)] {
        assert!(once == bytes(jobs, block), "{jobs} threads, blocks of {block}");
    }
}

#[test]
fn who_asks_to_stop_is_heard() {
    let made = Made::of(&[voice(44_100, -16.0, 5), voice(44_100, -16.0, 5)]);
    let (world, parts) = (world(1), made.parts());
    let Hearing { programme, .. } = hear(&world, &parts, made.treatment).unwrap();
    let mut source = programme.put_together(&world, &parts);
    world.cancel.ask(2);
    assert!(matches!(source.read(&mut Block::default()), Err(SourceError::Cancelled(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_click_is_heard_where_the_edits_say(
        quiet in prop::collection::vec((0_u64..90_000, 0_u64..90_000), 1..4),
        intro in prop::option::of(0_u64..200_000),
        at in 0.1_f64..0.9,
        trim: bool,
    ) {
        // Each recording is silent, then speaks for three seconds, then is silent; in each one click.
        let spoken = 3 * 44_100;
        let click_at = move |before: u64| before + (spoken as f64 * at) as u64;
        let recordings: Vec<Synth> = quiet.iter().map(|&(before, after)| {
            let speaker = voice(44_100, -30.0, 3);
            Synth::new(44_100, 1, before + spoken + after, move |n, _| {
                let spoken = n.checked_sub(before).map_or(0.0, |n| speaker.sample(n, 0));
                if n == click_at(before) { 0.9 } else { spoken }
            })
        }).collect();
        let music = intro.map(|frames| Synth::new(44_100, 1, frames, |n, _| 0.01 * (n as f32 * 0.05).sin()));
        let treatment = Treatment { trim, high_pass: false, ..Treatment::default() };
        let made = Made { intro: music, treatment, ..Made::of(&recordings) };
        let (hearing, planes) = made.heard();
        let edits = &hearing.analysis.mending.edits;
        let mut from = 0;
        for &(before, after) in &quiet {
            let episode = hearing.programme.begins() + edits.to_episode(from + click_at(before)).unwrap();
            let loudest = |n: &usize| planes[0][*n].abs();
            let near = (episode as usize - 2_000)..(episode as usize + 2_000);
            let found = near.max_by(|a, b| loudest(a).total_cmp(&loudest(b))).unwrap();
            prop_assert_eq!(found as u64, episode);
            from += before + spoken + after;
        }
        prop_assert_eq!(edits.frames_before(), from);
        prop_assert_eq!(hearing.programme.begins() + edits.frames_after(), planes[0].len() as u64);
    }
}
