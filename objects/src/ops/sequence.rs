//! What sequences have in common: indices, bounds of searches, repetition, comparison item by item.

use super::{CompareOp, compare, identical_or_equal, special, to_clamped, to_index};
use crate::int::IntRef;
use crate::list::ListObject;
use crate::object::{Kind, Ref};
use crate::shape::id;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The item of a list or tuple (or of an instance of a subclass) at an index.
#[inline]
pub(super) fn item_of(sequence: Value, index: usize) -> Option<Value> {
    match sequence.kind()? {
        Kind::List => sequence.cast::<ListObject>()?.get(index),
        Kind::Tuple => sequence.cast::<TupleObject>()?.get(index),
        _ => None,
    }
}

fn length_of(sequence: Value) -> usize {
    match sequence.kind() {
        Some(Kind::List) => sequence.cast::<ListObject>().map_or(0, |list| list.len()),
        Some(Kind::Tuple) => sequence.cast::<TupleObject>().map_or(0, |tuple| tuple.len()),
        _ => 0,
    }
}

/// The index that a key names in a sequence of `length` items. `wrong_type` ends as in "list indices must be integers or slices".
///
/// # Errors
/// TypeError; IndexError with the message `out_of_range`.
#[inline]
pub fn sequence_index(
    vm: &Vm,
    key: Value,
    length: usize,
    wrong_type: &str,
    out_of_range: &str,
) -> Result<usize> {
    let index = if key.is_int() { key.int() as isize } else { index_of_key(vm, key, wrong_type)? };
    let absolute = if index < 0 { index.wrapping_add(length as isize) } else { index };
    if (absolute as usize) < length {
        Ok(absolute as usize)
    } else {
        Err(vm.index_error(out_of_range))
    }
}

#[inline(never)]
fn index_of_key(vm: &Vm, key: Value, wrong_type: &str) -> Result<isize> {
    if !key.is_any_int() && special(vm, key, vm.names.__index__).is_none() {
        let found = vm.class_name(key);
        return Err(vm.type_error(format!("{wrong_type}, not {found}")));
    }
    match to_index(vm, key)?.as_integer().and_then(IntRef::to_i64) {
        Some(index) => Ok(index as isize),
        None => {
            let found = vm.class_name(key);
            Err(vm.index_error(format!("cannot fit '{found}' into an index-sized integer")))
        }
    }
}

/// The range that `index(value, start, stop)` searches.
///
/// # Errors
/// TypeError for bounds that are no integers.
pub fn search_bounds(
    vm: &Vm,
    length: usize,
    start: Option<&Value>,
    stop: Option<&Value>,
) -> Result<(usize, usize)> {
    let bound = |value: Option<&Value>, default: usize| match value {
        None => Ok(default),
        Some(&value) => {
            if !value.is_any_int() && special(vm, value, vm.names.__index__).is_none() {
                return Err(
                    vm.type_error("slice indices must be integers or have an __index__ method")
                );
            }
            let at = to_clamped(vm, value)?;
            Ok(if at < 0 {
                at.saturating_add(length as isize).max(0) as usize
            } else {
                at as usize
            })
        }
    };
    Ok((bound(start, 0)?, bound(stop, usize::MAX)?.min(length)))
}

/// How often to repeat a sequence for `sequence * value`; `None` if the value is no integer.
///
/// # Errors
/// OverflowError.
pub fn repeat_count(vm: &Vm, value: Value) -> Result<Option<isize>> {
    if value.is_int() {
        return Ok(Some(value.int() as isize));
    }
    if !value.is_any_int() && special(vm, value, vm.names.__index__).is_none() {
        return Ok(None);
    }
    match to_index(vm, value)?.as_integer().and_then(IntRef::to_i64) {
        Some(count) => Ok(Some(count as isize)),
        None => {
            let found = vm.class_name(value);
            Err(vm.overflow_error(format!("cannot fit '{found}' into an index-sized integer")))
        }
    }
}

/// Compares two containers of exactly the same built-in type, without looking methods up; `None` for everything else.
#[inline]
pub(super) fn compare_containers(vm: &Vm, a: Value, b: Value, op: CompareOp) -> Option<Result> {
    if !a.is_object() || !b.is_object() || a.header().shape() != b.header().shape() {
        return None;
    }
    match a.header().shape() {
        id::LIST | id::TUPLE => Some(compare_sequences(vm, a, b, op)),
        id::DICT if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
            let equal = crate::dict::dict_equal(vm, Ref::from_value(a), Ref::from_value(b));
            Some(equal.map(|equal| Value::from_bool(equal == (op == CompareOp::Eq))))
        }
        id::SET | id::FROZENSET if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
            let equal = crate::set::set_equal(vm, Ref::from_value(a), Ref::from_value(b));
            Some(equal.map(|equal| Value::from_bool(equal == (op == CompareOp::Eq))))
        }
        _ => None,
    }
}

/// Compares two lists or two tuples, item by item. They may change meanwhile.
///
/// # Errors
/// What comparing items raises.
pub fn compare_sequences(vm: &Vm, a: Value, b: Value, op: CompareOp) -> Result {
    if length_of(a) != length_of(b) && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::from_bool(op == CompareOp::Ne));
    }
    vm.enter_native("in comparison")?;
    let mut index = 0;
    while let (Some(x), Some(y)) = (item_of(a, index), item_of(b, index)) {
        if !identical_or_equal(vm, x, y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => compare(vm, x, y, op),
            };
        }
        index += 1;
    }
    Ok(Value::from_bool(op.holds(length_of(a).cmp(&length_of(b)))))
}
