//! Handles of the objects that `objects.def` declares, and their fields.
//!
//! A handle is a `Ref` to the layout in `trefoil-objects`; each field of the definition is a method, so that generated code reads
//! `list.len()` and `list.set_items(i, v)`. Fields that the definition does not call `mut` have no setter here, and none in the
//! layout either: they are not cells.

use trefoil_objects::frame::Slots;
use trefoil_objects::object::{Header, Ref};
use trefoil_objects::shape::id;
use trefoil_objects::value::{Small, Value};
use trefoil_objects::vm::Vm;
use trefoil_objects::watch::Place as Watch;

pub use trefoil_objects::class::Class;
pub use trefoil_objects::code::Code;
pub use trefoil_objects::dict::Dict;
pub use trefoil_objects::function::{BoundMethod, Builtin, CellRef as Cell, Function};
pub use trefoil_objects::generator::Generator;
use trefoil_objects::generator::{ResumeAt, State};
pub use trefoil_objects::instance::Instance;
pub use trefoil_objects::modules::array::Array;
pub use trefoil_objects::range::Range;
/// An iterator over a list.
pub type ListIter = Ref<trefoil_objects::iter::ListIterObject>;
/// A reference to a `filter` object.
pub type Filter = Ref<trefoil_objects::iter::FilterObject>;
/// An iterator over a tuple.
pub type TupleIter = Ref<trefoil_objects::iter::TupleIterObject>;
/// An iterator over a range of small integers.
pub type RangeIter = Ref<trefoil_objects::iter::RangeIterObject>;
pub use trefoil_objects::list::List;
pub use trefoil_objects::module::Module;
pub use trefoil_objects::string::Str;
pub use trefoil_objects::tuple::Tuple;
/// Any object that no other handle names.
pub type Other = Ref<Header>;

/// One value, many times: the items of a new object.
#[derive(Clone, Copy, Debug)]
pub struct Repeated {
    value: Value,
    count: usize,
}

impl Repeated {
    /// `[value; count]`
    #[inline(always)]
    pub fn of(value: Value, count: usize) -> Repeated {
        Repeated { value, count }
    }
}

/// The items of a new object.
pub trait Items: Copy {
    /// How many there are.
    fn count(self) -> usize;
    /// The `index`-th.
    ///
    /// # Safety
    /// `index` is below the count, and the items are still where they were.
    unsafe fn at(self, index: usize) -> Value;
}

#[allow(clippy::inline_always, reason = "each is one machine instruction in a loop over items")]
impl Items for Slots {
    #[inline(always)]
    fn count(self) -> usize {
        self.len()
    }
    #[inline(always)]
    unsafe fn at(self, index: usize) -> Value {
        // SAFETY: contract of the trait.
        unsafe { self.get(index) }
    }
}

#[allow(clippy::inline_always, reason = "each is one machine instruction in a loop over items")]
impl Items for Repeated {
    #[inline(always)]
    fn count(self) -> usize {
        self.count
    }
    #[inline(always)]
    unsafe fn at(self, _: usize) -> Value {
        self.value
    }
}

/// A new instance; out of line, so that handlers keep what they need in registers.
#[inline(never)]
fn new_instance<I: Items>(vm: &Vm, shape: u32, slots: I) -> Instance {
    // SAFETY: indices are below the count; slots are operands, or items that the caller holds.
    vm.new_instance_of(shape, slots.count(), |index| unsafe { slots.at(index) })
}

