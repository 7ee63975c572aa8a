//! Recordings by formula.

use std::path::Path;

/// Writes a stereo tone at −20 dBFS, 16 bit, 44.1 kHz.
pub(crate) fn tone(path: &Path, hertz: f64, seconds: f64) {
    write(path, 2, seconds, |at, _| 0.1 * (std::f64::consts::TAU * hertz * at).sin());
}

/// Returns a sample of a tone that swells and ebbs once a second, as no hum does.
pub(crate) fn swelling(hertz: f64, at: f64) -> f64 {
    let swell = (std::f64::consts::PI * at).sin().powi(2);
    0.2 * swell * (std::f64::consts::TAU * hertz * at).sin()
}

/// Writes a WAV file of 16 bit at 44.1 kHz; `sample` gets the time in seconds and the channel.
pub(crate) fn write(path: &Path, channels: u16, seconds: f64, sample: impl Fn(f64, u16) -> f64) {
    let spec = hound::WavSpec {
        channels,
        sample_rate: 44_100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(path, spec).unwrap();
    #[expect(clippy::cast_sign_loss, reason = "nobody asks for less than nothing")]
    for frame in 0..(seconds * 44_100.0) as u32 {
        for channel in 0..channels {
            let value = sample(f64::from(frame) / 44_100.0, channel);
            wav.write_sample((value * 32_767.0).round() as i16).unwrap();
        }
    }
    wav.finalize().unwrap();
}
