//! Raising, handling and matching exceptions.

use super::prelude::*;

/// `raise`, `raise exception`, `raise exception from cause`.
pub fn raise_varargs(vm: &Vm, arguments: Slots) -> Result<()> {
    // SAFETY: operands of the running instruction stay in place.
    match unsafe { arguments.as_slice() } {
        [] => {
            // The traceback of an exception that is raised again has an entry for this frame already.
            vm.reraised.set(!vm.handled.get().is_null());
            Err(vm.raise_again())
        }
        [exception] => Err(vm.raise_statement(*exception, Value::NULL)),
        [exception, cause, ..] => Err(vm.raise_statement(*exception, *cause)),
    }
}

/// Raises an exception again, its traceback unchanged.
pub fn reraise(vm: &Vm, exception: Value) -> Result<()> {
    vm.reraised.set(true);
    Err(vm.reraise(exception))
}

/// Says at which unit the exception that is raised again was raised; tracebacks have it already.
pub fn set_lasti(_vm: &Vm, _lasti: Value) -> Result<()> {
    Ok(())
}

/// The exception that is being handled from here on; the one before is the result, null if none.
pub fn begin_handling(vm: &Vm, exception: Value) -> Value {
    vm.handled.replace(exception)
}

/// Handling ends: the exception handled before is current again.
pub fn end_handling(vm: &Vm, previous: Value) {
    vm.handled.set(previous);
}

/// Whether an `except` clause catches an exception.
pub fn exception_matches(vm: &Vm, exception: Value, pattern: Value) -> Result<bool> {
    vm.exception_matches(exception, pattern)
}

/// What an `except*` clause leaves and what it takes; None for nothing.
#[inline(never)]
pub fn split_group(vm: &Vm, exception: Value, pattern: Value) -> Result<Tuple> {
    let (rest, matched) = vm.split_group(exception, pattern)?;
    if !matched.is_none() {
        // What the clause raises has what it caught as its context, not the whole group.
        vm.handled.set(matched);
    }
    Ok(vm.new_tuple(&[rest, matched]))
}

/// Calls `__exit__` with an exception.
#[inline(never)]
pub fn with_except(vm: &Vm, exit: Value, exception: Value) -> Result {
    let class = vm.class_of(exception).value();
    let traceback = vm.get_attribute(exception, vm.names.__traceback__)?;
    vm.call(exit, &[class, exception, traceback])
}
