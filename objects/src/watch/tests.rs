//! Each way in which a watched place can change clears the flag; what is not that place leaves it alone.

use super::{CHANGES, Place, is_watched};
use crate::code::{Code, CodeObject, Space};
use crate::dict::{Dict, dict_delete, dict_insert, dict_update};
use crate::value::Value;
use crate::vm::{Settings, Vm};
use std::cell::Cell;
use std::rc::Rc;

fn machine() -> Box<Vm> {
    Vm::new(Settings::default())
}

fn watch(place: Option<Place>) -> Rc<Cell<bool>> {
    let flag = Rc::new(Cell::new(true));
    place.expect("the place can be watched").watch(&flag);
    flag
}

/// `{'a': 0, 'b': 1, ..}` with a version of its keys.
fn dict(vm: &Vm, names: &str) -> Dict {
    let dict = vm.new_dict();
    for (index, name) in names.char_indices() {
        dict.set_name(vm, vm.intern(name.encode_utf8(&mut [0; 4])), Value::small(index as i64));
    }
    dict.keys_version(vm);
    dict
}

/// Code without parameters, which nobody runs.
fn code(vm: &Vm) -> Code {
    vm.new_code(CodeObject {
        header: CodeObject::header(),
        version: vm.fresh_version(),
        arg_count: 0,
        posonly_count: 0,
        kwonly_count: 0,
        parameter_count: 0,
        local_count: 0,
        stack_size: 0,
        heat: Cell::new(u32::MAX),
        flags: 0,
        first_line: 1,
        units: Box::default(),
        consts: Box::default(),
        names: Box::default(),
        local_names: Box::default(),
        local_kinds: Box::default(),
        name: vm.intern("f"),
        qualname: vm.intern("f"),
        filename: vm.intern("f.py"),
        handlers: Box::default(),
        positions: Box::default(),
        space: Space::default(),
    })
}

fn method(vm: &Vm, dict: Dict, name: &str, arguments: &[Value]) {
    let method = vm.get_attribute(dict.value(), vm.intern(name)).unwrap();
    vm.call(method, arguments).unwrap();
}

/// What becomes of the keys, of entry 0 and of entry 1 of `{'a': 0, 'b': 1}`.
fn after(change: impl Fn(&Vm, Dict)) -> (bool, bool, bool) {
    let vm = machine();
    let dict = dict(&vm, "ab");
    let keys = watch(Place::of_keys(dict));
    let (first, second) = (watch(Place::of_entry(dict, 0)), watch(Place::of_entry(dict, 1)));
    change(&vm, dict);
    (keys.get(), first.get(), second.get())
}

#[test]
fn writers_of_dicts_tell_precisely() {
    let name = |vm: &Vm, name: &str| vm.intern(name);
    let key = |vm: &Vm, name: &str| vm.new_str(name).value();
    assert_eq!(after(|_, _| ()), (true, true, true));
    // Values.
    assert_eq!(after(|vm, it| it.set_name(vm, name(vm, "a"), Value::NONE)), (true, false, true));
    assert_eq!(after(|_, it| it.set_value_at(1, Value::NONE)), (true, true, false));
    assert_eq!(
        after(|vm, it| dict_insert(vm, it, key(vm, "b"), Value::NONE).unwrap()),
        (true, true, false)
    );
    // Keys.
    assert_eq!(after(|vm, it| it.set_name(vm, name(vm, "c"), Value::NONE)), (false, true, true));
    assert_eq!(
        after(|vm, it| dict_insert(vm, it, Value::small(1), Value::NONE).unwrap()),
        (false, true, true)
    );
    // Both.
    assert_eq!(after(|vm, it| assert!(it.delete_name(vm, name(vm, "a")))), (false, false, true));
    assert_eq!(
        after(|vm, it| assert!(dict_delete(vm, it, key(vm, "b")).unwrap().is_some())),
        (false, true, false)
    );
    assert_eq!(after(|vm, it| method(vm, it, "popitem", &[])), (false, true, false));
    assert_eq!(after(|vm, it| method(vm, it, "pop", &[key(vm, "a")])), (false, false, true));
    assert_eq!(after(|vm, it| method(vm, it, "clear", &[])), (false, false, false));
    assert_eq!(after(|vm, it| it.resize(vm, 40)), (false, false, false));
    let update = |vm: &Vm, it: Dict, names: &str| {
        dict_update(vm, it, dict(vm, names).value()).unwrap();
    };
    assert_eq!(after(|vm, it| update(vm, it, "b")), (true, true, false));
    assert_eq!(after(|vm, it| update(vm, it, "c")), (false, true, true));
    assert_eq!(after(|vm, it| it.copy_from(vm, dict(vm, "xyz"))), (false, false, false));
}

