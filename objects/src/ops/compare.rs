//! Comparisons.

use super::special::{call_special, special};
use super::{CompareOp, truth};
use crate::class::lookup::traits;
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `a op b`
///
/// # Errors
/// What the comparison raises.
#[inline]
pub fn compare(vm: &Vm, a: Value, b: Value, op: CompareOp) -> Result {
    match builtin(a, b, op) {
        Some(holds) => Ok(Value::from_bool(holds)),
        None => protocol(vm, a, b, op),
    }
}

/// Whether `a == b`.
///
/// # Errors
/// What the comparison raises.
#[inline]
pub fn equal(vm: &Vm, a: Value, b: Value) -> Result<bool> {
    match builtin(a, b, CompareOp::Eq) {
        Some(holds) => Ok(holds),
        None => truth(vm, protocol(vm, a, b, CompareOp::Eq)?),
    }
}

/// Whether `a != b`.
///
/// # Errors
/// What the comparison raises.
pub fn not_equal(vm: &Vm, a: Value, b: Value) -> Result<bool> {
    match builtin(a, b, CompareOp::Ne) {
        Some(holds) => Ok(holds),
        None => truth(vm, protocol(vm, a, b, CompareOp::Ne)?),
    }
}

/// Whether `a is b or a == b`: what containers mean by equal items.
///
/// # Errors
/// What the comparison raises.
#[inline]
pub fn identical_or_equal(vm: &Vm, a: Value, b: Value) -> Result<bool> {
    if a == b { Ok(true) } else { equal(vm, a, b) }
}

/// Whether `a op b` holds, as a bool.
///
/// # Errors
/// What the comparison raises.
#[inline]
pub fn holds(vm: &Vm, a: Value, b: Value, op: CompareOp) -> Result<bool> {
    match builtin(a, b, op) {
        Some(holds) => Ok(holds),
        None => truth(vm, protocol(vm, a, b, op)?),
    }
}

/// Numbers and strings proper.
#[inline]
fn builtin(a: Value, b: Value, op: CompareOp) -> Option<bool> {
    if a.is_int() && b.is_int() {
        return Some(op.holds(a.int().cmp(&b.int())));
    }
    if a.has_shape(id::STR) {
        if !b.has_shape(id::STR) {
            return None;
        }
        let (a, b) = (Str::from_value(a), Str::from_value(b));
        return Some(match op {
            CompareOp::Eq => a.equals(b),
            CompareOp::Ne => !a.equals(b),
            _ => op.holds(a.compare(b)),
        });
    }
    numbers(a, b, op)
}

fn numbers(a: Value, b: Value, op: CompareOp) -> Option<bool> {
    if let Some(x) = a.as_exact_float() {
        if let Some(y) = b.as_exact_float() {
            return Some(op.holds_floats(x, y));
        }
        let order = b.as_exact_integer()?.compare_f64(x);
        return Some(order.map_or(op == CompareOp::Ne, |order| op.holds(order.reverse())));
    }
    let x = a.as_exact_integer()?;
    if let Some(y) = b.as_exact_integer() {
        return Some(op.holds(x.compare(y)));
    }
    let order = x.compare_f64(b.as_exact_float()?);
    Some(order.map_or(op == CompareOp::Ne, |order| op.holds(order)))
}

/// `==` and `!=` where both classes leave them as `object` has them.
#[inline]
fn by_identity(vm: &Vm, a: Value, b: Value, op: CompareOp) -> Option<bool> {
    let equal = match op {
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        _ => return None,
    };
    let plain = |value| vm.class_has_trait(vm.class_of(value), traits::IDENTITY_EQUALITY);
    (plain(a) && plain(b)).then_some(equal)
}

#[inline(never)]
fn protocol(vm: &Vm, a: Value, b: Value, op: CompareOp) -> Result {
    if let Some(holds) = by_identity(vm, a, b, op) {
        return Ok(Value::from_bool(holds));
    }
    if let Some(result) = super::sequence::compare_containers(vm, a, b, op) {
        return result;
    }
    vm.enter_native("in comparison")?;
    let (left_class, right_class) = (vm.class_of(a), vm.class_of(b));
    let (name, swapped) = (op.method(&vm.names), op.swapped().method(&vm.names));
    let right_first = left_class != right_class
        && right_class.is_subclass_of(left_class)
        && special(vm, b, swapped).is_some();
    let calls =
        if right_first { [(b, swapped, a), (a, name, b)] } else { [(a, name, b), (b, swapped, a)] };
    for (receiver, name, other) in calls {
        let Some(method) = special(vm, receiver, name).filter(|method| !method.is_none()) else {
            continue;
        };
        let result = call_special(vm, method, receiver, &[other])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    undecided(vm, a, b, op)
}

/// The comparison after the method of `a` has declined.
pub(super) fn after_left(vm: &Vm, a: Value, b: Value, op: CompareOp) -> Result {
    if let Some(method) =
        special(vm, b, op.swapped().method(&vm.names)).filter(|method| !method.is_none())
    {
        let result = call_special(vm, method, b, &[a])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    undecided(vm, a, b, op)
}

/// What a comparison gives that neither operand implements.
fn undecided(vm: &Vm, a: Value, b: Value, op: CompareOp) -> Result {
    match op {
        CompareOp::Eq => Ok(Value::from_bool(a == b)),
        CompareOp::Ne => Ok(Value::from_bool(a != b)),
        _ => {
            let (left, right) = (vm.class_name(a), vm.class_name(b));
            Err(vm.type_error(format!(
                "'{}' not supported between instances of '{left}' and '{right}'",
                op.symbol()
            )))
        }
    }
}
