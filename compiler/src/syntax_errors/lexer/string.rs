//! String literals, and where f-strings begin.

use super::fstring::FString;
use super::{Cut, LexError, Lexer, Step, TokenKind, offset, plain, point, size};
use crate::failure::Failure;
use ruff_text_size::TextRange;

/// Whether letters may stand before a quote: each of `b`, `u`, `r`, `f`, `t` at most once.
pub(super) fn is_prefix(letters: &[u8]) -> bool {
    let lower: Vec<u8> = letters.iter().map(u8::to_ascii_lowercase).collect();
    let is_new = |(at, letter)| b"burft".contains(letter) && !lower[..at].contains(letter);
    lower.iter().enumerate().all(is_new)
}

/// Prefixes that exclude each other, in the order in which they are checked.
const INCOMPATIBLE: &[(char, char)] =
    &[('u', 'b'), ('u', 'r'), ('u', 'f'), ('u', 't'), ('b', 'f'), ('b', 't'), ('f', 't')];

impl Lexer<'_> {
    /// A string whose prefix begins at `start`, and whose quote at `at`.
    pub(super) fn string(&mut self, start: usize, at: usize) -> Step {
        let prefix = String::from_utf8_lossy(&self.text[start..at]).to_ascii_lowercase();
        let has = |pair: &&(char, char)| prefix.contains(pair.0) && prefix.contains(pair.1);
        if let Some((first, second)) = INCOMPATIBLE.iter().find(has) {
            let message = format!("'{first}' and '{second}' prefixes are incompatible");
            let range = TextRange::new(size(start), size(at));
            return Err(plain(Failure::syntax(message, range)));
        }
        let quote = self.text[at];
        let quotes = if self.text[at..].starts_with(&[quote; 3]) { 3 } else { 1 };
        if prefix.contains(['f', 't']) {
            self.at = at + quotes;
            let raw = prefix.contains('r');
            self.fstrings.push(FString::new(quote, quotes, offset(start), raw));
            self.push(TokenKind::FStringStart, start);
            return Ok(());
        }
        self.at = at + quotes;
        let mut escapes_quote = false;
        loop {
            match self.byte(0) {
                None => return Err(self.unterminated(start, quote, quotes, false)),
                Some(b'\n') if quotes == 1 => {
                    return Err(self.unterminated(start, quote, quotes, escapes_quote));
                }
                Some(b'\\') => {
                    escapes_quote |= self.byte(1) == Some(quote);
                    self.at += 2;
                }
                Some(byte) if byte == quote && (quotes == 1 || self.starts_with(quote)) => {
                    self.at += quotes;
                    self.push(TokenKind::String, start);
                    return Ok(());
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn starts_with(&self, quote: u8) -> bool {
        self.text[self.at..].starts_with(&[quote; 3])
    }

    fn unterminated(
        &self,
        start: usize,
        quote: u8,
        quotes: usize,
        escapes_quote: bool,
    ) -> LexError {
        if let Some(fstring) = self.fstrings.last()
            && (fstring.quote, fstring.quotes) == (quote, quotes)
        {
            return point("f-string: expecting '}'", start);
        }
        let (what, line) = match quotes {
            3 => ("triple-quoted ", self.source.line_count()),
            _ => ("", self.source.line(size(self.at))),
        };
        let hint = if escapes_quote { "; perhaps you escaped the end quote?" } else { "" };
        let message = format!("unterminated {what}string literal (detected at line {line}){hint}");
        let cut = if quotes == 3 { Cut::InString } else { Cut::No };
        LexError { cut, ..point(message, start) }
    }
}
