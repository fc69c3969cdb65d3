//! The classes of iterators that programs meet but do not call: `list_iterator` and such.

use super::next::next_builtin;
use super::{
    DictIterObject, ListIterObject, RangeIterObject, ReversedObject, SeqIterObject, SetIterObject,
    StrIterObject, TupleIterObject,
};
use crate::class_spec::ClassSpec;
use crate::dict::DictObject;
use crate::function::NativeSpec;
use crate::object::Kind;
use crate::ops;
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `iterator.__iter__()`
pub(super) fn iter(_: &Vm, args: &[Value]) -> Result {
    Ok(args[0])
}

/// `iterator.__next__()`
pub(super) fn next(vm: &Vm, args: &[Value]) -> Result {
    match next_builtin(vm, args[0]) {
        Some(item) => item?.ok_or_else(|| vm.stop_iteration(Value::NULL)),
        None => Err(vm.type_error("not an iterator")),
    }
}

/// `iterator.__length_hint__()`
fn length_hint(vm: &Vm, args: &[Value]) -> Result {
    let it = args[0];
    let left = if let Some(it) = it.cast::<ListIterObject>() {
        it.list.len().saturating_sub(it.index.get())
    } else if let Some(it) = it.cast::<TupleIterObject>() {
        it.tuple.len().saturating_sub(it.index.get())
    } else if let Some(it) = it.cast::<RangeIterObject>() {
        ((i128::from(it.stop.get()) - i128::from(it.cur.get().get())) / i128::from(it.step.get()))
            as usize
    } else if let Some(it) = it.cast::<StrIterObject>() {
        it.string.as_str().get(it.offset.get()..).map_or(0, |rest| rest.chars().count())
    } else if let Some(it) = it.cast::<DictIterObject>() {
        let unchanged =
            it.dict.get().cast::<DictObject>().is_some_and(|d| d.len() == it.expected.get());
        if unchanged { it.left.get() } else { 0 }
    } else if let Some(it) = it.cast::<SetIterObject>() {
        let rest = |set: crate::set::Set| {
            let mut at = it.position.get();
            std::iter::from_fn(|| set.next_key(at).map(|(next, _)| at = next)).count()
        };
        it.set.get().cast().map_or(0, rest)
    } else if let Some(it) = it.cast::<SeqIterObject>() {
        let sequence = it.sequence.get();
        if sequence.is_null() {
            0
        } else {
            ops::length(vm, sequence)?.saturating_sub(it.index.get())
        }
    } else if let Some(it) = it.cast::<ReversedObject>() {
        if it.sequence.get().is_null() { 0 } else { it.index.get() }
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(vm.new_size(left))
}

const METHODS: &[NativeSpec] = &[
    NativeSpec::method("__iter__", iter, 1, 1, "Implement iter(self)."),
    NativeSpec::method("__next__", next, 1, 1, "Implement next(self)."),
    NativeSpec::method(
        "__length_hint__",
        length_hint,
        1,
        1,
        "Private method returning an estimate of len(list(it)).",
    ),
];

const fn iterator(name: &'static str, kind: Kind, shape: u32) -> ClassSpec {
    ClassSpec {
        methods: METHODS,
        flags: crate::class::flag::FINAL,
        ..ClassSpec::new(name, kind, shape)
    }
}

/// All of them.
pub const CLASSES: &[ClassSpec] = &[
    iterator("list_iterator", Kind::ListIter, id::LIST_ITER),
    iterator("tuple_iterator", Kind::TupleIter, id::TUPLE_ITER),
    iterator("range_iterator", Kind::RangeIter, id::RANGE_ITER),
    iterator("str_ascii_iterator", Kind::StrIter, id::STR_ITER),
    iterator("dict_keyiterator", Kind::DictIter, id::DICT_KEY_ITER),
    iterator("dict_valueiterator", Kind::DictIter, id::DICT_VALUE_ITER),
    iterator("dict_itemiterator", Kind::DictIter, id::DICT_ITEM_ITER),
    iterator("set_iterator", Kind::SetIter, id::SET_ITER),
    iterator("iterator", Kind::SeqIter, id::SEQ_ITER),
    iterator("callable_iterator", Kind::CallableIter, id::CALLABLE_ITER),
    iterator("str_iterator", Kind::StrIter, id::STR_WIDE_ITER),
    iterator("bytes_iterator", Kind::SeqIter, id::BYTES_ITER),
    iterator("bytearray_iterator", Kind::SeqIter, id::BYTEARRAY_ITER),
    iterator("arrayiterator", Kind::SeqIter, id::ARRAY_ITER),
    iterator("longrange_iterator", Kind::SeqIter, id::LONG_RANGE_ITER),
    iterator("list_reverseiterator", Kind::Reversed, id::LIST_REVERSE_ITER),
    iterator("dict_reversekeyiterator", Kind::DictIter, id::DICT_REVERSE_KEY_ITER),
    iterator("dict_reversevalueiterator", Kind::DictIter, id::DICT_REVERSE_VALUE_ITER),
    iterator("dict_reverseitemiterator", Kind::DictIter, id::DICT_REVERSE_ITEM_ITER),
];
