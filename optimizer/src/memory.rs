//! Memory: which fields are known, which objects are one object, what a store or call forgets.
//!
//! A known field is an entry "this field of this object (at this index) is this term". A shape, a length or a version
//! that a guard tested is a constant value of such an entry; an object that exists in snapshots alone is an allocation
//! that has not escaped, with its entries as its fields. Two accesses cannot meet if their fields differ, if their
//! objects have no type or constant in common, if one object is an allocation that the other cannot refer to, or if
//! their indices cannot be equal.
//!
//! # Invariants
//! 1. The fields of an allocation that has not escaped are complete: every object in it that has not escaped itself is
//!    the value of an entry. What would break this (an unknown index, a forgotten entry) escapes the object or value.
//! 2. Only an allocation's own term refers to it while it has not escaped.

use crate::cx::{Cx, Operand};
use crate::defects::{Defect, broken};
use crate::event::EventKind;
use crate::lattice::Range;
use crate::semantics::{Field, Type};
use crate::term::{Prim, T, Terms};

/// A known field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// The field.
    pub field: Field,
    /// The object.
    pub object: T,
    /// The index, or none.
    pub index: T,
    /// What is there.
    pub value: T,
}

/// An object made by the trace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Allocation {
    /// Its term.
    pub object: T,
    /// Something else may refer to it.
    pub escaped: bool,
    /// All its fields are known: a body made it, not a helper.
    pub made: bool,
}

/// What is known about memory at a point of a trace.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Memory {
    known: Vec<Known>,
    allocations: Vec<Allocation>,
    /// Watched fields that the trace itself has written: no promise holds for them any more.
    unwatched: Vec<Field>,
    /// The mark of the outermost arm that runs.
    pub(crate) base_mark: usize,
}

impl Memory {
    /// The known fields.
    pub fn known(&self) -> &[Known] {
        &self.known
    }
    /// The objects made by the trace.
    pub fn allocations(&self) -> &[Allocation] {
        &self.allocations
    }
    /// Learns a field. For drivers, which know what memory held at entry.
    pub fn learn(&mut self, known: Known) {
        self.known.push(known);
    }
    /// Forgets the fields that a predicate rejects.
    pub fn retain(&mut self, keep: impl FnMut(&Known) -> bool) {
        self.known.retain(keep);
    }
    /// Adds an object that only its own term refers to, and of which all fields will be known.
    pub fn make(&mut self, object: T) {
        self.allocations.push(Allocation { object, escaped: false, made: true });
    }
    /// Whether a term is an object that could exist in snapshots alone.
    pub fn is_deferrable(&self, t: T) -> bool {
        self.allocation(t).is_some_and(|it| !it.escaped && it.made)
    }
    /// Adds an object made by the trace that other terms may refer to.
    pub fn allocate_escaped(&mut self, object: T) {
        self.allocations.push(Allocation { object, escaped: true, made: false });
    }
    /// Takes over which watched fields the trace has written.
    pub fn keep_promises_of(&mut self, other: &Memory) {
        self.unwatched.clone_from(&other.unwatched);
    }
    /// Adds an object that only its own term refers to.
    pub fn allocate(&mut self, object: T) {
        self.allocations.push(Allocation { object, escaped: false, made: false });
    }
    fn allocation(&self, t: T) -> Option<&Allocation> {
        self.allocations.iter().find(|it| it.object == t)
    }
    /// Whether a term is an allocation that nothing else refers to.
    pub fn is_unescaped(&self, t: T) -> bool {
        self.allocation(t).is_some_and(|it| !it.escaped)
    }
    /// Whether two different terms are different objects because of how one of them came to be.
    pub(crate) fn distinct(&self, terms: &Terms, a: T, b: T) -> bool {
        if self.allocations.is_empty() {
            return false;
        }
        let one = |a: T, b: T| {
            self.allocation(a).is_some_and(|it| {
                // A value older than the object, or a constant, cannot refer to it.
                !it.escaped
                    || b < a
                    || matches!(terms.get(b).prim, Prim::Const(_))
                    || self.allocation(b).is_some()
                    || broken(Defect::AliasEscapedDistinct)
            })
        };
        one(a, b) || one(b, a)
    }
}

