//! The methods of `set` and `frozenset`.

use super::{
    Set, SetObject, add_hashed, contains_hashed, discard_hashed, hash_item, set_add, set_contains,
    set_update,
};
use crate::class::Class;
use crate::class_spec::{ANY, ClassSpec};
use crate::dict::DictObject;
use crate::function::NativeSpec;
use crate::object::{Kind, Ref};
use crate::ops::{self, ReprGuard};
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

fn this(args: &[Value]) -> Set {
    Ref::from_value(args[0])
}

/// The hash of an item to be looked for: a `set` hashes as if it were frozen.
pub(super) fn hash_for_lookup(vm: &Vm, item: Value) -> Result<u64> {
    match item.cast::<SetObject>() {
        Some(set) if set.header.kind() == Kind::Set => Ok(content_hash(set) as u64),
        _ => hash_item(vm, item),
    }
}

/// The hash of the items of a set, whatever their order (CPython's algorithm).
fn content_hash(set: Set) -> i64 {
    let shuffle = |hash: u64| (hash ^ 89_869_747 ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut hash = 0;
    let mut position = 0;
    while let Some((next, slot)) = set.next_slot(position) {
        hash ^= shuffle(slot.hash);
        position = next;
    }
    // CPython mixes in all slots and takes the empty and the deleted ones out again: nothing is left of them.
    hash ^= (set.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash as i64 }
}

/// The argument as a set: itself, or a new one of what it yields.
fn as_set(vm: &Vm, value: Value) -> Result<Set> {
    if let Some(set) = value.cast::<SetObject>() {
        return Ok(set);
    }
    let set = vm.new_set();
    set_update(vm, set, value)?;
    Ok(set)
}

fn is_set(value: Value) -> bool {
    value.has_kind(Kind::Set) || value.has_kind(Kind::FrozenSet)
}

// ---- set algebra

/// Adds to `result` the items of `set` for which `keep` holds.
fn filter_into(
    vm: &Vm,
    result: Set,
    set: Set,
    keep: impl Fn(Value, u64) -> Result<bool>,
) -> Result<()> {
    let mut position = 0;
    while let Some((next, slot)) = set.next_slot(position) {
        position = next;
        if keep(slot.key, slot.hash)? {
            add_hashed(vm, result, slot.key, slot.hash)?;
        }
    }
    Ok(())
}

fn intersection_of(vm: &Vm, set: Set, other: Value) -> Result<Set> {
    let result = vm.new_set_like(set);
    if other == set.value() {
        result.copy_from(vm, set);
        return Ok(result);
    }
    if let Some(other) = other.cast::<SetObject>() {
        let (large, small) = if other.len() > set.len() { (other, set) } else { (set, other) };
        filter_into(vm, result, small, |key, hash| contains_hashed(vm, large, key, hash))?;
        return Ok(result);
    }
    ops::for_each(vm, other, |item| {
        let hash = hash_item(vm, item)?;
        if contains_hashed(vm, set, item, hash)? {
            add_hashed(vm, result, item, hash)
        } else {
            Ok(())
        }
    })?;
    Ok(result)
}

fn difference_of(vm: &Vm, set: Set, other: Value) -> Result<Set> {
    let size = match (other.cast::<SetObject>(), other.cast::<DictObject>()) {
        (Some(other), _) => Some(other.len()),
        (_, Some(dict)) => Some(dict.len()),
        _ => None,
    };
    if size.is_none_or(|size| set.len() >> 2 > size) {
        let result = vm.copy_set(set);
        remove_all(vm, result, other)?;
        return Ok(result);
    }
    let result = vm.new_set_like(set);
    if let Some(other) = other.cast::<SetObject>() {
        filter_into(vm, result, set, |key, hash| Ok(!contains_hashed(vm, other, key, hash)?))?;
    } else if let Some(dict) = other.cast::<DictObject>() {
        filter_into(vm, result, set, |key, hash| {
            Ok(crate::dict::lookup::find_entry(vm, dict, key, hash)?.is_none())
        })?;
    }
    Ok(result)
}

/// Removes what `other` yields.
fn remove_all(vm: &Vm, set: Set, other: Value) -> Result<()> {
    if other == set.value() {
        set.clear(vm);
        return Ok(());
    }
    if let Some(other) = other.cast::<SetObject>() {
        let mut position = 0;
        while let Some((next, slot)) = other.next_slot(position) {
            position = next;
            discard_hashed(vm, set, slot.key, slot.hash)?;
        }
        return Ok(());
    }
    ops::for_each(vm, other, |item| {
        let hash = hash_item(vm, item)?;
        discard_hashed(vm, set, item, hash).map(|_| ())
    })
}

/// Removes from `set` what is in `other` and adds what is not.
fn toggle_all(vm: &Vm, set: Set, other: Value) -> Result<()> {
    if other == set.value() {
        set.clear(vm);
        return Ok(());
    }
    // Each item counts once, even if an iterable yields it twice.
    let other = as_set(vm, other)?;
    let mut position = 0;
    while let Some((next, slot)) = other.next_slot(position) {
        position = next;
        if !discard_hashed(vm, set, slot.key, slot.hash)? {
            add_hashed(vm, set, slot.key, slot.hash)?;
        }
    }
    Ok(())
}

fn symmetric_difference_of(vm: &Vm, set: Set, other: Value) -> Result<Set> {
    let result = vm.new_set_like(set);
    set_update(vm, result, other)?;
    toggle_all(vm, result, set.value())?;
    Ok(result)
}

fn subset(vm: &Vm, set: Set, other: Set) -> Result<bool> {
    if set.len() > other.len() {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((next, slot)) = set.next_slot(position) {
        position = next;
        if !contains_hashed(vm, other, slot.key, slot.hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether two sets have the same items.
///
/// # Errors
/// What comparing items raises.
pub fn set_equal(vm: &Vm, a: Set, b: Set) -> Result<bool> {
    if a.len() != b.len()
        || (a.hash.get() != -1 && b.hash.get() != -1 && a.hash.get() != b.hash.get())
    {
        return Ok(false);
    }
    subset(vm, a, b)
}

/// `repr(set)`
///
/// # Errors
/// What the `repr` of an item raises.
pub fn set_repr(vm: &Vm, set: Set) -> Result<Str> {
    let name = vm.class_name(set.value());
    let Some(_guard) = ReprGuard::enter(vm, set.value()) else {
        return Ok(vm.new_str(&format!("{name}(...)")));
    };
    if set.is_empty() {
        return Ok(vm.new_str(&format!("{name}()")));
    }
    vm.enter_native("while getting the repr of an object")?;
    let mut items = crate::heap::RootVec::new(vm);
    set.each_key(|key| items.push(key));
    let mut text = String::new();
    for (index, &item) in items.iter().enumerate() {
        text.push_str(if index > 0 { ", " } else { "" });
        text.push_str(ops::repr(vm, item)?.as_str());
    }
    let plain = set.value().has_shape(id::SET);
    vm.long_str(&if plain { format!("{{{text}}}") } else { format!("{name}({{{text}}})") })
}

// ---- methods of both

fn union(vm: &Vm, args: &[Value]) -> Result {
    let result = vm.copy_set(this(args));
    for &other in &args[1..] {
        set_update(vm, result, other)?;
    }
    Ok(result.value())
}

fn intersection(vm: &Vm, args: &[Value]) -> Result {
    let [_, first, ref rest @ ..] = *args else { return Ok(vm.copy_set(this(args)).value()) };
    let mut result = intersection_of(vm, this(args), first)?;
    for &other in rest {
        result = intersection_of(vm, result, other)?;
    }
    Ok(result.value())
}

fn difference(vm: &Vm, args: &[Value]) -> Result {
    let [_, first, ref rest @ ..] = *args else { return Ok(vm.copy_set(this(args)).value()) };
    let result = difference_of(vm, this(args), first)?;
    for &other in rest {
        remove_all(vm, result, other)?;
    }
    Ok(result.value())
}

fn symmetric_difference(vm: &Vm, args: &[Value]) -> Result {
    Ok(symmetric_difference_of(vm, this(args), args[1])?.value())
}

fn isdisjoint(vm: &Vm, args: &[Value]) -> Result {
    let set = this(args);
    if let Some(other) = args[1].cast::<SetObject>() {
        let (large, small) = if other.len() > set.len() { (other, set) } else { (set, other) };
        let mut position = 0;
        while let Some((next, slot)) = small.next_slot(position) {
            position = next;
            if contains_hashed(vm, large, slot.key, slot.hash)? {
                return Ok(Value::FALSE);
            }
        }
        return Ok(Value::TRUE);
    }
    let iterator = ops::iter(vm, args[1])?;
    while let Some(item) = ops::next(vm, iterator)? {
        let hash = hash_item(vm, item)?;
        if contains_hashed(vm, set, item, hash)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn issubset(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::from_bool(subset(vm, this(args), as_set(vm, args[1])?)?))
}

fn issuperset(vm: &Vm, args: &[Value]) -> Result {
    let set = this(args);
    if let Some(other) = args[1].cast::<SetObject>() {
        return Ok(Value::from_bool(subset(vm, other, set)?));
    }
    let iterator = ops::iter(vm, args[1])?;
    while let Some(item) = ops::next(vm, iterator)? {
        let hash = hash_item(vm, item)?;
        if !contains_hashed(vm, set, item, hash)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn copy(vm: &Vm, args: &[Value]) -> Result {
    if args[0].has_shape(id::FROZENSET) {
        return Ok(args[0]);
    }
    Ok(vm.copy_set(this(args)).value())
}

fn contains(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::from_bool(set_contains(vm, this(args), args[1])?))
}

/// A binary operator, whose operands must both be sets.
macro_rules! operators {
    ($($name:ident |$vm:ident, $a:ident, $b:ident| $body:expr;)*) => {
        $(fn $name($vm: &Vm, args: &[Value]) -> Result {
            if !is_set(args[0]) || !is_set(args[1]) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let ($a, $b) = (this(args), args[1]);
            $body
        })*
    };
}
operators! {
    or |vm, a, b| {
        let result = vm.copy_set(a);
        set_update(vm, result, b)?;
        Ok(result.value())
    };
    and |vm, a, b| Ok(intersection_of(vm, a, b)?.value());
    sub |vm, a, b| Ok(difference_of(vm, a, b)?.value());
    xor |vm, a, b| Ok(symmetric_difference_of(vm, a, b)?.value());
    ior |vm, a, b| set_update(vm, a, b).map(|()| a.value());
    iand |vm, a, b| {
        let result = intersection_of(vm, a, b)?;
        swap_in(vm, a, result);
        Ok(a.value())
    };
    isub |vm, a, b| remove_all(vm, a, b).map(|()| a.value());
    ixor |vm, a, b| toggle_all(vm, a, b).map(|()| a.value());
    eq |vm, a, b| Ok(Value::from_bool(set_equal(vm, a, Ref::from_value(b))?));
    ne |vm, a, b| Ok(Value::from_bool(!set_equal(vm, a, Ref::from_value(b))?));
    le |vm, a, b| Ok(Value::from_bool(subset(vm, a, Ref::from_value(b))?));
    ge |vm, a, b| Ok(Value::from_bool(subset(vm, Ref::from_value(b), a)?));
    lt |vm, a, b| {
        let b: Set = Ref::from_value(b);
        Ok(Value::from_bool(a.len() < b.len() && subset(vm, a, b)?))
    };
    gt |vm, a, b| {
        let b: Set = Ref::from_value(b);
        Ok(Value::from_bool(b.len() < a.len() && subset(vm, b, a)?))
    };
}

fn reflected(args: &[Value], operator: fn(&Vm, &[Value]) -> Result, vm: &Vm) -> Result {
    operator(vm, &[args[1], args[0]])
}

/// Gives `set` the items of `result`, which nobody else sees.
fn swap_in(vm: &Vm, set: Set, result: Set) {
    set.clear(vm);
    set.copy_from(vm, result);
}

// ---- methods of `set`

fn add(vm: &Vm, args: &[Value]) -> Result {
    set_add(vm, this(args), args[1])?;
    Ok(Value::NONE)
}

fn discard(vm: &Vm, args: &[Value]) -> Result {
    let hash = hash_for_lookup(vm, args[1])?;
    discard_hashed(vm, this(args), args[1], hash)?;
    Ok(Value::NONE)
}

fn remove(vm: &Vm, args: &[Value]) -> Result {
    let hash = hash_for_lookup(vm, args[1])?;
    if discard_hashed(vm, this(args), args[1], hash)? {
        Ok(Value::NONE)
    } else {
        Err(vm.key_error(args[1]))
    }
}

fn pop(vm: &Vm, args: &[Value]) -> Result {
    this(args).pop().ok_or_else(|| vm.key_error(vm.new_str("pop from an empty set").value()))
}

fn clear(vm: &Vm, args: &[Value]) -> Result {
    this(args).clear(vm);
    Ok(Value::NONE)
}

fn update(vm: &Vm, args: &[Value]) -> Result {
    for &other in &args[1..] {
        set_update(vm, this(args), other)?;
    }
    Ok(Value::NONE)
}

fn intersection_update(vm: &Vm, args: &[Value]) -> Result {
    let result = intersection(vm, args)?;
    swap_in(vm, this(args), Ref::from_value(result));
    Ok(Value::NONE)
}

fn difference_update(vm: &Vm, args: &[Value]) -> Result {
    for &other in &args[1..] {
        remove_all(vm, this(args), other)?;
    }
    Ok(Value::NONE)
}

fn symmetric_difference_update(vm: &Vm, args: &[Value]) -> Result {
    toggle_all(vm, this(args), args[1])?;
    Ok(Value::NONE)
}

fn new_set(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    let set = SetObject::empty(Kind::Set, id::SET);
    Ok(vm.allocate_of(Class::from_value(args[0]), set).value())
}

fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    if !names.is_empty() && args[0].has_shape(id::SET) {
        return Err(vm.type_error("set() takes no keyword arguments"));
    }
    if args.len() > 2 {
        let given = args.len() - 1;
        return Err(vm.type_error(format!("set expected at most 1 argument, got {given}")));
    }
    this(args).clear(vm);
    if let Some(&iterable) = args.get(1) {
        set_update(vm, this(args), iterable)?;
    }
    Ok(Value::NONE)
}

fn new_frozenset(vm: &Vm, args: &[Value]) -> Result {
    let class = Class::from_value(args[0]);
    let exact = class == vm.classes.frozenset;
    if let (true, Some(&source)) = (exact, args.get(1))
        && source.has_shape(id::FROZENSET)
    {
        return Ok(source);
    }
    let set = vm.allocate_of(class, SetObject::empty(Kind::FrozenSet, id::FROZENSET));
    if let Some(&iterable) = args.get(1) {
        set_update(vm, set, iterable)?;
    }
    Ok(set.value())
}

fn frozenset_hash(vm: &Vm, args: &[Value]) -> Result {
    let set = this(args);
    if set.hash.get() == -1 {
        set.hash.set(content_hash(set));
    }
    Ok(vm.new_int(set.hash.get()))
}

macro_rules! methods {
    ($($more:expr,)*) => {
        &[
            NativeSpec::method("union", union, 1, ANY, "Return a new set with elements from the set and all others."),
            NativeSpec::method("intersection", intersection, 1, ANY, "Return a new set with elements common to the set and all others."),
            NativeSpec::method("difference", difference, 1, ANY, "Return a new set with elements in the set that are not in the others."),
            NativeSpec::method("symmetric_difference", symmetric_difference, 2, 2, "Return a new set with elements in either the set or other but not both."),
            NativeSpec::method("isdisjoint", isdisjoint, 2, 2, "Return True if two sets have a null intersection."),
            NativeSpec::method("issubset", issubset, 2, 2, "Report whether another set contains this set."),
            NativeSpec::method("issuperset", issuperset, 2, 2, "Report whether this set contains another set."),
            NativeSpec::method("copy", copy, 1, 1, "Return a shallow copy of a set."),
            NativeSpec::method("__contains__", contains, 2, 2, "x.__contains__(y) <==> y in x."),
            NativeSpec::method("__len__", |vm, args| Ok(vm.new_size(this(args).len())), 1, 1, "Return len(self)."),
            NativeSpec::method("__iter__", |vm, args| Ok(vm.new_set_iter(this(args))), 1, 1, "Implement iter(self)."),
            NativeSpec::method("__repr__", |vm, args| Ok(set_repr(vm, this(args))?.value()), 1, 1, "Return repr(self)."),
            NativeSpec::method("__or__", or, 2, 2, "Return self|value."),
            NativeSpec::method("__and__", and, 2, 2, "Return self&value."),
            NativeSpec::method("__sub__", sub, 2, 2, "Return self-value."),
            NativeSpec::method("__xor__", xor, 2, 2, "Return self^value."),
            NativeSpec::method("__ror__", |vm, args| reflected(args, or, vm), 2, 2, "Return value|self."),
            NativeSpec::method("__rand__", |vm, args| reflected(args, and, vm), 2, 2, "Return value&self."),
            NativeSpec::method("__rsub__", |vm, args| reflected(args, sub, vm), 2, 2, "Return value-self."),
            NativeSpec::method("__rxor__", |vm, args| reflected(args, xor, vm), 2, 2, "Return value^self."),
            NativeSpec::method("__eq__", eq, 2, 2, "Return self==value."),
            NativeSpec::method("__ne__", ne, 2, 2, "Return self!=value."),
            NativeSpec::method("__lt__", lt, 2, 2, "Return self<value."),
            NativeSpec::method("__le__", le, 2, 2, "Return self<=value."),
            NativeSpec::method("__gt__", gt, 2, 2, "Return self>value."),
            NativeSpec::method("__ge__", ge, 2, 2, "Return self>=value."),
            crate::generic::alias::CLASS_GETITEM,
            $($more,)*
        ]
    };
}

const SET_METHODS: &[NativeSpec] = methods! {
    NativeSpec::keyword_static_method("__new__", new_set, 1, ANY, ""),
    NativeSpec::keyword_method("__init__", init, 1, ANY, ""),
    NativeSpec::method("add", add, 2, 2, "Add an element to a set.\n\nThis has no effect if the element is already present."),
    NativeSpec::method("discard", discard, 2, 2, "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set."),
    NativeSpec::method("remove", remove, 2, 2, "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."),
    NativeSpec::method("pop", pop, 1, 1, "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."),
    NativeSpec::method("clear", clear, 1, 1, "Remove all elements from this set."),
    NativeSpec::method("update", update, 1, ANY, "Update the set, adding elements from all others."),
    NativeSpec::method("intersection_update", intersection_update, 1, ANY, "Update the set, keeping only elements found in it and all others."),
    NativeSpec::method("difference_update", difference_update, 1, ANY, "Update the set, removing elements found in others."),
    NativeSpec::method("symmetric_difference_update", symmetric_difference_update, 2, 2, "Update the set, keeping only elements found in either set, but not in both."),
    NativeSpec::method("__ior__", ior, 2, 2, "Return self|=value."),
    NativeSpec::method("__iand__", iand, 2, 2, "Return self&=value."),
    NativeSpec::method("__isub__", isub, 2, 2, "Return self-=value."),
    NativeSpec::method("__ixor__", ixor, 2, 2, "Return self^=value."),
};

const FROZENSET_METHODS: &[NativeSpec] = methods! {
    NativeSpec::static_method("__new__", new_frozenset, 1, 2, ""),
    NativeSpec::method("__hash__", frozenset_hash, 1, 1, "Return hash(self)."),
};

/// `set`. It has no `__hash__`: bootstrap sets it to None for classes with `__eq__` only.
pub const SET: ClassSpec = ClassSpec {
    methods: SET_METHODS,
    doc: "Build an unordered collection of unique elements.",
    ..ClassSpec::new("set", Kind::Set, id::SET)
};

/// `frozenset`
pub const FROZENSET: ClassSpec = ClassSpec {
    methods: FROZENSET_METHODS,
    doc: "Build an immutable unordered collection of unique elements.",
    ..ClassSpec::new("frozenset", Kind::FrozenSet, id::FROZENSET)
};
