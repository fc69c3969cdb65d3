//! `range`: start, stop and step are integers of any size.

use crate::class_spec::{ClassSpec, GetSetSpec};
use crate::function::NativeSpec;
use crate::int::{IntRef, Integer};
use crate::object::{Header, Kind, Ref, object};
use crate::ops;
use crate::shape::id;
use crate::slice::{Bounds, SliceObject};
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// A `range`. The words are integers, of exactly class `int`.
#[repr(C)]
#[derive(Debug)]
pub struct RangeObject {
    header: Header,
    /// `start`
    pub start: Value,
    /// `stop`
    pub stop: Value,
    /// `step`
    pub step: Value,
    /// `len(range)`, maybe beyond a machine word.
    pub length: Value,
}
object!(RangeObject: Range);

/// A reference to a `range`.
pub type Range = Ref<RangeObject>;

fn integer(value: &Value) -> IntRef<'_> {
    value.as_integer().unwrap_or(IntRef::from(0))
}

fn count(start: Value, stop: Value, step: Value) -> Integer {
    if let (true, true, true) = (start.is_int(), stop.is_int(), step.is_int()) {
        let (start, stop, step) =
            (i128::from(start.int()), i128::from(stop.int()), i128::from(step.int()));
        let span = if step < 0 { start - stop } else { stop - start };
        return Integer::from(if span <= 0 { 0 } else { (span - 1) / step.abs() + 1 });
    }
    let (start, stop, step) = (integer(&start), integer(&stop), integer(&step));
    let span = if step.is_negative() { start.sub(stop) } else { stop.sub(start) };
    if span.borrow().is_negative() || span.borrow().is_zero() {
        return Integer::from(0i64);
    }
    let last = span.borrow().sub(IntRef::from(1));
    match last.borrow().floor_div(step.abs().borrow()) {
        Ok(steps) => steps.borrow().add(IntRef::from(1)),
        Err(_) => Integer::from(0i64),
    }
}

impl RangeObject {
    /// Start, stop and step if start, stop and everything in between are small integers.
    #[inline]
    pub fn small(&self) -> Option<(i64, i64, i64)> {
        if self.start.is_int() && self.stop.is_int() && self.step.is_int() {
            Some((self.start.int(), self.stop.int(), self.step.int()))
        } else {
            None
        }
    }
    /// The item at an index, which is within the range (or one past it).
    pub fn item(&self, vm: &Vm, index: Value) -> Result {
        if let (Some((start, _, step)), true) = (self.small(), index.is_int()) {
            let item = i128::from(start) + i128::from(step) * i128::from(index.int());
            return Ok(vm.new_integer(item));
        }
        let offset = ops::binary(vm, self.step, index, ops::BinaryOp::Mul)?;
        ops::binary(vm, self.start, offset, ops::BinaryOp::Add)
    }
}

impl Vm {
    /// `range(start, stop, step)` of integers; the step is not zero.
    pub fn new_range(&self, start: Value, stop: Value, step: Value) -> Range {
        let length = self.new_integer(count(start, stop, step));
        self.new_range_of_length(start, stop, step, length)
    }
    /// The same, where the length is known already.
    #[inline]
    pub fn new_range_of_length(
        &self,
        start: Value,
        stop: Value,
        step: Value,
        length: Value,
    ) -> Range {
        let header = Header::new(Kind::Range, id::RANGE);
        self.heap.allocate(RangeObject { header, start, stop, step, length })
    }
}

fn this(args: &[Value]) -> Range {
    Ref::from_value(args[0])
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    let (start, stop, step) = match *args {
        [_, stop] => (Value::small(0), ops::to_index(vm, stop)?, Value::small(1)),
        [_, start, stop] => (ops::to_index(vm, start)?, ops::to_index(vm, stop)?, Value::small(1)),
        _ => {
            (ops::to_index(vm, args[1])?, ops::to_index(vm, args[2])?, ops::to_index(vm, args[3])?)
        }
    };
    if integer(&step).is_zero() {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.new_range(start, stop, step).value())
}

