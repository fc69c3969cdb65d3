//! Constructors, methods and attributes of `BaseException` and of the built-in exceptions with attributes of their own.

use super::{Exception, ExceptionObject, field};
use crate::class_spec::{GetSetSpec, NativeSpec};
use crate::dict::DictObject;
use crate::list::ListObject;
use crate::object::Ref;
use crate::ops;
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::tuple::{Tuple, TupleObject};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The exception that `self` is.
pub(super) fn this(value: Value) -> Exception {
    Ref::from_value(value)
}
fn or_none(value: Value) -> Value {
    if value.is_null() { Value::NONE } else { value }
}

/// Runs the `__init__` of a built-in class.
pub(super) fn initialize(vm: &Vm, exception: Exception, args: &[Value]) -> Result<()> {
    let class = vm.class_of(exception.value());
    match vm.lookup(class, vm.names.__init__) {
        Some(init) => vm.call_prepended(init, exception.value(), args, &[]).map(drop),
        None => Ok(()),
    }
}

// ---- BaseException

fn new(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let class = vm.expect_subclass(args[0], vm.classes.base_exception, "BaseException")?;
    let positional = &args[1..args.len() - names.len()];
    Ok(vm.new_exception(class, vm.new_tuple(positional)).value())
}
fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    no_keywords(vm, args[0], names)?;
    set_arguments(vm, args);
    Ok(Value::NONE)
}
pub(super) fn no_keywords(vm: &Vm, exception: Value, names: &[Str]) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let class = vm.class_name(exception);
    Err(vm.type_error(format!("{class}() takes no keyword arguments")))
}
/// `self.args = args`
fn set_arguments(vm: &Vm, args: &[Value]) {
    let exception = this(args[0]);
    // Mostly `__new__` has just been given the same.
    if exception.args.get().items() != &args[1..] {
        exception.args.set(vm.new_tuple(&args[1..]));
    }
}
/// The positional arguments of an `__init__`, and one value per name in `known` of the keyword ones.
fn split_keywords<const N: usize>(
    vm: &Vm,
    args: &[Value],
    names: &[Str],
    known: [&str; N],
) -> Result<(usize, [Value; N])> {
    let positional = args.len() - names.len();
    let mut found = [Value::NULL; N];
    for (name, &value) in names.iter().zip(&args[positional..]) {
        match known.iter().position(|known| *known == name.as_str()) {
            Some(index) => found[index] = value,
            None => {
                let class = known_class(vm, args[0]);
                let name = name.as_str();
                return Err(
                    vm.type_error(format!("{class}() got an unexpected keyword argument '{name}'"))
                );
            }
        }
    }
    Ok((positional, found))
}
/// The built-in class whose `__init__` runs.
fn known_class(vm: &Vm, exception: Value) -> &'static str {
    let class = vm.class_of(exception);
    if class.is_subclass_of(vm.classes.import_error) {
        "ImportError"
    } else if class.is_subclass_of(vm.classes.name_error) {
        "NameError"
    } else {
        "AttributeError"
    }
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let (name, arguments) = (vm.class_name(args[0]), this(args[0]).args.get());
    let text = match arguments.items() {
        [one] => format!("{name}({})", vm.repr_text(*one)?),
        _ => format!("{name}{}", vm.repr_text(arguments.value())?),
    };
    Ok(vm.new_str(&text).value())
}
fn str(vm: &Vm, args: &[Value]) -> Result {
    arguments_text(vm, this(args[0]).args.get())
}
fn arguments_text(vm: &Vm, arguments: Tuple) -> Result {
    match arguments.items() {
        [] => Ok(vm.intern("").value()),
        [one] => Ok(ops::str(vm, *one)?.value()),
        _ => Ok(ops::repr(vm, arguments.value())?.value()),
    }
}
fn with_traceback(vm: &Vm, args: &[Value]) -> Result {
    set_traceback(vm, args[0], args[1])?;
    Ok(args[0])
}
fn add_note(vm: &Vm, args: &[Value]) -> Result {
    if args[1].cast::<StrObject>().is_none() {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!("add_note() argument must be str, not {found}")));
    }
    let name = vm.names.__notes__;
    match vm.find_attribute(args[0], name)? {
        None => vm.set_attribute(args[0], name, vm.new_list(&[args[1]]).value())?,
        Some(notes) => match notes.cast::<ListObject>() {
            Some(_) => vm.call_method(notes, vm.names.append, &[args[1]]).map(drop)?,
            None => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
        },
    }
    Ok(Value::NONE)
}
fn reduce(vm: &Vm, args: &[Value]) -> Result {
    let exception = this(args[0]);
    let (class, arguments) = (vm.class_of(args[0]).value(), exception.args.get().value());
    Ok(match exception.attributes.get() {
        Value::NULL => vm.new_tuple(&[class, arguments]).value(),
        attributes => vm.new_tuple(&[class, arguments, attributes]).value(),
    })
}
fn set_state(vm: &Vm, args: &[Value]) -> Result {
    if args[1].is_none() {
        return Ok(Value::NONE);
    }
    let Some(state) = args[1].cast::<DictObject>() else {
        return Err(vm.type_error("state is not a dictionary"));
    };
    for number in 0..state.entry_bound() {
        if let Some(entry) = state.entry(number) {
            let name = vm.attribute_name(entry.key)?;
            vm.set_attribute(args[0], name, entry.value)?;
        }
    }
    Ok(Value::NONE)
}