/// Declares the fields of one object as methods of its handle.
macro_rules! fields {
    ($(#[$doc:meta])* $fields:ident for $handle:ty { $($body:tt)* } $($methods:tt)*) => {
        $(#[$doc])*
        pub trait $fields: Copy { $($body)* }
        #[allow(clippy::inline_always, reason = "each is one machine instruction in the middle of a handler")]
        impl $fields for $handle { $($methods)* }
    };
}

fields! {
    /// Fields of a list.
    ListFields for List {
        /// `list.len`
        fn len(self) -> Small;
        /// `list.items[i]`
        ///
        /// # Safety
        /// `i` is below the length.
        unsafe fn items(self, i: usize) -> Value;
        /// `list.items[i] = value`
        ///
        /// # Safety
        /// `i` is below the length.
        unsafe fn set_items(self, i: usize, value: Value);
        /// `new!(List { .. })`
        fn new(vm: &Vm, len: Small, items: Slots) -> Self;
    }
    #[inline(always)]
    fn len(self) -> Small {
        Small::new((*self).len() as i64)
    }
    #[inline(always)]
    unsafe fn items(self, i: usize) -> Value {
        // SAFETY: contract of the trait.
        unsafe { *(*self).items_ptr().add(i) }
    }
    #[inline(always)]
    unsafe fn set_items(self, i: usize, value: Value) {
        // SAFETY: contract of the trait.
        unsafe { *(*self).items_ptr().add(i) = value }
    }
    #[inline(always)]
    fn new(vm: &Vm, _len: Small, items: Slots) -> Self {
        // SAFETY: the slots are operands of the running instruction; nothing changes them before the list is made.
        vm.new_list(unsafe { items.as_slice() })
    }
}

fields! {
    /// Fields of a tuple.
    TupleFields for Tuple {
        /// `tuple.len`
        fn len(self) -> Small;
        /// `tuple.items[i]`
        ///
        /// # Safety
        /// `i` is below the length.
        unsafe fn items(self, i: usize) -> Value;
        /// `tuple.items[..n]`
        ///
        /// # Safety
        /// `n` is at most the length.
        unsafe fn items_slice(self, n: usize) -> Slots;
        /// `new!(Tuple { .. })`
        fn new(vm: &Vm, len: Small, items: Slots) -> Self;
    }
    #[inline(always)]
    fn len(self) -> Small {
        Small::new((*self).len() as i64)
    }
    #[inline(always)]
    unsafe fn items(self, i: usize) -> Value {
        // SAFETY: contract of the trait.
        unsafe { *(*self).items_ptr().add(i) }
    }
    #[inline(always)]
    unsafe fn items_slice(self, n: usize) -> Slots {
        Slots::of(&(*self).items()[..n])
    }
    #[inline(always)]
    fn new(vm: &Vm, _len: Small, items: Slots) -> Self {
        // SAFETY: the slots are operands of the running instruction; nothing changes them before the tuple is made.
        vm.new_tuple(unsafe { items.as_slice() })
    }
}

fields! {
    /// Fields of a dict.
    DictFields for Dict {
        /// `dict.keys_version`
        fn keys_version(self) -> u32;
        /// `dict.values[entry]`
        ///
        /// # Safety
        /// `i` is an entry number that `keys_version` vouches for.
        unsafe fn values(self, i: usize) -> Value;
        /// `dict.values[entry] = value`
        ///
        /// # Safety
        /// `i` is an entry number that `keys_version` vouches for.
        unsafe fn set_values(self, i: usize, value: Value);
        /// Asks to be told before `dict.keys_version` changes.
        fn watch_keys_version(self) -> Option<Watch>;
        /// Asks to be told before `dict.values[entry]` changes.
        fn watch_values(self, i: usize) -> Option<Watch>;
    }
    #[inline(always)]
    fn keys_version(self) -> u32 {
        (*self).current_keys_version()
    }
    #[inline(always)]
    unsafe fn values(self, i: usize) -> Value {
        // SAFETY: contract of the trait.
        unsafe { (*(*self).entries_ptr().add(i)).value }
    }
    #[inline(always)]
    unsafe fn set_values(self, i: usize, value: Value) {
        self.set_value_at(i as u32, value);
    }
    fn watch_keys_version(self) -> Option<Watch> {
        Watch::of_keys(self)
    }
    fn watch_values(self, i: usize) -> Option<Watch> {
        Watch::of_entry(self, i)
    }
}

fields! {
    /// Fields of a function.
    FunctionFields for Function {
        /// `function.version`
        fn version(self) -> u32;
        /// `function.exact_arguments`
        fn exact_arguments(self) -> u32;
        /// Asks to be told before `function.version` changes.
        fn watch_version(self) -> Option<Watch>;
        /// Asks to be told before `function.exact_arguments` changes.
        fn watch_exact_arguments(self) -> Option<Watch>;
        /// `function.code`
        fn code(self) -> Other;
        /// `function.globals`
        fn globals(self) -> Dict;
        /// `function.builtins`
        fn builtins(self) -> Dict;
        /// `new!(Function { .. })`: without defaults and closure.
        fn new(
            vm: &Vm,
            version: u32,
            exact_arguments: u32,
            code: Other,
            globals: Dict,
            builtins: Dict,
        ) -> Self;
    }
    #[inline(always)]
    fn new(
        vm: &Vm,
        version: u32,
        exact_arguments: u32,
        code: Other,
        globals: Dict,
        builtins: Dict,
    ) -> Self {
        let code = Code::from_value(code.value());
        let function = vm.new_function_of(code, version, globals, builtins);
        debug_assert_eq!(function.exact_arguments.get(), exact_arguments);
        function
    }
    #[inline(always)]
    fn globals(self) -> Dict {
        self.globals
    }
    #[inline(always)]
    fn builtins(self) -> Dict {
        self.builtins
    }
    #[inline(always)]
    fn version(self) -> u32 {
        self.version.get()
    }
    #[inline(always)]
    fn exact_arguments(self) -> u32 {
        self.exact_arguments.get()
    }
    fn watch_version(self) -> Option<Watch> {
        Watch::of_function(self)
    }
    /// The version names it too.
    fn watch_exact_arguments(self) -> Option<Watch> {
        Watch::of_function(self)
    }
    #[inline(always)]
    fn code(self) -> Other {
        // SAFETY: a code object is an object.
        unsafe { self.code.get().value().as_unchecked() }
    }
}

fields! {
    /// Fields of a bound method.
    BoundMethodFields for BoundMethod {
        /// `method.function`
        fn function(self) -> Value;
        /// `method.receiver`
        fn receiver(self) -> Value;
        /// `new!(BoundMethod { .. })`
        fn new(vm: &Vm, function: Value, receiver: Value) -> Self;
    }
    #[inline(always)]
    fn function(self) -> Value {
        self.function
    }
    #[inline(always)]
    fn receiver(self) -> Value {
        self.receiver
    }
    #[inline(always)]
    fn new(vm: &Vm, function: Value, receiver: Value) -> Self {
        vm.new_bound_method(function, receiver)
    }
}

fields! {
    /// Fields of a cell.
    CellFields for Cell {
        /// `cell.content`
        fn content(self) -> Value;
        /// `cell.content = content`
        fn set_content(self, content: Value);
        /// `new!(Cell { .. })`
        fn new(vm: &Vm, content: Value) -> Self;
    }
    #[inline(always)]
    fn content(self) -> Value {
        self.value.get()
    }
    #[inline(always)]
    fn set_content(self, content: Value) {
        self.value.set(content);
    }
    #[inline(always)]
    fn new(vm: &Vm, content: Value) -> Self {
        vm.new_cell(content)
    }
}

fields! {
    /// Fields of a generator.
    GeneratorFields for Generator {
        /// `generator.function`
        fn function(self) -> Function;
        /// `generator.code`
        fn code(self) -> Code;
        /// `generator.handled`
        fn handled(self) -> Value;
        /// `generator.handled = value`
        fn set_handled(self, value: Value);
        /// `generator.state`
        fn state(self) -> u32;
        /// `generator.state = state`
        fn set_state(self, state: u32);
        /// `generator.saved`
        fn saved(self) -> u32;
        /// `generator.saved = count`
        fn set_saved(self, count: u32);
        /// `generator.resume_at`
        fn resume_at(self) -> Small;
        /// `generator.resume_at = place`
        fn set_resume_at(self, place: Small);
        /// `generator.words[i]`
        ///
        /// # Safety
        /// `i` is below the room for words.
        unsafe fn words(self, i: usize) -> Value;
        /// `generator.words[i] = value`
        ///
        /// # Safety
        /// `i` is below the room for words.
        unsafe fn set_words(self, i: usize, value: Value);
    }
    #[inline(always)]
    fn function(self) -> Function {
        self.function.get()
    }
    #[inline(always)]
    fn code(self) -> Code {
        self.code
    }
    #[inline(always)]
    fn handled(self) -> Value {
        self.handled.get()
    }
    #[inline(always)]
    fn set_handled(self, value: Value) {
        self.handled.set(value);
    }
    #[inline(always)]
    fn state(self) -> u32 {
        self.state.get() as u32
    }
    #[inline(always)]
    fn set_state(self, state: u32) {
        self.state.set(State::of(state));
    }
    #[inline(always)]
    fn saved(self) -> u32 {
        self.saved.get()
    }
    #[inline(always)]
    fn set_saved(self, count: u32) {
        self.saved.set(count);
    }
    #[inline(always)]
    fn resume_at(self) -> Small {
        Small::new(self.resume_at.get().number() as i64)
    }
    #[inline(always)]
    fn set_resume_at(self, place: Small) {
        self.resume_at.set(ResumeAt::of_number(place.get() as u64));
    }
    #[inline(always)]
    unsafe fn words(self, i: usize) -> Value {
        // SAFETY: contract of the trait.
        unsafe { *(*self).words().add(i) }
    }
    #[inline(always)]
    unsafe fn set_words(self, i: usize, value: Value) {
        // SAFETY: contract of the trait.
        unsafe { *(*self).words().add(i) = value }
    }
}

fields! {
    /// Fields of a class.
    ClassFields for Class {
        /// `class.version`
        fn version(self) -> u32;
        /// Asks to be told before `class.version` changes.
        fn watch_version(self) -> Option<Watch>;
    }
    #[inline(always)]
    fn version(self) -> u32 {
        (*self).current_version()
    }
    fn watch_version(self) -> Option<Watch> {
        Watch::of_class(self)
    }
}

fields! {
    /// Fields of an instance.
    InstanceFields for Instance {
        /// `instance.shape`
        fn shape(self) -> u32;
        /// `instance.shape = shape`
        fn set_shape(self, shape: u32);
        /// `instance.slots[i]`
        ///
        /// # Safety
        /// The shape has slot `i` in place.
        unsafe fn slots(self, i: usize) -> Value;
        /// `instance.slots[i] = value`
        ///
        /// # Safety
        /// The shape has slot `i` in place.
        unsafe fn set_slots(self, i: usize, value: Value);
        /// `instance.overflow[i]`
        ///
        /// # Safety
        /// The shape has slot `i` of the overflow array.
        unsafe fn overflow(self, i: usize) -> Value;
        /// `instance.overflow[i] = value`
        ///
        /// # Safety
        /// The shape has slot `i` of the overflow array.
        unsafe fn set_overflow(self, i: usize, value: Value);
        /// `new!(Instance { .. })`: all slots of the shape are in place.
        fn new(vm: &Vm, shape: u32, slots: impl Items, overflow: impl Items) -> Self;
    }
    #[inline(always)]
    fn new(vm: &Vm, shape: u32, slots: impl Items, overflow: impl Items) -> Self {
        debug_assert_eq!(overflow.count(), 0);
        new_instance(vm, shape, slots)
    }
    #[inline(always)]
    fn shape(self) -> u32 {
        self.header().shape()
    }
    #[inline(always)]
    fn set_shape(self, shape: u32) {
        self.header().set_shape(shape);
    }
    #[inline(always)]
    unsafe fn slots(self, i: usize) -> Value {
        // SAFETY: contract of the trait: slots in place follow the struct.
        unsafe { *self.as_ptr().add(1).cast::<Value>().add(i) }
    }
    #[inline(always)]
    unsafe fn set_slots(self, i: usize, value: Value) {
        // SAFETY: contract of the trait: slots in place follow the struct.
        unsafe { *self.as_ptr().add(1).cast::<Value>().add(i) = value }
    }
    #[inline(always)]
    unsafe fn overflow(self, i: usize) -> Value {
        // SAFETY: contract of the trait.
        unsafe { *(*self).overflow_ptr().add(i) }
    }
    #[inline(always)]
    unsafe fn set_overflow(self, i: usize, value: Value) {
        // SAFETY: contract of the trait.
        unsafe { *(*self).overflow_ptr().add(i) = value }
    }
}

fields! {
    /// Fields of a module.
    ModuleFields for Module {
        /// `module.dict`
        fn dict(self) -> Dict;
    }
    #[inline(always)]
    fn dict(self) -> Dict {
        self.dict
    }
}

fields! {
    /// Fields of a range.
    RangeFields for Range {
        /// `range.start`
        fn start(self) -> Value;
        /// `range.stop`
        fn stop(self) -> Value;
        /// `range.step`
        fn step(self) -> Value;
        /// `range.length`
        fn length(self) -> Value;
        /// `new!(Range { .. })`
        fn new(vm: &Vm, start: Value, stop: Value, step: Value, length: Value) -> Self;
    }
    #[inline(always)]
    fn start(self) -> Value {
        self.start
    }
    #[inline(always)]
    fn stop(self) -> Value {
        self.stop
    }
    #[inline(always)]
    fn step(self) -> Value {
        self.step
    }
    #[inline(always)]
    fn length(self) -> Value {
        self.length
    }
    #[inline(always)]
    fn new(vm: &Vm, start: Value, stop: Value, step: Value, length: Value) -> Self {
        vm.new_range_of_length(start, stop, step, length)
    }
}

fields! {
    /// Fields of an iterator over a list.
    ListIterFields for ListIter {
        /// `iterator.list`
        fn list(self) -> List;
        /// `iterator.index`
        fn index(self) -> Small;
        /// `iterator.index = index`
        fn set_index(self, index: Small);
        /// `new!(ListIter { .. })`
        fn new(vm: &Vm, list: List, index: Small) -> Self;
    }
    #[inline(always)]
    fn list(self) -> List {
        self.list
    }
    #[inline(always)]
    fn index(self) -> Small {
        Small::new(self.index.get() as i64)
    }
    #[inline(always)]
    fn set_index(self, index: Small) {
        self.index.set(index.get() as usize);
    }
    #[inline(always)]
    fn new(vm: &Vm, list: List, index: Small) -> Self {
        let iterator = vm.new_list_iter(list);
        iterator.set_index(index);
        iterator
    }
}

fields! {
    /// Fields of an iterator over a tuple.
    TupleIterFields for TupleIter {
        /// `iterator.tuple`
        fn tuple(self) -> Tuple;
        /// `iterator.index`
        fn index(self) -> Small;
        /// `iterator.index = index`
        fn set_index(self, index: Small);
        /// `new!(TupleIter { .. })`
        fn new(vm: &Vm, tuple: Tuple, index: Small) -> Self;
    }
    #[inline(always)]
    fn tuple(self) -> Tuple {
        self.tuple
    }
    #[inline(always)]
    fn index(self) -> Small {
        Small::new(self.index.get() as i64)
    }
    #[inline(always)]
    fn set_index(self, index: Small) {
        self.index.set(index.get() as usize);
    }
    #[inline(always)]
    fn new(vm: &Vm, tuple: Tuple, index: Small) -> Self {
        let iterator = vm.new_tuple_iter(tuple);
        iterator.set_index(index);
        iterator
    }
}

fields! {
    /// Fields of a `filter` object.
    FilterFields for Filter {
        /// `filter.function`
        fn function(self) -> Value;
        /// `filter.iterator`
        fn iterator(self) -> Value;
        /// `new!(Filter { .. })`
        fn new(vm: &Vm, function: Value, iterator: Value) -> Self;
    }
    #[inline(always)]
    fn function(self) -> Value {
        self.function
    }
    #[inline(always)]
    fn iterator(self) -> Value {
        self.iterator
    }
    #[inline(always)]
    fn new(vm: &Vm, function: Value, iterator: Value) -> Self {
        vm.new_filter(function, iterator)
    }
}

fields! {
    /// Fields of an iterator over a range of small integers.
    RangeIterFields for RangeIter {
        /// `iterator.cur`
        fn cur(self) -> Small;
        /// `iterator.cur = cur`
        fn set_cur(self, cur: Small);
        /// `iterator.stop`
        fn stop(self) -> Small;
        /// `iterator.step`
        fn step(self) -> Small;
        /// `new!(RangeIter { .. })`: the stop is reached exactly.
        fn new(vm: &Vm, cur: Small, stop: Small, step: Small) -> Self;
    }
    #[inline(always)]
    fn new(vm: &Vm, cur: Small, stop: Small, step: Small) -> Self {
        vm.new_small_range_iter(cur, stop, step)
    }
    #[inline(always)]
    fn cur(self) -> Small {
        self.cur.get()
    }
    #[inline(always)]
    fn set_cur(self, cur: Small) {
        self.cur.set(cur);
    }
    #[inline(always)]
    fn stop(self) -> Small {
        self.stop
    }
    #[inline(always)]
    fn step(self) -> Small {
        self.step
    }
}

fields! {
    /// Fields of an `array.array`.
    ArrayFields for Array {
        /// `array.typecode`
        fn typecode(self) -> u32;
        /// `array.len`
        fn len(self) -> Small;
        /// `array.doubles[i]`
        ///
        /// # Safety
        /// `i` is below the length and the typecode is `'d'`.
        unsafe fn doubles(self, i: usize) -> f64;
        /// `array.doubles[i] = number`
        ///
        /// # Safety
        /// `i` is below the length and the typecode is `'d'`.
        unsafe fn set_doubles(self, i: usize, number: f64);
        /// `array.words[i]`
        ///
        /// # Safety
        /// `i` is below the length and the typecode is `'i'`.
        unsafe fn words(self, i: usize) -> i32;
        /// `array.words[i] = number`
        ///
        /// # Safety
        /// `i` is below the length and the typecode is `'i'`.
        unsafe fn set_words(self, i: usize, number: i32);
    }
    #[inline(always)]
    fn typecode(self) -> u32 {
        (*self).typecode_number()
    }
    #[inline(always)]
    fn len(self) -> Small {
        Small::new((*self).item_count() as i64)
    }
    #[inline(always)]
    unsafe fn doubles(self, i: usize) -> f64 {
        // SAFETY: contract of the trait.
        unsafe { *(*self).data_ptr().cast::<f64>().add(i) }
    }
    #[inline(always)]
    unsafe fn set_doubles(self, i: usize, number: f64) {
        // SAFETY: contract of the trait.
        unsafe { *(*self).data_ptr().cast::<f64>().add(i) = number }
    }
    #[inline(always)]
    unsafe fn words(self, i: usize) -> i32 {
        // SAFETY: contract of the trait.
        unsafe { *(*self).data_ptr().cast::<i32>().add(i) }
    }
    #[inline(always)]
    unsafe fn set_words(self, i: usize, number: i32) {
        // SAFETY: contract of the trait.
        unsafe { *(*self).data_ptr().cast::<i32>().add(i) = number }
    }
}

/// The shape id of any value; immediates have those of their classes.
#[inline(always)]
pub fn shape_of(value: Value) -> u32 {
    if value.is_object() {
        value.header().shape()
    } else if value.is_int() {
        id::INT
    } else if value.is_float() {
        id::FLOAT
    } else {
        match value {
            Value::NONE => id::NONE,
            Value::TRUE | Value::FALSE => id::BOOL,
            Value::ELLIPSIS => id::ELLIPSIS,
            Value::NOT_IMPLEMENTED => id::NOT_IMPLEMENTED,
            _ => 0,
        }
    }
}
