//! Arithmetic of floats with Python's semantics, as plain Rust: no VM, no objects.

use crate::int::integer::Integer;
use num_bigint::BigInt;

/// Why an operation has no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatError {
    /// Division or modulo by zero.
    DivisionByZero,
    /// `0.0 ** -1`
    ZeroToNegative,
    /// `(-1.0) ** 0.5` is not real.
    NotReal,
    /// Finite operands, no finite result.
    Overflow,
}

/// `a % b`: the result has the sign of `b`.
///
/// # Errors
/// Division by zero.
#[inline]
pub fn modulo(a: f64, b: f64) -> Result<f64, FloatError> {
    if b == 0.0 {
        return Err(FloatError::DivisionByZero);
    }
    let rest = a % b;
    Ok(if rest == 0.0 {
        0f64.copysign(b)
    } else if (b < 0.0) != (rest < 0.0) {
        rest + b
    } else {
        rest
    })
}

/// `divmod(a, b)`
///
/// # Errors
/// Division by zero.
pub fn div_mod(a: f64, b: f64) -> Result<(f64, f64), FloatError> {
    let rest = modulo(a, b)?;
    let truncated = a % b;
    let mut quotient = (a - truncated) / b;
    if truncated != 0.0 && (b < 0.0) != (truncated < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0f64.copysign(a / b), rest));
    }
    // The quotient is integral but for rounding.
    let floor = quotient.floor();
    Ok((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest))
}

/// `a // b`
///
/// # Errors
/// Division by zero.
#[inline]
pub fn floor_div(a: f64, b: f64) -> Result<f64, FloatError> {
    Ok(div_mod(a, b)?.0)
}

/// `a / b`
///
/// # Errors
/// Division by zero.
#[inline]
pub fn true_div(a: f64, b: f64) -> Result<f64, FloatError> {
    if b == 0.0 { Err(FloatError::DivisionByZero) } else { Ok(a / b) }
}

/// `a ** b`
///
/// # Errors
/// A power that is not real or not finite.
pub fn pow(a: f64, b: f64) -> Result<f64, FloatError> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(FloatError::ZeroToNegative);
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        return Err(FloatError::NotReal);
    }
    let power = a.powf(b);
    if power.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(FloatError::Overflow);
    }
    Ok(power)
}

/// `x * 2**exponent`, rounded once.
pub fn ldexp(mut x: f64, mut exponent: i32) -> f64 {
    let up = f64::from_bits(0x7fe0_0000_0000_0000);
    // 2^-1022 * 2^53: stays normal until the last step, which alone rounds.
    let down = f64::from_bits(0x0010_0000_0000_0000) * 9_007_199_254_740_992.0;
    for _ in 0..2 {
        if exponent > 1023 {
            x *= up;
            exponent -= 1023;
        } else if exponent < -1022 {
            x *= down;
            exponent += 1022 - 53;
        }
    }
    let exponent = exponent.clamp(-1022, 1023);
    x * f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// The fraction in `[0.5, 1)` and the exponent whose product with a power of two is `x`.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, offset) = if x.abs() < f64::MIN_POSITIVE { (x * 2f64.powi(54), 54) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1022;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - offset)
}

/// The numerator and denominator of a finite float, in lowest terms; `None` if it is not finite.
pub fn integer_ratio(x: f64) -> Option<(Integer, Integer)> {
    if !x.is_finite() {
        return None;
    }
    let (fraction, exponent) = frexp(x);
    let mantissa = (fraction * 2f64.powi(53)) as i64;
    if mantissa == 0 {
        return Some((0i64.into(), 1i64.into()));
    }
    let zeros = mantissa.trailing_zeros();
    let (mantissa, exponent) = (mantissa >> zeros, exponent - 53 + zeros as i32);
    Some(if exponent >= 0 {
        ((BigInt::from(mantissa) << exponent as u32).into(), 1i64.into())
    } else {
        (mantissa.into(), (BigInt::from(1) << (-exponent) as u32).into())
    })
}

/// The hash of a float: that of the equal integer or fraction; `None` for not-a-number, which has none of its own.
pub fn hash(x: f64) -> Option<i64> {
    use crate::int::integer::HASH_MODULUS;
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { 314_159 } else { -314_159 });
    }
    if x as i64 as f64 == x && x.abs() < 9e18 {
        return Some(crate::int::integer::IntRef::from(x as i64).hash());
    }
    // Powers of two are rotations modulo 2^61 - 1.
    let (mut fraction, mut exponent) = frexp(x.abs());
    let mut hash = 0u64;
    while fraction != 0.0 {
        hash = (hash << 28 & HASH_MODULUS) | hash >> 33;
        fraction *= 268_435_456.0;
        exponent -= 28;
        hash += fraction as u64;
        fraction -= fraction.trunc();
        if hash >= HASH_MODULUS {
            hash -= HASH_MODULUS;
        }
    }
    let rotation = exponent.rem_euclid(61);
    hash = (hash << rotation & HASH_MODULUS) | hash >> (61 - rotation);
    Some(match (x < 0.0, hash as i64) {
        (true, 1) => -2,
        (true, hash) => -hash,
        (false, hash) => hash,
    })
}
