//! Left shifts, which Rust defines with a masked count and without a word about lost bits.

use crate::word::{Int, Uint};

/// A type that can be the count of a shift.
pub trait Count: Copy {
    /// The count; a negative one is larger than any width.
    fn count(self) -> u64;
    /// The lower 32 bits of the count.
    fn low(self) -> u32;
}

/// Left shifts with the meaning that bodies give them, for every integer.
pub trait Shift: Sized {
    /// Shifts left exactly; says whether bits were lost or `count` is not below the width (the result is then 0).
    fn exact_shl(self, count: impl Count) -> (Self, bool);
    /// Shifts left by the lower 32 bits of `count` modulo the width; bits that leave are lost.
    fn modular_shl(self, count: impl Count) -> Self;
}

macro_rules! native {
    ($($t:ty)*) => { $(
        impl Count for $t {
            #[inline(always)]
            fn count(self) -> u64 {
                self as i128 as u64
            }
            #[inline(always)]
            fn low(self) -> u32 {
                self as u32
            }
        }
        impl Shift for $t {
            #[inline(always)]
            fn exact_shl(self, count: impl Count) -> (Self, bool) {
                let count = count.count();
                if count >= u64::from(<$t>::BITS) {
                    return (0, true);
                }
                let shifted = self << count;
                (shifted, (shifted >> count) != self)
            }
            #[inline(always)]
            fn modular_shl(self, count: impl Count) -> Self {
                self.wrapping_shl(count.low())
            }
        }
    )* };
}
native!(i8 i16 i32 i64 u8 u16 u32 u64);

impl<const BITS: u32> Count for Int<BITS> {
    #[inline(always)]
    fn count(self) -> u64 {
        self.get() as u64
    }
    #[inline(always)]
    fn low(self) -> u32 {
        self.get() as u32
    }
}
impl<const BITS: u32> Count for Uint<BITS> {
    #[inline(always)]
    fn count(self) -> u64 {
        self.get()
    }
    #[inline(always)]
    fn low(self) -> u32 {
        self.get() as u32
    }
}
