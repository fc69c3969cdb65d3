//! What every trace satisfies, checked.
//!
//! Builds with debug assertions check each trace after it has been built, after dead code has been removed and after it has been ordered
//! ([`checked`], [`Schedule`]): whoever changes one of these sees what broke where it broke, and not when a loop has gone on
//! with a wrong value. What is checked is the form of a trace alone; that it means what its recording means is
//! the business of the soundness tests.
//!
//! A term may be used where all that it is computed from has been given. Events have ordinals for that: the inputs are given at
//! 0, what an event gives at its ordinal, the phis between head and loop. Arguments have smaller rows than what is
//! computed from them, so that one pass over the rows finds when each term may be used.

use std::fmt;

use super::lower::{Action, Schedule, operands};
use super::{Cause, Ending, Entry, Leave, Loop, Trace, live};
use crate::event::{Event, EventKind};
use crate::lattice::TypeSet;
use crate::semantics::{Field, Helper, Repr, Semantics};
use crate::term::{Prim, PrimKind, Sort, T};

macro_rules! rules {
    ($($name:ident: $text:literal,)*) => {
        /// A rule. Its text is what holds.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Rule {
            $(#[doc = $text] $name,)*
        }

        impl Rule {
            /// All rules.
            pub const ALL: &'static [Rule] = &[$(Rule::$name),*];
            /// What holds.
            pub const fn text(self) -> &'static str {
                match self {
                    $(Rule::$name => $text,)*
                }
            }
        }
    };
}
rules! {
    Exists: "a term that is used exists",
    Arguments: "arguments have smaller rows than what is computed from them",
    Arity: "a primitive has as many arguments as it takes",
    Sorts: "a primitive is given values that it is defined for",
    GivenOnce: "an opaque term is given once",
    GivenOpaque: "what is given is opaque",
    GivenBefore: "a term is used after all that it is computed from has been given",
    OfHead: "what runs before the loop uses no term of the loop",
    OfLoop: "phis and what the loop's events give are terms of the loop",
    PhiValues: "a phi has a value at the entry and one for the next iteration",
    Partial: "a partial term is computed behind the events that guard it",
    Condition: "an exit tests a bool",
    FieldObject: "a field is one of its object",
    FieldIndex: "arrays have an index, other fields have none",
    FieldValue: "a value fits its field",
    Call: "a call has the arguments of its helper, and a result if that has one",
    InitBehindAlloc: "first values follow the allocation of their object",
    FrameEvent: "frames are entered and left in snapshots alone",
    HasLeave: "events that can leave have a leave, others have none",
    LeaveExists: "a leave that is named exists",
    LeaveOnce: "a leave belongs to one event or to the end",
    LeaveCause: "a leave has the cause of its event",
    FrameExists: "a frame of a leave exists, and the frames that called it were written down before it",
    FrameCaller: "a frame has a function if it was called from another frame of the trace, and only then",
    FrameSlot: "slots of frames are terms",
    ObjectForm: "an object that exists in snapshots alone is opaque and has a type with fields",
    ObjectOnce: "an object is listed once",
    ObjectOrder: "an object is listed after those that it refers to",
    Pending: "what is to be done at the other side of a branch is done with memory, and needs no object that is made later",
    Origins: "origins exist, and those of the loop are its own",
    Steps: "origins are steps of the recording",
    Entry: "a side trace is given something for each input",
    End: "a trace ends as it is made: with a loop if it has one, at a header if it has a parent",
    Scheduled: "all events of a section run in their order, once",
    ComputedOnce: "a term is computed once",
    ComputedBefore: "a term is computed before it is used, and after its arguments",
}

/// What is wrong, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The rule.
    pub rule: Rule,
    /// The row that breaks it.
    pub at: At,
    /// The term that is concerned, if there is one.
    pub term: T,
}

