//! The concrete machine: a heap of typed records, locals, and helpers as nondeterministic as their declarations allow.
//!
//! An object is *reachable* if code outside the trace could find it: it was there at the start, or it was stored into a
//! reachable object, or passed to a helper that is not pure. A helper touches reachable objects only.

use super::random::{Random, mix};
use super::world;
use crate::calls::FrameOp;
use crate::eval::is_float;
use crate::semantics::{Content, Datum, Field, Helper, Semantics, Type};
use trefoil_primitives::{Int, Uint};

/// Why an op did not run to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// Exit number `n` was taken.
    Exit(u32),
    /// A helper raised.
    Raised,
}

/// What a field of a record holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Slot {
    /// One value.
    One(Datum),
    /// The items of an array.
    Many(Vec<Datum>),
}

/// An object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Its type.
    pub ty: Type,
    /// Its fields, in the order of its declaration.
    pub slots: Vec<Slot>,
    /// Code outside the trace can find it.
    pub reachable: bool,
}

/// The state of the model.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The definition.
    pub sem: &'static Semantics,
    /// For each field, its place in the records of its object.
    places: Vec<usize>,
    /// Objects; the bits of an object's datum are its row.
    pub heap: Vec<Record>,
    /// Objects that were there at the start: pure helpers may give them.
    pub old: usize,
    /// Local variables.
    pub locals: Vec<Datum>,
    /// Constants of the code object.
    pub constants: Vec<Datum>,
    /// Seed of helpers' behaviour.
    pub seed: u64,
    /// Helper calls so far.
    pub calls: u64,
    /// What was raised last.
    pub raised: Datum,
    /// Something was read that no body may read: the run means nothing.
    pub wild: bool,
    /// Decisions of `if`s in the last op.
    pub decisions: Vec<(u32, bool)>,
    /// The branch that jumped in the last op.
    pub jumped: Option<u32>,
    /// Work on frames in the last op.
    pub frames: Vec<(FrameOp, Vec<Datum>)>,
}

impl Machine {
    /// Makes a machine without objects.
    pub fn new(sem: &'static Semantics) -> Machine {
        let mut places = vec![0; sem.fields.len()];
        for object in sem.objects {
            for (place, field) in object.fields.iter().enumerate() {
                places[usize::from(field.0)] = place;
            }
        }
        Machine {
            sem,
            places,
            heap: Vec::new(),
            old: 0,
            locals: Vec::new(),
            constants: Vec::new(),
            seed: 0,
            calls: 0,
            raised: Datum::new(sem.int, 0),
            wild: false,
            decisions: Vec::new(),
            jumped: None,
            frames: Vec::new(),
        }
    }

    /// Forgets what the last op did.
    pub fn begin(&mut self) {
        self.decisions.clear();
        self.frames.clear();
        self.jumped = None;
    }

    // ---- control

    /// Evaluates an exit.
    pub fn exit(&mut self, index: u32, cond: bool) -> Result<(), Stop> {
        if cond { Err(Stop::Exit(index)) } else { Ok(()) }
    }
    /// Evaluates the condition of an `if`.
    pub fn decide(&mut self, index: u32, cond: bool) -> bool {
        self.decisions.push((index, cond));
        cond
    }
    /// Evaluates a branch.
    pub fn branch(&mut self, index: u32, cond: bool) -> bool {
        if cond {
            self.jumped = Some(index);
        }
        cond
    }
    /// Works on frames: only noted.
    pub fn frame(&mut self, op: FrameOp, values: &[Datum]) {
        if matches!(op, FrameOp::Yield | FrameOp::Resume) {
            values.iter().for_each(|value| self.reach(*value));
        }
        self.frames.push((op, values.to_vec()));
    }

    // ---- memory

