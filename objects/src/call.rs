//! Calls of anything callable, and the arity errors of built-in functions.

use crate::class::{Class, ClassObject, flag};
use crate::class_spec::ANY as ANY_ARGUMENTS;
use crate::function::{Binding, BoundMethodObject, BuiltinObject, Native};
use crate::heap::RootVec;
use crate::object::{Kind, Ref};
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// Arguments that are copied to the native stack; more go to registered memory.
const ON_STACK: usize = 8;

impl Vm {
    /// `f(*args)`
    pub fn call(&self, f: Value, args: &[Value]) -> Result {
        self.call_keywords(f, args, &[])
    }
    /// `f(*args, **keywords)`: the last `names.len()` of `args` are keyword values.
    pub fn call_keywords(&self, f: Value, args: &[Value], names: &[Str]) -> Result {
        self.enter_native("while calling a Python object")?;
        match f.kind() {
            Some(Kind::Function) => (self.hooks.get().call_function)(self, f, args, names),
            Some(Kind::Builtin) => call_builtin(self, Ref::from_value(f), args, names),
            Some(Kind::BoundMethod) => {
                let method: Ref<BoundMethodObject> = Ref::from_value(f);
                self.call_prepended(method.function, method.receiver, args, names)
            }
            Some(Kind::Class) => self.call_class(Ref::from_value(f), args, names),
            _ => self.call_instance(f, args, names),
        }
    }
    /// `f(first, *args, **keywords)`
    pub fn call_prepended(&self, f: Value, first: Value, args: &[Value], names: &[Str]) -> Result {
        self.with_prepended(first, args, |args| self.call_keywords(f, args, names))
    }
    /// Runs `action` on `first` and `args` in one slice that the collector sees.
    pub(crate) fn with_prepended<R>(
        &self,
        first: Value,
        args: &[Value],
        action: impl FnOnce(&[Value]) -> R,
    ) -> R {
        if args.len() < ON_STACK {
            let mut all = [first; ON_STACK];
            all[1..=args.len()].copy_from_slice(args);
            return action(&all[..=args.len()]);
        }
        let mut all = RootVec::new(self);
        all.push(first);
        all.extend_from_slice(args);
        action(&all)
    }
    /// `obj.name(*args)`
    pub fn call_method(&self, obj: Value, name: Str, args: &[Value]) -> Result {
        let name = self.intern_name(name);
        let class = self.class_of(obj);
        // A plain function found in the class of an object that has no such attribute itself needs no bound method.
        if !class.has(flag::CUSTOM_GETATTRIBUTE)
            && !obj.has_kind(Kind::Class)
            && let Some(method) = self.lookup(class, name)
            && is_plain_method(method)
            && self.own_attribute(obj, name).is_none()
        {
            return self.call_prepended(method, obj, args, &[]);
        }
        let method = self.get_attribute(obj, name)?;
        self.call(method, args)
    }
    /// An object with `__call__`.
    fn call_instance(&self, f: Value, args: &[Value], names: &[Str]) -> Result {
        let class = self.class_of(f);
        let Some(call) = self.lookup(class, self.names.__call__) else {
            let found = class.name.get();
            return Err(self.type_error(format!("'{}' object is not callable", found.as_str())));
        };
        if is_plain_method(call) {
            return self.call_prepended(call, f, args, names);
        }
        let bound = self.bind(call, f, class)?;
        self.call_keywords(bound, args, names)
    }
    /// Whether a value can be called.
    pub fn is_callable(&self, value: Value) -> bool {
        matches!(
            value.kind(),
            Some(Kind::Function | Kind::Builtin | Kind::BoundMethod | Kind::Class)
        ) || self.lookup(self.class_of(value), self.names.__call__).is_some()
    }

    // ---- classes

    /// `C(...)`: what the metaclass's `__call__` does.
    fn call_class(&self, class: Class, args: &[Value], names: &[Str]) -> Result {
        if class.header.shape() != id::TYPE {
            let metaclass = self.class_of(class.value());
            if let Some(call) = self.lookup(metaclass, self.names.__call__)
                && call != self.defaults.type_call
            {
                let bound = self.bind(call, class.value(), metaclass)?;
                return self.call_keywords(bound, args, names);
            }
        }
        self.instantiate(class, args, names)
    }
    /// `type.__call__`: `__new__`, then `__init__`.
    pub fn instantiate(&self, class: Class, args: &[Value], names: &[Str]) -> Result {
        if class == self.classes.type_ {
            if let ([value], []) = (args, names) {
                return Ok(self.class_of(*value).value());
            }
            if args.len() == 1 + names.len() {
                return Err(self.type_error("type() takes no keyword arguments"));
            }
            if args.len() != 3 + names.len() {
                return Err(self.type_error("type() takes 1 or 3 arguments"));
            }
        }
        if self.is_constructed_natively(class) {
            return self.construct_natively(class, args, names);
        }
        let Some(new) = self.lookup(class, self.names.__new__).filter(|_| !class.has(flag::NO_NEW))
        else {
            let name = class.name.get();
            return Err(self.type_error(format!("cannot create '{}' instances", name.as_str())));
        };
        let made = if new == self.defaults.object_new {
            crate::class::object_methods::new_object(self, class, !args.is_empty())?
        } else {
            let new = self.bind(new, Value::NULL, class)?;
            self.call_prepended(new, class.value(), args, names)?
        };
        let made_class = self.class_of(made);
        if !made_class.is_subclass_of(class) {
            return Ok(made);
        }
        let Some(init) = self.lookup(made_class, self.names.__init__) else { return Ok(made) };
        if init == self.defaults.object_init && (args.is_empty() || new == self.defaults.object_new)
        {
            return Ok(made);
        }
        let result = if is_plain_method(init) {
            self.call_prepended(init, made, args, names)?
        } else {
            let init = self.bind(init, made, made_class)?;
            self.call_keywords(init, args, names)?
        };
        if !result.is_none() {
            let found = self.class_name(result);
            return Err(self.type_error(format!("__init__() should return None, not '{found}'")));
        }
        Ok(made)
    }
}

