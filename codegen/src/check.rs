//! Checks of what has a meaning and must not: paths on which something is not set, effects before exits, partial
//! primitives without a guard, members that are never selected, names that generated code cannot have.
//!
//! Each check works on the typed model and reports what it finds; none changes it. What cannot be expressed at all is
//! reported where meaning is made (`analyze/`).

mod assign;
mod members;
mod names;
mod order;
mod partial;
pub(crate) mod pure;

use crate::diagnostics::{Diagnostic, Severity, codes};
use crate::model::{Effect, Op, Program};

pub(crate) use members::family;
pub(crate) use names::names;
pub(crate) use order::order;

/// Checks the body of an op by itself. Whether it is right.
pub(crate) fn op(program: &Program, op: &Op, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let before = diagnostics.len();
    assign::check(op, diagnostics);
    partial::check(program, op, diagnostics);
    pure::check(program, op, diagnostics);
    order::check_control(op, diagnostics);
    let opaque = op.effects.reasons.iter().find(|reason| reason.effect == Effect::Opaque);
    if let Some(reason) = opaque {
        let condition = order::condition_of(&op.body, reason.span).unwrap_or(reason.span);
        diagnostics.push(codes::opaque(reason.span, &op.name.text, &reason.because, condition));
    }
    diagnostics[before..].iter().all(|diagnostic| diagnostic.severity() != Severity::Error)
}
