//! What PEP 695 declares: type variables and type aliases. Bounds, defaults and values are computed when they are first asked for.

use super::{TypeAlias, TypeAliasObject, TypeVar, TypeVarObject, alias, union};
use crate::class::{Class, flag};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::object::{Header, Kind, Ref};
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

impl Vm {
    /// A `TypeVar`, `ParamSpec` or `TypeVarTuple` (`shape` says which). `bound` and `constraints` compute their values; null where absent.
    pub fn new_type_var(&self, shape: u32, name: Str, bound: Value, constraints: Value) -> TypeVar {
        let null = || Cell::new(Value::NULL);
        let function = (self.hooks.get().current_function)(self);
        let module = match function.cast::<crate::function::FunctionObject>() {
            Some(function) => function.globals.get_name(self.names.__name__).unwrap_or(Value::NONE),
            None => Value::NONE,
        };
        let made = self.heap.allocate(TypeVarObject {
            header: Header::new(Kind::TypeVar, shape),
            name,
            bound: null(),
            lazy_bound: Cell::new(if bound.is_null() { constraints } else { bound }),
            constraints: null(),
            default: null(),
            lazy_default: null(),
            module: Cell::new(module),
        });
        made.header().flags.set(u8::from(!constraints.is_null()));
        made
    }
    /// What `type X[params] = value` makes; `compute` makes the value.
    pub fn new_type_alias(&self, name: Str, type_params: Value, compute: Value) -> Value {
        let function = (self.hooks.get().current_function)(self);
        let module = match function.cast::<crate::function::FunctionObject>() {
            Some(function) => function.globals.get_name(self.names.__name__).unwrap_or(Value::NONE),
            None => Value::NONE,
        };
        let header = Header::new(Kind::TypeAlias, id::TYPE_ALIAS);
        let value = Cell::new(Value::NULL);
        let type_params = if type_params.is_none() { Value::NULL } else { type_params };
        let module = Cell::new(module);
        self.heap
            .allocate(TypeAliasObject { header, name, type_params, compute, value, module })
            .value()
    }
    /// `typing.Generic[params]`: the base that `class C[T]` adds.
    pub fn subscript_generic(&self, params: Value) -> Value {
        self.new_generic_alias(self.defaults.generic.value(), params)
    }
}

/// Set in `Header::flags`: what is computed lazily are constraints, not a bound.
const CONSTRAINED: u8 = 1;
/// Made by a call, not by PEP 695's syntax: invariant, and shown as `~T`.
const EXPLICIT: u8 = 2;

fn this(value: Value) -> TypeVar {
    Ref::from_value(value)
}
fn or_none(value: Value) -> Value {
    if value.is_null() { Value::NONE } else { value }
}
/// The value of a cell that is computed by calling what is in another. 1 is `annotationlib.Format.VALUE`.
fn force(vm: &Vm, value: &Cell<Value>, compute: Value) -> Result {
    if value.get().is_null() && !compute.is_null() {
        let computed = vm.call(compute, &[Value::small(1)])?;
        value.set(computed);
    }
    Ok(value.get())
}

