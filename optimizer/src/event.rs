//! What a trace does in order: exits, memory, calls, frames. Everything else floats.

use crate::calls::FrameOp;
use crate::semantics::{Field, Helper, Op, Type};
use crate::term::T;
use crate::trace::recording::Place;

/// One event of a trace.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// What happens.
    pub kind: EventKind,
    /// Where it comes from: a number that the driver sets before each op, for a trace a row of
    /// [`Trace::origins`](crate::trace::Trace::origins).
    pub origin: u32,
    /// How it leaves: a row of [`Trace::leaves`](crate::trace::Trace::leaves).
    pub leave: Option<u32>,
    /// The length of the trail when it was emitted: undoing to it gives the facts that hold there.
    pub trail: u32,
    /// The number of changes of memory when it was emitted, alike.
    pub memory: u32,
}

/// What happens in an event.
#[derive(Clone, PartialEq, Debug)]
pub enum EventKind {
    /// Leaves if `cond` is true.
    Exit {
        /// The atom of the op.
        index: u32,
        /// When to leave.
        cond: T,
        /// No side trace grows here.
        deopt: bool,
    },
    /// Leaves if `cond` is not `taken`.
    Branch {
        /// The condition.
        cond: T,
        /// The recorded direction.
        taken: bool,
    },
    /// Reads memory.
    Load {
        /// The value.
        result: T,
        /// The field.
        field: Field,
        /// The object.
        object: T,
        /// The index, or none.
        index: T,
    },
    /// Writes memory.
    Store {
        /// The field.
        field: Field,
        /// The object.
        object: T,
        /// The index, or none.
        index: T,
        /// The value.
        value: T,
    },
    /// Makes an object; its fields follow.
    Alloc {
        /// The object.
        result: T,
        /// Its type.
        ty: Type,
    },
    /// Gives a field of a new object its first value.
    Init {
        /// The field.
        field: Field,
        /// The object.
        object: T,
        /// The index, or none.
        index: T,
        /// The value.
        value: T,
    },
    /// Calls a helper.
    Call {
        /// What it returns.
        result: T,
        /// The helper.
        helper: Helper,
        /// Its arguments, arrays flattened.
        args: Vec<T>,
        /// The length of each argument that is an array.
        lens: Vec<u32>,
    },
    /// Calls a helper that is expected to raise, and catches what it raises: the two ways on of LLVM's `invoke` are told apart by the
    /// branch that follows. What is raised has passed the frames up to that of its handler then.
    Invoke {
        /// What it returns if it does not raise.
        result: T,
        /// The helper.
        helper: Helper,
        /// Its arguments, arrays flattened.
        args: Vec<T>,
        /// The length of each argument that is an array.
        lens: Vec<u32>,
        /// Whether it has raised.
        raised: T,
        /// The exception, if it has.
        exception: T,
    },
    /// Calls a helper that works on the innermost frame, which is in place for it.
    CallFrame {
        /// What it returns.
        result: T,
        /// The helper.
        helper: Helper,
        /// Its arguments, arrays flattened.
        args: Vec<T>,
        /// The length of each argument that is an array.
        lens: Vec<u32>,
        /// The first slot of the frame, counted from its first local, that is read when the helper has returned.
        first: u32,
        /// What is read.
        slots: Vec<T>,
    },
    /// Works on frames. Values of a push beyond the first are the arguments.
    Frame {
        /// What is done.
        op: FrameOp,
        /// The callee or generator and the values.
        values: Vec<T>,
        /// What to do with the result.
        action: T,
    },
    /// Leaves the frame in which the trace runs, and goes on in the one that called it, if that is the recorded one.
    Return {
        /// Where that frame goes on.
        place: Place,
        /// The action with which the frame was pushed.
        action: Option<u32>,
        /// The frame is suspended: the unit at which it goes on.
        resume_at: Option<u32>,
        /// The locals, then the operands, that it is suspended with.
        kept: Vec<T>,
        /// The locals, then the operands, of that frame.
        slots: Vec<T>,
    },
    /// Leaves if the trace has become invalid: what it relies on may have changed since the last such event.
    Validity,
    /// Here the VM may collect or be interrupted.
    Safepoint,
    /// Runs an op as a whole, because it has an effect under an unknown condition.
    Whole {
        /// The op.
        op: Op,
        /// Its inputs.
        inputs: Vec<T>,
        /// Its outputs.
        outputs: Vec<T>,
        /// The branch that it is to take: otherwise it leaves, after its effect, at the other target.
        taken: Option<u32>,
    },
}

/// What one run of an abstract function did, for drivers and tests.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Step {
    /// Exits that stay, by atom.
    pub live: u64,
    /// Exits that were reached, by atom.
    pub reached: u64,
    /// Decisions on `if`s that were reached: the value of the condition if known.
    pub ifs: Vec<(u32, Option<bool>)>,
    /// Branches that were reached.
    pub branches: u32,
    /// An exit is always taken: the trace ends here.
    pub ends: bool,
    /// A branch was taken: the rest of the instruction does not run.
    pub jumps: bool,
    /// The number of terms at the first branch that was not known.
    pub branch_terms: Option<u32>,
    /// An effect happened under an unknown condition: the events of the op are not its meaning.
    pub conditional: bool,
    /// Fields that a watched constant was taken from.
    pub watched: Vec<(crate::semantics::Field, crate::semantics::Datum, Option<i64>)>,
}

impl Step {
    /// Forgets everything but keeps the room that it took.
    pub(crate) fn clear(&mut self) {
        let mut kept = std::mem::take(self);
        kept.ifs.clear();
        kept.watched.clear();
        *self = Step { ifs: kept.ifs, watched: kept.watched, ..Step::default() };
    }
}
