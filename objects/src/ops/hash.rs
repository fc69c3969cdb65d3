//! Hashes. Numbers that are equal hash alike, as in CPython: by their remainder modulo 2^61 - 1.

use super::special::{call_special, special};
use crate::bytes::BytesObject;
use crate::float::arithmetic as floats;
use crate::int::IntRef;
use crate::shape::id;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `hash(value)`
///
/// # Errors
/// TypeError if it is not hashable; what `__hash__` raises.
#[inline]
pub fn hash(vm: &Vm, value: Value) -> Result<i64> {
    if value.is_int() {
        return Ok(hash_small(value.int()));
    }
    if value.has_shape(id::STR)
        && let Some(string) = value.cast::<StrObject>()
    {
        return Ok(string.hash() as i64);
    }
    hash_slow(vm, value)
}

/// The hash of an integer in a word: itself, for most.
#[inline]
pub fn hash_small(number: i64) -> i64 {
    // In 62 bits with sign only -2^61 and 2^61 - 1 are not below the modulus.
    const MODULUS: i64 = (1 << 61) - 1;
    match number {
        -1 => -2,
        MODULUS => 0,
        crate::value::SMALL_MIN => -2,
        _ => {
            if number == -MODULUS {
                0
            } else {
                number
            }
        }
    }
}

#[inline(never)]
fn hash_slow(vm: &Vm, value: Value) -> Result<i64> {
    if let Some(integer) = value.as_exact_integer() {
        return Ok(integer.hash());
    }
    if let Some(float) = value.as_exact_float() {
        return Ok(hash_float(float, value));
    }
    if !value.is_object() {
        return Ok(if value.is_none() { 0xfca8_6420 } else { value.bits() as i64 });
    }
    if value.header().shape() == id::BYTES
        && let Some(bytes) = value.cast::<BytesObject>()
    {
        return Ok(bytes.hash() as i64);
    }
    vm.enter_native("while hashing an object")?;
    match special(vm, value, vm.names.__hash__) {
        Some(method) if !method.is_none() => {
            let result = call_special(vm, method, value, &[])?;
            match result.as_integer() {
                Some(hash) => Ok(hash_integer(hash)),
                None => Err(vm.type_error("__hash__ method should return an integer")),
            }
        }
        _ => {
            let found = vm.class_name(value);
            Err(vm.type_error(format!("unhashable type: '{found}'")))
        }
    }
}

/// The hash that a `__hash__` returned, in the range of hashes.
pub fn hash_integer(hash: IntRef) -> i64 {
    match hash.to_i64() {
        Some(-1) => -2,
        Some(hash) => hash,
        None => hash.hash(),
    }
}

/// The hash of a float. Not-a-numbers hash by identity, so that many of them do not collide.
pub fn hash_float(float: f64, value: Value) -> i64 {
    floats::hash(float).unwrap_or_else(|| hash_pointer(value))
}

/// The hash of an object by identity.
#[inline]
pub fn hash_pointer(value: Value) -> i64 {
    // Objects are aligned to 16 bytes: rotate the zeros away.
    (value.bits() - 1).rotate_right(4) as i64
}

/// Combines the hashes of the items of a tuple, as xxHash does (CPython's algorithm).
pub fn hash_values(hashes: impl ExactSizeIterator<Item = i64>) -> i64 {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let length = hashes.len() as u64;
    let mixed = hashes.fold(P5, |acc, hash| {
        acc.wrapping_add((hash as u64).wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1)
    });
    let mixed = mixed.wrapping_add(length ^ (P5 ^ 3_527_539));
    if mixed == u64::MAX { 1_546_275_796 } else { mixed as i64 }
}
