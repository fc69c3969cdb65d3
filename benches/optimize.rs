//! How fast traces are made: recordings of small programs (`recordings/`) are optimized again and again, everything included that is
//! done before a trace can be entered.
//!
//! `cargo bench --bench optimize` prints for each program the throughput in micro-ops recorded: 1 Melem/s is one microsecond for each.
//! All recordings of a program are one measurement, its largest one is another. Running and recording are not in it: what
//! recording costs is in what `--stats` says of a program.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trefoil_runtime::{Exit, Interpreter, Settings};

/// Iterations before a loop is recorded.
const THRESHOLD: u32 = 100;

/// The programs, sorted by name.
fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/recordings");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of programs")
        .map(|entry| entry.expect("a program").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no programs");
    paths
}

fn program(criterion: &mut Criterion, path: &Path) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let source = fs::read(path).expect("a program");
    let settings = Settings {
        specialize: true,
        tier2: true,
        tier2_threshold: THRESHOLD,
        tier2_keep: true,
        ..Settings::default()
    };
    let interpreter = Interpreter::new(settings);
    let exit = interpreter.run_program(&source, &path.display().to_string(), None);
    assert!(matches!(exit, Exit::Status(0)), "a program ends well");
    // What a recording relied on may not hold any more.
    let kept: Vec<_> = interpreter.recordings().into_iter().enumerate().collect();
    let kept: Vec<_> = kept.into_iter().filter(|(number, _)| interpreter.remake(*number)).collect();
    let largest = kept.iter().max_by_key(|(_, it)| it.ops).expect("a program has a hot loop");
    let mut group = criterion.benchmark_group(format!("optimize/{name}"));
    let mut measure = |what: &str, some: &[usize], ops: usize| {
        group.throughput(Throughput::Elements(ops as u64));
        group.bench_function(format!("{what} ({} traces, {ops} micro-ops)", some.len()), |bencher| {
            bencher.iter(|| some.iter().for_each(|it| assert!(black_box(interpreter.remake(*it)))));
        });
    };
    let all: Vec<usize> = kept.iter().map(|(number, _)| *number).collect();
    measure("all", &all, kept.iter().map(|(_, it)| it.ops).sum());
    measure("largest", &[largest.0], largest.1.ops);
    group.finish();
}

fn measure_programs(criterion: &mut Criterion) {
    for path in programs() {
        program(criterion, &path);
    }
}

criterion_group! {
    name = optimize;
    config = Criterion::default().sample_size(30).warm_up_time(std::time::Duration::from_millis(500)).measurement_time(std::time::Duration::from_secs(1));
    targets = measure_programs
}
criterion_main!(optimize);
