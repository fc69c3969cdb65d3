//! `int | str`.

use super::{GenericAliasObject, TypeAliasObject, TypeVarObject, Union, UnionObject, alias};
use crate::class::{ClassObject, flag};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::object::{Header, Kind, Ref};
use crate::ops;
use crate::shape::id;
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

/// `__or__` of everything that can be in a union.
pub const OR: NativeSpec = NativeSpec::method("__or__", or, 2, 2, "Return self|value.");
/// `__ror__` of everything that can be in a union.
pub const ROR: NativeSpec = NativeSpec::method("__ror__", reflected_or, 2, 2, "Return value|self.");

fn or(vm: &Vm, args: &[Value]) -> Result {
    vm.type_union(args[0], args[1])
}
fn reflected_or(vm: &Vm, args: &[Value]) -> Result {
    vm.type_union(args[1], args[0])
}

/// Whether a value can be a member of a union.
fn is_member(value: Value) -> bool {
    value.is_none()
        || value.cast::<ClassObject>().is_some()
        || value.cast::<GenericAliasObject>().is_some()
        || value.cast::<TypeVarObject>().is_some()
        || value.cast::<TypeAliasObject>().is_some()
        || value.cast::<UnionObject>().is_some()
}

impl Vm {
    /// `a | b` of types; NotImplemented if one of them is none.
    pub fn type_union(&self, a: Value, b: Value) -> Result {
        if !is_member(a) || !is_member(b) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        self.new_union(&[a, b])
    }
    /// The union of types: unions among them are dissolved, and each type is in it once. A union of one type is that type.
    pub fn new_union(&self, types: &[Value]) -> Result {
        let mut members = crate::heap::RootVec::new(self);
        for &item in types {
            let inner = item.cast::<UnionObject>();
            let parts =
                inner.as_ref().map_or(std::slice::from_ref(&item), |union| union.args.items());
            for &part in parts {
                let part = if part.is_none() { self.classes.none_type.value() } else { part };
                let mut known = false;
                for index in 0..members.len() {
                    known = known || ops::identical_or_equal(self, members.get(index), part)?;
                }
                if !known {
                    members.push(part);
                }
            }
        }
        if members.len() == 1 {
            return Ok(members.get(0));
        }
        let header = Header::new(Kind::Union, id::UNION);
        let args = self.new_tuple(&members);
        Ok(self
            .heap
            .allocate(UnionObject { header, args, parameters: Cell::new(Value::NULL) })
            .value())
    }
}

fn this(value: Value) -> Union {
    Ref::from_value(value)
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let mut parts = Vec::new();
    for &arg in this(args[0]).args.items() {
        parts.push(alias::type_repr(vm, arg)?);
    }
    Ok(vm.new_str(&parts.join(" | ")).value())
}
/// Order does not matter for equality, so it must not for the hash.
fn hash(vm: &Vm, args: &[Value]) -> Result {
    let mut sum = 0i64;
    for &arg in this(args[0]).args.items() {
        sum = sum.wrapping_add(ops::hash(vm, arg)?);
    }
    Ok(vm.new_int(sum))
}
fn equal(vm: &Vm, args: &[Value]) -> Result {
    let (a, Some(b)) = (this(args[0]), args[1].cast::<UnionObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if a.args.len() != b.args.len() {
        return Ok(Value::FALSE);
    }
    for &x in a.args.items() {
        let mut found = false;
        for &y in b.args.items() {
            found = found || ops::identical_or_equal(vm, x, y)?;
        }
        if !found {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
fn get_item(vm: &Vm, args: &[Value]) -> Result {
    let union = this(args[0]);
    let parameters: Tuple = Ref::from_value(parameters(vm, args[0])?);
    let made = alias::substitute(vm, args[0], union.args, parameters, args[1])?;
    vm.new_union(made.items())
}
fn type_args(_: &Vm, union: Value) -> Result {
    Ok(this(union).args.value())
}
fn parameters(vm: &Vm, union: Value) -> Result {
    let union = this(union);
    if union.parameters.get().is_null() {
        let found = alias::collect_parameters(vm, union.args)?;
        union.parameters.set(vm.new_tuple(&found).value());
    }
    Ok(union.parameters.get())
}
fn origin(vm: &Vm, _: Value) -> Result {
    Ok(vm.classes.union.value())
}
fn class_getitem(vm: &Vm, args: &[Value]) -> Result {
    match args[1].cast::<crate::tuple::TupleObject>() {
        Some(types) => vm.new_union(types.items()),
        None => vm.new_union(&args[1..]),
    }
}

/// `typing.Union`, which is `types.UnionType` too.
pub const UNION: ClassSpec = ClassSpec {
    module: "typing",
    methods: &[
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        NativeSpec::method("__hash__", hash, 1, 1, ""),
        NativeSpec::method("__eq__", equal, 2, 2, ""),
        NativeSpec::method("__getitem__", get_item, 2, 2, ""),
        NativeSpec::class_method("__class_getitem__", class_getitem, 2, 2, ""),
        OR,
        ROR,
    ],
    getters: &[
        GetSetSpec::get("__args__", type_args),
        GetSetSpec::get("__parameters__", parameters),
        GetSetSpec::get("__origin__", origin),
    ],
    flags: flag::FINAL | flag::NO_NEW,
    ..ClassSpec::new("Union", Kind::Union, id::UNION)
};
