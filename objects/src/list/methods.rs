//! The methods of `list`.

use super::sort::sort as sort_list;
use super::{List, ListObject, list_extend};
use crate::class::Class;
use crate::class_spec::{ANY, ClassSpec};
use crate::function::NativeSpec;
use crate::object::{Kind, Ref};
use crate::ops::{self, Brackets, CompareOp};
use crate::shape::id;
use crate::slice::{Indices, SliceObject};
use crate::string::Str;
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Result, Vm};

fn this(args: &[Value]) -> List {
    Ref::from_value(args[0])
}

const WRONG_INDEX: &str = "list indices must be integers or slices";

// ---- operations, for `ops` too

/// `list[key]`
///
/// # Errors
/// IndexError, TypeError.
#[inline]
pub fn get_item(vm: &Vm, list: List, key: Value) -> Result {
    if !key.is_int()
        && let Some(slice) = key.cast::<SliceObject>()
    {
        let indices = slice.bounds(vm)?.apply(list.len());
        vm.reserve(indices.len * 8)?;
        return Ok(vm.new_list_of(list.items(), indices).value());
    }
    let index = ops::sequence_index(vm, key, list.len(), WRONG_INDEX, "list index out of range")?;
    // `__index__` of the key may have changed the list.
    list.get(index).ok_or_else(|| vm.index_error("list index out of range"))
}

/// `list[key] = value`
///
/// # Errors
/// IndexError, TypeError, ValueError.
#[inline]
pub fn set_item(vm: &Vm, list: List, key: Value, value: Value) -> Result<()> {
    if !key.is_int()
        && let Some(slice) = key.cast::<SliceObject>()
    {
        return set_list_slice(vm, list, slice, value);
    }
    let out_of_range = "list assignment index out of range";
    let index = ops::sequence_index(vm, key, list.len(), WRONG_INDEX, out_of_range)?;
    if index >= list.len() {
        return Err(vm.index_error(out_of_range));
    }
    list.set(index, value);
    Ok(())
}

fn set_list_slice(vm: &Vm, list: List, slice: Ref<SliceObject>, value: Value) -> Result<()> {
    let bounds = slice.bounds(vm)?;
    if bounds.apply(list.len()).step != 1 {
        return set_extended_slice(vm, list, bounds, value);
    }
    set_slice(vm, list, bounds, value)
}

/// `list[start:stop] = value`: the step is 1.
pub(crate) fn set_slice(
    vm: &Vm,
    list: List,
    bounds: crate::slice::Bounds,
    value: Value,
) -> Result<()> {
    if value != list.value()
        && let Some(values) = plain_items(value)
    {
        return splice_slice(vm, list, bounds, values);
    }
    if ops::special(vm, value, vm.names.__iter__).is_none()
        && ops::special(vm, value, vm.names.__getitem__).is_none()
    {
        return Err(vm.type_error("must assign iterable to extended slice"));
    }
    // A copy: the value may be the list itself.
    let values = ops::collect(vm, value)?;
    splice_slice(vm, list, bounds, &values)
}

/// Replaces the items of a slice with step 1 by others, which do not lie in the list's buffer.
fn splice_slice(vm: &Vm, list: List, bounds: crate::slice::Bounds, values: &[Value]) -> Result<()> {
    let indices = bounds.apply(list.len());
    vm.reserve((list.len() + values.len()) * 8)?;
    let start = indices.start as usize;
    list.splice(vm, start, start.max(indices.stop.max(0) as usize), values);
    Ok(())
}

/// The items of a list or tuple, whose iteration runs no user code.
fn plain_items<'a>(value: Value) -> Option<&'a [Value]> {
    if value.has_shape(id::LIST) {
        // SAFETY: the items stay where they are until the list changes, and are alive as long as the caller holds `value`.
        return Some(unsafe { &*std::ptr::from_ref(List::from_value(value).items()) });
    }
    if value.has_shape(id::TUPLE) {
        // SAFETY: as above; a tuple never changes.
        return Some(unsafe { &*std::ptr::from_ref(Tuple::from_value(value).items()) });
    }
    None
}

fn set_extended_slice(
    vm: &Vm,
    list: List,
    bounds: crate::slice::Bounds,
    value: Value,
) -> Result<()> {
    if ops::special(vm, value, vm.names.__iter__).is_none()
        && ops::special(vm, value, vm.names.__getitem__).is_none()
    {
        return Err(vm.type_error("must assign iterable to extended slice"));
    }
    let values = ops::collect(vm, value)?;
    let indices = bounds.apply(list.len());
    if values.len() != indices.len {
        let (given, room) = (values.len(), indices.len);
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {given} to extended slice of size {room}"
        )));
    }
    for (index, &value) in indices.iter().zip(values.iter()) {
        list.set(index, value);
    }
    Ok(())
}

