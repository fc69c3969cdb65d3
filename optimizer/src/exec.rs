//! The reference executor: runs a trace as its definition says, one primitive at a time.
//!
//! It is the oracle of every other way to run traces. Registers hold [`Datum`]s, so that a test of a type is a comparison; memory,
//! helpers and allocation are the [`World`]'s.

use crate::eval::eval;
use crate::event::EventKind;
use crate::semantics::{Datum, Field, Helper, Op, Semantics, Type};
use crate::term::{Prim, T};
use crate::trace::lower::{Action, Schedule};
use crate::trace::recording::Place;
use crate::trace::{Cause, Trace, TraceEvent};
use std::cell::Cell;
use std::rc::Rc;

mod rebuild;

/// A helper has raised; what, the world knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised;

/// Whether to go on after something that may have changed the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Validity {
    /// What the trace relies on still holds.
    Valid,
    /// It does not: leave at the next exit.
    Invalid,
}

/// The memory and helpers that a trace runs on.
pub trait World {
    /// A run begins, with these registers: until it is over they may hold the only reference to an object.
    fn begin(&mut self, registers: &Rc<[Cell<Datum>]>) {
        let _ = registers;
    }
    /// The run is over.
    fn finish(&mut self) {}
    /// Reads a field.
    fn load(&mut self, field: Field, object: Datum, index: Option<i64>) -> Datum;
    /// Writes a field.
    fn store(&mut self, field: Field, object: Datum, index: Option<i64>, value: Datum);
    /// Makes an object of all its fields.
    fn alloc(&mut self, ty: Type, fields: &[(Field, Option<i64>, Datum)]) -> Datum;
    /// Calls a helper. `lens` are the lengths of arguments that are arrays.
    ///
    /// # Errors
    /// If it raises.
    fn call(&mut self, helper: Helper, args: &[Datum], lens: &[u32]) -> Result<Datum, Raised>;
    /// The next call may look at the frames, which are these; until [`World::conceal`] they are where tier 1 would have them. An
    /// object that exists in snapshots alone is there as a copy.
    fn expose(&mut self, frames: &[Rebuilt]) {
        let _ = frames;
    }
    /// The call is over.
    fn conceal(&mut self) {}
    /// Runs a whole op that does not decompose.
    ///
    /// # Errors
    /// If it raises.
    fn whole(&mut self, op: Op, inputs: &[Datum], outputs: &mut Vec<Datum>) -> Result<(), Raised>;
    /// A safepoint; `Invalid` leaves.
    fn safepoint(&mut self) -> Validity;
    /// Counts an iteration; `false` leaves at the header: for tests and for fairness.
    fn iteration(&mut self) -> bool {
        true
    }
}

/// A frame to go on with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rebuilt {
    /// Where it goes on.
    pub place: Place,
    /// Its function, unless it is the frame in which the trace started.
    pub function: Option<Datum>,
    /// The action that it returns with.
    pub action: Option<u32>,
    /// Local variables.
    pub locals: Vec<Datum>,
    /// Operands.
    pub stack: Vec<Datum>,
}

/// How a trace was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// Why.
    pub cause: Cause,
    /// The row of the leave; none for a request of the world at the loop's header.
    pub leave: u32,
    /// A helper has raised.
    pub raised: bool,
    /// Frames, outermost first.
    pub frames: Vec<Rebuilt>,
    /// Iterations of the loop that ran to their end.
    pub iterations: u64,
    /// Exits and branches that were tested.
    pub guards: u64,
}

struct Run<'a, W> {
    sem: &'static Semantics,
    trace: &'a Trace,
    world: &'a mut W,
    registers: Rc<[Cell<Datum>]>,
    guards: u64,
    iterations: u64,
}

/// A leave that was taken.
struct Taken {
    leave: u32,
    raised: bool,
}

/// Runs a trace from values of its inputs until it leaves.
pub fn run<W: World>(
    sem: &'static Semantics,
    trace: &Trace,
    schedule: &Schedule,
    inputs: &[Datum],
    world: &mut W,
) -> Left {
    let zero = Datum::new(sem.int, 0);
    let mut run = Run {
        sem,
        trace,
        world,
        registers: vec![Cell::new(zero); trace.terms.len()].into(),
        guards: 0,
        iterations: 0,
    };
    run.world.begin(&run.registers);
    run.constants();
    for (t, value) in trace.inputs.iter().zip(inputs) {
        run.registers[t.index()].set(*value);
    }
    let taken = run.all(schedule);
    let left = run.leave(&taken);
    run.world.finish();
    left
}

