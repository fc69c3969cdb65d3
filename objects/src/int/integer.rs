//! Integers of any size with Python's semantics, as plain Rust: no VM, no objects.
//!
//! Numbers of up to 128 bits are an `i128` in place ([`Integer::Wide`]), so that loops that wander over 64 bits (hashes, generators of
//! random numbers) allocate no digits; only beyond that is there a [`BigInt`]. The form is normal: a `Big` never fits an `i128`.
//! Not here: parsing and printing (`text.rs`), objects (`mod.rs`).

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer as _;
use num_traits::{FromPrimitive, One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// An integer in normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integer {
    /// At most 128 bits.
    Wide(i128),
    /// More than 128 bits.
    Big(BigInt),
}

/// An integer operand: a number, or digits that somebody else owns. Normal like [`Integer`].
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    /// At most 128 bits.
    Wide(i128),
    /// More than 128 bits.
    Big(&'a BigInt),
}

/// Why an operation has no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IntError {
    /// Division or modulo by zero.
    DivisionByZero,
    /// A shift by a negative number.
    NegativeShift,
    /// More digits than an address space holds.
    TooLarge,
    /// The quotient is not a finite float.
    QuotientTooLarge,
    /// `pow(a, b, 0)`
    ZeroModulus,
    /// `pow(a, -b, m)` and `a` has no inverse.
    NotInvertible,
}

/// Most bits that an operation makes: beyond that it would not fit memory anyway.
pub const MAX_BITS: u64 = 1 << 36;

/// The modulus of hashes of numbers, 2^61 - 1.
pub const HASH_MODULUS: u64 = (1 << 61) - 1;

type Checked<T = Integer> = Result<T, IntError>;

impl From<BigInt> for Integer {
    fn from(value: BigInt) -> Integer {
        if value.bits() <= 128
            && let Some(wide) = value.to_i128()
        {
            return Integer::Wide(wide);
        }
        Integer::Big(value)
    }
}

impl From<BigUint> for Integer {
    fn from(value: BigUint) -> Integer {
        BigInt::from(value).into()
    }
}

impl From<i64> for Integer {
    fn from(value: i64) -> Integer {
        Integer::Wide(value.into())
    }
}

impl From<i128> for Integer {
    fn from(value: i128) -> Integer {
        Integer::Wide(value)
    }
}

impl From<u64> for Integer {
    fn from(value: u64) -> Integer {
        Integer::Wide(value.into())
    }
}

impl Integer {
    /// The integer as an operand.
    #[inline]
    pub fn borrow(&self) -> IntRef<'_> {
        match self {
            Integer::Wide(n) => IntRef::Wide(*n),
            Integer::Big(n) => IntRef::Big(n),
        }
    }
    /// The integral part of a float; `None` if it is not finite.
    pub fn from_f64(number: f64) -> Option<Integer> {
        if number.abs() < 1e38 {
            // Less than 2^127 in size, so the cast is exact.
            return Some(Integer::Wide(number as i128));
        }
        BigInt::from_f64(number).map(Integer::from)
    }
    /// The number that bytes hold, least significant first.
    pub fn from_bytes_le(bytes: &[u8], signed: bool) -> Integer {
        if signed {
            BigInt::from_signed_bytes_le(bytes).into()
        } else {
            BigInt::from_bytes_le(Sign::Plus, bytes).into()
        }
    }
}

impl<'a> From<i64> for IntRef<'a> {
    fn from(value: i64) -> IntRef<'a> {
        IntRef::Wide(value.into())
    }
}

