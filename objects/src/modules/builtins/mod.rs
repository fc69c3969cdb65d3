//! The functions of `builtins`; the classes and constants are put beside them when the machine is made.
//!
//! Not here: `open`, `input`, `eval`, `exec` and `compile`.

mod attributes;
mod import;
mod namespaces;
mod numbers;
mod print;
mod selection;
mod sum;
mod text;

use super::ModuleSpec;
use crate::class_spec::{ANY, NativeSpec};
use crate::object::Kind;
use crate::ops;
use crate::value::Value;
use crate::vm::{Result, Vm};

const fn one(
    name: &'static str,
    code: fn(&Vm, &[Value]) -> Result,
    doc: &'static str,
) -> NativeSpec {
    NativeSpec::function(name, code, 1, 1, doc)
}
const fn two(
    name: &'static str,
    code: fn(&Vm, &[Value]) -> Result,
    doc: &'static str,
) -> NativeSpec {
    NativeSpec::function(name, code, 2, 2, doc)
}

/// The functions.
pub const MODULE: ModuleSpec = ModuleSpec {
    name: "builtins",
    doc: "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().",
    in_file: false,
    functions: &[
        NativeSpec::keyword_function(
            "print",
            print::print,
            0,
            ANY,
            "Prints the values to a stream, or to sys.stdout by default.",
        ),
        one(
            "len",
            |vm, args| Ok(vm.new_size(ops::length(vm, args[0])?)),
            "Return the number of items in a container.",
        ),
        one(
            "repr",
            |vm, args| Ok(ops::repr(vm, args[0])?.value()),
            "Return the canonical string representation of the object.",
        ),
        one(
            "ascii",
            |vm, args| Ok(ops::ascii(vm, args[0])?.value()),
            "Return an ASCII-only representation of an object.",
        ),
        one(
            "chr",
            text::chr,
            "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
        ),
        one("ord", text::ord, "Return the ordinal value of a character."),
        NativeSpec::function(
            "format",
            text::format,
            1,
            2,
            "Return type(value).__format__(value, format_spec).",
        ),
        one(
            "abs",
            |vm, args| ops::absolute(vm, args[0]),
            "Return the absolute value of the argument.",
        ),
        one(
            "bin",
            |vm, args| numbers::in_base(vm, args[0], 2),
            "Return the binary representation of an integer.",
        ),
        one(
            "oct",
            |vm, args| numbers::in_base(vm, args[0], 8),
            "Return the octal representation of an integer.",
        ),
        one(
            "hex",
            |vm, args| numbers::in_base(vm, args[0], 16),
            "Return the hexadecimal representation of an integer.",
        ),
        two(
            "divmod",
            |vm, args| ops::divmod(vm, args[0], args[1]),
            "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
        ),
        NativeSpec::keyword_function(
            "pow",
            numbers::pow,
            2,
            3,
            "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.",
        ),
        NativeSpec::keyword_function(
            "round",
            numbers::round,
            1,
            2,
            "Round a number to a given precision in decimal digits.",
        ),
        NativeSpec::keyword_function(
            "sum",
            sum::sum,
            1,
            2,
            "Return the sum of a 'start' value (default: 0) plus an iterable of numbers",
        ),
        one(
            "all",
            |vm, args| quantify(vm, args[0], false),
            "Return True if bool(x) is True for all values x in the iterable.",
        ),
        one(
            "any",
            |vm, args| quantify(vm, args[0], true),
            "Return True if bool(x) is True for any x in the iterable.",
        ),
        NativeSpec::keyword_function(
            "max",
            selection::max,
            0,
            ANY,
            "With two or more positional arguments, return the largest argument.",
        ),
        NativeSpec::keyword_function(
            "min",
            selection::min,
            0,
            ANY,
            "With two or more positional arguments, return the smallest argument.",
        ),
        NativeSpec::keyword_function(
            "sorted",
            crate::list::methods::sorted,
            1,
            1,
            "Return a new list containing all items from the iterable in ascending order.",
        ),
        NativeSpec::function("iter", iter, 1, 2, "Get an iterator from an object."),
        NativeSpec::function("next", next, 1, 2, "Return the next item from the iterator."),
        one(
            "callable",
            |vm, args| Ok(Value::from_bool(vm.is_callable(args[0]))),
            "Return whether the object is callable (i.e., some kind of function).",
        ),
        one(
            "hash",
            |vm, args| Ok(vm.new_int(ops::hash(vm, args[0])?)),
            "Return the integer hash value for the given object.",
        ),
        one(
            "id",
            |vm, args| Ok(vm.new_size(vm.address_of(args[0]))),
            "Return the identity of an object.",
        ),
        two(
            "isinstance",
            |vm, args| Ok(Value::from_bool(vm.is_instance_of(args[0], args[1])?)),
            "Return whether an object is an instance of a class or of a subclass thereof.",
        ),
        two(
            "issubclass",
            |vm, args| Ok(Value::from_bool(vm.is_subclass(args[0], args[1])?)),
            "Return whether 'cls' is derived from another class or is the same class.",
        ),
        NativeSpec::function(
            "getattr",
            attributes::getattr,
            2,
            3,
            "Get a named attribute from an object.",
        ),
        two(
            "hasattr",
            attributes::hasattr,
            "Return whether the object has an attribute with the given name.",
        ),
        NativeSpec::function(
            "setattr",
            attributes::setattr,
            3,
            3,
            "Sets the named attribute on the given object to the specified value.",
        ),
        two("delattr", attributes::delattr, "Deletes the named attribute from the given object."),
        NativeSpec::function("dir", namespaces::dir, 0, 1, "Show attributes of an object.")
            .seeing_locals(),
        NativeSpec::function(
            "vars",
            namespaces::vars,
            0,
            1,
            "Return the __dict__ attribute of an object, or the local variables.",
        )
        .seeing_locals(),
        NativeSpec::function(
            "globals",
            namespaces::globals,
            0,
            0,
            "Return the dictionary containing the current scope's global variables.",
        ),
        NativeSpec::function(
            "locals",
            namespaces::locals,
            0,
            0,
            "Return a dictionary containing the current scope's local variables.",
        )
        .seeing_locals(),
        NativeSpec::keyword_function("__import__", import::import, 1, 5, "Import a module."),
    ],
    init: |_, _| Ok(()),
};

