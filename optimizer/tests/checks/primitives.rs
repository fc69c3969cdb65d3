//! Every transfer function on all elements of small widths.
//!
//! The list of primitives gives what is tested; a new one is tested with nothing written for it. For all elements of its
//! arguments and all values in them, what it computes lies in what its transfer function says. What is said is compared
//! with the best element that there is: the join of all results.

use super::Sink;
use super::tally::Tally;
use crate::definitions::TORTURE;
use crate::definitions::torture::ty;
use trefoil_optimizer::T;
use trefoil_optimizer::cx::Cx;
use trefoil_optimizer::eval::eval;
use trefoil_optimizer::host::Ignorant;
use trefoil_optimizer::lattice::{Elem, Range, TypeSet};
use trefoil_optimizer::semantics::{Datum, Semantics, Type};
use trefoil_optimizer::term::{Prim, PrimKind, Sort};
use trefoil_optimizer::transfer::transfer;
use trefoil_primitives::Width;

/// The definition whose types are used.
pub const SEM: &Semantics = TORTURE.sem;

/// An element with the values in it that are tested.
pub type Members = (Elem, Vec<Datum>);

/// An integer.
pub fn int(value: i64) -> Datum {
    Datum::new(ty::INT, value as u64)
}

/// A bool.
pub fn truth(value: bool) -> Datum {
    Datum::new(ty::BOOL, u64::from(value))
}

fn with_members(elems: impl IntoIterator<Item = Elem>, universe: &[Datum]) -> Vec<Members> {
    let members = |elem: &Elem| universe.iter().copied().filter(|it| elem.contains(*it)).collect();
    elems.into_iter().map(|elem| (elem, members(&elem))).collect()
}

