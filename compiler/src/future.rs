//! `from __future__ import ...`: which features a module asks for.

use ruff_python_ast::{ModModule, Stmt};
use ruff_text_size::Ranged;

use crate::failure::Failure;

/// The features that change compilation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Features {
    /// Annotations are strings.
    pub(crate) annotations: bool,
    /// Where the future imports at the beginning end.
    pub(crate) end: u32,
}

const MANDATORY: &[&str] = &[
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "generator_stop",
    "barry_as_FLUFL",
];

/// Reads the future imports at the beginning of a module.
pub(crate) fn features(module: &ModModule) -> Result<Features, Failure> {
    let mut features = Features::default();
    let mut is_first = true;
    for statement in &module.body {
        match statement {
            Stmt::ImportFrom(import)
                if import.level == 0
                    && import.module.as_ref().is_some_and(|name| name.as_str() == "__future__") =>
            {
                features.end = import.end().into();
                for alias in &import.names {
                    match alias.name.as_str() {
                        "annotations" => features.annotations = true,
                        "braces" => return Err(Failure::syntax("not a chance", alias.range())),
                        name if MANDATORY.contains(&name) => {}
                        name => {
                            let message = format!("future feature {name} is not defined");
                            return Err(Failure::syntax(message, alias.range()));
                        }
                    }
                }
            }
            Stmt::Expr(expr) if is_first && expr.value.is_string_literal_expr() => {}
            _ => break,
        }
        is_first = false;
    }
    Ok(features)
}