    /// The place of a field, if the datum is an object that has it.
    pub fn slot(&self, field: Field, object: Datum) -> Option<&Slot> {
        let info = self.sem.field(field);
        if object.ty != info.object {
            return None;
        }
        self.heap.get(object.bits as usize)?.slots.get(self.places[usize::from(field.0)])
    }
    fn slot_mut(&mut self, field: Field, object: Datum) -> Option<&mut Slot> {
        let info = self.sem.field(field);
        if object.ty != info.object {
            return None;
        }
        let place = self.places[usize::from(field.0)];
        self.heap.get_mut(object.bits as usize)?.slots.get_mut(place)
    }
    /// What is in a field, if the object has it and the index is within.
    pub fn peek(&self, field: Field, object: Datum, index: Option<i64>) -> Option<Datum> {
        match (self.slot(field, object)?, index) {
            (Slot::One(value), None) => Some(*value),
            (Slot::Many(items), Some(index)) => items.get(usize::try_from(index).ok()?).copied(),
            _ => None,
        }
    }
    /// Reads a field.
    pub fn load(&mut self, field: Field, object: Datum, index: Option<i64>) -> Datum {
        match self.peek(field, object, index) {
            Some(value) => value,
            None => {
                self.wild = true;
                Datum::new(self.sem.int, 0)
            }
        }
    }
    /// Reads the first items of an array.
    pub fn load_slice(&mut self, field: Field, object: Datum, count: usize) -> Vec<Datum> {
        (0..count as i64).map(|index| self.load(field, object, Some(index))).collect()
    }
    /// Writes a field. What the declaration excludes, as an absent value where values are, no program stores.
    pub fn store(&mut self, field: Field, object: Datum, index: Option<i64>, value: Datum) {
        self.expect(&self.sem.field(field).content, value);
        let found = match (self.slot_mut(field, object), index) {
            (Some(Slot::One(slot)), None) => {
                *slot = value;
                true
            }
            (Some(Slot::Many(items)), Some(index)) => {
                match usize::try_from(index).ok().and_then(|index| items.get_mut(index)) {
                    Some(slot) => {
                        *slot = value;
                        true
                    }
                    None => false,
                }
            }
            _ => false,
        };
        self.wild |= !found;
        if found && self.heap[object.bits as usize].reachable {
            self.reach(value);
        }
    }
    /// Makes an object of given fields.
    pub fn alloc(&mut self, ty: Type, fields: Vec<(Field, Vec<Datum>)>) -> Datum {
        let object = self.alloc_empty(ty);
        for (field, values) in fields {
            if self.sem.field(field).array {
                for (index, value) in values.into_iter().enumerate() {
                    self.init(field, object, Some(index as i64), value);
                }
            } else if let Some(value) = values.first() {
                self.init(field, object, None, *value);
            }
        }
        object
    }
    /// Makes an object whose fields are to be initialized.
    pub fn alloc_empty(&mut self, ty: Type) -> Datum {
        let empty = Datum::new(self.sem.int, 0);
        let info = self.sem.objects.iter().find(|object| object.ty == ty);
        let slots = info.map_or(&[][..], |info| info.fields).iter().map(|field| {
            if self.sem.field(*field).array { Slot::Many(Vec::new()) } else { Slot::One(empty) }
        });
        let record = Record { ty, slots: slots.collect(), reachable: false };
        self.heap.push(record);
        Datum::new(ty, self.heap.len() as u64 - 1)
    }
    /// A run in which a value is not what its place is declared to hold means nothing.
    fn expect(&mut self, content: &Content, value: Datum) {
        self.wild |= !self.sem.of_content(content).contains(value);
    }
    /// Gives a field of a new object its first value.
    pub fn init(&mut self, field: Field, object: Datum, index: Option<i64>, value: Datum) {
        self.expect(&self.sem.field(field).content, value);
        match (self.slot_mut(field, object), index) {
            (Some(Slot::One(slot)), None) => *slot = value,
            (Some(Slot::Many(items)), Some(index)) if index == items.len() as i64 => {
                items.push(value)
            }
            _ => self.wild = true,
        }
    }
    /// Code outside the trace can find a value from now on, and what it refers to.
    pub fn reach(&mut self, value: Datum) {
        let Some(record) = self.record_mut(value) else { return };
        if std::mem::replace(&mut record.reachable, true) {
            return;
        }
        let mut held = Vec::new();
        for slot in &record.slots {
            match slot {
                Slot::One(value) => held.push(*value),
                Slot::Many(items) => held.extend(items),
            }
        }
        held.into_iter().for_each(|value| self.reach(value));
    }
    fn record_mut(&mut self, value: Datum) -> Option<&mut Record> {
        if self.sem.ty(value.ty).repr != crate::semantics::Repr::Object {
            return None;
        }
        self.heap.get_mut(value.bits as usize)
    }

    /// Whether two values are one. Which NaN it is that arithmetic gives is open: a run that depends on it means nothing.
    pub fn same(&mut self, a: Datum, b: Datum) -> bool {
        let is_nan = |it: Datum| is_float(self.sem, it) && it.float().is_nan();
        self.wild |= is_nan(a) && is_nan(b);
        a == b
    }

    // ---- frames

