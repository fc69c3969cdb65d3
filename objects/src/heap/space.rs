//! Where blocks come from: chunks of the Rust allocator, and the map from an address to its block.

use super::block::BLOCK;
use rustc_hash::FxHashMap;
use std::alloc::{Layout, alloc, alloc_zeroed, dealloc, handle_alloc_error};
use std::cell::{Cell, RefCell};

/// Bytes asked of the Rust allocator at once, at first and later.
const FIRST_CHUNK: usize = 1 << 20;
const LATER_CHUNK: usize = 4 << 20;

/// The memory that blocks are made of.
#[derive(Default, Debug)]
pub struct Space {
    /// The part of the newest chunk that is not yet used.
    fresh: Cell<(usize, usize)>,
    /// Blocks without objects.
    free: RefCell<Vec<usize>>,
    /// Chunks, to be freed with the heap.
    chunks: RefCell<Vec<(usize, Layout)>>,
    /// From block number (address / `BLOCK`) to the base of the block that covers it.
    bases: RefCell<FxHashMap<usize, usize>>,
    /// All blocks lie in between.
    bounds: Cell<(usize, usize)>,
}

impl Space {
    /// A zeroed block for a size class.
    pub fn take_block(&self) -> usize {
        let free = self.free.borrow_mut().pop();
        if let Some(base) = free {
            // SAFETY: blocks in `free` hold no objects and belong to the space.
            unsafe { std::ptr::write_bytes(base as *mut u8, 0, BLOCK) };
            return base;
        }
        let (mut next, mut end) = self.fresh.get();
        if next == end {
            (next, end) = self.add_chunk();
        }
        self.fresh.set((next + BLOCK, end));
        self.register(next, BLOCK);
        next
    }
    /// Takes back a block without objects.
    pub fn give_block(&self, base: usize) {
        self.free.borrow_mut().push(base);
    }
    /// Memory for a large object, aligned like a block, if there is so much.
    pub fn take_large(&self, total: usize) -> Option<usize> {
        let layout = Layout::from_size_align(total, BLOCK).ok()?;
        // SAFETY: `total` is not zero.
        let base = unsafe { alloc(layout) } as usize;
        if base == 0 {
            return None;
        }
        self.register(base, total);
        Some(base)
    }
    /// Frees the memory of a large object.
    ///
    /// # Safety
    /// It must have come from `take_large` with the same size, and nobody may use it any more.
    pub unsafe fn give_large(&self, base: usize, total: usize) {
        let mut bases = self.bases.borrow_mut();
        for number in base / BLOCK..=(base + total - 1) / BLOCK {
            bases.remove(&number);
        }
        // SAFETY: the layout is that of `take_large`, which succeeded with it.
        unsafe { dealloc(base as *mut u8, Layout::from_size_align_unchecked(total, BLOCK)) };
    }
    /// The base of the block around any address.
    #[inline]
    pub fn find(&self, address: usize) -> Option<usize> {
        let (low, high) = self.bounds.get();
        if address < low || address >= high {
            return None;
        }
        self.bases.borrow().get(&(address / BLOCK)).copied()
    }

    fn add_chunk(&self) -> (usize, usize) {
        let size = if self.chunks.borrow().is_empty() { FIRST_CHUNK } else { LATER_CHUNK };
        // Of small alignment, so that the allocator takes pages that are zero already instead of clearing them.
        let layout = Layout::from_size_align(size + BLOCK, 16).expect("a chunk is of modest size");
        // SAFETY: the size is not zero.
        let start = unsafe { alloc_zeroed(layout) } as usize;
        if start == 0 {
            handle_alloc_error(layout);
        }
        self.chunks.borrow_mut().push((start, layout));
        let first = start.next_multiple_of(BLOCK);
        (first, first + size)
    }

    fn register(&self, base: usize, bytes: usize) {
        let mut bases = self.bases.borrow_mut();
        for number in base / BLOCK..=(base + bytes - 1) / BLOCK {
            bases.insert(number, base);
        }
        let (low, high) = self.bounds.get();
        let low = if low == 0 { base } else { low.min(base) };
        self.bounds.set((low, high.max(base + bytes)));
    }
}

impl Drop for Space {
    fn drop(&mut self) {
        for (start, layout) in self.chunks.get_mut().drain(..) {
            // SAFETY: chunks were made with this layout; the heap that used them is gone.
            unsafe { dealloc(start as *mut u8, layout) };
        }
    }
}
