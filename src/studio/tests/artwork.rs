//! Pictures of episodes, from the file beside the recording to the tags of the MP3.

use super::*;
use crate::episode::Episode;
use crate::world::Digest;

/// A picture of one colour.
fn picture(width: u32, height: u32, colour: u8, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let flat = image::RgbImage::from_pixel(width, height, image::Rgb([colour, 60, 40]));
    flat.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn png(colour: u8) -> Vec<u8> {
    picture(1500, 900, colour, image::ImageFormat::Png)
}

/// Adds an episode with this picture beside its recording.
fn added(desk: &Desk, hertz: f64, name: &str, bytes: &[u8], draft: bool) -> Result<Added, AddError> {
    let request = AddRequest { draft, ..desk.request(hertz, "Snak") };
    fs::write(request.recording.with_file_name(name), bytes).unwrap();
    add(&desk.world, &desk.show(), &request)
}

fn edited(desk: &Desk, give: Give, retag: bool) -> Result<Changed, EditError> {
    let belongings = Belongings { artwork: Some(give), ..Belongings::default() };
    let request = EditRequest { belongings, retag, ..EditRequest::default() };
    edit(&desk.world, &desk.show(), handle("1"), &request, Wait::default())
}

fn file(desk: &Desk, name: &str, bytes: &[u8]) -> Give {
    let path = desk.dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    Give::File(path)
}

/// Returns the side of the picture in the tags, and how red it is in the middle.
fn in_tags(shelved: &Shelved) -> (u32, u8) {
    let bytes = fs::read(shelved.sound()).unwrap();
    let tag = id3::Tag::read_from2(std::io::Cursor::new(bytes)).unwrap();
    let jpeg = image::load_from_memory(&tag.pictures().next().unwrap().data).unwrap().to_rgb8();
    (jpeg.width(), jpeg.get_pixel(jpeg.width() / 2, jpeg.height() / 2).0[0])
}

/// Returns the sound of an episode without its tags.
fn bare(shelved: &Shelved) -> Vec<u8> {
    let bytes = fs::read(shelved.sound()).unwrap();
    bytes[crate::studio::tag::front_length(&bytes)..bytes.len() - crate::studio::tag::V1].to_vec()
}

fn kept(shelved: &Shelved) -> Vec<u8> {
    fs::read(shelved.folder.join(&shelved.episode.artwork.as_ref().unwrap().file)).unwrap()
}

#[test]
fn what_lies_beside_a_recording_is_kept_as_it_is_and_stands_in_the_tags() {
    for (hertz, name, format, file) in [
        (440.0, "tone 440.JPG", image::ImageFormat::Jpeg, "artwork-1.jpg"),
        (550.0, "tone 550.jpeg", image::ImageFormat::Jpeg, "artwork-1.jpg"),
        (660.0, "tone 660.wav.png", image::ImageFormat::Png, "artwork-1.png"),
        // Its form counts, and not its name.
        (770.0, "tone 770.jpg", image::ImageFormat::WebP, "artwork-1.webp"),
    ] {
        let desk = Desk::new();
        let bytes = picture(1500, 900, 200, format);
        let Added { shelved, noticed, .. } = added(&desk, hertz, name, &bytes, false).unwrap();
        let artwork = shelved.episode.artwork.as_ref().unwrap();
        assert_eq!((artwork.file.as_str(), artwork.width, artwork.height), (file, 1500, 900));
        assert_eq!((artwork.sha256, kept(&shelved)), (Digest::of(&bytes), bytes));
        assert!(noticed.contains(&Notice::ArtworkTaken { file: name.into() }), "{noticed:?}");
        assert_eq!(shelved.episode.sound.tagged.artwork, shelved.episode.picture());
        let (side, red) = in_tags(&shelved);
        assert!(side == 500 && red.abs_diff(200) < 8, "{side} {red}");
        assert_eq!(desk.show().shelf().unwrap().episodes, [shelved]);
    }
}

#[test]
fn of_several_recordings_the_first_that_has_a_picture_gives_it() {
    let desk = Desk::new();
    let joined = vec![desk.tone(550.0), desk.tone(660.0)];
    fs::write(desk.dir.path().join("tone 550.png"), png(100)).unwrap();
    fs::write(desk.dir.path().join("tone 660.png"), png(200)).unwrap();
    let request = AddRequest { joined, ..desk.request(440.0, "Snak") };
    let shelved = add(&desk.world, &desk.show(), &request).unwrap().shelved;
    assert_eq!(kept(&shelved), png(100));
}

#[test]
fn a_picture_that_cannot_be_used_is_refused_before_anything_is_made() {
    let desk = Desk::new();
    let mut cut = png(200);
    cut.truncate(cut.len() / 2);
    for bytes in [b"GIF89a".to_vec(), cut, Vec::new()] {
        match added(&desk, 440.0, "tone 440.png", &bytes, false) {
            Err(AddError::NotTaken(NotTaken { what: Belonging::Artwork, why: Unfit::Picture(_), path })) => {
                assert!(path.ends_with("tone 440.png"));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(desk.titles(), Vec::<String>::new());
    let none = Belongings { artwork: Some(Give::Nothing), ..Belongings::default() };
    let request = AddRequest { belongings: none, ..desk.request(440.0, "Snak") };
    assert_eq!(add(&desk.world, &desk.show(), &request).unwrap().shelved.episode.artwork, None);
    let small = file(&desk, "lille.png", &picture(300, 200, 9, image::ImageFormat::Png));
    let noticed = edited(&desk, small, false).unwrap().noticed;
    assert!(noticed.contains(&Notice::ArtworkSmall { width: 300, height: 200 }), "{noticed:?}");
}

#[test]
fn another_picture_reaches_the_mp3_when_it_is_retagged_and_no_frame_of_the_sound_changes() {
    let desk = Desk::new();
    let before = desk.add(440.0, "Snak").shelved;
    assert_eq!((&before.episode.artwork, before.episode.sound.tagged.artwork), (&None, None));
    let changed = edited(&desk, file(&desk, "ny.png", &png(200)), false).unwrap();
    assert_eq!(changed.after.episode.sound, before.episode.sound, "what is published stays");
    assert!(changed.noticed.contains(&Notice::ArtworkDiffers), "{:?}", changed.noticed);
    let retag = EditRequest { retag: true, ..EditRequest::default() };
    let retagged = edit(&desk.world, &desk.show(), handle("1"), &retag, Wait::default()).unwrap().after;
    assert_eq!(retagged.episode.sound.version, 2);
    assert!(in_tags(&retagged).1.abs_diff(200) < 8);
    assert_eq!(bare(&retagged), bare(&before));
    assert!(matches!(
        edited(&desk, file(&desk, "igen.png", &png(200)), false),
        Err(EditError::AlreadySo { .. })
    ));

    let none = edited(&desk, Give::Nothing, true).unwrap().after;
    assert_eq!((&none.episode.artwork, none.episode.sound.tagged.artwork), (&None, None));
    assert_eq!((bare(&none), in_tags(&none)), (bare(&before), in_tags(&before)));
    let undone = undo(&desk.world, &desk.show(), false, Wait::default()).unwrap().shelved;
    assert_eq!((&undone.episode, kept(&undone)), (&retagged.episode, png(200)));
    let next = edited(&desk, file(&desk, "ny.png", &png(50)), false).unwrap().after;
    assert_eq!(next.episode.artwork.unwrap().file, "artwork-2.png", "none that it had is written over");
}

#[test]
fn a_draft_carries_its_new_picture_at_once() {
    let desk = Desk::new();
    let before = added(&desk, 440.0, "tone 440.png", &png(90), true).unwrap().shelved;
    let changed = edited(&desk, file(&desk, "ny.png", &png(200)), false).unwrap();
    assert_eq!(changed.after.episode.sound.version, before.episode.sound.version + 1);
    assert!(in_tags(&changed.after).1.abs_diff(200) < 8);
    assert!(!changed.noticed.contains(&Notice::ArtworkDiffers), "{:?}", changed.noticed);
}

#[test]
fn another_recording_keeps_the_picture_unless_it_brings_its_own() {
    let desk = Desk::new();
    added(&desk, 440.0, "tone 440.png", &png(90), false).unwrap();
    let replaced = |hertz: f64, belongings: Belongings| -> Episode {
        let request = ResoundRequest { belongings, ..resound(Some(desk.tone(hertz))) };
        let changed = replace(&desk.world, &desk.show(), handle("1"), &request).unwrap().changed;
        let episode = changed.after.episode.clone();
        assert_eq!(episode.sound.tagged.artwork, episode.picture());
        episode
    };
    let picture_of = |episode: &Episode| episode.artwork.as_ref().map(|kept| kept.file.clone());
    let kept = replaced(550.0, Belongings::default());
    assert_eq!(picture_of(&kept).as_deref(), Some("artwork-1.png"));
    fs::write(desk.dir.path().join("tone 660.png"), png(200)).unwrap();
    let other = replaced(660.0, Belongings::default());
    assert_eq!(picture_of(&other).as_deref(), Some("artwork-2.png"));
    assert_eq!(other.picture(), Some(Digest::of(&png(200))));
    let none = Belongings { artwork: Some(Give::Nothing), ..Belongings::default() };
    assert_eq!(replaced(770.0, none).artwork, None);
}

#[test]
fn a_picture_that_was_lost_stops_no_new_sound() {
    let desk = Desk::new();
    let shelved = added(&desk, 440.0, "tone 440.png", &png(200), false).unwrap().shelved;
    fs::remove_file(shelved.folder.join("artwork-1.png")).unwrap();
    let made = replace(&desk.world, &desk.show(), handle("1"), &resound(None)).unwrap().changed.after;
    assert_eq!((made.episode.picture().is_some(), made.episode.sound.tagged.artwork), (true, None));
}
