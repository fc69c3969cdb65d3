//! Operands of `&&` and `||` are always evaluated: they must have no effect, and be defined always.

use crate::diagnostics::{Diagnostic, codes};
use crate::model::{BinOp, Block, Expr, ExprKind, Op, Program, StmtKind};

pub(super) fn check(program: &Program, op: &Op, diagnostics: &mut Vec<Diagnostic>) {
    each_expr(&op.body, &mut |expr| {
        if let ExprKind::Binary(BinOp::BAnd | BinOp::BOr, left, right) = &expr.kind {
            for (operand, is_right) in [(left, false), (right, true)] {
                if let Some((impure, why)) = impure(program, operand, is_right) {
                    diagnostics.push(codes::impure_operand(impure.span, &why));
                }
            }
        }
    });
}

/// The first part of an expression that must not be evaluated always.
fn impure<'e>(program: &Program, expr: &'e Expr, is_right: bool) -> Option<(&'e Expr, String)> {
    let why = match &expr.kind {
        ExprKind::Call { helper, .. } => {
            let row = &program.helpers[*helper];
            (!row.effects.pure_ && has_effect(&row.effects))
                .then(|| format!("`{}` has effects", row.name))
        }
        ExprKind::New(..) => Some("this allocates".to_string()),
        ExprKind::LoadItem(..) if is_right => {
            Some("this may be out of bounds where the left operand decides".to_string())
        }
        // Its own operands have been looked at.
        ExprKind::Binary(BinOp::BAnd | BinOp::BOr, ..) => return None,
        _ => None,
    };
    match why {
        Some(why) => Some((expr, why)),
        None => children(expr).into_iter().find_map(|child| impure(program, child, is_right)),
    }
}

fn has_effect(effects: &crate::model::HelperEffects) -> bool {
    effects.errors || effects.escapes || effects.allocates || !effects.writes.is_empty()
}

/// Calls a function for each expression of a block, outer ones first.
pub(crate) fn each_expr<'e>(block: &'e Block, visit: &mut impl FnMut(&'e Expr)) {
    for stmt in &block.stmts {
        for expr in operands(&stmt.kind) {
            each_in(expr, visit);
        }
        if let StmtKind::If { then, otherwise, .. } = &stmt.kind {
            each_expr(then, visit);
            each_expr(otherwise, visit);
        }
    }
    if let Some(value) = &block.value {
        each_in(value, visit);
    }
}

fn each_in<'e>(expr: &'e Expr, visit: &mut impl FnMut(&'e Expr)) {
    visit(expr);
    if let ExprKind::If { cond, then, otherwise, .. } = &expr.kind {
        each_in(cond, visit);
        each_expr(then, visit);
        each_expr(otherwise, visit);
        return;
    }
    for child in children(expr) {
        each_in(child, visit);
    }
}

/// The expressions of a statement itself, in the order of their evaluation; not those of its arms.
pub(super) fn operands(stmt: &StmtKind) -> Vec<&Expr> {
    match stmt {
        StmtKind::Let(_, value) | StmtKind::Assign(_, value) | StmtKind::Expr(value) => vec![value],
        StmtKind::LetOverflowing(_, _, _, args)
        | StmtKind::LetFill(_, _, args)
        | StmtKind::Frame(_, args) => args.iter().collect(),
        StmtKind::Store { object, value, .. } => vec![object, value],
        StmtKind::StoreItem { object, index, value, .. } => vec![object, index, value],
        StmtKind::SetLocal(index, value) => vec![index, value],
        StmtKind::Exit { cond, .. }
        | StmtKind::If { cond, .. }
        | StmtKind::BranchIf { cond, .. } => vec![cond],
        StmtKind::Jump { distance, .. } => vec![distance],
        StmtKind::Narrow(..) | StmtKind::Safepoint { .. } => Vec::new(),
    }
}

/// The parts of an expression, in the order of their evaluation; of an `if` its condition only.
pub(super) fn children(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Bool(_)
        | ExprKind::Oparg
        | ExprKind::Const(_)
        | ExprKind::Cache(_)
        | ExprKind::Var(_)
        | ExprKind::Unit(_) => Vec::new(),
        ExprKind::Box(_, inner)
        | ExprKind::Upcast(inner)
        | ExprKind::Not(inner)
        | ExprKind::FNeg(inner)
        | ExprKind::Cast(_, inner)
        | ExprKind::Test(_, inner)
        | ExprKind::Load(_, inner)
        | ExprKind::LoadSlice(_, inner, _)
        | ExprKind::Element(_, inner)
        | ExprKind::Local(inner)
        | ExprKind::Constant(inner)
        | ExprKind::NameAt(inner) => vec![inner],
        ExprKind::Binary(_, left, right)
        | ExprKind::Same(left, right)
        | ExprKind::Repeat(left, right)
        | ExprKind::LoadItem(_, left, right) => {
            vec![left, right]
        }
        ExprKind::Method(_, receiver, args) => std::iter::once(&**receiver).chain(args).collect(),
        ExprKind::New(_, fields) => fields.iter().map(|(_, value)| value).collect(),
        ExprKind::Array(items) => items.iter().collect(),
        ExprKind::Call { args, .. } => args.iter().collect(),
        ExprKind::If { cond, .. } => vec![cond],
    }
}
