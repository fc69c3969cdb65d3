//! Namespaces: of the running code, and of objects.

use crate::dict::DictObject;
use crate::function::FunctionObject;
use crate::ops;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `globals()`
pub(super) fn globals(vm: &Vm, _: &[Value]) -> Result {
    match (vm.hooks.get().current_function)(vm).cast::<FunctionObject>() {
        Some(function) => Ok(function.globals.value()),
        None => Err(vm.system_error("globals does not exist")),
    }
}

/// `locals()`
pub(super) fn locals(vm: &Vm, _: &[Value]) -> Result {
    (vm.hooks.get().locals)(vm)
}

/// `vars([obj])`
pub(super) fn vars(vm: &Vm, args: &[Value]) -> Result {
    let [object] = *args else { return locals(vm, args) };
    match vm.find_attribute(object, vm.names.__dict__)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

/// `dir([obj])`
pub(super) fn dir(vm: &Vm, args: &[Value]) -> Result {
    if let [object] = *args {
        return vm.dir(object);
    }
    let namespace = locals(vm, args)?;
    if let Some(dict) = namespace.cast::<DictObject>() {
        return vm.dir_of_namespace(dict);
    }
    let keys = vm.call_method(namespace, vm.names.keys, &[])?;
    let list = vm.new_list_from_vec(ops::collect(vm, keys)?.take());
    vm.call_method(list.value(), vm.intern("sort"), &[])?;
    Ok(list.value())
}
