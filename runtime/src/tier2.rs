//! Tier 2: hot loops are recorded, optimized by `trefoil-optimizer`, and run as traces.
//!
//! [`count`] stands in the dispatch table for instructions with a back-edge and counts their runs; [`record`] stands for
//! every instruction while a recording is made; [`world`] is what traces run on, [`enter`] takes a frame into a trace and
//! back, [`bridge`] is generated. Nothing here names an instruction: what they do comes from metadata.

pub mod bridge;
pub mod count;
pub mod enter;
pub mod record;
pub mod world;

use crate::machine::{Value, Vm};
use record::Recorder;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trefoil_compiler::metadata::INSTS;
use trefoil_optimizer::generated::{SEMANTICS, ty};
use trefoil_optimizer::semantics::{Datum, Repr};
use trefoil_optimizer::term::Prim;
use trefoil_optimizer::trace::lower::Schedule;
use trefoil_optimizer::trace::{Definition, ReturnAction, Trace};

/// A frame that returns plainly, and frames that a trace does not follow.
const UNKNOWN: ReturnAction =
    ReturnAction { only: None, never: None, drops: 0, pushes: true, known: false };
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
    UNKNOWN,
    UNKNOWN,
    ReturnAction { pushes: false, ..KNOWN },
    OPERATOR,
];

/// What the optimizer works with.
pub const DEFINITION: Definition = Definition { sem: &SEMANTICS, insts: &INSTS, actions: &ACTIONS };

/// A trace that can be entered.
#[derive(Debug)]
pub struct Compiled {
    /// The trace.
    pub trace: Trace,
    /// Its order.
    pub schedule: Schedule,
    /// The most frames that it leaves with beyond the one in which it is entered.
    pub frames: u32,
    /// The most words that they take.
    pub words: usize,
    /// How often it was entered, how many iterations it ran, and how many guards.
    pub entered: Cell<u64>,
    /// Iterations of its loop.
    pub iterations: Cell<u64>,
    /// Exits and branches that were tested.
    pub guards: Cell<u64>,
}

/// What is known of a back-edge.
#[derive(Clone, Debug)]
pub enum Heat {
    /// So many runs.
    Runs(u32),
    /// Its loop is a trace.
    Trace(Rc<Compiled>),
    /// No trace comes of it.
    Cold,
}

/// Why recordings came to nothing, and how many did.
#[derive(Debug, Default)]
pub struct Counts {
    /// Traces made.
    pub traces: Cell<u64>,
    /// Recordings given up, by reason.
    pub given_up: RefCell<FxHashMap<String, u64>>,
}

/// The state of tier 2.
#[derive(Debug, Default)]
pub struct Tier2 {
    /// By the address of the instruction with the back-edge.
    pub heat: RefCell<FxHashMap<usize, Heat>>,
    /// The recording that is being made.
    pub recorder: RefCell<Option<Recorder>>,
    /// Registers of traces that run.
    pub running: RefCell<Vec<Rc<[Cell<Datum>]>>>,
    /// Counts for `--stats`.
    pub counts: Counts,
}

/// The state of tier 2 of a machine that has it.
pub fn of(vm: &Vm) -> Option<&Tier2> {
    vm.extension.get()?.downcast_ref()
}

/// Switches tier 2 on.
pub fn start(vm: &Vm) {
    let _ = vm.extension.set(Box::new(Tier2::default()));
    vm.table.set(count::handlers());
}

/// Calls `visit` with what traces and recordings refer to.
pub fn visit_roots(vm: &Vm, visit: &mut dyn FnMut(Value)) {
    let Some(tier2) = of(vm) else { return };
    for registers in tier2.running.borrow().iter() {
        registers.iter().for_each(|register| visit_datum(register.get(), visit));
    }
    for heat in tier2.heat.borrow().values() {
        if let Heat::Trace(compiled) = heat {
            visit_trace(&compiled.trace, visit);
        }
    }
    if let Some(recorder) = &*tier2.recorder.borrow() {
        recorder.constants().for_each(|datum| visit_datum(datum, visit));
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
    for frame in trace.leaves.iter().flat_map(|leave| &leave.frames) {
        visit(Value::from_bits(frame.place.code));
    }
}
