//! Expressions that cannot be meant: `x is 1`, `(1, 2)(3)`, `assert (x, "message")`.

use ruff_python_ast::{AnyNodeRef, CmpOp, Expr, ExprCompare, ExprSubscript, Number};
use ruff_text_size::Ranged;

use super::Note;

/// Looks at one node.
pub(crate) fn look_at(node: AnyNodeRef<'_>, notes: &mut Vec<Note>) {
    let found = match node {
        AnyNodeRef::StmtAssert(node) => match &*node.test {
            Expr::Tuple(tuple) if !tuple.elts.is_empty() => {
                Some("assertion is always true, perhaps remove parentheses?".to_owned())
            }
            _ => None,
        },
        AnyNodeRef::ExprCompare(node) => identity(node),
        AnyNodeRef::ExprCall(node) => uncallable(&node.func)
            .map(|name| format!("'{name}' object is not callable; perhaps you missed a comma?")),
        AnyNodeRef::ExprSubscript(node) if node.ctx.is_load() => subscript(node),
        _ => None,
    };
    notes.extend(found.map(|message| Note::new(node.start(), message)));
}

/// The type of a literal or display; `None`: who knows.
fn type_of(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::NumberLiteral(node) => match node.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        _ => return None,
    })
}

/// Whether CPython has made a constant of it that is not a singleton. It looks at literals, and tuples of them.
fn is_literal(expr: &Expr) -> bool {
    let mut pending = vec![expr];
    while let Some(expr) = pending.pop() {
        match expr {
            Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => {}
            Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) | Expr::EllipsisLiteral(_) => {}
            Expr::Tuple(tuple) => pending.extend(&tuple.elts),
            _ => return false,
        }
    }
    !matches!(expr, Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) | Expr::EllipsisLiteral(_))
}

fn identity(node: &ExprCompare) -> Option<String> {
    let mut left = &*node.left;
    for (operator, right) in node.ops.iter().zip(&node.comparators) {
        let (word, other) = match operator {
            CmpOp::Is => ("is", "=="),
            CmpOp::IsNot => ("is not", "!="),
            _ => {
                left = right;
                continue;
            }
        };
        let literal = [left, right].into_iter().find(|side| is_literal(side));
        if let Some(literal) = literal {
            let name = type_of(literal).unwrap_or("object");
            return Some(format!("\"{word}\" with '{name}' literal. Did you mean \"{other}\"?"));
        }
        left = right;
    }
    None
}

fn uncallable(func: &Expr) -> Option<&'static str> {
    type_of(func).filter(|_| !func.is_lambda_expr())
}

fn subscript(node: &ExprSubscript) -> Option<String> {
    let value = type_of(&node.value)?;
    match value {
        "str" | "bytes" | "tuple" | "list" => {
            let index = type_of(&node.slice).filter(|name| !matches!(*name, "int" | "bool"))?;
            Some(format!(
                "{value} indices must be integers or slices, not {index}; perhaps you missed a comma?"
            ))
        }
        "dict" => None,
        _ => Some(format!("'{value}' object is not subscriptable; perhaps you missed a comma?")),
    }
}
