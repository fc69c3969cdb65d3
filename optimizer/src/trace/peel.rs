//! Closes a loop: the first iteration is peeled off, the second one is run from a guess of what holds in all that follow,
//! until the guess stands.
//!
//! What the first iteration has computed and proved holds in the loop, because its terms are values: equal
//! computations are found, guards on them are known. What changes from iteration to iteration is a phi. The guess is that
//! nothing changes but the slots that the first iteration changed; what an iteration refutes is joined, and after some
//! rounds widened. Between rounds all terms of the round are forgotten: they hold under its guess.

use std::cell::OnceCell;

use super::build::Builder;
use super::recording::{End, Recording};
use super::verify::Stage;
use super::{
    Definition, Ending, Entry, GiveUp, Loop, Passes, Phi, Trace, explain, live, strengthen, verify,
};
use crate::cx::Cx;
use crate::lattice::Elem;
use crate::memory::Known;
use crate::semantics::{Field, Type};
use crate::term::{Prim, T};

/// Rounds before bounds are widened, and before the loop is given up.
const JOINS: u32 = 3;
const ROUNDS: u32 = 12;

/// Makes a trace of a recording that starts with a frame of which nothing is known.
///
/// # Errors
/// Why none comes of it.
pub fn optimize(
    def: Definition,
    recording: &Recording,
    cx: &mut Cx<'_>,
) -> Result<Box<Trace>, GiveUp> {
    cx.make_room(16 + recording.steps.len() * 4);
    let (mut builder, inputs) = Builder::new(def, recording, cx);
    let looping = recording.end == End::Loop;
    let peeled = !looping || builder.has(Passes::PEELING);
    if peeled {
        builder.run()?;
    }
    let recorded = builder.recorded.clone();
    let head = builder.cx.events().len();
    let (closed, end) = if looping {
        (Some(close(&mut builder, &inputs, peeled)?), Ending::Loop)
    } else {
        (None, Ending::Leave(builder.end_here()))
    };
    let recorded = if peeled { recorded } else { builder.recorded.clone() };
    builder.into_trace(Entry::Frame, inputs, closed, head, end, recorded)
}

/// A loop that was closed.
pub(super) struct Closed {
    phis: Vec<Phi>,
    first: u32,
    origins: u32,
    contract: Contract,
}

/// What holds at a loop's header: what a side trace has to come back with.
#[derive(Debug)]
pub(crate) struct Contract {
    pub(super) slots: Vec<Promise>,
    pub(super) memory: Vec<(Field, T, T, Promise)>,
    /// Terms before this one were made before the loop.
    pub(super) first: u32,
}

/// What holds of a slot or field at the header.
#[derive(Debug)]
pub(super) enum Promise {
    /// It is this term.
    Same(T),
    /// It is given to this phi, of which this is known.
    Phi(T, Elem),
    /// It is an object that nothing else refers to.
    Fresh(Type, Vec<(Field, T, Promise)>),
}

impl Builder<'_, '_> {
    /// The finished trace.
    pub(super) fn into_trace(
        self,
        entry: Entry,
        inputs: Vec<T>,
        closed: Option<Closed>,
        head: usize,
        end: Ending,
        recorded: Vec<u32>,
    ) -> Result<Box<Trace>, GiveUp> {
        let mut events = std::mem::take(&mut self.cx.events);
        let (body, header) = match closed {
            Some(Closed { phis, first, origins, contract }) => {
                let events = events.split_off(head);
                (Some(Loop { phis, first, origins, events }), Some(contract))
            }
            None => (None, None),
        };
        let Builder { def, recording, cx, leaves, snapshots, origins, .. } = self;
        let (terms, state) = cx.finished();
        let explained = cx.take_explained();
        let mut trace = Box::new(Trace {
            start: recording.start,
            entry,
            inputs,
            terms,
            head: events,
            body,
            leaves,
            snapshots,
            origins,
            end,
            recorded,
            header,
            state,
            of_root: Vec::new(),
            index: OnceCell::new(),
            explained,
        });
        verify::checked(def.sem, &trace, Stage::Built);
        if def.passes.has(Passes::STRENGTHENING) {
            strengthen::strengthen(&mut trace);
        }
        if def.passes.has(Passes::DEAD_CODE) {
            let before = trace.explained.is_some().then(|| explain::before(&trace));
            live::remove_dead(def.sem, &mut trace)?;
            if let Some(before) = before {
                explain::after(&mut trace, before);
            }
            verify::checked(def.sem, &trace, Stage::Finished);
        }
        // What is left is copied, and the room for events kept.
        cx.events = std::mem::take(&mut trace.head);
        trace.head = cx.events.drain(..).collect();
        Ok(trace)
    }
}

