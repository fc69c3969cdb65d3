//! The laws of the lattice, as checks of one, two or three elements; and a small universe to try all pairs of.

use trefoil_optimizer::lattice::{Elem, Range};
use trefoil_optimizer::semantics::{Datum, Type};

/// Types that are integers.
pub const INTS: u64 = 0b11;
/// Types that are not.
pub const OTHERS: u64 = 0b11_1100;

/// Fails with the elements if a law does not hold.
fn law(holds: bool, what: &str, elems: &[&Elem]) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("{what}: {elems:?}")) }
}

/// Laws of one element: the ends, and what an element says of its values.
///
/// # Errors
/// The law that does not hold.
pub fn one(a: &Elem) -> Result<(), String> {
    let range = a.range();
    let bounds = range.is_empty() || range.contains(range.lo()) && range.contains(range.hi());
    law(bounds, "bounds are members", &[a])?;
    law(a.ints().is_empty() == range.is_empty(), "a range without integers", &[a])?;
    law(a.konst().is_none() || a.others().only().is_some(), "a constant of several types", &[a])?;
    law(a.join(a) == *a && a.meet(a) == *a, "join and meet are idempotent", &[a])?;
    law(a.widen(a) == *a, "widening by what is known changes nothing", &[a])?;
    law(a.leq(a), "order is reflexive", &[a])?;
    let (top, bottom) = (Elem::UNKNOWN, Elem::UNREACHABLE);
    law(bottom.leq(a) && a.leq(&top), "the ends are the ends", &[a])?;
    law(a.leq(&bottom) == a.is_unreachable(), "nothing is below the bottom", &[a])?;
    law(top.leq(a) == (*a == top), "nothing is above the top", &[a])?;
    law(a.join(&bottom) == *a && a.meet(&top) == *a, "the ends are neutral", &[a])?;
    law(bottom.widen(a) == *a, "widening from nothing is exact", &[a])?;
    law(a.join(&top) == top && a.meet(&bottom) == bottom, "the ends absorb", &[a])
}

/// Laws of two elements.
///
/// # Errors
/// The law that does not hold.
pub fn two(a: &Elem, b: &Elem) -> Result<(), String> {
    let (join, meet) = (a.join(b), a.meet(b));
    law(join == b.join(a), "join commutes", &[a, b])?;
    law(meet == b.meet(a), "meet commutes", &[a, b])?;
    law(a.join(&meet) == *a, "join absorbs", &[a, b])?;
    law(a.meet(&join) == *a, "meet absorbs", &[a, b])?;
    law(a.leq(b) == (join == *b), "order is that of join", &[a, b])?;
    law(a.leq(b) == (meet == *a), "order is that of meet", &[a, b])?;
    law(a.leq(&join) && b.leq(&join), "join is above", &[a, b])?;
    law(meet.leq(a) && meet.leq(b), "meet is below", &[a, b])?;
    law(!(a.leq(b) && b.leq(a)) || a == b, "order is antisymmetric", &[a, b])?;
    // The parts are those of both.
    law(join.types().0 == a.types().0 | b.types().0, "join has the types of both", &[a, b])?;
    law(meet.types().within(a.types()), "meet has the types that both have", &[a, b])?;
    widening(a, b)
}

/// Widening is above both, exact where nothing is new, and leaves a bound that did not move.
fn widening(a: &Elem, b: &Elem) -> Result<(), String> {
    let wide = a.widen(b);
    law(a.join(b).leq(&wide), "widening is above", &[a, b])?;
    law(!b.leq(a) || wide == *a, "widening by less changes nothing", &[a, b])?;
    let others = (wide.others(), wide.konst());
    law(
        others == (a.join(b).others(), a.join(b).konst()) && wide.ints() == a.join(b).ints(),
        "widening joins types and constants",
        &[a, b],
    )?;
    let (old, new, range) = (a.range(), b.range(), wide.range());
    if old.is_empty() || new.is_empty() || new.leq(&old) {
        return Ok(());
    }
    law(old.lo() > new.lo() || range.lo() == old.lo(), "a lower bound moves", &[a, b])?;
    law(old.hi() < new.hi() || range.hi() == old.hi(), "an upper bound moves", &[a, b])?;
    // Low bits that both know stay known.
    let shared = a.range().zeros() & b.range().zeros() & 0xfff;
    law(range.zeros() & shared == shared, "widening forgets low zeros", &[a, b])?;
    let shared = a.range().ones() & b.range().ones() & 0xfff;
    law(range.ones() & shared == shared, "widening forgets low ones", &[a, b])
}

