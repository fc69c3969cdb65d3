//! `set` and `frozenset`: hash tables without values.
//!
//! The table is CPython's: same probing, same growth. Programs see the order in which sets are iterated, and for integers, whose hashes
//! are the same everywhere, they depend on it. Here are the layout and the table; the methods that programs see are in [`methods`].

pub mod methods;

pub use methods::{FROZENSET, SET, set_equal, set_repr};

use crate::dict::lookup::{hash_element, keys_equal};
use crate::heap::Heap;
use crate::object::{Header, Kind, Ref, object};
use crate::ops;
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::cell::Cell;

/// A slot of the table: empty with a null key and hash 0, deleted with a null key and hash `DELETED`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) hash: u64,
    pub(crate) key: Value,
}

const EMPTY: Slot = Slot { hash: 0, key: Value::NULL };
/// No key has this hash.
const DELETED: u64 = u64::MAX;
const DELETED_SLOT: Slot = Slot { hash: DELETED, key: Value::NULL };

/// A `set` or a `frozenset`.
#[repr(C)]
#[derive(Debug)]
pub struct SetObject {
    pub(crate) header: Header,
    /// Items.
    used: Cell<usize>,
    /// Items and deleted slots.
    fill: Cell<usize>,
    /// Slots - 1; the table is made with the first item.
    mask: Cell<usize>,
    table: Cell<*mut Slot>,
    /// Where `pop` goes on.
    finger: Cell<usize>,
    /// Hash of a `frozenset`, -1 while not computed.
    pub(crate) hash: Cell<i64>,
}
object!(SetObject: Set | FrozenSet);

/// A reference to a `set` or `frozenset`.
pub type Set = Ref<SetObject>;

const MIN_SLOTS: usize = 8;
/// Slots that are looked at in a row before the next jump.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

fn layout(slots: usize) -> Layout {
    Layout::array::<Slot>(slots).expect("sets are within the address space")
}

/// Words of a slot.
const SLOT_WORDS: usize = size_of::<Slot>() / size_of::<Value>();
/// Slots of the largest table that is a cell of the heap; larger ones are memory of the Rust allocator.
const MAX_HEAP_SLOTS: usize = 256;
const _: () = assert!(MAX_HEAP_SLOTS * SLOT_WORDS <= crate::heap::MAX_BUFFER);

/// Frees a table, unless the collector will.
///
/// # Safety
/// The table was made by `set_table` with so many slots, and nobody uses it any more.
unsafe fn free_table(heap: &Heap, table: *mut Slot, slots: usize) {
    if slots > MAX_HEAP_SLOTS {
        // SAFETY: by this function's contract the table was allocated with this layout.
        unsafe { dealloc(table.cast(), layout(slots)) };
        heap.account(-(layout(slots).size() as isize));
    }
}

/// The slots that a hash visits.
struct Probe {
    mask: usize,
    perturb: u64,
    base: usize,
    offset: usize,
    limit: usize,
}

impl Probe {
    fn new(hash: u64, mask: usize) -> Probe {
        let mut probe =
            Probe { mask, perturb: hash, base: hash as usize & mask, offset: 0, limit: 0 };
        probe.set_limit();
        probe
    }
    fn set_limit(&mut self) {
        self.offset = 0;
        self.limit = if self.base + LINEAR_PROBES <= self.mask { LINEAR_PROBES } else { 0 };
    }
    #[inline]
    fn slot(&self) -> usize {
        self.base + self.offset
    }
    #[inline]
    fn advance(&mut self) {
        if self.offset < self.limit {
            self.offset += 1;
            return;
        }
        self.perturb >>= PERTURB_SHIFT;
        self.base = self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize)
            & self.mask;
        self.set_limit();
    }
}