/// What is thought of a slot or field at the loop's header.
#[derive(Clone, Debug)]
enum Guess {
    /// It is always this term.
    Same(T),
    /// It changes: what it is at first, and what is known of it in all iterations.
    Changes { entry: T, elem: Elem },
    /// It is an object that nothing else refers to, made anew by each iteration: its fields.
    Fresh { object: T, ty: Type, fields: Vec<(Field, T, Guess)> },
}

/// A field whose value is known at the header.
#[derive(Clone, Debug)]
struct Available {
    field: Field,
    object: T,
    index: T,
    value: Guess,
}

struct Header {
    slots: Vec<Guess>,
    memory: Vec<Available>,
    /// Code of the user's may have run since the trace was last known to be valid.
    unchecked: bool,
}

/// A guess as terms: what a round starts with, and what it must come back to.
enum Made {
    Same(T),
    Phi { phi: T, entry: T },
    Fresh { object: T, fields: Vec<(Field, T, Made)> },
}

/// Whether the frame has the form with which it was entered.
fn is_closed(builder: &Builder<'_, '_>, inputs: &[T]) -> bool {
    builder.cx.frames().len() == 1 && builder.slots().len() == inputs.len()
}

fn close(builder: &mut Builder<'_, '_>, inputs: &[T], peeled: bool) -> Result<Closed, GiveUp> {
    if !is_closed(builder, inputs) {
        return Err(GiveUp::Malformed);
    }
    let ends = builder.slots();
    let mut header =
        if peeled { first_guess(builder, inputs, &ends) } else { no_guess(builder, inputs) };
    let mark = builder.mark();
    for round in 0..ROUNDS {
        builder.rewind(&mark);
        let slots: Vec<Made> = header.slots.iter().map(|it| make(builder, it)).collect();
        let memory: Vec<Made> = header.memory.iter().map(|it| make(builder, &it.value)).collect();
        start_round(builder, &header, &slots, &memory);
        builder.run()?;
        if !peeled && !is_closed(builder, inputs) {
            return Err(GiveUp::Malformed);
        }
        if settle(builder, &mut header, &slots, &memory, round >= JOINS, mark.trail) {
            let contract = contract(&header, &slots, &memory, mark.terms as u32);
            let phis = phis_of(builder, &header, slots, memory);
            let (first, origins) = (mark.terms as u32, mark.origins as u32);
            return Ok(Closed { phis, first, origins, contract });
        }
    }
    Err(GiveUp::Rounds)
}

/// What holds at the header, in the terms of the round that stood.
fn contract(header: &Header, slots: &[Made], memory: &[Made], first: u32) -> Contract {
    let slots = header.slots.iter().zip(slots).map(|(guess, made)| promise(guess, made)).collect();
    let memory = header
        .memory
        .iter()
        .zip(memory)
        .map(|(it, made)| (it.field, it.object, it.index, promise(&it.value, made)))
        .collect();
    Contract { slots, memory, first }
}

fn promise(guess: &Guess, made: &Made) -> Promise {
    match (guess, made) {
        (Guess::Changes { elem, .. }, Made::Phi { phi, .. }) => Promise::Phi(*phi, *elem),
        (Guess::Fresh { ty, fields, .. }, Made::Fresh { fields: made, .. }) => {
            let fields = fields.iter().zip(made);
            let fields = fields.map(|((field, index, guess), (_, _, made))| {
                (*field, *index, promise(guess, made))
            });
            Promise::Fresh(*ty, fields.collect())
        }
        _ => Promise::Same(made.term()),
    }
}