impl Vm {
    /// Whether instances of a class are made by built-in code alone: it was not written in Python, and has a `__new__` of its own.
    pub fn is_constructed_natively(&self, class: Class) -> bool {
        !class.has(flag::HEAP | flag::NO_NEW)
            && class.header.shape() == id::TYPE
            && class != self.classes.type_
            && self
                .lookup(class, self.names.__new__)
                .is_some_and(|new| new != self.defaults.object_new && new.has_kind(Kind::Builtin))
    }
    fn construct_natively(&self, class: Class, args: &[Value], names: &[Str]) -> Result {
        let (Some(new), Some(init)) = (
            self.lookup(class, self.names.__new__).and_then(|new| new.cast::<BuiltinObject>()),
            self.lookup(class, self.names.__init__),
        ) else {
            return Err(self.system_error("a built-in class without a constructor"));
        };
        let made = self.with_prepended(class.value(), args, |args| run(self, new, args, names))?;
        if init == self.defaults.object_init || self.class_of(made) != class {
            return Ok(made);
        }
        match init.cast::<BuiltinObject>() {
            Some(init) => self.with_prepended(made, args, |args| run(self, init, args, names))?,
            None => self.call_prepended(init, made, args, names)?,
        };
        Ok(made)
    }
    /// Calls a built-in function.
    pub fn call_builtin(&self, function: Ref<BuiltinObject>, args: &[Value]) -> Result {
        call_builtin(self, function, args, &[])
    }
}

/// Whether calling a class attribute with the instance prepended is the same as binding it.
fn is_plain_method(value: Value) -> bool {
    value.has_shape(id::FUNCTION)
        || value.has_shape(id::METHOD_DESCRIPTOR)
        || value.has_shape(id::WRAPPER_DESCRIPTOR)
}

/// Calls a built-in function: puts its receiver before the arguments and checks their number.
pub fn call_builtin(
    vm: &Vm,
    function: Ref<BuiltinObject>,
    args: &[Value],
    names: &[Str],
) -> Result {
    if binds_receiver(function) {
        return vm.with_prepended(function.receiver, args, |args| run(vm, function, args, names));
    }
    match function.spec.binding {
        Binding::Method => check_receiver(vm, function, args, names)?,
        Binding::Static if function.spec.name == "__new__" => {
            check_class_to_make(vm, function, args)?;
        }
        _ => {}
    }
    run(vm, function, args, names)
}

/// `int.__new__(cls)` makes instances of `int` and of classes derived from it that are not built in another way.
fn check_class_to_make(vm: &Vm, function: Ref<BuiltinObject>, args: &[Value]) -> Result<()> {
    let Some(owner) = function.owner.cast::<ClassObject>() else { return Ok(()) };
    let Some(&first) = args.first() else { return Ok(()) };
    let class = vm.expect_subclass(first, owner, owner.name.get().as_str())?;
    let mut built_in = class;
    while built_in.has(flag::HEAP) {
        match crate::class::layout::base_of(vm, built_in) {
            Some(base) => built_in = base,
            None => return Ok(()),
        }
    }
    if vm.lookup(built_in, vm.names.__new__) == Some(function.value()) {
        return Ok(());
    }
    let (owner, class, base) = (owner.name.get(), class.name.get(), built_in.name.get());
    let (owner, base) = (owner.as_str(), base.as_str());
    Err(vm.type_error(format!(
        "{owner}.__new__({}) is not safe, use {base}.__new__()",
        class.as_str()
    )))
}

fn binds_receiver(function: Ref<BuiltinObject>) -> bool {
    let binding = function.spec.binding;
    !function.receiver.is_null() && matches!(binding, Binding::Method | Binding::ClassMethod)
}

