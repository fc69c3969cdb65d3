//! Truth: what is known of a condition, and what follows once it is assumed.
//!
//! [`Cx::assume`] sets the condition and works backwards through the term that it is. This is how a guard narrows:
//! nothing is declared. What was learnt of a sum that is exact goes on to its operands.

use crate::cx::{Cx, Operand};
use crate::defects::{Defect, broken};
use crate::lattice::{Elem, Range, TypeSet};
use crate::term::{Prim, T, Term};
use crate::transfer::{fitting_words, values};
use trefoil_primitives::Width;

/// How far a condition is re-evaluated and a refinement followed.
const DEPTH: u32 = 3;
const FUEL: u32 = 16;

impl Cx<'_> {
    /// Whether a condition is true, if that is known here.
    pub fn known(&mut self, cond: T) -> Option<bool> {
        self.reevaluate(cond, DEPTH);
        self.word_of(cond).map(|word| word != 0)
    }

    fn reevaluate(&mut self, t: T, depth: u32) {
        let Term { prim, args } = self.terms.get(t);
        if depth == 0 || matches!(prim, Prim::Opaque | Prim::Const(_) | Prim::Call(_)) {
            return;
        }
        for arg in args.into_iter().filter(|arg| arg.is_some()) {
            self.reevaluate(arg, depth - 1);
        }
        self.refresh(t);
    }

    /// Learns that a condition has a value.
    pub fn assume(&mut self, cond: T, value: bool) {
        self.fuel = FUEL;
        self.assumed(cond, value);
    }

    fn assumed(&mut self, cond: T, value: bool) {
        if let Some(known) = self.known(cond) {
            if known != value {
                self.set_unreachable(true);
            }
            return;
        }
        let fact = self.sem.just_bool(value);
        self.learn(cond, &fact);
        let Term { prim, args: [x, y, z] } = self.terms.get(cond);
        match (prim, value) {
            (Prim::Not, _) => self.assumed(x, !value),
            (Prim::BAnd, true) | (Prim::BOr, false) => {
                self.assumed(x, value);
                self.assumed(y, value);
            }
            (Prim::BAnd, false) | (Prim::BOr, true) => {
                if broken(Defect::RefineAndFalse) {
                    self.assumed(x, value);
                } else if self.known(x) == Some(!value) {
                    self.assumed(y, value);
                } else if self.known(y) == Some(!value) {
                    self.assumed(x, value);
                }
            }
            (Prim::Is(ty), _) => self.assume_type(x, ty, value),
            (Prim::Lt, _) => self.assume_less(x, y, value),
            (Prim::LtU64, _) => self.assume_less_u64(x, y, value),
            (Prim::Eq | Prim::Same, true) => {
                let fact = self.fact(y);
                self.narrow(x, &fact);
                let fact = self.fact(x);
                self.narrow(y, &fact);
            }
            (Prim::Eq | Prim::Same, false) => {
                self.assume_different(x, y);
                self.assume_different(y, x);
            }
            (Prim::OvAdd(w) | Prim::OvSub(w) | Prim::OvMul(w) | Prim::OvShl(w), false) => {
                self.assume_exact(prim, w, x, y);
            }
            (Prim::OvNeg(w), false) => {
                let (lo, hi) = values(w, &self.fact(x).range());
                let negated = self.apply(Prim::Neg(w), [x, T::NONE, T::NONE]);
                self.narrow_range(negated, fitting_words(w, -hi, -lo));
                self.narrow_range(x, fitting_words(w, -w.max(), -w.min()));
            }
            (Prim::Sel, _) => {
                if self.known(y) == Some(!value) {
                    self.assumed(x, false);
                    self.assumed(z, value);
                } else if self.known(z) == Some(!value) {
                    self.assumed(x, true);
                    self.assumed(y, value);
                }
            }
            _ => {}
        }
    }

    fn assume_type(&mut self, x: T, ty: crate::semantics::Type, value: bool) {
        let types = if value {
            self.fact(x).types().0 & ty.set().0
        } else if broken(Defect::RefineIsFalseTwo) {
            self.fact(x).types().0 & !(3 << ty.0)
        } else {
            self.fact(x).types().0 & !ty.set().0
        };
        // The types that remain may have a smaller range.
        let fact =
            self.sem.of_types(TypeSet(types & self.sem.any().0 | types & self.machine_types()));
        self.narrow(x, &fact);
    }

    fn machine_types(&self) -> u64 {
        self.sem.int.set().0 | self.sem.bool.set().0 | self.sem.float.set().0
    }

    fn assume_less(&mut self, x: T, y: T, value: bool) {
        let (a, b) = (self.fact(x).range(), self.fact(y).range());
        if a.is_empty() || b.is_empty() {
            return;
        }
        if value {
            let below = b.hi().saturating_sub(if broken(Defect::RefineLtTooFar) { 2 } else { 1 });
            self.narrow_range(x, Range::between(i64::MIN, below));
            self.narrow_range(y, Range::between(a.lo().saturating_add(1), i64::MAX));
        } else {
            self.narrow_range(x, Range::between(b.lo(), i64::MAX));
            let hi = if broken(Defect::RefineGeStrict) { a.hi().saturating_sub(1) } else { a.hi() };
            self.narrow_range(y, Range::between(i64::MIN, hi));
        }
    }

    fn assume_less_u64(&mut self, x: T, y: T, value: bool) {
        let w = Width::unsigned(64);
        let ((al, ah), (bl, bh)) =
            (values(w, &self.fact(x).range()), values(w, &self.fact(y).range()));
        if value {
            self.narrow_range(x, fitting_words(w, 0, bh - 1));
            self.narrow_range(y, fitting_words(w, al + 1, w.max()));
        } else {
            self.narrow_range(x, fitting_words(w, bl, w.max()));
            self.narrow_range(y, fitting_words(w, 0, ah));
        }
    }

    /// `x` is not the value of `y`: if that is known and at an end of the range of `x`, cuts it off.
    fn assume_different(&mut self, x: T, y: T) {
        let (a, b) = (self.fact(x), self.fact(y));
        let one_type = a.types().only().is_some() && a.types() == b.types();
        if let (true, Some(word)) = (one_type && a.others().is_empty(), b.range().single()) {
            let step = if broken(Defect::RefineNeCutsTwo) { 2 } else { 1 };
            if a.range().lo() == word {
                self.narrow_range(x, Range::between(word.saturating_add(step), i64::MAX));
            } else if a.range().hi() == word {
                self.narrow_range(x, Range::between(i64::MIN, word.saturating_sub(step)));
            }
        }
        // A unit type has one value: another one is of another type.
        let unit = self
            .sem
            .constant(&b)
            .filter(|it| self.sem.ty(it.ty).repr == crate::semantics::Repr::Unit);
        if let Some(unit) = unit {
            self.assume_type(x, unit.ty, false);
        }
    }

    /// The result of an operation that may overflow is the mathematical one.
    fn assume_exact(&mut self, lost: Prim, w: Width, x: T, y: T) {
        let (a, b) = (self.fact(x).range(), self.fact(y).range());
        if a.is_empty() || b.is_empty() {
            return;
        }
        let ((al, ah), (bl, bh)) = (values(w, &a), values(w, &b));
        let (min, max) = (w.min(), w.max());
        match lost {
            Prim::OvAdd(_) => {
                let sum = self.apply(Prim::Add(w), [x, y, T::NONE]);
                self.narrow_range(sum, fitting_words(w, al + bl, ah + bh));
                let (bl, bh) = if broken(Defect::RefineOvAddSwaps) { (bh, bl) } else { (bl, bh) };
                self.narrow_range(x, fitting_words(w, min - bh, max - bl));
                self.narrow_range(y, fitting_words(w, min - ah, max - al));
            }
            Prim::OvSub(_) => {
                let difference = self.apply(Prim::Sub(w), [x, y, T::NONE]);
                self.narrow_range(difference, fitting_words(w, al - bh, ah - bl));
                self.narrow_range(x, fitting_words(w, min + bl, max + bh));
                self.narrow_range(y, fitting_words(w, al - max, ah - min));
            }
            Prim::OvMul(_) => {
                let product = self.apply(Prim::Mul(w), [x, y, T::NONE]);
                let ends = [(al, bl), (al, bh), (ah, bl), (ah, bh)]
                    .map(|(a, b)| i128::saturating_mul(a, b));
                let lo = ends.into_iter().min().unwrap_or(min);
                let hi = ends.into_iter().max().unwrap_or(max);
                let lo = if broken(Defect::RefineOvMulPositive) { lo.max(0) } else { lo };
                self.narrow_range(product, fitting_words(w, lo, hi));
            }
            _ => {
                self.narrow_range(y, Range::between(0, i64::from(w.bits()) - 1));
                let shifted = self.apply(Prim::ShlExact(w), [x, y, T::NONE]);
                let (lo, hi) = (if al < 0 { min } else { 0 }, if ah > 0 { max } else { 0 });
                self.narrow_range(shifted, fitting_words(w, lo, hi));
            }
        }
    }

    fn narrow_range(&mut self, t: T, range: Range) {
        self.narrow(t, &Elem::only_range(range));
    }

    /// Learns a fact of a term, and what follows for the terms it was computed from.
    pub(crate) fn narrow(&mut self, t: T, fact: &Elem) {
        let known = self.fact(t);
        let met = known.meet(fact);
        if met == known {
            return;
        }
        self.set_fact(t, met);
        if self.fuel == 0 || met.is_unreachable() {
            return;
        }
        self.fuel -= 1;
        let Term { prim, args: [x, y, z] } = self.terms.get(t);
        match prim {
            Prim::Add(w) if self.is_exact(Prim::OvAdd(w), x, y) => {
                let (lo, hi) = values(w, &met.range());
                let (bl, bh) = values(w, &self.fact(y).range());
                self.narrow_range(x, fitting_words(w, lo - bh, hi - bl));
                let (al, ah) = values(w, &self.fact(x).range());
                self.narrow_range(y, fitting_words(w, lo - ah, hi - al));
            }
            Prim::Sub(w) if self.is_exact(Prim::OvSub(w), x, y) => {
                let (lo, hi) = values(w, &met.range());
                let (bl, bh) = values(w, &self.fact(y).range());
                let (bl, bh) =
                    if broken(Defect::BackwardsSubIsAdd) { (-bh, -bl) } else { (bl, bh) };
                self.narrow_range(x, fitting_words(w, lo + bl, hi + bh));
                let (al, ah) = values(w, &self.fact(x).range());
                self.narrow_range(y, fitting_words(w, al - hi, ah - lo));
            }
            Prim::Retype(_) if met.others().is_empty() => self.narrow_range(x, met.range()),
            Prim::Sel => {
                let other = |cx: &Self, arm: T| cx.fact(arm).meet(&met).is_unreachable();
                if other(self, y) {
                    self.assumed(x, false);
                    self.narrow(z, &met);
                } else if other(self, z) {
                    self.assumed(x, true);
                    self.narrow(y, &met);
                }
            }
            _ if met.types() == self.sem.bool.set() && known.types() == met.types() => {
                if let Some(word) = met.range().single() {
                    // The bool became known by being compared: what it was computed from follows.
                    self.set_fact(t, known);
                    self.assumed(t, word != 0);
                }
            }
            _ => {}
        }
    }

    /// Whether a sum or difference is the mathematical one: its overflow is known not to happen.
    fn is_exact(&mut self, lost: Prim, x: T, y: T) -> bool {
        let fact =
            crate::transfer::transfer(self.sem, lost, [self.fact(x), self.fact(y), Elem::UNKNOWN]);
        if fact.range().single() == Some(0) {
            return true;
        }
        self.terms.find(lost, [x, y, T::NONE]).is_some_and(|t| self.word_of(t) == Some(0))
    }

    /// `if c { a } else { b }` of values, without arms.
    pub fn select(&mut self, cond: impl Operand, a: impl Operand, b: impl Operand) -> T {
        let (cond, a, b) = (cond.term(self), a.term(self), b.term(self));
        match self.known(cond) {
            Some(true) => a,
            Some(false) => b,
            None if a == b => a,
            None => self.apply(Prim::Sel, [cond, a, b]),
        }
    }
}
