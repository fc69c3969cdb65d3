//! `%` formatting of `str` and `bytes`.
//!
//! Both consist of the same directives, `%[(key)][flags][width][.precision]type`, and show numbers alike.

use super::FormatError;
use crate::bytes::{Bytes, BytesObject};
use crate::float::text::{Layout, layout};
use crate::int::{IntRef, Integer, text};
use crate::object::Kind;
use crate::ops;
use crate::string::{Str, StrObject, escape, unicode};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// A width or precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// In the text.
    Fixed(usize),
    /// `*`: an argument.
    Argument,
}

/// A directive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Directive<'a> {
    /// `(key)`
    pub key: Option<&'a [u8]>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A blank.
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// Fewest characters.
    pub width: Option<Amount>,
    /// What that means depends on the type.
    pub precision: Option<Amount>,
    /// Byte offset, in the text after `%`, of the type.
    pub type_at: usize,
}

/// Parses a directive up to its type, which may be missing.
///
/// # Errors
/// The text ends in a key, or a number is too large.
pub fn parse_directive(text: &[u8]) -> std::result::Result<Directive<'_>, FormatError> {
    let mut directive = Directive::default();
    let mut at = 0;
    if text.first() == Some(&b'(') {
        let end = key_end(text)?;
        directive.key = Some(&text[1..end]);
        at = end + 1;
    }
    while let Some(flag) = text.get(at) {
        match flag {
            b'-' => directive.left = true,
            b'+' => directive.plus = true,
            b' ' => directive.blank = true,
            b'#' => directive.alternate = true,
            b'0' => directive.zero = true,
            _ => break,
        }
        at += 1;
    }
    directive.width = parse_amount(text, &mut at, "width")?;
    if text.get(at) == Some(&b'.') {
        at += 1;
        directive.precision =
            Some(parse_amount(text, &mut at, "precision")?.unwrap_or(Amount::Fixed(0)));
    }
    if matches!(text.get(at), Some(b'h' | b'l' | b'L')) {
        at += 1;
    }
    directive.type_at = at;
    Ok(directive)
}

fn key_end(text: &[u8]) -> std::result::Result<usize, FormatError> {
    let mut depth = 0;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(at);
        }
    }
    FormatError::value("incomplete format key")
}

fn parse_amount(
    text: &[u8],
    at: &mut usize,
    what: &str,
) -> std::result::Result<Option<Amount>, FormatError> {
    if text.get(*at) == Some(&b'*') {
        *at += 1;
        return Ok(Some(Amount::Argument));
    }
    let digits = text[*at..].iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 {
        return Ok(None);
    }
    let number = std::str::from_utf8(&text[*at..*at + digits]).unwrap_or_default();
    *at += digits;
    match number.parse::<isize>() {
        Ok(number) => Ok(Some(Amount::Fixed(number as usize))),
        Err(_) if what == "precision" => FormatError::value("precision too big"),
        Err(_) => FormatError::value("width too big"),
    }
}

/// A directive whose width and precision are known.
struct Layouter<'a> {
    directive: Directive<'a>,
    width: usize,
    precision: Option<usize>,
}

