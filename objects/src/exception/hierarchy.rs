//! The built-in exception classes.

use super::{constructors, group, os_error, unicode};
use crate::class::{Class, flag};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::object::Kind;
use crate::vm::Vm;

/// What a family of exceptions has of its own.
type Family = (&'static [NativeSpec], &'static [GetSetSpec]);

const NONE: Family = (&[], &[]);
const BASE: Family = (constructors::BASE_METHODS, constructors::BASE_GETTERS);
const STOP_ITERATION: Family =
    (constructors::STOP_ITERATION_METHODS, constructors::STOP_ITERATION_GETTERS);
const SYSTEM_EXIT: Family = (constructors::SYSTEM_EXIT_METHODS, constructors::SYSTEM_EXIT_GETTERS);
const IMPORT: Family = (constructors::IMPORT_METHODS, constructors::IMPORT_GETTERS);
const NAME: Family = (constructors::NAME_METHODS, constructors::NAME_GETTERS);
const ATTRIBUTE: Family = (constructors::ATTRIBUTE_METHODS, constructors::ATTRIBUTE_GETTERS);
const KEY: Family = (constructors::KEY_METHODS, &[]);
const SYNTAX: Family = (constructors::SYNTAX_METHODS, constructors::SYNTAX_GETTERS);
const OS: Family = (os_error::METHODS, os_error::GETTERS);
const DECODE: Family = (unicode::DECODE_METHODS, unicode::GETTERS);
const ENCODE: Family = (unicode::ENCODE_METHODS, unicode::GETTERS);
const TRANSLATE: Family = (unicode::TRANSLATE_METHODS, unicode::GETTERS);
const GROUP: Family = (group::METHODS, group::GETTERS);

/// Name, base, what it has of its own, `__doc__`.
const CLASSES: &[(&str, &str, Family, &str)] = &[
    ("BaseException", "object", BASE, "Common base class for all exceptions."),
    ("Exception", "BaseException", NONE, "Common base class for all non-exit exceptions."),
    ("GeneratorExit", "BaseException", NONE, "Request that a generator exit."),
    ("KeyboardInterrupt", "BaseException", NONE, "Program interrupted by user."),
    ("SystemExit", "BaseException", SYSTEM_EXIT, "Request to exit from the interpreter."),
    (
        "BaseExceptionGroup",
        "BaseException",
        GROUP,
        "A combination of multiple unrelated exceptions.",
    ),
    ("ArithmeticError", "Exception", NONE, "Base class for arithmetic errors."),
    ("FloatingPointError", "ArithmeticError", NONE, "Floating-point operation failed."),
    ("OverflowError", "ArithmeticError", NONE, "Result too large to be represented."),
    (
        "ZeroDivisionError",
        "ArithmeticError",
        NONE,
        "Second argument to a division or modulo operation was zero.",
    ),
    ("AssertionError", "Exception", NONE, "Assertion failed."),
    ("AttributeError", "Exception", ATTRIBUTE, "Attribute not found."),
    ("BufferError", "Exception", NONE, "Buffer error."),
    ("EOFError", "Exception", NONE, "Read beyond end of file."),
    ("ImportError", "Exception", IMPORT, "Import can't find module, or can't find name in module."),
    ("ModuleNotFoundError", "ImportError", NONE, "Module not found."),
    ("LookupError", "Exception", NONE, "Base class for lookup errors."),
    ("IndexError", "LookupError", NONE, "Sequence index out of range."),
    ("KeyError", "LookupError", KEY, "Mapping key not found."),
    ("MemoryError", "Exception", NONE, "Out of memory."),
    ("NameError", "Exception", NAME, "Name not found globally."),
    ("UnboundLocalError", "NameError", NONE, "Local name referenced but not bound to a value."),
    ("OSError", "Exception", OS, "Base class for I/O related errors."),
    ("BlockingIOError", "OSError", NONE, "I/O operation would block."),
    ("ChildProcessError", "OSError", NONE, "Child process error."),
    ("ConnectionError", "OSError", NONE, "Connection error."),
    ("BrokenPipeError", "ConnectionError", NONE, "Broken pipe."),
    ("ConnectionAbortedError", "ConnectionError", NONE, "Connection aborted."),
    ("ConnectionRefusedError", "ConnectionError", NONE, "Connection refused."),
    ("ConnectionResetError", "ConnectionError", NONE, "Connection reset."),
    ("FileExistsError", "OSError", NONE, "File already exists."),
    ("FileNotFoundError", "OSError", NONE, "File not found."),
    ("InterruptedError", "OSError", NONE, "Interrupted by signal."),
    ("IsADirectoryError", "OSError", NONE, "Operation doesn't work on directories."),
    ("NotADirectoryError", "OSError", NONE, "Operation only works on directories."),
    ("PermissionError", "OSError", NONE, "Not enough permissions."),
    ("ProcessLookupError", "OSError", NONE, "Process not found."),
    ("TimeoutError", "OSError", NONE, "Timeout expired."),
    ("ReferenceError", "Exception", NONE, "Weak ref proxy used after referent went away."),
    ("RuntimeError", "Exception", NONE, "Unspecified run-time error."),
    (
        "NotImplementedError",
        "RuntimeError",
        NONE,
        "Method or function hasn't been implemented yet.",
    ),
    (
        "PythonFinalizationError",
        "RuntimeError",
        NONE,
        "Operation blocked during Python finalization.",
    ),
    ("RecursionError", "RuntimeError", NONE, "Recursion limit exceeded."),
    ("StopIteration", "Exception", STOP_ITERATION, "Signal the end from iterator.__next__()."),
    ("StopAsyncIteration", "Exception", NONE, "Signal the end from iterator.__anext__()."),
    ("SyntaxError", "Exception", SYNTAX, "Invalid syntax."),
    ("IndentationError", "SyntaxError", NONE, "Improper indentation."),
    ("TabError", "IndentationError", NONE, "Improper mixture of spaces and tabs."),
    ("SystemError", "Exception", NONE, "Internal error in the Python interpreter."),
    ("TypeError", "Exception", NONE, "Inappropriate argument type."),
    ("ValueError", "Exception", NONE, "Inappropriate argument value (of correct type)."),
    ("UnicodeError", "ValueError", NONE, "Unicode related error."),
    ("UnicodeDecodeError", "UnicodeError", DECODE, "Unicode decoding error."),
    ("UnicodeEncodeError", "UnicodeError", ENCODE, "Unicode encoding error."),
    ("UnicodeTranslateError", "UnicodeError", TRANSLATE, "Unicode translation error."),
    ("Warning", "Exception", NONE, "Base class for warning categories."),
    (
        "BytesWarning",
        "Warning",
        NONE,
        "Base class for warnings about bytes and buffer related problems.",
    ),
    ("DeprecationWarning", "Warning", NONE, "Base class for warnings about deprecated features."),
    ("EncodingWarning", "Warning", NONE, "Base class for warnings about encodings."),
    (
        "FutureWarning",
        "Warning",
        NONE,
        "Base class for warnings about constructs that will change semantically.",
    ),
    (
        "ImportWarning",
        "Warning",
        NONE,
        "Base class for warnings about probable mistakes in module imports",
    ),
    (
        "PendingDeprecationWarning",
        "Warning",
        NONE,
        "Base class for warnings about features which will be deprecated.",
    ),
    ("ResourceWarning", "Warning", NONE, "Base class for warnings about resource usage."),
    ("RuntimeWarning", "Warning", NONE, "Base class for warnings about dubious runtime behavior."),
    ("SyntaxWarning", "Warning", NONE, "Base class for warnings about dubious syntax."),
    ("UnicodeWarning", "Warning", NONE, "Base class for warnings about Unicode related problems."),
    ("UserWarning", "Warning", NONE, "Base class for warnings generated by user code."),
];

