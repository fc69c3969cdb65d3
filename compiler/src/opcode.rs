//! Opcode numbers, names and lengths.
//!
//! A unit is 32 bits: opcode in the low half, operand in the high half. After it come the inline
//! cache units of the instruction, zeros until the VM fills them; [`units`] counts them all. Jump
//! operands are distances in units from the next instruction (after the caches), forward except in
//! `JUMP_BACKWARD*`. `*_WIDE` instructions carry a 32-bit operand in their first cache unit.

use crate::metadata::INSTS;

pub use crate::metadata::opcode::*;

/// Returns the number of units of an instruction, its caches included; 1 for an unknown opcode.
pub fn units(opcode: u16) -> usize {
    INSTS.get(usize::from(opcode)).map_or(1, |inst| usize::from(inst.units))
}

/// Returns the name of an instruction.
pub fn name(opcode: u16) -> &'static str {
    INSTS.get(usize::from(opcode)).map_or("UNKNOWN", |inst| inst.name)
}
