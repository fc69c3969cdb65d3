//! Exits, branches, jumps and frames; and what an exit establishes.

use std::collections::BTreeMap;

use super::ERROR;
use super::body::{BOOL, Body, Purpose, narrow};
use crate::ast;
use crate::diagnostics::codes;
use crate::model::{BinOp, Expr, ExprKind, FrameOp, Scalar, Stmt, StmtKind, Ty, TypeSet, VarId};
use crate::source::{Name, Span};

impl Body<'_> {
    /// A macro that is a statement.
    pub(super) fn statement_macro(
        &mut self,
        name: &Name,
        args: &[ast::Expr],
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        match name.text.as_str() {
            "exit_if" => self.exits(name, args, false, span, out),
            "deopt_if" => self.exits(name, args, true, span, out),
            _ if matches!(self.purpose, Purpose::Fill | Purpose::When) => {
                let message = format!("`{}!`", name.text);
                let help = "it decides on a specialization, and changes nothing";
                self.analyzer.report(codes::outside_subset(span, &message, help));
            }
            "branch_if" => self.branch(name, args, span, out),
            "jump" | "jump_back" => {
                let Some([distance]) = self.arguments(name, args, "a distance") else { return };
                let distance = self.check(distance, &Ty::Scalar(Scalar::Uint(32)));
                self.check_in_arm(span, &format!("`{}!`", name.text));
                let back = name.text == "jump_back";
                out.push(Stmt { kind: StmtKind::Jump { back, distance }, span });
            }
            "safepoint" => {
                let heat = match args {
                    [] => None,
                    [counter] => match self.counter(counter) {
                        Some(index) => Some(index),
                        None => return,
                    },
                    _ => {
                        let wanted = "nothing, or a counter";
                        self.arguments::<1>(name, args, wanted);
                        return;
                    }
                };
                out.push(Stmt { kind: StmtKind::Safepoint { heat }, span });
            }
            frame => self.frame(frame, args, span, out),
        }
    }

    /// The cache field in which a safepoint counts.
    fn counter(&mut self, expr: &ast::Expr) -> Option<u32> {
        let field = match &expr.kind {
            ast::ExprKind::Name(name) => {
                self.caches.iter().position(|cache| cache.name.text == *name)
            }
            _ => None,
        };
        match field {
            Some(index) if self.caches[index].ty == Ty::Scalar(Scalar::Uint(32)) => {
                self.counters[index] = true;
                Some(index as u32)
            }
            _ => {
                let help = "a safepoint counts in a `u32` among the cache fields of its op";
                let message = "a counter that is no such field";
                self.analyzer.report(codes::outside_subset(expr.span, message, help));
                None
            }
        }
    }

    /// Exactly as many arguments as wanted, or a report.
    pub(super) fn arguments<'e, const N: usize>(
        &mut self,
        name: &Name,
        args: &'e [ast::Expr],
        wanted: &str,
    ) -> Option<&'e [ast::Expr; N]> {
        let found = args.try_into().ok();
        if found.is_none() {
            let diagnostic = codes::argument_count(
                name.span,
                &format!("{}!", name.text),
                wanted,
                args.len(),
                None,
            );
            self.analyzer.report(diagnostic);
        }
        found
    }

    /// Reports a transfer of control inside of an `if`.
    fn check_in_arm(&mut self, span: Span, what: &str) {
        if self.arms > 0 {
            let message = format!("{what} in an arm");
            let help = "write it outside of the `if`; `branch_if!` takes a condition";
            self.analyzer.report(codes::control_not_last(span, &message, help));
        }
    }

    /// `exit_if!(a | b)`: one exit for each atom, and what each establishes.
    fn exits(
        &mut self,
        name: &Name,
        args: &[ast::Expr],
        deopt: bool,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let Some([cond]) = self.arguments(name, args, "a condition") else { return };
        let mut atoms = Vec::new();
        split_atoms(cond, false, &mut atoms);
        let single = atoms.len() == 1;
        for atom in atoms {
            let typed = self.atom(&atom);
            let index = self.exits;
            self.exits += 1;
            let span = if single { span } else { typed.span };
            let facts = self.establish(&typed);
            out.push(Stmt { kind: StmtKind::Exit { index, cond: typed, deopt }, span });
            out.extend(facts);
        }
    }

    /// One atom: an expression, perhaps negated.
    fn atom(&mut self, (expr, negated): &(&ast::Expr, bool)) -> Expr {
        let typed = self.check(expr, &BOOL);
        if !negated || typed.ty == ERROR {
            return typed;
        }
        let span = typed.span;
        Expr { kind: ExprKind::Not(Box::new(typed)), ty: BOOL, span }
    }

    fn branch(&mut self, name: &Name, args: &[ast::Expr], span: Span, out: &mut Vec<Stmt>) {
        let Some([cond]) = self.arguments(name, args, "a condition") else { return };
        self.check_in_arm(span, "`branch_if!`");
        let cond = self.check(cond, &BOOL);
        let index = self.branches;
        self.branches += 1;
        let facts = self.establish(&cond);
        out.push(Stmt { kind: StmtKind::BranchIf { index, cond }, span });
        out.extend(facts);
    }

    /// What holds where a condition is false: narrows variables from here on.
    fn establish(&mut self, cond: &Expr) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        for (var, allowed) in self.facts(cond, false) {
            let Some(current) = self.var_type(var) else { continue };
            let Some((ty, never)) = narrow(self.analyzer, &current, allowed) else { continue };
            if never {
                let found = self.type_name(&current);
                self.analyzer.report(codes::known_test(cond.span, &found, "true"));
                continue;
            }
            self.narrowed.insert(var, ty.clone());
            stmts.push(Stmt { kind: StmtKind::Narrow(var, ty), span: cond.span });
        }
        stmts
    }

    /// The variables that are of fewer types where a condition has an outcome, and boxed as before: what a test of an empty
    /// slot says in an arm. An arm does not unbox: what it computes may be wanted without it.
    pub(super) fn present_if(&self, cond: &Expr, outcome: bool) -> Vec<(VarId, Ty)> {
        let facts = self.facts(cond, outcome).into_iter();
        let narrowed = facts.filter_map(|(var, allowed)| {
            let Ty::Value(set) = self.var_type(var)? else { return None };
            let left = set.meet(allowed);
            (left != set && !left.is_empty()).then_some((var, Ty::Value(left)))
        });
        narrowed.collect()
    }

    /// For each variable, the types that are left if a condition has an outcome.
    fn facts(&self, cond: &Expr, outcome: bool) -> BTreeMap<VarId, TypeSet> {
        match &cond.kind {
            ExprKind::Not(inner) => self.facts(inner, !outcome),
            ExprKind::Test(ty, operand) => {
                let ExprKind::Var(var) = operand.kind else { return BTreeMap::new() };
                let only = TypeSet::default().with(*ty);
                let allowed = if outcome { only } else { self.analyzer.any.minus(only) };
                BTreeMap::from([(var, allowed)])
            }
            ExprKind::Binary(op @ (BinOp::BAnd | BinOp::BOr), left, right) => {
                let (left, right) = (self.facts(left, outcome), self.facts(right, outcome));
                // Both hold, or one of them does.
                if (*op == BinOp::BAnd) == outcome {
                    both(left, &right)
                } else {
                    either(&left, &right)
                }
            }
            _ => BTreeMap::new(),
        }
    }

    fn frame(&mut self, name: &str, args: &[ast::Expr], span: Span, out: &mut Vec<Stmt>) {
        let any = Ty::Value(self.analyzer.any);
        let (op, wanted) = match name {
            "push_frame" => (FrameOp::Push, "a function, its arguments, and perhaps an action"),
            "resume_frame" => (FrameOp::Resume, "a generator, a value, and perhaps an action"),
            "yield_frame" => (FrameOp::Yield, "a value"),
            _ => (FrameOp::Pop, "a value"),
        };
        let counts = match op {
            FrameOp::Push | FrameOp::Resume => 2..=3,
            FrameOp::Pop | FrameOp::Yield => 1..=1,
        };
        if !counts.contains(&args.len()) {
            self.analyzer.report(codes::argument_count(
                span,
                &format!("{name}!"),
                wanted,
                args.len(),
                None,
            ));
            return;
        }
        self.check_in_arm(span, &format!("`{name}!`"));
        let mut typed = Vec::new();
        for (index, arg) in args.iter().enumerate() {
            typed.push(match (op, index) {
                (FrameOp::Push | FrameOp::Resume, 0) => self.callee(arg),
                (FrameOp::Push, 1) => self.frame_args(arg),
                (_, 2) => self.check(arg, &Ty::Scalar(Scalar::Uint(32))),
                _ => self.check(arg, &any),
            });
        }
        out.push(Stmt { kind: StmtKind::Frame(op, typed), span });
    }

    /// The arguments of a frame: an array operand, or `[a, b]`, where the last may be an array operand.
    fn frame_args(&mut self, arg: &ast::Expr) -> Expr {
        let any = Ty::Value(self.analyzer.any);
        self.check(arg, &Ty::Array(Box::new(any)))
    }

    /// What is entered: a value or a handle as it is.
    fn callee(&mut self, arg: &ast::Expr) -> Expr {
        let typed = self.infer(arg, None);
        if matches!(typed.ty, Ty::Value(_) | Ty::Object(_)) {
            return typed;
        }
        let found = self.type_name(&typed.ty);
        self.analyzer.report(codes::mismatch(typed.span, "Value", &found));
        self.error(typed.span)
    }
}

