//! Opcode numbers, and what the compiler must know of instructions: lengths, operands, stack effects, control flow.
//!
//! A unit is 32 bits: opcode in the low half, operand in the high half. After it come the inline
//! cache units of the instruction, zeros until the VM fills them; [`units`] counts them all. Jump
//! operands are distances in units from the next instruction (after the caches), forward except in
//! `JUMP_BACKWARD*`. `*_WIDE` instructions carry a 32-bit operand in their first cache unit.
//!
//! All of it comes from the generated metadata. What the definition cannot say is in [`WIDE_FORMS`], [`SLOT_HELPERS`] and
//! [`resumes_behind`], and nowhere else.

use trefoil_primitives::metadata::{InstMeta, OpargKind};

use crate::metadata::INSTS;

pub use crate::metadata::opcode::*;

/// Instructions and the forms of them that have their operand in the first cache unit.
const WIDE_FORMS: &[(u16, u16)] = &[
    (LOAD_CONST, LOAD_CONST_WIDE),
    (JUMP_FORWARD, JUMP_FORWARD_WIDE),
    (JUMP_BACKWARD, JUMP_BACKWARD_WIDE),
];

/// Instructions that pass the number of a slot on to a helper: in the definition it is a number like others.
const SLOT_HELPERS: &[u16] =
    &[LOAD_DEREF, STORE_DEREF, DELETE_DEREF, LOAD_CLASS_DEREF, LOAD_DICT_OR_DEREF];

fn meta(opcode: u16) -> &'static InstMeta {
    INSTS.get(usize::from(opcode)).unwrap_or(const { &InstMeta::NONE })
}

/// Whether the frame goes on behind the instruction, as a generator's, although control leaves it there: with what is sent
/// on the stack.
fn resumes_behind(opcode: u16) -> bool {
    opcode == RETURN_GENERATOR
}

/// Returns the number of units of an instruction, its caches included; 1 for an unknown opcode.
pub fn units(opcode: u16) -> usize {
    usize::from(meta(opcode).units)
}

/// Returns the name of an instruction.
pub fn name(opcode: u16) -> &'static str {
    INSTS.get(usize::from(opcode)).map_or("UNKNOWN", |inst| inst.name)
}

/// Returns the form of an instruction that has a wide operand.
pub(crate) fn wide_form(opcode: u16) -> Option<u16> {
    WIDE_FORMS.iter().find(|(narrow, _)| *narrow == opcode).map(|&(_, wide)| wide)
}

/// Says whether the operand of an instruction is in its first cache unit.
pub(crate) fn is_wide(opcode: u16) -> bool {
    WIDE_FORMS.iter().any(|&(_, wide)| wide == opcode)
}

/// Returns what the operand of an instruction means.
pub(crate) fn operand(opcode: u16) -> OpargKind {
    if SLOT_HELPERS.contains(&opcode) {
        return OpargKind::Local;
    }
    let narrow = WIDE_FORMS.iter().find(|(_, wide)| *wide == opcode).map(|&(narrow, _)| narrow);
    meta(narrow.unwrap_or(opcode)).oparg
}

/// Says whether control can come to the next instruction.
pub(crate) fn falls_through(opcode: u16) -> bool {
    meta(opcode).falls_through() || resumes_behind(opcode)
}

/// Returns the values popped and pushed, in normal flow or, with `jumps`, when the instruction jumps.
pub(crate) fn effect(opcode: u16, oparg: u32, jumps: bool) -> (u32, u32) {
    let meta = meta(opcode);
    let pushes = if jumps { meta.pushes_at_target() } else { meta.pushes_through() };
    let count = |slots: i64| u32::try_from(slots).unwrap_or(0);
    let sent = u32::from(resumes_behind(opcode));
    (count(meta.pops.at(oparg)), count(pushes.at(oparg)) + sent)
}

/// Says whether an instruction may change a local variable.
pub(crate) fn writes_local(opcode: u16) -> bool {
    use trefoil_primitives::metadata::Effects;
    operand(opcode) == OpargKind::Local && meta(opcode).effects.contains(Effects::WRITES_LOCAL)
}
