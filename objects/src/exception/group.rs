//! `BaseExceptionGroup` and `ExceptionGroup`.

use super::constructors::this;
use super::{Exception, ExceptionObject, field};
use crate::class::{Class, ClassObject};
use crate::class_spec::{GetSetSpec, NativeSpec};
use crate::heap::RootVec;
use crate::list::ListObject;
use crate::object::{Kind, Ref};
use crate::ops;
use crate::string::StrObject;
use crate::tuple::{Tuple, TupleObject};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The exceptions of a group.
fn exceptions(group: Exception) -> Tuple {
    Ref::from_value(group.fields[field::GROUP_EXCEPTIONS].get())
}
/// The value as a group.
fn as_group(vm: &Vm, value: Value) -> Option<Exception> {
    let exception = value.cast::<ExceptionObject>()?;
    vm.class_of(value).is_subclass_of(vm.classes.base_exception_group).then_some(exception)
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    if args.len() != 3 {
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.len() - 1
        )));
    }
    let class =
        vm.expect_subclass(args[0], vm.classes.base_exception_group, "BaseExceptionGroup")?;
    if args[1].cast::<StrObject>().is_none() {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {found}"
        )));
    }
    let members = members(vm, args[2])?;
    let items = members.items();
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    if let Some(index) = items.iter().position(|item| item.cast::<ExceptionObject>().is_none()) {
        return Err(vm.value_error(format!(
            "Item {index} of second argument (exceptions) is not an exception"
        )));
    }
    let plain = items.iter().all(|item| vm.class_of(*item).is_subclass_of(vm.classes.exception));
    let class = group_class(vm, class, plain)?;
    let group = vm.new_exception(class, vm.new_tuple(&args[1..]));
    group.fields[field::GROUP_MESSAGE].set(args[1]);
    group.fields[field::GROUP_EXCEPTIONS].set(members.value());
    Ok(group.value())
}
/// The class that is made: a group of plain exceptions is itself one; another cannot be.
fn group_class(vm: &Vm, class: Class, plain: bool) -> Result<Class> {
    if plain && class == vm.classes.base_exception_group {
        return Ok(vm.classes.exception_group);
    }
    if !plain && class.is_subclass_of(vm.classes.exception) {
        let name = class.name();
        return Err(vm.type_error(if class == vm.classes.exception_group {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{}'", name.as_str())
        }));
    }
    Ok(class)
}
fn members(vm: &Vm, value: Value) -> Result<Tuple> {
    if let Some(items) = value.cast::<TupleObject>() {
        return Ok(items);
    }
    if let Some(list) = value.cast::<ListObject>() {
        return Ok(vm.new_tuple(list.items()));
    }
    let is_sequence = vm.lookup(vm.class_of(value), vm.names.__getitem__).is_some()
        && !matches!(value.kind(), Some(Kind::Dict | Kind::Set | Kind::FrozenSet));
    if !is_sequence {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    Ok(Ref::from_value(vm.call(vm.classes.tuple.value(), &[value])?))
}
fn init(vm: &Vm, args: &[Value], names: &[crate::string::Str]) -> Result {
    super::constructors::no_keywords(vm, args[0], names)?;
    this(args[0]).args.set(vm.new_tuple(&args[1..]));
    Ok(Value::NONE)
}
fn str(vm: &Vm, args: &[Value]) -> Result {
    let group = this(args[0]);
    let message = ops::str(vm, group.field(field::GROUP_MESSAGE))?;
    let count = exceptions(group).len();
    let s = if count == 1 { "" } else { "s" };
    Ok(vm.new_str(&format!("{} ({count} sub-exception{s})", message.as_str())).value())
}
fn derive(vm: &Vm, args: &[Value]) -> Result {
    let message = this(args[0]).field(field::GROUP_MESSAGE);
    vm.call(vm.classes.base_exception_group.value(), &[message, args[1]])
}

/// A group without a message: what `except*` makes of exceptions.
pub(super) fn wrap(vm: &Vm, members: &[Value]) -> Result {
    let list = vm.new_list(members).value();
    vm.call(vm.classes.base_exception_group.value(), &[vm.intern("").value(), list])
}

/// What selects exceptions of a group.
#[derive(Clone, Copy)]
enum Condition<'a> {
    /// Of a class, or of one in a tuple.
    Types(Value),
    /// For which a function returns something true.
    Function(Value),
    /// These leaves.
    Leaves(&'a [Value]),
}

fn condition(vm: &Vm, value: Value) -> Result<Condition<'static>> {
    let types = value.cast::<TupleObject>();
    let is_types = match &types {
        Some(types) => types.items().iter().all(|item| vm.exception_class(*item).is_some()),
        None => vm.exception_class(value).is_some(),
    };
    if is_types {
        return Ok(Condition::Types(value));
    }
    if vm.is_callable(value) && value.cast::<ClassObject>().is_none() {
        return Ok(Condition::Function(value));
    }
    Err(vm.type_error(
        "expected an exception type, a tuple of exception types, or a callable (other than a class)",
    ))
}
fn selects(vm: &Vm, condition: Condition, exception: Value) -> Result<bool> {
    match condition {
        Condition::Types(pattern) => Ok(vm.is_exception_of(exception, pattern)),
        Condition::Function(function) => {
            let answer = vm.call(function, &[exception])?;
            ops::truth(vm, answer)
        }
        Condition::Leaves(leaves) => Ok(leaves.contains(&exception)),
    }
}

