//! Frames as leaves rebuild them, in one arena per trace.
//!
//! A frame that called another one does not change while that one runs, so its state is written down once and shared by all
//! leaves above it: each [`FrameState`] names the one that called it, and a leave names the innermost.

use crate::term::T;

use super::recording::Place;

/// A row of [`Snapshots`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FrameId(u32);

impl FrameId {
    /// The row.
    pub(super) const fn row(self) -> u32 {
        self.0
    }
    /// The frame of a row, which must exist where it is used.
    pub(super) const fn of_row(row: u32) -> FrameId {
        FrameId(row)
    }
}

/// Some slots of [`Snapshots`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Slots {
    start: u32,
    end: u32,
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
    /// Of a generator: the exception that is handled around it, if that may be another than is handled when the trace is left.
    pub handled: T,
    /// The frame that called it, if the trace has entered it.
    pub caller: Option<FrameId>,
    locals: Slots,
    stack: Slots,
}

/// The frames of all leaves of a trace.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Snapshots {
    frames: Vec<FrameState>,
    slots: Vec<T>,
}

/// What [`Snapshots::add`] needs to know of a frame beside its slots.
#[derive(Clone, Copy, Debug)]
pub struct FrameHead {
    /// Where it goes on.
    pub place: Place,
    /// Its function.
    pub function: T,
    /// The action with which it returns.
    pub action: Option<u32>,
    /// The exception that is handled around it.
    pub handled: T,
    /// The frame that called it.
    pub caller: Option<FrameId>,
}

impl Snapshots {
    /// None, with room for so many frames.
    pub(super) fn with_capacity(frames: usize) -> Snapshots {
        Snapshots { frames: Vec::with_capacity(frames), slots: Vec::with_capacity(frames * 8) }
    }
    /// Adds a frame. Operands are those of `stack`, then those of `more`.
    pub fn add(&mut self, head: FrameHead, locals: &[T], stack: &[T], more: &[T]) -> FrameId {
        let FrameHead { place, function, action, handled, caller } = head;
        let start = self.slots.len() as u32;
        self.slots.extend_from_slice(locals);
        let middle = self.slots.len() as u32;
        self.slots.extend_from_slice(stack);
        self.slots.extend_from_slice(more);
        self.frames.push(FrameState {
            place,
            function,
            action,
            handled,
            caller,
            locals: Slots { start, end: middle },
            stack: Slots { start: middle, end: self.slots.len() as u32 },
        });
        FrameId(self.frames.len() as u32 - 1)
    }
    /// A frame.
    pub fn frame(&self, id: FrameId) -> &FrameState {
        &self.frames[id.0 as usize]
    }
    fn slots(&self, slots: Slots) -> &[T] {
        &self.slots[slots.start as usize..slots.end as usize]
    }
    /// The local variables of a frame.
    pub fn locals(&self, id: FrameId) -> &[T] {
        self.slots(self.frame(id).locals)
    }
    /// The operands of a frame; of a frame that called another one those that stay.
    pub fn stack(&self, id: FrameId) -> &[T] {
        self.slots(self.frame(id).stack)
    }
    /// All terms of a frame.
    pub fn terms(&self, id: FrameId) -> impl Iterator<Item = T> + '_ {
        let frame = self.frame(id);
        let slots = Slots { start: frame.locals.start, end: frame.stack.end };
        self.slots(slots).iter().copied().chain([frame.function, frame.handled])
    }
    /// A frame and those that called it, the innermost first.
    pub fn inwards(&self, id: FrameId) -> impl Iterator<Item = FrameId> + '_ {
        std::iter::successors(Some(id), |id| self.frame(*id).caller)
    }
    /// A frame and those that called it, the outermost first.
    pub fn chain(&self, id: FrameId) -> Vec<FrameId> {
        let mut chain: Vec<FrameId> = self.inwards(id).collect();
        chain.reverse();
        chain
    }
    /// How many frames there are from the outermost one to this.
    pub fn depth(&self, id: FrameId) -> usize {
        self.inwards(id).count()
    }
    /// All frames, each after the one that called it.
    pub fn ids(&self) -> impl Iterator<Item = FrameId> + use<> {
        (0..self.frames.len() as u32).map(FrameId)
    }
    /// Where frames go on.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.frames.iter().map(|it| it.place)
    }
    /// The number of frames, to truncate to.
    pub(super) fn len(&self) -> usize {
        self.frames.len()
    }
    /// Removes the frames from `len` on.
    pub(super) fn truncate(&mut self, len: usize) {
        let slots = self.frames.get(len).map_or(self.slots.len(), |it| it.locals.start as usize);
        self.frames.truncate(len);
        self.slots.truncate(slots);
    }
}
