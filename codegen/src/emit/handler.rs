//! Handlers: one function per instruction, in definition order, and the slow paths beside it.
//!
//! For an instruction without a family there is one function. A head `X` has up to four:
//!
//! ```text
//! x             counts down, and becomes x_specialize when it is time; else x_generic
//! x_generic     the body
//! x_specialize  lets the specializer choose; runs the instruction again as a member, or as x_generic
//! x_miss        where exits of the members go: tells the VM, goes on as x_generic
//! ```
//!
//! Every one of them has the signature of a handler and every way from one to the next is a call in tail position, so
//! that the fast path of a member needs no stack frame.

use std::fmt::Write;

use super::body::{Builder, Control, Outlined, PARAMETERS, Purpose};
use super::boxing::OutOfLine;
use super::code::{Code, Local};
use super::flow::{self, Live, Stmt};
use super::layout::{self, Text};
use super::supers::{Part, emit_ops, has_exits, parts_with_miss};
use super::{Options, names};
use crate::model::*;

/// A function to print.
pub(super) struct Function<'a> {
    pub doc: &'a str,
    pub attributes: &'a [&'a str],
    pub name: &'a str,
    /// With parentheses.
    pub params: &'a str,
    pub result: &'a str,
    /// Has the ABI of handlers.
    pub handler: bool,
    /// Uses the machine, whose functions may be unsafe.
    pub machine: bool,
    pub stmts: &'a [Stmt],
}

const HANDLER_PARAMS: &str = "(pc: Pc, sp: Sp, fp: Fp, vm: &Vm)";

/// Emits all handlers.
pub(super) fn emit_handlers(program: &Program, options: &Options) -> Text {
    let mut out = Text::default();
    for id in program.insts.ids() {
        emit_instruction(program, options, id, &mut out);
    }
    if out.contains("cold_path()") {
        out.prepend("use core::hint::cold_path;\n");
    }
    out
}

/// Emits the functions of one instruction.
pub(super) fn emit_instruction(program: &Program, options: &Options, id: InstId, out: &mut Text) {
    let inst = &program.insts[id];
    if options.line_numbers {
        out.set_place(program, inst.name.span);
    }
    let family = inst.family.map(|family| &program.families[family]);
    let head = family.filter(|family| family.head == id && !family.members.is_empty());
    let name = &inst.name.text;
    let doc = documentation(program, id);
    match head {
        None => emit_body(program, options, id, &names::function(name), &doc, out),
        Some(family) => {
            emit_head(options, family, &doc, out);
            let generic = names::function_with(name, "generic");
            emit_body(
                program,
                options,
                id,
                &generic,
                &format!("The generic body of `{name}`."),
                out,
            );
            emit_specialize(options, family, out);
            if has_exits(program, family) {
                emit_miss(options, family, out);
            }
        }
    }
}

/// ``BINARY_OP_ADD_INT = _GUARD_BOTH_INT + _BINARY_OP_ADD_INT`` or ``LOAD_FAST(-- value)``, and the definition's words.
pub(super) fn documentation(program: &Program, id: InstId) -> String {
    let inst = &program.insts[id];
    let mut doc = format!("`{}`", expansion(program, id));
    let mut words = inst.doc.trim();
    if let (true, [only]) = (words.is_empty(), inst.ops.as_slice()) {
        words = program.ops[only.op].doc.trim();
    }
    if !words.is_empty() {
        let _ = write!(doc, "\n\n{words}");
    }
    doc
}

/// What an instruction consists of.
pub(super) fn expansion(program: &Program, id: InstId) -> String {
    let inst = &program.insts[id];
    if let [only] = inst.ops.as_slice()
        && program.ops[only.op].name.text == inst.name.text
    {
        return format!("{}{}", inst.name, signature(inst));
    }
    let components: Vec<&str> = match &inst.kind {
        InstKind::Super(parts) => {
            parts.iter().map(|&part| program.insts[part].name.text.as_str()).collect()
        }
        _ => inst.ops.iter().map(|part| program.ops[part.op].name.text.as_str()).collect(),
    };
    format!("{} = {}", inst.name, components.join(" + "))
}

