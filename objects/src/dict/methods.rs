//! The methods of `dict`, and how dicts are built, merged and compared.

use super::lookup::{
    dict_delete, dict_get_value, dict_insert, find_entry, hash_element, insert_hashed,
};
use super::{Dict, DictObject};
use crate::class::Class;
use crate::class_spec::{ANY, ClassSpec};
use crate::function::NativeSpec;
use crate::iter::Part;
use crate::object::{Kind, Ref};
use crate::ops::{self, ReprGuard};
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

fn this(args: &[Value]) -> Dict {
    Ref::from_value(args[0])
}

// ---- building and merging

/// `{key: value, ...}` from keys and values in turn.
///
/// # Errors
/// What hashing and comparing keys raises.
pub fn build_map(vm: &Vm, items: &[Value]) -> Result<Dict> {
    let dict = vm.new_dict();
    let pairs = items.len() / 2;
    if pairs > 0 {
        dict.resize(vm, super::room_for((pairs * 3).div_ceil(2)) as u32);
    }
    for pair in items.chunks_exact(2) {
        dict_insert(vm, dict, pair[0], pair[1])?;
    }
    Ok(dict)
}

/// Whether a value is a dict whose class iterates it as `dict` does.
fn plain_dict(vm: &Vm, value: Value) -> Option<Dict> {
    let dict = value.cast::<DictObject>()?;
    let iterates_plainly = |name| {
        let class = vm.class_of(value);
        vm.lookup_special(class, name) == vm.lookup_special(vm.classes.dict, name)
    };
    let plain = value.has_shape(id::DICT) || iterates_plainly(vm.names.__iter__);
    plain.then_some(dict)
}

/// Adds the entries of another dict, in order; `other` may change meanwhile.
fn merge_dict(vm: &Vm, dict: Dict, other: Dict) -> Result<()> {
    if dict == other {
        return Ok(());
    }
    if dict.is_empty() && dict.value().has_shape(id::DICT) {
        dict.copy_from(vm, other);
        return Ok(());
    }
    let count = other.len();
    for number in 0.. {
        if number >= other.entry_bound() {
            break;
        }
        let Some(entry) = other.entry(number) else { continue };
        insert_hashed(vm, dict, entry.key, entry.hash, entry.value)?;
        if other.len() != count {
            return Err(vm.runtime_error("dict mutated during update"));
        }
    }
    Ok(())
}

/// What `keys()` of a mapping gives, as a list: it is read before any value is asked for.
fn keys_of(vm: &Vm, mapping: Value) -> Result {
    let keys = vm.call_method(mapping, vm.names.keys, &[])?;
    if keys.has_shape(id::LIST) {
        return Ok(keys);
    }
    let iterator = ops::iter(vm, keys);
    if iterator.is_err() && vm.raised_is(vm.classes.type_error) {
        let (class, found) = (vm.class_name(mapping), vm.class_name(keys));
        vm.clear_raised();
        return Err(vm.type_error(format!("{class}.keys() returned a non-iterable (type {found})")));
    }
    let items = ops::collect(vm, iterator?)?;
    Ok(vm.new_list(&items).value())
}

/// Adds the items of a mapping by `keys()` and `[]`.
fn merge_mapping(vm: &Vm, dict: Dict, mapping: Value) -> Result<()> {
    let keys = keys_of(vm, mapping)?;
    ops::for_each(vm, keys, |key| {
        let value = ops::get_item(vm, mapping, key)?;
        dict_insert(vm, dict, key, value)
    })
}

fn merge_pairs(vm: &Vm, dict: Dict, pairs: Value) -> Result<()> {
    let mut number = 0;
    ops::for_each(vm, pairs, |pair| {
        let items = match ops::collect(vm, pair) {
            Ok(items) => items,
            Err(raised) => return Err(explain_pair(vm, pair, number, raised)),
        };
        let &[key, value] = &items[..] else {
            let length = items.len();
            return Err(vm.value_error(format!(
                "dictionary update sequence element #{number} has length {length}; 2 is required"
            )));
        };
        number += 1;
        dict_insert(vm, dict, key, value)
    })
}

#[cold]
fn explain_pair(vm: &Vm, pair: Value, number: usize, raised: Raised) -> Raised {
    let iterable = |name| ops::special(vm, pair, name).is_some();
    if !vm.raised_is(vm.classes.type_error)
        || iterable(vm.names.__iter__)
        || iterable(vm.names.__getitem__)
    {
        return raised;
    }
    let raised = vm.type_error("object is not iterable");
    let error = vm.take_raised();
    let note = format!("Cannot convert dictionary update sequence element #{number} to a sequence");
    match vm.call_method(error, vm.names.add_note, &[vm.new_str(&note).value()]) {
        Ok(_) => vm.raise_value(error),
        Err(_) => raised,
    }
}

