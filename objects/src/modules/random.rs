//! Module `random`: class `Random` and one hidden instance whose methods are the module's functions. Sequences are CPython's.

mod distributions;
pub mod twister;

use self::twister::Twister;
use super::ModuleSpec;
use crate::bytes::{ByteArrayObject, BytesObject};
use crate::class::{Class, ClassObject};
use crate::class_spec::{ANY, ClassSpec};
use crate::function::NativeSpec;
use crate::heap::RootVec;
use crate::int::{IntRef, Integer};
use crate::object::{Header, Kind, Ref, object};
use crate::ops::{self, BinaryOp, CompareOp};
use crate::parameters::parse_as_python;
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::{Cell, RefCell};
use std::io::Read;

/// The module.
pub const MODULE: ModuleSpec = ModuleSpec {
    name: "random",
    doc: "Random variable generators.",
    in_file: true,
    functions: &[],
    init: |vm, dict| {
        let class = vm.shapes.get(id::RANDOM).class;
        dict.set_name(vm, vm.intern("Random"), class.value());
        let instance = new_instance(vm, class, seed_from_system());
        dict.set_name(vm, vm.intern("_inst"), instance);
        for method in METHODS.iter().filter(|method| !method.name.starts_with("_")) {
            let name = vm.intern(method.name);
            dict.set_name(vm, name, vm.get_attribute(instance, name)?);
        }
        Ok(())
    },
};

/// Class `Random`.
pub const CLASS: ClassSpec = ClassSpec {
    module: "random",
    methods: METHODS,
    doc: "Random number generator base class used by bound module functions.",
    flags: crate::class::flag::PYTHON,
    ..ClassSpec::new("Random", Kind::Random, id::RANDOM)
};

/// A generator.
#[repr(C)]
#[derive(Debug)]
pub struct RandomObject {
    header: Header,
    /// No borrow is held across a call of user code.
    twister: RefCell<Box<Twister>>,
    /// The second number that `gauss` made, if it is not used yet.
    gauss_next: Cell<Option<f64>>,
}
object!(RandomObject: Random);

const METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_static_method("__new__", new, 1, ANY, ""),
    NativeSpec::keyword_method("__init__", init, 1, 2, "Initialize an instance."),
    NativeSpec::keyword_method("seed", seed, 1, 3, "Initialize internal state from a seed."),
    NativeSpec::method(
        "getstate",
        get_state,
        1,
        1,
        "Return internal state; can be passed to setstate() later.",
    ),
    NativeSpec::method(
        "setstate",
        set_state,
        2,
        2,
        "Restore internal state from object returned by getstate().",
    ),
    NativeSpec::method(
        "random",
        |vm, args| Ok(vm.new_float(own(args).twister.borrow_mut().next_float())),
        1,
        1,
        "random() -> x in the interval [0, 1).",
    ),
    NativeSpec::method(
        "getrandbits",
        get_bits,
        2,
        2,
        "getrandbits(k) -> x.  Generates an int with k random bits.",
    ),
    NativeSpec::method("randbytes", random_bytes, 2, 2, "Generate n random bytes."),
    NativeSpec::keyword_method(
        "randrange",
        random_range,
        2,
        4,
        "Choose a random item from range(stop) or range(start, stop[, step]).",
    ),
    NativeSpec::keyword_method(
        "randint",
        random_int,
        3,
        3,
        "Return random integer in range [a, b], including both end points.",
    ),
    NativeSpec::keyword_method(
        "choice",
        choice,
        2,
        2,
        "Choose a random element from a non-empty sequence.",
    ),
    NativeSpec::keyword_method(
        "shuffle",
        shuffle,
        2,
        2,
        "Shuffle list x in place, and return None.",
    ),
    NativeSpec::keyword_method(
        "sample",
        sample,
        2,
        4,
        "Chooses k unique random elements from a population sequence.",
    ),
    NativeSpec::keyword_method(
        "choices",
        choices,
        2,
        5,
        "Return a k sized list of population elements chosen with replacement.",
    ),
    NativeSpec::keyword_method(
        "uniform",
        uniform,
        3,
        3,
        "Get a random number in the range [a, b) or [a, b] depending on rounding.",
    ),
    NativeSpec::keyword_method("triangular", triangular, 1, 4, "Triangular distribution."),
    NativeSpec::keyword_method(
        "normalvariate",
        |vm, args, names| {
            two(
                vm,
                args,
                names,
                ("normalvariate", ["mu", "sigma"], [Some(0.0), Some(1.0)]),
                |next, a, b| distributions::normal(next, a, b),
            )
        },
        1,
        3,
        "Normal distribution.",
    ),
    NativeSpec::keyword_method("gauss", gauss, 1, 3, "Gaussian distribution."),
    NativeSpec::keyword_method(
        "lognormvariate",
        |vm, args, names| {
            two(vm, args, names, ("lognormvariate", ["mu", "sigma"], [None, None]), |next, a, b| {
                Ok(distributions::normal(next, a, b)?.exp())
            })
        },
        3,
        3,
        "Log normal distribution.",
    ),
    NativeSpec::keyword_method("expovariate", exponential, 1, 2, "Exponential distribution."),
    NativeSpec::keyword_method(
        "vonmisesvariate",
        |vm, args, names| {
            two(
                vm,
                args,
                names,
                ("vonmisesvariate", ["mu", "kappa"], [None, None]),
                |next, a, b| distributions::von_mises(next, a, b),
            )
        },
        3,
        3,
        "Circular data distribution.",
    ),
    NativeSpec::keyword_method("gammavariate", gamma, 3, 3, "Gamma distribution."),
    NativeSpec::keyword_method("betavariate", beta, 3, 3, "Beta distribution."),
    NativeSpec::keyword_method("paretovariate", pareto, 2, 2, "Pareto distribution."),
    NativeSpec::keyword_method(
        "weibullvariate",
        |vm, args, names| {
            two(
                vm,
                args,
                names,
                ("weibullvariate", ["alpha", "beta"], [None, None]),
                |next, a, b| Ok(a * (-(1.0 - next()?).ln()).powf(1.0 / b)),
            )
        },
        3,
        3,
        "Weibull distribution.",
    ),
    NativeSpec::keyword_method("binomialvariate", binomial, 1, 3, "Binomial random variable."),
];

/// The receiver of a method, which was checked to be a `Random`.
fn own(args: &[Value]) -> Ref<RandomObject> {
    Ref::from_value(args[0])
}

fn new_instance(vm: &Vm, class: Class, twister: Twister) -> Value {
    let header = Header::new(Kind::Random, id::RANDOM);
    let twister = RefCell::new(Box::new(twister));
    let made: Ref<RandomObject> =
        vm.allocate_of(class, RandomObject { header, twister, gauss_next: Cell::new(None) });
    made.value()
}

/// A seed that differs from run to run.
fn seed_from_system() -> Twister {
    let mut bytes = [0u8; 4 * 624];
    let read = std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes));
    if read.is_err() {
        use std::hash::{BuildHasher, RandomState};
        for chunk in bytes.chunks_exact_mut(8) {
            chunk.copy_from_slice(&RandomState::new().hash_one(0).to_le_bytes());
        }
    }
    let key: Vec<u32> = bytes.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
    Twister::from_key(&key)
}

/// Where a method's random numbers come from: an instance of a subclass may have its own `random` and `getrandbits`.
struct Source<'vm> {
    vm: &'vm Vm,
    receiver: Value,
    direct: Option<Ref<RandomObject>>,
}