fn get_args(_: &Vm, exception: Value) -> Result {
    Ok(this(exception).args.get().value())
}
fn set_args(vm: &Vm, exception: Value, value: Value) -> Result<()> {
    if value.is_null() {
        return Err(vm.type_error("args may not be deleted"));
    }
    let args = match value.cast::<TupleObject>() {
        Some(args) => args,
        None => Ref::from_value(vm.call(vm.classes.tuple.value(), &[value])?),
    };
    this(exception).args.set(args);
    Ok(())
}
fn traceback(_: &Vm, exception: Value) -> Result {
    Ok(or_none(this(exception).traceback.get()))
}
fn set_traceback(vm: &Vm, exception: Value, value: Value) -> Result<()> {
    if value.is_null() {
        return Err(vm.type_error("__traceback__ may not be deleted"));
    }
    if !value.is_none() && !value.has_shape(id::TRACEBACK) {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    this(exception).traceback.set(if value.is_none() { Value::NULL } else { value });
    Ok(())
}
fn expect_exception(vm: &Vm, value: Value, what: &str) -> Result {
    if value.is_null() {
        return Err(vm.type_error(format!("__{what}__ may not be deleted")));
    }
    if value.is_none() {
        return Ok(Value::NULL);
    }
    if value.cast::<ExceptionObject>().is_none() {
        return Err(
            vm.type_error(format!("exception {what} must be None or derive from BaseException"))
        );
    }
    Ok(value)
}
fn cause(_: &Vm, exception: Value) -> Result {
    Ok(or_none(this(exception).cause.get()))
}
fn set_cause(vm: &Vm, exception: Value, value: Value) -> Result<()> {
    this(exception).cause.set(expect_exception(vm, value, "cause")?);
    this(exception).set_suppress_context(true);
    Ok(())
}
fn context(_: &Vm, exception: Value) -> Result {
    Ok(or_none(this(exception).context.get()))
}
fn set_context(vm: &Vm, exception: Value, value: Value) -> Result<()> {
    this(exception).context.set(expect_exception(vm, value, "context")?);
    Ok(())
}
fn suppress_context(_: &Vm, exception: Value) -> Result {
    Ok(Value::from_bool(this(exception).suppresses_context()))
}
fn set_suppress_context(vm: &Vm, exception: Value, value: Value) -> Result<()> {
    if value.is_null() {
        return Err(vm.type_error("can't delete numeric/char attribute"));
    }
    if !value.is_bool() {
        return Err(vm.type_error("attribute value type must be bool"));
    }
    this(exception).set_suppress_context(value.as_bool());
    Ok(())
}

/// Methods of `BaseException`.
pub(super) const BASE_METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_static_method("__new__", new, 1, 255, ""),
    NativeSpec::keyword_method("__init__", init, 1, 255, ""),
    NativeSpec::method("__repr__", repr, 1, 1, ""),
    NativeSpec::method("__str__", str, 1, 1, ""),
    NativeSpec::method("__reduce__", reduce, 1, 1, ""),
    NativeSpec::method("__setstate__", set_state, 2, 2, ""),
    NativeSpec::method(
        "with_traceback",
        with_traceback,
        2,
        2,
        "Set self.__traceback__ to tb and return self.",
    ),
    NativeSpec::method("add_note", add_note, 2, 2, "Add a note to the exception"),
];
/// Attributes of `BaseException`.
pub(super) const BASE_GETTERS: &[GetSetSpec] = &[
    GetSetSpec::get_set("args", get_args, set_args),
    GetSetSpec::get_set("__traceback__", traceback, set_traceback),
    GetSetSpec::get_set("__context__", context, set_context),
    GetSetSpec::get_set("__cause__", cause, set_cause),
    GetSetSpec::get_set("__suppress_context__", suppress_context, set_suppress_context),
    crate::class::object_methods::DICT,
];

