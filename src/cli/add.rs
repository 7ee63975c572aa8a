//! `podcast add`: a recording becomes the next episode.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::after::{self, after_change};
use super::belong_args::BelongArgs;
use super::code::Code;
use super::desk::{Desk, Done};
use super::detail_args::DetailArgs;
use super::failure::Failure;
use super::sound_args::SoundArgs;
use super::value::{self, WaitArgs};
use super::{notices, recordings, repairs, report, view};
use crate::catalogue::Show;
use crate::episode::Handle;
use crate::studio::{self, AddError, AddRequest, Added, Planned};
use crate::words::{Arg, phrase};
use crate::world::Event;

/// Turn a recording into the next episode
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct AddArgs {
    #[arg(required = true, value_name = "RECORDING")]
    recordings: Vec<PathBuf>,
    #[arg(long, short, value_name = "TEXT", allow_hyphen_values = true)]
    title: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, conflicts_with = "notes_file")]
    notes: Option<String>,
    #[arg(long, value_name = "FILE")]
    notes_file: Option<PathBuf>,
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    #[arg(long, value_name = "N")]
    season: Option<String>,
    #[arg(long, value_name = "ANSWER", num_args = 0..=1, require_equals = true, default_missing_value = "yes")]
    explicit: Option<String>,
    #[arg(long)]
    draft: bool,
    #[arg(long)]
    again: bool,
    #[arg(long)]
    force: bool,
    #[arg(long)]
    join: bool,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    belong: BelongArgs,
    #[command(flatten)]
    details: DetailArgs,
    #[command(flatten)]
    sound: SoundArgs,
    #[command(flatten)]
    wait: WaitArgs,
}

impl AddArgs {
    /// Returns of which recordings each episode is made.
    fn episodes(&self) -> Vec<&[PathBuf]> {
        self.recordings.chunks(if self.join { self.recordings.len().max(1) } else { 1 }).collect()
    }

    /// Returns the request for the first episode.
    fn request(&self, desk: &Desk<'_>) -> Result<AddRequest, Failure> {
        let date = self.date.as_deref().map(|date| value::date(desk, date)).transpose()?;
        let season = self.season.as_deref().map(value::season).transpose()?.flatten();
        let explicit = self.explicit.as_deref().map(value::explicit).transpose()?.flatten();
        Ok(AddRequest {
            recording: PathBuf::new(),
            joined: Vec::new(),
            title: self.title.clone(),
            notes: value::notes(self.notes.as_deref(), self.notes_file.as_deref())?.unwrap_or_default(),
            date,
            kind: value::kind(self.kind.as_deref())?,
            season,
            explicit,
            details: self.details.read()?,
            draft: self.draft,
            again: self.again,
            force: self.force,
            wishes: self.sound.wishes()?,
            belongings: self.belong.belongings(),
            wait: self.wait.into(),
        })
    }
}

/// Returns the request with these recordings.
fn of(recordings: &[PathBuf], request: &AddRequest) -> AddRequest {
    let (recording, joined) = recordings.split_first().unwrap_or((&request.recording, &[]));
    AddRequest { recording: recording.clone(), joined: joined.to_vec(), ..request.clone() }
}

pub(super) fn run(desk: &mut Desk<'_>, args: &AddArgs) -> Result<Done, Failure> {
    // A name that the shell has split is the first thing to tell, wherever the show is.
    recordings::check_quotes(desk, &args.recordings)?;
    let several = args.episodes().len() > 1;
    if several && args.title.is_some() {
        return Err(Failure::asked(phrase("add-one-title"))
            .hint(phrase("add-one-title-how"))
            .hint(phrase("add-one-title-join")));
    }
    if several && args.belong.names_a_file() {
        return Err(Failure::asked(phrase("add-one-belonging")).hint(phrase("add-one-belonging-beside")));
    }
    let request = args.request(desk)?;
    let show = desk.show()?;
    if args.dry_run {
        return plan(desk, &show, &request, &args.episodes());
    }

    let mut added = Vec::new();
    let mut failures = Vec::new();
    let episodes = args.episodes();
    for (nth, recordings) in (1..).zip(&episodes) {
        desk.world.progress.event(Event::Turned { nth, of: episodes.len() });
        let request = of(recordings, &request);
        match studio::add(&desk.world, &show, &request) {
            Ok(episode) => {
                say_added(desk, &episode);
                added.push(episode);
            }
            Err(err) => {
                let stops = matches!(err, AddError::Cancelled(_));
                failures.push((request.recording, failure(err)));
                if stops {
                    break;
                }
            }
        }
        // One recording that will not do is no reason to leave the others lying.
    }
    finish(desk, &show, &added, failures, &request)
}

