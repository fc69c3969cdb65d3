//! Binary operators: numbers directly, text and sequences by layout, everything else by special methods.

use super::special::{call_special, special};
use super::{BinaryOp, convert};
use crate::class::Class;
use crate::float::arithmetic as floats;
use crate::int::{IntError, IntRef};
use crate::object::Kind;
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// A value of exactly class `int`, `bool` or `float`.
#[derive(Clone, Copy)]
enum Number<'a> {
    Int(IntRef<'a>),
    Float(f64),
}

#[inline]
fn number(value: &Value) -> Option<Number<'_>> {
    match value.as_exact_float() {
        Some(float) => Some(Number::Float(float)),
        None => value.as_exact_integer().map(Number::Int),
    }
}

impl Number<'_> {
    #[inline]
    fn to_float(self, vm: &Vm) -> Result<f64> {
        match self {
            Number::Int(integer) => vm.int_to_float(integer),
            Number::Float(float) => Ok(float),
        }
    }
}

/// `a op b`
///
/// # Errors
/// What the operation raises.
#[inline]
pub fn binary(vm: &Vm, a: Value, b: Value, op: BinaryOp) -> Result {
    if a.is_int()
        && b.is_int()
        && let Some(result) = small_integers(vm, a.int(), b.int(), op)
    {
        return Ok(result);
    }
    if let Some(result) = bools(a, b, op) {
        return Ok(result);
    }
    if let (Some(x), Some(y)) = (number(&a), number(&b)) {
        return numbers(vm, x, y, op).unwrap_or_else(|| Err(unsupported(vm, a, b, symbol(op))));
    }
    if let Some(result) = builtin(vm, a, b, op) {
        return result;
    }
    match protocol(vm, a, b, op)? {
        Some(result) => Ok(result),
        None => Err(failure(vm, a, b, op, symbol(op))),
    }
}

/// `a op= b`: the in-place method if there is one, else the operator.
///
/// # Errors
/// What the operation raises.
pub fn inplace(vm: &Vm, a: Value, b: Value, op: BinaryOp) -> Result {
    if let Some(result) = bools(a, b, op) {
        return Ok(result);
    }
    if let (Some(x), Some(y)) = (number(&a), number(&b)) {
        return numbers(vm, x, y, op)
            .unwrap_or_else(|| Err(unsupported(vm, a, b, &format!("{}=", op.symbol()))));
    }
    if let Some(result) = builtin(vm, a, b, op) {
        return result;
    }
    if let Some(method) = special(vm, a, op.inplace_method(&vm.names)) {
        let result = call_special(vm, method, a, &[b])?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    match protocol(vm, a, b, op)? {
        Some(result) => Ok(result),
        None => Err(failure(vm, a, b, op, &format!("{}=", op.symbol()))),
    }
}

/// The operators that make a bool of two bools.
#[inline]
pub(crate) fn bools(a: Value, b: Value, op: BinaryOp) -> Option<Value> {
    if !(a.is_bool() && b.is_bool()) {
        return None;
    }
    let (a, b) = (a.as_bool(), b.as_bool());
    Some(Value::from_bool(match op {
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        _ => return None,
    }))
}

pub(super) fn symbol(op: BinaryOp) -> &'static str {
    // `pow()` arrives here too.
    if op == BinaryOp::Pow { "** or pow()" } else { op.symbol() }
}

/// Arithmetic of integers in words, where it is short; `None` leaves it to the general path.
#[inline]
fn small_integers(vm: &Vm, a: i64, b: i64, op: BinaryOp) -> Option<Value> {
    Some(match op {
        // Sums of 62 bits fit 64.
        BinaryOp::Add => vm.new_int(a + b),
        BinaryOp::Sub => vm.new_int(a - b),
        BinaryOp::Mul => vm.new_integer(i128::from(a) * i128::from(b)),
        BinaryOp::And => Value::small(a & b),
        BinaryOp::Or => Value::small(a | b),
        BinaryOp::Xor => Value::small(a ^ b),
        BinaryOp::RShift if (0..64).contains(&b) => Value::small(a >> b),
        BinaryOp::Mod if b > 0 => Value::small(a.rem_euclid(b)),
        BinaryOp::FloorDiv if b > 0 => Value::small(a.div_euclid(b)),
        _ => return None,
    })
}

