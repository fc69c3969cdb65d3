//! `__spec__`: what is known of where a module came from. There are no loaders, so its `loader` is None.

use crate::class_spec::{ClassSpec, NativeSpec};
use crate::dict::Dict;
use crate::object::Kind;
use crate::ops;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// What a module's `__spec__` says.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// The full name.
    pub name: &'a str,
    /// The file, `"built-in"` or `"frozen"`; none for a namespace package.
    pub origin: Option<&'a str>,
    /// The `__path__` of a package, or null.
    pub path: Value,
    /// Whether `origin` is a file.
    pub has_location: bool,
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    vm.enter_native("while getting the repr of an object")?;
    let mut parts = Vec::new();
    for name in ["name", "loader", "origin", "submodule_search_locations"] {
        let value = vm.own_attribute(args[0], vm.intern(name)).unwrap_or(Value::NONE);
        if name == "name" || name == "loader" || !value.is_none() {
            parts.push(format!("{name}={}", ops::repr(vm, value)?.as_str()));
        }
    }
    Ok(vm.new_str(&format!("ModuleSpec({})", parts.join(", "))).value())
}

/// `ModuleSpec`
pub(crate) const CLASS: ClassSpec = ClassSpec {
    module: "_frozen_importlib",
    methods: &[NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self).")],
    getters: &[crate::class::object_methods::DICT],
    flags: crate::class::flag::PYTHON,
    ..ClassSpec::new("ModuleSpec", Kind::Instance, 0)
};

impl Vm {
    /// Sets the `__spec__` of a module's namespace.
    ///
    /// # Errors
    /// None that a program can cause.
    pub fn set_module_spec(&self, namespace: Dict, origin: Origin) -> Result<()> {
        let spec = self.new_instance(self.defaults.module_spec).value();
        let text = |text: Option<&str>| text.map_or(Value::NONE, |text| self.new_str(text).value());
        let package = !origin.path.is_null();
        let parent = if package {
            origin.name
        } else {
            origin.name.rfind('.').map_or("", |dot| &origin.name[..dot])
        };
        for (name, value) in [
            ("name", text(Some(origin.name))),
            ("loader", Value::NONE),
            ("origin", text(origin.origin)),
            ("loader_state", Value::NONE),
            ("submodule_search_locations", if package { origin.path } else { Value::NONE }),
            ("parent", text(Some(parent))),
            ("has_location", Value::from_bool(origin.has_location)),
            ("cached", Value::NONE),
        ] {
            self.set_attribute(spec, self.intern(name), value)?;
        }
        namespace.set_name(self, self.names.__spec__, spec);
        Ok(())
    }
}