/// Splits `a | b` and `a || b` into atoms, and `!(a & b)` into those of `!a | !b`.
fn split_atoms<'e>(expr: &'e ast::Expr, negated: bool, atoms: &mut Vec<(&'e ast::Expr, bool)>) {
    use ast::BinOp::{And, AndAnd, Or, OrOr};
    match &expr.kind {
        ast::ExprKind::Not(inner) if splits(inner, !negated) => split_atoms(inner, !negated, atoms),
        ast::ExprKind::Binary(Or | OrOr, left, right) if !negated => {
            split_atoms(left, false, atoms);
            split_atoms(right, false, atoms);
        }
        ast::ExprKind::Binary(And | AndAnd, left, right) if negated => {
            split_atoms(left, true, atoms);
            split_atoms(right, true, atoms);
        }
        _ => atoms.push((expr, negated)),
    }
}

/// Whether an expression has several atoms.
fn splits(expr: &ast::Expr, negated: bool) -> bool {
    use ast::BinOp::{And, AndAnd, Or, OrOr};
    match &expr.kind {
        ast::ExprKind::Not(inner) => splits(inner, !negated),
        ast::ExprKind::Binary(Or | OrOr, ..) => !negated,
        ast::ExprKind::Binary(And | AndAnd, ..) => negated,
        _ => false,
    }
}

fn both(
    mut left: BTreeMap<VarId, TypeSet>,
    right: &BTreeMap<VarId, TypeSet>,
) -> BTreeMap<VarId, TypeSet> {
    for (var, set) in right {
        let entry = left.entry(*var).or_insert(*set);
        *entry = entry.meet(*set);
    }
    left
}

fn either(
    left: &BTreeMap<VarId, TypeSet>,
    right: &BTreeMap<VarId, TypeSet>,
) -> BTreeMap<VarId, TypeSet> {
    let shared = left.iter().filter_map(|(var, set)| Some((*var, set.join(*right.get(var)?))));
    shared.collect()
}
