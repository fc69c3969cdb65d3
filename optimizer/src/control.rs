//! Control inside an op: exits, branches, arms and their joins; and the run of a whole op.
//!
//! If a condition is known, one arm runs. Otherwise both run, each under its assumption: after the first its refinements
//! are taken back through the trail and kept aside; after the second, elements that both refined are joined, known
//! memory is intersected, and results become `Sel` terms. An arm that surely exits contributes nothing.

use rustc_hash::FxHashMap;

use crate::cx::{Cx, Operand};
use crate::defects::{Defect, broken};
use crate::event::{EventKind, Step};
use crate::lattice::Elem;
use crate::memory::Redo;
use crate::mutants;
use crate::semantics::{Op, Site};
use crate::term::{Prim, T};
use crate::trace::Passes;
use crate::trace::explain::What;

/// What arms may result in: terms, and nothing, arrays, vectors and pairs of such.
pub trait Arms: Sized {
    /// Combines the terms of both arms one by one.
    fn zip(self, other: Self, join: &mut dyn FnMut(T, T) -> T) -> Self;
}
impl Arms for () {
    fn zip(self, _: Self, _: &mut dyn FnMut(T, T) -> T) {}
}
impl Arms for T {
    fn zip(self, other: Self, join: &mut dyn FnMut(T, T) -> T) -> T {
        join(self, other)
    }
}
impl<const N: usize> Arms for [T; N] {
    fn zip(mut self, other: Self, join: &mut dyn FnMut(T, T) -> T) -> Self {
        for (slot, other) in self.iter_mut().zip(other) {
            *slot = join(*slot, other);
        }
        self
    }
}
impl Arms for Vec<T> {
    fn zip(mut self, other: Self, join: &mut dyn FnMut(T, T) -> T) -> Self {
        for (slot, other) in self.iter_mut().zip(other) {
            *slot = join(*slot, other);
        }
        self
    }
}
impl<A: Arms, B: Arms> Arms for (A, B) {
    fn zip(self, other: Self, join: &mut dyn FnMut(T, T) -> T) -> Self {
        (self.0.zip(other.0, join), self.1.zip(other.1, join))
    }
}

/// Facts that an arm left behind, and the memory and locals at its end.
struct ArmEnd<R> {
    result: R,
    /// By term.
    facts: Facts,
    memory: Vec<Redo>,
    /// None if the op does not write any.
    locals: Option<Vec<T>>,
    unreachable: bool,
}

/// Facts in the order of their terms.
struct Facts(Vec<(T, Elem)>);

impl Facts {
    /// Takes back what was learnt since `mark`, and keeps what was known last of each term.
    fn of(cx: &mut Cx<'_>, mark: usize) -> Facts {
        let mut facts = Vec::with_capacity(cx.mark() - mark);
        cx.undo(mark, |t, last| facts.push((t, last)));
        // The last change of a term comes first.
        facts.sort_by_key(|it| it.0);
        facts.dedup_by_key(|it| it.0);
        Facts(facts)
    }
    fn get(&self, t: T) -> Option<Elem> {
        self.0.binary_search_by_key(&t, |it| it.0).ok().map(|row| self.0[row].1)
    }
}

fn bit(index: u32) -> u64 {
    1u64.checked_shl(index).unwrap_or(0)
}