impl<'vm> Source<'vm> {
    fn new(vm: &'vm Vm, receiver: Value) -> Source<'vm> {
        let direct =
            if receiver.has_shape(id::RANDOM) { Some(Ref::from_value(receiver)) } else { None };
        Source { vm, receiver, direct }
    }
    fn float(&self) -> Result<f64> {
        match self.direct {
            Some(random) => Ok(random.twister.borrow_mut().next_float()),
            None => {
                let result = self.vm.call_method(self.receiver, self.vm.intern("random"), &[])?;
                ops::to_float(self.vm, result)
            }
        }
    }
    /// An index below `limit`, which is not 0.
    fn below(&self, limit: usize) -> Result<usize> {
        if let Some(random) = self.direct {
            return Ok(random.twister.borrow_mut().below(limit as u64) as usize);
        }
        let number = self.integer_below(&Integer::from(limit as u64))?;
        Ok(number.borrow().to_usize().unwrap_or(0))
    }
    fn integer_below(&self, limit: &Integer) -> Result<Integer> {
        if self.direct.is_none() && !self.has_bits() {
            return self.integer_below_by_floats(limit);
        }
        let count = limit.borrow().bit_length();
        loop {
            let number = match self.direct {
                Some(random) => random.twister.borrow_mut().bits(count),
                None => {
                    let count = self.vm.new_size(count as usize);
                    let bits = self.vm.call_method(
                        self.receiver,
                        self.vm.intern("getrandbits"),
                        &[count],
                    )?;
                    bits.as_integer().map_or(Integer::Wide(0), IntRef::to_owned)
                }
            };
            if number.borrow().compare(limit.borrow()).is_lt() {
                return Ok(number);
            }
            self.vm.poll_native()?;
        }
    }
}

impl Source<'_> {
    /// Whether the receiver's `getrandbits` goes with its `random`: a class that has only the latter draws integers from it.
    fn has_bits(&self) -> bool {
        let vm = self.vm;
        let class = vm.class_of(self.receiver);
        let place = |name: &str| {
            let owner = vm.lookup_with_owner(class, vm.intern(name)).map(|(owner, _)| owner);
            owner.and_then(|owner| class.linearization().position(|c| c == owner))
        };
        place("getrandbits") <= place("random")
    }
    /// The same from `random()` alone, which has 53 bits.
    fn integer_below_by_floats(&self, limit: &Integer) -> Result<Integer> {
        const RESOLUTION: f64 = (1u64 << 53) as f64;
        let count = limit.borrow().to_f64();
        if count >= RESOLUTION {
            return ops::float_to_integer(self.vm, (self.float()? * count).floor());
        }
        let top = (RESOLUTION - RESOLUTION % count) / RESOLUTION;
        let mut drawn = self.float()?;
        while drawn >= top {
            self.vm.poll_native()?;
            drawn = self.float()?;
        }
        ops::float_to_integer(self.vm, (drawn * RESOLUTION).floor() % count)
    }
}

fn new(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    match args[0].cast::<ClassObject>() {
        Some(class) => Ok(new_instance(vm, class, Twister::from_key(&[0]))),
        None => Err(vm.type_error("Random.__new__(X): X is not a type object")),
    }
}

fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [value] = parse(vm, "Random", ["x"], (0, 1), &args[1..], names)?;
    let value = if value.is_null() { Value::NONE } else { value };
    if own(args).header().shape() == id::RANDOM {
        return seed(vm, &[args[0], value], &[]);
    }
    vm.call_method(args[0], vm.intern("seed"), &[value])?;
    Ok(Value::NONE)
}

fn seed(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [value, version] = parse(vm, "seed", ["a", "version"], (0, 2), &args[1..], names)?;
    let version = if version.is_null() { 2 } else { ops::to_isize(vm, version)? };
    let twister = if value.is_null() || value.is_none() {
        seed_from_system()
    } else if let Some(text) = value.cast::<StrObject>() {
        match version {
            1 => seed_version_1(text.as_str().chars().map(u64::from), text.chars()),
            _ => Twister::from_bytes(text.as_str().as_bytes()),
        }
    } else if let Some(bytes) = value.cast::<BytesObject>() {
        match version {
            1 => seed_version_1(
                bytes.as_bytes().iter().map(|b| u64::from(*b)),
                bytes.as_bytes().len(),
            ),
            _ => Twister::from_bytes(bytes.as_bytes()),
        }
    } else if let Some(array) = value.cast::<ByteArrayObject>() {
        Twister::from_bytes(&array.to_vec())
    } else if let Some(number) = value.as_integer() {
        Twister::from_integer(number)
    } else if value.as_any_float().is_some() {
        // The hash as an unsigned word.
        let hash = ops::hash(vm, value)? as u64;
        Twister::from_integer(Integer::from(hash).borrow())
    } else {
        return Err(vm.type_error(
            "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.",
        ));
    };
    let random = own(args);
    **random.twister.borrow_mut() = twister;
    random.gauss_next.set(None);
    Ok(Value::NONE)
}

