//! `import`: finds modules in files, runs them, and binds what statements ask for.
//!
//! A module is looked up in `sys.modules`, then among the built-in modules, then as `name/__init__.py` or `name.py` in the folders
//! of `sys.path` (or of the parent package); folders of that name without an `__init__.py` are a namespace package. There are no import
//! hooks, no loaders and no cached bytecode.

use crate::machine::{Value, Vm};
use crate::prelude::{self, Embedded};
use std::path::{Path, PathBuf};
use trefoil_objects::code::Code;
use trefoil_objects::dict::Dict;
use trefoil_objects::list::List;
use trefoil_objects::module::Module;
use trefoil_objects::modules;
use trefoil_objects::modules::module_spec::Origin;
use trefoil_objects::ops;
use trefoil_objects::string::Str;
use trefoil_objects::tuple::Tuple;
use trefoil_objects::vm::Result;

/// What was found for a module name.
enum Found {
    /// The file of a module that is no package.
    Module(PathBuf),
    /// The folder of a package, which has an `__init__.py`.
    Package(PathBuf),
    /// The folders of a package without one: those that have its name, in the order of the search.
    Namespace(Vec<PathBuf>),
}

/// `import a.b.c` gives `a`, `from a.b import c` gives `a.b`; with a level the name is relative to the importing package.
pub fn import_statement(vm: &Vm, globals: Dict, name: Str, level: u32, from_list: Value) -> Result {
    let absolute = if level == 0 {
        name.as_str().to_string()
    } else {
        resolve(vm, globals, name.as_str(), level)?
    };
    let module = import(vm, &absolute)?;
    if from_list.is_none() || Tuple::from_value(from_list).is_empty() {
        if level == 0 {
            let root = absolute.split('.').next().unwrap_or(&absolute);
            return import(vm, root);
        }
        return Ok(module);
    }
    import_submodules(vm, module, &absolute, Tuple::from_value(from_list).items())?;
    Ok(module)
}

/// Imports those names of a `from` list that are submodules of a package and not yet its attributes.
fn import_submodules(vm: &Vm, module: Value, package: &str, names: &[Value]) -> Result<()> {
    if vm.find_attribute(module, vm.names.__path__)?.is_none() {
        return Ok(());
    }
    for name in names {
        let Some(name) = name.cast() else { continue };
        let name: Str = name;
        if name.as_str() == "*" {
            if let Some(all) = vm.find_attribute(module, vm.names.__all__)? {
                let listed = ops::collect(vm, all)?;
                import_submodules(vm, module, package, &listed)?;
            }
        } else if vm.find_attribute(module, name)?.is_none() {
            let full = format!("{package}.{}", name.as_str());
            if find(vm, &full)?.is_some() {
                import(vm, &full)?;
            }
        }
    }
    Ok(())
}

/// The absolute name of a relative import.
fn resolve(vm: &Vm, globals: Dict, name: &str, level: u32) -> Result<String> {
    let package = match globals.get_name(vm.names.__package__) {
        Some(package) if package.is_str() => Str::from_value(package).as_str().to_string(),
        _ => String::new(),
    };
    if package.is_empty() {
        return Err(vm.import_error("attempted relative import with no known parent package"));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rfind('.') {
            Some(dot) => base = &base[..dot],
            None => {
                return Err(vm.import_error("attempted relative import beyond top-level package"));
            }
        }
    }
    Ok(if name.is_empty() { base.to_string() } else { format!("{base}.{name}") })
}