fn new(vm: &Vm, args: &[Value], names: &[Str], shape: u32, kind: &str) -> Result {
    let (positional, keywords) = args[1..].split_at(args.len() - 1 - names.len());
    let [name, constraints @ ..] = positional else {
        return Err(vm.type_error(format!("{kind}() missing required argument 'name' (pos 1)")));
    };
    let Some(name) = name.cast::<StrObject>() else {
        let found = vm.class_name(*name);
        return Err(vm.type_error(format!("{kind}() argument 'name' must be str, not {found}")));
    };
    if constraints.len() == 1 {
        return Err(vm.type_error("A single constraint is not allowed"));
    }
    let made = vm.new_type_var(shape, name, Value::NULL, Value::NULL);
    made.header().flags.set(EXPLICIT);
    if !constraints.is_empty() {
        made.constraints.set(vm.new_tuple(constraints).value());
    }
    for (key, &value) in names.iter().zip(keywords) {
        match key.as_str() {
            "bound" if !value.is_none() => made.bound.set(value),
            "bound" | "covariant" | "contravariant" | "infer_variance" => {}
            "default" => made.default.set(value),
            other => {
                return Err(
                    vm.type_error(format!("{kind}() got an unexpected keyword argument '{other}'"))
                );
            }
        }
    }
    Ok(made.value())
}
fn new_type_var(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    new(vm, args, names, id::TYPE_VAR, "typevar")
}
fn new_param_spec(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    new(vm, args, names, id::PARAM_SPEC, "paramspec")
}
fn new_type_var_tuple(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    new(vm, args, names, id::TYPE_VAR_TUPLE, "typevartuple")
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let variable = this(args[0]);
    let explicit = variable.header().flags.get() & EXPLICIT != 0;
    if !explicit || variable.header().shape() == id::TYPE_VAR_TUPLE {
        return Ok(variable.name.value());
    }
    Ok(vm.new_str(&format!("~{}", variable.name.as_str())).value())
}
fn name(_: &Vm, variable: Value) -> Result {
    Ok(this(variable).name.value())
}
fn module(_: &Vm, variable: Value) -> Result {
    Ok(this(variable).module.get())
}
fn set_module(_: &Vm, variable: Value, value: Value) -> Result<()> {
    this(variable).module.set(or_none(value));
    Ok(())
}
fn bound(vm: &Vm, variable: Value) -> Result {
    let variable = this(variable);
    let constrained = variable.header().flags.get() & CONSTRAINED != 0;
    let compute = if constrained { Value::NULL } else { variable.lazy_bound.get() };
    Ok(or_none(force(vm, &variable.bound, compute)?))
}
fn constraints(vm: &Vm, variable: Value) -> Result {
    let variable = this(variable);
    let constrained = variable.header().flags.get() & CONSTRAINED != 0;
    let compute = if constrained { variable.lazy_bound.get() } else { Value::NULL };
    let found = force(vm, &variable.constraints, compute)?;
    Ok(if found.is_null() { vm.new_tuple(&[]).value() } else { found })
}
fn default(vm: &Vm, variable: Value) -> Result {
    let variable = this(variable);
    Ok(or_none(force(vm, &variable.default, variable.lazy_default.get())?))
}
fn has_default(_: &Vm, args: &[Value]) -> Result {
    let variable = this(args[0]);
    Ok(Value::from_bool(
        !variable.default.get().is_null() || !variable.lazy_default.get().is_null(),
    ))
}
fn no(_: &Vm, _: Value) -> Result {
    Ok(Value::FALSE)
}
fn infer_variance(_: &Vm, variable: Value) -> Result {
    Ok(Value::from_bool(this(variable).header().flags.get() & EXPLICIT == 0))
}
fn iterate(vm: &Vm, args: &[Value]) -> Result {
    crate::ops::iter(vm, vm.new_tuple(args).value())
}
fn mro_entries(vm: &Vm, args: &[Value]) -> Result {
    let kind = vm.class_name(args[0]);
    Err(vm.type_error(format!("Cannot subclass an instance of {kind}")))
}

const GETTERS: &[GetSetSpec] = &[
    GetSetSpec::get("__name__", name),
    GetSetSpec::get_set("__module__", module, set_module),
    GetSetSpec::get("__bound__", bound),
    GetSetSpec::get("__constraints__", constraints),
    GetSetSpec::get("__default__", default),
    GetSetSpec::get("__covariant__", no),
    GetSetSpec::get("__contravariant__", no),
    GetSetSpec::get("__infer_variance__", infer_variance),
];
const REPR: NativeSpec = NativeSpec::method("__repr__", repr, 1, 1, "");
const HAS_DEFAULT: NativeSpec = NativeSpec::method("has_default", has_default, 1, 1, "");
const MRO_ENTRIES: NativeSpec = NativeSpec::method("__mro_entries__", mro_entries, 2, 2, "");

