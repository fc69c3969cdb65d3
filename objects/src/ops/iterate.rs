//! Iteration: `iter`, `next`, loops over iterables, unpacking.

use super::special::{call_special, special};
use crate::heap::RootVec;
use crate::iter::next::next_builtin;
use crate::iter::{DictViewObject, Part};
use crate::list::ListObject;
use crate::object::Ref;
use crate::shape::id;
use crate::string::Str;
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `iter(value)`
///
/// # Errors
/// TypeError if it is not iterable; what `__iter__` raises.
pub fn iter(vm: &Vm, value: Value) -> Result {
    if let Some(iterator) = plain_iter(vm, value) {
        return Ok(iterator);
    }
    match special(vm, value, vm.names.__iter__) {
        Some(method) if !method.is_none() => {
            let iterator = call_special(vm, method, value, &[])?;
            if is_iterator(vm, iterator) {
                return Ok(iterator);
            }
            let found = vm.class_name(iterator);
            Err(vm.type_error(format!("iter() returned non-iterator of type '{found}'")))
        }
        None if special(vm, value, vm.names.__getitem__).is_some()
            && !value.has_kind(crate::object::Kind::Dict) =>
        {
            Ok(vm.new_seq_iter(value))
        }
        _ => {
            let found = vm.class_name(value);
            Err(vm.type_error(format!("'{found}' object is not iterable")))
        }
    }
}

/// `iter(value)` where the shape alone says what that is; nothing but an allocation happens.
#[inline]
pub fn plain_iter(vm: &Vm, value: Value) -> Option<Value> {
    if !value.is_object() {
        return None;
    }
    Some(match value.header().shape() {
        id::LIST => vm.new_list_iter(Ref::from_value(value)).value(),
        id::TUPLE => vm.new_tuple_iter(Ref::from_value(value)).value(),
        id::DICT => vm.new_dict_iter(Ref::from_value(value), Part::Keys, false),
        id::RANGE => vm.new_range_iter(Ref::from_value(value)),
        id::STR => vm.new_str_iter(Ref::from_value(value)),
        id::SET | id::FROZENSET => vm.new_set_iter(Ref::from_value(value)),
        id::DICT_KEYS | id::DICT_VALUES | id::DICT_ITEMS => {
            let view: Ref<DictViewObject> = Ref::from_value(value);
            vm.new_dict_iter(view.dict, Part::of_shape(view.header.shape()), false)
        }
        shape if is_own_iterator(shape) => value,
        _ => return None,
    })
}

/// Whether [`plain_iter`] knows the shape of a value.
pub fn is_plain_iterable(value: Value) -> bool {
    value.is_object()
        && match value.header().shape() {
            id::LIST
            | id::TUPLE
            | id::DICT
            | id::RANGE
            | id::STR
            | id::SET
            | id::FROZENSET
            | id::DICT_KEYS
            | id::DICT_VALUES
            | id::DICT_ITEMS => true,
            shape => is_own_iterator(shape),
        }
}

/// Whether objects of a built-in shape are iterators, which are their own iterators.
fn is_own_iterator(shape: u32) -> bool {
    matches!(
        shape,
        id::GENERATOR
            | id::LIST_ITER
            | id::ENUMERATE
            | id::ZIP
            | id::MAP
            | id::FILTER
            | id::REVERSED
    )
}

/// Whether a value has `__next__`.
fn is_iterator(vm: &Vm, value: Value) -> bool {
    special(vm, value, vm.names.__next__).is_some_and(|method| !method.is_none())
}

/// The next item of an iterator; `None` when there is none.
///
/// # Errors
/// TypeError if it is no iterator; what `__next__` raises, but for StopIteration.
#[inline]
pub fn next(vm: &Vm, iterator: Value) -> Result<Option<Value>> {
    if iterator.is_object()
        && iterator.header().shape() < id::FIRST_DYNAMIC
        && let Some(item) = next_builtin(vm, iterator)
    {
        return if item.is_err() { end_of(vm, item) } else { item };
    }
    next_by_class(vm, iterator)
}

/// A StopIteration that a function raises which a built-in iterator calls is an end like any other.
#[cold]
fn end_of(vm: &Vm, item: Result<Option<Value>>) -> Result<Option<Value>> {
    if vm.raised_is(vm.classes.stop_iteration) {
        vm.clear_raised();
        return Ok(None);
    }
    item
}