/// Imports an absolute dotted name with its parents and returns the module itself.
pub fn import(vm: &Vm, name: &str) -> Result {
    vm.enter_native("")?;
    let key = vm.intern(name);
    if let Some(module) = vm.modules_dict().get_name(key) {
        if module.is_none() {
            let message = format!("import of {name} halted; None in sys.modules");
            return Err(vm.module_not_found(&message, key));
        }
        return Ok(module);
    }
    let parent = name.rfind('.').map(|dot| (&name[..dot], &name[dot + 1..]));
    let parent_module = match parent {
        Some((parent, _)) => Some(import(vm, parent)?),
        None => None,
    };
    // Importing the parent may have imported the module.
    if let Some(module) = vm.modules_dict().get_name(key) {
        return Ok(module);
    }
    if let Some(module) = modules::import_builtin(vm, name, false)? {
        return Ok(module);
    }
    let module = match find(vm, name)? {
        Some(Found::Module(file)) => run_file(vm, name, &file, None)?,
        Some(Found::Package(folder)) => {
            run_file(vm, name, &folder.join("__init__.py"), Some(&folder))?
        }
        other => match (import_embedded(vm, name, parent_module)?, other) {
            (Some(module), _) => module,
            (None, Some(Found::Namespace(folders))) => namespace_package(vm, name, &folders)?,
            _ => return Err(not_found(vm, name, parent.map(|(parent, _)| parent), parent_module)),
        },
    };
    if let (Some(parent), Some((_, last))) = (parent_module, parent) {
        vm.set_attribute(parent, vm.intern(last), module)?;
    }
    Ok(module)
}

/// Imports a module of the standard library that the machine has instead of a file.
fn import_embedded(vm: &Vm, name: &str, parent: Option<Value>) -> Result<Option<Value>> {
    match prelude::find(name) {
        Some(embedded) if parent.is_none_or(|parent| is_embedded(vm, parent)) => {
            run_embedded(vm, embedded).map(Some)
        }
        _ => modules::import_builtin(vm, name, true),
    }
}

fn not_found(
    vm: &Vm,
    name: &str,
    parent: Option<&str>,
    module: Option<Value>,
) -> trefoil_objects::vm::Raised {
    let key = vm.intern(name);
    let is_package = module
        .is_some_and(|module| matches!(vm.find_attribute(module, vm.names.__path__), Ok(Some(_))));
    match parent {
        Some(parent) if !is_package => vm.module_not_found(
            format!("No module named '{name}'; '{parent}' is not a package"),
            key,
        ),
        _ => vm.module_not_found(format!("No module named '{name}'"), key),
    }
}

/// Looks for the file of a module: below its parent package, or in `sys.path`.
fn find(vm: &Vm, name: &str) -> Result<Option<Found>> {
    let (folders, last) = match name.rfind('.') {
        Some(dot) => {
            let parent = vm.modules_dict().get_name(vm.intern(&name[..dot]));
            let path = match parent {
                Some(parent) => vm.find_attribute(parent, vm.names.__path__)?,
                None => None,
            };
            (path, &name[dot + 1..])
        }
        None => (modules::sys_attribute(vm, "path"), name),
    };
    let Some(folders) = folders.filter(|folders| folders.is_list()) else { return Ok(None) };
    let mut portions = Vec::new();
    for folder in List::from_value(folders).items() {
        let Some(folder) = folder.cast() else { continue };
        let folder: Str = folder;
        match find_in(Path::new(folder.as_str()), last) {
            Some(Found::Namespace(folder)) => portions.extend(folder),
            Some(found) => return Ok(Some(found)),
            None => {}
        }
    }
    Ok((!portions.is_empty()).then_some(Found::Namespace(portions)))
}

fn find_in(folder: &Path, name: &str) -> Option<Found> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let package = folder.join(name);
    if package.join("__init__.py").is_file() {
        return Some(Found::Package(package));
    }
    let file = folder.join(format!("{name}.py"));
    if file.is_file() {
        return Some(Found::Module(file));
    }
    package.is_dir().then(|| Found::Namespace(vec![package]))
}

/// The namespace of a fresh module `__main__`.
pub fn main_namespace(vm: &Vm, file: Option<&str>) -> Dict {
    let module = vm.new_module("__main__");
    let dict = module.dict;
    vm.modules_dict().set_name(vm, vm.intern("__main__"), module.value());
    if let Some(file) = file {
        dict.set_name(vm, vm.names.__file__, vm.new_str(file).value());
    }
    dict
}

