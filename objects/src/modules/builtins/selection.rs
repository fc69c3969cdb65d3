//! `max` and `min`.

use crate::ops::{self, CompareOp};
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `max(iterable, *, default, key=None)`, `max(a, b, *rest, key=None)`
pub(super) fn max(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    select(vm, "max", CompareOp::Gt, args, names)
}
/// `min(iterable, *, default, key=None)`, `min(a, b, *rest, key=None)`
pub(super) fn min(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    select(vm, "min", CompareOp::Lt, args, names)
}

fn select(vm: &Vm, function: &str, better: CompareOp, args: &[Value], names: &[Str]) -> Result {
    let (values, keywords) = args.split_at(args.len() - names.len());
    if values.is_empty() {
        return Err(vm.type_error(format!("{function} expected at least 1 argument, got 0")));
    }
    let (mut key, mut default) = (Value::NONE, Value::NULL);
    for (name, &value) in names.iter().zip(keywords) {
        match name.as_str() {
            "key" => key = value,
            "default" => default = value,
            other => {
                let message = format!("{function}() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(message));
            }
        }
    }
    let mut best = Best { vm, key, better, found: None };
    if let [iterable] = *values {
        let iterator = ops::iter(vm, iterable)?;
        while let Some(item) = ops::next(vm, iterator)? {
            vm.poll_native()?;
            best.offer(item)?;
        }
    } else {
        if !default.is_null() {
            return Err(vm.type_error(format!(
                "Cannot specify a default for {function}() with multiple positional arguments"
            )));
        }
        values.iter().try_for_each(|value| best.offer(*value))?;
    }
    match best.found {
        Some((item, _)) => Ok(item),
        None if !default.is_null() => Ok(default),
        None => Err(vm.value_error(format!("{function}() iterable argument is empty"))),
    }
}

/// The best item so far, and its key.
struct Best<'vm> {
    vm: &'vm Vm,
    key: Value,
    better: CompareOp,
    found: Option<(Value, Value)>,
}

impl Best<'_> {
    fn offer(&mut self, item: Value) -> Result<()> {
        let key = if self.key.is_none() { item } else { self.vm.call(self.key, &[item])? };
        let replace = match self.found {
            None => true,
            Some((_, best)) => ops::holds(self.vm, key, best, self.better)?,
        };
        if replace {
            self.found = Some((item, key));
        }
        Ok(())
    }
}
