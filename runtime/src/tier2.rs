//! Tier 2: hot code is recorded, optimized by `trefoil-optimizer`, and run as traces.
//!
//! Tier 1 counts how often it comes by where a trace may start, and [`count`] decides what becomes of hot places; [`record`] stands for every instruction while a recording is made; [`install`] makes traces of
//! recordings, [`remake`] does so again for measuring; [`world`] is what traces run on, [`enter`] takes a frame into a trace and back and decides how to go on when it is left;
//! [`bridge`] is generated. Nothing here names an instruction: what they do comes from metadata.
//!
//! A *root* is a trace that starts at a place in bytecode, a loop's header or the entry of a function, with a frame of which nothing is
//! known. Side traces grow at its leaves and at theirs: all of that is its tree.

pub mod bounds;
pub mod bridge;
pub mod budget;
pub mod count;
pub mod enter;
pub mod install;
pub mod record;
pub mod remake;
pub mod report;
pub mod totals;
pub mod world;

use crate::machine::{Value, Vm};
use record::Recorder;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trefoil_compiler::metadata::INSTS;
use trefoil_objects::generator::State;
use trefoil_objects::watch::Place as Watch;
use trefoil_optimizer::Scratch;
use trefoil_optimizer::exec::Code;
use trefoil_optimizer::generated::{SEMANTICS, field, helper, ty};
use trefoil_optimizer::semantics::{Datum, Repr};
use trefoil_optimizer::term::Prim;
use trefoil_optimizer::trace::{Definition, Passes, ReturnAction, Suspension, Trace};

/// A frame that returns plainly, and frames that a trace does not follow.
const UNKNOWN: ReturnAction =
    ReturnAction { only: None, never: None, drops: 0, pushes: true, known: false, resumes: false };
const KNOWN: ReturnAction = ReturnAction { known: true, ..UNKNOWN };
const OPERATOR: ReturnAction =
    ReturnAction { never: Some(ty::NOT_IMPLEMENTED_TYPE), drops: 2, ..KNOWN };

/// By the numbers of [`crate::machine::frames::action`].
static ACTIONS: [ReturnAction; 9] = [
    KNOWN,
    UNKNOWN,
    ReturnAction { only: Some(ty::NONE_TYPE), pushes: false, ..KNOWN },
    OPERATOR,
    ReturnAction { drops: 1, ..KNOWN },
    ReturnAction { pushes: false, resumes: true, ..KNOWN },
    ReturnAction { resumes: true, ..KNOWN },
    ReturnAction { pushes: false, ..KNOWN },
    OPERATOR,
];

/// What the optimizer works with.
pub const DEFINITION: Definition = Definition {
    sem: &SEMANTICS,
    insts: &INSTS,
    actions: &ACTIONS,
    function_code: Some(field::FUNCTION_CODE),
    suspension: Some(&SUSPENSION),
    passes: Passes::ALL,
};

static SUSPENSION: Suspension = Suspension {
    make: helper::MAKE_GENERATOR,
    function: field::GENERATOR_FUNCTION,
    code: field::GENERATOR_CODE,
    handled: field::GENERATOR_HANDLED,
    handle: helper::BEGIN_HANDLING,
    state: field::GENERATOR_STATE,
    saved: field::GENERATOR_SAVED,
    resume_at: field::GENERATOR_RESUME_AT,
    words: field::GENERATOR_WORDS,
    created: State::Created as i64,
    running: State::Running as i64,
    suspended: State::Suspended as i64,
    finished: State::Finished as i64,
};

/// A trace that starts at a place in bytecode, with its side traces.
#[derive(Debug)]
pub struct Root {
    /// The trace.
    pub code: Rc<Code>,
    /// The most frames that the tree leaves with beyond the one in which it is entered.
    pub frames: Cell<u32>,
    /// The most words that they take.
    pub words: Cell<usize>,
    /// How many side traces it has.
    pub sides: Cell<u32>,
    /// What it relies on: its side traces, which come back to it, become invalid with it.
    pub promised: Rc<[Watch]>,
    /// How useful it was, and how often it had been used then.
    pub used: Cell<(u64, u64)>,
}

impl Root {
    /// How often it was entered and went round, lately.
    pub fn usefulness(&self) -> u64 {
        let (before, uses) = self.used.get();
        before / 2 + (self.uses() - uses)
    }
    /// What was so far counts half as much from here on.
    pub fn age(&self) {
        self.used.set((self.usefulness(), self.uses()));
    }
    fn uses(&self) -> u64 {
        self.code.counts.entered.get() + self.code.counts.iterations.get()
    }
}

