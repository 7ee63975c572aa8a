//! What episodes of an import came without: told one by one, and where that is too much, in a list.

use std::fmt::Write as _;

use super::desk::Desk;
use super::failure::{Failure, chain};
use super::{belong_args, fetched, report};
use crate::catalogue::Show;
use crate::moving::{Lacking, Missing};
use crate::studio::Belonging;
use crate::words::{Arg, Phrase, phrase};
use crate::world::disk::replace_file;

/// How many are told one by one; the list and `--json` name all.
const MOST_SAID: usize = 10;
/// The list, beside `episodes/`.
const LIST: &str = "import-missing.txt";

/// Says what is missing. What is too much to read off a screen is listed in a file.
pub(super) fn say(desk: &mut Desk<'_>, show: &Show, missing: &[Missing]) -> Result<(), Failure> {
    for missing in missing.iter().take(MOST_SAID) {
        let failure = failure(missing);
        desk.complain(&failure);
    }
    if missing.len() <= MOST_SAID {
        return Ok(());
    }
    let mut text = String::new();
    for missing in missing {
        writeln!(text, "{}", desk.words.say(&failure(missing).message)).ok();
        writeln!(text, "    {}", desk.words.say(&how(missing))).ok();
    }
    let path = show.root().join(LIST);
    replace_file(desk.world.disk.as_ref(), &path, text.as_bytes())
        .map_err(|err| Failure::io(&path, "written", &err))?;
    let more = missing.len() - MOST_SAID;
    desk.say(&phrase("import-missing-more").with("count", more).with("file", path.as_path()));
    Ok(())
}

/// Returns what an episode came without, and how to give it that.
pub(super) fn failure(missing: &Missing) -> Failure {
    let (what, message, _) = about(missing);
    let message = match &missing.why {
        // As it was said before the import was cut off.
        Lacking::Noted(told) => phrase("import-noted").with("told", told),
        why => report::about(message, missing.handle).and(why_not(why, what, &missing.address)),
    };
    Failure::plain(message).hint(how(missing)).because(chain(&missing.why))
}

/// Returns how to give an episode what it came without.
fn how(missing: &Missing) -> Phrase {
    let (.., option) = about(missing);
    phrase("import-give").with("command", format!("podcast edit {} {option}", missing.handle))
}

fn about(missing: &Missing) -> (Belonging, &'static str, &'static str) {
    match missing.kind {
        "transcript" => (Belonging::Transcript, "import-no-transcript", "--transcript"),
        "artwork" => (Belonging::Artwork, "import-no-picture", "--artwork"),
        _ => (Belonging::Chapters, "import-no-chapters", "--chapters"),
    }
}

/// Returns why something that a feed names could not be had.
pub(super) fn why_not(why: &Lacking, what: Belonging, address: &str) -> Phrase {
    match why {
        Lacking::Fetch(err) => fetched::said(err),
        Lacking::Unfit(refused) => *belong_args::of_line(refused, what, Arg::from(address)).message,
        Lacking::Picture(err) => *Failure::from(err).message,
        Lacking::Type(given) => phrase("import-no-type").with("given", given).with("address", address),
        Lacking::NotTried => phrase("import-host-silent").with("address", address),
        Lacking::Noted(told) => phrase("import-noted").with("told", told),
    }
}
