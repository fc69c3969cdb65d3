//! Specializers: for each family the function that picks a member, from the members' own exits.
//!
//! A member fits if its `when` holds, its `fill` finds what its caches need, and none of its exits would be taken on
//! the operands at hand. The exits are evaluated by a probe: the member's ops up to the last exit, which have no
//! effect by the checks of the front. A member that fits gets its caches filled.

use super::body::{Builder, Purpose};
use super::code::{Code, Prec};
use super::expr::cache_access;
use super::flow::{self, Live, Stmt};
use super::handler::{Function, emit_function, used_parameters};
use super::layout::Text;
use super::operands::{Held, Item};
use super::supers::{entry_operands, miss, parts};
use super::{Options, names};
use crate::model::*;

/// Emits the specializers of all families.
pub(super) fn emit_specializers(program: &Program, options: &Options) -> Text {
    let mut out = Text::default();
    for family in program.families.rows().iter().filter(|family| !family.members.is_empty()) {
        let probes: Vec<Option<Probe>> =
            family.members.iter().map(|member| probe(program, family, member)).collect();
        if options.line_numbers {
            out.set_place(program, program.insts[family.head].name.span);
        }
        emit_choose(program, options, family, &probes, &mut out);
        for (member, probe) in family.members.iter().zip(&probes) {
            if options.line_numbers {
                out.set_place(program, program.insts[member.inst].name.span);
            }
            emit_probe(program, options, member, probe.as_ref(), &mut out);
        }
    }
    out
}

/// Emits the part of one member, or of a head, for snapshots.
pub(super) fn emit_member(program: &Program, options: &Options, id: InstId, out: &mut Text) {
    let Some(family) = program.insts[id].family.map(|family| &program.families[family]) else {
        return;
    };
    if let Some(member) = family.members.iter().find(|member| member.inst == id) {
        emit_probe(program, options, member, probe(program, family, member).as_ref(), out);
    }
    if family.head == id && !family.members.is_empty() {
        let probes: Vec<Option<Probe>> =
            family.members.iter().map(|member| probe(program, family, member)).collect();
        emit_choose(program, options, family, &probes, out);
    }
}

/// The body of the function that says whether a member fits, and what it reads.
struct Probe {
    stmts: Vec<Stmt>,
    live: Live,
}

fn emit_choose(
    program: &Program,
    options: &Options,
    family: &Family,
    probes: &[Option<Probe>],
    out: &mut Text,
) {
    let name = &family.name.text;
    let mut builder = Builder::new(program, Purpose::Probe, String::new());
    builder.start_component(0, program.insts[family.head].units, String::new(), None);
    let mut last = Code::atom("None");
    for (member, probe) in family.members.iter().zip(probes) {
        let opcode = names::ident(&program.insts[member.inst].name.text);
        let chosen = Code::call("Some", [Code::atom(format!("opcode::{opcode}"))]);
        let when = member.when.as_ref().map(|when| builder.expr(when));
        let probe = probe.as_ref().map(|probe| probe_call(program, member, probe));
        let cond = match (when, probe) {
            (Some(when), Some(probe)) => when.binary("&&", Prec::And, probe),
            (Some(cond), None) | (None, Some(cond)) => cond,
            (None, None) => {
                last = chosen;
                break;
            }
        };
        builder.out.push(Stmt::If {
            cond,
            then: vec![Stmt::Return(chosen)],
            otherwise: Vec::new(),
        });
    }
    builder.out.push(Stmt::Tail(last));
    let mut live = Live::new(builder.locals);
    let stmts = flow::sweep(std::mem::take(&mut builder.out), &mut live);
    let (_, machine) = used_parameters(&live);
    let params: Vec<String> = super::body::PARAMETERS
        .iter()
        .map(
            |(local, text)| {
                if live.is_read(*local) { (*text).to_string() } else { format!("_{text}") }
            },
        )
        .collect();
    let function = Function {
        doc: &format!(
            "Picks the member of `{name}` that fits the operands at hand, and fills its caches."
        ),
        attributes: &["#[cold]", "#[inline(never)]"],
        name: &names::function_with(name, "choose"),
        params: &format!("({})", params.join(", ")),
        result: "Option<u16>",
        handler: false,
        machine,
        stmts: &stmts,
    };
    emit_function(options, &function, out);
}

fn probe_name(program: &Program, member: &Member) -> String {
    names::function_with(&program.insts[member.inst].name.text, "fits")
}

