//! `/`, `%` and `>>` on integers are partial: an exit before them has to exclude what they are not defined for.
//!
//! What is known of a variable, cache field or `oparg` is an interval and two excluded values, learned from the exits
//! passed so far. Conditions of `if`s do not count: a trace computes a value where it is needed, not in an arm.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, codes};
use crate::model::{
    BinOp, Block, Expr, ExprKind, Method, Op, Overflowing, Program, Scalar, Stmt, StmtKind, Ty,
    VarId,
};
use crate::source::Span;

use super::pure::{children, operands};

/// Something that keeps its value over a body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Key {
    Var(VarId),
    Cache(u32),
    Oparg,
}

/// What is known of an integer.
#[derive(Clone, Copy, Debug)]
struct Known {
    low: i128,
    high: i128,
    not_zero: bool,
    not_minus_one: bool,
}

impl Known {
    const ANY: Known =
        Known { low: i128::MIN, high: i128::MAX, not_zero: false, not_minus_one: false };

    fn range(low: i128, high: i128) -> Known {
        Known { low, high, ..Known::ANY }
    }

    fn excludes_zero(&self) -> bool {
        self.not_zero || self.low > 0 || self.high < 0
    }

    fn excludes_minus_one(&self) -> bool {
        self.not_minus_one || self.low > -1 || self.high < -1
    }
}

#[derive(Clone, Default)]
struct State {
    known: BTreeMap<Key, Known>,
    /// Flags of `overflowing_div`, with its operands.
    flags: BTreeMap<VarId, (Key, Key)>,
    /// Pairs whose quotient does not overflow.
    divisible: BTreeSet<(Key, Key)>,
}

pub(super) fn check(program: &Program, op: &Op, diagnostics: &mut Vec<Diagnostic>) {
    let mut walk = Walk { program, diagnostics };
    walk.block(&op.body, &mut State::default());
}

struct Walk<'a> {
    program: &'a Program,
    diagnostics: &'a mut Vec<Diagnostic>,
}

fn key(expr: &Expr) -> Option<Key> {
    match &expr.kind {
        ExprKind::Var(var) => Some(Key::Var(*var)),
        ExprKind::Cache(index) => Some(Key::Cache(*index)),
        ExprKind::Oparg => Some(Key::Oparg),
        _ => None,
    }
}

fn type_range(ty: &Ty) -> Known {
    match ty {
        Ty::Scalar(scalar) => {
            scalar.range().map_or(Known::ANY, |(low, high)| Known::range(low, high))
        }
        _ => Known::ANY,
    }
}

