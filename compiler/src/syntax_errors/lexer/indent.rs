//! Indentation.

use super::{Lexer, Step, TokenKind, offset, start_of};
use crate::error::SyntaxErrorKind;

const MAX_INDENTS: usize = 100;

impl Lexer<'_> {
    /// Reads the blanks at the start of a line. `false`: the line has nothing but a comment, and was skipped.
    pub(super) fn indentation(&mut self) -> Step<bool> {
        let line = offset(self.at);
        let (mut col, mut alt) = (0, 0);
        // The first line counts if there are backslashes.
        let mut first = None;
        while let Some(byte) = self.byte(0) {
            match byte {
                b' ' => (col, alt) = (col + 1, alt + 1),
                b'\t' => (col, alt) = ((col / 8 + 1) * 8, alt + 1),
                b'\x0c' => (col, alt) = (0, 0),
                b'\\' => {
                    first = first.filter(|&(col, _)| col != 0).or(Some((col, alt)));
                    self.continuation(self.at)?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        match self.byte(0) {
            Some(b'#') => {
                self.skip_line();
                self.at += 1;
                self.is_line_start = true;
                return Ok(false);
            }
            Some(b'\n') => {
                self.at += 1;
                self.is_line_start = true;
                return Ok(false);
            }
            _ => {}
        }
        if self.brackets.is_empty() {
            let (col, alt) = first.filter(|&(col, _)| col != 0).unwrap_or((col, alt));
            self.indent_to(col, alt, line)?;
        }
        Ok(true)
    }

    fn indent_to(&mut self, col: usize, alt: usize, line: u32) -> Step {
        let tab_error = || {
            let message = "inconsistent use of tabs and spaces in indentation";
            start_of(message, line, SyntaxErrorKind::TabError)
        };
        let (top, alt_top) = self.indents.last().copied().unwrap_or((0, 0));
        if col > top {
            if self.indents.len() >= MAX_INDENTS {
                let message = "too many levels of indentation";
                return Err(start_of(message, line, SyntaxErrorKind::IndentationError));
            }
            if alt <= alt_top {
                return Err(tab_error());
            }
            self.indents.push((col, alt));
            self.push(TokenKind::Indent, self.at);
            return Ok(());
        }
        let mut dedents = 0;
        while self.indents.len() > 1 && self.indents.last().is_some_and(|&(top, _)| col < top) {
            self.indents.pop();
            dedents += 1;
        }
        let (top, alt_top) = self.indents.last().copied().unwrap_or((0, 0));
        if top != col {
            self.skip_line();
            let message = "unindent does not match any outer indentation level";
            return Err(start_of(message, offset(self.at), SyntaxErrorKind::IndentationError));
        }
        if alt_top != alt {
            return Err(tab_error());
        }
        for _ in 0..dedents {
            self.push(TokenKind::Dedent, self.at);
        }
        Ok(())
    }
}
