//! What `object` defines: the methods that every object has.

use super::{Class, ClassObject, flag, layout};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::function::BuiltinObject;
use crate::instance::InstanceObject;
use crate::module::ModuleObject;
use crate::object::{Kind, Ref};
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// `__dict__` of the classes whose instances have one.
pub const DICT: GetSetSpec = GetSetSpec::get_set("__dict__", get_dict, set_dict);

fn get_dict(vm: &Vm, obj: Value) -> Result {
    match vm.attribute_dict(obj) {
        Some(dict) => Ok(dict.value()),
        None => Err(vm.no_attribute(obj, vm.names.__dict__)),
    }
}
fn set_dict(vm: &Vm, obj: Value, value: Value) -> Result<()> {
    vm.set_attribute_dict(obj, value)
}

/// `object.__new__`: `excess` says whether there are arguments that it does not take.
pub(crate) fn new_object(vm: &Vm, class: Class, excess: bool) -> Result {
    if excess {
        check_excess(vm, class)?;
    }
    if class.has(flag::ABSTRACT) {
        return Err(abstract_class(vm, class)?);
    }
    if class.instance_kind.get() != Kind::Instance {
        let name = class.name.get();
        let owner = layout::solid_base(vm, class).name.get();
        return Err(vm.type_error(format!(
            "object.__new__({}) is not safe, use {}.__new__()",
            name.as_str(),
            owner.as_str()
        )));
    }
    Ok(vm.new_instance(class).value())
}
fn check_excess(vm: &Vm, class: Class) -> Result<()> {
    let n = &*vm.names;
    if vm.lookup(class, n.__new__) != Some(vm.defaults.object_new) {
        return Err(
            vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
        );
    }
    if vm.lookup(class, n.__init__) == Some(vm.defaults.object_init) {
        let name = class.name.get();
        return Err(vm.type_error(format!("{}() takes no arguments", name.as_str())));
    }
    Ok(())
}
#[cold]
fn abstract_class(vm: &Vm, class: Class) -> Result<Raised> {
    let methods = class.dict.get().get_name(vm.names.__abstractmethods__).unwrap_or(Value::NONE);
    let mut names: Vec<String> = Vec::new();
    let iterator = crate::ops::iter(vm, methods)?;
    while let Some(name) = crate::ops::next(vm, iterator)? {
        names.extend(name.cast::<StrObject>().map(|name| format!("'{}'", name.as_str())));
    }
    names.sort();
    let s = if names.len() == 1 { "" } else { "s" };
    let class = class.name.get();
    Ok(vm.type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
        class.as_str(),
        names.join(", ")
    )))
}