/// Entries with the same bit of the filter are told apart.
#[test]
fn entries_that_share_a_bit_are_apart() {
    let vm = machine();
    let dict = dict(&vm, "abcdefghijklmnopqrstuvwxyz");
    let flag = watch(Place::of_entry(dict, 3));
    dict.set_value_at(19, Value::NONE);
    assert!(flag.get());
    dict.set_value_at(3, Value::NONE);
    assert!(!flag.get());
}

#[test]
fn classes_tell_of_themselves_and_of_their_bases() {
    let vm = machine();
    let class = |base: Value| {
        let bases = vm.new_tuple(&[base]).value();
        let arguments = [vm.new_str("C").value(), bases, vm.new_dict().value()];
        crate::class::Class::from_value(vm.call(vm.classes.type_.value(), &arguments).unwrap())
    };
    let base = class(vm.classes.object.value());
    let (derived, other) = (class(base.value()), class(vm.classes.object.value()));
    for class in [derived, other] {
        assert_ne!(vm.class_version(class), 0);
    }
    let (flag, unrelated) = (watch(Place::of_class(derived)), watch(Place::of_class(other)));
    vm.set_attribute(base.value(), vm.intern("x"), Value::NONE).unwrap();
    assert!(!flag.get() && unrelated.get());
    assert_eq!(Place::of_class(derived), None, "it has no version");
}

#[test]
fn functions_tell_of_all_that_their_version_names() {
    let vm = machine();
    let empty = vm.new_tuple(&[]).value();
    for (name, value) in [("__defaults__", empty), ("__kwdefaults__", vm.new_dict().value())] {
        let function = vm.new_function(code(&vm), vm.new_dict(), vm.new_dict());
        let flag = watch(Place::of_function(function));
        vm.set_attribute(function.value(), vm.intern("__name__"), vm.new_str("f").value()).unwrap();
        assert!(flag.get());
        vm.set_attribute(function.value(), vm.intern(name), value).unwrap();
        assert!(!flag.get(), "{name}");
    }
    let function = vm.new_function(code(&vm), vm.new_dict(), vm.new_dict());
    let flag = watch(Place::of_function(function));
    let other = code(&vm).value();
    vm.set_attribute(function.value(), vm.intern("__code__"), other).unwrap();
    assert!(!flag.get());
}

#[test]
fn what_keeps_changing_is_not_watchable() {
    let vm = machine();
    let dict = dict(&vm, "ab");
    for _ in 0..CHANGES {
        let flag = watch(Place::of_entry(dict, 0));
        dict.set_value_at(0, Value::NONE);
        // Nobody is told a second time: these do not count.
        dict.set_value_at(0, Value::NULL);
        dict.set_value_at(0, Value::NONE);
        assert!(!flag.get());
    }
    assert_eq!(Place::of_entry(dict, 0), None);
    assert!(Place::of_entry(dict, 1).is_some());
    assert!(!is_watched(&dict.header()), "setters are fast again");
}

#[test]
fn all_that_rely_on_a_place_are_told_once() {
    let vm = machine();
    let dict = dict(&vm, "ab");
    let flags: Vec<_> = (0..5).map(|_| watch(Place::of_entry(dict, 0))).collect();
    let other = watch(Place::of_entry(dict, 1));
    // One that is gone.
    drop(watch(Place::of_entry(dict, 0)));
    dict.set_value_at(0, Value::NONE);
    assert!(flags.iter().all(|flag| !flag.get()));
    assert!(other.get() && is_watched(&dict.header()));
    flags[0].set(true);
    dict.set_value_at(0, Value::NONE);
    assert!(flags[0].get(), "its watch has ended");
}

/// The row of a dead object goes before another object can come to lie in its place.
#[test]
fn rows_go_with_their_objects() {
    let vm = machine();
    let kept = vm.heap.allocate(crate::dict::DictObject::empty());
    kept.set_name(&vm, vm.intern("a"), Value::NONE);
    let mut roots = crate::heap::RootVec::new(&vm);
    roots.push(kept.value());
    let flag = watch(Place::of_entry(kept, 0));
    #[inline(never)]
    fn make(vm: &Vm) {
        for _ in 0..100 {
            let dict = dict(vm, "ab");
            watch(Place::of_entry(dict, 0));
        }
    }
    make(&vm);
    assert_eq!(vm.heap.watches().len(), 101);
    vm.heap.collect(&vm, std::ptr::null_mut());
    // What the native stack still seems to refer to may be left.
    assert!(vm.heap.watches().len() < 50);
    kept.set_value_at(0, Value::TRUE);
    assert!(!flag.get());
}
