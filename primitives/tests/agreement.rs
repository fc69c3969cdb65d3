//! `Int`, `Uint`, Rust's own integers and `Width` define the same arithmetic.

use trefoil_primitives::{Cast, Int, Shift, Uint, Width};

/// Compares all operations on all pairs of values of one width.
macro_rules! exhaustive {
    ($name:ident, $T:ty, $word:ty, $width:expr) => {
        #[test]
        fn $name() {
            let width: Width = $width;
            let all = || width.min()..=width.max();
            let of = |value: i128| <$T>::new(value as $word);
            let is = |it: $T| it.get() as i128;
            for a in all() {
                assert_eq!(is(of(a)), a);
                let (negated, overflow) = of(a).overflowing_neg();
                assert_eq!((is(negated), overflow), width.overflowing(-a));
                assert_eq!(is(of(a).wrapping_neg()), width.wrap(-a));
                assert_eq!(is(!of(a)), width.not(a));
                assert_eq!(of(a).to_f64(), a as f64);
                for b in all() {
                    let pair = |r: ($T, bool)| (is(r.0), r.1);
                    assert_eq!(pair(of(a).overflowing_add(of(b))), width.overflowing(a + b));
                    assert_eq!(pair(of(a).overflowing_sub(of(b))), width.overflowing(a - b));
                    assert_eq!(pair(of(a).overflowing_mul(of(b))), width.overflowing(a * b));
                    assert_eq!(pair(of(a).overflowing_shl(of(b))), width.shl(a, b), "{a} << {b}");
                    assert_eq!(is(of(a).wrapping_shl(of(b))), width.wrapping_shl(a, b));
                    assert_eq!(is(of(a).wrapping_mul(of(b))), width.wrap(a * b));
                    assert_eq!(is(of(a) & of(b)), a & b);
                    assert_eq!(is(of(a) | of(b)), a | b);
                    assert_eq!(is(of(a) ^ of(b)), a ^ b);
                    assert_eq!(of(a) < of(b), a < b);
                    assert_eq!(is(of(a).min(of(b))), a.min(b));
                    assert_eq!(is(of(a).max(of(b))), a.max(b));
                    if b != 0 {
                        assert_eq!(pair(of(a).overflowing_div(of(b))), width.overflowing(a / b));
                        assert_eq!(is(of(a) / of(b)), width.wrap(a / b));
                        assert_eq!(is(of(a) % of(b)), a % b);
                    }
                    if (0..i128::from(width.bits())).contains(&b) {
                        assert_eq!(is(of(a) >> of(b)), a >> b);
                    }
                }
            }
        }
    };
}
exhaustive!(signed_5, Int<5>, i64, Width::signed(5));
exhaustive!(signed_8, Int<8>, i64, Width::signed(8));
exhaustive!(unsigned_5, Uint<5>, u64, Width::unsigned(5));
exhaustive!(unsigned_8, Uint<8>, u64, Width::unsigned(8));

#[test]
fn edges_of_62_bits() {
    type I = Int<62>;
    assert_eq!(I::MAX.overflowing_add(I::new(1)), (I::MIN, true));
    assert_eq!(I::MIN.overflowing_div(I::new(-1)), (I::MIN, true));
    assert_eq!(I::MIN.overflowing_neg(), (I::MIN, true));
    assert_eq!(I::new(-3).raw(), -12);
    assert_eq!(I::from_raw(-9), I::new(-3));
    assert_eq!(I::checked_new(1 << 61), None);
    assert_eq!(I::checked_new((1 << 61) - 1), Some(I::MAX));
    assert_eq!(format!("{} {:?}", I::new(-3), I::new(-3)), "-3 -3i62");
}

#[test]
fn native_shifts_follow_the_same_rule() {
    let width = Width::signed(8);
    for a in i8::MIN..=i8::MAX {
        for b in i8::MIN..=i8::MAX {
            let (value, overflow) = a.exact_shl(b);
            assert_eq!((i128::from(value), overflow), width.shl(a.into(), b.into()));
            assert_eq!(i128::from(a.modular_shl(b)), width.wrapping_shl(a.into(), b.into()));
        }
    }
}

#[test]
fn casts() {
    let x: u32 = Int::<62>::new(-1).cast();
    assert_eq!(x, u32::MAX);
    let x: Int<62> = u64::MAX.cast();
    assert_eq!(x, Int::new(-1));
    let x: Int<4> = Int::<62>::new(23).cast();
    assert_eq!(x.get(), 7);
    let x: f64 = Int::<62>::new(3).cast();
    assert_eq!(x, 3.0);
    let x: Int<62> = true.cast();
    assert_eq!(x.get(), 1);
}
