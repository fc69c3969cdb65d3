//! From a recording to an optimized trace.
//!
//! [`build`] runs the abstract functions of what was recorded; [`peel`] closes a loop over a second run whose changed
//! slots are phis; [`live`] finds what of it is needed. The result is a [`Trace`]: floating terms, ordered events, and
//! for each event that can leave a [`Leave`], which says how to rebuild the frames. No pass names an op.
//!
//! What moves values, inlines calls, forwards loads, folds guards and defers allocations is not here: it is what
//! happens when terms are built (`cx.rs`, `memory.rs`).

pub mod build;
pub mod live;
pub mod lower;
pub mod peel;
pub mod print;
pub mod recording;

use std::rc::Rc;

use crate::event::EventKind;
use crate::semantics::{Field, Op, Semantics, Type};
use crate::term::{T, Terms};
use recording::Place;
use trefoil_primitives::metadata::InstMeta;

/// What the optimizer needs of a virtual machine: generated tables, and what happens when frames return.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// Types, fields, helpers and the abstract functions of ops.
    pub sem: &'static Semantics,
    /// Instructions by opcode.
    pub insts: &'static [InstMeta],
    /// By the action of `push_frame!`.
    pub actions: &'static [ReturnAction],
}

/// What happens to a value that a frame with this action returns, and to the operands of the instruction that pushed it.
#[derive(Clone, Copy, Debug)]
pub struct ReturnAction {
    /// Values of this type only; others leave.
    pub only: Option<Type>,
    /// Values of this type leave.
    pub never: Option<Type>,
    /// Operands of the caller that go.
    pub drops: u32,
    /// The value is pushed.
    pub pushes: bool,
    /// It is understood: frames with other actions end a trace.
    pub known: bool,
}

/// A frame as a leave rebuilds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameState {
    /// Where it goes on; for a frame that called another one the calling instruction.
    pub place: Place,
    /// Its function; none for the frame in which the trace starts.
    pub function: T,
    /// The action with which it returns, if it was pushed with one.
    pub action: Option<u32>,
    /// Local variables.
    pub locals: Vec<T>,
    /// Operands; of a frame that called another one those that stay.
    pub stack: Vec<T>,
}

/// An object that exists in snapshots alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Virtual {
    /// Its term.
    pub object: T,
    /// Its type.
    pub ty: Type,
    /// Its fields with the index of each item.
    pub fields: Vec<(Field, T, T)>,
}

/// Why an event can leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// An assumption fails: tier 1 does the instruction again.
    Exit,
    /// The same, rarely: nothing grows there.
    Deopt,
    /// A branch goes the other way.
    Branch,
    /// A helper raises, runs user code, or finds the trace invalid: frames are as in the middle of the instruction.
    Call,
    /// A safepoint.
    Safepoint,
    /// The trace ends.
    End,
}

/// How to leave: the state of tier 1 to go on with.
#[derive(Clone, PartialEq, Debug)]
pub struct Leave {
    /// Why.
    pub cause: Cause,
    /// Frames, outermost first.
    pub frames: Vec<Rc<FrameState>>,
    /// Objects to be made first: each after those that it refers to.
    pub objects: Rc<Vec<Virtual>>,
    /// What is still to be done at the other side of a branch: reads and writes of memory.
    pub before: Vec<EventKind>,
}

/// Where an event comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Provenance {
    /// The bytecode.
    pub place: Place,
    /// The step of the recording.
    pub step: u32,
    /// The op; none for what the driver adds.
    pub op: Option<Op>,
}

/// An event of a trace.
#[derive(Clone, PartialEq, Debug)]
pub struct TraceEvent {
    /// What happens.
    pub kind: EventKind,
    /// A row of [`Trace::origins`].
    pub origin: u32,
    /// A row of [`Trace::leaves`].
    pub leave: Option<u32>,
}

/// A value that changes from iteration to iteration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Phi {
    /// Its term.
    pub phi: T,
    /// What it is when the loop is entered.
    pub entry: T,
    /// What it is in the next iteration.
    pub back: T,
}

/// The loop of a trace.
#[derive(Clone, PartialEq, Debug)]
pub struct Loop {
    /// Its phis, assigned at once.
    pub phis: Vec<Phi>,
    /// Terms from here on were made in the loop; earlier ones do not change in it.
    pub first: u32,
    /// Its events.
    pub events: Vec<TraceEvent>,
}

/// An optimized trace.
#[derive(Debug)]
pub struct Trace {
    /// Where it is entered.
    pub start: Place,
    /// The locals, then the operands, of the frame in which it starts.
    pub inputs: Vec<T>,
    /// All terms.
    pub terms: Terms,
    /// What runs first: of a loop its first iteration.
    pub head: Vec<TraceEvent>,
    /// What repeats.
    pub body: Option<Loop>,
    /// How events leave.
    pub leaves: Vec<Leave>,
    /// Where events come from.
    pub origins: Vec<Provenance>,
    /// How the head ends if nothing repeats: a row of `leaves`.
    pub end: Option<u32>,
    /// Exit atoms that were reached while recording, in one iteration.
    pub exits_recorded: u32,
}

/// Why no trace came of a recording.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GiveUp {
    /// A condition contradicts what was recorded: by what is known the trace always leaves there.
    Contradiction,
    /// A frame is entered, written or left in a way that traces do not follow.
    Frame,
    /// The other side of a branch does what cannot wait until it is taken.
    Branch,
    /// The loop does not close within the bound of rounds.
    Rounds,
    /// The recording is not well formed: operands are missing.
    Malformed,
    /// An object that was to exist in snapshots alone is needed.
    Phantom,
}
