//! Conversions to numbers that operations ask for: `__index__`, `__float__`, `__int__`.

use super::special::try_special;
use crate::int::{IntRef, Integer};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The integer that `operator.index(value)` gives, of exactly class `int`.
///
/// # Errors
/// TypeError if it has none.
#[inline]
pub fn to_index(vm: &Vm, value: Value) -> Result {
    if value.is_int() {
        return Ok(value);
    }
    index_slow(vm, value)
}

#[inline(never)]
fn index_slow(vm: &Vm, value: Value) -> Result {
    if let Some(integer) = value.as_integer() {
        return Ok(vm.new_integer(integer.to_owned()));
    }
    let Some(index) = try_special(vm, value, vm.names.__index__, &[])? else {
        let class = vm.class_of(value);
        let message =
            format!("'{}' object cannot be interpreted as an integer", class.name().as_str());
        return Err(vm.type_error(message));
    };
    match index.as_integer() {
        Some(integer) => Ok(vm.new_integer(integer.to_owned())),
        None => {
            let class = vm.class_of(index);
            Err(vm
                .type_error(format!("__index__ returned non-int (type {})", class.name().as_str())))
        }
    }
}

/// The index as a machine integer.
///
/// # Errors
/// TypeError; OverflowError if it does not fit.
#[inline]
pub fn to_isize(vm: &Vm, value: Value) -> Result<isize> {
    if value.is_int() {
        return Ok(value.int() as isize);
    }
    let index = to_index(vm, value)?;
    match index.as_integer().and_then(IntRef::to_i64) {
        Some(number) => Ok(number as isize),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// The index, cut to the range of machine integers: for bounds of slices.
///
/// # Errors
/// TypeError.
pub fn to_clamped(vm: &Vm, value: Value) -> Result<isize> {
    if value.is_int() {
        return Ok(value.int() as isize);
    }
    Ok(to_index(vm, value)?.as_integer().map_or(0, IntRef::clamp_isize))
}

/// The index as a size: negative numbers become 0.
///
/// # Errors
/// As [`to_isize`].
pub fn to_size(vm: &Vm, value: Value) -> Result<usize> {
    Ok(to_isize(vm, value)?.max(0) as usize)
}

/// The number of anything real: a float, an integer, `__float__` or `__index__`.
///
/// # Errors
/// TypeError if it is none; OverflowError.
#[inline]
pub fn to_float(vm: &Vm, value: Value) -> Result<f64> {
    if value.is_float() {
        return Ok(value.as_float());
    }
    if value.is_int() {
        return Ok(value.int() as f64);
    }
    float_slow(vm, value)
}

#[inline(never)]
fn float_slow(vm: &Vm, value: Value) -> Result<f64> {
    match real(vm, value)? {
        Some(number) => Ok(number),
        None => {
            let class = vm.class_of(value);
            Err(vm.type_error(format!("must be real number, not {}", class.name().as_str())))
        }
    }
}

/// The number of anything real; `None` if the value is no number.
///
/// # Errors
/// What its methods raise; OverflowError.
pub fn real(vm: &Vm, value: Value) -> Result<Option<f64>> {
    if let Some(float) = value.as_exact_float() {
        return Ok(Some(float));
    }
    if let Some(integer) = value.as_exact_integer() {
        return vm.int_to_float(integer).map(Some);
    }
    if let Some(result) = try_special(vm, value, vm.names.__float__, &[])? {
        return match result.as_any_float() {
            Some(float) => Ok(Some(float)),
            None => {
                let (class, result) = (vm.class_of(value), vm.class_of(result));
                let (class, result) = (class.name(), result.name());
                let message = format!(
                    "{}.__float__ returned non-float (type {})",
                    class.as_str(),
                    result.as_str()
                );
                Err(vm.type_error(message))
            }
        };
    }
    if super::special(vm, value, vm.names.__index__).is_some() {
        let index = to_index(vm, value)?;
        return index.as_integer().map(|integer| vm.int_to_float(integer)).transpose();
    }
    Ok(None)
}

/// `int(value)` of a number: `__int__`, `__index__`, or the integral part of a float. `None` if it is no number.
///
/// # Errors
/// What its methods raise.
pub fn to_integer(vm: &Vm, value: Value) -> Result<Option<Integer>> {
    if let Some(integer) = value.as_exact_integer() {
        return Ok(Some(integer.to_owned()));
    }
    if let Some(float) = value.as_exact_float() {
        return float_to_integer(vm, float).map(Some);
    }
    for name in [vm.names.__int__, vm.names.__index__] {
        if let Some(result) = try_special(vm, value, name, &[])? {
            return match result.as_integer() {
                Some(integer) => Ok(Some(integer.to_owned())),
                None => {
                    let class = vm.class_of(result);
                    let (method, class) = (name.as_str(), class.name());
                    Err(vm
                        .type_error(format!("{method} returned non-int (type {})", class.as_str())))
                }
            };
        }
    }
    Ok(None)
}

/// The integral part of a float.
///
/// # Errors
/// OverflowError and ValueError if it is not finite.
pub fn float_to_integer(vm: &Vm, float: f64) -> Result<Integer> {
    match Integer::from_f64(float) {
        Some(integer) => Ok(integer),
        None if float.is_nan() => Err(vm.value_error("cannot convert float NaN to integer")),
        None => Err(vm.overflow_error("cannot convert float infinity to integer")),
    }
}

/// The length that a `__len__` returned.
///
/// # Errors
/// TypeError; ValueError if it is negative; OverflowError.
pub fn to_length(vm: &Vm, value: Value) -> Result<usize> {
    let index = to_index(vm, value)?;
    match index.as_integer() {
        Some(integer) if integer.is_negative() => {
            Err(vm.value_error("__len__() should return >= 0"))
        }
        Some(integer) => match integer.to_i64() {
            Some(length) => Ok(length as usize),
            None => Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
        },
        None => Ok(0),
    }
}