#[inline(never)]
fn next_by_class(vm: &Vm, iterator: Value) -> Result<Option<Value>> {
    let Some(method) = special(vm, iterator, vm.names.__next__).filter(|method| !method.is_none())
    else {
        let found = vm.class_name(iterator);
        return Err(vm.type_error(format!("'{found}' object is not an iterator")));
    };
    let item = call_special(vm, method, iterator, &[]);
    vm.catch(item, vm.classes.stop_iteration)
}

/// Calls `each` with the items of an iterable. Lists and tuples are read in place: items that `each` appends are met too.
///
/// # Errors
/// What iterating or `each` raises.
pub fn for_each(vm: &Vm, iterable: Value, mut each: impl FnMut(Value) -> Result<()>) -> Result<()> {
    if iterable.has_shape(id::LIST) {
        let list: Ref<ListObject> = Ref::from_value(iterable);
        let mut index = 0;
        while let Some(item) = list.get(index) {
            each(item)?;
            index += 1;
        }
        return Ok(());
    }
    if iterable.has_shape(id::TUPLE) {
        let tuple: Tuple = Ref::from_value(iterable);
        return tuple.items().iter().try_for_each(|&item| each(item));
    }
    let iterator = iter(vm, iterable)?;
    let mut steps = 0u32;
    while let Some(item) = next(vm, iterator)? {
        each(item)?;
        steps += 1;
        // An endless iterator must be stoppable.
        if steps.is_multiple_of(1024) {
            vm.poll_native()?;
        }
    }
    Ok(())
}

/// The items of an iterable.
///
/// # Errors
/// What iterating raises.
pub fn collect(vm: &Vm, iterable: Value) -> Result<RootVec<'_>> {
    if iterable.has_shape(id::LIST) {
        return Ok(RootVec::from_slice(vm, Ref::<ListObject>::from_value(iterable).items()));
    }
    if iterable.has_shape(id::TUPLE) {
        return Ok(RootVec::from_slice(vm, Tuple::from_value(iterable).items()));
    }
    let mut items = RootVec::new(vm);
    for_each(vm, iterable, |item| {
        items.push(item);
        Ok(())
    })?;
    Ok(items)
}

/// `next(iterator)` as instructions want it: null at the end.
///
/// # Errors
/// As [`next`].
#[inline]
pub fn iter_next(vm: &Vm, iterator: Value) -> Result {
    Ok(next(vm, iterator)?.unwrap_or(Value::NULL))
}

/// The items of an iterable that must be `count`, for `a, b = iterable`.
///
/// # Errors
/// ValueError if they are not as many; what iterating raises.
pub fn unpack_sequence(vm: &Vm, iterable: Value, count: usize) -> Result<Tuple> {
    if iterable.has_shape(id::TUPLE) && Tuple::from_value(iterable).len() == count {
        return Ok(Ref::from_value(iterable));
    }
    if iterable.has_shape(id::LIST) && Ref::<ListObject>::from_value(iterable).len() == count {
        return Ok(vm.new_tuple(Ref::<ListObject>::from_value(iterable).items()));
    }
    let mut items = RootVec::new(vm);
    let iterator = unpack_iter(vm, iterable)?;
    while items.len() <= count {
        match next(vm, iterator)? {
            Some(item) => items.push(item),
            None => break,
        }
    }
    let got = items.len();
    if got == count {
        return Ok(vm.new_tuple(&items));
    }
    if got < count {
        let message = format!("not enough values to unpack (expected {count}, got {got})");
        return Err(vm.value_error(message));
    }
    let sized = [id::LIST, id::TUPLE, id::DICT].iter().any(|&shape| iterable.has_shape(shape));
    let got = if sized { format!(", got {}", super::length(vm, iterable)?) } else { String::new() };
    Err(vm.value_error(format!("too many values to unpack (expected {count}{got})")))
}

fn unpack_iter(vm: &Vm, iterable: Value) -> Result {
    let iterator = iter(vm, iterable);
    // Only "is not iterable" is worded differently: an object with `__iter__` raised an error of its own.
    if iterator.is_err()
        && vm.raised_is(vm.classes.type_error)
        && special(vm, iterable, vm.names.__iter__).is_none_or(|method| method.is_none())
        && special(vm, iterable, vm.names.__getitem__).is_none()
    {
        let found = vm.class_name(iterable);
        return Err(vm.type_error(format!("cannot unpack non-iterable {found} object")));
    }
    iterator
}