/// The operands of an instruction: `(left, right -- res)`, `(-- value)`.
pub(super) fn signature(inst: &Inst) -> String {
    inst.signature.trim().replace("( --", "(--").replace("-- )", "--)")
}

/// The function that runs an instruction from its first op to the dispatch.
fn emit_body(
    program: &Program,
    options: &Options,
    id: InstId,
    name: &str,
    doc: &str,
    out: &mut Text,
) {
    emit_ops_function(
        program,
        options,
        &program.insts[id],
        &parts_with_miss(program, id),
        name,
        doc,
        out,
    );
}

/// The same for any sequence of ops in components.
pub(super) fn emit_ops_function(
    program: &Program,
    options: &Options,
    inst: &Inst,
    parts: &[(Part, String)],
    name: &str,
    doc: &str,
    out: &mut Text,
) {
    let mut builder =
        Builder::new(program, Purpose::Handler { coverage: options.coverage }, name.to_string());
    let single = inst.ops.len() == 1;
    let title = |op: &Op| {
        let named = !(single && op.name.text == inst.name.text);
        named.then(|| match options.line_numbers {
            true => format!("{} ({})", op.name, layout::place(program, op.name.span)),
            false => op.name.text.clone(),
        })
    };
    let mut boxing = None;
    if emit_ops(&mut builder, inst, parts, &title) == Control::On {
        boxing = super::boxing::finish(&mut builder, inst.units);
    }
    let stmts = flow::sweep(std::mem::take(&mut builder.out), &mut Live::new(builder.locals));
    emit_function(options, &handler(name, doc, &[], &stmts), out);
    if let Some(boxing) = boxing {
        emit_boxing(options, &inst.name.text, &boxing, out);
    }
    for outlined in &builder.outlined {
        emit_outlined(options, outlined, out);
    }
}

fn handler<'a>(
    name: &'a str,
    doc: &'a str,
    attributes: &'a [&'a str],
    stmts: &'a [Stmt],
) -> Function<'a> {
    Function {
        doc,
        attributes,
        name,
        params: HANDLER_PARAMS,
        result: "Next",
        handler: true,
        machine: true,
        stmts,
    }
}

/// A call of another handler, in tail position.
fn become_(name: &str) -> Code {
    Code::call(name, [Code::pc(), Code::sp(), Code::fp(), Code::vm()])
}

fn family_id(family: &Family) -> Code {
    Code::atom(format!("family::{}", names::ident(&family.name.text)))
}

fn emit_head(options: &Options, family: &Family, doc: &str, out: &mut Text) {
    let name = &family.name.text;
    let specialize = become_(&names::function_with(name, "specialize"));
    let stmts = [
        Stmt::If {
            cond: Code::pc().method("warm", []),
            then: vec![Stmt::Return(specialize)],
            otherwise: Vec::new(),
        },
        Stmt::Tail(become_(&names::function_with(name, "generic"))),
    ];
    emit_function(options, &handler(&names::function(name), doc, &[], &stmts), out);
}

fn emit_specialize(options: &Options, family: &Family, out: &mut Text) {
    let name = &family.name.text;
    let choose = become_(&names::function_with(name, "choose"));
    let specialized =
        Code::vm().method("specialized", [Code::pc(), family_id(family), Code::atom("member")]);
    let refused = Code::vm().method("not_specialized", [Code::pc(), family_id(family)]);
    // `fill` may ask for the running frame.
    let save = Code::vm().method("save", [Code::pc(), Code::sp(), Code::fp()]);
    let stmts = [
        Stmt::Do(save),
        Stmt::LetElse {
            pattern: "Some",
            names: vec![("member".to_string(), Local(4))],
            init: choose,
            otherwise: vec![
                Stmt::Do(refused),
                Stmt::Return(become_(&names::function_with(name, "generic"))),
            ],
        },
        Stmt::Do(specialized),
        Stmt::Tail(Builder::dispatch(Code::pc(), Code::sp())),
    ];
    let doc = format!(
        "Runs `{name}` again as the member that fits the operands at hand, if there is one."
    );
    let function = names::function_with(name, "specialize");
    emit_function(
        options,
        &handler(&function, &doc, &["#[cold]", "#[inline(never)]"], &stmts),
        out,
    );
}

