//! Getset descriptors: computed attributes of built-in classes.

use super::{GetSetObject, MemberObject};
use crate::class::{Class, ClassObject};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::object::{Header, Kind, Ref};
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// Makes one.
pub fn new(vm: &Vm, class: Class, spec: &'static GetSetSpec) -> Value {
    let header = Header::new(Kind::GetSet, id::GETSET);
    vm.heap.allocate(GetSetObject { header, class, spec }).value()
}

/// The attribute of an object.
pub fn get(vm: &Vm, descriptor: Ref<GetSetObject>, obj: Value) -> Result {
    check(vm, descriptor.class, descriptor.spec.name, obj)?;
    (descriptor.spec.get)(vm, obj)
}

/// Sets the attribute, or deletes it if `value` is null.
pub fn set(vm: &Vm, descriptor: Ref<GetSetObject>, obj: Value, value: Value) -> Result<()> {
    check(vm, descriptor.class, descriptor.spec.name, obj)?;
    match descriptor.spec.set {
        Some(set) => set(vm, obj, value),
        None => {
            let (name, class) = (descriptor.spec.name, descriptor.class.name.get());
            let text =
                format!("attribute '{name}' of '{}' objects is not writable", class.as_str());
            Err(vm.attribute_error(text))
        }
    }
}

/// Whether `obj` is of the class whose descriptor `name` is.
pub(super) fn check(vm: &Vm, class: Class, name: &str, obj: Value) -> Result<()> {
    if vm.class_of(obj).is_subclass_of(class) {
        return Ok(());
    }
    Err(wrong_object(vm, class, name, obj))
}
#[cold]
fn wrong_object(vm: &Vm, class: Class, name: &str, obj: Value) -> Raised {
    let (class, found) = (class.name.get(), vm.class_name(obj));
    vm.type_error(format!(
        "descriptor '{name}' for '{}' objects doesn't apply to a '{found}' object",
        class.as_str()
    ))
}

/// `__get__`, `__set__` and `__delete__` of every built-in data descriptor, and of everything else that binds.
pub const GET: NativeSpec = NativeSpec::method("__get__", descriptor_get, 2, 3, "");
/// See [`GET`].
pub const SET: NativeSpec = NativeSpec::method("__set__", descriptor_set, 3, 3, "");
/// See [`GET`].
pub const DELETE: NativeSpec = NativeSpec::method("__delete__", descriptor_delete, 2, 2, "");

fn descriptor_get(vm: &Vm, args: &[Value]) -> Result {
    let obj = if args[1].is_none() { Value::NULL } else { args[1] };
    let class = args.get(2).copied().unwrap_or(Value::NONE);
    let class = match class.cast::<ClassObject>() {
        Some(class) => class,
        None if obj.is_null() => return Err(vm.type_error("__get__(None, None) is invalid")),
        None => vm.class_of(obj),
    };
    vm.bind(args[0], obj, class)
}
fn descriptor_set(vm: &Vm, args: &[Value]) -> Result {
    vm.store_through_descriptor(args[0], args[1], args[2])?;
    Ok(Value::NONE)
}
fn descriptor_delete(vm: &Vm, args: &[Value]) -> Result {
    vm.store_through_descriptor(args[0], args[1], Value::NULL)?;
    Ok(Value::NONE)
}

fn class_and_name(value: Value) -> (Class, String) {
    match value.cast::<MemberObject>() {
        Some(member) => (member.class, member.name.as_str().to_owned()),
        None => {
            let descriptor: Ref<GetSetObject> = Ref::from_value(value);
            (descriptor.class, descriptor.spec.name.to_owned())
        }
    }
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let kind = if args[0].has_kind(Kind::MemberDescriptor) { "member" } else { "attribute" };
    let (class, name) = class_and_name(args[0]);
    let text = format!("<{kind} '{name}' of '{}' objects>", class.name.get().as_str());
    Ok(vm.new_str(&text).value())
}
fn name(vm: &Vm, descriptor: Value) -> Result {
    Ok(vm.intern(&class_and_name(descriptor).1).value())
}
fn qualname(vm: &Vm, descriptor: Value) -> Result {
    let (class, name) = class_and_name(descriptor);
    Ok(vm.new_str(&format!("{}.{name}", class.qualname.get().as_str())).value())
}
fn objclass(_: &Vm, descriptor: Value) -> Result {
    Ok(class_and_name(descriptor).0.value())
}
fn doc(vm: &Vm, descriptor: Value) -> Result {
    match descriptor.cast::<GetSetObject>() {
        Some(descriptor) if !descriptor.spec.doc.is_empty() => {
            Ok(vm.new_str(descriptor.spec.doc).value())
        }
        _ => Ok(Value::NONE),
    }
}

/// Methods of getset and member descriptors.
pub(super) const METHODS: &[NativeSpec] =
    &[GET, SET, DELETE, NativeSpec::method("__repr__", repr, 1, 1, "")];
/// Attributes of getset and member descriptors.
pub(super) const GETTERS: &[GetSetSpec] = &[
    GetSetSpec::get("__name__", name),
    GetSetSpec::get("__qualname__", qualname),
    GetSetSpec::get("__objclass__", objclass),
    GetSetSpec::get("__doc__", doc),
];

/// `getset_descriptor`
pub const GETSET: ClassSpec = ClassSpec {
    methods: METHODS,
    getters: GETTERS,
    flags: crate::class::flag::FINAL | crate::class::flag::NO_NEW,
    ..ClassSpec::new("getset_descriptor", Kind::GetSet, id::GETSET)
};