/// A row of a trace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// A term.
    Term(u32),
    /// An input.
    Input(u32),
    /// An event of the head.
    Head(u32),
    /// A phi.
    Phi(u32),
    /// An event of the loop.
    Loop(u32),
    /// A leave.
    Leave(u32),
    /// A frame of snapshots.
    Frame(u32),
    /// An origin.
    Origin(u32),
    /// The end.
    End,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Term(row) => write!(f, "term {row}"),
            At::Input(row) => write!(f, "input {row}"),
            At::Head(row) => write!(f, "event {row} of the head"),
            At::Phi(row) => write!(f, "phi {row}"),
            At::Loop(row) => write!(f, "event {row} of the loop"),
            At::Leave(row) => write!(f, "leave {row}"),
            At::Frame(row) => write!(f, "frame {row}"),
            At::Origin(row) => write!(f, "origin {row}"),
            At::End => f.write_str("the end"),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}: {}", self.at, self.rule, self.rule.text())?;
        if self.term.is_some() { write!(f, " ({:?})", self.term) } else { Ok(()) }
    }
}

impl std::error::Error for Broken {}

/// What of a trace has been made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// It has been built: with dead code, which may be computed from what nothing gives.
    Built,
    /// It is finished.
    Finished,
}

/// Panics if a rule is broken. Without debug assertions nothing happens.
///
/// # Panics
/// With the rule and the printed trace.
pub(crate) fn checked(sem: &'static Semantics, trace: &Trace, stage: Stage) {
    if cfg!(debug_assertions)
        && let Err(broken) = verify(sem, trace, stage)
    {
        let mut text = String::new();
        // The text of a trace needs its rows.
        if !matches!(broken.rule, Rule::Exists | Rule::FrameExists | Rule::LeaveExists) {
            text = super::print::Printed { sem, trace }.to_string();
        }
        panic!("a trace is broken ({stage:?}): {broken}\n{text}");
    }
}

/// Panics if an order breaks a rule. Without debug assertions nothing happens.
///
/// # Panics
/// With the rule and the order.
pub(crate) fn checked_schedule(trace: &Trace, schedule: &Schedule) {
    if cfg!(debug_assertions)
        && let Err(broken) = verify_schedule(trace, schedule)
    {
        panic!("the order of a trace is broken: {broken}\n{schedule:?}");
    }
}

/// Checks a trace.
///
/// # Errors
/// The first rule that is broken.
pub fn verify(sem: &'static Semantics, trace: &Trace, stage: Stage) -> Result<(), Broken> {
    let mut verifier = Verifier {
        sem,
        trace,
        stage,
        head: trace.body.as_ref().map_or(u32::MAX, |it| it.first),
        given: vec![u32::MAX; trace.terms.len()],
        usable: Vec::new(),
        types: Vec::new(),
    };
    verifier.terms()?;
    verifier.givers()?;
    verifier.types()?;
    verifier.frames()?;
    verifier.origins()?;
    verifier.sections()?;
    verifier.end()?;
    verifier.leaves()?;
    if stage == Stage::Built { partial(trace) } else { Ok(()) }
}

fn broken<V>(rule: Rule, at: At, term: T) -> Result<V, Broken> {
    Err(Broken { rule, at, term })
}

fn ensure(holds: bool, rule: Rule, at: At, term: T) -> Result<(), Broken> {
    if holds { Ok(()) } else { broken(rule, at, term) }
}

/// Nothing is known of its type.
const UNKNOWN: TypeSet = TypeSet(u64::MAX);

struct Verifier<'a> {
    sem: &'static Semantics,
    trace: &'a Trace,
    stage: Stage,
    /// Terms before this one are not of the loop.
    head: u32,
    /// By term: the ordinal of what gives it.
    given: Vec<u32>,
    /// By term: the ordinal from which on it can be computed.
    usable: Vec<u32>,
    /// By term: the types that it has, as far as its form says.
    types: Vec<TypeSet>,
}

