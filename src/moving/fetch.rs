//! Fetching: the only file that knows the HTTP client, `ureq`.
//!
//! Whoever writes a feed decides which addresses we ask, so they are asked with care. Only `http` and
//! `https`. Never this computer nor one inside the house, unless the feed itself was asked for there or
//! staff said so: the address is checked where a name becomes numbers, so that no name, no redirect and no
//! second answer of a name server leads inside. Redirects are followed by hand, a few, each checked anew.
//! Every answer has a limit on its length and on the time in which nothing comes; one connection at a time.

mod error;

use std::fmt;
use std::io::{self, Read};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::{HeaderMap, Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error};

use super::inside::is_inside;
pub use error::FetchError;

/// What a fetch may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long a connection and the first word of an answer may take.
    pub answer: Duration,
    /// How long nothing may come in the middle of an answer.
    pub silence: Duration,
    /// How long one answer may take in all.
    pub whole: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
    /// The longest sound that is fetched.
    pub longest: u64,
}

impl Default for Limits {
    /// The usual ones: an hour for the slowest line that is worth waiting for, and ten redirects, since
    /// counting services stand in a row before some media (browsers follow twenty). Ten hours of sound at
    /// 320 kbit/s have 1.4 thousand million bytes.
    fn default() -> Limits {
        Limits {
            answer: Duration::from_secs(30),
            silence: Duration::from_secs(30),
            whole: Duration::from_hours(1),
            redirects: 10,
            longest: 2 << 30,
        }
    }
}

/// Which addresses may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reach {
    /// Those of the public internet.
    #[default]
    Public,
    /// Those, and this host, wherever it is: staff named it themselves.
    PublicAnd(String),
    /// All, this computer and the house too.
    Anywhere,
}

/// What is known of a part that was fetched before, to ask for the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// How many bytes are there.
    pub from: u64,
    /// What told this version of the file from others: its `ETag`, or when it was changed last.
    pub version: String,
}

/// An answer whose body is still to come.
pub struct Answer {
    /// The address that gave it, after all redirects.
    pub address: String,
    /// Whether it continues where the part that is there ends; otherwise it begins anew.
    pub continues: bool,
    /// How many bytes are there already, where it continues.
    from: u64,
    /// The length of the whole file, if the server tells.
    pub length: Option<u64>,
    /// What tells this version of the file from others, if anything does surely.
    pub version: Option<String>,
    /// The media type, without its parameters.
    pub media_type: String,
    body: Body,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("address", &self.address)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// Asks servers, one at a time.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
    reach: Reach,
    limits: Limits,
}

impl Client {
    /// Returns how long a sound may be.
    pub(super) fn longest(&self) -> u64 {
        self.limits.longest
    }

    /// Returns a client that reaches so far and no further.
    pub fn new(reach: Reach, limits: Limits) -> Client {
        let config = Config::builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("podcast/", env!("CARGO_PKG_VERSION"), " (import)"))
            .timeout_connect(Some(limits.answer))
            .timeout_resolve(Some(limits.answer))
            .timeout_recv_response(Some(limits.answer))
            .timeout_per_read(Some(limits.silence))
            .timeout_per_write(Some(limits.silence))
            .timeout_recv_body(Some(limits.whole))
            .max_response_header_size(64 << 10)
            .max_idle_connections(1)
            .build();
        let proxy = config.proxy().map(|proxy| proxy.host().to_owned());
        let within = Within { reach: reach.clone(), proxy, inner: DefaultResolver::default() };
        Client { agent: Agent::with_parts(config, DefaultConnector::default(), within), reach, limits }
    }

    /// Asks for a file. `plain` wants its own bytes, not packed for the way.
    pub fn ask(&self, address: &str, rest: Option<&Rest>, plain: bool) -> Result<Answer, FetchError> {
        let mut headers = Vec::new();
        if plain {
            headers.push(("accept-encoding", "identity".to_owned()));
        }
        if let Some(rest) = rest {
            headers.push(("range", format!("bytes={}-", rest.from)));
            headers.push(("if-range", rest.version.clone()));
        }
        let (at, response) = self.followed(address, &headers)?;
        let (parts, body) = response.into_parts();
        let (status, headers) = (parts.status.as_u16(), &parts.headers);
        match status {
            200 | 203 => {
                let length = header(headers, "content-length").and_then(|length| length.parse().ok());
                let packed = header(headers, "content-encoding").is_some_and(|how| how != "identity");
                Ok(answer(at, headers, body, None, length.filter(|_| !packed)))
            }
            206 if let Some(rest) = rest => {
                let range = header(headers, "content-range").unwrap_or_default();
                let wrong = || FetchError::Status { address: address.to_owned(), status };
                let (from, length) = range_of(&range).ok_or_else(wrong)?;
                if from != rest.from {
                    return Err(wrong());
                }
                Ok(answer(at, headers, body, Some(from), length))
            }
            // It is shorter than what is there: another file by now. Asked for anew, from its beginning.
            416 if rest.is_some() => self.ask(address, None, plain),
            status => Err(FetchError::Status { address: at, status }),
        }
    }

    /// Asks for the first bytes of a file only: whether it is there, how long it is, and whether parts of it
    /// can be had.
    pub fn touch(&self, address: &str) -> Result<Touched, FetchError> {
        let plain = [("accept-encoding", "identity".to_owned()), ("range", "bytes=0-1".to_owned())];
        let (at, response) = self.followed(address, &plain)?;
        let (status, headers) = (response.status().as_u16(), response.headers());
        let length = match status {
            206 => header(headers, "content-range").and_then(|range| range_of(&range)?.1),
            200 | 203 => header(headers, "content-length").and_then(|length| length.parse().ok()),
            status => return Err(FetchError::Status { address: at, status }),
        };
        Ok(Touched { length, in_parts: status == 206, media_type: media_type(headers) })
    }

    /// Asks, and follows redirects. Returns the address that gave the answer, and that.
    fn followed(
        &self,
        address: &str,
        headers: &[(&str, String)],
    ) -> Result<(String, Response<Body>), FetchError> {
        let began = address.to_owned();
        let mut address = web(address)?;
        for _ in 0..=self.limits.redirects {
            // With a proxy, nobody here ever sees the numbers of a host.
            self.reach.admits(&address)?;
            let mut request = self.agent.get(&address);
            for (name, value) in headers {
                request = request.header(*name, value);
            }
            let response = request.call().map_err(|err| failed(&address, err))?;
            if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
                return Ok((address, response));
            }
            let to = header(response.headers(), "location").unwrap_or_default();
            address = joined(&address, &to)?;
        }
        Err(FetchError::Redirects { address: began, most: self.limits.redirects })
    }

    /// Fetches a small file whole.
    pub fn bytes(&self, address: &str, most: u64) -> Result<(Vec<u8>, Answered), FetchError> {
        let answer = self.ask(address, None, false)?;
        let about = Answered { address: answer.address.clone(), media_type: answer.media_type.clone() };
        let mut bytes = Vec::new();
        answer.read(most, |piece| {
            bytes.extend_from_slice(piece);
            Ok(())
        })??;
        Ok((bytes, about))
    }
}

