//! `str.translate`, `str.maketrans` and `str.expandtabs`.

use super::{Str, StrObject, unicode};
use crate::dict::Dict;
use crate::int::IntRef;
use crate::ops;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `text.translate(table)`: code points are looked up in any mapping; absent ones stay.
///
/// # Errors
/// What the lookup raises but LookupError; bad replacements.
pub fn translate(vm: &Vm, text: Str, table: Value) -> Result<Str> {
    let mut out = String::with_capacity(text.as_str().len());
    let mut seen = [None; 128];
    for (index, c) in text.as_str().chars().enumerate() {
        if index % 4096 == 4095 {
            vm.poll_native()?;
        }
        if let Some(Some(same)) = seen.get(c as usize) {
            out.push(*same);
            continue;
        }
        let before = out.len();
        replacement(vm, c, table, &mut out)?;
        // One character for one ASCII character of a plain dict is remembered.
        if c.is_ascii() && table.has_shape(crate::shape::id::DICT) {
            let mut added = out[before..].chars();
            if let (Some(only), None) = (added.next(), added.next()) {
                seen[c as usize] = Some(only);
            }
        }
    }
    vm.long_str(&out)
}

fn replacement(vm: &Vm, c: char, table: Value, out: &mut String) -> Result<()> {
    let key = Value::small(unicode::code_point(c).into());
    let looked_up = ops::get_item(vm, table, key);
    let Some(value) = vm.catch(looked_up, vm.classes.lookup_error)? else {
        out.push(c);
        return Ok(());
    };
    if value.is_none() {
        return Ok(());
    }
    if let Some(text) = value.cast::<StrObject>() {
        out.push_str(text.as_str());
        return Ok(());
    }
    let Some(number) = value.as_integer() else {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    };
    match number.to_i64().and_then(|n| u32::try_from(n).ok()).and_then(unicode::from_code_point) {
        Some(c) => out.push(c),
        None => return Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
    Ok(())
}

/// `str.maketrans(x[, y[, z]])`
///
/// # Errors
/// Bad arguments.
pub fn make_table(vm: &Vm, args: &[Value]) -> Result {
    let table = vm.new_dict();
    if let [mapping] = args {
        let Some(mapping) = mapping.cast::<crate::dict::DictObject>() else {
            return Err(
                vm.type_error("if you give only one argument to maketrans it must be a dict")
            );
        };
        for index in 0..mapping.entry_bound() {
            if let Some(entry) = mapping.entry(index) {
                add_mapping(vm, table, entry.key, entry.value)?;
            }
        }
        return Ok(table.value());
    }
    let text = |index: usize| match args[index].cast::<StrObject>() {
        Some(text) => Ok(text),
        None => {
            let class = vm.class_of(args[index]).name();
            Err(vm.type_error(format!(
                "maketrans() argument {} must be str, not {}",
                index + 1,
                class.as_str()
            )))
        }
    };
    let to = text(1)?;
    let Some(from) = args[0].cast::<StrObject>() else {
        return Err(vm.type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    };
    if from.chars() != to.chars() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    let key = |c: char| Value::small(unicode::code_point(c).into());
    for (from, to) in from.as_str().chars().zip(to.as_str().chars()) {
        ops::set_item(vm, table.value(), key(from), key(to))?;
    }
    if args.len() > 2 {
        for c in text(2)?.as_str().chars() {
            ops::set_item(vm, table.value(), key(c), Value::NONE)?;
        }
    }
    Ok(table.value())
}

fn add_mapping(vm: &Vm, table: Dict, key: Value, value: Value) -> Result<()> {
    let key = match key.cast::<StrObject>() {
        Some(text) => match text.single() {
            Some(c) => Value::small(unicode::code_point(c).into()),
            None => return Err(vm.value_error("string keys in translatetable must be of length 1")),
        },
        None if key.as_integer().map(IntRef::bit_length).is_some() => key,
        None => return Err(vm.type_error("keys in translate table mustbe strings or integers")),
    };
    ops::set_item(vm, table.value(), key, value)
}

/// `text.expandtabs(size)`; `None` if the result would be too large.
pub fn expand_tabs(text: &str, size: usize) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut column = 0usize;
    for c in text.chars() {
        match c {
            '\t' => {
                if size > 0 {
                    let blanks = size - column % size;
                    if out.len().checked_add(blanks)? > isize::MAX as usize / 2 || blanks > 1 << 36
                    {
                        return None;
                    }
                    out.extend(std::iter::repeat_n(' ', blanks));
                    column += blanks;
                }
            }
            '\n' | '\r' => {
                column = 0;
                out.push(c);
            }
            c => {
                column += 1;
                out.push(c);
            }
        }
    }
    Some(out)
}
