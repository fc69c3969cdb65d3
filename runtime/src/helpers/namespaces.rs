//! Locals, cells, globals and class namespaces.

use super::prelude::*;
use trefoil_objects::ops::get_item;

/// The running frame.
fn frame(vm: &Vm) -> Fp {
    let (_, _, fp) = vm.saved.get();
    fp
}

/// The function that runs.
fn function(vm: &Vm) -> Function {
    // SAFETY: instructions save their state before they call a helper that looks at it, so `saved` is the running frame.
    unsafe { frame(vm).function() }
}

/// The name of a local slot of the running function.
fn local_name(vm: &Vm, index: u32) -> Str {
    function(vm).code.get().local_names[index as usize]
}

/// Raises UnboundLocalError for a local variable.
pub fn unbound_local(vm: &Vm, index: u32) -> Result {
    Err(vm.unbound_local(local_name(vm, index)))
}

/// The cell in a local slot.
fn cell(vm: &Vm, index: u32) -> Cell {
    // SAFETY: the source compiler makes a cell in the slot before any instruction that names it.
    Cell::from_value(unsafe { frame(vm).local(index) })
}

/// Raises for an empty cell: UnboundLocalError for an own variable, NameError for one of an enclosing function.
fn unbound(vm: &Vm, index: u32) -> Raised {
    let name = local_name(vm, index);
    match function(vm).code.get().local_kinds[index as usize] {
        2 => vm.unbound_free(name),
        _ => vm.unbound_local(name),
    }
}

/// What the cell in a local slot holds.
pub fn load_deref(vm: &Vm, index: u32) -> Result {
    match cell(vm, index).value.get() {
        Value::NULL => Err(unbound(vm, index)),
        value => Ok(value),
    }
}

/// Stores into the cell in a local slot.
pub fn store_deref(vm: &Vm, index: u32, value: Value) -> Result<()> {
    cell(vm, index).value.set(value);
    Ok(())
}

/// Empties the cell in a local slot.
pub fn delete_deref(vm: &Vm, index: u32) -> Result<()> {
    match cell(vm, index).value.replace(Value::NULL) {
        Value::NULL => Err(unbound(vm, index)),
        _ => Ok(()),
    }
}

/// Copies the closure's cells into the last locals.
pub fn copy_free_vars(vm: &Vm, count: u32) -> Result<()> {
    let function = function(vm);
    let cells = Tuple::from_value(function.closure.get());
    let first = function.code.get().local_count - count;
    for (index, cell) in (first..).zip(cells.items()) {
        // SAFETY: the last `count` locals are the free variables.
        unsafe { frame(vm).set_local(index, *cell) };
    }
    Ok(())
}

/// A global, else a builtin.
pub fn load_global(vm: &Vm, name: Value) -> Result {
    let name = name_of(name);
    let function = function(vm);
    if let Some(value) = function.globals.get_name(name) {
        return Ok(value);
    }
    function.builtins.get_name(name).ok_or_else(|| vm.undefined_name(name))
}

/// Binds a global.
pub fn store_global(vm: &Vm, name: Value, value: Value) -> Result<()> {
    function(vm).globals.set_name(vm, name_of(name), value);
    Ok(())
}

/// Unbinds a global.
pub fn delete_global(vm: &Vm, name: Value) -> Result<()> {
    let name = name_of(name);
    if function(vm).globals.delete_name(vm, name) { Ok(()) } else { Err(vm.undefined_name(name)) }
}

/// A name in a mapping, if it has it.
fn in_mapping(vm: &Vm, namespace: Value, name: Str) -> Result<Option<Value>> {
    if namespace.is_dict() {
        return Ok(Dict::from_value(namespace).get_name(name));
    }
    let found = get_item(vm, namespace, name.value());
    vm.catch(found, vm.classes.key_error)
}

/// A name in a class body (or in an annotation scope): the namespace, else globals, else builtins.
pub fn load_class_name(vm: &Vm, namespace: Value, name: Value) -> Result {
    match in_mapping(vm, namespace, name_of(name))? {
        Some(value) => Ok(value),
        None => load_global(vm, name),
    }
}

/// Binds a name in a class body.
pub fn store_class_name(vm: &Vm, namespace: Value, name: Value, value: Value) -> Result<()> {
    if namespace.is_dict() {
        Dict::from_value(namespace).set_name(vm, name_of(name), value);
        return Ok(());
    }
    ops::set_item(vm, namespace, name, value)
}

/// Unbinds a name in a class body.
pub fn delete_class_name(vm: &Vm, namespace: Value, name: Value) -> Result<()> {
    let deleted = ops::delete_item(vm, namespace, name);
    match vm.catch(deleted, vm.classes.key_error)? {
        Some(()) => Ok(()),
        None => Err(vm.undefined_name(name_of(name))),
    }
}

/// A free variable in a class body: the namespace by the variable's name, else the cell.
pub fn load_class_deref(vm: &Vm, namespace: Value, index: u32) -> Result {
    match in_mapping(vm, namespace, local_name(vm, index))? {
        Some(value) => Ok(value),
        None => load_deref(vm, index),
    }
}
