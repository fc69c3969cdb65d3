//! The next item of each built-in iterator.

use super::{
    BACKWARDS, CallableIterObject, DictIterObject, EXHAUSTED, EnumerateObject, FilterObject,
    ListIterObject, MapObject, Part, RangeIterObject, ReversedObject, STRICT, SeqIterObject,
    SetIterObject, StrIterObject, TupleIterObject, ZipObject,
};
use crate::dict::{DictObject, Entry};
use crate::heap::RootVec;
use crate::list::ListObject;
use crate::modules::array::ArrayObject;
use crate::object::{Kind, Ref};
use crate::ops;
use crate::range::RangeObject;
use crate::set::SetObject;
use crate::shape::id;
use crate::tuple::Tuple;
use crate::value::{Small, Value};
use crate::vm::{Result, Vm};

/// The next item of an object whose kind is that of a built-in iterator, subclasses included; `None` for other kinds.
#[inline]
pub fn next_builtin(vm: &Vm, iterator: Value) -> Option<Result<Option<Value>>> {
    macro_rules! as_kind {
        ($then:expr) => {
            // SAFETY: each arm casts to the layout that its kind names.
            $then(unsafe { iterator.as_unchecked() })
        };
    }
    Some(match iterator.kind()? {
        Kind::ListIter => Ok(as_kind!(list_iter)),
        Kind::TupleIter => Ok(as_kind!(tuple_iter)),
        Kind::RangeIter => Ok(as_kind!(range_iter)),
        Kind::StrIter => Ok(as_kind!(|it| str_iter(vm, it))),
        Kind::DictIter => as_kind!(|it| dict_iter(vm, it)),
        Kind::SetIter => as_kind!(|it| set_iter(vm, it)),
        Kind::SeqIter => as_kind!(|it| seq_iter(vm, it)),
        Kind::CallableIter => as_kind!(|it| callable_iter(vm, it)),
        Kind::Enumerate => as_kind!(|it| enumerate(vm, it)),
        Kind::Zip => as_kind!(|it| zip(vm, it)),
        Kind::Map => as_kind!(|it| map(vm, it)),
        Kind::Filter => as_kind!(|it| filter(vm, it)),
        Kind::Reversed => as_kind!(|it| reversed(vm, it)),
        Kind::Generator => resume(vm, iterator),
        _ => return None,
    })
}

fn resume(vm: &Vm, generator: Value) -> Result<Option<Value>> {
    (vm.hooks.get().resume)(vm, generator, Value::NONE, false)
}

#[inline]
fn list_iter(it: Ref<ListIterObject>) -> Option<Value> {
    let index = it.index.get();
    match it.list.get(index) {
        Some(item) => {
            it.index.set(index + 1);
            Some(item)
        }
        None => {
            it.index.set(EXHAUSTED);
            None
        }
    }
}

#[inline]
fn tuple_iter(it: Ref<TupleIterObject>) -> Option<Value> {
    let item = it.tuple.get(it.index.get())?;
    it.index.set(it.index.get() + 1);
    Some(item)
}

#[inline]
fn range_iter(it: Ref<RangeIterObject>) -> Option<Value> {
    let cur = it.cur.get();
    if cur == it.stop {
        return None;
    }
    // The end itself is a small integer, so the sum is one.
    it.cur.set(Small::wrapping_add(cur, it.step));
    Some(Value::from_int(cur))
}

fn str_iter(vm: &Vm, it: Ref<StrIterObject>) -> Option<Value> {
    let offset = it.offset.get();
    let char = it.string.as_str().get(offset..)?.chars().next()?;
    it.offset.set(offset + char.len_utf8());
    Some(vm.char_str(char).value())
}

