//! Floats as text: shortest digits that read back, digits to a precision, literals, hexadecimal, rounding to decimals.
//!
//! Rust's formatting and parsing are exact; here the digits are laid out as Python does.

use super::arithmetic::ldexp;
use crate::string::unicode;

/// More digits than any float has: further ones are zeros.
const MOST_DIGITS: usize = 1100;

/// Decimal digits of a finite number that is not negative: `0.DIGITS * 10**point`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// At least one digit, ASCII.
    pub digits: String,
    /// Where the decimal point is, counted from before the first digit.
    pub point: i32,
}

impl Decimal {
    fn from_scientific(text: &str) -> Decimal {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let digits = mantissa.chars().filter(char::is_ascii_digit).collect();
        Decimal { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }
    }
    /// The fewest digits that read back as the same number.
    pub fn shortest(x: f64) -> Decimal {
        let decimal = Decimal::from_scientific(&format!("{:e}", x.abs()));
        let count = decimal.digits.len();
        if count < 15 {
            return decimal;
        }
        // Two texts of this length may be equally near: then the even one counts, which rounding to that length gives.
        let text = format!("{:.*e}", count - 1, x.abs());
        if text.parse() == Ok(x.abs()) { Decimal::from_scientific(&text) } else { decimal }
    }
    /// This many significant digits, at least one, rounded correctly.
    pub fn significant(x: f64, count: usize) -> Decimal {
        let exact = count.clamp(1, MOST_DIGITS);
        let mut decimal = Decimal::from_scientific(&format!("{:.*e}", exact - 1, x.abs()));
        decimal.digits.extend(std::iter::repeat_n('0', count.saturating_sub(exact)));
        decimal
    }
    /// Removes zeros at the end, but keeps one digit.
    pub fn trim(mut self) -> Decimal {
        let kept = self.digits.trim_end_matches('0').len().max(1);
        self.digits.truncate(kept);
        self
    }
    /// `1234.5`, and at least `min_fraction` digits after the point.
    pub fn fixed(&self, min_fraction: usize) -> String {
        let digits = &self.digits;
        let count = digits.len() as i32;
        let mut text = String::with_capacity(digits.len() + 8);
        if self.point <= 0 {
            text.push('0');
        } else {
            text.push_str(&digits[..count.min(self.point) as usize]);
            text.extend(std::iter::repeat_n('0', (self.point - count).max(0) as usize));
        }
        let zeros = (-self.point).max(0) as usize;
        let rest = &digits[self.point.clamp(0, count) as usize..];
        if zeros + rest.len() + min_fraction > 0 && !(rest.is_empty() && min_fraction == 0) {
            text.push('.');
            text.extend(std::iter::repeat_n('0', zeros));
            text.push_str(rest);
            text.extend(std::iter::repeat_n('0', min_fraction.saturating_sub(zeros + rest.len())));
        }
        text
    }
    /// `1.2345e+03`
    pub fn scientific(&self, exponent_letter: char) -> String {
        let mut text = self.digits[..1].to_owned();
        if self.digits.len() > 1 {
            text.push('.');
            text.push_str(&self.digits[1..]);
        }
        let exponent = self.point - 1;
        let sign = if exponent < 0 { '-' } else { '+' };
        text.push_str(&format!("{exponent_letter}{sign}{:02}", exponent.abs()));
        text
    }
}

/// `repr(x)`
pub fn repr(x: f64) -> String {
    if x.is_nan() {
        return "nan".to_owned();
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x.is_infinite() {
        return format!("{sign}inf");
    }
    if x == 0.0 {
        return format!("{sign}0.0");
    }
    let decimal = Decimal::shortest(x);
    let text =
        if (-3..=16).contains(&decimal.point) { decimal.fixed(1) } else { decimal.scientific('e') };
    format!("{sign}{text}")
}

/// How digits are laid out: the presentation types of format specifications.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// `e`
    Scientific,
    /// `f`
    Fixed,
    /// `g`
    General,
    /// Like `repr`, or like `g` with at least one digit after the point if there is a precision.
    Default,
}

/// The text of a float that is not negative (its sign bit is ignored). `alternate` keeps the point and, with `General`, zeros.
pub fn layout(x: f64, layout: Layout, precision: Option<usize>, alternate: bool) -> String {
    let x = x.abs();
    if x.is_nan() {
        return "nan".to_owned();
    }
    if x.is_infinite() {
        return "inf".to_owned();
    }
    let mut text = match layout {
        Layout::Fixed => {
            let precision = precision.unwrap_or(6);
            let exact = precision.min(MOST_DIGITS);
            let mut text = format!("{x:.exact$}");
            text.extend(std::iter::repeat_n('0', precision - exact));
            text
        }
        Layout::Scientific => scientific(&Decimal::significant(x, precision.unwrap_or(6) + 1)),
        Layout::General => general(x, precision.unwrap_or(6).max(1), 0, alternate),
        Layout::Default => match precision {
            None if x == 0.0 => "0.0".to_owned(),
            None => return add_point(repr(x), alternate),
            // One digit after the point at least, and exponents one earlier than `g`.
            Some(precision) => general(x, precision.max(1), 1, alternate),
        },
    };
    if alternate {
        text = add_point(text, true);
    }
    text
}

/// Zero is `0.DIGITS * 10**1`, which prints as exponent 0.
fn scientific(decimal: &Decimal) -> String {
    decimal.scientific('e')
}

