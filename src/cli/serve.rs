//! `podcast serve`: the show in the browser, before anybody else has it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::{self, Failure};
use super::{after, findings};
use crate::catalogue::analysis::Remark;
use crate::catalogue::{Shelved, Show, Wait};
use crate::episode::Spot;
use crate::feed::{Finding, Rule};
use crate::picture::qr;
use crate::report;
use crate::serve::{Door, Limits, Preview, Reach, Served, Stop, Trace, door, prepare};
use crate::site::Noticed;
use crate::words::{Words, phrase};
use crate::world::{Cancelled, ordered};

/// The port where a feed without an address of its own says that it stands.
const PORT: u16 = 8017;

/// How often somebody asks whether to stop.
const ASKING: Duration = Duration::from_millis(100);

/// How often the show is looked at. What changed must look the same twice, so that a change of several
/// files is one.
const LOOKING: Duration = Duration::from_secs(1);

/// How many times longer than a look the pause after it is at least: a slow disk has other things to do.
const PAUSE: u32 = 10;

/// Show the podcast on this computer
#[derive(Debug, clap::Args)]
pub(super) struct ServeArgs {
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    #[arg(long)]
    lan: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &ServeArgs) -> Result<Done, Failure> {
    let show = desk.show()?;
    let reach = if args.lan { Reach::Network } else { Reach::Here };
    let (door, stop) = open(reach, args.port.unwrap_or(PORT))?;
    let own = if args.lan { door::own_addresses() } else { Vec::new() };
    let port = door.port();
    let here = format!("http://127.0.0.1:{port}");
    let elsewhere: Vec<String> = own.iter().map(|ip| address(*ip, port)).collect();
    // Where others look on, what the feed names must be an address that they reach.
    let named = elsewhere.first().unwrap_or(&here).clone();

    let served = Arc::new(Served::new(show.feed_dir(), Preview::empty(&desk.words)));
    let last = Trace::of(&show);
    let mut due = None;
    match brought_up_to_date(desk, &show, &served, &named) {
        Ok(preview) => {
            due = preview.next_due;
            announce(desk, &show, &served, &here, &elsewhere, args.lan);
            say_not_public(desk, &preview);
        }
        Err(failure) if stopped(desk).is_some() => return Err(failure),
        Err(failure) => {
            desk.complain(&failure);
            announce(desk, &show, &served, &here, &elsewhere, args.lan);
            desk.say(&phrase("serve-mend"));
        }
    }
    desk.say(&phrase("serve-stop"));

    let closed = AtomicBool::new(false);
    let answering = Arc::clone(&served);
    let (ended, cancelled) = ordered::beside(
        || {
            let ended = door.serve(move |asked| answering.answer(asked), Limits::default());
            closed.store(true, Ordering::Relaxed);
            ended
        },
        || {
            let cancelled = follow(desk, &show, &served, &named, last, due, &closed);
            drop::<Stop>(stop);
            cancelled
        },
    );
    ended.map_err(|err| refused(port, &err))?;
    desk.say(&phrase("serve-ended"));
    let json = json!({ "show": show.info().title, "address": here, "network": elsewhere });
    Ok(Done::ending(cancelled.map_or(Code::Failed, |cancelled| Code::of_signal(cancelled.signal)), json))
}

/// Follows every change of the show until somebody asks to stop.
fn follow(
    desk: &mut Desk<'_>,
    show: &Show,
    served: &Served,
    named: &str,
    mut last: Trace,
    mut due: Option<jiff::Timestamp>,
    closed: &AtomicBool,
) -> Option<Cancelled> {
    let mut seen = last.clone();
    let mut next = Instant::now() + LOOKING;
    loop {
        if let Some(cancelled) = stopped(desk) {
            return Some(cancelled);
        }
        if closed.load(Ordering::Relaxed) {
            return None;
        }
        desk.world.clock.sleep(ASKING);
        if Instant::now() < next {
            continue;
        }
        let began = Instant::now();
        let now = Trace::of(show);
        next = Instant::now() + LOOKING.max(began.elapsed() * PAUSE);
        let settled = now == seen;
        seen = now;
        let came_out = due.is_some_and(|due| due <= desk.world.clock.now());
        if !settled || (seen == last && !came_out) {
            continue;
        }
        last = seen.clone();
        due = None;
        match brought_up_to_date(desk, show, served, named) {
            Ok(preview) => {
                due = preview.next_due;
                desk.say(&phrase("serve-changed").with("episodes", preview.episodes));
                say_not_public(desk, &preview);
            }
            Err(_) if stopped(desk).is_some() => {}
            Err(failure) => {
                desk.complain(&failure);
                desk.say(&phrase("serve-mend"));
            }
        }
    }
}