impl<W: World> Run<'_, W> {
    fn constants(&mut self) {
        for row in 0..self.trace.terms.len() {
            if let Prim::Const(datum) = self.trace.terms.get(T(row as u32)).prim {
                self.registers[row].set(datum);
            }
        }
    }

    fn all(&mut self, schedule: &Schedule) -> Taken {
        if let Some(taken) = self.section(&schedule.head, &self.trace.head) {
            return taken;
        }
        let Some(body) = &self.trace.body else {
            return Taken { leave: self.trace.end.unwrap_or(0), raised: false };
        };
        for phi in &body.phis {
            self.registers[phi.phi.index()].set(self.get(phi.entry));
        }
        let mut next = Vec::with_capacity(body.phis.len());
        loop {
            if let Some(taken) = self.section(&schedule.body, &body.events) {
                return taken;
            }
            self.iterations += 1;
            next.clear();
            next.extend(body.phis.iter().map(|phi| self.registers[phi.back.index()].get()));
            for (phi, value) in body.phis.iter().zip(&next) {
                self.registers[phi.phi.index()].set(*value);
            }
            if !self.world.iteration() {
                return Taken { leave: u32::MAX, raised: false };
            }
        }
    }

    fn get(&self, t: T) -> Datum {
        self.registers[t.index()].get()
    }
    fn index(&self, t: T) -> Option<i64> {
        t.is_some().then(|| self.get(t).word())
    }

    fn section(&mut self, actions: &[Action], events: &[TraceEvent]) -> Option<Taken> {
        let mut at = 0;
        while let Some(action) = actions.get(at) {
            at += 1;
            match *action {
                Action::Compute(t) => {
                    let value = self.compute(t);
                    self.registers[t.index()].set(value);
                }
                Action::Event(row) => {
                    let event = &events[row as usize];
                    if let EventKind::Alloc { result, ty } = event.kind {
                        self.alloc(result, ty, actions, &mut at, events);
                    } else if let Some(raised) = self.event(event) {
                        return Some(Taken { leave: event.leave.unwrap_or(u32::MAX), raised });
                    }
                }
            }
        }
        None
    }

    fn compute(&mut self, t: T) -> Datum {
        let term = self.trace.terms.get(t);
        if let Prim::Call(helper) = term.prim {
            let args = self.unpacked(term.args);
            return self.world.call(helper, &args, &[]).unwrap_or(Datum::new(self.sem.int, 0));
        }
        let zero = Datum::new(self.sem.int, 0);
        let args = term.args.map(|arg| if arg.is_some() { self.get(arg) } else { zero });
        eval(self.sem, term.prim, args).unwrap_or(zero)
    }

    /// The arguments of a pure helper, which are chained if they are more than three.
    fn unpacked(&self, args: [T; 3]) -> Vec<Datum> {
        let mut found = Vec::new();
        let mut pending: Vec<T> = args.into_iter().rev().collect();
        while let Some(t) = pending.pop() {
            if !t.is_some() {
                continue;
            }
            let term = self.trace.terms.get(t);
            match term.prim {
                Prim::Pack => pending.extend(term.args.into_iter().rev()),
                _ => found.push(self.get(t)),
            }
        }
        found
    }

    /// Makes a call while the frames are where it can see them.
    fn exposed<R>(&mut self, leave: Option<u32>, call: impl FnOnce(&mut W) -> R) -> R {
        let trace = self.trace;
        let Some(leave) = leave.and_then(|row| trace.leaves.get(row as usize)) else {
            return call(self.world);
        };
        let frames = self.rebuilt(leave);
        self.world.expose(&frames);
        let result = call(self.world);
        self.world.conceal();
        result
    }

    /// Makes an object with the first values that follow.
    fn alloc(
        &mut self,
        result: T,
        ty: Type,
        actions: &[Action],
        at: &mut usize,
        events: &[TraceEvent],
    ) {
        let first_values = |action: &Action| match *action {
            Action::Compute(_) => None,
            Action::Event(row) => match events[row as usize].kind {
                EventKind::Init { field, object, index, value } if object == result => {
                    Some(Some((field, index, value)))
                }
                _ => Some(None),
            },
        };
        // What is computed behind the last of them may be computed from the object.
        let mut end = *at;
        for (row, action) in actions.iter().enumerate().skip(*at) {
            match first_values(action) {
                Some(Some(_)) => end = row + 1,
                Some(None) => break,
                None => {}
            }
        }
        let mut fields = Vec::new();
        for action in &actions[*at..end] {
            if let Action::Compute(t) = *action {
                let value = self.compute(t);
                self.registers[t.index()].set(value);
            } else if let Some(Some((field, index, value))) = first_values(action) {
                fields.push((field, self.index(index), self.get(value)));
            }
        }
        *at = end;
        self.registers[result.index()].set(self.world.alloc(ty, &fields));
    }

    /// Runs an event. Whether it leaves, and whether because something was raised.
    fn event(&mut self, event: &TraceEvent) -> Option<bool> {
        match &event.kind {
            EventKind::Exit { cond, .. } => {
                self.guards += 1;
                (self.get(*cond).bits != 0).then_some(false)
            }
            EventKind::Branch { cond, taken } => {
                self.guards += 1;
                ((self.get(*cond).bits != 0) != *taken).then_some(false)
            }
            EventKind::Load { result, field, object, index } => {
                let value = self.world.load(*field, self.get(*object), self.index(*index));
                self.registers[result.index()].set(value);
                None
            }
            EventKind::Store { field, object, index, value }
            | EventKind::Init { field, object, index, value } => {
                let (object, index, value) =
                    (self.get(*object), self.index(*index), self.get(*value));
                self.world.store(*field, object, index, value);
                None
            }
            EventKind::Call { result, helper, args, lens } => {
                let args: Vec<Datum> = args.iter().map(|arg| self.get(*arg)).collect();
                match self.exposed(event.leave, |world| world.call(*helper, &args, lens)) {
                    Ok(value) => {
                        if result.is_some() {
                            self.registers[result.index()].set(value);
                        }
                        None
                    }
                    Err(Raised) => Some(true),
                }
            }
            EventKind::Whole { op, inputs, outputs, .. } => {
                let inputs: Vec<Datum> = inputs.iter().map(|it| self.get(*it)).collect();
                let mut values = Vec::new();
                if self.world.whole(*op, &inputs, &mut values).is_err() {
                    return Some(true);
                }
                for (t, value) in outputs.iter().zip(values) {
                    self.registers[t.index()].set(value);
                }
                None
            }
            EventKind::Safepoint => (self.world.safepoint() == Validity::Invalid).then_some(false),
            EventKind::Alloc { .. } | EventKind::Frame { .. } => None,
        }
    }
}
