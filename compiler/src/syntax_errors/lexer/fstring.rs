//! The text of f-strings, between their replacement fields.

use super::{Cut, LexError, Lexer, Step, TokenKind, point, size};

/// Replacement fields within format specifications of others.
const MAX_FIELDS: usize = 3;

/// An f-string that is being read.
#[derive(Clone, Debug)]
pub(super) struct FString {
    pub(super) quote: u8,
    /// One quote or three.
    pub(super) quotes: usize,
    start: u32,
    is_raw: bool,
    /// Brackets open in it.
    pub(super) depth: usize,
    /// Replacement fields open in it.
    fields: usize,
    /// What comes is text, not the expression of a replacement field.
    pub(super) is_text: bool,
    /// The text is a format specification.
    pub(super) is_in_format: bool,
}

impl FString {
    pub(super) fn new(quote: u8, quotes: usize, start: u32, is_raw: bool) -> FString {
        let (depth, fields, is_in_format) = (0, 0, false);
        FString { quote, quotes, start, is_raw, depth, fields, is_text: true, is_in_format }
    }

    /// Whether no bracket is open in the expression of the innermost replacement field.
    pub(super) fn is_at_expression(&self) -> bool {
        self.fields > 0 && self.depth == self.fields
    }

    /// Notes a closing bracket.
    pub(super) fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        if bracket == b'}' && self.fields > 0 && self.depth + 1 == self.fields {
            self.fields -= 1;
            self.is_text = true;
            self.is_in_format = false;
        }
    }
}

impl Lexer<'_> {
    /// Reads text up to a replacement field or the end.
    pub(super) fn fstring_text(&mut self) -> Step<bool> {
        let Some(fstring) = self.fstrings.last().cloned() else { return Ok(false) };
        let start = self.at;
        if self.byte(0) == Some(b'{') && self.byte(1) != Some(b'{') {
            self.enter_field(start)?;
            return Ok(false);
        }
        let quotes = [fstring.quote; 3];
        let closing = &quotes[..fstring.quotes];
        if self.text[start..].starts_with(closing) {
            self.at += fstring.quotes;
            self.fstrings.pop();
            self.push(TokenKind::FStringEnd, start);
            return Ok(false);
        }
        let in_format = fstring.is_in_format && fstring.fields > 0;
        loop {
            let Some(byte) = self.byte(0) else { return Err(self.unterminated_fstring(&fstring)) };
            match byte {
                b'\n' if fstring.quotes == 1 => {
                    if in_format {
                        let message = "f-string: newlines are not allowed in format specifiers for single quoted f-strings";
                        return Err(point(message, self.at));
                    }
                    return Err(self.unterminated_fstring(&fstring));
                }
                byte if byte == fstring.quote && self.text[self.at..].starts_with(closing) => {
                    self.push(TokenKind::FStringMiddle, start);
                    return Ok(false);
                }
                b'{' if self.byte(1) == Some(b'{') && !in_format => {
                    self.at += 2;
                    self.push(TokenKind::FStringMiddle, start);
                    return Ok(false);
                }
                b'{' => {
                    self.push(TokenKind::FStringMiddle, start);
                    self.enter_field(self.at)?;
                    return Ok(false);
                }
                b'}' => {
                    if self.byte(1) == Some(b'}') && !in_format && fstring.depth == 0 {
                        self.at += 2;
                        self.push(TokenKind::FStringMiddle, start);
                        return Ok(false);
                    }
                    self.push(TokenKind::FStringMiddle, start);
                    self.set_text(false);
                    return Ok(false);
                }
                b'\\' => self.escape(&fstring),
                _ => self.at += 1,
            }
        }
    }

    fn set_text(&mut self, is_text: bool) {
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.is_text = is_text;
        }
    }

    fn enter_field(&mut self, at: usize) -> Step {
        let Some(fstring) = self.fstrings.last_mut() else { return Ok(()) };
        fstring.fields += 1;
        fstring.is_text = false;
        if fstring.fields > MAX_FIELDS {
            return Err(point("f-string: expressions nested too deeply", at.saturating_sub(1)));
        }
        Ok(())
    }

    /// A backslash with what it escapes. Braces are no part of it, but for the name of `\N{..}`.
    fn escape(&mut self, fstring: &FString) {
        self.at += 1;
        match self.byte(0) {
            Some(b'{' | b'}') | None => {}
            Some(b'N') if !fstring.is_raw && self.byte(1) == Some(b'{') => {
                let rest = &self.text[self.at..];
                let stop = |&byte: &u8| byte == b'}' || byte == b'\n' || byte == fstring.quote;
                let length = rest.iter().position(stop).unwrap_or(rest.len());
                let is_closed = rest.get(length) == Some(&b'}');
                self.at += length + usize::from(is_closed);
            }
            Some(_) => self.at += 1,
        }
    }

    fn unterminated_fstring(&self, fstring: &FString) -> LexError {
        let (what, line) = match fstring.quotes {
            3 => ("triple-quoted ", self.source.line_count()),
            _ => ("", self.source.line(size(self.at))),
        };
        let message = format!("unterminated {what}f-string literal (detected at line {line})");
        let cut = if fstring.quotes == 3 { Cut::InString } else { Cut::No };
        LexError { cut, ..point(message, fstring.start as usize) }
    }
}
