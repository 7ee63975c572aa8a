//! `podcast report`: through the real binary, with an analysis put beside the sound.

use std::fs;

use podcast::audio::loudness::{Db, Dbtp, Lu, Lufs};
use podcast::audio::master::{Second, Trace};
use podcast::audio::speech::Activity;
use podcast::catalogue::analysis::{Analysis, Measured};
use podcast::studio::figures;
use podcast::world::World;

use crate::desk::Desk;

/// Puts an analysis beside the sound of the first episode, and its waveform.
fn analysed(desk: &Desk) {
    let shelf = desk.show().shelf().unwrap();
    let shelved = &shelf.episodes[0];
    let sound = &shelved.episode.sound;
    let second = Second {
        before: Some(Lufs(-23.0)),
        after: Some(Lufs(-16.0)),
        peak: Some(Dbtp(-2.0)),
        leveller: Db(0.0),
        compressor: Db(0.0),
        limiter: Db(0.0),
        activity: Activity::Music,
    };
    let after =
        Measured { loudness: sound.loudness, speech: None, range: sound.range, true_peak: sound.true_peak };
    let analysis = Analysis {
        frames: sound.frames,
        rate: sound.rate,
        target: Lufs(-16.0),
        tolerance: Lu(1.0),
        ceiling: Dbtp(-1.0),
        before: Measured::default(),
        after,
        gain: Db(7.0),
        missed: None,
        remarks: Vec::new(),
        trace: Trace { seconds: vec![second], peaks: vec![0.5; 5] },
    };
    for name in ["analysis.json", "waveform.svg"] {
        fs::remove_file(shelved.folder.join(name)).ok();
    }
    figures::stage(&World::real(), &shelved.folder, "Tonen", &analysis).unwrap();
}

#[test]
fn a_report_is_a_page_and_can_be_made_again() {
    let desk = Desk::new();
    desk.add(440.0, "Tonen");
    analysed(&desk);
    desk.run(["report", "1"]).succeeds().says("report-001.html").says("web browser");
    let page = desk.text("report-001.html");
    assert!(page.contains("<html lang=\"en\">") && page.contains("Episode 1: Tonen"), "{page}");
    desk.run(["report", "1"]).succeeds();
    assert_eq!(desk.text("report-001.html"), page);

    let json = desk.run(["report", "1", "--json"]).succeeds().json();
    assert_eq!(json["analysis"]["target"]["loudness_lufs"], -16);
    assert_eq!(json["analysis"]["trace"]["activity"], "m");
    assert!(json["file"].is_null());

    // Other words in the MP3 do not make another sound.
    desk.run(["edit", "1", "--title", "En anden titel", "--retag"]).succeeds();
    desk.run(["report", "1", "--to", "another.html"]).succeeds();
    assert!(desk.text("another.html").contains("Episode 1: En anden titel"));
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let desk = Desk::new();
    desk.add(440.0, "Tonen");
    analysed(&desk);
    fs::write(desk.root().join("notes.html"), "mine").unwrap();
    desk.run(["report", "1", "--to", "notes.html"]).exits(1).says("is no report").says("--to FILE");
    assert_eq!(desk.text("notes.html"), "mine");
    desk.run(["report", "1", "--to", "nowhere/a.html"]).exits(1).says("nowhere/a.html");
}

#[test]
fn without_an_analysis_the_way_to_one_is_told() {
    let desk = Desk::new();
    desk.add(440.0, "Tonen");
    let folder = desk.root().join("episodes/001-tonen");
    fs::remove_file(folder.join("analysis.json")).ok();
    desk.run(["report", "1"]).exits(1).says("no analysis").says("podcast remaster 1");
    desk.run(["report", "2"]).exits(1).says("no episode 2");

    fs::write(folder.join("analysis.json"), "{\"format\": 1,\n\"frames\": broken}").unwrap();
    let broken = desk.run(["report", "1", "--json"]).exits(1).json();
    assert_eq!(broken["error"]["line"], 2);
    desk.run(["report", "1"]).exits(1).says("cannot be read").says("podcast remaster 1");
    // Nothing else depends on it.
    desk.run(["check"]).succeeds();
    desk.run(["show", "1"]).succeeds();

    fs::write(folder.join("analysis.json"), "{\"format\": 9}").unwrap();
    desk.run(["report", "1"]).exits(1).says("newer version");
    fs::remove_file(folder.join("analysis.json")).unwrap();
    fs::remove_file(folder.join("recording.wav")).unwrap();
    desk.run(["report", "1"]).exits(1).says("was not kept").says("podcast replace 1");
}