/// Finds a module (or a package's `__main__`) and runs it as `__main__`.
pub fn run_as_main(vm: &Vm, name: &str) -> Result {
    if let Some(dot) = name.rfind('.') {
        import(vm, &name[..dot])?;
    }
    let found = match find(vm, name)? {
        Some(Found::Package(_) | Found::Namespace(_)) => {
            import(vm, name)?;
            find(vm, &format!("{name}.__main__"))?
        }
        other => other,
    };
    let Some(Found::Module(file)) = found else {
        return Err(vm.module_not_found(format!("No module named '{name}'"), vm.intern(name)));
    };
    let source = std::fs::read(&file).map_err(|error| vm.os_error(&error, Value::NULL))?;
    let filename = absolute(&file);
    let dict = main_namespace(vm, Some(&filename));
    let package = name.rfind('.').map_or("", |dot| &name[..dot]);
    dict.set_name(vm, vm.names.__package__, vm.new_str(package).value());
    let code = crate::compile(vm, &source, &filename)?;
    crate::run_module(vm, code, dict)
}

/// Compiles and runs a module's file; `package` is the folder, if it is a package.
fn run_file(vm: &Vm, name: &str, file: &Path, package: Option<&Path>) -> Result {
    let source = match std::fs::read(file) {
        Ok(source) => source,
        Err(error) => {
            let filename = vm.new_str(&file.to_string_lossy()).value();
            return Err(vm.os_error(&error, filename));
        }
    };
    let filename = absolute(file);
    let code = crate::compile(vm, &source, &filename)?;
    let module = vm.new_module(name);
    let dict = module.dict;
    dict.set_name(vm, vm.names.__file__, vm.new_str(&filename).value());
    let path = package.map_or(Value::NULL, |folder| folders(vm, &[folder]));
    let origin = Origin { name, origin: Some(&filename), path, has_location: true };
    run_in(vm, module, origin, code)
}

/// A package without code.
fn namespace_package(vm: &Vm, name: &str, portions: &[PathBuf]) -> Result {
    let module = vm.new_module(name);
    let path = folders(vm, portions);
    module.dict.set_name(vm, vm.names.__file__, Value::NONE);
    set_origin(vm, module.dict, Origin { name, origin: None, path, has_location: false })?;
    vm.modules_dict().set_name(vm, vm.intern(name), module.value());
    Ok(module.value())
}

/// A `__path__`.
fn folders(vm: &Vm, paths: &[impl AsRef<Path>]) -> Value {
    let paths: Vec<Value> =
        paths.iter().map(|path| vm.new_str(&absolute(path.as_ref())).value()).collect();
    vm.new_list(&paths).value()
}

/// What a module's namespace says of where it came from: `__spec__`, `__package__`, `__path__`.
fn set_origin(vm: &Vm, dict: Dict, origin: Origin) -> Result<()> {
    if !origin.path.is_null() {
        dict.set_name(vm, vm.names.__path__, origin.path);
    }
    let package = if origin.path.is_null() {
        origin.name.rfind('.').map_or("", |dot| &origin.name[..dot])
    } else {
        origin.name
    };
    dict.set_name(vm, vm.names.__package__, vm.new_str(package).value());
    vm.set_module_spec(dict, origin)
}

/// Runs the code of a fresh module while it is in `sys.modules`, and takes it out again if that raises.
fn run_in(vm: &Vm, module: Module, origin: Origin, code: Code) -> Result {
    let dict = module.dict;
    set_origin(vm, dict, origin)?;
    let key = vm.intern(origin.name);
    vm.modules_dict().set_name(vm, key, module.value());
    vm.initializing.borrow_mut().push(module.value());
    let result = crate::run_module(vm, code, dict);
    vm.initializing.borrow_mut().pop();
    match result {
        Ok(_) => Ok(vm.modules_dict().get_name(key).unwrap_or(module.value())),
        Err(raised) => {
            vm.modules_dict().delete_name(vm, key);
            Err(raised)
        }
    }
}

