//! Special methods: looked up in the class, never in the instance.

use crate::object::Kind;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The special method of a value's class, not bound.
#[inline]
pub fn special(vm: &Vm, value: Value, name: Str) -> Option<Value> {
    vm.lookup_special(vm.class_of(value), name)
}

/// Calls a special method that [`special`] found. Functions get the receiver as first argument; other descriptors are bound.
///
/// # Errors
/// What the method raises.
pub fn call_special(vm: &Vm, method: Value, receiver: Value, args: &[Value]) -> Result {
    if matches!(method.kind(), Some(Kind::Function | Kind::Builtin)) {
        return match *args {
            [] => vm.call(method, &[receiver]),
            [a] => vm.call(method, &[receiver, a]),
            [a, b] => vm.call(method, &[receiver, a, b]),
            _ => vm.call(method, &[&[receiver], args].concat()),
        };
    }
    let bound = vm.bind(method, receiver, vm.class_of(receiver))?;
    vm.call(bound, args)
}

/// Calls the special method with a name, if the class has one.
///
/// # Errors
/// What the method raises.
pub(super) fn try_special(
    vm: &Vm,
    value: Value,
    name: Str,
    args: &[Value],
) -> Result<Option<Value>> {
    match special(vm, value, name) {
        Some(method) => call_special(vm, method, value, args).map(Some),
        None => Ok(None),
    }
}
