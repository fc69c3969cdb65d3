//! Random recorded loops: what a trace of one does is what its ops do.
//!
//! A loop is made op by op while it runs on a model machine: operands come from locals, guards establish their types, results
//! go to locals. The steps are a recording. Then the loop runs twice from the state in which it was entered: its ops one by one on a
//! machine, and its trace by the reference executor on another. Both must leave at the same place with the same
//! locals, operands and memory, up to the names of new objects. This is the test of snapshots, phis, peeling and of what is
//! removed; single rules are the business of `harness.rs`.

use rustc_hash::FxHashMap;
use std::fmt::Write;
use trefoil_primitives::metadata::{Effects, InstMeta, OpargKind, PartMeta};

use super::harness::Definition;
use super::machine::{Machine, Slot, Stop};
use super::random::Random;
use super::world;
use crate::cx::Cx;
use crate::event::EventKind;
use crate::exec::{self, Code, Left, Raised, Validity, World};
use crate::host::Host;
use crate::semantics::{Content, Datum, Field, Helper, Op, OpInfo, Repr, Role, Site, Type, slots};
use crate::trace::peel::optimize;
use crate::trace::print::Printed;
use crate::trace::recording::{Caught, End, Place, Recorded, Recording};
use crate::trace::{self, Cause, Passes, Trace, text};
use std::rc::Rc;

/// Attempts to add an op for each op of a loop.
const ATTEMPTS: usize = 6;
/// Safepoints after which a loop is left if it has not left before.
const SAFEPOINTS: u32 = 9;

/// The ops with which loops are put together, by name.
#[derive(Clone, Copy, Debug)]
pub struct Moves {
    /// Pushes a local.
    pub get: &'static str,
    /// Pops into a local.
    pub set: &'static str,
    /// Pops.
    pub drop: &'static str,
    /// A safepoint.
    pub safepoint: &'static str,
}

/// Makes and runs loops over a definition. Each op is an instruction of its own.
#[derive(Clone, Debug)]
pub struct Loops {
    def: Definition,
    insts: &'static [InstMeta],
    get: Op,
    set: Op,
    drop: Op,
    safepoint: Op,
    /// Guards that establish exactly a type.
    guards: Vec<(Type, Op)>,
    /// Ops that loops are made of.
    ops: Vec<Op>,
}

/// How many loops came to what.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Traces that were run and compared.
    pub compared: u64,
    /// Iterations that they ran after the first.
    pub iterations: u64,
    /// Loops of which no trace came.
    pub given_up: u64,
    /// Loops with an op that does not decompose.
    pub whole: u64,
}

#[derive(Clone, Debug)]
struct Step {
    op: Op,
    oparg: u32,
    caches: Vec<Datum>,
    taken: Option<u32>,
    /// It has raised, which the op behind it handles.
    caught: Option<Handler>,
}

/// How a frame looks at a handler.
#[derive(Clone, Copy, Debug)]
struct Handler {
    /// Operands that stay.
    depth: usize,
    /// Where it was raised is pushed.
    says_where: bool,
}

impl Handler {
    /// What the handler of the op at a row finds.
    fn land(&self, machine: &Machine, stack: &mut Vec<Datum>, row: u32) {
        stack.truncate(self.depth);
        if self.says_where {
            stack.push(Datum::new(machine.sem.int, row.into()));
        }
        stack.push(machine.raised);
    }
}

/// Where a loop was left, and with what.
#[derive(Clone, PartialEq, Debug)]
struct Stopped {
    at: u32,
    raised: bool,
    locals: Vec<Datum>,
    stack: Vec<Datum>,
}

/// Where a loop goes on.
#[derive(Clone, Debug, Default)]
struct Here {
    at: u32,
    safepoints: u32,
    stack: Vec<Datum>,
    /// The row at which it is left if it raises there behind so many safepoints, whether that is caught or not.
    raises: Option<(u32, u32)>,
}

