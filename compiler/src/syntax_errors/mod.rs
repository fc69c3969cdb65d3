//! What the parser rejects, in CPython's words.
//!
//! [`depth`] bounds the recursion of everything after parsing. [`lexer`] finds what CPython's tokenizer rejects, in any program. When the
//! parser has rejected one, [`grammar`] finds what CPython says of it: the parser's own errors only tell where to look.

mod depth;
mod escapes;
mod grammar;
mod lexer;

use ruff_python_ast::ModModule;
use ruff_python_parser::Parsed;
use ruff_text_size::TextRange;

use crate::error::SyntaxErrorKind;
use crate::failure::{Failure, Place};
use crate::source::Source;
use grammar::{Diagnosis, diagnose};

pub(crate) use depth::{MAX_DEPTH, Survey, survey, with_stack};
pub(crate) use lexer::{Lexed, TokenKind, lex};

/// Rejects a program that did not parse, or nests too deeply.
pub(crate) fn check_parsed(
    parsed: &Parsed<ModModule>,
    source: &Source,
    lexed: &Lexed,
    survey: &Survey,
) -> Result<(), Failure> {
    let parser = parsed.errors().iter().map(|error| error.location.start().into());
    let suspect = survey.suspect.map(u32::from);
    if let Some(near) = parser.chain(lexed.suspect()).chain(suspect).min() {
        return Err(match diagnose(source, lexed, near) {
            Diagnosis::Failure(failure) => failure,
            // CPython's grammar allows it, or it would take too long to look at.
            Diagnosis::Valid | Diagnosis::Unknown => {
                Failure::syntax("invalid syntax", TextRange::at(near.into(), 1.into()))
            }
        });
    }
    if survey.depth > MAX_DEPTH {
        let message = "maximum recursion depth exceeded during compilation";
        return Err(Failure::new(SyntaxErrorKind::RecursionError, message, Place::Nowhere));
    }
    Ok(())
}
