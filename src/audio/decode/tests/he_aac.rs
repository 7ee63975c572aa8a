//! HE-AAC, which only says in some files that it is more than AAC at half the rate.

use super::*;

fn recording(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings/he-aac").join(name)
}

/// Returns a recording whose head says that it is HE-AAC, as Apple writes it: of 22 kHz, and whole 44.1 kHz.
#[cfg(not(feature = "he-aac"))]
fn marked(desk: &Desk) -> PathBuf {
    let mut bytes = fs::read(format("aac.m4a")).unwrap();
    let plain = bytes.windows(5).position(|five| five == b"\x12\x10\x56\xE5\x00").unwrap();
    bytes[plain..plain + 5].copy_from_slice(b"\x2B\x92\x10\0\0");
    desk.file("marked.m4a", &bytes)
}

#[cfg(not(feature = "he-aac"))]
#[test]
fn it_is_refused_by_name_whether_it_says_what_it_is_or_not() {
    let desk = Desk::new();
    for path in [recording("he.aac"), recording("he-v2.aac"), recording("he.m4a"), marked(&desk)] {
        let refused = open(&path);
        assert!(
            matches!(&refused, Err(DecodeError::Codec { name, .. }) if name == "HE-AAC"),
            "{}: {refused:?}",
            path.display()
        );
    }
}

#[cfg(feature = "he-aac")]
#[test]
fn it_is_heard_whole_and_at_its_level() {
    for name in ["he.aac", "he-v2.aac", "he.m4a"] {
        let ear = Ear::hear(&recording(name)).unwrap();
        // Of one channel the decoder makes two equal ones: parametric stereo might begin any time.
        assert_eq!(ear.recording.spec(), Spec { rate: 44_100, channels: 2 }, "{name}");
        assert_eq!(ear.recording.codec(), "HE-AAC");
        // What encoder and decoder take to begin remains, up to five packets of 2048 frames; and the decoder
        // keeps its last packet to itself.
        assert_eq!((ear.frames(), ear.mistaken()), (14 * 2048, None), "{name}");
        for plane in &ear.planes {
            let steady = level(&plane[6 * 2048..]);
            assert!((steady + 15.01).abs() < 0.1, "{name}: {steady} dB");
        }
    }
}
