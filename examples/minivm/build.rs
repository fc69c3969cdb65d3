//! Generates the interpreter of `minivm.def` into `OUT_DIR`. All logic is in `trefoil-codegen`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use trefoil_codegen::{Style, emit};

const DEFINITION: &str = "minivm.def";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={DEFINITION}");
    let text = match fs::read_to_string(DEFINITION) {
        Ok(text) => text,
        Err(error) => return fail(&format!("cannot read {DEFINITION}: {error}")),
    };
    let sources = BTreeMap::from([(DEFINITION.to_string(), text)]);
    let program = match trefoil_codegen::compile(DEFINITION, &sources) {
        Ok(program) => program,
        Err(diagnostics) => return fail(&diagnostics.render(&sources, Style::Plain)),
    };
    let options = emit::Options::default();
    let interpreter = emit::interpreter(&program, &options).into_text();
    if let Err(error) = write("interpreter.rs", &interpreter)
        .and_then(|()| write("metadata.rs", &emit::metadata(&program)))
        .and_then(|()| write("abstract.rs", &emit::abstracts::module(&program)))
        // What `tests/soundness.rs` compares the abstract functions with.
        .and_then(|()| write("model.rs", &emit::model_ops::module(&program)))
    {
        return fail(&error);
    }
    ExitCode::SUCCESS
}

fn write(name: &str, text: &str) -> Result<(), String> {
    let directory = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let path = Path::new(&directory).join(name);
    fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}