impl Here {
    fn start() -> Here {
        Here::default()
    }
    fn at(stopped: &Stopped) -> Here {
        Here { at: stopped.at, stack: stopped.stack.clone(), ..Here::default() }
    }
}

/// What one op came to.
enum Ran {
    On { jumped: Option<u32> },
    Exit,
    Raised,
    Wild,
}

struct Constants(Machine);

impl Host for Constants {
    fn watch(&mut self, _: Field, _: Datum, _: Option<i64>) -> Option<Datum> {
        None
    }
    fn keeps_code(&mut self, _: Datum, _: u64) -> bool {
        true
    }
    fn resume_at(&mut self, _: u64, at: u32) -> i64 {
        at.into()
    }
    fn pure_call(&mut self, helper: Helper, args: &[Datum]) -> Option<Datum> {
        Some(self.0.pure_call(helper, args))
    }
    fn constant(&mut self, _: u64, index: u32) -> Option<Datum> {
        Some(self.0.constant(index.into()))
    }
    fn name(&mut self, _: u64, index: u32) -> Option<Datum> {
        Some(self.0.name(index.into()))
    }
}

/// The machine on which the trace runs.
struct Second {
    machine: Machine,
    safepoints: u32,
}

impl World for Second {
    fn load(&mut self, field: Field, object: Datum, index: Option<i64>) -> Datum {
        self.machine.load(field, object, index)
    }
    fn store(&mut self, field: Field, object: Datum, index: Option<i64>, value: Datum) {
        self.machine.store(field, object, index, value);
    }
    fn alloc(&mut self, ty: Type, fields: &[(Field, Option<i64>, Datum)]) -> Datum {
        let object = self.machine.alloc_empty(ty);
        let mut fields = fields.to_vec();
        fields.sort_by_key(|(_, index, _)| *index);
        for (field, index, value) in fields {
            self.machine.init(field, object, index, value);
        }
        object
    }
    fn call(&mut self, helper: Helper, args: &[Datum], _: &[u32]) -> Result<Datum, Raised> {
        self.machine.call(helper, args).map_err(|_| Raised)
    }
    fn whole(&mut self, _: Op, _: &[Datum], _: &mut Vec<Datum>) -> Result<(), Raised> {
        unreachable!("loops with ops that do not decompose are given up")
    }
    fn catch(&mut self) -> Datum {
        self.machine.raised
    }
    fn safepoint(&mut self) -> Validity {
        self.safepoints += 1;
        if self.safepoints < SAFEPOINTS { Validity::Valid } else { Validity::Invalid }
    }
}

impl Loops {
    /// Loops over a definition. Its tables of instructions live as long as the program.
    ///
    /// # Panics
    /// If the definition does not have the moves.
    pub fn new(def: Definition, moves: Moves) -> Loops {
        let rows = 0..def.sem.ops.len() as u16;
        let named = |name: &str| {
            let row = def.sem.ops.iter().position(|it| it.name == name);
            Op(row.unwrap_or_else(|| panic!("no op {name}")) as u16)
        };
        let insts: Vec<InstMeta> = rows.clone().map(|op| inst(def.sem.op(Op(op)), op)).collect();
        let guards = rows.clone().filter_map(|op| Some((guarded(def.sem.op(Op(op)))?, Op(op))));
        let ops = rows.map(Op).filter(|op| {
            let info = def.sem.op(*op);
            info.role != Role::Frame && !info.writes_locals
        });
        Loops {
            def,
            insts: Box::leak(insts.into_boxed_slice()),
            get: named(moves.get),
            set: named(moves.set),
            drop: named(moves.drop),
            safepoint: named(moves.safepoint),
            guards: guards.collect(),
            ops: ops.collect(),
        }
    }

    /// Runs the loops of some seeds, of at most `len` ops beside moves and guards.
    ///
    /// # Errors
    /// The first difference.
    pub fn check(&self, len: usize, seeds: std::ops::Range<u64>) -> Result<Tally, String> {
        let mut tally = Tally::default();
        for seed in seeds {
            self.one(len, seed, &mut tally).map_err(|what| format!("seed {seed}: {what}"))?;
        }
        Ok(tally)
    }

