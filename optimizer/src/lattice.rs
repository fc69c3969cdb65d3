//! What may be known of one value: its type, and under that type a range, known bits or a constant.
//!
//! An [`Elem`] is a conditional product. The range and the bits constrain the value *if* it is an integer or a bool, the
//! constant constrains it *if* it is anything else, so that `Int 0..=5 or Float` is expressible and `join` and `meet` work
//! on each part alone:
//!
//! ```text
//!                 Unknown                       any value (top)
//!          /         |         \
//!     Int|Bool   Int|Float    Float|None ..     one of several types
//!          \      /     \      /
//!        Int              Float                 one type
//!       /    \               |
//!   0..=99  even (bits)      |                  a range, known bits
//!       \    /               |
//!         42               1.5 (by bits)        exactly one value
//!             \            /
//!              Unreachable                      no value satisfies the facts (bottom)
//! ```
//!
//! # Invariants
//! 1. Elements are reduced: bounds are members, bits that all members of the range share are known, and an element
//!    without integer types has an empty range. Equal sets of facts are therefore equal structs.
//! 2. A constant is there only if exactly one type is possible that is not integer-like.

use std::fmt;

use crate::mutants::{self, Operation, Part, Side, ordered};
use crate::semantics::{Datum, Type};
use trefoil_primitives::Width;

/// A set of types; bit `n` is the type with the id `n`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TypeSet(pub u64);

impl TypeSet {
    /// Whether no type is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Whether a type is in the set.
    pub const fn has(self, ty: Type) -> bool {
        self.0 >> ty.0 & 1 == 1
    }
    /// Whether all types of the set are in another.
    pub const fn within(self, other: TypeSet) -> bool {
        self.0 & !other.0 == 0
    }
    /// The only type of the set.
    pub const fn only(self) -> Option<Type> {
        if self.0.is_power_of_two() { Some(Type(self.0.trailing_zeros() as u8)) } else { None }
    }
    /// The types in order.
    pub fn types(self) -> impl Iterator<Item = Type> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let ty = (left != 0).then(|| Type(left.trailing_zeros() as u8));
            left &= left.wrapping_sub(1);
            ty
        })
    }
}

impl fmt::Debug for TypeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.types().map(|ty| ty.0)).finish()
    }
}

/// A set of integers: an interval, and bits that are known to be zero or one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    lo: i64,
    hi: i64,
    zeros: u64,
    ones: u64,
}

impl Range {
    /// All integers.
    pub const ANY: Range = Range { lo: i64::MIN, hi: i64::MAX, zeros: 0, ones: 0 };
    /// No integer.
    pub const EMPTY: Range = Range { lo: i64::MAX, hi: i64::MIN, zeros: !0, ones: !0 };
    /// Zero and one.
    pub const BOOL: Range = Range { lo: 0, hi: 1, zeros: !1, ones: 0 };

    /// The integers from `lo` to `hi`, both included.
    pub fn between(lo: i64, hi: i64) -> Range {
        Range { lo, hi, zeros: 0, ones: 0 }.reduced()
    }
    /// Exactly one integer.
    pub const fn just(value: i64) -> Range {
        Range { lo: value, hi: value, zeros: !(value as u64), ones: value as u64 }
    }
    /// The words that stand for values of a width.
    pub fn of_width(width: Width) -> Range {
        if width == Width::unsigned(64) {
            return Range::ANY;
        }
        Range::between(width.encode(width.min()), width.encode(width.max()))
    }
    /// The integers with these bits.
    pub fn of_bits(zeros: u64, ones: u64) -> Range {
        Range { zeros, ones, ..Range::ANY }.reduced()
    }
    /// The same, with these bits known as well.
    pub fn with_bits(self, zeros: u64, ones: u64) -> Range {
        Range { zeros: self.zeros | zeros, ones: self.ones | ones, ..self }.reduced()
    }
    /// The smallest member.
    pub const fn lo(&self) -> i64 {
        self.lo
    }
    /// The largest member.
    pub const fn hi(&self) -> i64 {
        self.hi
    }
    /// Bits that are zero in all members.
    pub const fn zeros(&self) -> u64 {
        self.zeros
    }
    /// Bits that are one in all members.
    pub const fn ones(&self) -> u64 {
        self.ones
    }
    /// Whether there is no member.
    pub const fn is_empty(&self) -> bool {
        self.lo > self.hi
    }
    /// The only member.
    pub const fn single(&self) -> Option<i64> {
        if self.lo == self.hi { Some(self.lo) } else { None }
    }
    /// Whether an integer is a member.
    pub const fn contains(&self, value: i64) -> bool {
        let bits = value as u64;
        self.lo <= value && value <= self.hi && bits & self.zeros == 0 && !bits & self.ones == 0
    }

