//! Operators whose left method the interpreter enters as a frame: which method that is, and what follows when it declines.

use super::arithmetic::{attempt_right, failure, overrides, protocol};
use super::compare::after_left;
use super::{BinaryOp, CompareOp, special};
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// Distance of in-place operators from the plain ones.
const IN_PLACE: u32 = 13;

/// The method of `left` that `left op right` asks first; `None` if it asks `right` first. In-place operators are 13 higher.
pub fn first_method(vm: &Vm, left: Value, right: Value, op: u32) -> Option<Str> {
    let operator = BinaryOp::from_number(op % IN_PLACE);
    if op >= IN_PLACE {
        let name = operator.inplace_method(&vm.names);
        if special(vm, left, name).is_some() {
            return Some(name);
        }
    }
    let (left_class, right_class) = (vm.class_of(left), vm.class_of(right));
    let reflected = operator.reflected_method(&vm.names);
    let right_first = vm
        .lookup_special(right_class, reflected)
        .is_some_and(|method| overrides(vm, left_class, right_class, reflected, method));
    if right_first { None } else { Some(operator.method(&vm.names)) }
}

/// `left op right` after the method that [`first_method`] names has returned NotImplemented.
///
/// # Errors
/// What the other methods raise; TypeError if there are none.
pub fn binary_after_left(
    vm: &Vm,
    left: Value,
    right: Value,
    op: BinaryOp,
    in_place: bool,
) -> Result {
    let asked_in_place = in_place && special(vm, left, op.inplace_method(&vm.names)).is_some();
    let result = if asked_in_place {
        protocol(vm, left, right, op)?
    } else {
        attempt_right(vm, left, right, op)?
    };
    match result {
        Some(result) => Ok(result),
        None if in_place => Err(failure(vm, left, right, op, &format!("{}=", op.symbol()))),
        None => Err(failure(vm, left, right, op, super::arithmetic::symbol(op))),
    }
}

/// A comparison after the left operand's method has returned NotImplemented.
///
/// # Errors
/// What the other method raises; TypeError for an order that neither defines.
pub fn compare_after_left(vm: &Vm, left: Value, right: Value, op: CompareOp) -> Result {
    after_left(vm, left, right, op)
}
