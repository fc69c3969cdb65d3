//! From a recording to an optimized trace.
//!
//! [`build`] runs the abstract functions of what was recorded; [`peel`] closes a loop over a second run whose changed
//! slots are phis; `strengthen` has one guard ask for another; [`live`] finds what is needed. The result is a [`Trace`]: floating terms, ordered events, and
//! for each event that can leave a [`Leave`], which says how to rebuild the frames. A trace that starts at a leave of another one
//! ([`side`]) begins with what is known there. No pass names an op.
//!
//! What moves values, inlines calls, forwards loads, folds guards and defers allocations is not here: it is what
//! happens when terms are built (`cx.rs`, `memory.rs`).

pub mod build;
pub mod explain;
mod frames;
mod generators;
mod handlers;
mod index;
pub mod live;
pub mod lower;
pub mod peel;
pub mod print;
pub mod recording;
pub mod side;
pub mod snapshot;
mod strengthen;
pub mod text;
pub mod verify;

use std::cell::OnceCell;
use std::rc::Rc;

use crate::event::{Event, EventKind};
use crate::known::History;
use crate::lattice::Elem;
use crate::semantics::{Field, Helper, Op, Semantics, Type};
use crate::term::{T, Terms};
use recording::Place;
use snapshot::{FrameId, Snapshots};
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
    /// The code of a function, by the word that recordings have; without it functions are told apart by identity.
    pub function_code: Option<Field>,
    /// How frames are suspended, if traces follow that.
    pub suspension: Option<&'static Suspension>,
    /// What is done to traces.
    pub passes: Passes,
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
    /// The frame is a generator's, which is on top of the caller's operands.
    pub resumes: bool,
}

/// Where a generator keeps its frame while it is suspended.
#[derive(Clone, Copy, Debug)]
pub struct Suspension {
    /// The helper that makes a generator of the frame that calls it, which returns it then.
    pub make: Helper,
    /// Its function.
    pub function: Field,
    /// Its code.
    pub code: Field,
    /// The exception that it handles: traces follow those that handle none while they are suspended.
    pub handled: Field,
    /// The helper that says which exception is handled from here on. The one before is its result.
    pub handle: Helper,
    /// What it is doing, as a number.
    pub state: Field,
    /// The number of words that are kept.
    pub saved: Field,
    /// What tells the place at which it goes on from all others, and whether it handles an exception: code and `saved` are the same
    /// for all generators with the same number.
    pub resume_at: Field,
    /// The locals, then the operands.
    pub words: Field,
    /// The state of one that has not begun.
    pub created: i64,
    /// The state of one that runs.
    pub running: i64,
    /// The state of one that is suspended.
    pub suspended: i64,
    /// The state of one that has finished.
    pub finished: i64,
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
    /// Exits and branches of the recording that were reached when it is taken, itself with them.
    pub tested: u32,
    /// The innermost frame, in [`Trace::snapshots`].
    pub frame: FrameId,
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
    /// Origins from here on are of the loop.
    pub origins: u32,
    /// Its events.
    pub events: Vec<Event>,
}

/// What a trace is given when it is entered.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    /// The locals, then the operands, of the frame in which it starts, as tier 1 has them.
    Frame,
    /// What its parent has at a leave: for each input the parent's term.
    Side(Vec<T>),
}

/// How a trace goes on when its events have run.
#[derive(Clone, PartialEq, Debug)]
pub enum Ending {
    /// Its loop repeats.
    Loop,
    /// It leaves: a row of [`Trace::leaves`].
    Leave(u32),
    /// At the header of the loop that it is a side trace of, which it may enter: what the phis are.
    Header(Vec<(T, T)>),
}

