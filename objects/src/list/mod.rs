//! `list`: a growable array of values. A buffer of up to 8 KiB is a cell of the heap, a larger one memory of the Rust allocator, which can
//! grow in place; which of them it is follows from its capacity.
//!
//! Here are the layout and what instructions and other modules do with lists; the methods that programs see are in [`methods`], sorting in
//! [`sort`].

pub mod methods;
pub mod sort;

pub use methods::CLASS;

use crate::heap::{Heap, MAX_BUFFER};
use crate::object::{Header, Kind, Ref, object};
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error, realloc};
use std::cell::Cell;

/// A `list`.
#[repr(C)]
#[derive(Debug)]
pub struct ListObject {
    header: Header,
    /// Number of items.
    pub(crate) len: Cell<usize>,
    /// Room for items.
    pub(crate) capacity: Cell<usize>,
    /// The items.
    pub(crate) items: Cell<*mut Value>,
}
object!(ListObject: List);

/// A reference to a `list`.
pub type List = Ref<ListObject>;

/// Fewest items that a buffer has room for.
const MIN_CAPACITY: usize = 4;
const WORD: usize = size_of::<Value>();

fn layout(capacity: usize) -> Layout {
    Layout::array::<Value>(capacity).expect("lists are reserved before they grow beyond memory")
}

