//! The door to symphonia: who can take a file apart, what its codecs are called, and the words in its tags.

use std::fs::File;
use std::io;
use std::ops::Range;

use symphonia::core::audio::{Channels, GenericAudioBufferRef};
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known::profiles::{
    CODEC_PROFILE_AAC_HE, CODEC_PROFILE_AAC_HE_V2, CODEC_PROFILE_AAC_USAC,
};
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_AAC, CODEC_ID_AC3, CODEC_ID_ADPCM_IMA_WAV, CODEC_ID_ALAC, CODEC_ID_DCA, CODEC_ID_EAC3,
    CODEC_ID_FLAC, CODEC_ID_MP3, CODEC_ID_SPEEX, CODEC_ID_TRUEHD, CODEC_ID_VORBIS, CODEC_ID_WAVPACK,
};
use symphonia::core::common::Limit;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::{MetadataOptions, RawValue, StandardTag};

use super::error::Fault;
use super::view::View;
use super::{Layout, Tags, cues, mp4};

/// The most bytes of a tag. Titles are short; what is longer is a lyric, a script or an attack.
const MOST_TAG: usize = 64 * 1024;
/// Packets are read ahead in pieces of so many bytes.
const AHEAD: usize = 128 * 1024;

/// Reads the words in the tags of a file that we take apart ourselves. A tag that cannot be read has none.
pub(super) fn tags_of(file: File, bytes: u64) -> Tags {
    words_in(View::patched(file, bytes, Vec::new()))
}

/// Reads the words in the tags of what is seen of a file.
pub(super) fn words_in(view: View) -> Tags {
    let read = || probe(view).map(|mut demux| words(&mut *demux).0);
    // Strangers' tags have made better readers fall. The sound needs them not.
    crate::world::guard::catch(read).map_or_else(|_| Tags::default(), Result::unwrap_or_default)
}

/// Finds who can take the file apart.
pub(super) fn probe(view: View) -> Result<Box<dyn FormatReader>, Fault> {
    let ahead = MediaSourceStreamOptions { buffer_len: AHEAD };
    let stream = MediaSourceStream::new(Box::new(view), ahead);
    let limits = MetadataOptions::default()
        .limit_tag_bytes(Limit::Maximum(MOST_TAG))
        .limit_visual_bytes(Limit::Maximum(MOST_TAG));
    symphonia::default::get_probe().probe(&Hint::new(), stream, FormatOptions::default(), limits).map_err(
        |err| match err {
            Error::IoError(err) if err.kind() == io::ErrorKind::UnexpectedEof => Fault::NoSound,
            err => fault(err),
        },
    )
}

pub(super) fn fault(err: Error) -> Fault {
    match err {
        Error::IoError(err) if err.kind() != io::ErrorKind::UnexpectedEof => Fault::Io(err),
        err => Fault::Damaged(err.to_string()),
    }
}

/// Returns what a codec is called.
pub(super) fn name_of(params: &AudioCodecParameters) -> String {
    let known = symphonia::default::get_codecs().get_audio_decoder(params.codec);
    let name = match params.codec {
        CODEC_ID_AAC => match params.profile {
            Some(CODEC_PROFILE_AAC_HE | CODEC_PROFILE_AAC_HE_V2) => "HE-AAC",
            Some(CODEC_PROFILE_AAC_USAC) => "xHE-AAC",
            // Not every container says so beside the description of AAC that it carries, which begins with
            // the number of its kind (ISO/IEC 14496-3, table 1.17).
            _ => match params.extra_data.as_deref().and_then(<[u8]>::first).map(|byte| byte >> 3) {
                Some(5 | 29) => "HE-AAC",
                _ => "AAC",
            },
        },
        CODEC_ID_ADPCM_IMA_WAV => "IMA ADPCM",
        CODEC_ID_ALAC => "ALAC",
        CODEC_ID_FLAC => "FLAC",
        CODEC_ID_VORBIS => "Vorbis",
        CODEC_ID_MP3 => "MP3",
        CODEC_ID_AC3 => "AC-3",
        CODEC_ID_EAC3 => "E-AC-3",
        CODEC_ID_DCA => "DTS",
        CODEC_ID_SPEEX => "Speex",
        CODEC_ID_TRUEHD => "TrueHD",
        CODEC_ID_WAVPACK => "WavPack",
        _ => known.map_or("an unknown codec", |known| known.codec.info.long_name),
    };
    match params.bits_per_sample {
        Some(bits) if name.starts_with("PCM") && (1..=64).contains(&bits) => format!("PCM, {bits} bit"),
        _ => name.to_owned(),
    }
}

/// Returns what each channel is for, where the decoder knows.
pub(super) fn layout_of(decoded: &GenericAudioBufferRef<'_>) -> Option<Layout> {
    match decoded.spec().channels() {
        Channels::Positioned(positions) => Some(Layout::of_mask(positions.bits(), decoded.num_planes())),
        _ => None,
    }
}

/// Returns the words in the tags, and Apple's comment on what is sound.
pub(super) fn words(demux: &mut dyn FormatReader) -> (Tags, Option<Range<u64>>) {
    let (mut tags, mut run) = (Tags::default(), None);
    tags.cues = demux.chapters().map(cues::of_group).unwrap_or_default();
    let mut metadata = demux.metadata();
    loop {
        for tag in metadata.current().into_iter().flat_map(|revision| &revision.media.tags) {
            match &tag.std {
                Some(StandardTag::TrackTitle(text)) => tags.title(text),
                Some(StandardTag::Artist(text)) => tags.artist(text),
                Some(StandardTag::Album(text)) => tags.album(text),
                Some(StandardTag::TrackNumber(number)) => {
                    tags.track = tags.track.or_else(|| u32::try_from(*number).ok());
                }
                Some(StandardTag::Comment(text)) => tags.comment(text),
                _ => {}
            }
            if let RawValue::String(text) = &tag.raw.value
                && tag.raw.key.ends_with("iTunSMPB")
            {
                run = run.or_else(|| mp4::smooth_playback(text));
            }
        }
        if metadata.pop().is_none() {
            return (tags, run);
        }
    }
}
