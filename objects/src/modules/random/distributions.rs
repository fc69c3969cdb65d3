//! Distributions over a source of uniform floats, with CPython's algorithms. `next` gives a float in `[0, 1)` or fails.

use crate::modules::math::functions::log_gamma;
use std::f64::consts::{E, PI, TAU};

/// `normalvariate(mu, sigma)`
pub fn normal<X>(next: &mut impl FnMut() -> Result<f64, X>, mu: f64, sigma: f64) -> Result<f64, X> {
    let magic = 4.0 * (-0.5f64).exp() / 2f64.sqrt();
    loop {
        let u1 = next()?;
        let u2 = 1.0 - next()?;
        let z = magic * (u1 - 0.5) / u2;
        if z * z / 4.0 <= -u2.ln() {
            return Ok(mu + z * sigma);
        }
    }
}

/// Two independent numbers of the standard normal distribution, as `gauss` uses them.
pub fn gauss_pair<X>(next: &mut impl FnMut() -> Result<f64, X>) -> Result<(f64, f64), X> {
    let angle = next()? * TAU;
    let radius = (-2.0 * (1.0 - next()?).ln()).sqrt();
    Ok((angle.cos() * radius, angle.sin() * radius))
}

/// `vonmisesvariate(mu, kappa)`
pub fn von_mises<X>(
    next: &mut impl FnMut() -> Result<f64, X>,
    mu: f64,
    kappa: f64,
) -> Result<f64, X> {
    if kappa <= 1e-6 {
        return Ok(TAU * next()?);
    }
    let s = 0.5 / kappa;
    let r = s + (1.0 + s * s).sqrt();
    let z = loop {
        let z = (PI * next()?).cos();
        let d = z / (r + z);
        let u = next()?;
        if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
            break z;
        }
    };
    let q = 1.0 / r;
    let f = (q + z) / (1.0 + q * z);
    let angle = if next()? > 0.5 { mu + f.acos() } else { mu - f.acos() };
    Ok(crate::float::arithmetic::modulo(angle, TAU).unwrap_or(0.0))
}

/// `gammavariate(alpha, beta)` of positive parameters.
pub fn gamma<X>(
    next: &mut impl FnMut() -> Result<f64, X>,
    alpha: f64,
    beta: f64,
) -> Result<f64, X> {
    if alpha > 1.0 {
        return gamma_above_one(next, alpha).map(|x| x * beta);
    }
    if alpha == 1.0 {
        return Ok(-(1.0 - next()?).ln() * beta);
    }
    loop {
        let b = (E + alpha) / E;
        let p = b * next()?;
        let x = if p <= 1.0 { p.powf(1.0 / alpha) } else { -((b - p) / alpha).ln() };
        let u = next()?;
        let accepted = if p > 1.0 { u <= x.powf(alpha - 1.0) } else { u <= (-x).exp() };
        if accepted {
            return Ok(x * beta);
        }
    }
}

fn gamma_above_one<X>(next: &mut impl FnMut() -> Result<f64, X>, alpha: f64) -> Result<f64, X> {
    let magic = 1.0 + 4.5f64.ln();
    let a = (2.0 * alpha - 1.0).sqrt();
    let (b, c) = (alpha - 4f64.ln(), alpha + a);
    loop {
        let u1 = next()?;
        if !(1e-7 < u1 && u1 < 0.999_999_9) {
            continue;
        }
        let u2 = 1.0 - next()?;
        let v = (u1 / (1.0 - u1)).ln() / a;
        let x = alpha * v.exp();
        let z = u1 * u1 * u2;
        let r = b + c * v - x;
        if r + magic - 4.5 * z >= 0.0 || r >= z.ln() {
            return Ok(x);
        }
    }
}

/// `betavariate(alpha, beta)`
pub fn beta<X>(next: &mut impl FnMut() -> Result<f64, X>, alpha: f64, beta: f64) -> Result<f64, X> {
    let y = gamma(next, alpha, 1.0)?;
    if y == 0.0 {
        return Ok(0.0);
    }
    Ok(y / (y + gamma(next, beta, 1.0)?))
}

/// `binomialvariate(n, p)` for `p` between 0 and 1, exclusive.
pub fn binomial<X>(next: &mut impl FnMut() -> Result<f64, X>, n: i64, p: f64) -> Result<i64, X> {
    if n == 1 {
        return Ok(i64::from(next()? < p));
    }
    if p > 0.5 {
        return Ok(n - binomial(next, n, 1.0 - p)?);
    }
    let count = n as f64;
    if count * p < 10.0 {
        return binomial_small(next, n, p);
    }
    // Hörmann's transformed rejection, BTRS.
    let spread = (count * p * (1.0 - p)).sqrt();
    let b = 1.15 + 2.53 * spread;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let c = count * p + 0.5;
    let limit = 0.92 - 4.2 / b;
    let log_factorial = |k: f64| log_gamma(k + 1.0).unwrap_or(f64::INFINITY);
    let alpha = (2.83 + 5.1 / b) * spread;
    let odds = (p / (1.0 - p)).ln();
    let mode = ((count + 1.0) * p).floor();
    let h = log_factorial(mode) + log_factorial(count - mode);
    loop {
        let u = next()? - 0.5;
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + c).floor();
        if k < 0.0 || k > count {
            continue;
        }
        let v = next()?;
        if us >= 0.07 && v <= limit {
            return Ok(k as i64);
        }
        let v = v * alpha / (a / (us * us) + b);
        if v.ln() <= h - log_factorial(k) - log_factorial(count - k) + (k - mode) * odds {
            return Ok(k as i64);
        }
    }
}

fn binomial_small<X>(next: &mut impl FnMut() -> Result<f64, X>, n: i64, p: f64) -> Result<i64, X> {
    let (mut x, mut y) = (0, 0f64);
    let c = (1.0 - p).log2();
    if c == 0.0 {
        return Ok(0);
    }
    loop {
        let u = next()?;
        if u == 0.0 {
            continue;
        }
        y += (u.log2() / c).floor() + 1.0;
        if y > n as f64 {
            return Ok(x);
        }
        x += 1;
    }
}
