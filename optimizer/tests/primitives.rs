//! Every transfer function and every refinement, exhaustively at small widths; and random expressions of them.

mod checks;
mod definitions;

use checks::primitives::SEM;
use checks::{expressions, primitives, refinements};
use definitions::torture::ty;
use trefoil_optimizer::lattice::Elem;
use trefoil_optimizer::semantics::Datum;
use trefoil_optimizer::term::Prim;
use trefoil_optimizer::transfer::transfer;
use trefoil_primitives::Width;

const WIDTHS: [Width; 5] =
    [Width::signed(4), Width::unsigned(4), Width::signed(5), Width::signed(6), Width::unsigned(6)];

/// Runs a check for each width on a thread of its own.
fn each_width(check: fn(Width) -> Result<(), String>) {
    std::thread::scope(|scope| {
        for width in WIDTHS {
            scope.spawn(move || check(width).unwrap_or_else(|what| panic!("{what}")));
        }
    });
}

#[test]
fn transfer_functions_hold_all_results() {
    each_width(|width| primitives::all(width, &mut |_| Ok(())));
}

#[test]
fn refinements_keep_all_that_fulfil() {
    each_width(|width| refinements::all(width, &mut |_| Ok(())));
}

#[test]
fn refinements_flow_through_choices_and_types() {
    refinements::through(&mut |_| Ok(())).unwrap_or_else(|what| panic!("{what}"));
}

#[test]
fn terms_of_random_expressions_mean_what_they_say() {
    each_width(|width| {
        // Assignments are four times as many for each bit.
        let count = 40_000 >> (2 * (width.bits() - 3));
        expressions::check(width, count).map(|_| ())
    });
}

#[test]
fn a_float_that_is_boxed_twice_has_two_identities() {
    let one = SEM.of_datum(Datum::new(ty::FLOAT, 1.0f64.to_bits()));
    assert_eq!(transfer(SEM, Prim::Same, [one, one, Elem::UNKNOWN]), SEM.a_bool());
}
