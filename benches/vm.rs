//! How fast the VM runs what programs are made of: a kernel of Python per group of instructions (`kernels/`), and the start of the command.
//!
//! `cargo bench --bench vm` measures and compares with the last run; `-- --save-baseline before`, later `-- --baseline before`, compares with
//! a named one, and prints what has become slower. A kernel is a module with a function `run`, which is called again and again on
//! one machine: what is measured is specialized code, warm. Collections happen when they are due.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::{Criterion, criterion_group, criterion_main};
use trefoil_runtime::{Interpreter, Settings, run};

/// The kernels, sorted by name.
fn kernels() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/kernels");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of kernels")
        .map(|entry| entry.expect("a kernel").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no kernels");
    paths
}

fn kernel(criterion: &mut Criterion, path: &Path) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let source = fs::read(path).expect("a kernel");
    let interpreter = Interpreter::new(Settings { specialize: true, ..Settings::default() });
    let vm = interpreter.vm();
    let namespace = trefoil_runtime::import::main_namespace(vm, None);
    let filename = path.display().to_string();
    let code = trefoil_runtime::compile(vm, &source, &filename).expect("a kernel compiles");
    trefoil_runtime::run_module(vm, code, namespace).expect("a kernel runs");
    // The namespace keeps it alive.
    let function = namespace.get_name(vm.intern("run")).expect("a kernel has `run`");
    criterion.bench_function(&format!("kernels/{name}"), |bencher| {
        bencher.iter(|| run::call_function(vm, function, &[], &[]).expect("a kernel runs"));
    });
}

fn measure_kernels(criterion: &mut Criterion) {
    for path in kernels() {
        kernel(criterion, &path);
    }
}

/// A whole process. Most of it is the system's.
fn measure_start(criterion: &mut Criterion) {
    for (name, arguments) in [("pass", &["-c", "pass"][..]), ("help", &["--help"])] {
        criterion.bench_function(&format!("start/{name}"), |bencher| {
            bencher.iter(|| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_trefoil"));
                let output = command.args(arguments).output().expect("the command starts");
                assert!(output.status.success());
            });
        });
    }
}

criterion_group! {
    name = vm;
    config = Criterion::default().sample_size(30);
    targets = measure_kernels, measure_start
}
criterion_main!(vm);
