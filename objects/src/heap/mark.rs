//! Marking: from roots to everything reachable, with an explicit stack.

use super::Heap;
use super::block::{Block, mark_byte};
use crate::code::Code;
use crate::object::{Object, Ref};
use crate::shape::Shapes;
use crate::value::Value;

/// Calls its argument with each value in the inline caches of a code object.
pub type CodeCaches = fn(Code, &mut dyn FnMut(Value));

/// The state of a marking phase.
pub struct Marker<'a> {
    heap: &'a Heap,
    /// What shape ids of live objects say.
    pub(super) shapes: &'a Shapes,
    /// Finds the references in the inline caches of code.
    pub(super) code_caches: CodeCaches,
    /// Marked and not yet traced.
    pending: Vec<usize>,
    /// Bytes of marked cells.
    pub(super) live: usize,
}

impl<'a> Marker<'a> {
    pub(super) fn new(heap: &'a Heap, shapes: &'a Shapes, code_caches: CodeCaches) -> Marker<'a> {
        let pending = std::mem::take(&mut *heap.pending.borrow_mut());
        Marker { heap, shapes, code_caches, pending, live: 0 }
    }
    /// Marks what a value refers to.
    #[inline(always)]
    pub fn value(&mut self, value: Value) {
        if value.is_object() {
            self.address(value.header().address());
        }
    }
    /// Marks an object.
    #[inline(always)]
    pub fn object<T: Object>(&mut self, object: Ref<T>) {
        self.address(object.address());
    }
    /// Marks values.
    #[inline]
    pub fn values(&mut self, values: &[Value]) {
        for &value in values {
            self.value(value);
        }
    }
    #[inline(always)]
    fn address(&mut self, address: usize) {
        // SAFETY: references in live objects and in precise roots are to objects, which have a mark byte.
        unsafe {
            let mark = mark_byte(address);
            if *mark == 0 {
                *mark = 1;
                self.pending.push(address);
            }
        }
    }
    /// Marks an object that refers to nothing.
    #[inline(always)]
    pub(super) fn leaf(&mut self, address: usize) {
        // SAFETY: references in live objects are to objects, which have a mark byte and a block.
        unsafe {
            let mark = mark_byte(address);
            if *mark == 0 {
                *mark = 1;
                self.live += Block::of(address).header().cell_size;
            }
        }
    }
    /// Marks the object at or around an address, if there is one: for words that only might be references.
    #[inline]
    pub fn word(&mut self, word: usize) {
        if let Some(address) = self.heap.object_around(word) {
            self.address(address);
        }
    }
    /// Traces until nothing is left to trace.
    pub(super) fn drain(&mut self) {
        while let Some(address) = self.pending.pop() {
            // SAFETY: only objects are pushed.
            let object = unsafe {
                self.live += Block::of(address).header().cell_size;
                Ref::from_address(address)
            };
            self.trace(object);
        }
    }
    pub(super) fn finish(self) {
        *self.heap.pending.borrow_mut() = self.pending;
    }
}

impl Heap {
    /// The live object at or around any address.
    #[inline]
    pub fn object_around(&self, address: usize) -> Option<usize> {
        let base = self.space.find(address)?;
        // SAFETY: the space knows only bases of blocks, and formats each when it hands it out or frees it (a free block has a zeroed
        // or stale header, but then its cells are free too).
        unsafe { Block::at(base) }.object_around(address)
    }
}
