//! Breaks the engine on purpose, one defect at a time, and expects the other tests to notice each.
//!
//! `cargo test -p trefoil-optimizer --features mutants --test mutants -- --nocapture` reports which were caught and by
//! what. Without the feature there is nothing to run.

#![cfg(feature = "mutants")]

mod definitions;

use definitions::{TORTURE, VM};
use std::panic::catch_unwind;
use std::time::Instant;
use trefoil_optimizer::defects::{Defect, activate};
use trefoil_optimizer::eval::eval;
use trefoil_optimizer::lattice::{Elem, Range};
use trefoil_optimizer::model::Definition;
use trefoil_optimizer::semantics::{Datum, Op, Semantics};
use trefoil_optimizer::term::Prim;
use trefoil_optimizer::transfer::transfer;
use trefoil_primitives::Width;

/// The number of sequences after which a defect counts as unnoticed.
const SEQUENCES: u64 = 150_000;

/// What noticed a defect.
fn noticed(defect: Defect) -> Option<&'static str> {
    activate(Some(defect));
    let caught = |check: &(dyn Fn() -> bool + std::panic::RefUnwindSafe)| {
        catch_unwind(check).unwrap_or(true)
    };
    let found = if caught(&|| transfer_is_wrong(TORTURE.sem)) {
        Some("primitives at width 4")
    } else if caught(&|| alone(TORTURE)) {
        Some("one op alone")
    } else if caught(&|| TORTURE.check(None, 6, 0..SEQUENCES).is_err()) {
        Some("sequences (torture)")
    } else if caught(&|| VM.check(None, 6, 0..SEQUENCES).is_err()) {
        Some("sequences (VM)")
    } else {
        None
    };
    activate(None);
    found
}

fn alone(definition: Definition) -> bool {
    (0..definition.sem.ops.len())
        .any(|op| definition.check(Some(Op(op as u16)), 1, 0..1_000).is_err())
}

/// Whether some transfer function is wrong on all intervals of 4 bits.
fn transfer_is_wrong(sem: &Semantics) -> bool {
    let w = Width::signed(4);
    let prims = [
        Prim::Add(w),
        Prim::Sub(w),
        Prim::Mul(w),
        Prim::Div(w),
        Prim::Rem(w),
        Prim::Shr(w),
        Prim::OvAdd(w),
        Prim::OvSub(w),
        Prim::OvNeg(w),
        Prim::OvDiv(w),
        Prim::OvShl(w),
        Prim::And,
        Prim::Or,
        Prim::Wrap(Width::signed(3)),
        Prim::Lt,
    ];
    let intervals: Vec<(i64, i64)> =
        (-8..8).flat_map(|lo| (lo..8).map(move |hi| (lo, hi))).collect();
    let int = |value: i64| Datum::new(sem.int, value as u64);
    let elem = |(lo, hi)| sem.an_int(Range::between(lo, hi));
    let one_true = transfer(sem, Prim::BAnd, [sem.just_bool(true), sem.a_bool(), Elem::UNKNOWN]);
    if !one_true.contains(Datum::new(sem.bool, 0)) {
        return true;
    }
    prims.iter().any(|prim| {
        intervals.iter().any(|x| {
            intervals.iter().any(|y| {
                let result = transfer(sem, *prim, [elem(*x), elem(*y), Elem::UNKNOWN]);
                (x.0..=x.1).any(|a| {
                    (y.0..=y.1).any(|b| {
                        eval(sem, *prim, [int(a), int(b), int(0)])
                            .is_some_and(|value| !result.contains(value))
                    })
                })
            })
        })
    })
}

#[test]
fn every_defect_is_noticed() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut survivors = Vec::new();
    let only = std::env::var("MUTANT").ok();
    let chosen = |defect: &&Defect| only.as_ref().is_none_or(|only| format!("{defect:?}") == *only);
    for defect in Defect::ALL.iter().filter(chosen) {
        let start = Instant::now();
        let found = noticed(*defect);
        println!(
            "{:32} {} ({:.1?})",
            format!("{defect:?}"),
            found.unwrap_or("SURVIVED"),
            start.elapsed()
        );
        if found.is_none() {
            survivors.push(defect);
        }
    }
    let _ = std::panic::take_hook();
    println!("{} of {} defects noticed", Defect::ALL.len() - survivors.len(), Defect::ALL.len());
    assert!(survivors.is_empty(), "these defects survive: {survivors:?}");
}
