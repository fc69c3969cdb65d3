//! Methods of `str`. Construction and operators are in `class.rs`.

use super::codec::{CodecError, Encoding, Handler};
use super::{Str, StrObject, case, codec, search, split, translate, unicode};
use crate::class_spec::ANY;
use crate::format::template;
use crate::function::NativeSpec;
use crate::heap::RootVec;
use crate::object::Kind;
use crate::ops;
use crate::parameters::parse;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// The named methods.
pub(super) const METHODS: &[NativeSpec] = &[
    NativeSpec::method(
        "capitalize",
        |vm, args| mapped(vm, args, case::capitalize),
        1,
        1,
        "Return a capitalized version of the string.",
    ),
    NativeSpec::method(
        "casefold",
        |vm, args| mapped(vm, args, case::fold),
        1,
        1,
        "Return a version of the string suitable for caseless comparisons.",
    ),
    NativeSpec::method(
        "lower",
        |vm, args| mapped(vm, args, case::lower),
        1,
        1,
        "Return a copy of the string converted to lowercase.",
    ),
    NativeSpec::method(
        "upper",
        |vm, args| mapped(vm, args, case::upper),
        1,
        1,
        "Return a copy of the string converted to uppercase.",
    ),
    NativeSpec::method(
        "swapcase",
        |vm, args| mapped(vm, args, case::swap),
        1,
        1,
        "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
    ),
    NativeSpec::method(
        "title",
        |vm, args| mapped(vm, args, case::title),
        1,
        1,
        "Return a version of the string where each word is titlecased.",
    ),
    NativeSpec::method(
        "isalnum",
        |_, args| every(args, unicode::is_alphanumeric),
        1,
        1,
        "Return True if the string is an alpha-numeric string, False otherwise.",
    ),
    NativeSpec::method(
        "isalpha",
        |_, args| every(args, unicode::is_alpha),
        1,
        1,
        "Return True if the string is an alphabetic string, False otherwise.",
    ),
    NativeSpec::method(
        "isascii",
        |_, args| Ok(Value::from_bool(receiver(args).is_ascii())),
        1,
        1,
        "Return True if all characters in the string are ASCII, False otherwise.",
    ),
    NativeSpec::method(
        "isdecimal",
        |_, args| every(args, unicode::is_decimal),
        1,
        1,
        "Return True if the string is a decimal string, False otherwise.",
    ),
    NativeSpec::method(
        "isdigit",
        |_, args| every(args, unicode::is_digit),
        1,
        1,
        "Return True if the string is a digit string, False otherwise.",
    ),
    NativeSpec::method(
        "isnumeric",
        |_, args| every(args, unicode::is_numeric),
        1,
        1,
        "Return True if the string is a numeric string, False otherwise.",
    ),
    NativeSpec::method(
        "isspace",
        |_, args| every(args, unicode::is_space),
        1,
        1,
        "Return True if the string is a whitespace string, False otherwise.",
    ),
    NativeSpec::method(
        "isidentifier",
        |_, args| test(args, case::is_identifier),
        1,
        1,
        "Return True if the string is a valid Python identifier, False otherwise.",
    ),
    NativeSpec::method(
        "isprintable",
        |_, args| test(args, |text| text.chars().all(unicode::is_printable)),
        1,
        1,
        "Return True if all characters in the string are printable, False otherwise.",
    ),
    NativeSpec::method(
        "islower",
        |_, args| test(args, case::is_lower),
        1,
        1,
        "Return True if the string is a lowercase string, False otherwise.",
    ),
    NativeSpec::method(
        "isupper",
        |_, args| test(args, case::is_upper),
        1,
        1,
        "Return True if the string is an uppercase string, False otherwise.",
    ),
    NativeSpec::method(
        "istitle",
        |_, args| test(args, case::is_title),
        1,
        1,
        "Return True if the string is a title-cased string, False otherwise.",
    ),
    NativeSpec::method(
        "center",
        |vm, args| justify(vm, args, Side::Both),
        2,
        3,
        "Return a centered string of length width.",
    ),
    NativeSpec::method(
        "ljust",
        |vm, args| justify(vm, args, Side::Right),
        2,
        3,
        "Return a left-justified string of length width.",
    ),
    NativeSpec::method(
        "rjust",
        |vm, args| justify(vm, args, Side::Left),
        2,
        3,
        "Return a right-justified string of length width.",
    ),
    NativeSpec::method(
        "zfill",
        zero_fill,
        2,
        2,
        "Pad a numeric string with zeros on the left, to fill a field of the given width.",
    ),
    NativeSpec::method(
        "count",
        count,
        2,
        4,
        "Return the number of non-overlapping occurrences of substring sub in string S[start:end].",
    ),
    NativeSpec::method(
        "find",
        |vm, args| position(vm, args, "find", Side::Left, false),
        2,
        4,
        "Return the lowest index in S where substring sub is found, -1 on failure.",
    ),
    NativeSpec::method(
        "rfind",
        |vm, args| position(vm, args, "rfind", Side::Right, false),
        2,
        4,
        "Return the highest index in S where substring sub is found, -1 on failure.",
    ),
    NativeSpec::method(
        "index",
        |vm, args| position(vm, args, "index", Side::Left, true),
        2,
        4,
        "Return the lowest index in S where substring sub is found.",
    ),
    NativeSpec::method(
        "rindex",
        |vm, args| position(vm, args, "rindex", Side::Right, true),
        2,
        4,
        "Return the highest index in S where substring sub is found.",
    ),
    NativeSpec::method(
        "startswith",
        |vm, args| affix(vm, args, "startswith", Side::Left),
        2,
        4,
        "Return True if the string starts with the specified prefix, False otherwise.",
    ),
    NativeSpec::method(
        "endswith",
        |vm, args| affix(vm, args, "endswith", Side::Right),
        2,
        4,
        "Return True if the string ends with the specified suffix, False otherwise.",
    ),
    NativeSpec::method(
        "removeprefix",
        remove_prefix,
        2,
        2,
        "Return a str with the given prefix string removed if present.",
    ),
    NativeSpec::method(
        "removesuffix",
        remove_suffix,
        2,
        2,
        "Return a str with the given suffix string removed if present.",
    ),
    NativeSpec::method(
        "strip",
        |vm, args| strip(vm, args, "strip", (true, true)),
        1,
        2,
        "Return a copy of the string with leading and trailing whitespace removed.",
    ),
    NativeSpec::method(
        "lstrip",
        |vm, args| strip(vm, args, "lstrip", (true, false)),
        1,
        2,
        "Return a copy of the string with leading whitespace removed.",
    ),
    NativeSpec::method(
        "rstrip",
        |vm, args| strip(vm, args, "rstrip", (false, true)),
        1,
        2,
        "Return a copy of the string with trailing whitespace removed.",
    ),
    NativeSpec::method(
        "join",
        |vm, args| join(vm, receiver(args), args[1]).map(Value::from),
        2,
        2,
        "Concatenate any number of strings.",
    ),
    NativeSpec::method(
        "partition",
        partition,
        2,
        2,
        "Partition the string into three parts using the given separator.",
    ),
    NativeSpec::method(
        "rpartition",
        rpartition,
        2,
        2,
        "Partition the string into three parts using the given separator.",
    ),
    NativeSpec::keyword_method(
        "split",
        |vm, args, names| split_text(vm, args, names, "split", Side::Left),
        1,
        3,
        "Return a list of the substrings in the string, using sep as the separator string.",
    ),
    NativeSpec::keyword_method(
        "rsplit",
        |vm, args, names| split_text(vm, args, names, "rsplit", Side::Right),
        1,
        3,
        "Return a list of the substrings in the string, using sep as the separator string.",
    ),
    NativeSpec::keyword_method(
        "splitlines",
        split_lines,
        1,
        2,
        "Return a list of the lines in the string, breaking at line boundaries.",
    ),
    NativeSpec::keyword_method(
        "replace",
        replace,
        3,
        4,
        "Return a copy with all occurrences of substring old replaced by new.",
    ),
    NativeSpec::keyword_method(
        "expandtabs",
        expand_tabs,
        1,
        2,
        "Return a copy where all tab characters are expanded using spaces.",
    ),
    NativeSpec::keyword_method(
        "encode",
        encode_method,
        1,
        3,
        "Encode the string using the codec registered for encoding.",
    ),
    NativeSpec::method(
        "translate",
        |vm, args| translate::translate(vm, receiver(args), args[1]).map(Value::from),
        2,
        2,
        "Replace each character in the string using the given translation table.",
    ),
    NativeSpec::static_method(
        "maketrans",
        translate::make_table,
        1,
        3,
        "Return a translation table usable for str.translate().",
    ),
    NativeSpec::keyword_method(
        "format",
        |vm, args, names| template::format(vm, receiver(args), &args[1..], names).map(Value::from),
        1,
        ANY,
        "Return a formatted version of the string, using substitutions from args and kwargs.",
    ),
    NativeSpec::method(
        "format_map",
        |vm, args| template::format_map(vm, receiver(args), args[1]).map(Value::from),
        2,
        2,
        "Return a formatted version of the string, using substitutions from mapping.",
    ),
];

