//! The control-flow graph of a code object.

use crate::code::Position;
use crate::codegen::instr::{has_slot, pseudo};
use crate::codegen::unit::Unit;
use crate::opcode as op;

/// An index into [`Graph::blocks`].
pub(super) type BlockId = usize;

/// Where an exception goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Handler {
    pub(super) block: BlockId,
    pub(super) depth: u32,
    pub(super) push_lasti: bool,
}

/// An instruction in a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inst {
    pub(super) op: u16,
    pub(super) arg: u32,
    /// What goes to the first cache unit.
    pub(super) cache: u32,
    pub(super) target: Option<BlockId>,
    pub(super) position: Position,
    pub(super) handler: Option<Handler>,
}

impl Inst {
    pub(super) fn is_setup(&self) -> bool {
        matches!(self.op, pseudo::SETUP_FINALLY | pseudo::SETUP_CLEANUP | pseudo::SETUP_WITH)
    }

    pub(super) fn is_terminator(&self) -> bool {
        self.op == pseudo::JUMP || !op::falls_through(self.op)
    }

    /// Says whether it is a conditional jump that has an opposite. One that has none goes forward only.
    pub(super) fn inverse(&self) -> Option<u16> {
        match self.op {
            op::POP_JUMP_IF_FALSE => Some(op::POP_JUMP_IF_TRUE),
            op::POP_JUMP_IF_TRUE => Some(op::POP_JUMP_IF_FALSE),
            op::POP_JUMP_IF_NONE => Some(op::POP_JUMP_IF_NOT_NONE),
            op::POP_JUMP_IF_NOT_NONE => Some(op::POP_JUMP_IF_NONE),
            _ => None,
        }
    }
}

/// Instructions that run one after the other; only the last may jump.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub(super) insts: Vec<Inst>,
    /// Where control goes when it does not jump; `None` after a terminator.
    pub(super) next: Option<BlockId>,
    pub(super) is_reachable: bool,
    /// Stack depth at the start.
    pub(super) depth: Option<u32>,
}

/// All blocks; the first is the entry.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) blocks: Vec<Block>,
}

impl Graph {
    /// Splits a unit's instructions at labels and jumps.
    pub(super) fn build(unit: &Unit<'_>) -> Graph {
        let mut starts = vec![false; unit.instrs.len() + 1];
        starts[0] = true;
        for label in unit.labels.iter().flatten() {
            starts[*label as usize] = true;
        }
        for (index, instr) in unit.instrs.iter().enumerate() {
            if instr.is_jump() || instr.is_terminator() {
                starts[index + 1] = true;
            }
        }
        let mut block_of = vec![0; starts.len()];
        let mut count = 0;
        for (index, &is_start) in starts.iter().enumerate() {
            count += usize::from(is_start);
            block_of[index] = count - 1;
        }
        let mut blocks = vec![Block::default(); count];
        for (index, instr) in unit.instrs.iter().enumerate() {
            let target = instr.target.map(|label| {
                let place =
                    unit.labels[label.0 as usize].map_or(unit.instrs.len(), |place| place as usize);
                block_of[place]
            });
            let Some(block) = blocks.get_mut(block_of[index]) else { continue };
            let (op, arg, cache, position) = (instr.op, instr.arg, instr.cache, instr.position);
            block.insts.push(Inst { op, arg, cache, target, position, handler: None });
        }
        for (index, block) in blocks.iter_mut().enumerate() {
            let falls = !block.insts.last().is_some_and(Inst::is_terminator);
            block.next = (falls && index + 1 < count).then_some(index + 1);
        }
        Graph { blocks }
    }

    /// Makes jumps to jumps go to the last target.
    pub(super) fn thread_jumps(&mut self) {
        for index in 0..self.blocks.len() {
            let Some(last) = self.blocks[index].insts.last().copied() else { continue };
            let can_move = last.op == pseudo::JUMP || last.inverse().is_some();
            if let (true, Some(target)) = (can_move, last.target) {
                let target = self.final_target(target);
                if let Some(last) = self.blocks[index].insts.last_mut() {
                    last.target = Some(target);
                }
            }
        }
    }

    fn final_target(&self, start: BlockId) -> BlockId {
        let mut target = start;
        for _ in 0..16 {
            let block = &self.blocks[target];
            match block.insts.iter().find(|inst| inst.op != op::NOP) {
                None => match block.next {
                    Some(next) => target = next,
                    None => return target,
                },
                Some(Inst { op: pseudo::JUMP, target: Some(next), .. }) => target = *next,
                Some(_) => return target,
            }
        }
        start
    }

    /// Empties blocks that control does not reach.
    pub(super) fn remove_unreachable(&mut self) {
        for block in &mut self.blocks {
            if !block.is_reachable {
                block.insts.clear();
                block.next = None;
            }
        }
    }

    /// Gives instructions without a position that of what runs before them.
    pub(super) fn propagate_positions(&mut self, first_line: u32) {
        let count = self.blocks.len();
        let mut predecessors = vec![0u32; count];
        for block in &self.blocks {
            let targets = block.insts.iter().filter_map(|inst| inst.target);
            for target in targets.chain(block.next) {
                predecessors[target] += 1;
            }
        }
        let start = Position { line: first_line, end_line: first_line, col: 0, end_col: 0 };
        let mut incoming = vec![Position::NONE; count];
        if let Some(first) = incoming.first_mut() {
            *first = start;
        }
        for index in 0..count {
            let mut current = incoming[index];
            for inst in &mut self.blocks[index].insts {
                if inst.position.is_known() {
                    current = inst.position;
                } else {
                    inst.position = current;
                }
            }
            let block = &self.blocks[index];
            let jump = block.insts.last().and_then(|inst| inst.target);
            for target in block.next.into_iter().chain(jump) {
                if predecessors[target] == 1 && !incoming[target].is_known() {
                    incoming[target] = current;
                }
            }
        }
    }

    /// Removes instructions without effect.
    pub(super) fn remove_nops(&mut self) {
        for block in &mut self.blocks {
            block.insts.retain(|inst| inst.op != op::NOP);
        }
    }

    /// Replaces slot numbers.
    pub(super) fn renumber_slots(&mut self, numbers: &[u32]) {
        for inst in self.blocks.iter_mut().flat_map(|block| &mut block.insts) {
            if has_slot(inst.op) {
                inst.arg = numbers.get(inst.arg as usize).copied().unwrap_or(inst.arg);
            }
        }
    }
}
