//! Module `sys`: facts of the machine and its limits, the standard streams, the exception being handled.
//!
//! What depends on frames and on how exceptions are shown (`_getframe`, `excepthook`) is added by the interpreter crate. There is no
//! `settrace`, no `getrefcount` and no `displayhook`.

mod facts;
mod limits;
pub mod record;
pub mod streams;

use super::ModuleSpec;
use crate::class_spec::NativeSpec;
use crate::dict::Dict;
use crate::exception::ExceptionObject;
use crate::module::ModuleObject;
use crate::ops;
use crate::parameters::parse;
use crate::string::{Str, StrObject};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};
pub use streams::write_text;

/// The module; it is made with the machine.
pub const MODULE: ModuleSpec = ModuleSpec {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    in_file: false,
    functions: &[
        NativeSpec::function(
            "exit",
            exit,
            0,
            1,
            "Exit the interpreter by raising SystemExit(status).",
        ),
        NativeSpec::function(
            "exc_info",
            exc_info,
            0,
            0,
            "Return current exception information: (type, value, traceback).",
        ),
        NativeSpec::function("exception", exception, 0, 0, "Return the current exception."),
        NativeSpec::function("intern", intern, 1, 1, "``Intern'' the given string."),
        NativeSpec::keyword_function(
            "getsizeof",
            getsizeof,
            1,
            2,
            "Return the size of object in bytes.",
        ),
        NativeSpec::function(
            "getdefaultencoding",
            |vm, _| Ok(vm.intern("utf-8").value()),
            0,
            0,
            "Return the current default encoding used by the Unicode implementation.",
        ),
        NativeSpec::function(
            "getfilesystemencoding",
            |vm, _| Ok(vm.intern("utf-8").value()),
            0,
            0,
            "Return the encoding used to convert Unicode filenames to OS filenames.",
        ),
        NativeSpec::function(
            "getrecursionlimit",
            limits::get_recursion_limit,
            0,
            0,
            "Return the current value of the recursion limit.",
        ),
        NativeSpec::function(
            "setrecursionlimit",
            limits::set_recursion_limit,
            1,
            1,
            "Set the maximum depth of the Python interpreter stack to n.",
        ),
        NativeSpec::function(
            "get_int_max_str_digits",
            limits::get_int_max_str_digits,
            0,
            0,
            "Return the maximum string digits limit for non-binary int<->str conversions.",
        ),
        NativeSpec::keyword_function(
            "set_int_max_str_digits",
            limits::set_int_max_str_digits,
            1,
            1,
            "Set the maximum string digits limit for non-binary int<->str conversions.",
        ),
        NativeSpec::function(
            "is_finalizing",
            |_, _| Ok(Value::FALSE),
            0,
            0,
            "Return True if Python is exiting.",
        ),
    ],
    init,
};

/// Makes the module and enters it in `sys.modules`.
pub(crate) fn install(vm: &Vm) -> Result<()> {
    let module = vm.new_module(MODULE.name);
    let dict = module.dict;
    vm.add_functions(vm.names.sys, dict, MODULE.functions);
    vm.modules_dict().set_name(vm, vm.names.sys, module.value());
    init(vm, dict)
}

fn init(vm: &Vm, dict: Dict) -> Result<()> {
    dict.set_name(vm, vm.names.modules, vm.modules_dict().value());
    facts::add(vm, dict)?;
    streams::add(vm, dict);
    Ok(())
}

/// The namespace of the module, as long as it is in `sys.modules`.
pub fn namespace(vm: &Vm) -> Option<Dict> {
    let sys = vm.modules_dict().get_name(vm.names.sys)?;
    Some(sys.cast::<ModuleObject>()?.dict)
}
/// `sys.stdout` as it is now.
pub fn current_stdout(vm: &Vm) -> Option<Value> {
    namespace(vm)?.get_name(vm.names.stdout)
}
/// `sys.stderr` as it is now.
pub fn current_stderr(vm: &Vm) -> Option<Value> {
    namespace(vm)?.get_name(vm.names.stderr)
}

/// `sys.exit([status])`
fn exit(vm: &Vm, args: &[Value]) -> Result {
    let class = vm.classes.system_exit;
    let Some(&status) = args.first() else { return Err(vm.raise_with(class, &[])) };
    // The status is normalized as CPython normalizes a raised value.
    if vm.class_of(status).is_subclass_of(class) {
        return Err(vm.raise_value(status));
    }
    if status.is_none() {
        return Err(vm.raise_with(class, &[]));
    }
    match status.cast::<TupleObject>() {
        Some(several) => Err(vm.raise_with(class, several.items())),
        None => Err(vm.raise_with(class, &[status])),
    }
}

fn handled(vm: &Vm) -> Option<crate::exception::Exception> {
    vm.handled.get().cast::<ExceptionObject>()
}
fn exception(vm: &Vm, _: &[Value]) -> Result {
    Ok(handled(vm).map_or(Value::NONE, |exception| exception.value()))
}
fn exc_info(vm: &Vm, _: &[Value]) -> Result {
    let Some(exception) = handled(vm) else { return Ok(vm.new_tuple(&[Value::NONE; 3]).value()) };
    let traceback = match exception.traceback.get() {
        Value::NULL => Value::NONE,
        traceback => traceback,
    };
    let class = vm.class_of(exception.value()).value();
    Ok(vm.new_tuple(&[class, exception.value(), traceback]).value())
}

fn intern(vm: &Vm, args: &[Value]) -> Result {
    let found = vm.class_name(args[0]);
    match args[0].cast::<StrObject>() {
        Some(_) if vm.class_of(args[0]) != vm.classes.str => {
            Err(vm.type_error(format!("can't intern {found}")))
        }
        Some(text) => Ok(vm.intern_name(text).value()),
        None => Err(vm.type_error(format!("intern() argument must be str, not {found}"))),
    }
}

fn getsizeof(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [object, default] = parse(vm, "getsizeof", ["object", "default"], (1, 2), args, names)?;
    let Some(method) = ops::special(vm, object, vm.names.__sizeof__) else {
        if !default.is_null() {
            return Ok(default);
        }
        let found = vm.class_name(object);
        return Err(vm.type_error(format!("Type {found} doesn't define __sizeof__")));
    };
    let size = ops::call_special(vm, method, object, &[])?;
    if ops::to_isize(vm, size)? < 0 {
        return Err(vm.value_error("__sizeof__() should return >= 0"));
    }
    Ok(size)
}
