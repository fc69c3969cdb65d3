//! The reference executor: runs a trace as its definition says, one primitive at a time.
//!
//! It is the oracle of every other way to run traces. Registers hold [`Datum`]s, so that a test of a type is a comparison; memory,
//! helpers and allocation are the [`World`]'s.

use crate::eval::eval;
use crate::event::{Event, EventKind};
use crate::semantics::{Datum, Field, Helper, Op, Semantics, Type};
use crate::term::{Prim, T};
use crate::trace::lower::{Action, Schedule, schedule};
use crate::trace::recording::Place;
use crate::trace::verify::checked_schedule;
use crate::trace::{Cause, Ending, Entry, Trace};
use std::cell::{Cell, RefCell};
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
    /// Calls a helper that works on the innermost frame that is exposed. Its array, if it takes one, lies in the frame from slot `first` on.
    ///
    /// # Errors
    /// If it raises.
    fn call_on_frame(
        &mut self,
        helper: Helper,
        args: &[Datum],
        lens: &[u32],
        first: u32,
    ) -> Result<Datum, Raised> {
        let _ = first;
        self.call(helper, args, lens)
    }
    /// Slots of the innermost frame that is exposed, counted from its first local.
    fn frame_slots(&mut self, first: u32, count: usize) -> Vec<Datum> {
        let _ = (first, count);
        Vec::new()
    }
    /// A call has raised what one of the frames catches that are exposed: it passes the frames up to that one. Gives the exception.
    fn catch(&mut self) -> Datum;
    /// The call is over.
    fn conceal(&mut self) {}
    /// Runs a whole op that does not decompose.
    ///
    /// # Errors
    /// If it raises.
    fn whole(&mut self, op: Op, inputs: &[Datum], outputs: &mut Vec<Datum>) -> Result<(), Raised>;
    /// Leaves the frame in which the trace runs and goes on in the one that called it, if that goes on at `place` and the frame was
    /// pushed with `action`. Gives its first `count` locals and operands; none, with nothing done, if it is another one. A frame that is
    /// `suspended` is a generator's, which will go on at a unit with these locals and operands; else it is over.
    fn return_to(
        &mut self,
        place: Place,
        action: Option<u32>,
        suspended: Option<(u32, &[Datum])>,
        count: usize,
    ) -> Option<Vec<Datum>> {
        let _ = (place, action, suspended, count);
        None
    }
    /// A safepoint; `Invalid` leaves.
    fn safepoint(&mut self) -> Validity;
    /// Whether an exit is to be taken though its condition does not hold: for tests.
    fn forces(&mut self, code: &Code, leave: u32) -> bool {
        let _ = (code, leave);
        false
    }
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
    /// Of a generator: the exception that is handled around it, if that is not the one that is handled now.
    pub handled: Option<Datum>,
    /// Local variables.
    pub locals: Vec<Datum>,
    /// Operands.
    pub stack: Vec<Datum>,
}

/// A trace that can be run, with the side traces that have grown at its leaves.
#[derive(Debug)]
pub struct Code {
    /// The trace.
    pub trace: Trace,
    /// Its order.
    pub schedule: Schedule,
    /// By leave: how often it was taken, and the trace that goes on there.
    pub exits: Vec<ExitState>,
    /// Whether what it relies on holds.
    pub valid: Rc<Cell<bool>>,
    /// What happened in it.
    pub counts: Counts,
}

/// What starts where a trace ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// A loop: its header.
    Loop,
    /// A function, or a generator that goes on.
    Entry,
}

/// What is known of a leave.
#[derive(Debug, Default)]
pub struct ExitState {
    /// How often it was taken.
    pub taken: Cell<u64>,
    /// The side trace.
    pub side: RefCell<Option<Rc<Code>>>,
    /// For whoever makes traces: whether another one starts here, or is to, so that no side trace grows.
    pub start: Cell<Option<Start>>,
    /// For whoever makes side traces: how often it has to be taken before the next attempt.
    pub patience: Cell<u64>,
}

/// Counts of a trace.
#[derive(Debug, Default)]
pub struct Counts {
    /// How often it was entered.
    pub entered: Cell<u64>,
    /// Iterations of its loop that ran to their end.
    pub iterations: Cell<u64>,
    /// Exits and branches that were tested.
    pub guards: Cell<u64>,
    /// Exits and branches that would have been tested without optimization.
    pub recorded: Cell<u64>,
    /// Instructions of tier 1 that it stood for.
    pub instructions: Cell<u64>,
}

fn add(counter: &Cell<u64>, more: u64) {
    counter.set(counter.get() + more);
}

