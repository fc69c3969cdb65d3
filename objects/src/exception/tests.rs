//! Tests of exceptions, without an interpreter. Expected texts are CPython's.

use super::ExceptionObject;
use crate::class::Class;
use crate::object::Ref;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Settings, Vm};

fn vm() -> Box<Vm> {
    Vm::new(Settings::default())
}
fn text(vm: &Vm, value: Value) -> String {
    crate::ops::str(vm, value).map(|text| text.as_str().to_owned()).unwrap_or_default()
}
fn make(vm: &Vm, class: Class, args: &[Value]) -> Value {
    vm.make_exception(class, args).unwrap_or_else(|_| panic!("{}", text(vm, vm.take_raised())))
}

#[test]
fn texts_are_cpythons() {
    let vm = vm();
    let s = |text: &str| vm.new_str(text).value();
    let n = Value::small;
    let c = *vm.classes;
    let bytes = vm.new_bytes(b"abc").value();
    let position = vm.new_tuple(&[s("/a/b/f"), n(3), n(4), s("txt")]).value();
    let cases: &[(Class, &[Value], &str, &str)] = &[
        (c.base_exception, &[], "BaseException()", ""),
        (c.value_error, &[n(1)], "ValueError(1)", "1"),
        (c.value_error, &[n(1), n(2)], "ValueError(1, 2)", "(1, 2)"),
        (c.key_error, &[s("a")], "KeyError('a')", "'a'"),
        (c.key_error, &[n(1), n(2)], "KeyError(1, 2)", "(1, 2)"),
        (c.os_error, &[n(2), s("No")], "FileNotFoundError(2, 'No')", "[Errno 2] No"),
        (c.os_error, &[n(2), s("No"), s("f")], "FileNotFoundError(2, 'No')", "[Errno 2] No: 'f'"),
        (
            c.os_error,
            &[n(2), s("No"), s("f"), Value::NONE, s("g")],
            "FileNotFoundError(2, 'No')",
            "[Errno 2] No: 'f' -> 'g'",
        ),
        (c.os_error, &[s("a")], "OSError('a')", "a"),
        (c.syntax_error, &[s("m")], "SyntaxError('m')", "m"),
        (
            c.syntax_error,
            &[s("m"), position],
            "SyntaxError('m', ('/a/b/f', 3, 4, 'txt'))",
            "m (f, line 3)",
        ),
        (
            c.unicode_decode_error,
            &[s("utf-8"), bytes, n(0), n(1), s("bad")],
            "UnicodeDecodeError('utf-8', b'abc', 0, 1, 'bad')",
            "'utf-8' codec can't decode byte 0x61 in position 0: bad",
        ),
        (
            c.unicode_encode_error,
            &[s("ascii"), s("a\u{1234}"), n(1), n(2), s("bad")],
            "UnicodeEncodeError('ascii', 'a\u{1234}', 1, 2, 'bad')",
            "'ascii' codec can't encode character '\\u1234' in position 1: bad",
        ),
        (
            c.unicode_translate_error,
            &[s("abc"), n(0), n(2), s("bad")],
            "UnicodeTranslateError('abc', 0, 2, 'bad')",
            "can't translate characters in position 0-1: bad",
        ),
        (c.stop_iteration, &[n(1)], "StopIteration(1)", "1"),
        (c.system_exit, &[n(1), n(2)], "SystemExit(1, 2)", "(1, 2)"),
    ];
    for (class, args, repr, str) in cases {
        let exception = make(&vm, *class, args);
        assert_eq!(vm.repr_text(exception).unwrap(), *repr);
        assert_eq!(text(&vm, exception), *str);
    }
}

#[test]
fn an_exception_raised_while_another_is_handled_has_it_as_context() {
    let vm = vm();
    let first = make(&vm, vm.classes.value_error, &[]);
    vm.handled.set(first);
    let _ = vm.type_error("second");
    let second = vm.take_raised();
    assert_eq!(vm.get_attribute(second, vm.names.__context__), Ok(first));
    // Raising the first while the second is handled cuts the cycle.
    vm.handled.set(second);
    let _ = vm.raise_value(first);
    assert_eq!(vm.take_raised(), first);
    assert_eq!(vm.get_attribute(first, vm.names.__context__), Ok(second));
    assert_eq!(vm.get_attribute(second, vm.names.__context__), Ok(Value::NONE));
}

