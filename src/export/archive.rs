//! A bundle as one file. The only file that knows `zip`.
//!
//! Nothing is compressed: sounds are already, and what can be stored can be read by every program that reads
//! any archive at all. Everything lies in one folder, so that whoever unpacks it finds it in one place.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use jiff::civil;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::write::put;
use super::{Bundle, ExportError};
use crate::world::World;
use crate::world::disk::FileError;

/// The remark with which an archive of ours ends.
const MARK: &str = "Made by podcast. It is replaced when it is made again.";

/// Writes a bundle to a file that must not exist yet. It is durable when this returns.
pub(super) fn write(world: &World, bundle: &Bundle, path: &Path) -> Result<(), ExportError> {
    let file = world.disk.create_new(path).map_err(FileError::when(path, "written"))?;
    let unwritten = |err| FileError::when(path, "written")(err);
    let mut zip = ZipWriter::new(BufWriter::with_capacity(1 << 18, file)).set_auto_large_file();
    for file in &bundle.files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(time(file.when))
            .large_file(file.bytes() > u64::from(u32::MAX))
            .unix_permissions(0o644);
        zip.start_file(format!("{}/{}", bundle.name, file.path), options)
            .map_err(|err| unwritten(err.into()))?;
        put(world, file, &mut zip, path)?;
    }
    zip.set_comment(MARK).map_err(|err| unwritten(err.into()))?;
    let mut writer = zip.finish().map_err(|err| unwritten(err.into()))?;
    writer.flush().map_err(unwritten)?;
    world.disk.sync(writer.get_ref()).map_err(unwritten)?;
    Ok(())
}

/// Returns whether a file is an archive of ours: one that ends with our remark.
pub(super) fn is_ours(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let Some(at) = file.metadata()?.len().checked_sub(MARK.len() as u64) else { return Ok(false) };
    file.seek(SeekFrom::Start(at))?;
    let mut end = [0; MARK.len()];
    file.read_exact(&mut end)?;
    Ok(end == *MARK.as_bytes())
}

/// Returns a time as archives have it: from 1980 to 2107, on the clock of the wall, to two seconds.
fn time(when: civil::DateTime) -> DateTime {
    let part = |n: i8| u8::try_from(n).unwrap_or(0);
    u16::try_from(when.year())
        .ok()
        .and_then(|year| {
            let (date, time) = ([when.month(), when.day()], [when.hour(), when.minute(), when.second()]);
            let ([month, day], [hour, minute, second]) = (date.map(part), time.map(part));
            DateTime::from_date_and_time(year, month, day, hour, minute, second).ok()
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_no_archive_can_have_is_the_first_one() {
        let shown = |year, month| time(civil::date(year, month, 3).at(8, 5, 59, 0)).to_string();
        assert_eq!(shown(2026, 10), "2026-10-03 08:05:58");
        assert_eq!([shown(1979, 1), shown(2108, 1)], ["1980-01-01 00:00:00"; 2]);
    }
}
