//! Tests of classes, instances and attribute access, without an interpreter.

use super::Class;
use crate::object::Ref;
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Settings, Vm};

fn vm() -> Box<Vm> {
    Vm::new(Settings::default())
}
fn class(vm: &Vm, name: &str, bases: &[Class], entries: &[(&str, Value)]) -> Result {
    let namespace = vm.new_dict();
    for (key, value) in entries {
        namespace.set_name(vm, vm.intern(key), *value);
    }
    let bases: Vec<Value> = bases.iter().map(|base| base.value()).collect();
    let bases = vm.new_tuple(&bases).value();
    vm.call(vm.classes.type_.value(), &[vm.new_str(name).value(), bases, namespace.value()])
}
fn made(vm: &Vm, name: &str, bases: &[Class], entries: &[(&str, Value)]) -> Class {
    match class(vm, name, bases, entries) {
        Ok(class) => Ref::from_value(class),
        Err(_) => panic!("{}", message(vm)),
    }
}
/// `Class: text` of the exception that travels.
fn message(vm: &Vm) -> String {
    let raised = vm.take_raised();
    let text = crate::ops::str(vm, raised).map(|text| text.as_str().to_owned()).unwrap_or_default();
    format!("{}: {text}", vm.class_name(raised))
}
fn error<T: std::fmt::Debug>(vm: &Vm, result: Result<T>) -> String {
    assert!(result.is_err(), "{result:?}");
    message(vm)
}
fn name(vm: &Vm, text: &str) -> Str {
    vm.intern(text)
}
fn names(tuple: crate::tuple::Tuple) -> Vec<String> {
    tuple
        .items()
        .iter()
        .map(|c| Ref::<super::ClassObject>::from_value(*c).name().as_str().to_owned())
        .collect()
}

#[test]
fn every_fixed_shape_has_a_class() {
    let vm = vm();
    for shape in 1..id::FIRST_DYNAMIC {
        assert!(vm.shapes.has(shape), "no class has shape {shape}");
        let class = vm.shapes.get(shape).class;
        assert_eq!(class.root_shape(), shape, "{}", class.name().as_str());
    }
}

#[test]
fn classes_have_names_bases_and_an_order() {
    let vm = vm();
    let a = made(&vm, "A", &[], &[]);
    let b = made(&vm, "B", &[a], &[]);
    let c = made(&vm, "C", &[a], &[]);
    let d = made(&vm, "D", &[b, c], &[]);
    assert_eq!(names(d.mro()), ["D", "B", "C", "A", "object"]);
    assert!(d.is_subclass_of(a) && !a.is_subclass_of(d));
    assert_eq!(vm.repr_text(d.value()).unwrap(), "<class 'D'>");
    assert_eq!(names(vm.classes.bool.mro()), ["bool", "int", "object"]);
    assert_eq!(
        names(vm.classes.exception_group.mro()),
        ["ExceptionGroup", "BaseExceptionGroup", "Exception", "BaseException", "object"]
    );
}

#[test]
fn impossible_classes_are_refused_in_cpythons_words() {
    let vm = vm();
    let (object, a) = (vm.classes.object, made(&vm, "A", &[], &[]));
    let cases: &[(&[Class], &str)] = &[
        (
            &[object, a],
            "TypeError: Cannot create a consistent method resolution order (MRO) for bases object, A",
        ),
        (&[a, a], "TypeError: duplicate base class A"),
        (&[vm.classes.bool], "TypeError: type 'bool' is not an acceptable base type"),
        (&[vm.classes.function], "TypeError: type 'function' is not an acceptable base type"),
        (
            &[vm.classes.int, vm.classes.str],
            "TypeError: multiple bases have instance lay-out conflict",
        ),
    ];
    for (bases, expected) in cases {
        assert_eq!(error(&vm, class(&vm, "C", bases, &[])), *expected);
    }
    let slots = |value: Value| class(&vm, "C", &[], &[("__slots__", value), ("x", Value::NONE)]);
    assert_eq!(
        error(&vm, slots(vm.new_str("1").value())),
        "TypeError: __slots__ must be identifiers"
    );
    assert_eq!(
        error(&vm, slots(vm.new_str("x").value())),
        "ValueError: 'x' in __slots__ conflicts with class variable"
    );
    let x = vm.new_str("x").value();
    assert_eq!(
        error(&vm, class(&vm, "C", &[vm.classes.int], &[("__slots__", x)])),
        "TypeError: nonempty __slots__ not supported for subtype of 'int'"
    );
}

