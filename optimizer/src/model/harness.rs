//! Runs the concrete and the abstract meaning of ops side by side and compares them.
//!
//! A test is a random world, a pool of values each with a term of which something true is known, and some ops. For each op
//! the model function runs on one machine, the abstract function on the context, and its events on a second machine.
//! Then must hold: an exit that was dropped is not taken and one that stays agrees; known `if`s are decided rightly; a
//! trace that ends has left; every value lies within its element, every term evaluates to what it stands for, both
//! machines have the same memory, known fields are what memory holds, and declared types of outputs are established.

use std::cell::RefCell;
use std::fmt;

use super::machine::{Machine, Stop};
use super::random::Random;
use super::{ModelOp, world};
use crate::cx::Cx;
use crate::event::EventKind;
use crate::host::Host;
use crate::lattice::Elem;
use crate::memory::Known;
use crate::semantics::{Content, Datum, Field, Helper, Op, OpInfo, Role, Semantics, Site, slots};
use crate::term::{Prim, T};

/// A definition with both meanings.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// The tables with the abstract functions.
    pub sem: &'static Semantics,
    /// The model functions, in the order of the ops.
    pub ops: &'static [ModelOp],
}

/// What a test came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// So many ops were compared.
    Ran(u32),
    /// The random choice was no test.
    Void,
}

/// A difference between the two meanings.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What differs.
    pub what: String,
    /// The ops up to there with their operands.
    pub log: Vec<String>,
    /// The seed of the test.
    pub seed: u64,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {}: {}", self.seed, self.what)?;
        self.log.iter().try_for_each(|line| writeln!(f, "  {line}"))
    }
}

/// The host of a context: looks into the second machine.
struct Watcher<'a>(&'a RefCell<Machine>);

impl Host for Watcher<'_> {
    fn watch(&mut self, field: Field, object: Datum, index: Option<i64>) -> Option<Datum> {
        self.0.borrow().peek(field, object, index)
    }
    fn keeps_code(&mut self, _: Datum, _: u64) -> bool {
        true
    }
    fn resume_at(&mut self, _: u64, at: u32) -> i64 {
        at.into()
    }
    fn pure_call(&mut self, helper: Helper, args: &[Datum]) -> Option<Datum> {
        Some(self.0.borrow().pure_call(helper, args))
    }
    fn constant(&mut self, _: u64, index: u32) -> Option<Datum> {
        Some(self.0.borrow_mut().constant(index.into()))
    }
    fn name(&mut self, _: u64, index: u32) -> Option<Datum> {
        Some(self.0.borrow_mut().name(index.into()))
    }
}

impl Definition {
    /// Runs tests `seeds` of one op each, or of `len` ops if `op` is none. Returns the number of ops that were compared.
    ///
    /// # Errors
    /// The first difference.
    pub fn check(
        &self,
        op: Option<Op>,
        len: u32,
        seeds: std::ops::Range<u64>,
    ) -> Result<u64, Box<Failure>> {
        let replay = RefCell::new(Machine::new(self.sem));
        let mut watcher = Watcher(&replay);
        let mut test = Test {
            def: *self,
            replay: &replay,
            model: Machine::new(self.sem),
            cx: Cx::new(self.sem, &mut watcher),
            random: Random::new(0),
            values: Vec::new(),
            pool: Vec::new(),
            promises: Vec::new(),
            log: Vec::new(),
            verbose: false,
        };
        let mut ran = 0;
        for seed in seeds {
            test.verbose = false;
            let mut result = test.run(op, len, seed);
            if result.is_err() {
                // Once more, with words.
                test.verbose = true;
                result = test.run(op, len, seed);
            }
            match result {
                Ok(Outcome::Ran(count)) => ran += u64::from(count),
                Ok(Outcome::Void) => {}
                Err(what) => {
                    return Err(Box::new(Failure { what, log: test.log, seed }));
                }
            }
        }
        Ok(ran)
    }
}

