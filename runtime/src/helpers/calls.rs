//! Calls that are not frames of bytecode, and what prepares frames.

use super::prelude::*;
use crate::run;
use trefoil_objects::bind;
use trefoil_objects::function::Native;
use trefoil_objects::heap::RootVec;

/// Operands of the running instruction; they stay in place while it runs, whatever it calls.
fn values<'a>(slots: Slots) -> &'a [Value] {
    // SAFETY: a call runs above `sp`; nothing writes the operands of the calling instruction.
    unsafe { slots.as_slice() }
}

/// `callable(*arguments)`
pub fn call(vm: &Vm, callable: Value, arguments: Slots) -> Result {
    vm.call(callable, values(arguments))
}

/// A method call: of `first` with all arguments, the first of which is the receiver, or of `second` without that.
pub fn call_method(vm: &Vm, first: Value, second: Value, arguments: Slots) -> Result {
    if first.is_null() {
        return vm.call(second, &values(arguments)[1..]);
    }
    vm.call(first, values(arguments))
}

/// `callable(..., name=value)`: the last arguments are those named.
pub fn call_keywords(vm: &Vm, callable: Value, arguments: Slots, names: Value) -> Result {
    let names: Vec<Str> =
        Tuple::from_value(names).items().iter().map(|name| name_of(*name)).collect();
    vm.call_keywords(callable, values(arguments), &names)
}

/// `callable(*arguments, **keywords)`
pub fn call_ex(vm: &Vm, callable: Value, arguments: Value, keywords: Value) -> Result {
    let positional = star_arguments(vm, callable, arguments)?;
    if keywords.is_null() {
        return vm.call(callable, positional.items());
    }
    let dict = Dict::from_value(keywords);
    let mut all = RootVec::from_slice(vm, positional.items());
    let mut names = Vec::new();
    for entry in dict.entries().iter().filter(|entry| !entry.key.is_null()) {
        let Some(name) = entry.key.cast() else {
            return Err(vm.type_error("keywords must be strings"));
        };
        names.push(vm.intern_name(name));
        all.push(entry.value);
    }
    vm.call_keywords(callable, &all, &names)
}

/// The positional arguments of `f(*arguments)`.
fn star_arguments(vm: &Vm, callable: Value, arguments: Value) -> Result<Tuple> {
    if arguments.is_tuple() {
        return Ok(Tuple::from_value(arguments));
    }
    let class = vm.class_of(arguments);
    let iterable = vm.lookup_special(class, vm.names.__iter__).is_some()
        || vm.lookup_special(class, vm.names.__getitem__).is_some();
    if !iterable {
        let function = trefoil_objects::dict::describe_callable(vm, callable)?;
        let name = class.name();
        return Err(vm.type_error(format!(
            "{function} argument after * must be an iterable, not {}",
            name.as_str()
        )));
    }
    let items = ops::collect(vm, arguments)?;
    Ok(vm.new_tuple(&items))
}

/// What a built-in function of one float gives where it raises nothing, and no number where there is none.
pub fn float_function(builtin: Builtin, x: f64) -> f64 {
    builtin.spec.of_float.map_or(f64::NAN, |function| function(x))
}

/// Calls a built-in function; its arity was checked when the instruction was specialized.
pub fn call_builtin(vm: &Vm, callable: Builtin, arguments: Slots) -> Result {
    let arguments = values(arguments);
    if !callable.owner.is_null() && vm.class_of(arguments[0]).value() != callable.owner {
        return vm.call_builtin(callable, arguments);
    }
    match callable.spec.native {
        Native::Positional(native) => native(vm, arguments),
        Native::Keywords(native) => native(vm, arguments, &[]),
    }
}

/// Calls a built-in function, which may have a receiver and may be given a wrong number of arguments.
pub fn call_any_builtin(vm: &Vm, callable: Builtin, arguments: Slots) -> Result {
    vm.call_builtin(callable, values(arguments))
}

/// An instance of a class that is not written in Python.
pub fn construct(vm: &Vm, class: Class, arguments: Slots) -> Result {
    vm.instantiate(class, values(arguments), &[])
}

/// Arranges arguments, defaults and keywords as the parameters of `callable`, where the arguments lie.
pub fn bind_arguments(vm: &Vm, callable: Function, arguments: Slots) -> Result<()> {
    let place = arguments.as_ptr().cast_mut();
    let (_, limit) = vm.stack.get();
    // SAFETY: the parameters go where the arguments are and above, on the VM stack, where there is room for them.
    unsafe {
        if place.add(callable.code.get().parameter_count as usize + 16) >= limit {
            return Err(vm.recursion_error("maximum recursion depth exceeded"));
        }
        bind::bind_arguments(vm, callable, values(arguments), &[], place)
    }
}

/// The length of a range of small integers: `up` is how far it is from the start up to the stop, `down` the negative of it.
pub fn range_length(up: Int<62>, down: Int<62>, step: Int<62>) -> Int<62> {
    let span = if step.get() < 0 { down } else { up };
    let steps = (span.get() - 1).div_euclid(step.get().abs()) + 1;
    Int::new(steps.max(0))
}

/// Whether an instance's class is a class or derives from it.
pub fn is_instance_exact(vm: &Vm, value: Value, class: Class) -> bool {
    vm.class_of(value).is_subclass_of(class)
}

/// Whether the `__class__` of a value may be another than its class.
pub fn may_claim_class(vm: &Vm, value: Value) -> bool {
    vm.may_claim_class(vm.class_of(value))
}

/// Whether a call with `count` positional arguments fills the parameters of a function as they lie.
pub(super) fn fills_exactly(function: Function, count: u32) -> bool {
    run::is_exact(function, count as usize, &[])
}
