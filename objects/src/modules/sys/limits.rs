//! Limits that programs can change.

use crate::int::text::DEFAULT_MAX_DIGITS;
use crate::ops;
use crate::parameters::parse;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The lowest limit of digits that can be set: `sys.int_info.str_digits_check_threshold`.
pub(super) const MIN_DIGITS: usize = 640;
/// `sys.int_info.default_max_str_digits`
pub(super) const DEFAULT_DIGITS: usize = DEFAULT_MAX_DIGITS;

/// An argument as a C `int`.
fn c_int(vm: &Vm, value: Value) -> Result<i32> {
    let index = ops::to_index(vm, value)?;
    let small = if index.is_int() { i32::try_from(index.int()).ok() } else { None };
    small.ok_or_else(|| vm.overflow_error("Python int too large to convert to C int"))
}

pub(super) fn get_recursion_limit(vm: &Vm, _: &[Value]) -> Result {
    Ok(Value::small(i64::from(vm.recursion_limit.get())))
}

pub(super) fn set_recursion_limit(vm: &Vm, args: &[Value]) -> Result {
    let limit = match u32::try_from(c_int(vm, args[0])?) {
        Ok(limit) if limit > 0 => limit,
        _ => return Err(vm.value_error("recursion limit must be greater or equal than 1")),
    };
    // This call itself does not count.
    let depth = vm.depth.get().saturating_sub(1);
    if depth >= limit {
        return Err(vm.recursion_error(format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        )));
    }
    vm.recursion_limit.set(limit);
    Ok(Value::NONE)
}

pub(super) fn get_int_max_str_digits(vm: &Vm, _: &[Value]) -> Result {
    Ok(vm.new_size(vm.int_max_digits.get()))
}

pub(super) fn set_int_max_str_digits(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [digits] = parse(vm, "set_int_max_str_digits", ["maxdigits"], (1, 1), args, names)?;
    match usize::try_from(c_int(vm, digits)?) {
        Ok(limit) if limit == 0 || limit >= MIN_DIGITS => {
            vm.int_max_digits.set(limit);
            Ok(Value::NONE)
        }
        _ => Err(vm.value_error("maxdigits must be >= 640 or 0 for unlimited")),
    }
}