/// A trace that is kept.
#[derive(Debug)]
pub struct Kept {
    /// The trace.
    pub code: Rc<Code>,
    /// What it relies on.
    pub promised: Rc<[Watch]>,
}

/// What is known of a place at which a trace may start.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Arrivals to wait for before the next attempt; who arrives first takes them over into its counter.
    pub wait: u32,
    /// Attempts that came to nothing.
    pub failures: u32,
    /// Recordings that were made in the last iteration of a loop.
    pub retries: u32,
    /// Traces that became invalid.
    pub invalidated: u32,
    /// The trace.
    pub root: Option<Rc<Root>>,
}

/// Attempts at a place before it is left alone for good.
pub const ATTEMPTS: u32 = 6;

/// Recordings that left their loop before it counts as a failure.
pub const RETRIES: u32 = 4;

impl Start {
    /// Notes that a recording came to nothing: the next attempt takes twice as many runs.
    pub fn failed(&mut self, threshold: u32) {
        self.root = None;
        self.failures += 1;
        self.wait = threshold.max(1).saturating_mul(2 << self.failures.min(ATTEMPTS));
    }
    /// Notes that the trace is invalid: what it relied on has changed. That is no failure, since a place that keeps changing is soon not
    /// relied on; but the next attempt takes twice as many runs.
    pub fn invalid(&mut self, threshold: u32) {
        self.root = None;
        self.wait = threshold.max(1).saturating_mul(1 << self.invalidated.min(ATTEMPTS));
        self.invalidated += 1;
    }
    /// Whether nothing more is tried here.
    pub fn is_hopeless(&self) -> bool {
        self.failures >= ATTEMPTS
    }
}

/// Why recordings came to nothing, and how many did.
#[derive(Debug, Default)]
pub struct Counts {
    /// Traces made that start at a place in bytecode.
    pub roots: Cell<u64>,
    /// Traces made that start at a leave.
    pub sides: Cell<u64>,
    /// Of these, those that come back to their loop behind its checks.
    pub linked: Cell<u64>,
    /// Recordings given up, by reason.
    pub given_up: RefCell<FxHashMap<String, u64>>,
    /// Traces that were dropped, by reason.
    pub dropped: RefCell<FxHashMap<&'static str, u64>>,
    /// Times that a trace was entered from another one.
    pub links: Cell<u64>,
    /// Nanoseconds in which recordings were made: the program went on meanwhile.
    pub recording: Cell<u64>,
    /// Nanoseconds spent making traces.
    pub optimizing: Cell<u64>,
    /// What happened in traces that are not kept any more.
    pub gone: bounds::Sums,
    /// Micro-ops that were recorded.
    pub recorded: Cell<u64>,
}

/// The state of tier 2.
#[derive(Debug)]
pub struct Tier2 {
    /// By the address of the instruction at which a trace may start.
    pub starts: RefCell<FxHashMap<usize, Start>>,
    /// All traces, in the order in which they were made.
    pub codes: RefCell<Vec<Kept>>,
    /// Their size, by [`bounds::size_of`].
    pub size: Cell<usize>,
    /// The recording that is being made.
    pub recorder: RefCell<Option<Recorder>>,
    /// Registers of traces that run.
    pub running: RefCell<Vec<Rc<[Cell<Datum>]>>>,
    /// What making traces may cost.
    pub budget: budget::Budget,
    /// Counts for `--stats`.
    pub counts: Counts,
    /// What is done to traces.
    pub passes: Passes,
    /// Traces with what was recorded for them, if that is kept.
    pub made: RefCell<Vec<report::Made>>,
    /// Recordings of which traces were made, if they are kept.
    pub recordings: RefCell<Vec<Recorder>>,
    /// The tables in which traces are made.
    pub scratch: RefCell<Scratch>,
}

