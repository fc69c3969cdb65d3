//! `str.format` and `str.format_map`: literal text and replacement fields.

use super::FormatError;
use crate::ops;
use crate::string::{Str, unicode};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// A replacement field: `{name!conversion:spec}`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field<'a> {
    /// Argument, attributes and items.
    pub name: &'a str,
    /// The character after `!`.
    pub conversion: Option<char>,
    /// The format specification.
    pub spec: &'a str,
    /// Whether the specification has fields of its own.
    pub nested: bool,
}

/// What a template consists of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Text as it is.
    Literal(&'a str),
    /// A replacement field.
    Field(Field<'a>),
}

/// Takes the next piece off a template; `None` at the end. A doubled brace is the literal before it and itself.
///
/// # Errors
/// The template is not one.
pub fn next_piece<'a>(rest: &mut &'a str) -> std::result::Result<Option<Piece<'a>>, FormatError> {
    let text = *rest;
    if text.is_empty() {
        return Ok(None);
    }
    let Some(at) = text.find(['{', '}']) else {
        *rest = "";
        return Ok(Some(Piece::Literal(text)));
    };
    let brace = text.as_bytes()[at];
    let after = &text[at + 1..];
    if after.as_bytes().first() == Some(&brace) {
        *rest = &after[1..];
        return Ok(Some(Piece::Literal(&text[..=at])));
    }
    if brace == b'}' {
        return FormatError::value("Single '}' encountered in format string");
    }
    if after.is_empty() {
        return FormatError::value("Single '{' encountered in format string");
    }
    if at > 0 {
        *rest = &text[at..];
        return Ok(Some(Piece::Literal(&text[..at])));
    }
    let (field, after) = parse_field(after)?;
    *rest = after;
    Ok(Some(Piece::Field(field)))
}

/// Parses what follows `{`; returns the field and what follows its `}`.
fn parse_field(text: &str) -> std::result::Result<(Field<'_>, &str), FormatError> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let end = loop {
        match bytes.get(at) {
            None => return FormatError::value("expected '}' before end of string"),
            Some(b'{') => return FormatError::value("unexpected '{' in field name"),
            Some(b'[') => {
                at += bytes[at..].iter().position(|b| *b == b']').unwrap_or(bytes.len() - at - 1)
            }
            Some(b'}' | b':' | b'!') => break at,
            Some(_) => {}
        }
        at += 1;
    };
    let mut field = Field { name: &text[..end], conversion: None, spec: "", nested: false };
    let mut rest = &text[end + 1..];
    if bytes[end] == b'}' {
        return Ok((field, rest));
    }
    if bytes[end] == b'!' {
        let Some(conversion) = rest.chars().next() else {
            return FormatError::value("end of string while looking for conversion specifier");
        };
        field.conversion = Some(conversion);
        rest = &rest[conversion.len_utf8()..];
        match rest.as_bytes().first() {
            Some(b'}') => return Ok((field, &rest[1..])),
            Some(b':') => rest = &rest[1..],
            Some(_) => return FormatError::value("expected ':' after conversion specifier"),
            None => {}
        }
    }
    let mut depth = 1;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'{' => {
                field.nested = true;
                depth += 1;
            }
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            field.spec = &rest[..at];
            return Ok((field, &rest[at + 1..]));
        }
    }
    FormatError::value("unmatched '{' in format spec")
}

/// A step from an argument to what is formatted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step<'a> {
    /// `.name`
    Attribute(&'a str),
    /// `[7]`
    Index(usize),
    /// `[key]`
    Key(&'a str),
}

/// The number that text is, if it consists of digits.
fn field_number(text: &str) -> std::result::Result<Option<usize>, FormatError> {
    if text.is_empty() || !text.chars().all(unicode::is_decimal) {
        return Ok(None);
    }
    let digits: String =
        text.chars().filter_map(unicode::decimal).map(|digit| char::from(b'0' + digit)).collect();
    match digits.parse::<isize>() {
        Ok(number) => Ok(Some(number as usize)),
        Err(_) => FormatError::value("Too many decimal digits in format string"),
    }
}

/// Splits a field's name into its argument and the rest.
pub fn split_name(name: &str) -> (&str, &str) {
    name.split_at(name.find(['.', '[']).unwrap_or(name.len()))
}

/// Takes the next step off the rest of a field's name.
///
/// # Errors
/// The name is not one.
pub fn next_step<'a>(rest: &mut &'a str) -> std::result::Result<Option<Step<'a>>, FormatError> {
    let text = *rest;
    let (step, after) = match text.as_bytes().first() {
        None => return Ok(None),
        Some(b'.') => {
            let name = &text[1..];
            let (name, after) = name.split_at(name.find(['.', '[']).unwrap_or(name.len()));
            (Step::Attribute(name), after)
        }
        Some(b'[') => {
            let Some((key, after)) = text[1..].split_once(']') else {
                return FormatError::value("Missing ']' in format string");
            };
            (field_number(key)?.map_or(Step::Key(key), Step::Index), after)
        }
        Some(_) => {
            return FormatError::value("Only '.' or '[' may follow ']' in format field specifier");
        }
    };
    if matches!(step, Step::Attribute("") | Step::Key("")) {
        return FormatError::value("Empty attribute in format string");
    }
    *rest = after;
    Ok(Some(step))
}

