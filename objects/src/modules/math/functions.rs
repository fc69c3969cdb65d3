//! The real functions of `math` that are more than a call of the C library. Plain Rust, with CPython's algorithms, so that last digits agree.

use crate::float::arithmetic::{frexp, ldexp};
use std::f64::consts::PI;

const LANCZOS_G: f64 = 6.024_680_040_776_73;
const LANCZOS_G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const LOG_PI: f64 = 1.144_729_885_849_400_2;

#[allow(clippy::excessive_precision, reason = "the digits of the published coefficients")]
const LANCZOS_NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];

const LANCZOS_DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// What may go wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MathError {
    /// The function has no value there.
    Domain,
    /// The value is not a finite float.
    Range,
}

fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    // Horner's rule from the end that keeps the powers small.
    if x < 5.0 {
        for i in (0..13).rev() {
            numerator = numerator * x + LANCZOS_NUMERATOR[i];
            denominator = denominator * x + LANCZOS_DENOMINATOR[i];
        }
    } else {
        for i in 0..13 {
            numerator = numerator / x + LANCZOS_NUMERATOR[i];
            denominator = denominator / x + LANCZOS_DENOMINATOR[i];
        }
    }
    numerator / denominator
}

fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * result
}

/// The gamma function.
///
/// # Errors
/// At poles, and where it overflows.
pub fn gamma(x: f64) -> Result<f64, MathError> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 { Ok(x) } else { Err(MathError::Domain) };
    }
    if x == 0.0 {
        return Err(MathError::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(MathError::Domain);
        }
        if x <= 23.0 {
            return Ok((1..x as u32).map(f64::from).product());
        }
    }
    let size = x.abs();
    if size < 1e-20 {
        let result = 1.0 / x;
        return if result.is_infinite() { Err(MathError::Range) } else { Ok(result) };
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(MathError::Range) };
    }
    let y = size + LANCZOS_G_MINUS_HALF;
    // The rounding error of `y`.
    let z = if size > LANCZOS_G_MINUS_HALF {
        (y - size) - LANCZOS_G_MINUS_HALF
    } else {
        (y - LANCZOS_G_MINUS_HALF) - size
    };
    let z = z * LANCZOS_G / y;
    let root = || y.powf(size / 2.0 - 0.25);
    let result = if x < 0.0 {
        let r = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        let r = r - z * r;
        if size < 140.0 { r / y.powf(size - 0.5) } else { r / root() / root() }
    } else {
        let r = lanczos_sum(size) / y.exp();
        let r = r + z * r;
        if size < 140.0 { r * y.powf(size - 0.5) } else { r * root() * root() }
    };
    if result.is_infinite() { Err(MathError::Range) } else { Ok(result) }
}

