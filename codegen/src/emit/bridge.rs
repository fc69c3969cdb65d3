//! How a trace reaches the VM: constants of the optimizer as values and back, fields, allocations and helpers by their ids.
//!
//! The text is included where the machine interface (LANGUAGE.md section 4), its `helpers` and its type `Watch` are in scope, with
//! `trefoil_optimizer::semantics::{Datum, Field, Helper, Type}`, `trefoil_optimizer::exec::Raised` and the modules `ty`,
//! `field` and `helper` of [`super::abstracts::module`]. A value type offers `bits` and `from_bits`; the bits of an object's
//! datum are those of the value that refers to it.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::abstracts::{Kind, field_path, helper_path, primary_path, type_path};
use super::layout::Text;
use super::{names, scalar};
use crate::check::pure::each_expr;
use crate::model::*;

/// How the bridge is to be spelled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BridgeOptions {
    /// The argument behind unsafe accesses: the text of a `SAFETY:` comment. `None`: they are safe functions.
    pub safety: Option<String>,
}

/// Emits the bridge.
pub fn bridge(program: &Program, options: &BridgeOptions) -> String {
    let mut text = Text::default();
    let bridge = Bridge { program, safety: options.safety.as_deref() };
    bridge.datum(&mut text);
    bridge.value(&mut text);
    bridge.load(&mut text);
    bridge.watch(&mut text);
    bridge.store(&mut text);
    bridge.alloc(&mut text);
    bridge.call(&mut text);
    text.format(program)
}

struct Bridge<'a> {
    program: &'a Program,
    safety: Option<&'a str>,
}