impl Code {
    /// Makes a trace ready to run.
    pub fn new(trace: Box<Trace>) -> Code {
        let schedule = schedule(&trace);
        checked_schedule(&trace, &schedule);
        let exits = trace.leaves.iter().map(|_| ExitState::default()).collect();
        let (valid, counts) = (Rc::new(Cell::new(true)), Counts::default());
        Code { trace: *trace, schedule, exits, valid, counts }
    }

    /// Counts what a run stood for that has come to its end.
    fn count_all(&self) {
        add(&self.counts.instructions, self.steps() as u64);
        add(&self.counts.recorded, self.trace.recorded.last().copied().unwrap_or(0).into());
    }

    /// Counts what a run stood for that was left: the steps before one, from the start.
    fn count_until(&self, taken: &Taken) {
        add(&self.counts.instructions, taken.step as u64);
        let tested = self.trace.leaves.get(taken.leave as usize).map_or(0, |it| it.tested);
        add(&self.counts.recorded, tested.into());
    }

    /// The number of steps of its recording.
    pub fn steps(&self) -> usize {
        self.trace.recorded.len().saturating_sub(1)
    }
}

/// How a trace was left.
#[derive(Clone, Debug)]
pub struct Left {
    /// Why.
    pub cause: Cause,
    /// The trace that was left: the one that was entered, or a side trace.
    pub code: Rc<Code>,
    /// The row of its leave; `u32::MAX` for a request of the world at the loop's header.
    pub leave: u32,
    /// Whether the leave is reached from the body of the loop of the trace that was entered.
    pub in_body: bool,
    /// A helper has raised.
    pub raised: bool,
    /// Frames, outermost first.
    pub frames: Vec<Rebuilt>,
    /// Iterations of the loop that ran to their end.
    pub iterations: u64,
    /// Exits and branches that were tested.
    pub guards: u64,
}

/// A trace that runs: its registers, and where it is.
struct Run {
    sem: &'static Semantics,
    code: Rc<Code>,
    registers: Rc<[Cell<Datum>]>,
    /// Whether it has come to its loop.
    in_body: bool,
    guards: u64,
}

/// A leave that was taken.
#[derive(Clone, Copy, Debug)]
struct Taken {
    leave: u32,
    raised: bool,
    /// The step of the recording in which it was taken.
    step: usize,
}

/// How a run came to its end.
enum Ended {
    Left(Taken),
    /// At the header of the loop of the root, with values for its phis.
    Header(Vec<(T, Datum)>),
}

/// Runs a trace, and the side traces at its leaves, from values of its inputs until it leaves.
pub fn run<W: World>(
    sem: &'static Semantics,
    root: &Rc<Code>,
    inputs: &[Datum],
    world: &mut W,
) -> Left {
    let mut iterations = 0;
    let mut guards = 0;
    let mut current = Run::enter(sem, root, inputs, world);
    // The root, while a side trace runs.
    let mut parked: Option<Run> = None;
    loop {
        let ended = current.go(world, &mut iterations);
        let tested = std::mem::take(&mut current.guards);
        add(&current.code.counts.guards, tested);
        guards += tested;
        match ended {
            Ended::Header(given) => {
                let Some(root) = parked.take() else { unreachable!("only side traces end so") };
                world.finish();
                for (phi, value) in given {
                    root.set(phi, value);
                }
                current = root;
                if !world.iteration() {
                    let taken = Taken { leave: u32::MAX, raised: false, step: 0 };
                    return current.left(&taken, true, iterations, guards, world);
                }
            }
            Ended::Left(taken) => {
                let in_body = parked.as_ref().unwrap_or(&current).in_body;
                let Some(side) = current.side_at(&taken) else {
                    let left = current.left(&taken, in_body, iterations, guards, world);
                    if parked.is_some() {
                        world.finish();
                    }
                    return left;
                };
                let Entry::Side(given) = &side.trace.entry else {
                    unreachable!("a side trace has a parent")
                };
                let inputs = current.values_at(given, world);
                if parked.is_none() {
                    parked = Some(current);
                } else {
                    world.finish();
                }
                current = Run::enter(sem, &side, &inputs, world);
            }
        }
    }
}

impl Run {
    fn enter<W: World>(
        sem: &'static Semantics,
        code: &Rc<Code>,
        inputs: &[Datum],
        world: &mut W,
    ) -> Run {
        add(&code.counts.entered, 1);
        let zero = Datum::new(sem.int, 0);
        let registers: Rc<[Cell<Datum>]> = vec![Cell::new(zero); code.trace.terms.len()].into();
        world.begin(&registers);
        let run = Run { sem, code: Rc::clone(code), registers, in_body: false, guards: 0 };
        for (row, term) in code.trace.terms.iter().enumerate() {
            if let Prim::Const(datum) = term.prim {
                run.registers[row].set(datum);
            }
        }
        for (t, value) in code.trace.inputs.iter().zip(inputs) {
            run.set(*t, *value);
        }
        run
    }

