//! Unary operators.

use super::special::try_special;
use crate::names::Names;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// A unary operator but `not`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the operator of that name")]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

impl UnaryOp {
    /// All, in order of their numbers.
    pub const ALL: [UnaryOp; 3] = [UnaryOp::Neg, UnaryOp::Pos, UnaryOp::Invert];

    /// The operator with a number, 0 to 2.
    #[inline]
    pub fn from_number(number: u32) -> UnaryOp {
        UnaryOp::ALL[(number % 3) as usize]
    }
    /// As in source text.
    pub fn symbol(self) -> &'static str {
        ["-", "+", "~"][self as usize]
    }
    fn method(self, names: &Names) -> Str {
        match self {
            UnaryOp::Neg => names.__neg__,
            UnaryOp::Pos => names.__pos__,
            UnaryOp::Invert => names.__invert__,
        }
    }
}

/// `-a`, `+a`, `~a`
///
/// # Errors
/// What the operation raises.
pub fn unary(vm: &Vm, a: Value, op: UnaryOp) -> Result {
    if let Some(integer) = a.as_exact_integer() {
        return Ok(match op {
            UnaryOp::Neg => vm.new_integer(integer.neg()),
            UnaryOp::Pos => vm.new_integer(integer.to_owned()),
            UnaryOp::Invert => vm.new_integer(integer.invert()),
        });
    }
    match (a.as_exact_float(), op) {
        (Some(float), UnaryOp::Neg) => return Ok(vm.new_float(-float)),
        (Some(_), UnaryOp::Pos) => return Ok(a),
        _ => {}
    }
    match try_special(vm, a, op.method(&vm.names), &[])? {
        Some(result) => Ok(result),
        None => {
            let class = vm.class_of(a).name();
            let message =
                format!("bad operand type for unary {}: '{}'", op.symbol(), class.as_str());
            Err(vm.type_error(message))
        }
    }
}

/// `abs(a)`
///
/// # Errors
/// What the operation raises.
pub fn absolute(vm: &Vm, a: Value) -> Result {
    if let Some(integer) = a.as_exact_integer() {
        return Ok(vm.new_integer(integer.abs()));
    }
    if let Some(float) = a.as_exact_float() {
        return Ok(vm.new_float(float.abs()));
    }
    match try_special(vm, a, vm.names.__abs__, &[])? {
        Some(result) => Ok(result),
        None => {
            let class = vm.class_of(a).name();
            Err(vm.type_error(format!("bad operand type for abs(): '{}'", class.as_str())))
        }
    }
}
