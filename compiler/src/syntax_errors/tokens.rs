//! What CPython's tokenizer rejects: brackets, indentation, numbers, unterminated strings.
//!
//! CPython reports an error of the tokenizer anywhere in the file before an error of its parser, so this
//! runs first. It works on the tokens of the parser's lexer and the text at them.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType,
};
use ruff_text_size::{TextRange, TextSize};

use crate::error::SyntaxErrorKind;
use crate::failure::{Failure, Place};
use crate::source::Source;

const MAX_BRACKETS: usize = 200;
const MAX_INDENTS: usize = 100;

/// A token as far as errors need it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Tok {
    pub(super) kind: TokenKind,
    pub(super) range: TextRange,
    /// Number of brackets open around it.
    pub(super) level: usize,
}

/// The tokens without trivia, and the innermost bracket that is never closed.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) tokens: Vec<Tok>,
    pub(super) unclosed: Option<TextRange>,
}

/// Rejects nesting of brackets that would take the parser too deep, before it runs.
///
/// Strings are skipped, f-strings included: a bracket in them is not counted.
pub(crate) fn check_tokens(source: &Source) -> Result<(), Failure> {
    let bytes = source.text().as_bytes();
    let (mut at, mut level) = (0, 0usize);
    while at < bytes.len() {
        match bytes[at] {
            b'#' => {
                at = bytes[at..]
                    .iter()
                    .position(|&byte| byte == b'\n')
                    .map_or(bytes.len(), |end| at + end)
            }
            quote @ (b'\'' | b'"') => at = skip_string(bytes, at, quote),
            b'(' | b'[' | b'{' => {
                if level >= MAX_BRACKETS {
                    return Err(point("too many nested parentheses", at));
                }
                level += 1;
                at += 1;
            }
            b')' | b']' | b'}' => {
                level = level.saturating_sub(1);
                at += 1;
            }
            _ => at += 1,
        }
    }
    Ok(())
}

