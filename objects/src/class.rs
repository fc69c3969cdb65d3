//! Classes: `type` objects.
//!
//! A class is an object whose own class (its metaclass) is named by its header's shape, like any object's. Lookup along the MRO goes
//! through a global cache keyed by class version and name ([`lookup`]). `version` changes whenever an attribute of the class or of one of its
//! bases changes; it is unique over all classes and 0 while nobody has asked for it, so a version in an inline cache names one state
//! of one class. A class has a version only if all its bases have one, so that a change need not look further where it meets 0.
//!
//! [`mro`] computes the method resolution order, [`build`] makes classes, [`statement`] is the protocol of the `class` statement,
//! [`type_methods`] and [`object_methods`] are what `type` and `object` define, [`well_known`] names the built-in classes.

pub mod build;
pub mod dir;
pub mod layout;
pub mod lookup;
pub mod mro;
pub mod object_methods;
pub mod reduce;
mod retire;
pub mod statement;
pub mod type_methods;
pub mod well_known;

#[cfg(test)]
mod tests;

use crate::dict::Dict;
use crate::object::{Header, Kind, Ref, object};
use crate::string::Str;
use crate::tuple::Tuple;
use std::cell::{Cell, RefCell};
pub use well_known::WellKnownClasses;

/// A class.
#[repr(C)]
#[derive(Debug)]
pub struct ClassObject {
    pub(crate) header: Header,
    /// See the module; 0 means not assigned or changed since.
    pub(crate) version: Version,
    /// The shape that a new instance has.
    pub(crate) root_shape: Cell<u32>,
    /// Slots that a new instance has in place.
    pub(crate) in_place: Cell<u32>,
    /// Bits of [`flag`].
    pub(crate) flags: Cell<u32>,
    /// The layout of its instances.
    pub(crate) instance_kind: Cell<Kind>,
    /// Slots of `__slots__` in instances, inherited ones included.
    pub(crate) members: Cell<u32>,
    /// `__name__`
    pub(crate) name: Cell<Str>,
    /// `__qualname__`
    pub(crate) qualname: Cell<Str>,
    /// `__bases__`
    pub(crate) bases: Cell<Tuple>,
    /// `__mro__`, itself first.
    pub(crate) mro: Cell<Tuple>,
    /// Own attributes; keys are interned strings.
    pub(crate) dict: Cell<Dict>,
    /// Direct subclasses. Weak: swept with them.
    pub(crate) subclasses: RefCell<Vec<Class>>,
    /// What the class leaves as `object` has it: bits of [`lookup::traits`], 0 while unknown.
    pub(crate) traits: Cell<u32>,
}
object!(ClassObject: Class);

/// A reference to a class.
pub type Class = Ref<ClassObject>;

/// The version of a class; 0 at first. Others may rely on it: only [`lookup`] sets it.
#[derive(Default, Debug)]
pub(crate) struct Version(Cell<u32>);

/// Properties of a class.
pub mod flag {
    /// Made by a `class` statement or `type(...)`: attributes may be set.
    pub const HEAP: u32 = 1;
    /// May not be a base.
    pub const FINAL: u32 = 2;
    /// Instances have no `__dict__`.
    pub const NO_DICT: u32 = 4;
    /// An abstract base class with `__instancecheck__` of its own, or another special metaclass.
    pub const CUSTOM_METACLASS: u32 = 8;
    /// A class of exceptions.
    pub const EXCEPTION: u32 = 16;
    /// Overrides `__getattribute__`.
    pub const CUSTOM_GETATTRIBUTE: u32 = 32;
    /// Has `__getattr__`.
    pub const HAS_GETATTR: u32 = 64;
    /// Overrides `__setattr__` or `__delattr__`.
    pub const CUSTOM_SETATTR: u32 = 128;
    /// Has abstract methods: cannot be instantiated.
    pub const ABSTRACT: u32 = 256;
    /// Instances have an attribute word, but programs see no `__dict__`: a subclass of a built-in with `__slots__`.
    pub const HIDDEN_DICT: u32 = 512;
    /// `__slots__` names `__weakref__`, or there are no `__slots__`.
    pub const WEAK_REFERENCES: u32 = 1024;
    /// Matches sequence patterns.
    pub const SEQUENCE: u32 = 2048;
    /// Matches mapping patterns.
    pub const MAPPING: u32 = 4096;
    /// Attributes of the class cannot be set though it is not built in.
    pub const IMMUTABLE: u32 = 8192;
    /// Has `__del__`.
    pub const HAS_DEL: u32 = 16384;
    /// Cannot be instantiated by a call: made by the VM only.
    pub const NO_NEW: u32 = 32768;
    /// A class that CPython's library has in Python: its module is no part of its name in messages.
    pub const PYTHON: u32 = 65536;
}

impl ClassObject {
    /// The version, 0 if none is assigned; see the module.
    #[inline(always)]
    pub fn version(&self) -> u32 {
        self.version.0.get()
    }
    /// `__name__`
    pub fn name(&self) -> Str {
        self.name.get()
    }
    /// `__qualname__`
    pub fn qualname(&self) -> Str {
        self.qualname.get()
    }
    /// Whether a bit of [`flag`] is set.
    #[inline]
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }
    pub(crate) fn set_flag(&self, flag: u32, on: bool) {
        let rest = self.flags.get() & !flag;
        self.flags.set(if on { rest | flag } else { rest });
    }
    /// The layout of its instances.
    pub fn instance_kind(&self) -> Kind {
        self.instance_kind.get()
    }
    /// The shape that a new instance has.
    #[inline]
    pub fn root_shape(&self) -> u32 {
        self.root_shape.get()
    }
    /// Own attributes.
    pub fn dict(&self) -> Dict {
        self.dict.get()
    }
    /// `__mro__`
    pub fn mro(&self) -> Tuple {
        self.mro.get()
    }
    /// `__bases__`
    pub fn bases(&self) -> Tuple {
        self.bases.get()
    }
}

impl Ref<ClassObject> {
    /// Whether `other` is this class or in its MRO: what `issubclass` says where no metaclass interferes.
    #[inline]
    pub fn is_subclass_of(self, other: Class) -> bool {
        self == other || self.mro.get().items().contains(&other.value())
    }
    /// The classes of the MRO, itself first.
    pub fn linearization(self) -> impl Iterator<Item = Class> {
        let mro = self.mro.get();
        (0..mro.items().len()).map(move |index| Ref::from_value(mro.items()[index]))
    }
}
