//! `slice`, and the arithmetic of slices on sequences.

use crate::class_spec::{ClassSpec, GetSetSpec};
use crate::function::NativeSpec;
use crate::int::IntRef;
use crate::object::{Header, Kind, Ref, object};
use crate::ops::{self, CompareOp};
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// A `slice`.
#[repr(C)]
#[derive(Debug)]
pub struct SliceObject {
    header: Header,
    /// `start`
    pub start: Value,
    /// `stop`
    pub stop: Value,
    /// `step`
    pub step: Value,
}
object!(SliceObject: Slice);

/// A reference to a `slice`.
pub type Slice = Ref<SliceObject>;

/// A slice applied to a sequence: `len` indices `start`, `start + step`, ... all within it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Indices {
    /// The first index.
    pub start: isize,
    /// Where it ends, exclusive; -1 for "before the first".
    pub stop: isize,
    /// Not zero.
    pub step: isize,
    /// How many.
    pub len: usize,
}

impl Indices {
    /// The slice of a sequence of `length` items.
    fn new(start: Option<isize>, stop: Option<isize>, step: isize, length: usize) -> Indices {
        let length = length as isize;
        let (lower, upper) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let bound = |at: isize| {
            if at < 0 { at.saturating_add(length).max(lower) } else { at.min(upper) }
        };
        let start = start.map_or(if step < 0 { upper } else { lower }, bound);
        let stop = stop.map_or(if step < 0 { lower } else { upper }, bound);
        let span = if step < 0 { start - stop } else { stop - start };
        let len = if span <= 0 { 0 } else { (span as usize - 1) / step.unsigned_abs() + 1 };
        Indices { start, stop, step, len }
    }
    /// Whether it takes the whole sequence, in order.
    pub fn is_all(&self, length: usize) -> bool {
        self.step == 1 && self.len == length
    }
    /// The indices.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..self.len).map(move |n| (self.start + n as isize * self.step) as usize)
    }
    /// The range of a slice with step 1.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + self.len
    }
    /// The items of the slice.
    pub fn select<T: Copy>(&self, items: &[T]) -> Vec<T> {
        if self.step == 1 {
            items[self.range()].to_vec()
        } else {
            self.iter().map(|at| items[at]).collect()
        }
    }
    /// The same indices in ascending order.
    pub fn ascending(self) -> Indices {
        if self.step > 0 || self.len == 0 {
            return self;
        }
        let first = self.start + (self.len as isize - 1) * self.step;
        Indices { start: first, stop: self.start + 1, step: -self.step, len: self.len }
    }
}

fn bound(vm: &Vm, value: Value) -> Result<Option<isize>> {
    if value.is_none() {
        return Ok(None);
    }
    if value.is_int() {
        return Ok(Some(value.int() as isize));
    }
    if !value.is_any_int() && ops::special(vm, value, vm.names.__index__).is_none() {
        return Err(
            vm.type_error("slice indices must be integers or None or have an __index__ method")
        );
    }
    ops::to_index(vm, value).map(|index| index.as_integer().map(IntRef::clamp_isize))
}

impl SliceObject {
    /// The slice applied to a sequence of `length` items. `__index__` of the bounds may run: use a length that is read after, through
    /// [`SliceObject::bounds`], if the sequence can change.
    ///
    /// # Errors
    /// TypeError for bounds that are no integers, ValueError for step 0.
    pub fn indices(&self, vm: &Vm, length: usize) -> Result<Indices> {
        Ok(self.bounds(vm)?.apply(length))
    }
    /// The bounds as numbers.
    ///
    /// # Errors
    /// As [`SliceObject::indices`].
    pub fn bounds(&self, vm: &Vm) -> Result<Bounds> {
        let step = bound(vm, self.step)?.unwrap_or(1);
        if step == 0 {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        // The negation of the step must exist.
        let step = step.max(-isize::MAX);
        Ok(Bounds { start: bound(vm, self.start)?, stop: bound(vm, self.stop)?, step })
    }
    fn parts(&self) -> [Value; 3] {
        [self.start, self.stop, self.step]
    }
}

/// The bounds of a slice as numbers.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    start: Option<isize>,
    stop: Option<isize>,
    step: isize,
}

impl Bounds {
    /// `start:stop` if both are small integers or None.
    #[inline]
    pub fn plain(start: Value, stop: Value) -> Option<Bounds> {
        let end = |value: Value| match value {
            _ if value.is_int() => Some(Some(value.int() as isize)),
            _ if value.is_none() => Some(None),
            _ => None,
        };
        Some(Bounds { start: end(start)?, stop: end(stop)?, step: 1 })
    }
    /// The slice applied to a sequence of `length` items.
    pub fn apply(self, length: usize) -> Indices {
        Indices::new(self.start, self.stop, self.step, length)
    }
}

impl Vm {
    /// `slice(start, stop, step)`
    pub fn new_slice(&self, start: Value, stop: Value, step: Value) -> Slice {
        self.heap.allocate(SliceObject {
            header: Header::new(Kind::Slice, id::SLICE),
            start,
            stop,
            step,
        })
    }
}

fn this(args: &[Value]) -> Slice {
    Ref::from_value(args[0])
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    let slice = match *args {
        [_, stop] => vm.new_slice(Value::NONE, stop, Value::NONE),
        [_, start, stop] => vm.new_slice(start, stop, Value::NONE),
        _ => vm.new_slice(args[1], args[2], args[3]),
    };
    Ok(slice.value())
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    vm.enter_native("while getting the repr of an object")?;
    let [start, stop, step] = this(args).parts();
    let (start, stop, step) = (ops::repr(vm, start)?, ops::repr(vm, stop)?, ops::repr(vm, step)?);
    Ok(vm
        .new_str(&format!("slice({}, {}, {})", start.as_str(), stop.as_str(), step.as_str()))
        .value())
}