impl Layouter<'_> {
    /// Sign, prefix and digits, padded.
    fn number(&self, negative: bool, prefix: &str, digits: &str) -> String {
        let directive = &self.directive;
        let sign = match (negative, directive.plus, directive.blank) {
            (true, _, _) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        };
        let padding = self.width.saturating_sub(sign.len() + prefix.len() + digits.len());
        let (mut before, mut inside, mut after) = (0, 0, 0);
        match (directive.left, directive.zero) {
            (true, _) => after = padding,
            (_, true) => inside = padding,
            _ => before = padding,
        }
        let mut out = String::with_capacity(padding + digits.len() + 4);
        out.extend(std::iter::repeat_n(' ', before));
        out.push_str(sign);
        out.push_str(prefix);
        out.extend(std::iter::repeat_n('0', inside));
        out.push_str(digits);
        out.extend(std::iter::repeat_n(' ', after));
        out
    }
    fn text(&self, text: &str) -> String {
        let padding = self.width.saturating_sub(text.chars().count());
        let (before, after) = if self.directive.left { (0, padding) } else { (padding, 0) };
        let mut out = String::with_capacity(text.len() + padding);
        out.extend(std::iter::repeat_n(' ', before));
        out.push_str(text);
        out.extend(std::iter::repeat_n(' ', after));
        out
    }
    fn bytes(&self, bytes: &[u8], out: &mut Vec<u8>) {
        let shown = &bytes[..self.precision.map_or(bytes.len(), |count| count.min(bytes.len()))];
        let padding = self.width.saturating_sub(shown.len());
        let (before, after) = if self.directive.left { (0, padding) } else { (padding, 0) };
        out.extend(std::iter::repeat_n(b' ', before));
        out.extend_from_slice(shown);
        out.extend(std::iter::repeat_n(b' ', after));
    }
    fn float(&self, number: f64, kind: char) -> String {
        let shape = match kind.to_ascii_lowercase() {
            'e' => Layout::Scientific,
            'f' => Layout::Fixed,
            _ => Layout::General,
        };
        let mut digits =
            layout(number, shape, Some(self.precision.unwrap_or(6)), self.directive.alternate);
        if kind.is_ascii_uppercase() {
            digits.make_ascii_uppercase();
        }
        self.number(number.is_sign_negative() && !number.is_nan(), "", &digits)
    }
    fn integer(&self, vm: &Vm, number: IntRef, kind: char) -> Result<String> {
        let (mut digits, prefix) = match kind {
            'x' => (text::magnitude_in_base(number, 16), "0x"),
            'X' => (text::magnitude_in_base(number, 16).to_ascii_uppercase(), "0X"),
            'o' => (text::magnitude_in_base(number, 8), "0o"),
            _ => (vm.int_to_text(number)?.trim_start_matches('-').to_owned(), ""),
        };
        if let Some(zeros) = self.precision.and_then(|least| least.checked_sub(digits.len())) {
            digits.insert_str(0, &"0".repeat(zeros));
        }
        let prefix = if self.directive.alternate { prefix } else { "" };
        Ok(self.number(number.is_negative(), prefix, &digits))
    }
}

/// The right operand: what directives consume.
struct Arguments {
    value: Value,
    next: usize,
    /// The operand is one argument, not a tuple of them.
    single: bool,
    mapping: bool,
}

impl Arguments {
    fn new(vm: &Vm, value: Value, is_bytes: bool) -> Arguments {
        let single = !value.has_kind(Kind::Tuple);
        // Text of the template's own kind is never a mapping.
        let text = match value.kind() {
            Some(Kind::Bytes | Kind::ByteArray) => is_bytes,
            kind => kind == Some(Kind::Str),
        };
        let mapping = single && !text && ops::special(vm, value, vm.names.__getitem__).is_some();
        Arguments { value, next: 0, single, mapping }
    }
    fn take(&mut self, vm: &Vm) -> Result {
        let found = if self.single {
            (self.next == 0).then_some(self.value)
        } else {
            self.value.cast::<TupleObject>().and_then(|tuple| tuple.get(self.next))
        };
        self.next += 1;
        found.ok_or_else(|| vm.type_error("not enough arguments for format string"))
    }
    fn amount(&mut self, vm: &Vm, amount: Option<Amount>, what: &str) -> Result<Option<isize>> {
        match amount {
            None => Ok(None),
            Some(Amount::Fixed(number)) => Ok(Some(number as isize)),
            Some(Amount::Argument) => {
                let value = self.take(vm)?;
                let Some(number) = value.as_integer() else {
                    return Err(vm.type_error("* wants int"));
                };
                match number.to_i64().filter(|n| what == "width" || i32::try_from(*n).is_ok()) {
                    Some(number) => Ok(Some(number as isize)),
                    None => {
                        let kind = if what == "width" { "ssize_t" } else { "int" };
                        Err(vm
                            .overflow_error(format!("Python int too large to convert to C {kind}")))
                    }
                }
            }
        }
    }
    fn finish(&self, vm: &Vm, what: &str) -> Result<()> {
        let count =
            if self.single { 1 } else { self.value.cast::<TupleObject>().map_or(0, |t| t.len()) };
        if self.next < count && !self.mapping {
            return Err(
                vm.type_error(format!("not all arguments converted during {what} formatting"))
            );
        }
        Ok(())
    }
    /// Turns a directive into one with known width, and looks up its key.
    fn resolve<'a>(
        &mut self,
        vm: &Vm,
        text: &'a [u8],
        is_bytes: bool,
    ) -> Result<(Layouter<'a>, Option<Value>)> {
        let directive = parse_directive(text).map_err(|error| error.raise(vm))?;
        let mut keyed = None;
        if let Some(key) = directive.key {
            if !self.mapping {
                return Err(vm.type_error("format requires a mapping"));
            }
            let key = if is_bytes {
                vm.new_bytes(key).value()
            } else {
                vm.new_str(std::str::from_utf8(key).unwrap_or_default()).value()
            };
            keyed = Some(ops::get_item(vm, self.value, key)?);
        }
        let width = self.amount(vm, directive.width, "width")?.unwrap_or(0);
        let precision = self.amount(vm, directive.precision, "precision")?;
        let mut directive = directive;
        directive.left |= width < 0;
        let (width, precision) = (width.unsigned_abs(), precision.map(|n| n.max(0) as usize));
        vm.reserve(width)?;
        vm.reserve(precision.unwrap_or(0))?;
        Ok((Layouter { directive, width, precision }, keyed))
    }
}

