//! One meaning of one instruction or op as text: `trefoil expand`.

use super::handler::{emit_instruction, emit_ops_function};
use super::layout::Text;
use super::specialize::emit_member;
use super::supers::Part;
use super::{Options, names};
use crate::model::*;

/// Which meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// The handler of tier 1; for a member of a family also how it is chosen.
    Concrete,
    /// The transfer function.
    Abstract,
}

/// The text of one meaning of an instruction or an op by name. `None` if nothing has the name.
pub fn expand(program: &Program, name: &str, meaning: Meaning) -> Option<String> {
    let options = Options { line_numbers: true, ..Options::default() };
    if let Some((id, inst)) = program.insts.iter().find(|(_, inst)| inst.name.text == name) {
        return Some(match meaning {
            Meaning::Concrete => inst_text(program, &options, id),
            Meaning::Abstract => {
                let texts: Vec<String> =
                    inst.ops.iter().map(|part| abstract_text(program, part.op)).collect();
                texts.join("\n")
            }
        });
    }
    let (id, _) = program.ops.iter().find(|(_, op)| op.name.text == name)?;
    Some(match meaning {
        Meaning::Concrete => op_text(program, &options, id),
        Meaning::Abstract => abstract_text(program, id),
    })
}

/// The functions of one instruction, and its part of the specializer.
pub(super) fn inst_text(program: &Program, options: &Options, id: InstId) -> String {
    let mut out = Text::default();
    emit_instruction(program, options, id, &mut out);
    emit_member(program, options, id, &mut out);
    out.format_bare()
}

/// An op as if it were an instruction.
pub(super) fn op_text(program: &Program, options: &Options, id: OpId) -> String {
    let op = &program.ops[id];
    let mut caches = Vec::new();
    let mut offset = 1;
    for cache in &op.caches {
        let small = matches!(
            &cache.ty,
            Ty::Scalar(Scalar::Bool | Scalar::Uint(1..=32) | Scalar::Int(1..=32))
        );
        let units = if small { 1 } else { 2 };
        caches.push(CacheSlot {
            name: cache.name.text.clone(),
            ty: cache.ty.clone(),
            offset,
            units,
        });
        offset += units;
    }
    let slots = (0..op.caches.len()).filter_map(|slot| u32::try_from(slot).ok()).collect();
    let Some(inst) = program.insts.ids().next() else { return String::new() };
    let part = Part { inst, start: 0, end: offset };
    let alone = Inst {
        name: op.name.clone(),
        doc: op.doc.clone(),
        kind: InstKind::Plain,
        ops: vec![InstOp { op: id, caches: slots, resume: 0 }],
        caches,
        units: offset,
        pops: Count::default(),
        pushes: Count::default(),
        branch_pushes: None,
        signature: String::new(),
        family: None,
        span: op.span,
    };
    let mut out = Text::default();
    let name = names::function(&op.name.text);
    emit_ops_function(
        program,
        options,
        &alone,
        &[(part, "leave".to_string())],
        &name,
        op.doc.trim(),
        &mut out,
    );
    out.format_bare()
}

/// The transfer function of an op.
pub(super) fn abstract_text(program: &Program, id: OpId) -> String {
    super::abstracts::op_text(program, id)
}