/// Like the hash of a tuple, but the length is not mixed in (CPython's algorithm).
fn hash(vm: &Vm, args: &[Value]) -> Result {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let mut mixed = P5;
    for part in this(args).parts() {
        let hash = ops::hash(vm, part)? as u64;
        mixed = mixed.wrapping_add(hash.wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    Ok(vm.new_int(if mixed == u64::MAX { 1_546_275_796 } else { mixed as i64 }))
}

/// `slice.indices(len)`: with integers of any size.
fn indices(vm: &Vm, args: &[Value]) -> Result {
    let length = ops::to_index(vm, args[1])?;
    if length.as_integer().is_some_and(IntRef::is_negative) {
        return Err(vm.value_error("length should not be negative"));
    }
    let slice = this(args);
    let zero = Value::small(0);
    let index = |value: Value| {
        if !value.is_any_int() && ops::special(vm, value, vm.names.__index__).is_none() {
            return Err(
                vm.type_error("slice indices must be integers or None or have an __index__ method")
            );
        }
        ops::to_index(vm, value)
    };
    let step = if slice.step.is_none() { Value::small(1) } else { index(slice.step)? };
    if step == zero {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let backwards = step.as_integer().is_some_and(IntRef::is_negative);
    let add = |a, b| ops::binary(vm, a, b, ops::BinaryOp::Add);
    let less = |a: Value, b: Value| match (a.as_integer(), b.as_integer()) {
        (Some(a), Some(b)) => a.compare(b).is_lt(),
        _ => false,
    };
    let (lower, upper) =
        if backwards { (Value::small(-1), add(length, Value::small(-1))?) } else { (zero, length) };
    let clamp = |value: Value, default: Value| {
        if value.is_none() {
            return Ok(default);
        }
        let mut at = index(value)?;
        if less(at, zero) {
            at = add(at, length)?;
            return Ok(if less(at, lower) { lower } else { at });
        }
        Ok(if less(upper, at) { upper } else { at })
    };
    let start = clamp(slice.start, if backwards { upper } else { lower })?;
    let stop = clamp(slice.stop, if backwards { lower } else { upper })?;
    Ok(vm.new_tuple(&[start, stop, step]).value())
}

macro_rules! comparisons {
    ($($name:ident $op:ident)*) => {
        $(fn $name(vm: &Vm, args: &[Value]) -> Result {
            let Some(other) = args[1].cast::<SliceObject>() else { return Ok(Value::NOT_IMPLEMENTED) };
            let (a, b) = (vm.new_tuple(&this(args).parts()), vm.new_tuple(&other.parts()));
            crate::tuple::tuple_compare(vm, a, b, CompareOp::$op)
        })*
    };
}
comparisons!(lt Lt le Le eq Eq ne Ne gt Gt ge Ge);

const METHODS: &[NativeSpec] = &[
    NativeSpec::static_method("__new__", new, 2, 4, ""),
    NativeSpec::method("indices", indices, 2, 2, "S.indices(len) -> (start, stop, stride)"),
    NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self)."),
    NativeSpec::method("__hash__", hash, 1, 1, "Return hash(self)."),
    NativeSpec::method("__lt__", lt, 2, 2, "Return self<value."),
    NativeSpec::method("__le__", le, 2, 2, "Return self<=value."),
    NativeSpec::method("__eq__", eq, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", ne, 2, 2, "Return self!=value."),
    NativeSpec::method("__gt__", gt, 2, 2, "Return self>value."),
    NativeSpec::method("__ge__", ge, 2, 2, "Return self>=value."),
];

/// `slice`
pub const CLASS: ClassSpec = ClassSpec {
    methods: METHODS,
    getters: &[
        GetSetSpec::member("start", |_, s| Ok(Slice::from_value(s).start)),
        GetSetSpec::member("stop", |_, s| Ok(Slice::from_value(s).stop)),
        GetSetSpec::member("step", |_, s| Ok(Slice::from_value(s).step)),
    ],
    flags: crate::class::flag::FINAL,
    doc: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    ..ClassSpec::new("slice", Kind::Slice, id::SLICE)
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_agree_with_a_slow_definition() {
        let ends = [
            None,
            Some(-9),
            Some(-3),
            Some(-1),
            Some(0),
            Some(1),
            Some(2),
            Some(5),
            Some(9),
            Some(isize::MAX),
            Some(isize::MIN),
        ];
        for length in 0..5usize {
            for (start, stop) in ends.iter().flat_map(|&a| ends.iter().map(move |&b| (a, b))) {
                for step in [-3, -2, -1, 1, 2, 3, isize::MAX, -isize::MAX] {
                    let got: Vec<usize> = Indices::new(start, stop, step, length).iter().collect();
                    assert_eq!(
                        got,
                        slow(start, stop, step, length as isize),
                        "{start:?}:{stop:?}:{step} of {length}"
                    );
                }
            }
        }
    }

    fn slow(start: Option<isize>, stop: Option<isize>, step: isize, length: isize) -> Vec<usize> {
        let inside = |at: usize| {
            let at = at as isize;
            let absolute = |end: isize| if end < 0 { end.saturating_add(length) } else { end };
            if step > 0 {
                at >= start.map_or(0, absolute) && stop.is_none_or(|stop| at < absolute(stop))
            } else {
                start.is_none_or(|start| at <= absolute(start))
                    && stop.is_none_or(|stop| at > absolute(stop))
            }
        };
        let mut all: Vec<usize> = (0..length as usize).filter(|&at| inside(at)).collect();
        if step < 0 {
            all.reverse();
        }
        all.into_iter().step_by(step.unsigned_abs()).collect()
    }
}