    /// Runs on until the trace is left.
    fn go<W: World>(&mut self, world: &mut W, iterations: &mut u64) -> Ended {
        let code = Rc::clone(&self.code);
        let trace = &code.trace;
        if !self.in_body {
            if let Some(taken) = self.section(&code.schedule.head, &trace.head, world) {
                code.count_until(&taken);
                return Ended::Left(taken);
            }
            // A loop that was not peeled has nothing before it.
            if trace.body.is_none() || !trace.head.is_empty() {
                code.count_all();
            }
        }
        let Some(body) = &trace.body else {
            return match &trace.end {
                Ending::Header(given) => {
                    Ended::Header(given.iter().map(|(phi, t)| (*phi, self.get(*t))).collect())
                }
                Ending::Leave(leave) => {
                    Ended::Left(Taken { leave: *leave, raised: false, step: code.steps() })
                }
                Ending::Loop => unreachable!("a loop has a body"),
            };
        };
        let mut next: Vec<Datum> = Vec::with_capacity(body.phis.len());
        if !self.in_body {
            next.extend(body.phis.iter().map(|phi| self.get(phi.entry)));
            body.phis.iter().zip(&next).for_each(|(phi, value)| self.set(phi.phi, *value));
            self.in_body = true;
        }
        loop {
            if let Some(taken) = self.section(&code.schedule.body, &body.events, world) {
                code.count_until(&taken);
                return Ended::Left(taken);
            }
            code.count_all();
            *iterations += 1;
            add(&code.counts.iterations, 1);
            next.clear();
            next.extend(body.phis.iter().map(|phi| self.get(phi.back)));
            body.phis.iter().zip(&next).for_each(|(phi, value)| self.set(phi.phi, *value));
            if !world.iteration() {
                return Ended::Left(Taken { leave: u32::MAX, raised: false, step: 0 });
            }
        }
    }

    /// Notes that a leave was taken; the trace that goes on there.
    fn side_at(&self, taken: &Taken) -> Option<Rc<Code>> {
        let exit = self.code.exits.get(taken.leave as usize)?;
        add(&exit.taken, 1);
        let side = exit.side.borrow().clone();
        side.filter(|it| it.valid.get() && !taken.raised)
    }

    fn get(&self, t: T) -> Datum {
        self.registers[t.index()].get()
    }
    fn set(&self, t: T, value: Datum) {
        self.registers[t.index()].set(value);
    }
    fn index(&self, t: T) -> Option<i64> {
        t.is_some().then(|| self.get(t).word())
    }

    fn section<W: World>(
        &mut self,
        actions: &[Action],
        events: &[Event],
        world: &mut W,
    ) -> Option<Taken> {
        let mut at = 0;
        while let Some(action) = actions.get(at) {
            at += 1;
            match *action {
                Action::Compute(t) => {
                    let value = self.compute(t, world);
                    self.set(t, value);
                }
                Action::Event(row) => {
                    let event = &events[row as usize];
                    if let EventKind::Alloc { result, ty } = event.kind {
                        self.alloc(result, ty, actions, &mut at, events, world);
                    } else if let Some(raised) = self.event(event, world) {
                        let step = self.code.trace.origins[event.origin as usize].step as usize;
                        let leave = event.leave.unwrap_or(u32::MAX);
                        return Some(Taken { leave, raised, step });
                    }
                }
            }
        }
        None
    }

    fn compute<W: World>(&self, t: T, world: &mut W) -> Datum {
        let term = self.code.trace.terms.get(t);
        if let Prim::Call(helper) = term.prim {
            let args = self.unpacked(term.args);
            return world.call(helper, &args, &[]).unwrap_or(Datum::new(self.sem.int, 0));
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
            let term = self.code.trace.terms.get(t);
            match term.prim {
                Prim::Pack => pending.extend(term.args.into_iter().rev()),
                _ => found.push(self.get(t)),
            }
        }
        found
    }

    /// Makes a call while the frames are where it can see them.
    fn exposed<W: World, R>(
        &self,
        leave: Option<u32>,
        world: &mut W,
        call: impl FnOnce(&mut W) -> R,
    ) -> R {
        if leave.is_none_or(|row| row as usize >= self.code.trace.leaves.len()) {
            return call(world);
        }
        let frames = self.rebuilt(leave.unwrap_or(0), world);
        world.expose(&frames);
        let result = call(world);
        world.conceal();
        result
    }

