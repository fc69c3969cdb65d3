//! Making functions and classes.

use super::prelude::*;
use crate::machine::fields::Other;
use trefoil_objects::code::Code;

/// A function with the running module's globals.
pub fn make_function(vm: &Vm, code: Value) -> Result<Function> {
    let (_, _, fp) = vm.saved.get();
    // SAFETY: the instruction has saved the state of the running frame.
    let running = unsafe { fp.function() };
    Ok(vm.new_function(Code::from_value(code), running.globals, running.builtins))
}

/// A number that names the state of a new function.
pub fn fresh_version(vm: &Vm) -> u32 {
    vm.fresh_version()
}

/// How many arguments fill the parameters of code as they lie.
pub fn exact_arguments_of(code: Other) -> u32 {
    trefoil_objects::function::attributes::exact_arguments(Code::from_value(code.value()))
}

/// Sets a part of a new function: 1 defaults, 2 keyword defaults, 4 annotations, 8 closure, 16 `__annotate__`.
pub fn set_function_attribute(vm: &Vm, function: Value, attribute: Value, which: u32) {
    let function = Function::from_value(function);
    function.changes(vm);
    match which {
        1 => function.defaults.set(attribute),
        2 => function.keyword_defaults.set(attribute),
        4 => function.annotations.set(attribute),
        8 => function.closure.set(attribute),
        _ => function.annotate.set(attribute),
    }
}

/// `builtins.__build_class__`
pub fn load_build_class(vm: &Vm) -> Result {
    let name = vm.names.__build_class__;
    vm.builtins_dict().get_name(name).ok_or_else(|| vm.name_error("__build_class__ not found"))
}

/// AssertionError 0, NotImplementedError 1, tuple 2, all 3, any 4.
pub fn common_constant(vm: &Vm, which: u32) -> Value {
    match which {
        0 => vm.classes.assertion_error.value(),
        1 => vm.classes.not_implemented_error.value(),
        2 => vm.classes.tuple.value(),
        3 => vm.defaults.all,
        _ => vm.defaults.any,
    }
}
