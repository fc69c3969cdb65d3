//! Every condition, assumed to be true and assumed to be false, on all elements of small widths.
//!
//! What a condition excludes, no value has that fulfils it; and how much it excludes is measured. Then one step further:
//! what becomes known of a result flows back to what it was computed from.

use super::Sink;
use super::primitives::{Members, SEM, any, bools, instances, int, integers, name};
use super::tally::Tally;
use crate::definitions::torture::ty;
use trefoil_optimizer::T;
use trefoil_optimizer::cx::Cx;
use trefoil_optimizer::eval::eval;
use trefoil_optimizer::host::Ignorant;
use trefoil_optimizer::lattice::{Elem, Range};
use trefoil_optimizer::mutants::{REFINEMENTS, When};
use trefoil_optimizer::semantics::Datum;
use trefoil_optimizer::term::{Prim, PrimKind, Sort};
use trefoil_primitives::Width;

/// The conditions with refinements: whoever lists one has it tested.
pub fn conditions() -> Vec<PrimKind> {
    let mut kinds: Vec<PrimKind> =
        REFINEMENTS.iter().filter(|it| it.1 != When::Narrowed).map(|it| it.0).collect();
    kinds.dedup();
    kinds
}

/// What is assumed of one condition, and what it leaves.
struct Case<'a> {
    prim: Prim,
    args: [&'a Members; 3],
    arity: usize,
    wanted: bool,
}

impl Case<'_> {
    fn run(&self, cx: &mut Cx<'_>, tally: &mut Tally) -> Result<(), String> {
        cx.clear();
        let mut term = |it: &&Members| {
            let t = cx.opaque(it.0);
            // A constant is the older term of the two then.
            cx.canonical(t)
        };
        let terms: Vec<T> = self.args[..self.arity].iter().map(&mut term).collect();
        let mut given = [T::NONE; 3];
        given[..self.arity].copy_from_slice(&terms);
        let cond = cx.primitive(self.prim, given);
        cx.assume(cond, self.wanted);
        let mut left = [Elem::UNREACHABLE; 3];
        for a in &self.args[0].1 {
            for b in &self.args[1].1 {
                for c in &self.args[2].1 {
                    let Some(value) = eval(SEM, self.prim, [*a, *b, *c]) else { continue };
                    if (value.bits != 0) != self.wanted {
                        continue;
                    }
                    for ((t, value), left) in terms.iter().zip([a, b, c]).zip(&mut left) {
                        *left = left.join(&SEM.of_datum(*value));
                        if cx.is_unreachable() || !cx.fact(*t).contains(*value) {
                            return Err(format!(
                                "{:?} is {} of {a:?} in {:?}, {b:?} in {:?}, {c:?} in {:?}: left {:?}",
                                self.prim,
                                self.wanted,
                                self.args[0].0,
                                self.args[1].0,
                                self.args[2].0,
                                cx.fact(*t)
                            ));
                        }
                    }
                }
            }
        }
        for (t, best) in terms.iter().zip(&left) {
            let fact = if cx.is_unreachable() { Elem::UNREACHABLE } else { cx.fact(*t) };
            tally.add(&fact, fact == *best);
        }
        Ok(())
    }
}

fn arguments(kind: PrimKind, sort: Sort, width: Width) -> Vec<Members> {
    // Of wide elements every other one.
    let step = if width.bits() > 4 { 2 } else { 1 };
    match (kind, sort) {
        (PrimKind::Same, _) => any().into_iter().chain(integers(width)).step_by(step).collect(),
        // The rule for conditions only; `expressions.rs` has the others.
        (PrimKind::Sel, _) | (_, Sort::Bool | Sort::Float) => bools(),
        (PrimKind::Eq, Sort::Int) => bools().into_iter().chain(integers(width)).collect(),
        (_, Sort::Int) => integers(width).into_iter().step_by(step).collect(),
        (_, Sort::Any) => any(),
    }
}

