//! `podcast import`: a show that lives elsewhere moves in.

use std::path::PathBuf;

use comfy_table::{Cell, CellAlignment, Table, presets};
use serde_json::{Value, json};

use super::after::after_change;
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::{Failure, chain};
use super::init;
use super::value::{self, WaitArgs};
use super::{move_steps, report, shell, view};
use crate::catalogue::{Wait, settings};
use crate::moving::fetch::{FetchError, Limits};
use crate::moving::numbers::From as NumberFrom;
use crate::moving::{self, Failed, ImportRequest, Imported, Incoming, ItemError, Left, Loss, Plan, Why};
use crate::words::{Arg, Phrase, phrase, plain};

/// Move in a show that lives elsewhere
#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    #[arg(required = true, value_name = "FEED")]
    feed: String,
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[arg(long, value_name = "ADDRESS")]
    link: Option<String>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    keep_going: bool,
    #[arg(long)]
    allow_local: bool,
    #[command(flatten)]
    wait: WaitArgs,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &ImportArgs) -> Result<Done, Failure> {
    let root = match (&args.folder, &desk.asked.show) {
        (Some(folder), _) => Desk::here()?.join(folder),
        (None, Some(show)) => Desk::here()?.join(show),
        (None, None) => Desk::here()?,
    };
    let link = args.link.as_deref().map(init::link).transpose()?;
    if !args.dry_run {
        // What can be refused is refused before anybody is asked.
        moving::begin(&root)?;
    }
    let limits = Limits::default();
    let looked = moving::look(&desk.world, &args.feed, args.allow_local, limits)?;
    let mut plan = moving::plan(&desk.world, &looked);
    plan.info.link = link;
    if args.dry_run {
        return Ok(tell(desk, &plan));
    }
    let request = ImportRequest { root, keep_going: args.keep_going, limits, wait: args.wait.into() };
    let words = &desk.words;
    let written = |info: &_| settings::written(info, |key| words.say(&phrase(format!("setting-{key}"))));
    let imported = moving::import(&desk.world, &plan, &request, written)?;
    Ok(finish(desk, &plan, &imported, request.wait))
}

/// Tells what would come, and does nothing.
fn tell(desk: &mut Desk<'_>, plan: &Plan) -> Done {
    say_plan(desk, plan);
    desk.say(&phrase("add-planned-nothing"));
    Done::with(plan_json(desk, plan))
}

fn say_plan(desk: &mut Desk<'_>, plan: &Plan) {
    let (bytes, unsaid) = plan.bytes();
    let heading = phrase("import-would").with("show", &plan.info.title).with("episodes", plan.incoming.len());
    desk.say(&if unsaid == 0 {
        heading.and(phrase("import-size").with("size", Arg::Bytes(bytes)))
    } else {
        heading
    });
    if !plan.incoming.is_empty() && !desk.asked.quiet && !desk.asked.json {
        let table = table(desk, &plan.incoming);
        desk.print(&table);
    }
    for one in &plan.incoming {
        let (handle, title) = (one.handle, &one.title);
        if let NumberFrom::Instead(number) = one.from {
            let said = report::about("import-instead", handle).with("title", title).with("wanted", number);
            desk.say(&said);
        }
    }
    say_losses(desk, plan);
}

/// Says what cannot come, and what of the rest will be lost.
fn say_losses(desk: &mut Desk<'_>, plan: &Plan) {
    for left in &plan.left {
        let said = left_phrase(left);
        desk.say(&said);
    }
    for loss in plan.losses.iter().filter(|loss| loss.id != "number") {
        desk.say(&loss_phrase(loss));
    }
}

fn left_phrase(left: &Left) -> Phrase {
    let said = match &left.why {
        Why::NoSound => phrase("import-left-no-sound"),
        Why::NotWeb(address) => phrase("import-left-not-web").with("address", address),
        Why::Twice(first) => phrase("import-left-twice").with("first", first),
        Why::Identity => phrase("import-left-identity"),
    };
    phrase("import-left").with("title", &left.title).and(said)
}

fn loss_phrase(loss: &Loss) -> Phrase {
    phrase(format!("import-loss-{}", loss.id)).with("value", &loss.value).with("count", loss.count)
}

