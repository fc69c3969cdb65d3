//! The tables of the built-in value types, in the order in which their classes are made: bases first.

use crate::class_spec::ClassSpec;
use crate::object::Kind;
use crate::shape::id;

const fn bare(name: &'static str, kind: Kind, shape: u32) -> ClassSpec {
    ClassSpec::new(name, kind, shape)
}

/// See the module.
pub(crate) const SPECS: &[ClassSpec] = &[
    bare("int", Kind::BigInt, id::INT),
    ClassSpec { base: Some(id::INT), ..bare("bool", Kind::BigInt, id::BOOL) },
    bare("float", Kind::Float, id::FLOAT),
    bare("str", Kind::Str, id::STR),
    bare("bytes", Kind::Bytes, id::BYTES),
    bare("bytearray", Kind::ByteArray, id::BYTEARRAY),
    bare("list", Kind::List, id::LIST),
    bare("tuple", Kind::Tuple, id::TUPLE),
    bare("dict", Kind::Dict, id::DICT),
    bare("set", Kind::Set, id::SET),
    bare("frozenset", Kind::FrozenSet, id::FROZENSET),
    bare("range", Kind::Range, id::RANGE),
    bare("slice", Kind::Slice, id::SLICE),
];
