//! Random recorded loops: their traces against their ops.

mod definitions;

use definitions::TORTURE;
use trefoil_optimizer::model::Machine;
use trefoil_optimizer::model::loops::{Loops, Moves, Tally};
use trefoil_optimizer::semantics::Datum;

/// How many loops: more where the environment says so.
fn cases(default: u64) -> u64 {
    std::env::var("LOOP_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(default)
}

/// Checks loops on two threads, and adds up.
fn check(loops: &Loops, len: usize, count: u64) -> Tally {
    let half = count / 2;
    let parts = [0..half, half..count];
    let workers = parts.map(|seeds| {
        let loops = loops.clone();
        std::thread::spawn(move || loops.check(len, seeds))
    });
    let mut sum = Tally::default();
    for worker in workers {
        match worker.join() {
            Ok(Ok(tally)) => {
                sum.compared += tally.compared;
                sum.iterations += tally.iterations;
                sum.given_up += tally.given_up;
                sum.whole += tally.whole;
            }
            Ok(Err(what)) => panic!("{what}"),
            Err(_) => panic!("a check panicked"),
        }
    }
    sum
}

fn torture() -> Loops {
    let moves = Moves { get: "_GET", set: "_SET", drop: "_DROP", safepoint: "_SAFE" };
    Loops::new(TORTURE, moves)
}

#[test]
fn short_loops() {
    let count = cases(60_000);
    let tally = check(&torture(), 4, count);
    println!("{count} loops: {tally:?}");
    assert!(tally.compared > count / 4, "too few loops become traces: {tally:?}");
}

#[test]
fn long_loops() {
    let count = cases(20_000);
    let tally = check(&torture(), 16, count);
    println!("{count} loops: {tally:?}");
    // Most of them are given up; few of these because of an op that does not decompose.
    assert!(tally.compared > count / 20, "too few loops become traces: {tally:?}");
}

#[test]
fn a_run_that_asks_which_nan_it_is_means_nothing() {
    // The sign of a NaN depends on the order of an addition's operands, which no one promises.
    let mut machine = Machine::new(TORTURE.sem);
    let float = |value: f64| Datum::new(TORTURE.sem.float, value.to_bits());
    let (nan, other) = (float(f64::NAN), float(-f64::NAN));
    for (a, b, same) in [(nan, float(0.0), false), (float(0.0), float(0.0), true)] {
        assert_eq!(machine.same(a, b), same);
        assert!(!machine.wild, "{a:?} and {b:?} can be told apart");
    }
    machine.same(nan, other);
    assert!(machine.wild);
}

#[test]
fn loops_with_nans_are_as_good_as_others() {
    // This one asks whether the square root of a NaN is that NaN plus itself: the sign of the sum is not the same in all compilations.
    const SEED: u64 = 729_791;
    let tally = torture().check(16, SEED..SEED + 1);
    assert!(tally.is_ok(), "{tally:?}");
}