/// What is known of a file of which only the beginning was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// How long it is, if the server tells.
    pub length: Option<u64>,
    /// Whether parts of it can be had, as players want that seek in it.
    pub in_parts: bool,
    /// Its media type.
    pub media_type: String,
}

/// Where a small file came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The address that gave it, after all redirects.
    pub address: String,
    /// Its media type.
    pub media_type: String,
}

impl Answer {
    /// Hands over the body, piece by piece, until its end or until `take` has had enough. What is longer
    /// than `most` with what is there of it already, and what is shorter than it says, is an error.
    pub fn read<E>(
        self,
        most: u64,
        mut take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, FetchError> {
        let Answer { address, length, continues, from, mut body, .. } = self;
        let left = most.saturating_sub(from);
        let too_long = || FetchError::TooLong { address: address.clone(), most };
        if length.is_some_and(|length| length > most) {
            return Err(too_long());
        }
        let mut reader = body.with_config().limit(left.saturating_add(1)).reader();
        let mut bytes = vec![0; 64 << 10];
        let mut got = 0;
        loop {
            match reader.read(&mut bytes) {
                Ok(0) => break,
                Ok(read) => {
                    got += read as u64;
                    if got > left {
                        return Err(too_long());
                    }
                    if let Err(enough) = take(&bytes[..read]) {
                        return Ok(Err(enough));
                    }
                }
                Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
                Err(err) => {
                    return Err(match err.kind() {
                        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => FetchError::Slow(address),
                        _ => match err.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
                            Some(Error::BodyExceedsLimit(_)) => too_long(),
                            Some(Error::Timeout(_)) => FetchError::Slow(address),
                            _ => FetchError::Short { address, got, expected: length.unwrap_or(got + 1) },
                        },
                    });
                }
            }
        }
        // How much a continued answer has of the whole, whoever asked for the rest counts.
        match length {
            Some(expected) if !continues && got < expected => {
                Err(FetchError::Short { address, got, expected })
            }
            _ => Ok(Ok(())),
        }
    }
}

fn answer(
    address: String,
    headers: &HeaderMap,
    body: Body,
    from: Option<u64>,
    length: Option<u64>,
) -> Answer {
    // A weak tag and a date say that two files are alike, not that their bytes are the same; a date that
    // the server itself calls the last change is the best that some have.
    let tag = header(headers, "etag").filter(|tag| !tag.starts_with("W/"));
    let version = tag.or_else(|| header(headers, "last-modified"));
    let (continues, media_type) = (from.is_some(), media_type(headers));
    Answer { address, continues, from: from.unwrap_or(0), length, version, media_type, body }
}

/// Returns the media type, without its parameters.
fn media_type(headers: &HeaderMap) -> String {
    let media_type = header(headers, "content-type").unwrap_or_default();
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.trim().to_owned())
}

/// Reads `bytes 100-199/200`: where the part begins, and how long the whole is.
fn range_of(text: &str) -> Option<(u64, Option<u64>)> {
    let (range, whole) = text.strip_prefix("bytes ")?.split_once('/')?;
    Some((range.split_once('-')?.0.trim().parse().ok()?, whole.trim().parse().ok()))
}

