//! Accessors: for each object a handle with typed getters and setters over the VM's own `#[repr(C)]` struct.
//!
//! Optional: a VM may write its handles by hand. Only `mut` fields get a setter, so that generated code and helpers
//! that go through handles cannot change what the definition declares immutable. The struct's scalar fields are
//! `Cell`s; an array field has methods `get(usize) -> Value` and, where it is `mut`, `set(usize, Value)`. `Value` has
//! `object::<T>(&self) -> &T`, which trusts the caller that it refers to a `T`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::layout::Text;
use super::names;
use super::scalar::rust_type;
use crate::model::*;

/// Which Rust struct an object is.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct AccessorOptions {
    /// The path of the struct by name of the object. Objects that are not listed get no accessors.
    pub structs: BTreeMap<String, String>,
}

/// Emits the handles of the listed objects, with the byte offset of every field.
pub fn accessors(program: &Program, options: &AccessorOptions) -> String {
    let mut out = Text::default();
    for object in program.objects.rows() {
        if let Some(path) = options.structs.get(&object.name.text) {
            emit_handle(program, object, path, &mut out);
        }
    }
    out.format(program)
}

fn emit_handle(program: &Program, object: &Object, path: &str, out: &mut Text) {
    let name = &object.name.text;
    out.doc(if object.doc.trim().is_empty() { "A handle." } else { object.doc.trim() });
    let _ = writeln!(
        out,
        "#[derive(Clone, Copy, PartialEq)]\npub struct {name}(Value);\nimpl {name} {{\n\
         /// Trusts the caller that the value is one.\n#[inline(always)]\npub fn from_value(value: Value) -> Self {{ {name}(value) }}\n\
         /// The value that refers to the object.\n#[inline(always)]\npub fn value(self) -> Value {{ self.0 }}"
    );
    for field in &object.fields {
        emit_field(program, &program.fields[*field], path, out);
    }
    emit_offsets(program, object, path, out);
    out.push("}\n");
    for pair in object.fields.windows(2) {
        let [a, b] = [pair[0], pair[1]].map(|field| offset_name(&program.fields[field]));
        let _ = writeln!(out, "const _: () = assert!({name}::{a} < {name}::{b});");
    }
}

/// How a field is held in a `Cell`, and how it is given out.
fn forms(program: &Program, ty: &Ty) -> (String, &'static str, &'static str) {
    match ty {
        Ty::Scalar(scalar) => (rust_type(*scalar), "", ""),
        Ty::Object(id) => {
            let name = &program.types[*id].name.text;
            (name.clone(), ".value()", "from_value")
        }
        _ => ("Value".to_string(), "", ""),
    }
}

fn emit_field(program: &Program, field: &Field, path: &str, out: &mut Text) {
    let name = names::ident(&field.name.text);
    let (ty, to_value, from_value) = forms(program, &field.ty);
    let (param, arg) = if field.array { ("index: usize", "index") } else { ("", "") };
    let read = format!("self.0.object::<{path}>().{name}.get({arg})");
    let read = if from_value.is_empty() { read } else { format!("{ty}::{from_value}({read})") };
    let _ = writeln!(
        out,
        "/// Reads `{name}`.\n#[inline(always)]\npub fn {name}(self{}{param}) -> {ty} {{ {read} }}",
        if field.array { ", " } else { "" },
    );
    if field.mutable {
        let (params, args) = if field.array {
            (format!("index: usize, value: {ty}"), format!("index, value{to_value}"))
        } else {
            (format!("value: {ty}"), format!("value{to_value}"))
        };
        let _ = writeln!(
            out,
            "/// Changes `{name}`.\n#[inline(always)]\npub fn set_{}(self, {params}) {{ self.0.object::<{path}>().{name}.set({args}); }}",
            field.name
        );
    }
}

fn offset_name(field: &Field) -> String {
    format!("{}_OFFSET", field.name.text.to_uppercase())
}

/// Where the fields lie. That this compiles says that the struct has them.
fn emit_offsets(program: &Program, object: &Object, path: &str, out: &mut Text) {
    for field in &object.fields {
        let field = &program.fields[*field];
        let name = names::ident(&field.name.text);
        let _ = writeln!(
            out,
            "/// The byte offset of `{name}`.\npub const {}: usize = core::mem::offset_of!({path}, {name});",
            offset_name(field)
        );
    }
}
