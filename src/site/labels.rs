//! Labels for the players of a course: A4, three in a row and eight rows, to be printed on paper and cut, or on
//! sheets of labels of 70 × 37 mm, which go to the edge.

use minijinja::context;

use super::model::{ShowFacts, words_of};
use super::templates::Templates;
use super::{look::Look, put};
use crate::catalogue::{Course, Show};
use crate::feed::FeedError;
use crate::picture::{Cover, colour, qr};
use crate::words::{Arg, Words, phrase};

/// So many labels are on one sheet.
const ON_A_SHEET: usize = 24;

/// Returns a day as people say it; other words stay as they are.
fn day(words: &Words, said: &str) -> String {
    said.parse().map_or_else(|_| said.to_owned(), |day| words.shown(&Arg::Date(day)))
}

/// Returns the sheets of labels, one for each player of the course. The file needs no other.
pub fn labels(show: &Show, course: &Course) -> Result<String, FeedError> {
    // They speak to listeners, so they speak the language of the show.
    let words = words_of(show.info());
    let (cover, _) = Cover::of(show.artwork().as_deref(), &show.info().title);
    let tones = cover.copies([super::LARGE]).ok().and_then(|[picture]| colour::tones(picture).ok());
    let look = Look::of(tones, &cover);
    let facts = ShowFacts::of(show.info(), &look, &[], &words);
    let code = facts.address.as_deref().and_then(qr::code);
    let sheets: Vec<&[String]> = course.players.chunks(ON_A_SHEET).collect();
    let values = context! {
        site => facts,
        colours => look.colours,
        code => code.map(|code| context! { side => code.side, path => code.path }),
        course => course.title,
        date => course.date.as_deref().map(|said| day(&words, said)),
        room => course.room,
        sheets => sheets,
        title => words.say(&phrase("labels-title").with("course", &course.title)),
        scan => words.word("labels-scan"),
    };
    Ok(put::marked(&Templates::of(show)?.render("labels.html", values)?))
}
