//! Attributes and methods of functions, built-in functions, bound methods and cells.

use super::{BoundMethodObject, BuiltinObject, CellObject, Function, FunctionObject, Guarded};
use crate::call::qualified_name;
use crate::class::{ClassObject, flag};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::code::{Code, CodeObject};
use crate::descriptor::getset;
use crate::dict::{Dict, DictObject};
use crate::object::{Header, Kind, Ref};
use crate::ops::{self, CompareOp};
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

/// How many arguments fill the parameters of code as they lie.
pub fn exact_arguments(code: Code) -> u32 {
    if code.flags & crate::code::flag::SIMPLE != 0 { code.arg_count } else { u32::MAX }
}

impl Vm {
    /// A function of bytecode without defaults and closure.
    pub fn new_function(&self, code: Code, globals: Dict, builtins: Dict) -> Function {
        let code = self.code_for(code, globals);
        self.new_function_of(code, self.fresh_version(), globals, builtins)
    }
    /// The same, of code that is its globals' own, with a version that no other function has.
    pub fn new_function_of(
        &self,
        code: Code,
        version: u32,
        globals: Dict,
        builtins: Dict,
    ) -> Function {
        let null = || Cell::new(Value::NULL);
        let module = globals.get_name(self.names.__name__).unwrap_or(Value::NONE);
        let doc = match code.consts.first() {
            Some(&doc) if code.flags & crate::code::flag::DOCSTRING != 0 => doc,
            _ => Value::NONE,
        };
        self.heap.allocate(FunctionObject {
            header: Header::new(Kind::Function, id::FUNCTION),
            version: Guarded::new(version),
            exact_arguments: Guarded::new(exact_arguments(code)),
            code: Guarded::new(code),
            globals,
            builtins,
            defaults: null(),
            keyword_defaults: null(),
            closure: null(),
            name: Cell::new(code.name),
            qualname: Cell::new(code.qualname),
            doc: Cell::new(doc),
            module: Cell::new(module),
            annotations: null(),
            annotate: null(),
            type_params: null(),
            attributes: null(),
        })
    }
    /// The builtins that code with some globals sees.
    pub fn builtins_of(&self, globals: Dict) -> Dict {
        let found = globals.get_name(self.names.__builtins__);
        match found.and_then(|found| found.cast::<crate::module::ModuleObject>()) {
            Some(module) => module.dict,
            None => found.and_then(|found| found.cast()).unwrap_or_else(|| self.builtins_dict()),
        }
    }
    /// A cell; `value` is null while the variable is unbound.
    pub fn new_cell(&self, value: Value) -> Ref<CellObject> {
        let header = Header::new(Kind::Cell, id::CELL);
        self.heap.allocate(CellObject { header, value: Cell::new(value) })
    }
}

fn this(value: Value) -> Function {
    Ref::from_value(value)
}
fn or_none(value: Value) -> Value {
    if value.is_null() { Value::NONE } else { value }
}

// ---- functions

