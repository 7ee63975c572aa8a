use super::*;
use Activity::{Music, Pause, Speech};
use proptest::prelude::*;

const RATE: u32 = 44_100;
/// Frames in a hop.
const HOP: u64 = 4_410;

/// A recording, hop by hop.
#[derive(Debug, Clone, Default)]
struct Recording {
    hops: Vec<f64>,
    activity: Vec<Activity>,
}

impl Recording {
    fn then(mut self, activity: Activity, lufs: f64, hops: usize) -> Recording {
        // Syllables: the level of speech leaps by 20 dB and more, in no order.
        for n in self.hops.len()..self.hops.len() + hops {
            let sway =
                if activity == Speech { [2.0, -9.0, 1.0, -3.0, 3.0, -18.0, -1.0][n * 5 % 7] } else { 0.0 };
            self.hops.push(Lufs(lufs + sway).energy());
            self.activity.push(activity);
        }
        self
    }

    /// Somebody speaks for so many seconds, pausing for breath.
    fn says(mut self, lufs: f64, seconds: usize) -> Recording {
        for _ in 0..seconds {
            self = self.then(Speech, lufs, 8).then(Pause, -60.0, 2);
        }
        self
    }

    fn pauses(self, hops: usize) -> Recording {
        self.then(Pause, -60.0, hops)
    }

    fn levelled(&self, how: Levelling) -> Levelled {
        level(&self.hops, &self.activity, |hop| hop % 10, RATE, how)
    }

    /// Returns the hops as they are behind that curve.
    fn behind(&self, curve: &Curve) -> Vec<f64> {
        let gain = |hop: u64| f64::midpoint(curve.at(hop * HOP).value(), curve.at((hop + 1) * HOP).value());
        self.hops.iter().zip(0..).map(|(energy, hop)| energy * Db(gain(hop)).factor().powi(2)).collect()
    }
}

/// Two who take turns, 12 dB apart, between two jingles.
fn conversation() -> Recording {
    let mut recording = Recording::default().then(Music, -14.0, 80).pauses(12);
    for _ in 0..4 {
        recording = recording.says(-20.0, 12).pauses(5).says(-32.0, 9).pauses(15);
    }
    recording.then(Music, -14.0, 80)
}

fn loudness_of(hops: &[f64], part: std::ops::Range<usize>, activity: &[Activity]) -> f64 {
    crate::audio::speech::loudness(&hops[part.clone()], &activity[part]).unwrap().value()
}

#[test]
fn two_voices_12_db_apart_come_within_3_lu() {
    let recording = conversation();
    let levelled = recording.levelled(Levelling::Strong);
    assert_eq!((levelled.strength, levelled.turns.len()), (Strength::Strong, 8));
    assert!((levelled.voices.unwrap().spread() - Lu(12.0)).value().abs() < 0.5);
    let hops = recording.behind(&levelled.curve);
    for pair in levelled.turns.windows(2) {
        let of = |turn: &Turn| loudness_of(&hops, turn.hops.clone(), &recording.activity);
        assert!((of(&pair[0]) - of(&pair[1])).abs() < 3.0);
    }
}

