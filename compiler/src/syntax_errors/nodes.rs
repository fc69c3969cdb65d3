//! Syntax nodes by place, and what CPython calls them in messages.

use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal};
use ruff_python_ast::{AnyNodeRef, ModModule, Number};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// Collects the children of one node.
struct Children<'a>(Vec<AnyNodeRef<'a>>);

impl<'a> SourceOrderVisitor<'a> for Children<'a> {
    fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
        self.0.push(node);
        TraversalSignal::Skip
    }
}

/// Returns the first node, outermost first, that satisfies a condition.
pub(super) fn find<'a>(
    module: &'a ModModule,
    found: impl Fn(AnyNodeRef<'a>) -> bool,
) -> Option<AnyNodeRef<'a>> {
    let mut pending = vec![AnyNodeRef::from(module)];
    while let Some(node) = pending.pop() {
        if found(node) {
            return Some(node);
        }
        let mut children = Children(Vec::new());
        node.visit_source_order(&mut children);
        pending.extend(children.0.into_iter().rev());
    }
    None
}

/// Returns the outermost expression with exactly this range.
pub(super) fn expression_at<'a>(module: &'a ModModule, range: TextRange) -> Option<AnyNodeRef<'a>> {
    find(module, |node| node.is_expression() && node.range() == range)
}

/// Returns the largest expression that ends at an offset and starts no earlier than `from`.
pub(super) fn expression_before<'a>(
    module: &'a ModModule,
    from: TextSize,
    end: TextSize,
) -> Option<AnyNodeRef<'a>> {
    find(module, |node| {
        node.is_expression() && node.end() == end && node.start() >= from && node.start() < end
    })
}

/// Returns what CPython calls an expression.
pub(super) fn name(node: AnyNodeRef<'_>) -> &'static str {
    match node {
        AnyNodeRef::ExprAttribute(_) => "attribute",
        AnyNodeRef::ExprSubscript(_) => "subscript",
        AnyNodeRef::ExprStarred(_) => "starred",
        AnyNodeRef::ExprName(_) => "name",
        AnyNodeRef::ExprList(_) => "list",
        AnyNodeRef::ExprTuple(_) => "tuple",
        AnyNodeRef::ExprLambda(_) => "lambda",
        AnyNodeRef::ExprCall(_) => "function call",
        AnyNodeRef::ExprBoolOp(_) | AnyNodeRef::ExprBinOp(_) | AnyNodeRef::ExprUnaryOp(_) => {
            "expression"
        }
        AnyNodeRef::ExprGenerator(_) => "generator expression",
        AnyNodeRef::ExprYield(_) | AnyNodeRef::ExprYieldFrom(_) => "yield expression",
        AnyNodeRef::ExprAwait(_) => "await expression",
        AnyNodeRef::ExprListComp(_) => "list comprehension",
        AnyNodeRef::ExprSetComp(_) => "set comprehension",
        AnyNodeRef::ExprDictComp(_) => "dict comprehension",
        AnyNodeRef::ExprDict(_) => "dict literal",
        AnyNodeRef::ExprSet(_) => "set display",
        AnyNodeRef::ExprFString(_) => "f-string expression",
        AnyNodeRef::ExprNumberLiteral(number) if matches!(number.value, Number::Complex { .. }) => {
            "literal"
        }
        AnyNodeRef::ExprNumberLiteral(_)
        | AnyNodeRef::ExprStringLiteral(_)
        | AnyNodeRef::ExprBytesLiteral(_) => "literal",
        AnyNodeRef::ExprBooleanLiteral(node) => {
            if node.value {
                "True"
            } else {
                "False"
            }
        }
        AnyNodeRef::ExprNoneLiteral(_) => "None",
        AnyNodeRef::ExprEllipsisLiteral(_) => "ellipsis",
        AnyNodeRef::ExprCompare(_) => "comparison",
        AnyNodeRef::ExprIf(_) => "conditional expression",
        AnyNodeRef::ExprNamed(_) => "named expression",
        _ => "expression",
    }
}

/// Says whether CPython offers `==` where the expression is assigned to.
pub(super) fn may_be_compared(node: AnyNodeRef<'_>) -> bool {
    !matches!(
        node,
        AnyNodeRef::ExprNoneLiteral(_)
            | AnyNodeRef::ExprBooleanLiteral(_)
            | AnyNodeRef::ExprCompare(_)
            | AnyNodeRef::ExprIf(_)
            | AnyNodeRef::ExprLambda(_)
            | AnyNodeRef::ExprGenerator(_)
            | AnyNodeRef::ExprBoolOp(_)
            | AnyNodeRef::ExprTuple(_)
            | AnyNodeRef::ExprList(_)
            | AnyNodeRef::ExprStarred(_)
    )
}
