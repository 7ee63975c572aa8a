//! What is written reads back, and what anybody may have written does no harm.

use super::*;

fn manifest() -> Manifest {
    let item = |id: &str, path: &str| Item {
        id: id.into(),
        kind: Kind::Sound,
        path: path.into(),
        from: None,
        bytes: 3,
        sha256: Digest::of(b"abc"),
        pending: false,
        was: None,
        sound: None,
        titled: None,
    };
    let moved = Item {
        from: Some("PODCASTS/Å/a".into()),
        pending: true,
        was: Some(Digest::of(b"old")),
        sound: Some("0123456789abcdef/2".into()),
        titled: Some("Å \"b\"".into()),
        ..item("2", "PODCASTS/Å/002 - \"b\n\"")
    };
    let list = Item { kind: Kind::List, ..item("list", "PODCASTS/Å/Å.m3u") };
    Manifest {
        folders: [(String::new(), "PODCASTS/Å".into())].into(),
        aside: vec![Aside { what: String::new(), path: "PODCASTS/Å (2)".into() }],
        heard: BTreeSet::new(),
        items: vec![item("1", "PODCASTS/Å/001 - a.mp3"), moved, list],
        when: "2026-10-03T10:00:00+02:00".into(),
    }
}

#[test]
fn a_manifest_reads_back_as_it_is_written_and_no_byte_of_it_may_change() {
    let bytes = written_manifest(&manifest(), 7);
    assert_eq!(read_manifest(&bytes), Ok((7, manifest())));
    let padded = [&bytes[..], b"      \n"].concat();
    assert_eq!(read_manifest(&padded), Ok((7, manifest())));
    for at in 0..bytes.len() - 1 {
        assert!(read_manifest(&bytes[..at]).is_err(), "cut after {at}");
        let mut other = bytes.clone();
        other[at] ^= 1;
        // Whatever the form says it is, the words in it are those that were written, or none.
        assert!(
            read_manifest(&other).is_err_and(|_| true) || read_manifest(&other) == Ok((7, manifest())),
            "{at}"
        );
    }
}

#[test]
fn a_manifest_that_says_nothing_of_sounds_means_the_fingerprints() {
    let bytes = written_manifest(&manifest(), 7);
    assert!(bytes.starts_with(b"{\"format\":1,"), "whoever has an older program can still read it");
    let body = format!(
        r#"{{"when":"","folder":"PODCASTS/Å","items":[{{"id":"1","kind":"sound","path":"PODCASTS/Å/a.mp3","bytes":3,"sha256":"{}"}}]}}"#,
        Digest::of(b"abc")
    );
    let head = format!(r#"{{"format":1,"counter":7,"sha256":"{}"}}"#, sum(7, body.as_bytes()));
    let (_, old) = read_manifest(format!("{head}\n{body}\n").as_bytes()).unwrap();
    assert!(old.items[0].sounds_as(&Digest::of(b"abc").to_string()));
    assert_eq!((&old.items[0].sound, &old.items[0].titled), (&None, &None));
    let moved = &manifest().items[1];
    assert!(moved.sounds_as("0123456789abcdef/2") && !moved.sounds_as(&moved.sha256.to_string()));
}

#[test]
fn a_newer_form_is_told_from_a_broken_one() {
    let text = String::from_utf8(written_manifest(&manifest(), 7)).unwrap();
    let newer = text.replace("\"format\":1", "\"format\":3,\"new\":true");
    assert_eq!(read_manifest(newer.as_bytes()), Err(Fault::Newer(3)));
    assert_eq!(read_identity(b"{\"format\":9}"), Err(Fault::Newer(9)));
    assert_eq!(read_identity(b"  "), Err(Fault::Wrong));
}

#[test]
fn no_path_of_a_manifest_leads_out_of_our_folder() {
    for path in [
        "/etc/passwd",
        "PODCASTS/../x/y",
        "PODCASTS/a/../../x",
        "PODCASTS/a/C:x",
        "PODCASTS/a\\..\\..\\x/y",
        "PODCASTS/x",
        "PODCASTS//x",
        "Musik/a/b",
        "PODCASTS/.podcast/x",
    ] {
        let mut wrong = manifest();
        wrong.items[0].path = path.into();
        assert_eq!(read_manifest(&written_manifest(&wrong, 1)), Err(Fault::Wrong), "{path}");
    }
    for (what, folder) in [("", ".."), ("2", "PODCASTS/../x"), ("with:a", "Musik/a")] {
        let mut wrong = manifest();
        wrong.folders.insert(what.into(), folder.into());
        assert_eq!(read_manifest(&written_manifest(&wrong, 1)), Err(Fault::Wrong), "{folder}");
        let aside = Aside { what: what.into(), path: folder.into() };
        let wrong = Manifest { aside: vec![aside], ..manifest() };
        assert_eq!(read_manifest(&written_manifest(&wrong, 1)), Err(Fault::Wrong), "{folder}");
    }
}

#[test]
fn several_folders_and_what_was_heard_are_in_the_second_form_and_only_those() {
    let bytes = written_manifest(&manifest(), 7);
    assert!(bytes.starts_with(b"{\"format\":1,"), "whoever has an older program can still read it");
    let mut more = manifest();
    more.folders.insert("with:Sange/CD 1".into(), "PODCASTS/Sange/CD 1".into());
    more.aside.push(Aside { what: "with:Sange/CD 1".into(), path: "PODCASTS/Sange/CD 1 (2)".into() });
    more.items.push(Item {
        kind: Kind::Along,
        path: "PODCASTS/Sange/CD 1/a.mp3".into(),
        id: "with:Sange/CD 1/a.mp3".into(),
        ..more.items[0].clone()
    });
    more.heard.insert("guid-7".into());
    let bytes = written_manifest(&more, 8);
    assert!(bytes.starts_with(b"{\"format\":2,"));
    assert_eq!(read_manifest(&bytes), Ok((8, more)));
}

#[test]
fn an_identity_reads_back_as_it_is_written() {
    let identity = Identity {
        id: "0a1b".into(),
        name: "Afspiller 7".into(),
        room: Some("Børnesalen".into()),
        profile: "universal".into(),
        show: "Vi læser".into(),
        serial: None,
        heard: true,
    };
    assert_eq!(read_identity(&written_identity(&identity)), Ok(identity.clone()));
    let hostile = Identity { id: "../x".into(), ..identity };
    assert_eq!(read_identity(&written_identity(&hostile)), Err(Fault::Wrong));
}
