//! A settings file or a record that is not in order: the file, the line, and what is wrong there.

use super::{Failure, chain, place, why};
use crate::catalogue::FormError;
use crate::words::{Phrase, phrase};

/// Returns the failure of a file that people may have changed by hand.
pub(super) fn failure(err: &FormError) -> Failure {
    let failure = match err {
        FormError::Unreadable { path, source } => {
            let message =
                phrase("io").with("file", place(path)).with("doing", "read").with("why", why(source));
            Failure::plain(message).file(path)
        }
        FormError::Wrong { path, line, problem: said } => {
            let message = match line {
                Some(line) => phrase("form-wrong-line").with("line", *line),
                None => phrase("form-wrong"),
            };
            let message = message.with("file", place(path)).with("problem", problem(said));
            Failure { line: *line, ..Failure::plain(message) }.file(path).hint(phrase("form-mend"))
        }
    };
    failure.because(chain(err))
}

/// Returns the sentence for what the catalogue found wrong.
pub(in crate::cli) fn problem(said: &str) -> Phrase {
    match said {
        "it is empty" => phrase("form-empty"),
        "larger than 1 MB" => phrase("form-too-large"),
        "not UTF-8 text" => phrase("form-not-text"),
        "a number is wanted" | "a number from 1 is wanted" => phrase("form-number"),
        "either a number or a handle is wanted" => phrase("form-number-or-handle"),
        "trailer-1 or bonus-1 is wanted" => phrase("form-handle"),
        "\"episodic\" or \"serial\" is wanted" => phrase("form-show-type"),
        "\"at once\" or \"by hand\" is wanted" => phrase("form-release"),
        "a number from 10 to 10000 is wanted" => phrase("form-feed-page"),
        "a number from -31 to -9 is wanted" => phrase("form-loudness"),
        "48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256 or 320 is wanted" => phrase("form-kbps"),
        "4 or 5 is wanted" => phrase("form-quality"),
        "\"auto\", \"off\", \"gentle\" or \"strong\" is wanted" => phrase("form-level"),
        "\"auto\" or \"keep\" is wanted" => phrase("form-channels"),
        "a time such as 0:12:34.500 is wanted" => phrase("form-time"),
        "an address of the web is wanted" => phrase("form-link"),
        "a name and an address are wanted" => phrase("form-apps"),
        "a program and its arguments are wanted, {audio} among them" => phrase("form-transcribe"),
        "\"mono\" or \"stereo\" is wanted" => phrase("form-profile-channels"),
        "a profile has a name" => phrase("form-profile-name"),
        "start and length are times: 75, or \"1:15\"" => phrase("form-soundbites"),
        "numbers of seasons with their names are wanted" => phrase("form-seasons"),
        "the name of a file in this folder is wanted" => phrase("form-file"),
        "1 to 200 players are wanted" => phrase("form-players"),
        "each player needs a name of its own" => phrase("form-player-names"),
        "either latest or only is wanted" => phrase("form-latest-or-only"),
        said if said.starts_with("unknown field `") => {
            phrase("form-unknown").with("key", said.split('`').nth(1).unwrap_or_default())
        }
        said if said.starts_with("missing field `") => {
            phrase("form-missing").with("key", said.split('`').nth(1).unwrap_or_default())
        }
        // As TOML has it, these are numbers, and the file wants others.
        said if said.starts_with("invalid value: integer") || said.starts_with("invalid type: floating") => {
            phrase("form-whole-number")
        }
        said if said.contains("duplicate key") => phrase("form-twice"),
        said if ["invalid type: ", "invalid value: ", "data did not match any variant"]
            .iter()
            .any(|begin| said.starts_with(begin)) =>
        {
            phrase("form-wrong-type")
        }
        // What one of several numbers must be.
        said if of_numbers(said).is_some() => {
            phrase("form-one-of").with("numbers", of_numbers(said).unwrap_or_default())
        }
        said if between(said).is_some() => {
            let (least, most) = between(said).unwrap_or_default();
            phrase("form-between").with("least", least).with("most", most)
        }
        said if said.starts_with("at that rate, no more than ") => {
            let most = said.split(' ').find(|word| word.bytes().all(|b| b.is_ascii_digit()));
            phrase("form-profile-rate").with("most", most.unwrap_or_default())
        }
        said if said.contains("is no date") => phrase("form-date"),
        said if said.contains("must be quoted") => phrase("form-quotes"),
        // What the reader of TOML says is English, and stands in the cause; the line tells enough.
        _ => phrase("form-unreadable"),
    }
}

/// Returns the numbers of `32, 40 or 48 is wanted`, without the last words.
fn of_numbers(said: &str) -> Option<String> {
    let (numbers, last) = said.strip_suffix(" is wanted")?.rsplit_once(" or ")?;
    let all = numbers.split(", ").chain([last]);
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    all.clone().all(is_number).then(|| all.collect::<Vec<_>>().join(", "))
}

/// Returns the ends of `a number from 1 to 240 is wanted`.
fn between(said: &str) -> Option<(String, String)> {
    let (least, most) =
        said.strip_prefix("a number from ")?.strip_suffix(" is wanted")?.split_once(" to ")?;
    Some((least.to_owned(), most.to_owned()))
}