/// Arithmetic of built-in numbers; `None` if there is no such operator for them.
#[inline]
fn numbers(vm: &Vm, a: Number, b: Number, op: BinaryOp) -> Option<Result> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => integers(vm, a, b, op),
        _ => {
            let (a, b) = match (a.to_float(vm), b.to_float(vm)) {
                (Ok(a), Ok(b)) => (a, b),
                _ => return Some(Err(Raised)),
            };
            let result = match op {
                BinaryOp::Add => Ok(a + b),
                BinaryOp::Sub => Ok(a - b),
                BinaryOp::Mul => Ok(a * b),
                BinaryOp::TrueDiv => floats::true_div(a, b),
                BinaryOp::FloorDiv => floats::floor_div(a, b),
                BinaryOp::Mod => floats::modulo(a, b),
                BinaryOp::Pow => floats::pow(a, b),
                _ => return None,
            };
            Some(vm.float_result(result))
        }
    }
}

/// Arithmetic of integers; `None` for `@`. The methods of `int` use it too.
pub(crate) fn integers(vm: &Vm, a: IntRef, b: IntRef, op: BinaryOp) -> Option<Result> {
    let result = match op {
        BinaryOp::Add => Ok(a.add(b)),
        BinaryOp::Sub => Ok(a.sub(b)),
        BinaryOp::Mul => a.mul(b),
        BinaryOp::FloorDiv => a.floor_div(b),
        BinaryOp::Mod => a.modulo(b),
        BinaryOp::LShift => match reserve_bits(vm, a, b) {
            Ok(()) => a.shl(b),
            Err(raised) => return Some(Err(raised)),
        },
        BinaryOp::RShift => a.shr(b),
        BinaryOp::And => Ok(a.and(b)),
        BinaryOp::Or => Ok(a.or(b)),
        BinaryOp::Xor => Ok(a.xor(b)),
        BinaryOp::TrueDiv => {
            return Some(match a.true_div(b) {
                Ok(quotient) => Ok(vm.new_float(quotient)),
                Err(error) => Err(vm.int_error(error)),
            });
        }
        BinaryOp::Pow if b.is_negative() => {
            let floats = vm.int_to_float(a).and_then(|a| Ok((a, vm.int_to_float(b)?)));
            return Some(floats.and_then(|(a, b)| vm.float_result(floats::pow(a, b))));
        }
        BinaryOp::Pow => match reserve_power(vm, a, b) {
            Ok(()) => a.pow(b),
            Err(raised) => return Some(Err(raised)),
        },
        BinaryOp::MatMul => return None,
    };
    Some(vm.int_result(result))
}

/// Asks for the memory of `a << b`.
fn reserve_bits(vm: &Vm, a: IntRef, b: IntRef) -> Result<()> {
    match b.to_i64() {
        Some(bits) if bits > 1 << 16 && !a.is_zero() => vm.reserve(bits as usize / 8),
        None if !b.is_negative() && !a.is_zero() => {
            Err(vm.overflow_error("too many digits in integer"))
        }
        _ => Ok(()),
    }
}

/// Asks for the memory of `a ** b`.
fn reserve_power(vm: &Vm, a: IntRef, b: IntRef) -> Result<()> {
    let bits =
        a.bit_length().saturating_sub(1).saturating_mul(b.to_i64().unwrap_or(i64::MAX) as u64);
    if bits > 1 << 16 { vm.reserve(bits as usize / 8) } else { Ok(()) }
}

/// Operators of `str` and `bytes` proper, which need no lookup of methods.
#[inline]
fn builtin(vm: &Vm, a: Value, b: Value, op: BinaryOp) -> Option<Result> {
    if !a.is_object() {
        return None;
    }
    match (a.header().shape(), op) {
        (id::STR, BinaryOp::Add) if b.has_shape(id::STR) => {
            let (a, b) = (Str::from_value(a), Str::from_value(b));
            Some(vm.concat_str(a, b).map(Value::from))
        }
        (id::STR, BinaryOp::Mod) if !is_derived_str(vm, b) => {
            Some(crate::format::percent::format_str(vm, Str::from_value(a), b).map(Value::from))
        }
        (id::STR, BinaryOp::Mul) if b.is_int() => {
            let count = b.int().max(0) as usize;
            Some(vm.repeat_str(Str::from_value(a), count).map(Value::from))
        }
        _ => None,
    }
}

/// Whether a value is an instance of a class derived from `str`, which may have a `__rmod__` that goes first.
fn is_derived_str(vm: &Vm, value: Value) -> bool {
    value.has_kind(Kind::Str) && vm.class_of(value) != vm.classes.str
}

