//! Laws of the lattice: order, join, meet, widening, membership.

use proptest::prelude::*;
use trefoil_optimizer::lattice::{Elem, Range, TypeSet};
use trefoil_optimizer::semantics::{Datum, Type};

/// Two integer types, four others.
const INTS: u64 = 0b11;
const OTHERS: u64 = 0b11_1100;

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn join_and_meet_commute(a in elem(), b in elem()) {
        prop_assert_eq!(a.join(&b), b.join(&a));
        prop_assert_eq!(a.meet(&b), b.meet(&a));
    }

    #[test]
    fn join_and_meet_associate(a in elem(), b in elem(), c in elem()) {
        prop_assert_eq!(a.join(&b).join(&c), a.join(&b.join(&c)));
        prop_assert_eq!(a.meet(&b).meet(&c), a.meet(&b.meet(&c)));
    }

    #[test]
    fn join_and_meet_absorb(a in elem(), b in elem()) {
        prop_assert_eq!(a.join(&a.meet(&b)), a);
        prop_assert_eq!(a.meet(&a.join(&b)), a);
    }

    #[test]
    fn order_is_that_of_join_and_meet(a in elem(), b in elem()) {
        prop_assert_eq!(a.leq(&b), a.join(&b) == b);
        prop_assert_eq!(a.leq(&b), a.meet(&b) == a);
        prop_assert!(a.leq(&a.join(&b)));
        prop_assert!(a.meet(&b).leq(&a));
        prop_assert!(Elem::UNREACHABLE.leq(&a));
    }

    #[test]
    fn membership_is_sound(a in elem(), b in elem(), v in value()) {
        let (in_a, in_b) = (a.contains(v), b.contains(v));
        prop_assert!(!(in_a || in_b) || a.join(&b).contains(v));
        prop_assert_eq!(in_a && in_b, a.meet(&b).contains(v) && in_a && in_b);
        prop_assert!(!a.meet(&b).contains(v) || in_a && in_b);
        prop_assert!(!a.leq(&b) || !in_a || in_b);
        prop_assert!(!in_a || a.types().has(v.ty));
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
fn drawings_of_the_header() {
    let int = Elem::new(1, 0, Range::between(0, 5), None);
    let float = Elem::new(0, 4, Range::EMPTY, Some(7));
    let either = int.join(&float);
    assert!(either.contains(Datum::new(Type(0), 5)) && either.contains(Datum::new(Type(2), 7)));
    assert!(!either.contains(Datum::new(Type(0), 6)) && !either.contains(Datum::new(Type(2), 8)));
    assert_eq!(either.meet(&Elem::only_types(TypeSet(1))), int);
}