/// A chain of widenings ends, however it grows.
///
/// # Errors
/// A chain that goes on.
pub fn chains() -> Result<(), String> {
    let growing: [fn(i64) -> Range; 5] = [
        Range::just,
        |step| Range::just(-step),
        |step| Range::just(step << 13),
        |step| Range::between(-step, step << 40),
        |step| Range::of_bits(!(0xfff << step.min(50)), 0),
    ];
    for grow in growing {
        let mut wide = Elem::new(0b1, 0, grow(0), None);
        let mut changes = 0;
        for step in 1..200 {
            let next = wide.widen(&Elem::new(0b1, 0, grow(step), None));
            changes += u32::from(next != wide);
            wide = next;
        }
        law(changes < 32, "widening does not end", &[&wide])?;
    }
    Ok(())
}

/// Laws of three elements.
///
/// # Errors
/// The law that does not hold.
pub fn three(a: &Elem, b: &Elem, c: &Elem) -> Result<(), String> {
    law(a.join(b).join(c) == a.join(&b.join(c)), "join associates", &[a, b, c])?;
    law(a.meet(b).meet(c) == a.meet(&b.meet(c)), "meet associates", &[a, b, c])?;
    law(!(a.leq(b) && b.leq(c)) || a.leq(c), "order is transitive", &[a, b, c])?;
    law(!(a.leq(c) && b.leq(c)) || a.join(b).leq(c), "join is the least above", &[a, b, c])?;
    law(!(c.leq(a) && c.leq(b)) || c.leq(&a.meet(b)), "meet is the greatest below", &[a, b, c])
}

/// What two elements say of a value.
///
/// # Errors
/// The law that does not hold.
pub fn member(a: &Elem, b: &Elem, value: Datum) -> Result<(), String> {
    let (in_a, in_b) = (a.contains(value), b.contains(value));
    law(!(in_a || in_b) || a.join(b).contains(value), "join loses a value", &[a, b])?;
    law(!(in_a || in_b) || a.widen(b).contains(value), "widening loses a value", &[a, b])?;
    law((in_a && in_b) == a.meet(b).contains(value), "meet is not what both have", &[a, b])?;
    law(!a.leq(b) || !in_a || in_b, "order is not that of sets", &[a, b])?;
    law(!in_a || a.types().has(value.ty), "a value of a type that is excluded", &[a])?;
    law(a.is(value.ty) != Some(false) || !in_a, "a type that is refuted wrongly", &[a])
}

/// All elements of few values: intervals of three bits with and without known bits, beside types and constants.
pub fn universe() -> (Vec<Elem>, Vec<Datum>) {
    let mut ranges = vec![Range::EMPTY, Range::ANY];
    for (lo, hi) in (-4..4).flat_map(|lo| (lo..4).map(move |hi| (lo, hi))) {
        for (zeros, ones) in [(0, 0), (1, 0), (0, 1), (2, 0), (0, 2), (2, 1)] {
            ranges.push(Range::between(lo, hi).with_bits(zeros, ones));
        }
    }
    ranges.sort_by_key(|it| format!("{it:?}"));
    ranges.dedup();
    let parts = [
        (0b01, 0, None),
        (0b11, 0, None),
        (0b01, 0b100, None),
        (0b01, 0b100, Some(1)),
        (0b10, 0b100, Some(2)),
        (0b11, 0b1100, None),
    ];
    let mut elems: Vec<Elem> = Vec::new();
    for (ints, others, konst) in parts {
        elems.extend(ranges.iter().map(|range| Elem::new(ints, others, *range, konst)));
    }
    elems.extend([Elem::UNKNOWN, Elem::UNREACHABLE]);
    elems.sort_by_key(|it| format!("{it:?}"));
    elems.dedup();
    let ints = (0..2u8).flat_map(|ty| (-4..4).map(move |it: i64| Datum::new(Type(ty), it as u64)));
    let others = (2..4u8).flat_map(|ty| (0..3).map(move |bits| Datum::new(Type(ty), bits)));
    (elems, ints.chain(others).collect())
}

/// All laws on all pairs of the universe, and those of three elements on some triples.
///
/// # Errors
/// The law that does not hold.
pub fn all() -> Result<(), String> {
    let (elems, values) = universe();
    elems.iter().try_for_each(one)?;
    chains()?;
    for (index, a) in elems.iter().enumerate() {
        for (other, b) in elems.iter().enumerate() {
            two(a, b)?;
            for value in values.iter().skip((index + other) % 3).step_by(3) {
                member(a, b, *value)?;
            }
            let third = (index * 31 + other * 17) % elems.len();
            three(a, b, &elems[third])?;
        }
    }
    Ok(())
}