/// The method of `a`, and the reflected method of `b`, the latter first if `b`'s class is a subclass of `a`'s that overrides it.
/// `None` if neither is implemented.
pub(super) fn protocol(vm: &Vm, a: Value, b: Value, op: BinaryOp) -> Result<Option<Value>> {
    attempt(vm, a, b, op.method(&vm.names), op.reflected_method(&vm.names), op)
}

/// The reflected method of `b` alone, after the method of `a` has declined.
pub(super) fn attempt_right(vm: &Vm, a: Value, b: Value, op: BinaryOp) -> Result<Option<Value>> {
    let (left_class, right_class) = (vm.class_of(a), vm.class_of(b));
    if left_class == right_class {
        return Ok(None);
    }
    let Some(method) = vm.lookup_special(right_class, op.reflected_method(&vm.names)) else {
        return Ok(None);
    };
    let result = call_special(vm, method, b, &[a])?;
    Ok(if result.is_not_implemented() { None } else { Some(result) })
}

fn attempt(
    vm: &Vm,
    a: Value,
    b: Value,
    name: Str,
    reflected: Str,
    op: BinaryOp,
) -> Result<Option<Value>> {
    let (left_class, right_class) = (vm.class_of(a), vm.class_of(b));
    let left = vm.lookup_special(left_class, name);
    let right =
        if left_class == right_class { None } else { vm.lookup_special(right_class, reflected) };
    let right_first = match (left, right) {
        (Some(left), Some(right)) => {
            overrides(vm, left_class, right_class, reflected, right)
                || is_sequence_method(a, left, op) && !is_sequence(b)
        }
        _ => false,
    };
    let calls =
        if right_first { [(right, b, a), (left, a, b)] } else { [(left, a, b), (right, b, a)] };
    for (method, receiver, other) in calls {
        let Some(method) = method else { continue };
        if let (Kind::Builtin, Some(raised)) =
            (kind_of(method), bad_repetition(vm, receiver, other, op))
        {
            return Err(raised);
        }
        let result = call_special(vm, method, receiver, &[other])?;
        if !result.is_not_implemented() {
            return Ok(Some(result));
        }
    }
    Ok(None)
}

fn kind_of(value: Value) -> Kind {
    value.kind().unwrap_or(Kind::Free)
}

/// Whether `right_class` is a proper subclass of `left_class` with another reflected method.
pub(super) fn overrides(
    vm: &Vm,
    left_class: Class,
    right_class: Class,
    reflected: Str,
    right: Value,
) -> bool {
    left_class != right_class
        && right_class.is_subclass_of(left_class)
        && vm.lookup_special(left_class, reflected) != Some(right)
}

/// Concatenation and repetition of built-in sequences come last: `[] + x` asks `x.__radd__` first.
fn is_sequence_method(a: Value, method: Value, op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Add | BinaryOp::Mul)
        && is_sequence(a)
        && kind_of(method) == Kind::Builtin
}

fn is_sequence(value: Value) -> bool {
    matches!(
        value.kind(),
        Some(Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::List | Kind::Tuple | Kind::Array)
    )
}

/// The error of a sequence times something that is no integer.
fn bad_repetition(vm: &Vm, receiver: Value, count: Value, op: BinaryOp) -> Option<Raised> {
    if op != BinaryOp::Mul || !is_sequence(receiver) || count.is_any_int() {
        return None;
    }
    if special(vm, count, vm.names.__index__).is_some() {
        return None;
    }
    let class = vm.class_of(count);
    Some(vm.type_error(format!(
        "can't multiply sequence by non-int of type '{}'",
        class.name().as_str()
    )))
}

/// The error when no method was found. Sequences word theirs themselves.
#[cold]
pub(super) fn failure(vm: &Vm, a: Value, b: Value, op: BinaryOp, symbol: &str) -> Raised {
    if op == BinaryOp::Mul
        && let Some(raised) = bad_repetition(vm, a, b, op).or_else(|| bad_repetition(vm, b, a, op))
    {
        return raised;
    }
    unsupported(vm, a, b, symbol)
}

#[cold]
fn unsupported(vm: &Vm, a: Value, b: Value, symbol: &str) -> Raised {
    let (a, b) = (vm.class_of(a).name(), vm.class_of(b).name());
    vm.type_error(format!(
        "unsupported operand type(s) for {symbol}: '{}' and '{}'",
        a.as_str(),
        b.as_str()
    ))
}

