//! Functions written in Python that stand for native code: they are in no module, their frames are in no traceback, and `sys._getframe`
//! does not count them. As bytecode they can be followed by traces.

use crate::machine::Vm;
use trefoil_compiler::Const;
use trefoil_objects::code::flag;
use trefoil_objects::function::Function;

/// What a loop over a `filter` object runs.
const FILTER: &str = include_str!("prelude/filter.py");

/// The generator function that gives the items of a `filter` object, of its function and iterator, if it was made.
pub fn filter_function(vm: &Vm) -> Option<Function> {
    let known = vm.filter_function.get();
    known.is_function().then(|| Function::from_value(known))
}

/// Makes it, unless it was made.
pub fn make_filter_function(vm: &Vm) {
    if filter_function(vm).is_none()
        && let Some(made) = compiled(vm)
    {
        vm.filter_function.set(made.value());
    }
}

fn compiled(vm: &Vm) -> Option<Function> {
    let module = trefoil_compiler::compile_text(FILTER, "<frozen filter>").ok()?;
    let code = module.consts.iter().find_map(|constant| match constant {
        Const::Code(code) => Some(code),
        _ => None,
    })?;
    let code = crate::load::load_hidden(vm, code);
    debug_assert!(code.flags & flag::GENERATOR != 0 && code.flags & flag::HIDDEN != 0);
    let builtins = vm.builtins_dict();
    Some(vm.new_function(code, builtins, builtins))
}

/// Whether frames of a function are not to be seen.
pub fn is_hidden(function: Function) -> bool {
    function.code.get().flags & flag::HIDDEN != 0
}