fn table(desk: &Desk<'_>, incoming: &[Incoming]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let heads = ["list-head-number", "list-head-date", "list-head-title", "list-head-length"];
    table.set_header(heads.map(|head| desk.words.word(head)));
    for one in incoming {
        let length = one.item.duration.map(Arg::ShortLength);
        let length = length.map_or_else(|| "–".to_owned(), |length| desk.words.shown(&length));
        table.add_row([
            Cell::new(one.handle).set_alignment(CellAlignment::Right),
            Cell::new(one.date.zoned().date()),
            Cell::new(plain::line(&one.title)),
            Cell::new(length).set_alignment(CellAlignment::Right),
        ]);
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Says how it went, and builds the feed if all is here.
fn finish(desk: &mut Desk<'_>, plan: &Plan, imported: &Imported, wait: Wait) -> Done {
    let Imported { show, shelved, already, failed, no_artwork, complete } = imported;
    let title = Desk::title_of(show);
    desk.say(
        &phrase("import-done")
            .with("show", title)
            .with("episodes", shelved.len())
            .with("folder", show.root()),
    );
    if *already > 0 {
        desk.say_below(&phrase("import-already").with("episodes", *already));
    }
    if let Some(why) = no_artwork {
        desk.say_below(&phrase("import-no-artwork").with("why", why));
    }
    for failed in failed {
        let complaint = failure_of(failed);
        desk.complain(&complaint);
    }
    say_losses(desk, plan);
    let json = json!({
        "show": show.info().title,
        "folder": view::path(show.root()),
        "episodes": shelved.iter().map(|one| view::episode(one, desk.world.clock.now())).collect::<Vec<Value>>(),
        "already": already,
        "complete": complete,
        "failed": failed.iter().map(|one| json!({
            "handle": one.incoming.handle.to_string(),
            "title": one.incoming.title,
            "error": desk.json_of(&failure_of(one)),
        })).collect::<Vec<Value>>(),
        "left": plan.left.iter().map(|left| left_json(desk, left)).collect::<Vec<Value>>(),
        "losses": plan.losses.iter().map(|loss| loss_json(desk, loss)).collect::<Vec<Value>>(),
        "artwork": no_artwork.is_none(),
    });
    if !complete {
        let again = desk.line_again();
        let command = |more: &[&str]| {
            shell::line(
                std::iter::once("podcast".into())
                    .chain(again.iter().cloned())
                    .chain(more.iter().map(Into::into)),
            )
        };
        desk.say(&phrase("import-again").with("command", command(&[])));
        if again.iter().all(|word| word != "--keep-going") {
            desk.say(&phrase("import-without").with("command", command(&["--keep-going"])));
        }
        let code = if shelved.is_empty() && *already == 0 { Code::Failed } else { Code::Partly };
        return Done::ending(code, json);
    }
    let code = if failed.is_empty() { Code::Done } else { Code::Partly };
    let done = after_change(desk, show, wait, code, json);
    if let Ok(shelf) = show.shelf() {
        if let Some((_, sentence)) = report::to_goal(show, &shelf) {
            desk.say(&sentence);
        }
        let next = shelf.next_handle(crate::episode::EpisodeType::Full);
        desk.say(&phrase("import-next").with("number", next.to_string()));
    }
    move_steps::say(desk, show.info(), None);
    done
}

fn failure_of(failed: &Failed) -> Failure {
    let why = match &failed.why {
        ItemError::Fetch(err) => fetch_phrase(err),
        ItemError::Sound(_) => phrase("import-no-sound"),
        ItemError::NotTried => phrase("import-not-tried"),
    };
    let message =
        report::about("import-failed", failed.incoming.handle).with("title", &failed.incoming.title).and(why);
    Failure::plain(message).because(chain(&failed.why))
}

/// Returns what is in the way of an address.
fn fetch_phrase(err: &FetchError) -> Phrase {
    match err {
        FetchError::NotWeb(address) => phrase("fetch-not-web").with("address", address),
        FetchError::Inside(host) => phrase("fetch-inside").with("host", host),
        FetchError::Redirects { address, .. } => phrase("fetch-redirects").with("address", address),
        FetchError::Status { address, status } => {
            phrase("fetch-status").with("address", address).with("status", u32::from(*status))
        }
        FetchError::TooLong { address, most } => {
            phrase("fetch-too-long").with("address", address).with("most", Arg::Bytes(*most))
        }
        FetchError::Short { address, .. } => phrase("fetch-short").with("address", address),
        FetchError::Slow(address) => phrase("fetch-slow").with("address", address),
        FetchError::Unreachable { address, .. } => phrase("fetch-unreachable").with("address", address),
    }
}

impl From<moving::ImportError> for Failure {
    fn from(err: moving::ImportError) -> Failure {
        use moving::ImportError as Error;
        let cause = chain(&err);
        let failure = match err {
            Error::Fetch(err) => {
                let failure = Failure::plain(fetch_phrase(&err));
                if matches!(err, FetchError::Inside(_)) {
                    failure.hint(phrase("fetch-inside-allow"))
                } else {
                    failure
                }
            }
            Error::Unreadable { place, source } => {
                Failure::plain(phrase("import-unreadable").with("feed", place)).hint(read_phrase(&source))
            }
            Error::NoEpisodes => Failure::plain(phrase("import-no-episodes")).hint(phrase("import-look")),
            Error::NotEmpty { folder } => {
                Failure::asked(phrase("import-not-empty").with("folder", folder.as_path()))
                    .hint(phrase("import-not-empty-how"))
            }
            Error::NoRoom { path, needed, free } => Failure::new(
                Code::NoRoom,
                phrase("import-no-room").with("needed", Arg::Bytes(needed)).with("free", Arg::Bytes(free)),
            )
            .file(&path)
            .hint(phrase("no-room-make")),
            Error::Catalogue(err) => return err.into(),
            Error::Cancelled(cancelled) => Failure::from(cancelled).hint(phrase("import-goes-on")),
            Error::Io { path, doing, source } => return Failure::io(&path, doing, &source),
        };
        failure.because(cause)
    }
}

/// Returns what is wrong with a feed.
fn read_phrase(err: &moving::read::ReadError) -> Phrase {
    use moving::read::ReadError as Error;
    match err {
        Error::TooLarge(most) => phrase("feed-too-large").with("most", Arg::Bytes(*most)),
        Error::DocType => phrase("feed-doctype"),
        Error::NotXml { .. } => phrase("feed-not-xml"),
        Error::Cut => phrase("feed-cut"),
        Error::TooMuch { .. } => phrase("feed-too-much"),
        Error::Encoding(name) => phrase("feed-encoding").with("encoding", name),
        Error::NotText => phrase("feed-not-text"),
        Error::NotAFeed(name) => phrase("feed-not-a-feed").with("name", name),
    }
}

fn plan_json(desk: &Desk<'_>, plan: &Plan) -> Value {
    let one = |one: &Incoming| {
        json!({
            "handle": one.handle.to_string(),
            "number_from": one.from.as_str(),
            "season": one.season.map(crate::episode::SeasonNumber::get),
            "title": one.title,
            "date": one.date.to_string(),
            "guid": one.guid.as_str(),
            "seconds": one.item.duration.map(value::seconds),
            "bytes": one.item.enclosure.as_ref().and_then(|sound| sound.length),
            "address": one.item.enclosure.as_ref().map(|sound| &sound.address),
            "type": one.item.enclosure.as_ref().map(|sound| &sound.media_type),
            "extras": one.item.extras.iter().map(moving::read::Extra::kind).collect::<Vec<_>>(),
        })
    };
    let info = &plan.info;
    json!({
        "show": {
            "title": info.title, "author": info.author, "email": info.email, "description": info.description,
            "language": info.language, "category": info.category, "explicit": info.explicit,
            "copyright": info.copyright, "guid": info.guid, "locked": info.locked, "moved_from": info.moved_from,
            "artwork": plan.artwork,
        },
        "episodes": plan.incoming.iter().map(one).collect::<Vec<_>>(),
        "left": plan.left.iter().map(|left| left_json(desk, left)).collect::<Vec<_>>(),
        "losses": plan.losses.iter().map(|loss| loss_json(desk, loss)).collect::<Vec<_>>(),
        "dry_run": true,
    })
}

fn left_json(desk: &Desk<'_>, left: &Left) -> Value {
    json!({ "title": left.title, "message": desk.words.say(&left_phrase(left)) })
}

fn loss_json(desk: &Desk<'_>, loss: &Loss) -> Value {
    json!({ "id": loss.id, "value": loss.value, "count": loss.count, "message": desk.words.say(&loss_phrase(loss)) })
}