/// Tests a condition both ways; measures what is left of its arguments.
///
/// # Errors
/// A value that fulfils the condition and is excluded.
pub fn check(kind: PrimKind, wanted: bool, width: Width) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let Some((sorts, _)) = kind.signature() else { return Ok(tally) };
    let lists: Vec<Vec<Members>> = sorts.iter().map(|sort| arguments(kind, *sort, width)).collect();
    let unused = [(Elem::UNKNOWN, vec![int(0)])];
    let list = |index: usize| lists.get(index).map_or(&unused[..], |it| &it[..]);
    let mut host = Ignorant;
    let mut cx = Cx::new(SEM, &mut host);
    for prim in instances(kind, width) {
        for x in list(0) {
            // Integers and bools are not compared with one another.
            let fits = |y: &&Members| kind != PrimKind::Eq || x.0.types() == y.0.types();
            for y in list(1).iter().filter(fits) {
                for z in list(2) {
                    let case = Case { prim, args: [x, y, z], arity: sorts.len(), wanted };
                    case.run(&mut cx, &mut tally)?;
                }
            }
        }
    }
    Ok(tally)
}

fn is_unary(prim: Prim) -> bool {
    matches!(prim.kind().signature(), Some(([_], _)))
}

/// Tests that a bound of an exact sum or difference flows back to its operands; measures what is left of them.
///
/// # Errors
/// A value of an operand that fits and is excluded.
pub fn backwards(
    exact: Prim,
    lost: Prim,
    bound: i64,
    below: bool,
    width: Width,
) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let elements = integers(width);
    let mut host = Ignorant;
    let mut cx = Cx::new(SEM, &mut host);
    let step = if width.bits() > 3 { 3 } else { 1 };
    for (x, xs) in elements.iter().step_by(step) {
        for (y, ys) in elements.iter().skip(1).step_by(step + 1) {
            cx.clear();
            let (a, b) = (cx.opaque(*x), cx.opaque(*y));
            let second = if is_unary(lost) { T::NONE } else { b };
            let overflow = cx.primitive(lost, [a, second, T::NONE]);
            cx.assume(overflow, false);
            let result = cx.primitive(exact, [a, second, T::NONE]);
            let small = cx.lt(result, bound);
            cx.assume(small, below);
            for (p, q) in xs.iter().flat_map(|p| ys.iter().map(move |q| (*p, *q))) {
                let args = [p, q, int(0)];
                let fits = eval(SEM, lost, args).is_some_and(|it| it.bits == 0);
                let value = eval(SEM, exact, args).map_or(0, Datum::word);
                let kept = cx.fact(a).contains(p) && cx.fact(b).contains(q);
                let kept = kept && cx.fact(result).contains(int(value)) && !cx.is_unreachable();
                if fits && (value < bound) == below && !kept {
                    return Err(format!(
                        "{exact:?} below {bound} is {below}: {p:?} in {x:?}, {q:?} in {y:?}"
                    ));
                }
            }
            for t in [a, b, result] {
                let fact = if cx.is_unreachable() { Elem::UNREACHABLE } else { cx.fact(t) };
                tally.add(&fact, false);
            }
        }
    }
    Ok(tally)
}

