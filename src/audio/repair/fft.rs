//! The Fourier transform of a power of two, ours because it must give the same bits on any machine.
//!
//! Radix 2, decimation in time (Cooley and Tukey 1965), real and imaginary parts apart so that the
//! inner loop runs over plain slices.

use std::f64::consts::TAU;

/// A transform of one size.
#[derive(Debug, Clone)]
pub(super) struct Fft {
    /// Pairs of places that change: each the other with its bits in reverse.
    swaps: Vec<(u32, u32)>,
    /// The roots of unity for each step, one step behind the other.
    roots: [Vec<f32>; 2],
    size: usize,
}

impl Fft {
    /// Returns the transform of that size, a power of two.
    pub(super) fn new(size: usize) -> Fft {
        debug_assert!(size.is_power_of_two());
        let bits = size.trailing_zeros();
        let reversed = |n: u32| n.reverse_bits().checked_shr(32 - bits).unwrap_or(0);
        let swaps = (0..size as u32).map(|n| (n, reversed(n))).filter(|(n, reversed)| n < reversed).collect();
        // The roots of the last step; every second of them are those of the step before it.
        let last = (size / 2) as u32;
        let turn = |n: u32| (-TAU * f64::from(n) / size as f64).sin_cos();
        let (sin, cos): (Vec<f64>, Vec<f64>) = (0..last).map(turn).unzip();
        let of_all_steps = |last_step: &[f64]| -> Vec<f32> {
            let step = |step| last_step.iter().step_by(last_step.len() >> step).map(|&root| root as f32);
            (0..bits).flat_map(step).collect()
        };
        let roots = [of_all_steps(&cos), of_all_steps(&sin)];
        Fft { swaps, roots, size }
    }

    /// Transforms in place. With the two parts in each other's place it is the inverse, times the size.
    pub(super) fn forward(&self, re: &mut [f32], im: &mut [f32]) {
        let (re, im) = (&mut re[..self.size], &mut im[..self.size]);
        for &(a, b) in &self.swaps {
            re.swap(a as usize, b as usize);
            im.swap(a as usize, b as usize);
        }
        let mut half = 1;
        while half < self.size {
            // The roots of the steps before this one are half − 1 in number.
            let cos = &self.roots[0][half - 1..2 * half - 1];
            let sin = &self.roots[1][half - 1..2 * half - 1];
            for (re, im) in re.chunks_exact_mut(2 * half).zip(im.chunks_exact_mut(2 * half)) {
                let (re_a, re_b) = re.split_at_mut(half);
                let (im_a, im_b) = im.split_at_mut(half);
                let roots = cos.iter().zip(sin);
                let a = re_a.iter_mut().zip(im_a);
                let b = re_b.iter_mut().zip(im_b);
                for (((re_a, im_a), (re_b, im_b)), (cos, sin)) in a.zip(b).zip(roots) {
                    let (x, y) = (*re_b * cos - *im_b * sin, *re_b * sin + *im_b * cos);
                    (*re_b, *im_b) = (*re_a - x, *im_a - y);
                    (*re_a, *im_a) = (*re_a + x, *im_a + y);
                }
            }
            half *= 2;
        }
    }

    /// Transforms two real signals at once, one in each part, and gives the power of both at every
    /// frequency up to half the rate.
    pub(super) fn powers(&self, re: &mut [f32], im: &mut [f32], mut each: impl FnMut(usize, [f32; 2])) {
        self.forward(re, im);
        for bin in 0..=self.size / 2 {
            let mirror = (self.size - bin) % self.size;
            // What is even about the mirror is of the first signal, what is odd is of the second.
            let (a, b) = (re[bin] + re[mirror], im[bin] - im[mirror]);
            let (c, d) = (im[bin] + im[mirror], re[mirror] - re[bin]);
            each(bin, [0.25 * (a * a + b * b), 0.25 * (c * c + d * d)]);
        }
    }
}

/// Returns the window of von Hann of that length, the periodic one.
pub(super) fn hann(length: usize) -> Vec<f32> {
    (0..length).map(|n| (0.5 - 0.5 * (TAU * n as f64 / length as f64).cos()) as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sum_that_defines_it_and_comes_back() {
        for size in [1, 2, 8, 64] {
            let signal = |n: usize| ((n * n) as f64 * 0.37).sin();
            let mut re: Vec<f32> = (0..size).map(|n| signal(n) as f32).collect();
            let mut im: Vec<f32> = (0..size).map(|n| signal(n + 99) as f32).collect();
            let before = (re.clone(), im.clone());
            let fft = Fft::new(size);
            fft.forward(&mut re, &mut im);
            for bin in 0..size {
                let (mut x, mut y) = (0.0, 0.0);
                for n in 0..size {
                    let (sin, cos) = (-TAU * (n * bin) as f64 / size as f64).sin_cos();
                    x += signal(n) * cos - signal(n + 99) * sin;
                    y += signal(n) * sin + signal(n + 99) * cos;
                }
                assert!((x - f64::from(re[bin])).abs() < 1e-4 && (y - f64::from(im[bin])).abs() < 1e-4);
            }
            fft.forward(&mut im, &mut re);
            let same =
                |a: &[f32], b: &[f32]| a.iter().zip(b).all(|(a, b)| (a / size as f32 - b).abs() < 1e-5);
            assert!(same(&re, &before.0) && same(&im, &before.1), "{size}");
        }
    }

    #[test]
    fn two_signals_at_once_keep_apart() {
        let tone = |n: usize, periods: f64| (TAU * periods * n as f64 / 256.0).sin() as f32;
        let mut re: Vec<f32> = (0..256).map(|n| tone(n, 9.0)).collect();
        let mut im: Vec<f32> = (0..256).map(|n| 0.5 * tone(n, 30.0)).collect();
        Fft::new(256).powers(&mut re, &mut im, |bin, powers| {
            let expected = [
                if bin == 9 { 128.0_f32.powi(2) } else { 0.0 },
                if bin == 30 { 64.0_f32.powi(2) } else { 0.0 },
            ];
            for (power, expected) in powers.iter().zip(expected) {
                assert!((power - expected).abs() < 0.1, "{power} at {bin}");
            }
        });
    }
}
