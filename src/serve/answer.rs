//! What is answered: from a request as a value to an answer as a value.

use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom};
use std::net::IpAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::UNIX_EPOCH;

use jiff::Timestamp;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};

use super::host;
use super::kind;
use super::path::{self, Wanted};
use super::preview::{Piece, Preview};
use super::range::{self, Part};
use crate::world::Digest;

/// What a page of ours may do: use what lies beside it, and nothing from elsewhere. Its style may stand in it:
/// the page for what is not there carries its own, since nobody knows what lies beside it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// What is shown in place of a folder.
const INDEX: &str = "index.html";
/// What is shown in place of what is not there.
const LOST: &str = "404.html";

/// How a request asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// For a file.
    Get,
    /// For what would be said of it.
    Head,
    /// For something that we do not do.
    Other,
}

/// A request, as far as the answer depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How it asks.
    pub verb: Verb,
    /// The path in its address, as it came, without what follows a question mark.
    pub path: String,
    /// Every host that it names as the one it was meant for.
    pub hosts: Vec<String>,
    /// The address of this computer at which it arrived.
    pub at: IpAddr,
    /// Which part of the file it wants.
    pub range: Option<String>,
    /// Of which state of the file it wants that part.
    pub if_range: Option<String>,
    /// Which states of the file it knows already.
    pub if_none_match: Option<String>,
    /// Since when the file must have changed to be worth sending.
    pub if_modified_since: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The number of HTTP that says how it went.
    pub status: u16,
    /// What is said about the body, and about itself.
    pub headers: Vec<(&'static str, String)>,
    /// What is sent.
    pub body: Body,
}

/// What is sent.
#[derive(Debug)]
pub enum Body {
    /// Nothing.
    Empty,
    /// These bytes of a text in memory.
    Bytes(Arc<[u8]>, Range<usize>),
    /// So many bytes of a file, from where it stands.
    File(File, u64),
}

/// A show that is served: its `feed/`, and the preview that lies over it.
#[derive(Debug)]
pub struct Served {
    feed: PathBuf,
    preview: RwLock<Arc<Preview>>,
}

/// A file that is there.
struct Found {
    name: String,
    length: u64,
    /// Stands for its bytes: other bytes, another tag.
    tag: String,
    modified: Option<Timestamp>,
    source: Source,
}

enum Source {
    Bytes(Arc<[u8]>),
    File(File),
}

impl Served {
    /// Serves that folder below that preview.
    pub fn new(feed: PathBuf, preview: Preview) -> Served {
        Served { feed, preview: RwLock::new(Arc::new(preview)) }
    }

    /// Puts another preview in place of the one there is. Answers that have begun are not disturbed.
    pub fn replace(&self, preview: Arc<Preview>) {
        *self.preview.write().unwrap_or_else(PoisonError::into_inner) = preview;
    }

    /// Returns whether something is there under that name.
    pub fn has(&self, name: &str) -> bool {
        let names: Vec<String> = name.split('/').map(str::to_owned).collect();
        self.open(&self.preview(), &names).is_some()
    }

    /// Answers a request.
    pub fn answer(&self, asked: &Asked) -> Answer {
        let preview = self.preview();
        let answer = if asked.hosts.is_empty() {
            Answer::plain(400, "", asked.verb)
        } else if !asked.hosts.iter().all(|host| host::is_ours(host, asked.at)) {
            Answer::plain(421, &preview.elsewhere, asked.verb)
        } else if asked.verb == Verb::Other {
            Answer::plain(405, "", asked.verb).with("allow", "GET, HEAD")
        } else {
            self.file(&preview, asked)
        };
        answer
            .with("cache-control", "no-cache")
            .with("x-content-type-options", "nosniff")
            .with("referrer-policy", "no-referrer")
            .with("content-security-policy", POLICY)
    }

    fn file(&self, preview: &Preview, asked: &Asked) -> Answer {
        let Some(wanted) = path::wanted(&asked.path) else { return self.lost(preview, asked.verb) };
        let Wanted { mut names, folder } = wanted;
        if folder {
            names.push(INDEX.to_owned());
        }
        if let Some(found) = self.open(preview, &names) {
            return found.answer(asked);
        }
        names.push(INDEX.to_owned());
        if !folder && self.open(preview, &names).is_some() {
            // Without the slash, what the page says lies beside it would be looked for one folder too high.
            return Answer::plain(301, "", asked.verb).with("location", format!("{}/", asked.path));
        }
        self.lost(preview, asked.verb)
    }

    fn lost(&self, preview: &Preview, verb: Verb) -> Answer {
        match self.open(preview, &[LOST.to_owned()]) {
            Some(page) => {
                let headers = vec![("content-type", kind::of(LOST).to_owned())];
                let whole = 0..page.length;
                Answer { status: 404, headers, body: Body::Empty }.sending(page.source, whole, verb)
            }
            None => Answer::plain(404, &preview.lost, verb),
        }
    }

