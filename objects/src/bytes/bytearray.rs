//! What changes a `bytearray`.

use super::methods::{byte, bytes_of, receiver, source};
use super::{ByteArray, ByteArrayObject};
use crate::function::NativeSpec;
use crate::ops;
use crate::slice::SliceObject;
use crate::string::escape;
use crate::value::Value;
use crate::vm::{Result, Vm};

pub(super) const COUNT: usize = 15;

pub(super) const METHODS: [NativeSpec; COUNT] = [
    NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self)."),
    NativeSpec::method("__setitem__", set_item, 3, 3, "Set self[key] to value."),
    NativeSpec::method("__delitem__", delete_item, 2, 2, "Delete self[key]."),
    NativeSpec::method("__iadd__", extend_in_place, 2, 2, "Implement self+=value."),
    NativeSpec::method("__imul__", repeat_in_place, 2, 2, "Implement self*=value."),
    NativeSpec::method("append", append, 2, 2, "Append a single item to the end of the bytearray."),
    NativeSpec::method(
        "extend",
        extend,
        2,
        2,
        "Append all the items from the iterator or sequence to the end of the bytearray.",
    ),
    NativeSpec::method(
        "insert",
        insert,
        3,
        3,
        "Insert a single item into the bytearray before the given index.",
    ),
    NativeSpec::method("pop", pop, 1, 2, "Remove and return a single item from the bytearray."),
    NativeSpec::method(
        "remove",
        remove,
        2,
        2,
        "Remove the first occurrence of a value in the bytearray.",
    ),
    NativeSpec::method(
        "reverse",
        |vm, args| change(vm, args, |bytes| bytes.reverse()),
        1,
        1,
        "Reverse the order of the values in the bytearray in place.",
    ),
    NativeSpec::method(
        "clear",
        |vm, args| change(vm, args, Vec::clear),
        1,
        1,
        "Remove all items from the bytearray.",
    ),
    NativeSpec::method(
        "copy",
        |vm, args| super::methods::make::<true>(vm, &receiver(args)),
        1,
        1,
        "Return a copy of the bytearray.",
    ),
    NativeSpec::method(
        "__sizeof__",
        |vm, args| Ok(vm.new_size(56 + own(args).external_bytes())),
        1,
        1,
        "Returns the size of the bytearray object in memory, in bytes.",
    ),
    NativeSpec::method("resize", resize, 2, 2, "Resize the internal buffer of bytearray to len."),
];

fn own(args: &[Value]) -> ByteArray {
    ByteArray::from_value(args[0])
}

fn change(vm: &Vm, args: &[Value], change: impl FnOnce(&mut Vec<u8>)) -> Result {
    own(args).change(vm, change);
    Ok(Value::NONE)
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let class = vm.class_of(args[0]).name();
    let mut shown = escape::repr_bytes(&receiver(args));
    if shown.starts_with("b\"") {
        // Unlike `bytes`, it escapes the single quote between double ones too.
        shown = shown.replace('\'', "\\'");
    }
    Ok(vm.new_str(&format!("{}({shown})", class.as_str())).value())
}

fn index(vm: &Vm, array: &ByteArrayObject, key: Value) -> Result<usize> {
    let kind = "bytearray indices must be integers or slices";
    ops::sequence_index(vm, key, array.len(), kind, "bytearray index out of range")
}

fn set_item(vm: &Vm, args: &[Value]) -> Result {
    let array = own(args);
    let Some(slice) = args[1].cast::<SliceObject>() else {
        let byte = byte(vm, args[2])?;
        let index = index(vm, &array, args[1])?;
        return change(vm, args, |bytes| {
            if let Some(place) = bytes.get_mut(index) {
                *place = byte;
            }
        });
    };
    let bounds = slice.bounds(vm)?;
    if args[2].is_any_int() {
        return Err(
            vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        );
    }
    let values = bytes_of(vm, args[2])?;
    vm.reserve(values.len())?;
    let indices = bounds.apply(array.len());
    if indices.step == 1 {
        return change(vm, args, |bytes| drop(bytes.splice(indices.range(), values)));
    }
    if values.len() != indices.len {
        let (given, len) = (values.len(), indices.len);
        return Err(vm.value_error(format!(
            "attempt to assign bytes of size {given} to extended slice of size {len}"
        )));
    }
    change(vm, args, |bytes| {
        for (index, value) in indices.iter().zip(values) {
            bytes[index] = value;
        }
    })
}

