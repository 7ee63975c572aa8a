//! `podcast init`: makes a show.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::answers::Answers;
use super::desk::{Desk, Done};
use super::failure::{self, Failure};
use super::{shell, value, view};
use crate::catalogue::{CatalogueError, ShowInfo, layout, settings};
use crate::episode::text;
use crate::feed::category::Category;
use crate::picture::{self, Form, PictureError};
use crate::words::{Words, phrase};

/// Make a show
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[arg(long, value_name = "ADDRESS")]
    link: Option<String>,
    #[arg(long, value_name = "TEXT")]
    author: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    email: Option<String>,
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    #[arg(long, value_name = "FILE")]
    artwork: Option<PathBuf>,
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    goal: Option<u32>,
    #[arg(long)]
    practice: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, args: &InitArgs) -> Result<Done, Failure> {
    let here = Desk::here()?;
    let root = args.folder.as_ref().map_or_else(|| here.clone(), |folder| here.join(folder));
    if layout::settings(&root).symlink_metadata().is_ok() {
        return Err(CatalogueError::ShowExists { folder: root }.into());
    }
    // All that can be refused is refused before the first question.
    let link = args.link.as_deref().map(link).transpose()?;
    let category = args.category.as_deref().map(category).transpose()?;
    let email = args.email.as_deref().map(email).transpose()?;
    let spoken = args.language.as_deref().map(spoken).transpose()?;
    let artwork = args.artwork.as_deref().map(artwork).transpose()?;
    let title = args.title.as_deref().map(text::title);
    if title.as_deref() == Some("") {
        return Err(Failure::asked(phrase("init-no-title")));
    }

    let mut answers = Answers::of(desk.can_ask());
    let usual_title = usual_title(&desk.words, &root);
    let title = answers.text(desk, "title", &phrase("ask-title"), title, &usual_title)?;
    // Listeners read who makes it and what it is about, and no directory takes a show without.
    let author = answers.text(desk, "author", &phrase("ask-author"), args.author.clone(), &title)?;
    let about = desk.words.say(&phrase("init-usual-description").with("title", &title));
    let description =
        answers.text(desk, "description", &phrase("ask-description"), args.description.clone(), &about)?;
    // Rather without than made up: these may come later.
    let email = answers.optional(desk, &phrase("ask-email"), email, self::email)?;
    let link = answers.optional(desk, &phrase("ask-link"), link, self::link)?;
    let usual = ShowInfo::new(&title);
    let language = answers.quietly("language", spoken, desk.words.language().as_str());
    let category = answers.quietly("category", category, &usual.category);
    let usual_goal = usual.goal.unwrap_or_default().to_string();
    let goal = answers.quietly("goal", args.goal.map(|goal| goal.to_string()), &usual_goal);
    let goal = goal.parse().ok().filter(|goal| *goal > 0);
    let info = ShowInfo {
        title,
        author: text::title(&author),
        description: text::lines(&description),
        email,
        link,
        language,
        category,
        goal,
        artwork: artwork.as_ref().map(|(name, _)| name.clone()),
        practice: args.practice,
        ..usual
    };
    let text = settings::written(&info, |key| desk.words.say(&phrase(format!("setting-{key}"))));
    let beside = artwork.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let show = settings::create(&desk.world, &root, &text, beside)?;

    let title = Desk::title_of(&show);
    desk.say(&phrase("init-done").with("show", title).with("folder", root.as_path()));
    for (key, value) in answers.taken() {
        desk.say_below(&phrase("init-took").with("key", *key).with("value", value));
    }
    desk.say(&phrase("init-edit").with("file", failure::place(&layout::settings(&root))));
    if info.practice {
        desk.say(&phrase("init-practice"));
    } else if info.link.is_none() {
        desk.say(&phrase("init-link-later"));
    }
    if root != here {
        let folder = args.folder.as_deref().unwrap_or(&root);
        let line = shell::line([Path::new("cd").as_os_str(), folder.as_os_str()]);
        desk.say(&phrase("init-next-there").with("command", line));
    }
    desk.say(&phrase("init-next").with("recording", desk.words.word("value-recording")));
    Ok(Done::with(json!({
        "folder": view::path(&root),
        "settings": view::path(&layout::settings(&root)),
        "show": info.title,
        "practice": info.practice,
        "defaults": answers.taken().iter().map(|(key, value)| ((*key).to_owned(), value.as_str().into())).collect::<Map<String, Value>>(),
    })))
}

