//! What tracebacks need to know of running code.

use crate::hidden::is_hidden;
use crate::machine::{Fp, Value, Vm};
use trefoil_objects::code::{Code, flag};
use trefoil_objects::exception::Exception;
use trefoil_objects::function::{CellObject, Function};
use trefoil_objects::generator::Generator;
use trefoil_objects::vm::{Raised, Result};

/// Adds an entry for a frame to the traceback of the exception in `vm.raised`.
pub fn add_entry(vm: &Vm, function: Function, offset: u32) {
    if is_hidden(function) {
        return;
    }
    let line = line_at(function.code.get(), offset);
    vm.add_traceback(Exception::from_value(vm.raised.get()), function, offset, line);
}

/// The line of an instruction.
pub fn line_at(code: Code, offset: u32) -> u32 {
    let after = code.positions.partition_point(|position| position.start <= offset);
    match after.checked_sub(1).map(|index| code.positions[index].line) {
        Some(line) if line != 0 => line,
        _ => code.first_line,
    }
}

/// An exception was thrown into a generator that has not started: it is raised at its first line.
pub fn raised_in_created(vm: &Vm, generator: Generator) -> Raised {
    let function = generator.function.get();
    let line = function.code.get().first_line;
    vm.add_traceback(Exception::from_value(vm.raised.get()), function, 0, line);
    Raised
}

/// `locals()`: the namespace of a module or class body, or a new dict of a function's bound variables.
pub fn locals(vm: &Vm) -> Result {
    let (_, _, fp) = vm.saved.get();
    if fp.0 == vm.stack.get().0 {
        return Err(vm.system_error("frame does not exist"));
    }
    // SAFETY: the saved frame pointer is the innermost frame's.
    unsafe { locals_of(vm, fp) }
}

/// The namespace of the module or class body, or a new dict of the bound variables of the function, whose frame is at `fp`.
///
/// # Safety
/// `fp` is a frame with its header.
pub unsafe fn locals_of(vm: &Vm, fp: Fp) -> Result {
    // SAFETY: contract; the indexes are those of the locals of the frame's code.
    unsafe {
        let function = fp.function();
        let code = function.code.get();
        if code.flags & flag::MODULE != 0 {
            return Ok(function.globals.value());
        }
        if code.flags & flag::CLASS_BODY != 0 {
            return Ok(fp.local(0));
        }
        let dict = vm.new_dict();
        for (index, (name, kind)) in code.local_names.iter().zip(&code.local_kinds).enumerate() {
            let held = fp.local(index as u32);
            let value = match held.cast::<CellObject>() {
                Some(cell) if *kind != 0 => cell.value.get(),
                _ => held,
            };
            if !value.is_null() && *kind < 3 {
                dict.set_name(vm, *name, value);
            }
        }
        Ok(dict.value())
    }
}

/// The function of the innermost frame, or null.
pub fn current_function(vm: &Vm) -> Value {
    let (_, _, fp) = vm.saved.get();
    if fp.0 == vm.stack.get().0 {
        return Value::NULL;
    }
    // SAFETY: a saved frame pointer other than the bottom of the stack, where it is before any frame, is the innermost frame's.
    unsafe { fp.function() }.value()
}
