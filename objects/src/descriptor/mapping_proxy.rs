//! `mappingproxy`: a read-only view of a mapping; `cls.__dict__` is one of the class's dict.
//!
//! Every method is the mapping's own, called on it.

use super::MappingProxyObject;
use crate::class_spec::{ClassSpec, NativeSpec};
use crate::object::{Header, Kind, Ref};
use crate::ops::{self, BinaryOp, CompareOp};
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};

impl Vm {
    /// A read-only view of a mapping.
    pub fn new_mapping_proxy(&self, mapping: Value) -> Value {
        let header = Header::new(Kind::MappingProxy, id::MAPPING_PROXY);
        self.heap.allocate(MappingProxyObject { header, mapping }).value()
    }
}

fn mapping(value: Value) -> Value {
    Ref::<MappingProxyObject>::from_value(value).mapping
}
/// The mapping of a proxy, anything else itself.
fn unwrapped(value: Value) -> Value {
    value.cast::<MappingProxyObject>().map_or(value, |proxy| proxy.mapping)
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    let mapping = args[1];
    let subscript = vm.lookup(vm.class_of(mapping), vm.names.__getitem__);
    if subscript.is_none() || matches!(mapping.kind(), Some(Kind::List | Kind::Tuple)) {
        let found = vm.class_name(mapping);
        return Err(
            vm.type_error(format!("mappingproxy() argument must be a mapping, not {found}"))
        );
    }
    Ok(vm.new_mapping_proxy(mapping))
}
fn get_item(vm: &Vm, args: &[Value]) -> Result {
    ops::get_item(vm, mapping(args[0]), args[1])
}
fn contains(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::from_bool(ops::contains(vm, mapping(args[0]), args[1])?))
}
fn length(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::small(ops::length(vm, mapping(args[0]))? as i64))
}
fn iterate(vm: &Vm, args: &[Value]) -> Result {
    ops::iter(vm, mapping(args[0]))
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let inner = vm.repr_text(mapping(args[0]))?;
    Ok(vm.new_str(&format!("mappingproxy({inner})")).value())
}
fn str(vm: &Vm, args: &[Value]) -> Result {
    Ok(ops::str(vm, mapping(args[0]))?.value())
}
fn hash(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.new_int(ops::hash(vm, mapping(args[0]))?))
}
fn equal(vm: &Vm, args: &[Value]) -> Result {
    ops::compare(vm, mapping(args[0]), unwrapped(args[1]), CompareOp::Eq)
}
fn not_equal(vm: &Vm, args: &[Value]) -> Result {
    ops::compare(vm, mapping(args[0]), unwrapped(args[1]), CompareOp::Ne)
}
fn union(vm: &Vm, args: &[Value]) -> Result {
    ops::binary(vm, unwrapped(args[0]), unwrapped(args[1]), BinaryOp::Or)
}
fn reflected_union(vm: &Vm, args: &[Value]) -> Result {
    ops::binary(vm, unwrapped(args[1]), unwrapped(args[0]), BinaryOp::Or)
}
fn inplace_union(vm: &Vm, args: &[Value]) -> Result {
    let found = vm.class_name(args[0]);
    Err(vm.type_error(format!("'|=' is not supported by {found}; use '|' instead")))
}

macro_rules! delegated {
    ($($function:ident: $name:literal),*) => {
        $(fn $function(vm: &Vm, args: &[Value]) -> Result {
            vm.call_method(mapping(args[0]), vm.intern($name), &args[1..])
        })*
    };
}
delegated!(get: "get", keys: "keys", values: "values", items: "items", copy: "copy", reversed: "__reversed__");

/// `mappingproxy`
pub const MAPPING_PROXY: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::static_method("__new__", new, 2, 2, ""),
        NativeSpec::method("__getitem__", get_item, 2, 2, ""),
        NativeSpec::method("__contains__", contains, 2, 2, ""),
        NativeSpec::method("__len__", length, 1, 1, ""),
        NativeSpec::method("__iter__", iterate, 1, 1, ""),
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        NativeSpec::method("__str__", str, 1, 1, ""),
        NativeSpec::method("__hash__", hash, 1, 1, ""),
        NativeSpec::method("__eq__", equal, 2, 2, ""),
        NativeSpec::method("__ne__", not_equal, 2, 2, ""),
        NativeSpec::method("__or__", union, 2, 2, ""),
        NativeSpec::method("__ror__", reflected_union, 2, 2, ""),
        NativeSpec::method("__ior__", inplace_union, 2, 2, ""),
        NativeSpec::method(
            "get",
            get,
            2,
            3,
            "Return the value for key if key is in the mapping, else default.",
        ),
        NativeSpec::method("keys", keys, 1, 1, "a set-like object providing a view on D's keys"),
        NativeSpec::method("values", values, 1, 1, "an object providing a view on D's values"),
        NativeSpec::method("items", items, 1, 1, "a set-like object providing a view on D's items"),
        NativeSpec::method("copy", copy, 1, 1, "a shallow copy of D"),
        NativeSpec::method("__reversed__", reversed, 1, 1, ""),
        crate::generic::alias::CLASS_GETITEM,
    ],
    flags: crate::class::flag::FINAL | crate::class::flag::MAPPING,
    ..ClassSpec::new("mappingproxy", Kind::MappingProxy, id::MAPPING_PROXY)
};