    /// Moves bounds to members and learns the bits that both bounds share.
    fn reduced(mut self) -> Range {
        const SIGN: u64 = 1 << 63;
        if self.lo > self.hi || self.zeros & self.ones != 0 {
            return Range::EMPTY;
        }
        if self.zeros | self.ones != 0 {
            // Signed order is unsigned order with the sign bit flipped.
            let flip = |bits: u64, other: u64| bits & !SIGN | other & SIGN;
            let (zeros, ones) = (flip(self.zeros, self.ones), flip(self.ones, self.zeros));
            let lo = least_from(self.lo as u64 ^ SIGN, zeros, ones);
            let hi = least_from(!(self.hi as u64 ^ SIGN), ones, zeros).map(|it| !it);
            let (Some(lo), Some(hi)) = (lo, hi) else { return Range::EMPTY };
            (self.lo, self.hi) = ((lo ^ SIGN) as i64, (hi ^ SIGN) as i64);
            if self.lo > self.hi {
                return Range::EMPTY;
            }
        }
        let shared = (self.lo ^ self.hi).leading_zeros();
        if shared > 0 {
            let prefix = if shared == 64 { !0 } else { !(u64::MAX >> shared) };
            self.ones |= self.lo as u64 & prefix;
            self.zeros |= !(self.lo as u64) & prefix;
        }
        self
    }

    /// The smallest range that holds both.
    pub fn join(&self, other: &Range) -> Range {
        let joined = Range {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
            zeros: self.zeros & other.zeros,
            ones: self.ones & other.ones,
        };
        joined.mutated(Operation::Join, self, other)
    }
    /// What both allow.
    pub fn meet(&self, other: &Range) -> Range {
        Range {
            lo: self.lo.max(other.lo),
            hi: self.hi.min(other.hi),
            zeros: self.zeros | other.zeros,
            ones: self.ones | other.ones,
        }
        .reduced()
        .mutated(Operation::Meet, self, other)
    }
    /// Whether every member is one of another range.
    pub fn leq(&self, other: &Range) -> bool {
        self.is_empty()
            || ordered(Part::Low, other.lo <= self.lo)
                && ordered(Part::High, self.hi <= other.hi)
                && ordered(Part::Zeros, other.zeros & !self.zeros == 0)
                && ordered(Part::Ones, other.ones & !self.ones == 0)
    }
    /// A range above both, of which only finitely many can follow one another: moved bounds jump to thresholds.
    pub fn widen(&self, new: &Range) -> Range {
        const THRESHOLDS: [i64; 9] =
            [i64::MIN, -(1 << 61), -(1 << 31), -1, 0, 1 << 31, 1 << 32, (1 << 61) - 1, i64::MAX];
        const LOW_BITS: u64 = 0xfff;
        if self.is_empty() || new.leq(self) {
            return self.join(new);
        }
        let mut wide = self.join(new);
        if wide.lo < self.lo {
            wide.lo = *THRESHOLDS.iter().rfind(|it| **it <= wide.lo).unwrap_or(&i64::MIN);
        }
        if wide.hi > self.hi {
            wide.hi = *THRESHOLDS.iter().find(|it| **it >= wide.hi).unwrap_or(&i64::MAX);
        }
        wide.zeros &= LOW_BITS;
        wide.ones &= LOW_BITS;
        wide.reduced().mutated(Operation::Widen, self, new)
    }

