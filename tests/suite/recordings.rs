//! What a microphone, a recorder or a hand at it does to a recording, and what the desk says of it, one fault
//! at a time through the real binary.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant, UNIX_EPOCH};

use crate::desk::{Desk, NOW, Run};
use crate::sound;

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/formats").join(name)
}

/// A voice of a kind: a buzz with formants that says a syllable four times a second, of which none is like the
/// one before, and rests every third second. Peaks at about 0.5.
fn voice(at: f64) -> f64 {
    let rests = (at as u64) % 3 == 2;
    let syllable = (std::f64::consts::PI * 4.0 * at).sin().powi(2) * (0.55 + 0.45 * (1.7 * at).sin());
    let pitch = 120.0 + 12.0 * (2.3 * at).sin();
    let harmonics = (1..=20).map(|n| f64::from(n) * pitch).filter(|hertz| *hertz < 5_000.0);
    let buzz: f64 = harmonics.map(|hertz| (std::f64::consts::TAU * hertz * at).sin() / hertz).sum();
    if rests { 0.0 } else { 35.0 * syllable * buzz }
}

/// Adds a recording of ten seconds in two channels by formula.
fn add(desk: &Desk, options: &[&str], sample: impl Fn(f64, u16) -> f64) -> Run {
    add_for(desk, 10.0, options, sample)
}

fn add_for(desk: &Desk, seconds: f64, options: &[&str], sample: impl Fn(f64, u16) -> f64) -> Run {
    sound::write(&desk.path("show/fault.wav"), 2, seconds, sample);
    desk.run(["add", "fault.wav", "--title", "Fault"].iter().chain(options))
}

/// Demands the sentence and its remedy in both languages, once each.
#[track_caller]
fn is_told(en: [&str; 2], da: [&str; 2], sample: impl Fn(f64, u16) -> f64) {
    for (language, [said, how]) in [("en", en), ("da", da)] {
        let run = add(&Desk::new().speaking(language), &[], &sample).succeeds().says(said).says(how);
        assert_eq!(run.stdout.matches(said).count(), 1, "said once: {}", run.stdout);
    }
}

#[test]
fn a_constant_voltage() {
    let en = ["A constant voltage lay on the recording", "It comes from the recorder or the sound card"];
    let da = ["Der lå en konstant spænding på optagelsen", "Det kommer fra optageren eller lydkortet"];
    is_told(en, da, |at, _| 0.15 + 0.5 * voice(at));
}

#[test]
fn the_hum_of_the_mains() {
    // It is looked for in stretches of twelve seconds, and wants to be found in more than one.
    let hum = |at: f64, n: f64| 0.02 * (std::f64::consts::TAU * 50.0 * n * at).sin();
    let sound = |at: f64, _: u16| 0.5 * voice(at) + hum(at, 1.0) + hum(at, 2.0) + hum(at, 3.0);
    let run = add_for(&Desk::new(), 24.0, &[], sound).succeeds();
    run.says("A hum from the power supply was taken out.").says("run the recorder on batteries");
}

#[test]
fn sides_that_work_against_each_other() {
    let en = ["one of them was turned over.", "wired the wrong way round"];
    let da = ["den ene er vendt om.", "forbundet forkert"];
    is_told(en, da, |at, channel| if channel == 0 { 0.5 * voice(at) } else { -0.5 * voice(at) });
}

#[test]
fn sides_that_lie_20_db_apart() {
    let en = [
        "The right side of the recording is 20 dB quieter than the left one; the episode has both in the middle.",
        "set both sides of the recorder to the same gain",
    ];
    let da = [
        "Højre side af optagelsen er 20 dB svagere end venstre; i afsnittet ligger begge i midten.",
        "Sæt begge optagerens sider til samme niveau",
    ];
    is_told(en, da, |at, channel| if channel == 0 { 0.5 * voice(at) } else { 0.05 * voice(at) });
    let kept = add(&Desk::new(), &["--channels", "keep"], |at, channel| {
        if channel == 0 { 0.5 * voice(at) } else { 0.05 * voice(at) }
    });
    kept.succeeds().says("and so is that of the episode.").says("Audacity").never_says("in the middle");
}

