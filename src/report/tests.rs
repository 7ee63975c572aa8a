use std::fs;
use std::time::Duration;

use super::*;
use crate::audio::check::Finding;
use crate::audio::loudness::{Db, Dbtp, Lu, Lufs};
use crate::audio::master::{Second, Trace};
use crate::audio::speech::Activity;
use crate::catalogue::analysis::{Figure, Measured, Missed, Remark};
use crate::episode::{Levelled, Moment, Recorded, Slug, Sound};
use crate::studio::{self, Levelling, Notice, Repair};
use crate::words::Language;
use crate::world::Digest;

/// A conversation of two who sit at different distances, with a jingle, pauses and a few bangs.
fn analysis(seconds: u32) -> Analysis {
    let second = |at: u32| {
        let wave = f64::from(at * 7919 % 1000) / 1000.0;
        let near = (at / 47).is_multiple_of(2);
        let activity = match at {
            0..12 => Activity::Music,
            _ if at.is_multiple_of(61) || at % 89 < 2 => Activity::Pause,
            _ => Activity::Speech,
        };
        let silent = activity == Activity::Pause && at.is_multiple_of(2);
        let before = if near { -21.0 } else { -30.0 } + 5.0 * wave;
        let gain = if near { -1.5 } else { 5.0 };
        Second {
            before: (!silent).then_some(Lufs(before)),
            after: (!silent).then_some(Lufs(before + gain + 5.5)),
            peak: (!silent).then_some(Dbtp((before + gain + 16.5).min(-1.1))),
            leveller: Db(gain),
            compressor: Db(-3.0 * wave),
            limiter: Db(if at % 23 == 5 { -2.7 } else { 0.0 }),
            activity,
        }
    };
    let peak = |at: u32| {
        let wave = (at * 7919 % 1000) as f32 / 1000.0;
        if (at / 10).is_multiple_of(61) { 0.01 } else { 0.2 + 0.6 * wave * wave }
    };
    Analysis {
        frames: u64::from(seconds) * 44_100,
        rate: 44_100,
        target: Lufs(-16.0),
        tolerance: Lu(1.0),
        ceiling: Dbtp(-1.0),
        before: Measured {
            loudness: Some(Lufs(-23.4)),
            speech: Some(Lufs(-23.0)),
            range: Some(Lu(9.8)),
            true_peak: Some(Dbtp(-3.2)),
        },
        after: Measured {
            loudness: Some(Lufs(-16.1)),
            speech: Some(Lufs(-15.9)),
            range: Some(Lu(5.1)),
            true_peak: Some(Dbtp(-1.1)),
        },
        gain: Db(5.5),
        missed: None,
        remarks: vec![
            Remark { id: "sound-check-dead-right".to_owned(), figures: [].into() },
            Remark {
                id: "sound-check-clipped".to_owned(),
                figures: [
                    ("places".to_owned(), Figure::Number(3.0)),
                    ("first_seconds".to_owned(), Figure::Number(84.0)),
                ]
                .into(),
            },
        ],
        trace: Trace {
            seconds: (0..seconds).map(second).collect(),
            peaks: (0..seconds * 10).map(peak).collect(),
        },
    }
}

fn episode(title: &str) -> Episode {
    Episode {
        handle: "7".parse().unwrap(),
        season: None,
        title: title.to_owned(),
        notes: String::new(),
        slug: Slug::of(title),
        guid: "a".parse().unwrap(),
        published: Moment::read("2026-11-03", &jiff::tz::TimeZone::UTC).unwrap(),
        dated_by_hand: false,
        draft: false,
        explicit: None,
        details: crate::episode::Details::default(),
        sound: Sound { bytes: 1, rate: 44_100, channels: 2, kbps: 128, ..Sound::nothing_yet() },
        recording: Recorded {
            name: "Møde i læsekredsen.wav".to_owned(),
            bytes: 1,
            sha256: Digest::of(&[]),
            kept: None,
        },
        joined: Vec::new(),
        marks: Vec::new(),
        transcript: None,
        artwork: None,
    }
}

fn paged(title: &str, analysis: &Analysis, language: Language) -> String {
    let episode = episode(title);
    let name = if language == Language::Da { "Afsnit 7" } else { "Episode 7" };
    let subject = Subject { show: "Bibliotekets podcast", name, episode: &episode, analysis };
    page(&subject, &Words::new(language))
}

#[test]
fn a_page_needs_nothing_but_itself() {
    for (language, seconds) in [(Language::En, 1_860), (Language::Da, 26), (Language::En, 36_000)] {
        let page = paged("Åbning & fest", &analysis(seconds), language);
        for alien in ["http:", "https:", "<script", "<link", "@import", "url(", "src="] {
            assert!(!page.contains(alien), "{alien}");
        }
        assert!(page.contains(&format!("<html lang=\"{}\">", language.as_str())));
        assert_eq!(page.matches("<figure ").count(), 5);
        assert_eq!(page.matches("role=\"img\"").count(), 5);
        assert!(page.len() < 400_000, "{seconds} s: {} bytes", page.len());
        assert!(!page.contains("report-") || page.contains("podcast report"), "a sentence is missing");
        assert_eq!(page, paged("Åbning & fest", &analysis(seconds), language));
    }
}

