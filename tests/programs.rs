//! Runs the Python programs of `tests/` in every configuration of the VM against one expectation each.
//!
//! The expectations are what CPython 3.14 prints (`tests/bless.py`, which also says what a program is). Because all
//! configurations share them, configurations cannot drift apart. `TREFOIL_TESTS=text`, or an argument, selects
//! the programs whose path contains the text; `TREFOIL_TEST_TIMEOUT` is in seconds.
//!
//! A run of all programs also has to take, and not to take, every exit of every op, but for those that `uncovered_exits.txt` names with a
//! reason (`runner/coverage.rs`).
//!
//! Not here: how programs are found (`runner/discover.rs`), run (`runner/execute.rs`) and compared
//! (`runner/report.rs`).

mod runner;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use runner::{Case, Configuration, Filter, Suite, coverage};

/// Specializing interpreter, tail calls.
const DEFAULT: Configuration = Configuration { name: "default", flags: &[] };
/// Heads of families only: what specialization must not change.
const NO_SPECIALIZE: Configuration =
    Configuration { name: "no-specialize", flags: &["--no-specialize"] };
/// The portable driver loop.
const TRAMPOLINE: Configuration =
    Configuration { name: "trampoline", flags: &["--dispatch=trampoline"] };
/// A collection at every safepoint.
const GC_STRESS: Configuration = Configuration { name: "gc-stress", flags: &["--gc-stress"] };

/// Hot loops are run as traces, by the reference executor; almost all loops are hot.
const EXECUTOR: Configuration =
    Configuration { name: "executor", flags: &["--tier2=executor", "--tier2-threshold=2"] };
/// The same with a collection at every safepoint.
const EXECUTOR_STRESS: Configuration = Configuration {
    name: "executor-gc-stress",
    flags: &["--tier2=executor", "--tier2-threshold=2", "--gc-stress"],
};

/// Every exit of every trace is taken once although its condition does not hold.
const EXIT_STRESS: Configuration = Configuration {
    name: "exit-stress",
    flags: &["--tier2=executor", "--tier2-threshold=2", "--exit-stress"],
};

/// Hardly any traces are kept: they are dropped all the time, while they run too.
const NO_ROOM: Configuration = Configuration {
    name: "no-room",
    flags: &["--tier2=executor", "--tier2-threshold=2", "--tier2-size=300"],
};

/// Traces without one of the optimizations.
macro_rules! without {
    ($($name:ident $pass:literal,)*) => { $(
        const $name: Configuration = Configuration {
            name: concat!("without-", $pass),
            flags: &[
                "--tier2=executor",
                "--tier2-threshold=2",
                concat!("--tier2-without=", $pass),
            ],
        };
    )* };
}
without! {
    WITHOUT_WATCHES "watches",
    WITHOUT_GUARDS "guards",
    WITHOUT_FOLDING "folding",
    WITHOUT_OVERFLOW "overflow",
    WITHOUT_SUBEXPRESSIONS "subexpressions",
    WITHOUT_FORWARDING "forwarding",
    WITHOUT_INLINING "inlining",
    WITHOUT_PEELING "peeling",
    WITHOUT_DEFERRING "deferring",
    WITHOUT_DEAD_CODE "dead-code",
    WITHOUT_SIDE_TRACES "side-traces",
    WITHOUT_LINKING "linking",
    WITHOUT_STRENGTHENING "strengthening",
}

/// What is run how. A program belongs to the first suite whose folder holds it.
const SUITES: &[Suite] = &[
    Suite { folder: "programs/long", configurations: &[DEFAULT, TRAMPOLINE, EXECUTOR] },
    Suite { folder: "programs", configurations: ALL },
    Suite { folder: "modules", configurations: ALL },
    Suite { folder: "syntax_errors", configurations: &[DEFAULT, NO_SPECIALIZE] },
    Suite { folder: "tracebacks", configurations: &[DEFAULT, NO_SPECIALIZE, EXECUTOR] },
];
const ALL: &[Configuration] = &[
    DEFAULT,
    NO_SPECIALIZE,
    TRAMPOLINE,
    GC_STRESS,
    EXECUTOR,
    EXECUTOR_STRESS,
    EXIT_STRESS,
    NO_ROOM,
    WITHOUT_WATCHES,
    WITHOUT_GUARDS,
    WITHOUT_FOLDING,
    WITHOUT_OVERFLOW,
    WITHOUT_SUBEXPRESSIONS,
    WITHOUT_FORWARDING,
    WITHOUT_INLINING,
    WITHOUT_PEELING,
    WITHOUT_DEFERRING,
    WITHOUT_DEAD_CODE,
    WITHOUT_SIDE_TRACES,
    WITHOUT_LINKING,
    WITHOUT_STRENGTHENING,
];

/// As many programs at once.
const THREADS: usize = 2;

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let filter = Filter::from_environment();
    let started = Instant::now();
    let (cases, filtered_out) = match runner::discover(&tests, SUITES, &filter) {
        Ok(found) => found,
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::FAILURE;
        }
    };
    if filter.list {
        for case in &cases {
            println!("{}: test", case.name);
        }
        return ExitCode::SUCCESS;
    }
    match run(&tests, &cases, &filter, filtered_out, started) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the programs and reports; whether all is as it should be.
fn run(
    tests: &Path,
    cases: &[Case],
    filter: &Filter,
    filtered_out: usize,
    started: Instant,
) -> Result<bool, String> {
    let exits = coverage::folder()?;
    let binary = Path::new(env!("CARGO_BIN_EXE_trefoil"));
    let results = runner::run_all(binary, cases, THREADS, timeout(), &exits);
    // Builds for release note no exits.
    let covered = !filter.is_empty()
        || !exits.join("exits").exists()
        || coverage::check(&exits, &tests.join("uncovered_exits.txt"))?;
    // A folder in the place for temporary files harms nobody if it stays.
    let _ = std::fs::remove_dir_all(&exits);
    Ok(runner::report(cases, &results, filtered_out, started.elapsed()) && covered)
}

/// How long one program may run.
fn timeout() -> Duration {
    let seconds = env::var("TREFOIL_TEST_TIMEOUT").ok().and_then(|text| text.parse().ok());
    seconds.map_or(DEFAULT_TIMEOUT, Duration::from_secs)
}
