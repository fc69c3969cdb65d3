//! Subscripts and slices.

use super::prelude::*;

/// `container[key]`
pub fn get_item(vm: &Vm, container: Value, key: Value) -> Result {
    ops::get_item(vm, container, key)
}

/// `container[key] = value`
pub fn set_item(vm: &Vm, container: Value, key: Value, value: Value) -> Result<()> {
    ops::set_item(vm, container, key, value)
}

/// `del container[key]`
pub fn delete_item(vm: &Vm, container: Value, key: Value) -> Result<()> {
    ops::delete_item(vm, container, key)
}

/// `container[start:stop]`
pub fn get_slice(vm: &Vm, container: Value, start: Value, stop: Value) -> Result {
    ops::get_slice(vm, container, start, stop)
}

/// `container[start:stop] = value`
pub fn set_slice(vm: &Vm, container: Value, start: Value, stop: Value, value: Value) -> Result<()> {
    ops::set_slice(vm, container, start, stop, value)
}

/// `slice(start, stop, step)`
pub fn build_slice(vm: &Vm, start: Value, stop: Value, step: Value) -> Value {
    vm.new_slice(start, stop, step).value()
}

/// `list[start:stop]` of a list and small integers.
pub fn list_slice(vm: &Vm, list: List, start: Int<62>, stop: Int<62>) -> List {
    trefoil_objects::list::list_slice(vm, list, start.get(), stop.get())
}

/// The value of a key that is a str or a small int; null if there is none.
pub fn dict_find(_vm: &Vm, dict: Dict, key: Value) -> Value {
    trefoil_objects::dict::dict_find(dict, key)
}

/// Whether looking up a str or a small int compares it with no key that may have an `__eq__` of its own.
pub fn has_plain_keys(_vm: &Vm, dict: Dict) -> bool {
    dict.has_only_plain_keys()
}

/// Binds a key that is a str or a small int.
pub fn dict_insert(vm: &Vm, dict: Dict, key: Value, value: Value) {
    trefoil_objects::dict::dict_insert_plain(vm, dict, key, value);
}