#[allow(
    clippy::should_implement_trait,
    reason = "operands are borrowed, results are owned or fail"
)]
impl IntRef<'_> {
    /// A copy that owns its digits.
    pub fn to_owned(self) -> Integer {
        match self {
            IntRef::Wide(n) => Integer::Wide(n),
            IntRef::Big(n) => Integer::Big(n.clone()),
        }
    }
    /// A copy as digits.
    pub fn to_big(self) -> BigInt {
        match self {
            IntRef::Wide(n) => BigInt::from(n),
            IntRef::Big(n) => n.clone(),
        }
    }
    /// The number, if it fits.
    #[inline]
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Wide(n) => i64::try_from(n).ok(),
            IntRef::Big(_) => None,
        }
    }
    /// The number, if it fits.
    pub fn to_usize(self) -> Option<usize> {
        match self {
            IntRef::Wide(n) => usize::try_from(n).ok(),
            IntRef::Big(_) => None,
        }
    }
    /// The number, cut to the range of `isize`.
    pub fn clamp_isize(self) -> isize {
        match self {
            IntRef::Wide(n) => n.clamp(isize::MIN as i128, isize::MAX as i128) as isize,
            IntRef::Big(n) if n.is_negative() => isize::MIN,
            IntRef::Big(_) => isize::MAX,
        }
    }
    /// The nearest float, ties to even; infinite if none is near.
    pub fn to_f64(self) -> f64 {
        match self {
            IntRef::Wide(n) => n as f64,
            IntRef::Big(n) => n.to_f64().unwrap_or(f64::INFINITY),
        }
    }
    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Wide(n) => n < 0,
            IntRef::Big(n) => n.is_negative(),
        }
    }
    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        matches!(self, IntRef::Wide(0))
    }
    /// Whether it is odd.
    pub fn is_odd(self) -> bool {
        match self {
            IntRef::Wide(n) => n & 1 != 0,
            IntRef::Big(n) => n.is_odd(),
        }
    }
    /// Bits of the absolute value.
    pub fn bit_length(self) -> u64 {
        match self {
            IntRef::Wide(n) => u64::from(128 - n.unsigned_abs().leading_zeros()),
            IntRef::Big(n) => n.bits(),
        }
    }
    /// Ones in the absolute value.
    pub fn bit_count(self) -> u64 {
        match self {
            IntRef::Wide(n) => n.unsigned_abs().count_ones().into(),
            IntRef::Big(n) => n.iter_u64_digits().map(|d| u64::from(d.count_ones())).sum(),
        }
    }
    /// Zero bits below the lowest one; 0 for 0.
    pub fn trailing_zeros(self) -> u64 {
        match self {
            IntRef::Wide(0) => 0,
            IntRef::Wide(n) => n.trailing_zeros().into(),
            IntRef::Big(n) => n.trailing_zeros().unwrap_or(0),
        }
    }
    /// The hash of a number: its remainder by 2^61 - 1 with its sign, and -2 for -1.
    pub fn hash(self) -> i64 {
        let magnitude = match self {
            IntRef::Wide(n) => {
                let n = n.unsigned_abs();
                let modulus = u128::from(HASH_MODULUS);
                let folded = (n & modulus) + (n >> 61 & modulus) + (n >> 122);
                (folded % modulus) as u64
            }
            IntRef::Big(n) => n.magnitude().iter_u64_digits().rev().fold(0, |hash, digit| {
                // 2^64 is 8 modulo 2^61 - 1.
                ((u128::from(hash) * 8 + u128::from(digit)) % u128::from(HASH_MODULUS)) as u64
            }),
        };
        match (self.is_negative(), magnitude as i64) {
            (true, 1) => -2,
            (true, hash) => -hash,
            (false, hash) => hash,
        }
    }
    /// The order of two integers.
    pub fn compare(self, other: IntRef) -> Ordering {
        match (self, other) {
            (IntRef::Wide(a), IntRef::Wide(b)) => a.cmp(&b),
            (IntRef::Big(a), IntRef::Big(b)) => a.cmp(b),
            (IntRef::Big(a), IntRef::Wide(_)) => a.sign().cmp(&Sign::NoSign),
            (IntRef::Wide(_), IntRef::Big(b)) => Sign::NoSign.cmp(&b.sign()),
        }
    }
    /// The exact order of an integer and a float; `None` for not-a-number.
    pub fn compare_f64(self, other: f64) -> Option<Ordering> {
        if let IntRef::Wide(n) = self
            && n.unsigned_abs() <= 1 << 53
        {
            return (n as f64).partial_cmp(&other);
        }
        if other.is_infinite() {
            return Some(if other > 0.0 { Ordering::Less } else { Ordering::Greater });
        }
        let integral = Integer::from_f64(other)?;
        Some(self.compare(integral.borrow()).then(0.0.partial_cmp(&other.fract())?))
    }

    /// `-a`
    pub fn neg(self) -> Integer {
        match self {
            IntRef::Wide(n) if n != i128::MIN => Integer::Wide(-n),
            _ => (-self.to_big()).into(),
        }
    }
    /// `abs(a)`
    pub fn abs(self) -> Integer {
        if self.is_negative() { self.neg() } else { self.to_owned() }
    }
    /// `~a`
    pub fn invert(self) -> Integer {
        match self {
            IntRef::Wide(n) => Integer::Wide(!n),
            IntRef::Big(n) => (!n).into(),
        }
    }
    /// `a + b`
    pub fn add(self, other: IntRef) -> Integer {
        match (self, other) {
            (IntRef::Wide(a), IntRef::Wide(b)) => match a.checked_add(b) {
                Some(sum) => Integer::Wide(sum),
                None => (BigInt::from(a) + b).into(),
            },
            (IntRef::Big(a), IntRef::Wide(b)) | (IntRef::Wide(b), IntRef::Big(a)) => (a + b).into(),
            (IntRef::Big(a), IntRef::Big(b)) => (a + b).into(),
        }
    }
    /// `a - b`
    pub fn sub(self, other: IntRef) -> Integer {
        match (self, other) {
            (IntRef::Wide(a), IntRef::Wide(b)) => match a.checked_sub(b) {
                Some(difference) => Integer::Wide(difference),
                None => (BigInt::from(a) - b).into(),
            },
            (IntRef::Big(a), IntRef::Wide(b)) => (a - b).into(),
            (IntRef::Wide(a), IntRef::Big(b)) => (a - b).into(),
            (IntRef::Big(a), IntRef::Big(b)) => (a - b).into(),
        }
    }
    /// `a * b`
    pub fn mul(self, other: IntRef) -> Checked {
        match (self, other) {
            (IntRef::Wide(a), IntRef::Wide(b)) => Ok(match a.checked_mul(b) {
                Some(product) => Integer::Wide(product),
                None => (BigInt::from(a) * b).into(),
            }),
            (IntRef::Big(a), IntRef::Wide(b)) | (IntRef::Wide(b), IntRef::Big(a)) => {
                Ok((a * b).into())
            }
            (IntRef::Big(a), IntRef::Big(b)) if a.bits() + b.bits() > MAX_BITS => {
                Err(IntError::TooLarge)
            }
            (IntRef::Big(a), IntRef::Big(b)) => Ok((a * b).into()),
        }
    }
    /// `divmod(a, b)`: the quotient rounds down, the remainder has the sign of the divisor.
    pub fn div_mod(self, other: IntRef) -> Checked<(Integer, Integer)> {
        if other.is_zero() {
            return Err(IntError::DivisionByZero);
        }
        if let (IntRef::Wide(a), IntRef::Wide(b)) = (self, other) {
            if let (Ok(a), Ok(b)) = (i64::try_from(a), i64::try_from(b))
                && let Some(quotient) = a.checked_div(b)
            {
                let remainder = a - quotient * b;
                let down = i64::from(remainder != 0 && (remainder < 0) != (b < 0));
                return Ok(((quotient - down).into(), (remainder + down * b).into()));
            }
            if let Some(quotient) = a.checked_div(b) {
                let remainder = a - quotient * b;
                let down = i128::from(remainder != 0 && (remainder < 0) != (b < 0));
                return Ok(((quotient - down).into(), (remainder + down * b).into()));
            }
        }
        let (a, b) = (self.to_big(), other.to_big());
        let (quotient, remainder) = a.div_mod_floor(&b);
        Ok((quotient.into(), remainder.into()))
    }
    /// `a // b`
    pub fn floor_div(self, other: IntRef) -> Checked {
        Ok(self.div_mod(other)?.0)
    }
    /// `a % b`
    pub fn modulo(self, other: IntRef) -> Checked {
        if let (IntRef::Big(a), IntRef::Wide(b)) = (self, other)
            && b > 0
            && let Ok(b) = u64::try_from(b)
        {
            // No quotient is made.
            let rest = a.magnitude() % b;
            let rest = rest.to_u64().unwrap_or(0);
            let positive = rest == 0 || !a.is_negative();
            return Ok(if positive { rest } else { b - rest }.into());
        }
        Ok(self.div_mod(other)?.1)
    }
    /// `a / b`, correctly rounded.
    pub fn true_div(self, other: IntRef) -> Checked<f64> {
        if other.is_zero() {
            return Err(IntError::DivisionByZero);
        }
        if let (IntRef::Wide(a), IntRef::Wide(b)) = (self, other)
            && a.unsigned_abs() <= 1 << 53
            && b.unsigned_abs() <= 1 << 53
        {
            return Ok(a as f64 / b as f64);
        }
        let (a, b) = (self.to_big(), other.to_big());
        let negative = a.is_negative() != b.is_negative();
        let quotient = divide_magnitudes(a.magnitude(), b.magnitude())?;
        Ok(if negative { -quotient } else { quotient })
    }
    /// `a << b`
    pub fn shl(self, other: IntRef) -> Checked {
        if other.is_negative() {
            return Err(IntError::NegativeShift);
        }
        if self.is_zero() {
            return Ok(Integer::Wide(0));
        }
        let bits = other.to_i64().ok_or(IntError::TooLarge)? as u64;
        if bits.saturating_add(self.bit_length()) > MAX_BITS {
            return Err(IntError::TooLarge);
        }
        Ok(match self {
            IntRef::Wide(n) if self.bit_length() + bits < 128 => Integer::Wide(n << bits),
            IntRef::Wide(n) => (BigInt::from(n) << bits).into(),
            IntRef::Big(n) => (n << bits).into(),
        })
    }
    /// `a >> b`, rounding down.
    pub fn shr(self, other: IntRef) -> Checked {
        if other.is_negative() {
            return Err(IntError::NegativeShift);
        }
        let bits = other.to_i64().unwrap_or(i64::MAX) as u64;
        Ok(match self {
            IntRef::Wide(n) => Integer::Wide(n >> bits.min(127)),
            IntRef::Big(n) if bits >= n.bits() => {
                Integer::Wide(if n.is_negative() { -1 } else { 0 })
            }
            IntRef::Big(n) => (n >> bits).into(),
        })
    }
    /// `a & b`
    pub fn and(self, other: IntRef) -> Integer {
        match (self, other) {
            (IntRef::Wide(a), IntRef::Wide(b)) => Integer::Wide(a & b),
            (IntRef::Big(n), IntRef::Wide(mask)) | (IntRef::Wide(mask), IntRef::Big(n))
                if mask >= 0 =>
            {
                Integer::Wide(low_bits(n) as i128 & mask)
            }
            _ => (self.to_big() & other.to_big()).into(),
        }
    }
    /// `a | b`
    pub fn or(self, other: IntRef) -> Integer {
        match (self, other) {
            (IntRef::Wide(a), IntRef::Wide(b)) => Integer::Wide(a | b),
            _ => (self.to_big() | other.to_big()).into(),
        }
    }
    /// `a ^ b`
    pub fn xor(self, other: IntRef) -> Integer {
        match (self, other) {
            (IntRef::Wide(a), IntRef::Wide(b)) => Integer::Wide(a ^ b),
            _ => (self.to_big() ^ other.to_big()).into(),
        }
    }
    /// `a ** b` for a `b` that is not negative.
    pub fn pow(self, exponent: IntRef) -> Checked {
        match self {
            IntRef::Wide(0) => return Ok(Integer::Wide(i128::from(exponent.is_zero()))),
            IntRef::Wide(1) => return Ok(Integer::Wide(1)),
            IntRef::Wide(-1) => return Ok(Integer::Wide(if exponent.is_odd() { -1 } else { 1 })),
            _ => {}
        }
        let exponent = exponent.to_i64().ok_or(IntError::TooLarge)?;
        let Ok(exponent) = u32::try_from(exponent) else { return Err(IntError::TooLarge) };
        if let IntRef::Wide(n) = self
            && let Some(power) = n.checked_pow(exponent)
        {
            return Ok(Integer::Wide(power));
        }
        if (self.bit_length() - 1).saturating_mul(exponent.into()) > MAX_BITS {
            return Err(IntError::TooLarge);
        }
        // Powers of two are shifts: the odd part alone is multiplied.
        let zeros = self.trailing_zeros();
        let odd = self.to_big() >> zeros;
        Ok((odd.pow(exponent) << (zeros * u64::from(exponent))).into())
    }
    /// `pow(a, b, m)`: the result has the sign of `m`.
    pub fn pow_mod(self, exponent: IntRef, modulus: IntRef) -> Checked {
        if modulus.is_zero() {
            return Err(IntError::ZeroModulus);
        }
        let modulus = modulus.to_big();
        let positive = modulus.abs();
        if positive.is_one() {
            return Ok(Integer::Wide(0));
        }
        let base = self.to_big().mod_floor(&positive);
        let power = if exponent.is_negative() {
            let inverse = base.modinv(&positive).ok_or(IntError::NotInvertible)?;
            inverse.modpow(&-exponent.to_big(), &positive)
        } else {
            base.modpow(&exponent.to_big(), &positive)
        };
        let negative = modulus.is_negative() && !power.is_zero();
        Ok(if negative { power + modulus } else { power }.into())
    }
    /// The greatest common divisor.
    pub fn gcd(self, other: IntRef) -> Integer {
        match (self, other) {
            (IntRef::Wide(a), IntRef::Wide(b)) => gcd_u128(a.unsigned_abs(), b.unsigned_abs()),
            _ => self.to_big().gcd(&other.to_big()).into(),
        }
    }
    /// The integer rounded to a multiple of `10 ** digits`, ties to even.
    pub fn round_to_power_of_ten(self, digits: u32) -> Integer {
        let unit = BigInt::from(10).pow(digits);
        let (quotient, rest) = self.to_big().div_mod_floor(&unit);
        let up = match (&rest * 2u32).cmp(&unit) {
            Ordering::Less => false,
            Ordering::Equal => quotient.is_odd(),
            Ordering::Greater => true,
        };
        ((quotient + i32::from(up)) * unit).into()
    }
    /// The integral square root of a number that is not negative.
    pub fn sqrt(self) -> Integer {
        match self {
            IntRef::Wide(n) => Integer::Wide(n.max(0).isqrt()),
            IntRef::Big(n) => n.sqrt().into(),
        }
    }
    /// The number as two's complement in `length` bytes, least significant first; `None` if it does not fit.
    pub fn to_bytes_le(self, length: usize, signed: bool) -> Option<Vec<u8>> {
        let mut bytes = match self {
            IntRef::Wide(0) => Vec::new(),
            _ if signed => self.to_big().to_signed_bytes_le(),
            _ => self.to_big().magnitude().to_bytes_le(),
        };
        if bytes.len() > length {
            return None;
        }
        bytes.resize(length, if self.is_negative() { 0xff } else { 0 });
        Some(bytes)
    }
}

