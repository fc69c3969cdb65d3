//! The heap: a non-moving mark-sweep collector with size classes.
//!
//! Objects of up to 8 KiB lie in the cells of 64 KiB blocks ([`block`]), larger ones in blocks of their own. Allocation bumps a cursor through a run
//! of free cells; when the run ends, [`Heap::refill`] takes the next one, sweeping a block if need be (sweeping is lazy). Here is allocation and
//! accounting; marking is in [`mark`], what objects refer to and own in [`trace`], the order of a collection in [`collect`], and what happens at
//! a safepoint in [`safepoint`].
//!
//! What a dead object owns in the Rust allocator is freed when it is swept. No user code runs then: `__del__` is never called.
//!
//! # Invariants
//! 1. Allocation never collects. Collections run at safepoints only, so code that does not run user code sees none.
//! 2. Objects never move.
//! 3. Between collections all mark bytes of swept blocks are 0; a collection sweeps what is left before it marks.
//! 4. A cell holds a live or dead object with a true header, or its header is [`crate::object::Kind::Free`].

pub mod block;
pub mod collect;
pub mod layout;
pub mod mark;
pub mod native_stack;
pub mod roots;
pub mod safepoint;
pub mod size_class;
pub mod space;
pub mod statistics;
pub mod trace;
mod walk;

#[cfg(test)]
mod tests;

pub use roots::RootVec;

use crate::object::{Header, Kind, Object, Ref};
use crate::value::Value;
use crate::vm::poll;
use crate::watch::Watches;
use block::{Block, LARGE_OBJECT, Run};
use size_class::{CLASSES, MAX_FIXED, MAX_SMALL, cell_size, class_of};
use space::Space;
use statistics::Statistics;
use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicU32, Ordering};

/// Bytes that may be allocated between two collections at least.
const MIN_BUDGET: usize = 16 << 20;
/// Most values that [`Heap::allocate_buffer`] has room for.
pub const MAX_BUFFER: usize = (MAX_SMALL - size_of::<Header>()) / size_of::<Value>();
/// Requests of this size are tried out before they are granted.
const PROBE: usize = 64 << 20;

/// There is not so much memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

/// The part of a run that is not allocated yet.
#[derive(Default, Debug)]
struct Region {
    cursor: Cell<usize>,
    end: Cell<usize>,
}

/// The blocks of a size class.
#[derive(Debug)]
struct Class {
    /// Further runs of free cells.
    runs: Cell<Run>,
    blocks: RefCell<Vec<Block>>,
    /// Blocks from this index on are swept.
    unswept: Cell<usize>,
}

/// The heap of a VM.
#[derive(Debug)]
pub struct Heap {
    /// Where allocation of each size class goes on. First, so that its address is that of the heap.
    regions: [Region; CLASSES],
    classes: [Class; CLASSES],
    /// Blocks of large objects.
    large: RefCell<Vec<Block>>,
    space: Space,
    roots: roots::Roots,
    /// Marked objects to be traced; kept for its memory.
    pending: RefCell<Vec<usize>>,
    /// Bytes in cells that the last collection found live.
    live: Cell<usize>,
    /// Bytes in cells given out since.
    given: Cell<usize>,
    /// Bytes of large objects.
    large_bytes: Cell<usize>,
    /// Bytes that objects own in the Rust allocator.
    external: Cell<usize>,
    /// `large_bytes + external` after the last collection.
    settled: Cell<usize>,
    /// A collection is wanted when so much has been allocated since the last one.
    budget: Cell<usize>,
    /// Upper bound of memory in use.
    limit: Cell<usize>,
    /// MemoryError is due again above this.
    raise_above: Cell<usize>,
    /// `gc.isenabled()`.
    enabled: Cell<bool>,
    /// Fill freed cells with a pattern.
    poison: bool,
    /// `Vm::poll`, null before `attach`.
    poll: Cell<*const AtomicU32>,
    /// Where this thread's native stack starts to hold values.
    native_base: Cell<usize>,
    /// The last version given to the keys of a dict.
    keys_version: Cell<u32>,
    /// Watched places. In a box: the headers of blocks refer to it.
    watches: Box<Watches>,
    statistics: Statistics,
}

