//! Helpers and frames.
//!
//! A call gives what its declaration says of the result, and forgets what its declared effects may have changed. A pure
//! helper is a floating term like any primitive. Frames of inlined calls are lists of terms: nothing is emitted for
//! locals.

use crate::cx::{Cx, Operand};
use crate::defects::{Defect, broken};
use crate::event::EventKind;
use crate::lattice::{Elem, Range};
use crate::semantics::{Datum, Field, Helper, HelperInfo};
use crate::term::{Prim, T};

/// The primitives on frames.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FrameOp {
    /// Enter bytecode.
    Push,
    /// Leave a frame with a value.
    Pop,
    /// Suspend a frame with a value.
    Yield,
    /// Continue a suspended frame with a value.
    Resume,
}

/// An abstract frame: what a snapshot says of one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Frame {
    /// The code object, by a word that the driver and the host agree on.
    pub code: u64,
    /// Local variables.
    pub locals: Vec<T>,
    /// The operand stack. The driver's: ops get their operands from it.
    pub stack: Vec<T>,
}

impl Cx<'_> {
    /// Calls a helper whose parameters are no arrays. Without a result, gives no term.
    pub fn call(&mut self, helper: Helper, args: &[T]) -> T {
        let info = self.sem.helper(helper);
        for (param, arg) in info.params.iter().zip(args) {
            self.expect(&param.content, *arg);
        }
        let args: Vec<T> = args.iter().map(|arg| self.canonical(*arg)).collect();
        if info.pure_ {
            self.call_pure(helper, info, args)
        } else {
            self.call_impure(helper, info, args, Vec::new())
        }
    }

    /// Calls a helper of which some parameters are arrays: one slice for each parameter.
    pub fn call_arrays(&mut self, helper: Helper, args: &[&[T]]) -> T {
        let info = self.sem.helper(helper);
        let arrays = args.iter().zip(info.params).filter(|(_, param)| param.array);
        let lens = arrays.map(|(arg, _)| arg.len() as u32).collect();
        let flat = args.concat().into_iter().map(|arg| self.canonical(arg)).collect();
        self.call_impure(helper, info, flat, lens)
    }

    fn result_of(&self, info: &HelperInfo) -> Elem {
        let Some(content) = &info.result else { return Elem::UNKNOWN };
        let elem = self.sem.of_content(content);
        if broken(Defect::ResultRangeTooSmall) && content.hi < 1 << 60 {
            return elem
                .meet(&Elem::only_range(Range::between(i64::MIN, content.lo.saturating_add(1))));
        }
        elem
    }

    fn call_pure(&mut self, helper: Helper, info: &HelperInfo, args: Vec<T>) -> T {
        let known: Option<Vec<Datum>> = args.iter().map(|arg| self.constant_of(*arg)).collect();
        if let Some(datum) = known.and_then(|known| self.host.pure_call(helper, &known)) {
            self.log_call(helper);
            return self.datum(datum);
        }
        let fact = self.result_of(info);
        // It is given objects, so that these exist; the result may be one of them, or something that one holds.
        args.iter().for_each(|arg| self.escape(*arg));
        let packed = self.packed(&args);
        let t = self.apply_unknown(Prim::Call(helper), packed);
        self.learn(t, &fact);
        self.canonical(t)
    }

    /// At most three arguments: more are chained.
    fn packed(&mut self, args: &[T]) -> [T; 3] {
        let mut packed = [T::NONE; 3];
        if args.len() <= 3 {
            packed[..args.len()].copy_from_slice(args);
            return packed;
        }
        let (last, chained) = (args[args.len() - 1], &args[3..args.len() - 1]);
        let mut chain = self.apply_unknown(Prim::Pack, [args[0], args[1], args[2]]);
        for arg in chained {
            chain = self.apply_unknown(Prim::Pack, [chain, *arg, T::NONE]);
        }
        [chain, last, T::NONE]
    }

    fn call_impure(
        &mut self,
        helper: Helper,
        info: &HelperInfo,
        args: Vec<T>,
        lens: Vec<u32>,
    ) -> T {
        let fact = self.result_of(info);
        let result = if info.result.is_some() { self.opaque(fact) } else { T::NONE };
        if self.is_unreachable() {
            return result;
        }
        self.step.conditional |= !self.unconditional();
        if !broken(Defect::ArgumentsStay) {
            args.iter().for_each(|arg| self.escape(*arg));
        }
        if info.locals {
            self.escape_locals();
        }
        self.forget_written(info.writes, info.escapes);
        if info.fresh && result.is_some() {
            self.memory.allocate(result);
        }
        self.emit(EventKind::Call { result, helper, args, lens });
        let changes = |field: &Field| self.sem.field(*field).watch;
        self.unchecked |= info.escapes || info.writes.iter().any(changes);
        self.may_leave &= !info.escapes && info.writes.is_empty();
        if result.is_some() { self.canonical(result) } else { result }
    }

    /// What the locals of all frames refer to exists from here on: a helper that sees them would see copies else, as
    /// those that snapshots make.
    fn escape_locals(&mut self) {
        for frame in 0..self.frames.len() {
            for local in 0..self.frames[frame].locals.len() {
                self.escape(self.frames[frame].locals[local]);
            }
        }
    }

    // ---- frames

    pub(crate) fn locals_mut(&mut self) -> &mut Vec<T> {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last].locals
    }

    fn code(&self) -> u64 {
        self.frames.last().map_or(0, |frame| frame.code)
    }

    fn slot(&mut self, index: impl Operand) -> Option<usize> {
        let index = index.term(self);
        self.word_of(index).and_then(|word| usize::try_from(word).ok())
    }

    fn unknown_value(&mut self) -> T {
        let elem = self.sem.of_types(self.sem.any());
        self.opaque(elem)
    }

    /// A constant or a name: never an empty slot.
    fn unknown_present(&mut self) -> T {
        let elem = self.sem.of_types(self.sem.present());
        self.opaque(elem)
    }

    /// `local!(index)`
    pub fn local(&mut self, index: impl Operand) -> T {
        let Some(slot) = self.slot(index) else { return self.unknown_value() };
        while self.locals_mut().len() <= slot {
            let value = self.unknown_value();
            self.locals_mut().push(value);
        }
        let value = self.locals_mut()[slot];
        self.canonical(value)
    }

    /// `local!(index) = value`
    pub fn set_local(&mut self, index: impl Operand, value: impl Operand) {
        let value = value.term(self);
        if self.is_unreachable() {
            return;
        }
        match self.slot(index) {
            Some(slot) => {
                while self.locals_mut().len() <= slot {
                    let value = self.unknown_value();
                    self.locals_mut().push(value);
                }
                self.locals_mut()[slot] = value;
            }
            None => {
                for slot in 0..self.locals_mut().len() {
                    let value = self.unknown_value();
                    self.locals_mut()[slot] = value;
                }
            }
        }
    }

    /// `constant!(index)`
    pub fn constant(&mut self, index: impl Operand) -> T {
        let code = self.code();
        let slot = self.slot(index).and_then(|slot| u32::try_from(slot).ok());
        match slot.and_then(|slot| self.host.constant(code, slot)) {
            Some(datum) => self.datum(datum),
            None => self.unknown_present(),
        }
    }

    /// `name!(index)`
    pub fn name(&mut self, index: impl Operand) -> T {
        let code = self.code();
        let slot = self.slot(index).and_then(|slot| u32::try_from(slot).ok());
        match slot.and_then(|slot| self.host.name(code, slot)) {
            Some(datum) => self.datum(datum),
            None => self.unknown_present(),
        }
    }

    /// An element of an array operand.
    pub fn element(&mut self, array: &[T], index: impl Operand) -> T {
        match self.slot(index).and_then(|slot| array.get(slot).copied()) {
            Some(t) => t,
            None => self.unknown_value(),
        }
    }

    fn frame(&mut self, op: FrameOp, values: Vec<T>, action: T) {
        self.emit(EventKind::Frame { op, values, action });
    }

    /// `push_frame!(callee, args)`
    pub fn push_frame(&mut self, callee: T, args: &[T]) {
        self.push_frame_with(callee, args, T::NONE);
    }
    /// `push_frame!(callee, args, action)`
    pub fn push_frame_with(&mut self, callee: T, args: &[T], action: impl Operand) {
        let action = action.term(self);
        self.frame(FrameOp::Push, [&[callee], args].concat(), action);
    }
    /// `pop_frame!(value)`
    pub fn pop_frame(&mut self, value: T) {
        self.frame(FrameOp::Pop, vec![value], T::NONE);
    }
    /// `yield_frame!(value)`
    pub fn yield_frame(&mut self, value: T) {
        self.frame(FrameOp::Yield, vec![value], T::NONE);
    }
    /// `resume_frame!(generator, sent)`
    pub fn resume_frame(&mut self, generator: T, sent: T) {
        self.resume_frame_with(generator, sent, T::NONE);
    }
    /// `resume_frame!(generator, sent, action)`
    pub fn resume_frame_with(&mut self, generator: T, sent: T, action: impl Operand) {
        let action = action.term(self);
        self.frame(FrameOp::Resume, vec![generator, sent], action);
    }
}
