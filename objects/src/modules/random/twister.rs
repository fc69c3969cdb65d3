//! The Mersenne Twister MT19937, and CPython's ways to seed it. Plain Rust.

use crate::int::{IntRef, Integer};
use num_bigint::BigUint;
use sha2::{Digest, Sha512};

const N: usize = 624;
const M: usize = 397;

/// The generator.
#[derive(Clone, Debug)]
pub struct Twister {
    state: [u32; N],
    index: usize,
}

impl Twister {
    /// A generator seeded with a number.
    fn from_number(seed: u32) -> Twister {
        let mut state = [0; N];
        state[0] = seed;
        for i in 1..N {
            let last: u32 = state[i - 1];
            state[i] = (last ^ last >> 30).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        Twister { state, index: N }
    }
    /// A generator seeded with a key, which is not empty.
    pub fn from_key(key: &[u32]) -> Twister {
        let mut twister = Twister::from_number(19_650_218);
        let state = &mut twister.state;
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            let last = state[i - 1];
            state[i] = (state[i] ^ (last ^ last >> 30).wrapping_mul(1_664_525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            i += 1;
            j = (j + 1) % key.len();
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        for _ in 0..N - 1 {
            let last = state[i - 1];
            state[i] =
                (state[i] ^ (last ^ last >> 30).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        twister
    }
    /// A generator seeded with an integer, whose sign does not matter.
    pub fn from_integer(seed: IntRef) -> Twister {
        let digits = seed.to_big().magnitude().to_u32_digits();
        Twister::from_key(if digits.is_empty() { &[0] } else { &digits })
    }
    /// A generator seeded with the bytes of a text or a `bytes`, as version 2 does.
    pub fn from_bytes(bytes: &[u8]) -> Twister {
        let digest = Sha512::digest(bytes);
        let number = BigUint::from_bytes_be(&[bytes, digest.as_slice()].concat());
        Twister::from_key(&number.to_u32_digits())
    }
    /// The state as `getstate` shows it: 624 words and the index.
    pub fn words(&self) -> impl Iterator<Item = u32> {
        self.state.iter().copied().chain([self.index as u32])
    }
    /// The generator with a state; `None` if the state is not one.
    pub fn from_words(words: &[u32]) -> Option<Twister> {
        let (index, state) = words.split_last()?;
        let index = *index as usize;
        (index <= N).then_some(())?;
        Some(Twister { state: state.try_into().ok()?, index })
    }
    fn refill(&mut self) {
        for i in 0..N {
            let y = self.state[i] & 0x8000_0000 | self.state[(i + 1) % N] & 0x7fff_ffff;
            let mask = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[i] = self.state[(i + M) % N] ^ y >> 1 ^ mask;
        }
        self.index = 0;
    }
    /// 32 random bits.
    #[inline]
    pub fn next_word(&mut self) -> u32 {
        if self.index >= N {
            self.refill();
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }
    /// A float in `[0, 1)` with 53 random bits.
    #[inline]
    pub fn next_float(&mut self) -> f64 {
        let (a, b) = (self.next_word() >> 5, self.next_word() >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)
    }
    /// An integer of `count` random bits.
    pub fn bits(&mut self, count: u64) -> Integer {
        match count {
            0 => 0i64.into(),
            1..=32 => i64::from(self.next_word() >> (32 - count)).into(),
            _ => {
                let words = count.div_ceil(32);
                let excess = words * 32 - count;
                let digits = (1..=words).map(|i| {
                    let word = self.next_word();
                    if i == words { word >> excess } else { word }
                });
                BigUint::new(digits.collect()).into()
            }
        }
    }
    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        let count = 64 - limit.leading_zeros();
        loop {
            let number = if count <= 32 {
                u64::from(self.next_word() >> (32 - count))
            } else {
                let low = u64::from(self.next_word());
                low | u64::from(self.next_word() >> (64 - count)) << 32
            };
            if number < limit {
                return number;
            }
        }
    }
}