/// How fields without a number are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Undecided,
    Automatic(usize),
    Manual,
}

/// Where arguments come from.
#[derive(Clone, Copy)]
enum Arguments<'a> {
    Call { positional: &'a [Value], names: &'a [Str], named: &'a [Value] },
    Mapping(Value),
}

struct Formatter<'a> {
    vm: &'a Vm,
    arguments: Arguments<'a>,
    numbering: Numbering,
}

/// `template.format(*args)`: the last `names.len()` arguments are named.
///
/// # Errors
/// What formatting raises.
pub fn format(vm: &Vm, template: Str, args: &[Value], names: &[Str]) -> Result<Str> {
    let (positional, named) = args.split_at(args.len() - names.len());
    run(vm, template, Arguments::Call { positional, names, named })
}

/// `template.format_map(mapping)`
///
/// # Errors
/// What formatting raises.
pub fn format_map(vm: &Vm, template: Str, mapping: Value) -> Result<Str> {
    run(vm, template, Arguments::Mapping(mapping))
}

fn run(vm: &Vm, template: Str, arguments: Arguments) -> Result<Str> {
    let mut formatter = Formatter { vm, arguments, numbering: Numbering::Undecided };
    let text = formatter.expand(template.as_str(), 2)?;
    vm.long_str(&text)
}

impl Formatter<'_> {
    fn expand(&mut self, template: &str, depth: u32) -> Result<String> {
        if depth == 0 {
            return Err(self.vm.value_error("Max string recursion exceeded"));
        }
        let mut out = String::new();
        let mut rest = template;
        while let Some(piece) = next_piece(&mut rest).map_err(|error| error.raise(self.vm))? {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Field(field) => {
                    let text = self.field(field, depth)?;
                    out.push_str(text.as_str());
                }
            }
        }
        Ok(out)
    }
    fn field(&mut self, field: Field, depth: u32) -> Result<Str> {
        let vm = self.vm;
        let value = self.value(field.name)?;
        let value = match field.conversion {
            None => value,
            Some('r') => ops::repr(vm, value)?.value(),
            Some('s') => ops::str(vm, value)?.value(),
            Some('a') => ops::ascii(vm, value)?.value(),
            Some(c) if ('!'..'\x7f').contains(&c) => {
                return Err(vm.value_error(format!("Unknown conversion specifier {c}")));
            }
            Some(c) => {
                return Err(
                    vm.value_error(format!("Unknown conversion specifier \\x{:x}", c as u32))
                );
            }
        };
        if field.nested {
            let spec = self.expand(field.spec, depth - 1)?;
            return ops::format(vm, value, vm.new_str(&spec));
        }
        ops::format(vm, value, vm.new_str(field.spec))
    }
    fn value(&mut self, name: &str) -> Result {
        let vm = self.vm;
        let (first, mut rest) = split_name(name);
        let mut value = self.argument(first)?;
        while let Some(step) = next_step(&mut rest).map_err(|error| error.raise(vm))? {
            value = match step {
                Step::Attribute(name) => vm.get_attribute(value, vm.intern(name))?,
                Step::Index(index) => ops::get_item(vm, value, vm.new_size(index))?,
                Step::Key(key) => ops::get_item(vm, value, vm.new_str(key).value())?,
            };
        }
        Ok(value)
    }
    fn argument(&mut self, first: &str) -> Result {
        let vm = self.vm;
        let number = field_number(first).map_err(|error| error.raise(vm))?;
        let index = match (number, self.numbering) {
            (None, _) if !first.is_empty() => return self.named(first),
            (Some(_), Numbering::Automatic(_)) => {
                return Err(vm.value_error(
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            (None, Numbering::Manual) => {
                return Err(vm.value_error(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            (Some(number), _) => {
                self.numbering = Numbering::Manual;
                number
            }
            (None, Numbering::Automatic(next)) => {
                self.numbering = Numbering::Automatic(next + 1);
                next
            }
            (None, Numbering::Undecided) => {
                self.numbering = Numbering::Automatic(1);
                0
            }
        };
        match self.arguments {
            Arguments::Mapping(_) => {
                Err(vm.value_error("Format string contains positional fields"))
            }
            Arguments::Call { positional, .. } => match positional.get(index) {
                Some(value) => Ok(*value),
                None => Err(vm.index_error(format!(
                    "Replacement index {index} out of range for positional args tuple"
                ))),
            },
        }
    }
    fn named(&self, name: &str) -> Result {
        let vm = self.vm;
        match self.arguments {
            Arguments::Mapping(mapping) => ops::get_item(vm, mapping, vm.new_str(name).value()),
            Arguments::Call { names, named, .. } => {
                match names.iter().position(|candidate| candidate.as_str() == name) {
                    Some(index) => Ok(named[index]),
                    None => Err(vm.key_error(vm.new_str(name).value())),
                }
            }
        }
    }
}