// ---- named attributes

fn get_field<const INDEX: usize>(_: &Vm, exception: Value) -> Result {
    Ok(this(exception).field(INDEX))
}
fn set_field<const INDEX: usize>(_: &Vm, exception: Value, value: Value) -> Result<()> {
    this(exception).fields[INDEX].set(value);
    Ok(())
}
/// The attribute in a field: None where unset.
pub(super) const fn attribute<const INDEX: usize>(name: &'static str) -> GetSetSpec {
    GetSetSpec::get_set(name, get_field::<INDEX>, set_field::<INDEX>)
}

fn stop_iteration_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    init(vm, args, names)?;
    let value = args.get(1).copied().unwrap_or(Value::NONE);
    this(args[0]).fields[field::STOP_ITERATION_VALUE].set(value);
    Ok(Value::NONE)
}
pub(super) const STOP_ITERATION_METHODS: &[NativeSpec] =
    &[NativeSpec::keyword_method("__init__", stop_iteration_init, 1, 255, "")];
pub(super) const STOP_ITERATION_GETTERS: &[GetSetSpec] =
    &[attribute::<{ field::STOP_ITERATION_VALUE }>("value")];

fn system_exit_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    init(vm, args, names)?;
    let code = match args {
        [_, code] => *code,
        [_] => Value::NONE,
        _ => this(args[0]).args.get().value(),
    };
    this(args[0]).fields[field::SYSTEM_EXIT_CODE].set(code);
    Ok(Value::NONE)
}
pub(super) const SYSTEM_EXIT_METHODS: &[NativeSpec] =
    &[NativeSpec::keyword_method("__init__", system_exit_init, 1, 255, "")];
pub(super) const SYSTEM_EXIT_GETTERS: &[GetSetSpec] =
    &[attribute::<{ field::SYSTEM_EXIT_CODE }>("code")];

fn import_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let (positional, [name, path, name_from]) =
        split_keywords(vm, args, names, ["name", "path", "name_from"])?;
    set_arguments(vm, &args[..positional]);
    let exception = this(args[0]);
    if let [_, message] = args[..positional] {
        exception.fields[field::IMPORT_MSG].set(message);
    }
    exception.fields[field::IMPORT_NAME].set(name);
    exception.fields[field::IMPORT_PATH].set(path);
    exception.fields[field::IMPORT_NAME_FROM].set(name_from);
    Ok(Value::NONE)
}
fn import_str(vm: &Vm, args: &[Value]) -> Result {
    let message = this(args[0]).field(field::IMPORT_MSG);
    if message.has_shape(id::STR) { Ok(message) } else { str(vm, args) }
}
pub(super) const IMPORT_METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_method("__init__", import_init, 1, 255, ""),
    NativeSpec::method("__str__", import_str, 1, 1, ""),
];
pub(super) const IMPORT_GETTERS: &[GetSetSpec] = &[
    attribute::<{ field::IMPORT_MSG }>("msg"),
    attribute::<{ field::IMPORT_NAME }>("name"),
    attribute::<{ field::IMPORT_PATH }>("path"),
    attribute::<{ field::IMPORT_NAME_FROM }>("name_from"),
];