    fn one(&self, len: usize, seed: u64, tally: &mut Tally) -> Result<(), String> {
        let mut random = Random::new(seed);
        let mut machine = Machine::new(self.def.sem);
        world::populate(&mut machine, &mut random);
        let entry = machine.clone();
        let steps = self.make(&mut machine, len, &mut random);
        let Some((model, place, iterations)) = self.concrete(entry.clone(), &steps, Here::start())
        else {
            return Ok(());
        };
        // Strengthened guards may leave earlier than the op that has to: it is still to come.
        let exact = seed.is_multiple_of(2);
        let mut host = Constants(entry.clone());
        let mut cx = Cx::new(self.def.sem, &mut host);
        let definition = trace::Definition {
            sem: self.def.sem,
            insts: self.insts,
            actions: &[],
            function_code: None,
            suspension: None,
            passes: if exact { Passes::ALL.without(Passes::STRENGTHENING) } else { Passes::ALL },
        };
        let recording = self.recording(&entry, &steps);
        let Ok(trace) = optimize(definition, &recording, &mut cx) else {
            tally.given_up += 1;
            return Ok(());
        };
        let trace = self.read_again(trace)?;
        if has_whole(&trace) {
            tally.whole += 1;
            return Ok(());
        }
        let mut second = Second { machine: entry.clone(), safepoints: 0 };
        let code = Rc::new(Code::new(trace));
        let left = exec::run(self.def.sem, &code, &entry.locals, &mut second);
        tally.compared += 1;
        tally.iterations += left.iterations;
        let told = |what: String| self.told(&what, &steps, &code.trace, &place, &left);
        let Some(frame) = left.frames.last() else { return Err(told("no frame".into())) };
        let (locals, stack) = (frame.locals.clone(), frame.stack.clone());
        let stopped = Stopped { at: frame.place.at, raised: left.raised, locals, stack };
        if stopped.raised {
            // Another call of an op than the one that did may have raised: its handler is not that of the trace, which leaves.
            let here = Here { raises: Some((stopped.at, second.safepoints)), ..Here::start() };
            let Some((model, place, iterations)) = self.concrete(entry, &steps, here) else {
                return Err(told("the ops touch what is not there".into()));
            };
            let found = (&second.machine, &stopped, left.iterations);
            return self.compare((&model, &place, iterations), found).map_err(told);
        }
        let end = if exact || left.cause != Cause::Exit || second.machine.wild {
            (second.machine, stopped, left.iterations)
        } else {
            let here = Here { safepoints: second.safepoints, ..Here::at(&stopped) };
            second.machine.locals = stopped.locals;
            let Some((machine, place, more)) = self.concrete(second.machine, &steps, here) else {
                return Err(told("the ops that follow touch what is not there".into()));
            };
            (machine, place, left.iterations + more)
        };
        self.compare((&model, &place, iterations), (&end.0, &end.1, end.2)).map_err(told)
    }

    /// A trace as it is read from its text, which is the same: it is what runs then.
    fn read_again(&self, trace: Box<Trace>) -> Result<Box<Trace>, String> {
        let text = text::write(self.def.sem, &trace);
        let read = text::parse(self.def.sem, &text).map_err(|error| format!("{error}\n{text}"))?;
        let same = text::same(&trace, &read).map(|()| Box::new(read));
        same.map_err(|what| format!("{what} of its text is not the trace's\n{text}"))
    }

    // ---- making

