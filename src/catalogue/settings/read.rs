//! Reading the settings: every value is checked, and a fault is named with its line.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml_edit::{DocumentMut, Value};

use super::super::FORMAT;
use super::super::details::KEYS_OF;
use super::super::form::{Form, FormError};
use super::super::problem::Problem;
use super::profile;
use super::words::{self, CHANNELS, LEVELS};
use super::{AUDIO, App, KEYS, Releasing, ShowInfo, ShowType, details};
use crate::audio::loudness::Lufs;
use crate::audio::master::Treatment;

/// The bit rates that an episode may have.
const KBPS: [u32; 12] = [48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

/// What stands in the file.
#[derive(Deserialize)]
struct SettingsForm {
    format: Option<i64>,
    title: String,
    author: Option<String>,
    email: Option<String>,
    description: Option<String>,
    language: Option<String>,
    category: Option<String>,
    explicit: Option<bool>,
    #[serde(rename = "type")]
    kind: Option<String>,
    link: Option<String>,
    apps: Option<Vec<String>>,
    artwork: Option<String>,
    copyright: Option<String>,
    transcribe: Option<Vec<String>>,
    goal: Option<u32>,
    practice: Option<bool>,
    feed_page: Option<u32>,
    release: Option<String>,
    locked: Option<bool>,
    guid: Option<String>,
    moved_from: Option<String>,
    keep_recording: Option<bool>,
    hard_links: Option<bool>,
    loudness: Option<f64>,
    level: Option<String>,
    channels: Option<String>,
    high_pass: Option<bool>,
    hum: Option<bool>,
    trim: Option<bool>,
    noise_reduction: Option<bool>,
    shorten_pauses: Option<bool>,
    de_ess: Option<bool>,
    intro: Option<String>,
    outro: Option<String>,
    mono_file: Option<bool>,
    stereo_kbps: Option<u32>,
    mono_kbps: Option<u32>,
    encoder_quality: Option<u8>,
    profile: Option<BTreeMap<String, profile::Said>>,
}

/// Reads the settings, and the keys in them that we do not know.
pub(in crate::catalogue) fn read(path: &Path) -> Result<(ShowInfo, Vec<String>), FormError> {
    let file = Form::read(path)?;
    let form: SettingsForm = file.values()?;
    let usual = ShowInfo::new("");
    let text = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());

    let kind = match form.kind.as_deref() {
        None | Some("episodic") => ShowType::Episodic,
        Some("serial") => ShowType::Serial,
        Some(_) => return Err(file.fault("type", Problem::words(["episodic", "serial"]))),
    };
    let release = match form.release.as_deref() {
        None | Some("at once") => Releasing::AtOnce,
        Some("by hand") => Releasing::ByHand,
        Some(_) => return Err(file.fault("release", Problem::words(["at once", "by hand"]))),
    };
    let loudness = form.loudness.unwrap_or(usual.loudness.value());
    if !(-31.0..=-9.0).contains(&loudness) {
        return Err(file.fault("loudness", Problem::Between { least: -31, most: -9 }));
    }
    let kbps = |key: &str, kbps: Option<u32>, usual: u32| match kbps {
        None => Ok(usual),
        Some(kbps) if KBPS.contains(&kbps) => Ok(kbps),
        Some(_) => Err(file.fault(key, Problem::numbers(KBPS))),
    };
    let encoder_quality = form.encoder_quality.unwrap_or(usual.encoder_quality);
    if !(4..=5).contains(&encoder_quality) {
        return Err(file.fault("encoder_quality", Problem::numbers([4, 5])));
    }
    if form.feed_page.is_some_and(|size| !(10..=10_000).contains(&size)) {
        return Err(file.fault("feed_page", Problem::Between { least: 10, most: 10_000 }));
    }
    let title = form.title.trim().to_owned();
    if title.is_empty() {
        return Err(file.fault("title", Problem::Empty));
    }
    let treatment = treatment(&form, &file)?;
    let mut apps = Vec::new();
    for line in form.apps.iter().flatten() {
        let app = App::read(line).ok_or_else(|| file.fault("apps", Problem::Apps))?;
        apps.push(app);
    }
    let transcribe = form.transcribe.unwrap_or_default();
    if let Some((program, arguments)) = transcribe.split_first() {
        let hears = arguments.iter().any(|argument| argument.contains(AUDIO));
        if program.trim().is_empty() || !hears {
            return Err(file.fault("transcribe", Problem::Transcribe));
        }
    }
    let info = ShowInfo {
        format: form.format.unwrap_or(FORMAT),
        title,
        author: text(form.author).unwrap_or_default(),
        email: text(form.email),
        description: text(form.description).unwrap_or_default(),
        language: text(form.language).unwrap_or(usual.language),
        category: text(form.category).unwrap_or(usual.category),
        explicit: form.explicit.unwrap_or(usual.explicit),
        kind,
        link: text(form.link).map(|link| link.trim_end_matches('/').to_owned()),
        apps,
        artwork: text(form.artwork),
        copyright: text(form.copyright),
        details: details::read(&file)?,
        transcribe,
        goal: form.goal.filter(|goal| *goal > 0),
        feed_page: form.feed_page,
        practice: form.practice.unwrap_or(usual.practice),
        release,
        locked: form.locked.unwrap_or(usual.locked),
        guid: text(form.guid),
        moved_from: text(form.moved_from),
        keep_recording: form.keep_recording.unwrap_or(usual.keep_recording),
        hard_links: form.hard_links.unwrap_or(usual.hard_links),
        loudness: Lufs(loudness),
        treatment,
        intro: text(form.intro),
        outro: text(form.outro),
        mono_file: form.mono_file.unwrap_or(usual.mono_file),
        stereo_kbps: kbps("stereo_kbps", form.stereo_kbps, usual.stereo_kbps)?,
        mono_kbps: kbps("mono_kbps", form.mono_kbps, usual.mono_kbps)?,
        encoder_quality,
        profiles: profile::read(&file, form.profile)?,
    };
    Ok((info, unknown(&file.document()?)))
}