impl SetObject {
    pub(crate) const fn empty(kind: Kind, shape: u32) -> SetObject {
        SetObject {
            header: Header::new(kind, shape),
            used: Cell::new(0),
            fill: Cell::new(0),
            mask: Cell::new(MIN_SLOTS - 1),
            table: Cell::new(std::ptr::null_mut()),
            finger: Cell::new(0),
            hash: Cell::new(-1),
        }
    }
    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used.get()
    }
    /// Whether there are no items.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.used.get() == 0
    }
    fn slots(&self) -> &[Slot] {
        if self.table.get().is_null() {
            return &[];
        }
        // SAFETY: the table has `mask + 1` initialized slots; callers do not keep the slice across user code or a change of the set.
        unsafe { std::slice::from_raw_parts(self.table.get(), self.mask.get() + 1) }
    }
    #[inline]
    fn slot(&self, index: usize) -> Slot {
        debug_assert!(index <= self.mask.get());
        // SAFETY: there is a table, and probes stay within its mask.
        unsafe { *self.table.get().add(index) }
    }
    #[inline]
    fn set_slot(&self, index: usize, slot: Slot) {
        debug_assert!(index <= self.mask.get());
        // SAFETY: as in `slot`.
        unsafe { *self.table.get().add(index) = slot }
    }
    /// Calls `visit` with each item, which must not run user code.
    #[inline]
    pub fn each_key(&self, mut visit: impl FnMut(Value)) {
        self.slots().iter().filter(|slot| !slot.key.is_null()).for_each(|slot| visit(slot.key));
    }
    /// The first item at or after a position, and the position after it: for loops that may run user code.
    #[inline]
    pub fn next_key(&self, position: usize) -> Option<(usize, Value)> {
        self.next_slot(position).map(|(position, slot)| (position, slot.key))
    }
    pub(crate) fn next_slot(&self, position: usize) -> Option<(usize, Slot)> {
        let rest = self.slots().get(position..)?;
        let found = rest.iter().position(|slot| !slot.key.is_null())?;
        Some((position + found + 1, rest[found]))
    }
    /// Removes an item that is in a slot.
    fn delete_slot(&self, index: usize) {
        self.set_slot(index, DELETED_SLOT);
        self.used.set(self.used.get() - 1);
    }
    /// Removes and returns some item.
    pub(crate) fn pop(&self) -> Option<Value> {
        if self.is_empty() {
            return None;
        }
        let mask = self.mask.get();
        let mut index = self.finger.get() & mask;
        while self.slot(index).key.is_null() {
            index = (index + 1) & mask;
        }
        let key = self.slot(index).key;
        self.delete_slot(index);
        self.finger.set(index + 1);
        Some(key)
    }
    /// Enters an item that is not in the set into a table without deleted slots.
    fn insert_clean(&self, slot: Slot) {
        let mut probe = Probe::new(slot.hash, self.mask.get());
        while !self.slot(probe.slot()).key.is_null() {
            probe.advance();
        }
        self.set_slot(probe.slot(), slot);
    }
    fn ensure_table(&self, vm: &Vm) {
        if self.table.get().is_null() {
            self.set_table(vm, MIN_SLOTS);
        }
    }
    /// Gives the set an empty table.
    fn set_table(&self, vm: &Vm, slots: usize) {
        // SAFETY: the layout is not empty, and all slots are written before anybody reads them.
        unsafe {
            let table: *mut Slot = if slots <= MAX_HEAP_SLOTS {
                vm.heap.allocate_buffer(slots * SLOT_WORDS).0.cast()
            } else {
                let layout = layout(slots);
                vm.heap.account(layout.size() as isize);
                let table = alloc(layout);
                if table.is_null() {
                    handle_alloc_error(layout);
                }
                table.cast()
            };
            std::slice::from_raw_parts_mut(table.cast::<std::mem::MaybeUninit<Slot>>(), slots)
                .fill(std::mem::MaybeUninit::new(EMPTY));
            self.table.set(table);
        }
        self.mask.set(slots - 1);
    }
    /// The address of the table's cell, if it is one of the heap.
    #[inline(always)]
    pub(crate) fn heap_table(&self) -> Option<usize> {
        let table = self.table.get();
        let inside = !table.is_null() && self.mask.get() < MAX_HEAP_SLOTS;
        inside.then(|| table as usize - size_of::<Header>())
    }
    /// Whether the table is memory of the Rust allocator.
    #[inline(always)]
    pub(crate) fn is_external(&self) -> bool {
        self.mask.get() >= MAX_HEAP_SLOTS
    }
    /// Moves the items to a table with more slots than `wanted`.
    fn resize(&self, vm: &Vm, wanted: usize) {
        let mut slots = MIN_SLOTS;
        while slots <= wanted {
            slots <<= 1;
        }
        let (old, old_slots) = (self.table.get(), self.mask.get() + 1);
        self.set_table(vm, slots);
        self.fill.set(self.used.get());
        if old.is_null() {
            return;
        }
        // SAFETY: the old table has `old_slots` initialized slots and was allocated with their layout; the set has let go of it.
        unsafe {
            for slot in std::slice::from_raw_parts(old, old_slots) {
                if !slot.key.is_null() {
                    self.insert_clean(*slot);
                }
            }
            free_table(&vm.heap, old, old_slots);
        }
    }
    /// Removes all items and gives the memory back.
    pub fn clear(&self, vm: &Vm) {
        self.free_buffers(&vm.heap);
    }
    /// Frees the table. The collector calls this when the set dies.
    pub(crate) fn free_buffers(&self, heap: &Heap) {
        let (table, slots) =
            (self.table.replace(std::ptr::null_mut()), self.mask.replace(MIN_SLOTS - 1) + 1);
        self.used.set(0);
        self.fill.set(0);
        self.finger.set(0);
        if !table.is_null() {
            // SAFETY: the table has so many slots, and the set has let go of it.
            unsafe { free_table(heap, table, slots) };
        }
    }
    /// Becomes what another set is; this one must be empty.
    pub(crate) fn copy_from(&self, vm: &Vm, other: Set) {
        if other.is_empty() {
            return;
        }
        self.reserve(vm, other.len());
        self.ensure_table(vm);
        let clean = other.fill.get() == other.used.get() && other.mask.get() == self.mask.get();
        for (index, slot) in
            other.slots().iter().enumerate().filter(|(_, slot)| !slot.key.is_null())
        {
            if clean {
                self.set_slot(index, *slot);
            } else {
                self.insert_clean(*slot);
            }
        }
        self.used.set(other.len());
        self.fill.set(other.len());
    }
    /// Makes room before `more` items are added, as CPython does for sets and dicts.
    pub(crate) fn reserve(&self, vm: &Vm, more: usize) {
        if (self.fill.get() + more) * 5 >= self.mask.get() * 3 {
            self.resize(vm, (self.used.get() + more) * 2);
        }
    }
}

