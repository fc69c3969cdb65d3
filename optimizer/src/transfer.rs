//! What is known of the result of a primitive, given what is known of its arguments.
//!
//! One function per kind of primitive, each an over-approximation of [`eval`]: whenever values lie within the
//! arguments' elements, their result lies within the result's element. `tests/primitives.rs` enumerates that.

use crate::defects::{Defect, broken};
use crate::eval::{eval, is_float};
use crate::lattice::{Elem, Range};
use crate::mutants;
use crate::semantics::{Datum, Semantics};
use crate::term::Prim;
use trefoil_primitives::Width;

/// The mathematical values of a range of words of a width.
pub(crate) fn values(width: Width, range: &Range) -> (i128, i128) {
    if width == Width::unsigned(64) {
        if range.lo() >= 0 || range.hi() < 0 {
            return (width.decode(range.lo()), width.decode(range.hi()));
        }
        return (0, width.max());
    }
    (range.lo().into(), range.hi().into())
}

/// The words for the values from `lo` to `hi`, if all of them fit; all words of the width otherwise.
pub(crate) fn words(width: Width, lo: i128, hi: i128) -> Range {
    let whole = Range::of_width(width);
    if lo > hi || !width.fits(lo) || !width.fits(hi) {
        return whole;
    }
    let (low, high) = (width.encode(lo), width.encode(hi));
    if low <= high { Range::between(low, high) } else { whole }
}

/// The words for those values from `lo` to `hi` that fit.
pub(crate) fn fitting_words(width: Width, lo: i128, hi: i128) -> Range {
    let (lo, hi) = (lo.max(width.min()), hi.min(width.max()));
    if lo > hi { Range::EMPTY } else { words(width, lo, hi) }
}

/// Whether all or none of the values from `lo` to `hi` fit.
fn misfit(width: Width, lo: i128, hi: i128) -> Option<bool> {
    if width.fits(lo) && width.fits(hi) {
        Some(false)
    } else if hi < width.min() || lo > width.max() {
        Some(true)
    } else {
        None
    }
}

/// The smallest and the largest of some values.
fn hull(values: &[i128]) -> (i128, i128) {
    let least = values.iter().copied().min().unwrap_or(0);
    (least, values.iter().copied().max().unwrap_or(0))
}

/// Everything that a primitive may compute, whatever its arguments.
pub(crate) fn unconstrained(sem: &Semantics, prim: Prim) -> Elem {
    match prim {
        Prim::Add(w)
        | Prim::Sub(w)
        | Prim::Mul(w)
        | Prim::Div(w)
        | Prim::Rem(w)
        | Prim::Neg(w)
        | Prim::ShlExact(w)
        | Prim::Shl(w)
        | Prim::Shr(w)
        | Prim::BitNot(w)
        | Prim::Min(w)
        | Prim::Max(w)
        | Prim::Wrap(w) => sem.an_int(Range::of_width(w)),
        Prim::And | Prim::Or | Prim::Xor => sem.an_int(Range::ANY),
        Prim::Retype(ty) if ty == sem.int => sem.an_int(Range::ANY),
        Prim::Retype(ty) => sem.of_types(ty.set()),
        Prim::FAdd
        | Prim::FSub
        | Prim::FMul
        | Prim::FDiv
        | Prim::FNeg
        | Prim::FAbs
        | Prim::FSqrt
        | Prim::FFloor
        | Prim::ToF64
        | Prim::ToF64U64 => sem.a_float(),
        Prim::Const(datum) => sem.of_datum(datum),
        Prim::Call(helper) => match &sem.helper(helper).result {
            Some(content) => sem.of_content(content),
            None => Elem::UNKNOWN,
        },
        Prim::Opaque | Prim::Sel | Prim::Pack => Elem::UNKNOWN,
        _ => sem.a_bool(),
    }
}

/// What is known of `prim` applied to arguments of which `args` is known.
pub fn transfer(sem: &Semantics, prim: Prim, args: [Elem; 3]) -> Elem {
    let known = transferred(sem, prim, args);
    mutants::transferred(prim.kind(), args, known, |args| match args {
        Some(wrong) => transferred(sem, prim, wrong),
        None => unconstrained(sem, prim),
    })
}

