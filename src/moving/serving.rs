//! A little server for tests, on this computer, that answers whatever a test wants.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// What the server answers.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    length: Option<u64>,
    tag: Option<&'static str>,
    mute: bool,
    lingering: bool,
}

impl Served {
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Served {
        let body = body.into();
        let length = Some(body.len() as u64);
        Served { status: 200, headers: Vec::new(), body, length, tag: None, mute: false, lingering: false }
    }

    pub(crate) fn status(status: u16) -> Served {
        Served { status, ..Served::ok("") }
    }

    pub(crate) fn redirect(to: &str) -> Served {
        Served { headers: vec![("location", to.to_owned())], ..Served::status(302) }
    }

    /// Answers nothing at all.
    pub(crate) fn mute() -> Served {
        Served { mute: true, ..Served::ok("") }
    }

    /// Says another length than it has.
    pub(crate) fn claiming(self, length: u64) -> Served {
        Served { length: Some(length), ..self }
    }

    /// Says no length.
    pub(crate) fn without_length(self) -> Served {
        Served { length: None, ..self }
    }

    /// Keeps the line open after the last byte.
    pub(crate) fn lingering(self) -> Served {
        Served { lingering: true, ..self }
    }

    /// Has a version, and can be asked for a part.
    pub(crate) fn tagged(self, tag: &'static str) -> Served {
        Served { tag: Some(tag), ..self }
    }
}

/// A server that lives as long as this.
pub(crate) struct Server {
    port: u16,
    asked: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn start(answer: impl Fn(&str) -> Served + Send + Sync + 'static) -> Server {
        Server::start_with_address(move |path, _| answer(path))
    }

    /// Starts a server that is told its own address with each question.
    pub(crate) fn start_with_address(
        answer: impl Fn(&str, &str) -> Served + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (asked, over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let own = format!("http://127.0.0.1:{port}");
        let answer = move |path: &str| answer(path, &own);
        let (count, end, answer) = (asked.clone(), over.clone(), Arc::new(answer));
        thread::Builder::new()
            .spawn(move || {
                for stream in listener.incoming() {
                    if end.load(Ordering::Relaxed) {
                        return;
                    }
                    let Ok(stream) = stream else { continue };
                    let (count, end, answer) = (count.clone(), end.clone(), answer.clone());
                    thread::Builder::new()
                        .spawn(move || serve(stream, &count, &end, answer.as_ref()))
                        .unwrap();
                }
            })
            .unwrap();
        Server { port, asked, over }
    }

    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        TcpStream::connect(("127.0.0.1", self.port)).ok();
    }
}

/// Answers one question, and closes the line.
fn serve(stream: TcpStream, count: &AtomicUsize, over: &AtomicBool, answer: &dyn Fn(&str) -> Served) {
    let mut reader = BufReader::new(stream);
    let (mut path, mut from, mut same) = (String::new(), None, true);
    let mut wanted = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
            break;
        }
        if let Some(rest) = line.strip_prefix("GET ") {
            path = rest.split(' ').next().map(str::to_owned).unwrap_or_default();
        }
        let (name, value) = line.split_once(':').unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "range" => {
                from = value.trim().trim_start_matches("bytes=").trim_end_matches('-').parse::<usize>().ok();
            }
            "if-range" => wanted = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    if path.is_empty() {
        return;
    }
    count.fetch_add(1, Ordering::Relaxed);
    let served = answer(&path);
    if served.mute {
        while !over.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(20));
        }
        return;
    }
    if let Some(wanted) = wanted {
        same = served.tag == Some(wanted.as_str());
    }
    let from = from.filter(|_| same && served.tag.is_some());
    let mut head =
        format!("HTTP/1.1 {} x\r\nconnection: close\r\n", if from.is_some() { 206 } else { served.status });
    let body = &served.body[from.unwrap_or(0).min(served.body.len())..];
    if let Some(from) = from {
        let whole = served.body.len();
        head.extend([format!(
            "content-range: bytes {from}-{}/{whole}\r\ncontent-length: {}\r\n",
            whole - 1,
            body.len()
        )]);
    } else if let Some(length) = served.length {
        head.extend([format!("content-length: {length}\r\n")]);
    }
    if let Some(tag) = served.tag {
        head.extend([format!("etag: {tag}\r\n")]);
    }
    for (name, value) in &served.headers {
        head.extend([format!("{name}: {value}\r\n")]);
    }
    let mut stream = reader.into_inner();
    // Whoever had enough has hung up.
    let head = format!("{head}\r\n");
    stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body))
        .and_then(|()| stream.flush())
        .ok();
    while served.lingering && !over.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(20));
    }
}
