//! Which handler each instruction has, and how deep the stack is.
//!
//! # Invariants
//! 1. Afterwards no block contains `SETUP_*` or `POP_BLOCK`.
//! 2. All ways into a block agree on the depth and on the enclosing handlers; if not, codegen is wrong
//!    and the program is rejected rather than run.

use super::cfg::{Block, BlockId, Graph, Handler, Inst};
use crate::codegen::instr::pseudo;
use crate::opcode as op;

/// A block still to be visited.
struct Visit {
    block: BlockId,
    depth: u32,
    handlers: Vec<Handler>,
}

/// Assigns handlers and depths; returns the deepest stack.
pub(super) fn analyze(graph: &mut Graph) -> Result<u32, String> {
    let mut deepest = 0;
    let mut entry_handlers: Vec<Option<Vec<Handler>>> = vec![None; graph.blocks.len()];
    let mut pending = vec![Visit { block: 0, depth: 0, handlers: Vec::new() }];
    while let Some(visit) = pending.pop() {
        let block = &mut graph.blocks[visit.block];
        if let Some(depth) = block.depth {
            if depth != visit.depth {
                return Err(format!("stack depth {depth} against {}", visit.depth));
            }
            if entry_handlers[visit.block].as_ref() != Some(&visit.handlers) {
                return Err("unbalanced exception regions".to_owned());
            }
            continue;
        }
        block.depth = Some(visit.depth);
        block.is_reachable = true;
        entry_handlers[visit.block] = Some(visit.handlers.clone());
        deepest = deepest.max(walk(block, visit, &mut pending)?);
    }
    Ok(deepest)
}

/// Goes through a block; queues what follows it.
fn walk(block: &mut Block, visit: Visit, pending: &mut Vec<Visit>) -> Result<u32, String> {
    let Visit { mut depth, mut handlers, .. } = visit;
    let mut deepest = depth;
    for inst in &mut block.insts {
        inst.handler = handlers.last().copied();
        if inst.is_setup() {
            let handler = enter_region(inst, depth)?;
            pending.push(Visit {
                block: handler.block,
                depth: handler.depth + 1 + u32::from(handler.push_lasti),
                handlers: handlers.clone(),
            });
            deepest = deepest.max(handler.depth + 2);
            handlers.push(handler);
            inst.op = op::NOP;
            inst.target = None;
            continue;
        }
        match inst.op {
            pseudo::POP_BLOCK => {
                handlers.pop().ok_or("no region to end")?;
                inst.op = op::NOP;
                continue;
            }
            pseudo::CLEAR_SLOT => deepest = deepest.max(depth + 1),
            _ => {}
        }
        if let Some(target) = inst.target {
            let after = apply(inst, depth, true)?;
            pending.push(Visit { block: target, depth: after, handlers: handlers.clone() });
            deepest = deepest.max(after);
        }
        depth = apply(inst, depth, false)?;
        deepest = deepest.max(depth);
    }
    match block.next {
        Some(next) => pending.push(Visit { block: next, depth, handlers }),
        None if block.insts.last().is_some_and(Inst::is_terminator) => {}
        None => return Err("control runs off the end".to_owned()),
    }
    Ok(deepest)
}

fn enter_region(inst: &Inst, depth: u32) -> Result<Handler, String> {
    let block = inst.target.ok_or("region without a handler")?;
    let depth = if inst.op == pseudo::SETUP_WITH {
        depth.checked_sub(1).ok_or("stack underflow")?
    } else {
        depth
    };
    Ok(Handler { block, depth, push_lasti: inst.op != pseudo::SETUP_FINALLY })
}

fn apply(inst: &Inst, depth: u32, jumps: bool) -> Result<u32, String> {
    let (pops, pushes) = op::effect(inst.op, inst.arg, jumps);
    let rest = depth
        .checked_sub(pops)
        .ok_or_else(|| format!("stack underflow at {}", op::name(inst.op)))?;
    Ok(rest + pushes)
}
