//! Class `int`: construction and methods.

use super::text::{self, ParseIntError};
use super::{IntRef, Integer};
use crate::bytes::{ByteArrayObject, BytesObject};
use crate::class::{Class, ClassObject};
use crate::class_spec::{ClassSpec, GetSetSpec};
use crate::function::NativeSpec;
use crate::object::Kind;
use crate::ops::{self, BinaryOp, CompareOp};
use crate::parameters::parse;
use crate::shape::id;
use crate::string::{Str, StrObject, escape};
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// The class.
pub const CLASS: ClassSpec = ClassSpec {
    methods: METHODS,
    getters: GETTERS,
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\n\
          Convert a number or string to an integer, or return 0 if no arguments are given.",
    ..ClassSpec::new("int", Kind::BigInt, id::INT)
};

const GETTERS: &[GetSetSpec] = &[
    GetSetSpec::get("real", |vm, value| positive(vm, &[value])),
    GetSetSpec::get("imag", |_, _| Ok(Value::small(0))),
    GetSetSpec::get("numerator", |vm, value| positive(vm, &[value])),
    GetSetSpec::get("denominator", |_, _| Ok(Value::small(1))),
];

const METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_static_method("__new__", new, 1, 3, ""),
    NativeSpec::method("__add__", binary::<0>, 2, 2, "Return self+value."),
    NativeSpec::method("__sub__", binary::<1>, 2, 2, "Return self-value."),
    NativeSpec::method("__mul__", binary::<2>, 2, 2, "Return self*value."),
    NativeSpec::method("__truediv__", binary::<3>, 2, 2, "Return self/value."),
    NativeSpec::method("__floordiv__", binary::<4>, 2, 2, "Return self//value."),
    NativeSpec::method("__mod__", binary::<5>, 2, 2, "Return self%value."),
    NativeSpec::method("__lshift__", binary::<7>, 2, 2, "Return self<<value."),
    NativeSpec::method("__rshift__", binary::<8>, 2, 2, "Return self>>value."),
    NativeSpec::method("__and__", binary::<9>, 2, 2, "Return self&value."),
    NativeSpec::method("__or__", binary::<10>, 2, 2, "Return self|value."),
    NativeSpec::method("__xor__", binary::<11>, 2, 2, "Return self^value."),
    NativeSpec::method("__radd__", reflected::<0>, 2, 2, "Return value+self."),
    NativeSpec::method("__rsub__", reflected::<1>, 2, 2, "Return value-self."),
    NativeSpec::method("__rmul__", reflected::<2>, 2, 2, "Return value*self."),
    NativeSpec::method("__rtruediv__", reflected::<3>, 2, 2, "Return value/self."),
    NativeSpec::method("__rfloordiv__", reflected::<4>, 2, 2, "Return value//self."),
    NativeSpec::method("__rmod__", reflected::<5>, 2, 2, "Return value%self."),
    NativeSpec::method("__rlshift__", reflected::<7>, 2, 2, "Return value<<self."),
    NativeSpec::method("__rrshift__", reflected::<8>, 2, 2, "Return value>>self."),
    NativeSpec::method("__rand__", reflected::<9>, 2, 2, "Return value&self."),
    NativeSpec::method("__ror__", reflected::<10>, 2, 2, "Return value|self."),
    NativeSpec::method("__rxor__", reflected::<11>, 2, 2, "Return value^self."),
    NativeSpec::method("__pow__", power, 2, 3, "Return pow(self, value, mod)."),
    NativeSpec::method("__rpow__", reflected_power, 2, 3, "Return pow(value, self, mod)."),
    NativeSpec::method("__divmod__", divmod, 2, 2, "Return divmod(self, value)."),
    NativeSpec::method("__rdivmod__", reflected_divmod, 2, 2, "Return divmod(value, self)."),
    NativeSpec::method("__lt__", compare::<0>, 2, 2, "Return self<value."),
    NativeSpec::method("__le__", compare::<1>, 2, 2, "Return self<=value."),
    NativeSpec::method("__eq__", compare::<2>, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", compare::<3>, 2, 2, "Return self!=value."),
    NativeSpec::method("__gt__", compare::<4>, 2, 2, "Return self>value."),
    NativeSpec::method("__ge__", compare::<5>, 2, 2, "Return self>=value."),
    NativeSpec::method(
        "__hash__",
        |vm, args| Ok(vm.new_int(receiver(&args[0]).hash())),
        1,
        1,
        "Return hash(self).",
    ),
    NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self)."),
    NativeSpec::method(
        "__bool__",
        |_, args| Ok(Value::from_bool(!receiver(&args[0]).is_zero())),
        1,
        1,
        "True if self else False",
    ),
    NativeSpec::method(
        "__neg__",
        |vm, args| Ok(vm.new_integer(receiver(&args[0]).neg())),
        1,
        1,
        "-self",
    ),
    NativeSpec::method("__pos__", positive, 1, 1, "+self"),
    NativeSpec::method(
        "__abs__",
        |vm, args| Ok(vm.new_integer(receiver(&args[0]).abs())),
        1,
        1,
        "abs(self)",
    ),
    NativeSpec::method(
        "__invert__",
        |vm, args| Ok(vm.new_integer(receiver(&args[0]).invert())),
        1,
        1,
        "~self",
    ),
    NativeSpec::method("__int__", positive, 1, 1, "int(self)"),
    NativeSpec::method(
        "__index__",
        positive,
        1,
        1,
        "Return self converted to an integer, if self is suitable for use as an index into a list.",
    ),
    NativeSpec::method(
        "__float__",
        |vm, args| Ok(vm.new_float(vm.int_to_float(receiver(&args[0]))?)),
        1,
        1,
        "float(self)",
    ),
    NativeSpec::method("__trunc__", positive, 1, 1, "Truncating an Integral returns itself."),
    NativeSpec::method("__floor__", positive, 1, 1, "Flooring an Integral returns itself."),
    NativeSpec::method("__ceil__", positive, 1, 1, "Ceiling of an Integral returns itself."),
    NativeSpec::method("__round__", round, 1, 2, "Rounding an Integral returns itself."),
    NativeSpec::method("__format__", format, 2, 2, "Convert to a string according to format_spec."),
    NativeSpec::method(
        "__getnewargs__",
        |vm, args| Ok(vm.new_tuple(&[positive(vm, args)?]).value()),
        1,
        1,
        "",
    ),
    NativeSpec::method("__sizeof__", size_of_int, 1, 1, "Returns size in memory, in bytes."),
    NativeSpec::method(
        "conjugate",
        positive,
        1,
        1,
        "Returns self, the complex conjugate of any int.",
    ),
    NativeSpec::method(
        "bit_length",
        |vm, args| Ok(vm.new_size(receiver(&args[0]).bit_length() as usize)),
        1,
        1,
        "Number of bits necessary to represent self in binary.",
    ),
    NativeSpec::method(
        "bit_count",
        |vm, args| Ok(vm.new_size(receiver(&args[0]).bit_count() as usize)),
        1,
        1,
        "Number of ones in the binary representation of the absolute value of self.",
    ),
    NativeSpec::method(
        "is_integer",
        |_, _| Ok(Value::TRUE),
        1,
        1,
        "Returns True. Exists for duck type compatibility with float.is_integer.",
    ),
    NativeSpec::method(
        "as_integer_ratio",
        |vm, args| Ok(vm.new_tuple(&[positive(vm, args)?, Value::small(1)]).value()),
        1,
        1,
        "Return a pair of integers, whose ratio is equal to the original int.",
    ),
    NativeSpec::keyword_method(
        "to_bytes",
        to_bytes,
        1,
        4,
        "Return an array of bytes representing an integer.",
    ),
    NativeSpec::keyword_class_method(
        "from_bytes",
        from_bytes,
        2,
        4,
        "Return the integer represented by the given array of bytes.",
    ),
];

