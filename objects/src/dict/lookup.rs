//! Lookup with any key: hashing and comparing may run user code, which may change the dict meanwhile.

use super::{Dict, Entry, is_exact_str};
use crate::ops;
use crate::shape::id;
use crate::string::Str;
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The hash of a key, as tables use it.
///
/// # Errors
/// TypeError if it is not hashable, or what its `__hash__` raises.
#[inline]
pub fn hash_key(vm: &Vm, key: Value) -> Result<u64> {
    if is_exact_str(key) {
        return Ok(Str::from_value(key).hash());
    }
    if key.is_int() {
        return Ok(ops::hash_small(key.int()) as u64);
    }
    if key.has_shape(id::TUPLE) {
        return crate::tuple::tuple_hash(vm, Tuple::from_value(key)).map(|hash| hash as u64);
    }
    ops::hash(vm, key).map(|hash| hash as u64)
}

/// The hash of a key to be stored: an unhashable key is reported as such.
///
/// # Errors
/// As [`hash_key`], with the message for containers.
pub(crate) fn hash_element(vm: &Vm, key: Value, container: &str, role: &str) -> Result<u64> {
    match hash_key(vm, key) {
        Ok(hash) => Ok(hash),
        Err(raised) => Err(explain_unhashable(vm, key, container, role).unwrap_or(raised)),
    }
}

#[cold]
fn explain_unhashable(
    vm: &Vm,
    key: Value,
    container: &str,
    role: &str,
) -> Option<crate::vm::Raised> {
    if !vm.raised_is(vm.classes.type_error) {
        return None;
    }
    // CPython puts the reason in parentheses after the use.
    let reason = vm.take_raised();
    let class = vm.class_name(key);
    let Ok(text) = ops::str(vm, reason) else { return Some(crate::vm::Raised) };
    let message = format!("cannot use '{class}' as a {container} {role} ({})", text.as_str());
    Some(vm.type_error(message))
}

/// Whether comparing two keys runs no user code.
#[inline]
fn is_plain(key: Value) -> bool {
    !key.is_object() || is_exact_str(key)
}

/// The entry number of a key.
///
/// # Errors
/// What comparing keys raises.
#[inline]
pub(crate) fn find_entry(vm: &Vm, dict: Dict, key: Value, hash: u64) -> Result<Option<u32>> {
    if is_exact_str(key) && dict.has_only_str_keys() {
        return Ok(dict.entry_of_name(Str::from_value(key)));
    }
    if is_plain(key) && dict.has_only_plain_keys() {
        return Ok(dict.search(hash, |entry| entry.key == key || plain_equal(entry.key, key)));
    }
    find_entry_slow(vm, dict, key, hash)
}

fn find_entry_slow(vm: &Vm, dict: Dict, key: Value, hash: u64) -> Result<Option<u32>> {
    'restart: loop {
        // Keys with this hash that were asked whether they are equal, and are not.
        let mut asked = 0;
        loop {
            let mut skip = asked;
            let mut candidate: Option<Entry> = None;
            let found = dict.search(hash, |entry| {
                if entry.key == key {
                    return true;
                }
                if is_plain(key) && is_plain(entry.key) {
                    return plain_equal(entry.key, key);
                }
                if skip > 0 {
                    skip -= 1;
                    return false;
                }
                candidate = Some(*entry);
                true
            });
            let (Some(number), Some(entry)) = (found, candidate) else { return Ok(found) };
            let (entries, count) = (dict.entries.get(), dict.entry_count.get());
            let equal = keys_equal(vm, entry.key, key)?;
            let unchanged = dict.entries.get() == entries
                && dict.entry_count.get() == count
                && dict.entry(number as usize).is_some_and(|now| now.key == entry.key);
            if !unchanged {
                continue 'restart;
            }
            if equal {
                return Ok(found);
            }
            asked += 1;
        }
    }
}

/// Whether two keys are equal; tuples are the frequent case.
#[inline]
pub(crate) fn keys_equal(vm: &Vm, a: Value, b: Value) -> Result<bool> {
    if a.has_shape(id::TUPLE) && b.has_shape(id::TUPLE) {
        return crate::tuple::tuple_equal(vm, Tuple::from_value(a), Tuple::from_value(b));
    }
    ops::equal(vm, a, b)
}

