//! `podcast import`: a show that lives elsewhere moves in.

use std::path::PathBuf;

use comfy_table::{Cell, CellAlignment};
use serde_json::{Value, json};

use super::after::after_change;
use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::{Failure, chain};
use super::import_missing::{self as without, why_not};
use super::init;
use super::table::{headed, printed};
use super::value::{self, WaitArgs};
use super::{fetched, move_steps, report, shell, view};
use crate::catalogue::{Show, Wait, settings};
use crate::episode::Handle;
use crate::moving::fetch::{FetchError, Limits};
use crate::moving::numbers::From as NumberFrom;
use crate::moving::{self, Failed, ImportRequest, Imported, Incoming, ItemError, Left, Loss, Plan, Why};
use crate::studio::{self, AddError, Belonging, Belongings, ResoundRequest, Wishes};
use crate::words::{Arg, Phrase, phrase, plain};
use crate::world::Event;

/// Move in a show that lives elsewhere
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
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
    remaster: bool,
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
    let told = |missing: &_| words.say(&without::failure(missing).message);
    let imported = moving::import(&desk.world, &plan, &request, written, told)?;
    let mut remastered = None;
    if imported.complete && args.remaster {
        remastered = Some(remaster(desk, &imported.show, request.wait)?);
    }
    finish(desk, &plan, &imported, remastered.as_ref(), request.wait)
}

/// How many episodes got the sound of the show, and how many could not.
struct Remastered {
    done: usize,
    failed: usize,
}

/// Gives every sound that came as it was the loudness of the show. One that cannot be mastered stays as it came.
fn remaster(desk: &mut Desk<'_>, show: &Show, wait: Wait) -> Result<Remastered, Failure> {
    let shelf = show.shelf()?;
    // What has been mastered by us knows its loudness, so that the same line goes on where it was cut off.
    let due: Vec<Handle> = shelf
        .episodes
        .iter()
        .filter(|shelved| shelved.episode.sound.loudness.is_none())
        .map(|shelved| shelved.episode.handle)
        .collect();
    let request = ResoundRequest {
        recording: None,
        joined: Vec::new(),
        force: false,
        again: true,
        wishes: Wishes::default(),
        belongings: Belongings::default(),
        wait,
    };
    let mut remastered = Remastered { done: 0, failed: 0 };
    for (nth, handle) in (1..).zip(&due) {
        desk.world.progress.event(Event::Turned { nth, of: due.len() });
        match studio::replace(&desk.world, show, *handle, &request) {
            Ok(_) => remastered.done += 1,
            Err(AddError::Cancelled(cancelled)) => {
                return Err(Failure::from(cancelled).hint(phrase("import-goes-on")));
            }
            Err(err) => {
                remastered.failed += 1;
                let failure = Failure::from(err);
                let message = report::about("import-as-it-was", *handle).and(*failure.message);
                desk.complain(&Failure { message: Box::new(message), ..failure });
            }
        }
    }
    Ok(remastered)
}

/// Tells what would come, and does nothing. It ends as the import would.
fn tell(desk: &mut Desk<'_>, plan: &Plan) -> Done {
    say_plan(desk, plan);
    let refused = moving::refused(plan);
    for failed in &refused {
        desk.complain(&failure_of(failed));
    }
    if !refused.is_empty() {
        desk.say(&phrase("fetch-inside-allow"));
    }
    desk.say(&phrase("add-planned-nothing"));
    let code = match refused.len() {
        0 => Code::Done,
        all if all == plan.incoming.len() => Code::Failed,
        _ => Code::Partly,
    };
    let mut json = plan_json(desk, plan);
    json["failed"] = failed_json(desk, &refused);
    Done::ending(code, json)
}

