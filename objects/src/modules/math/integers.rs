//! The integer functions of `math`. Plain Rust.

use crate::int::{IntRef, Integer};
use num_bigint::{BigInt, BigUint};
use num_traits::One;

/// The product of the integers of a range, by halves, so that factors are of like size.
fn product(first: u64, last: u64) -> BigUint {
    if last - first < 16 {
        let mut small = 1u64;
        let mut result = BigUint::one();
        for n in first..=last {
            match small.checked_mul(n) {
                Some(more) => small = more,
                None => {
                    result *= small;
                    small = n;
                }
            }
        }
        return result * small;
    }
    let middle = first + (last - first) / 2;
    product(first, middle) * product(middle + 1, last)
}

/// `n!`
pub fn factorial(n: u64) -> Integer {
    if n < 2 { 1i64.into() } else { product(2, n).into() }
}

/// `n * (n - 1) * ...`, `k` factors; `n` and `k` are not negative.
pub fn permutations(n: IntRef, k: u64) -> Integer {
    if n.compare((k as i64).into()).is_lt() {
        return 0i64.into();
    }
    match n.to_i64() {
        _ if k == 0 => 1i64.into(),
        Some(n) => product(n as u64 - k + 1, n as u64).into(),
        None => {
            let n = n.to_big();
            (0..k).fold(BigInt::one(), |result, i| result * (&n - i)).into()
        }
    }
}

/// The number of ways to choose `k` of `n`; `k` is at most `n - k`.
pub fn combinations(n: IntRef, k: u64) -> Integer {
    if let Some(n) = n.to_i64() {
        // While products fit 128 bits nothing is allocated.
        let mut result = 1u128;
        for i in 0..k {
            match result.checked_mul(u128::from(n as u64 - i)) {
                Some(more) if more <= i128::MAX as u128 => result = more / u128::from(i + 1),
                _ => return choose(&BigInt::from(n), k),
            }
        }
        return (result as i128).into();
    }
    choose(&n.to_big(), k)
}

fn choose(n: &BigInt, k: u64) -> Integer {
    if k <= 64 {
        return (0..k).fold(BigInt::one(), |result, i| result * (n - i) / (i + 1)).into();
    }
    // comb(n, k) = comb(n, j) * comb(n - j, k - j) / comb(k, j)
    let j = k / 2;
    let big = |value: Integer| value.borrow().to_big();
    let rest: BigInt = n - j;
    let numerator = big(choose(n, j)) * big(choose(&rest, k - j));
    (numerator / big(choose(&BigInt::from(k), j))).into()
}

/// The least common multiple.
pub fn lcm(a: IntRef, b: IntRef) -> Integer {
    if a.is_zero() || b.is_zero() {
        return 0i64.into();
    }
    let divisor = a.gcd(b);
    let quotient = a.floor_div(divisor.borrow()).unwrap_or(0i64.into());
    let multiple = quotient.borrow().mul(b).unwrap_or(0i64.into());
    multiple.borrow().abs()
}