/// A side of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Both,
}

/// The receiver of a method, which was checked to be a `str`.
pub(super) fn receiver(args: &[Value]) -> Str {
    Str::from_value(args[0])
}

/// An argument that must be a `str`.
fn text_argument(vm: &Vm, value: Value, what: &str) -> Result<Str> {
    match value.cast::<StrObject>() {
        Some(text) => Ok(text),
        None => {
            let found = crate::parameters::class_in_message(vm, value);
            Err(vm.type_error(format!("{what} must be str, not {found}")))
        }
    }
}

fn mapped(vm: &Vm, args: &[Value], map: impl Fn(&str) -> String) -> Result {
    Ok(vm.long_str(&map(receiver(args).as_str()))?.value())
}

fn every(args: &[Value], predicate: impl Fn(char) -> bool) -> Result {
    Ok(Value::from_bool(case::all(receiver(args).as_str(), predicate)))
}

fn test(args: &[Value], predicate: impl Fn(&str) -> bool) -> Result {
    Ok(Value::from_bool(predicate(receiver(args).as_str())))
}

/// The receiver itself if its class is exactly `str`, else a copy of class `str`.
fn plain(vm: &Vm, text: Str) -> Value {
    if text.header().shape() == crate::shape::id::STR {
        text.value()
    } else {
        vm.new_str(text.as_str()).value()
    }
}