fn delete_item(vm: &Vm, args: &[Value]) -> Result {
    let array = own(args);
    let Some(slice) = args[1].cast::<SliceObject>() else {
        let index = index(vm, &array, args[1])?;
        return change(vm, args, |bytes| {
            bytes.remove(index);
        });
    };
    let indices = slice.bounds(vm)?.apply(array.len()).ascending();
    if indices.step == 1 {
        return change(vm, args, |bytes| drop(bytes.drain(indices.range())));
    }
    change(vm, args, |bytes| {
        let mut at = 0;
        let mut doomed = indices.iter().peekable();
        bytes.retain(|_| {
            let keep = doomed.next_if_eq(&at).is_none();
            at += 1;
            keep
        });
    })
}

fn extend_in_place(vm: &Vm, args: &[Value]) -> Result {
    let Some(other) = source(args[1]) else {
        let (found, own) = (vm.class_name(args[1]), vm.class_name(args[0]));
        return Err(vm.type_error(format!("can't concat {found} to {own}")));
    };
    vm.reserve(other.len())?;
    own(args).change(vm, |bytes| bytes.extend_from_slice(&other));
    Ok(args[0])
}

fn repeat_in_place(vm: &Vm, args: &[Value]) -> Result {
    let Some(count) = ops::repeat_count(vm, args[1])? else {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{found}'")));
    };
    let count = count.max(0) as usize;
    vm.reserve(own(args).len().saturating_mul(count))?;
    own(args).change(vm, |bytes| *bytes = bytes.repeat(count));
    Ok(args[0])
}

fn append(vm: &Vm, args: &[Value]) -> Result {
    let byte = byte(vm, args[1])?;
    change(vm, args, |bytes| bytes.push(byte))
}

fn extend(vm: &Vm, args: &[Value]) -> Result {
    let more = match source(args[1]) {
        Some(source) => source.to_vec(),
        None if args[1].cast::<crate::string::StrObject>().is_some() => {
            return Err(vm.type_error("expected iterable of integers; got: 'str'"));
        }
        None => {
            let mut more = Vec::new();
            ops::for_each(vm, args[1], |item| {
                more.push(byte(vm, item)?);
                Ok(())
            })?;
            more
        }
    };
    vm.reserve(more.len())?;
    change(vm, args, |bytes| bytes.extend_from_slice(&more))
}

fn insert(vm: &Vm, args: &[Value]) -> Result {
    let at = ops::to_isize(vm, args[1])?;
    let byte = byte(vm, args[2])?;
    change(vm, args, |bytes| {
        let at = if at < 0 {
            bytes.len().saturating_sub(at.unsigned_abs())
        } else {
            (at as usize).min(bytes.len())
        };
        bytes.insert(at, byte);
    })
}

fn pop(vm: &Vm, args: &[Value]) -> Result {
    let at = args.get(1).map_or(Ok(-1), |at| ops::to_isize(vm, *at))?;
    let length = own(args).len();
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let absolute = if at < 0 { at.wrapping_add(length as isize) } else { at };
    if !(0..length as isize).contains(&absolute) {
        return Err(vm.index_error("pop index out of range"));
    }
    let byte = own(args).change(vm, |bytes| bytes.remove(absolute as usize));
    Ok(Value::small(byte.into()))
}

fn remove(vm: &Vm, args: &[Value]) -> Result {
    let byte = byte(vm, args[1])?;
    let found = own(args).change(vm, |bytes| {
        let at = bytes.iter().position(|b| *b == byte);
        at.map(|at| bytes.remove(at))
    });
    match found {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

fn resize(vm: &Vm, args: &[Value]) -> Result {
    let Ok(size) = usize::try_from(ops::to_isize(vm, args[1])?) else {
        let size = ops::to_isize(vm, args[1])?;
        return Err(
            vm.value_error(format!("bytearray.resize(): new size must be >= 0, got {size}"))
        );
    };
    vm.reserve(size)?;
    change(vm, args, |bytes| bytes.resize(size, 0))
}