impl Tier2 {
    /// What the optimizer works with.
    pub fn definition(&self) -> Definition {
        Definition { passes: self.passes, ..DEFINITION }
    }
    /// The trace that starts at an address.
    pub fn root_at(&self, address: usize) -> Option<Rc<Root>> {
        self.starts.borrow().get(&address).and_then(|it| it.root.clone())
    }
    /// The trace that starts at an address, unless it has become invalid: then it is dropped.
    pub fn valid_root_at(&self, address: usize, threshold: u32) -> Option<Rc<Root>> {
        let mut starts = self.starts.borrow_mut();
        let start = starts.get_mut(&address)?;
        let root = start.root.clone()?;
        if root.code.valid.get() {
            return Some(root);
        }
        start.invalid(threshold);
        *self.counts.dropped.borrow_mut().entry("what it relied on has changed").or_insert(0) += 1;
        None
    }
    /// Whether a recording that leaves its loop is made again: else it is taken as it is, since the loop mostly ends at once.
    pub fn retries(&self, address: usize) -> bool {
        self.starts.borrow().get(&address).is_none_or(|it| it.retries + 1 < RETRIES)
    }
    /// How many arrivals to wait for before a recording is made at an address. Who asks is taken to wait.
    pub fn patience_at(&self, address: usize) -> u32 {
        match self.starts.borrow_mut().get_mut(&address) {
            Some(start) if start.is_hopeless() => count::NEVER,
            Some(start) => std::mem::take(&mut start.wait),
            None => 0,
        }
    }
    /// How many arrivals to wait for before a recording is made at an address; each call is one.
    pub fn waits_at(&self, address: usize) -> u32 {
        match self.starts.borrow_mut().get_mut(&address) {
            Some(start) if start.is_hopeless() => count::NEVER,
            Some(start) => {
                let wait = start.wait;
                start.wait = wait.saturating_sub(1);
                wait
            }
            None => 0,
        }
    }
    /// Drops the trace that starts at an address, with its tree.
    pub fn drop_root(&self, address: usize, why: &'static str, threshold: u32) {
        if let Some(start) = self.starts.borrow_mut().get_mut(&address) {
            start.failed(threshold);
            *self.counts.dropped.borrow_mut().entry(why).or_insert(0) += 1;
        }
    }
}

/// The state of tier 2 of a machine that has it.
pub fn of(vm: &Vm) -> Option<&Tier2> {
    vm.extension.get()?.downcast_ref()
}

/// Switches tier 2 on.
pub fn start(vm: &Vm) {
    let without = vm.settings.tier2_without.iter().filter_map(|name| Passes::named(name));
    let tier2 = Tier2 {
        starts: RefCell::default(),
        codes: RefCell::default(),
        size: Cell::default(),
        recorder: RefCell::default(),
        running: RefCell::default(),
        budget: budget::Budget::default(),
        counts: Counts::default(),
        passes: without.fold(Passes::ALL, Passes::without),
        made: RefCell::default(),
        recordings: RefCell::default(),
        scratch: RefCell::default(),
    };
    let _ = vm.extension.set(Box::new(tier2));
}

/// Calls `visit` with what traces and recordings refer to.
pub fn visit_roots(vm: &Vm, visit: &mut dyn FnMut(Value)) {
    let Some(tier2) = of(vm) else { return };
    for registers in tier2.running.borrow().iter() {
        registers.iter().for_each(|register| visit_datum(register.get(), visit));
    }
    for kept in tier2.codes.borrow().iter() {
        visit_trace(&kept.code.trace, visit);
        kept.promised.iter().for_each(|place| visit(place.object()));
    }
    tier2.made.borrow().iter().for_each(|made| visit_trace(made.trace(), visit));
    for recorder in tier2.recorder.borrow().iter().chain(tier2.recordings.borrow().iter()) {
        recorder.constants().for_each(|datum| visit_datum(datum, visit));
        recorder.codes().for_each(|code| visit(Value::from_bits(code)));
        if let record::Target::Side { parent, root, .. } = &recorder.target {
            visit_trace(&parent.trace, visit);
            visit_trace(&root.code.trace, visit);
        }
    }
}

fn visit_datum(datum: Datum, visit: &mut dyn FnMut(Value)) {
    if SEMANTICS.ty(datum.ty).repr == Repr::Object {
        visit(Value::from_bits(datum.bits));
    }
}

/// Constants, and the code of the frames that leaves rebuild.
fn visit_trace(trace: &Trace, visit: &mut dyn FnMut(Value)) {
    for term in trace.terms.iter() {
        if let Prim::Const(constant) = term.prim {
            visit_datum(constant, visit);
        }
    }
    trace.snapshots.places().for_each(|place| visit(Value::from_bits(place.code)));
}