fn general(x: f64, precision: usize, min_fraction: usize, alternate: bool) -> String {
    let decimal = if x == 0.0 {
        Decimal { digits: "0".repeat(precision), point: 1 }
    } else {
        Decimal::significant(x, precision)
    };
    let last_fixed = precision as i64 - min_fraction as i64;
    let point = decimal.point;
    let decimal = if alternate { decimal } else { decimal.trim() };
    // CPython counts the exponent from before the first digit here, so a precision of 1 shows 1.0 as 1e+00.
    if point > -4 && i64::from(point) <= last_fixed {
        decimal.fixed(min_fraction)
    } else {
        scientific(&decimal)
    }
}

/// Puts a point before the exponent or at the end if there is none.
fn add_point(text: String, wanted: bool) -> String {
    if !wanted || text.contains('.') {
        return text;
    }
    match text.find('e') {
        Some(at) => format!("{}.{}", &text[..at], &text[at..]),
        None => text + ".",
    }
}

/// Parses what `float(text)` accepts; `None` if it is no number.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim_matches(unicode::is_space);
    if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E')) {
        return text.parse().ok();
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut after_digit = false;
    while let Some(c) = characters.next() {
        if c == '_' {
            let before_digit = characters.peek().is_some_and(|next| unicode::is_decimal(*next));
            if !after_digit || !before_digit {
                return None;
            }
            continue;
        }
        let digit = unicode::decimal(c);
        after_digit = digit.is_some();
        plain.push(digit.map_or(c, |d| (b'0' + d) as char));
    }
    plain.parse().ok()
}

/// `x.hex()`
pub fn to_hex(x: f64) -> String {
    if !x.is_finite() {
        return repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    let bits = x.to_bits();
    let (exponent, mantissa) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    match (exponent, mantissa) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{mantissa:013x}p-1022"),
        _ => format!("{sign}0x1.{mantissa:013x}p{:+}", exponent - 1023),
    }
}

/// Why `float.fromhex` fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HexError {
    /// Not a hexadecimal floating-point string.
    Invalid,
    /// Too large for a float.
    Overflow,
}

/// `float.fromhex(text)`
///
/// # Errors
/// See [`HexError`].
pub fn from_hex(text: &str) -> Result<f64, HexError> {
    let text =
        text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b').to_ascii_lowercase();
    let (negative, body) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, &text[..]),
    };
    let magnitude = match body {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ => hex_magnitude(body.strip_prefix("0x").unwrap_or(body))?,
    };
    Ok(if negative { -magnitude } else { magnitude })
}

fn hex_magnitude(body: &str) -> Result<f64, HexError> {
    let (mantissa, exponent) = match body.split_once('p') {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (body, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err(HexError::Invalid);
    }
    let mut bits = 0u64;
    let mut dropped = 0i64;
    for c in whole.chars().chain(fraction.chars()) {
        let digit = c.to_digit(16).ok_or(HexError::Invalid)?;
        if bits >> 58 == 0 {
            bits = bits << 4 | u64::from(digit);
        } else {
            // Only whether something was dropped matters for rounding.
            bits |= u64::from(digit != 0);
            dropped += 4;
        }
    }
    if bits == 0 {
        return Ok(0.0);
    }
    round_binary(bits, exponent.saturating_add(dropped).saturating_sub(4 * fraction.len() as i64))
}

fn parse_exponent(text: &str) -> Result<i64, HexError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(HexError::Invalid);
    }
    let size = digits.parse().unwrap_or(i64::MAX / 4);
    Ok(if text.starts_with('-') { -size } else { size }.clamp(i64::MIN / 4, i64::MAX / 4))
}

/// `bits * 2**exponent`, ties to even.
fn round_binary(mut bits: u64, mut exponent: i64) -> Result<f64, HexError> {
    let length = i64::from(64 - bits.leading_zeros());
    let top = exponent.saturating_add(length);
    if top > 1024 {
        return Err(HexError::Overflow);
    }
    let drop = length - (top + 1074).min(53);
    if drop > length {
        return Ok(0.0);
    }
    if drop > 0 {
        let half = 1u64 << (drop - 1);
        let (rest, odd) = (bits & (2 * half).wrapping_sub(1), drop < 64 && bits >> drop & 1 == 1);
        bits = bits.checked_shr(drop as u32).unwrap_or(0);
        bits += u64::from(rest > half || rest == half && odd);
        exponent += drop;
    }
    let x = ldexp(bits as f64, exponent.clamp(-5000, 5000) as i32);
    if x.is_infinite() { Err(HexError::Overflow) } else { Ok(x) }
}

/// `round(x, digits)` for a finite `x`; infinite if the result would be too large.
pub fn round_to_digits(x: f64, digits: i64) -> f64 {
    if digits > 323 || x == 0.0 || !x.is_finite() {
        return x;
    }
    if digits < -308 {
        return 0f64.copysign(x);
    }
    let text = if digits >= 0 {
        format!("{:.*}", digits as usize, x.abs())
    } else {
        round_to_power(x.abs(), -digits as i32)
    };
    text.parse::<f64>().unwrap_or(0.0).copysign(x)
}

/// `x` rounded to a multiple of `10**power`, as text.
fn round_to_power(x: f64, power: i32) -> String {
    let exact = Decimal::significant(x, MOST_DIGITS).trim();
    let kept = exact.point - power;
    if kept < 0 {
        return "0".to_owned();
    }
    if kept > 0 {
        return format!("{:.*e}", kept as usize - 1, x);
    }
    // The first digit is one below the unit: a tie goes to zero, which is even.
    let up = exact.digits.as_bytes()[0] > b'5'
        || exact.digits.starts_with('5') && exact.digits.len() > 1;
    if up { format!("1e{power}") } else { "0".to_owned() }
}

/// `x` rounded to an integral float, ties to even.
pub fn round_half_even(x: f64) -> f64 {
    x.round_ties_even()
}
