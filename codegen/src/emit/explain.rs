//! What is known of an instruction or an op, in words: the text of `trefoil explain`.

use std::fmt::Write;

use super::handler::{expansion, signature as signature_of};
use super::layout::place;
use super::oparg_kind;
use crate::model::*;

/// Explains an instruction, an op, a family or a helper by name: what it consists of, its stack effect, caches, exits,
/// and for each effect why it holds and where. `None` if nothing has the name.
pub fn explain(program: &Program, name: &str) -> Option<String> {
    let mut out = String::new();
    let inst = program.insts.iter().find(|(_, inst)| inst.name.text == name);
    if let Some((id, inst)) = inst {
        explain_inst(program, id, inst, &mut out);
        return Some(out);
    }
    if let Some((id, op)) = program.ops.iter().find(|(_, op)| op.name.text == name) {
        explain_op(program, id, op, &mut out);
        return Some(out);
    }
    let helper = program.helpers.rows().iter().find(|helper| helper.name.text == name)?;
    explain_helper(program, helper, &mut out);
    Some(out)
}

fn heading(title: &str, at: &str, doc: &str, out: &mut String) {
    let _ = writeln!(out, "{title}    ({at})");
    for line in doc.trim().lines() {
        let _ = writeln!(out, "    {line}");
    }
}

fn row(label: &str, text: &str, out: &mut String) {
    if !text.is_empty() {
        let _ = writeln!(out, "{label:<12}{text}");
    }
}

fn explain_inst(program: &Program, id: InstId, inst: &Inst, out: &mut String) {
    heading(&expansion(program, id), &place(program, inst.span), &inst.doc, out);
    row("kind", &kind(program, id, inst), out);
    row("stack", &signature_of(inst), out);
    row("length", &units(inst), out);
    row("oparg", &format!("{:?}", oparg_kind(program, inst)).to_lowercase(), out);
    row("exits", &exits(program, inst), out);
    let mut first = true;
    for part in &inst.ops {
        let op = &program.ops[part.op];
        let alone = inst.ops.len() == 1 && op.name == inst.name;
        effects(program, op, (!alone).then_some(op.name.text.as_str()), &mut first, out);
    }
    if first {
        row("effects", "none", out);
    }
}

fn kind(program: &Program, id: InstId, inst: &Inst) -> String {
    let family = inst.family.map(|family| &program.families[family]);
    match (&inst.kind, family) {
        (InstKind::Super(_), _) => "superinstruction; components keep their code units".to_string(),
        (InstKind::Head, Some(family)) => {
            let members: Vec<&str> = family
                .members
                .iter()
                .map(|member| program.insts[member.inst].name.text.as_str())
                .collect();
            format!("head of a family: {}", members.join(", "))
        }
        (_, Some(family)) => {
            let index = family.members.iter().position(|member| member.inst == id);
            let when = index.is_some_and(|index| family.members[index].when.is_some());
            format!(
                "specializes {}, tried as number {} of {}{}",
                family.name,
                index.map_or(0, |index| index + 1),
                family.members.len(),
                if when { ", under a `when`" } else { "" },
            )
        }
        (_, None) => "plain".to_string(),
    }
}

fn units(inst: &Inst) -> String {
    let mut text = format!("{} code unit{}", inst.units, if inst.units == 1 { "" } else { "s" });
    for cache in &inst.caches {
        let _ = write!(text, "; `{}` at {}", cache.name, cache.offset);
    }
    text
}

fn exits(program: &Program, inst: &Inst) -> String {
    let count: u32 = inst.ops.iter().map(|part| program.ops[part.op].exits).sum();
    if count == 0 {
        return "none".to_string();
    }
    let per_op: Vec<String> = inst
        .ops
        .iter()
        .map(|part| &program.ops[part.op])
        .filter(|op| op.exits > 0)
        .map(|op| format!("{} in {}", op.exits, op.name))
        .collect();
    format!("{count} ({})", per_op.join(", "))
}

/// The effects of an op, one line each: what, why, where.
fn effects(program: &Program, op: &Op, of: Option<&str>, first: &mut bool, out: &mut String) {
    for reason in &op.effects.reasons {
        let label = if *first { "effects" } else { "" };
        *first = false;
        row(label, &reason_line(program, reason, of), out);
    }
}

/// `errors: calls `f`, which is declared `errors` (bytecodes.def:12)`
pub(super) fn reason_line(program: &Program, reason: &Reason, of: Option<&str>) -> String {
    let of = of.map_or(String::new(), |of| format!(" [{of}]"));
    format!(
        "{}: {} ({}){of}",
        effect(program, &reason.effect),
        reason.because,
        place(program, reason.span)
    )
}

/// An effect in the words of the definition language.
pub(super) fn effect(program: &Program, effect: &Effect) -> String {
    let field = |field: &FieldId| {
        let field = &program.fields[*field];
        format!("{}.{}", program.objects[field.object].name, field.name)
    };
    match effect {
        Effect::Exits => "exits".into(),
        Effect::Errors => "errors".into(),
        Effect::Escapes => "escapes".into(),
        Effect::Allocates => "allocates".into(),
        Effect::Reads(id) => format!("reads {}", field(id)),
        Effect::Writes(id) => format!("writes {}", field(id)),
        Effect::ReadsLocal => "reads a local".into(),
        Effect::WritesLocal => "writes a local".into(),
        Effect::UsesOparg => "uses oparg".into(),
        Effect::Jumps => "jumps".into(),
        Effect::Frames => "changes the frame".into(),
        Effect::Safepoint => "safepoint".into(),
        Effect::Opaque => "opaque".into(),
    }
}

