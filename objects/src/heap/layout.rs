//! Where the variable parts of objects lie.
//!
//! Instances of subclasses of built-in classes have the layout of the built-in class and, at the end, an *attribute word*: the dict
//! of their own attributes, or null. It exists iff the class is a heap class without `NO_DICT` and the layout has no place of its own for it.

use crate::bytes::BytesObject;
use crate::class::{Class, flag};
use crate::object::{Header, Kind, Object, Ref};
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// Whether instances of a class have an attribute word.
#[inline]
pub fn has_attribute_word(class: Class) -> bool {
    let kind = class.instance_kind.get();
    class.flags.get() & (flag::HEAP | flag::NO_DICT) == flag::HEAP
        && !matches!(
            kind,
            Kind::Instance | Kind::Class | Kind::Module | Kind::Function | Kind::Exception
        )
}

/// Bytes of an object before its attribute word, rounded up to words.
fn size_before_attributes(object: Ref<Header>) -> Option<usize> {
    let value = object.value();
    let size = match object.kind() {
        Kind::Tuple => {
            size_of::<TupleObject>() + 8 * value.cast::<TupleObject>().map_or(0, |tuple| tuple.len)
        }
        Kind::Str => {
            size_of::<StrObject>() + value.cast::<StrObject>().map_or(0, |s| s.as_str().len())
        }
        Kind::Bytes => {
            size_of::<BytesObject>() + value.cast::<BytesObject>().map_or(0, |b| b.as_bytes().len())
        }
        kind => super::trace::fixed_size(kind)?,
    };
    Some(size.next_multiple_of(8))
}

/// The attribute word of an object of a class that has one.
pub(super) fn attribute_word(object: &Ref<Header>) -> Option<&Cell<Value>> {
    let offset = size_before_attributes(*object)?;
    // SAFETY: by `Vm::allocate_of` objects of such classes were allocated with one word more, which was set to null, at this offset.
    Some(unsafe { &*((object.address() + offset) as *const Cell<Value>) })
}

/// The attribute word of an object, if its class has one.
#[inline]
pub fn object_attributes<'a>(vm: &Vm, object: &'a Ref<Header>) -> Option<&'a Cell<Value>> {
    let shape = object.shape();
    if shape < crate::shape::id::FIRST_DYNAMIC || !has_attribute_word(vm.shapes.get(shape).class) {
        return None;
    }
    attribute_word(object)
}

impl Vm {
    /// Makes an object that may be an instance of a subclass of its built-in class: with an attribute word if `class` wants one.
    pub fn allocate_of<T: Object>(&self, class: Class, object: T) -> Ref<T> {
        self.allocate_of_with(class, object, 0)
    }
    /// The same with `extra` bytes after the struct. The caller writes these before anything that can collect.
    pub fn allocate_of_with<T: Object>(&self, class: Class, object: T, extra: usize) -> Ref<T> {
        let size = (size_of::<T>() + extra).next_multiple_of(8);
        let word = if has_attribute_word(class) { 8 } else { 0 };
        let place = self.heap.allocate_variable(size + word);
        // SAFETY: the memory is fresh, large enough and aligned.
        unsafe {
            if word != 0 {
                place.add(size).cast::<Value>().write(Value::NULL);
            }
            place.cast::<T>().write(object);
            let made: Ref<T> = Ref::from_address(place as usize);
            made.header().set_shape(class.root_shape.get());
            made
        }
    }
}