    /// An element of an array operand.
    pub fn element(&mut self, items: &[Datum], index: i64) -> Datum {
        match usize::try_from(index).ok().and_then(|index| items.get(index)) {
            Some(value) => *value,
            None => {
                self.wild = true;
                Datum::new(self.sem.int, 0)
            }
        }
    }
    /// `local!(index)`
    pub fn local(&mut self, index: i64) -> Datum {
        match usize::try_from(index).ok().and_then(|index| self.locals.get(index)) {
            Some(value) => *value,
            None => {
                self.wild = true;
                Datum::new(self.sem.int, 0)
            }
        }
    }
    /// `local!(index) = value`
    pub fn set_local(&mut self, index: i64, value: Datum) {
        match usize::try_from(index).ok().and_then(|index| self.locals.get_mut(index)) {
            Some(slot) => *slot = value,
            None => self.wild = true,
        }
    }
    /// `constant!(index)`
    pub fn constant(&mut self, index: i64) -> Datum {
        self.constants[index.unsigned_abs() as usize % self.constants.len()]
    }
    /// `name!(index)`
    pub fn name(&mut self, index: i64) -> Datum {
        self.constant(index.wrapping_add(1))
    }

    // ---- helpers

    /// Calls a helper: anything may happen that its declaration allows.
    pub fn call(&mut self, helper: Helper, args: &[Datum]) -> Result<Datum, Stop> {
        let info = self.sem.helper(helper);
        let arrays = info.params.iter().filter(|param| param.array).count();
        for (param, arg) in info.params.iter().zip(args) {
            if arrays > 0 && param.array {
                break;
            }
            self.expect(&param.content, *arg);
        }
        if info.pure_ {
            return Ok(self.pure_call(helper, args));
        }
        let mut random = Random::new(self.seed ^ mix(self.calls) ^ mix(u64::from(helper.0) << 32));
        // A call without effect may be left out: what comes after it must not depend on it.
        if info.errors || info.escapes || !info.writes.is_empty() {
            self.calls += 1;
            args.iter().for_each(|arg| self.reach(*arg));
            for row in 0..self.heap.len() {
                if self.heap[row].reachable {
                    self.disturb(row, info.writes, info.escapes, &mut random);
                }
            }
        }
        // In each world some helpers mostly raise, so that loops which catch that go round.
        let often = mix(self.seed ^ mix(helper.0.into())).is_multiple_of(6);
        let raises = if often { !random.once_in(8) } else { random.once_in(12) };
        if info.never || info.errors && raises {
            let present = Content { types: self.sem.present(), lo: i64::MIN, hi: i64::MAX };
            self.raised = self.any_value(&present, &mut random);
            return Err(Stop::Raised);
        }
        let Some(content) = &info.result else { return Ok(Datum::new(self.sem.int, 0)) };
        if info.fresh {
            let fresh = self.sem.objects_of(content.types).types().next();
            if let Some(ty) = fresh {
                return Ok(world::new_object(self, ty, &mut random, false));
            }
        }
        Ok(self.any_value(content, &mut random))
    }

    /// A value that code outside the trace can have.
    fn any_value(&mut self, content: &Content, random: &mut Random) -> Datum {
        match world::value(self, content, random) {
            Some(value) => value,
            None => match self.sem.objects_of(content.types).types().next() {
                Some(ty) => world::new_object(self, ty, random, true),
                None => Datum::new(self.sem.int, 0),
            },
        }
    }

    /// Changes what a helper may change of an object.
    fn disturb(&mut self, row: usize, writes: &[Field], escapes: bool, random: &mut Random) {
        let ty = self.heap[row].ty;
        let Some(info) = self.sem.objects.iter().find(|object| object.ty == ty) else { return };
        let object = Datum::new(ty, row as u64);
        for (place, field) in info.fields.iter().enumerate() {
            let info = self.sem.field(*field);
            let may = writes.contains(field) || escapes && info.mutable;
            // Watched fields change rarely: each change ends the test.
            if !may || random.once_in(2) || info.watch && !random.once_in(16) {
                continue;
            }
            let counts = info_arrays(self.sem, ty, *field).next().is_some();
            if counts {
                self.resize(object, *field, random);
            } else if info.array {
                let Slot::Many(items) = &self.heap[row].slots[place] else { continue };
                for index in 0..items.len() {
                    if random.once_in(2) {
                        let value = self.any_value(&info.content, random);
                        if let Some(Slot::Many(items)) = self.heap[row].slots.get_mut(place) {
                            items[index] = value;
                        }
                    }
                }
            } else {
                let value = self.any_value(&info.content, random);
                self.heap[row].slots[place] = Slot::One(value);
            }
        }
    }

    /// Changes the length of the arrays that a field counts.
    fn resize(&mut self, object: Datum, len: Field, random: &mut Random) {
        let size = random.below(5);
        let arrays: Vec<Field> = info_arrays(self.sem, object.ty, len).collect();
        for array in arrays {
            let content = &self.sem.field(array).content;
            let more: Vec<Datum> = (0..size).map(|_| self.any_value(content, random)).collect();
            if let Some(Slot::Many(items)) = self.slot_mut(array, object) {
                items.truncate(size);
                let have = items.len();
                items.extend(&more[have..]);
            }
        }
        let value = Datum::new(self.sem.int, size as u64);
        if let Some(slot) = self.slot_mut(len, object) {
            *slot = Slot::One(value);
        }
    }

