//! Numbers and tables: opcodes, op ids, families, constants, and all that is known of each instruction and op.
//!
//! The text is Rust that can be included in any module; it names the types of `trefoil_primitives::metadata` by path.
//! Opcodes are numbers in definition order; those of pseudo instructions start at [`FIRST_PSEUDO`].

use std::fmt::Write;

use super::handler::expansion;
use super::layout::Text;
use super::{names, oparg_kind, supers};
use crate::model::*;
use crate::table::{Id, Table};

/// The number of the first pseudo instruction: above every opcode that can be encoded in a table of handlers.
const FIRST_PSEUDO: usize = 0x8000;

/// Emits the modules `opcode`, `op`, `family`, `pseudo` and `consts`, and the tables.
pub fn metadata(program: &Program) -> String {
    emit_metadata(program).format(program)
}

/// Emits the metadata without formatting it: for machines, and for measuring.
pub fn metadata_unformatted(program: &Program) -> String {
    emit_metadata(program).into_raw()
}

fn emit_metadata(program: &Program) -> Text {
    let mut out = Text::default();
    emit_numbers(program, &mut out);
    emit_insts(program, &mut out);
    emit_ops(program, &mut out);
    emit_families(program, &mut out);
    emit_supers(program, &mut out);
    emit_replicas(program, &mut out);
    emit_pseudos(program, &mut out);
    let used: Vec<&str> = TYPES
        .iter()
        .copied()
        .filter(|name| {
            out.contains(&format!("{name} "))
                || out.contains(&format!("{name}:"))
                || out.contains(&format!("{name};"))
        })
        .collect();
    out.prepend(&format!("use trefoil_primitives::metadata::{{{}}};\n", used.join(", ")));
    out
}

/// The types of the tables. Only those that occur are imported.
const TYPES: &[&str] = &[
    "CacheKind",
    "CacheMeta",
    "Effects",
    "FamilyMeta",
    "Flow",
    "InstKind",
    "InstMeta",
    "OpMeta",
    "OpargKind",
    "PartMeta",
    "PseudoMeta",
    "ReplicaMeta",
    "Role",
    "SlotCount",
    "SuperMeta",
];

// ---- numbers

fn emit_numbers(program: &Program, out: &mut Text) {
    let insts = program.insts.rows().iter().map(|inst| (&inst.name.text, first_line(&inst.doc)));
    numbers("opcode", "Opcodes, in definition order.", 0, insts, out);
    let ops = program.ops.rows().iter().map(|op| (&op.name.text, first_line(&op.doc)));
    numbers("op", "Numbers of ops, in definition order.", 0, ops, out);
    let families = program.families.rows().iter().map(|family| (&family.name.text, ""));
    numbers("family", "Numbers of families, in definition order.", 0, families, out);
    let pseudos =
        program.pseudos.rows().iter().map(|pseudo| (&pseudo.name.text, first_line(&pseudo.doc)));
    numbers(
        "pseudo",
        "Numbers of what only the source compiler knows.",
        FIRST_PSEUDO,
        pseudos,
        out,
    );
    out.doc("Constants of the definition.");
    out.push("pub mod consts {\n");
    for konst in program.consts.rows() {
        out.doc(&describe(&konst.name.text, &konst.doc));
        let _ = writeln!(out, "pub const {}: i64 = {};", konst.name, konst.value);
    }
    out.push("}\n");
}

fn first_line(doc: &str) -> &str {
    doc.trim().lines().next().unwrap_or("")
}

fn describe(name: &str, doc: &str) -> String {
    if doc.trim().is_empty() { format!("`{name}`") } else { doc.trim().to_string() }
}

fn numbers<'a>(
    module: &str,
    doc: &str,
    first: usize,
    rows: impl Iterator<Item = (&'a String, &'a str)>,
    out: &mut Text,
) {
    out.doc(doc);
    let _ = writeln!(out, "pub mod {module} {{");
    for (index, (name, doc)) in rows.enumerate() {
        out.doc(&describe(name, doc));
        let _ = writeln!(out, "pub const {}: u16 = {};", names::ident(name), first + index);
    }
    out.push("}\n");
}

// ---- pieces

fn string(text: &str) -> String {
    format!("{:?}", text.trim())
}

fn slots(count: Count) -> String {
    format!("SlotCount::new({}, {})", count.scale, count.offset)
}

