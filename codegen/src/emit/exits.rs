//! The table of exits: what a run with [`super::Options::coverage`] can have seen, in the order of the numbers that
//! handlers report.

use std::fmt::Write;

use super::layout::Text;
use super::names;
use super::oparg::each_exit;
use crate::model::*;
use crate::source::Span;

/// Emits `EXITS`, an entry for each exit, ordered by op and ordinal, and `EXIT_STARTS`, by op the number of its first
/// one. The module that includes it has the `op` of the metadata in scope.
pub fn exit_sites(program: &Program) -> String {
    let mut out = Text::default();
    out.push("use trefoil_primitives::metadata::ExitSite;\n");
    let mut starts = vec![0];
    let mut count = 0;
    for op in program.ops.rows() {
        count += op.exits;
        starts.push(count);
    }
    out.doc("The exits of all ops: what a handler reports as op and ordinal is at `EXIT_STARTS[op] + ordinal`.");
    let _ = writeln!(out, "pub static EXITS: [ExitSite; {count}] = [");
    for op in program.ops.rows() {
        let mut exits = Vec::with_capacity(op.exits as usize);
        each_exit(&op.body, &mut |ordinal, cond, deopt| exits.push((ordinal, cond, deopt)));
        exits.sort_by_key(|(ordinal, ..)| *ordinal);
        for (ordinal, cond, deopt) in exits {
            emit_site(program, op, (ordinal, cond, deopt), &mut out);
        }
    }
    out.push("];\n");
    out.doc("By op where its exits start in `EXITS`, and where they all end.");
    let _ = writeln!(out, "pub static EXIT_STARTS: [u32; {}] = {starts:?};", starts.len());
    out.format(program)
}

fn emit_site(
    program: &Program,
    op: &Op,
    (ordinal, cond, deopt): (u32, &Expr, bool),
    out: &mut Text,
) {
    let _ = writeln!(
        out,
        "ExitSite {{ op: op::{}, ordinal: {ordinal}, deopt: {deopt}, file: {:?}, line: {}, condition: {:?} }},",
        names::ident(&op.name.text),
        program.file(cond.span),
        program.line(cond.span),
        condition(op, cond),
    );
}

/// A condition as the definition writes it, on one line. One that was negated when its `exit_if!` was taken apart has a
/// `!` that its place does not show.
fn condition(op: &Op, cond: &Expr) -> String {
    let negated = matches!(&cond.kind, ExprKind::Not(inner) if inner.span == cond.span);
    let text = text_of(op, cond.span).split_whitespace().collect::<Vec<_>>().join(" ");
    match (negated, text.contains(' ')) {
        (false, _) => text,
        (true, false) => format!("!{text}"),
        (true, true) => format!("!({text})"),
    }
}

/// The text of a place in an op's body.
fn text_of(op: &Op, span: Span) -> &str {
    let start = (op.span.end as usize).checked_sub(op.source.len());
    let at = |offset: u32| (offset as usize).checked_sub(start?);
    let (Some(start), Some(end)) = (at(span.start), at(span.end)) else { return "" };
    op.source.get(start..end).unwrap_or("")
}
