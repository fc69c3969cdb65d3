//! Blocks: 64 KiB-aligned memory with a header, side mark bytes, and cells.
//!
//! ```text
//!   0      header
//!   64     one mark byte per 16 bytes of the block; that of a cell is the one of its first granule
//!   4160   cells of one size                  (a block of a size class)
//!
//!   128    one object, as long as it is       (a large object's own block; only its own mark byte exists)
//! ```
//!
//! The alignment makes the mark byte of an object a matter of masks, for small and large objects alike. A cell whose header says
//! [`Kind::Free`] holds no object. Free cells next to each other form a *run*: its first cell holds the length in bytes (where an
//! object has its shape) and, in the second word, the next run.

use crate::object::Kind;
use crate::watch::Watches;
use std::ptr::NonNull;

/// Size and alignment of a block.
pub const BLOCK: usize = 64 << 10;
/// Where the mark bytes start.
const MARKS: usize = 64;
/// Where the cells of a block start.
pub const FIRST_CELL: usize = MARKS + BLOCK / 16;
/// Where a large object starts in its own block.
pub const LARGE_OBJECT: usize = 128;

/// The header of a block.
#[repr(C)]
#[derive(Debug)]
pub struct BlockHeader {
    /// Bytes of a cell; of a large object its size.
    pub cell_size: usize,
    /// Number of cells.
    pub cells: usize,
    /// Index of the size class; `LARGE` for a large object.
    pub class: usize,
    /// The address to give back to the Rust allocator, for large objects.
    pub total: usize,
    /// The watched places of the heap, which outlive its blocks.
    pub watches: *const Watches,
}

/// The class of a block with one large object.
pub const LARGE: usize = usize::MAX;

/// A block. `Copy`: the heap's tables own it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block(NonNull<BlockHeader>);

/// The address of the mark byte of the object at `address`.
///
/// # Safety
/// `address` must be that of a cell or of a large object.
#[inline(always)]
pub unsafe fn mark_byte(address: usize) -> *mut u8 {
    let base = address & !(BLOCK - 1);
    (base + MARKS + ((address & (BLOCK - 1)) >> 4)) as *mut u8
}

impl Block {
    /// Lays out fresh memory as a block of a size class. All cells are free.
    ///
    /// # Safety
    /// `base` must be the address of `BLOCK` unused, zeroed bytes, aligned to `BLOCK`, and `watches` outlive the objects in it.
    pub unsafe fn format(
        base: usize,
        class: usize,
        cell_size: usize,
        watches: *const Watches,
    ) -> Block {
        let header = base as *mut BlockHeader;
        let cells = (BLOCK - FIRST_CELL) / cell_size;
        // SAFETY: by this function's contract the memory is ours, large enough and aligned.
        unsafe {
            header.write(BlockHeader { cell_size, cells, class, total: 0, watches });
            Block(NonNull::new_unchecked(header))
        }
    }
    /// Lays out memory as the block of one large object.
    ///
    /// # Safety
    /// `base` must be the address of `total >= LARGE_OBJECT + size` unused bytes, aligned to `BLOCK`, and `watches` outlive the object.
    pub unsafe fn format_large(
        base: usize,
        size: usize,
        total: usize,
        watches: *const Watches,
    ) -> Block {
        let header = base as *mut BlockHeader;
        // SAFETY: by this function's contract the memory is ours; the one mark byte lies before `LARGE_OBJECT`.
        unsafe {
            header.write(BlockHeader { cell_size: size, cells: 1, class: LARGE, total, watches });
            mark_byte(base + LARGE_OBJECT).write(0);
            Block(NonNull::new_unchecked(header))
        }
    }
    /// The block of an object.
    ///
    /// # Safety
    /// `address` must be that of a cell or of a large object.
    #[inline(always)]
    pub unsafe fn of(address: usize) -> Block {
        // SAFETY: by this function's contract the block header lies at the aligned address, which is not null.
        Block(unsafe { NonNull::new_unchecked((address & !(BLOCK - 1)) as *mut BlockHeader) })
    }
    /// The block with this base address.
    ///
    /// # Safety
    /// It must be the base of a formatted block.
    pub unsafe fn at(base: usize) -> Block {
        // SAFETY: by this function's contract.
        Block(unsafe { NonNull::new_unchecked(base as *mut BlockHeader) })
    }
    /// Where it starts.
    pub fn base(self) -> usize {
        self.0.as_ptr() as usize
    }
    /// The header.
    #[inline(always)]
    pub fn header(&self) -> &BlockHeader {
        // SAFETY: a `Block` is made by `format` or found by address in the heap's tables; the header is written once.
        unsafe { self.0.as_ref() }
    }
    /// Whether it holds one large object.
    #[inline(always)]
    pub fn is_large(self) -> bool {
        self.header().class == LARGE
    }
    /// The address of a cell.
    #[inline(always)]
    pub fn cell(self, index: usize) -> usize {
        self.base() + FIRST_CELL + index * self.header().cell_size
    }
    /// One past the last cell.
    pub fn end(self) -> usize {
        self.cell(self.header().cells)
    }
    /// The live object that contains the byte at `address`, which lies in this block.
    pub fn object_around(self, address: usize) -> Option<usize> {
        let header = self.header();
        let start = if self.is_large() {
            let start = self.base() + LARGE_OBJECT;
            if address < start || address > start + header.cell_size {
                return None;
            }
            start
        } else {
            let offset = address.checked_sub(self.base() + FIRST_CELL)?;
            let index = offset / header.cell_size;
            if index >= header.cells {
                return None;
            }
            self.cell(index)
        };
        if is_free(start) { None } else { Some(start) }
    }
}

/// Where the kind lies in an object's header.
const KIND: usize = 4;

/// Whether a cell holds no object.
#[inline(always)]
pub fn is_free(cell: usize) -> bool {
    // SAFETY: every cell starts with a header or, when free, with a zero in place of the kind.
    unsafe { *((cell + KIND) as *const u8) == Kind::Free as u8 }
}

/// Marks a cell as free.
///
/// # Safety
/// `cell` must be a cell whose object is dead.
#[inline(always)]
pub unsafe fn set_free(cell: usize) {
    // SAFETY: cells are at least 16 bytes and aligned; by this function's contract nobody uses the object.
    unsafe { (cell as *mut u64).write(0) }
}

/// A run of free cells: its address, 0 for none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run(pub usize);

impl Run {
    /// No run.
    pub const NONE: Run = Run(0);

    /// Turns free cells into a run.
    ///
    /// # Safety
    /// `start..start + bytes` must be free cells of one block.
    pub unsafe fn make(start: usize, bytes: usize, next: Run) -> Run {
        // SAFETY: by this function's contract the first cell is ours. The length is below 2^32, so the kind byte stays 0.
        unsafe {
            (start as *mut u64).write(bytes as u64);
            (start as *mut u64).add(1).write(next.0 as u64);
        }
        Run(start)
    }
    /// Length in bytes, and the run after it.
    ///
    /// # Safety
    /// It must be a run that was made and not used since.
    pub unsafe fn read(self) -> (usize, Run) {
        // SAFETY: by this function's contract `make` wrote both words.
        unsafe {
            (
                (self.0 as *const u64).read() as usize,
                Run((self.0 as *const u64).add(1).read() as usize),
            )
        }
    }
    /// Changes the run after it.
    ///
    /// # Safety
    /// As for `read`.
    pub unsafe fn set_next(self, next: Run) {
        // SAFETY: by this function's contract the second word is ours.
        unsafe { (self.0 as *mut u64).add(1).write(next.0 as u64) }
    }
}
