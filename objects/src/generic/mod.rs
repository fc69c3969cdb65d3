//! Generic types: `list[int]` ([`alias`]), `int | str` ([`union`]), and what PEP 695 declares ([`variable`]).

pub mod alias;
pub mod union;
pub mod variable;

use crate::object::{Header, Ref, object};
use crate::shape::id;
use crate::string::Str;
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

/// `list[int]`.
#[repr(C)]
#[derive(Debug)]
pub struct GenericAliasObject {
    header: Header,
    /// `__origin__`
    pub origin: Value,
    /// `__args__`
    pub args: Tuple,
    /// `__parameters__`, or null until computed.
    pub parameters: Cell<Value>,
}
object!(GenericAliasObject: GenericAlias);

/// A reference to a generic alias.
pub type GenericAlias = Ref<GenericAliasObject>;

/// `int | str`.
#[repr(C)]
#[derive(Debug)]
pub struct UnionObject {
    header: Header,
    /// `__args__`
    pub args: Tuple,
    /// `__parameters__`, or null until computed.
    pub parameters: Cell<Value>,
}
object!(UnionObject: Union);

/// A reference to a union.
pub type Union = Ref<UnionObject>;

/// A `TypeVar`, `ParamSpec` or `TypeVarTuple`; its shape says which.
#[repr(C)]
#[derive(Debug)]
pub struct TypeVarObject {
    header: Header,
    /// `__name__`
    pub name: Str,
    /// `__bound__`: the value, or null. A function of no arguments until asked for if `lazy_bound`.
    pub bound: Cell<Value>,
    /// Computes the bound or the constraints, or null.
    pub lazy_bound: Cell<Value>,
    /// `__constraints__`, or null.
    pub constraints: Cell<Value>,
    /// `__default__`, or null.
    pub default: Cell<Value>,
    /// Computes the default, or null.
    pub lazy_default: Cell<Value>,
    /// `__module__`
    pub module: Cell<Value>,
}
object!(TypeVarObject: TypeVar);

/// A reference to a type variable.
pub type TypeVar = Ref<TypeVarObject>;

/// What `type X = ...` makes.
#[repr(C)]
#[derive(Debug)]
pub struct TypeAliasObject {
    header: Header,
    /// `__name__`
    pub name: Str,
    /// `__type_params__`: a tuple, or null.
    pub type_params: Value,
    /// Computes the value.
    pub compute: Value,
    /// `__value__`, or null until computed.
    pub value: Cell<Value>,
    /// `__module__`
    pub module: Cell<Value>,
}
object!(TypeAliasObject: TypeAlias);

/// A reference to a type alias.
pub type TypeAlias = Ref<TypeAliasObject>;

/// `def f[T]`: what the compiler's intrinsics make. `name` is a `str`.
pub fn new_type_var(vm: &Vm, name: Value) -> Result {
    Ok(vm.new_type_var(id::TYPE_VAR, Ref::from_value(name), Value::NULL, Value::NULL).value())
}
/// `def f[**P]`
pub fn new_param_spec(vm: &Vm, name: Value) -> Result {
    Ok(vm.new_type_var(id::PARAM_SPEC, Ref::from_value(name), Value::NULL, Value::NULL).value())
}
/// `def f[*Ts]`
pub fn new_type_var_tuple(vm: &Vm, name: Value) -> Result {
    Ok(vm.new_type_var(id::TYPE_VAR_TUPLE, Ref::from_value(name), Value::NULL, Value::NULL).value())
}
/// `def f[T: bound]`; `bound` computes it.
pub fn new_type_var_with_bound(vm: &Vm, name: Value, bound: Value) -> Result {
    Ok(vm.new_type_var(id::TYPE_VAR, Ref::from_value(name), bound, Value::NULL).value())
}
/// `def f[T: (A, B)]`; `constraints` computes them.
pub fn new_type_var_with_constraints(vm: &Vm, name: Value, constraints: Value) -> Result {
    Ok(vm.new_type_var(id::TYPE_VAR, Ref::from_value(name), Value::NULL, constraints).value())
}
/// `def f[T = default]`; `default` computes it.
pub fn set_type_param_default(_: &Vm, variable: Value, default: Value) -> Result {
    Ref::<TypeVarObject>::from_value(variable).lazy_default.set(default);
    Ok(variable)
}
/// `typing.Generic[params]`
pub fn subscript_generic(vm: &Vm, params: Value) -> Result {
    Ok(vm.subscript_generic(params))
}
/// `type X = ...`; `parts` is a tuple of name, type parameters or None, and what computes the value.
pub fn new_type_alias(vm: &Vm, parts: Value) -> Result {
    match *Ref::<crate::tuple::TupleObject>::from_value(parts).items() {
        [name, type_params, compute] => {
            Ok(vm.new_type_alias(Ref::from_value(name), type_params, compute))
        }
        _ => Err(vm.system_error("a type alias has three parts")),
    }
}
