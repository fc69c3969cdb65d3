//! The tier-1 interpreter: handlers generated from `bytecodes.def`, and what they stand on.
//!
//! [`Interpreter`] is the way in. The path of one instruction: `bytecodes.def` → `build.rs` calls `trefoil-codegen` → `interpreter.rs` in
//! `OUT_DIR`, included below as [`interpreter`] → the dispatch table of a `Vm`. Generated code calls [`helpers`] for what is not
//! expressed in bodies, and [`machine`] for positions, frames and dispatch.

pub mod coverage;
pub mod dis;
pub mod frames;
pub mod helpers;
pub mod hidden;
pub mod import;
pub mod load;
pub mod machine;
#[cfg(watched)]
pub mod monitor;
pub mod opcode;
pub mod prelude;
pub mod report;
pub mod run;
pub mod stats;
pub mod tier2;
pub mod traceback;

/// The generated interpreter.
#[allow(unused_imports, reason = "the prelude is the same for every definition")]
pub mod interpreter {
    use crate::machine::adapt::{Adapt, Adaptive};
    use crate::machine::*;
    #[cfg(watched)]
    use crate::{coverage::Covers, monitor::helpers};
    use trefoil_compiler::metadata::{consts, family, op, opcode};

    crate::handler! {
        /// Stands in the dispatch table for opcodes that do not exist.
        pub fn unknown(_pc: Pc, _sp: Sp, _fp: Fp, _vm: &Vm) -> Next {
            std::process::abort()
        }
    }

    include!(concat!(env!("OUT_DIR"), "/interpreter.rs"));
}

use machine::{Value, Vm};
pub use report::Exit;
use trefoil_objects::code::Code;
use trefoil_objects::dict::Dict;
pub use trefoil_objects::vm::Settings;
use trefoil_objects::vm::{Hooks, Raised, Result};

/// Compiles source text to a code object. What the compiler warns of goes to `sys.stderr`.
///
/// # Errors
/// SyntaxError, as an exception.
pub fn compile(vm: &Vm, source: &[u8], filename: &str) -> Result<Code> {
    if filename.starts_with('<') {
        vm.sources.borrow_mut().push((filename.to_owned(), source.to_vec()));
    }
    let mut warnings = Vec::new();
    let result = trefoil_compiler::compile_noting(source, filename, &mut warnings);
    report::warning::show(vm, filename, &warnings);
    match result {
        Ok(code) => Ok(load::load(vm, &code)),
        Err(error) => Err(syntax_error(vm, &error, filename)),
    }
}

/// Raises what CPython raises for a program that does not compile.
fn syntax_error(vm: &Vm, error: &trefoil_compiler::SyntaxError, filename: &str) -> Raised {
    use trefoil_compiler::SyntaxErrorKind as Kind;
    let class = match error.kind {
        Kind::RecursionError => return vm.recursion_error(&error.message),
        Kind::MemoryError if error.message.is_empty() => return vm.memory_error(),
        Kind::MemoryError => return vm.raise(vm.classes.memory_error, &error.message),
        Kind::SyntaxError => vm.classes.syntax_error,
        Kind::IndentationError => vm.classes.indentation_error,
        Kind::TabError => vm.classes.tab_error,
    };
    let message = vm.new_str(&error.message).value();
    let number = |number: u32| Value::small(number.into());
    let text = error.text.as_ref().map_or(Value::NONE, |text| vm.new_str(text).value());
    let place = vm.new_tuple(&[
        vm.new_str(filename).value(),
        number(error.line),
        number(error.col),
        text,
        number(error.end_line),
        number(error.end_col),
    ]);
    vm.raise_with(class, &[message, place.value()])
}

/// Runs the code of a module in a namespace.
///
/// # Errors
/// What the code raises.
pub fn run_module(vm: &Vm, code: Code, namespace: Dict) -> Result {
    let name = vm.names.__builtins__;
    if namespace.get_name(name).is_none() {
        let builtins = import::import(vm, "builtins")?;
        namespace.set_name(vm, name, builtins);
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
        locals: traceback::locals,
        code_caches: load::visit_caches,
        copy_code: load::copy,
        visit_roots: tier2::visit_roots,
    }
}

/// The bit of [`Interpreter::poll`] that asks for a KeyboardInterrupt.
pub const INTERRUPT: u32 = trefoil_objects::vm::poll::INTERRUPT;

/// A virtual machine that can run programs.
pub struct Interpreter {
    vm: Box<Vm>,
}

impl Interpreter {
    /// A fresh machine on the calling thread. It must be used on this thread only.
    pub fn new(settings: Settings) -> Interpreter {
        let trampoline = settings.trampoline;
        let vm = Vm::new(settings);
        vm.hooks.set(hooks());
        report::install(&vm);
        frames::install(&vm);
        stats::start(&vm);
        vm.table.set(run::handlers(&vm));
        if vm.settings.tier2 && !trampoline {
            tier2::start(&vm);
        }
        Interpreter { vm }
    }
    /// The machine.
    pub fn vm(&self) -> &Vm {
        &self.vm
    }
    /// The word by which another thread or a signal asks for something; see [`INTERRUPT`].
    pub fn poll(&self) -> *const std::sync::atomic::AtomicU32 {
        &raw const self.vm.poll
    }
    /// Runs source text as the module `__main__`, reports what it raises, and says how it ended.
    pub fn run_program(&self, source: &[u8], filename: &str, file: Option<&str>) -> Exit {
        report::finish(&self.vm, self.run_main(source, filename, file))
    }
    /// Finds a module, runs it as `__main__`, reports what it raises, and says how it ended.
    pub fn run_module_as_main(&self, name: &str) -> Exit {
        report::finish(&self.vm, import::run_as_main(&self.vm, name))
    }
    /// Compiles and runs source text as the module `__main__`.
    ///
    /// # Errors
    /// What the program raises; the exception is in the machine.
    pub fn run_main(&self, source: &[u8], filename: &str, file: Option<&str>) -> Result {
        let vm = &*self.vm;
        let dict = import::main_namespace(vm, file);
        let code = compile(vm, source, filename)?;
        run_module(vm, code, dict)
    }
    /// The bytecode of a program and of all code in it, before or after a run.
    ///
    /// # Errors
    /// How the program ends that does not compile.
    pub fn disassemble(
        &self,
        source: &[u8],
        filename: &str,
        file: Option<&str>,
        after_run: bool,
    ) -> std::result::Result<String, Exit> {
        let vm = &*self.vm;
        let code = match compile(vm, source, filename) {
            Ok(code) => code,
            Err(raised) => return Err(report::finish(vm, Err(raised))),
        };
        if after_run {
            let dict = import::main_namespace(vm, file);
            let result = run_module(vm, code, dict);
            report::finish(vm, result);
        }
        Ok(dis::disassemble(vm, code))
    }
    /// What there is to see of the traces that were made, if the settings ask for reasons.
    pub fn traces(&self) -> tier2::report::View {
        tier2::report::view(&self.vm)
    }
    /// The recordings that were kept, if the settings ask for that.
    pub fn recordings(&self) -> Vec<tier2::remake::Summary> {
        tier2::remake::summaries(&self.vm)
    }
    /// Makes a trace once more of a recording that was kept, and drops it; whether one came of it.
    pub fn remake(&self, number: usize) -> bool {
        tier2::remake::remake(&self.vm, number).is_some()
    }
    /// The counts of `--stats`, for people.
    pub fn stats(&self) -> String {
        stats::render(&self.vm)
    }
}
