//! Format specifications: `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`.
//!
//! Parsing and `str` here, numbers in `number.rs`; both are plain Rust. At the end: values by their class.

use super::{FormatError, number};
use crate::int::IntRef;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Result as VmResult, Vm};

/// Where padding goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: between sign and digits.
    Inside,
}

impl Align {
    fn of(c: char) -> Option<Align> {
        Some(match c {
            '<' => Align::Left,
            '>' => Align::Right,
            '^' => Align::Center,
            '=' => Align::Inside,
            _ => return None,
        })
    }
}

/// A parsed format specification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spec {
    /// What padding consists of.
    pub fill: char,
    /// Where padding goes, if said.
    pub align: Option<Align>,
    /// `+`, `-` or a blank.
    pub sign: Option<char>,
    /// `z`: zero has no sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// Fewest code points.
    pub width: usize,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    /// Digits after the point, and such.
    pub precision: Option<usize>,
    /// `,` or `_` between groups of digits after the point.
    pub fraction_grouping: Option<char>,
    /// The presentation type.
    pub kind: Option<char>,
}

type Characters<'a> = std::iter::Peekable<std::str::Chars<'a>>;

impl Spec {
    /// Parses a specification. `type_name` is the class of the value, for messages; `align` its default alignment and `kind` its
    /// default type.
    ///
    /// # Errors
    /// The specification is not one.
    pub fn parse(
        text: &str,
        type_name: &str,
        align: Align,
        kind: Option<char>,
    ) -> Result<Spec, FormatError> {
        let mut rest = text.chars().peekable();
        let mut spec = Spec {
            fill: ' ',
            align: None,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            kind,
        };
        let filled = spec.parse_alignment(&mut rest);
        spec.sign = rest.next_if(|c| matches!(c, '+' | '-' | ' '));
        spec.no_negative_zero = rest.next_if_eq(&'z').is_some();
        spec.alternate = rest.next_if_eq(&'#').is_some();
        if !filled && rest.next_if_eq(&'0').is_some() {
            spec.fill = '0';
            if spec.align.is_none() && align == Align::Right {
                spec.align = Some(Align::Inside);
            }
        }
        spec.width = parse_digits(&mut rest)?.unwrap_or(0);
        spec.grouping = parse_grouping(&mut rest)?;
        if rest.next_if_eq(&'.').is_some() {
            spec.precision = parse_digits(&mut rest)?;
            spec.fraction_grouping = parse_grouping(&mut rest)?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return FormatError::value("Format specifier missing precision");
            }
        }
        if let Some(kind) = rest.next() {
            spec.kind = Some(kind);
        }
        if rest.next().is_some() {
            return FormatError::value(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            ));
        }
        spec.check_grouping()?;
        Ok(spec)
    }
    /// Parses fill and alignment, and says whether there was a fill.
    fn parse_alignment(&mut self, rest: &mut Characters) -> bool {
        let mut ahead = rest.clone();
        if let Some(fill) = ahead.next()
            && let Some(align) = ahead.next().and_then(Align::of)
        {
            (self.fill, self.align) = (fill, Some(align));
            *rest = ahead;
            return true;
        }
        if let Some(align) = rest.peek().and_then(|c| Align::of(*c)) {
            self.align = Some(align);
            rest.next();
        }
        false
    }
    fn check_grouping(&self) -> Result<(), FormatError> {
        let Some(grouping) = self.grouping.or(self.fraction_grouping) else { return Ok(()) };
        match self.kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if grouping == '_' => Ok(()),
            Some(kind) if (' '..'\x7f').contains(&kind) => {
                FormatError::value(format!("Cannot specify '{grouping}' with '{kind}'."))
            }
            Some(kind) => FormatError::value(format!(
                "Cannot specify '{grouping}' with '\\x{:x}'.",
                kind as u32
            )),
        }
    }
    /// The error of a type that does not suit the value.
    pub(super) fn unknown<T>(kind: char, type_name: &str) -> Result<T, FormatError> {
        let code = if (' '..'\u{80}').contains(&kind) && kind != ' ' {
            kind.to_string()
        } else {
            format!("\\x{:x}", kind as u32)
        };
        FormatError::value(format!("Unknown format code '{code}' for object of type '{type_name}'"))
    }
    /// Pads text to the width. `Align::Inside` pads at the left.
    pub fn pad(&self, text: &str, default: Align) -> String {
        let padding = self.width.saturating_sub(text.chars().count());
        if padding == 0 {
            return text.to_owned();
        }
        let left = match self.align.unwrap_or(default) {
            Align::Left => 0,
            Align::Right | Align::Inside => padding,
            Align::Center => padding / 2,
        };
        let mut out = String::with_capacity(text.len() + padding * self.fill.len_utf8());
        out.extend(std::iter::repeat_n(self.fill, left));
        out.push_str(text);
        out.extend(std::iter::repeat_n(self.fill, padding - left));
        out
    }
}

