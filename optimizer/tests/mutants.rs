//! Breaks the engine on purpose, one mutant at a time, and expects the other tests to notice each.
//!
//! `cargo test -p trefoil-optimizer --features mutants --test mutants -- --nocapture` reports what noticed each; with
//! `MUTANT=text` only of those whose name has that text. Without the feature there is nothing to run. Those that nothing
//! notices are in `survivors.txt` with the reason; one that is not there fails, and so does a line that is not true.

#![cfg(feature = "mutants")]

mod checks;
mod definitions;

use definitions::{TORTURE, VM};
use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use trefoil_optimizer::model::Definition;
use trefoil_optimizer::model::loops::{Loops, Moves};
use trefoil_optimizer::mutants::{Mutant, activate, has_changed_something};
use trefoil_optimizer::semantics::Op;

/// The number of sequences and loops after which a mutant counts as unnoticed.
const SEQUENCES: u64 = 60_000;
const LOOPS: u64 = 10_000;

/// A check, and what it is called. Cheap ones that notice much come first; but what only measures ops comes last: that it
/// differs does not say that something is wrong, so tests of soundness have to notice what is.
type Check = (&'static str, fn() -> bool);

const CHECKS: &[Check] = &[
    ("elements and primitives", || differs(checks::measure)),
    ("laws of the lattice", || checks::laws::all().is_err()),
    ("one op alone", || alone(TORTURE)),
    ("sequences (torture)", || TORTURE.check(None, 6, 0..SEQUENCES).is_err()),
    ("loops", || {
        let moves = Moves { get: "_GET", set: "_SET", drop: "_DROP", safepoint: "_SAFE" };
        Loops::new(TORTURE, moves).check(4, 0..LOOPS).is_err()
    }),
    ("sequences (VM)", || VM.check(None, 6, 0..SEQUENCES).is_err()),
    ("what ops leave to do", || differs(checks::measure_ops)),
];

/// Whether measurements are not those that are kept, or find that something is wrong.
fn differs(measure: fn(checks::Sink<'_>) -> Result<(), String>) -> bool {
    let kept = checks::kept();
    let mut same = |line: String| if kept.contains(&line) { Ok(()) } else { Err(line) };
    measure(&mut same).is_err()
}

fn alone(definition: Definition) -> bool {
    (0..definition.sem.ops.len())
        .any(|op| definition.check(Some(Op(op as u16)), 1, 0..1_000).is_err())
}

/// What became of a mutant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    /// A check fails.
    Noticed(&'static str),
    /// No check fails although results changed.
    Survives,
    /// No result changed: it is no mutant.
    Idle,
}

fn fate(mutant: Mutant) -> Fate {
    let mut changes = false;
    for (name, check) in CHECKS {
        activate(Some(mutant));
        let noticed = catch_unwind(check).unwrap_or(true);
        changes |= has_changed_something();
        activate(None);
        if noticed {
            return Fate::Noticed(name);
        }
        // The first check tries all there is.
        if !changes && is_of_primitives(mutant) {
            return Fate::Idle;
        }
    }
    if changes { Fate::Survives } else { Fate::Idle }
}

/// Whether a mutant that changes nothing in the first check changes nothing at all.
fn is_of_primitives(mutant: Mutant) -> bool {
    use Mutant::{Argument, Commutes, Exchanged, Ordered, Polarity, Refine, Result, Same};
    matches!(
        mutant,
        Result(..)
            | Argument(..)
            | Exchanged(..)
            | Commutes(..)
            | Ordered(..)
            | Same(..)
            | Refine(..)
            | Polarity(..)
    )
}

/// The fates of all mutants, found on as many threads as there are processors.
fn fates(mutants: &[Mutant]) -> Vec<(Mutant, Fate, Duration)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
            let start = Instant::now();
            let fate = fate(*mutant);
            println!("{:40} {fate:?} ({:.1?})", format!("{mutant:?}"), start.elapsed());
            found.push((*mutant, fate, start.elapsed()));
        }
        found
    };
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|it| it.join().unwrap_or_default()).collect()
    })
}

/// The lines of `survivors.txt`: name, and the word before it.
fn explained() -> BTreeMap<String, String> {
    let text = include_str!("survivors.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let parsed = lines.map(|line| {
        let (mutant, reason) = line.split_once("  # ").unwrap_or((line, ""));
        assert!(!reason.trim().is_empty(), "no reason: {line}");
        let (word, name) = mutant.split_once(' ').unwrap_or((mutant, ""));
        (name.to_string(), word.to_string())
    });
    parsed.collect()
}

#[test]
fn every_mutant_is_noticed_or_explained() {
    let failing: Vec<&str> =
        CHECKS.iter().filter(|(_, check)| check()).map(|(name, _)| *name).collect();
    assert!(failing.is_empty(), "these fail without a mutant: {failing:?}");
    std::panic::set_hook(Box::new(|_| {}));
    let only = std::env::var("MUTANT").unwrap_or_default();
    let mut mutants = Mutant::all();
    mutants.retain(|mutant| format!("{mutant:?}").contains(&only));
    let start = Instant::now();
    let fates = fates(&mutants);
    let _ = std::panic::take_hook();

    let mut explained = explained();
    explained.retain(|name, _| name.contains(&only));
    let mut wrong = Vec::new();
    for (mutant, fate, _) in &fates {
        let name = format!("{mutant:?}");
        let word = match fate {
            Fate::Noticed(_) => None,
            Fate::Survives => Some("survives"),
            Fate::Idle => Some("idle"),
        };
        let said = explained.remove(&name);
        if said.as_deref() != word {
            wrong.push(format!("{name}: {fate:?}, explained as {said:?}"));
        }
    }
    wrong.extend(explained.keys().map(|name| format!("{name}: there is no such mutant")));
    let count = |of: fn(&Fate) -> bool| fates.iter().filter(|(_, fate, _)| of(fate)).count();
    let noticed = count(|fate| matches!(fate, Fate::Noticed(_)));
    let survivors = count(|fate| *fate == Fate::Survives);
    let (real, idle) = (noticed + survivors, count(|fate| *fate == Fate::Idle));
    println!(
        "{noticed} of {real} mutants noticed in {:.0?}, {idle} change nothing",
        start.elapsed()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(noticed * 100 >= real * 95, "only {noticed} of {real} mutants are noticed");
}
