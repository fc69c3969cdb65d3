//! What the specializer asks: whether a member applies to the actual operands, and with which cache fields.
//!
//! `None` means that the member does not apply. Nothing here has an effect that a program can see.

use super::calls::fills_exactly;
use super::prelude::*;
use crate::machine::fields::Other;
use crate::machine::frames::parameter_count_of;
use trefoil_objects::code::{Code, flag};
use trefoil_objects::function::Binding;
use trefoil_objects::shape::id;

/// The running function.
fn running(vm: &Vm) -> Function {
    let (_, _, fp) = vm.saved.get();
    // SAFETY: the specializer saves the state of the running frame.
    unsafe { fp.function() }
}

/// Cache fields for entries are 16 bits wide.
fn entry(number: u32) -> Option<u16> {
    u16::try_from(number).ok()
}

/// A global of the module: namespace, version of its keys, entry.
pub fn find_global(vm: &Vm, name: Value) -> Option<(Dict, u32, u16)> {
    let module = running(vm).globals;
    let found = entry(module.entry_of_name(name_of(name))?)?;
    Some((module, module.keys_version(vm), found))
}

/// The code that functions of the running globals have of a code constant, and these globals with their builtins.
pub fn find_own_code(vm: &Vm, code: Value) -> Option<(Other, Dict, Dict)> {
    let (globals, builtins) = (running(vm).globals, running(vm).builtins);
    let own = vm.code_for(Code::from_value(code), globals);
    // SAFETY: a code object is an object.
    Some((unsafe { own.value().as_unchecked() }, globals, builtins))
}

/// A builtin that the module does not hide.
pub fn find_builtin(vm: &Vm, name: Value) -> Option<(Dict, u32, Dict, u32, u16)> {
    let (module, builtins) = (running(vm).globals, running(vm).builtins);
    if module.entry_of_name(name_of(name)).is_some() {
        return None;
    }
    let found = entry(builtins.entry_of_name(name_of(name))?)?;
    Some((module, module.keys_version(vm), builtins, builtins.keys_version(vm), found))
}

/// An attribute in a slot of the instance.
pub fn find_slot(vm: &Vm, owner: Value, name: Value) -> Option<(u32, u16)> {
    let (shape, slot) = vm.instance_slot(owner, name_of(name))?;
    Some((shape, entry(slot)?))
}

/// An attribute in the overflow array of the instance.
pub fn find_overflow_slot(vm: &Vm, owner: Value, name: Value) -> Option<(u32, u16)> {
    let (shape, slot) = vm.instance_overflow_slot(owner, name_of(name))?;
    Some((shape, entry(slot)?))
}

/// The slot that a store replaces.
pub fn find_store_slot(vm: &Vm, owner: Value, name: Value) -> Option<(u32, u16)> {
    let (shape, slot) = vm.instance_store_slot(owner, name_of(name))?;
    Some((shape, entry(slot)?))
}

/// The place in the overflow array that a store replaces.
pub fn find_store_overflow_slot(vm: &Vm, owner: Value, name: Value) -> Option<(u32, u16)> {
    let (shape, slot) = vm.instance_store_overflow_slot(owner, name_of(name))?;
    Some((shape, entry(slot)?))
}

/// An attribute that a store adds in place: shape before, shape after, slot.
pub fn find_new_slot(vm: &Vm, owner: Value, name: Value) -> Option<(u32, u32, u16)> {
    let (before, after, slot) = vm.instance_add_slot(owner, name_of(name))?;
    Some((before, after, entry(slot)?))
}

/// A function of the class of an instance.
pub fn find_instance_method(
    vm: &Vm,
    owner: Value,
    name: Value,
) -> Option<(u32, Class, u32, Value)> {
    vm.instance_method(owner, name_of(name))
}

/// A method of a built-in class.
pub fn find_builtin_method(vm: &Vm, owner: Value, name: Value) -> Option<(u32, Value)> {
    vm.builtin_method(owner, name_of(name)).map(|method| (shape_of(owner), method))
}

/// A plain value that the class of an instance holds.
pub fn find_class_value(vm: &Vm, owner: Value, name: Value) -> Option<(u32, Class, u32, Value)> {
    vm.instance_class_value(owner, name_of(name))
}

/// An attribute of a class that is not bound or computed.
pub fn find_class_attribute(vm: &Vm, owner: Value, name: Value) -> Option<(Class, u32, Value)> {
    vm.cached_class_attribute(owner, name_of(name))
}

