//! Traces that start at a leave of another one, with what is known there.
//!
//! A side trace is a trace of its own: it shares no table with its parent. What its parent has at the leave becomes its inputs, as it
//! is: unboxed, computed, in objects that exist in snapshots alone. What is known of these values there (facts, fields, that
//! the condition of the exit holds) is known at its start, so that it checks nothing again that its parent has checked. The idea is
//! that of lazy basic block versioning (Chevalier-Boisvert and Feeley, 2015), on the state of a trace.
//!
//! A side trace of a loop that comes back to the loop's header may enter the loop behind its checks, if what it knows is what the loop
//! promises itself ([`super::peel::Contract`]).

use super::build::{Around, Builder};
use super::peel::{Contract, Promise};
use super::recording::{End, Recording};
use super::snapshot::FrameId;
use super::{Definition, Ending, Entry, GiveUp, Leave, Provenance, Trace, live};
use crate::calls::Frame;
use crate::cx::Cx;
use crate::event::{Event, EventKind};
use crate::lattice::Elem;
use crate::memory::Known;
use crate::semantics::{Field, Op, Semantics, Type};
use crate::term::{Prim, T};

/// Fewer instructions are a short trace: what is tested again there costs less than to find out what need not be.
const FEW: usize = 8;
/// How far back the condition of an exit is taken over: what it says of values that are there anyway.
const NEAR: u32 = 8;
const NEAR_IF_SHORT: u32 = 2;

/// Changes of what the parent knew, for each instruction, that are looked through for conditions.
const LATEST: usize = 64;

/// Terms that are mostly given.
const TERMS: usize = 32;

/// Where a side trace starts.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// The trace that is left.
    pub parent: &'a Trace,
    /// The row of its leave.
    pub leave: u32,
    /// The trace of the loop at the root of the tree, if the leave is reached from the loop's body.
    pub root: Option<&'a Trace>,
}

/// Makes a trace of a recording that starts at a leave.
///
/// # Errors
/// Why none comes of it.
pub fn optimize_side(
    def: Definition,
    recording: &Recording,
    start: Start<'_>,
    cx: &mut Cx<'_>,
) -> Result<Box<Trace>, GiveUp> {
    cx.make_room(TERMS + recording.steps.len() * 4);
    let mut builder = Builder::empty(def, recording, cx);
    builder.origins.push(Provenance { place: recording.start, step: 0, op: None });
    builder.cx.set_origin(0);
    let mut import = Import::new(def, recording, start)?;
    import.all(&mut builder)?;
    builder.run()?;
    let root = if recording.end == End::Header { start.root } else { None };
    let given = match root.and_then(|root| root.header.as_ref().map(|it| (root, it))) {
        Some((root, contract)) => enter_header(&mut builder, &import, root, contract),
        None => None,
    };
    let end = match given {
        Some(given) => Ending::Header(given),
        None => Ending::Leave(builder.end_here()),
    };
    let head = builder.cx.events().len();
    let recorded = builder.recorded.clone();
    let (inputs, entry) = (import.inputs, Entry::Side(import.given));
    let mut trace = builder.into_trace(entry, inputs, None, head, end, recorded)?;
    import.of_root.sort_unstable();
    import.of_root.dedup();
    trace.of_root = import.of_root;
    Ok(trace)
}

/// Takes over what the parent knows.
struct Import<'a> {
    sem: &'static Semantics,
    start: Start<'a>,
    /// The recording is short: values are given as they are, whatever they were computed from.
    few: bool,
    leave: &'a Leave,
    event: &'a Event,
    /// Fields that the parent knows at the leave.
    known: Vec<Known>,
    /// By term of the parent: the own term, or none.
    own: Vec<T>,
    /// By term of the parent from `first_made` on: whether leaving makes it, as far as that is known.
    made: Vec<Option<bool>>,
    /// The length of the parent's trail at the leave.
    trail: usize,
    /// The number of the event at which it is left.
    ordinal: u32,
    /// What leaving makes is not older than this.
    first_made: usize,
    inputs: Vec<T>,
    given: Vec<T>,
    /// Own terms with the terms of the loop's head that they are.
    of_root: Vec<(T, T)>,
}

