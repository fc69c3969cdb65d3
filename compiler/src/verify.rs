//! Checks code objects: what every consumer may rely on.
//!
//! For tests of the compiler, and a debugging aid for the VM.

use trefoil_primitives::metadata::OpargKind;

use crate::code::{Code, Const};
use crate::dis::{Instruction, instructions};
use crate::opcode as op;

/// Checks a code object and all in it: operands in range, jumps and handlers at instructions, every
/// way to an instruction with one stack depth, none deeper than `stack_size`.
///
/// # Errors
/// A description of the first defect.
pub fn verify(code: &Code) -> Result<(), String> {
    Verifier::new(code)?.run().map_err(|defect| format!("{}: {defect}", code.qualname))?;
    for value in &code.consts {
        if let Const::Code(inner) = value {
            verify(inner)?;
        }
    }
    Ok(())
}

struct Verifier<'a> {
    code: &'a Code,
    at: Vec<Option<Instruction>>,
    depths: Vec<Option<u32>>,
    pending: Vec<(u32, u32)>,
}

impl<'a> Verifier<'a> {
    fn new(code: &'a Code) -> Result<Verifier<'a>, String> {
        let mut at = vec![None; code.units.len()];
        let mut end = 0;
        for instruction in instructions(code) {
            check_operand(code, instruction)?;
            at[instruction.start as usize] = Some(instruction);
            end = instruction.end();
        }
        if end as usize != code.units.len() {
            return Err("the last instruction is cut off".to_owned());
        }
        let depths = vec![None; code.units.len()];
        Ok(Verifier { code, at, depths, pending: vec![(0, 0)] })
    }

    fn run(mut self) -> Result<(), String> {
        self.check_table()?;
        while let Some((start, depth)) = self.pending.pop() {
            let Some(instruction) = self.at.get(start as usize).copied().flatten() else {
                return Err(format!("no instruction at {start}"));
            };
            if let Some(known) = self.depths[start as usize] {
                if known != depth {
                    return Err(format!("depths {known} and {depth} at {start}"));
                }
                continue;
            }
            self.depths[start as usize] = Some(depth);
            self.step(instruction, depth)?;
        }
        Ok(())
    }

    fn step(&mut self, instruction: Instruction, depth: u32) -> Result<(), String> {
        if depth > self.code.stack_size {
            return Err(format!("depth {depth} at {} is more than stack_size", instruction.start));
        }
        if let Some(entry) = self.code.handler_at(instruction.start) {
            if u32::from(entry.depth) > depth {
                return Err(format!("handler of {} is deeper than the stack", instruction.start));
            }
            self.pending
                .push((entry.target, u32::from(entry.depth) + 1 + u32::from(entry.push_lasti)));
        }
        let after = |jumps| {
            let (pops, pushes) = op::effect(instruction.opcode, instruction.oparg, jumps);
            let rest = depth
                .checked_sub(pops)
                .ok_or_else(|| format!("stack underflow at {}", instruction.start))?;
            Ok::<u32, String>(rest + pushes)
        };
        if let Some(target) = instruction.jump_target() {
            self.pending.push((target, after(true)?));
        }
        let next = after(false)?;
        if op::falls_through(instruction.opcode) {
            self.pending.push((instruction.end(), next));
        }
        Ok(())
    }

    fn check_table(&self) -> Result<(), String> {
        let mut last = 0;
        for entry in &self.code.exception_table {
            if entry.start < last
                || entry.end <= entry.start
                || entry.end as usize > self.code.units.len()
            {
                return Err(format!("bad exception range {}..{}", entry.start, entry.end));
            }
            last = entry.end;
        }
        if self.code.positions.first().is_none_or(|first| first.start != 0) {
            return Err("no position for the first instruction".to_owned());
        }
        Ok(())
    }
}

fn check_operand(code: &Code, instruction: Instruction) -> Result<(), String> {
    let index = instruction.oparg as usize;
    let limit = match op::operand(instruction.opcode) {
        OpargKind::Constant => code.consts.len(),
        OpargKind::Local => code.locals.len(),
        OpargKind::Name => code.names.len(),
        OpargKind::Unused | OpargKind::Plain | OpargKind::Jump | OpargKind::JumpBack => usize::MAX,
    };
    if index >= limit {
        return Err(format!("operand {index} of {} out of range", op::name(instruction.opcode)));
    }
    Ok(())
}