/// Whether any item is true, or (`stop_at` false) whether all are.
fn quantify(vm: &Vm, iterable: Value, stop_at: bool) -> Result {
    let iterator = ops::iter(vm, iterable)?;
    while let Some(item) = ops::next(vm, iterator)? {
        vm.poll_native()?;
        if ops::truth(vm, item)? == stop_at {
            return Ok(Value::from_bool(stop_at));
        }
    }
    Ok(Value::from_bool(!stop_at))
}

fn iter(vm: &Vm, args: &[Value]) -> Result {
    let [callable, sentinel] = *args else { return ops::iter(vm, args[0]) };
    if !vm.is_callable(callable) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    Ok(vm.new_callable_iter(callable, sentinel))
}

fn next(vm: &Vm, args: &[Value]) -> Result {
    let iterator = args[0];
    let is_iterator = iterator.has_kind(Kind::Generator)
        || ops::special(vm, iterator, vm.names.__next__).is_some();
    if !is_iterator {
        let found = vm.class_name(iterator);
        return Err(vm.type_error(format!("'{found}' object is not an iterator")));
    }
    match args.get(1) {
        None if iterator.has_kind(Kind::Generator) => {
            vm.call_method(iterator, vm.names.__next__, &[])
        }
        None => match crate::iter::next::next_builtin(vm, iterator) {
            Some(item) => item?.ok_or_else(|| vm.stop_iteration(Value::NULL)),
            // A StopIteration that the iterator raises itself keeps its value.
            None => vm.call_method(iterator, vm.names.__next__, &[]),
        },
        Some(&default) => Ok(ops::next(vm, iterator)?.unwrap_or(default)),
    }
}
