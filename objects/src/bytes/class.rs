//! Classes `bytes` and `bytearray`: construction, comparison, and their tables.

use super::bytearray;
use super::methods::{self, SHARED_COUNT, bytes_of, receiver, source};
use crate::class::ClassObject;
use crate::class_spec::ClassSpec;
use crate::function::NativeSpec;
use crate::object::Kind;
use crate::ops::{self, CompareOp};
use crate::parameters::parse;
use crate::shape::id;
use crate::string::methods::{codec_arguments, encode};
use crate::string::{Str, StrObject, escape};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// Class `bytes`.
pub const CLASS: ClassSpec = ClassSpec {
    methods: BYTES_METHODS,
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n\
          bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n\
          bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n\
          bytes() -> empty bytes object",
    ..ClassSpec::new("bytes", Kind::Bytes, id::BYTES)
};

/// Class `bytearray`.
pub const BYTEARRAY_CLASS: ClassSpec = ClassSpec {
    methods: BYTEARRAY_METHODS,
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n\
          bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n\
          bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n\
          bytearray() -> empty bytes array",
    ..ClassSpec::new("bytearray", Kind::ByteArray, id::BYTEARRAY)
};

const COMMON_COUNT: usize = 8;

const fn common<const M: bool>() -> [NativeSpec; COMMON_COUNT] {
    [
        NativeSpec::keyword_static_method("__new__", new::<M>, 1, 4, ""),
        NativeSpec::method("__lt__", compare::<0>, 2, 2, "Return self<value."),
        NativeSpec::method("__le__", compare::<1>, 2, 2, "Return self<=value."),
        NativeSpec::method("__eq__", compare::<2>, 2, 2, "Return self==value."),
        NativeSpec::method("__ne__", compare::<3>, 2, 2, "Return self!=value."),
        NativeSpec::method("__gt__", compare::<4>, 2, 2, "Return self>value."),
        NativeSpec::method("__ge__", compare::<5>, 2, 2, "Return self>=value."),
        NativeSpec::class_method(
            "fromhex",
            from_hex::<M>,
            2,
            2,
            "Create a bytes object from a string of hexadecimal numbers.",
        ),
    ]
}

const BYTES_OWN: [NativeSpec; 4] = [
    NativeSpec::method(
        "__hash__",
        |vm, args| {
            ops::hash(vm, vm.new_bytes(&receiver(args)).value()).map(|hash| vm.new_int(hash))
        },
        1,
        1,
        "Return hash(self).",
    ),
    NativeSpec::method(
        "__repr__",
        |vm, args| Ok(vm.new_str(&escape::repr_bytes(&receiver(args))).value()),
        1,
        1,
        "Return repr(self).",
    ),
    NativeSpec::method(
        "__bytes__",
        |vm, args| Ok(vm.new_bytes(&receiver(args)).value()),
        1,
        1,
        "Convert this value to exact type bytes.",
    ),
    NativeSpec::method(
        "__getnewargs__",
        |vm, args| Ok(vm.new_tuple(&[vm.new_bytes(&receiver(args)).value()]).value()),
        1,
        1,
        "",
    ),
];

/// Puts three tables together.
const fn concat<const A: usize, const B: usize, const N: usize>(
    common: [NativeSpec; COMMON_COUNT],
    shared: [NativeSpec; A],
    own: [NativeSpec; B],
) -> [NativeSpec; N] {
    let mut all = [common[0]; N];
    let mut at = 0;
    while at < COMMON_COUNT {
        all[at] = common[at];
        at += 1;
    }
    while at < COMMON_COUNT + A {
        all[at] = shared[at - COMMON_COUNT];
        at += 1;
    }
    while at < N {
        all[at] = own[at - COMMON_COUNT - A];
        at += 1;
    }
    all
}

const BYTES_METHODS: &[NativeSpec] = &concat::<SHARED_COUNT, 4, { COMMON_COUNT + SHARED_COUNT + 4 }>(
    common::<false>(),
    methods::shared::<false>(),
    BYTES_OWN,
);

const BYTEARRAY_METHODS: &[NativeSpec] = &concat::<
    SHARED_COUNT,
    { bytearray::COUNT },
    { COMMON_COUNT + SHARED_COUNT + bytearray::COUNT },
