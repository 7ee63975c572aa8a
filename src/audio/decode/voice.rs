//! Who decodes the packets of a track, if anybody here can.

use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known::{CODEC_ID_AAC, CODEC_ID_OPUS, CODEC_ID_VORBIS};
use symphonia::core::codecs::audio::{AudioCodecId, AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::Track;

use super::error::Fault;
use super::symphony::{fault, name_of};
use super::{checked_spec, opus};
use crate::audio::Spec;

/// A track that we can decode.
pub(super) struct Chosen {
    pub(super) voice: Voice,
    /// What its makers call it.
    pub(super) codec: String,
    /// What is claimed, where it is.
    pub(super) spec: Option<Spec>,
    /// How many channels can be decoded; not every container says how many there are.
    pub(super) most: u64,
    /// Frames that Opus says to skip.
    pub(super) pre_skip: Option<u64>,
}

/// Makes the decoder of a track, if its claims are such that memory may be taken for them.
pub(super) fn chosen(track: &Track) -> Result<Chosen, Fault> {
    let Some(CodecParameters::Audio(params)) = &track.codec_params else { return Err(Fault::NoSound) };
    // MP4 has no room for a rate above 65 kHz, and says none; the codec's own description then does.
    let rate = params.sample_rate.map(u64::from).filter(|&rate| rate > 0 || params.extra_data.is_none());
    let channels = params.channels.as_ref().map(|channels| channels.count() as u64);
    let spec = match (rate, channels) {
        (Some(rate), Some(channels)) => Some(checked_spec(rate, channels)?),
        (Some(rate), None) => checked_spec(rate, 1).map(|_| None)?,
        (None, Some(channels)) => checked_spec(48_000, channels).map(|_| None)?,
        (None, None) => None,
    };
    if params.codec == CODEC_ID_OPUS {
        // CAF has no head of Opus, and says itself what to skip.
        let head = match &params.extra_data {
            Some(bytes) => opus::Head::read(bytes),
            None => channels.and_then(opus::Head::plain),
        };
        let head = head.ok_or_else(|| Fault::Damaged("opus: no head".to_owned()))?;
        let (pre_skip, voice) = (Some(head.pre_skip), opus::Voice::new(head)?);
        let voice = Voice::Opus(Box::new(voice));
        return Ok(Chosen { voice, codec: "Opus".to_owned(), spec, most: u64::MAX, pre_skip });
    }
    let codecs = symphonia::default::get_codecs();
    let codec = name_of(params);
    let most = most_channels(params.codec);
    if let Some(channels) = channels.filter(|&channels| channels > most) {
        return Err(Fault::Codec(format!("{codec} of {channels} channels")));
    }
    let voice = match codecs.make_audio_decoder(params, &AudioDecoderOptions::default()) {
        Ok(voice) => Voice::Symphonia(voice),
        Err(Error::Unsupported(_)) if codec == "HE-AAC" => he_aac(params)?,
        Err(Error::Unsupported(_)) => return Err(Fault::Codec(codec)),
        Err(err) => return Err(fault(err)),
    };
    Ok(Chosen { voice, codec, spec, most, pre_skip: None })
}

/// Makes a decoder of HE-AAC: that of Fraunhofer, which is C and comes with a licence of its own.
#[cfg(feature = "he-aac")]
pub(super) fn he_aac(params: &AudioCodecParameters) -> Result<Voice, Fault> {
    use symphonia::core::codecs::registry::RegisterableAudioDecoder as _;
    let options = AudioDecoderOptions::default();
    let voice = symphonia_adapter_fdk_aac::AacDecoder::try_registry_new(params, &options);
    voice.map(Voice::Symphonia).map_err(|_| Fault::Codec("HE-AAC".to_owned()))
}

/// Says that HE-AAC cannot be decoded: the only decoder is C, and its licence grants no patents, so it comes
/// in only where somebody asks for the feature `he-aac`.
#[cfg(not(feature = "he-aac"))]
pub(super) fn he_aac(_: &AudioCodecParameters) -> Result<Voice, Fault> {
    Err(Fault::Codec("HE-AAC".to_owned()))
}

/// Returns how many channels of a codec symphonia decodes, and decodes right: of Vorbis with six, as libvorbis
/// writes it, one is lost, and with seven several are in each other's places.
fn most_channels(codec: AudioCodecId) -> u64 {
    match codec {
        CODEC_ID_AAC => 2,
        CODEC_ID_VORBIS => 5,
        _ => u64::MAX,
    }
}

/// Decodes packets, of symphonia's codecs or of Opus.
pub(super) enum Voice {
    Symphonia(Box<dyn AudioDecoder>),
    Opus(Box<opus::Voice>),
}