/// Equality of values without user code: numbers in place, singletons, exact strings.
fn plain_equal(a: Value, b: Value) -> bool {
    if is_exact_str(a) && is_exact_str(b) {
        return Str::from_value(a).as_str() == Str::from_value(b).as_str();
    }
    match (number(a), number(b)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) => a == b,
        (Some(Number::Float(a)), Some(Number::Float(b))) => a == b,
        // The conversion saturates, and no integer in place is as large as that.
        (Some(Number::Int(i)), Some(Number::Float(f)))
        | (Some(Number::Float(f)), Some(Number::Int(i))) => f.fract() == 0.0 && f as i64 == i,
        _ => a == b,
    }
}

enum Number {
    Int(i64),
    Float(f64),
}

fn number(value: Value) -> Option<Number> {
    if value.is_int() {
        Some(Number::Int(value.int()))
    } else if value.is_float() {
        Some(Number::Float(value.as_float()))
    } else if value.is_bool() {
        Some(Number::Int(i64::from(value.as_bool())))
    } else {
        None
    }
}

/// `dict.get(key)`
///
/// # Errors
/// What hashing and comparing the key raises.
#[inline]
pub fn dict_get_value(vm: &Vm, dict: Dict, key: Value) -> Result<Option<Value>> {
    if is_exact_str(key) && dict.has_only_str_keys() {
        return Ok(dict.get_name(Str::from_value(key)));
    }
    let hash = hash_element(vm, key, "dict", "key")?;
    Ok(find_entry(vm, dict, key, hash)?.map(|number| dict.value_at(number)))
}

/// `dict[key] = value`
///
/// # Errors
/// What hashing and comparing the key raises.
#[inline]
pub fn dict_insert(vm: &Vm, dict: Dict, key: Value, value: Value) -> Result<()> {
    let hash = hash_element(vm, key, "dict", "key")?;
    insert_hashed(vm, dict, key, hash, value)
}

/// The same for a key whose hash is known.
#[inline]
pub(crate) fn insert_hashed(
    vm: &Vm,
    dict: Dict,
    key: Value,
    hash: u64,
    value: Value,
) -> Result<()> {
    match find_entry(vm, dict, key, hash)? {
        Some(number) => dict.set_value_at(number, value),
        None => dict.append(vm, hash, key, value),
    }
    Ok(())
}

/// Removes a key and returns its value, if it is there.
///
/// # Errors
/// What hashing and comparing the key raises.
pub fn dict_delete(vm: &Vm, dict: Dict, key: Value) -> Result<Option<Value>> {
    let hash = hash_element(vm, key, "dict", "key")?;
    let Some(number) = find_entry(vm, dict, key, hash)? else { return Ok(None) };
    let value = dict.value_at(number);
    dict.delete_entry(number);
    Ok(Some(value))
}

/// The entry number of a plain key (a number in place, a singleton, exactly a `str`) among plain keys: no user code runs. Unless
/// [`super::DictObject::has_only_plain_keys`] holds, a key that is not found may still be equal to another one.
#[inline]
fn find_plain(dict: Dict, key: Value) -> (u64, Option<u32>) {
    if is_exact_str(key) {
        let name = Str::from_value(key);
        return (name.hash(), dict.entry_of_name(name));
    }
    debug_assert!(key.is_int());
    let hash = ops::hash_small(key.int()) as u64;
    (
        hash,
        dict.search(hash, |entry| {
            entry.key == key || (is_plain(entry.key) && plain_equal(entry.key, key))
        }),
    )
}

/// The value of a key that is exactly a `str` or a small `int`, for instructions; null if it is not found without running user code.
#[inline]
pub fn dict_find(dict: Dict, key: Value) -> Value {
    find_plain(dict, key).1.map_or(Value::NULL, |number| dict.value_at(number))
}

/// `dict[key] = value` for a key that is exactly a `str` or a small `int`, for instructions, of a dict with plain keys.
#[inline]
pub fn dict_insert_plain(vm: &Vm, dict: Dict, key: Value, value: Value) {
    match find_plain(dict, key) {
        (_, Some(number)) => dict.set_value_at(number, value),
        (hash, None) => dict.append(vm, hash, key, value),
    }
}
