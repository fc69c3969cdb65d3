//! Attributes by name.

use crate::value::Value;
use crate::vm::{Result, Vm};

/// `getattr(obj, name[, default])`
pub(super) fn getattr(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    match args.get(2) {
        None => vm.get_attribute(args[0], name),
        Some(&default) => Ok(vm.find_attribute(args[0], name)?.unwrap_or(default)),
    }
}

/// `hasattr(obj, name)`
pub(super) fn hasattr(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    Ok(Value::from_bool(vm.find_attribute(args[0], name)?.is_some()))
}

/// `setattr(obj, name, value)`
pub(super) fn setattr(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    vm.set_attribute(args[0], name, args[2])?;
    Ok(Value::NONE)
}

/// `delattr(obj, name)`
pub(super) fn delattr(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    vm.delete_attribute(args[0], name)?;
    Ok(Value::NONE)
}
