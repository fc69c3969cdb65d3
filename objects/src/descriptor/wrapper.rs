//! `classmethod` and `staticmethod`.

use super::{WrapperObject, getset};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::object::{Header, Kind, Ref};
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

impl Vm {
    /// `classmethod(function)`
    pub fn new_classmethod(&self, function: Value) -> Value {
        self.heap.allocate(blank(Kind::ClassMethod, id::CLASSMETHOD, function)).value()
    }
    /// `staticmethod(function)`
    pub fn new_staticmethod(&self, function: Value) -> Value {
        self.heap.allocate(blank(Kind::StaticMethod, id::STATICMETHOD, function)).value()
    }
}

fn blank(kind: Kind, shape: u32, function: Value) -> WrapperObject {
    WrapperObject {
        header: Header::new(kind, shape),
        function: Cell::new(function),
        attributes: Cell::new(Value::NULL),
    }
}

fn this(value: Value) -> Ref<WrapperObject> {
    Ref::from_value(value)
}

fn new_classmethod(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    let class = vm.expect_subclass(args[0], vm.classes.classmethod, "classmethod")?;
    Ok(vm.allocate_of(class, blank(Kind::ClassMethod, id::CLASSMETHOD, Value::NONE)).value())
}
fn new_staticmethod(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    let class = vm.expect_subclass(args[0], vm.classes.staticmethod, "staticmethod")?;
    Ok(vm.allocate_of(class, blank(Kind::StaticMethod, id::STATICMETHOD, Value::NONE)).value())
}

/// Attributes that a wrapper takes over from its function, like `functools.wraps`.
fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let kind = if args[0].has_kind(Kind::ClassMethod) { "classmethod" } else { "staticmethod" };
    if !names.is_empty() {
        return Err(vm.type_error(format!("{kind}() takes no keyword arguments")));
    }
    let [wrapper, function] = *args else {
        return Err(vm.type_error(format!("{kind} expected 1 argument, got {}", args.len() - 1)));
    };
    this(wrapper).function.set(function);
    let n = &*vm.names;
    for name in [n.__module__, n.__name__, n.__qualname__, n.__doc__] {
        if let Some(value) = vm.find_attribute(function, name)? {
            vm.set_own_attribute(wrapper, name, value);
        }
    }
    Ok(Value::NONE)
}
fn function(_: &Vm, wrapper: Value) -> Result {
    Ok(this(wrapper).function.get())
}
fn is_abstract(vm: &Vm, wrapper: Value) -> Result {
    Ok(Value::from_bool(vm.is_abstract(this(wrapper).function.get())?))
}
fn annotations(vm: &Vm, wrapper: Value) -> Result {
    vm.get_attribute(this(wrapper).function.get(), vm.names.__annotations__)
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let kind = if args[0].has_kind(Kind::ClassMethod) { "classmethod" } else { "staticmethod" };
    let inner = vm.repr_text(this(args[0]).function.get())?;
    Ok(vm.new_str(&format!("<{kind}({inner})>")).value())
}
fn call(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    vm.call_keywords(this(args[0]).function.get(), &args[1..], names)
}

const GETTERS: &[GetSetSpec] = &[
    GetSetSpec::get("__func__", function),
    GetSetSpec::get("__wrapped__", function),
    GetSetSpec::get("__isabstractmethod__", is_abstract),
    GetSetSpec::get("__annotations__", annotations),
    crate::class::object_methods::DICT,
];

/// `classmethod`
pub const CLASSMETHOD: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::keyword_static_method("__new__", new_classmethod, 1, 255, ""),
        NativeSpec::keyword_method("__init__", init, 1, 255, ""),
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        getset::GET,
        crate::generic::alias::CLASS_GETITEM,
    ],
    getters: GETTERS,
    ..ClassSpec::new("classmethod", Kind::ClassMethod, id::CLASSMETHOD)
};

/// `staticmethod`
pub const STATICMETHOD: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::keyword_static_method("__new__", new_staticmethod, 1, 255, ""),
        NativeSpec::keyword_method("__init__", init, 1, 255, ""),
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        NativeSpec::keyword_method("__call__", call, 1, 255, ""),
        getset::GET,
        crate::generic::alias::CLASS_GETITEM,
    ],
    getters: GETTERS,
    ..ClassSpec::new("staticmethod", Kind::StaticMethod, id::STATICMETHOD)
};
