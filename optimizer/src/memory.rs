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
use crate::known::{History, Link, Table};
use crate::lattice::Range;
use crate::semantics::{Datum, Field, Type};
use crate::term::{Prim, T, Term, Terms};
use crate::trace::Passes;
use rustc_hash::FxHashSet;

pub use crate::known::Known;

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

/// A watched field that the trace itself has written: no promise holds for it any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Unwatched {
    field: Field,
    object: Datum,
    /// None: any index.
    index: Option<i64>,
}

/// Fields that some events may have written.
pub(crate) struct Written {
    /// Places that were stored to, by field.
    stores: Vec<(Field, T, T)>,
    /// By field: a call has written it, of any object.
    calls: Vec<bool>,
    /// Code has run that may write all that can be written.
    all: bool,
}

/// A change of [`Memory`], to be undone.
#[derive(Clone, Copy, Debug)]
enum Change {
    Learnt,
    Forgot(u32),
    Allocated,
    Escaped(u32),
    Unwatched,
}

/// A change of [`Memory`] that was undone, to be made again.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Redo {
    Learn(Known),
    Forget(u32),
    Allocate(Allocation),
    Escape(u32),
    Unwatch(Unwatched),
}

/// What is known about memory at a point of a trace. Every change is logged, so that an earlier state is found by undoing.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    table: Table,
    allocations: Vec<Allocation>,
    /// By allocation: the last row that is about it.
    latest_rows: Vec<Link>,
    /// By term: one more than the row of its allocation, or zero.
    rows: Vec<u32>,
    /// Allocations that could exist in snapshots alone.
    deferrable: u32,
    unwatched: Vec<Unwatched>,
    log: Vec<Change>,
    /// The mark of the outermost arm that runs.
    pub(crate) base_mark: usize,
}

