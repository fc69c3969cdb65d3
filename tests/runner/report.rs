//! Prints what failed and how, and closes with the line of libtest.
//!
//! Configurations in which a case failed in the same way share one entry: most failures concern all of them, and
//! a failure in only one of them is the more interesting.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use super::{Case, Outcome, Output};

/// Lines of a difference that are shown at most. The rest rarely adds to what the first show.
const DIFF_LINES: usize = 40;

/// Prints the report; whether everything passed.
pub fn report(
    cases: &[Case],
    results: &[Vec<Outcome>],
    filtered_out: usize,
    elapsed: Duration,
) -> bool {
    let mut failed_names = Vec::new();
    for (case, outcomes) in cases.iter().zip(results) {
        for (outcome, configurations) in distinct_failures(case, outcomes) {
            println!("---- {} [{}] ----", case.name, configurations.join(", "));
            print_failure(&case.expected, outcome);
            println!();
        }
        if outcomes.iter().any(|outcome| *outcome != Outcome::Passed) {
            failed_names.push(&case.name);
        }
    }
    print_configurations(cases, results);
    if !failed_names.is_empty() {
        println!("\nfailures:");
        for name in &failed_names {
            println!("    {name}");
        }
        println!(
            "\nIf CPython 3.14 behaves like Trefoil in these, write the expectation anew and read its diff:"
        );
        println!("    PYTHON314=python3.14 tests/bless.py PROGRAM...");
    }
    let runs = results.iter().flatten().count();
    let failed = results.iter().flatten().filter(|outcome| **outcome != Outcome::Passed).count();
    println!(
        "\ntest result: {}. {} passed; {failed} failed; 0 ignored; 0 measured; {filtered_out} filtered out; \
         finished in {:.2}s\n",
        if failed == 0 { "ok" } else { "FAILED" },
        runs - failed,
        elapsed.as_secs_f64(),
    );
    failed == 0
}

/// The different ways in which `case` failed, each with the names of its configurations.
fn distinct_failures<'a>(
    case: &Case,
    outcomes: &'a [Outcome],
) -> Vec<(&'a Outcome, Vec<&'static str>)> {
    let mut distinct: Vec<(&Outcome, Vec<&'static str>)> = Vec::new();
    for (outcome, configuration) in outcomes.iter().zip(case.configurations) {
        if *outcome == Outcome::Passed {
            continue;
        }
        match distinct.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, names)) => names.push(configuration.name),
            None => distinct.push((outcome, vec![configuration.name])),
        }
    }
    distinct
}

fn print_failure(expected: &Output, outcome: &Outcome) {
    match outcome {
        Outcome::Passed => {}
        Outcome::NotRun(problem) => println!("not run: {problem}"),
        Outcome::Differs(actual) => print_differences(expected, actual),
        Outcome::TimedOut(actual) => {
            println!("killed after the time limit");
            print_difference("standard output", &expected.stdout, &actual.stdout);
        }
    }
}

fn print_differences(expected: &Output, actual: &Output) {
    if actual.status != expected.status {
        println!("exit status: expected {}, was {}", expected.status, actual.status);
    }
    print_difference("standard output", &expected.stdout, &actual.stdout);
    print_difference("standard error", &expected.stderr, &actual.stderr);
}

fn print_difference(what: &str, expected: &str, actual: &str) {
    if expected == actual {
        return;
    }
    println!("{what} (- expected, + actual):");
    let diff = TextDiff::from_lines(expected, actual);
    let mut shown = 0;
    for group in diff.grouped_ops(2) {
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            if shown == DIFF_LINES {
                println!("  ... (more)");
                return;
            }
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            println!("{sign} {}", change.to_string_lossy().trim_end_matches('\n'));
            shown += 1;
        }
        println!("  ~");
    }
}

/// One line per configuration: passed of run.
fn print_configurations(cases: &[Case], results: &[Vec<Outcome>]) {
    let mut lines: Vec<(&str, usize, usize)> = Vec::new();
    for (case, outcomes) in cases.iter().zip(results) {
        for (configuration, outcome) in case.configurations.iter().zip(outcomes) {
            let passed = usize::from(*outcome == Outcome::Passed);
            match lines.iter_mut().find(|(name, ..)| *name == configuration.name) {
                Some((_, sum, runs)) => (*sum, *runs) = (*sum + passed, *runs + 1),
                None => lines.push((configuration.name, passed, 1)),
            }
        }
    }
    for (name, passed, runs) in lines {
        println!("test programs [{name}] ... {passed} of {runs} passed");
    }
}
