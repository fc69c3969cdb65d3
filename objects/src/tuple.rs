//! `tuple`: an immutable array of values, in place after the header.

use crate::class::Class;
use crate::class_spec::ClassSpec;
use crate::function::NativeSpec;
use crate::object::{Header, Kind, Ref, object};
use crate::ops::{self, CompareOp};
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// A `tuple`. `len` values follow.
#[repr(C)]
#[derive(Debug)]
pub struct TupleObject {
    header: Header,
    pub(crate) len: usize,
}
object!(TupleObject: Tuple);

/// A reference to a `tuple`.
pub type Tuple = Ref<TupleObject>;

impl TupleObject {
    /// The items.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `Vm::new_tuple` and `Vm::new_tuple_of` allocate `len` values after the struct and write them before anybody reads them;
        // tuples do not change.
        unsafe { std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.len) }
    }
    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }
    /// Whether there are no items.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// The item at an index.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items().get(index).copied()
    }
}

impl Vm {
    /// A new tuple with these items.
    #[inline]
    pub fn new_tuple(&self, items: &[Value]) -> Tuple {
        if items.is_empty() {
            return self.empty_tuple();
        }
        self.make_tuple(items)
    }
    /// The tuple without items: there is one.
    fn empty_tuple(&self) -> Tuple {
        if let Some(tuple) = self.empty_tuple.get() {
            return tuple;
        }
        let tuple = self.make_tuple(&[]);
        self.empty_tuple.set(Some(tuple));
        tuple
    }
    #[inline]
    fn make_tuple(&self, items: &[Value]) -> Tuple {
        let header = Header::new(Kind::Tuple, id::TUPLE);
        let tuple =
            self.heap.allocate_with(TupleObject { header, len: items.len() }, size_of_val(items));
        // SAFETY: the values lie in the fresh object, after the struct.
        unsafe {
            let place = tuple.as_ptr().add(1).cast();
            std::ptr::copy_nonoverlapping(items.as_ptr(), place, items.len());
        }
        tuple
    }
    /// A new tuple of a class derived from `tuple`.
    pub fn new_tuple_of(&self, class: Class, items: &[Value]) -> Tuple {
        let header = Header::new(Kind::Tuple, id::TUPLE);
        let object = TupleObject { header, len: items.len() };
        let tuple = self.allocate_of_with(class, object, size_of_val(items));
        // SAFETY: as in `new_tuple`.
        unsafe {
            let place = tuple.as_ptr().add(1).cast();
            std::ptr::copy_nonoverlapping(items.as_ptr(), place, items.len());
        }
        tuple
    }
}

/// `(*items,)`
#[inline]
pub fn build_tuple(vm: &Vm, items: &[Value]) -> Tuple {
    vm.new_tuple(items)
}

fn this(args: &[Value]) -> Tuple {
    Ref::from_value(args[0])
}

/// `repr(tuple)`
///
/// # Errors
/// What the `repr` of an item raises.
pub fn tuple_repr(vm: &Vm, tuple: Tuple) -> Result<Str> {
    ops::repr_sequence(vm, tuple.value(), ops::Brackets::Round)
}

