//! `trefoil dis`: bytecode as text.
//!
//! ```text
//! code <module>, line 1, 4 locals, stack 6
//!    3      12  LOAD_FAST_LOAD_FAST  0 (x)        ; + LOAD_FAST
//! ```

use crate::machine::{Pc, Value, Vm};
use crate::opcode;
use std::fmt::Write;
use trefoil_compiler::metadata::INSTS;
use trefoil_objects::code::Code;
use trefoil_objects::ops;
use trefoil_primitives::metadata::OpargKind;

/// The bytecode of a code object and of all code in its constants.
pub fn disassemble(vm: &Vm, code: Code) -> String {
    let mut text = String::new();
    let mut rest = vec![code];
    while let Some(code) = rest.pop() {
        write_code(vm, &mut text, code);
        rest.extend(
            code.consts
                .iter()
                .rev()
                .filter_map(|constant| constant.cast::<trefoil_objects::code::CodeObject>()),
        );
        if !rest.is_empty() {
            text.push('\n');
        }
    }
    text
}

fn write_code(vm: &Vm, text: &mut String, code: Code) {
    let _ = writeln!(
        text,
        "code {}, line {}, {} locals, stack {}",
        code.qualname.as_str(),
        code.first_line,
        code.local_count,
        code.stack_size
    );
    let mut line = 0;
    let mut at = 0;
    while at < code.units.len() {
        let here = crate::traceback::line_at(code, at as u32);
        let shown = if here == line { String::new() } else { here.to_string() };
        line = here;
        at += write_instruction(vm, text, code, at, &shown);
    }
    for row in &code.handlers {
        let lasti = if row.push_lasti { ", offset pushed" } else { "" };
        let _ = writeln!(
            text,
            "  handler {}..{} -> {} at depth {}{lasti}",
            row.start, row.end, row.target, row.depth
        );
    }
}

/// Writes one line and returns the units to the next instruction. A superinstruction is its first component here: the others follow.
fn write_instruction(vm: &Vm, text: &mut String, code: Code, at: usize, line: &str) -> usize {
    let pc = Pc(code.units[at].as_ptr());
    // SAFETY: `at` walks the instructions of the code from its start.
    let (number, oparg) = unsafe { (pc.opcode(), pc.oparg()) };
    let first = opcode::first_of(number);
    let units = opcode::units(first);
    let inst = &INSTS[usize::from(number)];
    let operand = operand(vm, code, at + units, oparg, INSTS[usize::from(first)].oparg);
    let _ = writeln!(text, "{line:>5} {at:>6}  {:32} {operand}", inst.name);
    units
}

/// An operand with what it stands for.
pub fn operand(vm: &Vm, code: Code, next: usize, oparg: u32, kind: OpargKind) -> String {
    let index = oparg as usize;
    match kind {
        OpargKind::Unused => String::new(),
        OpargKind::Local => {
            format!("{oparg} ({})", code.local_names.get(index).map_or("?", |name| name.as_str()))
        }
        OpargKind::Name => format!("{oparg} ({})", shown_name(code, index)),
        OpargKind::Constant => format!(
            "{oparg} ({})",
            code.consts.get(index).map_or("?".to_string(), |c| shown(vm, *c))
        ),
        OpargKind::Jump => format!("{oparg} (to {})", next + index),
        OpargKind::JumpBack => format!("{oparg} (to {})", next.saturating_sub(index)),
        _ => oparg.to_string(),
    }
}

fn shown_name(code: Code, index: usize) -> String {
    let name =
        code.names.get(index).and_then(|name| name.cast::<trefoil_objects::string::StrObject>());
    name.map_or("?".to_string(), |name| name.as_str().to_string())
}

fn shown(vm: &Vm, constant: Value) -> String {
    match ops::repr(vm, constant) {
        Ok(text) => text.as_str().chars().take(60).collect(),
        Err(_) => {
            vm.clear_raised();
            "?".to_string()
        }
    }
}