#[test]
fn every_name_that_a_page_refers_to_is_there_once() {
    let page = paged("Åbning", &analysis(200), Language::Da);
    let values = |attribute: &str| -> Vec<String> {
        let cut = format!(" {attribute}=\"");
        page.split(&cut).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let mut ids = values("id");
    ids.sort();
    let mut once = ids.clone();
    once.dedup();
    assert_eq!(ids, once);
    for name in values("aria-labelledby").into_iter().chain(values("aria-describedby")) {
        assert!(ids.contains(&name), "{name}");
    }
    // Whatever ink the drawings use, the page knows.
    for class in
        values("class").iter().filter(|class| class.starts_with("fill-") || class.starts_with("stroke-"))
    {
        assert!(page.contains(&format!(".{class} {{")), "{class}");
    }
}

#[test]
fn what_others_wrote_stays_text() {
    let mut hostile = analysis(30);
    hostile.remarks.push(Remark { id: "<img onerror=x>".to_owned(), figures: [].into() });
    let page = paged("</title><script>alert(1)</script>", &hostile, Language::En);
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    assert!(page.contains("&lt;script&gt;"));
}

#[test]
fn whatever_is_noticed_of_a_sound_has_its_sentence() {
    let long = Duration::from_secs(90);
    let findings = [
        Finding::Silent,
        Finding::Clipped { places: 2, first: long },
        Finding::DeadChannel { left: true },
        Finding::DeadChannel { left: false },
        Finding::Antiphase,
        Finding::TooQuiet { loudness: Lufs(-41.0) },
        Finding::LongSilence { places: 2, first: long, longest: long },
        Finding::Noisy { floor: Lufs(-45.0), distance: Lu(22.0) },
        Finding::Hum { mains: 50 },
        Finding::Echo { dies_in: long },
        Finding::VoicesApart { by: Lu(7.5) },
        Finding::Plosives { count: 40, per_minute: 6.5, first: long },
        Finding::SidesApart { left: true, by: Db(20.4) },
        Finding::SidesApart { left: false, by: Db(20.4) },
        Finding::Offset,
    ];
    let mut noticed = vec![
        Notice::VeryQuiet { gain: Db(20.0), short_by: Lu(2.0) },
        Notice::TooPeaky { short_by: Lu(2.0) },
        Notice::MixedDown { channels: 6 },
        Notice::Video,
        Notice::OtherTracks { count: 1 },
        Notice::Damaged { places: 1 },
        Notice::LengthDiffers { claimed: long, found: long / 2 },
        Notice::CutOff { found: long },
        Notice::NotNumbers { samples: 3 },
        Notice::VeryShort,
        Notice::PeakOver { by: Db(0.2) },
        Notice::LoudnessOff { by: Lu(0.5) },
        Notice::LoudnessOff { by: Lu(-0.5) },
    ];
    for put_right in [true, false] {
        noticed.extend(findings.map(|finding| Notice::Found { finding, put_right }));
    }
    let repaired = [
        Repair::HighPass,
        Repair::Offset,
        Repair::TwoMicrophones,
        Repair::CopiedChannel,
        Repair::Trimmed { start: long, end: long },
        Repair::Pauses { count: 2, by: long },
        Repair::Noise,
        Repair::Sibilance,
    ];
    let levelled = Levelling { level: Levelled::Strong, spread: Lu(9.0) };
    let mut remarks = studio::figures::remarks(&noticed, Some(levelled), &repaired);
    // That the voices were levelled, noise turned down and an offset taken out, is told with what was found.
    assert_eq!(remarks.len(), noticed.len() + repaired.len() - 2);
    remarks.extend(studio::figures::remarks(&[], Some(levelled), &[Repair::Noise, Repair::Offset]));
    assert_eq!(remarks.len(), noticed.len() + 1 + repaired.len());
    for language in Language::ALL {
        for (remark, said) in remarks.iter().zip(remarks::all(&remarks, &Words::new(language))) {
            assert!(!said.contains(['{', '$']) && !said.contains("podcast"), "{said}");
            // Every finding has its remedy: what was found, and what to do, are two sentences at least.
            let is_found = remark.id.starts_with("sound-check-");
            assert!(!is_found || said.matches(['.', '?']).count() > 1, "{said}");
        }
    }
}

#[test]
fn what_was_missed_is_told_and_why() {
    let mut short = analysis(30);
    short.missed = Some(Missed { by: Lu(2.3), reason: "peaks".to_owned() });
    short.after.loudness = Some(Lufs(-18.3));
    let page = paged("a", &short, Language::En);
    assert!(
        page.contains("−18.3 LUFS, 2.3 LU less than the −16.0") && page.contains("Single peaks"),
        "{page}"
    );
}

#[test]
fn silence_and_nothing_at_all_have_a_page_too() {
    for seconds in [0, 1] {
        let mut silent = analysis(seconds);
        silent.trace.seconds.iter_mut().for_each(|second| {
            (second.before, second.after, second.peak) = (None, None, None);
        });
        silent.trace.peaks.fill(0.0);
        (silent.before, silent.after) = (Measured::default(), Measured::default());
        silent.remarks.clear();
        let page = paged("a", &silent, Language::En);
        assert!(page.contains("nothing but silence") && page.contains("Nothing stood out"), "{page}");
    }
}

#[test]
fn a_report_replaces_a_report_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::real();
    let path = dir.path().join("report-007.html");
    write(&world, &path, &paged("a", &analysis(3), Language::En)).unwrap();
    let second = paged("b", &analysis(3), Language::Da);
    write(&world, &path, &second).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), second);
    fs::write(&path, "<!doctype html><title>my own page</title>").unwrap();
    assert!(matches!(write(&world, &path, &second), Err(ReportError::Taken { .. })));
    assert!(fs::read_to_string(&path).unwrap().contains("my own page"));
    assert!(matches!(write(&world, dir.path(), &second), Err(ReportError::Io { .. })));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}
