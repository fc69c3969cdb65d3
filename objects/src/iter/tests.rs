//! Tests of containers and iterators through the operations that programs use. Expected texts and messages are CPython's.

use crate::dict::{Dict, dict_delete, dict_get_value, dict_insert};
use crate::list::{List, methods as lists};
use crate::object::Ref;
use crate::ops;
use crate::set::{Set, set_add, set_update};
use crate::value::Value;
use crate::vm::{Result, Settings, Vm};

fn machine() -> Box<Vm> {
    Vm::new(Settings::default())
}

fn ints(vm: &Vm, numbers: impl IntoIterator<Item = i64>) -> List {
    vm.new_list(&numbers.into_iter().map(Value::small).collect::<Vec<_>>())
}

fn text(vm: &Vm, text: &str) -> Value {
    vm.new_str(text).value()
}

/// The `repr` of a result, or its error as a traceback ends with.
fn show(vm: &Vm, result: Result) -> String {
    match result.and_then(|value| ops::repr(vm, value)) {
        Ok(text) => text.as_str().to_owned(),
        Err(_) => {
            let error = vm.take_raised();
            let message = ops::str(vm, error).map(|text| text.as_str().to_owned());
            format!("{}: {}", vm.class_name(error), message.unwrap_or_default())
        }
    }
}

fn call(vm: &Vm, receiver: Value, method: &str, args: &[Value]) -> Result {
    vm.call_method(receiver, vm.intern(method), args)
}

fn make(vm: &Vm, class: &str, args: &[Value]) -> Result {
    let class = vm.builtins_dict().get_name(vm.intern(class)).unwrap_or(Value::NONE);
    vm.call(class, args)
}

