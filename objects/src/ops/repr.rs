//! Text of values: `repr`, `str`, `ascii`, `format`.

use super::iterate::{Brackets, write_sequence};
use super::special::{call_special, special, try_special};
use crate::bytes::BytesObject;
use crate::float::text::repr as float_repr;
use crate::format::spec;
use crate::object::Ref;
use crate::shape::id;
use crate::string::{Str, StrObject, escape};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `repr(value)`
///
/// # Errors
/// What `__repr__` raises.
pub fn repr(vm: &Vm, value: Value) -> Result<Str> {
    if let Some(text) = simple(vm, value)? {
        return Ok(text);
    }
    if value.is_object() {
        match value.header().shape() {
            id::STR => return Ok(vm.new_str(&escape::repr(Str::from_value(value).as_str(), false))),
            id::BYTES => {
                if let Some(bytes) = value.cast::<BytesObject>() {
                    return Ok(vm.new_str(&escape::repr_bytes(bytes.as_bytes())));
                }
            }
            _ => {}
        }
    }
    vm.enter_native("while getting the repr of an object")?;
    match try_special(vm, value, vm.names.__repr__, &[])? {
        Some(text) => expect_text(vm, text, "__repr__"),
        None => {
            let class = vm.class_of(value).name();
            Ok(vm.new_str(&format!("<{} object>", class.as_str())))
        }
    }
}

/// Appends `repr(value)` to a text. Containers inside of containers need no text of their own, however deep they are nested.
///
/// # Errors
/// What `__repr__` raises; MemoryError where the text is too long.
pub fn write_repr(vm: &Vm, value: Value, text: &mut String) -> Result<()> {
    let room = text.capacity();
    match value.is_object().then(|| value.header().shape()) {
        Some(id::LIST) => write_sequence(vm, value, Brackets::Square, text)?,
        Some(id::TUPLE) => write_sequence(vm, value, Brackets::Round, text)?,
        Some(id::DICT) => crate::dict::write_dict(vm, Ref::from_value(value), text)?,
        _ => text.push_str(repr(vm, value)?.as_str()),
    }
    if text.capacity() > room {
        vm.reserve(text.capacity())?;
    }
    vm.poll_native()
}

/// Numbers and singletons, of which `repr` and `str` are the same.
fn simple(vm: &Vm, value: Value) -> Result<Option<Str>> {
    if value.is_bool() {
        return Ok(Some(vm.intern(if value.as_bool() { "True" } else { "False" })));
    }
    if let Some(integer) = value.as_exact_integer() {
        return vm.int_repr(integer).map(Some);
    }
    if let Some(float) = value.as_exact_float() {
        return Ok(Some(vm.new_str(&float_repr(float))));
    }
    Ok(match value {
        Value::NONE => Some(vm.intern("None")),
        Value::ELLIPSIS => Some(vm.intern("Ellipsis")),
        Value::NOT_IMPLEMENTED => Some(vm.intern("NotImplemented")),
        _ => None,
    })
}

fn expect_text(vm: &Vm, text: Value, method: &str) -> Result<Str> {
    match text.cast::<StrObject>() {
        Some(text) => Ok(text),
        None => {
            let class = vm.class_of(text).name();
            Err(vm.type_error(format!("{method} returned non-string (type {})", class.as_str())))
        }
    }
}

/// `str(value)`
///
/// # Errors
/// What `__str__` raises.
#[inline]
pub fn str(vm: &Vm, value: Value) -> Result<Str> {
    if value.has_shape(id::STR) {
        return Ok(Str::from_value(value));
    }
    str_slow(vm, value)
}

#[inline(never)]
fn str_slow(vm: &Vm, value: Value) -> Result<Str> {
    if let Some(text) = simple(vm, value)? {
        return Ok(text);
    }
    vm.enter_native("while getting the str of an object")?;
    match try_special(vm, value, vm.names.__str__, &[])? {
        Some(text) => expect_text(vm, text, "__str__"),
        None => repr(vm, value),
    }
}

/// `ascii(value)`
///
/// # Errors
/// What `__repr__` raises.
pub fn ascii(vm: &Vm, value: Value) -> Result<Str> {
    let text = repr(vm, value)?;
    if text.is_ascii() {
        return Ok(text);
    }
    Ok(vm.new_str(&escape::escape_non_ascii(text.as_str())))
}

/// `format(value, spec)`
///
/// # Errors
/// What `__format__` raises.
pub fn format(vm: &Vm, value: Value, spec: Str) -> Result<Str> {
    if spec.chars() == 0 && (value.has_shape(id::STR) || value.is_int() || value.is_float()) {
        return str(vm, value);
    }
    if let Some(result) = spec::format_builtin(vm, value, spec.as_str()) {
        return result;
    }
    let Some(method) = special(vm, value, vm.names.__format__) else {
        let class = vm.class_of(value).name();
        return Err(vm.type_error(format!("Type {} doesn't define __format__", class.as_str())));
    };
    let text = call_special(vm, method, value, &[spec.value()])?;
    match text.cast::<StrObject>() {
        Some(text) => Ok(text),
        None => {
            let class = vm.class_of(text).name();
            Err(vm.type_error(format!("__format__ must return a str, not {}", class.as_str())))
        }
    }
}
