//! `dict`: a hash table in insertion order.
//!
//! Entries lie in an array in insertion order (a deleted one has a null key); a separate open-addressed index of entry numbers finds them. Keys of
//! globals and classes are interned strings, found by identity. `keys_version` names the set of keys and their entry numbers: while it stands, entry `i` is
//! the same key's. It is 0 until somebody asks for it, unique over all dicts, and 0 again after an insertion, a deletion, or a resize.
//!
//! Here are the layout and the table; lookups with keys that may run user code are in [`lookup`], the methods that programs see in
//! [`methods`], views in [`view`].
//!
//! # Invariants
//! 1. While all keys ever inserted were exact strings, `OTHER_KEYS` is unset; then a lookup of a string runs no user code.
//! 2. An index slot holds an entry number + 1 of a live entry, or 0. Probing is linear; deletion shifts later slots back, so that there are no
//!    tombstones.
//! 3. `capacity <= index size / 2`.

pub mod lookup;
pub mod methods;
pub mod view;

pub use lookup::{
    dict_delete, dict_find, dict_get_value, dict_insert, dict_insert_plain, hash_key,
};
pub use methods::{
    CLASS, build_map, describe_callable, dict_equal, dict_merge, dict_repr, dict_update, write_dict,
};

use crate::heap::Heap;
use crate::object::{Header, Kind, Ref, object};
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::Vm;
use crate::watch;
use std::alloc::{Layout, alloc, alloc_zeroed, dealloc, handle_alloc_error};
use std::cell::Cell;

/// One entry.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Hash of the key.
    pub hash: u64,
    /// The key; null when deleted.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// A `dict`.
#[repr(C)]
#[derive(Debug)]
pub struct DictObject {
    header: Header,
    /// See the module.
    keys_version: Cell<u32>,
    /// Entries in use, deleted ones included.
    pub(crate) entry_count: Cell<u32>,
    /// Live entries: `len(d)`.
    pub(crate) live: Cell<u32>,
    /// log2 of the size of the index; 0 while there is no index (few entries, searched linearly).
    pub(crate) index_bits: Cell<u32>,
    /// Room for entries.
    pub(crate) capacity: Cell<u32>,
    /// The entries.
    pub(crate) entries: Cell<*mut Entry>,
    /// The index: entry number + 1, or 0 for empty.
    pub(crate) index: Cell<*mut u32>,
}
object!(DictObject: Dict);

/// A reference to a `dict`.
pub type Dict = Ref<DictObject>;

/// Set in `Header::flags` once a key that is not exactly a `str` was inserted.
const OTHER_KEYS: u8 = 1;
/// Set once a key was inserted that is an object other than exactly a `str`: comparing it may run user code.
const CUSTOM_KEYS: u8 = 2;
// 4 is `watch::WATCHED`.
/// Most entries without an index.
const LINEAR: u32 = 8;

/// Room for entries in the least table of a power of two of slots, eight at least, of which a third stays free.
pub(crate) fn room_for(slots: usize) -> usize {
    slots.max(8).next_power_of_two() * 2 / 3
}

fn entries_layout(capacity: u32) -> Layout {
    Layout::array::<Entry>(capacity as usize).expect("2^32 entries are within the address space")
}
fn index_layout(bits: u32) -> Layout {
    Layout::array::<u32>(1 << bits).expect("2^33 slots are within the address space")
}

/// Whether a key is exactly a `str`.
#[inline(always)]
pub(crate) fn is_exact_str(key: Value) -> bool {
    key.has_shape(id::STR)
}