fn list_of(vm: &Vm, iterable: Value) -> Result {
    let list = vm.new_list(&[]);
    crate::list::list_extend(vm, list, iterable)?;
    Ok(list.value())
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

#[test]
fn a_dict_behaves_like_a_list_of_pairs() {
    let vm = machine();
    for (seed, range, strings) in
        [(1, 12, true), (2, 12, false), (3, 200, true), (4, 5000, false), (5, 5000, true)]
    {
        let mut random = Random(seed);
        let dict = vm.new_dict();
        let mut model: Vec<(u64, i64)> = Vec::new();
        let key = |number: u64| {
            if strings {
                text(&vm, &format!("k{number}"))
            } else {
                Value::small(number as i64 * 4096)
            }
        };
        for step in 0..20_000 {
            let number = random.below(range);
            let place = model.iter().position(|pair| pair.0 == number);
            match random.below(10) {
                0..=4 => {
                    dict_insert(&vm, dict, key(number), Value::small(step)).unwrap();
                    match place {
                        Some(place) => model[place].1 = step,
                        None => model.push((number, step)),
                    }
                }
                5..=7 => {
                    let removed = dict_delete(&vm, dict, key(number)).unwrap();
                    assert_eq!(removed, place.map(|place| Value::small(model.remove(place).1)));
                }
                8 => {
                    let found = dict_get_value(&vm, dict, key(number)).unwrap();
                    assert_eq!(found, place.map(|place| Value::small(model[place].1)));
                }
                _ => {
                    let popped = call(&vm, dict.value(), "popitem", &[]);
                    assert_eq!(popped.is_ok(), model.pop().is_some());
                    vm.clear_raised();
                }
            }
            assert_eq!(dict.len(), model.len());
        }
        let values: Vec<Value> =
            dict.entries().iter().filter(|e| !e.key.is_null()).map(|e| e.value).collect();
        assert!(values.into_iter().eq(model.iter().map(|pair| Value::small(pair.1))));
    }
}

#[test]
fn keys_versions_name_keys() {
    let vm = machine();
    let (dict, a, b) = (vm.new_dict(), vm.intern("a"), vm.intern("b"));
    dict.set_name(&vm, a, Value::small(1));
    let version = dict.keys_version(&vm);
    let entry = dict.entry_of_name(a).unwrap();
    dict.set_name(&vm, a, Value::small(2));
    assert_eq!((dict.current_keys_version(), dict.value_at(entry)), (version, Value::small(2)));
    dict.set_name(&vm, b, Value::small(3));
    assert_eq!(dict.current_keys_version(), 0);
    assert_ne!(dict.keys_version(&vm), version);
    assert!(dict.delete_name(&vm, a));
    assert_eq!(dict.current_keys_version(), 0);
    assert_eq!(dict.get_name(a), None);
    assert_eq!(dict.get_text("b"), Some(Value::small(3)));
}

#[test]
fn equal_numbers_are_one_key() {
    let vm = machine();
    let dict = vm.new_dict();
    for (key, value) in [(Value::TRUE, 1), (vm.new_float(1.0), 2), (Value::small(1), 3)] {
        dict_insert(&vm, dict, key, Value::small(value)).unwrap();
    }
    assert_eq!(show(&vm, Ok(dict.value())), "{True: 3}");
    let large = vm.new_float((1u64 << 60) as f64);
    dict_insert(&vm, dict, large, Value::NONE).unwrap();
    assert!(dict_get_value(&vm, dict, Value::small(1 << 60)).unwrap().is_some());
    assert!(dict_get_value(&vm, dict, Value::small((1 << 60) + 1)).unwrap().is_none());
}

#[test]
fn unhashable_keys_are_reported_like_cpython_does() {
    let vm = machine();
    let (dict, list) = (vm.new_dict().value(), vm.new_list(&[]).value());
    let key = vm.new_tuple(&[list]).value();
    assert_eq!(
        show(&vm, ops::get_item(&vm, dict, key)),
        "TypeError: cannot use 'tuple' as a dict key (unhashable type: 'list')"
    );
    let set = vm.new_set().value();
    assert_eq!(
        show(&vm, call(&vm, set, "add", &[list])),
        "TypeError: cannot use 'list' as a set element (unhashable type: 'list')"
    );
    assert_eq!(show(&vm, call(&vm, dict, "pop", &[list])), "KeyError: []");
}

fn set_of(vm: &Vm, numbers: impl IntoIterator<Item = i64>) -> Set {
    let set = vm.new_set();
    for number in numbers {
        set_add(vm, set, Value::small(number)).unwrap();
    }
    set
}

#[test]
fn sets_are_iterated_in_cpython_s_order() {
    let vm = machine();
    let shown = |set: Set| show(&vm, Ok(set.value()));
    assert_eq!(shown(set_of(&vm, [5, 3, 1, 100, 33, 17, 65])), "{1, 33, 3, 100, 5, 65, 17}");
    assert_eq!(
        shown(set_of(&vm, (0..40).map(|i| i * 7919 % 1000))),
        "{0, 514, 3, 137, 651, 271, 785, 919, 408, 922, 28, 542, 676, 165, 299, 813, 433, 947, 56, 570, 190, 704, 838, 327, \
         841, 461, 975, 595, 84, 218, 732, 352, 866, 489, 109, 623, 757, 246, 380, 894}"
    );
    let set = vm.new_set();
    let range = vm.new_range(Value::small(0), Value::small(20), Value::small(1));
    set_update(&vm, set, range.value()).unwrap();
    let set = ops::inplace(&vm, set.value(), set_of(&vm, [3, 7, 11]).value(), ops::BinaryOp::Sub)
        .unwrap();
    let set =
        ops::inplace(&vm, set, set_of(&vm, [100, 200, 300]).value(), ops::BinaryOp::Or).unwrap();
    assert_eq!(
        show(&vm, Ok(set)),
        "{0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 300, 200, 100}"
    );
    // A display of constants is an update by a frozen set.
    let (set, constants) = (vm.new_set(), set_of(&vm, [64, 0, 8, 16, 32]));
    set_update(&vm, set, constants.value()).unwrap();
    call(&vm, set.value(), "discard", &[Value::small(0)]).unwrap();
    call(&vm, set.value(), "add", &[Value::small(128)]).unwrap();
    assert_eq!(shown(set), "{64, 128, 32, 16, 8}");
    assert_eq!(show(&vm, call(&vm, set.value(), "pop", &[])), "64");
    assert_eq!(shown(set), "{128, 32, 16, 8}");
    let binary = |a: &[i64], b: &[i64], op| {
        let (a, b) = (set_of(&vm, a.iter().copied()), set_of(&vm, b.iter().copied()));
        show(&vm, ops::binary(&vm, a.value(), b.value(), op))
    };
    assert_eq!(binary(&[3, 1, 2, 30, 40], &[40, 3], ops::BinaryOp::And), "{40, 3}");
    assert_eq!(binary(&[3, 1, 2, 30, 40], &[40, 3, 77], ops::BinaryOp::Xor), "{1, 2, 77, 30}");
}

#[test]
fn hashes_of_containers_are_cpython_s() {
    let vm = machine();
    let numbers = ints(&vm, [3, 1, 2]).value();
    let frozen = make(&vm, "frozenset", &[numbers]).unwrap();
    assert_eq!(ops::hash(&vm, frozen), Ok(-272375401224217160));
    assert_eq!(
        make(&vm, "frozenset", &[]).and_then(|empty| ops::hash(&vm, empty)),
        Ok(133146708735736)
    );
    let tuple = |items: &[Value]| vm.new_tuple(items).value();
    let [one, two, three] = [1, 2, 3].map(Value::small);
    assert_eq!(ops::hash(&vm, tuple(&[one, two, three])), Ok(529344067295497451));
    assert_eq!(ops::hash(&vm, tuple(&[])), Ok(5740354900026072187));
    assert_eq!(
        ops::hash(&vm, tuple(&[one, tuple(&[two, three]), Value::small(-1)])),
        Ok(-4691468712706788113)
    );
    assert_eq!(ops::hash(&vm, vm.new_slice(one, two, three).value()), Ok(-2340833382717974474));
    let range = vm.new_range(Value::small(0), three, one).value();
    assert_eq!(ops::hash(&vm, range), ops::hash(&vm, tuple(&[three, Value::small(0), one])));
}

#[test]
fn lists_are_sliced_assigned_and_deleted() {
    let vm = machine();
    let slice = |start: Option<i64>, stop: Option<i64>, step: Option<i64>| {
        let part = |at: Option<i64>| at.map_or(Value::NONE, Value::small);
        vm.new_slice(part(start), part(stop), part(step)).value()
    };
    let list = ints(&vm, 0..8);
    let get = |key| show(&vm, lists::get_item(&vm, list, key));
    assert_eq!(get(slice(Some(1), Some(-1), Some(2))), "[1, 3, 5]");
    assert_eq!(get(slice(None, None, Some(-3))), "[7, 4, 1]");
    assert_eq!(get(Value::small(-8)), "0");
    assert_eq!(get(Value::small(8)), "IndexError: list index out of range");
    assert_eq!(get(text(&vm, "a")), "TypeError: list indices must be integers or slices, not str");
    let set = |key, value| {
        let result = lists::set_item(&vm, list, key, value).map(|()| list.value());
        show(&vm, result)
    };
    assert_eq!(
        set(slice(Some(1), Some(3), None), ints(&vm, [9, 9, 9]).value()),
        "[0, 9, 9, 9, 3, 4, 5, 6, 7]"
    );
    assert_eq!(set(slice(None, Some(0), None), list.value()).len(), 18 * 3);
    assert_eq!(set(slice(Some(4), None, None), vm.new_tuple(&[]).value()), "[0, 9, 9, 9]");
    assert_eq!(
        set(slice(None, None, Some(2)), ints(&vm, [1]).value()),
        "ValueError: attempt to assign sequence of size 1 to extended slice of size 2"
    );
    assert_eq!(set(slice(None, None, Some(-2)), ints(&vm, [1, 2]).value()), "[0, 2, 9, 1]");
    assert_eq!(set(Value::small(4), Value::NONE), "IndexError: list assignment index out of range");
    let list = ints(&vm, 0..10);
    lists::delete_item(&vm, list, slice(None, None, Some(-3))).unwrap();
    assert_eq!(show(&vm, Ok(list.value())), "[1, 2, 4, 5, 7, 8]");
    call(&vm, list.value(), "insert", &[Value::small(-100), Value::NONE]).unwrap();
    list.push(&vm, list.value());
    assert_eq!(show(&vm, Ok(list.value())), "[None, 1, 2, 4, 5, 7, 8, [...]]");
}

#[test]
fn sorting_is_stable_and_compares_what_it_must() {
    let vm = machine();
    let sorted = |items: &[Value]| {
        let list = vm.new_list(items).value();
        show(&vm, call(&vm, list, "sort", &[]).map(|_| list))
    };
    let [one, two] = [1, 2].map(Value::small);
    assert_eq!(sorted(&[two, vm.new_float(1.5), one, Value::TRUE]), "[1, True, 1.5, 2]");
    assert_eq!(sorted(&[text(&vm, "b"), text(&vm, "é"), text(&vm, "a")]), "['a', 'b', 'é']");
    let pair = |a, b: &str| vm.new_tuple(&[a, text(&vm, b)]).value();
    assert_eq!(
        sorted(&[pair(two, "x"), pair(one, "z"), pair(one, "y")]),
        "[(1, 'y'), (1, 'z'), (2, 'x')]"
    );
    assert_eq!(
        sorted(&[one, text(&vm, "a")]),
        "TypeError: '<' not supported between instances of 'str' and 'int'"
    );
    let names = [vm.intern("key"), vm.intern("reverse")];
    let words: Vec<Value> =
        ["bb", "a", "cc", "d", "ee"].iter().map(|word| text(&vm, word)).collect();
    let length = vm.lookup_special(vm.classes.str, vm.names.__len__).unwrap();
    let list = vm.new_list(&words).value();
    let result = lists::sorted(&vm, &[list, length, Value::TRUE], &names);
    assert_eq!(show(&vm, result), "['bb', 'cc', 'ee', 'a', 'd']");
}

#[test]
fn iterators_notice_changes() {
    let vm = machine();
    let dict: Dict = vm.new_dict();
    dict_insert(&vm, dict, Value::small(1), Value::NONE).unwrap();
    let iterator = vm.new_dict_iter(dict, super::Part::Keys, false);
    dict_insert(&vm, dict, Value::small(2), Value::NONE).unwrap();
    let error = "RuntimeError: dictionary changed size during iteration";
    assert_eq!(show(&vm, ops::iter_next(&vm, iterator)), error);
    assert_eq!(show(&vm, ops::iter_next(&vm, iterator)), error);
    let set = set_of(&vm, [1, 2]);
    let iterator = vm.new_set_iter(set);
    set_add(&vm, set, Value::small(3)).unwrap();
    assert_eq!(
        show(&vm, ops::iter_next(&vm, iterator)),
        "RuntimeError: Set changed size during iteration"
    );
    let list = ints(&vm, [1]);
    let iterator = vm.new_list_iter(list).value();
    assert_eq!(ops::next(&vm, iterator), Ok(Some(Value::small(1))));
    list.push(&vm, Value::small(2));
    assert_eq!(ops::next(&vm, iterator), Ok(Some(Value::small(2))));
    assert_eq!(ops::next(&vm, iterator), Ok(None));
    list.push(&vm, Value::small(3));
    assert_eq!(ops::next(&vm, iterator), Ok(None));
}

#[test]
fn zip_map_and_company() {
    let vm = machine();
    let (a, b) = (ints(&vm, [1, 2, 3]).value(), text(&vm, "xyz"));
    let shown = |result: Result| show(&vm, result.and_then(|iterator| list_of(&vm, iterator)));
    assert_eq!(shown(make(&vm, "zip", &[a, b])), "[(1, 'x'), (2, 'y'), (3, 'z')]");
    assert_eq!(
        shown(make(&vm, "enumerate", &[b, Value::small(7)])),
        "[(7, 'x'), (8, 'y'), (9, 'z')]"
    );
    assert_eq!(shown(make(&vm, "reversed", &[b])), "['z', 'y', 'x']");
    assert_eq!(shown(make(&vm, "reversed", &[a])), "[3, 2, 1]");
    assert_eq!(
        show(&vm, make(&vm, "reversed", &[Value::NONE])),
        "TypeError: 'NoneType' object is not reversible"
    );
    let strict = |args: &[Value]| {
        let zip = vm.builtins_dict().get_name(vm.intern("zip")).unwrap();
        let all = [args, &[Value::TRUE]].concat();
        shown(vm.call_keywords(zip, &all, &[vm.intern("strict")]))
    };
    let short = ints(&vm, [1, 2]).value();
    assert_eq!(strict(&[a, short]), "ValueError: zip() argument 2 is shorter than argument 1");
    assert_eq!(strict(&[short, a]), "ValueError: zip() argument 2 is longer than argument 1");
    assert_eq!(
        strict(&[a, a, short]),
        "ValueError: zip() argument 3 is shorter than arguments 1-2"
    );
    let str_class = vm.classes.str.value();
    assert_eq!(shown(make(&vm, "map", &[str_class, a])), "['1', '2', '3']");
    let mixed = vm.new_list(&[Value::small(0), b, Value::NONE]).value();
    assert_eq!(shown(make(&vm, "filter", &[Value::NONE, mixed])), "['xyz']");
    let range = vm.new_range(Value::small(5), Value::small(-5), Value::small(-4)).value();
    assert_eq!(shown(Ok(range)), "[5, 1, -3]");
    assert_eq!(shown(make(&vm, "reversed", &[range])), "[-3, 1, 5]");
    let huge = ops::binary(&vm, Value::small(10), Value::small(30), ops::BinaryOp::Pow).unwrap();
    let next = ops::binary(&vm, huge, Value::small(2), ops::BinaryOp::Add).unwrap();
    let range = make(&vm, "range", &[huge, next]).unwrap();
    assert_eq!(
        shown(Ok(range)),
        "[1000000000000000000000000000000, 1000000000000000000000000000001]"
    );
    assert_eq!(ops::contains(&vm, range, huge), Ok(true));
}

#[test]
fn unpacking_reports_what_is_wrong() {
    let vm = machine();
    let list = ints(&vm, [1, 2, 3]).value();
    let unpack = |value, count| {
        show(&vm, ops::unpack_sequence(&vm, value, count).map(|tuple| tuple.value()))
    };
    assert_eq!(unpack(list, 3), "(1, 2, 3)");
    assert_eq!(unpack(list, 2), "ValueError: too many values to unpack (expected 2, got 3)");
    assert_eq!(unpack(list, 4), "ValueError: not enough values to unpack (expected 4, got 3)");
    let iterator = ops::iter(&vm, list).unwrap();
    assert_eq!(unpack(iterator, 2), "ValueError: too many values to unpack (expected 2)");
    assert_eq!(unpack(Value::small(3), 2), "TypeError: cannot unpack non-iterable int object");
    let starred = |before, after| {
        show(&vm, ops::unpack_ex(&vm, list, before, after).map(|tuple| tuple.value()))
    };
    assert_eq!(starred(1, 1), "(1, [2], 3)");
    assert_eq!(starred(0, 3), "([], 1, 2, 3)");
    assert_eq!(
        starred(3, 1),
        "ValueError: not enough values to unpack (expected at least 4, got 3)"
    );
}

#[test]
fn views_are_sets() {
    let vm = machine();
    let dict = vm.new_dict();
    for key in [1, 2, 3] {
        dict_insert(&vm, dict, Value::small(key), Value::small(key * 10)).unwrap();
    }
    let keys = call(&vm, dict.value(), "keys", &[]).unwrap();
    let items = call(&vm, dict.value(), "items", &[]).unwrap();
    assert_eq!(show(&vm, Ok(keys)), "dict_keys([1, 2, 3])");
    assert_eq!(show(&vm, Ok(items)), "dict_items([(1, 10), (2, 20), (3, 30)])");
    let other = ints(&vm, [2, 3, 4]).value();
    let binary = |op| show(&vm, ops::binary(&vm, keys, other, op));
    assert_eq!(binary(ops::BinaryOp::And), "{2, 3}");
    assert_eq!(binary(ops::BinaryOp::Or), "{1, 2, 3, 4}");
    assert_eq!(binary(ops::BinaryOp::Sub), "{1}");
    assert_eq!(binary(ops::BinaryOp::Xor), "{1, 4}");
    let pair = vm.new_tuple(&[Value::small(2), Value::small(20)]).value();
    assert_eq!(ops::contains(&vm, items, pair), Ok(true));
    assert_eq!(ops::equal(&vm, keys, set_of(&vm, [1, 2, 3]).value()), Ok(true));
    assert_eq!(show(&vm, call(&vm, keys, "isdisjoint", &[other])), "False");
    let backwards = ops::special(&vm, items, vm.names.__reversed__).unwrap();
    let backwards = ops::call_special(&vm, backwards, items, &[]);
    assert_eq!(show(&vm, backwards.and_then(|it| list_of(&vm, it))), "[(3, 30), (2, 20), (1, 10)]");
}

#[test]
fn dicts_are_updated_and_merged() {
    let vm = machine();
    let dict = vm.new_dict();
    let pairs = vm
        .new_list(&[vm.new_tuple(&[text(&vm, "a"), Value::small(1)]).value(), text(&vm, "bc")])
        .value();
    call(&vm, dict.value(), "update", &[pairs]).unwrap();
    assert_eq!(show(&vm, Ok(dict.value())), "{'a': 1, 'b': 'c'}");
    assert_eq!(
        show(&vm, make(&vm, "dict", &[vm.new_list(&[text(&vm, "abc")]).value()])),
        "ValueError: dictionary update sequence element #0 has length 3; 2 is required"
    );
    assert_eq!(
        show(&vm, make(&vm, "dict", &[ints(&vm, [1]).value()])),
        "TypeError: object is not iterable"
    );
    let none = |result: Result<()>| show(&vm, result.map(|()| Value::NONE));
    assert_eq!(
        none(crate::dict::dict_update(&vm, dict, Value::small(5))),
        "TypeError: 'int' object is not a mapping"
    );
    let keywords = vm.new_dict();
    keywords.set_name(&vm, vm.intern("a"), Value::NONE);
    let print = vm.classes.int.value();
    assert_eq!(
        none(crate::dict::dict_merge(&vm, keywords, dict.value(), print)),
        "TypeError: int() got multiple values for keyword argument 'a'"
    );
    dict_insert(&vm, dict, text(&vm, "self"), dict.value()).unwrap();
    assert_eq!(show(&vm, Ok(dict.value())), "{'a': 1, 'b': 'c', 'self': {...}}");
    assert_eq!(
        show(&vm, call(&vm, vm.new_dict().value(), "popitem", &[])),
        "KeyError: 'popitem(): dictionary is empty'"
    );
}

#[test]
fn arrays_hold_typed_items() {
    let vm = machine();
    let class = vm.shapes.get(crate::shape::id::ARRAY).class.value();
    let array = |code: &str, items: Value| vm.call(class, &[text(&vm, code), items]);
    let numbers = ints(&vm, [1, 2, 3]).value();
    let a = array("i", numbers).unwrap();
    assert_eq!(show(&vm, Ok(a)), "array('i', [1, 2, 3])");
    assert_eq!(show(&vm, array("d", numbers)), "array('d', [1.0, 2.0, 3.0])");
    assert_eq!(show(&vm, array("u", text(&vm, "aé"))), "array('u', 'aé')");
    assert_eq!(
        show(&vm, array("B", ints(&vm, [256]).value())),
        "OverflowError: unsigned byte integer is greater than maximum"
    );
    assert_eq!(
        show(&vm, array("Q", ints(&vm, [-1]).value())),
        "OverflowError: can't convert negative int to unsigned"
    );
    assert_eq!(
        show(&vm, array("z", numbers)),
        "ValueError: bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"
    );
    let tail = vm.new_slice(Value::small(1), Value::NONE, Value::NONE).value();
    assert_eq!(show(&vm, ops::get_item(&vm, a, tail)), "array('i', [2, 3])");
    assert_eq!(
        show(&vm, ops::binary(&vm, a, Value::small(2), ops::BinaryOp::Mul)),
        "array('i', [1, 2, 3, 1, 2, 3])"
    );
    ops::set_item(&vm, a, Value::small(-1), Value::small(-7)).unwrap();
    assert_eq!(show(&vm, list_of(&vm, a)), "[1, 2, -7]");
    assert_eq!(
        show(&vm, call(&vm, a, "append", &[vm.new_float(1.0)])),
        "TypeError: 'float' object cannot be interpreted as an integer"
    );
    assert_eq!(
        show(&vm, call(&vm, a, "tobytes", &[])),
        r"b'\x01\x00\x00\x00\x02\x00\x00\x00\xf9\xff\xff\xff'"
    );
    let list: List = Ref::from_value(call(&vm, a, "tolist", &[]).unwrap());
    assert_eq!(list.len(), 3);
}
