//! Modules of the standard library that are written in Python and embedded in the machine. They are compiled when they are first
//! imported.

/// An embedded module.
pub struct Embedded {
    /// Its full name.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
    /// Whether it may have submodules.
    pub is_package: bool,
}

const MODULES: &[Embedded] = &[
    Embedded { name: "__future__", source: include_str!("prelude/future.py"), is_package: false },
    Embedded { name: "abc", source: include_str!("prelude/abc.py"), is_package: false },
    Embedded {
        name: "collections",
        source: include_str!("prelude/collections.py"),
        is_package: true,
    },
    Embedded {
        name: "collections.abc",
        source: include_str!("prelude/collections_abc.py"),
        is_package: false,
    },
    Embedded { name: "types", source: include_str!("prelude/types.py"), is_package: false },
];

/// The embedded module of a name.
pub fn find(name: &str) -> Option<&'static Embedded> {
    MODULES.iter().find(|module| module.name == name)
}
