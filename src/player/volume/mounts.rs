//! Which volumes are mounted on this computer, and which of them people carry about.
//!
//! Linux tells it in `/proc/self/mountinfo` and below `/sys/dev/block`. macOS keeps removable volumes in
//! `/Volumes`; that, and that Windows is told none of this and takes a folder as it is named, nobody has
//! tried yet.

use std::path::{Path, PathBuf};

/// A mounted file system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// The folder in which it is seen.
    pub point: PathBuf,
    /// What it is made of: `/dev/sdb1`.
    pub source: String,
    /// The kind of file system: `vfat`.
    pub kind: String,
    /// The numbers of the device: `8:17`.
    pub device: String,
}

impl Mount {
    /// Returns whether it is a disk: to look at a network drive that is not answering may take for ever.
    pub fn is_disk(&self) -> bool {
        ["/dev/", "/Volumes"].iter().any(|begin| self.source.starts_with(begin)) || self.keeps_order()
    }

    /// Returns whether folders on it keep names in the order in which they came, and players go by that.
    pub fn keeps_order(&self) -> bool {
        let kind = self.kind.strip_prefix("fuse.").unwrap_or(&self.kind);
        // `fuseblk` and the like may be anything; a FAT behind it names itself.
        ["vfat", "msdos", "exfat", "fat", "fatmount"].contains(&kind)
    }
}

/// Reads what Linux says of its mounts, one in each line.
pub fn parse(text: &str) -> Vec<Mount> {
    text.lines().filter_map(parse_line).collect()
}

/// Reads a line: `36 35 8:17 / /media/anna/MP3 rw,noatime shared:1 - vfat /dev/sdb1 rw`.
fn parse_line(line: &str) -> Option<Mount> {
    let (mount, system) = line.split_once(" - ")?;
    let mut mount = mount.split(' ');
    let device = mount.nth(2)?.to_owned();
    // A folder of a file system that is mounted elsewhere as well is no volume.
    if mount.next()? != "/" {
        return None;
    }
    let point = PathBuf::from(unescaped(mount.next()?));
    let mut system = system.split(' ');
    Some(Mount { point, kind: system.next()?.to_owned(), source: unescaped(system.next()?), device })
}

/// Returns a name in which space, tab, newline and backslash are written as in `\040`.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let octal = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match octal.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) if *first == b'\\' => {
                bytes.push(byte);
                rest = &after[3..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns the mount on which a folder lies: the last one at the longest path above it.
pub fn of<'m>(mounts: &'m [Mount], folder: &Path) -> Option<&'m Mount> {
    let above = mounts.iter().filter(|mount| folder.starts_with(&mount.point));
    above.max_by_key(|mount| mount.point.components().count())
}

/// Returns all mounts of this computer.
#[cfg(target_os = "linux")]
pub fn all() -> Vec<Mount> {
    std::fs::read_to_string("/proc/self/mountinfo").map(|text| parse(&text)).unwrap_or_default()
}

/// Returns the volumes below `/Volumes`; what kind they are is not asked. Elsewhere there are none to be seen.
#[cfg(not(target_os = "linux"))]
pub fn all() -> Vec<Mount> {
    let volumes = std::fs::read_dir("/Volumes").into_iter().flatten().flatten();
    let mount = |entry: std::fs::DirEntry| Mount {
        point: entry.path(),
        source: entry.path().to_string_lossy().into_owned(),
        kind: String::new(),
        device: String::new(),
    };
    volumes.map(mount).collect()
}

/// Returns whether people carry the volume about: its device says so itself, or hangs on a USB port.
#[cfg(target_os = "linux")]
pub fn is_removable(mount: &Mount) -> bool {
    let Ok(device) = std::fs::canonicalize(format!("/sys/dev/block/{}", mount.device)) else { return false };
    let hangs_outside = device.iter().any(|part| part.to_string_lossy().starts_with("usb"));
    // A partition does not know; the disk above it does.
    let says_so = [Some(device.as_path()), device.parent()]
        .into_iter()
        .flatten()
        .any(|folder| std::fs::read_to_string(folder.join("removable")).is_ok_and(|says| says.trim() == "1"));
    hangs_outside || says_so
}

/// Returns whether people carry the volume about, as far as its place tells.
#[cfg(not(target_os = "linux"))]
pub fn is_removable(mount: &Mount) -> bool {
    mount.point.starts_with("/Volumes")
}

/// Returns the serial number that a volume was given when it was formatted, where the system tells it.
#[cfg(target_os = "linux")]
pub fn serial(mount: &Mount) -> Option<String> {
    let device = std::fs::canonicalize(&mount.source).ok()?;
    let by_serial = std::fs::read_dir("/dev/disk/by-uuid").ok()?.flatten();
    let found =
        by_serial.into_iter().find(|link| std::fs::canonicalize(link.path()).is_ok_and(|to| to == device));
    Some(found?.file_name().to_string_lossy().into_owned())
}

/// Returns the serial number of a volume: not asked here.
#[cfg(not(target_os = "linux"))]
pub fn serial(_: &Mount) -> Option<String> {
    None
}

/// Returns the names of telephones and players that are plugged in and show no volume: they speak MTP, which
/// keeps no files that could be synced.
#[cfg(target_os = "linux")]
pub fn without_volume() -> Vec<String> {
    let ports = std::fs::read_dir("/sys/bus/usb/devices").into_iter().flatten().flatten();
    let says =
        |path: PathBuf| std::fs::read_to_string(path).map(|text| text.trim().to_owned()).unwrap_or_default();
    let mut names: Vec<String> = ports
        .map(|port| port.path())
        .filter(|port| says(port.join("interface")).eq_ignore_ascii_case("mtp"))
        // An interface is called after its device: 1-2:1.0 is of 1-2.
        .filter_map(|port| Some(port.parent()?.join(port.file_name()?.to_str()?.split(':').next()?)))
        .map(|device| says(device.join("product")))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Returns the names of telephones and players without a volume: not asked here.
#[cfg(not(target_os = "linux"))]
pub fn without_volume() -> Vec<String> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
36 22 8:17 / /media/anna/MP3\\040nr.\\0407 rw,noatime shared:2 - vfat /dev/sdb1 rw,utf8
37 22 8:17 /PODCASTS /srv/mirror rw - vfat /dev/sdb1 rw
38 22 0:44 / /media/anna/old rw - fuse.fatmount /dev/fuse rw
not a line of mounts
";

    #[test]
    fn volumes_are_found_by_the_folders_in_which_they_are_seen() {
        let mounts = parse(TEXT);
        assert_eq!(mounts.len(), 3, "a folder of a volume is none");
        let player = of(&mounts, Path::new("/media/anna/MP3 nr. 7/PODCASTS")).unwrap();
        assert_eq!((player.source.as_str(), player.device.as_str()), ("/dev/sdb1", "8:17"));
        assert!(player.keeps_order() && mounts[2].keeps_order() && mounts[2].is_disk());
        let root = of(&mounts, Path::new("/media/anna")).unwrap();
        assert!(root.point == Path::new("/") && !root.keeps_order());
    }

    #[test]
    fn names_with_spaces_are_read_as_they_are_meant() {
        assert_eq!(unescaped("a\\040b\\134c\\"), "a b\\c\\");
        assert_eq!(unescaped("\\303\\246"), "æ");
    }
}
