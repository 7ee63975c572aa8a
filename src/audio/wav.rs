//! WAV files. The only room that knows `hound`.

use std::io::{Seek, Write};

use hound::{SampleFormat, WavSpec, WavWriter};

use super::{Block, Sink, SinkError, Spec};

/// How finely a WAV file resolves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// 16 bits, dithered.
    #[default]
    Sixteen,
    /// 24 bits, as they are.
    TwentyFour,
}

/// Writes sound as a WAV file. Sound of one channel goes into all channels of the file.
///
/// 16 bits get triangular dither of ±1 step, from dice that fall the same way in every run, so that
/// quiet passages fade into noise instead of breaking up.
pub struct Wav<W: Write + Seek> {
    writer: WavWriter<W>,
    channels: usize,
    depth: Depth,
    dice: u64,
    frames: u64,
}

impl<W: Write + Seek> Wav<W> {
    /// Begins a file of that form where `to` stands.
    pub fn new(spec: Spec, depth: Depth, to: W) -> Result<Wav<W>, SinkError> {
        let wav = WavSpec {
            channels: u16::try_from(spec.channels)
                .map_err(|_| SinkError::Form("too many channels".to_owned()))?,
            sample_rate: spec.rate,
            bits_per_sample: if depth == Depth::Sixteen { 16 } else { 24 },
            sample_format: SampleFormat::Int,
        };
        Ok(Wav {
            writer: WavWriter::new(to, wav).map_err(refused)?,
            channels: spec.channels,
            depth,
            dice: 1,
            frames: 0,
        })
    }

    /// Returns noise with a triangular distribution over ±1 step.
    fn dither(&mut self) -> f32 {
        // Two throws of a linear congruential generator (Knuth's MMIX constants), high bits only.
        let mut throw = || {
            self.dice =
                self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.dice >> 40) as f32 / 16_777_216.0
        };
        throw() - throw()
    }
}

fn refused(err: hound::Error) -> SinkError {
    match err {
        hound::Error::IoError(err) => SinkError::Io(err),
        err => SinkError::Form(err.to_string()),
    }
}

impl<W: Write + Seek> Sink for Wav<W> {
    /// Frames written.
    type Outcome = u64;

    fn write(&mut self, block: &Block) -> Result<(), SinkError> {
        for n in 0..block.frames() {
            for plane in block.planes().iter().cycle().take(self.channels) {
                let step = match self.depth {
                    Depth::Sixteen => {
                        (plane[n] * 32_768.0 + self.dither()).round().clamp(-32_768.0, 32_767.0)
                    }
                    Depth::TwentyFour => (plane[n] * 8_388_608.0).round().clamp(-8_388_608.0, 8_388_607.0),
                };
                self.writer.write_sample(step as i32).map_err(refused)?;
            }
        }
        self.frames += block.frames() as u64;
        Ok(())
    }

    fn finish(self) -> Result<u64, SinkError> {
        self.writer.finalize().map_err(refused)?;
        Ok(self.frames)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::time::Duration;

    use super::*;
    use crate::audio::loudness::Dbfs;
    use crate::audio::pump;
    use crate::audio::synth::Synth;

    fn written(synth: &Synth, depth: Depth) -> Vec<u8> {
        use crate::audio::Source as _;
        let mut bytes = Vec::new();
        let wav = Wav::new(synth.spec(), depth, Cursor::new(&mut bytes)).unwrap();
        assert_eq!(Some(pump(&mut synth.clone(), wav).unwrap()), synth.frames());
        bytes
    }

    #[test]
    fn what_is_written_reads_back_within_a_step() {
        let tone = Synth::tone(44_100, 441.0, Dbfs(-6.0), Duration::from_millis(100));
        for (depth, step) in [(Depth::Sixteen, 2.0 / 32_768.0), (Depth::TwentyFour, 1.0 / 8_388_608.0)] {
            let bytes = written(&tone, depth);
            assert_eq!(bytes, written(&tone, depth), "the dither is the same in every run");
            let mut reader = hound::WavReader::new(&bytes[..]).unwrap();
            let full = f64::from(1 << (reader.spec().bits_per_sample - 1));
            let samples: Vec<i32> = reader.samples::<i32>().map(Result::unwrap).collect();
            for (n, frame) in samples.chunks(2).enumerate() {
                let expected = 0.501_187 * (n as f64 / 100.0 * std::f64::consts::TAU).sin();
                assert!((f64::from(frame[0]) / full - expected).abs() < step + 1e-6);
            }
        }
    }

    #[test]
    fn too_loud_is_full_scale_and_never_wraps() {
        let loud = Synth::new(8_000, 1, 2, |n, _| if n == 0 { 3.0 } else { -3.0 });
        let bytes = written(&loud, Depth::Sixteen);
        let samples: Vec<i16> =
            hound::WavReader::new(&bytes[..]).unwrap().samples().map(Result::unwrap).collect();
        assert_eq!(samples, [i16::MAX, i16::MIN]);
    }
}