impl Vm {
    /// A new, empty `set`.
    pub fn new_set(&self) -> Set {
        self.heap.allocate(SetObject::empty(Kind::Set, id::SET))
    }
    /// A new, empty `frozenset`, to be filled before anybody sees it.
    pub(crate) fn new_frozenset(&self) -> Set {
        self.heap.allocate(SetObject::empty(Kind::FrozenSet, id::FROZENSET))
    }
    /// A new set of the kind of another, with its items.
    pub(crate) fn copy_set(&self, set: Set) -> Set {
        let copy = self.new_set_like(set);
        copy.copy_from(self, set);
        copy
    }
    /// A new, empty set: a `frozenset` if `set` is one.
    pub(crate) fn new_set_like(&self, set: Set) -> Set {
        if set.header.kind() == Kind::FrozenSet { self.new_frozenset() } else { self.new_set() }
    }
}

/// A `frozenset` of items.
///
/// # Errors
/// What hashing and comparing the items raises.
pub fn build_frozenset(vm: &Vm, items: &[Value]) -> Result<Set> {
    let set = vm.new_frozenset();
    for item in items {
        set_add(vm, set, *item)?;
    }
    Ok(set)
}

/// The slot of an item, or else the slot where it belongs: the last deleted one on the way, or the empty one at its end.
fn find(vm: &Vm, set: Set, key: Value, hash: u64) -> Result<std::result::Result<usize, usize>> {
    'restart: loop {
        // A comparison may have cleared the set.
        set.ensure_table(vm);
        let (table, mask) = (set.table.get(), set.mask.get());
        let mut probe = Probe::new(hash, mask);
        let mut deleted = None;
        loop {
            let slot = set.slot(probe.slot());
            if slot.key.is_null() {
                if slot.hash == 0 {
                    return Ok(Err(deleted.unwrap_or(probe.slot())));
                }
                deleted = Some(probe.slot());
            } else if slot.hash == hash {
                if slot.key == key || keys_equal(vm, slot.key, key)? {
                    return Ok(Ok(probe.slot()));
                }
                // The comparison may have changed the set.
                if set.table.get() != table
                    || set.mask.get() != mask
                    || set.slot(probe.slot()).key != slot.key
                {
                    continue 'restart;
                }
            }
            probe.advance();
        }
    }
}