fn dict_iter(vm: &Vm, it: Ref<DictIterObject>) -> Result<Option<Value>> {
    let Some(dict) = it.dict.get().cast::<DictObject>() else { return Ok(None) };
    if dict.len() != it.expected.get() {
        // Sticky: it is an error at each further step too.
        it.expected.set(usize::MAX);
        return Err(vm.runtime_error("dictionary changed size during iteration"));
    }
    let backwards = it.header.flags.get() & BACKWARDS != 0;
    let found = if backwards { dict_previous(it, dict) } else { dict_next(it, dict) };
    let Some(entry) = found else {
        it.dict.set(Value::NULL);
        return Ok(None);
    };
    if it.left.get() == 0 {
        it.dict.set(Value::NULL);
        return Err(vm.runtime_error("dictionary keys changed during iteration"));
    }
    it.left.set(it.left.get() - 1);
    Ok(Some(match Part::of_shape(it.header.shape()) {
        Part::Keys => entry.key,
        Part::Values => entry.value,
        Part::Items => vm.new_tuple(&[entry.key, entry.value]).value(),
    }))
}

#[inline]
fn dict_next(it: Ref<DictIterObject>, dict: Ref<DictObject>) -> Option<Entry> {
    let mut position = it.position.get();
    let entries = dict.entries();
    while let Some(entry) = entries.get(position) {
        position += 1;
        if !entry.key.is_null() {
            it.position.set(position);
            return Some(*entry);
        }
    }
    None
}

fn dict_previous(it: Ref<DictIterObject>, dict: Ref<DictObject>) -> Option<Entry> {
    let position = it.position.get().min(dict.entry_bound());
    let found = (0..position).rev().find_map(|n| Some((n, dict.entry(n)?)));
    found.map(|(number, entry)| {
        it.position.set(number);
        entry
    })
}