    /// The result of an operation, or what a mutant makes of it.
    #[inline(always)]
    fn mutated(self, operation: Operation, left: &Range, right: &Range) -> Range {
        let Some((part, side)) = mutants::lattice(operation) else { return self };
        if left.is_empty() || right.is_empty() {
            return self;
        }
        let from = if side == Side::Left { left } else { right };
        let wrong = match part {
            Part::Low => Range { lo: from.lo, ..self },
            Part::High => Range { hi: from.hi, ..self },
            Part::Zeros => Range { zeros: from.zeros, ..self },
            Part::Ones => Range { ones: from.ones, ..self },
            Part::Ints | Part::Others | Part::Constant => self,
        };
        mutants::combined(self, wrong.reduced())
    }
}

/// The smallest word that is at least `from` and has these bits, in unsigned order.
fn least_from(from: u64, zeros: u64, ones: u64) -> Option<u64> {
    let wrong = from & zeros | !from & ones;
    if wrong == 0 {
        return Some(from);
    }
    let top = 63 - wrong.leading_zeros();
    let raised = if from >> top & 1 == 0 {
        top
    } else {
        // The bit must go: some higher bit that is zero and free has to rise instead.
        let above = u64::MAX.checked_shl(top + 1).unwrap_or(0);
        let free = !from & !zeros & above;
        if free == 0 {
            return None;
        }
        free.trailing_zeros()
    };
    let kept = u64::MAX.checked_shl(raised + 1).unwrap_or(0);
    Some(from & kept | 1 << raised | ones & !kept)
}

impl fmt::Debug for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = |value: i64| match value {
            i64::MIN | i64::MAX => String::new(),
            value => value.to_string(),
        };
        if self.is_empty() {
            return f.write_str("empty");
        }
        write!(f, "{}..={}", bound(self.lo), bound(self.hi))?;
        let plain = Range::between(self.lo, self.hi);
        if plain != *self {
            write!(
                f,
                " zeros {:#x} ones {:#x}",
                self.zeros & !plain.zeros,
                self.ones & !plain.ones
            )?;
        }
        Ok(())
    }
}

/// What is known of one value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Elem {
    /// Possible types that are integers or bools.
    ints: u64,
    /// Other possible types.
    others: u64,
    range: Range,
    konst: Option<u64>,
}

impl Elem {
    /// Every value of every type, declared or not.
    pub const UNKNOWN: Elem = Elem { ints: !0, others: !0, range: Range::ANY, konst: None };
    /// No value.
    pub const UNREACHABLE: Elem = Elem { ints: 0, others: 0, range: Range::EMPTY, konst: None };

    /// Makes an element of its parts.
    pub fn new(ints: u64, others: u64, range: Range, konst: Option<u64>) -> Elem {
        Elem { ints, others, range, konst }.reduced()
    }
    /// Types and nothing else: what a type test says. `types` are both integer-like and other types.
    pub const fn only_types(types: TypeSet) -> Elem {
        Elem { ints: types.0, others: types.0, range: Range::ANY, konst: None }
    }
    /// A range for the integers, nothing about the rest.
    pub const fn only_range(range: Range) -> Elem {
        Elem { ints: !0, others: !0, range, konst: None }
    }

    fn reduced(mut self) -> Elem {
        if self.range.is_empty() {
            self.ints = 0;
        }
        if self.ints == 0 {
            self.range = Range::EMPTY;
        }
        if self.konst.is_some() && !self.others.is_power_of_two() {
            self.konst = None;
        }
        self
    }

