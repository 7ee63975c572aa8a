//! Feeds of shows that are made in a moment, without any real sound.

mod build;
mod crash;
mod document;
mod documents;
mod each_rule;
mod elsewhere;
mod guard;
mod pages;
mod paging;
mod pictures;
mod rules;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audio::loudness::{Dbtp, Lu, Lufs};
use crate::catalogue::record::{self, EpisodeRecord};
use crate::catalogue::{Away, Change, Show, Wait, What, baseline, layout, settings};
use crate::episode::{Episode, Guid, Handle, Pictured, Recorded, SeasonNumber, Slug, Sound, Tagged};
use crate::feed::{self, Built, FeedError, Finding};
use crate::site::Site;
use crate::world::{Digest, Disk, SeededEntropy, SettledClock, World};

/// A show in a folder that vanishes, with a clock that stands.
struct Desk {
    dir: tempfile::TempDir,
    world: World,
}

const SETTINGS: &str = r#"
title = "Vi læser & lytter"
author = "Randers Bibliotek"
email = "podcast@example.org"
description = "Samtaler om bøger <og> andet."
language = "da"
category = "Arts/Books"
copyright = "© Randers Bibliotek"
link = "https://example.org/podcast"
"#;

impl Desk {
    fn new() -> Desk {
        Desk::with(SETTINGS)
    }

    fn with(text: &str) -> Desk {
        let dir = tempfile::tempdir().unwrap();
        let world = World {
            clock: Arc::new(SettledClock("2026-10-04T12:00:00Z".parse().unwrap())),
            entropy: Arc::new(SeededEntropy::new("desk")),
            disk: Arc::new(crash::CrashAfter::never()),
            ..World::real()
        };
        settings::create(&world, dir.path(), text, None).unwrap();
        Desk { dir, world }
    }

    /// Returns a copy of the whole show.
    fn copied(&self) -> Desk {
        let dir = tempfile::tempdir().unwrap();
        copy_all(self.root(), dir.path());
        Desk { dir, world: self.world.clone() }
    }

    fn root(&self) -> &Path {
        self.dir.path()
    }

    fn show(&self) -> Show {
        Show::open(self.root()).unwrap()
    }

    fn build(&self) -> Result<Built, FeedError> {
        feed::build(&self.world, &self.show(), &Site, false, Wait::default())
    }

    fn built(&self) -> Built {
        self.build().unwrap()
    }

    fn with_disk(&self, disk: impl Disk + 'static) -> World {
        World { disk: Arc::new(disk), ..self.world.clone() }
    }

    /// Puts an episode on the shelf and returns its folder.
    fn shelve(&self, episode: &Episode) -> PathBuf {
        self.shelve_in(&layout::folder_name(episode), episode)
    }

    fn shelve_in(&self, folder: &str, episode: &Episode) -> PathBuf {
        let folder = self.show().episodes_dir().join(folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(layout::sound_name(episode.sound.version)), sound_of(episode)).unwrap();
        write_record(&folder, episode, None);
        folder
    }

    fn put_away(&self, folder: &Path, episode: &Episode, away: Away) {
        write_record(folder, episode, Some(away));
        let trash = layout::trash(self.root());
        fs::create_dir_all(&trash).unwrap();
        copy_all(folder, &trash.join(folder.file_name().unwrap()));
        fs::remove_dir_all(folder).unwrap();
    }

    fn feed(&self) -> String {
        fs::read_to_string(self.show().feed_dir().join("feed.xml")).unwrap()
    }

    fn channel(&self) -> rss::Channel {
        self.feed().parse().unwrap()
    }

    fn media(&self) -> Vec<String> {
        names(&self.show().feed_dir().join("media"))
    }

    fn last(&self) -> baseline::Baseline {
        baseline::read(self.root()).unwrap()
    }

    /// Returns what a build refuses for, by the names of the rules.
    fn refused(&self) -> Vec<&'static str> {
        match self.build() {
            Err(FeedError::Refused { findings }) => errors(&findings),
            other => panic!("it was not refused: {other:?}"),
        }
    }
}