/// `del list[key]`
///
/// # Errors
/// IndexError, TypeError.
pub fn delete_item(vm: &Vm, list: List, key: Value) -> Result<()> {
    if let Some(slice) = key.cast::<SliceObject>() {
        delete_slice(vm, list, slice.bounds(vm)?.apply(list.len()).ascending());
        return Ok(());
    }
    let out_of_range = "list assignment index out of range";
    let index = ops::sequence_index(vm, key, list.len(), WRONG_INDEX, out_of_range)?;
    if index >= list.len() {
        return Err(vm.index_error(out_of_range));
    }
    list.remove(index);
    Ok(())
}

fn delete_slice(vm: &Vm, list: List, indices: Indices) {
    if indices.len == 0 {
        return;
    }
    if indices.step == 1 {
        list.splice(vm, indices.range().start, indices.range().end, &[]);
        return;
    }
    let mut doomed = indices.iter().peekable();
    let mut kept = 0;
    for index in 0..list.len() {
        if doomed.next_if_eq(&index).is_none() {
            list.set(kept, list.items()[index]);
            kept += 1;
        }
    }
    list.truncate(kept);
}

/// `item in list`
///
/// # Errors
/// What comparing items raises.
pub fn contains(vm: &Vm, list: List, item: Value) -> Result<bool> {
    Ok(position(vm, list, item, 0, usize::MAX)?.is_some())
}

