//! The abstract context: terms, what is known of them, memory, frames and the events of a trace.
//!
//! Generated abstract functions call its methods, which are the primitives: arithmetic here, truth in `refine.rs`,
//! control in `control.rs`, memory in `memory.rs`, helpers and frames in `calls.rs`. What is known emits nothing; all
//! else becomes a floating term or an [`Event`].
//!
//! # Invariants
//! 1. Facts are flow-sensitive. Every change is on the trail, so that the state at an earlier event is found by undoing.
//! 2. A term created under facts that an undo takes back is left with what holds without them: its creation puts its
//!    unconstrained element on the trail.
//! 3. A result that is a known constant is the constant's term.
//! 4. On an unreachable path (`is_unreachable`) nothing is emitted.

use crate::calls::Frame;
use crate::defects::{Defect, broken};
use crate::event::{Event, EventKind, Step};
use crate::host::Host;
use crate::lattice::{Elem, TypeSet};
use crate::memory::Memory;
use crate::mutants;
use crate::semantics::{Content, Datum, Semantics, Type};
use crate::term::{Prim, T, Term, Terms};
use crate::trace::explain::Log;
use crate::trace::{Passes, State};
use crate::transfer::{transfer, unconstrained};
use trefoil_primitives::Width;

/// The state of an abstract run.
pub struct Cx<'h> {
    pub(crate) sem: &'static Semantics,
    pub(crate) host: &'h mut dyn Host,
    pub(crate) terms: Terms,
    facts: Vec<Elem>,
    /// Facts before their last changes.
    trail: Vec<(T, Elem)>,
    pub(crate) memory: Memory,
    pub(crate) frames: Vec<Frame>,
    pub(crate) events: Vec<Event>,
    pub(crate) origin: u32,
    pub(crate) step: Step,
    /// Conditions of the arms that run now although it is not known whether they do.
    pub(crate) path: Vec<T>,
    unreachable: bool,
    pub(crate) fuel: u32,
    /// The op that runs may write locals.
    pub(crate) writes_locals: bool,
    /// What the trace relies on may have changed since it was last known to be valid: code of the user's has run, or something was written
    /// that can be watched.
    pub(crate) unchecked: bool,
    /// The trace can still be left for the start of the running instruction: none of its effects has happened.
    pub(crate) may_leave: bool,
    /// What is done to the trace.
    pub(crate) passes: Passes,
    /// Terms that take the place of new opaque ones, the next one last: in a second run of an op.
    replay: Vec<T>,
    /// Why things are not there, if somebody wants to know.
    pub(crate) log: Option<Box<Log>>,
}

/// What methods of [`Cx`] take where a value is meant: a term, or a literal.
pub trait Operand {
    /// The term.
    fn term(self, cx: &mut Cx<'_>) -> T;
}
impl Operand for T {
    fn term(self, _: &mut Cx<'_>) -> T {
        self
    }
}
macro_rules! int_operand {
    ($($t:ty)*) => { $(
        impl Operand for $t {
            fn term(self, cx: &mut Cx<'_>) -> T {
                cx.int(self as i64)
            }
        }
    )* };
}
int_operand!(i32 u32 i64 usize);
impl Operand for bool {
    fn term(self, cx: &mut Cx<'_>) -> T {
        let ty = cx.sem.bool;
        cx.datum(Datum::new(ty, u64::from(self)))
    }
}
impl Operand for f64 {
    fn term(self, cx: &mut Cx<'_>) -> T {
        let ty = cx.sem.float;
        cx.datum(Datum::new(ty, self.to_bits()))
    }
}

/// The tables of runs that are over, for the next one: what is made for a trace is as large as that, and no table grows again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    terms: Terms,
    facts: Vec<Elem>,
    trail: Vec<(T, Elem)>,
    memory: Memory,
    frames: Vec<Frame>,
    events: Vec<Event>,
    step: Step,
    path: Vec<T>,
}

