//! What the fuzzer does with bytes that may be anything. The suite does the same a bounded number of times
//! (`tests/suite/fuzz.rs`), so that no target rots.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use podcast::audio::decode::{self, CHANNELS, Mp3Decoder, RATES};
use podcast::audio::mp3::frames;
use podcast::audio::mp3::header::Mp3Header;
use podcast::audio::{Block, Source};
use podcast::catalogue::{Show, baseline, record};
use podcast::episode::transcript::{self, Script};
use podcast::episode::{Edits, Mark, Timeline, chapter};
use podcast::moving::{numbers, read};
use tempfile::TempDir;

thread_local! {
    static DESK: OnceCell<TempDir> = const { OnceCell::new() };
}

/// Writes the bytes into a file of that name, in a folder that this thread keeps.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    DESK.with(|desk| {
        let path = desk.get_or_init(|| tempfile::tempdir().expect("a folder")).path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("its folder");
        // A file that is emptied and written anew is brought to the disk at once by some file systems, and
        // the next case waits for it; a new one is not.
        fs::remove_file(&path).ok();
        fs::write(&path, bytes).expect("a file");
        path
    })
}

/// Hears whatever is in it, to the end, and demands what every recording promises.
pub(crate) fn decode_any(bytes: &[u8]) {
    let Ok(mut recording) = decode::open(&file("recording", bytes)) else { return };
    let spec = recording.spec();
    assert!(RATES.contains(&spec.rate) && CHANNELS.contains(&spec.channels), "{spec:?}");
    assert_eq!(recording.layout().positions().len(), spec.channels);
    let mut block = Block::default();
    let mut heard = 0;
    // Ten minutes are more than the fuzzer's patience, and prove what an hour would.
    while heard < 600 * u64::from(spec.rate) {
        if recording.read(&mut block).is_err() {
            return;
        }
        if block.frames() == 0 {
            let claimed = recording.frames().unwrap_or(heard);
            assert_eq!((recording.heard().map(|heard| heard.frames), claimed), (Some(heard), heard));
            return;
        }
        assert_eq!(block.channels(), spec.channels);
        assert!(block.frames() <= Block::FRAMES);
        assert!(block.planes().iter().flatten().all(|sample| sample.is_finite()));
        heard += block.frames() as u64;
    }
}

/// Lets our own readers of containers read it. Nothing that falls is caught here.
pub(crate) fn own_readers(bytes: &[u8]) {
    decode::own_readers(bytes);
}

/// Walks over it as over a finished episode, and hears its frames one by one.
pub(crate) fn mp3_frames(bytes: &[u8]) {
    if let Ok(walked) = frames::walk(bytes) {
        assert!(walked.bytes <= bytes.len() as u64 && walked.mp3_frames > 0);
    }
    let (mut rest, mut sound) = (bytes, Block::default());
    let mut decoder: Option<(u32, usize, Mp3Decoder)> = None;
    while let Some(header) = rest.first_chunk().and_then(|&head| Mp3Header::parse(head)) {
        let Some((frame, behind)) = rest.split_at_checked(header.frame_bytes()) else { return };
        rest = behind;
        let (rate, channels) = (header.rate(), header.channels());
        let ours = decoder.take().filter(|(r, c, _)| (*r, *c) == (rate, channels));
        let (.., voice) = decoder.insert(ours.unwrap_or((rate, channels, Mp3Decoder::new(rate, channels))));
        sound.clear(channels);
        if voice.decode(frame, &mut sound).is_ok() {
            assert_eq!(sound.frames(), header.samples() as usize);
        }
    }
}

/// Reads it as each of the files that the catalogue keeps, and writes what could be read.
pub(crate) fn records(bytes: &[u8]) {
    if let Ok(read) = record::read(&file("episode.toml", bytes)) {
        let written = record::written(&read);
        let again = record::read(&file("again.toml", written.as_bytes())).expect("our own record");
        assert_eq!(record::written(&again), written, "what is written is read as it was");
    }
    let settings = file("episodes/show.toml", bytes);
    let root = settings.ancestors().nth(2).unwrap_or(&settings);
    Show::open(root).ok();
    file("episodes/.published.toml", bytes);
    baseline::read(root).ok();
}

/// Reads it as chapters, and demands of what was read that it is fit to be kept and published.
pub(crate) fn chapters(bytes: &[u8]) {
    chapter::is_list(bytes);
    let Ok(chapters) = chapter::read(bytes) else { return };
    assert!(!chapters.is_empty() && chapters.len() <= chapter::MOST);
    let edits = Edits::keeping(vec![1_000..30_000, 40_000..90_000], 5_000).expect("they rise");
    let line = Timeline { edits: Some(&edits), rate: 1_000, frames: 90_000 };
    let marks = chapters.into_iter().map(|chapter| Mark::in_episode(chapter, &line));
    let placed = chapter::placed(&marks.collect::<Vec<_>>(), &line).chapters;
    assert!(placed.windows(2).all(|pair| pair[0].start < pair[1].start));
    assert!(placed.iter().all(|chapter| chapter.start < line.duration()));
    if !placed.is_empty() {
        assert_eq!(chapter::read(chapter::json::written(&placed).as_bytes()).as_ref(), Ok(&placed));
    }
}

/// Reads it as a transcript, and demands that it is kept and published as it was read.
pub(crate) fn transcripts(bytes: &[u8]) {
    let Ok(said) = transcript::read(bytes) else { return };
    let edits = Edits::keeping(vec![1_000..30_000, 40_000..90_000], 5_000).expect("they rise");
    let line = Timeline { edits: Some(&edits), rate: 1_000, frames: 90_000 };
    let script = Script::in_episode(said, &line);
    let again = Script::read(script.written().as_bytes(), script.timed).expect("our own file");
    assert_eq!(again.written(), script.written());
    let placed = script.placed(&line);
    let in_order =
        placed.cues.iter().all(|cue| !placed.timed || cue.start < cue.end && cue.end <= line.duration());
    assert!(in_order, "{placed:?}");
}

/// Reads it as a feed from elsewhere, and gives its episodes numbers.
pub(crate) fn feed(bytes: &[u8]) {
    let Ok(foreign) = read::read(bytes) else { return };
    let numberless = |item: &read::ForeignItem| numbers::Numberless {
        kind: item.kind,
        number: item.number,
        season: item.season,
        title: item.title.clone(),
        date: item.date.map(podcast::episode::Moment::timestamp).unwrap_or_default(),
    };
    let numbered = numbers::number(&foreign.items.iter().map(numberless).collect::<Vec<_>>());
    let handles: std::collections::BTreeSet<_> = numbered.iter().map(|one| one.handle).collect();
    assert_eq!(handles.len(), foreign.items.len(), "each has a handle of its own");
}
