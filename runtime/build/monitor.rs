//! Wraps each helper of a definition in a function of the same name that watches what the helper does.
//!
//! Generated code calls `helpers::name`; in watched builds that is the wrapper, which asks `crate::monitor` before and after the call. It
//! knows from the declaration which effects are granted, and which types and range the result has.

use std::fmt::Write;

use trefoil_codegen::model::{Helper, Program, Repr, Scalar, Ty};

/// The module of wrappers, and the fields that may change.
pub fn wrappers(program: &Program) -> String {
    let mut out = String::from(
        "use crate::machine::*;\nuse crate::monitor::{Contract, Watch};\nuse trefoil_objects::vm::Result;\n",
    );
    for helper in program.helpers.rows() {
        wrapper(program, helper, &mut out);
    }
    mutable_fields(program, &mut out);
    out
}

fn wrapper(program: &Program, helper: &Helper, out: &mut String) {
    let name = &helper.name.text;
    let mut params: Vec<String> = Vec::new();
    let mut args: Vec<String> = Vec::new();
    let mut watched: Vec<String> = Vec::new();
    if !helper.effects.pure_ {
        params.push("vm: &Vm".to_string());
        args.push("vm".to_string());
    }
    for (index, (_, ty)) in helper.params.iter().enumerate() {
        let arg = format!("x{index}");
        params.push(format!("{arg}: {}", rust_type(program, ty)));
        match ty {
            Ty::Object(_) => watched.push(format!("Slots::of(&[{arg}.value()])")),
            Ty::Value(_) => watched.push(format!("Slots::of(&[{arg}])")),
            Ty::Array(_) => watched.push(arg.clone()),
            _ => {}
        }
        args.push(arg);
    }
    let vm = if helper.effects.pure_ { "None" } else { "Some(vm)" };
    let result = result_type(program, helper);
    let _ = writeln!(
        out,
        "/// `{name}`, watched.\n#[inline(never)]\n#[allow(clippy::too_many_arguments, reason = \"as many as the helper has\")]\npub fn {name}({}){arrow} {{",
        params.join(", "),
        arrow = if result == "()" { String::new() } else { format!(" -> {result}") },
    );
    let _ = writeln!(out, "const CONTRACT: Contract = {};", contract(program, helper));
    let _ = writeln!(out, "let watch = Watch::start({vm}, &CONTRACT, &[{}]);", watched.join(", "));
    let call = format!("crate::helpers::{name}({})", args.join(", "));
    if result == "()" {
        let _ = writeln!(out, "{call};\nwatch.end(true);\n}}");
        return;
    }
    let _ = writeln!(out, "let result = {call};\n{}\nresult\n}}", end(program, helper));
}

/// The declaration, as the monitor reads it.
fn contract(program: &Program, helper: &Helper) -> String {
    let effects = &helper.effects;
    let writes: Vec<String> = effects
        .writes
        .iter()
        .map(|field| {
            let field = &program.fields[*field];
            format!("{:?}", format!("{}.{}", program.objects[field.object].name, field.name))
        })
        .collect();
    format!(
        "Contract {{ name: {:?}, place: {:?}, errors: {}, escapes: {}, allocates: {}, writes: &[{}] }}",
        helper.name.text,
        format!("{}:{}", program.file(helper.name.span), program.line(helper.name.span)),
        effects.errors,
        effects.escapes,
        effects.allocates,
        writes.join(", ")
    )
}

/// What is asked after the call: whether it raised, and whether the result is as declared.
fn end(program: &Program, helper: &Helper) -> String {
    if helper.fill.is_some() {
        return "watch.end(true);".to_string();
    }
    let mut checks = String::new();
    match &helper.result {
        Ty::Value(set) => {
            let tests: Vec<String> = if *set == program.any() {
                vec!["true".to_string()]
            } else if *set == program.present() {
                let absent = program.absent();
                absent.iter().map(|ty| format!("!value.{}()", program.types[ty].test)).collect()
            } else {
                set.iter().map(|ty| format!("value.{}()", program.types[ty].test)).collect()
            };
            let joined = if *set == program.present() { " && " } else { " || " };
            let _ = write!(checks, "watch.result({}, value);", tests.join(joined));
        }
        Ty::Object(ty) => {
            let _ = write!(
                checks,
                "watch.result(value.value().{}(), value.value());",
                program.types[*ty].test
            );
        }
        Ty::Scalar(_) => {
            if let Some((low, high)) = helper.range {
                let _ = write!(checks, "watch.range(({low}..={high}).contains(&value.get()));");
            }
        }
        _ => {}
    }
    if helper.effects.fresh {
        checks.push_str("watch.fresh(value.value());");
    }
    let value = if checks.is_empty() { "_" } else { "value" };
    match (helper.effects.errors, checks.is_empty()) {
        (true, true) => "watch.end(result.is_ok());".to_string(),
        (true, false) => {
            format!("if let Ok({value}) = result {{ {checks} }}\nwatch.end(result.is_ok());")
        }
        (false, true) => "watch.end(true);".to_string(),
        (false, false) => format!("let {value} = result;\n{checks}\nwatch.end(true);"),
    }
}

fn result_type(program: &Program, helper: &Helper) -> String {
    if let Some(parts) = &helper.fill {
        let parts: Vec<String> = parts.iter().map(|ty| rust_type(program, ty)).collect();
        return match parts.as_slice() {
            [only] => format!("Option<{only}>"),
            _ => format!("Option<({})>", parts.join(", ")),
        };
    }
    let value = rust_type(program, &helper.result);
    if helper.effects.errors { format!("Result<{value}>") } else { value }
}

fn rust_type(program: &Program, ty: &Ty) -> String {
    match ty {
        Ty::Scalar(scalar) => scalar_type(*scalar),
        Ty::Value(_) => "Value".to_string(),
        Ty::Object(ty) => match program.types[*ty].repr {
            Repr::Object(object) => program.objects[object].name.text.clone(),
            _ => "Value".to_string(),
        },
        Ty::Array(_) => "Slots".to_string(),
        Ty::Unit => "()".to_string(),
    }
}

fn scalar_type(scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool => "bool".to_string(),
        Scalar::F64 => "f64".to_string(),
        Scalar::Int(bits @ (8 | 16 | 32 | 64)) => format!("i{bits}"),
        Scalar::Uint(bits @ (8 | 16 | 32 | 64)) => format!("u{bits}"),
        Scalar::Int(bits) => format!("Int<{bits}>"),
        Scalar::Uint(bits) => format!("trefoil_primitives::Uint<{bits}>"),
    }
}

fn mutable_fields(program: &Program, out: &mut String) {
    out.push_str("/// The fields that may change, as declared: the monitor compares each.\n#[cfg(test)]\npub const MUTABLE_FIELDS: &[&str] = &[\n");
    for field in program.fields.rows().iter().filter(|field| field.mutable) {
        let _ = writeln!(out, "\"{}.{}\",", program.objects[field.object].name, field.name);
    }
    out.push_str("];\n");
}
