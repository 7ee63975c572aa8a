//! Making a sound: heard, settled, mastered, tagged, and heard once more. Shared by all that make one.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::figures::{self, NEAR};
use super::noting::Noting;
use super::repairs;
use super::soundfile::{digest, write_front};
use super::sources::Sources;
use super::tag::{self, Labels};
use super::{AddError, Jingles, Notice, Repair, SoundPlan, Wishes};
use crate::audio::check::Finding;
use crate::audio::decode::{self, Heard, Recording};
use crate::audio::loudness::{Db, Dbtp, Loudness, Lu, Lufs};
use crate::audio::master::programme::{self, Hearing, Opener, Parts, Programme};
use crate::audio::master::{
    self, Analysis, Encoding, Figures, Finished, Form, MasterPlan, Mastered, Reason, Shortfall, Target,
    Treatment,
};
use crate::audio::mp3::{Bitrate, Effort, Mp3Settings, frames};
use crate::audio::{self, Source as _, Spec};
use crate::catalogue::ShowInfo;
use crate::episode::edits::time_of;
use crate::episode::{FileType, Sound};
use crate::world::World;
use crate::world::disk::folder_of;

/// Loudness of shorter sound cannot be measured (ITU-R BS.1770: the blocks are 400 ms long).
const SHORTEST: Duration = Duration::from_millis(400);
/// A deviation from the target that is worth a line.
const SHORT: Lu = Lu(0.5);
/// A peak is told to a hundredth of a dB.
const OVER: Db = Db(0.005);

/// What a recording is like, and what will be made of it.
#[derive(Debug, Clone)]
pub(super) struct Survey {
    /// The recordings, in the order in which they are heard.
    recordings: Vec<PathBuf>,
    /// What is heard before and after them.
    jingles: Jingles,
    /// What the recordings are, told as if they were one.
    pub(super) analysis: Analysis,
    figures: Figures,
    programme: Programme,
    pub(super) plan: MasterPlan,
    repaired: Vec<Repair>,
    /// The title in the recording's own tag.
    pub(super) tagged_title: Option<String>,
    /// Of each recording whether it is a video.
    pub(super) videos: Vec<bool>,
    pub(super) noticed: Vec<Notice>,
}

/// Opens a sound from its beginning.
pub(super) type Open<'o> = &'o dyn Fn() -> Result<Box<dyn audio::Source + 'o>, decode::DecodeError>;

/// A sound that was made.
pub(super) struct Written {
    /// What a listener will hear.
    pub(super) sound: Sound,
    /// How it was made.
    pub(super) plan: SoundPlan,
    /// Where it is not as promised.
    pub(super) off: Vec<Notice>,
}

/// What is asked of one sound.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) target: Target,
    pub(super) treatment: Treatment,
    /// What is heard before and after it.
    pub(super) jingles: Jingles,
    /// Whether a silent recording is wanted all the same.
    pub(super) force: bool,
}

impl Wanted {
    /// Returns what is asked of a sound by these settings, and by the wishes for it alone.
    ///
    /// Refuses an intro or outro that cannot be heard.
    pub(super) fn of(
        info: &ShowInfo,
        jingles: &Jingles,
        wishes: &Wishes,
        force: bool,
    ) -> Result<Wanted, AddError> {
        let treatment = wishes.over(info.treatment);
        Ok(Wanted { target: target(info), treatment, jingles: jingles.wanted(wishes)?, force })
    }
}

