//! The parser's errors.

use ruff_python_ast::ModModule;
use ruff_python_parser::Parsed;

use super::depth::MAX_DEPTH;
use crate::error::SyntaxErrorKind;
use crate::failure::{Failure, Place};
use crate::source::Source;

/// Rejects a program that did not parse, or nests too deeply.
pub(crate) fn check_parsed(parsed: &Parsed<ModModule>, _source: &Source, depth: usize) -> Result<(), Failure> {
    if let Some(error) = parsed.errors().first() {
        return Err(Failure::syntax(error.error.to_string(), error.location));
    }
    if depth > MAX_DEPTH {
        let message = "maximum recursion depth exceeded during compilation";
        return Err(Failure::new(SyntaxErrorKind::RecursionError, message, Place::Nowhere));
    }
    Ok(())
}