fn transferred(sem: &Semantics, prim: Prim, args: [Elem; 3]) -> Elem {
    let [x, y, _] = &args;
    if x.is_unreachable() || y.is_unreachable() {
        return unconstrained(sem, prim);
    }
    let (a, b) = (x.range(), y.range());
    match prim {
        Prim::Add(w) => sem.an_int(add(w, &a, &b)),
        Prim::Sub(w) => sem.an_int(sub(w, &a, &b)),
        Prim::Mul(w) => sem.an_int(mul(w, &a, &b)),
        Prim::Div(w) => sem.an_int(div(w, &a, &b)),
        Prim::Rem(w) => sem.an_int(rem(w, &a, &b)),
        Prim::Neg(w) => sem.an_int(neg(w, &a)),
        Prim::ShlExact(w) => sem.an_int(shl(w, &a, &b)),
        Prim::Shl(w) => sem.an_int(shl(w, &a, &b)),
        Prim::Shr(w) => sem.an_int(shr(w, &a, &b)),
        Prim::And => sem.an_int(and(&a, &b)),
        Prim::Or => sem.an_int(or(&a, &b)),
        Prim::Xor => sem.an_int(xor(&a, &b)),
        Prim::BitNot(w) => sem.an_int(bit_not(w, &a)),
        Prim::Min(w) => sem.an_int(extremum(w, &a, &b, i128::min)),
        Prim::Max(w) => sem.an_int(extremum(w, &a, &b, i128::max)),
        Prim::Wrap(w) => sem.an_int(wrap(w, &a)),
        Prim::OvAdd(w) => {
            let ((al, ah), (bl, bh)) = (values(w, &a), values(w, &b));
            sem.maybe_bool(misfit(w, al + bl, ah + bh))
        }
        Prim::OvSub(w) => {
            let ((al, ah), (bl, bh)) = (values(w, &a), values(w, &b));
            sem.maybe_bool(misfit(w, al - bh, ah - bl))
        }
        Prim::OvMul(w) => {
            let (lo, hi) = products(w, &a, &b);
            sem.maybe_bool(misfit(w, lo, hi))
        }
        Prim::OvDiv(w) => sem.maybe_bool(ov_div(w, &a, &b)),
        Prim::OvNeg(w) => {
            let (lo, hi) = values(w, &a);
            sem.maybe_bool(misfit(w, -hi, -lo))
        }
        Prim::OvShl(w) => sem.maybe_bool(ov_shl(w, &a, &b)),
        Prim::Lt => {
            sem.maybe_bool(less(a.lo().into(), a.hi().into(), b.lo().into(), b.hi().into()))
        }
        Prim::LtU64 => {
            let w = Width::unsigned(64);
            let ((al, ah), (bl, bh)) = (values(w, &a), values(w, &b));
            sem.maybe_bool(less(al, ah, bl, bh))
        }
        Prim::Eq => sem.maybe_bool(equal(&a, &b)),
        Prim::Same => sem.maybe_bool(same(sem, x, y)),
        Prim::Not => sem.maybe_bool(a.single().map(|it| it == 0)),
        Prim::BAnd => {
            let known = match (a.single(), b.single()) {
                (Some(0), _) | (_, Some(0)) => Some(false),
                (Some(_), Some(_)) => Some(true),
                _ => None,
            };
            sem.maybe_bool(known)
        }
        Prim::BOr => {
            let known = match (a.single(), b.single()) {
                (Some(1), _) | (_, Some(1)) => Some(true),
                (Some(_), Some(_)) => Some(false),
                _ => None,
            };
            sem.maybe_bool(known)
        }
        Prim::Is(ty) => sem.maybe_bool(x.is(ty)),
        Prim::Retype(_) => retype(sem, prim, x),
        Prim::Sel => match a.single() {
            Some(0) => args[2],
            Some(_) => args[1],
            None => args[1].join(&args[2]),
        },
        Prim::FAdd | Prim::FSub | Prim::FMul | Prim::FDiv | Prim::FEq | Prim::FLt | Prim::FLe => {
            fold(sem, prim, &[*x, *y])
        }
        Prim::FNeg | Prim::FAbs | Prim::FSqrt | Prim::FFloor => fold(sem, prim, &[*x]),
        Prim::ToF64 | Prim::ToF64U64 => match a.single() {
            Some(word) => {
                let args = [Datum::new(sem.int, word as u64); 3];
                eval(sem, prim, args).map_or_else(|| sem.a_float(), |it| sem.of_datum(it))
            }
            None => sem.a_float(),
        },
        Prim::Opaque | Prim::Const(_) | Prim::Call(_) | Prim::Pack => unconstrained(sem, prim),
    }
}

fn add(w: Width, a: &Range, b: &Range) -> Range {
    let ((al, ah), (bl, bh)) = (values(w, a), values(w, b));
    let range = words(w, al + bl, ah + bh);
    range.with_bits(low_zeros(a.zeros().trailing_ones().min(b.zeros().trailing_ones())), 0)
}

