//! Disassembly, for tests and for `trefoil dis`.

use std::fmt::Write;

use crate::code::{Code, Const, Position};
use crate::intrinsics::{BinaryOp, CompareOp, Intrinsic1, Intrinsic2};
use crate::opcode as op;
use trefoil_primitives::metadata::OpargKind;

/// One instruction of a code object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instruction {
    /// Its first unit.
    pub start: u32,
    /// Its opcode.
    pub opcode: u16,
    /// Its operand; of a wide instruction the 32-bit one.
    pub oparg: u32,
}

impl Instruction {
    /// Returns the unit after the instruction and its caches.
    pub fn end(&self) -> u32 {
        self.start + u32::try_from(op::units(self.opcode)).unwrap_or(1)
    }

    /// Returns the unit that it may jump to.
    pub fn jump_target(&self) -> Option<u32> {
        match op::operand(self.opcode) {
            OpargKind::JumpBack => Some(self.end().wrapping_sub(self.oparg)),
            OpargKind::Jump => Some(self.end().wrapping_add(self.oparg)),
            _ => None,
        }
    }
}

/// Iterates over the instructions of a code object that has not run.
pub fn instructions(code: &Code) -> impl Iterator<Item = Instruction> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let unit = *code.units.get(at)?;
        let opcode = u16::try_from(unit & 0xFFFF).unwrap_or(0);
        let oparg = if op::is_wide(opcode) {
            code.units.get(at + 1).copied().unwrap_or(0)
        } else {
            unit >> 16
        };
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        at += op::units(opcode);
        Some(Instruction { start, opcode, oparg })
    })
}

/// How much to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// The source range of each instruction, not only its line.
    pub positions: bool,
    /// The unit at which each instruction starts; these depend on the lengths of inline caches.
    pub units: bool,
}

/// Returns the text of a code object and of all code objects in it.
pub fn disassemble(code: &Code, options: Options) -> String {
    let mut out = String::new();
    write_code(code, options, &mut out);
    out
}

fn write_code(code: &Code, options: Options, out: &mut String) {
    let labels = labels(code);
    let _ = writeln!(
        out,
        "code {} (args {}, stack {}):",
        code.qualname, code.arg_count, code.stack_size
    );
    let mut last = Position::NONE;
    for instruction in instructions(code) {
        let position = code.position_at(instruction.start);
        let label = label_of(&labels, instruction.start)
            .map_or_else(String::new, |label| format!("{label}:"));
        let place = if options.positions {
            let Position { line, end_line, col, end_col } = position;
            format!("{line}:{col}-{end_line}:{end_col}")
        } else if position.line == last.line {
            String::new()
        } else {
            position.line.to_string()
        };
        last = position;
        let unit = if options.units { format!("{:>5} ", instruction.start) } else { String::new() };
        let name = op::name(instruction.opcode);
        let operand = operand(code, instruction, &labels);
        let line = format!("{place:>4} {label:>5} {unit}{name:<24} {operand}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
    for entry in &code.exception_table {
        let name = |unit| label_of(&labels, unit).unwrap_or_else(|| "end".to_owned());
        let lasti = if entry.push_lasti { " lasti" } else { "" };
        let (start, end, target) = (name(entry.start), name(entry.end), name(entry.target));
        let _ = writeln!(out, "  {start} to {end} -> {target} [{}]{lasti}", entry.depth);
    }
    for value in &code.consts {
        if let Const::Code(inner) = value {
            out.push('\n');
            write_code(inner, options, out);
        }
    }
}

/// Returns the units that jumps, handlers and ranges refer to, in order.
fn labels(code: &Code) -> Vec<u32> {
    let mut labels: Vec<u32> =
        instructions(code).filter_map(|instruction| instruction.jump_target()).collect();
    labels.extend(
        code.exception_table.iter().flat_map(|entry| [entry.start, entry.end, entry.target]),
    );
    labels.sort_unstable();
    labels.dedup();
    labels
}

fn label_of(labels: &[u32], unit: u32) -> Option<String> {
    labels.binary_search(&unit).ok().map(|index| format!("L{}", index + 1))
}

fn operand(code: &Code, instruction: Instruction, labels: &[u32]) -> String {
    if let Some(target) = instruction.jump_target() {
        return label_of(labels, target).unwrap_or_default();
    }
    let detail = detail(code, instruction);
    if detail.is_empty() {
        instruction.oparg.to_string()
    } else {
        format!("{} {detail}", instruction.oparg)
    }
}

fn detail(code: &Code, instruction: Instruction) -> String {
    let index = instruction.oparg as usize;
    let by_kind = match op::operand(instruction.opcode) {
        OpargKind::Constant => code.consts.get(index).map(|value| format!("({})", show(value))),
        OpargKind::Local => code.locals.get(index).map(|local| format!("({})", local.name)),
        OpargKind::Name => code.names.get(index).map(|name| format!("({name})")),
        _ => None,
    };
    // Numbers that the compiler gives meaning.
    let text = match instruction.opcode {
        op::BINARY_OP => {
            let in_place = instruction.oparg >= BinaryOp::IN_PLACE;
            let number = instruction.oparg - if in_place { BinaryOp::IN_PLACE } else { 0 };
            BinaryOp::from_number(number)
                .map(|it| format!("({it:?}{})", if in_place { "=" } else { "" }))
        }
        op::COMPARE_OP => CompareOp::from_number(instruction.oparg).map(|it| format!("({it:?})")),
        op::CALL_INTRINSIC_1 => {
            Intrinsic1::from_number(instruction.oparg).map(|it| format!("({it:?})"))
        }
        op::CALL_INTRINSIC_2 => {
            Intrinsic2::from_number(instruction.oparg).map(|it| format!("({it:?})"))
        }
        _ => by_kind,
    };
    text.unwrap_or_default()
}

/// Writes a constant briefly.
pub fn show(value: &Const) -> String {
    let list = |items: &[Const]| items.iter().map(show).collect::<Vec<_>>().join(", ");
    match value {
        Const::None => "None".to_owned(),
        Const::Ellipsis => "...".to_owned(),
        Const::Bool(true) => "True".to_owned(),
        Const::Bool(false) => "False".to_owned(),
        Const::Int(int) => int.to_string(),
        Const::Float(float) => format!("{float:?}"),
        Const::Str(text) => format!("{:?}", String::from_utf8_lossy(text)),
        Const::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Const::Tuple(items) => format!("({})", list(items)),
        Const::FrozenSet(items) => format!("frozenset({})", list(items)),
        Const::Slice(parts) => format!("slice({})", list(&parts[..])),
        Const::Code(code) => format!("code {}", code.qualname),
    }
}
