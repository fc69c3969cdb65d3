//! Escape sequences that mean nothing, and numbers that run into keywords.

use ruff_text_size::TextSize;

use super::Note;
use crate::source::Source;
use crate::syntax_errors::{Lexed, TokenKind};

/// Looks at the tokens of a program up to an offset.
pub(crate) fn in_tokens(lexed: &Lexed, source: &Source, end: TextSize, notes: &mut Vec<Note>) {
    // Prefixes of the f-strings that are open: whether they are raw.
    let mut fstrings: Vec<bool> = Vec::new();
    for token in lexed.tokens().iter().take_while(|token| TextSize::from(token.end) <= end) {
        let (start, stop) = (token.start as usize, token.end as usize);
        let text = source.text().get(start..stop).unwrap_or("");
        match token.kind {
            TokenKind::String => notes.extend(in_literal(text, start)),
            TokenKind::FStringStart => fstrings.push(text.contains(['r', 'R'])),
            TokenKind::FStringEnd => _ = fstrings.pop(),
            TokenKind::FStringMiddle if fstrings.last() == Some(&false) => {
                notes.extend(in_fstring(text, source, start, stop));
            }
            TokenKind::Number => notes.extend(before_keyword(text, source, start, stop)),
            _ => {}
        }
    }
}

fn note(at: usize, message: String) -> Note {
    Note::new(TextSize::try_from(at).unwrap_or_default(), message)
}

/// CPython counts lines within the text from where it ends, and a brace after a backslash is not part of the text.
fn in_fstring(text: &str, source: &Source, start: usize, stop: usize) -> Option<Note> {
    let backslashes = text.bytes().rev().take_while(|byte| *byte == b'\\').count();
    let brace = source.text().get(stop..)?.chars().next().filter(|_| backslashes % 2 == 1);
    let found = first_invalid(text, false, start)
        .or_else(|| Some(note(stop.saturating_sub(1), describe(&brace?.to_string(), "escape"))))?;
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    Some(Note { lines_off: u32::try_from(lines).unwrap_or(0), ..found })
}

fn in_literal(literal: &str, start: usize) -> Option<Note> {
    let quote = literal.find(['\'', '"'])?;
    let prefix = literal[..quote].to_ascii_lowercase();
    if prefix.contains('r') {
        return None;
    }
    first_invalid(&literal[quote..], prefix.contains('b'), start + quote)
}

/// CPython warns of the first escape sequence of a literal only.
fn first_invalid(text: &str, is_bytes: bool, start: usize) -> Option<Note> {
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find('\\') {
        let backslash = at + found;
        let letter = text[backslash + 1..].chars().next()?;
        if letter == '3' || ('4'..='7').contains(&letter) {
            let rest = &text[backslash + 1..];
            let digits: String =
                rest.chars().take(3).take_while(|c| matches!(c, '0'..='7')).collect();
            if digits.len() == 3 && letter != '3' {
                return Some(note(start + backslash, describe(&digits, "octal escape")));
            }
        } else if !is_escape(letter, is_bytes) {
            return Some(note(start + backslash, describe(&letter.to_string(), "escape")));
        }
        at = backslash + 1 + letter.len_utf8();
    }
    None
}

fn is_escape(letter: char, is_bytes: bool) -> bool {
    match letter {
        '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' | '0'..='7' => {
            true
        }
        'N' | 'u' | 'U' => !is_bytes,
        // What is not ASCII is no escape sequence to CPython's decoder.
        letter => !letter.is_ascii(),
    }
}

fn describe(sequence: &str, what: &str) -> String {
    format!(
        "\"\\{sequence}\" is an invalid {what} sequence. Such sequences will not work in the future. Did you mean \"\\\\{sequence}\"? A raw string is also an option."
    )
}

/// `1if x else y`
fn before_keyword(number: &str, source: &Source, start: usize, stop: usize) -> Option<Note> {
    let next = source.text().as_bytes().get(stop)?;
    if !next.is_ascii_alphabetic() {
        return None;
    }
    let lower = number.to_ascii_lowercase();
    let name = match lower.as_bytes() {
        [b'0', b'x', ..] => "hexadecimal",
        [b'0', b'o', ..] => "octal",
        [b'0', b'b', ..] => "binary",
        [.., b'j'] => "imaginary",
        _ => "decimal",
    };
    Some(note(start, format!("invalid {name} literal")))
}