/// `text % value` of `str`.
///
/// # Errors
/// What formatting raises.
pub fn format_str(vm: &Vm, template: Str, value: Value) -> Result<Str> {
    let text = template.as_str();
    let mut arguments = Arguments::new(vm, value, false);
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            out.push('%');
            rest = after;
            continue;
        }
        let (layouter, keyed) = arguments.resolve(vm, rest.as_bytes(), false)?;
        let from_type = &rest[layouter.directive.type_at..];
        let Some(kind) = from_type.chars().next() else {
            return Err(vm.value_error("incomplete format"));
        };
        let at_type = text.len() - from_type.len();
        rest = &from_type[kind.len_utf8()..];
        if kind == '%' {
            out.push('%');
            continue;
        }
        let value = match keyed {
            Some(value) => value,
            None => arguments.take(vm)?,
        };
        match text_directive(vm, &layouter, kind, value)? {
            Some(text) => out.push_str(&text),
            None => return Err(bad_type(vm, kind, text[..at_type].chars().count())),
        }
    }
    out.push_str(rest);
    arguments.finish(vm, "string")?;
    vm.long_str(&out)
}

#[cold]
fn bad_type(vm: &Vm, kind: char, index: usize) -> Raised {
    let shown = if (' '..='~').contains(&kind) { kind } else { '?' };
    let code = kind as u32;
    vm.value_error(format!("unsupported format character '{shown}' (0x{code:x}) at index {index}"))
}

/// The text of one directive; `None` if there is no such type.
fn text_directive(
    vm: &Vm,
    layouter: &Layouter,
    kind: char,
    value: Value,
) -> Result<Option<String>> {
    let text = match kind {
        's' => ops::str(vm, value)?,
        'r' => ops::repr(vm, value)?,
        'a' => ops::ascii(vm, value)?,
        'c' => return Ok(Some(layouter.text(character(vm, value)?.encode_utf8(&mut [0; 4])))),
        _ => return number_directive(vm, layouter, kind, value),
    };
    let text = text.as_str();
    let end = layouter.precision.and_then(|count| text.char_indices().nth(count));
    Ok(Some(layouter.text(end.map_or(text, |(end, _)| &text[..end]))))
}

fn number_directive(
    vm: &Vm,
    layouter: &Layouter,
    kind: char,
    value: Value,
) -> Result<Option<String>> {
    match kind {
        'd' | 'i' | 'u' | 'x' | 'X' | 'o' => {
            let integer = integer_argument(vm, value, kind)?;
            layouter.integer(vm, integer.borrow(), kind).map(Some)
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            Ok(Some(layouter.float(ops::to_float(vm, value)?, kind)))
        }
        _ => Ok(None),
    }
}

fn integer_argument(vm: &Vm, value: Value, kind: char) -> Result<Integer> {
    if let Some(integer) = value.as_integer() {
        return Ok(integer.to_owned());
    }
    let (found, wanted) = if matches!(kind, 'd' | 'i' | 'u') {
        let is_text = matches!(value.kind(), Some(Kind::Str | Kind::Bytes | Kind::ByteArray));
        let converted = if is_text { Ok(None) } else { ops::to_integer(vm, value) };
        (vm.catch(converted, vm.classes.type_error)?.flatten(), "a real number is required")
    } else if ops::special(vm, value, vm.names.__index__).is_some() {
        let index = ops::to_index(vm, value)?;
        (index.as_integer().map(IntRef::to_owned), "")
    } else {
        (None, "an integer is required")
    };
    match found {
        Some(integer) => Ok(integer),
        None => {
            let class = vm.class_of(value).name();
            Err(vm.type_error(format!("%{kind} format: {wanted}, not {}", class.as_str())))
        }
    }
}

