//! Enumerating the objects of the heap.

use super::Heap;
use super::block::{LARGE_OBJECT, is_free};
use crate::object::{Header, Ref};

impl Heap {
    /// Calls `visit` with every object, dead ones that are not swept yet included. `visit` does not allocate.
    pub(crate) fn each_object(&self, mut visit: impl FnMut(Ref<Header>)) {
        for class in &self.classes {
            for block in class.blocks.borrow().iter() {
                let cells = (0..block.header().cells).map(|index| block.cell(index));
                cells.filter(|cell| !is_free(*cell)).for_each(|cell| {
                    // SAFETY: a cell that is not free holds an object with a true header (invariant 4 of `heap`).
                    visit(unsafe { Ref::from_address(cell) });
                });
            }
        }
        for block in self.large.borrow().iter() {
            // SAFETY: the block holds one object.
            visit(unsafe { Ref::from_address(block.base() + LARGE_OBJECT) });
        }
    }
}