fn emit_miss(options: &Options, family: &Family, out: &mut Text) {
    let name = &family.name.text;
    let opcode = Code::atom(format!("opcode::{}", names::ident(name)));
    let missed = Code::vm().method("missed", [Code::pc(), family_id(family), opcode]);
    let stmts = [Stmt::Do(missed), Stmt::Tail(become_(&names::function_with(name, "generic")))];
    let doc = format!("Goes on as `{name}` where an assumption of a member did not hold.");
    let function = names::function_with(name, "miss");
    emit_function(
        options,
        &handler(&function, &doc, &["#[cold]", "#[inline(never)]"], &stmts),
        out,
    );
}

fn emit_boxing(options: &Options, inst: &str, boxing: &OutOfLine, out: &mut Text) {
    let extra: Vec<String> =
        boxing.params.iter().map(|(name, ty)| format!(", {name}: {ty}")).collect();
    let params = format!("(pc: Pc, sp: Sp, fp: Fp, vm: &Vm{})", extra.concat());
    let doc = format!("Ends `{inst}` where boxing its result allocates.");
    let attributes = &["#[cold]", "#[inline(never)]"];
    let function =
        Function { params: &params, ..handler(&boxing.name, &doc, attributes, &boxing.stmts) };
    emit_function(options, &function, out);
}

fn emit_outlined(options: &Options, outlined: &Outlined, out: &mut Text) {
    let params: Vec<String> =
        outlined.params.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
    let stmts = [Stmt::Tail(Code::atom(outlined.call.clone()))];
    let function = Function {
        doc: "Holds the array: a handler must not take the address of a local.",
        attributes: &["#[inline(never)]"],
        name: &outlined.name,
        params: &format!("({})", params.join(", ")),
        result: &outlined.result,
        handler: false,
        machine: true,
        stmts: &stmts,
    };
    emit_function(options, &function, out);
}

/// Prints a function, with the ABI and the `unsafe` that the options ask for.
pub(super) fn emit_function(options: &Options, function: &Function<'_>, out: &mut Text) {
    out.function_doc(function.doc);
    for attribute in function.attributes {
        out.push(attribute);
        out.push("\n");
    }
    let safety = options.safety.as_deref().filter(|_| function.machine);
    let visibility = if function.handler { "pub(crate) " } else { "" };
    let unsafe_ = if safety.is_some() { "unsafe " } else { "" };
    let abi = match &options.abi {
        Some(abi) if function.handler => format!("extern \"{}\" ", abi.escape_default()),
        _ => String::new(),
    };
    let Function { name, params, result, .. } = function;
    let _ = writeln!(out, "{visibility}{unsafe_}{abi}fn {name}{params} -> {result} {{");
    if let Some(safety) = safety {
        out.comment(&format!("SAFETY: {safety}"));
        out.push("unsafe {\n");
    }
    flow::print(function.stmts, out);
    out.push(if safety.is_some() { "}\n}\n" } else { "}\n" });
}

/// The parameters of handlers that a function reads, with parentheses, and whether there are any.
pub(super) fn used_parameters(live: &Live) -> (String, bool) {
    let used: Vec<&str> = PARAMETERS
        .iter()
        .filter(|(local, _)| live.is_read(*local))
        .map(|(_, text)| *text)
        .collect();
    (format!("({})", used.join(", ")), !used.is_empty())
}
