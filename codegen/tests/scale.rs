//! Time grows with the number of ops, not faster. The figures are those of `benches/scale.rs`; here is what must not get lost.

use std::time::{Duration, Instant};

use trefoil_codegen::emit::{self, Options};
use trefoil_codegen::{Style, compile};

mod synthetic;

/// The time that a definition of so many ops takes, from its text to every output before formatting: the best of some runs.
fn best_of(runs: usize, ops: usize) -> Duration {
    let sources = synthetic::synthesize(ops);
    let run = || {
        let started = Instant::now();
        let program = compile(synthetic::ENTRY, &sources)
            .unwrap_or_else(|errors| panic!("{}", errors.render(&sources, Style::Plain)));
        emit::interpreter_unformatted(&program, &Options::default());
        emit::metadata_unformatted(&program);
        emit::abstracts::module_unformatted(&program);
        emit::model_ops::module_unformatted(&program);
        started.elapsed()
    };
    (0..runs).map(|_| run()).min().unwrap_or_default()
}

/// Generous, because other processes run beside a test: what is quadratic would take ten times as long per op.
#[test]
fn ten_times_the_ops_take_ten_times_the_time() {
    let (small, large) = (best_of(3, 1_000), best_of(1, 10_000));
    let growth = large.as_secs_f64() / small.as_secs_f64() / 10.0;
    assert!(
        growth < 3.0,
        "1,000 ops take {small:?}, 10,000 take {large:?}: {growth:.1} times as long per op"
    );
}
