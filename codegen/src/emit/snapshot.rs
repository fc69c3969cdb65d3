//! Snapshot texts: one per op and one per instruction, without opcode or line numbers, so that an edit of one
//! instruction changes its own files and no other.

use std::fmt::Write;

use super::Options;
use super::expand::{abstract_text, inst_text};
use super::explain::{effect, role, signature};
use super::handler::{expansion, signature as signature_of};
use crate::model::*;

/// File stems and texts, in definition order: `op._GUARD_BOTH_INT`, `inst.BINARY_OP_ADD_INT`.
pub fn snapshots(program: &Program) -> Vec<(String, String)> {
    let ops = program.ops.ids().map(|id| {
        let op = &program.ops[id];
        (format!("op.{}", op.name), op_snapshot(program, id, op))
    });
    let insts = program.insts.ids().map(|id| {
        let inst = &program.insts[id];
        (format!("inst.{}", inst.name), inst_snapshot(program, id, inst))
    });
    ops.chain(insts).collect()
}

fn op_snapshot(program: &Program, id: OpId, op: &Op) -> String {
    let mut out = String::new();
    for line in op.doc.trim().lines() {
        let _ = writeln!(out, "// {line}");
    }
    let _ = writeln!(out, "// {}{}", op.name, signature(program, op));
    let _ = writeln!(out, "// role: {}; exits: {}", role(op.role), op.exits);
    let mut written = Vec::new();
    for reason in &op.effects.reasons {
        let line = format!("// {}: {}", effect(program, &reason.effect), reason.because);
        if !written.contains(&line) {
            let _ = writeln!(out, "{line}");
            written.push(line);
        }
    }
    let _ = write!(out, "\n{}", abstract_text(program, id));
    out
}

fn inst_snapshot(program: &Program, id: InstId, inst: &Inst) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "// {}", expansion(program, id));
    let _ = writeln!(out, "// {}; {} units", signature_of(inst), inst.units);
    for cache in &inst.caches {
        let _ = writeln!(out, "// cache `{}` at unit {}", cache.name, cache.offset);
    }
    let _ = write!(out, "\n{}", inst_text(program, &Options::default(), id));
    out
}
