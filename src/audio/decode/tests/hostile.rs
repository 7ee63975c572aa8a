//! Files that lie, and files that were cut or hit. Nobody may fall, hang, or take the memory that a lie asks
//! for; whether there is sound or an error is the file's own affair.

use std::fs::OpenOptions;

use super::*;

/// Hears whatever is in these bytes, and only demands an end to it.
fn endure(desk: &Desk, name: &str, bytes: &[u8]) {
    bounded(name, desk.hear(name, bytes));
}

fn bounded(name: &str, heard: Result<Ear, DecodeError>) {
    if let Ok(ear) = heard {
        // Nothing so short lasts a minute.
        assert!(ear.seconds() < 60.0, "{name}: {} s", ear.seconds());
    }
}

#[test]
fn any_recording_may_end_anywhere() {
    let desk = Desk::new();
    for name in formats() {
        let bytes = fs::read(format(&name)).unwrap();
        let path = desk.file(&name, &bytes);
        let file = OpenOptions::new().write(true).open(&path).unwrap();
        let ends = (1..bytes.len().min(1024)).chain((1024..bytes.len()).step_by(211));
        for end in ends.rev() {
            file.set_len(end as u64).unwrap();
            bounded(&name, Ear::hear(&path));
        }
    }
}

#[test]
fn any_bit_may_be_wrong() {
    let desk = Desk::new();
    for name in formats() {
        let bytes = fs::read(format(&name)).unwrap();
        // Every byte of the head once, each with another bit, and some of the rest.
        let places = (0..bytes.len().min(400)).chain((400..bytes.len()).step_by(97));
        for place in places {
            let mut bytes = bytes.clone();
            bytes[place] ^= 1 << (place * 5 % 8);
            endure(&desk, &name, &bytes);
        }
    }
}

#[test]
fn any_number_may_be_the_largest_there_is() {
    let desk = Desk::new();
    for name in formats() {
        let bytes = fs::read(format(&name)).unwrap();
        for place in (0..bytes.len().saturating_sub(4).min(800)).step_by(7) {
            let mut bytes = bytes.clone();
            bytes[place..place + 4].fill(0xFF);
            endure(&desk, &name, &bytes);
        }
    }
}

#[test]
fn damage_inside_is_counted_and_keeps_its_time() {
    let desk = Desk::new();
    for (name, frames) in [("lame.mp3", 22_050), ("aac.m4a", 22_050), ("tone.mp2", 22_050)] {
        let mut bytes = fs::read(format(name)).unwrap();
        let middle = bytes.len() * 2 / 5;
        bytes[middle..middle + 200].fill(0);
        let ear = desk.hear(name, &bytes).unwrap();
        assert!(ear.frames().abs_diff(frames) < 3 * 1152, "{name}: {}", ear.frames());
    }
}

#[test]
fn a_cut_recording_is_heard_as_far_as_it_goes() {
    let desk = Desk::new();
    for name in ["lame.mp3", "tone.flac", "tone.webm", "video.mov", "tone.aiff", "tone.caf"] {
        let bytes = fs::read(format(name)).unwrap();
        let ear = match desk.hear(name, &bytes[..bytes.len() * 3 / 4]) {
            // Its index lay behind the sound.
            Err(DecodeError::NotFinished { .. }) if name == "video.mov" => continue,
            heard => heard.unwrap(),
        };
        assert!(ear.seconds() > 0.1 && ear.seconds() < 0.5, "{name}: {} s", ear.seconds());
        assert!(ear.heard().cut_off || ear.mistaken().is_some(), "{name}: {:?}", ear.heard());
    }
    // These have all of their sound in one page, so it takes two of them.
    for (name, frames) in [("tone.ogg", 22_050), ("tone.opus", 24_000)] {
        let bytes = fs::read(format(name)).unwrap();
        let ear = desk.hear(name, &[&bytes[..], &bytes[..bytes.len() * 3 / 4]].concat()).unwrap();
        assert_eq!((ear.frames(), ear.heard().cut_off), (frames, true), "{name}");
    }
}

#[test]
fn hostile_tags_cost_the_words_and_not_the_sound() {
    let desk = Desk::new();
    let sound = fs::read(format("untagged.mp3")).unwrap();
    let whole = desk.hear("plain.mp3", &sound).unwrap().frames();
    let synchsafe =
        |size: u32| [size >> 21, size >> 14 & 127, size >> 7 & 127, size & 127].map(|seven| seven as u8);
    let tag = |size: u32, body: &[u8]| [b"ID3\x04\0\0", &synchsafe(size)[..], body].concat();
    let frame = |name: &[u8; 4], size: [u8; 4], body: &[u8]| [&name[..], &size, &[0, 0], body].concat();

    let giant = frame(b"TIT2", [0x7F; 4], b"\x03short");
    let endless = frame(b"TIT2", synchsafe(5001), &[b"\x03", &b"long "[..].repeat(1000)[..]].concat());
    let many = frame(b"TXXX", synchsafe(4), b"\x03a\0b").repeat(10_000);
    let control = frame(b"TIT2", synchsafe(20), b"\x03\x1B[31mRed\x07 \xE2\x80\x8Fand\ton");
    // A frame that says it is 16 bytes and unpacks to 2 GB, and chapters that lie in each other.
    let bomb = [&b"TIT2"[..], &synchsafe(16), &[0, 0x09], &[0x7F; 4], &[0x78, 0xDA], &[0xFF; 10]].concat();
    let contents =
        |id: &[u8], of: &[u8]| frame(b"CTOC", synchsafe(8), &[id, b"\0\x03\x01", of, b"\0\0"].concat());
    let circle = [contents(b"a", b"b"), contents(b"b", b"a")].concat();
    for (name, body) in [
        ("giant", &giant),
        ("endless", &endless),
        ("many", &many),
        ("control", &control),
        ("bomb", &bomb),
        ("circle", &circle),
    ] {
        let bytes = [tag(body.len() as u32, body), sound.clone()].concat();
        let ear = desk.hear(&format!("{name}.mp3"), &bytes).unwrap();
        assert_eq!(ear.frames(), whole, "{name}");
        let title = ear.recording.tags().title.clone().unwrap_or_default();
        assert!(title.chars().count() <= 1000 && !title.contains(char::is_control), "{name}: {title:?}");
    }
    // A tag that claims 256 MB, and has only the sound behind it.
    let ear = desk.hear("claims.mp3", &[tag(0x0FFF_FFFF, b""), sound].concat()).unwrap();
    assert_eq!(ear.frames(), whole);
}

#[test]
fn endless_nothing_has_an_end() {
    // An index of sound that says: four thousand million packets, each of no bytes.
    let bytes = fs::read(format("aac.m4a")).unwrap();
    let desk = Desk::new();
    for (table, at) in [(b"stsz", 8), (b"stts", 4)] {
        let mut bytes = bytes.clone();
        let start = bytes.windows(4).position(|name| name == table).unwrap() + 4;
        bytes[start + at..start + at + 8].fill(0xFF);
        endure(&desk, "endless.m4a", &bytes);
    }
}