/// Builds the feed as `podcast build` does, and then the preview.
fn brought_up_to_date(
    desk: &mut Desk<'_>,
    show: &Show,
    served: &Served,
    named: &str,
) -> Result<Arc<Preview>, Failure> {
    let built = after::build(desk, show, false, Wait::default())?;
    // Read again: somebody may have changed the settings since the command began.
    let show = Show::open(show.root())?;
    let noticed = |shelved: &Shelved| noticed(shelved, &desk.words);
    let preview = prepare(&desk.world, &show, &show.shelf()?, named, &desk.words, &noticed)
        .map_err(|err| after::unbuilt(desk, err))?;
    // An episode whose record cannot be read is nowhere in the preview, and nobody would know why.
    let broken = |finding: &&Finding| matches!(finding.rule, Rule::RecordBroken { .. });
    findings::say(desk, &built.findings.iter().filter(broken).collect::<Vec<_>>());
    let preview = Arc::new(preview);
    served.replace(Arc::clone(&preview));
    Ok(preview)
}

/// Returns what was noticed in the sound of an episode, as its report tells it, and when in the episode it is
/// heard. Without an analysis, or with a broken one, that is nothing: the report says why.
fn noticed(shelved: &Shelved, words: &Words) -> Vec<Noticed> {
    let Ok(Some(analysis)) = shelved.analysis() else { return Vec::new() };
    let timeline = shelved.episode.sound.timeline();
    let one = |remark: &Remark| Noticed {
        said: report::said(remark, words),
        remedy: report::remedy(remark, words),
        at: remark.first().and_then(|at| timeline.time(Spot::Recording(at))),
    };
    analysis.remarks.iter().filter(|remark| remark.is_noticed()).map(one).collect()
}

fn stopped(desk: &Desk<'_>) -> Option<Cancelled> {
    desk.world.cancel.check().err()
}

/// Says where the preview is, and who can see it.
fn announce(desk: &mut Desk<'_>, show: &Show, served: &Served, here: &str, elsewhere: &[String], lan: bool) {
    // A show without pages can still be heard in an app.
    let page = if served.has("index.html") { "" } else { crate::feed::FEED };
    let title = Desk::title_of(show);
    desk.say(&phrase("serve-address").with("show", title).with("address", format!("{here}/{page}")));
    if !lan {
        return;
    }
    desk.say(&phrase("serve-lan"));
    for address in elsewhere {
        desk.say_below(&phrase("bare").with("value", format!("{address}/{page}")));
    }
    match elsewhere.first() {
        Some(first) => {
            if let Some(code) = qr::in_characters(&format!("{first}/{page}")) {
                desk.print(&code);
            }
        }
        None => desk.say_below(&phrase("serve-no-network")),
    }
}

fn say_not_public(desk: &mut Desk<'_>, preview: &Preview) {
    if preview.not_public > 0 {
        desk.say_below(&phrase("serve-not-public").with("count", preview.not_public));
    }
}

fn address(ip: IpAddr, port: u16) -> String {
    format!("http://{}", SocketAddr::new(ip, port))
}

fn open(reach: Reach, port: u16) -> Result<(Door, Stop), Failure> {
    Door::open(reach, port).map_err(|err| refused(port, &err))
}

fn refused(port: u16, err: &io::Error) -> Failure {
    let message = match err.kind() {
        io::ErrorKind::AddrInUse => phrase("serve-port-taken").with("port", port.to_string()),
        _ => phrase("serve-port-refused").with("port", port.to_string()),
    };
    // 0 would always do, but an address that stays the same can be bookmarked.
    let other = if port == PORT { PORT + 1 } else { PORT };
    let hint = phrase("serve-port-other").with("other", other.to_string());
    Failure::plain(message).hint(hint).because(failure::chain(err))
}
