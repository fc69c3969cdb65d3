//! Arguments of built-in functions that take keywords: which parameter each belongs to.

use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The class of an argument as CPython's argument parser names it: None is `None`.
pub fn class_in_message(vm: &Vm, value: Value) -> String {
    if value.is_none() { "None".to_owned() } else { vm.class_name(value) }
}

/// Sorts arguments into `N` parameters; absent ones are null. `names` has the parameter names, `""` for a positional-only one. `max_positional`
/// is how many may be given by position; `required` how many must be given.
///
/// # Errors
/// TypeError in the words that CPython's argument parser uses: too many, unknown, doubled or missing arguments.
pub fn parse<const N: usize>(
    vm: &Vm,
    function: &str,
    parameters: [&str; N],
    (required, max_positional): (usize, usize),
    args: &[Value],
    names: &[Str],
) -> Result<[Value; N]> {
    let mut result = [Value::NULL; N];
    let (positional, keywords) = args.split_at(args.len() - names.len());
    if positional.len() > max_positional {
        let (exactly, total) = if required == N && max_positional == N {
            ("exactly", N)
        } else {
            ("at most", max_positional)
        };
        let s = if total == 1 { "" } else { "s" };
        let kind = if max_positional < N { "positional " } else { "" };
        return Err(vm.type_error(format!(
            "{function}() takes {exactly} {total} {kind}argument{s} ({} given)",
            args.len()
        )));
    }
    result[..positional.len()].copy_from_slice(positional);
    for (name, &value) in names.iter().zip(keywords) {
        let name = name.as_str();
        let Some(index) =
            parameters.iter().position(|parameter| *parameter == name && !name.is_empty())
        else {
            return Err(
                vm.type_error(format!("{function}() got an unexpected keyword argument '{name}'"))
            );
        };
        if !result[index].is_null() {
            let place = index + 1;
            return Err(vm.type_error(format!(
                "argument for {function}() given by name ('{name}') and position ({place})"
            )));
        }
        result[index] = value;
    }
    if let Some(index) = result[..required].iter().position(|value| value.is_null()) {
        let (name, place) = (parameters[index], index + 1);
        return Err(vm.type_error(if name.is_empty() {
            let s = if required == 1 { "" } else { "s" };
            format!(
                "{function}() takes at least {required} positional argument{s} ({} given)",
                args.len()
            )
        } else {
            format!("{function}() missing required argument '{name}' (pos {place})")
        }));
    }
    Ok(result)
}

/// The same in the words of a function written in Python, for methods of which CPython has the text in Python. `args` has no `self`, which the
/// messages count.
///
/// # Errors
/// TypeError: too many, unknown, doubled or missing arguments.
pub fn parse_as_python<const N: usize>(
    vm: &Vm,
    function: &str,
    parameters: [&str; N],
    (required, max_positional): (usize, usize),
    args: &[Value],
    names: &[Str],
) -> Result<[Value; N]> {
    let mut result = [Value::NULL; N];
    let (positional, keywords) = args.split_at(args.len() - names.len());
    if positional.len() > max_positional {
        let (least, most, given) = (required + 1, max_positional + 1, positional.len() + 1);
        let range =
            if least == most { most.to_string() } else { format!("from {least} to {most}") };
        let s = if most == 1 { "" } else { "s" };
        return Err(vm.type_error(format!(
            "{function}() takes {range} positional argument{s} but {given} were given"
        )));
    }
    result[..positional.len()].copy_from_slice(positional);
    for (name, &value) in names.iter().zip(keywords) {
        let name = name.as_str();
        let Some(index) = parameters.iter().position(|parameter| *parameter == name) else {
            return Err(
                vm.type_error(format!("{function}() got an unexpected keyword argument '{name}'"))
            );
        };
        if !result[index].is_null() {
            return Err(
                vm.type_error(format!("{function}() got multiple values for argument '{name}'"))
            );
        }
        result[index] = value;
    }
    let missing: Vec<String> = (0..required)
        .filter(|index| result[*index].is_null())
        .map(|index| format!("'{}'", parameters[index]))
        .collect();
    let list = match &missing[..] {
        [] => return Ok(result),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [others @ .., last] => format!("{}, and {last}", others.join(", ")),
    };
    let (count, s) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
    Err(vm.type_error(format!(
        "{function}() missing {count} required positional argument{s}: {list}"
    )))
}
