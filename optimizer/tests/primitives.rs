//! Every transfer function and every refinement, exhaustively at small widths.
//!
//! Elements are enumerated: all intervals of a width, each also with known bits. For all pairs of elements and all values
//! in them, what a primitive computes lies in what its transfer function says; and what a condition excludes, no value
//! that fulfils it has.

mod definitions;

use definitions::{TORTURE, torture::ty};
use trefoil_optimizer::T;
use trefoil_optimizer::cx::Cx;
use trefoil_optimizer::eval::eval;
use trefoil_optimizer::host::Ignorant;
use trefoil_optimizer::lattice::{Elem, Range, TypeSet};
use trefoil_optimizer::semantics::{Datum, Semantics, Type};
use trefoil_optimizer::term::Prim;
use trefoil_optimizer::transfer::transfer;
use trefoil_primitives::Width;

const SEM: &Semantics = TORTURE.sem;

/// The values that an element holds.
type Members = Vec<i64>;

/// Elements of a width with their members: all intervals, and some with known bits.
fn elements(width: Width, coarse: bool) -> Vec<(Elem, Members)> {
    let (min, max) = (width.min() as i64, width.max() as i64);
    let mut found: Vec<Elem> = Vec::new();
    for lo in min..=max {
        for hi in lo..=max {
            // The larger widths: bounds near the ends, near zero, and short intervals.
            let near = |it: i64| it - min < 2 || max - it < 2 || it.abs() < 3;
            if coarse && !(near(lo) && near(hi)) && hi != lo + 5 {
                continue;
            }
            found.push(SEM.an_int(Range::between(lo, hi)));
            for (zeros, ones) in [(1, 0), (0, 1), (3, 0), (0, 2), (4, 1)] {
                let range = Range::between(lo, hi).with_bits(zeros, ones);
                if !range.is_empty() && (lo + hi) % 3 == 0 {
                    found.push(SEM.an_int(range));
                }
            }
        }
    }
    found.sort_by_key(|it| format!("{it:?}"));
    found.dedup();
    let members = |it: &Elem| (min..=max).filter(|value| it.range().contains(*value)).collect();
    found.into_iter().map(|it| (it, members(&it))).collect()
}

fn int(value: i64) -> Datum {
    Datum::new(ty::INT, value as u64)
}

const WIDTHS: [(Width, bool); 5] = [
    (Width::signed(4), false),
    (Width::unsigned(4), false),
    (Width::signed(5), true),
    (Width::signed(6), true),
    (Width::unsigned(6), true),
];

fn binary(w: Width) -> Vec<Prim> {
    vec![
        Prim::Add(w),
        Prim::Sub(w),
        Prim::Mul(w),
        Prim::Div(w),
        Prim::Rem(w),
        Prim::ShlExact(w),
        Prim::Shl(w),
        Prim::Shr(w),
        Prim::OvAdd(w),
        Prim::OvSub(w),
        Prim::OvMul(w),
        Prim::OvDiv(w),
        Prim::OvShl(w),
        Prim::And,
        Prim::Or,
        Prim::Xor,
        Prim::Min(w),
        Prim::Max(w),
        Prim::Lt,
        Prim::LtU64,
        Prim::Eq,
        Prim::Same,
    ]
}

fn unary(w: Width) -> Vec<Prim> {
    let mut all = vec![Prim::Neg(w), Prim::OvNeg(w), Prim::BitNot(w), Prim::ToF64, Prim::ToF64U64];
    all.extend(
        (2..=8)
            .flat_map(|bits| [Prim::Wrap(Width::signed(bits)), Prim::Wrap(Width::unsigned(bits))]),
    );
    all.extend([Prim::Retype(ty::INT), Prim::Is(ty::INT), Prim::Is(ty::CHAR)]);
    all
}

/// Runs `check` for each width on a thread of its own.
fn each_width(check: fn(Width, &[(Elem, Members)])) {
    std::thread::scope(|scope| {
        for (width, coarse) in WIDTHS {
            scope.spawn(move || check(width, &elements(width, coarse)));
        }
    });
}

