//! Format specifications applied to numbers: sign, prefix, grouped digits, padding.

use super::FormatError;
use super::spec::{Align, Spec};
use crate::float::text::{Layout, layout};
use crate::int::{IntRef, text};
use crate::string::unicode;

/// Whether a presentation type shows integers as floats.
pub fn is_float_type(kind: Option<char>) -> bool {
    matches!(kind, Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%'))
}

fn check_int(spec: &Spec) -> Result<(), FormatError> {
    if spec.precision.is_some() || spec.fraction_grouping.is_some() {
        return FormatError::value("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return FormatError::value(
            "Negative zero coercion (z) not allowed in integer format specifier",
        );
    }
    Ok(())
}

/// Formats an integer whose decimal text is given, as type `d`.
///
/// # Errors
/// The specification does not suit integers.
pub fn format_decimal(value: IntRef, text: &str, spec: &Spec) -> Result<String, FormatError> {
    check_int(spec)?;
    let digits = text.trim_start_matches('-');
    Ok(lay_out(spec, value.is_negative(), "", digits, "", 3))
}

/// Formats an integer as type `b`, `o`, `x`, `X` or `c`.
///
/// # Errors
/// The specification does not suit integers.
pub fn format_int(value: IntRef, spec: &Spec, type_name: &str) -> Result<String, FormatError> {
    let kind = spec.kind.unwrap_or('d');
    let (base, prefix) = match kind {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        'c' => return format_char(value, spec),
        kind => return Spec::unknown(kind, type_name),
    };
    check_int(spec)?;
    let mut digits = text::magnitude_in_base(value, base);
    if kind == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    Ok(lay_out(spec, value.is_negative(), prefix, &digits, "", 4))
}

fn format_char(value: IntRef, spec: &Spec) -> Result<String, FormatError> {
    check_int(spec)?;
    if spec.sign.is_some() {
        return FormatError::value("Sign not allowed with integer format specifier 'c'");
    }
    if spec.alternate {
        return FormatError::value(
            "Alternate form (#) not allowed with integer format specifier 'c'",
        );
    }
    let Some(code) = value.to_i64() else {
        return Err(FormatError::Overflow("Python int too large to convert to C long".to_owned()));
    };
    match u32::try_from(code).ok().and_then(unicode::from_code_point) {
        Some(c) => Ok(spec.pad(c.encode_utf8(&mut [0; 4]), Align::Right)),
        None => Err(FormatError::Overflow("%c arg not in range(0x110000)".to_owned())),
    }
}

/// Formats a float.
///
/// # Errors
/// The specification does not suit floats.
pub fn format_float(value: f64, spec: &Spec, type_name: &str) -> Result<String, FormatError> {
    let (shape, upper) = match spec.kind {
        None => (Layout::Default, false),
        Some('e') => (Layout::Scientific, false),
        Some('E') => (Layout::Scientific, true),
        Some('f' | '%') => (Layout::Fixed, false),
        Some('F') => (Layout::Fixed, true),
        Some('g' | 'n') => (Layout::General, false),
        Some('G') => (Layout::General, true),
        Some(kind) => return Spec::unknown(kind, type_name),
    };
    let percent = spec.kind == Some('%');
    let shown = if percent { value * 100.0 } else { value };
    let mut text = layout(shown, shape, spec.precision, spec.alternate);
    if upper {
        text.make_ascii_uppercase();
    }
    let is_zero = || {
        text.split(['e', 'E'])
            .next()
            .is_some_and(|m| !m.bytes().any(|b| (b'1'..=b'9').contains(&b)))
    };
    let negative = value.is_sign_negative()
        && !value.is_nan()
        && !(spec.no_negative_zero && value.is_finite() && is_zero());
    if percent {
        text.push('%');
    }
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(whole);
    let rest = match spec.fraction_grouping {
        Some(separator) => group_fraction(rest, separator),
        None => rest.to_owned(),
    };
    Ok(lay_out(spec, negative, "", digits, &rest, 3))
}

/// Groups the digits after the point, from the left.
fn group_fraction(rest: &str, separator: char) -> String {
    let Some(fraction) = rest.strip_prefix('.') else { return rest.to_owned() };
    let count = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = ".".to_owned();
    for (index, digit) in fraction[..count].chars().enumerate() {
        if index > 0 && index % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    out + &fraction[count..]
}

/// Puts sign, prefix, digits in groups of `group` and the rest together.
fn lay_out(
    spec: &Spec,
    negative: bool,
    prefix: &str,
    digits: &str,
    rest: &str,
    group: usize,
) -> String {
    let group = if matches!(spec.kind, Some('b' | 'o' | 'x' | 'X')) { group } else { 3 };
    let sign = match spec.sign {
        _ if negative => "-",
        Some('+') => "+",
        Some(' ') => " ",
        _ => "",
    };
    let align = spec.align.unwrap_or(Align::Right);
    let around = sign.len() + prefix.len() + rest.chars().count();
    let zero_filled = spec.fill == '0' && align == Align::Inside;
    let digits = match spec.grouping {
        Some(separator) if !digits.is_empty() => {
            let min_width = if zero_filled { spec.width.saturating_sub(around) } else { 0 };
            group_digits(digits, separator, group, min_width)
        }
        _ => digits.to_owned(),
    };
    let padding = spec.width.saturating_sub(around + digits.len());
    let (left, inside, right) = match align {
        Align::Left => (0, 0, padding),
        Align::Right => (padding, 0, 0),
        Align::Center => (padding / 2, 0, padding - padding / 2),
        Align::Inside => (0, padding, 0),
    };
    let fill = |count| std::iter::repeat_n(spec.fill, count);
    let mut out = String::with_capacity(around + digits.len() + padding * spec.fill.len_utf8());
    out.extend(fill(left));
    out.push_str(sign);
    out.push_str(prefix);
    out.extend(fill(inside));
    out.push_str(&digits);
    out.push_str(rest);
    out.extend(fill(right));
    out
}

/// Groups digits from the right, with zeros before them up to a width. The result never starts with a separator.
fn group_digits(digits: &str, separator: char, group: usize, min_width: usize) -> String {
    let grouped_width = |count: usize| count + (count - 1) / group;
    let mut count = digits.len();
    if grouped_width(count) < min_width {
        // Of every `group + 1` code points one is a separator.
        count = count.max((min_width * group).div_ceil(group + 1).saturating_sub(1).max(1));
        while grouped_width(count) < min_width {
            count += 1;
        }
    }
    let zeros = count - digits.len();
    let all = std::iter::repeat_n('0', zeros).chain(digits.chars());
    let mut out = String::with_capacity(grouped_width(count));
    for (index, digit) in all.enumerate() {
        if index > 0 && (count - index).is_multiple_of(group) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}