/// `dict.update(other)`: a mapping, or an iterable of pairs.
///
/// # Errors
/// What reading `other`, or hashing and comparing keys raises.
pub fn dict_update_from(vm: &Vm, dict: Dict, other: Value) -> Result<()> {
    if let Some(other) = plain_dict(vm, other) {
        return merge_dict(vm, dict, other);
    }
    if other.cast::<DictObject>().is_some() || vm.find_attribute(other, vm.names.keys)?.is_some() {
        merge_mapping(vm, dict, other)
    } else {
        merge_pairs(vm, dict, other)
    }
}

/// `{**other}`: adds the items of a mapping.
///
/// # Errors
/// TypeError if it is none; what reading it, or hashing and comparing keys raises.
pub fn dict_update(vm: &Vm, dict: Dict, other: Value) -> Result<()> {
    if let Some(other) = plain_dict(vm, other) {
        return merge_dict(vm, dict, other);
    }
    if vm.find_attribute(other, vm.names.keys)?.is_none() {
        let found = vm.class_name(other);
        return Err(vm.type_error(format!("'{found}' object is not a mapping")));
    }
    merge_mapping(vm, dict, other)
}

/// `f(**other)`: adds keyword arguments to those in `dict`, which must not be among them.
///
/// # Errors
/// TypeError for keywords that are given twice or are no strings, and if `other` is no mapping; what reading it raises.
pub fn dict_merge(vm: &Vm, dict: Dict, other: Value, callable: Value) -> Result<()> {
    let add = |key: Value, value: Value| {
        if !key.has_kind(Kind::Str) {
            return Err(vm.type_error("keywords must be strings"));
        }
        if dict_get_value(vm, dict, key)?.is_some() {
            let (function, key) = (describe_callable(vm, callable)?, ops::str(vm, key)?);
            let key = key.as_str();
            let message = format!("{function} got multiple values for keyword argument '{key}'");
            return Err(vm.type_error(message));
        }
        dict_insert(vm, dict, key, value)
    };
    if let Some(other) = plain_dict(vm, other) {
        for number in 0.. {
            if number >= other.entry_bound() {
                break;
            }
            if let Some(entry) = other.entry(number) {
                add(entry.key, entry.value)?;
            }
        }
        return Ok(());
    }
    if vm.find_attribute(other, vm.names.keys)?.is_none() {
        let (function, found) = (describe_callable(vm, callable)?, vm.class_name(other));
        let message = format!("{function} argument after ** must be a mapping, not {found}");
        return Err(vm.type_error(message));
    }
    let keys = keys_of(vm, other)?;
    ops::for_each(vm, keys, |key| add(key, ops::get_item(vm, other, key)?))
}

/// A callable in messages: `module.qualname()`, without the module for built-in ones.
///
/// # Errors
/// What reading its attributes raises.
pub fn describe_callable(vm: &Vm, callable: Value) -> Result<String> {
    let name = match vm.find_attribute(callable, vm.names.__qualname__)? {
        Some(name) => ops::str(vm, name)?,
        None => ops::str(vm, callable)?,
    };
    let module =
        vm.find_attribute(callable, vm.names.__module__)?.and_then(|m| m.cast::<StrObject>());
    let name = name.as_str();
    Ok(match module.filter(|module| module.as_str() != "builtins") {
        Some(module) => format!("{}.{name}()", module.as_str()),
        None => format!("{name}()"),
    })
}

// ---- comparison and text

