//! The standard streams as objects.
//!
//! They are text streams in UTF-8 over [`crate::output`]; there is no `buffer` below them, and they cannot be closed or made by programs.

use crate::bytes::BytesObject;
use crate::class::flag;
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::dict::Dict;
use crate::object::{Header, Kind, Ref, object};
use crate::ops;
use crate::string::{Str, StrObject, unicode};
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};
use std::io::IsTerminal;

/// A standard stream. `Header::flags` has its file descriptor.
#[repr(C)]
#[derive(Debug)]
pub struct StreamObject {
    header: Header,
}
object!(StreamObject: Other);

const STDIN: u8 = 0;
const STDOUT: u8 = 1;
const STDERR: u8 = 2;

/// The names of the module that hold a stream, by file descriptor: the one that programs replace and the one that keeps the original.
const NAMES: [[&str; 2]; 3] =
    [["stdin", "__stdin__"], ["stdout", "__stdout__"], ["stderr", "__stderr__"]];

/// Makes the streams and adds them to the namespace of `sys`.
pub(super) fn add(vm: &Vm, dict: Dict) {
    let class = vm.add_class(&CLASS);
    for (descriptor, names) in (0u8..).zip(NAMES) {
        let header = Header::new(Kind::Other, class.root_shape());
        header.flags.set(descriptor);
        let stream = vm.heap.allocate(StreamObject { header }).value();
        for name in names {
            dict.set_name(vm, vm.intern(name), stream);
        }
    }
}

/// Whether a value is one of the streams made here.
pub fn is_standard(stream: Value) -> bool {
    stream.cast::<StreamObject>().is_some()
}

/// The file descriptor of a stream object.
fn descriptor(stream: Value) -> u8 {
    Ref::<StreamObject>::from_value(stream).header.flags.get()
}

/// Writes text to a standard stream or to any object with `write`.
///
/// # Errors
/// What writing raises.
pub fn write_text(vm: &Vm, file: Value, text: Str) -> Result<()> {
    if file.cast::<StreamObject>().is_some() {
        return write_to(vm, file, text);
    }
    vm.call_method(file, vm.names.write, &[text.value()])?;
    Ok(())
}

fn write_to(vm: &Vm, stream: Value, text: Str) -> Result<()> {
    let descriptor = descriptor(stream);
    if descriptor == STDIN {
        return Err(unsupported(vm, "not writable"));
    }
    if !text.is_ascii() && text.as_str().chars().any(|c| unicode::surrogate(c).is_some()) {
        let handler = vm.intern(error_handler(descriptor)).value();
        let encoded =
            vm.call_method(text.value(), vm.names.encode, &[vm.intern("utf-8").value(), handler])?;
        return match encoded.cast::<BytesObject>() {
            Some(bytes) => write_bytes(vm, descriptor, bytes.as_bytes()),
            None => Ok(()),
        };
    }
    write_bytes(vm, descriptor, text.as_str().as_bytes())
}

fn write_bytes(vm: &Vm, descriptor: u8, bytes: &[u8]) -> Result<()> {
    let result = {
        let mut output = vm.output.borrow_mut();
        if descriptor == STDERR { output.stderr.write(bytes) } else { output.stdout.write(bytes) }
    };
    result.map_err(|error| vm.os_error(&error, Value::NULL))
}

fn error_handler(descriptor: u8) -> &'static str {
    if descriptor == STDERR { "backslashreplace" } else { "strict" }
}

/// Raises `io.UnsupportedOperation`.
#[cold]
fn unsupported(vm: &Vm, message: &str) -> Raised {
    let namespace = vm.new_dict();
    namespace.set_name(vm, vm.names.__module__, vm.intern("io").value());
    let bases =
        vm.new_tuple(&[vm.classes.os_error.value(), vm.classes.value_error.value()]).value();
    let name = vm.intern("UnsupportedOperation").value();
    let class = vm.call(vm.classes.type_.value(), &[name, bases, namespace.value()]);
    let made = class.and_then(|class| vm.call(class, &[vm.new_str(message).value()]));
    match made {
        Ok(exception) => vm.raise_value(exception),
        Err(raised) => raised,
    }
}

