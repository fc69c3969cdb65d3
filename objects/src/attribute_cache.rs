//! What attribute accesses of instances found, by shape and name: for places in code that see more shapes than an inline cache holds. A
//! megamorphic stub cache, as in V8.
//!
//! An answer is a slot, a function of the class, or the slot that a store adds. It stands as long as the class has the version that is kept with
//! it: the shape says what the instance has, the version what its classes have. Attributes of a class whose own class is written in
//! Python are not kept, since that may become a descriptor later without a new version of the class that holds it. Entries are not roots: a function is alive as long as a class has
//! the version, being in a dict of its MRO.

use crate::class::flag;
use crate::instance::{Instance, InstanceObject};
use crate::object::Kind;
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// Entries of the cache; a power of two.
const SIZE: usize = 2048;

/// What an access comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// A slot in place.
    Slot(u32),
    /// An index in the overflow array.
    Overflow(u32),
    /// A function of the class, which the instance does not hide.
    Function(Value),
}

#[derive(Clone, Copy)]
struct Entry {
    /// Address of the interned name; 0 if the entry is empty.
    name: usize,
    shape: u32,
    version: u32,
    answer: Answer,
}

/// The cache; see the module.
pub struct AttributeCache(Box<[Cell<Entry>]>);

impl Default for AttributeCache {
    fn default() -> AttributeCache {
        let empty = Entry { name: 0, shape: 0, version: 0, answer: Answer::Slot(0) };
        AttributeCache(vec![Cell::new(empty); SIZE].into())
    }
}

impl AttributeCache {
    #[inline(always)]
    fn place(&self, shape: u32, name: Str) -> &Cell<Entry> {
        let hash = (name.address() >> 4) ^ (shape as usize).wrapping_mul(0x9e5);
        &self.0[hash & (SIZE - 1)]
    }
}

impl Vm {
    /// The instance's own attribute of an interned name, where a slot holds it and the class does not interfere. `None`: take the general way.
    #[inline]
    pub(crate) fn cached_slot(&self, owner: Value, name: Str) -> Option<Value> {
        let (instance, answer) = self.cached_answer(owner, name)?;
        let value = match answer {
            // SAFETY: the shape has this slot, in place; nobody holds a reference to slots.
            Answer::Slot(slot) => unsafe {
                instance.as_ptr().add(1).cast::<Value>().add(slot as usize).read()
            },
            // SAFETY: the shape has this slot, in the overflow array, which has room for all slots of the shape.
            Answer::Overflow(index) => unsafe {
                instance.overflow_ptr().add(index as usize).read()
            },
            Answer::Function(_) => return None,
        };
        (!value.is_null()).then_some(value)
    }
    /// The function of the class that `owner.name(..)` calls with the instance before its arguments.
    #[inline]
    pub(crate) fn cached_function(&self, owner: Value, name: Str) -> Option<Value> {
        match self.cached_answer(owner, name)?.1 {
            Answer::Function(function) => Some(function),
            _ => None,
        }
    }
    /// Replaces an attribute that the instance holds in a slot. `false`: take the general way.
    #[inline]
    pub(crate) fn store_cached_slot(&self, owner: Value, name: Str, value: Value) -> bool {
        let Some((instance, answer)) = self.cached_answer(owner, name) else { return false };
        let shape = self.shapes.get(instance.header().shape());
        if shape.class.has(flag::CUSTOM_SETATTR) {
            return false;
        }
        match answer {
            Answer::Slot(slot) => instance.set_slot(shape.in_place, slot, value),
            Answer::Overflow(index) => {
                instance.set_slot(shape.in_place, shape.in_place + index, value);
            }
            Answer::Function(_) => return false,
        }
        true
    }
    #[inline]
    fn cached_answer(&self, owner: Value, name: Str) -> Option<(Instance, Answer)> {
        if !owner.is_object() || owner.header().kind() != Kind::Instance || !name.is_interned() {
            return None;
        }
        let instance = Instance::from_value(owner);
        let shape = instance.header().shape();
        let entry = self.attribute_cache.place(shape, name).get();
        if entry.shape == shape
            && entry.name == name.address()
            && entry.version == self.shapes.get(shape).class.version()
        {
            return Some((instance, entry.answer));
        }
        let answer = self.find_answer(instance, name)?;
        Some((instance, answer))
    }
    #[cold]
    fn find_answer(&self, instance: Instance, name: Str) -> Option<Answer> {
        let of = instance.header().shape();
        let shape = self.shapes.get(of);
        if shape.dictionary || shape.class.has(flag::CUSTOM_GETATTRIBUTE) {
            return None;
        }
        let found = self.lookup(shape.class, name);
        if let Some(attribute) = found
            && attribute.is_object()
            && (attribute.header().shape() >= id::FIRST_DYNAMIC
                || self.is_data_descriptor(attribute))
        {
            return None;
        }
        let answer = match (self.shapes.slot_of(of, name), found) {
            (Some(slot), _) => match slot.checked_sub(shape.in_place) {
                None => Answer::Slot(slot),
                Some(index) => Answer::Overflow(index),
            },
            (None, Some(function)) if function.has_shape(id::FUNCTION) => {
                Answer::Function(function)
            }
            _ => return None,
        };
        let version = self.class_version(shape.class);
        if version != 0 {
            let entry = Entry { name: name.address(), shape: of, version, answer };
            self.attribute_cache.place(of, name).set(entry);
        }
        Some(answer)
    }
}

// The layout that slots in place are read by.
const _: () = assert!(size_of::<InstanceObject>().is_multiple_of(size_of::<Value>()));
