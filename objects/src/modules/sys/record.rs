//! Named tuples of `sys` (`sys.version_info` and such), and plain namespaces (`sys.implementation`).

use crate::class::flag;
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::object::Kind;
use crate::ops;
use crate::shape::id;
use crate::string::Str;
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// A named field.
pub(crate) fn item<const INDEX: usize>(_: &Vm, record: Value) -> Result {
    Ok(Tuple::from_value(record).get(INDEX).unwrap_or(Value::NONE))
}

/// `name(field=value, ...)`
pub(crate) fn repr(vm: &Vm, record: Value, name: &str, fields: &[&str]) -> Result {
    vm.enter_native("while getting the repr of an object")?;
    let mut parts = Vec::new();
    for (field, value) in fields.iter().zip(Tuple::from_value(record).items()) {
        parts.push(format!("{field}={}", ops::repr(vm, *value)?.as_str()));
    }
    Ok(vm.new_str(&format!("{name}({})", parts.join(", "))).value())
}

/// Declares the class of a record.
macro_rules! record {
    ($(#[$doc:meta])* $constant:ident = $name:literal { $($field:ident $index:literal)* }) => {
        $(#[$doc])*
        pub(super) const $constant: ClassSpec = ClassSpec {
            module: "sys",
            base: Some(id::TUPLE),
            methods: &[NativeSpec::method(
                "__repr__",
                |vm, args| repr(vm, args[0], concat!("sys.", $name), &[$(stringify!($field)),*]),
                1,
                1,
                "Return repr(self).",
            )],
            getters: &[$(GetSetSpec::get(stringify!($field), item::<$index>)),*],
            flags: flag::FINAL | flag::NO_NEW | flag::SEQUENCE,
            ..ClassSpec::new($name, Kind::Tuple, 0)
        };
    };
}

record! {
    /// Of `sys.version_info`.
    VERSION_INFO = "version_info" { major 0 minor 1 micro 2 releaselevel 3 serial 4 }
}
record! {
    /// Of `sys.float_info`.
    FLOAT_INFO = "float_info" {
        max 0 max_exp 1 max_10_exp 2 min 3 min_exp 4 min_10_exp 5 dig 6 mant_dig 7 epsilon 8 radix 9 rounds 10
    }
}
record! {
    /// Of `sys.int_info`.
    INT_INFO = "int_info" { bits_per_digit 0 sizeof_digit 1 default_max_str_digits 2 str_digits_check_threshold 3 }
}
record! {
    /// Of `sys.hash_info`.
    HASH_INFO = "hash_info" { width 0 modulus 1 inf 2 nan 3 imag 4 algorithm 5 hash_bits 6 seed_bits 7 cutoff 8 }
}
record! {
    /// Of `sys.flags`.
    FLAGS = "flags" {
        debug 0 inspect 1 interactive 2 optimize 3 dont_write_bytecode 4 no_user_site 5 no_site 6 ignore_environment 7 verbose 8
        bytes_warning 9 quiet 10 hash_randomization 11 isolated 12 dev_mode 13 utf8_mode 14 warn_default_encoding 15 safe_path 16
        int_max_str_digits 17
    }
}

fn namespace_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let positional = args.len() - 1 - names.len();
    if positional > 1 {
        return Err(
            vm.type_error(format!("SimpleNamespace expected at most 1 argument, got {positional}"))
        );
    }
    if positional == 1 {
        let given = vm.new_dict();
        crate::dict::methods::dict_update_from(vm, given, args[1])?;
        for entry in given.entries().to_vec() {
            let name = vm.attribute_name(entry.key)?;
            vm.set_attribute(args[0], name, entry.value)?;
        }
    }
    for (name, value) in names.iter().zip(&args[1 + positional..]) {
        vm.set_attribute(args[0], *name, *value)?;
    }
    Ok(Value::NONE)
}

fn namespace_repr(vm: &Vm, args: &[Value]) -> Result {
    vm.enter_native("while getting the repr of an object")?;
    let mut parts = Vec::new();
    for name in vm.own_attribute_names(args[0]) {
        if let Some(value) = vm.own_attribute(args[0], name) {
            parts.push(format!("{}={}", name.as_str(), ops::repr(vm, value)?.as_str()));
        }
    }
    Ok(vm.new_str(&format!("namespace({})", parts.join(", "))).value())
}

fn namespace_equal(vm: &Vm, args: &[Value]) -> Result {
    let class = vm.class_of(args[0]);
    if !vm.class_of(args[1]).is_subclass_of(class) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (
        vm.get_attribute(args[0], vm.names.__dict__)?,
        vm.get_attribute(args[1], vm.names.__dict__)?,
    );
    Ok(Value::from_bool(ops::equal(vm, a, b)?))
}

/// `types.SimpleNamespace`
pub(super) const NAMESPACE: ClassSpec = ClassSpec {
    module: "types",
    methods: &[
        NativeSpec::keyword_method("__init__", namespace_init, 1, 2, ""),
        NativeSpec::method("__repr__", namespace_repr, 1, 1, "Return repr(self)."),
        NativeSpec::method("__eq__", namespace_equal, 2, 2, "Return self==value."),
    ],
    getters: &[crate::class::object_methods::DICT],
    ..ClassSpec::new("SimpleNamespace", Kind::Instance, 0)
};
