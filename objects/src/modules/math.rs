//! Module `math`.

pub mod functions;
pub mod integers;

use self::functions::{ExactSum, MathError, ProductSum, SumError};
use super::ModuleSpec;
use crate::class_spec::ANY;
use crate::float::arithmetic as floats;
use crate::function::NativeSpec;
use crate::int::{IntRef, Integer};
use crate::ops::{self, BinaryOp, CompareOp};
use crate::parameters::parse;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// The module.
pub const MODULE: ModuleSpec = ModuleSpec {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    in_file: false,
    functions: FUNCTIONS,
    init: |vm, dict| {
        for (name, value) in [
            ("pi", std::f64::consts::PI),
            ("e", std::f64::consts::E),
            ("tau", std::f64::consts::TAU),
            ("inf", f64::INFINITY),
            ("nan", f64::NAN),
        ] {
            dict.set_name(vm, vm.intern(name), vm.new_float(value));
        }
        Ok(())
    },
};

const FUNCTIONS: &[NativeSpec] = &[
    NativeSpec::function(
        "acos",
        |vm, args| real(vm, args, f64::acos, UNIT_RANGE),
        1,
        1,
        "Return the arc cosine (measured in radians) of x.",
    )
    .of_float(f64::acos),
    NativeSpec::function(
        "acosh",
        |vm, args| {
            real(vm, args, |x| library::acosh(x), "expected argument value not less than 1, got ")
        },
        1,
        1,
        "Return the inverse hyperbolic cosine of x.",
    ),
    NativeSpec::function(
        "asin",
        |vm, args| real(vm, args, f64::asin, UNIT_RANGE),
        1,
        1,
        "Return the arc sine (measured in radians) of x.",
    )
    .of_float(f64::asin),
    NativeSpec::function(
        "asinh",
        |vm, args| real(vm, args, |x| library::asinh(x), ""),
        1,
        1,
        "Return the inverse hyperbolic sine of x.",
    ),
    NativeSpec::function(
        "atan",
        |vm, args| real(vm, args, f64::atan, ""),
        1,
        1,
        "Return the arc tangent (measured in radians) of x.",
    )
    .of_float(f64::atan),
    NativeSpec::function(
        "atanh",
        |vm, args| {
            real(vm, args, |x| library::atanh(x), "expected a number between -1 and 1, got ")
        },
        1,
        1,
        "Return the inverse hyperbolic tangent of x.",
    ),
    NativeSpec::function(
        "cbrt",
        |vm, args| real(vm, args, f64::cbrt, ""),
        1,
        1,
        "Return the cube root of x.",
    )
    .of_float(f64::cbrt),
    NativeSpec::function(
        "cos",
        |vm, args| real(vm, args, f64::cos, FINITE),
        1,
        1,
        "Return the cosine of x (measured in radians).",
    )
    .of_float(f64::cos),
    NativeSpec::function(
        "cosh",
        |vm, args| real(vm, args, f64::cosh, ""),
        1,
        1,
        "Return the hyperbolic cosine of x.",
    )
    .of_float(f64::cosh),
    NativeSpec::function(
        "degrees",
        |vm, args| scaled(vm, args, 180.0 / std::f64::consts::PI),
        1,
        1,
        "Convert angle x from radians to degrees.",
    ),
    NativeSpec::function(
        "erf",
        |vm, args| real(vm, args, functions::error_function, ""),
        1,
        1,
        "Error function at x.",
    )
    .of_float(functions::error_function),
    NativeSpec::function(
        "erfc",
        |vm, args| real(vm, args, functions::error_complement, ""),
        1,
        1,
        "Complementary error function at x.",
    )
    .of_float(functions::error_complement),
    NativeSpec::function(
        "exp",
        |vm, args| real(vm, args, f64::exp, ""),
        1,
        1,
        "Return e raised to the power of x.",
    )
    .of_float(f64::exp),
    NativeSpec::function(
        "exp2",
        |vm, args| real(vm, args, f64::exp2, ""),
        1,
        1,
        "Return 2 raised to the power of x.",
    )
    .of_float(f64::exp2),
    NativeSpec::function(
        "expm1",
        |vm, args| real(vm, args, f64::exp_m1, ""),
        1,
        1,
        "Return exp(x)-1.",
    )
    .of_float(f64::exp_m1),
    NativeSpec::function(
        "fabs",
        |vm, args| real(vm, args, f64::abs, ""),
        1,
        1,
        "Return the absolute value of the float x.",
    )
    .of_float(f64::abs),
    NativeSpec::function(
        "gamma",
        |vm, args| gamma(vm, args, functions::gamma),
        1,
        1,
        "Gamma function at x.",
    ),
    NativeSpec::function(
        "lgamma",
        |vm, args| gamma(vm, args, functions::log_gamma),
        1,
        1,
        "Natural logarithm of absolute value of Gamma function at x.",
    ),
    NativeSpec::function(
        "log",
        log,
        1,
        2,
        "log(x, [base=math.e])\nReturn the logarithm of x to the given base.",
    )
    .of_float(f64::ln),
    NativeSpec::function(
        "log10",
        |vm, args| Ok(vm.new_float(logarithm(vm, args[0], f64::log10)?)),
        1,
        1,
        "Return the base 10 logarithm of x.",
    )
    .of_float(f64::log10),
    NativeSpec::function(
        "log1p",
        |vm, args| real(vm, args, f64::ln_1p, "expected argument value > -1, got "),
        1,
        1,
        "Return the natural logarithm of 1+x (base e).",
    )
    .of_float(f64::ln_1p),
    NativeSpec::function(
        "log2",
        |vm, args| Ok(vm.new_float(logarithm(vm, args[0], f64::log2)?)),
        1,
        1,
        "Return the base 2 logarithm of x.",
    )
    .of_float(f64::log2),
    NativeSpec::function(
        "radians",
        |vm, args| scaled(vm, args, std::f64::consts::PI / 180.0),
        1,
        1,
        "Convert angle x from degrees to radians.",
    ),
    NativeSpec::function(
        "sin",
        |vm, args| real(vm, args, f64::sin, FINITE),
        1,
        1,
        "Return the sine of x (measured in radians).",
    )
    .of_float(f64::sin),
    NativeSpec::function(
        "sinh",
        |vm, args| real(vm, args, f64::sinh, ""),
        1,
        1,
        "Return the hyperbolic sine of x.",
    )
    .of_float(f64::sinh),
    NativeSpec::function(
        "sqrt",
        |vm, args| real(vm, args, f64::sqrt, "expected a nonnegative input, got "),
        1,
        1,
        "Return the square root of x.",
    )
    .of_float(f64::sqrt),
    NativeSpec::function(
        "tan",
        |vm, args| real(vm, args, f64::tan, FINITE),
        1,
        1,
        "Return the tangent of x (measured in radians).",
    )
    .of_float(f64::tan),
    NativeSpec::function(
        "tanh",
        |vm, args| real(vm, args, f64::tanh, ""),
        1,
        1,
        "Return the hyperbolic tangent of x.",
    )
    .of_float(f64::tanh),
    NativeSpec::function(
        "ulp",
        |vm, args| real(vm, args, functions::ulp, ""),
        1,
        1,
        "Return the value of the least significant bit of the float x.",
    )
    .of_float(functions::ulp),
    NativeSpec::function(
        "atan2",
        |vm, args| pair(vm, args, |y, x| Ok(y.atan2(x))),
        2,
        2,
        "Return the arc tangent (measured in radians) of y/x.",
    ),
    NativeSpec::function(
        "copysign",
        |vm, args| pair(vm, args, |x, y| Ok(x.copysign(y))),
        2,
        2,
        "Return a float with the magnitude (absolute value) of x but the sign of y.",
    ),
    NativeSpec::function(
        "fmod",
        |vm, args| pair(vm, args, fmod),
        2,
        2,
        "Return fmod(x, y), according to platform C.",
    ),
    NativeSpec::function(
        "pow",
        |vm, args| pair(vm, args, pow),
        2,
        2,
        "Return x**y (x to the power of y).",
    ),
    NativeSpec::function(
        "remainder",
        |vm, args| pair(vm, args, functions::remainder),
        2,
        2,
        "Difference between x and the closest integer multiple of y.",
    ),
    NativeSpec::function("fma", fma, 3, 3, "Fused multiply-add operation."),
    NativeSpec::function(
        "frexp",
        frexp,
        1,
        1,
        "Return the mantissa and exponent of x, as pair (m, e).",
    ),
    NativeSpec::function("modf", modf, 1, 1, "Return the fractional and integer parts of x."),
    NativeSpec::function("ldexp", ldexp, 2, 2, "Return x * (2**i)."),
    NativeSpec::function(
        "isfinite",
        |vm, args| Ok(Value::from_bool(ops::to_float(vm, args[0])?.is_finite())),
        1,
        1,
        "Return True if x is neither an infinity nor a NaN, and False otherwise.",
    ),
    NativeSpec::function(
        "isinf",
        |vm, args| Ok(Value::from_bool(ops::to_float(vm, args[0])?.is_infinite())),
        1,
        1,
        "Return True if x is a positive or negative infinity, and False otherwise.",
    ),
    NativeSpec::function(
        "isnan",
        |vm, args| Ok(Value::from_bool(ops::to_float(vm, args[0])?.is_nan())),
        1,
        1,
        "Return True if x is a NaN (not a number), and False otherwise.",
    ),
    NativeSpec::keyword_function(
        "isclose",
        is_close,
        2,
        2,
        "Determine whether two floating-point numbers are close in value.",
    ),
    NativeSpec::keyword_function(
        "nextafter",
        next_after,
        2,
        2,
        "Return the floating-point value the given number of steps after x towards y.",
    ),
    NativeSpec::function(
        "ceil",
        |vm, args| rounded(vm, args[0], vm.names.__ceil__, f64::ceil),
        1,
        1,
        "Return the ceiling of x as an Integral.",
    ),
    NativeSpec::function(
        "floor",
        |vm, args| rounded(vm, args[0], vm.names.__floor__, f64::floor),
        1,
        1,
        "Return the floor of x as an Integral.",
    ),
    NativeSpec::function(
        "trunc",
        trunc,
        1,
        1,
        "Truncates the Real x to the nearest Integral toward 0.",
    ),
    NativeSpec::function(
        "hypot",
        hypot,
        0,
        ANY,
        "Multidimensional Euclidean distance from the origin to a point.",
    ),
    NativeSpec::function(
        "dist",
        dist,
        2,
        2,
        "Return the Euclidean distance between two points p and q.",
    ),
    NativeSpec::function(
        "fsum",
        fsum,
        1,
        1,
        "Return an accurate floating-point sum of values in the iterable seq.",
    ),
    NativeSpec::function(
        "sumprod",
        sumprod,
        2,
        2,
        "Return the sum of products of values from two iterables p and q.",
    ),
    NativeSpec::keyword_function(
        "prod",
        prod,
        1,
        1,
        "Calculate the product of all the elements in the input iterable.",
    ),
    NativeSpec::function(
        "gcd",
        |vm, args| fold(vm, args, Integer::Wide(0), |a, b| a.gcd(b)),
        0,
        ANY,
        "Greatest Common Divisor.",
    ),
    NativeSpec::function(
        "lcm",
        |vm, args| fold(vm, args, Integer::Wide(1), integers::lcm),
        0,
        ANY,
        "Least Common Multiple.",
    ),
    NativeSpec::function(
        "isqrt",
        isqrt,
        1,
        1,
        "Return the integer part of the square root of the input.",
    ),
    NativeSpec::function("factorial", factorial, 1, 1, "Find n!."),
    NativeSpec::function(
        "comb",
        comb,
        2,
        2,
        "Number of ways to choose k items from n items without repetition and without order.",
    ),
    NativeSpec::function(
        "perm",
        perm,
        1,
        2,
        "Number of ways to choose k items from n items without repetition and with order.",
    ),
];