fn seed_version_1(codes: impl Iterator<Item = u64>, length: usize) -> Twister {
    let mut codes = codes.peekable();
    let start = codes.peek().map_or(0, |first| first << 7);
    let mixed = codes.fold(start, |x, code| 1_000_003u64.wrapping_mul(x) ^ code) ^ length as u64;
    Twister::from_integer(Integer::from(mixed).borrow())
}

fn get_state(vm: &Vm, args: &[Value]) -> Result {
    let random = own(args);
    let words: Vec<Value> =
        random.twister.borrow().words().map(|word| Value::small(word.into())).collect();
    let words = vm.new_tuple(&words).value();
    let gauss = random.gauss_next.get().map_or(Value::NONE, |number| vm.new_float(number));
    Ok(vm.new_tuple(&[Value::small(3), words, gauss]).value())
}

fn set_state(vm: &Vm, args: &[Value]) -> Result {
    let version = ops::get_item(vm, args[1], Value::small(0))?;
    let parts = ops::unpack_sequence(vm, args[1], 3)?;
    if version.as_integer().and_then(IntRef::to_i64) != Some(3) {
        let shown = ops::repr(vm, version)?;
        return Err(vm.value_error(format!(
            "state with version {} passed to Random.setstate() of version 3",
            shown.as_str()
        )));
    }
    let Some(words) = parts.items()[1].cast::<TupleObject>() else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    if words.len() != 625 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut state = Vec::with_capacity(625);
    for word in words.items() {
        let index = ops::to_index(vm, *word)?;
        let word = index.as_integer().and_then(IntRef::to_i64).unwrap_or(0);
        state.push(word as u32);
    }
    let Some(twister) = Twister::from_words(&state) else {
        return Err(vm.value_error("invalid state"));
    };
    let random = own(args);
    **random.twister.borrow_mut() = twister;
    random.gauss_next.set(parts.items()[2].as_any_float());
    Ok(Value::NONE)
}

fn bit_count(vm: &Vm, value: Value, unit: u64) -> Result<u64> {
    let index = ops::to_index(vm, value)?;
    let Some(count) = index.as_integer() else { return Ok(0) };
    if count.is_negative() {
        return Err(vm.value_error("Cannot convert negative int"));
    }
    match count
        .to_i64()
        .and_then(|count| (count as u64).checked_mul(unit))
        .filter(|bits| *bits < 1 << 40)
    {
        Some(bits) => {
            vm.reserve((bits / 8) as usize)?;
            Ok(bits)
        }
        None => Err(vm.overflow_error("Python int too large to convert to C uint64_t")),
    }
}

fn get_bits(vm: &Vm, args: &[Value]) -> Result {
    let count = bit_count(vm, args[1], 1)?;
    let bits = own(args).twister.borrow_mut().bits(count);
    Ok(vm.new_integer(bits))
}

fn random_bytes(vm: &Vm, args: &[Value]) -> Result {
    let bits = bit_count(vm, args[1], 8)?;
    let number = own(args).twister.borrow_mut().bits(bits);
    let bytes = number.borrow().to_bytes_le((bits / 8) as usize, false).unwrap_or_default();
    Ok(vm.new_bytes(&bytes).value())
}

/// The sum of an integer and a number of steps.
fn offset(vm: &Vm, start: Value, step: &Integer, count: &Integer) -> Result {
    let distance = step.borrow().mul(count.borrow()).map_err(|error| vm.int_error(error))?;
    let start = start.as_integer().unwrap_or(IntRef::Wide(0));
    Ok(vm.new_integer(start.add(distance.borrow())))
}