// ---- writing

fn expect_text(vm: &Vm, value: Value) -> Result<Str> {
    match value.cast::<StrObject>() {
        Some(text) => Ok(text),
        None => {
            let found = vm.class_name(value);
            Err(vm.type_error(format!("write() argument must be str, not {found}")))
        }
    }
}
fn write(vm: &Vm, args: &[Value]) -> Result {
    let text = expect_text(vm, args[1])?;
    write_to(vm, args[0], text)?;
    Ok(vm.new_size(text.chars()))
}
fn write_lines(vm: &Vm, args: &[Value]) -> Result {
    ops::for_each(vm, args[1], |line| write_to(vm, args[0], expect_text(vm, line)?))?;
    Ok(Value::NONE)
}
fn flush(vm: &Vm, args: &[Value]) -> Result {
    let result = {
        let mut output = vm.output.borrow_mut();
        match descriptor(args[0]) {
            STDOUT => output.stdout.flush(),
            STDERR => output.stderr.flush(),
            _ => Ok(()),
        }
    };
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.os_error(&error, Value::NULL)),
    }
}

// ---- reading

fn expect_input(vm: &Vm, stream: Value) -> Result<()> {
    if descriptor(stream) == STDIN { Ok(()) } else { Err(unsupported(vm, "not readable")) }
}
/// How many characters to read: `None` for no limit.
fn limit(vm: &Vm, argument: Option<&Value>) -> Result<Option<usize>> {
    match argument {
        None => Ok(None),
        Some(size) if size.is_none() => Ok(None),
        Some(size) if ops::special(vm, *size, vm.names.__index__).is_none() && !size.is_int() => {
            let found = vm.class_name(*size);
            Err(vm.type_error(format!("argument should be integer or None, not '{found}'")))
        }
        Some(size) => Ok(usize::try_from(ops::to_isize(vm, *size)?).ok()),
    }
}
fn next_line(vm: &Vm) -> Result<String> {
    let line = vm.output.borrow_mut().read_line();
    line.map_err(|error| vm.os_error(&error, Value::NULL))
}
/// Takes at most `count` characters off the front of a text.
fn take_chars(text: &mut String, count: usize) -> String {
    let end = text.char_indices().nth(count).map_or(text.len(), |(index, _)| index);
    let rest = text.split_off(end);
    std::mem::replace(text, rest)
}
fn read(vm: &Vm, args: &[Value]) -> Result {
    expect_input(vm, args[0])?;
    let Some(count) = limit(vm, args.get(1))? else {
        let text = vm.output.borrow_mut().read_all();
        let text = text.map_err(|error| vm.os_error(&error, Value::NULL))?;
        return Ok(vm.new_str(&text).value());
    };
    let mut text = String::new();
    let mut have = 0;
    while have < count {
        let line = next_line(vm)?;
        if line.is_empty() {
            break;
        }
        have += line.chars().count();
        text.push_str(&line);
    }
    let taken = take_chars(&mut text, count);
    vm.output.borrow_mut().unread(text);
    Ok(vm.new_str(&taken).value())
}
fn read_line(vm: &Vm, args: &[Value]) -> Result {
    expect_input(vm, args[0])?;
    let count = match args.get(1) {
        Some(size) => usize::try_from(ops::to_isize(vm, *size)?).ok(),
        None => None,
    };
    let mut line = next_line(vm)?;
    if let Some(count) = count {
        let taken = take_chars(&mut line, count);
        vm.output.borrow_mut().unread(line);
        line = taken;
    }
    Ok(vm.new_str(&line).value())
}
fn read_lines(vm: &Vm, args: &[Value]) -> Result {
    expect_input(vm, args[0])?;
    let lines = vm.new_list(&[]);
    loop {
        let line = next_line(vm)?;
        if line.is_empty() {
            return Ok(lines.value());
        }
        lines.push(vm, vm.new_str(&line).value());
    }
}
fn next(vm: &Vm, args: &[Value]) -> Result {
    expect_input(vm, args[0])?;
    let line = next_line(vm)?;
    if line.is_empty() {
        return Err(vm.stop_iteration(Value::NULL));
    }
    Ok(vm.new_str(&line).value())
}