fn run(vm: &Vm, function: Ref<BuiltinObject>, args: &[Value], names: &[Str]) -> Result {
    let spec = function.spec;
    match spec.native {
        Native::Positional(code) => {
            if !names.is_empty() {
                return Err(no_keywords(vm, function));
            }
            if args.len() < spec.min as usize
                || spec.max != ANY_ARGUMENTS && args.len() > spec.max as usize
            {
                return Err(wrong_count(vm, function, args.len()));
            }
            code(vm, args)
        }
        Native::Keywords(code) => {
            // Methods index `self` without a look; other missing arguments are their own to report.
            let own = usize::from(spec.binding != Binding::Function);
            if args.len() - names.len() < own {
                return Err(wrong_count(vm, function, args.len() - names.len()));
            }
            code(vm, args, names)
        }
    }
}

/// `list.append`, `math.sqrt` or `len`, as messages name a function.
pub fn qualified_name(function: Ref<BuiltinObject>) -> String {
    let name = function.spec.name;
    match function.owner.cast::<ClassObject>() {
        Some(owner) => format!("{}.{name}", owner.name.get().as_str()),
        None => match function.module.get().cast::<crate::string::StrObject>() {
            Some(module) if module.as_str() != "builtins" => format!("{}.{name}", module.as_str()),
            _ => name.to_owned(),
        },
    }
}

#[cold]
fn no_keywords(vm: &Vm, function: Ref<BuiltinObject>) -> Raised {
    let shape = function.header().shape();
    if shape == id::WRAPPER_DESCRIPTOR || shape == id::METHOD_WRAPPER {
        let name = function.spec.name;
        return vm.type_error(format!("wrapper {name}() takes no keyword arguments"));
    }
    let name = if function.spec.name == "__new__" {
        display_name(function)
    } else {
        qualified_name(function)
    };
    vm.type_error(format!("{name}() takes no keyword arguments"))
}

#[cold]
fn wrong_count(vm: &Vm, function: Ref<BuiltinObject>, given: usize) -> Raised {
    let spec = function.spec;
    let own = usize::from(spec.binding != Binding::Function && spec.binding != Binding::Static);
    let own = if spec.name == "__new__" { 1 } else { own };
    if spec.name == "__new__" && given == 0 {
        return vm.type_error(format!("{}(): not enough arguments", qualified_name(function)));
    }
    let given = given.saturating_sub(own);
    let min = (spec.min as usize).saturating_sub(own);
    let max = if spec.max == ANY_ARGUMENTS {
        usize::MAX
    } else {
        (spec.max as usize).saturating_sub(own)
    };
    let shape = function.header().shape();
    let wrapper = shape == id::WRAPPER_DESCRIPTOR || shape == id::METHOD_WRAPPER;
    let message = match (min, max) {
        (0, 0) if !wrapper => {
            format!("{}() takes no arguments ({given} given)", qualified_name(function))
        }
        (1, 1) if !wrapper => {
            format!("{}() takes exactly one argument ({given} given)", qualified_name(function))
        }
        _ => {
            let bare = if wrapper && min == max {
                String::new()
            } else {
                format!("{} ", display_name(function))
            };
            let (bound, count) = match (min == max, given < min) {
                (true, _) => ("", min),
                (false, true) => ("at least ", min),
                (false, false) => ("at most ", max),
            };
            let s = if count == 1 { "" } else { "s" };
            format!("{bare}expected {bound}{count} argument{s}, got {given}")
        }
    };
    vm.type_error(message)
}

/// The name in `pop expected at most 1 argument`; of `__new__` it is the class's.
fn display_name(function: Ref<BuiltinObject>) -> String {
    match function.owner.cast::<ClassObject>() {
        Some(owner) if function.spec.name == "__new__" => owner.name.get().as_str().to_owned(),
        _ => function.spec.name.to_owned(),
    }
}

fn check_receiver(
    vm: &Vm,
    function: Ref<BuiltinObject>,
    args: &[Value],
    names: &[Str],
) -> Result<()> {
    let owner: Class = Ref::from_value(function.owner);
    match args.first().filter(|_| args.len() > names.len()) {
        Some(&receiver) if vm.class_of(receiver).is_subclass_of(owner) => Ok(()),
        Some(&receiver) => Err(wrong_receiver(vm, function, receiver)),
        None => {
            let (name, class) = (function.spec.name, owner.name.get());
            Err(vm.type_error(if function.header().shape() == id::WRAPPER_DESCRIPTOR {
                format!("descriptor '{name}' of '{}' object needs an argument", class.as_str())
            } else {
                format!("unbound method {}() needs an argument", qualified_name(function))
            }))
        }
    }
}

#[cold]
pub(crate) fn wrong_receiver(vm: &Vm, function: Ref<BuiltinObject>, receiver: Value) -> Raised {
    let owner: Class = Ref::from_value(function.owner);
    let (name, class, found) = (function.spec.name, owner.name.get(), vm.class_name(receiver));
    vm.type_error(if function.header().shape() == id::WRAPPER_DESCRIPTOR {
        format!(
            "descriptor '{name}' requires a '{}' object but received a '{found}'",
            class.as_str()
        )
    } else {
        format!(
            "descriptor '{name}' for '{}' objects doesn't apply to a '{found}' object",
            class.as_str()
        )
    })
}
