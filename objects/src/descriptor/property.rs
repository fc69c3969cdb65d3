//! `property`.

use super::{PropertyObject, getset};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::object::{Header, Kind, Ref};
use crate::parameters;
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};
use std::cell::Cell;

/// The attribute of an object: what the getter returns.
pub fn get(vm: &Vm, property: Ref<PropertyObject>, obj: Value) -> Result {
    let getter = property.getter.get();
    if getter.is_none() {
        return Err(no_accessor(vm, property, obj, "getter"));
    }
    vm.call(getter, &[obj])
}

/// Calls the setter, or the deleter if `value` is null.
pub fn set(vm: &Vm, property: Ref<PropertyObject>, obj: Value, value: Value) -> Result<()> {
    let (accessor, what, args) = if value.is_null() {
        (property.deleter.get(), "deleter", &[obj][..])
    } else {
        (property.setter.get(), "setter", &[obj, value][..])
    };
    if accessor.is_none() {
        return Err(no_accessor(vm, property, obj, what));
    }
    vm.call(accessor, args).map(drop)
}

#[cold]
fn no_accessor(vm: &Vm, property: Ref<PropertyObject>, obj: Value, what: &str) -> Raised {
    let class = vm.class_of(obj).qualname.get();
    let class = class.as_str();
    match property_name(vm, property) {
        Ok(Some(name)) => match vm.repr_text(name) {
            Ok(name) => {
                vm.attribute_error(format!("property {name} of '{class}' object has no {what}"))
            }
            Err(raised) => raised,
        },
        Ok(None) => vm.attribute_error(format!("property of '{class}' object has no {what}")),
        Err(raised) => raised,
    }
}

/// The name that `__set_name__` gave, or the getter's.
fn property_name(vm: &Vm, property: Ref<PropertyObject>) -> Result<Option<Value>> {
    let given = property.name.get();
    if !given.is_null() {
        return Ok(Some(given));
    }
    match property.getter.get() {
        Value::NONE => Ok(None),
        getter => vm.find_attribute(getter, vm.names.__name__),
    }
}

fn this(args: &[Value]) -> Ref<PropertyObject> {
    Ref::from_value(args[0])
}

impl Vm {
    /// A property; None for what is absent.
    pub fn new_property(&self, getter: Value, setter: Value, deleter: Value) -> Value {
        self.heap.allocate(blank(getter, setter, deleter)).value()
    }
}

fn blank(getter: Value, setter: Value, deleter: Value) -> PropertyObject {
    PropertyObject {
        header: Header::new(Kind::Property, id::PROPERTY),
        getter: Cell::new(getter),
        setter: Cell::new(setter),
        deleter: Cell::new(deleter),
        doc: Cell::new(Value::NONE),
        name: Cell::new(Value::NULL),
    }
}

fn new(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    let class = vm.expect_subclass(args[0], vm.classes.property, "property")?;
    Ok(vm.allocate_of(class, blank(Value::NONE, Value::NONE, Value::NONE)).value())
}

fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let property = this(args);
    let parameters = ["fget", "fset", "fdel", "doc"];
    let [getter, setter, deleter, doc] =
        parameters::parse(vm, "property", parameters, (0, 4), &args[1..], names)?;
    let or_none = |value: Value| if value.is_null() { Value::NONE } else { value };
    if !property.getter.replace(or_none(getter)).is_none() {
        // Caches hold the getter.
        vm.all_classes_changed();
    }
    property.setter.set(or_none(setter));
    property.deleter.set(or_none(deleter));
    property.name.set(Value::NULL);
    property.doc.set(or_none(doc));
    if or_none(doc).is_none() && !or_none(getter).is_none() {
        let inherited = vm.find_attribute(getter, vm.names.__doc__)?;
        property.doc.set(inherited.unwrap_or(Value::NONE));
        property.header().flags.set(1);
    }
    Ok(Value::NONE)
}