    /// Makes an object with the first values that follow.
    fn alloc<W: World>(
        &mut self,
        result: T,
        ty: Type,
        actions: &[Action],
        at: &mut usize,
        events: &[Event],
        world: &mut W,
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
                let value = self.compute(t, world);
                self.set(t, value);
            } else if let Some(Some((field, index, value))) = first_values(action) {
                fields.push((field, self.index(index), self.get(value)));
            }
        }
        *at = end;
        self.set(result, world.alloc(ty, &fields));
    }

    /// Tests an exit. Whether it is taken.
    fn guard<W: World>(&mut self, holds: bool, leave: Option<u32>, world: &mut W) -> Option<bool> {
        self.guards += 1;
        let taken = holds || leave.is_some_and(|leave| world.forces(&self.code, leave));
        taken.then_some(false)
    }

    /// Runs an event. Whether it leaves, and whether because something was raised.
    fn event<W: World>(&mut self, event: &Event, world: &mut W) -> Option<bool> {
        match &event.kind {
            EventKind::Exit { cond, .. } => {
                self.guard(self.get(*cond).bits != 0, event.leave, world)
            }
            EventKind::Branch { cond, taken } => {
                self.guards += 1;
                ((self.get(*cond).bits != 0) != *taken).then_some(false)
            }
            EventKind::Load { result, field, object, index } => {
                self.set(*result, world.load(*field, self.get(*object), self.index(*index)));
                None
            }
            EventKind::Store { field, object, index, value }
            | EventKind::Init { field, object, index, value } => {
                let (object, index, value) =
                    (self.get(*object), self.index(*index), self.get(*value));
                world.store(*field, object, index, value);
                None
            }
            EventKind::Call { result, helper, args, lens } => {
                let args: Vec<Datum> = args.iter().map(|arg| self.get(*arg)).collect();
                let call = |world: &mut W| world.call(*helper, &args, lens);
                match self.exposed(event.leave, world, call) {
                    Ok(value) => {
                        if result.is_some() {
                            self.set(*result, value);
                        }
                        None
                    }
                    Err(Raised) => Some(true),
                }
            }
            EventKind::Invoke { result, helper, args, lens, raised, exception } => {
                let args: Vec<Datum> = args.iter().map(|arg| self.get(*arg)).collect();
                let call = |world: &mut W| {
                    world.call(*helper, &args, lens).map_err(|Raised| world.catch())
                };
                let called = self.exposed(event.leave, world, call);
                self.set(*raised, Datum::new(self.sem.bool, u64::from(called.is_err())));
                match called {
                    Ok(value) if result.is_some() => self.set(*result, value),
                    Ok(_) => {}
                    Err(value) => self.set(*exception, value),
                }
                None
            }
            EventKind::CallFrame { result, helper, args, lens, first, slots } => {
                let args: Vec<Datum> = args.iter().map(|arg| self.get(*arg)).collect();
                let call = |world: &mut W| {
                    let value = world.call_on_frame(*helper, &args, lens, *first)?;
                    Ok((value, world.frame_slots(*first, slots.len())))
                };
                let (value, read) = match self.exposed(event.leave, world, call) {
                    Ok(found) => found,
                    Err(Raised) => return Some(true),
                };
                if result.is_some() {
                    self.set(*result, value);
                }
                slots.iter().zip(read).for_each(|(t, value)| self.set(*t, value));
                None
            }
            EventKind::Whole { op, inputs, outputs, .. } => {
                let inputs: Vec<Datum> = inputs.iter().map(|it| self.get(*it)).collect();
                let mut values = Vec::new();
                if world.whole(*op, &inputs, &mut values).is_err() {
                    return Some(true);
                }
                for (t, value) in outputs.iter().zip(values) {
                    self.set(*t, value);
                }
                None
            }
            EventKind::Return { place, action, resume_at, kept, slots } => {
                self.guards += 1;
                let kept: Vec<Datum> = kept.iter().map(|it| self.get(*it)).collect();
                let suspended = resume_at.map(|at| (at, kept.as_slice()));
                let Some(values) = world.return_to(*place, *action, suspended, slots.len()) else {
                    return Some(false);
                };
                slots.iter().zip(values).for_each(|(t, value)| self.set(*t, value));
                None
            }
            EventKind::Validity => (!self.code.valid.get()).then_some(false),
            EventKind::Safepoint => (world.safepoint() == Validity::Invalid).then_some(false),
            EventKind::Alloc { .. } | EventKind::Frame { .. } => None,
        }
    }

    /// How the run ends.
    fn left<W: World>(
        &self,
        taken: &Taken,
        in_body: bool,
        iterations: u64,
        guards: u64,
        world: &mut W,
    ) -> Left {
        let leave = self.code.trace.leaves.get(taken.leave as usize);
        let frames = leave.map_or_else(Vec::new, |_| self.rebuilt(taken.leave, world));
        world.finish();
        Left {
            cause: leave.map_or(Cause::End, |leave| leave.cause),
            code: Rc::clone(&self.code),
            leave: taken.leave,
            in_body,
            raised: taken.raised,
            frames,
            iterations,
            guards,
        }
    }
}
