//! Characters and formatting.

use crate::bytes::{ByteArrayObject, BytesObject};
use crate::ops;
use crate::string::StrObject;
use crate::string::unicode;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// `chr(i)`
pub(super) fn chr(vm: &Vm, args: &[Value]) -> Result {
    let index = ops::to_index(vm, args[0])?;
    let code = if index.is_int() { u32::try_from(index.int()).ok() } else { None };
    match code.and_then(unicode::from_code_point) {
        Some(c) => Ok(vm.char_str(c).value()),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

/// `ord(c)`
pub(super) fn ord(vm: &Vm, args: &[Value]) -> Result {
    if let Some(text) = args[0].cast::<StrObject>() {
        return match text.single() {
            Some(c) => Ok(Value::small(i64::from(unicode::code_point(c)))),
            None => Err(wrong_length(vm, text.chars())),
        };
    }
    let bytes = match (args[0].cast::<BytesObject>(), args[0].cast::<ByteArrayObject>()) {
        (Some(bytes), _) => bytes.as_bytes().to_vec(),
        (_, Some(bytes)) => bytes.to_vec(),
        _ => {
            let found = vm.class_name(args[0]);
            return Err(
                vm.type_error(format!("ord() expected string of length 1, but {found} found"))
            );
        }
    };
    match bytes.as_slice() {
        [byte] => Ok(Value::small(i64::from(*byte))),
        other => Err(wrong_length(vm, other.len())),
    }
}

#[cold]
fn wrong_length(vm: &Vm, length: usize) -> Raised {
    vm.type_error(format!("ord() expected a character, but string of length {length} found"))
}

/// `format(value, spec='')`
pub(super) fn format(vm: &Vm, args: &[Value]) -> Result {
    let spec = match args.get(1) {
        None => vm.empty_str(),
        Some(spec) => match spec.cast::<StrObject>() {
            Some(spec) => spec,
            None => {
                let found = vm.class_name(*spec);
                return Err(vm.type_error(format!("format() argument 2 must be str, not {found}")));
            }
        },
    };
    Ok(ops::format(vm, args[0], spec)?.value())
}