impl Start<'_> {
    /// The term of the head of the loop's trace that a term of the parent is.
    fn of_root(&self, t: T) -> Option<T> {
        let root = self.root?;
        if std::ptr::eq(root, self.parent) {
            return root.header.as_ref().filter(|it| t.index() < it.first as usize).map(|_| t);
        }
        let of_root = &self.parent.of_root;
        of_root.binary_search_by_key(&t, |it| it.0).ok().map(|row| of_root[row].1)
    }

    /// The fields that the loop promises at its header.
    fn promises(&self) -> &[(Field, T, T, Promise)] {
        self.root.and_then(|it| it.header.as_ref()).map_or(&[], |it| &it.memory)
    }

    /// Whether the header of the loop may ask for a field that is known.
    fn is_promised(&self, known: &Known) -> bool {
        if matches!(self.parent.terms.get(known.object).prim, Prim::Const(_)) {
            return true;
        }
        let Some(object) = self.of_root(known.object) else { return false };
        self.promises().iter().any(|it| it.0 == known.field && it.1 == object)
    }
}

/// Whether it matters what is known of a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Nobody asks.
    Never,
    /// The header of the loop may ask.
    Promised,
    /// The recording asks.
    Always,
}

/// By field: whether a recording asks for it, or what the loop promises at its header.
fn asked(def: Definition, recording: &Recording, start: &Start<'_>) -> Vec<Asked> {
    let mut asked = vec![Asked::Never; def.sem.fields.len()];
    if recording.end == End::Header {
        let promised = start.promises().iter().map(|it| it.0);
        promised.for_each(|field| asked[usize::from(field.0)] = Asked::Promised);
    }
    let mut ask = |field: Field| asked[usize::from(field.0)] = Asked::Always;
    for step in &recording.steps {
        let inst = def.insts.get(usize::from(step.inst));
        let ops = inst.iter().flat_map(|it| it.ops);
        ops.flat_map(|it| def.sem.op(Op(it.op)).loads).copied().for_each(&mut ask);
    }
    if !recording.callees.is_empty() || !recording.callers.is_empty() {
        def.function_code.into_iter().for_each(&mut ask);
        if let Some(by) = def.suspension {
            let fields = [by.function, by.code, by.handled, by.state];
            fields.into_iter().chain([by.saved, by.resume_at, by.words]).for_each(&mut ask);
        }
    }
    asked
}