/// Says how it went, and builds the feed if there is anything new for it.
fn finish(
    desk: &mut Desk<'_>,
    show: &Show,
    added: &[Added],
    failures: Vec<(PathBuf, Failure)>,
    request: &AddRequest,
) -> Result<Done, Failure> {
    let Some(last) = added.last() else {
        return none_added(desk, failures);
    };
    for (_, failure) in &failures {
        desk.complain(failure);
    }
    let goal = report::to_goal(show, last.highest);
    if let Some((_, sentence)) = &goal {
        desk.say(sentence);
    }
    // Whoever stopped it gets the code of that; what was added before stays, and is in the feed.
    let code = failures.last().map_or(Code::Done, |(_, failure)| failure.stopped().unwrap_or(Code::Partly));
    let json = json!({
        "show": show.info().title,
        "practice": show.info().practice,
        "episodes": added.iter().map(|added| added_json(desk, added)).collect::<Vec<_>>(),
        "failed": failed_json(desk, &failures),
        "goal": show.info().goal,
        "left_to_goal": goal.map(|(left, _)| left),
    });
    let done = after_change(desk, show, request.wait, code, json);
    report::say_who_can_hear(desk, show, &last.shelved, &last.noticed, &done);
    report::say_undo(desk);
    Ok(done)
}

/// Ends a command that added nothing.
fn none_added(desk: &mut Desk<'_>, mut failures: Vec<(PathBuf, Failure)>) -> Result<Done, Failure> {
    let Some((_, last)) = failures.pop() else {
        return Ok(Done::with(json!({})));
    };
    for (_, failure) in &failures {
        desk.complain(failure);
    }
    Err(last)
}

/// Returns the failure of an add, with the comfort that nothing has happened to the show.
fn failure(err: AddError) -> Failure {
    let closing = match &err {
        AddError::SameRecording { .. } => phrase("nothing-changed"),
        _ => phrase("nothing-made"),
    };
    Failure::from(err).closing(&closing)
}

fn plan(desk: &mut Desk<'_>, show: &Show, request: &AddRequest, all: &[&[PathBuf]]) -> Result<Done, Failure> {
    let mut plans = Vec::new();
    let mut before = None;
    for recordings in all {
        let request = of(recordings, request);
        let mut plan = studio::plan_add(&desk.world, show, &request)?;
        // The one before it would have taken its number by then.
        plan.handle = before.map_or(plan.handle, |taken| Handle::next_after(request.kind, [taken]));
        before = Some(plan.handle);
        say_planned(desk, &request.recording, &plan);
        plans.push(planned_json(desk, &plan));
    }
    desk.say(&phrase("add-planned-nothing"));
    Ok(Done::with(json!({ "dry_run": true, "episodes": plans })))
}

fn say_added(desk: &mut Desk<'_>, added: &Added) {
    let episode = &added.shelved.episode;
    let length = Arg::Length(episode.sound.duration());
    desk.say(&if episode.draft {
        report::named("add-ready-draft", episode).with("length", length)
    } else {
        report::named("add-ready", episode).with("length", length)
    });
    notices::say(desk, &added.noticed, Some(episode.handle));
    repairs::say(desk, &added.sound, &added.noticed);
    after::say_long_notes(desk, episode);
    report::say_file(desk, &added.shelved.sound());
    report::detail_plan(desk, &added.sound);
    report::detail_sound(desk, &episode.sound);
}

fn say_planned(desk: &mut Desk<'_>, recording: &Path, plan: &Planned) {
    desk.say(
        &report::about("add-planned", plan.handle)
            .with("file", recording)
            .with("title", &plan.title)
            .with("length", Arg::Length(plan.duration))
            .with("size", Arg::Bytes(plan.bytes)),
    );
    notices::say(desk, &plan.noticed, None);
    repairs::say(desk, &plan.sound, &plan.noticed);
    report::detail_plan(desk, &plan.sound);
}

fn added_json(desk: &Desk<'_>, added: &Added) -> Value {
    let mut json = view::episode(&added.shelved, desk.world.clock.now());
    json["mastering"] = view::sound_plan(&added.sound);
    json["noticed"] = notices::json(desk, &added.noticed, Some(added.shelved.episode.handle));
    json
}

fn planned_json(desk: &Desk<'_>, plan: &Planned) -> Value {
    json!({
        "handle": plan.handle.to_string(),
        "title": plan.title,
        "seconds": value::seconds(plan.duration),
        "bytes": plan.bytes,
        "mastering": view::sound_plan(&plan.sound),
        "noticed": notices::json(desk, &plan.noticed, None),
    })
}

fn failed_json(desk: &Desk<'_>, failures: &[(PathBuf, Failure)]) -> Value {
    let one = |(recording, failure): &(PathBuf, Failure)| json!({ "recording": view::path(recording), "error": desk.json_of(failure) });
    failures.iter().map(one).collect()
}
