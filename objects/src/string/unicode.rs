//! Properties of code points as `str` methods see them.
//!
//! A code point U+DF800 to U+DFFFF stands for a lone surrogate (see the header of `string`); it has no property.

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
/// Whether a letter came after the version of Unicode that Python has (16), while Rust's tables know it: to programs it has no case.
#[inline]
pub fn is_newer(c: char) -> bool {
    matches!(c, '\u{a7ce}'..='\u{a7cf}' | '\u{a7d2}' | '\u{a7d4}' | '\u{a7f1}' | '\u{16ea0}'..='\u{16ed3}')
        || matches!(c, '\u{a7d3}' | '\u{a7d5}')
}
/// Whether it is in lower case.
#[inline]
pub fn is_lower(c: char) -> bool {
    // U+0295 was one until Unicode 17; U+A7D3 and U+A7D5 are, but have had no upper case.
    c == '\u{295}' || c.is_lowercase() && (!is_newer(c) || matches!(c, '\u{a7d3}' | '\u{a7d5}'))
}
/// Whether it is in upper case.
#[inline]
pub fn is_upper(c: char) -> bool {
    c.is_uppercase() && !is_newer(c)
}
/// Appends it in lower case.
#[inline]
pub fn push_lower(c: char, out: &mut String) {
    if is_newer(c) { out.push(c) } else { out.extend(c.to_lowercase()) }
}
/// Appends it in upper case.
#[inline]
pub fn push_upper(c: char, out: &mut String) {
    if is_newer(c) { out.push(c) } else { out.extend(c.to_uppercase()) }
}
/// Whether it has a case.
#[inline]
pub fn is_cased(c: char) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
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
        _ => push_lower(c, out),
    }
}
/// Appends the full title case.
pub fn title_case(c: char, out: &mut String) {
    match TITLE_CASE.binary_search_by_key(&c, |row| row.0) {
        Ok(row) if !c.is_ascii() => out.push_str(TITLE_CASE[row].1),
        _ => push_upper(c, out),
    }
}

/// The first code point that stands for a lone surrogate; they are as many as there are surrogates. It lies in a plane that is not assigned.
pub const SURROGATE_BASE: u32 = 0xd_f800;
/// The first code point after these.
const SURROGATE_END: u32 = SURROGATE_BASE + 0x800;

/// The code point that a program sees: 0xD800 to 0xDFFF for a stand-in.
#[inline]
pub fn code_point(c: char) -> u32 {
    surrogate(c).map_or(c as u32, u32::from)
}
/// The surrogate that a code point stands for.
#[inline]
pub fn surrogate(c: char) -> Option<u16> {
    let c = c as u32;
    (SURROGATE_BASE..SURROGATE_END).contains(&c).then(|| (c - SURROGATE_BASE) as u16 + 0xd800)
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
