//! Terms: hash-consed applications of primitives. A handle [`T`] is all that generated code passes around.
//!
//! Equal applications are one term, so that common subexpressions, reuse of an earlier test and loop-invariant motion
//! need no pass: a bool *is* the comparison it was computed by. What is known of a term lies beside it (`cx.rs`).

use std::fmt;

use crate::defects::Defect;
use crate::mutants::{Mutant, mutant};
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

/// What a primitive is indexed by, where that is all that it needs: tests instantiate every kind with one of each.
trait Index: Sized {
    fn one_of(width: Width, ty: Type) -> Option<Self>;
}
impl Index for Width {
    fn one_of(width: Width, _: Type) -> Option<Width> {
        Some(width)
    }
}
impl Index for Type {
    fn one_of(_: Width, ty: Type) -> Option<Type> {
        Some(ty)
    }
}
impl Index for Datum {
    fn one_of(_: Width, _: Type) -> Option<Datum> {
        None
    }
}
impl Index for Helper {
    fn one_of(_: Width, _: Type) -> Option<Helper> {
        None
    }
}

/// The one list of primitives: [`Prim`], and [`PrimKind`] without what a primitive is indexed by.
macro_rules! primitives {
    ($($(#[$doc:meta])* $name:ident $(($index:ident))?,)*) => {
        /// A primitive. Integer primitives with a width wrap to it; the others work on any integers.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Prim {
            $($(#[$doc])* $name $(($index))?,)*
        }

        /// A primitive of any width and type.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum PrimKind {
            $($(#[$doc])* $name,)*
        }

        impl PrimKind {
            /// All kinds.
            pub const ALL: &'static [PrimKind] = &[$(PrimKind::$name),*];

            /// The primitive of this kind for a width and a type; none of kinds that a datum or a helper tells apart.
            pub fn with(self, width: Width, ty: Type) -> Option<Prim> {
                // Not every kind has an index.
                let _ = (width, ty);
                match self {
                    $(PrimKind::$name => Some(Prim::$name $((<$index as Index>::one_of(width, ty)?))?),)*
                }
            }
        }

        impl Prim {
            /// The primitive without its width or type.
            pub const fn kind(self) -> PrimKind {
                match self {
                    $(Prim::$name { .. } => PrimKind::$name,)*
                }
            }

            /// What it is indexed by.
            pub fn index(self) -> Indexed {
                match self {
                    $(Prim::$name { .. } => indexed!(self $name $($index)?),)*
                }
            }
        }
    };
}

/// What a primitive is indexed by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Indexed {
    /// Nothing.
    None,
    /// A width.
    Width(Width),
    /// A type.
    Type(Type),
    /// A value.
    Datum(Datum),
    /// A helper.
    Helper(Helper),
}

macro_rules! indexed {
    ($prim:ident $name:ident) => {
        Indexed::None
    };
    ($prim:ident $name:ident $index:ident) => {
        match $prim {
            Prim::$name(index) => Indexed::$index(index),
            _ => Indexed::None,
        }
    };
}

primitives! {
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

/// What an argument or a result of a primitive is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// An integer; for [`Prim::Eq`] also a bool.
    Int,
    /// A bool.
    Bool,
    /// A float.
    Float,
    /// Any value.
    Any,
}

impl PrimKind {
    /// Arguments and result; none of what no primitive computes.
    pub const fn signature(self) -> Option<(&'static [Sort], Sort)> {
        use Sort::{Any, Bool, Float, Int};
        Some(match self {
            PrimKind::Opaque | PrimKind::Const | PrimKind::Call | PrimKind::Pack => return None,
            PrimKind::Add
            | PrimKind::Sub
            | PrimKind::Mul
            | PrimKind::Div
            | PrimKind::Rem
            | PrimKind::ShlExact
            | PrimKind::Shl
            | PrimKind::Shr
            | PrimKind::And
            | PrimKind::Or
            | PrimKind::Xor
            | PrimKind::Min
            | PrimKind::Max => (&[Int, Int], Int),
            PrimKind::Neg | PrimKind::BitNot | PrimKind::Wrap => (&[Int], Int),
            PrimKind::OvAdd
            | PrimKind::OvSub
            | PrimKind::OvMul
            | PrimKind::OvDiv
            | PrimKind::OvShl
            | PrimKind::Lt
            | PrimKind::LtU64
            | PrimKind::Eq => (&[Int, Int], Bool),
            PrimKind::OvNeg => (&[Int], Bool),
            PrimKind::Same => (&[Any, Any], Bool),
            PrimKind::Not => (&[Bool], Bool),
            PrimKind::BAnd | PrimKind::BOr => (&[Bool, Bool], Bool),
            PrimKind::Is => (&[Any], Bool),
            PrimKind::Retype => (&[Any], Any),
            PrimKind::FAdd | PrimKind::FSub | PrimKind::FMul | PrimKind::FDiv => {
                (&[Float, Float], Float)
            }
            PrimKind::FNeg | PrimKind::FAbs | PrimKind::FSqrt | PrimKind::FFloor => {
                (&[Float], Float)
            }
            PrimKind::FEq | PrimKind::FLt | PrimKind::FLe => (&[Float, Float], Bool),
            PrimKind::ToF64 | PrimKind::ToF64U64 => (&[Int], Float),
            PrimKind::Sel => (&[Bool, Any, Any], Any),
        })
    }
    pub(crate) const fn is_partial(self) -> bool {
        use PrimKind::{Call, Div, OvDiv, Rem, Shr};
        matches!(self, Div | Rem | OvDiv | Shr | Call)
    }
    pub(crate) const fn commutes(self) -> bool {
        use PrimKind::{Add, And, BAnd, BOr, Eq, FEq, Max, Min, Mul, Or, OvAdd, OvMul, Same, Xor};
        matches!(
            self,
            Add | Mul | OvAdd | OvMul | And | Or | Xor | Min | Max | Eq | Same | BAnd | BOr | FEq
        )
    }
    /// Whether one of two arguments is the result if the other is a certain constant.
    pub(crate) const fn has_neutral(self) -> bool {
        use PrimKind::{Add, And, BAnd, BOr, Div, Eq, Mul, Or, Shl, ShlExact, Shr, Sub, Xor};
        matches!(
            self,
            Add | Sub | Mul | Div | ShlExact | Shl | Shr | And | Or | Xor | Eq | BAnd | BOr
        )
    }
    /// Whether the result is one of the arguments for some arguments, of which no more need be known.
    pub(crate) const fn is_sometimes_an_argument(self) -> bool {
        use PrimKind::{
            Add, And, BAnd, BOr, Div, Eq, Lt, LtU64, Max, Min, Mul, Not, Or, Retype, Same, Shl,
            ShlExact, Shr, Sub, Wrap, Xor,
        };
        matches!(
            self,
            Add | Sub
                | Mul
                | Div
                | ShlExact
                | Shl
                | Shr
                | And
                | Or
                | Xor
                | Min
                | Max
                | Eq
                | Lt
                | LtU64
                | Same
                | Not
                | BAnd
                | BOr
                | Wrap
                | Retype
        )
    }
}

impl Prim {
    /// Whether some arguments have no result: such a term must not be computed before the last exit that precedes it.
    pub fn is_partial(self) -> bool {
        self.kind().is_partial() && !mutant(Mutant::Total(self.kind()))
    }
    /// Whether `a` and `b` may be exchanged.
    pub(crate) fn commutes(self) -> bool {
        let kind = self.kind();
        kind.commutes() && !mutant(Mutant::Ordered(kind)) || mutant(Mutant::Commutes(kind))
    }
}

/// A primitive with its arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// What is computed.
    pub prim: Prim,
    /// Of what.
    pub args: [T; 3],
}

impl Term {
    /// A number that equal terms share and others mostly do not: the high half of it.
    fn hash(prim: &Prim, args: [T; 3]) -> u64 {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let index = match *prim {
            Prim::Const(datum) => datum.bits ^ (u64::from(datum.ty.0) << 56),
            Prim::Call(helper) => u64::from(helper.0),
            Prim::Is(ty) => u64::from(ty.0),
            // Rarely are there applications to the same terms that differ in nothing else.
            _ => 0,
        };
        let [x, y, z] = args.map(|it| u64::from(it.0));
        let mixed = (prim.kind() as u64).wrapping_mul(ODD) ^ index;
        let mixed = (mixed.wrapping_mul(ODD).rotate_left(23) ^ (x << 32 | y)).wrapping_mul(ODD);
        (mixed ^ (mixed >> 29) ^ z).wrapping_mul(ODD)
    }
}

/// The terms of one trace.
#[derive(Debug, Default)]
pub struct Terms {
    rows: Vec<Term>,
    /// For a partial term: the number of events before it, which must have passed when it is computed.
    after: Vec<u32>,
    table: Table,
}

/// Finds the rows of applications. Rows are added and removed at the end, so that each chain has the latest row first.
#[derive(Debug, Default)]
struct Table {
    /// The latest row of each chain; their number is a power of two.
    heads: Vec<u32>,
    /// By row: the one before it in its chain.
    before: Vec<u32>,
}

/// The end of a chain, and the row before one that is in no chain.
const END: u32 = u32::MAX;
const LOOSE: u32 = u32::MAX - 1;
/// The fewest chains.
const CHAINS: usize = 64;

impl Table {
    fn chain(&self, prim: &Prim, args: [T; 3]) -> usize {
        (Term::hash(prim, args) >> 32) as usize & (self.heads.len() - 1)
    }
    fn chain_of(&self, term: &Term) -> usize {
        self.chain(&term.prim, term.args)
    }
    /// Adds the row after the last one, of which nothing is to be found.
    fn add_loose(&mut self) {
        self.before.push(LOOSE);
    }
    /// Makes the last row findable.
    fn link_last(&mut self, rows: &[Term]) {
        if rows.len() > self.heads.len() {
            self.grow(rows, rows.len());
        }
        let row = rows.len() - 1;
        let chain = self.chain_of(&rows[row]);
        self.before[row] = std::mem::replace(&mut self.heads[chain], row as u32);
    }
    /// Makes as many chains as so many rows want.
    fn grow(&mut self, rows: &[Term], wanted: usize) {
        let chains = wanted.next_power_of_two().max(CHAINS);
        self.heads.clear();
        self.heads.resize(chains, END);
        for (row, term) in rows.iter().enumerate() {
            if self.before[row] != LOOSE {
                let chain = self.chain_of(term);
                self.before[row] = std::mem::replace(&mut self.heads[chain], row as u32);
            }
        }
    }
    fn find(&self, rows: &[Term], prim: &Prim, args: [T; 3]) -> Option<u32> {
        if self.heads.is_empty() {
            return None;
        }
        let mut row = self.heads[self.chain(prim, args)];
        while row != END {
            let term = &rows[row as usize];
            if term.args == args && term.prim == *prim {
                return Some(row);
            }
            row = self.before[row as usize];
        }
        None
    }
    /// Makes a row unfindable.
    fn unlink(&mut self, rows: &[Term], row: u32) {
        let before = std::mem::replace(&mut self.before[row as usize], LOOSE);
        if before == LOOSE {
            return;
        }
        let chain = self.chain_of(&rows[row as usize]);
        let mut later = self.heads[chain];
        if later == row {
            self.heads[chain] = before;
            return;
        }
        while self.before[later as usize] != row {
            later = self.before[later as usize];
        }
        self.before[later as usize] = before;
    }
    /// Removes the last row.
    fn remove_last(&mut self, term: &Term) {
        if let Some(before) = self.before.pop()
            && before != LOOSE
        {
            // It is the latest row of its chain.
            let chain = self.chain_of(term);
            self.heads[chain] = before;
        }
    }
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
        let found = self.table.find(&self.rows, &prim, args).map(T);
        found.filter(|_| !mutant(Mutant::Defect(Defect::ComputedAgain)))
    }
    /// Makes room for so many more terms.
    pub(crate) fn reserve(&mut self, terms: usize) {
        self.rows.reserve(terms);
        self.after.reserve(terms);
        self.table.before.reserve(terms);
        let wanted = self.rows.len() + terms;
        if wanted > self.table.heads.len() {
            self.table.grow(&self.rows, wanted);
        }
    }
    /// Adds a term that nothing equals.
    pub(crate) fn fresh(&mut self, prim: Prim, args: [T; 3], after: u32) -> T {
        self.rows.push(Term { prim, args });
        self.after.push(after);
        self.table.add_loose();
        T(self.rows.len() as u32 - 1)
    }
    /// Adds a term that equal applications find.
    pub(crate) fn intern(&mut self, prim: Prim, args: [T; 3], after: u32) -> T {
        let t = self.fresh(prim, args, after);
        self.table.link_last(&self.rows);
        t
    }
    /// Makes partial terms from `first` on unfindable: they were created under a condition that no longer holds.
    pub(crate) fn forget_partial_from(&mut self, first: usize) {
        for row in first..self.rows.len() {
            if self.rows[row].prim.is_partial() {
                self.table.unlink(&self.rows, row as u32);
            }
        }
    }
    /// Removes all terms from `len` on: between rounds of a loop, where they hold under a guess.
    pub fn truncate(&mut self, len: usize) {
        while self.rows.len() > len {
            if let Some(term) = self.rows.pop() {
                self.table.remove_last(&term);
            }
        }
        self.after.truncate(len);
    }
    /// Removes all terms.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.after.clear();
        self.table.before.clear();
        // A table for a few terms is not to be as large as that of the most that there ever were.
        self.table.heads.clear();
    }
    /// A copy of them as those of a trace that is finished: no more are made.
    pub(crate) fn finished(&self) -> Terms {
        let (rows, after) = (self.rows.clone(), self.after.clone());
        Terms { rows, after, table: Table::default() }
    }
}
