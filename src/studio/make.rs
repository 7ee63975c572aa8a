//! Making a sound: heard, settled, mastered, tagged, and heard once more. Shared by all that make one.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::brought::Brought;
use super::soundfile::{digest, write_front};
use super::tag::{self, Labels};
use super::{AddError, Notice, SoundPlan};
use crate::audio::channels::{ChannelPlan, Mixdown};
use crate::audio::decode::{self, Heard, Recording};
use crate::audio::loudness::{Db, Dbtp, Loudness, Lu, Lufs};
use crate::audio::master::{self, Analysis, Encoding, Figures, Form, MasterPlan, Mastered, Reason, Target};
use crate::audio::mp3::{Bitrate, Effort, Mp3Settings, frames};
use crate::audio::wav::{Depth, Wav};
use crate::audio::{self, Block, Source as _, SourceError, Spec};
use crate::catalogue::ShowInfo;
use crate::episode::{Kept, Sound};
use crate::world::{Digest, Step, World};

/// Loudness of shorter sound cannot be measured (ITU-R BS.1770: the blocks are 400 ms long).
const SHORTEST: Duration = Duration::from_millis(400);
/// A deviation from the target that is worth a line.
const SHORT: Lu = Lu(0.5);

/// What a recording is like, and what will be made of it.
#[derive(Debug, Clone)]
pub(super) struct Survey {
    pub(super) recording: PathBuf,
    pub(super) analysis: Analysis,
    pub(super) figures: Figures,
    pub(super) plan: MasterPlan,
    /// The title in the recording's own tag.
    pub(super) tagged_title: Option<String>,
    pub(super) is_video: bool,
    pub(super) noticed: Vec<Notice>,
}

/// Returns what a show asks of its sounds.
pub(super) fn target(info: &ShowInfo) -> Target {
    let usual = Mp3Settings::default();
    let bitrate =
        |kbps: u32, usual: Bitrate| u16::try_from(kbps).ok().and_then(Bitrate::new).unwrap_or(usual);
    Target {
        loudness: info.loudness,
        form: Form::Mp3(Mp3Settings {
            stereo: bitrate(info.stereo_kbps, usual.stereo),
            mono: bitrate(info.mono_kbps, usual.mono),
            mono_file: info.mono_file,
            effort: if info.encoder_quality == 4 { Effort::More } else { Effort::Usual },
        }),
        ..Target::default()
    }
}

/// Hears a recording, notices what there is to notice, and settles what will be made of it.
///
/// A silent one is refused unless `force` wants it all the same.
pub(super) fn survey(
    world: &World,
    brought: &Brought,
    target: &Target,
    force: bool,
) -> Result<Survey, AddError> {
    let path = brought.path();
    let open = || decode::open(path);
    let recording = open()?;
    let (spec, tags) = (recording.spec(), recording.tags().clone());
    let (is_video, other_tracks) = (recording.is_video(), recording.other_tracks());
    let found = Cell::new(None);
    // The recording that is open already is heard first.
    let opened = Cell::new(Some(recording));
    let open_first = || {
        let recording = opened.take().map_or_else(open, Ok)?;
        Ok(Noting { recording, found: &found })
    };
    let analysis =
        master::analyse(world, open_first, &target.treatment).map_err(AddError::pump(path, path))?;
    let heard = found.get().unwrap_or_default();

    if analysis.is_silent() && !force {
        return Err(AddError::Silent { path: path.to_owned(), duration: analysis.duration() });
    }
    let figures = analysis.figures();
    let plan = master::settle(&figures, analysis.is_mono(), target);
    brought.unchanged()?;

    let mut noticed = Vec::new();
    if is_video {
        noticed.push(Notice::Video);
    }
    if other_tracks > 0 {
        noticed.push(Notice::OtherTracks { count: other_tracks });
    }
    if spec.channels > 2 {
        noticed.push(Notice::MixedDown { channels: spec.channels });
    }
    if heard.damaged > 0 {
        noticed.push(Notice::Damaged { places: heard.damaged });
    }
    if heard.not_finite > 0 {
        noticed.push(Notice::NotNumbers { samples: heard.not_finite });
    }
    if let Some(claimed) = heard.mistaken(spec.rate) {
        let long = |frames: u64| Duration::from_millis(frames * 1000 / u64::from(spec.rate.max(1)));
        noticed.push(Notice::LengthDiffers { claimed: long(claimed), found: long(heard.frames) });
    }
    noticed.extend(notices(&analysis, &plan));
    Ok(Survey {
        recording: path.to_owned(),
        analysis,
        figures,
        plan,
        tagged_title: tags.title,
        is_video,
        noticed,
    })
}

