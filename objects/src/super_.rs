//! `super`: attribute lookup that starts after a class in the MRO.

use crate::class::{Class, ClassObject};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::code::flag as code_flag;
use crate::function::{CellObject, FunctionObject};
use crate::object::{Header, Kind, Ref, object};
use crate::shape::id;
use crate::string::Str;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

/// A `super` object.
#[repr(C)]
#[derive(Debug)]
pub struct SuperObject {
    header: Header,
    /// `__thisclass__`: a class, or null before `__init__`.
    pub this_class: Cell<Value>,
    /// `__self__`, or null: unbound.
    pub receiver: Cell<Value>,
    /// `__self_class__`: the class whose MRO is searched, or null.
    pub self_class: Cell<Value>,
}
object!(SuperObject: Super);

/// A reference to a `super` object.
pub type Super = Ref<SuperObject>;

impl Vm {
    /// `super(this_class, receiver)`
    pub fn new_super(&self, this_class: Class, receiver: Value) -> Result {
        let self_class = receiver_class(self, this_class, receiver)?;
        let made = self.heap.allocate(blank());
        made.this_class.set(this_class.value());
        made.receiver.set(receiver);
        made.self_class.set(self_class.value());
        Ok(made.value())
    }
    /// `super(this_class, receiver).name` without the object.
    pub fn super_get(&self, this_class: Class, receiver: Value, name: Str) -> Result {
        let self_class = receiver_class(self, this_class, receiver)?;
        let name = self.intern_name(name);
        if name != self.names.__class__
            && let Some(found) = search(this_class, self_class, name)
        {
            let obj = if receiver == self_class.value() { Value::NULL } else { receiver };
            return self.bind(found, obj, self_class);
        }
        let object = self.new_super(this_class, receiver)?;
        self.get_attribute(object, name)
    }
    /// The same for values that a program gave.
    pub fn super_attribute(&self, class: Value, receiver: Value, name: Str) -> Result {
        self.super_get(self.super_class(class)?, receiver, name)
    }
    /// The function that `super(class, receiver).name(receiver, ...)` calls; `None` if what is found is not a plain function, or the receiver is a class:
    /// then the attribute is to be called as [`Vm::super_attribute`] gives it.
    pub fn super_method(&self, class: Value, receiver: Value, name: Str) -> Result<Option<Value>> {
        let class = self.super_class(class)?;
        let self_class = receiver_class(self, class, receiver)?;
        if receiver == self_class.value() {
            return Ok(None);
        }
        Ok(search(class, self_class, self.intern_name(name))
            .filter(|found| found.has_shape(id::FUNCTION)))
    }
    fn super_class(&self, class: Value) -> Result<Class> {
        class.cast::<ClassObject>().ok_or_else(|| {
            let found = self.class_name(class);
            self.type_error(format!("super() argument 1 must be a type, not {found}"))
        })
    }
}

fn blank() -> SuperObject {
    let null = || Cell::new(Value::NULL);
    SuperObject {
        header: Header::new(Kind::Super, id::SUPER),
        this_class: null(),
        receiver: null(),
        self_class: null(),
    }
}

/// The class whose MRO `super(this_class, receiver)` searches.
fn receiver_class(vm: &Vm, this_class: Class, receiver: Value) -> Result<Class> {
    if let Some(class) = receiver.cast::<ClassObject>()
        && class.is_subclass_of(this_class)
    {
        return Ok(class);
    }
    let class = vm.class_of(receiver);
    if class.is_subclass_of(this_class) {
        return Ok(class);
    }
    if let Some(claimed) = vm.find_attribute(receiver, vm.names.__class__)?
        && let Some(claimed) = claimed.cast::<ClassObject>()
        && claimed != class
        && claimed.is_subclass_of(this_class)
    {
        return Ok(claimed);
    }
    let (what, name) = match receiver.cast::<ClassObject>() {
        Some(class) => ("type", class.name.get()),
        None => ("instance of", class.name.get()),
    };
    let this = this_class.name.get();
    Err(vm.type_error(format!(
        "super(type, obj): obj ({what} {}) is not an instance or subtype of type ({}).",
        name.as_str(),
        this.as_str()
    )))
}

/// The attribute in the classes that follow `this_class` in the MRO of `self_class`.
pub(crate) fn search(this_class: Class, self_class: Class, name: Str) -> Option<Value> {
    let mut classes = self_class.linearization();
    classes.by_ref().find(|class| *class == this_class)?;
    classes.find_map(|class| class.dict.get().get_name(name))
}

/// The attribute of a bound `super` object, bound; `None` if the classes have none.
pub(crate) fn find(vm: &Vm, object: Super, name: Str) -> Result<Option<Value>> {
    let (Some(this_class), Some(self_class)) = (
        object.this_class.get().cast::<ClassObject>(),
        object.self_class.get().cast::<ClassObject>(),
    ) else {
        return Ok(None);
    };
    let Some(found) = search(this_class, self_class, name) else { return Ok(None) };
    let receiver = object.receiver.get();
    let obj = if receiver == self_class.value() { Value::NULL } else { receiver };
    vm.bind(found, obj, self_class).map(Some)
}