fn new(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    let Some(class) = args[0].cast::<ClassObject>() else {
        let found = vm.class_name(args[0]);
        return Err(vm.type_error(format!("object.__new__(X): X is not a type object ({found})")));
    };
    new_object(vm, class, args.len() > 1)
}
fn init(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    if args.len() > 1 {
        let (class, n) = (vm.class_of(args[0]), &*vm.names);
        if vm.lookup(class, n.__init__) != Some(vm.defaults.object_init) {
            return Err(vm.type_error(
                "object.__init__() takes exactly one argument (the instance to initialize)",
            ));
        }
        if vm.lookup(class, n.__new__) == Some(vm.defaults.object_new) {
            let name = class.name.get();
            return Err(vm.type_error(format!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                name.as_str()
            )));
        }
    }
    Ok(Value::NONE)
}
/// `module.qualname` of a class, without `builtins.`.
pub fn full_name(vm: &Vm, class: Class) -> Result<String> {
    let module = vm.lookup(class, vm.names.__module__).and_then(|module| vm.text_of(module));
    let name = class.qualname.get();
    Ok(match module {
        Some(module) if module != "builtins" => format!("{module}.{}", name.as_str()),
        _ => name.as_str().to_owned(),
    })
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let name = full_name(vm, vm.class_of(args[0]))?;
    let text = format!("<{name} object at {:#x}>", vm.address_of(args[0]));
    Ok(vm.new_str(&text).value())
}
fn str(vm: &Vm, args: &[Value]) -> Result {
    Ok(crate::ops::repr(vm, args[0])?.value())
}
fn format(vm: &Vm, args: &[Value]) -> Result {
    let Some(spec) = args[1].cast::<StrObject>() else {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!("__format__() argument must be str, not {found}")));
    };
    if spec.chars() > 0 {
        let class = vm.class_name(args[0]);
        return Err(
            vm.type_error(format!("unsupported format string passed to {class}.__format__"))
        );
    }
    Ok(crate::ops::str(vm, args[0])?.value())
}
fn equal(_: &Vm, args: &[Value]) -> Result {
    Ok(if args[0] == args[1] { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}
/// The opposite of `__eq__`, which a class may define.
fn not_equal(vm: &Vm, args: &[Value]) -> Result {
    let class = vm.class_of(args[0]);
    let Some(hook) = vm.lookup(class, vm.names.__eq__) else { return Ok(Value::NOT_IMPLEMENTED) };
    let answer = vm.call_hook(hook, args[0], class, &[args[1]])?;
    if answer.is_not_implemented() {
        return Ok(answer);
    }
    Ok(Value::from_bool(!crate::ops::truth(vm, answer)?))
}
fn incomparable(_: &Vm, _: &[Value]) -> Result {
    Ok(Value::NOT_IMPLEMENTED)
}
fn hash(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.new_int(crate::ops::hash_pointer(args[0])))
}
fn get_attribute(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    match vm.generic_attribute(args[0], vm.class_of(args[0]), name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(args[0], name)),
    }
}
fn set_attribute(vm: &Vm, args: &[Value]) -> Result {
    not_for_classes(vm, args[0], "__setattr__")?;
    let name = vm.attribute_name(args[1])?;
    vm.generic_store(args[0], vm.class_of(args[0]), name, args[2])?;
    Ok(Value::NONE)
}
fn delete_attribute(vm: &Vm, args: &[Value]) -> Result {
    not_for_classes(vm, args[0], "__delattr__")?;
    let name = vm.attribute_name(args[1])?;
    vm.generic_store(args[0], vm.class_of(args[0]), name, Value::NULL)?;
    Ok(Value::NONE)
}
/// What protects built-in classes must not be circumvented through `object`.
fn not_for_classes(vm: &Vm, obj: Value, method: &str) -> Result<()> {
    match obj.has_kind(Kind::Class) {
        true => Err(vm.type_error(format!("can't apply this {method} to type object"))),
        false => Ok(()),
    }
}
fn init_subclass(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let class = args[0].cast::<ClassObject>().map(|class| class.qualname.get());
    let name = class.as_ref().map_or("object", |name| name.as_str());
    if !names.is_empty() {
        return Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
    }
    if args.len() > 1 {
        let count = args.len() - 1;
        return Err(
            vm.type_error(format!("{name}.__init_subclass__() takes no arguments ({count} given)"))
        );
    }
    Ok(Value::NONE)
}
fn subclass_hook(_: &Vm, _: &[Value]) -> Result {
    Ok(Value::NOT_IMPLEMENTED)
}
fn size_of(vm: &Vm, args: &[Value]) -> Result {
    let slots = match args[0].cast::<InstanceObject>() {
        Some(instance) => {
            let shape = vm.shapes.get(instance.header().shape());
            shape.in_place as usize + instance.overflow_capacity()
        }
        None => 0,
    };
    Ok(vm.new_int((std::mem::size_of::<InstanceObject>() + 8 * slots) as i64))
}
fn dir(vm: &Vm, args: &[Value]) -> Result {
    super::dir::object_dir(vm, args[0])
}

fn get_class(vm: &Vm, obj: Value) -> Result {
    Ok(vm.class_of(obj).value())
}
fn set_class(vm: &Vm, obj: Value, value: Value) -> Result<()> {
    if value.is_null() {
        return Err(vm.type_error("can't delete __class__ attribute"));
    }
    let Some(new) = value.cast::<ClassObject>() else {
        let found = vm.class_name(value);
        return Err(
            vm.type_error(format!("__class__ must be set to a class, not '{found}' object"))
        );
    };
    let old = vm.class_of(obj);
    let module = vm.classes.module;
    let modules = old.is_subclass_of(module) && new.is_subclass_of(module);
    let plain = new.has(flag::HEAP) && old.has(flag::HEAP);
    if !modules && !plain {
        return Err(vm.type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        ));
    }
    if !modules && !same_layout(vm, old, new) {
        let (new, old) = (new.name.get(), old.name.get());
        return Err(vm.type_error(format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.as_str(),
            old.as_str()
        )));
    }
    match obj.cast::<InstanceObject>() {
        Some(instance) => vm.instance_change_class(instance, new),
        // A module made by the VM has no attribute word, and needs none.
        None if obj.cast::<ModuleObject>().is_some() => {
            obj.header().set_shape(new.root_shape.get())
        }
        None => obj.header().set_shape(new.root_shape.get()),
    }
    Ok(())
}
/// Whether instances of two classes keep their attributes in the same places.
pub(super) fn same_layout(vm: &Vm, a: Class, b: Class) -> bool {
    const PLACES: u32 = flag::NO_DICT | flag::HIDDEN_DICT;
    a.instance_kind.get() == b.instance_kind.get()
        && a.members.get() == b.members.get()
        && a.flags.get() & PLACES == b.flags.get() & PLACES
        && (a.members.get() == 0 || member_names(vm, a) == member_names(vm, b))
}
/// Names of slots by place.
fn member_names(vm: &Vm, class: Class) -> Vec<(u32, Str)> {
    let mut names = Vec::new();
    for ancestor in class.linearization() {
        for entry in ancestor.dict.get().entries() {
            if let Some(member) = entry.value.cast::<crate::descriptor::MemberObject>()
                && !entry.key.is_null()
            {
                names.push((member.slot, vm.intern_name(member.name)));
            }
        }
    }
    names.sort_by_key(|(slot, _)| *slot);
    names
}