/// Whether two tuples are equal.
///
/// # Errors
/// What comparing items raises.
pub fn tuple_equal(vm: &Vm, a: Tuple, b: Tuple) -> Result<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    vm.enter_native("in comparison")?;
    for (&x, &y) in a.items().iter().zip(b.items()) {
        if !ops::identical_or_equal(vm, x, y)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Compares two tuples, item by item.
///
/// # Errors
/// What comparing items raises.
pub fn tuple_compare(vm: &Vm, a: Tuple, b: Tuple, op: CompareOp) -> Result {
    ops::compare_sequences(vm, a.value(), b.value(), op)
}

/// `hash(tuple)`
///
/// # Errors
/// What the hash of an item raises.
pub fn tuple_hash(vm: &Vm, tuple: Tuple) -> Result<i64> {
    vm.enter_native("while hashing a tuple")?;
    // Most tuples are short: their hashes need no memory of their own.
    let mut short = [0; 8];
    let mut long = Vec::new();
    let hashes = match short.get_mut(..tuple.len()) {
        Some(hashes) => hashes,
        None => {
            long.resize(tuple.len(), 0);
            &mut long[..]
        }
    };
    for (hash, &item) in hashes.iter_mut().zip(tuple.items()) {
        *hash = crate::dict::hash_key(vm, item)? as i64;
    }
    Ok(ops::hash_values(hashes.iter().copied()))
}

/// `left + right` of two tuples.
pub fn tuple_concat(vm: &Vm, left: Tuple, right: Tuple) -> Result {
    if right.is_empty() && left.value().has_shape(id::TUPLE) {
        return Ok(left.value());
    }
    if left.is_empty() && right.value().has_shape(id::TUPLE) {
        return Ok(right.value());
    }
    vm.reserve((left.len() + right.len()) * 8)?;
    Ok(vm.new_tuple(&[left.items(), right.items()].concat()).value())
}

/// `tuple * count`
///
/// # Errors
/// MemoryError.
pub fn tuple_repeat(vm: &Vm, tuple: Tuple, count: isize) -> Result {
    let count = count.max(0) as usize;
    if (count == 1 || tuple.is_empty()) && tuple.value().has_shape(id::TUPLE) {
        return Ok(tuple.value());
    }
    let Some(total) = tuple.len().checked_mul(count).filter(|n| *n < isize::MAX as usize / 16)
    else {
        return Err(vm.memory_error());
    };
    vm.reserve(total * 16)?;
    Ok(vm.new_tuple(&tuple.items().repeat(count)).value())
}

/// `tuple[key]`
///
/// # Errors
/// IndexError, TypeError.
pub fn tuple_get_item(vm: &Vm, tuple: Tuple, key: Value) -> Result {
    if let Some(slice) = key.cast::<crate::slice::SliceObject>() {
        let indices = slice.indices(vm, tuple.len())?;
        if indices.is_all(tuple.len()) && tuple.value().has_shape(id::TUPLE) {
            return Ok(tuple.value());
        }
        return Ok(vm.new_tuple(&indices.select(tuple.items())).value());
    }
    let index = ops::sequence_index(
        vm,
        key,
        tuple.len(),
        "tuple indices must be integers or slices",
        "tuple index out of range",
    )?;
    Ok(tuple.items()[index])
}

fn new(vm: &Vm, args: &[Value]) -> Result {
    let class = Class::from_value(args[0]);
    let exact = class == vm.classes.tuple;
    match args.get(1) {
        Some(&source) if exact && source.has_shape(id::TUPLE) => Ok(source),
        Some(&source) => {
            // Collected in a list: its memory costs less than that of registered roots.
            let items = vm.new_list(&[]);
            crate::list::list_collect(vm, items, source)?;
            vm.reserve(items.len() * 8)?;
            if exact {
                return Ok(vm.new_tuple(items.items()).value());
            }
            Ok(vm.new_tuple_of(class, items.items()).value())
        }
        None if exact => Ok(vm.new_tuple(&[]).value()),
        None => Ok(vm.new_tuple_of(class, &[]).value()),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Result {
    let mut found = 0;
    for &item in this(args).items() {
        found += i64::from(ops::identical_or_equal(vm, item, args[1])?);
    }
    Ok(Value::small(found))
}

fn index(vm: &Vm, args: &[Value]) -> Result {
    let tuple = this(args);
    let (start, stop) = ops::search_bounds(vm, tuple.len(), args.get(2), args.get(3))?;
    for at in start..stop {
        if ops::identical_or_equal(vm, tuple.items()[at], args[1])? {
            return Ok(Value::small(at as i64));
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}

fn add(vm: &Vm, args: &[Value]) -> Result {
    match args[1].cast::<TupleObject>() {
        Some(other) => tuple_concat(vm, this(args), other),
        None => {
            let found = vm.class_name(args[1]);
            Err(vm.type_error(format!("can only concatenate tuple (not \"{found}\") to tuple")))
        }
    }
}

fn mul(vm: &Vm, args: &[Value]) -> Result {
    match ops::repeat_count(vm, args[1])? {
        Some(count) => tuple_repeat(vm, this(args), count),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn contains(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::from_bool(tuple_contains(vm, this(args), args[1])?))
}

/// `item in tuple`
///
/// # Errors
/// What comparing items raises.
pub fn tuple_contains(vm: &Vm, tuple: Tuple, item: Value) -> Result<bool> {
    for &own in tuple.items() {
        if ops::identical_or_equal(vm, own, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

macro_rules! comparisons {
    ($($name:ident $op:ident)*) => {
        $(fn $name(vm: &Vm, args: &[Value]) -> Result {
            match args[1].cast::<TupleObject>() {
                Some(other) => tuple_compare(vm, this(args), other, CompareOp::$op),
                None => Ok(Value::NOT_IMPLEMENTED),
            }
        })*
    };
}
comparisons!(lt Lt le Le eq Eq ne Ne gt Gt ge Ge);

const METHODS: &[NativeSpec] = &[
    NativeSpec::static_method("__new__", new, 1, 2, ""),
    NativeSpec::method("count", count, 2, 2, "Return number of occurrences of value."),
    NativeSpec::method(
        "index",
        index,
        2,
        4,
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
    ),
    NativeSpec::method("__add__", add, 2, 2, "Return self+value."),
    NativeSpec::method("__mul__", mul, 2, 2, "Return self*value."),
    NativeSpec::method("__rmul__", mul, 2, 2, "Return value*self."),
    NativeSpec::method("__contains__", contains, 2, 2, "Return bool(key in self)."),
    NativeSpec::method(
        "__len__",
        |_, args| Ok(Value::small(this(args).len() as i64)),
        1,
        1,
        "Return len(self).",
    ),
    NativeSpec::method(
        "__getitem__",
        |vm, args| tuple_get_item(vm, this(args), args[1]),
        2,
        2,
        "Return self[key].",
    ),
    NativeSpec::method(
        "__iter__",
        |vm, args| Ok(vm.new_tuple_iter(this(args)).value()),
        1,
        1,
        "Implement iter(self).",
    ),
    NativeSpec::method(
        "__repr__",
        |vm, args| Ok(tuple_repr(vm, this(args))?.value()),
        1,
        1,
        "Return repr(self).",
    ),
    NativeSpec::method(
        "__hash__",
        |vm, args| Ok(vm.new_int(tuple_hash(vm, this(args))?)),
        1,
        1,
        "Return hash(self).",
    ),
    NativeSpec::method("__lt__", lt, 2, 2, "Return self<value."),
    NativeSpec::method("__le__", le, 2, 2, "Return self<=value."),
    NativeSpec::method("__eq__", eq, 2, 2, "Return self==value."),
    NativeSpec::method("__ne__", ne, 2, 2, "Return self!=value."),
    NativeSpec::method("__gt__", gt, 2, 2, "Return self>value."),
    NativeSpec::method("__ge__", ge, 2, 2, "Return self>=value."),
    NativeSpec::method(
        "__getnewargs__",
        |vm, args| {
            let copy = vm.new_tuple(this(args).items()).value();
            Ok(vm.new_tuple(&[copy]).value())
        },
        1,
        1,
        "",
    ),
    crate::generic::alias::CLASS_GETITEM,
];

/// `tuple`
pub const CLASS: ClassSpec = ClassSpec {
    methods: METHODS,
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
    ..ClassSpec::new("tuple", Kind::Tuple, id::TUPLE)
};
