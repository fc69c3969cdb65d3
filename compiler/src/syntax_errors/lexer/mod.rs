//! Tokens as CPython's tokenizer makes them, up to the first error that it reports.
//!
//! Why a second lexer: CPython's tokenizer has limits and checks that the parser's own lexer has not, CPython reports what its
//! tokenizer rejects before what its parser does, and where its parser fails depends on which tokens there are.
//!
//! Not here: numbers (`number.rs`), strings (`string.rs`), f-strings (`fstring.rs`), indentation (`indent.rs`).

mod fstring;
mod indent;
mod number;
mod string;

use ruff_text_size::TextSize;

use crate::error::SyntaxErrorKind;
use crate::failure::{Failure, Place};
use crate::source::Source;
use fstring::FString;
pub(super) use number::long_integer;

/// Brackets that may be open at once.
const MAX_BRACKETS: usize = 200;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TokenKind {
    Name,
    Keyword,
    Number,
    String,
    FStringStart,
    FStringMiddle,
    FStringEnd,
    Operator,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Where reading has come with it.
    pub(super) cursor: u32,
    /// Brackets that are open behind it.
    pub(super) level: u32,
}

/// Why there are no more tokens.
#[derive(Clone, Debug)]
pub(super) struct LexError {
    pub(super) failure: Failure,
    /// It is reported rather than what the parser found before.
    pub(super) has_priority: bool,
    /// The innermost bracket that was open.
    pub(super) open: Option<(u8, u32)>,
    cut: Cut,
}

/// Whether an error is that the program ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Cut {
    No,
    /// In brackets, or after a backslash.
    InCode,
    InString,
}

/// All tokens, and the first error.
#[derive(Debug)]
pub(crate) struct Lexed {
    pub(super) tokens: Vec<Token>,
    pub(super) error: Option<LexError>,
    /// An integer that is too long.
    long_integer: Option<u32>,
}

impl Lexed {
    /// The tokens, up to the first error.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The error of a program with so many open brackets that no parser should see it.
    pub(crate) fn too_deep(&self) -> Option<Failure> {
        let error = self.error.as_ref()?;
        let is_deepest = |token: &Token| token.level as usize >= MAX_BRACKETS;
        self.tokens.iter().any(is_deepest).then(|| error.failure.clone())
    }

    /// The error, unless it is that the program ends too early.
    pub(crate) fn into_error_inside(self) -> Option<Failure> {
        self.error.filter(|error| error.cut == Cut::No).map(|error| error.failure)
    }

    /// Whether the program ends in a string of several lines.
    pub(crate) fn ends_in_string(&self) -> bool {
        self.error.as_ref().is_some_and(|error| error.cut == Cut::InString)
    }

    /// Where something is that the parser may have let through.
    pub(super) fn suspect(&self) -> Option<u32> {
        let end = || self.tokens.last().map_or(0, |token| token.cursor);
        let error = self.error.as_ref().map(|_| end());
        self.long_integer.into_iter().chain(error).min()
    }
}

/// Makes the tokens of a program.
pub(crate) fn lex(source: &Source) -> Lexed {
    let mut text = source.text().as_bytes().to_vec();
    if text.last().is_none_or(|&last| last != b'\n') {
        text.push(b'\n');
    }
    let mut lexer = Lexer {
        source,
        text: &text,
        at: 0,
        tokens: Vec::new(),
        brackets: Vec::new(),
        indents: vec![(0, 0)],
        fstrings: Vec::new(),
        is_line_start: true,
        long_integer: None,
    };
    let error = lexer.run().err().map(|error| LexError {
        has_priority: error.has_priority && lexer.fstrings.is_empty(),
        open: lexer.brackets.last().copied().filter(|_| lexer.fstrings.is_empty()),
        ..error
    });
    Lexed { tokens: lexer.tokens, error, long_integer: lexer.long_integer }
}

type Step<T = ()> = Result<T, LexError>;

struct Lexer<'a> {
    source: &'a Source,
    /// The program, with a line feed at the end.
    text: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
    brackets: Vec<(u8, u32)>,
    /// Widths with tabs to multiples of eight, and with tabs as one.
    indents: Vec<(usize, usize)>,
    fstrings: Vec<FString>,
    is_line_start: bool,
    long_integer: Option<u32>,
}