impl Heap {
    /// An empty heap. `stress`: collections will be frequent, freed cells are overwritten.
    pub fn new(max_memory: Option<usize>, stress: bool) -> Heap {
        let limit = max_memory.unwrap_or(usize::MAX);
        Heap {
            regions: std::array::from_fn(|_| Region::default()),
            classes: std::array::from_fn(|_| Class {
                runs: Cell::new(Run::NONE),
                blocks: RefCell::default(),
                unswept: Cell::new(0),
            }),
            large: RefCell::default(),
            space: Space::default(),
            roots: roots::Roots::default(),
            pending: RefCell::default(),
            live: Cell::new(0),
            given: Cell::new(0),
            large_bytes: Cell::new(0),
            external: Cell::new(0),
            settled: Cell::new(0),
            budget: Cell::new(MIN_BUDGET.min(limit / 4)),
            limit: Cell::new(limit),
            raise_above: Cell::new(limit),
            enabled: Cell::new(true),
            poison: stress,
            poll: Cell::new(std::ptr::null()),
            native_base: Cell::new(0),
            keys_version: Cell::new(0),
            watches: Box::default(),
            statistics: Statistics::default(),
        }
    }
    /// Tells where to ask for collections and where the native stack starts: `base` is an address in the frame that starts the VM, above
    /// every frame that holds values. Before this no collection is requested.
    ///
    /// # Safety
    /// `poll` must live as long as the heap, at the same place, and `base` must lie in the stack of the thread that uses the heap.
    pub unsafe fn attach(&self, poll: *const AtomicU32, base: usize) {
        self.poll.set(poll);
        self.native_base.set(base);
        if self.poison {
            self.request(poll::STRESS);
        }
    }

    // ---- allocation

