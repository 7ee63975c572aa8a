//! The written forms of a player's identity and of its manifest: lines of JSON. Translated by hand, as
//! records are.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ledger::Remembered;
use super::manifest::{FORMAT, Identity, Item, Kind, LARGEST, MOST_FILES, Manifest, SHELF};
use super::volume::folder_of;
use crate::world::Digest;

/// We have never more folders aside than this while the order is put right.
const MOST_ASIDE: usize = 16;

/// Why a form cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A newer program wrote it.
    Newer(u64),
    /// It is not whole, or not of the form that we know.
    Wrong,
    /// It is larger than any that we write.
    Endless,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u64,
}

#[derive(Serialize, Deserialize)]
struct IdentityForm {
    format: u64,
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    room: Option<String>,
    profile: String,
    show: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    serial: Option<String>,
}

/// The first line of a manifest.
#[derive(Serialize, Deserialize)]
struct HeadForm {
    format: u64,
    counter: u64,
    /// Of the counter and the second line.
    sha256: String,
}

/// The second line.
#[derive(Serialize, Deserialize)]
struct ManifestForm {
    when: String,
    folder: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aside: Vec<String>,
    items: Vec<ItemForm>,
}

#[derive(Serialize, Deserialize)]
struct ItemForm {
    id: String,
    kind: KindForm,
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    bytes: u64,
    sha256: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pending: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    was: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindForm {
    Sound,
    List,
    Picture,
}

fn line(form: &impl Serialize) -> String {
    // Text and numbers in structs: there is nothing in them that JSON could not say.
    serde_json::to_string(form).unwrap_or_default() + "\n"
}

/// Reads a form, unless a newer program wrote it.
fn parsed<'b, F: Deserialize<'b>>(text: &'b [u8]) -> Result<F, Fault> {
    let FormatOnly { format } = serde_json::from_slice(text).map_err(|_| Fault::Wrong)?;
    if format > FORMAT {
        return Err(Fault::Newer(format));
    }
    serde_json::from_slice(text).map_err(|_| Fault::Wrong)
}

pub(super) fn written_identity(identity: &Identity) -> Vec<u8> {
    let Identity { id, name, room, profile, show, serial } = identity.clone();
    line(&IdentityForm { format: FORMAT, id, name, room, profile, show, serial }).into_bytes()
}

pub(super) fn read_identity(bytes: &[u8]) -> Result<Identity, Fault> {
    let IdentityForm { id, name, room, profile, show, serial, .. } = parsed(bytes)?;
    // It becomes the name of a file at the desk.
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Fault::Wrong);
    }
    Ok(Identity { id, name, room, profile, show, serial })
}

/// Returns what the desk keeps of a player: a line for who it is, a line for when, and its manifest.
pub(super) fn written_remembered(seen: &Remembered) -> Vec<u8> {
    let when = line(&serde_json::json!({ "format": FORMAT, "when": seen.when }));
    [written_identity(&seen.identity), when.into_bytes(), written_manifest(&seen.manifest, 0)].concat()
}

pub(super) fn read_remembered(bytes: &[u8]) -> Result<Remembered, Fault> {
    #[derive(Deserialize)]
    struct WhenForm {
        when: String,
    }
    let mut parts = bytes.splitn(3, |byte| *byte == b'\n');
    let mut part = || parts.next().unwrap_or_default();
    let identity = read_identity(part())?;
    let WhenForm { when } = parsed(part())?;
    let (_, manifest) = read_manifest(part())?;
    Ok(Remembered { identity, manifest, when })
}

pub(super) fn written_manifest(manifest: &Manifest, counter: u64) -> Vec<u8> {
    let items = manifest.items.iter().map(|item| ItemForm {
        id: item.id.clone(),
        kind: match item.kind {
            Kind::Sound => KindForm::Sound,
            Kind::List => KindForm::List,
            Kind::Picture => KindForm::Picture,
        },
        path: item.path.clone(),
        from: item.from.clone(),
        bytes: item.bytes,
        sha256: item.sha256.to_string(),
        pending: item.pending,
        was: item.was.map(|was| was.to_string()),
    });
    let body = line(&ManifestForm {
        when: manifest.when.clone(),
        folder: manifest.folder.clone(),
        aside: manifest.aside.clone(),
        items: items.collect(),
    });
    let sha256 = sum(counter, body.trim_end().as_bytes()).to_string();
    (line(&HeadForm { format: FORMAT, counter, sha256 }) + &body).into_bytes()
}