impl Cx<'_> {
    /// Leaves at atom `index` if `cond` is true. After it `cond` is known to be false.
    pub fn exit_if(&mut self, index: u32, cond: impl Operand) {
        let cond = self.exit_condition(cond, false);
        self.exit(index, cond, false);
    }

    /// The same for an exit that is rare: no side trace grows there.
    pub fn deopt_if(&mut self, index: u32, cond: impl Operand) {
        let cond = self.exit_condition(cond, true);
        self.exit(index, cond, true);
    }

    fn exit_condition(&mut self, cond: impl Operand, deopt: bool) -> T {
        let cond = cond.term(self);
        let kind = self.terms.get(cond).prim.kind();
        if mutants::exit_is_dropped(kind, deopt) && self.known(cond).is_none() {
            mutants::dropped();
            return false.term(self);
        }
        cond
    }

    fn exit(&mut self, index: u32, cond: impl Operand, deopt: bool) {
        if self.is_unreachable() {
            return;
        }
        let cond = cond.term(self);
        self.step.reached |= bit(index);
        let known = match self.known(cond) {
            None if broken(Defect::ExitDropsUnknown) && self.step.live != 0 => Some(false),
            known => known,
        };
        if known == Some(false) && self.passes.has(Passes::GUARDS) {
            self.log_guard(What::Exit, index, cond);
            return;
        }
        if known == Some(false) {
            self.step.live |= bit(index);
            self.emit(EventKind::Exit { index, cond, deopt });
            return;
        }
        self.step.live |= bit(index);
        let here = match (self.path.last().copied(), known) {
            (None, _) => cond,
            (Some(path), Some(_)) => path,
            (Some(path), None) => self.apply_unknown(Prim::BAnd, [path, cond, T::NONE]),
        };
        self.emit(EventKind::Exit { index, cond: here, deopt });
        if known.is_some() {
            self.step.ends |= self.unconditional();
            self.set_unreachable(true);
        } else {
            self.assume(cond, false);
        }
    }

    /// Goes the recorded way: leaves if `cond` differs from it. Says whether that way is the jump.
    pub fn branch_if(&mut self, index: u32, cond: impl Operand, site: &Site<'_>) -> bool {
        let taken = mutants::branch(site.takes(index));
        self.step.jumps |= taken;
        self.step.branches += 1;
        if self.is_unreachable() {
            return taken;
        }
        let cond = self.branch_condition(cond, taken);
        match self.known(cond) {
            Some(known) if known == taken => self.log_guard(What::Branch, index, cond),
            known => {
                self.step.branch_terms.get_or_insert(self.terms.len() as u32);
                self.emit(EventKind::Branch { cond, taken });
                if known.is_some() {
                    self.step.ends = true;
                    self.set_unreachable(true);
                } else {
                    self.assume(cond, taken);
                }
            }
        }
        taken
    }

    fn branch_condition(&mut self, cond: impl Operand, taken: bool) -> T {
        let cond = cond.term(self);
        if mutants::branch_is_dropped() && self.known(cond).is_none() {
            mutants::dropped();
            return taken.term(self);
        }
        cond
    }

    /// Here the VM may collect or be interrupted.
    pub fn safepoint(&mut self) {
        self.emit(EventKind::Safepoint);
    }

    /// `if cond { then } else { otherwise }`.
    pub fn if_else<R: Arms>(
        &mut self,
        index: u32,
        cond: impl Operand,
        then: impl FnOnce(&mut Self) -> R,
        otherwise: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let cond = cond.term(self);
        let known = mutants::decided(self.known(cond));
        if !self.is_unreachable() {
            self.step.ifs.push((index, known));
        }
        match known {
            Some(true) => then(self),
            Some(false) => otherwise(self),
            None => self.both(cond, then, otherwise),
        }
    }

    fn both<R: Arms>(
        &mut self,
        cond: T,
        then: impl FnOnce(&mut Self) -> R,
        otherwise: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let first_term = self.terms.len();
        let mark = self.mark();
        if self.unconditional() {
            self.memory.base_mark = mark;
        }
        let unreachable = self.is_unreachable();
        let memory = self.memory.mark();
        let locals = self.writes_locals.then(|| self.locals_mut().clone());
        let first = self.arm(cond, true, mark, memory, then);
        if let Some(locals) = locals {
            *self.locals_mut() = locals;
        }
        self.set_unreachable(unreachable);
        let second = self.arm(cond, broken(Defect::ArmPolarity), mark, memory, otherwise);
        self.terms.forget_partial_from(first_term);
        self.set_unreachable(unreachable);
        match (first.unreachable, second.unreachable) {
            (true, true) => {
                self.set_unreachable(true);
                second.result
            }
            (false, true) => self.only(first),
            (true, false) => self.only(second),
            (false, false) => self.joined(cond, first, second, memory),
        }
    }

    /// Runs one arm and takes back what it learnt.
    fn arm<R>(
        &mut self,
        cond: T,
        value: bool,
        mark: usize,
        memory: usize,
        body: impl FnOnce(&mut Self) -> R,
    ) -> ArmEnd<R> {
        let here =
            if value { cond } else { self.apply_unknown(Prim::Not, [cond, T::NONE, T::NONE]) };
        let here = match self.path.last().copied() {
            Some(outer) => self.apply_unknown(Prim::BAnd, [outer, here, T::NONE]),
            None => here,
        };
        self.path.push(here);
        self.assume(cond, value);
        let result = body(self);
        self.path.pop();
        let unreachable = self.is_unreachable();
        let facts = Facts::of(self, mark);
        let memory = self.memory.set_aside(memory);
        let locals = self.writes_locals.then(|| self.locals_mut().clone());
        ArmEnd { result, facts, memory, locals, unreachable }
    }

    /// Goes on after the only arm that comes to its end.
    fn only<R>(&mut self, end: ArmEnd<R>) -> R {
        for (t, fact) in end.facts.0 {
            self.set_fact(t, fact);
        }
        self.memory.put_back(&end.memory);
        if let Some(locals) = end.locals {
            *self.locals_mut() = locals;
        }
        end.result
    }

    fn joined<R: Arms>(
        &mut self,
        cond: T,
        first: ArmEnd<R>,
        second: ArmEnd<R>,
        memory: usize,
    ) -> R {
        let base = |cx: &Self, facts: &Facts, t: T| facts.get(t).unwrap_or_else(|| cx.fact(t));
        let choose = |cx: &mut Self, a: T, b: T| {
            if a == b || !a.is_some() || !b.is_some() {
                return a;
            }
            let fact = base(cx, &first.facts, a).join(&base(cx, &second.facts, b));
            cx.choice(cond, a, b, fact)
        };
        self.memory.put_back(&second.memory);
        self.join_memory(&first.memory, memory);
        if let (Some(ours), Some(theirs)) = (&first.locals, &second.locals) {
            let longest = ours.len().max(theirs.len());
            let mut locals = Vec::with_capacity(longest);
            for slot in 0..longest {
                locals.push(match (ours.get(slot), theirs.get(slot)) {
                    (Some(a), Some(b)) => choose(self, *a, *b),
                    (a, b) => a.or(b).copied().unwrap_or(T::NONE),
                });
            }
            *self.locals_mut() = locals;
        }
        let result = first.result.zip(second.result, &mut |a, b| choose(self, a, b));
        for (t, fact) in first.facts.0 {
            if broken(Defect::JoinKeepsFirstArm) {
                self.set_fact(t, fact);
            } else if let Some(other) = second.facts.get(t) {
                self.learn(t, &fact.join(&other));
            }
        }
        result
    }

    /// The term of a value that depends on the arm.
    fn choice(&mut self, cond: T, a: T, b: T, fact: Elem) -> T {
        if let Some(datum) = self.sem.constant(&fact) {
            return self.datum(datum);
        }
        if !broken(Defect::ChosenStay) {
            self.escape(a);
            self.escape(b);
        }
        let t = self.apply_unknown(Prim::Sel, [cond, a, b]);
        self.learn(t, &fact);
        t
    }

    /// Sets what the following events come from.
    pub fn set_origin(&mut self, origin: u32) {
        self.origin = origin;
        self.log_op();
    }

    /// What the last op did.
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// Runs the abstract function of an op. Outputs are appended; after it [`Cx::step`] says what happened.
    pub fn run(&mut self, op: Op, site: &Site<'_>, inputs: &[T], outputs: &mut Vec<T>) {
        self.step.clear();
        self.writes_locals = self.sem.op(op).writes_locals;
        let (events, terms, first) = (self.events.len(), self.terms.len(), outputs.len());
        (self.sem.op(op).meaning)(self, site, inputs, outputs);
        if self.step.conditional {
            self.events.truncate(events);
            self.make_whole(op, site, terms, inputs, &mut outputs[first..]);
        }
        for output in &mut outputs[first..] {
            *output = self.canonical(*output);
        }
    }

    /// Replaces the meaning of an op that has an effect under an unknown condition by one event: "run this op".
    fn make_whole(
        &mut self,
        op: Op,
        site: &Site<'_>,
        first_term: usize,
        inputs: &[T],
        outputs: &mut [T],
    ) {
        for input in inputs {
            self.escape(*input);
        }
        // What was checked is not any more: the events are gone.
        self.unchecked = true;
        self.forget_terms_from(first_term);
        let mut renamed: FxHashMap<T, T> = FxHashMap::default();
        let replaced =
            outputs.iter_mut().chain(self.frames.iter_mut().flat_map(|it| &mut it.locals));
        let new: Vec<T> =
            replaced.filter(|t| t.is_some() && t.index() >= first_term).map(|t| *t).collect();
        for t in new {
            if !matches!(self.terms.get(t).prim, Prim::Const(_)) && !renamed.contains_key(&t) {
                let fact = self.fact(t);
                let fresh = self.opaque(fact);
                renamed.insert(t, fresh);
            }
        }
        let rename = |t: &mut T| {
            if let Some(fresh) = renamed.get(t) {
                *t = *fresh;
            }
        };
        outputs.iter_mut().for_each(rename);
        self.frames.iter_mut().flat_map(|it| &mut it.locals).for_each(rename);
        let (inputs, outputs) = (inputs.to_vec(), outputs.to_vec());
        self.emit(EventKind::Whole { op, inputs, outputs, taken: site.taken });
    }
}