/// A part of the receiver's text.
fn part(vm: &Vm, whole: Str, part: &str) -> Value {
    if part.len() == whole.as_str().len() { plain(vm, whole) } else { vm.new_str(part).value() }
}

fn justify(vm: &Vm, args: &[Value], side: Side) -> Result {
    let text = receiver(args);
    let width = ops::to_size(vm, args[1])?;
    let fill = match args.get(2) {
        None => ' ',
        Some(value) => {
            let Some(fill) = value.cast::<StrObject>() else {
                let class = vm.class_of(*value).name();
                let message = format!(
                    "The fill character must be a unicode character, not {}",
                    class.as_str()
                );
                return Err(vm.type_error(message));
            };
            match fill.single() {
                Some(fill) => fill,
                None => {
                    return Err(
                        vm.type_error("The fill character must be exactly one character long")
                    );
                }
            }
        }
    };
    let padding = width.saturating_sub(text.chars());
    if padding == 0 {
        return Ok(plain(vm, text));
    }
    let left = match side {
        Side::Left => padding,
        Side::Right => 0,
        // Of an odd padding the extra one is at the left if the width is odd.
        Side::Both => padding / 2 + (padding & width & 1),
    };
    vm.reserve(padding.saturating_mul(fill.len_utf8()).saturating_add(text.as_str().len()))?;
    let mut out = String::new();
    out.extend(std::iter::repeat_n(fill, left));
    out.push_str(text.as_str());
    out.extend(std::iter::repeat_n(fill, padding - left));
    Ok(vm.new_str(&out).value())
}

fn zero_fill(vm: &Vm, args: &[Value]) -> Result {
    let text = receiver(args);
    let zeros = ops::to_size(vm, args[1])?.saturating_sub(text.chars());
    if zeros == 0 {
        return Ok(plain(vm, text));
    }
    vm.reserve(zeros)?;
    let (sign, digits) = text.as_str().split_at(usize::from(text.as_str().starts_with(['+', '-'])));
    Ok(vm.new_str(&format!("{sign}{}{digits}", "0".repeat(zeros))).value())
}

/// The byte range between the optional bounds, and the index of the first code point; `None` if the start is behind the end.
fn range(vm: &Vm, text: Str, bounds: &[Value]) -> Result<Option<(usize, usize, usize)>> {
    let bound = |index: usize, absent: isize| match bounds.get(index) {
        Some(value) if !value.is_none() => {
            if !value.is_any_int() && ops::special(vm, *value, vm.names.__index__).is_none() {
                let message = "slice indices must be integers or None or have an __index__ method";
                return Err(vm.type_error(message));
            }
            ops::to_clamped(vm, *value)
        }
        _ => Ok(absent),
    };
    let (start, end) = search::bounds(text.chars(), bound(0, 0)?, bound(1, isize::MAX)?);
    if start > end {
        return Ok(None);
    }
    Ok(Some((vm.byte_offset(text, start), vm.byte_offset(text, end), start)))
}