pub(super) fn read_manifest(bytes: &[u8]) -> Result<(u64, Manifest), Fault> {
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::Endless);
    }
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let head: HeadForm = parsed(lines.next().unwrap_or_default())?;
    let body = lines.next().unwrap_or_default();
    if head.sha256.parse() != Ok(sum(head.counter, body)) {
        return Err(Fault::Wrong);
    }
    let form: ManifestForm = serde_json::from_slice(body).map_err(|_| Fault::Wrong)?;
    if form.items.len() > MOST_FILES || form.aside.len() > MOST_ASIDE {
        return Err(Fault::Endless);
    }
    let items = form.items.into_iter().map(|item| {
        Some(Item {
            id: item.id,
            kind: match item.kind {
                KindForm::Sound => Kind::Sound,
                KindForm::List => Kind::List,
                KindForm::Picture => Kind::Picture,
            },
            path: ours(item.path)?,
            from: item.from.map(ours).map_or(Some(None), |from| from.map(Some))?,
            bytes: item.bytes,
            sha256: item.sha256.parse().ok()?,
            pending: item.pending,
            was: item.was.map_or(Some(None), |was| was.parse().ok().map(Some))?,
        })
    });
    let items = items.collect::<Option<Vec<_>>>().ok_or(Fault::Wrong)?;
    // One file, one line. Two may have one path: one that goes, and one that comes in its place.
    if items.iter().map(|item| &item.id).collect::<BTreeSet<_>>().len() < items.len() {
        return Err(Fault::Wrong);
    }
    let aside = form.aside.into_iter().map(|folder| ours(folder + "/-")).collect::<Option<Vec<_>>>();
    let aside = aside.ok_or(Fault::Wrong)?.iter().map(|path| folder_of(path).to_owned()).collect();
    let folder = match form.folder.as_str() {
        "" => String::new(),
        folder => folder_of(&ours(format!("{folder}/-")).ok_or(Fault::Wrong)?).to_owned(),
    };
    Ok((head.counter, Manifest { folder, aside, items, when: form.when }))
}

/// Returns the fingerprint by which a manifest proves itself whole.
fn sum(counter: u64, body: &[u8]) -> Digest {
    Digest::of(&[counter.to_string().as_bytes(), b"\n", body].concat())
}

/// Returns the path if we may have made it. A manifest comes from a stick that anybody had: no path in it
/// may lead out of our folder there.
fn ours(path: String) -> Option<String> {
    let mut parts = path.split('/');
    let is_ours = parts.next() == Some(SHELF)
        && parts.clone().count() > 1
        && parts.all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':']));
    is_ours.then_some(path)
}

#[cfg(test)]
mod tests {
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
        };
        let moved = Item {
            from: Some("PODCASTS/Å/a".into()),
            pending: true,
            was: Some(Digest::of(b"old")),
            ..item("2", "PODCASTS/Å/002 - \"b\n\"")
        };
        let list = Item { kind: Kind::List, ..item("list", "PODCASTS/Å/Å.m3u") };
        Manifest {
            folder: "PODCASTS/Å".into(),
            aside: vec!["PODCASTS/Å (2)".into()],
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
    fn a_newer_form_is_told_from_a_broken_one() {
        let text = String::from_utf8(written_manifest(&manifest(), 7)).unwrap();
        let newer = text.replace("\"format\":1", "\"format\":2,\"new\":true");
        assert_eq!(read_manifest(newer.as_bytes()), Err(Fault::Newer(2)));
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
        let wrong = Manifest { folder: "..".into(), ..manifest() };
        assert_eq!(read_manifest(&written_manifest(&wrong, 1)), Err(Fault::Wrong));
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
        };
        assert_eq!(read_identity(&written_identity(&identity)), Ok(identity.clone()));
        let hostile = Identity { id: "../x".into(), ..identity };
        assert_eq!(read_identity(&written_identity(&hostile)), Err(Fault::Wrong));
    }
}
