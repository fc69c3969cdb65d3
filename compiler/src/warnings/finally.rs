//! Jumps that leave a `finally` block, which hide exceptions (PEP 765).

use ruff_python_ast::{ExceptHandler, ModModule, Stmt};
use ruff_text_size::Ranged;

use super::Note;

/// What a statement is directly in, as far as jumps go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Finally,
    /// A loop, of which `break` and `continue` leave nothing else. CPython does not look at `return` there.
    Loop,
    Other,
}

/// Finds the jumps of a program that leave a `finally` block. Statements nest no deeper than indentation does, but for `elif`,
/// which is a list here.
pub(crate) fn jumps_out_of_finally(module: &ModModule, notes: &mut Vec<Note>) {
    block(&module.body, Inside::Other, notes);
}

fn block(statements: &[Stmt], inside: Inside, notes: &mut Vec<Note>) {
    statements.iter().for_each(|statement| visit(statement, inside, notes));
}

fn visit(statement: &Stmt, inside: Inside, notes: &mut Vec<Note>) {
    let mut jump = |word: &str| {
        if inside == Inside::Finally {
            let message = format!("'{word}' in a 'finally' block");
            notes.push(Note::new(statement.start(), message));
        }
    };
    match statement {
        Stmt::Return(_) => jump("return"),
        Stmt::Break(_) => jump("break"),
        Stmt::Continue(_) => jump("continue"),
        Stmt::FunctionDef(node) => block(&node.body, Inside::Other, notes),
        Stmt::ClassDef(node) => block(&node.body, inside, notes),
        Stmt::For(node) => {
            block(&node.body, Inside::Loop, notes);
            block(&node.orelse, inside, notes);
        }
        Stmt::While(node) => {
            block(&node.body, Inside::Loop, notes);
            block(&node.orelse, inside, notes);
        }
        Stmt::If(node) => {
            block(&node.body, inside, notes);
            node.elif_else_clauses.iter().for_each(|clause| block(&clause.body, inside, notes));
        }
        Stmt::With(node) => block(&node.body, inside, notes),
        Stmt::Match(node) => node.cases.iter().for_each(|case| block(&case.body, inside, notes)),
        Stmt::Try(node) => {
            block(&node.body, inside, notes);
            for ExceptHandler::ExceptHandler(handler) in &node.handlers {
                block(&handler.body, inside, notes);
            }
            block(&node.orelse, inside, notes);
            block(&node.finalbody, Inside::Finally, notes);
        }
        _ => {}
    }
}