/// What an op is, in the word of the documentation.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Move => "move",
        Role::Guard => "guard",
        Role::Compute => "compute",
        Role::Branch => "branch",
        Role::Frame => "frame",
    }
}

/// `(left, right -- res: Int)`, as in the definition.
pub(super) fn signature(program: &Program, op: &Op) -> String {
    let side = |operands: &[Operand]| {
        let operands: Vec<String> =
            operands.iter().map(|operand| operand_text(program, operand)).collect();
        operands.join(", ")
    };
    let (inputs, outputs) = (side(&op.inputs), side(&op.outputs));
    match (inputs.is_empty(), outputs.is_empty()) {
        (true, true) => "(--)".to_string(),
        (true, false) => format!("(-- {outputs})"),
        (false, true) => format!("({inputs} --)"),
        (false, false) => format!("({inputs} -- {outputs})"),
    }
}

fn operand_text(program: &Program, operand: &Operand) -> String {
    let mut text = operand.name.text.clone();
    if let Some(count) = operand.count {
        let scaled = match count.scale {
            0 => String::new(),
            1 => "oparg".to_string(),
            scale => format!("oparg * {scale}"),
        };
        let count = match (scaled.is_empty(), count.offset) {
            (true, offset) => offset.to_string(),
            (false, 0) => scaled,
            (false, offset) if offset < 0 => format!("{scaled} - {}", -offset),
            (false, offset) => format!("{scaled} + {offset}"),
        };
        let _ = write!(text, "[{count}]");
    }
    match type_text(program, &operand.ty) {
        Some(ty) => format!("{text}: {ty}"),
        None => text,
    }
}

/// A static type in the words of the definition; `None` where nothing would be written.
fn type_text(program: &Program, ty: &Ty) -> Option<String> {
    match ty {
        Ty::Scalar(scalar) => {
            let named = program.types.rows().iter().find(|ty| ty.repr == Repr::Scalar(*scalar));
            Some(named.map_or_else(|| super::scalar::rust_type(*scalar), |ty| ty.name.text.clone()))
        }
        Ty::Object(id) => Some(program.types[*id].name.text.clone()),
        Ty::Array(item) => type_text(program, item),
        Ty::Unit => None,
        Ty::Value(set) => set_text(program, *set),
    }
}

fn set_text(program: &Program, set: TypeSet) -> Option<String> {
    let mut names = Vec::new();
    let mut present = 0;
    let mut absent = false;
    for (index, ty) in program.types.rows().iter().enumerate() {
        let inside = set.0 & (1 << index) != 0;
        if inside {
            names.push(ty.name.text.as_str());
            absent |= ty.absent;
        }
        present += u32::from(!ty.absent);
    }
    let all = names.len() as u32 - u32::from(absent) == present;
    match (all, absent) {
        (true, true) => Some("Value?".to_string()),
        (true, false) => None,
        _ => Some(names.join(" | ")),
    }
}

fn explain_op(program: &Program, id: OpId, op: &Op, out: &mut String) {
    heading(
        &format!("{}{}", op.name, signature(program, op)),
        &place(program, op.span),
        &op.doc,
        out,
    );
    row("role", role(op.role), out);
    row("exits", &op.exits.to_string(), out);
    let caches: Vec<String> = op.caches.iter().map(|cache| format!("`{}`", cache.name)).collect();
    row("caches", &caches.join(", "), out);
    if op.abstract_.is_some() {
        row("abstract", "written by hand", out);
    }
    let users =
        program.insts.rows().iter().filter(|inst| inst.ops.iter().any(|part| part.op == id));
    let users: Vec<&str> = users.map(|inst| inst.name.text.as_str()).collect();
    row("used by", &users.join(", "), out);
    let mut first = true;
    effects(program, op, None, &mut first, out);
    if first {
        row("effects", "none", out);
    }
}

fn explain_helper(program: &Program, helper: &Helper, out: &mut String) {
    heading(
        &format!("extern fn {}", helper.name),
        &place(program, helper.name.span),
        &helper.doc,
        out,
    );
    let effects = &helper.effects;
    let mut words: Vec<String> = Vec::new();
    let flags = [
        (effects.pure_, "pure"),
        (effects.allocates, "allocates"),
        (effects.fresh, "fresh"),
        (effects.frame, "frame"),
        (effects.errors, "errors"),
        (effects.escapes, "escapes"),
        (effects.locals, "locals"),
        (helper.fill.is_some(), "fill"),
    ];
    words.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, word)| word.to_string()));
    words.extend(effects.reads.iter().map(|&field| effect(program, &Effect::Reads(field))));
    words.extend(effects.writes.iter().map(|&field| effect(program, &Effect::Writes(field))));
    row("declared", &words.join(", "), out);
}