    /// All possible types.
    pub const fn types(&self) -> TypeSet {
        TypeSet(self.ints | self.others)
    }
    /// Possible types that are integers or bools.
    pub const fn ints(&self) -> TypeSet {
        TypeSet(self.ints)
    }
    /// Possible types that are neither.
    pub const fn others(&self) -> TypeSet {
        TypeSet(self.others)
    }
    /// The range of the value if it is an integer or a bool.
    pub const fn range(&self) -> Range {
        self.range
    }
    /// The bits of the value if it is neither an integer nor a bool.
    pub const fn konst(&self) -> Option<u64> {
        self.konst
    }
    /// Whether no value satisfies the facts.
    pub const fn is_unreachable(&self) -> bool {
        self.ints | self.others == 0
    }
    /// Whether a value satisfies the facts.
    pub fn contains(&self, value: Datum) -> bool {
        if TypeSet(self.ints).has(value.ty) && self.range.contains(value.word()) {
            return true;
        }
        TypeSet(self.others).has(value.ty) && self.konst.is_none_or(|bits| bits == value.bits)
    }
    /// Whether the value is of a type, if that is known.
    pub fn is(&self, ty: Type) -> Option<bool> {
        let types = self.types();
        match types.has(ty) {
            false => Some(false),
            true => (types == ty.set()).then_some(true),
        }
    }

    /// The least element above both: what is known when either may hold.
    pub fn join(&self, other: &Elem) -> Elem {
        let konst = match (self.others, other.others) {
            (0, _) => other.konst,
            (_, 0) => self.konst,
            (a, b) if a == b && self.konst == other.konst => self.konst,
            _ => None,
        };
        Elem {
            ints: self.ints | other.ints,
            others: self.others | other.others,
            range: self.range.join(&other.range),
            konst,
        }
        .reduced()
        .mutated(Operation::Join, self, other)
    }
    /// What both say.
    pub fn meet(&self, other: &Elem) -> Elem {
        let mut others = self.others & other.others;
        let konst = match (self.konst, other.konst) {
            (Some(a), Some(b)) if a != b => {
                others = 0;
                None
            }
            (a, b) => a.or(b),
        };
        let (ints, range) = (self.ints & other.ints, self.range.meet(&other.range));
        Elem { ints, others, range, konst }.reduced().mutated(Operation::Meet, self, other)
    }
    /// Whether this says at least as much as another.
    pub fn leq(&self, other: &Elem) -> bool {
        let constant = self.others == 0 || other.konst.is_none() || self.konst == other.konst;
        ordered(Part::Ints, self.ints & !other.ints == 0)
            && ordered(Part::Others, self.others & !other.others == 0)
            && self.range.leq(&other.range)
            && ordered(Part::Constant, constant)
    }
    /// An element above both, of which only finitely many can follow one another.
    pub fn widen(&self, new: &Elem) -> Elem {
        let joined = self.join(new);
        let wide = Elem { range: self.range.widen(&new.range), ..joined }.reduced();
        wide.mutated(Operation::Widen, self, new)
    }

    /// The result of an operation, or what a mutant makes of it.
    #[inline(always)]
    fn mutated(self, operation: Operation, left: &Elem, right: &Elem) -> Elem {
        let Some((part, side)) = mutants::lattice(operation) else { return self };
        let from = if side == Side::Left { left } else { right };
        let wrong = match part {
            Part::Ints => Elem { ints: from.ints, ..self },
            Part::Others => Elem { others: from.others, ..self },
            Part::Constant => Elem { konst: from.konst, ..self },
            Part::Low | Part::High | Part::Zeros | Part::Ones => self,
        };
        mutants::combined(self, wrong.reduced())
    }
}

impl fmt::Debug for Elem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_unreachable() {
            return f.write_str("unreachable");
        }
        if *self == Elem::UNKNOWN {
            return f.write_str("?");
        }
        if self.ints != 0 {
            write!(f, "ints{:?} {:?}", TypeSet(self.ints), self.range)?;
        }
        if self.ints != 0 && self.others != 0 {
            f.write_str(" | ")?;
        }
        if self.others != 0 {
            write!(f, "{:?}", TypeSet(self.others))?;
            if let Some(bits) = self.konst {
                write!(f, "={bits:#x}")?;
            }
        }
        Ok(())
    }
}
