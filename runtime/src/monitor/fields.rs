//! What the mutable fields of an object hold, condensed to a word for each, so that a change shows.

use crate::machine::fields::*;
use crate::machine::{Value, Vm};
use trefoil_primitives::Int;

/// The most items of an array that are compared: the first. A change beyond is not seen.
const ITEMS: usize = 64;

/// The fields of one object, by name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State(Vec<(&'static str, u64)>);

impl State {
    /// The fields of a value; none for a value that is no object, or has no field that may change. Slots of instances are known with
    /// the machine only.
    pub fn of(vm: Option<&Vm>, value: Value) -> State {
        let mut fields = Vec::new();
        see(vm, value, &mut |name, word| fields.push((name, word)));
        State(fields)
    }
    /// The fields that hold something else in another state of the same object.
    pub fn changed(&self, other: &State) -> Vec<&'static str> {
        let pairs = self.0.iter().zip(&other.0);
        pairs.filter(|(before, after)| before != after).map(|(before, _)| before.0).collect()
    }
    /// The names of the fields.
    #[cfg(test)]
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(name, _)| *name)
    }
}

/// A word for words in a row.
fn condensed(words: impl Iterator<Item = u64>) -> u64 {
    words.take(ITEMS).fold(0xcbf2_9ce4_8422_2325, |hash, word| {
        (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    })
}

fn see(vm: Option<&Vm>, value: Value, field: &mut dyn FnMut(&'static str, u64)) {
    let number = |number: Int<62>| number.get() as u64;
    if value.is_list() {
        // The items as a slice, not those of the trait one by one.
        let list = List::from_value(value);
        let items = (*list).items();
        field("List.len", items.len() as u64);
        field("List.items", condensed(items.iter().map(|item| item.bits())));
    } else if value.is_dict() {
        let dict = Dict::from_value(value);
        let entries = dict.entries();
        // A version is given out when somebody asks for it: what it stands for are the keys.
        field("Dict.keys_version", condensed(entries.iter().map(|entry| entry.key.bits())));
        field("Dict.values", condensed(entries.iter().map(|entry| entry.value.bits())));
    } else if value.is_function() {
        let function = Function::from_value(value);
        field("Function.version", function.version.get().into());
        field("Function.exact_arguments", function.exact_arguments.get().into());
        field("Function.code", function.code.get().value().bits());
    } else if value.is_cell() {
        field("Cell.content", Cell::from_value(value).content().bits());
    } else if value.is_generator() {
        see_generator(Generator::from_value(value), field);
    } else if value.is_class() {
        // 0 while nobody has asked for it: then there is nothing that a change could break.
        let version = (*Class::from_value(value)).version();
        if version != 0 {
            field("Class.version", version.into());
        }
    } else if value.is_instance() {
        see_instance(vm, Instance::from_value(value), field);
    } else if value.is_list_iter() {
        field("ListIter.index", number(ListIter::from_value(value).index()));
    } else if value.is_tuple_iter() {
        field("TupleIter.index", number(TupleIter::from_value(value).index()));
    } else if value.is_range_iter() {
        field("RangeIter.cur", number(RangeIter::from_value(value).cur()));
    } else if value.is_array() {
        see_array(Array::from_value(value), field);
    }
}

fn see_instance(vm: Option<&Vm>, instance: Instance, field: &mut dyn FnMut(&'static str, u64)) {
    field("Instance.shape", instance.shape().into());
    let Some(vm) = vm else { return };
    let shape = vm.shapes.get(instance.shape());
    let (in_place, all) = (shape.in_place.min(shape.slots), shape.slots);
    let slot = |index: u32| instance.slot(shape.in_place, index).bits();
    field("Instance.slots", condensed((0..in_place).map(slot)));
    field("Instance.overflow", condensed((in_place..all).map(slot)));
}

fn see_generator(generator: Generator, field: &mut dyn FnMut(&'static str, u64)) {
    field("Generator.function", generator.function().value().bits());
    field("Generator.code", generator.code.value().bits());
    field("Generator.handled", generator.handled().bits());
    field("Generator.state", generator.state().into());
    field("Generator.saved", generator.saved().into());
    field("Generator.resume_at", generator.resume_at().get() as u64);
    // SAFETY: so many words are in place.
    let word = |index| unsafe { generator.words(index) }.bits();
    field("Generator.words", condensed((0..generator.saved() as usize).map(word)));
}

fn see_array(array: Array, field: &mut dyn FnMut(&'static str, u64)) {
    let len = array.len().get() as usize;
    field("Array.len", len as u64);
    if array.typecode() == u32::from('d') {
        // SAFETY: the indices are below the length, and the items are doubles.
        let item = |index| unsafe { array.doubles(index) }.to_bits();
        field("Array.doubles", condensed((0..len).map(item)));
    } else if array.typecode() == u32::from('i') {
        // SAFETY: the indices are below the length, and the items are words.
        let item = |index| unsafe { array.words(index) } as u64;
        field("Array.words", condensed((0..len).map(item)));
    }
}