fn parse_digits(rest: &mut Characters) -> Result<Option<usize>, FormatError> {
    let mut number = None;
    while let Some(digit) = rest.peek().and_then(|c| crate::string::unicode::decimal(*c)) {
        rest.next();
        let longer =
            number.unwrap_or(0usize).checked_mul(10).and_then(|n| n.checked_add(digit.into()));
        match longer.filter(|n| isize::try_from(*n).is_ok()) {
            Some(longer) => number = Some(longer),
            None => return FormatError::value("Too many decimal digits in format string"),
        }
    }
    Ok(number)
}

fn parse_grouping(rest: &mut Characters) -> Result<Option<char>, FormatError> {
    let first = rest.next_if(|c| matches!(c, ',' | '_'));
    if let (Some(first), Some(next @ (',' | '_'))) = (first, rest.peek())
        && first != *next
    {
        return FormatError::value("Cannot specify both ',' and '_'.");
    }
    Ok(first)
}

/// Formats text.
///
/// # Errors
/// The specification does not suit text.
pub fn format_text(text: &str, spec: &Spec, type_name: &str) -> Result<String, FormatError> {
    match spec.kind {
        None | Some('s') => {}
        Some(kind) => return Spec::unknown(kind, type_name),
    }
    match spec.sign {
        Some(' ') => return FormatError::value("Space not allowed in string format specifier"),
        Some(_) => return FormatError::value("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.no_negative_zero {
        return FormatError::value(
            "Negative zero coercion (z) not allowed in string format specifier",
        );
    }
    if spec.alternate {
        return FormatError::value("Alternate form (#) not allowed in string format specifier");
    }
    if spec.align == Some(Align::Inside) {
        return FormatError::value("'=' alignment not allowed in string format specifier");
    }
    let shown = match spec.precision.and_then(|count| text.char_indices().nth(count)) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    Ok(spec.pad(shown, Align::Left))
}

/// What a value is formatted as.
enum Subject<'a> {
    Text(Str),
    Int(IntRef<'a>),
    Float(f64),
}

/// `format(value, spec)` of a value whose class is exactly `str`, `int`, `float` or `bool`; `None` for others.
pub fn format_builtin(vm: &Vm, value: Value, spec: &str) -> Option<VmResult<Str>> {
    let subject = if value.has_shape(crate::shape::id::STR) {
        Subject::Text(Str::from_value(value))
    } else if let Some(float) = value.as_exact_float() {
        Subject::Float(float)
    } else {
        if value.is_bool() && spec.is_empty() {
            return None;
        }
        Subject::Int(value.as_exact_integer()?)
    };
    Some(format_subject(vm, subject, spec, value))
}

/// `__format__` of `str`, `int` and `float`, for instances of subclasses too.
pub fn format_value(vm: &Vm, value: Value, spec: &str) -> VmResult<Str> {
    if spec.is_empty() {
        return crate::ops::str(vm, value);
    }
    let subject = if let Some(text) = value.cast::<StrObject>() {
        Subject::Text(text)
    } else if let Some(float) = value.as_any_float() {
        Subject::Float(float)
    } else if let Some(integer) = value.as_integer() {
        Subject::Int(integer)
    } else {
        return Err(vm.type_error("descriptor '__format__' requires another object"));
    };
    format_subject(vm, subject, spec, value)
}

fn format_subject(vm: &Vm, subject: Subject, text: &str, value: Value) -> VmResult<Str> {
    let class = vm.class_of(value).name();
    let type_name = class.as_str();
    let (align, kind) = match subject {
        Subject::Text(_) => (Align::Left, Some('s')),
        Subject::Int(_) => (Align::Right, Some('d')),
        Subject::Float(_) => (Align::Right, None),
    };
    let spec = Spec::parse(text, type_name, align, kind).map_err(|error| error.raise(vm))?;
    vm.reserve(spec.width.saturating_mul(4))?;
    if !matches!(subject, Subject::Text(_)) && spec.precision.is_some_and(|n| n > i32::MAX as usize)
    {
        return Err(vm.value_error("precision too big"));
    }
    if !matches!(subject, Subject::Text(_)) {
        vm.reserve(spec.precision.unwrap_or(0))?;
    }
    let result = match subject {
        Subject::Text(text) => format_text(text.as_str(), &spec, type_name),
        Subject::Float(float) => number::format_float(float, &spec, type_name),
        Subject::Int(integer) => {
            if number::is_float_type(spec.kind) {
                number::format_float(vm.int_to_float(integer)?, &spec, type_name)
            } else if matches!(spec.kind, Some('d' | 'n')) {
                number::format_decimal(integer, &vm.int_to_text(integer)?, &spec)
            } else {
                number::format_int(integer, &spec, type_name)
            }
        }
    };
    match result {
        Ok(text) => vm.long_str(&text),
        Err(error) => Err(error.raise(vm)),
    }
}