fn name(_: &Vm, f: Value) -> Result {
    Ok(this(f).name.get().value())
}
fn set_name(vm: &Vm, f: Value, value: Value) -> Result<()> {
    this(f).name.set(text(vm, value, "__name__")?);
    Ok(())
}
fn qualname(_: &Vm, f: Value) -> Result {
    Ok(this(f).qualname.get().value())
}
fn set_qualname(vm: &Vm, f: Value, value: Value) -> Result<()> {
    this(f).qualname.set(text(vm, value, "__qualname__")?);
    Ok(())
}
fn text(vm: &Vm, value: Value, attribute: &str) -> Result<Str> {
    match value.cast::<StrObject>() {
        Some(text) => Ok(text),
        None => Err(vm.type_error(format!("{attribute} must be set to a string object"))),
    }
}
fn doc(_: &Vm, f: Value) -> Result {
    Ok(this(f).doc.get())
}
fn set_doc(_: &Vm, f: Value, value: Value) -> Result<()> {
    this(f).doc.set(or_none(value));
    Ok(())
}
fn module(_: &Vm, f: Value) -> Result {
    Ok(or_none(this(f).module.get()))
}
fn set_module(_: &Vm, f: Value, value: Value) -> Result<()> {
    this(f).module.set(or_none(value));
    Ok(())
}
fn code(_: &Vm, f: Value) -> Result {
    Ok(this(f).code.get().shown())
}
fn set_code(vm: &Vm, f: Value, value: Value) -> Result<()> {
    let Some(code) = value.cast::<CodeObject>() else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let free = |code: Code| code.local_kinds.iter().filter(|kind| **kind == 2).count();
    let (old, new) = (free(this(f).code.get()), free(code));
    if old != new {
        let name = this(f).name.get();
        return Err(vm.value_error(format!(
            "{}() requires a code object with {old} free vars, not {new}",
            name.as_str()
        )));
    }
    let code = vm.code_for(code, this(f).globals);
    vm.keep_running_code(this(f));
    this(f).changes(vm);
    this(f).code.set(code);
    this(f).exact_arguments.set(exact_arguments(code));
    // Caches of methods know how many arguments the function takes.
    vm.all_classes_changed();
    Ok(())
}
fn defaults(_: &Vm, f: Value) -> Result {
    Ok(or_none(this(f).defaults.get()))
}
fn set_defaults(vm: &Vm, f: Value, value: Value) -> Result<()> {
    if value.is_null() || value.is_none() {
        this(f).changes(vm);
        this(f).defaults.set(Value::NULL);
    } else if value.cast::<TupleObject>().is_some() {
        this(f).changes(vm);
        this(f).defaults.set(value);
    } else {
        return Err(vm.type_error("__defaults__ must be set to a tuple object"));
    }
    Ok(())
}
fn keyword_defaults(_: &Vm, f: Value) -> Result {
    Ok(or_none(this(f).keyword_defaults.get()))
}
fn set_keyword_defaults(vm: &Vm, f: Value, value: Value) -> Result<()> {
    if value.is_null() || value.is_none() {
        this(f).changes(vm);
        this(f).keyword_defaults.set(Value::NULL);
    } else if value.cast::<DictObject>().is_some() {
        this(f).changes(vm);
        this(f).keyword_defaults.set(value);
    } else {
        return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
    }
    Ok(())
}
fn closure(_: &Vm, f: Value) -> Result {
    Ok(or_none(this(f).closure.get()))
}
fn globals(_: &Vm, f: Value) -> Result {
    Ok(this(f).globals.value())
}
fn builtins(_: &Vm, f: Value) -> Result {
    Ok(this(f).builtins.value())
}
fn readonly(vm: &Vm, _: Value, _: Value) -> Result<()> {
    Err(vm.attribute_error("readonly attribute"))
}
fn annotations(vm: &Vm, f: Value) -> Result {
    let function = this(f);
    if !function.annotations.get().is_null() {
        return Ok(function.annotations.get());
    }
    let annotate = function.annotate.get();
    let computed = if annotate.is_null() || annotate.is_none() {
        vm.new_dict().value()
    } else {
        // 1 is `annotationlib.Format.VALUE`.
        vm.call(annotate, &[Value::small(1)])?
    };
    if computed.cast::<DictObject>().is_none() {
        let found = vm.class_name(computed);
        return Err(vm.type_error(format!("__annotate__() must return a dict, not {found}")));
    }
    function.annotations.set(computed);
    Ok(computed)
}
fn set_annotations(vm: &Vm, f: Value, value: Value) -> Result<()> {
    let function = this(f);
    if value.is_null() || value.is_none() {
        function.annotations.set(Value::NULL);
    } else if value.cast::<DictObject>().is_some() {
        function.annotations.set(value);
    } else {
        return Err(vm.type_error("__annotations__ must be set to a dict object"));
    }
    function.annotate.set(Value::NULL);
    Ok(())
}
fn annotate(_: &Vm, f: Value) -> Result {
    Ok(or_none(this(f).annotate.get()))
}
fn set_annotate(vm: &Vm, f: Value, value: Value) -> Result<()> {
    if value.is_null() {
        return Err(vm.type_error("__annotate__ cannot be deleted"));
    }
    if !value.is_none() && !vm.is_callable(value) {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    if !value.is_none() {
        this(f).annotations.set(Value::NULL);
    }
    this(f).annotate.set(value);
    Ok(())
}
fn type_params(vm: &Vm, f: Value) -> Result {
    let params = this(f).type_params.get();
    Ok(if params.is_null() { vm.new_tuple(&[]).value() } else { params })
}
fn set_type_params(vm: &Vm, f: Value, value: Value) -> Result<()> {
    if value.cast::<TupleObject>().is_none() {
        return Err(vm.type_error("__type_params__ must be set to a tuple"));
    }
    this(f).type_params.set(value);
    Ok(())
}
fn function_repr(vm: &Vm, args: &[Value]) -> Result {
    let f = this(args[0]);
    let text = format!("<function {} at {:#x}>", f.qualname.get().as_str(), f.address());
    Ok(vm.new_str(&text).value())
}
fn call(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    vm.call_keywords(args[0], &args[1..], names)
}
fn new_function(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let parameters = ["code", "globals", "name", "argdefs", "closure", "kwdefaults"];
    let [code, globals, name, defaults, closure, keyword_defaults] =
        crate::parameters::parse(vm, "function", parameters, (2, 6), &args[1..], names)?;
    let Some(code) = code.cast::<CodeObject>() else {
        let found = vm.class_name(code);
        return Err(vm.type_error(format!("function() argument 'code' must be code, not {found}")));
    };
    let Some(globals) = globals.cast::<DictObject>() else {
        let found = vm.class_name(globals);
        return Err(
            vm.type_error(format!("function() argument 'globals' must be dict, not {found}"))
        );
    };
    let free = code.local_kinds.iter().filter(|kind| **kind == 2).count();
    let cells = closure.cast::<TupleObject>().map_or(0, |cells| cells.len());
    if free != cells {
        let name = code.name.as_str();
        return Err(
            vm.value_error(format!("{name} requires closure of length {free}, not {cells}"))
        );
    }
    let closure = if closure.is_none() { Value::NULL } else { closure };
    let function = vm.new_function(code, globals, vm.builtins_of(globals));
    function.closure.set(closure);
    if let Some(name) = name.cast::<StrObject>() {
        function.name.set(name);
    }
    set_defaults(vm, function.value(), defaults)?;
    set_keyword_defaults(vm, function.value(), keyword_defaults)?;
    Ok(function.value())
}

/// `function`
pub const FUNCTION: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::keyword_static_method("__new__", new_function, 1, 255, ""),
        NativeSpec::method("__repr__", function_repr, 1, 1, ""),
        NativeSpec::keyword_method("__call__", call, 1, 255, ""),
        getset::GET,
    ],
    getters: &[
        GetSetSpec::get_set("__name__", name, set_name),
        GetSetSpec::get_set("__qualname__", qualname, set_qualname),
        GetSetSpec::get_set("__doc__", doc, set_doc),
        GetSetSpec::get_set("__module__", module, set_module),
        GetSetSpec::get_set("__code__", code, set_code),
        GetSetSpec::get_set("__defaults__", defaults, set_defaults),
        GetSetSpec::get_set("__kwdefaults__", keyword_defaults, set_keyword_defaults),
        GetSetSpec::get_set("__closure__", closure, readonly),
        GetSetSpec::get_set("__globals__", globals, readonly),
        GetSetSpec::get_set("__builtins__", builtins, readonly),
        GetSetSpec::get_set("__annotations__", annotations, set_annotations),
        GetSetSpec::get_set("__annotate__", annotate, set_annotate),
        GetSetSpec::get_set("__type_params__", type_params, set_type_params),
        crate::class::object_methods::DICT,
    ],
    flags: flag::FINAL,
    ..ClassSpec::new("function", Kind::Function, id::FUNCTION)
};