#[test]
fn hardly_any_sound_is_turned_up_as_far_as_it_goes_and_the_number_said() {
    // Peaks at about -52 dBFS; below -60 it is taken for silence.
    for (language, said) in
        [("en", "It was turned up by 20.0 dB, the most there is"), ("da", "skruet 20,0 dB op")]
    {
        let desk = Desk::new().speaking(language);
        add(&desk, &[], |at, _| 0.004 * voice(at)).succeeds().says(said);
        desk.run(["check"]).succeeds();
    }
}

#[test]
fn less_than_400_ms_are_taken_by_their_peak_and_no_figure_is_no_number() {
    let desk = Desk::new();
    sound::write(&desk.path("show/short.wav"), 1, 0.3, |at, _| {
        0.1 * (std::f64::consts::TAU * 440.0 * at).sin()
    });
    desk.run(["add", "short.wav", "--title", "Short"])
        .succeeds()
        .says("It is too short to judge its loudness well.");
    let shelf = desk.show().shelf().unwrap();
    let sound = &shelf.episodes[0].episode.sound;
    assert_eq!(sound.loudness, None);
    let peak = sound.true_peak.unwrap().value();
    assert!((-6.0..=-1.0).contains(&peak), "its peak decides: {peak} dBTP");
    for name in ["episodes/001-short/episode.toml", "feed/feed.xml"] {
        let text = desk.text(name).to_lowercase();
        assert!(
            !text.contains("nan") && !text.contains("= inf") && !text.contains("= -inf"),
            "{name}: {text}"
        );
    }
    desk.run(["check"]).succeeds();
}

#[test]
fn silence_that_is_wanted_is_added_as_it_is() {
    let desk = Desk::new();
    let run = add(&desk, &["--force", "--details"], |_, _| 0.0);
    run.succeeds().says("There is nothing to hear in the recording.").says("Gain 0.0 dB");
    let shelf = desk.show().shelf().unwrap();
    let sound = &shelf.episodes[0].episode.sound;
    assert_eq!((sound.loudness, sound.duration().as_secs()), (None, 10));
    desk.run(["check"]).succeeds();
}

#[test]
fn a_file_that_was_cut_or_hit_is_used_as_far_as_it_goes_and_that_is_said() {
    let desk = Desk::new();
    let bytes = |name: &str| fs::read(fixture(name)).unwrap();
    // Its sound is in one page, so it takes two of them.
    let ogg = bytes("tone.ogg");
    fs::write(desk.root().join("cut.ogg"), [&ogg[..], &ogg[..ogg.len() * 3 / 4]].concat()).unwrap();
    desk.run(["add", "cut.ogg"]).succeeds().says("The file was never finished").says("Listen to the end");
    let m4a = bytes("aac.m4a");
    fs::write(desk.root().join("cut.m4a"), &m4a[..m4a.len() / 2]).unwrap();
    desk.run(["add", "cut.m4a"]).exits(1).says("never finished").says("open the file in the recorder");
    let mut mp3 = bytes("lame.mp3");
    let middle = mp3.len() / 2;
    mp3[middle..middle + 200].fill(0);
    fs::write(desk.root().join("hit.mp3"), mp3).unwrap();
    desk.run(["add", "hit.mp3"]).succeeds().says("The file is damaged in one place");
    desk.run(["check"]).succeeds();
}

#[test]
fn sound_of_another_kind_is_named_with_the_way_out_and_several_tracks_are_told() {
    let desk = Desk::new();
    for (name, bytes, codec) in [
        ("dictate.wma", &b"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9"[..], "Windows Media"),
        ("phone.amr", b"#!AMR\n\x3C\x08\x05", "AMR"),
        ("old.dss", b"\x02dss\0\0\0\0", "DSS dictation"),
    ] {
        fs::write(desk.root().join(name), bytes).unwrap();
        desk.run(["add", name]).exits(1).says(name).says(codec).says("export it as WAV and add that file.");
    }
    fs::write(desk.root().join("session.rpp"), b"<REAPER_PROJECT 0.1 \"6.80\" 1690000000\n  RIPPLE 0\n")
        .unwrap();
    desk.run(["add", "session.rpp"]).exits(1).says("Reaper").says("WAV");
    let channels = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/channels");
    for (name, codec) in [("6.aac.m4a", "AAC of 6 channels"), ("7.ogg", "Vorbis of 7 channels")] {
        let run = desk.run(["add".as_ref(), channels.join(name).as_os_str()]).exits(1);
        run.says(codec).says("export it as WAV and add that file.");
    }
    desk.run(["add".as_ref(), channels.join("6.mov").as_os_str()]).succeeds().says("6 channels");
    let tracks = ["add".into(), fixture("tracks.mkv").into_os_string()];
    desk.run(tracks).succeeds().says("The file has one more sound track; only the first was used.");
}

