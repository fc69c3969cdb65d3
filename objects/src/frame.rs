//! Frames on the VM stack, and the positions that handlers pass to each other.
//!
//! ```text
//!   fp[-3]  the function object          (its code, globals and closure)
//!   fp[-2]  link: the caller's fp << 6 | return action << 2
//!   fp[-1]  the pc at which the caller goes on; with an action, the pc of the calling instruction
//!   fp[0..] locals, then the operand stack up to sp
//! ```
//!
//! The three header words are operands that the call sequence reserves (callable, link, ret), so that a call leaves its
//! arguments where they are: they become the first locals. `link` and `ret` are multiples of 4 and so look like integers
//! to whoever scans the stack. The frame of a generator has the generator just below its header, at `fp[-4]`.

use crate::value::Value;
use trefoil_primitives::Int;

/// Words of a frame header.
pub const HEADER: usize = 3;

/// A position in bytecode.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(transparent)]
pub struct Pc(pub *mut u32);

/// The top of the operand stack: one past the topmost slot.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(transparent)]
pub struct Sp(pub *mut Value);

/// The first local of a frame.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(transparent)]
pub struct Fp(pub *mut Value);

/// What a handler returns. Only leaving the interpreter loop returns at all.
pub type Next = u64;

/// Some neighbouring slots, deepest first.
#[derive(Clone, Copy, Debug)]
pub struct Slots {
    first: *const Value,
    len: usize,
}

impl Slots {
    /// Slots in Rust memory.
    #[inline(always)]
    pub fn of(values: &[Value]) -> Slots {
        Slots { first: values.as_ptr(), len: values.len() }
    }
    /// The number of slots.
    #[inline(always)]
    pub fn len(self) -> usize {
        self.len
    }
    /// Whether there is no slot.
    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
    /// The deepest slot.
    #[inline(always)]
    pub fn as_ptr(self) -> *const Value {
        self.first
    }
    /// The `index`-th slot.
    ///
    /// # Safety
    /// The slots must still be what they were made from, and `index` below [`Slots::len`].
    #[inline(always)]
    pub unsafe fn get(self, index: usize) -> Value {
        debug_assert!(index < self.len);
        // SAFETY: by this function's contract the slot exists.
        unsafe { *self.first.add(index) }
    }
    /// The values.
    ///
    /// # Safety
    /// The slots must stay in place and unchanged while the slice lives.
    #[inline(always)]
    pub unsafe fn as_slice<'a>(self) -> &'a [Value] {
        // SAFETY: by this function's contract `len` values lie there.
        unsafe { std::slice::from_raw_parts(self.first, self.len) }
    }
}

