//! Callables: functions of bytecode, built-in functions, bound methods, and the cells that closures share.

pub mod attributes;
pub mod code_attributes;
mod running;

use crate::code::Code;
use crate::dict::Dict;
use crate::object::{Header, Ref, object};
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};
use crate::watch;
use std::cell::Cell;

/// A function written in Python.
#[repr(C)]
#[derive(Debug)]
pub struct FunctionObject {
    pub(crate) header: Header,
    /// Names the state of code, defaults and closure; unique, and new after each change. 0 if versions have run out.
    pub version: Guarded<u32>,
    /// Arguments that fill the parameters as they lie; `u32::MAX` where binding has work to do.
    pub exact_arguments: Guarded<u32>,
    /// Its code.
    pub code: Guarded<Code>,
    /// The namespace of its module.
    pub globals: Dict,
    /// The builtins that it sees.
    pub builtins: Dict,
    /// Tuple of defaults, or null.
    pub defaults: Cell<Value>,
    /// Dict of keyword defaults, or null.
    pub keyword_defaults: Cell<Value>,
    /// Tuple of cells, or null.
    pub closure: Cell<Value>,
    /// `__name__`
    pub name: Cell<Str>,
    /// `__qualname__`
    pub qualname: Cell<Str>,
    /// `__doc__`
    pub doc: Cell<Value>,
    /// `__module__`
    pub module: Cell<Value>,
    /// `__annotations__` once computed, or null.
    pub annotations: Cell<Value>,
    /// `__annotate__`, or null.
    pub annotate: Cell<Value>,
    /// `__type_params__`, or null.
    pub type_params: Cell<Value>,
    /// `__dict__`, or null.
    pub attributes: Cell<Value>,
}
object!(FunctionObject: Function);

/// A field that others rely on: it is set here alone, after [`FunctionObject::changes`].
#[derive(Debug)]
pub struct Guarded<T: Copy>(Cell<T>);

impl<T: Copy> Guarded<T> {
    fn new(value: T) -> Guarded<T> {
        Guarded(Cell::new(value))
    }
    /// What is there.
    #[inline(always)]
    pub fn get(&self) -> T {
        self.0.get()
    }
    fn set(&self, value: T) {
        self.0.set(value);
    }
}

impl FunctionObject {
    /// To be called before code, defaults or closure change: whoever relies on them must look again.
    pub fn changes(&self, vm: &Vm) {
        if watch::is_watched(&self.header) {
            watch::version_changes(&self.header);
        }
        self.version.set(vm.fresh_version());
    }
}

/// A reference to a function.
pub type Function = Ref<FunctionObject>;

/// The native code of a built-in function. `args` includes `self` of a method.
#[derive(Clone, Copy)]
pub enum Native {
    /// Positional arguments only; their number was checked against `min` and `max`.
    Positional(fn(&Vm, args: &[Value]) -> Result),
    /// Anything: the last `names.len()` of `args` were given by keyword.
    Keywords(fn(&Vm, args: &[Value], names: &[Str]) -> Result),
}

/// A row of a table of built-in functions or methods.
#[derive(Clone, Copy)]
pub struct NativeSpec {
    /// Its name.
    pub name: &'static str,
    /// Its code.
    pub native: Native,
    /// Fewest positional arguments, `self` included.
    pub min: u8,
    /// Most positional arguments; 255 for any number.
    pub max: u8,
    /// How it binds when found in a class.
    pub binding: Binding,
    /// Whether it looks at the locals of its caller.
    pub sees_locals: bool,
    /// What it gives for one float, where it raises nothing: there it is no number, or has no bounds though the argument has.
    pub of_float: Option<fn(f64) -> f64>,
    /// `__doc__`, possibly empty.
    pub doc: &'static str,
}

/// How a built-in function found in a class binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// Not a method: a module's function.
    Function,
    /// Binds the instance.
    Method,
    /// Binds the class.
    ClassMethod,
    /// Binds nothing (`__new__` too).
    Static,
}

/// A built-in function or an unbound built-in method.
#[repr(C)]
pub struct BuiltinObject {
    pub(crate) header: Header,
    /// Its code and arity.
    pub spec: &'static NativeSpec,
    /// The class whose method it is, or null: its `self` must be an instance.
    pub owner: Value,
    /// What it is bound to (a bound built-in method, or a module), or null.
    pub receiver: Value,
    /// `__module__`, or null.
    pub module: Cell<Value>,
}
object!(BuiltinObject: Builtin);

/// A reference to a built-in function.
pub type Builtin = Ref<BuiltinObject>;

/// A bound method.
#[repr(C)]
#[derive(Debug)]
pub struct BoundMethodObject {
    pub(crate) header: Header,
    /// `__func__`: any callable.
    pub function: Value,
    /// `__self__`
    pub receiver: Value,
}
object!(BoundMethodObject: BoundMethod);

/// A reference to a bound method.
pub type BoundMethod = Ref<BoundMethodObject>;

/// A variable shared by closures.
#[repr(C)]
#[derive(Debug)]
pub struct CellObject {
    pub(crate) header: Header,
    /// The value; null while unbound.
    pub value: Cell<Value>,
}
object!(CellObject: Cell);

/// A reference to a cell.
pub type CellRef = Ref<CellObject>;
