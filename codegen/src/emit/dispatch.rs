//! The tables of functions: handlers by opcode, specializers by family.

use std::fmt::Write;

use super::layout::Text;
use super::{Options, names};
use crate::model::*;

/// Emits the type of handlers and their table.
pub(super) fn emit_dispatch(program: &Program, options: &Options) -> Text {
    let mut out = Text::default();
    let unsafe_ = if options.safety.is_some() { "unsafe " } else { "" };
    let abi = options
        .abi
        .as_ref()
        .map_or(String::new(), |abi| format!("extern \"{}\" ", abi.escape_default()));
    out.doc("The type of every handler.");
    let _ = writeln!(out, "pub type Handler = {unsafe_}{abi}fn(Pc, Sp, Fp, &Vm) -> Next;");
    let count = program.insts.len().max(options.table_len);
    out.doc("The handlers by opcode.");
    let _ = writeln!(out, "pub static HANDLERS: [Handler; {count}] = [");
    for inst in program.insts.rows() {
        let _ = writeln!(out, "{},", names::function(&inst.name.text));
    }
    for _ in program.insts.len()..count {
        let _ = writeln!(out, "{},", options.unknown);
    }
    out.push("];\n");
    out
}

/// Emits the table of specializers.
pub(super) fn emit_specializer_table(program: &Program, options: &Options) -> Text {
    let mut out = Text::default();
    let unsafe_ = if options.safety.is_some() { "unsafe " } else { "" };
    out.doc("The type of a function that picks a member of a family: its opcode.");
    let _ = writeln!(out, "pub type Specializer = {unsafe_}fn(Pc, Sp, Fp, &Vm) -> Option<u16>;");
    out.doc("The specializers by family.");
    let _ = writeln!(
        out,
        "pub static SPECIALIZERS: [Option<Specializer>; {}] = [",
        program.families.len()
    );
    for family in program.families.rows() {
        let choose = names::function_with(&family.name.text, "choose");
        let entry =
            if family.members.is_empty() { "None".to_string() } else { format!("Some({choose})") };
        let _ = writeln!(out, "{entry},");
    }
    out.push("];\n");
    out
}
