//! Errors from what matched: places and messages.

use ruff_text_size::{TextRange, TextSize};

use super::engine::Engine;
use super::notation::{Kind, Place};
use super::tree::{Part, describe};
use crate::error::SyntaxErrorKind;
use crate::failure::{self, Failure};
use crate::source::Source;
use crate::syntax_errors::escapes;
use crate::syntax_errors::lexer::{Token, TokenKind, long_integer};

/// The text of a token.
pub(super) fn text<'a>(source: &'a Source, token: &Token) -> &'a str {
    source.slice(range(token))
}

fn range(token: &Token) -> TextRange {
    TextRange::new(token.start.into(), token.end.max(token.start).into())
}

impl Engine<'_> {
    /// The error that an alternative describes; `None`: none of the targets in question is wrong.
    pub(super) fn error(
        &self,
        place: Place,
        message: &str,
        at: u32,
        parts: &[Part],
    ) -> Option<Failure> {
        match place {
            Place::Target(label, targets) => {
                let part = parts.get(usize::from(label)).copied()?;
                let wrong = self.tree.invalid_target(part, targets)?;
                let message = message.replace("{}", describe(self.tree.kind(wrong)));
                Some(self.failure(Place::Parts(0, 0), message, at, &[wrong]))
            }
            Place::Generator(label, end) => {
                let arguments = parts.get(usize::from(label)).copied()?;
                let elements = self.tree.elements(arguments);
                let positional: Vec<Part> = elements
                    .into_iter()
                    .filter(|part| {
                        !matches!(self.tree.kind(*part), Kind::Unpacking | Kind::Keyword)
                    })
                    .collect();
                let (count, last) = (positional.len(), positional.last().copied()?);
                let clauses = parts.get(usize::from(end)).copied()?;
                let message = message.to_owned();
                (count > 1).then(|| self.failure(Place::Parts(0, 1), message, at, &[last, clauses]))
            }
            _ => Some(self.failure(place, self.fill(message, parts), at, parts)),
        }
    }

    /// Puts what the parts are into a message.
    fn fill(&self, message: &str, parts: &[Part]) -> String {
        let mut text = message.to_owned();
        for (name, &part) in ["a", "b"].into_iter().zip(parts) {
            if !text.contains('{') {
                break;
            }
            let line = self.tree.span(part).and_then(|(start, _)| self.tokens.get(start as usize));
            let line = line.map_or(1, |token| self.source.line(token.start.into()));
            text = text
                .replace(&format!("{{{name}}}"), describe(self.tree.kind(part)))
                .replace(&format!("{{line {name}}}"), &line.to_string())
                .replace(&format!("{{text {name}}}"), self.part_text(part));
        }
        text
    }

    /// An error at a place; `at` is the next token.
    pub(super) fn failure(
        &self,
        place: Place,
        message: String,
        at: u32,
        parts: &[Part],
    ) -> Failure {
        let span = |label: u8| {
            let part = parts.get(usize::from(label)).copied().unwrap_or(Part::Nothing);
            let (start, end) = self.tree.span(part).unwrap_or((at, at + 1));
            let token = |index: u32| self.tokens.get(index as usize).copied();
            let start = token(start).map_or(0, |token| token.start);
            (start, token(end.saturating_sub(1)).map_or(start, |token| token.end))
        };
        let syntax = |place| {
            let message = self.with_prefix(message.clone(), at);
            Failure::new(SyntaxErrorKind::SyntaxError, message, place)
        };
        let between = |start: u32, end: u32| {
            failure::Place::Range(TextRange::new(start.into(), end.max(start).into()))
        };
        match place {
            Place::Parts(first, last) => syntax(between(span(first).0, span(last).1)),
            Place::From(label) => {
                syntax(between(span(label).0, self.last().map_or(0, |token| token.cursor - 1)))
            }
            Place::Here => syntax(self.place_of(self.fetched.saturating_sub(1))),
            Place::Next => syntax(self.place_of(at)),
            Place::Indent => {
                let place = self.place_of(self.fetched.saturating_sub(1));
                Failure::new(SyntaxErrorKind::IndentationError, message, place)
            }
            Place::Key(label) => syntax(failure::Place::Start(span(label).1.saturating_sub(1))),
            Place::Target(..) | Place::Generator(..) => syntax(between(span(0).0, span(0).1)),
        }
    }

    fn last(&self) -> Option<Token> {
        self.tokens.get((self.fetched as usize).checked_sub(1)?).copied()
    }

    /// Messages name the kind of string that they are about.
    fn with_prefix(&self, message: String, at: u32) -> String {
        let Some(rest) = message.strip_prefix("f-string: ") else { return message };
        let mut depth = 0;
        for token in self.tokens.iter().take(at as usize).rev() {
            match token.kind {
                TokenKind::FStringEnd => depth += 1,
                TokenKind::FStringStart if depth > 0 => depth -= 1,
                TokenKind::FStringStart => {
                    let opening = text(self.source, token);
                    let letter = if opening.contains(['t', 'T']) { 't' } else { 'f' };
                    return format!("{letter}-string: {rest}");
                }
                _ => {}
            }
        }
        message
    }

    /// The place of a token. Some have no start of their own, so only where reading has come is known.
    pub(super) fn place_of(&self, index: u32) -> failure::Place {
        let Some(token) = self.tokens.get(index as usize) else { return failure::Place::Nowhere };
        match token.kind {
            TokenKind::End => failure::Place::Line(self.source.line_count().max(1)),
            TokenKind::Indent | TokenKind::Dedent => {
                let (line, col) = self.source.line_col(token.cursor.into());
                match col {
                    0 => failure::Place::Line(line),
                    _ => failure::Place::Start(token.cursor - 1),
                }
            }
            _ => failure::Place::Range(range(token)),
        }
    }

    /// The error of a program for which there is no other, at the last token of the first pass.
    pub(super) fn generic(&self, last: u32) -> Failure {
        let Some(token) = self.tokens.get(last as usize) else {
            return Failure::syntax("invalid syntax", TextRange::empty(TextSize::new(0)));
        };
        let (kind, message) = match token.kind {
            TokenKind::Indent => (SyntaxErrorKind::IndentationError, "unexpected indent"),
            TokenKind::Dedent => (SyntaxErrorKind::IndentationError, "unexpected unindent"),
            _ => (SyntaxErrorKind::SyntaxError, "invalid syntax"),
        };
        Failure::new(kind, message, self.place_of(last))
    }

    /// Escape sequences, and strings next to each other that do not go together.
    pub(super) fn check_strings(&self, start: u32, end: u32) -> Option<Failure> {
        let tokens = self.tokens.get(start as usize..end as usize)?;
        let is_bytes = |token: &&Token| {
            let opening = text(self.source, token);
            let quote = opening.find(['\'', '"']).unwrap_or(0);
            opening[..quote].contains(['b', 'B'])
        };
        let mut depth = 0;
        let mut parts = Vec::new();
        for token in tokens {
            match token.kind {
                TokenKind::FStringStart => {
                    parts.extend((depth == 0).then_some(token));
                    depth += 1;
                }
                TokenKind::FStringEnd => depth -= 1,
                TokenKind::String if depth == 0 => parts.push(token),
                _ => {}
            }
        }
        let bytes = parts.iter().filter(|token| is_bytes(token)).count();
        if bytes > 0 && bytes < parts.len() {
            let message = "cannot mix bytes and nonbytes literals".to_owned();
            return Some(self.failure(Place::Here, message, end, &[]));
        }
        let mut fstrings: Vec<bool> = Vec::new();
        for token in tokens {
            match token.kind {
                TokenKind::FStringStart => {
                    fstrings.push(text(self.source, token).contains(['r', 'R']));
                }
                TokenKind::FStringEnd => _ = fstrings.pop(),
                TokenKind::String if fstrings.is_empty() => {
                    if let Some(failure) = escapes::literal_error(range(token), self.source) {
                        return Some(failure);
                    }
                }
                TokenKind::FStringMiddle if fstrings.last() == Some(&false) => {
                    if let Some(message) = escapes::first_bad(text(self.source, token), false) {
                        return Some(Failure::syntax(message, range(token)));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// `!r` and its like, from the exclamation mark.
    pub(super) fn check_conversion(&self, at: u32) -> Option<Failure> {
        let mark = self.tokens.get(at as usize)?;
        let name = self.tokens.get(at as usize + 1)?;
        if mark.end != name.start {
            let message =
                "f-string: conversion type must come right after the exclamation mark".to_owned();
            let parts = [Part::Token(at), Part::Token(at + 1)];
            return Some(self.failure(Place::Parts(0, 1), message, at, &parts));
        }
        let found = text(self.source, name);
        if matches!(found, "s" | "r" | "a") {
            return None;
        }
        let message =
            format!("f-string: invalid conversion character '{found}': expected 's', 'r', or 'a'");
        Some(self.failure(Place::Parts(0, 0), message, at, &[Part::Token(at + 1)]))
    }

    /// Numbers that are too long to be converted.
    pub(super) fn check_number(&self, at: u32) -> Option<Failure> {
        let token = self.tokens.get(at as usize)?;
        let digits = long_integer(text(self.source, token))?;
        let message = format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits."
        );
        let line = self.source.line(token.start.into());
        Some(Failure::new(SyntaxErrorKind::SyntaxError, message, failure::Place::Line(line)))
    }
}
