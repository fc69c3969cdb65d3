//! `import` statements.

use super::prelude::*;

/// `import name` and `from name import ...`: the module that the statement binds or takes names from.
pub fn import_name(vm: &Vm, name: Value, level: Value, from_list: Value) -> Result {
    let (_, _, fp) = vm.saved.get();
    // SAFETY: the instruction has saved the state of the running frame.
    let globals = unsafe { fp.function().globals };
    crate::import::import_statement(vm, globals, name_of(name), level.int() as u32, from_list)
}

/// `from module import name`
pub fn import_from(vm: &Vm, module: Value, name: Value) -> Result {
    crate::import::import_from(vm, module, name_of(name))
}
