//! Makes the built-in classes and the namespace of `builtins` from the tables of the type modules.
//!
//! Order matters only for bases: a class comes after its base. Methods are made with their class, since a built-in function names its
//! own class by a fixed shape id and needs no class object.

use crate::class::{Class, ClassObject, Version, WellKnownClasses, flag};
use crate::class_spec::{ClassSpec, GetSetSpec};
use crate::dict::Dict;
use crate::exception::hierarchy;
use crate::function::{Binding, BuiltinObject, NativeSpec};
use crate::names::Names;
use crate::object::{Header, Kind, Ref};
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// All built-in classes but `object`, `type` and exceptions, bases first.
fn class_specs() -> Vec<ClassSpec> {
    use crate::{descriptor, exception, function, generator, generic, module, super_};
    let bare =
        |name, kind, shape| ClassSpec { flags: flag::FINAL, ..ClassSpec::new(name, kind, shape) };
    let mut specs = vec![
        bare("NoneType", Kind::Other, id::NONE),
        bare("ellipsis", Kind::Other, id::ELLIPSIS),
        bare("NotImplementedType", Kind::Other, id::NOT_IMPLEMENTED),
        function::attributes::FUNCTION,
        function::attributes::BUILTIN,
        function::attributes::METHOD_DESCRIPTOR,
        function::attributes::WRAPPER_DESCRIPTOR,
        function::attributes::METHOD_WRAPPER,
        function::attributes::CLASSMETHOD_DESCRIPTOR,
        function::attributes::METHOD,
        function::attributes::CELL,
        function::code_attributes::CODE,
        generator::methods::GENERATOR,
        module::MODULE,
        exception::traceback::TRACEBACK,
        exception::traceback::FRAME,
        descriptor::property::PROPERTY,
        descriptor::wrapper::CLASSMETHOD,
        descriptor::wrapper::STATICMETHOD,
        descriptor::member::MEMBER,
        descriptor::getset::GETSET,
        descriptor::mapping_proxy::MAPPING_PROXY,
        super_::SUPER,
        generic::alias::GENERIC_ALIAS,
        generic::union::UNION,
        generic::variable::TYPE_VAR,
        generic::variable::PARAM_SPEC,
        generic::variable::TYPE_VAR_TUPLE,
        generic::variable::TYPE_ALIAS,
    ];
    specs.extend_from_slice(crate::builtin_types::SPECS);
    crate::builtin_types::GROUPS.iter().for_each(|group| specs.extend_from_slice(group));
    specs
}

/// Built-in classes that `builtins` names, beside the exceptions.
const EXPOSED: &[&str] = &[
    "object",
    "type",
    "int",
    "float",
    "bool",
    "str",
    "bytes",
    "bytearray",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "property",
    "classmethod",
    "staticmethod",
    "super",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
    "memoryview",
    "complex",
];

/// Fills a bare machine.
pub(crate) fn bootstrap(vm: &Vm) {
    vm.names.fill(Names::new(vm));
    let object = make_first(vm, &crate::class::object_methods::OBJECT);
    let type_ = make_first(vm, &crate::class::type_methods::TYPE);
    type_.bases.set(vm.new_tuple(&[object.value()]));
    type_.mro.set(vm.new_tuple(&[type_.value(), object.value()]));
    object.subclasses.borrow_mut().push(type_);
    let mut classes = vec![object, type_];
    for spec in class_specs() {
        classes.push(vm.add_class(&spec));
    }
    let exceptions = hierarchy::make(vm);
    let by_name = |name: &str| {
        let found = exceptions.iter().find(|class| class.name.get().as_str() == name);
        *found.unwrap_or_else(|| unreachable!("no exception class {name}"))
    };
    vm.classes.fill(WellKnownClasses::new(vm, by_name));
    let builtins = vm.new_dict();
    let name = |class: &Class| class.name.get();
    for class in classes.iter().filter(|c| EXPOSED.contains(&name(c).as_str())).chain(&exceptions) {
        builtins.set_name(vm, name(class), class.value());
    }
    for (alias, class) in [("EnvironmentError", "OSError"), ("IOError", "OSError")] {
        builtins.set_name(vm, vm.intern(alias), by_name(class).value());
    }
    for (constant, value) in [
        ("None", Value::NONE),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("Ellipsis", Value::ELLIPSIS),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("__debug__", Value::TRUE),
    ] {
        builtins.set_name(vm, vm.intern(constant), value);
    }
    vm.builtins.set(Some(builtins));
    vm.modules.set(Some(vm.new_dict()));
    let module = vm.new_module_with("builtins", builtins);
    vm.add_functions(vm.names.builtins, builtins, crate::modules::builtins::MODULE.functions);
    vm.modules_dict().set_name(vm, vm.names.builtins, module.value());
    crate::class::type_methods::finish(vm);
    if crate::modules::sys::install(vm).is_err() {
        unreachable!("making the module sys runs no code that raises");
    }
}

/// `object` or `type`, before there are other classes.
fn make_first(vm: &Vm, spec: &ClassSpec) -> Class {
    let empty = vm.new_tuple(&[]);
    let class = allocate(vm, spec, id::TYPE);
    class.bases.set(empty);
    class.mro.set(vm.new_tuple(&[class.value()]));
    vm.shapes.install(spec.shape, class);
    fill_dict(vm, class, spec);
    class
}