fn failed_json(desk: &Desk<'_>, failed: &[Failed]) -> Value {
    let one = |one: &Failed| {
        json!({
            "handle": one.incoming.handle.to_string(),
            "title": one.incoming.title,
            "error": desk.json_of(&failure_of(one)),
        })
    };
    failed.iter().map(one).collect()
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
    let heads = ["list-head-number", "list-head-date", "list-head-title", "list-head-length"];
    let mut table = headed(desk, heads);
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
    printed(&table)
}

/// Says how it went, and builds the feed if all is here. The import ends when all has been told.
fn finish(
    desk: &mut Desk<'_>,
    plan: &Plan,
    imported: &Imported,
    remastered: Option<&Remastered>,
    wait: Wait,
) -> Result<Done, Failure> {
    let Imported { show, shelved, already, failed, missing, no_artwork, complete } = imported;
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
        let address = plan.artwork.as_deref().unwrap_or_default();
        let why = Arg::Phrase(why_not(why, Belonging::Artwork, address));
        desk.say_below(&phrase("import-no-artwork").with("why", why));
        desk.say_below(&phrase("import-no-artwork-give"));
    }
    if let Some(remastered) = remastered {
        desk.say_below(&phrase("import-remastered").with("episodes", remastered.done));
    }
    for failed in failed {
        let complaint = failure_of(failed);
        desk.complain(&complaint);
    }
    without::say(desk, show, missing)?;
    say_losses(desk, plan);
    let json = json!({
        "show": show.info().title,
        "folder": view::path(show.root()),
        "episodes": shelved.iter().map(|one| view::episode(one, desk.world.clock.now())).collect::<Vec<Value>>(),
        "already": already,
        "complete": complete,
        "failed": failed_json(desk, failed),
        "missing": missing.iter().map(|one| json!({
            "handle": one.handle.to_string(),
            "kind": one.kind,
            "address": one.address,
            "error": desk.json_of(&without::failure(one)),
        })).collect::<Vec<Value>>(),
        "left": plan.left.iter().map(|left| left_json(desk, left)).collect::<Vec<Value>>(),
        "losses": plan.losses.iter().map(|loss| loss_json(desk, loss)).collect::<Vec<Value>>(),
        "artwork": no_artwork.is_none(),
        "remastered": remastered.map(|remastered| remastered.done),
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
        return Ok(Done::ending(code, json));
    }
    moving::settle(&desk.world, show)?;
    let whole = failed.is_empty() && missing.is_empty() && remastered.is_none_or(|one| one.failed == 0);
    let code = if whole { Code::Done } else { Code::Partly };
    let done = after_change(desk, show, wait, code, json);
    if let Ok(shelf) = show.shelf() {
        if let Some((_, sentence)) = report::to_goal(show, shelf.highest_number()) {
            desk.say(&sentence);
        }
        let next = shelf.next_handle(crate::episode::EpisodeType::Full);
        desk.say(&phrase("import-next").with("number", next.to_string()));
    }
    move_steps::say(desk, show.info(), None);
    Ok(done)
}

fn failure_of(failed: &Failed) -> Failure {
    let why = match &failed.why {
        ItemError::Fetch(err) => fetched::said(err),
        ItemError::Sound(_) => phrase("import-no-sound"),
        ItemError::NotTried => phrase("import-not-tried"),
    };
    let message =
        report::about("import-failed", failed.incoming.handle).with("title", &failed.incoming.title).and(why);
    Failure::plain(message).because(chain(&failed.why))
}

impl From<moving::ImportError> for Failure {
    fn from(err: moving::ImportError) -> Failure {
        use moving::ImportError as Error;
        let cause = chain(&err);
        let failure = match err {
            Error::Fetch(err @ FetchError::Inside(_)) => {
                fetched::failure(&err).hint(phrase("fetch-inside-allow"))
            }
            Error::Fetch(err) => fetched::failure(&err),
            Error::OlderPage(err) => Failure::plain(phrase("import-older-page").and(fetched::said(&err)))
                .hint(phrase("import-older-page-again")),
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
            Error::Io(err) => return (&err).into(),
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
