//! `list[int]`: a class with arguments, which acts as the class in almost every way.

use super::{GenericAlias, GenericAliasObject, TypeVarObject, union};
use crate::class::{ClassObject, flag};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::object::{Header, Kind, Ref};
use crate::ops;
use crate::shape::id;
use crate::string::Str;
use crate::tuple::{Tuple, TupleObject};
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

/// `__class_getitem__` of the classes that can be subscripted.
pub const CLASS_GETITEM: NativeSpec =
    NativeSpec::class_method("__class_getitem__", class_getitem, 2, 2, "See PEP 585");

fn class_getitem(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.new_generic_alias(args[0], args[1]))
}

/// Attributes that are the alias's own; all others are those of its origin.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__bases__",
];

impl Vm {
    /// `origin[item]`; a tuple is several arguments.
    pub fn new_generic_alias(&self, origin: Value, item: Value) -> Value {
        let args = match item.cast::<TupleObject>() {
            Some(items) => items,
            None => self.new_tuple(&[item]),
        };
        let header = Header::new(Kind::GenericAlias, id::GENERIC_ALIAS);
        self.heap
            .allocate(GenericAliasObject {
                header,
                origin,
                args,
                parameters: Cell::new(Value::NULL),
            })
            .value()
    }
    pub(crate) fn alias_attribute(&self, alias: GenericAlias, name: Str) -> Result<Option<Value>> {
        if OWN.contains(&name.as_str()) {
            return self.generic_attribute(alias.value(), self.class_of(alias.value()), name);
        }
        self.get_attribute(alias.origin, name).map(Some)
    }
}

fn this(value: Value) -> GenericAlias {
    Ref::from_value(value)
}

/// The type variables among type arguments, each once, in order of appearance.
pub(super) fn collect_parameters(vm: &Vm, args: Tuple) -> Result<Vec<Value>> {
    let mut found: Vec<Value> = Vec::new();
    for &arg in args.items() {
        if arg.cast::<TypeVarObject>().is_some() {
            if !found.contains(&arg) {
                found.push(arg);
            }
        } else if arg.cast::<ClassObject>().is_none()
            && let Some(inner) = vm.find_attribute(arg, vm.names.__parameters__)?
            && let Some(inner) = inner.cast::<TupleObject>()
        {
            found.extend(
                inner.items().iter().filter(|p| !found.contains(p)).copied().collect::<Vec<_>>(),
            );
        }
    }
    Ok(found)
}

/// Arguments with the type variables `parameters` replaced by `item`'s; `owner` is for messages.
pub(super) fn substitute(
    vm: &Vm,
    owner: Value,
    args: Tuple,
    parameters: Tuple,
    item: Value,
) -> Result<Tuple> {
    if parameters.is_empty() {
        let owner = vm.repr_text(owner)?;
        return Err(vm.type_error(format!("{owner} is not a generic class")));
    }
    let given = match item.cast::<TupleObject>() {
        Some(items) if !(parameters.len() == 1 && is_variadic(vm, parameters.items()[0])) => items,
        _ => vm.new_tuple(&[item]),
    };
    if given.len() != parameters.len() {
        let owner = vm.repr_text(owner)?;
        let (few, actual, expected) =
            (given.len() < parameters.len(), given.len(), parameters.len());
        let few = if few { "few" } else { "many" };
        return Err(vm.type_error(format!(
            "Too {few} arguments for {owner}; actual {actual}, expected {expected}"
        )));
    }
    let replacement = |variable: &Value| {
        parameters
            .items()
            .iter()
            .position(|parameter| parameter == variable)
            .map(|index| given.items()[index])
    };
    let mut made = crate::heap::RootVec::new(vm);
    for arg in args.items() {
        let value = match replacement(arg) {
            Some(value) => value,
            None => match inner_parameters(vm, *arg)? {
                Some(inner) => {
                    let inner: Vec<Value> =
                        inner.items().iter().map(|p| replacement(p).unwrap_or(*p)).collect();
                    let inner = vm.new_tuple(&inner);
                    ops::get_item(vm, *arg, inner.value())?
                }
                None => *arg,
            },
        };
        made.push(value);
    }
    Ok(vm.new_tuple(&made))
}
fn is_variadic(vm: &Vm, parameter: Value) -> bool {
    vm.class_of(parameter) == vm.classes.type_var_tuple
}
fn inner_parameters(vm: &Vm, arg: Value) -> Result<Option<Tuple>> {
    if arg.cast::<ClassObject>().is_some() {
        return Ok(None);
    }
    let found = vm.find_attribute(arg, vm.names.__parameters__)?;
    Ok(found.and_then(|found| found.cast::<TupleObject>()).filter(|inner| !inner.is_empty()))
}