    fn preview(&self) -> Arc<Preview> {
        Arc::clone(&self.preview.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Opens what has these names: in the preview, else in `feed/`.
    fn open(&self, preview: &Preview, names: &[String]) -> Option<Found> {
        let name = names.join("/");
        match preview.get(&name) {
            Some(Piece::Bytes(bytes)) => Some(Found {
                length: bytes.len() as u64,
                tag: format!("\"{}\"", Digest::of(bytes)),
                modified: None,
                source: Source::Bytes(Arc::clone(bytes)),
                name,
            }),
            // It is named one by one, but where it lies is watched by nobody: a link there is not followed.
            Some(Piece::File(path)) => path.symlink_metadata().ok()?.is_file().then(|| opened(name, path))?,
            None => opened(name, &below(&self.feed, names)?),
        }
    }
}

/// Returns where a file really lies, if that is in the folder, and hidden nowhere on the way.
fn below(folder: &Path, names: &[String]) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok()?;
    let path = fs::canonicalize(names.iter().fold(folder.clone(), |path, name| path.join(name))).ok()?;
    let mut parts = path.strip_prefix(&folder).ok()?.iter();
    parts.all(|part| !part.as_encoded_bytes().starts_with(b".")).then_some(path)
}

fn opened(name: String, path: &Path) -> Option<Found> {
    // A pipe would keep whoever opens it waiting.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let file = File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    let modified = metadata.modified().ok();
    let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    Some(Found {
        name,
        length: metadata.len(),
        tag: format!("\"{:x}-{:x}\"", metadata.len(), since.as_nanos()),
        modified: modified.and_then(|time| Timestamp::try_from(time).ok()),
        source: Source::File(file),
    })
}

impl Found {
    fn answer(self, asked: &Asked) -> Answer {
        let kind = kind::of(&self.name);
        let mut headers = vec![("etag", self.tag.clone()), ("accept-ranges", "bytes".to_owned())];
        headers.extend(self.modified.and_then(http_date).map(|date| ("last-modified", date)));
        if kind::is_for_players(kind) {
            headers.push(("access-control-allow-origin", "*".to_owned()));
        }
        if self.is_known(asked) {
            return Answer { status: 304, headers, body: Body::Empty };
        }
        let part = match &asked.range {
            Some(range) if asked.verb == Verb::Get && self.is_meant(asked) => range::part(range, self.length),
            _ => Part::Whole,
        };
        let (status, bytes) = match part {
            Part::Whole => (200, 0..self.length),
            Part::Bytes(bytes) => {
                let said = format!("bytes {}-{}/{}", bytes.start, bytes.end - 1, self.length);
                headers.push(("content-range", said));
                (206, bytes)
            }
            Part::Beyond => {
                let said = format!("bytes */{}", self.length);
                let answer = Answer { status: 416, headers, body: Body::Empty };
                return answer.with("content-range", said).with("content-length", "0");
            }
        };
        headers.push(("content-type", kind.to_owned()));
        Answer { status, headers, body: Body::Empty }.sending(self.source, bytes, asked.verb)
    }

    /// Returns whether whoever asks has this state of the file. A tag says more than a time.
    fn is_known(&self, asked: &Asked) -> bool {
        match (&asked.if_none_match, &asked.if_modified_since) {
            (Some(tags), _) => tags
                .split(',')
                .map(str::trim)
                .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.tag),
            (None, Some(date)) => {
                let known = DateTimeParser::new().parse_timestamp(date).ok();
                known
                    .zip(self.modified)
                    .is_some_and(|(known, modified)| modified.as_second() <= known.as_second())
            }
            (None, None) => false,
        }
    }

    /// Returns whether a part is wanted of this very state of the file.
    fn is_meant(&self, asked: &Asked) -> bool {
        asked.if_range.as_ref().is_none_or(|state| {
            *state == self.tag || self.modified.and_then(http_date).is_some_and(|date| date == *state)
        })
    }
}

fn http_date(moment: Timestamp) -> Option<String> {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&moment).ok()
}

impl Answer {
    /// Returns an answer that says a sentence, or nothing.
    fn plain(status: u16, sentence: &str, verb: Verb) -> Answer {
        let answer = Answer { status, headers: Vec::new(), body: Body::Empty };
        if sentence.is_empty() {
            return answer.with("content-length", "0");
        }
        let bytes: Arc<[u8]> = format!("{sentence}\n").into_bytes().into();
        let whole = 0..bytes.len() as u64;
        answer.with("content-type", "text/plain; charset=utf-8").sending(Source::Bytes(bytes), whole, verb)
    }

    #[must_use]
    fn with(mut self, name: &'static str, value: impl Into<String>) -> Answer {
        self.headers.push((name, value.into()));
        self
    }

    /// Adds the body, or says only how long it would be.
    fn sending(self, source: Source, bytes: Range<u64>, verb: Verb) -> Answer {
        let length = bytes.end - bytes.start;
        let mut answer = self.with("content-length", length.to_string());
        if verb != Verb::Head {
            match body(source, &bytes) {
                Ok(body) => answer.body = body,
                Err(_) => return Answer::plain(500, "", verb),
            }
        }
        answer
    }
}

fn body(source: Source, bytes: &Range<u64>) -> io::Result<Body> {
    match source {
        Source::Bytes(all) => Ok(Body::Bytes(all, bytes.start as usize..bytes.end as usize)),
        Source::File(mut file) => {
            file.seek(SeekFrom::Start(bytes.start))?;
            Ok(Body::File(file, bytes.end - bytes.start))
        }
    }
}
