//! Escape sequences that do not decode, in the words of CPython's codecs.

use ruff_text_size::TextRange;

use crate::failure::Failure;
use crate::source::Source;

/// Describes what is wrong with a string or bytes literal.
pub(super) fn literal_error(literal: TextRange, source: &Source) -> Option<Failure> {
    let text = source.slice(literal);
    let quote = text.find(['\'', '"'])?;
    let prefix = text[..quote].to_ascii_lowercase();
    let is_bytes = prefix.contains('b');
    if is_bytes && !text.is_ascii() {
        return Some(Failure::syntax("bytes can only contain ASCII literal characters", literal));
    }
    if prefix.contains('r') {
        return None;
    }
    let body = &text[quote..];
    let opener = if body.starts_with("'''") || body.starts_with("\"\"\"") { 3 } else { 1 };
    let content = body.get(opener..body.len().saturating_sub(opener))?;
    first_bad(content, is_bytes).map(|message| Failure::syntax(message, literal))
}

/// Describes the first bad escape sequence of a string.
pub(super) fn first_bad(content: &str, is_bytes: bool) -> Option<String> {
    let mut at = 0;
    while let Some(found) = content.get(at..)?.find('\\') {
        let start = at + found;
        let letter = content[start + 1..].chars().next()?;
        if let Some(message) = bad_escape(content, start, letter, is_bytes) {
            return Some(message);
        }
        at = start + 1 + letter.len_utf8();
    }
    None
}

/// How many characters a text has for CPython's decoder, which gets what is not ASCII as `\U` and eight digits.
fn length(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum()
}

/// An error in the escape sequence from byte `start` up to byte `end`.
fn unicode_error(content: &str, start: usize, end: usize, what: &str) -> String {
    let first = length(&content[..start]);
    let last = first + length(&content[start..end]) - 1;
    format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {what}"
    )
}

fn bad_escape(content: &str, start: usize, letter: char, is_bytes: bool) -> Option<String> {
    let digits = match letter {
        'x' => 2,
        'u' if !is_bytes => 4,
        'U' if !is_bytes => 8,
        'N' if !is_bytes => return bad_name(content, start),
        _ => return None,
    };
    let rest = &content.as_bytes()[start + 2..];
    let present = rest.iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let end = start + 2 + present;
    if present < digits && is_bytes {
        return Some(format!("(value error) invalid \\x escape at position {start}"));
    }
    if present < digits {
        let what = format!("truncated \\{letter}{} escape", "X".repeat(digits));
        return Some(unicode_error(content, start, end, &what));
    }
    let is_too_large =
        u32::from_str_radix(&content[start + 2..end], 16).is_ok_and(|code| code > 0x10_FFFF);
    is_too_large.then(|| unicode_error(content, start, end, "illegal Unicode character"))
}

/// `\N{..}`
fn bad_name(content: &str, start: usize) -> Option<String> {
    let malformed =
        |end| Some(unicode_error(content, start, end, "malformed \\N character escape"));
    let rest = &content[start + 2..];
    if !rest.starts_with('{') {
        return malformed(start + 2);
    }
    let Some(close) = rest.find('}') else { return malformed(content.len()) };
    if close == 1 {
        return malformed(start + 3);
    }
    let end = start + 2 + close + 1;
    if ruff_python_parser::parse_expression(&format!("'{}'", &content[start..end])).is_ok() {
        return None;
    }
    Some(unicode_error(content, start, end, "unknown Unicode character name"))
}