    fn make(&self, machine: &mut Machine, len: usize, random: &mut Random) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut made = 0;
        for _ in 0..len * ATTEMPTS {
            if made == len {
                break;
            }
            let Some(op) = random.pick(&self.ops).copied() else { break };
            let Some(more) = self.with_moves(op, machine, random) else { continue };
            let mut next = machine.clone();
            if let Some(more) = self.tried(&mut next, more, steps.len() as u32, random) {
                *machine = next;
                steps.extend(more);
                made += 1;
            }
        }
        steps.push(self.step(self.safepoint, 0));
        steps
    }

    fn step(&self, op: Op, oparg: u32) -> Step {
        let oparg = self.def.sem.op(op).replica.unwrap_or(oparg);
        Step { op, oparg, caches: Vec::new(), taken: None, caught: None }
    }

    /// An op, after moves and guards that give it its operands.
    fn with_moves(&self, op: Op, machine: &Machine, random: &mut Random) -> Option<Vec<Step>> {
        let info = self.def.sem.op(op);
        let mut own = self.step(op, random.below(4) as u32);
        let mut steps = Vec::new();
        for operand in info.inputs {
            let count = operand.count.map_or(1, |(scale, offset)| slots(own.oparg, scale, offset));
            for _ in 0..count {
                let (local, guard) = self.operand(&operand.content, machine, random)?;
                steps.push(self.step(self.get, local));
                steps.extend(guard.map(|guard| self.step(guard, 0)));
            }
        }
        for content in info.caches {
            own.caches.push(world::cache(machine, content, random)?);
        }
        steps.push(own);
        Some(steps)
    }

    /// A local whose value may be an operand, and the guard that establishes that.
    fn operand(
        &self,
        content: &Content,
        machine: &Machine,
        random: &mut Random,
    ) -> Option<(u32, Option<Op>)> {
        let sem = self.def.sem;
        let whole = sem.of_content(content);
        let start = random.below(machine.locals.len());
        for step in 0..machine.locals.len() {
            let local = (start + step) % machine.locals.len();
            if sem.of_types(sem.any()).leq(&whole) {
                return Some((local as u32, None));
            }
            let ty = machine.locals[local].ty;
            let guard = self.guards.iter().find(|it| it.0 == ty);
            if let Some((_, guard)) = guard
                && sem.of_types(ty.set()).leq(&whole)
            {
                return Some((local as u32, Some(*guard)));
            }
        }
        None
    }

    /// The steps, if they run to their end, with what is done with the results.
    fn tried(
        &self,
        machine: &mut Machine,
        mut steps: Vec<Step>,
        at: u32,
        random: &mut Random,
    ) -> Option<Vec<Step>> {
        let mut stack = Vec::new();
        for (row, step) in steps.iter_mut().enumerate() {
            match self.run(machine, &mut stack, step) {
                Ran::On { jumped } => step.taken = jumped,
                Ran::Raised if !self.def.sem.op(step.op).branches => {
                    let depth = random.below(self.below(step, &stack) + 1);
                    let handler = Handler { depth, says_where: random.once_in(2) };
                    handler.land(machine, &mut stack, at + row as u32);
                    step.caught = Some(handler);
                }
                _ => return None,
            }
        }
        while !stack.is_empty() {
            let step = if random.once_in(4) {
                self.step(self.drop, 0)
            } else {
                self.step(self.set, random.below(machine.locals.len()) as u32)
            };
            let Ran::On { .. } = self.run(machine, &mut stack, &step) else { return None };
            steps.push(step);
        }
        Some(steps)
    }

    fn recording(&self, entry: &Machine, steps: &[Step]) -> Recording {
        let mut recording =
            Recording { locals: entry.locals.len() as u32, end: End::Loop, ..Recording::default() };
        for (row, step) in steps.iter().enumerate() {
            let row = row as u32;
            let caught = step.caught.map(|handler| {
                recording.caught.push(Caught {
                    frames: 0,
                    place: Place { code: 0, at: row + 1 },
                    depth: handler.depth as u32,
                    raised_at: handler.says_where.then_some(row),
                });
                recording.caught.len() as u32 - 1
            });
            recording.steps.push(Recorded {
                place: Place { code: 0, at: row },
                inst: step.op.0,
                oparg: step.oparg,
                caches: recording.caches.len() as u32,
                taken: step.taken,
                callee: None,
                caller: None,
                caught,
            });
            recording.caches.extend(&step.caches);
        }
        recording
    }

    // ---- the concrete run

    /// How many operands there are below those of a step.
    fn below(&self, step: &Step, stack: &[Datum]) -> usize {
        let counts = self.def.sem.op(step.op).inputs.iter();
        let count: usize =
            counts.map(|it| it.count.map_or(1, |(s, o)| slots(step.oparg, s, o))).sum();
        stack.len() - count
    }

    /// Runs one op. If it does not run to its end, its operands are where they were.
    fn run(&self, machine: &mut Machine, stack: &mut Vec<Datum>, step: &Step) -> Ran {
        let inputs = stack.split_off(self.below(step, stack));
        let site = Site { oparg: step.oparg, taken: None, caches: &step.caches };
        machine.begin();
        let mut outputs = Vec::new();
        let result = (self.def.ops[usize::from(step.op.0)])(machine, &site, &inputs, &mut outputs);
        if machine.wild {
            return Ran::Wild;
        }
        match result {
            Ok(()) => {
                stack.extend(outputs);
                Ran::On { jumped: machine.jumped }
            }
            Err(stop) => {
                stack.extend(inputs);
                if stop == Stop::Raised { Ran::Raised } else { Ran::Exit }
            }
        }
    }

    /// Runs the loop from somewhere until it leaves: the machine, where, and in which iteration. None if the run means nothing.
    fn concrete(
        &self,
        mut machine: Machine,
        steps: &[Step],
        here: Here,
    ) -> Option<(Machine, Stopped, u64)> {
        let Here { at: mut first, mut safepoints, mut stack, raises } = here;
        for iteration in 0.. {
            for (row, step) in steps.iter().enumerate().skip(std::mem::take(&mut first) as usize) {
                let row = row as u32;
                let mut at = row;
                let mut raised = false;
                safepoints += u32::from(step.op == self.safepoint);
                if step.op != self.safepoint || safepoints < SAFEPOINTS {
                    match self.run(&mut machine, &mut stack, step) {
                        Ran::Wild => return None,
                        Ran::Raised
                            if let Some(handler) = step.caught
                                && raises != Some((row, safepoints)) =>
                        {
                            handler.land(&machine, &mut stack, row);
                            continue;
                        }
                        Ran::On { jumped: None } if step.caught.is_some() => at = row + 1,
                        Ran::On { jumped } if jumped == step.taken => continue,
                        Ran::On { jumped: Some(_) } => at = row + 1 + step.oparg,
                        Ran::On { jumped: None } => at = row + 1,
                        Ran::Raised => raised = true,
                        Ran::Exit => {}
                    }
                }
                let place = Stopped { at, raised, locals: machine.locals.clone(), stack };
                return Some((machine, place, iteration));
            }
        }
        None
    }

    // ---- comparing

    fn compare(
        &self,
        (model, place, iterations): (&Machine, &Stopped, u64),
        (second, found, ran): (&Machine, &Stopped, u64),
    ) -> Result<(), String> {
        if second.wild {
            return Err("the trace touches what is not there".into());
        }
        if (found.at, found.raised) != (place.at, place.raised) {
            return Err("it is left elsewhere".into());
        }
        // A trace does not count the iteration before its loop.
        if !(ran..=ran + 1).contains(&iterations) {
            return Err(format!("it is left in iteration {ran}, not {iterations}"));
        }
        let mut same =
            Isomorphism { first: model, second, rows: FxHashMap::default(), todo: Vec::new() };
        for row in 0..model.old as u64 {
            let object = Datum::new(model.heap[row as usize].ty, row);
            same.value("an object", object, object)?;
        }
        same.values("locals", &place.locals, &found.locals)?;
        same.values("operands", &place.stack, &found.stack)?;
        same.finish()
    }

    fn told(
        &self,
        what: &str,
        steps: &[Step],
        trace: &Trace,
        place: &Stopped,
        left: &Left,
    ) -> String {
        let mut text = format!("{what}\n");
        for (row, step) in steps.iter().enumerate() {
            let name = self.def.sem.op(step.op).name;
            let _ =
                writeln!(text, "{row:3} {name} {} {:?} {:?}", step.oparg, step.taken, step.caches);
        }
        let _ = writeln!(text, "{}", Printed { sem: self.def.sem, trace });
        let _ = writeln!(text, "ops:   {place:?}\ntrace: {left:?}");
        text
    }
}