/// # Safety
///
/// All functions: the position is in the code of the running frame, at an instruction whose length in units (opcode unit and
/// caches) covers what is read or written. The source compiler lays code out so.
#[allow(clippy::missing_safety_doc, reason = "the contract is that of the impl block")]
impl Pc {
    /// The opcode.
    #[inline(always)]
    pub unsafe fn opcode(self) -> u16 {
        // SAFETY: contract of the block.
        unsafe { *self.0 as u16 }
    }
    /// The operand.
    #[inline(always)]
    pub unsafe fn oparg(self) -> u32 {
        // SAFETY: contract of the block.
        unsafe { *self.0 >> 16 }
    }
    /// Puts another opcode in place.
    #[inline(always)]
    pub unsafe fn set_opcode(self, opcode: u16) {
        // SAFETY: contract of the block.
        unsafe { *self.0 = *self.0 & 0xffff_0000 | u32::from(opcode) }
    }
    /// `units` further on.
    #[inline(always)]
    pub unsafe fn advance(self, units: usize) -> Pc {
        // SAFETY: contract of the block.
        unsafe { Pc(self.0.add(units)) }
    }
    /// `units` further on or back.
    #[inline(always)]
    pub unsafe fn jump(self, units: i32) -> Pc {
        // SAFETY: contract of the block.
        unsafe { Pc(self.0.offset(units as isize)) }
    }
    /// A cache field of one unit.
    #[inline(always)]
    pub unsafe fn cache_u32(self, unit: usize) -> u32 {
        // SAFETY: contract of the block.
        unsafe { *self.0.add(unit) }
    }
    /// A cache field of one unit.
    #[inline(always)]
    pub unsafe fn cache_u16(self, unit: usize) -> u16 {
        // SAFETY: contract of the block.
        unsafe { *self.0.add(unit) as u16 }
    }
    /// A cache field of one unit.
    #[inline(always)]
    pub unsafe fn cache_bool(self, unit: usize) -> bool {
        // SAFETY: contract of the block.
        unsafe { *self.0.add(unit) != 0 }
    }
    /// A cache field of two units.
    #[inline(always)]
    pub unsafe fn cache_u64(self, unit: usize) -> u64 {
        // In halves, which the compiler joins: `read_unaligned` copies into a local, and in debug builds checks its address, so that the
        // handler could not end in a tail call.
        // SAFETY: contract of the block.
        unsafe { u64::from(*self.0.add(unit)) | u64::from(*self.0.add(unit + 1)) << 32 }
    }
    /// A cache field of two units.
    #[inline(always)]
    pub unsafe fn cache_i62(self, unit: usize) -> Int<62> {
        // SAFETY: contract of the block.
        unsafe { Int::from_raw(self.cache_u64(unit) as i64) }
    }
    /// A cache field of two units that holds a value.
    #[inline(always)]
    pub unsafe fn cache_value(self, unit: usize) -> Value {
        // SAFETY: contract of the block.
        unsafe { Value::from_bits(self.cache_u64(unit)) }
    }
    /// Fills a cache field of one unit.
    #[inline(always)]
    pub unsafe fn set_cache_u32(self, unit: usize, field: u32) {
        // SAFETY: contract of the block.
        unsafe { *self.0.add(unit) = field }
    }
    /// Fills a cache field of one unit.
    #[inline(always)]
    pub unsafe fn set_cache_u16(self, unit: usize, field: u16) {
        // SAFETY: contract of the block.
        unsafe { self.set_cache_u32(unit, u32::from(field)) }
    }
    /// Fills a cache field of one unit.
    #[inline(always)]
    pub unsafe fn set_cache_bool(self, unit: usize, field: bool) {
        // SAFETY: contract of the block.
        unsafe { self.set_cache_u32(unit, u32::from(field)) }
    }
    /// Fills a cache field of two units.
    #[inline(always)]
    pub unsafe fn set_cache_u64(self, unit: usize, field: u64) {
        // As in `cache_u64`.
        // SAFETY: contract of the block.
        unsafe {
            *self.0.add(unit) = field as u32;
            *self.0.add(unit + 1) = (field >> 32) as u32;
        }
    }
    /// Fills a cache field of two units.
    #[inline(always)]
    pub unsafe fn set_cache_i62(self, unit: usize, field: Int<62>) {
        // SAFETY: contract of the block.
        unsafe { self.set_cache_u64(unit, field.raw() as u64) }
    }
    /// Fills a cache field of two units with a value.
    #[inline(always)]
    pub unsafe fn set_cache_value(self, unit: usize, field: Value) {
        // SAFETY: contract of the block.
        unsafe { self.set_cache_u64(unit, field.bits()) }
    }
}

/// # Safety
///
/// All functions: the slots named must lie within the operand stack of the running frame (its code's `stack_size`), and slots
/// that are read must have been written. The stack effects that codegen checks and the depth that the source compiler computes see to it.
#[allow(clippy::missing_safety_doc, reason = "the contract is that of the impl block")]
impl Sp {
    /// The `k`-th slot from the top; 1 is the topmost.
    #[inline(always)]
    pub unsafe fn peek(self, k: isize) -> Value {
        // SAFETY: contract of the block.
        unsafe { *self.0.offset(-k) }
    }
    /// Writes the `k`-th slot from the top; 0 is the first free one.
    #[inline(always)]
    pub unsafe fn set(self, k: isize, value: Value) {
        // SAFETY: contract of the block.
        unsafe { *self.0.offset(-k) = value }
    }
    /// `n` slots less.
    #[inline(always)]
    pub unsafe fn drop(self, n: usize) -> Sp {
        // SAFETY: contract of the block.
        unsafe { Sp(self.0.sub(n)) }
    }
    /// `n` slots more.
    #[inline(always)]
    pub unsafe fn grow(self, n: usize) -> Sp {
        // SAFETY: contract of the block.
        unsafe { Sp(self.0.add(n)) }
    }
    /// `n` slots, the deepest of which is `peek(k)`.
    #[inline(always)]
    pub unsafe fn slots(self, k: isize, n: usize) -> Slots {
        // SAFETY: contract of the block.
        unsafe { Slots { first: self.0.offset(-k), len: n } }
    }
    /// Copies slots to the slots upwards from the `k`-th. Both may overlap.
    #[inline(always)]
    pub unsafe fn set_slots(self, k: isize, slots: Slots) {
        // SAFETY: contract of the block.
        unsafe { std::ptr::copy(slots.first, self.0.offset(-k), slots.len) }
    }
}