#[test]
fn transfer_functions_hold_all_results() {
    each_width(|width, elements| {
        for prim in binary(width) {
            for (x, xs) in elements {
                for (y, ys) in elements {
                    let result = transfer(SEM, prim, [*x, *y, Elem::UNKNOWN]);
                    for a in xs {
                        for b in ys {
                            let Some(value) = eval(SEM, prim, [int(*a), int(*b), int(0)]) else {
                                continue;
                            };
                            assert!(
                                result.contains(value),
                                "{prim:?} of {a} in {x:?}, {b} in {y:?}: {value:?} in {result:?}"
                            );
                        }
                    }
                }
            }
        }
        for prim in unary(width) {
            for (x, xs) in elements {
                let result = transfer(SEM, prim, [*x, Elem::UNKNOWN, Elem::UNKNOWN]);
                for a in xs {
                    let Some(value) = eval(SEM, prim, [int(*a); 3]) else { continue };
                    assert!(
                        result.contains(value),
                        "{prim:?} of {a} in {x:?}: {value:?} in {result:?}"
                    );
                }
            }
        }
    });
}

/// The context of two integers and a condition on them.
fn refined(prim: Prim, x: &Elem, y: &Elem, value: bool) -> (Elem, Elem, bool) {
    let mut host = Ignorant;
    let mut cx = Cx::new(SEM, &mut host);
    let (a, b) = (cx.opaque(*x), cx.opaque(*y));
    let cond = cx.primitive(prim, [a, b, T::NONE]);
    cx.assume(cond, value);
    (cx.fact(a), cx.fact(b), cx.is_unreachable())
}

#[test]
fn refinements_keep_all_that_fulfil() {
    each_width(|width, elements| {
        let conditions = [
            Prim::Lt,
            Prim::LtU64,
            Prim::Eq,
            Prim::Same,
            Prim::OvAdd(width),
            Prim::OvSub(width),
            Prim::OvMul(width),
            Prim::OvDiv(width),
            Prim::OvShl(width),
            Prim::OvNeg(width),
        ];
        for prim in conditions {
            for (x, xs) in elements.iter().step_by(2) {
                for (y, ys) in elements.iter().skip(1).step_by(2) {
                    for wanted in [false, true] {
                        let (new_x, new_y, unreachable) = refined(prim, x, y, wanted);
                        for a in xs {
                            for b in ys {
                                let Some(value) = eval(SEM, prim, [int(*a), int(*b), int(0)])
                                else {
                                    continue;
                                };
                                if (value.bits != 0) == wanted {
                                    assert!(
                                        !unreachable
                                            && new_x.contains(int(*a))
                                            && new_y.contains(int(*b)),
                                        "{prim:?} is {wanted} of {a} in {x:?}, {b} in {y:?}: left {new_x:?}, {new_y:?}"
                                    );
                                }
                            }
                        }
                    }
                }
            }
        }
    });
}

#[test]
fn what_a_sum_is_flows_back_to_its_operands() {
    each_width(|width, elements| {
        let forms =
            [(Prim::Add(width), Prim::OvAdd(width)), (Prim::Sub(width), Prim::OvSub(width))];
        for (exact, lost) in forms {
            for (x, xs) in elements.iter().step_by(3) {
                for (y, ys) in elements.iter().skip(1).step_by(5) {
                    for bound in [-3, 0, 2] {
                        let mut host = Ignorant;
                        let mut cx = Cx::new(SEM, &mut host);
                        let (a, b) = (cx.opaque(*x), cx.opaque(*y));
                        let overflow = cx.primitive(lost, [a, b, T::NONE]);
                        cx.assume(overflow, false);
                        let result = cx.primitive(exact, [a, b, T::NONE]);
                        let small = cx.lt(result, bound);
                        cx.assume(small, true);
                        for p in xs {
                            for q in ys {
                                let args = [int(*p), int(*q), int(0)];
                                let fits = eval(SEM, lost, args).is_some_and(|it| it.bits == 0);
                                let value = eval(SEM, exact, args).map_or(0, Datum::word);
                                if fits && value < bound {
                                    assert!(
                                        cx.fact(a).contains(int(*p))
                                            && cx.fact(b).contains(int(*q)),
                                        "{exact:?} below {bound}: {p} in {x:?}, {q} in {y:?}"
                                    );
                                }
                            }
                        }
                    }
                }
            }
        }
    });
}