fn count(vm: &Vm, args: &[Value]) -> Result {
    let text = receiver(args);
    let sought = text_argument(vm, args[1], "count() argument 1")?;
    let Some((start, end, _)) = range(vm, text, &args[2..])? else { return Ok(Value::small(0)) };
    let text = &text.as_str()[start..end];
    let found = if sought.is_empty() {
        text.chars().count() + 1
    } else {
        search::count(text.as_bytes(), sought.as_str().as_bytes(), usize::MAX)
    };
    Ok(vm.new_size(found))
}

fn position(vm: &Vm, args: &[Value], name: &str, side: Side, required: bool) -> Result {
    let text = receiver(args);
    let sought = text_argument(vm, args[1], &format!("{name}() argument 1"))?;
    let found = range(vm, text, &args[2..])?.and_then(|(start, end, first)| {
        let (text, sought) = (&text.as_str()[start..end], sought.as_str());
        let at = if side == Side::Left {
            search::find(text.as_bytes(), sought.as_bytes())
        } else {
            search::rfind(text.as_bytes(), sought.as_bytes())
        };
        at.map(|at| first + if text.is_ascii() { at } else { text[..at].chars().count() })
    });
    match found {
        Some(index) => Ok(vm.new_size(index)),
        None if required => Err(vm.value_error("substring not found")),
        None => Ok(Value::small(-1)),
    }
}