/// `len(range)`
///
/// # Errors
/// OverflowError if it is beyond a machine word.
pub fn range_length(vm: &Vm, range: Range) -> Result<usize> {
    match integer(&range.length).to_i64() {
        Some(length) => Ok(length as usize),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// `range[key]`
///
/// # Errors
/// IndexError, TypeError, ValueError.
pub fn range_get_item(vm: &Vm, range: Range, key: Value) -> Result {
    if let (Some((start, _, step)), true, true) =
        (range.small(), key.is_int(), range.length.is_int())
    {
        let (index, length) = (key.int(), range.length.int());
        let index = if index < 0 { index + length } else { index };
        if !(0..length).contains(&index) {
            return Err(vm.index_error("range object index out of range"));
        }
        return Ok(vm.new_integer(i128::from(start) + i128::from(step) * i128::from(index)));
    }
    if let Some(slice) = key.cast::<SliceObject>() {
        return subrange(vm, range, slice);
    }
    if !key.is_any_int() && ops::special(vm, key, vm.names.__index__).is_none() {
        let found = vm.class_name(key);
        return Err(vm.type_error(format!("range indices must be integers or slices, not {found}")));
    }
    let mut index = ops::to_index(vm, key)?;
    if integer(&index).is_negative() {
        index = vm.new_integer(integer(&index).add(integer(&range.length)));
    }
    if integer(&index).is_negative() || integer(&index).compare(integer(&range.length)).is_ge() {
        return Err(vm.index_error("range object index out of range"));
    }
    range.item(vm, index)
}

/// `range[start:stop]` of a range of small integers; `None` if it has too many or too large ones.
pub(crate) fn small_subrange(vm: &Vm, range: Range, bounds: Bounds) -> Option<Range> {
    let (start, _, step) = range.small()?;
    let length = usize::try_from(range.length.is_int().then(|| range.length.int())?).ok()?;
    let indices = bounds.apply(length);
    let at = |index: isize| {
        i64::try_from(i128::from(start) + i128::from(step) * index as i128)
            .ok()
            .and_then(Value::try_small)
    };
    Some(vm.new_range(at(indices.start)?, at(indices.stop)?, range.step))
}

fn subrange(vm: &Vm, range: Range, slice: Ref<SliceObject>) -> Result {
    let indices = vm.call_method(slice.value(), vm.intern("indices"), &[range.length])?;
    let Some(indices) = indices.cast::<crate::tuple::TupleObject>() else { return Ok(Value::NONE) };
    let [start, stop, step] = *indices.items() else { return Ok(Value::NONE) };
    let step = ops::binary(vm, range.step, step, ops::BinaryOp::Mul)?;
    Ok(vm.new_range(range.item(vm, start)?, range.item(vm, stop)?, step).value())
}

/// `item in range`
///
/// # Errors
/// What comparing items raises.
pub fn range_contains(vm: &Vm, range: Range, item: Value) -> Result<bool> {
    if item.as_exact_integer().is_some() {
        return Ok(position(range, item).is_some());
    }
    let mut found = false;
    // Anything else may be equal to some item.
    let mut index = Value::small(0);
    while !found && integer(&index).compare(integer(&range.length)).is_lt() {
        found = ops::identical_or_equal(vm, range.item(vm, index)?, item)?;
        index = ops::binary(vm, index, Value::small(1), ops::BinaryOp::Add)?;
        vm.poll_native()?;
    }
    Ok(found)
}

/// The index of an integer in the range.
fn position(range: Range, item: Value) -> Option<Integer> {
    let (item, start, step) = (integer(&item), integer(&range.start), integer(&range.step));
    let offset = item.sub(start);
    let (index, rest) = offset.borrow().div_mod(step).ok()?;
    let inside = rest.borrow().is_zero()
        && !index.borrow().is_negative()
        && index.borrow().compare(integer(&range.length)).is_lt();
    inside.then_some(index)
}

fn range_count(vm: &Vm, args: &[Value]) -> Result {
    let (range, item) = (this(args), args[1]);
    if item.as_exact_integer().is_some() {
        return Ok(Value::small(i64::from(position(range, item).is_some())));
    }
    let mut found = 0;
    ops::for_each(vm, args[0], |own| {
        found += i64::from(ops::identical_or_equal(vm, own, item)?);
        Ok(())
    })?;
    Ok(vm.new_int(found))
}

fn index(vm: &Vm, args: &[Value]) -> Result {
    let (range, item) = (this(args), args[1]);
    if item.as_exact_integer().is_some() {
        if let Some(index) = position(range, item) {
            return Ok(vm.new_integer(index));
        }
        return Err(vm.value_error("range.index(x): x not in range"));
    }
    let mut at = Value::small(0);
    while integer(&at).compare(integer(&range.length)).is_lt() {
        if ops::identical_or_equal(vm, range.item(vm, at)?, item)? {
            return Ok(at);
        }
        at = ops::binary(vm, at, Value::small(1), ops::BinaryOp::Add)?;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

/// `repr(range)`
///
/// # Errors
/// ValueError for numbers with too many digits.
pub fn range_repr(vm: &Vm, range: Range) -> Result<Str> {
    let (start, stop) = (ops::repr(vm, range.start)?, ops::repr(vm, range.stop)?);
    if range.step == Value::small(1) {
        return Ok(vm.new_str(&format!("range({}, {})", start.as_str(), stop.as_str())));
    }
    let step = ops::repr(vm, range.step)?;
    Ok(vm.new_str(&format!("range({}, {}, {})", start.as_str(), stop.as_str(), step.as_str())))
}

/// Whether two ranges have the same items.
pub fn range_equal(a: Range, b: Range) -> bool {
    let same = |x: Value, y: Value| integer(&x).compare(integer(&y)).is_eq();
    same(a.length, b.length)
        && (integer(&a.length).is_zero()
            || same(a.start, b.start) && (same(a.length, Value::small(1)) || same(a.step, b.step)))
}

fn hash(vm: &Vm, args: &[Value]) -> Result {
    let range = this(args);
    let (mut start, mut step) = (range.start, range.step);
    if integer(&range.length).is_zero() {
        (start, step) = (Value::NONE, Value::NONE);
    } else if range.length == Value::small(1) {
        step = Value::NONE;
    }
    let mut hashes = [0; 3];
    for (hash, part) in hashes.iter_mut().zip([range.length, start, step]) {
        *hash = ops::hash(vm, part)?;
    }
    Ok(vm.new_int(ops::hash_values(hashes.into_iter())))
}

fn equal(_: &Vm, args: &[Value]) -> Result {
    Ok(match args[1].cast::<RangeObject>() {
        Some(other) => Value::from_bool(range_equal(this(args), other)),
        None => Value::NOT_IMPLEMENTED,
    })
}
fn not_equal(_: &Vm, args: &[Value]) -> Result {
    Ok(match args[1].cast::<RangeObject>() {
        Some(other) => Value::from_bool(!range_equal(this(args), other)),
        None => Value::NOT_IMPLEMENTED,
    })
}

/// The range backwards.
///
/// # Errors
/// What arithmetic raises.
pub fn range_reversed(vm: &Vm, range: Range) -> Result<Range> {
    let last = ops::binary(vm, range.length, Value::small(1), ops::BinaryOp::Sub)?;
    let (start, step) = (range.item(vm, last)?, ops::unary(vm, range.step, ops::UnaryOp::Neg)?);
    let stop = ops::binary(vm, range.start, range.step, ops::BinaryOp::Sub)?;
    Ok(vm.new_range(start, stop, step))
}

const METHODS: &[NativeSpec] = &[
    NativeSpec::static_method("__new__", new, 2, 4, ""),
    NativeSpec::method(
        "count",
        range_count,
        2,
        2,
        "rangeobject.count(value) -> integer -- return number of occurrences of value",
    ),
    NativeSpec::method(
        "index",
        index,
        2,
        2,
        "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
    ),
    NativeSpec::method(
        "__len__",
        |vm, args| Ok(vm.new_size(range_length(vm, this(args))?)),
        1,
        1,
        "Return len(self).",
    ),
    NativeSpec::method(
        "__bool__",
        |_, args| Ok(Value::from_bool(!integer(&this(args).length).is_zero())),
        1,
        1,
        "True if self else False",
    ),
    NativeSpec::method(
        "__getitem__",
        |vm, args| range_get_item(vm, this(args), args[1]),
        2,
        2,
        "Return self[key].",
    ),
    NativeSpec::method(
        "__contains__",
        |vm, args| Ok(Value::from_bool(range_contains(vm, this(args), args[1])?)),
        2,
        2,
        "Return bool(key in self).",
    ),
    NativeSpec::method(
        "__iter__",
        |vm, args| Ok(vm.new_range_iter(this(args))),
        1,
        1,
        "Implement iter(self).",
    ),
    NativeSpec::method(
        "__reversed__",
        |vm, args| Ok(vm.new_range_iter(range_reversed(vm, this(args))?)),
        1,
        1,
        "Return a reverse iterator.",
    ),
    NativeSpec::method(
        "__repr__",
        |vm, args| Ok(range_repr(vm, this(args))?.value()),
        1,
        1,
        "Return repr(self).",
    ),
    NativeSpec::method("__hash__", hash, 1, 1, "Return hash(self)."),
    NativeSpec::method("__eq__", equal, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", not_equal, 2, 2, "Return self!=value."),
];

/// `range`
pub const CLASS: ClassSpec = ClassSpec {
    methods: METHODS,
    getters: &[
        GetSetSpec::member("start", |_, r| Ok(Range::from_value(r).start)),
        GetSetSpec::member("stop", |_, r| Ok(Range::from_value(r).stop)),
        GetSetSpec::member("step", |_, r| Ok(Range::from_value(r).step)),
    ],
    flags: crate::class::flag::FINAL,
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
    ..ClassSpec::new("range", Kind::Range, id::RANGE)
};
