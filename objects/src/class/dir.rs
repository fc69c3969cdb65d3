//! `dir()`: names of attributes.

use super::{Class, ClassObject};
use crate::dict::{Dict, DictObject};
use crate::own_attribute::keys_of;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// Adds the names in the dicts of a class and its bases.
fn add_class_names(class: Class, names: &mut Vec<Value>) {
    for ancestor in class.linearization() {
        names.extend(keys_of(ancestor.dict.get()));
    }
}
/// A list of names, each once, sorted.
fn finish(vm: &Vm, names: Vec<Value>) -> Result {
    let mut names: Vec<Str> =
        names.into_iter().filter_map(|name| name.cast::<StrObject>()).collect();
    names.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    names.dedup_by(|a, b| a.as_str() == b.as_str());
    let names: Vec<Value> = names.into_iter().map(|name| name.value()).collect();
    Ok(vm.new_list(&names).value())
}

/// `object.__dir__`
pub(super) fn object_dir(vm: &Vm, obj: Value) -> Result {
    let mut names: Vec<Value> =
        vm.own_attribute_names(obj).into_iter().map(|name| name.value()).collect();
    // An object may present another `__dict__` and `__class__` than its own.
    if vm.class_of(obj).has(super::flag::HEAP) {
        let own = vm.attribute_dict_if_any(obj);
        if own.is_some()
            && let Some(shown) = vm.find_attribute(obj, vm.names.__dict__)?
            && let Some(shown) = shown.cast::<DictObject>()
            && Some(shown) != own
        {
            names.extend(keys_of(shown));
        }
        if let Some(class) = vm.find_attribute(obj, vm.names.__class__)?
            && let Some(class) = class.cast::<ClassObject>()
        {
            add_class_names(class, &mut names);
            return finish(vm, names);
        }
    }
    add_class_names(vm.class_of(obj), &mut names);
    finish(vm, names)
}
/// `type.__dir__`
pub(super) fn class_dir(vm: &Vm, class: Class) -> Result {
    let mut names = Vec::new();
    add_class_names(class, &mut names);
    finish(vm, names)
}

impl Vm {
    /// `dir(obj)`: a sorted list.
    pub fn dir(&self, obj: Value) -> Result {
        let class = self.class_of(obj);
        let Some(hook) = self.lookup(class, self.names.__dir__) else {
            return Err(self.type_error("object does not provide __dir__"));
        };
        let names = self.call_hook(hook, obj, class, &[])?;
        let list = self.call(self.classes.list.value(), &[names])?;
        self.call_method(list, self.intern("sort"), &[])?;
        Ok(list)
    }
    /// `dir()`: the sorted names of a namespace.
    pub fn dir_of_namespace(&self, namespace: Dict) -> Result {
        finish(self, keys_of(namespace))
    }
}
