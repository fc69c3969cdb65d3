//! Class `float`: construction and methods.

use super::{arithmetic as floats, text};
use crate::bytes::{ByteArrayObject, BytesObject};
use crate::class::ClassObject;
use crate::class_spec::{ClassSpec, GetSetSpec};
use crate::function::NativeSpec;
use crate::object::Kind;
use crate::ops::{self, BinaryOp, CompareOp};
use crate::shape::id;
use crate::string::{StrObject, escape};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The class.
pub const CLASS: ClassSpec = ClassSpec {
    methods: METHODS,
    getters: GETTERS,
    doc: "Convert a string or number to a floating-point number, if possible.",
    ..ClassSpec::new("float", Kind::Float, id::FLOAT)
};

const GETTERS: &[GetSetSpec] = &[
    GetSetSpec::get("real", |vm, value| Ok(vm.new_float(receiver(value)))),
    GetSetSpec::get("imag", |vm, _| Ok(vm.new_float(0.0))),
];

const METHODS: &[NativeSpec] = &[
    NativeSpec::static_method("__new__", new, 1, 2, ""),
    NativeSpec::method("__add__", binary::<0>, 2, 2, "Return self+value."),
    NativeSpec::method("__sub__", binary::<1>, 2, 2, "Return self-value."),
    NativeSpec::method("__mul__", binary::<2>, 2, 2, "Return self*value."),
    NativeSpec::method("__truediv__", binary::<3>, 2, 2, "Return self/value."),
    NativeSpec::method("__floordiv__", binary::<4>, 2, 2, "Return self//value."),
    NativeSpec::method("__mod__", binary::<5>, 2, 2, "Return self%value."),
    NativeSpec::method("__pow__", power, 2, 3, "Return pow(self, value, mod)."),
    NativeSpec::method("__radd__", reflected::<0>, 2, 2, "Return value+self."),
    NativeSpec::method("__rsub__", reflected::<1>, 2, 2, "Return value-self."),
    NativeSpec::method("__rmul__", reflected::<2>, 2, 2, "Return value*self."),
    NativeSpec::method("__rtruediv__", reflected::<3>, 2, 2, "Return value/self."),
    NativeSpec::method("__rfloordiv__", reflected::<4>, 2, 2, "Return value//self."),
    NativeSpec::method("__rmod__", reflected::<5>, 2, 2, "Return value%self."),
    NativeSpec::method("__rpow__", reflected::<6>, 2, 3, "Return pow(value, self, mod)."),
    NativeSpec::method(
        "__divmod__",
        |vm, args| divmod(vm, args[0], args[1]),
        2,
        2,
        "Return divmod(self, value).",
    ),
    NativeSpec::method(
        "__rdivmod__",
        |vm, args| divmod(vm, args[1], args[0]),
        2,
        2,
        "Return divmod(value, self).",
    ),
    NativeSpec::method("__lt__", compare::<0>, 2, 2, "Return self<value."),
    NativeSpec::method("__le__", compare::<1>, 2, 2, "Return self<=value."),
    NativeSpec::method("__eq__", compare::<2>, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", compare::<3>, 2, 2, "Return self!=value."),
    NativeSpec::method("__gt__", compare::<4>, 2, 2, "Return self>value."),
    NativeSpec::method("__ge__", compare::<5>, 2, 2, "Return self>=value."),
    NativeSpec::method(
        "__hash__",
        |vm, args| Ok(vm.new_int(ops::hash_float(receiver(args[0]), args[0]))),
        1,
        1,
        "Return hash(self).",
    ),
    NativeSpec::method(
        "__repr__",
        |vm, args| Ok(vm.new_str(&text::repr(receiver(args[0]))).value()),
        1,
        1,
        "Return repr(self).",
    ),
    NativeSpec::method(
        "__bool__",
        |_, args| Ok(Value::from_bool(receiver(args[0]) != 0.0)),
        1,
        1,
        "True if self else False",
    ),
    NativeSpec::method("__neg__", |vm, args| Ok(vm.new_float(-receiver(args[0]))), 1, 1, "-self"),
    NativeSpec::method("__pos__", |vm, args| Ok(vm.new_float(receiver(args[0]))), 1, 1, "+self"),
    NativeSpec::method(
        "__abs__",
        |vm, args| Ok(vm.new_float(receiver(args[0]).abs())),
        1,
        1,
        "abs(self)",
    ),
    NativeSpec::method("__int__", truncate, 1, 1, "int(self)"),
    NativeSpec::method(
        "__float__",
        |vm, args| Ok(vm.new_float(receiver(args[0]))),
        1,
        1,
        "float(self)",
    ),
    NativeSpec::method(
        "__trunc__",
        truncate,
        1,
        1,
        "Return the Integral closest to x between 0 and x.",
    ),
    NativeSpec::method(
        "__floor__",
        |vm, args| integral(vm, receiver(args[0]).floor()),
        1,
        1,
        "Return the floor as an Integral.",
    ),
    NativeSpec::method(
        "__ceil__",
        |vm, args| integral(vm, receiver(args[0]).ceil()),
        1,
        1,
        "Return the ceiling as an Integral.",
    ),
    NativeSpec::method(
        "__round__",
        round,
        1,
        2,
        "Return the Integral closest to x, rounding half toward even.",
    ),
    NativeSpec::method("__format__", format, 2, 2, "Formats the float according to format_spec."),
    NativeSpec::method(
        "__getnewargs__",
        |vm, args| Ok(vm.new_tuple(&[vm.new_float(receiver(args[0]))]).value()),
        1,
        1,
        "",
    ),
    NativeSpec::method(
        "conjugate",
        |vm, args| Ok(vm.new_float(receiver(args[0]))),
        1,
        1,
        "Return self, the complex conjugate of any float.",
    ),
    NativeSpec::method(
        "is_integer",
        |_, args| Ok(Value::from_bool(is_integral(receiver(args[0])))),
        1,
        1,
        "Return True if the float is an integer.",
    ),
    NativeSpec::method(
        "as_integer_ratio",
        as_integer_ratio,
        1,
        1,
        "Return a pair of integers, whose ratio is exactly equal to the original float.",
    ),
    NativeSpec::method(
        "hex",
        |vm, args| Ok(vm.new_str(&text::to_hex(receiver(args[0]))).value()),
        1,
        1,
        "Return a hexadecimal representation of a floating-point number.",
    ),
    NativeSpec::class_method(
        "fromhex",
        from_hex,
        2,
        2,
        "Create a floating-point number from a hexadecimal string.",
    ),
    NativeSpec::class_method(
        "from_number",
        from_number,
        2,
        2,
        "Convert real number to a floating-point number.",
    ),
];

/// The number of a method's receiver, which was checked to be a `float`.
fn receiver(value: Value) -> f64 {
    value.as_any_float().unwrap_or(f64::NAN)
}

fn is_integral(x: f64) -> bool {
    x.is_finite() && x.fract() == 0.0
}

/// A float, or an integer as a float.
fn operand(vm: &Vm, value: Value) -> Result<Option<f64>> {
    match value.as_any_float() {
        Some(float) => Ok(Some(float)),
        None => value.as_integer().map(|integer| vm.int_to_float(integer)).transpose(),
    }
}

fn binary<const OP: usize>(vm: &Vm, args: &[Value]) -> Result {
    operate(vm, args[0], args[1], BinaryOp::ALL[OP])
}

fn reflected<const OP: usize>(vm: &Vm, args: &[Value]) -> Result {
    operate(vm, args[1], args[0], BinaryOp::ALL[OP])
}

fn power(vm: &Vm, args: &[Value]) -> Result {
    if args.get(2).is_some_and(|modulus| !modulus.is_none()) {
        return Err(
            vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")
        );
    }
    operate(vm, args[0], args[1], BinaryOp::Pow)
}

fn operate(vm: &Vm, a: Value, b: Value, op: BinaryOp) -> Result {
    let (Some(a), Some(b)) = (operand(vm, a)?, operand(vm, b)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = match op {
        BinaryOp::Add => Ok(a + b),
        BinaryOp::Sub => Ok(a - b),
        BinaryOp::Mul => Ok(a * b),
        BinaryOp::TrueDiv => floats::true_div(a, b),
        BinaryOp::FloorDiv => floats::floor_div(a, b),
        BinaryOp::Mod => floats::modulo(a, b),
        BinaryOp::Pow => floats::pow(a, b),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    vm.float_result(result)
}

fn divmod(vm: &Vm, a: Value, b: Value) -> Result {
    let (Some(a), Some(b)) = (operand(vm, a)?, operand(vm, b)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (quotient, remainder) = floats::div_mod(a, b).map_err(|error| vm.float_error(error))?;
    Ok(vm.new_tuple(&[vm.new_float(quotient), vm.new_float(remainder)]).value())
}

fn compare<const OP: usize>(_: &Vm, args: &[Value]) -> Result {
    let op = CompareOp::ALL[OP];
    let a = receiver(args[0]);
    if let Some(b) = args[1].as_any_float() {
        return Ok(Value::from_bool(op.holds_floats(a, b)));
    }
    let Some(integer) = args[1].as_integer() else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::from_bool(match integer.compare_f64(a) {
        Some(order) => op.holds(order.reverse()),
        None => op == CompareOp::Ne,
    }))
}

fn integral(vm: &Vm, x: f64) -> Result {
    Ok(vm.new_integer(ops::float_to_integer(vm, x)?))
}

fn truncate(vm: &Vm, args: &[Value]) -> Result {
    integral(vm, receiver(args[0]))
}

fn round(vm: &Vm, args: &[Value]) -> Result {
    let x = receiver(args[0]);
    match args.get(1).filter(|digits| !digits.is_none()) {
        None => integral(vm, text::round_half_even(x)),
        Some(digits) => {
            let digits = ops::to_clamped(vm, *digits)?;
            let rounded = text::round_to_digits(x, digits as i64);
            if rounded.is_infinite() && x.is_finite() {
                return Err(vm.overflow_error("rounded value too large to represent"));
            }
            Ok(vm.new_float(rounded))
        }
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

fn as_integer_ratio(vm: &Vm, args: &[Value]) -> Result {
    let x = receiver(args[0]);
    match floats::integer_ratio(x) {
        Some((numerator, denominator)) => {
            Ok(vm.new_tuple(&[vm.new_integer(numerator), vm.new_integer(denominator)]).value())
        }
        None if x.is_nan() => Err(vm.value_error("cannot convert NaN to integer ratio")),
        None => Err(vm.overflow_error("cannot convert Infinity to integer ratio")),
    }
}

fn construct(vm: &Vm, class: Value, number: f64) -> Result {
    match class.cast::<ClassObject>() {
        Some(class) => Ok(vm.new_float_of(class, number)),
        None => Err(vm.type_error("float.__new__(X): X is not a type object")),
    }
}

fn from_hex(vm: &Vm, args: &[Value]) -> Result {
    let Some(source) = args[1].cast::<StrObject>() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    match text::from_hex(source.as_str()) {
        Ok(number) => construct(vm, args[0], number),
        Err(text::HexError::Invalid) => {
            Err(vm.value_error("invalid hexadecimal floating-point string"))
        }
        Err(text::HexError::Overflow) => {
            Err(vm.overflow_error("hexadecimal value too large to represent as a float"))
        }
    }
}

fn from_number(vm: &Vm, args: &[Value]) -> Result {
    let number = ops::to_float(vm, args[1])?;
    construct(vm, args[0], number)
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    let Some(&value) = args.get(1) else { return construct(vm, args[0], 0.0) };
    if value.is_float() && args[0] == vm.classes.float.value() {
        return Ok(value);
    }
    let number = convert(vm, value)?;
    if number.is_nan() && value.as_any_float().is_none() {
        return construct(vm, args[0], vm.new_nan(number.is_sign_negative()));
    }
    construct(vm, args[0], number)
}

/// `float(value)`
///
/// # Errors
/// What the conversion raises.
pub fn convert(vm: &Vm, value: Value) -> Result<f64> {
    let bytes = match (
        value.cast::<StrObject>(),
        value.cast::<BytesObject>(),
        value.cast::<ByteArrayObject>(),
    ) {
        (Some(source), ..) => {
            return text::parse(source.as_str()).ok_or_else(|| {
                let shown = escape::repr(source.as_str(), false);
                vm.value_error(format!("could not convert string to float: {shown}"))
            });
        }
        (_, Some(bytes), _) => bytes.as_bytes().to_vec(),
        (.., Some(array)) => array.to_vec(),
        _ => {
            return ops::real(vm, value)?.ok_or_else(|| {
                let class = vm.class_of(value).name();
                vm.type_error(format!(
                    "float() argument must be a string or a real number, not '{}'",
                    class.as_str()
                ))
            });
        }
    };
    std::str::from_utf8(&bytes).ok().and_then(text::parse).ok_or_else(|| {
        vm.value_error(format!("could not convert string to float: {}", escape::repr_bytes(&bytes)))
    })
}