impl Verifier<'_> {
    // ---- terms

    fn terms(&self) -> Result<(), Broken> {
        for (row, term) in self.trace.terms.iter().enumerate() {
            let at = At::Term(row as u32);
            let count = term.args.iter().filter(|it| it.is_some()).count();
            for arg in term.args.into_iter().filter(|it| it.is_some()) {
                ensure(arg.index() < self.trace.terms.len(), Rule::Exists, at, arg)?;
                ensure(arg.index() < row, Rule::Arguments, at, arg)?;
            }
            let takes = match term.prim.kind() {
                PrimKind::Opaque | PrimKind::Const => Some(0),
                PrimKind::Call | PrimKind::Pack => None,
                kind => kind.signature().map(|it| it.0.len()),
            };
            let gap = term.args.iter().skip(count).any(|it| it.is_some());
            ensure(!gap && takes.is_none_or(|it| it == count), Rule::Arity, at, T::NONE)?;
        }
        Ok(())
    }

    /// The ordinal of an event of the head, or of the loop.
    fn ordinal(&self, at: At) -> u32 {
        let head = self.trace.head.len() as u32;
        match at {
            At::Head(row) => row + 1,
            At::Phi(_) => head + 1,
            At::Loop(row) => head + 2 + row,
            At::End => head + 2 + self.trace.body.as_ref().map_or(0, |it| it.events.len()) as u32,
            _ => 0,
        }
    }

    /// All events with where they are.
    fn events(&self) -> impl Iterator<Item = (At, &Event)> {
        let head = self.trace.head.iter().enumerate();
        let body = self.trace.body.iter().flat_map(|it| it.events.iter().enumerate());
        let head = head.map(|(row, event)| (At::Head(row as u32), event));
        head.chain(body.map(|(row, event)| (At::Loop(row as u32), event)))
    }

    fn phis(&self) -> impl Iterator<Item = (At, super::Phi)> {
        let phis = self.trace.body.iter().flat_map(|it| it.phis.iter().copied().enumerate());
        phis.map(|(row, phi)| (At::Phi(row as u32), phi))
    }

    fn exists(&self, t: T, at: At) -> Result<(), Broken> {
        ensure(!t.is_some() || t.index() < self.trace.terms.len(), Rule::Exists, at, t)
    }

    /// Who gives what, and from when on terms can be used.
    fn givers(&mut self) -> Result<(), Broken> {
        let mut given = Vec::new();
        let inputs = self.trace.inputs.iter().enumerate();
        given.extend(inputs.map(|(row, t)| (At::Input(row as u32), *t, false)));
        given.extend(self.phis().map(|(at, phi)| (at, phi.phi, false)));
        for (at, event) in self.events() {
            let passes_on = matches!(event.kind, EventKind::Whole { .. });
            given.extend(live::results(&event.kind).map(|t| (at, t, passes_on)));
        }
        for (at, t, passes_on) in given {
            ensure(t.index() < self.trace.terms.len(), Rule::Exists, at, t)?;
            let opaque = self.trace.terms.get(t).prim == Prim::Opaque;
            // What a whole op passes on is what it was given.
            if passes_on && (!opaque || self.given[t.index()] != u32::MAX) {
                continue;
            }
            ensure(opaque, Rule::GivenOpaque, at, t)?;
            ensure(self.given[t.index()] == u32::MAX, Rule::GivenOnce, at, t)?;
            let of_loop = matches!(at, At::Phi(_) | At::Loop(_));
            if self.trace.body.is_some() && of_loop != (t.0 >= self.head) {
                let rule = if of_loop { Rule::OfLoop } else { Rule::OfHead };
                return broken(rule, at, t);
            }
            self.given[t.index()] = self.ordinal(at);
        }
        for (row, term) in self.trace.terms.iter().enumerate() {
            let args = term.args.into_iter().filter(|it| it.is_some());
            let latest = args.map(|it| self.usable[it.index()]).max().unwrap_or(0);
            let own = if term.prim == Prim::Opaque { self.given[row] } else { latest };
            self.usable.push(own);
        }
        Ok(())
    }

    // ---- types

    fn of_repr(&self, keep: fn(Repr) -> bool) -> TypeSet {
        let rows = self.sem.types.iter().enumerate().filter(|(_, it)| keep(it.repr));
        TypeSet(rows.fold(0, |set, (row, _)| set | 1 << row))
    }

    /// Whether a term has none but these types, as far as is known.
    fn within(&self, t: T, types: TypeSet) -> bool {
        let own = self.types[t.index()];
        own == UNKNOWN || own.0 & !types.0 == 0
    }

    fn types(&mut self) -> Result<(), Broken> {
        let mut contents = vec![UNKNOWN; self.trace.terms.len()];
        let pending = self.trace.leaves.iter().flat_map(|it| &it.before);
        for kind in self.events().map(|it| &it.1.kind).chain(pending) {
            let (result, types) = match *kind {
                EventKind::Load { result, field, .. } => {
                    (result, self.sem.field(field).content.types)
                }
                EventKind::Alloc { result, ty } => (result, ty.set()),
                EventKind::Call { result, helper, .. } if result.is_some() => {
                    let content = &self.sem.helper(helper).result;
                    (result, content.map_or(UNKNOWN, |it| it.types))
                }
                _ => continue,
            };
            if let Some(place) = contents.get_mut(result.index()) {
                *place = types;
            }
        }
        let bools = self.of_repr(|it| it == Repr::Bool);
        let ints = self.of_repr(|it| matches!(it, Repr::Int(_) | Repr::Bool));
        let floats = self.of_repr(|it| it == Repr::Float);
        for (row, term) in self.trace.terms.iter().enumerate() {
            let at = At::Term(row as u32);
            let fact = self.trace.state.facts.get(row).map_or(UNKNOWN, |it| it.types());
            let signature = term.prim.kind().signature();
            for (sort, arg) in signature.iter().flat_map(|it| it.0).zip(term.args) {
                let wanted = match sort {
                    Sort::Bool => bools,
                    Sort::Int => ints,
                    Sort::Float => floats,
                    Sort::Any => UNKNOWN,
                };
                ensure(self.within(arg, wanted), Rule::Sorts, at, arg)?;
            }
            let form = match (term.prim, signature) {
                (Prim::Opaque, _) => contents[row],
                (Prim::Const(datum), _) => datum.ty.set(),
                (Prim::Retype(ty), _) => ty.set(),
                (Prim::Call(helper), _) => {
                    self.sem.helper(helper).result.map_or(UNKNOWN, |it| it.types)
                }
                (Prim::Sel, _) => {
                    TypeSet(self.types[term.args[1].index()].0 | self.types[term.args[2].index()].0)
                }
                (_, Some((_, Sort::Bool))) => self.sem.bool.set(),
                (_, Some((_, Sort::Int))) => self.sem.int.set(),
                (_, Some((_, Sort::Float))) => self.sem.float.set(),
                _ => UNKNOWN,
            };
            self.types.push(TypeSet(form.0 & fact.0));
        }
        Ok(())
    }

    // ---- frames and origins

    fn frames(&self) -> Result<(), Broken> {
        let snapshots = &self.trace.snapshots;
        for (row, id) in snapshots.ids().enumerate() {
            let at = At::Frame(row as u32);
            let frame = snapshots.frame(id);
            ensure(frame.caller.is_none_or(|it| it < id), Rule::FrameExists, at, T::NONE)?;
            let called = frame.caller.is_some();
            ensure(called == frame.function.is_some(), Rule::FrameCaller, at, frame.function)?;
            self.exists(frame.function, at)?;
            self.exists(frame.handled, at)?;
            for t in snapshots.locals(id).iter().chain(snapshots.stack(id)) {
                ensure(t.is_some(), Rule::FrameSlot, at, *t)?;
                self.exists(*t, at)?;
            }
        }
        Ok(())
    }

    fn origins(&self) -> Result<(), Broken> {
        let steps = self.trace.recorded.len();
        for (row, origin) in self.trace.origins.iter().enumerate() {
            let op = origin.op.is_none_or(|it| usize::from(it.0) < self.sem.ops.len());
            let at = At::Origin(row as u32);
            ensure(op && (origin.step as usize) < steps, Rule::Steps, at, T::NONE)?;
        }
        let first = self.trace.body.as_ref().map_or(u32::MAX, |it| it.origins);
        for (at, event) in self.events() {
            let exists = (event.origin as usize) < self.trace.origins.len();
            let own = (event.origin >= first) == matches!(at, At::Loop(_));
            ensure(exists && own, Rule::Origins, at, T::NONE)?;
        }
        Ok(())
    }

    // ---- events

    /// A use of a term at the ordinal of a row: of what has been given before.
    fn used(&self, t: T, at: At) -> Result<(), Broken> {
        self.exists(t, at)?;
        if !t.is_some() {
            return Ok(());
        }
        if matches!(at, At::Head(_)) {
            ensure(t.0 < self.head, Rule::OfHead, at, t)?;
        }
        let lost = self.stage == Stage::Built && self.usable[t.index()] == u32::MAX;
        ensure(lost || self.usable[t.index()] < self.ordinal(at), Rule::GivenBefore, at, t)
    }

    fn sections(&self) -> Result<(), Broken> {
        for (at, event) in self.events() {
            let mut uses = Ok(());
            operands(&event.kind, |t| {
                if uses.is_ok() {
                    uses = self.used(t, at);
                }
            });
            uses?;
            self.kind(&event.kind, at)?;
        }
        for section in [Some(&self.trace.head), self.trace.body.as_ref().map(|it| &it.events)] {
            self.first_values(section.map_or(&[], |it| it), section == Some(&self.trace.head))?;
        }
        for (at, phi) in self.phis() {
            let both = phi.entry.is_some() && phi.back.is_some();
            ensure(both, Rule::PhiValues, at, phi.phi)?;
            self.exists(phi.entry, at)?;
            self.exists(phi.back, at)?;
            ensure(phi.entry.0 < self.head, Rule::OfHead, at, phi.entry)?;
            // Values at the entry are given before the phis are.
            let (entry, back) = (self.usable[phi.entry.index()], self.usable[phi.back.index()]);
            ensure(self.lost(entry) || entry < self.ordinal(at), Rule::GivenBefore, at, phi.entry)?;
            let last = self.ordinal(At::End);
            ensure(self.lost(back) || back < last, Rule::GivenBefore, at, phi.back)?;
        }
        Ok(())
    }

    /// Whether a term is dead code that is made of what has not been given.
    fn lost(&self, usable: u32) -> bool {
        self.stage == Stage::Built && usable == u32::MAX
    }

    fn kind(&self, kind: &EventKind, at: At) -> Result<(), Broken> {
        match kind {
            EventKind::Exit { cond, .. } | EventKind::Branch { cond, .. } => {
                let bools = self.of_repr(|it| it == Repr::Bool);
                ensure(cond.is_some() && self.within(*cond, bools), Rule::Condition, at, *cond)
            }
            EventKind::Load { field, object, index, .. } => self.field(*field, *object, *index, at),
            EventKind::Store { field, object, index, value }
            | EventKind::Init { field, object, index, value } => {
                self.field(*field, *object, *index, at)?;
                self.holds(*field, *value, at)
            }
            EventKind::Call { result, helper, args, lens }
            | EventKind::Invoke { result, helper, args, lens, .. }
            | EventKind::CallFrame { result, helper, args, lens, .. } => {
                self.call(*result, *helper, args, lens, at)
            }
            EventKind::Frame { .. } => broken(Rule::FrameEvent, at, T::NONE),
            _ => Ok(()),
        }
    }

    /// A field of an object.
    fn field(&self, field: Field, object: T, index: T, at: At) -> Result<(), Broken> {
        self.exists(object, at)?;
        self.exists(index, at)?;
        let info = self.sem.fields.get(usize::from(field.0));
        let Some(info) = info else { return broken(Rule::FieldObject, at, object) };
        let owned = object.is_some() && self.within(object, info.object.set());
        ensure(owned, Rule::FieldObject, at, object)?;
        ensure(index.is_some() == info.array, Rule::FieldIndex, at, object)?;
        let ints = self.of_repr(|it| matches!(it, Repr::Int(_)));
        ensure(!index.is_some() || self.within(index, ints), Rule::FieldIndex, at, index)
    }

    /// A value of a field.
    fn holds(&self, field: Field, value: T, at: At) -> Result<(), Broken> {
        self.exists(value, at)?;
        let types = self.sem.field(field).content.types;
        ensure(value.is_some() && self.within(value, types), Rule::FieldValue, at, value)
    }

    fn call(
        &self,
        result: T,
        helper: Helper,
        args: &[T],
        lens: &[u32],
        at: At,
    ) -> Result<(), Broken> {
        let info = self.sem.helpers.get(usize::from(helper.0));
        let Some(info) = info else { return broken(Rule::Call, at, result) };
        let arrays = info.params.iter().filter(|it| it.array).count();
        let single = info.params.len() - arrays;
        let count = single + lens.iter().sum::<u32>() as usize;
        let fits = arrays == lens.len() && count == args.len();
        ensure(fits && info.result.is_some() == result.is_some(), Rule::Call, at, result)
    }

    /// The executor makes an object of its first values: they follow its allocation.
    fn first_values(&self, events: &[Event], head: bool) -> Result<(), Broken> {
        let mut made = T::NONE;
        for (row, event) in events.iter().enumerate() {
            match event.kind {
                EventKind::Alloc { result, .. } => made = result,
                EventKind::Init { object, .. } => {
                    let at = if head { At::Head(row as u32) } else { At::Loop(row as u32) };
                    ensure(object == made, Rule::InitBehindAlloc, at, object)?;
                }
                _ => made = T::NONE,
            }
        }
        Ok(())
    }

    // ---- the end

    fn end(&self) -> Result<(), Broken> {
        let trace = self.trace;
        if let Entry::Side(given) = &trace.entry {
            ensure(given.len() == trace.inputs.len(), Rule::Entry, At::Input(0), T::NONE)?;
        }
        let looping = trace.end == Ending::Loop;
        ensure(looping == trace.body.is_some(), Rule::End, At::End, T::NONE)?;
        match &trace.end {
            Ending::Loop => Ok(()),
            Ending::Leave(row) => {
                let exists = (*row as usize) < trace.leaves.len();
                ensure(exists, Rule::LeaveExists, At::End, T::NONE)
            }
            Ending::Header(given) => {
                ensure(trace.entry != Entry::Frame, Rule::End, At::End, T::NONE)?;
                given.iter().try_for_each(|it| self.used(it.1, At::End))
            }
        }
    }

    // ---- leaves

    fn leaves(&self) -> Result<(), Broken> {
        let mut seen = vec![false; self.trace.leaves.len()];
        for (at, event) in self.events() {
            let cause = self.cause(&event.kind);
            ensure(cause.is_some() == event.leave.is_some(), Rule::HasLeave, at, T::NONE)?;
            if let (Some(cause), Some(row)) = (cause, event.leave) {
                self.leave(row, at, Some(cause), &mut seen)?;
                // What such an op would give on its other way nothing else knows.
                if !matches!(event.kind, EventKind::Whole { taken: Some(_), .. }) {
                    self.captured(row, at)?;
                }
            }
        }
        match self.trace.end {
            Ending::Leave(row) => {
                self.leave(row, At::End, None, &mut seen)?;
                self.captured(row, At::End)
            }
            _ => Ok(()),
        }
    }

    /// Why an event can leave. An op that runs as a whole and branches leaves where it branches.
    fn cause(&self, kind: &EventKind) -> Option<Cause> {
        match kind {
            EventKind::Exit { deopt: false, .. } | EventKind::Return { .. } => Some(Cause::Exit),
            EventKind::Exit { deopt: true, .. } | EventKind::Validity => Some(Cause::Deopt),
            EventKind::Branch { .. } | EventKind::Whole { taken: Some(_), .. } => {
                Some(Cause::Branch)
            }
            EventKind::Whole { .. } | EventKind::CallFrame { .. } | EventKind::Invoke { .. } => {
                Some(Cause::Call)
            }
            EventKind::Call { helper, .. } => {
                let info = self.sem.helper(*helper);
                (info.errors || info.escapes || info.allocates).then_some(Cause::Call)
            }
            EventKind::Safepoint => Some(Cause::Safepoint),
            _ => None,
        }
    }

    fn leave(
        &self,
        row: u32,
        at: At,
        cause: Option<Cause>,
        seen: &mut [bool],
    ) -> Result<(), Broken> {
        let leave = self.trace.leaves.get(row as usize);
        let Some(leave) = leave else { return broken(Rule::LeaveExists, at, T::NONE) };
        ensure(!std::mem::replace(&mut seen[row as usize], true), Rule::LeaveOnce, at, T::NONE)?;
        // A side trace leaves at its end also if it finds that it may not enter the loop.
        let fits = leave.cause == Cause::End || Some(leave.cause) == cause;
        ensure(fits, Rule::LeaveCause, at, T::NONE)?;
        let snapshots = &self.trace.snapshots;
        let exists = (leave.frame.row() as usize) < snapshots.len();
        ensure(exists, Rule::FrameExists, At::Leave(row), T::NONE)
    }

    /// What a leave makes and uses is there.
    fn captured(&self, row: u32, at: At) -> Result<(), Broken> {
        let (leave, snapshots) = (&self.trace.leaves[row as usize], &self.trace.snapshots);
        let capture = Capture { verifier: self, leave, row, ordinal: self.ordinal(at) };
        capture.pending()?;
        capture.objects()?;
        for id in snapshots.inwards(leave.frame) {
            for t in snapshots.terms(id) {
                capture.term(t, leave.objects.len(), leave.before.len())?;
            }
        }
        Ok(())
    }
}

