//! Counts for `--stats`: specializations, misses, and instructions run.

use crate::machine::Vm;

/// Counting on the machine.
pub trait Counting {
    /// An adaptive instruction was specialized, or was found not to apply.
    fn count_specialization(&self, family: usize, found: bool);
    /// An exit of a member was taken.
    fn count_miss(&self, family: usize);
}

impl Counting for Vm {
    #[inline]
    fn count_specialization(&self, family: usize, found: bool) {
        if let Some(counts) = self.counts() {
            counts.specialization(family, found);
        }
    }
    #[inline]
    fn count_miss(&self, family: usize) {
        if let Some(counts) = self.counts() {
            counts.miss(family);
        }
    }
}
