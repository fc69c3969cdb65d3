//! Iterators and generators.

use super::prelude::*;

/// `iter(iterable)`
pub fn get_iter(vm: &Vm, iterable: Value) -> Result {
    if iterable.is_filter() {
        // So that the specializer finds it, which makes nothing.
        crate::hidden::make_filter_function(vm);
    }
    ops::iter(vm, iterable)
}

/// `iter(iterable)` of a container of a built-in class.
pub fn plain_iter(vm: &Vm, iterable: Value) -> Value {
    ops::plain_iter(vm, iterable).unwrap_or(iterable)
}

/// The next value of an iterator; null when there is none.
pub fn iter_next(vm: &Vm, iterator: Value) -> Result {
    Ok(ops::next(vm, iterator)?.unwrap_or(Value::NULL))
}

/// The iterator of `yield from`: generators are their own.
pub fn yield_from_iter(vm: &Vm, iterable: Value) -> Result {
    if iterable.is_generator() { Ok(iterable) } else { ops::iter(vm, iterable) }
}

/// The `__next__` of a class written in Python.
fn own_next(vm: &Vm, iterator: Value) -> Option<Value> {
    let method = vm.lookup_special(vm.class_of(iterator), vm.names.__next__)?;
    method.is_function().then_some(method)
}

/// Sends a value to an iterator: what it yields, or null when it has finished (see [`finished_value`]).
#[inline(never)]
pub fn send(vm: &Vm, receiver: Value, value: Value) -> Result {
    let yielded = if receiver.is_generator() {
        (vm.hooks.get().resume)(vm, receiver, value, false)?
    } else {
        let result = if !value.is_none() {
            vm.call_method(receiver, vm.names.send, &[value]).map(Some)
        } else if let Some(method) = own_next(vm, receiver) {
            // The value of its StopIteration is the result.
            vm.call(method, &[receiver]).map(Some)
        } else {
            ops::next(vm, receiver)
        };
        match result {
            Ok(Some(yielded)) => Some(yielded),
            Ok(None) => {
                vm.returned.set(Value::NONE);
                None
            }
            Err(_) if vm.raised_is(vm.classes.stop_iteration) => {
                vm.returned.set(vm.stopped_value());
                None
            }
            Err(raised) => return Err(raised),
        }
    };
    Ok(yielded.unwrap_or(Value::NULL))
}

/// The result of the receiver that has just finished.
pub fn finished_value(vm: &Vm) -> Value {
    match vm.returned.replace(Value::NULL) {
        Value::NULL => Value::NONE,
        value => value,
    }
}

/// Makes a generator of the running frame, which has just begun.
pub fn make_generator(vm: &Vm) -> Result {
    let (pc, sp, fp) = vm.saved.get();
    // SAFETY: the instruction has saved the state of the running frame; it is a generator function's at its first instruction.
    unsafe {
        let function = fp.function();
        let code = function.code.get();
        let start = code.units.as_ptr() as *mut u32;
        let next = pc.0.offset_from(start) as u32 + crate::opcode::units(pc.opcode()) as u32;
        let words = std::slice::from_raw_parts(fp.0, sp.0.offset_from(fp.0) as usize);
        Ok(vm.new_generator(function, words, next).value())
    }
}

/// An exception arrived at a `yield from`: the value of StopIteration, or the exception again.
pub fn cleanup_throw(vm: &Vm, exception: Value) -> Result {
    if vm.is_instance(exception, vm.classes.stop_iteration)? {
        return vm.get_attribute(exception, vm.names.value);
    }
    vm.reraised.set(true);
    Err(vm.reraise(exception))
}