/// Whether two dicts have equal values for the same keys.
///
/// # Errors
/// What comparing keys and values raises.
pub fn dict_equal(vm: &Vm, a: Dict, b: Dict) -> Result<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    vm.enter_native("in comparison")?;
    for number in 0.. {
        if number >= a.entry_bound() {
            break;
        }
        let Some(entry) = a.entry(number) else { continue };
        let Some(found) = find_entry(vm, b, entry.key, entry.hash)? else { return Ok(false) };
        if !ops::identical_or_equal(vm, entry.value, b.value_at(found))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `repr(dict)`
///
/// # Errors
/// What the `repr` of a key or value raises.
pub fn dict_repr(vm: &Vm, dict: Dict) -> Result<Str> {
    let mut text = String::new();
    write_dict(vm, dict, &mut text)?;
    vm.long_str(&text)
}

/// Appends the `repr` of a dict.
///
/// # Errors
/// What the `repr` of a key or a value raises.
pub fn write_dict(vm: &Vm, dict: Dict, text: &mut String) -> Result<()> {
    let Some(_guard) = ReprGuard::enter(vm, dict.value()) else {
        text.push_str("{...}");
        return Ok(());
    };
    vm.enter_native("while getting the repr of an object")?;
    text.push('{');
    let mut first = true;
    for number in 0.. {
        if number >= dict.entry_bound() {
            break;
        }
        let Some(entry) = dict.entry(number) else { continue };
        if !std::mem::take(&mut first) {
            text.push_str(", ");
        }
        ops::write_repr(vm, entry.key, text)?;
        text.push_str(": ");
        ops::write_repr(vm, entry.value, text)?;
    }
    text.push('}');
    Ok(())
}

// ---- methods

fn get(vm: &Vm, args: &[Value]) -> Result {
    let found = dict_get_value(vm, this(args), args[1])?;
    Ok(found.unwrap_or_else(|| args.get(2).copied().unwrap_or(Value::NONE)))
}

fn setdefault(vm: &Vm, args: &[Value]) -> Result {
    let (dict, key) = (this(args), args[1]);
    let hash = hash_element(vm, key, "dict", "key")?;
    if let Some(number) = find_entry(vm, dict, key, hash)? {
        return Ok(dict.value_at(number));
    }
    let default = args.get(2).copied().unwrap_or(Value::NONE);
    dict.append(vm, hash, key, default);
    Ok(default)
}

fn pop(vm: &Vm, args: &[Value]) -> Result {
    let (dict, key) = (this(args), args[1]);
    // An empty dict does not even ask for the hash.
    let found = if dict.is_empty() { None } else { dict_delete(vm, dict, key)? };
    match (found, args.get(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(&default)) => Ok(default),
        (None, None) => Err(vm.key_error(key)),
    }
}

fn popitem(vm: &Vm, args: &[Value]) -> Result {
    let dict = this(args);
    let last = (0..dict.entry_bound()).rev().find_map(|number| Some((number, dict.entry(number)?)));
    let Some((number, entry)) = last else {
        return Err(vm.key_error(vm.new_str("popitem(): dictionary is empty").value()));
    };
    dict.delete_last(number as u32);
    Ok(vm.new_tuple(&[entry.key, entry.value]).value())
}

fn clear(vm: &Vm, args: &[Value]) -> Result {
    this(args).clear(vm);
    Ok(Value::NONE)
}

fn copy(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.copy_dict(this(args)).value())
}

fn update_with_keywords(vm: &Vm, args: &[Value], names: &[Str], function: &str) -> Result {
    let positional = args.len() - names.len();
    if positional > 2 {
        let given = positional - 1;
        return Err(vm.type_error(format!("{function} expected at most 1 argument, got {given}")));
    }
    let dict = this(args);
    if positional == 2 {
        dict_update_from(vm, dict, args[1])?;
    }
    for (name, &value) in names.iter().zip(&args[positional..]) {
        dict_insert(vm, dict, name.value(), value)?;
    }
    Ok(Value::NONE)
}

fn update(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    update_with_keywords(vm, args, names, "update")
}

fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    update_with_keywords(vm, args, names, "dict")
}

fn new(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    Ok(vm.allocate_of(Class::from_value(args[0]), DictObject::empty()).value())
}

fn fromkeys(vm: &Vm, args: &[Value]) -> Result {
    let value = args.get(2).copied().unwrap_or(Value::NONE);
    let made = if args[0] == vm.classes.dict.value() {
        vm.new_dict().value()
    } else {
        vm.call(args[0], &[])?
    };
    if made.has_shape(id::DICT) {
        let dict: Dict = Ref::from_value(made);
        ops::for_each(vm, args[1], |key| dict_insert(vm, dict, key, value))?;
    } else {
        ops::for_each(vm, args[1], |key| ops::set_item(vm, made, key, value))?;
    }
    Ok(made)
}

fn get_item(vm: &Vm, args: &[Value]) -> Result {
    if let Some(value) = dict_get_value(vm, this(args), args[1])? {
        return Ok(value);
    }
    if !args[0].has_shape(id::DICT)
        && let Some(missing) = ops::special(vm, args[0], vm.names.__missing__)
    {
        return ops::call_special(vm, missing, args[0], &[args[1]]);
    }
    Err(vm.key_error(args[1]))
}

fn set_item(vm: &Vm, args: &[Value]) -> Result {
    dict_insert(vm, this(args), args[1], args[2])?;
    Ok(Value::NONE)
}

fn delete_item(vm: &Vm, args: &[Value]) -> Result {
    match dict_delete(vm, this(args), args[1])? {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.key_error(args[1])),
    }
}

