//! What `type` defines: the methods and attributes of classes.

use super::object_methods::{class_of_value as this, full_name};
use super::{Class, ClassObject, flag, layout, mro};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::dict::DictObject;
use crate::generic::union;
use crate::object::Kind;
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

fn new(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let metaclass = vm.expect_subclass(args[0], vm.classes.type_, "type")?;
    vm.new_class(metaclass, &args[1..], names)
}
fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let given = args.len() - 1 - names.len();
    if given != 1 && given != 3 {
        return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(Value::NONE)
}
fn call(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    vm.instantiate(this(args[0]), &args[1..], names)
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let name = full_name(vm, this(args[0]))?;
    Ok(vm.new_str(&format!("<class '{name}'>")).value())
}
fn get_attribute(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    match vm.class_attribute(this(args[0]), name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(args[0], name)),
    }
}
fn set_attribute(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    vm.store_class_attribute(this(args[0]), name, args[2])?;
    Ok(Value::NONE)
}
fn delete_attribute(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    vm.store_class_attribute(this(args[0]), name, Value::NULL)?;
    Ok(Value::NONE)
}
fn mro_method(vm: &Vm, args: &[Value]) -> Result {
    let class = this(args[0]);
    let order = mro::linearize(vm, class, &mro::classes_of(class.bases.get()))?;
    Ok(vm.new_list(&order).value())
}
fn subclasses(vm: &Vm, args: &[Value]) -> Result {
    let classes: Vec<Value> = this(args[0]).subclasses.borrow().iter().map(|c| c.value()).collect();
    Ok(vm.new_list(&classes).value())
}
fn prepare(vm: &Vm, _: &[Value], _: &[Str]) -> Result {
    Ok(vm.new_dict().value())
}
fn instance_check(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::from_bool(vm.default_is_instance(args[1], args[0])?))
}
fn subclass_check(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::from_bool(vm.default_is_subclass(args[1], args[0])?))
}
fn dir(vm: &Vm, args: &[Value]) -> Result {
    super::dir::class_dir(vm, this(args[0]))
}
fn size_of(vm: &Vm, _: &[Value]) -> Result {
    Ok(vm.new_int(std::mem::size_of::<ClassObject>() as i64))
}

// ---- attributes

