//! Generates opcodes and metadata of `bytecodes.def` into `OUT_DIR`. All logic is in `trefoil-codegen`.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use trefoil_codegen::{Sources, Style, emit};

const FOLDER: &str = "..";
const ENTRY: &str = "bytecodes.def";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), String> {
    let sources = load()?;
    let program = trefoil_codegen::compile(ENTRY, &sources)
        .map_err(|errors| errors.render(&sources, Style::Plain))?;
    write("metadata.rs", &emit::metadata(&program))
}

/// Reads the definition and what it includes, and has cargo watch all of it.
fn load() -> Result<Sources, String> {
    let mut sources = Sources::new();
    let mut wanted = vec![ENTRY.to_string()];
    while let Some(name) = wanted.pop() {
        let path = Path::new(FOLDER).join(&name);
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        wanted.extend(
            trefoil_codegen::includes(&text).into_iter().filter(|name| !sources.contains_key(name)),
        );
        sources.insert(name, text);
    }
    Ok(sources)
}

fn write(name: &str, text: &str) -> Result<(), String> {
    let folder = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let path = Path::new(&folder).join(name);
    fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}