/// The number of slots, unless it is none.
fn some_slots(count: Count) -> Option<String> {
    (count != Count::default()).then(|| slots(count))
}

/// A list, unless it is empty.
fn some_list(items: impl IntoIterator<Item = String>) -> Option<String> {
    Some(list(items)).filter(|list| list != "&[]")
}

fn some_string(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| string(text))
}

/// An entry of a table: what is not given is as in the type's `NONE`.
fn entry(ty: &str, fields: &[(&str, Option<String>)], out: &mut Text) {
    let _ = write!(out, "{ty} {{ ");
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = write!(out, "{name}: {value}, ");
        }
    }
    if fields.iter().any(|(_, value)| value.is_none()) {
        let _ = write!(out, "..{ty}::NONE ");
    }
    out.push("},\n");
}

fn opcode(program: &Program, id: InstId) -> String {
    format!("opcode::{}", names::ident(&program.insts[id].name.text))
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("&[{}]", items.join(", "))
}

/// The slots that operands take together.
fn total(operands: &[Operand], replica: Option<u32>) -> Count {
    let mut sum = Count::default();
    for operand in operands {
        let count = operand.count.unwrap_or(Count { scale: 0, offset: 1 });
        sum.scale += count.scale;
        sum.offset += count.offset;
    }
    if let Some(oparg) = replica.and_then(|oparg| i32::try_from(oparg).ok()) {
        sum =
            Count { scale: 0, offset: sum.scale.saturating_mul(oparg).saturating_add(sum.offset) };
    }
    sum
}

// ---- effects

/// The effects of an op that metadata has a flag for, in the order of the flags.
pub(super) fn flags(program: &Program, op: &Op) -> Vec<&'static str> {
    let mut found = vec![false; FLAGS.len()];
    let mut add = |name: &str| {
        if let Some(index) = FLAGS.iter().position(|flag| *flag == name) {
            found[index] = true;
        }
    };
    for reason in &op.effects.reasons {
        add(match reason.effect {
            Effect::Exits => "EXITS",
            Effect::Errors => "ERRORS",
            Effect::Escapes => "ESCAPES",
            Effect::Allocates => "ALLOCATES",
            Effect::Reads(_) => "READS",
            Effect::Writes(_) => "WRITES",
            Effect::ReadsLocal => "READS_LOCAL",
            Effect::WritesLocal => "WRITES_LOCAL",
            Effect::UsesOparg => "USES_OPARG",
            Effect::Jumps => "JUMPS",
            Effect::Frames => "FRAMES",
            Effect::Safepoint => "SAFEPOINT",
            Effect::Opaque => "OPAQUE",
        });
    }
    if calls(program, &op.body) {
        add("CALLS");
    }
    FLAGS.iter().zip(found).filter_map(|(flag, found)| found.then_some(*flag)).collect()
}

/// The flags of `Effects`, by bit.
const FLAGS: &[&str] = &[
    "EXITS",
    "ERRORS",
    "ESCAPES",
    "ALLOCATES",
    "READS",
    "WRITES",
    "READS_LOCAL",
    "WRITES_LOCAL",
    "USES_OPARG",
    "JUMPS",
    "FRAMES",
    "SAFEPOINT",
    "OPAQUE",
    "CALLS",
];

/// The set of the flags, unless there is none.
fn some_effects(flags: impl IntoIterator<Item = &'static str>) -> Option<String> {
    let mut bits = 0_u32;
    for flag in flags {
        if let Some(bit) = FLAGS.iter().position(|name| *name == flag) {
            bits |= 1 << bit;
        }
    }
    let mut text = String::new();
    for (bit, flag) in FLAGS.iter().enumerate() {
        if bits & (1 << bit) != 0 {
            match text.is_empty() {
                true => text = format!("Effects::{flag}"),
                false => text = format!("{text}.union(Effects::{flag})"),
            }
        }
    }
    Some(text).filter(|text| !text.is_empty())
}

/// Whether a body calls a helper that is not pure.
fn calls(program: &Program, block: &Block) -> bool {
    let mut found = false;
    super::oparg::each_helper(block, &mut |helper| found |= !program.helpers[helper].effects.pure_);
    found
}

// ---- tables

fn emit_insts(program: &Program, out: &mut Text) {
    out.doc("The instructions, by opcode.");
    let _ = writeln!(out, "pub static INSTS: [InstMeta; {}] = [", program.insts.len());
    for id in program.insts.ids() {
        emit_inst(program, id, out);
    }
    out.push("];\n");
}