fn new(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    let class = vm.expect_subclass(args[0], vm.classes.super_, "super")?;
    Ok(vm.allocate_of(class, blank()).value())
}

fn init(vm: &Vm, args: &[Value]) -> Result {
    let object: Super = Ref::from_value(args[0]);
    let (this_class, receiver) = match *args {
        [_] => implicit_arguments(vm)?,
        [_, class] => (class, Value::NULL),
        [_, class, receiver, ..] => (class, receiver),
        [] => (Value::NULL, Value::NULL),
    };
    let Some(class) = this_class.cast::<ClassObject>() else {
        let found = vm.class_name(this_class);
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {found}")));
    };
    let receiver = if receiver.is_none() { Value::NULL } else { receiver };
    let self_class =
        if receiver.is_null() { Value::NULL } else { receiver_class(vm, class, receiver)?.value() };
    object.this_class.set(this_class);
    object.receiver.set(receiver);
    object.self_class.set(self_class);
    Ok(Value::NONE)
}

/// `super()`: the class from the `__class__` cell of the running function, and its first argument.
fn implicit_arguments(vm: &Vm) -> Result<(Value, Value)> {
    let function = (vm.hooks.get().current_function)(vm);
    let Some(function) = function.cast::<FunctionObject>() else {
        return Err(vm.runtime_error("super(): no current frame"));
    };
    let code = function.code.get();
    if code.arg_count == 0 && code.flags & code_flag::VARARGS == 0 {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    let (_, _, fp) = vm.saved.get();
    // SAFETY: a helper that may run user code is called with the running frame saved (`Vm::save`), whose first local is the
    // first parameter; the hook has just said that there is such a frame.
    let first = unsafe { fp.0.read() };
    let receiver = match first.cast::<CellObject>() {
        Some(cell) if code.local_kinds.first() == Some(&1) => cell.value.get(),
        _ => first,
    };
    if receiver.is_null() {
        return Err(vm.runtime_error("super(): arg[0] deleted"));
    }
    let free = code.local_kinds.iter().zip(&code.local_names).filter(|(kind, _)| **kind == 2);
    let index = free.map(|(_, name)| name).position(|name| *name == vm.names.__class__);
    let closure = function.closure.get().cast::<TupleObject>();
    let cell =
        index.and_then(|index| closure?.get(index)).and_then(|cell| cell.cast::<CellObject>());
    let Some(cell) = cell else {
        return Err(vm.runtime_error("super(): __class__ cell not found"));
    };
    match cell.value.get() {
        Value::NULL => Err(vm.runtime_error("super(): empty __class__ cell")),
        class => Ok((class, receiver)),
    }
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let object: Super = Ref::from_value(args[0]);
    let name = |value: Value| {
        value
            .cast::<ClassObject>()
            .map_or("NULL".to_owned(), |class| class.name.get().as_str().to_owned())
    };
    let class = name(object.this_class.get());
    let text = match object.self_class.get() {
        Value::NULL => format!("<super: <class '{class}'>, NULL>"),
        own => format!("<super: <class '{class}'>, <{} object>>", name(own)),
    };
    Ok(vm.new_str(&text).value())
}

fn get_attribute(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    vm.default_get(args[0], name)
}

/// An unbound `super` object as a class attribute binds to the instance.
fn get(vm: &Vm, args: &[Value]) -> Result {
    let object: Super = Ref::from_value(args[0]);
    if args[1].is_none() || !object.receiver.get().is_null() {
        return Ok(args[0]);
    }
    match object.this_class.get().cast::<ClassObject>() {
        Some(class) => vm.new_super(class, args[1]),
        None => Ok(args[0]),
    }
}

fn or_none(value: Value) -> Value {
    if value.is_null() { Value::NONE } else { value }
}
fn this_class(_: &Vm, object: Value) -> Result {
    Ok(or_none(Ref::<SuperObject>::from_value(object).this_class.get()))
}
fn receiver(_: &Vm, object: Value) -> Result {
    Ok(or_none(Ref::<SuperObject>::from_value(object).receiver.get()))
}
fn self_class(_: &Vm, object: Value) -> Result {
    Ok(or_none(Ref::<SuperObject>::from_value(object).self_class.get()))
}

/// `super`
pub const SUPER: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::keyword_static_method("__new__", new, 1, 255, ""),
        NativeSpec::method("__init__", init, 1, 3, ""),
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        NativeSpec::method("__getattribute__", get_attribute, 2, 2, ""),
        NativeSpec::method("__get__", get, 2, 3, ""),
    ],
    getters: &[
        GetSetSpec::get("__thisclass__", this_class),
        GetSetSpec::get("__self__", receiver),
        GetSetSpec::get("__self_class__", self_class),
    ],
    ..ClassSpec::new("super", Kind::Super, id::SUPER)
};