#[test]
fn attributes_live_in_slots_then_overflow_then_a_dict() {
    let vm = vm();
    let a = made(&vm, "A", &[], &[]);
    let object = vm.call(a.value(), &[]).unwrap();
    let keys: Vec<Str> = (0..400).map(|n| vm.intern(&format!("a{n}"))).collect();
    for (n, key) in keys.iter().enumerate() {
        vm.set_attribute(object, *key, Value::small(n as i64)).unwrap();
        for (m, key) in keys[..=n].iter().enumerate().step_by(37) {
            assert_eq!(vm.get_attribute(object, *key).unwrap(), Value::small(m as i64));
        }
    }
    let instance = Ref::from_value(object);
    assert!(vm.instance_dict_if_any(instance).is_some());
    vm.delete_attribute(object, keys[7]).unwrap();
    assert_eq!(
        error(&vm, vm.get_attribute(object, keys[7])),
        "AttributeError: 'A' object has no attribute 'a7'"
    );
    // Later instances have learnt.
    let second = vm.new_instance(a);
    assert!(vm.shapes.get(second.header().shape()).in_place > 2);
}

#[test]
fn instances_with_the_same_attributes_share_shapes() {
    let vm = vm();
    let a = made(&vm, "A", &[], &[]);
    let (x, y) = (name(&vm, "x"), name(&vm, "y"));
    let make = || {
        let object = vm.new_instance(a).value();
        vm.set_attribute(object, x, Value::small(1)).unwrap();
        vm.set_attribute(object, y, Value::small(2)).unwrap();
        object
    };
    let (first, second) = (make(), make());
    assert_eq!(first.header().shape(), second.header().shape());
    assert_eq!(vm.instance_slot(first, x), Some((first.header().shape(), 0)));
    assert_eq!(vm.instance_slot(first, y), Some((first.header().shape(), 1)));
    // Deleting the last attribute forgets it; deleting another makes a dict.
    vm.delete_attribute(first, y).unwrap();
    let (before, after, slot) = vm.instance_add_slot(first, y).unwrap();
    assert_eq!((before, after, slot), (first.header().shape(), second.header().shape(), 1));
    vm.delete_attribute(second, x).unwrap();
    assert_eq!(vm.instance_slot(second, y), None);
    assert_eq!(vm.get_attribute(second, y).unwrap(), Value::small(2));
}

#[test]
fn slots_are_members_and_forbid_other_attributes() {
    let vm = vm();
    let x = vm.new_str("x").value();
    let s = made(&vm, "S", &[], &[("__slots__", vm.new_tuple(&[x]).value())]);
    let object = vm.call(s.value(), &[]).unwrap();
    let (x, y) = (name(&vm, "x"), name(&vm, "y"));
    assert_eq!(
        error(&vm, vm.get_attribute(object, x)),
        "AttributeError: 'S' object has no attribute 'x'"
    );
    assert_eq!(error(&vm, vm.delete_attribute(object, x)), "AttributeError: x");
    vm.set_attribute(object, x, Value::TRUE).unwrap();
    assert_eq!(vm.get_attribute(object, x).unwrap(), Value::TRUE);
    assert_eq!(vm.instance_slot(object, x), Some((object.header().shape(), 0)));
    assert_eq!(
        error(&vm, vm.set_attribute(object, y, Value::NONE)),
        "AttributeError: 'S' object has no attribute 'y' and no __dict__ for setting new attributes"
    );
    // A subclass without `__slots__` has a dict beside the slots.
    let t = made(&vm, "T", &[s], &[]);
    let object = vm.call(t.value(), &[]).unwrap();
    vm.set_attribute(object, x, Value::small(1)).unwrap();
    vm.set_attribute(object, y, Value::small(2)).unwrap();
    let dict = vm.get_attribute(object, vm.names.__dict__).unwrap();
    assert_eq!(vm.repr_text(dict).unwrap(), "{'y': 2}");
    assert_eq!(vm.get_attribute(object, x).unwrap(), Value::small(1));
    assert_eq!(vm.get_attribute(object, y).unwrap(), Value::small(2));
}

