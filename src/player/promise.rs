//! What the manifest says of a plan: before anything is done, on the way, and when all is done.
//!
//! Whenever the cable is pulled, the newest manifest names every place in which a file of ours may be.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::{Aside, Item, Manifest};
use super::plan::{Copy, Folder, Move, Plan};
use super::volume::{folder_of, join, name_of};

impl Plan {
    /// Returns the manifest to be written before anything is done: what is there, and what may be there if
    /// the cable is pulled.
    pub fn before(&self, when: &str) -> Manifest {
        let mut items = self.items.clone();
        let moves: BTreeMap<&str, &Move> = self.moves.iter().map(|one| (one.to.as_str(), one)).collect();
        let copies = self.copies.iter().map(|copy| (copy.item.path.as_str(), copy));
        let copies: BTreeMap<&str, &Copy> = copies.collect();
        for item in &mut items {
            let moved = moves.get(item.path.as_str()).map(|one| one.from.clone());
            let copy = copies.get(item.path.as_str());
            let (replaced, was) = copy.and_then(|copy| copy.replaces.clone()).unzip();
            item.pending = moved.is_some() || copy.is_some();
            item.from = moved.or(replaced).filter(|from| *from != item.path);
            item.was = was;
        }
        items.extend(self.going.iter().cloned());
        let coming = self.folders.iter().map(|folder| Aside::of(folder, &folder.aside));
        let aside = self.asides.iter().cloned().chain(coming).collect();
        let at = self.folders.iter().map(|folder| folder.path.clone());
        Manifest { folders: self.named(at), aside, items, heard: self.heard.clone(), when: when.to_owned() }
    }

    fn named(&self, at: impl IntoIterator<Item = String>) -> BTreeMap<String, String> {
        self.folders.iter().map(|folder| folder.what.clone()).zip(at).collect()
    }

    /// Returns the manifest to be written when all is done, and our folders lie there.
    pub fn after(&self, at: &[String], when: &str) -> Manifest {
        let of_path: BTreeMap<&str, &String> =
            self.folders.iter().map(|folder| folder.path.as_str()).zip(at).collect();
        let item = |item: &Item| match of_path.get(folder_of(&item.path)) {
            Some(folder) if !self.staying.contains(&item.id) => {
                Item { path: join(folder, name_of(&item.path)), ..item.clone() }
            }
            _ => item.clone(),
        };
        let items = self.items.iter().map(item).collect();
        let (folders, heard) = (self.named(at.iter().cloned()), self.heard.clone());
        Manifest { folders, aside: Vec::new(), items, heard, when: when.to_owned() }
    }

    /// Returns the manifest to be written when our folders lie there, and those that are said are about to be put
    /// in order in others.
    pub fn midway(&self, at: &[String], asides: &[(usize, String)], when: &str) -> Manifest {
        let after = self.after(at, when);
        // What this run has written may be torn; the rest has only moved.
        let copied: BTreeSet<&str> = self.copies.iter().map(|copy| copy.item.id.as_str()).collect();
        let pending = |item: Item| Item { pending: copied.contains(item.id.as_str()), ..item };
        let items = after.items.into_iter().map(pending).collect();
        let aside = asides.iter().flat_map(|(nth, aside)| {
            let folder = &self.folders[*nth];
            [Aside::of(folder, &folder.path), Aside::of(folder, aside)]
        });
        Manifest { aside: aside.collect(), items, ..after }
    }
}

impl Aside {
    fn of(folder: &Folder, path: &str) -> Aside {
        Aside { what: folder.what.clone(), path: path.to_owned() }
    }
}
