//! LAME, the MP3 encoder, behind a small type. The only room that knows it.
//!
//! The crate's safe binding is enough. Three things have to be known of LAME: samples that are not
//! numbers make it abort the process, so none get there; left alone it changes the rate and writes
//! an Info frame of its own, so both are forbidden; and its qualities 0 to 3 are worse than 4 at a
//! constant bitrate (LAME's bug 516), so there are none here. Unasked, it turns the sound down by up to
//! 0.45 dB, which is given back to it beforehand.

use std::num::NonZeroU32;

use mp3lame_encoder::{
    Bitrate, Builder, DualPcm, Encoder, FlushGap, Mode, MonoPcm, Quality, VbrMode, max_required_buffer_size,
};

use super::{Effort, Mp3Form};
use crate::audio::SinkError;

/// Frames of sound that LAME is given at a time.
const PIECE: usize = 1_152 * 4;

/// One run of LAME.
pub(super) struct Lame {
    encoder: Encoder,
    channels: usize,
    /// What makes up for LAME turning the sound down.
    makeup: f32,
    planes: [Vec<f32>; 2],
}

impl Lame {
    pub(super) fn new(form: &Mp3Form) -> Result<Lame, SinkError> {
        let refused = |what: &str| SinkError::Encoder(format!("it refused {what}"));
        let build = |err: mp3lame_encoder::BuildError| SinkError::Encoder(err.to_string());
        let bitrate = bitrate(form.bitrate).ok_or_else(|| refused("the bitrate"))?;
        let quality = match form.effort {
            Effort::Usual => Quality::Good,
            Effort::More => Quality::Nice,
        };
        let mode = if form.channels == 1 { Mode::Mono } else { Mode::JointStereo };
        let encoder = Builder::new()
            .ok_or_else(|| refused("to begin"))?
            .with_num_channels(if form.channels == 1 { 1 } else { 2 })
            .and_then(|lame| lame.with_sample_rate(form.rate))
            .and_then(|lame| lame.with_output_sample_rate(NonZeroU32::new(form.rate)))
            .and_then(|lame| lame.with_vbr_mode(VbrMode::Off))
            .and_then(|lame| lame.with_brate(bitrate))
            .and_then(|lame| lame.with_mode(mode))
            .and_then(|lame| lame.with_quality(quality))
            .and_then(|lame| lame.with_to_write_vbr_tag(false))
            .and_then(Builder::build)
            .map_err(build)?;
        Ok(Lame {
            encoder,
            channels: form.channels,
            makeup: makeup(form.bitrate),
            planes: [Vec::new(), Vec::new()],
        })
    }

    /// Encodes these frames, of one plane or two. One plane is heard from both sides.
    pub(super) fn encode(&mut self, planes: &[&[f32]], out: &mut Vec<u8>) -> Result<(), SinkError> {
        let (Some(left), Some(right)) = (planes.first(), planes.last()) else { return Ok(()) };
        for (left, right) in left.chunks(PIECE).zip(right.chunks(PIECE)) {
            for (safe, plane) in self.planes.iter_mut().zip([left, right]) {
                safe.clear();
                safe.extend(plane.iter().map(|&sample| safe_sample(sample) * self.makeup));
            }
            out.reserve(max_required_buffer_size(left.len()));
            let [left, right] = &self.planes;
            let encoded = if self.channels == 1 {
                self.encoder.encode_to_vec(MonoPcm(left), out)
            } else {
                self.encoder.encode_to_vec(DualPcm { left, right }, out)
            };
            encoded.map_err(|err| SinkError::Encoder(err.to_string()))?;
        }
        Ok(())
    }

    /// Encodes what is still inside, and silence until it has come out.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), SinkError> {
        out.reserve(max_required_buffer_size(0));
        self.encoder.flush_to_vec::<FlushGap>(out).map_err(|err| SinkError::Encoder(err.to_string()))?;
        Ok(())
    }
}

/// Returns the sample as LAME may have it.
fn safe_sample(sample: f32) -> f32 {
    if sample.is_nan() { 0.0 } else { sample.clamp(-1.0, 1.0) }
}

/// Returns the factor that undoes what LAME 3.100 scales the sound by at a bitrate. It does so to keep
/// loud material from clipping in the decoder; our ceiling sees to that, and a promised loudness is kept.
/// (`abr_switch_map` in LAME's `presets.c`, which serves constant bitrates too.)
fn makeup(kbps: u16) -> f32 {
    match kbps {
        ..=160 => 1.0 / 0.95,
        192 => 1.0 / 0.97,
        224 => 1.0 / 0.98,
        _ => 1.0,
    }
}

fn bitrate(kbps: u16) -> Option<Bitrate> {
    Some(match kbps {
        32 => Bitrate::Kbps32,
        40 => Bitrate::Kbps40,
        48 => Bitrate::Kbps48,
        64 => Bitrate::Kbps64,
        80 => Bitrate::Kbps80,
        96 => Bitrate::Kbps96,
        112 => Bitrate::Kbps112,
        128 => Bitrate::Kbps128,
        160 => Bitrate::Kbps160,
        192 => Bitrate::Kbps192,
        224 => Bitrate::Kbps224,
        256 => Bitrate::Kbps256,
        320 => Bitrate::Kbps320,
        _ => return None,
    })
}