impl Memory {
    /// The known fields, by field and then in the order in which they became known.
    pub fn known(&self) -> Vec<Known> {
        let mut known: Vec<Known> = self.table.live().copied().collect();
        known.sort_by_key(|it| it.field);
        known
    }
    /// Whether a known field has a value.
    pub(crate) fn has_value(&self, value: T) -> bool {
        self.table.live().any(|it| it.value == value)
    }
    /// The known fields of an object that the trace has made, the last first.
    fn held(&self, object: T) -> impl Iterator<Item = &Known> + '_ {
        let last = self.row(object).and_then(|row| self.latest_rows[row].row());
        let rows = std::iter::successors(last, |row| self.table.row(*row).before.row());
        rows.map(|row| self.table.row(row)).filter(|it| !it.is_forgotten()).map(|it| &it.known)
    }
    /// The known fields of an object that the trace has made, by field and then in the order in which they became known.
    pub fn known_of(&self, object: T) -> Vec<Known> {
        self.sorted(object, |it| *it, |it| it.field)
    }
    /// The same, without the object.
    pub(crate) fn fields_of(&self, object: T) -> Vec<(Field, T, T)> {
        self.sorted(object, |it| (it.field, it.index, it.value), |it| it.0)
    }
    fn sorted<K>(
        &self,
        object: T,
        take: impl Fn(&Known) -> K,
        field: impl Fn(&K) -> Field,
    ) -> Vec<K> {
        let mut held: Vec<K> = self.held(object).map(take).collect();
        held.reverse();
        held.sort_by_key(field);
        held
    }
    /// All fields that were known at some time.
    pub(crate) fn history(&self) -> History {
        self.table.history()
    }
    /// The objects made by the trace.
    pub fn allocations(&self) -> &[Allocation] {
        &self.allocations
    }
    /// The number of changes so far, to undo to.
    pub(crate) fn mark(&self) -> usize {
        self.log.len()
    }
    /// Forgets everything but keeps the room that it took.
    pub(crate) fn clear(&mut self) {
        self.table.clear();
        self.allocations.clear();
        self.latest_rows.clear();
        self.rows.clear();
        self.deferrable = 0;
        self.unwatched.clear();
        self.log.clear();
    }

    /// Makes room for what is known about so many terms, and so many fields.
    pub(crate) fn reserve(&mut self, terms: usize, fields: usize) {
        self.table.reserve(terms / 4, fields);
        self.log.reserve(terms / 4);
        self.rows.reserve(terms);
    }

    /// Learns a field. For drivers, which know what memory held at entry.
    pub fn learn(&mut self, known: Known) {
        let made = self.row(known.object);
        let before = made.map_or(Link::NONE, |made| self.latest_rows[made]);
        let row = self.table.push(known, before, self.log.len());
        if let Some(made) = made {
            self.latest_rows[made] = row;
        }
        self.log.push(Change::Learnt);
    }
    fn forget(&mut self, row: u32) {
        self.log.push(Change::Forgot(row));
        self.table.forget(row, self.log.len());
    }
    /// Forgets the fields that a predicate rejects.
    pub fn retain(&mut self, mut keep: impl FnMut(&Memory, &Known) -> bool) {
        for row in 0..self.table.len() {
            let it = *self.table.row(row);
            if !it.is_forgotten() && !keep(self, &it.known) {
                self.forget(row);
            }
        }
    }
    fn retain_field(&mut self, field: Field, mut keep: impl FnMut(&Memory, &Known) -> bool) {
        let gone = self.rows_of(field, |it| !keep(self, it));
        gone.into_iter().for_each(|row| self.forget(row));
    }
    /// The rows that are known of a field and that a predicate takes.
    fn rows_of(&self, field: Field, mut take: impl FnMut(&Known) -> bool) -> Vec<u32> {
        self.table.latest(field).filter(|it| take(it.1)).map(|it| it.0).collect()
    }
    /// What is known of a field, the last first.
    fn latest(&self, field: Field) -> impl Iterator<Item = &Known> + '_ {
        self.table.latest(field).map(|it| it.1)
    }

    fn add_allocation(&mut self, allocation: Allocation) {
        self.allocations.push(allocation);
        self.latest_rows.push(Link::NONE);
        let term = allocation.object.index();
        if term >= self.rows.len() {
            self.rows.resize(term + 1, 0);
        }
        self.rows[term] = self.allocations.len() as u32;
        self.deferrable += u32::from(allocation.made && !allocation.escaped);
        self.log.push(Change::Allocated);
    }
    /// Adds an object that only its own term refers to, and of which all fields will be known.
    pub fn make(&mut self, object: T) {
        self.add_allocation(Allocation { object, escaped: false, made: true });
    }
    /// Adds an object made by the trace that other terms may refer to.
    pub fn allocate_escaped(&mut self, object: T) {
        self.add_allocation(Allocation { object, escaped: true, made: false });
    }
    /// Adds an object that only its own term refers to.
    pub fn allocate(&mut self, object: T) {
        self.add_allocation(Allocation { object, escaped: false, made: false });
    }
    fn row(&self, t: T) -> Option<usize> {
        let row = *self.rows.get(t.index())?;
        row.checked_sub(1).map(|row| row as usize)
    }
    fn allocation(&self, t: T) -> Option<&Allocation> {
        self.row(t).map(|row| &self.allocations[row])
    }
    /// Whether a term is an object that could exist in snapshots alone.
    pub fn is_deferrable(&self, t: T) -> bool {
        self.deferrable > 0 && self.allocation(t).is_some_and(|it| !it.escaped && it.made)
    }
    /// Whether a term is an object that the trace has made.
    pub fn is_made(&self, t: T) -> bool {
        self.allocation(t).is_some()
    }
    /// Whether there is any such object.
    pub fn has_deferrable(&self) -> bool {
        self.deferrable > 0
    }
    /// Whether a term is an allocation that nothing else refers to.
    pub fn is_unescaped(&self, t: T) -> bool {
        self.allocation(t).is_some_and(|it| !it.escaped)
    }
    /// Marks an allocation as escaped; whether it was not before.
    fn set_escaped(&mut self, row: usize) -> bool {
        let it = &mut self.allocations[row];
        if std::mem::replace(&mut it.escaped, true) {
            return false;
        }
        self.deferrable -= u32::from(it.made);
        self.log.push(Change::Escaped(row as u32));
        true
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

    fn unwatch(&mut self, it: Unwatched) {
        if !self.unwatched.contains(&it) {
            self.unwatched.push(it);
            self.log.push(Change::Unwatched);
        }
    }
    /// Whether the trace has not written a field that somebody watches.
    fn may_watch(&self, field: Field, object: Datum, index: Option<i64>) -> bool {
        let written = |it: &Unwatched| {
            it.field == field && it.object == object && (it.index.is_none() || it.index == index)
        };
        !self.unwatched.iter().any(written)
    }

    fn undo_last(&mut self) -> Option<Redo> {
        Some(match self.log.pop()? {
            Change::Learnt => {
                let row = self.table.pop()?;
                if let Some(made) = self.row(row.known.object) {
                    self.latest_rows[made] = row.before;
                }
                Redo::Learn(row.known)
            }
            Change::Forgot(row) => {
                self.table.remember(row);
                Redo::Forget(row)
            }
            Change::Allocated => {
                let it = self.allocations.pop()?;
                self.latest_rows.pop();
                self.rows[it.object.index()] = 0;
                self.deferrable -= u32::from(it.made && !it.escaped);
                Redo::Allocate(it)
            }
            Change::Escaped(row) => {
                let it = &mut self.allocations[row as usize];
                it.escaped = false;
                self.deferrable += u32::from(it.made);
                Redo::Escape(row)
            }
            Change::Unwatched => Redo::Unwatch(self.unwatched.pop()?),
        })
    }
    /// Undoes all changes since `mark`.
    pub(crate) fn undo_to(&mut self, mark: usize) {
        while self.log.len() > mark {
            self.undo_last();
        }
    }
    /// Undoes all changes since `mark`, to be made again by [`Memory::put_back`].
    pub(crate) fn set_aside(&mut self, mark: usize) -> Vec<Redo> {
        let mut made = Vec::with_capacity(self.log.len().saturating_sub(mark));
        while self.log.len() > mark {
            made.extend(self.undo_last());
        }
        made.reverse();
        made
    }
    /// Makes changes again that [`Memory::set_aside`] has undone.
    pub(crate) fn put_back(&mut self, made: &[Redo]) {
        for redo in made {
            match *redo {
                Redo::Learn(known) => self.learn(known),
                Redo::Forget(row) => self.forget(row),
                Redo::Allocate(it) => self.add_allocation(it),
                Redo::Escape(row) => {
                    self.set_escaped(row as usize);
                }
                Redo::Unwatch(it) => self.unwatch(it),
            }
        }
    }
}

