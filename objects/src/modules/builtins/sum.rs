//! `sum`.

use crate::ops::{self, BinaryOp};
use crate::parameters::parse;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// A sum of floats with the rounding error of each addition kept beside it (Neumaier's variant of Kahan's algorithm).
struct Compensated {
    sum: f64,
    error: f64,
}

impl Compensated {
    fn add(&mut self, x: f64) {
        let total = self.sum + x;
        self.error +=
            if self.sum.abs() >= x.abs() { (self.sum - total) + x } else { (x - total) + self.sum };
        self.sum = total;
    }
    fn total(&self) -> f64 {
        // An infinite or undefined error would spoil an infinite sum.
        if self.error.is_finite() { self.sum + self.error } else { self.sum }
    }
}

/// `sum(iterable, /, start=0)`
pub(super) fn sum(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [iterable, start] = parse(vm, "sum", ["", "start"], (1, 2), args, names)?;
    let iterator = ops::iter(vm, iterable)?;
    let start = if start.is_null() { Value::small(0) } else { start };
    check_start(vm, start)?;
    match sum_ints(vm, iterator, start)? {
        (total, None) => Ok(total),
        (total, Some(item)) => {
            let total = ops::binary(vm, total, item, BinaryOp::Add)?;
            let Some(first) = total.as_exact_float() else {
                return sum_objects(vm, iterator, total);
            };
            sum_floats(vm, iterator, first)
        }
    }
}

fn check_start(vm: &Vm, start: Value) -> Result<()> {
    let classes = &*vm.classes;
    for (class, kind, advice) in [
        (classes.str, "strings", "''"),
        (classes.bytes, "bytes", "b''"),
        (classes.bytearray, "bytearray", "b''"),
    ] {
        if vm.class_of(start).is_subclass_of(class) {
            return Err(
                vm.type_error(format!("sum() can't sum {kind} [use {advice}.join(seq) instead]"))
            );
        }
    }
    Ok(())
}

/// Adds integers while there are only integers; also returns the first item that is none.
fn sum_ints(vm: &Vm, iterator: Value, start: Value) -> Result<(Value, Option<Value>)> {
    let mut total = start;
    // A start that is no plain integer is added to the first item as an object.
    let plain = start.as_exact_integer().is_some() && !start.is_bool();
    while let Some(item) = ops::next(vm, iterator)? {
        vm.poll_native()?;
        if !plain {
            return Ok((total, Some(item)));
        }
        if total.is_int()
            && item.is_int()
            && let Some(sum) = Value::try_small(total.int() + item.int())
        {
            total = sum;
        } else if item.as_exact_integer().is_some() || item.is_bool() {
            total = ops::binary(vm, total, item, BinaryOp::Add)?;
        } else {
            return Ok((total, Some(item)));
        }
    }
    Ok((total, None))
}

fn sum_floats(vm: &Vm, iterator: Value, first: f64) -> Result {
    let mut total = Compensated { sum: first, error: 0.0 };
    while let Some(item) = ops::next(vm, iterator)? {
        vm.poll_native()?;
        if let Some(float) = item.as_exact_float() {
            total.add(float);
        } else if let Some(integer) = item.as_integer() {
            total.add(vm.int_to_float(integer)?);
        } else {
            let sum = ops::binary(vm, vm.new_float(total.total()), item, BinaryOp::Add)?;
            return sum_objects(vm, iterator, sum);
        }
    }
    Ok(vm.new_float(total.total()))
}

fn sum_objects(vm: &Vm, iterator: Value, mut total: Value) -> Result {
    while let Some(item) = ops::next(vm, iterator)? {
        vm.poll_native()?;
        total = ops::binary(vm, total, item, BinaryOp::Add)?;
    }
    Ok(total)
}
