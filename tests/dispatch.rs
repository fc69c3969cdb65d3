//! The handlers of the built executable end in jumps.
//!
//! rustc does not promise that a call in tail position becomes a jump; if one did not, every instruction that a program runs would cost native
//! stack. So this test reads the machine code of the executable: of the profile that is tested, or the one that the variable
//! `TREFOIL_AUDIT` names. What has to hold is in `dispatch/audit.rs`, and `dispatch/examples.rs` shows that the audit sees what does not.
//!
//! In a release executable, which `TREFOIL_AUDIT` is expected to name, handlers that save registers on a path without calls must
//! be those of `dispatch/spilling.txt`.

#[path = "dispatch/audit.rs"]
mod audit;
#[path = "dispatch/binary.rs"]
mod binary;
#[path = "dispatch/code.rs"]
mod code;
#[path = "dispatch/examples.rs"]
mod examples;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use audit::Report;
use binary::Binary;

/// The executable to look at, and whether it was built for speed.
fn executable() -> (PathBuf, bool) {
    match env::var_os("TREFOIL_AUDIT") {
        Some(path) => (PathBuf::from(path), true),
        None => (PathBuf::from(env!("CARGO_BIN_EXE_trefoil")), false),
    }
}

/// The names of instructions by opcode, from the definition.
fn instructions() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = ["bytecodes.def", "objects.def"]
        .map(|name| (name.to_string(), fs::read_to_string(root.join(name)).unwrap()));
    let program =
        trefoil_codegen::compile("bytecodes.def", &sources.into_iter().collect()).unwrap();
    program.insts.rows().iter().map(|inst| inst.name.text.clone()).collect()
}

/// The report on an executable whose table holds the handlers of these instructions.
fn examine(path: &Path, names: &[String]) -> Report {
    let binary = Binary::read(path).unwrap();
    let handlers = binary.handlers().unwrap();
    assert!(handlers.len() >= names.len(), "{} entries for {}", handlers.len(), names.len());
    let named: Vec<(String, u64)> = names.iter().cloned().zip(handlers).collect();
    audit::audit(&binary, &named)
}

#[test]
fn handlers_end_in_jumps() {
    if cfg!(not(all(target_arch = "x86_64", target_os = "linux"))) {
        eprintln!("skipped: only machine code of x86-64 in ELF files can be read");
        return;
    }
    let (path, fast) = executable();
    let names = instructions();
    let report = examine(&path, &names);
    println!(
        "{}: {} handlers, {} functions, {} dispatches; with a frame on a path without calls: {}",
        path.display(),
        names.len(),
        report.functions,
        report.dispatches,
        report.spilling.len()
    );
    assert!(report.violations.is_empty(), "{}", report.violations.join("\n"));
    assert!(report.dispatches >= names.len() / 2, "{} dispatches", report.dispatches);
    if fast {
        compare_spilling(&report.spilling);
    }
}

/// Fails where a handler spills that is not listed; says which of those listed no longer do.
fn compare_spilling(found: &[String]) {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dispatch/spilling.txt");
    let text = fs::read_to_string(&list).unwrap();
    let listed: BTreeSet<&str> = text
        .lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|line| !line.is_empty())
        .collect();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    for name in listed.difference(&found) {
        println!("{name} has no frame any more: take it off {}", list.display());
    }
    let new: Vec<&&str> = found.difference(&listed).collect();
    assert!(
        new.is_empty(),
        "these handlers save registers on a path without calls, which costs each run of them: {new:?}\n\
         Move what needs registers into a function that is called in tail position, or add them to {}",
        list.display()
    );
}
