//! The model as JSON, for tools in other languages. JSON.md documents the format.
//!
//! Keys are sorted, arrays are in definition order, so that the same program gives the same bytes. Bodies are given as
//! their source text and by what is computed of them.

use serde_json::{Map, Value, json};

use crate::model::{
    BinOp, CacheField, CacheSlot, Count, Effect, Expr, ExprKind, Family, Field, FieldId, Flow,
    Helper, Inst, InstKind, Object, Op, Operand, Program, Repr, Role, Type,
};
use crate::source::Span;
use crate::table::Id;

/// The version of the format: goes up when a key is renamed or removed.
pub const FORMAT: u32 = 1;

/// The whole model as JSON, indented.
pub fn model(program: &Program) -> String {
    let rows = |rows: Vec<Value>| Value::Array(rows);
    let model = json!({
        "format": FORMAT,
        "files": program.files,
        "types": rows(program.types.rows().iter().map(|row| type_(program, row)).collect()),
        "objects": rows(program.objects.rows().iter().map(|row| object(program, row)).collect()),
        "consts": rows(program.consts.rows().iter().map(|row| {
            json!({ "name": row.name.text, "doc": row.doc, "value": row.value })
        }).collect()),
        "helpers": rows(program.helpers.rows().iter().map(|row| helper(program, row)).collect()),
        "ops": rows(program.ops.rows().iter().map(|row| op(program, row)).collect()),
        "insts": rows(program.insts.iter().map(|(id, row)| inst(program, id.index(), row)).collect()),
        "families": rows(program.families.rows().iter().map(|row| family(program, row)).collect()),
        "pseudos": rows(program.pseudos.rows().iter().map(|row| {
            json!({ "name": row.name.text, "doc": row.doc, "pops": count(row.pops), "pushes": count(row.pushes) })
        }).collect()),
    });
    let mut text = serde_json::to_string_pretty(&model).unwrap_or_default();
    text.push('\n');
    text
}

fn place(program: &Program, span: Span) -> Value {
    let (line, column) = program.position(span);
    json!({ "file": program.file(span), "line": line, "column": column })
}

fn count(count: Count) -> Value {
    json!({ "scale": count.scale, "offset": count.offset })
}

fn range(range: Option<(i64, i64)>) -> Value {
    range.map_or(Value::Null, |(low, high)| json!([low, high]))
}

fn type_(program: &Program, row: &Type) -> Value {
    let repr = match row.repr {
        Repr::Scalar(scalar) => scalar.to_string(),
        Repr::Unit => "unit".to_string(),
        Repr::Object(id) => format!("&{}", program.objects[id].name),
    };
    json!({
        "name": row.name.text,
        "doc": row.doc,
        "repr": repr,
        "test": row.test.text,
        "unbox": row.unbox.as_ref().map(|name| &name.text),
        "box": row.boxed.as_ref().map(|name| &name.text),
        "box_allocates": row.box_allocates,
        "absent": row.absent,
    })
}

fn object(program: &Program, row: &Object) -> Value {
    let fields: Vec<Value> =
        row.fields.iter().map(|id| field(program, &program.fields[*id])).collect();
    json!({
        "name": row.name.text,
        "doc": row.doc,
        "type": program.types[row.ty].name.text,
        "open": row.open,
        "fields": fields,
    })
}

fn field(program: &Program, row: &Field) -> Value {
    json!({
        "name": row.name.text,
        "type": program.type_name(&row.ty),
        "array": row.array,
        "length": row.len.map(|id| &program.fields[id].name.text),
        "mut": row.mutable,
        "watch": row.watch,
        "suspend": row.suspend,
        "range": range(row.range),
    })
}

fn field_name(program: &Program, id: FieldId) -> String {
    let row = &program.fields[id];
    format!("{}.{}", program.objects[row.object].name, row.name)
}