/// An attribute of a module.
pub fn find_module_attribute(vm: &Vm, owner: Value, name: Value) -> Option<(u32, u16)> {
    if !owner.is_module() {
        return None;
    }
    let names = Module::from_value(owner).dict;
    let found = entry(names.entry_of_name(name_of(name))?)?;
    Some((names.keys_version(vm), found))
}

/// A property of the class of an instance whose getter is a plain function.
pub fn find_property(vm: &Vm, owner: Value, name: Value) -> Option<(u32, Class, u32, Function)> {
    let (shape, class, version, getter) = vm.instance_property(owner, name_of(name))?;
    exact_function(getter, 1).map(|getter| (shape, class, version, getter))
}

/// A function that takes exactly `count` arguments.
fn exact_function(value: Value, count: u32) -> Option<Function> {
    let function = value.is_function().then(|| Function::from_value(value))?;
    fills_exactly(function, count).then_some(function)
}

/// The version of a class; none when versions have run out.
fn version_of(vm: &Vm, class: Class) -> Option<u32> {
    Some(vm.class_version(class)).filter(|version| *version != 0)
}

/// The method of an instance's class for a special name, if it is a function of `count` parameters.
fn special_method(
    vm: &Vm,
    owner: Value,
    name: Str,
    count: u32,
) -> Option<(u32, Class, u32, Function)> {
    if !owner.is_instance() {
        return None;
    }
    let class = vm.class_of(owner);
    let method = exact_function(vm.lookup_special(class, name)?, count)?;
    Some((shape_of(owner), class, version_of(vm, class)?, method))
}

/// Whether the right operand's class derives from that of the left one: then its method may go first, now or later.
fn right_derives(vm: &Vm, left: Value, right: Value) -> bool {
    let (own, other) = (vm.class_of(left), vm.class_of(right));
    own != other && other.is_subclass_of(own)
}

/// The left operand's method, where it is the first that the operator asks: the shapes of both operands, the left one's class.
pub fn find_binary_method(
    vm: &Vm,
    left: Value,
    right: Value,
    op: u32,
) -> Option<(u32, u32, Class, u32, Function)> {
    if right_derives(vm, left, right) {
        return None;
    }
    let name = ops::first_method(vm, left, right, op)?;
    let (shape, class, version, method) = special_method(vm, left, name, 2)?;
    Some((shape, shape_of(right), class, version, method))
}

/// The left operand's method, where it is the first that the comparison asks.
pub fn find_compare_method(
    vm: &Vm,
    left: Value,
    right: Value,
    op: u32,
) -> Option<(u32, u32, Class, u32, Function)> {
    if right_derives(vm, left, right) {
        return None;
    }
    let name = ops::CompareOp::from_number(op).method(&vm.names);
    let (shape, class, version, method) = special_method(vm, left, name, 2)?;
    Some((shape, shape_of(right), class, version, method))
}

/// `__getitem__`
pub fn find_getitem(vm: &Vm, container: Value) -> Option<(u32, Class, u32, Function)> {
    special_method(vm, container, vm.names.__getitem__, 2)
}

/// `__setitem__`
pub fn find_plain_iter(_vm: &Vm, iterable: Value) -> Option<u32> {
    ops::is_plain_iterable(iterable).then(|| shape_of(iterable))
}

/// The `__iter__` of an instance's class, if it is a generator function.
pub fn find_generator_method(vm: &Vm, iterable: Value) -> Option<(u32, Class, u32, Function, u32)> {
    let (shape, class, version, method) = special_method(vm, iterable, vm.names.__iter__, 1)?;
    let generates = method.code.get().flags & flag::GENERATOR != 0;
    generates.then(|| (shape, class, version, method, method.version.get()))
}

/// A `__setitem__` written in Python.
pub fn find_setitem(vm: &Vm, container: Value) -> Option<(u32, Class, u32, Function)> {
    special_method(vm, container, vm.names.__setitem__, 3)
}

/// An instance whose class has neither `__bool__` nor `__len__`.
pub fn find_always_true(vm: &Vm, value: Value) -> Option<(u32, Class, u32)> {
    if !value.is_instance() {
        return None;
    }
    let class = vm.class_of(value);
    let special = [vm.names.__bool__, vm.names.__len__];
    if special.iter().any(|name| vm.lookup_special(class, *name).is_some()) {
        return None;
    }
    Some((shape_of(value), class, version_of(vm, class)?))
}

/// Any other function of bytecode, where binding does not need more room than its own frame.
pub fn find_general_call(_vm: &Vm, callable: Value, count: u32) -> Option<u32> {
    let function = callable.is_function().then(|| Function::from_value(callable))?;
    let code = function.code.get();
    let variadic = code.flags & flag::VARARGS != 0;
    (variadic || count as usize <= parameter_count_of(function)).then(|| function.version.get())
}

