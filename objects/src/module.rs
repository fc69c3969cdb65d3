//! Modules.

use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::dict::{Dict, DictObject};
use crate::list::ListObject;
use crate::object::{Header, Kind, Ref, object};
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// A module.
#[repr(C)]
#[derive(Debug)]
pub struct ModuleObject {
    header: Header,
    /// Its namespace.
    pub dict: Dict,
}
object!(ModuleObject: Module);

/// A reference to a module.
pub type Module = Ref<ModuleObject>;

impl Vm {
    /// A module with an empty namespace but for `__name__` and the other names that every module has.
    pub fn new_module(&self, name: &str) -> Module {
        self.new_module_with(name, self.new_dict())
    }
    /// A module whose namespace is `dict`.
    pub fn new_module_with(&self, name: &str, dict: Dict) -> Module {
        set_standard_names(self, dict, self.intern(name).value(), Value::NONE);
        let header = Header::new(Kind::Module, id::MODULE);
        self.heap.allocate(ModuleObject { header, dict })
    }
}

fn set_standard_names(vm: &Vm, dict: Dict, name: Value, doc: Value) {
    let n = &*vm.names;
    dict.set_name(vm, n.__name__, name);
    dict.set_name(vm, n.__doc__, doc);
    for absent in [n.__package__, n.__loader__, n.__spec__] {
        dict.set_name(vm, absent, Value::NONE);
    }
}

fn this(value: Value) -> Module {
    Ref::from_value(value)
}
fn new(vm: &Vm, args: &[Value], _: &[Str]) -> Result {
    let class = vm.expect_subclass(args[0], vm.classes.module, "module")?;
    let header = Header::new(Kind::Module, id::MODULE);
    let module = ModuleObject { header, dict: vm.new_dict() };
    Ok(vm.allocate_of(class, module).value())
}
fn init(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [name, doc] =
        crate::parameters::parse(vm, "module", ["name", "doc"], (1, 2), &args[1..], names)?;
    if name.cast::<StrObject>().is_none() {
        let found = vm.class_name(name);
        return Err(vm.type_error(format!("module() argument 'name' must be str, not {found}")));
    }
    let doc = if doc.is_null() { Value::NONE } else { doc };
    set_standard_names(vm, this(args[0]).dict, name, doc);
    Ok(Value::NONE)
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let dict = this(args[0]).dict;
    let n = &*vm.names;
    let name = match dict.get_name(n.__name__) {
        Some(name) => vm.repr_text(name)?,
        None => "'?'".to_owned(),
    };
    let text = match dict.get_name(n.__file__) {
        Some(file) => format!("<module {name} from {}>", vm.repr_text(file)?),
        None if vm.is_built_in_module(dict) => format!("<module {name} (built-in)>"),
        None => format!("<module {name}>"),
    };
    Ok(vm.new_str(&text).value())
}
impl Vm {
    /// Whether a namespace is that of a module without a file that was imported.
    fn is_built_in_module(&self, dict: Dict) -> bool {
        let name = dict.get_name(self.names.__name__).and_then(|name| name.cast::<StrObject>());
        let module = name
            .filter(|name| name.as_str() != "__main__")
            .and_then(|name| self.modules_dict().get_name(name));
        module.and_then(|m| m.cast::<ModuleObject>()).is_some_and(|m| m.dict == dict)
    }
}
/// What an AttributeError says of a module.
pub(crate) fn no_attribute(vm: &Vm, module: Module, attribute: &str) -> String {
    let text = |name: Str| module.dict.get_name(name)?.cast::<StrObject>();
    let Some(name) = text(vm.names.__name__) else {
        return format!("module has no attribute '{attribute}'");
    };
    let name = name.as_str();
    if !vm.is_initializing(module.value()) {
        return format!("module '{name}' has no attribute '{attribute}'");
    }
    let submodule = vm.interned(&format!("{name}.{attribute}"));
    if submodule.is_some_and(|key| vm.modules_dict().get_name(key).is_some()) {
        return format!(
            "cannot access submodule '{attribute}' of module '{name}' (most likely due to a circular import)"
        );
    }
    match text(vm.names.__file__) {
        Some(file) if vm.is_beside_script(file.as_str()) => format!(
            "module '{name}' has no attribute '{attribute}' (consider renaming '{}' if it has the same name as a library you \
             intended to import)",
            file.as_str()
        ),
        Some(file) => format!(
            "partially initialized module '{name}' from '{}' has no attribute '{attribute}' (most likely due to a circular import)",
            file.as_str()
        ),
        None => format!(
            "partially initialized module '{name}' has no attribute '{attribute}' (most likely due to a circular import)"
        ),
    }
}
impl Vm {
    /// Whether a module's code is running for its import.
    pub fn is_initializing(&self, module: Value) -> bool {
        self.initializing.borrow().contains(&module)
    }
    /// Whether a file lies in the first folder of `sys.path`, where the program is: then its module may hide one of a library.
    pub fn is_beside_script(&self, file: &str) -> bool {
        let path =
            crate::modules::sys_attribute(self, "path").and_then(|path| path.cast::<ListObject>());
        let first = path.and_then(|path| path.items().first().copied());
        let Some(folder) = first.and_then(|first| first.cast::<StrObject>()) else { return false };
        let Ok(folder) = std::path::absolute(match folder.as_str() {
            "" => ".",
            folder => folder,
        }) else {
            return false;
        };
        std::path::Path::new(file).parent() == Some(&*folder)
    }
}
fn dict(_: &Vm, module: Value) -> Result {
    Ok(this(module).dict.value())
}
fn get_attribute(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    vm.default_get(args[0], name)
}
fn dir(vm: &Vm, args: &[Value]) -> Result {
    let dict = this(args[0]).dict;
    if let Some(own) = dict.get_name(vm.names.__dir__) {
        return vm.call(own, &[]);
    }
    Ok(vm.new_list(&crate::own_attribute::keys_of(dict)).value())
}
fn annotations(vm: &Vm, module: Value) -> Result {
    let dict = this(module).dict;
    let n = &*vm.names;
    if let Some(found) = dict.get_name(n.__annotations__) {
        return Ok(found);
    }
    let computed = match dict.get_name(n.__annotate__).filter(|annotate| !annotate.is_none()) {
        Some(annotate) => vm.call(annotate, &[Value::small(1)])?,
        None => vm.new_dict().value(),
    };
    if computed.cast::<DictObject>().is_none() {
        let found = vm.class_name(computed);
        return Err(vm.type_error(format!("__annotate__() must return a dict, not {found}")));
    }
    dict.set_name(vm, n.__annotations__, computed);
    Ok(computed)
}
fn set_annotations(vm: &Vm, module: Value, value: Value) -> Result<()> {
    let dict = this(module).dict;
    let n = &*vm.names;
    if value.is_null() {
        if !dict.delete_name(vm, n.__annotations__) {
            return Err(vm.attribute_error("__annotations__"));
        }
    } else {
        dict.set_name(vm, n.__annotations__, value);
    }
    dict.delete_name(vm, n.__annotate__);
    Ok(())
}

/// `module`
pub const MODULE: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::keyword_static_method("__new__", new, 1, 255, ""),
        NativeSpec::keyword_method("__init__", init, 1, 3, ""),
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        NativeSpec::method("__getattribute__", get_attribute, 2, 2, ""),
        NativeSpec::method("__dir__", dir, 1, 1, ""),
    ],
    getters: &[
        GetSetSpec::get("__dict__", dict),
        GetSetSpec::get_set("__annotations__", annotations, set_annotations),
    ],
    ..ClassSpec::new("module", Kind::Module, id::MODULE)
};