/// `typing.TypeVar`
pub const TYPE_VAR: ClassSpec = ClassSpec {
    module: "typing",
    methods: &[
        NativeSpec::keyword_static_method("__new__", new_type_var, 1, 255, ""),
        REPR,
        HAS_DEFAULT,
        MRO_ENTRIES,
        union::OR,
        union::ROR,
    ],
    getters: GETTERS,
    flags: flag::FINAL,
    ..ClassSpec::new("TypeVar", Kind::TypeVar, id::TYPE_VAR)
};
/// `typing.ParamSpec`
pub const PARAM_SPEC: ClassSpec = ClassSpec {
    module: "typing",
    methods: &[
        NativeSpec::keyword_static_method("__new__", new_param_spec, 1, 255, ""),
        REPR,
        HAS_DEFAULT,
        MRO_ENTRIES,
        union::OR,
        union::ROR,
    ],
    getters: GETTERS,
    flags: flag::FINAL,
    ..ClassSpec::new("ParamSpec", Kind::TypeVar, id::PARAM_SPEC)
};
/// `typing.TypeVarTuple`
pub const TYPE_VAR_TUPLE: ClassSpec = ClassSpec {
    module: "typing",
    methods: &[
        NativeSpec::keyword_static_method("__new__", new_type_var_tuple, 1, 255, ""),
        REPR,
        HAS_DEFAULT,
        MRO_ENTRIES,
        NativeSpec::method("__iter__", iterate, 1, 1, ""),
    ],
    getters: GETTERS,
    flags: flag::FINAL,
    ..ClassSpec::new("TypeVarTuple", Kind::TypeVar, id::TYPE_VAR_TUPLE)
};

// ---- type aliases

fn this_alias(value: Value) -> TypeAlias {
    Ref::from_value(value)
}
fn alias_repr(_: &Vm, args: &[Value]) -> Result {
    Ok(this_alias(args[0]).name.value())
}
fn alias_name(_: &Vm, value: Value) -> Result {
    Ok(this_alias(value).name.value())
}
fn alias_module(_: &Vm, value: Value) -> Result {
    Ok(this_alias(value).module.get())
}
fn alias_value(vm: &Vm, value: Value) -> Result {
    let alias = this_alias(value);
    force(vm, &alias.value, alias.compute)
}
fn alias_params(vm: &Vm, value: Value) -> Result {
    let params = this_alias(value).type_params;
    Ok(if params.is_null() { vm.new_tuple(&[]).value() } else { params })
}
fn alias_get_item(vm: &Vm, args: &[Value]) -> Result {
    if this_alias(args[0]).type_params.cast::<TupleObject>().is_none() {
        return Err(vm.type_error("Only generic type aliases are subscriptable"));
    }
    Ok(vm.new_generic_alias(args[0], args[1]))
}

/// `typing.TypeAliasType`
pub const TYPE_ALIAS: ClassSpec = ClassSpec {
    module: "typing",
    methods: &[
        NativeSpec::method("__repr__", alias_repr, 1, 1, ""),
        NativeSpec::method("__getitem__", alias_get_item, 2, 2, ""),
        union::OR,
        union::ROR,
    ],
    getters: &[
        GetSetSpec::get("__name__", alias_name),
        GetSetSpec::get("__module__", alias_module),
        GetSetSpec::get("__value__", alias_value),
        GetSetSpec::get("__type_params__", alias_params),
        GetSetSpec::get("__parameters__", alias_params),
    ],
    flags: flag::FINAL | flag::NO_NEW,
    ..ClassSpec::new("TypeAliasType", Kind::TypeAlias, id::TYPE_ALIAS)
};

/// `typing.Generic`
pub const GENERIC: ClassSpec = ClassSpec {
    module: "typing",
    methods: &[alias::CLASS_GETITEM],
    ..ClassSpec::new("Generic", Kind::Instance, 0)
};

/// The class that `class C[T]` derives from.
pub(crate) fn make_generic(vm: &Vm) -> Class {
    vm.add_class(&GENERIC)
}
