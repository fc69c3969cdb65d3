//! Member descriptors: what a class has for each name of its `__slots__`.

use super::{MemberObject, getset};
use crate::class::{Class, flag};
use crate::class_spec::ClassSpec;
use crate::instance::InstanceObject;
use crate::object::{Header, Kind, Ref};
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// Makes one.
pub fn new(vm: &Vm, class: Class, name: Str, slot: u32) -> Value {
    let header = Header::new(Kind::MemberDescriptor, id::MEMBER_DESCRIPTOR);
    vm.heap.allocate(MemberObject { header, class, name, slot }).value()
}

/// What is in the slot; null if it is empty. Subclasses of built-ins keep it in their hidden dict.
fn read(vm: &Vm, member: Ref<MemberObject>, obj: Value) -> Value {
    match obj.cast::<InstanceObject>() {
        Some(instance) => {
            let in_place = vm.shapes.get(instance.header().shape()).in_place;
            instance.slot(in_place, member.slot)
        }
        None => vm.own_attribute(obj, member.name).unwrap_or(Value::NULL),
    }
}

/// The slot of an object. An empty one is an AttributeError.
pub fn get(vm: &Vm, member: Ref<MemberObject>, obj: Value) -> Result {
    getset::check(vm, member.class, member.name.as_str(), obj)?;
    let value = read(vm, member, obj);
    if value.is_null() { Err(vm.no_attribute(obj, member.name)) } else { Ok(value) }
}

/// Sets the slot, or empties it if `value` is null.
pub fn set(vm: &Vm, member: Ref<MemberObject>, obj: Value, value: Value) -> Result<()> {
    getset::check(vm, member.class, member.name.as_str(), obj)?;
    if value.is_null() && read(vm, member, obj).is_null() {
        return Err(vm.attribute_error_of(obj, member.name, member.name.as_str()));
    }
    match obj.cast::<InstanceObject>() {
        Some(instance) => {
            let in_place = vm.shapes.get(instance.header().shape()).in_place;
            instance.set_slot(in_place, member.slot, value);
        }
        None if value.is_null() => {
            vm.delete_own_attribute(obj, member.name);
        }
        None => vm.set_own_attribute(obj, member.name, value),
    }
    Ok(())
}

/// `member_descriptor`
pub const MEMBER: ClassSpec = ClassSpec {
    methods: getset::METHODS,
    getters: getset::GETTERS,
    flags: flag::FINAL | flag::NO_NEW,
    ..ClassSpec::new("member_descriptor", Kind::MemberDescriptor, id::MEMBER_DESCRIPTOR)
};
