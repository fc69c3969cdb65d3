//! The components of instructions, and the operands that an instruction finds on the stack.

use super::body::{Builder, Control};
use super::operands::{Item, Linear, Operands};
use super::{flow::Stmt, names};
use crate::model::*;

/// A component of an instruction: itself, unless it is a superinstruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Part {
    pub inst: InstId,
    /// Units from the start of the whole.
    pub start: u32,
    pub end: u32,
}

/// The components of an instruction in order.
pub(super) fn parts(program: &Program, id: InstId) -> Vec<Part> {
    let inst = &program.insts[id];
    let InstKind::Super(components) = &inst.kind else {
        return vec![Part { inst: id, start: 0, end: inst.units }];
    };
    let mut start = 0;
    let mut parts = Vec::new();
    for &component in components {
        let end = start + program.insts[component].units;
        parts.push(Part { inst: component, start, end });
        start = end;
    }
    parts
}

/// The name of the function that an exit goes to: of the family's generic instruction.
pub(super) fn miss(program: &Program, id: InstId) -> String {
    match program.insts[id].family {
        Some(family) => names::function_with(&program.families[family].name.text, "miss"),
        // Only members have exits.
        None => "raise".to_string(),
    }
}

/// Whether an exit of some member of the family can be taken.
pub(super) fn has_exits(program: &Program, family: &Family) -> bool {
    let exits =
        |inst: InstId| program.insts[inst].ops.iter().any(|part| program.ops[part.op].exits > 0);
    family.members.iter().any(|member| exits(member.inst))
}

/// Emits the ops of an instruction, component after component.
pub(super) fn emit_ops<'a>(
    builder: &mut Builder<'a>,
    inst: &Inst,
    parts: &[(Part, String)],
    title_of: &dyn Fn(&Op) -> Option<String>,
) -> Control {
    let program = builder.program;
    let mut ops = inst.ops.iter().peekable();
    for (part, miss) in parts {
        let first = ops.peek().map(|first| &program.ops[first.op]);
        builder.out.extend(first.and_then(title_of).map(Stmt::Comment));
        let fixed = first.and_then(|first| first.replica);
        builder.start_component(part.start, part.end, miss.clone(), fixed);
        let mut is_first = true;
        while let Some(op) = ops.next_if(|op| op.resume < part.end) {
            if !std::mem::take(&mut is_first) {
                builder.out.extend(title_of(&program.ops[op.op]).map(Stmt::Comment));
            }
            if builder.op(inst, op) == Control::Ended {
                return Control::Ended;
            }
        }
    }
    Control::On
}

/// The components with the functions that their exits go to.
pub(super) fn parts_with_miss(program: &Program, id: InstId) -> Vec<(Part, String)> {
    parts(program, id).into_iter().map(|part| (part, miss(program, part.inst))).collect()
}

/// The operands that an instruction consumes, deepest first, with the names that its ops give them.
pub(super) fn entry_operands(program: &Program, id: InstId) -> Vec<(String, Ty, Option<Linear>)> {
    let mut found: Vec<(String, Ty, Option<Linear>)> = Vec::new();
    let mut operands = Operands::default();
    for part in &program.insts[id].ops {
        let op = &program.ops[part.op];
        let size =
            |operand: &Operand| operand.count.map(|count| Linear::count(count, 0, op.replica));
        let mut before = Vec::new();
        for input in &op.inputs {
            before.push((input.name.text.clone(), input.ty.clone(), size(input)));
        }
        // What the op takes beyond the known operands comes from the stack.
        let new = before.len().saturating_sub(operands.items.len());
        let mut all: Vec<_> = before.drain(..new).collect();
        all.append(&mut found);
        found = all;
        let sizes: Vec<_> = op.inputs.iter().map(size).collect();
        operands.pop(&sizes);
        for output in &op.outputs {
            let height = operands.top();
            operands.items.push(Item { height, count: size(output), home: false, held: None });
        }
    }
    found
}
