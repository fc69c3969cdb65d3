//! Nothing visible happens between a resume point and a later exit, over whole instructions; control leaves last.
//!
//! An exit runs its instruction from the start again, so that what was visible by then would happen twice. An error is
//! not an exit. Visible are stores to fields and locals, and calls of helpers that write or escape.

use crate::diagnostics::{Diagnostic, codes};
use crate::model::{Block, Expr, ExprKind, Inst, InstKind, Op, Program, Stmt, StmtKind};
use crate::source::Span;

use super::pure::{children, operands};

/// The first visible effect so far: its place, its reason, and the position of its op.
type Seen = Option<(Span, String, usize)>;

/// Checks the ops of an instruction in sequence.
pub(crate) fn order(program: &Program, inst: &Inst, diagnostics: &mut Vec<Diagnostic>) {
    // A superinstruction resumes at its components, which are checked by themselves.
    if matches!(inst.kind, InstKind::Super(_)) {
        return;
    }
    let mut walk = Walk { program, inst, position: 0, found: None };
    let mut seen: Seen = None;
    for (position, op) in inst.ops.iter().enumerate() {
        walk.position = position;
        walk.block(&program.ops[op.op].body, &mut seen);
    }
    diagnostics.extend(walk.found);
}

struct Walk<'a> {
    program: &'a Program,
    inst: &'a Inst,
    position: usize,
    found: Option<Diagnostic>,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block, seen: &mut Seen) {
        for stmt in &block.stmts {
            self.stmt(stmt, seen);
        }
        if let Some(value) = &block.value {
            self.expr(value, seen);
        }
    }

    fn stmt(&mut self, stmt: &Stmt, seen: &mut Seen) {
        for expr in operands(&stmt.kind) {
            self.expr(expr, seen);
        }
        let because = match &stmt.kind {
            StmtKind::Store { .. } | StmtKind::StoreItem { .. } => "a store to a field",
            StmtKind::SetLocal(..) => "a local variable is set",
            StmtKind::If { then, otherwise, .. } => {
                let mut other = seen.clone();
                self.block(then, seen);
                self.block(otherwise, &mut other);
                *seen = seen.take().or(other);
                return;
            }
            StmtKind::Exit { cond, .. } => return self.exit(cond.span, seen),
            _ => return,
        };
        self.see(stmt.span, because.to_string(), seen);
    }

    fn see(&self, span: Span, because: String, seen: &mut Seen) {
        seen.get_or_insert((span, because, self.position));
    }

    fn exit(&mut self, exit: Span, seen: &Seen) {
        let Some((effect, because, position)) = seen else { return };
        let within = (*position != self.position)
            .then_some((self.inst.name.span, self.inst.name.text.as_str()));
        self.found.get_or_insert_with(|| codes::effect_before_exit(exit, *effect, because, within));
    }

    fn expr(&mut self, expr: &Expr, seen: &mut Seen) {
        for child in children(expr) {
            self.expr(child, seen);
        }
        match &expr.kind {
            ExprKind::If { then, otherwise, .. } => {
                let mut other = seen.clone();
                self.block(then, seen);
                self.block(otherwise, &mut other);
                *seen = seen.take().or(other);
            }
            ExprKind::Call { helper, .. } => {
                let row = &self.program.helpers[*helper];
                if row.effects.escapes {
                    self.see(expr.span, format!("`{}` may run user code", row.name), seen);
                } else if !row.effects.writes.is_empty() {
                    self.see(expr.span, format!("`{}` writes", row.name), seen);
                }
            }
            _ => {}
        }
    }
}

/// Jumps and frames are the last statement.
pub(super) fn check_control(op: &Op, diagnostics: &mut Vec<Diagnostic>) {
    let Some((_, before)) = op.body.stmts.split_last() else { return };
    for stmt in before {
        let what = match &stmt.kind {
            StmtKind::Jump { back: false, .. } => "`jump!`",
            StmtKind::Jump { back: true, .. } => "`jump_back!`",
            StmtKind::Frame(..) => "a frame primitive",
            _ => continue,
        };
        let help = "make it the last statement; what follows never runs";
        diagnostics.push(codes::control_not_last(stmt.span, what, help));
    }
}

/// The condition of the innermost `if` around a place.
pub(super) fn condition_of(block: &Block, place: Span) -> Option<Span> {
    let mut found = None;
    let contains = |span: Span| span.start <= place.start && place.end <= span.end;
    for stmt in &block.stmts {
        if let StmtKind::If { cond, then, otherwise, .. } = &stmt.kind
            && contains(stmt.span)
        {
            let inner = condition_of(then, place).or_else(|| condition_of(otherwise, place));
            return Some(inner.unwrap_or(cond.span));
        }
    }
    super::pure::each_expr(block, &mut |expr| {
        if let ExprKind::If { cond, .. } = &expr.kind
            && contains(expr.span)
        {
            found = Some(cond.span);
        }
    });
    found
}
