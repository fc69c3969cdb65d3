//! `__import__`.

use crate::dict::DictObject;
use crate::ops;
use crate::parameters::parse;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`
pub(super) fn import(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["name", "globals", "locals", "fromlist", "level"];
    let [name, globals, _, from_list, level] =
        parse(vm, "__import__", parameters, (1, 5), args, names)?;
    let level = if level.is_null() { 0 } else { ops::to_isize(vm, level)? };
    let Some(name) = name.cast::<StrObject>() else {
        return Err(vm.type_error("module name must be a string"));
    };
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    if name.is_empty() && level == 0 {
        return Err(vm.value_error("Empty module name"));
    }
    let absolute = if level == 0 {
        name.as_str().to_owned()
    } else {
        absolute_name(vm, globals, name.as_str(), level as usize)?
    };
    let import = vm.hooks.get().import;
    let module = import(vm, &absolute)?;
    if from_list.is_null() || !ops::truth(vm, from_list)? {
        // The package that the statement binds: as many parts of the absolute name as there are before the first dot of the given one.
        let given = name.as_str();
        let Some(dot) = given.find('.') else { return Ok(module) };
        return import(vm, &absolute[..absolute.len() - (given.len() - dot)]);
    }
    import_submodules(vm, module, &absolute, from_list)?;
    Ok(module)
}

fn absolute_name(vm: &Vm, globals: Value, name: &str, level: usize) -> Result<String> {
    let package = globals
        .cast::<DictObject>()
        .and_then(|globals| globals.get_name(vm.names.__package__))
        .and_then(|package| package.cast::<StrObject>());
    let Some(package) = package.filter(|package| !package.is_empty()) else {
        return Err(vm.import_error("attempted relative import with no known parent package"));
    };
    let mut base = package.as_str();
    for _ in 1..level {
        let Some(dot) = base.rfind('.') else {
            return Err(vm.import_error("attempted relative import beyond top-level package"));
        };
        base = &base[..dot];
    }
    Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
}

/// Imports the names of a `from` list that are submodules. One that is no module is left for the statement to report.
fn import_submodules(vm: &Vm, module: Value, package: &str, from_list: Value) -> Result<()> {
    if vm.find_attribute(module, vm.names.__path__)?.is_none() {
        return Ok(());
    }
    let listed = ops::collect(vm, from_list)?;
    for index in 0..listed.len() {
        let Some(name) = listed.get(index).cast::<StrObject>() else {
            let found = vm.class_name(listed.get(index));
            return Err(vm.type_error(format!("Item in ``from list'' must be str, not {found}")));
        };
        if name.as_str() != "*" && vm.find_attribute(module, name)?.is_none() {
            let result = (vm.hooks.get().import)(vm, &format!("{package}.{}", name.as_str()));
            vm.catch(result, vm.classes.module_not_found_error)?;
        }
    }
    Ok(())
}