/// Returns what a show asks of its sounds.
fn target(info: &ShowInfo) -> Target {
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

/// Hears recordings as one, notices what there is to notice, and settles what will be made of them.
///
/// Silence is refused unless it is wanted all the same.
pub(super) fn survey(world: &World, sources: &Sources, wanted: &Wanted) -> Result<Survey, AddError> {
    let recordings: Vec<PathBuf> = sources.all().map(|brought| brought.path().to_owned()).collect();
    let path = recordings.first().cloned().unwrap_or_default();
    let opened = recordings.iter().map(|path| decode::open(path)).collect::<Result<Vec<_>, _>>()?;
    let tagged_title = opened.first().and_then(|recording| recording.tags().title.clone());
    let about: Vec<About> = opened.iter().map(About::of).collect();
    let found = vec![Cell::new(None); opened.len()];
    let rate = programme::rate(opened.iter().map(audio::Source::spec));
    // What is open already is heard first.
    let openers = recordings.iter().zip(opened).zip(&found).map(|((path, opened), found)| -> Opener<'_> {
        let opened = Cell::new(Some(opened));
        Box::new(move || {
            let recording = opened.take().map_or_else(|| decode::open(path), Ok)?;
            Ok(Box::new(Noting::of(recording, found)))
        })
    });
    let parts = parts(rate, openers, &wanted.jingles);
    let Hearing { analysis, figures, programme } =
        programme::hear(world, &parts, wanted.treatment).map_err(AddError::pump(&path, &path))?;
    drop(parts);

    if analysis.is_silent() && !wanted.force {
        return Err(AddError::Silent { path, duration: analysis.duration() });
    }
    let plan = master::settle(&figures, programme.is_mono(), &wanted.target);
    sources.unchanged()?;

    let mut noticed = Vec::new();
    for (about, found) in about.iter().zip(&found) {
        for notice in about.notices(found.get().unwrap_or_default()) {
            // Of several recordings of one kind it is said once.
            if !noticed.contains(&notice) {
                noticed.push(notice);
            }
        }
    }
    let repaired = repairs::of(&analysis, &programme);
    noticed.extend(notices(&analysis, &plan, &repaired));
    let videos = about.iter().map(|about| about.is_video).collect();
    let jingles = wanted.jingles.clone();
    Ok(Survey {
        recordings,
        jingles,
        analysis,
        figures: figures.settled(),
        programme,
        plan,
        repaired,
        tagged_title,
        videos,
        noticed,
    })
}

/// Returns what a programme is made of: recordings, and what is heard before and after them.
fn parts<'a>(rate: u32, mut recordings: impl Iterator<Item = Opener<'a>>, jingles: &'a Jingles) -> Parts<'a> {
    let first = recordings.next().unwrap_or_else(|| opener(Path::new("")));
    let Jingles { intro, outro } = jingles;
    let [intro, outro] = [intro, outro].map(|music| music.as_deref().map(opener));
    Parts { rate, first, joined: recordings.collect(), intro, outro }
}

/// Returns what opens the recording at that place.
fn opener(path: &Path) -> Opener<'_> {
    Box::new(move || Ok(Box::new(decode::open(path)?)))
}

/// What is known of a recording when it is opened.
struct About {
    spec: Spec,
    is_video: bool,
    other_tracks: usize,
}

impl About {
    fn of(recording: &Recording) -> About {
        About {
            spec: recording.spec(),
            is_video: recording.is_video(),
            other_tracks: recording.other_tracks(),
        }
    }

    /// Returns what is worth saying of the file, now that it has been heard.
    fn notices(&self, heard: Heard) -> Vec<Notice> {
        let &About { spec, is_video, other_tracks } = self;
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
        let long = |frames: u64| Duration::from_millis(frames * 1000 / u64::from(spec.rate.max(1)));
        let found = long(heard.frames);
        match heard.mistaken(spec.rate) {
            Some(claimed) => noticed.push(Notice::LengthDiffers { claimed: long(claimed), found }),
            None if heard.cut_off => noticed.push(Notice::CutOff { found }),
            None => {}
        }
        noticed
    }
}