impl ListObject {
    /// An empty list with the shape of `list`.
    pub(crate) const fn empty() -> ListObject {
        ListObject {
            header: Header::new(Kind::List, id::LIST),
            len: Cell::new(0),
            capacity: Cell::new(0),
            items: Cell::new(std::ptr::dangling_mut()),
        }
    }
    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }
    /// Whether there are no items.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The items. The slice must not be kept across a call that may run user code, nor across a change of the list.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: the first `len` words of the buffer are initialized. By the rule above nobody changes them while the slice is used.
        unsafe { std::slice::from_raw_parts(self.items.get(), self.len()) }
    }
    /// The item at an index.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items().get(index).copied()
    }
    /// Replaces the item at an index below the length.
    #[inline(always)]
    pub fn set(&self, index: usize, value: Value) {
        assert!(index < self.len());
        // SAFETY: the index is below the length, and nobody holds a slice of the items.
        unsafe { self.items.get().add(index).write(value) }
    }
    /// Appends an item.
    #[inline(always)]
    pub fn push(&self, vm: &Vm, value: Value) {
        let len = self.len();
        if len == self.capacity.get() {
            self.grow(vm, len + 1);
        }
        // SAFETY: there is room for one more item.
        unsafe { self.items.get().add(len).write(value) };
        self.len.set(len + 1);
    }
    /// Removes the last item.
    #[inline]
    pub fn pop(&self) -> Option<Value> {
        let last = self.len().checked_sub(1)?;
        let value = self.items()[last];
        self.len.set(last);
        Some(value)
    }
    /// Appends items, which may be the list's own.
    pub fn extend_from_slice(&self, vm: &Vm, values: &[Value]) {
        let len = self.len();
        let own = self.items().as_ptr_range().contains(&values.as_ptr());
        let offset =
            if own { (values.as_ptr() as usize - self.items.get() as usize) / WORD } else { 0 };
        if len + values.len() > self.capacity.get() {
            self.grow(vm, len + values.len());
        }
        let source = if own {
            // SAFETY: an own slice starts `offset` items into the buffer, wherever that is now.
            unsafe { self.items.get().add(offset).cast_const() }
        } else {
            values.as_ptr()
        };
        // SAFETY: there is room for the items after `len`, and the source ends at or before it if it is this very buffer.
        unsafe { std::ptr::copy_nonoverlapping(source, self.items.get().add(len), values.len()) };
        self.len.set(len + values.len());
    }
    /// Makes room at `index` and puts an item there.
    pub fn insert(&self, vm: &Vm, index: usize, value: Value) {
        let len = self.len();
        let index = index.min(len);
        self.push(vm, value);
        // SAFETY: both ranges lie in the buffer, which has `len + 1` items now.
        unsafe {
            let place = self.items.get().add(index);
            std::ptr::copy(place, place.add(1), len - index);
            place.write(value);
        }
    }
    /// Removes the item at an index below the length.
    pub fn remove(&self, index: usize) -> Value {
        let value = self.items()[index];
        // SAFETY: the index is below the length; the later items move one to the front.
        unsafe {
            let place = self.items.get().add(index);
            std::ptr::copy(place.add(1), place, self.len() - index - 1);
        }
        self.len.set(self.len() - 1);
        value
    }
    /// Keeps the first `len` items.
    pub fn truncate(&self, len: usize) {
        self.len.set(len.min(self.len()));
    }
    /// Removes all items and gives the buffer back.
    pub fn clear(&self, vm: &Vm) {
        self.replace_buffer(vm, Vec::new());
    }
    /// Replaces items `start..stop` with others, which must not be a slice of this list's buffer.
    pub fn splice(&self, vm: &Vm, start: usize, stop: usize, values: &[Value]) {
        let len = self.len();
        let (start, stop) = (start.min(len), stop.clamp(start.min(len), len));
        let new = len - (stop - start) + values.len();
        if new > self.capacity.get() {
            self.grow(vm, new);
        }
        // SAFETY: there is room for `new` items; the tail moves first, then the gap is filled.
        unsafe {
            let place = self.items.get().add(start);
            std::ptr::copy(place.add(stop - start), place.add(values.len()), len - stop);
            std::ptr::copy_nonoverlapping(values.as_ptr(), place, values.len());
        }
        self.len.set(new);
    }
    /// Makes values the items, in the memory of the vector if they are many.
    pub fn replace_buffer(&self, vm: &Vm, values: Vec<Value>) {
        self.free_buffer(&vm.heap);
        if values.capacity() <= MAX_BUFFER {
            self.extend_from_slice(vm, &values);
            return;
        }
        let mut values = std::mem::ManuallyDrop::new(values);
        self.len.set(values.len());
        self.capacity.set(values.capacity());
        self.items.set(values.as_mut_ptr());
        vm.heap.account((values.capacity() * WORD) as isize);
    }
    /// Takes the items out; the list is empty after. The values are no longer roots.
    pub fn take(&self, vm: &Vm) -> Vec<Value> {
        let Some(capacity) = self.external_capacity() else {
            let items = self.items().to_vec();
            self.free_buffer(&vm.heap);
            return items;
        };
        let len = self.len.replace(0);
        self.capacity.set(0);
        let items = self.items.replace(std::ptr::dangling_mut());
        vm.heap.account(-((capacity * WORD) as isize));
        // SAFETY: the buffer was allocated by the Rust allocator with the layout of `capacity` values, of which `len` are initialized;
        // the list has let go of it.
        unsafe { Vec::from_raw_parts(items, len, capacity) }
    }
    /// Makes room for `wanted` items, and some more.
    #[inline(never)]
    fn grow(&self, vm: &Vm, wanted: usize) {
        let old = self.capacity.get();
        // An empty list that is filled at once is often never extended.
        let new = if old == 0 { wanted.max(MIN_CAPACITY) } else { wanted.max(old + old / 2 + 4) };
        if new <= MAX_BUFFER {
            let (items, capacity) = vm.heap.allocate_buffer(new);
            // SAFETY: the new buffer has room for the items of the old one, which are initialized.
            unsafe { std::ptr::copy_nonoverlapping(self.items.get(), items, self.len()) };
            self.items.set(items);
            self.capacity.set(capacity);
            return;
        }
        self.grow_external(vm, new);
    }
    /// Moves the items to, or within, the Rust allocator.
    #[cold]
    fn grow_external(&self, vm: &Vm, new: usize) {
        let new_layout = layout(new);
        let old = self.external_capacity();
        // SAFETY: an external buffer was allocated with the layout of its capacity; the new layout is not empty.
        let items: *mut Value = unsafe {
            match old {
                None => alloc(new_layout),
                Some(old) => realloc(self.items.get().cast(), layout(old), new_layout.size()),
            }
            .cast()
        };
        if items.is_null() {
            handle_alloc_error(new_layout);
        }
        if old.is_none() {
            // SAFETY: the new buffer has room for the items of the old one, which are initialized.
            unsafe { std::ptr::copy_nonoverlapping(self.items.get(), items, self.len()) };
        }
        self.items.set(items);
        self.capacity.set(new);
        vm.heap.account(((new - old.unwrap_or(0)) * WORD) as isize);
    }
    /// Room of a buffer in the Rust allocator; `None` if the items lie in the heap.
    #[inline(always)]
    pub(crate) fn external_capacity(&self) -> Option<usize> {
        let capacity = self.capacity.get();
        (capacity > MAX_BUFFER).then_some(capacity)
    }
    /// The address of the buffer in the heap, if that is where the items lie.
    #[inline(always)]
    pub(crate) fn heap_buffer(&self) -> Option<usize> {
        let inside = (1..=MAX_BUFFER).contains(&self.capacity.get());
        inside.then(|| self.items.get() as usize - size_of::<Header>())
    }
    /// Lets go of the buffer. The collector calls this when the list dies.
    pub(crate) fn free_buffer(&self, heap: &Heap) {
        if let Some(capacity) = self.external_capacity() {
            // SAFETY: the buffer was allocated with this layout, and the list has let go of it.
            unsafe { dealloc(self.items.get().cast(), layout(capacity)) };
            heap.account(-((capacity * WORD) as isize));
        }
        self.capacity.set(0);
        self.len.set(0);
        self.items.set(std::ptr::dangling_mut());
    }
}

