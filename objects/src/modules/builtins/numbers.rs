//! Numbers: bases, powers, rounding.

use crate::int::text::prefixed;
use crate::ops;
use crate::parameters::parse;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `bin(i)`, `oct(i)`, `hex(i)`
pub(super) fn in_base(vm: &Vm, value: Value, base: u32) -> Result {
    let index = ops::to_index(vm, value)?;
    let text = index.as_integer().map(|integer| prefixed(integer, base)).unwrap_or_default();
    Ok(vm.new_str(&text).value())
}

/// `pow(base, exp, mod=None)`
pub(super) fn pow(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [base, exponent, modulus] = parse(vm, "pow", ["base", "exp", "mod"], (2, 3), args, names)?;
    ops::power(vm, base, exponent, if modulus.is_null() { Value::NONE } else { modulus })
}

/// `round(number, ndigits=None)`
pub(super) fn round(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [number, digits] = parse(vm, "round", ["number", "ndigits"], (1, 2), args, names)?;
    let Some(method) = ops::special(vm, number, vm.names.__round__) else {
        let found = vm.class_name(number);
        return Err(vm.type_error(format!("type {found} doesn't define __round__ method")));
    };
    let digits = if digits.is_null() || digits.is_none() { &[][..] } else { &[digits] };
    ops::call_special(vm, method, number, digits)
}
