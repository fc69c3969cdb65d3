//! What `copy` and `pickle` ask of every object: `__reduce_ex__` and `__getstate__`.

use super::{flag, layout};
use crate::descriptor::MemberObject;
use crate::heap::RootVec;
use crate::object::Kind;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `object.__getstate__`: the `__dict__`, and with slots a pair of that and a dict of the slots.
pub(super) fn get_state(vm: &Vm, args: &[Value]) -> Result {
    let obj = args[0];
    let class = vm.class_of(obj);
    let own = if layout::has_dict(class) { vm.attribute_dict(obj) } else { None };
    let own = own.filter(|dict| !dict.is_empty()).map_or(Value::NONE, |dict| dict.value());
    let slots = vm.new_dict();
    for ancestor in class.linearization() {
        for number in 0..ancestor.dict.get().entry_bound() {
            let Some(entry) = ancestor.dict.get().entry(number) else { continue };
            let Some(member) = entry.value.cast::<MemberObject>() else { continue };
            if let Some(value) = vm.find_attribute(obj, member.name)? {
                slots.set_name(vm, member.name, value);
            }
        }
    }
    if slots.is_empty() {
        return Ok(own);
    }
    Ok(vm.new_tuple(&[own, slots.value()]).value())
}

pub(super) fn reduce(vm: &Vm, args: &[Value]) -> Result {
    reduce_by_protocol(vm, args[0])
}
/// `object.__reduce_ex__`: an overridden `__reduce__` goes first.
pub(super) fn reduce_ex(vm: &Vm, args: &[Value]) -> Result {
    let class = vm.class_of(args[0]);
    if let Some((owner, hook)) = vm.lookup_with_owner(class, vm.names.__reduce__)
        && owner != vm.classes.object
    {
        return vm.call_hook(hook, args[0], class, &[]);
    }
    reduce_by_protocol(vm, args[0])
}

/// `(copyreg.__newobj__, (cls, *args), state, list_items, dict_items)` of protocol 2.
fn reduce_by_protocol(vm: &Vm, obj: Value) -> Result {
    let class = vm.class_of(obj);
    let n = &*vm.names;
    let plain = class.has(flag::HEAP)
        || matches!(class.instance_kind.get(), Kind::Instance | Kind::List | Kind::Dict);
    if !plain && vm.lookup(class, n.__getnewargs__).is_none() {
        let name = class.name.get();
        return Err(vm.type_error(format!("cannot pickle '{}' object", name.as_str())));
    }
    let mut arguments = RootVec::from_slice(vm, &[class.value()]);
    if let Some(hook) = vm.lookup(class, n.__getnewargs__) {
        let given = vm.call_hook(hook, obj, class, &[])?;
        let Some(given) = given.cast::<TupleObject>() else {
            let found = vm.class_name(given);
            return Err(
                vm.type_error(format!("__getnewargs__ should return a tuple, not '{found}'"))
            );
        };
        arguments.extend_from_slice(given.items());
    }
    let state = vm.call_method(obj, n.__getstate__, &[])?;
    let list_items = match class.instance_kind.get() {
        Kind::List => crate::ops::iter(vm, obj)?,
        _ => Value::NONE,
    };
    let dict_items = match class.instance_kind.get() {
        Kind::Dict => {
            let items = vm.call_method(obj, n.items, &[])?;
            crate::ops::iter(vm, items)?
        }
        _ => Value::NONE,
    };
    let make = vm.new_builtin(&NEW_OBJECT, Value::NULL, Value::NULL);
    let arguments = vm.new_tuple(&arguments).value();
    Ok(vm.new_tuple(&[make, arguments, state, list_items, dict_items]).value())
}

/// `copyreg.__newobj__`
static NEW_OBJECT: crate::function::NativeSpec =
    crate::function::NativeSpec::function("__newobj__", new_object, 1, 255, "");

fn new_object(vm: &Vm, args: &[Value]) -> Result {
    let new = vm.get_attribute(args[0], vm.names.__new__)?;
    vm.call(new, args)
}