fn name_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let (positional, [name]) = split_keywords(vm, args, names, ["name"])?;
    set_arguments(vm, &args[..positional]);
    this(args[0]).fields[field::NAME_NAME].set(name);
    Ok(Value::NONE)
}
pub(super) const NAME_METHODS: &[NativeSpec] =
    &[NativeSpec::keyword_method("__init__", name_init, 1, 255, "")];
pub(super) const NAME_GETTERS: &[GetSetSpec] = &[attribute::<{ field::NAME_NAME }>("name")];

fn attribute_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let (positional, [name, obj]) = split_keywords(vm, args, names, ["name", "obj"])?;
    set_arguments(vm, &args[..positional]);
    this(args[0]).fields[field::ATTRIBUTE_NAME].set(name);
    this(args[0]).fields[field::ATTRIBUTE_OBJ].set(obj);
    Ok(Value::NONE)
}
pub(super) const ATTRIBUTE_METHODS: &[NativeSpec] =
    &[NativeSpec::keyword_method("__init__", attribute_init, 1, 255, "")];
pub(super) const ATTRIBUTE_GETTERS: &[GetSetSpec] =
    &[attribute::<{ field::ATTRIBUTE_NAME }>("name"), attribute::<{ field::ATTRIBUTE_OBJ }>("obj")];

/// A key is shown as such: an empty string would show nothing.
fn key_str(vm: &Vm, args: &[Value]) -> Result {
    match this(args[0]).args.get().items() {
        [key] => Ok(ops::repr(vm, *key)?.value()),
        _ => str(vm, args),
    }
}
pub(super) const KEY_METHODS: &[NativeSpec] = &[NativeSpec::method("__str__", key_str, 1, 1, "")];

// ---- SyntaxError

fn syntax_init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    init(vm, args, names)?;
    let exception = this(args[0]);
    if let Some(&message) = args.get(1) {
        exception.fields[field::SYNTAX_MSG].set(message);
    }
    let [_, _, details] = *args else { return Ok(Value::NONE) };
    let details: Tuple = match details.cast::<TupleObject>() {
        Some(details) => details,
        None => Ref::from_value(vm.call(vm.classes.tuple.value(), &[details])?),
    };
    let items = details.items();
    if items.len() < 4 {
        return Err(
            vm.type_error(format!("function takes at least 4 arguments ({} given)", items.len()))
        );
    }
    if items.len() > 7 {
        return Err(
            vm.type_error(format!("function takes at most 7 arguments ({} given)", items.len()))
        );
    }
    if items.len() == 5 {
        return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
    }
    for (index, &value) in items.iter().take(6).enumerate() {
        exception.fields[field::SYNTAX_FILENAME + index].set(value);
    }
    Ok(Value::NONE)
}
fn syntax_str(vm: &Vm, args: &[Value]) -> Result {
    let exception = this(args[0]);
    let message = ops::str(vm, exception.field(field::SYNTAX_MSG))?;
    let message = message.as_str();
    let file = vm.text_of(exception.field(field::SYNTAX_FILENAME));
    let file = file.as_deref().map(|path| path.rsplit('/').next().unwrap_or(path));
    let line = exception.field(field::SYNTAX_LINENO);
    let line = if line.is_int() { Some(line.int()) } else { None };
    let text = match (file, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message.to_owned(),
    };
    Ok(vm.new_str(&text).value())
}
pub(super) const SYNTAX_METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_method("__init__", syntax_init, 1, 255, ""),
    NativeSpec::method("__str__", syntax_str, 1, 1, ""),
];
pub(super) const SYNTAX_GETTERS: &[GetSetSpec] = &[
    attribute::<{ field::SYNTAX_MSG }>("msg"),
    attribute::<{ field::SYNTAX_FILENAME }>("filename"),
    attribute::<{ field::SYNTAX_LINENO }>("lineno"),
    attribute::<{ field::SYNTAX_OFFSET }>("offset"),
    attribute::<{ field::SYNTAX_TEXT }>("text"),
    attribute::<{ field::SYNTAX_END_LINENO }>("end_lineno"),
    attribute::<{ field::SYNTAX_END_OFFSET }>("end_offset"),
    attribute::<{ field::SYNTAX_PRINT_FILE_AND_LINE }>("print_file_and_line"),
];
