//! Methods that `bytes` and `bytearray` share. `M` says which of them the receiver is; results are of the same class.

use super::{ByteArrayObject, Bytes, BytesObject};
use crate::format::percent;
use crate::function::NativeSpec;
use crate::ops;
use crate::parameters::parse;
use crate::string::methods::{codec_arguments, decode as decode_text};
use crate::string::{Str, StrObject, search, split};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};
use std::ops::Deref;

/// The bytes of an argument or receiver: of a `bytes` in place, of a `bytearray` a copy, since it may change.
pub(super) enum Source {
    Fixed(Bytes),
    Copied(Vec<u8>),
}

impl Deref for Source {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match self {
            Source::Fixed(bytes) => bytes.as_bytes(),
            Source::Copied(bytes) => bytes,
        }
    }
}

/// The bytes of a bytes-like object.
pub(super) fn source(value: Value) -> Option<Source> {
    match value.cast::<BytesObject>() {
        Some(bytes) => Some(Source::Fixed(bytes)),
        None => value.cast::<ByteArrayObject>().map(|array| Source::Copied(array.to_vec())),
    }
}

pub(super) fn receiver(args: &[Value]) -> Source {
    source(args[0]).unwrap_or(Source::Copied(Vec::new()))
}

/// The bytes of an argument that must be bytes-like.
pub(super) fn required(vm: &Vm, value: Value) -> Result<Source> {
    source(value).ok_or_else(|| wrong_type(vm, value))
}

fn wrong_type(vm: &Vm, value: Value) -> Raised {
    let found = vm.class_name(value);
    vm.type_error(format!("a bytes-like object is required, not '{found}'"))
}

/// A result of the class that `M` says.
pub(super) fn make<const M: bool>(vm: &Vm, bytes: &[u8]) -> Result {
    vm.reserve(bytes.len())?;
    Ok(if M {
        vm.new_bytearray_of(vm.classes.bytearray, bytes.to_vec()).value()
    } else {
        vm.new_bytes(bytes).value()
    })
}

/// The bytes of a bytes-like object, of `__bytes__`, or of an iterable of integers.
///
/// # Errors
/// TypeError; ValueError for integers that are no bytes.
pub fn bytes_of(vm: &Vm, value: Value) -> Result<Vec<u8>> {
    if let Some(source) = source(value) {
        return Ok(source.to_vec());
    }
    if let Some(method) = ops::special(vm, value, vm.names.__bytes__) {
        let result = ops::call_special(vm, method, value, &[])?;
        return match result.cast::<BytesObject>() {
            Some(bytes) => Ok(bytes.as_bytes().to_vec()),
            None => {
                let found = vm.class_name(result);
                Err(vm.type_error(format!("__bytes__ returned non-bytes (type {found})")))
            }
        };
    }
    let iterable = ops::special(vm, value, vm.names.__iter__).is_some()
        || ops::special(vm, value, vm.names.__getitem__).is_some();
    if !iterable || value.cast::<StrObject>().is_some() {
        let found = vm.class_name(value);
        return Err(vm.type_error(format!("cannot convert '{found}' object to bytes")));
    }
    let mut bytes = Vec::new();
    ops::for_each(vm, value, |item| {
        let index = ops::to_index(vm, item)?;
        let byte = index.as_integer().and_then(|n| n.to_i64()).and_then(|n| u8::try_from(n).ok());
        bytes.push(byte.ok_or_else(|| vm.value_error("bytes must be in range(0, 256)"))?);
        Ok(())
    })?;
    Ok(bytes)
}

/// A byte or bytes to look for.
fn sought(vm: &Vm, value: Value) -> Result<Source> {
    if let Some(source) = source(value) {
        return Ok(source);
    }
    if !value.is_any_int() && ops::special(vm, value, vm.names.__index__).is_none() {
        let found = vm.class_name(value);
        return Err(vm.type_error(format!(
            "argument should be integer or bytes-like object, not '{found}'"
        )));
    }
    Ok(Source::Copied(vec![byte(vm, value)?]))
}

/// An integer that is a byte.
pub(super) fn byte(vm: &Vm, value: Value) -> Result<u8> {
    let index = ops::to_index(vm, value)?;
    let byte = index.as_integer().and_then(|n| n.to_i64()).and_then(|n| u8::try_from(n).ok());
    byte.ok_or_else(|| vm.value_error("byte must be in range(0, 256)"))
}

