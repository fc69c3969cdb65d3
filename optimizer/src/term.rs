//! Terms: hash-consed applications of primitives. A handle [`T`] is all that generated code passes around.
//!
//! Equal applications are one term, so that common subexpressions, reuse of an earlier test and loop-invariant motion
//! need no pass: a bool *is* the comparison it was computed by. What is known of a term lies beside it (`cx.rs`).

use rustc_hash::FxHashMap;
use std::fmt;

use crate::semantics::{Datum, Helper, Type};
use trefoil_primitives::Width;

/// A term of one [`Terms`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct T(pub(crate) u32);

impl T {
    /// No term: an unused argument, the index of a scalar field.
    pub const NONE: T = T(u32::MAX);
    /// The row of the term.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
    /// Whether it is a term.
    pub const fn is_some(self) -> bool {
        self.0 != u32::MAX
    }
}

impl fmt::Debug for T {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_some() { write!(f, "t{}", self.0) } else { f.write_str("-") }
    }
}

/// A primitive. Integer primitives with a width wrap to it; the others work on any integers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Prim {
    /// Not computed: an input, a load, the result of a call, a phi.
    Opaque,
    /// A known value.
    Const(Datum),
    /// `a + b`
    Add(Width),
    /// `a - b`
    Sub(Width),
    /// `a * b`
    Mul(Width),
    /// `a / b`, rounds to zero. Partial.
    Div(Width),
    /// `a % b`, sign of the dividend. Partial.
    Rem(Width),
    /// `-a`
    Neg(Width),
    /// `a << b`; 0 if the count is out of range.
    ShlExact(Width),
    /// `a << (b mod N)`
    Shl(Width),
    /// `a >> b`. Partial.
    Shr(Width),
    /// Whether `a + b` does not fit.
    OvAdd(Width),
    /// Whether `a - b` does not fit.
    OvSub(Width),
    /// Whether `a * b` does not fit.
    OvMul(Width),
    /// Whether `a / b` does not fit. Partial.
    OvDiv(Width),
    /// Whether `-a` does not fit.
    OvNeg(Width),
    /// Whether `a << b` loses bits.
    OvShl(Width),
    /// `a & b`
    And,
    /// `a | b`
    Or,
    /// `a ^ b`
    Xor,
    /// `!a`
    BitNot(Width),
    /// The smaller one.
    Min(Width),
    /// The larger one.
    Max(Width),
    /// `a as iN`
    Wrap(Width),
    /// `a < b`
    Lt,
    /// `a < b` of unsigned 64-bit words.
    LtU64,
    /// `a == b` of integers or bools.
    Eq,
    /// Identity of values.
    Same,
    /// `!a` of a bool.
    Not,
    /// `a & b` of bools.
    BAnd,
    /// `a | b` of bools.
    BOr,
    /// Whether the value has a type.
    Is(Type),
    /// The same scalar under another type: boxing to a type that is not the first of its kind, `bool as iN`.
    Retype(Type),
    /// `a + b` of floats.
    FAdd,
    /// `a - b` of floats.
    FSub,
    /// `a * b` of floats.
    FMul,
    /// `a / b` of floats.
    FDiv,
    /// `-a` of a float.
    FNeg,
    /// `a.abs()`
    FAbs,
    /// `a.sqrt()`
    FSqrt,
    /// `a.floor()`
    FFloor,
    /// `a == b` of floats.
    FEq,
    /// `a < b` of floats.
    FLt,
    /// `a <= b` of floats.
    FLe,
    /// `a as f64` of an integer.
    ToF64,
    /// `a as f64` of an unsigned 64-bit word.
    ToF64U64,
    /// `if a { b } else { c }`
    Sel,
    /// A pure helper. More than three arguments come as chains of [`Prim::Pack`].
    Call(Helper),
    /// Arguments of a call with many of them; no value.
    Pack,
}

impl Prim {
    /// Whether some arguments have no result: such a term must not be computed before the last exit that precedes it.
    pub const fn is_partial(self) -> bool {
        matches!(self, Prim::Div(_) | Prim::Rem(_) | Prim::OvDiv(_) | Prim::Shr(_) | Prim::Call(_))
    }
    /// Whether `a` and `b` may be exchanged.
    pub(crate) const fn commutes(self) -> bool {
        matches!(
            self,
            Prim::Add(_)
                | Prim::Mul(_)
                | Prim::OvAdd(_)
                | Prim::OvMul(_)
                | Prim::And
                | Prim::Or
                | Prim::Xor
                | Prim::Min(_)
                | Prim::Max(_)
                | Prim::Eq
                | Prim::Same
                | Prim::BAnd
                | Prim::BOr
                | Prim::FEq
        )
    }
}

/// A primitive with its arguments.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    /// What is computed.
    pub prim: Prim,
    /// Of what.
    pub args: [T; 3],
}

/// The terms of one trace.
#[derive(Debug, Default)]
pub struct Terms {
    rows: Vec<Term>,
    /// For a partial term: the number of events before it, which must have passed when it is computed.
    after: Vec<u32>,
    table: FxHashMap<Term, T>,
}

impl Terms {
    /// The number of terms.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// All terms, by row.
    pub fn iter(&self) -> impl Iterator<Item = Term> + '_ {
        self.rows.iter().copied()
    }
    /// The term of a handle.
    pub fn get(&self, t: T) -> Term {
        self.rows[t.index()]
    }
    /// How many events precede the computation of a partial term.
    pub fn after(&self, t: T) -> u32 {
        self.after[t.index()]
    }
    /// The term of an application, if it exists.
    pub fn find(&self, prim: Prim, args: [T; 3]) -> Option<T> {
        self.table.get(&Term { prim, args }).copied()
    }
    /// Adds a term that nothing equals.
    pub(crate) fn fresh(&mut self, prim: Prim, args: [T; 3], after: u32) -> T {
        self.rows.push(Term { prim, args });
        self.after.push(after);
        T(self.rows.len() as u32 - 1)
    }
    /// Adds a term that equal applications find.
    pub(crate) fn intern(&mut self, prim: Prim, args: [T; 3], after: u32) -> T {
        let t = self.fresh(prim, args, after);
        self.table.insert(Term { prim, args }, t);
        t
    }
    /// Makes partial terms from `first` on unfindable: they were created under a condition that no longer holds.
    pub(crate) fn forget_partial_from(&mut self, first: usize) {
        for index in first..self.rows.len() {
            let row = self.rows[index];
            if row.prim.is_partial() && self.table.get(&row) == Some(&T(index as u32)) {
                self.table.remove(&row);
            }
        }
    }
    /// Removes all terms from `len` on: between rounds of a loop, where they hold under a guess.
    pub fn truncate(&mut self, len: usize) {
        for row in self.rows.drain(len..) {
            if self.table.get(&row).is_some_and(|t| t.index() >= len) {
                self.table.remove(&row);
            }
        }
        self.after.truncate(len);
    }
    /// Removes all terms.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.after.clear();
        self.table.clear();
    }
}
