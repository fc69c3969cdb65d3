//! Operators, comparison and truth.

use super::prelude::*;
use trefoil_objects::float::arithmetic;
use trefoil_objects::ops::{BinaryOp, CompareOp, UnaryOp};

/// Distance of in-place operators from the plain ones.
const IN_PLACE: u32 = 13;

/// `left op right`, in place or not.
pub fn binary_op(vm: &Vm, left: Value, right: Value, op: u32) -> Result {
    if op < IN_PLACE {
        ops::binary(vm, left, right, BinaryOp::from_number(op))
    } else {
        ops::inplace(vm, left, right, BinaryOp::from_number(op - IN_PLACE))
    }
}

/// What an operator does after the left operand's method, entered as a frame, returned NotImplemented.
pub fn operator_declined(vm: &Vm, op: u32, compares: bool, left: Value, right: Value) -> Result {
    if compares {
        ops::compare_after_left(vm, left, right, CompareOp::from_number(op))
    } else if op < IN_PLACE {
        ops::binary_after_left(vm, left, right, BinaryOp::from_number(op), false)
    } else {
        ops::binary_after_left(vm, left, right, BinaryOp::from_number(op - IN_PLACE), true)
    }
}

/// `-operand`
pub fn unary_negative(vm: &Vm, operand: Value) -> Result {
    ops::unary(vm, operand, UnaryOp::Neg)
}

/// `+operand`
pub fn unary_positive(vm: &Vm, operand: Value) -> Result {
    ops::unary(vm, operand, UnaryOp::Pos)
}

/// `~operand`
pub fn unary_invert(vm: &Vm, operand: Value) -> Result {
    ops::unary(vm, operand, UnaryOp::Invert)
}

/// `left op right` for the six comparisons.
pub fn compare_op(vm: &Vm, left: Value, right: Value, op: u32) -> Result {
    ops::compare(vm, left, right, CompareOp::from_number(op))
}

/// `item in container`
pub fn contains(vm: &Vm, container: Value, item: Value) -> Result<bool> {
    ops::contains(vm, container, item)
}

/// `bool(value)`
pub fn truth(vm: &Vm, value: Value) -> Result<bool> {
    ops::truth(vm, value)
}

/// Libm's pow: what Python's `**` computes where it neither raises nor leaves the floats.
pub fn float_pow(x: f64, y: f64) -> f64 {
    x.powf(y)
}

/// `x // y` for `y != 0`.
pub fn float_floordiv(x: f64, y: f64) -> f64 {
    arithmetic::floor_div(x, y).unwrap_or(f64::NAN)
}

/// `x % y` for `y != 0`.
pub fn float_mod(x: f64, y: f64) -> f64 {
    arithmetic::modulo(x, y).unwrap_or(f64::NAN)
}

/// `left + right` of two lists.
pub fn list_concat(vm: &Vm, left: List, right: List) -> Result<List> {
    trefoil_objects::list::list_concat(vm, left, right)
}

/// `left + right` of two strings.
pub fn str_concat(vm: &Vm, left: Str, right: Str) -> Result<Str> {
    vm.concat_str(left, right)
}

/// `left == right` of two strings.
pub fn str_equal(left: Str, right: Str) -> bool {
    left == right || left.as_str() == right.as_str()
}

/// `len(text)`
pub fn str_len(text: Str) -> Int<62> {
    Int::new(text.chars() as i64)
}

/// `text[index]` for an index below the length.
pub fn str_char(vm: &Vm, text: Str, index: Int<62>) -> Str {
    let index = index.get() as usize;
    vm.substring(text, index, index + 1)
}