fn sub(w: Width, a: &Range, b: &Range) -> Range {
    let ((al, ah), (bl, bh)) = (values(w, a), values(w, b));
    let range = words(w, al - bh, ah - bl);
    range.with_bits(low_zeros(a.zeros().trailing_ones().min(b.zeros().trailing_ones())), 0)
}

/// The mask of the `count` lowest bits.
fn low_zeros(count: u32) -> u64 {
    1u64.checked_shl(count).map_or(!0, |bit| bit - 1)
}

fn products(w: Width, a: &Range, b: &Range) -> (i128, i128) {
    let ((al, ah), (bl, bh)) = (values(w, a), values(w, b));
    let product = i128::saturating_mul;
    if broken(Defect::MulIgnoresSigns) {
        return (product(al, bl), product(ah, bh));
    }
    hull(&[product(al, bl), product(al, bh), product(ah, bl), product(ah, bh)])
}

fn mul(w: Width, a: &Range, b: &Range) -> Range {
    let (lo, hi) = products(w, a, b);
    words(w, lo, hi)
}

fn neg(w: Width, a: &Range) -> Range {
    let (lo, hi) = values(w, a);
    if w.is_signed() { words(w, -hi, -lo) } else { Range::of_width(w) }
}

/// The divisors at which quotients are extreme: the bounds, and -1 and 1 if they are possible.
fn divisors(w: Width, b: &Range) -> Vec<i128> {
    let (lo, hi) = values(w, b);
    let mut found = vec![lo, hi, -1, 1];
    found.retain(|it| *it != 0 && lo <= *it && *it <= hi);
    if broken(Defect::DivForgetsUnits) {
        found.truncate(2);
    }
    found
}

fn div(w: Width, a: &Range, b: &Range) -> Range {
    let (al, ah) = values(w, a);
    let divisors = divisors(w, b);
    if divisors.is_empty() {
        return Range::of_width(w);
    }
    let mut quotients: Vec<i128> = divisors.iter().flat_map(|it| [al / it, ah / it]).collect();
    if al <= 0 && ah >= 0 {
        quotients.push(0);
    }
    let (lo, hi) = hull(&quotients);
    words(w, lo, hi)
}

fn ov_div(w: Width, a: &Range, b: &Range) -> Option<bool> {
    let ((al, ah), (bl, bh)) = (values(w, a), values(w, b));
    let possible = w.is_signed() && al == w.min() && b.contains(-1);
    match possible {
        false => Some(false),
        true if ah == w.min() && bl == -1 && bh == -1 => Some(true),
        true => None,
    }
}

fn rem(w: Width, a: &Range, b: &Range) -> Range {
    let ((al, ah), (bl, bh)) = (values(w, a), values(w, b));
    let most = bl.abs().max(bh.abs()) - 1;
    if most < 0 {
        return Range::of_width(w);
    }
    let lo = if al >= 0 { 0 } else { al.max(-most) };
    let hi = if ah <= 0 { 0 } else { ah.min(most) };
    words(w, lo, hi)
}

/// The counts of a shift that are below the width: from and to.
fn counts(w: Width, b: &Range) -> Option<(u32, u32)> {
    let within = |count: i64| u32::try_from(count).ok().filter(|it| *it < w.bits());
    Some((within(b.lo())?, within(b.hi())?))
}

fn shl(w: Width, a: &Range, b: &Range) -> Range {
    let whole = Range::of_width(w);
    let Some((least, most)) = counts(w, b) else { return whole };
    let (lo, hi) = values(w, a);
    let (from, to) = hull(&[lo << least, lo << most, hi << least, hi << most]);
    let zeros = low_zeros(a.zeros().trailing_ones().saturating_add(least).min(w.bits()));
    words(w, from, to).with_bits(zeros, 0)
}

fn ov_shl(w: Width, a: &Range, b: &Range) -> Option<bool> {
    if b.hi() < 0 || b.lo() >= i64::from(w.bits()) {
        return Some(true);
    }
    let (least, most) = counts(w, b)?;
    let (lo, hi) = values(w, a);
    let (from, to) = hull(&[lo << least, lo << most, hi << least, hi << most]);
    if w.fits(from) && w.fits(to) {
        return Some(false);
    }
    let always = lo > 0 && !w.fits(lo << least) || hi < 0 && !w.fits(hi << least);
    always.then_some(true)
}

fn shr(w: Width, a: &Range, b: &Range) -> Range {
    let limit = i64::from(w.bits()) - 1;
    let (least, most) = (b.lo().clamp(0, limit), b.hi().clamp(0, limit));
    let (lo, hi) = values(w, a);
    let (from, to) = hull(&[lo >> least, lo >> most, hi >> least, hi >> most]);
    words(w, from, to)
}