const UNIT_RANGE: &str = "expected a number in range from -1 up to 1, got ";
const FINITE: &str = "expected a finite input, got ";

/// Functions of which Rust's own version rounds otherwise than the C library, which CPython calls.
mod library {
    unsafe extern "C" {
        pub safe fn asinh(x: f64) -> f64;
        pub safe fn atanh(x: f64) -> f64;
        pub safe fn acosh(x: f64) -> f64;
    }
}

#[cold]
fn domain_error(vm: &Vm) -> Raised {
    vm.value_error("math domain error")
}

#[cold]
fn range_error(vm: &Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// A function of one float. `domain` begins the message where it has no value.
fn real(vm: &Vm, args: &[Value], function: impl Fn(f64) -> f64, domain: &str) -> Result {
    let x = ops::to_float(vm, args[0])?;
    let result = function(x);
    if result.is_nan() && !x.is_nan() || result.is_infinite() && x.is_finite() && !domain.is_empty()
    {
        let shown = crate::float::text::repr(x);
        return Err(if domain.is_empty() {
            domain_error(vm)
        } else {
            vm.value_error(format!("{domain}{shown}"))
        });
    }
    if result.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(vm.new_float(result))
}

fn scaled(vm: &Vm, args: &[Value], factor: f64) -> Result {
    Ok(vm.new_float(ops::to_float(vm, args[0])? * factor))
}

fn gamma(
    vm: &Vm,
    args: &[Value],
    function: fn(f64) -> std::result::Result<f64, MathError>,
) -> Result {
    let x = ops::to_float(vm, args[0])?;
    match function(x) {
        Ok(result) => Ok(vm.new_float(result)),
        Err(MathError::Range) => Err(range_error(vm)),
        Err(MathError::Domain) => {
            let shown = crate::float::text::repr(x);
            Err(vm.value_error(format!("expected a noninteger or positive integer, got {shown}")))
        }
    }
}

fn pair(
    vm: &Vm,
    args: &[Value],
    function: fn(f64, f64) -> std::result::Result<f64, MathError>,
) -> Result {
    let (x, y) = (ops::to_float(vm, args[0])?, ops::to_float(vm, args[1])?);
    match function(x, y) {
        Ok(result) => Ok(vm.new_float(result)),
        Err(MathError::Domain) => Err(domain_error(vm)),
        Err(MathError::Range) => Err(range_error(vm)),
    }
}

fn fmod(x: f64, y: f64) -> std::result::Result<f64, MathError> {
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(MathError::Domain) } else { Ok(result) }
}

