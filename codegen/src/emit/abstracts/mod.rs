//! The abstract meaning: for each op a function over the optimizer's `Cx`, and the tables that its engine works from.
//!
//! [`module`] is what an optimizer includes, where `trefoil_optimizer::prelude::*` is in scope. `function.rs` turns bodies
//! into calls of primitives, `tables.rs` writes types, fields, helpers and ops down. Not here: the primitives themselves
//! (the optimizer), and the concrete model that tests compare with (`model_ops.rs`).

mod function;
mod tables;

pub(super) use function::{reads, with_result};

use std::fmt::Write;

use super::layout::Text;
use crate::model::*;
use crate::table::Id;

/// Emits the abstract functions and the tables of a definition.
pub fn module(program: &Program) -> String {
    emit_module(program).format(program)
}

/// The same without formatting it: for machines, and for measuring.
pub fn module_unformatted(program: &Program) -> String {
    emit_module(program).into_raw()
}

fn emit_module(program: &Program) -> Text {
    let mut text = Text::default();
    emit_ids(program, &mut text);
    tables::emit(program, &mut text);
    for (id, op) in program.ops.iter() {
        text.set_place(program, op.name.span);
        function::emit(program, id, &mut text);
    }
    text
}

/// The abstract function of one op.
pub fn op_text(program: &Program, op: OpId) -> String {
    let mut text = Text::default();
    function::emit(program, op, &mut text);
    text.format_bare()
}

/// The kinds of unboxed scalars, each of which has one type that stands for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Bool,
    Float,
}

impl Kind {
    pub(super) fn of(scalar: Scalar) -> Kind {
        match scalar {
            Scalar::Bool => Kind::Bool,
            Scalar::Int(_) | Scalar::Uint(_) => Kind::Int,
            Scalar::F64 => Kind::Float,
        }
    }
}

/// The type that stands for unboxed scalars of a kind: the first declared one.
pub(super) fn primary(program: &Program, kind: Kind) -> Option<TypeId> {
    let of_kind = |repr: Repr| matches!(repr, Repr::Scalar(scalar) if Kind::of(scalar) == kind);
    program.types.iter().find(|(_, ty)| of_kind(ty.repr)).map(|(id, _)| id)
}

/// `ty::INT`, of a declared type.
pub(super) fn type_path(program: &Program, id: TypeId) -> String {
    format!("ty::{}", constant_name(&program.types[id].name.text))
}

/// `ty::INT`, of the type that stands for unboxed scalars of a kind.
pub(super) fn primary_path(program: &Program, kind: Kind) -> String {
    match primary(program, kind) {
        Some(id) => type_path(program, id),
        None => match kind {
            Kind::Int => "ty::MACHINE_INT".to_string(),
            Kind::Bool => "ty::MACHINE_BOOL".to_string(),
            Kind::Float => "ty::MACHINE_FLOAT".to_string(),
        },
    }
}

/// `field::LIST_LEN`
pub(super) fn field_path(program: &Program, id: FieldId) -> String {
    format!("field::{}", field_name(program, id))
}

fn field_name(program: &Program, id: FieldId) -> String {
    let field = &program.fields[id];
    let object = constant_name(&program.objects[field.object].name.text);
    format!("{object}_{}", field.name.text.to_uppercase())
}

/// `helper::BINARY_OP`
pub(super) fn helper_path(program: &Program, id: HelperId) -> String {
    format!("helper::{}", program.helpers[id].name.text.to_uppercase())
}

/// `RangeIter` as `RANGE_ITER`.
fn constant_name(name: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in name.chars() {
        if c.is_uppercase() && lower {
            out.push('_');
        }
        lower = c.is_lowercase() || c.is_ascii_digit();
        out.extend(c.to_uppercase());
    }
    out
}

/// `a_guard_both_int` for `_GUARD_BOTH_INT`. An op that differs from another by the underscore alone is `.._inst`.
pub(super) fn function_name(program: &Program, id: OpId, prefix: &str) -> String {
    let name = program.ops[id].name.text.as_str();
    let stem = name.trim_start_matches('_').to_lowercase();
    let clash = !name.starts_with('_')
        && program.ops.rows().iter().any(|op| op.name.text.strip_prefix('_') == Some(name));
    if clash { format!("{prefix}_{stem}_inst") } else { format!("{prefix}_{stem}") }
}

/// `Width::signed(62)`
pub(super) fn width(scalar: Scalar) -> String {
    match scalar {
        Scalar::Int(bits) => format!("Width::signed({bits})"),
        Scalar::Uint(bits) => format!("Width::unsigned({bits})"),
        Scalar::Bool | Scalar::F64 => "Width::signed(64)".to_string(),
    }
}

/// `I62`, the constant for a width.
pub(super) fn width_name(scalar: Scalar) -> String {
    match scalar {
        Scalar::Int(bits) => format!("I{bits}"),
        Scalar::Uint(bits) => format!("U{bits}"),
        Scalar::Bool | Scalar::F64 => "I64".to_string(),
    }
}

/// Names for the rows of the tables.
fn emit_ids(program: &Program, text: &mut Text) {
    let mut ids = |module: &str, doc: &str, ty: &str, rows: Vec<(String, String, usize)>| {
        let _ = write!(text, "/// {doc}\npub mod {module} {{ use super::*;");
        for (name, doc, index) in rows {
            text.doc(&doc);
            let _ = write!(text, "pub const {name}: {ty} = {ty}({index});");
        }
        text.push("}\n");
    };
    let mut types: Vec<_> = program
        .types
        .iter()
        .map(|(id, ty)| (constant_name(&ty.name.text), format!("`{}`", ty.name), id.index()))
        .collect();
    for (kind, name) in MACHINE {
        if primary(program, *kind).is_none() {
            types.push((name.to_string(), "Unboxed scalars.".to_string(), types.len()));
        }
    }
    ids("ty", "Types.", "Type", types);
    let fields = program.fields.iter().map(|(id, field)| {
        let object = &program.objects[field.object].name;
        (field_name(program, id), format!("`{object}.{}`", field.name), id.index())
    });
    ids("field", "Fields.", "Field", fields.collect());
    let helpers = program.helpers.iter();
    let helpers =
        helpers.map(|(id, it)| (it.name.text.to_uppercase(), format!("`{}`", it.name), id.index()));
    ids("helper", "Helpers.", "Helper", helpers.collect());
    text.push("/// Constants.\npub mod consts {");
    for (_, konst) in program.consts.iter() {
        text.doc(&format!("`{}`", konst.name));
        let _ = write!(text, "pub const {}: i64 = {};", konst.name, konst.value);
    }
    text.push("}\n");
    let mut widths: Vec<Scalar> =
        (1..=64).flat_map(|n| [Scalar::Int(n), Scalar::Uint(n)]).collect();
    let used = function::widths(program);
    widths.retain(|width| used.contains(width));
    for scalar in widths {
        let _ = write!(text, "const {}: Width = {};", width_name(scalar), width(scalar));
    }
    text.push("\n");
}

const MACHINE: &[(Kind, &str)] =
    &[(Kind::Int, "MACHINE_INT"), (Kind::Bool, "MACHINE_BOOL"), (Kind::Float, "MACHINE_FLOAT")];