/// What a leave makes and uses.
struct Capture<'a> {
    verifier: &'a Verifier<'a>,
    leave: &'a Leave,
    row: u32,
    ordinal: u32,
}

impl Capture<'_> {
    /// A use of a term when some objects have been made and some events run.
    fn term(&self, t: T, objects: usize, before: usize) -> Result<(), Broken> {
        let verifier = self.verifier;
        let at = At::Leave(self.row);
        verifier.exists(t, at)?;
        if !t.is_some() {
            return Ok(());
        }
        if let Some(row) = self.leave.objects.iter().position(|it| it.object == t) {
            return ensure(row < objects, Rule::ObjectOrder, at, t);
        }
        let gives = |it: &EventKind| live::results(it).any(|result| result == t);
        if let Some(row) = self.leave.before.iter().position(gives) {
            return ensure(row < before, Rule::Pending, at, t);
        }
        let term = verifier.trace.terms.get(t);
        if term.prim == Prim::Opaque || self.is_plain(t) {
            let usable = verifier.usable[t.index()];
            return ensure(
                verifier.lost(usable) || usable < self.ordinal,
                Rule::GivenBefore,
                at,
                t,
            );
        }
        term.args.into_iter().try_for_each(|arg| self.term(arg, objects, before))
    }

    /// A value of a field. At the other side of a branch more may be known of it than where the trace goes on.
    fn holds(&self, field: Field, value: T) -> Result<(), Broken> {
        let verifier = self.verifier;
        let at = At::Leave(self.row);
        if self.leave.cause != Cause::Branch {
            return verifier.holds(field, value, at);
        }
        verifier.exists(value, at)?;
        let types = verifier.sem.field(field).content.types;
        let may = value.is_some() && verifier.types[value.index()].0 & types.0 != 0;
        ensure(may, Rule::FieldValue, at, value)
    }

    /// Whether a term is computed from nothing that the leave gives, as far as that is easily seen.
    fn is_plain(&self, t: T) -> bool {
        self.leave.objects.is_empty() && self.leave.before.is_empty()
            || self.verifier.usable[t.index()] < self.ordinal
    }

    fn pending(&self) -> Result<(), Broken> {
        let at = At::Leave(self.row);
        for (row, kind) in self.leave.before.iter().enumerate() {
            match kind {
                EventKind::Load { field, object, index, .. } => {
                    self.verifier.field(*field, *object, *index, at)?;
                    self.term_before(*object, row)?;
                    self.term_before(*index, row)?;
                }
                EventKind::Store { field, object, index, value } if !self.leave.makes(*object) => {
                    self.verifier.field(*field, *object, *index, at)?;
                    self.holds(*field, *value)?;
                    for t in [*object, *index, *value] {
                        self.term_before(t, row)?;
                    }
                }
                EventKind::Store { object, .. } | EventKind::Init { object, .. } => {
                    ensure(self.leave.makes(*object), Rule::Pending, at, *object)?;
                }
                EventKind::Alloc { result, .. } => {
                    ensure(self.leave.makes(*result), Rule::Pending, at, *result)?;
                }
                _ => return broken(Rule::Pending, at, T::NONE),
            }
        }
        Ok(())
    }

    /// A use of a term before there are objects.
    fn term_before(&self, t: T, row: usize) -> Result<(), Broken> {
        match self.term(t, 0, row) {
            Err(Broken { rule: Rule::ObjectOrder, at, term }) => broken(Rule::Pending, at, term),
            other => other,
        }
    }

    fn objects(&self) -> Result<(), Broken> {
        let at = At::Leave(self.row);
        let verifier = self.verifier;
        let objects = &self.leave.objects;
        for (row, object) in objects.iter().enumerate() {
            let t = object.object;
            ensure(t.is_some(), Rule::Exists, at, t)?;
            verifier.exists(t, at)?;
            let exists = usize::from(object.ty.0) < verifier.sem.types.len();
            let opaque = verifier.trace.terms.get(t).prim == Prim::Opaque;
            let form = opaque && exists && verifier.sem.ty(object.ty).repr == Repr::Object;
            ensure(form, Rule::ObjectForm, at, t)?;
            let before = objects[..row].iter().all(|it| it.object != t);
            ensure(before, Rule::ObjectOnce, at, t)?;
            for (field, index, value) in &object.fields {
                verifier.field(*field, t, *index, at)?;
                let owned = verifier.sem.field(*field).object == object.ty;
                ensure(owned, Rule::FieldObject, at, t)?;
                self.holds(*field, *value)?;
                self.term(*index, row, self.leave.before.len())?;
                self.term(*value, row, self.leave.before.len())?;
            }
        }
        Ok(())
    }
}

