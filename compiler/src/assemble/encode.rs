//! Blocks in order to units, exception table and positions.

use super::cfg::{BlockId, Graph, Handler, Inst};
use crate::code::{ExceptionEntry, Position, PositionEntry};
use crate::codegen::instr::pseudo;
use crate::opcode as op;

const MAX_OPERAND: u32 = u16::MAX as u32;

/// What encoding yields.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    pub(super) units: Vec<u32>,
    pub(super) exception_table: Vec<ExceptionEntry>,
    pub(super) positions: Vec<PositionEntry>,
}

/// A jump's or constant's form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Short,
    /// The operand has 32 bits; a conditional jump goes over a wide jump.
    Wide,
}

/// An instruction with its place.
struct Item {
    inst: Inst,
    form: Form,
    start: u32,
}

/// Encodes a graph in a block order.
pub(super) fn encode(graph: &Graph, order: &[BlockId]) -> Encoded {
    let mut items = Vec::new();
    let mut first_item = vec![0; graph.blocks.len()];
    for &id in order {
        first_item[id] = items.len();
        for &inst in &graph.blocks[id].insts {
            let is_wide = inst.arg > MAX_OPERAND && op::wide_form(inst.op).is_some();
            items.push(Item {
                inst,
                form: if is_wide { Form::Wide } else { Form::Short },
                start: 0,
            });
        }
    }
    while place(&mut items, &first_item) {}
    let mut encoded = Encoded::default();
    for (index, item) in items.iter().enumerate() {
        encoded.note_position(item.inst.position, item.start);
        encode_item(&items, index, &first_item, &mut encoded.units);
    }
    encoded.exception_table = exception_table(&items, &first_item, encoded.units.len());
    encoded
}

/// Computes starts; widens jumps that do not reach. Says whether any was widened.
fn place(items: &mut [Item], first_item: &[usize]) -> bool {
    let mut at = 0;
    for index in 0..items.len() {
        items[index].start = at;
        at += size(items, index, first_item);
    }
    let mut widened = false;
    for index in 0..items.len() {
        if items[index].form == Form::Short && items[index].inst.target.is_some() {
            let (distance, _) = distance(items, index, first_item);
            if distance > MAX_OPERAND {
                items[index].form = Form::Wide;
                widened = true;
            }
        }
    }
    widened
}

fn units_of(opcode: u16) -> u32 {
    u32::try_from(op::units(opcode)).unwrap_or(1)
}

fn is_backward(items: &[Item], index: usize, first_item: &[usize]) -> bool {
    items[index].inst.target.is_some_and(|target| first_item[target] <= index)
}

fn jump_op(is_backward: bool, form: Form) -> u16 {
    let narrow = if is_backward { op::JUMP_BACKWARD } else { op::JUMP_FORWARD };
    match form {
        Form::Short => narrow,
        Form::Wide => op::wide_form(narrow).unwrap_or(narrow),
    }
}

fn size(items: &[Item], index: usize, first_item: &[usize]) -> u32 {
    let Item { inst, form, .. } = &items[index];
    match (inst.op, form, op::wide_form(inst.op)) {
        (pseudo::JUMP, form, _) => units_of(jump_op(is_backward(items, index, first_item), *form)),
        (other, Form::Short, _) => units_of(other),
        (_, Form::Wide, Some(wide)) => units_of(wide),
        (other, Form::Wide, None) => {
            units_of(other) + units_of(op::JUMP_FORWARD) + units_of(jump_op(false, Form::Wide))
        }
    }
}

/// Returns the distance of a jump from the instruction after it, and whether it is backward.
fn distance(items: &[Item], index: usize, first_item: &[usize]) -> (u32, bool) {
    let Some(target) = items[index].inst.target else { return (0, false) };
    let target = items.get(first_item[target]).map_or(0, |item| item.start);
    let next = items[index].start + size(items, index, first_item);
    (target.abs_diff(next), target < next)
}

fn push(units: &mut Vec<u32>, opcode: u16, arg: u32) {
    units.push(u32::from(opcode) | (arg & MAX_OPERAND) << 16);
    units.resize(units.len() + op::units(opcode) - 1, 0);
}

fn push_wide(units: &mut Vec<u32>, opcode: u16, arg: u32) {
    let at = units.len() + 1;
    push(units, opcode, 0);
    if let Some(unit) = units.get_mut(at) {
        *unit = arg;
    }
}

fn encode_item(items: &[Item], index: usize, first_item: &[usize], units: &mut Vec<u32>) {
    let Item { inst, form, .. } = &items[index];
    let (distance, backward) = distance(items, index, first_item);
    match (inst.op, form, op::wide_form(inst.op)) {
        (pseudo::JUMP, Form::Short, _) => push(units, jump_op(backward, Form::Short), distance),
        (pseudo::JUMP, Form::Wide, _) => push_wide(units, jump_op(backward, Form::Wide), distance),
        (_, Form::Wide, Some(wide)) => push_wide(units, wide, inst.arg),
        (other, Form::Wide, None) => {
            // Jumps to the wide jump, or goes on to the jump over it.
            let wide = jump_op(false, Form::Wide);
            push(units, other, units_of(op::JUMP_FORWARD));
            push(units, op::JUMP_FORWARD, units_of(wide));
            push_wide(units, wide, distance);
        }
        (other, Form::Short, _) if inst.target.is_some() => push(units, other, distance),
        (other, Form::Short, _) => {
            let at = units.len() + 1;
            push(units, other, inst.arg);
            if let (true, Some(unit)) = (inst.cache != 0, units.get_mut(at)) {
                *unit = inst.cache;
            }
        }
    }
}

fn exception_table(items: &[Item], first_item: &[usize], end: usize) -> Vec<ExceptionEntry> {
    let mut table: Vec<ExceptionEntry> = Vec::new();
    let mut open: Option<Handler> = None;
    let end = u32::try_from(end).unwrap_or(u32::MAX);
    for (index, item) in items.iter().enumerate() {
        let next = items.get(index + 1).map_or(end, |next| next.start);
        match (item.inst.handler, open, table.last_mut()) {
            (Some(handler), Some(current), Some(entry)) if handler == current => entry.end = next,
            (Some(handler), _, _) => {
                let target = items.get(first_item[handler.block]).map_or(0, |item| item.start);
                let depth = u16::try_from(handler.depth).unwrap_or(u16::MAX);
                let push_lasti = handler.push_lasti;
                table.push(ExceptionEntry {
                    start: item.start,
                    end: next,
                    target,
                    depth,
                    push_lasti,
                });
            }
            (None, _, _) => {}
        }
        open = item.inst.handler;
    }
    table
}

impl Encoded {
    fn note_position(&mut self, position: Position, start: u32) {
        if self.positions.last().is_none_or(|entry| entry.position != position) {
            self.positions.push(PositionEntry { start, position });
        }
    }
}