fn integer(value: Value) -> Integer {
    value.as_integer().map_or(Integer::Wide(0), IntRef::to_owned)
}

fn random_range(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["start", "stop", "step"];
    let [start, stop, step] = parse(vm, "randrange", parameters, (1, 3), &args[1..], names)?;
    let source = Source::new(vm, args[0]);
    let first = ops::to_index(vm, start)?;
    let one = Integer::Wide(1);
    if stop.is_null() || stop.is_none() {
        if !step.is_null() {
            return Err(vm.type_error("Missing a non-None stop argument"));
        }
        let limit = integer(first);
        if limit.borrow().is_negative() || limit.borrow().is_zero() {
            return Err(vm.value_error("empty range for randrange()"));
        }
        return Ok(vm.new_integer(source.integer_below(&limit)?));
    }
    let last = ops::to_index(vm, stop)?;
    let step_value = if step.is_null() { Value::small(1) } else { ops::to_index(vm, step)? };
    let (step_size, width) =
        (integer(step_value), integer(last).borrow().sub(integer(first).borrow()));
    if step_size.borrow().is_zero() {
        return Err(vm.value_error("zero step for randrange()"));
    }
    let round = if step_size.borrow().is_negative() { one.borrow() } else { IntRef::Wide(-1) };
    let padded = width.borrow().add(step_size.borrow()).borrow().add(round);
    let count =
        padded.borrow().floor_div(step_size.borrow()).map_err(|error| vm.int_error(error))?;
    if count.borrow().is_negative() || count.borrow().is_zero() {
        let (start, stop) = (ops::str(vm, start)?, ops::str(vm, stop)?);
        let (start, stop) = (start.as_str(), stop.as_str());
        if step_size == one {
            return Err(vm.value_error(format!("empty range in randrange({start}, {stop})")));
        }
        let step = ops::str(vm, step)?;
        return Err(
            vm.value_error(format!("empty range in randrange({start}, {stop}, {})", step.as_str()))
        );
    }
    offset(vm, first, &step_size, &source.integer_below(&count)?)
}

fn random_int(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [a, b] = parse(vm, "randint", ["a", "b"], (2, 2), &args[1..], names)?;
    let (a, b) = (ops::to_index(vm, a)?, ops::to_index(vm, b)?);
    let width = integer(b).borrow().sub(integer(a).borrow()).borrow().add(IntRef::Wide(1));
    if width.borrow().is_negative() || width.borrow().is_zero() {
        let (a, b) = (ops::str(vm, a)?, ops::str(vm, b)?);
        return Err(vm.value_error(format!(
            "empty range in randint({}, {})",
            a.as_str(),
            b.as_str()
        )));
    }
    let number = Source::new(vm, args[0]).integer_below(&width)?;
    offset(vm, a, &Integer::Wide(1), &number)
}

fn choice(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [sequence] = parse(vm, "choice", ["seq"], (1, 1), &args[1..], names)?;
    let length = ops::length(vm, sequence)?;
    if length == 0 {
        return Err(vm.index_error("Cannot choose from an empty sequence"));
    }
    let index = Source::new(vm, args[0]).below(length)?;
    ops::get_item(vm, sequence, vm.new_size(index))
}

fn shuffle(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [list] = parse(vm, "shuffle", ["x"], (1, 1), &args[1..], names)?;
    let source = Source::new(vm, args[0]);
    for i in (1..ops::length(vm, list)?).rev() {
        let j = source.below(i + 1)?;
        let (i, j) = (vm.new_size(i), vm.new_size(j));
        let (x, y) = (ops::get_item(vm, list, i)?, ops::get_item(vm, list, j)?);
        ops::set_item(vm, list, i, y)?;
        ops::set_item(vm, list, j, x)?;
    }
    Ok(Value::NONE)
}

