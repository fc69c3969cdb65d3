//! The order of blocks in memory.
//!
//! Blocks that only exceptions reach go to the end. Afterwards every block is followed by its `next`
//! or ends in a jump to it, and conditional jumps only go forward.

use super::cfg::{Block, BlockId, Graph, Inst};
use crate::code::Position;
use crate::codegen::instr::pseudo;

/// Orders the reachable blocks, adding jumps where control would fall into the wrong block.
pub(super) fn order(graph: &mut Graph) -> Vec<BlockId> {
    let warm = warm_blocks(graph);
    let reachable = |graph: &Graph, id: BlockId| graph.blocks[id].is_reachable;
    let all: Vec<BlockId> = (0..graph.blocks.len()).filter(|&id| reachable(graph, id)).collect();
    let (mut order, cold): (Vec<BlockId>, Vec<BlockId>) = all.into_iter().partition(|&id| warm[id]);
    order.extend(cold);
    drop_empty(graph, &mut order);
    add_jumps(graph, &mut order);
    turn_backward_conditions(graph, order)
}

fn warm_blocks(graph: &Graph) -> Vec<bool> {
    let mut warm = vec![false; graph.blocks.len()];
    let mut pending = vec![0];
    while let Some(id) = pending.pop() {
        if std::mem::replace(&mut warm[id], true) {
            continue;
        }
        let block = &graph.blocks[id];
        pending.extend(block.insts.iter().filter_map(|inst| inst.target).chain(block.next));
    }
    warm
}

/// Takes out empty blocks: whoever goes to one goes to what follows it.
fn drop_empty(graph: &mut Graph, order: &mut Vec<BlockId>) {
    let resolve = |graph: &Graph, mut id: BlockId| {
        let mut hops = 0;
        while let (true, Some(next), true) =
            (graph.blocks[id].insts.is_empty(), graph.blocks[id].next, hops < graph.blocks.len())
        {
            id = next;
            hops += 1;
        }
        id
    };
    for index in 0..graph.blocks.len() {
        let next = graph.blocks[index].next.map(|next| resolve(graph, next));
        graph.blocks[index].next = next;
        for position in 0..graph.blocks[index].insts.len() {
            let inst = graph.blocks[index].insts[position];
            let target = inst.target.map(|target| resolve(graph, target));
            let handler = inst.handler.map(|mut handler| {
                handler.block = resolve(graph, handler.block);
                handler
            });
            let inst = &mut graph.blocks[index].insts[position];
            (inst.target, inst.handler) = (target, handler);
        }
    }
    order.retain(|&id| !graph.blocks[id].insts.is_empty());
}

/// Replaces falling through by a jump where needed, and drops jumps to what follows.
fn add_jumps(graph: &mut Graph, order: &mut Vec<BlockId>) {
    // An emptied block lets its predecessors fall through, so this goes backward.
    for at in (0..order.len()).rev() {
        let id = order[at];
        let following = order.get(at + 1).copied();
        let last = graph.blocks[id].insts.last().copied();
        if let Some(Inst { op: pseudo::JUMP, target: Some(target), .. }) = last {
            if Some(target) == following {
                graph.blocks[id].insts.pop();
                graph.blocks[id].next = Some(target);
            }
        } else if let Some(next) = graph.blocks[id].next
            && Some(next) != following
        {
            let position = last.map_or(Position::NONE, |last| last.position);
            let handler = last.and_then(|last| last.handler);
            if last.is_some_and(|last| last.target.is_some()) {
                // The jump gets a block of its own: only the last instruction of a block jumps.
                let inst = Inst {
                    op: pseudo::JUMP,
                    arg: 0,
                    cache: 0,
                    target: Some(next),
                    position,
                    handler,
                };
                graph.blocks.push(Block {
                    insts: vec![inst],
                    next: None,
                    is_reachable: true,
                    depth: None,
                });
                let new = graph.blocks.len() - 1;
                graph.blocks[id].next = Some(new);
                order.insert(at + 1, new);
            } else {
                let inst = Inst {
                    op: pseudo::JUMP,
                    arg: 0,
                    cache: 0,
                    target: Some(next),
                    position,
                    handler,
                };
                graph.blocks[id].insts.push(inst);
                graph.blocks[id].next = None;
            }
        }
    }
}

/// Gives conditional jumps backward the opposite condition, over a jump backward.
fn turn_backward_conditions(graph: &mut Graph, order: Vec<BlockId>) -> Vec<BlockId> {
    let mut place = vec![usize::MAX; graph.blocks.len()];
    for (at, &id) in order.iter().enumerate() {
        place[id] = at;
    }
    let mut result = Vec::with_capacity(order.len());
    for (at, &id) in order.iter().enumerate() {
        result.push(id);
        let Some(&last) = graph.blocks[id].insts.last() else { continue };
        let (Some(inverse), Some(target), Some(next)) =
            (last.inverse(), last.target, graph.blocks[id].next)
        else {
            continue;
        };
        if place[target] > at {
            continue;
        }
        let jump = Inst { op: pseudo::JUMP, arg: 0, target: Some(target), ..last };
        graph.blocks.push(Block { insts: vec![jump], next: None, is_reachable: true, depth: None });
        let new = graph.blocks.len() - 1;
        // A jump over the new one to a jump goes to its target at once.
        let over = match graph.blocks[next].insts.as_slice() {
            [Inst { op: pseudo::JUMP, target: Some(target), .. }] if place[*target] > at => *target,
            _ => next,
        };
        if let Some(last) = graph.blocks[id].insts.last_mut() {
            (last.op, last.target) = (inverse, Some(over));
        }
        graph.blocks[id].next = Some(new);
        result.push(new);
    }
    result
}