// ---- facts

fn is_terminal(_: &Vm, args: &[Value]) -> Result {
    Ok(Value::from_bool(match descriptor(args[0]) {
        STDIN => std::io::stdin().is_terminal(),
        STDOUT => std::io::stdout().is_terminal(),
        _ => std::io::stderr().is_terminal(),
    }))
}
fn file_number(_: &Vm, args: &[Value]) -> Result {
    Ok(Value::small(i64::from(descriptor(args[0]))))
}
fn same(_: &Vm, args: &[Value]) -> Result {
    Ok(args[0])
}
fn shown_name(descriptor: u8) -> String {
    format!("<{}>", NAMES[usize::from(descriptor)][0])
}
fn mode_of(descriptor: u8) -> &'static str {
    if descriptor == STDIN { "r" } else { "w" }
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let descriptor = descriptor(args[0]);
    let (name, mode) = (shown_name(descriptor), mode_of(descriptor));
    Ok(vm
        .new_str(&format!("<_io.TextIOWrapper name='{name}' mode='{mode}' encoding='utf-8'>"))
        .value())
}

const CLASS: ClassSpec = ClassSpec {
    module: "_io",
    methods: &[
        NativeSpec::method("write", write, 2, 2, "Write string s to stream."),
        NativeSpec::method("writelines", write_lines, 2, 2, "Write a list of lines to stream."),
        NativeSpec::method("flush", flush, 1, 1, "Write out what is buffered."),
        NativeSpec::method("read", read, 1, 2, "Read at most size characters from stream."),
        NativeSpec::method("readline", read_line, 1, 2, "Read until newline or EOF."),
        NativeSpec::method(
            "readlines",
            read_lines,
            1,
            1,
            "Return a list of lines from the stream.",
        ),
        NativeSpec::method(
            "isatty",
            is_terminal,
            1,
            1,
            "Return whether this is an 'interactive' stream.",
        ),
        NativeSpec::method("fileno", file_number, 1, 1, "Return underlying file descriptor."),
        NativeSpec::method(
            "readable",
            |_, args| Ok(Value::from_bool(descriptor(args[0]) == STDIN)),
            1,
            1,
            "",
        ),
        NativeSpec::method(
            "writable",
            |_, args| Ok(Value::from_bool(descriptor(args[0]) != STDIN)),
            1,
            1,
            "",
        ),
        NativeSpec::method("seekable", |_, _| Ok(Value::FALSE), 1, 1, ""),
        NativeSpec::method("__iter__", same, 1, 1, "Implement iter(self)."),
        NativeSpec::method("__next__", next, 1, 1, "Implement next(self)."),
        NativeSpec::method("__enter__", same, 1, 1, ""),
        NativeSpec::method("__exit__", |_, _| Ok(Value::NONE), 1, 4, ""),
        NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self)."),
    ],
    getters: &[
        GetSetSpec::get("name", |vm, stream| {
            Ok(vm.new_str(&shown_name(descriptor(stream))).value())
        }),
        GetSetSpec::get("mode", |vm, stream| Ok(vm.intern(mode_of(descriptor(stream))).value())),
        GetSetSpec::get("encoding", |vm, _| Ok(vm.intern("utf-8").value())),
        GetSetSpec::get("errors", |vm, stream| {
            Ok(vm.intern(error_handler(descriptor(stream))).value())
        }),
        GetSetSpec::get("closed", |_, _| Ok(Value::FALSE)),
        GetSetSpec::get("newlines", |_, _| Ok(Value::NONE)),
        GetSetSpec::get("line_buffering", |_, stream| {
            Ok(Value::from_bool(descriptor(stream) == STDERR))
        }),
    ],
    flags: flag::FINAL | flag::NO_NEW | flag::NO_DICT,
    ..ClassSpec::new("TextIOWrapper", Kind::Other, 0)
};