fn failed(address: &str, err: Error) -> FetchError {
    let address = address.to_owned();
    match err {
        Error::Timeout(_) => FetchError::Slow(address),
        Error::BadUri(_) | Error::Http(_) => FetchError::NotWeb(address),
        Error::Io(err) => match err.get_ref().and_then(|inner| inner.downcast_ref::<IsInside>()) {
            Some(IsInside(host)) => FetchError::Inside(host.clone()),
            None if matches!(err.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => {
                FetchError::Slow(address)
            }
            None => FetchError::Unreachable { address, problem: err.to_string() },
        },
        err => FetchError::Unreachable { address, problem: err.to_string() },
    }
}

const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

/// Returns the address in the form that is asked: what may not stand in one is written as bytes.
pub fn web(address: &str) -> Result<String, FetchError> {
    let trimmed = address.trim();
    let not_web = || FetchError::NotWeb(address.chars().take(200).collect());
    let lower = trimmed.get(..8).unwrap_or(trimmed).to_ascii_lowercase();
    if !(lower.starts_with("https://") || lower.starts_with("http://")) {
        return Err(not_web());
    }
    let bare = trimmed.split('#').next().unwrap_or_default();
    let mut plain = String::with_capacity(bare.len());
    for byte in bare.bytes() {
        let stands =
            matches!(byte, b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~');
        if stands {
            plain.push(char::from(byte));
        } else {
            plain.extend(['%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    let uri: Uri = plain.parse().map_err(|_| not_web())?;
    // A name and a password in an address are for nobody's logs, and no feed needs them.
    if uri.host().is_none_or(str::is_empty) || uri.authority().is_some_and(|all| all.as_str().contains('@')) {
        return Err(not_web());
    }
    Ok(plain)
}

/// Returns where a redirect or a link leads from an address.
pub fn joined(from: &str, to: &str) -> Result<String, FetchError> {
    if to.contains("://") && !to.starts_with('/') {
        return web(to);
    }
    let uri: Uri = from.parse().map_err(|_| FetchError::NotWeb(from.to_owned()))?;
    let scheme = uri.scheme_str().unwrap_or("https");
    if let Some(other) = to.strip_prefix("//") {
        return web(&format!("{scheme}://{other}"));
    }
    let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
    let folder = uri.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    match to.chars().next() {
        None => Err(FetchError::NotWeb(from.to_owned())),
        Some('/') => web(&format!("{scheme}://{authority}{to}")),
        Some('?') => web(&format!("{scheme}://{authority}{}{to}", uri.path())),
        Some(_) => web(&format!("{scheme}://{authority}{folder}/{to}")),
    }
}

/// Returns the host of an address, in small letters.
pub(super) fn host(address: &str) -> Option<String> {
    web(address).ok()?.parse::<Uri>().ok()?.host().map(str::to_lowercase)
}

impl Reach {
    /// Returns the reach for a feed that staff have named by that address: its own host is theirs to name.
    pub fn of_feed(address: &str) -> Reach {
        host(address).map_or(Reach::Public, Reach::PublicAnd)
    }

    /// Refuses an address whose host is inside by its name already. Of others only a name server knows.
    pub fn admits(&self, address: &str) -> Result<(), FetchError> {
        let uri: Uri = web(address)?.parse().map_err(|_| FetchError::NotWeb(address.to_owned()))?;
        let host = uri.host().unwrap_or_default();
        let bare = host.trim_matches(['[', ']']);
        let named =
            bare.eq_ignore_ascii_case("localhost") || bare.to_ascii_lowercase().ends_with(".localhost");
        let inside = bare.parse::<IpAddr>().is_ok_and(is_inside) || named;
        if inside && !self.has(host) {
            return Err(FetchError::Inside(host.to_owned()));
        }
        Ok(())
    }

    /// Returns whether that host may be asked although it is inside.
    fn has(&self, host: &str) -> bool {
        match self {
            Reach::Public => false,
            Reach::PublicAnd(named) => host.eq_ignore_ascii_case(named),
            Reach::Anywhere => true,
        }
    }
}

/// Turns names into numbers, and hands out none that may not be asked.
struct Within {
    reach: Reach,
    /// The host of the proxy, which the library's own settings name, wherever it is.
    proxy: Option<String>,
    inner: DefaultResolver,
}

impl fmt::Debug for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Within").field("reach", &self.reach).finish_non_exhaustive()
    }
}

/// The host is inside the house.
#[derive(Debug, thiserror::Error)]
#[error("{0} is inside the house")]
struct IsInside(String);

impl Resolver for Within {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        if self.reach.has(host) || self.proxy.as_deref() == Some(host) {
            return Ok(found);
        }
        let mut outside = self.empty();
        found
            .iter()
            .filter(|address: &&SocketAddr| !is_inside(address.ip()))
            .for_each(|address| outside.push(*address));
        if outside.is_empty() {
            return Err(Error::Io(io::Error::other(IsInside(host.to_owned()))));
        }
        Ok(outside)
    }
}

#[cfg(test)]
mod tests;