#[test]
fn subclasses_of_built_ins_keep_their_layout_and_have_attributes() {
    let vm = vm();
    let l = made(&vm, "L", &[vm.classes.list], &[]);
    let object = vm.call(l.value(), &[]).unwrap();
    vm.set_attribute(object, name(&vm, "x"), Value::small(1)).unwrap();
    vm.call_method(object, vm.names.append, &[Value::small(5)]).unwrap();
    assert_eq!(vm.repr_text(object).unwrap(), "[5]");
    assert_eq!(vm.get_attribute(object, name(&vm, "x")).unwrap(), Value::small(1));
    let e = made(&vm, "E", &[vm.classes.value_error], &[]);
    let object = vm.call(e.value(), &[Value::small(3)]).unwrap();
    assert_eq!(vm.repr_text(object).unwrap(), "E(3)");
    let slots = vm.new_str("x").value();
    let l = made(&vm, "L2", &[vm.classes.list], &[("__slots__", slots)]);
    let object = vm.call(l.value(), &[]).unwrap();
    vm.set_attribute(object, name(&vm, "x"), Value::small(1)).unwrap();
    assert_eq!(vm.get_attribute(object, name(&vm, "x")).unwrap(), Value::small(1));
    assert_eq!(
        error(&vm, vm.set_attribute(object, name(&vm, "y"), Value::NONE)),
        "AttributeError: 'L2' object has no attribute 'y' and no __dict__ for setting new attributes"
    );
}

#[test]
fn missing_and_immutable_attributes_are_reported_in_cpythons_words() {
    let vm = vm();
    let a = made(&vm, "A", &[], &[]);
    let object = vm.call(a.value(), &[]).unwrap();
    let (foo, one) = (name(&vm, "foo"), Value::small(1));
    let set = |value: Value, key: &str| error(&vm, vm.set_attribute(value, name(&vm, key), one));
    let get = |value: Value| error(&vm, vm.get_attribute(value, foo));
    assert_eq!(get(object), "AttributeError: 'A' object has no attribute 'foo'");
    assert_eq!(get(a.value()), "AttributeError: type object 'A' has no attribute 'foo'");
    assert_eq!(get(one), "AttributeError: 'int' object has no attribute 'foo'");
    assert_eq!(get(Value::NONE), "AttributeError: 'NoneType' object has no attribute 'foo'");
    assert_eq!(
        get(vm.new_module("mm").value()),
        "AttributeError: module 'mm' has no attribute 'foo'"
    );
    assert_eq!(
        set(vm.classes.int.value(), "y"),
        "TypeError: cannot set 'y' attribute of immutable type 'int'"
    );
    assert_eq!(
        set(one, "real"),
        "AttributeError: attribute 'real' of 'int' objects is not writable"
    );
    assert_eq!(
        set(one, "y"),
        "AttributeError: 'int' object has no attribute 'y' and no __dict__ for setting new attributes"
    );
    assert_eq!(
        set(object, "__class__"),
        "TypeError: __class__ must be set to a class, not 'int' object"
    );
    assert_eq!(
        set(object, "__dict__"),
        "TypeError: __dict__ must be set to a dictionary, not a 'int'"
    );
    assert_eq!(
        set(a.value(), "__bases__"),
        "TypeError: can only assign tuple to A.__bases__, not int"
    );
    assert_eq!(
        set(a.value(), "__name__"),
        "TypeError: can only assign string to A.__name__, not 'int'"
    );
    assert_eq!(
        set(a.value(), "__mro__"),
        "AttributeError: attribute '__mro__' of 'type' objects is not writable"
    );
}

#[test]
fn a_change_of_a_class_is_seen_by_its_subclasses() {
    let vm = vm();
    let a = made(&vm, "A", &[], &[]);
    let b = made(&vm, "B", &[a], &[]);
    let object = vm.call(b.value(), &[]).unwrap();
    let x = name(&vm, "x");
    assert_eq!(vm.find_attribute(object, x), Ok(None));
    let before = vm.class_version(b);
    vm.set_attribute(a.value(), x, Value::small(1)).unwrap();
    assert_eq!(vm.get_attribute(object, x), Ok(Value::small(1)));
    assert_ne!(vm.class_version(b), before);
    let c = made(&vm, "C", &[], &[("y", Value::small(2))]);
    vm.set_attribute(b.value(), vm.names.__bases__, vm.new_tuple(&[c.value()]).value()).unwrap();
    assert_eq!(vm.get_attribute(object, name(&vm, "y")), Ok(Value::small(2)));
    assert_eq!(vm.find_attribute(object, x), Ok(None));
}