fn is_sequence(vm: &Vm, value: Value) -> bool {
    !matches!(value.kind(), Some(Kind::Set | Kind::FrozenSet | Kind::Dict | Kind::DictView) | None)
        && ops::special(vm, value, vm.names.__getitem__).is_some()
        && ops::special(vm, value, vm.names.__len__).is_some()
}

fn sample(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["population", "k", "counts"];
    let [population, k, counts] = parse(vm, "sample", parameters, (2, 2), &args[1..], names)?;
    if !is_sequence(vm, population) {
        return Err(
            vm.type_error("Population must be a sequence.  For dicts or sets, use sorted(d).")
        );
    }
    let length = ops::length(vm, population)?;
    let wanted = ops::to_isize(vm, k)?;
    let source = Source::new(vm, args[0]);
    if counts.is_null() || counts.is_none() {
        let mut result = RootVec::new(vm);
        for index in sample_indices(&source, length, wanted)? {
            result.push(ops::get_item(vm, population, vm.new_size(index))?);
        }
        return Ok(vm.new_list_from_vec(result.take()).value());
    }
    let cumulative = accumulate(vm, counts)?;
    if cumulative.len() != length {
        return Err(vm.value_error("The number of counts does not match the population"));
    }
    let total = cumulative.last().copied().unwrap_or(Value::small(0));
    let Some(total) = total.as_integer() else {
        return Err(vm.type_error("Counts must be integers"));
    };
    let Some(total) = total.to_usize() else {
        return Err(vm.value_error("Counts must be non-negative"));
    };
    let mut result = RootVec::new(vm);
    for selected in sample_indices(&source, total, wanted)? {
        let index = bisect(vm, &cumulative[..length - 1], vm.new_size(selected))?;
        result.push(ops::get_item(vm, population, vm.new_size(index))?);
    }
    Ok(vm.new_list_from_vec(result.take()).value())
}

/// Indices of `wanted` different items of `length`.
fn sample_indices(source: &Source, length: usize, wanted: isize) -> Result<Vec<usize>> {
    let Some(wanted) = usize::try_from(wanted).ok().filter(|wanted| *wanted <= length) else {
        return Err(source.vm.value_error("Sample larger than population or is negative"));
    };
    // A list is smaller than a set of this size.
    let set_size = if wanted > 5 {
        21.0 + 4f64.powf(((wanted as f64 * 3.0).ln() / 4f64.ln()).ceil())
    } else {
        21.0
    };
    let mut result = Vec::with_capacity(wanted);
    if length as f64 <= set_size {
        let mut pool: Vec<usize> = (0..length).collect();
        for i in 0..wanted {
            let j = source.below(length - i)?;
            result.push(pool[j]);
            pool[j] = pool[length - i - 1];
        }
        return Ok(result);
    }
    let mut selected = rustc_hash::FxHashSet::default();
    while result.len() < wanted {
        let index = source.below(length)?;
        if selected.insert(index) {
            result.push(index);
        }
    }
    Ok(result)
}

/// Running sums.
fn accumulate<'vm>(vm: &'vm Vm, items: Value) -> Result<RootVec<'vm>> {
    let mut sums = RootVec::new(vm);
    ops::for_each(vm, items, |item| {
        let sum = match sums.last() {
            Some(last) => ops::binary(vm, *last, item, BinaryOp::Add)?,
            None => item,
        };
        sums.push(sum);
        Ok(())
    })?;
    Ok(sums)
}

/// The first index whose item is greater than `value`, or the length.
fn bisect(vm: &Vm, items: &[Value], value: Value) -> Result<usize> {
    let (mut low, mut high) = (0, items.len());
    while low < high {
        let middle = (low + high) / 2;
        if ops::holds(vm, value, items[middle], CompareOp::Lt)? {
            high = middle
        } else {
            low = middle + 1
        }
    }
    Ok(low)
}

