//! Every output is set on every path, nothing is read before it is set or set twice, and a branch leaves a prefix.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, codes};
use crate::model::{Block, Expr, ExprKind, Op, Stmt, StmtKind, VarId};
use crate::source::Span;

use super::pure::operands;

/// What is set at a place: surely, or perhaps.
#[derive(Clone, Default)]
struct State {
    surely: BTreeSet<VarId>,
    perhaps: BTreeSet<VarId>,
}

impl State {
    fn set(&mut self, var: VarId) {
        self.surely.insert(var);
        self.perhaps.insert(var);
    }

    fn join(&mut self, other: State) {
        self.surely.retain(|var| other.surely.contains(var));
        self.perhaps.extend(other.perhaps);
    }
}

pub(super) fn check(op: &Op, diagnostics: &mut Vec<Diagnostic>) {
    for (block, is_body) in
        std::iter::once((&op.body, true)).chain(op.abstract_.iter().map(|block| (block, false)))
    {
        let mut walk =
            Walk { op, diagnostics, reported: BTreeSet::new(), partial: Vec::new(), is_body };
        let mut state = State::default();
        for input in &op.inputs {
            state.set(input.var);
        }
        walk.block(block, &mut state);
        walk.outputs(&state);
    }
}

struct Walk<'a> {
    op: &'a Op,
    diagnostics: &'a mut Vec<Diagnostic>,
    reported: BTreeSet<VarId>,
    /// Variables that only one arm of an `if` sets, with the `if`'s condition.
    partial: Vec<(VarId, Span)>,
    is_body: bool,
}

impl Walk<'_> {
    fn name(&self, var: VarId) -> &str {
        self.op.vars.get(var.0 as usize).map_or("", |var| &var.name)
    }

    fn is_input(&self, var: VarId) -> bool {
        (var.0 as usize) < self.op.inputs.len()
    }

    fn block(&mut self, block: &Block, state: &mut State) {
        for stmt in &block.stmts {
            self.stmt(stmt, state);
        }
        if let Some(value) = &block.value {
            self.expr(value, state);
        }
    }

    fn stmt(&mut self, stmt: &Stmt, state: &mut State) {
        for expr in operands(&stmt.kind) {
            self.expr(expr, state);
        }
        match &stmt.kind {
            StmtKind::Let(var, _) => state.set(*var),
            StmtKind::LetOverflowing(result, flag, _, _) => {
                state.set(*result);
                state.set(*flag);
            }
            StmtKind::LetFill(vars, _, _) => vars.iter().for_each(|var| state.set(*var)),
            StmtKind::Assign(var, _) => self.assign(*var, stmt.span, state),
            StmtKind::If { cond, then, otherwise, .. } => {
                let mut other = state.clone();
                self.block(then, state);
                self.block(otherwise, &mut other);
                let differ = state.surely.symmetric_difference(&other.surely);
                self.partial.extend(differ.map(|var| (*var, cond.span)));
                state.join(other);
            }
            StmtKind::BranchIf { .. } => self.branch(stmt.span, state),
            _ => {}
        }
    }

    fn assign(&mut self, var: VarId, span: Span, state: &mut State) {
        if state.perhaps.contains(&var) && !self.is_input(var) && self.reported.insert(var) {
            self.diagnostics.push(codes::set_twice(span, self.name(var)));
        }
        state.set(var);
    }

    fn expr(&mut self, expr: &Expr, state: &State) {
        match &expr.kind {
            ExprKind::Var(var) | ExprKind::Element(var, _)
                if !state.surely.contains(var) && self.reported.insert(*var) =>
            {
                self.diagnostics.push(codes::unset_variable(expr.span, self.name(*var)));
            }
            ExprKind::If { cond, then, otherwise, .. } => {
                self.expr(cond, state);
                self.block(then, &mut state.clone());
                self.block(otherwise, &mut state.clone());
                return;
            }
            _ => {}
        }
        super::pure::children(expr).into_iter().for_each(|child| self.expr(child, state));
    }

    /// On the jump, what is set is pushed: it has to be the lowest outputs.
    fn branch(&mut self, span: Span, state: &State) {
        if !self.is_body {
            return;
        }
        let outputs = &self.op.outputs;
        let is_set = |var: VarId| state.perhaps.contains(&var);
        let Some(first) = outputs.iter().position(|output| !is_set(output.var)) else { return };
        if let Some(above) = outputs[first..].iter().find(|output| is_set(output.var)) {
            let unset = &outputs[first].name;
            let diagnostic = codes::branch_outputs(span, &above.name.text, &unset.text, unset.span);
            self.diagnostics.push(diagnostic);
        }
    }

    fn outputs(&mut self, state: &State) {
        for output in &self.op.outputs {
            if output.name.text == "_"
                || state.surely.contains(&output.var)
                || !self.reported.insert(output.var)
            {
                continue;
            }
            let path = self
                .partial
                .iter()
                .rev()
                .find(|(var, _)| *var == output.var)
                .map(|(_, span)| *span);
            self.diagnostics.push(codes::unset_output(output.name.span, &output.name.text, path));
        }
    }
}
