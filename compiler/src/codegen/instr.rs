//! Instructions before assembly: jump targets are labels, exception regions are marked by pseudo
//! instructions, and slots are numbered in order of creation.

use trefoil_primitives::metadata::OpargKind;

use crate::code::Position;
use crate::opcode as op;

/// Pseudo instructions: they are gone after assembly.
pub(crate) mod pseudo {
    /// Jumps, forward or backward.
    pub(crate) const JUMP: u16 = 0xFF00;
    /// Until the matching `POP_BLOCK`, exceptions go to the target with the exception pushed.
    pub(crate) const SETUP_FINALLY: u16 = 0xFF01;
    /// The same, with the offset of the raising instruction pushed below the exception.
    pub(crate) const SETUP_CLEANUP: u16 = 0xFF02;
    /// As `SETUP_CLEANUP`, with the topmost value not counted.
    pub(crate) const SETUP_WITH: u16 = 0xFF03;
    /// Ends the innermost region.
    pub(crate) const POP_BLOCK: u16 = 0xFF04;
    /// Makes a slot unbound; dropped where that cannot be observed.
    pub(crate) const CLEAR_SLOT: u16 = 0xFF05;
}

/// A jump target.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub(crate) struct Label(pub(crate) u32);

/// An instruction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instr {
    pub(crate) op: u16,
    pub(crate) arg: u32,
    /// What goes to the first cache unit: `before` of `UNPACK_EX`.
    pub(crate) cache: u32,
    pub(crate) target: Option<Label>,
    pub(crate) position: Position,
}

impl Instr {
    /// Says whether nothing runs after it.
    pub(crate) fn is_terminator(&self) -> bool {
        self.op == pseudo::JUMP || !op::falls_through(self.op)
    }

    /// Says whether it opens an exception region.
    pub(crate) fn is_setup(&self) -> bool {
        matches!(self.op, pseudo::SETUP_FINALLY | pseudo::SETUP_CLEANUP | pseudo::SETUP_WITH)
    }

    /// Says whether it may jump to its target in normal flow.
    pub(crate) fn is_jump(&self) -> bool {
        self.target.is_some() && !self.is_setup()
    }
}

/// Says whether the operand of an instruction is the number of a slot.
pub(crate) fn has_slot(opcode: u16) -> bool {
    opcode == pseudo::CLEAR_SLOT || op::operand(opcode) == OpargKind::Local
}
