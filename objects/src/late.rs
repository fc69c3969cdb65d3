//! A field that bootstrap fills: made with the VM, valid ever after.

use std::cell::OnceCell;
use std::ops::Deref;

/// See the module. Reading it before it is filled is a defect of bootstrap and panics.
#[derive(Debug)]
pub struct Late<T>(OnceCell<T>);

impl<T> Default for Late<T> {
    fn default() -> Late<T> {
        Late(OnceCell::new())
    }
}

impl<T> Late<T> {
    /// Fills it, once.
    pub(crate) fn fill(&self, value: T) {
        assert!(self.0.set(value).is_ok(), "filled twice");
    }
    /// Whether it is filled.
    pub fn is_filled(&self) -> bool {
        self.0.get().is_some()
    }
}

impl<T> Deref for Late<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        match self.0.get() {
            Some(value) => value,
            None => unreachable!("used before bootstrap has filled it"),
        }
    }
}
