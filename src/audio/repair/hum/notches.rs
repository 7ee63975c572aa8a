//! Takes hum away: a narrow notch at every line that was found.

use std::f64::consts::{PI, TAU};

use super::Hum;
use crate::audio::repair::pair;
use crate::audio::{Block, Spec, Stage};

/// The least width of a notch between the points where it takes 3 dB. It forgets within 0.2 s.
const NARROWEST_HZ: f64 = 1.5;
/// The greatest. Ten of them take a twentieth of what lies below 1 kHz.
const WIDEST_HZ: f64 = 6.0;
/// A notch takes at least 20 dB within a tenth of its width, a twentieth on either side.
const HOLDS: f64 = 20.0;
/// See the high-pass: what is smaller is forgotten, every so many frames.
const NOTHING: f64 = 1e-30;
const SETTLE: usize = 1_024;

/// Notches at the lines of a hum, for sound of one form.
#[derive(Debug, Clone)]
pub struct Notches {
    notches: Vec<Notch>,
    until_settled: usize,
}

/// A notch on the unit circle: infinitely deep in the middle, and what it remembers of two channels.
#[derive(Debug, Clone)]
struct Notch {
    b0: f64,
    b1: f64,
    a2: f64,
    memory: [[f64; 2]; 2],
}

impl Notch {
    /// Returns the notch at that frequency, of that width (Orfanidis, Introduction to Signal
    /// Processing, 1996, equation 11.3.5).
    fn new(rate: f64, hz: f64, width: f64) -> Notch {
        let beta = (PI * width / rate).tan();
        let b0 = 1.0 / (1.0 + beta);
        let b1 = -2.0 * b0 * (TAU * hz / rate).cos();
        Notch { b0, b1, a2: 2.0 * b0 - 1.0, memory: [[0.0; 2]; 2] }
    }

    #[inline]
    fn next(&mut self, input: [f64; 2]) -> [f64; 2] {
        let [first, second] = &mut self.memory;
        let mut out = [0.0; 2];
        for lane in 0..2 {
            let x = input[lane];
            let y = self.b0 * x + first[lane];
            first[lane] = self.b1 * (x - y) + second[lane];
            second[lane] = self.b0 * x - self.a2 * y;
            out[lane] = y;
        }
        out
    }
}

impl Notches {
    /// Returns the notches for a hum.
    pub fn new(hum: &Hum, spec: Spec) -> Notches {
        let rate = f64::from(spec.rate);
        let lines = hum.harmonics.iter().map(|&(multiple, _)| f64::from(multiple));
        let notches = lines
            .filter(|multiple| multiple * hum.mains < 0.45 * rate)
            .map(|multiple| {
                let width = HOLDS * hum.wander * multiple;
                Notch::new(rate, multiple * hum.mains, width.clamp(NARROWEST_HZ, WIDEST_HZ))
            })
            .collect();
        Notches { notches, until_settled: SETTLE }
    }

    fn settle(&mut self) {
        for value in self.notches.iter_mut().flat_map(|notch| notch.memory.as_flattened_mut()) {
            if value.abs() < NOTHING {
                *value = 0.0;
            }
        }
    }
}

impl Stage for Notches {
    fn output(&self, input: Spec) -> Spec {
        input
    }

    fn process(&mut self, input: &Block, out: &mut Block) {
        let [left, right] = pair(input.planes());
        for (&left, &right) in left.iter().zip(right) {
            let mut frame = [left, right].map(f64::from);
            for notch in &mut self.notches {
                frame = notch.next(frame);
            }
            for (plane, sample) in out.planes_mut().iter_mut().zip(frame) {
                plane.push(sample as f32);
            }
            self.until_settled -= 1;
            if self.until_settled == 0 {
                self.until_settled = SETTLE;
                self.settle();
            }
        }
    }

    fn finish(&mut self, _: &mut Block) {}
}
