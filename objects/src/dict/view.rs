//! `dict_keys`, `dict_values`, `dict_items`: views of a dict, the first and the last of which are sets.

use super::lookup::dict_get_value;
use crate::class_spec::{ClassSpec, GetSetSpec};
use crate::function::NativeSpec;
use crate::iter::{DictViewObject, Part};
use crate::object::{Kind, Ref};
use crate::ops::{self, ReprGuard};
use crate::set::{Set, set_add, set_update};
use crate::shape::id;
use crate::string::Str;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

type View = Ref<DictViewObject>;

fn this(args: &[Value]) -> View {
    Ref::from_value(args[0])
}

fn part(view: View) -> Part {
    Part::of_shape(view.header.shape())
}

fn iter(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.new_dict_iter(this(args).dict, part(this(args)), false))
}

/// `item in view`
fn view_contains(vm: &Vm, view: View, item: Value) -> Result<bool> {
    match part(view) {
        Part::Keys => Ok(dict_get_value(vm, view.dict, item)?.is_some()),
        Part::Items => {
            let Some(pair) = item.cast::<TupleObject>() else { return Ok(false) };
            let &[key, value] = pair.items() else { return Ok(false) };
            match dict_get_value(vm, view.dict, key)? {
                Some(own) => ops::identical_or_equal(vm, own, value),
                None => Ok(false),
            }
        }
        Part::Values => {
            let iterator = vm.new_dict_iter(view.dict, Part::Values, false);
            while let Some(own) = ops::next(vm, iterator)? {
                if ops::identical_or_equal(vm, own, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

fn view_repr(vm: &Vm, view: View) -> Result<Str> {
    let name = vm.class_name(view.value());
    let Some(_guard) = ReprGuard::enter(vm, view.value()) else { return Ok(vm.new_str("...")) };
    let items = vm.new_list(&[]);
    crate::list::list_extend(vm, items, view.value())?;
    let items = crate::list::methods::list_repr(vm, items)?;
    vm.long_str(&format!("{name}({})", items.as_str()))
}

// ---- as sets

fn is_view_of_set(value: Value) -> bool {
    value.has_shape(id::DICT_KEYS) || value.has_shape(id::DICT_ITEMS)
}

fn is_any_set(value: Value) -> bool {
    is_view_of_set(value) || value.has_kind(Kind::Set) || value.has_kind(Kind::FrozenSet)
}

fn to_set(vm: &Vm, value: Value) -> Result<Set> {
    let set = vm.new_set();
    set_update(vm, set, value)?;
    Ok(set)
}

/// The operands of a binary operator, of which one is a view of a set.
fn operands(args: &[Value]) -> Option<(Value, Value)> {
    (is_view_of_set(args[0]) || is_view_of_set(args[1])).then_some((args[0], args[1]))
}

fn and(vm: &Vm, args: &[Value]) -> Result {
    let Some((a, b)) = operands(args) else { return Ok(Value::NOT_IMPLEMENTED) };
    // The view looks, the other one is iterated; of two views the longer one looks.
    let (mut view, mut other) = if is_view_of_set(a) { (a, b) } else { (b, a) };
    if is_view_of_set(other) && ops::length(vm, other)? > ops::length(vm, view)? {
        (view, other) = (other, view);
    }
    let (view, result): (View, _) = (Ref::from_value(view), vm.new_set());
    ops::for_each(vm, other, |item| {
        if view_contains(vm, view, item)? { set_add(vm, result, item) } else { Ok(()) }
    })?;
    Ok(result.value())
}

fn or(vm: &Vm, args: &[Value]) -> Result {
    let Some((a, b)) = operands(args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = to_set(vm, a)?;
    set_update(vm, result, b)?;
    Ok(result.value())
}

fn sub(vm: &Vm, args: &[Value]) -> Result {
    let Some((a, b)) = operands(args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = to_set(vm, a)?.value();
    vm.call_method(result, vm.intern("difference_update"), &[b])?;
    Ok(result)
}

fn xor(vm: &Vm, args: &[Value]) -> Result {
    let Some((a, b)) = operands(args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = to_set(vm, a)?.value();
    vm.call_method(result, vm.intern("symmetric_difference_update"), &[b])?;
    Ok(result)
}

/// Whether all items of `a` are in `b`.
fn all_in(vm: &Vm, a: Value, b: Value) -> Result<bool> {
    let iterator = ops::iter(vm, a)?;
    while let Some(item) = ops::next(vm, iterator)? {
        if !ops::contains(vm, b, item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

macro_rules! comparisons {
    ($($name:ident $lengths:tt $forward:literal)*) => {
        $(fn $name(vm: &Vm, args: &[Value]) -> Result {
            let (a, b) = (args[0], args[1]);
            if !is_any_set(b) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let (small, large) = if $forward { (a, b) } else { (b, a) };
            let fits = ops::length(vm, a)? $lengths ops::length(vm, b)?;
            Ok(Value::from_bool(fits && all_in(vm, small, large)?))
        })*
    };
}
comparisons!(eq == true lt < true le <= true gt > false ge >= false);

fn ne(vm: &Vm, args: &[Value]) -> Result {
    let equal = eq(vm, args)?;
    Ok(if equal.is_bool() { Value::from_bool(!equal.as_bool()) } else { equal })
}

fn isdisjoint(vm: &Vm, args: &[Value]) -> Result {
    let view = this(args);
    let iterator = ops::iter(vm, args[1])?;
    while let Some(item) = ops::next(vm, iterator)? {
        if view_contains(vm, view, item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn mapping(vm: &Vm, view: Value) -> Result {
    Ok(vm.new_mapping_proxy(View::from_value(view).dict.value()))
}

fn swap(args: &[Value]) -> [Value; 2] {
    [args[1], args[0]]
}

macro_rules! methods {
    ($($more:expr,)*) => {
        &[
            NativeSpec::method("__len__", |vm, args| Ok(vm.new_size(this(args).dict.len())), 1, 1, "Return len(self)."),
            NativeSpec::method("__iter__", iter, 1, 1, "Implement iter(self)."),
            NativeSpec::method("__reversed__", |vm, args| Ok(vm.new_dict_iter(this(args).dict, part(this(args)), true)), 1, 1, "Return a reverse iterator over the dict view."),
            NativeSpec::method("__contains__", |vm, args| Ok(Value::from_bool(view_contains(vm, this(args), args[1])?)), 2, 2, "Return bool(key in self)."),
            NativeSpec::method("__repr__", |vm, args| Ok(view_repr(vm, this(args))?.value()), 1, 1, "Return repr(self)."),
            $($more,)*
        ]
    };
}

const SET_METHODS: &[NativeSpec] = methods! {
    NativeSpec::method("__and__", and, 2, 2, "Return self&value."),
    NativeSpec::method("__rand__", |vm, args| and(vm, &swap(args)), 2, 2, "Return value&self."),
    NativeSpec::method("__or__", or, 2, 2, "Return self|value."),
    NativeSpec::method("__ror__", |vm, args| or(vm, &swap(args)), 2, 2, "Return value|self."),
    NativeSpec::method("__sub__", sub, 2, 2, "Return self-value."),
    NativeSpec::method("__rsub__", |vm, args| sub(vm, &swap(args)), 2, 2, "Return value-self."),
    NativeSpec::method("__xor__", xor, 2, 2, "Return self^value."),
    NativeSpec::method("__rxor__", |vm, args| xor(vm, &swap(args)), 2, 2, "Return value^self."),
    NativeSpec::method("__eq__", eq, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", ne, 2, 2, "Return self!=value."),
    NativeSpec::method("__lt__", lt, 2, 2, "Return self<value."),
    NativeSpec::method("__le__", le, 2, 2, "Return self<=value."),
    NativeSpec::method("__gt__", gt, 2, 2, "Return self>value."),
    NativeSpec::method("__ge__", ge, 2, 2, "Return self>=value."),
    NativeSpec::method("isdisjoint", isdisjoint, 2, 2, "Return True if the view and the given iterable have a null intersection."),
};

const VALUES_METHODS: &[NativeSpec] = methods! {};

const GETTERS: &[GetSetSpec] = &[GetSetSpec::get("mapping", mapping)];

const fn view(name: &'static str, shape: u32, methods: &'static [NativeSpec]) -> ClassSpec {
    ClassSpec {
        methods,
        getters: GETTERS,
        flags: crate::class::flag::FINAL,
        ..ClassSpec::new(name, Kind::DictView, shape)
    }
}

/// The three classes.
pub const CLASSES: &[ClassSpec] = &[
    view("dict_keys", id::DICT_KEYS, SET_METHODS),
    view("dict_values", id::DICT_VALUES, VALUES_METHODS),
    view("dict_items", id::DICT_ITEMS, SET_METHODS),
];
