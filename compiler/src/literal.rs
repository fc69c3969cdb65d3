//! Literals: escape sequences, numbers, docstrings.
//!
//! Strings are decoded from the source text and not taken from the parser, which cannot represent
//! surrogates. The result is generalized UTF-8 (see [`crate::Const::Str`]).

use num_bigint::BigInt;
use ruff_python_ast::{
    ExprBytesLiteral, ExprStringLiteral, InterpolatedStringLiteralElement, StringLiteral,
};
use ruff_text_size::Ranged;

use crate::source::Source;

/// Returns the value of a string literal, its parts concatenated.
pub(crate) fn string(node: &ExprStringLiteral, source: &Source) -> Vec<u8> {
    node.value.iter().flat_map(|part| string_part(part, source)).collect()
}

/// Returns the value of one part of a string literal.
pub(crate) fn string_part(part: &StringLiteral, source: &Source) -> Vec<u8> {
    let text = source.slice(part.content_range());
    if part.flags.prefix().is_raw() || !text.contains('\\') {
        return text.as_bytes().to_vec();
    }
    unescape(text, false)
}

/// Returns the value of the literal text in an f-string.
pub(crate) fn fstring_literal(
    element: &InterpolatedStringLiteralElement,
    is_raw: bool,
    source: &Source,
) -> Vec<u8> {
    let text = source.slice(element.range());
    if is_raw || !text.contains('\\') {
        return element.value.as_bytes().to_vec();
    }
    unescape(text, true)
}

/// Returns the value of a bytes literal.
pub(crate) fn bytes(node: &ExprBytesLiteral) -> Vec<u8> {
    node.value.iter().flat_map(|part| part.as_slice().iter().copied()).collect()
}

/// Appends a code point in the UTF-8 scheme, surrogates included.
fn push_code_point(out: &mut Vec<u8>, code: u32) {
    let byte = |value: u32| u8::try_from(value & 0xFF).unwrap_or(0);
    match char::from_u32(code) {
        Some(character) => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend([
            byte(0xE0 | code >> 12),
            byte(0x80 | code >> 6 & 0x3F),
            byte(0x80 | code & 0x3F),
        ]),
    }
}

fn unescape(text: &str, doubled_braces: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let after = &rest[character.len_utf8()..];
        if character == '\\' {
            rest = escape(after, &mut out);
            continue;
        }
        out.extend_from_slice(&rest.as_bytes()[..character.len_utf8()]);
        rest = after;
        if doubled_braces && matches!(character, '{' | '}') && after.starts_with(character) {
            rest = &after[1..];
        }
    }
    out
}

/// Decodes the escape sequence after a backslash; returns what follows it.
fn escape<'a>(rest: &'a str, out: &mut Vec<u8>) -> &'a str {
    let Some(character) = rest.chars().next() else {
        out.push(b'\\');
        return rest;
    };
    let after = &rest[character.len_utf8()..];
    let simple = match character {
        '\n' => return after,
        '\\' | '\'' | '"' => Some(character as u32),
        'a' => Some(7),
        'b' => Some(8),
        'f' => Some(12),
        'n' => Some(10),
        'r' => Some(13),
        't' => Some(9),
        'v' => Some(11),
        _ => None,
    };
    if let Some(code) = simple {
        push_code_point(out, code);
        return after;
    }
    let (digits, radix, tail) = match character {
        '0'..='7' => (take_digits(rest, 3, 8), 8, rest),
        'x' => (take_digits(after, 2, 16), 16, after),
        'u' => (take_digits(after, 4, 16), 16, after),
        'U' => (take_digits(after, 8, 16), 16, after),
        'N' => return named(rest, after, out),
        _ => ("", 10, after),
    };
    match u32::from_str_radix(digits, radix) {
        Ok(code) => {
            push_code_point(out, code);
            &tail[digits.len()..]
        }
        Err(_) => {
            out.push(b'\\');
            rest
        }
    }
}

fn take_digits(text: &str, most: usize, radix: u32) -> &str {
    let end = text.char_indices().take(most).take_while(|(_, c)| c.is_digit(radix)).count();
    &text[..end]
}

/// Decodes `\N{NAME}`: the parser knows the names.
fn named<'a>(rest: &'a str, after: &'a str, out: &mut Vec<u8>) -> &'a str {
    let end = after.find('}').map(|end| end + 1);
    let parsed = end.and_then(|end| {
        let parsed =
            ruff_python_parser::parse_expression(&format!("'\\N{}'", &after[..end])).ok()?;
        let literal = parsed.expr().as_string_literal_expr()?;
        Some((literal.value.to_str().to_owned(), &after[end..]))
    });
    match parsed {
        Some((text, tail)) => {
            out.extend_from_slice(text.as_bytes());
            tail
        }
        None => {
            out.push(b'\\');
            rest
        }
    }
}

/// Returns the value of an int literal as it is written.
pub(crate) fn int(text: &str) -> Option<BigInt> {
    let digits: String =
        text.chars().filter(|&c| c != '_').collect::<String>().to_ascii_lowercase();
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (&digits[2..], 16),
        Some("0o") => (&digits[2..], 8),
        Some("0b") => (&digits[2..], 2),
        _ => (digits.as_str(), 10),
    };
    BigInt::parse_bytes(digits.as_bytes(), radix)
}

/// Removes the common indentation of a docstring, as CPython does.
pub(crate) fn clean_doc(doc: &[u8]) -> Vec<u8> {
    let doc = expand_tabs(doc);
    let indent = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ').count();
    let lines: Vec<&[u8]> = doc.split_inclusive(|&byte| byte == b'\n').collect();
    let is_blank = |line: &&[u8]| matches!(line.get(indent(line)), None | Some(b'\n'));
    let margin = lines
        .iter()
        .skip(1)
        .filter(|line| !is_blank(line))
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let mut out = Vec::with_capacity(doc.len());
    for (index, line) in lines.iter().enumerate() {
        let skipped = if index == 0 { indent(line) } else { indent(line).min(margin) };
        out.extend_from_slice(&line[skipped..]);
    }
    out
}

fn expand_tabs(doc: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(doc.len());
    let mut column = 0;
    for &byte in doc {
        match byte {
            b'\t' => {
                let width = 8 - column % 8;
                out.resize(out.len() + width, b' ');
                column += width;
                continue;
            }
            b'\n' | b'\r' => column = 0,
            // Continuation bytes do not start a character.
            0x80..=0xBF => {}
            _ => column += 1,
        }
        out.push(byte);
    }
    out
}
