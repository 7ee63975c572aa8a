//! The door to the network: the only file that knows sockets and how HTTP is written.
//!
//! One thread answers all. Reading a file stops it for as long as the disk takes, which is no time on
//! the disks that a preview is made on; threads for that would be more than the whole of this file.

use std::fs::File;
use std::io::{self, Read as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{Notify, Semaphore};
use tokio::time::{sleep, timeout};

use super::answer::{Answer, Asked, Body, Verb};

/// How much of a file is read at once.
const CHUNK: usize = 64 * 1024;

/// The longest head of a request: address and headers. Browsers stay under a quarter of it.
const LONGEST_HEAD: usize = 16 * 1024;

/// What a connection must move within one [`Limits::patience`], or the part of it that a crowd leaves, to be worth
/// its place. The slowest mobile phone does so in a second.
const LEAST_MOVED: u64 = 4 * 1024;

/// By this much less patience is had with whoever comes while half of the places are taken: what only holds a place
/// soon makes way for those who want something.
const CROWDED: u32 = 8;

/// How long we rest when no connection can be taken, most often for want of file handles.
const REST: Duration = Duration::from_millis(100);

/// From where the preview can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// From this computer.
    Here,
    /// From every computer on its networks.
    Network,
}

/// How much a client may ask of us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long a request's head may take to arrive, and how long a connection may do next to nothing before
    /// it is told to end. After as long again it is cut off. All of it is an eighth where half of the places are
    /// taken.
    pub patience: Duration,
    /// How many connections there may be at once. Others wait until one ends.
    pub connections: usize,
}

impl Default for Limits {
    /// Slow ones are cut off within 30 seconds.
    fn default() -> Limits {
        Limits { patience: Duration::from_secs(15), connections: 128 }
    }
}

/// Ends the serving when it is asked to, or dropped.
#[derive(Debug, Default)]
pub struct Stop(Arc<Notify>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

/// An open door, at which requests arrive.
#[derive(Debug)]
pub struct Door {
    listeners: Vec<TcpListener>,
    port: u16,
    stop: Arc<Notify>,
}

impl Door {
    /// Opens the door at that port, or at a free one for 0. It is closed when the [`Stop`] is dropped.
    pub fn open(reach: Reach, port: u16) -> io::Result<(Door, Stop)> {
        let ip = match reach {
            Reach::Here => Ipv4Addr::LOCALHOST,
            Reach::Network => Ipv4Addr::UNSPECIFIED,
        };
        let first = TcpListener::bind((ip, port))?;
        let port = first.local_addr()?.port();
        // Many browsers try this one first for `localhost`. Not every computer has it.
        let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok();
        let stop = Stop::default();
        let door = Door {
            listeners: std::iter::once(first).chain(second).collect(),
            port,
            stop: Arc::clone(&stop.0),
        };
        Ok((door, stop))
    }

    /// Returns its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers whoever comes, until the [`Stop`] is dropped.
    pub fn serve(
        self,
        answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static,
        limits: Limits,
    ) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        runtime.block_on(async {
            let answer = Arc::new(answer);
            let places = Arc::new(Semaphore::new(limits.connections));
            for listener in self.listeners {
                listener.set_nonblocking(true)?;
                let listener = tokio::net::TcpListener::from_std(listener)?;
                tokio::spawn(welcome(listener, Arc::clone(&answer), Arc::clone(&places), limits));
            }
            self.stop.notified().await;
            Ok(())
        })
    }
}

/// Returns the addresses by which other computers are likely to reach this one: those from which it would
/// itself speak to a network. Nothing is sent for that.
pub fn own_addresses() -> Vec<IpAddr> {
    // Of networks that nobody has (RFC 5737, 3849) for the usual way out, and of those that homes and offices have.
    let elsewhere = ["192.0.2.1:9", "192.168.0.1:9", "192.168.1.1:9", "10.0.0.1:9", "172.16.0.1:9"];
    let mut own = Vec::new();
    for there in elsewhere {
        let from = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
            socket.connect(there)?;
            socket.local_addr()
        });
        let ip = from.map(|address| address.ip()).ok();
        own.extend(ip.filter(|ip| !ip.is_loopback() && !ip.is_unspecified() && !own.contains(ip)));
    }
    own
}

