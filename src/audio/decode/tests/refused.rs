//! What is no recording, and what it is taken for.

use super::*;

#[track_caller]
fn seems(name: &str, bytes: &[u8], wanted: Seems) {
    match open(&Desk::new().file(name, bytes)) {
        Err(DecodeError::NotSound { seems, .. }) => assert_eq!(seems, wanted, "{name}"),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn what_is_no_recording_is_called_by_its_name() {
    let page = b"\n<!DOCTYPE html><html><head><title>Not found</title></head></html>";
    seems("episode.wav", page, Seems::WebPage);
    seems("episode.wav", b"Dear all, here are the notes from the meeting.\n", Seems::Text);
    seems("episode.mp3", "Kære alle, her er noterne fra mødet.\n".as_bytes(), Seems::Text);
    seems("episode.mp3", b"\xFF\xFEN\0o\0t\0e\0s\0", Seems::Text);
    seems("episode.wav", b"K\xE6re alle, f\xF8rst det gamle.\r\n", Seems::Text);
    seems("episode.wav", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", Seems::Pdf);
    seems("episode.wav", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01", Seems::Picture);
    seems("episode.m4a", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01", Seems::Picture);
    seems(
        "episode.zip",
        b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.wav",
        Seems::Archive,
    );
    seems("episode.mid", b"MThd\0\0\0\x06\0\x01\0\x02\0\x60", Seems::Midi);
    seems("show.m3u", b"#EXTM3U\n#EXTINF:10,One\none.mp3\n", Seems::Playlist);
    seems("show.wav", &[0; 5000], Seems::Unknown);
    seems("show.wav", b"x", Seems::Unknown);
}

#[test]
fn projects_of_editors_are_told_from_their_sound() {
    let mut audacity = b"SQLite format 3\0".to_vec();
    audacity.resize(100, 0);
    seems("episode.aup3", &audacity, Seems::AudacityProject);
    audacity[68..72].copy_from_slice(b"AUDY");
    seems("episode.wav", &audacity, Seems::AudacityProject);
    let old =
        b"<?xml version=\"1.0\"?>\n<project xmlns=\"http://audacity.sourceforge.net/xml/\" projname=\"x\">";
    seems("episode.aup", old, Seems::AudacityProject);
    seems("episode.wav", b"<REAPER_PROJECT 0.1 \"6.80\" 1690000000\n  RIPPLE 0\n", Seems::ReaperProject);
    seems("episode.sesx", b"<?xml version=\"1.0\"?>\n<sesx version=\"1.9\">", Seems::Project);
}

#[test]
fn random_bytes_are_no_mp3() {
    // A generator of Marsaglia's, with a seed: a million bytes in which frames begin by chance.
    let mut state = 88_172_645_463_325_252_u64;
    let noise: Vec<u8> = (0..1 << 20)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as u8
        })
        .collect();
    seems("noise.mp3", &noise, Seems::Unknown);
}

#[test]
fn sound_that_we_cannot_decode_is_called_by_its_name() {
    let codec = |bytes: &[u8]| match open(&Desk::new().file("episode", bytes)) {
        Err(DecodeError::Codec { name, .. }) => name,
        other => panic!("{other:?}"),
    };
    assert_eq!(codec(b"#!AMR\n\x3C\x08\x05"), "AMR");
    assert_eq!(codec(b"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9"), "Windows Media");
    assert_eq!(codec(b"\x02dss\0\0\0\0"), "DSS dictation");
    let protected = [&[0, 0, 0, 0x14][..], b"drms", &[0; 12]].concat();
    assert_eq!(codec(&movie(&protected)), "protected by DRM");
}

/// Makes the least MP4 file that has a track of sound, written in a way of which only this is told.
fn movie(sample: &[u8]) -> Vec<u8> {
    let atom = |name: &[u8; 4], body: &[u8]| {
        let size = 8 + body.len() as u32;
        [&size.to_be_bytes()[..], name, body].concat()
    };
    let handler = atom(b"hdlr", &[&[0; 8][..], b"soun", &[0; 13]].concat());
    let table = atom(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1][..], sample].concat());
    let media = atom(b"mdia", &[handler, atom(b"minf", &atom(b"stbl", &table))].concat());
    [atom(b"ftyp", b"M4A \0\0\0\0M4A "), atom(b"moov", &atom(b"trak", &media))].concat()
}

#[test]
fn what_is_no_file_is_not_opened() {
    let desk = Desk::new();
    let folder = desk.0.path();
    assert!(matches!(open(folder), Err(DecodeError::NotAFile { kind: Kind::Folder, .. })));
    assert!(matches!(open(&folder.join("none.wav")), Err(DecodeError::Missing { .. })));
    let file = desk.file("empty.wav", b"");
    assert!(matches!(open(&file), Err(DecodeError::Empty { .. })));
    assert!(matches!(open(&file.join("inside")), Err(DecodeError::Missing { .. })));
}

#[cfg(unix)]
#[test]
fn pipes_are_refused_and_links_are_followed() {
    let desk = Desk::new();
    let pipe = desk.0.path().join("pipe.wav");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
    assert!(matches!(open(&pipe), Err(DecodeError::NotAFile { kind: Kind::Stream, .. })));
    assert!(matches!(open(Path::new("/dev/zero")), Err(DecodeError::NotAFile { kind: Kind::Stream, .. })));

    let link = desk.0.path().join("link.flac");
    std::os::unix::fs::symlink(format("tone.flac"), &link).unwrap();
    assert_eq!(Ear::hear(&link).unwrap().frames(), 11_025);
    let circle = desk.0.path().join("circle.flac");
    std::os::unix::fs::symlink(&circle, &circle).unwrap();
    assert!(matches!(open(&circle), Err(DecodeError::Unreadable { .. })));
}

#[test]
fn an_error_says_what_once_and_its_source_says_why() {
    let err = open(Path::new("no/such.wav")).unwrap_err();
    assert_eq!(
        (err.to_string(), err.path()),
        ("there is no file no/such.wav".to_owned(), Path::new("no/such.wav"))
    );
    let why = Fault::Damaged("bad block".to_owned()).of(Path::new("a.flac"), Duration::from_millis(1500));
    assert_eq!(why.to_string(), "a.flac is damaged after 1.5 s");
    assert_eq!(std::error::Error::source(&why).unwrap().to_string(), "bad block");
}

#[test]
fn an_m4a_without_its_index_was_never_finished() {
    let bytes = fs::read(format("aac.m4a")).unwrap();
    let index = bytes.windows(4).position(|name| name == b"moov").unwrap() - 4;
    let refused = Desk::new().hear("cut.m4a", &bytes[..index]);
    assert!(matches!(refused, Err(DecodeError::NotFinished { .. })), "{refused:?}");
}
