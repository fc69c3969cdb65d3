//! Attributes and methods.

use super::prelude::{BoundMethod, Result, Value, Vm, name_of};

/// The shape id of any value.
#[inline(always)]
pub fn shape_of(_vm: &Vm, value: Value) -> u32 {
    crate::machine::fields::shape_of(value)
}

/// `owner.name`
pub fn load_attr(vm: &Vm, owner: Value, name: Value) -> Result {
    vm.get_attribute(owner, name_of(name))
}

/// `owner.name = value`
pub fn store_attr(vm: &Vm, owner: Value, name: Value, value: Value) -> Result<()> {
    vm.set_attribute(owner, name_of(name), value)
}

/// `del owner.name`
pub fn delete_attr(vm: &Vm, owner: Value, name: Value) -> Result<()> {
    vm.delete_attribute(owner, name_of(name))
}

/// What `owner.name(...)` calls; the receiver, if the callable takes one, is left for [`method_self`].
pub fn load_method(vm: &Vm, owner: Value, name: Value) -> Result {
    let (callable, receiver) = vm.get_method(owner, name_of(name))?;
    vm.returned.set(receiver);
    Ok(callable)
}

/// The receiver that the helper before has found; null if there is none.
pub fn method_self(vm: &Vm) -> Value {
    vm.returned.replace(Value::NULL)
}

/// `super(class, receiver).name`
#[inline(never)]
pub fn load_super_attr(
    vm: &Vm,
    super_type: Value,
    class: Value,
    receiver: Value,
    name: Value,
) -> Result {
    if super_type != vm.classes.super_.value() {
        let proxy = vm.call(super_type, &[class, receiver])?;
        return vm.get_attribute(proxy, name_of(name));
    }
    vm.super_attribute(class, receiver, name_of(name))
}

/// What `super(class, receiver).name(...)` calls.
pub fn load_super_method(
    vm: &Vm,
    super_type: Value,
    class: Value,
    receiver: Value,
    name: Value,
) -> Result {
    if super_type == vm.classes.super_.value()
        && let Some(function) = vm.super_method(class, receiver, name_of(name))?
    {
        vm.returned.set(receiver);
        return Ok(function);
    }
    let attribute = load_super_attr(vm, super_type, class, receiver, name)?;
    vm.returned.set(Value::NULL);
    Ok(attribute)
}

/// A special method of a class, bound: `__enter__` 0, `__exit__` 1.
pub fn load_special_bound(vm: &Vm, owner: Value, which: u32) -> Result {
    vm.context_method(owner, which == 1)
}

/// A special method to be called at once.
pub fn load_special(vm: &Vm, owner: Value, which: u32) -> Result {
    let bound = vm.context_method(owner, which == 1)?;
    if bound.is_bound_method() {
        let method = BoundMethod::from_value(bound);
        vm.returned.set(method.receiver);
        return Ok(method.function);
    }
    vm.returned.set(Value::NULL);
    Ok(bound)
}