pub(super) const SHARED_COUNT: usize = 49;

/// The rows for `bytes` (`M` is false) or `bytearray`.
pub(super) const fn shared<const M: bool>() -> [NativeSpec; SHARED_COUNT] {
    [
        NativeSpec::method("__mul__", repeat::<M>, 2, 2, "Return self*value."),
        NativeSpec::method("__rmul__", repeat::<M>, 2, 2, "Return value*self."),
        NativeSpec::method("__add__", concatenate::<M>, 2, 2, "Return self+value."),
        NativeSpec::method(
            "__mod__",
            |vm, args| make::<M>(vm, &percent::format_bytes(vm, &receiver(args), args[1])?),
            2,
            2,
            "Return self%value.",
        ),
        NativeSpec::method("__contains__", contains, 2, 2, "Return bool(key in self)."),
        NativeSpec::method(
            "__iter__",
            |vm, args| Ok(vm.new_seq_iter(args[0])),
            1,
            1,
            "Implement iter(self).",
        ),
        NativeSpec::keyword_method(
            "decode",
            decode,
            1,
            3,
            "Decode the bytes using the codec registered for encoding.",
        ),
        NativeSpec::keyword_method(
            "hex",
            hex,
            1,
            3,
            "Create a string of hexadecimal numbers from a bytes object.",
        ),
        NativeSpec::method("join", join::<M>, 2, 2, "Concatenate any number of bytes objects."),
        NativeSpec::method(
            "count",
            count,
            2,
            4,
            "Return the number of non-overlapping occurrences of subsection 'sub'.",
        ),
        NativeSpec::method(
            "find",
            |vm, args| position(vm, args, false, false),
            2,
            4,
            "Return the lowest index where subsection 'sub' is found, -1 on failure.",
        ),
        NativeSpec::method(
            "rfind",
            |vm, args| position(vm, args, true, false),
            2,
            4,
            "Return the highest index where subsection 'sub' is found, -1 on failure.",
        ),
        NativeSpec::method(
            "index",
            |vm, args| position(vm, args, false, true),
            2,
            4,
            "Return the lowest index where subsection 'sub' is found.",
        ),
        NativeSpec::method(
            "rindex",
            |vm, args| position(vm, args, true, true),
            2,
            4,
            "Return the highest index where subsection 'sub' is found.",
        ),
        NativeSpec::method(
            "startswith",
            |vm, args| affix(vm, args, "startswith"),
            2,
            4,
            "Return True if the bytes starts with the specified prefix, False otherwise.",
        ),
        NativeSpec::method(
            "endswith",
            |vm, args| affix(vm, args, "endswith"),
            2,
            4,
            "Return True if the bytes ends with the specified suffix, False otherwise.",
        ),
        NativeSpec::method(
            "removeprefix",
            remove_prefix::<M>,
            2,
            2,
            "Return a bytes object with the given prefix string removed if present.",
        ),
        NativeSpec::method(
            "removesuffix",
            remove_suffix::<M>,
            2,
            2,
            "Return a bytes object with the given suffix string removed if present.",
        ),
        NativeSpec::method(
            "strip",
            |vm, args| strip::<M>(vm, args, (true, true)),
            1,
            2,
            "Strip leading and trailing bytes contained in the argument.",
        ),
        NativeSpec::method(
            "lstrip",
            |vm, args| strip::<M>(vm, args, (true, false)),
            1,
            2,
            "Strip leading bytes contained in the argument.",
        ),
        NativeSpec::method(
            "rstrip",
            |vm, args| strip::<M>(vm, args, (false, true)),
            1,
            2,
            "Strip trailing bytes contained in the argument.",
        ),
        NativeSpec::method(
            "partition",
            |vm, args| partition::<M>(vm, args, false),
            2,
            2,
            "Partition the bytes into three parts using the given separator.",
        ),
        NativeSpec::method(
            "rpartition",
            |vm, args| partition::<M>(vm, args, true),
            2,
            2,
            "Partition the bytes into three parts using the given separator.",
        ),
        NativeSpec::keyword_method(
            "split",
            |vm, args, names| split_bytes::<M>(vm, args, names, false),
            1,
            3,
            "Return a list of the sections in the bytes, using sep as the delimiter.",
        ),
        NativeSpec::keyword_method(
            "rsplit",
            |vm, args, names| split_bytes::<M>(vm, args, names, true),
            1,
            3,
            "Return a list of the sections in the bytes, using sep as the delimiter.",
        ),
        NativeSpec::keyword_method(
            "splitlines",
            split_lines::<M>,
            1,
            2,
            "Return a list of the lines in the bytes, breaking at line boundaries.",
        ),
        NativeSpec::method(
            "replace",
            replace::<M>,
            3,
            4,
            "Return a copy with all occurrences of substring old replaced by new.",
        ),
        NativeSpec::keyword_method(
            "expandtabs",
            expand_tabs::<M>,
            1,
            2,
            "Return a copy where all tab characters are expanded using spaces.",
        ),
        NativeSpec::keyword_method(
            "translate",
            translate::<M>,
            2,
            3,
            "Return a copy with each character mapped by the given translation table.",
        ),
        NativeSpec::static_method(
            "maketrans",
            make_table,
            2,
            2,
            "Return a translation table usable for the bytes or bytearray translate method.",
        ),
        NativeSpec::method(
            "center",
            |vm, args| justify::<M>(vm, args, "center", 1),
            2,
            3,
            "Return a centered string of length width.",
        ),
        NativeSpec::method(
            "ljust",
            |vm, args| justify::<M>(vm, args, "ljust", 0),
            2,
            3,
            "Return a left-justified string of length width.",
        ),
        NativeSpec::method(
            "rjust",
            |vm, args| justify::<M>(vm, args, "rjust", 2),
            2,
            3,
            "Return a right-justified string of length width.",
        ),
        NativeSpec::method(
            "zfill",
            zero_fill::<M>,
            2,
            2,
            "Pad a numeric string with zeros on the left, to fill a field of the given width.",
        ),
        NativeSpec::method(
            "lower",
            |vm, args| make::<M>(vm, &receiver(args).to_ascii_lowercase()),
            1,
            1,
            "Return a copy with all ASCII characters converted to lowercase.",
        ),
        NativeSpec::method(
            "upper",
            |vm, args| make::<M>(vm, &receiver(args).to_ascii_uppercase()),
            1,
            1,
            "Return a copy with all ASCII characters converted to uppercase.",
        ),
        NativeSpec::method(
            "swapcase",
            |vm, args| {
                make::<M>(
                    vm,
                    &mapped(args, |b, _| {
                        if b.is_ascii_lowercase() {
                            b.to_ascii_uppercase()
                        } else {
                            b.to_ascii_lowercase()
                        }
                    }),
                )
            },
            1,
            1,
            "Return a copy with uppercase ASCII characters converted to lowercase and vice versa.",
        ),
        NativeSpec::method(
            "capitalize",
            |vm, args| {
                make::<M>(
                    vm,
                    &mapped(args, |b, before| {
                        if before.is_none() {
                            b.to_ascii_uppercase()
                        } else {
                            b.to_ascii_lowercase()
                        }
                    }),
                )
            },
            1,
            1,
            "Return a copy with only its first character capitalized and the rest lower-cased.",
        ),
        NativeSpec::method(
            "title",
            |vm, args| {
                make::<M>(
                    vm,
                    &mapped(args, |b, before| {
                        if before.is_some_and(|b| b.is_ascii_alphabetic()) {
                            b.to_ascii_lowercase()
                        } else {
                            b.to_ascii_uppercase()
                        }
                    }),
                )
            },
            1,
            1,
            "Return a titlecased version of the bytes.",
        ),
        NativeSpec::method(
            "isalnum",
            |_, args| every(args, |b| b.is_ascii_alphanumeric()),
            1,
            1,
            "Return True if all characters are alphanumeric and there is at least one, False otherwise.",
        ),
        NativeSpec::method(
            "isalpha",
            |_, args| every(args, |b| b.is_ascii_alphabetic()),
            1,
            1,
            "Return True if all characters are alphabetic and there is at least one, False otherwise.",
        ),
        NativeSpec::method(
            "isascii",
            |_, args| Ok(Value::from_bool(receiver(args).is_ascii())),
            1,
            1,
            "Return True if all characters are ASCII, False otherwise.",
        ),
        NativeSpec::method(
            "isdigit",
            |_, args| every(args, |b| b.is_ascii_digit()),
            1,
            1,
            "Return True if all characters are digits and there is at least one, False otherwise.",
        ),
        NativeSpec::method(
            "isspace",
            |_, args| every(args, split::is_blank_byte),
            1,
            1,
            "Return True if all characters are whitespace and there is at least one, False otherwise.",
        ),
        NativeSpec::method(
            "islower",
            |_, args| cased(args, u8::is_ascii_lowercase, u8::is_ascii_uppercase),
            1,
            1,
            "Return True if all cased characters are lowercase and there is at least one, False otherwise.",
        ),
        NativeSpec::method(
            "isupper",
            |_, args| cased(args, u8::is_ascii_uppercase, u8::is_ascii_lowercase),
            1,
            1,
            "Return True if all cased characters are uppercase and there is at least one, False otherwise.",
        ),
        NativeSpec::method(
            "istitle",
            is_title,
            1,
            1,
            "Return True if the bytes is titlecased and there is at least one character, False otherwise.",
        ),
        NativeSpec::method(
            "__len__",
            |vm, args| Ok(vm.new_size(receiver(args).len())),
            1,
            1,
            "Return len(self).",
        ),
        NativeSpec::method(
            "__getitem__",
            |vm, args| get_item::<M>(vm, args[0], args[1]),
            2,
            2,
            "Return self[key].",
        ),
    ]
}