/// Tests that what is known of a choice flows back to what is chosen from; measures what is left of that.
///
/// # Errors
/// A value that could be chosen and is excluded.
pub fn chosen(wanted: bool) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let elements = any();
    let truths = bools().pop().map_or(Vec::new(), |it| it.1);
    let mut host = Ignorant;
    let mut cx = Cx::new(SEM, &mut host);
    for (x, xs) in elements.iter().step_by(2) {
        for (y, ys) in elements.iter().skip(1).step_by(2) {
            for prim in instances(PrimKind::Is, Width::signed(3)) {
                cx.clear();
                let (c, a, b) = (cx.opaque(SEM.a_bool()), cx.opaque(*x), cx.opaque(*y));
                let choice = cx.primitive(Prim::Sel, [c, a, b]);
                let cond = cx.primitive(prim, [choice, T::NONE, T::NONE]);
                cx.assume(cond, wanted);
                for c_value in &truths {
                    for (p, q) in xs.iter().flat_map(|p| ys.iter().map(move |q| (*p, *q))) {
                        let value = if c_value.bits != 0 { p } else { q };
                        let is = eval(SEM, prim, [value; 3]).is_some_and(|it| it.bits != 0);
                        let facts = [(c, *c_value), (a, p), (b, q), (choice, value)];
                        let kept = !cx.is_unreachable()
                            && facts.iter().all(|(t, value)| cx.fact(*t).contains(*value));
                        if is == wanted && !kept {
                            return Err(format!(
                                "{prim:?} is {wanted} of {p:?} in {x:?} or {q:?} in {y:?}"
                            ));
                        }
                    }
                }
                for t in [c, a, b, choice] {
                    let fact = if cx.is_unreachable() { Elem::UNREACHABLE } else { cx.fact(t) };
                    tally.add(&fact, false);
                }
            }
        }
    }
    Ok(tally)
}

/// Tests that what is known of a scalar flows back to the value that it was taken from; measures what is left of that.
///
/// # Errors
/// A value that is excluded and may be.
pub fn retyped(below: bool) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let mut host = Ignorant;
    let mut cx = Cx::new(SEM, &mut host);
    let chars = |lo: i64, hi: i64| {
        SEM.of_types(ty::CHAR.set()).meet(&Elem::only_range(Range::between(lo, hi)))
    };
    for (lo, hi) in (0..8).flat_map(|lo| (lo..8).map(move |hi| (lo, hi))) {
        for bound in 0..8 {
            cx.clear();
            let a = cx.opaque(chars(lo, hi));
            let scalar = cx.primitive(Prim::Retype(ty::INT), [a, T::NONE, T::NONE]);
            let small = cx.lt(scalar, bound);
            cx.assume(small, below);
            for value in (lo..=hi).filter(|value| (*value < i64::from(bound)) == below) {
                let kept = cx.fact(a).contains(Datum::new(ty::CHAR, value as u64));
                if !kept || cx.is_unreachable() {
                    return Err(format!("below {bound} is {below} of {value} in {lo}..={hi}"));
                }
            }
            let fact = if cx.is_unreachable() { Elem::UNREACHABLE } else { cx.fact(a) };
            tally.add(&fact, false);
        }
    }
    Ok(tally)
}

/// Tests what flows back through choices and other types; measures each.
///
/// # Errors
/// A value that is excluded and may be, or what the sink says.
pub fn through(sink: Sink<'_>) -> Result<(), String> {
    for wanted in [true, false] {
        sink(format!("a char below is {wanted}: {}", retyped(wanted)?))?;
        sink(format!("a choice Is is {wanted}: {}", chosen(wanted)?))?;
    }
    Ok(())
}

/// Tests all refinements; measures each.
///
/// # Errors
/// A value that is excluded although it fulfils the condition, or what the sink says.
pub fn all(width: Width, sink: Sink<'_>) -> Result<(), String> {
    for kind in conditions() {
        for wanted in [true, false] {
            let tally = check(kind, wanted, width)?;
            sink(format!("{kind:?} is {wanted} {}: {tally}", name(width)))?;
        }
    }
    let forms = [
        (Prim::Add(width), Prim::OvAdd(width)),
        (Prim::Sub(width), Prim::OvSub(width)),
        (Prim::Neg(width), Prim::OvNeg(width)),
        (Prim::Mul(width), Prim::OvMul(width)),
        (Prim::ShlExact(width), Prim::OvShl(width)),
    ];
    for (exact, lost) in forms {
        for (bound, below) in [(-3, true), (0, true), (2, true), (-1, false), (3, false)] {
            let tally = backwards(exact, lost, bound, below, width)?;
            let than = if below { "below" } else { "at least" };
            let (kind, width) = (exact.kind(), name(width));
            sink(format!("exact {kind:?} {than} {bound} {width}: {tally}"))?;
        }
    }
    Ok(())
}