/// Returns the title for a show whose title nobody gave: the name of its folder, made readable.
fn usual_title(words: &Words, root: &Path) -> String {
    let name = root.file_name().map(|name| text::title(&name.to_string_lossy().replace(['_', '-'], " ")));
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| words.word("init-usual-title"))
}

pub(super) fn link(text: &str) -> Result<String, Failure> {
    let text = text.trim().trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let fits = host.is_some_and(|host| {
        !host.is_empty() && !host.starts_with('/') && !host.contains(char::is_whitespace)
    });
    if fits {
        return Ok(text.to_owned());
    }
    Err(Failure::asked(phrase("init-wrong-link").with("value", text)).hint(phrase("init-wrong-link-example")))
}

fn email(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    match text.split_once('@') {
        Some((name, host))
            if !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace) =>
        {
            Ok(text.to_owned())
        }
        _ => Err(Failure::asked(phrase("init-wrong-email").with("value", text))
            .hint(phrase("init-wrong-email-example"))),
    }
}

/// Reads the code of a language: two letters, and a country if it matters. Whether there is such a
/// language, `check` knows.
fn spoken(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    let code = text.split('-').next().unwrap_or_default();
    if code.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-') {
        return Ok(text.to_owned());
    }
    Err(Failure::asked(phrase("init-wrong-language").with("value", text))
        .hint(phrase("init-wrong-language-example")))
}

fn category(text: &str) -> Result<String, Failure> {
    if let Some(category) = Category::find(text) {
        return Ok(category.to_string());
    }
    let failure = Failure::asked(phrase("init-wrong-category").with("value", text));
    Err(match Category::meant(text) {
        Some(meant) => failure.hint(phrase("asked-did-you-mean").with("suggestion", meant.to_string())),
        None => failure.hint(phrase("init-categories").with("names", top_categories())),
    })
}

fn top_categories() -> String {
    let top = Category::all().filter(|category| category.sub.is_none());
    top.map(|category| category.name).collect::<Vec<_>>().join(", ")
}

/// Reads the picture, and returns the name that it gets beside the settings.
fn artwork(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let picture = picture::read(path).map_err(|err| match err {
        PictureError::Unreadable { source, .. } => value::unread(path, &source),
        other => Failure::from(other).file(path),
    })?;
    let bytes = std::fs::read(path).map_err(|err| value::unread(path, &err))?;
    let ending = match picture.form() {
        Form::Jpeg => "jpg",
        Form::Png => "png",
        Form::WebP => "webp",
    };
    Ok((format!("artwork.{ending}"), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_web_is_taken_without_its_last_slash() {
        assert_eq!(link(" https://example.org/podcast/ ").unwrap(), "https://example.org/podcast");
        for wrong in ["", "example.org", "ftp://example.org", "https://", "https:///x", "https://a b"] {
            assert!(link(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_category_is_spelt_as_the_directories_spell_it() {
        assert_eq!(category("arts/books").unwrap(), "Arts/Books");
        assert!(category("Bøger").is_err());
        assert!(top_categories().starts_with("Arts, "));
    }

    #[test]
    fn a_language_is_a_code_of_two_letters() {
        assert_eq!(spoken(" en-gb ").unwrap(), "en-gb");
        for wrong in ["dansk", "da_DK", "", "d"] {
            assert!(spoken(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        assert!(email("podcast@example.org").is_ok());
        for wrong in ["podcast", "@example.org", "a@b", "a b@example.org"] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }
}