impl<'h> Cx<'h> {
    /// Makes an empty context.
    pub fn new(sem: &'static Semantics, host: &'h mut dyn Host) -> Cx<'h> {
        Cx::within(Scratch::default(), sem, host)
    }

    /// Makes an empty context with the tables of an earlier one.
    pub fn within(scratch: Scratch, sem: &'static Semantics, host: &'h mut dyn Host) -> Cx<'h> {
        let Scratch { terms, facts, trail, memory, frames, events, step, path } = scratch;
        let mut cx = Cx {
            sem,
            host,
            terms,
            facts,
            trail,
            memory,
            frames,
            events,
            origin: 0,
            step,
            path,
            unreachable: false,
            fuel: 0,
            writes_locals: false,
            unchecked: false,
            may_leave: true,
            passes: Passes::ALL,
            replay: Vec::new(),
            log: None,
        };
        cx.clear();
        cx
    }

    /// The tables for the next one.
    pub fn into_scratch(self) -> Scratch {
        let Cx { terms, facts, trail, memory, frames, events, step, path, .. } = self;
        Scratch { terms, facts, trail, memory, frames, events, step, path }
    }

    /// Makes room for so many terms and what goes with them.
    pub(crate) fn make_room(&mut self, terms: usize) {
        self.terms.reserve(terms);
        self.facts.reserve(terms);
        self.trail.reserve(terms);
        self.events.reserve(terms / 4);
        self.memory.reserve(terms, self.sem.fields.len());
    }

    /// Forgets everything but keeps the room that it took.
    pub fn clear(&mut self) {
        self.terms.clear();
        self.facts.clear();
        self.trail.clear();
        self.memory.clear();
        self.frames.clear();
        self.frames.push(Frame::default());
        self.events.clear();
        self.step.clear();
        self.path.clear();
        self.unreachable = false;
        self.unchecked = false;
        self.may_leave = true;
    }

    /// The definition that the context works with.
    pub fn semantics(&self) -> &'static Semantics {
        self.sem
    }
    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }
    /// The events so far.
    pub fn events(&self) -> &[Event] {
        &self.events
    }
    /// A copy of the terms and of what is known of them, for a trace that is finished.
    pub(crate) fn finished(&self) -> (Terms, State) {
        let state = State {
            facts: self.facts.as_slice().into(),
            trail: self.trail.as_slice().into(),
            known: self.memory.history(),
            memory: self.memory.mark(),
        };
        (self.terms.finished(), state)
    }
    /// Sets what is done to a trace.
    pub(crate) fn set_passes(&mut self, passes: Passes) {
        self.passes = passes;
    }
    /// What is known about memory.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }
    /// The same, to be changed by drivers.
    pub fn memory_mut(&mut self) -> &mut Memory {
        &mut self.memory
    }
    /// The frames, outermost first.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }
    /// The same, to be changed by drivers.
    pub fn frames_mut(&mut self) -> &mut Vec<Frame> {
        &mut self.frames
    }
    /// The host.
    pub fn host(&mut self) -> &mut dyn Host {
        self.host
    }
    /// Whether no execution gets here.
    pub fn is_unreachable(&self) -> bool {
        self.unreachable
    }
    pub(crate) fn set_unreachable(&mut self, unreachable: bool) {
        self.unreachable = unreachable;
    }
    /// Whether all runs that get here execute what is emitted now.
    pub(crate) fn unconditional(&self) -> bool {
        self.path.is_empty()
    }
    pub(crate) fn emit(&mut self, kind: EventKind) {
        if !self.unreachable {
            self.events.push(Event {
                kind,
                origin: self.origin,
                leave: None,
                trail: self.trail.len() as u32,
                memory: self.memory.mark() as u32,
            });
        }
    }

    // ---- terms and facts

    fn add(&mut self, t: T, elem: Elem) -> T {
        debug_assert_eq!(t.index(), self.facts.len());
        self.facts.push(elem);
        if self.log.is_some() {
            self.log_term(t);
        }
        t
    }

    /// Makes a term that is not computed: an input, a phi.
    pub fn opaque(&mut self, elem: Elem) -> T {
        if let Some(t) = self.replay.pop() {
            return t;
        }
        let t = self.terms.fresh(Prim::Opaque, [T::NONE; 3], self.events.len() as u32);
        self.add(t, elem)
    }

    /// The term of a constant.
    pub fn datum(&mut self, datum: Datum) -> T {
        let prim = Prim::Const(datum);
        match self.terms.find(prim, [T::NONE; 3]) {
            Some(t) => t,
            None => {
                let t = self.terms.intern(prim, [T::NONE; 3], 0);
                self.add(t, self.sem.of_datum(datum))
            }
        }
    }

    /// The term of an integer constant.
    pub fn int(&mut self, value: i64) -> T {
        let ty = self.sem.int;
        self.datum(Datum::new(ty, value as u64))
    }

    /// The only value of a unit type.
    pub fn unit(&mut self, ty: Type) -> T {
        self.datum(Datum::new(ty, 0))
    }

    /// What is known of a term here.
    pub fn fact(&self, t: T) -> Elem {
        self.facts[t.index()]
    }

    /// The value of a term, if it is known here.
    pub fn constant_of(&self, t: T) -> Option<Datum> {
        self.sem.constant(&self.facts[t.index()])
    }

    /// The word of a term, if it is an integer or bool that is known here.
    pub fn word_of(&self, t: T) -> Option<i64> {
        let fact = &self.facts[t.index()];
        if fact.others().is_empty() { fact.range().single() } else { None }
    }

    pub(crate) fn set_fact(&mut self, t: T, elem: Elem) {
        let old = self.facts[t.index()];
        if old != elem {
            self.trail.push((t, old));
            self.facts[t.index()] = elem;
            if elem.is_unreachable() {
                self.unreachable = true;
            }
        }
    }

    /// Learns that a term also satisfies `elem`.
    pub fn learn(&mut self, t: T, elem: &Elem) {
        let met = self.facts[t.index()].meet(elem);
        self.set_fact(t, met);
    }

    /// The number of changes of facts so far, to undo to.
    pub fn mark(&self) -> usize {
        self.trail.len()
    }

    /// The changes of facts since `mark`: terms with what was known of them before.
    pub(crate) fn trail_since(&self, mark: usize) -> &[(T, Elem)] {
        &self.trail[mark.min(self.trail.len())..]
    }

    /// Undoes all changes of facts since `mark`. Calls `undone` for each changed term with what was known of it last.
    pub(crate) fn undo(&mut self, mark: usize, mut undone: impl FnMut(T, Elem)) {
        while self.trail.len() > mark {
            if let Some((t, old)) = self.trail.pop() {
                undone(t, self.facts[t.index()]);
                self.facts[t.index()] = old;
            }
        }
    }

    /// Undoes all changes of facts since `mark`, to be made again by [`Cx::put_back`].
    pub(crate) fn set_aside(&mut self, mark: usize) -> Vec<(T, Elem)> {
        let mut made = Vec::with_capacity(self.trail.len().saturating_sub(mark));
        self.undo(mark, |t, last| made.push((t, last)));
        made.reverse();
        made
    }
    /// Makes changes again that [`Cx::set_aside`] has undone.
    pub(crate) fn put_back(&mut self, made: Vec<(T, Elem)>) {
        for (t, elem) in made {
            self.set_fact(t, elem);
        }
        self.unreachable = false;
    }
    /// Undoes all changes of facts since `mark`.
    pub(crate) fn undo_to(&mut self, mark: usize) {
        self.undo(mark, |_, _| {});
        self.unreachable = false;
    }
    /// Has these terms take the place of the next new opaque ones, in this order.
    pub(crate) fn replay(&mut self, mut terms: Vec<T>) {
        terms.reverse();
        self.replay = terms;
    }
    /// The opaque terms in a range of rows.
    pub(crate) fn opaque_between(&self, first: u32, end: u32) -> Vec<T> {
        (first..end).map(T).filter(|t| self.terms.get(*t).prim == Prim::Opaque).collect()
    }

    /// Goes back to an earlier state: removes terms and events, undoes facts. Memory and frames are the caller's.
    pub fn rewind(&mut self, mark: usize, terms: usize, events: usize) {
        self.undo(mark, |_, _| {});
        self.terms.truncate(terms);
        self.facts.truncate(terms);
        self.events.truncate(events);
        self.unreachable = false;
    }

    /// The term of a value that is known, or the term itself.
    pub fn canonical(&mut self, t: T) -> T {
        let term = self.terms.get(t);
        match term.prim {
            Prim::Const(_) => t,
            _ => match self.constant_of(t) {
                Some(datum) => self.datum(datum),
                None if term.prim == Prim::Sel => match self.word_of(term.args[0]) {
                    Some(0) => self.chosen(t, term.args[2]),
                    Some(_) => self.chosen(t, term.args[1]),
                    None => t,
                },
                None => t,
            },
        }
    }

    /// The term that a choice is known to be. What is known of the choice holds for it: if it was made in an arm, that
    /// may be more than what is left of it here.
    fn chosen(&mut self, choice: T, arm: T) -> T {
        let known = self.facts[choice.index()];
        self.learn(arm, &known);
        self.canonical(arm)
    }

    /// What is known of the result of a primitive.
    fn fact_of(&self, prim: Prim, args: [T; 3]) -> Elem {
        if self.passes != Passes::ALL {
            let overflow = matches!(
                prim,
                Prim::OvAdd(_)
                    | Prim::OvSub(_)
                    | Prim::OvMul(_)
                    | Prim::OvDiv(_)
                    | Prim::OvNeg(_)
                    | Prim::OvShl(_)
            );
            let wanted = if overflow { Passes::OVERFLOW } else { Passes::FOLDING };
            if !self.passes.has(wanted)
                && !matches!(prim, Prim::Is(_) | Prim::Not | Prim::Retype(_))
            {
                return unconstrained(self.sem, prim);
            }
        }
        transfer(self.sem, prim, self.arg_facts(args))
    }

    fn arg_facts(&self, args: [T; 3]) -> [Elem; 3] {
        args.map(|arg| if arg.is_some() { self.facts[arg.index()] } else { Elem::UNKNOWN })
    }

    /// The term of an application, made if it does not exist, and what is known of it brought up to date.
    fn application(&mut self, prim: Prim, mut args: [T; 3]) -> T {
        if prim.commutes() && args[1] < args[0] {
            args.swap(0, 1);
        }
        if self.passes.has(Passes::SUBEXPRESSIONS)
            && let Some(t) = self.terms.find(prim, args)
        {
            self.refresh(t);
            return t;
        }
        let fact = self.fact_of(prim, args);
        let t = self.terms.intern(prim, args, self.events.len() as u32);
        self.add(t, fact);
        let whole = unconstrained(self.sem, prim);
        if whole != fact && !broken(Defect::ArmTermsKeepFacts) {
            self.trail.push((t, whole));
        }
        t
    }

    /// The term of an application that is known from elsewhere.
    pub(crate) fn imported(&mut self, prim: Prim, args: [T; 3]) -> T {
        self.application(prim, args)
    }

    /// Applies a primitive: gives the term of the result, or of the constant that it is known to be.
    pub(crate) fn apply(&mut self, prim: Prim, args: [T; 3]) -> T {
        let given = args;
        let args = args.map(|arg| if arg.is_some() { self.canonical(arg) } else { arg });
        let t = self.applied(prim, args);
        if self.log.is_some() {
            self.log_applied(prim, given, args, t);
        }
        t
    }

    fn applied(&mut self, prim: Prim, args: [T; 3]) -> T {
        if self.passes.has(Passes::FOLDING)
            && let Some(t) = self.simplified(prim, args)
        {
            return t;
        }
        let t = self.application(prim, args);
        self.canonical(t)
    }

    /// Applies a primitive to terms; unused arguments are [`T::NONE`]. The methods below are its names in bodies.
    pub fn primitive(&mut self, prim: Prim, args: [T; 3]) -> T {
        self.apply(prim, args)
    }

    /// Applies a primitive without looking at what is known: the term must hold on other paths than this one.
    pub(crate) fn apply_unknown(&mut self, prim: Prim, args: [T; 3]) -> T {
        match self.terms.find(prim, args) {
            Some(t) => t,
            None => {
                let t = self.terms.intern(prim, args, self.events.len() as u32);
                self.add(t, unconstrained(self.sem, prim))
            }
        }
    }

    /// Results that are one of the arguments.
    fn simplified(&mut self, prim: Prim, args: [T; 3]) -> Option<T> {
        let same = self.one_of_them(prim, args)?;
        mutants::simplified(prim.kind(), args, same)
    }

    fn one_of_them(&mut self, prim: Prim, [x, y, _]: [T; 3]) -> Option<T> {
        let word = |cx: &Self, t: T| {
            let word = if t.is_some() { cx.word_of(t) } else { None };
            word.map(|word| mutants::neutral(prim.kind(), word))
        };
        let (a, b) = (word(self, x), word(self, y));
        match prim {
            Prim::Add(_) | Prim::Or | Prim::Xor if a == Some(0) => Some(y),
            Prim::Add(_) | Prim::Sub(_) | Prim::Or | Prim::Xor if b == Some(0) => Some(x),
            Prim::ShlExact(_) | Prim::Shl(_) | Prim::Shr(_) if b == Some(0) => Some(x),
            Prim::Mul(_) | Prim::Div(_) if b == Some(1) => Some(x),
            Prim::Mul(_) if a == Some(1) => Some(y),
            Prim::And | Prim::Or if x == y => Some(x),
            Prim::And if b == Some(-1) => Some(x),
            Prim::Min(_) | Prim::Max(_) if x == y => Some(x),
            Prim::Sub(_) | Prim::Xor if x == y => Some(self.int(0)),
            Prim::Eq if x == y => Some(true.term(self)),
            Prim::Lt | Prim::LtU64 if x == y => Some(false.term(self)),
            Prim::Same if x == y => {
                let lasting = self.sem.without_identity(self.fact(x).types()).is_empty();
                lasting.then(|| true.term(self))
            }
            Prim::Eq if self.fact(x).types() == self.sem.bool.set() => match (a, b) {
                (Some(1), _) => Some(y),
                (_, Some(1)) => Some(x),
                (Some(_), _) => Some(self.not(y)),
                (_, Some(_)) => Some(self.not(x)),
                _ => None,
            },
            Prim::BAnd if b == Some(1) || x == y => Some(x),
            Prim::BAnd if a == Some(1) => Some(y),
            Prim::BOr if b == Some(0) || x == y => Some(x),
            Prim::BOr if a == Some(0) => Some(y),
            Prim::Wrap(w) => {
                let whole = crate::lattice::Range::of_width(w);
                let fits = w.bits() == 64 || self.fact(x).range().leq(&whole);
                (fits && self.fact(x).types() == self.sem.int.set()).then_some(x)
            }
            Prim::Retype(ty) => {
                if self.fact(x).types() == ty.set() {
                    return Some(x);
                }
                match self.terms.get(x) {
                    Term { prim: Prim::Retype(_), args } => {
                        Some(self.apply(prim, [args[0], T::NONE, T::NONE]))
                    }
                    _ => None,
                }
            }
            Prim::Not => match self.terms.get(x) {
                Term { prim: Prim::Not, args } => Some(args[0]),
                _ => None,
            },
            _ => None,
        }
    }

    /// Recomputes what is known of a term from what is known of its arguments now.
    pub(crate) fn refresh(&mut self, t: T) {
        let term = self.terms.get(t);
        if matches!(term.prim, Prim::Opaque | Prim::Const(_) | Prim::Call(_) | Prim::Pack) {
            return;
        }
        let known = self.facts[t.index()];
        if known.is_unreachable() || self.sem.constant(&known).is_some() {
            return;
        }
        let fact = self.fact_of(term.prim, term.args);
        if !known.leq(&fact) {
            let met = known.meet(&fact);
            self.set_fact(t, met);
        }
    }

    // ---- primitives, as generated code calls them

    fn unary(&mut self, prim: Prim, a: impl Operand) -> T {
        let a = a.term(self);
        self.apply(prim, [a, T::NONE, T::NONE])
    }
    fn binary(&mut self, prim: Prim, a: impl Operand, b: impl Operand) -> T {
        let (a, b) = (a.term(self), b.term(self));
        self.apply(prim, [a, b, T::NONE])
    }

    /// The term of an operand.
    pub fn term(&mut self, value: impl Operand) -> T {
        value.term(self)
    }

    /// All inputs of an op.
    pub fn inputs<const N: usize>(&mut self, inputs: &[T]) -> [T; N] {
        debug_assert_eq!(inputs.len(), N, "inputs of an op");
        std::array::from_fn(|index| inputs.get(index).copied().unwrap_or(T::NONE))
    }

    /// The deepest of the inputs, and those above it.
    pub fn first<'a>(&mut self, inputs: &'a [T]) -> (T, &'a [T]) {
        inputs.split_first().map_or((T::NONE, inputs), |(first, rest)| (*first, rest))
    }

    /// The deepest `count` of the inputs, and those above them.
    pub fn several<'a>(&mut self, inputs: &'a [T], count: usize) -> (&'a [T], &'a [T]) {
        inputs.split_at(count.min(inputs.len()))
    }

    /// Checks in debug builds that the types of an input are established.
    pub fn require(&self, t: T, types: TypeSet) {
        debug_assert!(
            self.unreachable || self.fact(t).types().within(types),
            "an input of type {types:?} is {:?}",
            self.fact(t)
        );
    }

    /// The value of a cache field.
    pub fn cache(&mut self, site: &crate::semantics::Site<'_>, index: usize) -> T {
        match site.caches.get(index) {
            Some(datum) => self.datum(*datum),
            None => self.opaque(Elem::UNKNOWN),
        }
    }

    /// A value of which only its content is known.
    pub fn any(&mut self, content: &Content) -> T {
        let elem = self.sem.of_content(content);
        self.opaque(elem)
    }

    /// `!a` of a bool.
    pub fn not(&mut self, a: impl Operand) -> T {
        self.unary(Prim::Not, a)
    }
    /// `a & b` of bools.
    pub fn band(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::BAnd, a, b)
    }
    /// `a | b` of bools.
    pub fn bor(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::BOr, a, b)
    }
    /// `a ^ b` of bools.
    pub fn bxor(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.ne(a, b)
    }
    /// `a == b` of integers or bools.
    pub fn eq(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Eq, a, b)
    }
    /// `a != b` of integers or bools.
    pub fn ne(&mut self, a: impl Operand, b: impl Operand) -> T {
        let equal = self.eq(a, b);
        self.not(equal)
    }
    /// `a < b` of integers.
    pub fn lt(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Lt, a, b)
    }
    /// `a <= b` of integers.
    pub fn le(&mut self, a: impl Operand, b: impl Operand) -> T {
        let greater = self.gt(a, b);
        self.not(greater)
    }
    /// `a > b` of integers.
    pub fn gt(&mut self, a: impl Operand, b: impl Operand) -> T {
        let (a, b) = (a.term(self), b.term(self));
        self.lt(b, a)
    }
    /// `a >= b` of integers.
    pub fn ge(&mut self, a: impl Operand, b: impl Operand) -> T {
        let less = self.lt(a, b);
        self.not(less)
    }
    /// `a < b` of unsigned 64-bit words.
    pub fn lt_u64(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::LtU64, a, b)
    }
    /// `a <= b` of unsigned 64-bit words.
    pub fn le_u64(&mut self, a: impl Operand, b: impl Operand) -> T {
        let greater = self.gt_u64(a, b);
        self.not(greater)
    }
    /// `a > b` of unsigned 64-bit words.
    pub fn gt_u64(&mut self, a: impl Operand, b: impl Operand) -> T {
        let (a, b) = (a.term(self), b.term(self));
        self.lt_u64(b, a)
    }
    /// `a >= b` of unsigned 64-bit words.
    pub fn ge_u64(&mut self, a: impl Operand, b: impl Operand) -> T {
        let less = self.lt_u64(a, b);
        self.not(less)
    }
    /// `a == b` by identity.
    pub fn same(&mut self, a: impl Operand, b: impl Operand) -> T {
        let (a, b) = (a.term(self), b.term(self));
        if a != b && self.memory.distinct(&self.terms, a, b) {
            return false.term(self);
        }
        self.apply(Prim::Same, [a, b, T::NONE])
    }
    /// Whether a value has a type.
    pub fn is(&mut self, a: impl Operand, ty: Type) -> T {
        self.unary(Prim::Is(ty), a)
    }
    /// The scalar in a value of a type that is not the first of its kind; a bool as an integer.
    pub fn retype(&mut self, a: impl Operand, ty: Type) -> T {
        self.unary(Prim::Retype(ty), a)
    }
    /// `a as iN`
    pub fn wrap(&mut self, width: Width, a: impl Operand) -> T {
        self.unary(Prim::Wrap(width), a)
    }
    /// `a as iN` of a bool.
    pub fn bool_to_int(&mut self, a: impl Operand) -> T {
        let ty = self.sem.int;
        self.retype(a, ty)
    }
    /// `a & b` of integers.
    pub fn and(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::And, a, b)
    }
    /// `a | b` of integers.
    pub fn or(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Or, a, b)
    }
    /// `a ^ b` of integers.
    pub fn xor(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Xor, a, b)
    }
    /// `!a` of an integer.
    pub fn bit_not(&mut self, width: Width, a: impl Operand) -> T {
        self.unary(Prim::BitNot(width), a)
    }
    /// `a / b`
    pub fn div(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Div(width), a, b)
    }
    /// `a % b`
    pub fn rem(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Rem(width), a, b)
    }
    /// `a >> b`
    pub fn shr(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Shr(width), a, b)
    }
    /// `a.min(b)`
    pub fn min(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Min(width), a, b)
    }
    /// `a.max(b)`
    pub fn max(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Max(width), a, b)
    }
    /// `a.wrapping_add(b)`
    pub fn wrapping_add(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Add(width), a, b)
    }
    /// `a.wrapping_sub(b)`
    pub fn wrapping_sub(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Sub(width), a, b)
    }
    /// `a.wrapping_mul(b)`
    pub fn wrapping_mul(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Mul(width), a, b)
    }
    /// `a.wrapping_neg()`
    pub fn wrapping_neg(&mut self, width: Width, a: impl Operand) -> T {
        self.unary(Prim::Neg(width), a)
    }
    /// `a.wrapping_shl(b)`
    pub fn wrapping_shl(&mut self, width: Width, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::Shl(width), a, b)
    }

    fn overflowing(&mut self, value: Prim, lost: Prim, a: impl Operand, b: impl Operand) -> (T, T) {
        let (a, b) = (a.term(self), b.term(self));
        (self.apply(value, [a, b, T::NONE]), self.apply(lost, [a, b, T::NONE]))
    }
    /// `a.overflowing_add(b)`
    pub fn overflowing_add(&mut self, w: Width, a: impl Operand, b: impl Operand) -> (T, T) {
        self.overflowing(Prim::Add(w), Prim::OvAdd(w), a, b)
    }
    /// `a.overflowing_sub(b)`
    pub fn overflowing_sub(&mut self, w: Width, a: impl Operand, b: impl Operand) -> (T, T) {
        self.overflowing(Prim::Sub(w), Prim::OvSub(w), a, b)
    }
    /// `a.overflowing_mul(b)`
    pub fn overflowing_mul(&mut self, w: Width, a: impl Operand, b: impl Operand) -> (T, T) {
        self.overflowing(Prim::Mul(w), Prim::OvMul(w), a, b)
    }
    /// `a.overflowing_div(b)`
    pub fn overflowing_div(&mut self, w: Width, a: impl Operand, b: impl Operand) -> (T, T) {
        self.overflowing(Prim::Div(w), Prim::OvDiv(w), a, b)
    }
    /// `a.overflowing_shl(b)`
    pub fn overflowing_shl(&mut self, w: Width, a: impl Operand, b: impl Operand) -> (T, T) {
        self.overflowing(Prim::ShlExact(w), Prim::OvShl(w), a, b)
    }
    /// `a.overflowing_neg()`
    pub fn overflowing_neg(&mut self, w: Width, a: impl Operand) -> (T, T) {
        let a = a.term(self);
        (self.unary(Prim::Neg(w), a), self.unary(Prim::OvNeg(w), a))
    }

    /// `a + b` of floats.
    pub fn fadd(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::FAdd, a, b)
    }
    /// `a - b` of floats.
    pub fn fsub(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::FSub, a, b)
    }
    /// `a * b` of floats.
    pub fn fmul(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::FMul, a, b)
    }
    /// `a / b` of floats.
    pub fn fdiv(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::FDiv, a, b)
    }
    /// `-a` of a float.
    pub fn fneg(&mut self, a: impl Operand) -> T {
        self.unary(Prim::FNeg, a)
    }
    /// `a.abs()`
    pub fn fabs(&mut self, a: impl Operand) -> T {
        self.unary(Prim::FAbs, a)
    }
    /// `a.sqrt()`
    pub fn fsqrt(&mut self, a: impl Operand) -> T {
        self.unary(Prim::FSqrt, a)
    }
    /// `a.floor()`
    pub fn ffloor(&mut self, a: impl Operand) -> T {
        self.unary(Prim::FFloor, a)
    }
    /// `a == b` of floats.
    pub fn feq(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::FEq, a, b)
    }
    /// `a != b` of floats.
    pub fn fne(&mut self, a: impl Operand, b: impl Operand) -> T {
        let equal = self.feq(a, b);
        self.not(equal)
    }
    /// `a < b` of floats.
    pub fn flt(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::FLt, a, b)
    }
    /// `a <= b` of floats.
    pub fn fle(&mut self, a: impl Operand, b: impl Operand) -> T {
        self.binary(Prim::FLe, a, b)
    }
    /// `a > b` of floats.
    pub fn fgt(&mut self, a: impl Operand, b: impl Operand) -> T {
        let (a, b) = (a.term(self), b.term(self));
        self.flt(b, a)
    }
    /// `a >= b` of floats.
    pub fn fge(&mut self, a: impl Operand, b: impl Operand) -> T {
        let (a, b) = (a.term(self), b.term(self));
        self.fle(b, a)
    }
    /// `a as f64` of an integer.
    pub fn to_f64(&mut self, a: impl Operand) -> T {
        self.unary(Prim::ToF64, a)
    }
    /// `a as f64` of an unsigned 64-bit word.
    pub fn to_f64_u64(&mut self, a: impl Operand) -> T {
        self.unary(Prim::ToF64U64, a)
    }
}