impl Cx<'_> {
    /// The known value of a place: the object and index are canonical.
    fn known_at(&self, field: Field, object: T, index: T) -> Option<T> {
        let same = |it: &&Known| it.object == object && it.index == index;
        if let Some(known) = self.memory.latest(field).find(same) {
            return Some(known.value);
        }
        // What is known of a term may have become a constant after it was noted.
        let konst = |t: T| t.is_some() && matches!(self.terms.get(t).prim, Prim::Const(_));
        if !konst(object) && !konst(index) && !broken(Defect::AliasSameType) {
            return None;
        }
        let is = |a: T, b: T| {
            a == b
                || a.is_some()
                    && b.is_some()
                    && matches!(self.terms.get(b).prim, Prim::Const(_))
                    && self.constant_of(a).is_some_and(|datum| self.constant_of(b) == Some(datum))
        };
        let wrongly = |it: &Known| {
            broken(Defect::AliasSameType)
                && self.fact(it.object).types() == self.fact(object).types()
                && it.index == index
        };
        let same = |it: &&Known| is(it.object, object) && is(it.index, index) || wrongly(it);
        self.memory.latest(field).find(same).map(|it| it.value)
    }

    /// Whether two objects that have the same field are different ones.
    fn disjoint_objects(&self, a: T, b: T) -> bool {
        if a == b || broken(Defect::ObjectsNeverDistinct) {
            return false;
        }
        broken(Defect::AliasByTerm)
            || self.memory.distinct(&self.terms, a, b)
            || match (self.constant_of(a), self.constant_of(b)) {
                (Some(a), Some(b)) => a != b,
                _ => false,
            }
    }

    fn disjoint_indices(&self, a: T, b: T) -> bool {
        if a == b || !a.is_some() || !b.is_some() || broken(Defect::IndicesNeverDisjoint) {
            return false;
        }
        broken(Defect::AliasByIndexTerm)
            || self.fact(a).range().meet(&self.fact(b).range()).is_empty()
    }

    /// From here on other terms may refer to an allocation, and to what it holds.
    pub fn escape(&mut self, t: T) {
        let Some(row) = self.memory.row(t) else { return };
        if !self.memory.set_escaped(row) {
            return;
        }
        let held: Vec<T> = self.memory.held(t).map(|it| it.value).collect();
        for value in held {
            self.escape(value);
        }
    }

    /// Whether a value needs the object `wanted`: it is the object, or is computed from it, or is an object in snapshots
    /// alone that holds such a value.
    fn reaches(&self, value: T, wanted: T) -> bool {
        let plain = |t: T| matches!(self.terms.get(t).prim, Prim::Opaque | Prim::Const(_));
        if value != wanted && plain(value) && !self.memory.is_deferrable(value) {
            return false;
        }
        let mut seen = FxHashSet::default();
        let mut left = vec![value];
        while let Some(t) = left.pop() {
            if t == wanted {
                return true;
            }
            let Term { prim, args } = self.terms.get(t);
            if self.memory.is_deferrable(t) {
                if seen.insert(t) {
                    left.extend(self.memory.held(t).map(|it| it.value));
                }
            } else if !matches!(prim, Prim::Opaque | Prim::Const(_)) && seen.insert(t) {
                let leads = |arg: &T| {
                    arg.is_some()
                        && (*arg == wanted || !plain(*arg) || self.memory.is_deferrable(*arg))
                };
                left.extend(args.into_iter().filter(leads));
            }
        }
        false
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

    pub(crate) fn load_at(&mut self, field: Field, object: T, index: T) -> T {
        let info = self.sem.field(field);
        if self.is_unreachable() {
            return self.any(&info.content);
        }
        let object = self.canonical(object);
        let index = if index.is_some() { self.canonical(index) } else { index };
        let forwarded = (self.passes.has(Passes::FORWARDING) || self.memory.is_unescaped(object))
            && !broken(Defect::LoadsAgain);
        if forwarded && let Some(value) = self.known_at(field, object, index) {
            self.log_load(field, object, index, Some(value));
            return self.canonical(value);
        }
        if let Some(datum) = self.watched(field, object, index) {
            self.log_load(field, object, index, None);
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
        self.memory.learn(Known { field, object, index, value: result });
        self.emit(EventKind::Load { result, field, object, index });
        self.canonical(result)
    }

    /// The known value of a field.
    pub(crate) fn known_field(&mut self, field: Field, object: T, index: T) -> Option<T> {
        let object = self.canonical(object);
        let index = if index.is_some() { self.canonical(index) } else { index };
        let value = self.known_at(field, object, index)?;
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
        if info.mutable && !info.watch || !self.passes.has(Passes::WATCHES) {
            return None;
        }
        let object = self.constant_of(object)?;
        let index = if index.is_some() { Some(self.word_of(index)?) } else { None };
        if info.mutable && !self.memory.may_watch(field, object, index) {
            return None;
        }
        if info.mutable && self.unchecked && !self.may_leave {
            return None;
        }
        let datum = self.host.watch(field, object, index)?;
        if info.mutable {
            self.step.watched.push((field, object, index));
            self.check_validity();
        }
        Some(datum)
    }

    /// Leaves if the trace has become invalid since that was last looked at.
    pub(crate) fn check_validity(&mut self) {
        if std::mem::replace(&mut self.unchecked, false) {
            self.emit(EventKind::Validity);
        }
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

    pub(crate) fn store_at(&mut self, field: Field, object: T, index: T, value: T) {
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
        // What an object in snapshots alone holds is computed before the object is made: it must not need the object.
        if self.memory.is_deferrable(object)
            && self.reaches(value, object)
            && !broken(Defect::CyclesStay)
        {
            self.escape(object);
        }
        if !self.memory.is_deferrable(object) && !broken(Defect::StoredStay) {
            self.escape(value);
        }
        if !broken(Defect::StoreKillsNothing) {
            self.forget_stored(field, object, index);
        }
        if !broken(Defect::StoredForgotten) {
            self.memory.learn(Known { field, object, index, value });
        }
        if self.sem.field(field).watch {
            if let Some(object) = self.constant_of(object) {
                let index = if index.is_some() { self.word_of(index) } else { None };
                self.memory.unwatch(Unwatched { field, object, index });
            }
            self.unchecked = true;
        }
        self.emit(EventKind::Store { field, object, index, value });
        self.may_leave = false;
    }

    /// What the events so far may have written. What is not in it has not changed; the facts that hold now may tell more apart than
    /// those that held then.
    pub(crate) fn written(&self) -> Written {
        let mut written =
            Written { stores: Vec::new(), calls: vec![false; self.sem.fields.len()], all: false };
        for event in &self.events {
            match &event.kind {
                EventKind::Store { field, object, index, .. } => {
                    written.stores.push((*field, *object, *index));
                }
                EventKind::Call { helper, .. }
                | EventKind::Invoke { helper, .. }
                | EventKind::CallFrame { helper, .. } => {
                    let info = self.sem.helper(*helper);
                    info.writes.iter().for_each(|field| written.calls[usize::from(field.0)] = true);
                    written.all |= info.escapes;
                }
                EventKind::Whole { .. } => written.all = true,
                _ => {}
            }
        }
        written.stores.sort_unstable();
        written
    }

    /// Whether a field is among those that may have been written.
    pub(crate) fn is_written(&self, written: &Written, known: &Known) -> bool {
        let first = written.stores.partition_point(|it| it.0 < known.field);
        let stores = written.stores[first..].iter().take_while(|it| it.0 == known.field);
        self.sem.field(known.field).mutable && written.all
            || written.calls[usize::from(known.field.0)]
            || stores.into_iter().any(|(_, object, index)| {
                !self.disjoint_objects(known.object, *object)
                    && !self.disjoint_indices(known.index, *index)
            })
    }

    /// Forgets what a store may have changed.
    fn forget_stored(&mut self, field: Field, object: T, index: T) {
        let gone = self.memory.rows_of(field, |known| {
            !self.disjoint_objects(known.object, object)
                && !self.disjoint_indices(known.index, index)
        });
        gone.into_iter().for_each(|row| self.memory.forget(row));
    }

    /// `new!`: makes an object. All its fields follow by [`Cx::init`] and [`Cx::init_items`].
    pub fn alloc(&mut self, ty: Type) -> T {
        let elem = self.sem.of_types(ty.set());
        let result = self.opaque(elem);
        if !self.is_unreachable() {
            self.step.conditional |= !self.unconditional();
            self.note_made(result);
            self.emit(EventKind::Alloc { result, ty });
        }
        result
    }

    /// An object was made of which all fields will be known.
    fn note_made(&mut self, object: T) {
        if self.passes.has(Passes::DEFERRING) {
            self.memory.make(object);
        } else {
            self.memory.allocate_escaped(object);
        }
    }

    /// A call has made an object of which all fields will be known: it is made without it.
    pub(crate) fn made_instead(&mut self, row: usize, ty: Type) {
        let EventKind::Call { result, .. } = self.events[row].kind else { return };
        self.events[row].kind = EventKind::Alloc { result, ty };
        let elem = self.sem.of_types(ty.set());
        self.learn(result, &elem);
        self.note_made(result);
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

    /// `[item; count]`, the items of an array of a new object. The count is a number, `oparg` or a cache: the site says it.
    pub fn repeat(&mut self, item: T, count: impl Operand) -> Vec<T> {
        let count = count.term(self);
        let count = self.word_of(count).and_then(|count| usize::try_from(count).ok());
        vec![item; count.unwrap_or(0)]
    }

    pub(crate) fn init_at(&mut self, object: T, field: Field, index: T, value: T) {
        if !self.is_unreachable() {
            self.expect(&self.sem.field(field).content, value);
            let value = self.canonical(value);
            self.memory.learn(Known { field, object, index, value });
            self.emit(EventKind::Init { field, object, index, value });
        }
    }

    /// A value that is put where only some values may be is one of them: the definition says so.
    pub(crate) fn expect(&mut self, content: &crate::semantics::Content, value: T) {
        let known = self.fact(value).types().within(content.types);
        if known && (content.lo, content.hi) == (i64::MIN, i64::MAX) {
            return;
        }
        let elem = self.sem.of_content(content);
        self.learn(value, &elem);
    }

    /// Forgets what a call may have changed.
    pub(crate) fn forget_written(&mut self, writes: &[Field], escapes: bool) {
        let writes =
            if broken(Defect::WritesFirstOnly) { &writes[..writes.len().min(1)] } else { writes };
        let escapes = escapes && !broken(Defect::EscapeKeepsMemory);
        if !escapes {
            for field in writes {
                self.memory.retain_field(*field, |memory, it| memory.is_unescaped(it.object));
            }
            return;
        }
        let sem = self.sem;
        for field in 0..self.memory.table.fields() {
            let field = Field(field as u16);
            let info = sem.field(field);
            let kept_array = broken(Defect::EscapeKeepsArrays) && info.array;
            if info.mutable && !kept_array || writes.contains(&field) {
                self.memory.retain_field(field, |memory, it| memory.is_unescaped(it.object));
            }
        }
    }

    /// Forgets entries that name terms from `first` on: nothing computes them any more.
    pub(crate) fn forget_terms_from(&mut self, first: usize) {
        let terms = &self.terms;
        let lost = |t: T| {
            t.is_some() && t.index() >= first && !matches!(terms.get(t).prim, Prim::Const(_))
        };
        let mut gone = Vec::new();
        self.memory.retain(|_, it| {
            let keep = !lost(it.object) && !lost(it.index) && !lost(it.value);
            if !keep {
                gone.push(*it);
            }
            keep
        });
        for it in &gone {
            self.escape(it.object);
            self.escape(it.value);
        }
    }

    /// Keeps what the memory after two arms has in common. The first arm's changes were set aside, the second one's are in place
    /// since `mark`.
    pub(crate) fn join_memory(&mut self, first: &[Redo], mark: usize) {
        if broken(Defect::JoinKeepsMemory) {
            return;
        }
        let second: Vec<Change> = self.memory.log[mark..].to_vec();
        let own = second.iter().filter(|it| matches!(it, Change::Learnt)).count() as u32;
        // Rows of both arms start here.
        let before = self.memory.table.len() - own;
        // What the first arm knows at its end beyond what was known before.
        let mut learnt: Vec<Known> = Vec::new();
        // A forgotten entry may have held the only known way to an object.
        let mut gone: Vec<T> = Vec::new();
        let mut forgotten: Vec<u32> = Vec::new();
        for redo in first {
            match *redo {
                Redo::Learn(known) => {
                    learnt.push(known);
                    gone.push(known.value);
                }
                Redo::Forget(row) => forgotten.push(row),
                Redo::Allocate(it) => gone.push(it.object),
                _ => {}
            }
        }
        let mut kept: Vec<Known> = Vec::new();
        for (row, known) in (before..).zip(&learnt) {
            if !forgotten.contains(&row) {
                kept.push(*known);
            }
        }
        for row in before..self.memory.table.len() {
            let it = *self.memory.table.row(row);
            if !it.is_forgotten() && !kept.contains(&it.known) {
                gone.push(it.known.value);
                self.memory.forget(row);
            }
        }
        for change in &second {
            if let Change::Forgot(row) = *change {
                gone.push(self.memory.table.row(row).known.value);
            }
        }
        for row in forgotten.into_iter().filter(|row| *row < before) {
            let it = *self.memory.table.row(row);
            gone.push(it.known.value);
            if !it.is_forgotten() {
                self.memory.forget(row);
            }
        }
        let own = second.iter().filter(|it| matches!(it, Change::Allocated)).count();
        let before = self.memory.allocations.len() - own;
        gone.extend(self.memory.allocations[before..].iter().map(|it| it.object));
        for redo in first {
            match *redo {
                Redo::Escape(row) if (row as usize) < before => {
                    self.memory.set_escaped(row as usize);
                }
                Redo::Allocate(it) => {
                    self.memory.add_allocation(Allocation { escaped: false, ..it });
                }
                Redo::Unwatch(it) => self.memory.unwatch(it),
                _ => {}
            }
        }
        for value in gone {
            self.escape(value);
        }
    }
}
