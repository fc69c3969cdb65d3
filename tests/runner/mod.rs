//! The runner of the Python programs: data types, and running cases on several threads.
//!
//! One [`Case`] is one program; it has one [`Outcome`] per configuration of its suite, in the suite's order.

pub mod coverage;
mod discover;
mod execute;
mod report;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

pub use discover::{Filter, discover};
pub use report::report;

/// One way to run the VM.
#[derive(Clone, Copy, Debug)]
pub struct Configuration {
    /// The name in reports.
    pub name: &'static str,
    /// Arguments of the command, before the file.
    pub flags: &'static [&'static str],
}

/// A folder of programs that are run in the same configurations.
#[derive(Clone, Copy, Debug)]
pub struct Suite {
    /// Relative to `tests/`.
    pub folder: &'static str,
    /// In the order of the report.
    pub configurations: &'static [Configuration],
}

/// What a program writes, and its exit status.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Output {
    /// Standard output.
    pub stdout: String,
    /// Standard error, without the program's own folder in paths.
    pub stderr: String,
    /// The exit status; the negated signal number when a signal ended the program.
    pub status: i32,
}

/// A program and what it must do.
#[derive(Clone, Debug)]
pub struct Case {
    /// The path relative to `tests/`, with `/`.
    pub name: String,
    /// The program itself. It runs in its own folder.
    pub path: PathBuf,
    /// Arguments after the file name.
    pub argv: Vec<String>,
    /// The variable `PYTHONPATH`; unset if `None`.
    pub pythonpath: Option<String>,
    /// How to run it.
    pub configurations: &'static [Configuration],
    /// What CPython did.
    pub expected: Output,
}

/// What became of a case in one configuration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The output is as expected.
    Passed,
    /// The program ended, with another output.
    Differs(Output),
    /// The program was killed after the time limit, having written this.
    TimedOut(Output),
    /// The program could not be started or waited for.
    NotRun(String),
}

/// Runs every case in its configurations, `threads` programs at once. The result is in the order of `cases`. What exits they take is
/// noted in the folder `exits`.
pub fn run_all(
    binary: &Path,
    cases: &[Case],
    threads: usize,
    timeout: Duration,
    exits: &Path,
) -> Vec<Vec<Outcome>> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(vec![Vec::new(); cases.len()]);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((index, case)) = take(&next, cases) {
                    let run =
                        |configuration| execute::run(binary, case, configuration, timeout, exits);
                    let outcomes = case.configurations.iter().map(run).collect();
                    results.lock().unwrap_or_else(PoisonError::into_inner)[index] = outcomes;
                }
            });
        }
    });
    results.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The next case that no thread has taken.
fn take<'a>(next: &AtomicUsize, cases: &'a [Case]) -> Option<(usize, &'a Case)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    cases.get(index).map(|case| (index, case))
}