/// The reserved words.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Operators of several characters, longest first.
const OPERATORS: &[&str] = &[
    "**=", "//=", ">>=", "<<=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//", "/=",
    ":=", "<<", "<=", "<>", "==", ">=", ">>", "@=", "^=", "|=",
];

impl Lexer<'_> {
    fn run(&mut self) -> Step {
        loop {
            let is_text = self.fstrings.last().is_some_and(|fstring| fstring.is_text);
            let is_end = if is_text { self.fstring_text()? } else { self.code()? };
            if is_end {
                return Ok(());
            }
        }
    }

    /// Reads up to a token, outside of strings. Says whether the program ends.
    fn code(&mut self) -> Step<bool> {
        if std::mem::take(&mut self.is_line_start) && !self.indentation()? {
            return Ok(false);
        }
        while matches!(self.byte(0), Some(b' ' | b'\t' | b'\x0c')) {
            self.at += 1;
        }
        let Some(byte) = self.byte(0) else { return self.end() };
        match byte {
            b'#' => {
                let start = self.at;
                self.skip_line();
                self.newline(start);
            }
            b'\n' => self.newline(self.at),
            b'\\' => self.continuation(self.at)?,
            b'0'..=b'9' => self.number()?,
            b'.' if self.byte(1).is_some_and(|next| next.is_ascii_digit()) => self.number()?,
            b'\'' | b'"' => self.string(self.at, self.at)?,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word()?,
            _ => self.operator()?,
        }
        Ok(false)
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn end(&mut self) -> Step<bool> {
        if let Some(error) = self.unclosed() {
            return Err(error);
        }
        self.push(TokenKind::End, self.at);
        Ok(true)
    }

    fn unclosed(&self) -> Option<LexError> {
        let &(bracket, at) = self.brackets.last()?;
        Some(LexError {
            failure: never_closed(bracket, at),
            has_priority: false,
            open: None,
            cut: Cut::InCode,
        })
    }

    fn skip_line(&mut self) {
        while self.byte(0).is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
    }

    /// A line end counts where no bracket is open and the line is not empty. A comment before it is part of it.
    fn newline(&mut self, start: usize) {
        self.at += 1;
        self.is_line_start = true;
        if self.brackets.is_empty() {
            self.push(TokenKind::Newline, start);
        }
    }

    /// Adds the token from `start` to here.
    fn push(&mut self, kind: TokenKind, start: usize) {
        let end = offset(self.at);
        self.tokens.push(Token {
            kind,
            start: offset(start),
            end,
            cursor: end,
            level: u32::try_from(self.brackets.len()).unwrap_or(u32::MAX),
        });
    }

    /// A backslash, which must end its line.
    fn continuation(&mut self, backslash: usize) -> Step {
        self.at = backslash + 1;
        if self.byte(0) != Some(b'\n') {
            let message = "unexpected character after line continuation character";
            return Err(start_of(message, offset(self.at), SyntaxErrorKind::SyntaxError));
        }
        self.at += 1;
        if self.at < self.text.len() {
            return Ok(());
        }
        if let Some(error) = self.unclosed() {
            return Err(error);
        }
        let message = "unexpected EOF while parsing";
        let line = self.source.line(size(backslash));
        if self.source.line_start(line) == offset(backslash) {
            let place = Place::Line(line);
            let failure = Failure::new(SyntaxErrorKind::SyntaxError, message, place);
            return Err(LexError { has_priority: false, cut: Cut::InCode, ..plain(failure) });
        }
        let error = start_of(message, offset(backslash + 1), SyntaxErrorKind::SyntaxError);
        Err(LexError { cut: Cut::InCode, ..error })
    }

    /// A name, a keyword, or the prefix of a string.
    fn word(&mut self) -> Step {
        let start = self.at;
        while self.byte(0).is_some_and(is_word) {
            self.at += 1;
        }
        if matches!(self.byte(0), Some(b'\'' | b'"'))
            && string::is_prefix(&self.text[start..self.at])
        {
            return self.string(start, self.at);
        }
        let text = std::str::from_utf8(&self.text[start..self.at]).unwrap_or("");
        if let Some((place, bad)) = first_invalid(text) {
            let code = bad as u32;
            let message = if is_printable(bad) {
                format!("invalid character '{bad}' (U+{code:04X})")
            } else {
                format!("invalid non-printable character U+{code:04X}")
            };
            return Err(point(message, start + place));
        }
        let kind = if KEYWORDS.contains(&text) { TokenKind::Keyword } else { TokenKind::Name };
        self.push(kind, start);
        Ok(())
    }

    fn operator(&mut self) -> Step {
        let start = self.at;
        let byte = self.text[start];
        if byte == b':' && self.fstrings.last().is_some_and(FString::is_at_expression) {
            self.at += 1;
            if let Some(fstring) = self.fstrings.last_mut() {
                (fstring.is_text, fstring.is_in_format) = (true, true);
            }
            self.push(TokenKind::Operator, start);
            return Ok(());
        }
        let rest = &self.text[start..];
        let long = OPERATORS.iter().find(|operator| rest.starts_with(operator.as_bytes()));
        if long.is_none() && byte.is_ascii_control() {
            return Err(point(format!("invalid non-printable character U+{byte:04X}"), start));
        }
        self.at += long.map_or(1, |operator| operator.len());
        match byte {
            b'(' | b'[' | b'{' => self.open(byte, start)?,
            b')' | b']' | b'}' => self.close(byte, start)?,
            _ => {}
        }
        self.push(TokenKind::Operator, start);
        Ok(())
    }

    fn open(&mut self, bracket: u8, start: usize) -> Step {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(point("too many nested parentheses", start));
        }
        self.brackets.push((bracket, offset(start)));
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.depth += 1;
        }
        Ok(())
    }

    fn close(&mut self, bracket: u8, start: usize) -> Step {
        let shown = char::from(bracket);
        if let Some(fstring) = self.fstrings.last()
            && fstring.depth == 0
            && bracket == b'}'
        {
            return Err(point("f-string: single '}' is not allowed", start));
        }
        let Some((opening, opened)) = self.brackets.pop() else {
            return Err(point(format!("unmatched '{shown}'"), start));
        };
        let is_pair = matches!((opening, bracket), (b'(', b')') | (b'[', b']') | (b'{', b'}'));
        if !is_pair {
            if opening == b'{' && self.fstrings.last().is_some_and(FString::is_at_expression) {
                return Err(point(format!("f-string: unmatched '{shown}'"), start));
            }
            let opening = char::from(opening);
            let line = self.source.line(opened.into());
            let place = match line == self.source.line(size(start)) {
                true => String::new(),
                false => format!(" on line {line}"),
            };
            let message = format!(
                "closing parenthesis '{shown}' does not match opening parenthesis '{opening}'{place}"
            );
            return Err(point(message, start));
        }
        let Some(fstring) = self.fstrings.last_mut() else { return Ok(()) };
        if fstring.depth == 0 {
            return Err(point(format!("f-string: unmatched '{shown}'"), start));
        }
        fstring.close(bracket);
        Ok(())
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The first character that no name may have there, and its place.
fn first_invalid(word: &str) -> Option<(usize, char)> {
    if word.is_ascii() {
        return None;
    }
    word.char_indices().find(|&(at, c)| !c.is_ascii() && !may_be_in_name(c, at == 0))
}

fn may_be_in_name(c: char, is_first: bool) -> bool {
    let name = if is_first { c.to_string() } else { format!("_{c}") };
    ruff_python_parser::parse_expression(&name).is_ok()
}

/// Whether a character is shown as it is: Rust escapes the same characters as CPython.
fn is_printable(c: char) -> bool {
    format!("_{c}").escape_debug().nth(1) == Some(c)
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn size(at: usize) -> TextSize {
    offset(at).into()
}

/// What CPython reports of a bracket.
pub(super) fn never_closed(bracket: u8, at: u32) -> Failure {
    let message = format!("'{}' was never closed", char::from(bracket));
    Failure::new(SyntaxErrorKind::SyntaxError, message, Place::Start(at))
}

fn plain(failure: Failure) -> LexError {
    LexError { failure, has_priority: true, open: None, cut: Cut::No }
}

fn point(message: impl Into<String>, at: usize) -> LexError {
    plain(Failure::new(SyntaxErrorKind::SyntaxError, message, Place::Point(offset(at))))
}

/// An error whose end is not known: CPython's parser words it, which does so for the first error only.
fn start_of(message: &str, at: u32, kind: SyntaxErrorKind) -> LexError {
    let failure = Failure::new(kind, message, Place::Start(at));
    LexError { has_priority: false, ..plain(failure) }
}