fn emit_inst(program: &Program, id: InstId, out: &mut Text) {
    let inst = &program.insts[id];
    let kind = match inst.kind {
        InstKind::Plain => "Plain",
        InstKind::Head => "Head",
        InstKind::Member => "Member",
        InstKind::Super(_) => "Super",
    };
    let generic = match (&inst.kind, inst.family) {
        (InstKind::Member, Some(family)) => program.families[family].head,
        (InstKind::Super(components), _) => components.first().copied().unwrap_or(id),
        _ => id,
    };
    let components = match &inst.kind {
        InstKind::Super(components) => components.as_slice(),
        _ => &[],
    };
    let caches = inst.caches.iter().map(|cache| {
        let kind = match &cache.ty {
            Ty::Scalar(_) if cache.units == 1 => "Scalar",
            Ty::Scalar(_) => "Wide",
            _ => "Object",
        };
        format!(
            "CacheMeta {{ name: {:?}, unit: {}, kind: CacheKind::{kind} }}",
            cache.name, cache.offset
        )
    });
    let parts = inst.ops.iter().map(|part| {
        let units = part.caches.iter().map(|&slot| inst.caches[slot as usize].offset.to_string());
        let op = names::ident(&program.ops[part.op].name.text);
        format!("PartMeta {{ op: op::{op}, resume: {}, caches: {} }}", part.resume, list(units))
    });
    let flags = inst.ops.iter().flat_map(|part| flags(program, &program.ops[part.op]));
    let family = inst
        .family
        .map(|id| format!("Some(family::{})", names::ident(&program.families[id].name.text)));
    let oparg = oparg_kind(program, inst);
    let flow = program.flow(inst);
    let fields = [
        ("name", Some(string(&inst.name.text))),
        ("doc", some_string(&inst.doc)),
        ("expansion", Some(string(&expansion(program, id)))),
        ("kind", Some(format!("InstKind::{kind}"))),
        ("units", Some(inst.units.to_string())),
        ("pops", some_slots(inst.pops)),
        ("pushes", some_slots(inst.pushes)),
        ("branch_pushes", inst.branch_pushes.map(|count| format!("Some({})", slots(count)))),
        ("frame_result", program.has_frame_result(inst).then(|| "true".to_string())),
        (
            "flow",
            Some(flow).filter(|flow| *flow != Flow::Next).map(|flow| format!("Flow::{flow:?}")),
        ),
        ("caches", some_list(caches)),
        ("heat", heat(program, inst).map(|unit| format!("Some({unit})"))),
        ("family", family),
        ("generic", Some(opcode(program, generic))),
        ("ops", some_list(parts)),
        ("components", some_list(components.iter().map(|&part| opcode(program, part)))),
        ("oparg", (oparg != super::OpargKind::Unused).then(|| format!("OpargKind::{oparg:?}"))),
        ("replica", replica(program, inst).map(|oparg| format!("Some({oparg})"))),
        ("effects", some_effects(flags)),
    ];
    entry("InstMeta", &fields, out);
}

/// The unit in which the safepoint of an instruction counts.
fn heat(program: &Program, inst: &Inst) -> Option<u32> {
    inst.ops.iter().find_map(|part| {
        let field = program.ops[part.op].body.stmts.iter().find_map(|stmt| match &stmt.kind {
            StmtKind::Safepoint { heat } => *heat,
            _ => None,
        })?;
        let slot = *part.caches.get(field as usize)?;
        Some(inst.caches[slot as usize].offset)
    })
}

fn replica(program: &Program, inst: &Inst) -> Option<u32> {
    if matches!(inst.kind, InstKind::Super(_)) {
        return None;
    }
    inst.ops.iter().find_map(|part| program.ops[part.op].replica)
}

fn emit_ops(program: &Program, out: &mut Text) {
    out.doc("The ops, by number.");
    let _ = writeln!(out, "pub static OPS: [OpMeta; {}] = [", program.ops.len());
    for op in program.ops.rows() {
        let fields = [
            ("name", Some(string(&op.name.text))),
            ("doc", some_string(&op.doc)),
            ("role", Some(format!("Role::{:?}", op.role))),
            ("exits", (op.exits > 0).then(|| op.exits.to_string())),
            ("pops", some_slots(total(&op.inputs, op.replica))),
            ("pushes", some_slots(total(&op.outputs, op.replica))),
            ("effects", some_effects(flags(program, op))),
            ("replica", op.replica.map(|oparg| format!("Some({oparg})"))),
        ];
        entry("OpMeta", &fields, out);
    }
    out.push("];\n");
}