fn affix(vm: &Vm, args: &[Value], name: &str, side: Side) -> Result {
    let text = receiver(args);
    let range = range(vm, text, &args[2..])?;
    let matches = |sought: Str| {
        let Some((start, end, _)) = range else { return false };
        let text = &text.as_str()[start..end];
        if side == Side::Left {
            text.starts_with(sought.as_str())
        } else {
            text.ends_with(sought.as_str())
        }
    };
    if let Some(sought) = args[1].cast::<StrObject>() {
        return Ok(Value::from_bool(matches(sought)));
    }
    let wrong = |value: Value, message: &str| {
        let class = vm.class_of(value).name();
        vm.type_error(format!("{message}, not {}", class.as_str()))
    };
    let Some(tuple) = args[1].cast::<TupleObject>() else {
        return Err(wrong(args[1], &format!("{name} first arg must be str or a tuple of str")));
    };
    for item in tuple.items() {
        let Some(sought) = item.cast::<StrObject>() else {
            return Err(wrong(*item, &format!("tuple for {name} must only contain str")));
        };
        if matches(sought) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn remove_prefix(vm: &Vm, args: &[Value]) -> Result {
    let text = receiver(args);
    let prefix = text_argument(vm, args[1], "removeprefix() argument")?;
    let rest = text.as_str().strip_prefix(prefix.as_str()).unwrap_or(text.as_str());
    Ok(part(vm, text, rest))
}

fn remove_suffix(vm: &Vm, args: &[Value]) -> Result {
    let text = receiver(args);
    let suffix = text_argument(vm, args[1], "removesuffix() argument")?;
    let rest = text.as_str().strip_suffix(suffix.as_str()).unwrap_or(text.as_str());
    Ok(part(vm, text, rest))
}

fn strip(vm: &Vm, args: &[Value], name: &str, (left, right): (bool, bool)) -> Result {
    let text = receiver(args);
    let mut rest = text.as_str();
    match args.get(1).filter(|set| !set.is_none()) {
        None => {
            rest = if left { rest.trim_start_matches(unicode::is_space) } else { rest };
            rest = if right { rest.trim_end_matches(unicode::is_space) } else { rest };
        }
        Some(set) => {
            let Some(set) = set.cast::<StrObject>() else {
                return Err(vm.type_error(format!("{name} arg must be None or str")));
            };
            let in_set = |c: char| set.as_str().contains(c);
            rest = if left { rest.trim_start_matches(in_set) } else { rest };
            rest = if right { rest.trim_end_matches(in_set) } else { rest };
        }
    }
    Ok(part(vm, text, rest))
}

/// `separator.join(iterable)`
///
/// # Errors
/// An item is no `str`; what iterating raises.
pub fn join(vm: &Vm, separator: Str, iterable: Value) -> Result<Str> {
    let items = if matches!(iterable.kind(), Some(Kind::List | Kind::Tuple))
        && iterable.header().shape() < crate::shape::id::FIRST_DYNAMIC
    {
        ops::collect(vm, iterable)?
    } else {
        if ops::special(vm, iterable, vm.names.__iter__).is_none()
            && ops::special(vm, iterable, vm.names.__getitem__).is_none()
        {
            return Err(vm.type_error("can only join an iterable"));
        }
        ops::collect(vm, iterable)?
    };
    join_items(vm, separator, &items)
}

fn join_items(vm: &Vm, separator: Str, items: &RootVec) -> Result<Str> {
    let mut total = separator.as_str().len().saturating_mul(items.len().saturating_sub(1));
    for (index, item) in items.iter().enumerate() {
        match item.cast::<StrObject>() {
            Some(text) => total = total.saturating_add(text.as_str().len()),
            None => {
                let class = vm.class_of(*item).name();
                let class = class.as_str();
                let message =
                    format!("sequence item {index}: expected str instance, {class} found");
                return Err(vm.type_error(message));
            }
        }
    }
    if let [only] = items[..]
        && only.has_shape(crate::shape::id::STR)
    {
        return Ok(Str::from_value(only));
    }
    vm.reserve(total)?;
    let mut out = String::with_capacity(total);
    let mut chars = separator.chars() * items.len().saturating_sub(1);
    for (index, item) in items.iter().enumerate() {
        let text = Str::from_value(*item);
        if index > 0 {
            out.push_str(separator.as_str());
        }
        out.push_str(text.as_str());
        chars += text.chars();
    }
    Ok(if out.len() <= 1 { vm.new_str(&out) } else { vm.fresh_str(&out, chars) })
}

fn three(vm: &Vm, parts: (&str, &str, &str)) -> Result {
    let parts = [parts.0, parts.1, parts.2].map(|part| vm.new_str(part).value());
    Ok(vm.new_tuple(&parts).value())
}

fn separator_argument(vm: &Vm, value: Value, what: &str) -> Result<Str> {
    let Some(separator) = value.cast::<StrObject>() else {
        let class = vm.class_of(value).name();
        return Err(vm.type_error(format!("must be {what}, not {}", class.as_str())));
    };
    if separator.is_empty() { Err(vm.value_error("empty separator")) } else { Ok(separator) }
}

fn partition(vm: &Vm, args: &[Value]) -> Result {
    let separator = separator_argument(vm, args[1], "str")?;
    let text = receiver(args).as_str().to_owned();
    match text.split_once(separator.as_str()) {
        Some((before, after)) => three(vm, (before, separator.as_str(), after)),
        None => three(vm, (&text, "", "")),
    }
}

fn rpartition(vm: &Vm, args: &[Value]) -> Result {
    let separator = separator_argument(vm, args[1], "str")?;
    let text = receiver(args).as_str().to_owned();
    match text.rsplit_once(separator.as_str()) {
        Some((before, after)) => three(vm, (before, separator.as_str(), after)),
        None => three(vm, ("", "", &text)),
    }
}

/// A list of texts.
fn list_of(vm: &Vm, parts: &[&str]) -> Value {
    let items = parts.iter().map(|part| vm.new_str(part).value()).collect();
    vm.new_list_from_vec(items).value()
}

/// A count of which negative numbers mean no limit.
fn limit(vm: &Vm, value: Value) -> Result<usize> {
    if value.is_null() {
        return Ok(usize::MAX);
    }
    Ok(usize::try_from(ops::to_isize(vm, value)?).unwrap_or(usize::MAX))
}

fn split_text(vm: &Vm, args: &[Value], names: &[Str], name: &str, side: Side) -> Result {
    let [separator, most] = parse(vm, name, ["sep", "maxsplit"], (0, 2), &args[1..], names)?;
    let most = limit(vm, most)?;
    let receiver = receiver(args);
    let text = receiver.as_str();
    let parts = if separator.is_null() || separator.is_none() {
        if side == Side::Left {
            split::blanks(text, most)
        } else {
            split::blanks_from_end(text, most)
        }
    } else {
        let separator = separator_argument(vm, separator, "str or None")?;
        if side == Side::Left {
            split::at(text, separator.as_str(), most)
        } else {
            split::at_from_end(text, separator.as_str(), most)
        }
    };
    Ok(list_of(vm, &parts))
}

fn split_lines(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [keep_ends] = parse(vm, "splitlines", ["keepends"], (0, 1), &args[1..], names)?;
    let keep_ends = !keep_ends.is_null() && ops::truth(vm, keep_ends)?;
    Ok(list_of(vm, &split::lines(receiver(args).as_str(), keep_ends)))
}

fn replace(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [old, new, count] = parse(vm, "replace", ["", "", "count"], (2, 3), &args[1..], names)?;
    let text = receiver(args);
    let old = text_argument(vm, old, "replace() argument 1")?;
    let new = text_argument(vm, new, "replace() argument 2")?;
    let most = limit(vm, count)?;
    if most == 0 || old.equals(new) || old.chars() > text.chars() {
        return Ok(plain(vm, text));
    }
    let (source, sought) = (text.as_str(), old.as_str());
    let found = if sought.is_empty() {
        most.min(text.chars() + 1)
    } else {
        search::count(source.as_bytes(), sought.as_bytes(), most)
    };
    if found == 0 {
        return Ok(plain(vm, text));
    }
    let total = found.saturating_mul(new.as_str().len()).saturating_add(source.len());
    vm.reserve(total)?;
    Ok(vm.new_str(&source.replacen(sought, new.as_str(), found)).value())
}

fn expand_tabs(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [size] = parse(vm, "expandtabs", ["tabsize"], (0, 1), &args[1..], names)?;
    let size = if size.is_null() { 8 } else { ops::to_size(vm, size)? };
    match translate::expand_tabs(receiver(args).as_str(), size) {
        Some(text) => Ok(vm.long_str(&text)?.value()),
        None => Err(vm.overflow_error("new string is too long")),
    }
}

// ---- encodings

/// The encoding and the handler that arguments name; null ones are UTF-8 and strict.
///
/// # Errors
/// They are no strings, or not known.
pub fn codec_arguments(
    vm: &Vm,
    function: &str,
    encoding: Value,
    errors: Value,
) -> Result<(Encoding, Handler)> {
    let text = |value: Value, name: &str| {
        if value.is_null() {
            Ok(None)
        } else {
            text_argument(vm, value, &format!("{function}() argument '{name}'")).map(Some)
        }
    };
    let (encoding, errors) = (text(encoding, "encoding")?, text(errors, "errors")?);
    let encoding = match encoding {
        None => Encoding::Utf8 { mark: false },
        Some(name) => match Encoding::named(name.as_str()) {
            Some(encoding) => encoding,
            None => return Err(vm.lookup_error(format!("unknown encoding: {}", name.as_str()))),
        },
    };
    let handler = match errors {
        None => Handler::Strict,
        // An unknown handler is an error when it is needed.
        Some(name) => match Handler::named(name.as_str()) {
            Some(handler) => handler,
            None => {
                return Err(
                    vm.lookup_error(format!("unknown error handler name '{}'", name.as_str()))
                );
            }
        },
    };
    Ok((encoding, handler))
}

fn encode_method(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [encoding, errors] =
        parse(vm, "encode", ["encoding", "errors"], (0, 2), &args[1..], names)?;
    let (encoding, handler) = codec_arguments(vm, "encode", encoding, errors)?;
    let bytes = encode(vm, receiver(args), encoding, handler)?;
    Ok(vm.new_bytes(&bytes).value())
}

/// The bytes of a text in an encoding.
///
/// # Errors
/// UnicodeEncodeError.
pub fn encode(vm: &Vm, text: Str, encoding: Encoding, handler: Handler) -> Result<Vec<u8>> {
    vm.reserve(text.as_str().len().saturating_mul(2))?;
    codec::encode(text.as_str(), encoding, handler)
        .map_err(|error| raise(vm, &error, text.value(), vm.classes.unicode_encode_error))
}

/// The text of bytes in an encoding. `object` is what the exception shows.
///
/// # Errors
/// UnicodeDecodeError.
pub fn decode(vm: &Vm, bytes: &[u8], encoding: Encoding, handler: Handler) -> Result<Str> {
    vm.reserve(bytes.len().saturating_mul(2))?;
    match codec::decode(bytes, encoding, handler) {
        Ok(text) => vm.long_str(&text),
        Err(error) if error.unsupported_handler => {
            Err(vm.type_error("don't know how to handle UnicodeDecodeError in error callback"))
        }
        Err(error) => {
            let object = vm.new_bytes(bytes).value();
            Err(raise(vm, &error, object, vm.classes.unicode_decode_error))
        }
    }
}

fn raise(vm: &Vm, error: &CodecError, object: Value, class: crate::class::Class) -> Raised {
    let encoding = vm.new_str(error.encoding).value();
    let (start, end) = (vm.new_size(error.start), vm.new_size(error.end));
    let reason = vm.new_str(error.reason).value();
    vm.raise_with(class, &[encoding, object, start, end, reason])
}
