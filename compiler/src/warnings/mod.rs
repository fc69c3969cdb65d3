//! What CPython warns of when it compiles a program.
//!
//! CPython's tokenizer and parser warn first (`tokens.rs`), then its look at `finally` (`finally.rs`), then its code
//! generator (`expressions.rs`); so do we, whether or not the program is rejected later.

mod expressions;
mod finally;
mod tokens;

use ruff_text_size::TextSize;

use crate::source::Source;

pub(crate) use expressions::look_at;
pub(crate) use finally::jumps_out_of_finally;
pub(crate) use tokens::in_tokens;

/// A SyntaxWarning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxWarning {
    /// The message.
    pub message: String,
    /// The line that it is about, from 1.
    pub line: u32,
    /// The text of that line.
    pub text: String,
}

/// A warning at an offset.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Note {
    pub(crate) at: TextSize,
    pub(crate) message: String,
    /// Lines that CPython counts too many.
    lines_off: u32,
}

impl Note {
    fn new(at: TextSize, message: String) -> Note {
        Note { at, message, lines_off: 0 }
    }

    pub(crate) fn resolve(self, source: &Source) -> SyntaxWarning {
        let line = source.line(self.at) + self.lines_off;
        let text = source.line_text(line).trim_end_matches('\n').to_owned();
        SyntaxWarning { message: self.message, line, text }
    }
}