// ---- built-in functions and methods

fn builtin(value: Value) -> Ref<BuiltinObject> {
    Ref::from_value(value)
}
fn builtin_name(vm: &Vm, f: Value) -> Result {
    Ok(vm.intern(builtin(f).spec.name).value())
}
fn builtin_qualname(vm: &Vm, f: Value) -> Result {
    Ok(vm.new_str(&qualified_name(builtin(f))).value())
}
fn builtin_module(vm: &Vm, f: Value) -> Result {
    let function = builtin(f);
    if !function.owner.is_null() {
        return Err(vm.no_attribute(f, vm.names.__module__));
    }
    Ok(or_none(function.module.get()))
}
fn bound_module(_: &Vm, f: Value) -> Result {
    Ok(or_none(builtin(f).module.get()))
}
fn builtin_self(vm: &Vm, f: Value) -> Result {
    let function = builtin(f);
    if !function.receiver.is_null() {
        return Ok(function.receiver);
    }
    let module = function.module.get().cast::<StrObject>();
    Ok(module.and_then(|name| vm.modules_dict().get_name(name)).unwrap_or(Value::NONE))
}
fn builtin_doc(vm: &Vm, f: Value) -> Result {
    let doc = builtin(f).spec.doc;
    Ok(if doc.is_empty() { Value::NONE } else { vm.new_str(doc).value() })
}
fn objclass(_: &Vm, f: Value) -> Result {
    Ok(builtin(f).owner)
}
fn text_signature(_: &Vm, _: Value) -> Result {
    Ok(Value::NONE)
}
fn builtin_repr(vm: &Vm, args: &[Value]) -> Result {
    let f = builtin(args[0]);
    let name = f.spec.name;
    let owner = f.owner.cast::<ClassObject>().map(|class| class.name.get());
    let owner = owner.as_ref().map_or("", |name| name.as_str());
    let text = match f.header().shape() {
        id::WRAPPER_DESCRIPTOR => format!("<slot wrapper '{name}' of '{owner}' objects>"),
        id::METHOD_DESCRIPTOR | id::CLASSMETHOD_DESCRIPTOR => {
            format!("<method '{name}' of '{owner}' objects>")
        }
        _ if f.receiver.is_null() => format!("<built-in function {name}>"),
        shape => {
            let (class, address) = (vm.class_name(f.receiver), vm.address_of(f.receiver));
            if shape == id::METHOD_WRAPPER {
                format!("<method-wrapper '{name}' of {class} object at {address:#x}>")
            } else {
                format!("<built-in method {name} of {class} object at {address:#x}>")
            }
        }
    };
    Ok(vm.new_str(&text).value())
}
fn builtin_equal(_: &Vm, args: &[Value]) -> Result {
    let (a, Some(b)) = (builtin(args[0]), args[1].cast::<BuiltinObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = std::ptr::eq(a.spec, b.spec) && a.owner == b.owner && a.receiver == b.receiver;
    Ok(Value::from_bool(same))
}
fn builtin_hash(vm: &Vm, args: &[Value]) -> Result {
    let f = builtin(args[0]);
    let spec = std::ptr::from_ref(f.spec) as usize as i64;
    Ok(vm.new_int((spec >> 4) ^ (f.receiver.bits() as i64)))
}

impl Vm {
    /// `id(value)`: the address of an object, something stable for other values.
    pub fn address_of(&self, value: Value) -> usize {
        if value.is_object() { value.header().address() } else { value.bits() as usize }
    }
}

const BUILTIN_METHODS: &[NativeSpec] = &[
    NativeSpec::method("__repr__", builtin_repr, 1, 1, ""),
    NativeSpec::keyword_method("__call__", call, 1, 255, ""),
    NativeSpec::method("__eq__", builtin_equal, 2, 2, ""),
    NativeSpec::method("__hash__", builtin_hash, 1, 1, ""),
];
const DESCRIPTOR_METHODS: &[NativeSpec] = &[
    NativeSpec::method("__repr__", builtin_repr, 1, 1, ""),
    NativeSpec::keyword_method("__call__", call, 1, 255, ""),
    getset::GET,
];
const DESCRIPTOR_GETTERS: &[GetSetSpec] = &[
    GetSetSpec::get("__name__", builtin_name),
    GetSetSpec::get("__qualname__", builtin_qualname),
    GetSetSpec::get("__doc__", builtin_doc),
    GetSetSpec::get("__objclass__", objclass),
    GetSetSpec::get("__text_signature__", text_signature),
];
const UNMADE: u32 = flag::FINAL | flag::NO_NEW;

/// `builtin_function_or_method`
pub const BUILTIN: ClassSpec = ClassSpec {
    methods: BUILTIN_METHODS,
    getters: &[
        GetSetSpec::get("__name__", builtin_name),
        GetSetSpec::get("__qualname__", builtin_qualname),
        GetSetSpec::get("__doc__", builtin_doc),
        GetSetSpec::get("__self__", builtin_self),
        GetSetSpec::get("__module__", bound_module),
        GetSetSpec::get("__text_signature__", text_signature),
    ],
    flags: UNMADE,
    ..ClassSpec::new("builtin_function_or_method", Kind::Builtin, id::BUILTIN)
};
/// `method_descriptor`
pub const METHOD_DESCRIPTOR: ClassSpec = ClassSpec {
    methods: DESCRIPTOR_METHODS,
    getters: DESCRIPTOR_GETTERS,
    flags: UNMADE,
    ..ClassSpec::new("method_descriptor", Kind::Builtin, id::METHOD_DESCRIPTOR)
};
/// `wrapper_descriptor`
pub const WRAPPER_DESCRIPTOR: ClassSpec = ClassSpec {
    methods: DESCRIPTOR_METHODS,
    getters: DESCRIPTOR_GETTERS,
    flags: UNMADE,
    ..ClassSpec::new("wrapper_descriptor", Kind::Builtin, id::WRAPPER_DESCRIPTOR)
};
/// `classmethod_descriptor`
pub const CLASSMETHOD_DESCRIPTOR: ClassSpec = ClassSpec {
    methods: DESCRIPTOR_METHODS,
    getters: DESCRIPTOR_GETTERS,
    flags: UNMADE,
    ..ClassSpec::new("classmethod_descriptor", Kind::Builtin, id::CLASSMETHOD_DESCRIPTOR)
};
/// `method-wrapper`
pub const METHOD_WRAPPER: ClassSpec = ClassSpec {
    methods: BUILTIN_METHODS,
    getters: &[
        GetSetSpec::get("__name__", builtin_name),
        GetSetSpec::get("__qualname__", builtin_qualname),
        GetSetSpec::get("__doc__", builtin_doc),
        GetSetSpec::get("__self__", builtin_self),
        GetSetSpec::get("__module__", builtin_module),
        GetSetSpec::get("__objclass__", objclass),
        GetSetSpec::get("__text_signature__", text_signature),
    ],
    flags: UNMADE,
    ..ClassSpec::new("method-wrapper", Kind::Builtin, id::METHOD_WRAPPER)
};

// ---- bound methods

fn method(value: Value) -> Ref<BoundMethodObject> {
    Ref::from_value(value)
}
fn new_method(vm: &Vm, args: &[Value]) -> Result {
    if !vm.is_callable(args[1]) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if args[2].is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.new_bound_method(args[1], args[2]).value())
}
fn method_function(_: &Vm, m: Value) -> Result {
    Ok(method(m).function)
}
fn method_self(_: &Vm, m: Value) -> Result {
    Ok(method(m).receiver)
}
fn method_doc(vm: &Vm, m: Value) -> Result {
    Ok(vm.find_attribute(method(m).function, vm.names.__doc__)?.unwrap_or(Value::NONE))
}
/// What a method does not have itself its function may have.
fn method_get_attribute(vm: &Vm, args: &[Value]) -> Result {
    let name = vm.attribute_name(args[1])?;
    vm.default_get(args[0], name)
}
fn method_repr(vm: &Vm, args: &[Value]) -> Result {
    let m = method(args[0]);
    let n = &*vm.names;
    let name = match vm.find_attribute(m.function, n.__qualname__)? {
        Some(name) => Some(name),
        None => vm.find_attribute(m.function, n.__name__)?,
    };
    let name = name.and_then(|name| vm.text_of(name)).unwrap_or_else(|| "?".to_owned());
    let receiver = vm.repr_text(m.receiver)?;
    Ok(vm.new_str(&format!("<bound method {name} of {receiver}>")).value())
}
fn method_equal(vm: &Vm, args: &[Value]) -> Result {
    let (a, Some(b)) = (method(args[0]), args[1].cast::<BoundMethodObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::from_bool(a.receiver == b.receiver && ops::equal(vm, a.function, b.function)?))
}
fn method_hash(vm: &Vm, args: &[Value]) -> Result {
    let m = method(args[0]);
    let function = ops::hash(vm, m.function)?;
    Ok(vm.new_int(function ^ (m.receiver.bits() as i64 >> 4)))
}