    /// The result of a pure helper: a function of its arguments.
    pub fn pure_call(&self, helper: Helper, args: &[Datum]) -> Datum {
        let info = self.sem.helper(helper);
        let mut hash = mix(u64::from(helper.0) + 1);
        for arg in args {
            // Of a new object only the type: which row it has depends on what else was made.
            let nan = arg.ty == self.sem.float && arg.float().is_nan();
            // Which bits a float has that is not a number is the processor's choice.
            let bits = if self.may_be_constant(*arg) && !nan { arg.bits } else { 0 };
            hash = mix(hash ^ bits ^ mix(u64::from(arg.ty.0)));
        }
        let mut random = Random::new(hash);
        let unknown = Datum::new(self.sem.int, 0);
        let Some(content) = &info.result else { return unknown };
        // The result may be an argument.
        let fitting: Vec<Datum> = args
            .iter()
            .copied()
            .filter(|arg| self.sem.of_content(content).contains(*arg) && self.is_object(*arg))
            .collect();
        if let Some(arg) = random.pick(&fitting)
            && random.once_in(2)
        {
            return *arg;
        }
        world::old_value(self, content, &mut random).or(fitting.first().copied()).unwrap_or(unknown)
    }

    /// Whether a trace can name a value: not an object that it makes itself.
    pub fn may_be_constant(&self, value: Datum) -> bool {
        !self.is_object(value) || (value.bits as usize) < self.old
    }

    /// Whether a datum refers to an object.
    pub fn is_object(&self, datum: Datum) -> bool {
        self.sem.ty(datum.ty).repr == crate::semantics::Repr::Object
    }
}

/// The arrays whose items a field counts.
fn info_arrays(sem: &'static Semantics, ty: Type, len: Field) -> impl Iterator<Item = Field> {
    let object = sem.objects.iter().find(move |object| object.ty == ty);
    let fields = object.map_or(&[][..], |object| object.fields);
    fields.iter().copied().filter(move |field| sem.field(*field).len == Some(len))
}

/// A scalar as the model holds it.
pub trait Scalar: Copy {
    /// Takes the scalar out of a datum.
    fn of(datum: Datum) -> Self;
    /// The bits of its datum.
    fn bits(self) -> u64;
}
macro_rules! native {
    ($($t:ty)*) => { $(
        impl Scalar for $t {
            fn of(datum: Datum) -> Self {
                datum.bits as $t
            }
            fn bits(self) -> u64 {
                self as i128 as u64
            }
        }
    )* };
}
native!(i8 i16 i32 i64 u8 u16 u32 u64);
impl Scalar for bool {
    fn of(datum: Datum) -> Self {
        datum.bits != 0
    }
    fn bits(self) -> u64 {
        u64::from(self)
    }
}
impl Scalar for f64 {
    fn of(datum: Datum) -> Self {
        datum.float()
    }
    fn bits(self) -> u64 {
        self.to_bits()
    }
}
impl<const BITS: u32> Scalar for Int<BITS> {
    fn of(datum: Datum) -> Self {
        Int::new(datum.word())
    }
    fn bits(self) -> u64 {
        self.get() as u64
    }
}
impl<const BITS: u32> Scalar for Uint<BITS> {
    fn of(datum: Datum) -> Self {
        Uint::new(datum.bits)
    }
    fn bits(self) -> u64 {
        self.get()
    }
}

/// What can be narrowed to a scalar: a value, or the scalar itself.
pub trait Narrow<S> {
    /// The scalar.
    fn narrow(self) -> S;
}
impl<S: Scalar> Narrow<S> for Datum {
    fn narrow(self) -> S {
        S::of(self)
    }
}
impl<S: Scalar> Narrow<S> for S {
    fn narrow(self) -> S {
        self
    }
}

/// The scalar in a value that is known to be one.
pub fn narrowed<S: Scalar>(value: impl Narrow<S>) -> S {
    value.narrow()
}
/// Takes a scalar out of a datum.
pub fn of_datum<S: Scalar>(datum: Datum) -> S {
    S::of(datum)
}
/// Makes a datum of a scalar.
pub fn to_datum(value: impl Scalar, ty: Type) -> Datum {
    Datum::new(ty, value.bits())
}
/// Whether a value has a type.
pub fn is(value: Datum, ty: Type) -> bool {
    value.ty == ty
}
