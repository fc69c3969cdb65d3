//! Truth: what is known of a condition, and what follows once it is assumed.
//!
//! [`Cx::assume`] sets the condition and works backwards through the term that it is. This is how a guard narrows:
//! nothing is declared. What was learnt of a sum that is exact goes on to its operands.

use crate::cx::{Cx, Operand};
use crate::defects::{Defect, broken};
use crate::lattice::{Elem, Range, TypeSet};
use crate::mutants::{self, When};
use crate::term::{Prim, PrimKind, T, Term};
use crate::transfer::{fitting_words, values};
use trefoil_primitives::Width;

/// How far a condition is re-evaluated and a refinement followed.
const DEPTH: u32 = 3;
const FUEL: u32 = 16;

/// A rule at work: what it is about, and its terms: the arguments, and where there is no third one the result that an
/// overflow is about. Every refinement goes through one, so that tests can break each.
#[derive(Clone, Copy)]
struct Rule {
    prim: PrimKind,
    when: When,
    terms: [T; 3],
}

impl Rule {
    fn with_result(self, result: T) -> Rule {
        Rule { terms: [self.terms[0], self.terms[1], result], ..self }
    }
}

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
        if !broken(Defect::ConditionForgotten) {
            self.learn(cond, &fact);
        }
        let Term { prim, args } = self.terms.get(cond);
        let value = mutants::polarity(prim.kind(), value);
        let rule = Rule { prim: prim.kind(), when: value.into(), terms: args };
        let [x, y, z] = args;
        match (prim, value) {
            (Prim::Not, _) => self.assume_operand(rule, 0, !value),
            (Prim::BAnd, true) | (Prim::BOr, false) => {
                self.assume_operand(rule, 0, value);
                self.assume_operand(rule, 1, value);
            }
            (Prim::BAnd, false) | (Prim::BOr, true) => {
                if broken(Defect::RefineAndFalse) || self.known(y) == Some(!value) {
                    self.assume_operand(rule, 0, value);
                } else if self.known(x) == Some(!value) {
                    self.assume_operand(rule, 1, value);
                }
            }
            (Prim::Is(ty), _) => {
                let fact = self.type_test(x, ty, value);
                self.narrow_operand(rule, 0, &fact);
            }
            (Prim::Lt, _) => self.assume_less(rule, value),
            (Prim::LtU64, _) => self.assume_less_u64(rule, value),
            (Prim::Eq | Prim::Same, true) => {
                let fact = self.fact(y);
                self.narrow_operand(rule, 0, &fact);
                let fact = self.fact(x);
                self.narrow_operand(rule, 1, &fact);
            }
            (Prim::Eq | Prim::Same, false) => {
                self.assume_different(rule, 0, y);
                self.assume_different(rule, 1, x);
            }
            (Prim::OvAdd(w) | Prim::OvSub(w) | Prim::OvMul(w) | Prim::OvShl(w), false) => {
                self.assume_exact(rule, prim, w);
            }
            (Prim::OvNeg(w), false) => {
                let (lo, hi) = values(w, &self.fact(x).range());
                let negated = self.apply(Prim::Neg(w), [x, T::NONE, T::NONE]);
                let rule = rule.with_result(negated);
                self.narrow_range(rule, 2, fitting_words(w, -hi, -lo));
                self.narrow_range(rule, 0, fitting_words(w, -w.max(), -w.min()));
            }
            (Prim::Sel, _) => {
                if self.known(y) == Some(!value) {
                    self.assume_operand(rule, 0, false);
                    self.assume_operand(rule, 2, value);
                } else if self.known(z) == Some(!value) {
                    self.assume_operand(rule, 0, true);
                    self.assume_operand(rule, 1, value);
                }
            }
            _ => {}
        }
    }

    /// What is known of a term that has a type, or has it not.
    fn type_test(&self, x: T, ty: crate::semantics::Type, value: bool) -> Elem {
        let types = self.fact(x).types().0 & if value { ty.set().0 } else { !ty.set().0 };
        // The types that remain may have a smaller range.
        self.sem.of_types(TypeSet(types & self.sem.any().0 | types & self.machine_types()))
    }

    fn machine_types(&self) -> u64 {
        self.sem.int.set().0 | self.sem.bool.set().0 | self.sem.float.set().0
    }

    fn assume_less(&mut self, rule: Rule, value: bool) {
        let [x, y, _] = rule.terms;
        let (a, b) = (self.fact(x).range(), self.fact(y).range());
        if a.is_empty() || b.is_empty() {
            return;
        }
        if value {
            self.narrow_range(rule, 0, Range::between(i64::MIN, b.hi().saturating_sub(1)));
            self.narrow_range(rule, 1, Range::between(a.lo().saturating_add(1), i64::MAX));
        } else {
            self.narrow_range(rule, 0, Range::between(b.lo(), i64::MAX));
            self.narrow_range(rule, 1, Range::between(i64::MIN, a.hi()));
        }
    }

    fn assume_less_u64(&mut self, rule: Rule, value: bool) {
        let [x, y, _] = rule.terms;
        let w = Width::unsigned(64);
        let ((al, ah), (bl, bh)) =
            (values(w, &self.fact(x).range()), values(w, &self.fact(y).range()));
        if value {
            self.narrow_range(rule, 0, fitting_words(w, 0, bh - 1));
            self.narrow_range(rule, 1, fitting_words(w, al + 1, w.max()));
        } else {
            self.narrow_range(rule, 0, fitting_words(w, bl, w.max()));
            self.narrow_range(rule, 1, fitting_words(w, 0, ah));
        }
    }

    /// An operand is not the value of `y`: if that is known and at an end of the range of the operand, cuts it off.
    fn assume_different(&mut self, rule: Rule, place: u8, y: T) {
        let x = rule.terms[usize::from(place)];
        let (a, b) = (self.fact(x), self.fact(y));
        let one_type = a.types().only().is_some() && a.types() == b.types();
        if let (true, Some(word)) = (one_type && a.others().is_empty(), b.range().single()) {
            if a.range().lo() == word {
                self.narrow_range(rule, place, Range::between(word.saturating_add(1), i64::MAX));
            } else if a.range().hi() == word {
                self.narrow_range(rule, place, Range::between(i64::MIN, word.saturating_sub(1)));
            }
        }
        // A unit type has one value: another one is of another type.
        let unit = self
            .sem
            .constant(&b)
            .filter(|it| self.sem.ty(it.ty).repr == crate::semantics::Repr::Unit);
        if let Some(unit) = unit {
            let fact = self.type_test(x, unit.ty, false);
            self.narrow_operand(rule, place, &fact);
        }
    }

    /// The result of an operation that may overflow is the mathematical one.
    fn assume_exact(&mut self, rule: Rule, lost: Prim, w: Width) {
        let [x, y, _] = rule.terms;
        let (a, b) = (self.fact(x).range(), self.fact(y).range());
        if a.is_empty() || b.is_empty() {
            return;
        }
        let ((al, ah), (bl, bh)) = (values(w, &a), values(w, &b));
        let (min, max) = (w.min(), w.max());
        match lost {
            Prim::OvAdd(_) => {
                let sum = self.apply(Prim::Add(w), [x, y, T::NONE]);
                let rule = rule.with_result(sum);
                self.narrow_range(rule, 2, fitting_words(w, al + bl, ah + bh));
                let (bl, bh) = if broken(Defect::RefineOvAddSwaps) { (bh, bl) } else { (bl, bh) };
                self.narrow_range(rule, 0, fitting_words(w, min - bh, max - bl));
                self.narrow_range(rule, 1, fitting_words(w, min - ah, max - al));
            }
            Prim::OvSub(_) => {
                let difference = self.apply(Prim::Sub(w), [x, y, T::NONE]);
                let rule = rule.with_result(difference);
                self.narrow_range(rule, 2, fitting_words(w, al - bh, ah - bl));
                self.narrow_range(rule, 0, fitting_words(w, min + bl, max + bh));
                self.narrow_range(rule, 1, fitting_words(w, al - max, ah - min));
            }
            Prim::OvMul(_) => {
                let product = self.apply(Prim::Mul(w), [x, y, T::NONE]);
                let rule = rule.with_result(product);
                let ends = [(al, bl), (al, bh), (ah, bl), (ah, bh)]
                    .map(|(a, b)| i128::saturating_mul(a, b));
                let lo = ends.into_iter().min().unwrap_or(min);
                let hi = ends.into_iter().max().unwrap_or(max);
                let lo = if broken(Defect::RefineOvMulPositive) { lo.max(0) } else { lo };
                self.narrow_range(rule, 2, fitting_words(w, lo, hi));
            }
            _ => {
                self.narrow_range(rule, 1, Range::between(0, i64::from(w.bits()) - 1));
                let shifted = self.apply(Prim::ShlExact(w), [x, y, T::NONE]);
                let rule = rule.with_result(shifted);
                let (lo, hi) = (if al < 0 { min } else { 0 }, if ah > 0 { max } else { 0 });
                self.narrow_range(rule, 2, fitting_words(w, lo, hi));
            }
        }
    }

    /// Learns by a rule that a condition among its terms has a value.
    fn assume_operand(&mut self, rule: Rule, place: u8, value: bool) {
        if let Some((value, place)) = mutants::truth((rule.prim, rule.when, place), value) {
            self.assumed(rule.terms[usize::from(place)], value);
        }
    }

    /// Learns by a rule a fact of one of its terms.
    fn narrow_operand(&mut self, rule: Rule, place: u8, fact: &Elem) {
        let known = self.fact(rule.terms[usize::from(place)]);
        let narrowed = mutants::narrowed((rule.prim, rule.when, place), known, *fact);
        if let Some((fact, place)) = narrowed {
            self.narrow(rule.terms[usize::from(place)], &fact);
        }
    }

    fn narrow_range(&mut self, rule: Rule, place: u8, range: Range) {
        self.narrow_operand(rule, place, &Elem::only_range(range));
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
        let Term { prim, args } = self.terms.get(t);
        let rule = Rule { prim: prim.kind(), when: When::Narrowed, terms: args };
        let [x, y, z] = args;
        match prim {
            Prim::Add(w) if self.is_exact(Prim::OvAdd(w), x, y) => {
                let (lo, hi) = values(w, &met.range());
                let (bl, bh) = values(w, &self.fact(y).range());
                self.narrow_range(rule, 0, fitting_words(w, lo - bh, hi - bl));
                let (al, ah) = values(w, &self.fact(x).range());
                self.narrow_range(rule, 1, fitting_words(w, lo - ah, hi - al));
            }
            Prim::Sub(w) if self.is_exact(Prim::OvSub(w), x, y) => {
                let (lo, hi) = values(w, &met.range());
                let (bl, bh) = values(w, &self.fact(y).range());
                let (bl, bh) =
                    if broken(Defect::BackwardsSubIsAdd) { (-bh, -bl) } else { (bl, bh) };
                self.narrow_range(rule, 0, fitting_words(w, lo + bl, hi + bh));
                let (al, ah) = values(w, &self.fact(x).range());
                self.narrow_range(rule, 1, fitting_words(w, al - hi, ah - lo));
            }
            Prim::Retype(_) if met.others().is_empty() => self.narrow_range(rule, 0, met.range()),
            Prim::Sel => {
                let other = |cx: &Self, arm: T| cx.fact(arm).meet(&met).is_unreachable();
                if other(self, y) {
                    self.assume_operand(rule, 0, false);
                    self.narrow_operand(rule, 2, &met);
                } else if other(self, z) {
                    self.assume_operand(rule, 0, true);
                    self.narrow_operand(rule, 1, &met);
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
