//! Built-in modules written in Rust. Each file exports `pub const MODULE: ModuleSpec`; whoever imports builds the module from it.

use self::module_spec::Origin;
use crate::dict::Dict;
use crate::function::NativeSpec;
use crate::value::Value;
use crate::vm::{Result, Vm};

pub mod array;
pub mod builtins;
pub mod gc;
pub mod math;
pub mod module_spec;
pub mod random;
pub mod sys;
pub mod time;

/// A built-in module: its functions, and what else is in its namespace.
#[derive(Clone, Copy)]
pub struct ModuleSpec {
    /// `__name__`
    pub name: &'static str,
    /// `__doc__`
    pub doc: &'static str,
    /// Whether CPython has it in a file: one of the same name that comes first in `sys.path` is imported instead.
    pub in_file: bool,
    /// Its functions.
    pub functions: &'static [NativeSpec],
    /// Adds constants and classes to the namespace.
    pub init: fn(&Vm, Dict) -> Result<()>,
}

/// The modules that a program can import; `builtins` and `sys` are made with the machine.
const IMPORTABLE: &[ModuleSpec] =
    &[array::MODULE, gc::MODULE, math::MODULE, random::MODULE, time::MODULE];

/// Makes a built-in module and enters it in `sys.modules`; `None` if there is none of that name. `in_file`: which of them are asked for.
///
/// # Errors
/// What its initialization raises.
pub fn import_builtin(vm: &Vm, name: &str, in_file: bool) -> Result<Option<Value>> {
    let found = IMPORTABLE.iter().find(|spec| spec.name == name && spec.in_file == in_file);
    let Some(spec) = found else { return Ok(None) };
    let module = vm.new_module(spec.name);
    let dict = module.dict;
    let key = vm.intern(spec.name);
    vm.add_functions(key, dict, spec.functions);
    (spec.init)(vm, dict)?;
    let origin = Origin { name, origin: Some("built-in"), path: Value::NULL, has_location: false };
    vm.set_module_spec(dict, origin)?;
    dict.set_name(vm, vm.names.__package__, vm.new_str("").value());
    dict.set_name(vm, vm.names.__doc__, vm.new_str(spec.doc).value());
    vm.modules_dict().set_name(vm, key, module.value());
    Ok(Some(module.value()))
}

/// An attribute of the module `sys`, if both exist.
pub fn sys_attribute(vm: &Vm, name: &str) -> Option<Value> {
    sys::namespace(vm)?.get_text(name)
}
