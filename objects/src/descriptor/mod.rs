//! Descriptors: objects in a class that decide what an attribute of its instances is.
//!
//! [`property`], [`wrapper`] (`classmethod`, `staticmethod`), [`member`] (`__slots__`), [`getset`] (computed attributes of built-in classes),
//! [`mapping_proxy`] (`cls.__dict__`). How they bind is in `attribute`.

pub mod bind;
pub mod getset;
pub mod mapping_proxy;
pub mod member;
pub mod property;
pub mod wrapper;

use crate::class::Class;
use crate::class_spec::GetSetSpec;
use crate::object::{Header, Ref, object};
use crate::string::Str;
use crate::value::Value;
use std::cell::Cell;

/// A `property`.
#[repr(C)]
#[derive(Debug)]
pub struct PropertyObject {
    header: Header,
    /// `fget`, or None.
    pub getter: Cell<Value>,
    /// `fset`, or None.
    pub setter: Cell<Value>,
    /// `fdel`, or None.
    pub deleter: Cell<Value>,
    /// `__doc__`
    pub doc: Cell<Value>,
    /// The name that `__set_name__` gave, or null.
    pub name: Cell<Value>,
}
object!(PropertyObject: Property);

/// A reference to a property.
pub type Property = Ref<PropertyObject>;

/// A `classmethod` or `staticmethod`.
#[repr(C)]
#[derive(Debug)]
pub struct WrapperObject {
    header: Header,
    /// `__func__`
    pub function: Cell<Value>,
    /// `__dict__`, or null while there is none.
    pub attributes: Cell<Value>,
}
object!(WrapperObject: ClassMethod | StaticMethod);

/// A reference to a `classmethod` or `staticmethod`.
pub type Wrapper = Ref<WrapperObject>;

/// A slot of `__slots__`.
#[repr(C)]
#[derive(Debug)]
pub struct MemberObject {
    header: Header,
    /// The class whose `__slots__` named it.
    pub class: Class,
    /// Its name, as stored in the class (mangled).
    pub name: Str,
    /// Its slot in instances.
    pub slot: u32,
}
object!(MemberObject: MemberDescriptor);

/// A reference to a member descriptor.
pub type Member = Ref<MemberObject>;

/// A computed attribute of a built-in class.
#[repr(C)]
pub struct GetSetObject {
    header: Header,
    /// Its class.
    pub class: Class,
    /// How it is computed.
    pub spec: &'static GetSetSpec,
}
object!(GetSetObject: GetSet);

/// A reference to a getset descriptor.
pub type GetSet = Ref<GetSetObject>;

/// A read-only view of a mapping.
#[repr(C)]
#[derive(Debug)]
pub struct MappingProxyObject {
    header: Header,
    /// What it shows: a dict, or any mapping.
    pub mapping: Value,
}
object!(MappingProxyObject: MappingProxy);

/// A reference to a mapping proxy.
pub type MappingProxy = Ref<MappingProxyObject>;
