//! `UnicodeDecodeError`, `UnicodeEncodeError`, `UnicodeTranslateError`.

use super::constructors::{attribute, no_keywords, this};
use super::{Exception, field};
use crate::bytes::BytesObject;
use crate::class_spec::{GetSetSpec, NativeSpec};
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// What an argument must be.
#[derive(Clone, Copy)]
enum Wanted {
    Text,
    Bytes,
    Number,
}

fn accepts(wanted: Wanted, value: Value) -> bool {
    match wanted {
        Wanted::Text => value.cast::<StrObject>().is_some(),
        Wanted::Bytes => value.cast::<BytesObject>().is_some(),
        Wanted::Number => value.is_int() || value.is_bool(),
    }
}

fn init(vm: &Vm, args: &[Value], names: &[Str], wanted: &[(Wanted, usize)]) -> Result {
    no_keywords(vm, args[0], names)?;
    let exception = this(args[0]);
    let given = &args[1..];
    if given.len() != wanted.len() {
        let (expected, count) = (wanted.len(), given.len());
        return Err(
            vm.type_error(format!("function takes exactly {expected} arguments ({count} given)"))
        );
    }
    for (index, (&value, &(wanted, place))) in given.iter().zip(wanted).enumerate() {
        if !accepts(wanted, value) {
            return Err(wrong_type(vm, index, wanted, value));
        }
        exception.fields[place].set(value);
    }
    exception.args.set(vm.new_tuple(given));
    Ok(Value::NONE)
}
#[cold]
fn wrong_type(vm: &Vm, index: usize, wanted: Wanted, value: Value) -> Raised {
    let (found, place) = (vm.class_name(value), index + 1);
    vm.type_error(match wanted {
        Wanted::Text => format!("argument {place} must be str, not {found}"),
        Wanted::Bytes => format!("a bytes-like object is required, not '{found}'"),
        Wanted::Number => format!("'{found}' object cannot be interpreted as an integer"),
    })
}

fn decode_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let wanted = [
        (Wanted::Text, field::UNICODE_ENCODING),
        (Wanted::Bytes, field::UNICODE_OBJECT),
        (Wanted::Number, field::UNICODE_START),
        (Wanted::Number, field::UNICODE_END),
        (Wanted::Text, field::UNICODE_REASON),
    ];
    init(vm, args, names, &wanted)
}
fn encode_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let wanted = [
        (Wanted::Text, field::UNICODE_ENCODING),
        (Wanted::Text, field::UNICODE_OBJECT),
        (Wanted::Number, field::UNICODE_START),
        (Wanted::Number, field::UNICODE_END),
        (Wanted::Text, field::UNICODE_REASON),
    ];
    init(vm, args, names, &wanted)
}
fn translate_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let wanted = [
        (Wanted::Text, field::UNICODE_OBJECT),
        (Wanted::Number, field::UNICODE_START),
        (Wanted::Number, field::UNICODE_END),
        (Wanted::Text, field::UNICODE_REASON),
    ];
    init(vm, args, names, &wanted)
}

/// The attributes as text and numbers; `None` if the exception was not initialized.
struct Facts {
    encoding: String,
    reason: String,
    start: usize,
    end: usize,
}
fn facts(vm: &Vm, exception: Exception) -> Result<Option<Facts>> {
    if exception.fields[field::UNICODE_OBJECT].get().is_null() {
        return Ok(None);
    }
    let text = |index: usize| Ok(crate::ops::str(vm, exception.field(index))?.as_str().to_owned());
    let number = |index: usize| {
        let value = exception.field(index);
        if value.is_int() { value.int().max(0) as usize } else { 0 }
    };
    Ok(Some(Facts {
        encoding: text(field::UNICODE_ENCODING)?,
        reason: text(field::UNICODE_REASON)?,
        start: number(field::UNICODE_START),
        end: number(field::UNICODE_END),
    }))
}

fn decode_str(vm: &Vm, args: &[Value]) -> Result {
    let exception = this(args[0]);
    let Some(facts) = facts(vm, exception)? else { return Ok(vm.intern("").value()) };
    let (encoding, reason, start, end) = (&facts.encoding, &facts.reason, facts.start, facts.end);
    let bytes = exception.field(field::UNICODE_OBJECT).cast::<BytesObject>();
    let byte = bytes.and_then(|bytes| bytes.as_bytes().get(start).copied());
    let text = match byte {
        Some(byte) if end == start + 1 => {
            format!(
                "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
            )
        }
        _ => {
            let last = end as isize - 1;
            format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    };
    Ok(vm.new_str(&text).value())
}

/// `\xe9`, `\u1234` or `\U00012345`
fn escaped(character: char) -> String {
    let code = crate::string::unicode::code_point(character);
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}
fn text_str(vm: &Vm, args: &[Value], verb: &str) -> Result {
    let exception = this(args[0]);
    let Some(facts) = facts(vm, exception)? else { return Ok(vm.intern("").value()) };
    let (reason, start, end) = (&facts.reason, facts.start, facts.end);
    let prefix = match verb {
        "encode" => format!("'{}' codec can't encode", facts.encoding),
        _ => "can't translate".to_owned(),
    };
    let object = exception.field(field::UNICODE_OBJECT).cast::<StrObject>();
    let character = object.and_then(|text| text.as_str().chars().nth(start));
    let text = match character {
        Some(character) if end == start + 1 => {
            format!("{prefix} character '{}' in position {start}: {reason}", escaped(character))
        }
        _ => format!("{prefix} characters in position {start}-{}: {reason}", end as isize - 1),
    };
    Ok(vm.new_str(&text).value())
}
fn encode_str(vm: &Vm, args: &[Value]) -> Result {
    text_str(vm, args, "encode")
}
fn translate_str(vm: &Vm, args: &[Value]) -> Result {
    text_str(vm, args, "translate")
}

pub(super) const DECODE_METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_method("__init__", decode_init, 1, 255, ""),
    NativeSpec::method("__str__", decode_str, 1, 1, ""),
];
pub(super) const ENCODE_METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_method("__init__", encode_init, 1, 255, ""),
    NativeSpec::method("__str__", encode_str, 1, 1, ""),
];
pub(super) const TRANSLATE_METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_method("__init__", translate_init, 1, 255, ""),
    NativeSpec::method("__str__", translate_str, 1, 1, ""),
];
pub(super) const GETTERS: &[GetSetSpec] = &[
    attribute::<{ field::UNICODE_ENCODING }>("encoding"),
    attribute::<{ field::UNICODE_OBJECT }>("object"),
    attribute::<{ field::UNICODE_START }>("start"),
    attribute::<{ field::UNICODE_END }>("end"),
    attribute::<{ field::UNICODE_REASON }>("reason"),
];
