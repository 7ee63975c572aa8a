//! Chapters, the transcript and the picture, as the record has them.

use std::path::Path;
use std::time::Duration;

use serde::Deserialize;
use toml_edit::{DocumentMut, Table, Value};

use super::{form, is_bare_name};
use crate::catalogue::form::{Form, FormError};
use crate::catalogue::layout;
use crate::catalogue::problem::Problem;
use crate::episode::{Mark, Pictured, Spot, Transcribed, chapter, clock};

/// A chapter. Its time is by the clock of what is heard there, which the key says.
#[derive(Deserialize)]
pub(super) struct ChapterForm {
    at: Option<String>,
    in_intro: Option<String>,
    in_outro: Option<String>,
    title: String,
    link: Option<String>,
    hidden: Option<bool>,
}

#[derive(Deserialize)]
pub(super) struct TranscriptForm {
    file: String,
    bytes: u64,
    sha256: String,
    timed: Option<bool>,
}

#[derive(Deserialize)]
pub(super) struct ArtworkForm {
    file: String,
    bytes: u64,
    sha256: String,
    width: u32,
    height: u32,
    plain: Option<bool>,
}

/// Reads the chapters.
pub(super) fn marks(forms: Vec<ChapterForm>, file: &Form) -> Result<Vec<Mark>, FormError> {
    if forms.len() > chapter::MOST {
        let problem = Problem::Chapters(chapter::MOST);
        return Err(file.fault_in_nth("[[chapter]]", chapter::MOST, "at", problem));
    }
    let each = forms.into_iter().enumerate();
    each.map(|(n, form)| mark(form, &|key, problem| file.fault_in_nth("[[chapter]]", n, key, problem)))
        .collect()
}

fn mark(form: ChapterForm, fault: &dyn Fn(&str, Problem) -> FormError) -> Result<Mark, FormError> {
    let clock: (_, fn(Duration) -> Spot, _) = match (form.at, form.in_intro, form.in_outro) {
        (Some(at), None, None) => ("at", Spot::Recording, at),
        (None, Some(at), None) => ("in_intro", Spot::Intro, at),
        (None, None, Some(at)) => ("in_outro", Spot::Outro, at),
        _ => return Err(fault("at", Problem::Time)),
    };
    let (key, spot, at) = clock;
    let at = clock::read(&at).map(spot).ok_or_else(|| fault(key, Problem::Time))?;
    let title = chapter::title(&form.title).ok_or_else(|| fault("title", Problem::Empty))?;
    let link = match form.link {
        Some(link) => Some(chapter::link(&link).ok_or_else(|| fault("link", Problem::Link))?.to_owned()),
        None => None,
    };
    Ok(Mark { at, title, link, hidden: form.hidden.unwrap_or(false) })
}

/// Reads which transcript is kept.
pub(super) fn transcribed(form: TranscriptForm, file: &Form) -> Result<Transcribed, FormError> {
    if !is_bare_name(&form.file) {
        return Err(file.fault_in("transcript", "file", Problem::File));
    }
    Ok(Transcribed {
        sha256: form
            .sha256
            .parse()
            .map_err(|err| file.fault_in("transcript", "sha256", Problem::not_ours(err)))?,
        bytes: form.bytes,
        timed: form.timed.unwrap_or(true),
        file: form.file,
    })
}

/// Reads which picture is kept.
pub(super) fn pictured(form: ArtworkForm, file: &Form) -> Result<Pictured, FormError> {
    let ending = Path::new(&form.file).extension().and_then(|ending| ending.to_str());
    if !is_bare_name(&form.file) || !ending.is_some_and(layout::is_picture) {
        return Err(file.fault_in("artwork", "file", Problem::File));
    }
    Ok(Pictured {
        sha256: form
            .sha256
            .parse()
            .map_err(|err| file.fault_in("artwork", "sha256", Problem::not_ours(err)))?,
        bytes: form.bytes,
        width: form.width,
        height: form.height,
        plain: form.plain.unwrap_or(true),
        file: form.file,
    })
}

/// Writes the chapters.
pub(super) fn put_marks(doc: &mut DocumentMut, marks: &[Mark]) {
    super::put_tables(doc, "chapter", marks, |table, mark| {
        let at = Some(Value::from(written(mark.at.time())));
        let (recording, intro, outro) = match mark.at {
            Spot::Recording(_) => (at, None, None),
            Spot::Intro(_) => (None, at, None),
            Spot::Outro(_) => (None, None, at),
        };
        form::put(table, "at", recording);
        form::put(table, "in_intro", intro);
        form::put(table, "in_outro", outro);
        form::put(table, "title", Some(mark.title.as_str().into()));
        form::put(table, "link", mark.link.as_deref().map(Value::from));
        form::put(table, "hidden", mark.hidden.then(|| true.into()));
    });
}

/// Writes which transcript is kept.
pub(super) fn put_transcript(doc: &mut DocumentMut, transcript: Option<&Transcribed>) {
    let Some(Transcribed { file, bytes, sha256, timed }) = transcript else {
        doc.remove("transcript");
        return;
    };
    let table: &mut Table = form::table(doc, "transcript");
    form::put(table, "file", Some(file.as_str().into()));
    form::put(table, "bytes", Some(form::integer(*bytes)));
    form::put(table, "sha256", Some(sha256.to_string().into()));
    form::put(table, "timed", (!timed).then(|| false.into()));
}

/// Writes which picture is kept.
pub(super) fn put_artwork(doc: &mut DocumentMut, artwork: Option<&Pictured>) {
    let Some(Pictured { file, bytes, sha256, width, height, plain }) = artwork else {
        doc.remove("artwork");
        return;
    };
    let table: &mut Table = form::table(doc, "artwork");
    form::put(table, "file", Some(file.as_str().into()));
    form::put(table, "bytes", Some(form::integer(*bytes)));
    form::put(table, "sha256", Some(sha256.to_string().into()));
    form::put(table, "width", Some(form::integer((*width).into())));
    form::put(table, "height", Some(form::integer((*height).into())));
    form::put(table, "plain", (!plain).then(|| false.into()));
}

/// Returns a time as a record has it, no more exact than it is: `0:12:34`, `0:12:34.5`. What is finer than
/// a millisecond stays, so that a record is read as it was written.
fn written(time: Duration) -> String {
    let seconds = time.as_secs();
    let whole = format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    match time.subsec_nanos() {
        0 => whole,
        nanos => format!("{whole}.{}", format!("{nanos:09}").trim_end_matches('0')),
    }
}
