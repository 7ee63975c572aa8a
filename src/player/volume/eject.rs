//! Handing a volume back, so that it may be pulled out without any system complaining.
//!
//! Every system has a program for that, which does it without a password: `udisksctl` on Linux, `diskutil` on
//! macOS, on Windows what PowerShell asks of the desktop. Only the first has been tried. All that we wrote lies on
//! the player before this begins, so where it cannot be done nothing is lost.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::mounts::Mount;
use crate::world::World;
use crate::world::program::{Order, ProgramError};

/// How long a program may take: what others have written may still be on its way.
const PATIENCE: Duration = Duration::from_mins(1);
/// So many programs that hold a volume are named.
const MOST_NAMED: usize = 3;

/// Why a volume stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Stays {
    /// It is no volume that can be handed back, but a folder, or something that only looks like a volume.
    #[error("it is no volume of a device")]
    NoVolume,
    /// The program of the system is not there.
    #[error("{0} is not there")]
    NoProgram(&'static str),
    /// Programs have files on it open.
    #[error("{} hold it", .0.join(", "))]
    Held(Vec<String>),
    /// The system does not want to.
    #[error("the system refused: {0}")]
    Refused(String),
}

/// What the programs of a system are told, one after the other.
type Orders = Vec<(&'static str, Vec<OsString>)>;

/// Hands a volume back: unmounts it, and has its device switch off where it can.
pub(super) fn eject(world: &World, root: &Path, mount: Option<&Mount>) -> Result<(), Stays> {
    let orders = orders(std::env::consts::OS, root, mount);
    if orders.is_empty() {
        return Err(Stays::NoVolume);
    }
    for (nth, (program, arguments)) in orders.iter().enumerate() {
        // Nothing of ours may stand in it, so the program does not either.
        let order =
            Order { program, arguments, folder: &std::env::temp_dir(), patience: PATIENCE, most: 64 << 10 };
        match world.programs.run(&order, &mut || world.cancel.check()) {
            Ok(_) => {}
            // Unmounted is handed back; a reader of cards, for one, does not switch off.
            Err(_) if nth > 0 => return Ok(()),
            Err(ProgramError::Missing) => return Err(Stays::NoProgram(program)),
            Err(ProgramError::GaveUp { said, .. }) => {
                let holders = holders(Path::new("/proc"), root);
                return Err(if holders.is_empty() { Stays::Refused(said) } else { Stays::Held(holders) });
            }
            Err(err) => return Err(Stays::Refused(err.to_string())),
        }
    }
    Ok(())
}

/// Returns what is to be told to whom on that system; nothing where it is no volume of a device.
fn orders(system: &str, root: &Path, mount: Option<&Mount>) -> Orders {
    let device = mount.map(|mount| mount.source.as_str()).filter(|source| source.starts_with("/dev/"));
    match (system, device) {
        ("linux", Some(device)) => {
            let told = |what: &str| {
                [what, "--no-user-interaction", "--block-device", device].map(OsString::from).to_vec()
            };
            vec![("udisksctl", told("unmount")), ("udisksctl", told("power-off"))]
        }
        ("macos", _) if mount.is_some() => vec![("diskutil", vec!["eject".into(), root.into()])],
        ("windows", _) => drive(root).map_or_else(Vec::new, |drive| {
            let asks = format!(
                "(New-Object -ComObject Shell.Application).Namespace(17).ParseName('{drive}:').InvokeVerb('Eject')"
            );
            let arguments = ["-NoProfile", "-NonInteractive", "-Command", &asks].map(OsString::from);
            vec![("powershell", arguments.to_vec())]
        }),
        _ => Vec::new(),
    }
}

/// Returns the letter of a drive, if the path is one: `E:\\`.
fn drive(root: &Path) -> Option<char> {
    let path = root.to_str()?;
    let path = path.strip_prefix("\\\\?\\").unwrap_or(path);
    let letter = path.chars().next().filter(char::is_ascii_alphabetic)?;
    matches!(&path[1..], ":" | ":\\" | ":/").then_some(letter)
}

/// Returns the names of programs that have something on a volume open, as far as Linux lets itself be asked.
fn holders(processes: &Path, root: &Path) -> Vec<String> {
    let mut names = BTreeSet::new();
    for process in fs::read_dir(processes).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let open = fs::read_dir(process.join("fd")).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut held = open.chain([process.join("cwd")]);
        if held.any(|link| fs::read_link(link).is_ok_and(|to| to.starts_with(root)))
            && let Ok(name) = fs::read_to_string(process.join("comm"))
        {
            names.insert(name.trim().to_owned());
        }
    }
    names.into_iter().take(MOST_NAMED).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::world::Cancelled;
    use crate::world::program::Programs;

    /// Programs of which each answers as it is told, and what they were told.
    struct Double {
        answers: Mutex<Vec<Result<Vec<u8>, ProgramError>>>,
        told: Mutex<Vec<String>>,
    }

    impl Programs for Double {
        fn run(
            &self,
            order: &Order<'_>,
            _: &mut dyn FnMut() -> Result<(), Cancelled>,
        ) -> Result<Vec<u8>, ProgramError> {
            let words: Vec<_> = order.arguments.iter().map(|word| word.to_string_lossy()).collect();
            self.told.lock().unwrap().push(format!("{} {}", order.program, words.join(" ")));
            self.answers.lock().unwrap().remove(0)
        }
    }

    fn mount(source: &str) -> Mount {
        Mount { point: "/media/P7".into(), source: source.into(), kind: "vfat".into(), device: "8:17".into() }
    }

    fn ejected(
        mount: Option<&Mount>,
        answers: Vec<Result<Vec<u8>, ProgramError>>,
    ) -> (Result<(), Stays>, Vec<String>) {
        let double = Arc::new(Double { answers: Mutex::new(answers), told: Mutex::default() });
        let world = World { programs: double.clone(), ..World::real() };
        let ejected = eject(&world, Path::new("/media/P7"), mount);
        let told = double.told.lock().unwrap().clone();
        (ejected, told)
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_volume_is_unmounted_and_switched_off() {
        let gave_up = || Err(ProgramError::GaveUp { code: Some(1), said: "nej".into() });
        let stick = mount("/dev/sdb1");
        let (done, told) = ejected(Some(&stick), vec![Ok(Vec::new()), Ok(Vec::new())]);
        assert_eq!(done, Ok(()));
        assert_eq!(
            told,
            [
                "udisksctl unmount --no-user-interaction --block-device /dev/sdb1",
                "udisksctl power-off --no-user-interaction --block-device /dev/sdb1"
            ]
        );
        assert_eq!(ejected(Some(&stick), vec![Ok(Vec::new()), gave_up()]).0, Ok(()), "it is unmounted");
        assert_eq!(ejected(Some(&stick), vec![gave_up()]).0, Err(Stays::Refused("nej".into())));
        let missing = vec![Err(ProgramError::Missing)];
        assert_eq!(ejected(Some(&stick), missing).0, Err(Stays::NoProgram("udisksctl")));
        for none in [None, Some(&mount("fatmount"))] {
            assert_eq!(ejected(none, Vec::new()), (Err(Stays::NoVolume), Vec::new()));
        }
    }

    #[test]
    fn other_systems_are_asked_in_their_own_way() {
        let said = |system, root: &str, mount: Option<&Mount>| {
            let orders = orders(system, Path::new(root), mount);
            let line = |(program, arguments): &(&str, Vec<OsString>)| {
                let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
                format!("{program} {}", words.join(" "))
            };
            orders.iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(
            said("macos", "/Volumes/P 7", Some(&mount("/dev/disk4"))),
            ["diskutil eject /Volumes/P 7"]
        );
        assert!(said("windows", r"\\?\E:\", None)[0].contains("ParseName('E:')"));
        for no in [r"\\?\E:\mappe", "'); rm", ""] {
            assert!(said("windows", no, None).is_empty(), "{no}");
        }
        assert!(said("plan9", "/x", Some(&mount("/dev/sdb1"))).is_empty());
    }

    #[test]
    #[cfg(unix)]
    fn who_holds_a_volume_is_known() {
        let dir = tempfile::tempdir().unwrap();
        let (proc, volume) = (dir.path().join("proc"), PathBuf::from("/media/P7"));
        for (pid, name, cwd) in
            [("7", "bash", "/media/P7/PODCASTS"), ("8", "mpv", "/media/P70"), ("self", "", "/")]
        {
            fs::create_dir_all(proc.join(pid)).unwrap();
            fs::write(proc.join(pid).join("comm"), format!("{name}\n")).unwrap();
            std::os::unix::fs::symlink(cwd, proc.join(pid).join("cwd")).unwrap();
        }
        assert_eq!(holders(&proc, &volume), ["bash"]);
        assert!(holders(&dir.path().join("none"), &volume).is_empty());
    }
}
