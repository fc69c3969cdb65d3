//! The error of a program that does not compile.
//!
//! Texts and ranges are CPython's; how each is derived is in [`crate::syntax_errors`] for what the
//! parser rejects, and at the place of detection in [`crate::symtable`] and [`crate::codegen`].

use std::fmt;

/// Which exception the error is raised as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum SyntaxErrorKind {
    /// `SyntaxError`
    SyntaxError,
    /// `IndentationError`
    IndentationError,
    /// `TabError`
    TabError,
    /// `RecursionError`: the program nests too deeply for the compiler.
    RecursionError,
    /// `MemoryError`: the program nests too deeply for the parser.
    MemoryError,
}

impl SyntaxErrorKind {
    /// Returns the name of the exception class.
    pub fn name(self) -> &'static str {
        match self {
            SyntaxErrorKind::SyntaxError => "SyntaxError",
            SyntaxErrorKind::IndentationError => "IndentationError",
            SyntaxErrorKind::TabError => "TabError",
            SyntaxErrorKind::RecursionError => "RecursionError",
            SyntaxErrorKind::MemoryError => "MemoryError",
        }
    }
}

/// A program does not compile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// The exception class.
    pub kind: SyntaxErrorKind,
    /// The message.
    pub message: String,
    /// Line from 1; 0 when there is no position.
    pub line: u32,
    /// Column from 1, in characters (as the `offset` attribute); 0 when unknown.
    pub col: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last character, from 1; 0 when unknown.
    pub end_col: u32,
    /// The source line, with its line feed if it has one; `None` when there is no position.
    pub text: Option<String>,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.message)?;
        if self.line != 0 {
            write!(f, " (line {}, column {})", self.line, self.col)?;
        }
        Ok(())
    }
}

impl std::error::Error for SyntaxError {}
