//! Containers: `len`, subscription, `in`.

use super::special::{call_special, special};
use super::{identical_or_equal, truth};
use crate::class::flag;
use crate::dict::{DictObject, dict_delete, dict_get_value, dict_insert};
use crate::list::{ListObject, methods as lists};
use crate::modules::array::{array_get_item, array_set_item};
use crate::object::{Kind, Ref};
use crate::range::{range_contains, range_get_item};
use crate::set::set_contains;
use crate::shape::id;
use crate::slice::{Bounds, Slice};
use crate::string::{StrObject, str_contains, str_get_item};
use crate::tuple::{TupleObject, tuple_contains, tuple_get_item};
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// `len(value)`
///
/// # Errors
/// TypeError if it has none; what `__len__` raises.
#[inline]
pub fn length(vm: &Vm, value: Value) -> Result<usize> {
    if value.is_object() {
        match value.header().shape() {
            id::LIST => return Ok(Ref::<ListObject>::from_value(value).len()),
            id::TUPLE => return Ok(Ref::<TupleObject>::from_value(value).len()),
            id::STR => return Ok(Ref::<StrObject>::from_value(value).chars()),
            id::DICT => return Ok(Ref::<DictObject>::from_value(value).len()),
            id::SET | id::FROZENSET => {
                return Ok(Ref::<crate::set::SetObject>::from_value(value).len());
            }
            _ => {}
        }
    }
    length_by_class(vm, value)
}

#[inline(never)]
fn length_by_class(vm: &Vm, value: Value) -> Result<usize> {
    match special(vm, value, vm.names.__len__) {
        Some(method) if !method.is_none() => {
            let length = call_special(vm, method, value, &[])?;
            super::to_length(vm, length)
        }
        _ => {
            let found = vm.class_name(value);
            Err(vm.type_error(format!("object of type '{found}' has no len()")))
        }
    }
}

/// `container[key]`
///
/// # Errors
/// What the container raises.
#[inline]
pub fn get_item(vm: &Vm, container: Value, key: Value) -> Result {
    if container.is_object() {
        match container.header().shape() {
            id::LIST => return lists::get_item(vm, Ref::from_value(container), key),
            id::TUPLE => return tuple_get_item(vm, Ref::from_value(container), key),
            id::DICT => {
                return match dict_get_value(vm, Ref::from_value(container), key)? {
                    Some(value) => Ok(value),
                    None => Err(vm.key_error(key)),
                };
            }
            id::STR => return str_get_item(vm, Ref::from_value(container), key),
            id::RANGE => return range_get_item(vm, Ref::from_value(container), key),
            id::ARRAY => return array_get_item(vm, Ref::from_value(container), key),
            _ => {}
        }
    }
    get_item_by_class(vm, container, key)
}

#[inline(never)]
fn get_item_by_class(vm: &Vm, container: Value, key: Value) -> Result {
    if let Some(method) =
        special(vm, container, vm.names.__getitem__).filter(|method| !method.is_none())
    {
        return call_special(vm, method, container, &[key]);
    }
    if container.has_kind(Kind::Class) {
        if container == vm.classes.type_.value() {
            return Ok(vm.new_generic_alias(container, key));
        }
        if let Some(hook) = vm.find_attribute(container, vm.names.__class_getitem__)? {
            return vm.call(hook, &[key]);
        }
        let class: crate::class::Class = Ref::from_value(container);
        let name = class.name();
        return Err(vm.type_error(format!("type '{}' is not subscriptable", name.as_str())));
    }
    Err(unsupported(vm, container, "is not subscriptable"))
}

/// `container[key] = value`
///
/// # Errors
/// What the container raises.
#[inline]
pub fn set_item(vm: &Vm, container: Value, key: Value, value: Value) -> Result<()> {
    if container.is_object() {
        match container.header().shape() {
            id::LIST => return lists::set_item(vm, Ref::from_value(container), key, value),
            id::DICT => return dict_insert(vm, Ref::from_value(container), key, value),
            id::ARRAY => return array_set_item(vm, Ref::from_value(container), key, value),
            _ => {}
        }
    }
    match special(vm, container, vm.names.__setitem__) {
        Some(method) if !method.is_none() => {
            call_special(vm, method, container, &[key, value]).map(|_| ())
        }
        _ => Err(unsupported(vm, container, "does not support item assignment")),
    }
}

/// `del container[key]`
///
/// # Errors
/// What the container raises.
pub fn delete_item(vm: &Vm, container: Value, key: Value) -> Result<()> {
    if container.is_object() {
        match container.header().shape() {
            id::LIST => return lists::delete_item(vm, Ref::from_value(container), key),
            id::DICT => {
                return match dict_delete(vm, Ref::from_value(container), key)? {
                    Some(_) => Ok(()),
                    None => Err(vm.key_error(key)),
                };
            }
            _ => {}
        }
    }
    match special(vm, container, vm.names.__delitem__) {
        Some(method) if !method.is_none() => {
            call_special(vm, method, container, &[key]).map(|_| ())
        }
        _ => Err(cannot_delete_item(vm, container, key)),
    }
}

