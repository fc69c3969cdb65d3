//! Generates abstract functions and tables into `OUT_DIR`: of the VM's definition, and, for the tests, its model
//! functions and both meanings of `tests/torture.def`. All logic is in `codegen`.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use trefoil_codegen::{Sources, compile, emit, includes};

/// The definitions: where the entry lies, and what the outputs are called.
const DEFINITIONS: &[(&str, &str, &str)] =
    &[("..", "bytecodes.def", "vm"), ("tests", "torture.def", "torture")];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    for (dir, entry, name) in DEFINITIONS {
        if let Err(error) = generate(Path::new(dir), entry, name) {
            // Each line of a rendered diagnostic, as cargo shows it.
            error.lines().for_each(|line| println!("cargo::error={line}"));
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn generate(dir: &Path, entry: &str, name: &str) -> Result<(), String> {
    let mut sources = Sources::new();
    load(dir, entry, &mut sources)?;
    let program = compile(entry, &sources)
        .map_err(|found| errors_of(&found.render(&sources, trefoil_codegen::Style::Plain)))?;
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let write = |part: &str, text: String| {
        fs::write(Path::new(&out).join(format!("{name}_{part}.rs")), text)
            .map_err(|error| error.to_string())
    };
    write("metadata", emit::metadata(&program))?;
    write("abstract", emit::abstracts::module(&program))?;
    write("model", emit::model_ops::module(&program))
}

/// The errors of rendered diagnostics, without warnings and notes.
fn errors_of(rendered: &str) -> String {
    let errors: Vec<&str> = rendered.split("\n\n").filter(|it| it.starts_with("error")).collect();
    errors.join("\n")
}

/// Reads a text and what it includes, and watches each.
fn load(dir: &Path, name: &str, sources: &mut Sources) -> Result<(), String> {
    if sources.contains_key(name) {
        return Ok(());
    }
    let path = dir.join(name);
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let included = includes(&text);
    sources.insert(name.to_string(), text);
    included.iter().try_for_each(|name| load(dir, name, sources))
}
