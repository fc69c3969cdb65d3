//! Properties of code points as `str` methods see them.
//!
//! A code point U+10F800 or above stands for a lone surrogate (see the header of `string`); it has no property.

use super::unicode_data::{CASE_FOLDING, DECIMAL_ZEROS, RUNS, TITLE_CASE, property};

fn properties(c: char) -> u16 {
    let next = RUNS.partition_point(|(first, _)| *first <= c as u32);
    RUNS[next - 1].1
}

fn has(c: char, bits: u16) -> bool {
    properties(c) & bits != 0
}

/// `str.isalpha`
#[inline]
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { has(c, property::ALPHA) }
}
/// `str.isprintable`
#[inline]
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() { !c.is_ascii_control() } else { has(c, property::PRINTABLE) }
}
/// `str.isdecimal`
#[inline]
pub fn is_decimal(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { has(c, property::DECIMAL) }
}
/// `str.isdigit`
#[inline]
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { has(c, property::DIGIT) }
}
/// `str.isnumeric`
#[inline]
pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { has(c, property::NUMERIC) }
}
/// `str.isalnum`
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    const BITS: u16 = property::ALPHA | property::DECIMAL | property::DIGIT | property::NUMERIC;
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { has(c, BITS) }
}
/// `str.isspace`
#[inline]
pub fn is_space(c: char) -> bool {
    if c.is_ascii() { matches!(c, '\t'..='\r' | '\x1c'..=' ') } else { has(c, property::SPACE) }
}
/// Whether it is in title case, as the digraph ǅ is.
#[inline]
pub fn is_title(c: char) -> bool {
    !c.is_ascii() && has(c, property::TITLE)
}
/// Whether it may start an identifier.
#[inline]
pub fn is_identifier_start(c: char) -> bool {
    if c.is_ascii() {
        c == '_' || c.is_ascii_alphabetic()
    } else {
        has(c, property::IDENTIFIER_START)
    }
}
/// Whether it may be in an identifier.
#[inline]
pub fn is_identifier(c: char) -> bool {
    if c.is_ascii() { c == '_' || c.is_ascii_alphanumeric() } else { has(c, property::IDENTIFIER) }
}
/// Whether it has a case.
#[inline]
pub fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || is_title(c)
}
/// Whether it ends a line for `str.splitlines`.
#[inline]
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
/// The value of a decimal digit of any script.
#[inline]
pub fn decimal(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).map(|d| d as u8);
    }
    let next = DECIMAL_ZEROS.partition_point(|zero| *zero <= c as u32);
    let value = c as u32 - DECIMAL_ZEROS.get(next.checked_sub(1)?)?;
    (value < 10).then_some(value as u8)
}
/// Appends the full case folding.
pub fn fold_case(c: char, out: &mut String) {
    match CASE_FOLDING.binary_search_by_key(&c, |row| row.0) {
        Ok(row) if !c.is_ascii() => out.push_str(CASE_FOLDING[row].1),
        _ => out.extend(c.to_lowercase()),
    }
}
/// Appends the full title case.
pub fn title_case(c: char, out: &mut String) {
    match TITLE_CASE.binary_search_by_key(&c, |row| row.0) {
        Ok(row) if !c.is_ascii() => out.push_str(TITLE_CASE[row].1),
        _ => out.extend(c.to_uppercase()),
    }
}

/// The first code point that stands for a lone surrogate; they are as many as there are surrogates.
pub const SURROGATE_BASE: u32 = 0x10_f800;

/// The code point that a program sees: 0xD800 to 0xDFFF for a stand-in.
#[inline]
pub fn code_point(c: char) -> u32 {
    let c = c as u32;
    if c >= SURROGATE_BASE { c - SURROGATE_BASE + 0xd800 } else { c }
}
/// The surrogate that a code point stands for.
#[inline]
pub fn surrogate(c: char) -> Option<u16> {
    (c as u32).checked_sub(SURROGATE_BASE).map(|n| 0xd800 + n as u16)
}
/// The character that stores a code point; `None` above U+10FFFF.
#[inline]
pub fn from_code_point(code: u32) -> Option<char> {
    char::from_u32(if (0xd800..0xe000).contains(&code) {
        code - 0xd800 + SURROGATE_BASE
    } else {
        code
    })
}
