//! Reads a FAT16 image as it is: which clusters every name leads to, and whether two lead to the same.

use std::collections::BTreeMap;

/// A name on the image.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) path: String,
    pub(super) is_folder: bool,
    pub(super) bytes: u64,
    /// Its clusters, as far as the chain goes.
    pub(super) clusters: Vec<u16>,
    /// Whether the chain ends as a chain should.
    pub(super) ends: bool,
}

/// Where things are on an image.
pub(super) struct Layout {
    fat: usize,
    root: usize,
    root_bytes: usize,
    data: usize,
    cluster: usize,
}

impl Layout {
    pub(super) fn of(image: &[u8]) -> Layout {
        let word = |at: usize| usize::from(u16::from_le_bytes([image[at], image[at + 1]]));
        let (sector, per_cluster, reserved) = (word(11), usize::from(image[13]), word(14));
        let (fats, root, per_fat) = (usize::from(image[16]), word(17) * 32, word(22));
        let fat = reserved * sector;
        let root_at = fat + fats * per_fat * sector;
        Layout { fat, root: root_at, root_bytes: root, data: root_at + root, cluster: per_cluster * sector }
    }

    /// Returns whether a place on the image belongs to the table of clusters.
    pub(super) fn is_table(&self, at: u64) -> bool {
        (self.fat as u64..self.root as u64).contains(&at)
    }

    fn next(&self, image: &[u8], cluster: u16) -> u16 {
        let at = self.fat + usize::from(cluster) * 2;
        u16::from_le_bytes([image[at], image[at + 1]])
    }

    fn chain(&self, image: &[u8], first: u16) -> (Vec<u16>, bool) {
        let mut clusters = Vec::new();
        let mut at = first;
        while at >= 2
            && usize::from(at - 2) * self.cluster + self.data < image.len()
            && clusters.len() < 70_000
        {
            let next = self.next(image, at);
            if next == 0 {
                return (clusters, false);
            }
            clusters.push(at);
            if next >= 0xfff8 {
                return (clusters, true);
            }
            at = next;
        }
        (clusters, first == 0)
    }

    fn bytes(&self, image: &[u8], clusters: &[u16]) -> Vec<u8> {
        let piece = |cluster: &u16| {
            let at = self.data + usize::from(cluster - 2) * self.cluster;
            image[at..at + self.cluster].iter().copied()
        };
        clusters.iter().flat_map(piece).collect()
    }
}

/// Returns every name on the image, in the order in which they lie in their folders.
pub(super) fn names(image: &[u8]) -> Vec<Name> {
    let layout = Layout::of(image);
    let mut names = Vec::new();
    walk(image, &layout, &image[layout.root..layout.root + layout.root_bytes], "", &mut names);
    names
}

fn walk(image: &[u8], layout: &Layout, slots: &[u8], folder: &str, names: &mut Vec<Name>) {
    let mut long: Vec<u16> = Vec::new();
    for slot in slots.chunks_exact(32) {
        match (slot[0], slot[11]) {
            (0, _) => break,
            (0xe5, _) => long.clear(),
            (_, 0x0f) => {
                let units = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];
                let part = units.iter().map(|at| u16::from_le_bytes([slot[*at], slot[at + 1]]));
                long.splice(0..0, part);
            }
            (_, attributes) if attributes & 8 != 0 => long.clear(),
            (_, attributes) => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
                let (stem, ending) = (text(&slot[..8]), text(&slot[8..11]));
                let short = if ending.is_empty() { stem } else { format!("{stem}.{ending}") };
                long.truncate(long.iter().position(|unit| *unit == 0).unwrap_or(long.len()));
                let name = if long.is_empty() { short } else { String::from_utf16_lossy(&long) };
                long.clear();
                if name == "." || name == ".." {
                    continue;
                }
                let first = u16::from_le_bytes([slot[26], slot[27]]);
                let bytes = u32::from_le_bytes([slot[28], slot[29], slot[30], slot[31]]).into();
                let (clusters, ends) = layout.chain(image, first);
                let path = format!("{folder}/{name}");
                let is_folder = attributes & 16 != 0;
                names.push(Name { path: path.clone(), is_folder, bytes, clusters: clusters.clone(), ends });
                if is_folder && folder.len() < 200 {
                    walk(image, layout, &layout.bytes(image, &clusters), &path, names);
                }
            }
        }
    }
}

/// Returns the contents of a file on the image.
pub(super) fn contents(image: &[u8], name: &Name) -> Vec<u8> {
    let mut bytes = Layout::of(image).bytes(image, &name.clusters);
    bytes.truncate(usize::try_from(name.bytes).unwrap());
    bytes
}

/// Returns what is wrong with the image: clusters of two names, chains that do not end, or are too short.
pub(super) fn faults(image: &[u8]) -> Vec<String> {
    let cluster = Layout::of(image).cluster as u64;
    let mut owners: BTreeMap<u16, String> = BTreeMap::new();
    let mut faults = Vec::new();
    for name in names(image) {
        if !name.ends || !name.is_folder && name.bytes.div_ceil(cluster) != name.clusters.len() as u64 {
            faults.push(format!(
                "{} leads to {} clusters of {} bytes",
                name.path,
                name.clusters.len(),
                name.bytes
            ));
        }
        for at in name.clusters {
            if let Some(other) = owners.insert(at, name.path.clone()) {
                faults.push(format!("{} and {other} share a cluster", name.path));
                break;
            }
        }
    }
    faults
}