impl<'a> Import<'a> {
    fn new(def: Definition, recording: &Recording, start: Start<'a>) -> Result<Import<'a>, GiveUp> {
        let parent = start.parent;
        let leave = parent.leaves.get(start.leave as usize).ok_or(GiveUp::Malformed)?;
        let (event, ordinal) = parent.event_of(start.leave).ok_or(GiveUp::Malformed)?;
        let made = leave.objects.iter().map(|it| it.object);
        let made = made.chain(leave.before.iter().flat_map(live::results));
        let first_made = made.map(T::index).min().unwrap_or(usize::MAX);
        let is_end = parent.end == Ending::Leave(start.leave);
        let state = &parent.state;
        let (mut trail, mut memory) = (state.trail.len(), state.memory);
        if !is_end {
            trail = trail.min(event.trail as usize);
            memory = memory.min(event.memory as usize);
        }
        let few = recording.steps.len() < FEW;
        let known = if few {
            let asked = asked(def, recording, &start);
            let fields = (0..).map(Field).zip(&asked).filter(|it| *it.1 != Asked::Never);
            parent.known_of(fields.map(|it| it.0), memory, |it| {
                asked[usize::from(it.field.0)] == Asked::Always || start.is_promised(it)
            })
        } else {
            state.known.after(memory)
        };
        Ok(Import {
            sem: def.sem,
            start,
            few,
            leave,
            event,
            known,
            own: vec![T::NONE; parent.terms.len()],
            made: vec![None; parent.terms.len().saturating_sub(first_made)],
            trail,
            ordinal,
            first_made,
            inputs: Vec::with_capacity(TERMS),
            given: Vec::with_capacity(TERMS),
            of_root: Vec::with_capacity(TERMS),
        })
    }

    fn fact(&self, t: T) -> Elem {
        self.start.parent.fact_at(t, self.trail)
    }

    fn all(&mut self, builder: &mut Builder<'_, '_>) -> Result<(), GiveUp> {
        let snapshots = &self.start.parent.snapshots;
        let chain = snapshots.chain(self.leave.frame);
        // What leaving makes itself comes later: it needs the fields, which need what is in the frames.
        for id in chain.iter().copied() {
            for t in snapshots.terms(id) {
                if !self.is_made(t) {
                    self.term(builder.cx, t);
                }
            }
        }
        self.fields(builder);
        if !self.few {
            self.truths(builder);
        }
        self.before(builder);
        self.objects(builder);
        for id in chain {
            self.frame(builder, id);
        }
        self.suspend(builder);
        self.condition(builder);
        if builder.cx.is_unreachable() { Err(GiveUp::Contradiction) } else { Ok(()) }
    }

    /// Whether leaving makes a term, or something that it is computed from.
    fn is_made(&mut self, t: T) -> bool {
        if !t.is_some() || t.index() < self.first_made {
            return false;
        }
        let row = t.index() - self.first_made;
        if let Some(known) = self.made[row] {
            return known;
        }
        let args = self.start.parent.terms.get(t).args;
        let made = self.leave.gives(t) || args.into_iter().any(|arg| self.is_made(arg));
        self.made[row] = Some(made);
        made
    }

    /// The own term of a term of the parent.
    fn term(&mut self, cx: &mut Cx<'_>, t: T) -> T {
        if !t.is_some() {
            return t;
        }
        let known = self.own[t.index()];
        if known.is_some() {
            return known;
        }
        let parent = self.start.parent;
        let term = parent.terms.get(t);
        let fact = self.fact(t);
        if let Some(datum) = cx.semantics().constant(&fact) {
            let own = cx.datum(datum);
            self.own[t.index()] = own;
            return own;
        }
        let own = match term.prim {
            Prim::Const(datum) => cx.datum(datum),
            // A partial term is given: it may not be computed before what guards it.
            prim if prim == Prim::Opaque || prim.is_partial() || prim == Prim::Pack => {
                self.input(cx, t, fact)
            }
            _ if self.few && !self.is_made(t) => self.input(cx, t, fact),
            prim => {
                let args = term.args.map(|arg| self.term(cx, arg));
                let own = cx.imported(prim, args);
                cx.learn(own, &fact);
                own
            }
        };
        self.own[t.index()] = own;
        self.note_root(t, own);
        own
    }

    fn input(&mut self, cx: &mut Cx<'_>, t: T, fact: Elem) -> T {
        let own = cx.opaque(fact);
        self.inputs.push(own);
        self.given.push(t);
        own
    }

    fn note_root(&mut self, t: T, own: T) {
        if let Some(of_root) = self.start.of_root(t) {
            self.of_root.push((own, of_root));
        }
    }

    /// Objects in snapshots alone are made anew, and stay so.
    fn objects(&mut self, builder: &mut Builder<'_, '_>) {
        let objects = std::rc::Rc::clone(&self.leave.objects);
        for object in objects.iter() {
            let own = builder.cx.alloc(object.ty);
            self.own[object.object.index()] = own;
            for (field, index, value) in &object.fields {
                let index = self.term(builder.cx, *index);
                let value = self.term(builder.cx, *value);
                builder.cx.init_at(own, *field, index, value);
            }
        }
    }

    fn frame(&mut self, builder: &mut Builder<'_, '_>, id: FrameId) {
        let snapshots = &self.start.parent.snapshots;
        let state = snapshots.frame(id);
        let function = self.term(builder.cx, state.function);
        let handled = self.term(builder.cx, state.handled);
        let locals: Vec<T> =
            snapshots.locals(id).iter().map(|t| self.term(builder.cx, *t)).collect();
        let stack: Vec<T> = snapshots.stack(id).iter().map(|t| self.term(builder.cx, *t)).collect();
        let code = state.place.code;
        builder.cx.frames_mut().push(Frame { code, locals, stack });
        builder.around.push(Around {
            at: state.place.at,
            function,
            action: state.action,
            handled,
            suspended: None,
        });
    }

    /// Writes down the frames that called others.
    fn suspend(&mut self, builder: &mut Builder<'_, '_>) {
        builder.suspend_callers();
    }

    /// Fields that are known, of what the side trace knows of.
    fn fields(&mut self, builder: &mut Builder<'_, '_>) {
        // An entry may lead to another one, mostly to one that became known behind it.
        let mut pending = std::mem::take(&mut self.known);
        loop {
            let before = pending.len();
            pending.retain(|it| {
                if self.leave.makes(it.object) {
                    return false;
                }
                if !self.is_at_hand(it.object) || !self.is_at_hand(it.index) {
                    return true;
                }
                if let Some(value) = self.value_at_hand(builder.cx, it.value) {
                    let object = self.term(builder.cx, it.object);
                    let index = self.term(builder.cx, it.index);
                    let field = it.field;
                    builder.cx.memory_mut().learn(Known { field, object, index, value });
                }
                false
            });
            if self.few || pending.len() == before || pending.is_empty() {
                break;
            }
        }
    }

    /// Whether the side trace has a term already, or knows it as a constant.
    fn is_at_hand(&self, t: T) -> bool {
        !t.is_some() || self.own[t.index()].is_some() || self.is_constant(t)
    }

    fn is_constant(&self, t: T) -> bool {
        matches!(self.start.parent.terms.get(t).prim, Prim::Const(_))
            || self.sem.constant(&self.fact(t)).is_some()
    }

    /// The value of a known field. What only fields refer to must still be there in the parent: its results may be dead code.
    fn value_at_hand(&mut self, cx: &mut Cx<'_>, t: T) -> Option<T> {
        self.is_computed(t, NEAR).then(|| self.term(cx, t))
    }

    /// Whether a term is computed from what the parent has at the leave.
    fn is_computed(&mut self, t: T, depth: u32) -> bool {
        if self.is_at_hand(t) {
            return true;
        }
        let parent = self.start.parent;
        let term = parent.terms.get(t);
        match term.prim {
            Prim::Const(_) => true,
            Prim::Opaque => self.is_given(t),
            prim if prim.is_partial() || prim == Prim::Pack => false,
            _ => depth > 0 && term.args.iter().all(|arg| self.is_computed(*arg, depth - 1)),
        }
    }

    /// Whether an opaque term of the parent has its value at the leave.
    fn is_given(&mut self, t: T) -> bool {
        self.start.parent.is_given_before(t, self.ordinal)
    }

    /// Conditions that the parent has tested.
    fn truths(&mut self, builder: &mut Builder<'_, '_>) {
        let parent = self.start.parent;
        let bool_ = builder.cx.semantics().bool.set();
        // The latest ones say most.
        let first = self.trail.saturating_sub(builder.steps() * LATEST);
        for (t, _) in &parent.state.trail[first..self.trail] {
            let fact = self.fact(*t);
            if fact.types() != bool_
                || fact.range().single().is_none()
                || self.own[t.index()].is_some()
            {
                continue;
            }
            let term = parent.terms.get(*t);
            let pure_ = !matches!(term.prim, Prim::Opaque | Prim::Const(_) | Prim::Pack)
                && !term.prim.is_partial();
            if pure_ && term.args.iter().all(|arg| self.is_at_hand(*arg)) {
                self.term(builder.cx, *t);
            }
        }
    }

    /// What was to be done at the other side of a branch.
    fn before(&mut self, builder: &mut Builder<'_, '_>) {
        for kind in &self.leave.before {
            match *kind {
                EventKind::Load { result, field, object, index } => {
                    let object = self.term(builder.cx, object);
                    let index = self.term(builder.cx, index);
                    let value = builder.cx.load_at(field, object, index);
                    self.own[result.index()] = value;
                }
                EventKind::Store { field, object, index, value } if !self.leave.makes(object) => {
                    let object = self.term(builder.cx, object);
                    let index = self.term(builder.cx, index);
                    let value = self.term(builder.cx, value);
                    builder.cx.store_at(field, object, index, value);
                }
                _ => {}
            }
        }
    }

    /// The exit was taken.
    fn condition(&mut self, builder: &mut Builder<'_, '_>) {
        let (cond, value) = match &self.event.kind {
            _ if self.start.parent.end == Ending::Leave(self.start.leave) => return,
            EventKind::Exit { cond, .. } => (*cond, true),
            EventKind::Branch { cond, taken } => (*cond, !*taken),
            _ => return,
        };
        // It is of use only if it is computed here too, from what is given.
        let near = if std::mem::take(&mut self.few) { NEAR_IF_SHORT } else { NEAR };
        if self.is_computed(cond, near) {
            let cond = self.term(builder.cx, cond);
            builder.cx.assume(cond, value);
        }
    }
}

/// What the phis of the loop are given, if what is known at the end of a side trace is what the loop promises itself.
fn enter_header(
    builder: &mut Builder<'_, '_>,
    import: &Import<'_>,
    root: &Trace,
    contract: &Contract,
) -> Option<Vec<(T, T)>> {
    if builder.cx.frames().len() != 1 || !builder.has(super::Passes::LINKING) {
        return None;
    }
    let slots = builder.slots();
    if slots.len() != contract.slots.len() {
        return None;
    }
    let mut entering = Entering { builder, import, root, given: Vec::new(), escaping: Vec::new() };
    for (slot, promise) in slots.iter().zip(&contract.slots) {
        entering.value(*slot, promise, false)?;
    }
    for (field, object, index, promise) in &contract.memory {
        let object = entering.own(*object)?;
        let index = if index.is_some() { entering.own(*index)? } else { *index };
        let value = entering.builder.load_at_end(*field, object, index);
        entering.value(value, promise, true)?;
    }
    let Entering { given, escaping, builder, .. } = entering;
    // The loop relies on what it was promised, and looks no sooner than it would after an iteration of its own.
    builder.check_validity_at_end();
    // What a phi holds is there.
    escaping.into_iter().for_each(|t| builder.cx.escape(t));
    let kept = root.body.as_ref()?;
    Some(given.into_iter().filter(|(phi, _)| kept.phis.iter().any(|it| it.phi == *phi)).collect())
}

struct Entering<'b, 'a, 'r, 'h> {
    builder: &'b mut Builder<'r, 'h>,
    import: &'b Import<'a>,
    root: &'b Trace,
    given: Vec<(T, T)>,
    escaping: Vec<T>,
}

impl Entering<'_, '_, '_, '_> {
    /// The own term of a term of the loop's head.
    fn own(&mut self, t: T) -> Option<T> {
        if let Prim::Const(datum) = self.root.terms.get(t).prim {
            return Some(self.builder.cx.datum(datum));
        }
        self.import.of_root.iter().find(|it| it.1 == t).map(|it| it.0)
    }

