//! The same sound without a show.

use std::ffi::OsString;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use super::brought::ending;
use super::make::{self, Survey, Wanted, audible};
use super::sources::Sources;
use super::{AddError, Jingles, MadeMaster, SoundPlan, Wishes};
use crate::audio::master::{Encoding, Form, Mastered};
use crate::audio::wav::Depth;
use crate::catalogue::{ShowInfo, Wait};
use crate::world::World;
use crate::world::disk::folder_of;

/// What to master, and where to.
#[derive(Debug, Clone)]
pub struct MasterRequest {
    /// The recording.
    pub recording: PathBuf,
    /// The output, ending in `.mp3` or `.wav`.
    pub to: PathBuf,
    /// Whether a silent recording is wanted all the same.
    pub force: bool,
    /// Whether an output that is there may be replaced.
    pub replace: bool,
    /// The settings to master by: a show's, or the usual ones.
    pub info: ShowInfo,
    /// What is heard before and after it.
    pub jingles: Jingles,
    /// What is wanted of the sound otherwise than the settings have it.
    pub wishes: Wishes,
}

/// Masters a recording into a file of its own. The file appears whole or not at all.
pub fn master(world: &World, request: &MasterRequest) -> Result<MadeMaster, AddError> {
    let MasterRequest { recording, to, force, replace, info, jingles, wishes } = request;
    let form = match ending(to).as_str() {
        "mp3" => None,
        "wav" => Some(Form::Wav(Depth::Sixteen)),
        _ => return Err(AddError::NoSuchFormat { path: to.clone() }),
    };
    let is_itself =
        || to.canonicalize().ok().is_some_and(|to| recording.canonicalize().is_ok_and(|from| from == to));
    // The recording is not to be written to, whatever was asked for.
    if to.symlink_metadata().is_ok() && (!*replace || is_itself()) {
        return Err(AddError::OutputExists { path: to.clone() });
    }
    let sources = Sources::look(world, recording, &[], Wait::default())?;
    let mut wanted = Wanted::of(info, jingles, wishes, *force)?;
    wanted.target.form = form.unwrap_or(wanted.target.form);
    let temporary = beside(to);
    let survey = make::survey(world, &sources, &wanted)?;
    let disk = world.disk.as_ref();
    let made = write(world, &survey, &temporary).and_then(|made| {
        sources.unchanged()?;
        let placed = if *replace { disk.replace(&temporary, to) } else { disk.rename_new(&temporary, to) };
        placed.map_err(AddError::io(to, "written"))?;
        Ok(made)
    });
    let mastered = match made {
        Ok(made) => made,
        Err(err) => {
            std::fs::remove_file(&temporary).ok();
            return Err(err);
        }
    };
    disk.sync_dir(folder_of(to)).map_err(AddError::io(to, "written"))?;
    let loudness = mastered.loudness;
    let mut noticed = survey.noticed.clone();
    noticed.extend(survey.off(loudness.integrated, audible(loudness.true_peak)));
    Ok(MadeMaster {
        path: to.clone(),
        duration: mastered.duration(),
        bytes: mastered.bytes,
        sound: SoundPlan { again: Some(mastered.again), ..survey.sound_plan() },
        loudness: loudness.integrated,
        range: loudness.integrated.map(|_| loudness.range),
        true_peak: audible(loudness.true_peak),
        speech: mastered.speech,
        noticed,
    })
}

/// Makes the file under its temporary name.
fn write(world: &World, survey: &Survey, to: &Path) -> Result<Mastered, AddError> {
    match std::fs::remove_file(to) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(AddError::io(to, "replaced")(err)),
        _ => {}
    }
    let file = world.disk.create_new(to).map_err(AddError::io(to, "written"))?;
    let mut writer = BufWriter::with_capacity(1 << 16, file);
    let mastered = survey.render(world, &mut writer, to)?;
    let file =
        writer.into_inner().map_err(io::IntoInnerError::into_error).map_err(AddError::io(to, "written"))?;
    world.disk.sync(&file).map_err(AddError::io(to, "written"))?;
    if matches!(survey.plan.format.encoding, Encoding::Mp3 { .. }) {
        survey.walk(&mastered, 0, to)?;
    }
    Ok(mastered)
}

/// Returns the hidden name beside a file under which it is made. It keeps the ending, by which decoders
/// know what they hear.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".new-");
    name.push(path.file_name().unwrap_or_default());
    folder_of(path).join(name)
}
