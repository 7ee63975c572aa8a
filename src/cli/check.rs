//! `podcast check`: all that is wrong, or could be better, each with its remedy; of this show, or of any
//! feed in the world. And the rules themselves, to read.

use std::path::Path;

use serde_json::{Value, json};

use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::{after, check_files, fetched, findings, value};
use crate::feed::{self, Finding, Rule, RuleInfo, Source, Weight, strange};
use crate::moving::fetch::{Client, Limits, Reach};
use crate::words::phrase;

/// Check the show, or a feed
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[arg(value_name = "FEED")]
    feed: Option<String>,
    #[arg(long, value_name = "RULE", conflicts_with_all = ["feed", "rules"])]
    explain: Option<String>,
    #[arg(long, conflicts_with = "feed")]
    rules: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &CheckArgs) -> Result<Done, Failure> {
    match args {
        CheckArgs { explain: Some(rule), .. } => explain(desk, rule),
        CheckArgs { rules: true, .. } => Ok(list(desk)),
        CheckArgs { feed: Some(feed), .. } => elsewhere(desk, feed),
        CheckArgs { .. } => here(desk),
    }
}

/// Checks the show.
fn here(desk: &mut Desk<'_>) -> Result<Done, Failure> {
    let show = desk.show()?;
    let found = feed::check(&desk.world, &show).map_err(|err| after::unbuilt(desk, err))?;
    let errors = say(desk, &found, "check-errors");
    if found.is_empty() {
        let title = Desk::title_of(&show);
        desk.say(&phrase("check-fine").with("show", title));
    } else if errors == 0 {
        desk.say(&phrase("check-no-errors"));
    }
    let head = [("show", show.info().title.clone().into()), ("practice", show.info().practice.into())];
    Ok(done(desk, &found, head))
}

/// Checks a feed that was made elsewhere: at its address, or in a file.
fn elsewhere(desk: &mut Desk<'_>, feed: &str) -> Result<Done, Failure> {
    let now = desk.world.clock.now();
    let looked = if feed.contains("://") {
        let client = Client::new(Reach::of_feed(feed), Limits::default());
        let (bytes, about) = client.bytes(feed, strange::LARGEST).map_err(|err| fetched::failure(&err))?;
        let mut looked = strange::check(&bytes, now);
        looked.findings.extend(check_files::ask(desk, &client, &about.address, &looked.files)?);
        strange::sort(&mut looked.findings);
        looked
    } else {
        let path = Path::new(feed);
        strange::check_file(path, now).map_err(|err| value::unread(path, &err))?
    };
    desk.say(&if looked.title.is_empty() {
        phrase("check-feed-untitled").with("file", feed)
    } else {
        phrase("check-feed").with("title", &looked.title).with("file", feed).with("count", looked.items)
    });
    say(desk, &looked.findings, "check-feed-errors");
    desk.say(&if looked.findings.is_empty() {
        phrase("check-feed-fine")
    } else {
        phrase("check-feed-where")
    });
    if let Some(next) = &looked.next {
        desk.say(&phrase("check-feed-next").with("address", next));
    }
    let head =
        [("feed", feed.into()), ("show", looked.title.clone().into()), ("episodes", looked.items.into())];
    Ok(done(desk, &looked.findings, head))
}

/// Says what was found, errors first below a line of that name, and returns how many errors there are.
fn say(desk: &mut Desk<'_>, found: &[Finding], head: &'static str) -> usize {
    let of = |weight| found.iter().filter(|finding| finding.weight == weight).collect::<Vec<&Finding>>();
    let (errors, warnings) = (of(Weight::Error), of(Weight::Warning));
    if !errors.is_empty() {
        desk.say(&phrase(head).with("count", errors.len()));
        findings::say(desk, &errors);
    }
    if !warnings.is_empty() {
        desk.say(&phrase("check-warnings").with("count", warnings.len()));
        findings::say(desk, &warnings);
    }
    errors.len()
}

/// Ends a check.
fn done<const N: usize>(desk: &Desk<'_>, found: &[Finding], head: [(&str, Value); N]) -> Done {
    let errors = findings::count(found, Weight::Error);
    let code = if errors == 0 { Code::Done } else { Code::Failed };
    let mut json = json!({
        "errors": errors,
        "warnings": findings::count(found, Weight::Warning),
        "findings": found.iter().map(|finding| findings::json(&desk.words, finding)).collect::<Vec<Value>>(),
    });
    for (name, value) in head {
        json[name] = value;
    }
    Done::ending(code, json)
}

/// Says one rule: what it says when it is broken, why there is such a rule, who asks for it, and what to do.
fn explain(desk: &mut Desk<'_>, id: &str) -> Result<Done, Failure> {
    let Some(rule) = RuleInfo::of(id) else {
        let failure = Failure::asked(phrase("check-no-rule").with("rule", id));
        let failure = match RuleInfo::meant(id) {
            Some(near) => failure.hint(phrase("asked-did-you-mean").with("suggestion", near)),
            None => failure,
        };
        return Err(failure.hint(phrase("check-no-rule-list")));
    };
    let weight = findings::weight(rule.weight);
    desk.say(&phrase("check-rule").with("rule", rule.id).with("weight", weight));
    desk.say_below(&findings::example(rule, ""));
    desk.say_below(&phrase("check-rule-why").with("why", findings::example(rule, ".why")));
    for source in rule.sources {
        let said =
            phrase("check-rule-source").with("short", source.to_string()).with("title", source.title());
        desk.say_below(&said);
    }
    if let Some(remedy) = findings::example_remedy(&desk.words, rule) {
        desk.say_below(&phrase("check-rule-remedy").with("remedy", remedy));
    }
    Ok(Done::with(json!({ "rule": rule_json(desk, rule) })))
}

/// Lists all rules.
fn list(desk: &mut Desk<'_>) -> Done {
    for rule in Rule::ALL {
        let sources = rule.sources.iter().map(Source::to_string).collect::<Vec<_>>().join(", ");
        let weight = findings::weight(rule.weight);
        desk.say(
            &phrase("check-rule-line").with("rule", rule.id).with("weight", weight).with("sources", sources),
        );
        desk.say_below(&findings::example(rule, ""));
    }
    desk.say(&phrase("check-rules-count").with("count", Rule::ALL.len()));
    let rules: Vec<Value> = Rule::ALL.iter().map(|rule| rule_json(desk, rule)).collect();
    Done::with(json!({ "rules": rules }))
}

fn rule_json(desk: &Desk<'_>, rule: &RuleInfo) -> Value {
    json!({
        "id": rule.id,
        "weight": findings::weight_name(rule.weight),
        "sources": rule.sources.iter().map(|source| json!({ "short": source.to_string(), "title": source.title() })).collect::<Vec<_>>(),
        "message": desk.words.say(&findings::example(rule, "")),
        "why": desk.words.say(&findings::example(rule, ".why")),
        "remedy": findings::example_remedy(&desk.words, rule).map(|remedy| desk.words.say(&remedy)),
    })
}
