//! Music and other sounds that go along: what players cannot play becomes an MP3 that they can.
//!
//! An MP3 is left as it is. Anything else that can be heard is pressed once, at its own loudness and with the
//! tags that it has, and kept until nobody has asked for it in a season.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use super::cache::{Cache, Key, MUSIC, Piece, short};
use super::making::pressed;
use super::{METHOD, usual_rate};
use crate::audio::decode::{self, Tags};
use crate::audio::master::{Repress, Target, prepared};
use crate::audio::mp3::{Bitrate, Effort, Mp3Form};
use crate::audio::{Source as _, Spec};
use crate::catalogue::{Profile, Show};
use crate::episode::FileType;
use crate::studio::AddError;
use crate::studio::brought::ending;
use crate::studio::soundfile::digest;
use crate::studio::tag::Song;
use crate::world::{Step, World};

/// The bit rate of music in stereo: what is played on small loudspeakers does not tell it from more.
const STEREO: u16 = 192;
/// The bit rate of music in mono.
const MONO: u16 = 96;
/// What nobody has asked for in so long is removed: a course that comes back every half year finds it.
const SEASON: Duration = Duration::from_hours(200 * 24);

/// Returns a sound as an MP3 for players of that profile, made if it is not there yet; none where the file is an
/// MP3 already and goes as it is.
pub fn music(world: &World, show: &Show, file: &Path, profile: &Profile) -> Result<Option<Piece>, AddError> {
    if is_mp3(file).map_err(AddError::io(file, "read"))? {
        return Ok(None);
    }
    let (sha256, _) = digest(file)?;
    let opened = decode::open(file)?;
    let form = form(opened.spec(), profile);
    let song = song(opened.tags(), file);
    let text = format!("{METHOD} {sha256} {:?}", (form.rate, form.channels, form.bitrate));
    let front = song.front().unwrap_or_default();
    let key = Key { audio: short(text.as_bytes()), tags: short(&[&front[..], &song.back()].concat()) };
    let cache = Cache::open(world, show, MUSIC)?;
    if let Some(pieces) = cache.find(&key) {
        cache.touch(&key);
        return Ok(pieces.into_iter().next());
    }
    let staging = cache.stage()?;
    let made = staging.join("1.mp3");
    let failed = |err| AddError::pump(file, &made)(err);
    let about = opened.frames().unwrap_or(0);
    drop(opened);
    let open = || Ok(prepared(decode::open(file)?.watched(world, Step::Mastering), form.rate));
    let mut press = Repress::open(world, open, form, Target::default().ceiling, about).map_err(failed)?;
    let piece = pressed(world, &made, form.rate, (&front, &song.back()), |to| {
        press.press(u64::MAX, to).map_err(failed)
    })?;
    let kept = cache.keep(staging, &key, &[piece])?;
    cache.touch(&key);
    Ok(kept.into_iter().next())
}

/// Removes music that nobody has asked for in a long time.
pub fn tidy_music(world: &World, show: &Show) -> Result<(), AddError> {
    Cache::open(world, show, MUSIC)?.retain_since(SEASON)
}

/// Returns whether a file is an MP3, whatever its name is.
fn is_mp3(file: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(file)?.take(1 << 10).read_to_end(&mut head)?;
    Ok(FileType::of_content(&head, &ending(file)) == Some(FileType::Mp3))
}

/// Returns the form that a sound gets.
fn form(spec: Spec, profile: &Profile) -> Mp3Form {
    let wish = profile.sound;
    let channels = wish.channels.unwrap_or(if spec.channels == 1 { 1 } else { 2 });
    let usual = if channels == 1 { MONO } else { STEREO };
    let rate = wish.rate.unwrap_or(usual_rate(spec.rate));
    Mp3Form { rate, channels, bitrate: wish.kbps.map_or(usual, Bitrate::kbps), effort: Effort::Usual }
}

/// Returns what the tags of a sound say; without a title, its name.
fn song(tags: &Tags, file: &Path) -> Song {
    let Tags { title, artist, album, track, .. } = tags;
    let name = || file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Song {
        title: title.clone().unwrap_or_else(name),
        artist: artist.clone().unwrap_or_default(),
        album: album.clone().unwrap_or_default(),
        track: *track,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::mp3::frames::walk;
    use crate::catalogue::profile::built_in;
    use crate::catalogue::settings;
    use crate::catalogue::settings::ShowInfo;

    #[test]
    fn what_is_no_mp3_becomes_one_once_and_keeps_its_name() {
        let dir = tempfile::tempdir().unwrap();
        let world = World::real();
        let text = settings::written(&ShowInfo::new("a"), |_| String::new());
        let show = settings::create(&world, dir.path(), &text, None).unwrap();
        let file = dir.path().join("Sang på Øen.wav");
        let spec = hound::WavSpec {
            channels: 2,
            sample_rate: 22_050,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut wav = hound::WavWriter::create(&file, spec).unwrap();
        (0..44_100).for_each(|n: i32| wav.write_sample((n * 37 % 2_000) as i16).unwrap());
        wav.finalize().unwrap();
        let of = |profile| music(&world, &show, &file, &built_in(profile).unwrap()).unwrap().unwrap();
        let made = of("universal");
        let walked = walk(File::open(&made.file).unwrap()).unwrap();
        assert_eq!((walked.first.rate(), walked.first.channels(), walked.first.bitrate()), (44_100, 2, 192));
        assert_eq!((walked.frames(), made.duration()), (44_100, Duration::from_secs(1)));
        let bytes = std::fs::read(&made.file).unwrap();
        assert_eq!(&bytes[bytes.len() - 125..bytes.len() - 114], b"Sang p\xe5 \xd8en");
        assert_eq!(made, of("universal"));
        assert_ne!(made, of("tiny"));
        // An MP3 goes as it is, whatever it is called.
        let other = dir.path().join("sang.bin");
        std::fs::copy(&made.file, &other).unwrap();
        assert_eq!(music(&world, &show, &other, &built_in("tiny").unwrap()).unwrap(), None);
        tidy_music(&world, &show).unwrap();
        assert!(made.file.exists());
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        File::options()
            .append(true)
            .open(made.file.with_file_name("parts"))
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        tidy_music(&world, &show).unwrap();
        assert!(!made.file.exists());
    }
}