impl DictObject {
    pub(crate) const fn empty() -> DictObject {
        DictObject {
            header: Header::new(Kind::Dict, id::DICT),
            keys_version: Cell::new(0),
            entry_count: Cell::new(0),
            live: Cell::new(0),
            index_bits: Cell::new(0),
            capacity: Cell::new(0),
            entries: Cell::new(std::ptr::dangling_mut()),
            index: Cell::new(std::ptr::null_mut()),
        }
    }
    /// Number of live entries: `len(dict)`.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live.get() as usize
    }
    /// Whether there are none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.live.get() == 0
    }
    /// Entries in insertion order; deleted ones have a null key. The slice must not be kept across a call that may run user code, nor across
    /// a change of the dict.
    #[inline(always)]
    pub fn entries(&self) -> &[Entry] {
        // SAFETY: the first `entry_count` entries are initialized; by the rule above nobody changes them meanwhile.
        unsafe { std::slice::from_raw_parts(self.entries.get(), self.entry_count.get() as usize) }
    }
    /// The entry with a number, if it is live: for loops that may run user code. Numbers go up to [`DictObject::entry_bound`].
    #[inline]
    pub fn entry(&self, number: usize) -> Option<Entry> {
        self.entries().get(number).copied().filter(|entry| !entry.key.is_null())
    }
    /// One more than the greatest entry number.
    #[inline]
    pub fn entry_bound(&self) -> usize {
        self.entry_count.get() as usize
    }
    /// The value of an entry, whose number came from [`DictObject::entry_of_name`] under the keys version that still stands.
    #[inline(always)]
    pub fn value_at(&self, number: u32) -> Value {
        debug_assert!(number < self.entry_count.get());
        // SAFETY: entry numbers below `entry_count` are initialized; a keys version that stands says that this one still is.
        unsafe { (*self.entries.get().add(number as usize)).value }
    }
    /// Replaces the value of an entry.
    #[inline(always)]
    pub fn set_value_at(&self, number: u32, value: Value) {
        debug_assert!(number < self.entry_count.get());
        if watch::is_watched(&self.header) {
            watch::entry_changes(&self.header, number);
        }
        // SAFETY: as in `value_at`; nobody holds a slice of the entries.
        unsafe { (*self.entries.get().add(number as usize)).value = value }
    }
    /// The version of the keys, assigned if there is none. 0: versions have run out, do not cache.
    pub fn keys_version(&self, vm: &Vm) -> u32 {
        if self.keys_version.get() == 0 {
            self.keys_version.set(vm.heap.next_keys_version());
        }
        self.keys_version.get()
    }
    /// The version of the keys as it is: 0 where nobody has asked for one since the keys changed.
    #[inline(always)]
    pub fn current_keys_version(&self) -> u32 {
        self.keys_version.get()
    }
    /// Whether all keys are exactly strings.
    #[inline(always)]
    pub fn has_only_str_keys(&self) -> bool {
        self.header.flags.get() & OTHER_KEYS == 0
    }
    /// Whether no key is an object other than exactly a `str`: then a lookup of such a key, or of a number in place, runs no user code.
    #[inline(always)]
    pub fn has_only_plain_keys(&self) -> bool {
        self.header.flags.get() & CUSTOM_KEYS == 0
    }
    /// The keys are about to change, or the numbers of their entries: nobody may rely on the version any more.
    #[inline(always)]
    fn keys_change(&self) {
        if watch::is_watched(&self.header) {
            watch::version_changes(&self.header);
        }
        self.keys_version.set(0);
    }
    /// The same of keys and values.
    #[inline(always)]
    fn all_changes(&self) {
        if watch::is_watched(&self.header) {
            watch::all_changes(&self.header);
        }
        self.keys_version.set(0);
    }
    fn note_key(&self, key: Value) {
        if !is_exact_str(key) {
            let custom = if key.is_object() { CUSTOM_KEYS } else { 0 };
            self.header.flags.set(self.header.flags.get() | OTHER_KEYS | custom);
        }
    }

    // ---- strings as keys: no user code runs. Keys that are not exactly strings are passed over.

    /// The value of a string.
    #[inline]
    pub fn get_name(&self, name: Str) -> Option<Value> {
        self.entry_of_name(name).map(|number| self.value_at(number))
    }
    /// The value of a text.
    pub fn get_text(&self, text: &str) -> Option<Value> {
        self.entries()
            .iter()
            .find(|e| is_exact_str(e.key) && Ref::<StrObject>::from_value(e.key).as_str() == text)
            .map(|e| e.value)
    }
    /// The entry number of a string.
    #[inline]
    pub fn entry_of_name(&self, name: Str) -> Option<u32> {
        let key = name.value();
        if self.index_bits.get() == 0 {
            let entries = self.entries();
            if let Some(found) = entries.iter().position(|e| e.key == key) {
                return Some(found as u32);
            }
            let hash = name.hash();
            return entries
                .iter()
                .position(|e| e.hash == hash && same_text(e.key, name))
                .map(|n| n as u32);
        }
        let hash = name.hash();
        self.probe(hash, |e| e.key == key || (e.hash == hash && same_text(e.key, name)))
    }
    /// Sets the value of a string.
    pub fn set_name(&self, vm: &Vm, name: Str, value: Value) {
        match self.entry_of_name(name) {
            Some(number) => self.set_value_at(number, value),
            None => self.append(vm, name.hash(), name.value(), value),
        }
    }
    /// Deletes a string; whether it was there.
    pub fn delete_name(&self, _: &Vm, name: Str) -> bool {
        let found = self.entry_of_name(name);
        if let Some(number) = found {
            self.delete_entry(number);
        }
        found.is_some()
    }

    // ---- the table

    /// Where the search for a hash starts.
    #[inline(always)]
    fn home(&self, hash: u64) -> usize {
        // Hashes of integers are the integers: multiplying spreads them over the upper bits.
        (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.index_bits.get())) as usize
    }
    /// The first entry on the probe sequence of a hash that `matches`. There must be an index.
    #[inline(always)]
    fn probe(&self, hash: u64, mut matches: impl FnMut(&Entry) -> bool) -> Option<u32> {
        let mask = (1usize << self.index_bits.get()) - 1;
        let mut slot = self.home(hash);
        loop {
            // SAFETY: the slot is masked; entry numbers in the index are below `entry_count`.
            unsafe {
                let number = *self.index.get().add(slot);
                if number == 0 {
                    return None;
                }
                if matches(&*self.entries.get().add(number as usize - 1)) {
                    return Some(number - 1);
                }
            }
            slot = (slot + 1) & mask;
        }
    }
    /// The entry of a key that is found by word or by `equal`, which runs no user code.
    #[inline]
    pub(crate) fn search(&self, hash: u64, mut equal: impl FnMut(&Entry) -> bool) -> Option<u32> {
        if self.index_bits.get() != 0 {
            return self.probe(hash, |e| e.hash == hash && equal(e));
        }
        self.entries()
            .iter()
            .position(|e| e.hash == hash && !e.key.is_null() && equal(e))
            .map(|n| n as u32)
    }
    /// Adds an entry for a key that is not in the dict.
    pub(crate) fn append(&self, vm: &Vm, hash: u64, key: Value, value: Value) {
        if self.entry_count.get() == self.capacity.get() {
            self.make_room(vm);
        }
        let number = self.entry_count.get();
        // SAFETY: there is room for one more entry.
        unsafe { self.entries.get().add(number as usize).write(Entry { hash, key, value }) };
        self.entry_count.set(number + 1);
        self.live.set(self.live.get() + 1);
        self.keys_change();
        self.note_key(key);
        if self.index_bits.get() != 0 {
            self.link(hash, number);
        }
    }
    /// Enters an entry number into the index.
    #[inline]
    fn link(&self, hash: u64, number: u32) {
        let mask = (1usize << self.index_bits.get()) - 1;
        let mut slot = self.home(hash);
        // SAFETY: slots are masked; the index is never full (invariant 3).
        unsafe {
            while *self.index.get().add(slot) != 0 {
                slot = (slot + 1) & mask;
            }
            *self.index.get().add(slot) = number + 1;
        }
    }
    /// Deletes a live entry.
    pub(crate) fn delete_entry(&self, number: u32) {
        self.keys_change();
        if watch::is_watched(&self.header) {
            watch::entry_changes(&self.header, number);
        }
        if self.index_bits.get() != 0 {
            self.unlink(number);
        }
        // SAFETY: the entry is initialized; nobody holds a slice of the entries.
        unsafe {
            let entry = self.entries.get().add(number as usize);
            (*entry).key = Value::NULL;
            (*entry).value = Value::NULL;
        }
        self.live.set(self.live.get() - 1);
    }
    /// Deletes the last live entry, whose place and those after it become free again.
    pub(crate) fn delete_last(&self, number: u32) {
        self.delete_entry(number);
        self.entry_count.set(number);
    }
    /// Removes a live entry from the index, shifting back what would be lost behind the hole.
    fn unlink(&self, number: u32) {
        let mask = (1usize << self.index_bits.get()) - 1;
        let index = self.index.get();
        let hash_of = |slot: usize| {
            // SAFETY: the slot holds the number of a live entry, plus 1.
            unsafe { (*self.entries.get().add(*index.add(slot) as usize - 1)).hash }
        };
        let mut hole = self.home(self.entries()[number as usize].hash);
        // SAFETY: all slots are masked, and the entry is in the index.
        unsafe {
            while *index.add(hole) != number + 1 {
                hole = (hole + 1) & mask;
            }
            let mut slot = (hole + 1) & mask;
            while *index.add(slot) != 0 {
                let home = self.home(hash_of(slot));
                // It may move back to the hole unless its home lies after the hole.
                if (slot.wrapping_sub(home) & mask) >= (slot.wrapping_sub(hole) & mask) {
                    *index.add(hole) = *index.add(slot);
                    hole = slot;
                }
                slot = (slot + 1) & mask;
            }
            *index.add(hole) = 0;
        }
    }
    /// Makes room for one more entry: squeezes out deleted entries if they are many, else doubles. Room is made when and as CPython
    /// makes it, since programs that change a dict while they iterate over it see that entries move.
    #[cold]
    #[inline(never)]
    fn make_room(&self, vm: &Vm) {
        let wanted = room_for(self.live.get() as usize * 3);
        self.resize(vm, u32::try_from(wanted).expect("dicts have less than 2^32 entries"));
    }
    /// Moves the live entries to an array with room for `capacity`.
    pub(crate) fn resize(&self, vm: &Vm, capacity: u32) {
        self.all_changes();
        let capacity = capacity.max(self.live.get()).max(1);
        let bits = if capacity <= LINEAR { 0 } else { (u64::from(capacity) * 2 - 1).ilog2() + 1 };
        let entries: *mut Entry = allocate(entries_layout(capacity), false).cast();
        let mut count = 0;
        for entry in self.entries().iter().filter(|e| !e.key.is_null()) {
            // SAFETY: the new array has room for all live entries.
            unsafe { entries.add(count).write(*entry) };
            count += 1;
        }
        self.free_buffers(&vm.heap);
        self.entries.set(entries);
        self.capacity.set(capacity);
        self.entry_count.set(count as u32);
        self.live.set(count as u32);
        let mut bytes = entries_layout(capacity).size();
        if bits != 0 {
            self.index.set(allocate(index_layout(bits), true).cast());
            self.index_bits.set(bits);
            bytes += index_layout(bits).size();
            for (number, entry) in self.entries().iter().enumerate() {
                self.link(entry.hash, number as u32);
            }
        }
        vm.heap.account(bytes as isize);
    }
    /// Removes all entries and gives the memory back.
    pub fn clear(&self, vm: &Vm) {
        self.all_changes();
        self.free_buffers(&vm.heap);
        self.header.flags.set(self.header.flags.get() & !(OTHER_KEYS | CUSTOM_KEYS));
    }
    /// Becomes a copy of another dict, which must not be this one.
    pub(crate) fn copy_from(&self, vm: &Vm, other: Dict) {
        self.clear(vm);
        if other.is_empty() {
            return;
        }
        let flags = other.header().flags.get() & (OTHER_KEYS | CUSTOM_KEYS);
        self.header.flags.set(self.header.flags.get() | flags);
        if other.live.get() < other.entry_count.get() {
            self.resize(vm, other.live.get());
            for entry in other.entries().iter().filter(|e| !e.key.is_null()) {
                self.append(vm, entry.hash, entry.key, entry.value);
            }
            return;
        }
        let (capacity, bits) = (other.capacity.get(), other.index_bits.get());
        let mut bytes = entries_layout(capacity).size();
        let entries: *mut Entry = allocate(entries_layout(capacity), false).cast();
        // SAFETY: both arrays have room for `capacity` entries and both indices for `1 << bits` slots.
        unsafe {
            std::ptr::copy_nonoverlapping(
                other.entries.get(),
                entries,
                other.entry_count.get() as usize,
            );
            if bits != 0 {
                let index: *mut u32 = allocate(index_layout(bits), false).cast();
                std::ptr::copy_nonoverlapping(other.index.get(), index, 1 << bits);
                self.index.set(index);
                bytes += index_layout(bits).size();
            }
        }
        self.entries.set(entries);
        self.capacity.set(capacity);
        self.index_bits.set(bits);
        self.entry_count.set(other.entry_count.get());
        self.live.set(other.live.get());
        vm.heap.account(bytes as isize);
    }
    /// Frees entries and index; the dict is empty after. The collector calls this when the dict dies.
    pub(crate) fn free_buffers(&self, heap: &Heap) {
        let (capacity, bits) = (self.capacity.replace(0), self.index_bits.replace(0));
        self.entry_count.set(0);
        self.live.set(0);
        if capacity == 0 {
            return;
        }
        let mut bytes = entries_layout(capacity).size();
        // SAFETY: both were allocated with these layouts, and the dict has let go of them.
        unsafe {
            dealloc(
                self.entries.replace(std::ptr::dangling_mut()).cast(),
                entries_layout(capacity),
            );
            if bits != 0 {
                dealloc(self.index.replace(std::ptr::null_mut()).cast(), index_layout(bits));
                bytes += index_layout(bits).size();
            }
        }
        heap.account(-(bytes as isize));
    }
}

/// Whether a key is exactly a `str` with the text of `name`.
#[inline]
fn same_text(key: Value, name: Str) -> bool {
    is_exact_str(key) && {
        let key: Str = Ref::from_value(key);
        !(key.is_interned() && name.is_interned()) && key.as_str() == name.as_str()
    }
}

fn allocate(layout: Layout, zeroed: bool) -> *mut u8 {
    // SAFETY: layouts of tables are not empty.
    let memory = unsafe { if zeroed { alloc_zeroed(layout) } else { alloc(layout) } };
    if memory.is_null() {
        handle_alloc_error(layout);
    }
    memory
}

impl Vm {
    /// A new, empty dict.
    #[inline]
    pub fn new_dict(&self) -> Dict {
        self.heap.allocate(DictObject::empty())
    }
    /// A new dict with the entries of another.
    pub fn copy_dict(&self, dict: Dict) -> Dict {
        let copy = self.new_dict();
        copy.copy_from(self, dict);
        copy
    }
}
