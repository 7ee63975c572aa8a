//! Music and other sounds that go along: what players cannot play becomes an MP3 that they can.
//!
//! An MP3 is left as it is. Anything else that can be heard is pressed once, at its own loudness and with the
//! tags that it has, and kept until nobody has asked for it in a season.

use std::path::Path;
use std::time::Duration;

use super::cache::{Cache, Key, MUSIC, short};
use super::making::pressed;
use super::{METHOD, Making, Rendered, pressed_bytes, usual_rate};
use crate::audio::decode::{self, Tags};
use crate::audio::master::{Repress, Target, prepared};
use crate::audio::mp3::{Bitrate, Effort, Mp3Form};
use crate::audio::{Source as _, Spec};
use crate::catalogue::{Profile, Show};
use crate::episode::FileType;
use crate::episode::edits::time_of;
use crate::studio::tag::{Song, V1};
use crate::studio::{AddError, AlongSound};
use crate::world::{Step, World};

/// The bit rate of music in stereo: what is played on small loudspeakers does not tell it from more.
const STEREO: u16 = 192;
/// The bit rate of music in mono.
const MONO: u16 = 96;
/// What nobody has asked for in so long is removed: a course that comes back every half year finds it.
const SEASON: Duration = Duration::from_hours(200 * 24);

/// Returns a sound as an MP3 for players of that profile, made if it is not there yet and this is no trial; none where
/// the file is an MP3 already and goes as it is.
pub fn music(
    world: &World,
    show: &Show,
    sound: &AlongSound,
    profile: &Profile,
    making: Making,
) -> Result<Option<Rendered>, AddError> {
    if sound.file_type == Some(FileType::Mp3) {
        return Ok(None);
    }
    let AlongSound { file, sha256, .. } = sound;
    let opened = decode::open(file)?;
    let form = form(opened.spec(), profile);
    let song = song(opened.tags(), file);
    let text = format!("{METHOD} {sha256} {:?}", (form.rate, form.channels, form.bitrate));
    let front = song.front().unwrap_or_default();
    let key = Key { audio: short(text.as_bytes()), tags: short(&[&front[..], &song.back()].concat()) };
    let cache = Cache::at(world, show, MUSIC);
    let known = |piece| Rendered::of(piece, key.audio.clone());
    if let Some(pieces) = cache.find(&key) {
        if making == Making::Real {
            cache.touch(&key);
        }
        return Ok(pieces.into_iter().next().map(known));
    }
    let length = opened.frames().map(|frames| time_of(frames, opened.spec().rate)).unwrap_or_default();
    let bytes = pressed_bytes(form, length) + (front.len() + V1) as u64;
    if making == Making::Trial {
        return Ok(Some(Rendered::about(bytes, length, key.audio.clone())));
    }
    let staging = cache.stage(bytes)?;
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
    Ok(kept.into_iter().next().map(known))
}

/// Removes music that nobody has asked for in a long time.
pub fn tidy_music(world: &World, show: &Show) -> Result<(), AddError> {
    Cache::at(world, show, MUSIC).retain_since(SEASON)
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
    use std::fs::File;

    use super::*;
    use crate::audio::mp3::frames::walk;
    use crate::catalogue::layout;
    use crate::catalogue::profile::built_in;
    use crate::studio;
    use crate::studio::tests::show_at;

    #[test]
    fn what_is_no_mp3_becomes_one_once_and_keeps_its_name() {
        let dir = tempfile::tempdir().unwrap();
        let world = World::real();
        let show = show_at(&world, dir.path());
        let songs = dir.path().join("Sange");
        std::fs::create_dir(&songs).unwrap();
        let file = songs.join("Sang på Øen.wav");
        let spec = hound::WavSpec {
            channels: 2,
            sample_rate: 22_050,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut wav = hound::WavWriter::create(&file, spec).unwrap();
        (0..44_100).for_each(|n: i32| wav.write_sample((n * 37 % 2_000) as i16).unwrap());
        wav.finalize().unwrap();
        let sound = studio::along(&world, &show, &songs, Making::Real).unwrap().sounds.remove(0);
        let of = |profile, making| {
            music(&world, &show, &sound, &built_in(profile).unwrap(), making).unwrap().unwrap()
        };
        // A trial writes nothing, and is nearly right.
        let about = of("universal", Making::Trial);
        assert!(about.sha256.is_none() && !layout::cache(show.root()).join(MUSIC).exists());
        let made = of("universal", Making::Real);
        assert!(about.bytes.abs_diff(made.bytes) <= made.bytes / 20, "{} for {}", about.bytes, made.bytes);
        assert_eq!((&about.sound, about.duration), (&made.sound, made.duration));
        assert_eq!(of("universal", Making::Trial), made, "what is there is known to the byte");
        let walked = walk(File::open(&made.file).unwrap()).unwrap();
        assert_eq!((walked.first.rate(), walked.first.channels(), walked.first.bitrate()), (44_100, 2, 192));
        assert_eq!((walked.frames(), made.duration), (44_100, Duration::from_secs(1)));
        let bytes = std::fs::read(&made.file).unwrap();
        assert_eq!(&bytes[bytes.len() - 125..bytes.len() - 114], b"Sang p\xe5 \xd8en");
        assert_eq!(made, of("universal", Making::Real));
        assert_ne!(made.sound, of("tiny", Making::Real).sound);
        // An MP3 goes as it is, whatever it is called.
        std::fs::copy(&made.file, &file).unwrap();
        let mp3 = studio::along(&world, &show, &songs, Making::Real).unwrap().sounds.remove(0);
        let made_of = |sound| music(&world, &show, sound, &built_in("tiny").unwrap(), Making::Real);
        assert_eq!(made_of(&mp3).unwrap(), None);
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