/// An instruction of one op.
fn inst(info: &OpInfo, op: u16) -> InstMeta {
    let leaves = Effects::EXITS.0 | Effects::ERRORS.0 | Effects::ESCAPES.0 | Effects::SAFEPOINT.0;
    InstMeta {
        name: info.name,
        ops: Box::leak(Box::new([PartMeta { op, resume: 0, caches: &[] }])),
        oparg: if info.branches { OpargKind::Jump } else { OpargKind::Unused },
        effects: Effects(leaves),
        ..InstMeta::NONE
    }
}

/// The type that a guard establishes, if it establishes one of its only operand and takes no cache.
fn guarded(info: &OpInfo) -> Option<Type> {
    let ([input], [output]) = (info.inputs, info.outputs) else { return None };
    let single = input.count.is_none() && output.count.is_none();
    let plain = info.caches.is_empty() && info.role == Role::Guard && info.exits == 1;
    (single && plain && input.content.types != output.content.types)
        .then(|| output.content.types.only())?
}

fn has_whole(trace: &Trace) -> bool {
    let body = trace.body.iter().flat_map(|it| &it.events);
    trace.head.iter().chain(body).any(|it| matches!(it.kind, EventKind::Whole { .. }))
}

/// Compares what two machines hold, object by object.
struct Isomorphism<'a> {
    first: &'a Machine,
    second: &'a Machine,
    /// Rows of objects of the first machine to rows of the second.
    rows: FxHashMap<u64, u64>,
    todo: Vec<(u64, u64)>,
}