/// Returns what the figures of a recording are worth saying, each subject once.
fn notices(analysis: &Analysis, plan: &MasterPlan, repaired: &[Repair]) -> Vec<Notice> {
    let shortfall = plan.shortfall.filter(|shortfall| shortfall.by > SHORT);
    let stays_quiet = shortfall.is_some_and(|shortfall| shortfall.reason == Reason::Quiet);
    let mut noticed = Vec::new();
    if analysis.duration() < SHORTEST && !analysis.is_silent() {
        noticed.push(Notice::VeryShort);
    }
    if let Some(Shortfall { by: short_by, reason }) = shortfall {
        noticed.push(match reason {
            Reason::Quiet => Notice::VeryQuiet { gain: plan.gain, short_by },
            Reason::Peaks => Notice::TooPeaky { short_by },
        });
    }
    // That it is quiet is said already, together with what comes of it.
    let findings = analysis
        .findings
        .iter()
        .filter(|finding| !(stays_quiet && matches!(finding, Finding::TooQuiet { .. })));
    noticed.extend(findings.map(|&finding| Notice::Found {
        finding,
        put_right: repairs::puts_right(analysis, repaired, finding),
    }));
    noticed
}

impl Survey {
    /// Returns the recording by which the sound is named where it must be: the first.
    fn recording(&self) -> &Path {
        self.recordings.first().map_or(Path::new(""), PathBuf::as_path)
    }

    /// Returns how long the episode will be.
    pub(super) fn duration(&self) -> Duration {
        let Figures { spec, frames, .. } = &self.figures;
        time_of(*frames, spec.rate)
    }

    /// Returns what is known of the sound before it is made: what of the recordings is in it, and how long
    /// it plays.
    pub(super) fn sound(&self) -> Sound {
        let Figures { spec, frames, .. } = &self.figures;
        let edits = repairs::edits(&self.analysis, self.programme.begins());
        Sound { edits, rate: spec.rate, frames: *frames, ..Sound::nothing_yet() }
    }

    /// Returns when each recording is heard, by the clock of all of them together.
    pub(super) fn spans(&self) -> Vec<Range<Duration>> {
        let rate = self.programme.rate();
        let ends = self.programme.edits().scan(0, |at, edits| {
            let start = *at;
            *at += edits.frames_before();
            Some(time_of(start, rate)..time_of(*at, rate))
        });
        ends.collect()
    }

    /// Returns how the sound is made, in figures.
    pub(super) fn sound_plan(&self) -> SoundPlan {
        let Loudness { integrated, true_peak, .. } = self.analysis.loudness;
        let format = self.plan.format;
        SoundPlan {
            before: integrated,
            peak_before: audible(true_peak),
            levelling: repairs::levelling(&self.analysis),
            repaired: self.repaired.clone(),
            compressed: self.plan.ride.most(),
            gain: self.plan.gain,
            limited: self.plan.trial.deepest > Db(0.0),
            reduction: self.plan.trial.deepest,
            again: None,
            after: self.plan.trial.loudness,
            rate: format.rate,
            channels: format.layout.channels(),
            kbps: self.kbps(),
        }
    }

    /// Returns what is worth saying of the finished sound, as it is heard: where it is not what the plan
    /// promised. What the plan itself fell short by is told already.
    pub(super) fn off(&self, loudness: Option<Lufs>, peak: Option<Dbtp>) -> Vec<Notice> {
        off(self.plan.trial.loudness, loudness, self.plan.ceiling, peak)
    }

    /// Returns how long the MP3 will be, about, without its tags.
    pub(super) fn mp3_bytes(&self) -> u64 {
        let seconds = self.duration().as_secs() + 1;
        seconds * u64::from(self.kbps()) * 1000 / 8
    }

    fn kbps(&self) -> u32 {
        match self.plan.format.encoding {
            Encoding::Mp3 { bitrate, .. } => bitrate.into(),
            Encoding::Wav(_) => 0,
        }
    }

