//! An error inside the compiler: a message and a byte range, not yet lines and columns.

use ruff_text_size::TextRange;

use crate::error::SyntaxErrorKind;

/// A rejected program, before positions are resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) kind: SyntaxErrorKind,
    pub(crate) message: String,
    pub(crate) place: Place,
}

/// Where the error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nowhere in particular.
    Nowhere,
    /// A line, without columns.
    Line(u32),
    /// A range of bytes.
    Range(TextRange),
    /// A point: the end is the start (the tokenizer's errors).
    Point(u32),
    /// An offset whose end is not known at all: end column 0.
    Start(u32),
    /// A range given in lines from 1 and byte columns from 0.
    Exact { line: u32, col: u32, end_line: u32, end_col: u32 },
}

impl Failure {
    /// A `SyntaxError` at a range.
    pub(crate) fn syntax(message: impl Into<String>, range: TextRange) -> Failure {
        Failure::new(SyntaxErrorKind::SyntaxError, message, Place::Range(range))
    }

    /// Any error.
    pub(crate) fn new(kind: SyntaxErrorKind, message: impl Into<String>, place: Place) -> Failure {
        Failure { kind, message: message.into(), place }
    }

    /// Syntax that this VM does not run.
    pub(crate) fn unsupported(what: &str, range: TextRange) -> Failure {
        Failure::syntax(format!("{what} is not supported"), range)
    }
}
