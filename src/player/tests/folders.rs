//! Several folders on one player: episodes that are too many for one, and what goes along.

use super::super::layout::SOUNDS;
use super::super::manifest::MOST_FILES;
use super::super::offer::{Album, Track};
use super::sync::{assert_untouched, lent, three};
use super::*;

/// Returns the names in a folder in the order in which they lie there, the lists and the cover left out.
fn played(stick: &Stick, folder: &str) -> Vec<String> {
    let names = stick.list(folder).unwrap().into_iter().filter(|entry| !entry.is_folder);
    names
        .map(|entry| entry.name)
        .filter(|name| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "mp3"))
        .collect()
}

impl Sounds {
    /// Has a file go along, with its folders and its ending.
    pub(super) fn with_along(mut self, path: &str, bytes: usize) -> Sounds {
        let contents = vec![u8::try_from(path.len()).unwrap() | 1; bytes];
        let file = self.dir.path().join(path.replace('/', "-"));
        fs::write(&file, &contents).unwrap();
        let mut folders: Vec<String> = path.split('/').map(str::to_owned).collect();
        let name = folders.pop().unwrap().trim_end_matches(".mp3").to_owned();
        let (bytes, sha256) = (bytes as u64, Some(Digest::of(&contents)));
        let sound = Digest::of(&contents).to_string();
        let title = name.clone();
        let own = format!("{name}.mp3");
        let track = Track { own, name, ending: "mp3", title, seconds: 9, file, bytes, sha256, sound };
        match self.offer.along.iter_mut().find(|album| album.folders == folders) {
            Some(album) => album.tracks.push(track),
            None => self.offer.along.push(Album { folders, tracks: vec![track] }),
        }
        self
    }
}

pub(super) fn songs(sounds: Sounds) -> Sounds {
    sounds
        .with_along("Sange/b.mp3", 900)
        .with_along("Sange/A.mp3", 700)
        .with_along("Sange/CD 1/01 Hvad?.mp3", 600)
        .with_along("Sange/CD 1/01 Hvad*.mp3", 500)
}

#[test]
fn what_goes_along_keeps_its_folders_and_names_and_lies_in_order() {
    let stick = Stick::of(lent());
    stick.put("PODCASTS/Sange/en patrons.mp3", b"rubato");
    let before = stick.image();
    let sounds = songs(three());
    let plan = sync(&stick, &sounds).unwrap();
    assert_eq!(plan.folders.len(), 3);
    // The folder of that name is somebody's: nothing of ours goes there.
    assert_eq!(played(&stick, "PODCASTS/Sange"), ["en patrons.mp3"]);
    assert_eq!(played(&stick, "PODCASTS/Sange (2)/Sange"), ["A.mp3", "b.mp3"]);
    let first = played(&stick, "PODCASTS/Sange (2)/CD 1");
    assert_eq!(first, ["01 Hvad (2).mp3", "01 Hvad.mp3"], "both of them, told apart");
    assert_eq!(listed(&stick, "PODCASTS/Sange (2)/CD 1/CD 1"), first);
    assert_eq!(listed(&stick, "PODCASTS/Sange (2)/Sange/Sange"), ["A.mp3", "b.mp3"]);
    assert_eq!(fat::faults(&stick.image()), Vec::<String>::new());
    assert!(sync(&stick, &sounds).unwrap().is_empty());
    // One more in between, and one goes: the order is put right there, and no file is copied twice.
    let more = songs(three()).with_along("Sange/aa med et langt navn.mp3", 400);
    let plan = sync(&stick, &more).unwrap();
    assert_eq!(plan.copies.iter().filter(|copy| copy.item.kind == Kind::Along).count(), 1);
    assert_eq!(played(&stick, "PODCASTS/Sange (2)/Sange"), ["A.mp3", "aa med et langt navn.mp3", "b.mp3"]);
    assert!(sync(&stick, &more).unwrap().is_empty());
    // Without folders inside it, a folder needs none for its own sounds.
    let alone = three().with_along("Sange/b.mp3", 900).with_along("Sange/A.mp3", 700);
    let plan = sync(&stick, &alone).unwrap();
    assert!(plan.copies.iter().all(|copy| copy.item.kind == Kind::List), "{plan:?}");
    assert_eq!(played(&stick, "PODCASTS/Sange (2)"), ["A.mp3", "b.mp3"]);
    assert!(stick.list("PODCASTS/Sange (2)").unwrap().iter().all(|entry| !entry.is_folder));
    assert!(sync(&stick, &alone).unwrap().is_empty());
    sync(&stick, &more).unwrap();
    assert_eq!(played(&stick, "PODCASTS/Sange (2)/Sange"), ["A.mp3", "aa med et langt navn.mp3", "b.mp3"]);
    assert!(sync(&stick, &more).unwrap().is_empty());
    // Not given any more, all of it goes, and the folders that were ours.
    sync(&stick, &three()).unwrap();
    let names = |folder| stick.list(folder).unwrap().into_iter().map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(names("PODCASTS"), ["Sange", "Vi læser"]);
    assert_holds(&stick, &three());
    assert_untouched(&before, &stick.image());
    assert!(sync(&stick, &three()).unwrap().is_empty());
}

