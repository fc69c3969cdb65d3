//! `enumerate`, `zip`, `map`, `filter`, `reversed`: classes whose instances are iterators.

use super::methods::{iter, next};
use super::{EnumerateObject, FilterObject, MapObject, ReversedObject, STRICT, ZipObject};
use crate::class::Class;
use crate::class_spec::{ANY, ClassSpec};
use crate::function::NativeSpec;
use crate::heap::RootVec;
use crate::object::{Header, Kind, Ref};
use crate::ops;
use crate::shape::id;
use crate::string::Str;
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

/// Splits arguments into positional ones and `strict`, the only keyword.
fn strict<'a>(
    vm: &Vm,
    args: &'a [Value],
    names: &[Str],
    function: &str,
) -> Result<(&'a [Value], u8)> {
    let positional = &args[..args.len() - names.len()];
    let mut flags = 0;
    for (name, &value) in names.iter().zip(&args[positional.len()..]) {
        if name.as_str() != "strict" {
            let name = name.as_str();
            return Err(
                vm.type_error(format!("{function}() got an unexpected keyword argument '{name}'"))
            );
        }
        flags = if ops::truth(vm, value)? { STRICT } else { 0 };
    }
    Ok((positional, flags))
}

fn iterators(vm: &Vm, iterables: &[Value]) -> Result<Tuple> {
    let mut iterators = RootVec::new(vm);
    for &iterable in iterables {
        iterators.push(ops::iter(vm, iterable)?);
    }
    Ok(vm.new_tuple(&iterators))
}

fn new_zip(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let (args, flags) = strict(vm, args, names, "zip")?;
    let iterators = iterators(vm, &args[1..])?;
    let header = Header::new(Kind::Zip, id::ZIP);
    header.flags.set(flags);
    Ok(vm.allocate_of(Class::from_value(args[0]), ZipObject { header, iterators }).value())
}

fn new_map(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let (args, flags) = strict(vm, args, names, "map")?;
    let [class, function, ref iterables @ ..] = *args else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iterators = iterators(vm, iterables)?;
    let header = Header::new(Kind::Map, id::MAP);
    header.flags.set(flags);
    Ok(vm.allocate_of(Class::from_value(class), MapObject { header, function, iterators }).value())
}

impl Vm {
    /// A `filter` object that goes through an iterator.
    pub fn new_filter(&self, function: Value, iterator: Value) -> Ref<FilterObject> {
        let header = Header::new(Kind::Filter, id::FILTER);
        self.heap.allocate(FilterObject { header, function, iterator })
    }
}

fn new_filter(vm: &Vm, args: &[Value]) -> Result {
    let iterator = ops::iter(vm, args[2])?;
    let header = Header::new(Kind::Filter, id::FILTER);
    let filter = FilterObject { header, function: args[1], iterator };
    Ok(vm.allocate_of(Class::from_value(args[0]), filter).value())
}

fn new_enumerate(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let (mut iterable, mut start) = (None, None);
    let positional = args.len() - names.len();
    let given = args[1..].len();
    if given > 2 {
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    for (place, &value) in args[1..].iter().enumerate() {
        let name = if place + 1 < positional {
            ["iterable", "start"][place]
        } else {
            names[place + 1 - positional].as_str()
        };
        let slot = match name {
            "iterable" => &mut iterable,
            "start" => &mut start,
            name => {
                let message = format!("'{name}' is an invalid keyword argument for enumerate()");
                return Err(vm.type_error(message));
            }
        };
        *slot = Some(value);
    }
    let Some(iterable) = iterable else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    };
    let count = match start {
        Some(start) => ops::to_index(vm, start)?,
        None => Value::small(0),
    };
    let iterator = ops::iter(vm, iterable)?;
    let header = Header::new(Kind::Enumerate, id::ENUMERATE);
    let enumerate = EnumerateObject { header, iterator, count: Cell::new(count) };
    Ok(vm.allocate_of(Class::from_value(args[0]), enumerate).value())
}

/// `reversed(sequence)`: what `__reversed__` returns, or an iterator over a sequence.
///
/// # Errors
/// TypeError if it is not reversible.
pub fn reversed(vm: &Vm, class: Class, sequence: Value) -> Result {
    if sequence.has_shape(id::LIST) && class.root_shape() == id::REVERSED {
        return Ok(vm.new_reversed(sequence, ops::length(vm, sequence)?));
    }
    let special = ops::special(vm, sequence, vm.names.__reversed__);
    match special {
        Some(method) if !method.is_none() => return ops::call_special(vm, method, sequence, &[]),
        _ => {}
    }
    let is_sequence = special.is_none()
        && !sequence.has_kind(Kind::Dict)
        && ops::special(vm, sequence, vm.names.__getitem__).is_some();
    if !is_sequence {
        let found = vm.class_name(sequence);
        return Err(vm.type_error(format!("'{found}' object is not reversible")));
    }
    let length = ops::length(vm, sequence)?;
    let header = Header::new(Kind::Reversed, id::REVERSED);
    let reversed =
        ReversedObject { header, sequence: Cell::new(sequence), index: Cell::new(length) };
    Ok(vm.allocate_of(class, reversed).value())
}

const fn class(
    name: &'static str,
    kind: Kind,
    shape: u32,
    methods: &'static [NativeSpec],
    doc: &'static str,
) -> ClassSpec {
    ClassSpec { methods, doc, ..ClassSpec::new(name, kind, shape) }
}

const ITER: NativeSpec = NativeSpec::method("__iter__", iter, 1, 1, "Implement iter(self).");
const NEXT: NativeSpec = NativeSpec::method("__next__", next, 1, 1, "Implement next(self).");

/// `enumerate`
pub const ENUMERATE: ClassSpec = class(
    "enumerate",
    Kind::Enumerate,
    id::ENUMERATE,
    &[
        NativeSpec::keyword_static_method("__new__", new_enumerate, 1, ANY, ""),
        ITER,
        NEXT,
        crate::generic::alias::CLASS_GETITEM,
    ],
    "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
);

/// `zip`
pub const ZIP: ClassSpec = class(
    "zip",
    Kind::Zip,
    id::ZIP,
    &[NativeSpec::keyword_static_method("__new__", new_zip, 1, ANY, ""), ITER, NEXT],
    "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
);

/// `map`
pub const MAP: ClassSpec = class(
    "map",
    Kind::Map,
    id::MAP,
    &[NativeSpec::keyword_static_method("__new__", new_map, 1, ANY, ""), ITER, NEXT],
    "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
);

/// `filter`
pub const FILTER: ClassSpec = class(
    "filter",
    Kind::Filter,
    id::FILTER,
    &[NativeSpec::static_method("__new__", new_filter, 3, 3, ""), ITER, NEXT],
    "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
);

/// `reversed`
pub const REVERSED: ClassSpec = class(
    "reversed",
    Kind::Reversed,
    id::REVERSED,
    &[
        NativeSpec::static_method(
            "__new__",
            |vm, args| reversed(vm, Class::from_value(args[0]), args[1]),
            2,
            2,
            "",
        ),
        ITER,
        NEXT,
    ],
    "Return a reverse iterator over the values of the given sequence.",
);