/// A copy with one accessor replaced: of the same class, made by calling it.
fn copy_with(vm: &Vm, args: &[Value], index: usize) -> Result {
    let old = this(args);
    let mut parts = [old.getter.get(), old.setter.get(), old.deleter.get()];
    if !args[1].is_none() {
        parts[index] = args[1];
    }
    let inherits_doc = old.header().flags.get() == 1 && !parts[0].is_none();
    let doc = if inherits_doc { Value::NONE } else { old.doc.get() };
    let made = vm.call(vm.class_of(args[0]).value(), &[parts[0], parts[1], parts[2], doc])?;
    if let Some(made) = made.cast::<PropertyObject>() {
        made.name.set(old.name.get());
    }
    Ok(made)
}
fn getter(vm: &Vm, args: &[Value]) -> Result {
    copy_with(vm, args, 0)
}
fn setter(vm: &Vm, args: &[Value]) -> Result {
    copy_with(vm, args, 1)
}
fn deleter(vm: &Vm, args: &[Value]) -> Result {
    copy_with(vm, args, 2)
}
fn set_name(_: &Vm, args: &[Value]) -> Result {
    this(args).name.set(args[2]);
    Ok(Value::NONE)
}

fn fget(_: &Vm, property: Value) -> Result {
    Ok(this(&[property]).getter.get())
}
fn fset(_: &Vm, property: Value) -> Result {
    Ok(this(&[property]).setter.get())
}
fn fdel(_: &Vm, property: Value) -> Result {
    Ok(this(&[property]).deleter.get())
}
fn doc(_: &Vm, property: Value) -> Result {
    Ok(this(&[property]).doc.get())
}
fn set_doc(_: &Vm, property: Value, value: Value) -> Result<()> {
    this(&[property]).doc.set(if value.is_null() { Value::NONE } else { value });
    Ok(())
}
fn name(vm: &Vm, property: Value) -> Result {
    match property_name(vm, this(&[property]))? {
        Some(name) => Ok(name),
        None => Err(vm.no_attribute(property, vm.names.__name__)),
    }
}
fn set_name_attribute(_: &Vm, property: Value, value: Value) -> Result<()> {
    this(&[property]).name.set(value);
    Ok(())
}
fn is_abstract(vm: &Vm, property: Value) -> Result {
    let property = this(&[property]);
    for accessor in [property.getter.get(), property.setter.get(), property.deleter.get()] {
        if vm.is_abstract(accessor)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

impl Vm {
    /// Whether `__isabstractmethod__` of an object is true.
    pub fn is_abstract(&self, value: Value) -> Result<bool> {
        match self.find_attribute(value, self.names.__isabstractmethod__)? {
            Some(flag) => crate::ops::truth(self, flag),
            None => Ok(false),
        }
    }
    /// The `repr` of a value as Rust text, for messages.
    pub fn repr_text(&self, value: Value) -> Result<String> {
        Ok(crate::ops::repr(self, value)?.as_str().to_owned())
    }
    /// The text of a `str` value.
    pub fn text_of(&self, value: Value) -> Option<String> {
        value.cast::<StrObject>().map(|text| text.as_str().to_owned())
    }
}

/// `property`
pub const PROPERTY: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::keyword_static_method("__new__", new, 1, 255, ""),
        NativeSpec::keyword_method("__init__", init, 1, 5, ""),
        getset::GET,
        getset::SET,
        getset::DELETE,
        NativeSpec::method(
            "getter",
            getter,
            2,
            2,
            "Descriptor to obtain a copy of the property with a different getter.",
        ),
        NativeSpec::method(
            "setter",
            setter,
            2,
            2,
            "Descriptor to obtain a copy of the property with a different setter.",
        ),
        NativeSpec::method(
            "deleter",
            deleter,
            2,
            2,
            "Descriptor to obtain a copy of the property with a different deleter.",
        ),
        NativeSpec::method("__set_name__", set_name, 3, 3, "__set_name__(self, owner, name)"),
    ],
    getters: &[
        GetSetSpec::get("fget", fget),
        GetSetSpec::get("fset", fset),
        GetSetSpec::get("fdel", fdel),
        GetSetSpec::get_set("__doc__", doc, set_doc),
        GetSetSpec::get_set("__name__", name, set_name_attribute),
        GetSetSpec::get("__isabstractmethod__", is_abstract),
    ],
    ..ClassSpec::new("property", Kind::Property, id::PROPERTY)
};
