//! Laws of the lattice: order, join, meet, widening, membership.

#[path = "checks/laws.rs"]
mod laws;

use laws::{INTS, OTHERS};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use trefoil_optimizer::lattice::{Elem, Range, TypeSet};
use trefoil_optimizer::semantics::{Datum, Type};

fn word() -> impl Strategy<Value = i64> {
    prop_oneof![
        -9i64..9,
        any::<i64>(),
        (0u32..63).prop_map(|bit| 1 << bit),
        Just(i64::MIN),
        Just(i64::MAX)
    ]
}

fn range() -> impl Strategy<Value = Range> {
    let plain = (word(), word()).prop_map(|(a, b)| Range::between(a.min(b), a.max(b)));
    let bits = (word(), word(), any::<u64>(), any::<u64>(), 0u32..64).prop_map(
        |(a, b, known, value, few)| {
            let known = known & known.rotate_left(7) & (u64::MAX >> few);
            Range::between(a.min(b), a.max(b)).with_bits(known & !value, known & value)
        },
    );
    prop_oneof![plain, bits, Just(Range::EMPTY), Just(Range::ANY), word().prop_map(Range::just)]
}

fn elem() -> impl Strategy<Value = Elem> {
    (0u64..4, 0u64..16, range(), proptest::option::of(0u64..3)).prop_map(
        |(ints, others, range, konst)| Elem::new(ints & INTS, others << 2 & OTHERS, range, konst),
    )
}

fn value() -> impl Strategy<Value = Datum> {
    let int = (0u8..2, word()).prop_map(|(ty, word)| Datum::new(Type(ty), word as u64));
    let other = (2u8..6, 0u64..3).prop_map(|(ty, bits)| Datum::new(Type(ty), bits));
    prop_oneof![int, other]
}

/// Fails the test with the law that does not hold.
fn holds(result: Result<(), String>) -> Result<(), TestCaseError> {
    result.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn laws_of_one(a in elem()) {
        holds(laws::one(&a))?;
    }

    #[test]
    fn laws_of_two(a in elem(), b in elem()) {
        holds(laws::two(&a, &b))?;
    }

    #[test]
    fn laws_of_three(a in elem(), b in elem(), c in elem()) {
        holds(laws::three(&a, &b, &c))?;
    }

    #[test]
    fn membership_is_sound(a in elem(), b in elem(), v in value()) {
        holds(laws::member(&a, &b, v))?;
    }

    #[test]
    fn bounds_are_members(r in range()) {
        prop_assert!(r.is_empty() || r.contains(r.lo()) && r.contains(r.hi()));
    }

    #[test]
    fn widening_is_above_and_ends(start in elem(), steps in proptest::collection::vec(elem(), 80)) {
        let mut wide = start;
        let mut changes = 0;
        for step in &steps {
            let next = wide.widen(step);
            prop_assert!(wide.leq(&next) && step.leq(&next), "{:?} widened by {:?} is {:?}", wide, step, next);
            changes += u32::from(next != wide);
            wide = next;
        }
        // Types, thresholds at both ends, low bits.
        prop_assert!(changes < 64, "{} changes", changes);
    }
}

#[test]
fn laws_hold_for_all_small_elements() {
    laws::all().expect("the laws");
}

/// Sets of types: the bits and what is read off them agree.
#[test]
fn sets_of_types() {
    for bits in (0..1u64 << 12).chain([1 << 63, u64::MAX, 1 << 63 | 1]) {
        let set = TypeSet(bits);
        let types: Vec<Type> = set.types().collect();
        assert_eq!(types.len() as u32, bits.count_ones());
        assert!(types.iter().all(|ty| set.has(*ty)) && types.is_sorted_by_key(|ty| ty.0));
        assert_eq!(set.is_empty(), types.is_empty());
        assert_eq!(set.only(), if let [one] = types[..] { Some(one) } else { None });
        for other in [0, 1, 0b1010, bits >> 1, bits, !bits, u64::MAX] {
            let all = types.iter().all(|ty| TypeSet(other).has(*ty));
            assert_eq!(set.within(TypeSet(other)), all, "{bits:#x} in {other:#x}");
        }
    }
}

#[test]
fn drawings_of_the_header() {
    let int = Elem::new(1, 0, Range::between(0, 5), None);
    let float = Elem::new(0, 4, Range::EMPTY, Some(7));
    let either = int.join(&float);
    assert!(either.contains(Datum::new(Type(0), 5)) && either.contains(Datum::new(Type(2), 7)));
    assert!(!either.contains(Datum::new(Type(0), 6)) && !either.contains(Datum::new(Type(2), 8)));
    assert_eq!(either.meet(&Elem::only_types(TypeSet(1))), int);
}