fn allocate(vm: &Vm, spec: &ClassSpec, metaclass_shape: u32) -> Class {
    let name = vm.intern(spec.name);
    let empty = vm.new_tuple(&[]);
    vm.heap.allocate(ClassObject {
        header: Header::new(Kind::Class, metaclass_shape),
        version: Version::default(),
        root_shape: Cell::new(spec.shape),
        in_place: Cell::new(0),
        flags: Cell::new(spec.flags),
        instance_kind: Cell::new(spec.kind),
        members: Cell::new(0),
        name: Cell::new(name),
        qualname: Cell::new(name),
        bases: Cell::new(empty),
        mro: Cell::new(empty),
        dict: Cell::new(vm.new_dict()),
        subclasses: RefCell::default(),
        traits: Cell::new(0),
    })
}

impl Vm {
    /// Makes a built-in class of a table. Later modules (`collections` and such) use it too.
    pub fn add_class(&self, spec: &ClassSpec) -> Class {
        let base = self.shapes.get(spec.base.unwrap_or(id::OBJECT)).class;
        self.add_class_with_base(spec, base)
    }
    /// The same with a base that has no fixed shape.
    pub fn add_class_with_base(&self, spec: &ClassSpec, base: Class) -> Class {
        let class = allocate(self, spec, id::TYPE);
        let inherited = base.flags.get() & (flag::EXCEPTION | flag::SEQUENCE | flag::MAPPING);
        class.flags.set(class.flags.get() | inherited);
        class.bases.set(self.new_tuple(&[base.value()]));
        let mut mro = vec![class.value()];
        mro.extend_from_slice(base.mro.get().items());
        class.mro.set(self.new_tuple(&mro));
        base.subclasses.borrow_mut().push(class);
        if spec.shape == 0 {
            class.root_shape.set(self.shapes.fresh(class));
        } else {
            self.shapes.install(spec.shape, class);
        }
        fill_dict(self, class, spec);
        class
    }
    /// A built-in function. `owner`: its class if it is a method, or null; `receiver`: what it is bound to, or null.
    pub fn new_builtin(&self, spec: &'static NativeSpec, owner: Value, receiver: Value) -> Value {
        let shape = match (spec.binding, receiver.is_null()) {
            (Binding::Method, true) if is_dunder_slot(spec.name) => id::WRAPPER_DESCRIPTOR,
            (Binding::Method, true) => id::METHOD_DESCRIPTOR,
            (Binding::ClassMethod, true) => id::CLASSMETHOD_DESCRIPTOR,
            (Binding::Method, false) if is_dunder_slot(spec.name) => id::METHOD_WRAPPER,
            _ => id::BUILTIN,
        };
        let function = self.heap.allocate(BuiltinObject {
            header: Header::new(Kind::Builtin, shape),
            spec,
            owner,
            receiver,
            module: Cell::new(Value::NULL),
        });
        function.value()
    }
    /// Adds functions of a table to the namespace of a module.
    pub fn add_functions(&self, module: Str, dict: Dict, specs: &'static [NativeSpec]) {
        for spec in specs {
            let function = self.new_builtin(spec, Value::NULL, Value::NULL);
            Ref::<BuiltinObject>::from_value(function).module.set(module.value());
            dict.set_name(self, self.intern(spec.name), function);
        }
    }
}

/// Whether a method is what CPython makes of a type slot (a `wrapper_descriptor`), rather than a plain method with underscores.
fn is_dunder_slot(name: &str) -> bool {
    const PLAIN: &[&str] = &[
        "__reduce__",
        "__reduce_ex__",
        "__format__",
        "__sizeof__",
        "__dir__",
        "__init_subclass__",
        "__subclasshook__",
        "__class_getitem__",
        "__getnewargs__",
        "__getstate__",
        "__setstate__",
        "__reversed__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__contains__",
        "__complex__",
        "__bytes__",
        "__length_hint__",
        "__copy__",
        "__deepcopy__",
        "__enter__",
        "__exit__",
        "__instancecheck__",
        "__subclasscheck__",
        "__subclasses__",
        "__prepare__",
        "__mro_entries__",
        "__missing__",
        "__set_name__",
        "__typing_subst__",
        "__typing_prepare_subst__",
        "__replace__",
        "__getformat__",
        "__alloc__",
        "__fspath__",
    ];
    name.starts_with("__") && name.ends_with("__") && !PLAIN.contains(&name)
}

fn fill_dict(vm: &Vm, class: Class, spec: &ClassSpec) {
    let dict = class.dict.get();
    for method in spec.methods {
        let owner = class.value();
        // `__new__` names its class as what it is bound to, like CPython's.
        let receiver = if method.name == "__new__" { owner } else { Value::NULL };
        dict.set_name(vm, vm.intern(method.name), vm.new_builtin(method, owner, receiver));
    }
    for getter in spec.getters {
        let descriptor = new_getset(vm, class, getter);
        dict.set_name(vm, vm.intern(getter.name), descriptor);
    }
    let doc = if spec.doc.is_empty() { Value::NONE } else { vm.new_str(spec.doc).value() };
    if dict.get_name(vm.names.__doc__).is_none() {
        dict.set_name(vm, vm.names.__doc__, doc);
    }
    // A class that is equal by value and has no hash cannot be hashed.
    if dict.get_name(vm.names.__eq__).is_some() && dict.get_name(vm.names.__hash__).is_none() {
        dict.set_name(vm, vm.names.__hash__, Value::NONE);
    }
    if spec.module != "builtins" {
        dict.set_name(vm, vm.names.__module__, vm.intern(spec.module).value());
    }
}

fn new_getset(vm: &Vm, class: Class, spec: &'static GetSetSpec) -> Value {
    crate::descriptor::getset::new(vm, class, spec)
}