/// The guess that every slot changes and nothing is known.
fn no_guess(builder: &mut Builder<'_, '_>, inputs: &[T]) -> Header {
    let elem = builder.cx.semantics().of_types(builder.cx.semantics().any());
    let slots = inputs.iter().map(|entry| Guess::Changes { entry: *entry, elem }).collect();
    Header { slots, memory: Vec::new(), unchecked: false }
}

/// Objects reachable from more than one place, or live in a way that a phi cannot express, exist from here on.
fn first_guess(builder: &mut Builder<'_, '_>, inputs: &[T], ends: &[T]) -> Header {
    let mut slots = Vec::with_capacity(ends.len());
    for (slot, (input, end)) in inputs.iter().zip(ends).enumerate() {
        let end = builder.cx.canonical(*end);
        let fresh = if input == &end { None } else { fresh_guess(builder, ends, slot, end) };
        slots.push(match fresh {
            Some(fresh) => fresh,
            None => {
                builder.cx.escape(end);
                if *input == end {
                    Guess::Same(end)
                } else {
                    Guess::Changes { entry: end, elem: builder.cx.fact(end) }
                }
            }
        });
    }
    // What temporaries of the first iteration held is of no interest.
    let memory = builder.cx.memory();
    let mut known = memory.known();
    known.retain(|it| !memory.is_unescaped(it.object));
    let known = lasting(builder.cx, &slots, known);
    // A known field that the iteration has written is so by a later store or load, and the next iteration will find another value.
    let written = builder.cx.written();
    let memory = known
        .into_iter()
        .map(|known| {
            let Known { field, object, index, value } = known;
            let changes = builder.cx.is_written(&written, &known);
            let value = builder.cx.canonical(value);
            let value = if changes && builder.cx.constant_of(value).is_none() {
                Guess::Changes { entry: value, elem: builder.cx.fact(value) }
            } else {
                Guess::Same(value)
            };
            Available { field, object, index, value }
        })
        .collect();
    Header { slots, memory, unchecked: builder.cx.unchecked }
}

/// The known fields of objects that an iteration can come to by what does not change: those of others are never looked up.
fn lasting(cx: &Cx<'_>, slots: &[Guess], known: Vec<Known>) -> Vec<Known> {
    let mut given = vec![false; cx.terms().len()];
    for slot in slots {
        if let Guess::Same(t) = slot {
            given[t.index()] = true;
        }
    }
    let mut kept = vec![false; known.len()];
    loop {
        let mut found = false;
        let mut reached = vec![None; cx.terms().len()];
        for (it, kept) in known.iter().zip(&mut kept) {
            if *kept
                || !is_reached(cx, &given, &mut reached, it.object)
                || it.index.is_some() && !is_reached(cx, &given, &mut reached, it.index)
            {
                continue;
            }
            *kept = true;
            found = true;
            given[it.value.index()] = true;
        }
        if !found {
            let kept = known.into_iter().zip(kept);
            return kept.filter(|it| it.1).map(|it| it.0).collect();
        }
    }
}

/// Whether a term is one of those that are given, is known, or is computed from such terms.
fn is_reached(cx: &Cx<'_>, given: &[bool], reached: &mut [Option<bool>], t: T) -> bool {
    if let Some(known) = reached[t.index()] {
        return known || given[t.index()];
    }
    let term = cx.terms().get(t);
    let is = given[t.index()]
        || cx.constant_of(t).is_some()
        || term.prim != Prim::Opaque
            && term
                .args
                .into_iter()
                .all(|arg| !arg.is_some() || is_reached(cx, given, reached, arg));
    reached[t.index()] = Some(is);
    is
}

