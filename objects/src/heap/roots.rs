//! Roots that native code registers: values in a Rust collection that must survive calls of user code.

use super::Heap;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{RefCell, UnsafeCell};
use std::ops::{Deref, DerefMut};

/// The registered vectors.
#[derive(Default, Debug)]
pub(super) struct Roots {
    vectors: RefCell<Vec<*const UnsafeCell<Vec<Value>>>>,
}

impl Roots {
    /// Calls `visit` with each registered value.
    pub(super) fn each(&self, mut visit: impl FnMut(Value)) {
        for &vector in self.vectors.borrow().iter() {
            // SAFETY: a `RootVec` unregisters its vector before it frees it. Collections run at safepoints, where nobody is in the
            // middle of changing a vector; shared slices of it that callers hold are compatible with reading.
            let values = unsafe { &*(*vector).get() };
            values.iter().for_each(|&value| visit(value));
        }
    }
}

/// A vector of values that the collector sees. Use it wherever values lie in Rust memory across a call that may run user code.
#[derive(Debug)]
pub struct RootVec<'vm> {
    heap: &'vm Heap,
    values: Box<UnsafeCell<Vec<Value>>>,
}

impl<'vm> RootVec<'vm> {
    /// An empty vector.
    pub fn new(vm: &'vm Vm) -> RootVec<'vm> {
        RootVec::from_vec(vm, Vec::new())
    }
    /// A vector with these values.
    pub fn from_vec(vm: &'vm Vm, values: Vec<Value>) -> RootVec<'vm> {
        RootVec::register(&vm.heap, values)
    }
    /// A vector with a copy of these values.
    pub fn from_slice(vm: &'vm Vm, values: &[Value]) -> RootVec<'vm> {
        RootVec::from_vec(vm, values.to_vec())
    }
    pub(super) fn register(heap: &'vm Heap, values: Vec<Value>) -> RootVec<'vm> {
        let values = Box::new(UnsafeCell::new(values));
        heap.roots.vectors.borrow_mut().push(&raw const *values);
        RootVec { heap, values }
    }
    /// Appends a value.
    pub fn push(&mut self, value: Value) {
        self.values.get_mut().push(value);
    }
    /// Removes the last value.
    pub fn pop(&mut self) -> Option<Value> {
        self.values.get_mut().pop()
    }
    /// The value at an index.
    pub fn get(&self, index: usize) -> Value {
        self[index]
    }
    /// Replaces the value at an index.
    pub fn set(&mut self, index: usize, value: Value) {
        self[index] = value;
    }
    /// Keeps the first `len` values.
    pub fn truncate(&mut self, len: usize) {
        self.values.get_mut().truncate(len);
    }
    /// Appends values.
    pub fn extend_from_slice(&mut self, values: &[Value]) {
        self.values.get_mut().extend_from_slice(values);
    }
    /// The vector itself, for what the methods here do not offer.
    pub fn as_vec_mut(&mut self) -> &mut Vec<Value> {
        self.values.get_mut()
    }
    /// Takes the values out; they are roots no longer.
    pub fn take(mut self) -> Vec<Value> {
        std::mem::take(self.values.get_mut())
    }
}

impl Deref for RootVec<'_> {
    type Target = [Value];
    fn deref(&self) -> &[Value] {
        // SAFETY: changes need `&mut self`, so none happens while this slice is borrowed.
        unsafe { &*self.values.get() }
    }
}

impl DerefMut for RootVec<'_> {
    fn deref_mut(&mut self) -> &mut [Value] {
        self.values.get_mut()
    }
}

impl Drop for RootVec<'_> {
    fn drop(&mut self) {
        let mut vectors = self.heap.roots.vectors.borrow_mut();
        let this = &raw const *self.values;
        // Nearly always the newest one.
        if let Some(position) = vectors.iter().rposition(|&vector| vector == this) {
            vectors.remove(position);
        }
    }
}