/// Elements of a width: all intervals, and some with known bits. Of wide ones only intervals with bounds near the ends
/// and near zero, and short ones.
pub fn integers(width: Width) -> Vec<Members> {
    let (min, max) = (width.min() as i64, width.max() as i64);
    let mut found: Vec<Elem> = Vec::new();
    for lo in min..=max {
        for hi in lo..=max {
            let near = |it: i64| it - min < 2 || max - it < 2 || it.abs() < 3;
            if width.bits() > 4 && !(near(lo) && near(hi)) && hi != lo + 5 {
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
    let universe: Vec<Datum> = (min..=max).map(int).collect();
    with_members(found, &universe)
}

/// Elements of bools.
pub fn bools() -> Vec<Members> {
    let elems = [SEM.just_bool(false), SEM.just_bool(true), SEM.a_bool()];
    with_members(elems, &[truth(false), truth(true)])
}

fn floats() -> Vec<Members> {
    let values = [0.0, -0.0, 1.0, -1.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300];
    let universe = values.map(|it| Datum::new(ty::FLOAT, it.to_bits()));
    let elems = universe.iter().map(|it| SEM.of_datum(*it)).chain([SEM.a_float()]);
    with_members(elems, &universe)
}

/// Values of every type: some with a lasting identity, some without.
fn values() -> Vec<Datum> {
    let mut all: Vec<Datum> =
        (0..SEM.types.len() as u8).map(|it| Datum::new(Type(it), 1)).collect();
    all.extend([int(0), int(2), int(5), truth(false), Datum::new(ty::CHAR, 5)]);
    all.extend([ty::FLOAT, ty::LIST, ty::NODE].map(|ty| Datum::new(ty, 7)));
    // A unit has one value.
    all.retain(|it| ![ty::NONE_TYPE, ty::NULL].contains(&it.ty));
    all.extend([ty::NONE_TYPE, ty::NULL].map(|ty| Datum::new(ty, 0)));
    all
}

/// Elements of any values: constants, types, unions of types, each with ranges.
pub fn any() -> Vec<Members> {
    let universe = values();
    let mut elems: Vec<Elem> = universe.iter().map(|it| SEM.of_datum(*it)).collect();
    let sets = [
        0b1,
        0b10,
        0b100,
        0b1001,
        0b1100,
        0b1_0000,
        0b11_0000,
        0b100_0001,
        0b101_0000,
        0b1000_0110,
        0b1111_1111_1111,
    ];
    for set in sets {
        let elem = SEM.of_types(TypeSet(set));
        elems.push(elem);
        if !elem.range().is_empty() {
            elems.push(elem.meet(&Elem::only_range(Range::between(0, 5))));
            elems.push(elem.meet(&Elem::only_range(Range::between(1, 2))));
        }
    }
    elems.push(SEM.of_datum(universe[7]).join(&SEM.an_int(Range::between(0, 2))));
    with_members(elems, &universe)
}

/// The primitives of a kind that are tested, for integers of a width.
pub fn instances(kind: PrimKind, width: Width) -> Vec<Prim> {
    let widths = |of: fn(u8) -> Width| (2..=width.bits() as u8 + 2).map(of);
    match kind {
        PrimKind::Wrap => {
            widths(Width::signed).chain(widths(Width::unsigned)).map(Prim::Wrap).collect()
        }
        PrimKind::Is => {
            [ty::INT, ty::BOOL, ty::CHAR, ty::FLOAT, ty::NONE_TYPE, ty::LIST].map(Prim::Is).to_vec()
        }
        PrimKind::Retype => [ty::INT, ty::CHAR].map(Prim::Retype).to_vec(),
        kind => kind.with(width, ty::INT).into_iter().collect(),
    }
}

/// What a primitive computes of arguments that it may have.
fn value_of(prim: Prim, args: [Datum; 3]) -> Option<Datum> {
    let value = eval(SEM, prim, args)?;
    // A scalar is boxed to a type that holds it: definitions see to that.
    let fits = |ty: Type| SEM.of_types(ty.set()).contains(value);
    (!matches!(prim, Prim::Retype(ty) if !fits(ty))).then_some(value)
}

/// A primitive without a result for some arguments says so.
fn partial(prim: Prim) -> Result<(), String> {
    let excluded = matches!(prim, Prim::Retype(_));
    if prim.is_partial() || excluded { Ok(()) } else { Err(format!("{prim:?} is partial")) }
}

/// The elements that an argument of a kind is tested with.
fn arguments(kind: PrimKind, sort: Sort, width: Width) -> Vec<Members> {
    match (kind, sort) {
        // Scalars only. An integer of another type is one of the width of that type.
        (PrimKind::Retype, _) => {
            let mut all = integers(width);
            all.extend(bools());
            all.extend(any().into_iter().filter(|(elem, _)| elem.types() == ty::CHAR.set()));
            all
        }
        (_, Sort::Int) => integers(width),
        (_, Sort::Bool) => bools(),
        (_, Sort::Float) => floats(),
        // Identity of integers is tested with many of them, too.
        (PrimKind::Same, Sort::Any) => any().into_iter().chain(integers(width)).collect(),
        (_, Sort::Any) => any(),
    }
}

/// Tests all primitives of a kind; measures what is known of the results.
///
/// # Errors
/// A value that the transfer function excludes.
pub fn check(kind: PrimKind, width: Width) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let Some((sorts, _)) = kind.signature() else { return Ok(tally) };
    let lists: Vec<Vec<Members>> = sorts.iter().map(|sort| arguments(kind, *sort, width)).collect();
    let unused = [(Elem::UNKNOWN, vec![int(0)])];
    let list = |index: usize| lists.get(index).map_or(&unused[..], |it| &it[..]);
    for prim in instances(kind, width) {
        for (x, xs) in list(0) {
            for (y, ys) in list(1) {
                for (z, zs) in list(2) {
                    let result = transfer(SEM, prim, [*x, *y, *z]);
                    let mut best = Elem::UNREACHABLE;
                    for a in xs {
                        for (b, c) in ys.iter().flat_map(|b| zs.iter().map(move |c| (*b, *c))) {
                            let Some(value) = value_of(prim, [*a, b, c]) else {
                                partial(prim)?;
                                continue;
                            };
                            if !result.contains(value) {
                                return Err(format!(
                                    "{prim:?} of {a:?} in {x:?}, {b:?} in {y:?}, {c:?} in {z:?}: {value:?} in {result:?}"
                                ));
                            }
                            best = best.join(&SEM.of_datum(value));
                        }
                    }
                    tally.add(&result, result == best);
                }
            }
        }
    }
    Ok(tally)
}

/// The primitives whose applications to exchanged arguments are one term.
pub fn orders() -> String {
    let width = Width::signed(3);
    let shared = PrimKind::ALL.iter().filter(|kind| {
        let mut host = Ignorant;
        let mut cx = Cx::new(SEM, &mut host);
        let Some(([x, y], _)) = kind.signature() else { return false };
        let unknown = |sort: &Sort| match sort {
            Sort::Int => SEM.an_int(Range::of_width(width)),
            Sort::Bool => SEM.a_bool(),
            Sort::Float => SEM.a_float(),
            Sort::Any => Elem::UNKNOWN,
        };
        let (a, b) = (cx.opaque(unknown(x)), cx.opaque(unknown(y)));
        instances(**kind, width).iter().all(|prim| {
            cx.primitive(*prim, [a, b, T::NONE]) == cx.primitive(*prim, [b, a, T::NONE])
        })
    });
    let names: Vec<String> = shared.map(|kind| format!("{kind:?}")).collect();
    format!("in either order: {}", names.join(" "))
}

/// The name of a width in measurements.
pub fn name(width: Width) -> String {
    format!("{}{}", if width.is_signed() { 'i' } else { 'u' }, width.bits())
}

/// Tests all primitives; measures each.
///
/// # Errors
/// A value that a transfer function excludes, or what the sink says.
pub fn all(width: Width, sink: Sink<'_>) -> Result<(), String> {
    for kind in PrimKind::ALL {
        let tally = check(*kind, width)?;
        if kind.signature().is_some() {
            sink(format!("{kind:?} {}: {tally}", name(width)))?;
        }
    }
    Ok(())
}
