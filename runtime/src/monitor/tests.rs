//! Every kind of declaration that is too narrow is noticed; one that is right, or too wide, is not.

use super::*;
use crate::{Interpreter, Settings};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use trefoil_objects::vm::Raised;

/// Declares nothing.
const NOTHING: Contract = Contract {
    name: "deliberate",
    place: "wrong.def:7",
    errors: false,
    escapes: false,
    allocates: false,
    writes: &[],
};

/// Runs `work` on a machine with a list of one item, under a contract; what the monitor says, or "".
fn verdict(contract: &'static Contract, work: impl Fn(&Vm, Value) -> bool) -> String {
    let interpreter = Interpreter::new(Settings { specialize: true, ..Settings::default() });
    let vm = interpreter.vm();
    let list = vm.new_list(&[Value::small(1)]).value();
    let watched = catch_unwind(AssertUnwindSafe(|| {
        let arguments = [list];
        let watch = Watch::start(Some(vm), contract, &[Slots::of(&arguments)]);
        let succeeded = work(vm, list);
        watch.end(succeeded);
    }));
    vm.raised.set(Value::NULL);
    match watched {
        Ok(()) => String::new(),
        Err(panic) => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
    }
}

#[track_caller]
fn says(verdict: &str, what: &str) {
    assert!(verdict.contains(what), "{verdict:?}");
    assert!(verdict.contains("`deliberate`") && verdict.contains("wrong.def:7"), "{verdict:?}");
}

#[test]
fn what_does_nothing_passes() {
    assert_eq!(verdict(&NOTHING, |_, _| true), "");
}

#[test]
fn allocation() {
    const DECLARED: Contract = Contract { allocates: true, ..NOTHING };
    let work = |vm: &Vm, _| {
        vm.new_tuple(&[Value::NONE, Value::NONE]);
        true
    };
    says(&verdict(&NOTHING, work), "allocates");
    assert_eq!(verdict(&DECLARED, work), "");
}

#[test]
fn raising() {
    const DECLARED: Contract = Contract { errors: true, ..NOTHING };
    let forgotten = |vm: &Vm, _| {
        let Raised = vm.value_error("no");
        true
    };
    says(&verdict(&NOTHING, forgotten), "leaves an exception behind");
    says(&verdict(&DECLARED, forgotten), "leaves an exception behind");
    let told = |vm: &Vm, _| {
        let Raised = vm.value_error("no");
        false
    };
    assert_eq!(verdict(&DECLARED, told), "");
    says(&verdict(&DECLARED, |_, _| false), "raises nothing");
}

#[test]
fn running_code() {
    const DECLARED: Contract = Contract { escapes: true, errors: true, ..NOTHING };
    const ALLOCATES: Contract = Contract { allocates: true, errors: true, ..NOTHING };
    let work = |vm: &Vm, _| {
        let text = b"(lambda: 1)()";
        let code = crate::compile(vm, text, "<test>").unwrap();
        crate::run_module(vm, code, vm.new_dict()).is_ok()
    };
    says(&verdict(&ALLOCATES, work), "runs code of the program");
    assert_eq!(verdict(&DECLARED, work), "");
}

#[test]
fn collecting() {
    let work = |vm: &Vm, _| {
        vm.heap.collect(vm, vm.saved.get().1.0);
        true
    };
    says(&verdict(&NOTHING, work), "collects");
}

#[test]
fn writing() {
    const LEN: Contract = Contract { allocates: true, writes: &["List.len"], ..NOTHING };
    const BOTH: Contract = Contract { writes: &["List.len", "List.items"], ..LEN };
    let push = |vm: &Vm, list| {
        List::from_value(list).push(vm, Value::small(2));
        true
    };
    says(&verdict(&LEN, push), "writes List.items");
    assert_eq!(verdict(&BOTH, push), "");
}

#[test]
fn results() {
    let interpreter = Interpreter::new(Settings::default());
    let vm = interpreter.vm();
    let fails = |check: &dyn Fn(&Watch<'_>)| {
        let watch = Watch::start(Some(vm), &NOTHING, &[]);
        catch_unwind(AssertUnwindSafe(|| check(&watch))).is_err()
    };
    assert!(fails(&|watch| watch.result(false, Value::NONE)));
    assert!(fails(&|watch| watch.range(false)));
    assert!(fails(&|watch| watch.fresh(Value::NONE)), "nothing was allocated");
    assert!(!fails(&|watch| watch.result(true, Value::NONE)));
}

/// The monitor knows every field that the definition calls `mut`.
#[test]
fn all_mutable_fields_are_compared() {
    let interpreter = Interpreter::new(Settings { specialize: true, ..Settings::default() });
    let vm = interpreter.vm();
    let text = br#"
import array

class C:
    def method(self):
        pass

def generate():
    yield 1

def close():
    held = 1
    return lambda: held

c = C()
values = [[1], {1: 2}, close, close().__closure__[0], generate(), C, c, array, iter([1]), iter((1,)), iter(range(3)),
          array.array('d', [1.0]), array.array('i', [1])]
for _ in range(100):
    c.method()  # a specialization asks for the version of the class
"#;
    let code = crate::compile(vm, text, "<test>").unwrap();
    let namespace = crate::import::main_namespace(vm, None);
    crate::run_module(vm, code, namespace).unwrap();
    let values = List::from_value(namespace.get_name(vm.intern("values")).unwrap());
    let seen: BTreeSet<&str> = values
        .items()
        .iter()
        .flat_map(|value| fields::State::of(Some(vm), *value).names().collect::<Vec<_>>())
        .collect();
    let missing: Vec<&&str> =
        helpers::MUTABLE_FIELDS.iter().filter(|field| !seen.contains(**field)).collect();
    assert!(missing.is_empty(), "not compared: {missing:?}");
}
