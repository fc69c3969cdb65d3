//! How fast traces are made: recordings of small programs (`recordings/`) are optimized again and again, everything included that is
//! done before a trace can be entered.
//!
//! `cargo bench --bench optimize` prints for each program the throughput in micro-ops recorded: 1 Melem/s is one microsecond for each.
//! All recordings of a program are one measurement, its largest one is another, and the one that takes most for a micro-op a third; how
//! much that is is told before. Running and recording are not in it: what recording costs is in what `--stats` says of a program. What is measured is the
//! time of the processor, so that other load matters little.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use trefoil_runtime::{Exit, Interpreter, Settings};

/// Iterations before a loop is recorded.
const THRESHOLD: u32 = 100;

/// Runs of which the fastest one counts for a single trace.
const RUNS: u32 = 20;

/// Time of the processor that the thread has used.
struct ThreadTime;

impl ThreadTime {
    fn now() -> Duration {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: the place for the result is there.
        let result = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
        assert_eq!(result, 0, "threads have a clock");
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    }
}

impl Measurement for ThreadTime {
    type Intermediate = Duration;
    type Value = Duration;
    fn start(&self) -> Duration {
        ThreadTime::now()
    }
    fn end(&self, start: Duration) -> Duration {
        ThreadTime::now() - start
    }
    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }
    fn zero(&self) -> Duration {
        Duration::ZERO
    }
    fn to_f64(&self, value: &Duration) -> f64 {
        value.as_nanos() as f64
    }
    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

/// The fewest nanoseconds that making a trace takes.
fn fastest(interpreter: &Interpreter, number: usize) -> f64 {
    let run = || {
        let start = ThreadTime::now();
        black_box(interpreter.remake(number));
        ThreadTime::now() - start
    };
    (0..RUNS).map(|_| run()).min().unwrap_or_default().as_nanos() as f64
}

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

fn program(criterion: &mut Criterion<ThreadTime>, path: &Path) {
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
    let each = kept.iter().map(|it| (fastest(&interpreter, it.0) / it.1.ops as f64, it));
    let (most, dearest) = each.max_by(|a, b| a.0.total_cmp(&b.0)).expect("as above");
    let slowest = &dearest.1;
    println!("{name}: at most {most:.0} ns for each micro-op, in {slowest:?}");
    let mut group = criterion.benchmark_group(format!("optimize/{name}"));
    let mut measure = |what: &str, some: &[usize], ops: usize| {
        group.throughput(Throughput::Elements(ops as u64));
        group.bench_function(
            format!("{what} ({} traces, {ops} micro-ops)", some.len()),
            |bencher| {
                bencher.iter(|| {
                    some.iter().for_each(|it| assert!(black_box(interpreter.remake(*it))))
                });
            },
        );
    };
    let all: Vec<usize> = kept.iter().map(|(number, _)| *number).collect();
    measure("all", &all, kept.iter().map(|(_, it)| it.ops).sum());
    measure("largest", &[largest.0], largest.1.ops);
    measure("dearest", &[dearest.0], dearest.1.ops);
    group.finish();
}

fn measure_programs(criterion: &mut Criterion<ThreadTime>) {
    for path in programs() {
        program(criterion, &path);
    }
}

criterion_group! {
    name = optimize;
    config = Criterion::default().with_measurement(ThreadTime).sample_size(20).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    targets = measure_programs
}
criterion_main!(optimize);
