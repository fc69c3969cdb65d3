//! The programs of `examples/` run to their end, and specialization changes nothing of what they print.
//!
//! What Python programs must print is the concern of `tests/programs.rs`; examples have no expectations of their own.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Arguments of the programs that take long without them.
const ARGUMENTS: &[(&str, &[&str])] = &[("nbody.py", &["500"]), ("mandelbrot.py", &["50", "60"])];

fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension() == Some(OsStr::new("py")))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no examples");
    paths
}

fn run(program: &Path, flags: &[&str]) -> Output {
    let arguments = ARGUMENTS.iter().find(|(name, _)| program.ends_with(name));
    Command::new(env!("CARGO_BIN_EXE_trefoil"))
        .args(flags)
        .arg(program)
        .args(arguments.map_or(&[][..], |(_, arguments)| *arguments))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn examples_run_and_specialization_changes_nothing() {
    let mut failures = Vec::new();
    for program in programs() {
        let (fast, generic) = (run(&program, &[]), run(&program, &["--no-specialize"]));
        if !fast.status.success() || fast.stdout.is_empty() {
            let reason = String::from_utf8_lossy(&fast.stderr).into_owned();
            failures.push(format!("{}: {}: {reason}", program.display(), fast.status));
        } else if fast.stdout != generic.stdout {
            failures.push(format!("{}: --no-specialize prints something else", program.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