/// What the link word of a frame says: who called, and what happens to the result.
#[derive(Clone, Copy, Debug)]
pub struct Link(pub u64);

impl Link {
    /// The link of a frame called from `caller`.
    #[inline(always)]
    pub fn new(caller: Fp, action: u32) -> Link {
        Link((caller.0 as u64) << 6 | u64::from(action) << 2)
    }
    /// The frame that called.
    #[inline(always)]
    pub fn caller(self) -> Fp {
        Fp((self.0 >> 6) as *mut Value)
    }
    /// The return action; 0: the result is pushed.
    #[inline(always)]
    pub fn action(self) -> u32 {
        self.0 as u32 >> 2 & 15
    }
}

/// # Safety
///
/// All functions: `self` is the frame pointer of a live frame with its header in place, and local indexes are below its code's `local_count`.
#[allow(clippy::missing_safety_doc, reason = "the contract is that of the impl block")]
impl Fp {
    /// Local variable `i`; null if unbound.
    #[inline(always)]
    pub unsafe fn local(self, i: u32) -> Value {
        // SAFETY: contract of the block.
        unsafe { *self.0.add(i as usize) }
    }
    /// Binds local variable `i`.
    #[inline(always)]
    pub unsafe fn set_local(self, i: u32, value: Value) {
        // SAFETY: contract of the block.
        unsafe { *self.0.add(i as usize) = value }
    }
    /// The function that runs.
    #[inline(always)]
    pub unsafe fn function(self) -> crate::function::Function {
        // SAFETY: contract of the block: the header holds a function object.
        unsafe { (*self.0.sub(3)).as_unchecked() }
    }
    /// Makes another function the one that runs: with the same code.
    pub(crate) unsafe fn set_function(self, function: crate::function::Function) {
        // SAFETY: contract of the block.
        unsafe { *self.0.sub(3) = function.value() }
    }
    /// Constant `i` of its code.
    #[inline(always)]
    pub unsafe fn constant(self, i: u32) -> Value {
        // SAFETY: contract of the block; the source compiler numbers constants below their count.
        unsafe { *self.function().code.get().consts.as_ptr().add(i as usize) }
    }
    /// Name `i` of its code.
    #[inline(always)]
    pub unsafe fn name(self, i: u32) -> Value {
        // SAFETY: contract of the block; the source compiler numbers names below their count.
        unsafe { *self.function().code.get().names.as_ptr().add(i as usize) }
    }
    /// The link word.
    #[inline(always)]
    pub unsafe fn link(self) -> Link {
        // SAFETY: contract of the block.
        unsafe { Link((*self.0.sub(2)).bits()) }
    }
    /// Where the caller goes on (or stands, with an action).
    #[inline(always)]
    pub unsafe fn ret(self) -> Pc {
        // SAFETY: contract of the block.
        unsafe { Pc((*self.0.sub(1)).bits() as *mut u32) }
    }
    /// Writes link and return position.
    #[inline(always)]
    pub unsafe fn set_header(self, link: Link, ret: Pc) {
        // SAFETY: contract of the block.
        unsafe {
            *self.0.sub(2) = Value::from_bits(link.0);
            *self.0.sub(1) = Value::from_bits(ret.0 as u64);
        }
    }
}