impl Isomorphism<'_> {
    fn values(&mut self, what: &str, first: &[Datum], second: &[Datum]) -> Result<(), String> {
        if first.len() != second.len() {
            return Err(format!("{what}: {first:?}, in the trace {second:?}"));
        }
        first.iter().zip(second).try_for_each(|(a, b)| self.value(what, *a, *b))
    }

    fn value(&mut self, what: &str, first: Datum, second: Datum) -> Result<(), String> {
        let info = self.first.sem.ty(first.ty);
        let nan = info.repr == Repr::Float && first.float().is_nan() && second.float().is_nan();
        let same = match info.repr {
            _ if first.ty != second.ty => false,
            Repr::Object => match self.rows.get(&first.bits) {
                Some(row) => *row == second.bits,
                None => {
                    self.rows.insert(first.bits, second.bits);
                    self.todo.push((first.bits, second.bits));
                    true
                }
            },
            _ => nan || first.bits == second.bits,
        };
        if same { Ok(()) } else { Err(format!("{what}: {first:?}, in the trace {second:?}")) }
    }

    /// Compares all objects that have been found.
    fn finish(&mut self) -> Result<(), String> {
        while let Some((first, second)) = self.todo.pop() {
            let (a, b) = (&self.first.heap[first as usize], &self.second.heap[second as usize]);
            for (a, b) in a.slots.iter().zip(&b.slots) {
                let what = format!("object {first}");
                match (a, b) {
                    (Slot::One(a), Slot::One(b)) => self.value(&what, *a, *b)?,
                    (Slot::Many(a), Slot::Many(b)) => self.values(&what, a, b)?,
                    _ => return Err(what),
                }
            }
        }
        let mut found: Vec<u64> = self.rows.values().copied().collect();
        found.sort_unstable();
        found.dedup();
        if found.len() == self.rows.len() { Ok(()) } else { Err("two objects are one".into()) }
    }
}