#[test]
fn what_somebody_put_into_a_folder_that_went_along_stays() {
    let stick = Stick::of(lent());
    let sounds = songs(three());
    sync(&stick, &sounds).unwrap();
    stick.put("PODCASTS/Sange/CD 1/01 Hvad.mp3", b"with a tag of the player");
    stick.put("PODCASTS/Sange/min.mp3", b"a patron's");
    let before = stick.image();
    let plan = sync(&stick, &three()).unwrap();
    assert_eq!(plan.left.len(), 1);
    assert_eq!(played(&stick, "PODCASTS/Sange"), ["min.mp3"]);
    assert_eq!(played(&stick, "PODCASTS/Sange/CD 1"), ["01 Hvad.mp3"]);
    let unchanged = |path: &str| {
        let of = |image: &[u8]| {
            let names = fat::names(image);
            names.iter().find(|name| name.path == path).map(|name| fat::contents(image, name))
        };
        assert!(of(&before).is_some() && of(&before) == of(&stick.image()), "{path}");
    };
    unchanged("/PODCASTS/Sange/min.mp3");
    unchanged("/PODCASTS/Sange/CD 1/01 Hvad.mp3");
    // Unloaded, a player is as if we had never been there.
    let stick = Stick::of(lent());
    sync(&stick, &sounds).unwrap();
    unload(&world(), &stick, &identity(&stick).unwrap()).unwrap();
    let left = |image: &[u8]| fat::names(image).into_iter().map(|name| name.path).collect::<Vec<_>>();
    assert_eq!(left(&stick.image()), left(&lent()));
}

#[test]
fn more_episodes_than_a_folder_takes_lie_in_two() {
    let many =
        |from: u32, to: u32| (from..=to).fold(Sounds::new().with_cover(), |all, n| all.with(n, "å", 20));
    let most = u32::try_from(SOUNDS).unwrap();
    let stick = Stick::of(Stick::blank(8_192));
    let sounds = many(1, most + 3);
    sync(&stick, &sounds).unwrap();
    let names = |from: u32, to: u32| (from..=to).map(|n| format!("{n:03} - å.mp3")).collect::<Vec<_>>();
    assert_eq!(played(&stick, "PODCASTS/Vi læser"), names(1, most));
    assert_eq!(played(&stick, "PODCASTS/Vi læser 2"), names(most + 1, most + 3));
    for folder in ["PODCASTS/Vi læser", "PODCASTS/Vi læser 2"] {
        assert!(stick.list(folder).unwrap().len() <= 255);
        let list = format!("{folder}/{}", volume::name_of(folder));
        assert_eq!(listed(&stick, &list), played(&stick, folder));
    }
    assert!(sync(&stick, &sounds).unwrap().is_empty());
    // An early one goes: one moves from the second folder to the first, by its name alone.
    let fewer = many(2, most + 3);
    let plan = sync(&stick, &fewer).unwrap();
    assert_eq!((plan.moves.len(), plan.copies.iter().filter(|copy| copy.handle.is_some()).count()), (1, 0));
    assert_eq!(played(&stick, "PODCASTS/Vi læser"), names(2, most + 1));
    assert_eq!(played(&stick, "PODCASTS/Vi læser 2"), names(most + 2, most + 3));
    assert!(sync(&stick, &fewer).unwrap().is_empty());
    // The newest few lie in one folder, whatever their numbers are.
    sync(&stick, &many(most, most + 3)).unwrap();
    assert_eq!(played(&stick, "PODCASTS/Vi læser"), names(most, most + 3));
    assert_eq!(stick.list("PODCASTS").unwrap().len(), 1);
    assert_eq!(fat::faults(&stick.image()), Vec::<String>::new());
}

