//! Generates the interpreter of `bytecodes.def` into `OUT_DIR`, and in builds for development what watches it. All logic of
//! generation is in `trefoil-codegen`, but for the wrappers of the monitor (`build/monitor.rs`).
//!
//! Builds for development (profiles that inherit `dev` or `test`) have the configuration `watched`: exits report which way they go
//! (`src/coverage.rs`), helpers are held to the effects they declare (`src/monitor.rs`). The tests run with it; release builds have none of it.

#[path = "build/monitor.rs"]
mod monitor;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use trefoil_codegen::{Sources, emit};

const FOLDER: &str = "..";
const ENTRY: &str = "bytecodes.def";

/// The argument behind every unsafe call in a handler.
const SAFETY: &str = "the source compiler emits code whose operands, locals, constants and caches are as the definition says, and \
codegen has checked the stack effects and types of every instruction; the state passed in is that of the running frame.";

/// The argument behind the unsafe accesses of the bridge.
const BRIDGE_SAFETY: &str =
    "traces access fields of objects whose type and indices their guards have established.";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/monitor.rs");
    println!("cargo::rustc-check-cfg=cfg(watched)");
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
        .map_err(|errors| errors.render(&sources, trefoil_codegen::Style::Plain))?;
    let x86_64 = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "x86_64");
    let watched = env::var("PROFILE").is_ok_and(|profile| profile == "debug");
    let options = emit::Options {
        abi: Some(if x86_64 { "sysv64" } else { "C" }.to_string()),
        safety: Some(SAFETY.to_string()),
        line_numbers: true,
        coverage: watched,
        table_len: 1024,
        ..emit::Options::default()
    };
    if watched {
        println!("cargo::rustc-cfg=watched");
        write("exits.rs", &emit::exit_sites(&program))?;
        write("monitor.rs", &monitor::wrappers(&program))?;
    }
    let bridge = emit::BridgeOptions { safety: Some(BRIDGE_SAFETY.to_string()) };
    write("bridge.rs", &emit::bridge(&program, &bridge))?;
    let interpreter = emit::interpreter(&program, &options);
    let specializers = interpreter.specializer_table.clone();
    write("interpreter.rs", &(interpreter.into_text() + &specializers))
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
