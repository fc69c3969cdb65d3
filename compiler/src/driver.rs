//! The stages in order.

use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, Parsed};

use crate::code::Code;
use crate::codegen;
use crate::error::SyntaxError;
use crate::failure::Failure;
use crate::future;
use crate::source::Source;
use crate::symtable::SymbolTable;
use crate::syntax_errors::{self, Lexed, Survey};
use crate::warnings::{self, Note, SyntaxWarning};

/// The deepest nesting of syntax nodes that compiles.
pub const MAX_DEPTH: usize = syntax_errors::MAX_DEPTH;

/// Compiles the bytes of a source file: handles byte order mark, encoding cookie and line ends.
///
/// # Errors
/// The program is not one: see [`SyntaxError`].
pub fn compile_module(source: &[u8], filename: &str) -> Result<Code, SyntaxError> {
    compile_noting(source, filename, &mut Vec::new())
}

/// As [`compile_module`], with what CPython warns of, also when the program is rejected.
///
/// # Errors
/// As [`compile_module`].
pub fn compile_noting(
    source: &[u8],
    filename: &str,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<Code, SyntaxError> {
    let source = Source::decode(source, filename)?;
    let mut notes = Vec::new();
    let result = compile_source(&source, filename, &mut notes);
    warnings.extend(notes.into_iter().map(|note| note.resolve(&source)));
    result
}

/// Compiles a text, as for `-c`.
///
/// # Errors
/// As [`compile_module`].
pub fn compile_text(source: &str, filename: &str) -> Result<Code, SyntaxError> {
    compile_module(source.as_bytes(), filename)
}

fn compile_source(
    source: &Source,
    filename: &str,
    notes: &mut Vec<Note>,
) -> Result<Code, SyntaxError> {
    let lexed = syntax_errors::lex(source);
    if let Some(failure) = lexed.too_deep() {
        return Err(source.error(failure));
    }
    let parsed = parse(source);
    let survey = syntax_errors::survey(parsed.syntax());
    syntax_errors::with_stack(survey.depth, || {
        let result = compile_parsed(&parsed, source, &lexed, filename, survey, notes);
        // Dropping a deep tree recurses as well.
        drop(parsed);
        result.map_err(|failure| source.error(failure))
    })
}

fn parse(source: &Source) -> Parsed<ModModule> {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    match ruff_python_parser::parse_unchecked(source.text(), options).try_into_module() {
        Some(parsed) => parsed,
        None => {
            ruff_python_parser::parse_unchecked_source("", ruff_python_ast::PySourceType::Python)
        }
    }
}

fn compile_parsed(
    parsed: &Parsed<ModModule>,
    source: &Source,
    lexed: &Lexed,
    filename: &str,
    survey: Survey,
    notes: &mut Vec<Note>,
) -> Result<Code, Failure> {
    let checked = syntax_errors::check_parsed(parsed, source, lexed, &survey);
    let end = checked.as_ref().err().map_or(source.end(), |failure| source.start_of(failure));
    warnings::in_tokens(lexed, source, end, notes);
    checked?;
    let module = parsed.syntax();
    if source.text().contains("finally") {
        warnings::jumps_out_of_finally(module, notes);
    }
    let features = future::features(module)?;
    let table = SymbolTable::of_module(module, features)?;
    let result = codegen::compile(module, source, &table, features, filename);
    let end = result.as_ref().err().map_or(source.end(), |failure| source.start_of(failure));
    notes.extend(survey.notes.into_iter().filter(|note| note.at < end));
    result
}