/// No partial term is computed before the events that it was made behind, which is known as long as all of these are there.
fn partial(trace: &Trace) -> Result<(), Broken> {
    let order = super::lower::schedule(trace);
    let mut passed = 0;
    for action in order.head.iter().chain(&order.body) {
        match *action {
            Action::Event(_) => passed += 1,
            Action::Compute(t) => {
                let early = trace.terms.get(t).prim.is_partial() && trace.terms.after(t) > passed;
                ensure(!early, Rule::Partial, At::Term(t.0), t)?;
            }
        }
    }
    Ok(())
}

/// Checks an order of a finished trace.
///
/// # Errors
/// The first rule that is broken.
pub fn verify_schedule(trace: &Trace, schedule: &Schedule) -> Result<(), Broken> {
    let mut order = Order { trace, computed: vec![false; trace.terms.len()] };
    order.section(&schedule.head, &trace.head, At::Head)?;
    match &trace.body {
        Some(Loop { phis, events, .. }) => {
            let row = |row: usize| At::Phi(row as u32);
            for (at, phi) in phis.iter().enumerate() {
                order.used(phi.entry, row(at))?;
            }
            order.section(&schedule.body, events, At::Loop)?;
            phis.iter().enumerate().try_for_each(|(at, phi)| order.used(phi.back, row(at)))
        }
        None => match &trace.end {
            Ending::Header(given) => given.iter().try_for_each(|it| order.used(it.1, At::End)),
            _ => Ok(()),
        },
    }
}