/// How a type is shown as an argument.
pub(super) fn type_repr(vm: &Vm, value: Value) -> Result<String> {
    if value == Value::ELLIPSIS {
        return Ok("...".into());
    }
    if value == vm.classes.none_type.value() || value.is_none() {
        return Ok("None".into());
    }
    if let Some(class) = value.cast::<ClassObject>() {
        let module = vm.find_attribute(value, vm.names.__module__)?.and_then(|m| vm.text_of(m));
        let name = class.qualname.get();
        return Ok(match module {
            Some(module) if module != "builtins" => format!("{module}.{}", name.as_str()),
            _ => name.as_str().to_owned(),
        });
    }
    vm.repr_text(value)
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.new_generic_alias(args[1], args[2]))
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let alias = this(args[0]);
    let origin = type_repr(vm, alias.origin)?;
    let mut parts = Vec::new();
    for &arg in alias.args.items() {
        parts.push(match arg.cast::<crate::list::ListObject>() {
            Some(_) => vm.repr_text(arg)?,
            None => type_repr(vm, arg)?,
        });
    }
    let inner = if parts.is_empty() { "()".to_owned() } else { parts.join(", ") };
    Ok(vm.new_str(&format!("{origin}[{inner}]")).value())
}
fn hash(vm: &Vm, args: &[Value]) -> Result {
    let alias = this(args[0]);
    let origin = ops::hash(vm, alias.origin)?;
    Ok(vm.new_int(origin ^ ops::hash(vm, alias.args.value())?))
}
fn equal(vm: &Vm, args: &[Value]) -> Result {
    let (a, Some(b)) = (this(args[0]), args[1].cast::<GenericAliasObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same =
        ops::equal(vm, a.origin, b.origin)? && ops::equal(vm, a.args.value(), b.args.value())?;
    Ok(Value::from_bool(same))
}
fn call(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let made = vm.call_keywords(this(args[0]).origin, &args[1..], names)?;
    // Objects that cannot say what they were made of do without.
    if vm.has_attribute_dict(made)
        && vm.set_attribute(made, vm.names.__orig_class__, args[0]).is_err()
    {
        let expected =
            vm.raised_is(vm.classes.attribute_error) || vm.raised_is(vm.classes.type_error);
        if !expected {
            return Err(crate::vm::Raised);
        }
        vm.clear_raised();
    }
    Ok(made)
}
fn get_attribute(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    vm.default_get(args[0], name)
}
fn get_item(vm: &Vm, args: &[Value]) -> Result {
    let alias = this(args[0]);
    let parameters: Tuple = Ref::from_value(parameters(vm, args[0])?);
    let made = substitute(vm, args[0], alias.args, parameters, args[1])?;
    Ok(vm.new_generic_alias(alias.origin, made.value()))
}
fn mro_entries(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.new_tuple(&[this(args[0]).origin]).value())
}
fn no_instance_check(vm: &Vm, _: &[Value]) -> Result {
    Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
}
fn no_subclass_check(vm: &Vm, _: &[Value]) -> Result {
    Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
}
fn origin(_: &Vm, alias: Value) -> Result {
    Ok(this(alias).origin)
}
fn type_args(_: &Vm, alias: Value) -> Result {
    Ok(this(alias).args.value())
}
fn parameters(vm: &Vm, alias: Value) -> Result {
    let alias = this(alias);
    if alias.parameters.get().is_null() {
        let found = collect_parameters(vm, alias.args)?;
        alias.parameters.set(vm.new_tuple(&found).value());
    }
    Ok(alias.parameters.get())
}
fn unpacked(_: &Vm, _: Value) -> Result {
    Ok(Value::FALSE)
}

/// `types.GenericAlias`
pub const GENERIC_ALIAS: ClassSpec = ClassSpec {
    module: "types",
    methods: &[
        NativeSpec::static_method("__new__", new, 3, 3, ""),
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        NativeSpec::method("__hash__", hash, 1, 1, ""),
        NativeSpec::method("__eq__", equal, 2, 2, ""),
        NativeSpec::keyword_method("__call__", call, 1, 255, ""),
        NativeSpec::method("__getattribute__", get_attribute, 2, 2, ""),
        NativeSpec::method("__getitem__", get_item, 2, 2, ""),
        NativeSpec::method("__mro_entries__", mro_entries, 2, 2, ""),
        NativeSpec::method("__instancecheck__", no_instance_check, 2, 2, ""),
        NativeSpec::method("__subclasscheck__", no_subclass_check, 2, 2, ""),
        union::OR,
        union::ROR,
    ],
    getters: &[
        GetSetSpec::get("__origin__", origin),
        GetSetSpec::get("__args__", type_args),
        GetSetSpec::get("__parameters__", parameters),
        GetSetSpec::get("__unpacked__", unpacked),
    ],
    flags: flag::FINAL,
    ..ClassSpec::new("GenericAlias", Kind::GenericAlias, id::GENERIC_ALIAS)
};
