//! Which layout the instances of a class with some bases have: solid bases, `__slots__`, and dicts.

use super::{Class, flag};
use crate::dict::Dict;
use crate::heap::RootVec;
use crate::object::Kind;
use crate::ops;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The class that determines the layout: a built-in one, or one with slots of its own.
pub(super) fn solid_base(vm: &Vm, class: Class) -> Class {
    if !class.has(flag::HEAP) {
        // All exceptions have one layout.
        return if class.has(flag::EXCEPTION) { vm.classes.base_exception } else { class };
    }
    let bases = super::mro::classes_of(class.bases.get());
    let widest = bases.iter().map(|base| base.members.get()).max().unwrap_or(0);
    if class.members.get() > widest {
        return class;
    }
    best_of(vm, &bases).map_or(vm.classes.object, |base| solid_base(vm, base))
}

/// The base whose layout the others extend not; `None` if two conflict.
pub(super) fn best_of(vm: &Vm, bases: &[Class]) -> Option<Class> {
    let (mut best, rest) = (*bases.first()?, &bases[1..]);
    let mut solid = solid_base(vm, best);
    for &base in rest {
        let candidate = solid_base(vm, base);
        if solid.is_subclass_of(candidate) {
            continue;
        }
        if !candidate.is_subclass_of(solid) {
            return None;
        }
        (best, solid) = (base, candidate);
    }
    Some(best)
}

/// `__base__`
pub(crate) fn base_of(vm: &Vm, class: Class) -> Option<Class> {
    best_of(vm, &super::mro::classes_of(class.bases.get()))
}

/// What `__slots__` asks for.
pub(super) struct Slots {
    /// Names of slots, mangled, sorted.
    pub names: Vec<Str>,
    /// `__dict__` is among them.
    pub dict: bool,
    /// `__weakref__` is among them.
    pub weak_references: bool,
}

/// Reads `__slots__` of a namespace; `None` if there are none.
pub(super) fn read_slots(
    vm: &Vm,
    class_name: Str,
    base: Class,
    namespace: Dict,
) -> Result<Option<Slots>> {
    let Some(value) = namespace.get_name(vm.names.__slots__) else { return Ok(None) };
    let mut items = RootVec::new(vm);
    if value.cast::<StrObject>().is_some() {
        items.push(value);
    } else {
        let iterator = ops::iter(vm, value)?;
        while let Some(item) = ops::next(vm, iterator)? {
            items.push(item);
        }
    }
    let kind = base.instance_kind.get();
    if !items.is_empty() && matches!(kind, Kind::BigInt | Kind::Tuple | Kind::Bytes | Kind::Class) {
        let name = base.name.get();
        return Err(vm.type_error(format!(
            "nonempty __slots__ not supported for subtype of '{}'",
            name.as_str()
        )));
    }
    let mut slots = Slots { names: Vec::new(), dict: false, weak_references: false };
    for &item in items.iter() {
        add_slot(vm, class_name, base, namespace, item, &mut slots)?;
    }
    slots.names.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    slots.names.dedup();
    Ok(Some(slots))
}

fn add_slot(
    vm: &Vm,
    class_name: Str,
    base: Class,
    namespace: Dict,
    item: Value,
    slots: &mut Slots,
) -> Result<()> {
    let Some(name) = item.cast::<StrObject>() else {
        let found = vm.class_name(item);
        return Err(vm.type_error(format!("__slots__ items must be strings, not '{found}'")));
    };
    if !crate::string::case::is_identifier(name.as_str()) {
        return Err(vm.type_error("__slots__ must be identifiers"));
    }
    match name.as_str() {
        "__dict__" if has_dict(base) || slots.dict => {
            return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
        }
        "__dict__" => slots.dict = true,
        "__weakref__" if base.has(flag::WEAK_REFERENCES) || slots.weak_references => {
            return Err(vm.type_error("__weakref__ slot disallowed: we already got one"));
        }
        "__weakref__" => slots.weak_references = true,
        text => {
            let mangled = vm.intern(&mangle(class_name.as_str(), text));
            let special = mangled == vm.names.__qualname__ || mangled == vm.names.__classcell__;
            if !special && namespace.get_name(mangled).is_some() {
                return Err(
                    vm.value_error(format!("'{text}' in __slots__ conflicts with class variable"))
                );
            }
            slots.names.push(mangled);
        }
    }
    Ok(())
}

/// Whether instances of a class have a `__dict__` that programs see.
pub(super) fn has_dict(class: Class) -> bool {
    match class.instance_kind.get() {
        Kind::Exception
        | Kind::Module
        | Kind::Class
        | Kind::Function
        | Kind::ClassMethod
        | Kind::StaticMethod => true,
        Kind::Instance => !class.has(flag::NO_DICT),
        _ => class.has(flag::HEAP) && !class.has(flag::NO_DICT | flag::HIDDEN_DICT),
    }
}

/// The flags of a new class that say where its instances keep attributes.
pub(super) fn dict_flags(base: Class, slots: Option<&Slots>) -> u32 {
    let weak =
        if slots.is_none_or(|slots| slots.weak_references) { flag::WEAK_REFERENCES } else { 0 };
    let inherited_weak = base.flags.get() & flag::WEAK_REFERENCES;
    let wants_dict = slots.is_none_or(|slots| slots.dict) || has_dict(base);
    let dict = if wants_dict {
        0
    } else if base.instance_kind.get() == Kind::Instance {
        flag::NO_DICT
    } else {
        // The attribute word is there if this class or a base needs it for slots.
        let needs_word = slots.is_some_and(|slots| !slots.names.is_empty());
        let has_word = base.has(flag::HIDDEN_DICT);
        if needs_word || has_word { flag::HIDDEN_DICT } else { flag::NO_DICT }
    };
    dict | weak | inherited_weak
}

/// `__x` in a class body is `_Class__x`.
pub fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || class.is_empty() {
        return name.to_owned();
    }
    format!("_{class}{name}")
}
