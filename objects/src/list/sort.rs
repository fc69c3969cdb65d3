//! `list.sort` and `sorted`: stable, by `<` alone, which may run user code and raise.
//!
//! Lists of small integers, of floats, or of strings only are sorted by the standard library. For the rest there is a merge sort over natural runs
//! (Peters' timsort with the merge order of Munro and Wild's powersort, without galloping): the standard library's panics when the comparison is
//! not an order, which a program can bring about.

use super::List;
use crate::heap::RootVec;
use crate::ops::{self, CompareOp};
use crate::shape::id;
use crate::string::Str;
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// Sorts a list in place. While user code runs the list is empty, as in CPython.
///
/// # Errors
/// What `key` or a comparison raises: the list is then some permutation of what it was. ValueError if user code changed it.
pub fn sort(vm: &Vm, list: List, key: Value, reverse: bool) -> Result<()> {
    if list.len() < 2 && key.is_none() {
        return Ok(());
    }
    let mut items = RootVec::from_vec(vm, list.take(vm));
    let result = sort_items(vm, &mut items, key, reverse);
    let changed = list.capacity.get() != 0;
    list.replace_buffer(vm, items.take());
    result?;
    if changed { Err(vm.value_error("list modified during sort")) } else { Ok(()) }
}

/// Sorts values that nobody else sees.
fn sort_items(vm: &Vm, items: &mut RootVec, key: Value, reverse: bool) -> Result<()> {
    let keys = if key.is_none() { None } else { Some(compute_keys(vm, items, key)?) };
    // Reversed before and after, equal items keep their order.
    if reverse {
        items.reverse();
    }
    let result = match keys {
        None => sort_values(vm, items),
        Some(mut keys) => {
            if reverse {
                keys.reverse();
            }
            sort_by_keys(vm, items, &keys)
        }
    };
    if reverse {
        items.reverse();
    }
    result
}

fn compute_keys<'vm>(vm: &'vm Vm, items: &RootVec, key: Value) -> Result<RootVec<'vm>> {
    let mut keys = RootVec::new(vm);
    for &item in items.iter() {
        keys.push(vm.call(key, &[item])?);
    }
    Ok(keys)
}

/// What all values are, when comparing them needs no user code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Uniform {
    Ints,
    Floats,
    Strs,
    Mixed,
}

fn classify(values: &[Value]) -> Uniform {
    let all = |test: fn(&Value) -> bool| values.iter().all(test);
    match values.first() {
        Some(first) if first.is_int() && all(|v| v.is_int()) => Uniform::Ints,
        Some(first) if first.is_float() && all(|v| v.is_float() && !v.as_float().is_nan()) => {
            Uniform::Floats
        }
        Some(first) if first.has_shape(id::STR) && all(|v| v.has_shape(id::STR)) => Uniform::Strs,
        _ => Uniform::Mixed,
    }
}

fn by_float(a: Value, b: Value) -> std::cmp::Ordering {
    a.as_float().partial_cmp(&b.as_float()).unwrap_or(std::cmp::Ordering::Equal)
}

fn sort_values(vm: &Vm, items: &mut RootVec) -> Result<()> {
    match classify(items) {
        // Equal small integers are the same word.
        Uniform::Ints => items.sort_unstable_by_key(|item| item.int()),
        Uniform::Floats => items.sort_by(|&a, &b| by_float(a, b)),
        Uniform::Strs => items.sort_by(|&a, &b| Str::from_value(a).compare(Str::from_value(b))),
        Uniform::Mixed => {
            // The values stay rooted in `items` while the copy is out of order.
            let mut work = items.to_vec();
            let result = merge_sort(&mut work, &mut |&a, &b| less(vm, a, b));
            items.copy_from_slice(&work);
            result?;
        }
    }
    Ok(())
}

fn sort_by_keys(vm: &Vm, items: &mut RootVec, keys: &RootVec) -> Result<()> {
    let mut work: Vec<(Value, Value)> = keys.iter().copied().zip(items.iter().copied()).collect();
    let result = match classify(keys) {
        Uniform::Ints => {
            work.sort_by_key(|pair| pair.0.int());
            Ok(())
        }
        Uniform::Floats => {
            work.sort_by(|a, b| by_float(a.0, b.0));
            Ok(())
        }
        Uniform::Strs => {
            work.sort_by(|a, b| Str::from_value(a.0).compare(Str::from_value(b.0)));
            Ok(())
        }
        Uniform::Mixed => merge_sort(&mut work, &mut |a, b| less(vm, a.0, b.0)),
    };
    for (item, (_, value)) in items.iter_mut().zip(work) {
        *item = value;
    }
    result
}

