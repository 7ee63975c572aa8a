use std::fs;

use proptest::prelude::*;

use super::*;
use crate::audio::master::Second;
use crate::audio::speech::Activity;

/// An hour of somebody who comes nearer and goes away, with music at the beginning.
fn analysis(seconds: u32) -> Analysis {
    let second = |at: u32| {
        let sway = f64::from(at % 97) / 9.7;
        Second {
            before: (!at.is_multiple_of(31)).then_some(Lufs(-31.234 + sway)),
            after: (!at.is_multiple_of(31)).then_some(Lufs(-16.789 + sway / 3.0)),
            peak: (!at.is_multiple_of(31)).then_some(Dbtp(-9.87 + sway * 0.8)),
            leveller: Db(6.0 - sway),
            compressor: Db(-sway / 4.0),
            limiter: Db(if at.is_multiple_of(7) { -1.26 } else { 0.0 }),
            activity: match at % 31 {
                0 => Activity::Pause,
                _ if at < 30 => Activity::Music,
                _ => Activity::Speech,
            },
        }
    };
    Analysis {
        frames: u64::from(seconds) * 44_100,
        rate: 44_100,
        target: Lufs(-16.0),
        tolerance: Lu(1.0),
        ceiling: Dbtp(-1.0),
        before: Measured { loudness: Some(Lufs(-27.5)), true_peak: Some(Dbtp(-4.25)), ..Measured::default() },
        after: Measured {
            loudness: Some(Lufs(-16.02)),
            speech: Some(Lufs(-15.9)),
            range: Some(Lu(5.5)),
            true_peak: Some(Dbtp(-1.13)),
        },
        gain: Db(11.5),
        missed: Some(Missed { by: Lu(0.75), reason: "peaks".to_owned() }),
        remarks: vec![Remark {
            id: "sound-check-clipped".to_owned(),
            figures: [
                ("places".to_owned(), Figure::Number(3.0)),
                ("first_seconds".to_owned(), Figure::Number(61.5)),
                ("channel".to_owned(), Figure::Word("left".to_owned())),
            ]
            .into(),
        }],
        trace: Trace {
            seconds: (0..seconds).map(second).collect(),
            peaks: (0..seconds * 10).map(|at| (at % 101) as f32 / 100.0).collect(),
        },
    }
}

#[test]
fn an_analysis_reads_back_as_it_was_written() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::real();
    let path = analysis(45).stage(&world, dir.path(), 2).unwrap();
    assert_eq!(path.file_name().unwrap(), "analysis-2.json");
    let read = Analysis::read(&path).unwrap();
    assert_eq!(read.remarks, analysis(45).remarks);
    assert_eq!(read.after, analysis(45).after);
    assert_eq!(read.trace.seconds[1].before, Some(Lufs(-31.1)));
    assert_eq!(read.trace.seconds[31].before, None);
    assert_eq!(read.trace.peaks, analysis(45).trace.peaks);
    // Rounded once, it stays what it is.
    assert_eq!(read.written(), analysis(45).written());
}

#[test]
fn an_hour_takes_little_room() {
    let bytes = analysis(3_600).written().len();
    assert!((100_000..250_000).contains(&bytes), "{bytes} bytes");
}

#[test]
fn what_is_no_analysis_is_refused_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("analysis.json");
    let problem = |text: &str| {
        fs::write(&path, text).unwrap();
        Analysis::read(&path).unwrap_err().to_string()
    };
    let good = analysis(3).written();
    assert!(problem("").contains("analysis.json"), "{}", problem(""));
    assert!(problem(&good[..good.len() / 2]).contains("EOF"), "{}", problem(&good[..good.len() / 2]));
    assert!(problem("{\"format\":1}").contains("missing field"));
    let short = good.replace("\"activity\":\".mm\"", "\"activity\":\".m\"");
    assert!(problem(&short).contains("different length"), "{}", problem(&short));
    assert!(problem(&good.replace("\"rate\":44100", "\"rate\":0")).contains("rate"));
    let newer = problem("{\"format\":2,\"trace\":\"another\"}");
    assert!(newer.contains("format 2, newer"), "{newer}");
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let mut odd = analysis(2);
    odd.trace.seconds[0].before = Some(Lufs(f64::NEG_INFINITY));
    odd.trace.seconds[0].limiter = Db(f64::NAN);
    odd.trace.peaks[0] = f32::INFINITY;
    let dir = tempfile::tempdir().unwrap();
    let read = Analysis::read(&odd.stage(&World::real(), dir.path(), 1).unwrap()).unwrap();
    assert_eq!(read.trace.seconds[0].before, None);
    assert_eq!(read.trace.seconds[0].limiter, Db(0.0));
}

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0..900_usize) {
        assert!(form::read(&bytes).is_err());
        let good = analysis(3).written();
        let mut torn = good.into_bytes();
        torn.truncate(cut);
        torn.extend(bytes);
        form::read(&torn).ok();
    }
}