impl Walk<'_> {
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
            StmtKind::Let(var, value) | StmtKind::Assign(var, value) => {
                let known = self.known(value, state);
                state.known.insert(Key::Var(*var), known);
            }
            StmtKind::LetOverflowing(_, flag, op @ (Overflowing::Div | Overflowing::Shl), args) => {
                if let (Overflowing::Div, [left, right]) = (op, args.as_slice()) {
                    self.divisor("overflowing_div", right, stmt.span, state);
                    if let (Some(left), Some(right)) = (key(left), key(right)) {
                        state.flags.insert(*flag, (left, right));
                    }
                }
            }
            StmtKind::Exit { cond, .. } | StmtKind::BranchIf { cond, .. } => {
                self.assume(cond, false, state)
            }
            StmtKind::If { then, otherwise, assigned, .. } => {
                self.block(then, &mut state.clone());
                self.block(otherwise, &mut state.clone());
                for var in assigned {
                    state.known.remove(&Key::Var(*var));
                }
            }
            _ => {}
        }
    }

    fn expr(&mut self, expr: &Expr, state: &State) {
        for child in children(expr) {
            self.expr(child, state);
        }
        match &expr.kind {
            ExprKind::If { then, otherwise, .. } => {
                self.block(then, &mut state.clone());
                self.block(otherwise, &mut state.clone());
            }
            ExprKind::Binary(op @ (BinOp::Div | BinOp::Rem), left, right) => {
                let operator = if *op == BinOp::Div { "/" } else { "%" };
                let guarded = self.divisor(operator, right, expr.span, state);
                // A remainder is always in range; the primitive gives 0 for a divisor of -1.
                if guarded && *op == BinOp::Div {
                    self.quotient(operator, left, right, expr.span, state);
                }
            }
            ExprKind::Binary(BinOp::Shr, left, right) => self.shift(left, right, expr.span, state),
            _ => {}
        }
    }

    /// Reports a divisor that may be zero.
    fn divisor(&mut self, operator: &str, right: &Expr, span: Span, state: &State) -> bool {
        let guarded = self.known(right, state).excludes_zero();
        if !guarded {
            let help = "exit before it: `exit_if!(divisor == 0);`";
            self.diagnostics.push(codes::unguarded_partial(
                span,
                operator,
                "of something that may be zero",
                help,
            ));
        }
        guarded
    }

    /// Reports a quotient that may overflow: the smallest number by -1.
    fn quotient(&mut self, operator: &str, left: &Expr, right: &Expr, span: Span, state: &State) {
        let Ty::Scalar(Scalar::Int(bits)) = left.ty else { return };
        let smallest = -(1i128 << (bits - 1));
        let (dividend, divisor) = (self.known(left, state), self.known(right, state));
        let pair = key(left).zip(key(right)).is_some_and(|pair| state.divisible.contains(&pair));
        if divisor.excludes_minus_one() || dividend.low > smallest || pair {
            return;
        }
        let help = "take `overflowing_div` before it and exit on its flag, or exit where the divisor is -1";
        self.diagnostics.push(codes::unguarded_partial(span, operator, "that may overflow", help));
    }

    fn shift(&mut self, left: &Expr, right: &Expr, span: Span, state: &State) {
        let bits = match left.ty {
            Ty::Scalar(Scalar::Int(bits) | Scalar::Uint(bits)) => i128::from(bits),
            _ => return,
        };
        let count = self.known(right, state);
        if 0 <= count.low && count.high < bits {
            return;
        }
        let message = format!("by a count that may not be in 0..{bits}");
        let help = format!("exit before it: `exit_if!(count < 0 || count >= {bits});`");
        self.diagnostics.push(codes::unguarded_partial(span, ">>", &message, &help));
    }

    /// What is known of a value.
    fn known(&self, expr: &Expr, state: &State) -> Known {
        let of_type = type_range(&expr.ty);
        if let Some(key) = key(expr) {
            return state.known.get(&key).copied().unwrap_or(of_type);
        }
        match &expr.kind {
            ExprKind::Int(value) => Known::range((*value).into(), (*value).into()),
            ExprKind::Const(id) => {
                let value = self.program.consts[*id].value.into();
                Known::range(value, value)
            }
            ExprKind::Load(field, _) => match self.program.fields[*field].range {
                Some((low, high)) => Known::range(low.into(), high.into()),
                None => of_type,
            },
            ExprKind::Call { helper, .. } => match self.program.helpers[*helper].range {
                Some((low, high)) => Known::range(low.into(), high.into()),
                None => of_type,
            },
            ExprKind::Cast(_, inner) => {
                let inner = self.known(inner, state);
                if of_type.low <= inner.low && inner.high <= of_type.high { inner } else { of_type }
            }
            ExprKind::Binary(BinOp::And, left, right) => {
                let (left, right) = (self.known(left, state), self.known(right, state));
                let masks = [left, right]
                    .into_iter()
                    .filter(|known| known.low >= 0)
                    .map(|known| known.high)
                    .min();
                masks.map_or(of_type, |high| Known::range(0, high))
            }
            ExprKind::Method(method @ (Method::Min | Method::Max), left, args) => {
                let (left, right) = (self.known(left, state), self.known(&args[0], state));
                match method {
                    Method::Min => Known::range(left.low.min(right.low), left.high.min(right.high)),
                    _ => Known::range(left.low.max(right.low), left.high.max(right.high)),
                }
            }
            _ => of_type,
        }
    }

    /// Learns from the outcome of a condition.
    fn assume(&self, cond: &Expr, outcome: bool, state: &mut State) {
        match &cond.kind {
            ExprKind::Not(inner) => self.assume(inner, !outcome, state),
            ExprKind::Binary(op @ (BinOp::BAnd | BinOp::BOr), left, right)
                if (*op == BinOp::BAnd) == outcome =>
            {
                self.assume(left, outcome, state);
                self.assume(right, outcome, state);
            }
            ExprKind::Var(flag) if !outcome => {
                if let Some(pair) = state.flags.get(flag).copied() {
                    state.divisible.insert(pair);
                }
            }
            ExprKind::Binary(op, left, right) => {
                let (a, b) = (self.known(left, state), self.known(right, state));
                if let Some(key) = key(left) {
                    refine(state, key, a, compared(*op, outcome, false), b);
                }
                if let Some(key) = key(right) {
                    refine(state, key, b, compared(*op, outcome, true), a);
                }
            }
            _ => {}
        }
    }
}

/// The comparison that holds, with the key on the left.
fn compared(op: BinOp, outcome: bool, swapped: bool) -> Option<BinOp> {
    let holds = match (op, outcome) {
        (_, true) => op,
        (BinOp::Eq, false) => BinOp::Ne,
        (BinOp::Ne, false) => BinOp::Eq,
        (BinOp::Lt, false) => BinOp::Ge,
        (BinOp::Le, false) => BinOp::Gt,
        (BinOp::Gt, false) => BinOp::Le,
        (BinOp::Ge, false) => BinOp::Lt,
        _ => return None,
    };
    Some(match (holds, swapped) {
        (BinOp::Lt, true) => BinOp::Gt,
        (BinOp::Le, true) => BinOp::Ge,
        (BinOp::Gt, true) => BinOp::Lt,
        (BinOp::Ge, true) => BinOp::Le,
        (op, _) => op,
    })
}

fn refine(state: &mut State, key: Key, mut known: Known, holds: Option<BinOp>, other: Known) {
    match holds {
        Some(BinOp::Lt) => known.high = known.high.min(other.high.saturating_sub(1)),
        Some(BinOp::Le) => known.high = known.high.min(other.high),
        Some(BinOp::Gt) => known.low = known.low.max(other.low.saturating_add(1)),
        Some(BinOp::Ge) => known.low = known.low.max(other.low),
        Some(BinOp::Eq) => {
            known.low = known.low.max(other.low);
            known.high = known.high.min(other.high);
        }
        Some(BinOp::Ne) if other.low == other.high => {
            known.not_zero |= other.low == 0;
            known.not_minus_one |= other.low == -1;
            // Cuts an end off.
            if known.low == other.low {
                known.low += 1;
            }
            if known.high == other.high {
                known.high -= 1;
            }
        }
        _ => return,
    }
    state.known.insert(key, known);
}