/// `a < b`
#[inline]
fn less(vm: &Vm, a: Value, b: Value) -> Result<bool> {
    if a.has_shape(id::TUPLE) && b.has_shape(id::TUPLE) {
        return tuple_less(vm, Tuple::from_value(a), Tuple::from_value(b));
    }
    ops::holds(vm, a, b, CompareOp::Lt)
}

/// `a < b` of tuples, most of which differ in the first item.
fn tuple_less(vm: &Vm, a: Tuple, b: Tuple) -> Result<bool> {
    if let (Some(x), Some(y)) = (a.get(0), b.get(0))
        && !ops::identical_or_equal(vm, x, y)?
    {
        return ops::holds(vm, x, y, CompareOp::Lt);
    }
    let result = crate::tuple::tuple_compare(vm, a, b, CompareOp::Lt)?;
    ops::truth(vm, result)
}

/// A run of sorted items: where it starts, how long it is, and the power of the boundary after it.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

/// Sorts by `less`, stably. On an error the items are some permutation.
fn merge_sort<T: Copy>(
    items: &mut [T],
    less: &mut impl FnMut(&T, &T) -> Result<bool>,
) -> Result<()> {
    let total = items.len();
    let min_run = min_run(total);
    let mut stack: Vec<Run> = Vec::new();
    let mut buffer: Vec<T> = Vec::new();
    let mut start = 0;
    while start < total {
        let mut len = natural_run(&mut items[start..], less)?;
        if len < min_run {
            let forced = min_run.min(total - start);
            insertion_sort(&mut items[start..start + forced], len, less)?;
            len = forced;
        }
        if let Some(last) = stack.last().copied() {
            let power = boundary_power(last, len, total);
            while stack.len() > 1 && stack[stack.len() - 2].power > power {
                merge_top(items, &mut stack, &mut buffer, less)?;
            }
            if let Some(last) = stack.last_mut() {
                last.power = power;
            }
        }
        stack.push(Run { start, len, power: 0 });
        start += len;
    }
    while stack.len() > 1 {
        merge_top(items, &mut stack, &mut buffer, less)?;
    }
    Ok(())
}

/// Runs shorter than this are extended by insertion: between 32 and 64, so that the number of runs is just under a power of two.
fn min_run(total: usize) -> usize {
    let (mut n, mut rest) = (total, 0);
    while n >= 64 {
        rest |= n & 1;
        n >>= 1;
    }
    n + rest
}

/// The depth of the boundary between two runs in a perfectly balanced merge tree.
fn boundary_power(left: Run, right_len: usize, total: usize) -> u32 {
    let scale = 2 * total as u128;
    let middle = |start: usize, len: usize| ((2 * start + len) as u128) << 62;
    let a = middle(left.start, left.len) / scale;
    let b = middle(left.start + left.len, right_len) / scale;
    ((a ^ b) as u64).leading_zeros()
}

/// The length of the run at the start; a descending one is turned around. Comparisons are those that CPython makes, in its order: programs
/// see them, and see the result where they contradict each other (NaN).
fn natural_run<T: Copy>(
    items: &mut [T],
    less: &mut impl FnMut(&T, &T) -> Result<bool>,
) -> Result<usize> {
    let mut len = ascent(items, 1.min(items.len()), less)?;
    if len == items.len() {
        return Ok(len);
    }
    // The next item is smaller. If the run rises at all it ends here; if all of it is equal it is the beginning of a descent.
    if len > 1 {
        if less(&items[0], &items[len - 1])? {
            return Ok(len);
        }
        items[..len].reverse();
    }
    len += 1;
    // Equal items keep their order: a stretch of them is turned around by itself, before all is.
    let mut equal = 0;
    while len < items.len() {
        if less(&items[len], &items[len - 1])? {
            items[len - equal - 1..len].reverse();
            equal = 0;
        } else if less(&items[len - 1], &items[len])? {
            break;
        } else {
            equal += 1;
        }
        len += 1;
    }
    items[len - equal - 1..len].reverse();
    items[..len].reverse();
    ascent(items, len, less)
}