/// Dates a file by the desk's clock, which stands still elsewhere in the year.
fn just_now(file: &fs::File) {
    file.set_modified(UNIX_EPOCH + Duration::from_secs(NOW.parse().unwrap())).unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn a_recording_that_grows_is_waited_for_on_demand() {
    let desk = Desk::new();
    let path = desk.tone("show/live.wav", 440.0);
    let mut recorder = fs::OpenOptions::new().append(true).open(&path).unwrap();
    just_now(&recorder);
    let waiting = desk.at("show").start(["add", "live.wav", "--title", "Live", "--wait"]);
    std::thread::sleep(Duration::from_millis(500));
    recorder.write_all(&[0; 4_000]).unwrap();
    just_now(&recorder);
    drop(recorder);
    let output = waiting.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{stderr}");
    assert!(stderr.contains("Somebody still writes to \"live.wav\""), "{stderr}");
    assert_eq!(desk.show().shelf().unwrap().episodes.len(), 1);
}

#[test]
#[cfg(unix)]
fn ten_hours_are_stopped_at_once_when_somebody_asks() {
    let desk = Desk::new();
    // Sparse: the disk holds only its head and a second of sound.
    sound::write(&desk.path("show/day.wav"), 1, 1.0, |at, _| 0.5 * voice(at));
    let mut bytes = fs::read(desk.path("show/day.wav")).unwrap();
    let long = 36_000 * 88_200_u64;
    bytes[4..8].copy_from_slice(&(long as u32 + 36).to_le_bytes());
    bytes[40..44].copy_from_slice(&(long as u32).to_le_bytes());
    fs::write(desk.path("show/day.wav"), bytes).unwrap();
    fs::OpenOptions::new().write(true).open(desk.path("show/day.wav")).unwrap().set_len(44 + long).unwrap();
    let child = desk.at("show").start(["add", "day.wav"]);
    std::thread::sleep(Duration::from_secs(2));
    let asked = Instant::now();
    std::process::Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
    // Two seconds are the promise; the machine may be busy.
    assert!(asked.elapsed() < Duration::from_secs(6), "{:?}", asked.elapsed());
    assert!(
        !desk.names("episodes").iter().any(|name| name.starts_with(".staging") || name.starts_with("001"))
    );
}

#[test]
fn a_long_recording_whose_length_is_wrong_or_not_told_is_heard_whole_and_named() {
    /// Makes a WAV file one for long recordings, which says so many bytes of sound, or nothing of it.
    fn lengthen(plain: &[u8], told: Option<u64>) -> Vec<u8> {
        let sizes = told.map(|bytes| {
            let frames = bytes / 4;
            let sizes = [bytes + 72, bytes, frames].map(u64::to_le_bytes).concat();
            [&b"ds64"[..], &28_u32.to_le_bytes(), &sizes, &[0; 4]].concat()
        });
        let at = plain.windows(4).position(|four| four == b"data").unwrap();
        let unknown = [0xFF; 4];
        let between = [&plain[8..12], &sizes.unwrap_or_default(), &plain[12..at + 4]].concat();
        [&b"RF64"[..], &unknown, &between, &unknown, &plain[at + 8..]].concat()
    }
    let desk = Desk::new();
    let path = desk.path("show/lang.wav");
    sound::write(&path, 2, 6.0, |at, _| 0.5 * voice(at));
    let plain = fs::read(&path).unwrap();
    let bytes = (plain.len() - plain.windows(4).position(|four| four == b"data").unwrap() - 8) as u64;
    for (told, said) in [
        (Some(bytes), None),
        (Some(bytes / 3), Some("The file says it is 2 seconds long, and there are 6 seconds.")),
        (Some(bytes * 2), Some("The file says it is 12 seconds long, and there are 6 seconds.")),
        (None, Some("The file was never finished")),
    ] {
        fs::write(&path, lengthen(&plain, told)).unwrap();
        let run = desk.run(["add", "lang.wav", "--title", "Lang", "--again"]).succeeds().says("6 seconds");
        match said {
            Some(said) => drop(run.says(said)),
            None => assert!(!run.stdout.contains("The file says") && !run.stdout.contains("never finished")),
        }
    }
}