fn skip_string(bytes: &[u8], start: usize, quote: u8) -> usize {
    let is_triple = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if is_triple { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' if !is_triple => return at,
            byte if byte == quote && !is_triple => return at + 1,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

pub(super) fn point(message: impl Into<String>, at: usize) -> Failure {
    Failure::new(
        SyntaxErrorKind::SyntaxError,
        message,
        Place::Point(u32::try_from(at).unwrap_or(u32::MAX)),
    )
}

pub(super) fn start_of(message: impl Into<String>, at: TextSize, kind: SyntaxErrorKind) -> Failure {
    Failure::new(kind, message, Place::Start(at.into()))
}

/// Checks tokens in order; returns those that matter to the parser's errors.
pub(super) fn scan(
    tokens: impl Iterator<Item = (TokenKind, TextRange)>,
    errors: &[ParseError],
    source: &Source,
) -> Result<Scan, Failure> {
    let mut lexical: Vec<&ParseError> =
        errors.iter().filter(|error| is_lexical(&error.error)).collect();
    lexical.sort_by_key(|error| error.location.start());
    let mut lexical = lexical.into_iter().peekable();
    let mut scan = Scan::default();
    let mut scanner =
        Scanner { source, brackets: Vec::new(), indents: vec![(0, 0)], fstrings: Vec::new() };
    let mut is_line_start = true;
    for (kind, range) in tokens {
        if matches!(kind, TokenKind::Comment | TokenKind::NonLogicalNewline) {
            continue;
        }
        while let Some(error) = lexical.next_if(|error| error.location.start() <= range.start()) {
            if let Some(failure) = scanner.lexical(error) {
                return Err(failure);
            }
        }
        let is_layout = matches!(kind, TokenKind::Indent | TokenKind::Dedent | TokenKind::Newline);
        if is_line_start && !is_layout && kind != TokenKind::EndOfFile {
            scanner.indentation(range.start())?;
            is_line_start = false;
        }
        if kind == TokenKind::Newline {
            is_line_start = true;
        }
        scanner.token(kind, range)?;
        scan.tokens.push(Tok { kind, range, level: scanner.brackets.len() });
    }
    for error in lexical {
        if let Some(failure) = scanner.lexical(error) {
            return Err(failure);
        }
    }
    scan.unclosed = scanner.brackets.last().map(|bracket| bracket.1);
    Ok(scan)
}

fn is_lexical(error: &ParseErrorType) -> bool {
    matches!(error, ParseErrorType::Lexical(_) | ParseErrorType::FStringError(_))
}

struct Scanner<'a> {
    source: &'a Source,
    brackets: Vec<(char, TextRange)>,
    /// Widths with tabs to multiples of eight, and with tabs as one.
    indents: Vec<(usize, usize)>,
    /// Starts of open f-strings, with the brackets open at them.
    fstrings: Vec<(TextSize, usize)>,
}

impl Scanner<'_> {
    fn token(&mut self, kind: TokenKind, range: TextRange) -> Result<(), Failure> {
        match kind {
            TokenKind::FStringStart => self.fstrings.push((range.start(), self.brackets.len())),
            TokenKind::FStringEnd => {
                if let Some((_, level)) = self.fstrings.pop() {
                    self.brackets.truncate(level);
                }
            }
            TokenKind::Lpar => self.brackets.push(('(', range)),
            TokenKind::Lsqb => self.brackets.push(('[', range)),
            TokenKind::Lbrace => self.brackets.push(('{', range)),
            TokenKind::Rpar => self.close('(', ')', range)?,
            TokenKind::Rsqb => self.close('[', ']', range)?,
            TokenKind::Rbrace => self.close('{', '}', range)?,
            TokenKind::Int | TokenKind::Float | TokenKind::Complex | TokenKind::Unknown => {
                let text = &self.source.text()[usize::from(range.start())..];
                if !text.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
                    return Ok(());
                }
                if let Some((message, from, to)) = number_error(text) {
                    let start = usize::from(range.start());
                    if from == to {
                        return Err(point(message, start + from));
                    }
                    let at = |offset: usize| TextSize::try_from(start + offset).unwrap_or_default();
                    return Err(Failure::syntax(message, TextRange::new(at(from), at(to))));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, open: char, close: char, range: TextRange) -> Result<(), Failure> {
        let at = usize::from(range.start());
        let prefix = if self.fstrings.is_empty() { "" } else { "f-string: " };
        let base = self.fstrings.last().map_or(0, |fstring| fstring.1);
        match self.brackets.last().copied() {
            None => Err(point(format!("unmatched '{close}'"), at)),
            Some((found, _)) if found == open => {
                self.brackets.pop();
                Ok(())
            }
            Some(('{', _)) if self.brackets.len() == base + 1 && !self.fstrings.is_empty() => {
                Err(point(format!("{prefix}unmatched '{close}'"), at))
            }
            Some((found, opened)) => {
                let opened = self.source.line(opened.start());
                let place = if opened == self.source.line(range.start()) {
                    String::new()
                } else {
                    format!(" on line {opened}")
                };
                let message = format!(
                    "{prefix}closing parenthesis '{close}' does not match opening parenthesis '{found}'{place}"
                );
                Err(point(message, at))
            }
        }
    }

    /// Checks the indentation of a logical line that starts at `first`.
    fn indentation(&mut self, first: TextSize) -> Result<(), Failure> {
        if !self.brackets.is_empty() {
            return Ok(());
        }
        let line = self.source.line(first);
        let text = self.source.line_text(line);
        let (mut col, mut alt) = (0, 0);
        for character in text.chars() {
            match character {
                ' ' => (col, alt) = (col + 1, alt + 1),
                '\t' => (col, alt) = ((col / 8 + 1) * 8, alt + 1),
                '\x0c' => (col, alt) = (0, 0),
                _ => break,
            }
        }
        let (_, byte_col) = self.source.line_col(first);
        if byte_col as usize > text.len() - text.trim_start_matches([' ', '\t', '\x0c']).len() {
            // Continues a line: not at its start.
            return Ok(());
        }
        let tab_error = || {
            let message = "inconsistent use of tabs and spaces in indentation";
            start_of(message, self.source.line_start(line).into(), SyntaxErrorKind::TabError)
        };
        let (top, alt_top) = self.indents.last().copied().unwrap_or((0, 0));
        if col > top {
            if alt <= alt_top {
                return Err(tab_error());
            }
            if self.indents.len() >= MAX_INDENTS {
                let start = self.source.line_start(line).into();
                return Err(start_of(
                    "too many levels of indentation",
                    start,
                    SyntaxErrorKind::IndentationError,
                ));
            }
            self.indents.push((col, alt));
            return Ok(());
        }
        while self.indents.last().is_some_and(|&(top, _)| col < top) {
            self.indents.pop();
        }
        match self.indents.last() {
            Some(&(top, _)) if top != col => {
                let end = self.source.line_start(line) as usize + text.trim_end_matches('\n').len();
                let message = "unindent does not match any outer indentation level";
                let end = TextSize::try_from(end).unwrap_or_default();
                Err(start_of(message, end, SyntaxErrorKind::IndentationError))
            }
            Some(&(_, top)) if top != alt => Err(tab_error()),
            _ => Ok(()),
        }
    }

    /// Maps an error of the lexer; `None` if CPython leaves it to the parser.
    fn lexical(&self, error: &ParseError) -> Option<Failure> {
        let at = usize::from(error.location.start());
        let start = error.location.start();
        match &error.error {
            ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError) => {
                Some(self.unterminated("", start))
            }
            ParseErrorType::Lexical(LexicalErrorType::FStringError(kind))
            | ParseErrorType::FStringError(kind) => self.fstring(kind, error),
            ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { tok }) => {
                if tok.is_ascii() && !tok.is_ascii_control() {
                    return None;
                }
                let code = *tok as u32;
                let is_shown = !tok.is_control() && !tok.is_whitespace();
                let message = if is_shown {
                    format!("invalid character '{tok}' (U+{code:04X})")
                } else {
                    format!("invalid non-printable character U+{code:04X}")
                };
                Some(point(message, at))
            }
            ParseErrorType::Lexical(LexicalErrorType::LineContinuationError) => {
                let rest = &self.source.text()[at..];
                if rest.trim_start_matches('\\').trim().is_empty() {
                    let kind = SyntaxErrorKind::SyntaxError;
                    let end = start + TextSize::from(1);
                    return Some(start_of("unexpected EOF while parsing", end, kind));
                }
                let message = "unexpected character after line continuation character";
                let end = start + TextSize::from(1);
                Some(start_of(message, end, SyntaxErrorKind::SyntaxError))
            }
            _ => None,
        }
    }

    fn unterminated(&self, prefix: &str, start: TextSize) -> Failure {
        let text = &self.source.text()[usize::from(start)..];
        let quote = text.find(['\'', '"']).unwrap_or(0);
        let is_triple = text[quote..].starts_with("'''") || text[quote..].starts_with("\"\"\"");
        let (what, line) = if is_triple {
            ("triple-quoted ", self.source.line_count())
        } else {
            let bytes = text.as_bytes();
            let end = skip_string(bytes, quote, bytes.get(quote).copied().unwrap_or(b'"'));
            let end = start + TextSize::try_from(end).unwrap_or_default();
            ("", self.source.line(end))
        };
        point(
            format!("unterminated {what}{prefix}string literal (detected at line {line})"),
            start.into(),
        )
    }

    fn fstring(&self, kind: &InterpolatedStringErrorType, error: &ParseError) -> Option<Failure> {
        match kind {
            InterpolatedStringErrorType::UnterminatedString
            | InterpolatedStringErrorType::UnterminatedTripleQuotedString => {
                let start =
                    self.fstrings.last().map_or(error.location.start(), |fstring| fstring.0);
                Some(self.unterminated("f-", start))
            }
            _ => None,
        }
    }
}