impl Vm {
    /// A new list with these items.
    pub fn new_list(&self, items: &[Value]) -> List {
        let list = self.heap.allocate(ListObject::empty());
        if !items.is_empty() {
            list.extend_from_slice(self, items);
        }
        list
    }
    /// A new list of the items that a slice selects from others.
    pub(crate) fn new_list_of(&self, items: &[Value], indices: crate::slice::Indices) -> List {
        if indices.step == 1 {
            return self.new_list(&items[indices.range()]);
        }
        let list = self.heap.allocate(ListObject::empty());
        if indices.len > 0 {
            list.grow(self, indices.len);
        }
        for at in indices.iter() {
            list.push(self, items[at]);
        }
        list
    }
    /// A new list with the memory of a vector.
    pub fn new_list_from_vec(&self, items: Vec<Value>) -> List {
        let list = self.heap.allocate(ListObject::empty());
        list.replace_buffer(self, items);
        list
    }
}

/// `[*items]`
pub fn build_list(vm: &Vm, items: &[Value]) -> List {
    vm.new_list(items)
}

/// `list.append(item)`
#[inline]
pub fn list_push(vm: &Vm, list: List, item: Value) {
    list.push(vm, item);
}

/// `left + right`
///
/// # Errors
/// MemoryError.
pub fn list_concat(vm: &Vm, left: List, right: List) -> Result<List> {
    let len = left.len() + right.len();
    vm.reserve(len * WORD)?;
    let list = vm.heap.allocate(ListObject::empty());
    if len > 0 {
        list.grow(vm, len);
        list.extend_from_slice(vm, left.items());
        list.extend_from_slice(vm, right.items());
    }
    Ok(list)
}

/// `list[start:stop]`
pub fn list_slice(vm: &Vm, list: List, start: i64, stop: i64) -> List {
    let bound = |at: i64| {
        let len = list.len() as i64;
        (if at < 0 { at.saturating_add(len) } else { at }).clamp(0, len) as usize
    };
    let (start, stop) = (bound(start), bound(stop));
    vm.new_list(if start < stop { &list.items()[start..stop] } else { &[] })
}

/// Appends what an iterable yields.
///
/// # Errors
/// What iterating raises.
pub fn list_extend(vm: &Vm, list: List, iterable: Value) -> Result<()> {
    if !iterable.is_object() || crate::ops::is_plain_iterable(iterable) {
        return list_collect(vm, list, iterable);
    }
    let iterator = crate::ops::iter(vm, iterable)?;
    // Room is made as it is needed, but programs see that CPython asks.
    crate::ops::length_hint(vm, iterable, 0)?;
    list_collect(vm, list, iterator)
}

/// The same without asking how many they will be.
///
/// # Errors
/// What iterating raises.
pub fn list_collect(vm: &Vm, list: List, iterable: Value) -> Result<()> {
    if iterable.has_shape(id::LIST) {
        list.extend_from_slice(vm, Ref::<ListObject>::from_value(iterable).items());
        return Ok(());
    }
    if iterable.has_shape(id::TUPLE) {
        list.extend_from_slice(vm, crate::tuple::Tuple::from_value(iterable).items());
        return Ok(());
    }
    crate::ops::for_each(vm, iterable, |item| {
        list.push(vm, item);
        Ok(())
    })
}