fn helper(program: &Program, row: &Helper) -> Value {
    let names =
        |fields: &[FieldId]| fields.iter().map(|id| field_name(program, *id)).collect::<Vec<_>>();
    let params: Vec<Value> = row
        .params
        .iter()
        .map(|(name, ty)| json!({ "name": name.text, "type": program.type_name(ty) }))
        .collect();
    let fill = row
        .fill
        .as_ref()
        .map(|types| types.iter().map(|ty| program.type_name(ty)).collect::<Vec<_>>());
    json!({
        "name": row.name.text,
        "doc": row.doc,
        "params": params,
        "result": if row.never { "!".to_string() } else { program.type_name(&row.result) },
        "range": range(row.range),
        "fill": fill,
        "pure": row.effects.pure_,
        "reads": names(&row.effects.reads),
        "writes": names(&row.effects.writes),
        "allocates": row.effects.allocates,
        "fresh": row.effects.fresh,
        "frame": row.effects.frame,
        "errors": row.effects.errors,
        "escapes": row.effects.escapes,
        "locals": row.effects.locals,
    })
}

fn operand(program: &Program, row: &Operand, inputs: usize) -> Value {
    let mut value = json!({
        "name": row.name.text,
        "type": program.type_name(&row.ty),
        "count": row.count.map_or(Value::Null, count),
    });
    // Set for outputs that are inputs.
    if let Value::Object(map) = &mut value
        && (row.var.0 as usize) < inputs
    {
        map.insert("input".to_string(), json!(row.var.0));
    }
    value
}

fn cache_field(program: &Program, row: &CacheField) -> Value {
    json!({ "name": row.name.text, "type": program.type_name(&row.ty) })
}

fn op(program: &Program, row: &Op) -> Value {
    let inputs = row.inputs.len();
    let effects: Vec<Value> = row
        .effects
        .reasons
        .iter()
        .map(|reason| {
            let mut map = effect(program, &reason.effect);
            map.insert("because".to_string(), json!(reason.because));
            map.insert("at".to_string(), place(program, reason.span));
            Value::Object(map)
        })
        .collect();
    json!({
        "name": row.name.text,
        "doc": row.doc,
        "at": place(program, row.name.span),
        "caches": row.caches.iter().map(|cache| cache_field(program, cache)).collect::<Vec<_>>(),
        "inputs": row.inputs.iter().map(|operand| self::operand(program, operand, 0)).collect::<Vec<_>>(),
        "outputs": row.outputs.iter().map(|operand| self::operand(program, operand, inputs)).collect::<Vec<_>>(),
        "role": role(row.role),
        "exits": row.exits,
        "branch_outputs": row.branch_outputs,
        "effects": effects,
        "replica": row.replica,
        "abstract": row.abstract_.is_some(),
        "source": row.source,
    })
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Move => "move",
        Role::Guard => "guard",
        Role::Compute => "compute",
        Role::Branch => "branch",
        Role::Frame => "frame",
    }
}

fn effect(program: &Program, effect: &Effect) -> Map<String, Value> {
    let (name, field) = match effect {
        Effect::Exits => ("exits", None),
        Effect::Errors => ("errors", None),
        Effect::Escapes => ("escapes", None),
        Effect::Allocates => ("allocates", None),
        Effect::Reads(field) => ("reads", Some(field)),
        Effect::Writes(field) => ("writes", Some(field)),
        Effect::ReadsLocal => ("reads_local", None),
        Effect::WritesLocal => ("writes_local", None),
        Effect::UsesOparg => ("uses_oparg", None),
        Effect::Jumps => ("jumps", None),
        Effect::Frames => ("frames", None),
        Effect::Safepoint => ("safepoint", None),
        Effect::Opaque => ("opaque", None),
    };
    let mut map = Map::new();
    map.insert("effect".to_string(), json!(name));
    if let Some(field) = field {
        map.insert("field".to_string(), json!(field_name(program, *field)));
    }
    map
}

