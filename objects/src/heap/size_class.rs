//! Size classes: which cell size an allocation gets.
//!
//! Steps of 16 bytes up to 512, then four classes per doubling up to 8 KiB. What is larger has a block of its own.

/// Largest size with a class in steps of 16 bytes: what `Heap::allocate` serves.
pub const MAX_FIXED: usize = 512;
/// Largest size that lives in a shared block.
pub const MAX_SMALL: usize = 8192;
/// Number of classes.
pub const CLASSES: usize = 48;

/// The class of an allocation of `size` bytes, `1..=MAX_SMALL`.
#[inline(always)]
pub const fn class_of(size: usize) -> usize {
    if size <= MAX_FIXED {
        size.saturating_sub(1) / 16
    } else {
        let last = size - 1;
        let log = last.ilog2() as usize;
        32 + (log - 9) * 4 + ((last >> (log - 2)) & 3)
    }
}

/// The cell size of a class.
#[inline(always)]
pub const fn cell_size(class: usize) -> usize {
    if class < 32 {
        (class + 1) * 16
    } else {
        let (log, step) = ((class - 32) / 4 + 9, (class - 32) % 4);
        (5 + step) << (log - 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_size_fits_its_class_and_no_smaller_one() {
        for size in 1..=MAX_SMALL {
            let class = class_of(size);
            assert!(class < CLASSES);
            assert!(cell_size(class) >= size, "{size}");
            assert!(class == 0 || cell_size(class - 1) < size, "{size}");
            assert_eq!(cell_size(class) % 16, 0);
        }
        assert_eq!(cell_size(CLASSES - 1), MAX_SMALL);
    }
}
