//! The written forms of a player's identity and of its manifest: lines of JSON. Translated by hand, as
//! records are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::ledger::Remembered;
use super::manifest::{
    Aside, FORMAT, Identity, Item, Kind, LARGEST, MOST_ASIDE, MOST_FILES, Manifest, SECOND_FORMAT, SHELF,
};
use super::volume::folder_of;
use crate::world::Digest;

#[cfg(test)]
mod tests;

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
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    heard: bool,
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
    /// The folder of the show, and what is aside for it.
    folder: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aside: Vec<String>,
    /// The other folders.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    more: BTreeMap<String, MoreForm>,
    items: Vec<ItemForm>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    heard: BTreeSet<String>,
}

#[derive(Default, Serialize, Deserialize)]
struct MoreForm {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    folder: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aside: Vec<String>,
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
    /// Programs that do not know it pass it over, and take the fingerprint for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sound: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    titled: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindForm {
    Sound,
    List,
    Picture,
    Along,
}

impl From<Kind> for KindForm {
    fn from(kind: Kind) -> KindForm {
        match kind {
            Kind::Sound => KindForm::Sound,
            Kind::List => KindForm::List,
            Kind::Picture => KindForm::Picture,
            Kind::Along => KindForm::Along,
        }
    }
}

impl From<KindForm> for Kind {
    fn from(form: KindForm) -> Kind {
        match form {
            KindForm::Sound => Kind::Sound,
            KindForm::List => Kind::List,
            KindForm::Picture => Kind::Picture,
            KindForm::Along => Kind::Along,
        }
    }
}

fn line(form: &impl Serialize) -> String {
    // Text and numbers in structs: there is nothing in them that JSON could not say.
    serde_json::to_string(form).unwrap_or_default() + "\n"
}

/// Reads a form, unless a newer program wrote it.
fn parsed<'b, F: Deserialize<'b>>(text: &'b [u8], newest: u64) -> Result<F, Fault> {
    let FormatOnly { format } = serde_json::from_slice(text).map_err(|_| Fault::Wrong)?;
    if format > newest {
        return Err(Fault::Newer(format));
    }
    serde_json::from_slice(text).map_err(|_| Fault::Wrong)
}

pub(super) fn written_identity(identity: &Identity) -> Vec<u8> {
    let Identity { id, name, room, profile, show, serial, heard } = identity.clone();
    line(&IdentityForm { format: FORMAT, id, name, room, profile, show, serial, heard }).into_bytes()
}

pub(super) fn read_identity(bytes: &[u8]) -> Result<Identity, Fault> {
    let IdentityForm { id, name, room, profile, show, serial, heard, .. } = parsed(bytes, FORMAT)?;
    // It becomes the name of a file at the desk.
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Fault::Wrong);
    }
    Ok(Identity { id, name, room, profile, show, serial, heard })
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
    let WhenForm { when } = parsed(part(), FORMAT)?;
    let (_, manifest) = read_manifest(part())?;
    Ok(Remembered { identity, manifest, when })
}

pub(super) fn written_manifest(manifest: &Manifest, counter: u64) -> Vec<u8> {
    let items = manifest.items.iter().map(|item| ItemForm {
        id: item.id.clone(),
        kind: item.kind.into(),
        path: item.path.clone(),
        from: item.from.clone(),
        bytes: item.bytes,
        sha256: item.sha256.to_string(),
        pending: item.pending,
        was: item.was.map(|was| was.to_string()),
        sound: item.sound.clone(),
        titled: item.titled.clone(),
    });
    let mut more: BTreeMap<String, MoreForm> = BTreeMap::new();
    for (what, folder) in &manifest.folders {
        more.entry(what.clone()).or_default().folder.clone_from(folder);
    }
    for aside in &manifest.aside {
        more.entry(aside.what.clone()).or_default().aside.push(aside.path.clone());
    }
    let MoreForm { folder, aside } = more.remove("").unwrap_or_default();
    let is_plain = more.is_empty()
        && manifest.heard.is_empty()
        && manifest.items.iter().all(|item| item.kind != Kind::Along);
    let format = if is_plain { FORMAT } else { SECOND_FORMAT };
    let (when, heard) = (manifest.when.clone(), manifest.heard.clone());
    let body = line(&ManifestForm { when, folder, aside, more, items: items.collect(), heard });
    let sha256 = sum(counter, body.trim_end().as_bytes()).to_string();
    (line(&HeadForm { format, counter, sha256 }) + &body).into_bytes()
}

pub(super) fn read_manifest(bytes: &[u8]) -> Result<(u64, Manifest), Fault> {
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::Endless);
    }
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let head: HeadForm = parsed(lines.next().unwrap_or_default(), SECOND_FORMAT)?;
    let body = lines.next().unwrap_or_default();
    if head.sha256.parse() != Ok(sum(head.counter, body)) {
        return Err(Fault::Wrong);
    }
    let form: ManifestForm = serde_json::from_slice(body).map_err(|_| Fault::Wrong)?;
    let mut more = form.more;
    more.insert(String::new(), MoreForm { folder: form.folder, aside: form.aside });
    let is_endless = form.items.len() > MOST_FILES
        || form.heard.len() > MOST_FILES
        || more.len() > MOST_FILES
        || more.values().any(|one| one.aside.len() > MOST_ASIDE);
    if is_endless {
        return Err(Fault::Endless);
    }
    let items = form.items.into_iter().map(|item| {
        Some(Item {
            id: item.id,
            kind: item.kind.into(),
            path: ours(item.path)?,
            from: item.from.map(ours).map_or(Some(None), |from| from.map(Some))?,
            bytes: item.bytes,
            sha256: item.sha256.parse().ok()?,
            pending: item.pending,
            was: item.was.map_or(Some(None), |was| was.parse().ok().map(Some))?,
            sound: item.sound,
            titled: item.titled,
        })
    });
    let items = items.collect::<Option<Vec<_>>>().ok_or(Fault::Wrong)?;
    // One file, one line. Two may have one path: one that goes, and one that comes in its place.
    if items.iter().map(|item| &item.id).collect::<BTreeSet<_>>().len() < items.len() {
        return Err(Fault::Wrong);
    }
    let mut manifest = Manifest { items, heard: form.heard, when: form.when, ..Manifest::default() };
    for (what, MoreForm { folder, aside }) in more {
        for path in aside {
            manifest.aside.push(Aside { what: what.clone(), path: our_folder(path).ok_or(Fault::Wrong)? });
        }
        if !folder.is_empty() {
            manifest.folders.insert(what, our_folder(folder).ok_or(Fault::Wrong)?);
        }
    }
    Ok((head.counter, manifest))
}

/// Returns the fingerprint by which a manifest proves itself whole.
fn sum(counter: u64, body: &[u8]) -> Digest {
    Digest::of(&[counter.to_string().as_bytes(), b"\n", body].concat())
}

/// Returns the path of a folder if we may have made it.
fn our_folder(folder: String) -> Option<String> {
    ours(folder + "/-").map(|path| folder_of(&path).to_owned())
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