fn repeat<const M: bool>(vm: &Vm, args: &[Value]) -> Result {
    let Some(count) = ops::repeat_count(vm, args[1])? else {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{found}'")));
    };
    let (bytes, count) = (receiver(args), count.max(0) as usize);
    vm.reserve(bytes.len().saturating_mul(count))?;
    make::<M>(vm, &bytes.repeat(count))
}

fn concatenate<const M: bool>(vm: &Vm, args: &[Value]) -> Result {
    let Some(other) = source(args[1]) else {
        let (found, own) = (vm.class_name(args[1]), vm.class_name(args[0]));
        return Err(vm.type_error(format!("can't concat {found} to {own}")));
    };
    let own = receiver(args);
    vm.reserve(own.len() + other.len())?;
    make::<M>(vm, &[&own[..], &other[..]].concat())
}

fn contains(vm: &Vm, args: &[Value]) -> Result {
    let own = receiver(args);
    if let Some(part) = source(args[1]) {
        return Ok(Value::from_bool(search::find(&own, &part).is_some()));
    }
    if !args[1].is_any_int() && ops::special(vm, args[1], vm.names.__index__).is_none() {
        return Err(wrong_type(vm, args[1]));
    }
    Ok(Value::from_bool(own.contains(&byte(vm, args[1])?)))
}