fn emit_families(program: &Program, out: &mut Text) {
    out.doc("The families, by number.");
    let _ = writeln!(out, "pub static FAMILIES: [FamilyMeta; {}] = [", program.families.len());
    for family in program.families.rows() {
        let members = family.members.iter().map(|member| opcode(program, member.inst));
        let _ = writeln!(
            out,
            "FamilyMeta {{ name: {:?}, head: {}, members: {} }},",
            family.name.text,
            opcode(program, family.head),
            list(members),
        );
    }
    out.push("];\n");
}

/// Superinstructions with the most components first, so that the first that matches is the longest.
fn emit_supers(program: &Program, out: &mut Text) {
    let mut supers: Vec<(InstId, &[InstId])> = Vec::new();
    for (id, inst) in program.insts.iter() {
        if let InstKind::Super(components) = &inst.kind {
            supers.push((id, components));
        }
    }
    supers.sort_by_key(|(id, components)| (std::cmp::Reverse(components.len()), *id));
    out.doc("The superinstructions, longest first.");
    let _ = writeln!(out, "pub static SUPERS: [SuperMeta; {}] = [", supers.len());
    for (id, components) in &supers {
        let starts = supers::parts(program, *id).into_iter().map(|part| part.start.to_string());
        let _ = writeln!(
            out,
            "SuperMeta {{ opcode: {}, components: {}, starts: {} }},",
            opcode(program, *id),
            list(components.iter().map(|&component| opcode(program, component))),
            list(starts),
        );
    }
    out.push("];\n");
    let mut pairs: Vec<(usize, usize, InstId)> = supers
        .iter()
        .filter(|(_, components)| components.len() == 2)
        .map(|(id, components)| (components[0].index(), components[1].index(), *id))
        .collect();
    pairs.sort_unstable();
    out.doc("Superinstructions of two components: the opcodes of both and its own, ascending.");
    let _ = writeln!(out, "pub static SUPER_PAIRS: [(u16, u16, u16); {}] = [", pairs.len());
    for (first, second, id) in pairs {
        let _ = writeln!(
            out,
            "({}, {}, {}),",
            opcode(program, InstId::from_index(first)),
            opcode(program, InstId::from_index(second)),
            opcode(program, id)
        );
    }
    out.push("];\n");
}

fn emit_replicas(program: &Program, out: &mut Text) {
    let by_name: std::collections::BTreeMap<&str, InstId> =
        program.insts.iter().map(|(id, inst)| (inst.name.text.as_str(), id)).collect();
    let mut rows = Vec::new();
    for (id, inst) in program.insts.iter() {
        let Some(oparg) = replica(program, inst) else { continue };
        let original = inst.name.text.strip_suffix(&format!("_{oparg}"));
        let Some(&original) = original.and_then(|name| by_name.get(name)) else { continue };
        rows.push((original, oparg, id));
    }
    rows.sort_unstable();
    out.doc("Replicas of instructions for one oparg, by the original's opcode and the oparg.");
    let _ = writeln!(out, "pub static REPLICAS: [ReplicaMeta; {}] = [", rows.len());
    for (original, oparg, id) in rows {
        let _ = writeln!(
            out,
            "ReplicaMeta {{ original: {}, oparg: {oparg}, opcode: {} }},",
            opcode(program, original),
            opcode(program, id)
        );
    }
    out.push("];\n");
}

fn emit_pseudos(program: &Program, out: &mut Text) {
    let pseudos: &Table<PseudoId, Pseudo> = &program.pseudos;
    out.doc("What only the source compiler knows; the first has the number 0x8000.");
    let _ = writeln!(out, "pub static PSEUDOS: [PseudoMeta; {}] = [", pseudos.len());
    for pseudo in pseudos.rows() {
        let _ = writeln!(
            out,
            "PseudoMeta {{ name: {:?}, doc: {}, pops: {}, pushes: {} }},",
            pseudo.name.text,
            string(&pseudo.doc),
            slots(pseudo.pops),
            slots(pseudo.pushes)
        );
    }
    out.push("];\n");
}
