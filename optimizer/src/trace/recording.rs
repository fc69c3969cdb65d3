//! What was recorded: the instructions that ran, in order, with what was seen of each.
//!
//! A recorder fills this in while tier 1 runs. It names no instruction and knows no meaning: instructions are rows of a
//! table, their inline caches are data, and what a frame was pushed for is a row of [`Callee`]. Superinstructions are
//! recorded as their components.

use crate::semantics::Datum;

/// A place in bytecode.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Place {
    /// The code object, by a word that recorder and host agree on.
    pub code: u64,
    /// A code unit.
    pub at: u32,
}

/// One instruction that ran.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// Where it starts.
    pub place: Place,
    /// Its row in the table of instructions; never a superinstruction.
    pub inst: u16,
    /// Its operand.
    pub oparg: u32,
    /// Where its cache values start in [`Recording::caches`]: those of each op in turn.
    pub caches: u32,
    /// Which `branch_if!` jumped, if one did.
    pub taken: Option<u32>,
    /// The row of [`Recording::callees`] of the frame that it entered, if it did.
    pub callee: Option<u32>,
    /// The row of [`Recording::callers`] of the frame that it returned to, if that lies below the one in which the recording starts.
    pub caller: Option<u32>,
    /// The row of [`Recording::caught`] of the exception that it raised, if it did.
    pub caught: Option<u32>,
}

/// An exception that was raised and caught in a frame of the recording.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Caught {
    /// Frames that it has left on its way.
    pub frames: u32,
    /// The handler.
    pub place: Place,
    /// Operands of the handler's frame that stay; the exception is pushed on them.
    pub depth: u32,
    /// The unit at which that frame stood, if it is pushed below the exception.
    pub raised_at: Option<u32>,
}

/// A function whose frame was entered, or that of a generator that went on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Callee {
    /// The function.
    pub function: Datum,
    /// Its code object.
    pub code: u64,
    /// Slots for its locals.
    pub locals: u32,
    /// Arguments that it takes as they lie; none if they are arranged first.
    pub parameters: Option<u32>,
    /// Slots that arranged arguments fill.
    pub arranged: u32,
    /// Where a suspended frame goes on.
    pub resumed: Option<Resumed>,
}

/// Where a suspended frame goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Resumed {
    /// A code unit.
    pub at: u32,
    /// Its locals and operands, without the value that is sent.
    pub words: u32,
}

/// A frame that was returned to, below the one in which the recording had run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Caller {
    /// Where it goes on.
    pub place: Place,
    /// Slots for its locals.
    pub locals: u32,
    /// Operands below the frame that returned.
    pub stack: u32,
    /// The action with which that frame returned, if it was pushed with one.
    pub action: Option<u32>,
    /// The frame that returned is suspended: the unit at which it will go on.
    pub resume_at: Option<u32>,
}

/// How a recording ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum End {
    /// Control came back to where it started, in the same frame.
    Loop,
    /// A side trace has come to the header of the loop that it is a side trace of, in the loop's frame.
    Header,
    /// Somewhere else; the trace leaves there.
    #[default]
    Open,
}

/// A recording.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recording {
    /// Where it starts.
    pub start: Place,
    /// Where it ends.
    pub last: Place,
    /// Locals of the frame in which it starts.
    pub locals: u32,
    /// Operands on the stack where it starts.
    pub stack: u32,
    /// What ran.
    pub steps: Vec<Recorded>,
    /// Values of cache fields.
    pub caches: Vec<Datum>,
    /// Functions that were entered.
    pub callees: Vec<Callee>,
    /// Frames that were returned to.
    pub callers: Vec<Caller>,
    /// Exceptions that were caught.
    pub caught: Vec<Caught>,
    /// How it ended.
    pub end: End,
}
