//! The tier-1 interpreter: handlers generated from `bytecodes.def`, and what they stand on.
//!
//! [`Interpreter`] is the way in. The path of one instruction: `bytecodes.def` → `build.rs` calls `trefoil-codegen` → `interpreter.rs` in
//! `OUT_DIR`, included below as [`interpreter`] → the dispatch table of a `Vm`. Generated code calls [`helpers`] for what is not
//! expressed in bodies, and [`machine`] for positions, frames and dispatch.

pub mod helpers;
pub mod import;
pub mod load;
pub mod machine;
pub mod opcode;
pub mod run;
pub mod stats;
pub mod traceback;

/// The generated interpreter.
#[allow(unused_imports, reason = "the prelude is the same for every definition")]
pub mod interpreter {
    use crate::machine::adapt::{Adapt, Adaptive};
    use crate::machine::*;
    use trefoil_compiler::metadata::{family, op, opcode as number};

    crate::handler! {
        /// Stands in the dispatch table for opcodes that do not exist.
        pub fn unknown(_pc: Pc, _sp: Sp, _fp: Fp, _vm: &Vm) -> Next {
            std::process::abort()
        }
    }

    include!(concat!(env!("OUT_DIR"), "/interpreter.rs"));
}

use machine::{Value, Vm};
use trefoil_objects::code::Code;
use trefoil_objects::dict::Dict;
use trefoil_objects::vm::{Hooks, Result, Settings};

/// Compiles source text to a code object.
///
/// # Errors
/// SyntaxError, as an exception.
pub fn compile(vm: &Vm, source: &[u8], filename: &str) -> Result<Code> {
    match trefoil_compiler::compile_module(source, filename) {
        Ok(code) => Ok(load::load(vm, &code)),
        Err(error) => Err(syntax_error(vm, &error)),
    }
}

fn syntax_error(vm: &Vm, error: &trefoil_compiler::SyntaxError) -> trefoil_objects::vm::Raised {
    vm.syntax_error(error.kind.name(), &error.message, &error.filename, error.line, error.offset, error.end_line, error.end_offset, error.text.as_deref())
}

/// Runs the code of a module in a namespace.
///
/// # Errors
/// What the code raises.
pub fn run_module(vm: &Vm, code: Code, namespace: Dict) -> Result {
    let name = vm.names.__builtins__;
    if namespace.get_str(name).is_none() {
        let builtins = import::import(vm, "builtins")?;
        namespace.set_str(vm, name, builtins);
    }
    let function = vm.new_function(code, namespace, vm.builtins_dict());
    run::call_function(vm, function.value(), &[], &[])
}

/// What the objects know the interpreter by.
pub fn hooks() -> Hooks {
    Hooks {
        call_function: run::call_function,
        resume: run::resume,
        import: import::import,
        line: |code, pc| {
            let code = Code::from_value(code);
            // SAFETY: callers pass a position in that code.
            let offset = unsafe { pc.0.offset_from(code.units.as_ptr() as *mut u32) };
            traceback::line_at(code, offset as u32)
        },
        current_function: traceback::current_function,
        code_caches: load::visit_caches,
        visit_roots: |_, _| {},
    }
}

/// A virtual machine that can run programs.
pub struct Interpreter {
    vm: Box<Vm>,
}

impl Interpreter {
    /// A fresh machine.
    pub fn new(settings: Settings) -> Interpreter {
        let trampoline = settings.trampoline;
        let vm = Vm::new(settings);
        vm.hooks.set(hooks());
        vm.table.set(if trampoline { [run::bounce; trefoil_objects::vm::OPCODES] } else { run::handlers() });
        Interpreter { vm }
    }
    /// The machine.
    pub fn vm(&self) -> &Vm {
        &self.vm
    }
    /// Compiles and runs source text as the module `__main__`.
    ///
    /// # Errors
    /// What the program raises; the exception is in the machine.
    pub fn run_main(&self, source: &[u8], filename: &str, file: Option<&str>) -> Result {
        let vm = &*self.vm;
        let module = vm.new_module("__main__");
        let dict = module.dict.get();
        vm.modules_dict().set_str(vm, vm.intern("__main__"), module.value());
        if let Some(file) = file {
            dict.set_str(vm, vm.names.__file__, vm.new_str(file).value());
        }
        let code = compile(vm, source, filename)?;
        run_module(vm, code, dict)?;
        Ok(Value::NONE)
    }
}
