//! Class `bool`: a subclass of `int` whose two instances are words.

use crate::class::{ClassObject, flag};
use crate::class_spec::ClassSpec;
use crate::function::NativeSpec;
use crate::object::Kind;
use crate::ops;
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The class. Operators come from `int`, whose methods know that two bools make a bool.
pub const CLASS: ClassSpec = ClassSpec {
    base: Some(id::INT),
    methods: METHODS,
    doc: "Returns True when the argument is true, False otherwise.",
    flags: flag::FINAL,
    ..ClassSpec::new("bool", Kind::BigInt, id::BOOL)
};

const METHODS: &[NativeSpec] = &[
    NativeSpec::static_method("__new__", new, 1, 2, ""),
    NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self)."),
];

fn new(vm: &Vm, args: &[Value]) -> Result {
    if args[0].cast::<ClassObject>().is_none() {
        return Err(vm.type_error("bool.__new__(X): X is not a type object"));
    }
    match args.get(1) {
        Some(value) => Ok(Value::from_bool(ops::truth(vm, *value)?)),
        None => Ok(Value::FALSE),
    }
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.intern(if args[0] == Value::TRUE { "True" } else { "False" }).value())
}
