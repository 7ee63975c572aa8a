//! The units of the meter, each a type of its own, so that a level is never added to a level.
//!
//! A *level* is a point on a scale ([`Lufs`], [`Dbfs`], [`Dbtp`]); a *difference* is a distance on
//! it ([`Lu`], [`Db`]). Two levels of one scale differ by a difference; a level moved by a
//! difference is a level. Nothing else compiles.

use std::fmt;
use std::ops::{Add, Neg, Sub};

/// Makes a unit: a number with a name, that can be compared and printed with one decimal.
macro_rules! unit {
    ($(#[$doc:meta])* $name:ident, $suffix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name(pub f64);

        impl $name {
            /// Returns the bare number.
            pub const fn value(self) -> f64 {
                self.0
            }

            /// Returns the higher of the two.
            #[must_use]
            pub fn max(self, other: $name) -> $name {
                $name(self.0.max(other.0))
            }

            /// Returns the lower of the two.
            #[must_use]
            pub fn min(self, other: $name) -> $name {
                $name(self.0.min(other.0))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                // Adding zero turns the -0.0 that rounding may leave into 0.0.
                write!(f, concat!("{:.1} ", $suffix), (self.0 * 10.0).round() / 10.0 + 0.0)
            }
        }
    };
}

/// Makes a level out of a unit: it moves by a difference, and two of it differ by one.
macro_rules! level {
    ($name:ident, $difference:ident) => {
        impl Sub for $name {
            type Output = $difference;

            fn sub(self, other: $name) -> $difference {
                $difference(self.0 - other.0)
            }
        }

        impl Add<$difference> for $name {
            type Output = $name;

            fn add(self, by: $difference) -> $name {
                $name(self.0 + by.0)
            }
        }

        impl Sub<$difference> for $name {
            type Output = $name;

            fn sub(self, by: $difference) -> $name {
                $name(self.0 - by.0)
            }
        }
    };
}

/// Makes a difference out of a unit: differences add up.
macro_rules! difference {
    ($name:ident) => {
        impl Add for $name {
            type Output = $name;

            fn add(self, other: $name) -> $name {
                $name(self.0 + other.0)
            }
        }

        impl Sub for $name {
            type Output = $name;

            fn sub(self, other: $name) -> $name {
                $name(self.0 - other.0)
            }
        }

        impl Neg for $name {
            type Output = $name;

            fn neg(self) -> $name {
                $name(-self.0)
            }
        }
    };
}

unit! {
    /// A loudness: how loud a programme is to an ear, against full scale (ITU-R BS.1770).
    Lufs, "LUFS"
}
unit! {
    /// A difference of two loudnesses.
    Lu, "LU"
}
unit! {
    /// A difference of two levels; a gain.
    Db, "dB"
}
unit! {
    /// A level of samples against full scale. A full-scale sine has 0 dBFS here: it is the peak that counts.
    Dbfs, "dBFS"
}
unit! {
    /// A level of the peak between the samples against full scale.
    Dbtp, "dBTP"
}

level!(Lufs, Lu);
level!(Dbfs, Db);
level!(Dbtp, Db);
difference!(Lu);
difference!(Db);

impl From<Lu> for Db {
    fn from(by: Lu) -> Db {
        Db(by.0)
    }
}

impl From<Db> for Lu {
    fn from(by: Db) -> Lu {
        Lu(by.0)
    }
}

/// A gain moves a loudness by as many LU as it has dB.
impl Add<Db> for Lufs {
    type Output = Lufs;

    fn add(self, gain: Db) -> Lufs {
        Lufs(self.0 + gain.0)
    }
}

impl Lufs {
    /// Returns the loudness of this mean square of K-weighted samples, summed over the channels.
    pub fn of_energy(energy: f64) -> Lufs {
        Lufs(-0.691 + 10.0 * energy.log10())
    }

    /// Returns the mean square that has this loudness.
    pub fn energy(self) -> f64 {
        10_f64.powf((self.0 + 0.691) / 10.0)
    }
}

impl Db {
    /// Returns the factor by which this gain multiplies a sample.
    pub fn factor(self) -> f64 {
        10_f64.powf(self.0 / 20.0)
    }

    /// Returns the gain that multiplies a sample by that factor.
    pub fn of_factor(factor: f64) -> Db {
        Db(20.0 * factor.log10())
    }
}

impl Dbfs {
    /// Returns the level of a peak of that height; of silence, minus infinity.
    pub fn of_peak(peak: f64) -> Dbfs {
        Dbfs(20.0 * peak.log10())
    }

    /// Returns the height of a peak of this level.
    pub fn peak(self) -> f64 {
        10_f64.powf(self.0 / 20.0)
    }
}

impl Dbtp {
    /// Returns the level of a peak of that height; of silence, minus infinity.
    pub fn of_peak(peak: f64) -> Dbtp {
        Dbtp(20.0 * peak.log10())
    }

    /// Returns the height of a peak of this level.
    pub fn peak(self) -> f64 {
        10_f64.powf(self.0 / 20.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_levels_differ_and_a_level_moves() {
        assert_eq!(Lufs(-16.0) - Lufs(-23.0), Lu(7.0));
        assert_eq!(Lufs(-23.0) + Db::from(Lu(7.0)), Lufs(-16.0));
        assert_eq!(Dbtp(-1.0) - Dbtp(-3.5), Db(2.5));
        assert_eq!(-(Db(2.0) - Db(0.5)), Db(-1.5));
    }

    #[test]
    fn units_are_written_with_one_decimal_and_no_negative_zero() {
        assert_eq!(Lufs(-16.04).to_string(), "-16.0 LUFS");
        assert_eq!(Lu(-0.04).to_string(), "0.0 LU");
        assert_eq!(Dbtp(-0.96).to_string(), "-1.0 dBTP");
        assert_eq!(Db(20.0).to_string(), "20.0 dB");
        assert_eq!(Dbfs::of_peak(0.0).to_string(), "-inf dBFS");
    }

    #[test]
    fn factors_and_energies_read_back() {
        assert!((Db(-6.0).factor() - 0.501_187).abs() < 1e-6);
        assert!((Db::of_factor(Db(3.3).factor()).value() - 3.3).abs() < 1e-12);
        assert!((Lufs::of_energy(Lufs(-23.0).energy()).value() + 23.0).abs() < 1e-12);
        assert!((Dbtp::of_peak(Dbtp(-2.0).peak()).value() + 2.0).abs() < 1e-12);
    }
}
