//! `.published.toml`: what the last feed held, so that the next one cannot lose any of it unseen.

use std::io;
use std::path::Path;

use serde::Deserialize;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use super::form::{self, Form, FormError};
use super::problem::Problem;
use super::{CatalogueError, FORMAT, Show, Wait, layout};
use crate::episode::{Guid, Handle};
use crate::world::World;
use crate::world::disk::replace_file;

/// What the last feed held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Its episodes, in the order of the feed.
    pub items: Vec<Published>,
    /// Episodes that have left this computer and were taken out of the feed since. Their numbers are
    /// used for good, also when they come back.
    pub withdrawn: Vec<Published>,
}

/// An episode as the last feed held it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The identity by which apps know it.
    pub guid: Guid,
    /// Its number or handle.
    pub handle: Handle,
    /// The name of its sound in `feed/media/`.
    pub media: String,
    /// The length of that file.
    pub bytes: u64,
    /// Whether it has left this computer: was published, synced or exported. Set by whoever does that,
    /// and kept; from then on its number is used for good.
    pub out: bool,
}

impl Baseline {
    /// Returns whether that episode has left this computer.
    pub fn is_out(&self, guid: &Guid) -> bool {
        self.items.iter().chain(&self.withdrawn).any(|item| item.out && item.guid == *guid)
    }
}

/// What stands in the file.
#[derive(Deserialize)]
struct BaselineForm {
    format: Option<i64>,
    #[serde(default)]
    item: Vec<ItemForm>,
    #[serde(default)]
    withdrawn: Vec<ItemForm>,
}

#[derive(Deserialize)]
struct ItemForm {
    guid: String,
    handle: String,
    media: String,
    bytes: u64,
    #[serde(default)]
    out: bool,
}

/// Reads what the last feed held, to write what the next one holds: refuses a file of a newer program.
pub fn read_to_change(root: &Path) -> Result<Baseline, CatalogueError> {
    let (baseline, format) = read_form(root)?;
    if format > FORMAT {
        return Err(CatalogueError::Newer { path: layout::baseline(root), format });
    }
    Ok(baseline)
}

/// Reads what the last feed held; nothing, if there was none.
pub fn read(root: &Path) -> Result<Baseline, CatalogueError> {
    read_form(root).map(|(baseline, _)| baseline)
}

fn read_form(root: &Path) -> Result<(Baseline, i64), CatalogueError> {
    let path = layout::baseline(root);
    let file = match Form::read(&path) {
        Err(FormError::Unreadable { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            return Ok((Baseline::default(), FORMAT));
        }
        other => other?,
    };
    let form: BaselineForm = file.values()?;
    let published = |item: ItemForm| {
        Ok(Published {
            guid: item.guid.parse().map_err(|err| file.fault("guid", Problem::not_ours(err)))?,
            handle: item.handle.parse().map_err(|err| file.fault("handle", Problem::not_ours(err)))?,
            media: item.media,
            bytes: item.bytes,
            out: item.out,
        })
    };
    let all = |items: Vec<ItemForm>| items.into_iter().map(published).collect::<Result<_, FormError>>();
    let baseline = Baseline { items: all(form.item)?, withdrawn: all(form.withdrawn)? };
    Ok((baseline, form.format.unwrap_or(FORMAT)))
}

/// Writes what the feed holds now, unless that is what stands there. The caller holds the build lock.
pub fn write(world: &World, show: &Show, baseline: &Baseline) -> Result<(), CatalogueError> {
    if read(show.root()).is_ok_and(|old| old == *baseline) {
        return Ok(());
    }
    let mut doc = DocumentMut::new();
    form::put(doc.as_table_mut(), "format", Some(Value::from(FORMAT)));
    for (key, items) in [("item", &baseline.items), ("withdrawn", &baseline.withdrawn)] {
        let tables: ArrayOfTables = items.iter().map(table).collect();
        if !tables.is_empty() {
            doc.insert(key, Item::ArrayOfTables(tables));
        }
    }
    let path = layout::baseline(show.root());
    replace_file(world.disk.as_ref(), &path, doc.to_string().as_bytes())
        .map_err(CatalogueError::io(&path, "written"))
}

/// Remembers that these episodes have left this computer: their numbers are used for good.
pub fn gone_out(world: &World, show: &Show, guids: &[String], wait: Wait) -> Result<(), CatalogueError> {
    let is_new = |item: &Published| !item.out && guids.iter().any(|guid| guid == item.guid.as_str());
    // Mostly all of them have left it before.
    if !read(show.root())?.items.iter().any(is_new) {
        return Ok(());
    }
    let _lock = show.lock_build(world, wait)?;
    let mut baseline = read_to_change(show.root())?;
    for item in baseline.items.iter_mut().filter(|item| is_new(item)) {
        item.out = true;
    }
    write(world, show, &baseline)
}

fn table(item: &Published) -> Table {
    let mut table = Table::new();
    form::put(&mut table, "guid", Some(item.guid.as_str().into()));
    form::put(&mut table, "handle", Some(item.handle.to_string().into()));
    form::put(&mut table, "media", Some(item.media.as_str().into()));
    form::put(&mut table, "bytes", Some(form::integer(item.bytes)));
    form::put(&mut table, "out", item.out.then(|| true.into()));
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::settings;

    #[test]
    fn a_baseline_reads_back_as_it_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let world = World::real();
        let show = settings::create(&world, dir.path(), "title = \"a\"\n", None).unwrap();
        assert_eq!(read(dir.path()).unwrap(), Baseline::default());
        let item = |guid: &str, out| Published {
            guid: guid.parse().unwrap(),
            handle: "1".parse().unwrap(),
            media: "001-a.mp3".into(),
            bytes: 7,
            out,
        };
        let baseline =
            Baseline { items: vec![item("a", true), item("b", false)], withdrawn: vec![item("c", true)] };
        write(&world, &show, &baseline).unwrap();
        assert_eq!(read(dir.path()).unwrap(), baseline);
        let out = |guid: &str| baseline.is_out(&guid.parse().unwrap());
        assert!(out("a") && !out("b") && out("c"));

        gone_out(&world, &show, &["b".into()], Wait::default()).unwrap();
        assert!(read(dir.path()).unwrap().is_out(&"b".parse().unwrap()));

        let path = layout::baseline(dir.path());
        let newer = std::fs::read_to_string(&path).unwrap().replace("format = 1", "format = 2");
        std::fs::write(&path, newer).unwrap();
        assert_eq!(read(dir.path()).unwrap().items.len(), 2);
        assert!(matches!(read_to_change(dir.path()), Err(CatalogueError::Newer { format: 2, .. })));
    }
}
