//! Watched places: who relies on what a field holds is told before the field changes.
//!
//! A *place* is a field of one object: the version of a class or of a function, the keys of a dict, or the value of one of its entries.
//! Whoever relies on a place registers a flag, which is cleared when the place changes; what the flag stands for, nobody here knows.
//! An object with watched places has `WATCHED` in its header, so that the others pay one test of a bit; of a dict, `Header::extra` says in 16
//! bits which entries may be meant. Setters have no VM at hand: they find the registry through the block that the object lies in.
//!
//! A place that keeps changing is not to be relied on: after [`CHANGES`] changes that somebody was told of it is not watchable any more.
//!
//! # Invariants
//! 1. A place with a flag that is set belongs to an object with `WATCHED`, and of a dict with the place's bit in `extra`.
//! 2. A row is of a live object: it does not keep the object alive, and goes in the collection that finds it dead.
//! 3. A version of 0 is never watched: it gets another value whenever somebody asks.

use crate::class::Class;
use crate::dict::DictObject;
use crate::function::FunctionObject;
use crate::heap::block::Block;
use crate::object::{Header, Object, Ref};
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Set in `Header::flags` of classes, functions and dicts while somebody relies on a place of the object.
pub(crate) const WATCHED: u8 = 4;
/// So many changes make a place unwatchable.
pub const CHANGES: u32 = 3;
/// The part of an object that is its version, of a dict that of the keys; other parts are numbers of entries.
const VERSION: u32 = u32::MAX;

/// A place: a part of an object. It does not keep the object alive.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    object: usize,
    part: u32,
}

/// What is known of a place.
#[derive(Debug, Default)]
struct Row {
    part: u32,
    changes: u32,
    dependents: Vec<Weak<Cell<bool>>>,
}

impl Row {
    fn changed(&mut self) {
        let dependents = std::mem::take(&mut self.dependents);
        let mut told = false;
        for flag in dependents.iter().filter_map(Weak::upgrade) {
            told |= flag.replace(false);
        }
        self.changes += u32::from(told);
    }
}

/// The watched places of a heap.
#[derive(Debug, Default)]
pub struct Watches {
    rows: RefCell<FxHashMap<usize, Vec<Row>>>,
}

impl Watches {
    /// The registry of the heap that an object lies in.
    fn of(object: &Header) -> &Watches {
        let address = std::ptr::from_ref(object) as usize;
        // SAFETY: headers are those of objects in blocks; blocks are formatted with the registry of their heap, which outlives them.
        unsafe { &*Block::of(address).header().watches }
    }
    fn is_watchable(&self, place: Place) -> bool {
        let rows = self.rows.borrow();
        let row =
            rows.get(&place.object).and_then(|rows| rows.iter().find(|it| it.part == place.part));
        row.is_none_or(|row| row.changes < CHANGES)
    }
    fn add(&self, place: Place, flag: &Rc<Cell<bool>>) {
        let mut rows = self.rows.borrow_mut();
        let rows = rows.entry(place.object).or_default();
        let row = match rows.iter_mut().position(|it| it.part == place.part) {
            Some(row) => &mut rows[row],
            None => {
                rows.push(Row { part: place.part, ..Row::default() });
                rows.last_mut().expect("just pushed")
            }
        };
        // Those that something else has ended are not told again.
        row.dependents.retain(|it| it.upgrade().is_some_and(|flag| flag.get()));
        row.dependents.push(Rc::downgrade(flag));
    }
    /// Clears the flags of a part of an object, or of all parts; the bits of parts that are still relied on.
    fn changed(&self, object: usize, part: Option<u32>) -> u16 {
        let mut rows = self.rows.borrow_mut();
        let mut left = 0;
        for row in rows.get_mut(&object).into_iter().flatten() {
            if part.is_none_or(|part| row.part == part) {
                row.changed();
            } else if !row.dependents.is_empty() {
                left |= bit(row.part);
            }
        }
        left
    }
    /// Forgets objects that are dead.
    pub(crate) fn retain(&self, is_live: impl Fn(usize) -> bool) {
        self.rows.borrow_mut().retain(|object, _| is_live(*object));
    }
    /// How many objects have rows.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.rows.borrow().len()
    }
}

/// The bit of a part in the filter of a dict.
fn bit(part: u32) -> u16 {
    1 << (part % 16)
}

impl Place {
    fn of<T: Object>(object: Ref<T>, part: u32) -> Option<Place> {
        let place = Place { object: object.address(), part };
        Watches::of(&object.header()).is_watchable(place).then_some(place)
    }
    /// The version of a class, unless it has none or changes too often.
    pub fn of_class(class: Class) -> Option<Place> {
        if class.version() == 0 { None } else { Place::of(class, VERSION) }
    }
    /// The version of a function, with all that it names, unless it has none or changes too often.
    pub fn of_function(function: Ref<FunctionObject>) -> Option<Place> {
        if function.version.get() == 0 { None } else { Place::of(function, VERSION) }
    }
    /// The keys of a dict, unless they have no version or change too often.
    pub fn of_keys(dict: Ref<DictObject>) -> Option<Place> {
        if dict.current_keys_version() == 0 { None } else { Place::of(dict, VERSION) }
    }
    /// The value of an entry of a dict, unless there is no such entry or it changes too often.
    pub fn of_entry(dict: Ref<DictObject>, number: usize) -> Option<Place> {
        dict.entry(number)?;
        Place::of(dict, u32::try_from(number).ok()?)
    }

    /// The object, which is alive.
    pub fn object(self) -> Value {
        // SAFETY: by contract the object is alive.
        unsafe { Ref::<Header>::from_address(self.object) }.value()
    }

    /// Has a flag cleared when the place changes. Its object is alive, and the place has not changed since it was asked for.
    pub fn watch(self, flag: &Rc<Cell<bool>>) {
        // SAFETY: by contract the object is alive.
        let header: Ref<Header> = unsafe { Ref::from_address(self.object) };
        header.flags.set(header.flags.get() | WATCHED);
        if DictObject::is(header.kind()) {
            header.extra.set(header.extra.get() | bit(self.part));
        }
        Watches::of(&header).add(self, flag);
    }
}

/// Whether a place of an object was watched: then its setters call what follows.
#[inline(always)]
pub(crate) fn is_watched(header: &Header) -> bool {
    header.flags.get() & WATCHED != 0
}

/// The version of an object is about to change, of a dict that of its keys.
#[cold]
#[inline(never)]
pub(crate) fn version_changes(header: &Header) {
    changes(header, Some(VERSION));
}

/// An entry of a dict is about to change.
#[cold]
#[inline(never)]
pub(crate) fn entry_changes(header: &Header, number: u32) {
    if header.extra.get() & bit(number) != 0 {
        changes(header, Some(number));
    }
}

/// Keys and entries of a dict are about to change.
#[cold]
#[inline(never)]
pub(crate) fn all_changes(header: &Header) {
    changes(header, None);
}

/// Tells who relies on it. What nobody relies on any more costs its setters nothing again.
fn changes(header: &Header, part: Option<u32>) {
    let left = Watches::of(header).changed(std::ptr::from_ref(header) as usize, part);
    if DictObject::is(header.kind()) {
        header.extra.set(left);
    }
    if left == 0 {
        header.flags.set(header.flags.get() & !WATCHED);
    }
}

#[cfg(test)]
mod tests;