async fn welcome<F>(listener: tokio::net::TcpListener, answer: Arc<F>, places: Arc<Semaphore>, limits: Limits)
where
    F: Fn(&Asked) -> Answer + Send + Sync + 'static,
{
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let is_crowded = places.available_permits() < limits.connections / 2;
                let patience = limits.patience / if is_crowded { CROWDED } else { 1 };
                let answer = Arc::clone(&answer);
                tokio::spawn(async move {
                    attend(stream, &*answer, patience).await;
                    drop(place);
                });
            }
            Err(_) => sleep(REST).await,
        }
    }
}

/// Answers one connection until it ends, or does next to nothing for too long.
async fn attend(stream: TcpStream, answer: &(impl Fn(&Asked) -> Answer + Send + Sync), patience: Duration) {
    let Ok(at) = stream.local_addr() else { return };
    let moved = Arc::new(AtomicU64::new(0));
    let counted = Counted { stream, moved: Arc::clone(&moved) };
    let service = service_fn(|request: Request<Incoming>| {
        let response = response(answer(&asked(&request, at)));
        async move { response }
    });
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience)
            .max_header_size(LONGEST_HEAD)
            .max_buf_size(LONGEST_HEAD)
            .serve_connection(TokioIo::new(counted), service)
    );
    let (mut before, mut told) = (0, false);
    while timeout(patience, connection.as_mut()).await.is_err() {
        let now = moved.load(Ordering::Relaxed);
        if now - before < LEAST_MOVED {
            if told {
                return;
            }
            // One that waits for its next request ends here. One that is in the middle of an answer may end it.
            connection.as_mut().graceful_shutdown();
            told = true;
        }
        before = now;
    }
}

fn asked(request: &Request<Incoming>, at: SocketAddr) -> Asked {
    let said = |name: HeaderName| {
        let mut values = request.headers().get_all(name).iter();
        // Whoever says it twice has said nothing that can be obeyed.
        let value = values.next().filter(|_| values.next().is_none());
        value.and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    // What cannot be read is nobody's name, and is refused as such.
    let named = request.headers().get_all(header::HOST).iter();
    let named = named.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    Asked {
        verb: match *request.method() {
            Method::GET => Verb::Get,
            Method::HEAD => Verb::Head,
            _ => Verb::Other,
        },
        path: request.uri().path().to_owned(),
        hosts: named.chain(request.uri().authority().map(ToString::to_string)).collect(),
        at: at.ip(),
        range: said(header::RANGE),
        if_range: said(header::IF_RANGE),
        if_none_match: said(header::IF_NONE_MATCH),
        if_modified_since: said(header::IF_MODIFIED_SINCE),
    }
}

fn response(answer: Answer) -> Result<Response<Content>, hyper::http::Error> {
    let mut response = Response::builder().status(StatusCode::from_u16(answer.status)?);
    for (name, value) in answer.headers {
        response = response.header(HeaderName::from_static(name), HeaderValue::try_from(value)?);
    }
    response.body(match answer.body {
        Body::Empty => Content::Bytes(Bytes::new()),
        Body::Bytes(all, range) => Content::Bytes(Bytes::from_owner(all).slice(range)),
        Body::File(file, left) => Content::File(file, left),
    })
}

/// What is sent, piece by piece, as fast as the other side takes it.
enum Content {
    Bytes(Bytes),
    File(File, u64),
}

impl hyper::body::Body for Content {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let bytes = match self.get_mut() {
            Content::Bytes(bytes) => Ok(std::mem::take(bytes)),
            Content::File(_, 0) => Ok(Bytes::new()),
            Content::File(file, left) => read(file, left),
        };
        Poll::Ready(match bytes {
            Ok(bytes) if bytes.is_empty() => None,
            bytes => Some(bytes.map(Frame::data)),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.size_hint().exact() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match self {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::File(_, left) => *left,
        })
    }
}

/// Reads the next piece. A file that has become shorter breaks the answer off: it would be a lie.
fn read(file: &mut File, left: &mut u64) -> io::Result<Bytes> {
    let mut chunk = vec![0; CHUNK.min(usize::try_from(*left).unwrap_or(CHUNK))];
    match file.read(&mut chunk)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        read => {
            *left -= read as u64;
            chunk.truncate(read);
            Ok(chunk.into())
        }
    }
}

/// A connection that counts what passes.
struct Counted {
    stream: TcpStream,
    moved: Arc<AtomicU64>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.moved.fetch_add((buf.filled().len() - before) as u64, Ordering::Relaxed);
        polled
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if let Poll::Ready(Ok(written)) = polled {
            self.moved.fetch_add(written as u64, Ordering::Relaxed);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