/// Makes all of them, bases first.
pub(crate) fn make(vm: &Vm) -> Vec<Class> {
    let object = vm.shapes.get(crate::shape::id::OBJECT).class;
    let mut made: Vec<Class> = Vec::with_capacity(CLASSES.len() + 1);
    for &(name, base, (methods, getters), doc) in CLASSES {
        let base =
            made.iter().find(|class| class.name.get().as_str() == base).copied().unwrap_or(object);
        let spec = ClassSpec {
            methods,
            getters,
            doc,
            flags: flag::EXCEPTION,
            ..ClassSpec::new(name, Kind::Exception, 0)
        };
        made.push(vm.add_class_with_base(&spec, base));
    }
    made.push(make_exception_group(vm, &made));
    made
}

/// `ExceptionGroup`, the one with two bases.
fn make_exception_group(vm: &Vm, made: &[Class]) -> Class {
    let find = |name: &str| {
        let found = made.iter().find(|class| class.name.get().as_str() == name);
        *found.unwrap_or_else(|| unreachable!("{name} comes before its subclasses"))
    };
    let (group, exception) = (find("BaseExceptionGroup"), find("Exception"));
    let spec = ClassSpec {
        flags: flag::EXCEPTION,
        doc: "A combination of multiple unrelated exceptions.",
        ..ClassSpec::new("ExceptionGroup", Kind::Exception, 0)
    };
    let class = vm.add_class_with_base(&spec, group);
    class.bases.set(vm.new_tuple(&[group.value(), exception.value()]));
    exception.subclasses.borrow_mut().push(class);
    let rest = exception.mro.get();
    let mut mro = vec![class.value(), group.value()];
    mro.extend_from_slice(rest.items());
    class.mro.set(vm.new_tuple(&mro));
    class
}