/// A recording that leaves word of what was found in it when it has been heard to its end.
struct Noting<'a> {
    recording: Recording,
    found: &'a Cell<Option<Heard>>,
}

impl audio::Source for Noting<'_> {
    fn spec(&self) -> Spec {
        self.recording.spec()
    }

    fn frames(&self) -> Option<u64> {
        self.recording.frames()
    }

    fn layout(&self) -> decode::Layout {
        self.recording.layout().clone()
    }

    fn read(&mut self, block: &mut Block) -> Result<(), SourceError> {
        self.recording.read(block)?;
        self.found.set(self.recording.heard().copied());
        Ok(())
    }
}

/// Returns what the figures of a recording are worth saying.
fn notices(analysis: &Analysis, plan: &MasterPlan) -> Vec<Notice> {
    let mut noticed = Vec::new();
    if analysis.is_silent() {
        noticed.push(Notice::Silent);
        return noticed;
    }
    if analysis.duration() < SHORTEST {
        noticed.push(Notice::VeryShort);
    }
    if let Some(first) = analysis.first_clipped {
        noticed.push(Notice::Clipped { places: analysis.clipped, first });
    }
    if let ChannelPlan::Dead { left } = analysis.mending.channels {
        noticed.push(Notice::DeadChannel { left });
    }
    if let Some(shortfall) = plan.shortfall.filter(|shortfall| shortfall.by > SHORT) {
        noticed.push(match shortfall.reason {
            Reason::Quiet => Notice::VeryQuiet { gain: plan.gain, short_by: shortfall.by },
            Reason::Peaks => Notice::TooPeaky { short_by: shortfall.by },
        });
    }
    noticed
}

impl Survey {
    /// Returns how the sound is made, in figures.
    pub(super) fn sound_plan(&self) -> SoundPlan {
        let Loudness { integrated, true_peak, .. } = self.analysis.loudness;
        let format = self.plan.format;
        SoundPlan {
            before: integrated,
            peak_before: audible(true_peak),
            gain: self.plan.gain,
            limited: self.plan.trial.deepest > Db(0.0),
            after: self.plan.trial.loudness,
            rate: format.rate,
            channels: format.layout.channels(),
            kbps: self.kbps(),
        }
    }

    /// Returns how long the MP3 will be, about, without its tags.
    pub(super) fn mp3_bytes(&self) -> u64 {
        let seconds = self.analysis.episode_duration().as_secs() + 1;
        seconds * u64::from(self.kbps()) * 1000 / 8
    }

    fn kbps(&self) -> u32 {
        match self.plan.format.encoding {
            Encoding::Mp3 { bitrate, .. } => bitrate.into(),
            Encoding::Wav(_) => 0,
        }
    }