impl Cx<'_> {
    fn same_term(&self, a: T, b: T) -> bool {
        if a == b {
            return true;
        }
        if !a.is_some() || !b.is_some() {
            return false;
        }
        if broken(Defect::AliasSameType)
            && self.fact(a).types() == self.fact(b).types()
            && self.fact(a).ints().is_empty()
        {
            return true;
        }
        self.constant_of(a).is_some_and(|datum| self.constant_of(b) == Some(datum))
    }

    fn disjoint_objects(&self, a: T, b: T) -> bool {
        a != b
            && (broken(Defect::AliasByTerm)
                || self.memory.distinct(&self.terms, a, b)
                || self.fact(a).meet(&self.fact(b)).is_unreachable())
    }

    fn disjoint_indices(&self, a: T, b: T) -> bool {
        if a == b || !a.is_some() || !b.is_some() {
            return false;
        }
        broken(Defect::AliasByIndexTerm)
            || self.fact(a).range().meet(&self.fact(b).range()).is_empty()
    }

    /// From here on other terms may refer to an allocation, and to what it holds.
    pub fn escape(&mut self, t: T) {
        let Some(it) = self.memory.allocations.iter_mut().find(|it| it.object == t) else { return };
        if std::mem::replace(&mut it.escaped, true) {
            return;
        }
        let held: Vec<T> =
            self.memory.known.iter().filter(|it| it.object == t).map(|it| it.value).collect();
        for value in held {
            self.escape(value);
        }
    }

    /// `object.field`
    pub fn load(&mut self, field: Field, object: impl Operand) -> T {
        let object = object.term(self);
        self.load_at(field, object, T::NONE)
    }

    /// `object.field[index]`
    pub fn load_item(&mut self, field: Field, object: impl Operand, index: impl Operand) -> T {
        let (object, index) = (object.term(self), index.term(self));
        self.load_at(field, object, index)
    }

    /// `object.field[..count]`
    pub fn load_slice(&mut self, field: Field, object: impl Operand, count: usize) -> Vec<T> {
        let object = object.term(self);
        (0..count).map(|index| self.load_item(field, object, index)).collect()
    }

    fn load_at(&mut self, field: Field, object: T, index: T) -> T {
        let info = self.sem.field(field);
        if self.is_unreachable() {
            return self.any(&info.content);
        }
        let object = self.canonical(object);
        let index = if index.is_some() { self.canonical(index) } else { index };
        let known = self.memory.known.iter().rev().find(|it| {
            it.field == field
                && self.same_term(it.object, object)
                && self.same_term(it.index, index)
        });
        if let Some(value) = known.map(|it| it.value) {
            return self.canonical(value);
        }
        if let Some(datum) = self.watched(field, object, index) {
            return self.datum(datum);
        }
        if !self.unconditional() {
            // A scalar field can be read ahead of the condition if the object is one there too.
            let before = self.fact_before(object, self.memory.base_mark);
            let certain = before.types() == info.object.set() && !index.is_some();
            self.step.conditional |= !certain;
        }
        let mut elem = self.sem.of_content(&info.content);
        if broken(Defect::FieldRangeTooSmall) {
            elem = elem.meet(&crate::lattice::Elem::only_range(Range::between(i64::MIN, 2)));
        }
        if !self.sem.objects_of(elem.types()).is_empty() && !broken(Defect::LoadedStay) {
            self.escape(object);
        }
        let result = self.opaque(elem);
        self.memory.known.push(Known { field, object, index, value: result });
        self.emit(EventKind::Load { result, field, object, index });
        self.canonical(result)
    }

    /// The known value of a field.
    pub(crate) fn known_field(&mut self, field: Field, object: T, index: T) -> Option<T> {
        let known = self.memory.known.iter().rev().find(|it| {
            it.field == field
                && self.same_term(it.object, object)
                && self.same_term(it.index, index)
        });
        let value = known.map(|it| it.value)?;
        Some(self.canonical(value))
    }

    /// What was known of a term at a mark.
    pub(crate) fn fact_before(&self, t: T, mark: usize) -> crate::lattice::Elem {
        self.trail_since(mark)
            .iter()
            .find(|(it, _)| *it == t)
            .map_or_else(|| self.fact(t), |it| it.1)
    }

    /// The value of a field of a constant object that does not change while the trace is valid.
    fn watched(&mut self, field: Field, object: T, index: T) -> Option<crate::semantics::Datum> {
        let info = self.sem.field(field);
        if info.mutable && (!info.watch || self.memory.unwatched.contains(&field)) {
            return None;
        }
        let object = self.constant_of(object)?;
        let index = if index.is_some() { Some(self.word_of(index)?) } else { None };
        let datum = self.host.watch(field, object, index)?;
        if info.mutable {
            self.step.watched.push((field, object, index));
        }
        Some(datum)
    }

    /// `object.field = value`
    pub fn store(&mut self, field: Field, object: impl Operand, value: impl Operand) {
        let (object, value) = (object.term(self), value.term(self));
        self.store_at(field, object, T::NONE, value);
    }

    /// `object.field[index] = value`
    pub fn store_item(
        &mut self,
        field: Field,
        object: impl Operand,
        index: impl Operand,
        value: impl Operand,
    ) {
        let (object, index, value) = (object.term(self), index.term(self), value.term(self));
        self.store_at(field, object, index, value);
    }

    fn store_at(&mut self, field: Field, object: T, index: T, value: T) {
        if self.is_unreachable() {
            return;
        }
        self.step.conditional |= !self.unconditional();
        let object = self.canonical(object);
        let index = if index.is_some() { self.canonical(index) } else { index };
        self.expect(&self.sem.field(field).content, value);
        let value = self.canonical(value);
        if index.is_some() && self.word_of(index).is_none() {
            self.escape(object);
        }
        if !broken(Defect::StoredStay) {
            self.escape(value);
        }
        let mut known = std::mem::take(&mut self.memory.known);
        if !broken(Defect::StoreKillsNothing) {
            known.retain(|it| {
                it.field != field
                    || self.disjoint_objects(it.object, object)
                    || self.disjoint_indices(it.index, index)
            });
        }
        known.push(Known { field, object, index, value });
        self.memory.known = known;
        if self.sem.field(field).watch && !self.memory.unwatched.contains(&field) {
            self.memory.unwatched.push(field);
        }
        self.emit(EventKind::Store { field, object, index, value });
    }

    /// `new!`: makes an object. All its fields follow by [`Cx::init`] and [`Cx::init_items`].
    pub fn alloc(&mut self, ty: Type) -> T {
        let elem = self.sem.of_types(ty.set());
        let result = self.opaque(elem);
        if !self.is_unreachable() {
            self.step.conditional |= !self.unconditional();
            self.memory.make(result);
            self.emit(EventKind::Alloc { result, ty });
        }
        result
    }

    /// Gives a scalar field of a new object its first value.
    pub fn init(&mut self, object: T, field: Field, value: impl Operand) {
        let value = value.term(self);
        self.init_at(object, field, T::NONE, value);
    }

    /// Gives the items of an array of a new object their first values.
    pub fn init_items(&mut self, object: T, field: Field, values: &[T]) {
        for (index, value) in values.iter().enumerate() {
            let index = self.int(index as i64);
            self.init_at(object, field, index, *value);
        }
    }

    fn init_at(&mut self, object: T, field: Field, index: T, value: T) {
        if !self.is_unreachable() {
            self.expect(&self.sem.field(field).content, value);
            let value = self.canonical(value);
            self.memory.known.push(Known { field, object, index, value });
            self.emit(EventKind::Init { field, object, index, value });
        }
    }

    /// A value that is put where only some values may be is one of them: the definition says so.
    pub(crate) fn expect(&mut self, content: &crate::semantics::Content, value: T) {
        let elem = self.sem.of_content(content);
        self.learn(value, &elem);
    }

    /// Forgets what a call may have changed.
    pub(crate) fn forget_written(&mut self, writes: &[Field], escapes: bool) {
        let writes =
            if broken(Defect::WritesFirstOnly) { &writes[..writes.len().min(1)] } else { writes };
        let escapes = escapes && !broken(Defect::EscapeKeepsMemory);
        let mut known = std::mem::take(&mut self.memory.known);
        known.retain(|it| {
            let info = self.sem.field(it.field);
            let kept_array = broken(Defect::EscapeKeepsArrays) && info.array;
            let written = info.mutable && escapes && !kept_array || writes.contains(&it.field);
            !written || self.memory.is_unescaped(it.object)
        });
        self.memory.known = known;
    }

    /// Forgets entries that name terms from `first` on: nothing computes them any more.
    pub(crate) fn forget_terms_from(&mut self, first: usize) {
        let terms = &self.terms;
        let lost = |t: T| {
            t.is_some() && t.index() >= first && !matches!(terms.get(t).prim, Prim::Const(_))
        };
        let (gone, kept): (Vec<Known>, Vec<Known>) = self
            .memory
            .known
            .iter()
            .copied()
            .partition(|it| lost(it.object) || lost(it.index) || lost(it.value));
        for it in &gone {
            self.escape(it.object);
            self.escape(it.value);
        }
        self.memory.known = kept;
    }

    /// Keeps what this memory and another have in common.
    pub(crate) fn join_memory(&mut self, other: &Memory) {
        for theirs in &other.allocations {
            match self.memory.allocations.iter_mut().find(|it| it.object == theirs.object) {
                Some(ours) => ours.escaped |= theirs.escaped,
                None => self.memory.allocations.push(*theirs),
            }
        }
        for field in &other.unwatched {
            if !self.memory.unwatched.contains(field) {
                self.memory.unwatched.push(*field);
            }
        }
        if broken(Defect::JoinKeepsMemory) {
            self.memory.known.clone_from(&other.known);
            return;
        }
        // A forgotten entry may have held the only known way to an object.
        let ours = std::mem::take(&mut self.memory.known);
        let (kept, gone): (Vec<Known>, Vec<Known>) =
            ours.into_iter().partition(|it| other.known.contains(it));
        let gone = gone.iter().chain(other.known.iter().filter(|it| !kept.contains(it)));
        let gone: Vec<T> = gone.map(|it| it.value).collect();
        self.memory.known = kept;
        for value in gone {
            self.escape(value);
        }
    }
}