/// The part of an exception that the condition selects, and the rest: None where empty. The rest is made only if `with_rest`.
fn divide(
    vm: &Vm,
    exception: Value,
    condition: Condition,
    with_rest: bool,
) -> Result<(Value, Value)> {
    vm.enter_native("in exceptiongroup_split_recursive")?;
    if selects(vm, condition, exception)? {
        return Ok((exception, Value::NONE));
    }
    let Some(group) = as_group(vm, exception) else { return Ok((Value::NONE, exception)) };
    let mut matched = RootVec::new(vm);
    let mut rest = RootVec::new(vm);
    for &member in exceptions(group).items() {
        let (inside, outside) = divide(vm, member, condition, with_rest)?;
        if !inside.is_none() {
            matched.push(inside);
        }
        if !outside.is_none() {
            rest.push(outside);
        }
    }
    let inside = subset(vm, group, &matched)?;
    let outside = if with_rest { subset(vm, group, &rest)? } else { Value::NONE };
    Ok((inside, outside))
}
/// A group like `group` with some of its members, made by its `derive`; None if there are none.
fn subset(vm: &Vm, group: Exception, members: &[Value]) -> Result {
    if members.is_empty() {
        return Ok(Value::NONE);
    }
    let list = vm.new_list(members).value();
    let made = vm.call_method(group.value(), vm.names.derive, &[list])?;
    let Some(derived) = as_group(vm, made) else {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    };
    derived.traceback.set(group.traceback.get());
    derived.context.set(group.context.get());
    derived.cause.set(group.cause.get());
    derived.set_suppress_context(group.suppresses_context());
    let notes = vm.own_attribute(group.value(), vm.names.__notes__);
    if let Some(notes) = notes.and_then(|notes| notes.cast::<ListObject>()) {
        let copy = vm.new_list(notes.items());
        vm.set_own_attribute(made, vm.names.__notes__, copy.value());
    }
    Ok(made)
}

fn split(vm: &Vm, args: &[Value]) -> Result {
    let condition = condition(vm, args[1])?;
    let (inside, outside) = divide(vm, args[0], condition, true)?;
    Ok(vm.new_tuple(&[inside, outside]).value())
}
fn subgroup(vm: &Vm, args: &[Value]) -> Result {
    let condition = condition(vm, args[1])?;
    Ok(divide(vm, args[0], condition, false)?.0)
}

/// Collects the exceptions of a group that are not groups.
pub(super) fn leaves(vm: &Vm, exception: Value, found: &mut Vec<Value>) {
    match as_group(vm, exception) {
        Some(group) => {
            exceptions(group).items().iter().for_each(|member| leaves(vm, *member, found))
        }
        None => found.push(exception),
    }
}
/// The part of a group that consists of some leaves; None if there are none.
pub(super) fn project(vm: &Vm, group: Value, leaves: &[Value]) -> Result {
    Ok(divide(vm, group, Condition::Leaves(leaves), false)?.0)
}

fn message(_: &Vm, group: Value) -> Result {
    Ok(this(group).field(field::GROUP_MESSAGE))
}
fn members_of(_: &Vm, group: Value) -> Result {
    Ok(this(group).field(field::GROUP_EXCEPTIONS))
}

pub(super) const METHODS: &[NativeSpec] = &[
    NativeSpec::static_method("__new__", new, 1, 255, ""),
    NativeSpec::keyword_method("__init__", init, 1, 255, ""),
    NativeSpec::method("__str__", str, 1, 1, ""),
    NativeSpec::method("derive", derive, 2, 2, ""),
    NativeSpec::method("split", split, 2, 2, ""),
    NativeSpec::method("subgroup", subgroup, 2, 2, ""),
    crate::generic::alias::CLASS_GETITEM,
];
pub(super) const GETTERS: &[GetSetSpec] =
    &[GetSetSpec::get("message", message), GetSetSpec::get("exceptions", members_of)];
