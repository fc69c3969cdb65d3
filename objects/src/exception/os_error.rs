//! `OSError`: which subclass an error number means, and its attributes.

use super::constructors::{attribute, no_keywords, this};
use super::{Exception, field};
use crate::class::Class;
use crate::class_spec::{GetSetSpec, NativeSpec};
use crate::function::BuiltinObject;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The subclass of `OSError` for an error number of Linux.
fn class_of_number(vm: &Vm, number: i64) -> Option<Class> {
    let classes = &*vm.classes;
    Some(match number {
        1 | 13 => classes.permission_error,
        2 => classes.file_not_found_error,
        3 => classes.process_lookup_error,
        4 => classes.interrupted_error,
        10 => classes.child_process_error,
        11 | 114 | 115 => classes.blocking_i_o_error,
        17 => classes.file_exists_error,
        20 => classes.not_a_directory_error,
        21 => classes.is_a_directory_error,
        32 | 108 => classes.broken_pipe_error,
        103 => classes.connection_aborted_error,
        104 => classes.connection_reset_error,
        110 => classes.timeout_error,
        111 => classes.connection_refused_error,
        _ => return None,
    })
}

/// An `OSError` of arguments `(errno, strerror[, filename[, winerror[, filename2]]])`; of the subclass of its number if `class` is `OSError`
/// itself.
pub(super) fn new_os_error(vm: &Vm, class: Class, args: &[Value]) -> Exception {
    let number = args.first().filter(|number| number.is_int() && args.len() >= 2);
    let class = match number.and_then(|number| class_of_number(vm, number.int())) {
        Some(subclass) if class == vm.classes.os_error => subclass,
        _ => class,
    };
    let exception = vm.new_exception(class, vm.new_tuple(args));
    fill(vm, exception, args);
    exception
}

fn fill(vm: &Vm, exception: Exception, args: &[Value]) {
    if !(2..=5).contains(&args.len()) {
        exception.args.set(vm.new_tuple(args));
        return;
    }
    let set = |index: usize, value: Value| exception.fields[index].set(value);
    set(field::OS_ERRNO, args[0]);
    set(field::OS_STRERROR, args[1]);
    let blocking = vm.class_of(exception.value()) == vm.classes.blocking_i_o_error;
    let mut arguments = args;
    match args.get(2) {
        Some(&count) if blocking && count.is_int() => set(field::OS_CHARACTERS_WRITTEN, count),
        Some(&filename) if !filename.is_none() => {
            set(field::OS_FILENAME, filename);
            if let Some(&second) = args.get(4).filter(|second| !second.is_none()) {
                set(field::OS_FILENAME2, second);
            }
            arguments = &args[..2];
        }
        _ => {}
    }
    exception.args.set(vm.new_tuple(arguments));
}

/// A subclass with an `__init__` of its own but no `__new__` decides there what the arguments are.
fn arguments_come_with_init(vm: &Vm, class: Class) -> bool {
    let native = |name: Str| {
        let found = vm.lookup(class, name).and_then(|method| method.cast::<BuiltinObject>());
        found.is_some_and(|method| method.owner == vm.classes.os_error.value())
    };
    !native(vm.names.__init__) && native(vm.names.__new__)
}

fn new(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let class = vm.expect_subclass(args[0], vm.classes.os_error, "OSError")?;
    if arguments_come_with_init(vm, class) {
        return Ok(vm.new_exception(class, vm.new_tuple(&[])).value());
    }
    if !names.is_empty() {
        let name = class.name();
        return Err(vm.type_error(format!("{}() takes no keyword arguments", name.as_str())));
    }
    Ok(new_os_error(vm, class, &args[1..]).value())
}
fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    if arguments_come_with_init(vm, vm.class_of(args[0])) {
        no_keywords(vm, args[0], names)?;
        fill(vm, this(args[0]), &args[1..]);
    }
    Ok(Value::NONE)
}
fn str(vm: &Vm, args: &[Value]) -> Result {
    let exception = this(args[0]);
    let has = |index: usize| !exception.fields[index].get().is_null();
    if !has(field::OS_ERRNO) || !has(field::OS_STRERROR) {
        return match exception.args.get().items() {
            [] => Ok(vm.intern("").value()),
            [one] => Ok(crate::ops::str(vm, *one)?.value()),
            _ => Ok(crate::ops::repr(vm, exception.args.get().value())?.value()),
        };
    }
    let number = crate::ops::str(vm, exception.field(field::OS_ERRNO))?;
    let message = crate::ops::str(vm, exception.field(field::OS_STRERROR))?;
    let mut text = format!("[Errno {}] {}", number.as_str(), message.as_str());
    if has(field::OS_FILENAME) {
        text += &format!(": {}", vm.repr_text(exception.field(field::OS_FILENAME))?);
        if has(field::OS_FILENAME2) {
            text += &format!(" -> {}", vm.repr_text(exception.field(field::OS_FILENAME2))?);
        }
    }
    Ok(vm.new_str(&text).value())
}
fn characters_written(vm: &Vm, exception: Value) -> Result {
    match this(exception).fields[field::OS_CHARACTERS_WRITTEN].get() {
        Value::NULL => Err(vm.attribute_error("characters_written")),
        count => Ok(count),
    }
}
fn set_characters_written(_: &Vm, exception: Value, value: Value) -> Result<()> {
    this(exception).fields[field::OS_CHARACTERS_WRITTEN].set(value);
    Ok(())
}

pub(super) const METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_static_method("__new__", new, 1, 255, ""),
    NativeSpec::keyword_method("__init__", init, 1, 255, ""),
    NativeSpec::method("__str__", str, 1, 1, ""),
];
pub(super) const GETTERS: &[GetSetSpec] = &[
    attribute::<{ field::OS_ERRNO }>("errno"),
    attribute::<{ field::OS_STRERROR }>("strerror"),
    attribute::<{ field::OS_FILENAME }>("filename"),
    attribute::<{ field::OS_FILENAME2 }>("filename2"),
    GetSetSpec::get_set("characters_written", characters_written, set_characters_written),
];
