//! Truth of values.

use super::special::try_special;
use crate::bytes::BytesObject;
use crate::class::lookup::traits;
use crate::int::IntRef;
use crate::object::Ref;
use crate::range::RangeObject;
use crate::shape::id;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `bool(value)`
///
/// # Errors
/// What `__bool__` or `__len__` raise.
#[inline]
pub fn truth(vm: &Vm, value: Value) -> Result<bool> {
    if value.is_bool() {
        return Ok(value.as_bool());
    }
    if value.is_int() {
        return Ok(value.int() != 0);
    }
    if value.is_none() {
        return Ok(false);
    }
    truth_slow(vm, value)
}

#[inline(never)]
fn truth_slow(vm: &Vm, value: Value) -> Result<bool> {
    if let Some(float) = value.as_exact_float() {
        return Ok(float != 0.0);
    }
    if !value.is_object() {
        // Ellipsis and such; `NotImplemented` has no truth.
        if value.is_not_implemented() {
            return Err(vm.type_error("NotImplemented should not be used in a boolean context"));
        }
        return Ok(true);
    }
    match value.header().shape() {
        id::STR => return Ok(value.cast::<StrObject>().is_some_and(|s| s.chars() != 0)),
        id::BYTES => {
            return Ok(value.cast::<BytesObject>().is_some_and(|b| !b.as_bytes().is_empty()));
        }
        id::LIST | id::TUPLE | id::DICT | id::SET | id::FROZENSET => {
            return Ok(super::length(vm, value)? != 0);
        }
        id::RANGE => {
            return Ok(Ref::<RangeObject>::from_value(value).length != Value::small(0));
        }
        id::INT => return Ok(!value.as_integer().is_some_and(IntRef::is_zero)),
        _ => {}
    }
    if vm.class_has_trait(vm.class_of(value), traits::ALWAYS_TRUE) {
        return Ok(true);
    }
    if let Some(result) = try_special(vm, value, vm.names.__bool__, &[])? {
        if result.is_bool() {
            return Ok(result.as_bool());
        }
        let class = vm.class_of(result).name();
        return Err(
            vm.type_error(format!("__bool__ should return bool, returned {}", class.as_str()))
        );
    }
    match try_special(vm, value, vm.names.__len__, &[])? {
        Some(length) => Ok(super::convert::to_length(vm, length)? != 0),
        None => Ok(true),
    }
}