#[test]
fn a_class_can_be_exchanged_for_one_of_the_same_layout() {
    let vm = vm();
    let (a, b) = (made(&vm, "A", &[], &[]), made(&vm, "B", &[], &[]));
    let object = vm.call(a.value(), &[]).unwrap();
    let keys: Vec<Str> = ["x", "y", "z"].iter().map(|key| vm.intern(key)).collect();
    for (n, key) in keys.iter().enumerate() {
        vm.set_attribute(object, *key, Value::small(n as i64)).unwrap();
    }
    vm.set_attribute(object, vm.names.__class__, b.value()).unwrap();
    assert_eq!(vm.class_of(object), b);
    for (n, key) in keys.iter().enumerate() {
        assert_eq!(vm.get_attribute(object, *key), Ok(Value::small(n as i64)));
    }
    let x = vm.new_str("x").value();
    let s = made(&vm, "S", &[], &[("__slots__", x)]);
    assert_eq!(
        error(&vm, vm.set_attribute(object, vm.names.__class__, s.value())),
        "TypeError: __class__ assignment: 'S' object layout differs from 'B'"
    );
}

#[test]
fn calls_report_arity_in_cpythons_words() {
    let vm = vm();
    let list = vm.new_list(&[]).value();
    let append = vm.get_attribute(list, vm.names.append).unwrap();
    let unbound = vm.get_attribute(vm.classes.list.value(), vm.names.append).unwrap();
    let add = vm.get_attribute(vm.classes.int.value(), vm.names.__add__).unwrap();
    let (one, text) = (Value::small(1), vm.new_str("a").value());
    let cases: &[(Value, &[Value], &str)] = &[
        (append, &[], "list.append() takes exactly one argument (0 given)"),
        (append, &[one, one], "list.append() takes exactly one argument (2 given)"),
        (unbound, &[], "unbound method list.append() needs an argument"),
        (
            unbound,
            &[one, one],
            "descriptor 'append' for 'list' objects doesn't apply to a 'int' object",
        ),
        (add, &[], "descriptor '__add__' of 'int' object needs an argument"),
        (add, &[text, one], "descriptor '__add__' requires a 'int' object but received a 'str'"),
        (add, &[one], "expected 1 argument, got 0"),
        (one, &[], "'int' object is not callable"),
        (vm.classes.object.value(), &[one], "object() takes no arguments"),
        (vm.classes.type_.value(), &[one, one], "type() takes 1 or 3 arguments"),
        (vm.classes.generator.value(), &[], "cannot create 'generator' instances"),
    ];
    for (callable, args, expected) in cases {
        assert_eq!(error(&vm, vm.call(*callable, args)), format!("TypeError: {expected}"));
    }
    assert_eq!(
        error(&vm, vm.call_keywords(append, &[one], &[name(&vm, "x")])),
        "TypeError: list.append() takes no keyword arguments"
    );
}

#[test]
fn texts_of_functions_and_types_are_cpythons() {
    let vm = vm();
    let int = vm.classes.int.value();
    let get = |value: Value, key: &str| vm.get_attribute(value, name(&vm, key)).unwrap();
    assert_eq!(
        vm.repr_text(get(vm.classes.list.value(), "append")).unwrap(),
        "<method 'append' of 'list' objects>"
    );
    assert_eq!(
        vm.repr_text(get(int, "__add__")).unwrap(),
        "<slot wrapper '__add__' of 'int' objects>"
    );
    let bound = vm.repr_text(get(vm.new_list(&[]).value(), "append")).unwrap();
    assert!(bound.starts_with("<built-in method append of list object at 0x"), "{bound}");
    let bound = vm.repr_text(get(Value::small(1), "__add__")).unwrap();
    assert!(bound.starts_with("<method-wrapper '__add__' of int object at 0x"), "{bound}");
    assert_eq!(vm.repr_text(vm.classes.none_type.value()).unwrap(), "<class 'NoneType'>");
    let union = vm.type_union(int, Value::NONE).unwrap();
    assert_eq!(vm.repr_text(union).unwrap(), "int | None");
    assert_eq!(vm.is_instance_of(Value::NONE, union), Ok(true));
    let alias =
        vm.call_method(vm.classes.list.value(), vm.names.__class_getitem__, &[int]).unwrap();
    assert_eq!(vm.repr_text(alias).unwrap(), "list[int]");
    assert_eq!(
        error(&vm, vm.is_instance_of(Value::NONE, alias)),
        "TypeError: isinstance() argument 2 cannot be a parameterized generic"
    );
    assert_eq!(
        error(&vm, vm.is_instance_of(Value::NONE, Value::small(1))),
        "TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union"
    );
}