/// Returns the keys that we do not know, those in tables too.
fn unknown(doc: &DocumentMut) -> Vec<String> {
    let mut unknown: Vec<String> =
        doc.iter().map(|(key, _)| key.to_owned()).filter(|key| !KEYS.contains(&key.as_str())).collect();
    for (key, known) in KEYS_OF {
        let Some(value) = doc.get(key).and_then(|item| item.clone().into_value().ok()) else { continue };
        let tables = match &value {
            Value::InlineTable(table) => vec![table],
            Value::Array(array) => array.iter().filter_map(Value::as_inline_table).collect(),
            _ => Vec::new(),
        };
        let below = tables.into_iter().flat_map(|table| table.iter().map(|(below, _)| below));
        for below in below.filter(|below| !known.contains(below)) {
            let name = format!("{key}.{below}");
            if !unknown.contains(&name) {
                unknown.push(name);
            }
        }
    }
    if let Some(profiles) = doc.get("profile").and_then(|item| item.as_table_like()) {
        for (name, one) in profiles.iter() {
            let below =
                one.as_table_like().into_iter().flat_map(|table| table.iter().map(|(below, _)| below));
            let strange = below.filter(|below| !profile::KEYS.contains(below));
            unknown.extend(strange.map(|below| format!("profile.{name}.{below}")));
        }
    }
    unknown
}

/// Reads what is done to a recording.
fn treatment(form: &SettingsForm, file: &Form) -> Result<Treatment, FormError> {
    let usual = Treatment::default();
    let level = match form.level.as_deref() {
        None => usual.level,
        Some(word) => words::meant(&LEVELS, word)
            .ok_or_else(|| file.fault("level", Problem::words(LEVELS.map(|(word, _)| word))))?,
    };
    let channels = match form.channels.as_deref() {
        None => usual.channels,
        Some(word) => words::meant(&CHANNELS, word)
            .ok_or_else(|| file.fault("channels", Problem::words(CHANNELS.map(|(word, _)| word))))?,
    };
    Ok(Treatment {
        level,
        channels,
        high_pass: form.high_pass.unwrap_or(usual.high_pass),
        hum: form.hum.unwrap_or(usual.hum),
        trim: form.trim.unwrap_or(usual.trim),
        noise: form.noise_reduction.unwrap_or(usual.noise),
        pauses: form.shorten_pauses.unwrap_or(usual.pauses),
        deess: form.de_ess.unwrap_or(usual.deess),
    })
}