/// `self[key]`
pub(super) fn get_item<const M: bool>(vm: &Vm, own: Value, key: Value) -> Result {
    let out_of_range = if M { "bytearray index out of range" } else { "index out of range" };
    let kind = if M {
        "bytearray indices must be integers or slices"
    } else {
        "byte indices must be integers or slices"
    };
    if let Some(slice) = key.cast::<crate::slice::SliceObject>() {
        let bounds = slice.bounds(vm)?;
        let bytes = receiver(&[own]);
        let indices = bounds.apply(bytes.len());
        if !M && indices.is_all(bytes.len()) && own.has_shape(crate::shape::id::BYTES) {
            return Ok(own);
        }
        return make::<M>(vm, &indices.select(&bytes));
    }
    let length =
        own.cast::<ByteArrayObject>().map_or_else(|| receiver(&[own]).len(), |array| array.len());
    let index = ops::sequence_index(vm, key, length, kind, out_of_range)?;
    let byte = match own.cast::<ByteArrayObject>() {
        Some(array) => array.bytes.borrow().get(index).copied(),
        None => receiver(&[own]).get(index).copied(),
    };
    Ok(Value::small(byte.unwrap_or(0).into()))
}

fn decode(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [encoding, errors] =
        parse(vm, "decode", ["encoding", "errors"], (0, 2), &args[1..], names)?;
    let (encoding, handler) = codec_arguments(vm, "decode", encoding, errors)?;
    Ok(decode_text(vm, &receiver(args), encoding, handler)?.value())
}