/// The lowest 128 bits in two's complement.
fn low_bits(n: &BigInt) -> u128 {
    let mut digits = n.iter_u64_digits();
    let low = u128::from(digits.next().unwrap_or(0)) | u128::from(digits.next().unwrap_or(0)) << 64;
    if n.is_negative() { low.wrapping_neg() } else { low }
}

fn gcd_u128(mut a: u128, mut b: u128) -> Integer {
    while b != 0 {
        if let (Ok(short_a), Ok(short_b)) = (u64::try_from(a), u64::try_from(b)) {
            return Integer::Wide(short_a.gcd(&short_b).into());
        }
        (a, b) = (b, a % b);
    }
    i128::try_from(a).map_or_else(|_| BigInt::from(a).into(), Integer::Wide)
}

/// The quotient rounded to a float. The quotient is computed to two bits more than a float has, the rest becomes a sticky bit.
fn divide_magnitudes(a: &BigUint, b: &BigUint) -> Checked<f64> {
    const DIGITS: i64 = f64::MANTISSA_DIGITS as i64;
    const MIN_EXP: i64 = f64::MIN_EXP as i64;
    const MAX_EXP: i64 = f64::MAX_EXP as i64;
    if a.is_zero() {
        return Ok(0.0);
    }
    let difference = a.bits() as i64 - b.bits() as i64;
    if difference > MAX_EXP {
        return Err(IntError::QuotientTooLarge);
    }
    if difference < MIN_EXP - DIGITS - 1 {
        return Ok(0.0);
    }
    let shift = difference.max(MIN_EXP) - DIGITS - 2;
    let (dividend, cut) = if shift > 0 {
        (a >> shift as u64, a.trailing_zeros().is_some_and(|zeros| (zeros as i64) < shift))
    } else {
        (a << (-shift) as u64, false)
    };
    let (quotient, remainder) = dividend.div_rem(b);
    let mut quotient = quotient.to_u64().unwrap_or(u64::MAX);
    let sticky = u64::from(cut || !remainder.is_zero());
    let bits = i64::from(64 - quotient.leading_zeros());
    let extra = bits.max(MIN_EXP - shift) - DIGITS;
    let half = 1u64 << (extra - 1);
    quotient |= sticky;
    if quotient & half != 0 && quotient & (3 * half - 1) != 0 {
        quotient += half;
    }
    quotient &= !(2 * half - 1);
    let result = crate::float::arithmetic::ldexp(quotient as f64, shift.try_into().unwrap_or(0));
    if result.is_infinite() { Err(IntError::QuotientTooLarge) } else { Ok(result) }
}
