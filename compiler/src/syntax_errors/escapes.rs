//! Escape sequences that do not decode, in the words of CPython's codecs.

use ruff_text_size::TextRange;

use crate::failure::Failure;
use crate::source::Source;

/// Describes the first bad escape sequence of a literal.
pub(super) fn error(literal: TextRange, source: &Source) -> Failure {
    let text = source.slice(literal);
    let quote = text.find(['\'', '"']).unwrap_or(0);
    let is_bytes = text[..quote].to_ascii_lowercase().contains('b');
    let body = &text[quote..];
    let opener = if body.starts_with("'''") || body.starts_with("\"\"\"") { 3 } else { 1 };
    let content = body.get(opener..body.len().saturating_sub(opener)).unwrap_or("");
    let message = first_bad(content, is_bytes).unwrap_or_else(|| "invalid syntax".to_owned());
    Failure::syntax(message, literal)
}

fn first_bad(content: &str, is_bytes: bool) -> Option<String> {
    let mut at = 0;
    while let Some(found) = content.get(at..)?.find('\\') {
        let start = at + found;
        let letter = content[start + 1..].chars().next()?;
        let digits = match letter {
            'x' => 2,
            'u' if !is_bytes => 4,
            'U' if !is_bytes => 8,
            _ => 0,
        };
        let rest = &content.as_bytes()[start + 2..];
        let present = rest.iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit()).count();
        if present < digits {
            if is_bytes {
                return Some(format!("(value error) invalid \\x escape at position {start}"));
            }
            let pattern: String = std::iter::repeat_n('X', digits).collect();
            let end = start + 1 + present;
            return Some(format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: truncated \\{letter}{pattern} escape"
            ));
        }
        if letter == 'U'
            && u32::from_str_radix(&content[start + 2..start + 10], 16)
                .is_ok_and(|code| code > 0x10_FFFF)
        {
            let end = start + 9;
            return Some(format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: illegal Unicode character"
            ));
        }
        if letter == 'N'
            && !is_bytes
            && let Some(message) = bad_name(content, start)
        {
            return Some(message);
        }
        at = start + 1 + letter.len_utf8();
    }
    None
}

fn bad_name(content: &str, start: usize) -> Option<String> {
    let rest = &content[start + 2..];
    let close = rest.starts_with('{').then(|| rest.find('}')).flatten();
    let Some(close) = close else {
        let end = start + 1;
        return Some(format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: malformed \\N character escape"
        ));
    };
    let escape = &content[start..start + 2 + close + 1];
    if ruff_python_parser::parse_expression(&format!("'{escape}'")).is_ok() {
        return None;
    }
    let end = start + escape.len() - 1;
    Some(format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: unknown Unicode character name"
    ))
}
