//! Objects that do not outlive an iteration are not made in traces: what a program allocates does not depend on how often its hot loop runs.
//!
//! Each file of `tests/allocations` has a function `run(n)` with a loop of `n` iterations. Figures are those of `--stats`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Iterations of the shorter run, and how many more the longer one has.
const SHORT: u64 = 20_000;
const MORE: u64 = 20_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/allocations")
}

/// Runs the loop of a file so often: what it prints, and the objects that were made.
fn run(file: &Path, iterations: u64, arguments: &[&str]) -> (String, u64) {
    let text = fs::read_to_string(file).unwrap();
    let program = tempfile::NamedTempFile::new().unwrap();
    fs::write(program.path(), format!("{text}\n\nprint(run({iterations}))\n")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_trefoil"));
    command.arg("--stats").args(arguments).arg(program.path()).env_remove("PYTHONPATH");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let stats = String::from_utf8(output.stderr).unwrap();
    let line = stats.lines().find(|line| line.starts_with("allocated")).unwrap();
    let count = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    (String::from_utf8(output.stdout).unwrap(), count)
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 7, "{files:?}");
    files
}

#[test]
fn hot_loops_allocate_nothing() {
    for file in files() {
        let traces = ["--tier2=executor", "--tier2-threshold", "100"];
        let (_, short) = run(&file, SHORT, &traces);
        let (printed, long) = run(&file, SHORT + MORE, &traces);
        assert_eq!(short, long, "{}: objects made in the loop", file.display());
        assert_eq!(printed, run(&file, SHORT + MORE, &[]).0, "{}", file.display());
    }
}

#[test]
fn without_traces_they_do() {
    // So that the test above is one of traces: these loops make objects otherwise.
    for name in ["bound_method.py", "inner_loop.py", "instance.py", "list_display.py"] {
        let file = folder().join(name);
        let made = run(&file, SHORT + MORE, &[]).1 - run(&file, SHORT, &[]).1;
        assert!(made >= MORE, "{name}: {made}");
    }
}
