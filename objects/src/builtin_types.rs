//! The tables of the built-in value types, in the order in which their classes are made: bases first.

use crate::class_spec::ClassSpec;

/// See the module.
pub(crate) const SPECS: &[ClassSpec] = &[
    crate::int::CLASS,
    crate::boolean::CLASS,
    crate::float::CLASS,
    crate::string::CLASS,
    crate::bytes::CLASS,
    crate::bytes::BYTEARRAY_CLASS,
    crate::list::CLASS,
    crate::tuple::CLASS,
    crate::dict::CLASS,
    crate::set::SET,
    crate::set::FROZENSET,
    crate::range::CLASS,
    crate::slice::CLASS,
    crate::iter::functional::ENUMERATE,
    crate::iter::functional::ZIP,
    crate::iter::functional::MAP,
    crate::iter::functional::FILTER,
    crate::iter::functional::REVERSED,
    crate::modules::array::CLASS,
    crate::modules::random::CLASS,
];

/// Tables of several classes.
pub(crate) const GROUPS: &[&[ClassSpec]] =
    &[crate::iter::methods::CLASSES, crate::dict::view::CLASSES];