impl Bridge<'_> {
    /// Starts the block of a function that accesses memory.
    fn open(&self, text: &mut Text) {
        match self.safety {
            Some(why) => {
                text.comment(&format!("SAFETY: {why}"));
                text.push("unsafe { ");
            }
            None => text.push("{ "),
        }
    }

    fn datum(&self, text: &mut Text) {
        text.function_doc("The constant that a value is.");
        text.push("pub fn datum_of(value: Value) -> Datum { ");
        for (id, ty) in self.program.types.iter() {
            let path = type_path(self.program, id);
            let bits = match ty.repr {
                Repr::Scalar(scalar) => {
                    let unbox = ty.unbox.as_ref().map_or("", |it| &it.text);
                    word_of(&format!("value.{unbox}()"), scalar)
                }
                Repr::Unit => "0".to_string(),
                Repr::Object(_) => "value.bits()".to_string(),
            };
            let _ =
                write!(text, "if value.{}() {{ return Datum::new({path}, {bits}); }} ", ty.test);
        }
        text.push("unreachable!(\"a value that no declared type covers\") }\n\n");
    }

    fn value(&self, text: &mut Text) {
        text.function_doc("The value that a constant is. May allocate.");
        text.push("pub fn value_of(vm: &Vm, datum: Datum) -> Value { match datum.ty { ");
        for (id, ty) in self.program.types.iter() {
            let path = type_path(self.program, id);
            let boxed = ty.boxed.as_ref().map_or("", |it| &it.text);
            let value = match ty.repr {
                Repr::Scalar(scalar) => {
                    let vm = if ty.box_allocates { "vm, " } else { "" };
                    format!("Value::{boxed}({vm}{})", of_word("datum", scalar))
                }
                Repr::Unit => format!("Value::{}", boxed.to_uppercase()),
                Repr::Object(_) => continue,
            };
            let _ = write!(text, "{path} => {value}, ");
        }
        text.push("_ => Value::from_bits(datum.bits) } }\n\n");
    }

    /// A constant as what a field, parameter or operand of a type holds.
    fn typed(&self, datum: &str, ty: &Ty) -> String {
        match ty {
            Ty::Scalar(scalar) => of_word(datum, *scalar),
            Ty::Object(id) => {
                format!("{}::from_value(value_of(vm, {datum}))", self.program.types[*id].name)
            }
            _ => format!("value_of(vm, {datum})"),
        }
    }

    /// What is held somewhere as a constant.
    fn untyped(&self, code: &str, ty: &Ty) -> String {
        match ty {
            Ty::Scalar(scalar) => {
                let kind = match scalar {
                    Scalar::Bool => Kind::Bool,
                    Scalar::F64 => Kind::Float,
                    _ => Kind::Int,
                };
                let path = primary_path(self.program, kind);
                format!("Datum::new({path}, {})", word_of(code, *scalar))
            }
            Ty::Object(_) => format!("datum_of({code}.value())"),
            Ty::Unit => {
                format!("{{ {code}; Datum::new({}, 0) }}", primary_path(self.program, Kind::Int))
            }
            _ => format!("datum_of({code})"),
        }
    }

    fn handle(&self, field: &Field) -> String {
        let object = &self.program.objects[field.object];
        format!("{}::from_value(value_of(vm, object))", self.program.types[object.ty].name)
    }

    fn load(&self, text: &mut Text) {
        text.function_doc("Reads a field.");
        text.push("pub fn load(vm: &Vm, field: Field, object: Datum, index: usize) -> Datum { ");
        self.open(text);
        text.push("match field { ");
        for (id, field) in self.program.fields.iter() {
            let arg = if field.array { "index" } else { "" };
            let read = format!("{}.{}({arg})", self.handle(field), names::ident(&field.name.text));
            let _ = write!(
                text,
                "{} => {}, ",
                field_path(self.program, id),
                self.untyped(&read, &field.ty)
            );
        }
        text.push("_ => unreachable!(\"a field that is not declared\") } } }\n\n");
    }

    fn watch(&self, text: &mut Text) {
        text.function_doc("How to be told before a field changes that may be watched.");
        text.push(
            "pub fn watch(vm: &Vm, field: Field, object: Datum, index: usize) -> Option<Watch> { ",
        );
        text.push("match field { ");
        for (id, field) in self.program.fields.iter().filter(|(_, it)| it.watch) {
            let arg = if field.array { "index" } else { "" };
            let watch = format!("{}.watch_{}({arg})", self.handle(field), field.name);
            let _ = write!(text, "{} => {watch}, ", field_path(self.program, id));
        }
        text.push("_ => None } }\n\n");
    }

    fn store(&self, text: &mut Text) {
        text.function_doc("Writes a field.");
        text.push(
            "pub fn store(vm: &Vm, field: Field, object: Datum, index: usize, value: Datum) { ",
        );
        self.open(text);
        text.push("match field { ");
        for (id, field) in self.program.fields.iter().filter(|(_, it)| it.mutable) {
            if !field.suspend && !self.is_written(id) {
                continue;
            }
            let arg = if field.array { "index, " } else { "" };
            let value = self.typed("value", &field.ty);
            let write = format!("{}.set_{}({arg}{value})", self.handle(field), field.name);
            let _ = write!(text, "{} => {write}, ", field_path(self.program, id));
        }
        text.push("_ => unreachable!(\"a field that no body writes\") } } }\n\n");
    }

    /// Whether a body stores to a field: only then need the VM's handle have a setter.
    fn is_written(&self, field: FieldId) -> bool {
        self.program.ops.rows().iter().any(|op| stores_to(&op.body, field))
    }

    fn alloc(&self, text: &mut Text) {
        text.function_doc("Makes an object of all its fields; those of arrays in order.");
        text.push(
            "pub fn alloc(vm: &Vm, ty: Type, fields: &[(Field, Datum)]) -> Datum { match ty { ",
        );
        for id in self.made() {
            let object = &self.program.objects[id];
            let name = &self.program.types[object.ty].name;
            let path = type_path(self.program, object.ty);
            let mut args = String::new();
            let mut before = String::new();
            for (number, field_id) in object.fields.iter().enumerate() {
                let field = &self.program.fields[*field_id];
                let path = field_path(self.program, *field_id);
                if field.array {
                    let _ = write!(
                        before,
                        "let items{number}: Vec<Value> = all(fields, {path}).map(|it| value_of(vm, it)).collect(); "
                    );
                    let _ = write!(args, ", Slots::of(&items{number})");
                } else {
                    let value = self.typed(&format!("one(fields, {path})"), &field.ty);
                    let _ = write!(args, ", {value}");
                }
            }
            let _ =
                write!(text, "{path} => {{ {before} datum_of({name}::new(vm{args}).value()) }} ");
        }
        text.push("_ => unreachable!(\"an object that no body makes\") } }\n\n");
        text.push(
            "fn all(fields: &[(Field, Datum)], field: Field) -> impl Iterator<Item = Datum> { \
             fields.iter().filter(move |it| it.0 == field).map(|it| it.1) }\n\n\
             fn one(fields: &[(Field, Datum)], field: Field) -> Datum { \
             all(fields, field).next().unwrap_or_else(|| unreachable!(\"a field without a value\")) }\n\n",
        );
    }

    /// Objects that bodies make.
    fn made(&self) -> BTreeSet<ObjectId> {
        let mut made = BTreeSet::new();
        for op in self.program.ops.rows() {
            each_expr(&op.body, &mut |expr| {
                if let ExprKind::New(object, _) = expr.kind {
                    made.insert(object);
                }
            });
        }
        made
    }

    fn call(&self, text: &mut Text) {
        text.function_doc("Calls a helper. `lens` are the lengths of arguments that are arrays.");
        text.push(
            "pub fn call(vm: &Vm, helper: Helper, args: &[Datum], lens: &[u32]) -> Result<Datum, Raised> { ",
        );
        text.push("let mut args = Arguments { rest: args, lens }; Ok(match helper { ");
        self.calls(text, false);
        text.function_doc(
            "Calls a helper that works on the frame, which is in place; `arrays` are where its arrays lie.",
        );
        text.push(
            "pub fn call_on_frame(vm: &Vm, helper: Helper, args: &[Datum], lens: &[u32], arrays: &[Slots]) -> Result<Datum, Raised> { \
             let mut args = Arguments { rest: args, lens }; let mut arrays = arrays.iter().copied(); let _ = &mut arrays; Ok(match helper { ",
        );
        self.calls(text, true);
        text.push(
            "struct Arguments<'a> { rest: &'a [Datum], lens: &'a [u32] }\n\n\
             impl Arguments<'_> {\n\
             fn one(&mut self) -> Datum { let (one, rest) = self.rest.split_first().unwrap_or_else(|| unreachable!(\"too few arguments\")); self.rest = rest; *one }\n\
             fn many(&mut self, vm: &Vm) -> Vec<Value> { let (len, lens) = self.lens.split_first().unwrap_or_else(|| unreachable!(\"too few arrays\")); self.lens = lens; \
             let (many, rest) = self.rest.split_at(*len as usize); self.rest = rest; many.iter().map(|it| value_of(vm, *it)).collect() }\n}\n",
        );
    }
}