/// The logarithm of the absolute value of the gamma function.
///
/// # Errors
/// At poles, and where it overflows.
pub fn log_gamma(x: f64) -> Result<f64, MathError> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(MathError::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut result = lanczos_sum(size).ln() - LANCZOS_G;
    result += (size - 0.5) * ((size + LANCZOS_G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = LOG_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    if result.is_infinite() { Err(MathError::Range) } else { Ok(result) }
}

/// A sum as two floats: rounded, and what rounding lost.
#[derive(Clone, Copy)]
struct Double {
    high: f64,
    low: f64,
}

impl Double {
    /// The sum of numbers of which the first is not smaller in size.
    fn fast_sum(a: f64, b: f64) -> Double {
        let high = a + b;
        Double { high, low: (a - high) + b }
    }
    fn sum(a: f64, b: f64) -> Double {
        let high = a + b;
        let z = high - a;
        Double { high, low: (a - (high - z)) + (b - z) }
    }
    fn product(a: f64, b: f64) -> Double {
        let high = a * b;
        Double { high, low: a.mul_add(b, -high) }
    }
}

/// The length of a vector, nearly correctly rounded.
pub fn vector_norm(vector: &[f64]) -> f64 {
    let max = vector.iter().fold(0.0, |max: f64, x| if x.abs() > max { x.abs() } else { max });
    if max.is_infinite() {
        return max;
    }
    if vector.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || vector.len() <= 1 {
        return max;
    }
    let (_, exponent) = frexp(max);
    if exponent < -1023 {
        let scaled: Vec<f64> = vector.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * vector_norm(&scaled);
    }
    let scale = ldexp(1.0, -exponent);
    let (mut sum, mut lost_products, mut lost_sums) = (1.0, 0.0, 0.0);
    for x in vector {
        let x = x * scale;
        let square = Double::product(x, x);
        let next = Double::fast_sum(sum, square.high);
        sum = next.high;
        lost_products += square.low;
        lost_sums += next.low;
    }
    let root = (sum - 1.0 + (lost_products + lost_sums)).sqrt();
    let square = Double::product(-root, root);
    let next = Double::fast_sum(sum, square.high);
    let rest = next.high - 1.0 + (lost_products + square.low + (lost_sums + next.low));
    (root + rest / (2.0 * root)) / scale
}

/// A sum of products with triple precision.
#[derive(Clone, Copy, Default)]
pub struct ProductSum {
    high: f64,
    low: f64,
    tiny: f64,
}

impl ProductSum {
    /// Adds a product.
    pub fn add(&mut self, x: f64, y: f64) {
        let product = Double::product(x, y);
        let sum = Double::sum(self.high, product.high);
        let lows = Double::sum(self.low, product.low);
        let rest = Double::sum(lows.high, sum.low);
        (self.high, self.low, self.tiny) = (sum.high, rest.high, self.tiny + lows.low + rest.low);
    }
    /// The rounded sum.
    pub fn total(self) -> f64 {
        let last = Double::sum(self.low, self.tiny);
        self.high + last.high
    }
}

/// Exact summation by partial sums that do not overlap (Shewchuk).
#[derive(Default)]
pub struct ExactSum {
    partials: Vec<f64>,
    special: f64,
    infinities: f64,
}

/// Why there is no sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SumError {
    /// An intermediate sum is too large.
    Overflow,
    /// Infinities of both signs.
    Infinities,
}

impl ExactSum {
    /// Adds a number.
    ///
    /// # Errors
    /// An intermediate sum is too large.
    pub fn add(&mut self, number: f64) -> Result<(), SumError> {
        let mut x = number;
        let mut kept = 0;
        for index in 0..self.partials.len() {
            let mut y = self.partials[index];
            if x.abs() < y.abs() {
                (x, y) = (y, x);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.partials.truncate(kept);
        if x == 0.0 {
            return Ok(());
        }
        if x.is_finite() {
            self.partials.push(x);
            return Ok(());
        }
        if number.is_finite() {
            return Err(SumError::Overflow);
        }
        if number.is_infinite() {
            self.infinities += number;
        }
        self.special += number;
        self.partials.clear();
        Ok(())
    }
    /// The sum, rounded once.
    ///
    /// # Errors
    /// Infinities of both signs.
    pub fn total(mut self) -> Result<f64, SumError> {
        if self.special != 0.0 {
            return if self.infinities.is_nan() {
                Err(SumError::Infinities)
            } else {
                Ok(self.special)
            };
        }
        let Some(mut high) = self.partials.pop() else { return Ok(0.0) };
        let mut low = 0.0;
        while let Some(y) = self.partials.pop() {
            let x = high;
            high = x + y;
            low = y - (high - x);
            if low != 0.0 {
                break;
            }
        }
        // Half-even rounding across partials: what remains may break a tie.
        if let Some(next) = self.partials.last()
            && (low < 0.0 && *next < 0.0 || low > 0.0 && *next > 0.0)
        {
            let y = low * 2.0;
            let x = high + y;
            if y == x - high {
                high = x;
            }
        }
        Ok(high)
    }
}

/// `x` minus the nearest multiple of `y`, ties to an even one.
///
/// # Errors
/// An infinite `x`, or a zero `y`.
pub fn remainder(x: f64, y: f64) -> Result<f64, MathError> {
    if x.is_nan() || y.is_nan() {
        return Ok(if x.is_nan() { x } else { y });
    }
    if x.is_infinite() || y == 0.0 {
        return Err(MathError::Domain);
    }
    if y.is_infinite() {
        return Ok(x);
    }
    let (size, divisor) = (x.abs(), y.abs());
    let rest = size % divisor;
    let complement = divisor - rest;
    let result = if rest < complement {
        rest
    } else if rest > complement {
        -complement
    } else {
        rest - 2.0 * ((0.5 * (size - rest)) % divisor)
    };
    Ok(1f64.copysign(x) * result)
}

/// The float `steps` floats from `x` towards `y`.
pub fn next_after(x: f64, y: f64, steps: u64) -> f64 {
    if steps == 0 || x.is_nan() {
        return x;
    }
    if y.is_nan() || x == y {
        return y;
    }
    // Floats as integers in the order of the real line.
    let ordered = |x: f64| {
        let size = (x.abs().to_bits()) as i64;
        if x.is_sign_negative() { -size } else { size }
    };
    let (from, to) = (ordered(x), ordered(y));
    let distance = from.abs_diff(to);
    if steps > distance {
        return y;
    }
    let at = if from < to {
        from.wrapping_add_unsigned(steps)
    } else {
        from.wrapping_sub_unsigned(steps)
    };
    let size = f64::from_bits(at.unsigned_abs());
    // Zero keeps the sign of the side that it is reached from.
    if at < 0 || at == 0 && x.is_sign_negative() { -size } else { size }
}

/// The value of the least significant bit.
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = f64::from_bits(x.to_bits() + 1);
    if next.is_infinite() { x - f64::from_bits(x.to_bits() - 1) } else { next - x }
}

unsafe extern "C" {
    safe fn erf(x: f64) -> f64;
    safe fn erfc(x: f64) -> f64;
}

/// The error function, of the C library.
pub fn error_function(x: f64) -> f64 {
    erf(x)
}

/// The complement of the error function, of the C library.
pub fn error_complement(x: f64) -> f64 {
    erfc(x)
}