/// The guess for a slot that holds an unescaped object of scalars, to which nothing else refers.
fn fresh_guess(builder: &mut Builder<'_, '_>, ends: &[T], slot: usize, object: T) -> Option<Guess> {
    let memory = builder.cx.memory();
    if !memory.is_deferrable(object) {
        return None;
    }
    let elsewhere = ends.iter().enumerate().any(|(other, t)| other != slot && *t == object)
        || memory.has_value(object);
    let ty = builder.cx.fact(object).types().only()?;
    let fields: Vec<Known> = memory.known_of(object);
    let plain = fields.iter().all(|it| !memory.is_unescaped(it.value));
    if elsewhere || !plain {
        return None;
    }
    let fields = fields
        .into_iter()
        .map(|it| {
            let elem = builder.cx.fact(it.value);
            (it.field, it.index, Guess::Changes { entry: it.value, elem })
        })
        .collect();
    Some(Guess::Fresh { object, ty, fields })
}

fn make(builder: &mut Builder<'_, '_>, guess: &Guess) -> Made {
    match guess {
        Guess::Same(t) => Made::Same(*t),
        Guess::Changes { entry, elem } => {
            Made::Phi { phi: builder.cx.opaque(*elem), entry: *entry }
        }
        Guess::Fresh { ty, fields, .. } => {
            let elem = builder.cx.semantics().of_types(ty.set());
            let object = builder.cx.opaque(elem);
            let fields = fields
                .iter()
                .map(|(field, index, guess)| (*field, *index, make(builder, guess)))
                .collect();
            Made::Fresh { object, fields }
        }
    }
}

impl Made {
    fn term(&self) -> T {
        match self {
            Made::Same(t) | Made::Phi { phi: t, .. } | Made::Fresh { object: t, .. } => *t,
        }
    }
}

fn start_round(builder: &mut Builder<'_, '_>, header: &Header, slots: &[Made], memory: &[Made]) {
    let terms: Vec<T> = slots.iter().map(Made::term).collect();
    builder.set_slots(&terms);
    for (guess, made) in header.slots.iter().zip(slots) {
        // An object that the first iteration has made and that is no guess of its own is one object from here on.
        if let (
            Guess::Changes { entry, .. } | Guess::Same(entry),
            Made::Phi { .. } | Made::Same(_),
        ) = (guess, made)
        {
            builder.cx.escape(*entry);
        }
    }
    builder.cx.unchecked = header.unchecked;
    builder.cx.memory_mut().retain(|_, _| false);
    for (available, made) in header.memory.iter().zip(memory) {
        let Available { field, object, index, .. } = *available;
        builder.cx.memory_mut().learn(Known { field, object, index, value: made.term() });
    }
    for made in slots {
        if let Made::Fresh { object, fields } = made {
            builder.cx.memory_mut().make(*object);
            for (field, index, value) in fields {
                builder.cx.memory_mut().learn(Known {
                    field: *field,
                    object: *object,
                    index: *index,
                    value: value.term(),
                });
            }
        }
    }
}

/// Compares the end of a round with its start, and corrects the guess. Whether it stood.
fn settle(
    builder: &mut Builder<'_, '_>,
    header: &mut Header,
    slots: &[Made],
    memory: &[Made],
    widen: bool,
    trail: usize,
) -> bool {
    let mut stood = true;
    let ends = builder.slots();
    for (slot, (guess, made)) in header.slots.iter_mut().zip(slots).enumerate() {
        let end = builder.cx.canonical(ends[slot]);
        let deferred = matches!(made, Made::Fresh { .. });
        if deferred {
            stood &= settle_fresh(builder, guess, made, &ends, slot, widen, trail);
        } else {
            builder.cx.escape(end);
            stood &= settle_value(builder, guess, made, Some(end), widen, trail);
        }
    }
    let mut kept = Vec::with_capacity(header.memory.len());
    for (mut available, made) in std::mem::take(&mut header.memory).into_iter().zip(memory) {
        let end = builder.cx.known_field(available.field, available.object, available.index);
        if let Some(end) = end {
            builder.cx.escape(end);
            stood &= settle_value(builder, &mut available.value, made, Some(end), widen, trail);
            kept.push(available);
        } else {
            // Forgotten during the iteration: it must not be relied on at its start.
            stood = false;
        }
    }
    header.memory = kept;
    if builder.cx.unchecked && !header.unchecked {
        header.unchecked = true;
        stood = false;
    }
    stood
}

