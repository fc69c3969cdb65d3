//! Making and taking apart lists, tuples, sets, dicts and strings.

use super::prelude::*;
use trefoil_objects::set::Set;

/// The operands as a slice, for helpers that do not run user code while they read it.
fn values<'a>(slots: Slots) -> &'a [Value] {
    // SAFETY: operands of the running instruction stay in place and unchanged until it ends.
    unsafe { slots.as_slice() }
}

/// A tuple of operands.
pub fn build_tuple(vm: &Vm, items: Slots) -> Tuple {
    vm.new_tuple(values(items))
}

/// A set of operands.
pub fn build_set(vm: &Vm, items: Slots) -> Result {
    trefoil_objects::set::build_set(vm, values(items)).map(Value::from)
}

/// A dict of keys and values in turn.
pub fn build_map(vm: &Vm, items: Slots) -> Result {
    trefoil_objects::dict::build_map(vm, values(items)).map(Value::from)
}

/// The concatenation of strings.
pub fn build_string(vm: &Vm, parts: Slots) -> Result {
    let mut text = String::new();
    for part in values(parts) {
        text.push_str(Str::from_value(*part).as_str());
    }
    vm.long_str(&text).map(Value::from)
}

/// Appends to a list.
pub fn list_push(vm: &Vm, list: impl Into<Value>, item: Value) {
    List::from_value(list.into()).push(vm, item);
}

/// Adds to a set.
pub fn set_add(vm: &Vm, set: Value, item: Value) -> Result<()> {
    trefoil_objects::set::set_add(vm, Set::from_value(set), item)
}

/// Binds a key in a dict.
pub fn map_add(vm: &Vm, dict: Value, key: Value, value: Value) -> Result<()> {
    ops::set_item(vm, dict, key, value)
}

/// Appends what an iterable yields.
pub fn list_extend(vm: &Vm, list: Value, iterable: Value) -> Result<()> {
    let class = vm.class_of(iterable);
    let special = [vm.names.__iter__, vm.names.__getitem__];
    if special.iter().all(|name| vm.lookup_special(class, *name).is_none()) {
        let found = class.name();
        let found = found.as_str();
        return Err(vm.type_error(format!("Value after * must be an iterable, not {found}")));
    }
    trefoil_objects::list::list_extend(vm, List::from_value(list), iterable)
}

/// Adds what an iterable yields.
pub fn set_update(vm: &Vm, set: Value, iterable: Value) -> Result<()> {
    trefoil_objects::set::set_update(vm, Set::from_value(set), iterable)
}

/// `{**other}`
pub fn dict_update(vm: &Vm, dict: Value, other: Value) -> Result<()> {
    trefoil_objects::dict::dict_update(vm, Dict::from_value(dict), other)
}

/// `f(**other)`: keys must be strings and may not repeat.
pub fn dict_merge(vm: &Vm, dict: Value, other: Value, callable: Value) -> Result<()> {
    trefoil_objects::dict::dict_merge(vm, Dict::from_value(dict), other, callable)
}

/// Exactly `count` items of an iterable, the last one first: the order in which they are pushed.
pub fn unpack_sequence(vm: &Vm, sequence: Value, count: u32) -> Result<Tuple> {
    Ok(last_first(vm, ops::unpack_sequence(vm, sequence, count as usize)?))
}

/// `count` items of an iterable, one of them the list for a starred target after `before` others; the last one first.
pub fn unpack_ex(vm: &Vm, sequence: Value, before: u32, count: u32) -> Result<Tuple> {
    let before = before as usize;
    Ok(last_first(vm, ops::unpack_ex(vm, sequence, before, count as usize - before - 1)?))
}

/// The same items in the order in which they are pushed.
fn last_first(vm: &Vm, items: Tuple) -> Tuple {
    let reversed: Vec<Value> = items.items().iter().rev().copied().collect();
    vm.new_tuple(&reversed)
}

/// `!s` 1, `!r` 2, `!a` 3.
pub fn convert_value(vm: &Vm, value: Value, conversion: u32) -> Result {
    match conversion {
        1 => ops::str(vm, value),
        2 => ops::repr(vm, value),
        _ => ops::ascii(vm, value),
    }
    .map(Value::from)
}

/// `f"{value}"`
pub fn format_simple(vm: &Vm, value: Value) -> Result {
    if value.is_str() {
        return Ok(value);
    }
    ops::format(vm, value, vm.intern("")).map(Value::from)
}

/// `f"{value:spec}"`
pub fn format_with_spec(vm: &Vm, value: Value, spec: Value) -> Result {
    ops::format(vm, value, Str::from_value(spec)).map(Value::from)
}
