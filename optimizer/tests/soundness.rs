//! The abstract meaning of every op against its concrete meaning: alone, and in sequences that share values.

mod definitions;

use definitions::{TORTURE, VM, in_parallel};
use trefoil_optimizer::model::Definition;
use trefoil_optimizer::semantics::Op;

/// How many tests: more where the harness is compiled with optimization, or what the environment says.
fn cases(default: u64) -> u64 {
    std::env::var("SOUNDNESS_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(default)
}

fn every_op_alone(definition: Definition) {
    let mut never = Vec::new();
    for (index, info) in definition.sem.ops.iter().enumerate() {
        let ran = in_parallel(definition, Some(Op(index as u16)), 1, cases(4_000));
        if ran == 0 {
            never.push(info.name);
        }
    }
    assert!(never.is_empty(), "these ops never ran: {never:?}");
}

fn sequences(definition: Definition, count: u64) {
    let count = cases(count);
    let ran = in_parallel(definition, None, 6, count);
    println!("{count} sequences, {ran} ops compared");
    assert!(ran > count / 2, "the sequences end too early: {ran} ops in {count} sequences");
}

#[test]
fn ops_alone() {
    every_op_alone(VM);
}

#[test]
fn sequences_of_ops() {
    sequences(VM, 1_000_000);
}

#[test]
fn torture_ops_alone() {
    every_op_alone(TORTURE);
}

#[test]
fn torture_sequences() {
    sequences(TORTURE, 500_000);
}