/// The least signed width that holds all members of both ranges: bitwise results stay within it.
fn clamp_to_operands(range: Range, a: &Range, b: &Range) -> Range {
    let spare = |value: i64| if value < 0 { value.leading_ones() } else { value.leading_zeros() };
    let spare = [a.lo(), a.hi(), b.lo(), b.hi()].map(spare).into_iter().min().unwrap_or(1);
    range.meet(&Range::between(i64::MIN >> (spare - 1), i64::MAX >> (spare - 1)))
}

fn and(a: &Range, b: &Range) -> Range {
    let bits = Range::of_bits(a.zeros() | b.zeros(), a.ones() & b.ones());
    let mut range = clamp_to_operands(bits, a, b);
    for operand in [a, b] {
        if operand.lo() >= 0 {
            range = range.meet(&Range::between(0, operand.hi()));
        }
    }
    if broken(Defect::AndKeepsLowerBound) && a.lo() >= 0 && b.lo() >= 0 {
        range = range.meet(&Range::between(a.lo().min(b.lo()), i64::MAX));
    }
    range
}

fn or(a: &Range, b: &Range) -> Range {
    let bits = Range::of_bits(a.zeros() & b.zeros(), a.ones() | b.ones());
    let range = clamp_to_operands(bits, a, b);
    if a.lo() >= 0 && b.lo() >= 0 {
        return range.meet(&Range::between(a.lo().max(b.lo()), i64::MAX));
    }
    range
}

fn xor(a: &Range, b: &Range) -> Range {
    let zeros = a.zeros() & b.zeros() | a.ones() & b.ones();
    let ones = a.zeros() & b.ones() | a.ones() & b.zeros();
    clamp_to_operands(Range::of_bits(zeros, ones), a, b)
}

fn bit_not(w: Width, a: &Range) -> Range {
    let (lo, hi) = values(w, a);
    if w.is_signed() {
        return words(w, -1 - hi, -1 - lo).with_bits(a.ones(), a.zeros());
    }
    words(w, w.max() - hi, w.max() - lo)
}

fn extremum(w: Width, a: &Range, b: &Range, pick: fn(i128, i128) -> i128) -> Range {
    let ((al, ah), (bl, bh)) = (values(w, a), values(w, b));
    words(w, pick(al, bl), pick(ah, bh))
}

fn wrap(w: Width, a: &Range) -> Range {
    if w.bits() == 64 {
        return *a;
    }
    let whole = Range::of_width(w);
    if a.leq(&whole) {
        return *a;
    }
    if broken(Defect::WrapClamps) {
        return whole.meet(a);
    }
    // The low bits survive; for a signed width the highest of them is the sign.
    let kept = low_zeros(w.bits() - u32::from(w.is_signed()));
    whole.with_bits(a.zeros() & kept, a.ones() & kept)
}

fn less(al: i128, ah: i128, bl: i128, bh: i128) -> Option<bool> {
    if ah < bl {
        Some(true)
    } else if al >= bh {
        Some(false)
    } else {
        None
    }
}

fn equal(a: &Range, b: &Range) -> Option<bool> {
    match (a.single(), b.single()) {
        (Some(a), Some(b)) => Some(a == b),
        _ if a.meet(b).is_empty() => Some(false),
        _ => None,
    }
}

fn same(sem: &Semantics, x: &Elem, y: &Elem) -> Option<bool> {
    if x.meet(y).is_unreachable() {
        return Some(false);
    }
    let known = sem.constant(x)?;
    let lasting = sem.without_identity(known.ty.set()).is_empty();
    (sem.constant(y) == Some(known) && lasting).then_some(true)
}

fn retype(sem: &Semantics, prim: Prim, x: &Elem) -> Elem {
    let whole = unconstrained(sem, prim);
    if whole.others().is_empty() {
        return Elem::new(whole.ints().0, 0, whole.range().meet(&x.range()), None);
    }
    Elem::new(0, whole.others().0, Range::EMPTY, x.konst())
}

/// Applies a float primitive to constants.
fn fold(sem: &Semantics, prim: Prim, args: &[Elem]) -> Elem {
    let mut known = [Datum::new(sem.float, 0); 3];
    for (slot, arg) in known.iter_mut().zip(args) {
        match sem.constant(arg).filter(|it| is_float(sem, *it)) {
            Some(datum) => *slot = datum,
            None => return unconstrained(sem, prim),
        }
    }
    eval(sem, prim, known).map_or_else(|| unconstrained(sem, prim), |it| sem.of_datum(it))
}
