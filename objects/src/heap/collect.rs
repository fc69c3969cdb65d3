//! A collection: sweep what the last one left, mark from the roots, plan the next one, leave sweeping for later.

use super::Heap;
use super::block::{Block, Run, is_free, mark_byte, set_free};
use super::mark::{CodeCaches, Marker};
use super::native_stack;
use crate::object::Ref;
use crate::shape::Shapes;
use crate::value::Value;
use crate::vm::Vm;
use std::time::Instant;

/// What freed cells are filled with when poisoning: a word that is neither an object nor a plausible integer.
const POISON: u64 = 0x5a5a_5a5a_5a5a_5a5d;

impl Heap {
    /// Collects. `sp` is the top of the VM stack: what lies above is dead.
    pub fn collect(&self, vm: &Vm, sp: *mut Value) {
        self.collect_with(&vm.shapes, vm.hooks.get().code_caches, |marker| {
            mark_roots(vm, sp, marker)
        });
    }
    /// Collects with given roots.
    pub(super) fn collect_with(
        &self,
        shapes: &Shapes,
        code_caches: CodeCaches,
        roots: impl FnOnce(&mut Marker),
    ) {
        let start = Instant::now();
        self.sweep_all();
        self.retire_regions();
        let mut marker = Marker::new(self, shapes, code_caches);
        self.roots.each(|value| marker.value(value));
        roots(&mut marker);
        marker.drain();
        let live = marker.live;
        marker.finish();
        // SAFETY: rows are of objects that were alive before this collection: none is swept yet.
        self.watches.retain(|object| unsafe { *mark_byte(object) != 0 });
        self.start_sweeping();
        // What large objects count is known exactly; `marker.live` counted them as cells.
        self.live.set(live.saturating_sub(self.large_bytes.get()));
        self.given.set(0);
        self.plan();
        self.statistics.collected(start.elapsed());
    }
    /// Lets go of the runs that allocation was using: sweeping finds them again.
    fn retire_regions(&self) {
        for (region, class) in self.regions.iter().zip(&self.classes) {
            region.cursor.set(0);
            region.end.set(0);
            class.runs.set(Run::NONE);
        }
    }
    /// Sweeps what is left of the last collection. Blocks without objects become free for all size classes.
    fn sweep_all(&self) {
        for (index, class) in self.classes.iter().enumerate() {
            while class.unswept.get() > 0 {
                class.unswept.set(class.unswept.get() - 1);
                self.sweep_and_link(index, class.unswept.get());
            }
        }
    }
    /// After marking: large objects are swept at once, and all blocks if they own much in the Rust allocator; else lazily.
    fn start_sweeping(&self) {
        self.sweep_large();
        for class in &self.classes {
            class.unswept.set(class.blocks.borrow().len());
        }
        let cells = self.live.get() + self.given.get();
        if self.external.get() > cells / 2 || self.limit.get() != usize::MAX || self.poison {
            self.sweep_all();
        }
    }
    /// Sweeps a block of a class; gives it back to the space if nothing in it is live.
    fn sweep_and_link(&self, class: usize, index: usize) {
        let it = &self.classes[class];
        let block = it.blocks.borrow()[index];
        let run = self.sweep(block);
        if run == Run::NONE {
            return;
        }
        // SAFETY: `sweep` made the run.
        let (bytes, next) = unsafe { run.read() };
        if next == Run::NONE && bytes == block.end() - block.cell(0) {
            it.blocks.borrow_mut().swap_remove(index);
            self.space.give_block(block.base());
            return;
        }
        let mut last = run;
        // SAFETY: each run of the chain was made by `sweep` and not used since.
        unsafe {
            loop {
                match last.read().1 {
                    Run::NONE => break,
                    next => last = next,
                }
            }
            last.set_next(it.runs.get());
        }
        it.runs.set(run);
    }
    fn sweep_large(&self) {
        self.large.borrow_mut().retain(|&block| {
            let object = block.base() + super::block::LARGE_OBJECT;
            // SAFETY: the block holds one object with a true header; a dead one is referred to by nobody.
            unsafe {
                let mark = mark_byte(object);
                if *mark != 0 {
                    *mark = 0;
                    return true;
                }
                self.finalize(Ref::from_address(object));
                let total = block.header().total;
                self.large_bytes.set(self.large_bytes.get() - total);
                self.space.give_large(block.base(), total);
            }
            false
        });
    }
    /// Frees the dead objects of a block and clears its marks. Returns its runs of free cells, by address.
    pub(super) fn sweep(&self, block: Block) -> Run {
        let size = block.header().cell_size;
        let (mut first, mut last) = (Run::NONE, Run::NONE);
        let (mut start, mut cell) = (0, block.cell(0));
        let end = block.end();
        let mut close = |start: usize, end: usize| {
            // SAFETY: the cells in between were found or made free just now.
            let run = unsafe { Run::make(start, end - start, Run::NONE) };
            if last == Run::NONE {
                first = run;
            } else {
                // SAFETY: `last` was made in this loop.
                unsafe { last.set_next(run) };
            }
            last = run;
        };
        while cell < end {
            // SAFETY: `cell` is a cell of this block; a dead object is referred to by nobody.
            unsafe {
                let mark = mark_byte(cell);
                if *mark != 0 {
                    *mark = 0;
                    if start != 0 {
                        close(start, cell);
                        start = 0;
                    }
                } else {
                    if !is_free(cell) {
                        self.finalize(Ref::from_address(cell));
                        if self.poison {
                            std::slice::from_raw_parts_mut(cell as *mut u64, size / 8).fill(POISON);
                        }
                    }
                    set_free(cell);
                    if start == 0 {
                        start = cell;
                    }
                }
            }
            cell += size;
        }
        if start != 0 {
            close(start, end);
        }
        first
    }
    /// Frees what objects own outside the heap, when the heap goes.
    pub(super) fn finalize_everything(&self) {
        for class in &self.classes {
            for block in class.blocks.take() {
                for index in 0..block.header().cells {
                    let cell = block.cell(index);
                    if !is_free(cell) {
                        // SAFETY: a cell that is not free holds an object; nobody uses it any more.
                        unsafe { self.finalize(Ref::from_address(cell)) };
                    }
                }
            }
        }
        for block in self.large.take() {
            // SAFETY: the block holds one object, which nobody uses any more.
            unsafe {
                self.finalize(Ref::from_address(block.base() + super::block::LARGE_OBJECT));
                self.space.give_large(block.base(), block.header().total);
            }
        }
    }
}