#[test]
fn logic_and_types_refine_both_ways() {
    let bools = [SEM.just_bool(false), SEM.just_bool(true), SEM.a_bool()];
    let truth = |value: bool| Datum::new(ty::BOOL, u64::from(value));
    for prim in [Prim::BAnd, Prim::BOr, Prim::Eq, Prim::Not] {
        for (x, y) in bools.iter().flat_map(|x| bools.iter().map(move |y| (x, y))) {
            let result = transfer(SEM, prim, [*x, *y, Elem::UNKNOWN]);
            for wanted in [false, true] {
                let (new_x, new_y, unreachable) = refined(prim, x, y, wanted);
                for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
                    if !x.contains(truth(a)) || !y.contains(truth(b)) {
                        continue;
                    }
                    let Some(value) = eval(SEM, prim, [truth(a), truth(b), truth(a)]) else {
                        continue;
                    };
                    assert!(result.contains(value));
                    let unary = prim == Prim::Not;
                    if (value.bits != 0) == wanted {
                        assert!(!unreachable && new_x.contains(truth(a)), "{prim:?} {a} {b}");
                        assert!(unary || new_y.contains(truth(b)), "{prim:?} {a} {b}");
                    }
                }
            }
        }
    }
    // Types: every pair of a value and a set that it is in.
    let values: Vec<Datum> = (0..SEM.types.len() as u8).map(|it| Datum::new(Type(it), 1)).collect();
    let sets = (0..1u64 << SEM.types.len()).step_by(7).map(TypeSet);
    for set in sets {
        let x = SEM.of_types(set);
        for tested in 0..SEM.types.len() as u8 {
            let prim = Prim::Is(Type(tested));
            let result = transfer(SEM, prim, [x, Elem::UNKNOWN, Elem::UNKNOWN]);
            for wanted in [false, true] {
                let (new_x, _, unreachable) = refined(prim, &x, &SEM.a_bool(), wanted);
                for value in values.iter().filter(|value| x.contains(**value)) {
                    let is = value.ty == Type(tested);
                    assert!(result.contains(truth(is)), "{prim:?} of {value:?} in {x:?}");
                    assert!(
                        is != wanted || !unreachable && new_x.contains(*value),
                        "{prim:?} {value:?} {x:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn floats_fold_by_their_bits() {
    let floats = [0.0, -0.0, 1.0, -1.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300];
    let prims = [
        Prim::FAdd,
        Prim::FSub,
        Prim::FMul,
        Prim::FDiv,
        Prim::FNeg,
        Prim::FAbs,
        Prim::FSqrt,
        Prim::FFloor,
        Prim::FEq,
        Prim::FLt,
        Prim::FLe,
        Prim::Same,
    ];
    for (a, b) in floats.iter().flat_map(|a| floats.iter().map(move |b| (*a, *b))) {
        let (x, y) = (Datum::new(ty::FLOAT, a.to_bits()), Datum::new(ty::FLOAT, b.to_bits()));
        for prim in prims {
            for (p, q) in [
                (SEM.of_datum(x), SEM.of_datum(y)),
                (SEM.a_float(), SEM.of_datum(y)),
                (SEM.a_float(), SEM.a_float()),
            ] {
                let result = transfer(SEM, prim, [p, q, Elem::UNKNOWN]);
                let value = eval(SEM, prim, [x, y, x]).expect("floats are total");
                assert!(result.contains(value), "{prim:?} {a} {b}");
            }
        }
    }
    // A float that is boxed twice has two identities.
    let one = SEM.of_datum(Datum::new(ty::FLOAT, 1.0f64.to_bits()));
    assert_eq!(transfer(SEM, Prim::Same, [one, one, Elem::UNKNOWN]), SEM.a_bool());
}
