//! Numbers, and what must not follow them.

use ruff_text_size::TextRange;

use super::{LexError, Lexer, Step, TokenKind, offset, plain, point, size};
use crate::failure::Failure;

/// Where a number ends, or a message with the range that it is about; an empty range is a point.
type Scanned = Result<usize, (String, usize, usize)>;

impl Lexer<'_> {
    pub(super) fn number(&mut self) -> Step {
        let start = self.at;
        match scan(&self.text[start..]) {
            Ok(length) => {
                self.at += length;
                let number = std::str::from_utf8(&self.text[start..self.at]).unwrap_or("");
                if self.long_integer.is_none() && long_integer(number).is_some() {
                    self.long_integer = Some(offset(start));
                }
                self.push(TokenKind::Number, start);
                Ok(())
            }
            Err((message, from, to)) => Err(error(message, start + from, start + to)),
        }
    }
}

/// Digits that an integer literal may have.
const MAX_DIGITS: usize = 4300;

/// The number of digits of a decimal integer that has too many.
pub(in crate::syntax_errors) fn long_integer(number: &str) -> Option<usize> {
    if number.len() <= MAX_DIGITS {
        return None;
    }
    let is_decimal = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (is_decimal && digits > MAX_DIGITS).then_some(digits)
}

fn error(message: String, from: usize, to: usize) -> LexError {
    if from == to {
        return point(message, from);
    }
    plain(Failure::syntax(message, TextRange::new(size(from), size(to))))
}

fn byte(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// Reads the number at the start of a text.
fn scan(text: &[u8]) -> Scanned {
    match (byte(text, 0), byte(text, 1).to_ascii_lowercase()) {
        (b'0', b'x') => with_radix(text, 16, "hexadecimal"),
        (b'0', b'o') => with_radix(text, 8, "octal"),
        (b'0', b'b') => with_radix(text, 2, "binary"),
        _ => decimal(text),
    }
}

fn with_radix(text: &[u8], radix: u32, name: &str) -> Scanned {
    let is_digit = |at| char::from(byte(text, at)).is_digit(radix);
    let wrong_digit = |at| {
        let digit = char::from(byte(text, at));
        Err((format!("invalid digit '{digit}' in {name} literal"), at, at))
    };
    let mut at = 2;
    loop {
        at += usize::from(byte(text, at) == b'_');
        if !is_digit(at) {
            if byte(text, at).is_ascii_digit() {
                return wrong_digit(at);
            }
            return Err((format!("invalid {name} literal"), at - 1, at - 1));
        }
        while is_digit(at) {
            at += 1;
        }
        if byte(text, at) != b'_' {
            break;
        }
    }
    if byte(text, at).is_ascii_digit() {
        return wrong_digit(at);
    }
    after_number(text, at, name)
}

/// Where digits end that single underscores may part.
fn digits(text: &[u8], mut at: usize) -> Scanned {
    loop {
        while byte(text, at).is_ascii_digit() {
            at += 1;
        }
        if byte(text, at) != b'_' {
            return Ok(at);
        }
        at += 1;
        if !byte(text, at).is_ascii_digit() {
            return Err(("invalid decimal literal".to_owned(), at - 1, at - 1));
        }
    }
}

fn decimal(text: &[u8]) -> Scanned {
    let mut at = 0;
    if byte(text, 0) != b'.' {
        at = digits(text, 0)?;
        let is_zero = |byte: &u8| matches!(byte, b'0' | b'_');
        let has_zeros = byte(text, 0) == b'0' && !text[..at].iter().all(&is_zero);
        if has_zeros && !matches!(byte(text, at), b'.' | b'e' | b'E' | b'j' | b'J') {
            let zeros = text[..at].iter().take_while(|byte| is_zero(byte)).count();
            let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            return Err((message.to_owned(), 0, zeros));
        }
    }
    if byte(text, at) == b'.' {
        at += 1;
        if byte(text, at).is_ascii_digit() {
            at = digits(text, at)?;
        }
    }
    if matches!(byte(text, at), b'e' | b'E') {
        let sign = usize::from(matches!(byte(text, at + 1), b'+' | b'-'));
        if byte(text, at + 1 + sign).is_ascii_digit() {
            at = digits(text, at + 1 + sign)?;
        } else if sign == 1 {
            return Err(("invalid decimal literal".to_owned(), at + 1, at + 1));
        } else {
            return after_number(text, at, "decimal");
        }
    }
    if matches!(byte(text, at), b'j' | b'J') {
        return after_number(text, at + 1, "imaginary");
    }
    after_number(text, at, "decimal")
}

/// A name must not follow a number, except a keyword that makes sense there.
fn after_number(text: &[u8], at: usize, name: &str) -> Scanned {
    const WORDS: &[&[u8]] = &[b"and", b"else", b"for", b"or", b"not"];
    const BEGINNINGS: &[&[u8]] = &[b"if", b"in", b"is"];
    let rest = text.get(at..).unwrap_or_default();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let is_word =
        |word: &&[u8]| rest.starts_with(word) && !rest.get(word.len()).is_some_and(is_name);
    let is_keyword =
        WORDS.iter().any(is_word) || BEGINNINGS.iter().any(|word| rest.starts_with(word));
    if !rest.first().is_some_and(is_name) || is_keyword {
        return Ok(at);
    }
    Err((format!("invalid {name} literal"), at - 1, at - 1))
}