/// Whether `attribute` of a class may be set to `value`.
fn check_mutable(vm: &Vm, class: Class, attribute: &str, value: Value) -> Result<()> {
    let name = class.name.get();
    let name = name.as_str();
    if !class.has(flag::HEAP) {
        return Err(
            vm.type_error(format!("cannot set '{attribute}' attribute of immutable type '{name}'"))
        );
    }
    if value.is_null() {
        return Err(vm.type_error(format!(
            "cannot delete '{attribute}' attribute of immutable type '{name}'"
        )));
    }
    Ok(())
}
fn expect_text(vm: &Vm, class: Class, attribute: &str, value: Value) -> Result<Str> {
    check_mutable(vm, class, attribute, value)?;
    match value.cast::<StrObject>() {
        Some(text) => Ok(text),
        None => {
            let (name, found) = (class.name.get(), vm.class_name(value));
            let name = name.as_str();
            Err(vm
                .type_error(format!("can only assign string to {name}.{attribute}, not '{found}'")))
        }
    }
}
fn name(_: &Vm, class: Value) -> Result {
    Ok(this(class).name.get().value())
}
fn set_name(vm: &Vm, class: Value, value: Value) -> Result<()> {
    let text = expect_text(vm, this(class), "__name__", value)?;
    if text.as_str().contains('\0') {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    this(class).name.set(text);
    vm.class_changed(this(class), Some(vm.names.__name__));
    Ok(())
}
fn qualname(_: &Vm, class: Value) -> Result {
    Ok(this(class).qualname.get().value())
}
fn set_qualname(vm: &Vm, class: Value, value: Value) -> Result<()> {
    this(class).qualname.set(expect_text(vm, this(class), "__qualname__", value)?);
    Ok(())
}
fn module(vm: &Vm, class: Value) -> Result {
    let own = this(class).dict.get().get_name(vm.names.__module__);
    Ok(own.unwrap_or_else(|| vm.names.builtins.value()))
}
fn set_module(vm: &Vm, class: Value, value: Value) -> Result<()> {
    check_mutable(vm, this(class), "__module__", value)?;
    store(vm, class, vm.names.__module__, value);
    Ok(())
}
/// Sets an entry of the class's dict.
fn store(vm: &Vm, class: Value, name: Str, value: Value) {
    let class = this(class);
    class.dict.get().set_name(vm, name, value);
    vm.class_changed(class, Some(name));
}
fn bases(_: &Vm, class: Value) -> Result {
    Ok(this(class).bases.get().value())
}
fn set_bases(vm: &Vm, class: Value, value: Value) -> Result<()> {
    let class = this(class);
    check_mutable(vm, class, "__bases__", value)?;
    let name = class.name.get();
    let name = name.as_str();
    let Some(bases) = value.cast::<TupleObject>() else {
        let found = vm.class_name(value);
        return Err(
            vm.type_error(format!("can only assign tuple to {name}.__bases__, not {found}"))
        );
    };
    if bases.is_empty() {
        return Err(
            vm.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()"))
        );
    }
    if let Some(other) = bases.items().iter().find(|base| base.cast::<ClassObject>().is_none()) {
        let found = vm.class_name(*other);
        return Err(
            vm.type_error(format!("{name}.__bases__ must be tuple of classes, not '{found}'"))
        );
    }
    let new_bases = mro::classes_of(bases);
    if new_bases.iter().any(|base| base.is_subclass_of(class)) {
        return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
    }
    let Some(best) = layout::best_of(vm, &new_bases) else {
        return Err(vm.type_error("multiple bases have instance lay-out conflict"));
    };
    let old_best = layout::base_of(vm, class).unwrap_or(vm.classes.object);
    let compatible = best.instance_kind.get() == class.instance_kind.get()
        && best.members.get() == old_best.members.get()
        && layout::has_dict(best) <= layout::has_dict(class);
    if !compatible {
        let (new, old) = (best.name.get(), old_best.name.get());
        return Err(vm.type_error(format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            new.as_str(),
            old.as_str()
        )));
    }
    replace_bases(vm, class, &new_bases, bases)
}
fn replace_bases(
    vm: &Vm,
    class: Class,
    new_bases: &[Class],
    bases: crate::tuple::Tuple,
) -> Result<()> {
    let old = class.bases.replace(bases);
    if let Err(raised) = update_mros(vm, class) {
        class.bases.set(old);
        let exception = vm.take_raised();
        update_mros(vm, class)?;
        vm.raised.set(exception);
        return Err(raised);
    }
    for base in mro::classes_of(old) {
        base.subclasses.borrow_mut().retain(|other| *other != class);
    }
    for base in new_bases {
        base.subclasses.borrow_mut().push(class);
    }
    vm.class_changed(class, None);
    // Caches of operators rely on which class derives from which.
    vm.all_classes_changed();
    vm.retire_shapes(class);
    Ok(())
}
fn update_mros(vm: &Vm, class: Class) -> Result<()> {
    vm.recompute_mro(class)?;
    let subclasses = class.subclasses.borrow().clone();
    subclasses.into_iter().try_for_each(|subclass| update_mros(vm, subclass))
}
fn base(vm: &Vm, class: Value) -> Result {
    Ok(layout::base_of(vm, this(class)).map_or(Value::NONE, |base| base.value()))
}
fn mro_tuple(_: &Vm, class: Value) -> Result {
    Ok(this(class).mro.get().value())
}
fn dict(vm: &Vm, class: Value) -> Result {
    Ok(vm.new_mapping_proxy(this(class).dict.get().value()))
}
fn doc(vm: &Vm, class: Value) -> Result {
    match this(class).dict.get().get_name(vm.names.__doc__) {
        Some(doc) => vm.bind(doc, Value::NULL, this(class)),
        None => Ok(Value::NONE),
    }
}
fn set_doc(vm: &Vm, class: Value, value: Value) -> Result<()> {
    check_mutable(vm, this(class), "__doc__", value)?;
    store(vm, class, vm.names.__doc__, value);
    Ok(())
}
fn abstract_methods(vm: &Vm, class: Value) -> Result {
    // `type` itself has this very descriptor under that name.
    if this(class) == vm.classes.type_ {
        return Err(vm.attribute_error("__abstractmethods__"));
    }
    match this(class).dict.get().get_name(vm.names.__abstractmethods__) {
        Some(methods) => Ok(methods),
        None => Err(vm.attribute_error("__abstractmethods__")),
    }
}
fn set_abstract_methods(vm: &Vm, class: Value, value: Value) -> Result<()> {
    let name = vm.names.__abstractmethods__;
    if value.is_null() {
        if !this(class).dict.get().delete_name(vm, name) {
            return Err(vm.attribute_error("__abstractmethods__"));
        }
        this(class).set_flag(flag::ABSTRACT, false);
    } else {
        let any = crate::ops::truth(vm, value)?;
        this(class).dict.get().set_name(vm, name, value);
        this(class).set_flag(flag::ABSTRACT, any);
    }
    vm.class_changed(this(class), Some(name));
    Ok(())
}
fn annotations(vm: &Vm, class: Value) -> Result {
    let n = &*vm.names;
    if !this(class).has(flag::HEAP) {
        return Err(vm.no_attribute(class, n.__annotations__));
    }
    let dict = this(class).dict.get();
    if let Some(found) =
        dict.get_name(n.__annotations__).or_else(|| dict.get_name(n.__annotations_cache__))
    {
        return Ok(found);
    }
    let computed =
        match dict.get_name(n.__annotate_func__).or_else(|| dict.get_name(n.__annotate__)) {
            Some(annotate) if !annotate.is_none() => vm.call(annotate, &[Value::small(1)])?,
            _ => vm.new_dict().value(),
        };
    if computed.cast::<DictObject>().is_none() {
        let found = vm.class_name(computed);
        return Err(vm.type_error(format!("__annotate__() must return a dict, not {found}")));
    }
    store(vm, class, n.__annotations_cache__, computed);
    Ok(computed)
}
fn set_annotations(vm: &Vm, class: Value, value: Value) -> Result<()> {
    let (dict, n) = (this(class).dict.get(), &*vm.names);
    if !value.is_null() {
        check_mutable(vm, this(class), "__annotations__", value)?;
        store(vm, class, n.__annotations__, value);
    } else if !dict.delete_name(vm, n.__annotations__)
        & !dict.delete_name(vm, n.__annotations_cache__)
    {
        return Err(vm.attribute_error("__annotations__"));
    }
    dict.delete_name(vm, n.__annotations_cache__);
    vm.class_changed(this(class), Some(n.__annotations__));
    Ok(())
}
fn annotate(vm: &Vm, class: Value) -> Result {
    let (dict, n) = (this(class).dict.get(), &*vm.names);
    if !this(class).has(flag::HEAP) {
        return Err(vm.no_attribute(class, n.__annotate__));
    }
    let found = dict.get_name(n.__annotate_func__).or_else(|| dict.get_name(n.__annotate__));
    Ok(found.unwrap_or(Value::NONE))
}
fn set_annotate(vm: &Vm, class: Value, value: Value) -> Result<()> {
    check_mutable(vm, this(class), "__annotate__", value)?;
    if !value.is_none() && !vm.is_callable(value) {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    this(class).dict.get().delete_name(vm, vm.names.__annotations_cache__);
    store(vm, class, vm.names.__annotate_func__, value);
    Ok(())
}
fn type_params(vm: &Vm, class: Value) -> Result {
    let own = this(class).dict.get().get_name(vm.names.__type_params__);
    Ok(own.filter(|_| this(class).has(flag::HEAP)).unwrap_or_else(|| vm.new_tuple(&[]).value()))
}
fn set_type_params(vm: &Vm, class: Value, value: Value) -> Result<()> {
    check_mutable(vm, this(class), "__type_params__", value)?;
    store(vm, class, vm.names.__type_params__, value);
    Ok(())
}
fn flags(_: &Vm, class: Value) -> Result {
    // CPython's numbers: HEAPTYPE, BASETYPE, IS_ABSTRACT, SEQUENCE, MAPPING.
    let class = this(class);
    let bits = [
        (class.has(flag::HEAP), 1 << 9),
        (!class.has(flag::FINAL), 1 << 10),
        (class.has(flag::ABSTRACT), 1 << 20),
        (class.has(flag::SEQUENCE), 1 << 5),
        (class.has(flag::MAPPING), 1 << 6),
    ];
    Ok(Value::small(bits.iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum()))
}
fn basic_size(_: &Vm, class: Value) -> Result {
    Ok(Value::small(16 + 8 * i64::from(this(class).in_place.get())))
}
fn zero(_: &Vm, _: Value) -> Result {
    Ok(Value::small(0))
}
fn text_signature(_: &Vm, _: Value) -> Result {
    Ok(Value::NONE)
}

/// `type`
pub const TYPE: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::keyword_static_method("__new__", new, 1, 255, ""),
        NativeSpec::keyword_method("__init__", init, 1, 255, ""),
        NativeSpec::keyword_method("__call__", call, 1, 255, "Call self as a function."),
        NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self)."),
        NativeSpec::method("__getattribute__", get_attribute, 2, 2, "Return getattr(self, name)."),
        NativeSpec::method(
            "__setattr__",
            set_attribute,
            3,
            3,
            "Implement setattr(self, name, value).",
        ),
        NativeSpec::method("__delattr__", delete_attribute, 2, 2, "Implement delattr(self, name)."),
        NativeSpec::method("mro", mro_method, 1, 1, "Return a type's method resolution order."),
        NativeSpec::method(
            "__subclasses__",
            subclasses,
            1,
            1,
            "Return a list of immediate subclasses.",
        ),
        NativeSpec::keyword_class_method(
            "__prepare__",
            prepare,
            1,
            255,
            "Create the namespace for the class statement",
        ),
        NativeSpec::method(
            "__instancecheck__",
            instance_check,
            2,
            2,
            "Check if an object is an instance.",
        ),
        NativeSpec::method(
            "__subclasscheck__",
            subclass_check,
            2,
            2,
            "Check if a class is a subclass.",
        ),
        NativeSpec::method("__dir__", dir, 1, 1, "Specialized __dir__ implementation for types."),
        NativeSpec::method(
            "__sizeof__",
            size_of,
            1,
            1,
            "Return memory consumption of the type object.",
        ),
        union::OR,
        union::ROR,
    ],
    getters: &[
        GetSetSpec::get_set("__name__", name, set_name),
        GetSetSpec::get_set("__qualname__", qualname, set_qualname),
        GetSetSpec::get_set("__module__", module, set_module),
        GetSetSpec::get_set("__bases__", bases, set_bases),
        GetSetSpec::get("__base__", base),
        GetSetSpec::get("__mro__", mro_tuple),
        GetSetSpec::get("__dict__", dict),
        GetSetSpec::get_set("__doc__", doc, set_doc),
        GetSetSpec::get_set("__abstractmethods__", abstract_methods, set_abstract_methods),
        GetSetSpec::get_set("__annotations__", annotations, set_annotations),
        GetSetSpec::get_set("__annotate__", annotate, set_annotate),
        GetSetSpec::get_set("__type_params__", type_params, set_type_params),
        GetSetSpec::get("__flags__", flags),
        GetSetSpec::get("__basicsize__", basic_size),
        GetSetSpec::get("__itemsize__", zero),
        GetSetSpec::get("__dictoffset__", zero),
        GetSetSpec::get("__weakrefoffset__", zero),
        GetSetSpec::get("__text_signature__", text_signature),
    ],
    ..ClassSpec::new("type", Kind::Class, id::TYPE)
};

/// What of `type` needs all classes: called at the end of bootstrap.
pub(crate) fn finish(vm: &Vm) {
    let generic = crate::generic::variable::make_generic(vm);
    vm.defaults.fill(super::object_methods::Defaults::new(vm, generic));
    vm.add_functions(vm.names.builtins, vm.builtins_dict(), super::statement::FUNCTIONS);
}