fn choices(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["population", "weights", "cum_weights", "k"];
    let [population, weights, cumulative, k] =
        parse(vm, "choices", parameters, (1, 2), &args[1..], names)?;
    let given = |value: Value| !value.is_null() && !value.is_none();
    let count = if k.is_null() { 1 } else { ops::to_size(vm, k)? };
    vm.reserve(count.saturating_mul(8))?;
    let source = Source::new(vm, args[0]);
    let length = ops::length(vm, population)?;
    let mut result = RootVec::new(vm);
    if !given(weights) && !given(cumulative) {
        for _ in 0..count {
            let index = (source.float()? * length as f64).floor() as usize;
            result.push(ops::get_item(vm, population, vm.new_size(index))?);
        }
        return Ok(vm.new_list_from_vec(result.take()).value());
    }
    let cumulative = match (given(weights), given(cumulative)) {
        (true, true) => {
            return Err(vm.type_error("Cannot specify both weights and cumulative weights"));
        }
        (true, _) if weights.is_any_int() => {
            let shown = ops::repr(vm, weights)?;
            let message =
                format!("The number of choices must be a keyword argument: k={}", shown.as_str());
            return Err(vm.type_error(message));
        }
        (true, _) => accumulate(vm, weights)?,
        _ => ops::collect(vm, cumulative)?,
    };
    if cumulative.len() != length {
        return Err(vm.value_error("The number of weights does not match the population"));
    }
    let Some(last) = cumulative.last() else {
        return Err(vm.index_error("list index out of range"));
    };
    let total = ops::to_float(vm, *last)?;
    if total <= 0.0 {
        return Err(vm.value_error("Total of weights must be greater than zero"));
    }
    if !total.is_finite() {
        return Err(vm.value_error("Total of weights must be finite"));
    }
    for _ in 0..count {
        let at = vm.new_float(source.float()? * total);
        let index = bisect(vm, &cumulative[..length - 1], at)?;
        result.push(ops::get_item(vm, population, vm.new_size(index))?);
    }
    Ok(vm.new_list_from_vec(result.take()).value())
}

/// Arguments of a method that CPython has in Python; `args` has no `self`.
fn parse<const N: usize>(
    vm: &Vm,
    function: &str,
    parameters: [&str; N],
    counts: (usize, usize),
    args: &[Value],
    names: &[Str],
) -> Result<[Value; N]> {
    parse_as_python(vm, &format!("Random.{function}"), parameters, counts, args, names)
}

/// The source of floats of a distribution.
type Next<'a> = &'a mut dyn FnMut() -> Result<f64>;

/// Arguments as floats, with defaults.
fn floats<const N: usize>(
    vm: &Vm,
    args: &[Value],
    names: &[Str],
    (function, parameters, defaults): (&str, [&str; N], [Option<f64>; N]),
) -> Result<[f64; N]> {
    let required = defaults.iter().filter(|default| default.is_none()).count();
    let given = parse(vm, function, parameters, (required, N), &args[1..], names)?;
    let mut result = [0.0; N];
    for (place, (value, default)) in result.iter_mut().zip(given.iter().zip(defaults)) {
        *place = if value.is_null() { default.unwrap_or(0.0) } else { ops::to_float(vm, *value)? };
    }
    Ok(result)
}

/// A distribution with two parameters.
fn two(
    vm: &Vm,
    args: &[Value],
    names: &[Str],
    signature: (&str, [&str; 2], [Option<f64>; 2]),
    distribution: fn(&mut Next, f64, f64) -> Result<f64>,
) -> Result {
    let [a, b] = floats(vm, args, names, signature)?;
    let source = Source::new(vm, args[0]);
    let mut next = || source.float();
    Ok(vm.new_float(distribution(&mut (&mut next as Next), a, b)?))
}

fn uniform(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [a, b] = parse(vm, "uniform", ["a", "b"], (2, 2), &args[1..], names)?;
    let width = ops::binary(vm, b, a, BinaryOp::Sub)?;
    let u = vm.new_float(Source::new(vm, args[0]).float()?);
    ops::binary(vm, a, ops::binary(vm, width, u, BinaryOp::Mul)?, BinaryOp::Add)
}