struct Order<'a> {
    trace: &'a Trace,
    computed: Vec<bool>,
}

impl Order<'_> {
    fn section(
        &mut self,
        actions: &[Action],
        events: &[Event],
        at: fn(u32) -> At,
    ) -> Result<(), Broken> {
        let mut next = 0;
        for action in actions {
            match *action {
                Action::Event(row) => {
                    let here = row == next && (row as usize) < events.len();
                    ensure(here, Rule::Scheduled, at(row), T::NONE)?;
                    next += 1;
                    let mut uses = Ok(());
                    operands(&events[row as usize].kind, |t| {
                        if uses.is_ok() {
                            uses = self.used(t, at(row));
                        }
                    });
                    uses?;
                }
                Action::Compute(t) => {
                    let row = At::Term(t.0);
                    ensure(t.index() < self.computed.len(), Rule::Exists, row, t)?;
                    let again = std::mem::replace(&mut self.computed[t.index()], true);
                    ensure(!again, Rule::ComputedOnce, row, t)?;
                    self.arguments(t, row)?;
                }
            }
        }
        ensure(next as usize == events.len(), Rule::Scheduled, at(next), T::NONE)
    }

    fn arguments(&self, t: T, at: At) -> Result<(), Broken> {
        let args = self.trace.terms.get(t).args;
        args.into_iter().try_for_each(|arg| self.used(arg, at))
    }

    fn used(&self, t: T, at: At) -> Result<(), Broken> {
        if !t.is_some() {
            return Ok(());
        }
        match self.trace.terms.get(t).prim {
            Prim::Opaque | Prim::Const(_) => Ok(()),
            // Nothing computes it: it is its arguments.
            Prim::Pack => self.arguments(t, at),
            _ => ensure(self.computed[t.index()], Rule::ComputedBefore, at, t),
        }
    }
}