/// `object`
pub const OBJECT: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::keyword_static_method(
            "__new__",
            new,
            1,
            255,
            "Create and return a new object.  See help(type) for accurate signature.",
        ),
        NativeSpec::keyword_method(
            "__init__",
            init,
            1,
            255,
            "Initialize self.  See help(type(self)) for accurate signature.",
        ),
        NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self)."),
        NativeSpec::method("__str__", str, 1, 1, "Return str(self)."),
        NativeSpec::method("__hash__", hash, 1, 1, "Return hash(self)."),
        NativeSpec::method("__eq__", equal, 2, 2, "Return self==value."),
        NativeSpec::method("__ne__", not_equal, 2, 2, "Return self!=value."),
        NativeSpec::method("__lt__", incomparable, 2, 2, "Return self<value."),
        NativeSpec::method("__le__", incomparable, 2, 2, "Return self<=value."),
        NativeSpec::method("__gt__", incomparable, 2, 2, "Return self>value."),
        NativeSpec::method("__ge__", incomparable, 2, 2, "Return self>=value."),
        NativeSpec::method("__getattribute__", get_attribute, 2, 2, "Return getattr(self, name)."),
        NativeSpec::method(
            "__setattr__",
            set_attribute,
            3,
            3,
            "Implement setattr(self, name, value).",
        ),
        NativeSpec::method("__delattr__", delete_attribute, 2, 2, "Implement delattr(self, name)."),
        NativeSpec::method(
            "__format__",
            format,
            2,
            2,
            "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.",
        ),
        NativeSpec::method("__sizeof__", size_of, 1, 1, "Size of object in memory, in bytes."),
        NativeSpec::method("__dir__", dir, 1, 1, "Default dir() implementation."),
        NativeSpec::method("__reduce__", super::reduce::reduce, 1, 1, "Helper for pickle."),
        NativeSpec::method("__reduce_ex__", super::reduce::reduce_ex, 2, 2, "Helper for pickle."),
        NativeSpec::method("__getstate__", super::reduce::get_state, 1, 1, "Helper for pickle."),
        NativeSpec::keyword_class_method(
            "__init_subclass__",
            init_subclass,
            1,
            255,
            "This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses.",
        ),
        NativeSpec::class_method(
            "__subclasshook__",
            subclass_hook,
            1,
            255,
            "Abstract classes can override this to customize issubclass().",
        ),
    ],
    getters: &[GetSetSpec::get_set("__class__", get_class, set_class)],
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.",
    flags: flag::NO_DICT,
    ..ClassSpec::new("object", Kind::Instance, id::OBJECT)
};

/// The methods of `object` and `type` that the VM recognizes, so as not to call them.
#[derive(Debug)]
pub struct Defaults {
    /// `object.__new__`
    pub object_new: Value,
    /// `object.__init__`
    pub object_init: Value,
    /// `object.__class__`
    pub object_class: Value,
    /// `type.__call__`
    pub type_call: Value,
    /// `type.__new__`
    pub type_new: Value,
    /// `typing.Generic`
    pub generic: Class,
    /// `all`
    pub all: Value,
    /// `any`
    pub any: Value,
    /// The class of `__spec__`.
    pub module_spec: Class,
    /// `time.struct_time`
    pub struct_time: Class,
}

impl Defaults {
    pub(crate) fn new(vm: &Vm, generic: Class) -> Defaults {
        let of = |class: Class, name: Str| {
            let found = class.dict.get().get_name(name);
            found.unwrap_or_else(|| unreachable!("{} is in the table of its class", name.as_str()))
        };
        let n = &*vm.names;
        let builtin = |name: Str| {
            let found = vm.builtins_dict().get_name(name);
            found.unwrap_or_else(|| unreachable!("{} is in the table of builtins", name.as_str()))
        };
        let (object, type_) = (vm.classes.object, vm.classes.type_);
        debug_assert!(of(object, n.__new__).cast::<BuiltinObject>().is_some());
        Defaults {
            object_new: of(object, n.__new__),
            object_init: of(object, n.__init__),
            object_class: of(object, n.__class__),
            type_call: of(type_, n.__call__),
            type_new: of(type_, n.__new__),
            generic,
            all: builtin(n.all),
            any: builtin(n.any),
            module_spec: vm.add_class(&crate::modules::module_spec::CLASS),
            struct_time: vm.add_class(&crate::modules::time::STRUCT_TIME),
        }
    }
}

/// `value` as a class.
pub(super) fn class_of_value(value: Value) -> Class {
    Ref::from_value(value)
}
