//! The tables of a definition: `static SEMANTICS`.

use std::fmt::Write;

use super::{Kind, MACHINE, field_path, function_name, primary, primary_path, type_path, width};
use crate::emit::layout::Text;
use crate::model::*;

/// Emits `SEMANTICS` and what it refers to.
pub(super) fn emit(program: &Program, text: &mut Text) {
    text.push("const TYPES: &[TypeInfo] = &[");
    for (_, ty) in program.types.iter() {
        let repr = match ty.repr {
            Repr::Scalar(Scalar::Bool) => "Repr::Bool".to_string(),
            Repr::Scalar(Scalar::F64) => "Repr::Float".to_string(),
            Repr::Scalar(scalar) => format!("Repr::Int({})", width(scalar)),
            Repr::Unit => "Repr::Unit".to_string(),
            Repr::Object(_) => "Repr::Object".to_string(),
        };
        type_row(text, &ty.name.text, &repr, ty.absent, false, ty.box_allocates);
    }
    for (kind, name) in MACHINE {
        if primary(program, *kind).is_none() {
            let repr = match kind {
                Kind::Int => "Repr::Int(Width::signed(64))",
                Kind::Bool => "Repr::Bool",
                Kind::Float => "Repr::Float",
            };
            type_row(text, name, repr, false, true, true);
        }
    }
    text.push("];\n/// What the engine knows of the definition.\npub static SEMANTICS: Semantics = Semantics {");
    text.push("types: TYPES, sets: Sets::of(TYPES), fields: &[");
    for (_, field) in program.fields.iter() {
        let object = &program.objects[field.object];
        let content = content(program, &field.ty, field.range, false);
        let len = match field.len {
            Some(len) => format!("Some({})", field_path(program, len)),
            None => "None".to_string(),
        };
        let _ = write!(
            text,
            "FieldInfo {{ name: \"{}.{}\", object: {}, content: {content}, array: {}, len: {len}, mutable: {}, watch: {} }},",
            object.name,
            field.name,
            type_path(program, object.ty),
            field.array,
            field.mutable,
            field.watch,
        );
    }
    text.push("], objects: &[");
    for (_, object) in program.objects.iter() {
        let fields = fields(program, &object.fields);
        let _ = write!(
            text,
            "ObjectInfo {{ ty: {}, fields: {fields} }},",
            type_path(program, object.ty)
        );
    }
    text.push("], helpers: &[");
    for (_, helper) in program.helpers.iter() {
        emit_helper(program, helper, text);
    }
    text.push("], ops: &[");
    for (id, op) in program.ops.iter() {
        emit_op(program, id, op, text);
    }
    let _ = write!(
        text,
        "], int: {}, bool: {}, float: {} }};\n\n",
        primary_path(program, Kind::Int),
        primary_path(program, Kind::Bool),
        primary_path(program, Kind::Float),
    );
}

fn type_row(text: &mut Text, name: &str, repr: &str, absent: bool, machine: bool, fresh: bool) {
    let _ = write!(
        text,
        "TypeInfo {{ name: \"{name}\", repr: {repr}, absent: {absent}, machine: {machine}, fresh_identity: {fresh} }},"
    );
}

fn fields(program: &Program, ids: &[FieldId]) -> String {
    let paths: Vec<String> = ids.iter().map(|id| field_path(program, *id)).collect();
    format!("&[{}]", paths.join(", "))
}

/// What a static type may hold. `boxed`: the place holds values, so that a scalar has its own type.
fn content(program: &Program, ty: &Ty, range: Option<(i64, i64)>, boxed: bool) -> String {
    let (types, whole) = match ty {
        Ty::Scalar(scalar) => {
            let own = program.types.iter().find(|(_, ty)| ty.repr == Repr::Scalar(*scalar));
            let path = match own {
                Some((id, _)) if boxed => type_path(program, id),
                _ => primary_path(program, Kind::of(*scalar)),
            };
            (format!("{path}.set()"), scalar_range(*scalar))
        }
        Ty::Value(set) => (format!("TypeSet({:#x})", set.0), None),
        Ty::Object(id) => (format!("{}.set()", type_path(program, *id)), None),
        Ty::Array(item) => return content(program, item, range, true),
        Ty::Unit => ("TypeSet(0)".to_string(), None),
    };
    let (lo, hi) = range.or(whole).unwrap_or((i64::MIN, i64::MAX));
    let bound = |value: i64| match value {
        i64::MIN => "i64::MIN".to_string(),
        i64::MAX => "i64::MAX".to_string(),
        value => value.to_string(),
    };
    format!("Content {{ types: {types}, lo: {}, hi: {} }}", bound(lo), bound(hi))
}

