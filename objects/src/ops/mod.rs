//! The operations that every value supports, as functions: operators, comparison, truth, hash, text.
//!
//! There are no slots. An operation looks at the layout first: values of exactly a built-in type take a direct path, everything else goes
//! through the special methods of its class. The built-in types have their special methods in their class dicts too, so that a
//! subclass that overrides nothing behaves like its base, only slower.

mod arithmetic;
mod compare;
mod container;
mod convert;
pub mod declined;
mod hash;
mod iterate;
mod repr;
mod sequence;
mod special;
mod truth;
mod unary;

pub use arithmetic::{
    binary, divmod, float_operand, inplace, int_add, int_floor_div, int_mod, int_mul, int_sub,
    power,
};
pub(crate) use arithmetic::{bools, integers};
pub use compare::{compare, equal, holds, identical_or_equal, not_equal};
pub use container::{
    build_slice, contains, delete_item, get_item, get_slice, length, set_item, set_slice,
};
pub use convert::{
    float_to_integer, real, to_clamped, to_float, to_index, to_integer, to_isize, to_length,
    to_size,
};
pub use declined::{binary_after_left, compare_after_left, first_method};
pub use hash::{hash, hash_float, hash_integer, hash_pointer, hash_small, hash_values};
pub use iterate::{
    Brackets, ReprGuard, collect, for_each, is_plain_iterable, iter, iter_next, length_hint, next,
    plain_iter, repr_sequence, unpack_ex, unpack_sequence,
};
pub use repr::{ascii, format, repr, str, write_repr};
pub use sequence::{compare_sequences, repeat_count, search_bounds, sequence_index};
pub use special::{call_special, special};
pub use truth::truth;
pub use unary::{UnaryOp, absolute, unary};

use crate::names::Names;
use crate::string::Str;

/// A binary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the operator of that name")]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    MatMul,
}

impl BinaryOp {
    /// All, in order of their numbers.
    pub const ALL: [BinaryOp; 13] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::LShift,
        BinaryOp::RShift,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::Xor,
        BinaryOp::MatMul,
    ];
    /// The operator with a number: 0 to 12, and 13 to 25 for the in-place ones, which are the same operators.
    #[inline]
    pub fn from_number(number: u32) -> BinaryOp {
        BinaryOp::ALL[(number % 13) as usize]
    }
    /// As in source text.
    pub fn symbol(self) -> &'static str {
        ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"][self as usize]
    }
    /// `__add__`
    pub fn method(self, names: &Names) -> Str {
        match self {
            BinaryOp::Add => names.__add__,
            BinaryOp::Sub => names.__sub__,
            BinaryOp::Mul => names.__mul__,
            BinaryOp::TrueDiv => names.__truediv__,
            BinaryOp::FloorDiv => names.__floordiv__,
            BinaryOp::Mod => names.__mod__,
            BinaryOp::Pow => names.__pow__,
            BinaryOp::LShift => names.__lshift__,
            BinaryOp::RShift => names.__rshift__,
            BinaryOp::And => names.__and__,
            BinaryOp::Or => names.__or__,
            BinaryOp::Xor => names.__xor__,
            BinaryOp::MatMul => names.__matmul__,
        }
    }
    /// `__radd__`
    pub fn reflected_method(self, names: &Names) -> Str {
        match self {
            BinaryOp::Add => names.__radd__,
            BinaryOp::Sub => names.__rsub__,
            BinaryOp::Mul => names.__rmul__,
            BinaryOp::TrueDiv => names.__rtruediv__,
            BinaryOp::FloorDiv => names.__rfloordiv__,
            BinaryOp::Mod => names.__rmod__,
            BinaryOp::Pow => names.__rpow__,
            BinaryOp::LShift => names.__rlshift__,
            BinaryOp::RShift => names.__rrshift__,
            BinaryOp::And => names.__rand__,
            BinaryOp::Or => names.__ror__,
            BinaryOp::Xor => names.__rxor__,
            BinaryOp::MatMul => names.__rmatmul__,
        }
    }
    /// `__iadd__`
    pub fn inplace_method(self, names: &Names) -> Str {
        match self {
            BinaryOp::Add => names.__iadd__,
            BinaryOp::Sub => names.__isub__,
            BinaryOp::Mul => names.__imul__,
            BinaryOp::TrueDiv => names.__itruediv__,
            BinaryOp::FloorDiv => names.__ifloordiv__,
            BinaryOp::Mod => names.__imod__,
            BinaryOp::Pow => names.__ipow__,
            BinaryOp::LShift => names.__ilshift__,
            BinaryOp::RShift => names.__irshift__,
            BinaryOp::And => names.__iand__,
            BinaryOp::Or => names.__ior__,
            BinaryOp::Xor => names.__ixor__,
            BinaryOp::MatMul => names.__imatmul__,
        }
    }
}

/// A comparison operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the operator of that name")]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    /// All, in order of their numbers.
    pub const ALL: [CompareOp; 6] =
        [CompareOp::Lt, CompareOp::Le, CompareOp::Eq, CompareOp::Ne, CompareOp::Gt, CompareOp::Ge];
    /// The operator with a number, 0 to 5.
    #[inline]
    pub fn from_number(number: u32) -> CompareOp {
        CompareOp::ALL[(number % 6) as usize]
    }
    /// As in source text.
    pub fn symbol(self) -> &'static str {
        ["<", "<=", "==", "!=", ">", ">="][self as usize]
    }
    /// The operator that says the same with the operands exchanged.
    #[inline]
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }
    /// `__lt__`
    pub fn method(self, names: &Names) -> Str {
        match self {
            CompareOp::Lt => names.__lt__,
            CompareOp::Le => names.__le__,
            CompareOp::Eq => names.__eq__,
            CompareOp::Ne => names.__ne__,
            CompareOp::Gt => names.__gt__,
            CompareOp::Ge => names.__ge__,
        }
    }
    /// Whether an ordering satisfies the operator.
    #[inline]
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => ordering.is_lt(),
            CompareOp::Le => ordering.is_le(),
            CompareOp::Eq => ordering.is_eq(),
            CompareOp::Ne => ordering.is_ne(),
            CompareOp::Gt => ordering.is_gt(),
            CompareOp::Ge => ordering.is_ge(),
        }
    }
    /// Whether two numbers satisfy the operator; false but for `!=` if one is not a number.
    #[inline]
    pub fn holds_floats(self, a: f64, b: f64) -> bool {
        match self {
            CompareOp::Lt => a < b,
            CompareOp::Le => a <= b,
            CompareOp::Eq => a == b,
            CompareOp::Ne => a != b,
            CompareOp::Gt => a > b,
            CompareOp::Ge => a >= b,
        }
    }
}
