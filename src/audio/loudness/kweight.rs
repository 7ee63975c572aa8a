//! The K weighting of ITU-R BS.1770-5, Annex 1: a shelf for the head, a high-pass for the ear.
//!
//! The recommendation prints coefficients for 48 kHz only. Both filters are bilinear transforms of
//! analogue ones, so the analogue parameters are recovered from the printed numbers once, and give
//! the digital filter at any rate. At 48 kHz the printed numbers come back, which a test holds.

use std::f64::consts::PI;

/// A second-order filter in transposed direct form II, normalised so that a0 = 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Biquad {
    pub(super) b: [f64; 3],
    pub(super) a: [f64; 2],
}

/// The two filters, one after the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct KWeighting {
    pub(super) shelf: Biquad,
    pub(super) highpass: Biquad,
}

impl KWeighting {
    /// Returns the weighting for sound of that rate.
    pub(super) fn new(rate: u32) -> KWeighting {
        KWeighting { shelf: shelf(f64::from(rate)), highpass: highpass(f64::from(rate)) }
    }

    /// Returns the filters at rest, for [`LANES`] signals side by side.
    pub(super) fn at_rest(self) -> State {
        State { filter: self, z: [[0.0; LANES]; 4] }
    }
}

/// How many signals are weighted side by side: one alone would spend its time waiting for itself.
pub(super) const LANES: usize = 8;

/// The memory of the filters for [`LANES`] signals.
#[derive(Debug, Clone)]
pub(super) struct State {
    filter: KWeighting,
    z: [[f64; LANES]; 4],
}

impl State {
    /// Weighs one frame of every lane.
    #[inline]
    pub(super) fn next(&mut self, input: [f64; LANES]) -> [f64; LANES] {
        let KWeighting { shelf, highpass } = self.filter;
        let [z0, z1, z2, z3] = &mut self.z;
        let mut output = [0.0; LANES];
        for lane in 0..LANES {
            let x = input[lane];
            let y = shelf.b[0] * x + z0[lane];
            z0[lane] = shelf.b[1] * x - shelf.a[0] * y + z1[lane];
            z1[lane] = shelf.b[2] * x - shelf.a[1] * y;
            let w = highpass.b[0] * y + z2[lane];
            z2[lane] = highpass.b[1] * y - highpass.a[0] * w + z3[lane];
            z3[lane] = highpass.b[2] * y - highpass.a[1] * w;
            output[lane] = w;
        }
        output
    }

    /// Forgets what is too small to matter. In digital silence the memory would otherwise fall to
    /// numbers that processors handle a hundred times more slowly.
    pub(super) fn settle(&mut self) {
        for z in self.z.as_flattened_mut() {
            if z.abs() < 1e-30 {
                *z = 0.0;
            }
        }
    }
}

/// The shelf: +4 dB above about 1.7 kHz, as a head has it.
fn shelf(rate: f64) -> Biquad {
    const FREQUENCY: f64 = 1_681.974_450_955_533;
    const Q: f64 = 0.707_175_236_955_419_6;
    const GAIN_DB: f64 = 3.999_843_853_973_347;
    // How the gain at the corner relates to that of the shelf; it is part of what is recovered.
    const CORNER: f64 = 0.499_666_774_154_541_6;

    let k = (PI * FREQUENCY / rate).tan();
    let high = 10_f64.powf(GAIN_DB / 20.0);
    let corner = high.powf(CORNER);
    let a0 = 1.0 + k / Q + k * k;
    Biquad {
        b: [
            (high + corner * k / Q + k * k) / a0,
            2.0 * (k * k - high) / a0,
            (high - corner * k / Q + k * k) / a0,
        ],
        a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / Q + k * k) / a0],
    }
}

/// The high-pass: a double pole near 38 Hz.
fn highpass(rate: f64) -> Biquad {
    const FREQUENCY: f64 = 38.135_470_876_024_44;
    const Q: f64 = 0.500_327_037_323_877_3;

    let at = |rate: f64| {
        let k = (PI * FREQUENCY / rate).tan();
        (k, 1.0 + k / Q + k * k)
    };
    let (k, a0) = at(rate);
    // The recommendation prints this numerator as 1, -2, 1, not divided by a0: at 48 kHz that is
    // 0.04 dB too loud. So it shall be at every rate, or the same sound would read differently.
    let b = at(48_000.0).1 / a0;
    Biquad { b: [b, -2.0 * b, b], a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / Q + k * k) / a0] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_48_khz_the_printed_coefficients_come_back() {
        // ITU-R BS.1770-5, Annex 1, tables 1 and 2.
        let printed = KWeighting {
            shelf: Biquad {
                b: [1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85],
                a: [-1.690_659_293_182_41, 0.732_480_774_215_85],
            },
            highpass: Biquad { b: [1.0, -2.0, 1.0], a: [-1.990_047_454_833_98, 0.990_072_250_366_21] },
        };
        let ours = KWeighting::new(48_000);
        for (ours, printed) in [(ours.shelf, printed.shelf), (ours.highpass, printed.highpass)] {
            for (ours, printed) in ours.b.iter().chain(&ours.a).zip(printed.b.iter().chain(&printed.a)) {
                assert!((ours - printed).abs() < 1e-12, "{ours} is not {printed}");
            }
        }
    }

    #[test]
    fn the_weighting_is_the_same_at_any_rate() {
        // The gain at 1 kHz is 0.691 dB, which the formula of the loudness takes away again.
        // Towards half the rate the transform bends the shelf, so below 22.05 kHz it shows at 1 kHz.
        for rate in [22_050, 44_100, 48_000, 192_000] {
            let gain = 10.0 * response(rate, 1_000.0).log10();
            assert!((gain - 0.691).abs() < 0.03, "{gain} dB at {rate} Hz");
        }
    }

    /// Returns the power gain at that frequency.
    fn response(rate: u32, hz: f64) -> f64 {
        let KWeighting { shelf, highpass } = KWeighting::new(rate);
        let w = 2.0 * PI * hz / f64::from(rate);
        let power = |c: [f64; 3]| {
            let re = c[0] + c[1] * w.cos() + c[2] * (2.0 * w).cos();
            let im = c[1] * w.sin() + c[2] * (2.0 * w).sin();
            re * re + im * im
        };
        [shelf, highpass].iter().map(|f| power(f.b) / power([1.0, f.a[0], f.a[1]])).product()
    }
}
