//! `podcast report`: through the real binary.

use std::fs;

use crate::desk::Desk;

#[test]
fn a_report_is_a_page_and_can_be_made_again() {
    let desk = Desk::new();
    desk.add(440.0, "Tonen");
    desk.run(["report", "1"]).succeeds().says("report-001.html").says("web browser");
    let page = desk.text("report-001.html");
    assert!(page.contains("<html lang=\"en\">") && page.contains("Episode 1: Tonen"), "{page}");
    desk.run(["report", "1"]).succeeds();
    assert_eq!(desk.text("report-001.html"), page);

    let json = desk.run(["report", "1", "--json"]).succeeds().json();
    assert_eq!(json["analysis"]["target"]["loudness_lufs"], -16);
    assert_eq!(json["analysis"]["trace"]["activity"].as_str().map(str::len), Some(1));
    assert!(json["file"].is_null());

    // Other words in the MP3 do not make another sound.
    desk.run(["edit", "1", "--title", "En anden titel", "--retag"]).succeeds();
    desk.run(["report", "1", "--to", "another.html"]).succeeds();
    assert!(desk.text("another.html").contains("Episode 1: En anden titel"));
    let wave = |page: &str| {
        page.split("id=\"wave\"").nth(1).and_then(|rest| rest.split('>').next()).map(str::to_owned)
    };
    let drawn = wave(&desk.text("feed/episodes/001-tonen/index.html")).expect("a waveform");
    assert!(!drawn.contains("M2 31V33M6 31V33"), "not a flat one: {drawn}");

    // Another sound has an analysis of its own.
    desk.run(["remaster", "1", "--high-pass=off"]).succeeds();
    let names = desk.names("episodes/001-tonen");
    assert!(
        ["analysis.json", "analysis-3.json", "waveform-3.svg"]
            .iter()
            .all(|name| names.contains(&(*name).into()))
    );
    let page = desk.run(["report", "1", "--json"]).succeeds().json();
    assert!(
        page["analysis"]["remarks"].as_array().unwrap().iter().all(|one| one["id"] != "figures-high-pass")
    );
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let desk = Desk::new();
    desk.add(440.0, "Tonen");
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
    desk.add(441.0, "To");
    fs::remove_file(desk.root().join("episodes/002-to/analysis.json")).unwrap();
    desk.run(["remaster", "2"]).succeeds();
    desk.run(["report", "2"]).succeeds();
}
