//! Templates: ours, and those that a show puts in their place.
//!
//! A file in `episodes/templates/` stands in for the one of ours that has its name: `episode.html` for the
//! page of an episode, `base.html` for what is around every page. Others there are for these to include. What
//! a template may say is Jinja's; everything that is put into it is escaped.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, escape_formatter,
};

use super::{embedded, put};
use crate::catalogue::{Show, layout};
use crate::feed::{FeedError, Stuck, Unusable};
use crate::picture::escaped;

/// The most that one page may do before it is taken for one that never ends. The largest of ours, with a
/// transcript of ten hours, does about a tenth of it.
const MOST_STEPS: u64 = 20_000_000;
/// The longest template that we read.
const LONGEST: u64 = MEGABYTES << 20;
/// The same in megabytes.
const MEGABYTES: u64 = 1;

/// Puts a value into a page. Our escapes are fewer than the library's, which spells out every slash of every
/// link: values stand in text and between double quotes, and there these four are all.
fn put_in(out: &mut Output<'_>, state: &State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if state.auto_escape() == AutoEscape::Html && !value.is_safe() => {
            Ok(out.write_str(&escaped(text))?)
        }
        _ => escape_formatter(out, state, value),
    }
}

/// The templates of a show.
#[derive(Debug)]
pub struct Templates {
    all: Environment<'static>,
    folder: PathBuf,
    theirs: BTreeSet<String>,
}

impl Templates {
    /// Returns our own templates, and no others.
    pub fn ours() -> Templates {
        let mut all = Environment::new();
        all.set_trim_blocks(true);
        all.set_lstrip_blocks(true);
        // A name that is misspelt is a mistake to be told, not an empty place on the page.
        all.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        all.set_fuel(Some(MOST_STEPS));
        all.set_formatter(put_in);
        for (name, source) in embedded::TEMPLATES {
            all.add_template(name, source).expect("our own template is in order");
        }
        Templates { all, folder: PathBuf::new(), theirs: BTreeSet::new() }
    }

    /// Returns the templates of a show: its own, and ours for the rest.
    pub fn of(show: &Show) -> Result<Templates, FeedError> {
        let folder = layout::templates(show.root());
        let mut templates = Templates { folder: folder.clone(), ..Templates::ours() };
        let entries = match fs::read_dir(&folder) {
            Err(err) if matches!(err.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(templates);
            }
            other => other.map_err(FeedError::io(&folder, "read"))?,
        };
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        for name in names.into_iter().filter(|name| put::is_page(name)) {
            let path = folder.join(&name);
            let metadata = path.metadata().map_err(FeedError::io(&path, "read"))?;
            if !metadata.is_file() {
                continue;
            }
            let unfit = |problem| FeedError::Template { path: path.clone(), line: None, problem };
            if metadata.len() > LONGEST {
                return Err(unfit(Unusable::TooLarge { megabytes: MEGABYTES }));
            }
            let source = match fs::read_to_string(&path) {
                Err(err) if err.kind() == io::ErrorKind::InvalidData => {
                    return Err(unfit(Unusable::NotText));
                }
                other => other.map_err(FeedError::io(&path, "read"))?,
            };
            templates.theirs.insert(name.clone());
            let added = templates.all.add_template_owned(name.clone(), source);
            added.map_err(|err| templates.fault(&name, &err))?;
        }
        Ok(templates)
    }

    /// Fills a template in.
    pub(super) fn render(&self, name: &str, values: Value) -> Result<String, FeedError> {
        let filled = self.all.get_template(name).and_then(|template| template.render(values));
        filled.map_err(|err| self.fault(name, &err))
    }

    /// Returns what is wrong with a template. Where it is in one of ours that one of theirs led to, theirs is
    /// named: that is the file that can be mended.
    fn fault(&self, name: &str, err: &Error) -> FeedError {
        let mut chain = vec![err];
        while let Some(next) = chain.last().and_then(|err| std::error::Error::source(*err)?.downcast_ref()) {
            chain.push(next);
        }
        let theirs = |err: &&&Error| err.name().is_some_and(|name| self.theirs.contains(name));
        let deepest = chain.iter().rev().find(theirs).unwrap_or(&err);
        let named = deepest.name().unwrap_or(name);
        let innermost: &Error = chain.last().unwrap_or(&err);
        let said = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
        let problem = Unusable::Stuck { at: stuck(innermost.kind()), said };
        FeedError::Template { path: self.folder.join(named), line: deepest.line(), problem }
    }
}

/// Returns what the library got stuck at.
fn stuck(kind: ErrorKind) -> Stuck {
    match kind {
        ErrorKind::UndefinedError => Stuck::Name,
        ErrorKind::TemplateNotFound => Stuck::Template,
        ErrorKind::UnknownFilter
        | ErrorKind::UnknownTest
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownMethod
        | ErrorKind::UnknownBlock => Stuck::Tool,
        ErrorKind::OutOfFuel => Stuck::Endless,
        ErrorKind::SyntaxError | ErrorKind::BadEscape => Stuck::Form,
        _ => Stuck::Use,
    }
}