#[test]
fn what_is_no_speech_stays_as_loud_as_it_would_be() {
    let recording = conversation();
    for how in [Levelling::Gentle, Levelling::Strong] {
        let curve = recording.levelled(how).curve;
        let hops = recording.behind(&curve);
        // What the gain for the whole makes up for.
        let (before, after) =
            (loudness::gate::integrated(&recording.hops), loudness::gate::integrated(&hops));
        let shift = (after.unwrap() - before.unwrap()).value();
        let mut from = 0;
        for run in recording.activity.chunk_by(|a, b| a == b) {
            let part = from..from + run.len();
            from = part.end;
            let gains = || part.clone().map(|hop| 10.0 * (hops[hop] / recording.hops[hop]).log10() - shift);
            match run[0] {
                Music => assert!(gains().all(|gain| gain.abs() < 2.0), "{how:?}: music at {part:?}"),
                Pause if run.len() >= 10 => {
                    assert!(gains().all(|gain| gain < 1.0), "{how:?}: pause at {part:?}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_whole_stays_as_loud_as_it_was() {
    let recording = Recording::default().says(-20.0, 40).pauses(5).says(-28.0, 40).pauses(30);
    let hops = recording.behind(&recording.levelled(Levelling::Strong).curve);
    let (before, after) = (loudness::gate::integrated(&recording.hops), loudness::gate::integrated(&hops));
    assert!((after.unwrap() - before.unwrap()).value().abs() < 0.05);
}

#[test]
fn a_short_pause_gets_no_louder_than_the_speech_around_it() {
    let recording = conversation();
    let curve = recording.levelled(Levelling::Strong).curve;
    for pair in recording.levelled(Levelling::Strong).turns.windows(2) {
        let beside =
            curve.at(pair[0].hops.end as u64 * HOP - HOP).max(curve.at(pair[1].hops.start as u64 * HOP));
        for hop in pair[0].hops.end..pair[1].hops.start {
            assert!(curve.at(hop as u64 * HOP) <= beside);
        }
    }
}

#[test]
fn by_itself_it_starts_only_where_the_voices_lie_far_apart() {
    let with = |second: f64| Recording::default().says(-20.0, 30).pauses(6).says(second, 30);
    assert_eq!(with(-22.0).levelled(Levelling::Auto).strength, Strength::Off);
    assert!(with(-22.0).levelled(Levelling::Auto).curve.is_flat());
    assert_eq!(with(-28.0).levelled(Levelling::Auto).strength, Strength::Gentle);
    assert!(with(-40.0).levelled(Levelling::Off).curve.is_flat());
}

#[test]
fn one_voice_alone_is_left_alone() {
    let alone = Recording::default().says(-23.0, 60).levelled(Levelling::Strong);
    assert!(alone.curve.is_flat());
    assert_eq!((alone.turns.len(), alone.voices.unwrap().spread()), (1, Lu(0.0)));
    let swaying = (0..20).fold(Recording::default(), |so_far, n| so_far.says([-23.0, -25.0][n % 2], 3));
    let curve = swaying.levelled(Levelling::Strong).curve;
    assert!(curve.points().iter().all(|point| point.gain.value().abs() <= 1.0));
}

#[test]
fn a_word_to_the_side_is_no_turn() {
    let recording = Recording::default().says(-20.0, 30).says(-32.0, 1).says(-20.0, 30);
    assert_eq!(recording.levelled(Levelling::Strong).turns.len(), 1);
}

#[test]
fn a_rustle_far_below_the_voices_is_not_turned_up() {
    let recording = Recording::default().says(-20.0, 20).pauses(10).then(Speech, -45.0, 60).pauses(10);
    let recording = recording.says(-26.0, 20);
    let levelled = recording.levelled(Levelling::Strong);
    assert_eq!(levelled.turns.len(), 2);
    assert!(levelled.curve.at(250 * HOP).value() <= 0.0);
}

#[test]
fn a_turn_may_begin_without_a_pause() {
    let recording = Recording::default().then(Speech, -20.0, 100).then(Speech, -30.0, 100);
    let turns = recording.levelled(Levelling::Strong).turns;
    assert_eq!(turns.len(), 2);
    assert!(turns[1].hops.start.abs_diff(100) <= 3, "{turns:?}");
}

#[test]
fn two_microphones_come_to_one_level() {
    let (mut near, mut far) = (Recording::default(), Recording::default());
    for _ in 0..4 {
        near = near.says(-18.0, 10).pauses(100);
        far = far.pauses(100).says(-30.0, 10);
    }
    let levelled = level_two(
        [(&near.hops, &near.activity), (&far.hops, &far.activity)],
        |_, _| 0,
        RATE,
        Levelling::Strong,
    );
    let [first, second] = [(&near, &levelled[0]), (&far, &levelled[1])].map(|(recording, levelled)| {
        let hops = recording.behind(&levelled.curve);
        loudness_of(&hops, 0..hops.len(), &recording.activity)
    });
    assert!((first - second).abs() < 3.0, "{first} and {second}");
    assert!((levelled[0].voices.unwrap().spread() - Lu(12.0)).value().abs() < 0.5);
}

#[test]
fn the_voices_are_told_from_most_of_the_time() {
    let turn = |lufs, spoken| Turn { hops: 0..spoken, spoken, loudness: Lufs(lufs) };
    let all = [turn(-20.0, 500), turn(-30.0, 300), turn(-21.0, 200), turn(-45.0, 20), turn(-8.0, 20)];
    let voices = voices(&all).unwrap();
    assert!((voices.quietest - Lufs(-30.9)).value().abs() < 0.1, "{voices:?}");
    assert!((voices.loudest - Lufs(-19.9)).value().abs() < 0.1, "{voices:?}");
    assert_eq!(super::voices(&[]), None);
}

fn anything() -> impl Strategy<Value = Recording> {
    let part = (prop_oneof![Just(Pause), Just(Speech), Just(Music)], -80.0..0.0, 0_usize..60);
    proptest::collection::vec(part, 0..30).prop_map(|parts| {
        parts
            .into_iter()
            .fold(Recording::default(), |so_far, (activity, lufs, hops)| so_far.then(activity, lufs, hops))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_gain_stays_within_bounds_and_never_leaps(recording in anything(), strong in any::<bool>()) {
        let (how, reach) = if strong { (Levelling::Strong, 12.0) } else { (Levelling::Gentle, 6.0) };
        let levelled = recording.levelled(how);
        for pair in levelled.curve.points().windows(2) {
            let hops = (pair[1].at - pair[0].at) as f64 / HOP as f64;
            let moved = (pair[1].gain - pair[0].gain).value();
            // Up out of a long pause it goes five times as fast as elsewhere.
            prop_assert!((-6.001 * hops..30.001 * hops).contains(&moved), "{moved} dB in {hops} hops");
            let out_of_pause = (pair[0].at / HOP) as usize;
            let paused = out_of_pause.checked_sub(10).is_some_and(|from| {
                recording.activity[from..out_of_pause].iter().all(|&activity| activity == Pause)
            });
            prop_assert!(moved <= 6.001 * hops || paused, "{moved} dB at {out_of_pause}");
        }
        for point in levelled.curve.points() {
            prop_assert!(point.gain.value().abs() <= reach + 1e-6);
        }
        let end = recording.hops.len() as u64 * HOP;
        prop_assert!(levelled.curve.points().iter().all(|point| point.at <= end));
        prop_assert!(levelled.turns.windows(2).all(|pair| pair[0].hops.end <= pair[1].hops.start));
        for (hop, activity) in recording.activity.iter().enumerate() {
            if *activity == Music {
                // Bends of less than a thousandth of a dB are left out of the curve.
                prop_assert!(levelled.curve.at(hop as u64 * HOP).value() <= 1e-3, "music is not turned up");
            }
        }
    }

    #[test]
    fn figures_that_do_not_fit_together_do_no_harm(
        hops in proptest::collection::vec(0.0_f64..1.0, 0..50),
        activity in proptest::collection::vec(prop_oneof![Just(Pause), Just(Speech), Just(Music)], 0..50),
    ) {
        level(&hops, &activity, |hop| hop, 48_000, Levelling::Strong);
    }
}