fn hex(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [separator, group] = parse(vm, "hex", ["sep", "bytes_per_sep"], (0, 2), &args[1..], names)?;
    let separator = if separator.is_null() { None } else { Some(hex_separator(vm, separator)?) };
    let group = if group.is_null() { 1 } else { ops::to_isize(vm, group)? };
    let bytes = receiver(args);
    vm.reserve(bytes.len().saturating_mul(3))?;
    let size = group.unsigned_abs();
    let mut out = String::with_capacity(bytes.len() * 2);
    for (index, byte) in bytes.iter().enumerate() {
        // Groups are counted from the end, or from the start if negative.
        let at = if group > 0 { bytes.len() - index } else { index };
        if let Some(separator) = separator
            && index > 0
            && size > 0
            && at % size == 0
        {
            out.push(separator);
        }
        for digit in [byte >> 4, byte & 15] {
            out.extend(char::from_digit(digit.into(), 16));
        }
    }
    Ok(vm.new_str(&out).value())
}

fn hex_separator(vm: &Vm, value: Value) -> Result<char> {
    let bytes = match (value.cast::<StrObject>(), source(value)) {
        (Some(text), _) if text.chars() == 1 && !text.is_ascii() => {
            return Err(vm.value_error("sep must be ASCII."));
        }
        (Some(text), _) => text.as_str().as_bytes().to_vec(),
        (_, Some(bytes)) => bytes.to_vec(),
        _ => {
            ops::length(vm, value)?;
            return Err(vm.type_error("sep must be str or bytes."));
        }
    };
    match bytes[..] {
        [byte] if byte.is_ascii() => Ok(byte as char),
        [_] => Err(vm.value_error("sep must be ASCII.")),
        _ => Err(vm.value_error("sep must be length 1.")),
    }
}

fn join<const M: bool>(vm: &Vm, args: &[Value]) -> Result {
    let items = ops::collect(vm, args[1])?;
    let separator = receiver(args);
    let mut out = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(&separator);
        }
        let Some(part) = source(*item) else {
            let found = vm.class_name(*item);
            return Err(vm.type_error(format!(
                "sequence item {index}: expected a bytes-like object, {found} found"
            )));
        };
        vm.reserve(part.len() + separator.len())?;
        out.extend_from_slice(&part);
    }
    make::<M>(vm, &out)
}

/// The range between the optional bounds; `None` if the start is behind the end.
fn range(vm: &Vm, length: usize, bounds: &[Value]) -> Result<Option<(usize, usize)>> {
    let given = |index: usize| bounds.get(index).filter(|bound| !bound.is_none());
    let (start, end) = ops::search_bounds(vm, length, given(0), given(1))?;
    Ok((start <= end).then_some((start, end)))
}

fn count(vm: &Vm, args: &[Value]) -> Result {
    let sought = sought(vm, args[1])?;
    let own = receiver(args);
    let Some((start, end)) = range(vm, own.len(), &args[2..])? else { return Ok(Value::small(0)) };
    let part = &own[start..end];
    Ok(vm.new_size(if sought.is_empty() {
        part.len() + 1
    } else {
        search::count(part, &sought, usize::MAX)
    }))
}

fn position(vm: &Vm, args: &[Value], last: bool, required: bool) -> Result {
    let sought = sought(vm, args[1])?;
    let own = receiver(args);
    let found = range(vm, own.len(), &args[2..])?.and_then(|(start, end)| {
        let part = &own[start..end];
        let at = if last { search::rfind(part, &sought) } else { search::find(part, &sought) };
        at.map(|at| start + at)
    });
    match found {
        Some(index) => Ok(vm.new_size(index)),
        None if required => Err(vm.value_error("subsection not found")),
        None => Ok(Value::small(-1)),
    }
}

