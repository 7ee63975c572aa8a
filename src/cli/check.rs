//! `podcast check`: all that is wrong, or could be better, each with its remedy.

use serde_json::{Value, json};

use super::code::Code;
use super::desk::{Desk, Done};
use super::failure::Failure;
use super::{after, findings};
use crate::feed::{self, Finding, Weight};
use crate::words::phrase;

pub(super) fn run(desk: &mut Desk<'_>) -> Result<Done, Failure> {
    let show = desk.show()?;
    let found = feed::check(&desk.world, &show).map_err(|err| after::unbuilt(desk, err))?;
    let of = |weight| found.iter().filter(|finding| finding.weight == weight).collect::<Vec<&Finding>>();
    let (errors, warnings) = (of(Weight::Error), of(Weight::Warning));
    if !errors.is_empty() {
        desk.say(&phrase("check-errors").with("count", errors.len()));
        findings::say(desk, &errors);
    }
    if !warnings.is_empty() {
        desk.say(&phrase("check-warnings").with("count", warnings.len()));
        findings::say(desk, &warnings);
    }
    if found.is_empty() {
        let title = Desk::title_of(&show);
        desk.say(&phrase("check-fine").with("show", title));
    } else if errors.is_empty() {
        desk.say(&phrase("check-no-errors"));
    }
    let code = if errors.is_empty() { Code::Done } else { Code::Failed };
    Ok(Done::ending(
        code,
        json!({
            "show": show.info().title,
            "practice": show.info().practice,
            "errors": errors.len(),
            "warnings": warnings.len(),
            "findings": found.iter().map(|finding| findings::json(&desk.words, finding)).collect::<Vec<Value>>(),
        }),
    ))
}
