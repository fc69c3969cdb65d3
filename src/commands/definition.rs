//! Inspects a definition: check, explain, expand, model.

use crate::arguments::{Check, Expand, Explain, Meaning, Model};
use crate::output::{complain, print, stderr_has_colour};
use std::path::Path;
use std::process::ExitCode;
use trefoil_codegen::model::Program;
use trefoil_codegen::{Sources, Style, emit, json};

/// The definition that this machine was built from.
const OWN: [(&str, &str); 2] = [
    ("bytecodes.def", include_str!("../../bytecodes.def")),
    ("objects.def", include_str!("../../objects.def")),
];

fn own() -> Sources {
    OWN.iter().map(|(name, text)| ((*name).to_string(), (*text).to_string())).collect()
}

/// The entry and all texts of a definition: a file with what it includes, or the machine's own.
fn load(file: Option<&Path>) -> Result<(String, Sources), ExitCode> {
    let Some(file) = file else {
        return Ok((OWN[0].0.to_string(), own()));
    };
    let folder = file.parent().unwrap_or(Path::new(""));
    let entry =
        file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut sources = Sources::new();
    let mut wanted = vec![entry.clone()];
    while let Some(name) = wanted.pop() {
        if sources.contains_key(&name) {
            continue;
        }
        match std::fs::read(folder.join(&name)) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                wanted.extend(trefoil_codegen::includes(&text));
                sources.insert(name, text);
            }
            Err(error) if name == entry => {
                complain(&format!("cannot read {}: {error}", file.display()));
                return Err(ExitCode::from(2));
            }
            // An included file that is missing is the analyzer's to report, at the `include`.
            Err(_) => {}
        }
    }
    Ok((entry, sources))
}

/// The program of a definition, or its errors on standard error.
fn compile(file: Option<&Path>) -> Result<Program, ExitCode> {
    let (entry, sources) = load(file)?;
    trefoil_codegen::compile(&entry, &sources).map_err(|diagnostics| {
        eprint(&diagnostics.render(&sources, style()));
        ExitCode::from(1)
    })
}

fn style() -> Style {
    if stderr_has_colour() { Style::Color } else { Style::Plain }
}

fn eprint(text: &str) {
    use std::io::Write;
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// `trefoil check`
pub fn check(arguments: &Check) -> ExitCode {
    let (entry, sources) = match load(arguments.file.as_deref()) {
        Ok(loaded) => loaded,
        Err(status) => return status,
    };
    let analysis = trefoil_codegen::analyze(&entry, &sources);
    eprint(&analysis.diagnostics.render(&sources, style()));
    let Some(program) = analysis.program else { return ExitCode::from(1) };
    let mut text = summary(&program);
    if arguments.precision {
        if sources != own() {
            complain(
                "--precision runs the abstract functions that are built in: it knows the machine's own definition only",
            );
            return ExitCode::from(2);
        }
        text.push('\n');
        text.push_str(&precision());
    }
    print(&text)
}

/// For each op of the machine's definition what its abstract function does not know, and why.
fn precision() -> String {
    let mut text = String::new();
    for loss in trefoil_optimizer::model::precision(&trefoil_optimizer::generated::SEMANTICS) {
        text.push_str(&format!(
            "{}: `{}` may be anything: {}\n",
            loss.op, loss.output, loss.because
        ));
    }
    text
}

/// One paragraph about a definition: how much there is of each thing, and how much of it is written by hand.
fn summary(program: &Program) -> String {
    let by_hand = program.ops.rows().iter().filter(|op| op.abstract_.is_some()).count();
    let contracts = program.helpers.rows().iter().filter(|helper| helper.fill.is_none()).count();
    format!(
        "{} ops, {} instructions, {} families, {} types, {} helpers\n{by_hand} ops have an abstract clause; {contracts} helpers have a contract\n",
        program.ops.len(),
        program.insts.len(),
        program.families.len(),
        program.types.len(),
        program.helpers.len(),
    )
}

/// `trefoil explain`
pub fn explain(arguments: &Explain) -> ExitCode {
    describe(arguments.definition.file.as_deref(), &arguments.name, |program| {
        emit::explain(program, &arguments.name)
    })
}

/// `trefoil expand`
pub fn expand(arguments: &Expand) -> ExitCode {
    let meaning = match arguments.meaning {
        Meaning::Concrete => emit::Meaning::Concrete,
        Meaning::Abstract => emit::Meaning::Abstract,
    };
    describe(arguments.definition.file.as_deref(), &arguments.name, |program| {
        emit::expand(program, &arguments.name, meaning)
    })
}

fn describe(
    file: Option<&Path>,
    name: &str,
    text: impl FnOnce(&Program) -> Option<String>,
) -> ExitCode {
    let program = match compile(file) {
        Ok(program) => program,
        Err(status) => return status,
    };
    match text(&program) {
        Some(text) => print(&text),
        None => {
            complain(&format!(
                "`{name}` is neither an op nor an instruction; `trefoil model` lists them all"
            ));
            ExitCode::from(2)
        }
    }
}

/// `trefoil model`
pub fn model(arguments: &Model) -> ExitCode {
    match compile(arguments.file.as_deref()) {
        Ok(program) => print(&json::model(&program)),
        Err(status) => status,
    }
}
