//! `print`.

use crate::modules::sys;
use crate::ops;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The keyword arguments; null where absent.
struct Options {
    sep: Value,
    end: Value,
    file: Value,
    flush: Value,
}

/// `print(*args, sep=' ', end='\n', file=None, flush=False)`
pub(super) fn print(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let (values, keywords) = args.split_at(args.len() - names.len());
    let options = options(vm, keywords, names)?;
    let sep = delimiter(vm, options.sep, "sep", " ")?;
    let end = delimiter(vm, options.end, "end", "\n")?;
    let file = if options.file.is_none() || options.file.is_null() {
        match sys::current_stdout(vm) {
            None => return Err(vm.runtime_error("lost sys.stdout")),
            Some(stdout) if stdout.is_none() => return Ok(Value::NONE),
            Some(stdout) => stdout,
        }
    } else {
        options.file
    };
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            sys::write_text(vm, file, sep)?;
        }
        sys::write_text(vm, file, ops::str(vm, *value)?)?;
    }
    sys::write_text(vm, file, end)?;
    if !options.flush.is_null() && ops::truth(vm, options.flush)? {
        vm.call_method(file, vm.names.flush, &[])?;
    }
    Ok(Value::NONE)
}

fn options(vm: &Vm, keywords: &[Value], names: &[Str]) -> Result<Options> {
    let mut options =
        Options { sep: Value::NULL, end: Value::NULL, file: Value::NULL, flush: Value::NULL };
    for (name, &value) in names.iter().zip(keywords) {
        match name.as_str() {
            "sep" => options.sep = value,
            "end" => options.end = value,
            "file" => options.file = value,
            "flush" => options.flush = value,
            other => {
                return Err(
                    vm.type_error(format!("print() got an unexpected keyword argument '{other}'"))
                );
            }
        }
    }
    Ok(options)
}

fn delimiter(vm: &Vm, value: Value, name: &str, default: &str) -> Result<Str> {
    if value.is_null() || value.is_none() {
        return Ok(vm.intern(default));
    }
    match value.cast::<StrObject>() {
        Some(text) => Ok(text),
        None => {
            let found = vm.class_name(value);
            Err(vm.type_error(format!("{name} must be None or a string, not {found}")))
        }
    }
}