/// A built-in function that takes `count` positional arguments.
///
/// One that looks at the locals of its caller stays with `call_any_builtin`, which says that it does.
pub fn find_builtin_call(_vm: &Vm, callable: Value, count: u32) -> Option<Builtin> {
    let builtin = callable.is_builtin().then(|| Builtin::from_value(callable))?;
    let fits = builtin.spec.min as u32 <= count
        && (count <= builtin.spec.max as u32 || builtin.spec.max == u8::MAX);
    let of_class = matches!(builtin.spec.binding, Binding::ClassMethod | Binding::Static);
    let plain = builtin.receiver.is_null() && !of_class && !builtin.spec.sees_locals;
    (fits && plain).then_some(builtin)
}

/// A built-in function of one float.
pub fn find_float_function(vm: &Vm, callable: Value) -> Option<Builtin> {
    find_builtin_call(vm, callable, 1).filter(|builtin| builtin.spec.of_float.is_some())
}

/// A class whose instances are made by built-in code; not `super`, which looks at the locals of its caller.
pub fn find_builtin_class(vm: &Vm, callable: Value) -> Option<Class> {
    let class = callable.is_class().then(|| Class::from_value(callable))?;
    (vm.is_constructed_natively(class) && class != vm.classes.super_).then_some(class)
}

/// A class written in Python that is instantiated by `object.__new__` and an `__init__` in Python.
pub fn find_init(vm: &Vm, callable: Value, count: u32) -> Option<(Class, u32, u32, u16, Function)> {
    let class = callable.is_class().then(|| Class::from_value(callable))?;
    let (version, init) = vm.class_init(class)?;
    let init = exact_function(init, count + 1)?;
    let (shape, slots) = vm.new_instance_layout(class);
    Some((class, version, shape, entry(slots)?, init))
}

/// A class written in Python that is instantiated by `object.__new__` and has no `__init__` but `object`'s.
pub fn find_plain_class(vm: &Vm, callable: Value) -> Option<(Class, u32, u32, u16)> {
    let class = callable.is_class().then(|| Class::from_value(callable))?;
    let version = vm.class_without_init(class)?;
    let (shape, slots) = vm.new_instance_layout(class);
    Some((class, version, shape, entry(slots)?))
}

/// `filter`
pub fn find_filter(vm: &Vm, callable: Value) -> Option<Class> {
    (callable == vm.classes.filter.value()).then_some(vm.classes.filter)
}

/// What loops over `filter` objects run.
pub fn find_filter_function(vm: &Vm) -> Option<Function> {
    crate::hidden::filter_function(vm)
}

/// `range`
pub fn find_range(vm: &Vm, callable: Value) -> Option<Class> {
    (callable == vm.classes.range.value()).then_some(vm.classes.range)
}

/// A named function of `builtins`.
fn named(vm: &Vm, callable: Value, name: Str) -> Option<Builtin> {
    (callable.is_builtin() && vm.builtins_dict().get_name(name) == Some(callable))
        .then(|| Builtin::from_value(callable))
}

/// `len`
pub fn find_len(vm: &Vm, callable: Value) -> Option<Builtin> {
    named(vm, callable, vm.names.len)
}

/// `isinstance`, and the shape of classes whose class is `type` itself.
pub fn find_isinstance(vm: &Vm, callable: Value) -> Option<(Builtin, u32)> {
    named(vm, callable, vm.names.isinstance).map(|builtin| (builtin, id::TYPE))
}

/// `list.append`
pub fn find_list_append(vm: &Vm, callable: Value) -> Option<Builtin> {
    let append = vm.lookup(vm.classes.list, vm.names.append)?;
    (callable == append).then(|| Builtin::from_value(callable))
}

/// A method found by `super(start, receiver)`: the built-in `super`, the class to start after, the receiver's class with its version,
/// the receiver's shape, the method.
pub fn find_super_method(
    vm: &Vm,
    super_type: Value,
    start: Value,
    receiver: Value,
    name: Value,
) -> Option<(Class, Class, Class, u32, u32, Value)> {
    if super_type != vm.classes.super_.value() || !start.is_class() || !receiver.is_instance() {
        return None;
    }
    let function = vm.cached_super_method(start, receiver, name_of(name))?;
    let class = vm.class_of(receiver);
    let version = vm.class_version(class);
    Some((
        vm.classes.super_,
        Class::from_value(start),
        class,
        version,
        shape_of(receiver),
        function,
    ))
}