    /// Makes the MP3, tags and all, and beside it what is kept of how it ran. The finished file is
    /// walked over MP3 frame by MP3 frame.
    ///
    /// The file is made in a folder that is being filled, for a show that asks for that loudness.
    pub(super) fn write_mp3(
        &self,
        world: &World,
        labels: &Labels,
        target: Lufs,
        to: &Path,
    ) -> Result<Written, AddError> {
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
        let sound = Sound {
            version: 1,
            file_type: FileType::Mp3,
            bytes,
            sha256,
            frames,
            rate: mastered.format.rate,
            channels: u32::try_from(mastered.format.layout.channels()).unwrap_or(2),
            kbps: self.kbps(),
            loudness: loudness.integrated.map(|loudness| Lufs(round(loudness.value()))),
            range: loudness.integrated.map(|_| Lu(round(loudness.range.value()))),
            true_peak: audible(loudness.true_peak).map(|peak| Dbtp(round(peak.value()))),
            speech_loudness: mastered.speech.map(|speech| Lufs(round(speech.value()))),
            level: Some(repairs::level(&self.analysis)),
            edits: repairs::edits(&self.analysis, self.programme.begins()),
            tagged: labels.into(),
        };
        let off = self.off(sound.loudness, sound.true_peak);
        let noticed: Vec<Notice> = self.noticed.iter().chain(&off).cloned().collect();
        let made = figures::Made {
            analysis: &self.analysis,
            plan: &self.plan,
            mastered: &mastered,
            sound: &sound,
            target,
            remarks: figures::remarks(&noticed, repairs::levelling(&self.analysis), &self.repaired),
        };
        figures::stage(world, folder_of(to), &labels.title, &made.kept())?;
        Ok(Written { plan: SoundPlan { again: Some(mastered.again), ..self.sound_plan() }, sound, off })
    }

    /// Has the sound made once more, at that rate and before it is encoded: `work` is given what opens it.
    pub(super) fn again<T>(&self, world: &World, rate: u32, work: impl for<'o> FnOnce(Open<'o>) -> T) -> T {
        let recordings = self.recordings.iter().map(|path| opener(path));
        let parts = parts(self.programme.rate(), recordings, &self.jingles);
        work(&|| {
            let programme = self.programme.open(world, &parts)?;
            Ok(master::prepared(Finished::new(programme, &self.plan), rate))
        })
    }

    /// Makes the sound without tags, where `to` stands.
    pub(super) fn render(
        &self,
        world: &World,
        to: impl io::Write + io::Seek,
        output: &Path,
    ) -> Result<Mastered, AddError> {
        let recordings = self.recordings.iter().map(|path| opener(path));
        let parts = parts(self.programme.rate(), recordings, &self.jingles);
        master::render(world, || self.programme.open(world, &parts), &self.figures, &self.plan, to)
            .map_err(AddError::pump(self.recording(), output))
    }

    /// Proves that the MP3 frames are whole and say the truth of themselves; returns the length of the
    /// sound in frames.
    pub(super) fn walk(&self, mastered: &Mastered, front: usize, file: &Path) -> Result<u64, AddError> {
        let not_in_order = |why: String| AddError::NotInOrder { path: self.recording().to_owned(), why };
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

/// Returns what is worth saying of a sound that is to be of that loudness, below that ceiling.
fn off(promised: Option<Lufs>, loudness: Option<Lufs>, ceiling: Dbtp, peak: Option<Dbtp>) -> Vec<Notice> {
    let by = promised.zip(loudness).map(|(promised, loudness)| loudness - promised);
    let off = by.filter(|by| by.value().abs() > NEAR.value()).map(|by| Notice::LoudnessOff { by });
    let over = peak.map(|peak| peak - ceiling).filter(|by| *by > OVER).map(|by| Notice::PeakOver { by });
    off.into_iter().chain(over).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_that_is_not_as_promised_says_by_how_much() {
        let off = |loudness, peak| off(Some(Lufs(-16.0)), Some(Lufs(loudness)), Dbtp(-1.0), Some(Dbtp(peak)));
        assert_eq!(off(-16.29, -1.0), []);
        match off(-15.0, -0.5)[..] {
            [Notice::LoudnessOff { by: louder }, Notice::PeakOver { by: over }] => {
                assert!((louder.value() - 1.0).abs() < 1e-9 && (over.value() - 0.5).abs() < 1e-9);
            }
            ref other => panic!("{other:?}"),
        }
        assert!(matches!(off(-17.0, -3.0)[..], [Notice::LoudnessOff { by }] if by.value() < 0.0));
        assert_eq!(super::off(None, None, Dbtp(-1.0), None), [], "nothing is promised of silence");
    }
}
