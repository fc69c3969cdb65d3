//! Iterators of built-in types: their layouts and how each is made. What they yield is in [`next`], the classes that programs call
//! (`enumerate`, `zip`, `map`, `filter`, `reversed`) in [`functional`].
//!
//! Iterators never borrow: each step looks at the container as it then is. An exhausted iterator stays so, even if its container grows.

pub mod functional;
pub mod methods;
pub mod next;

#[cfg(test)]
mod tests;

use crate::dict::Dict;
use crate::list::List;
use crate::object::{Header, Kind, Ref, object};
use crate::range::Range;
use crate::set::Set;
use crate::shape::id;
use crate::string::Str;
use crate::tuple::Tuple;
use crate::value::{Small, Value};
use crate::vm::Vm;
use std::cell::Cell;

/// The index of an exhausted iterator: past every index.
pub const EXHAUSTED: usize = 1 << 60;
/// Set in `Header::flags` of a dict iterator that goes backwards.
pub const BACKWARDS: u8 = 1;
/// Set in `Header::flags` of `zip` and `map` objects made with `strict=True`.
pub const STRICT: u8 = 1;

macro_rules! layouts {
    ($($(#[$doc:meta])* $Name:ident ($Kind:ident) { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[repr(C)]
            #[derive(Debug)]
            pub struct $Name {
                pub(crate) header: Header,
                $($(#[$field_doc])* pub $field: $type,)*
            }
            object!($Name: $Kind);
        )*
    };
}

layouts! {
    /// An iterator over a list.
    ListIterObject (ListIter) {
        /// The list.
        list: List,
        /// The next index.
        index: Cell<usize>,
    }
    /// An iterator over a tuple.
    TupleIterObject (TupleIter) {
        /// The tuple.
        tuple: Tuple,
        /// The next index.
        index: Cell<usize>,
    }
    /// An iterator over a range of small integers.
    RangeIterObject (RangeIter) {
        /// What comes next.
        cur: Cell<Small>,
        /// Where it ends; `cur == stop` says that nothing is left.
        stop: Small,
        /// Not zero.
        step: Small,
    }
    /// An iterator over the characters of a string.
    StrIterObject (StrIter) {
        /// The string.
        string: Str,
        /// The next byte.
        offset: Cell<usize>,
    }
    /// A view of the keys, values or items of a dict; its shape says which.
    DictViewObject (DictView) {
        /// The dict.
        dict: Dict,
    }
    /// An iterator over the keys, values or items of a dict; its shape says which.
    DictIterObject (DictIter) {
        /// The dict, or null once exhausted.
        dict: Cell<Value>,
        /// The next entry number; backwards, one more than that.
        position: Cell<usize>,
        /// Entries that the dict had at the start.
        expected: Cell<usize>,
        /// Entries not yet seen.
        left: Cell<usize>,
    }
    /// An iterator over a set.
    SetIterObject (SetIter) {
        /// The set, or null once exhausted.
        set: Cell<Value>,
        /// The next slot of the table.
        position: Cell<usize>,
        /// Items that the set had at the start.
        expected: Cell<usize>,
    }
    /// An iterator over anything that has `__getitem__`.
    SeqIterObject (SeqIter) {
        /// The sequence, or null once exhausted.
        sequence: Cell<Value>,
        /// The next index.
        index: Cell<usize>,
    }
    /// `iter(callable, sentinel)`
    CallableIterObject (CallableIter) {
        /// The callable, or null once exhausted.
        callable: Cell<Value>,
        /// What ends the iteration.
        sentinel: Value,
    }
    /// `enumerate(iterable)`
    EnumerateObject (Enumerate) {
        /// The iterator.
        iterator: Value,
        /// The next number.
        count: Cell<Value>,
    }
    /// `zip(*iterables)`
    ZipObject (Zip) {
        /// The iterators.
        iterators: Tuple,
    }
    /// `map(function, *iterables)`
    MapObject (Map) {
        /// The function.
        function: Value,
        /// The iterators.
        iterators: Tuple,
    }
    /// `filter(function, iterable)`
    FilterObject (Filter) {
        /// The function, or None.
        function: Value,
        /// The iterator.
        iterator: Value,
    }
    /// `reversed(sequence)`
    ReversedObject (Reversed) {
        /// The sequence, or null once exhausted.
        sequence: Cell<Value>,
        /// One more than the next index.
        index: Cell<usize>,
    }
}

/// What a dict view or iterator yields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Keys.
    Keys,
    /// Values.
    Values,
    /// Pairs.
    Items,
}

impl Part {
    fn view_shape(self) -> u32 {
        [id::DICT_KEYS, id::DICT_VALUES, id::DICT_ITEMS][self as usize]
    }
    fn iter_shape(self, backwards: bool) -> u32 {
        let forwards = [id::DICT_KEY_ITER, id::DICT_VALUE_ITER, id::DICT_ITEM_ITER];
        let reverse =
            [id::DICT_REVERSE_KEY_ITER, id::DICT_REVERSE_VALUE_ITER, id::DICT_REVERSE_ITEM_ITER];
        if backwards { reverse[self as usize] } else { forwards[self as usize] }
    }
    /// That of a view or an iterator.
    #[inline]
    pub fn of_shape(shape: u32) -> Part {
        match shape {
            id::DICT_KEYS | id::DICT_KEY_ITER | id::DICT_REVERSE_KEY_ITER => Part::Keys,
            id::DICT_VALUES | id::DICT_VALUE_ITER | id::DICT_REVERSE_VALUE_ITER => Part::Values,
            _ => Part::Items,
        }
    }
}

impl Vm {
    /// `iter(list)`
    #[inline]
    pub fn new_list_iter(&self, list: List) -> Ref<ListIterObject> {
        let header = Header::new(Kind::ListIter, id::LIST_ITER);
        self.heap.allocate(ListIterObject { header, list, index: Cell::new(0) })
    }
    /// `iter(tuple)`
    #[inline]
    pub fn new_tuple_iter(&self, tuple: Tuple) -> Ref<TupleIterObject> {
        let header = Header::new(Kind::TupleIter, id::TUPLE_ITER);
        self.heap.allocate(TupleIterObject { header, tuple, index: Cell::new(0) })
    }
    /// `iter(range)`: of small integers, or a general one.
    #[inline]
    pub fn new_range_iter(&self, range: Range) -> Value {
        let Some((start, _, step)) = range.small() else { return self.new_seq_iter(range.value()) };
        let Some(length) = range.length.is_int().then(|| range.length.int()) else {
            return self.new_seq_iter(range.value());
        };
        // The first value that is not in the range may be beyond the small integers.
        let stop = i128::from(start) + i128::from(length) * i128::from(step);
        match i64::try_from(stop).ok().and_then(Value::try_small) {
            Some(stop) => self
                .new_small_range_iter(Small::new(start), stop.as_int(), Small::new(step))
                .value(),
            None => self.new_seq_iter(range.value()),
        }
    }
    /// An iterator that counts from `cur` to `stop`, which it reaches exactly.
    #[inline]
    pub fn new_small_range_iter(
        &self,
        cur: Small,
        stop: Small,
        step: Small,
    ) -> Ref<RangeIterObject> {
        let header = Header::new(Kind::RangeIter, id::RANGE_ITER);
        self.heap.allocate(RangeIterObject { header, cur: Cell::new(cur), stop, step })
    }
    /// `iter(str)`
    pub fn new_str_iter(&self, string: Str) -> Value {
        let shape = if string.is_ascii() { id::STR_ITER } else { id::STR_WIDE_ITER };
        let header = Header::new(Kind::StrIter, shape);
        self.heap.allocate(StrIterObject { header, string, offset: Cell::new(0) }).value()
    }
    /// `dict.keys()` and such.
    pub fn new_dict_view(&self, dict: Dict, part: Part) -> Value {
        let header = Header::new(Kind::DictView, part.view_shape());
        self.heap.allocate(DictViewObject { header, dict }).value()
    }
    /// `iter(dict)`, `iter(dict.items())` and such.
    pub fn new_dict_iter(&self, dict: Dict, part: Part, backwards: bool) -> Value {
        let header = Header::new(Kind::DictIter, part.iter_shape(backwards));
        header.flags.set(if backwards { BACKWARDS } else { 0 });
        let iterator = DictIterObject {
            header,
            dict: Cell::new(dict.value()),
            position: Cell::new(if backwards { dict.entry_bound() } else { 0 }),
            expected: Cell::new(dict.len()),
            left: Cell::new(dict.len()),
        };
        self.heap.allocate(iterator).value()
    }
    /// `iter(set)`
    pub fn new_set_iter(&self, set: Set) -> Value {
        let header = Header::new(Kind::SetIter, id::SET_ITER);
        let (position, expected) = (Cell::new(0), Cell::new(set.len()));
        self.heap
            .allocate(SetIterObject { header, set: Cell::new(set.value()), position, expected })
            .value()
    }
    /// An iterator that asks `__getitem__` for 0, 1, 2, ...
    pub fn new_seq_iter(&self, sequence: Value) -> Value {
        let shape = match sequence.is_object().then(|| sequence.header().kind()) {
            Some(Kind::Bytes) => id::BYTES_ITER,
            Some(Kind::ByteArray) => id::BYTEARRAY_ITER,
            Some(Kind::Array) => id::ARRAY_ITER,
            Some(Kind::Range) => id::LONG_RANGE_ITER,
            _ => id::SEQ_ITER,
        };
        let header = Header::new(Kind::SeqIter, shape);
        self.heap
            .allocate(SeqIterObject { header, sequence: Cell::new(sequence), index: Cell::new(0) })
            .value()
    }
    /// `iter(callable, sentinel)`
    pub fn new_callable_iter(&self, callable: Value, sentinel: Value) -> Value {
        let header = Header::new(Kind::CallableIter, id::CALLABLE_ITER);
        self.heap
            .allocate(CallableIterObject { header, callable: Cell::new(callable), sentinel })
            .value()
    }
    /// An iterator over `length` items of a sequence, from the last to the first.
    pub fn new_reversed(&self, sequence: Value, length: usize) -> Value {
        let list = sequence.has_kind(Kind::List);
        let shape = if list { id::LIST_REVERSE_ITER } else { id::REVERSED };
        let header = Header::new(Kind::Reversed, shape);
        self.heap
            .allocate(ReversedObject {
                header,
                sequence: Cell::new(sequence),
                index: Cell::new(length),
            })
            .value()
    }
}