fn divide(vm: &Vm, a: f64, b: f64) -> Result<f64> {
    crate::float::arithmetic::true_div(a, b).map_err(|error| vm.float_error(error))
}

fn triangular(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["low", "high", "mode"];
    let [low, high, mode] = parse(vm, "triangular", parameters, (0, 3), &args[1..], names)?;
    let mut low = if low.is_null() { 0.0 } else { ops::to_float(vm, low)? };
    let mut high = if high.is_null() { 1.0 } else { ops::to_float(vm, high)? };
    let mut u = Source::new(vm, args[0]).float()?;
    let mut c = 0.5;
    if !mode.is_null() && !mode.is_none() {
        if high == low {
            return Ok(vm.new_float(low));
        }
        c = (ops::to_float(vm, mode)? - low) / (high - low);
    }
    if u > c {
        (u, c) = (1.0 - u, 1.0 - c);
        (low, high) = (high, low);
    }
    Ok(vm.new_float(low + (high - low) * (u * c).sqrt()))
}

fn gauss(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [mu, sigma] = parse(vm, "gauss", ["mu", "sigma"], (0, 2), &args[1..], names)?;
    let mu = if mu.is_null() { vm.new_float(0.0) } else { mu };
    let sigma = if sigma.is_null() { vm.new_float(1.0) } else { sigma };
    let random = own(args);
    let z = match random.gauss_next.take() {
        Some(z) => z,
        None => {
            let source = Source::new(vm, args[0]);
            let (z, later) = distributions::gauss_pair(&mut || source.float())?;
            random.gauss_next.set(Some(later));
            z
        }
    };
    let spread = ops::binary(vm, vm.new_float(z), sigma, BinaryOp::Mul)?;
    ops::binary(vm, mu, spread, BinaryOp::Add)
}

fn exponential(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [rate] = floats(vm, args, names, ("expovariate", ["lambd"], [Some(1.0)]))?;
    let u = Source::new(vm, args[0]).float()?;
    Ok(vm.new_float(divide(vm, -(1.0 - u).ln(), rate)?))
}

fn pareto(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [alpha] = floats(vm, args, names, ("paretovariate", ["alpha"], [None]))?;
    let u = 1.0 - Source::new(vm, args[0]).float()?;
    Ok(vm.new_float(u.powf(divide(vm, -1.0, alpha)?)))
}

fn gamma(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [alpha, beta] = floats(vm, args, names, ("gammavariate", ["alpha", "beta"], [None, None]))?;
    check_gamma(vm, alpha, beta)?;
    let source = Source::new(vm, args[0]);
    Ok(vm.new_float(distributions::gamma(&mut || source.float(), alpha, beta)?))
}

fn check_gamma(vm: &Vm, alpha: f64, beta: f64) -> Result<()> {
    if alpha <= 0.0 || beta <= 0.0 {
        return Err(vm.value_error("gammavariate: alpha and beta must be > 0.0"));
    }
    Ok(())
}

fn beta(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [alpha, beta] = floats(vm, args, names, ("betavariate", ["alpha", "beta"], [None, None]))?;
    check_gamma(vm, alpha, beta)?;
    let source = Source::new(vm, args[0]);
    Ok(vm.new_float(distributions::beta(&mut || source.float(), alpha, beta)?))
}

fn binomial(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [n, p] = parse(vm, "binomialvariate", ["n", "p"], (0, 2), &args[1..], names)?;
    let n = if n.is_null() { 1 } else { ops::to_isize(vm, n)? as i64 };
    let p = if p.is_null() { 0.5 } else { ops::to_float(vm, p)? };
    if n < 0 {
        return Err(vm.value_error("n must be non-negative"));
    }
    if p == 0.0 || p == 1.0 {
        return Ok(vm.new_int(if p == 0.0 { 0 } else { n }));
    }
    if !(0.0..=1.0).contains(&p) {
        return Err(vm.value_error("p must be in the range 0.0 <= p <= 1.0"));
    }
    let source = Source::new(vm, args[0]);
    Ok(vm.new_int(distributions::binomial(&mut || source.float(), n, p)?))
}
