//! What `--stats` counts.

use crate::vm::OPCODES;
use std::cell::{Cell, RefCell};

/// Counts of one run. Empty unless `Settings::stats` asks for them.
#[derive(Debug, Default)]
pub struct Counts {
    /// Instructions run, by opcode.
    pub instructions: RefCell<Vec<u64>>,
    /// By family: specialized, not applicable, missed.
    pub families: RefCell<Vec<[u64; 3]>>,
    /// Collections by `poll`, and others.
    pub safepoints: Cell<u64>,
}

impl Counts {
    /// Starts counting.
    pub fn start(&self, families: usize) {
        *self.instructions.borrow_mut() = vec![0; OPCODES];
        *self.families.borrow_mut() = vec![[0; 3]; families];
    }
    /// Counts an event of a family: 0 specialized, 1 not applicable, 2 missed.
    #[cold]
    pub fn family(&self, family: usize, event: usize) {
        if let Some(counts) = self.families.borrow_mut().get_mut(family) {
            counts[event] += 1;
        }
    }
}