>(
    common::<true>(),
    methods::shared::<true>(),
    bytearray::METHODS,
);

fn new<const M: bool>(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let name = if M { "bytearray" } else { "bytes" };
    let Some(class) = args[0].cast::<ClassObject>() else {
        return Err(vm.type_error(format!("{name}.__new__(X): X is not a type object")));
    };
    let parameters = ["source", "encoding", "errors"];
    let [value, encoding, errors] = parse(vm, name, parameters, (0, 3), &args[1..], names)?;
    if !M
        && value.has_shape(id::BYTES)
        && encoding.is_null()
        && errors.is_null()
        && class == vm.classes.bytes
    {
        return Ok(value);
    }
    let bytes = contents(vm, value, encoding, errors)?;
    vm.reserve(bytes.len())?;
    Ok(if M {
        vm.new_bytearray_of(class, bytes).value()
    } else {
        vm.new_bytes_of(class, &bytes).value()
    })
}

fn contents(vm: &Vm, value: Value, encoding: Value, errors: Value) -> Result<Vec<u8>> {
    if let Some(text) = value.cast::<StrObject>() {
        if encoding.is_null() {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let (encoding, handler) = codec_arguments(vm, "bytes", encoding, errors)?;
        return encode(vm, text, encoding, handler);
    }
    if !encoding.is_null() || !errors.is_null() {
        let what = if encoding.is_null() { "errors" } else { "encoding" };
        return Err(vm.type_error(format!("{what} without a string argument")));
    }
    if value.is_null() {
        return Ok(Vec::new());
    }
    let is_index = value.is_any_int()
        || source(value).is_none()
            && ops::special(vm, value, vm.names.__bytes__).is_none()
            && ops::special(vm, value, vm.names.__index__).is_some();
    if is_index {
        let index = ops::to_index(vm, value)?;
        let count = match index.as_integer().and_then(|n| n.to_i64()) {
            Some(count) => count,
            None => return Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
        };
        let Ok(count) = usize::try_from(count) else {
            return Err(vm.value_error("negative count"));
        };
        vm.reserve(count)?;
        return Ok(vec![0; count]);
    }
    bytes_of(vm, value)
}

fn compare<const OP: usize>(_: &Vm, args: &[Value]) -> Result {
    let op = CompareOp::ALL[OP];
    Ok(match source(args[1]) {
        Some(other) => Value::from_bool(op.holds(receiver(args).cmp(&other))),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn from_hex<const M: bool>(vm: &Vm, args: &[Value]) -> Result {
    let text = match (args[1].cast::<StrObject>(), source(args[1])) {
        (Some(text), _) => text.as_str().to_owned(),
        (_, Some(bytes)) => bytes.iter().map(|b| *b as char).collect(),
        _ => {
            let found = vm.class_name(args[1]);
            return Err(
                vm.type_error(format!("fromhex() argument must be str or bytes-like, not {found}"))
            );
        }
    };
    let bytes = match parse_hex(&text) {
        Ok(bytes) => bytes,
        Err(None) => {
            return Err(
                vm.value_error("fromhex() arg must contain an even number of hexadecimal digits")
            );
        }
        Err(Some(at)) => {
            return Err(vm.value_error(format!(
                "non-hexadecimal number found in fromhex() arg at position {at}"
            )));
        }
    };
    let Some(class) = args[0].cast::<ClassObject>() else {
        return Err(vm.type_error("fromhex() needs a class"));
    };
    Ok(if M {
        vm.new_bytearray_of(class, bytes).value()
    } else {
        vm.new_bytes_of(class, &bytes).value()
    })
}

/// The bytes of pairs of hexadecimal digits with blanks between; an error is the position of a bad character, or `None` at the end.
fn parse_hex(text: &str) -> std::result::Result<Vec<u8>, Option<usize>> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut characters = text.chars().enumerate();
    while let Some((at, high)) = characters.next() {
        if high.is_ascii_whitespace() || high == '\x0b' {
            continue;
        }
        let high = high.to_digit(16).ok_or(Some(at))?;
        let (at, low) = characters.next().ok_or(None)?;
        bytes.push((high << 4 | low.to_digit(16).ok_or(Some(at))?) as u8);
    }
    Ok(bytes)
}