fn inst(program: &Program, opcode: usize, row: &Inst) -> Value {
    let (kind, components) = match &row.kind {
        InstKind::Plain => ("plain", None),
        InstKind::Head => ("head", None),
        InstKind::Member => ("member", None),
        InstKind::Super(parts) => (
            "super",
            Some(parts.iter().map(|part| &program.insts[*part].name.text).collect::<Vec<_>>()),
        ),
    };
    let ops: Vec<Value> = row
        .ops
        .iter()
        .map(|op| json!({ "op": program.ops[op.op].name.text, "caches": op.caches, "resume": op.resume }))
        .collect();
    json!({
        "opcode": opcode,
        "name": row.name.text,
        "doc": row.doc,
        "at": place(program, row.name.span),
        "kind": kind,
        "components": components,
        "family": row.family.map(|family| &program.families[family].name.text),
        "ops": ops,
        "caches": row.caches.iter().map(|slot| cache_slot(program, slot)).collect::<Vec<_>>(),
        "units": row.units,
        "pops": count(row.pops),
        "pushes": count(row.pushes),
        "branch_pushes": row.branch_pushes.map_or(Value::Null, count),
        "frame_result": program.has_frame_result(row),
        "flow": match program.flow(row) {
            Flow::Next => "next",
            Flow::Branch => "branch",
            Flow::Jump => "jump",
            Flow::End => "end",
        },
        "signature": row.signature,
    })
}

fn cache_slot(program: &Program, slot: &CacheSlot) -> Value {
    json!({
        "name": slot.name,
        "type": program.type_name(&slot.ty),
        "unit": slot.offset,
        "units": slot.units,
    })
}

fn family(program: &Program, row: &Family) -> Value {
    let members: Vec<Value> = row
        .members
        .iter()
        .map(|member| {
            json!({
                "inst": program.insts[member.inst].name.text,
                "when": member.when.as_ref().map(|when| condition(program, when)),
                "fill": member.fill.is_some(),
            })
        })
        .collect();
    json!({ "head": row.name.text, "members": members })
}

/// A `when` as text, in full parentheses.
fn condition(program: &Program, expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Int(value) => value.to_string(),
        ExprKind::Bool(value) => value.to_string(),
        ExprKind::Oparg => "oparg".to_string(),
        ExprKind::Const(id) => program.consts[*id].name.text.clone(),
        ExprKind::Not(inner) => format!("!({})", condition(program, inner)),
        ExprKind::Cast(scalar, inner) => format!("({} as {scalar})", condition(program, inner)),
        ExprKind::Binary(op, left, right) => {
            let side = |expr: &Expr| match expr.kind {
                ExprKind::Binary(..) => format!("({})", condition(program, expr)),
                _ => condition(program, expr),
            };
            format!("{} {} {}", side(left), operator(*op), side(right))
        }
        // What `when` can hardly hold: its value counts, not its form.
        _ => "..".to_string(),
    }
}

fn operator(op: BinOp) -> &'static str {
    match op {
        BinOp::FAdd => "+",
        BinOp::FSub => "-",
        BinOp::FMul => "*",
        BinOp::FDiv | BinOp::Div => "/",
        BinOp::Rem => "%",
        BinOp::And => "&",
        BinOp::Or => "|",
        BinOp::Xor | BinOp::BXor => "^",
        BinOp::BAnd => "&&",
        BinOp::BOr => "||",
        BinOp::Shr => ">>",
        BinOp::Eq | BinOp::BEq | BinOp::FEq => "==",
        BinOp::Ne | BinOp::BNe | BinOp::FNe => "!=",
        BinOp::Lt | BinOp::FLt => "<",
        BinOp::Le | BinOp::FLe => "<=",
        BinOp::Gt | BinOp::FGt => ">",
        BinOp::Ge | BinOp::FGe => ">=",
    }
}