    /// Makes the MP3, tags and all, and returns what a listener will hear: the finished file is walked
    /// over MP3 frame by MP3 frame, decoded and measured.
    pub(super) fn write_mp3(&self, world: &World, labels: &Labels, to: &Path) -> Result<Sound, AddError> {
        let mut file = world.disk.create_new(to).map_err(AddError::io(to, "written"))?;
        let front = write_front(&mut file, labels, None, to)?;
        let mut writer = BufWriter::with_capacity(1 << 16, file);
        let mastered = self.render(world, &mut writer, to)?;
        writer.write_all(&labels.back()).map_err(AddError::io(to, "written"))?;
        writer.into_inner().map_err(io::IntoInnerError::into_error).map_err(AddError::io(to, "written"))?;

        let frames = self.walk(&mastered, front, to)?;
        let loudness = mastered.loudness;
        let (sha256, bytes) = digest(to)?;
        let round = |level: f64| (level * 100.0).round() / 100.0;
        Ok(Sound {
            version: 1,
            bytes,
            sha256,
            frames,
            rate: mastered.format.rate,
            channels: u32::try_from(mastered.format.layout.channels()).unwrap_or(2),
            kbps: self.kbps(),
            loudness: loudness.integrated.map(|loudness| Lufs(round(loudness.value()))),
            range: loudness.integrated.map(|_| Lu(round(loudness.range.value()))),
            true_peak: audible(loudness.true_peak).map(|peak| Dbtp(round(peak.value()))),
            tagged: labels.into(),
        })
    }

    /// Makes the sound without tags, where `to` stands.
    pub(super) fn render(
        &self,
        world: &World,
        to: impl io::Write + io::Seek,
        output: &Path,
    ) -> Result<Mastered, AddError> {
        let path = &self.recording;
        let open = || {
            let recording = decode::open(path)?;
            Ok(self.analysis.mended(recording.watched(world, Step::Mastering)))
        };
        master::render(world, open, &self.figures, &self.plan, to).map_err(AddError::pump(path, output))
    }

    /// Proves that the MP3 frames are whole and say the truth of themselves; returns the length of the
    /// sound in frames.
    pub(super) fn walk(&self, mastered: &Mastered, front: usize, file: &Path) -> Result<u64, AddError> {
        let not_in_order = |why: String| AddError::NotInOrder { path: self.recording.clone(), why };
        let mut reader = BufReader::new(File::open(file).map_err(AddError::io(file, "read"))?);
        reader.seek(SeekFrom::Start(front as u64)).map_err(AddError::io(file, "read"))?;
        let walked =
            frames::walk(reader.take(mastered.bytes)).map_err(|err| not_in_order(err.to_string()))?;
        if !walked.info_is_right() || walked.frames() != mastered.frames {
            return Err(not_in_order("its header does not say the truth".to_owned()));
        }
        Ok(walked.frames())
    }
}

/// Keeps the recording in a folder: its own bytes, or of a video only the sound.
pub(super) fn keep(
    world: &World,
    brought: &Brought,
    sha256: Digest,
    is_video: bool,
    folder: &Path,
) -> Result<Kept, AddError> {
    if is_video {
        let kept = folder.join("recording.wav");
        let file = world.disk.create_new(&kept).map_err(AddError::io(&kept, "written"))?;
        let recording = decode::open(brought.path())?;
        // A WAV does not tell every place that a channel of a film can have; left and right it does.
        let mixdown = Mixdown::of(recording.layout());
        let mut recording = recording.through(mixdown);
        let sink = Wav::new(recording.spec(), Depth::TwentyFour, BufWriter::new(file))
            .map_err(|err| AddError::pump(brought.path(), &kept)(err.into()))?;
        audio::pump(&mut recording, sink).map_err(AddError::pump(brought.path(), &kept))?;
        let (sha256, bytes) = digest(&kept)?;
        return Ok(Kept { file: "recording.wav".to_owned(), bytes, sha256 });
    }
    let name = brought.kept_name();
    let kept = folder.join(&name);
    world.disk.copy_new(brought.path(), &kept).map_err(AddError::io(&kept, "written"))?;
    brought.unchanged()?;
    Ok(Kept { file: name, bytes: brought.bytes(), sha256 })
}

/// Returns the level of a peak, none for silence.
pub(super) fn audible(peak: Dbtp) -> Option<Dbtp> {
    peak.value().is_finite().then_some(peak)
}

/// Returns the length of the tag that stands at the front of a file of ours.
pub(super) fn front_length(path: &Path) -> Result<usize, AddError> {
    let mut head = [0; 10];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).map_err(AddError::io(path, "read"))?;
    Ok(tag::front_length(&head))
}