impl Bridge<'_> {
    /// The arms that call helpers, and the end of the function that they are in.
    fn calls(&self, text: &mut Text, frame: bool) {
        let called = |it: &Helper| it.fill.is_none() && it.effects.frame == frame;
        for (id, helper) in self.program.helpers.iter().filter(|(_, it)| called(it)) {
            let mut before = String::new();
            let mut list = String::new();
            if !helper.effects.pure_ {
                list.push_str("vm");
            }
            for (number, (_, ty)) in helper.params.iter().enumerate() {
                if !list.is_empty() {
                    list.push_str(", ");
                }
                if let Ty::Array(_) = ty {
                    if frame {
                        let _ = write!(
                            before,
                            "let _ = args.many(vm); let Some(x{number}) = arrays.next() else {{ unreachable!(\"too few arrays\") }}; "
                        );
                        let _ = write!(list, "x{number}");
                    } else {
                        let _ = write!(before, "let x{number} = args.many(vm); ");
                        let _ = write!(list, "Slots::of(&x{number})");
                    }
                } else {
                    let _ = write!(before, "let x{number} = {}; ", self.typed("args.one()", ty));
                    let _ = write!(list, "x{number}");
                }
            }
            let mut call = format!("helpers::{}({list})", helper.name);
            if helper.effects.errors {
                call.push_str(".map_err(|_| Raised)?");
            }
            let result = if helper.never {
                format!("{{ {call}; unreachable!(\"a helper that only raises\") }}")
            } else {
                self.untyped(&call, &helper.result)
            };
            let _ = write!(text, "{} => {{ {before}{result} }} ", helper_path(self.program, id));
        }
        text.push("_ => unreachable!(\"a helper that traces do not call so\") }) }\n\n");
    }
}

/// Whether a statement of a block stores to a field.
fn stores_to(block: &Block, field: FieldId) -> bool {
    block.stmts.iter().any(|stmt| match &stmt.kind {
        StmtKind::Store { field: it, .. } | StmtKind::StoreItem { field: it, .. } => *it == field,
        StmtKind::If { then, otherwise, .. } => {
            stores_to(then, field) || stores_to(otherwise, field)
        }
        _ => false,
    })
}

/// The word of a scalar.
fn word_of(code: &str, scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool => format!("u64::from({code})"),
        Scalar::F64 => format!("{code}.to_bits()"),
        Scalar::Int(_) if scalar::rust_type(scalar).starts_with("Int") => {
            format!("{code}.get() as u64")
        }
        Scalar::Uint(_) if scalar::rust_type(scalar).starts_with("Uint") => {
            format!("{code}.get()")
        }
        Scalar::Int(64) | Scalar::Uint(64) => format!("{code} as u64"),
        Scalar::Int(_) => format!("i64::from({code}) as u64"),
        Scalar::Uint(_) => format!("u64::from({code})"),
    }
}

/// The scalar of a constant.
fn of_word(datum: &str, scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool => format!("{datum}.bits != 0"),
        Scalar::F64 => format!("{datum}.float()"),
        Scalar::Int(_) | Scalar::Uint(_) => {
            let ty = scalar::rust_type(scalar);
            if ty.starts_with("Int") || ty.starts_with("Uint") {
                let path = ty.replacen('<', "::<", 1);
                format!("{path}::new({datum}.word())")
            } else {
                format!("{datum}.word() as {ty}")
            }
        }
    }
}
