//! Integers as text: what `int("...")` accepts, and digits in a base.

use super::integer::{IntRef, Integer};
use crate::string::unicode;
use num_bigint::{BigInt, BigUint, Sign};

/// Most decimal digits that a conversion between `int` and `str` handles by default: `sys.int_info.default_max_str_digits`.
pub const DEFAULT_MAX_DIGITS: usize = 4300;

/// Why text is not an integer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParseIntError {
    /// It is not the literal of an integer.
    Invalid,
    /// It has this many digits, more than the limit.
    TooLong(usize),
}

/// Parses what `int(text, base)` accepts: blanks around, a sign, a prefix of the base, underscores between digits, and digits of any
/// script. `base` is 0 or 2 to 36. Bases that are powers of two have no limit of digits.
///
/// # Errors
/// See [`ParseIntError`].
pub fn parse(text: &str, base: u32, max_digits: usize) -> Result<Integer, ParseIntError> {
    let text = text.trim_matches(unicode::is_space);
    let ascii;
    let bytes = if text.is_ascii() {
        text.as_bytes()
    } else {
        ascii = text
            .chars()
            .map(|c| unicode::decimal(c).map_or(c, |d| (b'0' + d) as char))
            .collect::<String>();
        ascii.as_bytes()
    };
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (base, digits, prefixed) = strip_prefix(digits, base);
    // One underscore may follow a prefix.
    let digits = match digits {
        [b'_', rest @ ..] if prefixed => rest,
        all => all,
    };
    let (implied, base) = (base == 0, if base == 0 { 10 } else { base });
    let values = digit_values(digits, base).ok_or(ParseIntError::Invalid)?;
    if implied && values.len() > 1 && values[0] == 0 && values.iter().any(|d| *d != 0) {
        return Err(ParseIntError::Invalid);
    }
    if !base.is_power_of_two() && max_digits > 0 && values.len() > max_digits {
        return Err(ParseIntError::TooLong(values.len()));
    }
    Ok(from_digits(&values, base, negative))
}

fn strip_prefix(digits: &[u8], base: u32) -> (u32, &[u8], bool) {
    let named = match digits {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => return (base, digits, false),
    };
    if base == 0 || base == named { (named, &digits[2..], true) } else { (base, digits, false) }
}

/// The values of digits; `None` if one is not a digit of the base, or underscores are not single and between digits.
fn digit_values(digits: &[u8], base: u32) -> Option<Vec<u8>> {
    let mut values = Vec::with_capacity(digits.len());
    let mut after_digit = false;
    for &byte in digits {
        if byte == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        values.push((byte as char).to_digit(base)? as u8);
        after_digit = true;
    }
    after_digit.then_some(values)
}

fn from_digits(values: &[u8], base: u32, negative: bool) -> Integer {
    let mut small: i128 = 0;
    if values.len() <= 24 {
        // 36^24 is below 2^127.
        for &digit in values {
            small = small * i128::from(base) + i128::from(digit);
        }
        return Integer::Wide(if negative { -small } else { small });
    }
    let magnitude = BigUint::from_radix_be(values, base).unwrap_or_default();
    BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude).into()
}

/// The decimal digits; `None` if there are more than `max_digits` (0: no limit).
pub fn to_decimal(value: IntRef, max_digits: usize) -> Option<String> {
    match value {
        IntRef::Wide(n) => Some(n.to_string()),
        IntRef::Big(n) => {
            // An estimate first: conversion takes quadratic time.
            if max_digits > 0
                && n.bits() as f64 * std::f64::consts::LOG10_2 > max_digits as f64 + 2.0
            {
                return None;
            }
            let text = n.to_string();
            let digits = text.len() - usize::from(text.starts_with('-'));
            (max_digits == 0 || digits <= max_digits).then_some(text)
        }
    }
}

/// The digits of the absolute value in base 2, 8 or 16, in lower case, without a prefix.
pub fn magnitude_in_base(value: IntRef, base: u32) -> String {
    match (value, base) {
        (IntRef::Wide(n), 2) => format!("{:b}", n.unsigned_abs()),
        (IntRef::Wide(n), 8) => format!("{:o}", n.unsigned_abs()),
        (IntRef::Wide(n), _) => format!("{:x}", n.unsigned_abs()),
        (IntRef::Big(n), _) => n.magnitude().to_str_radix(base),
    }
}

/// The text of `bin`, `oct` and `hex`.
pub fn prefixed(value: IntRef, base: u32) -> String {
    let sign = if value.is_negative() { "-" } else { "" };
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    format!("{sign}{prefix}{}", magnitude_in_base(value, base))
}