/// Writes the record of an episode; what stood there goes to its history.
fn write_record(folder: &Path, episode: &Episode, away: Option<Away>) {
    let path = folder.join(layout::RECORD);
    let count = match record::read(&path) {
        Ok(old) => {
            let history = folder.join(layout::HISTORY);
            fs::create_dir_all(&history).unwrap();
            fs::copy(&path, history.join(format!("{}.toml", old.change.count))).unwrap();
            old.change.count + 1
        }
        Err(_) => 1,
    };
    let change = Change {
        count,
        order: u64::from(count),
        what: What::Add,
        who: "desk 3".into(),
        when: episode.published.later_by(60 * i64::from(count)),
        undoes: None,
    };
    let record = EpisodeRecord { format: record::format_of(episode), episode: episode.clone(), away, change };
    fs::write(path, record::written(&record)).unwrap();
}

fn errors(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.weight == feed::Weight::Error).map(Finding::id).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Returns every file below the folder with its bytes.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// The bytes that stand for a sound. They tell episodes and versions apart.
fn sound_of(episode: &Episode) -> Vec<u8> {
    format!("sound {} of {}", episode.sound.version, episode.guid).into_bytes()
}

/// Returns an episode of that handle and title, a day after the one before it.
fn episode(handle: &str, title: &str) -> Episode {
    let handle: Handle = handle.parse().unwrap();
    let day = handle.number().map_or(0, |number| i64::from(number.get()));
    let guid: Guid = format!("guid-{handle}").parse().unwrap();
    let mut episode = Episode {
        handle,
        season: SeasonNumber::new(1),
        title: title.into(),
        notes: String::new(),
        slug: Slug::of(title),
        guid,
        published: "2026-01-01T10:00:00+01:00"
            .parse::<crate::episode::Moment>()
            .unwrap()
            .later_by(day * 3600),
        dated_by_hand: false,
        draft: false,
        explicit: None,
        details: crate::episode::Details::default(),
        sound: Sound {
            version: 1,
            file_type: crate::episode::FileType::Mp3,
            bytes: 0,
            sha256: Digest::of(b""),
            frames: 44_100,
            rate: 44_100,
            channels: 2,
            kbps: 128,
            loudness: Some(Lufs(-16.0)),
            range: Some(Lu(4.0)),
            true_peak: Some(Dbtp(-1.5)),
            speech_loudness: None,
            level: None,
            edits: None,
            tagged: Tagged {
                title: title.into(),
                show: "Vi læser & lytter".into(),
                author: String::new(),
                chapters: None,
                artwork: None,
            },
        },
        recording: Recorded { name: "a.wav".into(), bytes: 1, sha256: Digest::of(b"r"), kept: None },
        joined: Vec::new(),
        marks: Vec::new(),
        transcript: None,
        artwork: None,
    };
    measure(&mut episode);
    episode
}

/// Gives the episode its next sound.
fn next_sound(episode: &Episode) -> Episode {
    let mut next = episode.clone();
    next.sound.version += 1;
    measure(&mut next);
    next
}

fn measure(episode: &mut Episode) {
    let bytes = sound_of(episode);
    (episode.sound.bytes, episode.sound.sha256) = (bytes.len() as u64, Digest::of(&bytes));
}

/// A picture of one colour, a PNG.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let flat = image::RgbImage::from_pixel(width, height, image::Rgb([200, 60, 40]));
    flat.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Gives the episode this PNG, which its sound holds too.
fn has_picture(episode: &mut Episode, png: &[u8], (width, height): (u32, u32)) {
    let (file, sha256) = ("artwork-1.png".to_owned(), Digest::of(png));
    episode.artwork = Some(Pictured { file, bytes: png.len() as u64, sha256, width, height, plain: true });
    episode.sound.tagged.artwork = Some(sha256);
}
