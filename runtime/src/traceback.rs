//! What tracebacks need to know of running code.

use crate::machine::{Value, Vm};
use trefoil_objects::code::Code;
use trefoil_objects::exception::Exception;
use trefoil_objects::function::Function;
use trefoil_objects::generator::Generator;
use trefoil_objects::vm::Raised;

/// Adds an entry for a frame to the traceback of the exception in `vm.raised`.
pub fn add_entry(vm: &Vm, function: Function, offset: u32) {
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
    let function = generator.function;
    let line = function.code.get().first_line;
    vm.add_traceback(Exception::from_value(vm.raised.get()), function, 0, line);
    Raised
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
