//! Class `str`: construction and operators.

use super::methods::{codec_arguments, decode, receiver};
use super::{Str, StrObject, escape};
use crate::bytes::{ByteArrayObject, BytesObject};
use crate::class::ClassObject;
use crate::class_spec::ClassSpec;
use crate::format::{percent, spec};
use crate::function::NativeSpec;
use crate::object::Kind;
use crate::ops::{self, CompareOp};
use crate::parameters::parse;
use crate::shape::id;
use crate::slice::SliceObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The class.
pub const CLASS: ClassSpec = ClassSpec {
    methods: METHODS,
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n\
          Create a new string object from the given object.",
    ..ClassSpec::new("str", Kind::Str, id::STR)
};

const OPERATORS: [NativeSpec; 20] = [
    NativeSpec::keyword_static_method("__new__", new, 1, 4, ""),
    NativeSpec::method("__add__", add, 2, 2, "Return self+value."),
    NativeSpec::method("__mul__", multiply, 2, 2, "Return self*value."),
    NativeSpec::method("__rmul__", multiply, 2, 2, "Return value*self."),
    NativeSpec::method(
        "__mod__",
        |vm, args| percent::format_str(vm, receiver(args), args[1]).map(Value::from),
        2,
        2,
        "Return self%value.",
    ),
    NativeSpec::method("__rmod__", reflected_modulo, 2, 2, "Return value%self."),
    NativeSpec::method("__lt__", compare::<0>, 2, 2, "Return self<value."),
    NativeSpec::method("__le__", compare::<1>, 2, 2, "Return self<=value."),
    NativeSpec::method("__eq__", compare::<2>, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", compare::<3>, 2, 2, "Return self!=value."),
    NativeSpec::method("__gt__", compare::<4>, 2, 2, "Return self>value."),
    NativeSpec::method("__ge__", compare::<5>, 2, 2, "Return self>=value."),
    NativeSpec::method(
        "__hash__",
        |vm, args| Ok(vm.new_int(receiver(args).hash() as i64)),
        1,
        1,
        "Return hash(self).",
    ),
    NativeSpec::method(
        "__repr__",
        |vm, args| Ok(vm.new_str(&escape::repr(receiver(args).as_str(), false)).value()),
        1,
        1,
        "Return repr(self).",
    ),
    NativeSpec::method("__str__", as_text, 1, 1, "Return str(self)."),
    NativeSpec::method(
        "__format__",
        format,
        2,
        2,
        "Return a formatted version of the string as described by format_spec.",
    ),
    NativeSpec::method(
        "__len__",
        |vm, args| Ok(vm.new_size(receiver(args).chars())),
        1,
        1,
        "Return len(self).",
    ),
    NativeSpec::method(
        "__getitem__",
        |vm, args| str_get_item(vm, receiver(args), args[1]),
        2,
        2,
        "Return self[key].",
    ),
    NativeSpec::method(
        "__contains__",
        |vm, args| Ok(Value::from_bool(str_contains(vm, receiver(args), args[1])?)),
        2,
        2,
        "Return bool(key in self).",
    ),
    NativeSpec::method(
        "__iter__",
        |vm, args| Ok(vm.new_str_iter(receiver(args))),
        1,
        1,
        "Implement iter(self).",
    ),
];

const COUNT: usize = OPERATORS.len() + super::methods::METHODS.len() + 2;

/// Operators and named methods in one table.
const METHODS: &[NativeSpec] = &{
    let getnewargs = NativeSpec::method(
        "__getnewargs__",
        |vm, args| Ok(vm.new_tuple(&[as_text(vm, args)?]).value()),
        1,
        1,
        "",
    );
    let size_of = NativeSpec::method(
        "__sizeof__",
        |vm, args| Ok(vm.new_size(41 + receiver(args).as_str().len())),
        1,
        1,
        "Return the size of the string in memory, in bytes.",
    );
    let mut all = [getnewargs; COUNT];
    all[1] = size_of;
    let mut at = 2;
    let mut index = 0;
    while index < OPERATORS.len() {
        all[at] = OPERATORS[index];
        at += 1;
        index += 1;
    }
    index = 0;
    while index < super::methods::METHODS.len() {
        all[at] = super::methods::METHODS[index];
        at += 1;
        index += 1;
    }
    all
};

fn new(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let Some(class) = args[0].cast::<ClassObject>() else {
        return Err(vm.type_error("str.__new__(X): X is not a type object"));
    };
    let parameters = ["object", "encoding", "errors"];
    if names.is_empty() && args.len() > 4 {
        let given = args.len() - 1;
        return Err(vm.type_error(format!("str expected at most 3 arguments, got {given}")));
    }
    let [object, encoding, errors] = parse(vm, "str", parameters, (0, 3), &args[1..], names)?;
    let text = if object.is_null() {
        vm.empty_str()
    } else if encoding.is_null() && errors.is_null() {
        ops::str(vm, object)?
    } else {
        let (encoding, handler) = codec_arguments(vm, "str", encoding, errors)?;
        if object.has_kind(Kind::Str) {
            return Err(vm.type_error("decoding str is not supported"));
        }
        let bytes = match (object.cast::<BytesObject>(), object.cast::<ByteArrayObject>()) {
            (Some(bytes), _) => bytes.as_bytes().to_vec(),
            (_, Some(array)) => array.to_vec(),
            _ => {
                let found = vm.class_name(object);
                let message = format!("decoding to str: need a bytes-like object, {found} found");
                return Err(vm.type_error(message));
            }
        };
        decode(vm, &bytes, encoding, handler)?
    };
    if class == vm.classes.str {
        return Ok(text.value());
    }
    vm.reserve(text.as_str().len())?;
    Ok(vm.new_str_of(class, text.as_str()).value())
}

fn add(vm: &Vm, args: &[Value]) -> Result {
    match args[1].cast::<StrObject>() {
        Some(other) => Ok(vm.concat_str(receiver(args), other)?.value()),
        None => {
            let class = vm.class_of(args[1]).name();
            let class = class.as_str();
            Err(vm.type_error(format!("can only concatenate str (not \"{class}\") to str")))
        }
    }
}

fn multiply(vm: &Vm, args: &[Value]) -> Result {
    match ops::repeat_count(vm, args[1])? {
        Some(count) => Ok(vm.repeat_str(receiver(args), count.max(0) as usize)?.value()),
        None => {
            let found = vm.class_name(args[1]);
            Err(vm.type_error(format!("can't multiply sequence by non-int of type '{found}'")))
        }
    }
}

fn reflected_modulo(vm: &Vm, args: &[Value]) -> Result {
    match args[1].cast::<StrObject>() {
        Some(template) => Ok(percent::format_str(vm, template, args[0])?.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn compare<const OP: usize>(_: &Vm, args: &[Value]) -> Result {
    let op = CompareOp::ALL[OP];
    let Some(other) = args[1].cast::<StrObject>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let text = receiver(args);
    Ok(Value::from_bool(match op {
        CompareOp::Eq => text.equals(other),
        CompareOp::Ne => !text.equals(other),
        _ => op.holds(text.compare(other)),
    }))
}

fn as_text(vm: &Vm, args: &[Value]) -> Result {
    if args[0].has_shape(id::STR) {
        return Ok(args[0]);
    }
    Ok(vm.new_str(receiver(args).as_str()).value())
}

fn format(vm: &Vm, args: &[Value]) -> Result {
    let Some(spec) = args[1].cast::<StrObject>() else {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!("__format__() argument must be str, not {found}")));
    };
    Ok(spec::format_value(vm, args[0], spec.as_str())?.value())
}

/// `text[key]`
///
/// # Errors
/// IndexError; TypeError.
#[inline]
pub fn str_get_item(vm: &Vm, text: Str, key: Value) -> Result {
    if key.is_int() {
        let (index, length) = (key.int(), text.chars() as i64);
        let absolute = if index < 0 { index + length } else { index };
        if (0..length).contains(&absolute) {
            return Ok(vm.char_str(vm.char_at(text, absolute as usize)).value());
        }
        return Err(vm.index_error("string index out of range"));
    }
    get_item_slow(vm, text, key)
}

#[inline(never)]
fn get_item_slow(vm: &Vm, text: Str, key: Value) -> Result {
    if let Some(slice) = key.cast::<SliceObject>() {
        let indices = slice.indices(vm, text.chars())?;
        if indices.step == 1 {
            let range = indices.range();
            return Ok(vm.substring(text, range.start, range.end).value());
        }
        return Ok(stepped(vm, text, indices.iter()).value());
    }
    if !key.is_any_int() && ops::special(vm, key, vm.names.__index__).is_none() {
        let found = vm.class_name(key);
        return Err(vm.type_error(format!("string indices must be integers, not '{found}'")));
    }
    let index = ops::sequence_index(
        vm,
        key,
        text.chars(),
        "string indices must be integers",
        "string index out of range",
    )?;
    Ok(vm.char_str(vm.char_at(text, index)).value())
}

fn stepped(vm: &Vm, text: Str, indices: impl Iterator<Item = usize>) -> Str {
    if text.is_ascii() {
        let bytes = text.as_str().as_bytes();
        let picked: String = indices.map(|index| bytes[index] as char).collect();
        return vm.new_str(&picked);
    }
    let characters: Vec<char> = text.as_str().chars().collect();
    let picked: String = indices.map(|index| characters[index]).collect();
    vm.new_str(&picked)
}

/// `item in text`
///
/// # Errors
/// TypeError.
pub fn str_contains(vm: &Vm, text: Str, item: Value) -> Result<bool> {
    match item.cast::<StrObject>() {
        Some(sought) => {
            Ok(super::search::find(text.as_str().as_bytes(), sought.as_str().as_bytes()).is_some())
        }
        None => {
            let found = vm.class_name(item);
            Err(vm
                .type_error(format!("'in <string>' requires string as left operand, not {found}")))
        }
    }
}