/// The words of a scalar.
fn scalar_range(scalar: Scalar) -> Option<(i64, i64)> {
    match scalar {
        Scalar::Bool => Some((0, 1)),
        Scalar::Int(bits) => Some((i64::MIN >> (64 - bits), i64::MAX >> (64 - bits))),
        Scalar::Uint(64) | Scalar::F64 => None,
        Scalar::Uint(bits) => Some((0, (u64::MAX >> (64 - bits)) as i64)),
    }
}

fn emit_helper(program: &Program, helper: &Helper, text: &mut Text) {
    let mut params = String::new();
    for (_, ty) in &helper.params {
        let array = matches!(ty, Ty::Array(_));
        let content = content(program, ty, None, false);
        let _ = write!(params, "ParamInfo {{ content: {content}, array: {array} }},");
    }
    let result = match helper.result {
        Ty::Unit => "None".to_string(),
        ref ty => format!("Some({})", content(program, ty, helper.range, false)),
    };
    let effects = &helper.effects;
    let _ = write!(
        text,
        "HelperInfo {{ name: \"{}\", params: &[{params}], result: {result}, pure_: {}, writes: {}, fresh: {}, \
         frame: {}, allocates: {}, errors: {}, never: {}, escapes: {}, locals: {}, fill: {} }},",
        helper.name,
        effects.pure_,
        fields(program, &effects.writes),
        effects.fresh,
        effects.frame,
        effects.allocates,
        effects.errors,
        helper.never,
        effects.escapes,
        effects.locals,
        helper.fill.is_some(),
    );
}

fn operands(program: &Program, operands: &[Operand]) -> String {
    let mut out = String::from("&[");
    for operand in operands {
        let count = match operand.count {
            Some(count) => format!("Some(({}, {}))", count.scale, count.offset),
            None => "None".to_string(),
        };
        let content = content(program, &operand.ty, None, true);
        let _ = write!(
            out,
            "OperandInfo {{ name: \"{}\", content: {content}, count: {count} }},",
            operand.name
        );
    }
    out.push(']');
    out
}

fn emit_op(program: &Program, id: OpId, op: &Op, text: &mut Text) {
    let has = |wanted: &Effect| op.effects.reasons.iter().any(|reason| reason.effect == *wanted);
    let mut writes: Vec<FieldId> = Vec::new();
    for reason in &op.effects.reasons {
        if let Effect::Writes(field) = reason.effect {
            writes.push(field);
        }
    }
    writes.sort_unstable();
    writes.dedup();
    let mut loads = op.effects.loads.clone();
    loads.sort_unstable();
    loads.dedup();
    let caches: Vec<String> =
        op.caches.iter().map(|cache| content(program, &cache.ty, None, false)).collect();
    let role = match op.role {
        Role::Move => "Move",
        Role::Guard => "Guard",
        Role::Compute => "Compute",
        Role::Branch => "Branch",
        Role::Frame => "Frame",
    };
    let replica = match op.replica {
        Some(oparg) => format!("Some({oparg})"),
        None => "None".to_string(),
    };
    let _ = write!(
        text,
        "OpInfo {{ name: \"{}\", role: Role::{role}, caches: &[{}], inputs: {}, outputs: {}, replica: {replica}, \
         exits: {}, loads: {}, writes: {}, escapes: {}, errors: {}, writes_locals: {}, branches: {}, has_abstract: {}, meaning: {} }},",
        op.name,
        caches.join(", "),
        operands(program, &op.inputs),
        operands(program, &op.outputs),
        op.exits,
        fields(program, &loads),
        fields(program, &writes),
        has(&Effect::Escapes),
        has(&Effect::Errors),
        has(&Effect::WritesLocal),
        op.branches > 0,
        op.abstract_.is_some(),
        function_name(program, id, "a"),
    );
}