fn probe_call(program: &Program, member: &Member, probe: &Probe) -> Code {
    let args = super::body::PARAMETERS.iter().filter(|(local, _)| probe.live.is_read(*local));
    let args =
        args.map(|(local, text)| Code::local(text.split(':').next().unwrap_or(text), *local));
    Code::call(&probe_name(program, member), args).with_effect()
}

fn emit_probe(
    program: &Program,
    options: &Options,
    member: &Member,
    probe: Option<&Probe>,
    out: &mut Text,
) {
    let Some(Probe { stmts, live }) = probe else { return };
    let (params, machine) = used_parameters(live);
    let name = &program.insts[member.inst].name;
    let doc = match member.fill {
        Some(_) => {
            format!("Whether no exit of `{name}` would be taken now; fills its caches if so.")
        }
        None => format!("Whether no exit of `{name}` would be taken now."),
    };
    let function = Function {
        doc: &doc,
        attributes: &[],
        name: &probe_name(program, member),
        params: &params,
        result: "bool",
        handler: false,
        machine,
        stmts,
    };
    emit_function(options, &function, out);
}

/// The probe of a member; `None` if choosing it takes no more than its `when`.
fn probe(program: &Program, family: &Family, member: &Member) -> Option<Probe> {
    let inst = &program.insts[member.inst];
    if member.fill.is_none() && inst.ops.iter().all(|part| program.ops[part.op].exits == 0) {
        return None;
    }
    let mut builder = Builder::new(program, Purpose::Probe, String::new());
    for part in parts(program, member.inst) {
        builder.start_component(part.start, part.end, miss(program, part.inst), None);
    }
    if let Some(fill) = &member.fill {
        emit_fill(&mut builder, family, fill);
    }
    let last = inst.ops.iter().rposition(|part| program.ops[part.op].exits > 0);
    let several = inst.ops.len() > 1;
    for (index, part) in inst.ops.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
        let op = &program.ops[part.op];
        if several {
            builder.out.push(Stmt::Comment(op.name.text.clone()));
        }
        builder.exits_wanted = (Some(index) == last).then_some(op.exits);
        if builder.op(inst, part) == super::body::Control::Ended {
            break;
        }
    }
    let ended = matches!(builder.out.last(), Some(Stmt::Tail(_) | Stmt::Return(_)));
    if !ended {
        for (slot, held) in std::mem::take(&mut builder.filled) {
            let cache = &inst.caches[slot as usize];
            let (method, form) = cache_access(&cache.ty);
            let value = builder.convert(held.code(), &held.ty, &cache.ty);
            let value = builder.convert(value, &cache.ty, &form);
            let unit = Code::atom(cache.offset.to_string());
            let set = Code::pc().method(&format!("set_cache_{method}"), [unit, value]);
            builder.out.push(Stmt::Do(set.with_effect()));
        }
        builder.out.push(Stmt::Tail(Code::atom("true")));
    }
    let mut live = Live::new(builder.locals);
    let stmts = flow::sweep(std::mem::take(&mut builder.out), &mut live);
    Some(Probe { stmts, live })
}

/// Emits a `fill` block over the head's operands; leaves the operands on the stack and the cache values in locals.
fn emit_fill<'a>(builder: &mut Builder<'a>, family: &Family, fill: &'a Fill) {
    let operands = entry_operands(builder.program, family.head);
    let sizes: Vec<_> = operands.iter().map(|(_, _, size)| size.clone()).collect();
    let mut items: Vec<Item> = builder.operands.pop(&sizes);
    builder.vars = &fill.vars;
    builder.scope.vars = vec![None; fill.vars.len()];
    for (index, (item, var)) in items.iter_mut().zip(&fill.vars).enumerate() {
        if var.name == "_" {
            continue;
        }
        let load = builder.load(item, &var.ty);
        let held = builder.bind(&var.name, None, var.ty.clone(), load);
        item.held = Some(held.clone());
        builder.scope.vars[index] = Some(held);
    }
    builder.block(&fill.block);
    builder.filled = fill
        .values
        .iter()
        .filter_map(|(slot, var)| Some((*slot, value_of(builder, *var)?)))
        .collect();
    builder.scope = super::body::Scope::default();
    builder.operands.items.extend(items);
}

fn value_of(builder: &Builder<'_>, var: VarId) -> Option<Held> {
    builder.scope.vars.get(var.0 as usize)?.clone()
}