/// An optimized trace.
#[derive(Debug)]
pub struct Trace {
    /// Where it is entered.
    pub start: Place,
    /// What it is given when it is entered.
    pub entry: Entry,
    /// The terms of what it is given.
    pub inputs: Vec<T>,
    /// All terms.
    pub terms: Terms,
    /// What runs first: of a loop its first iteration.
    pub head: Vec<Event>,
    /// What repeats.
    pub body: Option<Loop>,
    /// How events leave.
    pub leaves: Vec<Leave>,
    /// The frames of leaves.
    pub snapshots: Snapshots,
    /// Where events come from.
    pub origins: Vec<Provenance>,
    /// How it goes on at the end.
    pub end: Ending,
    /// By step of the recording: exits and branches that were reached before it, while nothing but the entry was known.
    pub recorded: Vec<u32>,
    /// What holds in its loop, for side traces that come back.
    pub(crate) header: Option<peel::Contract>,
    /// What is known where, for side traces that start at its leaves.
    pub(crate) state: State,
    /// Terms of a side trace with the terms of the loop's head that they are, in order.
    pub(crate) of_root: Vec<(T, T)>,
    /// Where things are in it, once a side trace has asked.
    index: OnceCell<index::Index>,
    /// Why there is less in it than was recorded, if that was asked for.
    pub explained: Option<explain::Explained>,
}

/// What was known at the end of a trace, with the changes that lead there.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) facts: Box<[Elem]>,
    pub(crate) trail: Box<[(T, Elem)]>,
    pub(crate) known: History,
    /// The number of changes of memory.
    pub(crate) memory: usize,
}

/// What is done to traces: each of these can be left out, for tests and for study.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passes(u32);

macro_rules! passes {
    ($($(#[$doc:meta])* $name:ident = $text:literal at $bit:literal,)*) => {
        impl Passes {
            $($(#[$doc])* pub const $name: Passes = Passes(1 << $bit);)*
            /// All with their names.
            pub const NAMES: &'static [(&'static str, Passes)] = &[$(($text, Passes::$name)),*];
        }
    };
}
passes! {
    /// Watched fields of constant objects are constants.
    WATCHES = "watches" at 0,
    /// Exits whose condition is known are not there.
    GUARDS = "guards" at 1,
    /// Results that are known are constants.
    FOLDING = "folding" at 2,
    /// Overflows that cannot happen are known not to.
    OVERFLOW = "overflow" at 3,
    /// Equal terms are one term.
    SUBEXPRESSIONS = "subexpressions" at 4,
    /// Loads of known fields are what was stored or loaded.
    FORWARDING = "forwarding" at 5,
    /// Calls are followed.
    INLINING = "inlining" at 6,
    /// What a first iteration has proved holds in the loop.
    PEELING = "peeling" at 7,
    /// Objects that nothing else refers to exist in snapshots alone.
    DEFERRING = "deferring" at 8,
    /// What nothing needs is not computed.
    DEAD_CODE = "dead-code" at 9,
    /// Exits that are often taken get traces of their own.
    SIDE_TRACES = "side-traces" at 10,
    /// Side traces come back to the loop with what they know.
    LINKING = "linking" at 11,
    /// A guard that another one implies asks what that one asks.
    STRENGTHENING = "strengthening" at 12,
}

impl Passes {
    /// All of them.
    pub const ALL: Passes = Passes((1 << 13) - 1);
    /// All but some.
    pub const fn without(self, other: Passes) -> Passes {
        Passes(self.0 & !other.0)
    }
    /// Whether some are among them.
    pub const fn has(self, other: Passes) -> bool {
        self.0 & other.0 == other.0
    }
    /// The one of a name.
    pub fn named(name: &str) -> Option<Passes> {
        Passes::NAMES.iter().find(|it| it.0 == name).map(|it| it.1)
    }
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
    /// An exception is caught that no call is known to have raised, or one whose instruction does what cannot wait if it is not.
    Handler,
    /// The loop does not close within the bound of rounds.
    Rounds,
    /// The recording is not well formed: operands are missing.
    Malformed,
    /// An object that was to exist in snapshots alone is needed.
    Phantom,
}