    /// `loaded` says that the value was looked up in memory here.
    fn value(&mut self, t: T, promise: &Promise, loaded: bool) -> Option<()> {
        let t = self.builder.cx.canonical(t);
        match promise {
            Promise::Same(wanted) => {
                let own = self.own(*wanted)?;
                let own = self.builder.cx.canonical(own);
                if own == t {
                    return Some(());
                }
                // What changed is not the same; what was loaded anew may be, and a constant that was there all the time.
                let terms = self.builder.cx.terms();
                let is_constant = |t: T| matches!(terms.get(t).prim, Prim::Const(_));
                if !is_constant(own) && !is_constant(t) && !loaded {
                    return None;
                }
                let same = self.builder.cx.same(own, t);
                self.make_sure(same)
            }
            Promise::Phi(phi, elem) => {
                if !self.builder.cx.fact(t).leq(elem) {
                    let ty = elem.types().only()?;
                    let is = self.builder.cx.is(t, ty);
                    self.make_sure(is)?;
                }
                let t = self.builder.cx.canonical(t);
                self.within(t, elem)?;
                self.escaping.push(t);
                self.given.push((*phi, t));
                Some(())
            }
            Promise::Fresh(ty, fields) => self.object(t, *ty, fields),
        }
    }

    /// Makes sure that an integer lies between the bounds that the loop promises of it.
    fn within(&mut self, t: T, elem: &Elem) -> Option<()> {
        let wanted = elem.range();
        if self.builder.cx.fact(t).types() != self.builder.cx.semantics().int.set() {
            return self.builder.cx.fact(t).leq(elem).then_some(());
        }
        if self.builder.cx.fact(t).range().hi() > wanted.hi() {
            let below = self.builder.cx.le(t, wanted.hi());
            self.make_sure(below)?;
        }
        if self.builder.cx.fact(t).range().lo() < wanted.lo() {
            let above = self.builder.cx.ge(t, wanted.lo());
            self.make_sure(above)?;
        }
        self.builder.cx.fact(t).leq(elem).then_some(())
    }

    /// Leaves at the header unless a condition holds: the loop is entered with its checks then.
    fn make_sure(&mut self, cond: T) -> Option<()> {
        if self.builder.cx.known(cond) == Some(false) {
            return None;
        }
        let fails = self.builder.cx.not(cond);
        self.builder.exit_at_end(fails);
        Some(())
    }

    fn object(&mut self, t: T, ty: Type, fields: &[(Field, T, Promise)]) -> Option<()> {
        let memory = self.builder.cx.memory();
        let same = memory.is_deferrable(t)
            && self.builder.cx.fact(t).types().only() == Some(ty)
            && memory.known_of(t).len() == fields.len();
        if !same {
            return None;
        }
        for (field, index, promise) in fields {
            let index = if index.is_some() { self.own(*index)? } else { *index };
            let value = self.builder.cx.known_field(*field, t, index)?;
            self.value(value, promise, false)?;
        }
        Some(())
    }
}
