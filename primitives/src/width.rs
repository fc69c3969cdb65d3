//! Integer arithmetic with the width as a value.
//!
//! Values are mathematical integers in an `i128`, or, where a machine word is asked for, in an `i64`: an unsigned
//! 64-bit value above `i64::MAX` stands for itself there by its bits ([`Width::encode`], [`Width::decode`]).

use core::fmt;

/// A number of bits and a sign.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Width {
    bits: u8,
    signed: bool,
}

impl Width {
    /// `iN`.
    pub const fn signed(bits: u8) -> Self {
        assert!(bits >= 1 && bits <= 64, "a width is between 1 and 64 bits");
        Width { bits, signed: true }
    }

    /// `uN`.
    pub const fn unsigned(bits: u8) -> Self {
        assert!(bits >= 1 && bits <= 64, "a width is between 1 and 64 bits");
        Width { bits, signed: false }
    }

    /// The number of bits.
    pub const fn bits(self) -> u32 {
        self.bits as u32
    }

    /// Whether values may be negative.
    pub const fn is_signed(self) -> bool {
        self.signed
    }

    /// The smallest value.
    pub const fn min(self) -> i128 {
        if self.signed { -(1 << (self.bits - 1)) } else { 0 }
    }

    /// The largest value.
    pub const fn max(self) -> i128 {
        if self.signed { (1 << (self.bits - 1)) - 1 } else { (1 << self.bits) - 1 }
    }

    /// Whether a mathematical integer is a value of this width.
    pub const fn fits(self, value: i128) -> bool {
        self.min() <= value && value <= self.max()
    }

    /// The value that is congruent to `value` modulo 2^bits.
    pub const fn wrap(self, value: i128) -> i128 {
        let unused = 128 - self.bits as u32;
        if self.signed {
            (value << unused) >> unused
        } else {
            (((value as u128) << unused) >> unused) as i128
        }
    }

    /// The word that stands for a value.
    pub const fn encode(self, value: i128) -> i64 {
        value as i64
    }

    /// The value that a word stands for.
    pub const fn decode(self, word: i64) -> i128 {
        if self.bits == 64 && !self.signed { word as u64 as i128 } else { word as i128 }
    }

    /// Wraps a mathematical result; says whether it did not fit.
    pub const fn overflowing(self, value: i128) -> (i128, bool) {
        (self.wrap(value), !self.fits(value))
    }

    /// `value << count` exactly; overflows if bits are lost or `count` is not in `0..bits` (the result is then 0).
    pub const fn shl(self, value: i128, count: i128) -> (i128, bool) {
        if count < 0 || count >= self.bits as i128 {
            return (0, true);
        }
        self.overflowing(value << count)
    }

    /// `value << (count mod bits)`, wrapped; of `count` the lower 32 bits are taken.
    pub const fn wrapping_shl(self, value: i128, count: i128) -> i128 {
        self.wrap(value << (count as u32 % self.bits as u32))
    }

    /// `!value`.
    pub const fn not(self, value: i128) -> i128 {
        self.wrap(!value)
    }
}

impl fmt::Debug for Width {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.signed { 'i' } else { 'u' }, self.bits)
    }
}