/// Marks everything that the VM refers to from outside the heap.
fn mark_roots(vm: &Vm, sp: *mut Value, marker: &mut Marker) {
    let (low, _) = vm.stack.get();
    if !low.is_null() && sp > low {
        // SAFETY: slots from the base of the VM stack up to `sp` are initialized. Links and return addresses look like integers.
        let slots = unsafe { std::slice::from_raw_parts(low, sp.offset_from(low) as usize) };
        marker.values(slots);
    }
    vm.interner.each(|string| marker.object(string));
    // Shape ids are never reused, so classes live as long as the VM.
    vm.shapes.each(|shape| marker.object(shape.class));
    mark_machine(vm, marker);
    (vm.hooks.get().visit_roots)(vm, &mut |value| marker.value(value));
    native_stack::each_word(vm.heap.native_base.get(), |word| marker.word(word));
}

/// Marks what fields of the VM refer to: any word of it that could be a reference. So a field can be added without telling the
/// collector, as long as it holds its references in place.
fn mark_machine(vm: &Vm, marker: &mut Marker) {
    let start = std::ptr::from_ref(vm) as usize + std::mem::offset_of!(Vm, poll);
    let end = std::ptr::from_ref(vm) as usize + size_of::<Vm>();
    for address in (start.next_multiple_of(8)..end).step_by(8) {
        // SAFETY: the words lie in the `Vm`. Padding may be uninitialized for Rust: the read is volatile and nothing is concluded
        // from a word but its bits.
        marker.word(unsafe { (address as *const usize).read_volatile() });
    }
}