/// Checks the number literal at the start of a text as CPython's tokenizer does.
fn number_error(text: &str) -> Option<(String, usize, usize)> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let radix = match (byte(0), byte(1).to_ascii_lowercase()) {
        (b'0', b'x') => Some((16, "hexadecimal")),
        (b'0', b'o') => Some((8, "octal")),
        (b'0', b'b') => Some((2, "binary")),
        _ => None,
    };
    if let Some((radix, name)) = radix {
        let mut at = 2;
        loop {
            if byte(at) == b'_' {
                at += 1;
            }
            if !char::from(byte(at)).is_digit(radix) {
                if byte(at).is_ascii_digit() {
                    let message =
                        format!("invalid digit '{}' in {name} literal", char::from(byte(at)));
                    return Some((message, at, at));
                }
                return Some((format!("invalid {name} literal"), at - 1, at - 1));
            }
            while char::from(byte(at)).is_digit(radix) {
                at += 1;
            }
            if byte(at) != b'_' {
                break;
            }
        }
        if byte(at).is_ascii_digit() {
            return Some((
                format!("invalid digit '{}' in {name} literal", char::from(byte(at))),
                at,
                at,
            ));
        }
        return after_number(bytes, at, name);
    }
    let digits = |mut at: usize| loop {
        while byte(at).is_ascii_digit() {
            at += 1;
        }
        if byte(at) != b'_' {
            return Ok(at);
        }
        at += 1;
        if !byte(at).is_ascii_digit() {
            return Err(at - 1);
        }
    };
    let invalid = |at: usize| Some(("invalid decimal literal".to_owned(), at, at));
    let mut at = 0;
    if byte(0) != b'.' {
        at = match digits(0) {
            Ok(at) => at,
            Err(at) => return invalid(at),
        };
        let has_zeros =
            byte(0) == b'0' && text[..at].bytes().any(|byte| !matches!(byte, b'0' | b'_'));
        if has_zeros && !matches!(byte(at), b'.' | b'e' | b'E' | b'j' | b'J') {
            let zeros = text[..at].bytes().take_while(|byte| matches!(byte, b'0' | b'_')).count();
            let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            return Some((message.to_owned(), 0, zeros));
        }
    }
    if byte(at) == b'.' {
        at += 1;
        if byte(at).is_ascii_digit() {
            at = match digits(at) {
                Ok(at) => at,
                Err(at) => return invalid(at),
            };
        }
    }
    if matches!(byte(at), b'e' | b'E') {
        let sign = usize::from(matches!(byte(at + 1), b'+' | b'-'));
        if byte(at + 1 + sign).is_ascii_digit() {
            at = match digits(at + 1 + sign) {
                Ok(at) => at,
                Err(at) => return invalid(at),
            };
        } else if sign == 1 {
            return invalid(at + 1);
        } else {
            return after_number(bytes, at, "decimal");
        }
    }
    if matches!(byte(at), b'j' | b'J') {
        return after_number(bytes, at + 1, "imaginary");
    }
    after_number(bytes, at, "decimal")
}

/// A name must not follow a number, except a keyword that makes sense there.
fn after_number(bytes: &[u8], at: usize, name: &str) -> Option<(String, usize, usize)> {
    let rest = &bytes[at.min(bytes.len())..];
    let is_name = rest
        .first()
        .is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80);
    let keywords: [&[u8]; 7] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or"];
    if !is_name
        || keywords.iter().any(|keyword| rest.starts_with(keyword))
        || rest.starts_with(b"not")
    {
        return None;
    }
    Some((format!("invalid {name} literal"), at - 1, at - 1))
}