/// The items for `a, *b, c = iterable`: `before` items, a list, `after` items.
///
/// # Errors
/// ValueError if there are too few; what iterating raises.
pub fn unpack_ex(vm: &Vm, iterable: Value, before: usize, after: usize) -> Result<Tuple> {
    let iterator = unpack_iter(vm, iterable)?;
    let mut items = RootVec::new(vm);
    while let Some(item) = next(vm, iterator)? {
        items.push(item);
    }
    let (got, least) = (items.len(), before + after);
    if got < least {
        let message = format!("not enough values to unpack (expected at least {least}, got {got})");
        return Err(vm.value_error(message));
    }
    let rest = vm.new_list(&items[before..got - after]).value();
    let targets = [&items[..before], &[rest], &items[got - after..]].concat();
    Ok(vm.new_tuple(&targets))
}

/// The length that an object estimates, for reserving room.
///
/// # Errors
/// What `__len__` or `__length_hint__` raise.
pub fn length_hint(vm: &Vm, value: Value, default: usize) -> Result<usize> {
    if special(vm, value, vm.names.__len__).is_some() {
        match super::length(vm, value) {
            Ok(length) => return Ok(length),
            Err(_) if vm.raised_is(vm.classes.type_error) => vm.clear_raised(),
            Err(raised) => return Err(raised),
        }
    }
    let Some(method) = special(vm, value, vm.names.__length_hint__) else { return Ok(default) };
    let hint = match call_special(vm, method, value, &[]) {
        Ok(hint) => hint,
        Err(_) if vm.raised_is(vm.classes.type_error) => {
            vm.clear_raised();
            return Ok(default);
        }
        Err(raised) => return Err(raised),
    };
    if hint.is_not_implemented() {
        return Ok(default);
    }
    if !hint.is_any_int() {
        let found = vm.class_name(hint);
        return Err(vm.type_error(format!("__length_hint__ must be an integer, not {found}")));
    }
    match super::to_isize(vm, hint)? {
        hint if hint < 0 => Err(vm.value_error("__length_hint__() should return >= 0")),
        hint => Ok(hint as usize),
    }
}

/// Keeps `repr` of containers that contain themselves finite.
pub struct ReprGuard<'vm> {
    vm: &'vm Vm,
    container: Value,
}

impl<'vm> ReprGuard<'vm> {
    /// Enters the `repr` of a container; `None` if it is already being made.
    pub fn enter(vm: &'vm Vm, container: Value) -> Option<ReprGuard<'vm>> {
        let entered = vm.in_repr.borrow_mut().insert(container.bits());
        entered.then_some(ReprGuard { vm, container })
    }
}

impl Drop for ReprGuard<'_> {
    fn drop(&mut self) {
        self.vm.in_repr.borrow_mut().remove(&self.container.bits());
    }
}

/// The brackets of a sequence's `repr`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Brackets {
    /// `(1,)`
    Round,
    /// `[1]`
    Square,
}

/// `repr` of a list or a tuple.
///
/// # Errors
/// What the `repr` of an item raises.
pub fn repr_sequence(vm: &Vm, sequence: Value, brackets: Brackets) -> Result<Str> {
    let mut text = String::new();
    write_sequence(vm, sequence, brackets, &mut text)?;
    vm.long_str(&text)
}

/// Appends the `repr` of a list or a tuple.
///
/// # Errors
/// What the `repr` of an item raises.
pub fn write_sequence(
    vm: &Vm,
    sequence: Value,
    brackets: Brackets,
    text: &mut String,
) -> Result<()> {
    let (open, close) = if brackets == Brackets::Round { ('(', ')') } else { ('[', ']') };
    text.push(open);
    let Some(_guard) = ReprGuard::enter(vm, sequence) else {
        text.push_str("...");
        text.push(close);
        return Ok(());
    };
    vm.enter_native("while getting the repr of an object")?;
    let mut count = 0;
    while let Some(item) = super::sequence::item_of(sequence, count) {
        if count > 0 {
            text.push_str(", ");
        }
        super::write_repr(vm, item, text)?;
        count += 1;
    }
    if count == 1 && brackets == Brackets::Round {
        text.push(',');
    }
    text.push(close);
    Ok(())
}
