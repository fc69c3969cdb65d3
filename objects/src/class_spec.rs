//! Tables that describe built-in classes: data only. `bootstrap` makes classes of them.
//!
//! Each module of a built-in type has a `pub const CLASS: ClassSpec`, with rows made by the `const` constructors here:
//!
//! ```ignore
//! const METHODS: &[NativeSpec] = &[
//!     NativeSpec::method("append", append, 2, 2, "Append object to the end of the list."),
//!     NativeSpec::keyword_method("sort", sort, 1, 1, "..."),
//!     NativeSpec::static_method("__new__", new, 1, 2, ""),
//! ];
//! ```
//!
//! `min` and `max` count `self` (of `__new__`, the class).

pub use crate::function::NativeSpec;
use crate::function::{Binding, Native};
use crate::object::Kind;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// Code that takes positional arguments.
pub type PositionalFn = fn(&Vm, args: &[Value]) -> Result;
/// Code that takes keyword arguments too: the last `names.len()` of `args`.
pub type KeywordsFn = fn(&Vm, args: &[Value], names: &[Str]) -> Result;

/// `max` of a function that takes any number of arguments.
pub const ANY: u8 = 255;

/// A built-in class.
#[derive(Clone, Copy)]
pub struct ClassSpec {
    /// `__name__`
    pub name: &'static str,
    /// `__module__`
    pub module: &'static str,
    /// Layout of its instances.
    pub kind: Kind,
    /// Fixed shape of its instances (`shape::id`), or 0: a fresh one.
    pub shape: u32,
    /// Fixed shape of its base class; `None` for `object`.
    pub base: Option<u32>,
    /// Own methods, `__new__` among them.
    pub methods: &'static [NativeSpec],
    /// Own computed attributes.
    pub getters: &'static [GetSetSpec],
    /// `__doc__`
    pub doc: &'static str,
    /// Bits of [`crate::class::flag`].
    pub flags: u32,
}

impl ClassSpec {
    /// A class of module `builtins` that derives from `object` and has nothing of its own: a start for `ClassSpec { .. }`.
    pub const fn new(name: &'static str, kind: Kind, shape: u32) -> ClassSpec {
        ClassSpec {
            name,
            module: "builtins",
            kind,
            shape,
            base: None,
            methods: &[],
            getters: &[],
            doc: "",
            flags: 0,
        }
    }
}

/// Sets a computed attribute of `owner`, or deletes it if the value is null.
pub type Setter = fn(&Vm, owner: Value, value: Value) -> Result<()>;

/// A computed attribute of a built-in class.
#[derive(Clone, Copy)]
pub struct GetSetSpec {
    /// Its name.
    pub name: &'static str,
    /// Computes it.
    pub get: fn(&Vm, owner: Value) -> Result,
    /// Sets it, or deletes it if the value is null. `None`: read-only.
    pub set: Option<Setter>,
    /// `__doc__`
    pub doc: &'static str,
}

impl GetSetSpec {
    /// A read-only attribute.
    pub const fn get(name: &'static str, get: fn(&Vm, Value) -> Result) -> GetSetSpec {
        GetSetSpec { name, get, set: None, doc: "" }
    }
    /// A read-only attribute that is a member of the object in CPython, whose error names nothing.
    pub const fn member(name: &'static str, get: fn(&Vm, Value) -> Result) -> GetSetSpec {
        GetSetSpec::get_set(name, get, |vm, _, _| Err(vm.attribute_error("readonly attribute")))
    }
    /// An attribute that can be set.
    pub const fn get_set(
        name: &'static str,
        get: fn(&Vm, Value) -> Result,
        set: fn(&Vm, Value, Value) -> Result<()>,
    ) -> GetSetSpec {
        GetSetSpec { name, get, set: Some(set), doc: "" }
    }
}

impl NativeSpec {
    const fn row(
        name: &'static str,
        native: Native,
        (min, max): (u8, u8),
        binding: Binding,
        doc: &'static str,
    ) -> NativeSpec {
        NativeSpec { name, native, min, max, binding, sees_locals: false, of_float: None, doc }
    }
    /// The same, of a function that gives this for a float where it raises nothing.
    pub const fn of_float(self, function: fn(f64) -> f64) -> NativeSpec {
        NativeSpec { of_float: Some(function), ..self }
    }
    /// The same, of a function that looks at the locals of its caller.
    pub const fn seeing_locals(self) -> NativeSpec {
        NativeSpec { sees_locals: true, ..self }
    }
    /// A method; `min` and `max` count `self`.
    pub const fn method(
        name: &'static str,
        code: PositionalFn,
        min: u8,
        max: u8,
        doc: &'static str,
    ) -> NativeSpec {
        Self::row(name, Native::Positional(code), (min, max), Binding::Method, doc)
    }
    /// A method that takes keywords. The code checks its arguments itself, but for `self`.
    pub const fn keyword_method(
        name: &'static str,
        code: KeywordsFn,
        min: u8,
        max: u8,
        doc: &'static str,
    ) -> NativeSpec {
        Self::row(name, Native::Keywords(code), (min, max), Binding::Method, doc)
    }
    /// A class method; the class counts.
    pub const fn class_method(
        name: &'static str,
        code: PositionalFn,
        min: u8,
        max: u8,
        doc: &'static str,
    ) -> NativeSpec {
        Self::row(name, Native::Positional(code), (min, max), Binding::ClassMethod, doc)
    }
    /// A class method that takes keywords.
    pub const fn keyword_class_method(
        name: &'static str,
        code: KeywordsFn,
        min: u8,
        max: u8,
        doc: &'static str,
    ) -> NativeSpec {
        Self::row(name, Native::Keywords(code), (min, max), Binding::ClassMethod, doc)
    }
    /// A static method. `__new__` is one.
    pub const fn static_method(
        name: &'static str,
        code: PositionalFn,
        min: u8,
        max: u8,
        doc: &'static str,
    ) -> NativeSpec {
        Self::row(name, Native::Positional(code), (min, max), Binding::Static, doc)
    }
    /// A static method that takes keywords. `__new__` of most classes.
    pub const fn keyword_static_method(
        name: &'static str,
        code: KeywordsFn,
        min: u8,
        max: u8,
        doc: &'static str,
    ) -> NativeSpec {
        Self::row(name, Native::Keywords(code), (min, max), Binding::Static, doc)
    }
    /// A function of a module.
    pub const fn function(
        name: &'static str,
        code: PositionalFn,
        min: u8,
        max: u8,
        doc: &'static str,
    ) -> NativeSpec {
        Self::row(name, Native::Positional(code), (min, max), Binding::Function, doc)
    }
    /// A function of a module that takes keywords.
    pub const fn keyword_function(
        name: &'static str,
        code: KeywordsFn,
        min: u8,
        max: u8,
        doc: &'static str,
    ) -> NativeSpec {
        Self::row(name, Native::Keywords(code), (min, max), Binding::Function, doc)
    }
}