/// `method`
pub const METHOD: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::static_method("__new__", new_method, 3, 3, ""),
        NativeSpec::method("__repr__", method_repr, 1, 1, ""),
        NativeSpec::keyword_method("__call__", call, 1, 255, ""),
        NativeSpec::method("__getattribute__", method_get_attribute, 2, 2, ""),
        NativeSpec::method("__eq__", method_equal, 2, 2, ""),
        NativeSpec::method("__hash__", method_hash, 1, 1, ""),
        getset::GET,
    ],
    getters: &[
        GetSetSpec::get("__func__", method_function),
        GetSetSpec::get("__self__", method_self),
        GetSetSpec::get("__doc__", method_doc),
    ],
    flags: flag::FINAL,
    ..ClassSpec::new("method", Kind::BoundMethod, id::BOUND_METHOD)
};

// ---- cells

fn cell(value: Value) -> Ref<CellObject> {
    Ref::from_value(value)
}
fn new_cell(vm: &Vm, args: &[Value]) -> Result {
    Ok(vm.new_cell(args.get(1).copied().unwrap_or(Value::NULL)).value())
}
fn contents(vm: &Vm, c: Value) -> Result {
    match cell(c).value.get() {
        Value::NULL => Err(vm.value_error("Cell is empty")),
        value => Ok(value),
    }
}
fn set_contents(_: &Vm, c: Value, value: Value) -> Result<()> {
    cell(c).value.set(value);
    Ok(())
}
fn cell_repr(vm: &Vm, args: &[Value]) -> Result {
    let c = cell(args[0]);
    let text = match c.value.get() {
        Value::NULL => format!("<cell at {:#x}: empty>", c.address()),
        value => {
            let (class, address) = (vm.class_name(value), vm.address_of(value));
            format!("<cell at {:#x}: {class} object at {address:#x}>", c.address())
        }
    };
    Ok(vm.new_str(&text).value())
}
fn compare_cells(vm: &Vm, args: &[Value], op: CompareOp) -> Result {
    let Some(other) = args[1].cast::<CellObject>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = (cell(args[0]).value.get(), other.value.get());
    if a.is_null() || b.is_null() {
        let ordering = (!a.is_null()).cmp(&!b.is_null());
        return Ok(Value::from_bool(op.holds(ordering)));
    }
    ops::compare(vm, a, b, op)
}
macro_rules! cell_comparisons {
    ($($name:ident: $op:ident),*) => {
        $(fn $name(vm: &Vm, args: &[Value]) -> Result { compare_cells(vm, args, CompareOp::$op) })*
    };
}
cell_comparisons!(cell_lt: Lt, cell_le: Le, cell_eq: Eq, cell_ne: Ne, cell_gt: Gt, cell_ge: Ge);

/// `cell`
pub const CELL: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::static_method("__new__", new_cell, 1, 2, ""),
        NativeSpec::method("__repr__", cell_repr, 1, 1, ""),
        NativeSpec::method("__lt__", cell_lt, 2, 2, ""),
        NativeSpec::method("__le__", cell_le, 2, 2, ""),
        NativeSpec::method("__eq__", cell_eq, 2, 2, ""),
        NativeSpec::method("__ne__", cell_ne, 2, 2, ""),
        NativeSpec::method("__gt__", cell_gt, 2, 2, ""),
        NativeSpec::method("__ge__", cell_ge, 2, 2, ""),
    ],
    getters: &[GetSetSpec::get_set("cell_contents", contents, set_contents)],
    flags: flag::FINAL,
    ..ClassSpec::new("cell", Kind::Cell, id::CELL)
};