/// CPython says it in two ways: of what could be a sequence, asked for an index, and of the rest.
#[cold]
fn cannot_delete_item(vm: &Vm, container: Value, key: Value) -> Raised {
    let class = vm.class_of(container);
    let has = |name| vm.lookup_special(class, name).is_some();
    let sequence = class.has(flag::HEAP) || has(vm.names.__len__) || has(vm.names.__contains__);
    let index = vm.lookup_special(vm.class_of(key), vm.names.__index__).is_some();
    let what = if sequence && index {
        "doesn't support item deletion"
    } else {
        "does not support item deletion"
    };
    unsupported(vm, container, what)
}

#[cold]
fn unsupported(vm: &Vm, container: Value, what: &str) -> Raised {
    let found = vm.class_name(container);
    vm.type_error(format!("'{found}' object {what}"))
}

/// `container[start:stop]`
///
/// # Errors
/// What the container raises.
pub fn get_slice(vm: &Vm, container: Value, start: Value, stop: Value) -> Result {
    if container.is_object()
        && let Some(bounds) = Bounds::plain(start, stop)
    {
        match container.header().shape() {
            id::LIST => {
                let list: Ref<ListObject> = Ref::from_value(container);
                let indices = bounds.apply(list.len());
                vm.reserve(indices.len * 8)?;
                return Ok(vm.new_list_of(list.items(), indices).value());
            }
            id::TUPLE => {
                let tuple: Ref<TupleObject> = Ref::from_value(container);
                let indices = bounds.apply(tuple.items().len());
                if !indices.is_all(tuple.items().len()) {
                    vm.reserve(indices.len * 8)?;
                    return Ok(vm.new_tuple(&tuple.items()[indices.range()]).value());
                }
                return Ok(container);
            }
            id::RANGE => {
                if let Some(slice) =
                    crate::range::small_subrange(vm, Ref::from_value(container), bounds)
                {
                    return Ok(slice.value());
                }
            }
            _ => {}
        }
    }
    get_item(vm, container, build_slice(vm, start, stop, Value::NONE).value())
}

/// `container[start:stop] = value`
///
/// # Errors
/// What the container raises.
pub fn set_slice(vm: &Vm, container: Value, start: Value, stop: Value, value: Value) -> Result<()> {
    if container.has_shape(id::LIST)
        && let Some(bounds) = Bounds::plain(start, stop)
    {
        return lists::set_slice(vm, Ref::from_value(container), bounds, value);
    }
    set_item(vm, container, build_slice(vm, start, stop, Value::NONE).value(), value)
}

/// `slice(start, stop, step)`
pub fn build_slice(vm: &Vm, start: Value, stop: Value, step: Value) -> Slice {
    vm.new_slice(start, stop, step)
}

/// `item in container`
///
/// # Errors
/// What the container or a comparison raises.
#[inline]
pub fn contains(vm: &Vm, container: Value, item: Value) -> Result<bool> {
    if container.is_object() {
        match container.header().shape() {
            id::LIST => return lists::contains(vm, Ref::from_value(container), item),
            id::TUPLE => return tuple_contains(vm, Ref::from_value(container), item),
            id::DICT => return Ok(dict_get_value(vm, Ref::from_value(container), item)?.is_some()),
            id::STR => return str_contains(vm, Ref::from_value(container), item),
            id::SET | id::FROZENSET => return set_contains(vm, Ref::from_value(container), item),
            id::RANGE => return range_contains(vm, Ref::from_value(container), item),
            _ => {}
        }
    }
    contains_by_class(vm, container, item)
}

#[inline(never)]
fn contains_by_class(vm: &Vm, container: Value, item: Value) -> Result<bool> {
    match special(vm, container, vm.names.__contains__) {
        Some(method) if method.is_none() => {
            let found = vm.class_name(container);
            Err(vm.type_error(format!("'{found}' object is not a container")))
        }
        Some(method) => {
            let result = call_special(vm, method, container, &[item])?;
            truth(vm, result)
        }
        None => contains_by_iteration(vm, container, item),
    }
}

fn contains_by_iteration(vm: &Vm, container: Value, item: Value) -> Result<bool> {
    let has = |name| special(vm, container, name).is_some_and(|method: Value| !method.is_none());
    if !has(vm.names.__iter__) && !has(vm.names.__getitem__) {
        let found = vm.class_name(container);
        return Err(
            vm.type_error(format!("argument of type '{found}' is not a container or iterable"))
        );
    }
    let iterator = super::iter(vm, container)?;
    while let Some(own) = super::next(vm, iterator)? {
        if identical_or_equal(vm, own, item)? {
            return Ok(true);
        }
        vm.poll_native()?;
    }
    Ok(false)
}