    /// Makes an object. Never fails, never collects.
    #[inline(always)]
    pub fn allocate<T: Object>(&self, object: T) -> Ref<T> {
        const { assert!(size_of::<T>() <= MAX_FIXED && align_of::<T>() <= 16) };
        let class = const { class_of(size_of::<T>()) };
        let place = self.allocate_cell(class, const { cell_size(class_of(size_of::<T>())) });
        // SAFETY: the cell is free, large enough and aligned to 16.
        unsafe {
            place.cast::<T>().write(object);
            Ref::from_address(place as usize)
        }
    }
    /// Makes an object with `extra` bytes after it. The caller writes these before anything that can collect.
    #[inline]
    pub fn allocate_with<T: Object>(&self, object: T, extra: usize) -> Ref<T> {
        let place = self.allocate_variable(size_of::<T>() + extra);
        // SAFETY: the memory is fresh, large enough and aligned to 16.
        unsafe {
            place.cast::<T>().write(object);
            Ref::from_address(place as usize)
        }
    }
    /// Memory for an object of `size` bytes, uninitialized. The caller writes the header before anything that can collect, and asks
    /// [`Heap::reserve`] first if the size can be large.
    #[inline(always)]
    pub fn allocate_variable(&self, size: usize) -> *mut u8 {
        if size <= MAX_FIXED {
            // As `class_of` and `cell_size` have it, without their cases for larger sizes.
            let size = size.next_multiple_of(16);
            debug_assert!(size > 0 && size == cell_size(class_of(size)));
            self.allocate_cell(size / 16 - 1, size)
        } else {
            self.allocate_big(size)
        }
    }
    /// Memory for values that one object holds, with room for `wanted` at least, at most [`MAX_BUFFER`]: where the values start, and how many
    /// there is room for. They are uninitialized. The owner marks it, as a leaf, when it is traced; nobody frees it.
    #[inline]
    pub fn allocate_buffer(&self, wanted: usize) -> (*mut Value, usize) {
        debug_assert!(wanted <= MAX_BUFFER);
        let class = class_of(size_of::<Header>() + wanted * size_of::<Value>());
        let size = cell_size(class);
        let place = self.allocate_cell(class, size);
        // SAFETY: the cell is free, and has room for the header and for as many values as are reported.
        unsafe {
            place.cast::<Header>().write(Header::new(Kind::Buffer, 0));
            (
                place.add(size_of::<Header>()).cast(),
                (size - size_of::<Header>()) / size_of::<Value>(),
            )
        }
    }
    #[inline(always)]
    fn allocate_cell(&self, class: usize, size: usize) -> *mut u8 {
        let region = &self.regions[class];
        let start = region.cursor.get();
        let next = start + size;
        if next > region.end.get() {
            return self.refill(class);
        }
        region.cursor.set(next);
        start as *mut u8
    }
    #[inline(never)]
    fn allocate_big(&self, size: usize) -> *mut u8 {
        if size <= MAX_SMALL {
            let class = class_of(size);
            return self.allocate_cell(class, cell_size(class));
        }
        let total = size + LARGE_OBJECT;
        let Some(base) = self.space.take_large(total) else {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<u8>());
        };
        // SAFETY: the memory is fresh, has `total` bytes and the alignment of a block; the registry goes with the heap.
        let block = unsafe { Block::format_large(base, size, total, &raw const *self.watches) };
        self.large.borrow_mut().push(block);
        self.large_bytes.set(self.large_bytes.get() + total);
        self.statistics.count(1, total);
        self.consider_collection();
        (base + LARGE_OBJECT) as *mut u8
    }

    /// The slow path of allocation: takes the next run of free cells of a class and the first cell of it.
    #[cold]
    #[inline(never)]
    fn refill(&self, class: usize) -> *mut u8 {
        let run = self.take_run(class);
        // SAFETY: `take_run` returns a run that was made and not used since.
        let (bytes, next) = unsafe { run.read() };
        self.classes[class].runs.set(next);
        let size = cell_size(class);
        self.regions[class].cursor.set(run.0 + size);
        self.regions[class].end.set(run.0 + bytes);
        self.given.set(self.given.get() + bytes);
        self.statistics.count(bytes / size, bytes);
        self.consider_collection();
        run.0 as *mut u8
    }
    fn take_run(&self, class: usize) -> Run {
        let it = &self.classes[class];
        loop {
            let run = it.runs.get();
            if run != Run::NONE {
                return run;
            }
            match it.unswept.get() {
                0 => self.add_block(class),
                n => {
                    it.unswept.set(n - 1);
                    let block = it.blocks.borrow()[n - 1];
                    it.runs.set(self.sweep(block));
                }
            }
        }
    }
    fn add_block(&self, class: usize) {
        let base = self.space.take_block();
        // SAFETY: `take_block` gives a zeroed block that nobody else uses; the registry goes with the heap.
        let block =
            unsafe { Block::format(base, class, cell_size(class), &raw const *self.watches) };
        let it = &self.classes[class];
        it.blocks.borrow_mut().push(block);
        // SAFETY: all cells of the fresh block are free.
        it.runs.set(unsafe { Run::make(block.cell(0), block.end() - block.cell(0), Run::NONE) });
    }

    // ---- accounting

    /// Reports that objects own `delta` more (or fewer) bytes in the Rust allocator.
    #[inline]
    pub fn account(&self, delta: isize) {
        self.external.set(self.external.get().saturating_add_signed(delta));
        if delta > 0 {
            self.consider_collection();
        }
    }
    /// Asks for `bytes` that may be many, before they are allocated. They are not set aside.
    ///
    /// # Errors
    /// If live objects and these bytes are beyond the limit, or if the system does not have so much.
    pub fn reserve(&self, bytes: usize) -> Result<(), OutOfMemory> {
        if bytes < PROBE.min(self.limit.get() / 64) {
            return Ok(());
        }
        let kept = self.live.get() + self.settled.get();
        if bytes > isize::MAX as usize / 2 || kept.saturating_add(bytes) > self.limit.get() {
            return Err(OutOfMemory);
        }
        if bytes >= PROBE && !system_has(bytes) {
            return Err(OutOfMemory);
        }
        Ok(())
    }
    /// Bytes in use, garbage that is not yet collected included.
    pub fn used(&self) -> usize {
        self.live.get() + self.given.get() + self.large_bytes.get() + self.external.get()
    }
    /// Whether collections are requested when memory grows: `gc.isenabled()`.
    pub fn is_enabled(&self) -> bool {
        self.enabled.get()
    }
    /// `gc.enable()`, `gc.disable()`. A memory limit still causes collections.
    pub fn set_enabled(&self, enabled: bool) {
        self.enabled.set(enabled);
    }
    /// A version for the keys of a dict, unique in this heap; 0 when they have run out.
    pub(crate) fn next_keys_version(&self) -> u32 {
        let next = self.keys_version.get().checked_add(1).unwrap_or(0);
        if next != 0 {
            self.keys_version.set(next);
        }
        next
    }
    /// The watched places of its objects.
    #[cfg(test)]
    pub(crate) fn watches(&self) -> &Watches {
        &self.watches
    }
    /// What has happened so far.
    pub fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    /// Bytes of cells and large objects that have been allocated so far, exactly.
    pub fn allocated_bytes(&self) -> u64 {
        let unused = |region: &Region| (region.end.get() - region.cursor.get()) as u64;
        self.statistics.bytes() - self.regions.iter().map(unused).sum::<u64>()
    }
    /// Cells given out since the last collection, in units of the smallest one: for `gc.get_count()`.
    pub fn allocated_since_collection(&self) -> usize {
        self.given.get() / 16
    }
    /// Bytes allocated since the last collection.
    fn grown(&self) -> usize {
        self.given.get()
            + (self.large_bytes.get() + self.external.get()).saturating_sub(self.settled.get())
    }
    #[inline]
    fn consider_collection(&self) {
        if self.grown() >= self.budget.get() && self.enabled.get() {
            self.request(poll::COLLECT);
        }
        if self.used() > self.raise_above.get() {
            self.request(poll::MEMORY);
        }
    }
    fn request(&self, bits: u32) {
        let poll = self.poll.get();
        if !poll.is_null() {
            // SAFETY: by the contract of `attach` the word lives as long as the heap.
            unsafe { &*poll }.fetch_or(bits, Ordering::Relaxed);
        }
    }
    fn withdraw(&self, bits: u32) {
        let poll = self.poll.get();
        if !poll.is_null() {
            // SAFETY: as in `request`.
            unsafe { &*poll }.fetch_and(!bits, Ordering::Relaxed);
        }
    }
    /// Sets when the next collection is due: three quarters of what is live, at least `MIN_BUDGET`, less when the limit is near.
    fn plan(&self) {
        self.settled.set(self.large_bytes.get() + self.external.get());
        let live = self.live.get() + self.settled.get();
        let room = self.limit.get().saturating_sub(live);
        self.budget.set((live / 4 * 3).max(MIN_BUDGET).min((room / 2).max(self.limit.get() / 64)));
    }
}

/// Whether the system would give so much. Under overcommit this refuses what is plainly absurd.
fn system_has(bytes: usize) -> bool {
    let Ok(layout) = std::alloc::Layout::from_size_align(bytes, 16) else { return false };
    // SAFETY: the size is not zero; what was allocated is freed with the same layout.
    unsafe {
        let probe = std::hint::black_box(std::alloc::alloc(layout));
        if probe.is_null() {
            return false;
        }
        std::alloc::dealloc(probe, layout);
    }
    true
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.finalize_everything();
    }
}