fn position(vm: &Vm, list: List, item: Value, start: usize, stop: usize) -> Result<Option<usize>> {
    let mut index = start;
    while index < stop
        && let Some(own) = list.get(index)
    {
        if ops::identical_or_equal(vm, own, item)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

/// `repr(list)`
///
/// # Errors
/// What the `repr` of an item raises.
pub fn list_repr(vm: &Vm, list: List) -> Result<Str> {
    ops::repr_sequence(vm, list.value(), Brackets::Square)
}

/// `left + right` of two lists.
///
/// # Errors
/// MemoryError.
pub fn list_concat(vm: &Vm, left: List, right: List) -> Result {
    let total = left.len() + right.len();
    vm.reserve(total * 8)?;
    let mut items = Vec::with_capacity(total);
    items.extend_from_slice(left.items());
    items.extend_from_slice(right.items());
    Ok(vm.new_list_from_vec(items).value())
}

fn repeated_len(vm: &Vm, list: List, count: isize) -> Result<usize> {
    let total =
        list.len().checked_mul(count.max(0) as usize).filter(|n| *n < isize::MAX as usize / 16);
    let total = total.ok_or_else(|| vm.memory_error())?;
    vm.reserve(total * 8)?;
    Ok(total)
}

/// `list * count`
///
/// # Errors
/// MemoryError.
pub fn list_repeat(vm: &Vm, list: List, count: isize) -> Result {
    let total = repeated_len(vm, list, count)?;
    let items = match *list.items() {
        [item] => vec![item; total],
        ref items => items.repeat(count.max(0) as usize),
    };
    Ok(vm.new_list_from_vec(items).value())
}

// ---- methods

fn append(vm: &Vm, args: &[Value]) -> Result {
    this(args).push(vm, args[1]);
    Ok(Value::NONE)
}

fn extend(vm: &Vm, args: &[Value]) -> Result {
    list_extend(vm, this(args), args[1])?;
    Ok(Value::NONE)
}

fn insert(vm: &Vm, args: &[Value]) -> Result {
    let at = ops::to_clamped(vm, args[1])?;
    let list = this(args);
    let at = if at < 0 { at.saturating_add(list.len() as isize).max(0) } else { at } as usize;
    list.insert(vm, at, args[2]);
    Ok(Value::NONE)
}

fn pop(vm: &Vm, args: &[Value]) -> Result {
    let list = this(args);
    let Some(&index) = args.get(1) else {
        return list.pop().ok_or_else(|| vm.index_error("pop from empty list"));
    };
    let index = ops::to_isize(vm, index)?;
    if list.is_empty() {
        return Err(vm.index_error("pop from empty list"));
    }
    let at = if index < 0 { index.wrapping_add(list.len() as isize) } else { index };
    if at < 0 || at as usize >= list.len() {
        return Err(vm.index_error("pop index out of range"));
    }
    Ok(list.remove(at as usize))
}

fn remove(vm: &Vm, args: &[Value]) -> Result {
    let list = this(args);
    match position(vm, list, args[1], 0, usize::MAX)? {
        // The comparison may have shortened the list.
        Some(index) => {
            if index < list.len() {
                list.remove(index);
            }
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn clear(vm: &Vm, args: &[Value]) -> Result {
    this(args).clear(vm);
    Ok(Value::NONE)
}

fn index(vm: &Vm, args: &[Value]) -> Result {
    let list = this(args);
    let (start, stop) = ops::search_bounds(vm, list.len(), args.get(2), args.get(3))?;
    match position(vm, list, args[1], start, stop)? {
        Some(index) => Ok(Value::small(index as i64)),
        None => Err(vm.value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Result {
    let list = this(args);
    let (mut found, mut index) = (0, 0);
    while let Some(item) = list.get(index) {
        found += i64::from(ops::identical_or_equal(vm, item, args[1])?);
        index += 1;
    }
    Ok(Value::small(found))
}

fn reverse(_: &Vm, args: &[Value]) -> Result {
    let list = this(args);
    let (mut low, mut high) = (0, list.len());
    while low + 1 < high {
        high -= 1;
        let (a, b) = (list.items()[low], list.items()[high]);
        list.set(low, b);
        list.set(high, a);
        low += 1;
    }
    Ok(Value::NONE)
}

fn copy(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.new_list(this(args).items()).value())
}

/// `key` and `reverse` from keyword arguments.
fn sort_options(vm: &Vm, values: &[Value], names: &[Str], function: &str) -> Result<(Value, bool)> {
    let (mut key, mut reverse) = (Value::NONE, false);
    for (name, &value) in names.iter().zip(values) {
        match name.as_str() {
            "key" => key = value,
            "reverse" => reverse = ops::truth(vm, value)?,
            name => {
                let message = format!("{function}() got an unexpected keyword argument '{name}'");
                return Err(vm.type_error(message));
            }
        }
    }
    Ok((key, reverse))
}

fn sort(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let positional = args.len() - names.len();
    if positional > 1 {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    let (key, reverse) = sort_options(vm, &args[1..], names, "sort")?;
    sort_list(vm, this(args), key, reverse)?;
    Ok(Value::NONE)
}

/// `sorted(iterable, /, *, key=None, reverse=False)`
///
/// # Errors
/// What iterating, `key` or comparing raises.
pub fn sorted(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let positional = args.len() - names.len();
    if positional != 1 {
        return Err(vm.type_error(format!("sorted expected 1 argument, got {positional}")));
    }
    let (key, reverse) = sort_options(vm, &args[1..], names, "sort")?;
    let list = vm.new_list_from_vec(ops::collect(vm, args[0])?.take());
    sort_list(vm, list, key, reverse)?;
    Ok(list.value())
}

fn new(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    Ok(vm.allocate_of(Class::from_value(args[0]), ListObject::empty()).value())
}

fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    if !names.is_empty() && args[0].has_shape(id::LIST) {
        return Err(vm.type_error("list() takes no keyword arguments"));
    }
    if args.len() > 2 {
        let given = args.len() - 1;
        return Err(vm.type_error(format!("list expected at most 1 argument, got {given}")));
    }
    let list = this(args);
    list.clear(vm);
    if let Some(&iterable) = args.get(1) {
        list_extend(vm, list, iterable)?;
    }
    Ok(Value::NONE)
}

fn add(vm: &Vm, args: &[Value]) -> Result {
    match args[1].cast::<ListObject>() {
        Some(other) => list_concat(vm, this(args), other),
        None => {
            let found = vm.class_name(args[1]);
            Err(vm.type_error(format!("can only concatenate list (not \"{found}\") to list")))
        }
    }
}

fn iadd(vm: &Vm, args: &[Value]) -> Result {
    list_extend(vm, this(args), args[1])?;
    Ok(args[0])
}

fn mul(vm: &Vm, args: &[Value]) -> Result {
    match ops::repeat_count(vm, args[1])? {
        Some(count) => list_repeat(vm, this(args), count),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn imul(vm: &Vm, args: &[Value]) -> Result {
    let Some(count) = ops::repeat_count(vm, args[1])? else { return Ok(Value::NOT_IMPLEMENTED) };
    let list = this(args);
    repeated_len(vm, list, count)?;
    let items = list.items().to_vec();
    if count <= 0 {
        list.clear(vm);
    }
    for _ in 1..count {
        list.extend_from_slice(vm, &items);
    }
    Ok(args[0])
}

macro_rules! comparisons {
    ($($name:ident $op:ident)*) => {
        $(fn $name(vm: &Vm, args: &[Value]) -> Result {
            match args[1].has_kind(Kind::List) {
                true => ops::compare_sequences(vm, args[0], args[1], CompareOp::$op),
                false => Ok(Value::NOT_IMPLEMENTED),
            }
        })*
    };
}
comparisons!(lt Lt le Le eq Eq ne Ne gt Gt ge Ge);

const METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_static_method("__new__", new, 1, ANY, ""),
    NativeSpec::keyword_method("__init__", init, 1, ANY, ""),
    NativeSpec::method("append", append, 2, 2, "Append object to the end of the list."),
    NativeSpec::method(
        "extend",
        extend,
        2,
        2,
        "Extend list by appending elements from the iterable.",
    ),
    NativeSpec::method("insert", insert, 3, 3, "Insert object before index."),
    NativeSpec::method(
        "pop",
        pop,
        1,
        2,
        "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
    ),
    NativeSpec::method(
        "remove",
        remove,
        2,
        2,
        "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
    ),
    NativeSpec::method("clear", clear, 1, 1, "Remove all items from list."),
    NativeSpec::method(
        "index",
        index,
        2,
        4,
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
    ),
    NativeSpec::method("count", count, 2, 2, "Return number of occurrences of value."),
    NativeSpec::keyword_method(
        "sort",
        sort,
        1,
        ANY,
        "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order.",
    ),
    NativeSpec::method("reverse", reverse, 1, 1, "Reverse *IN PLACE*."),
    NativeSpec::method("copy", copy, 1, 1, "Return a shallow copy of the list."),
    NativeSpec::method("__add__", add, 2, 2, "Return self+value."),
    NativeSpec::method("__iadd__", iadd, 2, 2, "Implement self+=value."),
    NativeSpec::method("__mul__", mul, 2, 2, "Return self*value."),
    NativeSpec::method("__rmul__", mul, 2, 2, "Return value*self."),
    NativeSpec::method("__imul__", imul, 2, 2, "Implement self*=value."),
    NativeSpec::method(
        "__contains__",
        |vm, args| Ok(Value::from_bool(contains(vm, this(args), args[1])?)),
        2,
        2,
        "Return bool(key in self).",
    ),
    NativeSpec::method(
        "__len__",
        |vm, args| Ok(vm.new_size(this(args).len())),
        1,
        1,
        "Return len(self).",
    ),
    NativeSpec::method(
        "__getitem__",
        |vm, args| get_item(vm, this(args), args[1]),
        2,
        2,
        "Return self[index].",
    ),
    NativeSpec::method(
        "__setitem__",
        |vm, args| set_item(vm, this(args), args[1], args[2]).map(|()| Value::NONE),
        3,
        3,
        "Set self[key] to value.",
    ),
    NativeSpec::method(
        "__delitem__",
        |vm, args| delete_item(vm, this(args), args[1]).map(|()| Value::NONE),
        2,
        2,
        "Delete self[key].",
    ),
    NativeSpec::method(
        "__iter__",
        |vm, args| Ok(vm.new_list_iter(this(args)).value()),
        1,
        1,
        "Implement iter(self).",
    ),
    NativeSpec::method(
        "__reversed__",
        |vm, args| Ok(vm.new_reversed(args[0], this(args).len())),
        1,
        1,
        "Return a reverse iterator over the list.",
    ),
    NativeSpec::method(
        "__repr__",
        |vm, args| Ok(list_repr(vm, this(args))?.value()),
        1,
        1,
        "Return repr(self).",
    ),
    NativeSpec::method("__lt__", lt, 2, 2, "Return self<value."),
    NativeSpec::method("__le__", le, 2, 2, "Return self<=value."),
    NativeSpec::method("__eq__", eq, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", ne, 2, 2, "Return self!=value."),
    NativeSpec::method("__gt__", gt, 2, 2, "Return self>value."),
    NativeSpec::method("__ge__", ge, 2, 2, "Return self>=value."),
    crate::generic::alias::CLASS_GETITEM,
];

/// `list`
pub const CLASS: ClassSpec = ClassSpec {
    methods: METHODS,
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
    ..ClassSpec::new("list", Kind::List, id::LIST)
};