fn character(vm: &Vm, value: Value) -> Result<char> {
    let out_of_range = || vm.overflow_error("%c arg not in range(0x110000)");
    let wrong = |what: &str| {
        vm.type_error(format!("%c requires an int or a unicode character, not {what}"))
    };
    if let Some(text) = value.cast::<StrObject>() {
        return text.single().ok_or_else(|| wrong(&format!("a string of length {}", text.chars())));
    }
    let index = match value.as_integer() {
        Some(_) => value,
        None if ops::special(vm, value, vm.names.__index__).is_some() => ops::to_index(vm, value)?,
        None => return Err(wrong(vm.class_of(value).name().as_str())),
    };
    let code = index.as_integer().and_then(IntRef::to_i64).and_then(|n| u32::try_from(n).ok());
    code.and_then(unicode::from_code_point).ok_or_else(out_of_range)
}

/// `bytes % value`
///
/// # Errors
/// What formatting raises.
pub fn format_bytes(vm: &Vm, template: &[u8], value: Value) -> Result<Vec<u8>> {
    let mut arguments = Arguments::new(vm, value, true);
    let mut out = Vec::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(at) = rest.iter().position(|b| *b == b'%') {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        if rest.first() == Some(&b'%') {
            out.push(b'%');
            rest = &rest[1..];
            continue;
        }
        let (layouter, keyed) = arguments.resolve(vm, rest, true)?;
        let from_type = &rest[layouter.directive.type_at..];
        let Some(&kind) = from_type.first() else {
            return Err(vm.value_error("incomplete format"));
        };
        let index = template.len() - from_type.len();
        rest = &from_type[1..];
        if kind == b'%' {
            out.push(b'%');
            continue;
        }
        let value = match keyed {
            Some(value) => value,
            None => arguments.take(vm)?,
        };
        match kind {
            b's' | b'b' => {
                let bytes = bytes_argument(vm, value)?;
                layouter.bytes(bytes.as_bytes(), &mut out);
            }
            b'r' | b'a' => {
                let text = ops::repr(vm, value)?;
                layouter.bytes(escape::escape_non_ascii(text.as_str()).as_bytes(), &mut out);
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
                let Some(number) = ops::real(vm, value)? else {
                    let found = vm.class_name(value);
                    return Err(vm.type_error(format!("float argument required, not {found}")));
                };
                out.extend_from_slice(layouter.float(number, kind as char).as_bytes());
            }
            b'c' => layouter.bytes(&[byte_argument(vm, value)?], &mut out),
            _ => match number_directive(vm, &layouter, kind as char, value)? {
                Some(text) => out.extend_from_slice(text.as_bytes()),
                None => return Err(bad_type(vm, kind as char, index)),
            },
        }
    }
    out.extend_from_slice(rest);
    arguments.finish(vm, "bytes")?;
    Ok(out)
}

fn bytes_argument(vm: &Vm, value: Value) -> Result<Bytes> {
    if let Some(bytes) = value.cast::<BytesObject>() {
        return Ok(bytes);
    }
    if let Some(array) = value.cast::<crate::bytes::ByteArrayObject>() {
        return Ok(vm.new_bytes(&array.to_vec()));
    }
    if let Some(method) = ops::special(vm, value, vm.names.__bytes__) {
        let result = ops::call_special(vm, method, value, &[])?;
        if let Some(bytes) = result.cast::<BytesObject>() {
            return Ok(bytes);
        }
    }
    let class = vm.class_of(value).name();
    Err(vm.type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        class.as_str()
    )))
}

fn byte_argument(vm: &Vm, value: Value) -> Result<u8> {
    let wrong = |what: String| {
        vm.type_error(format!("%c requires an integer in range(256) or a single byte, not {what}"))
    };
    if let Some(bytes) = value.cast::<BytesObject>() {
        return match bytes.as_bytes() {
            [byte] => Ok(*byte),
            other => Err(wrong(format!("a bytes object of length {}", other.len()))),
        };
    }
    match value.as_integer() {
        Some(number) => match number.to_i64().and_then(|n| u8::try_from(n).ok()) {
            Some(byte) => Ok(byte),
            None => Err(vm.overflow_error("%c arg not in range(256)")),
        },
        None => Err(wrong(vm.class_name(value))),
    }
}