fn set_iter(vm: &Vm, it: Ref<SetIterObject>) -> Result<Option<Value>> {
    let Some(set) = it.set.get().cast::<SetObject>() else { return Ok(None) };
    if set.len() != it.expected.get() {
        it.expected.set(usize::MAX);
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    match set.next_key(it.position.get()) {
        Some((position, key)) => {
            it.position.set(position);
            Ok(Some(key))
        }
        None => {
            it.set.set(Value::NULL);
            Ok(None)
        }
    }
}

fn seq_iter(vm: &Vm, it: Ref<SeqIterObject>) -> Result<Option<Value>> {
    let sequence = it.sequence.get();
    if sequence.is_null() {
        return Ok(None);
    }
    let index = it.index.get();
    it.index.set(index + 1);
    let item = if let (id::RANGE, Some(range)) =
        (sequence.header().shape(), sequence.cast::<RangeObject>())
    {
        let index = vm.new_size(index);
        match (index.as_integer(), range.length.as_integer()) {
            (Some(at), Some(length)) if at.compare(length).is_lt() => Some(range.item(vm, index)?),
            _ => None,
        }
    } else if let (id::ARRAY, Some(array)) =
        (sequence.header().shape(), sequence.cast::<ArrayObject>())
    {
        (index < array.len()).then(|| array.item(vm, index))
    } else {
        match ops::get_item(vm, sequence, vm.new_size(index)) {
            Ok(item) => Some(item),
            Err(_)
                if vm.raised_is(vm.classes.index_error)
                    || vm.raised_is(vm.classes.stop_iteration) =>
            {
                vm.clear_raised();
                None
            }
            Err(raised) => return Err(raised),
        }
    };
    if item.is_none() {
        it.sequence.set(Value::NULL);
    }
    Ok(item)
}

fn callable_iter(vm: &Vm, it: Ref<CallableIterObject>) -> Result<Option<Value>> {
    let callable = it.callable.get();
    if callable.is_null() {
        return Ok(None);
    }
    let item = match vm.catch(vm.call(callable, &[]), vm.classes.stop_iteration)? {
        // The call may have exhausted this very iterator.
        Some(item) if !it.callable.get().is_null() => item,
        _ => {
            it.callable.set(Value::NULL);
            return Ok(None);
        }
    };
    if ops::identical_or_equal(vm, it.sentinel, item)? {
        it.callable.set(Value::NULL);
        return Ok(None);
    }
    Ok(Some(item))
}

fn enumerate(vm: &Vm, it: Ref<EnumerateObject>) -> Result<Option<Value>> {
    let Some(item) = ops::next(vm, it.iterator)? else { return Ok(None) };
    let count = it.count.get();
    let next = match count.is_int().then(|| count.int() + 1).and_then(Value::try_small) {
        Some(next) => next,
        None => ops::binary(vm, count, Value::small(1), ops::BinaryOp::Add)?,
    };
    it.count.set(next);
    Ok(Some(vm.new_tuple(&[count, item]).value()))
}

/// One item of each iterator, appended to `row`; false once one is exhausted. `strict`: the name of the function that insists that all end together.
fn next_row(vm: &Vm, iterators: Tuple, row: &mut RootVec, strict: Option<&str>) -> Result<bool> {
    for (number, &iterator) in iterators.items().iter().enumerate() {
        match ops::next(vm, iterator)? {
            Some(item) => row.push(item),
            None => {
                let Some(name) = strict else { return Ok(false) };
                return check_all_exhausted(vm, iterators, number, name);
            }
        }
    }
    Ok(true)
}

fn check_all_exhausted(vm: &Vm, iterators: Tuple, exhausted: usize, name: &str) -> Result<bool> {
    let others =
        |n: usize| if n == 1 { "argument 1".to_owned() } else { format!("arguments 1-{n}") };
    if exhausted > 0 {
        let (number, others) = (exhausted + 1, others(exhausted));
        return Err(vm.value_error(format!("{name}() argument {number} is shorter than {others}")));
    }
    for (number, &iterator) in iterators.items().iter().enumerate().skip(1) {
        if ops::next(vm, iterator)?.is_some() {
            let (others, number) = (others(number), number + 1);
            return Err(
                vm.value_error(format!("{name}() argument {number} is longer than {others}"))
            );
        }
    }
    Ok(false)
}

fn zip(vm: &Vm, it: Ref<ZipObject>) -> Result<Option<Value>> {
    let strict = it.header.flags.get() & STRICT != 0;
    match *it.iterators.items() {
        [] => Ok(None),
        [a, b] if !strict => {
            let Some(a) = ops::next(vm, a)? else { return Ok(None) };
            let Some(b) = ops::next(vm, b)? else { return Ok(None) };
            Ok(Some(vm.new_tuple(&[a, b]).value()))
        }
        _ => {
            let mut row = RootVec::new(vm);
            let more = next_row(vm, it.iterators, &mut row, strict.then_some("zip"))?;
            Ok(more.then(|| vm.new_tuple(&row).value()))
        }
    }
}

fn map(vm: &Vm, it: Ref<MapObject>) -> Result<Option<Value>> {
    let strict = it.header.flags.get() & STRICT != 0;
    if let [iterator] = *it.iterators.items() {
        return match ops::next(vm, iterator)? {
            Some(item) => vm.call(it.function, &[item]).map(Some),
            None => Ok(None),
        };
    }
    let mut row = RootVec::new(vm);
    if !next_row(vm, it.iterators, &mut row, strict.then_some("map"))? {
        return Ok(None);
    }
    vm.call(it.function, &row).map(Some)
}

fn filter(vm: &Vm, it: Ref<FilterObject>) -> Result<Option<Value>> {
    let by_truth = it.function.is_none() || it.function == vm.classes.bool.value();
    while let Some(item) = ops::next(vm, it.iterator)? {
        let verdict = if by_truth { item } else { vm.call(it.function, &[item])? };
        if ops::truth(vm, verdict)? {
            return Ok(Some(item));
        }
        vm.poll_native()?;
    }
    Ok(None)
}

fn reversed(vm: &Vm, it: Ref<ReversedObject>) -> Result<Option<Value>> {
    let sequence = it.sequence.get();
    if sequence.is_null() {
        return Ok(None);
    }
    let item = match it.index.get().checked_sub(1) {
        None => None,
        Some(index) => {
            it.index.set(index);
            if sequence.has_shape(id::LIST) {
                Ref::<ListObject>::from_value(sequence).get(index)
            } else {
                let item = ops::get_item(vm, sequence, vm.new_size(index));
                match vm.catch(item, vm.classes.index_error) {
                    Err(_) if vm.raised_is(vm.classes.stop_iteration) => {
                        vm.clear_raised();
                        None
                    }
                    item => item?,
                }
            }
        }
    };
    if item.is_none() {
        it.sequence.set(Value::NULL);
    }
    Ok(item)
}
