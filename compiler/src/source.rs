//! Source text: byte offsets to lines and columns, and places to errors.
//!
//! Not here: how bytes become text (`encoding.rs`).

use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::code::Position;
use crate::encoding;
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::failure::{Failure, Place};

/// The text of a program, with line feeds as the only line ends.
#[derive(Debug)]
pub(crate) struct Source {
    text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// Decodes a source file: byte order mark, encoding cookie, UTF-8, line ends.
    pub(crate) fn decode(bytes: &[u8], filename: &str) -> Result<Source, SyntaxError> {
        let text = encoding::decode(bytes, filename)?;
        if u32::try_from(text.len()).is_err() {
            return Err(without_text(
                "source code is too large".to_owned(),
                SyntaxErrorKind::MemoryError,
            ));
        }
        Ok(Source::new(text))
    }

    /// Indexes the lines of a text.
    pub(crate) fn new(text: String) -> Source {
        let mut line_starts = vec![0];
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        line_starts.extend(ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        Source { text, line_starts }
    }

    /// Returns the whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of a node.
    pub(crate) fn slice(&self, node: impl Ranged) -> &str {
        self.text.get(std::ops::Range::<usize>::from(node.range())).unwrap_or("")
    }

    /// Returns line (from 1) and byte column (from 0) of an offset.
    pub(crate) fn line_col(&self, offset: TextSize) -> (u32, u32) {
        let offset = u32::from(offset);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        (u32::try_from(line).unwrap_or(u32::MAX), offset - self.line_starts[line - 1])
    }

    /// Returns the line of an offset.
    pub(crate) fn line(&self, offset: TextSize) -> u32 {
        self.line_col(offset).0
    }

    /// Returns lines and columns of a range.
    pub(crate) fn position(&self, range: TextRange) -> Position {
        let (line, col) = self.line_col(range.start());
        let (end_line, end_col) = self.line_col(range.end());
        Position { line, end_line, col, end_col }
    }

    /// Returns the offset of a line's start.
    pub(crate) fn line_start(&self, line: u32) -> u32 {
        let index = (line.max(1) - 1) as usize;
        self.line_starts
            .get(index)
            .copied()
            .unwrap_or(u32::try_from(self.text.len()).unwrap_or(u32::MAX))
    }

    /// Returns the number of lines; a line feed at the end does not start another.
    pub(crate) fn line_count(&self) -> u32 {
        let starts = u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX);
        if self.text.ends_with('\n') { starts - 1 } else { starts }
    }

    /// Returns a line with its line feed.
    pub(crate) fn line_text(&self, line: u32) -> &str {
        let start = self.line_start(line) as usize;
        let end = self.line_start(line + 1) as usize;
        &self.text[start..end.max(start)]
    }

    /// Turns a byte column of a line into a column in characters, from 1.
    fn char_column(&self, line: u32, byte_col: u32) -> u32 {
        let text = self.line_text(line);
        let count = text.char_indices().take_while(|(at, _)| *at < byte_col as usize).count();
        let beyond = (byte_col as usize).saturating_sub(text.len());
        u32::try_from(count + beyond + 1).unwrap_or(u32::MAX)
    }

    /// A line feed counts as one more column of its line.
    fn within_line(&self, position: Position) -> Position {
        if position.end_col > 0 || position.end_line <= position.line {
            return position;
        }
        let end_line = position.end_line - 1;
        let end_col = u32::try_from(self.line_text(end_line).len()).unwrap_or(u32::MAX);
        Position { end_line, end_col, ..position }
    }

    /// Returns the offset behind the text.
    pub(crate) fn end(&self) -> TextSize {
        TextSize::of(self.text.as_str())
    }

    /// Returns where an error begins; the start of its line if that is all that is known.
    pub(crate) fn start_of(&self, failure: &Failure) -> TextSize {
        match failure.place {
            Place::Nowhere => TextSize::default(),
            Place::Line(line) => self.line_start(line).into(),
            Place::Range(range) => range.start(),
            Place::Point(offset) | Place::Start(offset) => offset.into(),
            Place::Exact { line, col, .. } => (self.line_start(line) + col).into(),
        }
    }

    /// Resolves the place of an error.
    pub(crate) fn error(&self, failure: Failure) -> SyntaxError {
        let (line, col, end_line, end_col) = match failure.place {
            Place::Nowhere => return without_text(failure.message, failure.kind),
            Place::Line(line) => (line, 0, line, 0),
            Place::Range(range) => {
                let position = self.within_line(self.position(range));
                (
                    position.line,
                    self.char_column(position.line, position.col),
                    position.end_line,
                    self.char_column(position.end_line, position.end_col),
                )
            }
            Place::Point(offset) => {
                let (line, col) = self.line_col(offset.into());
                let col = self.char_column(line, col);
                (line, col, line, col)
            }
            Place::Start(offset) => {
                let (line, col) = self.line_col(offset.into());
                (line, self.char_column(line, col), line, 0)
            }
            Place::Exact { line, col, end_line, end_col } => {
                (line, self.char_column(line, col), end_line, self.char_column(end_line, end_col))
            }
        };
        let text = Some(self.line_text(line).to_owned());
        SyntaxError {
            kind: failure.kind,
            message: failure.message,
            line,
            col,
            end_line,
            end_col,
            text,
        }
    }
}

pub(crate) fn without_text(message: String, kind: SyntaxErrorKind) -> SyntaxError {
    SyntaxError { kind, message, line: 0, col: 0, end_line: 0, end_col: 0, text: None }
}