/// Whether an item with this hash is in the set.
pub(crate) fn contains_hashed(vm: &Vm, set: Set, key: Value, hash: u64) -> Result<bool> {
    if set.is_empty() {
        return Ok(false);
    }
    find(vm, set, key, hash).map(|found| found.is_ok())
}

/// Adds an item whose hash is known.
pub(crate) fn add_hashed(vm: &Vm, set: Set, key: Value, hash: u64) -> Result<()> {
    set.ensure_table(vm);
    if let Err(place) = find(vm, set, key, hash)? {
        let reused = set.slot(place).hash == DELETED;
        set.set_slot(place, Slot { hash, key });
        set.used.set(set.used.get() + 1);
        if reused {
            return Ok(());
        }
        set.fill.set(set.fill.get() + 1);
        if set.fill.get() * 5 >= set.mask.get() * 3 {
            let used = set.used.get();
            set.resize(vm, if used > 50_000 { used * 2 } else { used * 4 });
        }
    }
    Ok(())
}

/// Removes an item whose hash is known; whether it was there.
pub(crate) fn discard_hashed(vm: &Vm, set: Set, key: Value, hash: u64) -> Result<bool> {
    if set.is_empty() {
        return Ok(false);
    }
    let found = find(vm, set, key, hash)?;
    if let Ok(slot) = found {
        set.delete_slot(slot);
    }
    Ok(found.is_ok())
}

/// The hash of an item.
pub(crate) fn hash_item(vm: &Vm, item: Value) -> Result<u64> {
    hash_element(vm, item, "set", "element")
}

/// `set.add(item)`
///
/// # Errors
/// What hashing and comparing the item raises.
#[inline]
pub fn set_add(vm: &Vm, set: Set, item: Value) -> Result<()> {
    let hash = hash_item(vm, item)?;
    add_hashed(vm, set, item, hash)
}

/// `item in set`. A set is looked for as if it were frozen.
///
/// # Errors
/// What hashing and comparing the item raises.
pub fn set_contains(vm: &Vm, set: Set, item: Value) -> Result<bool> {
    let hash = methods::hash_for_lookup(vm, item)?;
    contains_hashed(vm, set, item, hash)
}

/// `{*items}`
///
/// # Errors
/// What hashing and comparing the items raises.
pub fn build_set(vm: &Vm, items: &[Value]) -> Result<Set> {
    let set = vm.new_set();
    for &item in items {
        set_add(vm, set, item)?;
    }
    Ok(set)
}

/// Adds what an iterable yields.
///
/// # Errors
/// What iterating, hashing and comparing raises.
pub fn set_update(vm: &Vm, set: Set, iterable: Value) -> Result<()> {
    if let Some(other) = iterable.cast::<SetObject>() {
        return merge(vm, set, other);
    }
    if iterable.has_shape(id::DICT) {
        let dict = crate::dict::Dict::from_value(iterable);
        set.reserve(vm, dict.len());
        for number in 0.. {
            if number >= dict.entry_bound() {
                break;
            }
            if let Some(entry) = dict.entry(number) {
                add_hashed(vm, set, entry.key, entry.hash)?;
            }
        }
        return Ok(());
    }
    ops::for_each(vm, iterable, |item| set_add(vm, set, item))
}

fn merge(vm: &Vm, set: Set, other: Set) -> Result<()> {
    if set == other || other.is_empty() {
        return Ok(());
    }
    if set.fill.get() == 0 {
        set.copy_from(vm, other);
        return Ok(());
    }
    set.reserve(vm, other.len());
    let mut position = 0;
    while let Some((next, slot)) = other.next_slot(position) {
        add_hashed(vm, set, slot.key, slot.hash)?;
        position = next;
    }
    Ok(())
}