/// Whether a module is a package of the prelude: it has no file, and no folders.
fn is_embedded(vm: &Vm, module: Value) -> bool {
    let module: Option<Module> = module.cast();
    module.is_some_and(|module| {
        let path = module.dict.get_name(vm.names.__path__);
        path.is_some_and(|path| path.is_list() && List::from_value(path).is_empty())
    })
}

/// Compiles and runs a module of the prelude. Tracebacks show no lines of it.
fn run_embedded(vm: &Vm, embedded: &Embedded) -> Result {
    let filename = format!("<frozen {}>", embedded.name);
    let code = match trefoil_compiler::compile_text(embedded.source, &filename) {
        Ok(code) => crate::load::load(vm, &code),
        Err(error) => return Err(vm.system_error(format!("{}: {error}", embedded.name))),
    };
    let module = vm.new_module(embedded.name);
    let path = if embedded.is_package { vm.new_list(&[]).value() } else { Value::NULL };
    let origin = Origin { name: embedded.name, origin: Some("frozen"), path, has_location: false };
    run_in(vm, module, origin, code)
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).to_string_lossy().into_owned()
}

/// `from module import name`: an attribute, or a submodule that is being imported.
pub fn import_from(vm: &Vm, module: Value, name: Str) -> Result {
    if let Some(value) = vm.find_attribute(module, name)? {
        return Ok(value);
    }
    let own_name = match vm.find_attribute(module, vm.names.__name__)? {
        Some(text) if text.is_str() => Str::from_value(text).as_str().to_string(),
        _ => "<unknown module name>".to_string(),
    };
    let full = format!("{own_name}.{}", name.as_str());
    if let Some(submodule) = vm.interned(&full).and_then(|key| vm.modules_dict().get_name(key)) {
        return Ok(submodule);
    }
    Err(cannot_import(vm, module, &own_name, name))
}

fn cannot_import(vm: &Vm, module: Value, own_name: &str, name: Str) -> trefoil_objects::vm::Raised {
    let file = match vm.find_attribute(module, vm.names.__file__) {
        Ok(Some(file)) if file.is_str() => Some(file),
        _ => None,
    };
    let text = file.map(Str::from_value);
    let place = text.as_ref().map_or("unknown location", |file| file.as_str());
    let name = name.as_str();
    let message = if !vm.is_initializing(module) {
        format!("cannot import name '{name}' from '{own_name}' ({place})")
    } else if vm.is_beside_script(place) {
        // It may hide a library that the program wanted.
        format!(
            "cannot import name '{name}' from '{own_name}' (consider renaming '{place}' if it has the same name as a library you \
             intended to import)"
        )
    } else {
        format!(
            "cannot import name '{name}' from partially initialized module '{own_name}' (most likely due to a circular import) ({place})"
        )
    };
    vm.import_error_of(&message, vm.intern(own_name), file.unwrap_or(Value::NONE))
}

/// `from module import *`
pub fn import_star(vm: &Vm, module: Value, globals: Dict) -> Result {
    let listed = vm.find_attribute(module, vm.names.__all__)?;
    let names = match listed {
        Some(all) => ops::collect(vm, all)?,
        None => {
            let dict = vm.get_attribute(module, vm.names.__dict__)?;
            ops::collect(vm, dict)?
        }
    };
    for name in names.iter().copied() {
        let Some(name) = name.cast() else {
            return Err(vm.type_error("from-import-* item must be str"));
        };
        let name: Str = name;
        if listed.is_none() && name.as_str().starts_with('_') {
            continue;
        }
        let value = vm.get_attribute(module, name)?;
        globals.set_name(vm, vm.intern_name(name), value);
    }
    Ok(Value::NONE)
}