struct Test<'a> {
    def: Definition,
    model: Machine,
    replay: &'a RefCell<Machine>,
    cx: Cx<'a>,
    random: Random,
    /// The values of terms, as far as they are known.
    values: Vec<Option<Datum>>,
    pool: Vec<T>,
    /// Watched fields whose values the trace relies on.
    promises: Vec<(Field, Datum, Option<i64>, Datum)>,
    log: Vec<String>,
    verbose: bool,
}

enum Step {
    Compared,
    Left,
    Skipped,
}

impl Test<'_> {
    fn run(&mut self, op: Option<Op>, len: u32, seed: u64) -> Result<Outcome, String> {
        self.random = Random::new(seed);
        self.start();
        let mut ran = 0;
        for _ in 0..len * 4 {
            if ran == len {
                break;
            }
            let op = op.unwrap_or_else(|| Op(self.random.below(self.def.ops.len()) as u16));
            match self.step(op)? {
                Step::Compared => ran += 1,
                Step::Left => return Ok(Outcome::Ran(ran + 1)),
                Step::Skipped => {}
            }
        }
        Ok(if ran == 0 { Outcome::Void } else { Outcome::Ran(ran) })
    }

    /// A random world and what is known of it.
    fn start(&mut self) {
        self.cx.clear();
        self.values.clear();
        self.pool.clear();
        self.promises.clear();
        self.log.clear();
        world::populate(&mut self.model, &mut self.random);
        let any = self.any();
        let locals: Vec<Datum> = self.model.locals.clone();
        let locals: Vec<T> = locals.into_iter().map(|value| self.term_of(value, &any)).collect();
        self.cx.frames_mut()[0].locals = locals;
        for _ in 0..self.random.below(4) {
            if let Some(value) = world::value(&self.model, &any, &mut self.random) {
                let t = self.term_of(value, &any);
                self.pool.push(t);
            }
        }
        if self.random.once_in(3) {
            self.start_with_allocation();
        }
        for _ in 0..self.random.below(5) {
            self.learn_a_field();
        }
        self.replay.borrow_mut().clone_from(&self.model);
    }

    fn any(&self) -> Content {
        Content { types: self.def.sem.any(), lo: i64::MIN, hi: i64::MAX }
    }

    /// A new term for a value, of which something true is known.
    fn term_of(&mut self, value: Datum, content: &Content) -> T {
        let elem = world::element(&self.model, value, content, &mut self.random);
        let t = self.cx.opaque(elem);
        self.set_value(t, value);
        t
    }

    fn set_value(&mut self, t: T, value: Datum) {
        if t.index() >= self.values.len() {
            self.values.resize(t.index() + 1, None);
        }
        self.values[t.index()] = Some(value);
    }

    /// An object that only its own term refers to.
    fn start_with_allocation(&mut self) {
        let sem = self.def.sem;
        let Some(object) = self.random.pick(sem.objects) else { return };
        let value = world::new_object(&mut self.model, object.ty, &mut self.random, false);
        let t = self.cx.opaque(sem.of_types(object.ty.set()));
        self.set_value(t, value);
        self.cx.memory_mut().allocate(t);
        self.pool.push(t);
        for field in object.fields {
            let info = sem.field(*field);
            let count = if info.array { 6 } else { 1 };
            for place in 0..count {
                let index = info.array.then_some(place);
                if let Some(held) = self.model.peek(*field, value, index) {
                    self.learn(*field, t, index, held);
                }
            }
        }
    }

    fn learn(&mut self, field: Field, object: T, index: Option<i64>, held: Datum) {
        let content = &self.def.sem.field(field).content;
        let value = self.term_of(held, content);
        let index = index.map_or(T::NONE, |index| self.cx.int(index));
        self.cx.memory_mut().learn(Known { field, object, index, value });
    }

    fn learn_a_field(&mut self) {
        let sem = self.def.sem;
        let Some(t) = self.random.pick(&self.pool).copied() else { return };
        let Some(value) = self.values[t.index()] else { return };
        let Some(object) = sem.objects.iter().find(|object| object.ty == value.ty) else { return };
        let Some(field) = self.random.pick(object.fields).copied() else { return };
        let index = sem.field(field).array.then(|| self.random.below(3) as i64);
        if self.cx.memory().is_unescaped(t) {
            return;
        }
        if let Some(held) = self.model.peek(field, value, index) {
            self.learn(field, t, index, held);
        }
    }

    /// The inputs of an op: from the pool where something fits, else new.
    fn inputs(&mut self, info: &OpInfo, oparg: u32) -> Option<(Vec<T>, Vec<Datum>)> {
        let (mut terms, mut values) = (Vec::new(), Vec::new());
        for operand in info.inputs {
            let count = operand.count.map_or(1, |(scale, offset)| slots(oparg, scale, offset));
            for _ in 0..count {
                let t = self.input(&operand.content)?;
                terms.push(t);
                values.push(self.values[t.index()]?);
            }
        }
        Some((terms, values))
    }

    fn input(&mut self, content: &Content) -> Option<T> {
        if !self.random.once_in(5) && !self.pool.is_empty() {
            let start = self.random.below(self.pool.len());
            for step in 0..self.pool.len() {
                let t = self.pool[(start + step) % self.pool.len()];
                let fact = self.cx.fact(t);
                if fact.types().within(content.types) && !fact.is_unreachable() {
                    return Some(t);
                }
            }
        }
        let value = world::value(&self.model, content, &mut self.random)?;
        let t = if self.random.once_in(8) && self.model.may_be_constant(value) {
            let t = self.cx.datum(value);
            self.set_value(t, value);
            t
        } else {
            self.term_of(value, content)
        };
        self.pool.push(t);
        Some(t)
    }

    fn step(&mut self, op: Op) -> Result<Step, String> {
        let info = self.def.sem.op(op);
        let oparg = info.replica.unwrap_or(self.random.below(5) as u32);
        let Some((inputs, given)) = self.inputs(info, oparg) else { return Ok(Step::Skipped) };
        let mut caches = Vec::with_capacity(info.caches.len());
        for content in info.caches {
            let Some(value) = world::cache(&self.model, content, &mut self.random) else {
                return Ok(Step::Skipped);
            };
            caches.push(value);
        }
        let mut site = Site { oparg, taken: None, caches: &caches };
        if self.verbose {
            let inputs: Vec<String> = inputs
                .iter()
                .zip(&given)
                .map(|(t, value)| format!("{t:?} ({:?}) = {value:?}", self.cx.fact(*t)))
                .collect();
            self.log.push(format!(
                "{} oparg {oparg} caches {caches:?} [{}]",
                info.name,
                inputs.join(", ")
            ));
        }
        self.model.begin();
        let mut expected = Vec::new();
        let result =
            (self.def.ops[usize::from(op.0)])(&mut self.model, &site, &given, &mut expected);
        if self.model.wild {
            return Ok(Step::Left);
        }
        if matches!(result, Err(Stop::Exit(_))) && !self.random.once_in(4) {
            // Most exits are not tested, so that sequences go on: the second machine is where the first was.
            self.model.clone_from(&self.replay.borrow());
            self.log.pop();
            return Ok(Step::Skipped);
        }
        site.taken = self.model.jumped;
        let misled = info.branches && self.random.once_in(8);
        if misled {
            site.taken = if site.taken.is_some() { None } else { Some(0) };
        }
        let first_event = self.cx.events().len();
        let mut outputs = Vec::new();
        self.cx.may_leave = true;
        self.cx.run(op, &site, &inputs, &mut outputs);
        if self.broken_promise() {
            return Ok(Step::Left);
        }
        self.check_decisions()?;
        if self.verbose {
            for event in &self.cx.events()[first_event..] {
                self.log.push(format!("    {:?}", event.kind));
            }
        }
        let left = self.replay(first_event, &site, &given, result)?;
        let ends = self.cx.step().ends;
        if left {
            return Ok(Step::Left);
        }
        if ends || self.cx.is_unreachable() {
            return Err("the trace is said to end here; it does not".into());
        }
        self.check_outputs(info, &outputs, &expected)?;
        self.check_state()?;
        if info.role == Role::Frame {
            return Ok(Step::Left);
        }
        self.pool.extend(&outputs);
        Ok(Step::Compared)
    }

    /// Whether a field changed that the trace relies on: a real VM would have left the trace.
    fn broken_promise(&mut self) -> bool {
        let new: Vec<_> = self.cx.step().watched.clone();
        for (field, object, index) in new {
            if let Some(value) = self.replay.borrow().peek(field, object, index) {
                self.promises.push((field, object, index, value));
            }
        }
        self.promises.iter().any(|(field, object, index, value)| {
            self.model.peek(*field, *object, *index) != Some(*value)
        })
    }

    fn check_decisions(&self) -> Result<(), String> {
        for (index, known) in &self.cx.step().ifs {
            let Some(known) = known else { continue };
            let decided = self.model.decisions.iter().filter(|(it, _)| it == index);
            for (_, decided) in decided {
                if decided != known {
                    return Err(format!("`if` {index} is said to be {known}"));
                }
            }
        }
        Ok(())
    }

    /// Carries out the events of an op on the second machine. Whether it left, as the model did.
    fn replay(
        &mut self,
        first: usize,
        site: &Site<'_>,
        given: &[Datum],
        result: Result<(), Stop>,
    ) -> Result<bool, String> {
        let events: Vec<EventKind> =
            self.cx.events()[first..].iter().map(|event| event.kind.clone()).collect();
        let mut frames = Vec::new();
        for event in &events {
            match event {
                EventKind::Exit { index, cond, .. } => {
                    if self.truth(*cond)? {
                        return match result {
                            Err(Stop::Exit(taken)) if taken == *index => Ok(true),
                            _ => Err(format!("exit {index} is taken; the model says {result:?}")),
                        };
                    }
                }
                EventKind::Branch { cond, taken } => {
                    if self.truth(*cond)? != *taken {
                        return Ok(true);
                    }
                }
                EventKind::Load { result, field, object, index } => {
                    let (object, index) = (self.value(*object)?, self.index(*index)?);
                    let Some(value) = self.replay.borrow().peek(*field, object, index) else {
                        return Err(format!("{event:?} reads what is not there"));
                    };
                    self.set_value(*result, value);
                }
                EventKind::Store { field, object, index, value } => {
                    let (object, index) = (self.value(*object)?, self.index(*index)?);
                    let value = self.value(*value)?;
                    self.replay.borrow_mut().store(*field, object, index, value);
                }
                EventKind::Alloc { result, ty } => {
                    let value = self.replay.borrow_mut().alloc_empty(*ty);
                    self.set_value(*result, value);
                }
                EventKind::Init { field, object, index, value } => {
                    let (object, index) = (self.value(*object)?, self.index(*index)?);
                    let value = self.value(*value)?;
                    self.replay.borrow_mut().init(*field, object, index, value);
                }
                EventKind::Call { result: t, helper, args, .. } => {
                    let args: Vec<Datum> =
                        args.iter().map(|t| self.value(*t)).collect::<Result<_, _>>()?;
                    let called = self.replay.borrow_mut().call(*helper, &args);
                    match called {
                        Ok(value) if t.is_some() => self.set_value(*t, value),
                        Ok(_) => {}
                        Err(_) if result == Err(Stop::Raised) => {
                            return self.same_memory().map(|()| true);
                        }
                        Err(_) => return Err("a helper raises that does not in the model".into()),
                    }
                }
                EventKind::Frame { op, values, action } => {
                    let mut all: Vec<T> = values.clone();
                    all.extend(action.is_some().then_some(*action));
                    let all: Vec<Datum> =
                        all.iter().map(|t| self.value(*t)).collect::<Result<_, _>>()?;
                    frames.push((*op, all.clone()));
                    self.replay.borrow_mut().frame(*op, &all);
                }
                EventKind::Validity => {}
                EventKind::Return { .. }
                | EventKind::CallFrame { .. }
                | EventKind::Invoke { .. } => {
                    return Err("the events of an op have what a driver adds".to_string());
                }
                EventKind::Safepoint => {}
                EventKind::Whole { op, outputs, taken, .. } => {
                    let mut values = Vec::new();
                    self.replay.borrow_mut().begin();
                    let run = self.def.ops[usize::from(op.0)];
                    let ran = run(&mut self.replay.borrow_mut(), site, given, &mut values);
                    if ran != result {
                        return Err(format!("the whole op gives {ran:?}, the model {result:?}"));
                    }
                    if ran.is_err() || self.replay.borrow().jumped != *taken {
                        return Ok(true);
                    }
                    for (t, value) in outputs.iter().zip(values) {
                        self.bind(*t, value);
                    }
                    self.bind_locals();
                }
            }
        }
        if let Err(stop) = result {
            return Err(format!("the model leaves: {stop:?}; no event does"));
        }
        if site.taken != self.model.jumped {
            return Err("a branch goes the other way; no event says so".into());
        }
        if frames.len() != self.model.frames.len()
            || frames.iter().zip(&self.model.frames).any(|(a, b)| a != b)
        {
            return Err(format!("frames: {frames:?}, the model {:?}", self.model.frames));
        }
        Ok(false)
    }

    /// Gives an opaque term its value.
    fn bind(&mut self, t: T, value: Datum) {
        if self.cx.terms().get(t).prim == Prim::Opaque {
            self.set_value(t, value);
        }
    }

    /// After an op that ran as a whole, its locals are new terms.
    fn bind_locals(&mut self) {
        let locals = self.cx.frames()[0].locals.clone();
        let values = self.model.locals.clone();
        for (t, value) in locals.into_iter().zip(values) {
            if self.values.get(t.index()).copied().flatten().is_none() {
                self.bind(t, value);
            }
        }
    }

    fn truth(&mut self, t: T) -> Result<bool, String> {
        Ok(self.value(t)?.bits != 0)
    }

    fn index(&mut self, t: T) -> Result<Option<i64>, String> {
        if t.is_some() { Ok(Some(self.value(t)?.word())) } else { Ok(None) }
    }

    fn value(&mut self, t: T) -> Result<Datum, String> {
        self.evaluate(t).ok_or_else(|| format!("{t:?} = {:?} has no value", self.cx.terms().get(t)))
    }

    /// The value of a term, computed from the values that are known.
    fn evaluate(&mut self, t: T) -> Option<Datum> {
        if let Some(value) = self.values.get(t.index()).copied().flatten() {
            return Some(value);
        }
        let term = self.cx.terms().get(t);
        let [a, b, c] = term.args;
        let sem = self.def.sem;
        let value = match term.prim {
            Prim::Opaque | Prim::Pack => return None,
            Prim::Const(datum) => datum,
            Prim::Sel => {
                let arm = if self.evaluate(a)?.bits != 0 { b } else { c };
                self.evaluate(arm)?
            }
            Prim::BAnd => match self.evaluate(a).map(|value| value.bits) {
                Some(0) => Datum::new(sem.bool, 0),
                Some(_) => self.evaluate(b)?,
                // Either may have no value if the other is false.
                None if self.evaluate(b)?.bits == 0 => Datum::new(sem.bool, 0),
                None => return None,
            },
            Prim::Call(helper) => {
                let mut args = Vec::new();
                self.arguments(t, &mut args);
                let args: Vec<Datum> =
                    args.into_iter().map(|t| self.evaluate(t)).collect::<Option<_>>()?;
                self.replay.borrow().pure_call(helper, &args)
            }
            prim => {
                let none = Datum::new(sem.int, 0);
                let mut given = [none; 3];
                for (slot, arg) in given.iter_mut().zip(term.args) {
                    if arg.is_some() {
                        *slot = self.evaluate(arg)?;
                    }
                }
                crate::eval::eval(sem, prim, given)?
            }
        };
        self.set_value(t, value);
        Some(value)
    }

    /// The arguments of a call, unpacked.
    fn arguments(&self, t: T, out: &mut Vec<T>) {
        for arg in self.cx.terms().get(t).args.into_iter().filter(|arg| arg.is_some()) {
            if self.cx.terms().get(arg).prim == Prim::Pack {
                self.arguments(arg, out);
            } else {
                out.push(arg);
            }
        }
    }

    fn check_outputs(
        &mut self,
        info: &OpInfo,
        outputs: &[T],
        expected: &[Datum],
    ) -> Result<(), String> {
        if outputs.len() != expected.len() {
            return Err(format!("{} outputs, the model has {}", outputs.len(), expected.len()));
        }
        for (t, value) in outputs.iter().zip(expected) {
            let term = self.value(*t)?;
            // A float that is not a number is as good as any other.
            let nan = |datum: Datum| datum.ty == self.def.sem.float && datum.float().is_nan();
            if term != *value && !(nan(term) && nan(*value)) {
                return Err(format!(
                    "output {t:?} = {:?} evaluates to {term:?}, the model has {value:?}",
                    self.cx.terms().get(*t)
                ));
            }
        }
        let mut rest = outputs;
        for operand in info.outputs {
            let count = if operand.count.is_some() { 0 } else { 1 };
            if operand.count.is_some() {
                break;
            }
            let Some((t, more)) = rest.split_at_checked(count) else { break };
            rest = more;
            for t in t {
                let types: Elem = self.cx.fact(*t);
                if !types.types().within(operand.content.types) {
                    return Err(format!(
                        "output `{}` is {types:?}: its type is not established",
                        operand.name
                    ));
                }
            }
        }
        Ok(())
    }

    fn same_memory(&self) -> Result<(), String> {
        let replay = self.replay.borrow();
        if replay.wild {
            return Err("the events touch what is not there".into());
        }
        for (row, (a, b)) in self.model.heap.iter().zip(&replay.heap).enumerate() {
            if a != b {
                return Err(format!("object {row}: {a:?}, by the events {b:?}"));
            }
        }
        if self.model.heap.len() != replay.heap.len() {
            return Err("the events make other objects".into());
        }
        Ok(())
    }

    fn check_state(&mut self) -> Result<(), String> {
        self.same_memory()?;
        for index in 0..self.cx.terms().len() {
            let t = T(index as u32);
            let Some(value) = self.evaluate(t) else { continue };
            let fact = self.cx.fact(t);
            if !fact.contains(value) {
                return Err(format!(
                    "{t:?} = {:?} is {value:?}, not {fact:?}",
                    self.cx.terms().get(t)
                ));
            }
        }
        for it in self.cx.memory().known() {
            let (Some(object), Some(value)) = (self.evaluate(it.object), self.evaluate(it.value))
            else {
                continue;
            };
            let index = self.index(it.index)?;
            let held = self.replay.borrow().peek(it.field, object, index);
            if held.is_some_and(|held| held != value) {
                let name = self.def.sem.field(it.field).name;
                return Err(format!(
                    "{name} of {:?} is known as {value:?}, is {held:?}",
                    it.object
                ));
            }
        }
        let locals = self.cx.frames()[0].locals.clone();
        for (slot, t) in locals.into_iter().enumerate().take(self.model.locals.len()) {
            let value = self.value(t)?;
            if value != self.model.locals[slot] {
                return Err(format!(
                    "local {slot} is {:?}, its term says {value:?}",
                    self.model.locals[slot]
                ));
            }
        }
        self.replay.borrow_mut().locals.clone_from(&self.model.locals);
        Ok(())
    }
}