#[test]
fn raise_checks_what_it_is_given() {
    let vm = vm();
    let message = |exception: Value, cause: Value| {
        let _ = vm.raise_statement(exception, cause);
        text(&vm, vm.take_raised())
    };
    let one = Value::small(1);
    let error = vm.classes.value_error.value();
    assert_eq!(message(one, Value::NULL), "exceptions must derive from BaseException");
    assert_eq!(
        message(vm.classes.int.value(), Value::NULL),
        "exceptions must derive from BaseException"
    );
    assert_eq!(message(error, one), "exception causes must derive from BaseException");
    assert_eq!(message(Value::NULL, Value::NULL), "No active exception to reraise");
    let _ = vm.raise_statement(error, vm.classes.key_error.value());
    let raised = vm.take_raised();
    let cause = vm.get_attribute(raised, vm.names.__cause__).unwrap();
    assert_eq!(vm.repr_text(cause).unwrap(), "KeyError()");
    assert_eq!(vm.get_attribute(raised, vm.names.__suppress_context__), Ok(Value::TRUE));
}

#[test]
fn except_matches_classes_and_tuples_and_refuses_the_rest() {
    let vm = vm();
    let c = *vm.classes;
    let exception = make(&vm, c.key_error, &[]);
    assert_eq!(vm.exception_matches(exception, c.lookup_error.value()), Ok(true));
    assert_eq!(vm.exception_matches(exception, c.value_error.value()), Ok(false));
    let both = vm.new_tuple(&[c.value_error.value(), c.key_error.value()]).value();
    assert_eq!(vm.exception_matches(exception, both), Ok(true));
    assert!(vm.exception_matches(exception, c.int.value()).is_err());
    assert_eq!(
        text(&vm, vm.take_raised()),
        "catching classes that do not inherit from BaseException is not allowed"
    );
    assert!(vm.exception_group_match(exception, c.exception_group.value()).is_err());
    assert_eq!(
        text(&vm, vm.take_raised()),
        "catching ExceptionGroup with except* is not allowed. Use except instead."
    );
}

#[test]
fn groups_split_and_come_together_again() {
    let vm = vm();
    let c = *vm.classes;
    let (a, b) =
        (make(&vm, c.value_error, &[Value::small(1)]), make(&vm, c.type_error, &[Value::small(2)]));
    let name = vm.new_str("eg").value();
    let inner = make(&vm, c.exception_group, &[name, vm.new_list(&[b]).value()]);
    let group = make(&vm, c.base_exception_group, &[name, vm.new_list(&[a, inner]).value()]);
    assert_eq!(text(&vm, group), "eg (2 sub-exceptions)");
    assert_eq!(vm.class_of(group), c.exception_group);
    let (taken, rest) = vm.exception_group_match(group, c.type_error.value()).unwrap();
    assert_eq!(
        vm.repr_text(taken).unwrap(),
        "ExceptionGroup('eg', [ExceptionGroup('eg', [TypeError(2)])])"
    );
    assert_eq!(vm.repr_text(rest).unwrap(), "ExceptionGroup('eg', [ValueError(1)])");
    // Both parts re-raised as they are become the original group again.
    let again = vm.prepare_reraise_star(group, &[taken, rest]).unwrap();
    assert_eq!(vm.repr_text(again).unwrap(), vm.repr_text(group).unwrap());
    assert_eq!(vm.prepare_reraise_star(group, &[Value::NONE]), Ok(Value::NONE));
    // A lone exception is wrapped.
    let (taken, rest) = vm.exception_group_match(a, c.value_error.value()).unwrap();
    assert_eq!(vm.repr_text(taken).unwrap(), "ExceptionGroup('', [ValueError(1)])");
    assert!(rest.is_none());
}

#[test]
fn notes_and_arguments_are_attributes() {
    let vm = vm();
    let exception = make(&vm, vm.classes.value_error, &[Value::small(1)]);
    vm.call_method(exception, vm.names.add_note, &[vm.new_str("n").value()]).unwrap();
    let notes = vm.get_attribute(exception, vm.names.__notes__).unwrap();
    assert_eq!(vm.repr_text(notes).unwrap(), "['n']");
    let args = vm.get_attribute(exception, vm.names.args).unwrap();
    assert_eq!(args.cast::<TupleObject>().unwrap().items(), [Value::small(1)]);
    let missing = vm.get_attribute(Value::small(1), vm.intern("foo"));
    assert!(missing.is_err());
    let raised = vm.take_raised();
    assert_eq!(vm.get_attribute(raised, vm.names.name), Ok(vm.intern("foo").value()));
    assert_eq!(vm.get_attribute(raised, vm.names.obj), Ok(Value::small(1)));
    let exception: Ref<ExceptionObject> = Ref::from_value(raised);
    assert!(exception.traceback.get().is_null());
}
