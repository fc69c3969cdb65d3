//! Members of a family that are never selected: `when` never holds, or an earlier member fits whenever they do.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyze::MemberFacts;
use crate::diagnostics::{Diagnostic, codes};
use crate::model::{BinOp, Expr, ExprKind, FamilyId, InstId, OpId, Program};

/// The largest oparg.
const MAX_OPARG: i128 = 0xffff;

/// The opargs for which a condition holds, among those that matter.
struct Condition {
    holds: BTreeSet<i128>,
    /// Whether the opargs that matter say everything about it.
    exact: bool,
}

/// Checks the members of a family, in the order in which they are tried.
pub(crate) fn family(
    program: &Program,
    family: FamilyId,
    facts: &[MemberFacts],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let row = &program.families[family];
    let whens: BTreeMap<InstId, &Expr> = row
        .members
        .iter()
        .filter_map(|member| Some((member.inst, member.when.as_ref()?)))
        .collect();
    let opargs = opargs(program, whens.values().copied());
    // By the ops up to the last that may leave: the members that fit if none of them does.
    let mut earlier: BTreeMap<Vec<OpId>, Vec<(InstId, Option<Condition>)>> = BTreeMap::new();
    for fact in facts {
        let when = whens.get(&fact.inst).map(|when| condition(program, when, &opargs));
        let name = &program.insts[fact.inst].name;
        if when.as_ref().is_some_and(|when| when.exact && when.holds.is_empty()) {
            diagnostics.push(codes::never_selected(
                name.span,
                &name.text,
                "its `when` never holds",
            ));
            continue;
        }
        let ops: Vec<OpId> = program.insts[fact.inst].ops.iter().map(|op| op.op).collect();
        let prefixes = (0..=ops.len()).filter_map(|end| earlier.get(&ops[..end]));
        let shadow = prefixes.flatten().find(|(_, other)| implies(when.as_ref(), other.as_ref()));
        if let Some((other, _)) = shadow {
            let other = &program.insts[*other].name;
            let diagnostic = codes::shadowed_member(name.span, &name.text, &other.text, other.span);
            diagnostics.push(diagnostic);
            continue;
        }
        if !fact.fill {
            let guards =
                ops.iter().rposition(|op| program.ops[*op].exits > 0).map_or(0, |last| last + 1);
            earlier.entry(ops[..guards].to_vec()).or_default().push((fact.inst, when));
        }
    }
}

/// Whether the earlier condition holds whenever the later does.
fn implies(later: Option<&Condition>, earlier: Option<&Condition>) -> bool {
    match (later, earlier) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(later), Some(earlier)) => {
            later.exact && earlier.exact && later.holds.is_subset(&earlier.holds)
        }
    }
}

/// The opargs at which a comparison with a constant changes.
fn opargs<'e>(program: &Program, whens: impl Iterator<Item = &'e Expr>) -> BTreeSet<i128> {
    let mut opargs = BTreeSet::from([0, MAX_OPARG]);
    for when in whens {
        constants(program, when, &mut opargs);
    }
    opargs.retain(|oparg| (0..=MAX_OPARG).contains(oparg));
    opargs
}

fn constants(program: &Program, expr: &Expr, found: &mut BTreeSet<i128>) {
    if let Some(value) = constant(program, expr) {
        found.extend([value - 1, value, value + 1]);
    }
    for child in super::pure::children(expr) {
        constants(program, child, found);
    }
}

fn constant(program: &Program, expr: &Expr) -> Option<i128> {
    match &expr.kind {
        ExprKind::Int(value) => Some((*value).into()),
        ExprKind::Const(id) => Some(program.consts[*id].value.into()),
        _ => None,
    }
}

fn condition(program: &Program, when: &Expr, opargs: &BTreeSet<i128>) -> Condition {
    let mut exact = true;
    let mut holds = BTreeSet::new();
    for oparg in opargs {
        match truth(program, when, *oparg) {
            Some(true) => {
                holds.insert(*oparg);
            }
            Some(false) => {}
            None => exact = false,
        }
    }
    Condition { holds, exact }
}

/// The outcome of a condition that compares `oparg` with constants; `None` for other conditions.
fn truth(program: &Program, expr: &Expr, oparg: i128) -> Option<bool> {
    match &expr.kind {
        ExprKind::Bool(value) => Some(*value),
        ExprKind::Not(inner) => truth(program, inner, oparg).map(|value| !value),
        ExprKind::Binary(op, left, right) => match op {
            BinOp::BAnd => Some(truth(program, left, oparg)? & truth(program, right, oparg)?),
            BinOp::BOr => Some(truth(program, left, oparg)? | truth(program, right, oparg)?),
            _ => compare(*op, number(program, left, oparg)?, number(program, right, oparg)?),
        },
        _ => None,
    }
}

fn number(program: &Program, expr: &Expr, oparg: i128) -> Option<i128> {
    match expr.kind {
        ExprKind::Oparg => Some(oparg),
        _ => constant(program, expr),
    }
}

fn compare(op: BinOp, left: i128, right: i128) -> Option<bool> {
    Some(match op {
        BinOp::Eq => left == right,
        BinOp::Ne => left != right,
        BinOp::Lt => left < right,
        BinOp::Le => left <= right,
        BinOp::Gt => left > right,
        BinOp::Ge => left >= right,
        _ => return None,
    })
}
