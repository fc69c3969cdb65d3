//! The tests that `objects.def` names: which of the types of the definition a value has.
//!
//! The types are disjoint and cover every value. Built-in types are exact: `is_list` holds for objects whose class is `list` itself.

use crate::object::Kind;
use crate::shape::id;
use crate::value::Value;

macro_rules! exact {
    ($($(#[$doc:meta])* $test:ident: $shape:ident),* $(,)?) => {
        impl Value {
            $($(#[$doc])*
            #[inline(always)]
            pub fn $test(self) -> bool {
                self.has_shape(id::$shape)
            })*
        }
    };
}

exact! {
    /// Whether it is an `int` of more than 62 bits.
    is_big_int: INT,
    /// Whether it is a `float` that does not fit a word.
    is_boxed_float: FLOAT,
    /// Whether it is a `str`, exactly.
    is_str: STR,
    /// Whether it is a `list`, exactly.
    is_list: LIST,
    /// Whether it is a `tuple`, exactly.
    is_tuple: TUPLE,
    /// Whether it is a `dict`, exactly.
    is_dict: DICT,
    /// Whether it is a function written in Python.
    is_function: FUNCTION,
    /// Whether it is a bound method.
    is_bound_method: BOUND_METHOD,
    /// Whether it is a cell.
    is_cell: CELL,
    /// Whether it is a generator.
    is_generator: GENERATOR,
    /// Whether it is a module, exactly.
    is_module: MODULE,
    /// Whether it is a `range`.
    is_range: RANGE,
    /// Whether it is an iterator over a list.
    is_list_iter: LIST_ITER,
    /// Whether it is an iterator over a tuple.
    is_tuple_iter: TUPLE_ITER,
    /// Whether it is an iterator over a range of small integers.
    is_range_iter: RANGE_ITER,
    /// Whether it is a `filter`, exactly.
    is_filter: FILTER,
    /// Whether it is an `array.array`, exactly.
    is_array: ARRAY,
}

impl Value {
    /// Whether it is a built-in function or method.
    #[inline(always)]
    pub fn is_builtin(self) -> bool {
        self.has_kind(Kind::Builtin)
    }
    /// Whether it is a class, whatever its metaclass.
    #[inline(always)]
    pub fn is_class(self) -> bool {
        self.has_kind(Kind::Class)
    }
    /// Whether it is an instance of a class written in Python that extends no built-in class.
    #[inline(always)]
    pub fn is_instance(self) -> bool {
        self.has_kind(Kind::Instance)
    }
    /// Whether no other test holds.
    pub fn is_other(self) -> bool {
        if self.is_object() {
            let exact = [
                id::INT,
                id::FLOAT,
                id::STR,
                id::LIST,
                id::TUPLE,
                id::DICT,
                id::FUNCTION,
                id::BOUND_METHOD,
                id::CELL,
                id::GENERATOR,
                id::MODULE,
                id::RANGE,
                id::LIST_ITER,
                id::TUPLE_ITER,
                id::RANGE_ITER,
                id::ARRAY,
            ];
            !exact.contains(&self.header().shape())
                && !matches!(self.header().kind(), Kind::Builtin | Kind::Class | Kind::Instance)
        } else {
            self == Value::ELLIPSIS
        }
    }
    /// The word of `NotImplemented`.
    #[inline(always)]
    pub const fn not_implemented() -> Value {
        Value::NOT_IMPLEMENTED
    }
}
