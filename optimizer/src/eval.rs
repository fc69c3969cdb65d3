//! What a primitive computes: the reference that transfer functions over-approximate and executors run.

use crate::mutants::{Mutant, mutant};
use crate::semantics::{Datum, Repr, Semantics};
use crate::term::Prim;
use trefoil_primitives::Width;

/// Applies a primitive to values; unused arguments are ignored. `None` where a partial primitive has no result, and
/// for terms that are not computed by a primitive (opaque terms, calls, packs).
pub fn eval(sem: &Semantics, prim: Prim, args: [Datum; 3]) -> Option<Datum> {
    let value = evaluated(sem, prim, args)?;
    Some(if mutant(Mutant::Eval(prim.kind())) {
        Datum::new(value.ty, value.bits ^ 1)
    } else {
        value
    })
}

fn evaluated(sem: &Semantics, prim: Prim, args: [Datum; 3]) -> Option<Datum> {
    let [a, b, c] = args;
    let int = |value: i64| Some(Datum::new(sem.int, value as u64));
    let truth = |value: bool| Some(Datum::new(sem.bool, u64::from(value)));
    let float = |value: f64| Some(Datum::new(sem.float, value.to_bits()));
    let wide = |width: Width| (width.decode(a.word()), width.decode(b.word()));
    let wrapped = |width: Width, value: i128| int(width.encode(width.wrap(value)));
    let lost = |width: Width, value: i128| truth(!width.fits(value));
    match prim {
        Prim::Opaque | Prim::Call(_) | Prim::Pack => None,
        Prim::Const(datum) => Some(datum),
        Prim::Add(w) => wrapped(w, wide(w).0 + wide(w).1),
        Prim::Sub(w) => wrapped(w, wide(w).0 - wide(w).1),
        Prim::Mul(w) => wrapped(w, wide(w).0.wrapping_mul(wide(w).1)),
        Prim::Div(w) => wrapped(w, wide(w).0.checked_div(wide(w).1)?),
        Prim::Rem(w) => wrapped(w, wide(w).0.checked_rem(wide(w).1)?),
        Prim::Neg(w) => wrapped(w, -wide(w).0),
        Prim::ShlExact(w) => int(w.encode(w.shl(wide(w).0, b.word().into()).0)),
        Prim::Shl(w) => int(w.encode(w.wrapping_shl(wide(w).0, b.word().into()))),
        Prim::Shr(w) => {
            let count = u32::try_from(b.word()).ok().filter(|count| *count < w.bits())?;
            wrapped(w, wide(w).0 >> count)
        }
        Prim::OvAdd(w) => lost(w, wide(w).0 + wide(w).1),
        Prim::OvSub(w) => lost(w, wide(w).0 - wide(w).1),
        Prim::OvMul(w) => lost(w, wide(w).0.saturating_mul(wide(w).1)),
        Prim::OvDiv(w) => lost(w, wide(w).0.checked_div(wide(w).1)?),
        Prim::OvNeg(w) => lost(w, -wide(w).0),
        Prim::OvShl(w) => truth(w.shl(wide(w).0, b.word().into()).1),
        Prim::And => int(a.word() & b.word()),
        Prim::Or => int(a.word() | b.word()),
        Prim::Xor => int(a.word() ^ b.word()),
        Prim::BitNot(w) => int(w.encode(w.not(wide(w).0))),
        Prim::Min(w) => int(w.encode(wide(w).0.min(wide(w).1))),
        Prim::Max(w) => int(w.encode(wide(w).0.max(wide(w).1))),
        Prim::Wrap(w) => int(w.encode(w.wrap(a.word().into()))),
        Prim::Lt => truth(a.word() < b.word()),
        Prim::LtU64 => truth(a.bits < b.bits),
        Prim::Eq => truth(a.bits == b.bits),
        Prim::Same => truth(a == b),
        Prim::Not => truth(a.bits == 0),
        Prim::BAnd => truth(a.bits & b.bits != 0),
        Prim::BOr => truth(a.bits | b.bits != 0),
        Prim::Is(ty) => truth(a.ty == ty),
        Prim::Retype(ty) => Some(Datum::new(ty, a.bits)),
        Prim::FAdd => float(a.float() + b.float()),
        Prim::FSub => float(a.float() - b.float()),
        Prim::FMul => float(a.float() * b.float()),
        Prim::FDiv => float(a.float() / b.float()),
        Prim::FNeg => float(-a.float()),
        Prim::FAbs => float(a.float().abs()),
        Prim::FSqrt => float(a.float().sqrt()),
        Prim::FFloor => float(a.float().floor()),
        Prim::FEq => truth(a.float() == b.float()),
        Prim::FLt => truth(a.float() < b.float()),
        Prim::FLe => truth(a.float() <= b.float()),
        Prim::ToF64 => float(a.word() as f64),
        Prim::ToF64U64 => float(a.bits as f64),
        Prim::Sel => Some(if a.bits != 0 { b } else { c }),
    }
}

/// Whether a value can be an argument of float primitives.
pub(crate) fn is_float(sem: &Semantics, value: Datum) -> bool {
    sem.ty(value.ty).repr == Repr::Float
}
