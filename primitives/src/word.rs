//! Integers of any width up to 64 bits, in the *upper* bits of a machine word.
//!
//! ```text
//!   63                      64-N          0
//!   +--------------------------+----------+
//!   | value, two's complement  |  0 ... 0 |     raw = value << (64 - N)
//!   +--------------------------+----------+
//! ```
//!
//! A word that overflows is a value that overflows, so that a checked addition is `add; jo`. A tagged value whose tag
//! is zero is such a word already: boxing and unboxing cost nothing.

use crate::shift::{Count, Shift};
use core::fmt;
use core::ops::{BitAnd, BitOr, BitXor, Div, Not, Rem, Shr};

macro_rules! word_integer {
    ($(#[$doc:meta])* $Name:ident, $word:ty, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[repr(transparent)]
        pub struct $Name<const BITS: u32>($word);

        impl<const BITS: u32> $Name<BITS> {
            const SHIFT: u32 = {
                assert!(BITS >= 1 && BITS <= 64, "a width is between 1 and 64 bits");
                64 - BITS
            };
            /// The smallest value.
            pub const MIN: Self = $Name(<$word>::MIN);
            /// The largest value.
            pub const MAX: Self = Self::new(<$word>::MAX >> Self::SHIFT);
            /// The number of bits.
            pub const BITS: u32 = BITS;

            /// Makes the integer, modulo 2^BITS.
            #[inline(always)]
            pub const fn new(value: $word) -> Self {
                $Name(value << Self::SHIFT)
            }

            /// Returns the value as a whole word.
            #[inline(always)]
            pub const fn get(self) -> $word {
                self.0 >> Self::SHIFT
            }

            /// Returns the word that holds the value in its upper bits; the lower bits are zero.
            #[inline(always)]
            pub const fn raw(self) -> $word {
                self.0
            }

            /// Takes a word with the value in its upper bits. Lower bits are ignored.
            #[inline(always)]
            pub const fn from_raw(raw: $word) -> Self {
                $Name(raw >> Self::SHIFT << Self::SHIFT)
            }

            /// Makes the integer if the value fits.
            #[inline(always)]
            pub const fn checked_new(value: $word) -> Option<Self> {
                let it = Self::new(value);
                if it.get() == value { Some(it) } else { None }
            }

            /// Adds; says whether the sum did not fit.
            #[inline(always)]
            pub const fn overflowing_add(self, other: Self) -> (Self, bool) {
                let (raw, overflow) = self.0.overflowing_add(other.0);
                ($Name(raw), overflow)
            }

            /// Subtracts; says whether the difference did not fit.
            #[inline(always)]
            pub const fn overflowing_sub(self, other: Self) -> (Self, bool) {
                let (raw, overflow) = self.0.overflowing_sub(other.0);
                ($Name(raw), overflow)
            }

            /// Multiplies; says whether the product did not fit.
            #[inline(always)]
            pub const fn overflowing_mul(self, other: Self) -> (Self, bool) {
                let (raw, overflow) = self.get().overflowing_mul(other.0);
                ($Name(raw), overflow)
            }

            /// Divides, rounding to zero; says whether the quotient did not fit.
            ///
            /// # Panics
            /// If `other` is zero.
            #[inline(always)]
            pub const fn overflowing_div(self, other: Self) -> (Self, bool) {
                // Both words are shifted alike, so the shift cancels; a divisor that is not zero is a word that is not.
                let (quotient, overflow) = self.0.overflowing_div(other.0);
                let it = Self::new(quotient);
                (it, overflow | (it.get() != quotient))
            }

            /// Negates; says whether the result did not fit.
            #[inline(always)]
            pub const fn overflowing_neg(self) -> (Self, bool) {
                let (raw, overflow) = self.0.overflowing_neg();
                ($Name(raw), overflow)
            }

            /// Adds modulo 2^BITS.
            #[inline(always)]
            pub const fn wrapping_add(self, other: Self) -> Self {
                $Name(self.0.wrapping_add(other.0))
            }

            /// Subtracts modulo 2^BITS.
            #[inline(always)]
            pub const fn wrapping_sub(self, other: Self) -> Self {
                $Name(self.0.wrapping_sub(other.0))
            }

            /// Multiplies modulo 2^BITS.
            #[inline(always)]
            pub const fn wrapping_mul(self, other: Self) -> Self {
                $Name(self.get().wrapping_mul(other.0))
            }

            /// Negates modulo 2^BITS.
            #[inline(always)]
            pub const fn wrapping_neg(self) -> Self {
                $Name(self.0.wrapping_neg())
            }

            /// Shifts left exactly; says whether bits were lost or `count` is not in `0..BITS` (the result is then 0).
            #[inline(always)]
            pub fn overflowing_shl(self, count: impl Count) -> (Self, bool) {
                Shift::exact_shl(self, count)
            }

            /// Shifts left by `count` modulo BITS; bits that leave are lost.
            #[inline(always)]
            pub fn wrapping_shl(self, count: impl Count) -> Self {
                Shift::modular_shl(self, count)
            }

            /// The nearest float.
            #[inline(always)]
            pub const fn to_f64(self) -> f64 {
                self.get() as f64
            }

            /// The smaller one.
            #[inline(always)]
            pub const fn min(self, other: Self) -> Self {
                if other.0 < self.0 { other } else { self }
            }

            /// The larger one.
            #[inline(always)]
            pub const fn max(self, other: Self) -> Self {
                if other.0 > self.0 { other } else { self }
            }
        }

        impl<const BITS: u32> Shift for $Name<BITS> {
            #[inline(always)]
            fn exact_shl(self, count: impl Count) -> (Self, bool) {
                let count = count.count();
                if count >= u64::from(BITS) {
                    return ($Name(0), true);
                }
                let raw = self.0 << count;
                ($Name(raw), (raw >> count) != self.0)
            }
            #[inline(always)]
            fn modular_shl(self, count: impl Count) -> Self {
                $Name(self.0 << (count.low() % BITS))
            }
        }

        impl<const BITS: u32> Div for $Name<BITS> {
            type Output = Self;
            /// Rounds to zero. The quotient of the minimum and -1 wraps.
            #[inline(always)]
            fn div(self, other: Self) -> Self {
                Self::new(self.0.wrapping_div(other.0))
            }
        }
        impl<const BITS: u32> Rem for $Name<BITS> {
            type Output = Self;
            /// Has the sign of the dividend.
            #[inline(always)]
            fn rem(self, other: Self) -> Self {
                $Name(self.0.wrapping_rem(other.0))
            }
        }
        impl<const BITS: u32> BitAnd for $Name<BITS> {
            type Output = Self;
            #[inline(always)]
            fn bitand(self, other: Self) -> Self {
                $Name(self.0 & other.0)
            }
        }
        impl<const BITS: u32> BitOr for $Name<BITS> {
            type Output = Self;
            #[inline(always)]
            fn bitor(self, other: Self) -> Self {
                $Name(self.0 | other.0)
            }
        }
        impl<const BITS: u32> BitXor for $Name<BITS> {
            type Output = Self;
            #[inline(always)]
            fn bitxor(self, other: Self) -> Self {
                $Name(self.0 ^ other.0)
            }
        }
        impl<const BITS: u32> Not for $Name<BITS> {
            type Output = Self;
            #[inline(always)]
            fn not(self) -> Self {
                Self::from_raw(!self.0)
            }
        }
        impl<const BITS: u32, C: Count> Shr<C> for $Name<BITS> {
            type Output = Self;
            /// Shifts right by `count`, which is below BITS: bodies exclude the rest by an exit. Keeps the sign.
            #[inline(always)]
            fn shr(self, count: C) -> Self {
                Self::from_raw(self.0 >> (count.low() & 63))
            }
        }
        impl<const BITS: u32> fmt::Display for $Name<BITS> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.get(), f)
            }
        }
        impl<const BITS: u32> fmt::Debug for $Name<BITS> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("{}", $kind, "{}"), self.get(), BITS)
            }
        }
    };
}

word_integer! {
    /// A signed integer of `BITS` bits in the upper bits of a word.
    Int, i64, "i"
}
word_integer! {
    /// An unsigned integer of `BITS` bits in the upper bits of a word.
    Uint, u64, "u"
}

impl<const BITS: u32> From<i32> for Int<BITS> {
    /// Wraps if the width is below 32 bits.
    #[inline(always)]
    fn from(value: i32) -> Self {
        Int::new(i64::from(value))
    }
}
impl<const BITS: u32> From<u32> for Int<BITS> {
    /// Wraps if the width is below 33 bits.
    #[inline(always)]
    fn from(value: u32) -> Self {
        Int::new(i64::from(value))
    }
}
impl<const BITS: u32> From<u32> for Uint<BITS> {
    /// Wraps if the width is below 32 bits.
    #[inline(always)]
    fn from(value: u32) -> Self {
        Uint::new(u64::from(value))
    }
}