fn settle_value(
    builder: &mut Builder<'_, '_>,
    guess: &mut Guess,
    made: &Made,
    end: Option<T>,
    widen: bool,
    trail: usize,
) -> bool {
    let Some(end) = end else { return false };
    let elem = builder.cx.fact(end);
    match guess {
        Guess::Same(t) if *t == end => true,
        Guess::Same(t) => {
            let entry = *t;
            let elem = builder.cx.fact_before(entry, trail).join(&elem);
            *guess = Guess::Changes { entry, elem };
            false
        }
        Guess::Changes { elem: known, .. } => {
            if end == made.term() || elem.leq(known) {
                return true;
            }
            *known = if widen { known.widen(&elem) } else { known.join(&elem) };
            false
        }
        Guess::Fresh { .. } => false,
    }
}

/// A deferred object must have stayed deferred, and the iteration must end with one like it.
fn settle_fresh(
    builder: &mut Builder<'_, '_>,
    guess: &mut Guess,
    made: &Made,
    ends: &[T],
    slot: usize,
    widen: bool,
    trail: usize,
) -> bool {
    let end = builder.cx.canonical(ends[slot]);
    let stayed = builder.cx.memory().is_unescaped(made.term());
    let next = if end == made.term() { None } else { fresh_guess(builder, ends, slot, end) };
    let (Guess::Fresh { object, ty, fields }, Made::Fresh { fields: made, .. }) =
        (&mut *guess, made)
    else {
        return false;
    };
    let entry = *object;
    if let (true, Some(Guess::Fresh { ty: other, fields: theirs, .. })) = (stayed, &next)
        && *other == *ty
        && theirs.len() == fields.len()
    {
        let mut stood = true;
        for ((field, index, value), (_, _, made)) in fields.iter_mut().zip(made) {
            let end = theirs.iter().find(|it| it.0 == *field && it.1 == *index);
            let Some((_, _, Guess::Changes { entry: end, .. })) = end else {
                return give_up_fresh(builder, guess, entry);
            };
            stood &= settle_value(builder, value, made, Some(*end), widen, trail);
        }
        return stood;
    }
    give_up_fresh(builder, guess, entry)
}

/// The object is made in each iteration after all.
fn give_up_fresh(builder: &mut Builder<'_, '_>, guess: &mut Guess, entry: T) -> bool {
    let elem = builder.cx.semantics().of_types(builder.cx.semantics().any());
    *guess = Guess::Changes { entry, elem };
    false
}

fn phis_of(
    builder: &mut Builder<'_, '_>,
    header: &Header,
    slots: Vec<Made>,
    memory: Vec<Made>,
) -> Vec<Phi> {
    let ends = builder.slots();
    let mut phis = Vec::new();
    for (made, end) in slots.into_iter().zip(ends) {
        let end = builder.cx.canonical(end);
        add_phis(builder, made, end, &mut phis);
    }
    for (available, made) in header.memory.iter().zip(memory) {
        let end = builder.cx.known_field(available.field, available.object, available.index);
        if let Some(end) = end {
            add_phis(builder, made, end, &mut phis);
        }
    }
    phis
}

fn add_phis(builder: &mut Builder<'_, '_>, made: Made, end: T, phis: &mut Vec<Phi>) {
    match made {
        Made::Same(_) => {}
        Made::Phi { phi, entry } => phis.push(Phi { phi, entry, back: end }),
        Made::Fresh { fields, .. } => {
            for (field, index, made) in fields {
                if let Some(end) = builder.cx.known_field(field, end, index) {
                    add_phis(builder, made, end, phis);
                }
            }
        }
    }
}