/// The number of a method's receiver, which was checked to be an `int`.
fn receiver(value: &Value) -> IntRef<'_> {
    value.as_integer().unwrap_or(IntRef::Wide(0))
}

fn positive(vm: &Vm, args: &[Value]) -> Result {
    if args[0].is_int() || args[0].has_shape(id::INT) {
        return Ok(args[0]);
    }
    Ok(vm.new_integer(receiver(&args[0]).to_owned()))
}

fn binary<const OP: usize>(vm: &Vm, args: &[Value]) -> Result {
    operate(vm, args[0], args[1], BinaryOp::ALL[OP])
}

fn reflected<const OP: usize>(vm: &Vm, args: &[Value]) -> Result {
    operate(vm, args[1], args[0], BinaryOp::ALL[OP])
}

fn operate(vm: &Vm, a: Value, b: Value, op: BinaryOp) -> Result {
    if let Some(result) = ops::bools(a, b, op) {
        return Ok(result);
    }
    match (a.as_integer(), b.as_integer()) {
        (Some(a), Some(b)) => ops::integers(vm, a, b, op).unwrap_or(Ok(Value::NOT_IMPLEMENTED)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn power(vm: &Vm, args: &[Value]) -> Result {
    let modulus = args.get(2).copied().unwrap_or(Value::NONE);
    power_of(vm, args[0], args[1], modulus)
}

fn reflected_power(vm: &Vm, args: &[Value]) -> Result {
    let modulus = args.get(2).copied().unwrap_or(Value::NONE);
    power_of(vm, args[1], args[0], modulus)
}

fn power_of(vm: &Vm, base: Value, exponent: Value, modulus: Value) -> Result {
    let (Some(a), Some(b)) = (base.as_integer(), exponent.as_integer()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if modulus.is_none() {
        return operate(vm, base, exponent, BinaryOp::Pow);
    }
    match modulus.as_integer() {
        Some(modulus) => vm.int_result(a.pow_mod(b, modulus)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn divmod(vm: &Vm, args: &[Value]) -> Result {
    pair(vm, args[0], args[1])
}

fn reflected_divmod(vm: &Vm, args: &[Value]) -> Result {
    pair(vm, args[1], args[0])
}

fn pair(vm: &Vm, a: Value, b: Value) -> Result {
    let (Some(a), Some(b)) = (a.as_integer(), b.as_integer()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (quotient, remainder) = a.div_mod(b).map_err(|error| vm.int_error(error))?;
    Ok(vm.new_tuple(&[vm.new_integer(quotient), vm.new_integer(remainder)]).value())
}

fn compare<const OP: usize>(_: &Vm, args: &[Value]) -> Result {
    let op = CompareOp::ALL[OP];
    Ok(match args[1].as_integer() {
        Some(other) => Value::from_bool(op.holds(receiver(&args[0]).compare(other))),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.int_repr(receiver(&args[0]))?.value())
}

fn round(vm: &Vm, args: &[Value]) -> Result {
    let number = receiver(&args[0]);
    let digits = match args.get(1) {
        None => return positive(vm, args),
        Some(digits) => ops::to_index(vm, *digits)?,
    };
    let Some(digits) = digits.as_integer().filter(|digits| digits.is_negative()) else {
        return positive(vm, args);
    };
    // Beyond its own digits everything rounds to zero.
    let most = number.bit_length() as i64 + 1;
    match digits.to_i64().and_then(i64::checked_neg).filter(|digits| *digits <= most) {
        Some(digits) => Ok(vm.new_integer(number.round_to_power_of_ten(digits as u32))),
        None => Ok(Value::small(0)),
    }
}

fn format(vm: &Vm, args: &[Value]) -> Result {
    let Some(spec) = args[1].cast::<StrObject>() else {
        let class = vm.class_of(args[1]).name();
        return Err(
            vm.type_error(format!("__format__() argument must be str, not {}", class.as_str()))
        );
    };
    Ok(crate::format::spec::format_value(vm, args[0], spec.as_str())?.value())
}

fn size_of_int(vm: &Vm, args: &[Value]) -> Result {
    // As CPython counts: a header and 30 bits in each 4 bytes.
    let digits = receiver(&args[0]).bit_length().div_ceil(30).max(1);
    Ok(vm.new_size(24 + 4 * digits as usize))
}

fn byte_order(vm: &Vm, value: Value) -> Result<bool> {
    if value.is_null() {
        return Ok(true);
    }
    let Some(name) = value.cast::<StrObject>() else {
        let class = vm.class_of(value).name();
        return Err(vm.type_error(format!(
            "to_bytes() argument 'byteorder' must be str, not {}",
            class.as_str()
        )));
    };
    match name.as_str() {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn to_bytes(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["length", "byteorder", "signed"];
    let [length, order, signed] = parse(vm, "to_bytes", parameters, (0, 2), &args[1..], names)?;
    let length = if length.is_null() { 1 } else { ops::to_isize(vm, length)? };
    let big = byte_order(vm, order)?;
    let signed = !signed.is_null() && ops::truth(vm, signed)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let number = receiver(&args[0]);
    if number.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    vm.reserve(length)?;
    let Some(mut bytes) = number.to_bytes_le(length, signed) else {
        return Err(vm.overflow_error("int too big to convert"));
    };
    if big {
        bytes.reverse();
    }
    Ok(vm.new_bytes(&bytes).value())
}

fn from_bytes(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["bytes", "byteorder", "signed"];
    let [source, order, signed] = parse(vm, "from_bytes", parameters, (1, 2), &args[1..], names)?;
    let big = byte_order(vm, order)?;
    let signed = !signed.is_null() && ops::truth(vm, signed)?;
    let mut bytes = crate::bytes::methods::bytes_of(vm, source)?;
    if big {
        bytes.reverse();
    }
    let number = Integer::from_bytes_le(&bytes, signed);
    construct(vm, args[0], number)
}

fn construct(vm: &Vm, class: Value, number: Integer) -> Result {
    let Some(class) = class.cast::<ClassObject>() else {
        return Err(vm.type_error("int.__new__(X): X is not a type object"));
    };
    if class == vm.classes.bool {
        return Ok(Value::from_bool(!number.borrow().is_zero()));
    }
    if class == vm.classes.int || class.has(crate::class::flag::HEAP) {
        return Ok(vm.new_int_of(class, number));
    }
    let value = vm.new_integer(number);
    vm.call(class.value(), &[value])
}

fn new(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let class: Class = match args[0].cast::<ClassObject>() {
        Some(class) => class,
        None => return Err(vm.type_error("int.__new__(X): X is not a type object")),
    };
    let [value, base] = parse(vm, "int", ["", "base"], (0, 2), &args[1..], names)?;
    let number = match (value.is_null(), base.is_null()) {
        (true, true) => Integer::Wide(0),
        (true, false) => return Err(vm.type_error("int() missing string argument")),
        (false, true) => {
            if value.is_int() && class == vm.classes.int {
                return Ok(value);
            }
            convert(vm, value)?
        }
        (false, false) => convert_with_base(vm, value, base)?,
    };
    Ok(vm.new_int_of(class, number))
}

/// `int(value)`
///
/// # Errors
/// What the conversion raises.
pub fn convert(vm: &Vm, value: Value) -> Result<Integer> {
    if !matches!(value.kind(), Some(Kind::Str | Kind::Bytes | Kind::ByteArray))
        && let Some(number) = ops::to_integer(vm, value)?
    {
        return Ok(number);
    }
    match parse_value(vm, value, 10)? {
        Some(number) => Ok(number),
        None => {
            let class = vm.class_of(value).name();
            Err(vm.type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                class.as_str()
            )))
        }
    }
}

fn convert_with_base(vm: &Vm, value: Value, base: Value) -> Result<Integer> {
    let index = ops::to_index(vm, base)?;
    let base =
        index.as_integer().and_then(IntRef::to_usize).filter(|base| matches!(base, 0 | 2..=36));
    let Some(base) = base else {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    };
    match parse_value(vm, value, base as u32)? {
        Some(number) => Ok(number),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

/// The number that text or bytes show; `None` for other values.
fn parse_value(vm: &Vm, value: Value, base: u32) -> Result<Option<Integer>> {
    let limit = vm.int_max_digits.get();
    if let Some(source) = value.cast::<StrObject>() {
        let result = text::parse(source.as_str(), base, limit);
        return result
            .map(Some)
            .map_err(|error| parse_error(vm, error, base, &escape::repr(source.as_str(), false)));
    }
    let bytes = match (value.cast::<BytesObject>(), value.cast::<ByteArrayObject>()) {
        (Some(bytes), _) => bytes.as_bytes().to_vec(),
        (_, Some(array)) => array.to_vec(),
        _ => return Ok(None),
    };
    let result = match std::str::from_utf8(&bytes) {
        Ok(source) if source.is_ascii() => text::parse(source, base, limit),
        _ => Err(ParseIntError::Invalid),
    };
    result.map(Some).map_err(|error| parse_error(vm, error, base, &escape::repr_bytes(&bytes)))
}

#[cold]
fn parse_error(vm: &Vm, error: ParseIntError, base: u32, shown: &str) -> Raised {
    match error {
        ParseIntError::Invalid => {
            let shown: String = shown.chars().take(200).collect();
            vm.value_error(format!("invalid literal for int() with base {base}: {shown}"))
        }
        ParseIntError::TooLong(digits) => vm.value_error(format!(
            "Exceeds the limit ({} digits) for integer string conversion: value has {digits} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            vm.int_max_digits.get()
        )),
    }
}