/// The end of the non-descending run that begins with the first `len` items.
fn ascent<T: Copy>(
    items: &[T],
    mut len: usize,
    less: &mut impl FnMut(&T, &T) -> Result<bool>,
) -> Result<usize> {
    while len < items.len() && !less(&items[len], &items[len - 1])? {
        len += 1;
    }
    Ok(len)
}

/// Sorts items of which the first `sorted` are a run, by binary insertion.
fn insertion_sort<T: Copy>(
    items: &mut [T],
    sorted: usize,
    less: &mut impl FnMut(&T, &T) -> Result<bool>,
) -> Result<()> {
    for at in sorted..items.len() {
        let (mut low, mut high) = (0, at);
        while low < high {
            let middle = low + (high - low) / 2;
            if less(&items[at], &items[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        items[low..=at].rotate_right(1);
    }
    Ok(())
}

/// Merges the two topmost runs.
fn merge_top<T: Copy>(
    items: &mut [T],
    stack: &mut Vec<Run>,
    buffer: &mut Vec<T>,
    less: &mut impl FnMut(&T, &T) -> Result<bool>,
) -> Result<()> {
    let (Some(right), Some(left)) = (stack.pop(), stack.pop()) else { return Ok(()) };
    stack.push(Run { start: left.start, len: left.len + right.len, power: right.power });
    merge(&mut items[left.start..right.start + right.len], left.len, buffer, less)
}

/// Merges `items[..middle]` and `items[middle..]`.
fn merge<T: Copy>(
    items: &mut [T],
    middle: usize,
    buffer: &mut Vec<T>,
    less: &mut impl FnMut(&T, &T) -> Result<bool>,
) -> Result<()> {
    // Nothing to do for runs that are in order already.
    if !less(&items[middle], &items[middle - 1])? {
        return Ok(());
    }
    buffer.clear();
    buffer.extend_from_slice(&items[..middle]);
    let (mut left, mut right, mut out) = (0, middle, 0);
    let mut result = Ok(());
    while left < buffer.len() && right < items.len() {
        match less(&items[right], &buffer[left]) {
            Ok(true) => {
                items[out] = items[right];
                right += 1;
            }
            Ok(false) => {
                items[out] = buffer[left];
                left += 1;
            }
            Err(raised) => {
                result = Err(raised);
                break;
            }
        }
        out += 1;
    }
    // What is left of the left run fits exactly before what is left of the right one.
    items[out..out + buffer.len() - left].copy_from_slice(&buffer[left..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::Raised;

    fn random(seed: &mut u64) -> u64 {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *seed >> 33
    }

    #[test]
    fn merge_sort_is_a_stable_sort() {
        let mut seed = 1;
        for total in (0..200).chain([1000, 1023, 4097]) {
            for range in [2, 10, 1_000_000] {
                let mut items: Vec<(u64, usize)> =
                    (0..total).map(|n| (random(&mut seed) % range, n)).collect();
                if total % 3 == 0 && total > 8 {
                    items[..total / 2].sort();
                    items[total / 2..].reverse();
                }
                let mut expected = items.clone();
                expected.sort_by_key(|item| item.0);
                assert_eq!(merge_sort(&mut items, &mut |a, b| Ok(a.0 < b.0)), Ok(()));
                assert_eq!(items, expected);
            }
        }
    }

    #[test]
    fn an_error_leaves_a_permutation() {
        let mut seed = 7;
        for fail_after in 0..300 {
            let mut items: Vec<u64> = (0..100).map(|_| random(&mut seed) % 50).collect();
            let mut before = items.clone();
            let mut calls = 0;
            let result = merge_sort(&mut items, &mut |a, b| {
                calls += 1;
                if calls > fail_after { Err(Raised) } else { Ok(a < b) }
            });
            assert!(result.is_err() || calls <= fail_after);
            items.sort_unstable();
            before.sort_unstable();
            assert_eq!(items, before);
        }
    }

    #[test]
    fn an_inconsistent_order_does_no_harm() {
        let mut seed = 3;
        let mut items: Vec<u64> = (0..5000).collect();
        assert_eq!(
            merge_sort(&mut items, &mut |_, _| Ok(random(&mut seed).is_multiple_of(2))),
            Ok(())
        );
        items.sort_unstable();
        assert!(items.into_iter().eq(0..5000));
    }
}