#[test]
fn no_folder_has_more_files_than_somebody_says() {
    let stick = Stick::of(Stick::blank(8_192));
    let sounds = || {
        let mut all = (1..=40).fold(Sounds::new().with_cover(), |all, n| all.with(n, "å", 20));
        all = (1..=18).fold(all, |all, n| all.with_along(&format!("Sange/{n:02}.mp3"), 30));
        all.offer.files = Some(20);
        all
    };
    sync(&stick, &sounds()).unwrap();
    let counts =
        |folders: [&str; 3]| folders.map(|folder| played(&stick, &format!("PODCASTS/{folder}")).len());
    assert_eq!(counts(["Vi læser", "Vi læser 2", "Vi læser 3"]), [17, 17, 6]);
    assert_eq!(counts(["Sange", "Sange 2", "."])[..2], [17, 1]);
    for folder in ["Vi læser", "Vi læser 2", "Sange"] {
        assert!(stick.list(&format!("PODCASTS/{folder}")).unwrap().len() <= 20, "{folder}");
    }
    assert!(sync(&stick, &sounds()).unwrap().is_empty());
    // Nobody says so any more: they move together, by their names alone.
    let mut one = sounds();
    one.offer.files = None;
    let plan = sync(&stick, &one).unwrap();
    assert_eq!((plan.copied(Kind::Sound), plan.copied(Kind::Along)), (0, 0));
    assert_eq!(played(&stick, "PODCASTS/Vi læser").len(), 40);
    assert!(sync(&stick, &one).unwrap().is_empty());
    assert_eq!(fat::faults(&stick.image()), Vec::<String>::new());
}

#[test]
fn more_files_than_any_player_takes_are_not_meant_for_one() {
    let stick = Stick::of(lent());
    let mut sounds = three().with_along("Sange/a.mp3", 10);
    let one = sounds.offer.along[0].tracks[0].clone();
    let track = |nth: usize| Track { own: nth.to_string(), name: format!("{nth:05}"), ..one.clone() };
    sounds.offer.along[0].tracks = (0..=MOST_FILES).map(track).collect();
    assert!(matches!(sync(&stick, &sounds), Err(SyncError::TooMany { .. })));
    assert!(stick.list("PODCASTS").unwrap().is_empty());
}

#[test]
fn a_file_that_goes_along_and_is_changed_meanwhile_is_not_copied_by_halves() {
    let stick = Stick::of(lent());
    let sounds = three().with_along("Sange/a.mp3", 10);
    fs::write(&sounds.offer.along[0].tracks[0].file, "other").unwrap();
    assert!(matches!(sync(&stick, &sounds), Err(SyncError::Changing { .. })));
    assert!(stick.list("PODCASTS/Sange").unwrap().is_empty());
    let good = three().with_along("Sange/a.mp3", 10);
    sync(&stick, &good).unwrap();
    assert_eq!(played(&stick, "PODCASTS/Sange"), ["a.mp3"]);
}