fn pow(x: f64, y: f64) -> std::result::Result<f64, MathError> {
    let result = x.powf(y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(MathError::Domain);
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(if x == 0.0 { MathError::Domain } else { MathError::Range });
    }
    Ok(result)
}

fn fma(vm: &Vm, args: &[Value]) -> Result {
    let [x, y, z] =
        [ops::to_float(vm, args[0])?, ops::to_float(vm, args[1])?, ops::to_float(vm, args[2])?];
    let result = x.mul_add(y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(vm.new_float(result))
}

/// A logarithm, of integers of any size too.
fn logarithm(vm: &Vm, value: Value, function: fn(f64) -> f64) -> Result<f64> {
    if let Some(integer) = value.as_integer() {
        if integer.is_negative() || integer.is_zero() {
            return Err(vm.value_error("expected a positive input"));
        }
        let float = integer.to_f64();
        if float.is_finite() {
            return Ok(function(float));
        }
        // As a fraction in [0.5, 1) and a power of two; the fraction is rounded once.
        let bits = integer.bit_length();
        let denominator =
            IntRef::Wide(1).shl(IntRef::Wide(bits.into())).map_err(|error| vm.int_error(error))?;
        let fraction =
            integer.true_div(denominator.borrow()).map_err(|error| vm.int_error(error))?;
        return Ok(function(fraction) + function(2.0) * bits as f64);
    }
    let x = ops::to_float(vm, value)?;
    if x <= 0.0 {
        let shown = crate::float::text::repr(x);
        return Err(vm.value_error(format!("expected a positive input, got {shown}")));
    }
    Ok(function(x))
}

fn log(vm: &Vm, args: &[Value]) -> Result {
    let numerator = logarithm(vm, args[0], f64::ln)?;
    let Some(base) = args.get(1) else { return Ok(vm.new_float(numerator)) };
    let denominator = logarithm(vm, *base, f64::ln)?;
    vm.float_result(floats::true_div(numerator, denominator))
}

fn frexp(vm: &Vm, args: &[Value]) -> Result {
    let (fraction, exponent) = floats::frexp(ops::to_float(vm, args[0])?);
    Ok(vm.new_tuple(&[vm.new_float(fraction), Value::small(exponent.into())]).value())
}

fn modf(vm: &Vm, args: &[Value]) -> Result {
    let x = ops::to_float(vm, args[0])?;
    let fraction = if x.is_infinite() { 0f64.copysign(x) } else { x.fract().copysign(x) };
    let fraction = if x.is_nan() { x } else { fraction };
    Ok(vm.new_tuple(&[vm.new_float(fraction), vm.new_float(x.trunc())]).value())
}

fn ldexp(vm: &Vm, args: &[Value]) -> Result {
    let x = ops::to_float(vm, args[0])?;
    let Some(exponent) = args[1].as_integer() else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    let exponent = exponent.clamp_isize().clamp(-5000, 5000) as i32;
    let result = floats::ldexp(x, exponent);
    if result.is_infinite() && x.is_finite() {
        Err(range_error(vm))
    } else {
        Ok(vm.new_float(result))
    }
}

fn is_close(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["a", "b", "rel_tol", "abs_tol"];
    let [a, b, relative, absolute] = parse(vm, "isclose", parameters, (2, 2), args, names)?;
    let (a, b) = (ops::to_float(vm, a)?, ops::to_float(vm, b)?);
    let relative = if relative.is_null() { 1e-9 } else { ops::to_float(vm, relative)? };
    let absolute = if absolute.is_null() { 0.0 } else { ops::to_float(vm, absolute)? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b || a.is_infinite() || b.is_infinite() {
        return Ok(Value::from_bool(a == b));
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs()
        || difference <= (relative * a).abs()
        || difference <= absolute;
    Ok(Value::from_bool(close))
}

fn next_after(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [x, y, steps] = parse(vm, "nextafter", ["", "", "steps"], (2, 2), args, names)?;
    let (x, y) = (ops::to_float(vm, x)?, ops::to_float(vm, y)?);
    if steps.is_null() || steps.is_none() {
        return Ok(vm.new_float(functions::next_after(x, y, 1)));
    }
    let steps = ops::to_index(vm, steps)?;
    let steps = match steps.as_integer() {
        Some(steps) if steps.is_negative() => {
            return Err(vm.value_error("steps must be a non-negative integer"));
        }
        Some(steps) => steps.to_usize().unwrap_or(usize::MAX) as u64,
        None => 1,
    };
    Ok(vm.new_float(functions::next_after(x, y, steps)))
}

/// `floor` and `ceil`: by the special method if the value is no float.
fn rounded(vm: &Vm, value: Value, method: Str, function: fn(f64) -> f64) -> Result {
    if value.as_exact_float().is_none() {
        if value.is_int() {
            return Ok(value);
        }
        if let Some(method) = ops::special(vm, value, method) {
            return ops::call_special(vm, method, value, &[]);
        }
    }
    let x = function(ops::to_float(vm, value)?);
    Ok(vm.new_integer(ops::float_to_integer(vm, x)?))
}

fn trunc(vm: &Vm, args: &[Value]) -> Result {
    match ops::special(vm, args[0], vm.names.__trunc__) {
        Some(method) => ops::call_special(vm, method, args[0], &[]),
        None => {
            let found = vm.class_name(args[0]);
            Err(vm.type_error(format!("type {found} doesn't define __trunc__ method")))
        }
    }
}

fn hypot(vm: &Vm, args: &[Value]) -> Result {
    let vector: Result<Vec<f64>> = args.iter().map(|value| ops::to_float(vm, *value)).collect();
    Ok(vm.new_float(functions::vector_norm(&vector?)))
}

fn dist(vm: &Vm, args: &[Value]) -> Result {
    let (p, q) = (ops::collect(vm, args[0])?, ops::collect(vm, args[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut vector = Vec::with_capacity(p.len());
    for (p, q) in p.iter().zip(q.iter()) {
        vector.push(ops::to_float(vm, *p)? - ops::to_float(vm, *q)?);
    }
    Ok(vm.new_float(functions::vector_norm(&vector)))
}

fn fsum(vm: &Vm, args: &[Value]) -> Result {
    let mut sum = ExactSum::default();
    let failed = |error| match error {
        SumError::Overflow => vm.overflow_error("intermediate overflow in fsum"),
        SumError::Infinities => vm.value_error("-inf + inf in fsum"),
    };
    ops::for_each(vm, args[0], |item| sum.add(ops::to_float(vm, item)?).map_err(failed))?;
    Ok(vm.new_float(sum.total().map_err(failed)?))
}

fn sumprod(vm: &Vm, args: &[Value]) -> Result {
    let (p, q) = (ops::collect(vm, args[0])?, ops::collect(vm, args[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    let real = |value: &Value| {
        value.as_exact_float().or_else(|| value.as_exact_integer().map(IntRef::to_f64))
    };
    let any_float = p.iter().chain(q.iter()).any(|value| value.as_exact_float().is_some());
    if any_float {
        let pairs = p.iter().zip(q.iter()).map(|(p, q)| Some((real(p)?, real(q)?)));
        if let Some(pairs) = pairs.collect::<Option<Vec<_>>>()
            && pairs.iter().all(|(p, q)| p.is_finite() && q.is_finite())
        {
            let mut sum = ProductSum::default();
            pairs.iter().for_each(|(p, q)| sum.add(*p, *q));
            if sum.total().is_finite() {
                return Ok(vm.new_float(sum.total()));
            }
        }
    }
    let mut total = Value::small(0);
    for (p, q) in p.iter().zip(q.iter()) {
        let product = ops::binary(vm, *p, *q, BinaryOp::Mul)?;
        total = ops::binary(vm, total, product, BinaryOp::Add)?;
    }
    Ok(total)
}

fn prod(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [iterable, start] = parse(vm, "prod", ["", "start"], (1, 1), args, names)?;
    let mut product = if start.is_null() { Value::small(1) } else { start };
    ops::for_each(vm, iterable, |item| {
        product = ops::binary(vm, product, item, BinaryOp::Mul)?;
        Ok(())
    })?;
    Ok(product)
}

fn fold(vm: &Vm, args: &[Value], start: Integer, combine: fn(IntRef, IntRef) -> Integer) -> Result {
    let mut result = start;
    for value in args {
        let index = ops::to_index(vm, *value)?;
        if let Some(integer) = index.as_integer() {
            result = combine(result.borrow(), integer);
        }
    }
    Ok(vm.new_integer(result))
}

fn isqrt(vm: &Vm, args: &[Value]) -> Result {
    let index = ops::to_index(vm, args[0])?;
    match index.as_integer() {
        Some(n) if !n.is_negative() => Ok(vm.new_integer(n.sqrt())),
        _ => Err(vm.value_error("isqrt() argument must be nonnegative")),
    }
}

fn factorial(vm: &Vm, args: &[Value]) -> Result {
    let index = ops::to_index(vm, args[0])?;
    let Some(n) = index.as_integer() else { return Ok(index) };
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    match n.to_i64() {
        Some(n) => {
            // About n log2(n) bits.
            let bits = (n as f64) * (n.max(2) as f64).log2();
            vm.reserve((bits / 8.0) as usize)?;
            Ok(vm.new_integer(integers::factorial(n as u64)))
        }
        None => {
            let limit = i64::MAX;
            Err(vm.overflow_error(format!("factorial() argument should not exceed {limit}")))
        }
    }
}

/// `n` and `k` of `comb` and `perm`, not negative.
fn choice_arguments(vm: &Vm, args: &[Value]) -> Result<(Value, Value)> {
    let (n, k) = (ops::to_index(vm, args[0])?, ops::to_index(vm, args[1])?);
    for (value, name) in [(n, "n"), (k, "k")] {
        if value.as_integer().is_some_and(IntRef::is_negative) {
            return Err(vm.value_error(format!("{name} must be a non-negative integer")));
        }
    }
    Ok((n, k))
}

fn comb(vm: &Vm, args: &[Value]) -> Result {
    let (n, k) = choice_arguments(vm, args)?;
    if ops::holds(vm, k, n, CompareOp::Gt)? {
        return Ok(Value::small(0));
    }
    let other = ops::binary(vm, n, k, BinaryOp::Sub)?;
    let fewer = if ops::holds(vm, other, k, CompareOp::Lt)? { other } else { k };
    match (n.as_integer(), fewer.as_integer().and_then(IntRef::to_i64)) {
        (Some(n), Some(k)) => Ok(vm.new_integer(integers::combinations(n, k as u64))),
        _ => {
            let limit = i64::MAX;
            Err(vm.overflow_error(format!("min(n - k, k) must not exceed {limit}")))
        }
    }
}

fn perm(vm: &Vm, args: &[Value]) -> Result {
    if args.get(1).is_none_or(|k| k.is_none()) {
        return factorial(vm, &args[..1]);
    }
    let (n, k) = choice_arguments(vm, args)?;
    match (n.as_integer(), k.as_integer().and_then(IntRef::to_i64)) {
        (Some(n), Some(k)) => Ok(vm.new_integer(integers::permutations(n, k as u64))),
        _ => {
            let limit = i64::MAX;
            Err(vm.overflow_error(format!("k must not exceed {limit}")))
        }
    }
}
