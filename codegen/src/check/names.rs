//! Names that are right in a definition and of which generated code makes one that is taken: the methods of handles by
//! field, and the functions of instructions.
//!
//! What the machine around generated code has to be called is LANGUAGE.md section 4.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, codes};
use crate::model::{InstKind, Program};
use crate::source::{Name, Span};
use crate::table::Table;

/// What generated code calls in every machine.
const MACHINE_FUNCTIONS: &[&str] = &["raise", "cold_path"];

/// Types that generated code takes from the machine or from the primitives.
const MACHINE_TYPES: &[&str] = &[
    "Value",
    "Vm",
    "Pc",
    "Sp",
    "Fp",
    "Next",
    "Raised",
    "Slots",
    "Handler",
    "Specializer",
    "Int",
    "Uint",
    "Shift",
];

/// What every handle has beside its fields.
const HANDLE_METHODS: &[&str] = &["value", "from_value", "new"];

/// Checks a whole definition.
pub(crate) fn names(program: &Program, diagnostics: &mut Vec<Diagnostic>) {
    handles(program, diagnostics);
    functions(program, diagnostics);
}

fn handles(program: &Program, diagnostics: &mut Vec<Diagnostic>) {
    for object in program.objects.rows() {
        let name = &object.name;
        if MACHINE_TYPES.contains(&name.text.as_str()) {
            let taken = "a type of the machine";
            diagnostics.push(codes::generated_name(name.span, &name.text, &name.text, taken));
        }
        let mut taken: BTreeMap<String, String> = HANDLE_METHODS
            .iter()
            .map(|method| (method.to_string(), "a method of every handle".to_string()))
            .collect();
        for field in &object.fields {
            let field = &program.fields[*field];
            let getter = field.name.text.clone();
            let mut methods = vec![getter.clone()];
            methods.extend(field.mutable.then(|| format!("set_{getter}")));
            methods.extend(field.array.then(|| format!("{getter}_slice")));
            for method in methods {
                claim(&field.name, method, "a method for field", &mut taken, diagnostics);
            }
        }
    }
}

fn functions(program: &Program, diagnostics: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, String> = MACHINE_FUNCTIONS
        .iter()
        .map(|function| (function.to_string(), "a function of the machine".to_string()))
        .collect();
    let insts: &Table<_, _> = &program.insts;
    let mut seen: Vec<Span> = Vec::new();
    for inst in insts.rows() {
        // Replicas of one text differ by their numbers; one finding is enough.
        if seen.last() == Some(&inst.name.span) {
            continue;
        }
        seen.push(inst.name.span);
        let stem = inst.name.text.to_lowercase();
        claim(&inst.name, stem.clone(), "the handler of", &mut taken, diagnostics);
        let derived: &[&str] = match inst.kind {
            InstKind::Head => &["generic", "specialize", "miss", "choose"],
            InstKind::Member => &["fits"],
            _ => &[],
        };
        for suffix in derived {
            let function = format!("{stem}_{suffix}");
            claim(&inst.name, function, "a function of", &mut taken, diagnostics);
        }
    }
}

/// Takes a name, or reports who has it.
fn claim(
    name: &Name,
    made: String,
    what: &str,
    taken: &mut BTreeMap<String, String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(by) = taken.get(&made) {
        diagnostics.push(codes::generated_name(name.span, &name.text, &made, by));
    } else {
        taken.insert(made, format!("{what} `{}`", name.text));
    }
}