fn affix(vm: &Vm, args: &[Value], name: &str) -> Result {
    let own = receiver(args);
    let range = range(vm, own.len(), &args[2..])?;
    let matches = |sought: &[u8]| {
        let Some((start, end)) = range else { return false };
        let part = &own[start..end];
        if name == "startswith" { part.starts_with(sought) } else { part.ends_with(sought) }
    };
    if let Some(sought) = source(args[1]) {
        return Ok(Value::from_bool(matches(&sought)));
    }
    let Some(tuple) = args[1].cast::<TupleObject>() else {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!(
            "{name} first arg must be bytes or a tuple of bytes, not {found}"
        )));
    };
    for item in tuple.items() {
        if matches(&required(vm, *item)?) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn remove_prefix<const M: bool>(vm: &Vm, args: &[Value]) -> Result {
    let (own, prefix) = (receiver(args), required(vm, args[1])?);
    make::<M>(vm, own.strip_prefix(&prefix[..]).unwrap_or(&own))
}

fn remove_suffix<const M: bool>(vm: &Vm, args: &[Value]) -> Result {
    let (own, suffix) = (receiver(args), required(vm, args[1])?);
    make::<M>(vm, own.strip_suffix(&suffix[..]).unwrap_or(&own))
}

fn strip<const M: bool>(vm: &Vm, args: &[Value], (left, right): (bool, bool)) -> Result {
    let set = match args.get(1).filter(|set| !set.is_none()) {
        None => None,
        Some(set) => Some(required(vm, *set)?),
    };
    let own = receiver(args);
    let remove = |byte: u8| {
        set.as_ref().map_or_else(|| split::is_blank_byte(byte), |set| set.contains(&byte))
    };
    let mut rest = &own[..];
    rest = if left { split::trim_bytes_start(rest, remove) } else { rest };
    rest = if right { split::trim_bytes_end(rest, remove) } else { rest };
    make::<M>(vm, rest)
}

fn partition<const M: bool>(vm: &Vm, args: &[Value], last: bool) -> Result {
    let separator = required(vm, args[1])?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let own = receiver(args);
    let at = if last { search::rfind(&own, &separator) } else { search::find(&own, &separator) };
    let parts: [&[u8]; 3] = match at {
        Some(at) => [&own[..at], &separator, &own[at + separator.len()..]],
        None if last => [b"", b"", &own],
        None => [&own, b"", b""],
    };
    let [a, b, c] = parts.map(|part| make::<M>(vm, part));
    Ok(vm.new_tuple(&[a?, b?, c?]).value())
}

fn list_of<const M: bool>(vm: &Vm, parts: &[&[u8]]) -> Result {
    let items: Result<Vec<Value>> = parts.iter().map(|part| make::<M>(vm, part)).collect();
    Ok(vm.new_list_from_vec(items?).value())
}

fn split_bytes<const M: bool>(vm: &Vm, args: &[Value], names: &[Str], last: bool) -> Result {
    let name = if last { "rsplit" } else { "split" };
    let [separator, most] = parse(vm, name, ["sep", "maxsplit"], (0, 2), &args[1..], names)?;
    let most = if most.is_null() {
        usize::MAX
    } else {
        usize::try_from(ops::to_isize(vm, most)?).unwrap_or(usize::MAX)
    };
    let own = receiver(args);
    let parts = if separator.is_null() || separator.is_none() {
        if last { split::byte_blanks_from_end(&own, most) } else { split::byte_blanks(&own, most) }
    } else {
        let separator = required(vm, separator)?;
        if separator.is_empty() {
            return Err(vm.value_error("empty separator"));
        }
        if last {
            split::bytes_at_from_end(&own, &separator, most)
        } else {
            split::bytes_at(&own, &separator, most)
        }
    };
    list_of::<M>(vm, &parts)
}

fn split_lines<const M: bool>(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [keep_ends] = parse(vm, "splitlines", ["keepends"], (0, 1), &args[1..], names)?;
    let keep_ends = !keep_ends.is_null() && ops::truth(vm, keep_ends)?;
    list_of::<M>(vm, &split::byte_lines(&receiver(args), keep_ends))
}

fn replace<const M: bool>(vm: &Vm, args: &[Value]) -> Result {
    let (old, new) = (required(vm, args[1])?, required(vm, args[2])?);
    let most = match args.get(3) {
        None => usize::MAX,
        Some(count) => usize::try_from(ops::to_isize(vm, *count)?).unwrap_or(usize::MAX),
    };
    let own = receiver(args);
    let found =
        if old.is_empty() { most.min(own.len() + 1) } else { search::count(&own, &old, most) };
    vm.reserve(found.saturating_mul(new.len()).saturating_add(own.len()))?;
    make::<M>(vm, &search::replace(&own, &old, &new, found))
}

fn expand_tabs<const M: bool>(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [size] = parse(vm, "expandtabs", ["tabsize"], (0, 1), &args[1..], names)?;
    let size = if size.is_null() { 8 } else { ops::to_size(vm, size)? };
    let own = receiver(args);
    let tabs = own.iter().filter(|b| **b == b'\t').count();
    vm.reserve(tabs.saturating_mul(size).saturating_add(own.len()))?;
    // Bytes as Latin-1 characters: those above ASCII are one column each.
    let text: String = own.iter().map(|b| *b as char).collect();
    match crate::string::translate::expand_tabs(&text, size) {
        Some(text) => make::<M>(vm, &text.chars().map(|c| c as u8).collect::<Vec<u8>>()),
        None => Err(vm.overflow_error("result too long")),
    }
}

fn translate<const M: bool>(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [table, delete] = parse(vm, "translate", ["", "delete"], (1, 2), &args[1..], names)?;
    let table = if table.is_none() { None } else { Some(required(vm, table)?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = if delete.is_null() { Source::Copied(Vec::new()) } else { required(vm, delete)? };
    let kept = receiver(args).iter().copied().filter(|b| !delete.contains(b)).collect::<Vec<u8>>();
    match table {
        None => make::<M>(vm, &kept),
        Some(table) => {
            make::<M>(vm, &kept.iter().map(|b| table[usize::from(*b)]).collect::<Vec<u8>>())
        }
    }
}

fn make_table(vm: &Vm, args: &[Value]) -> Result {
    let (from, to) = (required(vm, args[0])?, required(vm, args[1])?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        table[usize::from(*from)] = *to;
    }
    Ok(vm.new_bytes(&table).value())
}

fn justify<const M: bool>(vm: &Vm, args: &[Value], name: &str, side: usize) -> Result {
    let width = ops::to_size(vm, args[1])?;
    let fill = match args.get(2) {
        None => b' ',
        Some(value) => match source(*value) {
            Some(fill) if fill.len() == 1 => fill[0],
            Some(fill) => {
                let (class, length) = (vm.class_name(*value), fill.len());
                return Err(vm.type_error(format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a {class} object of length {length}"
                )));
            }
            None => {
                let found = vm.class_name(*value);
                return Err(vm.type_error(format!(
                    "{name}() argument 2 must be a byte string of length 1, not {found}"
                )));
            }
        },
    };
    let own = receiver(args);
    let padding = width.saturating_sub(own.len());
    vm.reserve(padding + own.len())?;
    let left = match side {
        0 => 0,
        1 => padding / 2 + (padding & width & 1),
        _ => padding,
    };
    let mut out = vec![fill; left];
    out.extend_from_slice(&own);
    out.resize(own.len() + padding, fill);
    make::<M>(vm, &out)
}

fn zero_fill<const M: bool>(vm: &Vm, args: &[Value]) -> Result {
    let own = receiver(args);
    let zeros = ops::to_size(vm, args[1])?.saturating_sub(own.len());
    vm.reserve(zeros + own.len())?;
    let (sign, digits) =
        own.split_at(usize::from(matches!(own.first(), Some(b'+' | b'-')) && zeros > 0));
    make::<M>(vm, &[sign, &vec![b'0'; zeros], digits].concat())
}

fn mapped(args: &[Value], map: impl Fn(u8, Option<u8>) -> u8) -> Vec<u8> {
    let mut before = None;
    let each = |byte: &u8| {
        let result = map(*byte, before);
        before = Some(*byte);
        result
    };
    receiver(args).iter().map(each).collect()
}

fn every(args: &[Value], predicate: impl Fn(u8) -> bool) -> Result {
    let own = receiver(args);
    Ok(Value::from_bool(!own.is_empty() && own.iter().all(|b| predicate(*b))))
}

fn cased(args: &[Value], wanted: fn(&u8) -> bool, other: fn(&u8) -> bool) -> Result {
    let own = receiver(args);
    Ok(Value::from_bool(own.iter().any(wanted) && !own.iter().any(other)))
}

fn is_title(_: &Vm, args: &[Value]) -> Result {
    let (mut after_letter, mut found) = (false, false);
    for byte in receiver(args).iter() {
        let letter = byte.is_ascii_alphabetic();
        if letter && byte.is_ascii_uppercase() == after_letter {
            return Ok(Value::FALSE);
        }
        found |= letter;
        after_letter = letter;
    }
    Ok(Value::from_bool(found))
}
