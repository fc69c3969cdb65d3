//! Finds what CPython's parser says of a program that it rejects.
//!
//! As in CPython there are two passes over the grammar: the first finds where a program stops being one, the second has
//! alternatives for common mistakes (`python.peg`).

mod engine;
mod notation;
mod report;
mod skip;
mod tree;

use std::sync::OnceLock;

use super::lexer::{LexError, Lexed, never_closed};
use crate::error::SyntaxErrorKind;
use crate::failure::Failure;
use crate::source::Source;
use engine::{Engine, Stop};
use notation::Grammar;

/// The rules. They are read when the first wrong program is.
fn grammar() -> Option<&'static Grammar> {
    static GRAMMAR: OnceLock<Option<Grammar>> = OnceLock::new();
    GRAMMAR.get_or_init(|| Grammar::parse(include_str!("python.peg")).ok()).as_ref()
}

/// What is known of a program that the parser has rejected.
#[derive(Debug)]
pub(super) enum Diagnosis {
    /// CPython reports this.
    Failure(Failure),
    /// The grammar has nothing against the program.
    Valid,
    /// It would take too long.
    Unknown,
}

/// Stack for the deepest nesting of rules, in an unoptimized build.
const STACK: usize = 96 << 20;

/// Finds the error of a program that must be near a place: statements that end long before it are taken for valid.
pub(super) fn diagnose(source: &Source, lexed: &Lexed, near: u32) -> Diagnosis {
    let Some(grammar) = grammar() else { return Diagnosis::Unknown };
    let mut engine = Engine::new(grammar, source, lexed, near);
    stacker::grow(STACK, || both_passes(&mut engine, lexed))
}

fn both_passes(engine: &mut Engine<'_>, lexed: &Lexed) -> Diagnosis {
    match engine.run() {
        Ok(true) => return Diagnosis::Valid,
        Ok(false) => {}
        Err(stop) => return stopped(stop, engine, lexed),
    }
    let last = engine.fetched.saturating_sub(1);
    engine.reports_errors = true;
    if let Err(stop) = engine.run() {
        return stopped(stop, engine, lexed);
    }
    let failure = engine.generic(last);
    if failure.kind == SyntaxErrorKind::IndentationError {
        return Diagnosis::Failure(failure);
    }
    Diagnosis::Failure(later_error(engine, lexed).unwrap_or(failure))
}

fn stopped(stop: Stop, engine: &Engine<'_>, lexed: &Lexed) -> Diagnosis {
    match (stop, &lexed.error) {
        (Stop::Failure(failure), _) => {
            Diagnosis::Failure(later_error(engine, lexed).unwrap_or(*failure))
        }
        (Stop::NoToken, Some(error)) => Diagnosis::Failure(error.failure.clone()),
        (Stop::NoToken, None) | (Stop::GaveUp, _) => Diagnosis::Unknown,
    }
}

/// CPython prefers errors of its tokenizer, even when they are in what its parser has not read, though not in f-strings. Where
/// tokens end in other ways it reports a bracket that is open then, if that is on a line before.
fn later_error(engine: &Engine<'_>, lexed: &Lexed) -> Option<Failure> {
    let LexError { failure, has_priority, open, .. } = lexed.error.as_ref()?;
    if *has_priority {
        return Some(failure.clone());
    }
    let (bracket, at) = (*open)?;
    let read = engine.tokens.get((engine.fetched as usize).checked_sub(1)?)?;
    let line = |at: u32| engine.source.line(at.into());
    (line(read.start) > line(at)).then(|| never_closed(bracket, at))
}

#[cfg(test)]
mod tests {
    use super::notation::Grammar;

    #[test]
    fn the_grammar_can_be_read() {
        let grammar = Grammar::parse(include_str!("python.peg"));
        assert!(grammar.is_ok(), "{:?}", grammar.err());
    }
}
