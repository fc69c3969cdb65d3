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

/// The deepest nesting of syntax nodes that compiles.
pub const MAX_DEPTH: usize = syntax_errors::MAX_DEPTH;

/// Compiles the bytes of a source file: handles byte order mark, encoding cookie and line ends.
///
/// # Errors
/// The program is not one: see [`SyntaxError`].
pub fn compile_module(source: &[u8], filename: &str) -> Result<Code, SyntaxError> {
    compile_source(&Source::decode(source, filename)?, filename)
}

/// Compiles a text, as for `-c`.
///
/// # Errors
/// As [`compile_module`].
pub fn compile_text(source: &str, filename: &str) -> Result<Code, SyntaxError> {
    compile_module(source.as_bytes(), filename)
}

fn compile_source(source: &Source, filename: &str) -> Result<Code, SyntaxError> {
    let lexed = syntax_errors::lex(source);
    if let Some(failure) = lexed.too_deep() {
        return Err(source.error(failure));
    }
    let parsed = parse(source);
    let survey = syntax_errors::survey(parsed.syntax());
    syntax_errors::with_stack(survey.depth, || {
        let result = compile_parsed(&parsed, source, &lexed, filename, survey);
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
) -> Result<Code, Failure> {
    syntax_errors::check_parsed(parsed, source, lexed, survey)?;
    let module = parsed.syntax();
    let features = future::features(module)?;
    let table = SymbolTable::of_module(module, features)?;
    codegen::compile(module, source, &table, features, filename)
}