/// `divmod(a, b)`
///
/// # Errors
/// What the operation raises.
pub fn divmod(vm: &Vm, a: Value, b: Value) -> Result {
    match (number(&a), number(&b)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) => {
            let (quotient, remainder) = a.div_mod(b).map_err(|error| vm.int_error(error))?;
            Ok(vm.new_tuple(&[vm.new_integer(quotient), vm.new_integer(remainder)]).into())
        }
        (Some(x), Some(y)) => {
            let pair = floats::div_mod(x.to_float(vm)?, y.to_float(vm)?);
            let (quotient, remainder) = pair.map_err(|error| vm.float_error(error))?;
            Ok(vm.new_tuple(&[vm.new_float(quotient), vm.new_float(remainder)]).into())
        }
        _ => {
            let (name, reflected) = (vm.names.__divmod__, vm.names.__rdivmod__);
            match attempt(vm, a, b, name, reflected, BinaryOp::Mod)? {
                Some(result) => Ok(result),
                None => Err(unsupported(vm, a, b, "divmod()")),
            }
        }
    }
}

/// `pow(a, b, modulus)`; a modulus of `None` is none.
///
/// # Errors
/// What the operation raises.
pub fn power(vm: &Vm, a: Value, b: Value, modulus: Value) -> Result {
    if modulus.is_none() {
        return binary(vm, a, b, BinaryOp::Pow);
    }
    if let (Some(base), Some(exponent), Some(modulus)) =
        (a.as_integer(), b.as_integer(), modulus.as_integer())
    {
        return vm.int_result(base.pow_mod(exponent, modulus));
    }
    for (value, name) in [(a, vm.names.__pow__), (b, vm.names.__rpow__)] {
        let Some(method) =
            special(vm, value, name).filter(|method| kind_of(*method) != Kind::Builtin)
        else {
            continue;
        };
        let args = if name == vm.names.__pow__ { [b, modulus] } else { [a, modulus] };
        let result = call_special(vm, method, value, &args)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if [a, b, modulus].iter().all(|v| v.is_any_int() || v.as_any_float().is_some()) {
        return Err(
            vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")
        );
    }
    let (a, b, modulus) =
        (vm.class_of(a).name(), vm.class_of(b).name(), vm.class_of(modulus).name());
    Err(vm.type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        a.as_str(),
        b.as_str(),
        modulus.as_str()
    )))
}

// ---- out of line for generated code

/// `a + b` of integers in words whose sum overflowed.
#[cold]
#[inline(never)]
pub fn int_add(vm: &Vm, a: Value, b: Value) -> Value {
    vm.new_integer(i128::from(a.int()) + i128::from(b.int()))
}
/// `a - b` of integers in words whose difference overflowed.
#[cold]
#[inline(never)]
pub fn int_sub(vm: &Vm, a: Value, b: Value) -> Value {
    vm.new_integer(i128::from(a.int()) - i128::from(b.int()))
}
/// `a * b` of integers in words whose product overflowed.
#[inline(never)]
pub fn int_mul(vm: &Vm, a: Value, b: Value) -> Value {
    vm.new_integer(i128::from(a.int()) * i128::from(b.int()))
}
/// `a // b` of integers in words, `b` not zero.
#[inline]
pub fn int_floor_div(vm: &Vm, a: Value, b: Value) -> Result {
    let (a, b) = (a.int(), b.int());
    match a.checked_div(b) {
        Some(quotient) => {
            let down = i64::from(a % b != 0 && (a < 0) != (b < 0));
            Ok(vm.new_int(quotient - down))
        }
        None => Err(vm.int_error(IntError::DivisionByZero)),
    }
}
/// `a % b` of integers in words, `b` not zero.
#[inline]
pub fn int_mod(vm: &Vm, a: Value, b: Value) -> Result {
    let (a, b) = (a.int(), b.int());
    match a.checked_rem(b) {
        Some(rest) => {
            Ok(Value::small(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }))
        }
        None => Err(vm.int_error(IntError::DivisionByZero)),
    }
}

/// Whether a value can be a number operand of a built-in function, and its float.
///
/// # Errors
/// OverflowError.
pub fn float_operand(vm: &Vm, value: Value) -> Result<Option<f64>> {
    match number(&value) {
        Some(number) => number.to_float(vm).map(Some),
        None => convert::real(vm, value),
    }
}