#[test]
fn properties_name_themselves_in_errors() {
    let vm = vm();
    let property = vm.new_property(Value::NONE, Value::NONE, Value::NONE);
    let p = made(&vm, "P", &[], &[("w", property)]);
    let object = vm.call(p.value(), &[]).unwrap();
    let w = name(&vm, "w");
    assert_eq!(
        error(&vm, vm.get_attribute(object, w)),
        "AttributeError: property 'w' of 'P' object has no getter"
    );
    assert_eq!(
        error(&vm, vm.set_attribute(object, w, Value::NONE)),
        "AttributeError: property 'w' of 'P' object has no setter"
    );
    assert_eq!(
        error(&vm, vm.delete_attribute(object, w)),
        "AttributeError: property 'w' of 'P' object has no deleter"
    );
}

#[test]
fn dir_lists_what_the_object_and_its_classes_have() {
    let vm = vm();
    let a = made(&vm, "A", &[], &[("method", Value::NONE)]);
    let object = vm.call(a.value(), &[]).unwrap();
    vm.set_attribute(object, name(&vm, "own"), Value::NONE).unwrap();
    let listed = vm.repr_text(vm.dir(object).unwrap()).unwrap();
    for expected in ["'method'", "'own'", "'__class__'", "'__dict__'", "'__eq__'"] {
        assert!(listed.contains(expected), "{expected} in {listed}");
    }
    assert_eq!(
        vm.instance_slot(object, name(&vm, "own")).map(|(_, slot)| slot),
        Some(0),
        "dir makes no dict"
    );
}

#[test]
fn super_finds_what_follows_in_the_order() {
    let vm = vm();
    let a = made(&vm, "A", &[], &[("x", Value::small(1))]);
    let b = made(&vm, "B", &[a], &[("x", Value::small(2))]);
    let object = vm.call(b.value(), &[]).unwrap();
    let x = name(&vm, "x");
    assert_eq!(vm.super_get(b, object, x), Ok(Value::small(1)));
    assert_eq!(
        error(&vm, vm.super_get(a, object, x)),
        "AttributeError: 'super' object has no attribute 'x'"
    );
    assert_eq!(
        error(&vm, vm.super_get(b, Value::small(1), x)),
        "TypeError: super(type, obj): obj (instance of int) is not an instance or subtype of type (B)."
    );
    let object = vm.new_super(b, object).unwrap();
    assert_eq!(vm.repr_text(object).unwrap(), "<super: <class 'B'>, <B object>>");
}

#[test]
fn a_data_descriptor_that_comes_later_retires_the_shapes_in_caches() {
    let vm = vm();
    let a = made(&vm, "A", &[], &[]);
    let b = made(&vm, "B", &[a], &[]);
    let (x, y) = (name(&vm, "x"), name(&vm, "y"));
    let object = vm.new_instance(b).value();
    vm.set_attribute(object, x, Value::small(1)).unwrap();
    vm.set_attribute(object, y, Value::small(2)).unwrap();
    let (shape, _) = vm.instance_slot(object, x).unwrap();
    // A plain value in the class changes nothing.
    vm.set_attribute(a.value(), x, Value::NONE).unwrap();
    assert_eq!(object.header().shape(), shape);
    let property = vm.new_property(Value::NONE, Value::NONE, Value::NONE);
    vm.set_attribute(a.value(), x, property).unwrap();
    assert_ne!(object.header().shape(), shape);
    assert_eq!(vm.instance_slot(object, x), None);
    assert_eq!(vm.get_attribute(object, y), Ok(Value::small(2)));
    assert_eq!(
        error(&vm, vm.get_attribute(object, x)),
        "AttributeError: property of 'B' object has no getter"
    );
    let later = vm.new_instance(b).value();
    vm.set_attribute(later, y, Value::small(3)).unwrap();
    assert_ne!(later.header().shape(), shape);
}
