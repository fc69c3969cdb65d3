//! `as` between scalars, for integers of every width.

use crate::word::{Int, Uint};

/// Converts as `as` does: integers wrap or extend, `bool` is 0 or 1, an integer becomes the nearest float.
pub trait Cast<To> {
    /// Converts.
    fn cast(self) -> To;
}

macro_rules! natives {
    ($($from:ty)*) => { $(
        native!($from => i8 i16 i32 i64 u8 u16 u32 u64 usize f64);
        impl<const BITS: u32> Cast<Int<BITS>> for $from {
            #[inline(always)]
            fn cast(self) -> Int<BITS> {
                Int::new(self as i64)
            }
        }
        impl<const BITS: u32> Cast<Uint<BITS>> for $from {
            #[inline(always)]
            fn cast(self) -> Uint<BITS> {
                Uint::new(self as u64)
            }
        }
        impl<const BITS: u32> Cast<$from> for Int<BITS> {
            #[inline(always)]
            fn cast(self) -> $from {
                self.get() as $from
            }
        }
        impl<const BITS: u32> Cast<$from> for Uint<BITS> {
            #[inline(always)]
            fn cast(self) -> $from {
                self.get() as $from
            }
        }
        impl Cast<$from> for bool {
            #[inline(always)]
            fn cast(self) -> $from {
                self as $from
            }
        }
    )* };
}
macro_rules! native {
    ($from:ty => $($to:ty)*) => { $(
        impl Cast<$to> for $from {
            #[inline(always)]
            #[allow(clippy::unnecessary_cast, reason = "the same text serves all pairs")]
            fn cast(self) -> $to {
                self as $to
            }
        }
    )* };
}
natives!(i8 i16 i32 i64 u8 u16 u32 u64);

macro_rules! words {
    ($($From:ident => $To:ident, $word:ty;)*) => { $(
        impl<const A: u32, const B: u32> Cast<$To<B>> for $From<A> {
            #[inline(always)]
            #[allow(clippy::unnecessary_cast, reason = "the same text serves all pairs")]
            fn cast(self) -> $To<B> {
                $To::new(self.get() as $word)
            }
        }
    )* };
}
words! { Int => Int, i64; Int => Uint, u64; Uint => Int, i64; Uint => Uint, u64; }

macro_rules! special {
    ($($T:ident, $word:ty;)*) => { $(
        impl<const BITS: u32> Cast<f64> for $T<BITS> {
            #[inline(always)]
            fn cast(self) -> f64 {
                self.to_f64()
            }
        }
        impl<const BITS: u32> Cast<usize> for $T<BITS> {
            #[inline(always)]
            fn cast(self) -> usize {
                self.get() as usize
            }
        }
        impl<const BITS: u32> Cast<$T<BITS>> for bool {
            #[inline(always)]
            fn cast(self) -> $T<BITS> {
                $T::new(self as $word)
            }
        }
    )* };
}
special! { Int, i64; Uint, u64; }
