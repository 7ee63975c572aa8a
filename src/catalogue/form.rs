//! Reading and changing TOML: size and format are checked, a fault is named with its line, and what
//! people wrote around a value stays when the value changes.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml_edit::{DocumentMut, Item, Table, Value};

use super::problem::Problem;

/// The largest file we read. A record of ours has two kilobytes; notes may be long.
const LARGEST: u64 = MEGABYTES << 20;
/// The same in megabytes.
const MEGABYTES: u64 = 1;

/// A settings file or a record is not in order.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// The file could not be read.
    #[error("{} could not be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not of the form that we know.
    #[error("{} is not in order: {problem}", at(path, *line))]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1, where that is known.
        line: Option<usize>,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// Writes the place of a fault as editors do: `episode.toml:3`.
fn at(path: &Path, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("{}:{line}", path.display()),
        None => path.display().to_string(),
    }
}

/// The text of a file, its form, and the document to change.
pub(super) struct Form {
    path: PathBuf,
    text: String,
}

impl Form {
    /// Reads the file.
    pub(super) fn read(path: &Path) -> Result<Form, FormError> {
        let unreadable = |source| FormError::Unreadable { path: path.to_owned(), source };
        let file = fs::File::open(path).map_err(unreadable)?;
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > LARGEST {
            return Err(wrong(path, None, Problem::TooLarge { megabytes: MEGABYTES }));
        }
        let text = String::from_utf8(bytes).map_err(|err| {
            let line = line_of(err.as_bytes(), err.utf8_error().valid_up_to());
            wrong(path, Some(line), Problem::NotText)
        })?;
        // Editors on Windows like to put a mark in front.
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(Form { path: path.to_owned(), text })
    }

    /// Returns the values, by their form.
    pub(super) fn values<T: DeserializeOwned>(&self) -> Result<T, FormError> {
        toml_edit::de::from_str(&self.text).map_err(|err| {
            let line = err.span().map(|span| line_of(self.text.as_bytes(), span.start));
            wrong(&self.path, line, Problem::of_reader(err.message()))
        })
    }

    /// Returns the document, to change.
    pub(super) fn document(&self) -> Result<DocumentMut, FormError> {
        self.text.parse().map_err(|err: toml_edit::TomlError| {
            let line = err.span().map(|span| line_of(self.text.as_bytes(), span.start));
            wrong(&self.path, line, Problem::of_reader(err.message()))
        })
    }

    /// Returns a fault in the value of a key: the first of that name.
    pub(super) fn fault(&self, key: &str, problem: Problem) -> FormError {
        self.fault_from(0, key, problem)
    }

    /// Returns a fault in the value of a key of that table.
    pub(super) fn fault_in(&self, table: &str, key: &str, problem: Problem) -> FormError {
        self.fault_in_nth(&format!("[{table}]"), 0, key, problem)
    }

    /// Returns a fault in the value of a key below the `n`th of those heads, from 0.
    pub(super) fn fault_in_nth(&self, head: &str, n: usize, key: &str, problem: Problem) -> FormError {
        let mut heads = self.text.lines().enumerate().filter(|(_, line)| line.trim().starts_with(head));
        let from = heads.nth(n).map_or(0, |(line, _)| line);
        self.fault_from(from, key, problem)
    }

    fn fault_from(&self, from: usize, key: &str, problem: Problem) -> FormError {
        let line = self.text.lines().skip(from).position(|line| {
            line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
        });
        wrong(&self.path, line.map(|line| from + line + 1), problem)
    }
}

/// Returns the line, from 1, in which the byte at `offset` stands.
fn line_of(text: &[u8], offset: usize) -> usize {
    text[..offset.min(text.len())].split(|b| *b == b'\n').count()
}

fn wrong(path: &Path, line: Option<usize>, problem: Problem) -> FormError {
    FormError::Wrong { path: path.to_owned(), line, problem }
}

/// Gives a key a value, or takes the key away for `None`. What people wrote around it stays, and a
/// value that is there already is not touched.
pub(super) fn put(table: &mut Table, key: &str, value: Option<Value>) {
    let Some(mut value) = value else {
        table.remove(key);
        return;
    };
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            if same(old, &value) {
                return;
            }
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        // Tables that somebody wrote by hand, over several lines, and that say the same.
        Some(item) if item.clone().into_value().is_ok_and(|old| same(&old, &value)) => {}
        _ => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// Returns whether two values mean the same, however they are written.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.value() == b.value(),
        (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
        (Value::Boolean(a), Value::Boolean(b)) => a.value() == b.value(),
        (Value::Float(a), Value::Float(b)) => a.value().to_bits() == b.value().to_bits(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::InlineTable(a), Value::InlineTable(b)) => {
            let is_in = |(key, value): (&str, &Value)| b.get(key).is_some_and(|other| same(value, other));
            a.len() == b.len() && a.iter().all(is_in)
        }
        (Value::Datetime(a), Value::Datetime(b)) => a.value().to_string() == b.value().to_string(),
        _ => false,
    }
}

/// Returns the table of that name, made if it is not there.
pub(super) fn table<'d>(doc: &'d mut DocumentMut, name: &str) -> &'d mut Table {
    let item = doc.entry(name).or_insert_with(toml_edit::table);
    if !item.is_table() {
        // An inline table that somebody wrote by hand becomes one that can be changed line by line.
        let inline = std::mem::take(item).into_table().unwrap_or_default();
        *item = Item::Table(inline);
    }
    item.as_table_mut().expect("it was just made one")
}

/// Returns a whole number as TOML has them.
pub(super) fn integer(number: u64) -> Value {
    Value::from(i64::try_from(number).unwrap_or(i64::MAX))
}