fn eq(vm: &Vm, args: &[Value]) -> Result {
    match args[1].cast::<DictObject>() {
        Some(other) => Ok(Value::from_bool(dict_equal(vm, this(args), other)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn ne(vm: &Vm, args: &[Value]) -> Result {
    match args[1].cast::<DictObject>() {
        Some(other) => Ok(Value::from_bool(!dict_equal(vm, this(args), other)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn union(vm: &Vm, left: Value, right: Value) -> Result {
    let (Some(left), Some(_)) = (left.cast::<DictObject>(), right.cast::<DictObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = vm.copy_dict(left);
    dict_update_from(vm, result, right)?;
    Ok(result.value())
}

fn ior(vm: &Vm, args: &[Value]) -> Result {
    dict_update_from(vm, this(args), args[1])?;
    Ok(args[0])
}

const METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_static_method("__new__", new, 1, ANY, ""),
    NativeSpec::keyword_method("__init__", init, 1, ANY, ""),
    NativeSpec::method(
        "get",
        get,
        2,
        3,
        "Return the value for key if key is in the dictionary, else default.",
    ),
    NativeSpec::method(
        "setdefault",
        setdefault,
        2,
        3,
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
    ),
    NativeSpec::method(
        "pop",
        pop,
        2,
        3,
        "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
    ),
    NativeSpec::method(
        "popitem",
        popitem,
        1,
        1,
        "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
    ),
    NativeSpec::method(
        "keys",
        |vm, args| Ok(vm.new_dict_view(this(args), Part::Keys)),
        1,
        1,
        "Return a set-like object providing a view on the dict's keys.",
    ),
    NativeSpec::method(
        "values",
        |vm, args| Ok(vm.new_dict_view(this(args), Part::Values)),
        1,
        1,
        "Return an object providing a view on the dict's values.",
    ),
    NativeSpec::method(
        "items",
        |vm, args| Ok(vm.new_dict_view(this(args), Part::Items)),
        1,
        1,
        "Return a set-like object providing a view on the dict's items.",
    ),
    NativeSpec::keyword_method(
        "update",
        update,
        1,
        ANY,
        "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.",
    ),
    NativeSpec::method("clear", clear, 1, 1, "Remove all items from the dict."),
    NativeSpec::method("copy", copy, 1, 1, "Return a shallow copy of the dict."),
    NativeSpec::class_method(
        "fromkeys",
        fromkeys,
        2,
        3,
        "Create a new dictionary with keys from iterable and values set to value.",
    ),
    NativeSpec::method(
        "__contains__",
        |vm, args| Ok(Value::from_bool(dict_get_value(vm, this(args), args[1])?.is_some())),
        2,
        2,
        "True if the dictionary has the specified key, else False.",
    ),
    NativeSpec::method(
        "__len__",
        |vm, args| Ok(vm.new_size(this(args).len())),
        1,
        1,
        "Return len(self).",
    ),
    NativeSpec::method("__getitem__", get_item, 2, 2, "Return self[key]."),
    NativeSpec::method("__setitem__", set_item, 3, 3, "Set self[key] to value."),
    NativeSpec::method("__delitem__", delete_item, 2, 2, "Delete self[key]."),
    NativeSpec::method(
        "__iter__",
        |vm, args| Ok(vm.new_dict_iter(this(args), Part::Keys, false)),
        1,
        1,
        "Implement iter(self).",
    ),
    NativeSpec::method(
        "__reversed__",
        |vm, args| Ok(vm.new_dict_iter(this(args), Part::Keys, true)),
        1,
        1,
        "Return a reverse iterator over the dict keys.",
    ),
    NativeSpec::method(
        "__repr__",
        |vm, args| Ok(dict_repr(vm, this(args))?.value()),
        1,
        1,
        "Return repr(self).",
    ),
    NativeSpec::method("__eq__", eq, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", ne, 2, 2, "Return self!=value."),
    NativeSpec::method(
        "__or__",
        |vm, args| union(vm, args[0], args[1]),
        2,
        2,
        "Return self|value.",
    ),
    NativeSpec::method(
        "__ror__",
        |vm, args| union(vm, args[1], args[0]),
        2,
        2,
        "Return value|self.",
    ),
    NativeSpec::method("__ior__", ior, 2, 2, "Return self|=value."),
    crate::generic::alias::CLASS_GETITEM,
];

/// `dict`
pub const CLASS: ClassSpec = ClassSpec {
    methods: METHODS,
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
    ..ClassSpec::new("dict", Kind::Dict, id::DICT)
};
